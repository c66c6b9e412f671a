"""The line of a cumulative plan: the dates on which it turns, and what is due between them (docs/cach-tinh.md)."""

import itertools
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from du_an8.programme.phases import Phase
from du_an8.reconcile.judging.expectation import Basis, Knot

_DAY = timedelta(days=1)


class PlanLine(Struct, frozen=True):
    """A line through a phase.

    Attributes:
        active: the years in which work is planned.
        begins: the progress before its first day; goal is that by its last.
    """

    phase: Phase
    active: frozenset[int]
    begins: Fraction
    goal: Fraction

    def through(self, milestones: Mapping[date, Fraction]) -> list[Knot]:
        """A line through the milestones, rising on the days of active years alone."""
        start = min(date(min(self.active), 1, 1) - _DAY, *(milestones or {self.phase.end: self.goal}))
        if start in milestones:
            start = min(self.phase.start - _DAY, start - _DAY)
        # A milestone below the opening asks for no more than itself, from the first day.
        fixed = {start: min(self.begins, *(milestones or {start: self.begins}).values()), **milestones}
        fixed[self.phase.end] = self.goal
        turns = [Knot(day, fixed[day], Basis.PLAN) for day in sorted(fixed)]
        knots = turns[:1]
        for left, right in itertools.pairwise(turns):
            knots += [*self._year_ends(left, right), right]
        return knots

    def _year_ends(self, left: Knot, right: Knot) -> Iterator[Knot]:
        """Where the line between two fixed amounts stands at the ends of years: it rises in active years alone."""
        rise, length = right.progress - left.progress, active_days(left.day, right.day, self.active)
        for year_end in (date(year, 12, 31) for year in range(left.day.year, right.day.year)):
            if left.day < year_end:
                part = active_days(left.day, year_end, self.active)
                days = (year_end - left.day).days, (right.day - left.day).days
                risen = rise * (Fraction(part, length) if length else Fraction(*days))
                basis = Basis.PLAN if risen in (0, rise) else Basis.STRAIGHT_LINE
                yield Knot(year_end, left.progress + risen, basis)

    def yearly(self, annual_plan: Mapping[int, Decimal]) -> list[Knot]:
        """Declared amounts by year; the rest goes to the years after the last declared one, else before it."""
        declared = {year: Fraction(amount) for year, amount in annual_plan.items()}
        rest = max(self.goal - self.begins - sum(declared.values()), Fraction(0))
        undeclared = sorted(self.active - set(declared))
        later = [year for year in undeclared if year > max(declared)]
        receivers = later or undeclared
        amounts = {**declared, **{year: rest / len(receivers) for year in receivers}}
        knots = [Knot(self.phase.start - _DAY, self.begins, Basis.PLAN)]
        total = self.begins
        for year in self.phase.years:
            total += amounts.get(year, 0)
            knots.append(Knot(date(year, 12, 31), total, _year_basis(year, receivers, knots[-1], amounts)))
        if not receivers and total < self.goal:  # declared amounts fall short: the rest is due on the last day alone
            eve, _ = interpolate(knots, self.phase.end - _DAY)
            knots.insert(-1, eve)
        return [*knots[:-1], Knot(self.phase.end, self.goal, Basis.PLAN)]


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


def interpolate(knots: list[Knot], day: date) -> tuple[Knot, tuple[Knot, Knot] | None]:
    """What is due on a day; where it lies between two knots, these."""
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


def active_days(after: date, until: date, active: Collection[int]) -> int:
    """Days of active years after `after`, up to and including `until`."""
    days = 0
    for year in range(after.year, until.year + 1):
        if year in active:
            first, last = max(after + _DAY, date(year, 1, 1)), min(until, date(year, 12, 31))
            days += max(0, (last - first).days + 1)
    return days
