"""What goes on from one phase to the next and isn't known, and what shouldn't go on and seems to."""

from du_an8.findings import Finding
from du_an8.programme.catalogue import Kind, Programme
from du_an8.reconcile.checks.own_history import plan_explains
from du_an8.reconcile.judging.expectation import Opening
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reports.facts import Measure

_FEW = 10
"""So many may be done anew in a short time."""


def check_opening(verdict: Verdict, programme: Programme) -> list[Finding]:
    """A stock of a later phase goes on; without its opening the line begins at 0, and that is said."""
    target = verdict.target
    is_first = programme.phase == programme.phases[0]
    goes_on = verdict.indicator.kind is Kind.STOCK and not is_first
    if target is None or target.version is None or not goes_on or target.opening or target.target.baseline is not None:
        return []
    words: dict[str, object] = {"name": verdict.indicator.short_name, "phase": programme.phase.name}
    return [Finding("opening-unknown", target.version.location, words, indicator=verdict.indicator.id)]


def check_restart(verdict: Verdict, before: Opening | None) -> list[Finding]:
    """A flow begins again at 0: a first running total not below the last of the phase before may still hold that.

    Args:
        before: the last figure known before the phase.
    """
    running = [row for row in verdict.actual.sound if row.measure is Measure.CUMULATIVE]
    if before is None or not running or verdict.indicator.kind is not Kind.FLOW:
        return []
    first = min(running, key=lambda row: row.end)
    goes_on = first.value >= before.value and first.value > _FEW
    if not goes_on or plan_explains(verdict, first.end, first.value):
        return []
    words: dict[str, object] = {
        "name": verdict.indicator.short_name,
        "value": first.value,
        "day": first.end,
        "before": before.value,
        "other_day": before.day,
    }
    key = "sudden-jump.not-restarted"
    return [Finding(key, first.location, words, indicator=verdict.indicator.id, related=before.cells)]
