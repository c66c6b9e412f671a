"""CSV for machines: one row an indicator, or a finding."""

import io
from collections.abc import Iterable, Iterator, Sequence

from du_an8.findings import Finding
from du_an8.outputs.machine.check_json import indicator_document
from du_an8.outputs.machine.csv_text import write_csv
from du_an8.outputs.wording.phrases import settled_because
from du_an8.programme.provinces import Province
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.province import ProvinceResult

_COPIED = (
    "id", "name", "unit", "kind", "core", "target", "target_original", "opening", "actual", "qualifier", "observed_on",
    "stale", "completion", "completion_original", "expected", "basis", "pace", "remaining", "status", "due",
    "incomplete", "reason", "claim", "claim_agrees",
)  # fmt: skip
_OF_A_PLACE = ("as_of", "phase", "scope", "era", "province", "province_name", "area")
_OF_A_FINDING = (
    "rule", "severity", "province", "indicator",
    "path", "line", "column", "sheet", "cell",
    "message", "hint", "settled",
)  # fmt: skip


def render_check(assessment: Assessment) -> str:
    """Every indicator of every province listed, of its parts, its places and the country."""
    rows = (
        [assessment.as_of.isoformat(), result.phase.id, scope, *_named(result.province), area, *_indicator(verdict)]
        for scope, result, area, verdict in _all(assessment)
    )
    return _table((*_OF_A_PLACE, *_COPIED, "target_source", "actual_sources"), rows)


def render_findings(findings: Iterable[Finding]) -> str:
    """Every finding."""
    return _table(_OF_A_FINDING, map(_finding, findings))


def _all(assessment: Assessment) -> Iterator[tuple[str, ProvinceResult, str, Verdict]]:
    for result in assessment.results:
        for verdict in result.verdicts:
            yield "province", result, "", verdict
        for part in result.components:
            for verdict in part.verdicts:
                yield "part", part, "", verdict
        for area in assessment.areas.get(result.province.area, ()):
            for verdict in area.verdicts.values():
                yield "area", result, area.node.name, verdict
    if assessment.country:
        for verdict in assessment.country.verdicts:
            yield "national", assessment.country, "", verdict


def _named(province: Province) -> tuple[str, str, str]:
    return province.era, province.id, province.name


def _indicator(verdict: Verdict) -> Iterator[object]:
    document = indicator_document(verdict)
    yield from (document[key] for key in _COPIED)
    yield str(verdict.version.location) if verdict.version else None
    yield "; ".join(str(place) for row in verdict.actual.used for place in row.cells)


def _finding(finding: Finding) -> list[object]:
    place = finding.location
    where = [place.path, place.line, place.column, place.sheet, place.cell] if place else [None] * 5
    area = finding.province.rpartition("/")[2] if finding.province else None
    reason = settled_because(finding.settled) if finding.settled else None
    return [
        finding.rule, finding.severity.value, area, finding.indicator, *where, finding.message, finding.hint, reason,
    ]  # fmt: skip


def _table(header: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    stream = io.StringIO()
    write_csv(stream, header, rows)
    return stream.getvalue()
