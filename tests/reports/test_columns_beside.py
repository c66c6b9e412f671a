"""What numbers of one column are, in the light of the column beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import DTCS, TTT, facts, read

if TYPE_CHECKING:
    from conftest import DataDir

TITLE = "Tỉnh: Điện Biên\nKẾT QUẢ THỰC HIỆN DỰ ÁN 8{}\n"
CUT = ["Thực hiện|KH\n6 tháng|năm\nđầu năm|2023\n2023|", "TH 6|KH\ntháng đầu|năm\nnăm 2023|2023"]


@pytest.mark.parametrize("year", ["Năm {}", "{}"])
@pytest.mark.parametrize("done", ["Trong năm", "TH", "Thực hiện"])
def test_running_figures_beside_those_of_a_whole_year_go_back_to_the_start(data: DataDir, year: str, done: str) -> None:
    over = f"{year.format(2022)}|<|{year.format(2023)}|<"
    read(data, f"{TITLE.format('')}TT|Chỉ tiêu|{over}\n||{done}|Luỹ kế|{done}|Luỹ kế\n1|Đối thoại chính sách|5|5|7|12")
    assert facts(data) == {
        "C5": (5, "in_period 2022-12-31", ""),
        "D5": (5, "cumulative 2022-12-31", ""),
        "E5": (7, "in_period 2023-12-31", ""),
        "F5": (12, "cumulative 2023-12-31", ""),
    }


def test_running_figures_beside_those_of_a_quarter_are_of_the_year(data: DataDir) -> None:
    drawing = "TT|Chỉ tiêu|Năm 2023|<\n||Quý II|Luỹ kế\n1|Đối thoại chính sách|5|9"
    read(data, f"{TITLE.format(' QUÝ II NĂM 2023')}{drawing}")
    assert facts(data) == {"C5": (5, "in_period 2023-06-30", ""), "D5": (9, "in_period 2023-06-30", "")}


@pytest.mark.parametrize(
    ("before", "official"),
    [
        ("Ước thực hiện năm 2023", "Thực hiện năm 2023"),
        ("Kết quả sơ bộ", "Kết quả chính thức"),
        ("Kết quả", "Kết quả chính thức"),
        ("Ước thực hiện", "Chính thức"),
        ("Kết quả", "Sau thẩm định"),
        ("Số đã báo cáo", "Số điều chỉnh lại"),
        ("Số báo cáo", "Số đính chính"),
        ("Kết quả báo cáo", "Kết quả sau rà soát"),
        ("Kết quả theo báo cáo", "Kết quả kiểm tra"),
    ],
)
def test_what_was_said_before_gives_way_to_what_was_done(data: DataDir, before: str, official: str) -> None:
    answer = read(data, f"{TITLE.format(' NĂM 2023')}TT|Chỉ tiêu|{before}|{official}\n1|Đối thoại chính sách|9|7")
    assert answer.figures == {DTCS: 7}
    assert answer.places("sheet-set-aside") == ["C4"]


@pytest.mark.parametrize("between", ["Sau thẩm định", "Số điều chỉnh lại"])
def test_what_was_set_right_between_plan_and_result_may_be_the_plan(data: DataDir, between: str) -> None:
    answer = read(data, f"{TITLE.format(' NĂM 2023')}TT|Chỉ tiêu|KH|{between}|TH\n1|Đối thoại chính sách|9|8|7")
    assert answer.figures == {DTCS: 7}
    assert answer.places("unmatched-number") == ["D4"]


@pytest.mark.parametrize("pair", ["Số cuộc đối thoại/số người tham gia", "Số cuộc đối thoại và số người tham gia"])
def test_a_column_of_two_things_is_none_of_the_second(data: DataDir, pair: str) -> None:
    answer = read(data, f"{TITLE.format(' NĂM 2023')}TT|Huyện|Số tổ truyền thông|{pair}\n1|Nậm Pồ|9|6/300")
    assert answer.figures == {TTT: 9}
    assert answer.places("unmatched-number") == ["D4"]


def test_an_estimate_beside_an_empty_column_is_used(data: DataDir) -> None:
    answer = read(data, f"{TITLE.format(' NĂM 2023')}TT|Chỉ tiêu|Ước thực hiện|Kết quả\n1|Đối thoại chính sách|9|")
    assert answer.figures == {DTCS: 9}


@pytest.mark.parametrize("rows", CUT)
def test_a_time_cut_over_several_rows_is_one(data: DataDir, rows: str) -> None:
    header = "\n".join(f"{'|' if at else 'TT|Chỉ tiêu'}|{row}" for at, row in enumerate(rows.splitlines()))
    read(data, f"{TITLE.format('')}{header}\n1|Đối thoại chính sách|9|20", as_of="2023-07-31")
    assert list(facts(data).values()) == [(9, "in_period 2023-06-30", "")]


@pytest.mark.parametrize("header", ["Kết quả (số)|Kết quả (mô tả)", "Kết quả|<\n||Số lượng|Diễn giải"])
def test_texts_that_tell_what_stands_beside_them_are_notes(data: DataDir, header: str) -> None:
    rows = "1|Đối thoại chính sách|9|Đã tổ chức 9 cuộc tại 5 xã\n2|Tổ truyền thông|4|Thành lập 4 tổ tại 4 xã"
    answer = read(data, f"{TITLE.format(' NĂM 2023')}TT|Chỉ tiêu|{header}\n{rows}")
    assert answer.figures == {DTCS: 9, TTT: 4}
    assert "unknown-layout" not in answer.rules


@pytest.mark.parametrize("whole", ["Tỉnh Điện Biên", "Toàn tỉnh"])
def test_the_province_beside_its_districts_is_all_of_them(data: DataDir, whole: str) -> None:
    header = f"TT|Chỉ tiêu|Huyện Mường Chà|Huyện Nậm Pồ|{whole}"
    answer = read(data, f"{TITLE.format(' NĂM 2023')}{header}\n1|Đối thoại chính sách|5|4|9")
    assert facts(data)["E4"] == (9, "in_period 2023-12-31", "")
    assert answer.account[2] == 0


@pytest.mark.parametrize("name", ["Kỳ Sơn", "Chung Chải", "Cộng Hoà", "Thôn Mông"])
def test_a_name_that_begins_as_a_word_of_headers_is_still_one(data: DataDir, name: str) -> None:
    header = f"TT|Chỉ tiêu|Toàn tỉnh|{name}|Nậm Pồ"
    read(data, f"{TITLE.format(' NĂM 2023')}{header}\n1|Đối thoại chính sách|9|5|4")
    assert facts(data)["D4"] == (5, "in_period 2023-12-31", name)


@pytest.mark.parametrize("total", ["Tổng số 3 năm", "Cộng 3 năm", "Tổng 3 năm 2021-2023"])
def test_a_total_before_its_years_is_of_them(data: DataDir, total: str) -> None:
    header = f"TT|Chỉ tiêu|{total}|Trong đó|<|<\n|||Năm 2021|Năm 2022|Năm 2023"
    answer = read(data, f"{TITLE.format(' NĂM 2021-2023')}{header}\n1|Đối thoại chính sách|9|2|3|4")
    assert answer.rows[DTCS]["observed_on"] == "2023-12-31"
    assert answer.figures == {DTCS: 9}
    assert "conflicting-reports" not in answer.rules


QUARTERS = {"C5": (1, "in_period 2023-03-31", ""), "D5": (2, "in_period 2023-06-30", "")}
MONTHS = {"C5": (1, "in_period 2023-01-31", ""), "D5": (2, "in_period 2023-02-28", "")}


@pytest.mark.parametrize(
    ("title", "header", "told"),
    [
        (" NĂM 2023 THEO QUÝ", "Kết quả|<\n||I|II", QUARTERS),
        (" NĂM 2023", "Quý|<\n||I|II", QUARTERS),
        (" NĂM 2023", "Quý|<\n||1|2", QUARTERS),
        (" NĂM 2023", "Tháng|<\n||1|2", MONTHS),
        (" NĂM 2023", "Tháng|\n||'1|'2", MONTHS),
    ],
)
def test_quarters_and_months_by_their_numbers(
    data: DataDir, title: str, header: str, told: dict[str, tuple[float, str, str]]
) -> None:
    answer = read(data, f"{TITLE.format(title)}TT|Chỉ tiêu|{header}\n1|Đối thoại chính sách|1|2")
    assert facts(data) == told
    assert answer.account[2] == 0


def test_the_numbers_of_columns_are_no_months(data: DataDir) -> None:
    header = "TT|Chỉ tiêu|Kế hoạch|Thực hiện\n1|2|3|4"
    assert read(data, f"{TITLE.format(' NĂM 2023')}{header}\n1|Đối thoại chính sách|9|7").figures == {DTCS: 7}


@pytest.mark.parametrize("over", ["Luỹ kế", "Luỹ kế đến cuối năm"])
def test_running_figures_of_several_years_go_back_to_the_start(data: DataDir, over: str) -> None:
    read(data, f"{TITLE.format('')}TT|Chỉ tiêu|{over}|<\n||2022|2023\n1|Đối thoại chính sách|5|12")
    assert facts(data) == {"C5": (5, "cumulative 2022-12-31", ""), "D5": (12, "cumulative 2023-12-31", "")}


@pytest.mark.parametrize("section", ["I. CÁC CHỈ TIÊU VỀ HOẠT ĐỘNG", "Nội dung 3: Đảm bảo tiếng nói"])
def test_a_section_merged_over_all_columns_is_no_part_of_the_header(data: DataDir, section: str) -> None:
    drawing = f"TT|Chỉ tiêu|Kế hoạch|Thực hiện\n{section}|<|<|<\n1|Đối thoại chính sách|9|7"
    answer = read(data, f"{TITLE.format(' NĂM 2023')}{drawing}")
    assert answer.figures == {DTCS: 7}
    assert answer.account == (1, 2, 0)


@pytest.mark.parametrize("group", ["Vùng cao", "Cụm số 1"])
def test_words_over_columns_of_several_places_leave_them_as_they_are(data: DataDir, group: str) -> None:
    header = f"TT|Chỉ tiêu|Toàn tỉnh|{group}|<|Huyện Tủa Chùa\n|||Mường Chà|Nậm Pồ|^"
    answer = read(data, f"{TITLE.format(' NĂM 2023')}{header}\n1|Đối thoại chính sách|9|3|2|4")
    assert {cell: told[2] for cell, told in facts(data).items()} == {
        "C5": "",
        "D5": "Mường Chà",
        "E5": "Nậm Pồ",
        "F5": "Huyện Tủa Chùa",
    }
    assert answer.account[2] == 0


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("KH giai đoạn|TH|KH năm|TH", ["cumulative 2023-09-30", "in_period 2023-09-30"]),
        ("KH 2021-2025|Đã TH|KH 2023|TH 2023", ["cumulative 2023-09-30", "in_period 2023-09-30"]),
        ("KH 2022|TH|KH 2023|TH", ["in_period 2022-12-31", "in_period 2023-09-30"]),
    ],
)
def test_a_result_behind_each_of_several_plans_is_of_the_time_of_its_plan(
    data: DataDir, header: str, told: list[str]
) -> None:
    read(data, f"{TITLE.format(' 9 THÁNG NĂM 2023')}TT|Chỉ tiêu|{header}\n1|Đối thoại chính sách|20|9|5|3")
    assert facts(data) == {"D4": (9, told[0], ""), "F4": (3, told[1], "")}


def test_of_which_plan_a_result_is_nobody_knows_where_one_has_no_time(data: DataDir) -> None:
    drawing = "TT|Chỉ tiêu|KH|TH|KH năm|TH\n1|Đối thoại chính sách|20|9|5|3"
    answer = read(data, f"{TITLE.format(' 9 THÁNG NĂM 2023')}{drawing}")
    assert answer.figures == {}
    assert "unknown-layout" in answer.rules


@pytest.mark.parametrize("before", ["TH đến 31/12/2022", "Trước 2023", "Kỳ trước chuyển sang"])
def test_a_total_of_what_was_done_before_and_since_goes_back_to_the_start(data: DataDir, before: str) -> None:
    drawing = f"TT|Chỉ tiêu|{before}|9T/2023|Tổng cộng\n1|Đối thoại chính sách|6|3|9"
    read(data, f"{TITLE.format(' 9 THÁNG NĂM 2023')}{drawing}")
    found = facts(data)
    assert (found["D4"], found["E4"]) == ((3, "in_period 2023-09-30", ""), (9, "cumulative 2023-09-30", ""))


def test_a_total_beside_one_quarter_alone_is_of_the_time_of_the_report(data: DataDir) -> None:
    drawing = "TT|Chỉ tiêu|Quý III|Cộng\n1|Đối thoại chính sách|3|9"
    read(data, f"{TITLE.format(' 9 THÁNG NĂM 2023')}{drawing}")
    assert facts(data)["D4"] == (9, "in_period 2023-09-30", "")


@pytest.mark.parametrize(("total", "done"), [(23, {"F4": 7, "F5": 8}), (24, {"E4": 24, "E5": 12, "F4": 7, "F5": 8})])
def test_a_total_that_plans_add_up_to_is_a_plan(data: DataDir, total: int, done: dict[str, int]) -> None:
    rows = f"1|Đối thoại chính sách|20|3|{total}|7\n2|Tổ truyền thông|10|2|12|8"
    header = "TT|Chỉ tiêu|Giao đầu năm|Giao bổ sung|Tổng cộng|Thực hiện"
    read(data, f"{TITLE.format(' NĂM 2023')}{header}\n{rows}")
    assert {cell: told[0] for cell, told in facts(data).items()} == done


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("THÁNG 9 VÀ LŨY KẾ 9 THÁNG NĂM 2023", "in_period 2023-09-30"),
        ("THÁNG 9, LUỸ KẾ TỪ ĐẦU NĂM 2023", "in_period 2023-09-30"),
        ("THÁNG 9 VÀ CỘNG DỒN 9 THÁNG NĂM 2023", "in_period 2023-09-30"),
        ("THÁNG 9/2023, LŨY KẾ ĐẾN 30/9/2023", "cumulative 2023-09-30"),
        ("THÁNG 9 NĂM 2023", "cumulative 2023-09-30"),
    ],
)
def test_a_title_says_of_which_time_a_bare_luy_ke_is(data: DataDir, title: str, told: str) -> None:
    table = "STT|Chỉ tiêu|Trong tháng|Lũy kế\n1|Đối thoại chính sách|3|29\n2|Tổ truyền thông|2|54"
    read(data, f"HỘI LHPN TỈNH ĐIỆN BIÊN\nKẾT QUẢ DỰ ÁN 8 {title}\n{table}")
    found = facts(data)
    assert found["D4"] == (29, told, "")
    assert found["D5"] == (54, "cumulative 2023-09-30", "")  # of teams they are all that there are


def test_it_says_nothing_of_one_beside_a_column_of_that_time(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|9 tháng năm 2023|Lũy kế\n1|Đối thoại chính sách|9|29"
    read(data, f"HỘI LHPN TỈNH ĐIỆN BIÊN\nKẾT QUẢ THÁNG 9 VÀ LŨY KẾ 9 THÁNG NĂM 2023\n{table}")
    assert facts(data)["D4"] == (29, "cumulative 2023-09-30", "")


@pytest.mark.parametrize("total", ["Cộng dồn", "Lũy kế"])
@pytest.mark.parametrize(("sums", "told"), [((29, 5), "in_period 2023-09-30"), ((129, 25), "cumulative 2023-12-31")])
def test_a_running_total_that_quarters_add_up_to_is_theirs(
    data: DataDir, total: str, sums: tuple[int, int], told: str
) -> None:
    rows = "1|Đối thoại chính sách|8|12|9|{}\n2|Tập huấn giám sát, đánh giá về bình đẳng giới|1|2|2|{}"
    header = f"TT|Chỉ tiêu|Quý I|Quý II|Quý III|{total}"
    read(data, f"{TITLE.format(' NĂM 2023')}{header}\n{rows.format(*sums)}")
    assert [facts(data)[cell][:2] for cell in ("F4", "F5")] == [(sums[0], told), (sums[1], told)]


def test_one_that_years_add_up_to_is_of_the_phase(data: DataDir) -> None:
    rows = "1|Đối thoại chính sách|8|12|20\n2|Tập huấn giám sát, đánh giá về bình đẳng giới|1|2|3"
    read(data, f"{TITLE.format(' ĐẾN 31/12/2023')}TT|Chỉ tiêu|Năm 2022|Năm 2023|Lũy kế\n{rows}")
    assert facts(data)["E4"] == (20, "cumulative 2023-12-31", "")


@pytest.mark.parametrize("there", ["Đang hoạt động", "Số hiện có", "Hiện đang duy trì"])
@pytest.mark.parametrize("founded", ["Số đã thành lập", "Đã thành lập", "Đã ra mắt"])
def test_of_those_ever_founded_the_ones_still_there_count(data: DataDir, founded: str, there: str) -> None:
    drawing = f"TT|Mô hình|{founded}|{there}|Ngừng hoạt động\n1|Tổ truyền thông|33|31|2"
    answer = read(data, f"{TITLE.format(' ĐẾN 30/9/2023')}{drawing}")
    assert (answer.figures, answer.account) == ({TTT: 31}, (1, 3, 0))


def test_those_founded_alone_are_all_there_are(data: DataDir) -> None:
    answer = read(data, f"{TITLE.format(' ĐẾN 30/9/2023')}TT|Mô hình|Số đã thành lập\n1|Tổ truyền thông|33")
    assert answer.figures == {TTT: 33}
