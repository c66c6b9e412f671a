"""Running figures beside the periods between them (docs/doi-chieu.md, `period-sum-mismatch`)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from du_an8.reconcile.judging.period_sums import PeriodSums
from du_an8.reports.facts import Observation
from reconcile.builders import FLOW, PHASE, period, quarter, running

Y2022, Y2023 = date(2022, 12, 31), date(2023, 12, 31)


def told(*rows: Observation, grows: bool = True, begins: int = 0) -> bool:
    sums = PeriodSums(FLOW, PHASE, lambda _first, _last: grows, Fraction(begins))
    found = sums.among(rows)
    assert {finding.rule for finding in found} <= {"period-sum-mismatch"}
    return bool(found)


@pytest.mark.parametrize(("last", "mismatch"), [(1, False), (2, True), (0, True)])
def test_periods_that_fill_a_step_make_it_up(last: int, *, mismatch: bool) -> None:
    quarters = [quarter(2023, n, value) for n, value in enumerate((1, 1, 2, last), 1)]
    assert told(running(Y2022, 10), *quarters, running(Y2023, 15)) is mismatch


@pytest.mark.parametrize("first", [1, 2, 3])
@pytest.mark.parametrize(("value", "mismatch"), [(4, False), (5, False), (6, True)])
def test_a_period_within_a_step_is_never_more_than_it(first: int, value: int, *, mismatch: bool) -> None:
    assert told(running(Y2022, 10), quarter(2023, first, value), running(Y2023, 15)) is mismatch


def test_the_step_before_and_the_step_after_have_their_own_periods() -> None:
    before, after = quarter(2022, 4, 9), quarter(2024, 1, 9)
    assert not told(running(date(2022, 9, 30), 1), before, running(Y2022, 10), running(Y2023, 12), after)


@pytest.mark.parametrize(("figure", "mismatch"), [(3, True), (4, False), (5, False)])
def test_the_first_figure_may_hold_more_than_its_periods_never_less(figure: int, *, mismatch: bool) -> None:
    """The years before may have been silent."""
    quarters = [quarter(2023, n, 1) for n in (1, 2, 3, 4)]
    assert told(*quarters, running(Y2023, figure), grows=False) is mismatch


def test_periods_from_the_first_day_of_the_phase_make_up_the_first_figure() -> None:
    years = [period(date(year, 1, 1), date(year, 12, 31), 2) for year in (2021, 2022, 2023)]
    assert not told(*years, running(Y2023, 6))
    assert told(*years, running(Y2023, 7))
    assert told(*years, running(Y2023, 5))


def test_what_there_was_when_the_phase_began_is_in_its_first_figure() -> None:
    years = [period(date(year, 1, 1), date(year, 12, 31), 2) for year in (2021, 2022, 2023)]
    assert not told(*years, running(Y2023, 546), begins=540)
    assert told(*years, running(Y2023, 6), begins=540)


def test_where_something_was_due_before_the_first_period_it_may_be_missing_from_it() -> None:
    quarters = [quarter(2023, n, 1) for n in (1, 2, 3, 4)]
    assert not told(*quarters, running(Y2023, 9), grows=True)
    assert told(*quarters, running(Y2023, 3), grows=True)


def test_the_fewest_periods_that_fill_one_are_named() -> None:
    year = period(date(2023, 1, 1), date(2023, 12, 31), 11, "H1")
    halves = [
        period(date(2023, 1, 1), date(2023, 6, 30), 4, "H2"),
        period(date(2023, 7, 1), date(2023, 12, 31), 6, "H3"),
    ]
    quarters = [quarter(2023, n, value, f"H{n + 3}") for n, value in enumerate((1, 3, 3, 3), 1)]
    (finding,) = PeriodSums(FLOW, PHASE, lambda _first, _last: True).among([*quarters, *halves, year])
    assert [place.cell for place in finding.related] == ["H2", "H3"]


@pytest.mark.parametrize(("figure", "mismatch"), [(7, True), (8, False), (9, False)])
def test_before_the_first_figure_all_known_periods_since_work_began_count(figure: int, *, mismatch: bool) -> None:
    # Work began in 2022; its second quarter is silent, so that the others are no more than a lower bound.
    sums = PeriodSums(FLOW, PHASE, lambda first, last: first.year <= 2022 <= last.year)
    known = quarter(2022, 1, 4), period(date(2022, 7, 1), Y2022, 4)
    assert bool(sums.among([*known, running(Y2022, figure)])) is mismatch


@pytest.mark.parametrize(("figure", "is_told"), [(6, False), (9, True)])
def test_of_periods_that_fill_another_in_two_ways_the_fewest_count(figure: int, *, is_told: bool) -> None:
    whole = period(date(2022, 4, 1), date(2023, 3, 31), figure, "H9")
    two = period(date(2022, 4, 1), Y2022, 2, "H1"), quarter(2023, 1, 4, "H2")
    three = quarter(2022, 2, 2, "H3"), quarter(2022, 3, 4, "H4"), period(date(2022, 10, 1), date(2023, 3, 31), 3, "H5")
    found = PeriodSums(FLOW, PHASE, lambda _first, _last: True).among([whole, *two, *three])
    assert ("H9" in [finding.location.cell for finding in found if finding.location]) is is_told
