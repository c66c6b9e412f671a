"""Figures that can hardly be: small counts need rules of their own, no statistics of outliers.

Each rule gives its reason; none changes a figure.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from du_an8.findings import MOST_RELATED, Finding, in_ranges
from du_an8.grouping import grouped
from du_an8.programme.catalogue import Indicator, Kind, Programme
from du_an8.reconcile.checks.own_history import check_own_history
from du_an8.reconcile.checks.repeats import check_copied_periods, check_repeated
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reports.facts import Detail, FigureColumn, FilledRows, Measure, Observation
from du_an8.reports.sums import total
from du_an8.vietnamese.numbers import Qualifier

_PLACES_ALIKE = 5
_PERCENT = 100

Rows = Mapping[str, Sequence[Observation]]


def check_plausibility(
    programme: Programme, verdicts: Mapping[str, Verdict], columns: Iterable[FigureColumn]
) -> list[Finding]:
    """Findings about one province, from the rows that count."""
    rows = {name: verdict.actual.sound for name, verdict in verdicts.items()}
    findings: list[Finding] = []
    for name, verdict in verdicts.items():
        indicator = programme.indicators[name]
        findings += check_repeated(verdict, rows[name])
        findings += check_own_history(verdict, rows)
        findings += _people(indicator, programme, rows)
        findings += _parts(indicator, programme, rows)
    findings += check_copied_periods(verdicts.values())
    rates = (column for column in columns if column.measure is Measure.LEVEL and not column.part)
    for name, details in grouped(rates, lambda column: column.indicator).items():
        findings += _uniform(programme.indicators[name], details)
    return findings


def _people(indicator: Indicator, programme: Programme, rows: Rows) -> Iterator[Finding]:
    """Members or participants beside the teams or events that they belong to, of one time.

    New members may join old teams, so of a stock only what exists is divided.
    """
    counted = programme.indicators.get(indicator.people_of or "")
    if counted is None:
        return
    members = rows[indicator.id]
    if indicator.kind is not Kind.FLOW:
        members = [row for row in members if row.measure is Measure.CUMULATIVE]
    for people, units in _same_time(members, rows.get(counted.id, ())):
        if units.value and people.value:
            yield from _mean(indicator, counted, people, units)


def _mean(indicator: Indicator, counted: Indicator, people: Observation, units: Observation) -> Iterator[Finding]:
    """How many people there are to a team or an event: at least one, and about as many as is usual."""
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
    by_part = [rows.get(part, ()) for part in indicator.parts]
    for whole in rows[indicator.id] if by_part else ():
        parts = [part for part_rows in by_part for part in part_rows if part.time == whole.time]
        key = _key_of_parts(whole, parts, all_told=len(parts) == len(by_part))
        if key:
            names = [programme.indicators[part.indicator].short_name for part in parts]
            words = {"name": indicator.short_name, "whole": whole.value, "sum": total(parts), "parts": names}
            yield _finding(key, indicator, whole, parts, words)


def _key_of_parts(whole: Observation, parts: Sequence[Observation], *, all_told: bool) -> str | None:
    """What is wrong with parts beside their whole, if anything is."""
    if any(row.qualifier for row in (whole, *parts)):
        return None
    added = total(parts)
    if all_told and added != whole.value:
        return "parts-mismatch.indicators"
    return "parts-mismatch.indicators-above" if added > whole.value else None


def _uniform(indicator: Indicator, columns: Iterable[FigureColumn]) -> Iterator[Finding]:
    """One rate in every place of a table; nobody and everybody are common, anything between is copied."""
    tables = grouped(columns, lambda column: (column.path, column.sheet, column.end))
    for of_table in tables.values():
        of_places = [(column, at) for column in of_table for at in _at_places(column.rows)]
        values = [column.values[at] for column, at in of_places]
        if len(values) >= _PLACES_ALIKE and all(value == values[0] for value in values):
            yield from _copied_rate(indicator, [column.detail(at) for column, at in of_places])


def _at_places(rows: FilledRows) -> list[int]:
    """The positions of the rows that are of one place, and no total."""
    return [at for at, places in enumerate(rows.places) if places and at not in rows.totals]


def _copied_rate(indicator: Indicator, same: Sequence[Detail]) -> Iterator[Finding]:
    rate = same[0].value
    if 0 < rate < _PERCENT:
        words: dict[str, object] = {"name": indicator.short_name, "value": rate, "count": len(same)}
        first, *others = in_ranges(detail.location for detail in same)
        yield Finding("uniform-rate", first, words, indicator=indicator.id, related=tuple(others[:MOST_RELATED]))


def _same_time(one: Iterable[Observation], other: Iterable[Observation]) -> Iterator[tuple[Observation, Observation]]:
    by_time = {row.time: row for row in other}
    for row in one:
        if units := by_time.get(row.time):
            yield row, units


def _finding(
    key: str, indicator: Indicator, row: Observation, others: Iterable[Observation], words: Mapping[str, object]
) -> Finding:
    related = tuple(other.location for other in others)[:MOST_RELATED]
    return Finding(key, row.location, words, indicator=indicator.id, related=related)
