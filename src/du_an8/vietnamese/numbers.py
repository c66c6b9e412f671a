"""Numbers the Vietnamese way, read and shown: the one module that the other packages import of them.

How digits are grouped is told in `digits`, how numbers stand among words in `quantities`.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from du_an8.vietnamese.digits import SCALES, Ambiguous, Convention, convention_of, groups_by_comma, plain_text
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.quantities import (
    counted_in,
    plain_unit,
    read_quantity,
    read_stated_outcome,
    read_stated_percentage,
)
from du_an8.vietnamese.quantity_kinds import ABSENT, Absent, Quantity, Share, StatedPercentage
from du_an8.vietnamese.quantity_words import Qualifier, StatedOutcome

__all__ = [
    "ABSENT",
    "Absent",
    "Ambiguous",
    "Convention",
    "Exact",
    "Qualifier",
    "Quantity",
    "Share",
    "StatedOutcome",
    "StatedPercentage",
    "convention_of",
    "counted_in",
    "format_number",
    "format_percent",
    "groups_by_comma",
    "plain_decimal",
    "plain_unit",
    "read_number",
    "read_stated_outcome",
    "read_stated_percentage",
    "round_half_up",
    "split_scale",
]

Exact = int | Decimal | Fraction

_UNIT_SCALES = {
    **SCALES,
    **dict.fromkeys(("ng", "1000", "1.000"), Decimal(1000)),
    **dict.fromkeys(("1000000", "1.000.000"), Decimal(1_000_000)),
}
_JOINED_UNIT = pattern_of(
    r"([\d.]+|(?:tr|ng)\.)(?=[^\W\d_])|(trăm|nghìn|ngàn|triệu|tr|ng|tỷ|tỉ)(?=(?:đ|đồng|vnđ|vnd)\b)", re.IGNORECASE
)
_DONG = frozenset({"đ", "vnđ", "vnd"})


@lru_cache(maxsize=16384)
def read_number(text: str, convention: Convention | None = None) -> Quantity | Share | Ambiguous | Absent | None:
    """Read one cell's text; None where it is no number in any of the ways officials write one.

    Args:
        convention: what the other numbers of the column show.
    """
    return read_quantity(text, convention)


@lru_cache(maxsize=16384)
def split_scale(unit: str) -> tuple[Decimal, str]:
    """`nghìn người` is a thousand times `người`; `Tr. USD` a million times `USD`; `tổ` once `tổ`.

    `tỷ lệ` and other words that merely begin so stay whole.
    """
    joined = _JOINED_UNIT.match(spaced := plain_text(unit))
    if joined:
        spaced = f"{joined[0]} {spaced[joined.end() :]}"
    words = ["đồng" if word.casefold() in _DONG else word for word in spaced.split()]
    scale = Decimal(1)
    while words and (first := _UNIT_SCALES.get(words[0].casefold().rstrip("."))) and not _is_ratio(words):
        scale, words = scale * first, words[1:]
    return scale, " ".join(words)


def is_percent(unit: str) -> bool:
    """`%`, `% hộ`, `phần trăm`."""
    return "%" in unit or fold(unit) == "phan tram"


def _is_ratio(words: list[str]) -> bool:
    return len(words) > 1 and words[1].casefold() == "lệ"


def round_half_up(value: Exact, decimals: int) -> Decimal:
    """Round an exact number; halves go away from zero, as officials round."""
    scaled = Fraction(value) * 10**decimals
    whole = (abs(scaled) + Fraction(1, 2)).__floor__()
    return Decimal(whole if scaled >= 0 else -whole).scaleb(-decimals)


def format_number(value: Exact) -> str:
    """`1800` is `1.800`, an exact decimal keeps its digits, any other fraction shows one decimal."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return _group(str(exact.numerator))
    if isinstance(value, Decimal):
        return _group(f"{value.normalize():f}")
    return _group(str(round_half_up(exact, 1)))


def format_percent(ratio: Fraction, edges: Iterable[Fraction] = (Fraction(1),)) -> str:
    """One decimal, half up, but never up to an edge that the exact ratio hasn't reached (539/540 is `99,8%`).

    Args:
        ratio: 1 is 100 %.
        edges: ratios at which a judgement changes.
    """
    percentage = round_half_up(ratio * 100, 1)
    if any(ratio < edge and percentage >= edge * 100 for edge in edges):
        percentage = Decimal((ratio * 1000).__floor__()).scaleb(-1)
    return _group(str(percentage)) + "%"


def plain_decimal(value: float) -> Decimal:
    """The number that a spreadsheet shows for a stored double: 15 significant digits, no binary noise."""
    return Decimal(f"{value:.15g}")


def _group(digits: str) -> str:
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    whole, _, decimals = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{decimals}" if decimals else sign + grouped
