"""Where a province stands: its verdicts, and what they come to together (docs/cach-tinh.md)."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from msgspec import Struct, field

from du_an8.findings import Finding
from du_an8.programme.catalogue import Indicator
from du_an8.programme.phases import Phase
from du_an8.programme.provinces import Province
from du_an8.reconcile.judging.verdict import Part, Status, Verdict
from du_an8.reconcile.place_reports import IndicatorOfPlaces, PlaceReports
from du_an8.targets.facts import Difficulty, NotApplicable


class Inapplicable(Struct, frozen=True):
    """An indicator that doesn't apply to a province, by its own declaration or by those of all its parts."""

    indicator: Indicator
    declared: tuple[NotApplicable, ...]


class ProvinceResult(Struct, frozen=True):
    """Where a province stands on a date.

    Attributes:
        phase: the phase in which it was judged.
        verdicts: by indicator, in the order of the catalogue.
        findings: about this province.
        difficulties: what the province told of its difficulties.
        targets_at_fault: a target file can't be read whole, so that more may have been asked than is known.
        components: the provinces that it was formed from; of the country, its provinces.
        place_reports: its districts, communes and villages.
        of_places: by indicator id, what they report.
        absent: the core indicators of which neither a target nor a figure is on file, although they apply.
        not_applicable: the indicators that were declared not to apply.
    """

    province: Province
    phase: Phase
    as_of: date
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    difficulties: tuple[Difficulty, ...]
    targets_at_fault: bool
    components: tuple["ProvinceResult", ...] = ()
    place_reports: PlaceReports | None = None
    of_places: Mapping[str, IndicatorOfPlaces] = field(default_factory=dict)
    absent: tuple[Indicator, ...] = ()
    not_applicable: tuple[Inapplicable, ...] = ()

    @property
    def core(self) -> list[Verdict]:
        """The verdicts that count for completion and coverage."""
        return [verdict for verdict in self.verdicts if verdict.indicator.core]

    @property
    def supporting(self) -> list[Verdict]:
        """The figures shown apart."""
        return [verdict for verdict in self.verdicts if not verdict.indicator.core]

    @property
    def evidenced(self) -> list[Verdict]:
        """Core indicators with a paper at hand that proves their target or their figure."""
        return [verdict for verdict in self.core if verdict.has_evidence]

    @property
    def with_target(self) -> int:
        """Core indicators with a target."""
        return sum(verdict.asked is not None for verdict in self.core)

    @property
    def counted(self) -> list[Verdict]:
        """Core indicators with a target and a figure; a lower bound that proves nothing is no figure to count with."""
        known = [verdict for verdict in self.core if verdict.asked is not None and verdict.actual.value is not None]
        return [verdict for verdict in known if not verdict.proves_nothing]

    @property
    def lower_bounds(self) -> list[Verdict]:
        """Core indicators of which only a lower bound is known that proves nothing."""
        return [verdict for verdict in self.core if verdict.asked is not None and verdict.proves_nothing]

    @property
    def reported(self) -> int:
        """How many core indicators count."""
        return len(self.counted)

    @property
    def completion(self) -> Fraction | None:
        """Mean completion, each held between 0 and 1, over the core indicators that count.

        None of a country some of whose rows are sums of the provinces on file: they tell of other areas than the rest.
        """
        if self.province.is_country and any(verdict.included for verdict in self.counted):
            return None
        shares = [min(max(v.completion, Fraction(0)), Fraction(1)) for v in self.counted if v.completion is not None]
        return sum(shares, Fraction(0)) / len(shares) if shares else None

    @property
    def counts(self) -> Counter[Status]:
        """How many core indicators have each status."""
        return Counter(verdict.status for verdict in self.core if verdict.status)

    @property
    def lagging(self) -> list[Verdict]:
        """Verdicts behind plan."""
        return [verdict for verdict in self.core if verdict.lagging]

    @property
    def missing(self) -> list[Verdict]:
        """Verdicts for which something fell due and nothing was reported."""
        return [verdict for verdict in self.core if verdict.missing]

    def verdict_on(self, indicator: Indicator) -> Verdict | None:
        """The verdict on one indicator, None where nothing is on file."""
        return next((verdict for verdict in self.verdicts if verdict.indicator.id == indicator.id), None)

    def parts_of(self, indicator: Indicator) -> list[Part]:
        """What each component has of an indicator, without those to which it doesn't apply."""
        merged = bool(self.province.components)
        parts = [(each, Part(each.province, each.verdict_on(indicator), merged)) for each in self.components]
        return [part for each, part in parts if part.verdict or each.declared_on(indicator) is None]

    def declared_on(self, indicator: Indicator) -> Inapplicable | None:
        """That an indicator doesn't apply, where that was declared."""
        return next((each for each in self.not_applicable if each.indicator.id == indicator.id), None)

    @property
    def silent(self) -> list[Province]:
        """The components of which something is on file, but no core figure."""
        return [part.province for part in self.components if part.latest is None]

    @property
    def newest(self) -> Verdict | None:
        """The core verdict with the newest figure; it may be that of a component that no sum holds."""
        candidates = [*self.core, *(verdict for part in self.components if (verdict := part.newest))]
        dated = [verdict for verdict in candidates if verdict.actual.observed_on]
        return max(dated, key=lambda verdict: verdict.actual.observed_on or date.min, default=None)

    @property
    def latest(self) -> date | None:
        """The date of the newest core figure."""
        return self.newest.actual.observed_on if self.newest else None
