"""What was expected by a date (docs/cach-tinh.md, "Kế hoạch đến ngày")."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec.structs import replace

from du_an8.programme.catalogue import Direction, Indicator
from du_an8.reconcile.judging.expectation import Basis, Expectation
from du_an8.reconcile.judging.target_on_date import TargetOnDate
from du_an8.targets.facts import TargetVersion
from reconcile.builders import FLOW, PHASE, RATE, STOCK, target, version

END = date(2025, 12, 31)


def plan(
    years: dict[int, int] | None = None, milestones: dict[date, int] | None = None, goal: int = 100
) -> TargetVersion:
    return replace(
        version(goal),
        annual_plan={year: Decimal(amount) for year, amount in (years or {}).items()},
        milestones={day: Decimal(amount) for day, amount in (milestones or {}).items()},
    )


def asked(
    *versions: TargetVersion,
    years: tuple[int, ...] = (2022, 2023, 2024, 2025),
    baseline: int | None = None,
    indicator: Indicator = FLOW,
    as_of: date = END,
) -> TargetOnDate:
    start = None if baseline is None else Decimal(baseline)
    return TargetOnDate(replace(target(*versions, years=years), baseline=start), indicator, PHASE, as_of)


def on(target_on_date: TargetOnDate, *day: int) -> Expectation:
    found = target_on_date.expected(date(*day))
    assert found
    return found


# From the baseline, in the target's direction.


@pytest.mark.parametrize(
    ("direction", "baseline", "amount", "progress"),
    [
        (Direction.INCREASE, 10, 70, 60),
        (Direction.INCREASE, None, 70, 70),
        (Direction.DECREASE, 100, 70, 30),
        (Direction.DECREASE, 100, 130, -30),
    ],
)
def test_progress_is_the_way_from_the_baseline(
    direction: Direction, baseline: int | None, amount: int, progress: int
) -> None:
    of = asked(version(40), baseline=baseline, indicator=replace(STOCK, direction=direction))
    assert of.progress(Fraction(amount)) == progress
    assert of.amount(Fraction(progress)) == amount


def test_a_plan_that_goes_down_is_read_as_an_amount() -> None:
    """From 100 to 40: 24 of the 60 by 2023 are the 76 that were planned."""
    lowered = replace(STOCK, direction=Direction.DECREASE)
    of = asked(plan(milestones={date(2023, 12, 31): 76}, goal=40), baseline=100, indicator=lowered)
    found = on(of, 2023, 12, 31)
    assert (found.amount, found.progress, found.basis) == (76, 24, Basis.PLAN)


def test_a_target_behind_the_baseline_asks_for_nothing() -> None:
    of = asked(version(5), baseline=10)
    for day in (END, date(2023, 6, 30)):
        found = of.expected(day)
        assert found
        assert (found.progress, found.amount, found.capped) == (0, 10, False)


# Versions.


def test_a_version_is_known_from_its_first_day() -> None:
    first, second = version(100), version(50, date(2024, 1, 1))
    assert asked(first, second, as_of=date(2024, 1, 1)).known_versions == [first, second]
    assert asked(first, second, as_of=date(2023, 12, 31)).known_versions == [first]


@pytest.mark.parametrize(("level", "capped"), [(80, True), (50, False), (40, False)])
def test_what_was_expected_is_cut_down_to_the_target_in_force(level: int, *, capped: bool) -> None:
    first = plan(milestones={date(2022, 12, 31): level})
    of = asked(first, version(50, date(2024, 1, 1)))
    found, then = on(of, 2022, 12, 31), of.expected_then(date(2022, 12, 31))
    assert then
    assert (found.progress, found.capped) == (min(level, 50), capped)
    assert (then.progress, then.capped) == (level, False)


def test_of_a_day_to_come_the_target_as_it_stands_counts() -> None:
    of = asked(version(100), version(50, date(2024, 1, 1)), as_of=date(2023, 6, 30))
    then = of.expected_then(END)
    assert then
    assert then.progress == 100


# Days that fall due.


def test_due_are_the_ends_of_active_and_declared_years_milestones_and_the_end_of_the_phase() -> None:
    of = asked(plan(years={2022: 10}), years=(2023,))
    assert [due.day for due in of.due_dates()] == [date(2022, 12, 31), date(2023, 12, 31), END]
    of = asked(plan(milestones={date(2023, 6, 30): 10}), years=(2023,))
    assert [due.day for due in of.due_dates()] == [date(2023, 6, 30), date(2023, 12, 31), END]


def test_a_day_is_due_on_itself_and_not_before() -> None:
    assert [due.day for due in asked(version(1), as_of=date(2022, 12, 31)).due_dates()] == [date(2022, 12, 31)]
    assert asked(version(1), as_of=date(2022, 12, 30)).due_dates() == []


def test_a_milestone_of_a_version_no_longer_in_force_is_not_due() -> None:
    first, second = plan(milestones={date(2023, 6, 30): 10}), version(50, date(2023, 1, 1))
    days = [due.day for due in asked(first, second, years=(2022, 2023)).due_dates()]
    assert days == [date(2022, 12, 31), date(2023, 12, 31), END]


def test_a_year_that_only_a_version_no_longer_in_force_declares_is_not_due() -> None:
    first, second = plan(years={2024: 10}), version(50, date(2023, 1, 1))
    days = [due.day for due in asked(first, second, years=(2022, 2023)).due_dates()]
    assert days == [date(2022, 12, 31), date(2023, 12, 31), END]


# Between milestones.


def test_between_milestones_the_line_rises_on_active_days_alone() -> None:
    """From 10 to 30 over the 365 days of 2023 and the 366 of 2024."""
    milestones = {date(2022, 12, 31): 10, date(2024, 12, 31): 30}
    at_year_end = on(asked(plan(milestones=milestones)), 2023, 12, 31)
    assert (at_year_end.progress, at_year_end.basis) == (10 + Fraction(20 * 365, 731), Basis.STRAIGHT_LINE)
    for active, level in (((2022, 2024), 10), ((2022, 2023), 30)):
        found = on(asked(plan(milestones=milestones), years=active), 2023, 12, 31)
        assert (found.progress, found.basis) == (level, Basis.PLAN)


def test_where_no_year_between_is_active_all_days_count() -> None:
    """The 10 of June 2022 rise over the 546 days after 31 December 2020, as no year before 2023 is active."""
    of = asked(plan(milestones={date(2022, 6, 30): 10}), years=(2023, 2024))
    assert on(of, 2021, 12, 31).progress == Fraction(10 * 365, 546)
    assert on(of, 2022, 6, 30).progress == 10
    assert on(of, 2020, 12, 31).progress == 0


def test_a_milestone_on_the_last_day_before_the_work_starts_counts() -> None:
    of = asked(plan(milestones={date(2021, 12, 31): 10}))
    assert on(of, 2021, 12, 31).progress == 10
    assert on(of, 2020, 12, 31).progress == 0
    assert 0 < on(of, 2021, 6, 30).progress < 10


def test_an_interpolated_day_names_the_two_it_stands_between() -> None:
    of = asked(plan(milestones={date(2023, 12, 31): 40}, goal=40), years=(2023, 2024, 2025))
    found = on(of, 2023, 7, 1)
    assert found.between
    left, right = found.between
    assert (left.day, right.day) == (date(2022, 12, 31), date(2023, 12, 31))
    assert (found.progress, found.basis) == (Fraction(40 * 182, 365), Basis.STRAIGHT_LINE)
    before = on(of, 2022, 12, 31)
    assert (before.progress, before.basis, before.between) == (0, Basis.PLAN, None)
    after = on(of, 2024, 7, 1)
    assert (after.progress, after.basis, after.between) == (40, Basis.PLAN, None)


def test_a_milestone_of_nothing_is_a_plan_of_nothing() -> None:
    found = on(asked(plan(milestones={date(2023, 12, 31): 0})), 2022, 6, 30)
    assert (found.progress, found.basis) == (0, Basis.PLAN)


# Amounts by year.


def test_within_a_declared_year_the_line_starts_with_its_first_day() -> None:
    of = asked(plan(years={2021: 365}, goal=1000), years=(2021, 2022))
    assert on(of, 2021, 1, 10).progress == 10
    assert on(of, 2021, 12, 31).progress == 365


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ({2022: 10}, {2022: (10, Basis.PLAN), 2023: (40, Basis.STRAIGHT_LINE), 2024: (70, Basis.STRAIGHT_LINE)}),
        ({2022: 10, 2023: 20, 2024: 30}, {2023: (30, Basis.PLAN), 2024: (60, Basis.PLAN), 2025: (100, Basis.PLAN)}),
        # The rest goes to the years before, where none is left after the last declared one.
        (
            {2024: 30, 2025: 50},
            {
                2021: (0, Basis.PLAN),
                2022: (10, Basis.STRAIGHT_LINE),
                2023: (20, Basis.DERIVED),
                2024: (50, Basis.DERIVED),
            },
        ),
        # Nothing is left for the others.
        ({2022: 100}, {2022: (100, Basis.PLAN), 2023: (100, Basis.PLAN), 2024: (100, Basis.PLAN)}),
    ],
)
def test_what_is_left_is_shared_by_the_years_that_say_nothing(
    years: dict[int, int], expected: dict[int, tuple[int, Basis]]
) -> None:
    of = asked(plan(years=years))
    for year, (progress, basis) in expected.items():
        found = on(of, year, 12, 31)
        assert (found.progress, found.basis, found.capped) == (progress, basis, False), year


# Rates have no line.


def test_a_rate_has_the_level_of_its_last_milestone_and_in_the_end_the_target() -> None:
    of = asked(plan(milestones={date(2022, 12, 31): 50, date(2023, 12, 31): 60}, goal=80), indicator=RATE)
    levels = {(2022, 6, 30): 0, (2022, 12, 31): 50, (2023, 6, 30): 50, (2023, 12, 31): 60, (2025, 12, 30): 60}
    assert {day: on(of, *day).progress for day in levels} == levels
    assert (on(of, 2025, 12, 31).progress, on(of, 2025, 12, 31).basis) == (80, Basis.PLAN)


def test_a_rate_has_the_level_of_the_year_else_the_target() -> None:
    of = asked(plan(years={2023: 60}, goal=80), indicator=RATE)
    found = {year: (on(of, year, 6, 30).progress, on(of, year, 6, 30).basis) for year in (2021, 2023, 2024)}
    assert found == {2021: (0, Basis.PLAN), 2023: (60, Basis.PLAN), 2024: (80, Basis.STRAIGHT_LINE)}


def test_what_was_asked_before_counts_no_more_once_nothing_is_asked() -> None:
    of = asked(version(100), version(5, date(2024, 1, 1)), baseline=10)
    found = on(of, 2023, 12, 31)
    assert (found.progress, found.amount, found.capped) == (0, 10, True)


@pytest.mark.parametrize("later", [30, 300])
def test_a_revision_to_come_is_not_known_yet(later: int) -> None:
    known = asked(version(100), version(later, date(2025, 2, 10)), as_of=date(2024, 6, 30))
    alone = asked(version(100), as_of=date(2024, 6, 30))
    for day in (date(2024, 12, 31), date(2025, 2, 9), date(2025, 2, 10), date(2025, 6, 30), END):
        ahead, plain = known.expected_then(day), alone.expected_then(day)
        assert ahead
        assert plain
        assert ahead.amount == plain.amount
    last = known.expected_then(END)
    assert last
    assert last.amount == 100


def test_a_plan_that_falls_short_keeps_its_pace_until_the_last_day() -> None:
    """One a day in 2025, the eve of the end included; what no year declares is due on the last day alone."""
    of = asked(plan(years={2022: 0, 2023: 0, 2024: 0, 2025: 365}, goal=1000))
    assert on(of, 2025, 7, 1).amount == 182
    assert on(of, 2025, 12, 30).amount == 364
    assert on(of, 2025, 12, 31).amount == 1000


def test_before_an_empty_last_year_a_plan_that_falls_short_stays_at_its_sum() -> None:
    of = asked(plan(years={2022: 30, 2023: 0, 2024: 0, 2025: 0}))
    assert (on(of, 2025, 12, 30).amount, on(of, 2025, 12, 30).basis) == (30, Basis.PLAN)


def test_what_a_lower_target_wiped_out_is_not_owed_again_under_a_higher_one() -> None:
    """80 were due by 2022; the target of 10 left 10 of them, and that of 100 asks for its own plan alone."""
    first = plan(years={2022: 80})
    lower, higher = version(10, date(2023, 1, 1)), replace(plan(years={2025: 90}), effective=date(2024, 1, 1))
    of = asked(first, lower, higher)
    assert on(of, 2022, 12, 31).amount == 80
    assert on(of, 2023, 6, 30).amount == 10
    assert on(of, 2024, 12, 31).amount == 10


def test_a_plan_above_its_own_target_is_not_owed_under_a_higher_one() -> None:
    early, late = plan(goal=10), version(100, date(2025, 1, 1))
    over = replace(plan(years={2023: 30}, goal=10), effective=date(2022, 1, 1))
    assert on(asked(early, over, late), 2023, 12, 31).amount == 10
