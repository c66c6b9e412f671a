"""What the target files of one phase say, file by file."""

from collections.abc import Iterator

from msgspec import Struct, field

from du_an8.disk.evidence import EvidenceFolder
from du_an8.findings import Finding, Location
from du_an8.programme.provinces import Province
from du_an8.targets.facts import Difficulty, ExpectedPlace, NotApplicable, Target, Targets


class Collected(Struct):
    """What the files of one phase say.

    Attributes:
        papers: those that targets may name.
    """

    papers: EvidenceFolder
    targets: dict[str, dict[str, Target]] = field(default_factory=dict)
    unreadable: set[tuple[str, str | None]] = field(default_factory=set)
    difficulties: dict[str, tuple[Difficulty, ...]] = field(default_factory=dict)
    places: dict[str, tuple[ExpectedPlace, ...]] = field(default_factory=dict)
    not_applicable: dict[str, dict[str, NotApplicable]] = field(default_factory=dict)
    named_places: dict[tuple[str, str, str], Location] = field(default_factory=dict)

    def lose(self, province: Province | None, indicator: str | None) -> None:
        """Something may be asked that can't be read: of one indicator, or of any."""
        if province:
            self.unreadable.add((province.area, indicator))

    def contradictions(self) -> Iterator[Finding]:
        """What is asked and declared not to apply: it counts as asked, and that is said."""
        for area, declared in self.not_applicable.items():
            asked = {*self.targets.get(area, {}), *(each for place, each in self.unreadable if place == area)}
            for indicator in [each for each in declared if each in asked]:
                target = self.targets.get(area, {}).get(indicator)
                places = (target.versions[0].location,) if target else ()
                words: dict[str, object] = {"text": indicator}
                where = declared.pop(indicator).location
                yield Finding("duplicate-target.not-applicable", where, words, area, indicator, related=places)

    def facts(self) -> Targets:
        """The targets, without those of which anything is at fault."""
        for area, indicator in self.unreadable:
            self.targets.get(area, {}).pop(indicator or "", None)
        return Targets(self.targets, frozenset(self.unreadable), self.difficulties, self.places, self.not_applicable)
