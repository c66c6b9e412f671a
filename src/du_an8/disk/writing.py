"""Files are written whole or not at all: under another name, down to the disk, and only then put in place.

Whoever is killed, or finds the disk full, leaves the old state; at the most a hidden file `.….tmp` beside it.
"""

import ctypes
import filecmp
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from du_an8.disk.digest import sha256

_LIST = ".du-an8-site"
"""Names what was written into a folder, with its digest: nothing else is ever replaced, nor what was changed since."""
_LONGEST_PREFIX = 100  # of a long name a part will do; the whole and more wouldn't fit
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def write_atomically(path: Path, write: Callable[[TextIO], object]) -> None:
    """Write a file, or leave the one that is there.

    Raises:
        OSError: the folder is missing or can't be written to.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():  # a pipe or a device has nothing to be replaced
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            write(stream)
        return
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:_LONGEST_PREFIX]}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            write(stream)
            _sync(stream)
        _as_others_are(temporary)
        temporary.replace(path)
        _sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """The same for content that is ready.

    Raises:
        OSError: the folder is missing or can't be written to.
    """
    write_atomically(path, lambda stream: stream.buffer.write(content))


def put_all(pairs: Sequence[tuple[Path, Path]]) -> None:
    """Copy every original to its place, or none; nothing that is there is overwritten.

    All are copied beside their places first; only then do they get their names, which is a moment's work.

    Raises:
        OSError: a folder can't be written to, or a name was taken meanwhile.
    """
    staged: list[tuple[Path, Path]] = []
    named: list[Path] = []
    try:
        for source, target in pairs:
            target.parent.mkdir(parents=True, exist_ok=True)
            staged.append((_copy_beside(source, target), target))
        for temporary, target in staged:
            if _take_name(temporary, target):
                named.append(target)
    except BaseException:
        for target in named:
            target.unlink(missing_ok=True)
        raise
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def _copy_beside(source: Path, target: Path) -> Path:
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as copy, source.open("rb") as original:
            shutil.copyfileobj(original, copy)
            _sync(copy)
        _as_others_are(Path(name))
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _take_name(temporary: Path, target: Path) -> bool:
    """A link fails where the name is taken, so that two at once can't overwrite each other.

    Returns:
        Whether the name was free; it may also stand for the very same bytes, of a copy that was cut short before.
    """
    try:
        os.link(temporary, target)
    except FileExistsError:
        if filecmp.cmp(temporary, target, shallow=False):
            return False
        raise
    except OSError:  # a file system without links
        if target.exists():
            raise
        temporary.replace(target)
    _sync_folder(target.parent)
    return True


class NotOursError(Exception):
    """A folder to be replaced holds what this program didn't write."""


def replace_folder(path: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write all files beside the folder, then put them in its place: the old ones stay whole until the new are.

    Returns:
        The number of files.

    Raises:
        NotOursError: the folder holds other files than those that were written here before, or one was changed since.
        OSError: it can't be written.
    """
    path = path.resolve()
    if path.exists():
        _check_ours(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name[:_LONGEST_PREFIX]}.", suffix=".tmp"))
    new, old = temporary / "new", temporary / "old"
    try:
        digests = {}
        for name, content in files:
            _write_through(new / name, content)
            digests[name] = hashlib.sha256(content).hexdigest()
        _write_through(new / _LIST, "".join(f"{digests[name]} {name}\n" for name in sorted(digests)).encode())
        if path.exists() and not _exchanged(new, path):
            path.replace(old)
        if new.exists() and not path.exists():
            new.replace(path)
        _sync_folder(path.parent)
    finally:
        if old.exists() and not path.exists():
            old.replace(path)
        shutil.rmtree(temporary, ignore_errors=True)
    return len(digests)


def _write_through(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(content)
        _sync(stream)


def _exchanged(new: Path, old: Path) -> bool:
    """Give each the other's name in one step, so that there is never neither; only Linux can, on most file systems."""
    if sys.platform != "linux":
        return False
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None)
    if renameat2 is None:
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old), _RENAME_EXCHANGE) == 0)


def _check_ours(path: Path) -> None:
    if not path.is_dir():
        raise NotADirectoryError(20, "không phải thư mục", str(path))
    ours = _written_before(path)
    for file in sorted(each for each in path.rglob("*") if not each.is_dir()):
        name = file.relative_to(path).as_posix()
        if name != _LIST and (name not in ours or sha256(file) != ours[name]):
            raise NotOursError(name)


def _written_before(folder: Path) -> dict[str, str]:
    """Name -> digest of what was written into a folder; nothing where it has no list."""
    list_file = folder / _LIST
    lines = list_file.read_text(encoding="utf-8").splitlines() if list_file.is_file() else []
    return {name: digest for digest, _, name in (line.partition(" ") for line in lines)}


def _sync(stream: TextIO | BinaryIO) -> None:
    """Down to the disk: a name must never stand for what a power cut left of its content."""
    stream.flush()
    os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # not every system opens folders
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _as_others_are(path: Path) -> None:
    """The rights that a new file has here; one that is temporary is its owner's alone."""
    umask = os.umask(0)
    os.umask(umask)
    path.chmod(0o666 & ~umask)
