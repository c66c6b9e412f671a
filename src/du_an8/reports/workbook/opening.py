"""Opens a workbook: by its first bytes, never by its name, and whatever it throws at us is a finding."""

import mmap
import re
import warnings
import zipfile
from collections import Counter
from pathlib import Path

from msgspec.structs import replace

from du_an8.disk.trouble import reason
from du_an8.findings import Finding, Location
from du_an8.reports.workbook.cells import CellKind, DamagedError, Sheet, UnsafeError

_TEXT_SUFFIXES = frozenset({".csv", ".tsv"})
READABLE_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".xlsb"}) | _TEXT_SUFFIXES

_READERS = {
    "xls": "du_an8.reports.workbook.xls:read_xls",
    "ods": "du_an8.reports.workbook.ods:read_ods",
    "text": "du_an8.reports.workbook.csv_text:read_csv_text",
    "xlsb": "du_an8.reports.workbook.xlsb:read_xlsb",
    "html": "du_an8.reports.workbook.html_table:read_html",
    "spreadsheetml": "du_an8.reports.workbook.spreadsheetml:read_spreadsheetml",
}
_LARGE_TEXT = 1_000_000  # a cell every two bytes takes 100 times as much memory

# Honest workbooks unpack to 5 to 60 times their size, bombs to 300 and more.
_LARGEST_UNPACKED = 512_000_000
_LARGE_PART = 8_000_000
_LARGEST_RATIO = 100
_MOST_TEXT = 100_000_000  # characters of all cells together; a report of a million cells has a fifth of it

_HEAD = 1 << 16
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|meta|title|body|table|style|div|font|center|p|br|b|h[1-6])\b", re.IGNORECASE
)
_MIME = re.compile(r"(?:MIME-Version|From|Content-Type):", re.IGNORECASE)  # a web page in one file, as mail is written
_ENCRYPTED_ENTRY = 0x1


def read_workbook(path: Path, shown_path: str) -> tuple[list[Sheet] | None, list[Finding]]:
    """Read every sheet of a workbook, hidden ones too.

    Returns:
        The sheets, or None where the file can't be read, with the finding that says why.
    """

    def refuse(key: str, **parameters: object) -> tuple[None, list[Finding]]:
        return None, [Finding(key, Location(shown_path), parameters)]

    try:
        kind = _sniff(path)
        if kind not in _READERS.keys() | {"xlsx"}:
            return refuse(f"unreadable-workbook.{kind}")
        sheets = _read(path, kind)
        _refuse_floods(sheets)
    except OSError as error:
        return refuse("unreadable-workbook.access", reason=reason(error))
    except UnsafeError as danger:
        return refuse("unsafe-workbook", reason=str(danger))
    except (zipfile.BadZipFile, EOFError, DamagedError):
        return refuse("unreadable-workbook.damaged")
    except Exception as error:  # noqa: BLE001  # openpyxl raises whatever a strange file makes it stumble over
        return refuse("unreadable-workbook.other", reason=type(error).__name__)
    return (_told_apart(sheets), []) if sheets else refuse("unreadable-workbook.no-sheets")


def _refuse_floods(sheets: list[Sheet]) -> None:
    """One long text in very many cells costs its file nothing, and whoever reads the cells hours.

    Raises:
        UnsafeError: that is so.
    """
    cells = (cell for sheet in sheets for cell in sheet if cell.kind is CellKind.TEXT)
    if sum(len(cell.text) for cell in cells) > _MOST_TEXT:
        raise UnsafeError("chữ trong các ô")


def _told_apart(sheets: list[Sheet]) -> list[Sheet]:
    """Two sheets of one name, which only a damaged file has, get names that tell them apart."""
    seen: Counter[str] = Counter()
    apart = []
    for sheet in sheets:
        seen[sheet.name] += 1
        count = seen[sheet.name]
        apart.append(sheet if count == 1 else replace(sheet, name=f"{sheet.name} ({count})"))
    return apart


def _read(path: Path, kind: str) -> list[Sheet]:
    if kind == "text" and path.stat().st_size < _LARGE_TEXT:
        from du_an8.reports.workbook.csv_text import read_csv_text

        return read_csv_text(path)
    if kind == "xlsx":
        from du_an8.reports.workbook.xlsx import read_xlsx

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's remarks on styles are nobody's to act on
            return read_xlsx(path)
    from du_an8.reports.workbook.contained import read_contained

    return read_contained(path, _READERS[kind])


def _sniff(path: Path) -> str:
    """Tell what a file is by its first bytes: a kind that is read here, or why it can't be."""
    if not path.is_file():
        return "no-file"
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        return "empty"
    if head.startswith(b"PK\x03\x04"):
        return _sniff_zip(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        # An encrypted .xlsx is an OLE file with a stream of this name.
        return "encrypted" if _holds(path, "EncryptedPackage".encode("utf-16-le")) else "xls"
    return _sniff_text(head, path.suffix.lower())


def _holds(path: Path, words: bytes) -> bool:
    """Whether a file of any size holds these bytes."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(words) >= 0


def _sniff_zip(path: Path) -> str:
    """Tell by its members what a zip is.

    Raises:
        UnsafeError: it would unfold to a huge size.
        zipfile.BadZipFile: it is cut short.
    """
    with zipfile.ZipFile(path) as archive:
        _refuse_bombs(archive)
        if any(entry.flag_bits & _ENCRYPTED_ENTRY for entry in archive.infolist()):
            return "encrypted"
        names = {name.replace("\\", "/").lower() for name in archive.namelist()}
        if "content.xml" in names:
            return _sniff_open_document(archive)
    if "xl/workbook.bin" in names:
        return "xlsb"
    is_office = "[content_types].xml" in names
    of_others = any(name.startswith(("word/", "ppt/")) for name in names)
    return "xlsx" if is_office and not of_others else "not-a-workbook"


def _sniff_open_document(archive: zipfile.ZipFile) -> str:
    parts = set(archive.namelist())
    if "META-INF/manifest.xml" in parts and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        return "encrypted"
    is_sheet = "mimetype" not in parts or b"opendocument.spreadsheet" in archive.read("mimetype")
    return "ods" if is_sheet else "not-a-workbook"


def _sniff_text(head: bytes, suffix: str) -> str:
    from du_an8.reports.workbook.csv_text import decode, is_tabbed

    text = decode(head).lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        is_html = _HTML.search(text) is not None
        if "urn:schemas-microsoft-com:office:spreadsheet" in text and not re.search(r"<html\b", text, re.IGNORECASE):
            return "spreadsheetml"
        if is_html:
            return "html"
    if suffix in _TEXT_SUFFIXES:
        return "text"
    return "text" if is_tabbed(text) and not text.startswith("<") and not _MIME.match(text) else "not-a-workbook"


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
        raise UnsafeError("kích thước")
    if any(p.file_size > _LARGE_PART and p.file_size > _LARGEST_RATIO * max(p.compress_size, 1) for p in parts):
        raise UnsafeError("tỷ lệ nén")
