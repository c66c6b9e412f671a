"""Everything that was read, and what of it the engine judges in one phase."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from du_an8.decisions.facts import Chosen, Decision
from du_an8.programme.catalogue import Programme
from du_an8.programme.phases import Phase
from du_an8.programme.provinces import Province, Provinces, era_of
from du_an8.reconcile.judging.actual import is_known
from du_an8.reports.facts import Claim, FigureColumn, Observation, Reports, StatedPlan
from du_an8.targets.facts import NO_TARGETS, Difficulty, Targets

Statement = TypeVar("Statement", Observation, Claim, StatedPlan, FigureColumn, Difficulty)


class Facts(Struct, frozen=True, dict=True):
    """What is on file of one phase.

    Attributes:
        programme: as it is judged in the phase.
        targets: those of the phase.
        reports: what they say of the phase.
    """

    programme: Programme
    targets: Targets
    reports: Reports

    @cached_property
    def areas(self) -> frozenset[str]:
        """Areas of which any file says anything."""
        return self.areas_asked | set(self.reports.by_area)

    @cached_property
    def areas_asked(self) -> frozenset[str]:
        """Areas of which a target file says anything."""
        targets = self.targets
        unreadable = (area for area, _ in targets.unreadable)
        return frozenset({*targets.by_area, *targets.difficulties, *targets.not_applicable, *unreadable})


class Records(Struct, frozen=True, dict=True):
    """Everything that was read.

    Attributes:
        targets: by the id of the phase.
    """

    programme: Programme
    provinces: Provinces
    targets: Mapping[str, Targets]
    reports: Reports
    decisions: tuple[Decision, ...] = ()

    @cached_property
    def _by_phase(self) -> Mapping[str, Facts]:
        return {
            phase.id: Facts(
                self.programme.in_phase(phase), self.targets.get(phase.id, NO_TARGETS), self._reports_of(phase)
            )
            for phase in self.programme.phases
        }

    def in_phase(self, phase: Phase) -> Facts:
        """What is on file of a phase."""
        return self._by_phase[phase.id]

    def _reports_of(self, phase: Phase) -> Reports:
        """What reports say of a phase: of the one that they name, else of the one in which a figure's end falls."""
        programme, reports = self.programme, self.reports
        if len(programme.phases) == 1:
            return reports

        def of_phase(statements: Iterable[Statement]) -> tuple[Statement, ...]:
            return tuple(each for each in statements if programme.phase_of(each) is phase)

        by_area = {area: of_phase(difficulties) for area, difficulties in reports.difficulties.items()}
        return Reports(
            of_phase(reports.observations),
            of_phase(reports.claims),
            of_phase(reports.plans),
            of_phase(reports.columns),
            {area: difficulties for area, difficulties in by_area.items() if difficulties},
            reports.files,
            reports.explanations,
        )

    def phase_shown(self, province: Province, asked: Phase, as_of: date) -> Phase:
        """The phase asked for; where nothing was on file of it on a day, the newest before of which something was."""
        phases = [asked, *self.programme.before(asked)]
        return next((phase for phase in phases if self.had_data(province, phase, as_of)), asked)

    def had_data(self, province: Province, phase: Phase, as_of: date) -> bool:
        """Like `has_data`, of a day: reports that describe a later one, or were sent later, were not there yet."""
        facts, areas = self.in_phase(phase), self._areas_of(province)
        if facts.areas_asked & areas:
            return True
        reports = (facts.reports.by_area[area] for area in areas if area in facts.reports.by_area)
        return any(_was_sent(each, as_of) for each in reports)

    def has_data(self, province: Province, phase: Phase) -> bool:
        """Whether anything is on file of a province in a phase, or of a part that it was formed from."""
        return bool(self.in_phase(phase).areas & self._areas_of(province))

    def _areas_of(self, province: Province) -> frozenset[str]:
        return frozenset({province.area, *(part.area for part in self.provinces.parts(province))})

    def choosing(self, chosen: frozenset[Chosen]) -> "Records":
        """The same, with those rows marked that count although others contradict them."""
        rows = tuple(
            replace(row, chosen=(row.area, row.indicator, row.location) in chosen) for row in self.reports.observations
        )
        return replace(self, reports=replace(self.reports, observations=rows))

    def with_data(self, as_of: date, phases: Iterable[Phase]) -> list[Province]:
        """The provinces to list when none is named: those of the date's era of which any of the phases tells."""
        areas = frozenset().union(*(self.in_phase(phase).areas for phase in phases))
        return [each for each in self.provinces.by_era[era_of(as_of)].values() if areas & self._areas_of(each)]

    def listed_by_country(self, as_of: date, phase: Phase) -> list[Province]:
        """The provinces of which TW Hội says that they take part."""
        country = self.provinces.country[era_of(as_of)]
        names = [place.name for place in self.in_phase(phase).targets.places.get(country.area, ())]
        provinces = (self.provinces.find(name, as_of) for name in names)
        return list(dict.fromkeys(province for province in provinces if province))


def _was_sent(reports: Reports, as_of: date) -> bool:
    """Whether anything that the reports of an area say was known on a day."""
    stated: Iterable[Observation | Claim | StatedPlan | FigureColumn] = chain(
        reports.observations, reports.claims, reports.plans, reports.columns
    )
    difficulties = chain.from_iterable(reports.difficulties.values())
    return any(is_known(each, as_of) for each in stated) or any(each.end <= as_of for each in difficulties)
