"""Findings that people settled: shown as such, with the reason, until the date passes or the figures change."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from du_an8.decisions.facts import Decision, Ruling, figures_of, in_folder
from du_an8.findings import Finding, Settled


class Settling(Struct, frozen=True):
    """Decisions held against the findings of one run.

    Attributes:
        as_of: a decision holds up to its `until`.
        concerns: whether a decision is about what was asked, so that matching nothing says something.
    """

    decisions: Sequence[Decision]
    as_of: date
    concerns: Callable[[Decision], bool]

    def settle(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings, those that were settled marked so, and what there is to say of the decisions themselves."""
        settled, matched = [], set()
        lapsed: dict[int, Finding] = {}
        for finding in findings:
            held = finding
            for decision in self.decisions:
                if not matches(decision, finding):
                    continue
                matched.add(id(decision))
                if why := self._why_not(decision, finding):
                    lapsed[id(decision)] = why
                else:
                    held = replace(finding, settled=_settled(decision))
            settled.append(held)
        unmatched = [d for d in self.decisions if id(d) not in matched and self.concerns(d)]
        return [*settled, *lapsed.values(), *(self._unmatched(decision) for decision in unmatched)]

    def chosen(self, findings: Iterable[Finding]) -> frozenset[tuple[str, str, str]]:
        """(area, indicator, file) whose figures count although others contradict them."""
        return frozenset(
            (finding.province, finding.indicator, decision.report)
            for finding in findings
            for decision in self.decisions
            if decision.ruling is Ruling.USE and decision.report and finding.province and finding.indicator
            if matches(decision, finding) and not self._why_not(decision, finding)
        )

    def _why_not(self, decision: Decision, finding: Finding) -> Finding | None:
        if decision.until and self.as_of > decision.until:
            words: dict[str, object] = {"rule": decision.rule, "until": decision.until}
            return Finding("decision-unmatched.expired", decision.location, words, finding.province)
        if decision.figures is not None and decision.figures != figures_of(finding):
            words = {"rule": decision.rule, "before": decision.figures, "now": figures_of(finding)}
            return Finding("decision-unmatched.changed", decision.location, words, finding.province)
        return None

    @staticmethod
    def _unmatched(decision: Decision) -> Finding:
        province = next(iter(sorted(decision.areas)), None)
        return Finding("decision-unmatched", decision.location, {"rule": decision.rule}, province)


def matches(decision: Decision, finding: Finding) -> bool:
    """Whether a decision is about a finding."""
    if decision.rule != finding.rule:
        return False
    if decision.file and not _is_at(decision, finding):
        return False
    about = not decision.areas or finding.province in decision.areas
    counted = decision.indicator is None or finding.indicator == decision.indicator
    dated = decision.day is None or decision.day in finding.parameters.values()
    return about and counted and dated


def _is_at(decision: Decision, finding: Finding) -> bool:
    place = finding.location
    if place is None or in_folder(place.path) != decision.file:
        return False
    return decision.sheet in {None, place.sheet} and decision.cell in {None, place.cell}


def _settled(decision: Decision) -> Settled:
    return Settled(decision.ruling.value, decision.reason, decision.by, decision.until, decision.location)
