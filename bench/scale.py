"""A country in which every commune sends its own workbook each quarter, and what a facts set of it costs.

Use: `python bench/scale.py [WORKBOOKS]`; ten years of 3,300 communes are about 130,000. Each step is a command of its
own, with nothing kept but the set: all reports, the same again, one report changed, a quarter more, `check` from the
set, and from the reports.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import xlsxwriter
from country import _COUNTED, _RATE, _targets

from du_an8.programme.load import load_programme
from du_an8.programme.provinces import OLD_ERA, Province, load_provinces

_COMMUNES = 52
"""Of a province: 63 of these have nearly 3,300."""
_QUARTERS = [(year, quarter) for year in range(2021, 2031) for quarter in range(1, 5)]
_ENDS = ("31/03", "30/06", "30/09", "31/12")
_DAY = ("--as-of", "2025-06-30", "--fail-on", "never", "--format", "json")


def main() -> None:
    """Print what each step took."""
    workbooks = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    os.environ["DU_AN8_CACHE"] = "0"
    with tempfile.TemporaryDirectory() as folder:
        root, target = Path(folder, "data"), Path(folder, "bo-so-lieu")
        make(root, workbooks)
        reports = sorted((root / "reports").rglob("*.xlsx"))
        facts = ["facts", "--data", str(root), "--format", "parquet", "-o", f"{target}/"]
        _say(f"facts, {workbooks} workbooks", *facts)
        _say("the same again", *facts)
        shutil.copyfile(reports[1], reports[0])
        _say("one workbook changed", *facts)
        make(root, workbooks + _COMMUNES * 63, begin=workbooks)
        _say("a quarter more", *facts)
        for answer in ("facts", "reports"):
            source = ["--facts", str(target)] if answer == "facts" else []
            _say(
                f"check from the {answer}", "check", "--data", str(root), *source, *_DAY, "--output", f"{folder}/x.json"
            )
        rows = [path.stat().st_size for path in target.glob("*/*/*.parquet")]
        size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
        sys.stdout.write(f"{len(rows)} files of rows, {sum(rows) / 1e6:.1f} MB; {size / 1e6:.1f} MB in all\n")
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        sys.stdout.write(f"{memory:.0f} MB at most in any process\n")


def make(root: Path, workbooks: int, begin: int = 0) -> None:
    """A data folder with that many workbooks; those before `begin` are there."""
    provinces = list(load_provinces().by_era[OLD_ERA].values())
    names = {each.id: each.short_name for each in load_programme(None)[0].indicators.values()}
    (root / "targets").mkdir(parents=True, exist_ok=True)
    for province in provinces:
        (root / "targets" / f"{province.id}.yaml").write_text(_targets(province, _COMMUNES), encoding="utf-8")
    for number in range(begin, workbooks):
        quarter, place = divmod(number, _COMMUNES * len(provinces))
        commune, province = divmod(place, len(provinces))
        _workbook(root / "reports", provinces[province], commune + 1, quarter, names)


def _workbook(reports: Path, province: Province, commune: int, number: int, names: dict[str, str]) -> None:
    year, quarter = _QUARTERS[number]
    folder = reports / province.id / f"xa-muong-{commune}"
    folder.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(folder / f"{year}-Q{quarter}.xlsx"), {"in_memory": True}) as book:
        page = book.add_worksheet("Báo cáo")
        head = [
            ("Tỉnh:", province.name),
            ("Huyện:", f"Huyện số {commune % 10 + 1}"),
            ("Xã:", f"Xã Mường {commune}"),
            ("Số liệu đến ngày:", f"{_ENDS[quarter - 1]}/{year}"),
        ]
        for row, values in enumerate(head):
            page.write_row(row, 0, values)
        page.write_row(5, 0, ["STT", "Chỉ tiêu", "Luỹ kế từ đầu giai đoạn"])
        for row, key in enumerate((*_COUNTED, _RATE), start=1):
            value = 60 + (commune + number) % 40 if key == _RATE else commune % (row + 2) + number * (row % 3 + 1)
            page.write_row(5 + row, 0, [row, names[key], value])


def _say(what: str, *command: str) -> None:
    """Run a command, and print what it took on the clock and of all processors together."""
    begin, before = time.perf_counter(), _processor_seconds()
    subprocess.run([sys.executable, "-m", "du_an8", *command], check=True, capture_output=True)  # noqa: S603  # our own
    took, worked = time.perf_counter() - begin, _processor_seconds() - before
    sys.stdout.write(f"{what:34} {took:8.1f} s {worked:8.1f} s of processors\n")
    sys.stdout.flush()


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
