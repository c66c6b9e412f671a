"""The names of rows: an indicator by its whole name, or another thing; what words beside the name say of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import CLB, DTCS, HEAD, TTT, VON, read

if TYPE_CHECKING:
    from conftest import DataDir

DCTC, GSDG, MEMBERS, PEOPLE = (
    "dia-chi-tin-cay",
    "giam-sat-danh-gia-bdg",
    "thanh-vien-to-truyen-thong",
    "nguoi-du-giam-sat-danh-gia",
)
ONE = "STT|Chỉ tiêu|Luỹ kế\n1|{}|90"


@pytest.mark.parametrize(
    "name",
    [
        "Địa chỉ tin cậy còn thiếu so với kế hoạch",
        "Nhu cầu thành lập địa chỉ tin cậy",
        "Địa chỉ tin cậy tại cộng đồng của Dự án 7",
        "Người phụ trách địa chỉ tin cậy",
        "Số điện thoại địa chỉ tin cậy",
        "Trường có CLB Thủ lĩnh",
        "Số trường THCS thành lập CLB Thủ lĩnh",
        "Số thôn, bản đặc biệt khó khăn thành lập tổ truyền thông",
        "Tồn tại địa chỉ tin cậy",
        "CLB Thủ lĩnh tăng so với năm trước",
        "Số tiền địa chỉ tin cậy",
        "Giá trị tổ truyền thông",
        "Dự án địa chỉ tin cậy",
        "Thời gian đối thoại chính sách",
    ],
)
def test_a_word_of_a_header_beside_a_name_makes_it_another_thing(data: DataDir, name: str) -> None:
    answer = read(data, HEAD + ONE.format(name))
    assert answer.figures == {}
    assert answer.rules == {"unmatched-row"}


@pytest.mark.parametrize(
    ("name", "indicator"),
    [
        ("Luỹ kế số cuộc đối thoại", DTCS),
        ("Luỹ kế số tổ truyền thông cộng đồng được thành lập", TTT),
        ("Luỹ kế tổ/nhóm sinh kế có phụ nữ làm chủ", "to-sinh-ke-4-0"),
        ("Chỉ tiêu: Tổ truyền thông cộng đồng", TTT),
        ("Hiện có CLB Thủ lĩnh", CLB),
        ("Tập huấn giám sát, đánh giá bình đẳng giới năm 2023", GSDG),
        ("Câu lạc bộ Thủ lĩnh của sự thay đổi trong các trường THCS", CLB),
        ("CLB Thủ lĩnh của sự thay đổi²", CLB),
        ("Đối thoại chính sách, cuộc", DTCS),
        ("Đối thoại chính sách tại cấp xã và cụm thôn, bản ĐBKK", DTCS),
        ("Tổ TK&VV thôn bản", "to-tiet-kiem-vay-von"),
        ("ĐC tin cậy", DCTC),
        ("TH giám sát, đánh giá BĐG", GSDG),
        ("Thành lập mới, nâng cao năng lực và hỗ trợ hoạt động CLB Thủ lĩnh của sự thay đổi", CLB),
        ("Nâng cao năng lực cho cán bộ nữ DTTS cấp huyện, xã", "can-bo-nu-dtts"),
        ("Giải ngân vốn Dự án 8", "von-giai-ngan"),
    ],
)
def test_words_that_speak_of_the_number_leave_the_name_as_it_is(data: DataDir, name: str, indicator: str) -> None:
    assert read(data, f"{HEAD}STT|Chỉ tiêu|Kết quả\n1|{name}|90").figures == {indicator: 90}


def test_the_time_in_a_rows_name_is_that_of_its_number(data: DataDir) -> None:
    rows = "1|Đối thoại chính sách năm 2022|5\n2|Đối thoại chính sách năm 2023|7\n"
    rows += "3|Kế hoạch đối thoại chính sách năm 2024|9"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Kết quả\n{rows}")
    assert [source["cell"] for source in answer.rows[DTCS]["actual_sources"]] == ["C4", "C5"]
    assert answer.account[2] == 0


def test_a_name_with_its_number_is_told_as_it_is_printed(data: DataDir) -> None:
    rows = "1|Phấn đấu thành lập 540 tổ truyền thông|tổ|512\n2|Tổ chức 140 cuộc đối thoại|cuộc|90"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|Luỹ kế\n{rows}")
    (told,) = answer.about("unmatched-row")
    assert answer.figures == {DTCS: 90}
    assert "Phấn đấu thành lập 540 tổ truyền thông" in told["message"]


@pytest.mark.parametrize("things", ["Số thôn có tổ truyền thông", "Số xã có tổ truyền thông cộng đồng"])
def test_a_column_of_things_that_have_what_is_counted_counts_these(data: DataDir, things: str) -> None:
    table = f"STT|Huyện|{things}|Số tổ truyền thông\n1|Mường Ảng|7|8\n2|Tuần Giáo|5|9\n|Tổng|12|17"
    answer = read(data, HEAD + table)
    assert (answer.figures, answer.places("unmatched-number")) == ({TTT: 17}, ["C4:C6"])


def test_a_part_goes_on_below_the_first_one_that_says_that_they_are_parts(data: DataDir) -> None:
    rows = "1|Tổ truyền thông|tổ|54\n|Số thành viên|người|432\n|Trong đó: Nam|người|130\n|Nữ|người|302"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|Luỹ kế\n{rows}")
    assert (answer.figures, answer.account) == ({TTT: 54, MEMBERS: 432}, (4, 1, 0))


# What stands right of an indicator's name.


def test_a_measure_right_of_the_name_counts_in_the_first_row_too(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|Nội dung|ĐVT|Năm 2022|Năm 2023\n"
    table += "1|Đối thoại chính sách|KH|cuộc|50|40\n^|^|TH|^|30|20\n^|^|%|%|60|50"
    answer = read(data, HEAD + table)
    assert answer.figures == {DTCS: 50}
    assert [source["cell"] for source in answer.rows[DTCS]["actual_sources"]] == ["E5", "F5"]
    assert "unit-mismatch" not in answer.rules


@pytest.mark.parametrize("title", ["Chi tiết", "Chỉ số", "Nội dung"])
def test_parts_right_of_the_name_are_no_wholes(data: DataDir, title: str) -> None:
    rows = "1|Tổ truyền thông cộng đồng|Thành lập mới|40\n^|^|Củng cố|500\n^|^|Tổng số|540\n"
    rows += "^|^|Số thành viên|4500\n^|^|Trong đó nữ|3000"
    answer = read(data, f"{HEAD}STT|Mô hình|{title}|Luỹ kế\n{rows}")
    assert answer.figures == {TTT: 540, MEMBERS: 4500}
    assert answer.account[2] == 0


def test_what_nobody_understands_right_of_the_name_is_told(data: DataDir) -> None:
    answer = read(data, f"{HEAD}STT|Mô hình|Nội dung|Luỹ kế\n1|Tổ truyền thông|Số tổ|540\n^|^|Kinh phí hỗ trợ|300")
    assert answer.figures == {TTT: 540}
    assert answer.places("unmatched-row") == ["D5"]


# Rows that narrow the rows above them.


def test_a_part_narrows_the_people_above_it_not_the_events(data: DataDir) -> None:
    rows = "1|Tập huấn giám sát, đánh giá|lớp|32\n|+ Số học viên|người|1280\n|+ Trong đó nữ|người|900"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|Luỹ kế\n{rows}")
    assert answer.figures == {GSDG: 32, PEOPLE: 1280}
    assert "unit-mismatch" not in answer.rules


def test_what_stands_below_an_unknown_item_is_its_own(data: DataDir) -> None:
    rows = "1|Địa chỉ tin cậy|địa chỉ|50\n|- Tổ phản ứng nhanh|tổ|20\n|+ Thành lập mới|tổ|15\n2|CLB Thủ lĩnh|CLB|85"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|Luỹ kế\n{rows}")
    assert answer.figures == {DCTC: 50, CLB: 85}
    assert answer.places("unmatched-row") == ["D5", "D6"]


@pytest.mark.parametrize("total", ["Tổng số mô hình", "Tổng cộng mô hình"])
def test_a_total_of_things_counted_alike_is_none_of_them(data: DataDir, total: str) -> None:
    rows = f"1|Tổ truyền thông|540\n2|Địa chỉ tin cậy|50\n|{total}|590"
    answer = read(data, f"{HEAD}STT|Nội dung|Luỹ kế\n{rows}")
    assert answer.figures == {TTT: 540, DCTC: 50}
    assert answer.places("unmatched-row") == ["C6"]


def test_a_percentage_below_an_indicator_is_counted_in_percent(data: DataDir) -> None:
    data.targets("Điện Biên", {"indicator": DTCS, "target": 100})
    rows = "1|Đối thoại chính sách|cuộc|90\n|- Tỷ lệ|%|90"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|Kết quả\n{rows}")
    assert answer.figures == {DTCS: 90}
    assert "unit-mismatch" not in answer.rules


def test_sources_of_money_as_rows_are_parts_of_each_column(data: DataDir) -> None:
    rows = "1|Ngân sách trung ương|12000|9600\n2|Ngân sách địa phương|1200|1200\n|Tổng cộng|13200|10800"
    answer = read(data, f"{HEAD}STT|Nguồn vốn|Vốn được giao|Đã giải ngân\n{rows}")
    assert answer.figures == {VON: 13200, "von-giai-ngan": 10800}


@pytest.mark.parametrize("unit", ["tổ, CLB, cuộc", "tổ/CLB/cuộc"])
def test_a_unit_of_several_things_fits_each_of_them(data: DataDir, unit: str) -> None:
    rows = "1|Tổ truyền thông|540\n2|CLB Thủ lĩnh|85\n3|Đối thoại chính sách|90"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Luỹ kế ({unit})\n{rows}")
    assert answer.figures == {TTT: 540, CLB: 85, DTCS: 90}


@pytest.mark.parametrize("title", ["Số lớp (cuộc)", "Số cuộc (lớp)", "Số cuộc/lớp"])
def test_two_nouns_of_events_count_either(data: DataDir, title: str) -> None:
    rows = "1|Đối thoại chính sách|30\n2|Tập huấn giám sát, đánh giá|8"
    assert read(data, f"{HEAD}STT|Nội dung|{title}\n{rows}").figures == {DTCS: 30, GSDG: 8}


@pytest.mark.parametrize("written", ["8 lớp/320 học viên", "8 lớp cho 320 học viên", "Tổ chức 8 lớp với 320 học viên"])
def test_people_beside_events_in_one_cell_are_no_events(data: DataDir, written: str) -> None:
    answer = read(data, f"{HEAD}STT|Nội dung|Kết quả\n1|Tập huấn giám sát, đánh giá|{written}", scaled=True)
    assert answer.figures == {GSDG: 8}


FIELDS = """
name: Nông nghiệp
phase: {name: giai đoạn 2021-2025, start: 2021-01-01, end: 2025-12-31, active_years: [2022, 2023]}
indicators:
  - {id: lua-dien-tich, name: Diện tích lúa, unit: ha, kind: flow}
  - {id: lua-san-luong, name: Sản lượng lúa, unit: tấn, kind: flow}
  - {id: ngo-dien-tich, name: Diện tích ngô, unit: ha, kind: flow}
"""


def test_a_row_names_an_indicator_together_with_the_section_over_it(data: DataDir) -> None:
    (data.root / "programme.yaml").write_text(FIELDS, encoding="utf-8")
    rows = "1|Lúa\n|Diện tích|ha|51\n|Năng suất|tạ/ha|55\n|Sản lượng|tấn|280\n"
    rows += "2|Ngô\n|- Diện tích|ha|28\n|- Sản lượng|tấn|84"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|Kết quả\n{rows}")
    assert answer.figures == {"lua-dien-tich": 51, "lua-san-luong": 280, "ngo-dien-tich": 28}
    assert answer.places("unmatched-row") == ["D6", "D10"]


def test_what_an_indicator_costs_is_no_money_of_the_province(data: DataDir) -> None:
    rows = "1|Đối thoại chính sách|cuộc|9\n|- Kinh phí|triệu đồng|450\n2|Kinh phí|triệu đồng|700"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|Kết quả\n{rows}", scaled=True)
    assert (answer.figures, answer.places("unmatched-row")) == ({DTCS: 9, "kinh-phi": 700}, ["D5"])


@pytest.mark.parametrize("mark", ["1.1", ""])
def test_nor_is_what_stands_below_it_in_the_list(data: DataDir, mark: str) -> None:
    rows = f"1|Đối thoại chính sách|cuộc|9\n{mark}|Kinh phí thực hiện|triệu đồng|450\n2|Tổ truyền thông|tổ|7"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|Luỹ kế\n{rows}")
    assert answer.figures == {DTCS: 9, TTT: 7}
    assert answer.places("unmatched-row") == ["D5"]


def test_money_below_the_whole_list_is_the_provinces(data: DataDir) -> None:
    rows = "1|Đối thoại chính sách|cuộc|9\n2|Tổ truyền thông|tổ|7\n|Kinh phí|triệu đồng|450"
    assert read(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|Luỹ kế\n{rows}").figures == {DTCS: 9, TTT: 7, "kinh-phi": 450}


@pytest.mark.parametrize("paper", ["12/KH-BTV ngày 03/5/2023", "Kế hoạch số 12/KH-BTV", "QĐ 15/QĐ-UBND"])
def test_a_column_of_papers_names_no_rows(data: DataDir, paper: str) -> None:
    rows = f"1|Đối thoại chính sách|{paper}|9\n2|Tổ truyền thông|{paper}|54"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Văn bản thực hiện|Luỹ kế\n{rows}")
    assert (answer.figures, answer.account) == ({DTCS: 9, TTT: 54}, (2, 2, 0))


@pytest.mark.parametrize(
    ("above", "beside", "unit"),
    [
        ("Tổ truyền thông", "Số tổ, nhóm", "tổ"),
        ("Tổ truyền thông", "Số lượng cán bộ", "người"),
        ("Câu lạc bộ thủ lĩnh", "Số mô hình", "mô hình"),
        ("Câu lạc bộ thủ lĩnh", "Số hội viên phụ nữ", "người"),
        ("Đối thoại chính sách", "Số hội viên", "người"),
    ],
)
def test_a_row_beside_a_figure_that_counts_other_things_is_told(
    data: DataDir, above: str, beside: str, unit: str
) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|Luỹ kế\n1|{above}||12\n2|{beside}|{unit}|37")
    assert list(answer.figures.values()) == [12]
    assert "unmatched-row" in answer.rules


def test_below_a_name_without_figures_they_are_its_own(data: DataDir) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|Luỹ kế\n1|Tổ truyền thông||\n|Số mô hình|mô hình|37")
    assert answer.figures == {TTT: 37}


@pytest.mark.parametrize("title", ["Nguồn", "Nguồn kinh phí", "Nguồn vốn"])
def test_sources_of_money_below_their_total_are_its_parts(data: DataDir, title: str) -> None:
    rows = "|Tổng số|13200|10800\n1|Ngân sách trung ương|12000|9600\n2|Ngân sách địa phương|1200|1200"
    answer = read(data, f"{HEAD}(Đơn vị tính: triệu đồng)\nTT|{title}|Vốn được giao|Vốn đã giải ngân\n{rows}")
    assert (answer.figures[VON], answer.account[2]) == (13200, 0)


@pytest.mark.parametrize(
    ("first", "second"),
    [("Các chỉ tiêu đạt và vượt", "Các chỉ tiêu chưa đạt"), ("Chỉ tiêu vượt kế hoạch", "Chỉ tiêu không hoàn thành")],
)
def test_headings_that_judge_the_indicators_below_say_nothing_of_their_numbers(
    data: DataDir, first: str, second: str
) -> None:
    rows = f"I|{first}\n1|Đối thoại chính sách|50|51\nII|{second}\n1|Tổ truyền thông|540|500"
    answer = read(data, f"{HEAD}TT|Chỉ tiêu|Kế hoạch|Kết quả\n{rows}")
    assert answer.figures == {DTCS: 51, TTT: 500}
