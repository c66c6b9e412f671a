"""What a province's own statements say of each other: claims, printed plans, plans that follow the result."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from du_an8.findings import Finding
from du_an8.programme.catalogue import Indicator, Kind
from du_an8.reconcile.expectation import Basis
from du_an8.reconcile.verdict import CheckedClaim, Status, Verdict
from du_an8.reports.facts import Claim, Observation, PlanScope, StatedPlan
from du_an8.targets.facts import Target
from du_an8.vietnamese.numbers import round_half_up

_PERCENT = 100


def cross_check(verdict: Verdict, claims: Iterable[CheckedClaim], plans: Iterable[StatedPlan]) -> list[Finding]:
    """Findings about one indicator, its figure's own included."""
    findings = list(verdict.actual.findings)
    findings += [_claim_mismatch(checked, verdict) for checked in claims if checked.agrees is False]
    findings += [_open_scale(checked.claim, verdict) for checked in claims if checked.in_doubt]
    findings += [f for plan in plans for f in _check_plan(plan, verdict)]
    findings += _check_plan_from_result(verdict)
    if verdict.status is Status.NO_TARGET:
        findings.append(_without_target(verdict))
    return findings


def check_claim(
    claim: Claim,
    indicator: Indicator,
    target: Target | None,
    rows: Iterable[Observation],
    plans: Iterable[StatedPlan],
) -> CheckedClaim:
    """Recompute a percentage from the figures of its own row, on every base that it may mean.

    A printed percentage agrees within half a unit of its last printed digit (DESIGN §2.7).
    """
    same = [row for row in rows if row.end == claim.end]
    recomputed = [(row, row.value / _PERCENT) for row in same if indicator.kind is Kind.RATE]
    recomputed += [(row, row.value / base) for row in same for base in _bases(claim, target, plans) if base]
    if not recomputed:
        return CheckedClaim(claim, None)
    for scaled in _readings(claim):
        if any(_agrees(scaled, ratio) for _, ratio in recomputed):
            return CheckedClaim(scaled, agrees=True)
    row, ratio = recomputed[0]
    return CheckedClaim(claim, agrees=False, row=row, recomputed=ratio)


def _readings(claim: Claim) -> list[Claim]:
    """A percentage as printed; of a bare number below 2, both that and a ratio, each with its own digits."""
    if not claim.any_scale:
        return [claim]
    as_ratio = replace(claim, ratio=claim.ratio * _PERCENT, decimals=min(max(claim.decimals - 2, 0), 1))
    return [
        replace(reading, any_scale=False) for reading in (replace(claim, decimals=min(claim.decimals, 1)), as_ratio)
    ]


def _agrees(claim: Claim, ratio: Fraction) -> bool:
    half_unit = Fraction(1, 2) / 10**claim.decimals / _PERCENT
    return bool(abs(claim.ratio - ratio) <= half_unit)


def _open_scale(claim: Claim, verdict: Verdict) -> Finding:
    parameters: dict[str, object] = {
        "name": verdict.indicator.short_name,
        "text": round_half_up(claim.ratio * _PERCENT, 4).normalize(),
        "percent": round_half_up(claim.ratio * _PERCENT * _PERCENT, 2).normalize(),
    }
    return Finding("ambiguous-number.percent", claim.location, parameters, indicator=verdict.indicator.id)


def _claim_mismatch(checked: CheckedClaim, verdict: Verdict) -> Finding:
    row, ratio = checked.row, checked.recomputed
    if row is None or ratio is None:
        raise AssertionError("only a recomputed claim can disagree")
    parameters: dict[str, object] = {
        "name": verdict.indicator.short_name,
        "claim": round_half_up(checked.claim.ratio * _PERCENT, max(checked.claim.decimals, 2)).normalize(),
        "recomputed": ratio * _PERCENT,
        "value": row.numerator if row.numerator is not None else row.value,
        "base": row.denominator if row.denominator is not None else row.value / ratio if ratio else 0,
    }
    where = checked.claim.location
    return Finding("claim-mismatch", where, parameters, indicator=verdict.indicator.id, related=(row.location,))


def _bases(claim: Claim, target: Target | None, plans: Iterable[StatedPlan]) -> list[Fraction]:
    """The amounts that 100 % may stand for: the plans of phase and year, on file and as the report prints them."""
    by_scope: dict[PlanScope, list[Fraction]] = {scope: [] for scope in PlanScope}
    for plan in plans:
        if plan.location.path == claim.location.path and plan.end == claim.end:
            by_scope[plan.scope].append(Fraction(plan.value))
    version = target.in_force(claim.end) if target else None
    if version:
        by_scope[PlanScope.PHASE].append(Fraction(version.target))
        annual = version.annual_plan.get(claim.end.year)
        if annual is not None:
            by_scope[PlanScope.YEAR].append(Fraction(annual))
    if claim.base:
        return [*by_scope[claim.base], *by_scope[PlanScope.UNSTATED]]
    return [base for bases in by_scope.values() for base in bases]


def _check_plan(plan: StatedPlan, verdict: Verdict) -> Iterable[Finding]:
    """The plan that a report prints, against the target file."""
    target = verdict.target
    version = target.target.in_force(plan.end) if target else None
    if version is None or plan.scope is PlanScope.PERIOD:
        return []
    annual = version.annual_plan.get(plan.end.year)
    if plan.scope is PlanScope.UNSTATED and (annual is None or plan.value == version.target):
        return []  # it may be the year's, of which nothing is known, or the phase's
    on_file = version.target if plan.scope is PlanScope.PHASE else annual
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
