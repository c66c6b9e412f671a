"""Reads an ordinary worksheet in one pass over its bytes, and leaves what isn't ordinary to the full reader."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import repeat
from operator import attrgetter

from msgspec import Struct

from du_an8.findings.locations import column_number
from du_an8.reports.workbook.cells import Area, Cell, CellKind
from du_an8.reports.workbook.seen import as_seen
from du_an8.reports.workbook.uncomputed import Zeros, moved
from du_an8.reports.workbook.xlsx_form import Form, Styles, written
from du_an8.reports.workbook.xlsx_text import read_text, require
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.numbers import plain_decimal

_NUMBER = pattern_of(rb"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_MERGE = pattern_of(rb'<mergeCell ref="([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})" ?/>')
_OF_NO_SIZE = pattern_of(rb'\b(?:ht|width)="0(?:\.0*)?"')  # as good as hidden
_HIDES_ZEROS = pattern_of(rb'<sheetView\s[^<>]*\bshowZeros="(?:0|false)"')
_ZERO_FORMULA = pattern_of(
    rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="[0-9]{1,5}")?(?: t="n")?>'
    rb"<f([^>]*?)(?:/>|>([^<]*)</f>)<v>-?0(?:\.0+)?(?:[eE][-+]?[0-9]+)?</v>"
)
_MASTER = pattern_of(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"[^>]*><f ([^>]*t="shared"[^>]*)>([^<]+)</f>')
_SHARED = pattern_of(rb'\bsi="([0-9]+)"')
_MOST_EXACT = 1e15  # beyond, a double and the digits of the file may differ
_DAY_ZERO = date(1899, 12, 30)
_FIRST_SURE_DAY = 61  # the calendar of spreadsheets has a 29 February 1900
_ALMOST_A_DAY = 0.999
_NUMERIC, _TEXT = CellKind.NUMBER, CellKind.TEXT
_NUMBERS, _BOOLEANS = (None, b"n"), {b"0": "FALSE", b"1": "TRUE"}


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
    require(not _has_flat(xml[:at], b'width="0'), "columns without a width")
    if xml.startswith((b"<sheetData/>", b"<sheetData />"), at):
        return Read(Cells({}, {}, []), _merged(xml, at))
    require(xml.startswith(b"<sheetData>", at), "table")
    end = xml.rindex(b"</sheetData>")
    body = xml[at + len(b"<sheetData>") : end]
    require(not _has_flat(body, b'ht="0'), "rows without a height")
    hides_zeros = _HIDES_ZEROS.search(xml, 0, at) is not None
    cells = _Reader(*written(body, styles), texts).read()
    return Read(cells, _merged(xml, end), _zeros(body) if b"<f" in body else {}, hides_zeros)


def _has_flat(part: bytes, mark: bytes) -> bool:
    """Whether a row or a column has no size; to look for the pattern everywhere takes half as long as all the rest."""
    return mark in part and _OF_NO_SIZE.search(part) is not None


def _merged(xml: bytes, start: int) -> tuple[Area, ...]:
    """The merged areas; their tags stand behind the cells."""
    found = _MERGE.findall(xml, start)
    require(len(found) == xml.count(b"<mergeCell "), "merged areas")
    corners = [
        (int(top), column_number(left.decode()), int(bottom), column_number(right.decode()))
        for left, top, right, bottom in found
    ]
    return tuple(Area(*each) for each in corners)


class _Reader:
    """Reads the cells of one worksheet, plain numbers and texts column by column."""

    def __init__(self, form: Form, values: Sequence[bytes | None], texts: Sequence[str]) -> None:
        self.form, self.values, self.styles, self.texts = form, values, form.of_book, texts
        self.rows: dict[int, dict[int, Cell]] = {row: {} for row in dict.fromkeys(form.rows)}
        self.numbers: dict[int, dict[int, Decimal]] = {}
        self.others: list[Cell] = []

    def read(self) -> Cells:
        """All cells that are no blanks."""
        for column, places in self.form.columns.items():
            self._add_numbers(column, places.numbers)
            self._add_texts(column, places.shared, self.values, self._shared)
            self._add_texts(column, places.inline, self.form.inlines, _inline)
            for at in places.others:
                if cell := self._cell(column, at):
                    self._add_other(cell)
        filled = sum(map(len, self.rows.values()))
        require(filled == sum(map(len, self.numbers.values())) + len(self.others), "two cells at one place")
        self.others.sort(key=attrgetter("row", "column"))
        return Cells({row: cells for row, cells in self.rows.items() if cells}, self.numbers, self.others)

    def _add_numbers(self, column: int, positions: Sequence[int]) -> None:
        """The plain numbers of a column."""
        if positions:
            rows = list(map(self.form.rows.__getitem__, positions))
            numbers = list(map(_number, map(self.values.__getitem__, positions)))
            cells = map(Cell, rows, repeat(column), repeat(_NUMERIC), numbers)
            for cells_of_row, cell in zip(map(self.rows.__getitem__, rows), cells, strict=True):
                cells_of_row[column] = cell
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
        rows, texts = self.form.rows, {each: read(each) for each in {written[at] for at in positions}}
        for at in positions:
            if text := texts[written[at]]:
                cell = Cell(rows[at], column, _TEXT, text)
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
        form, row, value = self.form, self.form.rows[at], self.values[at]
        style, sort, inline = form.styles[at], form.sorts[at], form.inlines[at]
        if value is None and inline is None:
            require(form.formulas[at] is None, "formulas without a value")
            return None
        require((inline is not None) is (sort == b"inlineStr"), "texts out of place")
        require(style in self.styles.known, "styles")
        if sort not in _NUMBERS:
            cell = self._words(column, at)
        elif style in self.styles.dates:
            cell = Cell(row, column, CellKind.DATE, _day(_number(value)))
        else:
            cell = Cell(row, column, _NUMERIC, _number(value))
        special = self.styles.special.get(style)
        return as_seen(cell, special) if cell and special else cell

    def _words(self, column: int, at: int) -> Cell | None:
        row, value = self.form.rows[at], self.values[at]
        if self.form.sorts[at] == b"b":
            require(value in _BOOLEANS, "booleans in words")
            return Cell(row, column, CellKind.BOOLEAN, _BOOLEANS[value or b""])
        text = self._text(at)
        return Cell(row, column, _TEXT, text) if text.strip() else None

    def _shared(self, value: bytes | None) -> str:
        """A text that cells share."""
        require(value is not None and value.isdigit() and int(value) < len(self.texts), "texts")
        return _unless_blank(self.texts[int(value or b"")])

    def _text(self, at: int) -> str:
        value, inline = self.values[at], self.form.inlines[at]
        if self.form.sorts[at] == b"s":
            return self._shared(value)
        require(inline is not None or bool(value) or self.form.formulas[at] is not None, "empty values")
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
