"""The columns of a table whose cells say the time of their row: `Năm`, `Quý`, `Tháng`, `Thời điểm`."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Programme
from du_an8.reports.labels.joined_titles import joined
from du_an8.reports.labels.read_label import read_label
from du_an8.reports.labels.row_labels import is_total, said_by
from du_an8.reports.labels.titles import Title
from du_an8.reports.labels.year_parts import year_part
from du_an8.reports.tables.table import Column
from du_an8.reports.tables.table_cells import printed
from du_an8.reports.vocabulary.marks import unmarked
from du_an8.reports.workbook.cells import Cell
from du_an8.vietnamese.numbers import ABSENT, read_number

_BARE = re.compile(r"[IVX]{1,4}|\d{1,2}")


class TimeBeside(Struct, frozen=True):
    """What the cells in the columns of times say of a row.

    Attributes:
        total: a cell with the words of a total.
        unclear: a cell that nobody understands.
    """

    said: Title | None = None
    total: Cell | None = None
    unclear: Cell | None = None


_NOTHING = TimeBeside()


class TimeColumns:
    """Reads the columns of times of one table, from top to bottom.

    Args:
        names: the first column of names: a blank left of it repeats the time above.
    """

    def __init__(self, columns: Sequence[Column], names: int, programme: Programme) -> None:
        self.columns, self.names, self.programme = columns, names, programme
        self._above: dict[int, Cell] = {}

    def of(self, cells: Mapping[int, Cell | None]) -> TimeBeside:
        """The time of a row: of several columns the inner narrows the outer.

        Args:
            cells: those that reach the row in these columns, also from a merge.
        """
        beside = _NOTHING
        innermost = max((number for number, cell in cells.items() if cell), default=0)
        for column in self.columns:
            cell = cells[column.number]
            if cell is None and beside.total is None and column.number < max(self.names, innermost):
                cell = self._above.get(column.number)
            if cell:
                self._above[column.number] = cell
                beside = self._with(beside, cell, column)
        return beside

    def _with(self, beside: TimeBeside, cell: Cell, column: Column) -> TimeBeside:
        text = _written_out(printed(cell), column)
        label = read_label(text, self.programme)
        if is_total(label):
            self._above.pop(column.number, None)
            return replace(beside, total=cell)
        said = said_by(label, unmarked(text))
        if said is None or label.rest:
            return beside if read_number(text) is ABSENT else replace(beside, unclear=cell)
        both = joined(beside.said, said) if beside.said else said
        return replace(beside, said=both) if both else replace(beside, unclear=cell)


def _written_out(text: str, column: Column) -> str:
    """`IV` below `Quý`, `3` below `Tháng`."""
    if not _BARE.fullmatch(text.strip()):
        return text
    part = next(filter(None, map(year_part, column.words.split())), None)
    return f"{part} {text.strip()}" if part else text
