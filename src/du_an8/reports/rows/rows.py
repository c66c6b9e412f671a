"""Reads the rows of a table: what each is about, and until where a heading reaches."""

from collections import deque
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import Province
from du_an8.reports.facts import Place
from du_an8.reports.rows.indicator_table import IndicatorTable
from du_an8.reports.rows.nesting import PlaceRow
from du_an8.reports.rows.place_list import PlaceList
from du_an8.reports.rows.place_rows import PlaceNames
from du_an8.reports.rows.place_table import PlaceTable
from du_an8.reports.rows.row import Row, of_unknown_place
from du_an8.reports.rows.stubs import Stubs
from du_an8.reports.rows.word_columns import WordColumns
from du_an8.reports.rows.words_of_rows import WordsOfRows, words_of_rows
from du_an8.reports.tables.table import Table
from du_an8.reports.workbook.cells import Cell, Sheet
from du_an8.vietnamese.places import PlaceLevel

_LAST_TABLES, _MOST_ROWS = 4, 2000
"""A province's reports come one after another, and most have one table or a few, with a row for each commune."""


class TableRows(Struct, frozen=True):
    """The rows of one table.

    Attributes:
        numbers: of all rows below the header; counting those that only number the columns.
        counts: the cells in the columns of places that say how many there are.
        names: of each row of words, how its name is printed; units the unit that it says.
        unclear: districts whose communes may stand below, or other districts.
        by_sums: rows that were taken for larger places because they are the sums of those below.
    """

    rows: Sequence[Row]
    numbers: Sequence[int]
    counting: Sequence[int]
    counts: Sequence[Cell]
    names: Mapping[int, str]
    units: Mapping[int, str]
    unclear: Sequence[PlaceRow] = ()
    by_sums: Sequence[PlaceRow] = ()

    def with_cells(self, columns: WordColumns | None) -> "TableRows":
        """The same rows with the cells of another sheet, or with none."""
        return replace(
            self, rows=[replace(row, cells=columns.cells(row.number) if columns else {}) for row in self.rows]
        )


def read_rows(
    table: Table, sheet: Sheet, programme: Programme, province: Province, own: tuple[Place, ...]
) -> TableRows:
    """Read the rows of one table from top to bottom.

    What months of a province name is often the same. As long as no figure had to be asked what a row is, rows of places
    are told by their words alone, and the next table with the same words has the same.

    Args:
        own: the place whose own report the table is in.
    """
    columns = WordColumns(table, sheet, programme)
    are_alike = columns.by_columns and len(columns.numbers) <= _MOST_ROWS
    words = words_of_rows(columns, province, own) if are_alike else None
    last_tables = programme.made(_last_tables)
    if known := next((rows for before, rows in last_tables if before == words), None):
        return known.with_cells(columns)
    stubs = Stubs(columns, province)
    rows = _read(stubs, province, own)
    if words and not stubs.places.asked_for_amounts:
        last_tables.append((words, rows.with_cells(None)))
    return rows


def _last_tables(_: Programme) -> deque[tuple[WordsOfRows, TableRows]]:
    return deque(maxlen=_LAST_TABLES)


def _read(stubs: Stubs, province: Province, own: tuple[Place, ...]) -> TableRows:
    words = stubs.places
    listed = PlaceList(province, own, stubs.columns.titles_of_places, words.place_rows, words.amounts)
    places = PlaceNames(listed)
    reader = PlaceTable(stubs, places) if stubs.by_columns else IndicatorTable(stubs, places, province)
    rows = list(reader.read())
    if places.unnamed:
        rows = [_of_nobody(row, places.unnamed) for row in rows]
    names = {stub.number: stub.text for stub in stubs.rows}
    units = {stub.number: stub.label.unit for stub in stubs.rows}
    unclear, by_sums = (listed.unclear, listed.sums) if stubs.by_columns else ((), ())
    return TableRows(rows, stubs.numbers, stubs.counting, words.counts, names, units, unclear, by_sums)


def _of_nobody(row: Row, whole: PlaceLevel) -> Row:
    """`Toàn huyện` in a table that names no district: nobody can tell in which its communes lie."""
    is_named = len(row.places) > 1 or any(place.level and place.level <= whole for place in row.places)
    if row.problem or row.of_province or row.name is None or is_named:
        return row
    return of_unknown_place(row, row.name, row.name.text.strip())
