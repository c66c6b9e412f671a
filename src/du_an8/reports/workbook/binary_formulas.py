"""What a formula of the binary formats (`.xls`, `.xlsb`) refers to, where it only refers or adds up.

Formulas are stored as tokens in reverse Polish order ([MS-XLS] 2.5.198, [MS-XLSB] 2.5.97); the few that may stand in a
formula of references alone are read, any other makes the formula unknown.
"""

import struct
from collections.abc import Callable

from msgspec import Struct

from du_an8.reports.workbook.cells import column_letters

UNKNOWN = "=…"

_CLASS = 0x60  # the same token comes for a reference, a value, an array
_RELATIVE = 0x2C
_ADD, _PLUS, _BRACKETS, _ATTRIBUTE = 0x03, 0x12, 0x15, 0x19
_ATTRIBUTE_SIZE, _SUM = 4, 0x10
_COLUMN_MASK, _COLUMN_IS_RELATIVE, _ROW_IS_RELATIVE = 0x3FFF, 0x4000, 0x8000
_VALUE_CLASSES = 0x20

SheetName = Callable[[int], str]
"""The name of the sheet that a token's number stands for; empty where it is none of this workbook."""


class Dialect(Struct, frozen=True):
    """How wide the numbers are.

    Attributes:
        row: the code of `struct` for a row.
    """

    row: str

    def size(self, fields: str) -> int:
        """How many bytes some numbers take."""
        return struct.calcsize("<" + fields.replace("R", self.row))

    def unpack(self, fields: str, tokens: bytes, position: int) -> tuple[int, ...]:
        """Numbers that stand one behind the other; `R` is a row."""
        return struct.unpack_from("<" + fields.replace("R", self.row), tokens, position)


XLS, XLSB = Dialect("H"), Dialect("I")


def formula_of(tokens: bytes, dialect: Dialect, sheet_name: SheetName, origin: tuple[int, int] = (0, 0)) -> str:
    """`=SUM(B5:B9)` where a formula refers to cells and adds them up, `=…` where it does anything else.

    Args:
        origin: row and column from 0 of the cell that a shared formula is read for.
    """
    try:
        return f"={'+'.join(_terms(tokens, dialect, sheet_name, origin))}"
    except (struct.error, ValueError, IndexError):
        return UNKNOWN


def _terms(tokens: bytes, dialect: Dialect, sheet_name: SheetName, origin: tuple[int, int]) -> list[str]:
    """What is added up.

    Raises:
        ValueError: at a token that does more than to refer or to add up.
    """
    terms: list[str] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token in {_ADD, _PLUS, _BRACKETS}:
            position += 1
        elif token == _ATTRIBUTE:
            if tokens[position + 1] & _SUM:
                terms.append(f"SUM({terms.pop()})")
            position += _ATTRIBUTE_SIZE
        else:
            kind = (token & ~_CLASS) | _VALUE_CLASSES
            term, size = _reference(kind, tokens, position + 1, dialect, sheet_name, origin)
            terms.append(term)
            position += 1 + size
    if not terms:
        raise ValueError(tokens)
    return terms


def _reference(  # noqa: PLR0913, PLR0917  # what a token needs to be read
    kind: int, tokens: bytes, position: int, dialect: Dialect, sheet_name: SheetName, origin: tuple[int, int]
) -> tuple[str, int]:
    match kind:
        case 0x24 | 0x2C:
            row, column = dialect.unpack("RH", tokens, position)
            at = _relative(row, column, origin) if kind == _RELATIVE else (row, column & _COLUMN_MASK)
            return _address(*at), dialect.size("RH")
        case 0x25:
            top, bottom, left, right = dialect.unpack("RRHH", tokens, position)
            return _area(top, bottom, left, right), dialect.size("RRHH")
        case 0x3A:
            number, row, column = dialect.unpack("HRH", tokens, position)
            return f"{_named(sheet_name(number))}{_address(row, column & _COLUMN_MASK)}", dialect.size("HRH")
        case 0x3B:
            number, top, bottom, left, right = dialect.unpack("HRRHH", tokens, position)
            return f"{_named(sheet_name(number))}{_area(top, bottom, left, right)}", dialect.size("HRRHH")
        case _:
            raise ValueError(kind)


def _relative(row: int, column: int, origin: tuple[int, int]) -> tuple[int, int]:
    """Where a reference of a shared formula leads: so many rows and columns away, both signed."""
    at_column = column & 0xFF
    if column & _COLUMN_IS_RELATIVE:
        at_column = (origin[1] + at_column) & 0xFF
    return ((origin[0] + row) & 0xFFFF if column & _ROW_IS_RELATIVE else row), at_column


def _address(row: int, column: int) -> str:
    return f"{column_letters(column + 1)}{row + 1}"


def _area(top: int, bottom: int, left: int, right: int) -> str:
    return f"{_address(top, left & _COLUMN_MASK)}:{_address(bottom, right & _COLUMN_MASK)}"


def _named(sheet: str) -> str:
    if not sheet:
        raise ValueError(sheet)
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!"
