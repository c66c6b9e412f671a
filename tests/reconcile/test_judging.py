"""The steps of a judgement, each alone: what a mutated engine did not fall over in the worked cases."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec.structs import replace

from du_an8.decisions.facts import Decision, Ruling
from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Direction
from du_an8.reconcile.judge_province import judge_province
from du_an8.reconcile.judge_provinces import Judged
from du_an8.reconcile.judging.actual import actual_on
from du_an8.reconcile.judging.balance import Balance, Standing
from du_an8.reconcile.judging.case import Case, judge_case
from du_an8.reconcile.judging.chain import uncovered_spans
from du_an8.reconcile.judging.expectation import Basis
from du_an8.reconcile.judging.period_sums import PeriodSums
from du_an8.reconcile.judging.target_on_date import TargetOnDate
from du_an8.reconcile.judging.verdict import Reason, Status, is_shaky
from du_an8.reconcile.records import Facts
from du_an8.reconcile.settling import matches
from du_an8.reports.facts import NO_REPORTS, Observation
from du_an8.reports.file_account import FileAccount
from du_an8.targets.facts import Target, Targets
from du_an8.vietnamese.numbers import Qualifier
from reconcile.builders import CAO_BANG, FLOW, PHASE, PROGRAMME, STOCK, period, quarter, running, target, version

# Days that no report covers.


@pytest.mark.parametrize(
    ("rows", "spans"),
    [
        ([quarter(2021, 2)], [(date(2021, 1, 1), date(2021, 3, 31))]),
        ([quarter(2021, 1), quarter(2021, 3)], [(date(2021, 4, 1), date(2021, 6, 30))]),
        ([quarter(2021, 1), quarter(2021, 2)], []),
        ([running(date(2022, 12, 31), 5), quarter(2023, 1)], []),
        ([running(date(2022, 12, 31), 5), quarter(2023, 2)], [(date(2023, 1, 1), date(2023, 3, 31))]),
        ([period(date(2021, 1, 2), date(2021, 1, 5), 1)], [(date(2021, 1, 1), date(2021, 1, 1))]),
    ],
)
def test_days_without_a_report(rows: list[Observation], spans: list[tuple[date, date]]) -> None:
    assert uncovered_spans(rows, PHASE) == spans


def test_of_a_gap_only_the_years_with_work_are_missed_neighbours_as_one() -> None:
    rows = [quarter(2022, 1), quarter(2024, 4)]

    def works_in(*years: int) -> tuple[tuple[date, date], ...]:
        def grows(first: date, last: date) -> bool:
            return bool(set(years) & set(range(first.year, last.year + 1)))

        return actual_on(date(2025, 1, 1), rows, FLOW, PHASE, grows).gaps

    assert works_in(2022, 2023, 2024) == ((date(2022, 4, 1), date(2024, 9, 30)),)
    assert works_in(2022, 2024) == ((date(2022, 4, 1), date(2022, 12, 31)), (date(2024, 1, 1), date(2024, 9, 30)))
    assert works_in(2023) == ((date(2023, 1, 1), date(2023, 12, 31)),)
    assert works_in(2021, 2025) == ((date(2021, 1, 1), date(2021, 12, 31)),)


# Periods inside longer ones.


def mismatches(*rows: Observation) -> list[tuple[str | None, list[str | None], str | None]]:
    sums = PeriodSums(FLOW, PHASE, lambda _first, _last: True)
    found = sums.among(list(rows))
    assert {finding.rule for finding in found} <= {"period-sum-mismatch"}
    return [
        (
            finding.location.cell if finding.location else None,
            [place.cell for place in finding.related],
            finding.indicator,
        )
        for finding in found
    ]


@pytest.mark.parametrize(("part", "told"), [(9, False), (10, False), (11, True)])
def test_a_period_inside_is_never_more_than_the_whole(part: int, *, told: bool) -> None:
    year = period(date(2023, 1, 1), date(2023, 12, 31), 10, "H1")
    expected = [("H1", ["H2"], FLOW.id)] if told else []
    assert mismatches(year, quarter(2023, 4, part, "H2")) == expected
    assert mismatches(year, quarter(2023, 2, part, "H2")) == expected


def test_periods_that_fill_the_whole_make_it_up_and_the_longest_are_taken() -> None:
    year = period(date(2023, 1, 1), date(2023, 12, 31), 10, "H1")
    halves = [
        period(date(2023, 1, 1), date(2023, 6, 30), 4, "H2"),
        period(date(2023, 7, 1), date(2023, 12, 31), 6, "H3"),
    ]
    quarters = [quarter(2023, number, value, f"H{number + 3}") for number, value in enumerate((1, 1, 3, 3), start=1)]
    assert mismatches(year, *halves) == []
    assert mismatches(year, *halves, *quarters) == [("H2", ["H4", "H5"], FLOW.id)]
    assert mismatches(year, halves[0], replace(halves[1], value=Fraction(7))) == [("H1", ["H2", "H3"], FLOW.id)]


# What was expected.


@pytest.mark.parametrize(
    ("first", "last", "grows"),
    [
        (date(2022, 1, 1), date(2022, 12, 31), False),
        (date(2022, 12, 31), date(2022, 12, 31), False),
        (date(2023, 1, 1), date(2023, 1, 1), True),
        (date(2023, 12, 31), date(2023, 12, 31), True),
        (date(2024, 1, 1), date(2024, 12, 31), False),
        (date(2025, 1, 1), date(2025, 3, 31), True),
    ],
)
def test_days_of_active_years_ask_for_more(first: date, last: date, *, grows: bool) -> None:
    on_date = TargetOnDate(target(version(100)), FLOW, PHASE, date(2025, 12, 31))
    assert on_date.grows_on(first, last) is grows


def test_before_the_first_known_version_the_active_years_tell() -> None:
    late = TargetOnDate(target(version(1, date(2024, 6, 1)), years=(2022, 2024)), FLOW, PHASE, date(2025, 12, 31))
    assert late.grows_on(date(2022, 1, 1), date(2022, 12, 31))
    assert not late.grows_on(date(2023, 1, 1), date(2023, 12, 31))
    assert not late.grows_on(date(2021, 1, 1), date(2021, 12, 31))
    assert late.grows_on(date(2023, 1, 1), date(2024, 5, 31))
    assert late.grows_on(date(2024, 6, 1), date(2024, 6, 1))  # on its first day what it asks for is all new
    assert late.expected(date(2024, 5, 31)) is None


def test_what_no_plan_states_is_shaky() -> None:
    on_date = TargetOnDate(target(version(100)), FLOW, PHASE, date(2025, 12, 31))
    between, at_the_end = on_date.expected(date(2023, 6, 30)), on_date.expected(date(2025, 12, 31))
    assert between
    assert at_the_end
    assert (between.basis, is_shaky(between)) == (Basis.STRAIGHT_LINE, True)
    assert (at_the_end.basis, is_shaky(at_the_end)) == (Basis.PLAN, False)


# Words beside the number.


@pytest.mark.parametrize(
    ("direction", "qualifier", "status"),
    [
        (Direction.INCREASE, None, Status.MET),
        (Direction.INCREASE, Qualifier.AT_LEAST, Status.MET),
        (Direction.INCREASE, Qualifier.BELOW, Status.NEAR),
        (Direction.DECREASE, None, Status.MET),
        (Direction.DECREASE, Qualifier.AT_LEAST, Status.NEAR),
        (Direction.DECREASE, Qualifier.BELOW, Status.MET),
    ],
)
def test_a_word_that_falls_short_of_the_target_falls_short(
    direction: Direction, qualifier: Qualifier | None, status: Status
) -> None:
    indicator = replace(STOCK, direction=direction)
    baseline = Decimal(90) if direction is Direction.DECREASE else None
    asked = Target("x", STOCK.id, (2022, 2023, 2024, 2025), baseline, (version(40),))
    day = date(2025, 12, 31)
    row = replace(running(day, 40, qualifier), indicator=STOCK.id)
    assert judge_case(Case(indicator, asked, [row]), PROGRAMME, day).status is status


@pytest.mark.parametrize(
    ("direction", "done", "qualifier", "status"),
    [
        (Direction.INCREASE, 40, None, Status.ON_TRACK),
        (Direction.INCREASE, 40, Qualifier.BELOW, Status.NEAR),
        (Direction.INCREASE, 41, Qualifier.BELOW, Status.ON_TRACK),
        (Direction.INCREASE, 40, Qualifier.AT_LEAST, Status.ON_TRACK),
        (Direction.DECREASE, 60, None, Status.ON_TRACK),
        (Direction.DECREASE, 60, Qualifier.AT_LEAST, Status.NEAR),
        (Direction.DECREASE, 59, Qualifier.AT_LEAST, Status.ON_TRACK),
        (Direction.DECREASE, 60, Qualifier.BELOW, Status.ON_TRACK),
    ],
)
def test_nearly_what_was_planned_is_not_what_was_planned(
    direction: Direction, done: int, qualifier: Qualifier | None, status: Status
) -> None:
    """Of 100 by the end, 40 were planned until 2023; or from 100 down to 0, 60."""
    lowered = direction is Direction.DECREASE
    planned = replace(version(0 if lowered else 100), annual_plan={2023: Decimal(40)})
    asked = Target("x", STOCK.id, (2022, 2023, 2024, 2025), Decimal(100) if lowered else None, (planned,))
    day = date(2023, 12, 31)
    row = replace(running(day, done, qualifier), indicator=STOCK.id)
    assert judge_case(Case(replace(STOCK, direction=direction), asked, [row]), PROGRAMME, day).status is status


def test_yesterday_is_not_today() -> None:
    rows = [running(date(2023, 12, 31), 40)]
    assert actual_on(date(2023, 12, 31), rows, FLOW, PHASE, lambda _first, _last: True).value == 40
    before = date(2023, 12, 31) - timedelta(days=1)
    assert actual_on(before, rows, FLOW, PHASE, lambda _first, _last: True).value is None


def test_levels_of_parts_of_which_none_has_a_figure_count_alike() -> None:
    rate = PROGRAMME.indicators["sinh-de-an-toan"]
    levels = [TargetOnDate(replace(target(version(level)), indicator=rate.id), rate, PHASE, date(2025, 12, 31))
              for level in (80, 60)]  # fmt: skip
    balance = Balance(rate, tuple(Standing((level,)) for level in levels))
    assert balance.weights == [Fraction(1, 2), Fraction(1, 2)]


def test_what_a_process_sends_back_holds_no_rows_of_places() -> None:
    result = judge_province(CAO_BANG, Facts(PROGRAMME, Targets({}, frozenset(), {}), NO_REPORTS), date(2023, 12, 31))
    judged = Judged((replace(result, components=(result,)),), (), ())
    assert result.place_reports is not None
    (light,) = judged.light().results
    assert (light.place_reports, light.of_places, light.components[0].place_reports) == (None, {}, None)
    both = judged.plus(Judged((), (), (FileAccount("b", 1, 1, 0, 0), FileAccount("a", 1, 1, 0, 0))))
    assert [file.path for file in both.files] == ["a", "b"]


@pytest.mark.parametrize(
    ("file", "sheet", "cell", "about"),
    [
        ("reports/r.xlsx", None, None, True),
        ("reports/r.xlsx", "S", "H1", True),
        ("reports/r.xlsx", "S", "H2", False),
        ("reports/r.xlsx", "T", None, False),
        ("reports/other.xlsx", None, None, False),
    ],
)
def test_a_decision_is_about_one_place(file: str, sheet: str | None, cell: str | None, *, about: bool) -> None:
    finding = Finding("period-gap", Location("data/reports/r.xlsx", sheet="S", cell="H1"), {})
    made = Decision("period-gap", Ruling.ACCEPT, "x", "y", Location("d.yaml", 1, 1), file=file, sheet=sheet, cell=cell)
    assert matches(made, finding) is about
    assert not matches(made, replace(finding, key="late-report"))
    assert not matches(made, replace(finding, location=None))


def test_where_less_is_better_nothing_is_measured_without_a_start() -> None:
    indicator, day = replace(STOCK, direction=Direction.DECREASE), date(2023, 12, 31)
    row = replace(running(day, 50), indicator=STOCK.id)
    for baseline, reason in (
        (None, Reason.DECREASE_WITHOUT_BASELINE),
        (Decimal(40), Reason.TARGET_NOT_BEYOND_BASELINE),
    ):
        asked = Target("x", STOCK.id, (2022, 2023, 2024, 2025), baseline, (version(40),))
        verdict = judge_case(Case(indicator, asked, [row]), PROGRAMME, day)
        assert (verdict.status, verdict.reason) == (Status.NOT_MEASURABLE, reason)


def test_one_looks_first_at_the_figure_then_at_the_target_then_nowhere() -> None:
    day = date(2023, 12, 31)
    row, asked = running(day, 40), target(version(100))
    assert judge_case(Case(FLOW, asked, [row]), PROGRAMME, day).location == row.location
    assert judge_case(Case(FLOW, asked, []), PROGRAMME, day).location == asked.versions[0].location
    assert judge_case(Case(FLOW, None, []), PROGRAMME, day).location is None


def test_how_fast_it_went_is_counted_from_the_first_active_day() -> None:
    """Of 100 in three years 10 were done in the 365 days of the first; 731 are left. A month has 1461/48 days."""
    asked, day = target(version(100), years=(2023, 2024, 2025)), date(2023, 12, 31)
    need = judge_case(Case(FLOW, asked, [running(day, 10)]), PROGRAMME, day).need
    assert need is not None
    assert (need.so_far, need.per_month) == (Fraction(10 * 1461, 48 * 365), Fraction(90 * 1461, 48 * 731))
    early = judge_case(Case(FLOW, asked, [running(date(2022, 12, 31), 0)]), PROGRAMME, date(2024, 12, 31)).need
    assert early is not None
    assert early.so_far is None
