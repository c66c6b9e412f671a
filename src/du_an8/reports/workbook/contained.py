"""Reads a dangerous workbook in a process of its own, which may hang, swell or die without harm.

What ends it is the processor's time and the memory that it takes, never the clock: on a busy machine a file takes long
and is sound all the same. It also ends with the process that waits for it, however that ends.

`python -m du_an8.reports.workbook.contained READER FILE` is that process; it writes its answer to stdout, pickled.
"""

import importlib
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from du_an8.reports.workbook.cells import CostlyError, DamagedError, LockedError, Sheet, UnsafeError

_SECONDS_VARIABLE, _SECONDS, _MOST_SECONDS = "DU_AN8_READ_SECONDS", 20, 86_400
_MEGABYTES_VARIABLE, _MEGABYTES, _MOST_MEGABYTES = "DU_AN8_READ_MEGABYTES", 1_000, 1_000_000
# What Python, Rust and the C library write before they give up for want of memory.
_MEMORY_WORDS = (b"MemoryError", b"memory allocation", b"out of memory", b"bad_alloc", b"capacity overflow")
_OUT_OF_TIME = 75  # the exit code where no signal tells it
_OUT_OF_TIME_CODES = frozenset({_OUT_OF_TIME, -getattr(signal, "SIGXCPU", 24)})


def read_contained(path: Path, reader: str) -> list[Sheet]:
    """The sheets of a file, read elsewhere.

    Args:
        reader: `package.module:function`, which takes a path and returns sheets.

    Raises:
        CostlyError: it took too much of the processor's time or too much memory.
        UnsafeError: the reader says that the file swells.
        LockedError: the reader met a password.
        DamagedError: the process ended without an answer, or the reader stumbled.
    """
    # -P: a file of the working folder that is called like a library must not be run in its place.
    command = [sys.executable, "-P", "-m", "du_an8.reports.workbook.contained", reader, str(path)]
    with _lifeline() as stdin:  # run() kills the child also where Ctrl-C ends the waiting
        child = subprocess.run(command, stdin=stdin, capture_output=True, check=False)  # noqa: S603  # ourselves
    if child.returncode == 0:
        return _sheets(child.stdout)
    if child.returncode in _OUT_OF_TIME_CODES:
        seconds = _setting(_SECONDS_VARIABLE, _SECONDS, _MOST_SECONDS)
        raise CostlyError(f"{seconds} giây xử lý của máy", _SECONDS_VARIABLE)
    if _died_of_memory(child.returncode, child.stderr):
        raise _too_much_memory()
    raise DamagedError(f"exit {child.returncode}")


@contextmanager
def _lifeline() -> Iterator[int]:
    """What the child reads from, and nobody writes to: it ends when we do."""
    read, write = os.pipe()
    try:
        yield read
    finally:
        os.close(read)
        os.close(write)


def _sheets(pickled: bytes) -> list[Sheet]:
    try:
        tag, content = pickle.loads(pickled)  # noqa: S301  # written by our own process
    except (EOFError, pickle.UnpicklingError) as error:  # a library ended the process in the middle
        raise DamagedError("no answer") from error
    match tag:
        case "sheets":
            sheets: list[Sheet] = content
            return sheets
        case "memory":
            raise _too_much_memory()
        case "unsafe":
            raise UnsafeError(content)
        case "locked":
            raise LockedError
        case _:
            raise DamagedError(content)


def _too_much_memory() -> CostlyError:
    return CostlyError(f"{_setting(_MEGABYTES_VARIABLE, _MEGABYTES, _MOST_MEGABYTES)} MB bộ nhớ", _MEGABYTES_VARIABLE)


def _died_of_memory(returncode: int, stderr: bytes) -> bool:
    """Whether the end looks like want of memory; the kernel's own remedy is SIGKILL, which we don't send here."""
    killed = -getattr(signal, "SIGKILL", 9)
    return returncode == killed or any(word in stderr for word in _MEMORY_WORDS)


def _setting(variable: str, usual: int, most: int) -> int:
    """A whole number from the environment; what is none, or is out of reason, counts as not said."""
    text = os.environ.get(variable, "").strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(most))):
        return usual
    return int(text) if 0 < int(text) <= most else usual


def _limit_ourselves() -> None:
    seconds = _setting(_SECONDS_VARIABLE, _SECONDS, _MOST_SECONDS)
    try:
        import resource
    except ImportError:  # Windows has no such limits
        threading.Thread(target=_end_after, args=(seconds,), daemon=True).start()
        return
    size = _setting(_MEGABYTES_VARIABLE, _MEGABYTES, _MOST_MEGABYTES) * 1_000_000
    for limit, wanted in ((resource.RLIMIT_AS, size), (resource.RLIMIT_CPU, seconds)):
        hard = resource.getrlimit(limit)[1]
        allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(limit, (allowed, hard))


def _end_after(seconds: int) -> None:
    while time.process_time() < seconds:
        time.sleep(0.1)
    os._exit(_OUT_OF_TIME)


def _end_with_parent() -> None:
    """Wait for the end of what nobody writes to us."""
    with suppress(OSError):
        os.read(0, 1)
    os._exit(1)


def _own_stdout() -> BinaryIO:
    """The pipe to the parent, for us alone: whatever a library prints goes nowhere."""
    pipe = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return pipe


def _answer(reader: str, path: Path) -> bytes:
    """The sheets or what went wrong, pickled."""
    try:
        module, _, name = reader.partition(":")
        read: Callable[[Path], list[Sheet]] = getattr(importlib.import_module(module), name)
        return pickle.dumps(("sheets", read(path)), pickle.HIGHEST_PROTOCOL)
    except (MemoryError, SystemError):  # the second where the interpreter finds no room even for the first
        answer = "memory", ""
    except UnsafeError as danger:
        answer = "unsafe", str(danger)
    except LockedError:
        answer = "locked", ""
    except DamagedError as damage:
        answer = "damaged", str(damage)
    except Exception as error:  # noqa: BLE001  # libraries raise whatever a strange file makes them stumble over
        answer = "damaged", type(error).__name__
    return pickle.dumps(answer)


def _main() -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    pipe = _own_stdout()
    _limit_ourselves()
    with pipe:
        pipe.write(_answer(sys.argv[1], Path(sys.argv[2])))


if __name__ == "__main__":
    _main()
