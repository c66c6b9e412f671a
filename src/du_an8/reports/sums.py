"""Figures added up to one: of places, of areas, of the parts below a heading, of periods (docs/cach-tinh.md)."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Protocol

from msgspec import Struct

from du_an8.disk.evidence import Evidence
from du_an8.findings import Location, in_ranges
from du_an8.reports.facts import Measure, Observation, Time, numerator_of
from du_an8.vietnamese.numbers import Qualifier


class Valued(Protocol):
    """Whatever comes to an amount."""

    @property
    def value(self) -> Fraction:
        """The amount."""


class Qualified(Protocol):
    """Whatever a report may say with an approximate word."""

    @property
    def qualifier(self) -> Qualifier | None:
        """What that word means."""


class Placed(Protocol):
    """Whatever stands in cells."""

    @property
    def cells(self) -> tuple[Location, ...]:
        """Which they are."""


def cells_of(figures: Iterable[Placed]) -> tuple[Location, ...]:
    """Where figures stand."""
    return tuple(cell for figure in figures for cell in figure.cells)


def total(figures: Iterable[Valued]) -> Fraction:
    """What figures come to together."""
    return exact_sum([figure.value for figure in figures])


def known_total(amounts: Iterable[Fraction | None]) -> Fraction:
    """Those of some amounts that are known, together."""
    return exact_sum([amount for amount in amounts if amount is not None])


def exact_sum(amounts: Sequence[Fraction]) -> Fraction:
    """The sum; whole numbers, as nearly all are, are added up as such."""
    if not amounts:
        return Fraction(0)
    numerators, denominators = zip(*[amount.as_integer_ratio() for amount in amounts], strict=True)
    return sum(amounts, Fraction(0)) if max(denominators) > 1 else Fraction(sum(numerators))


def qualifier_of_sum(figures: Iterable[Qualified]) -> Qualifier | None:
    """What the approximate words of the addends make of their sum."""
    return common_qualifier({figure.qualifier for figure in figures if figure.qualifier})


def common_qualifier(qualifiers: Collection[Qualifier]) -> Qualifier | None:
    """What several of them mean together: `trên 20` and `gần 30` are about 50."""
    kinds = set(qualifiers)
    if not kinds:
        return None
    return kinds.pop() if len(kinds) == 1 else Qualifier.ABOUT


class Sum(Struct, frozen=True):
    """Figures added up.

    Attributes:
        value: of rates their mean, weighed by what each is of.
        cells: where the figures stand, in ranges.
        count: of how many stated figures it is made.
        partial: some are known to lack, so that it is a lower bound.
        reported_on: when the last of them was sent; None where none says.
        denominator: of rates, what they are of together.
        evidence: the papers that they name.
    """

    value: Fraction
    qualifier: Qualifier | None
    cells: tuple[Location, ...]
    count: int
    partial: bool = False
    reported_on: date | None = None
    denominator: Fraction | None = None
    evidence: tuple[Evidence, ...] = ()

    def as_row(self, area: str, indicator: str, time: Time) -> Observation:
        """The sum, as what was observed of an area."""
        measure, start, end = time
        is_bound = self.partial and measure is not Measure.LEVEL
        first = self.cells[0]
        return Observation(
            area,
            indicator,
            measure,
            self.value,
            Qualifier.AT_LEAST if is_bound else self.qualifier,
            start,
            end,
            self.reported_on,
            first,
            (first.path, first.sheet, 0),
            numerator=numerator_of(self.value, self.denominator),
            denominator=self.denominator,
            sum_of=self.cells,
            addends=self.count,
            partial=self.partial,
            evidence=self.evidence,
        )


def sum_of(rows: Sequence[Observation]) -> Sum:
    """Rows of one measure added up; one of them may be a sum itself."""
    value, denominator = total(rows), None
    if rows[0].measure is Measure.LEVEL:
        value, denominator = weighed_mean([row.value for row in rows], [row.denominator for row in rows])
    return Sum(
        value,
        qualifier_of_sum(rows),
        in_ranges(cell for row in rows for cell in row.addend_cells),
        sum(max(row.addends, 1) for row in rows),
        any(row.partial for row in rows),
        last_sent(rows),
        denominator,
        tuple(paper for row in rows for paper in row.evidence),
    )


def last_sent(rows: Iterable[Observation]) -> date | None:
    """When the latest of some figures was sent; None where none says."""
    return max((row.reported_on for row in rows if row.reported_on), default=None)


def weighed_mean(values: Sequence[Fraction], denominators: Sequence[Fraction | None]) -> tuple[Fraction, Fraction]:
    """Of rates: the sum of the numerators by that of the denominators, and the latter; at least one is known."""
    weighed = [(value, of) for value, of in zip(values, denominators, strict=True) if of]
    denominator = exact_sum([of for _, of in weighed])
    return exact_sum([value * of for value, of in weighed]) / denominator, denominator
