"""`.xls`, read in a process of its own that may die."""

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path

import pytest
import xlrd
import xlwt

from conftest import DataDir
from du_an8.reports.workbook import xls
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


@pytest.mark.processes
def test_an_old_workbook_is_read_like_a_new_one(data: DataDir) -> None:
    write(data.root / "reports" / "dien-bien" / "2023.xls")
    document = data.check("--as-of", "2023-12-31")
    (province,) = document["provinces"]
    found = {row["id"]: row["actual"] for row in province["indicators"]}
    assert found == {"to-truyen-thong": 1800, "clb-thu-linh": 85, "sinh-de-an-toan": 80}
    (file,) = document["files"]
    assert (file["numbers_seen"], file["used"], file["reported"]) == (5, 3, 2)
    assert {"hidden-content", "unmatched-number"} <= {finding["rule"] for finding in document["findings"]}


@pytest.mark.processes
def test_a_percentage_is_told_by_its_format(tmp_path: Path) -> None:
    write(tmp_path / "x.xls")
    sheet: Sheet = read_contained(tmp_path / "x.xls", XLS_READER)[0]
    assert [(cell.kind, cell.percent) for cell in (sheet.rows[6][2], sheet.rows[7][2])] == [
        (CellKind.NUMBER, True),
        (CellKind.NUMBER, False),
    ]


@pytest.mark.processes
def test_a_reader_that_dies_costs_its_file_alone(data: DataDir) -> None:
    write(data.root / "reports" / "dien-bien" / "2023.xls")
    broken = (data.root / "reports" / "dien-bien" / "2023.xls").read_bytes()[:1600]
    (data.root / "reports" / "dien-bien" / "2022.xls").write_bytes(broken)
    with pytest.raises(DamagedError):
        read_contained(data.root / "reports" / "dien-bien" / "2022.xls", XLS_READER)
    document = data.check("--as-of", "2023-12-31")
    assert [f["rule"] for f in document["findings"] if f["severity"] == "error"] == ["unreadable-workbook"]
    assert document["provinces"][0]["indicators"]


def as_php_writes(content: bytes) -> bytes:
    """The container as PHPExcel and its heirs write it: its small streams lie where the book lies."""
    written = bytearray(content)
    directory = 512 + 512 * int.from_bytes(written[48:52], "little")
    root, book = directory, directory + 128
    assert written[book : book + 16] == "Workbook".encode("utf-16-le")
    written[root + 116 : root + 124] = written[book + 116 : book + 124]  # first sector and size
    return bytes(written)


def large_book() -> xlwt.Workbook:
    book = xlwt.Workbook()
    page = book.add_sheet("Báo cáo")
    for row in range(300):
        for column, value in enumerate((f"Xã {row}", row, row / 3)):
            page.write(row, column, value)
    page.write(300, 0, dt.date(2024, 6, 30), xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    page.write(300, 1, xlwt.Formula("B1"))  # never computed: 0 is no figure
    page.write(300, 2, "")
    book.add_sheet("Trống")
    return book


@pytest.mark.processes
def test_what_php_writes_is_read_as_excel_reads_it(tmp_path: Path) -> None:
    usual, php = tmp_path / "usual.xls", tmp_path / "php.xls"
    large_book().save(str(usual))
    php.write_bytes(as_php_writes(usual.read_bytes()))
    with pytest.raises(xlrd.compdoc.CompDocError, match="corruption"):
        xlrd.open_workbook(str(php), logfile=io.StringIO())
    told = read_contained(php, XLS_READER)
    assert told == read_contained(usual, XLS_READER)
    assert told[0].rows[300][2].value == Decimal(299)
    assert told[0].rows[301][2].kind is CellKind.UNCOMPUTED


@pytest.mark.processes
def test_what_php_writes_cut_short_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "x.xls"
    large_book().save(str(path))
    content = as_php_writes(path.read_bytes())
    for part in range(1, 40):
        path.write_bytes(content[: len(content) * part // 40])
        with pytest.raises(DamagedError):
            read_contained(path, XLS_READER)


def test_leniency_ends_where_another_reader_sees_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.xls"
    large_book().save(str(path))
    path.write_bytes(as_php_writes(path.read_bytes()))
    monkeypatch.setattr(xls, "_counted_by_calamine", lambda _: [("Báo cáo", 601, 299), ("Trống", 0, 0)])
    with pytest.raises(DamagedError, match="disagree"):
        xls.read_xls(path)
