"""Until where a unit, a title, a place reaches, and what only looks like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import DTCS, HEAD, TTT, VON, read

if TYPE_CHECKING:
    from conftest import DataDir

TALKS = "Đối thoại chính sách"
MONEY = "Tỉnh: Điện Biên\nKỳ báo cáo: Năm 2023\n"


def test_one_unit_over_two_tables_side_by_side_is_that_of_both(data: DataDir) -> None:
    drawing = f"{MONEY}|||||ĐVT: nghìn đồng\nTT|Chỉ tiêu|Thực hiện||TT|Chỉ tiêu|Thực hiện\n"
    answer = read(data, f"{drawing}1|Vốn được giao|5000||1|Vốn giải ngân|3000", scaled=True)
    assert answer.figures == {VON: 5, "von-giai-ngan": 3}


def test_each_of_two_tables_side_by_side_has_the_unit_over_its_own_columns(data: DataDir) -> None:
    drawing = f"{MONEY}|ĐVT: triệu đồng||||ĐVT: nghìn đồng\nTT|Chỉ tiêu|Thực hiện||TT|Chỉ tiêu|Thực hiện\n"
    answer = read(data, f"{drawing}1|Vốn được giao|5||1|Vốn giải ngân|3000", scaled=True)
    assert answer.figures == {VON: 5, "von-giai-ngan": 3}


@pytest.mark.parametrize("title", ["Tên địa bàn/nội dung", "Theo chỉ tiêu, huyện"])
def test_a_title_of_places_and_names_that_begins_with_neither_is_read(data: DataDir, title: str) -> None:
    answer = read(data, f"{HEAD}TT|{title}|Luỹ kế từ đầu giai đoạn\n1|Tổ truyền thông cộng đồng|20")
    assert answer.figures == {TTT: 20}


def test_all_of_another_province_is_none_of_this_one(data: DataDir) -> None:
    rows = f"{HEAD}TT|Chỉ tiêu|Tỉnh Sơn La|Huyện Mường Ảng\n1|Tổ truyền thông cộng đồng|20|5"
    assert read(data, rows).figures.get(TTT) != 20


@pytest.mark.parametrize("written", ["37 cuộc (KH 2024)", "37 cuộc (kế hoạch giao 2023)"])
def test_the_year_of_a_plan_behind_a_number_is_no_plan(data: DataDir, written: str) -> None:
    table = f"{HEAD}TT|Chỉ tiêu|Luỹ kế từ đầu giai đoạn\n1|Đối thoại chính sách|{written}"
    assert DTCS not in {
        row for row, each in read(data, table, scaled=True).rows.items() if each["target"] in {2023, 2024}
    }


@pytest.mark.parametrize("title", ["KẾT QUẢ NĂM 2023 THEO QUY ĐỊNH", "KẾT QUẢ QUÝ III NĂM 2023"])
def test_roman_numbers_are_no_quarters_where_nobody_speaks_of_all_of_these(data: DataDir, title: str) -> None:
    header = "TT|Chỉ tiêu|Kết quả|<|<\n^|^|I|II|III"
    assert read(data, f"Tỉnh: Điện Biên\n{title}\n{header}\n1|Đối thoại chính sách|3|4|5").figures == {}


def test_results_below_the_word_month_are_not_the_numbers_of_months(data: DataDir) -> None:
    header = "TT|Chỉ tiêu|Tháng|<|<"
    answer = read(
        data, f"Tỉnh: Điện Biên\nKẾT QUẢ NĂM 2023\n{header}\n1|Tổ truyền thông cộng đồng|1|2|3\n2|{TALKS}|4|5|6"
    )
    assert (answer.figures, answer.account) == ({}, (0, 0, 8))
    assert "unknown-layout" in answer.rules


def test_a_file_named_after_another_year_is_told_also_of_an_estimate(data: DataDir) -> None:
    drawing = "Tỉnh: Điện Biên\nƯỚC THỰC HIỆN NĂM 2022\nTT|Chỉ tiêu|Thực hiện\n1|Đối thoại chính sách|3"
    assert "identity-mismatch" in read_named(data, "2023", drawing)


def read_named(data: DataDir, stem: str, drawing: str) -> set[str]:
    """The rules of the findings on a workbook of that name."""
    from reports.grids import Answer, save

    save(data.root / f"reports/dien-bien/{stem}.xlsx", drawing)
    return Answer(data.check("--as-of", "2024-12-31")).rules
