"""Values as files store them in text: a number in digits, an error in its sign."""

import re
from decimal import Decimal
from math import isfinite

from du_an8.reports.workbook.cells import Cell, CellKind
from du_an8.vietnamese.numbers import plain_decimal

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
# A column of # is what Excel saves for a number that did not fit into its column: the figure is lost, not blank.
_ERROR = re.compile(
    r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|FIELD!|BLOCKED!|GETTING_DATA|#+)|Err:\d{3}",
    re.IGNORECASE,
)


def is_error(text: str) -> bool:
    """Whether a text is the sign of an error, such as `#DIV/0!`."""
    return _ERROR.fullmatch(text.strip()) is not None


def number_cell(row: int, column: int, stored: str, *, percent: bool = False, font: str = "") -> Cell | None:
    """The cell of a number as XML stores it, `1800.5` or `1E3`; None where the text is no such number."""
    stored = stored.strip()
    if not _NUMBER.fullmatch(stored):
        return None
    value = float(stored)
    if not isfinite(value):
        return Cell(row, column, CellKind.ERROR, stored, font=font)
    number: Decimal = plain_decimal(value)
    return Cell(row, column, CellKind.NUMBER, number, percent, font)


def shown_cell(row: int, column: int, shown: str, font: str = "") -> Cell | None:
    """The cell of a text in a format that keeps only what was shown; an error's sign is an error, blanks are None."""
    if not shown.strip():
        return None
    return Cell(row, column, CellKind.ERROR if is_error(shown) else CellKind.TEXT, shown, font=font)
