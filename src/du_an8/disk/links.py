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


def _any(_: str) -> bool:
    return True


def listing(folder: Path, is_wanted: Callable[[str], bool] = _any) -> Listing:
    """What lies in a part of a data folder, such as `data/reports`; a missing one holds nothing.

    Args:
        is_wanted: tells by its name whether a folder right below is looked into; a link is named in any case.
    """
    root = folder.parent
    if leads_out(folder, root):
        return Listing((), (folder,))
    found = {Path(entry.path): entry for entry in _below(folder, is_wanted)}
    links = {path for path in found if found[path].is_symlink() and (path.is_dir() or leads_out(path, root))}
    return Listing(tuple(sorted(found.keys() - links)), tuple(sorted(links)))


def _below(folder: Path | str, is_wanted: Callable[[str], bool] = _any) -> "Iterator[os.DirEntry[str]]":
    """The files and folders in a folder and in those below it; links are named, not followed."""
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if not is_leftover(entry.name)]
    except OSError:  # there is none, or it may not be read
        return
    for entry in found:
        is_folder = entry.is_dir(follow_symlinks=False)
        if is_wanted(entry.name) or not is_folder:
            yield entry
            yield from _below(entry.path) if is_folder else ()


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
