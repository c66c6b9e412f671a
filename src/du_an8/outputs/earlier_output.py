"""Tells an earlier output of this program, untouched since, from a file that somebody wrote or worked in."""

import hashlib
import json
import re
import zipfile
from pathlib import Path

from du_an8.outputs.machine.facts_table import COLUMNS
from du_an8.outputs.zip_archive import SEAL

_SEALED = re.compile(rb"<!-- du-an8 ([0-9a-f]{16}) -->\n\Z")
_HEAD, _TAIL = 2_000, 100_000
_MACHINE_HEADS = (
    re.compile(rb'\{\s*"schema": "du-an8/'),
    re.compile(rb"(?:<\?xml[^>]*>\s*)?<testsuites name=\"du-an8 "),
    re.compile(b"\xef\xbb\xbf(?:as_of,phase,scope,era,|rule,severity,province,|" + ",".join(COLUMNS).encode() + b")"),
)
_PARQUET, _PARQUET_MARK = b"PAR1", b"du-an8"
_ZIP = b"PK\x03\x04"


def sealed(text: str) -> str:
    """A page or a Markdown text with a comment that tells whether anybody wrote in it since."""
    return f"{text}<!-- du-an8 {_digest(text.encode())} -->\n"


def is_own_output(path: Path) -> bool:
    """Whether a file may be replaced: this program wrote it, and what people may work in is as it was written.

    Raises:
        OSError: it can't be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(_ZIP):
        return _is_sealed_archive(path)
    if head.startswith(_PARQUET):
        return _PARQUET_MARK in path.read_bytes()[-_TAIL:]
    return any(form.match(head) for form in _MACHINE_HEADS) or _is_fact(head) or _is_sealed_text(path)


def _is_sealed_archive(path: Path) -> bool:
    """Every program that saves a workbook or a paper writes the archive anew, without our remark."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.comment == SEAL
    except zipfile.BadZipFile:
        return False


def _is_fact(head: bytes) -> bool:
    """Whether a text begins with a record of `facts`."""
    try:
        record = json.loads(head.partition(b"\n")[0])
    except ValueError:
        return False
    return isinstance(record, dict) and tuple(record) == COLUMNS


def _is_sealed_text(path: Path) -> bool:
    content = path.read_bytes()
    seal = _SEALED.search(content)
    return seal is not None and seal[1].decode() == _digest(content[: seal.start()])


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
