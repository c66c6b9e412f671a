"""The course of one indicator: every figure that was reported, what it came to, and what was expected by then."""

from datetime import date, timedelta
from fractions import Fraction

from msgspec import Struct

from du_an8.programme.catalogue import Kind, Programme
from du_an8.programme.phases import Phase
from du_an8.reconcile.judging.actual import Actual, SetAside, actual_on
from du_an8.reconcile.judging.balance import Standing
from du_an8.reconcile.judging.case import growth
from du_an8.reconcile.judging.expectation import Expectation
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.province import ProvinceResult
from du_an8.reports.facts import Measure, Observation
from du_an8.vietnamese.numbers import Qualifier

_DAY = timedelta(days=1)
_NO_POINT = {SetAside.SUPERSEDED, SetAside.CONFLICTING, SetAside.DECIDED, SetAside.GROWTH_ONLY}


class Point(Struct, frozen=True):
    """One date of the course.

    Attributes:
        row: what a report says of that date; None on a date that only the plan names.
        fate: why the row isn't part of the figure of today; None where it is.
        reached: what had been reached by then, as far as reports tell.
        expectation: what was expected by then; None where no target is known.
    """

    day: date
    row: Observation | None
    fate: SetAside | None
    reached: Actual | None
    expectation: Expectation | None

    @property
    def value(self) -> Fraction | None:
        """What had been reached, None where nothing tells."""
        return self.reached.value if self.reached else None


def course(verdict: Verdict, programme: Programme, as_of: date) -> list[Point]:
    """Every report row and every due date, in order of time."""
    rows: list[tuple[Observation, SetAside | None]] = [(row, None) for row in verdict.actual.used]
    rows += list(verdict.actual.set_aside)
    points = [
        Point(row.end, row, fate, _reached(verdict, programme, as_of, row, fate), _plan(verdict, row.end))
        for row, fate in rows
        if fate is not SetAside.NOT_KNOWN_YET
    ]
    dues = {due.day for target in verdict.balance.targets for due in target.due_dates()}
    silent = dues - {point.day for point in points}
    points += [Point(day, None, None, None, _plan(verdict, day)) for day in silent]
    return sorted(points, key=lambda point: (point.day, str(point.row.location) if point.row else ""))


def course_in(result: ProvinceResult, verdict: Verdict, programme: Programme, as_of: date) -> list[Point]:
    """The course of an indicator in an area, also where its figure is the sum of its parts.

    Of the country, of which no day has the figures of all provinces, and of a rate, whose levels don't add up, it is
    the figure of today alone.
    """
    if not verdict.included:
        return course(verdict, programme, as_of)
    if result.province.is_country or verdict.indicator.kind is Kind.RATE:
        return _today(verdict)
    courses = [_figures(part, programme, as_of) for part in _included(result, verdict)]
    days = sorted({figure.day for each in courses for figure in each})
    return [Point(day, None, None, _sum_on(day, courses), _plan(verdict, day)) for day in days]


def _included(result: ProvinceResult, verdict: Verdict) -> list[Verdict]:
    """What the parts say of which a figure is the sum."""
    excluded = {part.province for part in verdict.excluded}
    parts = [part.verdict_on(verdict.indicator) for part in result.components if part.province not in excluded]
    return [part for part in parts if part]


def _today(verdict: Verdict) -> list[Point]:
    """The figure as it stands, as the only point of its course."""
    day = verdict.actual.observed_on
    return [Point(day, None, None, verdict.actual, verdict.expectation)] if day else []


class _Figure(Struct, frozen=True):
    """What a part had come to by a day."""

    day: date
    amount: Fraction
    is_whole: bool


def _figures(verdict: Verdict, programme: Programme, as_of: date) -> list[_Figure]:
    """By day."""
    rows = [(row, None) for row in verdict.actual.used] + verdict.actual.set_aside
    by_day = {}
    for row, fate in sorted(rows, key=lambda pair: pair[0].end):
        reached = _reached(verdict, programme, as_of, row, fate) if fate is not SetAside.NOT_KNOWN_YET else None
        if reached and reached.value is not None:
            by_day[row.end] = _Figure(row.end, reached.value, not reached.incomplete)
    return list(by_day.values())


def _sum_on(day: date, courses: list[list[_Figure]]) -> Actual:
    """What the parts had come to by a day; a lower bound where one of them has no whole figure of that very day."""
    newest = [_newest(each, day) for each in courses]
    known = [figure for figure in newest if figure]
    whole = [figure for figure in known if figure.day == day and figure.is_whole]
    incomplete = len(whole) < len(courses)
    return Actual(
        value=sum((figure.amount for figure in known), Fraction(0)),
        qualifier=Qualifier.AT_LEAST if incomplete else None,
        observed_on=day,
        incomplete=incomplete,
    )


def _newest(figures: list[_Figure], day: date) -> _Figure | None:
    return next((figure for figure in reversed(figures) if figure.day <= day), None)


def plan_line(verdict: Verdict, programme: Programme) -> list[tuple[date, Fraction]]:
    """What was or is expected over the whole phase, on every day on which the line may turn or jump."""
    phase, turns = programme.phase, _turns(verdict, programme.phase)
    days = sorted({*turns, *(day - _DAY for day in turns), *(day + _DAY for day in turns)})
    plans = ((day, _plan(verdict, day)) for day in days if phase.start <= day <= phase.end)
    return [(day, plan.amount) for day, plan in plans if plan]


def _turns(verdict: Verdict, phase: Phase) -> set[date]:
    """The days on which what is expected begins to grow faster or slower, or becomes another amount."""
    turns = {phase.start, phase.end, *(date(year, 12, 31) for year in phase.years)}
    for target in verdict.balance.targets:
        for version in target.known_versions:
            turns |= {version.effective or phase.start, *version.milestones}
    return turns


def _plan(verdict: Verdict, day: date) -> Expectation | None:
    """What was expected by a day, as the target stood then; of several areas together, their targets added up."""
    return Standing(tuple(verdict.balance.targets)).expected_then(day)


def _reached(
    verdict: Verdict, programme: Programme, as_of: date, row: Observation, fate: SetAside | None
) -> Actual | None:
    """What the rows up to that date come to; nothing where the row itself was replaced or contradicted.

    What a stock grew by in a period doesn't tell how large it was.
    """
    if fate in _NO_POINT:
        return None
    known = [each for each in verdict.actual.rows if each.end <= row.end]
    stands_for_itself = verdict.indicator.kind is not Kind.FLOW and row.measure is not Measure.IN_PERIOD
    if stands_for_itself:
        known = [each for each in known if each.end == row.end]
    grows = growth(verdict.indicator, verdict.balance.targets, programme)
    return actual_on(as_of, known, verdict.indicator, programme.phase, grows)
