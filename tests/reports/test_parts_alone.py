"""Parts beside their whole or without it: what makes up an indicator is added up, and said to be so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reports.grids import DTCS, HEAD, TTT, read

if TYPE_CHECKING:
    from conftest import DataDir

TOP = "STT|Chỉ tiêu|ĐVT|Luỹ kế\n"
TEAMS, TALKS = "Tổ truyền thông", "Đối thoại chính sách"


@pytest.mark.parametrize(
    "table",
    [
        f"STT|Chỉ tiêu|ĐVT|Thành lập mới|Củng cố\n1|{TEAMS}|tổ|12|130",
        f"STT|Chỉ tiêu|ĐVT|Luỹ kế|<\n|||Thành lập mới|Duy trì\n1|{TEAMS}|tổ|12|130",
        f"STT|Huyện|{TEAMS}|<\n||Mới thành lập|Tiếp tục duy trì\n1|Mường Ảng|2|60\n2|Tuần Giáo|10|70\n|Tổng|12|130",
        f"{TOP}1|Củng cố {TEAMS.lower()}|tổ|130\n2|Thành lập mới {TEAMS.lower()}|tổ|12",
        f"{TOP}1|{TEAMS}|tổ|\n-|Duy trì hoạt động|tổ|130\n-|Thành lập mới|tổ|12",
    ],
)
def test_parts_that_are_all_make_up_the_whole_that_nobody_states(data: DataDir, table: str) -> None:
    answer = read(data, f"{HEAD}{table}")
    assert answer.figures == {TTT: 142}
    assert "assumed-basis" in answer.rules


@pytest.mark.parametrize(
    "rows",
    [
        "-|Duy trì|tổ|130\n-|Thành lập mới|tổ|12",
        "|Trong đó: tiếp tục duy trì hoạt động|tổ|130",
        "|Trong đó đang hoạt động|tổ|130",
        "+|Hiện có|tổ|130\n+|Thành lập mới|tổ|12",
    ],
)
def test_what_was_kept_is_a_part_below_the_figure_of_all(data: DataDir, rows: str) -> None:
    answer = read(data, f"{HEAD}{TOP}1|{TEAMS}|tổ|142\n{rows}")
    assert answer.figures == {TTT: 142}
    assert not {"conflicting-reports", "assumed-basis", "parts-mismatch"} & set(answer.rules)


@pytest.mark.parametrize("new", ["|Trong đó: thành lập mới|tổ|12", "-|Thành lập mới|tổ|12"])
def test_over_the_new_ones_the_same_words_name_all(data: DataDir, new: str) -> None:
    answer = read(data, f"{HEAD}{TOP}1|Duy trì {TEAMS.lower()}|tổ|142\n{new}")
    assert answer.figures == {TTT: 142}


def test_the_whole_that_is_stated_stays_what_it_is(data: DataDir) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|Tổng số|Thành lập mới|Duy trì\n1|{TEAMS}|tổ|142|12|130")
    assert answer.figures == {TTT: 142}
    assert "conflicting-reports" not in answer.rules


def test_levels_that_are_all_make_up_the_whole(data: DataDir) -> None:
    answer = read(data, f"{HEAD}{TOP}1|{TALKS} cấp xã|cuộc|21\n2|{TALKS} cụm thôn bản|cuộc|14")
    assert answer.figures == {DTCS: 35}


@pytest.mark.parametrize(
    "levels", [("Cấp tỉnh", "Cấp xã"), ("Cấp huyện", "Cấp xã"), ("Cấp tỉnh", "Cấp huyện", "Cấp xã")]
)
def test_so_do_those_of_the_villages_beside_them(data: DataDir, levels: tuple[str, ...]) -> None:
    rows = "".join(f"\n-|{level}|cuộc|7" for level in (*levels, "Cụm thôn bản"))
    answer = read(data, f"{HEAD}{TOP}1|{TALKS}|cuộc|{rows}")
    assert answer.figures == {DTCS: 7 * (len(levels) + 1)}


@pytest.mark.parametrize("part", [f"{TALKS} cụm thôn bản", f"Thành lập mới {TALKS.lower()}"])
def test_a_part_alone_is_no_figure_and_that_is_said(data: DataDir, part: str) -> None:
    answer = read(data, f"{HEAD}{TOP}1|{part}|cuộc|21")
    assert DTCS not in answer.figures
    assert "coverage-gap" in answer.rules


def test_the_communes_level_in_the_only_row_of_an_indicator_parts_nothing_off(data: DataDir) -> None:
    answer = read(data, f"{HEAD}{TOP}1|Hội nghị {TALKS.lower()} cấp xã|cuộc|21")
    assert (answer.figures, answer.places("assumed-basis")) == ({DTCS: 21}, ["D4"])
    below_an_empty_heading = f"1|{TALKS}|cuộc|\n-|Cấp xã|cuộc|21\n-|Cụm thôn bản|cuộc|"
    assert read(data, f"{HEAD}{TOP}{below_an_empty_heading}").figures == {}


@pytest.mark.parametrize(
    "older",
    [
        "Duy trì từ năm trước",
        "Duy trì từ giai đoạn 2021-2025",
        "Chuyển tiếp từ giai đoạn I",
        "Duy trì các năm trước",
        "Duy trì từ các năm trước",
    ],
)
def test_those_kept_from_before_are_a_part_whatever_stands_beside_them(data: DataDir, older: str) -> None:
    answer = read(data, f"{HEAD}STT|Mô hình|{older}|Thành lập mới năm 2023|Tổng số hiện có\n1|{TEAMS}|130|12|142")
    assert (answer.figures, answer.account) == ({TTT: 142}, (3, 1, 0))
    answer = read(data, f"{HEAD}STT|Mô hình|{older}|Kết quả\n1|{TEAMS}|130|142")
    assert (answer.figures, answer.account) == ({TTT: 142}, (2, 1, 0))


def test_the_parts_that_are_indicators_of_their_own_are_read_as_these(data: DataDir) -> None:
    rows = "1|Tập huấn lồng ghép giới|lớp|10\n-|Chương trình 2|lớp|4\n-|Chương trình 3|lớp|6"
    figures = read(data, f"{HEAD}{TOP}{rows}").figures
    assert figures == {"tap-huan-long-ghep-gioi": 10, "long-ghep-gioi-ct2": 4, "long-ghep-gioi-ct3": 6}


def test_what_was_kept_alone_below_an_empty_heading_is_all_there_is(data: DataDir) -> None:
    answer = read(data, f"{HEAD}{TOP}1|{TEAMS}|tổ|\n-|Tiếp tục duy trì|tổ|130")
    assert answer.figures == {TTT: 130}


@pytest.mark.parametrize(
    "note", ["Trong đó đối thoại chính sách do huyện tổ chức", "+ Đối thoại chính sách tại huyện điểm"]
)
def test_a_note_on_another_indicator_is_no_part_of_the_last_one(data: DataDir, note: str) -> None:
    answer = read(data, f"{HEAD}{TOP}1|{TALKS}|cuộc|38\n2|{TEAMS}|tổ|142\n*|{note}||5")
    assert answer.figures == {DTCS: 38, TTT: 142}
    assert answer.places("unmatched-row") == ["D6"]


@pytest.mark.parametrize(
    "rows", ["|Số thành viên|90\n|Nữ|60\n|DTTS|40", "|Số thành viên|90\n|Trong đó: Nữ|60\n|DTTS|40"]
)
def test_women_right_below_the_members_are_of_these_and_no_teams(data: DataDir, rows: str) -> None:
    read(data, f"{HEAD}STT|Chỉ tiêu|Kết quả\n1|Tổ truyền thông cộng đồng|9\n{rows}\n2|Đối thoại chính sách|5")
    found = [json.loads(line) for line in data.run("facts").stdout.splitlines()]
    told = {fact["value"]: (fact["indicator"], fact["part"]) for fact in found if fact["kind"] == "figure"}
    assert (told[60], told[40]) == (("thanh-vien-to-truyen-thong", "Nữ"), ("thanh-vien-to-truyen-thong", "DTTS"))
