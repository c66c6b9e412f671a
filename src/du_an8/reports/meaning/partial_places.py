"""Columns of places beside whose numbers others can't be used: the places come to more than is known."""

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from du_an8.reports.facts import FigureColumn
from du_an8.reports.places.groups import is_group
from du_an8.reports.tables.table import Column, Table
from du_an8.reports.workbook.cells import Cell, column_letters


def with_partial(figures: Sequence[FigureColumn], table: Table, unused: Collection[Cell]) -> list[FigureColumn]:
    """The figures of one table; those of places say so where some are missing.

    Where the columns name the indicators a cell that can't be used lies in their column, else, below the name of a
    place, or of several, in their row.
    """
    if not unused:
        return list(figures)
    columns, rows = _lines_of_places(table, unused)
    return [_as_partial(each) if _stands_in(each, columns, rows) else each for each in figures]


def _lines_of_places(table: Table, unused: Collection[Cell]) -> tuple[set[str], set[int]]:
    """The columns, else the rows, in which places stand below or beside each other."""
    if table.by_columns or table.about:
        return {column_letters(cell.column) for cell in unused}, set()
    of_places = {column.number for column in table.columns if _is_of_places(column)}
    return set(), {cell.row for cell in unused if cell.column in of_places}


def _stands_in(figures: FigureColumn, columns: Collection[str], rows: Collection[int]) -> bool:
    return figures.column in columns or any(row in rows for row in figures.rows.numbers)


def _as_partial(figures: FigureColumn) -> FigureColumn:
    return replace(figures, partial=any(figures.rows.places))


def _is_of_places(column: Column) -> bool:
    """`Xã Ẳng Nưa`, and `Các xã còn lại` beside it."""
    return bool(column.places) or any(map(is_group, column.leaves))
