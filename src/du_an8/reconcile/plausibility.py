"""Figures that can hardly be: small counts need rules of their own, no statistics of outliers.

Each rule gives its reason; none changes a figure.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from du_an8.findings import Finding, in_ranges
from du_an8.programme.catalogue import Direction, Indicator, Kind, Programme
from du_an8.reconcile.verdict import Verdict
from du_an8.reports.facts import Detail, Measure, Observation
from du_an8.vietnamese.numbers import Qualifier

_DAY = timedelta(days=1)
_PERIODS_ALIKE = 4
_PLACES_ALIKE = 5
_FAR_OVER = Fraction(11, 10)
_MOST_RELATED = 20
_PERCENT = 100

Rows = Mapping[str, Sequence[Observation]]


def check_plausibility(
    programme: Programme, verdicts: Mapping[str, Verdict], details: Iterable[Detail]
) -> list[Finding]:
    """Findings about one province, from the rows that count."""
    rows = {name: verdict.actual.sound for name, verdict in verdicts.items()}
    findings: list[Finding] = []
    for name, verdict in verdicts.items():
        indicator = programme.indicators[name]
        findings += _repeated(indicator, rows[name])
        findings += _jumps(verdict, rows[name])
        findings += _people(indicator, programme, rows)
        findings += _parts(indicator, programme, rows)
    by_indicator: defaultdict[str, list[Detail]] = defaultdict(list)
    for detail in details:
        by_indicator[detail.indicator].append(detail)
    for name, own in by_indicator.items():
        findings += _uniform(programme.indicators[name], own)
    return findings


def _repeated(indicator: Indicator, rows: Sequence[Observation]) -> Iterator[Finding]:
    """A flow that is the same, and not zero, in four periods of one length on end."""
    periods = sorted((row for row in rows if row.measure is Measure.IN_PERIOD and row.start), key=lambda row: row.end)
    if indicator.kind is not Kind.FLOW:
        return
    run: list[Observation] = []
    for row in periods:
        goes_on = bool(run) and _follows(run[-1], row) and row.value == run[-1].value
        run = [*run, row] if goes_on else [row]
        if len(run) == _PERIODS_ALIKE and row.value:
            words: dict[str, object] = {
                "name": indicator.short_name,
                "value": row.value,
                "count": len(run),
                "day": run[0].end,
                "last": row.end,
            }
            yield _finding("repeated-figure", indicator, row, run[:-1], words)


def _follows(earlier: Observation, later: Observation) -> bool:
    """Whether a period begins when the other ends, and is as long in months."""
    return later.start == earlier.end + _DAY and _months(earlier) == _months(later)


def _months(row: Observation) -> int:
    start = row.start or row.end
    return (row.end.year - start.year) * 12 + row.end.month - start.month + 1


def _jumps(verdict: Verdict, rows: Sequence[Observation]) -> Iterator[Finding]:
    """More done in one step than was left of the target before it, so that it is passed by more than a tenth.

    A first report isn't a step, and a target that was met before has nothing left.
    """
    goal, asked = verdict.balance.goal, verdict.asked
    lowered = verdict.indicator.direction is Direction.DECREASE
    if goal is None or asked is None or goal <= 0 or lowered or verdict.indicator.kind is Kind.RATE:
        return
    for before, after, row, earlier in _steps(verdict, rows):
        if 0 < before < asked and after > asked * _FAR_OVER and after - before > asked - before:
            words: dict[str, object] = {
                "name": verdict.indicator.short_name,
                "growth": after - before,
                "left": asked - before,
                "target": asked,
                "day": row.end,
            }
            yield _finding("sudden-jump", verdict.indicator, row, [earlier], words)


def _steps(
    verdict: Verdict, rows: Sequence[Observation]
) -> Iterator[tuple[Fraction, Fraction, Observation, Observation]]:
    """What was reached before and after each step, with its row and the one before."""
    if verdict.indicator.kind is Kind.FLOW:
        reached = Fraction(0)
        for number, row in enumerate(verdict.actual.used):
            before, reached = reached, row.value if row.measure is Measure.CUMULATIVE else reached + row.value
            if number:
                yield before, reached, row, verdict.actual.used[number - 1]
    cumulative = sorted((row for row in rows if row.measure is Measure.CUMULATIVE), key=lambda row: row.end)
    for earlier, later in pairwise(cumulative):
        yield earlier.value, later.value, later, earlier


def _people(indicator: Indicator, programme: Programme, rows: Rows) -> Iterator[Finding]:
    """Members or participants beside the teams or events that they belong to, of one time."""
    counted = programme.indicators.get(indicator.people_of or "")
    if counted is None:
        return
    for people, units in _same_time(rows[indicator.id], rows.get(counted.id, ())):
        if not units.value or not people.value:
            continue
        words: dict[str, object] = {
            "name": indicator.short_name,
            "people": people.value,
            "unit": counted.unit,
            "count": units.value,
            "mean": people.value / units.value,
        }
        if people.value < units.value and people.qualifier is not Qualifier.AT_LEAST:
            yield _finding("participants-below-events", indicator, people, [units], words)
        elif (each := indicator.people_each) and _is_odd(people, units, Fraction(each.low), Fraction(each.high)):
            words |= {"low": each.low, "high": each.high}
            yield _finding("members-per-team", indicator, people, [units], words)


def _is_odd(people: Observation, units: Observation, low: Fraction, high: Fraction) -> bool:
    """Whether the mean lies outside; "trên 3.700" may be more, but not less."""
    mean, words = people.value / units.value, {people.qualifier, units.qualifier}
    if Qualifier.ABOUT in words:
        return False
    may_be_more = people.qualifier is Qualifier.AT_LEAST or units.qualifier is Qualifier.BELOW
    may_be_less = people.qualifier is Qualifier.BELOW or units.qualifier is Qualifier.AT_LEAST
    return (mean < low and not may_be_more) or (mean > high and not may_be_less)


def _parts(indicator: Indicator, programme: Programme, rows: Rows) -> Iterator[Finding]:
    """An indicator that others make up, where all are told of one time (DESIGN §2.7, 7)."""
    told = [rows.get(part, ()) for part in indicator.parts]
    for whole in rows[indicator.id] if told else ():
        parts = [part for own in told for part in own if _time(part) == _time(whole)]
        total = sum((part.value for part in parts), Fraction(0))
        names = [programme.indicators[part.indicator].short_name for part in parts]
        words: dict[str, object] = {"name": indicator.short_name, "whole": whole.value, "sum": total, "parts": names}
        plain = not any(row.qualifier for row in (whole, *parts))
        if plain and len(parts) == len(told) and total != whole.value:
            yield _finding("parts-mismatch.indicators", indicator, whole, parts, words)
        elif plain and total > whole.value:
            yield _finding("parts-mismatch.indicators-above", indicator, whole, parts, words)


def _uniform(indicator: Indicator, details: Iterable[Detail]) -> Iterator[Finding]:
    """One rate in every place of a table; nobody and everybody are common, anything between is copied."""
    tables: defaultdict[object, list[Detail]] = defaultdict(list)
    for detail in details:
        if detail.measure is Measure.LEVEL and detail.places and not detail.is_total and not detail.part:
            tables[detail.location.path, detail.location.sheet, detail.end].append(detail)
    for own in tables.values():
        values = {detail.value for detail in own}
        if len(own) >= _PLACES_ALIKE and len(values) == 1 and 0 < own[0].value < _PERCENT:
            words: dict[str, object] = {"name": indicator.short_name, "value": own[0].value, "count": len(own)}
            first, *others = in_ranges(detail.location for detail in own)
            yield Finding("uniform-rate", first, words, indicator=indicator.id, related=tuple(others[:_MOST_RELATED]))


def _same_time(one: Iterable[Observation], other: Iterable[Observation]) -> Iterator[tuple[Observation, Observation]]:
    by_time = {_time(row): row for row in other}
    for row in one:
        if found := by_time.get(_time(row)):
            yield row, found


def _time(row: Observation) -> tuple[Measure, date | None, date]:
    return row.measure, row.start, row.end


def _finding(
    key: str, indicator: Indicator, row: Observation, others: Iterable[Observation], words: Mapping[str, object]
) -> Finding:
    related = tuple(other.location for other in others)[:_MOST_RELATED]
    return Finding(key, row.location, words, indicator=indicator.id, related=related)
