"""What was expected by a date (docs/cach-tinh.md).

Amounts are turned into progress from the baseline in the target's direction, so that a target to be lowered needs no
second arithmetic: progress 0 is the baseline, `goal` is the target.
"""

import itertools
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from enum import IntEnum
from fractions import Fraction
from functools import cached_property

from msgspec import Struct

from du_an8.findings import Location
from du_an8.programme.catalogue import Direction, Indicator, Kind, Phase
from du_an8.targets.facts import Target, TargetVersion

_DAY = timedelta(days=1)
_LEAST = Fraction(1, 10**9)
"""An opening of 0 begins the line at 0."""


class Basis(IntEnum):
    """What an expectation stands on, strongest first."""

    PLAN = 0
    DERIVED = 1
    STRAIGHT_LINE = 2

    def __str__(self) -> str:
        return self.name.lower()


class Knot(Struct, frozen=True):
    """A date on the plan and the progress due by its end."""

    day: date
    progress: Fraction
    basis: Basis


class Expectation(Struct, frozen=True):
    """The amount expected on a date.

    Attributes:
        day: the date.
        amount: in the indicator's unit.
        progress: the same, from the baseline in the target's direction.
        basis: what it stands on.
        start: the progress at which the line begins: a stock's opening, 0 where the target asks for no more than that.
        version: the version of the target that it is read from; None where several are added up.
        between: the knots around the date where it is interpolated.
        capped: whether the target in force today cut it down.
    """

    day: date
    amount: Fraction
    progress: Fraction
    basis: Basis
    start: Fraction
    version: TargetVersion | None
    between: tuple[Knot, Knot] | None = None
    capped: bool = False


class Opening(Struct, frozen=True):
    """What a stock stood at when the phase began: the last figure known of it before.

    Attributes:
        cells: where it stands; of a sum, of all its addends.
    """

    value: Fraction
    day: date
    cells: tuple[Location, ...]


class TargetOnDate(Struct, frozen=True, dict=True):
    """A target as it stands on the date of the question.

    Attributes:
        as_of: revisions after it aren't known yet; it also caps what was expected before.
        opening: what a stock stood at when the phase began; None in the first phase, where it isn't known, and where
            the target file states a baseline.
    """

    target: Target
    indicator: Indicator
    phase: Phase
    as_of: date
    opening: Opening | None = None

    @property
    def version(self) -> TargetVersion | None:
        """The version in force."""
        return self.target.in_force(self.as_of)

    @property
    def known_versions(self) -> list[TargetVersion]:
        """Those that had come into force."""
        return [each for each in self.target.versions if each.effective is None or each.effective <= self.as_of]

    @cached_property
    def baseline(self) -> Fraction:
        """Where the province stood before; what is to be lowered starts from its opening, else from 0."""
        if self.target.baseline is None and self.opening and self.indicator.direction is Direction.DECREASE:
            return self.opening.value
        return Fraction(self.target.baseline or 0)

    @property
    def lacks_baseline(self) -> bool:
        """Whether it is to be lowered, and nobody says from where."""
        lowered = self.indicator.direction is Direction.DECREASE
        return lowered and self.target.baseline is None and self.opening is None

    def start(self, version: TargetVersion) -> Fraction:
        """The progress at which the line of a version begins; 0 where the opening itself is all that is asked for."""
        begins = self.progress(self.opening.value) if self.opening else Fraction(0)
        return begins if self.goal(version) > begins else Fraction(0)

    def is_kept_up(self, version: TargetVersion) -> bool:
        """`duy trì 540 tổ`: no more is asked for than there was."""
        return self.opening is not None and self.progress(self.opening.value) >= max(self.goal(version), _LEAST)

    def progress(self, amount: Fraction) -> Fraction:
        """How far an amount is from the baseline, in the target's direction."""
        distance = amount - self.baseline
        return -distance if self.indicator.direction is Direction.DECREASE else distance

    def knots(self, version: TargetVersion) -> list[Knot]:
        """The dates on which the cumulative plan of a version turns; a rate has no such plan."""
        return self._curves[version.effective]

    def amount(self, progress: Fraction) -> Fraction:
        """The amount that stands for a progress."""
        lowered = self.indicator.direction is Direction.DECREASE
        return self.baseline - progress if lowered else self.baseline + progress

    def goal(self, version: TargetVersion) -> Fraction:
        """The progress that the whole target asks for."""
        return self._goals[version.effective]

    @cached_property
    def _goals(self) -> Mapping[date | None, Fraction]:
        return {version.effective: self.progress(Fraction(version.target)) for version in self.target.versions}

    def expected(self, day: date) -> Expectation | None:
        """The amount expected on a day, by the version in force then, capped at the target in force on `as_of`.

        None where no target was known for that day.
        """
        if day not in self._expectations:
            self._expectations[day] = self._expected(day, self.version)
        return self._expectations[day]

    @cached_property
    def _expectations(self) -> dict[date, Expectation | None]:
        """Those that were asked for."""
        return {}

    def expected_then(self, day: date) -> Expectation | None:
        """The same, as the target stood on that day; of a day to come, as it stands on `as_of`."""
        return self._expected(day, self.target.in_force(min(day, self.as_of)))

    def _expected(self, day: date, current: TargetVersion | None) -> Expectation | None:
        in_force = self.target.in_force(min(day, self.as_of))
        if in_force is None or current is None:
            return None
        version = in_force
        knot, between = self._read_plan(version, day)
        owed = self._owed_before(version, current)
        if owed and owed.progress > knot.progress:
            knot, between, version = Knot(day, owed.progress, owed.basis), None, owed.version or version
        cap = self._cap(in_force, current)  # what an earlier version asked for above its successor's target is gone
        progress = min(knot.progress, cap)
        capped = knot.progress > cap or (version is not in_force and owed is not None and owed.capped)
        start = self.start(version)
        return Expectation(day, self.amount(progress), progress, knot.basis, start, version, between, capped)

    def _cap(self, version: TargetVersion, current: TargetVersion) -> Fraction:
        return max(min(self.goal(version), self.goal(current)), Fraction(0))

    def _owed_before(self, version: TargetVersion, current: TargetVersion) -> Expectation | None:
        """What was due on the eve of a revision: it stays due after it, even where the new version declares less.

        A rate has no line along which anything could be owed.
        """
        if version.effective is None or self.indicator.kind is Kind.RATE:
            return None
        return self._expected(version.effective - _DAY, current)

    def due_dates(self) -> list[Expectation]:
        """31 December of every active or declared year, every milestone, the phase's end; up to `as_of`.

        A date is due under the version in force on it.
        """
        days = {self.phase.end}
        for version in self.target.versions:
            days |= {date(year, 12, 31) for year in {*self.target.active_years, *version.annual_plan}}
            days |= set(version.milestones)
        return [
            expectation
            for day in sorted(days)
            if day <= min(self.as_of, self.phase.end) and self._is_due(day) and (expectation := self.expected(day))
        ]

    def _is_due(self, day: date) -> bool:
        version = self.target.in_force(day)
        if version is None:
            return False
        years = {*self.target.active_years, *version.annual_plan}
        closes_year = (day.month, day.day) == (12, 31) and day.year in years
        return day == self.phase.end or day in version.milestones or closes_year

    def grows_on(self, first: date, last: date) -> bool:
        """Whether anything was expected of any day from first to last, both included.

        Looked at version by version, each on its own line: a revision that lowers the line doesn't undo the work that
        was planned before and after it.
        """
        changes = (version.effective for version in self.known_versions if version.effective)
        turns = sorted({first, *(day for day in changes if first < day <= last)})
        ends = [day - _DAY for day in turns[1:]] + [last]
        return any(self._grows_within(start, end) for start, end in zip(turns, ends, strict=True))

    def _grows_within(self, first: date, last: date) -> bool:
        """The same of days on which one version holds."""
        version, current = self.target.in_force(min(last, self.as_of)), self.version
        if version is None or current is None:  # no version is known for those days: the active years tell
            return any(year in self.target.active_years for year in range(first.year, last.year + 1))
        before, after = (self._read_plan(version, day)[0].progress for day in (first - _DAY, last))
        earlier = self.expected(first - _DAY)
        rises = earlier is not None and self._progress_on(first) > earlier.progress
        return min(after, self._cap(version, current)) > before or rises

    def _progress_on(self, day: date) -> Fraction:
        expectation = self.expected(day)
        return expectation.progress if expectation else Fraction(0)

    def _read_plan(self, version: TargetVersion, day: date) -> tuple[Knot, tuple[Knot, Knot] | None]:
        goal = max(self.goal(version), Fraction(0))
        if day >= self.phase.end:
            return Knot(day, goal, Basis.PLAN), None
        if self.indicator.kind is Kind.RATE:
            return self._read_level(version, day, goal), None
        return _interpolate(self._curves[version.effective], day)

    def _read_level(self, version: TargetVersion, day: date, goal: Fraction) -> Knot:
        """A rate has no line: the level of the latest milestone or of that year, else the target."""
        if version.milestones:
            passed = [milestone for milestone in version.milestones if milestone <= day]
            level = self.progress(Fraction(version.milestones[max(passed)])) if passed else Fraction(0)
            return Knot(day, level, Basis.PLAN)
        if day.year in version.annual_plan:
            return Knot(day, self.progress(Fraction(version.annual_plan[day.year])), Basis.PLAN)
        if day < _first_day(self.target.active_years):
            return Knot(day, Fraction(0), Basis.PLAN)
        return Knot(day, goal, Basis.STRAIGHT_LINE)

    @cached_property
    def _curves(self) -> Mapping[date | None, list[Knot]]:
        return {version.effective: self._curve(version) for version in self.target.versions}

    def _curve(self, version: TargetVersion) -> list[Knot]:
        """The knots of the cumulative plan: year ends, milestones and the phase's end."""
        goal = max(self.goal(version), Fraction(0))
        if self.is_kept_up(version):  # expected from the first day
            return [Knot(self.phase.start - _DAY, goal, Basis.PLAN), Knot(self.phase.end, goal, Basis.PLAN)]
        active = set(self.target.active_years)
        if version.milestones:
            milestones = {day: self.progress(Fraction(level)) for day, level in version.milestones.items()}
            return self._through(milestones, active, (self.start(version), goal))
        if version.annual_plan:
            return self._yearly(version, active, goal)
        return self._through({}, active, (self.start(version), goal))

    def _through(
        self, milestones: Mapping[date, Fraction], active: set[int], ends: tuple[Fraction, Fraction]
    ) -> list[Knot]:
        """A line through the milestones, rising on the days of active years alone."""
        begins, goal = ends
        start = min(_first_day(active) - _DAY, *(milestones or {self.phase.end: goal}))
        if start in milestones:
            start = min(self.phase.start - _DAY, start - _DAY)
        # A milestone below the opening asks for no more than itself, from the first day.
        fixed = {start: min(begins, *(milestones or {start: begins}).values()), **milestones}
        fixed[self.phase.end] = goal
        knots = [Knot(start, fixed[start], Basis.PLAN)]
        days = sorted(fixed)
        for left, right in itertools.pairwise(days):
            rise = fixed[right] - fixed[left]
            length = active_days(left, right, active)
            for year_end in (date(year, 12, 31) for year in range(left.year, right.year)):
                if left < year_end:
                    part = active_days(left, year_end, active)
                    share = Fraction(part, length) if length else Fraction((year_end - left).days, (right - left).days)
                    exact = rise * share in {0, rise}
                    basis = Basis.PLAN if exact else Basis.STRAIGHT_LINE
                    knots.append(Knot(year_end, fixed[left] + rise * share, basis))
            knots.append(Knot(right, fixed[right], Basis.PLAN))
        return knots

    def _yearly(self, version: TargetVersion, active: set[int], goal: Fraction) -> list[Knot]:
        """Declared amounts by year; the rest goes to the years after the last declared one, else before it."""
        declared = {year: Fraction(amount) for year, amount in version.annual_plan.items()}
        begins = self.start(version)
        rest = max(goal - begins - sum(declared.values()), Fraction(0))
        undeclared = sorted(active - set(declared))
        later = [year for year in undeclared if year > max(declared)]
        receivers = later or undeclared
        amounts = {**declared, **{year: rest / len(receivers) for year in receivers}}
        knots = [Knot(self.phase.start - _DAY, begins, Basis.PLAN)]
        total = begins
        for year in self.phase.years:
            total += amounts.get(year, 0)
            knots.append(Knot(date(year, 12, 31), total, _year_basis(year, receivers, knots[-1], amounts)))
        if not receivers and total < goal:  # the declared amounts fall short: the rest is due on the last day alone
            eve, _ = _interpolate(knots, self.phase.end - _DAY)
            knots.insert(-1, eve)
        return [*knots[:-1], Knot(self.phase.end, goal, Basis.PLAN)]


def _year_basis(year: int, receivers: list[int], before: Knot, amounts: Mapping[int, Fraction]) -> Basis:
    """What the cumulative amount at a year's end stands on.

    Between the first and the last year that share the rest, it depends on how the rest is spread; once the last has
    passed, it follows from the declared amounts and the target.
    """
    if not amounts.get(year):
        return before.basis
    given = [receiver for receiver in receivers if amounts[receiver]]
    if not given or year < given[0]:
        return Basis.PLAN
    return Basis.DERIVED if year >= given[-1] else Basis.STRAIGHT_LINE


def _interpolate(knots: list[Knot], day: date) -> tuple[Knot, tuple[Knot, Knot] | None]:
    if day <= knots[0].day:
        return Knot(day, knots[0].progress, Basis.PLAN), None
    left, right = next(pair for pair in itertools.pairwise(knots) if day <= pair[1].day)  # the last is the phase's end
    if day == right.day:
        return right, None
    if left.progress == right.progress:
        return Knot(day, left.progress, left.basis), None
    share = Fraction((day - left.day).days, (right.day - left.day).days)
    progress = left.progress + (right.progress - left.progress) * share
    return Knot(day, progress, Basis.STRAIGHT_LINE), (left, right)


def _first_day(years: Iterable[int]) -> date:
    return date(min(years), 1, 1)


def active_days(after: date, until: date, active: Collection[int]) -> int:
    """Days of active years after `after`, up to and including `until`."""
    days = 0
    for year in range(after.year, until.year + 1):
        if year in active:
            first, last = max(after + _DAY, date(year, 1, 1)), min(until, date(year, 12, 31))
            days += max(0, (last - first).days + 1)
    return days
