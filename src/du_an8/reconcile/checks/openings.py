"""A stock whose figure at the beginning of the phase nobody knows (docs/doi-chieu.md)."""

from du_an8.findings import Finding
from du_an8.programme.catalogue import Kind, Programme
from du_an8.reconcile.judging.verdict import Verdict


def check_opening(verdict: Verdict, programme: Programme) -> list[Finding]:
    """A stock of a later phase goes on; without its opening the line begins at 0, and that is said."""
    target = verdict.target
    is_first = programme.phase == programme.phases[0]
    goes_on = verdict.indicator.kind is Kind.STOCK and not is_first
    if target is None or target.version is None or not goes_on or target.opening or target.target.baseline is not None:
        return []
    words: dict[str, object] = {"name": verdict.indicator.short_name, "phase": programme.phase.name}
    return [Finding("opening-unknown", target.version.location, words, indicator=verdict.indicator.id)]
