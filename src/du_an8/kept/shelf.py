"""The folder of what is kept: an entry each, under the digest of all that it depends on.

An entry is never out of date, only unused; what is damaged, cut short or of somebody else counts as absent. A folder
that can't be written to, or that isn't ours alone, costs time and nothing else.
"""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

VARIABLE, OFF = "DU_AN8_CACHE", "0"
_FOLDER = "kept"  # of our own: the one that is named may hold more, and be open to others
_MOST_BYTES = 1_000_000_000
_AFTER_DROPPING = 0.75
_SIGN = b"du-an8 kept 1\n"
_SEAL_BYTES = len(_SIGN) + 32
_NAME_DIGITS = 2
_CHOOSING_DIGITS = 12
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def digest(*parts: object) -> str:
    """What stands for some plain values together, in hexadecimal digits."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()  # repr() writes what no encoding has, of a file's name


def shelf() -> "Shelf":
    """The shelf in the folder that the environment names, else in the user's cache folder."""
    named = os.environ.get(VARIABLE, "")
    if named == OFF:
        return EMPTY
    return _shelf_in(Path(named) if named else _users_folder())


def _users_folder() -> Path | None:
    from platformdirs import user_cache_path

    folder = user_cache_path("du-an8", appauthor=False)
    return folder if folder.is_absolute() else None  # nobody's home is known


@cache
def _shelf_in(folder: Path | None) -> "Shelf":
    return Shelf(folder)


class Shelf:
    """What was kept, by the digest of what it depends on.

    Args:
        folder: that our own one stands in; None keeps nothing.
        most_bytes: of all entries; the ones that weren't used for longest are dropped.
    """

    def __init__(self, folder: Path | None, most_bytes: int = _MOST_BYTES) -> None:
        self._folder = folder and folder / _FOLDER
        self._most_bytes = most_bytes
        self._between_sweeps = most_bytes // 20
        self._until_sweep: int | None = None
        self._is_ours = False
        self._is_full = False

    def __bool__(self) -> bool:
        return self._folder is not None

    def get(self, key: str) -> bytes | None:
        """What was kept under a digest; None where there is nothing whole."""
        if self._folder is None or not self._may_use(self._folder):
            return None
        path = _path(self._folder, key)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        with suppress(OSError):  # on a disk that is only read, nothing is dropped either
            os.utime(path)
        document = content[_SEAL_BYTES:]
        return document if content[:_SEAL_BYTES] == _seal(key, document) else None

    def put(self, key: str, document: bytes) -> None:
        """Keep something; where that can't be done, nothing more is kept."""
        if self._folder is None or self._is_full:
            return
        try:
            _make(self._folder)
            if self._may_use(self._folder):
                self._sweep(self._folder, key, len(document))
                _write(_path(self._folder, key), _seal(key, document) + document)
        except OSError:
            self._is_full = True

    def _may_use(self, folder: Path) -> bool:
        self._is_ours = self._is_ours or _is_ours(folder)
        return self._is_ours

    def _sweep(self, folder: Path, key: str, more: int) -> None:
        """Drop what wasn't used for longest, once in a while.

        To look through tens of thousands of entries takes longer than most commands: of those that keep little, as few
        do it as their share of all that is kept asks for, chosen by the first digest.
        """
        if self._until_sweep is None:
            self._until_sweep = int(key[:_CHOOSING_DIGITS], 16) % self._between_sweeps
        self._until_sweep -= more
        if self._until_sweep >= 0:
            return
        self._until_sweep = self._between_sweeps
        entries = sorted(_entries(folder))
        left = sum(size for _, size, _ in entries)
        if left <= self._most_bytes:
            return
        for _, size, path in entries:
            if left <= self._most_bytes * _AFTER_DROPPING:
                return
            with suppress(OSError):  # another process may have dropped it
                path.unlink()
            left -= size


EMPTY: Final = Shelf(None)
"""Keeps nothing."""


def _is_ours(folder: Path) -> bool:
    """Whether a folder is one of this user, no link, and closed to all others."""
    try:
        state = folder.lstat()
    except OSError:
        return False
    if not stat.S_ISDIR(state.st_mode):
        return False
    return os.name != "posix" or (state.st_uid == os.geteuid() and not state.st_mode & _OTHERS)


def _make(folder: Path) -> None:
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)


def _path(folder: Path, key: str) -> Path:
    return folder / key[:_NAME_DIGITS] / key[_NAME_DIGITS:]


def _seal(key: str, document: bytes) -> bytes:
    """What stands before a document: that it is whole, and under its own name."""
    return _SIGN + hashlib.sha256(key.encode() + document).digest()


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all; what a power cut leaves is told by its seal, so that nobody waits for the disk."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _entries(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """When each file was used last, its size, and where it is; left-overs of writing among them."""
    for part in _listed(folder):
        for entry in _listed(Path(part.path)):
            with suppress(OSError):  # another process may have dropped it
                state = entry.stat(follow_symlinks=False)
                yield state.st_mtime, state.st_size, Path(entry.path)


def _listed(folder: Path) -> "list[os.DirEntry[str]]":
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []
