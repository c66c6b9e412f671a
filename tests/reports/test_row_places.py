"""Tables of indicators in which a row is about a district: by a heading above it, or by a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import CLB, HEAD, TTT, Answer, read

if TYPE_CHECKING:
    from conftest import DataDir

TOP = HEAD + "STT|Chỉ tiêu|ĐVT|Luỹ kế\n"
TEAMS, CLUBS = "Tổ truyền thông|tổ", "CLB thủ lĩnh của sự thay đổi|CLB"


def sources(answer: Answer, indicator: str) -> set[str]:
    """The cells that the figure adds up, or their ranges."""
    return {source["cell"] for source in answer.rows[indicator]["actual_sources"]}


@pytest.mark.parametrize("second", [5, 6])
@pytest.mark.parametrize(
    "headings",
    [("I|Huyện Mường Ảng", "II|Huyện Tuần Giáo"), ("|I. Huyện Mường Ảng", "|II. Huyện Tuần Giáo"),
     ("A|HUYỆN MƯỜNG ẢNG", "B|HUYỆN TUẦN GIÁO"), ("|Huyện Mường Ảng:", "|TX. Mường Lay:")],
)  # fmt: skip
def test_a_heading_for_each_district(data: DataDir, headings: tuple[str, str], second: int) -> None:
    answer = read(data, f"{TOP}{headings[0]}\n1|{TEAMS}|5\n2|{CLUBS}|3\n{headings[1]}\n1|{TEAMS}|{second}\n2|{CLUBS}|4")
    assert answer.figures == {TTT: 5 + second, CLB: 7}
    assert not answer.rules & {"conflicting-reports", "duplicate-area"}


@pytest.mark.parametrize("heading", ["III|Toàn tỉnh", "III|Tổng cộng", "III|Kết quả chung", "|Cộng toàn tỉnh"])
def test_a_heading_of_the_whole_province_ends_the_districts(data: DataDir, heading: str) -> None:
    districts = f"I|Huyện Mường Ảng\n1|{TEAMS}|5\nII|Huyện Tuần Giáo\n1|{TEAMS}|6\n"
    answer = read(data, f"{TOP}{districts}{heading}\n1|{TEAMS}|12")
    assert answer.figures == {TTT: 12}
    assert sources(answer, TTT) == {"D9"}
    assert answer.rules & {"total-mismatch", "detail-mismatch"}  # 5 and 6 are 11


@pytest.mark.parametrize("heading", ["1|Hoạt động truyền thông", "|Các hoạt động", "a|Truyền thông", "1.1|Hoạt động"])
def test_a_smaller_heading_stays_inside_the_district(data: DataDir, heading: str) -> None:
    answer = read(data, f"{TOP}I|Huyện Mường Ảng\n{heading}\n|{TEAMS}|5\nII|Huyện Tuần Giáo\n{heading}\n|{TEAMS}|6")
    assert answer.figures == {TTT: 11}


@pytest.mark.parametrize(
    "heading",
    ["Các huyện, xã", "Các xã ĐBKK", "Xã ĐBKK", "10 huyện", "Huyện, thị xã", "Cấp huyện", "Tỉnh Điện Biên", "Toàn tỉnh",
     "Huyện Mường Ảng và Tuần Giáo"],
)  # fmt: skip
def test_what_names_no_single_place_leaves_the_rows_to_the_province(data: DataDir, heading: str) -> None:
    answer = read(data, f"{TOP}I|{heading}\n1|{TEAMS}|5")
    assert answer.figures == {TTT: 5}
    assert "rolled-up" not in answer.rules


def test_a_column_of_districts_beside_the_indicators(data: DataDir) -> None:
    top = HEAD + "STT|Huyện|Chỉ tiêu|ĐVT|Luỹ kế\n"
    answer = read(data, f"{top}1|Mường Ảng|{TEAMS}|5\n||{CLUBS}|3\n2|Tuần Giáo|{TEAMS}|5\n||{CLUBS}|3")
    assert answer.figures == {TTT: 10, CLB: 6}


def test_its_total_is_the_provinces(data: DataDir) -> None:
    top = HEAD + "STT|Huyện|Chỉ tiêu|ĐVT|Luỹ kế\n"
    answer = read(data, f"{top}1|Điện Biên|{TEAMS}|5\n2|Tuần Giáo|{TEAMS}|6\n3|Tỉnh Điện Biên|{TEAMS}|11")
    assert answer.figures == {TTT: 11}
    assert sources(answer, TTT) == {"E6"}
    assert "total-mismatch" not in answer.rules


def test_a_district_forgets_the_commune_of_the_one_before(data: DataDir) -> None:
    top = HEAD + "STT|Huyện|Xã|Chỉ tiêu|ĐVT|Luỹ kế\n"
    rows = f"1|Mường Ảng|Ẳng Cang|{TEAMS}|5\n2||Búng Lao|{TEAMS}|6\n3|Tuần Giáo||{TEAMS}|20\n"
    assert read(data, top + rows).figures == {TTT: 31}


@pytest.mark.parametrize("again", ["^", ""])
def test_an_indicator_named_once_for_several_districts(data: DataDir, again: str) -> None:
    top = HEAD + "STT|Chỉ tiêu|Huyện|ĐVT|Luỹ kế\n"
    answer = read(data, f"{top}1|Tổ truyền thông|Mường Ảng|tổ|5\n2|{again}|Tuần Giáo|tổ|6\n3|{again}||tổ|7")
    assert answer.figures == {TTT: 11}
    assert answer.places("unmatched-number") == ["E6"]  # a number of no district, and without a name


def test_who_does_the_work_is_no_place(data: DataDir) -> None:
    top = HEAD + "STT|Chỉ tiêu|Đơn vị thực hiện|ĐVT|Luỹ kế\n"
    answer = read(data, f"{top}1|Tổ truyền thông|Hội LHPN tỉnh|tổ|5\n2|CLB thủ lĩnh của sự thay đổi|Các huyện|CLB|6")
    assert answer.figures == {TTT: 5, CLB: 6}
    assert "rolled-up" not in answer.rules


def test_parts_below_an_indicator_are_of_its_district(data: DataDir) -> None:
    rows = f"I|Huyện Mường Ảng\n1|{TEAMS}|5\n|Trong đó: nữ|tổ|2\nII|Huyện Tuần Giáo\n1|{TEAMS}|6"
    assert read(data, TOP + rows).figures == {TTT: 11}
