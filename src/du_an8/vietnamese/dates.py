"""Dates and reporting periods in the words of Vietnamese reports."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from du_an8.vietnamese.names import fold

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class Period:
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
    """`01/01/2023–31/03/2023`, or `đến 31/12/2023` for one that begins with the phase."""
    return f"{format_date(start)}–{format_date(end)}" if start else f"đến {format_date(end)}"


def read_date(text: str) -> date | None:
    """Read `14/6/2023`, `14-06-2023`, `14.6.2023`, `2023-06-14`, `ngày 05 tháng 3 năm 2007`; None otherwise."""
    words = fold(text)
    match = re.fullmatch(r"(?:ngay )?(\d{1,2}) (?:thang )?(\d{1,2}) (?:nam )?(\d{4})", words)
    if match:
        day, month, year = map(int, match.groups())
    elif iso := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00(?::00)?)?", text.strip()):
        year, month, day = map(int, iso.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_period(text: str) -> Period | None:
    """Read a reporting period in any of the forms of the table below; None where none fits."""
    words = fold(text)
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


def _until(text: str) -> Period:
    """`đến <ngày hoặc kỳ>`: from the start of the phase."""
    return Period(None, _end_of(text))


def _from_until(start: str, end: str) -> Period:
    first = read_date(start) or _start_of(start)
    last = _end_of(end)
    if first > last:
        raise ValueError(end)
    return Period(first, last)


def _start_of(text: str) -> date:
    period = read_period(text)
    if period is None or period.start is None:
        raise ValueError(text)
    return period.start


def _end_of(text: str) -> date:
    day = read_date(text)
    period = None if day else read_period(text)
    if day is None and period is None:
        raise ValueError(text)
    return day or period.end  # type: ignore[union-attr]  # one of the two is set


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
        (r"tu (?:ngay )?(.+?) den (?:het )?(?:ngay )?(.+)", _from_until),
        (r"(?:tinh )?den (?:het )?(?:ngay )?(.+)", _until),
        (r"luy ke (?:tinh )?den (?:het )?(?:ngay )?(.+)", _until),
    )
]
