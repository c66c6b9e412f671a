"""What is about all provinces in a phase: its first page, and a page for each of its indicators."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, reduce

from msgspec import Struct

from du_an8.findings import Finding, Severity, unsettled
from du_an8.language.texts import tr
from du_an8.outputs.site.country_map import Outline, load_map
from du_an8.outputs.site.figures import worst_first
from du_an8.outputs.site.knowledge import Known, known_of
from du_an8.outputs.site.province_pages import ProvincePage, phase_suffix
from du_an8.outputs.site.situation import Situation, situation_of, situation_on
from du_an8.outputs.site.sparkline import Sparkline
from du_an8.outputs.wording import sentences, standings
from du_an8.programme.catalogue import Indicator, Programme
from du_an8.programme.phases import Phase
from du_an8.programme.provinces import NEW_ERA_STARTS, OLD_ERA, Province, Provinces, era_of
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.province import ProvinceResult
from du_an8.reports.file_account import FileAccount

Lines = Mapping[str, Mapping[str, Sparkline]]
"""Stem of a province's page -> indicator id -> its course as a small line."""
_INDICATORS = "chi-tieu"


class Place(Struct, frozen=True):
    """A province on the map and in the list beside it.

    Attributes:
        stem: of its page, None where nothing is on file.
        anchor: of what the map is about, on that page; empty for the page as a whole.
        text: its figure, in a few words; empty where there is none.
    """

    province: Province
    outline: Outline
    situation: Situation
    stem: str | None
    anchor: str
    text: str


class Row(Struct, frozen=True):
    """What is known of an indicator in a province."""

    result: ProvinceResult
    verdict: Verdict
    stem: str
    line: Sparkline | None


class PhaseChoice(Struct, frozen=True):
    """The pages about all provinces in one phase.

    Attributes:
        suffix: of their names; empty for the phase that is shown first.
        indicators: the ids of those that have a page.
    """

    phase: Phase
    suffix: str
    indicators: frozenset[str]

    @property
    def address(self) -> str:
        """Of the first page."""
        return self.suffix.removeprefix("-") + ".html" if self.suffix else "index.html"

    def address_of(self, indicator: Indicator | None) -> str:
        """Of an indicator's page; the first one where it has none in the phase."""
        if indicator is None or indicator.id not in self.indicators:
            return self.address
        return f"{_INDICATORS}/{indicator.id}{self.suffix}.html"


class Overview(Struct, frozen=True, dict=True):
    """All provinces in a phase.

    Attributes:
        assessment: in that phase.
        country: with all provinces as its components.
        pages: of all provinces, in all phases.
        choice: its own among the phases.
        phases: all that have pages about all provinces.
    """

    assessment: Assessment
    country: ProvinceResult
    provinces: Provinces
    pages: Sequence[ProvincePage]
    lines: Lines
    choice: PhaseChoice
    phases: tuple[PhaseChoice, ...]

    @property
    def programme(self) -> Programme:
        """As the country was judged by it."""
        return self.assessment.programme_of(self.country)

    @property
    def phase(self) -> Phase:
        """The phase that its pages are about."""
        return self.assessment.phase

    @property
    def is_shown_first(self) -> bool:
        """Whether it is about the phase that was asked for, not about one before."""
        return not self.choice.suffix

    @property
    def address(self) -> str:
        """Of its first page."""
        return self.choice.address

    def address_of(self, indicator: Indicator) -> str:
        """Of the page of an indicator."""
        return self.choice.address_of(indicator)

    @cached_property
    def listed(self) -> list[ProvinceResult]:
        """The provinces, the worst before the others."""
        return sorted(self.assessment.results, key=sentences.urgency)

    @cached_property
    def indicators(self) -> list[Indicator]:
        """Those of which anything is on file in the phase."""
        return [each for each in self.assessment.programme.indicators.values() if each.id in self.choice.indicators]

    @cached_property
    def known(self) -> list[Known]:
        """What the first page says first."""
        return known_of(self.listed, list(self._of_the_day))

    @property
    def without_data(self) -> list[Province]:
        """The provinces of the day's era of which nothing is on file."""
        listed = {result.province for result in self.listed}
        return [province for province in self._of_the_day if province not in listed]

    @property
    def _of_the_day(self) -> Sequence[Province]:
        return tuple(self.provinces.by_era[era_of(self.assessment.as_of)].values())

    def stem(self, result: ProvinceResult) -> str:
        """Of a province's page."""
        return self._stems[result.province.area, result.phase.id]

    @cached_property
    def _stems(self) -> Mapping[tuple[str, str], str]:
        return self.pages[0].stems if self.pages else {}

    def rows(self, indicator: Indicator) -> list[Row]:
        """What is known of an indicator, a province each, the worst first."""
        known = [(result, result.verdict_on(indicator)) for result in self.listed]
        pairs = [(result, verdict) for result, verdict in known if verdict]
        return [self._row(*pair) for pair in sorted(pairs, key=lambda pair: worst_first(*pair))]

    def _row(self, result: ProvinceResult, verdict: Verdict) -> Row:
        stem = self.stem(result)
        return Row(result, verdict, stem, self.lines[stem].get(verdict.indicator.id))

    def spread(self, indicator: Indicator) -> list[tuple[Situation, int]]:
        """How many provinces stand where with an indicator, the worst first."""
        situations = [situation_on(row.verdict) for row in self.rows(indicator)]
        return [(each, situations.count(each)) for each in dict.fromkeys(situations)]

    def places(self, indicator: Indicator | None = None, *, before_merger: bool = False) -> list[Place]:
        """The provinces on the map, those without data too, by name.

        Args:
            indicator: what they are coloured by; None for how they stand as a whole.
            before_merger: the provinces until 30/06/2025, whatever the day.
        """
        era = OLD_ERA if before_merger else era_of(self.assessment.as_of)
        by_area = {result.province.area: result for result in (self._judged if before_merger else self.listed)}
        places = []
        for outline in load_map().provinces[era]:
            province = self.provinces.by_era[era][outline.id]
            places.append(self._place(outline, province, by_area.get(province.area), indicator))
        return places

    @property
    def _judged(self) -> list[ProvinceResult]:
        return [result for result in self.assessment.judged if not result.province.is_country]

    def _place(
        self, outline: Outline, province: Province, result: ProvinceResult | None, indicator: Indicator | None
    ) -> Place:
        if result is None:
            return Place(province, outline, situation_of(None), None, "", "")
        if indicator is None:
            known = tr("{known}/{every} chỉ tiêu có số liệu", known=result.reported, every=result.with_target)
            text = known if result.with_target else ""
            return Place(province, outline, situation_of(result), self.stem(result), "", text)
        verdict = result.verdict_on(indicator)
        text, anchor = (standings.has(verdict), indicator.id) if verdict else ("", "")
        return Place(province, outline, situation_on(verdict), self.stem(result), anchor, text)

    @property
    def shows_old_map(self) -> bool:
        """Whether what is shown began with the provinces that were merged since."""
        old = [result for result in self.listed if result.phase.start < NEW_ERA_STARTS]
        return bool(old) and self.assessment.as_of >= NEW_ERA_STARTS

    @property
    def errors(self) -> list[Finding]:
        """What is wrong with the data and hasn't been settled."""
        return unsettled(self.assessment.findings, Severity.ERROR)

    @property
    def other_findings(self) -> list[Finding]:
        """What else concerns no province of the list."""
        errors = self.errors
        return [each for each in self.assessment.other_findings if each not in errors]

    @property
    def account(self) -> FileAccount | None:
        """The numbers of all files together."""
        return reduce(FileAccount.plus, self.assessment.files) if self.assessment.files else None

    @property
    def with_phases(self) -> bool:
        """Whether each row must say of which phase it is."""
        return sentences.differ_in_phase(self.listed)


def overviews(
    assessment: Assessment, provinces: Provinces, pages: Sequence[ProvincePage], lines: Lines
) -> Iterator[Overview]:
    """The phase that was asked for, then those before of which a province has a page of its own, the newest first."""
    with_pages = {page.result.phase for page in pages if not page.is_shown}
    earlier = [answer for answer in reversed(assessment.earlier) if answer.phase in with_pages]
    answers = [(assessment, ""), *((answer, phase_suffix(answer.phase)) for answer in earlier)]
    choices = tuple(PhaseChoice(answer.phase, suffix, _reporting(answer)) for answer, suffix in answers)
    for (answer, _), choice in zip(answers, choices, strict=True):
        if answer.country:
            yield Overview(answer, answer.country, provinces, pages, lines, choice, choices)


def _reporting(answer: Assessment) -> frozenset[str]:
    """The ids of the indicators of which anything is on file."""
    results = [*answer.judged, *([answer.country] if answer.country else [])]
    return frozenset(verdict.indicator.id for result in results for verdict in result.verdicts)
