"""Workflow commands of GitHub: each open finding, each lagging or missing indicator, at its place in the code."""

from collections.abc import Iterable, Iterator

from du_an8.findings import Finding, Location, Severity
from du_an8.language.texts import named
from du_an8.outputs.plain_text import for_annotation, for_annotation_property
from du_an8.outputs.wording import phrases, standings
from du_an8.reconcile.assessment import Assessment

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render_check(assessment: Assessment) -> str:
    """Findings, and what lags or is missing."""
    return "".join([*_findings(assessment.findings), *_verdicts(assessment)])


def render_findings(findings: Iterable[Finding]) -> str:
    """Findings alone."""
    return "".join(_findings(findings))


def _findings(findings: Iterable[Finding]) -> Iterator[str]:
    for finding in findings:
        if not finding.settled:
            text = f"{finding.message} {finding.hint}"
            yield _command(_COMMANDS[finding.severity], finding.location, finding.rule, text)


def _verdicts(assessment: Assessment) -> Iterator[str]:
    for result in assessment.subjects:
        programme = assessment.programme_of(result)
        for verdict in (*result.lagging, *result.missing):
            of_phase = f" ({named(result.phase.short_name)})" if result.phase != assessment.phase else ""
            name = f"{result.province.name}{of_phase}: {phrases.name(verdict.indicator)}"
            needed = standings.shortfall(verdict, programme) if verdict.lagging else standings.missed(verdict)
            yield _command("warning", verdict.location, phrases.status(verdict), f"{name}: {needed}")


def _command(command: str, place: Location | None, title: str, text: str) -> str:
    """A workbook has no lines: its cell stands in the text."""
    properties = {"title": title}
    if place:
        properties |= {"file": place.path}
        properties |= {key: str(n) for key, n in (("line", place.line), ("col", place.column)) if n is not None}
    inside = place.inside if place else ""
    listed = ",".join(f"{key}={for_annotation_property(value)}" for key, value in properties.items())
    content = f"{inside}: {text}" if inside else text
    return f"::{command} {listed}::{for_annotation(content)}\n"
