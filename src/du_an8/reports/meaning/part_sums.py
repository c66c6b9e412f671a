"""An indicator whose own row is empty above parts that make it up: their sum, said to be one."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from du_an8.findings import Finding
from du_an8.programme.catalogue import Kind
from du_an8.reports.facts import Detail, Observation
from du_an8.reports.labels.parts import are_complete
from du_an8.reports.meaning.recorder import Extracted
from du_an8.reports.sums import Sum, qualifier_of_sum, total
from du_an8.reports.tables.row import Row


class PartSum(Struct, frozen=True):
    """The figure that parts make up, and what is said of it."""

    row: Observation
    finding: Finding


def part_sums(rows: Sequence[Row], columns: Sequence[int], extracted: Extracted) -> list[PartSum]:
    """The sums of the parts below each indicator that has no figure of its own in a column."""
    groups = _groups(rows)
    by_cell = _by_cell(extracted) if groups else {}
    sums = []
    for heading, parts in groups:
        for column in (each for each in columns if not _has_figure(heading, each, by_cell)):
            details = _details_in(column, parts, by_cell)
            if len(details) == len(parts) and are_complete(details):
                sums.append(_sum(heading, details))
    return sums


def _by_cell(extracted: Extracted) -> Mapping[str | None, Observation | Detail]:
    by_cell: dict[str | None, Observation | Detail] = {each.location.cell: each for each in extracted.observations}
    return by_cell | {detail.location.cell: detail for column in extracted.columns for detail in column}


def _has_figure(row: Row, column: int, by_cell: Mapping[str | None, Observation | Detail]) -> bool:
    return column in row.cells and row.cells[column].address in by_cell


def _details_in(column: int, parts: Iterable[Row], by_cell: Mapping[str | None, Observation | Detail]) -> list[Detail]:
    figures = (by_cell.get(row.cells[column].address) for row in parts if column in row.cells)
    return [figure for figure in figures if isinstance(figure, Detail)]


def _groups(rows: Iterable[Row]) -> list[tuple[Row, list[Row]]]:
    """Each row of an indicator that isn't a rate, with the rows of its parts right below."""
    groups: list[tuple[Row, list[Row]]] = []
    for row in rows:
        if groups and _is_part(row, groups[-1][0]):
            groups[-1][1].append(row)
        else:
            groups.append((row, []))
    return [(heading, parts) for heading, parts in groups if parts and _is_whole(heading)]


def _is_part(row: Row, heading: Row) -> bool:
    part, whole = row.subject, heading.subject
    return bool(part and part.part and whole and part.indicator is whole.indicator)


def _is_whole(row: Row) -> bool:
    subject = row.subject
    return bool(subject and subject.part is None and subject.indicator.kind is not Kind.RATE and not row.places)


def _sum(heading: Row, parts: Sequence[Detail]) -> PartSum:
    first = parts[0]
    indicator = heading.subject.indicator if heading.subject else None
    added = Sum(
        total(parts),
        qualifier_of_sum(parts),
        tuple(part.location for part in parts),
        len(parts),
        reported_on=first.reported_on,
    )
    summed = added.as_row(first.area, first.indicator, (first.measure, first.start, first.end))
    row = replace(summed, row=(first.location.path, first.location.sheet, heading.number), phase=first.phase)
    words: dict[str, object] = {
        "name": indicator.short_name if indicator else first.indicator,
        "value": row.value,
        "count": len(parts),
        "parts": [part.part for part in parts],
    }
    return PartSum(row, Finding("assumed-basis.parts", first.location, words, first.area, first.indicator))
