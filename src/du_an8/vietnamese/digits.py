"""Digits the Vietnamese way: `1.800` is a thousand and eight hundred, `12,5` is twelve and a half.

The dot groups thousands and the comma starts the decimals (Luật Kế toán 2003, điều 12). What could be read in
two ways stays ambiguous here; whoever knows the column decides or reports it.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum

from msgspec import Struct

from du_an8.vietnamese.late_patterns import pattern_of


class Ambiguous(Struct, frozen=True):
    """A text such as `1,800`: a thousand in one convention, a decimal in the other."""

    as_thousands: Decimal
    as_decimal: Decimal


class Convention(Enum):
    """Which sign groups thousands, as the other numbers of a column show."""

    VIETNAMESE = "1.800,5"
    ENGLISH = "1,800.5"


LONGEST = 200  # nothing that a person counts is written with more signs

SCALES = {
    "trăm": Decimal(100),
    "nghìn": Decimal(1000),
    "ngàn": Decimal(1000),
    "vạn": Decimal(10_000),
    "triệu": Decimal(1_000_000),
    "tr": Decimal(1_000_000),
    "tỷ": Decimal(1_000_000_000),
    "tỉ": Decimal(1_000_000_000),
}

DIGITS = r"\d(?:[\d.,\ ]*\d)?"
"""A pattern (for re.VERBOSE too) of what may be a number's digits and the signs between them."""

_UNSEEN = dict.fromkeys(
    (0x00AD, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
)
_FULL_WIDTH = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_AS_TYPED = {**_UNSEEN, **_FULL_WIDTH}
_TEXT_MARKS = "'’‘`´"  # before what a spreadsheet shall keep as text

_CODE = pattern_of(r"0\d{3}")  # a telephone number, a code; people write 04, seldom 004
_THOUSANDS_BY_DOT = pattern_of(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_ONE_DOT_GROUP = pattern_of(r"[1-9]\d{0,2}\.\d{3}")
_THOUSANDS_BY_COMMA = pattern_of(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3},\d{3}\.\d+")
_ONE_COMMA_GROUP = pattern_of(r"[1-9]\d{0,2},\d{3}")
_DECIMAL_COMMA = pattern_of(r"\d+(?:,\d+)?")
_DECIMAL_POINT = pattern_of(r"\d+\.\d+")
_THOUSANDS_BY_BLANK = pattern_of(r"[1-9]\d{0,2}(?: \d{3})+(?:,\d+)?")
_BLANK_AFTER_SIGN = pattern_of(r"(?<=[.,]) (?=\d)")
_SHOWS_VIETNAMESE = pattern_of(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+,\d+|\d+,(?:\d{1,2}|\d{4,})")
_SHOWS_ENGLISH = pattern_of(r"\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:,\d{3})+\.\d+|\d+\.(?:\d{1,2}|\d{4,})")


def plain_text(text: str) -> str:
    """A cell's text without what nobody sees: signs without width, double blanks, the apostrophe that says "text"."""
    seen = unicodedata.normalize("NFC", text).translate(_AS_TYPED)
    return " ".join(seen.split()).lstrip(_TEXT_MARKS).lstrip()


def convention_of(texts: Iterable[str]) -> Convention | None:
    """How the numbers of a column are written, where some of them can be read in one way only and none contradicts."""
    bodies = [match[0] for text in texts if len(text) <= LONGEST and (match := re.search(DIGITS, text))]
    vietnamese = any(_SHOWS_VIETNAMESE.fullmatch(body) for body in bodies)
    english = any(_SHOWS_ENGLISH.fullmatch(body) for body in bodies)
    if vietnamese == english:
        return None
    return Convention.VIETNAMESE if vietnamese else Convention.ENGLISH


def groups_by_comma(texts: Iterable[str]) -> bool:
    """Whether some numbers can only group thousands by commas, `19,236,000`, and none groups them by dots."""
    bodies = [match[0] for text in texts if len(text) <= LONGEST and (match := re.search(DIGITS, text))]
    return any(map(_THOUSANDS_BY_COMMA.fullmatch, bodies)) and not any(map(_THOUSANDS_BY_DOT.fullmatch, bodies))


def read_digits(text: str, convention: Convention | None = None) -> Decimal | Ambiguous | None:
    """Read digits and the signs between them; None where they are no number in either convention."""
    digits = _BLANK_AFTER_SIGN.sub("", text)
    if _CODE.match(digits):
        return None
    if _THOUSANDS_BY_BLANK.fullmatch(digits):
        return Decimal(digits.replace(" ", "").replace(",", "."))
    if convention is Convention.ENGLISH and _ONE_DOT_GROUP.fullmatch(digits):
        return Ambiguous(Decimal(digits.replace(".", "")), Decimal(digits))
    if _THOUSANDS_BY_DOT.fullmatch(digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    if _THOUSANDS_BY_COMMA.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    if _ONE_COMMA_GROUP.fullmatch(digits) and convention is not Convention.VIETNAMESE:
        as_thousands = Decimal(digits.replace(",", ""))
        return as_thousands if convention else Ambiguous(as_thousands, Decimal(digits.replace(",", ".")))
    return _read_decimal(digits)


def _read_decimal(digits: str) -> Decimal | None:
    if _DECIMAL_COMMA.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    return Decimal(digits) if _DECIMAL_POINT.fullmatch(digits) else None
