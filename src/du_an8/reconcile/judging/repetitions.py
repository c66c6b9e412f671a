"""Which of several rows of one date or period counts: repeated, replaced, corrected (docs/cach-tinh.md)."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from du_an8.reports.facts import Observation
from du_an8.reports.sums import last_sent
from du_an8.vietnamese.numbers import Qualifier


class Repetitions(Struct, frozen=True):
    """Rows that speak of the same thing.

    Attributes:
        best: the one that counts; None where nothing tells which.
        repeated: the others that say the same.
        replaced: those in whose place it stands.
        contradicting: those of which none is known to have been replaced, where nothing tells which counts.
        passed_over: those that people decided against.
    """

    best: Observation | None
    repeated: Sequence[Observation] = ()
    replaced: Sequence[Observation] = ()
    contradicting: Sequence[Observation] = ()
    passed_over: Sequence[Observation] = ()

    def disputed(self, same: Sequence[Observation]) -> list[Observation]:
        """Those between which people decided, in their order."""
        return [row for row in same if row is self.best or row in self.passed_over]


def settled(same: Sequence[Observation]) -> Repetitions:
    """One row of those that speak of the same thing, and what becomes of the others."""
    best = winner(same)
    if best is None:
        against = _contradicting(same)
        return Repetitions(None, contradicting=against, replaced=[row for row in same if row not in against])
    others = [row for row in same if row is not best]
    passed_over = _passed_over(same, others)
    by_sameness: dict[bool, list[Observation]] = {True: [], False: []}
    for row in others:
        if row not in passed_over:
            by_sameness[_figure(row) == _figure(best)].append(row)
    return Repetitions(best, by_sameness[True], by_sameness[False], passed_over=passed_over)


def _passed_over(same: Sequence[Observation], others: Sequence[Observation]) -> list[Observation]:
    """Those that people decided against; what a later report had replaced before was no part of the contradiction."""
    return [row for row in others if row in _contradicting(same)] if _is_decided_by_hand(same) else []


def _is_decided_by_hand(same: Sequence[Observation]) -> bool:
    """Whether nothing but a decision tells which counts."""
    return any(row.chosen for row in same) and winner([replace(row, chosen=False) for row in same]) is None


def winner(same: Sequence[Observation]) -> Observation | None:
    """Equal rows are one; else the one that was decided for, or the latest sent, if it is clear which that is.

    What was sent back and came again, corrected, is out, whatever either says of when it was sent.
    """
    same = [row for row in same if row.chosen] or _uncorrected(same)
    if _are_equal(same):
        return max(same, key=lambda row: row.reported_on or date.min)
    last_day = last_sent(same)
    if last_day is None or not _are_equal(_contradicting(same)):
        return None
    return next(row for row in same if row.reported_on == last_day)


def _contradicting(same: Sequence[Observation]) -> list[Observation]:
    """Those of which none is known to have been replaced: the latest sent, and those that don't say when."""
    same = _uncorrected(same)
    last_day = last_sent(same)
    return [row for row in same if row.reported_on in {None, last_day}]


def _uncorrected(same: Sequence[Observation]) -> Sequence[Observation]:
    """Without the rows of reports of which a corrected copy is among them."""
    corrected = {row.corrects for row in same}
    return [row for row in same if row.location.path not in corrected]


def _are_equal(rows: Sequence[Observation]) -> bool:
    return len({_figure(row) for row in rows}) == 1


def _figure(row: Observation) -> tuple[Fraction, Qualifier | None]:
    return row.value, row.qualifier
