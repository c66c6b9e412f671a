"""Workbooks of other offices, plan against result: budgets, yearbooks, clinics, schools, with a catalogue alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import Answer, read, save

if TYPE_CHECKING:
    from conftest import DataDir

CATALOGUE = """replace: true
name: {name}
phases:
  - {{id: I, name: năm 2024, start: 2024-01-01, end: 2024-12-31}}
contents: {{1: Chung}}
indicators:
  - {{id: von, name: Vốn đầu tư thực hiện, unit: tỷ đồng, kind: flow, content: 1, whole: false}}
  - {{id: duong, name: Đường giao thông nông thôn, unit: km, kind: flow, content: 1, whole: false}}
  - {{id: kham, name: Lượt khám bệnh, unit: lượt, kind: flow, content: 1}}
  - {{id: truong, name: Trường đạt chuẩn quốc gia, unit: trường, kind: stock, content: 1}}
  - {{id: bhyt, name: Tỷ lệ tham gia bảo hiểm y tế, unit: "%", kind: rate, content: 1}}
"""


@pytest.fixture
def office(data: DataDir) -> DataDir:
    (data.root / "programme.yaml").write_text(CATALOGUE.format(name="Chỉ tiêu kinh tế - xã hội"), encoding="utf-8")
    (data.root / "targets").mkdir(exist_ok=True)
    return data


def test_measures_in_the_row_above_the_times_title_the_columns(office: DataDir) -> None:
    """A phrase cut over rows, whose lower ones would do as titles alone: `Cộng dồn` / `9 tháng` / `năm 2024`."""
    first = "|Kế hoạch|Ước tính|Cộng dồn|9 tháng năm"
    below = "|năm 2024|tháng 9|9 tháng|2024 so với\n||năm 2024|năm 2024|kế hoạch (%)"
    answer = read(office, f"12. Vốn đầu tư\n||||Tỷ đồng\n{first}\n{below}\nVốn đầu tư thực hiện|100|10|62.5|62.5")
    assert answer.figures == {"von": 62.5}
    assert answer.account == (2, 2, 0)


@pytest.mark.parametrize(
    ("stem", "title", "is_told"),
    [
        ("2024-Q3", "KẾT QUẢ 9 THÁNG ĐẦU NĂM 2024", False),
        ("2024-Q3", "KẾT QUẢ THÁNG 8 NĂM 2024", False),
        ("2024-10", "KẾT QUẢ NĂM 2024 (Đến ngày 31/10/2024)", False),
        ("2024-12", "KẾT QUẢ TỪ NGÀY 01/01/2024 ĐẾN NGÀY 15/12/2024", False),
        ("2024-Q3", "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024", True),
        ("2024-09", "KẾT QUẢ NĂM 2024", True),
        ("2024-09", "KẾT QUẢ NĂM 2024 (Đến ngày 31/10/2024)", True),
    ],
)
def test_a_file_is_named_after_another_period_where_its_figures_end_outside_of_it(
    office: DataDir, stem: str, title: str, *, is_told: bool
) -> None:
    table = "STT|Chỉ tiêu|ĐVT|Thực hiện\n1|Lượt khám bệnh|lượt|8"
    save(office.root / f"reports/dien-bien/{stem}.xlsx", f"{title}\n{table}")
    answer = Answer(office.check("--as-of", "2024-12-31"))
    assert answer.figures == {"kham": 8}
    assert bool(answer.about("identity-mismatch")) is is_told


def test_what_was_asked_for_below_the_name_of_an_indicator_is_its_plan(office: DataDir) -> None:
    head = (
        "STT|Xã|Lượt khám bệnh|<|<|Trường đạt chuẩn quốc gia|<|<\n^|^|Chỉ tiêu|Kết quả|Tỷ lệ %|Chỉ tiêu|Kết quả|Tỷ lệ %"
    )
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{head}\n1|Xã Gia Phú|200|100|50|8|6|75\n2|Xã Bản Phiệt|100|90|90|4|4|100")
    assert answer.figures == {"kham": 190, "truong": 10}
    assert not answer.about("unmatched-number")


TITLE = "KẾT QUẢ THÁNG 8/2024\n"


@pytest.mark.parametrize("title", ["Biện pháp", "Lĩnh vực", "Cây trồng"])
def test_a_column_in_which_indicators_are_named_names_them_whatever_its_title(office: DataDir, title: str) -> None:
    answer = read(office, f"{TITLE}STT|{title}|Kế hoạch năm|Cộng dồn\n1|Lượt khám bệnh|100|62")
    assert answer.figures == {"kham": 62}


@pytest.mark.parametrize(("column", "is_all"), [("TH tháng", False), ("TH tháng (Cộng dồn)", True)])
def test_a_month_without_its_number_is_the_one_that_is_reported(office: DataDir, column: str, *, is_all: bool) -> None:
    answer = read(office, f"{TITLE}STT|Chỉ tiêu|Kế hoạch năm|{column}\n1|Lượt khám bệnh|100|62")
    assert answer.figures == {"kham": 62}
    assert answer.rows["kham"]["incomplete"] is not is_all


def test_words_that_look_like_those_of_a_part_without_their_accents_are_others(office: DataDir) -> None:
    """`Thuốc` is no `thuộc`."""
    rows = "1|Lượt khám bệnh|100|62\n2|Thuốc uống|900|700"
    answer = read(office, f"{TITLE}STT|Chỉ tiêu|Kế hoạch năm|Cộng dồn\n{rows}")
    assert (answer.figures, answer.places("unmatched-row")) == ({"kham": 62}, ["C4:D4"])
    assert not answer.about("parts-mismatch")


@pytest.mark.parametrize("title", ["THU CÁC THÁNG NĂM 2024", "KẾT QUẢ CÁC THÁNG TRONG NĂM 2024"])
def test_a_header_that_cells_merge_into_one_is_read_whole(office: DataDir, title: str) -> None:
    """The lower of its rows alone would do, `T1 | T2`; the plan above it would then be the title of all."""
    head = "STT|Nội dung|Dự toán|Thực hiện các tháng|<|<|Cộng\n^|^|^|T1|T2|T3|^"
    answer = read(office, f"{title}\n{head}\n1|Lượt khám bệnh|40|10|20|5|35")
    assert answer.figures == {"kham": 35}
    assert answer.account == (4, 2, 0)


def test_capitals_that_end_in_a_roman_number_are_no_time(office: DataDir) -> None:
    title = "KẾT QUẢ PHÒNG, CHỐNG HIV/AIDS NĂM 2024"
    assert read(office, f"{title}\nSTT|Chỉ tiêu|Thực hiện\n1|Lượt khám bệnh|8").figures == {"kham": 8}


@pytest.mark.parametrize(
    ("head", "row", "figures"),
    [
        ("Kế hoạch vốn giao|Giải ngân|Tỷ lệ GN", "Vốn đầu tư thực hiện|80|60|75", {"von": 60}),
        ("Dự toán|Đã thanh toán|%", "Vốn đầu tư thực hiện|80|60|75", {"von": 60}),
        ("Kế hoạch|Thực hiện|Giải ngân", "Vốn đầu tư thực hiện|80|60|40", {"von": 60}),
        ("Kế hoạch|Thực hiện|Giải ngân", "Lượt khám bệnh|80|60|40", {"kham": 60}),
        ("Kế hoạch vốn giao|Giải ngân|Tỷ lệ GN", "Lượt khám bệnh|80|60|75", {}),
    ],
)
def test_what_was_spent_is_the_result_of_what_is_counted_in_money(
    office: DataDir, head: str, row: str, figures: dict[str, float]
) -> None:
    answer = read(office, f"KẾT QUẢ NĂM 2024\nSTT|Nội dung|{head}\n1|{row}")
    assert answer.figures == figures


def test_money_beside_things_is_told_without_a_unit_that_contradicts_them(office: DataDir) -> None:
    head = "TT|Nội dung|Khối lượng|<|Kinh phí (triệu đồng)|<\n^|^|Kế hoạch|Thực hiện|Kế hoạch|Thực hiện"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{head}\n1|Lượt khám bệnh|80|60|30|20")
    assert (answer.figures, answer.places("unmatched-number")) == ({"kham": 60}, ["E4", "F4"])
    assert not answer.about("unit-mismatch")


def test_the_province_s_own_level_over_its_offices_is_no_office_beside_them(office: DataDir) -> None:
    rows = "I|Cấp tỉnh|30\n1|Ban Dân tộc|10\n2|Sở Y tế|20\nII|Cấp huyện|5\n1|Huyện Mường Tè|5\n|Tổng cộng|35"
    answer = read(office, f"KẾT QUẢ NĂM 2024\nSTT|Đơn vị|Vốn đầu tư thực hiện\n{rows}")
    assert (answer.figures, answer.about("total-mismatch")) == ({"von": 35}, [])


def test_the_province_s_own_level_among_districts_is_one_of_the_places(office: DataDir) -> None:
    rows = "I|Cấp tỉnh|30\nII|Huyện Mường Tè|5\n|Tổng cộng|35"
    answer = read(office, f"KẾT QUẢ NĂM 2024\nSTT|Đơn vị|Vốn đầu tư thực hiện\n{rows}")
    assert (answer.figures, answer.about("total-mismatch")) == ({"von": 35}, [])


@pytest.mark.parametrize("word", ["So sánh", "So sánh (%)"])
def test_quotients_that_are_multiples_in_every_row_are_no_percentages(office: DataDir, word: str) -> None:
    """1.706 of 293 is 5,83 times as much, whatever stands over it."""
    head = f"STT|Chỉ tiêu|TH 2023|KH 2024|ƯTH 2024|{word}|<\n^|^|^|^|^|ƯTH2024/TH2023|ƯTH2024/KH2024"
    rows = "1|Lượt khám bệnh|100|200|850|8.5|4.25\n2|Trường đạt chuẩn quốc gia|10|8|36|3.6|4.5"
    answer = read(office, f"CHỈ TIÊU NĂM 2024\n{head}\n{rows}")
    assert answer.figures == {"kham": 850, "truong": 36}
    assert not answer.about("claim-mismatch")


def test_a_quotient_that_is_wrong_among_multiples_is_told(office: DataDir) -> None:
    head = "STT|Chỉ tiêu|TH 2023|KH 2024|ƯTH 2024|So sánh\n^|^|^|^|^|ƯTH2024/TH2023"
    first = "1|Lượt khám bệnh|100|200|850|8.5\n2|Trường đạt chuẩn quốc gia|10|8|36|3.6"
    rows = f"{first}\n3|Đường giao thông nông thôn|10|8|36|9.1"
    assert read(office, f"CHỈ TIÊU NĂM 2024\n{head}\n{rows}").places("claim-mismatch") == ["F6"]


def test_a_column_without_numbers_costs_no_row_of_the_header(office: DataDir) -> None:
    """Below a group of unknown name, `So sánh` stands over two quotients; the second group is empty."""
    groups = "TT|Chỉ tiêu|Khối A|<|<|Khối B|<|<"
    head = f"{groups}\n^|^|TH 2023|TH 2024|So sánh|TH 2023|TH 2024|So sánh\n^|^|^|^|2024/2023|^|^|2024/2023"
    answer = read(office, f"CHỈ TIÊU NĂM 2024\n{head}\n1|Lượt khám bệnh|100|850|8.5|||")
    assert "2024/2023" not in str([finding["message"] for finding in answer.about("not-a-number")])
    assert not answer.about("claim-mismatch")


REGIONS = "I|Trung du và miền núi phía Bắc|12\n1|Hà Giang|7\n2|Lai Châu|5\nII|Đồng bằng sông Hồng|30\n3|Hà Nam|30"


def test_regions_are_no_places_beside_their_provinces(office: DataDir) -> None:
    table = f"TT|Tỉnh|Trường đạt chuẩn quốc gia\n{REGIONS}"
    save(office.root / "reports/toan-quoc/2024.xlsx", f"SỐ LIỆU ĐẾN 31/12/2024\n{table}")
    document = office.check("Toàn quốc", "--as-of", "2024-12-31")
    assert [row["actual"] for row in document["national"]["indicators"] if row["id"] == "truong"] == [42]


@pytest.mark.parametrize(("name", "is_read"), [("Trường xã nông thôn mới", True), ("Trường học", False)])
def test_a_programme_that_the_catalogue_speaks_of_is_no_other(office: DataDir, name: str, *, is_read: bool) -> None:
    catalogue = office.root / "programme.yaml"
    told = catalogue.read_text(encoding="utf-8").replace("Trường đạt chuẩn quốc gia", name)
    catalogue.write_text(told, encoding="utf-8")
    table = f"KẾT QUẢ XÂY DỰNG NÔNG THÔN MỚI NĂM 2024\nTT|Chỉ tiêu|Thực hiện\n1|{name}|7"
    assert bool(read(office, table).figures) is is_read


def test_titles_that_begin_with_a_number_stand_beside_labels_that_reach_down_to_them(office: DataDir) -> None:
    head = "TT|Huyện|Trường đạt chuẩn quốc gia|<|<|Lượt khám bệnh\n^|^|Tổng số|3 sao|4 sao|^"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{head}\n1|Châu Thành|50|30|18|7\n2|Bình Đại|6|4|1|1")
    assert answer.figures == {"truong": 56, "kham": 8}


def test_columns_of_unknown_words_that_nothing_tells_apart_cost_no_other(office: DataDir) -> None:
    head = "TT|Chỉ tiêu|Thực hiện|KTTT (bộ)|KTTT (tấn)"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{head}\n1|Lượt khám bệnh|50|30|20")
    assert (answer.figures, answer.places("unmatched-number")) == ({"kham": 50}, ["D3", "E3"])


def test_a_year_behind_the_plan_that_was_carried_out_is_the_plans(office: DataDir) -> None:
    title = "KẾT QUẢ 9 THÁNG ĐẦU NĂM 2024"
    answer = read(office, f"{title}\nTT|Nội dung|Dự toán năm|Thực hiện dự toán năm\n1|Vốn đầu tư thực hiện|80|60")
    assert (answer.figures, answer.about("identity-mismatch")) == ({"von": 60}, [])


def test_a_long_remark_is_no_unit(office: DataDir) -> None:
    head = "TT|Nội dung|Thực hiện|Thực hiện (số mà các đơn vị đề nghị thanh toán)"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{head}\n1|Lượt khám bệnh|60|50")
    assert (answer.figures, answer.about("unit-mismatch")) == ({"kham": 60}, [])


def test_what_a_database_calls_its_fields_is_no_title(office: DataDir) -> None:
    title = "SỐ LIỆU NĂM 2024\nma_tinh|tu_thang|den_thang|nam"
    assert read(office, f"{title}\n\nTT|Chỉ tiêu|Thực hiện\n1|Lượt khám bệnh|60").figures == {"kham": 60}


@pytest.mark.parametrize("office_of", ["Đoàn", "Hội Nông dân", "Trạm Y tế", "Công an", "Hội CCB"])
def test_columns_of_the_offices_of_communes_are_of_these(office: DataDir, office_of: str) -> None:
    head = f"TT|Chỉ tiêu|{office_of} xã Vũ Lễ|<|{office_of} xã Tân Tri|<\n^|^|KH|TH|KH|TH"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{head}\n1|Lượt khám bệnh|50|40|30|20")
    assert (answer.figures, answer.places("unmatched-number")) == ({"kham": 60}, [])


def test_the_whole_name_behind_its_number_is_the_indicator(office: DataDir) -> None:
    """A rate per ten thousand people is no count of doctors, which `Số` before another rate would be."""
    catalogue = office.root / "programme.yaml"
    new = '  - {id: bac-si, name: Số bác sĩ trên 1 vạn dân, unit: "%", kind: rate, content: 1}\n'
    catalogue.write_text(catalogue.read_text(encoding="utf-8") + new, encoding="utf-8")
    rows = "1|Chỉ tiêu 1: Số bác sĩ trên 1 vạn dân|9.8\n2|Chỉ tiêu 2: Số người tham gia bảo hiểm y tế|7"
    answer = read(office, f"KẾT QUẢ NĂM 2024\nTT|Chỉ tiêu|Thực hiện\n{rows}")
    assert answer.figures == {"bac-si": 9.8}


@pytest.mark.parametrize(
    "head",
    ["No|Indicator|Target|Achieved", "No|Indicator|Planned|Achievement to date", "No|Indicators|Targets|Actuals"],
)
def test_english_titles(office: DataDir, head: str) -> None:
    answer = read(office, f"RESULTS 2024\n{head}\n1|Lượt khám bệnh|50|40")
    assert (answer.figures, answer.places("unmatched-number")) == ({"kham": 40}, [])


@pytest.mark.parametrize("column", ["TH 9 tháng năm 2024", "9 tháng 2024"])
def test_in_a_phase_of_one_year_what_begins_with_it_runs_from_its_start(office: DataDir, column: str) -> None:
    """A stock is told by its level, also below `9 tháng`."""
    title = "CHỈ TIÊU GIÁO DỤC 9 THÁNG NĂM 2024, ƯỚC CẢ NĂM 2024"
    head = f"TT|Chỉ tiêu|TH năm 2023|KH năm 2024|{column}|Ước TH cả năm 2024"
    path = office.root / "reports/dien-bien/2024-Q3.xlsx"
    save(path, f"{title}\n{head}\n1|Trường đạt chuẩn quốc gia|218|230|225|229\n2|Lượt khám bệnh|50|60|40|61")
    answer = Answer(office.check("--as-of", "2024-09-30"))
    assert answer.figures == {"truong": 225, "kham": 40}
    assert not answer.about("identity-mismatch")


def test_millions_below_a_larger_unit_are_no_dong(office: DataDir) -> None:
    catalogue = office.root / "programme.yaml"
    catalogue.write_text(catalogue.read_text(encoding="utf-8").replace("tỷ đồng", "triệu đồng"), encoding="utf-8")
    table = "TT|Chỉ tiêu|Thực hiện\n1|Vốn đầu tư thực hiện|13800"
    answer = read(office, f"KẾT QUẢ NĂM 2024\nĐơn vị tính: tỷ đồng\n{table}", scaled=True)
    assert answer.figures == {"von": 13_800_000}


@pytest.mark.parametrize(
    ("title", "is_read"),
    [
        ("TÌNH HÌNH ĐĂNG KÝ KINH DOANH NĂM 2024", True),
        ("ĐĂNG KÝ CHỈ TIÊU NĂM 2024", False),
        ("BÁO CÁO CHỈ TIÊU GIÁO DỤC NĂM 2024", True),
        ("BÁO CÁO CHỈ TIÊU GIAO THÔNG NĂM 2024", True),
        ("CHỈ TIÊU GIAO NĂM 2024", False),
    ],
)
def test_words_that_look_like_a_wish_or_an_order(office: DataDir, title: str, *, is_read: bool) -> None:
    answer = read(office, f"{title}\nTT|Chỉ tiêu|Số lượng\n1|Lượt khám bệnh|40")
    assert bool(answer.figures) is is_read


@pytest.mark.parametrize(
    "title",
    ["TÌNH HÌNH KINH TẾ - XÃ HỘI CHỦ YẾU", "KẾT QUẢ AN SINH XÃ HỘI TRỌNG TÂM", "KẾT QUẢ BẢO HIỂM XÃ HỘI TỰ NGUYỆN"],
)
def test_society_is_no_commune(office: DataDir, title: str) -> None:
    answer = read(office, f"{title} NĂM 2024\nTT|Chỉ tiêu|Thực hiện\n1|Lượt khám bệnh|40")
    (row,) = [row for row in answer.rows.values() if row["id"] == "kham"]
    assert (row["actual"], row["incomplete"]) == (40, False)


def test_a_commune_may_be_called_hoi(office: DataDir) -> None:
    answer = read(office, "KẾT QUẢ XÃ HỘI HOAN NĂM 2024\nTT|Chỉ tiêu|Thực hiện\n1|Lượt khám bệnh|40")
    assert answer.rows["kham"]["incomplete"]


@pytest.mark.parametrize(
    "column", ["Thực hiện trong tháng", "TH tháng", "Thanh toán trong tháng", "Thực hiện tháng báo cáo"]
)
def test_this_month_beside_a_day_alone_is_the_month_of_that_day(office: DataDir, column: str) -> None:
    """It is none of all the days until then."""
    title = "VỐN ĐẦU TƯ ĐẾN NGÀY 31/8/2024"
    both = read(office, f"{title}\nTT|Chỉ tiêu|{column}|Lũy kế\n1|Vốn đầu tư thực hiện|10|62.5")
    assert (both.figures, both.about("conflicting-reports")) == ({"von": 62.5}, [])
    alone = read(office, f"{title}\nTT|Chỉ tiêu|{column}\n1|Vốn đầu tư thực hiện|10")
    assert alone.rows["von"]["incomplete"]


def test_statistical_indicators_are_no_targets(office: DataDir) -> None:
    table = "TT|Tên chỉ tiêu|Năm 2023|Năm 2024\n1|Lượt khám bệnh|30|40"
    assert read(office, f"HỆ THỐNG CHỈ TIÊU THỐNG KÊ CẤP HUYỆN NĂM 2024\n{table}").figures == {"kham": 40}


@pytest.mark.parametrize(("column", "figures"), [("Đã khám", {"kham": 70}), ("Đã mua", {})])
def test_a_verb_of_the_indicators_own_name_says_that_it_was_done(
    office: DataDir, column: str, figures: dict[str, int]
) -> None:
    head = f"TT|Huyện|Lượt khám bệnh|<\n^|^|Kế hoạch|{column}"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{head}\n1|Kỳ Anh|50|40\n2|Can Lộc|60|30")
    assert answer.figures == figures


@pytest.mark.parametrize("over", ["Tỷ lệ % TH 2024/", "So sánh TH 2024 với (%)", "% TH 2024 so với"])
def test_what_stands_below_an_open_quotient_is_its_base(office: DataDir, over: str) -> None:
    """`TH 2023` there is no result of 2023."""
    head = f"TT|Chỉ tiêu|TH 2023|KH 2024|TH 2024|{over}|<\n^|^|^|^|^|TH 2023|KH 2024"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{head}\n1|Lượt khám bệnh|18|20|23|127.8|115")
    assert (answer.figures, answer.about("claim-mismatch")) == ({"kham": 23}, [])


def test_a_share_of_the_whole_is_no_percentage_of_the_plan(office: DataDir) -> None:
    rows = "1|Vốn đầu tư thực hiện|100|90|100\n2|Đường giao thông nông thôn|20|10|11.1"
    answer = read(office, f"KẾT QUẢ NĂM 2024\nTT|Nội dung|Dự toán|Thực hiện|Tỷ trọng (%)\n{rows}")
    assert (answer.figures, answer.about("claim-mismatch")) == ({"von": 90, "duong": 10}, [])


def test_a_column_of_crosses_is_no_second_result(office: DataDir) -> None:
    answer = read(office, "KẾT QUẢ NĂM 2024\nTT|Nội dung|Kế hoạch|Thực hiện|Hoàn thành\n1|Lượt khám bệnh|50|50|x")
    assert answer.figures == {"kham": 50}


@pytest.mark.parametrize(("unit", "is_told"), [("Number", False), ("Số lượng", False), ("Xã", True)])
def test_a_unit_that_says_only_that_there_is_a_number(office: DataDir, unit: str, *, is_told: bool) -> None:
    answer = read(office, f"KẾT QUẢ NĂM 2024\nTT|Chỉ tiêu|ĐVT|Thực hiện\n1|Lượt khám bệnh|{unit}|50")
    assert bool(answer.about("unit-mismatch")) is is_told
    assert bool(answer.figures) is not is_told


@pytest.mark.parametrize(
    "title",
    ["QUÝ III, LŨY KẾ 9 THÁNG NĂM 2024", "THÁNG 9, LŨY KẾ 9 THÁNG NĂM 2024", "QUÝ III VÀ LŨY KẾ 9 THÁNG NĂM 2024"],
)
def test_a_report_of_a_quarter_and_of_all_until_its_end(office: DataDir, title: str) -> None:
    head = "TT|Chỉ tiêu|Kế hoạch năm|Trong quý|Lũy kế 9 tháng"
    assert read(office, f"KẾT QUẢ {title}\n{head}\n1|Lượt khám bệnh|50|9|33").figures == {"kham": 33}


def test_kinds_of_people_over_the_names_of_indicators_name_them(office: DataDir) -> None:
    """`Đối tượng` is a remark elsewhere."""
    head = "TT|Loại đối tượng|Cuối tháng trước|Tăng|Giảm|Hiện có cuối tháng"
    answer = read(office, f"TÌNH HÌNH THÁNG 10 NĂM 2024\n{head}\n1|Trường đạt chuẩn quốc gia|48|4|2|50")
    assert answer.figures == {"truong": 50}
