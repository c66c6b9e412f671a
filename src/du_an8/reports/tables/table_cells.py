"""What a cell is in a table, by itself: a title, a year, a figure; and how its words are printed."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from du_an8.reports.labels.label import SPANS
from du_an8.reports.workbook.cells import Cell, CellKind
from du_an8.vietnamese.dates import find_times, format_date
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import ABSENT, Quantity, read_number
from du_an8.vietnamese.places import place_alone
from du_an8.vietnamese.time_phrases import find_in
from du_an8.vietnamese.time_words import split_words
from du_an8.vietnamese.translations import without_translation

_NUMBER, _TEXT, _DATE = CellKind.NUMBER, CellKind.TEXT, CellKind.DATE
_WORDS_OR_DATES = frozenset({_TEXT, _DATE, CellKind.BOOLEAN})
_FIRST_YEAR, _LAST_YEAR = Decimal(1990), Decimal(2100)


def printed(cell: Cell) -> str:
    """The words of a cell in one line, without their translation; a year or a date as people write it."""
    if isinstance(cell.value, Decimal):
        return f"{cell.value:f}"
    if isinstance(cell.value, date):
        return cell.shown or format_date(cell.value)
    return " ".join(without_translation(str(cell.value)).split())


def is_title(cell: Cell) -> bool:
    """Whether a cell may stand in a header: words, a year, a date."""
    if cell.kind is _NUMBER:
        return is_year(cell.value)
    if cell.kind is _DATE:
        return True
    return cell.kind is _TEXT and not (is_figure(cell) or _stands_for_nothing(cell.text))


def _stands_for_nothing(text: str) -> bool:
    """A dash, where a number would stand."""
    return not any(map(str.isalnum, text)) and read_number(text) is ABSENT


def is_figure(cell: Cell) -> bool:
    """Whether a text is a number as officials write one."""
    return cell.kind is _NUMBER or (cell.kind is _TEXT and _tells_figure(cell.text))


@lru_cache(maxsize=16384)
def _tells_figure(text: str) -> bool:
    text = text.strip()
    if place_alone(text):
        return False  # `Thôn 3`: thousands of names
    number = read_number(text)
    if number is None or number is ABSENT or text == "%":
        return False
    if isinstance(number, Quantity) and fold(number.unit) in SPANS:
        return False  # `Cộng 3 năm`
    return not find_times(text)[0]


def holds_number(cell: Cell) -> bool:
    """Whether a cell belongs to the numbers of a table: also one with words that nobody reads, `87 tổ (52% là nữ)`."""
    if is_figure(cell) or cell.kind not in _WORDS_OR_DATES:
        return True
    begins_with_digit = cell.text[:1].isdecimal()
    times = find_in(split_words(cell.text)) if begins_with_digit else []
    return begins_with_digit and not (times and times[0].first == 0)


def amount_of(cell: Cell) -> Decimal | None:
    """The number of a cell that may be added to others, be it written as text, as in a CSV file; None for all else."""
    return cell.value if isinstance(cell.value, Decimal) else _amount_told(cell.text)


@lru_cache(maxsize=16384)
def _amount_told(text: str) -> Decimal | None:
    number = read_number(text) if text else None
    is_one = isinstance(number, Quantity) and not (number.percent or number.others or number.nothing)
    return number.value if isinstance(number, Quantity) and is_one else None


def is_year(value: object) -> bool:
    """Whether the value of a cell may be a year."""
    return isinstance(value, Decimal) and _FIRST_YEAR <= value <= _LAST_YEAR and value == value.to_integral_value()
