"""The periods of a phase: every day once, each with its due day; spans that fill a period together."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from du_an8.programme.phases import Every, Phase, Reporting
from du_an8.reconcile.reporting_periods import ReportingPeriod, are_together, reporting_periods
from du_an8.vietnamese.periods import Period

FIRST = Phase("I", "giai đoạn I", date(2021, 1, 1), date(2025, 12, 31), (2022, 2023, 2024, 2025), Fraction(9, 10))
DAY = timedelta(days=1)
IN_PHASE = st.dates(date(2022, 1, 1), date(2030, 12, 31))


@given(st.sampled_from(Every), st.integers(0, 90), IN_PHASE)
def test_the_periods_hold_every_day_of_the_active_years_once(every: Every, days: int, as_of: date) -> None:
    periods = reporting_periods(FIRST, Reporting(every, days), as_of)
    assert periods[0].start == date(2022, 1, 1)
    assert all(later.start == earlier.end + DAY for earlier, later in pairwise(periods))
    assert periods[-1].start <= as_of
    assert periods[-1].end >= min(as_of, FIRST.end)
    assert {period.due - period.end for period in periods} == {timedelta(days=days)}


@pytest.mark.parametrize(("every", "count"), [(Every.MONTH, 48), (Every.QUARTER, 16), (Every.HALF, 8), (Every.YEAR, 4)])
def test_a_phase_of_four_years_has_that_many(every: Every, count: int) -> None:
    assert len(reporting_periods(FIRST, Reporting(every), date(2030, 1, 1))) == count


def test_a_programme_that_names_no_due_day_gives_the_grace_of_the_phase() -> None:
    # 25 January, by which the results of a year are completed.
    assert reporting_periods(FIRST, Reporting(Every.QUARTER), date(2025, 12, 31))[-1].due == date(2026, 1, 25)


def test_nothing_is_asked_of_years_in_which_nothing_is_due() -> None:
    phase = Phase("I", "giai đoạn I", date(2021, 1, 1), date(2025, 12, 31), (2023, 2025))
    years = {period.end.year for period in reporting_periods(phase, Reporting(Every.HALF), date(2025, 12, 31))}
    assert years == {2023, 2025}


QUARTER = ReportingPeriod(date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 25))


@given(st.sets(st.dates(date(2026, 7, 2), date(2026, 9, 30)), max_size=6))
def test_spans_that_leave_no_day_out_fill_a_period_and_without_one_of_them_they_do_not(
    begins: set[date],
) -> None:
    starts = sorted({QUARTER.start, *begins})
    ends = [*(start - DAY for start in starts[1:]), QUARTER.end]
    spans = [Period(start, end) for start, end in zip(starts, ends, strict=True)]
    assert are_together(spans[::-1], QUARTER)
    for missing in spans:
        assert not are_together([span for span in spans if span is not missing], QUARTER)
