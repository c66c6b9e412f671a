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
    root = folder.root.resolve()
    top = _git(
        root, "rev-parse", "--show-toplevel", failure="Thư mục dữ liệu không nằm trong một kho git đọc được."
    ).strip()
    inside = root.relative_to(Path(top).resolve()).as_posix()
    commit = _git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}",
        failure=f"Không có phiên bản “{revision}”.",
    ).strip()  # fmt: skip
    # The tree itself: what the repository keeps out of its own archives (export-ignore) is data all the same.
    tree = f"{commit}:{'' if inside == '.' else inside}"
    with TemporaryDirectory(prefix="du-an8-") as scratch:
        archive = Path(scratch) / "data.zip"
        failure = f"Ở phiên bản “{revision}” chưa có thư mục {folder.root.name}."
        _git(
            Path(top),
            "archive",
            "--format=zip",
            f"--prefix={folder.root.name}/",
            f"--output={archive}",
            tree,
            failure=failure,
        )
        with zipfile.ZipFile(archive) as stored:
            stored.extractall(scratch)
        yield DataFolder(Path(scratch).resolve() / folder.root.name)


def _git(folder: Path, *arguments: str, failure: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)  # noqa: S603  # our own arguments
    except FileNotFoundError:
        raise CannotRunError("Cần git để so các phiên bản, nhưng máy này không có git.") from None
    except subprocess.CalledProcessError as error:
        told = error.stderr.strip().partition("\n")[0]
        raise CannotRunError(f"{failure} ({told})" if told else failure) from None
    return done.stdout
