"""Numbers of a table that are no figures: they count rows, columns or places, or are days and years."""

from collections.abc import Iterable

from du_an8.reports.labels.roles import Role
from du_an8.reports.meaning.ledger import Fate
from du_an8.reports.meaning.recorder import Recorder
from du_an8.reports.rows.rows import TableRows
from du_an8.reports.tables.table import Column, Table
from du_an8.reports.tables.table_cells import is_year
from du_an8.reports.workbook.cells import Sheet
from du_an8.vietnamese.names import fold


def settle_counting(table: Table, rows: TableRows, recorder: Recorder) -> None:
    """Numbers that only count rows, columns or places, and days, are no figures."""
    for number in rows.counting:
        recorder.ledger.settle(Fate.CHECKED, *recorder.sheet.rows[number].values())
    recorder.ledger.settle(Fate.CHECKED, *rows.counts)
    words = {Role.NUMBERING, Role.ID, Role.TIME}
    for column in [c.number for c in table.columns if c.role in words or _is_of_days(c)]:
        recorder.ledger.settle_column(Fate.CHECKED, column, rows.numbers)
    for c in table.columns:
        recorder.ledger.settle_column(Fate.CHECKED, c.number, set(_years(c, recorder.sheet)).intersection(rows.numbers))


def _is_of_days(column: Column) -> bool:
    """`Ngày`, `Ngày, tháng`: `12/5` is a day below it."""
    return column.role is Role.NOTE and fold(column.words).startswith("ngay")


def _years(column: Column, sheet: Sheet) -> Iterable[int]:
    """The rows of the numbers of a remark, where all of them are years: `Hạn` over 2025."""
    numbers = sheet.numbers.get(column.number, {}) if column.role is Role.NOTE else {}
    return numbers if all(map(is_year, numbers.values())) else ()
