"""Rows that tell of the same days must tell the same: cumulative figures against the sum of the periods."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from msgspec import Struct

from du_an8.findings import Finding
from du_an8.programme.catalogue import Indicator
from du_an8.programme.phases import Phase
from du_an8.reconcile.judging.chain import best_chain, in_period, order, start_of
from du_an8.reports.facts import Measure, Observation
from du_an8.reports.sums import total

_DAY = timedelta(days=1)
_NOTHING = Fraction(0)


class PeriodSums(Struct, frozen=True):
    """Rows that tell of the same days must tell the same (period-sum-mismatch).

    Attributes:
        begins: what there was when the phase began; None where that isn't known, so that nothing tells how much came
            before the first cumulative figure.
    """

    indicator: Indicator
    phase: Phase
    grows: Callable[[date, date], bool]
    begins: Fraction | None = _NOTHING

    def among(self, rows: Sequence[Observation]) -> list[Finding]:
        """Check each period against the shorter ones inside it, whichever is used, and the cumulative steps."""
        periods = in_period(rows)
        findings = [self._period(row, [other for other in periods if other is not row]) for row in periods]
        return [finding for finding in (*findings, *self._cumulative_steps(rows)) if finding]

    def _cumulative_steps(self, rows: Sequence[Observation]) -> Iterator[Finding | None]:
        """From one cumulative figure to the next, the periods between them must make up the difference.

        The first one starts with the phase; years in which nothing was due may be silent.
        """
        cumulative = [row for row in rows if row.measure is Measure.CUMULATIVE]
        periods = in_period(rows)
        if cumulative and self.begins is not None:
            yield self._step(None, cumulative[0], periods)
        for earlier, later in pairwise(cumulative):
            yield self._step(earlier, later, periods)

    def _step(self, earlier: Observation | None, later: Observation, periods: Sequence[Observation]) -> Finding | None:
        """From the earlier figure, or the start of the phase, to the later."""
        if earlier:
            first, before, begins = earlier.end + _DAY, [earlier], _NOTHING
        else:
            first, before, begins = self.phase.start, [], self.begins or _NOTHING
        inside = self._inside(first, later.end, periods)
        start = self._start(first, inside, may_be_silent=earlier is None)
        if start and (parts := self._tiling(start, later.end, inside)):
            # Years before the first report may be silent, but silence isn't zero.
            return self._compare(later, [*before, *parts], begins, at_most=start != first)
        chain = best_chain(inside, self.phase)
        return self._compare(later, [*before, *chain.rows], begins, at_most=True) if chain else None

    def _start(self, first: date, periods: Iterable[Observation], *, may_be_silent: bool) -> date | None:
        """The day from which periods are told; days before it on which nothing was due may be silent."""
        days = {start_of(row, self.phase) for row in periods}
        if first in days:
            return first
        later = (day for day in days if may_be_silent and not self.grows(first, day - _DAY))
        return min(later, default=None)

    def _inside(self, first: date, last: date, periods: Iterable[Observation]) -> list[Observation]:
        return [row for row in periods if first <= start_of(row, self.phase) and row.end <= last]

    def _period(self, whole: Observation, others: Sequence[Observation]) -> Finding | None:
        """A period against shorter ones inside it: equal where they fill it, never more where they don't."""
        first = start_of(whole, self.phase)
        parts = self._tiling(first, whole.end, others)
        if parts:
            return self._compare(whole, parts)
        chain = best_chain(self._inside(first, whole.end, others), self.phase)
        return self._compare(whole, chain.rows, at_most=True) if chain else None

    def _tiling(self, first: date, last: date, rows: Iterable[Observation]) -> list[Observation]:
        """The fewest rows that fill the days from first to last without gap or overlap; none where they can't."""
        fills: dict[date, list[Observation]] = {first - _DAY: []}
        for row in sorted(rows, key=order):
            before = fills.get(start_of(row, self.phase) - _DAY)
            shorter = before is not None and (row.end not in fills or len(before) + 1 < len(fills[row.end]))
            if before is not None and shorter and row.end <= last:
                fills[row.end] = [*before, row]
        return fills.get(last, [])

    def _compare(
        self, whole: Observation, parts: Sequence[Observation], begins: Fraction = _NOTHING, *, at_most: bool = False
    ) -> Finding | None:
        added = total(parts) + begins
        agree = added <= whole.value if at_most else added == whole.value
        if agree or any(row.qualifier for row in (whole, *parts)):
            return None
        parameters: dict[str, object] = {
            "name": self.indicator.short_name,
            "whole": whole.value,
            "sum": added,
            "day": whole.end,
            "count": len(parts),
            "parts": [*([begins] if begins else []), *(row.value for row in parts)],
        }
        related = tuple(row.location for row in parts)
        key = "period-sum-mismatch" if len(parts) + bool(begins) > 1 else "period-sum-mismatch.one"
        return Finding(key, whole.location, parameters, indicator=whole.indicator, related=related)
