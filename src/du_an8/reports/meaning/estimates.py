"""Estimates beside results: those of what was still to be done, and those that the results have overtaken."""

from collections.abc import Callable, Sequence
from datetime import date

from du_an8.reports.labels.titles import Title
from du_an8.reports.meaning.column_times import ColumnTime
from du_an8.reports.tables.table import Column

TimeOf = Callable[[Title], ColumnTime]


def overtaken(estimate: Column, done: Sequence[Column], time_of: TimeOf, is_filled: Callable[[int], bool]) -> bool:
    """Whether an estimate is of days after a real result of their year, or stands beside that of its own days.

    Args:
        done: the columns of real results.
        is_filled: whether a column holds numbers.
    """
    time = time_of(estimate.title)
    ends = (time_of(column.title).end for column in done if column.title.time)
    if any(_goes_beyond(estimate.title, time, end) for end in ends):
        return True
    same = [column for column in done if _of(column) == _of(estimate) and is_filled(column.number)]
    return any(time_of(column.title) == time for column in same)


def _of(column: Column) -> tuple[object, ...]:
    return column.role, column.indicator, column.places, column.leaves, column.total


def _goes_beyond(title: Title, estimate: ColumnTime, end: date) -> bool:
    """Whether an estimate goes on after the end of a result: `Ước cả năm`, `Ước 2 tháng cuối năm` beside `10 tháng`."""
    stated = title.time.period if title.time else None
    start = estimate.start or (stated.start if stated else None)
    of_its_time = end.year == estimate.end.year or start is None or start <= end
    return of_its_time and end < estimate.end
