"""What a province's own statements say of each other: claims, printed plans, plans that follow the result."""

from collections.abc import Iterable
from fractions import Fraction

from du_an8.findings import Finding
from du_an8.programme.catalogue import Kind
from du_an8.reconcile.expectation import Basis
from du_an8.reconcile.verdict import Status, Verdict
from du_an8.reports.facts import Claim, Observation, PlanScope, StatedPlan

_PERCENT = 100


def cross_check(
    verdict: Verdict, observations: Iterable[Observation], claims: Iterable[Claim], plans: Iterable[StatedPlan]
) -> list[Finding]:
    """Findings about one indicator, beside those of its figure."""
    rows, stated = list(observations), list(plans)
    findings = list(verdict.actual.findings)
    findings += [f for claim in claims for f in _check_claim(claim, verdict, rows, stated)]
    findings += [f for plan in stated for f in _check_plan(plan, verdict)]
    findings += _check_plan_from_result(verdict)
    if verdict.status is Status.NO_TARGET:
        findings.append(_without_target(verdict))
    return findings


def agrees(claim: Claim, ratio: Fraction) -> bool:
    """Whether a printed percentage is this ratio, within half a unit of its last printed digit (DESIGN §2.7)."""
    half_unit = Fraction(1, 2) / 10**claim.decimals / _PERCENT
    scales = (1, _PERCENT) if claim.any_scale else (1,)
    return any(abs(claim.ratio * scale - ratio) <= half_unit for scale in scales)


def _check_claim(
    claim: Claim, verdict: Verdict, rows: list[Observation], plans: list[StatedPlan]
) -> Iterable[Finding]:
    """Recompute a percentage from the figures of the same sheet and date, on every base that it may mean."""
    same = [row for row in rows if row.end == claim.end and _same_row(claim, row)]
    if not same:
        return []
    bases = _bases(claim, verdict, plans)
    candidates = [row.value / base for row in same for base in bases if base]
    if verdict.indicator.kind is Kind.RATE:
        candidates += [row.value / _PERCENT for row in same]
    if not candidates or any(agrees(claim, ratio) for ratio in candidates):
        return []
    parameters: dict[str, object] = {
        "name": verdict.indicator.short_name,
        "claim": claim.ratio * _PERCENT,
        "recomputed": candidates[0] * _PERCENT,
        "value": same[0].value,
        "base": same[0].value / candidates[0] if candidates[0] else 0,
    }
    related = (same[0].location,)
    return [
        Finding("claim-mismatch", claim.location, parameters, indicator=verdict.indicator.id, related=related)
    ]


def _same_row(claim: Claim, row: Observation) -> bool:
    """Whether a figure stands in the row of the claim."""
    here, there = claim.location, row.location
    digits = [str(location.cell or "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for location in (here, there)]
    return (here.path, here.sheet) == (there.path, there.sheet) and digits[0] == digits[1]


def _bases(claim: Claim, verdict: Verdict, plans: list[StatedPlan]) -> list[Fraction]:
    """The amounts that 100 % may stand for: the plans of phase and year, on file and as the report prints them."""
    by_scope: dict[PlanScope, list[Fraction]] = {scope: [] for scope in PlanScope}
    for plan in plans:
        if plan.location.path == claim.location.path and plan.end == claim.end:
            by_scope[plan.scope].append(Fraction(plan.value))
    target = verdict.target
    version = target.target.in_force(claim.end) if target else None
    if version:
        by_scope[PlanScope.PHASE].append(Fraction(version.target))
        annual = version.annual_plan.get(claim.end.year)
        if annual is not None:
            by_scope[PlanScope.YEAR].append(Fraction(annual))
    if claim.base:
        return by_scope[claim.base]
    return [*by_scope[PlanScope.PHASE], *by_scope[PlanScope.YEAR]]


def _check_plan(plan: StatedPlan, verdict: Verdict) -> Iterable[Finding]:
    """The plan that a report prints, against the target file."""
    target = verdict.target
    version = target.target.in_force(plan.end) if target else None
    if version is None:
        return []
    on_file = version.target if plan.scope is PlanScope.PHASE else version.annual_plan.get(plan.end.year)
    if on_file is None or on_file == plan.value:
        return []
    parameters: dict[str, object] = {
        "name": verdict.indicator.short_name,
        "stated": plan.value,
        "on_file": on_file,
        "year": str(plan.end.year),
        "where": str(version.location),
    }
    key = "plan-mismatch" if plan.scope is PlanScope.PHASE else "plan-mismatch.year"
    return [Finding(key, plan.location, parameters, indicator=verdict.indicator.id, related=(version.location,))]


def _check_plan_from_result(verdict: Verdict) -> Iterable[Finding]:
    """A plan of a past year that only the rest determines, and that equals the result, proves nothing."""
    expectation, actual, target = verdict.expectation, verdict.actual, verdict.target
    if not (expectation and actual.used and target and expectation.basis is Basis.DERIVED):
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


def _without_target(verdict: Verdict) -> Finding:
    parameters: dict[str, object] = {
        "name": verdict.indicator.short_name,
        "id": verdict.indicator.id,
        "value": verdict.actual.value,
        "unit": verdict.indicator.unit,
        "stated": verdict.stated_plan.value if verdict.stated_plan else None,
    }
    key = "result-without-target.plan-stated" if verdict.stated_plan else "result-without-target"
    return Finding(key, verdict.location, parameters, indicator=verdict.indicator.id)

