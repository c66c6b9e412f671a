"""A table that goes on in the next sheet without its header."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import CLB, DTCS, TTT, read

if TYPE_CHECKING:
    from conftest import DataDir

FIRST = "Tỉnh: Điện Biên\nKẾT QUẢ DỰ ÁN 8 ĐẾN 30/9/2023\nSTT|Chỉ tiêu|ĐVT|KH|Kết quả\n1|Tổ truyền thông|tổ|9|7"
REST = "2|CLB thủ lĩnh của sự thay đổi|CLB|5|4\n3|Đối thoại chính sách|cuộc|8|6"


def test_rows_that_go_on_with_the_numbering_belong_to_the_table_before(data: DataDir) -> None:
    answer = read(data, FIRST, REST)
    assert answer.figures == {TTT: 7, CLB: 4, DTCS: 6}
    assert {answer.rows[name]["observed_on"] for name in (TTT, CLB, DTCS)} == {"2023-09-30"}
    assert "sheet-set-aside" not in answer.rules


def test_it_goes_on_over_several_sheets(data: DataDir) -> None:
    assert read(data, FIRST, *REST.splitlines()).figures == {TTT: 7, CLB: 4, DTCS: 6}


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        (FIRST, REST.replace("2|CLB", "1|CLB")),  # a numbering of its own
        (FIRST, REST.replace("|4", "|4|5")),  # a column more
        (FIRST, f"Nhu cầu năm 2024\n{REST}"),  # a line of its own
        (f"{FIRST}\n\nNgười lập biểu", REST),  # the table before has ended
        (FIRST, "2|Kinh phí in ấn|tờ|5|4"),  # nothing that is counted
        (FIRST.replace("STT|", "(Đơn vị tính: nghìn tổ)\nSTT|"), REST),  # a unit that only the sheet before names
    ],
)
def test_what_may_be_another_table_is_told(data: DataDir, first: str, rest: str) -> None:
    answer = read(data, first, rest)
    assert not {CLB, DTCS} & answer.figures.keys()
    assert answer.rules & {"sheet-set-aside", "unmatched-number", "unmatched-row"}
