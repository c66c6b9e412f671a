"""How the number in a cell is read: in the unit that its row and its column tell, in the way of its column."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cached_property, partial

from du_an8.programme.catalogue import Programme
from du_an8.reports.meaning.cell_quantities import Fault
from du_an8.reports.meaning.figures import Figure, Scale, read_figure, read_paired
from du_an8.reports.meaning.meanings import Meaning
from du_an8.reports.meaning.units import TableUnits
from du_an8.reports.rows.row import Row
from du_an8.reports.tables.table import Column
from du_an8.reports.workbook.cells import Cell, Sheet
from du_an8.vietnamese.numbers import Convention, convention_of, groups_by_comma


class NumberReader:
    """Reads the numbers of one table."""

    def __init__(self, sheet: Sheet, rows: Sequence[int], units: TableUnits, programme: Programme) -> None:
        """For a table of a sheet.

        Args:
            rows: the numbers of its rows.
        """
        self.sheet, self.rows, self.units, self.programme = sheet, rows, units, programme
        self._conventions: dict[int, Convention | None] = {}

    def figure(self, meaning: Meaning, row: Row, cell: Cell) -> Figure | Fault | None:
        """The number in a cell; None for none."""
        return self.of(meaning, row)(cell)

    def of(self, meaning: Meaning, row: Row) -> Callable[[Cell], Figure | Fault | None]:
        """How a cell is read whose unit the row and the column tell."""
        column, subject, programme = meaning.column, meaning.subject, self.programme
        if subject is None:
            return lambda _: None
        indicator = subject.indicator
        if unit := self.units.contradiction(column, row, indicator):
            fault = Fault("unit-mismatch", {"found": unit, "unit": indicator.unit})
            return lambda _: fault
        side = self.units.pair(column, row, indicator)
        if side is not None:
            return partial(read_paired, side=side, indicator=indicator, programme=programme)
        return partial(read_figure, indicator=indicator, programme=programme, scale=self.scale(column, row, meaning))

    def scale(self, column: Column, row: Row, meaning: Meaning) -> Scale:
        """By what a number is multiplied, and how it is written."""
        factor = self.units.factor(column, row, meaning.subject.indicator) if meaning.subject else Fraction(1)
        return Scale(factor, self._convention(column.number))

    def _convention(self, column: int) -> Convention | None:
        """How the numbers written as text in a column, or else in all of the table, part thousands and decimals."""
        if column not in self._conventions:
            texts = self._written(column)
            self._conventions[column] = convention_of(texts) or (self._of_table if texts else None)
        return self._conventions[column]

    @cached_property
    def _of_table(self) -> Convention | None:
        texts = (text for column in {column.number for column in self.units.figures} for text in self._written(column))
        return Convention.ENGLISH if groups_by_comma(texts) else None

    def _written(self, column: int) -> list[str]:
        written = self.sheet.words.get(column)
        return [written[n].text for n in self.rows if n in written] if written else []
