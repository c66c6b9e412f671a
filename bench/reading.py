"""What the steps from a workbook to its verdicts cost, against calamine reading the same file.

Use: `python bench/reading.py [ROUNDS]` (20). Read the ratios, not the milliseconds of processor time: each round takes
every step in turn, so that a slow moment of the machine hits all of them.
"""

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from du_an8.cli.collector import look_rarely
from du_an8.cli.data_folder import DataFolder
from du_an8.programme.catalogue import Indicator, Kind
from du_an8.programme.load import load_programme
from du_an8.programme.provinces import OLD_ERA, load_provinces
from du_an8.reconcile.assessment import assess
from du_an8.reconcile.judge_provinces import Asked
from du_an8.reports.report_file import read_report
from du_an8.reports.workbook.opening import read_workbook

_COMMUNES, _DISTRICTS, _COLUMNS, _ROUNDS = 200, 10, 15, 20
_FOLDER, _DAY = "dien-bien", date(2024, 1, 31)


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else _ROUNDS
    look_rarely()
    with tempfile.TemporaryDirectory() as folder:
        steps = _steps(Path(folder, "data"))
        times: dict[str, list[float]] = {name: [] for name in steps}
        for _ in range(rounds):
            for name, step in steps.items():
                times[name].append(_milliseconds(step))
    whole = statistics.median(times["calamine"])
    sys.stdout.write(
        f"{_COMMUNES} communes x {_COLUMNS} indicators, median of {rounds}\n{'':40}{'ms':>8}{'ratio':>8}\n"
    )
    for name, taken in times.items():
        median = statistics.median(taken)
        sys.stdout.write(f"{name:40}{median:8.2f}{median / whole:8.1f}\n")


def _steps(root: Path) -> dict[str, Callable[[], object]]:
    path = _made(root)
    folder, provinces = DataFolder(root), load_provinces()
    places, asked = [provinces.by_era[OLD_ERA][_FOLDER]], Asked(_DAY, today=_DAY)
    context, _ = folder.context(provinces)
    records, findings = folder.load(provinces, places)
    shown = folder.shown(path)
    if sum(map(len, records.reports.columns)) != _COMMUNES * _COLUMNS:
        sys.exit("not every figure is read: the ratios would say nothing")

    def check() -> object:
        loaded, told = folder.load(provinces, places)
        return assess(loaded, places, asked, told)

    return {
        "calamine": partial(_calamine, path),
        "read_workbook": partial(read_workbook, path, shown),
        "read_report (with read_workbook)": partial(read_report, path, shown, _FOLDER, context),
        "assess (facts are there)": partial(assess, records, places, asked, findings),
        "programme and targets alone": partial(folder.load_areas, provinces, None, frozenset()),
        "load and assess, all of the above": check,
    }


def _made(root: Path) -> Path:
    """A province's report: a row a commune, a column an indicator; and a target for each of these."""
    counted = _counted()
    targets = "".join(f"  - {{indicator: {each.id}, target: {40 * _COMMUNES}}}\n" for each in counted)
    for name in ("targets", f"reports/{_FOLDER}"):
        Path(root, name).mkdir(parents=True)
    text = f"province: Điện Biên\nphase: I\ntargets:\n{targets}"
    Path(root, "targets", f"{_FOLDER}.yaml").write_text(text, encoding="utf-8")
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("Báo cáo")
    for row in (["Tỉnh:", "Điện Biên"], ["Kỳ báo cáo:", "Năm 2023"], ["Số liệu đến ngày:", "31/12/2023"], []):
        page.append(row)
    page.append(["STT", "Huyện", "Xã", *(each.short_name for each in counted)])
    for commune in range(1, _COMMUNES + 1):
        district = (commune - 1) * _DISTRICTS // _COMMUNES + 1
        figures = (commune % (column + 3) + column for column in range(_COLUMNS))
        page.append([commune, f"Huyện số {district}", f"Xã Mường {commune}", *figures])
    path = Path(root, "reports", _FOLDER, "2023.xlsx")
    book.save(path)
    return path


def _counted() -> list[Indicator]:
    """As many as there are columns, of those that add up."""
    counted = [each for each in load_programme(None)[0].indicators.values() if each.kind is not Kind.RATE]
    return counted[:_COLUMNS]


def _calamine(path: Path) -> int:
    with CalamineWorkbook.from_path(path) as book:
        return sum(len(row) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())


def _milliseconds(step: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    step()
    return 1000 * (time.process_time() - start)


if __name__ == "__main__":
    main()
