"""How the cells of an ordinary worksheet are written, their values aside.

What a cell is written like in an ordinary sheet is one pattern. Whatever stands between the cells that it finds must
be rows and nothing else: a tag, an attribute, an order that we have never seen makes the sheet an unusual one. So
nothing is asked what looks strange, and nothing is parsed twice: neither within a sheet, nor where the next one differs
from it in values alone.
"""

import re
from collections import defaultdict, deque
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from du_an8.findings.locations import column_number
from du_an8.reports.workbook.seen import Style
from du_an8.reports.workbook.xlsx_text import require

_ROWS_BETWEEN = re.compile(rb"(?:</row>|<row [^<>]*>|\s)*")
_CELL = re.compile(
    rb"(?:</row>|<row [^<>]*>|\s)*+"
    rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,5})")?'
    rb'(?:(?: t="n")?><v>([^<]+)</v></c>|(?: t="(s|n|str|b|inlineStr)")?(?: ?/>|>'
    rb"(?:(<f(?: [^<>]*)?(?:/>|>[^<]*</f>))?(?:<v>([^<]*)</v>)?"
    rb'|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)</c>))'
)
_LARGE = 1_000_000  # bytes of cells; what is so large comes alone
_PIECES = 9  # of each cell: what stands before it, and the eight groups: column, row, style, number; what else it holds
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


class Styles(Struct, frozen=True):
    """What the styles of a workbook make of a cell, by their ids as a cell writes them; None is a cell without one.

    Attributes:
        known: all that aren't anybody's guess.
        plain: those that leave a number as it is stored.
        dates: those that make it a day.
        special: those of which more must be said.
    """

    known: Container[bytes | None]
    plain: Container[bytes | None]
    dates: Container[bytes | None]
    special: Mapping[bytes | None, Style]


class Places(Struct, frozen=True):
    """Where the cells of one column stand in the lists of what was written, by what they hold.

    Attributes:
        numbers: those that are as they are stored.
        shared: those that refer to a text that cells share.
        inline: those that hold a text of their own.
    """

    numbers: list[int] = field(default_factory=list)
    shared: list[int] = field(default_factory=list)
    inline: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)


class Form(Struct, frozen=True):
    """How the cells of a worksheet are written, their values aside: one list for each part of them.

    Attributes:
        rows: their numbers.
        blank: the positions of those without a value.
        of_book: the styles of the workbook.
        columns: where the cells of each column stand, from left to right.
        around: what stands around the values.
    """

    rows: list[int]
    styles: list[bytes | None]
    sorts: list[bytes | None]
    formulas: list[bytes | None]
    inlines: list[bytes | None]
    blank: list[int]
    of_book: Styles
    columns: Mapping[int, Places]
    around: list[bytes]


_last_forms: deque[Form] = deque(maxlen=4)
"""The reports of a province come from one template, one after another."""


def written(body: bytes, styles: Styles) -> tuple[Form, list[bytes | None]]:
    """How the cells are written, and the value of each; nothing is asked again where only values differ."""
    if len(body) > _LARGE:
        return _form(body, styles, [])
    parts = body.replace(b"</v>", b"<v><").split(b"<v>")  # no pattern is as fast
    around, found = parts[::2], parts[1::2]
    if b"" in found or b"<" in b"".join(found):
        return _form(body, styles, [])
    values: list[bytes | None] = [*found]
    known = next((form for form in _last_forms if form.of_book is styles and form.around == around), None)
    if known:
        for at in known.blank:
            values.insert(at, None)
        return known, values
    form, values_of_cells = _form(body, styles, around)
    _last_forms.append(form)
    return form, values_of_cells


def _form(body: bytes, styles: Styles, around: list[bytes]) -> tuple[Form, list[bytes | None]]:
    pieces = _CELL.split(body)
    require(not any(pieces[:-1:_PIECES]) and _ROWS_BETWEEN.fullmatch(pieces[-1]) is not None, "tags")
    letters, places, of_cells, numbers, sorts, formulas, others, inlines = (
        pieces[group::_PIECES] for group in range(1, _PIECES)
    )
    rows = {place: int(place) for place in set(places)}
    require(max(rows.values(), default=0) <= _LAST_ROW, "rows beyond the grid")
    columns = _columns(zip(letters, of_cells, numbers, sorts, others, inlines, strict=True), styles.plain)
    values = [number or value for number, value in zip(numbers, others, strict=True)]
    form = Form(
        list(map(rows.__getitem__, places)), of_cells, sorts, formulas, inlines,
        [at for at, value in enumerate(values) if value is None], styles, columns, around,
    )  # fmt: skip
    return form, values


def _columns(cells: Iterable[Sequence[Any]], plain: Container[bytes | None]) -> Mapping[int, Places]:
    """Where the cells of each column stand, from left to right."""
    by_letters: defaultdict[bytes, Places] = defaultdict(Places)
    for at, (letters, style, number, sort, value, inline) in enumerate(cells):
        if style not in plain:
            by_letters[letters].others.append(at)
        elif number is not None:
            by_letters[letters].numbers.append(at)
        elif sort == b"s" and value is not None:
            by_letters[letters].shared.append(at)
        elif sort == b"inlineStr" and inline is not None:
            by_letters[letters].inline.append(at)
        else:
            by_letters[letters].others.append(at)
    columns = {column_number(letters.decode()): places for letters, places in by_letters.items()}
    require(max(columns, default=0) <= _LAST_COLUMN, "columns beyond the grid")
    return dict(sorted(columns.items()))
