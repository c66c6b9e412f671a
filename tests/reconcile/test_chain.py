"""The chain of a flow against every chain there is."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from du_an8.findings import Location
from du_an8.reconcile.judging.chain import best_chain, order
from du_an8.reports.facts import Measure, Observation
from reconcile.builders import PHASE, period, quarter, running

DAY = timedelta(days=1)


def observation(number: int, first: int, length: int, *, cumulative: bool) -> Observation:
    start = PHASE.start + first * DAY
    return Observation(
        area="cao-bang",
        indicator="doi-thoai-chinh-sach",
        measure=Measure.CUMULATIVE if cumulative else Measure.IN_PERIOD,
        value=Fraction(number),
        qualifier=None,
        start=None if cumulative else start,
        end=start + length * DAY,
        reported_on=None,
        location=Location("r.xlsx", sheet="S", cell=f"H{number}"),
        row=("r.xlsx", "S", number),
    )


periods = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 20), st.booleans()), min_size=1, max_size=7)


def uncovered_days(rows: tuple[Observation, ...]) -> int | None:
    """Days from the phase's start to the end that no row covers; None where rows overlap."""
    days, until = 0, PHASE.start - DAY
    for number, row in enumerate(rows):
        if row.measure is Measure.CUMULATIVE:
            if number:
                return None
        else:
            start = row.start or PHASE.start
            if start <= until:
                return None
            days += (start - until).days - 1
        until = row.end
    return days


@given(periods)
def test_no_other_chain_is_better(made: list[tuple[int, int, bool]]) -> None:
    rows = [observation(n, first, length, cumulative=c) for n, (first, length, c) in enumerate(made, start=1)]
    found = best_chain(rows, PHASE)
    assert found is not None
    assert uncovered_days(found.rows) == found.uncovered
    by_end = sorted(rows, key=lambda row: (row.end, row.measure is Measure.IN_PERIOD))
    possible = [
        (-chain[-1].end.toordinal(), days, len(chain))
        for size in range(1, len(rows) + 1)
        for chain in combinations(by_end, size)
        if (days := uncovered_days(chain)) is not None
    ]
    assert (-found.rows[-1].end.toordinal(), found.uncovered, len(found.rows)) == min(possible)


def test_a_period_that_overlaps_what_is_known_is_no_better_way_on() -> None:
    known, overlapping = running(date(2023, 6, 30), 10), period(date(2023, 5, 1), date(2023, 7, 31), 3)
    chain = best_chain([known, overlapping, quarter(2023, 4, 2)], PHASE)
    assert chain
    assert ([int(row.value) for row in chain.rows], chain.uncovered) == ([10, 2], 92)


def test_of_two_that_say_the_same_the_running_figure_counts() -> None:
    chain = best_chain([quarter(2021, 1, 5), running(date(2021, 3, 31), 6)], PHASE)
    assert chain
    assert [int(row.value) for row in chain.rows] == [6]


def test_of_reports_that_say_the_same_the_one_that_was_sent_first_counts() -> None:
    late = replace(
        running(date(2024, 12, 31), 40), reported_on=date(2025, 1, 10), location=Location("a.xlsx", cell="B2")
    )
    early = replace(late, reported_on=date(2025, 1, 5), location=Location("b.xlsx", cell="B2"))
    unknown = replace(late, reported_on=None, location=Location("c.xlsx", cell="B2"))
    assert sorted([late, early], key=order) == [early, late]
    assert sorted([late, early, unknown], key=order) == [unknown, early, late]


def test_of_chains_that_leave_as_many_days_open_the_one_of_fewer_rows_counts() -> None:
    """Both leave 243 days open: February 2021, March and May to October 2022; or February, March and those of 2022."""
    from_start = period(date(2021, 1, 1), date(2021, 1, 31), 1), period(date(2021, 3, 1), date(2022, 2, 28), 1)
    from_figure = (
        running(date(2021, 11, 30), 1),
        period(date(2021, 12, 1), date(2021, 12, 31), 1),
        period(date(2022, 1, 1), date(2022, 1, 31), 1),
    )
    last = period(date(2022, 4, 1), date(2022, 4, 30), 1), period(date(2022, 11, 1), date(2023, 10, 31), 1)
    chain = best_chain([*from_start, *from_figure, *last], PHASE)
    assert chain
    assert chain.uncovered == 243
    assert chain.rows == (*from_start, *last)
