"""Numbers in a cell that is merged over several rows, each of which says what it is about: nobody can tell whose."""

from collections.abc import Collection, Container, Iterator

from du_an8.programme.catalogue import Programme
from du_an8.reports.meaning.ledger import is_number
from du_an8.reports.workbook.cells import Cell, Sheet


def shared_numbers(
    sheet: Sheet, rows: Container[int], columns: Collection[int], programme: Programme
) -> Iterator[tuple[Cell, int]]:
    """Such cells, and over how many rows each stretches.

    Args:
        rows: those of which it is known what they are about.
        columns: those that hold figures.
    """
    for area in sheet.merged:
        if area.last_row > area.first_row and area.first_row in rows and area.first_column in columns:
            cell = sheet.rows.get(area.first_row, {}).get(area.first_column)
            others = range(area.first_row + 1, min(area.last_row, max(sheet.rows)) + 1)
            if cell and is_number(cell, programme) and any(row in rows for row in others):
                yield cell, area.last_row - area.first_row + 1
