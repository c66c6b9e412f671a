"""Reads the rows of a table: what each is about, and until where a heading reaches."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import Province
from du_an8.reports.facts import Place
from du_an8.reports.rows.indicator_table import IndicatorTable
from du_an8.reports.rows.place_list import PlaceList
from du_an8.reports.rows.place_rows import PlaceNames
from du_an8.reports.rows.place_table import PlaceTable
from du_an8.reports.rows.row import Problem, Row
from du_an8.reports.rows.stubs import Stubs
from du_an8.reports.tables.table import Table
from du_an8.reports.workbook.cells import Sheet
from du_an8.vietnamese.places import PlaceLevel


class TableRows(Struct, frozen=True):
    """The rows of one table.

    Attributes:
        stubs: the words that they were read from.
        places: the rows that name places.
    """

    rows: Sequence[Row]
    stubs: Stubs
    places: PlaceList


def read_rows(
    table: Table, sheet: Sheet, programme: Programme, province: Province, own: tuple[Place, ...]
) -> TableRows:
    """Read the rows of one table from top to bottom.

    Args:
        own: the place whose own report the table is in.
    """
    stubs = Stubs(table, sheet, programme, province)
    words = stubs.places
    listed = PlaceList(province, own, stubs.columns.titles_of_places, words.place_rows, words.amounts)
    places = PlaceNames(listed)
    reader = PlaceTable(stubs, places) if stubs.by_columns else IndicatorTable(stubs, places, province)
    rows = list(reader.read())
    if places.unnamed:
        rows = [_of_nobody(row, places.unnamed) for row in rows]
    return TableRows(rows, stubs, listed)


def _of_nobody(row: Row, whole: PlaceLevel) -> Row:
    """`Toàn huyện` in a table that names no district: nobody can tell in which its communes lie."""
    is_named = len(row.places) > 1 or any(place.level and place.level <= whole for place in row.places)
    if row.problem or row.of_province or row.name is None or is_named:
        return row
    return replace(row, problem=Problem("unmatched-row.place", row.name, {"text": row.name.text.strip()}))
