"""Reads “XML Spreadsheet 2003”, which web systems save as `.xls`, as a stream of elements."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from du_an8.reports.workbook.cells import Area, Cell, CellKind, DamagedError, Sheet
from du_an8.reports.workbook.csv_text import read_bounded
from du_an8.reports.workbook.number_formats import scales_by_100
from du_an8.reports.workbook.stored_values import number_cell

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = f"{{{NAMESPACE}}}"
_VISIBLE = "{urn:schemas-microsoft-com:office:excel}Visible"
_FIRST_YEAR = 1900  # Excel stores a time of day as one of 31/12/1899


def read_spreadsheetml(path: Path) -> list[Sheet]:
    """Every worksheet with its filled cells.

    Raises:
        UnsafeError: the file is larger than any report.
        DamagedError: the XML is broken, or declares a document type.
    """
    document = _Document()
    # Programs that write XML by hand leave blank lines before its first sign, which no XML parser accepts.
    raw = read_bounded(path).lstrip(b" \t\r\n")
    try:
        parser = ET.XMLParser(target=document)  # noqa: S314  # a document type, the way to all XML attacks, is refused
        parser.feed(raw)
        parser.close()
    except (ET.ParseError, ValueError) as error:
        raise DamagedError from error
    return document.sheets


class _Style(Struct):
    parent: str
    number_format: str | None = None
    font: str | None = None


class _Table(Struct):
    """A worksheet while it is read."""

    name: str
    visible: str = ""
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    columns: list[tuple[range, bool, str | None]] = field(default_factory=list)
    row: int = 0
    row_span: int = 0
    row_style: str | None = None
    column: int = 0
    last_declared: int = 0

    def declare_columns(self, attributes: Mapping[str, str]) -> None:
        first = int(attributes.get("Index", self.last_declared + 1))
        self.last_declared = first + int(attributes.get("Span", 0))
        declared = range(first, self.last_declared + 1)
        self.columns.append((declared, attributes.get("Hidden") == "1", attributes.get("StyleID")))

    def open_row(self, attributes: Mapping[str, str]) -> None:
        self.row = int(attributes.get("Index", self.row + self.row_span + 1))
        self.row_span = int(attributes.get("Span", 0))
        self.row_style = attributes.get("StyleID")
        self.column = 0
        if attributes.get("Hidden") == "1":
            self.hidden_rows.add(self.row)

    def open_cell(self, attributes: Mapping[str, str]) -> int:
        """The column of a cell; the next one stands behind all that it merges."""
        first = int(attributes.get("Index", self.column + 1))
        across, down = int(attributes.get("MergeAcross", 0)), int(attributes.get("MergeDown", 0))
        self.column = first + across
        if across or down:
            self.merged.append(Area(self.row, first, self.row + down, first + across))
        return first

    def style_of(self, column: int) -> str:
        declared = (style for columns, _, style in self.columns if style and column in columns)
        return self.row_style or next(declared, "Default")

    def sheet(self) -> Sheet:
        used = {column for row in self.rows.values() for column in row}
        hidden = (column for columns, is_hidden, _ in self.columns if is_hidden for column in used if column in columns)
        return Sheet(
            self.name,
            self.visible.strip() in {"SheetHidden", "SheetVeryHidden"},
            self.rows,
            tuple(self.merged),
            frozenset(self.hidden_rows & self.rows.keys()),
            frozenset(hidden),
        )


class _Document:
    """Takes the elements as the parser meets them."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._styles: dict[str, _Style] = {}
        self._style = _Style("")
        self._table: _Table | None = None
        self._cell: dict[str, str] = {}
        self._cell_column = 0
        self._type = ""
        self._text: list[str] | None = None  # None outside of what holds content
        self._in_comment = False

    def doctype(self, name: str, *_: str | None) -> None:
        raise DamagedError(name)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        own = {name.rpartition("}")[2]: value for name, value in attributes.items()}
        if tag == f"{_SS}Comment":
            self._in_comment = True
        elif tag == f"{_SS}Worksheet":
            self._table = _Table(own.get("Name", ""))
        elif self._table is None:
            self._start_style(tag, own)
        elif not self._in_comment:
            self._start_in_table(tag, own, self._table)

    def _start_style(self, tag: str, own: dict[str, str]) -> None:
        if tag == f"{_SS}Style":
            name = own.get("ID", "")
            self._style = self._styles[name] = _Style(own.get("Parent", "" if name == "Default" else "Default"))
        elif tag == f"{_SS}NumberFormat":
            self._style.number_format = own.get("Format", "")
        elif tag == f"{_SS}Font":
            self._style.font = own.get("FontName")

    def _start_in_table(self, tag: str, own: dict[str, str], table: _Table) -> None:
        if tag == f"{_SS}Column":
            table.declare_columns(own)
        elif tag == f"{_SS}Row":
            table.open_row(own)
        elif tag == f"{_SS}Cell":
            self._cell_column, self._cell, self._type = table.open_cell(own), own, ""
            self._text = None
        elif tag == f"{_SS}Data":
            self._type, self._text = own.get("Type", "String"), []
        elif tag == _VISIBLE:
            self._text = []

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        if tag == f"{_SS}Comment":
            self._in_comment = False
        elif self._in_comment or self._table is None:
            return
        elif tag == f"{_SS}Data":
            self._add(self._table, "".join(self._text or []))
            self._text = None
        elif tag == f"{_SS}Cell" and not self._type:
            self._add(self._table, "")
        elif tag == _VISIBLE:
            self._table.visible, self._text = "".join(self._text or []), None
        elif tag == f"{_SS}Worksheet":
            self.sheets.append(self._table.sheet())
            self._table = None

    def close(self) -> None:
        """The end of the document, which asks for nothing."""

    def _add(self, table: _Table, text: str) -> None:
        if cell := self._read(table, text):
            table.rows.setdefault(cell.row, {})[cell.column] = cell

    def _read(self, table: _Table, text: str) -> Cell | None:
        row, column = table.row, self._cell_column
        style = self._cell.get("StyleID") or table.style_of(column)
        font = self._inherited(style, "font")
        formula = self._cell.get("Formula")
        if formula is not None and not text.strip() and self._type != "String":
            return Cell(row, column, CellKind.UNCOMPUTED, formula, font=font)
        if not text.strip():
            return None
        match self._type:
            case "Number":
                number_format = self._inherited(style, "number_format")
                percent = number_format == "Percent" or scales_by_100(number_format)
                number = number_cell(row, column, text, percent=percent, font=font)
                return number or Cell(row, column, CellKind.TEXT, text, font=font)
            case "DateTime":
                return Cell(row, column, *_date(text.strip()), font=font)
            case "Boolean":
                return Cell(row, column, CellKind.BOOLEAN, "TRUE" if text.strip() == "1" else "FALSE", font=font)
            case "Error":
                return Cell(row, column, CellKind.ERROR, text.strip(), font=font)
            case _:
                return Cell(row, column, CellKind.TEXT, text, font=font)

    def _inherited(self, name: str, attribute: str) -> str:
        seen = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            value: str | None = getattr(self._styles[name], attribute)
            if value is not None:
                return value
            name = self._styles[name].parent
        return ""


def _date(text: str) -> tuple[CellKind, date | str]:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return CellKind.ERROR, "#VALUE!"
    return (CellKind.DATE, day) if day.year >= _FIRST_YEAR else (CellKind.TEXT, text)
