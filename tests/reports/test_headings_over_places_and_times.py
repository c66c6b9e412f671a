"""Headings over columns of places and of times, titles over one indicator alone, and words of forms beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import HEAD, TTT, facts, read, save

if TYPE_CHECKING:
    from conftest import DataDir

DIALOGUES, TEAMS = "Đối thoại chính sách", "Tổ truyền thông cộng đồng"


@pytest.mark.parametrize("heading", ["Chia ra", "Trong đó", "Các huyện"])
@pytest.mark.parametrize("places", ["Văn Bàn|Bảo Yên|Bắc Hà", "Si Ma Cai|Bát Xát|Bắc Hà", "SI MA CAI|BÁT XÁT|VĂN BÀN"])
def test_names_below_a_heading_are_names_whatever_words_they_hold(data: DataDir, heading: str, places: str) -> None:
    table = f"STT|Chỉ tiêu|Tổng số|{heading}|<|<\n^|^|^|{places}\n1|{TEAMS}|9|4|3|2"
    answer = read(data, f"{HEAD}{table}")
    assert (answer.figures, answer.account) == ({TTT: 9}, (4, 1, 0))


@pytest.mark.parametrize("times", ["Quý I|Quý II|Quý III|Cộng", "Tháng 7|Tháng 8|Tháng 9|Tổng cộng"])
def test_a_total_below_the_year_is_of_the_times_beside_it(data: DataDir, times: str) -> None:
    count = times.count("|")
    numbers = "|".join(["2"] * count)
    table = f"STT|Chỉ tiêu|Kết quả năm 2024{'|<' * count}\n^|^|{times}\n1|{DIALOGUES}|{numbers}|{2 * count}"
    period = "Quý III năm 2024" if "Tháng" in times else "9 tháng năm 2024"
    answer = read(data, f"Tỉnh: Điện Biên\nKỳ báo cáo: {period}\n{table}")
    assert "identity-mismatch" not in answer.rules
    assert answer.account[2] == 0


@pytest.mark.parametrize(
    "title", ["BIỂU TỔNG HỢP TỔ TRUYỀN THÔNG CỘNG ĐỒNG", "SỐ LƯỢNG TỔ TRUYỀN\nTHÔNG CỘNG ĐỒNG", "THỰC TRẠNG TỔ TTCĐ"]
)
def test_a_title_names_what_all_of_a_table_counts(data: DataDir, title: str) -> None:
    table = f"{title}\nSTT|Huyện|Số lượng\n1|Nậm Pồ|2\n2|Tủa Chùa|3\n|Cộng|5"
    assert read(data, f"{HEAD}{table}").figures == {TTT: 5}


@pytest.mark.parametrize("titles", ["Kế hoạch|Tổ truyền thông|Tỷ lệ (%)", "KH năm 2023|Tổ truyền thông|% so với KH"])
def test_plans_beside_the_only_thing_counted_are_its_plans(data: DataDir, titles: str) -> None:
    table = f"STT|Huyện|{titles}\n1|Nậm Pồ|4|2|50\n2|Tủa Chùa|6|3|40\n|Cộng|10|5|50"
    data.targets("Điện Biên", {"indicator": TTT, "target": 99})
    answer = read(data, f"{HEAD}{table}")
    assert (answer.figures, answer.account) == ({TTT: 5}, (3, 8, 0))
    assert answer.places("claim-mismatch") == ["E5"]
    assert "plan-mismatch" not in answer.rules  # of how much of the province it is, nobody says


def test_of_another_thing_than_the_title_names_they_are_no_plans(data: DataDir) -> None:
    table = "KẾT QUẢ ĐỐI THOẠI CHÍNH SÁCH\nSTT|Huyện|Kế hoạch|Tổ truyền thông\n1|Nậm Pồ|4|2\n2|Tủa Chùa|6|3"
    answer = read(data, f"{HEAD}{table}")
    assert answer.account[2] == 2  # the plans are told


@pytest.mark.parametrize("form", ["Mẫu số 3", "Mẫu số: 01/BC", "Biểu mẫu số 2"])
def test_the_number_of_a_form_is_no_title_of_denominators(data: DataDir, form: str) -> None:
    drawing = f"Hội LHPN tỉnh Điện Biên||{form}\nKết quả {TEAMS} đến 31/12/2023\nSTT|Huyện|Số tổ\n1|Nậm Pồ|2\n|Cộng|2"
    save(data.root / "reports/dien-bien/x.xlsx", drawing)
    assert facts(data) == {
        "C4": (2, "cumulative 2023-12-31", "Nậm Pồ"),
        "C5": (2, "cumulative 2023-12-31", ""),
    }


def test_a_total_of_months_is_none_of_the_year_before_it_is_over(data: DataDir) -> None:
    table = f"STT|Chỉ tiêu|Kết quả năm 2024|<|<\n^|^|Tháng 7|Tháng 8|Cộng\n1|{DIALOGUES}|2|3|5"
    save(data.root / "reports/dien-bien/x.xlsx", f"Tỉnh: Điện Biên\nSố liệu đến 31/8/2024\n{table}")
    assert facts(data)["E5"] == (5, "in_period 2024-08-31", "")


@pytest.mark.parametrize("heading", ["Chia theo cấp học", "Chia theo loại hình", "Phân theo cấp học"])
def test_kinds_below_a_heading_that_divides_are_parts(data: DataDir, heading: str) -> None:
    table = f"STT|Huyện|Tổ truyền thông|{heading}|<\n^|^|^|Tiểu học|THCS\n1|Nậm Pồ|5|2|3\n|Cộng|5|2|3"
    answer = read(data, f"{HEAD}{table}")
    assert (answer.figures, answer.account) == ({TTT: 5}, (6, 1, 0))


def test_totals_below_several_years_are_each_of_its_own(data: DataDir) -> None:
    parts = "Tổng số|Mới|Củng cố"
    table = f"STT|Chỉ tiêu|Năm 2022|<|<|Năm 2023|<|<\n^|^|{parts}|{parts}\n1|{TEAMS}|200|40|160|240|38|202"
    save(data.root / "reports/dien-bien/x.xlsx", f"Tỉnh: Điện Biên\nSố liệu đến 31/12/2023\n{table}")
    found = {cell: time for cell, (_, time, _) in facts(data).items()}
    assert (found["C5"], found["F5"]) == ("in_period 2022-12-31", "in_period 2023-12-31")
