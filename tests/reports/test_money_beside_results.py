"""Columns that stand beside the results of indicators, and percentages of what is not done yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import DTCS, HEAD, TTT, read

if TYPE_CHECKING:
    from conftest import DataDir

TALKS, TEAMS = "Đối thoại chính sách", "Tổ truyền thông"


@pytest.mark.parametrize("title", ["Kinh phí", "Kinh phí (triệu đồng)", "Kinh phí thực hiện", "Vốn giải ngân"])
def test_money_beside_named_indicators_is_told_and_leaves_their_results(data: DataDir, title: str) -> None:
    top = f"STT|Chỉ tiêu|ĐVT|Kế hoạch|Luỹ kế|{title}"
    answer = read(data, f"{HEAD}{top}\n1|{TALKS}|cuộc|10|5|100\n2|{TEAMS}|tổ|5|4|20")
    assert answer.figures == {DTCS: 5, TTT: 4}
    assert answer.places("unmatched-number") == ["F4:F5"]
    assert "unknown-layout" not in answer.rules


def test_number_and_money_below_plan_and_result(data: DataDir) -> None:
    top = "STT|Nội dung|Kế hoạch|<|Luỹ kế|<\n||Số lượng|Kinh phí|Số lượng|Kinh phí"
    answer = read(data, f"{HEAD}{top}\n1|{TALKS}|10|100|5|50")
    assert answer.figures == {DTCS: 5}
    assert sorted(answer.places("unmatched-number")) == ["D5", "F5"]


def test_money_over_rows_of_places_is_the_indicator(data: DataDir) -> None:
    answer = read(data, f"{HEAD}STT|Huyện|{TEAMS}|Kinh phí được giao (triệu đồng)\n1|Mường Ảng|5|30\n2|Tuần Giáo|6|40")
    assert answer.figures[TTT] == 11


@pytest.mark.parametrize("place", ["Đơn vị", "Huyện"])
def test_one_indicator_over_places(data: DataDir, place: str) -> None:
    answer = read(data, f"{HEAD}TT|{place}|{TEAMS}\n1|Mường Ảng|5\n2|Tuần Giáo|6\n|Tổng|11")
    assert answer.figures == {TTT: 11}


@pytest.mark.parametrize("total", ["Tổng cộng|<|11", "Tổng|<|11", "Cộng toàn tỉnh||11"])
def test_a_total_that_stands_in_the_column_of_numbers(data: DataDir, total: str) -> None:
    answer = read(data, f"{HEAD}STT|Huyện|{TEAMS}\n1|Mường Ảng|5\n2|Tuần Giáo|6\n{total}")
    assert answer.figures == {TTT: 11}
    assert [source["cell"] for source in answer.rows[TTT]["actual_sources"]] == ["C6"]
    assert "unmatched-number" not in answer.rules


@pytest.mark.parametrize(("percentage", "is_told"), [(90, False), (50, False), (70, True)])
def test_a_percentage_of_what_is_expected_is_none_of_the_result(
    data: DataDir, percentage: int, *, is_told: bool
) -> None:
    head = "Tỉnh: Điện Biên\nKỳ báo cáo: 9 tháng đầu năm 2023\n"
    top = "STT|Chỉ tiêu|ĐVT|Kế hoạch năm 2023|Thực hiện 9 tháng|Ước thực hiện năm 2023|Tỷ lệ %"
    answer = read(data, f"{head}{top}\n1|{TALKS}|cuộc|10|5|9|{percentage}")
    assert answer.figures == {DTCS: 5}
    assert ("claim-mismatch" in answer.rules) is is_told


@pytest.mark.parametrize(("percentage", "is_told"), [(50, False), (10, False), (40, True)])
def test_a_percentage_of_all_quarters_together(data: DataDir, percentage: int, *, is_told: bool) -> None:
    top = "STT|Chỉ tiêu|ĐVT|Kế hoạch|Thực hiện quý I|Thực hiện quý II|Thực hiện quý III|Thực hiện quý IV|Tỷ lệ %"
    answer = read(data, f"{HEAD}{top}\n1|{TALKS}|cuộc|10|1|2|1|1|{percentage}")
    assert ("claim-mismatch" in answer.rules) is is_told


def test_a_table_of_funds_stays_one_though_a_row_is_named_like_an_indicator(data: DataDir) -> None:
    rows = f"1|{TEAMS}|100|80\n2|Nội dung 2|200|150\n|Tổng cộng|300|230"
    answer = read(data, f"{HEAD}STT|Nội dung|Vốn được giao|Vốn giải ngân\n{rows}")
    assert answer.figures == {"von-duoc-giao": 300, "von-giai-ngan": 230}


def test_totals_of_parts_in_the_column_of_numbers(data: DataDir) -> None:
    rows = "1|Mường Ảng|Ẳng Tở|5\n2||Ẳng Cang|6\nCộng|||11\n3|Tuần Giáo|Quài Tở|2\nCộng|||2\nTổng cộng|||13"
    answer = read(data, f"{HEAD}STT|Huyện|Xã|{TEAMS}\n{rows}")
    assert answer.figures == {TTT: 13}
    assert "conflicting-reports" not in answer.rules
