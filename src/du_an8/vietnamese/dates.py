"""Dates and reporting periods in the words of Vietnamese reports."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from du_an8.vietnamese.names import fold

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


class Period(Struct, frozen=True):
    """The days that a report covers, both ends included.

    Attributes:
        start: the first day; None stands for the start of the phase ("đến hết năm 2023").
        end: the last day.
    """

    start: date | None
    end: date


def format_date(day: date) -> str:
    """`31/12/2023`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def format_period(start: date | None, end: date) -> str:
    """`quý I/2023`, `9 tháng đầu năm 2023`, `đến 31/12/2023` for one that begins with the phase; else both days."""
    if start is None:
        return f"đến {format_date(end)}"
    months = end.month - start.month + 1
    whole_months = start.day == 1 and start.year == end.year and (end + timedelta(days=1)).day == 1
    if not whole_months:
        return f"{format_date(start)}–{format_date(end)}"
    match months, start.month:
        case 12, _:
            return f"năm {end.year}"
        case 1, month:
            return f"tháng {month}/{end.year}"
        case 3, (1 | 4 | 7 | 10):
            return f"quý {list(_ROMAN)[end.month // 3 - 1].upper()}/{end.year}"
        case _, 1:
            return f"{months} tháng đầu năm {end.year}"
        case 6, 7:
            return f"6 tháng cuối năm {end.year}"
    return f"{format_date(start)}–{format_date(end)}"


def read_date(text: str) -> date | None:
    """Read `14/6/2023`, `14-06-2023`, `14.6.2023`, `2023-06-14`, `ngày 05 tháng 3 năm 2007`; None otherwise."""
    words = fold(text)
    if match := _DAY_FIRST.fullmatch(words):
        day, month, year = map(int, match.groups())
    elif match := _YEAR_FIRST.fullmatch(words):
        year, month, day = map(int, match.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_period(text: str) -> Period | None:
    """Read a reporting period: a year, half, quarter, month, `9 tháng đầu năm`, or `từ … đến …`; None otherwise."""
    words = fold(text)
    if match := _FROM_UNTIL.fullmatch(words):
        return _from_until(*match.groups())
    if match := _UNTIL.fullmatch(words):
        end = _end_of(match[1])
        return Period(None, end) if end else None
    return _read_simple(words)


def _read_simple(words: str) -> Period | None:
    """A period that is named, not bounded by two others."""
    for pattern, build in _FORMS:
        if match := pattern.fullmatch(words):
            try:
                return build(*match.groups())
            except ValueError:
                return None
    return None


def _months(year: int, first: int, last: int) -> Period:
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _year(year: str) -> Period:
    return _months(int(year), 1, 12)


def _half(half: str, year: str) -> Period:
    first = 6 * int(half) - 5
    return _months(int(year), first, first + 5)


def _quarter(quarter: str, year: str) -> Period:
    first = 3 * _ROMAN.get(quarter, 0) - 2 if quarter in _ROMAN else 3 * int(quarter) - 2
    return _months(int(year), first, first + 2)


def _month(month: str, year: str) -> Period:
    return _months(int(year), int(month), int(month))


def _first_months(count: str, year: str) -> Period:
    return _months(int(year), 1, int(count))


def _last_months(count: str, year: str) -> Period:
    return _months(int(year), 13 - int(count), 12)


def _swap(build: Callable[[str, str], Period]) -> Callable[[str, str], Period]:
    return lambda year, part: build(part, year)


def _from_until(first: str, last: str) -> Period | None:
    period = _read_simple(first)
    start = read_date(first) or (period.start if period else None)
    end = _end_of(last)
    return Period(start, end) if start and end and start <= end else None


def _end_of(words: str) -> date | None:
    period = _read_simple(words)
    return read_date(words) or (period.end if period else None)


_DAY_FIRST = re.compile(r"(?:ngay )?(\d{1,2}) (?:thang )?(\d{1,2}) (?:nam )?(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4}) (\d{2}) (\d{2})(?: 00 00(?: 00)?)?")
_FROM_UNTIL = re.compile(r"tu (?:ngay )?(.+?) den (?:het )?(?:ngay )?(.+)")
_UNTIL = re.compile(r"(?:luy ke )?(?:tinh )?den (?:het )?(?:thoi diem )?(?:ngay )?(.+)")
_QUARTER = r"(iv|i{1,3}|[1-4])"
_YEAR = r"(?:nam )?(\d{4})"
_FORMS: list[tuple[re.Pattern[str], Callable[..., Period]]] = [
    (re.compile(pattern), build)
    for pattern, build in (
        (r"(?:ca )?(?:nam )?(\d{4})", _year),
        (r"(\d{4}) h([12])", _swap(_half)),
        (r"h([12]) (\d{4})", _half),
        (r"(\d{4}) q([1-4])", _swap(_quarter)),
        (r"q([1-4]) (\d{4})", _quarter),
        (r"(\d{4}) (\d{2})", _swap(_month)),
        (rf"quy {_QUARTER} {_YEAR}", _quarter),
        (rf"thang (\d{{1,2}}) {_YEAR}", _month),
        (rf"(\d{{1,2}}) thang cuoi {_YEAR}", _last_months),
        (rf"(\d{{1,2}}) thang(?: dau)? {_YEAR}", _first_months),
    )
]


class TimeKind(StrEnum):
    """How a phrase in a title speaks of time."""

    PERIOD = "period"  # `quý I/2024`, `T1/2005`: from its first day to its last
    UNTIL = "until"  # `đến 31/12/2023`
    DAY = "day"  # `ngày 10 tháng 01 năm 2024`
    PHASE = "phase"  # `giai đoạn 2021-2025`
    SINCE_NEW_YEAR = "since new year"  # `từ đầu năm`
    BEFORE = "before"  # `cùng kỳ năm trước`
    UNDATED = "undated"  # `trong kỳ`, `quý I`: of a year that stands elsewhere


class TimePhrase(Struct, frozen=True):
    """A phrase of time inside a longer text.

    Attributes:
        words: folded.
        period: what it names, where it names its year; `từ năm 2021 đến nay` ends on the last of all days.
    """

    kind: TimeKind
    words: str
    period: Period | None = None

    def in_year(self, year: int) -> Period | None:
        """The period, with the year that an undated phrase leaves open; None for `trong kỳ`."""
        return self.period or read_period(f"{self.words} {year}")


_QUARTER_WORDS = r"quy (?:iv|i{1,3}|[1-4])"
_DATED = (
    r"(?:ngay )?\d{1,2} (?:thang )?\d{1,2} (?:nam )?(?:19|20)\d\d|(?:19|20)\d\d [qh][1-4]"
    rf"|{_QUARTER_WORDS} (?:nam )?(?:19|20)\d\d|\d{{1,2}} thang (?:dau |cuoi )?(?:nam )?(?:19|20)\d\d"
    r"|\d{1,2}t (?:19|20)\d\d|(?:thang |t)\d{1,2} (?:nam )?(?:19|20)\d\d|(?:ca )?(?:nam )?(?:19|20)\d\d"
)
_IN_SOME_YEAR = rf"\d{{1,2}} \d{{1,2}}(?! \d)|{_QUARTER_WORDS}|thang \d{{1,2}}"
_NOW = r"(?:nay|thoi diem (?:nay|bao cao)|ky bao cao|cuoi ky)"
_TIME_PHRASE = re.compile(
    r"\b(?:"
    rf"(?P<period>tu (?:ngay )?(?:{_DATED}) den (?:het )?(?:ngay )?(?:{_DATED}))"
    r"|(?P<phase>(?:ca |tu dau |dau )?giai doan(?: i| 1)?(?: (?:19|20)\d\d(?: den)? (?:19|20)\d\d)?"
    rf"|(?:19|20)\d\d (?:19|20)\d\d|(?:tinh )?den {_NOW})"
    rf"|(?P<until>(?:tinh )?den (?:het )?(?:thoi diem )?(?:ngay )?(?:{_DATED}|{_IN_SOME_YEAR}))"
    r"|(?P<before>cung ky(?: (?:nam )?(?:truoc|(?:19|20)\d\d))?|(?:ky|nam|thang|quy) truoc)"
    r"|(?P<since>tu dau nam(?: (?:19|20)\d\d)?(?: den nay)?)"
    rf"|(?P<open>tu (?:ngay |dau )?(?:{_DATED}) (?:tinh )?den {_NOW})"
    rf"|(?P<dated>{_DATED})"
    rf"|(?P<undated>(?:trong |ca )(?:ky|quy|thang|nam)(?: bao cao| nay)?|(?:ky|quy|thang|nam) (?:nay|bao cao)"
    rf"|{_QUARTER_WORDS}|thang \d{{1,2}}|\d{{1,2}} thang(?: (?:dau|cuoi) nam)?|nam)"
    r")\b"
)


_TWO_YEARS = re.compile(r"\d{4} \d{4}")
_SPAN = re.compile(r"(\d{4}) (?:den )?(\d{4})$")
_SHORTEST_PHASE = 3


_SPELT_MONTHS = re.compile(r"\b(ba|sau|chin) thang(?= (?:dau |cuoi )?nam\b)")
_MONTHS_SPELT = {"ba": "3", "sau": "6", "chin": "9"}


def _with_digits(words: str) -> str:
    """`sáu tháng đầu năm` is `6 tháng đầu năm`."""
    return _SPELT_MONTHS.sub(lambda match: f"{_MONTHS_SPELT[match[1]]} thang", words)


def find_times(words: str) -> tuple[list[TimePhrase], str]:
    """Find the phrases of time in a folded text.

    Returns:
        The phrases in their order, and the text without them.
    """
    phrases: list[TimePhrase] = []

    def take(match: re.Match[str]) -> str:
        years = match[0].split()
        # "2021-2025" is a phase; "2023/2022" compares two years.
        if _TWO_YEARS.fullmatch(match[0]) and int(years[1]) - int(years[0]) < _SHORTEST_PHASE:
            phrases.extend(_time_phrase("dated", year) for year in years)
        else:
            phrases.append(_time_phrase(str(match.lastgroup), match[0]))
        return " "

    rest = _TIME_PHRASE.sub(take, _with_digits(words))
    return phrases, " ".join(rest.split())


def _time_phrase(group: str, words: str) -> TimePhrase:
    match group:
        case "phase":
            return TimePhrase(TimeKind.PHASE, words, _span(words))
        case "open":
            return TimePhrase(TimeKind.PHASE, words, _since(words))
        case "until":
            return TimePhrase(TimeKind.UNTIL, words, read_period(_spelt_out(words)))
        case "before":
            return TimePhrase(TimeKind.BEFORE, words)
        case "since":
            named = re.search(r"\d{4}", words)
            return TimePhrase(TimeKind.SINCE_NEW_YEAR, words, _year(named[0]) if named else None)
        case "undated":
            return TimePhrase(TimeKind.UNDATED, words)
        case "period" if _spans_years(words):
            return TimePhrase(TimeKind.PHASE, words, read_period(words))
        case _:
            day = read_date(words)
            period = Period(None, day) if day else read_period(_spelt_out(words))
            return TimePhrase(TimeKind.DAY if day else TimeKind.PERIOD, words, period)


def _span(words: str) -> Period | None:
    """The years of `giai đoạn 2021-2025`."""
    match = _SPAN.search(words)
    return Period(date(int(match[1]), 1, 1), date(int(match[2]), 12, 31)) if match else None


def _since(words: str) -> Period | None:
    """`từ năm 2021 đến nay`: where it ends, another place tells."""
    first = re.sub(rf"^tu (?:dau )?|(?: tinh)? den {_NOW}$", "", words)
    period = read_period(_spelt_out(first))
    start = read_date(first.removeprefix("ngay ")) or (period.start if period else None)
    return Period(start, date.max) if start else None


def _spans_years(words: str) -> bool:
    """`từ năm 2021 đến năm 2025`: whole years, and enough of them for a phase."""
    years = re.fullmatch(r"tu (?:nam )?(\d{4}) den (?:het )?(?:nam )?(\d{4})", words)
    return years is not None and int(years[2]) - int(years[1]) >= _SHORTEST_PHASE


def _spelt_out(words: str) -> str:
    """`t1 2005` is `thang 1 2005`, `9t 2005` is `9 thang 2005`."""
    return re.sub(r"\b(\d{1,2})t\b", r"\1 thang", re.sub(r"\bt(\d{1,2})\b", r"thang \1", words))
