"""Numbers the Vietnamese way: `1.800` is a thousand and eight hundred, `12,5` is twelve and a half.

The dot groups thousands and the comma starts the decimals (Luật Kế toán 2003, điều 12). What could be read in
two ways stays ambiguous here; whoever knows the column decides or reports it.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum, StrEnum
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

Exact = int | Decimal | Fraction


class Qualifier(StrEnum):
    """The approximate word that stands before a number."""

    AT_LEAST = "at_least"
    BELOW = "below"
    ABOUT = "about"


class StatedPercentage(Struct, frozen=True):
    """A percentage that a report states of itself.

    Attributes:
        ratio: 1 is 100 %; `vượt 19,4%` and `đạt 119,4%` are the same.
        decimals: printed decimals of the percentage.
        qualifier: what the approximate word before it means.
    """

    ratio: Fraction
    decimals: int
    qualifier: Qualifier | None = None


class Quantity(Struct, frozen=True):
    """A number as it was written.

    Attributes:
        value: the exact number; for `80%` it is 80, for `2 tỷ 307 triệu` 2307000000.
        qualifier: what the approximate word before it means.
        word: that word itself, e.g. `trên`.
        percent: whether a % sign follows.
        decimals: how many digits were printed after the decimal sign.
        unit: the words behind the number, e.g. `CLB`; empty where there are none.
        scaled: a word such as `triệu` stood behind the number, and is in the value.
        parts: of `5 mới + 12 củng cố`, each with its words.
        stated: the percentage of the plan behind it: `2 tỷ 307 triệu đồng (đạt 24,5%)`.
    """

    value: Decimal
    qualifier: Qualifier | None = None
    word: str | None = None
    percent: bool = False
    decimals: int = 0
    unit: str = ""
    scaled: bool = False
    parts: tuple[tuple[Decimal, str], ...] = ()
    stated: StatedPercentage | None = None


class Share(Struct, frozen=True):
    """`36/88 cuộc`: so many of so many. Which of them is a figure, only the column can tell.

    Attributes:
        stated: the percentage of the plan behind it: `746/625 tổ (vượt 19,4%)`.
    """

    numerator: Decimal
    denominator: Decimal
    unit: str = ""
    stated: StatedPercentage | None = None


class Ambiguous(Struct, frozen=True):
    """A text such as `1,800`: a thousand in one convention, a decimal in the other."""

    as_thousands: Decimal
    as_decimal: Decimal


class Convention(Enum):
    """Which sign groups thousands, as the other numbers of a column show."""

    VIETNAMESE = "1.800,5"
    ENGLISH = "1,800.5"


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

_SCALES = {
    "trăm": Decimal(100),
    "nghìn": Decimal(1000),
    "ngàn": Decimal(1000),
    "vạn": Decimal(10_000),
    "triệu": Decimal(1_000_000),
    "tr": Decimal(1_000_000),
    "tỷ": Decimal(1_000_000_000),
    "tỉ": Decimal(1_000_000_000),
}
_UNIT_SCALES = {
    **_SCALES,
    **dict.fromkeys(("ng", "1000", "1.000"), Decimal(1000)),
    **dict.fromkeys(("1000000", "1.000.000"), Decimal(1_000_000)),
}
_SCALE_WORDS = "trăm|nghìn|ngàn|vạn|triệu|tr|tỷ|tỉ"
_DIGITS = r"\d(?:[\d.,\ ]*\d)?"
_NUMBER = re.compile(
    rf"""(?P<qualifier>trên|hơn|ít\ nhất|tối\ thiểu|gần|khoảng|chừng|xấp\ xỉ|ước|≥|>=|>|~)?\s*
        (?P<body>[-−]?{_DIGITS})\s*
        (?:(?P<percent>%)|(?P<scale>{_SCALE_WORDS})\b\.?(?P<rest>(?:\s*{_DIGITS}\s*(?:{_SCALE_WORDS})\b)*))?\s*
        (?P<unit>[^\W\d_][^\d]*)?""",
    re.VERBOSE,
)
_LATER_PART = re.compile(rf"({_DIGITS})\s*({_SCALE_WORDS})\b")
_SHARE = re.compile(r"(\d[\d.]*)\s*/\s*(\d[\d.]*)\s*(?P<unit>[^\W\d_][^\d]*)?")
_MONTH_OF_A_YEAR = re.compile(r"(?:0?[1-9]|1[0-2])\s*/\s*(?:19|20)\d\d\b.*")
_ADDEND = re.compile(r"(\d[\d.]*)\s*([^\W\d_][^\d+]*)")
_FOOTNOTE = re.compile(r"(?<=[\d%])(?:\(\d{1,2}\)|\[\d{1,2}\]|\s?\*{1,3}|[¹²³⁰⁴-⁹]+)$")
_THE_PLAN = r"(?:chỉ\ tiêu|kế\ hoạch|kh|dự\ toán|(?:tổng\ )?(?:số\ )?vốn\ (?:được\ )?(?:giao|phân\ bổ))(?![^\W\d_])"
_OF_THE_PLAN = rf"(?:(?:so\ với\ |của\ )?{_THE_PLAN}[^()\[\]%]*)?"
_STATED_BEHIND = re.compile(
    rf"""(?P<number>.*\S)\s*
        (?:[(\[]\s*(?P<bracketed>[^()\[\]%]*%)\s*{_OF_THE_PLAN}[)\]]
        |[,;]\s*(?P<told>(?:đạt|hoàn\ thành|vượt|bằng)\ [^()\[\]%]*%)\s*{_OF_THE_PLAN})\.?""",
    re.VERBOSE | re.IGNORECASE,
)
_TELLS_PERCENTAGE = re.compile(
    r"(?:(?:hoàn thành )?(vượt) |(?:t[ỷỉ] lệ )?(?:giải ngân )?(?:đạt |hoàn thành |bằng )?(?:t[ỷỉ] lệ )?)(.+)"
)
_THOUSANDS_BY_DOT = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_CODE = re.compile(r"0\d{3}")  # a telephone number, a code; people write 04, seldom 004
_ONE_DOT_GROUP = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_THOUSANDS_BY_COMMA = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3},\d{3}\.\d+")
_ONE_COMMA_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}")
_DECIMAL_COMMA = re.compile(r"\d+(?:,\d+)?")
_DECIMAL_POINT = re.compile(r"\d+\.\d+")
_THOUSANDS_BY_BLANK = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?:,\d+)?")
_BLANK_AFTER_SIGN = re.compile(r"(?<=[.,]) (?=\d)")
_SHOWS_VIETNAMESE = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+,\d+|\d+,(?:\d{1,2}|\d{4,})")
_SHOWS_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:,\d{3})+\.\d+|\d+\.(?:\d{1,2}|\d{4,})")


def convention_of(texts: Iterable[str]) -> Convention | None:
    """How the numbers of a column are written, where some of them can be read in one way only and none contradicts."""
    bodies = [match[0] for text in texts if len(text) <= _LONGEST and (match := re.search(_DIGITS, text))]
    vietnamese = any(_SHOWS_VIETNAMESE.fullmatch(body) for body in bodies)
    english = any(_SHOWS_ENGLISH.fullmatch(body) for body in bodies)
    if vietnamese == english:
        return None
    return Convention.VIETNAMESE if vietnamese else Convention.ENGLISH


@lru_cache(maxsize=16384)
def read_number(text: str, convention: Convention | None = None) -> Quantity | Share | Ambiguous | Absent | None:
    """Read one cell's text; None where it is no number in any of the ways officials write one.

    Args:
        convention: what the other numbers of the column show.
    """
    behind = _STATED_BEHIND.fullmatch(_plain(text)) if "%" in text and len(text) <= _LONGEST else None
    stated = read_stated_percentage(behind["bracketed"] or behind["told"]) if behind else None
    if behind and stated:
        number = _read_number(behind["number"], convention)
        return replace(number, stated=stated) if isinstance(number, Quantity | Share) else number
    return _read_number(text, convention)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _read_number(text: str, convention: Convention | None) -> Quantity | Share | Ambiguous | Absent | None:
    plain = _plain(text)
    folded = plain.casefold()
    if _ABSENT_SIGNS.fullmatch(folded) or folded.rstrip(".") in _ABSENT_WORDS:
        return ABSENT
    if len(folded) > _LONGEST:
        return None
    folded = _FOOTNOTE.sub("", folded)
    match = _NUMBER.fullmatch(folded)
    if match is None:
        return _read_share(folded) or _read_sum(folded)
    body = match["body"].replace("−", "-")
    digits = _BLANK_AFTER_SIGN.sub("", body.removeprefix("-"))
    # "19,451 tỷ" is no thousand: nobody says a thousand of milliards and millions.
    value = _read_digits(digits, Convention.VIETNAMESE if match["scale"] else convention)
    if value is None or isinstance(value, Ambiguous):
        return value
    decimals = max(0, -int(value.as_tuple().exponent))
    if match["scale"]:
        later = _later_parts(match["rest"] or "")
        if later is None:
            return None
        value = value * _SCALES[match["scale"]] + later
    typed = plain if len(plain) >= len(folded) else folded  # a unit is shown as it was typed; ß folds to two letters
    return Quantity(
        value=-value if body.startswith("-") else value,
        qualifier=_QUALIFIERS.get(match["qualifier"] or ""),
        word=match["qualifier"],
        percent=match["percent"] is not None,
        decimals=decimals,
        unit=typed[match.start("unit") : match.end("unit")].strip(),
        scaled=match["scale"] is not None,
    )


def _later_parts(text: str) -> Decimal | None:
    """`307 triệu` behind `2 tỷ`; None where one of them is no number, so that the whole is none."""
    total = Decimal(0)
    for digits, scale in _LATER_PART.findall(text):
        value = _read_digits(digits, Convention.VIETNAMESE)
        if not isinstance(value, Decimal):
            return None
        total += value * _SCALES[scale]
    return total


def _read_share(text: str) -> Share | None:
    match = _SHARE.fullmatch(text)
    if match is None or _MONTH_OF_A_YEAR.fullmatch(text):
        return None
    numerator, denominator = (_read_digits(match[part], None) for part in (1, 2))
    if isinstance(numerator, Decimal) and isinstance(denominator, Decimal):
        return Share(numerator, denominator, (match["unit"] or "").strip())
    return None


def _read_sum(text: str) -> Quantity | None:
    """`5 mới + 12 củng cố`: a sum that its author left to the reader."""
    addends = [_ADDEND.fullmatch(part.strip()) for part in text.split("+")]
    if len(addends) < 2:  # noqa: PLR2004  # one addend is no sum
        return None
    parts = []
    for addend in addends:
        value = _read_digits(addend[1], None) if addend else None
        if addend is None or not isinstance(value, Decimal):
            return None
        parts.append((value, addend[2].strip()))
    return Quantity(sum((value for value, _ in parts), Decimal(0)), parts=tuple(parts))


def _read_digits(digits: str, convention: Convention | None) -> Decimal | Ambiguous | None:
    if _CODE.match(digits):
        return None
    if _THOUSANDS_BY_BLANK.fullmatch(digits):
        return Decimal(digits.replace(" ", "").replace(",", "."))
    if convention is Convention.ENGLISH and _ONE_DOT_GROUP.fullmatch(digits):
        return Ambiguous(Decimal(digits.replace(".", "")), Decimal(digits))
    if _THOUSANDS_BY_DOT.fullmatch(digits) and not digits.startswith("0"):
        return Decimal(digits.replace(".", "").replace(",", "."))
    if _THOUSANDS_BY_COMMA.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    if _ONE_COMMA_GROUP.fullmatch(digits) and convention is not Convention.VIETNAMESE:
        as_thousands = Decimal(digits.replace(",", ""))
        return as_thousands if convention else Ambiguous(as_thousands, Decimal(digits.replace(",", ".")))
    if _DECIMAL_COMMA.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    if _DECIMAL_POINT.fullmatch(digits):
        return Decimal(digits)
    return None


def split_scale(unit: str) -> tuple[Decimal, str]:
    """`nghìn người` is a thousand times `người`; `Tr. USD` a million times `USD`; `tổ` once `tổ`.

    `tỷ lệ` and other words that merely begin so stay whole.
    """
    spaced = re.sub(r"^([\d.]+|(?:tr|ng)\.)(?=[^\W\d_])", r"\1 ", _plain(unit), flags=re.IGNORECASE)
    words = ["đồng" if word.casefold() in {"đ", "vnđ", "vnd"} else word for word in spaced.split()]
    first = words[0].casefold().rstrip(".") if words else ""
    if first in _UNIT_SCALES and (len(words) == 1 or words[1].casefold() != "lệ"):
        return _UNIT_SCALES[first], " ".join(words[1:])
    return Decimal(1), " ".join(words)


def read_stated_percentage(text: str) -> StatedPercentage | None:
    """Read a percentage that a report states: `28%`, `đạt 119,4%`, `vượt 19,4%`, `đạt khoảng 76%`."""
    match = _TELLS_PERCENTAGE.fullmatch(_plain(text).casefold())
    quantity = _read_number(match[2], None) if match else None
    if match is None or not isinstance(quantity, Quantity) or quantity.unit:
        return None
    percentage = Fraction(quantity.value) + (100 if match[1] else 0)
    return StatedPercentage(percentage / 100, quantity.decimals, quantity.qualifier)


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
