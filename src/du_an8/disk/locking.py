"""One at a time: whoever reads a file, changes it and writes it back must be alone with it meanwhile.

The lock is a file beside it, `.name.lock`, that the system itself holds locked, so that whoever is killed leaves no
lock behind. Whoever is done removes the file; another who waited for it then finds that it locked a file that is gone,
and begins again.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        """Wait until the first byte is ours; the system tries for ten seconds."""
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)

    def _release(descriptor: int, lock: Path) -> None:
        """Give it back, then remove the file, which is refused while another has it open: then that one does it."""
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
        os.close(descriptor)
        with suppress(OSError):
            lock.unlink()

else:
    import fcntl

    _NO_LOCKS = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK})

    def _take(descriptor: int) -> None:
        """Wait until the file is ours; some file systems know no locks, and there everyone goes on."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise

    def _release(descriptor: int, lock: Path) -> None:
        """Remove the file while it is still ours, so that nobody else's is removed."""
        with suppress(OSError):
            lock.unlink()
        os.close(descriptor)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Be the only one who changes a file, among all who ask so before they do.

    Raises:
        OSError: nothing can be written beside it; on Windows also, another holds it for more than ten seconds.
    """
    lock = path.with_name(f".{path.name}.lock")
    descriptor = _locked(lock)
    try:
        yield
    finally:
        _release(descriptor, lock)


def _locked(lock: Path) -> int:
    """The descriptor of the lock file, once it is locked and still stands under its name."""
    while True:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _take(descriptor)
            if _stands(descriptor, lock):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _stands(descriptor: int, lock: Path) -> bool:
    """Whether an open file is still the one of this name."""
    try:
        return os.path.samestat(os.fstat(descriptor), lock.stat())
    except FileNotFoundError:
        return False
