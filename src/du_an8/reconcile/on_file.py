"""Everything that was read: what the engine judges."""

from datetime import date
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from du_an8.decisions.facts import Decision, in_folder
from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import Province, Provinces, era_of
from du_an8.reports.facts import Reports
from du_an8.targets.facts import Targets


class Facts(Struct, frozen=True, dict=True):
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

    def listed_by_country(self, as_of: date) -> list[Province]:
        """The provinces of which TW Hội says that they take part."""
        country = self.provinces.country[era_of(as_of)]
        names = [place.name for place in self.targets.places.get(country.area, ())]
        found = (self.provinces.find(name, as_of) for name in names)
        return list(dict.fromkeys(province for province in found if province))
