"""The terminal: colour only where it is wanted, and text from data never taken for markup or escape codes."""

import os
from typing import TYPE_CHECKING, TextIO

from du_an8.outputs.plain_text import for_screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console
    from rich.text import Text

NARROW = 72
"""Below this width a table would cut its numbers; a list is shown."""

_FILE_WIDTH = 120


def make_console(stream: TextIO, *, to_file: bool = False) -> "Console":
    """A console on a stream; `NO_COLOR` means no escape code at all, bold included."""
    from rich.console import Console

    plain = to_file or bool(os.environ.get("NO_COLOR"))
    return Console(
        file=stream,
        color_system=None if plain else "auto",
        force_terminal=False if to_file else None,
        width=_FILE_WIDTH if to_file else None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        legacy_windows=False,
    )


def print_page(stream: TextIO, page: "Callable[[Console], None]", *, to_file: bool = False) -> None:
    """Lay out a whole page for a stream, then write it at once; a closed pipe is the caller's to handle."""
    console = make_console(stream, to_file=to_file)
    with console.capture() as captured:
        page(console)
    text = captured.get()
    # Tables pad their lines; on paper and in a pipe that is noise.
    stream.write(text if console.is_terminal else "\n".join(line.rstrip() for line in text.split("\n")))


def safe(text: str) -> str:
    """Text from data in one line, its blanks put in order."""
    return for_screen(" ".join(text.split()))


def styled(text: str, style: str = "") -> "Text":
    """The one gate to the screen: text is shown as it is, whatever brackets or escape codes it holds."""
    from rich.text import Text

    return Text("\n".join(map(for_screen, text.split("\n"))), style=style)


def bar(share: float, width: int) -> str:
    """A bar of a width for a share of 0 to 1; full only when the share is."""
    filled = min(width, int(min(max(share, 0), 1) * width + 1e-9))
    return "█" * filled + "░" * (width - filled)
