"""The figures of places in a column of which no more than the number is to be told: nearly all, and read together."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from du_an8.programme.catalogue import Kind
from du_an8.reports.facts import FilledRows, Measure
from du_an8.reports.meaning.axes import Axes
from du_an8.reports.meaning.figures import Figure
from du_an8.reports.meaning.meanings import Meaning
from du_an8.reports.meaning.number_reader import NumberReader
from du_an8.reports.meaning.placed_rows import AlikeRows
from du_an8.reports.rows.row import Row
from du_an8.reports.tables.table import Column
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet


class PlainFigures(Struct, frozen=True):
    """The figures of a column in rows that say the same, of which no more than the number is to be told."""

    meaning: Meaning
    rows: FilledRows
    figures: list[Figure]


class PlainReader(Struct, frozen=True):
    """Reads the plain figures of one table.

    Attributes:
        columns: those with numbers.
        shared: row and column of the cells that several rows share.
    """

    sheet: Sheet
    axes: Axes
    columns: Sequence[Column]
    numbers: NumberReader
    shared: frozenset[tuple[int, int]]

    def read(self, column: Column, alike: AlikeRows) -> PlainFigures | None:
        """The figures of a column in some rows, as far as they are no more than numbers."""
        stored = list(map(self._stored(column.number).get, alike.rows.numbers))
        distinct = {number for number in set(stored) if number is not None}
        meaning = self.axes.meaning(column, alike.row) if distinct else None
        if meaning is None or not self._is_plain(meaning, alike.row):
            return None
        known = self._figures(alike, meaning, distinct)
        found = list(map(known.get, stored))
        positions = tuple([at for at, figure in enumerate(found) if figure])
        figures = list(filter(None, found))
        return PlainFigures(meaning, alike.filled(positions), figures) if figures else None

    def _stored(self, column: int) -> Mapping[int, Decimal]:
        """Row -> number, of the plain ones of a column that no rows share; they may all be shown in percent."""
        stored = self.sheet.numbers.get(column) or self.sheet.shares.get(column, {})
        shared = self.shared and {row for row, shared in self.shared if shared == column}
        return {row: number for row, number in stored.items() if row not in shared} if shared else stored

    def _figures(
        self, alike: AlikeRows, meaning: Meaning, stored: Iterable[Decimal]
    ) -> Mapping[Decimal | None, Figure]:
        """What each distinct number is; without those of which something is to be said."""
        read, column = self.numbers.of(meaning, alike.row), meaning.column.number
        percent = column not in self.sheet.numbers
        found = {number: read(Cell(0, column, CellKind.NUMBER, number, percent)) for number in stored}
        return {number: figure for number, figure in found.items() if isinstance(figure, Figure)}

    def _is_plain(self, meaning: Meaning, row: Row) -> bool:
        """Whether a number of a place needs no more to be told."""
        title = meaning.title
        if title is None or meaning.subject is None or not title.is_result or title.estimate:
            return False
        has_time = meaning.measure is not Measure.IN_PERIOD or meaning.time.start is not None
        if self.axes.misplaced(meaning) or (meaning.measure is Measure.LEVEL and not self._is_only_rate(meaning, row)):
            return False
        return has_time and self.axes.is_result(meaning)

    def _is_only_rate(self, meaning: Meaning, row: Row) -> bool:
        """Whether no other column of a row tells of a rate, nor of what one is made of."""
        others = [self.axes.meaning(column, row) for column in self.columns if column is not meaning.column]
        return not any(other.subject and other.subject.indicator.kind is Kind.RATE for other in others)
