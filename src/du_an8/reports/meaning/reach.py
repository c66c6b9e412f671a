"""Which labels reach a number, and what each of them says of it: why it was read as it was."""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from du_an8.programme.catalogue import Programme
from du_an8.reports.head.coverage import Coverage
from du_an8.reports.head.fields import Label
from du_an8.reports.head.value import Head, HeadValue
from du_an8.reports.labels.titles import Title
from du_an8.reports.meaning.axes import Axes
from du_an8.reports.meaning.meanings import Meaning
from du_an8.reports.rows.row import Row
from du_an8.reports.rows.rows import read_rows
from du_an8.reports.tables.table import Column, Table
from du_an8.reports.workbook.cells import Cell, Sheet

_OF_TIME = (Label.PERIOD, Label.DATE, Label.TITLE_PERIOD, Label.COLUMN_PERIOD)
_OF_PLACE = (Label.PROVINCE, Label.TITLE_PROVINCE, Label.PLACE, Label.INSIDE)


class Side(StrEnum):
    """Where a label stands that reaches a number."""

    ROW = "row"
    COLUMN = "column"
    ABOVE = "above"  # the lines over the table, the name of the sheet
    FILE = "file"  # the file's name, its folder
    ASSUMED = "assumed"  # no label says it: the rule of docs/bao-cao.md


class Source(Struct, frozen=True):
    """One label.

    Attributes:
        words: as printed.
        cell: its address, where it stands in a cell.
    """

    side: Side
    words: str = ""
    cell: str | None = None


class TableRead(Struct, frozen=True):
    """A table as it was read.

    Attributes:
        sheet: its name.
        head: what the lines above say that the table is about.
    """

    sheet: str
    table: Table
    coverage: Coverage
    head: Head

    @property
    def at(self) -> tuple[str, int, int]:
        """Where it begins: sheet, row, column."""
        return self.sheet, self.table.first_row, self.table.first_column


class Reach(Struct, frozen=True):
    """What reaches one number.

    Attributes:
        row: None where the number stands in no row of the table; so is column.
        meaning: None where either is missing.
    """

    read: TableRead
    row: Row | None
    column: Column | None
    meaning: Meaning | None

    @property
    def indicator(self) -> list[Source]:
        """The labels that tell what is counted: the one that names it, and those that narrow it."""
        row, column = self.row, self.column
        narrowing = []
        if column and column.leaves and self._naming != [_of_column(column)]:
            narrowing.append(_of_column(column))
        if row and row.leaves and not row.subject:
            narrowing.append(_of_row(row))
        return [*self._naming, *narrowing]

    @property
    def _naming(self) -> list[Source]:
        if self.row and self.row.subject:
            return [_of_row(self.row)]
        if self.column and self.column.indicator:
            return [_of_column(self.column)]
        return [Source(Side.ABOVE)] if self.read.table.about else []

    @property
    def place(self) -> list[Source]:
        """The labels that tell of which place the number is, from the larger to the smaller."""
        found = [_of_head(self.read.head[label]) for label in _OF_PLACE if label in self.read.head]
        found = found or [Source(Side.FILE)]
        if self.row and self.row.places:
            found.append(_of_row(self.row))
        if self.column and self.column.place:
            found.append(_of_column(self.column))
        return found

    @property
    def measure(self) -> list[Source]:
        """The labels that tell whether it was planned or done, in the period or all in all."""
        found = [source for title, source in reversed(self._titles) if not title.neutral]
        if self.meaning and self.meaning.assumed and self.meaning.title and self.meaning.title.is_result:
            found.append(Source(Side.ASSUMED))
        return found

    @property
    def _titles(self) -> list[tuple[Title, Source]]:
        """What row and column say of their numbers, the row first."""
        titles = [(self.row.title, _of_row(self.row))] if self.row and self.row.title else []
        return [*titles, (self.column.title, _of_column(self.column))] if self.column else titles

    @property
    def time(self) -> list[Source]:
        """The labels that tell the time: the innermost that names one, and what closes it."""
        stated = [(title.time, source) for title, source in self._titles if title.time]
        found = [source for _, source in stated]
        if any(time.period for time, _ in stated):
            return found
        head = [_of_head(self.read.head[label]) for label in _OF_TIME if label in self.read.head]
        return [*found, *(head or [Source(Side.FILE)])]


def reaches(read: TableRead, sheet: Sheet, programme: Programme) -> Iterator[Reach]:
    """For each row with something to say, what reaches its numbers; `column` and `meaning` are None."""
    rows = read_rows(read.table, sheet, programme, read.coverage.province, read.coverage.places)
    for row in rows.rows:
        yield Reach(read, row, None, None)


def reach(read: TableRead, sheet: Sheet, programme: Programme, cell: Cell) -> Reach:
    """What reaches one number of a table."""
    row = next((each.row for each in reaches(read, sheet, programme) if each.row and each.row.number == cell.row), None)
    column = next((each for each in read.table.columns if each.number == cell.column), None)
    meaning = Axes(read.table, programme, read.coverage).meaning(column, row) if column and row else None
    return Reach(read, row, column, meaning)


def _of_row(row: Row) -> Source:
    return Source(Side.ROW, row.name.text, row.name.address) if row.name else Source(Side.ROW)


def _of_column(column: Column) -> Source:
    return Source(Side.COLUMN, column.words, column.cell.address)


def _of_head(value: HeadValue) -> Source:
    return Source(Side.ABOVE, value.text, value.cell.address)
