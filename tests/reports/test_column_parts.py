"""Columns that say which part of the one beside them they hold, or who takes part in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reports.grids import CLB, DTCS, HEAD, TTT, VON, facts, read

if TYPE_CHECKING:
    from conftest import DataDir

ROWS = "1|Mường Ảng|5|3|2\n2|Nậm Pồ|7|6|1\n|Cộng|12|9|3"
CLUBS = "CLB thủ lĩnh của sự thay đổi"


MERGED = f"TT|Huyện|{CLUBS}|<|<\n^|^|Tổng số|{{}}|{{}}"
PLAIN = f"TT|Huyện|Tổng số {CLUBS}|{{}}|{{}}"


@pytest.mark.parametrize(
    ("header", "parts"),
    [
        (MERGED, ("Trong trường học", "Ngoài cộng đồng")),
        (MERGED, ("Trong trường học", "Ngoài trường học")),
        (MERGED, ("Cấp tiểu học", "Cấp trung học")),
        (PLAIN, ("Cấp tiểu học", "Cấp trung học")),
    ],
)
def test_what_adds_up_row_by_row_is_a_part(data: DataDir, header: str, parts: tuple[str, str]) -> None:
    answer = read(data, f"{HEAD}{header.format(*parts)}\n{ROWS}")
    assert answer.figures == {CLB: 12}
    assert answer.account[2] == 0
    assert {told[2] for cell, told in facts(data).items() if cell[0] in "DE"} == {
        *(f"{place}{part}" for place in ("Mường Ảng > ", "Nậm Pồ > ", "") for part in parts)
    }


def test_bare_names_of_which_the_title_over_them_says_what_they_are_are_no_places(data: DataDir) -> None:
    head = "TT|Huyện|Tổng số cán bộ nữ DTTS được nâng cao năng lực|Chia theo dân tộc|<\n^|^|^|Tày|Nùng"
    read(data, f"{HEAD}{head}\n{ROWS}")
    assert {told[2] for cell, told in facts(data).items() if cell[0] == "D"} == {
        f"{place}Tày" for place in ("Mường Ảng > ", "Nậm Pồ > ", "")
    }


def test_sorts_of_schools_are_no_places(data: DataDir) -> None:
    head = "CLB THỦ LĨNH CỦA SỰ THAY ĐỔI ĐẾN 31/12/2023\nTT|Huyện|Tổng số CLB|Trường THCS|Trường PTDTBT"
    read(data, f"HỘI LHPN TỈNH ĐIỆN BIÊN\n{head}\n{ROWS}")
    assert {told[2] for cell, told in facts(data).items() if cell[0] == "E"} == {
        f"{place}Trường PTDTBT" for place in ("Mường Ảng > ", "Nậm Pồ > ", "")
    }


@pytest.mark.parametrize("turns", ["Lần 1|Lần 2", "Đợt 1|Đợt 2", "Đợt I|Đợt II", "Vòng 1|Vòng 2"])
def test_turns_that_add_up_are_parts_on_either_side_of_their_total(data: DataDir, turns: str) -> None:
    dialogues, classes = "1|Đối thoại chính sách|cuộc", "2|Tập huấn giám sát, đánh giá về bình đẳng giới|lớp"
    for columns, titles, first, second in (
        ("DE", f"{turns}|Cộng", "18|20|38", "8|10|18"),
        ("EF", f"Tổng số|{turns}", "38|18|20", "18|8|10"),
    ):
        answer = read(data, f"{HEAD}TT|Nội dung|ĐVT|{titles}\n{dialogues}|{first}\n{classes}|{second}")
        assert (answer.figures[DTCS], answer.account[2]) == (38, 0)
        assert [facts(data)[f"{column}4"][2] for column in columns] == turns.split("|")


@pytest.mark.parametrize("parts", ["Năm trước chuyển sang|Năm 2023", "Vốn chuyển sang|Vốn giao trong năm"])
def test_money_of_the_year_before_and_of_this_one_are_parts_of_what_they_add_up_to(data: DataDir, parts: str) -> None:
    head = f"TT|Nguồn vốn|Kế hoạch vốn|<|<|Giải ngân\n^|^|{parts}|Tổng số|^"
    rows = "1|Vốn đầu tư|500|2000|2500|1900\n2|Vốn sự nghiệp|300|3000|3300|2100\n|Tổng cộng|800|5000|5800|4000"
    answer = read(data, f"{HEAD}GIẢI NGÂN VỐN DỰ ÁN 8\n(ĐVT: triệu đồng)\n{head}\n{rows}")
    assert (answer.figures[VON], answer.figures["von-giai-ngan"]) == (5800, 4000)
    assert "conflicting-reports" not in answer.rules
    assert {facts(data)[cell][2] for cell in ("C9", "D9")} == set(parts.split("|"))


def test_money_of_several_years_is_of_these(data: DataDir) -> None:
    rows = "1|Mường Ảng|50|20|70\n2|Nậm Pồ|30|10|40"
    read(data, f"{HEAD}(ĐVT: triệu đồng)\nTT|Huyện|Giải ngân|<|<\n^|^|Năm 2022|Năm 2023|Cộng\n{rows}")
    assert {facts(data)[cell][1] for cell in ("C6", "D6")} == {"in_period 2022-12-31", "in_period 2023-12-31"}


def test_what_does_not_add_up_is_told(data: DataDir) -> None:
    answer = read(data, f"{HEAD}TT|Huyện|{CLUBS}|Trường công lập|Trường dân lập\n1|Nậm Pồ|7|6|2\n2|Mường Ảng|5|4|1")
    assert answer.figures == {CLB: 12}
    assert answer.account[2] == 4


def test_new_and_kept_ones_right_of_all_are_parts(data: DataDir) -> None:
    read(data, f"{HEAD}TT|Huyện|Số tổ truyền thông cộng đồng|Thành lập mới|Củng cố\n{ROWS}")
    assert {cell: told[2] for cell, told in facts(data).items() if cell in {"C4", "D4", "E4"}} == {
        "C4": "Mường Ảng",
        "D4": "Mường Ảng > Thành lập mới",
        "E4": "Mường Ảng > Củng cố",
    }


def test_members_right_of_their_teams_are_theirs(data: DataDir) -> None:
    rows = "1|Mường Ảng|5|40|2|60\n2|Nậm Pồ|7|60|1|30"
    answer = read(data, f"{HEAD}TT|Huyện|Tổ truyền thông cộng đồng|Số thành viên|{CLUBS}|Số thành viên\n{rows}")
    assert answer.figures == {TTT: 12, CLB: 3, "thanh-vien-to-truyen-thong": 100, "thanh-vien-clb": 90}
    assert answer.account[2] == 0


def test_of_which_right_of_those_who_take_part_is_of_these(data: DataDir) -> None:
    title = "HỘI LHPN TỈNH ĐIỆN BIÊN\nĐỐI THOẠI CHÍNH SÁCH NĂM 2023\n"
    head = "TT|Huyện|Số cuộc|Số người tham dự|Trong đó nữ|Trong đó người DTTS"
    read(data, f"{title}{head}\n1|Mường Ảng|2|120|70|118\n2|Nậm Pồ|1|66|40|50")
    read_facts = map(json.loads, data.run("facts").stdout.splitlines())
    assert {(fact["cell"][0], fact["indicator"]) for fact in read_facts} == {
        ("C", DTCS),
        *((column, "nguoi-du-doi-thoai") for column in "DEF"),
    }


@pytest.mark.parametrize("title", ["Số hộ", "Số thôn bản", "Số buổi sinh hoạt", "Số thành viên"])
def test_what_is_no_part_of_it_is_told(data: DataDir, title: str) -> None:
    answer = read(data, f"{HEAD}TT|Huyện|Tổ truyền thông cộng đồng|{title}\n1|Mường Ảng|5|40\n2|Nậm Pồ|7|60")
    assert answer.figures == {TTT: 12}
    assert answer.account[2] == 2


@pytest.mark.parametrize(("rest", "told"), [((1, 1), 0), ((2, 1), 2)])
def test_beside_named_rows_the_rest_is_a_part_where_it_adds_up(data: DataDir, rest: tuple[int, int], told: int) -> None:
    rows = f"1|Tổ truyền thông cộng đồng|9|5|3|{rest[0]}\n2|Đối thoại chính sách|7|4|2|{rest[1]}"
    answer = read(data, f"{HEAD}TT|Chỉ tiêu|Tổng số|NSTW|NSĐP|Khác\n{rows}")
    assert answer.figures == {TTT: 9, DTCS: 7}
    assert answer.account[2] == told
    assert ("parts-mismatch" in answer.rules) == (told > 0)


@pytest.mark.parametrize(
    "header", ["TT|Huyện|{}\n1|Mường Ảng|{}\n2|Nậm Pồ|{}", "Nội dung|{}\nKế hoạch|{}\nThực hiện|{}"]
)
def test_women_right_of_those_who_took_part_are_a_part_of_these(data: DataDir, header: str) -> None:
    columns = "Đối thoại chính sách|<|<\n^|{}Số cuộc|Số người tham dự|Trong đó nữ"
    beside = "^|" if header.startswith("TT") else ""
    read(data, HEAD + header.format(columns.format(beside), "5|300|200", "4|250|180"))
    told = [json.loads(line) for line in data.run("facts", "--format", "jsonl").stdout.splitlines()]
    women = [one for one in told if one["kind"] == "figure" and one["part"]]
    assert {one["indicator"] for one in women} == {"nguoi-du-doi-thoai"}
    assert {one["value"] for one in women} <= {180, 200}


def test_new_ones_right_of_the_members_are_no_part_of_these(data: DataDir) -> None:
    head = f"TT|Huyện|{CLUBS}|<|<\n^|^|Số CLB|Số thành viên|Trong đó mới thành lập"
    read(data, f"{HEAD}{head}\n1|Mường Ảng|5|100|2\n2|Nậm Pồ|7|150|3")
    told = [json.loads(line) for line in data.run("facts", "--format", "jsonl").stdout.splitlines()]
    assert {one["indicator"] for one in told if one["part"]} == {CLB}
