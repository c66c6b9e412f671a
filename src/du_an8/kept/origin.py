"""Which program this is: another source, Python or library may understand a file otherwise."""

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import du_an8
from du_an8.kept.shelf import Shelf, digest

_INSTALLED = (".dist-info", ".egg-info")  # their names hold the version
_COMPILED = "__pycache__"


@cache
def program(shelf: Shelf) -> str:
    """The digest of the program's own source, of Python and of all libraries beside it."""
    libraries = sorted({name for folder in sys.path for name in _installed(folder)})
    return digest(sys.version, libraries, source(shelf))


def source(shelf: Shelf) -> str:
    """The digest of the program's own source: in a checkout it changes while the version stays.

    The files are only read where one of them isn't the one that was read last time.
    """
    root = Path(du_an8.__file__).parent
    files = sorted(_files(root), key=lambda entry: entry.path)
    state = digest("source", [(entry.path, *_state(entry)) for entry in files])
    if kept := shelf.get(state):
        return kept.decode()
    whole = digest([(Path(entry.path).relative_to(root).as_posix(), _sha256(entry)) for entry in files])
    shelf.put(state, whole.encode())
    return whole


def _files(folder: Path | str) -> "Iterator[os.DirEntry[str]]":
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file():
                yield entry
            elif entry.name != _COMPILED:
                yield from _files(entry.path)


def _state(entry: "os.DirEntry[str]") -> tuple[int, ...]:
    """What no edit leaves as it was: also the time at which the system itself saw the last change."""
    state = entry.stat()
    return state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns


def _sha256(entry: "os.DirEntry[str]") -> str:
    return hashlib.sha256(Path(entry.path).read_bytes()).hexdigest()


def _installed(folder: str) -> list[str]:
    try:
        return [name for name in os.listdir(folder or ".") if name.endswith(_INSTALLED)]  # noqa: PTH208
    except OSError:
        return []
