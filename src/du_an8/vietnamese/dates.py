"""Dates and reporting periods in the words of Vietnamese reports."""

from datetime import date
from functools import lru_cache

from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.periods import Period, format_date, format_period
from du_an8.vietnamese.time_forms import TimeKind
from du_an8.vietnamese.time_grammar import DAYS
from du_an8.vietnamese.time_phrases import (
    Found,
    TimePhrase,
    Times,
    find_in,
    find_times,
    left_over_time,
    narrowed,
    read_times,
    tokens_in,
)
from du_an8.vietnamese.time_words import Words, split_words

__all__ = [
    "Period",
    "TimeKind",
    "TimePhrase",
    "Times",
    "find_times",
    "format_date",
    "format_period",
    "left_over_time",
    "narrowed",
    "read_date",
    "read_last_day",
    "read_period",
    "read_times",
]

_LONGEST = 200  # characters; no date and no period is longer
_ISO_MONTH = pattern_of(r"(\d{4}) (0[1-9]|1[0-2])")
_AROUND = pattern_of(r"(?:(?:ky bao cao|ky|luy ke|so lieu|thoi gian)\b ?)*")
_OF_DAYS = frozenset({TimeKind.PERIOD, TimeKind.UNTIL, TimeKind.PHASE})
_WITH_AN_END = frozenset({TimeKind.DAY, TimeKind.UNTIL, TimeKind.PERIOD})
_TIME_OF_DAY = pattern_of(r"(?:(?:luc )?\d{1,2} ?(?:h|gio)? ?(?:\d{2})?(?: phut)?)?")
_PARTS = frozenset({TimeKind.UNTIL, TimeKind.UNDATED})


@lru_cache(maxsize=4096)
def read_date(text: str) -> date | None:
    """Read `14/6/2023`, `14-06-2023`, `14.6.2023`, `2023-06-14`, `ngày 05 tháng 3 năm 2007`; None otherwise.

    Two digits of a year are read where only one of the others can be the day: `31/12/23`, never `05/03/24`. The
    American order, `12/31/2023`, is no date.
    """
    if len(text) > _LONGEST:
        return None
    line = split_words(text).line.rstrip(" .,;")
    for pattern, build in DAYS:
        if match := pattern.fullmatch(line):
            span = build(match.groupdict())
            period = span.closed() if span else None
            return period.end if period else None
    return None


@lru_cache(maxsize=4096)
def read_last_day(text: str) -> date | None:
    """The day until which figures reach: a date, or the end of the one time that a text names alone.

    `hết ngày 31/12/2023`, `17h00 ngày 15/12/2024`, `tháng 9/2024`, `30/9/2024 (9 tháng)`. `12/2023` lacks its day.
    """
    if day := read_date(text):
        return day
    times = read_times(text[:_LONGEST])
    days = [phrase.period.end for phrase in times.phrases if phrase.period and phrase.kind in _WITH_AN_END]
    is_alone = len(days) == 1 and days[0] != date.max and _TIME_OF_DAY.fullmatch(times.rest) is not None
    return days[0] if is_alone and not any(map(_leaves_day_open, times.phrases)) else None


def _leaves_day_open(phrase: TimePhrase) -> bool:
    """`ngày 31 tháng 12`, which lacks its year; `12/2023`, which may lack its day."""
    if phrase.period is None:
        return phrase.kind is not TimeKind.UNDATED
    return phrase.kind is TimeKind.PERIOD and not any(map(str.isalpha, phrase.words))


@lru_cache(maxsize=4096)
def read_period(text: str) -> Period | None:
    """Read a reporting period: a year, half, quarter, month, `9 tháng đầu năm`, or `từ … đến …`; None otherwise."""
    if len(text) > _LONGEST:
        return None
    words = split_words(text)
    if match := _ISO_MONTH.fullmatch(words.line):  # folded
        words = split_words(f"{match[1]}-{match[2]}")
    found = find_in(words)
    return _one_period(words, found) if found else None


def _one_period(words: Words, found: list[Found]) -> Period | None:
    """The period of the only phrase; of two, the first cut by a last day: "năm 2023 (số liệu đến 15/11/2023)"."""
    taken = tokens_in(found)
    left = [token.word for at, token in enumerate(words.tokens) if at not in taken]
    if not _AROUND.fullmatch(" ".join(filter(None, left))):
        return None
    phrases = [one.phrase for one in found if one.phrase.words != "ky bao cao"]
    if len(phrases) == 1 and phrases[0].kind in _OF_DAYS:
        period = phrases[0].period
        return period if period and period.end != date.max else None
    return _whole_and_part(phrases)


def _whole_and_part(phrases: list[TimePhrase]) -> Period | None:
    wholes = [phrase for phrase in phrases if phrase.kind is TimeKind.PERIOD and phrase.period]
    parts = [phrase for phrase in phrases if phrase.kind in _PARTS]
    return _days_beside(wholes[0], parts[0]) if len(phrases) == 2 and wholes and parts else None  # noqa: PLR2004


def _days_beside(whole: TimePhrase, part: TimePhrase) -> Period | None:
    """The days of a phrase beside another; two that only overlap, `15/6/2026 - 14/9/2026 (quý III)`, name none."""
    around, days = whole.period, narrowed(whole, part)
    return days if around and days and (around.holds(days) or days.holds(around)) else None
