"""What to do where a facts set can't be used."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from du_an8.cli.cannot_run import CannotRunError


@contextmanager
def what_to_do(folder: Path) -> Iterator[None]:
    """Around everything that is read from a facts set.

    Raises:
        CannotRunError: it can't be used; what to do is said.
    """
    from du_an8.reports.facts_set.opened import NotUsableError

    try:
        yield
    except NotUsableError as error:
        raise CannotRunError(f"{error}. Ghi lại bộ số liệu: du-an8 facts --format parquet -o {folder}/") from error
