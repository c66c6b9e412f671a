"""Many provinces on all processors: each process reads the files of some and judges them, the results are put together.

Provinces stand apart but for the merger of 2025, so that a new province and the old ones inside it stay together.
"""

import gc
import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from du_an8.cli.data_folder import DataFolder
from du_an8.cli.progress import progress
from du_an8.vietnamese.names import readable

if TYPE_CHECKING:
    from du_an8.programme.provinces import Provinces
    from du_an8.reconcile.bench import Judged
    from du_an8.vietnamese.places import PlaceLevel

FEWEST_FILES, FEWEST_PAPERS = 60, 12
"""Below this, starting the processes costs more than it saves."""


Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Work:
    """What each process is told."""

    root: Path
    day: date
    today: date
    by: "PlaceLevel | None"


def workers() -> int:
    """How many processes there is room for."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def judged_side_by_side(work: Work, provinces: "Provinces") -> "Judged | None":
    """Every province with data; None where one process does as well, or where the work can't be divided."""
    groups = _groups(work.root, provinces)
    files = sum(groups.values())
    count = min(workers(), len(groups))
    if count <= 1 or files < FEWEST_FILES:
        return None
    largest_first = sorted(groups, key=lambda areas: (-groups[areas], sorted(areas)))
    told: list[Judged] = []
    try:
        with _executor(count) as executor, progress("Đang đọc báo cáo", files) as advance:
            futures = {executor.submit(_judge_group, work, areas): areas for areas in largest_first}
            for future in as_completed(futures):
                if (judged := future.result()) is None:
                    executor.shutdown(cancel_futures=True)
                    return None
                told.append(judged)
                advance(groups[futures[future]])
    except BrokenExecutor:
        return None  # a process was killed, for want of memory perhaps: one alone needs less
    order = {province: number for number, province in enumerate(provinces)}
    whole = reduce(lambda one, other: one.plus(other), told)
    return replace(whole, results=tuple(sorted(whole.results, key=lambda result: order[result.province])))


def _groups(root: Path, provinces: "Provinces") -> dict[frozenset[str], int]:
    """The areas of each new province with those inside it, and how many report files are theirs.

    None at all where a file stands in no province's folder: it may be about any of them.
    """
    from du_an8.programme.provinces import NEW_ERA
    from du_an8.reports.load import report_files

    counts: Counter[str] = Counter()
    for path in report_files(root / "reports"):
        folders = path.relative_to(root / "reports").parts[:-1]
        areas = provinces.areas_named(readable(folders[0])) if folders else frozenset()
        if not areas:
            return {}
        counts[min(areas)] += 1  # a name that two areas bear is of one group
    groups = {}
    for province in provinces.by_era[NEW_ERA].values():
        areas = frozenset({province.area, *(part.area for part in provinces.parts(province))})
        groups[areas] = sum(counts[area] for area in areas)
    return groups


def each_side_by_side(do: "Callable[[Item], Result]", items: Sequence[Item], fewest: int) -> "Iterator[Result]":
    """What is made of each item, in their order; `do` is a function of a module.

    Args:
        fewest: below this many, starting the processes costs more than it saves.
    """
    count = min(workers(), len(items))
    if count <= 1 or len(items) < fewest:
        yield from map(do, items)
        return
    done = 0
    try:
        with _executor(count) as executor:
            for made in executor.map(do, items):
                yield made
                done += 1
    except BrokenExecutor:
        yield from map(do, items[done:])


@contextmanager
def _executor(count: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that end with the command, however it ends."""
    # Spawned, not forked: the bar has a thread, and Windows knows nothing else.
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(count, mp_context=context, initializer=_leave_interruptions)
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    executor.shutdown()


def _leave_interruptions() -> None:
    """Ctrl-C is for the command itself, which ends its processes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _judge_group(work: Work, areas: frozenset[str]) -> "Judged | None":
    """In a process of its own: read the files of some provinces, and judge them.

    None where one of them is about a province that another process judges.
    """
    from du_an8.programme.provinces import load_provinces
    from du_an8.reconcile.bench import judge_all

    gc.disable()  # facts hold no cycles, and the process doesn't live long
    provinces = load_provinces()
    facts, findings = DataFolder(work.root).load_areas(provinces, areas, areas, watched=False)
    if set(facts.reports.by_area) - areas:
        return None
    listed = [province for province in facts.with_data(work.day) if province.area in areas]
    return judge_all(facts, listed, work.day, findings, by=work.by, today=work.today).light()
