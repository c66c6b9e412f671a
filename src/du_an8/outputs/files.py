"""Files are written whole or not at all, and the same content as the same bytes."""

import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

_LIST = ".du-an8-site"
"""Names what was written into a folder, so that nothing else is ever replaced."""
_FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def without_times(archive: io.BytesIO) -> bytes:
    """A zip archive (.docx, .xlsx) without the time of writing that zip puts into each part."""
    repacked = io.BytesIO()
    with zipfile.ZipFile(archive) as parts, zipfile.ZipFile(repacked, "w") as packed:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, _FIRST_ZIP_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(part, parts.read(name))
    return repacked.getvalue()


def write_atomically(path: Path, write: Callable[[TextIO], object]) -> None:
    """Write beside the file, then put it in its place.

    Raises:
        OSError: the folder is missing or can't be written to.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():  # a pipe or a device has nothing to be replaced
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            write(stream)
        return
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            write(stream)
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


class NotOursError(Exception):
    """A folder to be replaced holds what this program didn't write."""


def replace_folder(path: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write all files beside the folder, then put them in its place: the old ones stay whole until the new are.

    Returns:
        The number of files.

    Raises:
        NotOursError: the folder holds other files than those that were written here before.
        OSError: it can't be written.
    """
    path = path.resolve()
    if path.exists():
        _check_ours(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp"))
    new, old = temporary / "new", temporary / "old"
    try:
        names = []
        for name, content in files:
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(content)
            names.append(name)
        (new / _LIST).write_text("\n".join(sorted(names)) + "\n", encoding="utf-8")
        if path.exists():
            path.replace(old)
        new.replace(path)
    finally:
        if old.exists() and not path.exists():
            old.replace(path)
        shutil.rmtree(temporary, ignore_errors=True)
    return len(names)


def _check_ours(path: Path) -> None:
    if not path.is_dir():
        raise NotADirectoryError(20, "không phải thư mục", str(path))
    found = {each.relative_to(path).as_posix() for each in path.rglob("*") if not each.is_dir()}
    list_file = path / _LIST
    ours = set(list_file.read_text(encoding="utf-8").splitlines()) | {_LIST} if list_file.is_file() else set()
    if others := sorted(found - ours):
        raise NotOursError(others[0])
