"""Reads the binary `.xlsb`: records of [MS-XLSB], one after the other in the parts of a zip.

python-calamine shows an error as a blank and no formats, so that 80 % is 0.8; pyxlsb passes over texts that stand in
their cells and can't tell dates. What a cell holds takes a dozen kinds of records, so they are read here.
"""

import posixpath
import struct
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from enum import IntEnum
from functools import cache
from math import isfinite
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from du_an8.reports.workbook.binary_formulas import UNKNOWN, XLSB, formula_of
from du_an8.reports.workbook.cells import Area, Cell, CellKind, DamagedError, Sheet
from du_an8.reports.workbook.number_formats import FIRST_OWN_FORMAT, builtin_format, scales_by_100
from du_an8.reports.workbook.seen import Style, as_seen, style_of
from du_an8.reports.workbook.uncomputed import without_empty_zeros
from du_an8.reports.workbook.xls import date_of_serial, error_sign
from du_an8.vietnamese.numbers import plain_decimal

_WORKBOOK = "xl/workbook.bin"


class _Kind(IntEnum):
    """The records that are read; [MS-XLSB] has some 800."""

    ROW = 0
    BLANK = 1
    RK = 2
    ERROR = 3
    BOOLEAN = 4
    REAL = 5
    TEXT = 6
    SHARED_TEXT = 7
    FORMULA_TEXT = 8
    FORMULA_NUMBER = 9
    FORMULA_BOOLEAN = 10
    FORMULA_ERROR = 11
    SHORT_BLANK = 12  # a short cell stands beside the one before and names no column
    SHORT_SHARED_TEXT = 18
    SHARED_ITEM = 19
    FONT = 43
    FORMAT = 44
    STYLE = 47
    COLUMNS = 60
    RICH_TEXT = 62
    DATA = 145
    DATA_END = 146
    PROPERTIES = 153
    SHEET = 156
    CALCULATION = 157
    MERGED = 176
    STYLES = 617
    STYLES_END = 618


_SHORTENED = _Kind.SHORT_BLANK - _Kind.BLANK
_ROW_HIDDEN, _COLUMNS_HIDDEN, _FROM_1904 = 0x10, 0x01, 0x01
_FONT_NAME, _ROW_FLAGS, _COLUMN_FLAGS = 21, 11, 16  # where they stand in their records
_FONT_FLAGS, _FONT_RAISED, _STRUCK = 2, 6, 0x08
_TOKENS = 22  # behind a cell, a number, flags and the length of the formula
_CALCULATION_FLAGS, _CALCULATE_ON_LOAD = 24, 0x11  # on load, or some not calculated yet
_LENGTH_BYTES = 4


def read_xlsb(path: Path) -> list[Sheet]:
    """Every worksheet with its filled cells.

    Raises:
        DamagedError: a part is missing, cut short, or contradicts another.
        zipfile.BadZipFile: the file is cut short.
    """
    with zipfile.ZipFile(path) as archive:
        try:
            return _read_book(archive)
        except (KeyError, IndexError, struct.error, ET.ParseError) as error:
            raise DamagedError from error


def _read_book(archive: zipfile.ZipFile) -> list[Sheet]:
    parts = set(archive.namelist())
    sheets: list[tuple[str, bool, str]] = []
    from_1904 = due = False
    for kind, record in _records(archive.read(_WORKBOOK)):
        if kind == _Kind.PROPERTIES:
            from_1904 = bool(record[0] & _FROM_1904)
        elif kind == _Kind.CALCULATION:
            due = len(record) > _CALCULATION_FLAGS and bool(record[_CALCULATION_FLAGS] & _CALCULATE_ON_LOAD)
        elif kind == _Kind.SHEET:
            relation, end = _string(record, 8)
            sheets.append((_string(record, end)[0], record[0] != 0, relation))
    texts = _shared_texts(archive.read("xl/sharedStrings.bin")) if "xl/sharedStrings.bin" in parts else []
    looks = _looks(archive.read("xl/styles.bin")) if "xl/styles.bin" in parts else []
    worksheets = _worksheets(archive)
    read, zeros = [], []
    for name, hidden, relation in sheets:
        if relation in worksheets:
            reader = _SheetReader(texts, looks, int(from_1904))
            read.append(reader.read(name, archive.read(worksheets[relation]), hidden=hidden))
            zeros.append(reader.zeros)
    return without_empty_zeros(read, zeros, due=due)


def _worksheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Relation -> part of each worksheet; charts and macros have other types."""
    root = ET.fromstring(archive.read("xl/_rels/workbook.bin.rels"))  # noqa: S314  # expat bounds what entities unfold to
    return {
        relation.get("Id", ""): posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
        for relation in root
        if relation.get("Type", "").endswith("/worksheet")
    }


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record; both numbers before it take a byte for each 7 bits."""
    position = 0
    while position < len(data):
        kind, position = _varying(data, position)
        size, position = _varying(data, position)
        record = data[position : position + size]
        if len(record) < size:
            raise DamagedError
        yield kind, record
        position += size


def _varying(data: bytes, position: int) -> tuple[int, int]:
    number = 0
    for shift in range(_LENGTH_BYTES):
        byte = data[position]
        position += 1
        number |= (byte & 0x7F) << 7 * shift
        if byte < 0x80:  # noqa: PLR2004  # the highest bit says that more follows
            break
    return number, position


def _string(record: bytes, position: int) -> tuple[str, int]:
    """A text and where it ends."""
    (length,) = struct.unpack_from("<I", record, position)
    start, end = position + 4, position + 4 + 2 * length
    if end > len(record):
        raise DamagedError
    return record[start:end].decode("utf-16-le", errors="replace"), end


def _shared_texts(data: bytes) -> list[str]:
    return [_string(record, 1)[0] for kind, record in _records(data) if kind == _Kind.SHARED_ITEM]


class _Font(Struct, frozen=True):
    name: str
    struck: bool
    raised: bool


class _Look(Struct, frozen=True):
    """What a style says of its cells."""

    number_format: str
    font: str
    style: Style


def _font(record: bytes) -> _Font:
    flags, raised = struct.unpack_from("<H", record, _FONT_FLAGS)[0], struct.unpack_from("<H", record, _FONT_RAISED)[0]
    return _Font(_string(record, _FONT_NAME)[0], bool(flags & _STRUCK), raised == 1)


def _look(format_id: int, formats: dict[int, str], font: _Font) -> _Look:
    number_format = formats.get(format_id, "")
    style = style_of(
        number_format if format_id >= FIRST_OWN_FORMAT else builtin_format(format_id),
        struck=font.struck,
        raised=font.raised,
    )
    return _Look(number_format, font.name, replace(style, percent=scales_by_100(number_format)))


def _looks(data: bytes) -> list[_Look]:
    formats: dict[int, str] = dict(BUILTIN_FORMATS)
    fonts: list[_Font] = []
    styles: list[tuple[int, int]] = []
    of_cells = False  # the same record also holds the named styles, in a list of their own
    for kind, record in _records(data):
        if kind == _Kind.FORMAT:
            formats[struct.unpack_from("<H", record)[0]] = _string(record, 2)[0]
        elif kind == _Kind.FONT:
            fonts.append(_font(record))
        elif kind in {_Kind.STYLES, _Kind.STYLES_END}:
            of_cells = kind == _Kind.STYLES
        elif kind == _Kind.STYLE and of_cells:
            styles.append(struct.unpack_from("<HH", record, 2))
    return [_look(format_id, formats, fonts[font]) for format_id, font in styles]


@cache
def _is_date(number_format: str) -> bool:
    return bool(is_date_format(number_format))


class _SheetReader(Struct):
    """Reads one worksheet."""

    texts: list[str]
    looks: list[_Look]
    datemode: int
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)
    zeros: dict[tuple[int, int], str] = field(default_factory=dict)
    row: int = 0
    column: int = 0

    def read(self, name: str, data: bytes, *, hidden: bool) -> Sheet:
        """The sheet.

        Raises:
            DamagedError: the cells don't come to their end.
        """
        ended = in_data = False
        for kind, record in _records(data):
            if kind in {_Kind.DATA, _Kind.DATA_END}:
                in_data, ended = kind == _Kind.DATA, kind == _Kind.DATA_END
            elif in_data:
                self._in_data(kind, record)
            else:
                self._around_data(kind, record)
        if not ended:
            raise DamagedError
        used = {column for row in self.rows.values() for column in row}
        return Sheet(
            name,
            hidden,
            self.rows,
            tuple(self.merged),
            frozenset(self.hidden_rows & self.rows.keys()),
            frozenset(column for column in used if any(column in run for run in self.hidden_columns)),
        )

    def _around_data(self, kind: int, record: bytes) -> None:
        if kind == _Kind.COLUMNS and record[_COLUMN_FLAGS] & _COLUMNS_HIDDEN:
            first, last = struct.unpack_from("<II", record)
            self.hidden_columns.append(range(first + 1, last + 2))
        elif kind == _Kind.MERGED:
            top, bottom, left, right = struct.unpack("<IIII", record)
            self.merged.append(Area(top + 1, left + 1, bottom + 1, right + 1))

    def _in_data(self, kind: int, record: bytes) -> None:
        if kind == _Kind.ROW:
            self.row, self.column = struct.unpack_from("<I", record)[0] + 1, 0
            if record[_ROW_FLAGS] & _ROW_HIDDEN:
                self.hidden_rows.add(self.row)
            return
        if _Kind.SHORT_BLANK <= kind <= _Kind.SHORT_SHARED_TEXT:
            self.column, kind, record = self.column + 1, kind - _SHORTENED, bytes(4) + record
        elif _Kind.BLANK <= kind <= _Kind.FORMULA_ERROR or kind == _Kind.RICH_TEXT:
            self.column = struct.unpack_from("<I", record)[0] + 1
        else:
            return
        if cell := self._cell(kind, record):
            self.rows.setdefault(self.row, {})[self.column] = cell

    def _cell(self, kind: int, record: bytes) -> Cell | None:
        style = int.from_bytes(record[4:7], "little")
        look = self.looks[style] if self.looks else _Look("", "", Style())
        cell = self._content(kind, record, look)
        if cell and kind == _Kind.FORMULA_NUMBER and cell.value == 0:
            self.zeros[cell.row, cell.column] = self._formula(record)
        return cell and as_seen(cell, look.style)

    def _formula(self, record: bytes) -> str:
        """The formula behind a number, where it only refers to cells of this sheet."""
        if len(record) < _TOKENS:
            return UNKNOWN
        (size,) = struct.unpack_from("<I", record, _TOKENS - 4)
        return formula_of(record[_TOKENS : _TOKENS + size], XLSB, lambda _: "")

    def _content(self, kind: int, record: bytes, look: _Look) -> Cell | None:
        match kind:
            case _Kind.RK | _Kind.REAL | _Kind.FORMULA_NUMBER:
                value = _rk(record) if kind == _Kind.RK else struct.unpack_from("<d", record, 8)[0]
                return self._number(value, look)
            case _Kind.ERROR | _Kind.FORMULA_ERROR:
                return Cell(self.row, self.column, CellKind.ERROR, error_sign(record[8]), font=look.font)
            case _Kind.BOOLEAN | _Kind.FORMULA_BOOLEAN:
                return Cell(self.row, self.column, CellKind.BOOLEAN, "TRUE" if record[8] else "FALSE", font=look.font)
            case _Kind.TEXT | _Kind.SHARED_TEXT | _Kind.FORMULA_TEXT | _Kind.RICH_TEXT:
                text = self._text(kind, record)
                return Cell(self.row, self.column, CellKind.TEXT, text, font=look.font) if text.strip() else None
            case _:
                return None

    def _text(self, kind: int, record: bytes) -> str:
        if kind == _Kind.SHARED_TEXT:
            (index,) = struct.unpack_from("<I", record, 8)
            text: str = self.texts[index]
            return text
        return _string(record, 9 if kind == _Kind.RICH_TEXT else 8)[0]

    def _number(self, value: float, look: _Look) -> Cell:
        row, column = self.row, self.column
        if not isfinite(value):
            return Cell(row, column, CellKind.ERROR, str(value), font=look.font)
        if _is_date(look.number_format):
            return Cell(row, column, *date_of_serial(value, self.datemode), font=look.font)
        return Cell(row, column, CellKind.NUMBER, plain_decimal(value), font=look.font)


def _rk(record: bytes) -> float:
    """A number squeezed into 30 bits: whole or the upper half of a double, and perhaps a hundredth of it."""
    (packed,) = struct.unpack_from("<i", record, 8)
    number: float = packed >> 2 if packed & 2 else struct.unpack("<d", struct.pack("<Ii", 0, packed & ~3))[0]
    return number / 100 if packed & 1 else number
