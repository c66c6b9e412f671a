"""A bar on stderr for what takes longer than a moment, where a person watches; anywhere else nothing at all."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE_SECONDS = 0.5
_WITHOUT_SCREEN = frozenset({"dumb", "unknown"})
Item = TypeVar("Item")


def tracked(items: Iterable[Item], label: str, total: int | None = None) -> Iterator[Item]:
    """The items one by one, with a bar that counts them.

    Args:
        label: what is being done.
        total: how many there are; None shows how many are done alone.
    """
    with progress(label, total) as advance:
        for item in items:
            yield item
            advance(1)


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A bar that shows once the work has taken half a second; what it yields counts steps."""
    if not sys.stderr.isatty() or os.environ.get("TERM") in _WITHOUT_SCREEN:
        yield lambda _: None
        return
    bar = _Bar(label, total)
    # From a thread of its own: a single slow step must not keep the bar from showing.
    timer = Timer(_PATIENCE_SECONDS, bar.show)
    timer.daemon = True
    timer.start()
    try:
        yield bar.advance
    finally:
        timer.cancel()
        bar.close()


class _Bar:
    """Counts from the start, shows when it is told to, and leaves nothing on the screen."""

    def __init__(self, label: str, total: int | None) -> None:
        self._label, self._total, self._done = label, total, 0
        self._shown: Progress | None = None
        self._closed = False
        self._lock = Lock()

    def show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        count = "{task.completed:.0f}" + (f"/{self._total}" if self._total else "")
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), TextColumn(count))
        console = Console(file=sys.stderr, no_color=bool(os.environ.get("NO_COLOR")))
        with self._lock:
            if self._closed:
                return
            self._shown = Progress(*columns, console=console, transient=True)
            self._shown.add_task(self._label, total=self._total, completed=self._done)
            self._shown.start()

    def advance(self, steps: int) -> None:
        with self._lock:
            self._done += steps
            if self._shown:
                self._shown.update(self._shown.task_ids[0], completed=self._done)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            if self._shown:
                self._shown.stop()
