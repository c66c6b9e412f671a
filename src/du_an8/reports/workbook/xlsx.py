"""Reads `.xlsx` and `.xlsm` with openpyxl, cell by cell as they stand in the file.

openpyxl's own row iterator fills every gap with empty cells (a value in row 2,000,000,000 never ends) and drops rows
that stand in disorder; its parser, one layer below, does neither, and shows whether a formula has a stored value.
"""

from contextlib import redirect_stdout
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from io import StringIO
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from du_an8.reports.workbook.cells import Cell, CellKind, DamagedError, Sheet
from du_an8.reports.workbook.number_formats import scales_by_100
from du_an8.vietnamese.numbers import plain_decimal

if TYPE_CHECKING:
    from collections.abc import Callable

_UNCOMPUTED = "uncomputed"


class _CellParser(WorkSheetParser):
    """Tells a formula that was never calculated from one whose result is an empty text."""

    def parse_cell(self, element: Any) -> dict[str, Any]:  # noqa: ANN401  # an XML element of either library
        cell: dict[str, Any] = super().parse_cell(element)
        formula = element.find(FORMULA_TAG)
        empty_text = element.get("t") == "str" and element.find(VALUE_TAG) is not None
        if formula is not None and cell["value"] is None and not empty_text:
            cell["data_type"], cell["value"] = _UNCOMPUTED, f"={formula.text or '…'}"
        return cell


def read_xlsx(path: Path) -> list[Sheet]:
    """Every worksheet with its filled cells.

    Raises:
        DamagedError: the file contradicts itself.
        Exception: whatever openpyxl stumbles over in a strange file.
    """
    with redirect_stdout(StringIO()):  # openpyxl prints a remark on some damaged styles
        book: Any = openpyxl.load_workbook(path, read_only=True, data_only=True)

    @cache
    def shows_percent(style: int) -> bool:
        format_id = book._cell_styles[style].numFmtId  # noqa: SLF001  # as openpyxl's own cell does
        if format_id < BUILTIN_FORMATS_MAX_SIZE:
            return "%" in BUILTIN_FORMATS.get(format_id, "")
        return scales_by_100(book._number_formats[format_id - BUILTIN_FORMATS_MAX_SIZE])  # noqa: SLF001

    try:
        return [_read_sheet(sheet, book, shows_percent) for sheet in book.worksheets]
    finally:
        book.close()


def _read_sheet(sheet: Any, book: Any, shows_percent: "Callable[[int], bool]") -> Sheet:  # noqa: ANN401
    rows: dict[int, dict[int, Cell]] = {}
    with sheet._get_source() as source:  # noqa: SLF001  # the part that the row iterator reads, too
        parser = _CellParser(
            source,
            sheet._shared_strings,  # noqa: SLF001
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
        for _, raw_cells in parser.parse():
            for raw in raw_cells:
                cell = _cell(raw, shows_percent)
                if cell is None:
                    continue
                row = rows.setdefault(cell.row, {})
                if row.setdefault(cell.column, cell) != cell:
                    raise DamagedError(cell.address)
    return Sheet(sheet.title, sheet.sheet_state != "visible", rows)


def _cell(raw: dict[str, Any], shows_percent: "Callable[[int], bool]") -> Cell | None:
    row, column, value, data_type = raw["row"], raw["column"], raw["value"], raw["data_type"]
    if data_type == _UNCOMPUTED:
        return Cell(row, column, CellKind.UNCOMPUTED, value)
    if data_type == "e":
        return Cell(row, column, CellKind.ERROR, str(value))
    match value:
        case bool():
            return Cell(row, column, CellKind.BOOLEAN, "TRUE" if value else "FALSE")
        case int() | float() if not isfinite(value):
            return Cell(row, column, CellKind.ERROR, str(value))
        case int() | float():
            number = Decimal(value) if isinstance(value, int) else plain_decimal(value)
            return Cell(row, column, CellKind.NUMBER, number, shows_percent(raw["style_id"]))
        case datetime():
            return Cell(row, column, CellKind.DATE, value.date())
        case date():
            return Cell(row, column, CellKind.DATE, value)
        case None:
            return None
        case _:  # text; times and durations are shown as text: no figure of ours, and no date either
            text = str(value)
            return Cell(row, column, CellKind.TEXT, text) if text.strip() else None
