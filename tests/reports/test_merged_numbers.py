"""One number in a cell merged over several rows: of one thing it is read, of several nobody can tell whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import CLB, HEAD, TTT, read

if TYPE_CHECKING:
    from conftest import DataDir

LIST = HEAD + "STT|Chỉ tiêu|ĐVT|Luỹ kế\n"
PLACES = HEAD + "STT|Huyện|Tổ truyền thông|CLB thủ lĩnh của sự thay đổi\n"


@pytest.mark.parametrize("number", ["5", "'1.205", "'5 tổ"])
def test_of_two_indicators(data: DataDir, number: str) -> None:
    answer = read(data, f"{LIST}1|Tổ truyền thông|tổ|{number}\n2|CLB thủ lĩnh của sự thay đổi|CLB|^")
    assert answer.figures == {}
    assert answer.places("ambiguous-number") == ["D4"]


@pytest.mark.parametrize("after", ["", "2|CLB thủ lĩnh của sự thay đổi|CLB|4"])
def test_of_one_indicator_in_two_rows(data: DataDir, after: str) -> None:
    answer = read(data, f"{LIST}1|Tổ truyền thông|tổ|5\n^|^|^|^\n{after}")
    assert answer.figures[TTT] == 5
    assert "ambiguous-number" not in answer.rules


def test_of_two_districts(data: DataDir) -> None:
    answer = read(data, f"{PLACES}1|Mường Ảng|5|3\n2|Tuần Giáo|^|4\n3|Mường Chà|6|1\n|Tổng|11|8")
    assert answer.figures == {TTT: 11, CLB: 8}
    (told,) = answer.about("ambiguous-number")
    assert told["location"]["cell"] == "C4"
    assert "2 dòng" in told["message"]


def test_a_plan_of_two_indicators(data: DataDir) -> None:
    rows = "1|Tổ truyền thông|tổ|10|5\n2|CLB thủ lĩnh của sự thay đổi|CLB|^|4"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|Kế hoạch|Luỹ kế\n{rows}")
    assert answer.figures == {TTT: 5, CLB: 4}
    assert answer.places("ambiguous-number") == ["D4"]


def test_what_is_merged_beside_the_figures_is_no_matter(data: DataDir) -> None:
    years = "1|2023|Mường Ảng|5|3\n2|^|Tuần Giáo|6|4"
    answer = read(data, f"{HEAD}STT|Năm|Huyện|Tổ truyền thông|CLB thủ lĩnh của sự thay đổi\n{years}")
    assert "ambiguous-number" not in answer.rules


@pytest.mark.parametrize(
    ("area", "figures", "told"),
    [
        ("D5:D6", {}, ["D6"]),  # over two indicators: the one that is seen is nobody's, the other is not seen
        ("C6:D6", {TTT: 5}, ["D6"]),  # a person sees the unit alone
        ("D6:E6", {TTT: 5, CLB: 4}, []),  # it covers the remark
    ],
)
def test_what_a_merged_cell_covers_is_not_seen(
    data: DataDir, area: str, figures: dict[str, int], told: list[str]
) -> None:
    rows = "1|Tổ truyền thông|tổ|5|\n2|CLB thủ lĩnh của sự thay đổi|CLB|4|9"
    table = f"{HEAD}\nSTT|Chỉ tiêu|ĐVT|Luỹ kế|Ghi chú\n{rows}"
    answer = read(data, table, change=lambda book: book.worksheets[0].merged_cells.add(area))
    assert (answer.figures, answer.places("shown-differently")) == (figures, told)


def test_what_a_program_filled_in_below_a_merged_cell_is_what_it_shows(data: DataDir) -> None:
    rows = "1|Huyện Mường Ảng|5|3\n2|Huyện Tuần Giáo|6|3"
    table = f"{HEAD}\nSTT|Huyện|Tổ truyền thông|Số xã\n{rows}"
    answer = read(data, table, change=lambda book: book.worksheets[0].merged_cells.add("D5:D6"))
    assert "shown-differently" not in answer.rules
