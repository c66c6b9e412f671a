"""Tells what only numbers: the row that counts the columns of a form, `A B 1 2 3`, and marks of lists, `I`, `1.2`."""

import re
from collections.abc import Mapping
from decimal import Decimal

from du_an8.reports.vocabulary.marks import unmarked
from du_an8.reports.workbook.cells import Cell

_SHORTEST = 3
_MOST = 1000
_NUMBER = re.compile(r"\(?(\d{1,3})\)?")
_LETTER = re.compile(r"\(?[A-H]\)?")
_MARK = re.compile(r"\(?(?:[IVXLC]+|[A-ZĐa-zđ]|\d{1,3}(?:\.\d{1,3})*)\)?\s*[.)/]?|[-–+*•]")
_FORMULA = re.compile(r"\(?(\d{1,3})\)?\s*=[\s\d()+\-−:/x*.,%]+")


def numbers_the_columns(row: Mapping[int, Cell]) -> bool:
    """Whether a row holds nothing but the numbers of the columns, in their order."""
    if len(row) < _SHORTEST:
        return False
    before: int | None = None
    for column in sorted(row):
        number = _number(row[column])
        follows = number in {0, 1} if before is None else number == before + 1
        if number is None and before is None and _LETTER.fullmatch(str(row[column].value).strip()):
            continue
        if not follows:
            return False
        before = number
    return before is not None


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
