"""Reads `.ods` as a stream of elements, because LibreOffice may repeat an empty row a million times.

What a cell shows and what it is stand side by side here: `office:value-type` tells a percentage, and an error may be
stored as the number 0 with `#DIV/0!` for its text (LibreOffice before 4).
"""

import re
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.reports.workbook.cells import Area, Cell, CellKind, DamagedError, Sheet, UnsafeError
from du_an8.reports.workbook.ods_cell import RawCell, as_in_excel, read_cell
from du_an8.reports.workbook.ods_names import DRAWING, OFFICE, TABLE, TEXT
from du_an8.reports.workbook.ods_styles import StyleElements, Styles
from du_an8.reports.workbook.seen import Piece, Style, as_seen, as_shown, text_cell
from du_an8.reports.workbook.uncomputed import without_empty_zeros

_MOST_CELLS = 1_000_000
_CHUNK = 1 << 16
_BLANKS = re.compile(r"[ \t\r\n]+")

# Old contents, notes, copies of other files: cells and texts that are none of the sheet's own.
_ASIDE = frozenset(
    {f"{OFFICE}annotation", f"{OFFICE}forms", f"{TABLE}shapes", f"{TABLE}tracked-changes", f"{TABLE}dde-links"}
)
_CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
_GROUPS = frozenset({f"{TABLE}table-row-group", f"{TABLE}table-column-group"})
_PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
_BLANK_SIGNS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_HIDDEN = frozenset({"collapse", "filter"})


def read_ods(path: Path) -> list[Sheet]:
    """Every sheet with its filled cells.

    Raises:
        UnsafeError: repeated cells unfold to more than any report has.
        DamagedError: a part is missing or broken, or declares a document type.
        zipfile.BadZipFile: the file is cut short.
    """
    styles = Styles()
    content = _Content(styles)
    with zipfile.ZipFile(path) as archive:
        if "content.xml" not in archive.namelist():
            raise DamagedError
        if "styles.xml" in archive.namelist():
            _parse(archive, "styles.xml", StyleElements(styles))
        _parse(archive, "content.xml", content)
    return without_empty_zeros(content.sheets, content.zeros)


def _parse(archive: zipfile.ZipFile, part: str, target: "StyleElements | _Content") -> None:
    parser = ET.XMLParser(target=target)  # noqa: S314  # a document type, the way to all XML attacks, is refused
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.feed(chunk)
        parser.close()
    except (ET.ParseError, ValueError) as error:
        raise DamagedError from error


class _Columns(Struct):
    """A run of columns that are declared alike."""

    numbers: range
    hidden: bool
    style: str


class _Table(Struct):
    """A sheet while it is read; `filled` and `areas` are those of the open row."""

    name: str
    hidden: bool
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    columns: list[_Columns] = field(default_factory=list)
    row: int = 1
    column: int = 1
    row_style: str = ""
    row_hidden: bool = False
    row_repeats: int = 1
    filled: list[Cell] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    notes: dict[tuple[int, int], str] = field(default_factory=dict)
    zeros: dict[tuple[int, int], str] = field(default_factory=dict)

    def declare_columns(self, repeats: int, style: str, *, hidden: bool) -> None:
        first = self.columns[-1].numbers.stop if self.columns else 1
        self.columns.append(_Columns(range(first, first + repeats), hidden, style))

    def default_style(self, column: int) -> str:
        """What a cell without a style of its own has."""
        of_column = (run.style for run in self.columns if column in run.numbers)
        return self.row_style or next(of_column, "")

    def sheet(self) -> Sheet:
        used = {column for row in self.rows.values() for column in row}
        hidden_columns = {column for run in self.columns if run.hidden for column in used if column in run.numbers}
        return Sheet(
            self.name,
            self.hidden,
            self.rows,
            tuple(self.merged),
            frozenset(self.hidden_rows),
            frozenset(hidden_columns),
            notes=self.notes,
        )


class _Content:
    """Takes the elements of `content.xml`: its own styles first, then the sheets."""

    def __init__(self, styles: Styles) -> None:
        self.sheets: list[Sheet] = []
        self.zeros: list[dict[tuple[int, int], str]] = []
        self._styles, self._style_elements = styles, StyleElements(styles)
        self.doctype, self.close = self._style_elements.doctype, self._style_elements.close
        self._aside = 0  # how deep within what is set aside
        self._note: list[str] | None = None  # of the annotation that is open
        self._spans: list[tuple[bool, bool]] = []  # of each span around: whether it strikes, whether it raises
        self._hiding: list[bool] = []  # of each group of rows or columns around
        self._table: _Table | None = None
        self._cell: RawCell | None = None
        self._in_paragraph = 0
        self._in_note_paragraph = False
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._aside or tag in _ASIDE or (self._cell and tag.startswith(DRAWING)):
            self._aside += 1
            self._start_aside(tag)
        elif self._cell:
            self._start_text(self._cell, tag, attributes)
        elif tag == f"{TABLE}table":
            style = attributes.get(f"{TABLE}style-name", "")
            self._table = _Table(attributes.get(f"{TABLE}name", ""), style in self._style_elements.hidden_tables)
        elif self._table:
            self._start_in_table(self._table, tag, attributes)
        else:
            self._style_elements.start(tag, attributes)

    def _start_aside(self, tag: str) -> None:
        if self._cell and tag == f"{OFFICE}annotation":
            self._note = self._cell.note = []
        elif self._note is not None and tag in _PARAGRAPHS:
            self._note.append(" ")
            self._in_note_paragraph = True

    def _start_in_table(self, table: _Table, tag: str, attributes: dict[str, str]) -> None:
        hidden = attributes.get(f"{TABLE}visibility") in _HIDDEN or any(self._hiding)
        style = attributes.get(f"{TABLE}default-cell-style-name", "")
        if tag in _GROUPS:
            self._hiding.append(attributes.get(f"{TABLE}display") == "false")
        elif tag == f"{TABLE}table-column":
            table.declare_columns(_repeats(attributes, "columns"), style, hidden=hidden)
        elif tag == f"{TABLE}table-row":
            table.row_repeats, table.row_style, table.row_hidden = _repeats(attributes, "rows"), style, hidden
            table.column, table.filled, table.areas = 1, [], []
        elif tag in _CELLS:
            self._cell = RawCell(attributes)

    def _start_text(self, cell: RawCell, tag: str, attributes: dict[str, str]) -> None:
        if tag == f"{TABLE}table":
            raise DamagedError(tag)  # no program writes a table within a cell, and its figures must not go lost
        if tag in _PARAGRAPHS:
            cell.paragraphs.append([])
            self._in_paragraph += 1
        elif self._in_paragraph:
            if tag == f"{TEXT}span":
                struck, raised = self._styles.marks("text", attributes.get(f"{TEXT}style-name", ""))
                self._spans.append((bool(struck), bool(raised)))
            elif tag == f"{TEXT}s":
                self._write(cell, " " * min(int(attributes.get(f"{TEXT}c", "1")), _CHUNK))
            elif tag in _BLANK_SIGNS:
                self._write(cell, _BLANK_SIGNS[tag])

    def _write(self, cell: RawCell, text: str) -> None:
        struck, raised = (any(marks) for marks in zip(*self._spans, strict=True)) if self._spans else (False, False)
        cell.paragraphs[-1].append(Piece(text, struck, raised))

    def data(self, text: str) -> None:
        if self._note is not None and self._in_note_paragraph:
            self._note.append(text)
        elif self._cell and self._in_paragraph and not self._aside:
            pieces = self._cell.paragraphs[-1]
            # Blanks in a row count as one, and those at the start as none; `text:s` writes the ones that are meant.
            text = _BLANKS.sub(" ", text)
            self._write(self._cell, text if pieces and not pieces[-1].text.endswith(" ") else text.removeprefix(" "))

    def end(self, tag: str) -> None:
        if self._aside:
            self._aside -= 1
            self._end_aside(tag)
        elif self._cell and tag in _PARAGRAPHS:
            self._in_paragraph -= 1
        elif self._cell and self._spans and tag == f"{TEXT}span":
            self._spans.pop()
        elif self._table is None:
            self._style_elements.end(tag)
        else:
            self._end_in_table(self._table, tag)

    def _end_aside(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._in_note_paragraph = False
        if not self._aside:
            self._note = None

    def _end_in_table(self, table: _Table, tag: str) -> None:
        if tag in _CELLS and self._cell:
            self._end_cell(table, self._cell)
            self._cell, self._spans = None, []
        elif tag == f"{TABLE}table-row":
            self._end_row(table)
        elif tag in _GROUPS:
            self._hiding.pop()
        elif tag == f"{TABLE}table":
            self.sheets.append(table.sheet())
            self.zeros.append(table.zeros)
            self._table = None

    def _end_cell(self, table: _Table, raw: RawCell) -> None:
        first, repeats = table.column, _repeats(raw.attributes, "columns")
        cell = read_cell(raw, table.row, first)
        table.column += repeats
        down = int(raw.get(f"{TABLE}number-rows-spanned", "1")) - 1
        across = int(raw.get(f"{TABLE}number-columns-spanned", "1")) - 1
        if down > 0 or across > 0:
            table.areas.append(Area(table.row, first, table.row + down, first + across))
        if cell:
            self._spend(repeats)
            style = raw.get(f"{TABLE}style-name") or table.default_style(first)
            cell = replace(self._as_seen(cell, raw, style), font=self._styles.font(style))
            table.filled += [replace(cell, column=column) for column in range(first, first + repeats)]
            self._note_down(table, raw, cell)

    def _as_seen(self, cell: Cell, raw: RawCell, style: str) -> Cell:
        """A cell with the marks of its style and of the spans in it."""
        struck, raised = map(bool, self._styles.marks("table-cell", style))
        if raw.is_marked and cell.kind is CellKind.TEXT:
            cell = text_cell(cell.row, cell.column, raw.pieces) or cell
        elif raw.is_marked:
            struck, raised = raw.marks_of_all
        if raw.paragraphs and not struck:  # a program that writes no text beside its numbers hides nothing
            cell = as_shown(cell, raw.shown)
        return as_seen(cell, Style(cell.percent, struck, raised))

    def _note_down(self, table: _Table, raw: RawCell, cell: Cell) -> None:
        """The note of a cell, and its formula where a 0 is stored."""
        if raw.note:
            table.notes[cell.row, cell.column] = "".join(raw.note)
        formula = raw.get(f"{TABLE}formula")
        if formula and cell.kind is CellKind.NUMBER and cell.value == 0:
            table.zeros[cell.row, cell.column] = as_in_excel(formula)

    def _end_row(self, table: _Table) -> None:
        first, repeats = table.row, table.row_repeats
        table.row += repeats
        table.merged += table.areas
        if not table.filled:
            return
        self._spend(len(table.filled) * (repeats - 1))
        for row in range(first, first + repeats):
            table.rows[row] = {cell.column: replace(cell, row=row) for cell in table.filled}
            if table.row_hidden:
                table.hidden_rows.add(row)

    def _spend(self, cells: int) -> None:
        self._count += cells
        if self._count > _MOST_CELLS:
            raise UnsafeError("ô lặp lại")


def _repeats(attributes: dict[str, str], what: str) -> int:
    return max(int(attributes.get(f"{TABLE}number-{what}-repeated", "1")), 1)
