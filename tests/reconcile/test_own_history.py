"""Courses of figures as provinces report them: with a fault in them, which is told, and without, which isn't.

The rule: docs/quy-tac.md, `sudden-jump` and `repeated-figure`. A course is what a province sent, one figure a period;
of a faulty one the table names the figure that is wrong.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import pytest
from msgspec.structs import replace

from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Direction
from du_an8.programme.provinces import OLD_ERA, load_provinces
from du_an8.reconcile.checks.plausibility import check_plausibility
from du_an8.reconcile.checks.repeats import check_copied_places
from du_an8.reconcile.judging.case import Case, judge_case
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reports.facts import Measure, Observation
from du_an8.targets.facts import Target, TargetVersion
from du_an8.vietnamese.numbers import Qualifier
from reconcile.builders import CAO_BANG, PROGRAMME

TEAMS, CLUBS, TALKS, CLASSES = "to-truyen-thong", "clb-thu-linh", "doi-thoai-chinh-sach", "giam-sat-danh-gia-bdg"
MEMBERS, GUESTS, BIRTHS, MONEY = "thanh-vien-to-truyen-thong", "nguoi-du-doi-thoai", "sinh-de-an-toan", "von-giai-ngan"
if TYPE_CHECKING:
    from conftest import DataDir

BAC_KAN = load_provinces().by_era[OLD_ERA]["bac-kan"]
AS_OF = date(2025, 12, 31)
OWN_RULES = {"sudden-jump", "repeated-figure"}
MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}
Value = int | str


class Asked(NamedTuple):
    """A target and how it is planned."""

    target: int
    years: tuple[int, ...] = (2022, 2023, 2024, 2025)
    annual_plan: dict[int, Decimal] = {}  # noqa: RUF012  # never changed


class Course(NamedTuple):
    """What a province sent of one indicator, from the first period of a year on."""

    indicator: str
    each: str
    since: int
    values: tuple[Value, ...]
    asked: Asked | None = None

    def rows(self, *, periods: bool) -> list[Observation]:
        """As running figures at the ends of the periods, or as what happened in each."""
        measure = Measure.LEVEL if self.indicator == BIRTHS else Measure.CUMULATIVE
        return [
            self._row(n, value, Measure.IN_PERIOD if periods else measure) for n, value in enumerate(self.values, 1)
        ]

    def _row(self, number: int, value: Value, measure: Measure) -> Observation:
        last = number * MONTHS[self.each] - 1
        first = last - MONTHS[self.each] + 1
        start = date(self.since + first // 12, first % 12 + 1, 1)
        year, month = self.since + last // 12, last % 12 + 1
        end = date(year, month, monthrange(year, month)[1])
        where = Location("r.xlsx", sheet="S", cell=f"H{number}")
        begins = start if measure is Measure.IN_PERIOD else None
        row = ("r.xlsx", "S", number)
        return Observation(CAO_BANG.area, self.indicator, measure, Fraction(value), None, begins, end, None, where, row)


def judged(indicator: str, rows: list[Observation], asked: Asked | None = None) -> Verdict:
    version = (
        TargetVersion(None, Decimal(asked.target), Location("t.yaml", 1, 1), asked.annual_plan, {}) if asked else None
    )
    target = Target(CAO_BANG.area, indicator, asked.years, None, (version,)) if asked and version else None
    return judge_case(Case(PROGRAMME.indicators[indicator], target, rows), PROGRAMME, AS_OF)


def told(*courses: list[Observation], asked: Asked | None = None) -> list[Finding]:
    """What is said of figures that can hardly be, of indicators of one province."""
    verdicts = {rows[0].indicator: judged(rows[0].indicator, rows, asked) for rows in courses}
    return [each for each in check_plausibility(PROGRAMME, verdicts, []) if each.rule in OWN_RULES]


def odd_figures(findings: list[Finding]) -> set[int]:
    """Which figures of a course are told, the first being 1."""
    return {int((finding.location.cell or "H0")[1:]) for finding in findings if finding.location}


YEARLY_TALKS = Asked(88)
NINETY_SIX_IN_2023 = Asked(200, annual_plan={2023: Decimal(96)})
GUESTS_BY_MONTH = (120, 95, 140, 110, 130, 90, 150, 100, 127, 135, 160, 141)
AT_YEAR_ENDS = (0, 2, 5, 22, 22, 25, 28, 48, 48, 50, 53, 74)
IN_NOVEMBER = (0, 0, 1, 0, 0, 1, 0, 1, 0, 2, 25, 1, 0, 1, 0, 1, 1, 0, 0, 2, 1, 1, 28, 0)

# (what went wrong, the course, which figure is wrong)
FAULTY_RUNNING: list[tuple[str, Course, int]] = [
    ("a zero too many: 260", Course(TEAMS, "year", 2022, (85, 174, 2600), Asked(300)), 3),
    ("a zero too many: 42", Course(TALKS, "quarter", 2022, (0, 4, 9, 18, 19, 24, 30, 420), YEARLY_TALKS), 8),
    ("a zero too many: 315", Course(TEAMS, "half", 2022, (60, 130, 190, 260, 3150), Asked(540)), 5),
    ("a zero too many: 135, no target", Course(TEAMS, "year", 2022, (40, 90, 1350)), 3),
    ("two zeros too many: 66", Course(CLUBS, "quarter", 2023, (40, 44, 50, 62, 66, 6600), Asked(160)), 6),
    ("a digit twice: 189", Course(TEAMS, "year", 2022, (112, 156, 1189), Asked(250)), 3),
    ("a digit twice: 38", Course(TALKS, "half", 2022, (3, 10, 14, 22, 31, 388), YEARLY_TALKS), 6),
    ("a digit twice: 96", Course(CLUBS, "year", 2022, (63, 85, 996), Asked(100)), 3),
    ("350 the wrong way round", Course(TEAMS, "quarter", 2022, (300, 310, 318, 330, 340, 530), Asked(400)), 6),
    ("168 the wrong way round", Course(TEAMS, "half", 2022, (96, 121, 143, 156, 618), Asked(250)), 5),
    ("192 the wrong way round, no target", Course(CLUBS, "quarter", 2022, (150, 158, 166, 175, 183, 912)), 6),
    ("the year for the count", Course(TALKS, "year", 2022, (12, 30, 2024), YEARLY_TALKS), 3),
    ("the year for the count, the second report", Course(TALKS, "year", 2023, (36, 2024)), 2),
    ("the year for the count, the first report", Course(TALKS, "year", 2023, (2023,), YEARLY_TALKS), 1),
    ("the next year for the count", Course(CLUBS, "year", 2023, (37, 2025), Asked(75)), 2),
    ("members in the row of teams", Course(TEAMS, "year", 2022, (120, 250, 2900), Asked(540)), 3),
    ("the figure of a larger province", Course(CLUBS, "year", 2022, (50, 88, 746), Asked(160)), 3),
    ("the figure of the country", Course(TEAMS, "year", 2022, (190, 346, 10393), Asked(540)), 3),
    ("people in units for thousands", Course(MEMBERS, "year", 2022, (800, 1100, 1240000)), 3),
    ("money in đồng for millions", Course(MONEY, "year", 2022, (500, 2300, 4800000000)), 3),
    ("old teams counted again", Course(TEAMS, "year", 2023, (60, 160), Asked(100)), 2),
    ("old teams counted again, few", Course(TEAMS, "half", 2023, (4, 16), Asked(10)), 2),
    ("a leap of one that went slowly", Course(TEAMS, "quarter", 2022, (20, 22, 24, 26, 28, 320), Asked(540)), 6),
    ("a leap of one that had ended", Course(TEAMS, "half", 2022, (70, 90, 100, 100, 100, 480), Asked(100)), 6),
]  # fmt: skip
FAULTY_PERIODS: list[tuple[str, Course, int]] = [
    ("a zero too many: 35", Course(TALKS, "year", 2022, (36, 38, 350), Asked(150)), 3),
    ("a zero too many: 9", Course(TALKS, "quarter", 2022, (3, 6, 8, 19, 4, 7, 90), YEARLY_TALKS), 7),
    ("a zero too many: 125", Course(GUESTS, "month", 2023, (*GUESTS_BY_MONTH, 115, 1250)), 14),
    ("a zero too many: 14", Course(CLASSES, "half", 2022, (10, 14, 9, 15, 140), Asked(60)), 5),
    ("the year for the count", Course(TALKS, "quarter", 2023, (3, 5, 2023)), 3),
    ("the running total", Course(TALKS, "quarter", 2022, (8, 9, 7, 8, 9, 49), Asked(100)), 6),
    ("the running total, no target", Course(TALKS, "quarter", 2022, (12, 10, 11, 12, 11, 67)), 6),
    ("the running total of half years", Course(CLASSES, "half", 2022, (20, 24, 22, 21, 108), Asked(120)), 5),
    ("the running total of years", Course(TALKS, "year", 2022, (36, 74, 112), Asked(120)), 3),
    ("guests in the row of talks", Course(TALKS, "year", 2022, (36, 38, 3300), Asked(150)), 3),
    ("copied four times", Course(TALKS, "quarter", 2023, (24, 24, 24, 24)), 4),
    ("copied four times, larger", Course(TALKS, "quarter", 2023, (36, 36, 36, 36), Asked(150)), 4),
    ("copied, three figures long", Course(GUESTS, "quarter", 2023, (412, 412, 412)), 3),
    ("copied half years", Course(GUESTS, "half", 2023, (137, 137, 137)), 3),
    ("copied, five figures long", Course(GUESTS, "year", 2023, (12345, 12345)), 2),
    ("copied month after month", Course(TALKS, "month", 2023, (17, 17, 17, 17, 17)), 5),
    ("a small one copied for a year and a half", Course(TALKS, "quarter", 2023, (8, 8, 8, 8, 8, 8)), 6),
    ("copied in the end", Course(GUESTS, "quarter", 2023, (51, 93, 126, 126, 126)), 5),
    ("copied money", Course(MONEY, "quarter", 2023, ("307.5", "307.5", "307.5")), 3),
]  # fmt: skip
FAULTY_RATES: list[tuple[str, Course, int]] = [
    ("the comma a digit too early", Course(BIRTHS, "year", 2022, (78, 80, 82, "8.2")), 4),
    ("81 the wrong way round", Course(BIRTHS, "year", 2022, (80, 81, 18)), 3),
    ("a ratio for a percentage", Course(BIRTHS, "half", 2023, (79, 81, "0.82")), 3),
    ("far over what was asked", Course(BIRTHS, "year", 2022, (38, 41, 99), Asked(80)), 3),
    ("another count", Course(BIRTHS, "half", 2022, (35, 37, 40, 94)), 4),
]
SOUND_RUNNING: list[tuple[str, Course]] = [
    ("two reports", Course(TEAMS, "year", 2022, (324, 424))),
    ("even growth", Course(TEAMS, "quarter", 2022, (20, 45, 70, 95, 120, 145, 170, 200), Asked(400))),
    ("late, then up to the plan", Course(TEAMS, "year", 2022, (2, 5, 120), Asked(150))),
    ("late, in quarters", Course(TEAMS, "quarter", 2022, (0, 0, 0, 2, 2, 5, 5, 60), Asked(150))),
    ("late, nothing before", Course(TEAMS, "year", 2022, (0, 0, 120))),
    ("late, all at the end", Course(TALKS, "year", 2022, (3, 5, 8, 85), YEARLY_TALKS)),
    ("late, and still not a year at it", Course(TALKS, "quarter", 2022, (0, 0, 0, 0, 0, 1, 2, 14))),
    ("stood still, then went on", Course(CLUBS, "quarter", 2022, (100, 100, 100, 100, 100, 100, 160))),
    ("most of it at the end of each year", Course(TALKS, "quarter", 2022, AT_YEAR_ENDS, YEARLY_TALKS)),
    ("the same without a target", Course(TALKS, "quarter", 2022, AT_YEAR_ENDS)),
    ("reached and kept up", Course(TEAMS, "year", 2022, (540, 540, 540, 540), Asked(540))),
    ("guests that stand still", Course(GUESTS, "quarter", 2023, (3300, 3300, 3300, 3300))),
    ("a fifth over", Course(TEAMS, "year", 2023, (400, 746), Asked(625))),
    ("consolidated", Course(TEAMS, "half", 2022, (214, 224, 224, 180, 180, 196), Asked(224))),
    ("doubled every year", Course(CLUBS, "year", 2022, (40, 80, 160), Asked(160))),
    ("slow, fast, slow", Course(TEAMS, "year", 2022, (20, 150, 620, 990), Asked(1000))),
    ("faster, without a target", Course(CLUBS, "year", 2022, (10, 60, 250))),
    ("planned for one year", Course(TEAMS, "year", 2022, (3, 8, 350), Asked(540, annual_plan={2024: Decimal(346)}))),
    ("asked for in the last year alone", Course(TALKS, "year", 2023, (4, 5, 78), Asked(88, years=(2025,)))),
    ("over target by as much each year", Course(TEAMS, "year", 2022, (80, 160, 240), Asked(100))),
    ("a small target passed", Course(CLUBS, "year", 2022, (5, 7, 12), Asked(8))),
    ("few, then some more", Course(CLUBS, "quarter", 2022, (1, 1, 2, 2, 3, 12))),
    ("members about two thousand", Course(MEMBERS, "year", 2023, (1500, 2024))),
    ("money that comes late in the year", Course(MONEY, "quarter", 2022, (0, 120, 460, 2560, 2560, 2760, 3160, 5760))),
    ("a first report of much", Course(TEAMS, "year", 2024, (746,), Asked(625))),
]  # fmt: skip
SOUND_PERIODS: list[tuple[str, Course]] = [
    ("nothing in the first half of a year", Course(TALKS, "quarter", 2022, (0, 0, 12, 30, 0, 0, 15, 28), YEARLY_TALKS)),
    ("most of it in November", Course(TALKS, "month", 2022, IN_NOVEMBER, YEARLY_TALKS)),
    ("the first November", Course(TALKS, "month", 2023, (1, 2, 1, 0, 2, 1, 1, 0, 2, 1, 31, 2))),
    ("the first last quarter", Course(TALKS, "quarter", 2022, (2, 3, 2, 25))),
    ("a last quarter that is all before and more", Course(TALKS, "quarter", 2022, (10, 12, 9, 42))),
    ("more every year", Course(TALKS, "year", 2022, (12, 40, 95), Asked(150))),
    ("a year of rest", Course(CLASSES, "year", 2022, (14, 0, 18, 20), Asked(60))),
    ("catching up", Course(TALKS, "year", 2022, (6, 9, 50), YEARLY_TALKS)),
    ("late, and then at full speed", Course(TALKS, "quarter", 2022, (0, 0, 0, 0, 9, 57, 33))),
    ("one a month", Course(CLASSES, "month", 2024, (0, 0, 1, 1, 1, 1))),
    ("two a quarter", Course(CLASSES, "quarter", 2022, (2, 2, 2, 2, 2, 2, 2, 2))),
    ("eight a quarter for a year", Course(TALKS, "quarter", 2023, (8, 8, 8, 8))),
    ("a round number each quarter", Course(TALKS, "quarter", 2023, (30, 30, 30, 30))),
    ("a round number of people", Course(GUESTS, "quarter", 2023, (200, 200, 200, 200))),
    ("twelve classes a year", Course(CLASSES, "year", 2022, (12, 12, 12, 12), Asked(48))),
    ("a year like the year before", Course(TALKS, "year", 2023, (36, 36), Asked(88))),
    ("a quarter like the one before", Course(GUESTS, "quarter", 2023, (412, 412, 380))),
    ("the plan, quarter by quarter", Course(TALKS, "quarter", 2023, (24, 24, 24, 24), NINETY_SIX_IN_2023)),
    ("nothing, again and again", Course(TALKS, "quarter", 2023, (0, 0, 0, 0, 0, 0))),
]  # fmt: skip
SOUND_RATES: list[tuple[str, Course]] = [
    ("slowly up", Course(BIRTHS, "year", 2022, (72, 75, 78, 80), Asked(80))),
    ("up in big steps", Course(BIRTHS, "year", 2022, (35, 48, 70), Asked(80))),
    ("up to the target at once", Course(BIRTHS, "year", 2022, (37, 40, 80), Asked(80))),
    ("down by some", Course(BIRTHS, "half", 2023, (82, 79, 60))),
    ("up and down", Course(BIRTHS, "half", 2022, (45, 80, 40, 78))),
    ("two figures", Course(BIRTHS, "year", 2023, (82, 40))),
]


@pytest.mark.parametrize(("fault", "course", "odd"), FAULTY_RUNNING + FAULTY_RATES)
def test_a_running_figure_that_nothing_explains_is_told(fault: str, course: Course, odd: int) -> None:
    assert odd_figures(told(course.rows(periods=False), asked=course.asked)) == {odd}, fault


@pytest.mark.parametrize(("fault", "course", "odd"), FAULTY_PERIODS)
def test_a_period_that_nothing_explains_is_told(fault: str, course: Course, odd: int) -> None:
    assert odd_figures(told(course.rows(periods=True), asked=course.asked)) == {odd}, fault


@pytest.mark.parametrize(("why", "course"), SOUND_RUNNING + SOUND_RATES)
def test_a_running_figure_that_can_well_be_is_not_told(why: str, course: Course) -> None:
    assert told(course.rows(periods=False), asked=course.asked) == [], why


@pytest.mark.parametrize(("why", "course"), SOUND_PERIODS)
def test_a_period_that_can_well_be_is_not_told(why: str, course: Course) -> None:
    assert told(course.rows(periods=True), asked=course.asked) == [], why


def test_the_table_is_large_enough() -> None:
    assert len(FAULTY_RUNNING + FAULTY_PERIODS + FAULTY_RATES) >= 40
    assert len(SOUND_RUNNING + SOUND_PERIODS + SOUND_RATES) >= 40


# What is said.


def message(course: Course, *, periods: bool = False) -> str:
    (finding,) = told(course.rows(periods=periods), asked=course.asked)
    return finding.message


def test_what_went_before_is_named_where_nobody_can_tell_what_was_meant() -> None:
    text = message(Course(TEAMS, "half", 2022, (60, 130, 190, 260, 999), Asked(540)))
    assert "tăng 739; trước đó lần tăng nhiều nhất là 70 (đến 31/12/2022)" in text
    assert "gõ nhầm" not in text


def test_a_period_that_may_be_a_slip_is_told_with_what_was_meant() -> None:
    text = message(Course(TALKS, "quarter", 2022, (18, 19, 17, 18, 19, 20, 190), Asked(400)), periods=True)
    assert text.endswith("Nếu gõ nhầm của 19 thì hợp với các kỳ trước.")


def test_both_figures_are_named_and_what_it_may_have_been() -> None:
    text = message(Course(TEAMS, "half", 2022, (60, 130, 190, 260, 3150), Asked(540)))
    assert "từ 260 (31/12/2023) lên 3.150 (30/06/2024)" in text
    assert "gõ nhầm của 315 " in text
    text = message(Course(TEAMS, "quarter", 2022, (300, 310, 318, 330, 340, 530), Asked(400)))
    assert "gõ nhầm của 350 " in text
    text = message(Course(TALKS, "year", 2022, (36, 38, 350), Asked(150)), periods=True)
    assert "kỳ đến 31/12/2024 ghi 350, kỳ trước (31/12/2023) ghi 38" in text
    assert "gõ nhầm của 35 " not in text  # 35 lies below the least before it: no guess
    text = message(Course(TALKS, "quarter", 2022, (8, 9, 7, 8, 9, 49), Asked(100)), periods=True)
    assert "ghi 49, bằng tổng các kỳ trước (41) cộng thêm một kỳ bình thường" in text
    text = message(Course(TALKS, "year", 2023, (36, 2024)))
    assert "đến 31/12/2024 là 2.024, trùng số năm, trong khi lần trước (31/12/2023) là 36" in text
    text = message(Course(TALKS, "year", 2023, (2023,), YEARLY_TALKS))
    assert "trong khi chỉ tiêu là 88" in text
    text = message(Course(BIRTHS, "year", 2022, (78, 80, 82, "8.2")))
    assert "từ 82% (31/12/2024) thành 8,2% (31/12/2025)" in text
    text = message(Course(TEAMS, "year", 2023, (60, 160), Asked(100)))
    assert "từ 60 (31/12/2023) lên 160 (31/12/2024)" in text
    text = message(Course(TALKS, "quarter", 2023, (24, 24, 24, 24)), periods=True)
    assert "4 kỳ liền nhau cùng một số 24 (từ kỳ đến 31/03/2023 tới kỳ đến 31/12/2023)" in text


def test_an_estimate_is_not_held_against_the_history() -> None:
    rows = Course(TEAMS, "year", 2022, (85, 174, 2600)).rows(periods=False)
    assert told(rows)
    assert not told([*rows[:2], replace(rows[2], qualifier=Qualifier.ABOUT)])


def test_a_sum_in_which_places_are_missing_is_not_held_against_the_history() -> None:
    rows = Course(TEAMS, "year", 2022, (85, 174, 2600)).rows(periods=False)
    assert not told([*rows[:2], replace(rows[2], partial=True)])


@pytest.mark.parametrize(
    ("talks", "guests", "odd"),
    [
        ((10, 20, 120), (300, 640, 9100), set()),  # as many more talks
        ((10, 20, 24), (300, 640, 9100), {3}),
        ((10, 20), (300, 640, 9100), {3}),  # nothing tells of the talks
    ],
)
def test_more_events_explain_more_people(talks: tuple[int, ...], guests: tuple[int, ...], odd: set[int]) -> None:
    of_talks = Course(TALKS, "year", 2022, talks).rows(periods=False)
    of_guests = Course(GUESTS, "year", 2022, guests).rows(periods=False)
    assert odd_figures([each for each in told(of_talks, of_guests) if each.indicator == GUESTS]) == odd


@pytest.mark.parametrize(("cases", "odd"), [(4, set()), (400, {3})])
def test_of_few_cases_a_percentage_may_be_anything(cases: int, odd: set[int]) -> None:
    rows = Course(BIRTHS, "quarter", 2023, (100, 100, 50)).rows(periods=False)
    assert odd_figures(told([replace(row, denominator=Fraction(cases)) for row in rows])) == odd


def test_an_approximate_percentage_is_not_held_against_the_history() -> None:
    *before, last = Course(BIRTHS, "quarter", 2023, (100, 100, 50)).rows(periods=False)
    assert odd_figures(told([*before, replace(last, qualifier=Qualifier.ABOUT)])) == set()


def test_what_is_to_become_less_is_left_alone() -> None:
    rows = Course(TEAMS, "year", 2022, (85, 174, 2600)).rows(periods=False)
    verdict = replace(judged(TEAMS, rows), indicator=replace(PROGRAMME.indicators[TEAMS], direction=Direction.DECREASE))
    assert check_plausibility(PROGRAMME, {TEAMS: verdict}, []) == []


# A whole column copied.

Column = dict[str, tuple[Value, ...]]


def columns(values: Column, each: str = "year", *, periods: bool = True) -> list[list[Observation]]:
    return [Course(name, each, 2022, numbers).rows(periods=periods) for name, numbers in values.items()]


@pytest.mark.parametrize(
    ("values", "each", "told_of"),
    [
        ({TALKS: (36, 36), CLASSES: (12, 12), GUESTS: (3312, 3312)}, "year", [2]),
        ({TALKS: (36, 41, 36), CLASSES: (12, 9, 12), GUESTS: (3312, 2950, 3312)}, "year", []),  # two years apart
        ({TALKS: (5, 9, 7, 4, 5), CLASSES: (3, 2, 1, 3, 3), GUESTS: (71234, 901, 813, 412, 71234)}, "quarter", [5]),
        ({TALKS: (36, 36), CLASSES: (12, 12), GUESTS: (3312, 3315)}, "year", []),  # one differs
        ({TALKS: (36, 36), GUESTS: (3312, 3312)}, "year", []),  # two are few
        ({TALKS: (36, 36), CLASSES: (12, 12), "long-ghep-gioi-ct2": (8, 8)}, "year", []),  # small: may be planned
        ({TALKS: (0, 0), CLASSES: (12, 12), GUESTS: (3312, 3312)}, "year", []),  # nothing is no figure
    ],
)
def test_all_that_happened_in_a_period_again(values: Column, each: str, told_of: list[int]) -> None:
    found = [finding for finding in told(*columns(values, each)) if finding.key == "repeated-figure.column"]
    assert [int((finding.location.cell or "")[1:]) for finding in found if finding.location] == told_of
    for finding in found:
        assert f"cả {len(values)} số giống hệt" in finding.message
        assert len(finding.related) == len(values)


def test_running_figures_may_all_stand_still() -> None:
    values: Column = {TALKS: (36, 36), CLASSES: (12, 12), GUESTS: (3312, 3312)}
    assert told(*columns(values, periods=False)) == []


HERE: Column = {TEAMS: (224,), CLUBS: (37,), TALKS: (36,), MEMBERS: (1893,)}


def copied(elsewhere: Column, **change: object) -> list[Finding]:
    """What is said of the figures of Cao Bằng and those of Bắc Kạn, of which all have a change."""
    places = []
    for place, values, changed in ((CAO_BANG, HERE, {}), (BAC_KAN, elsewhere, change)):
        stated = [replace(row, area=place.area) for each in columns(values, periods=False) for row in each]
        rows = [replace(row, **changed) for row in stated]
        places.append((place, [judged(row.indicator, [row]) for row in rows]))
    return list(check_copied_places(places))


def test_the_figures_of_another_province_are_told_of_both() -> None:
    found = copied(HERE)
    assert [(each.province, each.parameters["place"]) for each in found] == [
        (BAC_KAN.area, CAO_BANG.name),
        (CAO_BANG.area, BAC_KAN.name),
    ]
    assert 'CLB "Thủ lĩnh của sự thay đổi" 37' in found[0].message


@pytest.mark.parametrize(
    "elsewhere",
    [
        {**HERE, TALKS: (35,)},
        {name: HERE[name] for name in (TEAMS, CLUBS, MEMBERS)},
        {TEAMS: (224,)},
    ],
)
def test_some_figures_may_be_those_of_another_province(elsewhere: Column) -> None:
    assert copied(elsewhere) == []


@pytest.mark.parametrize(
    "change",
    [
        {"qualifier": Qualifier.ABOUT},
        {"sum_of": (Location("b.xlsx", sheet="S", cell="B2:B9"),)},
        {"area": "ha-giang"},  # of a part of it
    ],
)
def test_what_a_province_does_not_state_itself_is_nobodys_copy(change: dict[str, object]) -> None:
    assert copied(HERE, **change) == []


def test_a_report_of_another_province_under_a_new_name_is_told_where_both_are_seen(data: DataDir) -> None:
    rows = [{"Mã": name, "Luỹ kế từ đầu giai đoạn": value} for name, (value,) in HERE.items()]
    for folder, name in (("cao-bang", "Cao Bằng"), ("bac-kan", "Bắc Kạn")):
        data.report(f"{folder}/2023", *rows, head={"Tỉnh": name, "Kỳ báo cáo": "Năm 2023"})

    def told_of(*provinces: str) -> list[str]:
        findings = data.check(*provinces, "--as-of", "2024-06-30")["findings"]
        assert isinstance(findings, list)
        return sorted(each["province"] for each in findings if each["rule"] == "repeated-figure")

    assert told_of() == told_of("Cao Bằng", "Bắc Kạn") == ["bac-kan", "cao-bang"]
    assert told_of("Cao Bằng") == []
