"""What a province's districts, communes and villages report, beside what it reports itself (DESIGN §2.7, 5 to 7)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from du_an8.findings import Finding
from du_an8.programme.catalogue import Indicator
from du_an8.reconcile.actual import Actual
from du_an8.reconcile.gazetteer import ROOT, Gazetteer
from du_an8.reconcile.parts import check_parts
from du_an8.reconcile.place_rows import PlaceAdder, PlaceRows, time_of
from du_an8.reconcile.totals import check_totals
from du_an8.reports.facts import Detail, Observation
from du_an8.targets.facts import ExpectedPlace


@dataclass(frozen=True)
class Below:
    """The places of one area on a date.

    Attributes:
        details: by indicator id, as far as they were known.
    """

    gazetteer: Gazetteer
    details: dict[str, list[Detail]]
    self_reported: frozenset[str]

    def read(self, indicator: Indicator, own: Sequence[Observation]) -> "BelowIndicator":
        """Put together what is told of one indicator.

        Args:
            own: the province's own rows that were known.
        """
        details = self.details.get(indicator.id, [])
        whole = [detail for detail in details if not detail.part]
        adder = PlaceAdder(indicator, self.gazetteer, self.self_reported)
        found = adder.add_up(own, whole)
        findings = [*found.findings, *check_totals(adder, own, whole, found), *check_parts(indicator, own, details)]
        return BelowIndicator(indicator, found, findings)


@dataclass(frozen=True)
class BelowIndicator:
    """What is told of one indicator below a province.

    Attributes:
        places: the rows of every place, the province's own with the sums under the empty path.
    """

    indicator: Indicator
    places: PlaceRows
    findings: list[Finding] = field(default_factory=list)

    @property
    def rows(self) -> list[Observation]:
        """The province's rows: its own, and sums for times of which it states nothing."""
        return self.places.rows[ROOT]

    def about(self, actual: Actual) -> Iterator[Finding]:
        """That a figure is a sum, and what is missing from it."""
        sums = [row for row in actual.used if row.sum_of and (ROOT, time_of(row)) in self.places.missing]
        if not sums:
            return
        last = sums[-1]
        missing = self.places.missing[ROOT, time_of(last)]
        words: dict[str, object] = {
            "name": self.indicator.short_name,
            "value": last.value,
            "day": last.end,
            "count": len(last.sum_of),
            "missing": missing,
        }
        yield Finding("rolled-up", last.location, words, indicator=self.indicator.id)
        if last.partial:
            key = "coverage-gap" if missing else "coverage-gap.unknown"
            yield Finding(key, last.location, words, indicator=self.indicator.id)


def below(details: Iterable[Detail], expected: Iterable[ExpectedPlace]) -> Below:
    """The places that reports and the target file name."""
    details = list(details)
    grouped: defaultdict[str, list[Detail]] = defaultdict(list)
    for detail in details:
        grouped[detail.indicator].append(detail)
    own_reports = frozenset(detail.location.path for detail in details if detail.by_place)
    return Below(Gazetteer(details, expected), dict(grouped), own_reports)
