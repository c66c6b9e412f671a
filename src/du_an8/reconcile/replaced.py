"""What was said of a report that was sent anew: where the later one gives its figure, there is nothing left to ask."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from du_an8.findings import Finding, Location, Severity, settled_by_report
from du_an8.reports.corrected import corrections
from du_an8.reports.file_account import FileAccount

_Span = tuple[str, date | None, date, str | None]
"""Area, first day, last day, phase."""
_What = tuple[str, Location | None]


class _Sent(Struct, frozen=True):
    """A report that had been sent on a day.

    Attributes:
        spans: of which it tells.
        understood: how many of its numbers were.
        sent: the day; of one that names several, the last. None where it doesn't say.
        corrects: the path of the report that it is the corrected copy of.
    """

    path: str
    spans: frozenset[_Span]
    indicators: frozenset[str]
    understood: int
    sent: date | None
    corrects: str | None

    def gives_anew(self, finding: Finding, earlier: "_Sent") -> bool:
        """Whether this report states what the finding is about, which an earlier one stated wrongly.

        A corrected copy holds the whole of its original: what is still wrong is told of the copy. Of other reports a
        finding about no single indicator is over only where nothing of the earlier one seems to be missing here: what
        nobody could read of it may stand in no other.
        """
        if self.corrects == earlier.path:
            return True
        if not (self._is_later_than(earlier) and self.spans >= earlier.spans):
            return False
        if finding.indicator:
            return finding.indicator in self.indicators
        return self.indicators >= earlier.indicators and self.understood >= earlier.understood

    def _is_later_than(self, other: "_Sent") -> bool:
        return self.sent is not None and other.sent is not None and self.sent > other.sent


def settle_replaced(
    findings: Iterable[Finding], of_reading: Collection[_What], files: Iterable[FileAccount], as_of: date
) -> list[Finding]:
    """The findings; errors and warnings about figures that a later report of the same time gives anew are settled.

    The later figure counts (`superseded-report`), so nobody would ask the province about the earlier one.

    Args:
        of_reading: key and place of what came up while the files were read. What is found between figures is found
            again where it still holds, and may stand at the earlier of two equal ones: it stays.
    """
    files = list(files)
    corrected = corrections(files)
    sent = (_sent(file, corrected.get(file.path), as_of) for file in files)
    reports = {report.path: report for report in sent if report}
    alike = _alike(reports.values())
    if not alike:
        return list(findings)
    return [
        _settled(finding, reports, alike) if (finding.key, finding.location) in of_reading else finding
        for finding in findings
    ]


def _sent(file: FileAccount, corrects: str | None, as_of: date) -> _Sent | None:
    """None where it tells of nothing, or hadn't been sent yet."""
    last = max((span.reported_on for span in file.covers if span.reported_on), default=None)
    if not file.covers or (last and last > as_of):
        return None
    sent = last if all(span.reported_on for span in file.covers) else None
    spans = frozenset((span.area, span.start, span.end, span.phase) for span in file.covers)
    understood = file.numbers_seen - file.reported
    return _Sent(file.path, spans, frozenset(file.indicators), understood, sent, corrects)


def _alike(reports: Iterable[_Sent]) -> Mapping[_Span, Sequence[_Sent]]:
    """The reports of each span of which there are several, the last one first."""
    by_span: defaultdict[_Span, list[_Sent]] = defaultdict(list)
    for report in sorted(reports, key=lambda each: (each.sent or date.min, each.path), reverse=True):
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
