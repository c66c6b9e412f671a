"""Tells the row that numbers the columns of a form: `A B 1 2 3`, `(1) (2) (3)`, `11=10+9`."""

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

from du_an8.reports.workbook.cells import Cell

_SHORTEST = 3
_NUMBER = re.compile(r"\(?(\d{1,3})\)?")
_LETTER = re.compile(r"\(?[A-H]\)?")
_FORMULA = re.compile(r"\(?(\d{1,3})\)?\s*=[\s\d()+\-−:/x*.,%]+")


def numbers_the_columns(row: Mapping[int, Cell]) -> bool:
    """Whether a row holds nothing but the numbers of the columns, in their order."""
    if len(row) < _SHORTEST:
        return False
    numbers: list[int] = []
    for column in sorted(row):
        text = _text(row[column])
        match = _NUMBER.fullmatch(text) or _FORMULA.fullmatch(text)
        if match:
            numbers.append(int(match[1]))
        elif numbers or not _LETTER.fullmatch(text):
            return False
    steps = {later - earlier for earlier, later in pairwise(numbers)}
    return bool(numbers) and numbers[0] in {0, 1} and steps <= {1}


def _text(cell: Cell) -> str:
    return f"{cell.value.normalize():f}" if isinstance(cell.value, Decimal) else str(cell.value).strip()
