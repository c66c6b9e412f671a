"""Files are written whole or not at all."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TextIO


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
