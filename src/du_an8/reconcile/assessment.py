"""The provinces that a question is about, judged together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from du_an8.decisions.facts import Decision, in_folder
from du_an8.findings import Finding, Severity, ordered
from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import COUNTRY, Province, Provinces, era_of
from du_an8.reconcile.areas import AreaResult, judge_areas
from du_an8.reconcile.checks.timing import future_reports
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.province import ProvinceResult, judge_province, stale_report
from du_an8.reconcile.rollup import Constituent, RollUp
from du_an8.reconcile.settling import Settling
from du_an8.reconcile.since import News, NewsKind, Previous, news
from du_an8.reports.facts import NO_REPORTS, FileAccount, Reports
from du_an8.targets.facts import Targets
from du_an8.targets.national import with_national
from du_an8.vietnamese.places import PlaceLevel


@dataclass(frozen=True)
class Assessment:
    """The answer to `check`; every output reads it.

    Attributes:
        results: a province each.
        findings: about the data and the provinces, in reading order.
        files: the cell account of each workbook.
        country: the whole country, where it was asked for; its components are all provinces with data.
        by: the level of places that was asked for.
        areas: by the area of the province, its places of that level.
        previous: the earlier answer that this one was held against.
    """

    as_of: date
    programme: Programme
    results: tuple[ProvinceResult, ...]
    findings: tuple[Finding, ...]
    files: tuple[FileAccount, ...]
    country: ProvinceResult | None = None
    by: PlaceLevel | None = None
    areas: Mapping[str, tuple[AreaResult, ...]] = field(default_factory=dict)
    previous: Previous | None = None

    @cached_property
    def news(self) -> tuple[News, ...]:
        """What is new since the earlier answer."""
        return news(self.results, self.previous) if self.previous else ()

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

    def only(self, result: ProvinceResult, provinces: Provinces) -> "Assessment":
        """The answer that would have been given had this province alone been asked for.

        Of an area that was merged, without the remark on the age of its figures: its new province has that.
        """
        areas = _areas_of(result)

        def concerns(path: str) -> bool:
            named = provinces.areas_on_path(path)
            return result.province.is_country or not named or bool(named & areas)

        def is_told(finding: Finding) -> bool:
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
        found = [part for top in tops for part in (*top.components, top)]
        return list({r.province: r for r in (*found, *self.subjects)}.values())

    def count(self, severity: Severity) -> int:
        """How many open findings have a severity."""
        return sum(finding.severity is severity and not finding.settled for finding in self.findings)

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


@dataclass(frozen=True)
class Facts:
    """Everything that was read."""

    programme: Programme
    provinces: Provinces
    targets: Targets
    reports: Reports
    decisions: tuple[Decision, ...] = ()

    @cached_property
    def areas(self) -> frozenset[str]:
        """Areas of which any file says anything."""
        targets, reports = self.targets, self.reports
        told = {*targets.by_area, *targets.difficulties, *(area for area, _ in targets.unreadable)}
        return frozenset(told | set(reports.by_area))

    def has_data(self, province: Province) -> bool:
        """Whether anything is on file of a province or of a part that it was formed from."""
        return bool(self.areas & {province.area, *(part.area for part in self.provinces.parts(province))})

    def choosing(self, chosen: frozenset[tuple[str, str, str]]) -> "Facts":
        """The same, with the rows of (area, indicator, file) marked that count although others contradict them."""
        rows = tuple(
            replace(row, chosen=(row.area, row.indicator, in_folder(row.location.path)) in chosen)
            for row in self.reports.observations
        )
        return replace(self, reports=replace(self.reports, observations=rows))

    def with_data(self, as_of: date) -> list[Province]:
        """The provinces to list when none is named: those of the date's era."""
        return [province for province in self.provinces.by_era[era_of(as_of)].values() if self.has_data(province)]


def assess(  # noqa: PLR0913  # what is on file, and what is asked
    facts: Facts,
    asked: Sequence[Province] | None,
    as_of: date,
    data_findings: Iterable[Finding] = (),
    *,
    national: bool = False,
    by: PlaceLevel | None = None,
    today: date | None = None,
) -> Assessment:
    """Judge each province that was asked for.

    Args:
        asked: None asks for all of which there is data; the country may be among them.
        data_findings: what came up while the data was read.
        national: judge the country, too.
        by: judge the places of this level, too.
        today: figures of later days are faults; None looks for none.
    """
    national = national or any(province.is_country for province in asked or ())
    listed = facts.with_data(as_of) if asked is None else [place for place in asked if not place.is_country]
    settling = Settling(facts.decisions, as_of, lambda decision: _concerns(decision, facts, listed, national=national))
    bare = _judge_all(facts, listed, as_of, national=national)
    # What people chose among contradicting reports is judged as if the others had not been sent.
    if chosen := settling.chosen(finding for result in bare.judged for finding in result.findings):
        bare = _judge_all(facts.choosing(chosen), listed, as_of, national=national)
    findings = [*data_findings, *(finding for result in bare.judged for finding in result.findings)]
    findings += [finding for result in bare.results for finding in stale_report(result, facts.programme)]
    areas_judged = {result.province.area for result in bare.judged}
    told = [row for row in facts.reports.observations if row.area in areas_judged]
    findings += future_reports(told, today) if today else []
    areas = {r.province.area: judge_areas(r, by, facts.programme) for r in bare.results} if by else {}
    return replace(bare, findings=tuple(ordered(settling.settle(ordered(findings)))), by=by, areas=areas)


def _judge_all(facts: Facts, listed: Sequence[Province], as_of: date, *, national: bool) -> Assessment:
    """Everything but what is only told once all is judged."""
    bench = _Bench(facts, as_of)
    results = tuple(bench.judged(province) for province in listed)
    country = bench.country() if national else None
    return Assessment(as_of, facts.programme, results, (), facts.reports.files, country)


def _concerns(decision: Decision, facts: Facts, listed: Sequence[Province], *, national: bool) -> bool:
    """Whether a decision is about any province that was asked for."""
    asked = {area for p in listed for area in (p.area, *(part.area for part in facts.provinces.parts(p)))}
    asked |= {COUNTRY} if national else set()
    folders = (decision.file or "").split("/")
    named = facts.provinces.areas_named(folders[-2]) if len(folders) > 1 else frozenset()
    return bool(asked & (decision.areas or named)) or not (decision.areas or named)


@dataclass(frozen=True)
class _Bench:
    """Judges each province once, however often it is asked for."""

    facts: Facts
    as_of: date
    done: dict[Province, ProvinceResult] = field(default_factory=dict)

    def judged(self, province: Province) -> ProvinceResult:
        if province not in self.done:
            components = [self.judged(part) for part in self.facts.provinces.parts(province)]
            whole = self._roll_up(province, components, taken_over=True, all_known=True) if components else None
            own = self._own(province, self.facts.targets, whole)
            told = (*own.difficulties, *(told for part in components for told in part.difficulties))
            self.done[province] = replace(own, components=tuple(components), difficulties=told)
        return self.done[province]

    def country(self) -> ProvinceResult:
        """The country, from what TW Hội reports and from its provinces: those it lists, else those with data."""
        facts = self.facts
        province = facts.provinces.country[era_of(self.as_of)]
        names = [place.name for place in facts.targets.places.get(province.area, ())]
        listed = [found for name in names if (found := facts.provinces.find(name, self.as_of))]
        components = [self.judged(each) for each in dict.fromkeys([*listed, *facts.with_data(self.as_of)])]
        whole = self._roll_up(province, components, taken_over=False, all_known=bool(listed))
        return replace(
            self._own(province, with_national(facts.targets, facts.programme), whole), components=tuple(components)
        )

    def _own(self, province: Province, targets: Targets, whole: RollUp | None) -> ProvinceResult:
        reports = self.facts.reports.by_area.get(province.area, NO_REPORTS)
        return judge_province(province, self.facts.programme, targets, reports, self.as_of, whole)

    def _roll_up(
        self, province: Province, components: Iterable[ProvinceResult], *, taken_over: bool, all_known: bool
    ) -> RollUp:
        parts = tuple(
            Constituent(result.province, {verdict.indicator.id: verdict for verdict in result.verdicts})
            for result in components
        )
        return RollUp(province, parts, self.facts.programme, self.as_of, taken_over=taken_over, all_known=all_known)
