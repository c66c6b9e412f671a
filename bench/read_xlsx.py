"""What reading an `.xlsx` costs: the fast reader, the full reader, and calamine alone.

Use: `python bench/read_xlsx.py`. Speed drifts on a shared machine: read the ratios.
"""

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from du_an8.reports.workbook.xlsx import read_full, read_xlsx
from du_an8.reports.workbook.xlsx_look import look_at

_ROWS, _COLUMNS, _ROUNDS = 200, 15, 40


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        for name, percent in (("plain", False), ("percent", True)):
            path = _workbook(Path(folder, f"{name}.xlsx"), percent=percent)
            _print(f"{_ROWS} x {_COLUMNS}, {name}; unknown: {look_at(path).unknown or 'nothing'}", _costs(path))


def _workbook(path: Path, *, percent: bool) -> Path:
    """A report as an office writes one: texts, whole numbers, some decimals; ratios in the last column or none."""
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("Báo cáo")
    page.append([f"Cột {column}" for column in range(_COLUMNS)])
    for row in range(_ROWS - 1):
        page.append([row, f"Chỉ tiêu số {row % 40}", *(row * column * 1.25 for column in range(_COLUMNS - 3)), 0.8])
    book.save(path)
    if percent:
        book = openpyxl.load_workbook(path)
        for row in range(2, _ROWS + 1):
            book["Báo cáo"].cell(row, _COLUMNS).number_format = "0%"
        book.save(path)
    return path


def _costs(path: Path) -> list[tuple[str, float]]:
    jobs: list[tuple[str, Callable[[], object]]] = [
        ("calamine alone, every cell", partial(_calamine, path)),
        ("read_xlsx", partial(read_xlsx, path)),
        ("full reader", partial(read_full, path)),
    ]
    times: dict[str, list[float]] = {name: [] for name, _ in jobs}
    for _ in range(_ROUNDS):  # in turns, so that a slow moment of the machine hits all
        for name, job in jobs:
            times[name].append(_once(job))
    return [(name, statistics.median(values)) for name, values in times.items()]


def _calamine(path: Path) -> int:
    with CalamineWorkbook.from_path(path) as book:
        return sum(
            len(row) for index in range(len(book.sheet_names)) for row in book.get_sheet_by_index(index).to_python()
        )


def _once(job: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    job()
    return 1000 * (time.perf_counter() - start)


def _print(title: str, costs: Sequence[tuple[str, float]]) -> None:
    _say(f"{title}\n{'':32}{'ms':>8}{'ratio':>8}")
    for name, cost in costs:
        _say(f"{name:32}{cost:8.2f}{cost / costs[0][1]:8.1f}")
    _say("")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
