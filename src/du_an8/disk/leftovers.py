"""What editors, systems and sync programs leave beside a file: nobody wrote it, so nobody means it to be read."""

import re

_LEFTOVER = re.compile(
    r"\..*"  # hidden: ._x of macOS, .x.swp of vim, .~lock.x# of LibreOffice, .#x of Emacs, .git, .stversions
    r"|~\$.*"  # of an open Word or Excel
    r"|.*(?:~|\.sw[a-p]|\.tmp)"  # what an editor kept of the state before, or was about to write
    r"|#.*#"  # what Emacs saved by itself
    r"|thumbs\.db|desktop\.ini|__macosx",
    re.IGNORECASE | re.DOTALL,
)


def is_leftover(name: str) -> bool:
    """Whether a file, or a folder with all that lies in it, is such a thing by its name."""
    return _LEFTOVER.fullmatch(name) is not None
