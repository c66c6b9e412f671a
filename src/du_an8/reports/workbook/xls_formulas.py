"""The formulas of an `.xls`, which xlrd passes over: which of their values were never computed.

A program that only writes spreadsheets stores an empty text or a 0 for each formula, and leaves out the record that
says which Excel calculated last (RECALCID); then none of its values is a result.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlrd.compdoc
from msgspec import Struct, field

from du_an8.reports.workbook.binary_formulas import UNKNOWN, XLS, formula_of

_BOF, _EOF, _SHEET, _BOOKS, _SHEETS_OF_BOOKS = 0x0809, 0x000A, 0x0085, 0x01AE, 0x0017
_FORMULA, _SHARED, _UNCALCULATED, _RECALCULATED_BY = 0x0006, 0x04BC, 0x005E, 0x01C1
_BIFF8, _THIS_BOOK, _WORKSHEET = 0x0600, 0x0401, 0
_TOKENS, _SHARED_TOKENS = 22, 10
_NO_NUMBER, _EMPTY_TEXT = b"\xff\xff", 3
_SHARES = 0x01

Place = tuple[int, int]


class SheetFormulas(Struct):
    """The formulas of a worksheet whose values say nothing, by row and column.

    Attributes:
        empty: those whose stored result is an empty text.
        due: the sheet was saved before it was calculated.
        computed: some formula has another value.
    """

    zeros: dict[Place, str] = field(default_factory=dict)
    empty: set[Place] = field(default_factory=set)
    due: bool = False
    computed: bool = False
    shared: dict[Place, bytes] = field(default_factory=dict)


class BookFormulas(Struct):
    """Those of the worksheets, in their order.

    Attributes:
        uncalculated: no program that calculates has written the file.
    """

    sheets: list[SheetFormulas]
    uncalculated: bool


def formulas_of(path: Path) -> BookFormulas | None:
    """The formulas of a workbook; None of an older format, and where xlrd alone knows its way."""
    try:
        return _formulas_of(path)
    except (struct.error, IndexError):
        return None


def _formulas_of(path: Path) -> BookFormulas | None:
    stream = _stream(path.read_bytes())
    if stream is None or struct.unpack_from("<HHH", stream.ljust(8, b"\0"))[::2] != (_BOF, _BIFF8):
        return None
    book = _Globals()
    for kind, record in _records(stream, 0):
        book.take(kind, record)
    sheets = [_sheet(stream, book, position) for position, _, kind in book.sheets if kind == _WORKSHEET]
    return BookFormulas(sheets, not book.calculated and not any(sheet.computed for sheet in sheets))


def _stream(content: bytes) -> bytes | None:
    try:
        document: Any = xlrd.compdoc.CompDoc(content, ignore_workbook_corruption=True)  # whoever reads cells looks
        found, start, size = document.locate_named_stream("Workbook")
    except (xlrd.compdoc.CompDocError, AssertionError):
        return None
    return bytes(found[start : start + size]) if found is not None else None


def _records(stream: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record of a part of the stream, up to its end."""
    depth = 0
    while position + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, position)
        position += 4
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[position : position + size]
        position += size


class _Globals(Struct):
    """The part that is about the whole workbook."""

    sheets: list[tuple[int, str, int]] = field(default_factory=list)  # position, name, kind
    books: list[bool] = field(default_factory=list)  # of each one referred to: whether it is this one
    referred: list[tuple[int, int]] = field(default_factory=list)  # book and first sheet
    calculated: bool = False

    def take(self, kind: int, record: bytes) -> None:
        if kind == _SHEET:
            position, _, sheet_kind, length, wide = struct.unpack_from("<IBBBB", record)
            name = record[8 : 8 + length * (2 if wide & 1 else 1)]
            self.sheets.append((position, name.decode("utf-16-le" if wide & 1 else "latin-1"), sheet_kind))
        elif kind == _BOOKS:
            self.books.append(struct.unpack_from("<H", record, 2)[0] == _THIS_BOOK)
        elif kind == _SHEETS_OF_BOOKS:
            (count,) = struct.unpack_from("<H", record)
            self.referred += [struct.unpack_from("<HH", record, 2 + 6 * number) for number in range(count)]
        elif kind == _RECALCULATED_BY:
            self.calculated = True

    def name(self, number: int) -> str:
        """That of the sheet that a token refers to; empty where it is of another workbook."""
        book, sheet = self.referred[number] if number < len(self.referred) else (-1, -1)
        is_here = 0 <= book < len(self.books) and self.books[book]
        return self.sheets[sheet][1] if is_here and sheet < len(self.sheets) else ""


def _sheet(stream: bytes, book: _Globals, position: int) -> SheetFormulas:
    sheet = SheetFormulas()
    sharing: dict[Place, Place] = {}
    last: Place = (0, 0)
    for kind, record in _records(stream, position):
        if kind == _UNCALCULATED:
            sheet.due = True
        elif kind == _SHARED:
            sheet.shared[last] = record[_SHARED_TOKENS:]
        elif kind == _FORMULA:
            last = struct.unpack_from("<HH", record)
            _take_formula(record, last, sheet, book, sharing)
    for place, master in sharing.items():
        if tokens := sheet.shared.get(master):
            sheet.zeros[place] = formula_of(tokens, XLS, book.name, (place[0] - 1, place[1] - 1))
    return sheet


def _take_formula(record: bytes, at: Place, sheet: SheetFormulas, book: _Globals, sharing: dict[Place, Place]) -> None:
    place, result = (at[0] + 1, at[1] + 1), record[6:14]
    tokens = record[_TOKENS : _TOKENS + struct.unpack_from("<H", record, 20)[0]]
    if result[6:8] == _NO_NUMBER:
        if result[0] == _EMPTY_TEXT:
            sheet.empty.add(place)
        else:
            sheet.computed = True
    elif struct.unpack("<d", result)[0] != 0:
        sheet.computed = True
    elif tokens[:1] == bytes([_SHARES]):
        sheet.zeros[place] = UNKNOWN
        sharing[place] = struct.unpack_from("<HH", tokens, 1)
    else:
        sheet.zeros[place] = formula_of(tokens, XLS, book.name)
