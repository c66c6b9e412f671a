"""What differs between two states of the data: targets, reported figures, verdicts, files.

Made to catch a retroactive edit: a figure of a past period that changed though no later report says so.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from du_an8.findings import Location
from du_an8.programme.catalogue import Indicator
from du_an8.programme.provinces import Province
from du_an8.reconcile.assessment import Assessment, Facts
from du_an8.reconcile.judging.verdict import Status, Verdict
from du_an8.reports.facts import Detail, Measure, Observation
from du_an8.targets.facts import TargetVersion

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class ChangeKind(StrEnum):
    """What happened to a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the data, judged.

    Attributes:
        digests: path of a report file, relative to the data folder -> SHA-256 of its bytes.
    """

    facts: Facts
    assessment: Assessment
    digests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A version of a target, before and after."""

    kind: ChangeKind
    area: str
    indicator: Indicator
    effective: date | None
    before: TargetVersion | None
    after: TargetVersion | None


@dataclass(frozen=True, slots=True)
class FigureChange:
    """What is reported of one thing and time, before and after.

    Attributes:
        place: the district or commune, empty for the province's own figure.
        retroactive: it changed, and nothing says that a later report was sent.
    """

    kind: ChangeKind
    area: str
    indicator: Indicator
    place: str
    measure: Measure
    start: date | None
    end: date
    before: Observation | Detail | None
    after: Observation | Detail | None
    retroactive: bool


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A verdict, before and after; None where there was none."""

    province: Province
    indicator: Indicator
    before: Verdict | None
    after: Verdict | None


@dataclass(frozen=True, slots=True)
class FileChange:
    """A report file whose bytes changed; `with_figures` where any figure of it did, too."""

    kind: ChangeKind
    path: str
    with_figures: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs."""

    targets: tuple[TargetChange, ...]
    figures: tuple[FigureChange, ...]
    verdicts: tuple[VerdictChange, ...]
    files: tuple[FileChange, ...]


def compare(before: Snapshot, after: Snapshot) -> Changes:
    """The changes from one state to the other, each in a fixed order."""
    figures = tuple(sorted(_figures(before, after), key=lambda c: (not c.retroactive, c.area, c.indicator.id, c.end)))
    return Changes(
        tuple(_targets(before.facts, after.facts)),
        figures,
        tuple(_verdicts(before.assessment, after.assessment)),
        tuple(_files(before, after, figures)),
    )


def _pairs(
    before: Mapping[Key, Value], after: Mapping[Key, Value], same: Callable[[Value, Value], bool]
) -> Iterator[tuple[ChangeKind, Key, Value | None, Value | None]]:
    """What is on one side alone, or differs."""
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        if old is None:
            yield ChangeKind.ADDED, key, None, new
        elif new is None:
            yield ChangeKind.REMOVED, key, old, None
        elif not same(old, new):
            yield ChangeKind.CHANGED, key, old, new


def _targets(before: Facts, after: Facts) -> Iterator[TargetChange]:
    def versions(facts: Facts) -> dict[tuple[str, str, date | None], TargetVersion]:
        targets = [target for own in facts.targets.by_area.values() for target in own.values()]
        return {(t.area, t.indicator, v.effective): v for t in targets for v in t.versions}

    def same(old: TargetVersion, new: TargetVersion) -> bool:
        return (old.target, old.annual_plan, old.milestones) == (new.target, new.annual_plan, new.milestones)

    for kind, (area, name, effective), old, new in _pairs(versions(before), versions(after), same):
        yield TargetChange(kind, area, _indicator(name, before, after), effective, old, new)


def _figures(before: Snapshot, after: Snapshot) -> Iterator[FigureChange]:
    old_rows, new_rows = _in_use(before.facts), _in_use(after.facts)
    for kind, key, old, new in _pairs(old_rows, new_rows, _same_figure):
        area, name, place, measure, start, end = key
        retroactive = kind is not ChangeKind.ADDED and not _is_later(old, new)
        indicator = _indicator(name, before.facts, after.facts)
        yield FigureChange(kind, area, indicator, place, measure, start, end, old, new, retroactive)


_FigureKey = tuple[str, str, str, Measure, date | None, date]


def _in_use(facts: Facts) -> dict[_FigureKey, Observation | Detail]:
    """What is reported of each thing and time; of several reports the last that was sent."""
    told: dict[_FigureKey, Observation | Detail] = {}
    rows: Iterable[Observation | Detail] = [*facts.reports.observations, *facts.reports.details]
    for row in sorted(rows, key=lambda row: (row.reported_on or date.min, row.location)):
        told[row.area, row.indicator, _place_of(row), row.measure, row.start, row.end] = row
    return told


def _place_of(row: Observation | Detail) -> str:
    if isinstance(row, Observation):
        return ""
    return ", ".join([*(place.name for place in reversed(row.places)), *([row.part] if row.part else [])])


def _same_figure(old: Observation | Detail, new: Observation | Detail) -> bool:
    return (old.value, old.qualifier) == (new.value, new.qualifier)


def _is_later(old: Observation | Detail | None, new: Observation | Detail | None) -> bool:
    """Whether the new figure comes from a report that was sent after the old one."""
    if old is None or new is None or new.reported_on is None:
        return False
    return old.reported_on is None or new.reported_on > old.reported_on


def _verdicts(before: Assessment, after: Assessment) -> Iterator[VerdictChange]:
    def all_of(assessment: Assessment) -> dict[tuple[str, str], tuple[Province, Verdict]]:
        return {(r.province.area, v.indicator.id): (r.province, v) for r in assessment.judged for v in r.verdicts}

    def same(old: tuple[Province, Verdict], new: tuple[Province, Verdict]) -> bool:
        return _judged(old[1]) == _judged(new[1])

    for _, _, old, new in _pairs(all_of(before), all_of(after), same):
        province, verdict = old or new or (None, None)
        if province and verdict:
            yield VerdictChange(province, verdict.indicator, old[1] if old else None, new[1] if new else None)


def _judged(verdict: Verdict) -> tuple[Status | None, Fraction | None]:
    return verdict.status, verdict.completion


def _files(before: Snapshot, after: Snapshot, figures: Iterable[FigureChange]) -> Iterator[FileChange]:
    touched = {place.path.partition("/")[2] for change in figures for place in _places(change)}
    for kind, path, _, _ in _pairs(before.digests, after.digests, lambda old, new: old == new):
        yield FileChange(kind, path, path in touched)


def _places(change: FigureChange) -> list[Location]:
    return [row.location for row in (change.before, change.after) if row]


def _indicator(name: str, before: Facts, after: Facts) -> Indicator:
    return after.programme.indicators.get(name) or before.programme.indicators[name]
