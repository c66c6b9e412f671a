"""Reads the old binary `.xls` with xlrd, formats and error codes included.

Which formulas were never calculated is told by `xls_formulas`: their stored value is an empty text, or 0.
"""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

import xlrd
import xlrd.compdoc
from msgspec.structs import replace

from du_an8.reports.workbook.binary_formulas import UNKNOWN
from du_an8.reports.workbook.cells import Area, Cell, CellKind, DamagedError, Sheet
from du_an8.reports.workbook.seen import Piece, as_seen, style_of, text_cell, without_zeros
from du_an8.reports.workbook.uncomputed import without_empty_zeros
from du_an8.reports.workbook.xls_formulas import BookFormulas, formulas_of
from du_an8.vietnamese.numbers import plain_decimal


def read_xls(path: Path) -> list[Sheet]:
    """Every worksheet with its filled cells.

    Raises:
        DamagedError: of a file that needs leniency, a second reader sees something else.
        Exception: whatever xlrd stumbles over in a strange file.
    """
    with Path(os.devnull).open("w", encoding="utf-8") as silent:
        try:
            book: Any = xlrd.open_workbook(str(path), formatting_info=True, logfile=silent)
        except xlrd.compdoc.CompDocError:
            book = _opened_leniently(path, silent)
        sheets = [_read_sheet(sheet, book) for sheet in book.sheets()]
    return _with_formulas(sheets, formulas_of(path))


def _opened_leniently(path: Path, silent: TextIO) -> Any:  # noqa: ANN401  # xlrd has no types
    """A workbook in a container in which two streams share their place, as PHP's office software writes it.

    Excel opens it; whether it is whole is told by another reader that finds as much in it.
    """
    book = xlrd.open_workbook(str(path), formatting_info=True, logfile=silent, ignore_workbook_corruption=True)
    if list(map(_counts, book.sheets())) != _counted_by_calamine(path):
        raise DamagedError("two readers disagree")
    return book


def _counts(sheet: Any) -> tuple[str, int, int]:  # noqa: ANN401
    """The name of a sheet, how many numbers and how many texts it holds."""
    cells = [cell for row in range(sheet.nrows) for cell in sheet.row(row)]
    numbers = sum(cell.ctype in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE} for cell in cells)
    return sheet.name, numbers, sum(cell.ctype == xlrd.XL_CELL_TEXT and bool(cell.value) for cell in cells)


def _counted_by_calamine(path: Path) -> list[tuple[str, int, int]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    with CalamineWorkbook.from_path(path) as book:
        names = [sheet.name for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
        return [(name, *_kinds(book.get_sheet_by_name(name).to_python())) for name in names]


def _kinds(rows: list[list[Any]]) -> tuple[int, int]:
    """How many numbers, dates among them, and texts there are; errors are blank here."""
    cells = [cell for row in rows for cell in row]
    texts = sum(isinstance(cell, str) and bool(cell) for cell in cells)
    return sum(not isinstance(cell, str | bool) for cell in cells), texts


def _with_formulas(sheets: list[Sheet], formulas: BookFormulas | None) -> list[Sheet]:
    """The sheets, told which values of formulas nobody computed."""
    if formulas is None or len(formulas.sheets) != len(sheets):
        return sheets
    due = formulas.uncalculated
    zeros = [of_sheet.zeros for of_sheet in formulas.sheets]
    marked = without_empty_zeros(sheets, zeros, due=due)
    for place, of_sheet in enumerate(formulas.sheets):
        if of_sheet.due and not due:
            marked[place] = without_empty_zeros([marked[place]], [of_sheet.zeros], due=True)[0]
        if due and of_sheet.empty:
            marked[place] = _with_uncomputed(marked[place], of_sheet.empty)
    return marked


def _with_uncomputed(sheet: Sheet, places: set[tuple[int, int]]) -> Sheet:
    rows = {number: dict(row) for number, row in sheet.rows.items()}
    for row, column in places:
        rows.setdefault(row, {}).setdefault(column, Cell(row, column, CellKind.UNCOMPUTED, UNKNOWN))
    return replace(sheet, rows={number: rows[number] for number in sorted(rows)})


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
            runs = sheet.rich_text_runlist_map.get((row, column))
            if cell := _cell(sheet.cell(row, column), row + 1, column + 1, book, runs):
                rows.setdefault(cell.row, {})[cell.column] = cell
    used = {column for row in rows.values() for column in row}
    return Sheet(
        sheet.name,
        sheet.visibility != 0,
        rows if sheet.show_zero_values else without_zeros(rows),
        merged=tuple(
            Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells
        ),  # xlrd counts from 0 and leaves the last one out
        hidden_rows=_hidden(sheet.rowinfo_map, "height") & rows.keys(),
        hidden_columns=_hidden(sheet.colinfo_map, "width") & used,
        notes={(row + 1, column + 1): note.text for (row, column), note in sheet.cell_note_map.items()},
    )


def _hidden(infos: dict[int, Any], size: str) -> frozenset[int]:
    """Those rows or columns that say that they aren't shown, or are nothing high or wide."""
    return frozenset(index + 1 for index, info in infos.items() if info.hidden or getattr(info, size) == 0)


def _cell(raw: Any, row: int, column: int, book: Any, runs: list[tuple[int, int]] | None) -> Cell | None:  # noqa: ANN401
    if raw.ctype in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
        return None
    style = book.xf_list[raw.xf_index]
    font = book.font_list[style.font_index]
    if raw.ctype == xlrd.XL_CELL_TEXT and runs:
        return text_cell(row, column, _pieces(raw.value, runs, font, book), font.name)
    cell = _content(raw, row, column, book.datemode, font.name)
    number_format = book.format_map.get(style.format_key)
    format_text = number_format.format_str if number_format else ""
    return cell and as_seen(cell, style_of(format_text, struck=_is_struck(font), raised=_is_raised(font)))


def _content(raw: Any, row: int, column: int, datemode: int, font: str) -> Cell | None:  # noqa: ANN401
    match raw.ctype:
        case xlrd.XL_CELL_TEXT:
            return Cell(row, column, CellKind.TEXT, raw.value, font=font) if raw.value.strip() else None
        case xlrd.XL_CELL_NUMBER:
            number: Decimal = plain_decimal(raw.value)
            return Cell(row, column, CellKind.NUMBER, number, font=font)
        case xlrd.XL_CELL_DATE:
            return Cell(row, column, *date_of_serial(raw.value, datemode), font=font)
        case xlrd.XL_CELL_BOOLEAN:
            return Cell(row, column, CellKind.BOOLEAN, "TRUE" if raw.value else "FALSE", font=font)
        case _:
            return Cell(row, column, CellKind.ERROR, error_sign(raw.value), font=font)


def _pieces(text: str, runs: list[tuple[int, int]], font: Any, book: Any) -> list[Piece]:  # noqa: ANN401
    """A text by its fonts: each run says where one begins, and before the first stands that of the cell."""
    starts = [0, *(start for start, _ in runs)]
    fonts = [font, *(book.font_list[index] for _, index in runs)]
    ends = [*starts[1:], len(text)]
    return [
        Piece(text[start:end], _is_struck(own), _is_raised(own))
        for start, end, own in zip(starts, ends, fonts, strict=True)
        if end > start
    ]


def _is_struck(font: Any) -> bool:  # noqa: ANN401
    return bool(font.struck_out)


def _is_raised(font: Any) -> bool:  # noqa: ANN401
    return bool(font.escapement == 1)
