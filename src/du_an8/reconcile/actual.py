"""What was done by a date (DESIGN §2.3): which report rows count, and why the others don't."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from du_an8.findings import Finding
from du_an8.programme.catalogue import Indicator, Kind, Phase
from du_an8.reports.facts import Measure, Observation
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
    rows, conflicts = _resolve_repetitions(known, actual)
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


def _resolve_repetitions(known: list[Observation], actual: Actual) -> tuple[list[Observation], list[date]]:
    """One row for each date or period; what can't be decided is dropped, and its date returned."""
    rows, conflicts = [], []
    for _, group in groupby(sorted(known, key=_same_figure), key=_same_figure):
        same = sorted(group, key=_order)
        winner = _winner(same)
        if winner is None:
            conflicts.append(same[0].end)
            actual.set_aside += [(row, SetAside.CONFLICTING) for row in same]
            actual.findings.append(_about_rows("conflicting-reports", same))
            continue
        rows.append(winner)
        for row in same:
            if row is not winner:
                repeated = (row.value, row.qualifier) == (winner.value, winner.qualifier)
                actual.set_aside.append((row, SetAside.REPEATED if repeated else SetAside.SUPERSEDED))
                if not repeated:
                    actual.findings.append(_about_rows("superseded-report", [winner, row]))
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


def _about_rows(key: str, rows: Sequence[Observation]) -> Finding:
    """A finding at the first row, with the others beside it."""
    first = rows[0]
    parameters: dict[str, object] = {
        "values": [row.value for row in rows],
        "value": first.value,
        "other": rows[-1].value,
        "day": first.end,
        "other_day": rows[-1].end,
        "where": str(rows[-1].location),
    }
    related = tuple(row.location for row in rows[1:])
    return Finding(key, first.location, parameters, indicator=first.indicator, related=related)


def _report_falls(rows: Iterable[Observation], indicator: Indicator, actual: Actual) -> None:
    """A cumulative figure that falls: an error for a flow, a warning for a stock."""
    if indicator.kind is Kind.RATE:
        return
    cumulative = [row for row in rows if row.measure is Measure.CUMULATIVE]
    key = "cumulative-decreased" if indicator.kind is Kind.FLOW else "stock-decreased"
    for earlier, later in zip(cumulative, cumulative[1:], strict=False):
        vague = later.qualifier is Qualifier.AT_LEAST or earlier.qualifier in {Qualifier.BELOW, Qualifier.ABOUT}
        if later.value < earlier.value and not vague:
            actual.findings.append(_about_rows(key, [later, earlier]))


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
    actual.gaps = tuple(gap for gap in _gaps(chain.rows, phase) if grows(*gap))
    actual.incomplete = bool(actual.gaps)
    actual.qualifier = _qualifier_of_sum(chain.rows)
    if actual.incomplete:
        actual.qualifier = Qualifier.AT_LEAST
        key = "period-gap" if indicator.core else "period-gap.supporting"
        spans = [text for first, last in actual.gaps for text in (first, last)]
        parameters: dict[str, object] = {
            "first": spans[0],
            "last": spans[1],
            "more": len(actual.gaps) - 1,
            "value": actual.value,
        }
        actual.findings.append(Finding(key, chain.rows[-1].location, parameters, indicator=indicator.id))
    _check_left_out(left_out, chain.rows, rows, phase, actual)


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


def _qualifier_of_sum(rows: Iterable[Observation]) -> Qualifier | None:
    words = {row.qualifier for row in rows if row.qualifier}
    return words.pop() if len(words) == 1 else Qualifier.ABOUT if words else None


def _check_left_out(
    left_out: list[Observation],
    chain: Sequence[Observation],
    rows: list[Observation],
    phase: Phase,
    actual: Actual,
) -> None:
    """Check rows that the chain doesn't use against those that it does, where both tell of the same days."""
    for row in left_out:
        if row.measure is Measure.CUMULATIVE:
            before = [used for used in chain if used.end <= row.end]
            whole = bool(before) and before[-1].end == row.end and not _gaps(before, phase)
            if whole:
                _compare(row, before, actual)
        else:
            _compare_period(row, [used for used in chain if used.measure is Measure.IN_PERIOD], phase, actual)
    for used in chain:
        if used.measure is Measure.IN_PERIOD:
            _compare_period(used, [row for row in left_out if row.measure is Measure.IN_PERIOD], phase, actual)
    _check_cumulative_steps(rows, phase, actual)


def _check_cumulative_steps(rows: list[Observation], phase: Phase, actual: Actual) -> None:
    """From one cumulative figure to the next, the periods between them must make up the difference."""
    cumulative = [row for row in rows if row.measure is Measure.CUMULATIVE]
    in_period = [row for row in rows if row.measure is Measure.IN_PERIOD]
    for earlier, later in zip([None, *cumulative], cumulative, strict=False):
        first = earlier.end + _DAY if earlier else phase.start
        parts = _tiling(first, later.end, in_period, phase)
        if parts:
            _compare(later, [*([earlier] if earlier else []), *parts], actual)


def _compare_period(whole: Observation, others: list[Observation], phase: Phase, actual: Actual) -> None:
    """A period against shorter ones inside it: equal where they fill it, never more where they don't."""
    first = _start(whole, phase)
    parts = _tiling(first, whole.end, others, phase)
    if parts:
        _compare(whole, parts, actual)
        return
    inside = [row for row in others if first <= _start(row, phase) and row.end <= whole.end]
    chain = _best_chain([row for row in inside if row is not whole], phase)
    if chain and sum(row.value for row in chain.rows) > whole.value and not _vague([whole, *chain.rows]):
        actual.findings.append(_sum_finding(whole, chain.rows))


def _tiling(first: date, last: date, rows: Iterable[Observation], phase: Phase) -> list[Observation]:
    """Rows that fill the days from first to last without gap or overlap; empty where there are none."""
    inside = [row for row in rows if first <= _start(row, phase) and row.end <= last]
    fills: dict[date, list[Observation]] = {first - _DAY: []}
    for row in sorted(inside, key=_order):
        before = fills.get(_start(row, phase) - _DAY)
        if before is not None and (row.end not in fills or len(before) + 1 < len(fills[row.end])):
            fills[row.end] = [*before, row]
    return fills.get(last, [])


def _vague(rows: Iterable[Observation]) -> bool:
    return any(row.qualifier for row in rows)


def _compare(whole: Observation, parts: Sequence[Observation], actual: Actual) -> None:
    if not _vague([whole, *parts]) and sum(row.value for row in parts) != whole.value:
        actual.findings.append(_sum_finding(whole, parts))


def _sum_finding(whole: Observation, parts: Sequence[Observation]) -> Finding:
    parameters: dict[str, object] = {
        "whole": whole.value,
        "sum": sum((row.value for row in parts), Fraction(0)),
        "day": whole.end,
        "count": len(parts),
    }
    related = tuple(row.location for row in parts)
    return Finding("period-sum-mismatch", whole.location, parameters, indicator=whole.indicator, related=related)
