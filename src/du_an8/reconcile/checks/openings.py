"""What goes on from one phase to the next and isn't known, and what shouldn't go on and seems to."""

from collections.abc import Iterator
from fractions import Fraction

from du_an8.findings import Finding
from du_an8.programme.catalogue import Direction, Kind, Programme
from du_an8.reconcile.checks.own_history import plan_explains
from du_an8.reconcile.judging.expectation import Opening
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reports.facts import Measure, Observation
from du_an8.vietnamese.numbers import Qualifier

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


def check_below_opening(verdict: Verdict) -> Iterator[Finding]:
    """A target far below what a stock stood at asks for nothing: it may be what is to be set up anew."""
    target = verdict.target
    opening, version = (target.opening, target.version) if target else (None, None)
    if opening is None or version is None or verdict.indicator.direction is Direction.DECREASE:
        return
    asked = Fraction(version.target)
    if 0 < asked < opening.value / 2:
        words: dict[str, object] = {
            "name": verdict.indicator.short_name,
            "target": asked,
            "opening": opening.value,
            "day": opening.day,
            "sum": asked + opening.value,
        }
        key = "target-below-opening"
        yield Finding(key, version.location, words, indicator=verdict.indicator.id, related=opening.cells)


def check_first_figure(verdict: Verdict, before: Opening | None) -> Iterator[Finding]:
    """The first running figure of a phase beside the last one before it.

    A stock goes on: less than there was is a fall, or the new ones alone. A flow begins again at 0: no less than there
    was may still hold the phase before.
    """
    running = [row for row in verdict.actual.sound if row.measure is Measure.CUMULATIVE and not row.partial]
    if before is None or not running:
        return
    first = min(running, key=lambda row: row.end)
    if verdict.indicator.kind is Kind.STOCK and _fell(verdict, first, before):
        yield _beside(_rule_of_fall(first, before), verdict, first, before)
    if verdict.indicator.kind is Kind.FLOW and _goes_on(verdict, first, before):
        yield _beside("sudden-jump.not-restarted", verdict, first, before)


def _rule_of_fall(first: Observation, before: Opening) -> str:
    """Half as many, or fewer, may be the new ones alone."""
    return "stock-decreased.phase" if first.value <= before.value / 2 else "stock-decreased"


def _fell(verdict: Verdict, first: Observation, before: Opening) -> bool:
    may_be_more = first.qualifier is Qualifier.AT_LEAST
    return first.value < before.value and not may_be_more and verdict.indicator.direction is Direction.INCREASE


def _goes_on(verdict: Verdict, first: Observation, before: Opening) -> bool:
    is_no_less = first.value >= before.value and first.value > _FEW
    return is_no_less and not plan_explains(verdict, first.end, first.value)


def _beside(key: str, verdict: Verdict, first: Observation, before: Opening) -> Finding:
    words: dict[str, object] = {
        "name": verdict.indicator.short_name,
        "value": first.value,
        "day": first.end,
        "other": before.value,
        "other_day": before.day,
    }
    return Finding(key, first.location, words, indicator=verdict.indicator.id, related=before.cells)
