"""The chain of report rows along which a flow adds up (docs/cach-tinh.md)."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from du_an8.programme.phases import Phase
from du_an8.reports.facts import Measure, Observation

_DAY = timedelta(days=1)


def order(row: Observation) -> tuple[object, ...]:
    """By time and content; the place in the files only breaks ties, so that their order never shows."""
    return (row.end, row.start or date.min, row.measure, row.value, row.reported_on or date.min, row.location)


class Chain(Struct, frozen=True):
    """A cumulative row or the phase's start, then in-period rows that don't overlap."""

    rows: tuple[Observation, ...]
    uncovered: int

    @property
    def end(self) -> date:
        """The date that the chain reaches."""
        return self.rows[-1].end


def start_of(row: Observation, phase: Phase) -> date:
    """The first day that a row covers."""
    return row.start or phase.start


def best_chain(rows: Iterable[Observation], phase: Phase) -> Chain | None:
    """The chain with the latest end, then the fewest uncovered days, the fewest rows, a fixed order.

    Walks the rows by end. Before a row that starts on a day, the best chain is the one with the least
    (uncovered days − end): what is added to reach the row is the same for all.
    """
    by_end = sorted(rows, key=order)
    ended: list[_Link] = []  # by end
    best_until: list[_Link] = []  # best_until[i]: the best to go on from among ended[: i + 1]
    for row in by_end:
        link = _extended(row, ended, best_until, phase)
        ended.append(link)
        best_until.append(min(best_until[-1], link, key=_Link.to_go_on) if best_until else link)
    if not ended:
        return None
    latest = ended[-1].row.end
    return min((link for link in ended if link.row.end == latest), key=_Link.rank).chain()


class _Link(Struct, frozen=True, eq=False):
    """The best chain that ends with a row, told by its last row and the link before."""

    row: Observation
    before: "_Link | None"
    uncovered: int
    length: int

    def rank(self) -> tuple[object, ...]:
        return (self.uncovered, self.length, order(self.row)[:4])

    def to_go_on(self) -> tuple[object, ...]:
        return (self.uncovered - self.row.end.toordinal(), self.length, order(self.row)[:4])

    def chain(self) -> Chain:
        rows = []
        link: _Link | None = self
        while link:
            rows.append(link.row)
            link = link.before
        return Chain(tuple(reversed(rows)), self.uncovered)


def _extended(row: Observation, ended: list[_Link], best_until: list[_Link], phase: Phase) -> _Link:
    if row.measure is Measure.CUMULATIVE:
        return _Link(row, None, 0, 1)
    start = start_of(row, phase)
    alone = _Link(row, None, max((start - phase.start).days, 0), 1)
    count = bisect_left(ended, start, key=lambda link: link.row.end)
    if count == 0:
        return alone
    before = best_until[count - 1]
    joined = _Link(row, before, before.uncovered + (start - before.row.end).days - 1, before.length + 1)
    return min(alone, joined, key=_Link.rank)


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
