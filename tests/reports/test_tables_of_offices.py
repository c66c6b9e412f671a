"""Tables of other offices' yearbooks and reports: what their titles, names and comparisons say of the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import read

if TYPE_CHECKING:
    from openpyxl import Workbook

    from conftest import DataDir

CATALOGUE = """replace: true
name: Dân số và nông nghiệp
phases:
  - {id: I, name: năm 2024, start: 2024-01-01, end: 2024-12-31}
contents: {1: Chung}
indicators:
  - {id: sinh, name: Tổng số trẻ sinh, unit: trẻ, kind: flow, content: 1}
  - {id: ty-so, name: Tỷ số giới tính khi sinh, unit: nam/100 nữ, kind: rate, content: 1}
  - {id: ngheo, name: Số hộ nghèo, unit: hộ, kind: stock, content: 1, direction: decrease}
  - {id: ty-le, name: Tỷ lệ hộ nghèo, unit: "%", kind: rate, content: 1, direction: decrease}
  - {id: thu, name: Doanh thu du lịch, unit: tỷ đồng, kind: flow, content: 1, whole: false}
  - {id: dat, name: Số hộ được hỗ trợ đất ở, unit: hộ, kind: flow, content: 1}
"""


@pytest.fixture
def office(data: DataDir) -> DataDir:
    (data.root / "programme.yaml").write_text(CATALOGUE, encoding="utf-8")
    (data.root / "targets").mkdir(exist_ok=True)
    return data


@pytest.mark.parametrize(
    "columns",
    [
        "KH năm 2024|Năm 2024|% so KH\n1|Tổng số trẻ sinh|Trẻ|14000|13874|99.1",
        "KH năm 2024|Năm 2024|Tăng, giảm\n1|Tổng số trẻ sinh|Trẻ|14000|13874|-126",
    ],
)
def test_a_title_of_indicators_is_none_of_plans_where_columns_compare_with_a_plan(
    office: DataDir, columns: str
) -> None:
    answer = read(office, f"TỔNG HỢP CHỈ TIÊU DÂN SỐ NĂM 2024\nSTT|Nội dung|ĐVT|{columns}")
    assert answer.figures == {"sinh": 13874}
    assert not answer.about("sheet-set-aside")


def test_a_plan_cut_into_quarters_is_still_a_plan(office: DataDir) -> None:
    table = "STT|Nội dung|ĐVT|KH năm 2024|Quý I|Quý II\n1|Tổng số trẻ sinh|Trẻ|14000|7000|7000"
    answer = read(office, f"CHỈ TIÊU DÂN SỐ NĂM 2024\n{table}")
    assert answer.figures == {}
    assert answer.about("sheet-set-aside")


def test_a_ratio_whose_own_name_holds_a_word_of_counting_is_named_by_it(office: DataDir) -> None:
    table = "STT|Nội dung|ĐVT|Kế hoạch|Thực hiện\n1|Tỷ số giới tính khi sinh|Nam/100 nữ|98.5|97.9"
    assert read(office, f"KẾT QUẢ NĂM 2024\n{table}").figures == {"ty-so": 97.9}


@pytest.mark.parametrize("level", [113.9, 0.9])
def test_a_ratio_that_is_no_percentage_may_pass_a_hundred(office: DataDir, level: float) -> None:
    target = "province: Điện Biên\ntargets:\n  - {indicator: ty-so, target: 112}\n"
    (office.root / "targets/dien-bien.yaml").write_text(target, encoding="utf-8")
    table = f"STT|Nội dung|ĐVT|Kế hoạch|Thực hiện\n1|Tỷ số giới tính khi sinh|Nam/100 nữ|112|{level}"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{table}")
    assert answer.figures == {"ty-so": level}
    assert not answer.rules & {"rate-out-of-range", "ambiguous-number"}


def test_a_quotient_in_the_row_of_a_ratio_that_is_no_percentage_is_told(office: DataDir) -> None:
    table = "STT|Nội dung|ĐVT|Thực hiện\n1|Tỷ số giới tính khi sinh|Nam/100 nữ|56/50"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{table}")
    assert answer.figures == {}
    assert answer.about("not-a-number")
    assert not answer.rules & {"rate-out-of-range"}


def test_the_difference_from_a_plan_is_no_percentage_of_it(office: DataDir) -> None:
    head = "STT|Nội dung|Dự toán|Quyết toán|So sánh|<\n^|^|^|^|Tuyệt đối|Tương đối (%)"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{head}\n1|Tổng số trẻ sinh|100|80|-20|80")
    assert answer.figures == {"sinh": 80}
    assert not answer.about("claim-mismatch")


@pytest.mark.parametrize(
    "heading", ["Chỉ số phát triển (Năm trước = 100) - %", "Cơ cấu (%)", "Tốc độ tăng so với năm trước (%)"]
)
def test_percentages_below_a_heading_over_the_numbers_are_no_results(office: DataDir, heading: str) -> None:
    """A yearbook prints the amounts, and below them the same rows against the year before."""
    table = f"|Năm 2023|Năm 2024\n|Tỷ đồng|<\nDoanh thu du lịch|60.1|71.9\n|{heading}|<\nDoanh thu du lịch|99.1|119.6"
    answer = read(office, f"Doanh thu du lịch\n{table}")
    assert answer.figures == {"thu": 71.9}
    assert not answer.about("conflicting-reports")
    assert answer.places("unmatched-row") == ["B6:C6"]


def test_a_unit_over_the_numbers_holds_for_the_rows_below_it(office: DataDir) -> None:
    answer = read(office, "Du lịch\n|Năm 2023|Năm 2024\n|Triệu đồng|<\nDoanh thu du lịch|60100|71900", scaled=True)
    assert answer.figures == {"thu": 71.9}


def test_rates_and_counts_below_a_heading_of_a_structure_are_results(office: DataDir) -> None:
    rates = "I|Cơ cấu hộ theo mức sống (%)||\n1|Tỷ lệ hộ nghèo|%|12.5"
    counts = "II|Cơ cấu hộ được hỗ trợ||\n1|Số hộ được hỗ trợ đất ở|hộ|30"
    answer = read(office, f"KẾT QUẢ NĂM 2024\nSTT|Chỉ tiêu|ĐVT|Thực hiện\n{rates}\n{counts}")
    assert answer.figures == {"ty-le": 12.5, "dat": 30}


def test_a_percentage_below_what_is_counted_is_the_rate_that_the_catalogue_names(office: DataDir) -> None:
    head = "STT|Huyện|Tổng số hộ|Số hộ nghèo|<\n^|^|^|Số hộ|Tỷ lệ (%)"
    rows = "1|Huyện Mường Chà|12000|2400|20\n2|Huyện Tủa Chùa|18000|6300|35\n|Tổng cộng|30000|8700|29"
    assert read(office, f"KẾT QUẢ NĂM 2024\n{head}\n{rows}").figures == {"ngheo": 8700, "ty-le": 29}


@pytest.mark.parametrize("title", ["So KH (%)", "So sánh (%)", "Tỷ lệ hoàn thành (%)", "Tiến độ (%)", "Cơ cấu (%)"])
def test_a_percentage_that_says_of_what_it_is_is_no_rate_of_the_catalogue(office: DataDir, title: str) -> None:
    head = f"STT|Huyện|Số hộ nghèo|<\n^|^|Số hộ|{title}"
    rows = "1|Huyện Mường Chà|2400|98\n2|Huyện Tủa Chùa|6300|95\n|Tổng cộng|8700|96"
    assert read(office, f"KẾT QUẢ NĂM 2024\n{head}\n{rows}").figures == {"ngheo": 8700}


def test_a_percentage_beside_a_plan_is_of_that_plan(office: DataDir) -> None:
    head = "STT|Huyện|Số hộ nghèo|<|<\n^|^|Kế hoạch|Thực hiện|Tỷ lệ (%)"
    rows = "1|Huyện Mường Chà|2000|2400|120\n2|Huyện Tủa Chùa|7000|6300|90\n|Tổng cộng|9000|8700|96.7"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{head}\n{rows}")
    assert answer.figures == {"ngheo": 8700}
    assert answer.rows["ngheo"]["claim"] == pytest.approx(0.967)


@pytest.mark.parametrize("title", ["Tổng số trẻ sinh", "Tổng số trẻ sinh phân theo đơn vị hành chính"])
def test_a_line_that_names_what_is_counted_heads_untitled_places(office: DataDir, title: str) -> None:
    rows = "TỔNG SỐ|140|150\nHuyện Mường Chà|80|90\nHuyện Tủa Chùa|60|60"
    answer = read(office, f"{title}\n|Năm 2023|Năm 2024\n{rows}")
    assert answer.figures == {"sinh": 150}


@pytest.mark.parametrize(("money", "figures"), [("'19,236.5", {"dat": 6412, "thu": 19236.5}), ("'19,5", {"thu": 19.5})])
def test_how_one_column_parts_thousands_tells_it_of_those_beside_it(
    office: DataDir, money: str, figures: dict[str, float]
) -> None:
    """`6,412` alone may be six thousand or six and a half; a person looks at the other numbers of the table."""
    table = f"STT|Huyện|Số hộ được hỗ trợ đất ở|Doanh thu du lịch\n1|Huyện Mường Chà|'6,412|{money}"
    assert read(office, f"KẾT QUẢ NĂM 2024\n{table}").figures == figures


def test_a_total_over_untitled_groups_is_of_all(office: DataDir) -> None:
    """A survey cuts its one rate by sex and by area; the parts aren't the province's level."""
    rows = "Tổng số|31|4404\nGiới tính||\nNam|30|2291\nNữ|32|2113\nKhu vực||\nThành thị|12|1320\nNông thôn|39|3084"
    answer = read(office, f"Bảng 3: Kết quả điều tra năm 2024\n|Tỷ lệ hộ nghèo (%)|Số trẻ em\n{rows}")
    assert answer.figures == {"ty-le": 31}
    assert "rate-out-of-range" not in answer.rules


@pytest.mark.parametrize(("title", "figures"), [("Lĩnh vực", {"dat": 30}), ("Ngành", {"dat": 30}), ("Nội dung", {})])
def test_a_total_of_sorts_is_all_that_the_column_names(office: DataDir, title: str, figures: dict[str, float]) -> None:
    table = f"STT|{title}|Số hộ được hỗ trợ đất ở|<\n^|^|Tổng số|Nữ\n1|Cơ khí|10|4\n2|May mặc|20|5\n|Tổng|30|9"
    assert read(office, f"KẾT QUẢ NĂM 2024\n{table}").figures == figures


def test_the_total_of_a_whole_sector_over_its_houses_is_the_total(office: DataDir) -> None:
    rows = "|TOÀN NGÀNH|30\n1|Bệnh viện Đa khoa tỉnh|10\n2|Trung tâm Y tế huyện Tủa Chùa|20"
    answer = read(office, f"KẾT QUẢ NĂM 2024\nSTT|Cơ sở y tế|Tổng số trẻ sinh\n{rows}")
    assert answer.figures == {"sinh": 30}


@pytest.mark.parametrize(
    "name",
    [
        "Tổng số trẻ sinh¶Total births",
        "Tổng số trẻ sinh - Number of live births (Trẻ - Children)",
        "Tổng số trẻ sinh (Trẻ) - Number of live births (Child)",
    ],
)
def test_a_name_with_its_translation_is_that_name(office: DataDir, name: str) -> None:
    head = "TT¶No|Chỉ tiêu¶Indicators|Đơn vị tính¶Unit|Kế hoạch¶Plan|Năm 2024 - Year 2024"
    table = f"{head}\n1|{name}|Trẻ¶Child|150|140\n2|Số hộ được hỗ trợ đất ở¶Households|Hộ¶Household|20|12"
    answer = read(office, f"KẾT QUẢ NĂM 2024¶RESULTS OF 2024\n{table}", change=_in_lines)
    assert answer.figures == {"sinh": 140, "dat": 12}
    assert "rolled-up" not in answer.rules


def _in_lines(book: Workbook) -> None:
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = cell.value.replace("¶", "\n")


def test_a_planned_rate_beside_the_reached_one_is_its_plan(office: DataDir) -> None:
    head = "STT|Huyện|Tỷ lệ hộ nghèo|<\n^|^|Tỷ lệ kế hoạch|Tỷ lệ thực hiện"
    rows = "1|Huyện Mường Chà|17.5|17.6\n2|Huyện Tủa Chùa|18|18.8\n|Cộng|17.8|18.2"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{head}\n{rows}")
    assert answer.figures == {"ty-le": 18.2}
    assert not answer.about("claim-mismatch")


def test_a_percentage_of_the_plan_beside_what_was_reached_stays_one(office: DataDir) -> None:
    head = "STT|Chỉ tiêu|Kế hoạch|Thực hiện|Tỷ lệ kế hoạch"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{head}\n1|Tỷ lệ hộ nghèo|20|18|90")
    assert answer.figures == {"ty-le": 18}
    assert answer.rows["ty-le"]["claim"] == pytest.approx(0.9)


def test_a_point_in_one_column_leaves_the_dots_of_another_as_they_are(office: DataDir) -> None:
    table = "STT|Huyện|Số hộ được hỗ trợ đất ở|Doanh thu du lịch\n1|Huyện Mường Chà|'1.200|'19.5"
    assert read(office, f"KẾT QUẢ NĂM 2024\n{table}").figures == {"dat": 1200, "thu": 19.5}
