"""What tells whether a file is still the same."""

import hashlib
from pathlib import Path

from du_an8.disk.links import listing
from du_an8.vietnamese.names import readable


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes.

    Raises:
        OSError: it can't be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digests(root: Path, folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder, by its path relative to the root."""
    files = [path for path in listing(folder).paths if path.is_file() and not path.name.startswith(".")]
    return {readable(path.relative_to(root).as_posix()): sha256(path) for path in files}
