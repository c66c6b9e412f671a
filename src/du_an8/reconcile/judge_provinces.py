"""Provinces judged one by one; those that stand apart may be judged apart, and be put together afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.decisions.facts import Chosen, Decision
from du_an8.findings import Finding
from du_an8.programme.catalogue import Kind
from du_an8.programme.phases import Phase
from du_an8.programme.provinces import NEW_ERA_STARTS, Province, era_of
from du_an8.reconcile.areas import AreaResult, judge_areas
from du_an8.reconcile.checks.timing import future_reports
from du_an8.reconcile.judge_province import judge_province
from du_an8.reconcile.judging.expectation import Opening
from du_an8.reconcile.openings import last_before
from du_an8.reconcile.province import ProvinceResult
from du_an8.reconcile.records import Facts, Records
from du_an8.reconcile.rollup import Constituent, RollUp
from du_an8.reconcile.settling import Settling
from du_an8.reports.facts import NO_REPORTS
from du_an8.reports.file_account import Explanation, FileAccount
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
    return replace(result, place_reports=None, of_places={}, components=tuple(map(_light, result.components)))


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

    def phase_in(self, records: Records) -> Phase:
        """The phase that is asked for."""
        return self.phase or records.programme.phase_on(self.as_of)

    def phase_of(self, province: Province, records: Records) -> Phase:
        """The phase in which a province is shown."""
        return self.phase or records.phase_shown(province, self.phase_in(records), self.as_of)

    def listed(self, records: Records) -> list[Province]:
        """The provinces to show when none is named."""
        phase = self.phase_in(records)
        earlier = [] if self.phase else records.programme.before(phase)
        return records.with_data(self.as_of, [phase, *earlier])


def judge_all(
    records: Records, listed: Iterable[Province], asked: Asked, data_findings: Iterable[Finding] = ()
) -> Judged:
    """Judge provinces, none of which is a part of another.

    Args:
        data_findings: what came up while the data was read.
    """
    records, results = _with_choices(records, list(listed), asked)
    data_findings = list(data_findings)
    earlier = _judge_earlier(records, results, asked)
    all_of_them = [part for result in results for part in (*result.components, result)]
    findings = [*data_findings, *(finding for result in all_of_them for finding in result.findings)]
    areas = {result.province.area for result in all_of_them}
    observations = [row for row in records.reports.observations if row.area in areas]
    findings += future_reports(observations, asked.today) if asked.today else []
    areas_of = _judge_areas(records, results, asked.by) if asked.by else {}
    return Judged(
        tuple(results),
        tuple(findings),
        records.reports.files,
        areas_of,
        tuple(data_findings),
        earlier,
        records.reports.explanations,
    )


def _judge_areas(
    records: Records, results: Iterable[ProvinceResult], level: PlaceLevel
) -> dict[str, tuple[AreaResult, ...]]:
    """By the area of a province, its places of a level."""
    programme = records.programme
    return {each.province.area: judge_areas(each, level, programme.in_phase(each.phase)) for each in results}


def _judge_earlier(records: Records, results: Iterable[ProvinceResult], asked: Asked) -> dict[str, Judged]:
    """How provinces stood in the phases before the one in which they are shown; of a phase that is named, nothing."""
    programme = records.programme
    judged = {}
    for phase in programme.phases if asked.earlier and asked.phase is None else ():
        later = [result.province for result in results if phase in programme.before(result.phase)]
        with_data = [province for province in later if records.has_data(province, phase)]
        if with_data:
            then = replace(asked, phase=phase, by=None, earlier=False)
            judged[phase.id] = judge_all(records, with_data, then)
    return judged


def to_come_elsewhere(records: Records, asked: Asked) -> list[Finding]:
    """Figures of days to come, of provinces of which nothing else is on file: none of them is listed."""
    parts = records.provinces.parts
    listed = {area.area for province in asked.listed(records) for area in (province, *parts(province))}
    rows = [row for row in records.reports.observations if row.area not in listed]
    return list(future_reports(rows, asked.today)) if asked.today else []


def _with_choices(records: Records, listed: Sequence[Province], asked: Asked) -> tuple[Records, list[ProvinceResult]]:
    """What people chose among contradicting reports is judged as if the others had not been sent."""
    judge = ProvinceJudge(records, asked)
    results = [judge.shown(province) for province in listed]
    findings = [finding for result in judge.done.values() for finding in result.findings]
    if not (chosen := choices(records.decisions, findings, asked.as_of)):
        return records, results
    records = records.choosing(chosen)
    judge = ProvinceJudge(records, asked)
    return records, [judge.shown(province) for province in listed]


def choices(decisions: Sequence[Decision], findings: Iterable[Finding], as_of: date) -> frozenset[Chosen]:
    """The figures that people chose."""
    return Settling(decisions, as_of, lambda _: False).chosen(findings)


class ProvinceJudge(Struct, frozen=True):
    """Judges each province once in each phase, however often it is asked for."""

    records: Records
    asked: Asked
    done: dict[tuple[str, Province], ProvinceResult] = field(default_factory=dict)

    def shown(self, province: Province) -> ProvinceResult:
        """A province, in the phase in which it is shown."""
        return self.judged(province, self.asked.phase_of(province, self.records))

    def judged(self, province: Province, phase: Phase) -> ProvinceResult:
        """A province, from its own reports and the parts that it was formed from."""
        key = phase.id, province
        if key not in self.done:
            # Parts that ended before a phase began have nothing to do with it.
            parts = self.records.provinces.parts(province) if phase.start < NEW_ERA_STARTS else []
            components = [self.judged(part, phase) for part in parts]
            whole = self._roll_up(province, phase, components, taken_over=True, all_known=True) if components else None
            result = self._judge_itself(province, phase, self.records.in_phase(phase).targets, whole)
            difficulties = (
                *result.difficulties,
                *(difficulties for part in components for difficulties in part.difficulties),
            )
            self.done[key] = replace(result, components=tuple(components), difficulties=difficulties)
        return self.done[key]

    def country(self, known: Iterable[ProvinceResult]) -> ProvinceResult:
        """The country, from what TW Hội reports and from its provinces: those it lists, then those with data.

        Args:
            known: the provinces with data; those that are shown in another phase than the country are no part of it.
        """
        records, as_of = self.records, self.asked.as_of
        province = records.provinces.country[era_of(as_of)]
        phase = self._phase_of_country(province, known)
        of_phase = [result for result in known if result.phase == phase]
        self.done.update({(phase.id, result.province): result for result in of_phase})
        listed = records.listed_by_country(as_of, phase)
        apart = self._apart([*listed, *(result.province for result in of_phase)])
        components = [self.judged(each, phase) for each in apart]
        whole = self._roll_up(province, phase, components, taken_over=False, all_known=bool(listed))
        facts = records.in_phase(phase)
        targets = with_national(facts.targets, facts.programme)
        return replace(self._judge_itself(province, phase, targets, whole), components=tuple(components))

    def _phase_of_country(self, country: Province, known: Iterable[ProvinceResult]) -> Phase:
        """The phase asked for; where neither the country nor a province has anything in it, the newest that has."""
        asked_phase = self.asked.phase_of(country, self.records)
        shown = [asked_phase] if self.records.had_data(country, asked_phase, self.asked.as_of) else []
        return max([*shown, *(result.phase for result in known)], key=lambda phase: phase.start, default=asked_phase)

    def _apart(self, provinces: Iterable[Province]) -> list[Province]:
        """Each area once: a province of the other era only where none of the date's era holds it, or a part of it."""
        era = era_of(self.asked.as_of)
        every = list(dict.fromkeys(provinces))
        parts = self.records.provinces.parts
        areas = {each: {each.area, *(part.area for part in parts(each))} for each in every}
        of_era = {area for each in every if each.era == era for area in areas[each]}
        return [each for each in every if each.era == era or not areas[each] & of_era]

    def _judge_itself(self, province: Province, phase: Phase, targets: Targets, whole: RollUp | None) -> ProvinceResult:
        of_all = self.records.in_phase(phase)
        facts = Facts(of_all.programme, targets, of_all.reports.by_area.get(province.area, NO_REPORTS))
        before = self._before(province, phase) if targets.by_area.get(province.area) else {}
        return judge_province(province, facts, self.asked.as_of, whole, before)

    def openings(self, province: Province, phase: Phase) -> Mapping[str, Opening]:
        """What the province's stocks stood at when the phase began."""
        indicators = self.records.in_phase(phase).programme.indicators
        before = self._before(province, phase)
        return {key: last for key, last in before.items() if indicators[key].kind is Kind.STOCK}

    def _before(self, province: Province, phase: Phase) -> Mapping[str, Opening]:
        """The last figures known of the province before the phase."""
        earlier = [
            self.judged(province, each)
            for each in self.records.programme.before(phase)
            if self.records.has_data(province, each)
        ]
        return last_before(earlier, self.records.in_phase(phase).programme.indicators)

    def _roll_up(
        self,
        province: Province,
        phase: Phase,
        components: Iterable[ProvinceResult],
        *,
        taken_over: bool,
        all_known: bool,
    ) -> RollUp:
        programme = self.records.programme.in_phase(phase)
        parts = tuple(
            Constituent(
                result.province,
                {verdict.indicator.id: verdict for verdict in result.verdicts},
                {each.indicator.id: each.declared for each in result.not_applicable},
            )
            for result in components
        )
        return RollUp(province, parts, programme, self.asked.as_of, taken_over=taken_over, all_known=all_known)
