"""What `check` will say differently once reports are filed: it is run on the folder without and with them."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from du_an8.findings import Finding
from du_an8.intake.arrivals import Arrival
from du_an8.reconcile.assessment import Assessment, assess
from du_an8.reconcile.bench import Asked
from du_an8.reconcile.changes import Changes, Snapshot, VerdictChange, compare, verdicts_beside
from du_an8.reconcile.on_file import OnFile
from du_an8.reports.facts import Claim, Detail, Observation, Reports, StatedPlan
from du_an8.reports.report_file import ReportFile
from du_an8.targets.facts import Difficulty

Item = TypeVar("Item")

_CONFLICT = "conflicting-reports"


class Preview(Struct, frozen=True):
    """The difference that reports make.

    Attributes:
        changes: between the two states, findings among them.
        after: the answer with the reports.
        lost: indicators of which a figure was known and none would be.
    """

    changes: Changes
    after: Assessment
    lost: tuple[VerdictChange, ...]

    @property
    def conflicts(self) -> tuple[Finding, ...]:
        """Figures that nobody could use any more, because nothing tells which of two reports holds."""
        return tuple(finding for finding in self.changes.findings_new if finding.rule == _CONFLICT)

    @property
    def voids_figures(self) -> bool:
        """Whether the reports take away what was known, so that somebody should agree to that first."""
        return bool(self.conflicts or self.lost)

    def findings_in(self, arrival: Arrival) -> list[Finding]:
        """What is to be cleared up in a report, as `check` will say it."""
        return [
            finding
            for finding in self.after.findings
            if not finding.settled and finding.location and finding.location.path == arrival.shown_target
        ]


def _is_lost(change: VerdictChange) -> bool:
    known = change.before is not None and change.before.actual.value is not None
    return known and (change.after is None or change.after.actual.value is None)


def foresee(on_file: OnFile, findings: Sequence[Finding], arrivals: Sequence[Arrival], asked: Asked) -> Preview:
    """Run the whole check twice.

    Args:
        on_file: the data folder as it is.
        findings: what came up while it was read.
        arrivals: the reports that would be filed.
    """
    of_country = any(arrival.coverage and arrival.coverage.province.is_country for arrival in arrivals)
    reports, more = on_file.reports, list(findings)
    for arrival in arrivals:
        reports = _with_report(reports, arrival.report, arrival.shown_target)
        more += arrival.report.findings
    with_them = replace(on_file, reports=reports)
    before = assess(on_file, None, asked, findings, national=of_country)
    after = assess(with_them, None, asked, more, national=of_country)
    changes = compare(Snapshot(on_file, before, {}), Snapshot(with_them, after, {}))
    return Preview(changes, after, tuple(filter(_is_lost, verdicts_beside(before, after))))


def _with_report(reports: Reports, report: ReportFile, path: str) -> Reports:
    """All that the files say with one more among them, at the place that its path gives it."""
    difficulties = dict(reports.difficulties)
    for area, difficulty in report.difficulties:
        difficulties[area] = _inserted(difficulties.get(area, ()), [difficulty], path, _path_of)
    accounts = [report.account] if report.account else []
    return Reports(
        _inserted(reports.observations, report.observations, path, _path_of),
        _inserted(reports.claims, report.claims, path, _path_of),
        _inserted(reports.plans, report.plans, path, _path_of),
        _inserted(reports.details, report.details, path, _path_of),
        difficulties,
        _inserted(reports.files, accounts, path, lambda file: file.path),
        (*reports.explanations, *(report.returned.explanations if report.returned else ())),
    )


def _path_of(statement: Observation | Claim | StatedPlan | Detail | Difficulty) -> str:
    return statement.location.path


def _inserted(
    statements: Sequence[Item], further: Iterable[Item], path: str, path_of: Callable[[Item], str]
) -> tuple[Item, ...]:
    """Those of a further file, before those of the files that come after it."""
    position = bisect_right(statements, PurePosixPath(path), key=lambda each: PurePosixPath(path_of(each)))
    return (*statements[:position], *further, *statements[position:])
