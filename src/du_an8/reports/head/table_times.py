"""The time that a table itself states, over its columns or before its rows, where its head names no period."""

from collections.abc import Iterator
from datetime import date

from du_an8.programme.catalogue import Programme
from du_an8.reports.head.fields import Label, written
from du_an8.reports.head.value import Head, HeadValue
from du_an8.reports.labels.label import Label as RowLabel
from du_an8.reports.labels.label import time_alone
from du_an8.reports.labels.read_label import read_label
from du_an8.reports.labels.roles import NUMBER_ROLES, RESULT_ROLES, Role
from du_an8.reports.labels.titles import title as title_of
from du_an8.reports.tables.table import Column, Table
from du_an8.reports.vocabulary.marks import unmarked
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet
from du_an8.vietnamese.dates import TimeKind, TimePhrase

_DATED = frozenset({TimeKind.PERIOD, TimeKind.UNTIL, TimeKind.DAY})


def times_in_table(head: Head, table: Table, sheet: Sheet, programme: Programme) -> Head:
    """The latest time that titles of result columns, or names of rows, say, if the head states no period."""
    if _states_period(head):
        return {}
    dated = [
        HeadValue(column.words, column.cell, sheet.name, time.period)
        for column in table.of(RESULT_ROLES)
        if (time := column.title.time) and time.period and _is_dated(time, programme)
    ] or list(_times_of_rows(table, sheet, programme))
    latest = max(dated, key=lambda value: value.found.end if value.found else date.min, default=None)
    return {Label.COLUMN_PERIOD: latest} if latest else {}


def _is_dated(time: TimePhrase, programme: Programme) -> bool:
    """`KQ 2021-2024` ends with its last year; a column of the whole phase may end with any day of it."""
    ends = [phase.end for phase in programme.phases]
    of_years = time.kind is TimeKind.PHASE and time.period is not None and time.period.end not in ends
    return time.kind in _DATED or of_years


def _states_period(head: Head) -> bool:
    """Whether a cell states the period, or titles do and none of them leaves it in doubt."""
    titled = None if Label.UNCLEAR in head else head.get(Label.TITLE_PERIOD)
    return Label.PERIOD in head or (titled is not None and titled.period is not None)


def _times_of_rows(table: Table, sheet: Sheet, programme: Programme) -> Iterator[HeadValue]:
    """The times that the cells in a table's columns of names and of times name; notes date nothing."""
    years, read = table.column(Role.TIME), programme.once(_time_of_name)
    body, columns = range(table.header_row + 1, table.end_row + 1), _columns_of_names(table)
    cells = sheet if years else sheet.texts
    for cell in (cell for cell in cells if cell.column in columns and cell.row in body):
        text = _in_words(cell, years)
        time = read(text) if text else None
        if time and time.period:
            yield HeadValue(text, cell, sheet.name, time.period)


def _columns_of_names(table: Table) -> set[int]:
    """Those in front of a table's numbers that are no notes, and that of its times."""
    first = min((column.number for column in table.of(NUMBER_ROLES)), default=0)
    notes, times = ({column.number for column in table.of({role})} for role in (Role.NOTE, Role.TIME))
    return (set(range(first)) - notes) | times


def _in_words(cell: Cell, years: Column | None) -> str:
    """The text of a cell; in a column of times also a year that was typed as a number."""
    is_year = years is not None and cell.column == years.number and cell.kind is CellKind.NUMBER
    return written(cell) if is_year else cell.text


def _time_of_name(text: str, programme: Programme) -> TimePhrase | None:
    return _time_of_results(read_label(unmarked(text).text, programme))


def _time_of_results(label: RowLabel) -> TimePhrase | None:
    """`Quý I/2024`, `Thực hiện năm 2023`; a row of plans says nothing of when."""
    if time := time_alone(label):
        return time
    said = title_of([label]) if label.times and not label.names else None
    return said.time if said and said.is_result and not said.estimate else None
