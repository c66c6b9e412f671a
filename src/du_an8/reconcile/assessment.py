"""The provinces that a question is about, judged together."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.decisions.facts import Decision
from du_an8.findings import Finding, Severity, ordered, unsettled
from du_an8.programme.catalogue import Indicator, Programme
from du_an8.programme.phases import Phase
from du_an8.programme.provinces import COUNTRY, Province, Provinces
from du_an8.reconcile.areas import AreaResult
from du_an8.reconcile.checks.repeats import check_copied_places
from du_an8.reconcile.checks.timing import stale_report
from du_an8.reconcile.judge_provinces import (
    NOTHING_JUDGED,
    Asked,
    Judged,
    ProvinceJudge,
    choices,
    judge_all,
    to_come_elsewhere,
)
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.province import ProvinceResult
from du_an8.reconcile.records import Records
from du_an8.reconcile.replaced import settle_replaced
from du_an8.reconcile.settling import Settling
from du_an8.reconcile.since import News, NewsKind, Previous, changed_originals, news
from du_an8.reports.explaining import explained, unmatched, with_reports
from du_an8.reports.file_account import FileAccount
from du_an8.vietnamese.places import PlaceLevel

_BORROWED = "catalogue-carried-over"


class Assessment(Struct, frozen=True, dict=True):
    """The answer to `check`; every output reads it.

    Attributes:
        programme: of all phases; see `programme_of`.
        phase: the one that is asked for; a province of which nothing is on file in it is shown in one before.
        results: a province each.
        findings: about the data and the provinces, in reading order.
        files: the cell account of each workbook.
        country: the whole country, where it was asked for; its components are all provinces with data.
        by: the level of places that was asked for.
        areas: by the area of the province, its places of that level.
        previous: the earlier answer that this one was held against.
        earlier: where it was asked for, the answer in each phase before, the oldest first: the provinces that have
            anything in it.
    """

    as_of: date
    programme: Programme
    phase: Phase
    results: tuple[ProvinceResult, ...]
    findings: tuple[Finding, ...]
    files: tuple[FileAccount, ...]
    country: ProvinceResult | None = None
    by: PlaceLevel | None = None
    areas: Mapping[str, tuple[AreaResult, ...]] = field(default_factory=dict)
    previous: Previous | None = None
    earlier: "tuple[Assessment, ...]" = ()

    def programme_of(self, result: ProvinceResult) -> Programme:
        """The programme as a province was judged by it."""
        return self.programme.in_phase(result.phase)

    def earlier_of(self, result: ProvinceResult) -> list[ProvinceResult]:
        """How a province stood in the phases before the one in which it is shown, the oldest first."""
        shown = (then for answer in self.earlier for then in answer.subjects if then.province == result.province)
        return [then for then in shown if then.phase != result.phase]

    @cached_property
    def news(self) -> tuple[News, ...]:
        """What is new since the earlier answer."""
        return news(self.results, self.previous) if self.previous else ()

    @property
    def changed_originals(self) -> tuple[str, ...]:
        """Paths of the reports that were changed since the earlier answer."""
        return changed_originals(self.files, self.previous) if self.previous else ()

    @property
    def newly_lagging(self) -> list[News]:
        """What lags now and didn't before."""
        return [each for each in self.news if each.kind is NewsKind.LAGGING]

    @property
    def subjects(self) -> tuple[ProvinceResult, ...]:
        """Everything that was asked for: the country, if it was, then the provinces."""
        return (*([self.country] if self.country else ()), *self.results)

    def findings_about(self, result: ProvinceResult) -> list[Finding]:
        """The findings about a province and those that it was formed from; the country's provinces have their own."""
        areas = _areas_of(result)
        return [finding for finding in self.findings if finding.province in areas]

    def findings_on(self, result: ProvinceResult, indicator: Indicator) -> list[Finding]:
        """The findings about one indicator of an area, and about files and rows that may hide a figure of it."""
        of_province = [finding for finding in self.findings if finding.province == result.province.area]
        return [each for each in of_province if each.indicator == indicator.id or _may_hide_a_figure(each)]

    def only(self, result: ProvinceResult, provinces: Provinces) -> "Assessment":
        """The answer that would have been given had this province alone been asked for.

        Of an area that was merged, without the remark on the age of its figures: its new province has that.
        """
        areas = _areas_of(result)

        def concerns(path: str) -> bool:
            named = provinces.areas_on_path(path)
            return result.province.is_country or not named or bool(named & areas)

        def is_told(finding: Finding) -> bool:
            if finding.rule == _BORROWED:
                return finding.parameters["id"] == result.phase.id
            if finding.province is None:
                return finding.location is None or concerns(finding.location.path)
            return finding.province in areas

        whole = result.province.is_country
        return replace(
            self,
            results=() if whole else (result,),
            country=result if whole else None,
            findings=tuple(finding for finding in self.findings if is_told(finding)),
            files=tuple(file for file in self.files if concerns(file.path)),
            earlier=(),
        )

    @property
    def other_findings(self) -> list[Finding]:
        """The findings about nothing that was asked for: files, other provinces."""
        asked = {area for result in self.subjects for area in _areas_of(result)}
        return [finding for finding in self.findings if finding.province not in asked]

    @property
    def judged(self) -> list[ProvinceResult]:
        """Every area judged, each once: those listed, their parts, the country and its provinces."""
        tops = [*self.results, *(self.country.components if self.country else ())]
        results = [part for top in tops for part in (*top.components, top)]
        return list({r.province: r for r in (*results, *self.subjects)}.values())

    def count(self, severity: Severity) -> int:
        """How many open findings have a severity."""
        return len(unsettled(self.findings, severity))

    @property
    def lagging(self) -> list[Verdict]:
        """All verdicts behind plan."""
        return [verdict for result in self.results for verdict in result.lagging]

    @property
    def missing(self) -> list[Verdict]:
        """All verdicts without the figure that fell due."""
        return [verdict for result in self.results for verdict in result.missing]


def _areas_of(result: ProvinceResult) -> frozenset[str]:
    parts = () if result.province.is_country else result.components
    return frozenset({result.province.area, *(part.province.area for part in parts)})


def assess(
    records: Records,
    places: Sequence[Province] | None,
    asked: Asked,
    data_findings: Iterable[Finding] = (),
    *,
    national: bool = False,
) -> Assessment:
    """Judge each province that was asked for.

    Args:
        places: None asks for all of which there is data; the country may be among them.
        data_findings: what came up while the data was read.
        national: judge the country, too.
    """
    national = national or any(province.is_country for province in places or ())
    judged = judge_places(records, places, asked, data_findings, everywhere=national or places is None)
    if national:
        known = {result.province for result in judged.results}
        others = [place for place in asked.listed(records) if place not in known]
        return conclude(records, judged, asked, beside=judge_all(records, others, replace(asked, by=None)))
    return conclude(records, judged, asked)


def judge_places(
    records: Records,
    places: Sequence[Province] | None,
    asked: Asked,
    data_findings: Iterable[Finding],
    *,
    everywhere: bool,
) -> Judged:
    """Judge each province that was asked for, by itself.

    Args:
        places: see `assess`.
        data_findings: see `assess`.
        everywhere: whether what is told of provinces that aren't listed belongs to the answer.
    """
    listed = asked.listed(records) if places is None else [place for place in places if not place.is_country]
    elsewhere = to_come_elsewhere(records, asked) if everywhere else []
    return judge_all(records, listed, asked, [*data_findings, *elsewhere])


def conclude(records: Records, judged: Judged, asked: Asked, *, beside: Judged | None = None) -> Assessment:
    """The answer, from the provinces that were judged.

    Args:
        records: what is on file of the country, and the decisions.
        judged: the provinces that were asked for.
        beside: the other provinces with data; given where the country is asked for.
    """
    country, of_country = _with_country(records, judged, asked, beside) if beside else (None, [])
    programme = records.programme
    subjects = [*judged.results, *([country] if country else [])]
    old = [finding for result in judged.results for finding in stale_report(result, programme.in_phase(result.phase))]
    copied = check_copied_places([(each.province, each.verdicts) for each in _each_area(judged.results)])
    places = [result.province for result in judged.results]
    settling = Settling(
        records.decisions,
        asked.as_of,
        lambda decision: _concerns(decision, records, places, national=country is not None),
    )
    findings = [
        *judged.findings,
        *old,
        *copied,
        *of_country,
        *_borrowed(programme, {result.phase.id for result in subjects}),
    ]
    return Assessment(
        as_of=asked.as_of,
        programme=programme,
        phase=asked.phase_in(records),
        results=judged.results,
        findings=tuple(ordered(settling.settle(_with_what_came_after(findings, judged, beside, asked.as_of)))),
        files=judged.files,
        country=country,
        by=asked.by,
        areas=judged.areas,
        earlier=tuple(_conclude_earlier(records, judged, asked, beside)),
    )


def _with_what_came_after(
    findings: Iterable[Finding], judged: Judged, beside: Judged | None, as_of: date
) -> list[Finding]:
    """The findings with what provinces answered or sent anew, and with answers to others, which aren't told now."""
    both = judged.plus(beside) if beside else judged
    explanations = with_reports(both.explanations, both.files)
    answered = explained(ordered(findings), explanations)
    of_reading = {(finding.key, finding.location) for finding in both.of_data}
    settled = settle_replaced(answered, of_reading, both.files, as_of)
    return ordered([*settled, *unmatched(answered, explanations)])


def _each_area(results: Iterable[ProvinceResult]) -> list[ProvinceResult]:
    """Every province that was judged, those that larger ones were formed from among them."""
    return [area for result in results for area in (*result.components, result)]


def _with_country(
    records: Records, judged: Judged, asked: Asked, beside: Judged
) -> tuple[ProvinceResult, list[Finding]]:
    """The country, and what is to be said of it and of the provinces that weren't asked for."""
    everywhere = sorted([*judged.results, *beside.results], key=lambda result: result.province.code)
    country = _country(records, everywhere, asked)
    known = {result.province for result in everywhere}
    others = [part for part in country.components if part.province not in known]
    return country, [*country.findings, *beside.findings, *(each for part in others for each in part.findings)]


def _conclude_earlier(records: Records, judged: Judged, asked: Asked, beside: Judged | None) -> Iterator[Assessment]:
    """The answer in each phase before that anything is judged in."""
    for phase in records.programme.phases:
        if phase.id in {*judged.earlier, *(beside.earlier if beside else ())}:
            then = replace(asked, phase=phase, by=None, earlier=False)
            others = _in_phase(beside, phase) if beside else None
            yield conclude(records, _in_phase(judged, phase), then, beside=others)


def _in_phase(judged: Judged, phase: Phase) -> Judged:
    """Those that were judged in a phase: as it was, and because nothing is on file of them later."""
    then = judged.earlier.get(phase.id, NOTHING_JUDGED)
    results = [*then.results, *(result for result in judged.results if result.phase == phase)]
    results.sort(key=lambda result: result.province.code)
    return replace(
        then, results=tuple(results), findings=(*judged.of_data, *then.findings), files=judged.files, earlier={}
    )


def _borrowed(programme: Programme, shown: Collection[str]) -> Iterator[Finding]:
    """A phase that is judged by the indicators of the phase before says so, once."""
    for earlier, phase in pairwise(programme.phases):
        if phase.id in programme.carried_over and phase.id in shown:
            yield Finding(_BORROWED, None, {"phase": phase.name, "other": earlier.name, "id": phase.id})


def _country(records: Records, everywhere: Sequence[ProvinceResult], asked: Asked) -> ProvinceResult:
    country = ProvinceJudge(records, asked).country(everywhere)
    if chosen := choices(records.decisions, country.findings, asked.as_of):
        return ProvinceJudge(records.choosing(chosen), asked).country(everywhere)
    return country


def _concerns(decision: Decision, records: Records, listed: Sequence[Province], *, national: bool) -> bool:
    """Whether a decision is about any province that was asked for."""
    asked = {area for p in listed for area in (p.area, *(part.area for part in records.provinces.parts(p)))}
    asked |= {COUNTRY} if national else set()
    named = records.provinces.areas_on_path(f"/{decision.file}") if decision.file else frozenset()
    return bool(asked & (decision.areas or named)) or not (decision.areas or named)


def _may_hide_a_figure(finding: Finding) -> bool:
    """Whether a whole file, sheet or row is at fault: then nobody knows what it says of any one indicator."""
    return finding.indicator is None and finding.severity is Severity.ERROR
