"""Files are written whole or not at all, and the same content as the same bytes."""

import io
import os
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

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
