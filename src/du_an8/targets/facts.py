"""Target facts, as the engine sees them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct, field

from du_an8.disk.evidence import Evidence
from du_an8.findings import Location
from du_an8.programme.catalogue import Source


class TargetVersion(Struct, frozen=True):
    """One version of a target; it states the whole target (docs/cach-tinh.md).

    Attributes:
        effective: from which day it holds; None for the first.
        target: the amount due by the end of the phase.
        annual_plan: year -> the amount due within that year (for a rate: the level of that year).
        milestones: date -> the amount due by that date, cumulative.
        quote: the words of the source.
        evidence: the papers that prove it.
    """

    effective: date | None
    target: Decimal
    location: Location
    annual_plan: Mapping[int, Decimal]
    milestones: Mapping[date, Decimal]
    source: Source | None = None
    reason: str | None = None
    quote: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Target(Struct, frozen=True):
    """The target of one indicator in one area.

    Attributes:
        area: see Province.area.
        active_years: years in which anything is due.
        baseline: where the province stood before; None where the file states none.
        versions: by effective date; the first may start late where the original target is unknown.
    """

    area: str
    indicator: str
    active_years: tuple[int, ...]
    baseline: Decimal | None
    versions: tuple[TargetVersion, ...]

    @property
    def original(self) -> TargetVersion | None:
        """The first version, None where only a later one is known."""
        return self.versions[0] if self.versions[0].effective is None else None

    def says_the_same_as(self, other: "Target") -> bool:
        """Whether both ask for the same, wherever they stand and whatever sources they name."""
        return self.amounts == other.amounts

    @property
    def amounts(self) -> tuple[object, ...]:
        """All that is asked."""
        versions = [(each.effective, each.target, each.annual_plan, each.milestones) for each in self.versions]
        return self.active_years, self.baseline, versions

    def in_force(self, day: date) -> TargetVersion | None:
        """The version that holds on a day."""
        holding = [v for v in self.versions if v.effective is None or v.effective <= day]
        return holding[-1] if holding else None


class NotApplicable(Struct, frozen=True):
    """That an indicator doesn't apply to an area: nothing is asked, and nothing is missing.

    Attributes:
        source: None where the one that is named is at fault.
    """

    area: str
    indicator: str
    reason: str
    location: Location
    source: Source | None


class Difficulty(Struct, frozen=True):
    """A difficulty that the province told.

    Attributes:
        phase: id of the phase that the report names; None leaves it to the end of the report's time.
    """

    text: str
    location: Location
    source: Source | None = None
    phase: str | None = None
    end: date = date.min


class ExpectedPlace(Struct, frozen=True, eq=False):
    """A district or commune of which reports are expected.

    Attributes:
        district: the larger place that it belongs to, None where there is none.
        formerly: names of the places that were merged into it.
        targets: indicator id -> the amount due by the end of the phase.
    """

    name: str
    district: str | None
    formerly: tuple[str, ...]
    targets: Mapping[str, Decimal]
    location: Location


class Targets(Struct, frozen=True):
    """All that the target files say.

    Attributes:
        by_area: area -> indicator id -> target.
        unreadable: (area, indicator id) of targets at fault, indicator None for a whole file.
        difficulties: area -> what the province told.
        places: area -> the places of which reports are expected; none where the file lists none.
        not_applicable: area -> indicator id -> that it doesn't apply there.
    """

    by_area: Mapping[str, Mapping[str, Target]]
    unreadable: frozenset[tuple[str, str | None]]
    difficulties: Mapping[str, tuple[Difficulty, ...]]
    places: Mapping[str, tuple[ExpectedPlace, ...]] = field(default_factory=dict)
    not_applicable: Mapping[str, Mapping[str, NotApplicable]] = field(default_factory=dict)

    def cannot_be_read(self, area: str, indicator: str) -> bool:
        """Whether a target may be on file that a fault hides."""
        return bool({(area, indicator), (area, None)} & self.unreadable)


NO_TARGETS = Targets({}, frozenset(), {})
