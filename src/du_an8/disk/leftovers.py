"""What editors, systems and sync programs leave beside a file: nobody wrote it, so nobody means it to be read."""

import re
from pathlib import PurePath

_LEFTOVER = re.compile(
    r"\..*"  # hidden: ._x of macOS, .x.swp of vim, .~lock.x# of LibreOffice, .#x of Emacs, .git, .stversions
    r"|~\$.*"  # of an open Word or Excel
    r"|.*(?:~|\.sw[a-p]|\.tmp)"  # what an editor kept of the state before, or was about to write
    r"|#.*#"  # what Emacs saved by itself
    r"|thumbs\.db|desktop\.ini|__macosx",
    re.IGNORECASE | re.DOTALL,
)


def is_leftover(path: PurePath) -> bool:
    """Whether a path, relative to the folder that is looked through, is such a file, or lies in such a folder."""
    return any(_LEFTOVER.fullmatch(name) for name in path.parts)
