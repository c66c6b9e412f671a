"""Reads the old binary `.xls` with xlrd, formats and error codes included.

A formula that was never calculated can't be told here: LibreOffice stores it as 0.
"""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlrd

from du_an8.reports.workbook.cells import Area, Cell, CellKind, Sheet
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


def date_of_serial(serial: float, datemode: int) -> tuple[CellKind, date | str]:
    """A serial as a date; a time of day is text, as people see it, and a serial that no date has is an error."""
    try:
        if 0 <= serial < 1:
            return CellKind.TEXT, str(xlrd.xldate_as_datetime(serial, datemode).time())
        return CellKind.DATE, xlrd.xldate_as_datetime(serial, datemode).date()
    except (ValueError, OverflowError):
        return CellKind.ERROR, "#VALUE!"


def error_sign(code: int) -> str:
    """`#DIV/0!` for the code that the binary formats store."""
    return str(xlrd.error_text_from_code.get(code, "#?"))


def _read_sheet(sheet: Any, book: Any) -> Sheet:  # noqa: ANN401  # xlrd has no types
    rows: dict[int, dict[int, Cell]] = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            if cell := _cell(sheet.cell(row, column), row + 1, column + 1, book):
                rows.setdefault(cell.row, {})[cell.column] = cell
    used = {column for row in rows.values() for column in row}
    return Sheet(
        sheet.name,
        sheet.visibility != 0,
        rows,
        merged=tuple(
            Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells
        ),  # xlrd counts from 0 and leaves the last one out
        hidden_rows=_hidden(sheet.rowinfo_map) & rows.keys(),
        hidden_columns=_hidden(sheet.colinfo_map) & used,
    )


def _hidden(infos: dict[int, Any]) -> frozenset[int]:
    return frozenset(index + 1 for index, info in infos.items() if info.hidden)


def _cell(raw: Any, row: int, column: int, book: Any) -> Cell | None:  # noqa: ANN401
    if raw.ctype in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
        return None
    style = book.xf_list[raw.xf_index]
    font = book.font_list[style.font_index].name
    match raw.ctype:
        case xlrd.XL_CELL_TEXT:
            return Cell(row, column, CellKind.TEXT, raw.value, font=font) if raw.value.strip() else None
        case xlrd.XL_CELL_NUMBER:
            number: Decimal = plain_decimal(raw.value)
            return Cell(row, column, CellKind.NUMBER, number, _shows_percent(style, book), font)
        case xlrd.XL_CELL_DATE:
            return Cell(row, column, *date_of_serial(raw.value, book.datemode), font=font)
        case xlrd.XL_CELL_BOOLEAN:
            return Cell(row, column, CellKind.BOOLEAN, "TRUE" if raw.value else "FALSE", font=font)
        case _:
            return Cell(row, column, CellKind.ERROR, error_sign(raw.value), font=font)


def _shows_percent(style: Any, book: Any) -> bool:  # noqa: ANN401
    number_format = book.format_map.get(style.format_key)
    return number_format is not None and scales_by_100(number_format.format_str)
