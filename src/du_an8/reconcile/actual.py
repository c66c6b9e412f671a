"""What was done by a date (DESIGN §2.3): which report rows count, and why the others don't."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import groupby, pairwise

from du_an8.findings import Finding
from du_an8.programme.catalogue import Indicator, Kind, Phase
from du_an8.reports.facts import Measure, Observation
from du_an8.vietnamese.dates import format_period
from du_an8.vietnamese.numbers import Qualifier

_DAY = timedelta(days=1)

Grows = Callable[[date, date], bool]
"""Whether anything was expected of the days from the first to the last, both included."""


class SetAside(StrEnum):
    """Why a report row isn't part of the figure."""

    NOT_KNOWN_YET = "not-known-yet"
    EARLIER = "earlier"
    REPEATED = "repeated"
    SUPERSEDED = "superseded"
    CONFLICTING = "conflicting"
    OUTSIDE_CHAIN = "outside-chain"
    GROWTH_ONLY = "growth-only"


@dataclass
class Actual:
    """The figure of an indicator and where it comes from.

    Attributes:
        value: None where no figure can be told.
        observed_on: the date that it describes.
        used: the rows that it is made of, in order of time.
        set_aside: the other rows, each with the reason.
        incomplete: a lower bound, because reports are missing for days on which something was due.
        gaps: those days, as (first, last).
        conflict: the latest rows contradict each other.
        findings: what came up while the rows were put together.
    """

    value: Fraction | None = None
    qualifier: Qualifier | None = None
    observed_on: date | None = None
    used: tuple[Observation, ...] = ()
    set_aside: list[tuple[Observation, SetAside]] = field(default_factory=list)
    incomplete: bool = False
    gaps: tuple[tuple[date, date], ...] = ()
    conflict: bool = False
    findings: list[Finding] = field(default_factory=list)

    @property
    def word(self) -> str | None:
        """The report's own approximate word, where the figure is one row alone."""
        return self.used[0].word if len(self.used) == 1 and not self.incomplete else None

    @property
    def has_rows(self) -> bool:
        """Whether anything was reported by then, usable or not."""
        return any(reason is not SetAside.NOT_KNOWN_YET for _, reason in self.set_aside) or bool(self.used)


def actual_on(
    as_of: date, observations: Sequence[Observation], indicator: Indicator, phase: Phase, grows: Grows
) -> Actual:
    """The figure known on a date, from the report rows of one indicator in one area."""
    actual = Actual()
    known = []
    for row in sorted(observations, key=_order):
        if row.end <= as_of and (row.reported_on is None or row.reported_on <= as_of):
            known.append(row)
        else:
            actual.set_aside.append((row, SetAside.NOT_KNOWN_YET))
    rows, conflicts = _resolve_repetitions(known, indicator, actual)
    _report_falls(rows, indicator, actual)
    if indicator.kind is Kind.FLOW:
        _use_chain(rows, conflicts, indicator, phase, grows, actual)
    else:
        _use_latest(rows, conflicts, indicator, actual)
    return actual


def _order(row: Observation) -> tuple[object, ...]:
    """By time and content; the place in the files only breaks ties, so that their order never shows."""
    return (row.end, row.start or date.min, row.measure, row.value, row.reported_on or date.min, row.location)


def _same_figure(row: Observation) -> tuple[object, ...]:
    """Rows that speak of the same thing: one date, or one period."""
    return (row.end, row.measure, row.start or date.min if row.measure is Measure.IN_PERIOD else date.min)


def _resolve_repetitions(
    known: list[Observation], indicator: Indicator, actual: Actual
) -> tuple[list[Observation], list[date]]:
    """One row for each date or period; what can't be decided is dropped, and its date returned."""
    rows, conflicts = [], []
    for _, group in groupby(sorted(known, key=_same_figure), key=_same_figure):
        same = sorted(group, key=_order)
        winner = _winner(same)
        if winner is None:
            conflicts.append(same[0].end)
            actual.set_aside += [(row, SetAside.CONFLICTING) for row in same]
            actual.findings.append(_about_rows("conflicting-reports", same, indicator))
            continue
        rows.append(winner)
        for row in same:
            if row is not winner:
                repeated = (row.value, row.qualifier) == (winner.value, winner.qualifier)
                actual.set_aside.append((row, SetAside.REPEATED if repeated else SetAside.SUPERSEDED))
                if not repeated:
                    actual.findings.append(_about_rows("superseded-report", [winner, row], indicator))
    return sorted(rows, key=_order), conflicts


def _winner(same: Sequence[Observation]) -> Observation | None:
    """Equal rows are one; else the latest sent replaces the others, if it is clear which that is."""

    def figure(row: Observation) -> tuple[Fraction, Qualifier | None]:
        return row.value, row.qualifier

    if len({figure(row) for row in same}) == 1:
        return same[0]
    dated = [row for row in same if row.reported_on]
    last_day = max((row.reported_on for row in dated if row.reported_on), default=None)
    latest = [row for row in dated if row.reported_on == last_day]
    undated = [row for row in same if row.reported_on is None]
    if not latest or len({figure(row) for row in (*latest, *undated)}) > 1:
        return None
    return latest[0]


def _about_rows(key: str, rows: Sequence[Observation], indicator: Indicator) -> Finding:
    """A finding at the first row, with the others beside it."""
    first = rows[0]
    parameters: dict[str, object] = {
        "name": indicator.short_name,
        "values": [row.value for row in rows],
        "value": first.value,
        "other": rows[-1].value,
        "day": first.end,
        "other_day": rows[-1].end,
        "where": str(rows[-1].location),
    }
    related = tuple(row.location for row in rows[1:])
    return Finding(key, first.location, parameters, indicator=indicator.id, related=related)


def _report_falls(rows: Iterable[Observation], indicator: Indicator, actual: Actual) -> None:
    """A cumulative figure that falls: an error for a flow, a warning for a stock."""
    if indicator.kind is Kind.RATE:
        return
    cumulative = [row for row in rows if row.measure is Measure.CUMULATIVE]
    key = "cumulative-decreased" if indicator.kind is Kind.FLOW else "stock-decreased"
    for earlier, later in pairwise(cumulative):
        vague = later.qualifier is Qualifier.AT_LEAST or earlier.qualifier in {
            Qualifier.BELOW,
            Qualifier.ABOUT,
        }
        if later.value < earlier.value and not vague:
            actual.findings.append(_about_rows(key, [later, earlier], indicator))


def _use_latest(rows: list[Observation], conflicts: list[date], indicator: Indicator, actual: Actual) -> None:
    """Stocks and rates: the latest value counts."""
    measure = Measure.LEVEL if indicator.kind is Kind.RATE else Measure.CUMULATIVE
    candidates = [row for row in rows if row.measure is measure]
    actual.set_aside += [(row, SetAside.GROWTH_ONLY) for row in rows if row.measure is not measure]
    latest = candidates[-1] if candidates else None
    if _conflict_is_last(conflicts, latest.end if latest else None):
        actual.conflict = True
        actual.set_aside += [(row, SetAside.EARLIER) for row in candidates]
        return
    if latest:
        actual.value, actual.qualifier, actual.observed_on = latest.value, latest.qualifier, latest.end
        actual.used = (latest,)
        actual.set_aside += [(row, SetAside.EARLIER) for row in candidates[:-1]]


def _conflict_is_last(conflicts: list[date], latest: date | None) -> bool:
    return bool(conflicts) and (latest is None or max(conflicts) >= latest)


@dataclass(frozen=True)
class _Chain:
    """A cumulative row or the phase's start, then in-period rows that don't overlap."""

    rows: tuple[Observation, ...]
    uncovered: int

    @property
    def end(self) -> date:
        return self.rows[-1].end

    def rank(self) -> tuple[object, ...]:
        """Smaller is better: fewer uncovered days, fewer rows, then a fixed order."""
        return (self.uncovered, len(self.rows), [_order(row)[:4] for row in self.rows])


def _use_chain(  # noqa: PLR0913, PLR0917  # rows and what they are judged by
    rows: list[Observation],
    conflicts: list[date],
    indicator: Indicator,
    phase: Phase,
    grows: Grows,
    actual: Actual,
) -> None:
    """Flows add up along the chain with the latest end, the fewest uncovered days, the fewest rows."""
    chain = _best_chain(rows, phase)
    if _conflict_is_last(conflicts, chain.end if chain else None):
        actual.conflict = True
        actual.set_aside += [(row, SetAside.EARLIER) for row in rows]
        return
    if chain is None:
        return
    actual.used = chain.rows
    actual.value = sum((row.value for row in chain.rows), Fraction(0))
    actual.observed_on = chain.end
    left_out = [row for row in rows if row not in chain.rows]
    actual.set_aside += [(row, SetAside.OUTSIDE_CHAIN) for row in left_out]
    actual.gaps = tuple(span for gap in _gaps(chain.rows, phase) for span in _spans_with_work(*gap, grows))
    actual.incomplete = bool(actual.gaps)
    actual.qualifier = _qualifier_of_sum(chain.rows)
    if actual.incomplete:
        actual.qualifier = Qualifier.AT_LEAST
        if indicator.core:
            spans = [format_period(first, last) for first, last in actual.gaps]
            parameters: dict[str, object] = {
                "name": indicator.short_name,
                "spans": spans,
                "value": actual.value,
            }
            actual.findings.append(Finding("period-gap", chain.rows[-1].location, parameters, indicator=indicator.id))
    actual.findings += _SumCheck(indicator, phase).check(left_out, chain.rows, rows)


def _start(row: Observation, phase: Phase) -> date:
    return row.start or phase.start


def _best_chain(rows: list[Observation], phase: Phase) -> _Chain | None:
    """Rows by end; for each row the best chain that ends with it."""
    best: list[tuple[Observation, _Chain]] = []
    for row in sorted(rows, key=_order):
        if row.measure is Measure.CUMULATIVE:
            best.append((row, _Chain((row,), 0)))
            continue
        start = _start(row, phase)
        chains = [_Chain((row,), max((start - phase.start).days, 0))]
        chains += [
            _Chain((*chain.rows, row), chain.uncovered + (start - last.end).days - 1)
            for last, chain in best
            if last.end < start
        ]
        best.append((row, min(chains, key=_Chain.rank)))
    if not best:
        return None
    latest = max(chain.end for _, chain in best)
    return min((chain for _, chain in best if chain.end == latest), key=_Chain.rank)


def _gaps(rows: Sequence[Observation], phase: Phase) -> list[tuple[date, date]]:
    """Days from the phase's start to the chain's end that no row covers."""
    gaps = []
    covered_until = phase.start - _DAY
    for row in rows:
        if row.measure is Measure.IN_PERIOD and _start(row, phase) > covered_until + _DAY:
            gaps.append((covered_until + _DAY, _start(row, phase) - _DAY))
        covered_until = row.end
    return gaps


def _spans_with_work(first: date, last: date, grows: Grows) -> list[tuple[date, date]]:
    """The parts of a gap, by year, in which something was due; neighbouring years are one."""
    spans: list[tuple[date, date]] = []
    for year in range(first.year, last.year + 1):
        start, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        if grows(start, end):
            if spans and spans[-1][1] + _DAY == start:
                start = spans.pop()[0]
            spans.append((start, end))
    return spans


def _qualifier_of_sum(rows: Iterable[Observation]) -> Qualifier | None:
    words = {row.qualifier for row in rows if row.qualifier}
    return words.pop() if len(words) == 1 else Qualifier.ABOUT if words else None


@dataclass(frozen=True)
class _SumCheck:
    """Rows that tell of the same days must tell the same (period-sum-mismatch)."""

    indicator: Indicator
    phase: Phase

    def check(
        self, left_out: Sequence[Observation], chain: Sequence[Observation], rows: Sequence[Observation]
    ) -> list[Finding]:
        """Check the rows that the chain doesn't use against those that it does, and cumulative steps."""
        in_chain, outside = _in_period(chain), _in_period(left_out)
        findings = [
            *(self._against_chain(row, chain) for row in left_out if row.measure is Measure.CUMULATIVE),
            *(self._period(row, in_chain) for row in outside),
            *(self._period(row, outside) for row in in_chain),
            *self._cumulative_steps(rows),
        ]
        return [finding for finding in findings if finding]

    def _against_chain(self, row: Observation, chain: Sequence[Observation]) -> Finding | None:
        """A cumulative row against the chain up to the same date, where that has no gap."""
        before = [used for used in chain if used.end <= row.end]
        whole = bool(before) and before[-1].end == row.end and not _gaps(before, self.phase)
        return self._compare(row, before) if whole else None

    def _cumulative_steps(self, rows: Sequence[Observation]) -> Iterator[Finding | None]:
        """From one cumulative figure to the next, the periods between them must make up the difference."""
        cumulative = [row for row in rows if row.measure is Measure.CUMULATIVE]
        for earlier, later in zip([None, *cumulative], cumulative, strict=False):
            first = earlier.end + _DAY if earlier else self.phase.start
            parts = self._tiling(first, later.end, _in_period(rows))
            if parts:
                yield self._compare(later, [*([earlier] if earlier else []), *parts])

    def _period(self, whole: Observation, others: Sequence[Observation]) -> Finding | None:
        """A period against shorter ones inside it: equal where they fill it, never more where they don't."""
        first = _start(whole, self.phase)
        parts = self._tiling(first, whole.end, others)
        if parts:
            return self._compare(whole, parts)
        inside = [row for row in others if first <= _start(row, self.phase) and row.end <= whole.end]
        chain = _best_chain(inside, self.phase)
        return self._compare(whole, chain.rows, at_most=True) if chain else None

    def _tiling(self, first: date, last: date, rows: Iterable[Observation]) -> list[Observation]:
        """The fewest rows that fill the days from first to last without gap or overlap; none where they can't."""
        fills: dict[date, list[Observation]] = {first - _DAY: []}
        for row in sorted(rows, key=_order):
            before = fills.get(_start(row, self.phase) - _DAY)
            shorter = before is not None and (row.end not in fills or len(before) + 1 < len(fills[row.end]))
            if before is not None and shorter and row.end <= last:
                fills[row.end] = [*before, row]
        return fills.get(last, [])

    def _compare(self, whole: Observation, parts: Sequence[Observation], *, at_most: bool = False) -> Finding | None:
        total = sum((row.value for row in parts), Fraction(0))
        agree = total <= whole.value if at_most else total == whole.value
        if agree or any(row.qualifier for row in (whole, *parts)):
            return None
        parameters: dict[str, object] = {
            "name": self.indicator.short_name,
            "whole": whole.value,
            "sum": total,
            "day": whole.end,
            "count": len(parts),
        }
        related = tuple(row.location for row in parts)
        return Finding("period-sum-mismatch", whole.location, parameters, indicator=whole.indicator, related=related)


def _in_period(rows: Iterable[Observation]) -> list[Observation]:
    return [row for row in rows if row.measure is Measure.IN_PERIOD]
