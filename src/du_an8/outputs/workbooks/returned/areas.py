"""Addresses of cells as four numbers, and which of them a sheet has."""

import re

from openpyxl.utils.cell import range_boundaries

Bounds = tuple[int, int, int, int]
"""First column, first row, last column, last row."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_ROW_NUMBER = re.compile(r"-?\d+")


def bounds_of(ref: str) -> Bounds | None:
    """The bounds of `G12` or `A1:C9`; None for anything else."""
    try:
        left, top, right, bottom = range_boundaries(ref)
    except (ValueError, TypeError):
        return None
    if left is None or top is None or right is None or bottom is None:
        return None
    bounds = (left, top, right, bottom)
    return bounds if is_inside(bounds) else None


def is_inside(bounds: Bounds) -> bool:
    """Whether a sheet has such cells."""
    left, top, right, bottom = bounds
    return 1 <= left <= right <= LAST_COLUMN and 1 <= top <= bottom <= LAST_ROW


def size_of(bounds: Bounds) -> int:
    """How many cells there are."""
    left, top, right, bottom = bounds
    return (right - left + 1) * (bottom - top + 1)


def lowered_cell(cell: str, by: int) -> str:
    """`A-1:F5` two rows further down is `A1:F7`."""
    return _ROW_NUMBER.sub(lambda row: str(int(row[0]) + by), cell) if by else cell
