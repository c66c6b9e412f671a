"""Reads `.xlsx` and `.xlsm`: quickly what a fast reader surely knows, and everything else with openpyxl.

openpyxl's own row iterator fills every gap with empty cells (a value in row 2,000,000,000 never ends) and drops rows
that stand in disorder; its parser, one layer below, does neither, and shows whether a formula has a stored value.
"""

import re
import zipfile
from collections.abc import Mapping
from contextlib import redirect_stdout
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from io import BytesIO, StringIO
from math import isfinite
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.reports.workbook.cells import Area, Cell, CellKind, DamagedError, Sheet
from du_an8.reports.workbook.number_formats import builtin_format
from du_an8.reports.workbook.seen import Piece, Style, as_seen, style_of, text_cell, without_zeros
from du_an8.reports.workbook.uncomputed import moved, without_empty_zeros
from du_an8.reports.workbook.xlsx_look import MAIN, STRICT, Look, asks_for_calculation, is_legacy_font, look_at
from du_an8.reports.workbook.xlsx_notes import with_notes
from du_an8.vietnamese.numbers import plain_decimal

_UNCOMPUTED = "uncomputed"
_ESCAPE = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")  # half a character (D800 to DFFF) is none
_LONGEST_SHOWN = 200
_YES = frozenset({"1", "true"})
_NO_SIZE = re.compile(r"0(?:\.0*)?")


def read_xlsx(path: Path) -> list[Sheet]:
    """Every worksheet with its filled cells; a heavy file is read in a process of its own.

    Raises:
        UnsafeError: reading it costs too much.
        DamagedError: the file contradicts itself.
        Exception: whatever openpyxl stumbles over in a strange file.
    """
    look = look_at(path)
    if look.heavy:
        from du_an8.reports.workbook.contained import read_contained

        return read_contained(path, f"{__name__}:read_xlsx_here")
    return _read_looked_at(path, look)


def read_xlsx_here(path: Path) -> list[Sheet]:
    """As `read_xlsx`, in this process whatever it costs.

    Raises:
        Exception: as `read_xlsx`.
    """
    return _read_looked_at(path, look_at(path, here=True))


def _read_looked_at(path: Path, look: Look) -> list[Sheet]:
    sheets = read_full(path, strict=look.strict) if look.unknown else list(look.sheets)
    return with_notes(sheets, path) if look.noted else sheets


def read_full(path: Path, *, strict: bool = False) -> list[Sheet]:
    """Every worksheet as openpyxl's parser gives it.

    Args:
        strict: the file speaks the ISO dialect, which is translated first.

    Raises:
        DamagedError: the file contradicts itself, or refers to what isn't there.
        Exception: whatever openpyxl stumbles over in a strange file.
    """
    from openpyxl.reader.excel import ExcelReader

    try:
        with redirect_stdout(StringIO()):  # openpyxl prints a remark on some damaged styles
            source = _translated(path) if strict else BytesIO(path.read_bytes())  # of a name it would ask for a suffix
            reader: Any = ExcelReader(source, read_only=True, data_only=True, rich_text=True)
            reader.read_chartsheet = lambda *_: None  # openpyxl needs a chart on it
            reader.read()
        book = reader.wb
        try:
            _require_sheets(reader)
            styles = _Styles(book)
            formulas = [_Formulas() for _ in book.worksheets]
            sheets = [
                _read_sheet(sheet, book, styles, of_sheet)
                for sheet, of_sheet in zip(book.worksheets, formulas, strict=True)
            ]
            zeros = [of_sheet.zeros for of_sheet in formulas]
            return without_empty_zeros(sheets, zeros, due=asks_for_calculation(reader.archive))
        finally:
            book.close()
    except (LookupError, SyntaxError, ValueError) as error:  # a part, a text, a style that isn't there; what is no XML
        raise DamagedError(str(error)) from error


def _require_sheets(reader: Any) -> None:  # noqa: ANN401
    """Refuse a book that lost the part of a worksheet, which openpyxl passes over in silence."""
    for sheet, relation in reader.parser.find_sheets():
        if relation.target not in reader.valid_files and not relation.Type.endswith("/chartsheet"):
            raise DamagedError(sheet.name)


def _translated(path: Path) -> BytesIO:
    """A copy of a workbook with the names of the ISO dialect replaced by those that openpyxl knows."""
    copy = BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(copy, "w") as translated:
        for part in archive.infolist():
            content = archive.read(part)
            if part.filename.lower().endswith((".xml", ".rels")):
                content = content.replace(STRICT + b"spreadsheetml/main", MAIN)
                relationships = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
                content = content.replace(STRICT + b"officeDocument/relationships", relationships)
            translated.writestr(part.filename, content)
    copy.seek(0)
    return copy


class _Formulas(Struct):
    """The formulas of a sheet, as far as a 0 is stored for them.

    Attributes:
        masters: where a formula stands that others share, and how it reads there.
    """

    zeros: dict[tuple[int, int], str] = field(default_factory=dict)
    masters: dict[str, tuple[int, int, str]] = field(default_factory=dict)

    def note(self, formula: Any, cell: dict[str, Any]) -> None:  # noqa: ANN401  # an XML element of either library
        """Take note of the formula of a cell."""
        stated = self._stated(formula, cell["row"], cell["column"])
        if cell["data_type"] == "n" and cell["value"] == 0:
            self.zeros[cell["row"], cell["column"]] = f"={stated or '…'}"

    def _stated(self, formula: Any, row: int, column: int) -> str:  # noqa: ANN401
        """The formula of a cell, also where it shares that of another."""
        shared = formula.get("si") if formula.get("t") == "shared" else None
        if shared and formula.text:
            self.masters[shared] = row, column, formula.text
        elif shared in self.masters:
            at_row, at_column, stated = self.masters[shared]
            return moved(stated, row - at_row, column - at_column)
        return formula.text or ""


def _valueless(cell: dict[str, Any], formula: Any, empty_text: bool, is_error: bool) -> None:  # noqa: ANN401, FBT001
    """Tell a formula that was never calculated from one whose result is an empty text."""
    if formula is not None and not empty_text:
        cell["data_type"], cell["value"] = _UNCOMPUTED, f"={formula.text or '…'}"
    elif is_error:  # it doesn't even say which
        cell["value"] = "#?"


@cache
def _parser_type() -> Any:  # noqa: ANN401  # a class of a library that isn't imported yet
    """The parser; made here because openpyxl takes a quarter of a second to import, which most files needn't pay."""
    from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

    class CellParser(WorkSheetParser):
        """Takes note of formulas, and tells what they lack."""

        def __init__(self, *arguments: Any, formulas: _Formulas, **named: Any) -> None:  # noqa: ANN401
            super().__init__(*arguments, **named)
            self._formulas = formulas

        def parse_cell(self, element: Any) -> dict[str, Any]:  # noqa: ANN401  # an XML element of either library
            cell = self._parse(element)
            formula = element.find(FORMULA_TAG)
            if formula is not None:
                self._formulas.note(formula, cell)
            if cell["value"] is None:
                empty_text = element.get("t") == "str" and element.find(VALUE_TAG) is not None
                _valueless(cell, formula, empty_text, element.get("t") == "e")
            return cell

        def _parse(self, element: Any) -> dict[str, Any]:  # noqa: ANN401
            """A number that is none, `NaN` or a million digits, is an error of its cell, not of the file."""
            try:
                cell: dict[str, Any] = super().parse_cell(element)
            except ValueError:
                value = element.find(VALUE_TAG)
                if value is None or not value.text:
                    raise
                text, value.text = value.text, "0"
                cell = super().parse_cell(element)
                cell["data_type"], cell["value"] = "e", text[:_LONGEST_SHOWN]
            return cell

    return CellParser


class _Styles:
    """What the styles of a workbook say of a cell; each is looked up once."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401
        from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

        self._book, self._builtin, self._first_own = book, BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
        self.of = cache(self._of)

    def _of(self, style: int) -> Style:
        """What it says; the font only where it is one of the legacy ones, which no other cell need name."""
        parts = self._book._cell_styles[style]  # noqa: SLF001  # as openpyxl's own cell does
        font = self._book._fonts[parts.fontId]  # noqa: SLF001
        name = font.name if is_legacy_font(font.name or "") else ""
        marks = {"struck": bool(font.strike), "raised": font.vertAlign == "superscript"}
        if parts.numFmtId < self._first_own:
            percent = "%" in self._builtin.get(parts.numFmtId, "")
            return replace(style_of(builtin_format(parts.numFmtId), name, **marks), percent=percent)
        return style_of(self._book._number_formats[parts.numFmtId - self._first_own], name, **marks)  # noqa: SLF001


def _read_sheet(sheet: Any, book: Any, styles: _Styles, formulas: _Formulas) -> Sheet:  # noqa: ANN401
    rows: dict[int, dict[int, Cell]] = {}
    with sheet._get_source() as source:  # noqa: SLF001  # the part that the row iterator reads, too
        parser = _parser_type()(
            source,
            sheet._shared_strings,  # noqa: SLF001
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
            rich_text=True,
            formulas=formulas,
        )
        for _, raw_cells in parser.parse():
            for raw in raw_cells:
                cell = _cell(raw, styles)
                if cell is None:
                    continue
                row = rows.setdefault(cell.row, {})
                if row.setdefault(cell.column, cell) != cell:
                    raise DamagedError(cell.address)
    shown = without_zeros(rows) if _hides_zeros(parser) else rows
    return Sheet(sheet.title, sheet.sheet_state != "visible", shown, _merged(parser), *_hidden(parser, rows))


def _hides_zeros(parser: Any) -> bool:  # noqa: ANN401
    views = getattr(parser, "views", None)
    return any(view.showZeros is False for view in (views.sheetView if views else ()))


def _merged(parser: Any) -> tuple[Area, ...]:  # noqa: ANN401
    areas = parser.merged_cells.mergeCell if parser.merged_cells else ()
    return tuple(Area(area.min_row, area.min_col, area.max_row, area.max_col) for area in areas)


def _hidden(parser: Any, rows: dict[int, dict[int, Cell]]) -> tuple[frozenset[int], frozenset[int]]:  # noqa: ANN401
    """The rows and the columns that aren't shown, as far as they hold cells."""
    dimensions = parser.row_dimensions
    hidden_rows = frozenset(row for row in rows if _is_hidden(dimensions.get(str(row), {}), "ht"))
    return hidden_rows, _hidden_columns(parser, rows)


def _is_hidden(dimension: Mapping[str, str], size: str) -> bool:
    """Whether a row or column says that it isn't shown, or is nothing high or wide."""
    return dimension.get("hidden") in _YES or _NO_SIZE.fullmatch(dimension.get(size, "")) is not None


def _hidden_columns(parser: Any, rows: dict[int, dict[int, Cell]]) -> frozenset[int]:  # noqa: ANN401
    bands = [(int(c["min"]), int(c["max"])) for c in parser.column_dimensions.values() if _is_hidden(c, "width")]
    filled = {column for row in rows.values() for column in row} if bands else set()
    return frozenset(c for c in filled if any(first <= c <= last for first, last in bands))


def _cell(raw: dict[str, Any], styles: _Styles) -> Cell | None:
    value = raw["value"]
    if value is None:
        return None
    style: Style = styles.of(raw["style_id"])
    if isinstance(value, list | tuple):
        cell = text_cell(raw["row"], raw["column"], [_piece(part, style) for part in value], style.font)
        return cell and as_seen(cell, replace(style, struck=False))
    kind, content = _content(value, raw["data_type"])
    if kind is CellKind.TEXT and not str(content).strip():
        return None
    return as_seen(Cell(raw["row"], raw["column"], kind, content, font=style.font), style)


def _piece(part: Any, style: Style) -> Piece:  # noqa: ANN401
    """A part of a rich text; one without a font of its own has that of the cell."""
    if isinstance(part, str):
        return Piece(_unescaped(part), style.struck, style.raised)
    return Piece(_unescaped(part.text or ""), bool(part.font.strike), part.font.vertAlign == "superscript")


def _content(value: Any, data_type: str) -> tuple[CellKind, Decimal | date | str]:  # noqa: ANN401
    if data_type == _UNCOMPUTED:
        return CellKind.UNCOMPUTED, str(value)
    if data_type == "e":
        return CellKind.ERROR, str(value)
    match value:
        case bool():
            return CellKind.BOOLEAN, "TRUE" if value else "FALSE"
        case int() | float() if not isfinite(value):
            return CellKind.ERROR, str(value)
        case int() | float():
            return CellKind.NUMBER, Decimal(value) if isinstance(value, int) else plain_decimal(value)
        case datetime():
            return CellKind.DATE, value.date()
        case date():
            return CellKind.DATE, value
        case _:  # text; times and durations are shown as text: no figure of ours, and no date either
            return CellKind.TEXT, _unescaped(str(value))


@lru_cache(maxsize=4096)  # one long text may stand in very many cells
def _unescaped(text: str) -> str:
    """A text with the escapes that openpyxl leaves (`_x000D_`) resolved, and each new line written in one way."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text).replace("\0", "")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
