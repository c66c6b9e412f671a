"""Reads a dangerous workbook in a process of its own, which may hang, swell or die without harm.

`python -m du_an8.reports.workbook.contained FILE` is that process; it writes the sheets to stdout, pickled.
"""

import pickle
import subprocess
import sys
from pathlib import Path

from du_an8.reports.workbook.cells import DamagedError, Sheet, UnsafeError

_SECONDS = 20
_BYTES = 1_000_000_000


def read_contained(path: Path) -> list[Sheet]:
    """The sheets of a file, read elsewhere.

    Raises:
        UnsafeError: it took too long.
        DamagedError: the process ended without an answer.
    """
    command = [sys.executable, "-m", "du_an8.reports.workbook.contained", str(path)]
    try:
        answer = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603  # ourselves
    except subprocess.TimeoutExpired as error:
        raise UnsafeError("quá 20 giây") from error
    if answer.returncode != 0:
        raise DamagedError
    sheets: list[Sheet] = pickle.loads(answer.stdout)  # noqa: S301  # written by our own process
    return sheets


def _main() -> None:
    from du_an8.reports.workbook.xls import read_xls

    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit still holds
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    pickle.dump(read_xls(Path(sys.argv[1])), sys.stdout.buffer)


if __name__ == "__main__":
    _main()
