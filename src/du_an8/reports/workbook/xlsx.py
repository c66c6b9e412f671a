"""Reads `.xlsx` and `.xlsm`: quickly what a fast reader surely knows, and everything else with openpyxl.

openpyxl's own row iterator fills every gap with empty cells (a value in row 2,000,000,000 never ends) and drops rows
that stand in disorder; its parser, one layer below, does neither, and shows whether a formula has a stored value.
"""

import re
import zipfile
from contextlib import redirect_stdout
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from io import BytesIO, StringIO
from math import isfinite
from pathlib import Path
from typing import Any

from du_an8.reports.workbook.cells import Area, Cell, CellKind, DamagedError, Sheet
from du_an8.reports.workbook.number_formats import scales_by_100
from du_an8.reports.workbook.xlsx_look import MAIN, STRICT, Look, is_legacy_font, look_at
from du_an8.vietnamese.numbers import plain_decimal

_UNCOMPUTED = "uncomputed"
_ESCAPE = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")  # half a character (D800 to DFFF) is none
_LONGEST_SHOWN = 200
_YES = frozenset({"1", "true"})


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
    return _read_looked_at(path, look_at(path))


def _read_looked_at(path: Path, look: Look) -> list[Sheet]:
    if not look.unknown:
        from du_an8.reports.workbook.xlsx_fast import read_fast

        sheets = read_fast(path, look)
        if sheets is not None:
            return sheets
    return read_full(path, strict=look.strict)


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
            reader: Any = ExcelReader(source, read_only=True, data_only=True)
            reader.read()
        book = reader.wb
        try:
            _require_sheets(reader)
            styles = _Styles(book)
            return [_read_sheet(sheet, book, styles) for sheet in book.worksheets]
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


@cache
def _parser_type() -> Any:  # noqa: ANN401  # a class of a library that isn't imported yet
    """The parser; made here because openpyxl takes a quarter of a second to import, which most files needn't pay."""
    from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

    class CellParser(WorkSheetParser):
        """Tells a formula that was never calculated from one whose result is an empty text."""

        def parse_cell(self, element: Any) -> dict[str, Any]:  # noqa: ANN401  # an XML element of either library
            cell = self._parse(element)
            if cell["value"] is None:
                formula = element.find(FORMULA_TAG)
                empty_text = element.get("t") == "str" and element.find(VALUE_TAG) is not None
                if formula is not None and not empty_text:
                    cell["data_type"], cell["value"] = _UNCOMPUTED, f"={formula.text or '…'}"
                elif element.get("t") == "e":  # an error that doesn't even say which
                    cell["value"] = "#?"
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

    def _of(self, style: int) -> tuple[bool, str]:
        """Whether it shows percent; the font where it is one of the legacy ones, which no other cell need name."""
        parts = self._book._cell_styles[style]  # noqa: SLF001  # as openpyxl's own cell does
        font = self._book._fonts[parts.fontId].name or ""  # noqa: SLF001
        return self._shows_percent(parts.numFmtId), font if is_legacy_font(font) else ""

    def _shows_percent(self, format_id: int) -> bool:
        if format_id < self._first_own:
            return "%" in self._builtin.get(format_id, "")
        return scales_by_100(self._book._number_formats[format_id - self._first_own])  # noqa: SLF001


def _read_sheet(sheet: Any, book: Any, styles: _Styles) -> Sheet:  # noqa: ANN401
    rows: dict[int, dict[int, Cell]] = {}
    with sheet._get_source() as source:  # noqa: SLF001  # the part that the row iterator reads, too
        parser = _parser_type()(
            source,
            sheet._shared_strings,  # noqa: SLF001
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
        for _, raw_cells in parser.parse():
            for raw in raw_cells:
                cell = _cell(raw, styles)
                if cell is None:
                    continue
                row = rows.setdefault(cell.row, {})
                if row.setdefault(cell.column, cell) != cell:
                    raise DamagedError(cell.address)
    return Sheet(sheet.title, sheet.sheet_state != "visible", rows, _merged(parser), *_hidden(parser, rows))


def _merged(parser: Any) -> tuple[Area, ...]:  # noqa: ANN401
    areas = parser.merged_cells.mergeCell if parser.merged_cells else ()
    return tuple(Area(area.min_row, area.min_col, area.max_row, area.max_col) for area in areas)


def _hidden(parser: Any, rows: dict[int, dict[int, Cell]]) -> tuple[frozenset[int], frozenset[int]]:  # noqa: ANN401
    """The rows and the columns that aren't shown, as far as they hold cells."""
    dimensions = parser.row_dimensions
    hidden_rows = frozenset(row for row in rows if dimensions.get(str(row), {}).get("hidden") in _YES)
    bands = [(int(c["min"]), int(c["max"])) for c in parser.column_dimensions.values() if c.get("hidden") in _YES]
    filled = {column for row in rows.values() for column in row} if bands else set()
    return hidden_rows, frozenset(c for c in filled if any(first <= c <= last for first, last in bands))


def _cell(raw: dict[str, Any], styles: _Styles) -> Cell | None:
    value = raw["value"]
    if value is None:
        return None
    percent, font = styles.of(raw["style_id"])
    kind, content = _content(value, raw["data_type"])
    if kind is CellKind.TEXT and not str(content).strip():
        return None
    return Cell(raw["row"], raw["column"], kind, content, percent and kind is CellKind.NUMBER, font)


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
