"""The JSON of `check`: keys and meanings are a contract (docs/json.md); adding keys is fine."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from du_an8.disk.evidence import Evidence
from du_an8.findings import Severity
from du_an8.language.texts import named, tr
from du_an8.outputs.machine.finding_json import Json, account_document, finding_document, location_document
from du_an8.outputs.machine.json_text import iso_day, json_text
from du_an8.outputs.wording.words import REASONS
from du_an8.programme.phases import Phase
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.judging.division import Division
from du_an8.reconcile.judging.expectation import Expectation
from du_an8.reconcile.judging.verdict import CheckedClaim, Part, Verdict
from du_an8.reconcile.judging.year import YearAlone
from du_an8.reconcile.province import ProvinceResult
from du_an8.reports.sums import cells_of
from du_an8.vietnamese.numbers import round_half_up

_DECIMALS = 6


def render(assessment: Assessment) -> str:
    """The document, as text with a final line break."""
    ids = {result.province.area: result.province.id for result in assessment.judged}
    country = assessment.country
    national = {"national": {**_province(country), "missing": [p.id for p in country.silent]}} if country else {}
    document = {
        "schema": "du-an8/check",
        "version": 1,
        "as_of": assessment.as_of.isoformat(),
        "phase": phase_document(assessment.phase),
        "provinces": [{**_province(result), **_areas(result, assessment)} for result in assessment.results],
        **national,
        **_since(assessment),
        "files": [account_document(file) for file in assessment.files],
        "findings": [finding_document(finding, ids) for finding in assessment.findings],
        "summary": {
            "errors": assessment.count(Severity.ERROR),
            "warnings": assessment.count(Severity.WARNING),
            "lagging": len(assessment.lagging),
            "missing": len(assessment.missing),
            "settled": sum(finding.settled is not None for finding in assessment.findings),
        },
    }
    return json_text(document)


def _province(result: ProvinceResult) -> Json:
    province = result.province
    return {
        "id": province.id,
        "name": province.name,
        "era": province.era,
        "code": province.code,
        "merged_into": province.merged_into,
        "phase": phase_document(result.phase),
        "components": [_component(component) for component in result.components],
        "completion": number(result.completion),
        "coverage": {"reported": result.reported, "with_target": result.with_target},
        "counts": {status.value: count for status, count in sorted(result.counts.items())},
        "evidence": {"at_hand": len(result.evidenced), "indicators": len(result.core)},
        "indicators": [indicator_document(verdict) for verdict in result.verdicts],
        "absent": [indicator.id for indicator in result.absent],
        "not_applicable": [
            {
                "id": each.indicator.id,
                "reason": declared.reason,
                "source": declared.source.title if declared.source else None,
                "location": location_document(declared.location),
            }
            for each in result.not_applicable
            for declared in each.declared
        ],
        "difficulties": [
            {"text": difficulty.text, "location": location_document(difficulty.location)}
            for difficulty in result.difficulties
        ],
    }


def phase_document(phase: Phase) -> Json:
    """A phase, the same in every document; both days included."""
    return {"id": phase.id, "name": named(phase.name), "start": iso_day(phase.start), "end": iso_day(phase.end)}


def _since(assessment: Assessment) -> Json:
    """What is new, where an earlier answer was given."""
    if assessment.previous is None:
        return {}
    changes = [
        {
            "kind": each.kind.value,
            "province": each.province.id,
            "phase": each.phase.id,
            "indicator": each.verdict.indicator.id,
            "before": {
                "status": each.before.status.value if each.before.status else None,
                "target": number(each.before.target),
                "actual": number(each.before.actual),
            }
            if each.before
            else None,
        }
        for each in assessment.news
    ]
    earlier = assessment.previous.as_of.isoformat()
    return {"since": {"as_of": earlier, "changes": changes, "changed_originals": list(assessment.changed_originals)}}


def _areas(result: ProvinceResult, assessment: Assessment) -> Json:
    """The places of the level that was asked for, if one was."""
    if assessment.by is None:
        return {}
    areas = assessment.areas[result.province.area]
    return {
        "areas": [
            {
                "id": "-".join(area.node.path[-1].split()),
                "name": area.node.name,
                "parent": "-".join(area.larger.path[-1].split()) if area.larger else None,
                "indicators": [indicator_document(verdict) for verdict in area.verdicts.values()],
            }
            for area in areas
        ]
    }


def _component(result: ProvinceResult) -> Json:
    """A part of the province, with its own indicators."""
    whole = _province(result)
    return {key: whole[key] for key in ("id", "name", "era", "code", "completion", "coverage", "counts", "indicators")}


def _part(part: Part) -> Json:
    """A part that isn't in the figure, with what it has."""
    verdict = part.verdict
    return {
        "id": part.province.id,
        "name": part.province.name,
        "target": number(verdict.asked if verdict else None),
        "actual": number(verdict.actual.value if verdict else None),
        "observed_on": iso_day(verdict.actual.observed_on if verdict else None),
        "status": verdict.status.value if verdict and verdict.status else None,
    }


def indicator_document(verdict: Verdict) -> Json:
    """One row of a province, the country, a part or a place."""
    indicator, actual = verdict.indicator, verdict.actual
    return {
        "id": indicator.id,
        "name": named(indicator.name),
        "unit": named(indicator.unit),
        "kind": indicator.kind.value,
        "core": indicator.core,
        "target": number(verdict.asked),
        "target_original": number(verdict.asked_originally),
        "opening": number(verdict.opening),
        "opening_on": iso_day(max((opening.day for opening in verdict.openings), default=None)),
        "actual": number(actual.value),
        "if_kept": number(actual.if_kept),
        "qualifier": _value(actual.qualifier),
        "observed_on": iso_day(actual.observed_on),
        "stale": verdict.stale,
        "completion": number(verdict.completion),
        "completion_original": number(verdict.completion_original),
        **_expected(verdict.expectation),
        "pace": number(verdict.pace),
        "remaining": number(verdict.remaining),
        "year": _year(verdict.year),
        "status": _value(verdict.status),
        "due": verdict.due,
        "missed_dues": [{"on": iso_day(due.day), "expected": number(due.amount)} for due in verdict.missed_dues],
        "reason": _value(verdict.reason),
        "reason_text": tr(REASONS[verdict.reason]) if verdict.reason else None,
        **_claim(verdict.claim),
        "incomplete": verdict.incomplete,
        "excluded": [_part(part) for part in verdict.excluded],
        "splits": [_division(division) for division in verdict.divisions],
        "target_source": location_document(verdict.version.location if verdict.version else None),
        "opening_sources": list(map(location_document, cells_of(verdict.openings))),
        "actual_sources": list(map(location_document, cells_of(actual.used))),
        "evidence": [_evidence(paper) for paper in verdict.evidence],
    }


def _expected(expectation: Expectation | None) -> Json:
    if expectation is None:
        return {"expected": None, "expected_on": None, "basis": None}
    return {
        "expected": number(expectation.amount),
        "expected_on": iso_day(expectation.day),
        "basis": str(expectation.basis),
    }


def _claim(checked: CheckedClaim | None) -> Json:
    if checked is None:
        return {"claim": None, "claim_agrees": None}
    return {"claim": number(checked.claim.ratio), "claim_agrees": checked.agrees}


def _value(choice: StrEnum | None) -> str | None:
    return choice.value if choice else None


def _evidence(paper: Evidence) -> Json:
    """A paper that is named; its path is null where it is no file, or one that isn't there."""
    return {
        "text": paper.text,
        "kind": paper.kind.value,
        "path": paper.path,
        "location": location_document(paper.location),
    }


def _division(division: Division) -> Json:
    """The figure by one split; its parts are in the figure already."""
    return {
        "id": division.split.id,
        "name": named(division.split.name),
        "adds_up": division.adds_up,
        "parts": [
            {
                "name": named(part.name),
                "value": number(part.value),
                "qualifier": part.qualifier.value if part.qualifier else None,
                "share": number(part.share),
                "sources": [location_document(cell) for cell in part.cells],
            }
            for part in division.parts
        ],
    }


def _year(year: YearAlone | None) -> Json | None:
    """The year of the figure by itself."""
    if year is None:
        return None
    return {
        "year": year.year,
        "target": number(year.target),
        "actual": number(year.actual),
        "completion": number(year.completion),
    }


def number(value: Decimal | Fraction | None) -> int | float | None:
    """Whole numbers as such, anything else rounded to six decimals from the exact value."""
    if value is None:
        return None
    rounded = round_half_up(value, _DECIMALS)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)
