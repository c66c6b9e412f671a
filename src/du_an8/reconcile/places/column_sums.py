"""Figures of several places that a column states, added up whole."""

from collections.abc import Iterable, Sequence

from du_an8.findings import Location
from du_an8.reconcile.places.gazetteer import Inside
from du_an8.reports.facts import FigureColumn, Measure, Observation
from du_an8.reports.sums import Sum, common_qualifier, exact_sum, weighed_mean
from du_an8.vietnamese.numbers import Qualifier

Columns = Sequence[tuple[FigureColumn, Inside]]
"""Columns, each with the places right inside one that it tells of."""


def weighed(columns: Columns) -> Columns | None:
    """The columns of rates that say of how many each is; None where one says it of some rates alone."""
    summed = []
    for column, inside in columns:
        weights = [bool(column.denominators.get(at)) for at in inside.positions]
        if any(weights) is not all(weights):
            return None
        if all(weights):
            summed.append((column, inside))
    return summed


def common_columns(held: Sequence[Columns]) -> tuple[list[FigureColumn], list[tuple[Inside, ...]]]:
    """The columns that each of several places is told of in, with what they tell of each; none where these differ."""
    columns, *others = ([column for column, _ in of_place] for of_place in held)
    if any(other != columns for other in others):
        return [], []
    return columns, list(zip(*([inside for _, inside in of_place] for of_place in held), strict=True))


def sum_of_column(column: FigureColumn, inside: Inside) -> Sum:
    """The figures of the places inside one, as a column states them."""
    positions = inside.positions
    values, denominator = [column.values[at] for at in positions], None
    if column.measure is Measure.LEVEL:
        value, denominator = weighed_mean(values, [column.denominators.get(at) for at in positions])
    else:
        value = exact_sum(values)
    return Sum(
        value,
        common_qualifier(_qualifiers(column, positions)),
        tuple(cells_in(column, inside.spans)),
        len(positions),
        partial=column.partial,
        reported_on=column.reported_on,
        denominator=denominator,
    )


def _qualifiers(column: FigureColumn, positions: Iterable[int]) -> set[Qualifier]:
    """The approximate words before some of the figures; few columns have any."""
    told = column.qualifiers
    return {told[at] for at in positions if at in told} if told else set()


def cells_in(column: FigureColumn, spans: Iterable[tuple[int, int]]) -> list[Location]:
    """The cells of a column in some rows, in ranges."""
    letters = column.column
    cells = [f"{letters}{first}" + (f":{letters}{last}" if first < last else "") for first, last in spans]
    return [Location(column.path, sheet=column.sheet, cell=cell) for cell in cells]


def sums_of_columns(columns: Columns) -> list[Observation]:
    """A row of one place for each column, where no place lacks in any."""
    return [
        sum_of_column(column, inside).as_row(column.area, column.indicator, column.time) for column, inside in columns
    ]
