"""Tells what only numbers: the row that counts the columns of a form, `A B 1 2 3`, and marks of lists, `I`, `1.2`."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

from du_an8.reports.labels.year_parts import year_part
from du_an8.reports.tables.table_cells import is_title, printed
from du_an8.reports.vocabulary.marks import unmarked
from du_an8.reports.workbook.cells import Cell
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.periods import ROMAN_QUARTERS

_SHORTEST = 3
_MOST = 1000
_NUMBER = pattern_of(r"\(?(\d{1,3})\)?")
_LETTER = pattern_of(r"\(?[A-H]\)?")
_MARK = pattern_of(r"\(?(?:[IVXLC]+|[A-ZĐa-zđ]|\d{1,3}(?:\.\d{1,3})*)\)?\s*[.)/]?|[-–+*•]")
_FORMULA = pattern_of(r"\(?(\d{1,3})\)?\s*=[\s\d()+\-−:/x*.,%]+")


def heads_parts_of_a_year(row: Mapping[int, Cell], above: Mapping[int, Cell]) -> bool:
    """Whether all numbers of a row stand for months or quarters, below a label that says so: `Tháng` over 1, 2, 3."""
    numbered = {column: cell for column, cell in row.items() if not is_title(cell)}
    numbers = [_number_below(_label_over(above, column), cell) for column, cell in numbered.items()]
    return len(numbers) > 1 and all(numbers) and all(later in {earlier + 1, 1} for earlier, later in pairwise(numbers))


def _number_below(title: str, cell: Cell) -> int:
    """The number of a quarter or month in a cell below its title; 0 where it is none."""
    part, text = year_part(title), printed(cell)
    number = int(text) if text.isdecimal() else 0
    return number if part and number <= part.most else 0


def _label_over(above: Mapping[int, Cell], column: int) -> str:
    """The label that stands over a column, or left of it."""
    left = max((number for number in above if number <= column), default=0)
    return above[left].text if left else ""


def numbers_the_columns(row: Mapping[int, Cell]) -> bool:
    """Whether a row holds nothing but the numbers of the columns, in their order.

    Words may stand before them, `MS`, where one says how it is computed: `5=1+3`.
    """
    if len(row) < _SHORTEST or _is_beyond_one(row[min(row)]):  # as nearly every row of a list begins
        return False
    cells = [row[column] for column in sorted(row)]
    words = list(takewhile(lambda cell: _number(cell) is None, cells))
    numbers = list(map(_number, cells[len(words) :]))
    are_letters = all(_LETTER.fullmatch(str(cell.value).strip()) for cell in words)
    computes = any(_FORMULA.fullmatch(cell.text.strip()) for cell in cells)
    return _are_in_order(numbers) and (are_letters or computes)


def _is_beyond_one(cell: Cell) -> bool:
    """Whether a cell holds a number that begins no count."""
    return cell.value > 1 if isinstance(cell.value, Decimal) else (_number(cell) or 0) > 1


def _are_in_order(numbers: Sequence[int | None]) -> bool:
    """Whether numbers count from 0 or 1 on."""
    return any(numbers == list(range(first, first + len(numbers))) for first in (0, 1) if numbers)


def _number(cell: Cell) -> int | None:
    """The number that a cell may give its column."""
    if isinstance(cell.value, Decimal):
        return int(cell.value) if 0 <= cell.value < _MOST and cell.value == int(cell.value) else None
    text = str(cell.value).strip()
    match = _NUMBER.fullmatch(text) or _FORMULA.fullmatch(text)
    return int(match[1]) if match else None


def is_mark(text: str) -> bool:
    """Whether a text is the mark of a list: `I`, `1.2`, `(a)`, `-`."""
    return _MARK.fullmatch(text.strip()) is not None


def mark_of(cell: Cell | None) -> str:
    """What a cell in a column of numbers says: a mark, a number, the words of a total; empty for other words."""
    if cell is None:
        return ""
    if isinstance(cell.value, Decimal):
        return f"{cell.value:f}"
    return cell.text.strip() if is_mark(cell.text) or unmarked(cell.text).total_of is not None else ""


def part_of_a_year(cell: Cell) -> int | None:
    """The month or quarter that a bare number stands for."""
    if isinstance(cell.value, Decimal):
        return int(cell.value) if cell.value == cell.value.to_integral_value() and cell.value > 0 else None
    text = cell.text.strip()
    return ROMAN_QUARTERS.get(text.casefold()) or (int(text) if text.isdecimal() else None)
