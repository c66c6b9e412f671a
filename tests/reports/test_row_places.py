"""Tables of indicators in which a row is about a district: by a heading above it, or by a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import CLB, DTCS, HEAD, TTT, Answer, facts, read

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


BESIDE = HEAD + "STT|Chỉ tiêu|Huyện|ĐVT|Luỹ kế\n"
BEFORE = HEAD + "STT|Huyện|Chỉ tiêu|ĐVT|Luỹ kế\n"
CLUB = "CLB thủ lĩnh của sự thay đổi"


def test_behind_an_indicator_a_blank_place_is_the_province(data: DataDir) -> None:
    rows = f"1|Tổ truyền thông||tổ|11\n||Mường Ảng|tổ|5\n||Tuần Giáo|tổ|6\n2|{CLUB}||CLB|3\n||Mường Ảng|CLB|3"
    assert read(data, BESIDE + rows).figures == {TTT: 11, CLB: 3}


@pytest.mark.parametrize("name", ["Hội LHPN tỉnh", "UBND tỉnh", "Toàn tỉnh", "10/10 huyện"])
def test_who_is_of_the_province_in_a_column_of_districts(data: DataDir, name: str) -> None:
    rows = f"1|{name}|{TEAMS}|11\n2|Mường Ảng|{TEAMS}|5\n3|Tuần Giáo|{TEAMS}|6"
    assert read(data, BEFORE + rows).figures == {TTT: 11}


@pytest.mark.parametrize("name", ["Sở Y tế", "Mường Ảng - Tuần Giáo", "Mường Ảng, Tuần Giáo"])
def test_what_is_no_one_place_in_a_column_of_districts_is_told(data: DataDir, name: str) -> None:
    answer = read(data, f"{BEFORE}1|Mường Ảng|{TEAMS}|5\n2|Tuần Giáo|{TEAMS}|6\n3|{name}|{TEAMS}|9")
    assert answer.figures == {TTT: 11}
    assert answer.places("unmatched-row") == ["E6"]


def test_a_ditto_in_a_column_of_districts(data: DataDir) -> None:
    rows = f"1|Mường Ảng|{TEAMS}|5\n2|nt|{CLUBS}|3\n3|Tuần Giáo|{TEAMS}|6\n4|Như trên|{CLUBS}|4"
    assert read(data, BEFORE + rows).figures == {TTT: 11, CLB: 7}


def test_districts_and_communes_in_one_column_beside_indicators(data: DataDir) -> None:
    rows = f"1|Huyện Mường Ảng|{TEAMS}|5\n2|Chung Chải|{TEAMS}|2"
    answer = read(data, f"{HEAD}STT|Huyện, xã|Chỉ tiêu|ĐVT|Luỹ kế\n{rows}")
    assert len(answer.rows[TTT]["actual_sources"]) >= 1
    assert "rolled-up" in answer.rules


@pytest.mark.parametrize(
    "empty",
    [
        "|- Huyện Tuần Giáo|tổ|",
        "|Huyện Tuần Giáo|tổ|",
        "|- Huyện Tuần Giáo||",
        "|Huyện Tuần Giáo||x",
        "'1.1|Huyện Tuần Giáo||",
        "a|Huyện Tuần Giáo||",
        "|Huyện Tuần Giáo||",
        "|Chia ra:\n|Huyện Tuần Giáo||",
        "|Huyện Tuần Giáo chưa báo cáo",
        "|Xã Ẳng Tở làm điểm",
        "|Xã hội hoá",
    ],
)
def test_a_row_of_a_place_without_a_figure_is_no_heading(data: DataDir, empty: str) -> None:
    answer = read(data, f"{TOP}1|{TEAMS}|5\n{empty}\n2|{CLUBS}|7")
    assert answer.figures == {TTT: 5, CLB: 7}
    assert "rolled-up" not in answer.rules


@pytest.mark.parametrize(
    ("first", "second"),
    [("I|Huyện Mường Ảng", "II|TP. Điện Biên Phủ"), ("I|Huyện Mường Ảng", "II|Huyện Tuần Giáo (19 xã)"),
     ("1|Huyện Mường Ảng", "2|Tuần Giáo"), ("I|H. Nậm Pồ", "II|TX. Mường Lay"),
     ("I|Huyện Mường Ảng", "II|Huyện Tuần Giáo||10")],
)  # fmt: skip
def test_however_the_next_district_is_written_it_is_one(data: DataDir, first: str, second: str) -> None:
    inner = "a" if first.startswith("1") else "1"
    answer = read(data, f"{TOP}{first}\n{inner}|{TEAMS}|5\n{second}\n{inner}|{TEAMS}|6")
    assert answer.figures == {TTT: 11}
    assert "total-mismatch" not in answer.rules


def test_what_stands_beside_districts_and_is_none_is_told(data: DataDir) -> None:
    answer = read(data, f"{TOP}I|Huyện Mường Ảng\n1|{TEAMS}|5\nII|Các mô hình điểm\n1|{TEAMS}|6")
    assert answer.figures == {TTT: 5}
    assert answer.places("unmatched-row") == ["D7"]


def test_what_is_the_provinces_ends_the_districts_also_without_a_number(data: DataDir) -> None:
    answer = read(data, f"{TOP}I|Huyện Mường Ảng\n1|{TEAMS}|5\n|Chỉ tiêu chung của tỉnh\n1|{CLUBS}|11")
    assert answer.figures == {TTT: 5, CLB: 11}


def test_a_total_in_the_column_of_numbers_is_the_provinces(data: DataDir) -> None:
    rows = f"1|Mường Ảng|{TEAMS}|5\n2|Tuần Giáo|{TEAMS}|6\nTổng cộng||{TEAMS}|11"
    answer = read(data, BEFORE + rows)
    assert answer.figures == {TTT: 11}
    assert sources(answer, TTT) == {"E6"}


OFFICE = f"HỘI LHPN HUYỆN MƯỜNG ẢNG\n{TOP}"


def test_headings_inside_the_report_of_a_district(data: DataDir) -> None:
    own = read(data, f"{OFFICE}I|Xã Ẳng Cang\n1|{TEAMS}|5\nII|Thị trấn Mường Ảng\n1|{TEAMS}|6")
    assert own.figures == {TTT: 11}
    same = read(data, f"{OFFICE}I|Huyện Mường Ảng\n1|{TEAMS}|5\nII|Xã Ẳng Cang\n1|{CLUBS}|6")
    assert same.figures == {TTT: 5, CLB: 6}
    other = read(data, f"{OFFICE}I|Huyện Tuần Giáo\n1|{TEAMS}|5\nII|Xã Ẳng Cang\n1|{CLUBS}|6")
    assert other.figures == {CLB: 6}
    assert other.places("unmatched-row") == ["D6"]


@pytest.mark.parametrize("mark", ["1|2|3", "-|-|-", "||"])
@pytest.mark.parametrize("title", ["Cấp tổ chức", "Nội dung"])
def test_levels_alone_are_parts_of_the_provinces_figure(data: DataDir, title: str, mark: str) -> None:
    first, second, third = mark.split("|")
    rows = f"{first}|Cấp tỉnh|1\n{second}|Cấp huyện|6\n{third}|Cấp xã|34\n|Tổng cộng|41"
    answer = read(data, f"{HEAD}TT|{title}|Đối thoại chính sách\n{rows}")
    assert answer.figures == {DTCS: 41}
    assert answer.account[2] == 0
    assert "total-mismatch" not in answer.rules


@pytest.mark.parametrize("words", ["Cộng trang 1", "Cộng chuyển trang sau", "Cộng mang sang"])
def test_the_sum_of_a_page_is_no_total(data: DataDir, words: str) -> None:
    rows = f"1|Mường Chà|5\n2|Nậm Pồ|4\n|{words}|9\n3|Tủa Chùa|2\n|Tổng cộng|11"
    answer = read(data, f"{HEAD}TT|Huyện|Tổ truyền thông\n{rows}")
    assert answer.figures == {TTT: 11}
    assert not answer.rules & {"conflicting-reports", "total-mismatch"}


@pytest.mark.parametrize(("total", "figure", "told"), [("11|7", 11, 0), ("12|7", 11, 2)])
def test_a_row_without_a_word_that_adds_up_all_places_is_their_total(
    data: DataDir, total: str, figure: int, told: int
) -> None:
    answer = read(
        data, f"{HEAD}TT|Huyện|Tổ truyền thông|Đối thoại chính sách\n1|Mường Chà|5|3\n2|Nậm Pồ|6|4\n||{total}"
    )
    assert answer.figures == {TTT: figure, DTCS: 7}
    assert answer.account[2] == told
    assert ("rolled-up" in answer.rules) == (told > 0)


@pytest.mark.parametrize("name", ["Kế hoạch giao: Tổ truyền thông", "Chỉ tiêu giao về tổ truyền thông năm 2024"])
def test_places_below_the_plan_of_an_indicator_hold_no_results(data: DataDir, name: str) -> None:
    rows = f"II|{name}|tổ|\n1|Huyện Mường Chà|tổ|4\n2|Huyện Tuần Giáo|tổ|5\nIII|Đối thoại chính sách|cuộc|7"
    answer = read(data, f"{HEAD}TT|Nội dung|ĐVT|Luỹ kế\n{rows}")
    assert answer.figures == {DTCS: 7}
    assert answer.account[2] == 2


def test_offices_of_no_place_right_of_the_figures_only_say_who_acts(data: DataDir) -> None:
    top = HEAD + "STT|Hoạt động|ĐVT|Kết quả|Đơn vị thực hiện\n"
    rows = f"1|{TEAMS}|5|Hội LHPN huyện\n2|{CLUBS}|3|Hội LHPN huyện, Phòng GD&ĐT"
    answer = read(data, top + rows)
    assert answer.figures == {TTT: 5, CLB: 3}
    assert "unmatched-row" not in answer.rules


def test_the_name_of_the_province_in_each_row_is_no_place_inside_it(data: DataDir) -> None:
    top = "Tỉnh|Năm|Quý|Chỉ tiêu|Kết quả\n"
    rows = "Điện Biên|2023|I|Đối thoại chính sách|5\nĐiện Biên|2023|II|Đối thoại chính sách|9"
    assert read(data, top + rows).figures == {DTCS: 14}
    assert {told[2] for told in facts(data).values()} == {""}


@pytest.mark.parametrize("title", ["Đơn vị hành chính cấp xã", "Tên đơn vị hành chính"])
def test_titles_of_places(data: DataDir, title: str) -> None:
    top = f"{HEAD}STT|{title}|Tổ truyền thông|Ghi chú\n(1)|(2)|(3)|(4)\n|TỔNG SỐ|11|\n"
    answer = read(data, f"{top}1|xã Nà Hỳ|5|\n2|xã Nà Bủng|6|xã biên giới")
    assert answer.figures == {TTT: 11}
    assert "xã Nà Hỳ" in {told[2] for told in facts(data).values()}


@pytest.mark.parametrize("old", ["xã Quang Phong, Cắm Muộn", "Quang Phong, Cắm Muộn, Mường Quàng"])
def test_communes_in_brackets_of_which_one_was_made(data: DataDir, old: str) -> None:
    answer = read(data, f"{HEAD}STT|Xã|Tổ truyền thông\n1|Xã Mường Quàng ({old})|5\n2|Xã Tri Lễ|6")
    assert answer.figures == {TTT: 11}
    assert {told[2] for told in facts(data).values()} == {"Xã Mường Quàng", "Xã Tri Lễ"}


@pytest.mark.parametrize("kind", ["Loại hình", "Đơn vị"])
def test_words_of_places_beside_their_names(data: DataDir, kind: str) -> None:
    rows = f"STT|{kind}|Tên đơn vị|Tổ truyền thông\n1|Xã|Sa Lông|5\n2|Phường|Mường Lay|6\n||Tổng cộng|11"
    answer = read(data, f"{HEAD}{rows}")
    assert answer.figures == {TTT: 11}
    assert {told[2].split()[-1] for told in facts(data).values() if told[2]} == {"Lông", "Lay"}
