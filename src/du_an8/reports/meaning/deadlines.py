"""Columns whose titles speak of plans or results while their cells say when: `Kế hoạch triển khai | Quý II/2024`."""

from collections.abc import Sequence

from du_an8.programme.catalogue import Programme
from du_an8.reports.labels.label import read_label, time_alone
from du_an8.reports.labels.titles import PLAN_SCOPES, Role
from du_an8.reports.workbook.cells import Cell, CellKind
from du_an8.vietnamese.dates import read_date

_FEWEST = 2
"""A single date may be a number that a program turned into one."""


def tells_when(cells: Sequence[Cell], role: Role, programme: Programme) -> bool:
    """Whether the cells of a column tell times, or papers of a day, and no amount.

    Args:
        cells: those below its title that aren't empty.
        role: what its title says.
    """
    if len(cells) < _FEWEST:
        return False
    if role in PLAN_SCOPES:
        return all(_names_time(cell, programme) for cell in cells)
    return all(_is_time(cell, programme) for cell in cells)


def _names_time(cell: Cell, programme: Programme) -> bool:
    return _is_time(cell, programme) or (cell.kind is CellKind.TEXT and bool(read_label(cell.text, programme).times))


def _is_time(cell: Cell, programme: Programme) -> bool:
    if cell.kind is CellKind.DATE:
        return True
    if cell.kind is not CellKind.TEXT:
        return False
    return read_date(cell.text) is not None or time_alone(read_label(cell.text, programme)) is not None
