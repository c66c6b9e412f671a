"""The course of one indicator: what was reached by each report, and the drawn line of the plan."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from msgspec.structs import replace

from du_an8.findings import Location
from du_an8.reconcile.history import Point, course, plan_line
from du_an8.reconcile.judging.actual import SetAside
from du_an8.reconcile.judging.case import Case, judge_case
from du_an8.reports.facts import Observation
from du_an8.targets.facts import Target
from du_an8.vietnamese.numbers import Qualifier
from reconcile.builders import FLOW, PROGRAMME, RATE, period, running, target, version

END, ASKED = date(2023, 12, 31), date(2024, 6, 30)


def points(asked: Target | None, *rows: Observation) -> list[Point]:
    return course(judge_case(Case(FLOW, asked, rows), PROGRAMME, ASKED), PROGRAMME, ASKED)


def sent(day: date, value: int, path: str) -> Observation:
    where = Location(path, sheet="S", cell="H1")
    return replace(running(END, value), reported_on=day, location=where, row=(path, "S", 1))


def test_reports_of_one_day_are_listed_by_where_they_stand() -> None:
    first, second = sent(date(2024, 1, 10), 37, "r/1.xlsx"), sent(date(2024, 2, 20), 27, "r/2.xlsx")
    listed = [(point.row.location.path, point.fate, point.value) for point in points(None, second, first) if point.row]
    # What was replaced reached nothing.
    assert listed == [("r/1.xlsx", SetAside.SUPERSEDED, None), ("r/2.xlsx", None, 27)]


def test_what_was_reached_is_a_lower_bound_only_where_the_target_asked_for_more() -> None:
    """Nobody reported of 2022; it was asked for by the programme, but not by this target."""
    done = period(date(2023, 1, 1), END, 20)
    for asked, word in ((target(version(100), years=(2023, 2025)), None), (None, Qualifier.AT_LEAST)):
        reached = next(point.reached for point in points(asked, done) if point.row)
        assert reached
        assert (reached.value, reached.incomplete, reached.qualifier) == (20, word is not None, word)


def test_the_line_of_a_rate_is_level_in_every_year() -> None:
    """A rate has no slope: what must be reached is the level of the year, from its first day to its last."""
    levels = {2021: 0, 2022: 60, 2023: 70, 2024: 80, 2025: 85}
    plan = {year: Decimal(level) for year, level in levels.items() if 2022 <= year <= 2024}
    asked = Target("x", RATE.id, (2022, 2023, 2024, 2025), None, (replace(version(85), annual_plan=plan),))
    line = plan_line(judge_case(Case(RATE, asked, ()), PROGRAMME, ASKED), PROGRAMME)
    drawn = interpolated(line)
    assert (min(drawn), max(drawn)) == (date(2021, 1, 1), date(2025, 12, 31))
    assert {day: amount for day, amount in drawn.items() if amount != levels[day.year]} == {}


def interpolated(line: list[tuple[date, Fraction]]) -> dict[date, Fraction]:
    """The drawn line on every day: straight from each of its points to the next."""
    drawn = dict(line)
    for (left, low), (right, high) in pairwise(line):
        for passed in range((right - left).days):
            drawn[left + timedelta(days=passed)] = low + (high - low) * Fraction(passed, (right - left).days)
    return drawn
