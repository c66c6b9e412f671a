"""What was asked beside what was done: of one area, or of several together (docs/cach-tinh.md)."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from msgspec import Struct

from du_an8.programme.catalogue import Indicator, Kind
from du_an8.reconcile.judging.expectation import Expectation
from du_an8.reconcile.judging.target_on_date import TargetOnDate

_WHOLE = Fraction(1)


class Standing(Struct, frozen=True):
    """One figure, and the targets that it answers to.

    Attributes:
        targets: those in force; several where one figure covers several areas, none where nothing is on file.
        value: in the indicator's unit, None where nothing is known.
        observed_on: the date that the value describes.
        denominator: of a rate that was reported as a fraction.
        mixed_since: of a sum whose addends describe different days, the earliest of them; `observed_on` is the latest.
    """

    targets: tuple[TargetOnDate, ...]
    value: Fraction | None = None
    observed_on: date | None = None
    denominator: Fraction | None = None
    mixed_since: date | None = None

    @property
    def asked(self) -> Fraction:
        """The amounts asked for by the end of the phase, together."""
        return sum((Fraction(t.version.target) for t in self.targets if t.version), Fraction(0))

    @property
    def asked_originally(self) -> Fraction | None:
        """The same by the first targets; None where one of them isn't known."""
        originals = [target.target.original for target in self.targets]
        amounts = [Fraction(original.target) for original in originals if original]
        return sum(amounts, Fraction(0)) if len(amounts) == len(originals) else None

    @property
    def done(self) -> Fraction | None:
        """The progress from the baselines to the value."""
        if self.value is None or not self.targets:
            return None
        first, *others = self.targets
        return first.progress(self.value - sum((other.baseline for other in others), Fraction(0)))

    @property
    def goal(self) -> Fraction:
        """The progress that the targets in force ask for."""
        return sum((t.goal(t.version) for t in self.targets if t.version), Fraction(0))

    @property
    def original_goal(self) -> Fraction | None:
        """The progress that the first targets asked for."""
        originals = [(target, target.target.original) for target in self.targets]
        goals = [target.goal(original) for target, original in originals if original]
        return sum(goals, Fraction(0)) if len(goals) == len(originals) else None

    def expected(self, day: date) -> Expectation | None:
        """What was expected by a day; None where that isn't known."""
        return self._all([target.expected(day) for target in self.targets])

    def expected_then(self, day: date) -> Expectation | None:
        """The same, as the targets stood on that day."""
        return self._all([target.expected_then(day) for target in self.targets])

    @staticmethod
    def _all(expectations: Sequence[Expectation | None]) -> Expectation | None:
        known = [expectation for expectation in expectations if expectation]
        return _together(known, [_WHOLE] * len(known)) if known and len(known) == len(expectations) else None


class Balance(Struct, frozen=True, dict=True):
    """Standings added up: one of a province, one for each part of several.

    A rate is never added: its parts count by their denominators.
    """

    indicator: Indicator
    standings: tuple[Standing, ...]

    @property
    def has_target(self) -> bool:
        """Whether anything is asked."""
        return any(standing.targets for standing in self.standings)

    @property
    def targets(self) -> list[TargetOnDate]:
        """All that are asked."""
        return [target for standing in self.standings for target in standing.targets]

    @property
    def areas(self) -> frozenset[str]:
        """The areas that are asked."""
        return frozenset(target.target.area for target in self.targets)

    @property
    def target(self) -> TargetOnDate | None:
        """The one target, where there is no more than one."""
        return self.targets[0] if len(self.targets) == 1 else None

    @cached_property
    def weights(self) -> list[Fraction]:
        """What each standing counts for."""
        if self.indicator.kind is not Kind.RATE or len(self.standings) == 1:
            return [_WHOLE] * len(self.standings)
        denominators = [standing.denominator for standing in self.standings]
        if None in denominators:
            return [Fraction(1, len(denominators))] * len(denominators)
        total = sum((d for d in denominators if d), Fraction(0))
        return [(denominator or 0) / total for denominator in denominators]

    @property
    def asked(self) -> Fraction | None:
        """The amount asked for; None where nothing is, and of rates whose levels differ before anything weighs them."""
        if not self.has_target:
            return None
        amounts = [standing.asked for standing in self.standings]
        unweighed = self.indicator.kind is Kind.RATE and any(s.denominator is None for s in self.standings)
        return None if unweighed and len(set(amounts)) > 1 else self._sum(amounts)

    @property
    def asked_originally(self) -> Fraction | None:
        """The amount that the first targets asked for; None where one isn't known."""
        return self._sum([standing.asked_originally for standing in self.standings]) if self.has_target else None

    @property
    def baseline(self) -> Fraction:
        """Where completion is counted from: the baselines of the targets together."""
        baselines = [sum((t.baseline for t in standing.targets), Fraction(0)) for standing in self.standings]
        return self._sum(baselines) or Fraction(0)

    @property
    def lacks_baseline(self) -> bool:
        """Whether something is to be lowered of which nobody says from where: of one part, of all together."""
        return any(target.lacks_baseline for target in self.targets)

    @property
    def value(self) -> Fraction | None:
        """The figure of all together; None where one is missing."""
        return self._sum([standing.value for standing in self.standings])

    @property
    def observed_on(self) -> date | None:
        """The earliest of their dates."""
        return min((standing.observed_on for standing in self.standings if standing.observed_on), default=None)

    @property
    def done(self) -> Fraction | None:
        """The progress of all together."""
        return self._sum([standing.done for standing in self.standings]) if self.has_target else None

    @property
    def goal(self) -> Fraction | None:
        """The progress asked for by the targets in force."""
        return self._sum([standing.goal for standing in self.standings]) if self.has_target else None

    @property
    def original_goal(self) -> Fraction | None:
        """The progress asked for by the first targets."""
        return self._sum([standing.original_goal for standing in self.standings]) if self.has_target else None

    @cached_property
    def expected(self) -> Expectation | None:
        """What was expected by the dates of the figures: each part is compared with its own date."""
        expectations = [s.expected(s.observed_on) for s in self.standings if s.targets and s.observed_on]
        known = [expectation for expectation in expectations if expectation]
        return _together(known, self.weights) if known and len(known) == len(self.standings) else None

    @property
    def mixed_since(self) -> date | None:
        """The earliest day of figures that were added up under one target; None where all are of one day."""
        return self.standings[0].mixed_since if len(self.standings) == 1 else None

    def expected_on(self, day: date) -> Expectation | None:
        """What was expected of all together by one day."""
        return self._due_on(day, self.standings)

    def passed_dues(self, as_of: date, grace_days: int) -> list[Expectation]:
        """What fell due on dates of which the grace is over, where it is more than the baseline, or the opening."""
        grace = timedelta(days=grace_days)
        days = sorted({due.day for target in self.targets for due in target.due_dates()})
        dues = [self._due_on(day, self.standings) for day in days if day + grace < as_of]
        return [due for due in dues if due and due.progress > due.start]

    def missed_dues(self, passed: Iterable[Expectation]) -> tuple[Expectation, ...]:
        """Those that the figures fall short of, where a part has no figure of that date or later."""
        done = self.done
        return tuple(due for due in passed if self._is_told_before(due) and (done is None or done < due.progress))

    def _is_told_before(self, due: Expectation) -> bool:
        return all(s.observed_on is None or s.observed_on < due.day for s in self.standings)

    def _due_on(self, day: date, standings: Sequence[Standing]) -> Expectation | None:
        weighted = [(standing.expected(day), self._weight(standing)) for standing in standings]
        known = [(expectation, weight) for expectation, weight in weighted if expectation]
        return _together([e for e, _ in known], [w for _, w in known]) if known else None

    def _weight(self, standing: Standing) -> Fraction:
        return next(weight for other, weight in zip(self.standings, self.weights, strict=True) if other is standing)

    def _sum(self, amounts: Sequence[Fraction | None]) -> Fraction | None:
        known = [amount * weight for amount, weight in zip(amounts, self.weights, strict=True) if amount is not None]
        return sum(known, Fraction(0)) if known and len(known) == len(amounts) else None


def _together(expectations: Sequence[Expectation], weights: Sequence[Fraction]) -> Expectation:
    """Expectations added up; the weakest basis is that of the sum."""
    if len(expectations) == 1 and weights[0] == _WHOLE:
        return expectations[0]
    pairs = list(zip(expectations, weights, strict=True))
    return Expectation(
        day=min(expectation.day for expectation in expectations),
        amount=sum((expectation.amount * weight for expectation, weight in pairs), Fraction(0)),
        progress=sum((expectation.progress * weight for expectation, weight in pairs), Fraction(0)),
        basis=max(expectation.basis for expectation in expectations),
        start=sum((expectation.start * weight for expectation, weight in pairs), Fraction(0)),
        version=None,
        capped=any(expectation.capped for expectation in expectations),
    )
