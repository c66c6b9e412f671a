"""The JSON of `explain` and `history`: what one verdict stands on (docs/json.md)."""

from collections.abc import Iterable

from du_an8.findings import Finding
from du_an8.outputs.machine.check_json import indicator_document, number, phase_document
from du_an8.outputs.machine.finding_json import Json, finding_document, location_document
from du_an8.outputs.machine.json_text import iso_day, json_text
from du_an8.programme.catalogue import Indicator
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.history import Point, course
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.province import ProvinceResult
from du_an8.reports.facts import Observation
from du_an8.targets.facts import TargetVersion


def render_explanation(result: ProvinceResult, indicator: Indicator, assessment: Assessment) -> str:
    """Target, report rows, verdict and findings of one indicator; of a merged province, its parts' too."""
    document = {
        "schema": "du-an8/explain",
        "version": 1,
        "as_of": assessment.as_of.isoformat(),
        "phase": phase_document(assessment.phase),
        **_explained(result, indicator, assessment),
    }
    return json_text(document)


def _explained(result: ProvinceResult, indicator: Indicator, assessment: Assessment) -> Json:
    verdict = result.verdict_on(indicator)
    declared = result.declared_on(indicator)
    components = () if result.province.is_country else result.components
    return {
        "province": _province(result),
        "indicator": indicator_document(verdict) if verdict else None,
        "versions": _versions(verdict) if verdict else [],
        "reports": _reports(verdict) if verdict else [],
        "gaps": [
            {"start": iso_day(first), "end": iso_day(last)} for first, last in (verdict.actual.gaps if verdict else ())
        ],
        "not_applicable": [
            {"reason": each.reason, "location": location_document(each.location)}
            for each in (declared.declared if declared else ())
        ],
        "findings": _findings(assessment.findings_on(result, indicator), assessment),
        "components": [_explained(component, indicator, assessment) for component in components],
    }


def render_history(
    result: ProvinceResult, wanted: Indicator | None, assessment: Assessment, findings: Iterable[Finding]
) -> str:
    """The course of one indicator or of all, a phase after the other."""
    document = {
        "schema": "du-an8/history",
        "version": 1,
        "as_of": assessment.as_of.isoformat(),
        "phases": [_course_of_all(each, wanted, assessment) for each in (*assessment.earlier_of(result), result)],
        "findings": _findings(findings, assessment),
    }
    return json_text(document)


def _course_of_all(result: ProvinceResult, wanted: Indicator | None, assessment: Assessment) -> Json:
    """One phase; what is only a sum of parts has its course in the parts."""
    components = () if result.province.is_country else result.components
    verdicts = [verdict for verdict in result.verdicts if not verdict.included]
    return {
        "province": _province(result),
        "indicators": [
            _course(verdict, result, assessment)
            for verdict in verdicts
            if wanted is None or verdict.indicator.id == wanted.id
        ],
        "components": [_course_of_all(component, wanted, assessment) for component in components],
    }


def _course(verdict: Verdict, result: ProvinceResult, assessment: Assessment) -> Json:
    indicator = verdict.indicator
    points = course(verdict, assessment.programme_of(result), result.as_of)
    return {
        "id": indicator.id,
        "name": indicator.name,
        "unit": indicator.unit,
        "kind": indicator.kind.value,
        "versions": _versions(verdict),
        "points": [_point(point) for point in points],
    }


def _point(point: Point) -> Json:
    expectation = point.expectation
    return {
        "on": iso_day(point.day),
        "actual": number(point.value),
        "expected": number(expectation.amount if expectation else None),
        "basis": str(expectation.basis) if expectation else None,
        "report": _report(point.row, point.fate) if point.row else None,
    }


def _province(result: ProvinceResult) -> Json:
    province = result.province
    return {"id": province.id, "name": province.name, "era": province.era, "phase": phase_document(result.phase)}


def _versions(verdict: Verdict) -> list[Json]:
    """Of a sum, those of its parts."""
    targets = verdict.balance.targets
    return [_version(each, in_force=each is target.version) for target in targets for each in target.known_versions]


def _version(version: TargetVersion, *, in_force: bool) -> Json:
    source = version.source
    return {
        "effective": iso_day(version.effective),
        "target": number(version.target),
        "in_force": in_force,
        "annual_plan": {str(year): number(amount) for year, amount in sorted(version.annual_plan.items())},
        "milestones": {day.isoformat(): number(amount) for day, amount in sorted(version.milestones.items())},
        "reason": version.reason,
        "source": source.title if source else None,
        "quote": version.quote,
        "location": location_document(version.location),
    }


def _reports(verdict: Verdict) -> list[Json]:
    """Every row by its end, those that count and those that were set aside."""
    rows: list[tuple[Observation, str | None]] = [(row, None) for row in verdict.actual.used]
    rows += [(row, why.value) for row, why in verdict.actual.set_aside]
    rows.sort(key=lambda pair: (pair[0].end, str(pair[0].location)))
    return [_report(row, why) for row, why in rows]


def _report(row: Observation, set_aside: str | None) -> Json:
    return {
        "measure": row.measure.value,
        "start": iso_day(row.start),
        "end": iso_day(row.end),
        "value": number(row.value),
        "qualifier": row.qualifier.value if row.qualifier else None,
        "numerator": number(row.numerator),
        "denominator": number(row.denominator),
        "reported_on": iso_day(row.reported_on),
        "set_aside": set_aside,
        "sources": [location_document(cell) for cell in row.cells],
    }


def _findings(findings: Iterable[Finding], assessment: Assessment) -> list[Json]:
    ids = {result.province.area: result.province.id for result in assessment.judged}
    return [finding_document(finding, ids) for finding in findings]
