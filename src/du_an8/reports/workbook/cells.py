"""The cells of a sheet, whatever format the file had."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct


class DamagedError(Exception):
    """The file is cut short, or contradicts itself."""


class UnsafeError(Exception):
    """Reading the file would cost more than any report is worth; the text says why."""


class CellKind(StrEnum):
    """What a cell holds."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"  # `#DIV/0!`: neither zero nor blank
    UNCOMPUTED = "uncomputed"  # a formula without a stored value


class Cell(Struct, frozen=True, gc=False):
    """One filled cell.

    Attributes:
        value: Decimal for a number, date for a date, the text otherwise.
        percent: the number format shows it in percent, so that 0.8 is 80 %.
        font: its name, empty where the format of the file tells none.
    """

    row: int
    column: int
    kind: CellKind
    value: Decimal | date | str
    percent: bool = False
    font: str = ""

    @property
    def address(self) -> str:
        """`G12`."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """The content as text, empty for anything that isn't text."""
        return str(self.value) if self.kind is CellKind.TEXT else ""


class Area(Struct, frozen=True):
    """A rectangle of cells, both corners included; rows and columns count from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Sheet(Struct, frozen=True):
    """The filled cells of a sheet, by row and column.

    Attributes:
        merged: the merged areas; their content stands in the upper left cell.
        hidden_rows: numbers of rows that aren't shown but hold cells.
        hidden_columns: likewise.
    """

    name: str
    hidden: bool
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def __iter__(self) -> Iterator[Cell]:
        for row in self.rows.values():
            yield from row.values()


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """1 is `A`, 27 is `AA`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """`A` is 1, `AA` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
