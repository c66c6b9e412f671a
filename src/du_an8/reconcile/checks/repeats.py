"""Figures that are the same where chance would hardly make them so (repeated-figure, docs/quy-tac.md).

How much an equal figure tells is the number of figures that it might have been instead: its own size without the
zeros at its end, because round numbers are often planned. What is told once more multiplies it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from math import prod

from msgspec import Struct
from msgspec.structs import replace

from du_an8.findings import MOST_RELATED, Finding
from du_an8.programme.catalogue import Kind
from du_an8.programme.provinces import Province
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reports.facts import Measure, Observation, Time
from du_an8.vietnamese.numbers import format_number

Period = tuple[date, date]
_DAY = timedelta(days=1)
_DECIMALS, _TEN = 4, 10
_MONTHS = 12

# One figure in periods on end; all figures of two periods; all figures of two provinces, of which there are thousands
# of pairs.
_CHANCE_OF_A_RUN, _CHANCE_OF_A_COLUMN, _CHANCE_OF_PLACES = 10**4, 10**6, 10**8
_COLUMN, _FIGURES_OF_PLACES = 3, 4

Column = Mapping[str, Observation]
"""By indicator id, what a report says of one time."""


def weight(value: Fraction) -> int:
    """How many figures this one might have been: 24 of 24, 240 and 2,4; 0 tells nothing."""
    digits = abs(value) * _TEN**_DECIMALS
    number = int(digits)
    while number and number % _TEN == 0:
        number //= _TEN
    return number


def check_repeated(verdict: Verdict, rows: Iterable[Observation]) -> Iterator[Finding]:
    """A flow that is the same in periods of one length on end, whatever else was reported."""
    if verdict.indicator.kind is not Kind.FLOW:
        return
    for run in _runs(rows):
        if not _is_chance(run) and not all(_is_share_of_plan(verdict, row) for row in run):
            yield _of_run(verdict, run)


def _runs(rows: Iterable[Observation]) -> Iterator[list[Observation]]:
    """Periods of one length that follow each other with one figure."""
    by_length: defaultdict[int | None, list[list[Observation]]] = defaultdict(list)
    periods = [row for row in rows if row.measure is Measure.IN_PERIOD and row.start and not row.qualifier]
    for row in sorted(periods, key=lambda row: row.end):
        runs = by_length[row.months]
        if runs and _goes_on(runs[-1][-1], row):
            runs[-1].append(row)
        else:
            runs.append([row])
    for runs in by_length.values():
        yield from runs


def _goes_on(last: Observation, row: Observation) -> bool:
    return row.start == last.end + _DAY and row.value == last.value


def _is_chance(run: Sequence[Observation]) -> bool:
    return prod([weight(run[0].value)] * (len(run) - 1)) < _CHANCE_OF_A_RUN


def _of_run(verdict: Verdict, run: Sequence[Observation]) -> Finding:
    *others, last = run
    words: dict[str, object] = {
        "name": verdict.indicator.short_name,
        "value": last.value,
        "count": len(run),
        "first": run[0].end,
        "last": last.end,
    }
    related = tuple(row.location for row in others)[:MOST_RELATED]
    return Finding("repeated-figure", last.location, words, indicator=verdict.indicator.id, related=related)


def _is_share_of_plan(verdict: Verdict, row: Observation) -> bool:
    """Whether it is what the year's plan comes to in a period of that length."""
    version = verdict.target.target.in_force(row.end) if verdict.target else None
    planned = version.annual_plan.get(row.end.year) if version else None
    return planned is not None and row.months is not None and row.value * _MONTHS == Fraction(planned) * row.months


class Copy(Struct, frozen=True):
    """Two columns that tell the same.

    Attributes:
        indicators: those of which both tell.
    """

    column: Column
    other: Column
    indicators: tuple[str, ...]

    @classmethod
    def of(cls, column: Column, other: Column, least: int, chance: int) -> "Copy | None":
        """Where both tell the same of everything of which both tell, and chance can't explain it."""
        shared = tuple(indicator for indicator in column if indicator in other)
        if len(shared) < least or any(column[name].value != other[name].value for name in shared):
            return None
        evidence = prod(weight(column[name].value) for name in shared)
        return cls(column, other, shared) if evidence >= chance else None

    def turned(self) -> "Copy":
        """The same, as seen from the other column."""
        return Copy(self.other, self.column, self.indicators)

    def finding(self, key: str, names: Mapping[str, str], **words: object) -> Finding:
        """At the first figure, with the other column's cells beside it.

        Args:
            names: by indicator id, what it is called.
        """
        first, twin = self.column[self.indicators[0]], self.other[self.indicators[0]]
        named = {
            "count": len(self.indicators),
            "figures": [f"{names[name]} {format_number(self.column[name].value)}" for name in self.indicators],
            "day": first.end,
            "other_day": twin.end,
            **words,
        }
        cells = tuple(self.other[name].location for name in self.indicators)
        return Finding(key, first.location, named, related=cells[:MOST_RELATED])


def check_copied_periods(verdicts: Collection[Verdict]) -> Iterator[Finding]:
    """All that happened in a period, again in the next or in that of a year later: the column was copied.

    Running figures may all stand still; what happens anew is hardly ever the same everywhere.
    """
    names = {verdict.indicator.id: verdict.indicator.short_name for verdict in verdicts}
    columns = _columns_of_periods(verdicts)
    for period, column in sorted(columns.items()):
        for earlier in _comparable(period, columns):
            if copy := Copy.of(column, columns[earlier], _COLUMN, _CHANCE_OF_A_COLUMN):
                yield copy.finding("repeated-figure.column", names)


def _columns_of_periods(verdicts: Iterable[Verdict]) -> Mapping[Period, dict[str, Observation]]:
    columns: defaultdict[Period, dict[str, Observation]] = defaultdict(dict)
    for verdict in verdicts:
        for row in verdict.actual.sound if verdict.indicator.kind is Kind.FLOW else ():
            if row.measure is Measure.IN_PERIOD and row.start and _tells(row):
                columns[row.start, row.end][verdict.indicator.id] = row
    return columns


def _comparable(period: Period, periods: Iterable[Period]) -> list[Period]:
    """The period of that length before this one, and that of a year before."""
    start, end = period
    alike = [each for each in periods if each[1] < start and _months(*each) == _months(start, end)]
    return [each for each in alike if each[1] + _DAY == start or _months(each[0], start) == _MONTHS]


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * _MONTHS + last.month - first.month


def check_copied_places(places: Collection[tuple[Province, Collection[Verdict]]]) -> Iterator[Finding]:
    """All that one province reports of a time, in another's report too: each is told, as nobody knows whose it is."""
    names = {verdict.indicator.id: verdict.indicator.short_name for _, verdicts in places for verdict in verdicts}
    provinces = {province.area: province.name for province, _ in places}
    for columns in _columns_of_places(places).values():
        for one, other in _with_much_in_common(columns):
            if copy := Copy.of(columns[one], columns[other], _FIGURES_OF_PLACES, _CHANCE_OF_PLACES):
                for area, copied, place in ((one, copy, other), (other, copy.turned(), one)):
                    finding = copied.finding("repeated-figure.place", names, place=provinces[place])
                    yield replace(finding, province=area)


def _columns_of_places(
    places: Iterable[tuple[Province, Iterable[Verdict]]],
) -> Mapping[Time, dict[str, dict[str, Observation]]]:
    """By time and area, what a province itself states; what was added up for it is its parts' own."""
    by_time: defaultdict[Time, dict[str, dict[str, Observation]]] = defaultdict(dict)
    for province, verdicts in places:
        for row in (row for verdict in verdicts for row in verdict.actual.sound):
            if row.area == province.area and _tells(row) and not row.sum_of:
                by_time[row.time].setdefault(province.area, {})[row.indicator] = row
    return by_time


def _with_much_in_common(columns: Mapping[str, Column]) -> list[tuple[str, str]]:
    """Pairs of provinces that share enough figures to look at them; the others cost nothing."""
    holders: defaultdict[tuple[str, Fraction], list[str]] = defaultdict(list)
    for area, column in columns.items():
        for indicator, row in column.items():
            holders[indicator, row.value].append(area)
    shared = Counter(pair for areas in holders.values() for pair in combinations(sorted(areas), 2))
    return [pair for pair, count in sorted(shared.items()) if count >= _FIGURES_OF_PLACES]


def _tells(row: Observation) -> bool:
    return bool(row.value) and not row.qualifier
