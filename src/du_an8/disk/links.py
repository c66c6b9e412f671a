"""Links in a data folder: one that leads out of it isn't followed, and that is said.

Whoever may put files into a data folder must not thereby make the tool show, or overwrite, any other file.
"""

import os
from collections.abc import Callable
from pathlib import Path

from du_an8.findings import Finding, Location


def leads_out(path: Path, root: Path) -> bool:
    """Whether links take a path out of a folder."""
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def paths_below(folder: Path) -> list[Path]:
    """What lies in a part of a data folder, such as `data/reports`, in a fixed order; a missing one holds nothing.

    Links to files are followed within the data folder, links to folders never are: they may go round in circles.
    """
    root = folder.parent
    if leads_out(folder, root):
        return []
    return [path for path in sorted(folder.rglob("*")) if not (path.is_symlink() and leads_out(path, root))]


def links_left(folder: Path) -> list[Path]:
    """The links in a part of a data folder that aren't followed."""
    root = folder.parent
    if leads_out(folder, root):
        return [folder]
    return [
        path for path in sorted(folder.rglob("*")) if path.is_symlink() and (path.is_dir() or leads_out(path, root))
    ]


def not_followed(link: Path, shown: Callable[[Path], str]) -> Finding:
    """What there is to say of such a link, or of a path below one."""
    key = "link-not-followed.folder" if link.is_dir() else "link-not-followed"
    return Finding(key, Location(shown(link)), {"target": str(link.readlink()) if link.is_symlink() else link.name})
