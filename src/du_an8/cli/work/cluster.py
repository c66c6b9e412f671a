"""Work on other machines, by Dask. Needs the extra `cluster`, here and there."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from du_an8.cli.cannot_run import CannotRunError

if TYPE_CHECKING:
    from distributed import Client, Future

_ADDRESS = re.compile(r"(?:(?:tcp|tls|ws|wss|ucx)://)?[^\s/]+:[0-9]+")
_TIMEOUT = "20s"
"""For the first answer of the scheduler."""
_AHEAD = 4
"""Items that wait for each thread of the workers."""

Item = TypeVar("Item")
Result = TypeVar("Result")


def each_on_cluster(do: Callable[[Item], Result], items: Iterable[Item], address: str) -> Iterator[Result]:
    """What is made of each item, in their order; `do` is a function of a module that the workers have, too.

    Raises:
        CannotRunError: the scheduler isn't there or has no workers, or these can't do it.
    """
    from distributed import KilledWorker

    with _client(address) as client:
        room = sum(client.nthreads().values()) * _AHEAD
        if not room:
            raise CannotRunError(f"Bộ điều phối Dask ở “{address}” chưa có máy nào (dask worker).")
        waiting: deque[Future] = deque()
        try:
            for item in items:
                waiting.append(client.submit(do, item, pure=False))  # what a file says may be another the next time
                if len(waiting) == room:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except (CancelledError, KilledWorker, ImportError, RuntimeError, OSError) as error:
            raise CannotRunError(f"Các máy của Dask không làm được: {type(error).__name__}: {error}") from error


@contextmanager
def _client(address: str) -> "Iterator[Client]":
    from distributed import Client

    if not _ADDRESS.fullmatch(address):
        raise CannotRunError(f"--scheduler {address}: cần địa chỉ của bộ điều phối Dask, như tcp://10.0.0.5:8786.")
    try:
        client = Client(address, timeout=_TIMEOUT, set_as_default=False)
    except OSError as error:
        raise CannotRunError(f"Không nối được với bộ điều phối Dask ở “{address}”.") from error
    with client:
        yield client
