"""Reads an ordinary worksheet in one pass over its bytes, and leaves what isn't ordinary to the full reader.

What a cell is written like in an ordinary sheet is one pattern. Whatever stands between the cells that it finds must
be rows and nothing else: a tag, an attribute, an order that we have never seen makes the sheet an unusual one. So
nothing is asked what looks strange, and nothing is parsed twice.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Container, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import repeat
from operator import attrgetter

from msgspec import Struct, field

from du_an8.reports.workbook.cells import Area, Cell, CellKind, column_number
from du_an8.reports.workbook.seen import Style, as_seen
from du_an8.reports.workbook.uncomputed import Zeros, moved
from du_an8.reports.workbook.xlsx_text import read_text, require
from du_an8.vietnamese.numbers import plain_decimal

_ROWS_BETWEEN = re.compile(rb"(?:</row>|<row [^<>]*>|\s)*")
_CELL = re.compile(
    rb"(?:</row>|<row [^<>]*>|\s)*+"
    rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,5})")?'
    rb'(?:(?: t="n")?><v>([^<]+)</v></c>|(?: t="(s|n|str|b|inlineStr)")?(?: ?/>|>'
    rb"(?:(<f(?: [^<>]*)?(?:/>|>[^<]*</f>))?(?:<v>([^<]*)</v>)?"
    rb'|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)</c>))'
)
_PIECES = 9  # of each cell: what stands before it, and the eight groups: column, row, style, number; what else it holds
_NUMBER = re.compile(rb"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})" ?/>')
_HIDES_ZEROS = re.compile(rb'<sheetView\s[^<>]*\bshowZeros="(?:0|false)"')
_ZERO_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="[0-9]{1,5}")?(?: t="n")?>'
    rb"<f([^>]*?)(?:/>|>([^<]*)</f>)<v>-?0(?:\.0+)?(?:[eE][-+]?[0-9]+)?</v>"
)
_MASTER = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"[^>]*><f ([^>]*t="shared"[^>]*)>([^<]+)</f>')
_SHARED = re.compile(rb'\bsi="([0-9]+)"')
_MOST_EXACT = 1e15  # beyond, a double and the digits of the file may differ
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_DAY_ZERO = date(1899, 12, 30)
_FIRST_SURE_DAY = 61  # the calendar of spreadsheets has a 29 February 1900
_ALMOST_A_DAY = 0.999
_NUMBERS, _BOOLEANS = (None, b"n"), {b"0": "FALSE", b"1": "TRUE"}


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


class Cells(Struct, frozen=True):
    """The filled cells of a worksheet, by row and column; numbers and others as in `Sheet`."""

    rows: dict[int, dict[int, Cell]]
    numbers: dict[int, dict[int, Decimal]]
    others: list[Cell]


class Read(Struct, frozen=True):
    """What stands in a worksheet.

    Attributes:
        zeros: the formulas whose stored value is 0.
        hides_zeros: the sheet is set to show none.
    """

    cells: Cells
    merged: tuple[Area, ...]
    zeros: Zeros = {}
    hides_zeros: bool = False


def read_sheet(xml: bytes, styles: Styles, texts: Sequence[str]) -> Read:
    """The filled cells of a worksheet, as the full reader would give them.

    Args:
        texts: those that cells refer to.

    Raises:
        UnusualError: something isn't ordinary.
    """
    shown = b"hidden" not in xml or (xml.count(b"hidden") == xml.count(b' hidden="0"') + xml.count(b' hidden="false"'))
    require(shown, "hidden rows or columns")
    require(b"zeroHeight" not in xml, "rows hidden by default")
    require(xml.count(b"<sheetData") == 1, "number of tables")
    at = xml.index(b"<sheetData")
    if xml.startswith((b"<sheetData/>", b"<sheetData />"), at):
        return Read(Cells({}, {}, []), _merged(xml, at))
    require(xml.startswith(b"<sheetData>", at), "table")
    end = xml.rindex(b"</sheetData>")
    body = xml[at + len(b"<sheetData>") : end]
    hides_zeros = _HIDES_ZEROS.search(xml, 0, at) is not None
    cells = _Reader(_written(body), styles, texts).read()
    return Read(cells, _merged(xml, end), _zeros(body) if b"<f" in body else {}, hides_zeros)


def _merged(xml: bytes, start: int) -> tuple[Area, ...]:
    """The merged areas; their tags stand behind the cells."""
    found = _MERGE.findall(xml, start)
    require(len(found) == xml.count(b"<mergeCell "), "merged areas")
    corners = [
        (int(top), column_number(left.decode()), int(bottom), column_number(right.decode()))
        for left, top, right, bottom in found
    ]
    return tuple(Area(*each) for each in corners)


class _Written(Struct, frozen=True):
    """What the cells of a worksheet are written like, one list for each part of them.

    Attributes:
        rows: their numbers.
        numbers: of cells that hold nothing but a number.
    """

    letters: list[bytes]
    rows: list[int]
    styles: list[bytes | None]
    numbers: list[bytes | None]
    sorts: list[bytes | None]
    formulas: list[bytes | None]
    values: list[bytes | None]
    inlines: list[bytes | None]


def _written(body: bytes) -> _Written:
    pieces = _CELL.split(body)
    require(not any(pieces[:-1:_PIECES]) and _ROWS_BETWEEN.fullmatch(pieces[-1]) is not None, "tags")
    letters, places, *others = (pieces[group::_PIECES] for group in range(1, _PIECES))
    numbers = {place: int(place) for place in set(places)}
    require(max(numbers.values(), default=0) <= _LAST_ROW, "rows beyond the grid")
    return _Written(letters, list(map(numbers.__getitem__, places)), *others)


class _Places(Struct, frozen=True):
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


class _Reader:
    """Reads the cells of one worksheet, plain numbers and texts column by column."""

    def __init__(self, written: _Written, styles: Styles, texts: Sequence[str]) -> None:
        self.written, self.styles, self.texts = written, styles, texts
        self.rows: dict[int, dict[int, Cell]] = {row: {} for row in dict.fromkeys(written.rows)}
        self.numbers: dict[int, dict[int, Decimal]] = {}
        self.others: list[Cell] = []

    def read(self) -> Cells:
        """All cells that are no blanks."""
        places = self._by_column()
        columns = {column_number(letters.decode()): letters for letters in places}
        require(max(columns, default=0) <= _LAST_COLUMN, "columns beyond the grid")
        for column in sorted(columns):
            of_column = places[columns[column]]
            self._add_numbers(column, of_column.numbers)
            self._add_texts(column, of_column.shared, self.written.values, self._shared)
            self._add_texts(column, of_column.inline, self.written.inlines, _inline)
            for at in of_column.others:
                if cell := self._cell(column, at):
                    self._add_other(cell)
        filled = sum(map(len, self.rows.values()))
        require(filled == sum(map(len, self.numbers.values())) + len(self.others), "two cells at one place")
        self.others.sort(key=attrgetter("row", "column"))
        return Cells({row: cells for row, cells in self.rows.items() if cells}, self.numbers, self.others)

    def _by_column(self) -> Mapping[bytes, _Places]:
        """By letters of a column, where its cells stand."""
        places: defaultdict[bytes, _Places] = defaultdict(_Places)
        written, plain = self.written, self.styles.plain
        cells = zip(
            written.letters,
            written.styles,
            written.numbers,
            written.sorts,
            written.values,
            written.inlines,
            strict=True,
        )
        for at, (letters, style, number, sort, value, inline) in enumerate(cells):
            if style not in plain:
                places[letters].others.append(at)
            elif number is not None:
                places[letters].numbers.append(at)
            elif sort == b"s" and value is not None:
                places[letters].shared.append(at)
            elif sort == b"inlineStr" and inline is not None:
                places[letters].inline.append(at)
            else:
                places[letters].others.append(at)
        return places

    def _add_numbers(self, column: int, positions: Sequence[int]) -> None:
        """The plain numbers of a column."""
        if positions:
            rows = [self.written.rows[at] for at in positions]
            numbers = [_number(self.written.numbers[at]) for at in positions]
            for cell in map(Cell, rows, repeat(column), repeat(CellKind.NUMBER), numbers):
                self.rows[cell.row][column] = cell
            self.numbers[column] = dict(zip(rows, numbers, strict=True))
            require(len(self.numbers[column]) == len(numbers), "two cells at one place")

    def _add_texts(
        self,
        column: int,
        positions: Sequence[int],
        written: Sequence[bytes | None],
        read: Callable[[bytes | None], str],
    ) -> None:
        """The texts of a column, each of which is read once."""
        texts = {each: read(each) for each in {written[at] for at in positions}}
        for at in positions:
            if text := texts[written[at]]:
                cell = Cell(self.written.rows[at], column, CellKind.TEXT, text)
                self.rows[cell.row][column] = cell
                self.others.append(cell)

    def _add_other(self, cell: Cell) -> None:
        self.rows[cell.row][cell.column] = cell
        if cell.is_plain and isinstance(cell.value, Decimal):
            numbers = self.numbers.setdefault(cell.column, {})
            require(cell.row not in numbers, "two cells at one place")
            numbers[cell.row] = cell.value
        else:
            self.others.append(cell)

    def _cell(self, column: int, at: int) -> Cell | None:
        """A cell that may be anything; None where it is blank."""
        written, row = self.written, self.written.rows[at]
        style, sort, inline = written.styles[at], written.sorts[at], written.inlines[at]
        value = written.values[at] if written.numbers[at] is None else written.numbers[at]
        if value is None and inline is None:
            require(written.formulas[at] is None, "formulas without a value")
            return None
        require((inline is not None) is (sort == b"inlineStr"), "texts out of place")
        require(style in self.styles.known, "styles")
        if sort not in _NUMBERS:
            cell = self._words(column, at)
        elif style in self.styles.dates:
            cell = Cell(row, column, CellKind.DATE, _day(_number(value)))
        else:
            cell = Cell(row, column, CellKind.NUMBER, _number(value))
        special = self.styles.special.get(style)
        return as_seen(cell, special) if cell and special else cell

    def _words(self, column: int, at: int) -> Cell | None:
        row, value = self.written.rows[at], self.written.values[at]
        if self.written.sorts[at] == b"b":
            require(value in _BOOLEANS, "booleans in words")
            return Cell(row, column, CellKind.BOOLEAN, _BOOLEANS[value or b""])
        text = self._text(at)
        return Cell(row, column, CellKind.TEXT, text) if text.strip() else None

    def _shared(self, value: bytes | None) -> str:
        """A text that cells share."""
        require(value is not None and value.isdigit() and int(value) < len(self.texts), "texts")
        return _unless_blank(self.texts[int(value or b"")])

    def _text(self, at: int) -> str:
        value, inline = self.written.values[at], self.written.inlines[at]
        if self.written.sorts[at] == b"s":
            return self._shared(value)
        require(inline is not None or bool(value) or self.written.formulas[at] is not None, "empty values")
        return read_text(value or b"" if inline is None else inline)


def _inline(written: bytes | None) -> str:
    """A text of a cell's own."""
    return _unless_blank(read_text(written or b""))


def _unless_blank(text: str) -> str:
    return text if text.strip() else ""


@lru_cache(maxsize=100_000)
def _number(written: bytes | None) -> Decimal:
    require(written is not None and _NUMBER.fullmatch(written) is not None, "numbers")
    value = float(written or b"")
    require(-_MOST_EXACT < value < _MOST_EXACT, "size of numbers")
    return Decimal(int(value)) if value == int(value) else plain_decimal(value)


def _day(number: Decimal) -> date:
    require(number >= _FIRST_SURE_DAY and number % 1 < _ALMOST_A_DAY, "days")
    return _DAY_ZERO + timedelta(int(number))


def _zeros(body: bytes) -> Zeros:
    """The formulas whose stored value is 0; one that a cell shares with others reads as it does there."""
    zeros, masters = {}, {}
    for letters, row, attributes, formula in _MASTER.findall(body):
        if shared := _SHARED.search(attributes):
            masters[shared[1]] = int(row), column_number(letters.decode()), formula
    for letters, number, attributes, formula in _ZERO_FORMULA.findall(body):
        row, column = int(number), column_number(letters.decode())
        shared = _SHARED.search(attributes)
        if not formula and shared and shared[1] in masters:
            at_row, at_column, stated = masters[shared[1]]
            zeros[row, column] = "=" + moved(read_text(stated), row - at_row, column - at_column)
        else:
            zeros[row, column] = "=" + (read_text(formula) or "…")
    return zeros
