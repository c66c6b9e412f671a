"""A whole judged from what it says itself and from its parts, field by field (docs/cach-tinh.md)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from msgspec.structs import replace

from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Indicator
from du_an8.programme.provinces import NEW_ERA, OLD_ERA, load_provinces
from du_an8.reconcile.checks.whole import check_whole
from du_an8.reconcile.judging.case import Case, judge_case
from du_an8.reconcile.judging.verdict import CheckedClaim, Reason, Status, Verdict
from du_an8.reconcile.rollup import Constituent, RollUp
from du_an8.reports.facts import Claim, Measure, Observation, PlanScope, StatedPlan
from du_an8.targets.facts import Target
from du_an8.vietnamese.numbers import Qualifier
from reconcile.builders import FLOW, PROGRAMME, RATE, STOCK, period, running, version

PROVINCES = load_provinces()
WHOLE = PROVINCES.by_era[NEW_ERA]["thai-nguyen"]
NAMES = ("thai-nguyen", "bac-kan")
DAY, JUNE, YEARS = date(2025, 12, 31), date(2025, 6, 30), (2022, 2023, 2024, 2025)
PLAN = StatedPlan(WHOLE.area, FLOW.id, PlanScope.PHASE, Fraction(99), DAY, None, Location("r.xlsx", cell="E2"))
CLAIM = CheckedClaim(
    Claim(WHOLE.area, FLOW.id, Fraction(1, 2), 0, None, DAY, None, Location("r.xlsx", cell="K2"), ("r.xlsx", "S", 2)),
    agrees=True,
)


def told(value: int, cell: str = "H2", end: date = JUNE, qualifier: Qualifier | None = None) -> Observation:
    return replace(running(end, value, qualifier), location=Location("r.xlsx", sheet="S", cell=cell))


def level(value: int, out_of: int | None = None, cell: str = "H2") -> Observation:
    share = None if out_of is None else Fraction(value * out_of, 100)
    whole = None if out_of is None else Fraction(out_of)
    return replace(told(value, cell), indicator=RATE.id, measure=Measure.LEVEL, numerator=share, denominator=whole)


def of(  # a verdict has that many sides
    *rows: Observation, asked: int | None = None, indicator: Indicator = FLOW, years: tuple[int, ...] = YEARS,
    day: date = DAY, at: str = "t.yaml",
) -> Verdict:  # fmt: skip
    own = None if asked is None else replace(version(asked), location=Location(at, 3, 5))
    target = Target("x", indicator.id, years, None, (own,)) if own else None
    return judge_case(Case(indicator, target, rows), PROGRAMME, day)


def whole(*verdicts: Verdict | None, taken_over: bool = True, all_known: bool = True, day: date = DAY) -> RollUp:
    parts = tuple(
        Constituent(PROVINCES.by_era[OLD_ERA][name], {verdict.indicator.id: verdict} if verdict else {})
        for name, verdict in zip(NAMES, verdicts, strict=True)
    )
    return RollUp(WHOLE, parts, PROGRAMME, day, taken_over=taken_over, all_known=all_known)


def judged(roll_up: RollUp, own: Verdict | None = None, indicator: Indicator = FLOW) -> Verdict:
    verdict = roll_up.verdict(indicator, own)
    assert verdict
    return verdict


def checked(roll_up: RollUp, own: Verdict) -> list[Finding]:
    return list(check_whole(judged(roll_up, own, own.indicator), own, roll_up))


def test_an_own_figure_keeps_what_its_report_states_beside_it() -> None:
    own = replace(of(told(60, end=DAY)), claim=CLAIM, stated_plan=PLAN)
    verdict = judged(whole(of(told(30), asked=88), of(told(20), asked=40)), own)
    assert (verdict.asked, verdict.actual.value, verdict.completion) == (Fraction(128), Fraction(60), Fraction(60, 128))
    assert (verdict.claim, verdict.stated_plan) == (CLAIM, PLAN)


def test_a_plan_that_the_whole_prints_without_a_figure_stays_beside_the_sum() -> None:
    verdict = judged(whole(of(told(30), asked=88), of(told(20), asked=40)), replace(of(), stated_plan=PLAN))
    assert (verdict.actual.value, len(verdict.included), verdict.stated_plan) == (Fraction(50), 2, PLAN)
    assert judged(whole(of(told(30), asked=88), of(told(20), asked=40))).stated_plan is None


def test_a_sum_says_of_when_and_how_exact_it_is() -> None:
    first = of(told(30, "H2", qualifier=Qualifier.AT_LEAST), asked=88)
    second = of(told(20, "H3", end=date(2025, 3, 31)), asked=40)
    actual = judged(whole(first, second)).actual
    assert (actual.value, actual.observed_on) == (Fraction(50), date(2025, 3, 31))
    assert (actual.qualifier, actual.incomplete) == (Qualifier.AT_LEAST, False)
    assert [row.location.cell for row in actual.used] == ["H2", "H3"]
    plain = judged(whole(of(told(30), asked=88), second)).actual
    assert (plain.qualifier, plain.incomplete) == (None, False)
    whole_of_it = judged(whole(of(told(30), asked=88), second))
    assert (whole_of_it.incomplete, [each.target for each in whole_of_it.versions]) == (False, [88, 40])


def test_a_part_with_silent_quarters_makes_the_sum_a_lower_bound() -> None:
    gap = of(period(date(2025, 1, 1), date(2025, 3, 31), 4), asked=88)  # nothing of 2022 to 2024
    actual = judged(whole(gap, of(told(20, end=date(2025, 3, 31)), asked=40))).actual
    assert (actual.value, actual.qualifier, actual.incomplete) == (Fraction(24), Qualifier.AT_LEAST, True)
    assert judged(whole(gap, of(told(20, end=date(2025, 3, 31)), asked=40))).incomplete is True


@pytest.mark.parametrize("second", [of(told(20, "H3")), None])
def test_parts_without_a_target_count_against_the_wholes_own(second: Verdict | None) -> None:
    verdict = judged(whole(of(told(30)), second), of(asked=100))
    known = 50 if second else 30
    assert (verdict.asked, verdict.actual.value, len(verdict.included)) == (Fraction(100), known, 2 if second else 1)
    assert verdict.actual.incomplete is (second is None)
    assert [part.province.id for part in verdict.excluded] == ([] if second else ["bac-kan"])


def test_of_what_is_asked_of_one_part_the_other_is_left_out() -> None:
    verdict = judged(whole(of(told(30), asked=88), of(told(20))))
    assert (verdict.asked, verdict.actual.value, len(verdict.included)) == (Fraction(88), Fraction(30), 1)
    assert (verdict.incomplete, verdict.actual.incomplete) == (True, False)
    assert [part.province.id for part in verdict.excluded] == ["bac-kan"]


def test_targets_without_any_figure_are_asked_together() -> None:
    verdict = judged(whole(of(asked=88), of(told(20))))
    assert (verdict.asked, verdict.actual.value, len(verdict.included)) == (Fraction(88), None, 1)


@pytest.mark.parametrize("day", [date(2026, 2, 28), DAY])
def test_what_the_missing_parts_did_may_be_enough(day: date) -> None:
    # 30 of 100 by the end of 2024, one part missing: nobody knows whether the whole is late.
    figure = told(30, end=date(2024, 12, 31))
    verdict = judged(whole(of(figure, asked=88, day=day), None, day=day), of(asked=100, day=day))
    assert (verdict.status, verdict.reason) == (Status.NOT_MEASURABLE, Reason.PARTS_MISSING)
    assert (verdict.missed_dues, verdict.need) == ((), None)


def test_a_lower_bound_may_prove_that_the_target_is_met() -> None:
    verdict = judged(whole(of(told(130), asked=88), None), of(asked=100))
    assert (verdict.status, verdict.reason) == (Status.EXCEEDED, None)


def test_rates_without_denominators_stand_apart() -> None:
    parts = of(level(70), asked=80, indicator=RATE), of(level(75), asked=80, indicator=RATE)
    verdict = judged(whole(*parts), indicator=RATE)
    assert (verdict.actual.value, verdict.status) == (None, Status.NOT_MEASURABLE)
    assert verdict.reason is Reason.PARTS_APART


def test_figures_that_do_not_add_up_and_nobody_asked_for_are_results_without_a_target() -> None:
    """Nothing goes before `no_target`: percentages without denominators are figures, no mere claims."""
    verdict = judged(whole(of(level(70), indicator=RATE), None), indicator=RATE)
    assert (verdict.actual.value, verdict.status, verdict.reason) == (None, Status.NO_TARGET, None)


def test_contradicting_reports_of_a_part_leave_no_sum_only_where_it_was_asked() -> None:
    conflict = told(30, "H2"), replace(told(31, "H3"), location=Location("s.xlsx", cell="H3"))
    verdict = judged(whole(of(*conflict, asked=88), of(asked=40)))
    assert verdict.reason is Reason.CONFLICTING_REPORTS
    unasked = judged(whole(of(*conflict), of(asked=40)))
    assert unasked.reason is not Reason.CONFLICTING_REPORTS


@pytest.mark.parametrize("total", [127, 128, 129])
def test_the_wholes_target_is_compared_with_those_of_all_parts(total: int) -> None:
    own = of(asked=total, at="new.yaml")
    findings = checked(whole(of(asked=88, at="a.yaml"), of(asked=40, at="b.yaml")), own)
    assert [finding.key for finding in findings] == ([] if total == 128 else ["merge-mismatch.target"])
    for finding in findings:
        assert finding.location == Location("new.yaml", 3, 5)
        assert [place.path for place in finding.related] == ["a.yaml", "b.yaml"]
        words = {name: finding.parameters[name] for name in ("value", "sum", "count")}
        assert words == {"value": total, "sum": 128, "count": 2}


@pytest.mark.parametrize(("asked", "told_of"), [(87, True), (88, False), (89, False)])
def test_while_a_part_has_no_target_only_a_larger_sum_is_told(asked: int, *, told_of: bool) -> None:
    assert bool(checked(whole(of(asked=88), None), of(asked=asked))) is told_of


def test_targets_of_rates_are_not_added_up() -> None:
    parts = of(asked=70, indicator=RATE), of(asked=75, indicator=RATE)
    assert checked(whole(*parts), of(asked=80, indicator=RATE)) == []


def test_an_own_figure_without_a_target_is_compared_with_no_target() -> None:
    assert checked(whole(of(asked=88), of(asked=40)), of(told(60, end=DAY))) == []


def test_less_than_the_parts_is_told_with_all_cells() -> None:
    own = of(told(49, "C9", end=DAY))
    (finding,) = checked(whole(of(told(30, "H2"), asked=88), of(told(20, "H3"), asked=40)), own)
    assert (finding.key, finding.location) == ("merge-mismatch.figure", Location("r.xlsx", sheet="S", cell="C9"))
    assert [place.cell for place in finding.related] == ["H2", "H3"]
    words = {name: finding.parameters[name] for name in ("value", "sum", "count", "day")}
    assert words == {"value": 49, "sum": 50, "count": 2, "day": DAY}


@pytest.mark.parametrize(
    ("own", "part"),
    [
        (told(50, end=DAY), told(30)),
        (told(49, end=DAY, qualifier=Qualifier.AT_LEAST), told(30)),
        (told(49, end=DAY), told(30, qualifier=Qualifier.ABOUT)),
        (told(49, end=DAY), told(30, qualifier=Qualifier.BELOW)),
        (told(49, end=date(2025, 6, 29)), told(30)),  # the part may have done it on the last day
    ],
)
def test_what_is_no_less_for_certain_is_not_told(own: Observation, part: Observation) -> None:
    assert checked(whole(of(part, asked=88), of(told(20, "H3"), asked=40)), of(own)) == []


def test_at_least_so_many_of_a_part_is_for_certain() -> None:
    part = of(told(30, qualifier=Qualifier.AT_LEAST), asked=88)
    (finding,) = checked(whole(part, of(told(20, "H3"), asked=40)), of(told(49, end=DAY)))
    assert finding.key == "merge-mismatch.figure"


def test_levels_are_not_added_up() -> None:
    parts = of(level(70), asked=80, indicator=RATE), of(level(75), asked=80, indicator=RATE)
    assert checked(whole(*parts), of(level(72), indicator=RATE)) == []


def test_levels_that_differ_cannot_be_one_target() -> None:
    parts = of(level(70), asked=80, indicator=RATE), of(level(75), asked=90, indicator=RATE)
    own = of(level(72), indicator=RATE)
    (finding,) = checked(whole(*parts), own)
    assert finding.key == "merge-incomplete.levels"
    assert finding.parameters["places"] == ["Thái Nguyên", "Bắc Kạn"]
    (lacking,) = checked(whole(parts[0], None), own)
    assert (lacking.key, lacking.parameters["places"]) == ("merge-incomplete", ["Bắc Kạn"])


def test_what_goes_on_from_an_incomplete_sum_is_told_where_that_begins() -> None:
    base = replace(told(50, "H2"), partial=True, sum_of=(Location("r.xlsx", sheet="S", cell="H2"),))
    own = of(base, period(date(2025, 7, 1), date(2025, 9, 30), 5, "C9"))
    (finding,) = checked(whole(of(told(30), asked=88), of(told(20), asked=40)), own)
    assert (finding.key, finding.location, finding.indicator) == ("merge-incomplete.before", base.location, FLOW.id)
    words = {name: finding.parameters[name] for name in ("value", "day", "total")}
    assert words == {"value": 50, "day": JUNE, "total": 55}


def test_a_figure_that_covers_a_part_without_a_target_has_no_completion_of_any_target() -> None:
    verdict = judged(whole(of(told(30), asked=88), None), of(told(60, end=DAY)))
    assert (verdict.status, verdict.reason) == (Status.NOT_MEASURABLE, Reason.MERGE_INCOMPLETE)
    assert (verdict.completion, verdict.completion_original, verdict.remaining, verdict.pace) == (None,) * 4


# New ones of a stock since the running figures.


def teams(value: int, end: date = JUNE, cell: str = "H2") -> Observation:
    return replace(told(value, cell, end), indicator=STOCK.id)


def new_teams(first: date, last: date, value: int, cell: str = "G2") -> Observation:
    return replace(period(first, last, value, cell), indicator=STOCK.id)


APRIL, JULY, SEPTEMBER = date(2025, 4, 1), date(2025, 7, 1), date(2025, 9, 30)


def standing(verdict: Verdict) -> tuple[object, ...]:
    return verdict.status, verdict.reason, verdict.actual.value, verdict.actual.if_kept


def test_a_sum_with_a_part_that_has_new_ones_since_is_never_overdue() -> None:
    """80 and 20 at the end of 2023, then 5 new ones in a part: 105 if all are kept up, and no one knows."""
    year = date(2023, 12, 31)
    grown = of(teams(80, year), new_teams(APRIL, JUNE, 5), asked=200, indicator=STOCK)
    still = of(teams(20, year), asked=100, indicator=STOCK)
    sum_of_both = judged(whole(grown, still), indicator=STOCK)
    assert standing(sum_of_both) == (Status.NOT_MEASURABLE, Reason.GROWTH_ONLY, 100, 105)
    own = of(asked=300, indicator=STOCK)
    assert standing(judged(whole(grown, still), own, STOCK)) == (Status.NOT_MEASURABLE, Reason.GROWTH_ONLY, 100, 105)


@pytest.mark.parametrize(
    ("first", "new", "expected"),
    [
        (JULY, 5, (Status.NOT_MEASURABLE, Reason.GROWTH_ONLY, 100, 105)),
        (APRIL, 5, (Status.NOT_MEASURABLE, Reason.GROWTH_ONLY, 100, None)),  # some of the 5 may be among the 100
        (JULY, 0, (Status.VERY_SLOW, None, 100, None)),
    ],
)
def test_new_ones_of_the_whole_leave_the_sum_of_its_parts_behind(
    first: date, new: int, expected: tuple[object, ...]
) -> None:
    parts = of(teams(80), asked=200, indicator=STOCK), of(teams(20), asked=100, indicator=STOCK)
    own = of(new_teams(first, SEPTEMBER, new), indicator=STOCK)
    assert standing(judged(whole(*parts), own, STOCK)) == expected


@pytest.mark.parametrize("own_target", [None, 300])
def test_of_targets_with_new_ones_alone_there_is_a_report(own_target: int | None) -> None:
    grown = of(new_teams(APRIL, JUNE, 5), asked=200, indicator=STOCK)
    silent = of(asked=100, indicator=STOCK)
    own = of(asked=own_target, indicator=STOCK) if own_target else None
    found = judged(whole(grown, silent), own, STOCK)
    assert standing(found) == (Status.NOT_MEASURABLE, Reason.GROWTH_ONLY, None, None)
