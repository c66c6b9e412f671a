"""Zeros that nobody reported: of a formula that was never calculated, or that refers to nothing but empty cells.

A program that only writes spreadsheets stores 0 for a formula and asks for a calculation when the file is opened; and
`=B5` shows 0 where B5 is blank. Neither is a figure.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from du_an8.findings.locations import column_number
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet, column_letters
from du_an8.vietnamese.late_patterns import pattern_of

Zeros = Mapping[tuple[int, int], str]
"""Row and column of each formula whose stored value is 0 -> the formula as Excel shows it, `=…` where unknown."""

_SHEET = r"(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!"
_PLACE = r"\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6}"
_REFERENCE = pattern_of(rf"(?P<sheet>{_SHEET})?(?P<first>{_PLACE})(?::(?P<last>{_PLACE}))?(?![\w(!])", re.IGNORECASE)
_ADDS_UP = pattern_of(r"(?:\bSUM\b|[-+(),;\s=])*", re.IGNORECASE)  # what may stand between references that are added up
_ROW_COLUMN = pattern_of(r"R(\[-?\d+\]|\d*)C(\[-?\d+\]|\d*)(?![\w(])")
_MOVED = pattern_of(r"(?<![\w!$'])(\$?)([A-Z]{1,3})(\$?)([1-9][0-9]{0,6})(?![\w(])")
_LONGEST = 1000
_MOST_ROUNDS = 50


_AnyPlace = tuple[str, tuple[int, int]]
"""The name of a sheet, folded, with row and column."""


class _Area(Struct, frozen=True):
    sheet: str
    rows: range
    columns: range


def without_empty_zeros(sheets: Sequence[Sheet], zeros: Sequence[Zeros], *, due: bool = False) -> list[Sheet]:
    """The sheets with every zero marked that was not computed, or computed of nothing.

    Args:
        zeros: those of each sheet.
        due: the file asks for a calculation, so that none of its zeros is a result.
    """
    if not any(zeros):
        return list(sheets)
    empty: list[Zeros] = list(zeros) if due else _of_nothing(sheets, zeros)
    return [_marked(sheet, of_sheet) if of_sheet else sheet for sheet, of_sheet in zip(sheets, empty, strict=True)]


def _marked(sheet: Sheet, zeros: Zeros) -> Sheet:
    rows = dict(sheet.rows)
    for (row, column), formula in zeros.items():
        cell = rows.get(row, {}).get(column)
        if cell and cell.kind is CellKind.NUMBER and cell.value == 0:
            rows[row] = {**rows[row], column: replace(cell, kind=CellKind.UNCOMPUTED_ZERO, value=formula)}
    return replace(sheet, rows=rows)


def _of_nothing(sheets: Sequence[Sheet], zeros: Sequence[Zeros]) -> list[Zeros]:
    """The zeros whose formulas refer to empty cells alone, or to such zeros in turn."""
    by_name = {sheet.name.casefold(): sheet for sheet in sheets}
    open_zeros = _adding_up(sheets, zeros)
    nothing: set[_AnyPlace] = set()
    for _ in range(_MOST_ROUNDS):
        more = {place for place, areas in open_zeros.items() if _are_empty(areas, by_name, nothing)}
        if not more:
            break
        nothing |= more
        open_zeros = {place: areas for place, areas in open_zeros.items() if place not in more}
    return [_kept(of_sheet, sheet.name, nothing) for sheet, of_sheet in zip(sheets, zeros, strict=True)]


def _kept(zeros: Zeros, sheet: str, places: set[_AnyPlace]) -> Zeros:
    return {place: formula for place, formula in zeros.items() if (sheet.casefold(), place) in places}


def _adding_up(sheets: Sequence[Sheet], zeros: Sequence[Zeros]) -> dict[_AnyPlace, list[_Area]]:
    """The zeros that only add up, or refer to, what stands in these areas."""
    return {
        (sheet.name.casefold(), place): areas
        for sheet, of_sheet in zip(sheets, zeros, strict=True)
        for place, formula in of_sheet.items()
        if (areas := _referred_to(formula, sheet.name))
    }


def _are_empty(areas: Sequence[_Area], sheets: Mapping[str, Sheet], nothing: set[_AnyPlace]) -> bool:
    return all(_is_empty(area, sheets, nothing) for area in areas)


def _referred_to(formula: str, sheet: str) -> list[_Area]:
    """The areas that a formula adds up, where it does nothing else; empty otherwise."""
    if len(formula) > _LONGEST or "[" in formula:  # another workbook: what it says is stored here alone
        return []
    if not _ADDS_UP.fullmatch(_REFERENCE.sub(" ", formula)):
        return []
    return [_area(found, sheet) for found in _REFERENCE.finditer(formula)]


def _area(found: re.Match[str], sheet: str) -> _Area:
    named = (found["sheet"] or "").removesuffix("!")
    if named.startswith("'"):
        named = named[1:-1].replace("''", "'")
    (top, left), (bottom, right) = sorted(map(_place, (found["first"], found["last"] or found["first"])))
    left, right = sorted((left, right))
    return _Area((named or sheet).casefold(), range(top, bottom + 1), range(left, right + 1))


def _place(address: str) -> tuple[int, int]:
    bare = address.replace("$", "").upper()
    letters = bare.rstrip("0123456789")
    return int(bare[len(letters) :]), column_number(letters)


def _is_empty(area: _Area, sheets: Mapping[str, Sheet], nothing: set[_AnyPlace]) -> bool:
    sheet = sheets.get(area.sheet)
    if sheet is None:
        return False
    return all((area.sheet, (cell.row, cell.column)) in nothing for cell in _cells(sheet, area))


def _cells(sheet: Sheet, area: _Area) -> Iterator[Cell]:
    rows = area.rows if len(area.rows) < len(sheet.rows) else [row for row in sheet.rows if row in area.rows]
    for row in rows:
        yield from (cell for column, cell in sheet.rows.get(row, {}).items() if column in area.columns)


def moved(formula: str, rows: int, columns: int) -> str:
    """A shared formula as it reads in a cell so many rows and columns away from the one that states it."""
    if len(formula) > _LONGEST:
        return "…"

    def move(found: re.Match[str]) -> str:
        column_fixed, letters, row_fixed, row = found.groups()
        column = column_number(letters) + (0 if column_fixed else columns)
        number = int(row) + (0 if row_fixed else rows)
        return f"{column_fixed}{column_letters(column)}{row_fixed}{number}" if column > 0 and number > 0 else "#REF!"

    return re.sub(rf"({_SHEET})?({_PLACE})(?![\w(])", lambda f: (f[1] or "") + _MOVED.sub(move, f[2]), formula)


def in_letters(formula: str, row: int, column: int) -> str:
    """`=R[1]C` in a cell as `=C5`."""

    def place(found: re.Match[str]) -> str:
        at_row, at_column = _counted(found[1], row), _counted(found[2], column)
        return f"{column_letters(at_column)}{at_row}" if at_row > 0 and at_column > 0 else "#REF!"

    return _ROW_COLUMN.sub(place, formula)


def _counted(stated: str, position: int) -> int:
    """`[1]` counts from here, `5` from the start, nothing is here."""
    return position + int(stated[1:-1]) if stated.startswith("[") else int(stated or position)
