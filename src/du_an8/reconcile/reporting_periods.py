"""The periods for which provinces report, and the day on which each report is due."""

from calendar import monthrange
from datetime import date, timedelta

from msgspec import Struct

from du_an8.programme.phases import Every, Phase, Reporting
from du_an8.vietnamese.periods import Period

_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF: 6, Every.YEAR: 12}
_DAY = timedelta(days=1)


class ReportingPeriod(Struct, frozen=True):
    """A period that provinces report on, both ends included.

    Attributes:
        due: the last day on which its report comes in time.
    """

    start: date
    end: date
    due: date

    def is_within(self, start: date | None, end: date) -> bool:
        """Whether a span of time holds all its days; without a first day it runs from the phase's start."""
        return self.end <= end and (start is None or start <= self.start)


def reporting_periods(phase: Phase, reporting: Reporting, as_of: date) -> list[ReportingPeriod]:
    """The periods of the active years of a phase that had begun on a day."""
    days = phase.grace_days if reporting.due_days is None else reporting.due_days
    periods = []
    start = phase.work_begins
    while start <= min(as_of, phase.end):
        end = min(_last_day(start, _MONTHS[reporting.every]), phase.end)
        if start.year in phase.active_years and end >= phase.start:
            periods.append(ReportingPeriod(start, end, end + timedelta(days=days)))
        start = end + _DAY
    return periods


def _last_day(start: date, months: int) -> date:
    month = start.month + months - 1
    return date(start.year, month, monthrange(start.year, month)[1])


def are_together(spans: list[Period], period: ReportingPeriod) -> bool:
    """Whether shorter spans, such as its three months, leave no day of a period out."""
    next_day = period.start
    for span in sorted(spans, key=lambda span: (span.start or date.min, span.end)):
        if span.start and span.start <= next_day:
            next_day = max(next_day, span.end + _DAY)
    return next_day > period.end
