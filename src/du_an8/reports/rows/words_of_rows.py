"""What the rows of a table of places are read from, beside the figures themselves."""

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from du_an8.programme.provinces import Province
from du_an8.reports.facts import Place
from du_an8.reports.labels.roles import NUMBER_ROLES
from du_an8.reports.rows.word_columns import WordColumns
from du_an8.reports.tables.table import Table
from du_an8.reports.workbook.cells import Cell, CellKind

_NUMBER = CellKind.NUMBER


class WordsOfRows(Struct, frozen=True):
    """All that tells what the rows of a table are about, as long as no figure has to be asked.

    Attributes:
        numbers: of the rows; counting those that only number the columns, which takes a look at figures.
        cells: what they hold that is no figure.
        counted: the plain numbers of columns that hold no figures: of lists, of years.
        filled: by column, the rows in which a figure stands, whatever it says.
        reached: the cells that are merged down to rows.
    """

    numbers: list[int]
    counting: list[int]
    province: Province
    own: tuple[Place, ...]
    table: Table
    filled: Mapping[int, list[int]]
    counted: Mapping[int, Mapping[int, Decimal]]
    cells: list[Cell]
    reached: Mapping[tuple[int, int], Cell]


def words_of_rows(columns: WordColumns, province: Province, own: tuple[Place, ...]) -> WordsOfRows:
    """The words of the rows of a table in a report of a province.

    Args:
        own: the place whose own report the table is in.
    """
    table, body = columns.table, frozenset(columns.numbers)
    filled: dict[int, list[int]] = {column.number: [] for column in table.of(NUMBER_ROLES)}
    counted = {}
    for column, numbers in columns.sheet.numbers.items():
        if column in filled:
            filled[column] += filter(body.__contains__, numbers)
        else:
            counted[column] = {row: numbers[row] for row in filter(body.__contains__, numbers)}
    cells = []
    for cell in columns.sheet.others:
        if cell.kind is _NUMBER and cell.column in filled:
            filled[cell.column].append(cell.row)
        elif cell.row in body:
            cells.append(cell)
    return WordsOfRows(columns.numbers, columns.counting, province, own, table, filled, counted, cells, columns.merged)
