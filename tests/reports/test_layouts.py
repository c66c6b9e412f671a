"""Tables as offices draw them: what is read, from which cell, and what must never become a figure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl.styles import Font

from reports.grids import CLB, DTCS, HEAD, SDAT, TTT, VON, read

if TYPE_CHECKING:
    from openpyxl import Workbook

    from conftest import DataDir

WOMEN, COMMUNICATIONS = "can-bo-nu-dtts", "cuoc-truyen-thong"

HEADERS = {
    "two rows merged": """
STT|Chỉ tiêu|Đơn vị tính|Kế hoạch|<|Thực hiện|<|Ghi chú
^|^|^|Giai đoạn 2021-2025|Năm 2023|Trong kỳ|Luỹ kế từ đầu giai đoạn|^
1|Tổ truyền thông cộng đồng|tổ|540|200|150|494|
2|Đối thoại chính sách|cuộc|88|20|12|36|
""",
    "three rows merged": """
STT|Chỉ tiêu|Kết quả thực hiện|<|<|<
^|^|Năm 2023|<|Luỹ kế đến 31/12/2023|<
^|^|Kế hoạch|Thực hiện|Số lượng|Tỷ lệ (%)
1|Tổ truyền thông|200|150|494|95
2|Đối thoại chính sách|20|12|36|40
""",
    "four rows merged": """
STT|Chỉ tiêu|KẾT QUẢ|<|<|<
^|^|Thực hiện|<|<|<
^|^|Năm 2023|<|Luỹ kế|<
^|^|Quý III|Quý IV|từ đầu năm|từ đầu giai đoạn
1|Tổ truyền thông|10|12|150|494
2|Đối thoại chính sách|1|2|12|36
""",
    "words stacked over three rows": """
STT|Chỉ tiêu|Đơn vị|K.H|T.H|Luỹ kế
||tính|năm|năm|từ đầu
|||2023|2023|giai đoạn
1|Tổ truyền thông|tổ|200|150|494
2|Đối thoại chính sách|cuộc|20|12|36
""",
    "words stacked over five rows": """
S|Chỉ tiêu|Kế|Kết|Luỹ
T||hoạch|quả|kế từ
T||năm|thực|đầu
||2023|hiện năm|giai
|||2023|đoạn
1|Tổ truyền thông|200|150|494
2|Đối thoại chính sách|20|12|36
""",
    "unmerged parents": """
STT|Chỉ tiêu|Kế hoạch||Thực hiện|
||Giai đoạn|Năm 2023|Trong kỳ|Luỹ kế
1|Tổ truyền thông|540|200|150|494
2|Đối thoại chính sách|88|20|12|36
""",
    "columns numbered": """
STT|Chỉ tiêu|Thực hiện trong kỳ|Luỹ kế từ đầu giai đoạn
1|2|3|4
1|Tổ truyền thông|150|494
2|Đối thoại chính sách|12|36
""",
    "columns lettered": """
STT|Chỉ tiêu|Thực hiện trong kỳ|Luỹ kế từ đầu giai đoạn
A|B|1|2
1|Tổ truyền thông|150|494
2|Đối thoại chính sách|12|36
""",
    "columns numbered in brackets": """
STT|Chỉ tiêu|Kế hoạch năm|Thực hiện trong kỳ|Luỹ kế từ đầu giai đoạn|Tỷ lệ (%)
(1)|(2)|(3)|(4)|(5)|(6)=(4)/(3)
1|Tổ truyền thông|200|150|494|75
2|Đối thoại chính sách|20|12|36|60
""",
    "year as a number": """
STT|Chỉ tiêu|K.H|T.H|Luỹ kế
||2023|2023|
1|Tổ truyền thông|200|150|494
2|Đối thoại chính sách|20|12|36
""",
    "the form's own number in the title": """
STT|Chỉ tiêu|Trong kỳ (1)|Luỹ kế (2)|Tỷ lệ (3)=(2)/(1)
1|Tổ truyền thông|150|494|329.3
2|Đối thoại chính sách|12|36|300
""",
    "earlier years": """
STT|Chỉ tiêu|Thực hiện năm 2022|Thực hiện năm 2023|Luỹ kế đến 31/12/2023
1|Tổ truyền thông|344|150|494
2|Đối thoại chính sách|24|12|36
""",
    "the year and the phase": """
STT|Chỉ tiêu|Luỹ kế từ đầu năm|Luỹ kế từ đầu giai đoạn
1|Tổ truyền thông|150|494
2|Đối thoại chính sách|12|36
""",
    "nameless name column": """
STT||Đơn vị|Luỹ kế từ đầu giai đoạn
1|Tổ truyền thông|tổ|494
2|Đối thoại chính sách|cuộc|36
""",
    "no STT, other order": """
Luỹ kế từ đầu giai đoạn|Chỉ tiêu|Kế hoạch giai đoạn
494|Tổ truyền thông|540
36|Đối thoại chính sách|88
""",
    "a column for each district": """
STT|Chỉ tiêu|Luỹ kế từ đầu giai đoạn|<|<
^|^|Toàn tỉnh|Huyện Mường Chà|Huyện Tủa Chùa
1|Tổ truyền thông|494|200|294
2|Đối thoại chính sách|36|16|20
""",
    "district names below 'Chia theo huyện'": """
STT|Chỉ tiêu|Luỹ kế từ đầu giai đoạn|Chia theo huyện|<
^|^|^|Mường Chà|Tủa Chùa
1|Tổ truyền thông|494|200|294
2|Đối thoại chính sách|36|16|20
""",
    "plan and result of each district": """
STT|Chỉ tiêu|Toàn tỉnh|<|Huyện Mường Chà|<|<
^|^|Kế hoạch năm|Luỹ kế|Kế hoạch năm|Luỹ kế|Tỷ lệ %
1|Tổ truyền thông|540|494|250|200|80
2|Đối thoại chính sách|88|36|32|16|50
""",
    "places as rows, the total last": """
STT|Huyện|Tổ truyền thông|Đối thoại chính sách
1|Mường Chà|200|16
2|Tủa Chùa|294|20
|Tổng cộng|494|36
""",
    "places as rows, the total first": """
STT|Địa bàn|Tổ truyền thông|Đối thoại chính sách
|Toàn tỉnh|494|36
1|Mường Chà|200|16
2|Tủa Chùa|294|20
""",
    "districts and communes as rows": """
STT|Huyện|Xã|Tổ truyền thông|Đối thoại chính sách
1|Mường Chà|Huổi Lèng|100|8
||Sá Tổng|100|8
2|Tủa Chùa|Mường Báng|294|20
|Tổng cộng||494|36
""",
    "indicators over their measures": """
STT|Huyện|Tổ truyền thông|<|<|Đối thoại chính sách|<|<
^|^|Kế hoạch|Thực hiện|Tỷ lệ %|KH|TH|%
1|Mường Chà|100|200|200|32|16|50
2|Tủa Chùa|440|294|66.8|56|20|35.7
|Tổng cộng|540|494|91.5|88|36|40.9
""",
    "measures as rows": """
STT|Nội dung|Tổ truyền thông|Đối thoại chính sách
1|Kế hoạch|540|88
2|Thực hiện|494|36
3|Tỷ lệ %|91.5|40.9
""",
}


@pytest.mark.parametrize("table", HEADERS.values(), ids=HEADERS.keys())
def test_the_same_figures_are_read_however_the_header_is_drawn(data: DataDir, table: str) -> None:
    answer = read(data, f"{HEAD}Số liệu đến ngày: 31/12/2023\n\n{table.strip()}")
    assert answer.figures == {TTT: 494, DTCS: 36}
    assert answer.account[2] == 0
    assert not {f["rule"] for f in answer.document["findings"] if f["severity"] == "error"}


ADMINISTRATIVE = """
HỘI LHPN TỈNH ĐIỆN BIÊN|||CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM|<
BAN CHẤP HÀNH|||Độc lập - Tự do - Hạnh phúc|<
|||Điện Biên, ngày 05 tháng 7 năm 2024|<
BÁO CÁO KẾT QUẢ THỰC HIỆN DỰ ÁN 8 6 THÁNG ĐẦU NĂM 2024|<|<|<|<
(Kèm theo Báo cáo số 125/BC-BTV ngày 05/7/2024)|<|<|<|<

STT|Chỉ tiêu|Đơn vị tính|Thực hiện trong kỳ|Luỹ kế từ đầu giai đoạn
1|Tổ truyền thông|tổ|50|494
2|CLB|CLB|8|85

||Nơi nhận:||TM. BAN THƯỜNG VỤ
||- TW Hội;||CHỦ TỊCH
(1) Số liệu tính đến hết tháng 6/2024
"""


@pytest.mark.parametrize("between", ["", "\n|", "\nKHÓ KHĂN, VƯỚNG MẮC"])
def test_a_list_of_difficulties_below_the_numbers_is_not_of_the_table(data: DataDir, between: str) -> None:
    table = "STT|Xã|Đối thoại chính sách|Tập huấn lồng ghép giới\n1|Mường Pồn|2|3\n2|Na Ư|1|2\n|Tổng|3|5"
    below = "TT|Nội dung|Đề xuất\n1|Vốn giao chậm|Bổ sung 500 triệu\n2|Thiếu cán bộ|Tập huấn lại"
    answer = read(data, f"{HEAD}{table}{between}\n{below}")
    assert answer.figures[DTCS] == 3
    assert "not-a-number" not in answer.rules


def test_a_report_with_emblem_title_and_signatures_tells_province_and_period_in_its_title(data: DataDir) -> None:
    answer = read(data, ADMINISTRATIVE)
    assert answer.figures == {TTT: 494, CLB: 85}
    assert {row["observed_on"] for row in answer.rows.values()} == {"2024-06-30"}
    assert answer.account == (4, 2, 0)


def test_the_period_may_stand_in_the_titles_of_columns_alone(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|Kế hoạch năm 2024|Thực hiện 6 tháng đầu năm 2024|Luỹ kế đến 30/6/2024\n1|CLB|20|12|48"
    answer = read(data, f"Tỉnh: Điện Biên\n{table}")
    assert (answer.figures, answer.rows[CLB]["observed_on"]) == ({CLB: 48}, "2024-06-30")


SECTIONS = """
STT|Chỉ tiêu|ĐVT|Kế hoạch giai đoạn|Thực hiện trong kỳ|Luỹ kế từ đầu giai đoạn
A|NỘI DUNG 1|||
I|Truyền thông|||
1|Tổ truyền thông cộng đồng|tổ|540|40|494
|Trong đó:|||
|- Thành lập mới|"|500|30|400
|- Củng cố|"|40|10|94
1.1|Tập huấn lồng ghép giới (Chương trình 2)|lớp||66|77
II|Nội dung 3|||
1|CLB thủ lĩnh|CLB|90|9|85
|Trong đó: tại trường THCS|nt||5|50
+|Đối thoại chính sách|cuộc|88|12|36
-|Cán bộ nữ DTTS|người|200|33|44
|Chia ra|||
|Cấp huyện|người||10|20
|Cấp xã|người||23|24
"""


def test_sections_and_sub_rows_never_change_a_figure_and_are_kept(data: DataDir) -> None:
    answer = read(data, HEAD + SECTIONS.strip())
    assert answer.figures == {TTT: 494, CLB: 85, DTCS: 36, WOMEN: 44, "long-ghep-gioi-ct2": 77}
    assert answer.account == (20, 9, 0)


@pytest.mark.parametrize("total", ["Tổng cộng", "Cộng", "Tổng số"])
def test_a_total_over_different_indicators_is_no_part_of_the_last_one(data: DataDir, total: str) -> None:
    answer = read(data, f"{HEAD}{SECTIONS.strip()}\n|{total}||1006|198|600")
    assert answer.figures[WOMEN] == 44
    assert answer.places("unmatched-row") == ["D19:F19"]


def test_an_unknown_row_after_dashed_parts_is_told(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|Luỹ kế\n1|CLB|85\n|Trong đó:|\n|- THCS|50\n|Việc khác hẳn|99"
    answer = read(data, HEAD + table)
    assert answer.figures == {CLB: 85}
    assert answer.places("unmatched-row") == ["C7"]


BLOCK = "STT|Chỉ tiêu|Thực hiện trong kỳ|Luỹ kế từ đầu giai đoạn\n1|{}|{}|{}\n2|{}|{}|{}\n"


def test_a_table_cut_in_two_goes_on_below_the_repeated_header(data: DataDir) -> None:
    first, second = BLOCK.format(TTT, 50, 494, CLB, 8, 85), BLOCK.format(DTCS, 12, 36, WOMEN, 33, 44)
    answer = read(data, f"{HEAD}{first}\nTiếp theo\n{second}")
    assert answer.figures == {TTT: 494, CLB: 85, DTCS: 36, WOMEN: 44}
    assert answer.account == (8, 4, 0)


def test_every_sheet_of_a_workbook_is_read(data: DataDir) -> None:
    first, second = BLOCK.format(TTT, 50, 494, CLB, 8, 85), BLOCK.format(DTCS, 12, 36, WOMEN, 33, 44)
    answer = read(data, HEAD + first, second)
    assert answer.figures == {TTT: 494, CLB: 85, DTCS: 36, WOMEN: 44}
    assert answer.rows[DTCS]["actual_sources"][0]["sheet"] == "Biểu 2"


def test_the_total_of_a_sheet_of_places_settles_with_the_summary(data: DataDir) -> None:
    summary = "STT|Chỉ tiêu|Luỹ kế từ đầu giai đoạn\n1|Tổ truyền thông|60"
    answer = read(data, HEAD + summary, f"{HEAD}STT|Huyện|Tổ truyền thông\n1|A|10\n2|B|50\n|Tổng cộng|60")
    assert answer.figures == {TTT: 60}
    assert [source["sheet"] for source in answer.rows[TTT]["actual_sources"]] == ["Biểu 1"]


def hide(workbook: Workbook) -> None:
    page = workbook.worksheets[0]
    page.row_dimensions[5].hidden = True
    page.column_dimensions["D"].hidden = True


def test_hidden_rows_and_columns_are_read_and_told(data: DataDir) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Luỹ kế|Kế hoạch giai đoạn\n1|{TTT}|494|540\n2|{CLB}|85|90", change=hide)
    assert answer.figures == {TTT: 494, CLB: 85}
    (finding,) = answer.about("hidden-content")
    assert "dòng: 5" in finding["message"]
    assert "cột: D" in finding["message"]


MONTH_BESIDE_YEAR = """
STT|Chỉ tiêu|Tháng 12/2023|<|<|Luỹ kế từ đầu giai đoạn|<|<
^|^|Kế hoạch|Thực hiện|Tỷ lệ %|Kế hoạch|Thực hiện|Tỷ lệ %
1|Đối thoại chính sách|4|5|125|88|36|40.9
"""


def test_the_same_labels_under_two_parents_are_told_apart(data: DataDir) -> None:
    answer = read(data, f"{HEAD}{MONTH_BESIDE_YEAR.strip()}")
    assert answer.figures == {DTCS: 36}
    assert answer.account == (2, 5, 0)


# Units.


@pytest.mark.parametrize(
    ("table", "value"),
    [
        ("STT|Chỉ tiêu|ĐVT|Luỹ kế\n1|Vốn được giao|nghìn đồng|1500500", 1500.5),
        ("STT|Chỉ tiêu|ĐVT|Luỹ kế\n1|Vốn được giao|tỷ đồng|3.5", 3500),
        ("STT|Chỉ tiêu|Luỹ kế (tỷ đồng)\n1|Vốn được giao|3.5", 3500),
        ("||Đơn vị tính: nghìn đồng\nSTT|Chỉ tiêu|Luỹ kế\n1|Vốn được giao|1500500", 1500.5),
        ("||ĐVT:|triệu đồng\nSTT|Chỉ tiêu|Luỹ kế\n1|Vốn được giao|1500.5", 1500.5),
    ],
    ids=["unit column, nghìn", "unit column, tỷ", "unit in the title", "unit line", "unit line in two cells"],
)
def test_a_scale_is_applied_wherever_it_stands(data: DataDir, table: str, value: float) -> None:
    assert read(data, HEAD + table, scaled=True).figures == {VON: value}


@pytest.mark.parametrize("mark", ['"', "''", "nt", "-nt-", "”", "như trên"])
def test_a_ditto_mark_repeats_the_unit_above(data: DataDir, mark: str) -> None:
    table = f"STT|Chỉ tiêu|ĐVT|Luỹ kế\n1|{DTCS}|cuộc|20\n2|{COMMUNICATIONS}|{mark}|30\n3|{TTT}|{mark}|40"
    answer = read(data, HEAD + table.replace("''", "'''"))
    assert answer.figures == {DTCS: 20, COMMUNICATIONS: 30}
    assert answer.places("unit-mismatch") == ["C6:D6"]


# What must not be read.

NO_FIGURE = {
    "plan": "STT|Chỉ tiêu|Kế hoạch năm\n1|CLB|77",
    "plan with its scope": "STT|Chỉ tiêu|Kế hoạch\n||giai đoạn 2021-2025\n1|CLB|77",
    "cumulative plan": "STT|Chỉ tiêu|Luỹ kế kế hoạch\n1|CLB|77",
    "period before": "STT|Chỉ tiêu|Kỳ trước\n1|CLB|77",
    "cumulative of the period before": "STT|Chỉ tiêu|Luỹ kế kỳ trước\n1|CLB|77",
    "same period of last year": "STT|Chỉ tiêu|Cùng kỳ năm trước\n1|CLB|77",
    "result of last year's same period": "STT|Chỉ tiêu|Thực hiện cùng kỳ 2022\n1|CLB|77",
    "later period": "STT|Chỉ tiêu|Thực hiện năm 2024\n1|CLB|77",
    "later date": "STT|Chỉ tiêu|Luỹ kế đến 30/06/2024\n1|CLB|77",
    "estimate of a later year": "STT|Chỉ tiêu|Ước thực hiện năm 2024\n1|CLB|77",
    "a day that doesn't exist": "STT|Chỉ tiêu|Luỹ kế đến 31/02/2023\n1|CLB|77",
    "rest to do": "STT|Chỉ tiêu|Còn phải thực hiện\n1|CLB|77",
    "not done": "STT|Chỉ tiêu|Chưa thực hiện\n1|CLB|77",
    "percentage": "STT|Chỉ tiêu|Tỷ lệ thực hiện (%)\n1|CLB|77",
    "bare 'Đạt', which may be a percentage": "STT|Chỉ tiêu|Kế hoạch năm|Đạt\n1|CLB|70|77",
    "increase": "STT|Chỉ tiêu|Tăng/giảm\n1|CLB|77",
    "note": "STT|Chỉ tiêu|Ghi chú (thực hiện)\n1|CLB|77",
    "two columns of one meaning": "STT|Chỉ tiêu|Luỹ kế|Lũy kế\n1|CLB|77|78",
    "allotment": "BIỂU PHÂN BỔ CHỈ TIÊU\nSTT|Chỉ tiêu|Tổng số|Huyện A|Huyện B\n1|CLB|77|40|37",
    "allotment by place": "KẾ HOẠCH THỰC HIỆN DỰ ÁN 8\nSTT|Huyện|CLB|Tổ truyền thông\n1|A|70|7\n|Tổng cộng|77|8",
    "no header at all": "1|CLB|77\n2|Tổ truyền thông|494",
}


@pytest.mark.parametrize("table", NO_FIGURE.values(), ids=NO_FIGURE.keys())
def test_what_is_no_result_is_never_read_as_one(data: DataDir, table: str) -> None:
    answer = read(data, HEAD + table)
    assert answer.figures == {}
    assert answer.account[0] == 0


def test_quarters_that_say_nothing_else_are_results_of_these_quarters(data: DataDir) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Quý I|Quý II|Quý III|Quý IV\n1|{DTCS}|1|2|3|71")
    assert (answer.figures, answer.account[0]) == ({DTCS: 77}, 4)


BESIDE = ["Kỳ trước", "Cùng kỳ năm 2022", "Luỹ kế kế hoạch", "Thực hiện năm 2024", "Ước thực hiện năm 2024", "Đạt (%)"]


@pytest.mark.parametrize("title", [*BESIDE, "So sánh", "Còn lại", "Ghi chú: thực hiện luỹ kế", "Kế hoạch năm 2024"])
def test_such_a_column_beside_a_result_changes_nothing(data: DataDir, title: str) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|{title}|Thực hiện trong năm\n1|{DTCS}|77|12")
    assert answer.figures == {DTCS: 12}
    assert answer.account[0] == 1


def test_an_estimate_of_the_own_period_is_a_figure_with_its_word(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|Cùng kỳ năm 2022|Ước thực hiện năm 2023\n1|CLB|22|36"
    answer = read(data, f"{HEAD}{table}".replace("CLB", COMMUNICATIONS))
    assert answer.figures == {COMMUNICATIONS: 36}
    assert answer.rows[COMMUNICATIONS]["qualifier"] == "about"


def test_an_estimate_beside_a_result_inside_its_time_is_a_forecast(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|Thực hiện 9 tháng năm 2023|Ước thực hiện năm 2023\n1|Đối thoại chính sách|22|36"
    answer = read(data, HEAD + table)
    assert (answer.figures, answer.account) == ({DTCS: 22}, (1, 1, 1))
    assert "sheet-set-aside" in answer.rules


def test_working_columns_and_stray_cells_are_reported(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|Luỹ kế||\n1|Tổ truyền thông|494||17\n2|CLB|85||18.5\n\n|||999"
    answer = read(data, HEAD + table)
    assert answer.figures == {TTT: 494, CLB: 85}
    assert answer.account == (2, 2, 3)
    assert answer.places("unmatched-number") == ["E4", "E5", "D7"]


def test_header_words_in_a_note_below_begin_no_table(data: DataDir) -> None:
    table = f"STT|Chỉ tiêu|Luỹ kế|Ghi chú\n1|{CLB}|85|\nGhi chú: Chỉ tiêu, thực hiện, luỹ kế\n2|{TTT}|494|"
    assert read(data, HEAD + table).figures == {CLB: 85, TTT: 494}


def test_columns_of_parts_are_kept_beside_the_whole(data: DataDir) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Luỹ kế|Chia ra|<\n^|^|^|Nam|Nữ\n1|{WOMEN}|30|10|20")
    assert (answer.figures, answer.account) == ({WOMEN: 30}, (3, 1, 0))


def test_a_span_of_years_ends_with_its_last_year(data: DataDir) -> None:
    head = "Tỉnh: Điện Biên\nKỳ báo cáo: 6 tháng đầu năm 2024\n"
    table = "STT|Chỉ tiêu|Thực hiện giai đoạn 2021-2023|Thực hiện 6 tháng đầu năm 2024\n1|Đối thoại chính sách|36|10"
    answer = read(data, head + table)
    assert answer.figures == {DTCS: 46}
    assert [source["cell"] for source in answer.rows[DTCS]["actual_sources"]] == ["C4", "D4"]


@pytest.mark.parametrize("title", ["Luỹ kế đến 30/6", "Luỹ kế đến tháng 6", "Luỹ kế đến hết quý II", "Đến nay, luỹ kế"])
def test_a_date_without_its_year_takes_the_reports(data: DataDir, title: str) -> None:
    head = "Tỉnh: Điện Biên\nKỳ báo cáo: 6 tháng đầu năm 2024\n"
    answer = read(data, f"{head}STT|Chỉ tiêu|{title}\n1|CLB|77")
    assert (answer.figures, answer.rows[CLB]["observed_on"]) == ({CLB: 77}, "2024-06-30")


@pytest.mark.parametrize("title", ["Luỹ kế đến 30/9", "Luỹ kế đến quý IV/2023", "Luỹ kế từ đầu năm 2022"])
def test_a_date_that_is_not_the_reports_is_an_error(data: DataDir, title: str) -> None:
    head = "Tỉnh: Điện Biên\nKỳ báo cáo: 6 tháng đầu năm 2024\n"
    answer = read(data, f"{head}STT|Chỉ tiêu|{title}\n1|CLB|77")
    assert answer.figures == {}
    assert "identity-mismatch" in answer.rules


def test_quarters_below_a_result_of_a_year_are_those_of_the_year(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|Thực hiện năm 2023|<|<|<|<\n^|^|Quý I|Quý II|Quý III|Quý IV|Cả năm\n1|CLB|1|2|3|4|10\n"
    answer = read(data, HEAD + table.replace("CLB", DTCS))
    assert (answer.figures, answer.account[0]) == ({DTCS: 10}, 5)
    assert "period-sum-mismatch" not in answer.rules


# Plans and percentages.

PLANNED = "STT|Chỉ tiêu|Kế hoạch|Thực hiện|Tỷ lệ %\n1|Đối thoại chính sách|{}|12|{}"


@pytest.mark.parametrize(("plan", "percentage"), [(20, 60), (88, 13.6), (20, "'60%"), (88, 0.136)])
def test_an_unstated_plan_may_be_the_years_or_the_phases(data: DataDir, plan: int, percentage: object) -> None:
    data.targets("Điện Biên", {"indicator": DTCS, "target": 88, "annual_plan": {2023: 20}})
    answer = read(data, HEAD + PLANNED.format(plan, percentage))
    assert not {"plan-mismatch", "claim-mismatch"} & answer.rules


def test_an_unstated_plan_that_is_neither_is_told_and_the_percentage_agrees_with_its_own_row(data: DataDir) -> None:
    data.targets("Điện Biên", {"indicator": DTCS, "target": 88, "annual_plan": {2023: 20}})
    answer = read(data, HEAD + PLANNED.format(21, 57.1))
    assert answer.places("plan-mismatch") == ["C4"]
    assert not answer.about("claim-mismatch")


def test_a_percentage_of_nothing_that_stands_there_is_told(data: DataDir) -> None:
    data.targets("Điện Biên", {"indicator": DTCS, "target": 88, "annual_plan": {2023: 20}})
    assert read(data, HEAD + PLANNED.format(20, 75)).places("claim-mismatch") == ["E4"]


def test_the_plan_of_a_part_of_the_phase_is_not_compared_with_the_phases(data: DataDir) -> None:
    data.targets("Điện Biên", {"indicator": DTCS, "target": 88})
    table = "STT|Chỉ tiêu|Kế hoạch giai đoạn 2021-2023|Luỹ kế\n1|Đối thoại chính sách|40|36"
    assert "plan-mismatch" not in read(data, HEAD + table).rules


PAST = "STT|Chỉ tiêu|Thực hiện năm 2023|Cùng kỳ năm trước|{}\n1|{}|36|24|{}\n2|{}|45|60|75\n3|{}|30|40|75"


@pytest.mark.parametrize("title", ["So sánh (%)", "Tỷ lệ so với cùng kỳ (%)", "%"])
def test_a_comparison_with_the_past_is_recomputed_from_it_and_not_from_the_target(data: DataDir, title: str) -> None:
    data.targets("Điện Biên", {"indicator": DTCS, "target": 88})
    names = (DTCS, WOMEN, COMMUNICATIONS)
    answer = read(data, HEAD + PAST.format(title, names[0], 150, *names[1:]))
    assert answer.account == (3, 9, 0)
    assert not answer.about("claim-mismatch")
    wrong = read(data, HEAD + PAST.format(title, names[0], 160, *names[1:]))
    assert wrong.places("claim-mismatch") == ["E4"]


def test_plans_and_percentages_of_a_district_are_not_the_provinces(data: DataDir) -> None:
    data.targets("Điện Biên", {"indicator": TTT, "target": 540, "annual_plan": {2023: 540}})
    table = HEADERS["plan and result of each district"].strip()
    answer = read(data, HEAD + table)
    assert not {"plan-mismatch", "claim-mismatch"} & answer.rules
    assert read(data, HEAD + table.replace("|80", "|81")).places("claim-mismatch") == ["G5"]


def test_a_rate_is_read_from_its_own_row(data: DataDir) -> None:
    table = f"STT|Chỉ tiêu|ĐVT|Kế hoạch năm|Luỹ kế|Tỷ lệ %\n1|{SDAT}|%|80|75|93.8\n2|{CLB}|CLB|90|85|94.4"
    answer = read(data, HEAD + table)
    assert answer.figures == {SDAT: 75, CLB: 85}


def in_font(name: str) -> object:
    def change(workbook: Workbook) -> None:
        for row in workbook.worksheets[0].iter_rows():
            for cell in row:
                cell.font = Font(name=name)

    return change


TCVN3_TABLE = """
TØnh: §iÖn Biªn
Kú b¸o c¸o: N¨m 2023
STT|ChØ tiªu|§¬n vÞ tÝnh|Luü kÕ tõ ®Çu giai ®o¹n
1|Tæ truyÒn th«ng céng ®ång|tæ|494
2|§èi tho¹i chÝnh s¸ch|cuéc|36
"""


@pytest.mark.parametrize("font", [".VnTime", ".VnTimeH", "Arial"])
def test_text_in_tcvn3_is_read(data: DataDir, font: str) -> None:
    assert read(data, TCVN3_TABLE, change=in_font(font)).figures == {TTT: 494, DTCS: 36}


def test_dates_are_no_numbers(data: DataDir) -> None:
    def change(workbook: Workbook) -> None:
        workbook.worksheets[0]["D5"] = date(2023, 1, 2)

    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Luỹ kế|Ghi chú\n1|{CLB}|85|", change=change)
    assert answer.account == (1, 1, 0)


MONEY = "Đơn vị tính: nghìn đồng\n\nHuyện|{}\nMường Ảng|10000|{}\nTủa Chùa|6000|{}"


@pytest.mark.parametrize(
    ("table", "figures"),
    [
        (MONEY.format("Vốn giải ngân|Vốn được giao", 20000, 8000), {"von-giai-ngan": 16, VON: 28}),
        (MONEY.format("Vốn giải ngân|Tổ truyền thông", 2, 3), {"von-giai-ngan": 16, TTT: 5}),
        ("Huyện|Vốn giải ngân (nghìn đồng)|Tổ truyền thông (tổ)\nMường Ảng|16000|5", {"von-giai-ngan": 16, TTT: 5}),
        ("Huyện|Vốn giải ngân (triệu đồng)\nMường Ảng|16", {"von-giai-ngan": 16}),
        (
            "Huyện|Vốn giải ngân (nghìn đồng)|<|Tổ truyền thông\n^|Kế hoạch|Thực hiện|^\nMường Ảng|20000|16000|5",
            {"von-giai-ngan": 16, TTT: 5},
        ),
        (
            "Huyện|Vốn giải ngân|<|Tổ truyền thông\n^|Kế hoạch|Thực hiện (nghìn đồng)|^\nMường Ảng|20000|16000|5",
            {"von-giai-ngan": 16, TTT: 5},
        ),
        ("Huyện|Tỷ lệ sinh đẻ an toàn (%)|Tổ truyền thông\nTổng cộng|80|5", {SDAT: 80, TTT: 5}),
    ],
    ids=["table", "table, of one", "column", "alone", "over measures", "at a measure", "percent"],
)
def test_the_unit_over_columns_of_indicators_counts(data: DataDir, table: str, figures: dict[str, int]) -> None:
    answer = read(data, HEAD + table, scaled=True)
    assert answer.figures == figures
    assert "unit-mismatch" not in answer.rules


@pytest.mark.parametrize(
    ("table", "cells", "figures"),
    [
        (
            "Huyện|Tổ truyền thông|<|CLB thủ lĩnh của sự thay đổi\n^|Kế hoạch|Luỹ kế (lượt người)|^\nA|10|9|2\nB|5|4|1",
            ["C5:C6"],
            {CLB: 3},
        ),
        (
            "Đơn vị tính: nghìn đồng\n\nHuyện|Tổ truyền thông|CLB thủ lĩnh của sự thay đổi\nA|10|2\nB|5|1",
            ["B6:B7", "C6:C7"],
            {},
        ),
    ],
)
def test_what_is_counted_otherwise_is_told_column_by_column(
    data: DataDir, table: str, cells: list[str], figures: dict[str, int]
) -> None:
    answer = read(data, HEAD + table)
    assert (sorted(answer.places("unit-mismatch")), answer.figures) == (cells, figures)


PARENT = "Huyện|{}|<\n^|Tổ truyền thông|Địa chỉ tin cậy\nMường Ảng|5|1\nTủa Chùa|5|1"


@pytest.mark.parametrize(
    "table",
    [
        PARENT.format("Chưa thực hiện"),
        PARENT.format("Dự kiến"),
        PARENT.format("Nhu cầu năm 2024"),
        PARENT.format("Được giao"),
        PARENT.format("Kế hoạch"),
        "STT|Nội dung|Kinh phí (triệu đồng)|<\n^|^|Kế hoạch|Thực hiện\nI|Tổ truyền thông|150|120",
        "STT|Chỉ tiêu|Kinh phí (đồng)|<\n^|^|KH|TH\nI|Vốn được giao|1500000000|1500000000",
    ],
)
def test_what_a_parent_takes_back_is_no_result_and_is_told(data: DataDir, table: str) -> None:
    answer = read(data, HEAD + table)
    assert answer.figures == {}
    assert answer.rules & {"unknown-layout", "unmatched-row", "unmatched-number", "sheet-set-aside"}


@pytest.mark.parametrize("parent", ["Kết quả", "Mô hình"])
def test_a_parent_that_says_nothing_of_its_own_leaves_the_results(data: DataDir, parent: str) -> None:
    assert read(data, HEAD + PARENT.format(parent)).figures == {TTT: 10, "dia-chi-tin-cay": 2}


HEADED = (
    "STT|Chỉ tiêu|ĐVT|Số lượng\nI|Kết quả năm 2023||\n1|Tổ truyền thông|tổ|8\nII|{}||\n1|Địa chỉ tin cậy|địa chỉ|50"
)


@pytest.mark.parametrize(
    ("section", "is_result"),
    [
        ("Kế hoạch năm 2024", False),
        ("Phương hướng năm 2024", False),
        ("CHỈ TIÊU GIAO", False),
        ("Kết quả thực hiện kế hoạch", True),
        ("Kế hoạch số 15/KH-HPN", True),
        ("Nội dung 2", True),
    ],
)
def test_rows_of_a_section_of_plans_are_no_results(data: DataDir, section: str, *, is_result: bool) -> None:
    answer = read(data, HEAD + HEADED.format(section))
    assert answer.figures == ({TTT: 8, "dia-chi-tin-cay": 50} if is_result else {TTT: 8})
    assert answer.places("unmatched-row") == ([] if is_result else ["D7"])


@pytest.mark.parametrize(
    ("line", "is_result"),
    [("II. KẾ HOẠCH NĂM 2024", False), ("II. KẾT QUẢ", True), ("(Kèm theo Kế hoạch số 15/KH-HPN)", True)],
)
def test_a_second_table_of_plans_is_no_result(data: DataDir, line: str, *, is_result: bool) -> None:
    first = "I. KẾT QUẢ\nSTT|Huyện|Tổ truyền thông\n1|Mường Ảng|9\n2|Tủa Chùa|8\n\n"
    second = "\nSTT|Huyện|Địa chỉ tin cậy\n1|Mường Ảng|3\n2|Tủa Chùa|4"
    answer = read(data, HEAD + first + line + second)
    assert answer.figures == ({TTT: 17, "dia-chi-tin-cay": 7} if is_result else {TTT: 17})


@pytest.mark.parametrize(
    ("title", "is_result"),
    [
        ("CHỈ TIÊU DỰ ÁN 8 NĂM 2023", False),
        ("NHU CẦU THỰC HIỆN DỰ ÁN 8 NĂM 2023", False),
        ("ĐỀ XUẤT THỰC HIỆN DỰ ÁN 8 NĂM 2023", False),
        ("KẾT QUẢ THỰC HIỆN CHỈ TIÊU DỰ ÁN 8 NĂM 2023", True),
        ("THỰC HIỆN CHỈ TIÊU DỰ ÁN 8 NĂM 2023", True),
    ],
)
def test_a_sheet_of_plans_by_any_title_is_no_report(data: DataDir, title: str, *, is_result: bool) -> None:
    answer = read(data, f"HỘI LHPN TỈNH ĐIỆN BIÊN\n{title}\nSTT|Chỉ tiêu|ĐVT|Số lượng\n1|Tổ truyền thông|tổ|9")
    assert answer.figures == ({TTT: 9} if is_result else {})
    assert ("sheet-set-aside" in answer.rules) is not is_result


@pytest.mark.parametrize(
    ("title", "name"),
    [("Chỉ tiêu", "Số tổ truyền thông cộng đồng được thành lập"), ("Mã", TTT), ("Nội dung", "Tổ TTCĐ")],
    ids=["name", "code", "abbreviation"],
)
def test_words_for_a_number_in_the_last_row_are_told_where_no_column_numbers_the_rows(
    data: DataDir, title: str, name: str
) -> None:
    first = CLB if title == "Mã" else "CLB thủ lĩnh của sự thay đổi"
    table = f"{title}|Luỹ kế từ đầu giai đoạn\n{first}|5\n{name}|vài chục\nNgười lập biểu|Thủ trưởng đơn vị"
    answer = read(data, HEAD + table)
    assert answer.figures == {CLB: 5}
    assert [finding["indicator"] for finding in answer.about("not-a-number")] == [TTT]
