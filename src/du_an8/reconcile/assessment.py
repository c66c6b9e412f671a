"""The provinces that a question is about, judged together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from du_an8.findings import Finding, Severity, ordered
from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import Province, Provinces, era_of
from du_an8.reconcile.province import ProvinceResult, judge_province
from du_an8.reconcile.verdict import Verdict
from du_an8.reports.facts import FileAccount, Reports
from du_an8.targets.facts import Targets


@dataclass(frozen=True)
class Assessment:
    """The answer to `check`; every output reads it.

    Attributes:
        results: a province each.
        findings: about the data and the provinces, in reading order.
        files: the cell account of each workbook.
    """

    as_of: date
    programme: Programme
    results: tuple[ProvinceResult, ...]
    findings: tuple[Finding, ...]
    files: tuple[FileAccount, ...]

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def lagging(self) -> list[Verdict]:
        """All verdicts behind plan."""
        return [verdict for result in self.results for verdict in result.lagging]

    @property
    def missing(self) -> list[Verdict]:
        """All verdicts without the figure that fell due."""
        return [verdict for result in self.results for verdict in result.missing]


def assess(  # noqa: PLR0913, PLR0917  # facts of each kind
    asked: Sequence[Province],
    as_of: date,
    programme: Programme,
    targets: Targets,
    reports: Reports,
    data_findings: Iterable[Finding],
) -> Assessment:
    """Judge each province that was asked for."""
    results = tuple(judge_province(province, programme, targets, reports, as_of) for province in asked)
    findings = [*data_findings, *(finding for result in results for finding in result.findings)]
    return Assessment(as_of, programme, results, tuple(ordered(findings)), reports.files)


def provinces_answering(province: Province, provinces: Provinces, areas_with_data: frozenset[str]) -> list[Province]:
    """A merged province answers for itself and, each apart, for the parts that have data."""
    parts = [part for part in provinces.parts(province) if part.area in areas_with_data]
    if province.area in areas_with_data or not parts:
        return [province, *parts]
    return parts


def provinces_with_data(provinces: Provinces, areas_with_data: frozenset[str], as_of: date) -> list[Province]:
    """The provinces to list when none is named: those of the date's era, with their parts."""
    listed: list[Province] = []
    for province in provinces.by_era[era_of(as_of)].values():
        answering = provinces_answering(province, provinces, areas_with_data)
        listed += [answer for answer in answering if answer.area in areas_with_data]
    return listed


def areas_with_data(targets: Targets, reports: Reports) -> frozenset[str]:
    """Areas of which any file says anything."""
    told = {
        *targets.by_area,
        *targets.difficulties,
        *reports.difficulties,
        *(area for area, _ in targets.unreadable),
    }
    told |= {observation.area for observation in reports.observations}
    told |= {claim.area for claim in reports.claims} | {plan.area for plan in reports.plans}
    return frozenset(told)
