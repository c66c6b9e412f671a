"""The unit that stands over each of the tables of a sheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from du_an8.reports.head.captions import Section
from du_an8.reports.head.fields import Label
from du_an8.reports.head.head import unit_between
from du_an8.reports.head.value import Head, HeadValue
from du_an8.reports.tables.table import Table
from du_an8.reports.workbook.cells import Cell, Sheet


def units_over(sheet: Sheet, sections: Sequence[Section], head: Head) -> Iterator[str]:
    """The unit of each table: between it and the one before, else the one that held for that.

    Of tables side by side each has the one over its own columns; one alone in its row is that of all of them.
    """
    unit, above, first_row = head.get(Label.UNIT), min(sheet.rows) - 1, 0
    after = above
    for section in sections:
        table = section.table
        if table.first_row != first_row:
            first_row, after = table.first_row, above
            if section is not sections[0] or section.tells:  # else the head was read already
                unit = unit_between(sheet, after, first_row) or unit
        above = table.header_row
        own = unit
        if _has_beside(table, sections):
            own = unit_between(_over(sheet, table), after, first_row) or _shared(unit, sheet, table)
        yield own.text if own else ""


def _has_beside(table: Table, sections: Iterable[Section]) -> bool:
    """Whether another table stands side by side with this one."""
    return sum(section.table.first_row == table.first_row for section in sections) > 1


def _over(sheet: Sheet, table: Table) -> Sheet:
    """What of a sheet stands in the columns of a table."""
    rows = {number: _in_columns(row, table) for number, row in sheet.rows.items()}
    return replace(sheet, rows={number: row for number, row in rows.items() if row})


def _in_columns(row: Mapping[int, Cell], table: Table) -> dict[int, Cell]:
    columns = range(table.first_column, table.last_column + 1)
    return {number: cell for number, cell in row.items() if number in columns}


def _shared(unit: HeadValue | None, sheet: Sheet, table: Table) -> HeadValue | None:
    """The unit over tables side by side, where it is not in the caption of one: `A. Chỉ tiêu | B. Kinh phí (đồng)`."""
    if unit is None or unit.sheet != sheet.name:
        return unit
    own = _in_columns(sheet.rows.get(unit.cell.row, {}), table)
    return None if own and unit.cell.column not in own else unit
