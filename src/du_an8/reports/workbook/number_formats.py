"""Number formats: whether a stored 0.8 is shown as 80 %, and whether a stored 45000 is shown as a date."""

import re
from enum import StrEnum
from functools import cache

# What is no part of the number: "quoted", \escaped, _blank as wide as, *filled with, [colour, condition, locale].
_ORNAMENT = re.compile(r'"[^"]*(?:"|$)|\\.|_.|\*[^a-z]|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE | re.DOTALL)
_PLAIN_SIGNS = frozenset("0#?.,;()-+/ @$€£₫đ\xa0'")
_LOCALE = re.compile(r"\[\$-[0-9A-Fa-f]{1,8}\]")
_DATE = re.compile(r"[dmy]{1,4}(?:[/.\- ][dmy]{1,4}){0,2}(?: h{1,2}:mm(?::ss)?)?(?:;@)?")

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
