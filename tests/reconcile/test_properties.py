"""What must hold for any figures: the engine alone, on facts made up by hypothesis."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from du_an8.findings import Location
from du_an8.programme.load import load_programme
from du_an8.programme.provinces import load_provinces
from du_an8.reconcile.judge_province import judge_province
from du_an8.reconcile.judging.target_on_date import TargetOnDate
from du_an8.reconcile.judging.verdict import Status, Verdict
from du_an8.reconcile.records import Facts
from du_an8.reports.facts import Measure, Observation, Reports
from du_an8.targets.facts import Target, Targets, TargetVersion

PROGRAMME, _ = load_programme(None)
CAO_BANG = load_provinces().find("Cao Bằng", date(2023, 1, 1))
assert CAO_BANG is not None
FLOW, STOCK = "doi-thoai-chinh-sach", "to-truyen-thong"
WORST_FIRST = [Status.VERY_SLOW, Status.SLOW, Status.NEAR, Status.ON_TRACK, Status.MET, Status.EXCEEDED]

amounts = st.integers(0, 1000)
days = st.dates(date(2022, 1, 1), date(2025, 12, 31))


def target(indicator: str, amount: int, plan: dict[int, int] | None = None) -> Target:
    annual = {year: Decimal(part) for year, part in (plan or {}).items()}
    version = TargetVersion(None, Decimal(amount), Location("t.yaml", 1, 1), annual, {})
    return Target("cao-bang", indicator, PROGRAMME.phase.active_years, None, (version,))


def row(indicator: str, end: date, value: int, start: date | None = None, cell: str = "H1") -> Observation:
    measure = Measure.IN_PERIOD if start else Measure.CUMULATIVE
    place = Location("r.xlsx", sheet="S", cell=cell)
    row_id = ("r.xlsx", "S", int(cell[1:]))
    return Observation("cao-bang", indicator, measure, Fraction(value), None, start, end, None, place, row_id)


def judged(rows: Iterable[Observation], goal: Target, as_of: date) -> Verdict:
    targets = Targets({"cao-bang": {goal.indicator: goal}}, frozenset(), {})
    result = judge_province(CAO_BANG, Facts(PROGRAMME, targets, Reports(tuple(rows), (), (), (), {}, ())), as_of)
    (verdict,) = result.verdicts
    return verdict


def quarters() -> list[tuple[date, date]]:
    starts = [date(year, month, 1) for year in range(2022, 2026) for month in (1, 4, 7, 10)]
    ends = [*(start - timedelta(days=1) for start in starts[1:]), date(2025, 12, 31)]
    return list(zip(starts, ends, strict=True))


quarterly = st.lists(amounts, min_size=1, max_size=16).map(
    lambda values: [
        row(FLOW, end, value, start, f"G{number}")
        for number, (value, (start, end)) in enumerate(zip(values, quarters(), strict=False), start=1)
    ]
)


@given(quarterly, st.randoms(use_true_random=False), st.integers(1, 5000), days)
def test_order_of_rows_changes_nothing(rows: list[Observation], random: object, goal: int, as_of: date) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert judged(shuffled, target(FLOW, goal), as_of) == judged(rows, target(FLOW, goal), as_of)


@given(quarterly, st.integers(0, 15), st.integers(1, 89), st.integers(0, 1000))
def test_splitting_a_period_changes_no_total(rows: list[Observation], which: int, day: int, first_part: int) -> None:
    whole = rows[which % len(rows)]
    assert whole.start is not None
    middle = whole.start + timedelta(days=min(day, (whole.end - whole.start).days - 1))
    part = min(first_part, int(whole.value))
    halves = [
        replace(whole, end=middle, value=Fraction(part)),
        replace(whole, start=middle + timedelta(days=1), value=whole.value - part),
    ]
    split = [*(each for each in rows if each is not whole), *halves]
    before, after = (judged(each, target(FLOW, 500), date(2025, 12, 31)) for each in (rows, split))
    assert (after.actual.value, after.actual.observed_on, after.status) == (
        before.actual.value,
        before.actual.observed_on,
        before.status,
    )


@given(quarterly, st.sets(st.integers(0, 15)), st.integers(1, 5000))
def test_silence_is_never_read_as_nothing_done(rows: list[Observation], lost: set[int], goal: int) -> None:
    kept = [each for number, each in enumerate(rows) if number not in lost]
    verdict = judged(kept, target(FLOW, goal), date(2025, 12, 31))
    if kept and verdict.actual.incomplete:
        assert verdict.actual.qualifier == "at_least"
        assert verdict.status in {
            Status.EXCEEDED, Status.MET, Status.ON_TRACK, Status.NOT_MEASURABLE, Status.OVERDUE,
        }  # fmt: skip
    reached = [each for each in rows if kept and each.end <= kept[-1].end]
    if kept and len(reached) == len(kept):
        assert verdict.status is judged(reached, target(FLOW, goal), date(2025, 12, 31)).status


@given(amounts, amounts, st.integers(1, 1000), days, st.dictionaries(st.integers(2022, 2025), st.integers(0, 300)))
def test_more_done_is_never_worse(one: int, other: int, goal: int, day: date, plan: dict[int, int]) -> None:
    less, more = sorted((one, other))
    ranks = []
    for value in (less, more):
        verdict = judged([row(STOCK, day, value)], target(STOCK, goal, plan), day)
        if verdict.status is Status.NOT_DUE:
            return
        ranks.append(0 if verdict.status is Status.MISSED else WORST_FIRST.index(verdict.status or Status.VERY_SLOW))
    assert ranks[0] <= ranks[1]


@given(amounts, st.integers(1, 1000), days)
def test_completion_and_remaining_agree(value: int, goal: int, day: date) -> None:
    verdict = judged([row(STOCK, day, value)], target(STOCK, goal), day)
    assert verdict.completion == Fraction(value, goal)
    assert verdict.remaining == max(goal - value, 0)
    assert (verdict.remaining == 0) == (verdict.status in {Status.MET, Status.EXCEEDED})


@given(amounts, st.integers(1, 1000), days, st.integers(1, 400))
def test_before_the_first_report_there_is_none(value: int, goal: int, day: date, earlier: int) -> None:
    verdict = judged([row(STOCK, day, value)], target(STOCK, goal), day - timedelta(days=earlier))
    assert verdict.status is Status.NO_REPORT
    assert verdict.actual.value is None


@given(st.integers(1, 1000), st.dictionaries(st.integers(2022, 2025), st.integers(0, 300)), days, days)
def test_expectation_never_falls_and_never_passes_the_target(
    goal: int, plan: dict[int, int], one: date, other: date
) -> None:
    first, last = sorted((one, other))
    verdict = judged([row(STOCK, last, 1)], target(STOCK, goal, plan), date(2025, 12, 31))
    assert verdict.target is not None
    before, after = verdict.target.expected(first), verdict.target.expected(last)
    assert before is not None
    assert after is not None
    assert 0 <= before.amount <= after.amount <= goal
    at_the_end = verdict.target.expected(PROGRAMME.phase.end)
    assert at_the_end is not None
    assert at_the_end.amount == goal


@settings(max_examples=30)
@given(st.lists(st.tuples(days, amounts), min_size=1, max_size=6), st.integers(1, 1000))
def test_stock_is_the_latest_value_whatever_came_before(reports: list[tuple[date, int]], goal: int) -> None:
    by_day = dict(reports)
    rows = [row(STOCK, day, value, cell=f"H{number}") for number, (day, value) in enumerate(by_day.items(), 1)]
    verdict = judged(rows, target(STOCK, goal), date(2025, 12, 31))
    assert verdict.actual.value == by_day[max(by_day)]


revised = st.lists(
    st.tuples(st.integers(1, 200), st.dates(date(2022, 1, 2), date(2025, 6, 30))), max_size=3, unique_by=lambda r: r[1]
).map(lambda revisions: sorted(revisions, key=lambda revision: revision[1]))


@given(st.integers(1, 200), revised, st.dates(date(2022, 1, 1), date(2025, 12, 1)), st.integers(1, 400))
def test_work_was_due_where_any_versions_own_line_rises(
    first: int, revisions: list[tuple[int, date]], start: date, length: int
) -> None:
    """Day by day: a revision that lowers the line doesn't undo what was planned on either side of it."""
    last = min(start + timedelta(days=length), date(2025, 12, 31))
    versions = [(first, date(2021, 1, 1)), *revisions]
    current = versions[-1][0]
    whole = (date(2025, 12, 31) - date(2021, 12, 31)).days

    def line(goal: int, day: date) -> Fraction:
        passed = max((day - date(2021, 12, 31)).days, 0)
        return min(Fraction(goal) * passed / whole, Fraction(goal), Fraction(current))

    def in_force(day: date) -> int:
        return [goal for goal, since in versions if since <= day][-1]

    days = [start + timedelta(days=number) for number in range((last - start).days + 1)]
    rises = any(line(in_force(day), day) > line(in_force(day), day - timedelta(days=1)) for day in days)
    location = Location("t.yaml", 1, 1)
    made = tuple(
        TargetVersion(None if number == 0 else since, Decimal(goal), location, {}, {})
        for number, (goal, since) in enumerate(versions)
    )
    flow = PROGRAMME.indicators[FLOW]
    asked = Target("cao-bang", FLOW, PROGRAMME.phase.active_years, None, made)
    on_date = TargetOnDate(asked, flow, PROGRAMME.phase, date(2025, 12, 31))
    grows = on_date.grows_on(start, last)
    assert grows if rises else not grows or bool(revisions)  # a revision that raises the line asks for work, too


@given(st.lists(st.tuples(st.integers(0, 120), st.booleans()), min_size=1, max_size=2))
def test_lower_bounds_that_prove_nothing_stay_out_of_the_mean(figures: list[tuple[int, bool]]) -> None:
    """A flow told by its last quarter alone is a lower bound; told from the start of the phase it is a figure."""
    day = date(2023, 12, 31)
    flows = [FLOW, "giam-sat-danh-gia-bdg"][: len(figures)]
    rows = [
        row(name, day, value, date(2023, 10, 1) if is_partial else None, f"H{number}")
        for number, (name, (value, is_partial)) in enumerate(zip(flows, figures, strict=True), start=1)
    ]
    asked = {name: target(name, 100) for name in flows}
    targets = Targets({"cao-bang": asked}, frozenset(), {})
    result = judge_province(CAO_BANG, Facts(PROGRAMME, targets, Reports(tuple(rows), (), (), (), {}, ())), day)
    due = Fraction((day - date(2021, 12, 31)).days * 100, (date(2025, 12, 31) - date(2021, 12, 31)).days)
    counted = [Fraction(min(value, 100), 100) for value, is_partial in figures if not is_partial or value >= due]
    assert result.completion == (sum(counted) / len(counted) if counted else None)
    assert (result.reported, result.with_target) == (len(counted), len(figures))
