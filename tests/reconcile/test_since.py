"""What is new since an earlier answer, and the course of a plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec.structs import replace

from du_an8.reconcile.history import course, plan_line
from du_an8.reconcile.judge_province import judge_province
from du_an8.reconcile.judging.actual import SetAside
from du_an8.reconcile.judging.case import Case, judge_case
from du_an8.reconcile.judging.verdict import Status, Verdict
from du_an8.reconcile.records import Facts
from du_an8.reconcile.since import Earlier, News, NewsKind, Previous, changed_originals, news
from du_an8.reports.facts import NO_REPORTS
from du_an8.reports.file_account import FileAccount
from du_an8.targets.facts import Target, Targets
from reconcile.builders import CAO_BANG, FLOW, PROGRAMME, STOCK, quarter, running, target, version

DAY = date(2023, 12, 31)


def found(before: Earlier | None, *, done: int | None = 50, asked: int | None = 100) -> list[News]:
    own = Targets({}, frozenset(), {})
    if asked is not None:
        of = Target(CAO_BANG.area, STOCK.id, (2022, 2023, 2024, 2025), None, (version(asked),))
        own = Targets({CAO_BANG.area: {STOCK.id: of}}, frozenset(), {})
    rows = () if done is None else (replace(running(DAY, done), area=CAO_BANG.area, indicator=STOCK.id),)
    result = judge_province(CAO_BANG, Facts(PROGRAMME, own, replace(NO_REPORTS, observations=rows)), DAY)
    told = {("I", CAO_BANG.area, STOCK.id): before} if before else {}
    return [each for each in news([result], Previous(date(2023, 6, 30), told)) if each.verdict.indicator is STOCK]


def kinds(before: Earlier | None, *, done: int | None = 50, asked: int | None = 100) -> list[NewsKind]:
    return [each.kind for each in found(before, done=done, asked=asked)]


@pytest.mark.parametrize(
    ("before", "done", "expected"),
    [
        (Earlier(Status.ON_TRACK, Fraction(100), Fraction(50)), 50, []),
        (Earlier(Status.ON_TRACK, Fraction(100), Fraction(50)), 20, [NewsKind.LAGGING, NewsKind.FIGURE]),
        (Earlier(Status.SLOW, Fraction(100), Fraction(20)), 20, []),
        (Earlier(Status.SLOW, Fraction(100), Fraction(20)), 50, [NewsKind.RECOVERED, NewsKind.FIGURE]),
        (Earlier(Status.NO_REPORT, Fraction(100), None), 50, [NewsKind.REPORTED]),
        (Earlier(Status.ON_TRACK, Fraction(100), Fraction(50)), None, [NewsKind.FIGURE]),
        (Earlier(Status.NO_REPORT, Fraction(100), None), None, []),
        (Earlier(Status.ON_TRACK, Fraction(90), Fraction(50)), 50, [NewsKind.TARGET]),
        (Earlier(Status.NO_TARGET, None, Fraction(50)), 50, [NewsKind.TARGET]),
        (None, 50, [NewsKind.REPORTED]),
        (None, 20, [NewsKind.LAGGING, NewsKind.REPORTED]),
    ],
)
def test_what_is_new(before: Earlier | None, done: int | None, expected: list[NewsKind]) -> None:
    assert kinds(before, done=done) == expected


def test_a_target_that_went_is_a_change_and_none_is_none() -> None:
    assert kinds(Earlier(Status.ON_TRACK, Fraction(100), Fraction(50)), asked=None) == [NewsKind.TARGET]
    assert kinds(Earlier(Status.NO_TARGET, None, Fraction(50)), asked=None) == []


@pytest.mark.parametrize(("off", "new"), [(Fraction(1, 1_000_000), False), (Fraction(2, 1_000_000), True)])
def test_an_answer_that_was_rounded_is_the_same(off: Fraction, *, new: bool) -> None:
    """Six decimals are kept: as much as one of the last is no change."""
    assert kinds(Earlier(Status.ON_TRACK, Fraction(100), 50 - off)) == ([NewsKind.FIGURE] if new else [])
    assert kinds(Earlier(Status.ON_TRACK, 100 + off, Fraction(50))) == ([NewsKind.TARGET] if new else [])


def test_only_a_report_that_was_there_can_have_been_changed() -> None:
    files = [FileAccount(path, 1, 1, 0, 0, digest) for path, digest in (("a", "1"), ("b", "2"), ("c", "3"), ("d", ""))]
    assert changed_originals(files, Previous(DAY, {}, {"a": "1", "b": "other", "d": "4"})) == ("b",)


# The line of the plan.


def judged(*rows: object) -> Verdict:
    first = replace(version(100), annual_plan={2022: Decimal(40)})
    asked = target(first, version(60, date(2023, 7, 1)), years=(2022, 2023))
    return judge_case(Case(FLOW, asked, rows), PROGRAMME, date(2024, 6, 30))  # type: ignore[arg-type]


def test_the_line_of_the_plan_turns_at_year_ends_and_jumps_with_a_revision() -> None:
    line = dict(plan_line(judged(), PROGRAMME))
    turns = [
        date(2021, 1, 1),
        date(2022, 12, 31),
        date(2023, 6, 30),
        date(2023, 7, 1),
        date(2023, 12, 31),
        date(2025, 12, 31),
    ]
    assert set(turns) <= set(line)
    assert min(line) == date(2021, 1, 1)
    assert max(line) == date(2025, 12, 31)
    assert (line[date(2021, 1, 1)], line[date(2022, 12, 31)], line[date(2025, 12, 31)]) == (0, 40, 60)
    # The 60 that were left of 100 had half of 2023: 181 of 365 days; 60 over two years are 545 of 730 days of it.
    assert line[date(2023, 6, 30)] == 40 + Fraction(60 * 181, 365)
    # The new line has 60 by half of 730 days and 182 more; what was due on its eve, 69.75, stays due up to the new 60.
    assert line[date(2023, 7, 1)] == 60


def test_the_course_holds_every_row_and_every_date_that_fell_due() -> None:
    rows = quarter(2022, 4, 5), running(date(2023, 6, 30), 9), running(date(2024, 12, 31), 50)
    points = course(judged(*rows), PROGRAMME, date(2024, 6, 30))
    assert [(point.day, point.value) for point in points] == [
        (date(2022, 12, 31), 5),
        (date(2023, 6, 30), 9),
        (date(2023, 12, 31), None),
    ]
    assert [point.fate for point in points] == [SetAside.OUTSIDE_CHAIN, None, None]
    assert points[2].expectation
    assert points[2].expectation.amount == 60


def test_news_tell_of_whom_they_are_and_what_was_before() -> None:
    before = Earlier(Status.ON_TRACK, Fraction(90), Fraction(50))
    (each,) = found(before)
    assert (each.kind, each.province, each.before) == (NewsKind.TARGET, CAO_BANG, before)
