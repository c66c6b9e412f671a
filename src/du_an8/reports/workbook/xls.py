"""Reads the old binary `.xls` with xlrd, formats and error codes included.

A formula that was never calculated can't be told here: LibreOffice stores it as 0.
"""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlrd

from du_an8.reports.workbook.cells import Cell, CellKind, Sheet
from du_an8.reports.workbook.number_formats import scales_by_100
from du_an8.vietnamese.numbers import plain_decimal


def read_xls(path: Path) -> list[Sheet]:
    """Every worksheet with its filled cells.

    Raises:
        Exception: whatever xlrd stumbles over in a strange file.
    """
    with Path(os.devnull).open("w", encoding="utf-8") as silent:
        book: Any = xlrd.open_workbook(str(path), formatting_info=True, logfile=silent)
        return [_read_sheet(sheet, book) for sheet in book.sheets()]


def _read_sheet(sheet: Any, book: Any) -> Sheet:  # noqa: ANN401  # xlrd has no types
    rows: dict[int, dict[int, Cell]] = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            if cell := _cell(sheet.cell(row, column), row + 1, column + 1, book):
                rows.setdefault(cell.row, {})[cell.column] = cell
    return Sheet(sheet.name, sheet.visibility != 0, rows)


def _cell(raw: Any, row: int, column: int, book: Any) -> Cell | None:  # noqa: ANN401
    match raw.ctype:
        case xlrd.XL_CELL_TEXT:
            return Cell(row, column, CellKind.TEXT, raw.value) if raw.value.strip() else None
        case xlrd.XL_CELL_NUMBER:
            number: Decimal = plain_decimal(raw.value)
            return Cell(row, column, CellKind.NUMBER, number, _shows_percent(raw, book))
        case xlrd.XL_CELL_DATE:
            return Cell(row, column, *_date(raw.value, book.datemode))
        case xlrd.XL_CELL_BOOLEAN:
            return Cell(row, column, CellKind.BOOLEAN, "TRUE" if raw.value else "FALSE")
        case xlrd.XL_CELL_ERROR:
            return Cell(row, column, CellKind.ERROR, xlrd.error_text_from_code.get(raw.value, "#?"))
        case _:
            return None


def _shows_percent(raw: Any, book: Any) -> bool:  # noqa: ANN401
    number_format = book.format_map.get(book.xf_list[raw.xf_index].format_key)
    return number_format is not None and scales_by_100(number_format.format_str)


def _date(serial: float, datemode: int) -> tuple[CellKind, date | str]:
    """A serial as a date; a time of day, or a serial that no date has, is text."""
    if serial < 1:
        return CellKind.TEXT, str(serial)
    try:
        return CellKind.DATE, xlrd.xldate_as_datetime(serial, datemode).date()
    except (ValueError, OverflowError):
        return CellKind.ERROR, "#VALUE!"
