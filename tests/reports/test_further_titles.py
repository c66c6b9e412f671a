"""The heading over a further table speaks for it: its words replace those of the title above."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import CLB, DTCS, TTT, read

if TYPE_CHECKING:
    from conftest import DataDir

TOP = "Tỉnh: Điện Biên\n"
FIRST = f"{TOP}KẾT QUẢ THỰC HIỆN DỰ ÁN 8 ĐẾN 30/9/2023\nSTT|Chỉ tiêu|ĐVT|Kết quả\n1|Tổ truyền thông|tổ|9\n"
CLUBS = "STT|Chỉ tiêu|ĐVT|{}\n1|CLB thủ lĩnh của sự thay đổi|CLB|4"


@pytest.mark.parametrize("column", ["Số lượng", "Kết quả", "Năm 2024"])
@pytest.mark.parametrize(
    "line",
    [
        "II. NHIỆM VỤ NĂM 2024",
        "B. Nhiệm vụ trọng tâm quý I/2024",
        "Phần II: Những việc làm trong năm 2024",
        "II. ƯỚC THỰC HIỆN ĐẾN 31/12/2023",
        "II. Ước cả năm 2023",
        "II. CHỈ TIÊU NĂM 2024",
        "III. MÔ HÌNH NĂM 2024",
    ],
)
def test_a_further_table_of_days_to_come_holds_no_results(data: DataDir, line: str, column: str) -> None:
    answer = read(data, f"{FIRST}\n{line}\n{CLUBS.format(column)}")
    assert answer.figures == {TTT: 9}
    (told,) = answer.about("sheet-set-aside")
    assert f"“{line}”" in told["message"]
    assert not answer.rules & {"identity-mismatch", "unmatched-number", "conflicting-reports"}


@pytest.mark.parametrize(
    "line", ["Bảng 2: Chỉ tiêu phấn đấu", "II. Công tác trọng tâm năm tới", "II. VIỆC SẼ THỰC HIỆN"]
)
def test_words_alone_tell_that_a_further_table_is_of_days_to_come(data: DataDir, line: str) -> None:
    answer = read(data, f"{FIRST}\n{line}\n{CLUBS.format('Số lượng')}")
    (told,) = answer.about("sheet-set-aside")
    assert (answer.figures, f"“{line}”" in told["message"]) == ({TTT: 9}, True)


@pytest.mark.parametrize("line", ["II. CÙNG KỲ NĂM 2022", "II. So sánh với năm 2022", "2. So với cùng kỳ năm trước"])
def test_a_further_table_of_a_time_that_is_compared_with_holds_no_results(data: DataDir, line: str) -> None:
    answer = read(data, f"{FIRST}\n{line}\n{CLUBS.format('Kết quả')}")
    assert answer.figures == {TTT: 9}
    assert len(answer.about("sheet-set-aside")) == 1


@pytest.mark.parametrize("line", ["II. MÔ HÌNH NGOÀI DỰ ÁN 8", "II. KẾT QUẢ DỰ ÁN 5", "II. XÂY DỰNG NÔNG THÔN MỚI"])
def test_a_further_table_of_another_programme_holds_no_results(data: DataDir, line: str) -> None:
    answer = read(data, f"{FIRST}\n{line}\n{CLUBS.format('Kết quả')}")
    assert answer.figures == {TTT: 9}
    assert len(answer.about("sheet-set-aside")) == 1


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("II. Kết quả hỗ trợ thành lập mô hình đến 30/6/2023", "2023-06-30"),
        ("II. MÔ HÌNH TẠI CỘNG ĐỒNG", "2023-09-30"),
        ("II. Kết quả thực hiện nhiệm vụ 2", "2023-09-30"),
        ("Nội dung 2: Câu lạc bộ", "2023-09-30"),
        ("Ghi chú: năm 2024 sẽ mở rộng", "2023-09-30"),
        ("(Tăng 5 tổ so với cùng kỳ năm 2022, giảm 3 tổ so với kế hoạch giao.)", "2023-09-30"),
    ],
)
def test_a_further_table_of_results_has_the_time_over_it_else_that_of_the_title(
    data: DataDir, line: str, day: str
) -> None:
    answer = read(data, f"{FIRST}\n{line}\n{CLUBS.format('Luỹ kế')}")
    assert (answer.figures, answer.rows[CLB]["observed_on"]) == ({TTT: 9, CLB: 4}, day)


def test_a_time_over_a_further_table_that_nobody_understands_forbids_that_of_the_title(data: DataDir) -> None:
    answer = read(data, f"{FIRST}\nII. Kết quả hỗ trợ đợt 2 năm 2023\n{CLUBS.format('Kết quả')}")
    assert answer.figures == {TTT: 9}
    assert answer.places("unknown-period") == ["A6"]


@pytest.mark.parametrize("between", ["", "1. Mô hình\n", "2. Chỉ tiêu khác\n"])
def test_what_stands_below_such_a_heading_belongs_to_it(data: DataDir, between: str) -> None:
    second = CLUBS.format("Số lượng")
    third = "STT|Chỉ tiêu|ĐVT|Số lượng\n1|Đối thoại chính sách|cuộc|30"
    text = f"{FIRST}\nII. NHIỆM VỤ NĂM 2024\n1. Mô hình\n{second}\n\n{between}{third}"
    assert read(data, text).figures == {TTT: 9}


def test_what_stands_below_a_heading_of_plans_without_a_time_belongs_to_it(data: DataDir) -> None:
    third = "STT|Chỉ tiêu|ĐVT|Số lượng\n1|Đối thoại chính sách|cuộc|30"
    text = f"{FIRST}\nII. ĐỀ NGHỊ GIAO CHỈ TIÊU\n{CLUBS.format('Số lượng')}\n\n1. Đối thoại\n{third}"
    answer = read(data, text)
    assert (answer.figures, len(answer.about("sheet-set-aside"))) == ({TTT: 9}, 2)


def test_a_heading_of_the_same_depth_begins_anew(data: DataDir) -> None:
    third = "STT|Chỉ tiêu|ĐVT|Số lượng\n1|Đối thoại chính sách|cuộc|30"
    text = f"{FIRST}\nII. NHIỆM VỤ NĂM 2024\n{CLUBS.format('Số lượng')}\n\nIII. ĐỐI THOẠI\n{third}"
    assert read(data, text).figures == {TTT: 9, DTCS: 30}


def test_a_sheet_of_tasks_beside_the_report_holds_no_results(data: DataDir) -> None:
    tasks = f"NHIỆM VỤ NĂM 2024\n{CLUBS.format('Số lượng')}"
    answer = read(data, FIRST, tasks)
    assert (answer.figures, len(answer.about("sheet-set-aside"))) == ({TTT: 9}, 1)


@pytest.mark.parametrize(
    ("title", "is_own"),
    [
        ("KẾT QUẢ THỰC HIỆN DỰ ÁN 6 NĂM 2023", False),
        ("KẾT QUẢ TIỂU DỰ ÁN 2, DỰ ÁN 9 THUỘC CHƯƠNG TRÌNH MTQG VÙNG DTTS NĂM 2023", False),
        ("KẾT QUẢ CHƯƠNG TRÌNH GIẢM NGHÈO BỀN VỮNG NĂM 2023", False),
        ("KẾT QUẢ DỰ ÁN 8 NĂM 2023 (cùng Dự án 10)", True),
        ("KẾT QUẢ THỰC HIỆN CÁC DỰ ÁN 6, 8 VÀ 10 NĂM 2023", True),
        ("KẾT QUẢ CÔNG TÁC HỘI NĂM 2023", True),
        ("KẾT QUẢ THỰC HIỆN DỰ ÁN 12 THÁNG NĂM 2023", True),
        ("TIỂU DỰ ÁN 8, DỰ ÁN 4 NĂM 2023", False),
        ("CTMTQG XÂY DỰNG NTM, GIẢM NGHÈO BỀN VỮNG VÀ PHÁT TRIỂN KT-XH VÙNG ĐBDTTS&MN NĂM 2023", True),
        ("DỰ ÁN 6, CTMTQG PHÁT TRIỂN KTXH VÙNG ĐBDTTS&MN NĂM 2023", False),
        ("GIẢM NGHÈO BỀN VỮNG VÙNG DTTS NĂM 2023", False),
        ("KẾT QUẢ XÂY DỰNG NTM NĂM 2023", False),
    ],
)
def test_a_title_of_another_programme_makes_another_thing(data: DataDir, title: str, *, is_own: bool) -> None:
    answer = read(data, f"{TOP}{title}\n{CLUBS.format('Kết quả')}")
    assert answer.figures == ({CLB: 4} if is_own else {})
    assert ("sheet-set-aside" in answer.rules) is not is_own


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("ƯỚC KẾT QUẢ THỰC HIỆN DỰ ÁN 8 6 THÁNG ĐẦU NĂM 2023", "2023-06-30"),
        ("ƯỚC THỰC HIỆN DỰ ÁN 8 NĂM 2023", "2023-12-31"),
        ("BÁO CÁO ƯỚC KẾT QUẢ DỰ ÁN 8 QUÝ III NĂM 2023", "2023-09-30"),
        ("Ước thực hiện đến hết ngày 31/12/2023", "2023-12-31"),
    ],
)
@pytest.mark.parametrize("column", ["Số lượng", "Kết quả", "Luỹ kế", "Ước thực hiện"])
def test_a_title_of_an_estimate_makes_all_below_it_estimates(data: DataDir, title: str, day: str, column: str) -> None:
    answer = read(data, f"{TOP}{title}\n{CLUBS.format(column)}")
    row = answer.rows[CLB]
    assert (row["actual"], row["qualifier"], row["observed_on"]) == (4, "about", day)


def test_a_column_of_its_own_time_below_a_title_of_an_estimate_is_no_estimate(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|ĐVT|Thực hiện đến 30/9/2023|Ước thực hiện năm 2023\n1|Đối thoại chính sách|cuộc|7|9"
    row = read(data, f"{TOP}ƯỚC THỰC HIỆN DỰ ÁN 8 NĂM 2023\n{table}").rows[DTCS]
    assert (row["actual"], row["qualifier"], row["observed_on"]) == (7, None, "2023-09-30")


def test_an_estimate_beside_the_plan_of_a_later_year_is_still_to_be_done(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|ĐVT|Ước TH năm 2023|Kế hoạch năm 2024\n1|Đối thoại chính sách|cuộc|7|9"
    answer = read(data, f"{TOP}ƯỚC THỰC HIỆN NĂM 2023, KẾ HOẠCH NĂM 2024\n{table}")
    assert (answer.figures, answer.places("sheet-set-aside")) == ({}, ["D4"])


def test_an_estimate_of_a_period_that_goes_beyond_the_data_is_still_to_be_done(data: DataDir) -> None:
    head = f"{TOP}Số liệu đến ngày: 30/9/2023\nƯỚC THỰC HIỆN DỰ ÁN 8 NĂM 2023\n"
    answer = read(data, head + CLUBS.format("Số lượng"))
    assert (answer.figures, answer.places("sheet-set-aside")) == ({}, ["D5"])


def test_of_two_headings_of_one_depth_the_last_reaches_the_table(data: DataDir) -> None:
    lines = "II. KẾT QUẢ GIẢI NGÂN: 20/50 triệu đồng, đạt 40%\nIII. CHỈ TIÊU NĂM 2024\n"
    for column in ("Số lượng", "Năm 2024"):
        answer = read(data, FIRST, lines + CLUBS.format(column))
        assert answer.figures == {TTT: 9}
        assert "identity-mismatch" not in answer.rules


def test_a_time_over_a_further_table_without_its_year_lies_in_that_of_the_title(data: DataDir) -> None:
    top = f"{TOP}KẾT QUẢ THỰC HIỆN DỰ ÁN 8 NĂM 2023\nSTT|Chỉ tiêu|ĐVT|Kết quả\n1|Tổ truyền thông|tổ|9\n"
    answer = read(data, f"{top}\nII. Kết quả thành lập mô hình quý III\n{CLUBS.format('Luỹ kế')}")
    assert (answer.figures[CLB], answer.rows[CLB]["observed_on"]) == (4, "2023-09-30")


@pytest.mark.parametrize(
    ("first", "second"),
    [("I. QUÝ III NĂM 2023", "II. QUÝ IV NĂM 2023"), ("I. Quý III", "II. Quý IV"), ("Năm 2022", "Năm 2023")],
)
def test_a_table_for_each_time_holds_results_of_the_last_one_too(data: DataDir, first: str, second: str) -> None:
    top = f"{TOP}KẾT QUẢ THỰC HIỆN DỰ ÁN 8{' NĂM 2023' if 'Quý' in first else ''}\n{first}\n"
    answer = read(data, f"{top}{CLUBS.format('Luỹ kế')}\n\n{second}\n{CLUBS.format('Luỹ kế').replace('|4', '|6')}")
    assert (answer.figures, answer.rows[CLB]["observed_on"]) == ({CLB: 6}, "2023-12-31")


def test_a_further_table_is_judged_by_the_time_of_its_own_sheet(data: DataDir) -> None:
    second = f"KẾT QUẢ DỰ ÁN 8 NĂM 2023\n{CLUBS.format('Luỹ kế')}\n\nII. MÔ HÌNH NĂM 2023\n"
    table = "STT|Chỉ tiêu|ĐVT|Số lượng\n1|Đối thoại chính sách|cuộc|30"
    assert read(data, FIRST, second + table).figures == {TTT: 9, CLB: 4, DTCS: 30}


@pytest.mark.parametrize("column", ["Kết quả", "Số lượng", "Thực hiện"])
def test_what_a_title_only_intends_is_no_estimate_of_results(data: DataDir, column: str) -> None:
    answer = read(data, f"{TOP}DỰ KIẾN THỰC HIỆN DỰ ÁN 8 NĂM 2023\n{CLUBS.format(column)}")
    assert (answer.figures, answer.rules) == ({}, {"sheet-set-aside"})


BY_DISTRICT = TOP + "{}\n(Số liệu tính đến ngày 30/9/2023)\nTT|Huyện|Số lượng\n1|Huyện Mường Chà|4\n2|Huyện Tuần Giáo|5"


@pytest.mark.parametrize(
    "line",
    [
        "Biểu 2: Tổ truyền thông cộng đồng",
        "THỐNG KÊ TỔ TRUYỀN THÔNG CỘNG ĐỒNG TRÊN ĐỊA BÀN TỈNH ĐIỆN BIÊN",
        "Kết quả thành lập tổ truyền thông cộng đồng của Hội LHPN các huyện",
        "TỔNG HỢP SỐ LƯỢNG TỔ TRUYỀN THÔNG CỘNG ĐỒNG THEO HUYỆN, THỊ XÃ",
    ],
)
def test_a_line_names_what_all_of_a_table_counts(data: DataDir, line: str) -> None:
    assert read(data, BY_DISTRICT.format(line)).figures == {TTT: 9}


@pytest.mark.parametrize(
    "line",
    [
        "Kinh phí hỗ trợ hoạt động của tổ truyền thông cộng đồng",
        "SỐ TỔ TRUYỀN THÔNG CỘNG ĐỒNG CHƯA THÀNH LẬP",
        "Số tổ truyền thông cộng đồng giải thể",
        "Tổ trưởng tổ truyền thông cộng đồng là nữ",
        "KINH PHÍ THÀNH LẬP TỔ TRUYỀN THÔNG CỘNG ĐỒNG",
        "Tổ truyền thông cộng đồng được cấp loa kéo",
        "Thành lập mới tổ truyền thông cộng đồng",  # a part of them
        "Kế hoạch giao: Tổ truyền thông cộng đồng",
        "Số quyết định thành lập tổ truyền thông cộng đồng",
    ],
)
def test_a_word_more_in_such_a_line_makes_it_another_thing(data: DataDir, line: str) -> None:
    answer = read(data, BY_DISTRICT.format(line))
    assert answer.figures == {}
    assert answer.rules & {"unknown-layout", "unmatched-number"}
