"""Reads one figure cell: a number of the indicator's kind and unit, an absence, or a finding."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, partial

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Kind, Programme
from du_an8.reports.names.known_names import counts_money, counts_what_is_known, says_again
from du_an8.reports.names.read_name import read_name
from du_an8.reports.workbook.cells import Cell, CellKind
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import (
    Absent,
    Ambiguous,
    Convention,
    Qualifier,
    Quantity,
    Share,
    StatedPercentage,
    counted_in,
    format_number,
    plain_unit,
    read_number,
    read_stated_outcome,
    read_stated_percentage,
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


_TIMES = "lan"
"""`0,38 lần` of the plan is 38 %."""
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


class Fault(Struct, frozen=True):
    """Why a cell can't be used: a key of the findings catalogue and what its text names."""

    key: str
    parameters: dict[str, object]


def read_figure(
    cell: Cell, indicator: Indicator, programme: Programme, scale: Scale = _AS_IT_STANDS
) -> Figure | Fault | None:
    """Read a result cell of an indicator; None is the absence of a figure, which is not zero."""
    if cell.is_plain and indicator.kind is not Kind.RATE and scale.factor == 1 and (few := _few(cell.value)):
        return few
    quantity = _asked_for(_quantity(cell, scale.convention), cell, indicator, programme)
    if quantity is None or isinstance(quantity, Fault):
        return quantity
    factor = _factor(quantity, indicator, scale)
    if factor is None:
        known = programme.knows_unit(quantity.unit)
        key = "unit-mismatch.in-cell" if known else "not-a-number"
        return Fault(key, {"text": _shown(cell), "unit": indicator.unit, "found": quantity.unit})
    figure = _read_quantity(cell, quantity, indicator, factor)
    if isinstance(figure, Fault):
        return figure
    return replace(figure, stated=quantity.stated, to_date=quantity.to_date)


@lru_cache(maxsize=16384)
def _few(stored: object) -> Figure | None:
    """What most cells hold, and no check stumbles over: a whole number, not large."""
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
    quantity = _quantity(cell, None)
    if isinstance(quantity, Share) and not quantity.unit:
        value = (quantity.numerator, quantity.denominator)[side]
        return _amount(Quantity(value), indicator, _ONE)
    if isinstance(quantity, Quantity) and not quantity.unit and not quantity.others:
        return Fault("not-a-number", {"text": _shown(cell)})  # of two units one number is whose?
    return read_figure(cell, indicator, programme)


def _read_quantity(cell: Cell, quantity: Quantity | Share, indicator: Indicator, factor: Fraction) -> Figure | Fault:
    if isinstance(quantity, Share):
        return _share(quantity, indicator, factor)
    if indicator.kind is Kind.RATE:
        return _level(cell, quantity, indicator)
    if quantity.percent:
        return Fault("unit-mismatch.percent", {"text": _shown(cell), "unit": indicator.unit})
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
    quantity = _quantity(cell, None)
    if quantity is None or isinstance(quantity, Fault):
        return quantity
    if isinstance(quantity, Share) or quantity.percent or quantity.others:
        return Fault("not-a-number", {"text": _shown(cell)})
    if quantity.value < 0:
        return Fault("negative-figure", {"value": quantity.value})
    return Figure(Fraction(quantity.value), quantity.qualifier, quantity.word)


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
    quantity = _quantity(cell, None)
    if quantity is None or isinstance(quantity, Fault):
        return quantity
    return _claimed(quantity) or Fault("not-a-number", {"text": _shown(cell)})


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


_UNUSABLE = {
    CellKind.ERROR: "error-cell",
    CellKind.UNCOMPUTED: "formula-without-value",
    CellKind.UNCOMPUTED_ZERO: "uncomputed-zero",
    CellKind.WITHDRAWN: "withdrawn-number",
    CellKind.DATE: "not-a-number.date",
}
"""What is said of a cell whose content is no figure, whatever stands in it."""


def _quantity(cell: Cell, convention: Convention | None) -> Quantity | Share | Fault | None:
    """The cell as a quantity; a percent-formatted 0.8 is 80 %."""
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, Decimal):
        return _stored(cell, cell.value)
    if cell.kind in _UNUSABLE:
        return Fault(_UNUSABLE[cell.kind], {"text": cell.value})
    if cell.is_hidden_zero:  # a blank to all who read the sheet
        return None
    if cell.kind is CellKind.SHOWN_DIFFERENTLY:
        key = "shown-differently" if cell.shown else "shown-differently.hidden"
        return Fault(key, {"text": _shown(cell), "shown": cell.shown})
    return _written(cell, convention)


def _stored(cell: Cell, stored: Decimal) -> Quantity:
    """A number with what its format adds: a percent sign, also one in quotes, or a unit."""
    value = stored * 100 if cell.percent else stored
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    in_quotes = cell.unit == "%"
    return Quantity(value, percent=cell.percent or in_quotes, decimals=decimals, unit="" if in_quotes else cell.unit)


def _written(cell: Cell, convention: Convention | None) -> Quantity | Share | Fault | None:
    number = read_number(str(cell.value), convention)
    match number:
        case Absent():
            return None
        case Ambiguous():
            return Fault(
                "ambiguous-number.comma",
                {
                    "text": cell.text,
                    "thousands": number.as_thousands,
                    "decimal": number.as_decimal.normalize(),
                },
            )
        case None:
            return Fault("not-a-number", {"text": cell.value})
        case _:
            return number


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
        return Fault("ambiguous-number.percent", {"text": _shown(cell), "percent": value * 100})
    return _stated(quantity)


def _stated(quantity: Quantity) -> Figure:
    return Figure(Fraction(quantity.value), quantity.qualifier, quantity.word)


def _shown(cell: Cell) -> object:
    """The content as a person reads it."""
    if not isinstance(cell.value, Decimal):
        return cell.value
    if cell.percent:
        return f"{format_number(cell.value * 100)}%"
    return f"{format_number(cell.value)} {cell.unit}" if cell.unit else cell.value


def speaks_of_amounts(text: str, programme: Programme) -> bool:
    """Whether a sentence holds a number with a unit of the programme: `Thành lập 540 tổ truyền thông`."""
    return any(programme.knows_unit(match[1]) for match in _AMOUNT.finditer(text))
