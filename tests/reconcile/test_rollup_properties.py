"""What must hold of any merged province: sums computed apart from the engine, on facts made up by hypothesis."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from du_an8.findings import Location
from du_an8.programme.load import load_programme
from du_an8.programme.provinces import load_provinces
from du_an8.reconcile.assessment import assess
from du_an8.reconcile.judge_provinces import Asked
from du_an8.reconcile.judging.verdict import Status
from du_an8.reconcile.province import ProvinceResult
from du_an8.reconcile.records import Records
from du_an8.reports.facts import Measure, Observation, Reports
from du_an8.targets.facts import Target, Targets, TargetVersion

PROGRAMME, _ = load_programme(None)
PROVINCES = load_provinces()
AS_OF = date(2025, 12, 31)
STOCK = PROGRAMME.indicators["to-truyen-thong"]
PHU_THO = PROVINCES.find("Phú Thọ", AS_OF)
assert PHU_THO is not None
PARTS = PROVINCES.parts(PHU_THO)  # three provinces of 2008


@dataclass(frozen=True)
class Made:
    """What is on file of a part."""

    target: int | None
    figure: int | None
    day: date


made = st.builds(
    Made,
    st.none() | st.integers(1, 500),
    st.none() | st.integers(0, 600),
    st.dates(date(2022, 1, 1), date(2025, 6, 30)),
)


def target(area: str, amount: int) -> Target:
    version = TargetVersion(None, Decimal(amount), Location("t.yaml", 1, 1), {}, {})
    return Target(area, STOCK.id, PROGRAMME.phase.active_years, None, (version,))


def row(area: str, day: date, value: int) -> Observation:
    place = Location("r.xlsx", sheet=area, cell="H1")
    measure = Measure.CUMULATIVE
    return Observation(
        area, STOCK.id, measure, Fraction(value), None, None, day, None, place, (place.path, place.sheet, 1)
    )


def judged(parts: list[Made]) -> ProvinceResult:
    pairs = list(zip(PARTS, parts, strict=True))
    targets = {part.area: {STOCK.id: target(part.area, m.target)} for part, m in pairs if m.target is not None}
    rows = tuple(row(part.area, m.day, m.figure) for part, m in pairs if m.figure is not None)
    records = Records(PROGRAMME, PROVINCES, {"I": Targets(targets, frozenset(), {})}, Reports(rows, (), (), (), {}, ()))
    (result,) = assess(records, [PHU_THO], Asked(AS_OF)).results
    return result


def straight_line(amount: int, day: date) -> Fraction:
    """Over the days of 2022 to 2025, the last day of the phase included."""
    days = (date(2025, 12, 31) - date(2021, 12, 31)).days
    return Fraction(amount) * (day - date(2021, 12, 31)).days / days


@given(st.tuples(made, made, made))
def test_parts_with_target_and_figure_add_up(parts: tuple[Made, ...]) -> None:
    verdict = judged(list(parts)).verdict_on(STOCK)
    both = [m for m in parts if m.target is not None and m.figure is not None]
    if not both:
        return
    assert verdict is not None
    asked, done = sum(m.target or 0 for m in both), sum(m.figure or 0 for m in both)
    expected = sum((straight_line(m.target or 0, m.day) for m in both), Fraction(0))
    assert (verdict.asked, verdict.actual.value, verdict.completion) == (asked, done, Fraction(done, asked))
    assert verdict.actual.observed_on == min(m.day for m in both)
    assert verdict.expectation is not None
    assert verdict.expectation.amount == expected
    assert verdict.pace == done / expected
    assert len(verdict.excluded) == 3 - len(both)
    assert verdict.incomplete == (len(both) < 3)
    if done >= asked:
        assert verdict.status is (Status.EXCEEDED if done > asked else Status.MET)


@given(st.permutations([0, 1, 2]), st.tuples(made, made, made))
def test_which_part_has_what_changes_no_sum(order: list[int], parts: tuple[Made, ...]) -> None:
    one = judged(list(parts)).verdict_on(STOCK)
    other = judged([parts[index] for index in order]).verdict_on(STOCK)
    assert (one is None) == (other is None)
    if one and other:
        assert (one.actual.value, one.asked, one.status, one.pace) == (
            other.actual.value,
            other.asked,
            other.status,
            other.pace,
        )


@given(made, made)
def test_a_part_without_anything_changes_no_number(one: Made, other: Made) -> None:
    nothing = Made(None, None, date(2024, 1, 1))
    verdict = judged([one, other, nothing]).verdict_on(STOCK)
    assert verdict is None or PARTS[2].id in {part.province.id for part in verdict.excluded}


# Under a target of the whole's own.

NEW = PHU_THO.area
day_of_part = st.dates(date(2022, 1, 1), date(2025, 6, 30))


@given(st.integers(1, 1500), st.lists(st.tuples(st.integers(0, 600), day_of_part), min_size=3, max_size=3))
def test_figures_of_several_days_prove_what_both_of_their_days_allow(goal: int, parts: list[tuple[int, date]]) -> None:
    """At least as much on the latest day, at most as much on the earliest: only what both say is said."""
    rows = tuple(row(part.area, day, value) for part, (value, day) in zip(PARTS, parts, strict=True))
    targets = {"I": Targets({NEW: {STOCK.id: target(NEW, goal)}}, frozenset(), {})}
    records = Records(PROGRAMME, PROVINCES, targets, Reports(rows, (), (), (), {}, ()))
    # Before the grace of the last due date is over, nothing is overdue of 2025; earlier dues are looked at below.
    (result,) = assess(records, [PHU_THO], Asked(date(2025, 12, 31))).results
    (verdict,) = result.verdicts
    total = sum(value for value, _ in parts)
    days = [day for _, day in parts]
    earliest, latest = min(days), max(days)
    dues = (date(2022, 12, 31), date(2023, 12, 31), date(2024, 12, 31))
    owed = [due for due in dues if latest < due and total < straight_line(goal, due)]
    if total >= goal:
        expected = {Status.MET if total == goal else Status.EXCEEDED}
    elif owed:
        expected = {Status.OVERDUE}
    elif total >= straight_line(goal, latest):
        expected = {Status.ON_TRACK}
    elif total < straight_line(goal, earliest):
        expected = {Status.NEAR, Status.SLOW, Status.VERY_SLOW}
    else:
        expected = {Status.NOT_MEASURABLE}
    assert verdict.status in expected
    assert (verdict.actual.value, verdict.actual.observed_on) == (total, latest)
