"""Days and months as English papers write them."""

from __future__ import annotations

from datetime import date

import pytest

from du_an8.vietnamese.periods import Period
from du_an8.vietnamese.time_phrases import find_times

YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Progress as of 30 June 2024", Period(None, date(2024, 6, 30))),
        ("Cumulative to 30 June 2024", Period(None, date(2024, 6, 30))),
        ("January - June 2024", Period(date(2024, 1, 1), date(2024, 6, 30))),
        ("January to March 2024", Period(date(2024, 1, 1), date(2024, 3, 31))),
        ("Results in May 2024", Period(date(2024, 5, 1), date(2024, 5, 31))),
        ("Results 2024", YEAR),
        ("To may 2024", YEAR),
        ("Tổ may 2024", YEAR),
    ],
)
def test_the_days_they_name(text: str, period: Period) -> None:
    (phrase,) = find_times(text)[0]
    assert phrase.period == period
