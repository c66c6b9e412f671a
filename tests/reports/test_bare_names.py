"""Names without their word in a table of places: what nothing shows to be a place is told and not added up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reports.grids import HEAD, TTT, facts, read

if TYPE_CHECKING:
    from conftest import DataDir

TEAMS = "Tổ truyền thông"
NUMBERED = f"{HEAD}STT|Huyện|{TEAMS}\n1|Tuần Giáo|20\n2|Tủa Chùa|30\n"
UNNUMBERED = f"{HEAD}Địa bàn|{TEAMS}\nTuần Giáo|20\nTủa Chùa|30\n"
MEASURES = [
    "Xếp hạng chung",
    "Hạng",
    "Điểm chấm",
    "Tỷ trọng",
    "Số thôn khó khăn",
    "Thực tế qua kiểm tra",
    "Bổ sung",
    "XẾP HẠNG",
]


@pytest.mark.parametrize(
    "name", [*MEASURES, "Đơn vị ngoài dự án", "Lồng ghép chương trình khác", "Chưa rõ nơi", "Khoán"]
)
def test_below_a_numbered_list_what_is_no_proper_name_is_told(data: DataDir, name: str) -> None:
    answer = read(data, f"{NUMBERED}|{name}|7")
    assert answer.figures == {TTT: 50}
    assert "C6" in answer.places("unmatched-row") + answer.places("unmatched-number")


@pytest.mark.parametrize("name", [*MEASURES, "Đơn vị ngoài dự án", "Lồng ghép chương trình khác", "Chưa rõ nơi"])
def test_so_it_is_where_nothing_is_numbered(data: DataDir, name: str) -> None:
    answer = read(data, f"{UNNUMBERED}{name}|7")
    assert answer.figures == {TTT: 50}
    assert "B6" in answer.places("unmatched-row") + answer.places("unmatched-number")


@pytest.mark.parametrize("name", ["Xếp thứ", "Số hộ cận nghèo", "Phát sinh thêm", "Điểm bình xét"])
def test_words_of_a_measure_are_no_place_whatever_stands_before_them(data: DataDir, name: str) -> None:
    assert read(data, f"{NUMBERED}3|{name}|7").figures == {TTT: 50}


@pytest.mark.parametrize("text", [NUMBERED, UNNUMBERED])
def test_numbers_written_as_text_are_those_of_a_doubtful_name_too(data: DataDir, text: str) -> None:
    as_text = re.sub(r"\|(\d+)$", r"|'\1", f"{text}{'|' * (text is NUMBERED)}Đơn vị ngoài dự án|7", flags=re.MULTILINE)
    assert read(data, as_text).figures == {TTT: 50}


@pytest.mark.parametrize("name", ["Huyện số 3", "Huyện số 2019", "Huyện số 0021"])
def test_a_place_that_is_only_numbered_is_one(data: DataDir, name: str) -> None:
    assert read(data, f"{NUMBERED}3|{name}|7").figures == {TTT: 57}


def test_what_the_total_holds_beside_them_is_not_a_place(data: DataDir) -> None:
    answer = read(data, f"{NUMBERED}|Tổng|50\n|Xếp thứ|3")
    assert answer.figures == {TTT: 50}
    assert "total-mismatch" not in answer.rules


@pytest.mark.parametrize(
    "name",
    ["Mường Ảng", "Huyện Mường Ảng", "Na Sang và Sa Lông", "Nậm Pồ 2", "bản Huổi Lèng", "Hội LHPN tỉnh",
     "Trường Cao đẳng Sư phạm", "Công an tỉnh", "Đ.B. Đông", "Mường Ảng (mới)"],
)  # fmt: skip
def test_a_proper_name_needs_no_number(data: DataDir, name: str) -> None:
    assert read(data, f"{NUMBERED}|{name}|7").figures == {TTT: 57}


@pytest.mark.parametrize("name", ["Ẳng", "Mường ảng", "ĐBP", "Nông trường", "Cơ quan chuyên môn"])
def test_a_number_in_the_list_shows_a_place(data: DataDir, name: str) -> None:
    assert read(data, f"{NUMBERED}3|{name}|7").figures == {TTT: 57}


def test_names_without_capitals_are_alike(data: DataDir) -> None:
    rows = "tuần giáo|20\ntủa chùa|30\nmường ảng|7"
    assert read(data, f"{HEAD}Huyện|{TEAMS}\n{rows}").figures == {TTT: 57}


def test_a_number_merged_over_the_communes_of_a_district_is_each_ones(data: DataDir) -> None:
    rows = "1|Tuần Giáo|Quài Tở|5\n^|^|Ta Ma|6\n2|Mường Ảng|Búng Lao|7\n^|^|Nưa|8"
    assert read(data, f"{HEAD}STT|Huyện|Xã|{TEAMS}\n{rows}").figures == {TTT: 26}


@pytest.mark.parametrize("name", ["Kết quả chung của các nơi", "Thực tế", "Hạng"])
def test_what_adds_up_all_others_is_their_total(data: DataDir, name: str) -> None:
    answer = read(data, f"{NUMBERED}|{name}|50")
    assert answer.figures == {TTT: 50}


def test_a_body_whose_name_begins_like_a_total_is_none(data: DataDir) -> None:
    answer = read(data, f"{NUMBERED}3|Công an tỉnh|4\n4|Công Bằng|5")
    assert answer.figures == {TTT: 59}


@pytest.mark.parametrize("name", ["ĐIỆN BIÊN", "TỈNH ĐIỆN BIÊN", "Điện Biên"])
def test_the_provinces_name_in_capitals_is_that_of_all(data: DataDir, name: str) -> None:
    rows = f"|{name}|50\n1|Tuần Giáo|20\n2|Tủa Chùa|30"
    assert read(data, f"{HEAD}STT|Huyện|{TEAMS}\n{rows}").figures == {TTT: 50}


def test_rows_of_several_places_are_told_and_their_total_is_used(data: DataDir) -> None:
    rows = "1|Sa Lông - Mường Chà|20\n2|Nà Hỳ - Nậm Pồ|30\n|Tổng cộng|50"
    answer = read(data, f"{HEAD}STT|Địa bàn|{TEAMS}\n{rows}")
    assert answer.figures == {TTT: 50}
    assert answer.places("unmatched-row") == ["C4", "C5"]


@pytest.mark.parametrize("title", ["Hạng", "Điểm", "Xếp thứ", "Khác"])
def test_a_column_of_a_measure_beside_those_of_the_districts_is_not_added(data: DataDir, title: str) -> None:
    rows = f"STT|Chỉ tiêu|ĐVT|Tuần Giáo|Tủa Chùa|{title}\n1|Tổ truyền thông|tổ|20|30|1"
    answer = read(data, HEAD + rows)
    assert answer.figures.get(TTT) in {None, 50}
    assert any(cell.startswith("F4") for cell in answer.places("unmatched-number"))


def test_names_with_their_word_and_a_number_are_places(data: DataDir) -> None:
    table = (
        "STT|Huyện|Xã|Tổ truyền thông\n1|Huyện số 1|Xã Mường 7|5\n2|Huyện số 1|Xã Mường 123|6\n3|Huyện số 12|Xã số 3|7"
    )
    answer = read(data, f"{HEAD}{table}")
    assert answer.figures == {TTT: 18}
    assert "unmatched-row" not in answer.rules


@pytest.mark.parametrize("names", [("Văn Bàn", "Bắc Hà"), ("Bắc Hà", "Văn Bàn"), ("Văn Bàn", "Đầm Hà")])
def test_a_name_that_differs_from_a_unit_by_its_accents_is_a_name(data: DataDir, names: tuple[str, str]) -> None:
    rows = "".join(f"{number}|{name}|{number}\n" for number, name in enumerate(names, start=1))
    answer = read(data, f"{HEAD}STT|Đơn vị|Tổ truyền thông\n{rows}|Cộng|3")
    assert (answer.figures, answer.account) == ({TTT: 3}, (3, 2, 0))


def test_the_office_of_the_province_has_a_column_among_those_of_districts(data: DataDir) -> None:
    titles = "STT|Nội dung|Tổng số|Hội LHPN tỉnh|Tuần Giáo|Tủa Chùa"
    answer = read(data, f"{HEAD}{titles}\n1|{TEAMS}|11|2|5|4")
    assert answer.figures == {TTT: 11}
    assert {cell: (value, place) for cell, (value, _, place) in facts(data).items() if cell != "C4"} == {
        "D4": (2, "Hội LHPN tỉnh"),
        "E4": (5, "Tuần Giáo"),
        "F4": (4, "Tủa Chùa"),
    }
