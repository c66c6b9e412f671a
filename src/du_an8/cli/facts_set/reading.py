"""A facts set in the place of the reports: what they say, without opening them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from du_an8.cli.data_folder import CannotRunError, DataFolder

if TYPE_CHECKING:
    from du_an8.programme.provinces import Provinces


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


def from_facts(folder: DataFolder, facts: Path, provinces: "Provinces") -> DataFolder:
    """A data folder, a facts set in the place of its reports.

    Raises:
        CannotRunError: these aren't the facts that would be read from its reports now.
    """
    from du_an8.reports.facts_set.manifest import made_by
    from du_an8.reports.facts_set.opened import open_facts_set

    context, _ = folder.context(provinces)
    with what_to_do(facts):
        known = open_facts_set(facts)
        known.require(made_by(context, folder.root))
    return DataFolder(folder.root, known)
