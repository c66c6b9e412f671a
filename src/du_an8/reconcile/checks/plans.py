"""Targets beside what reports say of them: printed plans, plans and targets that follow the result, none at all."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from du_an8.findings import Finding
from du_an8.reconcile.judging.actual import actual_on
from du_an8.reconcile.judging.expectation import Basis
from du_an8.reconcile.judging.verdict import Status, Verdict
from du_an8.reports.facts import PlanScope, StatedPlan
from du_an8.targets.facts import TargetVersion


def check_plans(verdict: Verdict, plans: Iterable[StatedPlan]) -> Iterator[Finding]:
    """Findings about what one indicator was asked (docs/doi-chieu.md)."""
    for plan in plans:
        yield from _check_plan(plan, verdict)
    yield from _check_plan_from_result(verdict)
    yield from _check_lowered_targets(verdict)
    if verdict.status is Status.NO_TARGET and verdict.actual.rows:  # else its parts tell
        yield _without_target(verdict)


def _check_plan(plan: StatedPlan, verdict: Verdict) -> Iterable[Finding]:
    """The plan that a report prints, against the target file."""
    target = verdict.target
    version = target.target.in_force(plan.end) if target else None
    assigned = _assigned(plan, version) if version else None
    if version is None or assigned is None or assigned == plan.value:
        return []
    parameters: dict[str, object] = {
        "name": verdict.indicator.short_name,
        "stated": plan.value,
        "on_file": assigned,
        "year": str(plan.end.year),
        "where": str(version.location),
    }
    key = "plan-mismatch" if plan.scope is PlanScope.PHASE else "plan-mismatch.year"
    return [Finding(key, plan.location, parameters, indicator=verdict.indicator.id, related=(version.location,))]


def _assigned(plan: StatedPlan, version: TargetVersion) -> Decimal | None:
    """The amount on file that a printed plan is to agree with; None where there is none."""
    annual = version.annual_plan.get(plan.end.year)
    match plan.scope:
        case PlanScope.PHASE:
            return version.target
        case PlanScope.YEAR:
            return annual
        case PlanScope.UNSTATED if plan.value != version.target:  # the phase's, or the year's, of which may be nothing
            return annual
        case _:
            return None


def _check_plan_from_result(verdict: Verdict) -> Iterable[Finding]:
    """A plan of a past year that only the rest determines, and that equals the result, proves nothing."""
    expectation, actual = verdict.expectation, verdict.actual
    if not (expectation and expectation.version and actual.used and expectation.basis is Basis.DERIVED):
        return []
    if expectation.progress <= 0 or actual.value != expectation.amount:
        return []
    parameters: dict[str, object] = {
        "name": verdict.indicator.short_name,
        "amount": expectation.amount,
        "day": expectation.day,
        "target": expectation.version.target,
    }
    return [
        Finding(
            "plan-from-result",
            expectation.version.location,
            parameters,
            indicator=verdict.indicator.id,
            related=(actual.used[-1].location,),
        )
    ]


def _check_lowered_targets(verdict: Verdict) -> Iterable[Finding]:
    """A target that was brought down to what had already been reported: 27 become 3, and 3 are done."""
    target = verdict.target
    for earlier, later in pairwise(target.target.versions) if target else ():
        day = later.effective
        if target is None or day is None or day > target.as_of or target.goal(later) >= target.goal(earlier):
            continue
        known = actual_on(day, verdict.actual.rows, verdict.indicator, target.phase, target.grows_on)
        if known.value == later.target and known.used:
            parameters: dict[str, object] = {
                "name": verdict.indicator.short_name,
                "before": earlier.target,
                "after": later.target,
                "day": day,
                "observed": known.observed_on,
            }
            places = (known.used[-1].location, earlier.location)
            indicator = verdict.indicator.id
            # Where less is better, a target that asks for less is a larger number.
            eased = later.target > earlier.target
            key = "target-lowered-to-result.eased" if eased else "target-lowered-to-result"
            yield Finding(key, later.location, parameters, indicator=indicator, related=places)


def _without_target(verdict: Verdict) -> Finding:
    parameters: dict[str, object] = {
        "name": verdict.indicator.short_name,
        "id": verdict.indicator.id,
        "value": verdict.actual.value,
        "unit": verdict.indicator.unit,
        "stated": verdict.stated_plan.value if verdict.stated_plan else None,
    }
    key = "result-without-target.plan-stated" if verdict.stated_plan else "result-without-target"
    if verdict.actual.value is None:
        key = "result-without-target.no-figure"
    location = verdict.location or verdict.actual.rows[-1].location
    return Finding(key, location, parameters, indicator=verdict.indicator.id)
