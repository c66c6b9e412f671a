"""Reads a web page saved as `.xls`: its tables and the text between them, one below the other in one sheet.

A table within a table stands below it, cell by cell: flowed into one cell its figures would be no figures any more.
"""

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, lookup
from html.parser import HTMLParser
from pathlib import Path

from msgspec import Struct, field

from du_an8.reports.workbook.cells import Area, Cell, CellKind, DamagedError, Sheet, UnsafeError
from du_an8.reports.workbook.csv_text import decode, read_bounded
from du_an8.reports.workbook.stored_values import number_cell, shown_cell

_LONGEST_SPAN = 1000
_MOST_POSITIONS = 2_000_000
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_FAMILY = re.compile(r"font-family\s*:\s*[\"']?([^;,\"']+)", re.IGNORECASE)
_SHOWN_NUMBER = re.compile(r"[-(]?[\d.,\s]*%?\)?")  # a format may show a zero as - or as nothing
_WHOLE = re.compile(r"-?\d+")

_IGNORED = frozenset({"script", "style", "title", "xml"})
_LINES = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "center", "caption"})
_ENDS_CELL = frozenset({"tr", "td", "th", "thead", "tbody", "tfoot"})

Attributes = dict[str, str]


def read_html(path: Path) -> list[Sheet]:
    """One sheet with all that the page shows.

    Raises:
        UnsafeError: the file is larger than any report, or its cells span more than any table.
        DamagedError: the page ends within what isn't shown, so that figures may be lost.
    """
    page = _Page()
    page.feed(_text(read_bounded(path)))
    page.close()
    return [page.sheet()]


def _text(raw: bytes) -> str:
    """The page as text, in the encoding that it says it has if that is true."""
    declared = _CHARSET.search(raw[:4096])
    if declared is None or raw.startswith((BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE)):
        return decode(raw)
    try:
        text = raw.decode(lookup(declared[1].decode("ascii")).name)
    except (LookupError, UnicodeError):
        return decode(raw)
    return unicodedata.normalize("NFC", text)  # Windows Vietnamese has letter and tone apart


class _RawCell(Struct):
    row: int
    column: int
    attributes: Attributes
    font: str = ""
    pieces: list[str] = field(default_factory=list)

    @property
    def shown(self) -> str:
        return _lines(self.pieces)


class _Table(Struct):
    """A table, or a piece of text outside of all, while it is read; rows and columns count within it."""

    hidden: bool = False
    row: int = 0
    column: int = 0
    row_open: bool = False
    cells: list[_RawCell] = field(default_factory=list)
    cell: _RawCell | None = None
    areas: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    declared: int = 0
    taken: dict[int, int] = field(default_factory=dict)  # column -> last row that a cell above reaches

    def declare_columns(self, attributes: Attributes) -> None:
        span = _span(attributes, "span")
        if _is_hidden(attributes):
            self.hidden_columns |= set(range(self.declared + 1, self.declared + span + 1))
        self.declared += span

    def open_row(self, attributes: Attributes) -> None:
        self.cell, self.row_open, self.column = None, True, 0
        self.row += 1
        if self.hidden or _is_hidden(attributes):
            self.hidden_rows.add(self.row)

    def open_cell(self, attributes: Attributes) -> int:
        """Place a cell beside the ones before and those that reach down from above; returns how many places it has."""
        if not self.row_open:
            self.open_row({})
        first = self.column + 1
        while self.taken.get(first, 0) >= self.row:
            first += 1
        across, down = _span(attributes, "colspan"), _span(attributes, "rowspan")
        self.column = first + across - 1
        for column in range(first, first + across):
            self.taken[column] = self.row + down - 1
        if across > 1 or down > 1:
            self.areas.append(Area(self.row, first, self.row + down - 1, self.column))
        self.cell = _RawCell(self.row, first, attributes, _family(attributes))
        self.cells.append(self.cell)
        return across * down


class _Page(HTMLParser):
    """Takes the tags as the parser meets them; nearly no page closes all that it opens."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[_Table] = []
        self._open: list[_Table] = []
        self._loose: list[str] = []  # text outside of all tables
        self._ignored = ""
        self._places = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if self._ignored:
            return
        if tag in _IGNORED:
            self._ignored = tag
        elif tag == "table":
            self._end_loose()
            self._open.append(_Table(hidden=_is_hidden(attributes)))
            self._blocks.append(self._open[-1])
        elif tag in _LINES:
            self._write("\n")
        elif self._open:
            self._start_in_table(self._open[-1], tag, attributes)

    def _start_in_table(self, table: _Table, tag: str, attributes: Attributes) -> None:
        if tag == "col":
            table.declare_columns(attributes)
        elif tag == "tr":
            table.open_row(attributes)
        elif tag in {"td", "th"}:
            self._places += table.open_cell(attributes)
            if self._places > _MOST_POSITIONS:
                raise UnsafeError("ô gộp")
        elif tag in {"thead", "tbody", "tfoot"}:
            table.cell, table.row_open = None, False
        elif table.cell and not table.cell.font:
            table.cell.font = attributes.get("face", "").partition(",")[0].strip() or _family(attributes)

    def handle_endtag(self, tag: str) -> None:
        if self._ignored:
            self._ignored = "" if tag == self._ignored else self._ignored
        elif tag == "table" and self._open:
            self._open.pop()
            self._end_loose()
        elif tag in _LINES:
            self._write("\n")
        elif self._open and tag in _ENDS_CELL:
            self._open[-1].cell = None
            self._open[-1].row_open &= tag in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if not self._ignored:
            self._write(_BLANKS.sub(" ", data))

    def unknown_decl(self, data: str) -> None:
        """`<![if ...]>` asks a question of Excel's own; what it holds is read like all the rest."""

    def close(self) -> None:
        super().close()
        if self._ignored or self.cdata_elem:
            raise DamagedError
        self._end_loose()

    def _write(self, text: str) -> None:
        table = self._open[-1] if self._open else None
        (table.cell.pieces if table and table.cell else self._loose).append(text)

    def _end_loose(self) -> None:
        """Each line of text outside of all tables, or between the cells of one, is a row of its own."""
        text, self._loose = _lines(self._loose), []
        for line in text.split("\n") if text else ():
            self._blocks.append(_Table(row=1, cells=[_RawCell(1, 1, {}, pieces=[line])]))

    def sheet(self) -> Sheet:
        """All blocks, one below the other."""
        rows: dict[int, dict[int, Cell]] = {}
        merged: list[Area] = []
        hidden_rows: set[int] = set()
        hidden_columns: set[int] = set()
        above = 0
        for block in self._blocks:
            cells = [cell for raw in block.cells if (cell := _read_cell(raw, above))]
            for cell in cells:
                rows.setdefault(cell.row, {})[cell.column] = cell
            merged += [_moved(area, above, block.row) for area in block.areas]
            hidden_rows |= {above + row for row in block.hidden_rows}
            hidden_columns |= block.hidden_columns & {cell.column for cell in cells}
            above += block.row
        return Sheet(
            "HTML",
            hidden=False,
            rows=rows,
            merged=tuple(merged),
            hidden_rows=frozenset(hidden_rows & rows.keys()),
            hidden_columns=frozenset(hidden_columns),
        )


def _lines(pieces: list[str]) -> str:
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _is_hidden(attributes: Attributes) -> bool:
    return _NOT_SHOWN.search(attributes.get("style", "")) is not None


def _family(attributes: Attributes) -> str:
    family = _FAMILY.search(attributes.get("style", ""))
    return family[1].strip() if family else ""


def _span(attributes: Attributes, name: str) -> int:
    """How far a cell reaches; 0 means down to the end of the table."""
    stated = attributes.get(name, "1").strip()
    if not _WHOLE.fullmatch(stated) or len(stated) > len(str(_MOST_POSITIONS)):
        return 1
    return min(int(stated), _LONGEST_SPAN) if int(stated) > 0 else _LONGEST_SPAN if stated == "0" else 1


def _moved(area: Area, above: int, height: int) -> Area:
    """An area of a block in the sheet; what reaches below its table ends with it."""
    last_row = min(area.last_row, height)
    return Area(area.first_row + above, area.first_column, last_row + above, area.last_column)


def _read_cell(raw: _RawCell, above: int) -> Cell | None:
    """What a cell holds: Excel and LibreOffice note the stored value beside the text that they show."""
    row, shown, noted = raw.row + above, raw.shown, raw.attributes
    if error := noted.get("x:err"):
        return Cell(row, raw.column, CellKind.ERROR, error, font=raw.font)
    if not shown.strip() and noted.get("x:fmla"):
        return Cell(row, raw.column, CellKind.UNCOMPUTED, noted["x:fmla"], font=raw.font)
    stored = noted.get("x:num") or noted.get("sdval") or ""
    if not stored and "x:num" in noted and _WHOLE.fullmatch(shown):
        stored = shown
    # A date is stored as a number, too; it is what it is shown as.
    if stored and _SHOWN_NUMBER.fullmatch(shown.strip()):
        number = number_cell(row, raw.column, stored, percent="%" in shown, font=raw.font)
        if number:
            return number
    return shown_cell(row, raw.column, shown, raw.font)
