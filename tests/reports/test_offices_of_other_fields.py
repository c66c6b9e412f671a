"""Workbooks of health, education, labour and movement offices: their units, pairs, comparisons and translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import Answer, read, save

if TYPE_CHECKING:
    from conftest import DataDir

CATALOGUE = """replace: true
name: Số liệu của các ngành
phases:
  - {id: I, name: giai đoạn 2021-2025, start: 2021-01-01, end: 2025-12-31}
contents: {1: Chung}
indicators:
  - {id: hoi-vien, name: Số hội viên mới, unit: hội viên, kind: flow, content: 1}
  - {id: luot, name: Số lượt khám bệnh, unit: lượt, kind: flow, content: 1}
  - {id: ho, name: Số hộ được cấp gạo cứu đói, unit: hộ, kind: flow, content: 1, aliases: [Cấp gạo cứu đói]}
  - {id: dang-lam, name: Lao động đang làm việc, unit: người, kind: stock, content: 1}
  - {id: nghe, name: Lao động qua đào tạo, unit: người, kind: stock, content: 1}
  - {id: truong, name: Số trường mầm non, unit: trường, kind: stock, content: 1}
  - {id: nu, name: Tỷ lệ nữ đại biểu, unit: "%", kind: rate, content: 1, aliases: [Nữ đại biểu]}
  - {id: mac, name: Số ca mắc sốt xuất huyết, unit: ca, kind: flow, content: 1}
  - {id: dt-lua, name: Diện tích lúa, unit: ha, kind: flow, content: 1}
  - {id: sl-lua, name: Sản lượng lúa, unit: tấn, kind: flow, content: 1}
  - {id: dt-ngo, name: Diện tích ngô, unit: ha, kind: flow, content: 1}
  - {id: nan-nhan, name: Số nạn nhân bạo lực gia đình là nữ, unit: người, kind: flow, content: 1}
  - {id: bo, name: Số con bò, unit: con, kind: stock, content: 1}
  - {id: khau, name: Số khẩu được cấp gạo cứu đói, unit: khẩu, kind: flow, content: 1}
"""


@pytest.fixture
def office(data: DataDir) -> DataDir:
    (data.root / "programme.yaml").write_text(CATALOGUE, encoding="utf-8")
    (data.root / "targets").mkdir(exist_ok=True)
    return data


def test_a_catalogue_without_a_sound_indicator_stops_no_reading(office: DataDir) -> None:
    head, _, _ = CATALOGUE.partition("  - {id: hoi-vien")
    (office.root / "programme.yaml").write_text(f"{head}  - {{id: n, name: Số tổ}}\n", encoding="utf-8")
    answer = read(office, "KẾT QUẢ NĂM 2024\nSTT|Chỉ tiêu|Kết quả\n1|Số tổ|40\n2|Số lớp|5")
    assert answer.figures == {}
    assert answer.account[2] == 2


@pytest.mark.parametrize(
    ("unit", "name", "figures"),
    [
        ("Người", "Hội viên mới", {"hoi-vien": 40}),
        ("Nghìn người", "Hội viên mới", {"hoi-vien": 40000}),
        ("Person", "Hội viên mới", {"hoi-vien": 40}),
        ("hội viên/person", "Hội viên mới", {"hoi-vien": 40}),
        ("Tổ", "Hội viên mới", {}),
        ("Suất", "Hội viên mới", {"hoi-vien": 40}),
        ("Người", "Lượt khám bệnh", {}),
    ],
)
def test_people_of_any_sort_are_counted_as_people_and_visits_are_not(
    office: DataDir, unit: str, name: str, figures: dict[str, int]
) -> None:
    answer = read(office, f"KẾT QUẢ NĂM 2024\nSTT|Chỉ tiêu|ĐVT|Kết quả\n1|{name}|{unit}|40", scaled=True)
    assert answer.figures == figures
    assert ("unit-mismatch" in answer.rules) is not bool(figures)


def test_units_over_columns_of_districts_are_no_places_in_them(office: DataDir) -> None:
    head = "TT|Huyện|Cấp gạo cứu đói|<|Trong đó: DTTS|<\n^|^|Hộ|Khẩu|Hộ|Khẩu"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{head}\n1|Mường Chà|90|360|70|290\n2|Tủa Chùa|65|270|60|250")
    assert answer.figures == {"ho": 155, "khau": 630}
    assert "total-mismatch" not in answer.rules


def test_districts_below_a_title_of_units_are_districts(office: DataDir) -> None:
    rows = "1|Mường Chà|30\n2|Tủa Chùa|20"
    answer = read(office, f"KẾT QUẢ NĂM 2024\nSTT|Đơn vị tính|Hội viên mới\n{rows}")
    assert answer.figures == {"hoi-vien": 50}


BY_YEAR = """|2022|2023|Sơ bộ 2024
TỔNG SỐ - TOTAL|463905|468210|472118
Phân theo giới tính - By sex|||
Nam - Male|232100|234300|236254
Nữ - Female|231805|233910|235864
Phân theo thành thị, nông thôn - By residence|||
Thành thị - Urban|88220|131200|133050
Nông thôn - Rural|375685|337010|339068"""


@pytest.mark.parametrize(
    ("title", "figures"),
    [
        ("Lao động đang làm việc", {"dang-lam": 472118}),
        ("22. Lao động đang làm việc phân theo giới tính và phân theo thành thị, nông thôn", {"dang-lam": 472118}),
        ("Lao động qua đào tạo phân theo giới tính", {}),
        ("Chi cho lao động đang làm việc phân theo giới tính", {}),
    ],
)
def test_what_goes_on_by_its_name_is_as_much_as_there_is_in_any_year(
    office: DataDir, title: str, figures: dict[str, int]
) -> None:
    """A stock that a year's column tells may be what was added in that year."""
    assert read(office, f"{title}\n{BY_YEAR}").figures == figures


def test_offices_of_education_by_their_short_name_are_where_their_schools_are(office: DataDir) -> None:
    head = "TT|Phòng GD&ĐT|Số trường mầm non|<\n^|^|Tổng số|Công lập"
    rows = "1|TP Điện Biên Phủ|22|17\n2|Mường Chà|27|26\n||49|43"
    answer = read(office, f"SỐ LIỆU ĐẦU NĂM HỌC 2024-2025\n(tại thời điểm 30/9/2024)\n{head}\n{rows}")
    assert answer.figures == {"truong": 49}


def test_a_level_below_words_that_nobody_knows_is_none(office: DataDir) -> None:
    """Of two terms of office the first one's percentage was taken."""
    terms = "TT|Nội dung|Nhiệm kỳ 2016-2021|<|Nhiệm kỳ 2021-2026|<\n^|^|Nữ|Tỷ lệ (%)|Nữ|Tỷ lệ (%)"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{terms}\n1|Nữ đại biểu|16|29.6|18|34.6")
    assert answer.figures == {}
    assert answer.account[0] == 0


def test_words_of_one_syllable_beside_each_other_are_no_places(office: DataDir) -> None:
    head = "STT|Chỉ tiêu|Năm 2024|<\n^|^|Mắc|Chết"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{head}\n1|Số ca mắc sốt xuất huyết|3345|2")
    assert answer.figures.get("mac") != 3347
    assert "rolled-up" not in answer.rules


CROSSED = {"dt-lua": 30, "sl-lua": 180, "dt-ngo": 5}


@pytest.mark.parametrize(
    "table",
    [
        "TT|Cây trồng|Diện tích (ha)|Năng suất (tạ/ha)|Sản lượng (tấn)\n1|Lúa|30|60|180\n2|Ngô|5|50|25\n3|Lạc|7|20|14",
        (
            "TT|Huyện|Lúa|<|Ngô|<\n^|^|Diện tích (ha)|Sản lượng (tấn)|Diện tích (ha)|Sản lượng (tấn)\n"
            "1|Mường Chà|20|120|3|15\n2|Tủa Chùa|10|60|2|10\n|Tổng|30|180|5|25"
        ),
        (
            "TT|Chỉ tiêu|Diện tích (ha)|Sản lượng (tấn)\nI|Huyện Mường Chà||\n1|Lúa|20|120\n2|Ngô|3|15\n"
            "II|Huyện Tủa Chùa||\n1|Lúa|10|60\n2|Ngô|2|10"
        ),
        (
            "TT|Cây trồng|Diện tích (ha)|<|<|Sản lượng (tấn)|<\n^|^|KH|TH|%|KH|TH\n1|Lúa|40|30|75|200|180\n"
            "|Lúa xuân|20|10|50|90|61\n2|Ngô|10|5|50|30|25\n|Tổng|50|35|70|230|205"
        ),
    ],
)
def test_words_over_columns_and_names_beside_rows_name_together_what_is_counted(office: DataDir, table: str) -> None:
    assert read(office, f"KẾT QUẢ NĂM 2024\n{table}").figures == CROSSED


@pytest.mark.parametrize("title", ["Cấp học", "Bậc học"])
def test_levels_of_schools_beside_the_words_over_columns_name_what_is_counted(office: DataDir, title: str) -> None:
    answer = read(office, f"KẾT QUẢ NĂM 2024\nTT|{title}|Số trường\n1|Mầm non|225\n2|Tiểu học|160\n|Tổng cộng|385")
    assert answer.figures == {"truong": 225}
    assert "total-mismatch" not in answer.rules


def test_what_columns_and_rows_name_together_below_a_plan_is_no_result(office: DataDir) -> None:
    rows = "I|Kết quả năm 2024||\n1|Lúa|30|180\nII|Kế hoạch năm 2025||\n1|Lúa|40|200\n2|Ngô|5|25"
    answer = read(office, f"KẾT QUẢ NĂM 2024\nTT|Chỉ tiêu|Diện tích (ha)|Sản lượng (tấn)\n{rows}")
    assert answer.figures == {"dt-lua": 30, "sl-lua": 180}


def test_a_dash_below_a_name_that_nobody_counts_names_with_it_what_is_counted(office: DataDir) -> None:
    rows = "1|Số nạn nhân bạo lực gia đình|Người|56\n|- Nam|Người|4\n|- Nữ|Người|52\n2|Số vụ|Vụ|60\n3|Nữ|Người|9"
    assert read(office, f"KẾT QUẢ NĂM 2024\nSTT|Nội dung|ĐVT|Kết quả\n{rows}").figures == {"nan-nhan": 52}


@pytest.mark.parametrize(("column", "figures"), [("Xếp hạng", {"truong": 60}), ("Ghi chú", {})])
def test_what_is_ranked_was_done(office: DataDir, column: str, figures: dict[str, int]) -> None:
    """The row of the province is its figure, whatever word stands over all provinces."""
    table = f"TT|Tỉnh/Thành phố|Số trường mầm non|{column}\n1|Hà Giang|70|1\n2|Điện Biên|60|2\n3|Yên Bái|50|3"
    save(office.root / "reports/dien-bien/2024.xlsx", f"MỘT SỐ CHỈ TIÊU CÁC TỈNH MIỀN NÚI NĂM 2024\n{table}")
    assert Answer(office.check("--as-of", "2024-12-31")).figures == figures


@pytest.mark.parametrize("title", ["Tỉnh", "Tỉnh/Thành phố", "Tỉnh, thành phố", "Tỉnh/TP"])
def test_other_provinces_are_no_districts(office: DataDir, title: str) -> None:
    rows = "1|Đà Nẵng|100\n2|Điện Biên|70\n3|Thái Nguyên|60"
    answer = read(office, f"KẾT QUẢ NĂM 2024\nTT|{title}|Số trường mầm non\n{rows}")
    assert answer.figures == {"truong": 70}


def test_a_day_of_each_year_in_brackets_is_no_unit(office: DataDir) -> None:
    head = "TT|Vật nuôi|Số con (thời điểm 31/12)|<\n^|^|2023|2024"
    answer = read(office, f"KẾT QUẢ CHĂN NUÔI NĂM 2024\n{head}\n1|Bò|110|112")
    assert answer.figures == {"bo": 112}
    assert "unit-mismatch" not in answer.rules


@pytest.mark.parametrize(
    ("column", "kept", "told"),
    [
        ("Lũy kế từ năm 2016 đến nay", {}, True),
        ("Lũy kế giai đoạn 2016-2024", {}, True),
        ("Từ năm 2016 đến hết năm 2024", {}, True),
        ("Lũy kế từ năm 2021 đến nay", {"hoi-vien": 52}, False),
        ("Lũy kế từ năm 2016 đến nay|Trong đó: giai đoạn 2021-2024", {"hoi-vien": 21}, True),
    ],
)
def test_what_began_before_the_programme_is_no_result_of_it(
    office: DataDir, column: str, kept: dict[str, int], *, told: bool
) -> None:
    numbers = "52|21" if "|" in column else "52"
    table = f"TT|Nội dung|ĐVT|{column}\n1|Hội viên mới|Người|{numbers}"
    answer = read(office, f"KẾT QUẢ ĐẾN 31/12/2024\n{table}")
    assert answer.figures == kept
    assert ("spans-phases" in answer.rules) is told


def test_sorts_beside_an_indicator_in_a_column_of_remarks_are_its_parts(office: DataDir) -> None:
    rows = "1|Hội viên mới|Tổng số|500|480\n^|^|Nữ|300|290\n^|^|DTTS|400|390"
    answer = read(office, f"KẾT QUẢ NĂM 2024\nTT|Chỉ tiêu|Đối tượng|KH|TH\n{rows}")
    assert answer.figures == {"hoi-vien": 480}
    assert "conflicting-reports" not in answer.rules


def test_a_faulty_number_of_days_before_the_phase_is_set_aside_like_any_other(office: DataDir) -> None:
    table = "TT|Chỉ tiêu|ĐVT|Năm 2020|Năm 2024\n1|Tỷ lệ nữ đại biểu|%|134.5|34.6"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{table}")
    assert answer.figures == {"nu": 34.6}
    assert "rate-out-of-range" not in answer.rules


def test_kinds_of_land_are_added_up_by_their_total(office: DataDir) -> None:
    rows = "1|Đất ở|3|20\n2|Đất lâm nghiệp|4|50\n|Tổng|7|70"
    answer = read(office, f"KẾT QUẢ NĂM 2024\nTT|Loại đất|Số con bò|Diện tích lúa (ha)\n{rows}")
    assert answer.figures == {"bo": 7, "dt-lua": 70}
