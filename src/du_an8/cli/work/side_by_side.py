"""Many provinces on all processors: each process reads the files of some and judges them, the results are put together.

Provinces stand apart but for the merger of 2025, so that a new province and the old ones inside it stay together.
"""

import gc
import multiprocessing
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from functools import reduce
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from du_an8.cli.collector import look_rarely
from du_an8.cli.data_folder import DataFolder
from du_an8.cli.work.kept_judgements import Question, kept_judgements
from du_an8.cli.work.progress import progress
from du_an8.kept.value import made, take_over

if TYPE_CHECKING:
    from du_an8.programme.provinces import Provinces
    from du_an8.reconcile.judge_provinces import Asked, Judged

_MANY_BYTES = 500_000
"""Of report files; below this, starting the processes costs more than it saves."""
_BATCH = 20
"""Report files of small provinces that one process reads at a time."""

_AHEAD = 8
"""Items that wait for each process, so that a long one keeps no other process idle."""

_NO_COMPANY = (BrokenExecutor, OSError)
"""A process was killed, for want of memory perhaps, or the system gives none: one alone needs less."""

Item = TypeVar("Item")
Result = TypeVar("Result")


class Work(Struct, frozen=True):
    """What each process is told."""

    folder: DataFolder
    asked: "Asked"


class Share(Struct, frozen=True):
    """Reports of one place, which one process reads.

    Attributes:
        place: the folder below `reports/` that they lie in, None for none.
        reports: how many.
        size: in bytes, of what is read.
    """

    place: str | None
    reports: int
    size: int


def workers() -> int:
    """How many processes there is room for."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def are_many(paths: Iterable[Path]) -> bool:
    """Whether reading these report files is worth several processes."""
    return sum(map(_size, paths)) >= _MANY_BYTES


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # whoever reads it will say what is wrong with it
        return 0


def judged_side_by_side(work: Work, provinces: "Provinces") -> "Judged | None":
    """Every province with data; None where one process does as well, or where the work can't be divided."""
    batches = _worthwhile_batches(work.folder, provinces)
    if not batches:
        return None
    kept = kept_judgements(Question(work.folder, provinces, work.asked))
    known = {areas: judged for areas in batches if (judged := kept.get(areas))}
    judged_anew = _judged_anew(work, {areas: files for areas, files in batches.items() if areas not in known})
    if judged_anew is None:
        return None
    kept.keep(judged_anew)
    order = {province: number for number, province in enumerate(provinces)}
    whole = reduce(lambda one, other: one.plus(other), [*known.values(), *judged_anew.values()])
    return replace(whole, results=tuple(sorted(whole.results, key=lambda result: order[result.province])))


def _worthwhile_batches(folder: DataFolder, provinces: "Provinces") -> Mapping[frozenset[str], int]:
    """What several processes would divide among them; nothing where one does as well."""
    shares = _shares(folder, provinces)
    are_enough = sum(share.size for share in shares) >= _MANY_BYTES
    return _batches(shares, provinces) if workers() > 1 and are_enough else {}


def _judged_anew(work: Work, batches: Mapping[frozenset[str], int]) -> "dict[frozenset[str] | None, Judged] | None":
    """What each process makes of its areas; None where the work can't be divided."""
    by_batch: dict[frozenset[str] | None, Judged] = {}
    if not batches:
        return by_batch
    if len(batches) == 1:  # to start a process takes longer than what it would do
        (areas,) = batches
        judged = _judge_batch(work, areas)
        return {areas: judged} if judged else None
    largest_first = sorted(batches, key=lambda areas: (-batches[areas], sorted(areas)))
    files = sum(batches.values())
    try:
        with _executor(min(workers(), len(batches))) as executor, progress("Đang đọc báo cáo", files) as advance:
            futures = {executor.submit(_judge_alone, work, areas): areas for areas in largest_first}
            for future in as_completed(futures):
                if (judged := future.result()) is None:
                    executor.shutdown(cancel_futures=True)
                    return None
                by_batch[futures[future]] = judged
                advance(batches[futures[future]])
    except _NO_COMPANY:
        return None
    return by_batch


def _shares(folder: DataFolder, provinces: "Provinces") -> list[Share]:
    """What there is to be read."""
    from du_an8.reports.load import reports_about

    if folder.facts:
        return [Share(part.place, part.reports, part.size) for part in folder.facts.manifest.parts.values()]
    places = reports_about(folder.root / "reports", None, provinces)
    return [Share(place, 1, _size(path)) for path, place in places.items()]


def _batches(shares: Iterable[Share], provinces: "Provinces") -> dict[frozenset[str], int]:
    """Areas that are judged together, and how many reports are theirs.

    None at all where a report stands in no province's folder: it may be about any of them.
    """
    from du_an8.programme.provinces import NEW_ERA

    counts: Counter[str] = Counter()
    for share in shares:
        areas = provinces.areas_named(share.place) if share.place else frozenset()
        if not areas:
            return {}
        counts[min(areas)] += share.reports  # a name that two areas bear is of one batch
    batches: dict[frozenset[str], int] = {}
    batch, files = frozenset[str](), 0
    for province in provinces.by_era[NEW_ERA].values():
        areas = frozenset({province.area, *(part.area for part in provinces.parts(province))})
        batch, files = batch | areas, files + sum(counts[area] for area in areas)
        if files >= _BATCH:
            batches[batch] = files
            batch, files = frozenset(), 0
    return {**batches, batch: files} if batch else batches


def each_side_by_side(do: "Callable[[Item], Result]", items: Iterable[Item], *, worthwhile: bool) -> "Iterator[Result]":
    """What is made of each item, in their order; `do` is a function of a module.

    Items are asked for as there is room for them: they may hold much.
    """
    items, count = iter(items), workers()
    first = list(islice(items, 2))
    items = chain(first, items)
    if min(count, len(first)) <= 1 or not worthwhile:
        yield from map(do, items)
        return
    waiting: deque[Item] = deque()
    futures: deque[Future[Result]] = deque()
    try:
        with _executor(count) as executor:
            for item in items:
                waiting.append(item)
                futures.append(executor.submit(do, item))
                if len(futures) == count * _AHEAD:
                    yield futures.popleft().result()
                    waiting.popleft()
            while futures:
                yield futures.popleft().result()
                waiting.popleft()
    except _NO_COMPANY:
        yield from map(do, chain(waiting, items))


@contextmanager
def _executor(count: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that end with the command, however it ends."""
    # Spawned, not forked: the bar has a thread, and Windows knows nothing else.
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(made(),))
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    executor.shutdown()


def _begin(values: Mapping[tuple[str, ...], object]) -> None:
    """Ctrl-C is for the command itself, which ends its processes; where it is killed, they end by themselves."""
    look_rarely()
    take_over(values)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_command, daemon=True).start()


def _end_with_command() -> None:
    if command := multiprocessing.parent_process():
        command.join()
        os._exit(1)


def _judge_alone(work: Work, areas: frozenset[str]) -> "Judged | None":
    """In a process of its own, which doesn't live long; facts hold no cycles."""
    gc.disable()
    return _judge_batch(work, areas)


def _judge_batch(work: Work, areas: frozenset[str]) -> "Judged | None":
    """Read the files of some provinces, and judge them; None where one of them is about a province of another batch."""
    from du_an8.programme.provinces import load_provinces
    from du_an8.reconcile.judge_provinces import judge_all, to_come_elsewhere

    provinces = load_provinces()
    records, findings = work.folder.load_areas(provinces, areas, areas, watched=False)
    if set(records.reports.by_area) - areas:
        return None
    listed = [province for province in work.asked.listed(records) if province.area in areas]
    findings += to_come_elsewhere(records, work.asked)
    return judge_all(records, listed, work.asked, findings).light()
