"""Months that are written in English, `as of 30 June 2024`, as a Vietnamese title would say them."""

import re

from du_an8.vietnamese.late_patterns import pattern_of

_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = rf"({'|'.join(_NAMES)})".replace("may", "(?-i:May)")  # `to may` is a team that sews
_YEAR = r",?\s+((?:19|20)\d\d)\b"
_UNTIL = r"(?:as of|as at|up to|until|to|by)\s+"
_DAY = pattern_of(rf"\b({_UNTIL})?(\d{{1,2}})\s+{_MONTH}{_YEAR}", re.IGNORECASE)
_MONTHS = pattern_of(rf"\b{_MONTH}\s*(?:[-–]|to)\s*{_MONTH}{_YEAR}", re.IGNORECASE)
_ONE_MONTH = pattern_of(rf"\b{_MONTH}{_YEAR}", re.IGNORECASE)


def in_vietnamese(text: str) -> str:
    """An English text with its days and months in Vietnamese; one with accents is none."""
    if not text.replace("–", "-").isascii() or not _ONE_MONTH.search(text):
        return text
    text = _DAY.sub(lambda m: f"{'đến ' if m[1] else ''}{m[2]}/{_number(m[3])}/{m[4]}", text)
    text = _MONTHS.sub(lambda m: f"từ tháng {_number(m[1])} đến tháng {_number(m[2])} năm {m[3]}", text)
    return _ONE_MONTH.sub(lambda m: f"tháng {_number(m[1])} năm {m[2]}", text)


def _number(month: str) -> int:
    return _NAMES.index(month.casefold()) + 1
