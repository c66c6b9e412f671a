"""JUnit XML: a suite for each province, a case for each indicator and each finding.

Lagging, missing, error and warning are failures, whatever `--fail-on` says; what was settled is skipped.
"""

from collections.abc import Iterable
from xml.etree import ElementTree as ET  # only written, never read

from du_an8.findings import Finding, Severity
from du_an8.language.texts import named, tr
from du_an8.outputs.plain_text import for_xml
from du_an8.outputs.wording import phrases, standings
from du_an8.programme.catalogue import Programme
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.judging.verdict import Verdict

_FAILING = {Severity.ERROR, Severity.WARNING}


def render_check(assessment: Assessment) -> str:
    """The indicators of the provinces listed, and all findings with the province that they are about."""
    root = ET.Element("testsuites", name="du-an8 check")
    for result in assessment.subjects:
        of_phase = f" · {named(result.phase.name)}" if result.phase != assessment.phase else ""
        suite = _suite(root, f"{result.province.name}{of_phase}")
        for verdict in result.core:
            _verdict(suite, result.province.name, verdict, assessment.programme_of(result))
        for finding in assessment.findings_about(result):
            _finding(suite, result.province.name, finding)
        _count(suite)
    _rest(root, assessment.other_findings)
    return _text(root)


def render_findings(findings: Iterable[Finding]) -> str:
    """Findings alone, in one suite."""
    root = ET.Element("testsuites", name="du-an8 validate")
    _rest(root, findings)
    return _text(root)


def _rest(root: ET.Element, findings: Iterable[Finding]) -> None:
    data = tr("dữ liệu")
    suite = _suite(root, data)
    for finding in findings:
        _finding(suite, data, finding)
    _count(suite)


def _suite(root: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(root, "testsuite", name=for_xml(name))


def _verdict(suite: ET.Element, place: str, verdict: Verdict, programme: Programme) -> None:
    case = ET.SubElement(suite, "testcase", classname=for_xml(place), name=for_xml(phrases.name(verdict.indicator)))
    text = standings.standing(verdict)
    if verdict.lagging:
        text = f"{text}; {standings.shortfall(verdict, programme)}"
    elif verdict.missing:
        text = f"{text}; {standings.missed(verdict)}"
    if verdict.lagging or verdict.missing:
        _fail(case, phrases.status(verdict), text)
    else:
        ET.SubElement(case, "system-out").text = for_xml(text)


def _finding(suite: ET.Element, place: str, finding: Finding) -> None:
    name = f"{finding.rule}: {finding.location or finding.message}"
    case = ET.SubElement(suite, "testcase", classname=for_xml(place), name=for_xml(name))
    text = "\n".join([finding.message, *map(str, filter(None, (finding.location, *finding.related))), finding.hint])
    if finding.settled:
        ET.SubElement(case, "skipped", message=for_xml(phrases.settled_because(finding.settled)))
    elif finding.severity in _FAILING:
        _fail(case, finding.message, text)
    else:
        ET.SubElement(case, "system-out").text = for_xml(text)


def _fail(case: ET.Element, message: str, text: str) -> None:
    ET.SubElement(case, "failure", message=for_xml(message)).text = for_xml(text)


def _count(suite: ET.Element) -> None:
    for name, tag in (("tests", "testcase"), ("failures", "testcase/failure"), ("skipped", "testcase/skipped")):
        suite.set(name, str(len(suite.findall(tag))))


def _text(root: ET.Element) -> str:
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
