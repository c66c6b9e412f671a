"""An indicator that was declared not to apply to a province, beside what its reports say of it all the same."""

from collections.abc import Iterator
from fractions import Fraction

from msgspec.structs import replace

from du_an8.findings import Finding, Location
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.targets.facts import NotApplicable


def as_declared(verdict: Verdict, declared: NotApplicable) -> Verdict | None:
    """The verdict on a figure of which nothing is asked: shown, and not judged; without a figure there is none."""
    if verdict.balance.has_target:  # of its places
        return verdict
    if not verdict.actual.has_rows:
        return None
    return replace(verdict, status=None, reason=None, not_applicable=declared)


def check_not_applicable(verdict: Verdict, declared: NotApplicable) -> Iterator[Finding]:
    """What a report says of such an indicator; that there was nothing, 0, agrees with the declaration."""
    value, plan = verdict.actual.value, verdict.stated_plan
    if verdict.balance.has_target:
        return
    if value and verdict.location:
        yield _finding("not-applicable-reported", verdict, declared, value, verdict.location)
    elif plan and plan.value:
        yield _finding("not-applicable-reported.plan", verdict, declared, Fraction(plan.value), plan.location)


def _finding(key: str, verdict: Verdict, declared: NotApplicable, value: Fraction, where: Location) -> Finding:
    indicator = verdict.indicator
    words: dict[str, object] = {
        "name": indicator.short_name, "reason": declared.reason, "value": value, "unit": indicator.unit,
    }  # fmt: skip
    return Finding(key, where, words, indicator=indicator.id, related=(declared.location,))
