"""Opens a workbook: by its first bytes, never by its name, and whatever it throws at us is a finding."""

import warnings
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from du_an8.findings import Finding, Location
from du_an8.reports.workbook.cells import DamagedError, Sheet, UnsafeError

_TEXT_SUFFIXES = frozenset({".csv", ".tsv"})
READABLE_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls"}) | _TEXT_SUFFIXES
OTHER_SPREADSHEETS = frozenset({".xlsb", ".ods"})

# Honest workbooks unpack to 5 to 60 times their size, bombs to 300 and more.
_LARGEST_UNPACKED = 512_000_000
_LARGE_PART = 8_000_000
_LARGEST_RATIO = 100


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
            case "not-a-workbook" if path.suffix.lower() in _TEXT_SUFFIXES:
                sheets = _read_text(path)
            case _:
                return refuse(f"unreadable-workbook.{kind}")
    except UnsafeError as danger:
        return refuse("unsafe-workbook", reason=str(danger))
    except (zipfile.BadZipFile, EOFError, DamagedError):
        return refuse("unreadable-workbook.damaged")
    except Exception as error:  # noqa: BLE001  # openpyxl raises whatever a strange file makes it stumble over
        return refuse("unreadable-workbook.other", reason=type(error).__name__)
    return (_told_apart(sheets), []) if sheets else refuse("unreadable-workbook.no-sheets")


def _told_apart(sheets: list[Sheet]) -> list[Sheet]:
    """Two sheets of one name, which only a damaged file has, get names that tell them apart."""
    seen: Counter[str] = Counter()
    apart = []
    for sheet in sheets:
        seen[sheet.name] += 1
        count = seen[sheet.name]
        apart.append(sheet if count == 1 else replace(sheet, name=f"{sheet.name} ({count})"))
    return apart


def _read_zip(path: Path) -> list[Sheet]:
    from du_an8.reports.workbook.xlsx import read_xlsx

    with zipfile.ZipFile(path) as archive:
        _refuse_bombs(archive)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's remarks on styles are nobody's to act on
        return read_xlsx(path)


def _read_old_format(path: Path) -> list[Sheet]:
    from du_an8.reports.workbook.contained import read_contained

    return read_contained(path)


def _read_text(path: Path) -> list[Sheet]:
    from du_an8.reports.workbook.csv_text import read_csv_text

    return read_csv_text(path)


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
