"""An archive or a saved mail that came in: the reports in it, each as if it had come alone.

Nothing is unpacked beyond bounds, whatever an archive says of itself, and names in it never become paths.
"""

import zipfile
import zlib
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from msgspec import Struct, field

from du_an8.disk.leftovers import is_leftover
from du_an8.disk.trouble import reason
from du_an8.findings import Finding, Location
from du_an8.intake.arrivals import ReceivedFile
from du_an8.reports.workbook.file_kinds import READABLE_SUFFIXES

ARCHIVES = frozenset({".zip", ".eml"})
_LAYOUT = ".layout.yaml"
_MOST_FILES = 200
_MOST_BYTES = 500_000_000
_DEEPEST = 3
_BLOCK = 1 << 20
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800


class Unpacked(Struct, frozen=True):
    """What was in an archive.

    Attributes:
        findings: what was left in it, and why.
    """

    files: list[ReceivedFile] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


class _BoundReachedError(Exception):
    """An archive unpacks to more than any office sends."""


def is_archive(path: Path) -> bool:
    """Whether a file is one that reports are sent in."""
    return path.suffix.lower() in ARCHIVES


def unpack(path: Path, scratch: Path) -> Unpacked:
    """Take the reports out of an archive.

    Args:
        scratch: an empty folder; the caller removes it.
    """
    unpacking = _Unpacking(scratch)
    try:
        unpacking.take(path.name, path, depth=1)
    except _BoundReachedError as bound:
        # Half an archive would look like all of it.
        return Unpacked([], [Finding("unsafe-workbook", Location(path.name), {"reason": str(bound)})])
    if not unpacking.out.files and not unpacking.out.findings:
        unpacking.out.findings.append(Finding("unreadable-workbook.no-report", Location(path.name)))
    return unpacking.out


class _Unpacking:
    """Copies members to files of names of our own, and counts."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.out = Unpacked()
        self.folders: dict[str, Path] = {}
        self.count = 0
        self.bytes_left = _MOST_BYTES

    def take(self, name: str, path: Path, depth: int) -> None:
        """The reports of one archive, and of those in it."""
        if depth > _DEEPEST:
            raise _BoundReachedError("tệp nén lồng nhau quá sâu")
        try:
            if path.suffix.lower() == ".zip":
                self._take_zip(name, path, depth)
            else:
                self._take_mail(name, path, depth)
        except OSError as error:
            self._refuse("unreadable-workbook.access", name, reason=reason(error))
        except RuntimeError:  # zipfile: a password that the entry's own flags don't tell of
            self._refuse("unreadable-workbook.encrypted", name)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
            self._refuse("unreadable-workbook.damaged", name)

    def _take_zip(self, name: str, path: Path, depth: int) -> None:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                inside = f"{name}/{_name_of(entry)}"
                if entry.is_dir() or any(map(is_leftover, PurePosixPath(inside).parts)):
                    continue
                if entry.flag_bits & _ENCRYPTED:
                    self._refuse("unreadable-workbook.encrypted", inside)
                    continue
                with archive.open(entry) as stream:
                    self._keep(inside, stream, depth)

    def _take_mail(self, name: str, path: Path, depth: int) -> None:
        if path.stat().st_size > _MOST_BYTES:
            raise _BoundReachedError("kích thước")
        for inside, content in _attachments(message_from_bytes(path.read_bytes(), policy=policy.default)):
            self._keep(f"{name}/{inside}", BytesIO(content), depth)

    def _keep(self, name: str, stream: IO[bytes], depth: int) -> None:
        """One member: a report, the layout beside one, a further archive; anything else is said to be none."""
        self.count += 1
        if self.count > _MOST_FILES:
            raise _BoundReachedError("số tệp")
        suffix = PurePosixPath(name).suffix.lower()
        is_layout = name.lower().endswith(_LAYOUT)
        if suffix not in READABLE_SUFFIXES | ARCHIVES and not is_layout:
            key = "file-set-aside.pdf" if suffix == ".pdf" else "file-set-aside"
            self.out.findings.append(Finding(key, Location(name)))
            return
        copy = self._copied(name, stream)
        if suffix in ARCHIVES:
            self.take(name, copy, depth + 1)
        elif not is_layout:
            self.out.files.append(ReceivedFile(name, copy))

    def _copied(self, name: str, stream: IO[bytes]) -> Path:
        """A copy below the scratch folder; files of one folder of the archive stay together."""
        folder, _, last = name.rpartition("/")
        copy = self.folders.setdefault(folder, self.scratch / str(len(self.folders))) / _plain(last)
        copy.parent.mkdir(exist_ok=True)
        if copy.exists():
            copy = copy.with_name(f"{self.count}-{copy.name}")
        with copy.open("wb") as target:
            while block := stream.read(min(_BLOCK, self.bytes_left + 1)):
                self.bytes_left -= len(block)
                if self.bytes_left < 0:
                    raise _BoundReachedError("kích thước")
                target.write(block)
        return copy

    def _refuse(self, key: str, name: str, **parameters: object) -> None:
        self.out.findings.append(Finding(key, Location(name), parameters))


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file that a mail brings, those of forwarded mails among them."""
    for part in message.walk():
        name = part.get_filename()
        content = part.get_payload(decode=True) if name else None
        if name and isinstance(content, bytes):
            yield name, content


def _name_of(entry: zipfile.ZipInfo) -> str:
    """The name of a member, without the parts that lead out of the archive.

    Programs that don't say that it is UTF-8 often write it all the same.
    """
    name = entry.filename
    if not entry.flag_bits & _UTF8_NAME:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = entry.filename
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."})


def _plain(name: str) -> str:
    """A name that leads nowhere: no folders, no control characters."""
    kept = "".join(letter if letter.isprintable() and letter not in '/\\:*?"<>|' else "_" for letter in name)
    return kept.strip(". ")[-100:] or "tep"
