"""What stands below a header in one column."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from du_an8.reports.tables.table_cells import is_figure, is_year
from du_an8.reports.tables.words_of_time import names_time
from du_an8.reports.workbook.cells import Cell, CellKind
from du_an8.vietnamese.numbers import ABSENT, Quantity, Share, read_number

_LAST_DAY, _LAST_MONTH = 31, 12
_SENTENCE = 4  # words
_TEXT = CellKind.TEXT
_NUMBERS_OR_TEXTS = frozenset({CellKind.NUMBER, _TEXT})


class Content(Struct, frozen=True, dict=True):
    """What stands below a header in one column: cells that hold nothing but a number, and all others."""

    plain: Sequence[Decimal]
    others: Sequence[Cell]

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts that are no numbers."""
        return tuple([cell.text for cell in self.others if cell.kind is _TEXT and not is_figure(cell)])

    @cached_property
    def numbers(self) -> int:
        """How many numbers there are, in whatever form."""
        filled = sum(cell.kind in _NUMBERS_OR_TEXTS for cell in self.others)
        return len(self.plain) + filled - len(self.texts)

    @property
    def years(self) -> int:
        """How many of these may be years."""
        return sum(map(is_year, self.plain)) + sum(is_year(cell.value) for cell in self.others)

    @property
    def shares(self) -> int:
        """How many say so many of so many, or a number and behind it its percentage: `90 (38,3%)`."""
        return sum(_share(cell) is not None or _tells_percentage(cell) for cell in self.others)

    @property
    def days(self) -> int:
        """How many cells hold a day."""
        return sum(map(_is_day, self.others))

    @property
    def are_days(self) -> bool:
        """Whether it holds days alone: dates, or `12/5`."""
        days = self.days
        return 0 < days == max(self.numbers + len(self.texts), days)

    @property
    def are_sentences(self) -> bool:
        """Whether it holds long texts and no number."""
        return bool(self.texts) and not self.numbers and all(len(text.split()) >= _SENTENCE for text in self.texts)

    @property
    def are_told(self) -> bool:
        """Whether it holds long texts alone, be there numbers in them."""
        return bool(self.others) and not self.plain and all(len(cell.text.split()) >= _SENTENCE for cell in self.others)

    @property
    def are_times(self) -> bool:
        """Whether it holds times, days and papers alone, be it a year that looks like a number, and not only years."""
        others = [cell for cell in self.others if cell.kind is CellKind.DATE or read_number(cell.text) is not ABSENT]
        times = [cell for cell in others if cell.kind is CellKind.DATE or names_time(cell.text)]
        only_years = all(cell.text.strip().isdecimal() for cell in times)  # a result may look like one
        return len(times) == len(others) and not only_years and all(map(is_year, self.plain))

    @property
    def is_words(self) -> bool:
        """Whether it holds words and no number."""
        return bool(self.texts) and not self.numbers

    @property
    def is_numbers(self) -> bool:
        """Whether it holds more numbers than words."""
        return self.numbers > len(self.texts)


def _share(cell: Cell) -> Share | None:
    number = read_number(cell.text) if cell.text else None
    return number if isinstance(number, Share) else None


def _tells_percentage(cell: Cell) -> bool:
    number = read_number(cell.text) if cell.text.rstrip().endswith(")") else None
    is_first = cell.text.find("%") > cell.text.find("(")
    return is_first and isinstance(number, Quantity) and number.stated is not None


def _is_day(cell: Cell) -> bool:
    """Whether a cell holds a day: a date, or `12/5` as a day of May."""
    share = _share(cell)
    is_day = share and not share.unit and 1 <= share.numerator <= _LAST_DAY and 1 <= share.denominator <= _LAST_MONTH
    return bool(is_day) or cell.kind is CellKind.DATE
