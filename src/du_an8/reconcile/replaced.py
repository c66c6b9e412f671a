"""What was said of a report that was sent anew: where the later one gives its figure, there is nothing left to ask."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from du_an8.findings import Finding, Location, Severity, settled_by_report
from du_an8.reports.facts import FileAccount

_Span = tuple[str, date | None, date, str | None]
"""Area, first day, last day, phase."""
_What = tuple[str, Location | None]


class _Sent(Struct, frozen=True):
    """A report of which it is known when it was sent.

    Attributes:
        spans: of which it tells.
        understood: how many of its numbers were.
        sent: the day; of one that names several, the last.
    """

    path: str
    spans: frozenset[_Span]
    indicators: frozenset[str]
    understood: int
    sent: date

    def gives_anew(self, finding: Finding, earlier: "_Sent") -> bool:
        """Whether this report states what the finding is about, which an earlier one stated wrongly.

        A finding about no single indicator is over only where nothing of the earlier report seems to be missing here:
        what nobody could read of it may stand in no other report.
        """
        if not (self.sent > earlier.sent and self.spans >= earlier.spans):
            return False
        if finding.indicator:
            return finding.indicator in self.indicators
        return self.indicators >= earlier.indicators and self.understood >= earlier.understood


def settle_replaced(
    findings: Iterable[Finding], of_reading: Collection[_What], files: Iterable[FileAccount], as_of: date
) -> list[Finding]:
    """The findings; errors and warnings about figures that a later report of the same time gives anew are settled.

    The later figure counts (`superseded-report`), so nobody would ask the province about the earlier one.

    Args:
        of_reading: key and place of what came up while the files were read. What is found between figures is found
            again where it still holds, and may stand at the earlier of two equal ones: it stays.
    """
    reports = {file.path: sent for file in files if (sent := _sent(file, as_of))}
    alike = _alike(reports.values())
    if not alike:
        return list(findings)
    return [
        _settled(finding, reports, alike) if (finding.key, finding.location) in of_reading else finding
        for finding in findings
    ]


def _sent(file: FileAccount, as_of: date) -> _Sent | None:
    """None where it isn't known when it was sent, or where it hadn't been sent yet."""
    days = [span.reported_on for span in file.covers]
    known = [day for day in days if day is not None and day <= as_of]
    if not known or len(known) < len(days):
        return None
    spans = frozenset((span.area, span.start, span.end, span.phase) for span in file.covers)
    return _Sent(file.path, spans, frozenset(file.indicators), file.numbers_seen - file.reported, max(known))


def _alike(reports: Iterable[_Sent]) -> Mapping[_Span, Sequence[_Sent]]:
    """The reports of each span of which there are several, the last one first."""
    by_span: defaultdict[_Span, list[_Sent]] = defaultdict(list)
    for report in sorted(reports, key=lambda each: (each.sent, each.path), reverse=True):
        for span in report.spans:
            by_span[span].append(report)
    return {span: several for span, several in by_span.items() if len(several) > 1}


def _settled(finding: Finding, reports: Mapping[str, _Sent], alike: Mapping[_Span, Sequence[_Sent]]) -> Finding:
    earlier = reports.get(finding.location.path) if finding.location else None
    if earlier is None or finding.severity is Severity.INFO:
        return finding
    others = alike.get(min(earlier.spans, key=_order), ())
    later = next((report for report in others if report.gives_anew(finding, earlier)), None)
    return replace(finding, settled=settled_by_report(later.path, later.sent)) if later else finding


def _order(span: _Span) -> tuple[str, str, str, str]:
    area, start, end, phase = span
    return area, str(start or ""), str(end), phase or ""
