"""A part of a facts set: what some reports of one place say, in one sealed file."""

import hashlib
import zlib
from collections.abc import Iterable

import msgspec
from msgspec import Struct

FOLDER, SUFFIX = "_reports", ".part"
"""Where parts lie in a facts set. Engines that read its rows pass by a name that begins with `_`."""
_SIGN = b"du-an8 facts 1\n"
_SEAL_BYTES = len(_SIGN) + 32
_FAST = 1  # of zlib's levels; higher ones take five times as long for a tenth


class DamagedError(Exception):
    """A file of a facts set that isn't there, or isn't as it was written; its name."""


class ReportAt(Struct, frozen=True, array_like=True):
    """A report of a part.

    Attributes:
        at: its path below `reports/`, as the system spells it.
        key: see FactsKeys; empty where it is to be read again whatever its bytes are.
    """

    at: bytes
    key: str


class Part(Struct, frozen=True, array_like=True):
    """What some reports of one place say.

    Attributes:
        place: the folder below `reports/` that they lie in, None for none.
        reports: in the order in which they are read.
        rows: the files with the rows of their facts, below the folder of the facts set -> SHA-256.
        severities: how many errors, warnings and remarks there are on them.
        documents: see `packed`; of each report what it says, in the same order.
    """

    place: str | None
    reports: tuple[ReportAt, ...]
    rows: dict[str, str]
    severities: tuple[int, ...]
    documents: bytes


def packed(documents: Iterable[bytes]) -> bytes:
    """Documents as one; those of neighbours have much in common."""
    return zlib.compress(msgspec.msgpack.encode(list(documents)), _FAST)


def unpacked(documents: bytes) -> list[bytes]:
    """The documents again, one by one."""
    return msgspec.msgpack.decode(zlib.decompress(documents), type=list[bytes])


def file_of(part: Part) -> bytes:
    """The file of a part."""
    content = msgspec.msgpack.encode(part)
    return _SIGN + hashlib.sha256(content).digest() + content


def part_of(file: bytes, name: str) -> Part:
    """A part from its file.

    Raises:
        DamagedError: it isn't whole.
    """
    content = file[_SEAL_BYTES:]
    if file[:_SEAL_BYTES] != _SIGN + hashlib.sha256(content).digest():
        raise DamagedError(name)
    try:
        return msgspec.msgpack.decode(content, type=Part)
    except msgspec.DecodeError as error:
        raise DamagedError(name) from error
