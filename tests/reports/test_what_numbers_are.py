"""What the words over a column, the columns beside it and the lines above a table make of its numbers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reports.grids import CLB, DTCS, HEAD, SDAT, TTT, facts, read

if TYPE_CHECKING:
    from openpyxl import Workbook

    from conftest import DataDir

TEAMS, DIALOGUES = "Tổ truyền thông cộng đồng", "Đối thoại chính sách"


@pytest.mark.parametrize(
    ("opening", "end"),
    [
        ("Đầu năm", "Cuối năm"),
        ("Số đầu năm", "Số cuối năm"),
        ("Tồn đầu kỳ", "Tồn cuối kỳ"),
        ("Đầu năm 2023", "Cuối kỳ"),
    ],
)
def test_a_stock_is_what_there_is_at_the_end(data: DataDir, opening: str, end: str) -> None:
    answer = read(data, f"{HEAD}STT|Mô hình|{opening}|Tăng|Giảm|{end}\n1|{TEAMS}|60|5|3|62")
    assert (answer.figures, answer.account) == ({TTT: 62}, (1, 4, 0))


def test_days_are_no_results(data: DataDir) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Số lượng|Ngày\n1|{DIALOGUES}|5|'12/5")
    assert answer.figures == {DTCS: 5}
    assert "unmatched-number" not in answer.rules


def test_a_list_of_events_by_their_days_counts_none_of_them(data: DataDir) -> None:
    table = f"STT|Nội dung|Ngày|Số buổi|Số đại biểu\n1|{DIALOGUES}|'12/5|2|40\n2|{DIALOGUES}|'20/6|2|30"
    answer = read(data, HEAD + table)
    assert (answer.figures, answer.rules) == ({}, {"unknown-layout"})


def test_a_column_that_says_nothing_is_told(data: DataDir) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Trong|Kết quả\n1|{DIALOGUES}|5|6")
    assert (answer.figures, answer.places("unmatched-number")) == ({DTCS: 6}, ["C4"])


@pytest.mark.parametrize("number_format", ["mm/yyyy", "mmm-yy", '"Tháng "m/yyyy', "[$-42A]mm/yyyy"])
def test_a_date_without_its_day_over_a_column_is_a_month(data: DataDir, number_format: str) -> None:
    def date_columns(book: Workbook) -> None:
        for column, month in (("C", 1), ("D", 2)):
            book.worksheets[0][f"{column}3"] = date(2023, month, 1)
            book.worksheets[0][f"{column}3"].number_format = number_format

    head = "Tỉnh: Điện Biên\nKỳ báo cáo: Quý I/2023\n"
    answer = read(data, f"{head}STT|Chỉ tiêu|x|x|Tháng 3/2023\n1|{DIALOGUES}|3|4|5", change=date_columns)
    assert answer.figures == {DTCS: 12}
    assert [source["cell"] for source in answer.rows[DTCS]["actual_sources"]] == ["C4", "D4", "E4"]


def test_a_date_with_its_day_over_a_column_is_that_day(data: DataDir) -> None:
    def date_column(book: Workbook) -> None:
        book.worksheets[0]["C3"] = date(2023, 12, 31)
        book.worksheets[0]["C3"].number_format = "dd/mm/yyyy"

    answer = read(data, f"{HEAD}STT|Mô hình|x\n1|{TEAMS}|40", change=date_column)
    assert (answer.figures, answer.rows[TTT]["observed_on"]) == ({TTT: 40}, "2023-12-31")


@pytest.mark.parametrize(
    "title",
    [
        "DỰ BÁO KẾT QUẢ THỰC HIỆN DỰ ÁN 8 NĂM 2023",
        "DỰ KIẾN KẾT QUẢ NĂM 2023",
        "NHU CẦU NĂM 2023 (kèm theo Báo cáo kết quả năm 2022)",
        "CÁC CHỈ TIÊU CHƯA HOÀN THÀNH NĂM 2023",
    ],
)
def test_what_a_title_foretells_is_no_result(data: DataDir, title: str) -> None:
    answer = read(data, f"Tỉnh: Điện Biên\n{title}\nSTT|Chỉ tiêu|Số lượng\n1|{DIALOGUES}|28")
    assert (answer.figures, answer.rules) == ({}, {"sheet-set-aside"})


@pytest.mark.parametrize(
    "title",
    [
        "KẾT QUẢ THỰC HIỆN NĂM 2023 VÀ DỰ KIẾN KẾ HOẠCH NĂM 2024",
        "NHU CẦU VỐN VÀ KẾT QUẢ THỰC HIỆN NĂM 2023",
        "KẾT QUẢ NĂM 2023\n(Kèm theo Kế hoạch số 15/KH-BTV)",
    ],
)
def test_a_title_that_speaks_of_results_too_has_them(data: DataDir, title: str) -> None:
    answer = read(data, f"Tỉnh: Điện Biên\n{title}\nSTT|Chỉ tiêu|Số lượng\n1|{DIALOGUES}|28")
    assert answer.figures == {DTCS: 28}


def test_estimates_after_the_last_real_result_are_forecasts_and_told(data: DataDir) -> None:
    table = f"STT|Chỉ tiêu|TH 10 tháng|Ước TH 2 tháng cuối năm|Ước cả năm\n1|{DIALOGUES}|25|5|30"
    answer = read(data, HEAD + table)
    assert (answer.figures, answer.places("sheet-set-aside")) == ({DTCS: 25}, ["D4", "E4"])


def test_an_estimate_beside_last_years_result_is_this_years_with_its_word(data: DataDir) -> None:
    table = f"STT|Chỉ tiêu|TH 2022|KH 2023|ƯTH 2023|ƯTH 2023/KH 2023 (%)|KH 2024\n1|{DIALOGUES}|40|30|28|93|60"
    answer = read(data, HEAD + table)
    assert answer.figures == {DTCS: 68}
    assert (answer.rows[DTCS]["qualifier"], answer.places("claim-mismatch")) == ("about", [])


def test_an_empty_column_of_a_later_time_contradicts_nothing(data: DataDir) -> None:
    head = "Tỉnh: Điện Biên\nKỳ báo cáo: 9 tháng năm 2023\n"
    answer = read(data, f"{head}STT|Chỉ tiêu|Quý I|Quý II|Quý III|Quý IV\n1|{DIALOGUES}|5|10|8|")
    assert answer.figures == {DTCS: 23}
    assert "identity-mismatch" not in answer.rules


@pytest.mark.parametrize(
    ("table", "figures"),
    [
        ("STT|Chỉ tiêu|Giao|Đạt|Vượt|Thiếu\n1|{dialogues}|50|70|20|0", {DTCS: 70}),  # what others say of the difference
        ("STT|Chỉ tiêu|Giao|Đạt\n1|{dialogues}|235|290", {DTCS: 290}),  # nobody calls that a percentage
        ("STT|Chỉ tiêu|Giao|Đạt\n1|{dialogues}|'235|'290", {DTCS: 290}),  # nor where numbers are written as text
        ("STT|Chỉ tiêu|Giao|Đạt\n1|{dialogues}|50|70", {}),
        ("STT|Chỉ tiêu|Giao|Đạt|Vượt\n1|{dialogues}|50|70|40", {}),
    ],
)
def test_what_was_reached_may_be_a_percentage(data: DataDir, table: str, figures: dict[str, int]) -> None:
    assert read(data, HEAD + table.format(dialogues=DIALOGUES)).figures == figures


def test_grades_are_parts_of_what_they_grade(data: DataDir) -> None:
    answer = read(data, f"{HEAD}STT|Mô hình|Tổng số|Tốt|Khá|Trung bình\n1|{TEAMS}|50|30|15|5")
    assert (answer.figures, answer.account[0]) == ({TTT: 50}, 4)


def test_a_section_of_a_running_table_begins_no_new_one(data: DataDir) -> None:
    table = f"STT|Nội dung|Kế hoạch|Kết quả\n1|{TEAMS}|50|40\nII|Kết quả đối thoại||\n1|{DIALOGUES}|30|28"
    answer = read(data, HEAD + table)
    assert (answer.figures, answer.account[2]) == ({TTT: 40, DTCS: 28}, 0)


def test_a_second_header_below_a_table_begins_a_new_one(data: DataDir) -> None:
    first = f"STT|Huyện|{TEAMS}\n1|Mường Ảng|9\n2|Tuần Giáo|8\n\n"
    answer = read(data, f"{HEAD}{first}STT|Chỉ tiêu|ĐVT|Kết quả\n1|{DIALOGUES}|cuộc|28")
    assert answer.figures == {TTT: 17, DTCS: 28}


@pytest.mark.parametrize(
    "titles",
    [
        "A. Kế hoạch|B. Thực hiện|C. Tỷ lệ (%)",
        "KH|TH|TH/KH (lần)",
        "KH|TH lũy kế|TH lũy kế/KH",
        "(1) KH|(2) TH|(3)=(2)/(1)",
    ],
)
def test_a_quotient_of_result_and_plan_is_a_claim(data: DataDir, titles: str) -> None:
    percentage = "0.9" if "lần" in titles else "'90,0%"
    answer = read(data, f"{HEAD}STT|Mô hình|{titles}\n1|{TEAMS}|50|45|{percentage}\n2|CLB|20|18|{percentage}")
    assert (answer.figures, answer.account[2]) == ({TTT: 45, CLB: 18}, 0)
    assert "claim-mismatch" not in answer.rules


def test_a_percentage_names_one_of_several_plans(data: DataDir) -> None:
    titles = "STT|Nội dung|Chỉ tiêu TW|Chỉ tiêu tỉnh|Thực hiện|% TW|% tỉnh"
    answer = read(data, f"{HEAD}{titles}\n1|{DIALOGUES}|40|50|30|75|60\n2|{TEAMS}|20|25|10|50|90")
    assert (answer.figures, answer.places("claim-mismatch")) == ({DTCS: 30, TTT: 10}, ["G5"])


@pytest.mark.parametrize("titles", ["Kế hoạch|Số lượng|Tỷ lệ (%)", "Cùng kỳ năm trước|Thực hiện năm 2023|Còn lại"])
def test_progress_merged_over_other_titles_is_none_of_theirs(data: DataDir, titles: str) -> None:
    table = f"STT|Nội dung|Tiến độ thực hiện|<|<\n^|^|{titles}\n1|{DIALOGUES}|60|45|75"
    answer = read(data, f"{HEAD}{table}")
    assert (answer.figures, answer.account) == ({DTCS: 45}, (1, 3, 0))


@pytest.mark.parametrize("of_phase", ["KH giai đoạn", "Kế hoạch giai đoạn", "Chỉ tiêu giai đoạn"])
@pytest.mark.parametrize("of_year", ["Chỉ tiêu năm 2023", "KH năm 2023", "Kế hoạch giao"])
@pytest.mark.parametrize(("percentage", "is_wrong"), [("75", False), ("15", False), ("50", True)])
def test_a_percentage_of_the_plan_may_be_of_any(
    data: DataDir, of_phase: str, of_year: str, percentage: str, *, is_wrong: bool
) -> None:
    titles = f"STT|Nội dung|{of_phase}|{of_year}|Thực hiện|% so với KH"
    answer = read(data, f"{HEAD}{titles}\n1|{DIALOGUES}|200|40|30|{percentage}")
    assert answer.figures == {DTCS: 30}
    assert ("claim-mismatch" in answer.rules) is is_wrong


def test_what_a_percentage_says_is_repeated_the_vietnamese_way(data: DataDir) -> None:
    titles = "STT|Nội dung|Chỉ tiêu TW|Chỉ tiêu tỉnh|Thực hiện|% TW|% tỉnh"
    answer = read(data, f"{HEAD}{titles}\n1|{DIALOGUES}|40|50|30|50,5|60")
    (finding,) = answer.about("claim-mismatch")
    assert finding["message"].endswith("bảng ghi 50,5%, tính lại từ chính dòng này được 75% (30/40).")


def test_a_percentage_of_a_column_that_was_not_read_is_no_claim(data: DataDir) -> None:
    titles = "STT|Mô hình|KH giai đoạn|TH năm 2023|Lũy kế ở đâu đó|Tỷ lệ (%)"
    answer = read(data, f"{HEAD}{titles}\n1|{TEAMS}|540|40|540|100")
    assert answer.places("claim-mismatch") == []
    assert answer.places("unmatched-number") == ["E4"]


def test_tasks_over_numbers_are_a_plan(data: DataDir) -> None:
    answer = read(data, f"{HEAD}STT|Nội dung|Nhiệm vụ năm 2023|Hoạt động năm 2023|Kết quả\n1|{DIALOGUES}|30|7|28")
    assert (answer.figures, answer.account) == ({DTCS: 28}, (1, 2, 1))
    assert answer.places("unmatched-number") == ["D4"]


@pytest.mark.parametrize(
    ("title", "columns"),
    [
        ("KẾT QUẢ NĂM 2023, KẾ HOẠCH NĂM 2024", "Năm 2023|Năm 2024"),
        ("KẾT QUẢ NĂM 2023 VÀ PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024", "Năm 2023|Năm 2024 (số lượng)"),
        ("KẾT QUẢ 9 THÁNG, KẾ HOẠCH QUÝ IV NĂM 2023", "9 tháng|Quý IV"),
    ],
)
def test_a_column_of_the_time_that_a_title_plans_holds_plans(data: DataDir, title: str, columns: str) -> None:
    answer = read(data, f"HỘI LHPN TỈNH ĐIỆN BIÊN\n{title}\nTT|Chỉ tiêu|{columns}\n1|{DIALOGUES}|28|40")
    assert (answer.figures, answer.account) == ({DTCS: 28}, (1, 2, 0))
    assert not answer.rules & {"identity-mismatch", "unmatched-number"}


def test_an_estimate_of_a_later_time_is_no_plan(data: DataDir) -> None:
    title = "KẾT QUẢ 9 THÁNG, ƯỚC THỰC HIỆN QUÝ IV NĂM 2023"
    read(data, f"HỘI LHPN TỈNH ĐIỆN BIÊN\n{title}\nTT|Chỉ tiêu|9 tháng|Quý IV\n1|{DIALOGUES}|28|12")
    assert "plan" not in data.run("facts").stdout


@pytest.mark.parametrize(
    ("before", "compared"), [("TH CK 2022", "TH/CK"), ("CK năm 2022", "% CK"), ("CKNT", "So CK (%)")]
)
def test_the_same_time_of_the_year_before_may_be_written_short(data: DataDir, before: str, compared: str) -> None:
    answer = read(
        data, f"{HEAD}TT|Chỉ tiêu|{before}|KH 2023|TH 2023|TH/KH (%)|{compared}\n1|{DIALOGUES}|20|48|30|62.5|150"
    )
    assert (answer.figures, answer.account[2]) == ({DTCS: 30}, 0)
    assert "claim-mismatch" not in answer.rules


def test_a_roadmap_by_years_is_a_plan(data: DataDir) -> None:
    head = "TT|Chỉ tiêu|Lộ trình|<|<|Thực hiện năm 2023\n^|^|2023|2024|2025|^"
    answer = read(data, f"{HEAD}{head}\n1|Đối thoại chính sách|30|40|50|28")
    assert answer.figures == {DTCS: 28}
    assert "identity-mismatch" not in answer.rules


def test_sentences_beside_figures_are_notes(data: DataDir) -> None:
    table = f"STT|Chỉ tiêu|Số lượng|Diễn giải kết quả\n1|{DIALOGUES}|28|Tổ chức tại 28 xã, đông người dự"
    assert read(data, HEAD + table).figures == {DTCS: 28}


def test_a_total_over_plan_and_result_is_of_all_times_beside_it(data: DataDir) -> None:
    years = "STT|Chỉ tiêu|Năm 2022|<|Năm 2023|<|Cộng 2 năm|<\n^|^|KH|TH|KH|TH|KH|TH"
    answer = read(data, f"{HEAD}{years}\n1|{DIALOGUES}|10|11|20|18|30|29")
    assert (answer.figures, answer.account[0]) == ({DTCS: 29}, 3)
    assert not answer.rules & {"period-sum-mismatch", "conflicting-reports"}


def test_a_plan_below_a_heading_of_results_stays_a_plan(data: DataDir) -> None:
    data.targets("Điện Biên", {"indicator": DTCS, "target": 99})
    answer = read(data, f"{HEAD}Chỉ tiêu|Kế hoạch giai đoạn|Kết quả\nKết quả đối thoại||\n{DIALOGUES}|30|28")
    assert (answer.figures, answer.places("plan-mismatch")) == ({DTCS: 28}, ["B5"])


@pytest.mark.parametrize("over", ["Kết quả thực hiện", "Tiến độ thực hiện", "Mức độ thực hiện", "Số liệu"])
@pytest.mark.parametrize("plan", ["Chỉ tiêu", "Chỉ tiêu giao năm 2023", "Kế hoạch"])
def test_a_heading_over_plan_and_result_leaves_both_what_they_are(data: DataDir, over: str, plan: str) -> None:
    table = f"STT|Nội dung|ĐVT|{over}|<|<\n^|^|^|{plan}|Luỹ kế đến 31/12/2023|Tỷ lệ (%)\n1|{DIALOGUES}|cuộc|60|45|75"
    answer = read(data, f"Tỉnh: Điện Biên\nSố liệu đến 31/12/2023\n{table}")
    assert answer.figures == {DTCS: 45}
    assert answer.account == (1, 3, 0)


def test_next_years_plan_against_this_years_result_is_no_claim(data: DataDir) -> None:
    titles = "STT|Chỉ tiêu|TH 2022|TH 2023|KH 2024|KH 2024/TH 2023 (%)"
    answer = read(data, f"{HEAD}{titles}\n1|{DIALOGUES}|10|20|30|150")
    assert answer.figures == {DTCS: 30}
    assert not answer.rules & {"claim-mismatch", "unmatched-number"}


def test_a_comparison_with_a_plan_that_no_column_holds_is_told(data: DataDir) -> None:
    titles = "STT|Chỉ tiêu|TH 2022|TH 2023|KH 2024/TH 2023 (%)"
    answer = read(data, f"{HEAD}{titles}\n1|{DIALOGUES}|10|20|150")
    assert (answer.figures, answer.places("unmatched-number")) == ({DTCS: 30}, ["E4"])


@pytest.mark.parametrize(
    ("title", "first", "second"),
    [
        ("Kế hoạch triển khai", "Năm 2023", "Năm 2024"),
        ("Kế hoạch thời gian", "Quý II/2023", "Quý III/2023"),
        ("Năm hoàn thành", "Năm 2023", "Năm 2025"),
        ("Kế hoạch triển khai", "30/6/2023", "31/12/2023"),
        ("Quyết định giao", "QĐ số 12/QĐ-UBND ngày 5/3/2023", "QĐ 15 năm 2022"),
    ],
)
def test_a_column_of_times_holds_no_amounts(data: DataDir, title: str, first: str, second: str) -> None:
    table = f"TT|Nội dung|ĐVT|{title}|Kết quả\n1|Đối thoại chính sách|cuộc|{first}|9\n2|Tổ truyền thông|tổ|{second}|12"
    answer = read(data, f"{HEAD}{table}")
    assert answer.figures == {DTCS: 9, TTT: 12}
    assert "not-a-number" not in answer.rules


def test_a_plan_that_cannot_be_read_is_told_beside_others(data: DataDir) -> None:
    table = "TT|Nội dung|ĐVT|Kế hoạch|Kết quả\n1|Đối thoại chính sách|cuộc|Quý II/2023|9\n2|Tổ truyền thông|tổ|15|12"
    assert "not-a-number" in read(data, f"{HEAD}{table}").rules


@pytest.mark.parametrize("heading", ["Mục tiêu chung", "Mục tiêu cụ thể", "Các mục tiêu cụ thể", "Mục tiêu tổng quát"])
def test_a_heading_of_aims_over_the_rows_makes_no_plan_of_the_results(data: DataDir, heading: str) -> None:
    answer = read(data, f"{HEAD}STT|Mục tiêu, chỉ tiêu|Kết quả năm 2023\nI|{heading}\n1|{DIALOGUES}|5")
    assert (answer.figures, answer.account) == ({DTCS: 5}, (1, 1, 0))


@pytest.mark.parametrize(("heading", "rule"), [("Kế hoạch", "unmatched-row"), ("Mục tiêu", "unmatched-number")])
def test_a_heading_of_plans_over_a_column_of_results_is_told(data: DataDir, heading: str, rule: str) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Kết quả năm 2023\nI|{heading}\n1|{DIALOGUES}|5")
    assert (answer.figures, answer.places(rule)) == ({}, ["C5"])


@pytest.mark.parametrize("title", ["Số lượng mô hình", "Số mô hình", "Số lượng tổ"])
def test_a_number_of_things_beside_their_names_is_no_plan(data: DataDir, title: str) -> None:
    answer = read(data, f"{HEAD}STT|Tên mô hình|{title}|Số thành viên\n1|{TEAMS}|60|480")
    assert answer.figures[TTT] == 60


def test_a_running_total_since_the_work_began_is_what_there_is_of_a_stock(data: DataDir) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Luỹ kế từ năm 2022 đến 30/6/2023\n1|{TEAMS}|52")
    assert (answer.figures, answer.rows[TTT]["observed_on"]) == ({TTT: 52}, "2023-06-30")


def test_the_plan_by_the_result_before_is_compared_with_these(data: DataDir) -> None:
    top = (
        "STT|Chỉ tiêu|TH 2022|Năm 2023|<|KH năm 2024|So sánh (%)|<\n^|^|^|Kế hoạch|TH|^|TH 2023/TH 2022|KH 2024/TH 2023"
    )
    rows = "1|Đối thoại chính sách|40|45|50|60|125|120\n2|Cuộc truyền thông|80|90|100|110|125|110"
    answer = read(data, f"{HEAD}{top}\n{rows}")
    assert not answer.rules & {"claim-mismatch", "unmatched-number"}
    wrong = read(data, f"{HEAD}{top}\n{rows}\n3|Phiên toà giả định|8|9|10|11|125|150")
    assert wrong.places("claim-mismatch") == ["H7"]


def test_of_two_levels_of_one_day_the_running_one_counts(data: DataDir) -> None:
    rate = "Tỷ lệ phụ nữ được tuyên truyền, tư vấn sinh đẻ an toàn"
    table = f"STT|Chỉ tiêu|ĐVT|Thực hiện tháng 12|Cộng dồn năm 2023\n1|{rate}|%|7.5|68.5"
    answer = read(data, HEAD + table)
    assert (answer.figures, answer.account) == ({SDAT: 68.5}, (1, 2, 0))


def test_columns_that_date_their_results_are_none_of_a_table_of_aims(data: DataDir) -> None:
    aims = "CÁC CHỈ TIÊU CHỦ YẾU DỰ ÁN 8 GIAI ĐOẠN 2021-2025"
    answer = read(data, f"Tỉnh: Điện Biên\n{aims}\nSTT|Chỉ tiêu|ĐVT|TH 2022|TH 2023|KH 2024\n1|{DIALOGUES}|cuộc|5|6|7")
    assert answer.figures == {DTCS: 11}
    assert "sheet-set-aside" not in answer.rules


def test_months_may_be_written_short(data: DataDir) -> None:
    answer = read(data, f"Tỉnh: Điện Biên\nKỳ báo cáo: Quý I/2023\nSTT|Chỉ tiêu|Th.1|Th.2|Th.3\n1|{DIALOGUES}|3|4|5")
    assert answer.figures == {DTCS: 12}
    assert not answer.rules & {"conflicting-reports", "rolled-up"}


def test_a_number_before_its_percentage_is_the_result(data: DataDir) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|KH|TH (tỷ lệ %)\n1|{DIALOGUES}|10|'9 (90%)\n2|{TEAMS}|60|'54 (90%)")
    assert answer.figures == {DTCS: 9, TTT: 54}


@pytest.mark.parametrize("title", ["TH-KH", "KH - TH", "KQ-KH"])
def test_a_difference_is_no_percentage(data: DataDir, title: str) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|KH|TH|{title}\n1|{DIALOGUES}|10|9|-1\n2|{TEAMS}|60|54|-6")
    assert answer.figures == {DTCS: 9, TTT: 54}
    assert not answer.rules & {"claim-mismatch", "unmatched-number"}


def test_an_average_beside_the_years_is_no_time_of_their_total(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|ĐVT|2022|2023|Bình quân năm|Tổng\n1|Đối thoại chính sách|cuộc|20|36|28|56"
    answer = read(data, f"{HEAD}{table}")
    assert answer.figures == {DTCS: 56}
    assert answer.places("unmatched-number") == ["F4"]


def test_a_percentage_beside_figures_that_nobody_understands_is_no_false_one(data: DataDir) -> None:
    header = "TT|Chỉ tiêu|Chỉ tiêu giai đoạn|Năm 2023|<|<|Xong 2021|<\n|||KH|TH|% KH|Kết quả|% KH"
    answer = read(data, f"{HEAD}{header}\n1|Đối thoại chính sách|200|50|30|60|90|45")
    assert answer.figures == {DTCS: 30}
    assert answer.places("unmatched-number") == ["G5"]
    assert "claim-mismatch" not in answer.rules


@pytest.mark.parametrize(
    ("name", "told"),
    [("Số tổ truyền thông cộng đồng duy trì hoạt động", "cumulative"), ("Tổ truyền thông được thành lập", "in_period")],
)
@pytest.mark.parametrize("titles", ["KH năm 2024|9 tháng năm 2024", "Kế hoạch năm|TH 9 tháng"])
def test_those_kept_up_are_what_there_is_at_the_end(data: DataDir, titles: str, name: str, told: str) -> None:
    read(data, f"Tỉnh: Điện Biên\nKỳ báo cáo: 9 tháng năm 2024\nTT|Chỉ tiêu|{titles}\n1|{name}|540|498")
    assert facts(data)["D4"] == (498, f"{told} 2024-09-30", "")


ADVISED = "phụ nữ được tuyên truyền, tư vấn sinh đẻ an toàn"


@pytest.mark.parametrize("share", ["75|86.3|80", "75%|86,3%|80%", "75|86|80"])
@pytest.mark.parametrize("title", [f"Số {ADVISED}", f"Tổng số {ADVISED}", f"Số lượng {ADVISED}"])
def test_those_counted_by_all_of_them_are_a_rate(data: DataDir, title: str, share: str) -> None:
    first, second, whole = share.split("|")
    top = f"{HEAD}STT|Huyện|Số phụ nữ mang thai|{title}|Tỷ lệ (%)\n"
    answer = read(data, f"{top}1|Mường Chà|200|150|{first}\n2|Nậm Pồ|160|138|{second}\n|Tổng|360|288|{whole}")
    assert answer.figures == {SDAT: 80}
    assert answer.account[2] == 0


@pytest.mark.parametrize("counting", ["Số", "Số lượng", "Tổng số"])
def test_those_counted_alone_are_no_rate(data: DataDir, counting: str) -> None:
    name = f"{counting} phụ nữ DTTS được tư vấn, tiếp cận dịch vụ sinh đẻ an toàn"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Kết quả\n1|{name}|60")
    assert answer.figures == {}
    answer = read(data, f"{HEAD}STT|Huyện|Số phụ nữ mang thai|{name}|Tỷ lệ\n1|Mường Chà|80|60|55\n2|Nậm Pồ|64|56|40")
    assert answer.figures == {}


def test_a_row_until_a_later_year_names_the_goal_of_what_was_done(data: DataDir) -> None:
    goal = "Đến năm 2025, thành lập 85 CLB thủ lĩnh của sự thay đổi"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|KH 2021-2025|Kết quả\n1|{goal}|85|60\n2|Đối thoại chính sách|20|7")
    assert answer.figures == {CLB: 60, DTCS: 7}
    assert answer.rows[CLB]["observed_on"] == "2023-12-31"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Số lượng\n1|{goal}|85\n2|Đối thoại chính sách|7", as_of="2026-03-01")
    assert answer.figures == {DTCS: 7}


def test_words_that_compare_with_an_earlier_time_are_remarks(data: DataDir) -> None:
    rows = "1|Đối thoại chính sách|29|tăng 5 cuộc\n2|Tổ truyền thông|11|bằng cùng kỳ"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Kết quả|So với cùng kỳ\n{rows}")
    assert answer.figures == {DTCS: 29, TTT: 11}
    assert "not-a-number" not in answer.rules


def test_a_form_of_an_inspection(data: DataDir) -> None:
    rows = "1|Số tổ truyền thông cộng đồng|Có|15\n2|Quyết định thành lập Ban Điều hành|Không|"
    answer = read(data, f"{HEAD}STT|Nội dung kiểm tra|Có/Không|Số lượng\n{rows}")
    assert answer.figures == {TTT: 15}


@pytest.mark.parametrize("title", ["Dự toán giao", "Dự toán được giao", "Dự toán kinh phí được giao"])
def test_a_budget_that_was_allotted_is_the_money_allotted(data: DataDir, title: str) -> None:
    top = f"{HEAD}ĐVT: triệu đồng\nTT|Huyện|{title}|Đã giải ngân\n"
    answer = read(data, f"{top}1|Mường Chà|1000|900\n2|Nậm Pồ|100|80\n|Tổng cộng|1100|980")
    assert answer.figures == {"von-duoc-giao": 1100, "von-giai-ngan": 980}


@pytest.mark.parametrize("year", ["", " năm 2023"])
def test_a_row_may_say_again_what_its_column_says(data: DataDir, year: str) -> None:
    rows = f"1|{DIALOGUES}||\n|- Kế hoạch|50|\n|- Thực hiện||40"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Kế hoạch{year}|Thực hiện{year}\n{rows}")
    assert (answer.figures, answer.account) == ({DTCS: 40}, (1, 2, 0))  # the plan and the row's number are no figures


def test_columns_of_plans_and_of_what_is_left_stay_what_they_are_beside_results_of_a_year(data: DataDir) -> None:
    rows = f"1|{DIALOGUES}|||\n|- Kết quả năm 2022|50|40|10\n|- Kết quả năm 2023|51|41|10"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Kế hoạch|Thực hiện|Còn lại\n{rows}")
    assert answer.figures == {DTCS: 40 + 41}
    assert answer.account == (2, 5, 0)
