"""Links in a data folder: one that leads out of it isn't followed, and that is said.

Whoever may put files into a data folder must not thereby make the tool show, or overwrite, any other file.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from du_an8.disk.leftovers import is_leftover
from du_an8.findings import Finding, Location


def leads_out(path: Path, root: Path) -> bool:
    """Whether links take a path out of a folder."""
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


class Listing(Struct, frozen=True):
    """What lies below a folder, without what editors and systems leave there.

    Attributes:
        paths: in a fixed order.
        links: those that aren't followed: what leads out, and what leads to a folder, which may go round in circles.
    """

    paths: tuple[Path, ...]
    links: tuple[Path, ...]


def listing(folder: Path) -> Listing:
    """What lies in a part of a data folder, such as `data/reports`; a missing one holds nothing."""
    root = folder.parent
    if leads_out(folder, root):
        return Listing((), (folder,))
    paths = sorted(_below(folder))
    links = {path for path in paths if path.is_symlink() and (path.is_dir() or leads_out(path, root))}
    return Listing(tuple(path for path in paths if path not in links), tuple(sorted(links)))


def _below(folder: Path) -> Iterator[Path]:
    """The files and folders in a folder and in those below it; links are named, not followed."""
    for base, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not is_leftover(name)]
        yield from (Path(base, name) for name in (*folders, *(name for name in files if not is_leftover(name))))


def not_followed(link: Path, shown: Callable[[Path], str], area: str | None = None) -> Finding:
    """What there is to say of such a link, or of a path below one.

    Args:
        link: the link.
        shown: how a path is named to people.
        area: of the province whose file it stands for, as far as its name tells.
    """
    key = "link-not-followed.folder" if link.is_dir() else "link-not-followed"
    to = str(link.readlink()) if link.is_symlink() else link.name
    return Finding(key, Location(shown(link)), {"target": to}, area)
