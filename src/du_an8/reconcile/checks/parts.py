"""Parts with their whole: nam and nữ, thành lập mới and củng cố (docs/doi-chieu.md)."""

from collections.abc import Iterable, Sequence

from du_an8.findings import MOST_RELATED, Finding
from du_an8.grouping import grouped
from du_an8.programme.catalogue import Indicator, Kind
from du_an8.reports.facts import Detail, FigureColumn, Observation, Place
from du_an8.reports.labels.parts import are_complete
from du_an8.reports.sums import total


def check_parts(indicator: Indicator, rows: Iterable[Observation], columns: Sequence[FigureColumn]) -> list[Finding]:
    """Findings about one indicator of one area, of the province and of each of its places; rates never add up."""
    if indicator.kind is Kind.RATE:
        return []
    parts = _parts_by_whole(columns)
    wholes = _wholes(rows, columns) if parts else {}
    findings: list[Finding] = []
    for key, part_rows in parts.items():
        if key in wholes:
            findings += _check(indicator, wholes[key], part_rows)
    return findings


def _wholes(rows: Iterable[Observation], columns: Iterable[FigureColumn]) -> dict[object, Observation | Detail]:
    """The figures of the province and of its places that parts may belong to."""
    wholes: dict[object, Observation | Detail] = {_key(row, ()): row for row in rows}
    for column in columns:
        if not column.part:
            wholes |= {_key(detail, detail.places): detail for detail in column}
    return wholes


def check_parts_alone(
    indicator: Indicator, rows: Iterable[Observation], columns: Iterable[FigureColumn]
) -> list[Finding]:
    """Parts of days of which nobody states the whole, and which don't make it up.

    Args:
        rows: the province's own, and sums over its places.
    """
    parts = list(filter(_is_of_figures, columns)) if indicator.core else []  # of supporting ones nothing is missing
    if not parts:
        return []
    last = max(column.end for column in parts)
    if any(row.end >= last for row in rows):
        return []
    newest = [column for column in parts if column.end == last]
    names = dict.fromkeys(column.part for column in newest)
    words: dict[str, object] = {"name": indicator.short_name, "day": last, "parts": list(names)}
    return [Finding("coverage-gap.parts", newest[0].location(0), words, indicator=indicator.id)]


def _is_of_figures(column: FigureColumn) -> bool:
    """Whether a column holds parts of the indicator's own figures."""
    return bool(column.part and column.values) and not column.of_people


def _parts_by_whole(columns: Iterable[FigureColumn]) -> dict[object, list[Detail]]:
    """The figures of parts, by what may be compared; people beside events are no parts of them."""
    parts = (detail for column in columns if _is_of_figures(column) for detail in column)
    return grouped(parts, lambda detail: _key(detail, detail.places))


def _key(figure: Observation | Detail, places: tuple[Place, ...]) -> object:
    """What may be compared: one sheet, one place, one measure, one time."""
    where = figure.location
    return where.path, where.sheet, places, figure.time


def _check(indicator: Indicator, whole: Observation | Detail, parts: Sequence[Detail]) -> list[Finding]:
    """No part is more than its whole; parts that are known to be all make it up."""
    if whole.qualifier:
        return []
    exact = [part for part in parts if not part.qualifier]
    if too_large := [part for part in exact if part.value > whole.value]:
        return [_finding("parts-mismatch.larger", indicator, whole, too_large)]
    if len(exact) < len(parts):
        return []
    complete = filter(are_complete, _by_split(parts))
    return [_mismatch(indicator, whole, one) for one in complete if total(one) != whole.value]


def _by_split(parts: Sequence[Detail]) -> list[list[Detail]]:
    """Columns of nam, nữ and cấp xã are of two splits; beside parts of none, nobody knows what all of them are."""
    if not all(part.split for part in parts):
        return [list(parts)]
    return list(grouped(parts, lambda part: part.split and part.split.split.id).values())


def _mismatch(indicator: Indicator, whole: Observation | Detail, parts: Sequence[Detail]) -> Finding:
    """The whole and its parts, which don't add up; one part may have been taken for the whole."""
    counted = [part for part in parts if part.value == whole.value]
    rest = [part for part in parts if part not in counted]
    return _finding("parts-mismatch.one-alone" if counted else "parts-mismatch", indicator, whole, [*counted, *rest])


def _finding(key: str, indicator: Indicator, whole: Observation | Detail, parts: Sequence[Detail]) -> Finding:
    place = parts[0].places[-1].name if parts[0].places else ""
    parameters: dict[str, object] = {
        "name": f"{indicator.short_name}, {place}" if place else indicator.short_name,
        "whole": whole.value,
        "sum": total(parts),
        "part": parts[0].part or "",
        "value": parts[0].value,
        "other": parts[-1].part or "",
        "rest": parts[-1].value,
    }
    related = tuple(part.location for part in parts[:MOST_RELATED])
    return Finding(key, whole.location, parameters, indicator=indicator.id, related=related)
