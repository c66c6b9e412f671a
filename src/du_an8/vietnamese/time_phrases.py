"""Phrases of time inside longer texts: titles, column headers, names of rows and sheets."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.periods import Period, Span
from du_an8.vietnamese.time_forms import MAY_BEGIN, Read, TimeKind, phrase_at
from du_an8.vietnamese.time_grammar import SPELT, YEAR
from du_an8.vietnamese.time_noise import without_meaning
from du_an8.vietnamese.time_words import Words, split_words

_CACHED = 16384
ENDS = frozenset({TimeKind.UNTIL, TimeKind.DAY})
_UNNUMBERED = pattern_of(r"(?:trong )?(?:ca )?(?P<unit>nam|quy|thang|ky)(?: nay| bao cao)?")


class TimeUnit(StrEnum):
    """What a time without a number is, as its word is folded."""

    YEAR = "nam"
    QUARTER = "quy"
    MONTH = "thang"
    PERIOD = "ky"


SHORTER_THAN_A_YEAR = frozenset({TimeUnit.QUARTER, TimeUnit.MONTH})


class TimePhrase(Struct, frozen=True):
    """A phrase of time inside a longer text.

    Attributes:
        words: folded.
        period: what it names, where it names its year; `từ năm 2021 đến nay` ends on the last of all days.
        span: what it names of a year that stands elsewhere; None for `trong kỳ`.
    """

    kind: TimeKind
    words: str
    period: Period | None = None
    span: Span | None = None

    def in_year(self, year: int) -> Period | None:
        """The period, with the year that an undated phrase leaves open; None for `trong kỳ`."""
        closed = self.period or (self.span.closed(year) if self.span else None)
        return Period(None, closed.end) if closed and self.kind in ENDS else closed

    @property
    def unit(self) -> TimeUnit | None:
        """Of a time that bears no number, `trong quý`, `năm báo cáo`, what it is; None of any other."""
        match = _UNNUMBERED.fullmatch(self.words) if self.kind is TimeKind.UNDATED else None
        return TimeUnit(match["unit"]) if match else None

    @property
    def is_bare(self) -> bool:
        """Whether it is nothing but the word of its unit: `năm`, but not `trong năm`."""
        return self.words == self.unit

    @property
    def is_part_of_year(self) -> bool:
        """Whether it is a quarter or a month whose number stands elsewhere: `trong quý`."""
        return self.unit in SHORTER_THAN_A_YEAR

    @property
    def is_generic(self) -> bool:
        """Whether it says no more than that something was done in the time of the report: `trong năm`, `kỳ này`."""
        return self.unit in {TimeUnit.YEAR, TimeUnit.PERIOD}

    @property
    def is_open(self) -> bool:
        """Whether it only lacks its year."""
        return self.period is None and self.span is not None and self.span.year is None


class Found(Struct, frozen=True):
    """A phrase and the tokens that it is made of: from the first to before the end."""

    phrase: TimePhrase
    first: int
    end: int


class Times(Struct, frozen=True):
    """What a text says of time.

    Attributes:
        phrases: in their order.
        rest: the folded text without them.
        left_over: the words in the rest that still speak of time, as they are written; None where none do.
    """

    phrases: tuple[TimePhrase, ...]
    rest: str
    left_over: str | None


def find_times(text: str) -> tuple[list[TimePhrase], str]:
    """Find the phrases of time in a text: its phrases and its rest, as `read_times` tells them."""
    times = read_times(text)
    return list(times.phrases), times.rest


@lru_cache(maxsize=_CACHED)
def read_times(text: str) -> Times:
    """Find the phrases of time in a text.

    Args:
        text: as it is written, or folded. Only the former tells "2022-2023" from "2022/2023", "quý I-III" from
            "quý I, III", and "Nam" from "Năm".
    """
    words = split_words(text)
    found = find_in(words)
    taken = tokens_in(found)
    left = left_over_in(words, taken)
    rest = " ".join(token.word for at, token in enumerate(words.tokens) if token.word and at not in taken)
    return Times(tuple(one.phrase for one in found), rest, words.written(*left) if left else None)


def tokens_in(found: Iterable[Found]) -> frozenset[int]:
    """The tokens that the phrases are made of."""
    return frozenset(at for one in found for at in range(one.first, one.end))


def find_in(words: Words) -> list[Found]:
    """The phrases of time among these words, in their order; none overlaps another."""
    found: list[Found] = []
    line, at = words.line, 0
    for start in words.starts:
        if start < at or not MAY_BEGIN.match(line, start):
            continue
        if skipped := without_meaning(line, start):
            at = skipped
        elif read := phrase_at(line, start):
            end = words.index(read.end - 1) + 1
            first = words.index(start)
            found.append(Found(_as_phrase(read, words.folded(first, end)), first, end))
            at = read.end
    return found


def _as_phrase(read: Read, words: str) -> TimePhrase:
    span = read.span
    period = read.closed or (span.closed() if span else None)
    if period and read.kind in ENDS:
        period = Period(None, period.end)
    return TimePhrase(read.kind, words, period, span if span and span.year is None else None)


# --- what is left

_UNIT = r"(?:quy|qui|thang|ky|nam|tuan|dot|mua)"
_LEFT_OVER = pattern_of(
    rf"(?<![^ ])(?:(?:quy|qui|thang|ky|dot|tuan)(?: thu)? (?:\d{{1,2}}|[ivx]+|nhat|{SPELT})"
    rf"|(?:\d{{1,2}}|{SPELT}) (?:thang|quy|qui|tuan|nam|ky)(?! tuoi)"
    rf"|(?:trong|ca|dau|cuoi|giua|het|cung|cac|nhung|may|tu|den|toi|truoc|sau) {_UNIT}(?! (?:{YEAR}|thi|hop|nu)\b)"
    rf"|{_UNIT} (?:nay|truoc|sau|toi|bao cao|qua|ngoai|dau|cuoi|tiep|ke tiep|hien tai|ke hoach|gan)"
    rf"|nam (?:hoc|thu \w+|\d\d|{YEAR})|nien (?:hoc|khoa|do)|hoc ky|nhiem ky|mua (?:xuan|he|ha|thu|dong|kho|mua|vu)"
    rf"|vu (?:dong|xuan|he|thu|mua|chiem)(?: (?:dong|xuan|he|thu|mua))?"
    rf"|(?:giai doan|gd|thoi ky) (?:[ivx]+|\d+)|\d{{1,2}}th?|th?\d{{1,2}}|q(?:\d|iv|i{{1,3}})|h(?:\d|i{{1,2}})|{YEAR}"
    rf"|(?:tu|den|toi|het) ngay"
    rf"|(?:bao cao|ket qua|so lieu|thuc hien|luy ke|ke hoach|kh|th|lk|tong hop|bieu|theo|tung|so ket|tong ket)"
    rf" (?:thang|quy|ky|tuan|mua|dot)(?= *$| [^a-z\d]))(?![^ ])"
)
_CAMPAIGN = pattern_of(r"(?<![^ ])(?:thang|tuan|dot) (?:le|hanh dong|cao diem|ra quan|phat dong|thi dua)(?![^ ])")
_DAY_TO_DAY = pattern_of(rf"\d [/.] \d{{1,2}}(?: [/.] {YEAR})? (?:[-–]|den)(?: ngay)? \d{{1,2}} [/.] \d")
_ALONE = pattern_of(r"(?:thang|quy|qui|ky|tuan|dot|nam|mua|giai doan|dau nam|cuoi nam)")
_NO_LEFT_OVER = pattern_of(
    r"(?<![^ ])(?:(?:dinh ky )?(?:hang|moi) (?:nam|quy|thang|tuan|ky)|dinh ky|(?:du an|chuong trinh) \d{1,3}"
    r"|(?:(?:phan|chia) )?(?:theo|qua)(?: (?:tung|cac|nhung|moi))? (?:nam|quy|thang|ky)"
    r"(?:(?: ,| va) (?:nam|quy|thang))*(?=$| [^\da-z])"
    r"|(?:cac|tung) (?:thang|quy)(?: trong)? *$"  # of the year that follows
    r"|(?:so ket|danh gia|tong ket|ra soat|kiem diem) (?:giua|cuoi|dau) (?:ky|giai doan)"
    r"|bao cao (?:giua|cuoi) (?:ky|giai doan))(?![^ ])"
)


def left_over_time(rest: str) -> str | None:
    """The words by which a text still speaks of time, its phrases of time taken out; None where there are none.

    A word of time that was not understood forbids to take a wider period instead ("đợt 2 năm 2024" isn't 2024).

    Args:
        rest: what `find_times` left. `read_times` knows more: the accents and signs of what is written.
    """
    words = split_words(rest)
    left = left_over_in(words, frozenset())
    return words.folded(*left) if left else None


def left_over_in(words: Words, taken: frozenset[int]) -> tuple[int, int] | None:
    """The tokens that still speak of time, from the first to before the end.

    Args:
        taken: the tokens that are understood already.
    """
    for first, end in _gaps(len(words.tokens), taken):
        start = words.starts[first]
        stop = words.starts[end] - 1 if end < len(words.starts) else len(words.line)
        line = _NO_LEFT_OVER.sub(lambda match: "." * len(match[0]), words.line[start:stop])
        match = _ALONE.fullmatch(line.strip(" .,:;()-–")) or _LEFT_OVER.search(line) or _campaign(words.line, line)
        if match:
            at = start + line.index(match[0])
            return words.index(at), words.index(at + len(match[0]) - 1) + 1
    return None


def _campaign(whole: str, line: str) -> re.Match[str] | None:
    """`Tháng hành động vì bình đẳng giới`, without its days."""
    return None if _DAY_TO_DAY.search(whole) else _CAMPAIGN.search(line)


def _gaps(count: int, taken: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The runs of tokens that are not taken."""
    first = 0
    for at in [*sorted(taken), count]:
        if first < at:
            yield first, at
        first = at + 1


# --- an inner time within an outer one

_OUTER_ITSELF = frozenset({"trong ky", "ca ky", "ky nay", "ky bao cao", "trong ky nay", "trong ky bao cao"})
_THIS_YEAR = frozenset({"trong nam", "nam nay", "nam bao cao", "trong nam nay", "trong nam bao cao", "ca nam nay"})
_DAYS_OF = {"thang": 31, "quy": 92}


def narrowed(outer: "TimePhrase | Period | None", inner: TimePhrase) -> Period | None:
    """The days that an inner time names within an outer one: "Quý I" under "Năm 2024", "đến 14/12" in "năm 2024".

    - A period that names its year stands by itself; one that doesn't takes the year of the outer one.
    - A last day cuts the outer period, if it lies in it: the year until that day; by itself it begins with the phase.
    - Within a phase a last day stands by itself, and no year is known: what is counted in it begins when it begins.
    - "từ đầu năm" goes from the new year to the end of the outer period; "trong kỳ" is the outer period.

    Returns:
        None where the year can't be told, or the two contradict each other.
    """
    around = _days_of(outer)
    in_phase = isinstance(outer, TimePhrase) and outer.kind is TimeKind.PHASE
    if inner.kind in ENDS or inner.kind is TimeKind.SINCE_NEW_YEAR:
        ends = _cut if inner.kind in ENDS else _until_end
        return inner.period if in_phase else ends(around, inner)
    if around is None or inner.period or inner.kind in {TimeKind.BEFORE, TimeKind.PHASE}:
        return inner.period
    return _in_years(around, inner) if inner.span else _said_by_outer(around, inner.words)


def _days_of(outer: "TimePhrase | Period | None") -> Period | None:
    """Those of an outer time; one that is open at its end has none."""
    days = outer.period if isinstance(outer, TimePhrase) else outer
    return None if days is None or days.end == days.end.max else days


def _cut(outer: Period | None, inner: TimePhrase) -> Period | None:
    """Until a day; an outer period that begins on a day and holds it gives the start."""
    if outer is None:
        return inner.period
    days = [inner.period or inner.in_year(year) for year in _years_of(outer)]
    start = outer.start
    if start is None:
        return days[-1]
    inside = {outer.until(day.end) for day in days if day and start <= day.end <= outer.end}
    return inside.pop() if len(inside) == 1 else inner.period


def _years_of(period: Period) -> range:
    return range((period.start or period.end).year, period.end.year + 1)


def _until_end(outer: Period | None, inner: TimePhrase) -> Period | None:
    """From the new year until the outer period ends."""
    if outer is None or (inner.period and outer.end.year != inner.period.end.year):
        return inner.period
    return Period(outer.end.replace(month=1, day=1), outer.end)


def _in_years(outer: Period, inner: TimePhrase) -> Period | None:
    """In the one year of the outer period; of several, in the only one that holds it."""
    years = _years_of(outer)
    if len(years) == 1:
        return inner.in_year(outer.end.year)
    inside = [period for year in years if (period := inner.in_year(year)) and outer.holds(period)]
    return inside[0] if len(inside) == 1 else None


def _said_by_outer(outer: Period, words: str) -> Period | None:
    """`trong kỳ` is the outer period; `trong quý` only where that isn't longer than a quarter."""
    if words in _OUTER_ITSELF:
        return outer
    if words in _THIS_YEAR:
        return Period(outer.end.replace(month=1, day=1), outer.end)
    days = (outer.end - outer.start).days + 1 if outer.start else outer.end.max.toordinal()
    fits = any(unit in words.split() and days <= most for unit, most in _DAYS_OF.items())
    return outer if fits else None
