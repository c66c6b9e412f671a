"""Provinces judged one by one; those that stand apart may be judged apart, and be put together afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.decisions.facts import Decision
from du_an8.findings import Finding
from du_an8.programme.provinces import Province, era_of
from du_an8.reconcile.areas import AreaResult, judge_areas
from du_an8.reconcile.checks.timing import future_reports
from du_an8.reconcile.on_file import Facts
from du_an8.reconcile.province import ProvinceResult, judge_province
from du_an8.reconcile.rollup import Constituent, RollUp
from du_an8.reconcile.settling import Settling
from du_an8.reports.facts import NO_REPORTS, FileAccount
from du_an8.targets.facts import Targets
from du_an8.targets.national import with_national
from du_an8.vietnamese.places import PlaceLevel


class Judged(Struct, frozen=True):
    """Some provinces, with all that there is to say of them; nothing of it is held against decisions yet.

    Attributes:
        areas: by the area of a province, its places of the level that was asked for.
        files: the cell account of each workbook that was read for them.
    """

    results: tuple[ProvinceResult, ...]
    findings: tuple[Finding, ...]
    files: tuple[FileAccount, ...]
    areas: Mapping[str, tuple[AreaResult, ...]] = field(default_factory=dict)

    def light(self) -> "Judged":
        """Without the rows of single places, which are only needed while a province is judged."""
        return replace(self, results=tuple(map(_light, self.results)))

    def plus(self, other: "Judged") -> "Judged":
        """Both together; a file that both read is the same in both."""
        files = {file.path: file for file in (*self.files, *other.files)}
        return Judged(
            (*self.results, *other.results),
            (*self.findings, *other.findings),
            tuple(files[path] for path in sorted(files, key=lambda path: path.split("/"))),
            {**self.areas, **other.areas},
        )


NOTHING_JUDGED = Judged((), (), ())


def _light(result: ProvinceResult) -> ProvinceResult:
    return replace(result, below=None, told={}, components=tuple(map(_light, result.components)))


def judge_all(  # noqa: PLR0913  # what is on file, and what is asked
    facts: Facts,
    listed: Iterable[Province],
    as_of: date,
    data_findings: Iterable[Finding] = (),
    *,
    by: PlaceLevel | None = None,
    today: date | None = None,
) -> Judged:
    """Judge provinces, none of which is a part of another.

    Args:
        data_findings: what came up while the data was read.
        by: judge the places of this level, too.
        today: figures of later days are faults; None looks for none.
    """
    facts, results = _with_choices(facts, list(listed), as_of)
    all_of_them = [part for result in results for part in (*result.components, result)]
    findings = [*data_findings, *(finding for result in all_of_them for finding in result.findings)]
    areas = {result.province.area for result in all_of_them}
    findings += future_reports([row for row in facts.reports.observations if row.area in areas], today) if today else []
    below = {result.province.area: judge_areas(result, by, facts.programme) for result in results} if by else {}
    return Judged(tuple(results), tuple(findings), facts.reports.files, below)


def _with_choices(facts: Facts, listed: Sequence[Province], as_of: date) -> tuple[Facts, list[ProvinceResult]]:
    """What people chose among contradicting reports is judged as if the others had not been sent."""
    bench = Bench(facts, as_of)
    results = [bench.judged(province) for province in listed]
    found = [finding for result in bench.done.values() for finding in result.findings]
    if not (chosen := choices(facts.decisions, found, as_of)):
        return facts, results
    facts = facts.choosing(chosen)
    bench = Bench(facts, as_of)
    return facts, [bench.judged(province) for province in listed]


def choices(decisions: Sequence[Decision], findings: Iterable[Finding], as_of: date) -> frozenset[tuple[str, str, str]]:
    """(area, indicator, file) of the reports that people chose."""
    return Settling(decisions, as_of, lambda _: False).chosen(findings)


class Bench(Struct, frozen=True):
    """Judges each province once, however often it is asked for."""

    facts: Facts
    as_of: date
    done: dict[Province, ProvinceResult] = field(default_factory=dict)

    def judged(self, province: Province) -> ProvinceResult:
        """A province, from its own reports and the parts that it was formed from."""
        if province not in self.done:
            components = [self.judged(part) for part in self.facts.provinces.parts(province)]
            whole = self._roll_up(province, components, taken_over=True, all_known=True) if components else None
            own = self._own(province, self.facts.targets, whole)
            told = (*own.difficulties, *(told for part in components for told in part.difficulties))
            self.done[province] = replace(own, components=tuple(components), difficulties=told)
        return self.done[province]

    def country(self, known: Iterable[ProvinceResult]) -> ProvinceResult:
        """The country, from what TW Hội reports and from its provinces: those it lists, then those with data.

        Args:
            known: the provinces with data.
        """
        facts = self.facts
        self.done.update({result.province: result for result in known})
        province, listed = facts.provinces.country[era_of(self.as_of)], facts.listed_by_country(self.as_of)
        components = [self.judged(each) for each in self._apart([*listed, *(result.province for result in known)])]
        whole = self._roll_up(province, components, taken_over=False, all_known=bool(listed))
        return replace(
            self._own(province, with_national(facts.targets, facts.programme), whole), components=tuple(components)
        )

    def _apart(self, provinces: Iterable[Province]) -> list[Province]:
        """Each area once: a province of the other era only where none of the date's era holds it, or a part of it."""
        every = list(dict.fromkeys(provinces))
        parts = self.facts.provinces.parts
        areas = {each: {each.area, *(part.area for part in parts(each))} for each in every}
        of_era = {area for each in every if each.era == era_of(self.as_of) for area in areas[each]}
        return [each for each in every if each.era == era_of(self.as_of) or not areas[each] & of_era]

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
