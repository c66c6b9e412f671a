"""Findings that people settled: shown as such, with the reason, until the date passes or the figures change."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from du_an8.decisions.facts import Chosen, Decision, Ruling, day_of, figures_of, files_of, in_folder
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
        settled = list(findings)
        remarks: list[Finding] = []
        for decision in self.decisions:
            named = _named_by(decision, settled)
            held = {at for at in named if not self._why_not(decision, settled[at])}
            for at in held:
                settled[at] = replace(settled[at], settled=_settled(decision))
            if named and not held:
                remarks += filter(None, [self._why_not(decision, settled[named[0]])])
            if not named and self.concerns(decision):
                remarks.append(self._unmatched(decision))
        return [*settled, *remarks]

    def chosen(self, findings: Iterable[Finding]) -> frozenset[Chosen]:
        """The figures that count although others contradict them: of what a decision is about, those of its report."""
        known = list(findings)
        choices = [each for each in self.decisions if each.ruling is Ruling.USE]
        decided = ((each, known[at]) for each in choices for at in _named_by(each, known))
        return frozenset(
            figure
            for decision, finding in decided
            if not self._why_not(decision, finding)
            for figure in _figures_of_report(decision, finding)
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


def _figures_of_report(decision: Decision, finding: Finding) -> Iterator[Chosen]:
    """Of the figures that contradict each other, those of the report that was decided for."""
    if finding.province and finding.indicator:
        for place in (finding.location, *finding.related):
            if place and in_folder(place.path) == decision.report:
                yield finding.province, finding.indicator, place


def matches(decision: Decision, finding: Finding) -> bool:
    """Whether a decision is about a finding."""
    if decision.rule != finding.rule:
        return False
    if decision.file and not _is_at(decision, finding):
        return False
    if decision.ruling is Ruling.USE and decision.report not in files_of(finding):
        return False  # another contradiction, in which the report that was chosen has no part
    return _is_of(decision, finding)


def _is_of(decision: Decision, finding: Finding) -> bool:
    """Whether province, indicator and day are those of the decision, as far as it names them."""
    of_area = not decision.areas or finding.province in decision.areas
    counted = decision.indicator is None or finding.indicator == decision.indicator
    dated = decision.day is None or decision.day == day_of(finding)
    return of_area and counted and dated


def _named_by(decision: Decision, findings: Sequence[Finding]) -> list[int]:
    """The findings that a decision is about, by their places in the list.

    One that names neither figures nor a day was made of what was known then: of findings that differ only in their
    date it settles the earliest, and no later fall of the same figure.
    """
    named = [at for at, finding in enumerate(findings) if matches(decision, finding)]
    names_its_time = decision.figures is not None or decision.day or decision.ruling is Ruling.USE
    return named if names_its_time else _earliest(named, findings)


def _earliest(named: Sequence[int], findings: Sequence[Finding]) -> list[int]:
    """Of each kind those of its first day; what has no day is no later than anything."""
    days = {at: day for at in named if (day := day_of(findings[at]))}
    first: dict[_Kind, date] = {}
    for at, day in days.items():
        kind = _kind(findings[at])
        first[kind] = min(day, first.get(kind, day))
    return [at for at in named if at not in days or days[at] == first[_kind(findings[at])]]


_Kind = tuple[str, str | None, str | None]


def _kind(finding: Finding) -> _Kind:
    """What findings have in common that differ only in their date."""
    return finding.key, finding.province, finding.indicator


def _is_at(decision: Decision, finding: Finding) -> bool:
    place = finding.location
    if place is None or in_folder(place.path) != decision.file:
        return False
    return decision.sheet in {None, place.sheet} and decision.cell in {None, place.cell}


def _settled(decision: Decision) -> Settled:
    return Settled(decision.ruling.value, decision.reason, decision.by, decision.until, decision.location)
