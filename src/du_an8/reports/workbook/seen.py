"""What formatting says of a cell: a person sees a struck-through number as withdrawn, a raised digit as a footnote.

Every reader of a format with fonts tells its pieces and styles here, so that one mark means the same in all of them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from du_an8.reports.workbook.cells import Area, Cell, CellKind, Sheet
from du_an8.reports.workbook.number_formats import (
    changes_what_is_read,
    date_as_shown,
    date_without_day,
    is_currency,
    reading_of,
    scales_by_100,
    unit_of,
    words_beside,
)
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.numbers import Ambiguous, Quantity, Share, format_number, read_number

_FOOTNOTE = pattern_of(r"[\s(\[]*(?:\d{1,2}(?:\s*[,;]\s*\d{1,2})*|\*{1,3}|[a-z])[\s)\]]*", re.IGNORECASE | re.ASCII)
_METRES = pattern_of(r"(?:^|[\W\d_])[kdcm]?m$", re.IGNORECASE)  # m², km², cm³: raised, and no footnote
_DIGIT_AT_END, _DIGIT_AT_START = pattern_of(r"[\d.,]$"), pattern_of(r"^[\d.,]")


class Piece(Struct, frozen=True):
    """A part of a text in one font."""

    text: str
    struck: bool = False
    raised: bool = False


class Style(Struct, frozen=True):
    """What the formatting of a whole cell says.

    Attributes:
        struck: a line goes through all that it holds.
        raised: it is written as a superscript.
        number_format: empty where it changes nothing that a person reads, but for percent.
        font: its name, where that matters.
    """

    percent: bool = False
    struck: bool = False
    raised: bool = False
    number_format: str = ""
    font: str = ""

    @property
    def changes(self) -> bool:
        """Whether a number may mean something else than without it; percent aside."""
        return self.struck or self.raised or bool(self.number_format)


def style_of(number_format: str, font: str = "", *, struck: bool = False, raised: bool = False) -> Style:
    """The style that a number format and a font make."""
    telling = number_format if changes_what_is_read(number_format) else ""
    return Style(scales_by_100(number_format), struck, raised, telling, font)


def as_seen(cell: Cell, style: Style) -> Cell:
    """A cell as a person reads it, who sees its formatting."""
    if style.percent and cell.kind is CellKind.NUMBER:
        cell = replace(cell, percent=True)
    return _marked(cell, style) if style.changes else cell


def _marked(cell: Cell, style: Style) -> Cell:
    if style.struck and _is_number(cell):
        return replace(cell, kind=CellKind.WITHDRAWN)
    if isinstance(cell.value, date):
        return replace(cell, shown=date_without_day(cell.value, style.number_format))
    if cell.kind is not CellKind.NUMBER or not isinstance(cell.value, Decimal):
        return cell
    if style.raised:
        return replace(cell, kind=CellKind.SHOWN_DIFFERENTLY, shown="chữ số nhỏ viết trên cao")
    return _formatted(cell, cell.value, style.number_format) if style.number_format else cell


def without_zeros(rows: dict[int, dict[int, Cell]]) -> dict[int, dict[int, Cell]]:
    """The rows of a sheet that is set to show no zeros."""
    return {number: {column: _unless_zero(cell) for column, cell in row.items()} for number, row in rows.items()}


def _unless_zero(cell: Cell) -> Cell:
    is_zero = cell.kind is CellKind.NUMBER and cell.value == 0
    return replace(cell, kind=CellKind.SHOWN_DIFFERENTLY) if is_zero else cell


def _formatted(cell: Cell, stored: Decimal, number_format: str) -> Cell:
    reading = reading_of(stored, number_format)
    if reading is None:
        return cell
    if reading.value is None:
        return replace(cell, kind=CellKind.SHOWN_DIFFERENTLY, shown=reading.shown)
    if reading.is_text:
        return replace(cell, kind=CellKind.TEXT, value=reading.shown, percent=False)
    return replace(cell, value=reading.value, unit=reading.unit)


def without_covered(sheet: Sheet) -> Sheet:
    """A sheet in which a number below a merged cell is none that a person sees, unless it is what the cell shows."""
    covered = [cell for area in sheet.merged for cell in _covered(sheet, area)]
    if not covered:
        return sheet
    rows = dict(sheet.rows)
    for cell in covered:
        rows[cell.row] = {**rows[cell.row], cell.column: cell}
    return replace(sheet, rows=rows)


def _covered(sheet: Sheet, area: Area) -> Iterator[Cell]:
    above = sheet.rows.get(area.first_row, {}).get(area.first_column)
    shown = above.value if above else ""
    for number in range(area.first_row, min(area.last_row, max(sheet.rows, default=0)) + 1):
        for cell in sheet.rows.get(number, {}).values():
            is_within = area.first_column <= cell.column <= area.last_column
            if is_within and cell.kind is CellKind.NUMBER and cell.value != shown:
                yield replace(cell, kind=CellKind.SHOWN_DIFFERENTLY, shown=_printed(shown))


def _printed(value: Decimal | date | str) -> str:
    return format_number(value) if isinstance(value, Decimal) else str(value)


_BESIDE = pattern_of(r"(?P<before>[^\d]*?)[-−(]?(?P<digits>\d(?:[\d.,\s]*\d)?)\)?(?P<after>[^\d]*)")
_LONGEST = 200
_DASHES = pattern_of(r"[-–—_.\s]+")
_SEPARATORS = pattern_of(r"[.,]")


def as_shown(cell: Cell, shown: str) -> Cell:
    """A stored number in a format that keeps what was shown beside it, which may be another number, or none."""
    shown = shown.strip()
    if isinstance(cell.value, date):
        return replace(cell, shown=date_as_shown(cell.value, shown))
    if isinstance(cell.value, Decimal) and cell.kind is CellKind.NUMBER:
        return _number_as_shown(cell, cell.value, shown)
    return cell


def _number_as_shown(cell: Cell, number: Decimal, shown: str) -> Cell:
    differently = replace(cell, kind=CellKind.SHOWN_DIFFERENTLY, shown=shown)
    if not any(map(str.isdigit, shown)):
        is_dash = number == 0 and _DASHES.fullmatch(shown)
        return cell if is_dash else differently
    parts = _BESIDE.fullmatch(shown) if len(shown) <= _LONGEST else None
    if parts is None:  # a fraction, a power of ten, a date: nothing that can be compared
        return cell
    if not _may_be(number * 100 if cell.percent else number, parts["digits"]):
        return differently
    return _with_words(cell, shown, words_beside(parts["before"]), words_beside(parts["after"]))


def _with_words(cell: Cell, shown: str, before: str, after: str) -> Cell:
    """A number with the words that are shown around it."""
    if before and not is_currency(before):
        return replace(cell, kind=CellKind.TEXT, value=shown, percent=False)
    unit = after or before
    return cell if cell.percent and unit == "%" else replace(cell, unit=unit_of(unit))


def _may_be(stored: Decimal, digits: str) -> bool:
    """Whether printed digits are a number, within half a unit of the last: all signs group, or the last one parts."""
    *groups, last = _SEPARATORS.split("".join(digits.split()))
    numbers = [(Decimal("".join([*groups, last])), 0)]
    if groups:
        numbers.append((Decimal("".join(groups) + "." + last), len(last)))
    return any(abs(number - abs(stored)) <= Decimal("0.5").scaleb(-decimals) for number, decimals in numbers)


def _is_number(cell: Cell) -> bool:
    return cell.kind is CellKind.NUMBER or (cell.kind is CellKind.TEXT and tells_number(cell.text))


def tells_number(text: str) -> bool:
    """Whether a text is a number as officials write one, whatever unit it names."""
    return isinstance(read_number(text), Quantity | Share | Ambiguous)


def text_cell(row: int, column: int, pieces: Iterable[Piece], font: str = "") -> Cell | None:
    """The cell of a text in several fonts; None where it is blank.

    Where the rest of a partly struck text is unmistakable, it is what the cell says.
    """
    kept = _without_footnotes(list(pieces))
    whole = "".join(piece.text for piece in kept)
    if not whole.strip():
        return None
    cell = Cell(row, column, CellKind.TEXT, whole, font=font)
    return _without_struck(cell, kept) if any(piece.struck and piece.text.strip() for piece in kept) else cell


def _without_struck(cell: Cell, pieces: Sequence[Piece]) -> Cell:
    """A text of which parts are struck, without them; where no number is left, or half of one, it is withdrawn."""
    if _is_torn(pieces):
        return replace(cell, kind=CellKind.WITHDRAWN)
    rest, struck = ("".join(p.text for p in pieces if p.struck is state) for state in (False, True))
    loses_number = tells_number(cell.text) and not any(map(str.isdigit, rest))
    if rest.strip() and not loses_number:
        return replace(cell, value=rest.strip())
    return replace(cell, kind=CellKind.WITHDRAWN) if tells_number(struck) else cell


def _is_torn(pieces: Sequence[Piece]) -> bool:
    """Whether a line goes through the midst of a number, so that nobody knows which digits are left."""
    merged = _merged(pieces)
    return any(
        struck.struck and _DIGIT_AT_END.search(before.text) and _DIGIT_AT_START.search(after.text)
        for before, struck, after in zip(merged, merged[1:], merged[2:], strict=False)
    )


def _merged(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours that are struck alike as one."""
    merged: list[Piece] = []
    for piece in pieces:
        if merged and merged[-1].struck is piece.struck:
            merged[-1] = replace(merged[-1], text=merged[-1].text + piece.text)
        else:
            merged.append(piece)
    return merged


def _without_footnotes(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without those that are raised as footnote marks are."""
    kept: list[Piece] = []
    for piece in pieces:
        before = kept[-1].text.rstrip() if kept else ""
        if not (piece.raised and before and _FOOTNOTE.fullmatch(piece.text) and not _METRES.search(before)):
            kept.append(piece)
    return kept
