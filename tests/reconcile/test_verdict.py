"""The rules of a verdict at their edges (docs/cach-tinh.md, "Kết luận")."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec.structs import replace

from du_an8.programme.catalogue import Direction, Indicator
from du_an8.reconcile.judging.actual import Actual, actual_on
from du_an8.reconcile.judging.balance import Balance, Standing
from du_an8.reconcile.judging.case import Case, judge_case
from du_an8.reconcile.judging.expectation import Basis
from du_an8.reconcile.judging.rules import judge
from du_an8.reconcile.judging.target_on_date import TargetOnDate
from du_an8.reconcile.judging.verdict import Reason, Status, Verdict
from du_an8.reports.facts import Measure, Observation
from du_an8.targets.facts import Target
from reconcile.builders import FLOW, PHASE, PROGRAMME, RATE, STOCK, period, quarter, running, target, version

END = date(2025, 12, 31)
YEARS = (2022, 2023, 2024, 2025)


def judged(
    goal: int | None,
    *rows: Observation,
    day: date,
    planned: dict[int, int] | None = None,
    indicator: Indicator = STOCK,
    baseline: int | None = None,
) -> Verdict:
    amounts = {year: Decimal(amount) for year, amount in (planned or {}).items()}
    asked = None
    if goal is not None:
        start = None if baseline is None else Decimal(baseline)
        asked = Target("x", indicator.id, YEARS, start, (replace(version(goal), annual_plan=amounts),))
    own = [replace(row, indicator=indicator.id) for row in rows]
    return judge_case(Case(indicator, asked, own), PROGRAMME, day)


def test_what_a_rate_came_to_in_a_year_is_the_rate_itself() -> None:
    """It isn't what it grew by since the year before."""
    levels = running(date(2022, 12, 31), 30), running(date(2023, 12, 31), 40)
    rows = (replace(row, measure=Measure.LEVEL) for row in levels)
    year = judged(60, *rows, day=date(2024, 1, 31), planned={2022: 30, 2023: 50}, indicator=RATE).year
    assert year
    assert (year.year, year.target, year.actual) == (2023, 50, 40)


@pytest.mark.parametrize(("before", "done"), [(date(2022, 12, 31), 20), (date(2022, 11, 30), None)])
def test_what_was_done_in_a_year_needs_a_figure_of_the_day_before_it(before: date, done: int | None) -> None:
    rows = running(before, 10), running(date(2023, 12, 31), 30)
    year = judged(60, *rows, day=date(2024, 1, 31), planned={2022: 30, 2023: 50}).year
    assert year
    assert (year.year, year.actual) == (2023, done)


# Small numbers.


@pytest.mark.parametrize(
    ("done", "planned", "status"),
    [
        (0, {2022: 0}, Status.NOT_DUE),
        (1, {2022: 0}, Status.ON_TRACK),
        (0, {2022: 1}, Status.VERY_SLOW),
        (1, {2022: 1}, Status.ON_TRACK),
    ],
)
def test_what_was_planned_for_the_day_decides(done: int, planned: dict[int, int], status: Status) -> None:
    day = date(2022, 12, 31)
    verdict = judged(3, running(day, done), day=day, planned={**planned, 2025: 1})
    expected = planned[2022]
    assert verdict.status is status
    assert verdict.pace == (Fraction(done, expected) if expected else None)
    assert verdict.completion == Fraction(done, 3)
    assert (verdict.need is not None) == (status is Status.VERY_SLOW)


def test_a_target_of_one_is_a_target() -> None:
    verdict = judged(1, running(END, 0), day=END)
    assert (verdict.status, verdict.completion, verdict.remaining) == (Status.MISSED, 0, 1)
    assert verdict.expectation
    assert verdict.expectation.progress == 1


@pytest.mark.parametrize("figure", [0, 3])
def test_of_a_target_that_asks_for_nothing_nothing_is_measured(figure: int) -> None:
    verdict = judged(0, running(END, figure), day=END)
    assert (verdict.status, verdict.reason) == (Status.NOT_MEASURABLE, Reason.TARGET_NOT_BEYOND_BASELINE)
    assert (verdict.completion, verdict.expectation, verdict.pace) == (None, None, None)


# Bounds.


@pytest.mark.parametrize(
    ("done", "status"),
    [
        (100, Status.ON_TRACK),
        (99, Status.NEAR),
        (90, Status.NEAR),
        (89, Status.SLOW),
        (60, Status.SLOW),
        (59, Status.VERY_SLOW),
    ],
)
def test_a_band_begins_with_its_bound(done: int, status: Status) -> None:
    assert (PROGRAMME.near, PROGRAMME.slow) == (Fraction(9, 10), Fraction(6, 10))
    day = date(2023, 12, 31)
    assert judged(200, running(day, done), day=day, planned={2022: 50, 2023: 50}).status is status


@pytest.mark.parametrize(("over", "stale"), [(0, False), (1, True)])
def test_a_figure_is_old_after_the_days_that_the_programme_names(over: int, *, stale: bool) -> None:
    day = date(2024, 12, 31)
    seen = day - timedelta(days=PROGRAMME.stale_after_days + over)
    assert judged(100, running(seen, 10), day=day).stale is stale
    assert judged(100, day=day).stale is False


def test_on_the_last_day_of_the_phase_there_is_no_more_time() -> None:
    assert judged(100, running(END, 99), day=END).status is Status.MISSED
    assert judged(100, running(END - timedelta(days=1), 99), day=END).status is Status.NEAR


@pytest.mark.parametrize(("done", "status"), [(50, Status.ON_TRACK), (49, Status.NOT_MEASURABLE)])
def test_a_lower_bound_that_reaches_the_plan_is_enough(done: int, status: Status) -> None:
    day = date(2023, 12, 31)
    row = replace(running(day, done), partial=True)
    verdict = judged(200, row, day=day, planned={2022: 25, 2023: 25})
    assert (verdict.status, verdict.reason) == (status, None if done == 50 else Reason.LOWER_BOUND)


# What fell due.


def test_without_a_figure_the_last_day_that_fell_due_says_what_was_expected() -> None:
    verdict = judged(100, day=date(2024, 6, 30), planned={2022: 10, 2023: 20})
    assert (verdict.status, verdict.due) == (Status.NO_REPORT, True)
    assert verdict.expectation
    assert (verdict.expectation.day, verdict.expectation.progress) == (date(2023, 12, 31), 30)
    assert [due.day for due in verdict.missed_dues] == [date(2022, 12, 31), date(2023, 12, 31)]
    assert verdict.need is None


def test_nothing_is_expected_of_what_is_not_due_yet() -> None:
    verdict = judged(100, day=date(2022, 6, 30))
    assert (verdict.status, verdict.due, verdict.expectation) == (Status.NO_REPORT, False, None)


@pytest.mark.parametrize(
    ("done", "status"),
    [(29, Status.OVERDUE), (30, Status.ON_TRACK), (31, Status.ON_TRACK)],
)
def test_an_old_figure_that_held_what_came_due_later_is_not_overdue(done: int, status: Status) -> None:
    verdict = judged(100, running(date(2023, 6, 30), done), day=date(2024, 6, 30), planned={2022: 10, 2023: 20})
    assert verdict.status is status
    assert [due.day for due in verdict.missed_dues] == ([date(2023, 12, 31)] if done < 30 else [])


def test_one_that_is_due_may_be_one() -> None:
    verdict = judged(1, day=date(2023, 6, 30), planned={2022: 1})
    assert (verdict.status, verdict.due) == (Status.NO_REPORT, True)


def test_what_contradicts_itself_is_not_overdue() -> None:
    rows = running(date(2022, 6, 30), 5), running(date(2022, 6, 30), 6)
    verdict = judged(100, *rows, day=date(2024, 6, 30))
    assert (verdict.status, verdict.reason) == (Status.NOT_MEASURABLE, Reason.CONFLICTING_REPORTS)
    assert verdict.missed_dues == ()


# Why nothing can be said.


def test_growth_alone_tells_no_stock() -> None:
    verdict = judged(100, quarter(2023, 1), day=date(2023, 12, 31))
    assert (verdict.status, verdict.reason) == (Status.NOT_MEASURABLE, Reason.GROWTH_ONLY)


def balance_of(*targets: TargetOnDate, value: int = 50, day: date = END) -> tuple[Balance, Actual]:
    rows = [replace(running(day, value), indicator=STOCK.id)]
    actual = actual_on(END, rows, STOCK, PHASE, lambda _first, _last: True)
    return Balance(STOCK, (Standing(targets, actual.value, actual.observed_on),)), actual


def test_a_doubt_about_what_was_asked_leaves_the_figure_alone() -> None:
    asked = TargetOnDate(replace(target(version(100), years=YEARS), indicator=STOCK.id), STOCK, PHASE, END)
    for targets in ((asked,), ()):
        balance, actual = balance_of(*targets)
        verdict = judge(balance, actual, PROGRAMME, END, Reason.PARTS_APART)
        assert (verdict.status, verdict.reason) == (Status.NOT_MEASURABLE, Reason.PARTS_APART)
        assert (verdict.actual.value, verdict.completion, verdict.remaining) == (50, None, None)
        assert (verdict.expectation, verdict.pace) == (None, None)


@pytest.mark.parametrize(("core", "status"), [(True, Status.NO_TARGET), (False, None)])
def test_without_a_target_only_the_programmes_own_indicators_are_judged(status: Status | None, *, core: bool) -> None:
    verdict = judged(None, running(END, 5), day=END, indicator=replace(STOCK, core=core))
    assert (verdict.status, verdict.reason) == (status, None)
    day = date(2023, 12, 31)
    verdict = judged(None, running(day, 5), running(day, 6), day=END, indicator=replace(STOCK, core=core))
    assert verdict.actual.conflict
    assert (verdict.status, verdict.reason) == (status, None if core else Reason.CONFLICTING_REPORTS)


# What is still needed.


def test_what_is_needed_is_told_of_what_lags_alone() -> None:
    day = date(2023, 12, 31)
    assert judged(100, running(day, 50), day=day, planned={2022: 25, 2023: 25}).need is None
    assert judged(100, running(day, 10), day=day, planned={2022: 25, 2023: 25}).need


def test_on_the_first_active_day_one_day_has_passed() -> None:
    first = date(2022, 1, 1)
    need = judged(10_000, running(first, 1), day=date(2023, 6, 30)).need
    assert need
    assert need.so_far == Fraction(1461, 48)
    before = judged(10_000, running(first - timedelta(days=1), 1), day=date(2023, 6, 30)).need
    assert before
    assert before.so_far is None


# Several together.


def on(goal: int, baseline: int | None = None, area: str = "x", indicator: Indicator = STOCK) -> TargetOnDate:
    start = None if baseline is None else Decimal(baseline)
    of = Target(area, indicator.id, YEARS, start, (version(goal),))
    return TargetOnDate(of, indicator, PHASE, END)


def test_one_figure_that_answers_to_several_targets_has_grown_from_all_their_baselines() -> None:
    standing = Standing((on(100, 10), on(60, 20)), Fraction(50), END)
    assert (standing.done, standing.asked, standing.goal) == (50 - 30, 160, 130)
    fewer = replace(STOCK, direction=Direction.DECREASE)
    lowered = Standing((on(10, 100, indicator=fewer), on(5, 20, indicator=fewer)), Fraction(50), END)
    assert (lowered.done, lowered.goal) == (120 - 50, 90 + 15)


def test_what_is_lowered_in_one_part_from_nobody_knows_where_has_no_completion_together() -> None:
    """From 11 to 4, and to 2 from nobody knows what: of 22 no one can say how far it has come."""
    fewer = replace(STOCK, direction=Direction.DECREASE)
    first, second = on(4, 11, indicator=fewer), on(2, area="y", indicator=fewer)
    standings = Standing((first,), Fraction(14), END), Standing((second,), Fraction(8), END)
    balance = Balance(fewer, standings)
    verdict = judge(balance, Actual(balance.value, observed_on=END), PROGRAMME, END)
    assert (verdict.status, verdict.reason) == (Status.NOT_MEASURABLE, Reason.DECREASE_WITHOUT_BASELINE)
    assert (verdict.completion, verdict.completion_original, verdict.pace, verdict.expectation) == (None,) * 4
    known = Balance(fewer, (standings[0], replace(standings[1], targets=(on(2, 30, "y", fewer),))))
    assert judge(known, Actual(known.value, observed_on=END), PROGRAMME, END).completion == Fraction(41 - 22, 41 - 6)


def test_where_a_first_target_is_not_known_the_first_targets_of_all_are_not() -> None:
    late = on(60)
    late = replace(late, target=replace(late.target, versions=(version(60, date(2024, 1, 1)),)))
    assert late.target.original is None
    standing = Standing((on(100), late), Fraction(50), END)
    assert (standing.asked, standing.asked_originally, standing.original_goal) == (160, None, None)


def test_what_nobody_asks_for_is_not_nought() -> None:
    balance = Balance(STOCK, (Standing((), Fraction(5), END),))
    assert (balance.asked, balance.asked_originally, balance.goal, balance.original_goal) == (None, None, None, None)
    assert (balance.done, balance.value, balance.expected) == (None, 5, None)


def test_of_several_the_expectation_needs_a_date_of_each() -> None:
    seen, unseen = Standing((on(100),), Fraction(5), END), Standing((on(50),))
    assert Balance(STOCK, (seen, unseen)).expected is None
    both = Balance(STOCK, (seen, Standing((on(50),), Fraction(5), date(2023, 12, 31)))).expected
    assert both
    assert (both.day, both.capped) == (date(2023, 12, 31), False)
    assert both.progress == both.amount == 100 + Fraction(50 * 730, 1461)
    alone = Balance(STOCK, (seen,)).expected
    assert alone
    assert (alone.basis, both.basis) == (Basis.PLAN, Basis.STRAIGHT_LINE)  # the weaker of both


def test_what_was_cut_down_in_one_part_is_cut_down_in_all() -> None:
    cut = replace(on(100).target, versions=(replace(version(100), annual_plan={2022: Decimal(90)}), version(50, END)))
    day = date(2022, 12, 31)
    parts = (Standing((replace(on(1), target=cut),), Fraction(5), day), Standing((on(50),), Fraction(5), day))
    expected = Balance(STOCK, parts).expected
    assert expected
    assert expected.capped
    assert expected.progress == 50 + Fraction(50 * 365, 1461)


def test_rates_of_parts_count_by_their_denominators() -> None:
    def part(level: int, goal: int, of: int | None) -> Standing:
        denominator = None if of is None else Fraction(of)
        return Standing((on(goal, indicator=RATE),), Fraction(level), END, denominator)

    weighed = Balance(RATE, (part(50, 80, 300), part(90, 60, 100)))
    assert weighed.weights == [Fraction(3, 4), Fraction(1, 4)]
    assert (weighed.value, weighed.asked, weighed.goal) == (60, 75, 75)
    nobody = Balance(RATE, (part(50, 80, 300), part(90, 60, 0)))
    assert (nobody.weights, nobody.value, nobody.asked) == ([1, 0], 50, 80)
    unweighed = Balance(RATE, (part(50, 80, 300), part(90, 60, None)))
    assert unweighed.asked is None
    assert Balance(RATE, (part(50, 80, 300), part(90, 80, None))).asked == 80
    three = (part(50, 80, 1), part(90, 60, None), part(90, 70, None))
    assert Balance(RATE, three).asked is None
    expected = weighed.expected
    assert expected
    assert (expected.progress, expected.amount) == (75, 75)
    due = weighed.expected_on(END)
    assert due
    assert due.progress == 75


def test_parts_owe_together_what_fell_due_after_all_their_figures() -> None:
    """By 2022 the parts owed 25 and 50; while one tells of that day, nobody knows what the other has done by then."""
    due, early = date(2022, 12, 31), date(2022, 6, 30)

    def missed(first_done: int, first_day: date, second_done: int | None) -> int:
        plan = replace(version(100), annual_plan={2022: Decimal(25)})
        first = replace(on(100), target=replace(on(100).target, versions=(plan,)))
        other = replace(version(100), annual_plan={2022: Decimal(50)})
        second = replace(on(100), target=replace(on(100).target, versions=(other,)))
        figure = None if second_done is None else Fraction(second_done)
        parts = (
            Standing((first,), Fraction(first_done), first_day),
            Standing((second,), figure, early if second_done is not None else None),
        )
        balance = Balance(STOCK, parts)
        return len(balance.missed_dues(balance.passed_dues(date(2023, 6, 30), 30)))

    assert missed(25, early, 49) == 1
    assert missed(26, early, 49) == 0  # together they have it
    assert missed(25, due, 49) == 0  # one of them is of the day
    assert missed(0, early, None) == 1


def test_the_grace_ends_after_its_last_day() -> None:
    balance = Balance(STOCK, (Standing((on(100),)),))
    assert balance.passed_dues(date(2023, 1, 30), 30) == []
    assert [due.day for due in balance.passed_dues(date(2023, 1, 31), 30)] == [date(2022, 12, 31)]


def test_a_period_is_no_level() -> None:
    assert judged(80, period(date(2023, 1, 1), date(2023, 12, 31), 5), day=END, indicator=RATE).actual.value is None


def test_less_is_better_flow() -> None:
    lowered = replace(FLOW, direction=Direction.DECREASE)
    verdict = judged(10, running(END, 10), day=END, indicator=lowered, baseline=40)
    assert (verdict.status, verdict.completion) == (Status.MET, 1)


# What a verdict tells of itself.


def test_the_target_as_it_was_given_first_is_told_beside_the_one_in_force() -> None:
    asked = Target("x", STOCK.id, YEARS, None, (version(27), version(3, date(2024, 1, 1))))
    row = replace(running(date(2024, 6, 30), 3), indicator=STOCK.id)
    verdict = judge_case(Case(STOCK, asked, [row]), PROGRAMME, date(2024, 6, 30))
    assert (verdict.completion, verdict.completion_original) == (1, Fraction(3, 27))
    assert [each.target for each in verdict.versions] == [3]


def test_what_fell_due_without_a_figure_is_missing() -> None:
    day = date(2024, 6, 30)
    none = judged(100, day=day)
    assert (none.status, none.due, none.missing) == (Status.NO_REPORT, True, True)
    late = judged(100, running(date(2022, 12, 31), 1), day=day)
    assert (late.due, late.missing) == (True, False)
    early = judged(100, day=date(2022, 3, 31))
    assert (early.due, early.missing) == (False, False)
    assert judged(None, running(day, 5), day=day).missing is False


def test_the_year_by_itself_is_the_sum_of_its_own_periods_whatever_others_reach_into_it() -> None:
    day = date(2024, 6, 30)
    longer = period(date(2023, 7, 1), day, 9, "H3")
    rows = (quarter(2024, 1, 2, "H4"), quarter(2024, 2, 3, "H5"), longer)
    verdict = judged(100, *rows, day=day, planned={2024: 10}, indicator=FLOW)
    assert verdict.year
    assert (verdict.year.target, verdict.year.actual) == (10, 5)
