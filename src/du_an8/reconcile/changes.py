"""What differs between two states of the data: targets, reported figures, verdicts, files, errors.

Made to catch a retroactive edit: a figure of a past period that changed though no later report says so.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import chain, zip_longest
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from du_an8.decisions.facts import in_folder
from du_an8.findings import Finding, Severity
from du_an8.programme.catalogue import Indicator, Phase
from du_an8.programme.provinces import Province
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.judging.verdict import Status, Verdict
from du_an8.reconcile.province import ProvinceResult
from du_an8.reconcile.records import Records
from du_an8.reports.facts import Detail, FigureColumn, Measure, Observation
from du_an8.targets.facts import NO_TARGETS, TargetVersion

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class ChangeKind(StrEnum):
    """What happened to a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


Figure = Observation | Detail


class Snapshot(Struct, frozen=True, dict=True):
    """One state of the data, judged.

    Attributes:
        digests: path of a report file, relative to the data folder -> SHA-256 of its bytes.
    """

    records: Records
    assessment: Assessment
    digests: Mapping[str, str]

    @property
    def figures(self) -> Iterator[Figure]:
        """Everything that is reported, whether it is in use or not."""
        return chain(self.records.reports.observations, self.records.reports.details)

    @cached_property
    def unopened(self) -> frozenset[str]:
        """Files that are there, but of which nobody knows what they say."""
        return frozenset(self.digests) - {in_folder(file.path) for file in self.records.reports.files}


class StatedTarget(Struct, frozen=True):
    """One version of a target, with what its file states for all versions."""

    version: TargetVersion
    baseline: Decimal | None
    active_years: tuple[int, ...]


class TargetChange(Struct, frozen=True):
    """A version of a target, before and after.

    Attributes:
        phase: the id of its phase.
        unreadable: a fault hides what the state without it asks.
    """

    kind: ChangeKind
    phase: str
    area: str
    indicator: Indicator
    effective: date | None
    before: StatedTarget | None
    after: StatedTarget | None
    unreadable: bool


class FigureChange(Struct, frozen=True):
    """What is reported of one thing and time, before and after.

    Attributes:
        phase: the id of its phase.
        place: the district or commune, empty for the province's own figure.
        retroactive: it changed, and nothing says that a later report was sent.
        unreadable: the file is there, but the state without the figure can't open it.
    """

    kind: ChangeKind
    phase: str
    area: str
    indicator: Indicator
    place: str
    measure: Measure
    start: date | None
    end: date
    before: Figure | None
    after: Figure | None
    retroactive: bool
    unreadable: bool


class VerdictChange(Struct, frozen=True):
    """A verdict of one phase, before and after; None where there was none."""

    phase: Phase
    province: Province
    indicator: Indicator
    before: Verdict | None
    after: Verdict | None


class FileChange(Struct, frozen=True):
    """A report file whose bytes changed.

    Attributes:
        with_figures: whether any figure of it did, too; None where a state could read none from it.
    """

    kind: ChangeKind
    path: str
    with_figures: bool | None


class AnswerChanges(Struct, frozen=True):
    """What differs between two answers.

    Attributes:
        findings_gone: open findings that only the earlier one has.
        findings_new: open findings that only the later one has.
    """

    verdicts: tuple[VerdictChange, ...]
    findings_gone: tuple[Finding, ...]
    findings_new: tuple[Finding, ...]

    @property
    def errors_gone(self) -> list[Finding]:
        """Errors that only the earlier state has."""
        return [finding for finding in self.findings_gone if finding.severity is Severity.ERROR]

    @property
    def errors_new(self) -> list[Finding]:
        """Errors that only the later state has."""
        return [finding for finding in self.findings_new if finding.severity is Severity.ERROR]


class Changes(AnswerChanges, frozen=True):
    """Everything that differs between two states, their answers among it."""

    targets: tuple[TargetChange, ...]
    figures: tuple[FigureChange, ...]
    files: tuple[FileChange, ...]

    @property
    def phases(self) -> frozenset[str]:
        """The ids of the phases in which anything changed."""
        of_targets = {change.phase for change in self.targets}
        of_figures = {change.phase for change in self.figures}
        return frozenset(of_targets | of_figures | {change.phase.id for change in self.verdicts})


def compare(before: Snapshot, after: Snapshot) -> Changes:
    """The changes from one state to the other, each in a fixed order."""
    figures = sorted(_figures(before, after), key=lambda c: (not c.retroactive, c.area, c.indicator.id, c.end))
    answers = compare_answers(before.assessment, after.assessment)
    return Changes(
        targets=tuple(_targets(before.records, after.records)),
        figures=tuple(figures),
        verdicts=answers.verdicts,
        files=tuple(_files(before, after)),
        findings_gone=answers.findings_gone,
        findings_new=answers.findings_new,
    )


def compare_answers(before: Assessment, after: Assessment) -> AnswerChanges:
    """The changes from one answer to the other, whatever changed in the data."""
    old_findings, new_findings = _open_findings(before), _open_findings(after)
    return AnswerChanges(
        verdicts=tuple(_verdicts(before, after)),
        findings_gone=tuple(finding for key, finding in old_findings.items() if key not in new_findings),
        findings_new=tuple(finding for key, finding in new_findings.items() if key not in old_findings),
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


def _targets(before: Records, after: Records) -> Iterator[TargetChange]:
    def stated(records: Records) -> dict[tuple[str, str, str, date | None], StatedTarget]:
        return {
            (phase, t.area, t.indicator, v.effective): StatedTarget(v, t.baseline, t.active_years)
            for phase, targets in records.targets.items()
            for of_area in targets.by_area.values()
            for t in of_area.values()
            for v in t.versions
        }

    def same(old: StatedTarget, new: StatedTarget) -> bool:
        return _asked(old) == _asked(new)

    for kind, (phase, area, name, effective), old, new in _pairs(stated(before), stated(after), same):
        silent = (before if old is None else after).targets.get(phase, NO_TARGETS)
        unreadable = kind is not ChangeKind.CHANGED and silent.cannot_be_read(area, name)
        yield TargetChange(kind, phase, area, _indicator(name, before, after), effective, old, new, unreadable)


def _asked(target: StatedTarget) -> tuple[object, ...]:
    version = target.version
    return version.target, version.annual_plan, version.milestones, target.baseline, target.active_years


def _figures(before: Snapshot, after: Snapshot) -> Iterator[FigureChange]:
    columns = {*before.records.reports.columns} ^ {*after.records.reports.columns}
    at_odds = frozenset(map(_subject, columns))
    old_rows, new_rows = _by_key(before, at_odds), _by_key(after, at_odds)
    for key in dict.fromkeys([*old_rows, *new_rows]):
        for old, new in _differences(old_rows.get(key, []), new_rows.get(key, [])):
            yield _figure_change(key, old, new, before, after)


_Subject = tuple[str, str, Measure, date | None, date]
_FigureKey = tuple[str, str, type[Figure], str, Measure, date | None, date]


def _subject(column: FigureColumn) -> _Subject:
    return column.area, column.indicator, column.measure, column.start, column.end


def _by_key(state: Snapshot, at_odds: Container[_Subject]) -> Mapping[_FigureKey, list[Figure]]:
    """What a state says of each thing and time, the last that was sent last.

    Args:
        at_odds: what those columns are about that both states don't share; nothing else can differ below a province.
    """
    reports = state.records.reports
    of_places = chain.from_iterable(column for column in reports.columns if _subject(column) in at_odds)
    rows: list[Figure] = [*reports.observations, *of_places]
    figures: defaultdict[_FigureKey, list[Figure]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.reported_on or date.min, row.location)):
        figures[_key(row)].append(row)
    return figures


def _key(row: Figure) -> _FigureKey:
    """One thing and time."""
    return row.area, row.indicator, type(row), _place_of(row), row.measure, row.start, row.end


def _place_of(row: Figure) -> str:
    if isinstance(row, Observation):
        return ""
    return ", ".join([*(place.name for place in reversed(row.places)), *([row.part] if row.part else [])])


def _said(row: Figure) -> tuple[object, ...]:
    return row.value, row.qualifier, row.denominator


def _differences(old: Sequence[Figure], new: Sequence[Figure]) -> Iterator[tuple[Figure | None, Figure | None]]:
    """What was said of one thing and time, and what is; reports that both states have are left out.

    Replaced reports count as well: who edits one of them changes what was known on an earlier date.
    """
    if not old or not new:  # nothing to compare: most of what a new report brings
        yield from zip_longest(old, new)
        return
    for gone, come in zip_longest(_only_in(old, new), _only_in(new, old)):
        before = gone or (old[-1] if old else None)  # a further report stands against the last one before it
        said_still = {_said(come)} if come else {_said(row) for row in new}
        if before is None or _said(before) not in said_still:
            yield before, come


def _only_in(rows: Sequence[Figure], others: Sequence[Figure]) -> list[Figure]:
    """The rows that aren't among the others, each of which stands for one."""
    left = Counter((_said(row), row.reported_on) for row in others)
    only = []
    for row in rows:
        left[_said(row), row.reported_on] -= 1
        if left[_said(row), row.reported_on] < 0:
            only.append(row)
    return only


def _figure_change(
    key: _FigureKey, old: Figure | None, new: Figure | None, before: Snapshot, after: Snapshot
) -> FigureChange:
    area, name, _, place, measure, start, end = key
    unreadable = _cannot_be_read(old, new, before, after)
    retroactive = old is not None and not unreadable and not _is_later(old, new)
    return FigureChange(
        kind=ChangeKind.ADDED if old is None else ChangeKind.REMOVED if new is None else ChangeKind.CHANGED,
        phase=_phase(old, new, before, after),
        area=area,
        indicator=_indicator(name, before.records, after.records),
        place=place,
        measure=measure,
        start=start,
        end=end,
        before=old,
        after=new,
        retroactive=retroactive,
        unreadable=unreadable,
    )


def _cannot_be_read(old: Figure | None, new: Figure | None, before: Snapshot, after: Snapshot) -> bool:
    """Whether the file of a figure is there in the state without it, but can't be opened."""
    if old and new:
        return False
    known, silent = (old, after) if old else (new, before)
    return known is not None and in_folder(known.location.path) in silent.unopened


def _phase(old: Figure | None, new: Figure | None, before: Snapshot, after: Snapshot) -> str:
    """The id of the phase of a figure: as the later state says, where it has it."""
    known, state = (new, after) if new else (old, before)
    programme = state.records.programme
    return programme.phase_of(known).id if known else programme.phase.id


def _is_later(old: Figure | None, new: Figure | None) -> bool:
    """Whether the new figure comes from a report that was sent after the old one."""
    if old is None or new is None or new.reported_on is None:
        return False
    return old.reported_on is None or new.reported_on > old.reported_on


def verdicts_beside(before: Assessment, after: Assessment) -> Iterator[VerdictChange]:
    """Every verdict of either answer beside that of the other, whether it differs or not."""

    def all_of(assessment: Assessment) -> dict[tuple[str, str, str], tuple[ProvinceResult, Verdict]]:
        answers = (*assessment.earlier, assessment)
        judged = [result for answer in answers for result in answer.judged]
        return {(r.phase.id, r.province.area, v.indicator.id): (r, v) for r in judged for v in r.verdicts}

    for _, _, old, new in _pairs(all_of(before), all_of(after), lambda *_: False):
        result, verdict = next(filter(None, (old, new)))
        before_it, after_it = old[1] if old else None, new[1] if new else None
        yield VerdictChange(result.phase, result.province, verdict.indicator, before_it, after_it)


def _verdicts(before: Assessment, after: Assessment) -> Iterator[VerdictChange]:
    for change in verdicts_beside(before, after):
        if change.before is None or change.after is None or _judged(change.before) != _judged(change.after):
            yield change


def _judged(verdict: Verdict) -> tuple[Status | None, Fraction | None]:
    return verdict.status, verdict.completion


def _files(before: Snapshot, after: Snapshot) -> Iterator[FileChange]:
    changed = list(_pairs(before.digests, after.digests, lambda old, new: old == new))
    if not changed:
        return
    old_figures, new_figures = _by_file(before.figures), _by_file(after.figures)
    for kind, path, _, _ in changed:
        old, new = old_figures.get(path), new_figures.get(path)
        unknown = path in before.unopened | after.unopened or (old is None and new is None)
        yield FileChange(kind, path, None if unknown else old != new)


def _by_file(rows: Iterable[Figure]) -> Mapping[str, Counter[tuple[object, ...]]]:
    figures: defaultdict[str, Counter[tuple[object, ...]]] = defaultdict(Counter)
    for row in rows:
        figures[in_folder(row.location.path)][(*_key(row), *_said(row))] += 1
    return figures


def _open_findings(assessment: Assessment) -> Mapping[tuple[object, ...], Finding]:
    """Findings that nobody settled, by what tells them apart in either folder."""
    still_open = [finding for finding in assessment.findings if not finding.settled]
    return {(f.key, f.province, f.indicator, _places_in_folder(f), f.message): f for f in still_open}


def _places_in_folder(finding: Finding) -> object:
    """Where it stands, and what else belongs to it: the same sum of other cells is another finding."""
    places = (finding.location, *finding.related)
    return tuple(place and replace(place, path=in_folder(place.path)) for place in places)


def _indicator(name: str, before: Records, after: Records) -> Indicator:
    return after.programme.indicators.get(name) or before.programme.indicators[name]
