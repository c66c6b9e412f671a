"""Periods of days, and periods of a year that is named elsewhere."""

from calendar import monthrange
from datetime import date, timedelta

from msgspec import Struct

ROMAN_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTHS_OF_A_QUARTER, _MONTHS_OF_A_YEAR = 3, 12
LEAP_YEAR = 2024  # one that has every day which any year has
OFFICIAL_SHIFT = timedelta(days=31)
"""Offices close a year in the middle of December, a month on its 14th: so far their periods may be off."""


class Period(Struct, frozen=True, eq=False):
    """The days that a report covers, both ends included; two of the same days are the same.

    Attributes:
        start: the first day; None stands for the start of the phase ("đến hết năm 2023").
        end: the last day.
        named_end: the last day of the period that was named, where the figures were closed on a day within it
            ("Quý III/2026, số liệu đến 25/9"); None where that is the same.
    """

    start: date | None
    end: date
    named_end: date | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Period) and (self.start, self.end) == (other.start, other.end)

    def __hash__(self) -> int:
        return hash((self.start, self.end))

    def until(self, day: date) -> "Period":
        """The part of it up to a day within it."""
        return self if day == self.end else Period(self.start, day, self.named_end or self.end)

    @property
    def length(self) -> timedelta:
        """How long it is; one from the start of the phase is longer than any other."""
        return self.end - (self.start or date.min)

    @property
    def is_calendar_year(self) -> bool:
        """Whether it is one year from its first day to its last."""
        return self.start == date(self.end.year, 1, 1) and self.end == date(self.end.year, 12, 31)

    def holds(self, other: "Period") -> bool:
        """Whether all of another period lies within it."""
        return (self.start or date.min) <= (other.start or date.min) and other.end <= self.end


class Day(Struct, frozen=True):
    """A day of the calendar, perhaps of an unknown year.

    Attributes:
        day: 0 stands for the last one of the month.
    """

    year: int | None
    month: int
    day: int

    def in_year(self, year: int) -> date:
        """The day in its own year, else in this one.

        Raises:
            ValueError: there is no such day.
        """
        year = year if self.year is None else self.year
        return date(year, self.month, self.day or monthrange(year, self.month)[1])


class Span(Struct, frozen=True):
    """From one day to another; either may leave its year open ("từ 01/01 đến 30/6/2024")."""

    first: Day
    last: Day

    @property
    def year(self) -> int | None:
        """The year that it names: that of its end, else that of its start."""
        return self.first.year if self.last.year is None else self.last.year

    def closed(self, year: int | None = None) -> Period | None:
        """The days that it covers.

        A part without its year takes the other's; "từ 15/12 đến 14/12/2024" can only have begun in 2023.

        Args:
            year: that of the end, for a span that names none.

        Returns:
            None where no year is known, a day doesn't exist, or the end comes before the start.
        """
        if self.year is None and year is None:
            return None
        try:
            return self._closed(year)
        except ValueError:
            return None

    def _closed(self, year: int | None) -> Period | None:
        known = (year or LEAP_YEAR) if self.year is None else self.year
        start, end = self.first.in_year(known), self.last.in_year(known)
        if start > end and self.first.year is None:
            start = self.first.in_year(known - 1)
        elif start > end and self.last.year is None:
            end = self.last.in_year(known + 1)
        return Period(start, end) if start <= end else None


def months(first: int, last: int, year: int | None = None) -> Span | None:
    """From the first day of one month to the last day of another; None for a month that doesn't exist."""
    if not 1 <= first <= last <= _MONTHS_OF_A_YEAR:
        return None
    return Span(Day(year, first, 1), Day(year, last, 0))


def quarters(first: int, last: int, year: int | None = None) -> Span | None:
    """From the first day of one quarter to the last day of another."""
    return months(_MONTHS_OF_A_QUARTER * first - 2, _MONTHS_OF_A_QUARTER * last, year)


def years(first: int, last: int) -> Span:
    """Whole years."""
    return Span(Day(first, 1, 1), Day(last, 12, 31))


def ends_a_month(day: date) -> bool:
    """Whether it is the last day of a month."""
    return (day + timedelta(days=1)).day == 1


def format_date(day: date) -> str:
    """`31/12/2023`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def format_period(start: date | None, end: date) -> str:
    """`quý I/2023`, `9 tháng đầu năm 2023`, `đến 31/12/2023` for one that begins with the phase; else both days."""
    if start is None:
        return f"đến {format_date(end)}"
    count = end.month - start.month + 1
    whole_months = start.day == 1 and start.year == end.year and ends_a_month(end)
    if not whole_months:
        return f"{format_date(start)}–{format_date(end)}"
    match count, start.month:
        case 12, _:
            return f"năm {end.year}"
        case 1, month:
            return f"tháng {month}/{end.year}"
        case 3, (1 | 4 | 7 | 10):
            return f"quý {list(ROMAN_QUARTERS)[end.month // 3 - 1].upper()}/{end.year}"
        case _, 1:
            return f"{count} tháng đầu năm {end.year}"
        case 6, 7:
            return f"6 tháng cuối năm {end.year}"
    return f"{format_date(start)}–{format_date(end)}"
