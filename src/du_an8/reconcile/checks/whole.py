"""A whole beside its parts: a merged province and those it was formed from, the country and its provinces.

Reconciliation 10 of docs/doi-chieu.md.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import chain

from msgspec import Struct

from du_an8.findings import MOST_RELATED, Finding, Location
from du_an8.programme.catalogue import Kind
from du_an8.reconcile.judging.verdict import Part, Reason, Verdict
from du_an8.reconcile.rollup import RollUp, asked_of, known_of
from du_an8.reports.sums import known_total
from du_an8.vietnamese.numbers import Qualifier


def check_whole(verdict: Verdict, reported: Verdict | None, whole: RollUp) -> Iterator[Finding]:
    """Findings about one indicator.

    Args:
        verdict: on the whole.
        reported: by what it states itself.
    """
    parts = whole.parts_of(verdict.indicator)
    if whole.taken_over:
        yield from _check_cover(verdict, parts)
        yield from _check_base(verdict)
    if reported and reported.indicator.kind is not Kind.RATE:  # levels don't add up
        yield from _check_targets(reported, parts, whole)
        yield from _check_figure(reported, parts, whole)


def _check_cover(verdict: Verdict, parts: Sequence[Part]) -> Iterator[Finding]:
    """A figure of the whole that its targets don't cover."""
    if verdict.reason is not Reason.MERGE_INCOMPLETE:
        return
    without = [part for part in parts if not part.is_asked]
    words: dict[str, object] = {
        "name": verdict.indicator.short_name,
        "value": verdict.actual.value,
        "places": [part.province.name for part in without or parts],
    }
    key = "merge-incomplete" if without else "merge-incomplete.levels"
    yield Finding(key, verdict.location, words, indicator=verdict.indicator.id)


def _check_base(verdict: Verdict) -> Iterator[Finding]:
    """A figure that goes on from an incomplete sum."""
    base = next((row for row in verdict.actual.used if row.partial), None)
    if base is None:
        return
    words: dict[str, object] = {
        "name": verdict.indicator.short_name,
        "value": base.value,
        "day": base.end,
        "total": verdict.actual.value,
    }
    yield Finding("merge-incomplete.before", base.location, words, indicator=verdict.indicator.id)


def _check_targets(reported: Verdict, parts: Sequence[Part], whole: RollUp) -> Iterator[Finding]:
    """The target of the whole against the sum of those of its parts.

    While a part's target isn't on file, a smaller sum proves nothing.
    """
    asked = asked_of(parts)
    if reported.version is None or reported.asked is None or not asked:
        return
    added = known_total(verdict.asked for verdict in asked)
    are_all = whole.all_known and len(asked) == len(parts)
    if added > reported.asked or (are_all and added != reported.asked):
        places = list(chain.from_iterable(map(_lines, asked)))
        key = "merge-mismatch.target" if whole.taken_over else "national-sum-mismatch"
        yield _Difference(reported.asked, reported.version.location, added, places, len(asked)).finding(key, reported)


def _check_figure(reported: Verdict, parts: Sequence[Part], whole: RollUp) -> Iterator[Finding]:
    """The figure of the whole against the sum of its parts by that date, which can't be more."""
    value, day = reported.actual.value, reported.actual.observed_on
    if value is None or day is None or not _is_stated(reported):
        return
    known = [verdict for verdict in known_of(parts) if _is_by(verdict, day)]
    added = known_total(verdict.actual.value for verdict in known)
    if added > value and not _leaves_room(reported, known):
        key = "merge-mismatch.figure" if whole.taken_over else "national-sum-mismatch.result"
        where = reported.actual.used[-1].location
        yield _Difference(value, where, added, _cells(known), len(known)).finding(key, reported)


class _Difference(Struct, frozen=True):
    """What the whole states, beside what its parts come to.

    Attributes:
        where: the cell or line in which the whole states it.
        places: where the parts state theirs.
        count: how many parts they are.
    """

    stated: Fraction
    where: Location
    added: Fraction
    places: Sequence[Location]
    count: int

    def finding(self, key: str, reported: Verdict) -> Finding:
        words: dict[str, object] = {
            "name": reported.indicator.short_name,
            "value": self.stated,
            "sum": self.added,
            "count": self.count,
            "day": reported.actual.observed_on,
        }
        related = tuple(self.places[:MOST_RELATED])
        return Finding(key, self.where, words, indicator=reported.indicator.id, related=related)


def _is_stated(reported: Verdict) -> bool:
    """Whether the figure stands in a cell, and was not added up."""
    return bool(reported.actual.used) and not any(row.sum_of for row in reported.actual.used)


def _is_by(verdict: Verdict, day: date) -> bool:
    """Whether there is a figure, all of which describes that day or one before it."""
    return verdict.actual.observed_on is not None and all(row.end <= day for row in verdict.actual.used)


def _leaves_room(reported: Verdict, parts: Iterable[Verdict]) -> bool:
    """Whether approximate words leave open that the whole is more, or a part less."""
    less = {Qualifier.BELOW, Qualifier.ABOUT}
    return reported.actual.qualifier is Qualifier.AT_LEAST or any(part.actual.qualifier in less for part in parts)


def _lines(verdict: Verdict) -> list[Location]:
    return [version.location for version in verdict.versions]


def _cells(verdicts: Iterable[Verdict]) -> list[Location]:
    return [row.location for verdict in verdicts for row in verdict.actual.used]
