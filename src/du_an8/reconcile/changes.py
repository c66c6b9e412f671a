"""What differs between two states of the data: targets, reported figures, verdicts, files, errors.

Made to catch a retroactive edit: a figure of a past period that changed though no later report says so.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import chain

from msgspec import Struct

from du_an8.decisions.facts import in_folder
from du_an8.findings import Finding, Severity
from du_an8.programme.catalogue import Indicator
from du_an8.programme.phases import Phase
from du_an8.programme.provinces import Province
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.records import Records
from du_an8.reports.facts import Detail, Measure, Observation
from du_an8.targets.facts import TargetVersion


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


def known_indicator(name: str, before: Records, after: Records) -> Indicator:
    """An indicator as the later state knows it, else as the earlier one does."""
    return after.programme.indicators.get(name) or before.programme.indicators[name]
