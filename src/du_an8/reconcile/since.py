"""What is new since an earlier answer: what a job that runs every week has to tell."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from du_an8.programme.phases import Phase
from du_an8.programme.provinces import Province
from du_an8.reconcile.judging.verdict import LAGGING, Status, Verdict
from du_an8.reconcile.province import ProvinceResult
from du_an8.reports.file_account import FileAccount

_CLOSE = Fraction(1, 1_000_000)
"""The earlier answer was rounded to six decimals."""


class NewsKind(StrEnum):
    """What is new of an indicator."""

    LAGGING = "newly_lagging"
    RECOVERED = "recovered"
    REPORTED = "newly_reported"
    FIGURE = "figure_changed"
    TARGET = "target_changed"


class Earlier(Struct, frozen=True):
    """One indicator of the earlier answer."""

    status: Status | None
    target: Fraction | None
    actual: Fraction | None


class Previous(Struct, frozen=True):
    """The earlier answer.

    Attributes:
        indicators: (phase id, area, indicator id) -> what it said; figures of two phases are never compared.
        files: path of a report -> SHA-256 of what was read then.
    """

    as_of: date
    indicators: Mapping[tuple[str, str, str], Earlier]
    files: Mapping[str, str] = {}


class News(Struct, frozen=True):
    """One thing that is new."""

    kind: NewsKind
    province: Province
    phase: Phase
    verdict: Verdict
    before: Earlier | None


def news(results: Iterable[ProvinceResult], previous: Previous) -> tuple[News, ...]:
    """What is new of the provinces, the newly lagging first."""
    items = []
    for result in results:
        for verdict in result.core:
            before = previous.indicators.get((result.phase.id, result.province.area, verdict.indicator.id))
            kinds = _kinds(verdict, before)
            items += [News(kind, result.province, result.phase, verdict, before) for kind in kinds]
    order = list(NewsKind)
    return tuple(sorted(items, key=lambda each: order.index(each.kind)))


def changed_originals(files: Iterable[FileAccount], previous: Previous) -> tuple[str, ...]:
    """Reports that hold other bytes than at the earlier answer; a correction should be a file of its own."""
    return tuple(
        file.path for file in files if file.sha256 and previous.files.get(file.path, file.sha256) != file.sha256
    )


def _kinds(verdict: Verdict, before: Earlier | None) -> Iterator[NewsKind]:
    was_lagging = before is not None and before.status in LAGGING
    if verdict.lagging is not was_lagging:
        yield NewsKind.LAGGING if verdict.lagging else NewsKind.RECOVERED
    old, new = before.actual if before else None, verdict.actual.value
    if old is None and new is not None:
        yield NewsKind.REPORTED
    elif not _same(old, new):
        yield NewsKind.FIGURE
    if before and not _same(before.target, verdict.asked):
        yield NewsKind.TARGET


def _same(old: Fraction | None, new: Fraction | None) -> bool:
    return old is new if old is None or new is None else abs(new - old) <= _CLOSE
