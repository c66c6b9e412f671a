"""A table that goes on in the next sheet, or the next table of a Word paper, without its header."""

from msgspec.structs import replace

from du_an8.programme.catalogue import Programme
from du_an8.reports.labels.roles import Role
from du_an8.reports.names.read_name import read_name
from du_an8.reports.tables.table import Column, Table
from du_an8.reports.vocabulary.marks import unmarked
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet


def continued(sheet: Sheet, before: Sheet, table: Table, programme: Programme) -> Table | None:
    """The rest of the table with which the sheet before ends; None where anything speaks against it.

    Its first row goes on with the numbering, nothing stands between, and it has no more columns. Tables of places have
    totals, which only the whole would show.
    """
    numbering, names = table.column(Role.NUMBERING), table.column(Role.INDICATOR)
    if table.by_columns or numbering is None or names is None or not _fits(sheet, table):
        return None
    goes_on = max(before.rows) == table.end_row and _counts_on(sheet, before, numbering.number)
    if not goes_on or not _names_any(sheet, names.number, programme):
        return None
    first, last = min(sheet.rows), max(sheet.rows)
    columns = tuple(_in_row(column, first) for column in table.columns)
    return replace(table, first_row=first, header_row=first - 1, end_row=last, columns=columns)


def _counts_on(sheet: Sheet, before: Sheet, column: int) -> bool:
    """Whether the first row of a sheet has the number that follows the last one of the sheet before."""
    first = min(sheet.rows)
    numbers = (_number(before.rows[row].get(column)) for row in sorted(before.rows, reverse=True))
    ended = next(filter(None, numbers), 0)
    return first > 0 < ended and _number(sheet.rows[first].get(column)) == ended + 1  # lines over a table of Word are 0


def _names_any(sheet: Sheet, column: int, programme: Programme) -> bool:
    """Whether any row names what the programme counts."""
    texts = (row[column].text for row in sheet.rows.values() if column in row)
    return any(read_name(programme, unmarked(text).text).indicator for text in texts)


def _number(cell: Cell | None) -> int:
    """The number of a row in its column of numbers; 0 without one."""
    if cell is None:
        return 0
    text = cell.text.strip(" .)") if cell.kind is CellKind.TEXT else f"{cell.value}"
    return int(text) if text.isdecimal() else 0


def _fits(sheet: Sheet, table: Table) -> bool:
    """Whether a sheet has no cell outside of the columns of a table."""
    columns = range(table.first_column, table.last_column + 1)
    return all(column in columns for row in sheet.rows.values() for column in row)


def _in_row(column: Column, row: int) -> Column:
    """A column whose title stands in another sheet: what is said of it is shown where it goes on."""
    return replace(column, cell=Cell(row, column.number, CellKind.TEXT, column.words))
