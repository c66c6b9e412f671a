"""Numbers, dates and periods as the language that is spoken writes them."""

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from du_an8.language.spoken import is_english
from du_an8.vietnamese import dates, numbers
from du_an8.vietnamese.numbers import Exact

_POINT_AND_COMMA = str.maketrans(".,", ",.")
_NUMBER = re.compile(r"\d[\d.,]*\d")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT = 3
"""Letters of a month where there is little room."""


def format_number(value: Exact) -> str:
    """`1.234,5`; in English `1,234.5`."""
    return _figures(numbers.format_number(value))


def format_percent(ratio: Fraction, edges: Iterable[Fraction] = (Fraction(1),)) -> str:
    """`112,9%`; in English `112.9%`.

    Args:
        ratio: 1 is 100 %.
        edges: ratios at which a judgement changes: none is rounded up to.
    """
    return _figures(numbers.format_percent(ratio, edges))


def _figures(written: str) -> str:
    return written.translate(_POINT_AND_COMMA) if is_english() else written


def retold_numbers(text: str) -> str:
    """A text with numbers that was written in Vietnamese when a finding was made."""
    return _NUMBER.sub(lambda number: _figures(number[0]), text)


def format_date(day: date) -> str:
    """`30/06/2025`; in English `30 June 2025`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if is_english() else dates.format_date(day)


def format_day(day: date) -> str:
    """The same for a column of a table: in English `30 Jun 2025`."""
    return f"{day.day} {_MONTHS[day.month - 1][:_SHORT]} {day.year}" if is_english() else dates.format_date(day)


def format_period(start: date | None, end: date) -> str:
    """`quý I/2023`; in English `Q1 2023`."""
    vietnamese = dates.format_period(start, end)
    return _in_english(vietnamese, start, end) if is_english() else vietnamese


def _in_english(vietnamese: str, start: date | None, end: date) -> str:
    """The same span in the same way: by its name where it has one, else by its days."""
    if start is None:
        return f"to {format_date(end)}"
    months = end.month - start.month + 1
    if "tháng đầu" in vietnamese:
        return f"first {months} months of {end.year}"
    if "tháng cuối" in vietnamese:
        return f"last {months} months of {end.year}"
    match vietnamese.split():
        case "năm", _:
            return str(end.year)
        case "tháng", _:
            return f"{_MONTHS[end.month - 1]} {end.year}"
        case "quý", _:
            return f"Q{end.month // 3} {end.year}"
    return f"{format_date(start)} – {format_date(end)}"


def retold_period(text: str) -> str:
    """A period that was put in Vietnamese words when a finding was made."""
    period = dates.read_period(text) if is_english() else None
    return format_period(period.start, period.end) if period else text


def retold_date(text: str) -> str:
    """A day that was written in Vietnamese when a finding was made."""
    day = dates.read_date(text) if is_english() else None
    return format_date(day) if day else text
