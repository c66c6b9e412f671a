"""How much work something is, in calls of functions: the same on a busy machine as on an idle one."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import du_an8

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from _typeshed import ProfileFunction

_OURS = str(Path(du_an8.__file__).parent)
_INLINED = frozenset({"<listcomp>", "<dictcomp>", "<setcomp>"})
"""What Python 3.12 and later call no function."""


@contextmanager
def at_most(calls: int) -> Iterator[None]:
    """Fail as soon as more functions are called than that, ours and the interpreter's own."""
    made = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal made
        made += event in {"call", "c_call"}
        if made > calls:
            raise AssertionError(f"more than {calls:,} calls")

    with _profiled(count):
        yield


@contextmanager
def own_calls() -> Iterator[Counter[str]]:
    """Count the calls of our functions, and those that these make of the interpreter's own, by where they are made."""
    made: Counter[str] = Counter()

    def count(frame: FrameType, event: str, argument: object) -> None:
        code = frame.f_code
        if not code.co_filename.startswith(_OURS):
            return
        place = f"{code.co_filename.removeprefix(_OURS)} {code.co_qualname}"
        if event == "call" and code.co_name not in _INLINED:
            made[place] += 1
        elif event == "c_call":
            made[f"{place}: {getattr(argument, '__qualname__', argument)}"] += 1

    with _profiled(count):
        yield made


@contextmanager
def _profiled(count: ProfileFunction) -> Iterator[None]:
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(before)
