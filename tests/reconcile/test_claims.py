"""A percentage that a report states, beside each amount that it may be of (docs/doi-chieu.md)."""

from __future__ import annotations

import calendar
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec.structs import replace

from du_an8.findings import Finding, Location
from du_an8.programme.load import load_programme
from du_an8.reconcile.checks.claims import Base, check_claim, check_claims, is_replaced
from du_an8.reconcile.judging.case import Case, judge_case
from du_an8.reconcile.judging.verdict import CheckedClaim
from du_an8.reports.facts import Claim, Measure, Observation, PlanScope
from du_an8.targets.facts import Target, TargetVersion
from du_an8.vietnamese.numbers import Qualifier

PROGRAMME, _ = load_programme(None)
DIALOGUES, RATE = PROGRAMME.indicators["doi-thoai-chinh-sach"], PROGRAMME.indicators["sinh-de-an-toan"]
END = date(2024, 12, 31)


def figure(value: int, end: date = END, qualifier: Qualifier | None = None) -> Observation:
    place = Location("r.xlsx", sheet="S", cell="H1")
    measure = Measure.CUMULATIVE
    return Observation("x", DIALOGUES.id, measure, Fraction(value), qualifier, None, end, None, place, ("r", "S", 1))


def stated(percent: str, base: PlanScope | None = None) -> Claim:
    ratio, decimals = Fraction(percent) / 100, len(percent.partition(".")[2])
    place = Location("r.xlsx", sheet="S", cell="J1")
    return Claim("x", DIALOGUES.id, ratio, decimals, base, END, None, place, ("r", "S", 1))


TARGET = Target(
    "x",
    DIALOGUES.id,
    (2022, 2023, 2024, 2025),
    None,
    (TargetVersion(None, Decimal(80), Location("t.yaml", 1, 1), {2024: Decimal(50)}, {}),),
)


@pytest.mark.parametrize(("percent", "agrees"), [("40", True), ("40.4", False), ("50", False)])
def test_a_rate_is_a_share_of_a_hundred(percent: str, *, agrees: bool) -> None:
    level = replace(figure(40), measure=Measure.LEVEL, indicator=RATE.id)
    checked = check_claim(stated(percent), RATE, None, [level], [])
    assert checked.agrees is agrees
    assert checked.recomputed == (None if agrees else Fraction(40, 100))


@pytest.mark.parametrize(
    ("base", "percent", "agrees"),
    [
        (None, "50", True),  # of the phase
        (None, "80", True),  # of the year
        (PlanScope.PHASE, "50", True),
        (PlanScope.PHASE, "80", False),
        (PlanScope.YEAR, "80", True),
        (PlanScope.YEAR, "50", False),
    ],
)
def test_the_plan_that_the_header_names_is_the_one(base: PlanScope | None, percent: str, *, agrees: bool) -> None:
    """40 of 80 in the phase, of 50 in the year."""
    assert check_claim(stated(percent, base), DIALOGUES, TARGET, [figure(40)], []).agrees is agrees


@pytest.mark.parametrize("order", [1, -1])
def test_a_plan_that_says_what_it_is_of_is_recomputed_before_one_that_does_not(order: int) -> None:
    unstated = Base(Fraction(160), PlanScope.UNSTATED, END, "r.xlsx")
    year = Base(Fraction(50), PlanScope.YEAR, END, "r.xlsx")
    checked = check_claim(stated("99", PlanScope.YEAR), DIALOGUES, None, [figure(40)], [unstated, year][::order])
    assert (checked.agrees, checked.recomputed) == (False, Fraction(40, 50))
    assert check_claim(stated("25", PlanScope.YEAR), DIALOGUES, None, [figure(40)], [unstated, year]).agrees


def test_only_what_the_same_report_says_of_the_same_time_is_a_base() -> None:
    here = Base(Fraction(50), PlanScope.PHASE, END, "r.xlsx")
    assert check_claim(stated("80"), DIALOGUES, None, [figure(40)], [here]).agrees
    for other in (replace(here, path="other.xlsx"), replace(here, end=date(2023, 12, 31))):
        assert check_claim(stated("80"), DIALOGUES, None, [figure(40)], [other]).agrees is None
    assert check_claim(stated("80"), DIALOGUES, None, [figure(40, date(2023, 12, 31))], [here]).agrees is None


def test_nothing_is_a_share_of_nought() -> None:
    nought = Base(Fraction(0), PlanScope.PHASE, END, "r.xlsx")
    assert check_claim(stated("80"), DIALOGUES, None, [figure(40)], [nought]).agrees is None


@pytest.mark.parametrize(
    ("of", "like"),
    [
        (figure(80), True),
        (replace(figure(80), measure=Measure.IN_PERIOD, start=date(2024, 1, 1)), False),
    ],
)
def test_a_share_is_of_the_same_time(of: Observation, *, like: bool) -> None:
    checked = check_claim(stated("50"), DIALOGUES, None, [figure(40)], [Base.figure(of)])
    assert checked.agrees is (True if like else None)


@pytest.mark.parametrize(
    ("word", "base_word", "claim_word", "percent", "agrees"),
    [
        # More than 40 of 80 is more than 50 %, and never as much as a tenth more than that.
        (Qualifier.AT_LEAST, None, None, "52", None),
        (Qualifier.AT_LEAST, None, None, "48", False),
        (Qualifier.AT_LEAST, None, None, "55", None),
        (Qualifier.AT_LEAST, None, None, "56", False),
        (Qualifier.BELOW, None, None, "48", None),
        (Qualifier.BELOW, None, None, "52", False),
        (Qualifier.BELOW, None, None, "45", None),
        (Qualifier.BELOW, None, None, "44", False),
        (Qualifier.ABOUT, None, None, "52", None),
        (Qualifier.ABOUT, None, None, "48", None),
        (Qualifier.ABOUT, None, None, "60", False),
        # 40 of more than 80 is less than 50 %.
        (None, Qualifier.AT_LEAST, None, "48", None),
        (None, Qualifier.AT_LEAST, None, "52", False),
        (None, Qualifier.BELOW, None, "52", None),
        (None, Qualifier.BELOW, None, "48", False),
        (None, Qualifier.ABOUT, None, "52", None),
        # "trên 48 %" may be the 50 that they are.
        (None, None, Qualifier.AT_LEAST, "48", None),
        (None, None, Qualifier.AT_LEAST, "52", False),
        (None, None, Qualifier.BELOW, "52", None),
        (None, None, Qualifier.BELOW, "48", False),
        (None, None, Qualifier.ABOUT, "48", None),
        (None, None, None, "48", False),
    ],
)
def test_words_leave_room_in_their_own_direction(
    word: Qualifier | None,
    base_word: Qualifier | None,
    claim_word: Qualifier | None,
    percent: str,
    agrees: bool | None,  # noqa: FBT001  # None: it can't be told
) -> None:
    whole = replace(figure(80, qualifier=base_word), indicator="other")
    claim = replace(stated(percent), qualifier=claim_word)
    checked = check_claim(claim, DIALOGUES, None, [figure(40, qualifier=word)], [Base.figure(whole)])
    assert checked.agrees is agrees


def test_an_estimate_is_divided_as_it_is_printed() -> None:
    estimate = replace(figure(40, qualifier=Qualifier.ABOUT), word="ước")
    claim = check_claim(stated("52", PlanScope.PHASE), DIALOGUES, TARGET, [estimate], [])
    assert claim.agrees is False
    assert check_claim(stated("50", PlanScope.PHASE), DIALOGUES, TARGET, [estimate], []).agrees


@pytest.mark.parametrize(
    ("number", "decimals", "of", "agrees", "percent"),
    [
        ("0.5", 1, 80, True, "50"),  # a ratio: 40 of 80
        ("0.5", 1, 8000, True, "0.5"),  # a percentage: 40 of 8,000
        ("0.5", 1, 800, False, None),
        ("0.500312", 6, 80, True, "50.0312"),  # of the digits of a calculated cell one is meant
        ("0.500612", 6, 80, False, None),
        ("0.505", 3, 80, False, None),
        ("0.502", 3, 8000, True, "0.502"),
        ("1", 0, 40, True, "100"),
        ("1", 0, 4000, True, "1"),
    ],
)
def test_a_bare_small_number_is_a_percentage_or_a_ratio(
    number: str, decimals: int, of: int, percent: str | None, *, agrees: bool
) -> None:
    claim = replace(stated("1"), ratio=Fraction(number) / 100, decimals=decimals, any_scale=True)
    plan = Base(Fraction(of), PlanScope.PHASE, END, "r.xlsx")
    checked = check_claim(claim, DIALOGUES, None, [figure(40)], [plan])
    assert checked.agrees is agrees
    if percent:
        assert (checked.claim.ratio, checked.claim.any_scale) == (Fraction(percent) / 100, False)


def test_half_a_unit_of_the_last_digit_is_allowed() -> None:
    plan = Base(Fraction(2000), PlanScope.PHASE, END, "r.xlsx")
    assert check_claim(stated("50.1"), DIALOGUES, None, [figure(1001)], [plan]).agrees  # 50.05
    assert check_claim(stated("50.0"), DIALOGUES, None, [figure(1001)], [plan]).agrees
    assert check_claim(stated("50.1"), DIALOGUES, None, [figure(1000)], [plan]).agrees is False


def test_the_target_of_the_day_is_the_base() -> None:
    later = TargetVersion(date(2025, 1, 1), Decimal(160), Location("t.yaml", 2, 1), {}, {})
    both = replace(TARGET, versions=(*TARGET.versions, later))
    assert check_claim(stated("50", PlanScope.PHASE), DIALOGUES, both, [figure(40)], []).agrees
    assert check_claim(stated("25", PlanScope.PHASE), DIALOGUES, both, [figure(40)], []).agrees is False


def told(checked: CheckedClaim) -> Finding | None:
    verdict = judge_case(Case(DIALOGUES, TARGET, [figure(40)]), PROGRAMME, END)
    found = list(check_claims([checked], verdict))
    assert len(found) <= 1
    return found[0] if found else None


def test_a_bare_number_that_nothing_settles_is_told() -> None:
    open_scale = replace(stated("1"), ratio=Fraction("0.12345") / 100, any_scale=True)
    finding = told(CheckedClaim(open_scale, None))
    assert finding
    assert (finding.key, finding.indicator, finding.location) == (
        "ambiguous-number.percent", DIALOGUES.id, open_scale.location,
    )  # fmt: skip
    assert (finding.parameters["text"], finding.parameters["percent"]) == (Decimal("0.1235"), Decimal("12.35"))
    for settled in (CheckedClaim(open_scale, agrees=True), CheckedClaim(stated("1"), None)):
        assert told(settled) is None


def test_a_percentage_that_disagrees_is_told_with_what_was_divided() -> None:
    row = figure(40)
    for own, recomputed, value, base in (
        (row, Fraction(40, 80), 40, 80),
        (replace(row, numerator=Fraction(3), denominator=Fraction(4)), Fraction(3, 4), 3, 4),
        (replace(row, value=Fraction(0)), Fraction(0), 0, 0),
    ):
        finding = told(CheckedClaim(stated("33.3333"), agrees=False, row=own, recomputed=recomputed))
        assert finding
        assert (finding.key, finding.indicator, finding.related) == ("claim-mismatch", DIALOGUES.id, (row.location,))
        words = finding.parameters
        assert (words["value"], words["base"], words["recomputed"]) == (value, base, recomputed * 100)
        assert words["claim"] == Decimal("33.3333")
    finding = told(
        CheckedClaim(replace(stated("1"), ratio=Fraction(1, 3)), agrees=False, row=row, recomputed=Fraction(1, 2))
    )
    assert finding
    assert finding.parameters["claim"] == Decimal("33.33")


def quarters(*ends: tuple[int, int], value: int = 10) -> list[Observation]:
    """Quarter after quarter of 2024 in one row, by first and last month."""
    return [
        replace(
            figure(value, monthly(last)[1]), measure=Measure.IN_PERIOD, start=monthly(first)[0],
        )
        for first, last in ends
    ]  # fmt: skip


def monthly(month: int) -> tuple[date, date]:
    return date(2024, month, 1), date(2024, month, calendar.monthrange(2024, month)[1])


@pytest.mark.parametrize(
    ("rows", "percent", "agrees"),
    [
        (quarters((1, 3), (4, 6), (7, 9), (10, 12)), "50", True),  # 40 of 80
        (quarters((10, 12), (1, 3), (7, 9), (4, 6)), "50", True),  # in whatever order
        (quarters((1, 3), (4, 6), (7, 9), (10, 12)), "12.5", True),  # the last one alone
        (quarters((1, 3), (4, 6), (7, 9), (10, 12)), "25", False),
        (quarters((1, 3), (7, 9), (10, 12)), "37.5", False),  # one is missing
        (quarters((1, 6), (4, 6), (7, 12)), "37.5", False),  # one is counted twice
        (quarters((10, 12)), "12.5", True),
    ],
)
def test_periods_of_one_row_that_follow_each_other_may_be_meant_together(
    rows: list[Observation], percent: str, *, agrees: bool
) -> None:
    checked = check_claim(stated(percent, PlanScope.PHASE), DIALOGUES, TARGET, rows, [])
    assert checked.agrees is agrees


def test_periods_that_end_before_the_claim_are_not_meant() -> None:
    rows = quarters((1, 3), (4, 6))
    assert check_claim(stated("25", PlanScope.PHASE), DIALOGUES, TARGET, rows, []).agrees is None


def test_what_the_periods_make_together_is_told_first() -> None:
    rows = quarters((1, 3), (4, 6), (7, 9), (10, 12))
    checked = check_claim(stated("25", PlanScope.PHASE), DIALOGUES, TARGET, rows, [])
    assert checked.row
    assert (checked.row.value, checked.row.start, checked.recomputed) == (40, date(2024, 1, 1), Fraction(1, 2))
    assert checked.row.end == END


def test_two_halves_of_a_year_may_be_meant_together() -> None:
    checked = check_claim(stated("25", PlanScope.PHASE), DIALOGUES, TARGET, quarters((1, 6), (7, 12)), [])
    assert checked.agrees is True
    other = check_claim(stated("30", PlanScope.PHASE), DIALOGUES, TARGET, quarters((1, 6), (7, 12)), [])
    assert other.row
    assert (other.row.value, other.row.start, other.row.end) == (20, date(2024, 1, 1), END)


def test_what_else_stands_in_the_row_is_no_part_of_the_periods() -> None:
    later = replace(figure(9, date(2025, 3, 31)), measure=Measure.IN_PERIOD, start=date(2025, 1, 1))
    rows = [*quarters((1, 6), (7, 12)), figure(64, date(2024, 3, 31)), later]
    assert check_claim(stated("25", PlanScope.PHASE), DIALOGUES, TARGET, rows, []).agrees is True


def test_a_bare_number_below_two_shows_one_decimal_of_a_percentage() -> None:
    # 1,2 % as printed 1,25: half a unit of the first decimal; of the second it would be too much.
    row, thousand = figure(12), Target("x", DIALOGUES.id, (2024,), None, (TargetVersion(
        None, Decimal(1000), Location("t.yaml", 1, 1), {}, {}),))  # fmt: skip
    bare = replace(stated("1.25"), any_scale=True)
    assert check_claim(bare, DIALOGUES, thousand, [row], []).agrees is True
    assert check_claim(replace(bare, ratio=Fraction(126, 10000)), DIALOGUES, thousand, [row], []).agrees is False


@pytest.mark.parametrize(("annual", "agrees"), [({}, None), ({2024: Decimal(40)}, True), ({2024: Decimal(50)}, False)])
def test_a_percentage_of_a_years_result_may_be_of_its_plan(annual: dict[int, Decimal], *, agrees: bool | None) -> None:
    version = TargetVersion(None, Decimal(80), Location("t.yaml", 1, 1), annual, {})
    target = Target("x", DIALOGUES.id, (2024,), None, (version,))
    year = replace(figure(36), measure=Measure.IN_PERIOD, start=date(2024, 1, 1))
    assert check_claim(stated("90"), DIALOGUES, target, [year], []).agrees is agrees


def test_a_percentage_of_all_that_was_done_is_of_the_target() -> None:
    target = Target(
        "x", DIALOGUES.id, (2024,), None, (TargetVersion(None, Decimal(80), Location("t.yaml", 1, 1), {}, {}),)
    )
    assert check_claim(stated("90"), DIALOGUES, target, [figure(36)], []).agrees is False


@pytest.mark.parametrize(
    ("printed_on", "given_on", "is_over"),
    [
        (date(2025, 1, 10), date(2025, 1, 20), True),
        (date(2025, 1, 10), date(2025, 1, 10), False),
        (date(2025, 1, 20), date(2025, 1, 10), False),
        (None, date(2025, 1, 20), False),  # nobody knows which was sent later
        (date(2025, 1, 10), None, False),
    ],
)
def test_a_later_report_of_the_day_replaces_what_was_printed(
    printed_on: date | None, given_on: date | None, *, is_over: bool
) -> None:
    claim = replace(stated("40"), reported_on=printed_on)
    anew = replace(figure(40), reported_on=given_on)
    assert is_replaced(claim, [anew]) is is_over
    assert not is_replaced(claim, [replace(anew, end=date(2024, 9, 30))])


def test_a_corrected_copy_replaces_what_the_first_one_printed() -> None:
    assert is_replaced(stated("40"), [replace(figure(40), corrects="r.xlsx")])
