"""Of which spans of time a report tells: what makes it the report of a period."""

from du_an8.reports.facts import Claim, Covered, FigureColumn, Observation
from du_an8.reports.meaning.recorder import Extracted


def covered_by(told: Extracted) -> tuple[Covered, ...]:
    """The spans of the figures and percentages of a file, each once; plans alone tell of no result.

    What a district or a commune reports of itself is not its province's report.
    """
    spans = {_of_figure(row) for row in told.observations}
    spans |= {_of_figure(column) for column in told.columns if not column.by_place}
    spans |= {_of_claim(row) for row in told.claims}
    return tuple(sorted(spans, key=_order))


def _of_figure(row: Observation | FigureColumn) -> Covered:
    return Covered(row.area, row.end, row.start, row.reported_on, row.phase)


def _of_claim(row: Claim) -> Covered:
    return Covered(row.area, row.end, None, row.reported_on, row.phase)


def _order(span: Covered) -> tuple[str, str, str, str, str]:
    return span.area, span.end.isoformat(), str(span.start or ""), str(span.reported_on or ""), span.phase or ""
