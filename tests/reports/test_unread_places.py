"""Numbers of places that can't be used: the total isn't compared with the others, and what these come to is more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import CLB, TTT, read

if TYPE_CHECKING:
    from conftest import DataDir

TOP = """
Tỉnh: Điện Biên
Số liệu đến 31/12/2023
STT|Xã|Số tổ truyền thông cộng đồng
1|Xã Ẳng Nưa|20
2|Xã Mường Đăng|10
"""
LEFT_OVER = ["3|Các xã còn lại|24", "3|Xã Nặm Lịch|24 hay 25", "3|Các xã khác|24"]


@pytest.mark.parametrize("row", LEFT_OVER)
def test_the_total_is_not_compared_with_a_part_of_its_rows(data: DataDir, row: str) -> None:
    answer = read(data, f"{TOP}{row}\n|Tổng cộng|54")
    assert answer.figures == {TTT: 54}
    assert "total-mismatch" not in answer.rules


@pytest.mark.parametrize("row", LEFT_OVER)
def test_what_the_others_come_to_is_a_lower_bound(data: DataDir, row: str) -> None:
    answer = read(data, f"{TOP}{row}")
    assert (answer.figures, answer.rows[TTT]["qualifier"]) == ({TTT: 30}, "at_least")
    (gap,) = answer.about("coverage-gap")
    assert "số của nơi khác chưa dùng được" in gap["message"]


@pytest.mark.parametrize("row", LEFT_OVER)
def test_more_than_the_total_is_told_all_the_same(data: DataDir, row: str) -> None:
    answer = read(data, f"{TOP}{row}\n|Tổng cộng|29")
    assert "total-mismatch" in answer.rules


def test_a_column_whose_numbers_are_all_read_is_whole(data: DataDir) -> None:
    rows = ["STT|Xã|Số CLB “Thủ lĩnh của sự thay đổi”|Số tổ truyền thông cộng đồng", "1|Xã Ẳng Nưa|2|20",
            "2|Xã Nặm Lịch|3|24 hay 25"]  # fmt: skip
    answer = read(data, "\n".join(["Tỉnh: Điện Biên", "Số liệu đến 31/12/2023", *rows]))
    assert answer.figures == {CLB: 5, TTT: 20}
    assert [row["id"] for row in answer.rows.values() if row["qualifier"]] == [TTT]


@pytest.mark.parametrize("title", ["Các xã còn lại", "Các xã khác", "Xã Nặm Lịch"])
@pytest.mark.parametrize("total", ["|Tổng cộng", ""])
def test_columns_of_places_are_as_rows_of_them(data: DataDir, title: str, total: str) -> None:
    unread = "24 hay 25" if title.startswith("Xã") else "24"
    rows = f"""
Tỉnh: Điện Biên
Số liệu đến 31/12/2023
STT|Chỉ tiêu|Xã Ẳng Nưa|Xã Mường Đăng|{title}{total}
1|Tổ truyền thông cộng đồng|20|10|{unread}{total and "|54"}
2|CLB “Thủ lĩnh của sự thay đổi”|2|3|4{total and "|9"}"""
    answer = read(data, rows)
    row = answer.rows[TTT]
    assert (row["actual"], row["qualifier"]) == ((54, None) if total else (30, "at_least"))
    assert ("coverage-gap" in answer.rules) is not bool(total)
    assert "total-mismatch" not in answer.rules
