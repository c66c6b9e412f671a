"""The unit of each row: its own cell, a ditto mark that repeats the one above, the column's, the table's."""

import re
from collections.abc import Mapping

from du_an8.reports.workbook.cells import Cell

_DITTO = re.compile(r"""\s*(?:["”“″〃]|''|``|-?\s*n\s*t\s*-?|như trên)\s*""", re.IGNORECASE)


def units_by_row(
    rows: Mapping[int, Mapping[int, Cell]], numbers: list[int], column: int
) -> dict[int, tuple[Cell, str]]:
    """Row number -> its unit cell and the unit it stands for."""
    found: dict[int, tuple[Cell, str]] = {}
    above = ""
    for number in numbers:
        cell = rows[number].get(column)
        if cell and cell.text:
            above = above if _DITTO.fullmatch(cell.text) else cell.text.strip()
            found[number] = (cell, above)
    return found
