"""The figures of every place of an area for one indicator, stated or added up."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Self

from msgspec import Struct, field

from du_an8.findings import Finding, Location
from du_an8.reconcile.places.column_sums import Columns, sums_of_columns
from du_an8.reconcile.places.gazetteer import Gazetteer, Node, Path, PlacedRows
from du_an8.reports.facts import Detail, FigureColumn, Observation, Time, column_of, numerator_of


def at(time: Time) -> Callable[[Observation], bool]:
    """Whether a row is about a time."""
    return lambda row: row.time == time


class PlaceRows(Struct, dict=True):
    """The rows of every place of an area for one indicator.

    Attributes:
        columns: the figures that the places state, with the places of their rows.
        rows: path -> its rows, stated or added up, as far as anything needed them one by one; the province's under the
            empty path. stated are the former alone, of those that hold others.
        alone: path -> the columns that tell of all places right inside it, and alone: its rows are their sums.
        missing: (path, time) of a sum -> the places that are known and not in it.
        dropped: path -> the times of which its figures contradict each other.
        corrected: place, the figure that counts, the earlier one that it replaced.
        unplaced: figures that no sum holds, because nobody says in which larger place theirs lies.
        findings: what came up while they were put together.
    """

    columns: tuple[tuple[FigureColumn, PlacedRows], ...] = ()
    rows: dict[Path, list[Observation]] = field(default_factory=dict)
    stated: dict[Path, list[Observation]] = field(default_factory=dict)
    alone: dict[Path, Columns] = field(default_factory=dict)
    missing: dict[tuple[Path, Time], list[str]] = field(default_factory=dict)
    dropped: defaultdict[Path, list[Time]] = field(default_factory=lambda: defaultdict(list))
    corrected: list[tuple[Node, Observation, Observation]] = field(default_factory=list)
    unplaced: dict[Node, Observation] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @classmethod
    def of_columns(cls, columns: Iterable[FigureColumn], gazetteer: Gazetteer) -> Self:
        """What some columns state, nothing of it added up."""
        return cls(tuple([(column, gazetteer.placed(column.rows)) for column in columns]))

    @cached_property
    def partial(self) -> frozenset[tuple[str, str | None, str]]:
        """Path, sheet and letters of the columns among whose places numbers couldn't be used."""
        partial = (column for column, _ in self.columns if column.partial)
        return frozenset((column.path, column.sheet, column.column) for column in partial)

    def is_partial(self, cell: Location) -> bool:
        """Whether a figure, or a range of them, stands in such a column."""
        return bool(self.partial) and (cell.path, cell.sheet, column_of(cell)) in self.partial

    def tells_of(self, path: Path) -> bool:
        """Whether a place states anything itself."""
        return any(path in placed.named for _, placed in self.columns)

    def of(self, path: Path) -> list[Observation]:
        """The rows of a place; those that were only added up as columns are made now."""
        if path not in self.rows and path in self.alone:
            self.rows[path] = sorted(sums_of_columns(self.alone[path]), key=time_key)
        elif path not in self.rows and self.tells_of(path):
            self.rows[path] = sorted((as_row(detail) for detail in self.details(path)), key=time_key)
        return self.rows.get(path, [])

    def details(self, path: Path) -> list[Detail]:
        """What a place states."""
        return [column.detail(at) for column, at in self.cells.get(path, ())]

    @cached_property
    def cells(self) -> Mapping[Path, Sequence[tuple[FigureColumn, int]]]:
        """Path -> the columns that state figures of it, and in which of their rows."""
        cells: defaultdict[Path, list[tuple[FigureColumn, int]]] = defaultdict(list)
        for column, placed in self.columns:
            for at, path in enumerate(placed.paths):
                if path:
                    cells[path].append((column, at))
        return cells

    def has_told(self, path: Path, day: date) -> bool:
        """Whether a place stated any figure by a day, one that is contradicted included."""
        if path in self.rows or path in self.alone:
            ends = chain((row.end for row in self.of(path)), (end for *_, end in self.dropped.get(path, ())))
            return any(end <= day for end in ends)
        return any(column.end <= day for column, _ in self.cells.get(path, ()))


def time_key(row: Observation) -> tuple[object, ...]:
    """By what is measured, and when."""
    return row.measure, row.start or date.min, row.end


def as_row(detail: Detail) -> Observation:
    """The same figure, as a row of its place."""
    where = detail.location
    return Observation(
        detail.area, detail.indicator, detail.measure, detail.value, detail.qualifier,
        detail.start, detail.end, detail.reported_on, where, (where.path, where.sheet, 0),
        numerator=numerator_of(detail.value, detail.denominator), denominator=detail.denominator,
        is_total=detail.is_total,
    )  # fmt: skip
