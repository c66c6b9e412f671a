"""Access to workbooks: cells with their kind, whatever the file throws at us.

openpyxl is asked twice where formulas stand: once for values, once for formulas, because a formula that was never
calculated has no value and must not look like a blank.
"""

import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from math import isfinite
from pathlib import Path

from du_an8.findings import Finding, Location
from du_an8.vietnamese.numbers import plain_decimal

READABLE_SUFFIXES = frozenset({".xlsx", ".xlsm"})
OTHER_SPREADSHEETS = frozenset({".xls", ".xlsb", ".ods", ".csv", ".tsv"})

# Honest workbooks unpack to 5 to 60 times their size, bombs to 300 and more.
_LARGEST_UNPACKED = 512_000_000
_LARGE_PART = 8_000_000
_LARGEST_RATIO = 100


class CellKind(StrEnum):
    """What a cell holds."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"  # `#DIV/0!`: neither zero nor blank
    UNCOMPUTED = "uncomputed"  # a formula without a stored value


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell.

    Attributes:
        value: Decimal for a number, date for a date, the text otherwise.
        percent: the number format shows it in percent, so that 0.8 is 80 %.
    """

    row: int
    column: int
    kind: CellKind
    value: Decimal | date | str
    percent: bool = False

    @property
    def address(self) -> str:
        """`G12`."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """The content as text, empty for anything that isn't text."""
        return self.value if self.kind is CellKind.TEXT and isinstance(self.value, str) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled cells of a sheet, by row and column."""

    name: str
    hidden: bool
    rows: Mapping[int, Mapping[int, Cell]]

    def __iter__(self) -> Iterator[Cell]:
        for row in self.rows.values():
            yield from row.values()


def column_letters(column: int) -> str:
    """1 is `A`, 27 is `AA`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_workbook(path: Path, shown_path: str) -> tuple[list[Sheet] | None, list[Finding]]:
    """Read every sheet of a workbook, hidden ones too.

    Returns:
        The sheets, or None where the file can't be read, with the finding that says why.
    """

    def refuse(key: str, **parameters: object) -> tuple[None, list[Finding]]:
        return None, [Finding(key, Location(shown_path), parameters)]

    try:
        kind = _sniff(path)
    except OSError as error:
        return refuse("unreadable-workbook.access", reason=error.strerror or str(error))
    if kind != "zip":
        return refuse(f"unreadable-workbook.{kind}")
    try:
        with zipfile.ZipFile(path) as archive:
            if danger := _danger(archive):
                return refuse("unsafe-workbook", reason=danger)
            formulas = _has_formulas(archive)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's remarks on styles are nobody's to act on
            sheets = _read_sheets(path, formulas=formulas)
    except (zipfile.BadZipFile, EOFError):
        return refuse("unreadable-workbook.damaged")
    except Exception as error:  # noqa: BLE001  # openpyxl raises whatever a strange file makes it stumble over
        return refuse("unreadable-workbook.other", reason=type(error).__name__)
    if not sheets:
        return refuse("unreadable-workbook.no-sheets")
    return sheets, []


def _sniff(path: Path) -> str:
    """Tell what a file is by its first bytes, never by its name."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        # An encrypted .xlsx is an OLE file with a stream of this name.
        return "encrypted" if "EncryptedPackage".encode("utf-16-le") in path.read_bytes() else "old-format"
    return "not-a-workbook" if head else "empty"


def _danger(archive: zipfile.ZipFile) -> str | None:
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
        return "size"
    if any(p.file_size > _LARGE_PART and p.file_size > _LARGEST_RATIO * max(p.compress_size, 1) for p in parts):
        return "ratio"
    return None


def _has_formulas(archive: zipfile.ZipFile) -> bool:
    parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
    return any(b"<f" in archive.read(name) for name in parts)


def _read_sheets(path: Path, *, formulas: bool) -> list[Sheet]:
    import openpyxl

    values = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        sheets = [_read_sheet(sheet) for sheet in values.worksheets]
    finally:
        values.close()
    if formulas:
        with_formulas = openpyxl.load_workbook(path, read_only=True, data_only=False)
        try:
            for sheet, raw in zip(sheets, with_formulas.worksheets, strict=True):
                _add_uncomputed(sheet, raw)
        finally:
            with_formulas.close()
    return sheets


def _read_sheet(worksheet: object) -> Sheet:
    worksheet.reset_dimensions()  # type: ignore[attr-defined]  # a wrong <dimension> would hide cells
    rows: dict[int, dict[int, Cell]] = {}
    for row in worksheet.iter_rows():  # type: ignore[attr-defined]
        for raw in row:
            if raw.value is not None and (cell := _cell(raw)):
                rows.setdefault(cell.row, {})[cell.column] = cell
    return Sheet(worksheet.title, worksheet.sheet_state != "visible", rows)  # type: ignore[attr-defined]


def _add_uncomputed(sheet: Sheet, worksheet: object) -> None:
    worksheet.reset_dimensions()  # type: ignore[attr-defined]
    for row in worksheet.iter_rows():  # type: ignore[attr-defined]
        for raw in row:
            if raw.data_type == "f" and raw.column not in sheet.rows.get(raw.row, {}):
                formula = str(getattr(raw.value, "text", raw.value))
                cells: dict[int, Cell] = sheet.rows.setdefault(raw.row, {})  # type: ignore[attr-defined]
                cells[raw.column] = Cell(raw.row, raw.column, CellKind.UNCOMPUTED, formula)


def _cell(raw: object) -> Cell | None:
    row, column, value = raw.row, raw.column, raw.value  # type: ignore[attr-defined]
    match value:
        case bool():
            return Cell(row, column, CellKind.BOOLEAN, "TRUE" if value else "FALSE")
        case int() | float():
            if not isfinite(value):
                return Cell(row, column, CellKind.ERROR, str(value))
            number = Decimal(value) if isinstance(value, int) else plain_decimal(value)
            return Cell(row, column, CellKind.NUMBER, number, _shows_percent(raw.number_format))  # type: ignore[attr-defined]
        case datetime():
            return Cell(row, column, CellKind.DATE, value.date())
        case date():
            return Cell(row, column, CellKind.DATE, value)
        case str():
            if raw.data_type == "e":  # type: ignore[attr-defined]
                return Cell(row, column, CellKind.ERROR, value)
            # A formula's cached empty text, or blanks alone, is a blank.
            return Cell(row, column, CellKind.TEXT, value) if value.strip() else None
        case _:  # times and durations: no figure of ours, and no date either
            return Cell(row, column, CellKind.TEXT, str(value))


def _shows_percent(number_format: str | None) -> bool:
    """Whether a number format scales by 100: a % that is neither quoted nor escaped."""
    quoted = escaped = False
    for character in number_format or "":
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == '"':
            quoted = not quoted
        elif character == "%" and not quoted:
            return True
    return False
