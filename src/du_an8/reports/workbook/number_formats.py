"""Number formats: what a person reads where a number is stored.

A format may show 0.8 as 80 % and 45000 as a date; it may also drop thousands (`#,##0,`), show nothing (`;;;`), or add
words (`0" người"`).
"""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache

from msgspec import Struct

from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.numbers import format_number, split_scale

# What is no part of the number: "quoted", \escaped, _blank as wide as, *filled with, [colour, condition, locale].
_ORNAMENT = pattern_of(r'"[^"]*(?:"|$)|\\.|_.|\*[^a-z]|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE | re.DOTALL)
_PLAIN_SIGNS = frozenset("0#?.,;()-+/ @$€£₫đ\xa0'")
_LOCALE = pattern_of(r"\[\$-[0-9A-Fa-f]{1,8}\]")
_DATE = pattern_of(r"[dmy]{1,4}(?:[/.\- ][dmy]{1,4}){0,2}(?: h{1,2}:mm(?::ss)?)?(?:;@)?")

_TIME_OR_DAY = pattern_of(r"[dhs]", re.IGNORECASE)
_MONTHS_AND_YEARS = "mmm-yy"  # the one format of dates without their days that a file names by its number

# Formats that a file needn't spell out, as far as every reader takes them for the same.
_BUILTIN = {
    **dict.fromkeys((0, 1, 2, 3, 4, *range(5, 9), 11, 12, 13, *range(37, 45), 48, 49), "plain"),
    **dict.fromkeys((9, 10), "percent"),
    **dict.fromkeys((14, 15, 16, 17, 22), "date"),
}


class FormatKind(StrEnum):
    """What a number format makes of a number."""

    PLAIN = "plain"
    PERCENT = "percent"
    DATE = "date"
    OTHER = "other"  # times, durations, and whatever readers may take for different things


def scales_by_100(number_format: str) -> bool:
    """Whether a number format holds a % that is part of the number."""
    return "%" in _ORNAMENT.sub("", number_format)


@cache
def kind_of_format(number_format: str) -> FormatKind:
    """What a format surely is; where libraries may disagree, it is OTHER."""
    if scales_by_100(number_format):
        return FormatKind.PERCENT
    if _DATE.fullmatch(_LOCALE.sub("", number_format).replace("\\", "")):
        return FormatKind.DATE
    bare = _ORNAMENT.sub("", number_format).replace("General", "").replace("E+", "")
    return FormatKind.PLAIN if _PLAIN_SIGNS.issuperset(bare) else FormatKind.OTHER


def kind_of_builtin(format_id: int) -> FormatKind:
    """What a format is that a file names by its number alone."""
    return FormatKind(_BUILTIN.get(format_id, "other"))


def builtin_format(format_id: int) -> str:
    """A format that a file names by its number, where a person reads less by it than is stored; else empty."""
    return _MONTHS_AND_YEARS if format_id == _BUILTIN_MONTHS else ""


_BUILTIN_MONTHS = 17
FIRST_OWN_FORMAT = 164
"""Formats with smaller numbers are the program's, those from here on the file's."""


def date_without_day(day: date, number_format: str) -> str:
    """What a person reads of a date whose format leaves its day out: `01/2024`, `2024`; empty where it tells the day.

    `mmm-yy`, `m/yyyy` and `"Tháng "mm/yyyy` say a month of a year, however they write it.
    """
    letters = _ORNAMENT.sub("", number_format.partition(";")[0]).casefold()
    if "y" not in letters or _TIME_OR_DAY.search(letters):
        return ""
    return f"{day.month:02}/{day.year}" if "m" in letters else str(day.year)


def date_as_shown(day: date, shown: str) -> str:
    """The same of a date whose text is stored beside it: `01/2024`, `Jan-24`, `2024`."""
    numbers = [int(part) for part in re.findall(r"\d+", shown)[:3]]
    years = {day.year, day.year % 100}
    if len(numbers) == 1 and numbers[0] in years:
        words = re.sub(r"[\W\d_]+", "", shown)
        return f"{day.month:02}/{day.year}" if words else str(day.year) if numbers[0] == day.year else ""
    if len(numbers) == 2 and numbers[0] == day.month and numbers[1] in years:  # noqa: PLR2004  # a month and a year
        return f"{day.month:02}/{day.year}"
    return ""


_TOKEN = pattern_of(
    r'"(?P<quoted>[^"]*)(?:"|$)|\\(?P<escaped>.)|[_*].|\[(?P<bracketed>[^\]]*)\]|(?P<general>General|@)'
    r"|(?P<digit>[0#?.,])|E[+-]|(?P<end>;)|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = pattern_of(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_CURRENCIES = frozenset({"đ", "₫", "vnd", "vnđ", "đồng"})
_DASHES = pattern_of(r"[-–—_.\s]+")
_MOST_SECTIONS = 3  # for positive, negative, zero; a fourth one is for texts


class Reading(Struct, frozen=True):
    """What a person reads in the place of a stored number.

    Attributes:
        shown: all that stands there; empty where nothing does.
        value: the number in it, None where that isn't surely the stored one.
        unit: the words behind it.
        is_text: words stand before it, `Năm 2023`.
    """

    shown: str
    value: Decimal | None = None
    unit: str = ""
    is_text: bool = False


class _Section(Struct, frozen=True):
    """One of the parts of a format between semicolons.

    Attributes:
        digits: the signs that stand for digits, points and commas.
        before: what is written before them; `after` and `within` likewise.
        condition: operator and number, empty where the sign of the number decides.
    """

    digits: str
    before: str
    within: str
    after: str
    condition: tuple[str, Decimal] | None = None

    @property
    def thousands(self) -> int:
        """How many groups of three digits are dropped."""
        whole, _, decimals = self.digits.partition(".")
        return sum(len(part) - len(part.rstrip(",")) for part in (whole, decimals))

    @property
    def shows_zero(self) -> bool:
        """Whether a zero has a digit; `#` and `?` leave it out, but not in a fraction."""
        return "0" in self.digits or "/" in self.within

    @property
    def leaves_zero_blank(self) -> bool:
        """Whether a zero is shown neither as a digit nor as a dash."""
        return not self.shows_zero and _DASHES.fullmatch(self.words.strip()) is None

    @property
    def words(self) -> str:
        return self.before + self.within + self.after

    @property
    def looks_negative(self) -> bool:
        """Whether it writes what people take for a sign of less than nothing."""
        return self.before.strip().endswith(("-", "−", "("))

    @property
    def speaks(self) -> bool:
        """Whether words or digits of its own stand in it."""
        return bool(words_beside(self.before) or words_beside(self.after) or _has_digits(self.words))

    def fits(self, value: Decimal) -> bool:
        """Whether its condition, if it has one, holds."""
        if self.condition is None:
            return True
        sign, limit = self.condition
        below, above = value < limit, value > limit
        return {
            "<": below, ">": above, "<=": not above, ">=": not below, "=": not (below or above), "<>": below or above,
        }[sign]  # fmt: skip


def reading_of(value: Decimal, number_format: str) -> Reading | None:
    """What a format makes of a number; None where a person reads the number itself, a percent sign aside."""
    if not changes_what_is_read(number_format):
        return None
    sections = _sections(number_format)
    section = _section_for(value, sections)
    if not section.digits or (value == 0 and not section.shows_zero):
        return _without_digits(value, section)
    after, number = words_beside(section.after), value
    if value and section.thousands:
        number = value.scaleb(-3 * section.thousands)
        said = split_scale(after)[0] == 1000**section.thousands
        if not said:
            return Reading(_shown(abs(number), section).strip())
    return _with_digits(number, section, after, section is sections[0])


def _without_digits(value: Decimal, section: _Section) -> Reading | None:
    # Accountants' formats write a dash for a zero; that is a zero to all who read them.
    return Reading(section.words.strip()) if value or section.leaves_zero_blank else None


def _with_digits(number: Decimal, section: _Section, after: str, of_positives: bool) -> Reading | None:  # noqa: FBT001
    before, shown = words_beside(section.before), _shown(number if of_positives else abs(number), section).strip()
    negated = of_positives and number > 0 and section.looks_negative
    if negated or _has_digits(section.words):
        return Reading(shown)
    if before and not is_currency(before):
        return Reading(shown, number, is_text=True)
    unit = unit_of(after or before)
    return Reading(shown, number, unit) if unit else None


def unit_of(words: str) -> str:
    """The unit that words beside a number name; all signs for đồng are one."""
    return "đồng" if is_currency(words) else words


def _has_digits(words: str) -> bool:
    return any(sign.isdigit() for sign in words)


def is_currency(words: str) -> bool:
    """Whether it is one of the ways to write đồng."""
    return words.casefold() in _CURRENCIES


def words_beside(literal: str) -> str:
    """What is written beside a number, where it says something; brackets and points don't."""
    words = literal.strip(" \xa0.,;:()[]-–+")
    return words if any(sign.isalpha() or sign in "%₫" for sign in words) else ""


def _shown(number: Decimal, section: _Section) -> str:
    # A year is written without a point.
    digits = format_number(number) if "," in section.digits.rstrip(",") else f"{number.normalize():f}".replace(".", ",")
    return f"{section.before}{digits}{section.after}"


def _section_for(value: Decimal, sections: tuple[_Section, ...]) -> _Section:
    if any(section.condition for section in sections):
        return next((section for section in sections if section.fits(value)), sections[-1])
    if value < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if value == 0 and len(sections) == _MOST_SECTIONS else sections[0]


@cache
def changes_what_is_read(number_format: str) -> bool:
    """Whether a person may read something else than the stored number, or more than it."""
    sections = _sections(number_format)
    if any(section.condition for section in sections):
        return True
    return any(_section_changes(section, place, len(sections)) for place, section in enumerate(sections))


def _section_changes(section: _Section, place: int, of: int) -> bool:
    """Whether one section does.

    Args:
        place: 0 for positive numbers, 1 for negative ones, 2 for zero.
        of: the number of sections.
    """
    is_for_zero = place == _MOST_SECTIONS - 1
    shows_zeros = is_for_zero or (place == 0 and of < _MOST_SECTIONS)
    if shows_zeros and section.leaves_zero_blank:
        return True
    if not is_for_zero and (not section.digits or section.thousands):
        return True
    return section.speaks or (place == 0 and section.looks_negative)


class _Draft(Struct):
    """A section while it is read."""

    digits: str = ""
    before: str = ""
    within: str = ""
    after: str = ""
    condition: tuple[str, Decimal] | None = None

    def take(self, token: re.Match[str]) -> None:
        """Add what stands next in the format."""
        if token["general"] or token["digit"]:
            self.digits, self.within = self.digits + (token["digit"] or "0"), self.within + self.after
            self.after = ""
        elif found := _CONDITION.fullmatch(token["bracketed"] or ""):
            self.condition = found[1], Decimal(found[2])
        elif self.digits:
            self.after += _literal(token)
        else:
            self.before += _literal(token)

    def section(self) -> _Section:
        return _Section(self.digits, self.before, self.within, self.after, self.condition)


@cache
def _sections(number_format: str) -> tuple[_Section, ...]:
    """The sections for numbers."""
    drafts = [_Draft()]
    for token in _TOKEN.finditer(number_format):
        if token["end"]:
            drafts.append(_Draft())
        else:
            drafts[-1].take(token)
    return tuple(draft.section() for draft in drafts[:_MOST_SECTIONS])


def _literal(token: re.Match[str]) -> str:
    return token["quoted"] or token["escaped"] or _sign(token["sign"]) or _currency(token["bracketed"] or "")


def _sign(sign: str | None) -> str:
    """A sign without quotes; the one for percent is part of the number, and money is counted in any currency."""
    return "" if sign is None or sign in "%$€£" else sign


def _currency(bracketed: str) -> str:
    """The `₫` of `[$₫-42A]`."""
    return bracketed[1:].partition("-")[0].strip("$€£ ") if bracketed.startswith("$") else ""
