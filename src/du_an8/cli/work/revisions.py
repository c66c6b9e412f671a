"""A data folder as it was at a revision of git."""

import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from du_an8.cli.cannot_run import CannotRunError
from du_an8.cli.data_folder import DataFolder


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
    commit = _commit(root, revision)
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


def _commit(root: Path, revision: str) -> str:
    """The full name of a revision."""
    failure = f"Không có phiên bản “{revision}”."
    if _git(root, "rev-parse", "--is-shallow-repository", failure=failure).strip() == "true":
        failure += (
            " Kho này được chép nông (shallow), thiếu lịch sử cũ: chạy git fetch --unshallow rồi thử lại"
            " (trong CI: fetch-depth: 0)."
        )
    named = f"{revision}^{{commit}}"
    return _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", named, failure=failure).strip()


def _git(folder: Path, *arguments: str, failure: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)  # noqa: S603  # our own arguments
    except FileNotFoundError:
        raise CannotRunError("Cần git để so các phiên bản, nhưng máy này không có git.") from None
    except subprocess.CalledProcessError as error:
        raise CannotRunError(f"{failure}{_why(error.stderr)}") from None
    return done.stdout


def _why(message: str) -> str:
    """What git says, in one line; where it names the command that helps, that too."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    if not lines:
        return ""
    remedy = next((line for line in lines if line.startswith("git config ")), "")
    return f" ({lines[0]})" + (f" Nếu tin thư mục này thì chạy: {remedy}" if remedy else "")
