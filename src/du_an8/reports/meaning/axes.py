"""Joins the axes: what the numbers where a column meets a row are, whose and of which time."""

from collections.abc import Container, Mapping
from datetime import date
from functools import cached_property
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Kind, Programme
from du_an8.reports.facts import Measure, PlanScope
from du_an8.reports.labels.known_names import is_of_people
from du_an8.reports.labels.names import read_leaf
from du_an8.reports.labels.titles import (
    NUMBER_ROLES,
    PLAN_SCOPES,
    RESULT_ROLES,
    Role,
    Title,
    joined,
)
from du_an8.reports.labels.vocabulary import Says, vocabulary
from du_an8.reports.meaning.column_times import ColumnTime, is_forecast, is_premature, time_of
from du_an8.reports.meaning.coverage import Coverage
from du_an8.reports.tables.row import Row, Subject
from du_an8.reports.tables.table import Column, Table
from du_an8.vietnamese.dates import Period, TimeKind, TimePhrase


class Meaning(Struct, frozen=True):
    """What the numbers of a column are in rows that say the same.

    Attributes:
        subject: None where a label was not understood.
        title: None where column and row contradict each other.
        measure: of a result.
        assumed: the measure was told by no label.
    """

    column: Column
    subject: Subject | None
    title: Title | None
    time: ColumnTime
    measure: Measure | None = None
    assumed: bool = False

    @property
    def role(self) -> Role | None:
        """What the numbers are."""
        return self.title.role if self.title else None


class Axes:
    """The columns of one table, to be met by its rows; what a column and a kind of row say is worked out once."""

    def __init__(
        self, table: Table, programme: Programme, coverage: Coverage, filled: Container[int] | None = None
    ) -> None:
        """The axes of a table.

        Args:
            filled: the columns that hold numbers; None for all of them.
        """
        self.table, self.programme, self.coverage = table, programme, coverage
        self._filled = filled
        self.columns = [column for column in table.columns if column.role in NUMBER_ROLES]
        self._known: dict[object, Meaning] = {}

    def meaning(self, column: Column, row: Row) -> Meaning:
        """What a number in a column is in a row."""
        key = column.number, row.says
        if key not in self._known:
            self._known[key] = self._meaning(column, row)
        return self._known[key]

    def _meaning(self, column: Column, row: Row) -> Meaning:
        subject = self._subject(column, row)
        title = joined(self._timed(column), row.title)
        if title and self.coverage.estimated and column.title.neutral:
            title = replace(title, estimate=True)
        time = self._time(title or column.title)
        is_titled = row.title is not None and row.title.of_heading and column.title.time is None
        measure, assumed = self._measure(column, title, time, subject, is_titled=is_titled)
        return Meaning(column, subject, title, time, measure, assumed)

    # What is counted.

    def _subject(self, column: Column, row: Row) -> Subject | None:
        """The indicator of the row or the column, narrowed by the words of both that name no other."""
        base = row.subject
        if base is None:
            indicator = column.indicator or self.table.about
            base = Subject(indicator) if indicator else None
        leaves = column.leaves if row.subject else (*column.leaves, *row.leaves)
        for leaf in leaves:
            if base is None:
                return None
            beside = base if row.subject and leaf in column.leaves else None
            base = self._narrowed(base, leaf, column, is_row=leaf in row.leaves)
            base = _kept_apart(beside, base, leaf) if beside and base else base
        return base

    def _narrowed(self, base: Subject, leaf: str, column: Column, *, is_row: bool) -> Subject | None:
        if column.role is Role.PERCENTAGE or (column.role in PLAN_SCOPES and not is_row):
            known = read_leaf(self.programme, leaf, base.indicator)
            return Subject(known.indicator, known.part or base.part) if known.indicator else base
        found = read_leaf(self.programme, leaf, base.indicator)
        if found.indicator:
            inherited = base.part if found.indicator is base.indicator else None
            part = ", ".join(filter(None, (inherited, found.part))) or None
            return Subject(found.indicator, part, of_people=base.of_people or found.of_people)
        if self._counts_it_beside(leaf, column.title.unit, base.indicator):
            return base
        told = is_row or self._heads_parts(column)
        return Subject(base.indicator, leaf) if told and not self._is_foreign(leaf) else None

    def _counts_it_beside(self, leaf: str, unit: str, indicator: Indicator) -> bool:
        """`Số lớp (cuộc)` over dialogues: of two units of things one is the indicator's."""
        noun = leaf.removeprefix("Số ").strip()
        things = self.programme.knows_unit(noun) and not is_of_people(noun) and not is_of_people(indicator.unit)
        return bool(unit) and things and indicator.accepts_unit(unit)

    @staticmethod
    def _heads_parts(column: Column) -> bool:
        return Says.HEAD_OF_PARTS in vocabulary().said(column.words)

    def _is_foreign(self, leaf: str) -> bool:
        """Whether words of a part count something else: `Trong đó: kinh phí`."""
        return self.programme.find_indicator(leaf) is not None

    # When.

    def _timed(self, column: Column) -> Title:
        """The title of a column; a total of columns of several times is of all of them."""
        title = column.title
        if not (column.total and title.time is None and (title.neutral or title.role is Role.RESULT)):
            return title
        period = self._whole(column)
        return replace(title, role=Role.IN_PERIOD, time=TimePhrase(TimeKind.PERIOD, "", period)) if period else title

    def _whole(self, total: Column) -> Period | None:
        """All the time that the columns beside a total cover, if no day lies between."""
        beside = [
            c
            for c in self.columns
            if c.role is Role.IN_PERIOD and c.indicator is total.indicator and c.places == total.places
        ]
        times = [self._time(c.title) for c in beside if not c.title.estimate]
        periods = sorted((t.start, t.end) for t in times if t.start)
        if len(periods) < 2 or len(periods) != len(times):  # noqa: PLR2004  # one alone is no sum
            return None
        follow = all((later[0] - earlier[1]).days == 1 for earlier, later in pairwise(periods))
        return Period(periods[0][0], periods[-1][1]) if follow else None

    def meaning_time(self, column: Column) -> ColumnTime:
        """The time of a column by its title alone."""
        return self._time(self._timed(column))

    def _time(self, title: Title) -> ColumnTime:
        return time_of(title, self.coverage, self.programme.phase)

    @cached_property
    def contradicting(self) -> frozenset[int]:
        """Result columns of another time than the head's.

        An earlier time may stand beside the head's; where none is of the head's, one of them is wrong. A later one is
        wrong in any case.
        """
        results = [c for c in self.columns if c.role in RESULT_ROLES and self._is_judged(c)]
        times = {c.number: self._time(self._timed(c)) for c in results}
        if self.table.by_columns or any(time.fits for time in times.values()):
            results = [c for c in results if is_premature(c.title, times[c.number], self.coverage)]
        elif self._history(times):
            results = []
        return frozenset(column.number for column in results if not self._within(times[column.number]))

    def _is_judged(self, column: Column) -> bool:
        """Whether a column has numbers, and no words that only its rows may explain: its time counts for the others."""
        return not column.leaves and (self._filled is None or column.number in self._filled)

    def _within(self, time: ColumnTime) -> bool:
        """Whether days lie inside the report's own period, or end with it: another time, and no contradiction."""
        period, end = self.coverage.period, self.coverage.end
        if time.end == end:
            return True
        first = period.start if period else None
        return first is not None and first <= (time.start or time.end) and time.end <= end

    def _history(self, times: Mapping[int, ColumnTime]) -> bool:
        """Several times, one after the other, up to the report's: none of them is wrong."""
        return len({time.end for time in times.values()}) > 1 and all(
            t.end <= self.coverage.end for t in times.values()
        )

    @cached_property
    def forecasts(self) -> frozenset[int]:
        """Estimates of days after a real result of their year, or inside their time: what is still to be done."""
        results = [c for c in self.columns if c.role in RESULT_ROLES]
        ends = [self._time(c.title).end for c in results if c.title.time and not c.title.estimate]
        estimates = [c for c in results if c.title.estimate]
        return frozenset(
            c.number for c in estimates if any(_goes_beyond(c.title, self._time(c.title), end) for end in ends)
        )

    def is_result(self, meaning: Meaning) -> bool:
        """Whether a figure tells of what was done in this phase."""
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
        plans = [c.title.time.period for c in self.columns if c.role in PLAN_SCOPES and c.title.time]
        return any(plan.start > self.coverage.end for plan in plans if plan and plan.start)

    def is_history(self, meaning: Meaning) -> bool:
        """Whether a figure tells of days before this phase."""
        return meaning.time.end < self.programme.phase.start

    # How much: in the period, or all in all.

    def _measure(
        self, column: Column, title: Title | None, time: ColumnTime, subject: Subject | None, *, is_titled: bool
    ) -> tuple[Measure | None, bool]:
        """The measure of a result; one that no label tells is assumed (docs/bao-cao.md).

        Args:
            is_titled: the time stands in a heading over the rows, as in the title of a report.
        """
        if title is None or subject is None or title.role not in RESULT_ROLES | {Role.PERCENTAGE}:
            return None, False
        if subject.indicator.kind is Kind.RATE:
            return Measure.LEVEL, False
        of_report = is_titled and time.fits and subject.indicator.kind is Kind.STOCK
        if time.measure and not of_report:
            return time.measure, False
        cumulative = not self._of_period(column, subject.indicator)
        return (Measure.CUMULATIVE if cumulative else Measure.IN_PERIOD), True

    def _of_period(self, column: Column, indicator: Indicator) -> bool:
        """Whether a column that says neither "trong kỳ" nor "luỹ kế" can only mean the period."""
        alike = [c for c in self.columns if c.places == column.places and c.indicator is column.indicator]
        if any(c.role is Role.CUMULATIVE for c in alike):
            return True  # beside a column that says "luỹ kế"
        if self.coverage.date_stated:
            return False
        plans = {c.role for c in alike if c.role in PLAN_SCOPES}
        if plans == {Role.PLAN_YEAR} and self._is_year:
            return True  # beside the plan of the year alone it is the year's
        return indicator.kind is not Kind.STOCK

    @property
    def _is_year(self) -> bool:
        period = self.coverage.period
        return period is not None and period.start is not None

    # Plans.

    def plan_scope(self, title: Title, column: Column) -> PlanScope:
        """Which plan a number is; one of several, told apart by who gave it, is no more than a plan."""
        time, phase = title.time, self.programme.phase
        alike = [
            c
            for c in self.columns
            if c.title == column.title and c.indicator is column.indicator and c.places == column.places
        ]
        if column.leaves or len(alike) > 1:
            return PlanScope.UNSTATED
        if time and time.period and time.kind is TimeKind.UNTIL and time.period.end == phase.end:
            return PlanScope.PHASE
        part = bool(time and time.kind is TimeKind.PHASE and time.period and time.period.end != phase.end)
        return PlanScope.PERIOD if part else PLAN_SCOPES[title.role]

    def time_of_plan(self, meaning: Meaning, scope: PlanScope) -> ColumnTime:
        """A plan of another year than the report's is that year's; any other belongs to the report's date."""
        stated = meaning.title.time if meaning.title else None
        if scope is PlanScope.YEAR and stated and stated.period and stated.period.end.year != meaning.time.end.year:
            return ColumnTime(None, stated.period.start, stated.period.end, fits=False)
        return meaning.time

    def end_of_claim(self, meaning: Meaning) -> ColumnTime | None:
        """The time of a percentage that names its year; None for the report's own."""
        stated = meaning.title.time if meaning.title else None
        if stated is None and meaning.title and not meaning.title.base:
            stated = self._time_left_of(meaning.column)
        if stated is None or stated.period is None or stated.kind is not TimeKind.PERIOD:
            return None
        end = min(stated.period.end, self.coverage.end)
        return ColumnTime(None, stated.period.start, end, fits=end == self.coverage.end)

    def _time_left_of(self, column: Column) -> TimePhrase | None:
        """The one time of plan and result between this percentage and the one before: `KH 2022`, `TH 2022`, `%`."""
        ordered = sorted(self.columns, key=lambda each: each.number)
        before = [each for each in ordered if each.number < column.number]
        last = max((each.number for each in before if each.role is Role.PERCENTAGE), default=0)
        beside = [each for each in before if each.number > last and each.role in RESULT_ROLES | set(PLAN_SCOPES)]
        times = {each.title.time for each in beside}
        several = any(each.role is Role.PERCENTAGE for each in ordered if each.number != column.number)
        return next(iter(times)) if several and len(times) == 1 and len(beside) > 1 else None


def _goes_beyond(title: Title, estimate: ColumnTime, end: date) -> bool:
    """Whether an estimate goes on after the end of a result: `Ước cả năm`, `Ước 2 tháng cuối năm` beside `10 tháng`."""
    stated = title.time.period if title.time else None
    start = estimate.start or (stated.start if stated else None)
    of_its_time = end.year == estimate.end.year or start is None or start <= end
    return of_its_time and end < estimate.end


def _kept_apart(beside: Subject, found: Subject, leaf: str) -> Subject:
    """People who stand in a column beside the events of a row are kept apart, as a part that is never compared."""
    if found.indicator is beside.indicator or found.indicator.people_of != beside.indicator.id:
        return found
    return Subject(beside.indicator, ", ".join(filter(None, (leaf, found.part))), of_people=True)
