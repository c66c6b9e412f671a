"""Makes a country to measure with: workbooks of communes as provinces send them, month after month.

Use: `python bench/country.py FOLDER [WORKBOOKS]`; 1,000 workbooks hold about three million cells.
"""

import sys
from calendar import monthrange
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from du_an8.programme.load import load_programme
from du_an8.programme.provinces import OLD_ERA, Province, load_provinces

COMMUNES, DISTRICTS = 200, 10
_MONTHS = [(year, month) for year in range(2021, 2026) for month in range(1, 13)][:54]  # of one era
_COUNTED = (
    "to-truyen-thong", "to-tiet-kiem-vay-von", "dia-chi-tin-cay", "to-sinh-ke-4-0", "clb-thu-linh",
    "doi-thoai-chinh-sach", "can-bo-nu-dtts", "giam-sat-danh-gia-bdg", "long-ghep-gioi-ct2", "long-ghep-gioi-ct3",
)  # fmt: skip
_RATE = "sinh-de-an-toan"


def main() -> None:
    """Write the data folder that was asked for."""
    root, workbooks = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000  # noqa: PLR2004
    make(root, workbooks)
    sys.stdout.write(f"{root}: {workbooks} workbooks\n")


def make(root: Path, workbooks: int, communes: int = COMMUNES) -> None:
    """A data folder with that many workbooks over the 63 provinces, and a target file for each of these."""
    provinces = list(load_provinces().by_era[OLD_ERA].values())
    (root / "targets").mkdir(parents=True)
    for province in provinces:
        (root / "targets" / f"{province.id}.yaml").write_text(_targets(province, communes), encoding="utf-8")
    for number in range(workbooks):
        province, month = provinces[number % len(provinces)], number // len(provinces)
        folder = root / "reports" / province.id
        folder.mkdir(parents=True, exist_ok=True)
        _workbook(folder / "{}-{:02d}.xlsx".format(*_MONTHS[month]), province, month, communes, percent=number % 2 == 1)


def _targets(province: Province, communes: int) -> str:
    entries = "".join(f"  - {{indicator: {key}, target: {40 * communes}}}\n" for key in _COUNTED)
    return f"province: {province.name}\nphase: I\ntargets:\n{entries}  - {{indicator: {_RATE}, target: 80}}\n"


def _workbook(path: Path, province: Province, number: int, communes: int, *, percent: bool) -> None:
    """The report of one month: a row a commune, its figures from the start of the phase on.

    Args:
        number: of the month, from the first.
        percent: whether the rate is printed as a percentage; else as a number up to 100.
    """
    names = {each.id: each.short_name for each in load_programme(None)[0].indicators.values()}
    year, month = _MONTHS[number]
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        page, shown = book.add_worksheet("Báo cáo"), book.add_format({"num_format": "0.0%"})
        page.write_row(0, 0, ["Tỉnh:", province.name])
        page.write_row(1, 0, ["Kỳ báo cáo:", f"Tháng {month}/{year}"])
        page.write_row(2, 0, ["Số liệu đến ngày:", f"{monthrange(year, month)[1]}/{month:02d}/{year}"])
        page.write_row(4, 0, ["STT", "Huyện", "Xã", "Ghi chú", *(names[key] for key in (*_COUNTED, _RATE))])
        for row, values in enumerate(_rows(number, communes), start=5):
            page.write_row(row, 0, values)
            rate = 60 + (row * 7 + number * 2) % 40
            page.write(row, len(values), rate / 100 if percent else rate, shown if percent else None)


def _rows(number: int, communes: int) -> Iterator[list[object]]:
    for commune in range(1, communes + 1):
        district = (commune - 1) * DISTRICTS // communes + 1
        figures = [commune % (column + 3) + number * (column % 3 + 1) for column in range(len(_COUNTED))]
        yield [commune, f"Huyện số {district}", f"Xã Mường {commune}", "", *figures]


if __name__ == "__main__":
    main()
