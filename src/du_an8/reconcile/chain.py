"""The chain of report rows along which a flow adds up (DESIGN §2.3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from du_an8.programme.catalogue import Phase
from du_an8.reports.facts import Measure, Observation

_DAY = timedelta(days=1)


def order(row: Observation) -> tuple[object, ...]:
    """By time and content; the place in the files only breaks ties, so that their order never shows."""
    return (row.end, row.start or date.min, row.measure, row.value, row.reported_on or date.min, row.location)


@dataclass(frozen=True)
class Chain:
    """A cumulative row or the phase's start, then in-period rows that don't overlap."""

    rows: tuple[Observation, ...]
    uncovered: int

    @property
    def end(self) -> date:
        """The date that the chain reaches."""
        return self.rows[-1].end

    def rank(self) -> tuple[object, ...]:
        """Smaller is better: fewer uncovered days, fewer rows, then a fixed order."""
        return (self.uncovered, len(self.rows), [order(row)[:4] for row in self.rows])


def start_of(row: Observation, phase: Phase) -> date:
    """The first day that a row covers."""
    return row.start or phase.start


def best_chain(rows: list[Observation], phase: Phase) -> Chain | None:
    """Rows by end; for each row the best chain that ends with it."""
    best: list[tuple[Observation, Chain]] = []
    for row in sorted(rows, key=order):
        if row.measure is Measure.CUMULATIVE:
            best.append((row, Chain((row,), 0)))
            continue
        start = start_of(row, phase)
        chains = [Chain((row,), max((start - phase.start).days, 0))]
        chains += [
            Chain((*chain.rows, row), chain.uncovered + (start - last.end).days - 1)
            for last, chain in best
            if last.end < start
        ]
        best.append((row, min(chains, key=Chain.rank)))
    if not best:
        return None
    latest = max(chain.end for _, chain in best)
    return min((chain for _, chain in best if chain.end == latest), key=Chain.rank)


def uncovered_spans(rows: Sequence[Observation], phase: Phase) -> list[tuple[date, date]]:
    """Days from the phase's start to the chain's end that no row covers."""
    gaps = []
    covered_until = phase.start - _DAY
    for row in rows:
        if row.measure is Measure.IN_PERIOD and start_of(row, phase) > covered_until + _DAY:
            gaps.append((covered_until + _DAY, start_of(row, phase) - _DAY))
        covered_until = row.end
    return gaps


def in_period(rows: Iterable[Observation]) -> list[Observation]:
    """The rows that tell of one period alone."""
    return [row for row in rows if row.measure is Measure.IN_PERIOD]
