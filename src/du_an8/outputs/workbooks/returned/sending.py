"""When the answer to a province is sent, and which points are in it."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from du_an8.findings import Finding, Location, ordered


class Sending(Struct, frozen=True):
    """What is sent back, and when.

    Attributes:
        report: the path by which findings name the report.
        reply_by: the day by which the points are to be answered, if one is set.
        report_code: by which what comes back is known to correct this very report.
    """

    report: str
    sent: date
    reply_by: date | None = None
    report_code: str = ""


def points_of(findings: Iterable[Finding], sending: Sending) -> list[Finding]:
    """What is put to the province: open, and for it to answer; the weightiest first."""
    points = [finding for finding in ordered(findings) if finding.request and not finding.settled]
    return [_within(finding, sending.report) for finding in points]


def _within(finding: Finding, report: str) -> Finding:
    """The finding; one that stands in another file is told of the whole report, not of a cell of the same name."""
    is_here = finding.location is not None and finding.location.path == report
    return finding if is_here else replace(finding, location=Location(report))
