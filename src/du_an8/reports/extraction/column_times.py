"""Which time the figures of a column describe: what its title says, completed by the head of the report."""

from calendar import monthrange
from datetime import date

from msgspec import Struct

from du_an8.programme.catalogue import Phase
from du_an8.reports.extraction.coverage import Coverage
from du_an8.reports.facts import Measure
from du_an8.reports.layout.header import Column
from du_an8.reports.layout.titles import Role
from du_an8.vietnamese.dates import Period, TimeKind

_DAYS_OF_A_MONTH, _DAYS_OF_A_QUARTER = 31, 92


class ColumnTime(Struct, frozen=True):
    """The days that a column's figures cover.

    Attributes:
        start: None for cumulative figures and for a period without a known start.
        fits: whether that is what the head says, too.
    """

    measure: Measure | None
    start: date | None
    end: date
    fits: bool


def time_of(column: Column, coverage: Coverage, phase: Phase) -> ColumnTime:
    """The time of a column; a measure of None is for the row's indicator to decide (docs/bao-cao.md)."""
    title, end = column.title, coverage.end
    if column.role is Role.CUMULATIVE:
        return _cumulative(column, end, phase)
    if column.role is not Role.IN_PERIOD:
        return ColumnTime(None, coverage.period.start if coverage.period else None, end, fits=True)
    since_new_year = title.running or (title.time and title.time.kind is TimeKind.SINCE_NEW_YEAR)
    period = _running(column, end) if since_new_year else _stated(column, coverage)
    if period is None:
        start = coverage.period.start if coverage.period else None
        return ColumnTime(Measure.IN_PERIOD, start, end, fits=True)
    return ColumnTime(Measure.IN_PERIOD, period.start, period.end, _fits(period, column, coverage))


def is_result(column: Column, time: ColumnTime, coverage: Coverage, phase: Phase) -> bool:
    """Whether a figure tells of this phase and of what was done by then: neither history nor a forecast."""
    return time.end >= phase.start and not (column.title.estimate and time.end > coverage.end)


def is_premature(column: Column, time: ColumnTime, coverage: Coverage) -> bool:
    """Whether a column tells of days after the report's own and doesn't say that it is an estimate."""
    return not time.fits and time.end > coverage.end and not column.title.estimate


def _cumulative(column: Column, end: date, phase: Phase) -> ColumnTime:
    """From the start of the phase; "giai đoạn 2021-2023" ends with its years, one that begins later is a period."""
    time = column.title.time
    stated = time.in_year(end.year) if time else None
    if time is None or stated is None:
        return ColumnTime(Measure.CUMULATIVE, None, end, fits=True)
    if time.kind is not TimeKind.PHASE:
        return ColumnTime(Measure.CUMULATIVE, None, stated.end, stated.end == end)
    if stated.start and stated.start > phase.work_begins:
        return ColumnTime(Measure.IN_PERIOD, stated.start, max(stated.start, min(stated.end, end)), fits=False)
    last = min(stated.end, end)
    return ColumnTime(Measure.CUMULATIVE, None, last, last == end)


def _running(column: Column, end: date) -> Period | None:
    """From the start of the year that the title names, else of the report's, until the report's date."""
    time = column.title.time
    stated = time.in_year(end.year) if time else None
    if stated is None or stated.start is None:
        return Period(date(end.year, 1, 1), end)
    return Period(stated.start, end if stated.start <= end <= stated.end else stated.end)


def _stated(column: Column, coverage: Coverage) -> Period | None:
    time, end = column.title.time, coverage.end
    if time is None:
        return None
    if time.kind is TimeKind.UNDATED and coverage.period and coverage.period.start:
        days = (coverage.period.end - coverage.period.start).days
        if "thang" in time.words.split()[:2] and time.words in _THIS_MONTH and days > _DAYS_OF_A_MONTH:
            return Period(end.replace(day=1), end)
        if time.words in _THIS_QUARTER and days > _DAYS_OF_A_QUARTER:
            return Period(date(end.year, 3 * ((end.month - 1) // 3) + 1, 1), end)
    return time.in_year(end.year)


_THIS_MONTH = frozenset({"trong thang", "thang nay", "trong thang nay"})
_THIS_QUARTER = frozenset({"trong quy", "quy nay", "trong quy nay"})


def _fits(period: Period, column: Column, coverage: Coverage) -> bool:
    if column.title.running or (column.title.time and column.title.time.kind is not TimeKind.PERIOD):
        return period.end == coverage.end
    own = coverage.period
    return own is None or period in {own, Period(own.start, coverage.end)} or _same_end_of_month(period, coverage)


def _same_end_of_month(period: Period, coverage: Coverage) -> bool:
    """A month or a quarter that ends the report's longer period fits it: "Tháng 9/2023" in "9 tháng 2023"."""
    own = coverage.period
    whole = own is not None and own.start is not None and own.end == coverage.end
    last = coverage.end.day == monthrange(coverage.end.year, coverage.end.month)[1]
    inside = bool(own and own.start and period.start and own.start <= period.start)
    return whole and last and inside and period.end == coverage.end
