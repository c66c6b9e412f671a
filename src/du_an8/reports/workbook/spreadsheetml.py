"""Reads “XML Spreadsheet 2003”, which web systems save as `.xls`, as a stream of elements."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from du_an8.reports.workbook.cells import Area, Cell, CellKind, DamagedError, Sheet
from du_an8.reports.workbook.csv_text import read_bounded
from du_an8.reports.workbook.seen import Piece, as_seen, style_of, text_cell
from du_an8.reports.workbook.stored_values import number_cell
from du_an8.reports.workbook.uncomputed import in_letters, without_empty_zeros

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = f"{{{NAMESPACE}}}"
_VISIBLE = "{urn:schemas-microsoft-com:office:excel}Visible"
_NAMED = re.compile(r"[A-Za-z/ ]*")
_BOOLEANS = {"1": "TRUE"}
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
    return without_empty_zeros(document.sheets, document.zeros)


class _Style(Struct):
    parent: str
    number_format: str | None = None
    font: str | None = None
    struck: bool | None = None
    raised: bool | None = None


class _Table(Struct):
    """A worksheet while it is read."""

    name: str
    visible: str = ""
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    notes: dict[tuple[int, int], str] = field(default_factory=dict)
    zeros: dict[tuple[int, int], str] = field(default_factory=dict)
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
            notes=self.notes,
        )


class _Document:
    """Takes the elements as the parser meets them."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.zeros: list[dict[tuple[int, int], str]] = []
        self._styles: dict[str, _Style] = {}
        self._style = _Style("")
        self._table: _Table | None = None
        self._cell: dict[str, str] = {}
        self._cell_column = 0
        self._type = ""
        self._text: list[Piece] | None = None  # None outside of what holds content
        self._marks: list[str] = []  # the tags of HTML around a piece of text
        self._note: list[str] | None = None  # None outside of comments

    def doctype(self, name: str, *_: str | None) -> None:
        raise DamagedError(name)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        plain = {name.rpartition("}")[2]: value for name, value in attributes.items()}
        if tag == f"{_SS}Comment":
            self._note = []
        elif tag == f"{_SS}Worksheet":
            self._table = _Table(plain.get("Name", ""))
        elif self._table is None:
            self._start_style(tag, plain)
        elif self._note is None:
            self._start_in_table(tag, plain, self._table)

    def _start_style(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == f"{_SS}Style":
            name = attributes.get("ID", "")
            self._style = self._styles[name] = _Style(attributes.get("Parent", "" if name == "Default" else "Default"))
        elif tag == f"{_SS}NumberFormat":
            self._style.number_format = attributes.get("Format", "")
        elif tag == f"{_SS}Font":
            self._style.font = attributes.get("FontName")
            self._style.struck = attributes["StrikeThrough"] == "1" if "StrikeThrough" in attributes else None
            self._style.raised = attributes["VerticalAlign"] == "Superscript" if "VerticalAlign" in attributes else None

    def _start_in_table(self, tag: str, attributes: dict[str, str], table: _Table) -> None:
        if tag == f"{_SS}Column":
            table.declare_columns(attributes)
        elif tag == f"{_SS}Row":
            table.open_row(attributes)
        elif tag == f"{_SS}Cell":
            self._cell_column, self._cell, self._type = table.open_cell(attributes), attributes, ""
            self._text = None
        elif tag == f"{_SS}Data":
            self._type, self._text, self._marks = attributes.get("Type", "String"), [], []
        elif tag == _VISIBLE:
            self._text = []
        elif self._text is not None:
            self._marks.append(tag.rpartition("}")[2].casefold())

    def data(self, text: str) -> None:
        if self._note is not None:
            self._note.append(text)
        elif self._text is not None:
            self._text.append(Piece(text, "s" in self._marks, "sup" in self._marks))

    def end(self, tag: str) -> None:
        if self._table is None:
            return
        if tag == f"{_SS}Comment":
            self._table.notes[self._table.row, self._cell_column] = "".join(self._note or [])
            self._note = None
        elif self._note is None:
            self._end_in_table(tag, self._table)

    def _end_in_table(self, tag: str, table: _Table) -> None:
        if tag == f"{_SS}Data":
            self._add(table, self._text or [])
            self._text = None
        elif tag == f"{_SS}Cell" and not self._type:
            self._add(table, [])
        elif tag == _VISIBLE:
            table.visible, self._text = _joined(self._text or []), None
        elif tag == f"{_SS}Worksheet":
            self.sheets.append(table.sheet())
            self.zeros.append(table.zeros)
            self._table = None
        elif self._text is not None and self._marks:
            self._marks.pop()

    def close(self) -> None:
        """The end of the document, which asks for nothing."""

    def _add(self, table: _Table, pieces: list[Piece]) -> None:
        text = _joined(pieces)
        style = self._cell.get("StyleID") or table.style_of(self._cell_column)
        formula = self._cell.get("Formula")
        cell = self._read(table.row, text, str(self._inherited(style, "font") or ""), formula)
        if cell is None:
            return
        cell = self._as_seen(cell, pieces, style)
        if formula is not None and cell.kind is CellKind.NUMBER and cell.value == 0:
            table.zeros[cell.row, cell.column] = in_letters(formula, cell.row, cell.column)
        table.rows.setdefault(cell.row, {})[cell.column] = cell

    def _as_seen(self, cell: Cell, pieces: list[Piece], name: str) -> Cell:
        struck, raised = (bool(self._inherited(name, mark)) for mark in ("struck", "raised"))
        if any(piece.struck or piece.raised for piece in pieces):
            return text_cell(cell.row, cell.column, pieces, cell.font) or cell
        return as_seen(cell, style_of(self._number_format(name), struck=struck, raised=raised))

    def _read(self, row: int, text: str, font: str, formula: str | None) -> Cell | None:
        column = self._cell_column
        if not text.strip():
            is_uncomputed = formula is not None and self._type != "String"
            return Cell(row, column, CellKind.UNCOMPUTED, str(formula), font=font) if is_uncomputed else None
        match self._type:
            case "Number":
                number = number_cell(row, column, text, font=font)
                return number or Cell(row, column, CellKind.TEXT, text, font=font)
            case "DateTime":
                return Cell(row, column, *_date(text.strip()), font=font)
            case "Boolean":
                return Cell(row, column, CellKind.BOOLEAN, _BOOLEANS.get(text.strip(), "FALSE"), font=font)
            case "Error":
                return Cell(row, column, CellKind.ERROR, text.strip(), font=font)
            case _:
                return Cell(row, column, CellKind.TEXT, text, font=font)

    def _number_format(self, name: str) -> str:
        """The format of a style; of those with a name only one says something of a number."""
        number_format = str(self._inherited(name, "number_format") or "")
        return "0%" if number_format == "Percent" else "" if _NAMED.fullmatch(number_format) else number_format

    def _inherited(self, name: str, attribute: str) -> str | bool | None:
        seen = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            value: str | bool | None = getattr(self._styles[name], attribute)
            if value is not None:
                return value
            name = self._styles[name].parent
        return None


def _joined(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _date(text: str) -> tuple[CellKind, date | str]:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return CellKind.ERROR, "#VALUE!"
    return (CellKind.DATE, day) if day.year >= _FIRST_YEAR else (CellKind.TEXT, text)
