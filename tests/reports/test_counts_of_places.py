"""Columns of places in which a row says how many there are, where others name one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from du_an8.reports.places.place_texts import counts_places
from reports.grids import HEAD, TTT, read

if TYPE_CHECKING:
    from conftest import DataDir

TOP = f"{HEAD}STT|Huyện|Xã|Tổ truyền thông\n"
ROWS = "1|Tuần Giáo|Chiềng Sinh|20\n2|Tủa Chùa|Xá Nhè|30\n"


@pytest.mark.parametrize(
    "text",
    ["2 huyện", "03/8 huyện", "5 xã, 1 thị trấn", "2 huyện và 15 xã", "(12 đơn vị)", "4 xã/phường", "7 bản"],
)
def test_so_many_places(text: str) -> None:
    assert counts_places(text)


@pytest.mark.parametrize("text", ["Phường 1", "1. Xã Ẳng Nưa", "Khu 2", "2", "12 tổ", "Ba Vì", "5 xã Ẳng Nưa"])
def test_a_name_or_a_bare_number_counts_none(text: str) -> None:
    assert not counts_places(text)


@pytest.mark.parametrize(
    "total",
    ["Tổng|2 huyện|2 xã|50", "Tổng cộng|02 huyện||50", "|2 huyện|2 xã|50", "Cộng|2/10 huyện|2/129 xã|50",
     "Tổng số|'2|'2|50", "Toàn tỉnh|2|2|50", "|Tổng|2 xã|50", "|2 huyện, 2 xã||50"],
)  # fmt: skip
@pytest.mark.parametrize("first", [True, False])
def test_a_row_that_counts_the_places_adds_them_up(data: DataDir, total: str, *, first: bool) -> None:
    answer = read(data, TOP + (f"{total}\n{ROWS}" if first else ROWS + total))
    assert answer.figures == {TTT: 50}
    assert "rolled-up" not in answer.rules  # the total is used
    assert answer.account[2] == 0  # how many places there are needs no attention


def test_a_total_that_isnt_the_sum_is_told(data: DataDir) -> None:
    answer = read(data, f"{TOP}{ROWS}Tổng|2 huyện|2 xã|54")
    assert answer.figures == {TTT: 54}
    assert "total-mismatch" in answer.rules


@pytest.mark.parametrize(
    "rows",
    ["I|Tuần Giáo|2 xã|30\n1||Quài Tở|10\n2||Chiềng Sinh|20\nII|Tủa Chùa|1 xã|30\n1||Xá Nhè|30",
     "1|Tuần Giáo|Quài Tở|10\n2|^|Chiềng Sinh|20\n|Tuần Giáo|02 xã|30\n3|Tủa Chùa|Xá Nhè|30\n|Tủa Chùa|01 xã|30"],
)  # fmt: skip
@pytest.mark.parametrize("total", ["", "\n|Tổng cộng|3 xã|60"])
def test_beside_a_name_it_says_how_many_lie_inside(data: DataDir, rows: str, total: str) -> None:
    answer = read(data, TOP + rows + total)
    assert answer.figures == {TTT: 60}
    assert not answer.rules & {"total-mismatch", "detail-mismatch"}


def test_beside_what_is_counted_a_total_is_no_total_of_places(data: DataDir) -> None:
    top = f"{HEAD}STT|Chỉ tiêu|Phường|ĐVT|Luỹ kế\n"
    answer = read(data, f"{top}1|Tổng số tổ truyền thông|Phường 1|tổ|5\n2|Tổng số tổ truyền thông|Phường 2|tổ|6")
    assert answer.figures == {TTT: 11}


@pytest.mark.parametrize("total", ["", "\n|Tổng|3 xã|60"])
def test_beside_a_cluster_it_is_of_a_part(data: DataDir, total: str) -> None:
    rows = "I|Vùng cao|2 xã|30\n1|Tuần Giáo|Quài Tở|10\n2||Chiềng Sinh|20\nII|Vùng thấp|1 xã|30\n1|Tủa Chùa|Xá Nhè|30"
    answer = read(data, TOP + rows + total)
    assert answer.figures == {TTT: 60}
    assert {"D4", "D7"} <= set(answer.places("unmatched-number"))
