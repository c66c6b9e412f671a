"""A year that is not over at the report's date: what was allotted for it, and what was done of it so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import DTCS, TTT, VON, facts, read

if TYPE_CHECKING:
    from conftest import DataDir

MONEY = "STT|Huyện|{}|Giải ngân\n|(ĐVT: triệu đồng)\n1|Mường Ảng|50|20\n2|Tủa Chùa|30|10\n|Tổng cộng|80|30"


@pytest.mark.parametrize("column", ["Kế hoạch vốn năm 2023", "Vốn giao năm 2023", "Vốn được giao năm 2023"])
@pytest.mark.parametrize("head", ["KẾT QUẢ GIẢI NGÂN DỰ ÁN 8 9 THÁNG NĂM 2023", "GIẢI NGÂN DỰ ÁN 8 ĐẾN 30/9/2023"])
def test_what_was_allotted_for_the_year_contradicts_no_report_within_it(data: DataDir, column: str, head: str) -> None:
    table = MONEY.format(column).replace("|(ĐVT: triệu đồng)\n", "")
    answer = read(data, f"Tỉnh: Điện Biên\n{head}\n(ĐVT: triệu đồng)\n{table}")
    row = answer.rows[VON]
    assert (row["actual"], row["observed_on"]) == (80, "2023-09-30")
    assert "identity-mismatch" not in answer.rules


def test_the_last_of_several_years_goes_on_until_the_day_of_the_report(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|ĐVT|Năm 2021|Năm 2022|Năm 2023\n1|Đối thoại chính sách|cuộc|5|6|3"
    answer = read(data, f"Tỉnh: Điện Biên\nKẾT QUẢ DỰ ÁN 8 ĐẾN 30/6/2023\n{table}")
    row = answer.rows[DTCS]
    assert (row["actual"], row["observed_on"]) == (14, "2023-06-30")
    assert "identity-mismatch" not in answer.rules


@pytest.mark.parametrize("name", ["Đối thoại chính sách", "Tổ truyền thông"])
def test_a_total_of_years_of_which_the_last_is_under_way_goes_on_until_that_day(data: DataDir, name: str) -> None:
    table = f"STT|Chỉ tiêu|Năm 2021|Năm 2022|Năm 2023|Tổng số\n1|{name}|5|6|3|14"
    answer = read(data, f"Tỉnh: Điện Biên\nKẾT QUẢ DỰ ÁN 8 ĐẾN 30/9/2023\n{table}")
    assert facts(data)["F4"][:2] == (14, "in_period 2023-09-30")
    assert (len(facts(data)), answer.account[2]) == (4, 0)
    assert "identity-mismatch" not in answer.rules


def test_a_total_beside_the_new_ones_of_a_year_is_all_there_are_of_a_stock(data: DataDir) -> None:
    header = "STT|Mô hình|Năm 2022|<|Năm 2023|<\n^|^|Thành lập mới|Tổng số|Thành lập mới|Tổng số"
    rows = "1|Tổ truyền thông|10|300|12|312\n2|Đối thoại chính sách||30||20"
    answer = read(data, f"Tỉnh: Điện Biên\nKẾT QUẢ DỰ ÁN 8 ĐẾN 30/9/2023\n{header}\n{rows}")
    assert (answer.figures[TTT], answer.rows[TTT]["observed_on"]) == (312, "2023-09-30")
    assert [facts(data)[cell][1] for cell in ("D5", "D6")] == ["cumulative 2022-12-31", "in_period 2022-12-31"]


def test_a_year_before_the_plans_of_the_next_goes_on_until_the_day_of_the_report(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|Năm 2023|<|Năm 2024\n^|^|KH|TH|KH\n1|Đối thoại chính sách|10|3|12"
    answer = read(data, f"Tỉnh: Điện Biên\nTIẾN ĐỘ DỰ ÁN 8 (số liệu đến 30/6/2023)\n{table}")
    row = answer.rows[DTCS]
    assert (row["actual"], row["observed_on"]) == (3, "2023-06-30")
    assert "identity-mismatch" not in answer.rules


@pytest.mark.parametrize("plan", ["KH năm 2023|KH giai đoạn 2021-2025", "KH giai đoạn 2021-2025|Kế hoạch năm 2023"])
def test_a_year_beside_its_plan_goes_on_until_the_day_of_the_data(data: DataDir, plan: str) -> None:
    columns = f"STT|Chỉ tiêu|{plan}|TH năm 2023|Luỹ kế"
    table = f"{columns}\n1|Đối thoại chính sách|10|10|3|14"
    answer = read(data, f"Tỉnh: Điện Biên\nTIẾN ĐỘ DỰ ÁN 8 (số liệu đến 30/6/2023)\n{table}")
    row = answer.rows[DTCS]
    assert (row["actual"], row["observed_on"]) == (14, "2023-06-30")
    assert "identity-mismatch" not in answer.rules


@pytest.mark.parametrize("columns", ["KH 2023|TH 2023", "KH năm|TH năm", "Kế hoạch cả năm|Thực hiện cả năm"])
def test_a_year_beside_its_plan_in_a_report_of_its_first_months_is_of_these(data: DataDir, columns: str) -> None:
    table = f"STT|Chỉ tiêu|{columns}\n1|Đối thoại chính sách|10|3"
    answer = read(data, f"Tỉnh: Điện Biên\nKẾT QUẢ DỰ ÁN 8 9 THÁNG ĐẦU NĂM 2023\n{table}")
    row = answer.rows[DTCS]
    assert (row["actual"], row["observed_on"]) == (3, "2023-09-30")
    assert "identity-mismatch" not in answer.rules


@pytest.mark.parametrize("head", ["KẾT QUẢ DỰ ÁN 8 QUÝ III NĂM 2023", "KẾT QUẢ DỰ ÁN 8 THÁNG 9 NĂM 2023"])
def test_a_year_beside_its_plan_contradicts_a_report_of_its_last_months(data: DataDir, head: str) -> None:
    table = "STT|Chỉ tiêu|KH 2023|TH 2023\n1|Đối thoại chính sách|10|3"
    answer = read(data, f"Tỉnh: Điện Biên\n{head}\n{table}")
    assert (answer.figures, len(answer.about("identity-mismatch"))) == ({}, 1)


@pytest.mark.parametrize("column", ["Thực hiện năm 2023", "Năm 2024", "Quý III/2023"])
def test_a_time_after_the_report_still_contradicts_it(data: DataDir, column: str) -> None:
    table = f"STT|Chỉ tiêu|ĐVT|{column}\n1|Đối thoại chính sách|cuộc|5"
    answer = read(data, f"Tỉnh: Điện Biên\nKẾT QUẢ DỰ ÁN 8 ĐẾN 30/6/2023\n{table}")
    assert (answer.figures, len(answer.about("identity-mismatch"))) == ({}, 1)


@pytest.mark.parametrize(
    ("head", "columns", "last"),
    [
        ("NĂM 2023 (số liệu đến 15/12/2023)", "TH năm 2023", "2023-12-15"),
        ("NĂM 2023 (số liệu đến 15/12/2023)", "Quý I|Quý II|Quý III|Quý IV", "2023-12-15"),
        ("9 THÁNG NĂM 2023 (số liệu đến 20/9/2023)", "Quý I|Quý II|Quý III", "2023-09-20"),
    ],
)
def test_a_time_of_which_only_days_are_left_was_closed_on_the_day_of_the_data(
    data: DataDir, head: str, columns: str, last: str
) -> None:
    numbers = "|".join("5" for _ in columns.split("|"))
    answer = read(data, f"KẾT QUẢ DỰ ÁN 8 {head}\nSTT|Chỉ tiêu|{columns}\n1|Đối thoại chính sách|{numbers}")
    row = answer.rows[DTCS]
    assert (row["actual"], row["observed_on"]) == (5 * len(columns.split("|")), last)
    assert "identity-mismatch" not in answer.rules


def test_a_time_of_which_months_are_left_contradicts_the_day_of_the_data(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|TH năm 2023\n1|Đối thoại chính sách|5"
    answer = read(data, f"KẾT QUẢ DỰ ÁN 8 (số liệu đến 15/9/2023)\n{table}")
    assert "identity-mismatch" in answer.rules


def test_a_row_of_the_year_under_way_goes_on_until_the_day_of_the_report(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|Kết quả\n1|Đối thoại chính sách|8\n|Năm 2022|5\n|Năm 2023|3"
    read(data, f"Tỉnh: Điện Biên\nKẾT QUẢ DỰ ÁN 8 ĐẾN 30/9/2023\n{table}")
    assert {cell: told[:2] for cell, told in facts(data).items()} == {
        "C4": (8, "in_period 2023-09-30"),  # what the years below come to
        "C5": (5, "in_period 2022-12-31"),
        "C6": (3, "in_period 2023-09-30"),
    }


@pytest.mark.parametrize(
    ("columns", "numbers", "end"),
    [
        ("Tổng số|Quý I|Quý II|Quý III|Quý IV", "11|5|6||", "2023-06-30"),
        ("Tổng số|Quý I|Quý II|Quý III|Quý IV", "11||||11", "2023-12-31"),
        ("Tổng số|Quý I|Quý II|Quý III|Quý IV", "11||||", "2023-12-31"),
    ],
)
def test_a_total_of_the_year_so_far_ends_with_the_last_quarter_of_which_anything_is_told(
    data: DataDir, columns: str, numbers: str, end: str
) -> None:
    table = f"STT|Chỉ tiêu|{columns}\n1|Đối thoại chính sách|{numbers}"
    read(data, f"Tỉnh: Điện Biên\nTHEO DÕI DỰ ÁN 8 NĂM 2023\n{table}", as_of="2023-07-20")
    assert facts(data)["C4"] == (11, f"in_period {end}", "")
