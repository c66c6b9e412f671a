"""Which time numbers describe: what the labels over and beside them say, completed by the head of the report."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.phases import Phase
from du_an8.reports.facts import Measure
from du_an8.reports.head.coverage import Coverage
from du_an8.reports.head.phases import Phases
from du_an8.reports.labels.roles import Role
from du_an8.reports.labels.titles import Title
from du_an8.vietnamese.dates import Period, TimeKind
from du_an8.vietnamese.time_phrases import TimePhrase, TimeUnit

_DAYS_OF_A_MONTH, _DAYS_OF_A_QUARTER = 31, 92


class ColumnTime(Struct, frozen=True):
    """The days that figures cover.

    Attributes:
        start: None for cumulative figures and for a period without a known start.
        fits: whether that is what the head says, too.
        phase: id of the phase that a label names; None leaves it to the end.
        since: the first day of a running figure that begins in an earlier phase than it ends.
    """

    measure: Measure | None
    start: date | None
    end: date
    fits: bool
    phase: str | None = None
    since: date | None = None


def time_of(title: Title, coverage: Coverage, phases: Phases) -> ColumnTime:
    """The time of a title; a measure of None is for the indicator to decide (docs/bao-cao.md)."""
    named = phases.named(title.time) or coverage.named_phase
    title = _of_ended_phase(title, named, coverage)
    stated = title.time.in_year(coverage.end.year) if title.time else None
    last = min(stated.end, coverage.end) if stated else coverage.end
    time = _days_of(title, coverage, phases.of(last, named))
    phase = phases.of(time.end, named)
    first = phases.start_of_running(title.time) or _first_day(time, stated, coverage)
    since = phases.begins_before(phase, first) or phases.before_all(stated, time.end)
    is_named = phase == named
    fits = time.fits or (is_named and time.end == phase.end)  # a phase that is over contradicts no later report
    return replace(time, phase=phase.id if is_named else None, since=since, fits=fits)


def _first_day(time: ColumnTime, stated: Period | None, coverage: Coverage) -> date | None:
    """The first day of a time; of one that no label tells, that since which the report's figures run."""
    return time.start or (None if stated else coverage.since)


def _of_ended_phase(title: Title, named: Phase | None, coverage: Coverage) -> Title:
    """`Cộng giai đoạn I` in a report of a later phase ends with its own, as `Cộng giai đoạn 2021-2025` does."""
    time = title.time
    if time is None or time.kind is not TimeKind.PHASE or time.period or named is None:
        return title
    is_over = named != coverage.phase and named.end < coverage.end
    return replace(title, time=replace(time, period=Period(named.start, named.end))) if is_over else title


def _days_of(title: Title, coverage: Coverage, phase: Phase) -> ColumnTime:
    end = coverage.end
    if title.role is Role.CUMULATIVE:
        return _cumulative(title, end, phase)
    if title.role is not Role.IN_PERIOD:
        return ColumnTime(None, coverage.start, end, fits=True)
    since_new_year = title.running or (title.time and title.time.kind is TimeKind.SINCE_NEW_YEAR)
    period = _running(title, end) if since_new_year else _stated(title, coverage)
    if period is None:
        return ColumnTime(Measure.IN_PERIOD, coverage.start, end, fits=True)
    period = _until_closed(period, title, end)
    fits = _fits(period, title, coverage)
    if _is_from_start(period, title, phase):
        return ColumnTime(Measure.CUMULATIVE, None, period.end, fits)
    return ColumnTime(Measure.IN_PERIOD, period.start, period.end, fits)


def _until_closed(period: Period, title: Title, end: date) -> Period:
    """`Cả năm 2024`, `Quý IV` where the data go until 15/12/2024: the report was closed in their last month.

    What is estimated is of all of it.
    """
    is_closed_early = period.start is not None and period.start <= end < period.end and not title.estimate
    in_one_month = (period.end.year, period.end.month) == (end.year, end.month)
    return Period(period.start, end) if is_closed_early and in_one_month else period


def _is_from_start(period: Period, title: Title, phase: Phase) -> bool:
    """Whether a time begins with the phase.

    `TH 2020`, `9 tháng` in a phase of one year; `Luỹ kế từ năm 2022 đến 30/6/2024`, as the work began in 2022.
    """
    if period.start is None:
        return False
    if phase.start.year == phase.end.year:
        return period.start <= phase.start <= period.end
    if title.running and period.start.year < period.end.year:
        return phase.start <= period.start <= phase.work_begins
    return period.start <= phase.start and period.end == phase.end


def is_forecast(title: Title, time: ColumnTime, coverage: Coverage) -> bool:
    """Whether a figure tells of what was still to be done.

    It does where its own title says that it is an estimate, and of days after the report's; or the table's title says
    it of a period that goes beyond the date of the data, or of what is only intended.
    """
    if coverage.foreseen and title.time is None:
        return True
    titled = coverage.period if coverage.estimated and title.time is None else None
    return title.estimate and max(time.end, titled.end if titled else time.end) > coverage.end


def is_premature(title: Title, time: ColumnTime, coverage: Coverage) -> bool:
    """Whether a title tells of days after the report's own and doesn't say that it is an estimate."""
    return not time.fits and time.end > coverage.end and not title.estimate


def _cumulative(title: Title, end: date, phase: Phase) -> ColumnTime:
    """From the start of the phase; "giai đoạn 2021-2023" ends with its years, one that begins later is a period."""
    time = title.time
    stated = time.in_year(end.year) if time else None
    if time is None or stated is None:
        return ColumnTime(Measure.CUMULATIVE, None, end, fits=True)
    if time.kind is not TimeKind.PHASE:
        return ColumnTime(Measure.CUMULATIVE, None, stated.end, stated.end == end)
    if stated.start and stated.start > phase.work_begins:
        return ColumnTime(Measure.IN_PERIOD, stated.start, max(stated.start, min(stated.end, end)), fits=False)
    last = stated.end if title.estimate else min(stated.end, end)
    return ColumnTime(Measure.CUMULATIVE, None, last, last == end)


def _running(title: Title, end: date) -> Period | None:
    """From the start of the year that the title names, else of the report's, until the report's date."""
    time = title.time
    stated = time.in_year(end.year) if time else None
    if stated is None or stated.start is None:
        return Period(date(end.year, 1, 1), end)
    return Period(stated.start, end if stated.start <= end <= stated.end else stated.end)


def _stated(title: Title, coverage: Coverage) -> Period | None:
    time, end = title.time, coverage.end
    if time is None:
        return None
    own = coverage.period
    days = (own.end - own.start).days if own and own.start else _DAYS_OF_A_QUARTER + 1
    if time.unit is TimeUnit.MONTH and days > _DAYS_OF_A_MONTH:
        return Period(end.replace(day=1), end)
    if time.unit is TimeUnit.QUARTER and days > _DAYS_OF_A_QUARTER:
        return Period(date(end.year, 3 * ((end.month - 1) // 3) + 1, 1), end)
    return time.in_year(end.year)


def _fits(period: Period, title: Title, coverage: Coverage) -> bool:
    if title.running or (title.time and title.time.kind is not TimeKind.PERIOD):
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


def covered_by(times: Sequence[ColumnTime]) -> Period | None:
    """The days from the first to the last of several times, if each begins where another ends."""
    periods = sorted((time.start, time.end) for time in times if time.start)
    if not len(times) == len(periods) > 1:
        return None
    follow = all((later[0] - earlier[1]).days == 1 for earlier, later in pairwise(periods))
    return Period(periods[0][0], periods[-1][1]) if follow else None


def lies_in(period: Period, time: TimePhrase | None) -> bool:
    """Whether days are among those of a time; no time leaves them open."""
    within = time.period if time else None
    if within is None or within.start is None or period.start is None:
        return True
    return within.start <= period.start and period.end <= within.end
