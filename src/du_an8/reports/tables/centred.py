"""Headings typed over the middle of their columns, not merged: `Năm 2023` over `KH | TH | %`, and again `Năm 2024`."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from du_an8.reports.workbook.cells import Cell
from du_an8.vietnamese.names import fold

_Over = Mapping[int, Sequence[Cell]]


class _Group(Struct, frozen=True):
    """Columns side by side with the titles that are repeated, and the headings over them."""

    columns: Sequence[int]
    heads: Sequence[Cell]


def centred_headings(over: _Over, last_row: int) -> dict[int, tuple[Cell, ...]]:
    """The heading of each column that stands beside the one over which it was typed.

    The titles below repeat themselves, and over each of these groups stands one heading, of some not over the first.

    Args:
        over: column -> its cells in some rows of a header; last_row is the lowest of these.
    """
    groups = list(_groups(over, last_row))
    if any(len(group.heads) != 1 for group in groups):
        return {}
    if all(group.heads[0].column == group.columns[0] for group in groups):
        return {}
    return {
        column: (group.heads[0],) for group in groups for column in group.columns if column != group.heads[0].column
    }


def _groups(over: _Over, last_row: int) -> Iterator[_Group]:
    """The groups of columns whose lowest titles are repeated; none where a column between has no title."""
    columns = [column for column, cells in over.items() if cells[-1].row == last_row]
    if not columns or columns[-1] - columns[0] + 1 != len(columns):
        return
    size = _repeated([fold(str(over[column][-1].value)) for column in columns])
    for at in range(0, len(columns), size) if size else ():
        group = columns[at : at + size]
        yield _Group(group, [cell for column in group for cell in over[column][:-1]])


def _repeated(titles: Sequence[str]) -> int:
    """How many different titles are repeated, all of them and in their order; 0 where none are."""
    size = len(dict.fromkeys(titles))
    whole = 1 < size < len(titles) and len(titles) % size == 0
    return size if whole and list(titles) == list(titles[:size]) * (len(titles) // size) else 0
