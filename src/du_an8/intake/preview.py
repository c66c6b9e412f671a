"""What `check` will say differently once reports are filed: it is run on the folder without and with them."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from du_an8.findings import Finding, ordered
from du_an8.intake.arrivals import Arrival
from du_an8.reconcile.assessment import Assessment, assess
from du_an8.reconcile.changes import AnswerChanges, VerdictChange
from du_an8.reconcile.comparing import compare_answers, verdicts_beside
from du_an8.reconcile.judge_provinces import Asked
from du_an8.reconcile.records import Records
from du_an8.reports.corrected import with_corrections
from du_an8.reports.facts import Claim, FigureColumn, Observation, Reports, StatedPlan
from du_an8.reports.report_file import ReportFile
from du_an8.targets.facts import Difficulty

Item = TypeVar("Item")

_CONFLICT = "conflicting-reports"


class Preview(Struct, frozen=True):
    """The difference that reports make.

    Attributes:
        changes: between the two answers.
        after: the answer with the reports.
        lost: indicators of which a figure was known and none would be.
        phases: the ids of those that the reports tell of, or in which a verdict turns.
    """

    changes: AnswerChanges
    after: Assessment
    lost: tuple[VerdictChange, ...]
    phases: frozenset[str]

    @property
    def conflicts(self) -> tuple[Finding, ...]:
        """Figures that nobody could use any more, because nothing tells which of two reports holds."""
        return tuple(finding for finding in self.changes.findings_new if finding.rule == _CONFLICT)

    @property
    def voids_figures(self) -> bool:
        """Whether the reports take away what was known, so that somebody should agree to that first."""
        return bool(self.conflicts or self.lost)


def _is_lost(change: VerdictChange) -> bool:
    known = change.before is not None and change.before.actual.value is not None
    return known and (change.after is None or change.after.actual.value is None)


def foresee(records: Records, findings: Sequence[Finding], arrivals: Sequence[Arrival], asked: Asked) -> Preview:
    """Run the whole check twice.

    Args:
        records: the data folder as it is.
        findings: what came up while it was read.
        arrivals: the reports that would be filed.
    """
    of_country = any(arrival.coverage and arrival.coverage.province.is_country for arrival in arrivals)
    reports, more = records.reports, list(findings)
    for arrival in arrivals:
        reports = _with_report(reports, arrival.report, arrival.shown_target)
        more += arrival.report.findings
    with_them = replace(records, reports=reports)
    before = assess(records, None, asked, findings, national=of_country)
    after = assess(with_them, None, asked, more, national=of_country)
    changes, lost = compare_answers(before, after), tuple(filter(_is_lost, verdicts_beside(before, after)))
    told: list[Observation | FigureColumn] = []
    for arrival in arrivals:
        told += [*arrival.report.observations, *arrival.report.columns]
    phases = {records.programme.phase_of(each).id for each in told} | {turned.phase.id for turned in changes.verdicts}
    return Preview(changes, after, lost, frozenset(phases))


def points_in(
    records: Records, findings: Sequence[Finding], arrival: Arrival, asked: Asked, preview: Preview | None
) -> list[Finding]:
    """All that is to be cleared up in a report: what `check` says of it where it is the only one about its time.

    Beside a second version of the same report a point may be told of that one, or be settled by it; and two versions
    may contradict each other, which is told as well.

    Args:
        preview: of this report alone; None where it isn't filed, or was before.
    """
    others = _versions(records, arrival)
    alone = replace(records, reports=_without(records.reports, others))
    findings_without = [each for each in findings if each.location is None or each.location.path not in others]
    by_itself = _checked_with(alone, findings_without, arrival, asked)
    beside = preview.after.findings if preview else _checked_with(records, findings, arrival, asked)
    points = [finding for finding in by_itself if _is_in(finding, arrival)]
    points += [finding for finding in beside if finding.rule == _CONFLICT and _is_in(finding, arrival)]
    return ordered(points)


def _versions(records: Records, arrival: Arrival) -> frozenset[str]:
    """The reports on file that tell of the same time of the same province, the one itself among them."""
    account = arrival.report.account
    spans = {(span.area, span.end) for span in account.covers} if account else set()
    alike = (file.path for file in records.reports.files if spans & {(s.area, s.end) for s in file.covers})
    return frozenset({*alike, arrival.shown_target})


def _without(reports: Reports, paths: frozenset[str]) -> Reports:
    """All that the other files say."""

    def left(statements: Iterable[Item], path_of: Callable[[Item], str]) -> tuple[Item, ...]:
        return tuple(each for each in statements if path_of(each) not in paths)

    difficulties = {area: left(told, _path_of) for area, told in reports.difficulties.items()}
    return Reports(
        left(reports.observations, _path_of),
        left(reports.claims, _path_of),
        left(reports.plans, _path_of),
        left(reports.columns, lambda column: column.path),
        {area: told for area, told in difficulties.items() if told},
        left(reports.files, lambda file: file.path),
        left(reports.explanations, lambda told: told.location.path),
    )


def _checked_with(records: Records, findings: Sequence[Finding], arrival: Arrival, asked: Asked) -> tuple[Finding, ...]:
    on_file_too = any(file.path == arrival.shown_target for file in records.reports.files)
    if on_file_too:
        return assess(records, None, asked, findings).findings
    with_it = replace(records, reports=_with_report(records.reports, arrival.report, arrival.shown_target))
    return assess(with_it, None, asked, [*findings, *arrival.report.findings]).findings


def _is_in(finding: Finding, arrival: Arrival) -> bool:
    """Whether an open finding is about a report, or about others and this one."""
    places = (finding.location, *(finding.related if finding.rule == _CONFLICT else ()))
    return not finding.settled and any(place and place.path == arrival.shown_target for place in places)


def _with_report(reports: Reports, report: ReportFile, path: str) -> Reports:
    """All that the files say with one more among them, at the place that its path gives it."""
    difficulties = dict(reports.difficulties)
    for area, difficulty in report.difficulties:
        difficulties[area] = _inserted(difficulties.get(area, ()), [difficulty], path, _path_of)
    accounts = [report.account] if report.account else []
    return with_corrections(
        Reports(
            _inserted(reports.observations, report.observations, path, _path_of),
            _inserted(reports.claims, report.claims, path, _path_of),
            _inserted(reports.plans, report.plans, path, _path_of),
            _inserted(reports.columns, report.columns, path, lambda column: column.path),
            difficulties,
            _inserted(reports.files, accounts, path, lambda file: file.path),
            (*reports.explanations, *(report.returned.explanations if report.returned else ())),
        )
    )


def _path_of(statement: Observation | Claim | StatedPlan | Difficulty) -> str:
    return statement.location.path


def _inserted(
    statements: Sequence[Item], further: Iterable[Item], path: str, path_of: Callable[[Item], str]
) -> tuple[Item, ...]:
    """Those of a further file, before those of the files that come after it."""
    position = bisect_right(statements, PurePosixPath(path), key=lambda each: PurePosixPath(path_of(each)))
    return (*statements[:position], *further, *statements[position:])
