"""One province: what was known on a date, which claims and plans stand, and what is said of its age."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from du_an8.findings import Location
from du_an8.programme.provinces import NEW_ERA, OLD_ERA, load_provinces
from du_an8.reconcile.checks.timing import stale_report
from du_an8.reconcile.judge_province import judge_province
from du_an8.reconcile.judging.actual import SetAside
from du_an8.reconcile.judging.case import Case, growth, judge_case
from du_an8.reconcile.judging.verdict import Status, Verdict
from du_an8.reconcile.province import ProvinceResult
from du_an8.reconcile.records import Facts
from du_an8.reconcile.rollup import Constituent, RollUp
from du_an8.reports.facts import NO_REPORTS, Claim, Measure, Observation, PlanScope, StatedPlan
from du_an8.targets.facts import Difficulty, Target, Targets
from reconcile.builders import CAO_BANG, FLOW, PROGRAMME, STOCK, period, running, version

if TYPE_CHECKING:
    from du_an8.programme.catalogue import Indicator
    from du_an8.programme.provinces import Province

PROVINCES = load_provinces()
WHOLE = PROVINCES.by_era[NEW_ERA]["thai-nguyen"]
SUPPORTING = PROGRAMME.indicators["von-giai-ngan"]
YEARS = (2022, 2023, 2024, 2025)
END, NEXT = date(2024, 12, 31), date(2025, 3, 31)
NO_TARGETS = Targets({}, frozenset(), {})


def at(cell: str, path: str = "r.xlsx") -> Location:
    return Location(path, sheet="S", cell=cell)


def of(indicator: Indicator, row: Observation, area: str = CAO_BANG.area) -> Observation:
    return replace(row, indicator=indicator.id, area=area)


def asked(amounts: dict[str, int], area: str = CAO_BANG.area, years: tuple[int, ...] = YEARS) -> Targets:
    targets = {name: Target(area, name, years, None, (version(amount),)) for name, amount in amounts.items()}
    return Targets({area: targets}, frozenset(), {})


def judged(  # noqa: PLR0913  # a province has that many sides
    *rows: Observation,
    claims: tuple[Claim, ...] = (),
    plans: tuple[StatedPlan, ...] = (),
    targets: Targets = NO_TARGETS,
    province: Province = CAO_BANG,
    day: date = END,
    whole: RollUp | None = None,
) -> ProvinceResult:
    reports = replace(NO_REPORTS, observations=rows, claims=claims, plans=plans)
    return judge_province(province, Facts(PROGRAMME, targets, reports), day, whole)


def on(result: ProvinceResult, indicator: Indicator = FLOW) -> Verdict:
    verdict = result.verdict_on(indicator)
    assert verdict
    return verdict


def claim(percent: int, cell: str = "J1", *, end: date = END, sent: date | None = None) -> Claim:
    row = ("r.xlsx", "S", int(cell[1:]))
    return Claim(CAO_BANG.area, FLOW.id, Fraction(percent, 100), 0, None, end, sent, at(cell), row)


def plan(value: int, cell: str = "E1", *, end: date = END, area: str = CAO_BANG.area) -> StatedPlan:
    return StatedPlan(area, FLOW.id, PlanScope.PHASE, Fraction(value), end, None, at(cell))


# What was known.


@pytest.mark.parametrize(
    ("end", "sent"), [(NEXT, None), (END, date(2025, 1, 10)), (date(2024, 6, 30), date(2025, 1, 10))]
)
def test_a_report_that_came_later_is_set_aside(end: date, sent: date | None) -> None:
    later = replace(of(FLOW, running(end, 40)), reported_on=sent, location=at("H9"))
    actual = on(judged(of(FLOW, running(date(2024, 3, 31), 30)), later)).actual
    assert (actual.value, [row.location.cell for row in actual.used]) == (Fraction(30), ["H1"])
    assert actual.set_aside == [(later, SetAside.NOT_KNOWN_YET)]


def test_what_was_known_counts_once() -> None:
    actual = on(judged(of(FLOW, running(END, 30)))).actual
    assert (actual.value, len(actual.used), actual.set_aside) == (Fraction(30), 1, [])


def test_a_claim_and_a_plan_that_came_later_are_not_known_yet() -> None:
    row, sent = of(FLOW, running(END, 40)), date(2025, 1, 10)
    later = claim(30, sent=sent), replace(plan(60), reported_on=sent)
    for day, known in ((END, False), (sent, True)):
        verdict = on(judged(row, claims=later[:1], plans=later[1:], day=day))
        assert (verdict.claim is not None, verdict.stated_plan is not None) == (known, known)


# Claims and plans.


@pytest.mark.parametrize("scope", [PlanScope.PHASE, PlanScope.YEAR])
def test_a_percentage_of_a_plan_is_of_the_plan_that_it_names(scope: PlanScope) -> None:
    row = of(FLOW, running(END, 40))
    stated = replace(claim(80), row=row.row, base=PlanScope.PHASE)
    checked = on(judged(row, claims=(stated,), plans=(replace(plan(50), scope=scope),))).claim
    assert checked
    assert checked.agrees is (True if scope is PlanScope.PHASE else None)


@pytest.mark.parametrize("turned", [False, True])
def test_the_latest_claim_stands(*, turned: bool) -> None:
    old, same, sent = claim(10, "J1", end=date(2023, 12, 31)), claim(20, "J2"), claim(30, "J3", sent=date(2025, 1, 5))
    claims = (old, same, sent)[:: -1 if turned else 1]
    checked = on(judged(of(FLOW, running(END, 40)), claims=claims, day=NEXT)).claim
    assert checked
    assert checked.claim.location.cell == "J3"
    # Of two that were sent on days nobody names, the one that stands further down.
    checked = on(judged(of(FLOW, running(END, 40)), claims=claims[:2] if not turned else claims[1:], day=NEXT)).claim
    assert checked
    assert checked.claim.location.cell == "J2"


@pytest.mark.parametrize("turned", [False, True])
def test_the_latest_plan_of_the_phase_stands(*, turned: bool) -> None:
    yearly = replace(plan(9, "E3"), scope=PlanScope.YEAR)
    plans = (plan(50, "E1", end=date(2023, 12, 31)), plan(60, "E2"), yearly)[:: -1 if turned else 1]
    stated = on(judged(of(FLOW, running(END, 40)), plans=plans)).stated_plan
    assert stated
    assert (stated.value, stated.location.cell) == (Fraction(60), "E2")


def of_parts(*verdicts: Verdict | None, day: date = NEXT) -> RollUp:
    parts = tuple(
        Constituent(PROVINCES.by_era[OLD_ERA][name], {FLOW.id: verdict} if verdict else {})
        for name, verdict in zip(("thai-nguyen", "bac-kan"), verdicts, strict=True)
    )
    return RollUp(WHOLE, parts, PROGRAMME, day, taken_over=True, all_known=True)


def part(*rows: Observation, asks: int, years: tuple[int, ...] = YEARS) -> Verdict:
    return judge_case(Case(FLOW, Target("x", FLOW.id, years, None, (version(asks),)), rows), PROGRAMME, NEXT)


def keys(result: ProvinceResult) -> list[str]:
    return [finding.key for finding in result.findings]


def test_an_own_figure_answers_to_what_the_parts_were_asked() -> None:
    own = of(FLOW, running(END, 60), WHOLE.area)
    whole = of_parts(part(asks=88), part(asks=40))
    assert "result-without-target" not in keys(judged(own, province=WHOLE, whole=whole, day=NEXT))
    assert "result-without-target" in keys(judged(own, province=WHOLE, whole=of_parts(None, None), day=NEXT))


def test_of_a_sum_the_parts_tell_what_there_is_to_tell() -> None:
    first, second = (judge_case(Case(FLOW, None, [running(END, value)]), PROGRAMME, NEXT) for value in (30, 20))
    result = judged(province=WHOLE, whole=of_parts(first, second), day=NEXT)
    assert (on(result).actual.value, on(result).status) == (Fraction(50), Status.NO_TARGET)
    assert keys(result) == []


@pytest.mark.parametrize(("years", "incomplete"), [((2023,), False), ((2022, 2023), True), ((2023, 2024), False)])
def test_years_in_which_nothing_was_asked_of_the_parts_leave_no_gap(
    years: tuple[int, ...], *, incomplete: bool
) -> None:
    row = of(FLOW, period(date(2023, 1, 1), date(2023, 12, 31), 5), WHOLE.area)
    whole = of_parts(part(asks=88, years=years), part(asks=40, years=years))
    actual = on(judged(row, province=WHOLE, whole=whole, day=NEXT)).actual
    assert (actual.value, actual.incomplete) == (Fraction(5), incomplete)


# When anything was due.


@pytest.mark.parametrize(
    ("first", "last", "is_due"),
    [(2021, 2021, False), (2021, 2022, True), (2022, 2022, True), (2025, 2025, True), (2026, 2026, False),
     (2025, 2026, True)],
)  # fmt: skip
def test_without_a_target_the_active_years_of_the_programme_tell(first: int, last: int, *, is_due: bool) -> None:
    assert PROGRAMME.phase.active_years == YEARS
    assert growth(FLOW, (), PROGRAMME)(date(first, 3, 1), date(last, 9, 30)) is is_due


def test_of_supporting_figures_nothing_is_due() -> None:
    assert not SUPPORTING.core
    assert growth(SUPPORTING, (), PROGRAMME)(date(2022, 1, 1), date(2024, 12, 31)) is False
    rows = of(SUPPORTING, period(date(2024, 1, 1), END, 5))
    assert on(judged(rows), SUPPORTING).actual.incomplete is False


# The whole province.


def test_statuses_and_completions_are_of_core_indicators_alone() -> None:
    figures = (FLOW, 120), (STOCK, 30), (SUPPORTING, 7)
    result = judged(
        *(of(indicator, running(END, value)) for indicator, value in figures),
        targets=asked({FLOW.id: 100, STOCK.id: 300}),
        day=END,
    )
    assert dict(result.counts) == {Status.EXCEEDED: 1, Status.VERY_SLOW: 1}
    assert (result.with_target, result.reported) == (2, 2)
    assert result.completion == Fraction(1 * 10 + 1, 2 * 10)  # 120 of 100 count as all, 30 of 300 as a tenth
    assert [verdict.indicator for verdict in result.lagging] == [STOCK]


def test_without_any_target_there_is_no_completion() -> None:
    result = judged(of(FLOW, running(END, 40)))
    assert (result.completion, result.with_target, result.reported) == (None, 0, 0)


def test_difficulties_of_the_target_file_come_before_those_of_reports() -> None:
    first, second = Difficulty("Thiếu cán bộ", at("A1", "t.yaml")), Difficulty("Đường xa", at("A2"))
    targets = Targets({}, frozenset(), {CAO_BANG.area: (first,), "x": (second,)})
    reports = replace(NO_REPORTS, difficulties={CAO_BANG.area: (second,), "x": (first,)})
    assert judge_province(CAO_BANG, Facts(PROGRAMME, targets, reports), END).difficulties == (first, second)


# Old figures.


def old_figure(age: int, *, target: int = 100, value: int = 10, day: date = END) -> list[object]:
    row = of(FLOW, running(day - timedelta(days=age), value))
    result = judged(row, targets=asked({FLOW.id: target}), day=day)
    found = stale_report(result, PROGRAMME)
    return [(f.key, f.province, f.location, f.parameters["age"], f.parameters["day"]) for f in found]


def test_a_province_is_told_once_its_figures_are_older_than_the_programme_allows() -> None:
    limit = PROGRAMME.stale_after_days
    assert old_figure(limit) == []
    day = END - timedelta(days=limit + 1)
    assert old_figure(limit + 1) == [("stale-report", CAO_BANG.area, at("H1"), limit + 1, day)]


def test_a_province_that_has_done_all_is_not_reminded() -> None:
    assert old_figure(300, value=100) == []


def test_nor_is_one_that_was_asked_for_nothing() -> None:
    result = judged(of(FLOW, running(date(2023, 12, 31), 10)))
    assert stale_report(result, PROGRAMME) == []


def test_nor_one_that_has_told_nothing() -> None:
    result = judged(targets=asked({FLOW.id: 100}))
    assert on(result).actual.value is None
    assert stale_report(result, PROGRAMME) == []


def test_nor_one_that_has_told_of_the_whole_phase() -> None:
    last = PROGRAMME.phase.end
    late = last + timedelta(days=PROGRAMME.stale_after_days + 30)
    for before, told in ((0, 0), (1, 1)):
        row = of(FLOW, running(last - timedelta(days=before), 10))
        result = judged(row, targets=asked({FLOW.id: 100}), day=late)
        assert len(stale_report(result, PROGRAMME)) == told


def test_what_a_target_alone_asks_keeps_work_open() -> None:
    # The figure is of an indicator that nobody asked for; the target has none.
    old = of(STOCK, running(END - timedelta(days=300), 10))
    result = judged(old, targets=asked({FLOW.id: 100}))
    assert [f.key for f in stale_report(result, PROGRAMME)] == ["stale-report"]


def test_periods_count_as_cumulative_figures_do() -> None:
    row = replace(period(date(2024, 1, 1), date(2024, 3, 31), 3), area=CAO_BANG.area)
    assert row.measure is Measure.IN_PERIOD
    result = judged(row, targets=asked({FLOW.id: 100}))
    assert [f.parameters["day"] for f in stale_report(result, PROGRAMME)] == [date(2024, 3, 31)]
