"""One indicator of one place, large or small: what it was asked, what it has reported, and the verdict."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Kind, Programme
from du_an8.reconcile.judging.actual import actual_on
from du_an8.reconcile.judging.balance import Balance, Standing
from du_an8.reconcile.judging.expectation import Opening
from du_an8.reconcile.judging.rules import judge
from du_an8.reconcile.judging.target_on_date import TargetOnDate
from du_an8.reconcile.judging.verdict import Reason, Verdict
from du_an8.reconcile.judging.year import year_alone
from du_an8.reports.facts import Observation
from du_an8.targets.facts import Target


class Case(Struct, frozen=True):
    """What is on file of one indicator of one place.

    Attributes:
        targets_of_parts: what tells when anything was due, where the place has no target of its own.
        unreadable: a target may be on file that a fault hides.
        opening: what a stock stood at when the phase began; a baseline of the target goes before it.
    """

    indicator: Indicator
    target: Target | None
    rows: Sequence[Observation]
    targets_of_parts: Sequence[TargetOnDate] = ()
    unreadable: bool = False
    opening: Opening | None = None


def judge_case(case: Case, programme: Programme, as_of: date) -> Verdict:
    """Judge what a place was asked and has reported.

    Args:
        programme: as it is judged in the phase.
    """
    in_force = _in_force(case, programme, as_of)
    grows = growth(case.indicator, in_force or case.targets_of_parts, programme)
    stood_at = _begins(case, programme)
    actual = actual_on(as_of, case.rows, case.indicator, programme.phase, grows, begins=stood_at)
    denominator = actual.used[-1].denominator if actual.used else None
    standing = Standing(in_force, actual.value, actual.observed_on, denominator)
    doubt = Reason.TARGET_UNREADABLE if case.unreadable and not in_force else None
    verdict = judge(Balance(case.indicator, (standing,)), actual, programme, as_of, doubt)
    year = year_alone(in_force[0], actual, stood_at) if in_force else None
    return replace(verdict, year=year) if year else verdict


def _in_force(case: Case, programme: Programme, as_of: date) -> tuple[TargetOnDate, ...]:
    """The target, if a version of it is in force."""
    if case.target is None:
        return ()
    begins = case.opening if case.target.baseline is None else None
    on_date = TargetOnDate(case.target, case.indicator, programme.phase, as_of, begins)
    return (on_date,) if on_date.version else ()


def _begins(case: Case, programme: Programme) -> Fraction | None:
    """What there was when the phase began; None for a stock of which nobody knows.

    A programme begins with nothing; the year of an office goes on with what there was before.
    """
    if case.indicator.kind is not Kind.STOCK:
        return Fraction(0)
    if case.opening:
        return case.opening.value
    if case.target and case.target.baseline is not None:
        return Fraction(case.target.baseline)
    is_beginning = programme.phase == programme.phases[0] and len(programme.phase.years) > 1
    return Fraction(0) if is_beginning else None


def growth(indicator: Indicator, targets: Sequence[TargetOnDate], programme: Programme) -> Callable[[date, date], bool]:
    """Whether days asked for results; where no target tells, the programme's active years do."""
    if targets:
        return lambda first, last: any(target.grows_on(first, last) for target in targets)
    if not indicator.core:
        return lambda _first, _last: False  # of supporting figures nothing is due; they tell of their own period
    active = set(programme.phase.active_years)
    return lambda first, last: bool(active & set(range(first.year, last.year + 1)))
