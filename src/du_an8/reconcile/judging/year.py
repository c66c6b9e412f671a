"""The year of a figure by itself: what was planned within it, and what was done (docs/cach-tinh.md)."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from msgspec import Struct

from du_an8.programme.catalogue import Direction, Kind
from du_an8.programme.phases import Phase
from du_an8.reconcile.judging.actual import Actual, actual_on
from du_an8.reconcile.judging.chain import Chain, best_chain, in_period, start_of
from du_an8.reconcile.judging.target_on_date import TargetOnDate
from du_an8.reports.facts import Observation
from du_an8.reports.sums import total

_DAY = timedelta(days=1)


class YearAlone(Struct, frozen=True):
    """One year of an indicator.

    Attributes:
        target: the amount declared for the year; of a rate its level.
        actual: what was done within it up to the date of the figure; None where that can't be told apart.
    """

    year: int
    target: Fraction
    actual: Fraction | None

    @property
    def completion(self) -> Fraction | None:
        """What share of the year's plan was done."""
        return self.actual / self.target if self.actual is not None and self.target else None


def year_alone(target: TargetOnDate, actual: Actual, begins: Fraction | None) -> YearAlone | None:
    """The year of the figure's date, where a plan is declared for it.

    Args:
        begins: what there was when the phase began; None where that isn't known.
    """
    day = actual.observed_on
    version = target.target.in_force(day) if day else None
    if day is None or version is None or day.year not in version.annual_plan:
        return None
    return YearAlone(day.year, Fraction(version.annual_plan[day.year]), _done_within(day, target, actual, begins))


def _done_within(day: date, target: TargetOnDate, actual: Actual, begins: Fraction | None) -> Fraction | None:
    if target.indicator.kind is Kind.RATE or actual.value is None:
        return actual.value
    before = _before(date(day.year, 1, 1) - _DAY, target, actual, begins)
    if before is None:
        return _sum_of_periods(day, target, actual.sound)
    grown = actual.value - before
    return -grown if target.indicator.direction is Direction.DECREASE else grown


def _before(eve: date, target: TargetOnDate, actual: Actual, begins: Fraction | None) -> Fraction | None:
    """What had been reached by the end of the year before; None where no figure describes that very day."""
    if eve < target.phase.start:
        return begins
    known = [row for row in actual.rows if row.end <= eve]
    then = actual_on(target.as_of, known, target.indicator, target.phase, target.grows_on)
    return None if then.observed_on != eve or then.incomplete else then.value


def _sum_of_periods(day: date, target: TargetOnDate, rows: Sequence[Observation]) -> Fraction | None:
    """The periods that fill the year up to that day; None where they leave days uncovered, and of a stock."""
    if target.indicator.kind is not Kind.FLOW:
        return None
    first = date(day.year, 1, 1)
    within = [row for row in in_period(rows) if start_of(row, target.phase) >= first and row.end <= day]
    chain = best_chain(within, target.phase)
    return total(chain.rows) if chain and _fills(chain, first, day, target.phase) else None


def _fills(chain: Chain, first: date, last: date, phase: Phase) -> bool:
    """Whether periods leave out no day; they don't overlap."""
    length = sum((row.end - start_of(row, phase)).days + 1 for row in chain.rows)
    return chain.end == last and length == (last - first).days + 1
