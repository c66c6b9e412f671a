"""The sum from which a merged province's own periods go on: every field of it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from msgspec.structs import replace

from du_an8.findings import Location
from du_an8.programme.provinces import NEW_ERA, OLD_ERA, load_provinces
from du_an8.reconcile.judging.case import Case, judge_case
from du_an8.reconcile.rollup import Constituent, RollUp
from du_an8.reports.facts import Measure, Observation
from du_an8.targets.facts import Target
from du_an8.vietnamese.numbers import Qualifier
from reconcile.builders import FLOW, PROGRAMME, STOCK, period, running, version

PROVINCES = load_provinces()
WHOLE = PROVINCES.by_era[NEW_ERA]["thai-nguyen"]
DAY, JUNE = date(2025, 12, 31), date(2025, 6, 30)
ON = period(date(2025, 7, 1), date(2025, 9, 30), 2)


def part(
    name: str, *rows: Observation, asked: int | None = None, years: tuple[int, ...] = (2022, 2023, 2024, 2025)
) -> Constituent:
    province = PROVINCES.by_era[OLD_ERA][name]
    target = Target(province.area, FLOW.id, years, None, (version(asked),)) if asked else None
    verdict = judge_case(Case(FLOW, target, rows), PROGRAMME, DAY) if rows or target else None
    return Constituent(province, {FLOW.id: verdict} if verdict else {})


def told(value: int, cell: str, end: date = JUNE, qualifier: Qualifier | None = None) -> Observation:
    return replace(running(end, value, qualifier), location=Location("r.xlsx", sheet="S", cell=cell))


def year(number: int, value: int) -> list[Observation]:
    return [period(date(number, 1, 1), date(number, 12, 31), value)]


def continued(*parts: Constituent, rows: tuple[Observation, ...] = (ON,), taken_over: bool = True) -> list[Observation]:
    roll_up = RollUp(WHOLE, parts, PROGRAMME, DAY, taken_over=taken_over, all_known=True)
    return roll_up.continued(FLOW, rows)


def test_the_sum_says_of_whom_what_and_from_which_cells_it_is() -> None:
    first, second = told(36, "H2", qualifier=Qualifier.AT_LEAST), told(20, "H4")
    assert continued(part("thai-nguyen", first), part("bac-kan", second)) == [
        Observation(
            area=WHOLE.area, indicator=FLOW.id, measure=Measure.CUMULATIVE, value=Fraction(56),
            qualifier=Qualifier.AT_LEAST, start=None, end=JUNE, reported_on=None, location=first.location,
            row=("r.xlsx", "S", 0), sum_of=(first.location, second.location), addends=2,
        )
    ]  # fmt: skip
    (plain,) = continued(part("thai-nguyen", told(36, "H2")), part("bac-kan", second))
    assert (plain.qualifier, plain.partial) == (None, False)


@pytest.mark.parametrize(
    ("second", "partial"),
    [
        (part("bac-kan", told(20, "H4")), False),
        (part("bac-kan"), True),
        (part("bac-kan", told(20, "H4", date(2024, 12, 31)), asked=40), True),  # more was due in 2025
        (part("bac-kan", told(20, "H4", date(2024, 12, 31))), True),  # nobody says that nothing was
        (part("bac-kan", told(20, "H4", date(2025, 6, 29)), asked=40), True),
        (part("bac-kan", told(20, "H4"), asked=40), False),
        (part("bac-kan", told(20, "H4", date(2024, 12, 31)), asked=40, years=(2023, 2024)), False),  # it was done
        (part("bac-kan", told(20, "H4", date(2024, 12, 30)), asked=40, years=(2023, 2024)), True),
        (part("bac-kan", *year(2024, 20), asked=40, years=(2024,)), False),
        (part("bac-kan", *year(2024, 20), asked=40, years=(2023, 2024)), True),  # nothing is told of 2023
    ],
)
def test_a_part_that_says_less_makes_it_a_lower_bound(second: Constituent, *, partial: bool) -> None:
    (row,) = continued(part("thai-nguyen", told(36, "H2")), second)
    assert (row.partial, row.qualifier) == (partial, Qualifier.AT_LEAST if partial else None)


def test_what_a_part_did_after_the_day_is_not_in_it() -> None:
    (row,) = continued(part("thai-nguyen", told(36, "H2"), told(50, "H3", date(2025, 9, 30))))
    assert row.value == 36


def test_only_own_periods_of_a_flow_that_were_taken_over_go_on() -> None:
    parts = part("thai-nguyen", told(36, "H2")), part("bac-kan", told(20, "H4"))
    assert continued(*parts, taken_over=False) == []
    assert continued(*parts, rows=()) == []
    assert continued(*parts, rows=(running(date(2025, 9, 30), 60),)) == []
    assert continued(*parts, rows=(period(date(2025, 7, 1), date(2026, 3, 31), 2),)) == []
    assert RollUp(WHOLE, parts, PROGRAMME, DAY, taken_over=True, all_known=True).continued(STOCK, [ON]) == []
    assert continued(part("thai-nguyen"), part("bac-kan")) == []


def test_it_stands_on_the_last_old_day_and_on_the_day_before_an_earlier_period() -> None:
    own = part("thai-nguyen", told(30, "H1", date(2025, 3, 31)), told(36, "H2"))
    earlier = period(date(2025, 4, 1), date(2025, 9, 30), 9)
    assert [(row.end, row.value) for row in continued(own, rows=(earlier,))] == [(date(2025, 3, 31), 30), (JUNE, 36)]
    assert [row.end for row in continued(own, rows=(ON,))] == [JUNE]
    last = period(JUNE, date(2025, 9, 30), 1)
    assert [row.end for row in continued(part("thai-nguyen", told(30, "H1", date(2025, 6, 29))), rows=(last,))] == [
        date(2025, 6, 29), JUNE,
    ]  # fmt: skip
    later = period(date(2025, 10, 1), date(2025, 12, 31), 1)
    assert [row.end for row in continued(own, rows=(later,))] == [JUNE]


def test_an_own_period_goes_on_from_the_day_that_its_report_is_sent() -> None:
    """What was sent later changes nothing of an earlier answer: until then the parts' sum stands at its own dates."""
    own = part("thai-nguyen", told(36, "H2", date(2025, 3, 31)))
    assert [row.end for row in continued(own, rows=(replace(ON, reported_on=DAY),))] == [JUNE]
    assert continued(own, rows=(replace(ON, reported_on=date(2026, 1, 20)),)) == []
