"""A data folder as it was at a revision of git."""

import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from du_an8.cli.data_folder import CannotRunError, DataFolder


@contextmanager
def at_revision(folder: DataFolder, revision: str) -> Iterator[DataFolder]:
    """The folder's state at a revision, in a temporary place that is gone afterwards.

    Raises:
        CannotRunError: git is missing, the folder isn't under version control, or there is no such revision.
    """
    if not revision or revision.startswith("-"):
        raise CannotRunError(f"Không có phiên bản “{revision}”.")
    top = Path(
        _git(folder.root, "rev-parse", "--show-toplevel", failure="Thư mục dữ liệu không nằm trong git.").strip()
    )
    inside = folder.root.relative_to(top.resolve()).as_posix()
    commit = _git(
        folder.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}",
        failure=f"Không có phiên bản “{revision}”.",
    ).strip()  # fmt: skip
    with TemporaryDirectory(prefix="du-an8-") as scratch:
        archive = Path(scratch) / "data.zip"
        failure = f"Ở phiên bản “{revision}” chưa có thư mục {inside}."
        _git(top, "archive", "--format=zip", f"--output={archive}", commit, "--", inside, failure=failure)
        with zipfile.ZipFile(archive) as stored:
            stored.extractall(scratch)
        yield DataFolder((Path(scratch) / inside).resolve())


def _git(folder: Path, *arguments: str, failure: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  # our own arguments
    except FileNotFoundError:
        raise CannotRunError("Cần git để so các phiên bản, nhưng máy này không có git.") from None
    except subprocess.CalledProcessError:
        raise CannotRunError(failure) from None
    return done.stdout
