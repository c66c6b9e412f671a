"""Waiting for what another process does."""

import time
from collections.abc import Callable


def until(is_so: Callable[[], bool]) -> None:
    """Look again and again; on a busy machine it takes long, and what never comes must not go on for ever."""
    for _ in range(100_000):
        if is_so():
            return
        time.sleep(0.01)
    raise AssertionError("it never came")
