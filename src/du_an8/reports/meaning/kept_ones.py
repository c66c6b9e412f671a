"""What was kept up beside what is new: `Duy trì 500` and `Thành lập mới 40` are two parts of 540.

Alone, or over the new ones (`Trong đó: thành lập mới`), the same words name all there are.
"""

from collections.abc import Container, Iterable, Sequence
from functools import lru_cache
from itertools import groupby

from msgspec.structs import replace

from du_an8.grouping import grouped
from du_an8.reports.rows.row import Row
from du_an8.reports.tables.table import Column
from du_an8.reports.vocabulary.marks import Name, unmarked
from du_an8.reports.vocabulary.vocabulary import Says, holds_any, vocabulary
from du_an8.reports.workbook.cells import CellKind


def _is_new(words: str) -> bool:
    return holds_any(words, "parts", "new")


def _is_kept(words: str) -> bool:
    return holds_any(words, "parts", "kept") and not _is_new(words)


def _is_older(words: str) -> bool:
    return holds_any(words, "parts", "older")


def _is_existing(words: str) -> bool:
    return holds_any(words, "parts", "existing") and not _is_new(words)


# Rows.


def with_kept_rows(rows: Sequence[Row], figures: Container[int]) -> list[Row]:
    """The rows, those of the kept ones beside the new ones as parts.

    Args:
        figures: the columns in which their numbers stand.
    """
    if not any(row.subject for row in rows):
        return list(rows)
    read: list[Row] = []
    for _, group in groupby(rows, key=_counted):
        alike = list(group)
        read += [_as_part(row) if _is_part(row, alike, figures) else row for row in alike]
    return read


def _counted(row: Row) -> object:
    """What rows have in common that stand below each other and count one thing."""
    if row.subject is None:
        return row.number
    return row.subject.indicator.id, row.places, row.title and row.title.time


def _is_part(row: Row, alike: Sequence[Row], figures: Container[int]) -> bool:
    if row.subject is None or row.subject.part or row.name is None:
        return False
    words = row.name.text
    if _has_whole(row, alike, figures):
        return _is_kept(words) or _is_existing(words)
    return _is_kept(words) and any(_stand_beside(row, other, alike) for other in filter(_is_of_new, alike))


def _is_of_new(row: Row) -> bool:
    return row.subject is not None and _is_new(row.subject.part or "")


def _stand_beside(row: Row, new: Row, alike: Sequence[Row]) -> bool:
    """Whether two rows are marked alike, and nothing between them says that one is a part of the other."""
    first, last = sorted((row.number, new.number))
    between = [each for each in alike if first <= each.number <= last]
    return not _name(new).of_which and _form(new) == _form(row) and len(between) == last - first + 1


def _has_whole(row: Row, alike: Iterable[Row], figures: Container[int]) -> bool:
    """Whether the row of the indicator itself, above, states a figure of all."""
    above = (other for other in alike if other.number < row.number and other.subject and other.subject.part is None)
    return any(_is_below(row, other) and row.cells.keys() & _numbers(other, figures) for other in above)


def _is_below(row: Row, other: Row) -> bool:
    """Whether the marks of a row say that it belongs to another."""
    return (_name(row).is_sub_item and not _name(other).is_sub_item) or row.depth > other.depth


def _numbers(row: Row, figures: Container[int]) -> set[int]:
    """The columns of figures in which a row has one."""
    return {number for number, cell in row.cells.items() if number in figures and cell.kind is not CellKind.TEXT}


def _name(row: Row) -> Name:
    return unmarked(row.name.text if row.name else "")


def _form(row: Row) -> object:
    """How a row is marked."""
    return row.depth, _name(row).dash


def _as_part(row: Row) -> Row:
    return replace(row, subject=replace(row.subject, part=_name(row).text)) if row.subject else row


# Columns.


def kept_columns(columns: Iterable[Column]) -> frozenset[int]:
    """The columns of the kept ones that stand beside columns of the new ones, or say that they are older."""
    results = [column for column in columns if column.is_result]
    found = [column for column in results if _is_kept(column.words) and _is_older(column.words)]
    for alike in grouped(results, _told).values():
        if any(_is_new(column.words) for column in alike):
            found += _kept_of(alike)
    return frozenset(column.number for column in found)


def is_beside_new(total: Column, beside: Iterable[Column]) -> bool:
    """Whether a total stands beside the new ones of its year: `Thành lập mới`, `Tổng số` below `Năm 2024`.

    With `Củng cố` beside them both are its parts, which add up to it.
    """
    if not total.total:
        return False
    others = (column for column in beside if column.is_result and not column.total)
    are_new = [_is_new(column.words) for column in others if column.title.time == total.title.time]
    return bool(are_new) and all(are_new)


def _told(column: Column) -> object:
    """What columns have in common that stand side by side and count one thing."""
    head_of_parts = _says_head_of_parts(column.words)
    return column.indicator and column.indicator.id, column.places, column.title.time, head_of_parts


@lru_cache(maxsize=4096)
def _says_head_of_parts(words: str) -> bool:
    return Says.HEAD_OF_PARTS in vocabulary().said(words)


def _kept_of(alike: Sequence[Column]) -> list[Column]:
    kept = [column for column in alike if _is_kept(column.words)]
    if kept:
        return kept
    others = [column for column in alike if not (_is_new(column.words) or _is_existing(column.words))]
    return [column for column in alike if _is_existing(column.words)] if others else []
