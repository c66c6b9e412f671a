"""A facts set in the place of the reports: what they say, without opening them."""

from pathlib import Path
from typing import TYPE_CHECKING

from du_an8.cli.data_folder import DataFolder
from du_an8.cli.facts_set.trouble import what_to_do

if TYPE_CHECKING:
    from du_an8.programme.provinces import Provinces


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
