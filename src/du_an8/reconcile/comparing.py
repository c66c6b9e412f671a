"""Compares two states of the data, or the answers to one question about both."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import TypeVar

from msgspec.structs import replace

from du_an8.decisions.facts import in_folder
from du_an8.findings import Finding
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.changes import (
    AnswerChanges,
    ChangeKind,
    Changes,
    FileChange,
    Snapshot,
    StatedTarget,
    TargetChange,
    VerdictChange,
    known_indicator,
)
from du_an8.reconcile.figure_changes import figure_changes, figures_by_file
from du_an8.reconcile.judging.verdict import Status, Verdict
from du_an8.reconcile.province import ProvinceResult
from du_an8.reconcile.records import Records
from du_an8.targets.facts import NO_TARGETS

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


def compare(before: Snapshot, after: Snapshot) -> Changes:
    """The changes from one state to the other, each in a fixed order."""
    figures = sorted(figure_changes(before, after), key=lambda c: (not c.retroactive, c.area, c.indicator.id, c.end))
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
        yield TargetChange(kind, phase, area, known_indicator(name, before, after), effective, old, new, unreadable)


def _asked(target: StatedTarget) -> tuple[object, ...]:
    version = target.version
    return version.target, version.annual_plan, version.milestones, target.baseline, target.active_years


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
    old_figures, new_figures = figures_by_file(before.figures), figures_by_file(after.figures)
    for kind, path, _, _ in changed:
        old, new = old_figures.get(path), new_figures.get(path)
        unknown = path in before.unopened | after.unopened or (old is None and new is None)
        yield FileChange(kind, path, None if unknown else old != new)


def _open_findings(assessment: Assessment) -> Mapping[tuple[object, ...], Finding]:
    """Findings that nobody settled, by what tells them apart in either folder."""
    still_open = [finding for finding in assessment.findings if not finding.settled]
    return {(f.key, f.province, f.indicator, _places_in_folder(f), f.message): f for f in still_open}


def _places_in_folder(finding: Finding) -> object:
    """Where it stands, and what else belongs to it: the same sum of other cells is another finding."""
    places = (finding.location, *finding.related)
    return tuple(place and replace(place, path=in_folder(place.path)) for place in places)


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
