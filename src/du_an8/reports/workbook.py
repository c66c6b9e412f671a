"""Access to workbooks: cells with their kind, whatever the file throws at us."""

import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from du_an8.findings import Finding, Location

READABLE_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls"})
OTHER_SPREADSHEETS = frozenset({".xlsb", ".ods", ".csv", ".tsv"})

# Honest workbooks unpack to 5 to 60 times their size, bombs to 300 and more.
_LARGEST_UNPACKED = 512_000_000
_LARGE_PART = 8_000_000
_LARGEST_RATIO = 100


class DamagedError(Exception):
    """The file is cut short, or contradicts itself."""


class UnsafeError(Exception):
    """Reading the file would cost more than any report is worth; the text says why."""


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
    try:
        match kind:
            case "zip":
                sheets = _read_zip(path)
            case "old-format":
                sheets = _read_old_format(path)
            case _:
                return refuse(f"unreadable-workbook.{kind}")
    except UnsafeError as danger:
        return refuse("unsafe-workbook", reason=str(danger))
    except (zipfile.BadZipFile, EOFError, DamagedError):
        return refuse("unreadable-workbook.damaged")
    except Exception as error:  # noqa: BLE001  # openpyxl raises whatever a strange file makes it stumble over
        return refuse("unreadable-workbook.other", reason=type(error).__name__)
    return (sheets, []) if sheets else refuse("unreadable-workbook.no-sheets")


def _read_zip(path: Path) -> list[Sheet]:
    from du_an8.reports.xlsx import read_xlsx

    with zipfile.ZipFile(path) as archive:
        _refuse_bombs(archive)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's remarks on styles are nobody's to act on
        return read_xlsx(path)


def _read_old_format(path: Path) -> list[Sheet]:
    from du_an8.reports.contained import read_contained

    return read_contained(path)


def _sniff(path: Path) -> str:
    """Tell what a file is by its first bytes, never by its name."""
    if not path.is_file():
        return "no-file"
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        # An encrypted .xlsx is an OLE file with a stream of this name.
        return "encrypted" if "EncryptedPackage".encode("utf-16-le") in path.read_bytes() else "old-format"
    return "not-a-workbook" if head else "empty"


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
        raise UnsafeError("kích thước")
    if any(p.file_size > _LARGE_PART and p.file_size > _LARGEST_RATIO * max(p.compress_size, 1) for p in parts):
        raise UnsafeError("tỷ lệ nén")
