"""What is remarked of the figures of places that are added up: doubled, replaced, contradicting, in no sum."""

from collections.abc import Iterator, Sequence

from du_an8.findings import MOST_RELATED, Finding, in_ranges
from du_an8.grouping import grouped
from du_an8.programme.catalogue import Indicator, Kind
from du_an8.reconcile.places.column_sums import cells_in
from du_an8.reconcile.places.gazetteer import ROOT, Node, Path
from du_an8.reconcile.places.rows import PlaceRows
from du_an8.reports.facts import Detail, Observation
from du_an8.vietnamese.numbers import format_number


def doubled(rows: Sequence[Detail], indicator: Indicator) -> Finding:
    """A place that stands several times in one table."""
    values = [row.value for row in rows]
    words: dict[str, object] = {"name": indicator.short_name, "place": rows[0].places[-1].name, "values": values}
    key = "duplicate-area" if len(set(values)) == 1 else "duplicate-area.different"
    related = tuple(row.location for row in rows[1:MOST_RELATED])
    return Finding(key, rows[0].location, words, indicator=indicator.id, related=related)


def conflict(node: Node, rows: Sequence[Observation], indicator: Indicator) -> Finding:
    """A place of which reports say different things of one time."""
    words: dict[str, object] = {
        "name": f"{indicator.short_name}, {node.name}",
        "day": rows[0].end,
        "values": [row.value for row in rows],
    }
    related = tuple(row.location for row in rows[1:MOST_RELATED])
    return Finding("conflicting-reports", rows[0].location, words, indicator=indicator.id, related=related)


def remarks(place_rows: PlaceRows, indicator: Indicator) -> Iterator[Finding]:
    """What is to be said once all places are added up."""
    yield from _corrections(place_rows, indicator)
    yield from _unplaced(place_rows, indicator)
    yield from _unweighed(place_rows, indicator)


def _of_two_reports(corrected: tuple[Node, Observation, Observation]) -> object:
    _, best, earlier = corrected
    return best.end, best.location.path, earlier.location.path


def _corrections(place_rows: PlaceRows, indicator: Indicator) -> Iterator[Finding]:
    """What a later report replaced: one finding for the places of two reports."""
    for corrected in grouped(place_rows.corrected, _of_two_reports).values():
        _, first, _ = corrected[0]
        words: dict[str, object] = {
            "name": indicator.short_name,
            "day": first.end,
            "count": len(corrected),
            "changes": [
                f"{node.name} {format_number(earlier.value)} → {format_number(best.value)}"
                for node, best, earlier in corrected
            ],
        }
        related = in_ranges(earlier.location for _, _, earlier in corrected)[:MOST_RELATED]
        yield Finding("superseded-report.places", first.location, words, indicator=indicator.id, related=related)


def _unplaced(place_rows: PlaceRows, indicator: Indicator) -> Iterator[Finding]:
    for node, row in place_rows.unplaced.items():
        words: dict[str, object] = {"name": indicator.short_name, "place": node.name, "value": row.value}
        yield Finding("coverage-gap.unplaced", row.location, words, indicator=indicator.id)


def _unweighed(place_rows: PlaceRows, indicator: Indicator) -> Iterator[Finding]:
    """Rates of places of which none says what it is of: the province's can't be told, and isn't stated."""
    named = frozenset[Path]().union(*(placed.named for _, placed in place_rows.columns)) - {ROOT}
    if indicator.kind is Kind.RATE and named and not place_rows.rows[ROOT]:
        words: dict[str, object] = {"name": indicator.short_name, "count": len(named)}
        where = in_ranges(cell for column, placed in place_rows.columns for cell in cells_in(column, placed.spans))
        yield Finding("coverage-gap.rates", where[0], words, indicator=indicator.id, related=where[1:MOST_RELATED])
