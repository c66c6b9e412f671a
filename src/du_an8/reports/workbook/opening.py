"""Opens a workbook: by its first bytes, never by its name, and whatever it throws at us is a finding."""

import mmap
import re
import warnings
import zipfile
from collections import Counter
from itertools import chain
from pathlib import Path

from msgspec.structs import replace

from du_an8.disk.trouble import reason
from du_an8.findings import Finding, Location
from du_an8.reports.workbook.cells import DamagedError, LockedError, Sheet, UnsafeError

_TEXT_SUFFIXES = frozenset({".csv", ".tsv"})
# Old Word papers can't be read, but are meant to be: they are opened, and what to do with them is said.
_WORD_SUFFIXES = frozenset({".docx", ".docm", ".doc", ".rtf"})
READABLE_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".xlsb"}) | _TEXT_SUFFIXES | _WORD_SUFFIXES

_READERS = {
    "xls": "du_an8.reports.workbook.xls:read_xls",
    "ods": "du_an8.reports.workbook.ods:read_ods",
    "text": "du_an8.reports.workbook.csv_text:read_csv_text",
    "xlsb": "du_an8.reports.workbook.xlsb:read_xlsb",
    "html": "du_an8.reports.workbook.html_table:read_html",
    "mhtml": "du_an8.reports.workbook.mhtml:read_mhtml",
    "spreadsheetml": "du_an8.reports.workbook.spreadsheetml:read_spreadsheetml",
}
KINDS = frozenset({*_READERS, "xlsx", "docx", "locked"})
"""What is read here."""

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
_GIT_LFS = b"version https://git-lfs.github.com/spec/"
_ENCRYPTED_ENTRY = 0x1
_WORD_CLASSES = frozenset(  # of the root of what Word 97 wrote, and Word 6 before it
    map(bytes.fromhex, ("0609020000000000c000000000000046", "0009020000000000c000000000000046"))
)
# The start of the stream of an .xls of Excel 97 and later; what makes it unreadable without a password stands behind.
_BIFF8 = bytes.fromhex("0908100000060500")
_WRITE_PROTECTED, _PASSWORD = 0x86, 0x2F
_MOST_FINDINGS = 20


def read_workbook(path: Path, shown_path: str) -> tuple[list[Sheet] | None, list[Finding]]:
    """Read every sheet of a workbook, hidden ones too.

    Returns:
        The sheets, or None where the file can't be read, with the finding that says why.
    """

    def refuse(key: str, **parameters: object) -> tuple[None, list[Finding]]:
        return None, [Finding(key, Location(shown_path), parameters)]

    try:
        kind = kind_of(path)
        if kind not in KINDS:
            return refuse(f"unreadable-workbook.{kind}")
        sheets = read_as(path, kind)
        _refuse_floods(sheets)
    except OSError as error:
        return refuse("unreadable-workbook.access", reason=reason(error))
    except LockedError:
        return refuse("unreadable-workbook.encrypted")
    except UnsafeError as danger:
        return refuse(danger.key, **danger.parameters)
    except (zipfile.BadZipFile, EOFError, DamagedError):
        return refuse("unreadable-workbook.damaged")
    except Exception as error:  # noqa: BLE001  # openpyxl raises whatever a strange file makes it stumble over
        return refuse("unreadable-workbook.other", reason=type(error).__name__)
    if not sheets:
        return refuse("unreadable-workbook.no-sheets")
    if kind == "docx":
        return _tables_of(sheets, shown_path)
    return _told_apart(sheets), _open_quotes(sheets, shown_path)


def _open_quotes(sheets: list[Sheet], shown_path: str) -> list[Finding]:
    """What is said of quotation marks that nothing closes in a delimited text."""
    lines = chain.from_iterable(sheet.open_quotes[:_MOST_FINDINGS] for sheet in sheets)
    return [Finding("unreadable-workbook.open-quote", Location(shown_path, line=line)) for line in lines]


def _tables_of(sheets: list[Sheet], shown_path: str) -> tuple[list[Sheet] | None, list[Finding]]:
    """The tables of a Word paper, with what is said of the figures that stand in none of their cells."""
    place = Location(shown_path)
    loose = [figure for sheet in sheets for figure in sheet.unread.get("", ())]
    parameters = {"count": len(loose), "figures": loose}
    if any(sheet.name for sheet in sheets):
        around = [Finding("text-not-read", place, parameters)] if loose else []
        return sheets, [*around, *(finding for sheet in sheets for finding in _nested(sheet, shown_path))]
    if not loose:  # a letter has nothing that could be missed
        return None, [Finding("file-set-aside.no-table", place)]
    return None, [Finding("unknown-layout.no-table", place, parameters)]


def _nested(sheet: Sheet, shown_path: str) -> list[Finding]:
    """What is said of tables within cells."""
    return [
        Finding(
            "text-not-read.nested",
            Location(shown_path, sheet=sheet.name, cell=cell),
            {"count": len(figures), "figures": figures},
        )
        for cell, figures in sheet.unread.items()
        if cell
    ]


def _refuse_floods(sheets: list[Sheet]) -> None:
    """One long text in very many cells costs its file nothing, and whoever reads the cells hours.

    Raises:
        UnsafeError: that is so.
    """
    if sum(len(cell.text) for sheet in sheets for cell in sheet.texts) > _MOST_TEXT:
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


def read_as(path: Path, kind: str) -> list[Sheet]:
    """The sheets of a file of one of `KINDS`.

    Raises:
        Exception: whatever its reader raises.
    """
    if kind == "locked":
        from du_an8.reports.workbook.locked import read_locked

        return read_locked(path)
    if kind == "text" and path.stat().st_size < _LARGE_TEXT:
        from du_an8.reports.workbook.csv_text import read_csv_text

        return read_csv_text(path)
    if kind == "xlsx":
        from du_an8.reports.workbook.xlsx import read_xlsx

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's remarks on styles are nobody's to act on
            return read_xlsx(path)
    if kind == "docx":
        from du_an8.reports.workbook.docx import read_docx

        return read_docx(path)
    from du_an8.reports.workbook.contained import read_contained

    return read_contained(path, _READERS[kind])


def kind_of(path: Path) -> str:
    """Tell what a file is by its first bytes: one of `KINDS`, or why it can't be read."""
    if not path.is_file():
        return "no-file" if path.exists() else "missing"
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        return "empty"
    if head.startswith(b"PK\x03\x04"):
        return _sniff_zip(path, path.suffix.lower())
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _sniff_ole(path, head)
    if head.startswith(b"{\\rtf"):
        return "doc"
    if head.startswith(b"%PDF"):
        return "pdf"
    if head.startswith(_GIT_LFS):
        return "git-lfs"
    return _sniff_text(head, path.suffix.lower())


def _sniff_ole(path: Path, head: bytes) -> str:
    """Tell what an OLE file is by the names of its streams.

    An encrypted .xlsx or .docx has one of its own. A Word paper may hold a workbook and the other way round, but then
    its root says whose file it is.
    """
    if _holds_name(path, "EncryptedPackage"):
        return "locked"
    if not _holds_name(path, "WordDocument"):
        return "locked" if _has_password(path) else "xls"
    if not (_holds_name(path, "Workbook") or _holds_name(path, "Book")):
        return "doc"
    return "doc" if _ole_class(path, head) in _WORD_CLASSES else "xls"


def _ole_class(path: Path, head: bytes) -> bytes:
    """The class of the root, the first entry of the directory; its sector stands in the head."""
    shift, sector = int.from_bytes(head[30:32], "little"), int.from_bytes(head[48:52], "little")
    with path.open("rb") as file:
        file.seek((sector + 1) << min(shift, 12))
        return file.read(128)[80:96]


def _holds_name(path: Path, name: str) -> bool:
    """Whether an OLE file has a stream of this name."""
    return _holds(path, f"{name}\0".encode("utf-16-le"))


def _has_password(path: Path) -> bool:
    """Whether the first records of an .xls say that all others are encrypted."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        position = content.find(_BIFF8)
        if position < 0:
            return False
        for _ in range(2):
            size = int.from_bytes(content[position + 2 : position + 4], "little")
            position += 4 + size
            kind = int.from_bytes(content[position : position + 2], "little")
            if kind != _WRITE_PROTECTED:
                return kind == _PASSWORD
    return False


def _holds(path: Path, words: bytes) -> bool:
    """Whether a file of any size holds these bytes."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(words) >= 0


def _sniff_zip(path: Path, suffix: str) -> str:
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
    return _sniff_office(names, suffix)


def _sniff_office(names: set[str], suffix: str) -> str:
    """Tell the papers of Microsoft's office programs apart by the folders that they keep their parts in."""
    if "xl/workbook.bin" in names:
        return "xlsb"
    folders = {name.partition("/")[0] for name in names}
    if "[content_types].xml" not in names or "ppt" in folders:
        return _no_workbook(suffix)
    return "docx" if "word" in folders else "xlsx"


def _sniff_open_document(archive: zipfile.ZipFile) -> str:
    parts = set(archive.namelist())
    if "META-INF/manifest.xml" in parts and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        return "encrypted"
    is_sheet = "mimetype" not in parts or b"opendocument.spreadsheet" in archive.read("mimetype")
    return "ods" if is_sheet else "not-a-workbook"


def _sniff_text(head: bytes, suffix: str) -> str:
    from du_an8.reports.workbook.csv_text import decode, is_tabbed

    text = decode(head).lstrip("\ufeff \t\r\n")
    if text.startswith("<") and (markup := _sniff_markup(text)):
        return markup
    if suffix in _TEXT_SUFFIXES:
        return "text"
    is_mail = _MIME.match(text) is not None
    if is_mail and "text/html" in text.casefold():
        return "mhtml"
    is_table = is_tabbed(text) and not text.startswith("<") and not is_mail
    return "text" if is_table else _no_workbook(suffix)


def _sniff_markup(text: str) -> str | None:
    """Excel's own XML, or a web page."""
    if "urn:schemas-microsoft-com:office:spreadsheet" in text and not re.search(r"<html[\s>]", text, re.IGNORECASE):
        return "spreadsheetml"
    return "html" if _HTML.search(text) else None


def _no_workbook(suffix: str) -> str:
    """What is said of a file that is nothing we know: its name tells what it was meant to be."""
    return "not-a-paper" if suffix in _WORD_SUFFIXES else "not-a-workbook"


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    if size > _LARGEST_UNPACKED:
        raise UnsafeError(f"{size // 1_000_000} MB khi bung, nhiều nhất là {_LARGEST_UNPACKED // 1_000_000} MB")
    ratios = (part.file_size // max(part.compress_size, 1) for part in parts if part.file_size > _LARGE_PART)
    ratio = max(ratios, default=0)
    if ratio > _LARGEST_RATIO:
        raise UnsafeError(f"gấp {ratio} lần khi bung, nhiều nhất là {_LARGEST_RATIO} lần")
