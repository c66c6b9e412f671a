"""`.xls`, read in a process of its own that may die."""

from pathlib import Path

import pytest
import xlwt

from conftest import DataDir
from du_an8.reports.workbook.cells import CellKind, DamagedError, Sheet
from du_an8.reports.workbook.contained import read_contained

XLS_READER = "du_an8.reports.workbook.xls:read_xls"


def write(path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("Báo cáo")
    hidden = book.add_sheet("Ẩn")
    hidden.visibility = 1
    hidden.write(0, 0, 7)
    percent = xlwt.easyxf(num_format_str="0%")
    quoted = xlwt.easyxf(num_format_str='0"%"')
    rows = [
        ["Tỉnh:", "Điện Biên"],
        ["Kỳ báo cáo:", "Năm 2023"],
        ["Mã", "Luỹ kế từ đầu giai đoạn"],
        ["to-truyen-thong", "1.800"],
        ["clb-thu-linh", 85],
    ]
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            page.write(number, column, value)
    page.write(5, 0, "sinh-de-an-toan")
    page.write(5, 1, 0.8, percent)
    page.write(6, 1, 80, quoted)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(str(path))


def test_an_old_workbook_is_read_like_a_new_one(data: DataDir) -> None:
    write(data.root / "reports" / "dien-bien" / "2023.xls")
    document = data.check("--as-of", "2023-12-31")
    (province,) = document["provinces"]
    found = {row["id"]: row["actual"] for row in province["indicators"]}
    assert found == {"to-truyen-thong": 1800, "clb-thu-linh": 85, "sinh-de-an-toan": 80}
    (file,) = document["files"]
    assert (file["numbers_seen"], file["used"], file["reported"]) == (5, 3, 2)
    assert {"hidden-content", "unmatched-number"} <= {finding["rule"] for finding in document["findings"]}


def test_a_percentage_is_told_by_its_format(tmp_path: Path) -> None:
    write(tmp_path / "x.xls")
    sheet: Sheet = read_contained(tmp_path / "x.xls", XLS_READER)[0]
    assert [(cell.kind, cell.percent) for cell in (sheet.rows[6][2], sheet.rows[7][2])] == [
        (CellKind.NUMBER, True),
        (CellKind.NUMBER, False),
    ]


def test_a_reader_that_dies_costs_its_file_alone(data: DataDir) -> None:
    write(data.root / "reports" / "dien-bien" / "2023.xls")
    broken = (data.root / "reports" / "dien-bien" / "2023.xls").read_bytes()[:1600]
    (data.root / "reports" / "dien-bien" / "2022.xls").write_bytes(broken)
    with pytest.raises(DamagedError):
        read_contained(data.root / "reports" / "dien-bien" / "2022.xls", XLS_READER)
    document = data.check("--as-of", "2023-12-31")
    assert [f["rule"] for f in document["findings"] if f["severity"] == "error"] == ["unreadable-workbook"]
    assert document["provinces"][0]["indicators"]
