"""What a whole country costs: check and validate against calamine, pandas and frictionless, and how it grows.

Use: `python bench/country_speed.py [WORKBOOKS]` (1,000). Needs the extra `bench`. Read the ratios, not the seconds.
"""

import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from country import make
from python_calamine import CalamineWorkbook

_COMMAND = str(Path(sys.executable).with_name("du-an8"))
_DAY = ("--as-of", "2025-06-30")
_SAMPLE = 50  # pandas and frictionless take each file alike, and long
_VALIDATED = 100


def main() -> None:
    """Print the table."""
    workbooks = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    os.environ["DU_AN8_CACHE"] = "0"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "data")
        make(root, workbooks)
        ours = _check(root)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        paths = sorted((root / "reports").rglob("*.xlsx"))
        theirs = _seconds(lambda: _side_by_side(paths))
        _say(f"check, {workbooks} workbooks", ours, theirs, "calamine on as many processes", 6)
        _again(root, paths, theirs)
        sample = paths[:: max(1, len(paths) // _SAMPLE)][:_SAMPLE]
        pandas = _seconds(lambda: [_pandas(path) for path in sample]) * len(paths) / len(sample)
        sys.stdout.write(f"{'':34} {pandas / ours:5.1f} times as fast as pandas with openpyxl, goal 6\n")
        sys.stdout.write(f"{'':34} {memory:5.0f} MB at most in any process, goal 150\n")
    _validate()
    _growth(workbooks)
    _import()


def _again(root: Path, paths: list[Path], theirs: float) -> None:
    """With all that was read kept: nothing changed, one workbook changed."""
    os.environ["DU_AN8_CACHE"] = str(root.parent / "cache")
    _check(root)
    _say("the same again", _check(root), theirs, "calamine on as many processes", 1.2)
    shutil.copyfile(paths[1], paths[0])
    _say("one workbook changed", _check(root), theirs, "calamine on as many processes", 1.5)
    os.environ["DU_AN8_CACHE"] = "0"


def _check(root: Path) -> float:
    command = ["check", "--data", str(root), *_DAY, "--format", "json", "--fail-on", "never"]
    return _seconds(lambda: _run(*command))


def _validate() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "data")
        make(root, _VALIDATED)
        ours = _seconds(lambda: _run("validate", "--data", str(root), "--fail-on", "never"))
        paths = sorted((root / "reports").rglob("*.xlsx"))[:_SAMPLE]
        theirs = _seconds(lambda: [_frictionless(path, root) for path in paths]) * _VALIDATED / len(paths)
        sys.stdout.write(f"{'validate, 100 workbooks':34} {theirs / ours:5.1f} times as fast as frictionless, goal 8\n")


def _growth(most: int) -> None:
    before = 0.0
    for workbooks in (most // 4, most // 2, most, most * 2):
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder, "data"), workbooks)
            seconds = _check(Path(folder, "data"))
        grown = f"{seconds / before:5.2f}x, goal 2.15x" if before else ""
        sys.stdout.write(f"{f'check, {workbooks} workbooks':34} {seconds:6.1f} s  {grown}\n")
        before = seconds


def _import() -> None:
    """One workbook of 10,000 communes."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "data")
        make(root, 1, communes=10_000)
        (path,) = (root / "reports").rglob("*.xlsx")
        blank = Path(folder, "blank", "data")
        (blank / "targets").mkdir(parents=True)
        ours = _seconds(lambda: _run("import", str(path), "--dry-run", "--data", str(blank)))
        _say("import --dry-run, 10,000 rows", ours, _seconds(lambda: _calamine(path)), "calamine", 6)


def _run(*arguments: str) -> None:
    subprocess.run([_COMMAND, *arguments], check=False, capture_output=True)  # noqa: S603  # our own command


def _side_by_side(paths: list[Path]) -> None:
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        pool.map(_calamine, paths, chunksize=20)


def _calamine(path: Path) -> int:
    with CalamineWorkbook.from_path(path) as book:
        return sum(len(row) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())


def _pandas(path: Path) -> float:
    import pandas as pd

    return float(pd.read_excel(path, engine="openpyxl", header=4).select_dtypes("number").sum().sum())


def _frictionless(path: Path, root: Path) -> None:
    from frictionless import Resource, system

    with system.use_context(trusted=True):
        Resource(path=str(path), basepath=str(root)).validate()


def _seconds(do: Callable[[], object]) -> float:
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def _say(what: str, ours: float, theirs: float, whose: str, goal: float) -> None:
    sys.stdout.write(f"{what:34} {ours:6.1f} s  {ours / theirs:5.1f}x {whose}, goal {goal}x\n")


if __name__ == "__main__":
    main()
