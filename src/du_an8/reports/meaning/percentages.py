"""Percentages that a table states of its own numbers: read, and recomputed from their row (docs/doi-chieu.md)."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import permutations

from msgspec import Struct

from du_an8.reports.meaning.cell_quantities import Fault, quantity_in, shown
from du_an8.reports.workbook.cells import Cell, CellKind
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import (
    Quantity,
    Share,
    StatedPercentage,
    read_stated_outcome,
    read_stated_percentage,
)

_HALF, _PERCENT = Fraction(1, 2), 100
_MOST_ROWS_AGREE = Fraction(3, 5)
_LEAST_MULTIPLES = 2  # rows: one alone may be so by chance

_TIMES = "lan"
"""`0,38 lần` of the plan is 38 %."""

Row = dict[int, Fraction]
"""The numbers of a row by their column."""


class ClaimedRatio(Struct, frozen=True):
    """A percentage in a cell of its own; its scale is open where a bare `0,28` may mean 28 %."""

    stated: StatedPercentage
    any_scale: bool = False


def read_claim(cell: Cell) -> ClaimedRatio | Fault | None:
    """Read a percentage that the report states."""
    if cell.kind is CellKind.TEXT and (stated := read_stated_percentage(cell.text)):
        return ClaimedRatio(stated)
    if cell.kind is CellKind.TEXT and read_stated_outcome(cell.text):
        return None  # `Đạt`, `Chưa đạt`: a judgement without a number
    quantity = quantity_in(cell, None)
    if quantity is None or isinstance(quantity, Fault):
        return quantity
    return _claimed(quantity) or Fault("not-a-number", {"text": shown(cell)})


def _claimed(quantity: Quantity | Share) -> ClaimedRatio | None:
    """`85`, `36/88`, `0,38 lần`; None of what is counted in anything else."""
    if isinstance(quantity, Share):
        if quantity.unit or not quantity.denominator:
            return None
        return ClaimedRatio(StatedPercentage(Fraction(quantity.numerator) / Fraction(quantity.denominator), 1))
    value = Fraction(quantity.value)
    if fold(quantity.unit) == _TIMES:
        return ClaimedRatio(StatedPercentage(value, max(quantity.decimals - 2, 0)))
    if quantity.unit:
        return None
    any_scale = not quantity.percent and 0 < value < 2  # noqa: PLR2004  # ratios of 0 to 200 %
    # A stored number shows as many digits as its column allows; one decimal is what officials print.
    decimals = quantity.decimals if any_scale else min(quantity.decimals, 1)
    return ClaimedRatio(StatedPercentage(value / 100, decimals, quantity.qualifier), any_scale)


def agrees(claim: ClaimedRatio, ratio: Fraction) -> bool:
    """Whether a printed percentage is this ratio, within half a unit of its last printed digit.

    A bare number below 2 may be a ratio instead.
    """
    stated, decimals = claim.stated.ratio, claim.stated.decimals
    readings = [(stated, min(decimals, 1))]
    if claim.any_scale:
        readings.append((stated * _PERCENT, min(max(decimals - 2, 0), 1)))
    return any(abs(value - ratio) <= _HALF / 10**digits / _PERCENT for value, digits in readings)


def ratios(row: Row, over: Iterable[int], under: Iterable[int]) -> list[tuple[int, int, Fraction]]:
    """Every quotient of one column by another that a row has."""
    bases = [column for column in under if row.get(column)]
    return [(top, base, row[top] / row[base]) for top in over if top in row for base in bases if base != top]


class Operands(Struct, frozen=True):
    """Which column a comparison divides by which.

    Attributes:
        growth: it states only the change.
        multiple: a bare 5,83 is so many times the base, and no percentage.
    """

    top: int
    base: int
    growth: bool
    multiple: bool

    def ratio(self, row: Row) -> Fraction | None:
        """What the percentage should be; None where a number is missing."""
        if self.top not in row or not row.get(self.base):
            return None
        quotient = row[self.top] / row[self.base] - (1 if self.growth else 0)
        return quotient / _PERCENT if self.multiple else quotient


def find_operands(claims: Sequence[tuple[Cell, Row]], columns: Sequence[int]) -> Operands | None:
    """The two columns whose quotient a comparison states, as most of its rows show; None where no two do."""
    stated = [(claim, row) for cell, row in claims if (claim := read_claim(cell)) and not isinstance(claim, Fault)]
    ways = ((False, False), (True, False), (False, True))
    possible = [Operands(top, base, *way) for top, base in permutations(columns, 2) for way in ways]
    best = max(possible, key=lambda operands: _agreeing(operands, stated), default=None)
    return best if best and _agreeing(best, stated) else None


def _agreeing(operands: Operands, stated: Iterable[tuple[ClaimedRatio, Row]]) -> int:
    """How many percentages are these columns' quotient; none, where most of them aren't."""
    computed = [(claim, ratio) for claim, row in stated if (ratio := operands.ratio(row)) is not None]
    right = sum(agrees(claim, ratio) for claim, ratio in computed)
    if operands.multiple and right < _LEAST_MULTIPLES:
        return 0
    return right if right >= _MOST_ROWS_AGREE * len(computed) else 0
