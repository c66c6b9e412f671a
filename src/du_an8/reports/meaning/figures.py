"""Reads one figure cell: a number of the indicator's kind and unit, an absence, or a finding."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, partial

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Kind, Programme
from du_an8.reports.meaning.cell_quantities import Fault, quantity_in, shown
from du_an8.reports.names.known_names import counts_money, counts_what_is_known, says_again
from du_an8.reports.names.read_name import read_name
from du_an8.reports.workbook.cells import Cell, CellKind
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.numbers import (
    Convention,
    Qualifier,
    Quantity,
    Share,
    StatedPercentage,
    counted_in,
    format_number,
    plain_unit,
    split_scale,
)

_AMOUNT = pattern_of(r"(?<![\d/.,-])\d+(?:[.,]\d+)*\s+([^\W\d_]+)")
WHOLE_PERCENT = 100


class Figure(Struct, frozen=True):
    """A number that can be used.

    Attributes:
        of: what the cell itself says it is so many of: the 88 of `36/88 cuộc`.
        parts: the addends of `5 mới + 12 củng cố`, each with its words.
        stated: the percentage of the plan behind the number.
        to_date: the cell says that it is a running total: `đến nay 540`.
    """

    value: Fraction
    qualifier: Qualifier | None = None
    word: str | None = None
    of: Fraction | None = None
    parts: tuple[tuple[Fraction, str], ...] = ()
    stated: StatedPercentage | None = None
    to_date: bool = False


_ONE = Fraction(1)
_NUMBER = CellKind.NUMBER


_MILLION = 1_000_000
_MOST_MILLIONS = 10_000_000
"""No part of the programme has ten thousand milliards: such a number is in đồng."""
_MANY = 1_000_000
_MOST_COUNTED = 100_000_000
"""The country has as many people; a larger count is a telephone number, a code, a slip."""


class Scale(Struct, frozen=True):
    """How the numbers of a column are to be read.

    Attributes:
        factor: what a bare number is worth in the indicator's unit: 1000 under "nghìn người".
        convention: what the column's other numbers show of its thousands and decimals.
    """

    factor: Fraction = _ONE
    convention: Convention | None = None


_AS_IT_STANDS = Scale()


def read_figure(
    cell: Cell, indicator: Indicator, programme: Programme, scale: Scale = _AS_IT_STANDS
) -> Figure | Fault | None:
    """Read a result cell of an indicator; None is the absence of a figure, which is not zero."""
    if usual := _usual(cell, indicator, scale):
        return usual
    quantity = _asked_for(quantity_in(cell, scale.convention), cell, indicator, programme)
    if quantity is None or isinstance(quantity, Fault):
        return quantity
    factor = _factor(quantity, indicator, scale)
    if factor is None:
        known = programme.knows_unit(quantity.unit)
        key = "unit-mismatch.in-cell" if known else "not-a-number"
        return Fault(key, {"text": shown(cell), "unit": indicator.unit, "found": quantity.unit})
    figure = _read_quantity(cell, quantity, indicator, factor)
    if isinstance(figure, Fault):
        return figure
    return replace(figure, stated=quantity.stated, to_date=quantity.to_date)


def _usual(cell: Cell, indicator: Indicator, scale: Scale) -> Figure | None:
    """What most cells hold, and no check stumbles over."""
    if indicator.is_percentage:
        return _rate(cell.value, percent=cell.percent) if cell.kind is _NUMBER and not cell.unit else None
    is_count = cell.is_plain and indicator.kind is not Kind.RATE and scale.factor == 1
    return _few(cell.value) if is_count else None


@lru_cache(maxsize=16384)
def _rate(stored: object, *, percent: bool) -> Figure | None:
    """A rate that can't be meant as a share of one."""
    value = stored * (WHOLE_PERCENT if percent else 1) if isinstance(stored, Decimal) else -1
    least = 0 if percent else 1
    return Figure(Fraction(value)) if least < value <= WHOLE_PERCENT else None


@lru_cache(maxsize=16384)
def _few(stored: object) -> Figure | None:
    """A whole number, not large."""
    if isinstance(stored, Decimal) and 0 <= stored < _MANY and stored == int(stored):
        return Figure(Fraction(int(stored)))
    return None


def _asked_for(
    quantity: Quantity | Share | Fault | None, cell: Cell, indicator: Indicator, programme: Programme
) -> Quantity | Share | Fault | None:
    """Of `90 cuộc/7.300 người` the number in the indicator's unit."""
    if not isinstance(quantity, Quantity):
        return quantity
    if quantity.nothing and not _says_how_many(quantity, indicator.kind):
        return None
    named = _without_name(quantity, indicator, programme)
    return counted_in(named, indicator.accepts_unit, partial(counts_what_is_known, programme)) or Fault(
        "not-a-number", {"text": cell.text}
    )


def _says_how_many(nothing: Quantity, kind: Kind) -> bool:
    """Nothing done is no level of 0 %; that none were added to a stock leaves open how many there are."""
    return kind is Kind.FLOW or (kind is Kind.STOCK and not nothing.adds_none)


def _without_name(quantity: Quantity, indicator: Indicator, programme: Programme) -> Quantity:
    """`30 cuộc đối thoại chính sách` in the row of these says their name behind their number."""
    if not quantity.unit or programme.knows_unit(quantity.unit):
        return quantity
    name = read_name(programme, quantity.unit)
    is_own = name.indicator is indicator and not (name.part or name.to_come)
    return replace(quantity, unit=indicator.unit) if is_own or says_again(quantity.unit, indicator) else quantity


def read_paired(cell: Cell, side: int, indicator: Indicator, programme: Programme) -> Figure | Fault | None:
    """Read a cell with numbers of two units, `30/2.400` of `cuộc/người`: the one that is asked for.

    Args:
        side: 0 for the first of them, 1 for the second.
    """
    quantity = quantity_in(cell, None)
    if isinstance(quantity, Share) and not quantity.unit:
        value = (quantity.numerator, quantity.denominator)[side]
        return _amount(Quantity(value), indicator, _ONE)
    if isinstance(quantity, Quantity) and not quantity.unit and not quantity.others:
        return Fault("not-a-number", {"text": shown(cell)})  # of two units one number is whose?
    return read_figure(cell, indicator, programme)


def _read_quantity(cell: Cell, quantity: Quantity | Share, indicator: Indicator, factor: Fraction) -> Figure | Fault:
    if isinstance(quantity, Share):
        return _share(quantity, indicator, factor)
    if indicator.kind is Kind.RATE:
        return _level(cell, quantity, indicator)
    if quantity.percent:
        return Fault("unit-mismatch.percent", {"text": shown(cell), "unit": indicator.unit})
    return _amount(quantity, indicator, factor)


def _factor(quantity: Quantity | Share, indicator: Indicator, scale: Scale) -> Fraction | None:
    """What the number is worth in the indicator's unit; the words in the cell go before those over the column."""
    if _is_bare_millions(quantity) and not counts_money(indicator):
        return None
    if quantity.unit or (isinstance(quantity, Quantity) and quantity.scaled):
        return next(filter(None, map(indicator.unit_factor, (quantity.unit, plain_unit(quantity.unit)))), None)
    return scale.factor


def _is_bare_millions(quantity: Quantity | Share) -> bool:
    """Whether a number is one of millions and says no more: `37 triệu`."""
    return isinstance(quantity, Quantity) and quantity.scaled and not quantity.unit and quantity.value >= _MILLION


def _share(share: Share, indicator: Indicator, factor: Fraction) -> Figure | Fault:
    numerator, denominator = Fraction(share.numerator), Fraction(share.denominator)
    if indicator.kind is not Kind.RATE:
        whole = _amount(Quantity(share.numerator), indicator, factor)
        return replace(whole, of=denominator * factor) if isinstance(whole, Figure) else whole
    level = level_of(numerator, denominator, indicator)
    return level if isinstance(level, Fault) else Figure(level, of=denominator)


def level_of(numerator: Fraction, denominator: Fraction, indicator: Indicator) -> Fraction | Fault:
    """The rate that a part of a whole is; of `nam/100 nữ` nobody knows to what it was scaled."""
    if denominator == 0:
        return Fault("not-a-number.zero-denominator", {})
    if not indicator.is_percentage:
        return Fault("not-a-number", {"text": f"{format_number(numerator)}/{format_number(denominator)}"})
    level = numerator * WHOLE_PERCENT / denominator
    return Fault("rate-out-of-range", {"value": level}) if level > WHOLE_PERCENT else level


def read_part(cell: Cell) -> Figure | Fault | None:
    """Read a numerator or a denominator: a plain amount of whatever is counted."""
    quantity = quantity_in(cell, None)
    if quantity is None or isinstance(quantity, Fault):
        return quantity
    if isinstance(quantity, Share) or quantity.percent or quantity.others:
        return Fault("not-a-number", {"text": shown(cell)})
    if quantity.value < 0:
        return Fault("negative-figure", {"value": quantity.value})
    return Figure(Fraction(quantity.value), quantity.qualifier, quantity.word)


def _amount(quantity: Quantity, indicator: Indicator, factor: Fraction) -> Figure | Fault:
    value = Fraction(quantity.value) * factor
    if value < 0:
        return Fault("negative-figure", {"value": quantity.value})
    if factor <= 1 and _may_be_bare_money(value, indicator):
        return Fault("ambiguous-number.money", {"value": value, "unit": indicator.unit})
    if indicator.whole and value >= _MOST_COUNTED and not counts_money(indicator):
        return Fault("ambiguous-number.count", {"value": value, "unit": indicator.unit})
    if indicator.whole and value.denominator != 1:
        return Fault(
            "ambiguous-number.fraction",
            {"value": quantity.value.normalize(), "unit": indicator.unit, "thousand": quantity.value * 1000},
        )
    parts = tuple((Fraction(part) * factor, words) for part, words in quantity.parts)
    return Figure(value, quantity.qualifier, quantity.word, parts=parts)


def _may_be_bare_money(value: Fraction, indicator: Indicator) -> bool:
    """Whether so many millions may be as many đồng; what stands below `tỷ đồng` is none."""
    return value >= _MOST_MILLIONS and split_scale(indicator.unit)[0] == _MILLION


def _level(cell: Cell, quantity: Quantity, indicator: Indicator) -> Figure | Fault:
    value = quantity.value
    if not indicator.is_percentage:
        return Fault("negative-figure", {"value": value}) if value < 0 else _stated(quantity)
    if not 0 <= value <= WHOLE_PERCENT:
        return Fault("rate-out-of-range", {"value": value})
    if not quantity.percent and 0 < value <= 1:
        return Fault("ambiguous-number.percent", {"text": shown(cell), "percent": value * 100})
    return _stated(quantity)


def _stated(quantity: Quantity) -> Figure:
    return Figure(Fraction(quantity.value), quantity.qualifier, quantity.word)


def speaks_of_amounts(text: str, programme: Programme) -> bool:
    """Whether a sentence holds a number with a unit of the programme: `Thành lập 540 tổ truyền thông`."""
    return any(programme.knows_unit(match[1]) for match in _AMOUNT.finditer(text))
