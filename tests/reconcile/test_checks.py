"""What each check says, of which cells, and on both sides of its bound (docs/doi-chieu.md)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec.structs import replace

from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Direction, Indicator
from du_an8.reconcile.checks.parts import check_parts, check_parts_alone
from du_an8.reconcile.checks.plans import check_plans
from du_an8.reconcile.checks.plausibility import check_plausibility
from du_an8.reconcile.checks.timing import future_reports, late_reports, missing_periods
from du_an8.reconcile.judging.case import Case, judge_case
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reports.facts import Detail, Measure, Observation, Place, PlanScope, StatedPlan
from du_an8.reports.names.read_name import split_part
from du_an8.targets.facts import Target, TargetVersion
from du_an8.vietnamese.numbers import Qualifier
from reconcile.builders import FLOW, PROGRAMME, RATE, STOCK, in_columns, period, quarter, running, version

END = date(2023, 12, 31)
YEARS = (2022, 2023, 2024, 2025)


def cells(finding: Finding) -> list[str | None]:
    return [place.cell for place in (finding.location, *finding.related) if place]


def words(finding: Finding, *names: str) -> list[object]:
    return [finding.parameters[name] for name in names]


# Parts of a whole.


def detail(value: int, cell: str, part: str | None = None, *places: str, qualifier: Qualifier | None = None) -> Detail:
    where = Location("r.xlsx", sheet="S", cell=cell)
    named = tuple(Place(name) for name in places)
    own = split_part(PROGRAMME, part, STOCK) if part else None
    return Detail(
        "x", STOCK.id, named, part, Measure.CUMULATIVE, Fraction(value), qualifier, None, END, None, where, split=own
    )


WHOLE = replace(running(END, 10), indicator=STOCK.id)


def parts(*details: Detail, whole: Observation = WHOLE) -> list[Finding]:
    return check_parts(STOCK, [whole], in_columns(details))


@pytest.mark.parametrize(
    ("names", "complete"),
    [
        (("nam", "nữ"), True),
        (("thành lập mới", "củng cố"), True),
        (("mới", "củng cố"), True),
        (("mới", "cũ"), False),
        (("nam", "nam"), False),
        (("nam", "nữ", "trẻ em"), False),
    ],
)
def test_parts_that_are_all_make_up_the_whole(names: tuple[str, ...], *, complete: bool) -> None:
    of = [detail(2, f"H{number}", name) for number, name in enumerate(names, 2)]
    found = parts(*of)
    assert [finding.key for finding in found] == (["parts-mismatch"] if complete else [])
    if complete:
        assert (cells(found[0]), found[0].indicator) == (["H1", "H2", "H3"], STOCK.id)
        assert words(found[0], "name", "whole", "sum") == [STOCK.short_name, 10, 4]
    assert parts(detail(4, "H2", "nam"), detail(6, "H3", "nữ")) == []


def test_parts_alone_are_told_until_a_whole_of_their_day_is_there() -> None:
    alone = in_columns([detail(5, "D1", "thành lập mới")])
    before = replace(WHOLE, end=date(2022, 12, 31))
    assert [found.key for found in check_parts_alone(STOCK, [before], alone)] == ["coverage-gap.parts"]
    assert check_parts_alone(STOCK, [before, WHOLE], alone) == []


def test_of_parts_alone_the_last_day_is_told() -> None:
    before = date(2022, 12, 31)
    alone = in_columns([replace(detail(3, "D1", "củng cố"), end=before), detail(5, "E1", "thành lập mới")])
    (finding,) = check_parts_alone(STOCK, [replace(WHOLE, end=before)], alone)
    assert words(finding, "day", "parts") == [WHOLE.end, ["thành lập mới"]]


def test_a_part_is_no_more_than_the_whole() -> None:
    (finding,) = parts(detail(11, "H2", "vùng cao"), detail(3, "H3", "vùng thấp"))
    assert (finding.key, cells(finding)) == ("parts-mismatch.larger", ["H1", "H2"])
    assert words(finding, "part", "value", "whole") == ["vùng cao", 11, 10]
    assert parts(detail(10, "H2", "vùng cao")) == []
    for qualifier in Qualifier:
        assert parts(detail(11, "H2", "vùng cao", qualifier=qualifier)) == []
        assert parts(detail(11, "H2", "vùng cao"), whole=replace(WHOLE, qualifier=qualifier)) == []
        assert parts(detail(3, "H2", "nam"), detail(3, "H3", "nữ", qualifier=qualifier)) == []


def test_a_whole_that_is_one_of_its_parts_alone() -> None:
    (finding,) = parts(detail(3, "H2", "nữ"), detail(10, "H3", "nam"))
    assert (finding.key, cells(finding)) == ("parts-mismatch.one-alone", ["H1", "H3", "H2"])
    assert words(finding, "part", "value", "other", "rest") == ["nam", 10, "nữ", 3]


def test_parts_of_a_place_belong_to_the_place() -> None:
    whole = detail(9, "H4", None, "Bảo Lạc", "Cô Ba")
    own = detail(3, "H5", "nam", "Bảo Lạc", "Cô Ba"), detail(3, "H6", "nữ", "Bảo Lạc", "Cô Ba")
    (finding,) = parts(whole, *own)
    assert (cells(finding), words(finding, "name")) == (["H4", "H5", "H6"], [f"{STOCK.short_name}, Cô Ba"])
    assert parts(*own) == []  # nothing says what the place has in all
    assert check_parts(RATE, [WHOLE], [detail(30, "H2", "nam")]) == []


# Plans.


def plan(scope: PlanScope, value: int) -> list[Finding]:
    asked = Target("x", STOCK.id, YEARS, None, (replace(version(100), annual_plan={2023: Decimal(40)}),))
    verdict = judge_case(Case(STOCK, asked, [WHOLE]), PROGRAMME, END)
    stated = StatedPlan("x", STOCK.id, scope, Fraction(value), END, None, Location("r.xlsx", sheet="S", cell="F1"))
    return list(check_plans(verdict, [stated]))


@pytest.mark.parametrize(
    ("scope", "value", "key", "assigned"),
    [
        (PlanScope.PHASE, 100, None, None),
        (PlanScope.PHASE, 90, "plan-mismatch", 100),
        (PlanScope.YEAR, 40, None, None),
        (PlanScope.YEAR, 100, "plan-mismatch.year", 40),
        (PlanScope.UNSTATED, 100, None, None),
        (PlanScope.UNSTATED, 40, None, None),
        (PlanScope.UNSTATED, 90, "plan-mismatch.year", 40),
        (PlanScope.PERIOD, 90, None, None),
    ],
)
def test_a_printed_plan_is_the_one_on_file(scope: PlanScope, value: int, key: str | None, assigned: int | None) -> None:
    found = plan(scope, value)
    assert [finding.key for finding in found] == ([key] if key else [])
    for finding in found:
        assert words(finding, "name", "stated", "on_file", "year") == [STOCK.short_name, value, assigned, "2023"]
        assert (finding.indicator, cells(finding)[0], finding.related[0].path) == (STOCK.id, "F1", "t.yaml")
        assert "t.yaml" in finding.message


def lowered(before: int, after: int, done: int, *, direction: Direction = Direction.INCREASE) -> list[Finding]:
    start = Decimal(100) if direction is Direction.DECREASE else None
    versions: tuple[TargetVersion, ...] = (version(before), version(after, date(2024, 1, 1)))
    indicator = replace(STOCK, direction=direction)
    row = replace(running(END, done), indicator=STOCK.id)
    asked = Target("x", STOCK.id, YEARS, start, versions)
    found = check_plans(judge_case(Case(indicator, asked, [row]), PROGRAMME, date(2024, 6, 30)), [])
    return [finding for finding in found if finding.rule == "target-lowered-to-result"]


def test_a_target_brought_down_to_what_was_done_is_told() -> None:
    (finding,) = lowered(27, 3, 3)
    assert (finding.key, finding.indicator) == ("target-lowered-to-result", STOCK.id)
    assert words(finding, "before", "after", "day", "observed") == [27, 3, date(2024, 1, 1), END]
    assert [place.path for place in finding.related] == ["r.xlsx", "t.yaml"]
    assert lowered(27, 4, 3) == lowered(3, 27, 3) == lowered(27, 3, 2) == []
    (eased,) = lowered(10, 60, 60, direction=Direction.DECREASE)
    assert eased.key == "target-lowered-to-result.eased"


def test_a_plan_that_only_the_result_explains_is_told() -> None:
    """Of 100 the years 2024 and 2025 have 30 and 50; 20 are left for 2022 and 2023, and 20 were done."""

    def told(done: int) -> list[Finding]:
        planned = replace(version(100), annual_plan={2024: Decimal(30), 2025: Decimal(50)})
        row = replace(running(END, done), indicator=STOCK.id)
        verdict = judge_case(Case(STOCK, Target("x", STOCK.id, YEARS, None, (planned,)), [row]), PROGRAMME, END)
        return list(check_plans(verdict, []))

    (finding,) = told(20)
    assert (finding.key, finding.indicator, finding.related[0].cell) == ("plan-from-result", STOCK.id, "H1")
    assert words(finding, "amount", "day", "target") == [20, END, 100]
    assert told(21) == []


@pytest.mark.parametrize(("goal", "done", "is_told"), [(1, 1, True), (0, 0, False)])
def test_one_that_only_the_result_explains_is_told_none_is_not(goal: int, done: int, *, is_told: bool) -> None:
    planned = replace(version(10 + goal), annual_plan={2024: Decimal(5), 2025: Decimal(5)})
    row = replace(running(END, done), indicator=STOCK.id)
    verdict = judge_case(Case(STOCK, Target("x", STOCK.id, YEARS, None, (planned,)), [row]), PROGRAMME, END)
    assert bool(list(check_plans(verdict, []))) is is_told


def test_each_pair_of_versions_is_looked_at_from_its_first_day_on() -> None:
    versions = version(20), version(27, date(2023, 1, 1)), version(3, date(2024, 1, 1)), version(3, date(2024, 3, 1))

    def told(day: date) -> list[str]:
        asked = Target("x", FLOW.id, YEARS, None, versions)
        verdict = judge_case(Case(FLOW, asked, [quarter(2023, 1, 3)]), PROGRAMME, day)
        return [finding.key for finding in check_plans(verdict, [])]

    assert told(date(2023, 12, 31)) == []
    assert told(date(2024, 1, 1)) == ["target-lowered-to-result"]
    assert told(date(2024, 6, 1)) == ["target-lowered-to-result"]


def test_a_result_with_the_reports_own_plan_but_no_target() -> None:
    stated = StatedPlan(
        "x", STOCK.id, PlanScope.PHASE, Fraction(9), END, None, Location("r.xlsx", sheet="S", cell="F1")
    )
    verdict = replace(judge_case(Case(STOCK, None, [WHOLE]), PROGRAMME, END), stated_plan=stated)
    (finding,) = check_plans(verdict, [])
    assert (finding.key, words(finding, "stated")) == ("result-without-target.plan-stated", [9])


def test_a_result_nobody_asked_for_is_told_with_the_plan_that_it_states() -> None:
    verdict = judge_case(Case(STOCK, None, [WHOLE]), PROGRAMME, END)
    (finding,) = check_plans(verdict, [])
    assert (finding.key, finding.indicator, cells(finding)) == ("result-without-target", STOCK.id, ["H1"])
    assert words(finding, "value", "unit", "id", "stated") == [10, STOCK.unit, STOCK.id, None]


def test_reports_without_a_figure_that_nobody_asked_for_are_told_without_one() -> None:
    """Two reports that contradict each other leave no result to name; that a target is missing is still told."""
    other = replace(WHOLE, value=Fraction(12), location=replace(WHOLE.location, cell="H9"))
    for rows in ([WHOLE, other], [replace(quarter(2023, 1, 3), indicator=STOCK.id)]):
        (finding,) = check_plans(judge_case(Case(STOCK, None, rows), PROGRAMME, END), [])
        assert (finding.key, finding.location) == ("result-without-target.no-figure", rows[-1].location)
        assert "None" not in finding.message


# What can hardly be.


def plausible(*rows: Observation, asked: int | None = None, details: tuple[Detail, ...] = ()) -> list[Finding]:
    verdicts: dict[str, Verdict] = {}
    for name in dict.fromkeys(row.indicator for row in rows):
        own = [row for row in rows if row.indicator == name]
        target = Target("x", name, YEARS, None, (version(asked),)) if asked is not None else None
        verdicts[name] = judge_case(Case(PROGRAMME.indicators[name], target, own), PROGRAMME, date(2025, 12, 31))
    return check_plausibility(PROGRAMME, verdicts, in_columns(details))


def quarters(values: tuple[int, ...], skip: int | None = None) -> list[Observation]:
    own = [quarter(2022 + n // 4, n % 4 + 1, value, f"H{n + 1}") for n, value in enumerate(values)]
    return [row for n, row in enumerate(own) if n != skip]


@pytest.mark.parametrize(
    ("values", "skip", "count"),
    [
        ((33, 33, 33, 33), None, 4),
        ((33, 33, 33), None, None),
        ((33, 33, 33, 34), None, None),
        ((0, 0, 0, 0), None, None),
        ((1, 33, 33, 33, 33, 33), None, 5),
        ((33, 33, 33, 33, 33), 2, None),
    ],
)
def test_one_number_in_four_quarters_on_end(values: tuple[int, ...], skip: int | None, count: int | None) -> None:
    found = [finding for finding in plausible(*quarters(values, skip)) if finding.rule == "repeated-figure"]
    assert [finding.parameters["count"] for finding in found] == ([count] if count else [])
    for finding in found:
        assert (finding.indicator, words(finding, "value")) == (FLOW.id, [33])
        assert cells(finding)[0] == f"H{len(values)}"
        assert len(finding.related) == (count or 0) - 1
    stock = [replace(row, indicator=STOCK.id) for row in quarters((33, 33, 33, 33))]
    assert not [finding for finding in plausible(*stock) if finding.rule == "repeated-figure"]


def test_only_periods_of_one_length_make_a_run() -> None:
    months = [period(date(2023, n, 1), date(2023, n, 28), 33) for n in (1, 2, 3)]
    assert plausible(*months, quarter(2023, 2, 33)) == []
    running_numbers = [running(date(2023, n, 28), 33) for n in (1, 2, 3, 4)]
    assert not [f for f in plausible(*running_numbers) if f.rule == "repeated-figure"]


@pytest.mark.parametrize(
    ("before", "after", "days", "asked", "told"),
    [
        (40, 111, 365, 100, True),
        (40, 110, 365, 100, False),  # a tenth over
        (40, 111, 366, 100, True),
        (40, 111, 367, 100, False),
        (4, 16, 365, 10, True),
        (4, 15, 365, 10, False),  # five over
        (10, 65, 365, 59, True),  # six over 59: more than a tenth
        (99, 300, 365, 100, True),
        (100, 300, 365, 100, False),  # nothing was left
        (1, 200, 365, 100, True),
        (0, 200, 365, 100, False),
        (60, 120, 365, 100, False),  # no more than was there
        (60, 121, 365, 100, True),
        (5, 200, 365, None, False),
    ],
)
@pytest.mark.parametrize("indicator", [FLOW, STOCK], ids=["flow", "stock"])
def test_a_step_over_all_that_was_left(  # noqa: PLR0913  # a case has that many sides
    indicator: Indicator, before: int, after: int, days: int, asked: int | None, *, told: bool
) -> None:
    name = indicator.id
    first = date(2022, 6, 30)
    rows = [running(first, before), running(first + timedelta(days=days), after)]
    own = [replace(row, indicator=name, location=replace(row.location, cell=f"H{n}")) for n, row in enumerate(rows, 1)]
    found = [finding for finding in plausible(*own, asked=asked) if finding.rule == "sudden-jump"]
    assert bool(found) is told
    for finding in found:
        assert words(finding, "growth", "left", "target") == [after - before, (asked or 0) - before, asked]
        assert (cells(finding), finding.indicator) == (["H2", "H1"], name)


def test_a_flow_jumps_by_its_periods_as_well() -> None:
    rows = [replace(running(date(2022, 12, 31), 40), location=Location("r.xlsx", sheet="S", cell="H1")),
            quarter(2023, 1, 10, "H2"), quarter(2023, 2, 90, "H3")]  # fmt: skip
    (finding,) = [f for f in plausible(*rows, asked=100) if f.rule == "sudden-jump"]
    assert (cells(finding), words(finding, "growth", "left")) == (["H3", "H2"], [90, 50])


def test_the_first_period_of_a_flow_is_where_it_starts_from() -> None:
    (finding,) = [f for f in plausible(quarter(2023, 1, 10, "H1"), quarter(2023, 2, 130, "H2"), asked=100)
                  if f.rule == "sudden-jump"]  # fmt: skip
    assert words(finding, "growth", "left") == [130, 90]


def test_where_less_is_better_more_is_no_jump_over_what_was_left() -> None:
    indicator = replace(STOCK, direction=Direction.DECREASE)
    rows = [replace(running(day, value), indicator=STOCK.id) for day, value in ((date(2022, 12, 31), 40), (END, 111))]
    asked = Target("x", STOCK.id, YEARS, Decimal(200), (version(100),))
    verdict = judge_case(Case(indicator, asked, rows), PROGRAMME, END)
    assert check_plausibility(PROGRAMME, {STOCK.id: verdict}, []) == []


TEAMS, MEMBERS = "to-truyen-thong", "thanh-vien-to-truyen-thong"


@pytest.mark.parametrize(
    ("teams", "members", "key"),
    [(10, 50, None), (10, 49, "members-per-team"), (10, 120, None), (10, 121, "members-per-team"),
     (10, 9, "participants-below-events"), (10, 10, "members-per-team"), (10, 0, None), (0, 10, None)],
)  # fmt: skip
def test_members_beside_their_teams(teams: int, members: int, key: str | None) -> None:
    rows = [replace(running(END, teams), indicator=TEAMS), replace(running(END, members), indicator=MEMBERS)]
    rows[0] = replace(rows[0], location=replace(rows[0].location, cell="H7"))
    found = plausible(*rows)
    assert [finding.key for finding in found] == ([key] if key else [])
    for finding in found:
        assert (cells(finding), finding.indicator) == (["H1", "H7"], MEMBERS)
        assert words(finding, "people", "count", "mean") == [members, teams, Fraction(members, teams)]


def test_one_faulty_time_hides_no_other() -> None:
    early = date(2022, 12, 31)
    rows = [
        replace(running(early, 0), indicator=TEAMS), replace(running(early, 10), indicator=MEMBERS),
        replace(running(END, 10), indicator=TEAMS), replace(running(END, 49), indicator=MEMBERS),
    ]  # fmt: skip
    assert [f.key for f in plausible(*rows)] == ["members-per-team"]
    back = [replace(row, end=early if row.end == END else END) for row in rows]
    assert [f.key for f in plausible(*back)] == ["members-per-team"]


def test_boys_and_girls_beside_the_members() -> None:
    def told(whole: int, boys: int, girls: int | None) -> list[Finding]:
        numbers = {"thanh-vien-clb": whole, "thanh-vien-clb-nam": boys, "thanh-vien-clb-nu": girls}
        rows = [replace(running(END, value), indicator=name) for name, value in numbers.items() if value is not None]
        return [finding for finding in plausible(*rows) if finding.rule == "parts-mismatch"]

    assert told(10, 4, 6) == told(10, 10, None) == []
    (finding,) = told(10, 4, 5)
    names = [PROGRAMME.indicators[name].short_name for name in ("thanh-vien-clb-nam", "thanh-vien-clb-nu")]
    assert (finding.key, words(finding, "whole", "sum", "parts")) == ("parts-mismatch.indicators", [10, 9, names])
    (finding,) = told(10, 11, None)
    assert finding.key == "parts-mismatch.indicators-above"


def test_boys_of_another_time_are_none_of_these_members() -> None:
    rows = [
        replace(running(END, 10), indicator="thanh-vien-clb"),
        replace(running(date(2022, 12, 31), 11), indicator="thanh-vien-clb-nam"),
    ]
    assert [found.rule for found in plausible(*rows) if found.rule == "parts-mismatch"] == []


@pytest.mark.parametrize(
    ("value", "places", "told"),
    [(80, 5, True), (80, 4, False), (1, 5, True), (99, 5, True), (0, 5, False), (100, 5, False)],
)
def test_one_rate_in_every_place(value: int, places: int, *, told: bool) -> None:
    own = [
        replace(detail(value, f"C{n * 2}", None, f"Xã {n}"), indicator=RATE.id, measure=Measure.LEVEL)
        for n in range(1, places + 1)
    ]
    found = plausible(details=tuple(own))
    assert [finding.rule for finding in found] == (["uniform-rate"] if told else [])
    for finding in found:
        assert (finding.indicator, words(finding, "name", "value", "count")) == (
            RATE.id,
            [RATE.short_name, value, places],
        )
        assert cells(finding) == [f"C{n * 2}" for n in range(1, places + 1)]
    odd = replace(own[0], value=Fraction(55))
    assert plausible(details=(odd, *own[1:])) == []
    for change in ({"part": "nữ"}, {"is_total": True}, {"places": ()}, {"measure": Measure.CUMULATIVE}):
        other = replace(own[0], **change)
        assert plausible(details=(other, *own[1:5])) == []


def test_two_faulty_indicators_are_both_told() -> None:
    own = [replace(detail(80, f"C{n}", None, f"Xã {n}"), indicator=RATE.id, measure=Measure.LEVEL) for n in range(5)]
    found = plausible(*quarters((33, 33, 33, 33)), details=tuple(own))
    assert [finding.rule for finding in found] == ["repeated-figure", "uniform-rate"]


# When reports came.


def test_a_report_is_late_after_its_grace() -> None:
    def told(sent: date, *others: Observation) -> list[Finding]:
        return list(late_reports([replace(running(END, 5), reported_on=sent), *others], 30))

    assert told(date(2024, 1, 30)) == []
    (finding,) = told(date(2024, 1, 31))
    assert (finding.location, words(finding, "day", "sent", "late", "grace")) == (
        Location("r.xlsx"), [END, date(2024, 1, 31), 31, 30],
    )  # fmt: skip
    elsewhere = replace(running(END, 4), location=Location("first.xlsx"), reported_on=date(2024, 1, 5))
    assert told(date(2024, 3, 1), elsewhere) == []  # it corrects what came in time
    # Another indicator in another file was in time: that excuses nothing.
    assert len(told(date(2024, 3, 1), replace(elsewhere, indicator=STOCK.id))) == 1
    # A file that prints an earlier date, too, is about its last one.
    earlier = replace(running(date(2022, 12, 31), 4), reported_on=date(2024, 1, 5))
    assert told(date(2024, 1, 5), earlier) == []


def test_days_to_come_are_told_once_a_file_with_cell_and_area() -> None:
    row = running(END, 5)
    other = replace(row, location=Location("b.xlsx", sheet="S", cell="C3"), area="y")
    again = replace(row, location=Location("r.xlsx", sheet="S", cell="H2"))
    found = list(future_reports([again, other, row], date(2023, 12, 30)))
    assert [(f.location, f.province) for f in found] == [(other.location, "y"), (row.location, "x")]
    assert words(found[0], "day", "today") == [END, date(2023, 12, 30)]
    assert list(future_reports([row], END)) == []


def test_a_silent_quarter_between_two_is_told() -> None:
    first, last = quarter(2023, 1, 1, "H1"), quarter(2023, 3, 1, "H2")
    gap = date(2023, 4, 1), date(2023, 6, 30)
    (finding,) = missing_periods([last, first], [])
    assert (finding.key, cells(finding)) == ("period-gap.between", ["H2", "H1"])
    assert list(missing_periods([first, quarter(2023, 2), last], [])) == []
    for told in (gap, (gap[0], gap[0]), (gap[1], gap[1]), (date(2021, 1, 1), gap[0]), (gap[1], END)):
        assert list(missing_periods([first, last], [told])) == []
    for told in ((date(2021, 1, 1), date(2023, 3, 31)), (date(2023, 7, 1), END)):
        assert len(list(missing_periods([first, last], [told]))) == 1
    for day in (gap[0], date(2023, 5, 5), gap[1]):  # a running number of one of the days
        assert list(missing_periods([first, running(day, 3), last], [])) == []
    for day in (date(2023, 3, 31), date(2023, 7, 1)):
        assert len(list(missing_periods([first, running(day, 3), last], []))) == 1
    for start, end in ((date(2023, 1, 1), gap[1]), (gap[1], END), (date(2023, 1, 1), END)):  # a longer period over it
        assert list(missing_periods([first, period(start, end, 3), last], [])) == []


def test_a_silent_year_between_is_no_gap() -> None:
    """No work may have been due in it; nine months are told, ten are as good as a year."""
    march = period(date(2022, 3, 1), date(2022, 3, 31), 1)
    assert list(missing_periods([march, period(date(2023, 1, 1), date(2023, 1, 31), 1)], []))
    assert not list(missing_periods([march, period(date(2023, 2, 1), date(2023, 2, 28), 1)], []))
    assert not list(missing_periods([march, period(date(2022, 4, 1), date(2022, 4, 30), 1)], []))


def test_a_part_of_a_place_alone_may_be_more_than_the_place() -> None:
    (finding,) = parts(detail(9, "H4", None, "Cô Ba"), detail(11, "H5", "vùng cao", "Cô Ba"))
    assert (finding.key, words(finding, "name")) == ("parts-mismatch.larger", [f"{STOCK.short_name}, Cô Ba"])


def test_a_printed_plan_is_the_one_that_held_then() -> None:
    asked = Target("x", STOCK.id, YEARS, None, (version(80), version(100, date(2024, 1, 1))))
    verdict = judge_case(Case(STOCK, asked, [WHOLE]), PROGRAMME, date(2024, 6, 30))

    def told(value: int, end: date) -> list[str]:
        where = Location("r.xlsx", sheet="S", cell="F1")
        stated = StatedPlan("x", STOCK.id, PlanScope.PHASE, Fraction(value), end, None, where)
        return [finding.key for finding in check_plans(verdict, [stated])]

    assert (told(80, END), told(100, END)) == ([], ["plan-mismatch"])
    assert (told(100, date(2024, 1, 1)), told(80, date(2024, 1, 1))) == ([], ["plan-mismatch"])


def test_before_the_first_version_of_a_target_what_is_asked_now_counts() -> None:
    def told(target_now: int, *, since: date, values: tuple[Fraction, Fraction]) -> list[str]:
        rows = [
            replace(running(date(2022, 12, 31), 0), value=values[0]),
            replace(running(date(2023, 3, 31), 0), value=values[1]),
        ]
        asked = Target("x", FLOW.id, YEARS, None, (version(target_now, since),))
        verdict = judge_case(Case(FLOW, asked, rows), PROGRAMME, date(2023, 12, 31))
        return [f.key for f in check_plausibility(PROGRAMME, {FLOW.id: verdict}, []) if f.rule == "sudden-jump"]

    since = date(2023, 6, 1)
    assert told(100, since=since, values=(Fraction(40), Fraction(111))) == ["sudden-jump"]
    for early in (since, date(2021, 1, 1)):  # nothing is asked: nothing was left
        assert told(0, since=early, values=(Fraction(1, 2), Fraction(7))) == []


def test_one_silent_day_between_is_told() -> None:
    first = period(date(2023, 1, 1), date(2023, 1, 10), 1)
    assert list(missing_periods([first, period(date(2023, 1, 12), date(2023, 1, 21), 1)], []))
    assert not list(missing_periods([first, period(date(2023, 1, 11), date(2023, 1, 20), 1)], []))
