"""What paper and pages cost: one province's .docx and .xlsx, and the site of 63 provinces with five years of quarters.

Use: `python bench/papers.py`. Goals: a paper within a second, the site within ten, no page above 300 KB.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import xlsxwriter

from du_an8.programme.load import load_programme
from du_an8.programme.provinces import OLD_ERA, Province, load_provinces

_QUARTERS = [(year, quarter) for year in range(2021, 2026) for quarter in range(1, 5)]
_ENDS = ("31/03", "30/06", "30/09", "31/12")
_COMMAND = str(Path(sys.executable).with_name("du-an8"))


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "data")
        (root / "targets").mkdir(parents=True)
        for province in load_provinces().by_era[OLD_ERA].values():
            _make(root, province)
        for form in ("docx", "xlsx"):
            paper = ("report", "Điện Biên", "--data", str(root), "-o", str(Path(folder, f"giay.{form}")))
            _say(f".{form} of one province", _seconds(*paper), 1)
        site = Path(folder, "trang")
        _say("site of 63 provinces", _seconds("site", "--data", str(root), "-o", str(site)), 10)
        largest = max(path.stat().st_size for path in site.rglob("*.html"))
        sys.stdout.write(f"largest page {largest / 1000:.0f} KB\n")


def _make(root: Path, province: Province) -> None:
    indicators = [each for each in load_programme(None)[0].indicators.values() if each.core]
    asked = {each.id: 80 if each.unit == "%" else 400 for each in indicators}
    entries = "".join(f"  - {{indicator: {key}, target: {target}}}\n" for key, target in asked.items())
    (root / "targets" / f"{province.id}.yaml").write_text(
        f"province: {province.name}\nphase: I\ntargets:\n{entries}", "utf-8"
    )
    folder = root / "reports" / province.id
    folder.mkdir(parents=True)
    for number, (year, quarter) in enumerate(_QUARTERS):
        if (year, quarter) > (2025, 2) and province.merged_into:
            continue
        with xlsxwriter.Workbook(str(folder / f"{year}-Q{quarter}.xlsx")) as book:
            page = book.add_worksheet("Báo cáo")
            page.write_row(0, 0, ["Tỉnh:", province.name])
            page.write_row(1, 0, ["Kỳ báo cáo:", f"Quý {quarter}/{year}"])
            page.write_row(2, 0, ["Số liệu đến ngày:", f"{_ENDS[quarter - 1]}/{year}"])
            page.write_row(4, 0, ["STT", "Mã", "Chỉ tiêu", "Đơn vị tính", "Luỹ kế từ đầu giai đoạn"])
            for row, each in enumerate(indicators, start=1):
                apart = int(province.code)  # provinces that report the same figures would each be told so
                done = min(60 + number, 80) if each.unit == "%" else number * (10 + row) + apart
                page.write_row(4 + row, 0, [row, each.id, each.short_name, each.unit, done])


def _seconds(*arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([_COMMAND, *arguments], check=True, capture_output=True)  # noqa: S603  # our own command
    return time.perf_counter() - start


def _say(what: str, seconds: float, goal: float) -> None:
    sys.stdout.write(f"{what:24} {seconds:6.2f} s, goal {goal} s\n")


if __name__ == "__main__":
    main()
