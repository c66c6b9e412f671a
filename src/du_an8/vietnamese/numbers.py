"""Numbers the Vietnamese way: `1.800` is a thousand and eight hundred, `12,5` is twelve and a half.

The dot groups thousands and the comma starts the decimals (Luật Kế toán 2003, điều 12). What could be read in
two ways stays ambiguous here; whoever knows the column decides or reports it.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum
from fractions import Fraction

Exact = int | Decimal | Fraction


class Qualifier(StrEnum):
    """The approximate word that stands before a number."""

    AT_LEAST = "at_least"
    BELOW = "below"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it was written.

    Attributes:
        value: the exact number; for `80%` it is 80.
        qualifier: what the approximate word before it means.
        word: that word itself, e.g. `trên`.
        percent: whether a % sign follows.
        decimals: how many digits were printed after the decimal sign.
        unit: the words behind the number, e.g. `CLB`; empty where there are none.
    """

    value: Decimal
    qualifier: Qualifier | None = None
    word: str | None = None
    percent: bool = False
    decimals: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A text such as `1,800`: a thousand in one convention, a decimal in the other."""

    as_thousands: Decimal
    as_decimal: Decimal


class Absent(Enum):
    """Blank, `-`, `chưa có`: there is no figure. That is not zero."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT

_QUALIFIERS = {
    "trên": Qualifier.AT_LEAST,
    "hơn": Qualifier.AT_LEAST,
    "ít nhất": Qualifier.AT_LEAST,
    "tối thiểu": Qualifier.AT_LEAST,
    "≥": Qualifier.AT_LEAST,
    ">=": Qualifier.AT_LEAST,
    ">": Qualifier.AT_LEAST,
    "gần": Qualifier.BELOW,
    "khoảng": Qualifier.ABOUT,
    "chừng": Qualifier.ABOUT,
    "xấp xỉ": Qualifier.ABOUT,
    "ước": Qualifier.ABOUT,
    "~": Qualifier.ABOUT,
}
_LONGEST = 200  # nothing that a person counts is written with more signs
_ABSENT_SIGNS = re.compile(r"[-–—_.…/\\*]*|x")
_ABSENT_WORDS = frozenset(
    f"{head}{tail}" for head in ("chưa có", "không có", "chưa") for tail in ("", " số liệu", " dữ liệu", " báo cáo")
) | {"n/a", "na", "không áp dụng"}

_NUMBER = re.compile(
    r"""(?P<qualifier>trên|hơn|ít\ nhất|tối\ thiểu|gần|khoảng|chừng|xấp\ xỉ|ước|≥|>=|>|~)?\s*
        (?P<body>[-−]?\d(?:[\d.,\ ]*\d)?)\s*
        (?P<percent>%)?\s*
        (?P<unit>[^\W\d_][^\d]*)?""",
    re.VERBOSE,
)
_THOUSANDS_BY_DOT = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_THOUSANDS_BY_COMMA = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3},\d{3}\.\d+")
_ONE_COMMA_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}")
_DECIMAL_COMMA = re.compile(r"\d+(?:,\d+)?")
_DECIMAL_POINT = re.compile(r"\d+\.\d+")
_THOUSANDS_BY_BLANK = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?:,\d+)?")
_BLANK_AFTER_SIGN = re.compile(r"(?<=[.,]) (?=\d)")


def read_number(text: str) -> Quantity | Ambiguous | Absent | None:
    """Read one cell's text; None where it is no number in any of the ways officials write one."""
    plain = " ".join(unicodedata.normalize("NFC", text).replace("\u00a0", " ").split())
    folded = plain.casefold()
    if _ABSENT_SIGNS.fullmatch(folded) or folded.rstrip(".") in _ABSENT_WORDS:
        return ABSENT
    match = _NUMBER.fullmatch(folded) if len(folded) <= _LONGEST else None
    if match is None:
        return None
    body = match["body"].replace("−", "-")
    value = _read_digits(_BLANK_AFTER_SIGN.sub("", body.removeprefix("-")))
    if value is None or isinstance(value, Ambiguous):
        return value
    unit_start = match.start("unit")
    return Quantity(
        value=-value if body.startswith("-") else value,
        qualifier=_QUALIFIERS.get(match["qualifier"] or ""),
        word=match["qualifier"],
        percent=match["percent"] is not None,
        decimals=max(0, -int(value.as_tuple().exponent)),
        # Sliced from the unfolded text, so that a unit is shown as it was typed.
        unit=plain[unit_start:].strip() if unit_start >= 0 and len(plain) == len(folded) else match["unit"] or "",
    )


def _read_digits(digits: str) -> Decimal | Ambiguous | None:
    if _THOUSANDS_BY_BLANK.fullmatch(digits):
        return Decimal(digits.replace(" ", "").replace(",", "."))
    if _THOUSANDS_BY_DOT.fullmatch(digits) and not digits.startswith("0"):
        return Decimal(digits.replace(".", "").replace(",", "."))
    if _THOUSANDS_BY_COMMA.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    if _ONE_COMMA_GROUP.fullmatch(digits):
        return Ambiguous(Decimal(digits.replace(",", "")), Decimal(digits.replace(",", ".")))
    if _DECIMAL_COMMA.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    if _DECIMAL_POINT.fullmatch(digits):
        return Decimal(digits)
    return None


def read_stated_percentage(text: str) -> tuple[Fraction, int] | None:
    """Read a percentage that a report states: `28%`, `đạt 119,4%`, `vượt 19,4%`.

    Returns:
        The ratio and the number of printed decimals of the percentage; `vượt 19,4%` and `đạt 119,4%` are the same.
    """
    plain = " ".join(unicodedata.normalize("NFC", text).split()).casefold()
    match = re.fullmatch(r"(?:(hoàn thành )?(vượt) |đạt |hoàn thành )?(.+)", plain)
    quantity = read_number(match[3]) if match else None
    if match is None or not isinstance(quantity, Quantity) or quantity.unit:
        return None
    percentage = Fraction(quantity.value) + (100 if match[2] else 0)
    return percentage / 100, quantity.decimals


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
