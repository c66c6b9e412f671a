"""Figures that can hardly be: small counts need rules of their own, no statistics of outliers.

Each rule gives its reason; none changes a figure.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from du_an8.findings import MOST_RELATED, Finding, in_ranges
from du_an8.programme.catalogue import Direction, Indicator, Kind, Programme
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reports.facts import Detail, Measure, Observation
from du_an8.vietnamese.numbers import Qualifier

_DAY = timedelta(days=1)
_PERIODS_ALIKE = 4
_PLACES_ALIKE = 5
_YEAR = timedelta(days=366)
_FAR_OVER, _MANY = Fraction(1, 10), Fraction(5)
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
    level = Measure.LEVEL
    for detail in details:
        if detail.measure is level:
            by_indicator[detail.indicator].append(detail)
    for name, own in by_indicator.items():
        findings += _uniform(programme.indicators[name], own)
    return findings


def _repeated(indicator: Indicator, rows: Iterable[Observation]) -> Iterator[Finding]:
    """A flow that is the same, and not zero, in four periods of one length on end, whatever else was reported."""
    if indicator.kind is not Kind.FLOW:
        return
    by_length: defaultdict[int | None, list[Observation]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.end):
        if row.measure is Measure.IN_PERIOD and row.start:
            by_length[row.months].append(row)
    for run in (run for periods in by_length.values() for run in _runs(periods)):
        *others, last = run
        if len(run) >= _PERIODS_ALIKE and last.value:
            words: dict[str, object] = {
                "name": indicator.short_name,
                "value": last.value,
                "count": len(run),
                "last": last.end,
            }
            yield _finding("repeated-figure", indicator, last, others, words)


def _runs(periods: Iterable[Observation]) -> list[list[Observation]]:
    """Periods that follow each other with one figure."""
    runs: list[list[Observation]] = []
    for row in periods:
        last = runs[-1][-1] if runs else None
        if last and row.start == last.end + _DAY and row.value == last.value:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _jumps(verdict: Verdict, rows: Sequence[Observation]) -> Iterator[Finding]:
    """More done within a year than was left of the target, and than all before it, so that the target is far passed.

    Targets are often passed a little, small ones by one or two. A first report isn't a step, and a target that was
    met before has nothing left. What was done while more was asked, or is asked by now, is no jump.
    """
    if (
        verdict.asked is None
        or verdict.indicator.direction is Direction.DECREASE
        or verdict.indicator.kind is Kind.RATE
    ):
        return
    for before, after, row, earlier in _steps(verdict, rows):
        target, growth = _most_asked(verdict, row.end), after - before
        far_over = after - target > max(target * _FAR_OVER, _MANY)
        soon = row.end - earlier.end <= _YEAR
        if soon and far_over and growth > target - before > 0 and growth > before > 0:
            words: dict[str, object] = {
                "name": verdict.indicator.short_name,
                "growth": growth,
                "left": target - before,
                "target": target,
                "day": row.end,
            }
            yield _finding("sudden-jump", verdict.indicator, row, [earlier], words)


def _most_asked(verdict: Verdict, day: date) -> Fraction:
    """The larger of what was asked on a day and what is asked now."""
    version = verdict.target.target.in_force(day) if verdict.target else None
    return max(verdict.asked or Fraction(0), Fraction(version.target) if version else Fraction(0))


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
    """Members or participants beside the teams or events that they belong to, of one time.

    New members may join old teams, so of a stock only what exists is divided.
    """
    counted = programme.indicators.get(indicator.people_of or "")
    if counted is None:
        return
    own = [row for row in rows[indicator.id] if indicator.kind is Kind.FLOW or row.measure is Measure.CUMULATIVE]
    for people, units in _same_time(own, rows.get(counted.id, ())):
        if not units.value or not people.value:
            continue
        words: dict[str, object] = {
            "name": indicator.short_name,
            "people": people.value,
            "unit": counted.unit,
            "count": units.value,
            "mean": people.value / units.value,
        }
        each = indicator.people_each
        if _is_outside(people, units, Fraction(1)):
            yield _finding("participants-below-events", indicator, people, [units], words)
        elif each and _is_outside(people, units, Fraction(each.low), Fraction(each.high)):
            words |= {"low": each.low, "high": each.high}
            yield _finding("members-per-team", indicator, people, [units], words)


def _is_outside(people: Observation, units: Observation, low: Fraction, high: Fraction | None = None) -> bool:
    """Whether the mean lies outside; "trên 3.700" may be more, but not less."""
    mean, words = people.value / units.value, {people.qualifier, units.qualifier}
    if Qualifier.ABOUT in words:
        return False
    may_be_more = people.qualifier is Qualifier.AT_LEAST or units.qualifier is Qualifier.BELOW
    may_be_less = people.qualifier is Qualifier.BELOW or units.qualifier is Qualifier.AT_LEAST
    return (mean < low and not may_be_more) or (high is not None and mean > high and not may_be_less)


def _parts(indicator: Indicator, programme: Programme, rows: Rows) -> Iterator[Finding]:
    """An indicator that others make up, where all are told of one time (docs/doi-chieu.md)."""
    told = [rows.get(part, ()) for part in indicator.parts]
    for whole in rows[indicator.id] if told else ():
        parts = [part for own in told for part in own if part.time == whole.time]
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
        if detail.places and not detail.is_total and not detail.part:
            tables[detail.location.path, detail.location.sheet, detail.end].append(detail)
    for own in tables.values():
        values = {detail.value for detail in own}
        if len(own) >= _PLACES_ALIKE and len(values) == 1 and 0 < own[0].value < _PERCENT:
            words: dict[str, object] = {"name": indicator.short_name, "value": own[0].value, "count": len(own)}
            first, *others = in_ranges(detail.location for detail in own)
            yield Finding("uniform-rate", first, words, indicator=indicator.id, related=tuple(others[:MOST_RELATED]))


def _same_time(one: Iterable[Observation], other: Iterable[Observation]) -> Iterator[tuple[Observation, Observation]]:
    by_time = {row.time: row for row in other}
    for row in one:
        if found := by_time.get(row.time):
            yield row, found


def _finding(
    key: str, indicator: Indicator, row: Observation, others: Iterable[Observation], words: Mapping[str, object]
) -> Finding:
    related = tuple(other.location for other in others)[:MOST_RELATED]
    return Finding(key, row.location, words, indicator=indicator.id, related=related)
