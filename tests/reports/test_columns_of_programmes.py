"""Columns and sections of several programmes: only the own one's numbers are results, and no total with others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import CLB, HEAD, TTT, VON, read

if TYPE_CHECKING:
    from conftest import DataDir

ROWS = "1|Tổ truyền thông|tổ|8|3|11\n2|CLB thủ lĩnh của sự thay đổi|CLB|5|2|7"


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("Thuộc Dự án 8", "Ngoài Dự án 8"),
        ("Dự án 8", "Dự án 10"),
        ("Trong địa bàn Dự án 8", "Ngoài địa bàn Dự án 8"),
        ("Chương trình MTQG DTTS (DA8)", "Chương trình NTM"),
        ("Kết quả Dự án 8", "Mở rộng bằng nguồn khác"),
    ],
)
def test_a_total_over_several_programmes_is_not_the_own_one(data: DataDir, own: str, other: str) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|{own}|{other}|Tổng cộng\n{ROWS}")
    assert answer.figures == {TTT: 8, CLB: 5}
    assert {cell[0] for cell in answer.places("unmatched-number")} == {"E", "F"}


def test_sources_of_money_are_no_other_programmes(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|ĐVT|Kết quả|Ghi chú nguồn khác\n1|Tổ truyền thông|tổ|8|\n"
    assert read(data, HEAD + table).figures == {TTT: 8}


@pytest.mark.parametrize("section", ["Dự án 5", "II. CHƯƠNG TRÌNH GIẢM NGHÈO", "Các mô hình ngoài Dự án 8"])
def test_rows_of_a_section_of_another_programme_are_told(data: DataDir, section: str) -> None:
    rows = f"I|Dự án 8||\n1|Tổ truyền thông|tổ|8\nII|{section}||\n1|CLB thủ lĩnh của sự thay đổi|CLB|5"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|Kết quả\n{rows}")
    assert answer.figures == {TTT: 8}
    assert answer.places("unmatched-row") == ["D7"]


def test_of_a_total_of_which_a_part_is_the_own_programmes_that_part_counts(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|ĐVT|Tổng số|Trong đó: Dự án 8\n1|Tổ truyền thông|tổ|11|8"
    answer = read(data, HEAD + table)
    assert (answer.figures, answer.places("unmatched-number")) == ({TTT: 8}, ["D4"])


@pytest.mark.parametrize("own", ["Dự án 8", "Kinh phí Dự án 8", "Dự án 8: Thực hiện bình đẳng giới", "DA8"])
def test_the_row_of_the_programme_itself_is_the_provinces(data: DataDir, own: str) -> None:
    table = f"STT|Nội dung|Vốn được giao|Vốn đã giải ngân\n1|Dự án 6|50|40\n2|{own}|13|10\n|Tổng số|63|50"
    answer = read(data, f"{HEAD}Đơn vị tính: triệu đồng\n{table}", scaled=True)
    assert answer.figures == {VON: 13, "von-giai-ngan": 10}
    assert answer.places("unmatched-row") == ["C5:D5", "C7:D7"]


def test_things_of_other_programmes_beside_the_own_leave_the_header_whole(data: DataDir) -> None:
    table = "STT|Huyện|Dự án 8|<|Đề án 939|Chi hội\n||Tổ truyền thông|CLB Thủ lĩnh|Số HTX|Số chi hội sạch\n"
    answer = read(data, f"{HEAD}{table}1|Nậm Pồ|8|5|2|30\n2|Mường Chà|3|2|1|20\n|Cộng|11|7|3|50")
    assert answer.figures == {TTT: 11, CLB: 7}
    assert {cell[0] for cell in answer.places("unmatched-number")} == {"E", "F"}
