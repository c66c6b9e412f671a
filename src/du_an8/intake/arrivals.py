"""A file that came in, read as it will be read once it lies where it belongs."""

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from filecmp import cmp
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from du_an8.disk.links import leads_out
from du_an8.findings import Finding
from du_an8.intake.figures import Change, compare
from du_an8.intake.filing import ending_for, folder_for, free_name, same_content, stem_for
from du_an8.programme.provinces import Province
from du_an8.reports.facts import Observation
from du_an8.reports.head.coverage import Coverage
from du_an8.reports.report_file import (
    Context,
    OpenedFile,
    ReportFile,
    open_report,
    period_stem,
    read_coverage,
    read_report,
)
from du_an8.reports.workbook.cells import Sheet
from du_an8.vietnamese.names import readable

_CONTRADICTED = "identity-mismatch"
_OTHER_PERIOD = "identity-mismatch.period"


class Refusal(StrEnum):
    """Why a file can't be filed."""

    UNKNOWN = "unknown"  # no province or no time that its figures are about
    SEVERAL_PROVINCES = "several-provinces"
    LEADS_OUT = "leads-out"  # a link takes the province's folder out of the data folder


class ReceivedFile(Struct, frozen=True):
    """A file that came in.

    Attributes:
        name: what people call it: `Q4.xlsx`, of an archive `gui.zip/Q4.xlsx`.
        path: where its bytes are.
        place: the province's folder, where it already lies in one of a data folder.
    """

    name: str
    path: Path
    place: str | None = None


class Desk(Struct, frozen=True):
    """Where files are taken in, and what the officer says of them.

    Attributes:
        root: the data folder.
        shown: how a path is named to people.
        province: whose report it is, where the file doesn't say.
        period: of what time, likewise.
    """

    root: Path
    shown: Callable[[Path], str]
    context: Context
    province: Province | None = None
    period: str | None = None


class Arrival(Struct, frozen=True):
    """One file on its way in.

    Attributes:
        sheets: as they were opened; none where the file can't be.
        report: as it will be read once it is filed; where it can't be, as it lies.
        coverage: what it is about.
        target: where it goes; None where it isn't filed.
        shown_target: the same as people see it; of one that is filed already, where it lies.
        already: the path on file of a copy with the same content.
        refusal: why it isn't filed.
        contradicted: where the file contradicts its own name, or what the officer said of it.
    """

    received: ReceivedFile
    sheets: Sequence[Sheet]
    report: ReportFile
    coverage: Coverage | None = None
    target: Path | None = None
    shown_target: str = ""
    already: str | None = None
    refusal: Refusal | None = None
    contradicted: tuple[Finding, ...] = ()

    def figures(self, records: Sequence[Observation]) -> list[Change]:
        """Its figures, beside those on file of the same thing and time."""
        return compare(self.report.observations, records, self.coverage) if self.coverage else []

    def as_it_came(self, finding: Finding) -> Finding:
        """A finding about the file under the name that people know it by."""
        return _moved(finding, self.shown_target, self.received.name)


def receive(received: ReceivedFile, desk: Desk, others: Collection[Arrival] = ()) -> Arrival:
    """Read a file, and tell where it would be filed; nothing is written.

    Args:
        others: those that came with it, and will be filed first.
    """
    opened = open_report(received.path, received.name, desk.context)
    place = desk.province.id if desk.province else received.place
    coverage, findings = read_coverage(
        received.path, received.name, place, desk.context, desk.period or _period_in(received), opened
    )
    if coverage is None:
        return _refused(received, desk, opened, Refusal.UNKNOWN)
    reports = desk.root / "reports"
    folder = folder_for(reports, coverage.province, desk.context.provinces)
    if leads_out(folder, desk.root):
        return _refused(received, desk, opened, Refusal.LEADS_OUT)
    if already := _already(received, folder, desk, others):
        return _on_file(received, desk, opened, already)
    taken = list(filter(None, (other.target for other in others)))

    def free(stem: str) -> Path:
        return free_name(folder, stem, ending_for(received.path), taken)

    target, report = _named(received, coverage, desk, opened, free)
    if not report.areas:
        return _refused(received, desk, opened, Refusal.UNKNOWN)
    if len(report.areas) > 1:
        return _refused(received, desk, opened, Refusal.SEVERAL_PROVINCES)
    contradicted = tuple(filter(_is_contradicted, findings))
    sheets = opened.sheets or ()
    return Arrival(received, sheets, report, coverage, target, desk.shown(target), contradicted=contradicted)


def _named(
    received: ReceivedFile, coverage: Coverage, desk: Desk, opened: OpenedFile, free: Callable[[str], Path]
) -> tuple[Path, ReportFile]:
    """The path under which a report is filed, after its period, and the report as it reads there.

    Args:
        free: the path of a name without its ending, with more behind it where that is taken.
    """
    target = free(stem_for(coverage))
    report = _read_at(target, received, desk, opened)
    is_of_several = any(each.key == _OTHER_PERIOD for each in report.findings)
    if report.account is None or not is_of_several:
        return target, report
    # None of several periods may stand as its name.
    last_day = max((span.end for span in report.account.covers), default=coverage.end)
    target = free(last_day.isoformat())
    return target, _read_at(target, received, desk, opened)


def _is_contradicted(finding: Finding) -> bool:
    return finding.rule == _CONTRADICTED


def _read_at(target: Path, received: ReceivedFile, desk: Desk, opened: OpenedFile) -> ReportFile:
    """The report as it reads once it lies there."""
    shown = desk.shown(target)
    there = OpenedFile(opened.sheets, tuple(_moved(each, received.name, shown) for each in opened.findings))
    stem = period_stem(readable(target.stem))
    return read_report(received.path, shown, readable(target.parent.name), desk.context, stem, there)


def _on_file(received: ReceivedFile, desk: Desk, opened: OpenedFile, already: str) -> Arrival:
    """One that was filed before, as it is read where it lies."""
    folder, _, name = already.rpartition("/")
    place, stem = folder.rpartition("/")[2], period_stem(readable(Path(name).stem))
    there = OpenedFile(opened.sheets, tuple(_moved(each, received.name, already) for each in opened.findings))
    report = read_report(received.path, already, place, desk.context, stem, there)
    return Arrival(received, opened.sheets or (), report, report.coverage, shown_target=already, already=already)


def _already(received: ReceivedFile, folder: Path, desk: Desk, others: Collection[Arrival]) -> str | None:
    """The path on file of a copy with the same content, of one that came with it likewise."""
    if present := same_content(received.path, folder):
        return desk.shown(present)
    same = (other for other in others if other.target and cmp(other.received.path, received.path, shallow=False))
    return next((other.shown_target for other in same), None)


def _period_in(received: ReceivedFile) -> str:
    return period_stem(readable(Path(received.name).stem))


def _refused(received: ReceivedFile, desk: Desk, opened: OpenedFile, refusal: Refusal | None) -> Arrival:
    """Of what isn't filed, what is wrong with it as it lies."""
    place = desk.province.id if desk.province else received.place
    stem = desk.period or _period_in(received)
    report = read_report(received.path, received.name, place, desk.context, stem, opened)
    return Arrival(received, opened.sheets or (), report, report.coverage, shown_target=received.name, refusal=refusal)


def _moved(finding: Finding, before: str, after: str) -> Finding:
    """A finding with every place in one file named as in another."""
    if before == after:
        return finding
    location = finding.location
    if location and location.path == before:
        location = replace(location, path=after)
    related = tuple(replace(each, path=after) if each.path == before else each for each in finding.related)
    return replace(finding, location=location, related=related)
