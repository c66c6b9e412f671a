"""Figures of several places that add up: a column of a table whole, or rows one by one."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from du_an8.reconcile.places.column_sums import sum_of_column
from du_an8.reconcile.places.gazetteer import Inside, Node
from du_an8.reconcile.places.rows import PlaceRows
from du_an8.reports.facts import FigureColumn, Observation
from du_an8.reports.sums import Sum, sum_of


class Addends(Struct, frozen=True):
    """Figures of several places that add up.

    Attributes:
        missing: places that are known to lack in them.
    """

    area: str
    nodes: Sequence[Node]
    sum: Sum
    missing: Sequence[str] = ()


def of_column(column: FigureColumn, inside: Inside) -> Addends:
    """The figures of the places inside one, as a column states them."""
    return Addends(column.area, inside.nodes, sum_of_column(column, inside))


def of_rows(reported: Mapping[Node, Observation], place_rows: PlaceRows) -> Addends:
    """The figures of some places, stated or sums themselves."""
    rows = list(reported.values())
    added = sum_of(rows)
    if any(place_rows.is_partial(row.location) for row in rows):
        added = replace(added, partial=True)
    return Addends(rows[0].area, list(reported), added, list(_missing_inside(reported, place_rows)))


def _missing_inside(reported: Mapping[Node, Observation], place_rows: PlaceRows) -> Iterator[str]:
    """The places that are missing from the sums that are added up."""
    for node, row in reported.items():
        if row.partial:
            yield from place_rows.missing.get((node.path, row.time), ())
