"""Parts that make up an indicator of which nothing states the whole at their time: their sum, said to be one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from du_an8.findings import Finding
from du_an8.programme.catalogue import Indicator, Kind, Programme
from du_an8.reports.facts import Detail, Observation, Time
from du_an8.reports.labels.parts import are_complete, is_all_alone
from du_an8.reports.meaning.recorder import Extracted
from du_an8.reports.rows.row import Row
from du_an8.reports.sums import Sum, qualifier_of_sum, total


class PartSum(Struct, frozen=True):
    """The figure that parts make up, and what is said of it."""

    row: Observation
    finding: Finding


class _Told(Struct, frozen=True):
    """A part of an indicator, and the number of its row."""

    number: int
    detail: Detail


def part_sums(rows: Iterable[Row], extracted: Extracted, programme: Programme) -> list[PartSum]:
    """The sums of the parts in one table, below each other or side by side."""
    rows = list(rows)
    known = {(row.indicator, row.time) for row in extracted.observations}
    headings = _headings(rows)
    alone = _alone(rows)
    sums = []
    for (indicator, time, _), parts in _parts(extracted).items():
        counted = programme.indicators[indicator]
        is_whole = are_complete([each.detail for each in parts]) or {each.number for each in parts} <= alone
        if counted.kind is Kind.RATE or (indicator, time) in known or not is_whole:
            continue
        known.add((indicator, time))
        number = parts[0].number
        sums.append(_sum(counted, headings.get(number, number), [each.detail for each in parts]))
    return sums


def _parts(extracted: Extracted) -> Mapping[tuple[str, Time, str], list[_Told]]:
    """By indicator, time and split, the parts of the province's figure; those of people beside events are none."""
    parts: defaultdict[tuple[str, Time, str], list[_Told]] = defaultdict(list)
    for column in extracted.columns:
        if not column.part or column.of_people:
            continue
        split = column.split.split.id if column.split else ""
        for number, detail in zip(column.rows.numbers, column, strict=True):
            if not detail.places:
                parts[column.indicator, column.time, split].append(_Told(number, detail))
    return dict(parts)


def _headings(rows: Iterable[Row]) -> dict[int, int]:
    """Row of a part -> that of the indicator right above it and the parts before it."""
    headings: dict[int, int] = {}
    heading: Row | None = None
    for row in rows:
        if heading and _is_part(row, heading):
            headings[row.number] = heading.number
        else:
            heading = row if row.subject and row.subject.part is None else None
    return headings


def _alone(rows: Sequence[Row]) -> frozenset[int]:
    """The rows whose part is all there is, as no other row is about their indicator: `Đối thoại chính sách cấp xã`."""
    about = Counter(row.subject.indicator.id for row in rows if row.subject)
    return frozenset(
        row.number
        for row in rows
        if row.subject and about[row.subject.indicator.id] == 1 and is_all_alone(row.subject.part or "")
    )


def _is_part(row: Row, heading: Row) -> bool:
    part, whole = row.subject, heading.subject
    return bool(part and part.part and whole and part.indicator is whole.indicator)


def _sum(indicator: Indicator, number: int, parts: Sequence[Detail]) -> PartSum:
    """The sum, as a figure of the row with this number."""
    first = parts[0]
    added = Sum(
        total(parts),
        qualifier_of_sum(parts),
        tuple(part.location for part in parts),
        len(parts),
        reported_on=first.reported_on,
    )
    summed = added.as_row(first.area, first.indicator, (first.measure, first.start, first.end))
    row = replace(summed, row=(first.location.path, first.location.sheet, number), phase=first.phase)
    words: dict[str, object] = {
        "name": indicator.short_name,
        "value": row.value,
        "parts": [part.part for part in parts],
    }
    rule = "assumed-basis.part-alone"
    if len(parts) > 1:
        rule, words = "assumed-basis.parts", {**words, "count": len(parts)}
    return PartSum(row, Finding(rule, first.location, words, first.area, first.indicator))
