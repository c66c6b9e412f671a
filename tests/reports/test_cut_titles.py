"""Titles of columns of words that are cut over two rows of the header."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import DTCS, HEAD, TTT, read

if TYPE_CHECKING:
    from conftest import DataDir

ROWS = "1|Tổ truyền thông cộng đồng|tổ|40|45\n2|Đối thoại chính sách|cuộc|8|7"


@pytest.mark.parametrize("numbering", [("Số", "TT"), ("Số", "thứ tự"), ("S", "TT"), ("Thứ", "tự"), ("SỐ", "TT")])
@pytest.mark.parametrize("name", [("Chỉ tiêu", ""), ("Nội", "dung"), ("Chỉ", "tiêu")])
def test_they_are_one_title(data: DataDir, numbering: tuple[str, str], name: tuple[str, str]) -> None:
    header = f"{numbering[0]}|{name[0]}|Đơn vị|Kế hoạch|Luỹ\n{numbering[1]}|{name[1]}|tính|năm|kế"
    answer = read(data, f"{HEAD}{header}\n{ROWS}")
    assert answer.figures == {TTT: 45, DTCS: 7}
    assert answer.account == (2, 4, 0)  # the numbers of the rows and the plans are checked


@pytest.mark.parametrize("last", ["||||", "|||2023|", "||(đvt)|(năm)|(lũy kế)"])
def test_beside_titles_that_go_on_over_three_rows(data: DataDir, last: str) -> None:
    header = f"Số|Chỉ tiêu|Đơn vị|Kế hoạch|Luỹ kế\nTT||tính|năm|từ đầu giai đoạn\n{last}"
    assert read(data, f"{HEAD}{header}\n{ROWS}").figures == {TTT: 45, DTCS: 7}


def test_a_number_that_the_names_follow_is_still_one(data: DataDir) -> None:
    answer = read(data, f"{HEAD}Luỹ kế|Chỉ tiêu|ĐVT\n45|Tổ truyền thông cộng đồng|tổ\n7|Đối thoại chính sách|cuộc")
    assert answer.figures == {TTT: 45, DTCS: 7}
