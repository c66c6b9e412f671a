"""Reads an `.xlsx` with python-calamine: quick, and blind to whatever `xlsx_look` looked for beforehand."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from du_an8.reports.workbook.cells import Area, Cell, CellKind, Sheet, column_number
from du_an8.reports.workbook.seen import Style, as_seen, without_zeros
from du_an8.reports.workbook.uncomputed import without_empty_zeros
from du_an8.reports.workbook.xlsx_look import Look, Tally
from du_an8.vietnamese.numbers import plain_decimal

_MOST_EXACT = 1e15  # beyond, a double and the digits of the file may differ
_FIRST_SURE_DATE = date(1900, 3, 1)  # the calendar of spreadsheets has a 29 February 1900


class _UnsureError(Exception):
    """What was read isn't surely what stands in the file."""


def read_fast(path: Path, look: Look) -> list[Sheet] | None:
    """Every worksheet with its filled cells, as the full reader would give them; None where that isn't sure.

    A text without `xml:space` loses its outer blanks here, which the full reader keeps.

    Args:
        look: one that found nothing unknown.
    """
    try:
        return _read(path, look)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # noqa: BLE001  # a panic of the Rust library is no Exception; the full reader may do better
        return None


def _read(path: Path, look: Look) -> list[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    # Not by its path: the library believes the suffix, and a workbook may have any.
    with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
        metadata = book.sheets_metadata
        if len(metadata) != len(look.tallies) or any(sheet.typ != SheetTypeEnum.WorkSheet for sheet in metadata):
            raise _UnsureError
        sheets = [
            _sheet(book.get_sheet_by_index(index), about.name, about.visible != SheetVisibleEnum.Visible, tally)
            for index, (about, tally) in enumerate(zip(metadata, look.tallies, strict=True))
        ]
    return without_empty_zeros(sheets, [tally.zeros for tally in look.tallies], due=look.due)


def _sheet(raw: Any, name: str, hidden: bool, tally: Tally) -> Sheet:  # noqa: ANN401, FBT001  # read as values come
    merged = tuple(
        Area(first_row + 1, first_column + 1, last_row + 1, last_column + 1)
        for (first_row, first_column), (last_row, last_column) in raw.merged_cell_ranges or ()
    )
    rows = _rows(raw, tally)
    for style, places in tally.styled:
        _dress(rows, places, style)
    return Sheet(name, hidden, without_zeros(rows) if tally.hides_zeros else rows, merged)


def _rows(raw: Any, tally: Tally) -> dict[int, dict[int, Cell]]:  # noqa: ANN401
    rows: dict[int, dict[int, Cell]] = {}
    first_row, first_column = raw.start or (0, 0)
    numbers = dates = 0
    of_number, of_text = CellKind.NUMBER, CellKind.TEXT
    for row, values in enumerate(raw.to_python(), first_row + 1):
        cells: dict[int, Cell] = {}
        for column, value in enumerate(values, first_column + 1):
            if type(value) is float:  # first, because most cells are numbers or blank
                cells[column] = Cell(row, column, of_number, _number(value))
                numbers += 1
            elif value != "":
                kind, content = _content(value)
                if kind is of_text and not str(content).strip():
                    continue
                cells[column] = Cell(row, column, kind, content)
                dates += kind is CellKind.DATE
        if cells:
            rows[row] = cells
    if (numbers + dates, dates) != (tally.numbers, tally.dates):
        raise _UnsureError
    return rows


def _dress(rows: dict[int, dict[int, Cell]], places: Sequence[bytes], style: Style) -> None:
    """Tell cells their style; a blank text is no cell here."""
    for address in map(bytes.decode, places):
        letters = address.rstrip("0123456789")
        row, column = int(address[len(letters) :]), column_number(letters)
        cell = rows.get(row, {}).get(column)
        if cell is not None:
            rows[row][column] = as_seen(cell, style)


def _content(value: object) -> tuple[CellKind, date | str]:
    match value:
        case str():
            return CellKind.TEXT, value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
        case bool():
            return CellKind.BOOLEAN, "TRUE" if value else "FALSE"
        case datetime():
            return CellKind.DATE, _sure(value.date())
        case date():
            return CellKind.DATE, _sure(value)
        case _:  # times and durations
            raise _UnsureError


@lru_cache(maxsize=100_000)
def _number(value: float) -> Decimal:
    if not -_MOST_EXACT < value < _MOST_EXACT:  # what is no number isn't, either
        raise _UnsureError
    return Decimal(int(value)) if value == int(value) else plain_decimal(value)


def _sure(day: date) -> date:
    if day < _FIRST_SURE_DATE:
        raise _UnsureError
    return day
