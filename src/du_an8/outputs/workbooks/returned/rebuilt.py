"""The original, rebuilt from the cells that were read: what can't be copied in safety, and every other format."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from msgspec.structs import replace
from openpyxl import Workbook
from openpyxl.cell.cell import ERROR_CODES, Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from du_an8.outputs.workbooks.returned.areas import LAST_COLUMN, LAST_ROW, is_inside, size_of
from du_an8.outputs.workbooks.returned.copying import Copy
from du_an8.outputs.workbooks.style import cell_at, clean, font, put_text, stamp
from du_an8.reports.returned import LIST_SHEET, apart
from du_an8.reports.workbook.cells import Area, CellKind, Sheet
from du_an8.reports.workbook.cells import Cell as ReadCell

_MOST_REBUILT = 500_000
_MOST_MERGED = 100_000
_LONGEST_TITLE = 31
_TITLE_FORBIDS = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_FIRST_EXCEL_YEAR = 1900
_LARGEST_NUMBER = Decimal("1e308")


def rebuilt(sheets: Sequence[Sheet], day: date) -> Copy:
    """A plain workbook with the cells that were read, signed with a day."""
    kept, _ = apart(sheets)
    lower = {sheet.name: 1 - first for sheet in kept if (first := min(sheet.rows, default=1)) < 1}
    sheets = [_lowered(sheet, lower.get(sheet.name, 0)) for sheet in kept]
    book = Workbook()
    book.remove(book.worksheets[0])
    pages: dict[str, Worksheet] = {}
    left = _MOST_REBUILT
    for sheet, title in zip(sheets, _titles(sheets), strict=True):
        pages[sheet.name] = page = book.create_sheet(title)
        page.sheet_state = "hidden" if sheet.hidden else "visible"
        left -= _rebuild_page(page, sheet, left)
    stamp(book, day)
    return Copy(book, pages, sum(map(_size, sheets)) <= _MOST_REBUILT, lower)


def _size(sheet: Sheet) -> int:
    return sum(map(len, sheet.rows.values()))


def _lowered(sheet: Sheet, by: int) -> Sheet:
    """A sheet whose rows stand so much lower."""
    if not by:
        return sheet
    return replace(
        sheet,
        rows={
            row + by: {column: replace(cell, row=row + by) for column, cell in cells.items()}
            for row, cells in sheet.rows.items()
        },
        merged=tuple(replace(a, first_row=a.first_row + by, last_row=a.last_row + by) for a in sheet.merged),
        hidden_rows=frozenset(row + by for row in sheet.hidden_rows),
    )


def _titles(sheets: Sequence[Sheet]) -> list[str]:
    """Names that Excel accepts: short, without some signs, each only once, and not one that it keeps for itself."""
    taken = {"history", LIST_SHEET.casefold()}
    titles = []
    for sheet in sheets:
        wanted = clean(sheet.name).translate(_TITLE_FORBIDS)
        title, number = _cut(wanted, _LONGEST_TITLE) or "Trang", 1
        while title.casefold() in taken:
            number += 1
            title = f"{_cut(wanted, _LONGEST_TITLE - 6)} ({number})"
        taken.add(title.casefold())
        titles.append(title)
    return titles


def _cut(title: str, length: int) -> str:
    """Excel counts UTF-16 units, and accepts no apostrophe at either end."""
    title = " ".join(title.split())
    while len(title.encode("utf-16-le")) > 2 * length:
        title = title[:-1]
    return title.strip("' ")


def _rebuild_page(page: Worksheet, sheet: Sheet, most: int) -> int:
    """Write up to so many cells; returns how many."""
    page.sheet_format.defaultColWidth = 14
    written = 0
    for number in sorted(sheet.rows):
        for cell in sheet.rows[number].values():
            if written < most and cell.row <= LAST_ROW and cell.column <= LAST_COLUMN:
                _write(cell_at(page, cell.row, cell.column), cell)
                written += 1
    _merge(page, sheet)
    _hide(page, sheet)
    return written


def _hide(page: Worksheet, sheet: Sheet) -> None:
    """What wasn't shown isn't shown in the copy either."""
    for row in (row for row in sheet.hidden_rows if row <= LAST_ROW):
        page.row_dimensions[row].hidden = True
    for column in (column for column in sheet.hidden_columns if column <= LAST_COLUMN):
        page.column_dimensions[get_column_letter(column)].hidden = True


def _write(cell: Cell, read: ReadCell) -> None:
    cell.font = font(struck=read.kind is CellKind.WITHDRAWN)
    match read.value:
        case Decimal() if abs(read.value) < _LARGEST_NUMBER:
            _write_number(cell, read, read.value)
        case date() if read.value.year >= _FIRST_EXCEL_YEAR:
            cell.value = read.value
            cell.number_format = "dd/mm/yyyy"
        case _ if read.kind is CellKind.BOOLEAN:
            cell.value = read.value == "TRUE"
        case _ if read.kind is CellKind.ERROR and read.value in ERROR_CODES:
            cell.value = str(read.value)  # openpyxl makes an error cell of it, as it was
        case _:  # a formula that was never calculated, too: without its neighbours' styles and names it is only a text
            put_text(cell, str(read.value))


def _write_number(cell: Cell, read: ReadCell, number: Decimal) -> None:
    cell.value = int(number) if number == number.to_integral_value() else number
    if read.unit:
        unit = read.unit.replace('"', "")
        cell.number_format = f'General" {unit}"'
    elif read.percent:
        cell.number_format = "0%" if (number * 100) % 1 == 0 else "0.0##%"


def _merge(page: Worksheet, sheet: Sheet) -> None:
    """Merge what may be merged: Excel repairs files with overlapping areas, and hidden content must not get lost."""
    occupied: set[tuple[int, int]] = set()
    for area in sheet.merged:
        cells = _cells_of_area(area, most=_MOST_MERGED - len(occupied))
        content = [(row, column) for row, column in cells[1:] if column in sheet.rows.get(row, {})]
        if len(cells) > 1 and not content and occupied.isdisjoint(cells):
            occupied.update(cells)
            page.merge_cells(
                start_row=area.first_row,
                start_column=area.first_column,
                end_row=area.last_row,
                end_column=area.last_column,
            )


def _cells_of_area(area: Area, most: int) -> list[tuple[int, int]]:
    """Its cells from the upper left one on; none where it is no area of a sheet, or a larger one than that."""
    bounds = (area.first_column, area.first_row, area.last_column, area.last_row)
    if not (is_inside(bounds) and size_of(bounds) <= most):
        return []
    rows, columns = range(area.first_row, area.last_row + 1), range(area.first_column, area.last_column + 1)
    return [(row, column) for row in rows for column in columns]
