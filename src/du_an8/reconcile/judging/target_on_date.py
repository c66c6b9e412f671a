"""A target as it stands on a date: what it asks for, and what was expected by any day (docs/cach-tinh.md).

Amounts are turned into progress from the baseline in the target's direction, so that a target to be lowered needs no
second arithmetic: progress 0 is the baseline, `goal` is the target.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from msgspec import Struct

from du_an8.programme.catalogue import Direction, Indicator, Kind
from du_an8.programme.phases import Phase
from du_an8.reconcile.judging.expectation import Basis, Expectation, Knot, Opening
from du_an8.reconcile.judging.plan_line import PlanLine, interpolate
from du_an8.targets.facts import Target, TargetVersion

_DAY = timedelta(days=1)
_LEAST = Fraction(1, 10**9)
"""An opening of 0 begins the line at 0."""


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
        last = min(self.as_of, self.phase.end)
        due = [day for day in sorted(days) if day <= last and self._is_due(day)]
        return list(filter(None, map(self.expected, due)))

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
        return interpolate(self._curves[version.effective], day)

    def _read_level(self, version: TargetVersion, day: date, goal: Fraction) -> Knot:
        """A rate has no line: the level of the latest milestone or of that year, else the target."""
        if version.milestones:
            passed = [milestone for milestone in version.milestones if milestone <= day]
            level = self.progress(Fraction(version.milestones[max(passed)])) if passed else Fraction(0)
            return Knot(day, level, Basis.PLAN)
        if day.year in version.annual_plan:
            return Knot(day, self.progress(Fraction(version.annual_plan[day.year])), Basis.PLAN)
        if day.year < min(self.target.active_years):
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
        line = PlanLine(self.phase, frozenset(self.target.active_years), self.start(version), goal)
        if version.annual_plan and not version.milestones:
            return line.yearly(version.annual_plan)
        return line.through({day: self.progress(Fraction(level)) for day, level in version.milestones.items()})
