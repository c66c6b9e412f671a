"""Of which spans of time a report tells: what makes it the report of a period."""

from msgspec.structs import replace

from du_an8.findings import Severity
from du_an8.reports.facts import Claim, FigureColumn, Observation
from du_an8.reports.file_account import Covered
from du_an8.reports.head.coverage import Coverage
from du_an8.reports.meaning.recorder import Extracted


def covered_by(extracted: Extracted, coverage: Coverage | None) -> tuple[Covered, ...]:
    """Of what a file tells; where no figure could be read for its faults, what its head is about.

    One without figures or faults is a blank form, which tells of nothing.
    """
    if spans := _spans(extracted):
        return tuple(_for_its_period(span, coverage) for span in sorted(spans, key=_order))
    faults = any(finding.severity is Severity.ERROR for finding in extracted.findings)
    return (_of_head(coverage),) if coverage and not coverage.of_office and faults else ()


def _spans(extracted: Extracted) -> set[Covered]:
    """The spans of the figures and percentages of a file; plans alone tell of no result.

    What a district or a commune reports of itself is not its province's report.
    """
    spans = {_of_figure(row) for row in extracted.observations}
    spans |= {_of_figure(column) for column in extracted.columns if not column.by_place}
    return spans | {_of_claim(row) for row in extracted.claims}


def _of_figure(row: Observation | FigureColumn) -> Covered:
    return Covered(row.area, row.end, row.start, row.reported_on, row.phase)


def _of_claim(row: Claim) -> Covered:
    return Covered(row.area, row.end, None, row.reported_on, row.phase)


def _of_head(head: Coverage) -> Covered:
    phase = head.named_phase.id if head.named_phase else None
    return Covered(head.province.area, head.end, head.start, head.reported_on, phase)


def _for_its_period(span: Covered, coverage: Coverage | None) -> Covered:
    """Figures that were closed some days early are those of the period that the head names all the same."""
    period = coverage.period if coverage else None
    if coverage is None or period is None or span.end != coverage.end:
        return span
    named_end = period.named_end or period.end
    return replace(span, period_end=named_end) if span.end < named_end else span


def _order(span: Covered) -> tuple[str, str, str, str, str]:
    return span.area, span.end.isoformat(), str(span.start or ""), str(span.reported_on or ""), span.phase or ""
