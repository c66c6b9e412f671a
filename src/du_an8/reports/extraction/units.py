"""The unit of each row: its own cell, a ditto mark that repeats the one above, its name, its column, its table."""

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from du_an8.programme.catalogue import Indicator, Programme
from du_an8.reports.layout.labels import tells_plan
from du_an8.reports.workbook.cells import Cell

_DITTO = re.compile(r"""\s*(?:["”“″〃]|''|``|-?\s*n\s*t\s*-?|như trên)\s*""", re.IGNORECASE)


class RowUnits:
    """The units that the rows of one table of indicators name.

    Attributes:
        stated: row number -> its unit cell and the unit it stands for.
    """

    def __init__(
        self,
        rows: Mapping[int, Mapping[int, Cell]],
        numbers: Sequence[int],
        column: int | None,
        of_table: str,
        in_name: Callable[[int], str],
    ) -> None:
        """For one table.

        Args:
            column: that of the units, if there is one.
            of_table: the unit that stands over the table.
            in_name: what the name of a row says in brackets.
        """
        self.numbers, self.of_table, self.in_name = numbers, of_table, in_name
        self.stated: dict[int, tuple[Cell, str]] = {}
        above = ""
        for number in numbers:
            cell = rows[number].get(column) if column else None
            if cell and cell.text:
                above = above if _DITTO.fullmatch(cell.text) else cell.text.strip()
                self.stated[number] = cell, above

    def of(self, row: int) -> tuple[Cell | None, str]:
        """The unit cell of a row and its unit, else the table's."""
        return self.stated.get(row, (None, self.of_table))

    def factor(self, over_column: str, row: int, indicator: Indicator) -> Fraction:
        """What a bare number is worth in the indicator's unit: the row's unit goes before the column's."""
        own, above = self._told[row]
        unit = own or over_column or (above if indicator.accepts_unit(above) else "") or self.of_table
        factor = indicator.unit_factor(unit) if unit else None
        return factor if factor is not None else Fraction(1)

    def contradicts(self, over_column: str, row: int, indicator: Indicator, programme: Programme) -> bool:
        """Whether what stands in brackets over a column is another unit than the row's, or no result."""
        factor = indicator.unit_factor(over_column)
        if row not in self.stated:
            return factor is None
        if factor is not None:
            return factor != indicator.unit_factor(self.stated[row][1])
        return programme.knows_unit(over_column) or tells_plan(over_column)

    @cached_property
    def _told(self) -> dict[int, tuple[str, str]]:
        """Row -> the unit that its own cell or its name says, and the one of the nearest cell at or above it."""
        told, above = {}, ""
        for number in self.numbers:
            _, own = self.stated.get(number, (None, ""))
            above = own or above
            told[number] = own or self.in_name(number), above
        return told
