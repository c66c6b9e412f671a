"""Joins the axes: what the numbers where a column meets a row are, whose and of which time."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import cached_property

from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Kind, Programme
from du_an8.reports.facts import Measure
from du_an8.reports.head.coverage import Coverage
from du_an8.reports.head.phases import Phases
from du_an8.reports.labels.joined_titles import joined
from du_an8.reports.labels.roles import NUMBER_ROLES, PLAN_SCOPES, RESULT_ROLES, Role
from du_an8.reports.labels.titles import Title, may_add_up
from du_an8.reports.meaning.cell_quantities import Fault
from du_an8.reports.meaning.column_times import ColumnTime, covered_by, is_forecast, is_premature, lies_in, time_of
from du_an8.reports.meaning.estimates import overtaken
from du_an8.reports.meaning.kept_ones import is_beside_new, kept_columns
from du_an8.reports.meaning.meanings import Meaning
from du_an8.reports.meaning.plan_times import PlanTimes
from du_an8.reports.meaning.subjects import Subjects
from du_an8.reports.names.known_names import is_level
from du_an8.reports.rows.row import Row, Subject
from du_an8.reports.tables.table import Column, Table
from du_an8.reports.vocabulary.vocabulary import Says, vocabulary
from du_an8.vietnamese.dates import Period, TimeKind, TimePhrase

_MEASURED = RESULT_ROLES | {Role.PERCENTAGE}


class Axes:
    """The columns of one table, to be met by its rows; what a column and a kind of row say is worked out once."""

    def __init__(
        self,
        table: Table,
        programme: Programme,
        coverage: Coverage,
        is_filled: Callable[[int], bool] = lambda _: True,
    ) -> None:
        """The axes of a table.

        Args:
            is_filled: whether a column holds numbers.
        """
        self.table, self.programme, self.coverage = table, programme, coverage
        self._is_filled = is_filled
        self._phases = Phases(programme)
        self.columns = [column for column in table.columns if column.role in NUMBER_ROLES]
        done = any(column.is_result and not column.leaves for column in self.columns)
        self._subjects = Subjects(programme, table.about, kept_columns(self.columns), has_results=done)
        self.plans = PlanTimes(self.columns, coverage, self._phases)
        self._known: dict[object, Meaning] = {}
        self._times: dict[Title, ColumnTime] = {}

    def meaning(self, column: Column, row: Row) -> Meaning:
        """What a number in a column is in a row."""
        key = column.number, row.says
        if key not in self._known:
            self._known[key] = self._meaning(column, row)
        return self._known[key]

    def _meaning(self, column: Column, row: Row) -> Meaning:
        subject = self._subjects.of(column, row)
        indicator = subject.indicator if subject else None
        title = joined(self._timed(column.said_of(indicator, self._beside(column))), self._beside_numbers(column, row))
        if title and self.coverage.estimated and (column.title.neutral or title.time is None):
            title = replace(title, estimate=True)
        time = self._time(title or column.title)
        if _is_of_stock(subject):
            title, time = self._of_stock(column, title, time, keeps=_keeps(subject, row))
        is_titled = row.title is not None and row.title.of_heading and column.title.time is None
        return Meaning(column, subject, title, time, *self._measure(column, title, time, subject, is_titled=is_titled))

    # When.

    def _timed(self, column: Column) -> Title:
        """The title of a column; a total of columns of several times is of all of them."""
        title = column.title
        if days := self._year_to_date(column):
            return replace(title, time=TimePhrase(TimeKind.PERIOD, "", days))
        if not (column.total and may_add_up(title)):
            return title
        period = self._whole(column)
        if period is None or not lies_in(period, title.time):
            return title
        return replace(title, role=Role.IN_PERIOD, time=TimePhrase(TimeKind.PERIOD, "", period))

    def _beside_numbers(self, column: Column, row: Row) -> Title | None:
        """What a row says of its numbers.

        Until a year to come, `Đến năm 2025 có 50 địa chỉ tin cậy` is the goal of whatever the column says was done; of
        bare numbers it says that nothing was done yet. A year that is under way, `Năm 2026`, goes on until the report's
        day.
        """
        said = row.title
        if said and self._tells_year_so_far and (days := self._so_far(said)):
            return replace(said, time=TimePhrase(TimeKind.PERIOD, "", days))
        until = said.time.period if said and said.time and said.time.kind is TimeKind.UNTIL else None
        if until is None or until.end.year <= self.coverage.end.year:
            return said
        return Title(Role.OTHER) if column.title.neutral else None

    def _year_to_date(self, column: Column) -> Period | None:
        """The days of a year that is not over yet: of what was allotted for it, or where other years stand beside.

        `Kế hoạch vốn năm 2024`, or `Năm 2024` behind `Năm 2023` or before plans of 2025, contradict none of 30/9/2024.
        """
        days = self._so_far(column.title)
        if days is None:
            return None
        is_allotted = column.indicator is not None and Says.PLAN in vocabulary().said(column.words)
        is_among_years = self._follows(column, days) or self._plans_ahead or self._is_planned(column)
        return days if is_allotted or is_among_years else None

    def _so_far(self, title: Title) -> Period | None:
        """The days until the report's of one or more years that a title names, and that are not over yet."""
        end = self.coverage.end
        years = _years_of(title, end.year)
        return Period(years.start, end) if years and years.start and years.start <= end < years.end else None

    @cached_property
    def _tells_year_so_far(self) -> bool:
        """Whether the report is of the first months of a year, or says how far its data go."""
        start = self.coverage.start
        return self.coverage.date_stated or (start is not None and (start.month, start.day) == (1, 1))

    def _is_planned(self, column: Column) -> bool:
        """Whether the plan of the same year stands beside: `KH năm 2024`, `TH năm 2024`, the data until 30/9/2024."""
        plans = (c.title.time for c in self._beside(column) if c.role is Role.PLAN_YEAR)
        return self._tells_year_so_far and column.title.time in plans

    def _follows(self, column: Column, days: Period) -> bool:
        """Whether results stand beside a column whose time ends on the eve of its own."""
        others = (c.title.time.period for c in self._beside(column) if c.is_result and c.title.time)
        return any(days.start and (days.start - period.end).days == 1 for period in others if period)

    def _whole(self, total: Column) -> Period | None:
        """All the time that the columns beside a total cover, if no day lies between.

        The last ones without a number, `Quý IV`, are still to come.
        """
        beside = [c for c in self._beside(total) if c.number != total.number and _is_of_a_time(c)]
        last = max((c.number for c in beside if self._is_filled(c.number)), default=self.columns[-1].number)
        times = [self._time(c.title) if c.total else self.meaning_time(c) for c in beside if c.number <= last]
        return covered_by(times + self._phases_beside(total))

    def _phases_beside(self, total: Column) -> list[ColumnTime]:
        """The phases until the report's day whose running figures stand beside a total: it is of these, too."""
        named = (self._phases.named(c.title.time) for c in self._beside(total) if c.role is Role.CUMULATIVE)
        begun = {phase.id: phase for phase in named if phase and phase.start <= self.coverage.end}
        ends = (min(phase.end, self.coverage.end) for phase in begun.values())
        return [ColumnTime(None, phase.start, end, fits=False) for phase, end in zip(begun.values(), ends, strict=True)]

    def _of_stock(
        self, column: Column, title: Title | None, time: ColumnTime, *, keeps: bool
    ) -> tuple[Title | None, ColumnTime]:
        """What figures of a stock are that only tell what is new in it, beside others of the same day.

        `Luỹ kế giai đoạn 2026-2030` beside `Luỹ kế từ 2021` is set aside; `Trong năm` beside `Lũy kế` is the year's.
        Where none stand beside, `Số tổ duy trì hoạt động` of nine months are those that there were in the end.
        """
        others = self._running_beside(column, time)
        if not others:
            is_all = keeps or is_beside_new(column, self._beside(column))
            return title, replace(time, measure=Measure.CUMULATIVE, start=None) if is_all else time
        if column.role is Role.IN_PERIOD and time.measure is Measure.CUMULATIVE:
            time = replace(time, measure=Measure.IN_PERIOD, start=self.coverage.phase.start)
        is_growth = column.role is Role.CUMULATIVE and not time.since and any(each.since for each in others)
        return Title(Role.OTHER) if is_growth else title, time

    def _running_beside(self, column: Column, time: ColumnTime) -> list[ColumnTime]:
        """The times of running figures of the same day, of this column or beside it."""
        running = [c.title for c in self._beside(column) if c.role is Role.CUMULATIVE]
        return [other for other in map(self._time, running) if other.end == time.end]

    def _beside(self, column: Column) -> list[Column]:
        """Those of the same indicator and place, itself included."""
        return [c for c in self.columns if c.indicator is column.indicator and c.places == column.places]

    def _time(self, title: Title) -> ColumnTime:
        if title not in self._times:
            self._times[title] = time_of(title, self.coverage, self._phases)
        return self._times[title]

    def meaning_time(self, column: Column) -> ColumnTime:
        """The time of a column by its title alone."""
        return self._time(self._timed(column))

    @cached_property
    def contradicting(self) -> frozenset[int]:
        """Result columns of another time than the head's.

        An earlier time may stand beside the head's; where none is of the head's, one of them is wrong. A later one is
        wrong in any case.
        """
        results = self._judged
        if self.table.by_columns or any(time.fits for _, time in results):
            results = [(c, time) for c, time in results if is_premature(c.title, time, self.coverage)]
        elif self._is_history([time.end for _, time in results]):
            return frozenset()
        return frozenset(column.number for column, time in results if not self._within(time))

    @cached_property
    def _judged(self) -> list[tuple[Column, ColumnTime]]:
        """The result columns whose times count for the others, with these times."""
        results = [c for c in self.table.of(RESULT_ROLES) if self._is_judged(c)]
        return [(c, self._time(self._timed(c))) for c in results]

    def _is_judged(self, column: Column) -> bool:
        """Whether a column has numbers, and no words that only its rows may explain: its time counts for the others."""
        return not column.leaves and self._is_filled(column.number)

    def _within(self, time: ColumnTime) -> bool:
        """Whether days lie inside the report's own period, or end with it: another time, and no contradiction."""
        first, end = self.coverage.start, self.coverage.end
        if time.end == end:
            return True
        return first is not None and first <= (time.start or time.end) and time.end <= end

    def _is_history(self, ends: Collection[date]) -> bool:
        """Several times, one after the other, up to the report's: none of them is wrong."""
        return len(set(ends)) > 1 and max(ends) <= self.coverage.end

    @cached_property
    def forecasts(self) -> frozenset[int]:
        """Estimates of what was still to be done, or that the results beside them have overtaken."""
        results = self.table.of(RESULT_ROLES)
        done, estimates = [c for c in results if not c.title.estimate], [c for c in results if c.title.estimate]
        return frozenset(c.number for c in estimates if overtaken(c, done, self._time, self._is_filled))

    def is_result(self, meaning: Meaning) -> bool:
        """Whether a figure tells of what was done under the programme."""
        return not self.is_forecast(meaning) and not self.is_history(meaning)

    def is_forecast(self, meaning: Meaning) -> bool:
        """Whether a figure tells of what was still to be done."""
        title = meaning.title
        if title is None or meaning.column.number in self.forecasts:
            return True
        if title.estimate and self.coverage.estimated and self._plans_ahead:
            return True
        return is_forecast(title, meaning.time, self.coverage)

    @cached_property
    def _plans_ahead(self) -> bool:
        """Whether a plan of a later time stands beside the results: estimates were made for it, before all was done."""
        plans = [c.title.time.period for c in self.columns if c.is_plan and c.title.time]
        return any(plan.start > self.coverage.end for plan in plans if plan and plan.start)

    def is_history(self, meaning: Meaning) -> bool:
        """Whether a figure tells of days before the programme."""
        return meaning.time.end < self.programme.phases[0].start

    def misplaced(self, meaning: Meaning) -> Fault | None:
        """Why a figure belongs to no phase: it runs over two, or its indicator isn't of that phase."""
        if meaning.subject is None:
            return None
        indicator, time = meaning.subject.indicator, meaning.time
        phase = self.programme.phase_of(time)
        if indicator.phases and phase.id not in indicator.phases:
            return Fault("outside-phase.indicator", {"phase": phase.name})
        if time.since and indicator.kind is Kind.FLOW:
            return Fault("spans-phases", {"start": time.since, "end": time.end, "phase": phase.name})
        return None

    # How much.

    def _measure(
        self, column: Column, title: Title | None, time: ColumnTime, subject: Subject | None, *, is_titled: bool
    ) -> tuple[Measure | None, bool]:
        """The measure of a result; one that no label tells is assumed (docs/bao-cao.md).

        Args:
            is_titled: the time stands in a heading over the rows, as in the title of a report.
        """
        if title is None or subject is None or title.role not in _MEASURED:
            return None, False
        if subject.indicator.kind is Kind.RATE:
            return Measure.LEVEL, False
        if self._runs(column, time, subject.indicator):
            return Measure.CUMULATIVE, False
        of_report = is_titled and time.fits and subject.indicator.kind is Kind.STOCK
        if time.measure and not of_report:
            return time.measure, False
        return self._assumed(column, subject.indicator), True

    def _runs(self, column: Column, time: ColumnTime, indicator: Indicator) -> bool:
        """Whether figures that began in an earlier phase are no period's: none is so long.

        Of a stock the bare `Lũy kế` below a title that says of which time it is, is all there are.
        """
        if indicator.kind is Kind.STOCK and column.title.of_heading:
            return True
        return time.since is not None and not any(c.role is Role.CUMULATIVE for c in self._beside(column))

    def _assumed(self, column: Column, indicator: Indicator) -> Measure:
        """What a column that says neither "trong kỳ" nor "luỹ kế" can only mean."""
        alike = self._beside(column)
        roles = {c.role for c in alike}
        if self._adds_what_was_before(column, alike):
            return Measure.CUMULATIVE
        if Role.CUMULATIVE in roles:
            return Measure.IN_PERIOD  # beside a column that says "luỹ kế"
        if self.coverage.date_stated:
            return Measure.CUMULATIVE
        if roles & PLAN_SCOPES.keys() == {Role.PLAN_YEAR} and self.coverage.start:
            return Measure.IN_PERIOD  # beside the plan of the year alone it is the year's
        return Measure.CUMULATIVE if indicator.kind is Kind.STOCK else Measure.IN_PERIOD

    def _adds_what_was_before(self, column: Column, beside: Iterable[Column]) -> bool:
        """Whether a total stands beside the results of the report's own period: it is of more than these."""
        return column.total and any(self._covers_report(c) for c in beside if c.leaves == column.leaves)

    def _covers_report(self, column: Column) -> bool:
        """Whether a column says that its results are those of the report's own period, `Trong kỳ`, `9T/2024`."""
        if column.role is not Role.IN_PERIOD or column.adds_nothing:
            return False
        time = self._time(column.title)
        return (time.start, time.end) == (self.coverage.start, self.coverage.end)


def _is_of_a_time(column: Column) -> bool:
    """Whether what a column counts in its time is a part of any total."""
    return column.role is Role.IN_PERIOD and not column.adds_nothing


def _is_of_stock(subject: Subject | None) -> bool:
    return subject is not None and subject.indicator.kind is Kind.STOCK


def _keeps(subject: Subject | None, row: Row) -> bool:
    """Whether a stock is told as there are, by the name of its row or by its own."""
    return row.keeps or (subject is not None and is_level(subject.indicator))


def _years_of(title: Title, year: int) -> Period | None:
    """The whole years whose results, done and not estimated, a title says that its numbers are.

    Args:
        year: that of a title which names none, `TH năm`.
    """
    is_done = title.role is Role.IN_PERIOD and not title.estimate
    years = title.time.in_year(year) if is_done and title.time else None
    if years is None or years.start is None:
        return None
    return years if years == Period(date(years.start.year, 1, 1), date(years.end.year, 12, 31)) else None
