"""Figures of several places that add up: a column of a table whole, or rows one by one."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from du_an8.findings import Location
from du_an8.reconcile.places.gazetteer import Inside, Node
from du_an8.reconcile.places.rows import PlaceRows
from du_an8.reports.facts import FigureColumn, Measure, Observation
from du_an8.reports.sums import Sum, common_qualifier, exact_sum, sum_of, weighed_mean


class Addends(Struct, frozen=True):
    """Figures of several places that add up.

    Attributes:
        missing: places that are known to lack in them.
    """

    area: str
    nodes: Sequence[Node]
    sum: Sum
    missing: Sequence[str] = ()


def weighed(columns: Sequence[tuple[FigureColumn, Inside]]) -> list[tuple[FigureColumn, Inside]] | None:
    """The columns of rates that say of how many each is; None where one says it of some rates alone."""
    summed = []
    for column, inside in columns:
        weights = [bool(column.denominators.get(at)) for at in inside.positions]
        if any(weights) is not all(weights):
            return None
        if all(weights):
            summed.append((column, inside))
    return summed


def of_column(column: FigureColumn, inside: Inside) -> Addends:
    """The figures of the places inside one, as a column states them."""
    letters, positions = column.column, inside.positions
    cells = (f"{letters}{first}" + (f":{letters}{last}" if first < last else "") for first, last in inside.spans)
    values, denominator = [column.values[at] for at in positions], None
    if column.measure is Measure.LEVEL:
        value, denominator = weighed_mean(values, [column.denominators.get(at) for at in positions])
    else:
        value = exact_sum(values)
    added = Sum(
        value,
        common_qualifier({column.qualifiers[at] for at in positions if at in column.qualifiers}),
        tuple(Location(column.path, sheet=column.sheet, cell=cell) for cell in cells),
        len(positions),
        reported_on=column.reported_on,
        denominator=denominator,
    )
    return Addends(column.area, inside.nodes, added)


def of_rows(reported: Mapping[Node, Observation], place_rows: PlaceRows) -> Addends:
    """The figures of some places, stated or sums themselves."""
    rows = list(reported.values())
    return Addends(rows[0].area, list(reported), sum_of(rows), list(_missing_inside(reported, place_rows)))


def _missing_inside(reported: Mapping[Node, Observation], place_rows: PlaceRows) -> Iterator[str]:
    """The places that are missing from the sums that are added up."""
    for node, row in reported.items():
        if row.partial:
            yield from place_rows.missing.get((node.path, row.time), ())
