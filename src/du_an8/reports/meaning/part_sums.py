"""An indicator whose own row is empty above parts that make it up: their sum, said to be one."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from du_an8.findings import Finding
from du_an8.programme.catalogue import Kind
from du_an8.reports.facts import Detail, Observation
from du_an8.reports.labels.parts import are_complete
from du_an8.reports.tables.row import Row


class PartSum(Struct, frozen=True):
    """The figure that parts make up, and what is said of it."""

    row: Observation
    finding: Finding


def part_sums(
    rows: Sequence[Row], columns: Sequence[int], figures: Sequence[Observation | Detail]
) -> Iterator[PartSum]:
    """The sums of the parts below each indicator that has no figure of its own in a column."""
    groups = list(_groups(rows))
    by_cell = {figure.location.cell: figure for figure in figures} if groups else {}
    for heading, parts in groups:
        for column in columns:
            own = heading.cells.get(column)
            if own is not None and own.address in by_cell:
                continue
            told = [by_cell.get(cell.address) for row in parts if (cell := row.cells.get(column))]
            details = [figure for figure in told if isinstance(figure, Detail)]
            if len(details) == len(parts) and are_complete([detail.part or "" for detail in details]):
                yield _sum(heading, details)


def _groups(rows: Sequence[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """Each row of an indicator that isn't a rate, with the rows of its parts right below."""
    heading: Row | None = None
    parts: list[Row] = []
    for row in rows:
        subject = row.subject
        if subject and subject.part and heading and heading.subject and subject.indicator is heading.subject.indicator:
            parts.append(row)
            continue
        if heading and parts:
            yield heading, parts
        is_heading = subject is not None and subject.part is None and subject.indicator.kind is not Kind.RATE
        heading, parts = (row if is_heading and not row.places else None), []
    if heading and parts:
        yield heading, parts


def _sum(heading: Row, parts: Sequence[Detail]) -> PartSum:
    first = parts[0]
    indicator = heading.subject.indicator if heading.subject else None
    value = sum((part.value for part in parts), Fraction(0))
    qualifier = next((part.qualifier for part in parts if part.qualifier), None)
    row = Observation(
        first.area, first.indicator, first.measure, value, qualifier, first.start, first.end, first.reported_on,
        first.location, (first.location.path, first.location.sheet, heading.number),
        sum_of=tuple(part.location for part in parts), addends=len(parts),
    )  # fmt: skip
    words: dict[str, object] = {
        "name": indicator.short_name if indicator else first.indicator,
        "value": value,
        "count": len(parts),
        "parts": [part.part for part in parts],
    }
    return PartSum(row, Finding("assumed-basis.parts", first.location, words, first.area, first.indicator))
