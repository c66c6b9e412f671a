"""Several tables or sheets of one workbook, each about a place or a time of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import CLB, HEAD, TTT, read

if TYPE_CHECKING:
    from conftest import DataDir

TABLE = "STT|Chỉ tiêu|ĐVT|Luỹ kế\n1|Tổ truyền thông|tổ|{}\n2|Câu lạc bộ thủ lĩnh của sự thay đổi|CLB|{}\n"
FIVE, SIX = TABLE.format(5, 3), TABLE.format(6, 4)
DISTRICTS = ("Huyện Mường Ảng", "Huyện Tuần Giáo")


@pytest.mark.parametrize("second", [FIVE, SIX])
def test_a_sheet_for_each_district(data: DataDir, second: str) -> None:
    answer = read(data, HEAD + FIVE, HEAD + second, names=DISTRICTS)
    assert answer.figures[CLB] == 3 + (3 if second == FIVE else 4)
    assert {"rolled-up", "coverage-gap"} <= answer.rules
    assert "conflicting-reports" not in answer.rules


def test_a_sheet_of_the_province_beside_those_of_its_districts(data: DataDir) -> None:
    answer = read(data, HEAD + TABLE.format(12, 7), HEAD + FIVE, HEAD + SIX, names=("Tổng hợp", *DISTRICTS))
    assert answer.figures[CLB] == 7
    assert [finding["indicator"] for finding in answer.about("detail-mismatch")] == [TTT]  # 12 against 5 and 6


def test_communes_in_a_sheet_for_each_district_are_two_though_they_bear_one_name(data: DataDir) -> None:
    communes = "STT|Xã|Tổ truyền thông|Câu lạc bộ thủ lĩnh của sự thay đổi\n1|Thanh An|5|3\n2|Búng Lao|6|4"
    answer = read(data, HEAD + communes, HEAD + communes, names=DISTRICTS)
    assert answer.figures == {TTT: 22, CLB: 14}


@pytest.mark.parametrize("name", ["Xã ĐBKK", "Xã nghèo", "Huyện", "Biểu 1", "Thành phố", "Xà Hồ"])
def test_what_is_no_name_of_a_place(data: DataDir, name: str) -> None:
    answer = read(data, HEAD + FIVE, names=(name,))
    assert answer.figures[CLB] == 3
    assert "rolled-up" not in answer.rules


def test_a_sheet_that_is_named_otherwise_than_its_title(data: DataDir) -> None:
    answer = read(data, f"HỘI LHPN HUYỆN MƯỜNG ẢNG\n{HEAD}{FIVE}", names=("Huyện Tuần Giáo",))
    (told,) = answer.about("identity-mismatch")
    assert "“Huyện Tuần Giáo”" in told["message"]
    assert "HUYỆN MƯỜNG ẢNG" in told["message"]


def test_a_district_with_a_sheet_for_each_commune(data: DataDir) -> None:
    office = f"HỘI LHPN HUYỆN MƯỜNG ẢNG\n{HEAD}"
    answer = read(data, office + FIVE, office + SIX, names=("Xã Ẳng Cang", "Xã Búng Lao"))
    assert answer.figures == {TTT: 11, CLB: 7}
    assert "identity-mismatch" not in answer.rules


@pytest.mark.parametrize(
    "lines", [("I. Huyện Mường Ảng", "II. Huyện Tuần Giáo"), ("HUYỆN MƯỜNG ẢNG", "HUYỆN TUẦN GIÁO:")]
)
def test_a_table_for_each_district(data: DataDir, lines: tuple[str, str]) -> None:
    answer = read(data, f"{HEAD}{lines[0]}\n{FIVE}{lines[1]}\n{FIVE}")
    assert answer.figures[CLB] == 6
    assert len(answer.rows[CLB]["actual_sources"]) == 2


def test_a_table_of_the_province_and_one_of_a_district(data: DataDir) -> None:
    answer = read(data, f"{HEAD}{SIX}Trong đó: huyện Tuần Giáo\n{FIVE}")
    assert answer.figures[CLB] == 4


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (("Quý III", "Quý IV"), ("2023-09-30", "2023-12-31")),
        (("1. Quý III/2023", "2. Quý IV/2023"), ("2023-09-30", "2023-12-31")),
        (("Kết quả quý I:", "Kết quả quý II:"), ("2023-03-31", "2023-06-30")),
        (("Năm 2022", "Năm 2023"), ("2022-12-31", "2023-12-31")),
        (("Biểu 1: Kết quả thực hiện năm 2022", "Biểu 2: Kết quả năm 2023"), ("2022-12-31", "2023-12-31")),
        (("Số liệu đến 30/6/2023", "Số liệu đến 31/12/2023"), ("2023-06-30", "2023-12-31")),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_table_for_each_time(data: DataDir, lines: tuple[str, str], days: tuple[str, str], *, turned: bool) -> None:
    first, second = lines[::-1] if turned else lines
    for value, day in zip((3, 4), days[::-1] if turned else days, strict=True):
        answer = read(data, f"{HEAD}{first}\n{FIVE}\n{second}\n{SIX}", as_of=day)
        row = answer.rows[CLB]
        assert (row["actual"], row["observed_on"]) == (value, day)
    assert not answer.rules & {"conflicting-reports", "duplicate-area", "identity-mismatch"}


def test_a_time_without_its_year_is_asked_for(data: DataDir) -> None:
    answer = read(data, f"Tỉnh: Điện Biên\nQuý I\n{FIVE}\nQuý II\n{FIVE}")
    assert [finding["location"]["cell"] for finding in answer.about("unknown-period")] == ["A2", "A7"]
    assert answer.account == (0, 0, 8)


def test_the_title_stays_the_sheets_where_only_the_second_table_has_a_line(data: DataDir) -> None:
    answer = read(data, f"Tỉnh: Điện Biên\nKẾT QUẢ NĂM 2023\n{SIX}\nQuý II\n{FIVE}")
    assert answer.rows[CLB]["observed_on"] == "2023-12-31"
    assert answer.figures[CLB] == 4


@pytest.mark.parametrize("line", ["So với năm 2022", "Kế hoạch giao năm 2022", "Điện Biên, ngày 15 tháng 01 năm 2022"])
def test_a_line_that_says_more_than_a_time_is_none(data: DataDir, line: str) -> None:
    answer = read(data, f"{HEAD}{SIX}{line}\n{FIVE}")
    told = {finding["rule"] for finding in answer.document["findings"]}
    assert "conflicting-reports" in told or answer.figures[CLB] == 4


# Lines between a heading and its table, and headings above headings.

TEAMS, CLUBS = (
    f"STT|Chỉ tiêu|ĐVT|Luỹ kế\n1|{name}\n" for name in ("Tổ truyền thông|tổ|{}", "CLB thủ lĩnh của sự thay đổi|CLB|{}")
)


def teams(value: int) -> str:
    return TEAMS.format(value)


def clubs(value: int) -> str:
    return CLUBS.format(value)


@pytest.mark.parametrize(
    "between", ["Đơn vị tính: tổ", "|||Đơn vị tính: tổ", "Ghi chú: số liệu sơ bộ", "1. Truyền thông"]
)
def test_lines_between_a_heading_and_its_table(data: DataDir, between: str) -> None:
    lines = f"I. Huyện Mường Ảng\n{between}\n{teams(5)}II. Huyện Tuần Giáo\n{between}\n{teams(6)}"
    answer = read(data, HEAD + lines)
    assert answer.figures == {TTT: 11}
    assert "total-mismatch" not in answer.rules


def test_a_quarter_with_its_unit_below_it(data: DataDir) -> None:
    lines = f"Quý I\nĐơn vị tính: tổ\n{teams(5)}Quý II\nĐơn vị tính: tổ\n{teams(6)}"
    row = read(data, HEAD + lines, as_of="2023-12-31").rows[TTT]
    assert (row["actual"], row["observed_on"]) == (6, "2023-06-30")


@pytest.mark.parametrize(
    ("lines", "at_q1", "at_q2"),
    [
        ("Quý I\nHuyện Mường Ảng\n{}Huyện Tuần Giáo\n{}Quý II\nHuyện Mường Ảng\n{}Huyện Tuần Giáo\n{}", 5, 14),
        ("Huyện Mường Ảng\nQuý I\n{}Quý II\n{}Huyện Tuần Giáo\nQuý I\n{}Quý II\n{}", 8, 11),
    ],
)
def test_places_below_quarters_and_quarters_below_places(data: DataDir, lines: str, at_q1: int, at_q2: int) -> None:
    text = HEAD + lines.format(*(teams(value) for value in (2, 3, 6, 8)))
    assert read(data, text, as_of="2023-03-31").figures == {TTT: at_q1}
    assert read(data, text, as_of="2023-06-30").figures == {TTT: at_q2}


def test_one_quarter_above_all_places(data: DataDir) -> None:
    row = read(data, f"{HEAD}Quý I\nHuyện Mường Ảng\n{teams(2)}Huyện Tuần Giáo\n{teams(3)}").rows[TTT]
    assert (row["actual"], row["observed_on"]) == (5, "2023-03-31")


def test_a_table_without_a_line_goes_on_with_the_one_before(data: DataDir) -> None:
    lines = f"I. Huyện Mường Ảng\n{teams(5)}\n{clubs(3)}II. Huyện Tuần Giáo\n{teams(6)}"
    answer = read(data, HEAD + lines)
    assert answer.figures == {TTT: 11, CLB: 3}
    assert [f["indicator"] for f in answer.about("rolled-up")].count(CLB) == 1
    dated = read(data, f"{HEAD}I. Năm 2022\n{teams(5)}\n{clubs(3)}II. Năm 2023\n{teams(6)}")
    assert [dated.rows[name]["observed_on"] for name in (TTT, CLB)] == ["2023-12-31", "2022-12-31"]


@pytest.mark.parametrize("line", ["Toàn tỉnh", "III. Tổng hợp toàn tỉnh", "Cấp tỉnh"])
def test_a_line_of_the_province_ends_the_districts(data: DataDir, line: str) -> None:
    answer = read(data, f"{HEAD}I. Huyện Mường Ảng\n{teams(5)}II. Huyện Tuần Giáo\n{teams(6)}{line}\n{clubs(9)}")
    assert answer.figures == {TTT: 11, CLB: 9}
    assert CLB not in [finding["indicator"] for finding in answer.about("rolled-up")]


@pytest.mark.parametrize(
    "line",
    [
        "Ghi chú: chưa có số liệu của huyện Mường Ảng",
        "Nguồn: Báo cáo của huyện Mường Ảng",
        "Trong đó có 3 tổ tại xã Ẳng Tở",
        "* Mô hình điểm đặt tại huyện Mường Ảng",
        "Hội nghị sơ kết tổ chức tại thành phố Điện Biên Phủ",
        "Đề nghị UBND huyện Mường Ảng báo cáo bổ sung",
    ],
)
def test_a_note_that_names_a_place_is_no_heading(data: DataDir, line: str) -> None:
    answer = read(data, f"{HEAD}{teams(11)}{line}\n{clubs(4)}")
    assert answer.figures == {TTT: 11, CLB: 4}
    assert "rolled-up" not in answer.rules


@pytest.mark.parametrize(
    "lines",
    [
        ("1. TP Điện Biên Phủ", "2. Huyện Tuần Giáo"),
        ("1. Huyện Mường Ảng", "2. Tuần Giáo"),
        ("I. TX. Mường Lay", "II. H. Nậm Pồ"),
    ],
)
def test_however_a_district_is_written_above_its_table(data: DataDir, lines: tuple[str, str]) -> None:
    answer = read(data, f"{HEAD}{lines[0]}\n{teams(5)}{lines[1]}\n{teams(6)}")
    assert answer.figures == {TTT: 11}


def test_however_districts_are_written_as_names_of_sheets(data: DataDir) -> None:
    names = ("TP Điện Biên Phủ", "2. Huyện Mường Ảng", "H. Nậm Pồ")
    answer = read(data, *(HEAD + teams(value) for value in (5, 6, 7)), names=names)
    assert answer.figures == {TTT: 18}


def test_communes_by_lines_in_the_sheet_of_a_district(data: DataDir) -> None:
    text = f"{HEAD}Xã Thanh An\n{teams(5)}Xã Búng Lao\n{teams(6)}"
    answer = read(data, text, text, names=DISTRICTS)
    assert answer.figures == {TTT: 22}


def test_a_doubtful_title_of_one_sheet_leaves_another_the_times_of_its_columns(data: DataDir) -> None:
    own = "Tổ truyền thông\nSTT|Chỉ tiêu|ĐVT|Luỹ kế đến 31/12/2023\n1|Tổ truyền thông|tổ|8"
    dated = "KẾT QUẢ NĂM 2023\nSTT|Chỉ tiêu|ĐVT|Luỹ kế\n1|Câu lạc bộ thủ lĩnh của sự thay đổi|CLB|3"
    doubtful = "KẾT QUẢ ĐỢT 2 NĂM 2023\nSTT|Chỉ tiêu|ĐVT|Quý I năm 2023\n1|Đối thoại chính sách|cuộc|2"
    answer = read(data, own, dated, doubtful)
    assert answer.figures[TTT] == 8
