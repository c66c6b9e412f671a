"""Tells what a file is by its first bytes, never by its name."""

import mmap
import re
import zipfile
from pathlib import Path

from du_an8.reports.workbook.archive_weight import weigh
from du_an8.reports.workbook.cells import UnsafeError
from du_an8.vietnamese.late_patterns import pattern_of

_TEXT_SUFFIXES = frozenset({".csv", ".tsv"})
# Old Word papers can't be read, but are meant to be: they are opened, and what to do with them is said.
_WORD_SUFFIXES = frozenset({".docx", ".docm", ".doc", ".rtf"})
_TEMPLATE_SUFFIXES = frozenset({".xltx", ".xltm", ".xlt", ".ots"})
READABLE_SUFFIXES = (
    frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".xlsb", ".et"}) | _TEMPLATE_SUFFIXES | _TEXT_SUFFIXES | _WORD_SUFFIXES
)
# Honest workbooks unpack to 5 to 60 times their size, bombs to 300 and more.
_LARGEST_UNPACKED = 512_000_000
_LARGEST_RATIO = 100
_HEAD = 1 << 16
_HTML = pattern_of(
    r"<(?:!doctype\s+html|html|head|meta|title|body|table|style|div|font|center|p|br|b|h[1-6])\b", re.IGNORECASE
)
_MIME = pattern_of(r"(?:MIME-Version|From|Content-Type):", re.IGNORECASE)  # a web page in one file, as mail is written
_GIT_LFS = b"version https://git-lfs.github.com/spec/"
_ENCRYPTED_ENTRY = 0x1
_WORD_CLASSES = frozenset(  # of the root of what Word 97 wrote, and Word 6 before it
    map(bytes.fromhex, ("0609020000000000c000000000000046", "0009020000000000c000000000000046"))
)
# The start of the stream of an .xls of Excel 97 and later; what makes it unreadable without a password stands behind.
_BIFF8 = bytes.fromhex("0908100000060500")
_WRITE_PROTECTED, _PASSWORD = 0x86, 0x2F


def kind_of(path: Path) -> str:
    """Tell what a file is by its first bytes: what it is read as, or why it can't be read."""
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
    weight = weigh(archive)
    if weight.unpacked > _LARGEST_UNPACKED:
        size, most = weight.unpacked // 1_000_000, _LARGEST_UNPACKED // 1_000_000
        raise UnsafeError(f"{size} MB khi bung, nhiều nhất là {most} MB")
    if (ratio := int(weight.ratio)) > _LARGEST_RATIO:
        raise UnsafeError(f"gấp {ratio} lần khi bung, nhiều nhất là {_LARGEST_RATIO} lần")
