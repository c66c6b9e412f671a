"""Reads `.ods` as a stream of elements, because LibreOffice may repeat an empty row a million times.

What a cell shows and what it is stand side by side here: `office:value-type` tells a percentage, and an error may be
stored as the number 0 with `#DIV/0!` for its text (LibreOffice before 4).
"""

import re
import xml.etree.ElementTree as ET
import zipfile
from datetime import date
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.reports.workbook.cells import Area, Cell, CellKind, DamagedError, Sheet, UnsafeError
from du_an8.reports.workbook.seen import Piece, Style, as_seen, as_shown, text_cell
from du_an8.reports.workbook.stored_values import is_error, number_cell
from du_an8.reports.workbook.uncomputed import without_empty_zeros

_Told = TypeVar("_Told")

_MOST_CELLS = 1_000_000
_CHUNK = 1 << 16
_LONGEST_FORMULA = 2000  # a longer one does more than to refer to a cell
_BLANKS = re.compile(r"[ \t\r\n]+")

_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TABLE, _TEXT, _STYLE = (_NAMESPACE % name for name in ("office", "table", "text", "style"))
_DRAWING = _NAMESPACE % "drawing"
_FONT_FAMILY = _NAMESPACE % "svg-compatible" + "font-family"
_DIRECT_FAMILY = _NAMESPACE % "xsl-fo-compatible" + "font-family"
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"

# Old contents, notes, copies of other files: cells and texts that are none of the sheet's own.
_ASIDE = frozenset(
    {f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_TABLE}shapes", f"{_TABLE}tracked-changes", f"{_TABLE}dde-links"}
)
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_GROUPS = frozenset({f"{_TABLE}table-row-group", f"{_TABLE}table-column-group"})
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_BLANK_SIGNS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_LINE_THROUGH = (f"{_STYLE}text-line-through-style", f"{_STYLE}text-line-through-type")
_RAISED = re.compile(r"[1-9]")  # by so many percent
_OF_REFERENCE = re.compile(r"\[((?:\$?(?:'(?:[^']|'')+'|[^\]\[.':]+))?)\.([$A-Z0-9]+)(?::[^\].]*\.([$A-Z0-9]+))?\]")
_HIDDEN = frozenset({"collapse", "filter"})


def read_ods(path: Path) -> list[Sheet]:
    """Every sheet with its filled cells.

    Raises:
        UnsafeError: repeated cells unfold to more than any report has.
        DamagedError: a part is missing or broken, or declares a document type.
        zipfile.BadZipFile: the file is cut short.
    """
    styles = _Styles()
    content = _Content(styles)
    with zipfile.ZipFile(path) as archive:
        if "content.xml" not in archive.namelist():
            raise DamagedError
        if "styles.xml" in archive.namelist():
            _parse(archive, "styles.xml", styles)
        _parse(archive, "content.xml", content)
    return without_empty_zeros(content.sheets, content.zeros)


def _parse(archive: zipfile.ZipFile, part: str, target: "_Styles") -> None:
    parser = ET.XMLParser(target=target)  # noqa: S314  # a document type, the way to all XML attacks, is refused
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.feed(chunk)
        parser.close()
    except (ET.ParseError, ValueError) as error:
        raise DamagedError from error


class _Styles:
    """Takes the styles of a part: which sheets are hidden, which fonts and marks cells and texts have."""

    def __init__(self) -> None:
        self.hidden_tables: set[str] = set()
        self._families: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._fonts: dict[str, str] = {}
        self._struck: dict[str, bool] = {}
        self._raised: dict[str, bool] = {}
        self._name = ""

    def doctype(self, name: str, *_: str | None) -> None:
        raise DamagedError(name)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == f"{_STYLE}font-face":
            family = attributes.get(_FONT_FAMILY, "").strip("'\"")
            self._families[attributes.get(f"{_STYLE}name", "")] = family
        elif tag in {f"{_STYLE}style", f"{_STYLE}default-style"}:
            family = attributes.get(f"{_STYLE}family", "")
            self._name = _style_key(family, attributes.get(f"{_STYLE}name", ""))
            self._parents[self._name] = _style_key(family, attributes.get(f"{_STYLE}parent-style-name", ""))
        elif tag == f"{_STYLE}text-properties" and self._name:
            self._read_text_properties(attributes)
        elif tag == f"{_STYLE}table-properties" and attributes.get(f"{_TABLE}display") == "false":
            self.hidden_tables.add(self._name.partition("/")[2])

    def _read_text_properties(self, attributes: dict[str, str]) -> None:
        font = attributes.get(f"{_STYLE}font-name") or attributes.get(_DIRECT_FAMILY)
        if font:
            self._fonts[self._name] = font.strip("'\"")
        lines = [attributes[name] for name in _LINE_THROUGH if name in attributes]
        if lines:
            self._struck[self._name] = any(line != "none" for line in lines)
        if position := attributes.get(f"{_STYLE}text-position"):
            self._raised[self._name] = position.startswith("super") or _RAISED.match(position) is not None

    def data(self, text: str) -> None:
        """Text in a style is the text of a number format."""

    def end(self, tag: str) -> None:
        if tag in {f"{_STYLE}style", f"{_STYLE}default-style"}:
            self._name = ""

    def close(self) -> None:
        """The end of the part, which asks for nothing."""

    def font(self, style: str) -> str:
        """The font of a cell style; one that names none has its parent's, at last the default."""
        font = self._inherited(self._fonts, _style_key("table-cell", style)) or self._fonts.get("table-cell/", "")
        return self._families.get(font, font)

    def marks(self, family: str, style: str) -> tuple[bool | None, bool | None]:
        """Whether a style strikes through, and whether it raises; None where it doesn't say."""
        key = _style_key(family, style)
        return self._inherited(self._struck, key), self._inherited(self._raised, key)

    def _inherited(self, told: dict[str, _Told], name: str) -> _Told | None:
        """What a style or the nearest of its parents says."""
        seen: set[str] = set()
        while name not in told and name in self._parents and name not in seen:
            seen.add(name)
            name = self._parents[name]
        return told.get(name)


def _style_key(family: str, name: str) -> str:
    return f"{family}/{name}"


class _Columns(Struct):
    """A run of columns that are declared alike."""

    numbers: range
    hidden: bool
    style: str


class _RawCell(Struct):
    """A cell while it is read."""

    attributes: dict[str, str]
    paragraphs: list[list[Piece]] = field(default_factory=list)
    note: list[str] | None = None

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    @property
    def shown(self) -> str:
        return "\n".join("".join(piece.text for piece in pieces) for pieces in self.paragraphs)

    @property
    def pieces(self) -> list[Piece]:
        """All that it shows, each line but the first behind its line end."""
        first, *others = self.paragraphs or [[]]
        return [*first, *(piece for line in others for piece in (Piece("\n"), *line))]

    @property
    def is_marked(self) -> bool:
        """Whether parts of it are struck through or raised."""
        return any(piece.struck or piece.raised for pieces in self.paragraphs for piece in pieces)

    @property
    def marks_of_all(self) -> tuple[bool, bool]:
        """Whether all of it is struck through, and whether all is raised."""
        written = [piece for piece in self.pieces if piece.text.strip()]
        return all(piece.struck for piece in written), all(piece.raised for piece in written)


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


class _Content(_Styles):
    """Takes the elements of `content.xml`: its own styles first, then the sheets."""

    def __init__(self, common: _Styles) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self._parents, self._fonts, self._families = common._parents, common._fonts, common._families  # noqa: SLF001
        self._struck, self._raised = common._struck, common._raised  # noqa: SLF001
        self.zeros: list[dict[tuple[int, int], str]] = []
        self._aside = 0  # how deep within what is set aside
        self._note: list[str] | None = None  # of the annotation that is open
        self._spans: list[tuple[bool, bool]] = []  # of each span around: whether it strikes, whether it raises
        self._hiding: list[bool] = []  # of each group of rows or columns around
        self._table: _Table | None = None
        self._cell: _RawCell | None = None
        self._in_paragraph = 0
        self._in_note_paragraph = False
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._aside or tag in _ASIDE or (self._cell and tag.startswith(_DRAWING)):
            self._aside += 1
            self._start_aside(tag)
        elif self._cell:
            self._start_text(self._cell, tag, attributes)
        elif tag == f"{_TABLE}table":
            style = attributes.get(f"{_TABLE}style-name", "")
            self._table = _Table(attributes.get(f"{_TABLE}name", ""), style in self.hidden_tables)
        elif self._table:
            self._start_in_table(self._table, tag, attributes)
        else:
            super().start(tag, attributes)

    def _start_aside(self, tag: str) -> None:
        if self._cell and tag == f"{_OFFICE}annotation":
            self._note = self._cell.note = []
        elif self._note is not None and tag in _PARAGRAPHS:
            self._note.append(" ")
            self._in_note_paragraph = True

    def _start_in_table(self, table: _Table, tag: str, attributes: dict[str, str]) -> None:
        hidden = attributes.get(f"{_TABLE}visibility") in _HIDDEN or any(self._hiding)
        style = attributes.get(f"{_TABLE}default-cell-style-name", "")
        if tag in _GROUPS:
            self._hiding.append(attributes.get(f"{_TABLE}display") == "false")
        elif tag == f"{_TABLE}table-column":
            table.declare_columns(_repeats(attributes, "columns"), style, hidden=hidden)
        elif tag == f"{_TABLE}table-row":
            table.row_repeats, table.row_style, table.row_hidden = _repeats(attributes, "rows"), style, hidden
            table.column, table.filled, table.areas = 1, [], []
        elif tag in _CELLS:
            self._cell = _RawCell(attributes)

    def _start_text(self, cell: _RawCell, tag: str, attributes: dict[str, str]) -> None:
        if tag == f"{_TABLE}table":
            raise DamagedError(tag)  # no program writes a table within a cell, and its figures must not go lost
        if tag in _PARAGRAPHS:
            cell.paragraphs.append([])
            self._in_paragraph += 1
        elif self._in_paragraph:
            if tag == f"{_TEXT}span":
                struck, raised = self.marks("text", attributes.get(f"{_TEXT}style-name", ""))
                self._spans.append((bool(struck), bool(raised)))
            elif tag == f"{_TEXT}s":
                self._write(cell, " " * min(int(attributes.get(f"{_TEXT}c", "1")), _CHUNK))
            elif tag in _BLANK_SIGNS:
                self._write(cell, _BLANK_SIGNS[tag])

    def _write(self, cell: _RawCell, text: str) -> None:
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
        elif self._cell and self._spans and tag == f"{_TEXT}span":
            self._spans.pop()
        elif self._table is None:
            super().end(tag)
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
        elif tag == f"{_TABLE}table-row":
            self._end_row(table)
        elif tag in _GROUPS:
            self._hiding.pop()
        elif tag == f"{_TABLE}table":
            self.sheets.append(table.sheet())
            self.zeros.append(table.zeros)
            self._table = None

    def _end_cell(self, table: _Table, raw: _RawCell) -> None:
        first, repeats = table.column, _repeats(raw.attributes, "columns")
        cell = _read_cell(raw, table.row, first)
        table.column += repeats
        down = int(raw.get(f"{_TABLE}number-rows-spanned", "1")) - 1
        across = int(raw.get(f"{_TABLE}number-columns-spanned", "1")) - 1
        if down > 0 or across > 0:
            table.areas.append(Area(table.row, first, table.row + down, first + across))
        if cell:
            self._spend(repeats)
            style = raw.get(f"{_TABLE}style-name") or table.default_style(first)
            cell = replace(self._as_seen(cell, raw, style), font=self.font(style))
            table.filled += [replace(cell, column=column) for column in range(first, first + repeats)]
            self._note_down(table, raw, cell)

    def _as_seen(self, cell: Cell, raw: _RawCell, style: str) -> Cell:
        """A cell with the marks of its style and of the spans in it."""
        struck, raised = map(bool, self.marks("table-cell", style))
        if raw.is_marked and cell.kind is CellKind.TEXT:
            cell = text_cell(cell.row, cell.column, raw.pieces) or cell
        elif raw.is_marked:
            struck, raised = raw.marks_of_all
        if raw.paragraphs and not struck:  # a program that writes no text beside its numbers hides nothing
            cell = as_shown(cell, raw.shown)
        return as_seen(cell, Style(cell.percent, struck, raised))

    def _note_down(self, table: _Table, raw: _RawCell, cell: Cell) -> None:
        """The note of a cell, and its formula where a 0 is stored."""
        if raw.note:
            table.notes[cell.row, cell.column] = "".join(raw.note)
        formula = raw.get(f"{_TABLE}formula")
        if formula and cell.kind is CellKind.NUMBER and cell.value == 0:
            table.zeros[cell.row, cell.column] = _as_in_excel(formula)

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
    return max(int(attributes.get(f"{_TABLE}number-{what}-repeated", "1")), 1)


def _as_in_excel(formula: str) -> str:
    """`of:=SUM([.B5:.B9];[$Sheet2.C1])` as `=SUM(B5:B9;Sheet2!C1)`."""
    return _OF_REFERENCE.sub(_bare_reference, formula[formula.find("=") :][:_LONGEST_FORMULA])


def _bare_reference(found: re.Match[str]) -> str:
    sheet, first, last = found[1].lstrip("$"), found[2], found[3]
    return (f"{sheet}!" if sheet else "") + first + (f":{last}" if last else "")


def _read_cell(raw: _RawCell, row: int, column: int) -> Cell | None:
    shown, formula = raw.shown, raw.get(f"{_TABLE}formula")
    if _is_error(raw, shown):
        return Cell(row, column, CellKind.ERROR, shown.strip() or "#?")
    stored = _stored(raw, row, column)
    if stored:
        return stored
    text = raw.get(f"{_OFFICE}string-value") or shown
    if text.strip():
        return Cell(row, column, CellKind.TEXT, text)
    if formula and raw.get(f"{_OFFICE}value-type") != "string":
        return Cell(row, column, CellKind.UNCOMPUTED, formula[formula.find("=") :] or formula)
    return None


def _is_error(raw: _RawCell, shown: str) -> bool:
    if raw.get(_CALC_TYPE) == "error":
        return True
    if not raw.get(f"{_TABLE}formula"):
        return False
    # A text may bear an error's name in any language; a number may be shown as `#1`, and is none then.
    is_text = raw.get(f"{_OFFICE}value-type") in {"string", ""}
    return is_error(shown) or (is_text and shown.lstrip().startswith(("#", "Err:")))


def _stored(raw: _RawCell, row: int, column: int) -> Cell | None:
    """The value that stands beside the text; None for a text, and where the value is missing."""
    match raw.get(f"{_OFFICE}value-type"):
        case "float" | "percentage" | "currency" as kind if value := raw.get(f"{_OFFICE}value"):
            number = number_cell(row, column, value, percent=kind == "percentage")
            return number or Cell(row, column, CellKind.ERROR, value)
        case "date" if value := raw.get(f"{_OFFICE}date-value"):
            return Cell(row, column, *_date(value))
        case "boolean" if value := raw.get(f"{_OFFICE}boolean-value"):
            return Cell(row, column, CellKind.BOOLEAN, value.upper())
        case "time" if (value := raw.get(f"{_OFFICE}time-value")) and not raw.shown.strip():
            return Cell(row, column, CellKind.TEXT, value)
        case _:
            return None


def _date(text: str) -> tuple[CellKind, date | str]:
    try:
        return CellKind.DATE, date.fromisoformat(text[:10])
    except ValueError:
        return CellKind.ERROR, "#VALUE!"
