"""Provinces judged one by one; those that stand apart may be judged apart, and be put together afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.decisions.facts import Decision
from du_an8.findings import Finding
from du_an8.programme.catalogue import Phase
from du_an8.programme.provinces import NEW_ERA_STARTS, Province, era_of
from du_an8.reconcile.areas import AreaResult, judge_areas
from du_an8.reconcile.checks.timing import future_reports
from du_an8.reconcile.judge_province import judge_province
from du_an8.reconcile.judging.expectation import Opening
from du_an8.reconcile.on_file import Facts, OnFile
from du_an8.reconcile.openings import openings
from du_an8.reconcile.province import ProvinceResult
from du_an8.reconcile.rollup import Constituent, RollUp
from du_an8.reconcile.settling import Settling
from du_an8.reports.facts import NO_REPORTS, Explanation, FileAccount
from du_an8.targets.facts import Targets
from du_an8.targets.national import with_national
from du_an8.vietnamese.places import PlaceLevel


class Judged(Struct, frozen=True):
    """Some provinces, with all that there is to say of them; nothing of it is held against decisions yet.

    Attributes:
        areas: by the area of a province, its places of the level that was asked for.
        files: the cell account of each workbook that was read for them.
        of_data: those of the findings that came up while the data was read; they are the same in every phase.
        earlier: by the id of the phase, those that are shown in a later one, as they stood in it, with what is to be
            said of them alone.
        explanations: what provinces answered to findings that were sent back to them.
    """

    results: tuple[ProvinceResult, ...]
    findings: tuple[Finding, ...]
    files: tuple[FileAccount, ...]
    areas: Mapping[str, tuple[AreaResult, ...]] = field(default_factory=dict)
    of_data: tuple[Finding, ...] = ()
    earlier: "Mapping[str, Judged]" = field(default_factory=dict)
    explanations: tuple[Explanation, ...] = ()

    def light(self) -> "Judged":
        """Without the rows of single places, which are only needed while a province is judged."""
        earlier = {phase: judged.light() for phase, judged in self.earlier.items()}
        return replace(self, results=tuple(map(_light, self.results)), earlier=earlier)

    def plus(self, other: "Judged") -> "Judged":
        """Both together; a file that both read is the same in both."""
        files = {file.path: file for file in (*self.files, *other.files)}
        phases = dict.fromkeys([*self.earlier, *other.earlier])
        return Judged(
            (*self.results, *other.results),
            (*self.findings, *other.findings),
            tuple(files[path] for path in sorted(files, key=lambda path: path.split("/"))),
            {**self.areas, **other.areas},
            (*self.of_data, *other.of_data),
            {
                phase: self.earlier.get(phase, NOTHING_JUDGED).plus(other.earlier.get(phase, NOTHING_JUDGED))
                for phase in phases
            },
            tuple(dict.fromkeys([*self.explanations, *other.explanations])),
        )


NOTHING_JUDGED = Judged((), (), ())


def _light(result: ProvinceResult) -> ProvinceResult:
    return replace(result, below=None, told={}, components=tuple(map(_light, result.components)))


class Asked(Struct, frozen=True):
    """On which day, and in which phase.

    Attributes:
        phase: None for that of the day, and for provinces of which nothing is on file in it, the newest before.
        by: judge the places of this level, too.
        today: figures of later days are faults; None looks for none.
        earlier: judge the phases before the one in which a province is shown, too.
    """

    as_of: date
    phase: Phase | None = None
    by: PlaceLevel | None = None
    today: date | None = None
    earlier: bool = False

    def phase_in(self, on_file: OnFile) -> Phase:
        """The phase that is asked for."""
        return self.phase or on_file.programme.phase_on(self.as_of)

    def phase_of(self, province: Province, on_file: OnFile) -> Phase:
        """The phase in which a province is shown."""
        return self.phase or on_file.phase_shown(province, self.phase_in(on_file), self.as_of)

    def listed(self, on_file: OnFile) -> list[Province]:
        """The provinces to show when none is named."""
        phase = self.phase_in(on_file)
        earlier = [] if self.phase else on_file.programme.before(phase)
        return on_file.with_data(self.as_of, [phase, *earlier])


def judge_all(
    on_file: OnFile, listed: Iterable[Province], asked: Asked, data_findings: Iterable[Finding] = ()
) -> Judged:
    """Judge provinces, none of which is a part of another.

    Args:
        data_findings: what came up while the data was read.
    """
    on_file, results = _with_choices(on_file, list(listed), asked)
    data_findings = list(data_findings)
    earlier = _judge_earlier(on_file, results, asked)
    all_of_them = [part for result in results for part in (*result.components, result)]
    findings = [*data_findings, *(finding for result in all_of_them for finding in result.findings)]
    areas = {result.province.area for result in all_of_them}
    told = [row for row in on_file.reports.observations if row.area in areas]
    findings += future_reports(told, asked.today) if asked.today else []
    below = _judge_below(on_file, results, asked.by) if asked.by else {}
    return Judged(
        tuple(results),
        tuple(findings),
        on_file.reports.files,
        below,
        tuple(data_findings),
        earlier,
        on_file.reports.explanations,
    )


def _judge_below(
    on_file: OnFile, results: Iterable[ProvinceResult], level: PlaceLevel
) -> dict[str, tuple[AreaResult, ...]]:
    """By the area of a province, its places of a level."""
    programme = on_file.programme
    return {each.province.area: judge_areas(each, level, programme.in_phase(each.phase)) for each in results}


def _judge_earlier(on_file: OnFile, results: Iterable[ProvinceResult], asked: Asked) -> dict[str, Judged]:
    """How provinces stood in the phases before the one in which they are shown; of a phase that is named, nothing."""
    programme = on_file.programme
    found = {}
    for phase in programme.phases if asked.earlier and asked.phase is None else ():
        later = [result.province for result in results if phase in programme.before(result.phase)]
        told = [province for province in later if on_file.has_data(province, phase)]
        if told:
            then = replace(asked, phase=phase, by=None, earlier=False)
            found[phase.id] = judge_all(on_file, told, then)
    return found


def to_come_elsewhere(on_file: OnFile, asked: Asked) -> list[Finding]:
    """Figures of days to come, of provinces of which nothing else is on file: none of them is listed."""
    parts = on_file.provinces.parts
    listed = {area.area for province in asked.listed(on_file) for area in (province, *parts(province))}
    rows = [row for row in on_file.reports.observations if row.area not in listed]
    return list(future_reports(rows, asked.today)) if asked.today else []


def _with_choices(on_file: OnFile, listed: Sequence[Province], asked: Asked) -> tuple[OnFile, list[ProvinceResult]]:
    """What people chose among contradicting reports is judged as if the others had not been sent."""
    judge = ProvinceJudge(on_file, asked)
    results = [judge.shown(province) for province in listed]
    found = [finding for result in judge.done.values() for finding in result.findings]
    if not (chosen := choices(on_file.decisions, found, asked.as_of)):
        return on_file, results
    on_file = on_file.choosing(chosen)
    judge = ProvinceJudge(on_file, asked)
    return on_file, [judge.shown(province) for province in listed]


def choices(decisions: Sequence[Decision], findings: Iterable[Finding], as_of: date) -> frozenset[tuple[str, str, str]]:
    """(area, indicator, file) of the reports that people chose."""
    return Settling(decisions, as_of, lambda _: False).chosen(findings)


class ProvinceJudge(Struct, frozen=True):
    """Judges each province once in each phase, however often it is asked for."""

    on_file: OnFile
    asked: Asked
    done: dict[tuple[str, Province], ProvinceResult] = field(default_factory=dict)

    def shown(self, province: Province) -> ProvinceResult:
        """A province, in the phase in which it is shown."""
        return self.judged(province, self.asked.phase_of(province, self.on_file))

    def judged(self, province: Province, phase: Phase) -> ProvinceResult:
        """A province, from its own reports and the parts that it was formed from."""
        key = phase.id, province
        if key not in self.done:
            # Parts that ended before a phase began have nothing to do with it.
            parts = self.on_file.provinces.parts(province) if phase.start < NEW_ERA_STARTS else []
            components = [self.judged(part, phase) for part in parts]
            whole = self._roll_up(province, phase, components, taken_over=True, all_known=True) if components else None
            own = self._own(province, phase, self.on_file.in_phase(phase).targets, whole)
            told = (*own.difficulties, *(told for part in components for told in part.difficulties))
            self.done[key] = replace(own, components=tuple(components), difficulties=told)
        return self.done[key]

    def country(self, known: Iterable[ProvinceResult]) -> ProvinceResult:
        """The country, from what TW Hội reports and from its provinces: those it lists, then those with data.

        Args:
            known: the provinces with data; those that are shown in another phase than the country are no part of it.
        """
        on_file, as_of = self.on_file, self.asked.as_of
        province = on_file.provinces.country[era_of(as_of)]
        phase = self._phase_of_country(province, known)
        here = [result for result in known if result.phase == phase]
        self.done.update({(phase.id, result.province): result for result in here})
        listed = on_file.listed_by_country(as_of, phase)
        apart = self._apart([*listed, *(result.province for result in here)])
        components = [self.judged(each, phase) for each in apart]
        whole = self._roll_up(province, phase, components, taken_over=False, all_known=bool(listed))
        facts = on_file.in_phase(phase)
        targets = with_national(facts.targets, facts.programme)
        return replace(self._own(province, phase, targets, whole), components=tuple(components))

    def _phase_of_country(self, country: Province, known: Iterable[ProvinceResult]) -> Phase:
        """The phase asked for; where neither the country nor a province has anything in it, the newest that has."""
        own = self.asked.phase_of(country, self.on_file)
        shown = [own] if self.on_file.had_data(country, own, self.asked.as_of) else []
        return max([*shown, *(result.phase for result in known)], key=lambda phase: phase.start, default=own)

    def _apart(self, provinces: Iterable[Province]) -> list[Province]:
        """Each area once: a province of the other era only where none of the date's era holds it, or a part of it."""
        era = era_of(self.asked.as_of)
        every = list(dict.fromkeys(provinces))
        parts = self.on_file.provinces.parts
        areas = {each: {each.area, *(part.area for part in parts(each))} for each in every}
        of_era = {area for each in every if each.era == era for area in areas[each]}
        return [each for each in every if each.era == era or not areas[each] & of_era]

    def _own(self, province: Province, phase: Phase, targets: Targets, whole: RollUp | None) -> ProvinceResult:
        of_all = self.on_file.in_phase(phase)
        facts = Facts(of_all.programme, targets, of_all.reports.by_area.get(province.area, NO_REPORTS))
        known = self.openings(province, phase) if targets.by_area.get(province.area) else {}
        return judge_province(province, facts, self.asked.as_of, whole, known)

    def openings(self, province: Province, phase: Phase) -> Mapping[str, Opening]:
        """What the province's stocks stood at when the phase began."""
        earlier = [
            self.judged(province, each)
            for each in self.on_file.programme.before(phase)
            if self.on_file.has_data(province, each)
        ]
        return openings(earlier, self.on_file.in_phase(phase).programme.indicators)

    def _roll_up(
        self,
        province: Province,
        phase: Phase,
        components: Iterable[ProvinceResult],
        *,
        taken_over: bool,
        all_known: bool,
    ) -> RollUp:
        programme = self.on_file.programme.in_phase(phase)
        parts = tuple(
            Constituent(
                result.province,
                {verdict.indicator.id: verdict for verdict in result.verdicts},
                {each.indicator.id: each.declared for each in result.not_applicable},
            )
            for result in components
        )
        return RollUp(province, parts, programme, self.asked.as_of, taken_over=taken_over, all_known=all_known)
