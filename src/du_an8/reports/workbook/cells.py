"""The cells of a sheet, whatever format the file had."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache

from msgspec import Struct, field


class DamagedError(Exception):
    """The file is cut short, or contradicts itself."""


class LockedError(Exception):
    """The file has a password that somebody has to know."""


class UnsafeError(Exception):
    """Reading the file would cost more than any report is worth; the text says why."""

    key = "unsafe-workbook"

    @property
    def parameters(self) -> dict[str, str]:
        """What the finding names."""
        return {"reason": str(self)}


class CostlyError(UnsafeError):
    """Reading it was given up; the text says at which bound.

    Args:
        bound: the bound, in Vietnamese.
        variable: of the environment, that moves it.
    """

    key = "unsafe-workbook.costly"

    def __init__(self, bound: str, variable: str) -> None:
        super().__init__(bound)
        self.variable = variable

    @property
    def parameters(self) -> dict[str, str]:
        """What the finding names."""
        return {"bound": str(self), "variable": self.variable}


class CellKind(StrEnum):
    """What a cell holds."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"  # `#DIV/0!`: neither zero nor blank
    UNCOMPUTED = "uncomputed"  # a formula without a stored value
    # Numbers that are stored, and yet not to be used:
    WITHDRAWN = "withdrawn"  # struck through
    SHOWN_DIFFERENTLY = "shown differently"  # a person who reads the sheet sees another number, or none
    UNCOMPUTED_ZERO = "uncomputed zero"  # the 0 of a formula that was not calculated, or had nothing to add up


# Python 3.11 takes ten times as long to find a member of an enum as a name, and a sheet has many cells.
_NUMBER, _TEXT, _SHOWN_DIFFERENTLY = CellKind.NUMBER, CellKind.TEXT, CellKind.SHOWN_DIFFERENTLY
_NUMERIC = frozenset({CellKind.NUMBER, CellKind.WITHDRAWN, CellKind.SHOWN_DIFFERENTLY, CellKind.UNCOMPUTED_ZERO})


class Cell(Struct, frozen=True, gc=False):
    """One filled cell.

    Attributes:
        value: Decimal for a number, date for a date, the text otherwise; the formula of an uncomputed zero.
        percent: the number format shows it in percent, so that 0.8 is 80 %.
        font: its name, empty where the format of the file tells none.
        unit: the words that the number format writes behind the number, as if the cell said `1200 người`.
        shown: what a person sees of a number that is shown differently, empty where it is nothing; and of a date
            whose format leaves the day out: `01/2024`.
    """

    row: int
    column: int
    kind: CellKind
    value: Decimal | date | str
    percent: bool = False
    font: str = ""
    unit: str = ""
    shown: str = ""

    @property
    def is_numeric(self) -> bool:
        """Whether a number is stored in it, usable or not."""
        return self.kind is _NUMBER or self.kind in _NUMERIC

    @property
    def is_plain(self) -> bool:
        """Whether it holds a number that is to be read as it is stored: no percent sign or unit in its format."""
        return self.kind is _NUMBER and not self.percent and not self.unit

    @property
    def is_hidden_zero(self) -> bool:
        """Whether it is a 0 that the sheet shows as a blank."""
        return self.kind is _SHOWN_DIFFERENTLY and not self.shown and self.value == 0

    @property
    def address(self) -> str:
        """`G12`."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """The content as text, empty for anything that isn't text."""
        return str(self.value) if self.kind is _TEXT else ""


class Area(Struct, frozen=True):
    """A rectangle of cells, both corners included; rows and columns count from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Sheet(Struct, frozen=True, dict=True):
    """The filled cells of a sheet, by row and column; rows up to 0 are lines above a table of Word.

    Attributes:
        merged: the merged areas; their content stands in the upper left cell.
        hidden_rows: numbers of rows that aren't shown but hold cells.
        hidden_columns: likewise.
        unread: figures, as they are written, that stand in no cell of their own: address of the cell that holds them
            (a table within a cell of Word) -> figures; those outside of all tables under an empty address.
        notes: row and column -> what a note (a comment) on the cell says.
        embedded: of the first table of a paper, how many workbooks the paper holds.
        open_quotes: the lines of a delimited text on which a quotation mark opens that nothing closes.
    """

    name: str
    hidden: bool
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    unread: Mapping[str, tuple[str, ...]] = {}
    notes: Mapping[tuple[int, int], str] = field(default_factory=dict)
    open_quotes: tuple[int, ...] = ()
    embedded: int = 0

    def __iter__(self) -> Iterator[Cell]:
        for row in self.rows.values():
            yield from row.values()

    @cached_property
    def _parted(self) -> tuple[Mapping[int, Mapping[int, Decimal]], Sequence[Cell]]:
        numbers: defaultdict[int, dict[int, Decimal]] = defaultdict(dict)
        others = []
        for row, cells in self.rows.items():
            for column, cell in cells.items():
                if cell.is_plain and isinstance(cell.value, Decimal):
                    numbers[column][row] = cell.value
                else:
                    others.append(cell)
        return numbers, others

    @property
    def numbers(self) -> Mapping[int, Mapping[int, Decimal]]:
        """Column -> row -> number, of the cells that hold nothing but a number: nearly all of a large sheet."""
        return self._parted[0]

    @cached_property
    def shares(self) -> Mapping[int, Mapping[int, Decimal]]:
        """Column -> row -> number, of the cells that show a number in percent, and nothing else."""
        shares: defaultdict[int, dict[int, Decimal]] = defaultdict(dict)
        for cell in self.others:
            if cell.percent and cell.kind is _NUMBER and not cell.unit and isinstance(cell.value, Decimal):
                shares[cell.column][cell.row] = cell.value
        return shares

    @property
    def others(self) -> Sequence[Cell]:
        """All other cells, by row."""
        return self._parted[1]

    @cached_property
    def texts(self) -> Sequence[Cell]:
        """The cells that hold text."""
        return [cell for cell in self.others if cell.kind is _TEXT]

    @cached_property
    def words(self) -> Mapping[int, Mapping[int, Cell]]:
        """Column -> row -> cell, of those that hold text."""
        words: defaultdict[int, dict[int, Cell]] = defaultdict(dict)
        for cell in self.texts:
            if cell.value:
                words[cell.column][cell.row] = cell
        return words

    @cached_property
    def odd(self) -> Sequence[Cell]:
        """The cells that hold neither text nor a number that is to be used."""
        return [cell for cell in self.others if cell.kind is not _NUMBER and cell.kind is not _TEXT]


def parted(sheet: Sheet, numbers: Mapping[int, Mapping[int, Decimal]], others: Sequence[Cell]) -> Sheet:
    """A sheet of which the reader knows already which of its cells are plain numbers."""
    sheet.__dict__["_parted"] = numbers, others  # where `cached_property` looks first
    return sheet


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """1 is `A`, 27 is `AA`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
