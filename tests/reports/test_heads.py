"""Values of a head, names of sheets, lines over tables: each says its part of what figures are of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from du_an8.programme.load import load_programme
from du_an8.programme.provinces import load_provinces
from du_an8.reports.head.title_places import places_in_title
from du_an8.reports.report_file import Context, read_report
from reports.grids import CLB, DTCS, HEAD, TTT, facts, read, save

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import DataDir

TITLE = "HỘI LHPN TỈNH ĐIỆN BIÊN\nKẾT QUẢ THỰC HIỆN DỰ ÁN 8\n"
TABLE = "STT|Chỉ tiêu|Thực hiện trong kỳ\n1|Đối thoại chính sách|5"


def period_of(path: Path, text: str, **more: tuple[str, ...]) -> tuple[str, str]:
    """The days of the only figure."""
    context = Context(load_programme(None)[0], load_provinces())
    (row,) = read_report(save(path / "x.xlsx", text, **more), "x", "dien-bien", context).observations
    return str(row.start), str(row.end)


@pytest.mark.parametrize(
    ("head", "period"),
    [
        ("Năm:|2023\nQuý:|III", ("2023-07-01", "2023-09-30")),
        ("Quý:|3||Năm:|2023", ("2023-07-01", "2023-09-30")),
        ("Tháng báo cáo: 9\nNăm báo cáo: 2023", ("2023-09-01", "2023-09-30")),
        ("Quý: III/2023", ("2023-07-01", "2023-09-30")),
        ("BÁO CÁO 9 THÁNG ĐẦU NĂM|2023", ("2023-01-01", "2023-09-30")),
        ("BÁO CÁO QUÝ|3|NĂM|2023", ("2023-07-01", "2023-09-30")),
        ("Kỳ báo cáo: Quý III||Năm báo cáo: 2023", ("2023-07-01", "2023-09-30")),
        ("Từ ngày|15/6/2023|Đến ngày|14/9/2023", ("2023-06-15", "2023-09-14")),
        ("Kỳ báo cáo:|☐ Quý I|☐ 6 tháng|☒ Năm|2023", ("2023-01-01", "2023-12-31")),
        ("Kỳ báo cáo: ☐ Quý I ☑ Quý II ☐ Năm\nNăm: 2023", ("2023-04-01", "2023-06-30")),
        (
            "Đơn vị báo cáo: Hội LHPN tỉnh Điện Biên; Kỳ báo cáo: Quý II/2023; Ngày báo cáo: 5/7/2023",
            ("2023-04-01", "2023-06-30"),
        ),
        ("Kỳ báo cáo: Quý II  Năm: 2023", ("2023-04-01", "2023-06-30")),
        ("Kỳ báo cáo: Quý II\nNĂM 2023", ("2023-04-01", "2023-06-30")),
        ("Ngày nhận báo cáo: 15/01/2024\nBáo cáo năm 2023", ("2023-01-01", "2023-12-31")),
        ("Kỳ báo cáo: 9 tháng năm 2023\nNgày chốt số liệu:|20/9/2023", ("2023-01-01", "2023-09-20")),
        ("Kỳ báo cáo: Từ 15/6/2023 đến 14/9/2023 (quý III)", ("2023-06-15", "2023-09-14")),
        ("Kỳ báo cáo: từ 15/6 đến 14/9/2023 (Quý III)", ("2023-06-15", "2023-09-14")),
        ("Kỳ báo cáo: quý III/2023 (9 tháng đầu năm)", ("2023-01-01", "2023-09-30")),
    ],
)
def test_values_of_the_head_tell_one_period(tmp_path: Path, head: str, period: tuple[str, str]) -> None:
    assert period_of(tmp_path, f"{TITLE}{head}\n{TABLE}") == period


@pytest.mark.parametrize(
    "head",
    [
        "Năm:|2023\nQuý:|3",
        "Quý|3|Năm|2023",
        "Kỳ báo cáo:|9 tháng\nNăm:|2023",
        "BÁO CÁO 9 THÁNG ĐẦU NĂM|2023",
        "BÁO CÁO QUÝ|3|NĂM|2023",
    ],
)
def test_numbers_of_the_head_are_no_numbers_that_belong_nowhere(data: DataDir, head: str) -> None:
    answer = read(data, f"{TITLE}{head}\n{TABLE}")
    assert answer.figures
    assert "unmatched-number" not in answer.rules


def test_another_year_beside_a_period_that_names_its_own_is_told(data: DataDir) -> None:
    answer = read(data, f"{TITLE}Kỳ báo cáo:|Quý III/2022\nNăm:|2023\n{TABLE}")
    assert answer.places("unmatched-number") == ["B4"]


@pytest.mark.parametrize("head", ["Kỳ báo cáo: Quý III", "Quý: III", "Từ ngày|1/7/2023"])
def test_a_period_without_its_year_is_told(data: DataDir, head: str) -> None:
    answer = read(data, f"{TITLE}{head}\n{TABLE}")
    assert answer.figures == {}
    assert "unknown-period" in answer.rules


@pytest.mark.parametrize("name", ["Quý 3", "Q.III", "2. Quý III"])
@pytest.mark.parametrize("head", ["NĂM 2023", "TRONG QUÝ\nNăm báo cáo|2023"])
def test_a_sheet_of_a_quarter_below_the_title_of_its_year(tmp_path: Path, head: str, name: str) -> None:
    assert period_of(tmp_path, f"{TITLE}{head}\n{TABLE}", names=(name,)) == ("2023-07-01", "2023-09-30")


@pytest.mark.parametrize("part", ["TRONG QUÝ", "TRONG THÁNG", "TRONG QUÝ NÀY", "TRONG THÁNG BÁO CÁO"])
def test_a_part_of_a_year_that_is_not_named_is_not_the_year(data: DataDir, part: str) -> None:
    answer = read(data, f"{TITLE}{part}\nNăm báo cáo|2023\n{TABLE}")
    assert answer.figures == {}
    assert "unknown-period" in answer.rules


def test_a_report_is_sent_some_days_before_its_period_ends(data: DataDir) -> None:
    assert "identity-mismatch" not in read(data, f"Kỳ báo cáo: Quý II/2023\nNgày báo cáo: 20/6/2023\n{TABLE}").rules


@pytest.mark.parametrize("colon", ["", ":"])
def test_a_day_in_the_head_is_no_title_of_the_columns_below(data: DataDir, colon: str) -> None:
    head = f"Tỉnh{colon}|Điện Biên\nKỳ báo cáo{colon}|Năm 2023\nNgày báo cáo{colon}|10/01/2024\n\n"
    answer = read(data, f"{head}Chỉ tiêu|Đơn vị tính|Huyện Mường Chà|Huyện Nậm Pồ\nTổ truyền thông|tổ|5|5")
    assert "identity-mismatch" not in answer.rules
    assert answer.figures == {TTT: 10}


def test_stacked_tables_of_a_year_and_of_all_time(data: DataDir) -> None:
    tables = """KẾT QUẢ DỰ ÁN 8
1. Kết quả thực hiện trong năm 2023
STT|Chỉ tiêu|Kết quả
1|Đối thoại chính sách|5
2. Kết quả lũy kế từ đầu giai đoạn đến 31/12/2023
STT|Chỉ tiêu|Kết quả
1|Tổ truyền thông|8"""
    answer = read(data, tables)
    assert answer.figures == {DTCS: 5, TTT: 8}
    assert "period-gap" in answer.rules  # the dialogues are of one year, the teams of all
    assert "assumed-basis" not in answer.rules


def test_tables_side_by_side_have_each_its_own_line_above(data: DataDir) -> None:
    tables = """KẾT QUẢ DỰ ÁN 8
Kết quả năm 2023|<|<||Kết quả năm 2022|<|<
STT|Chỉ tiêu|Kết quả||STT|Chỉ tiêu|Kết quả
1|Đối thoại chính sách|5||1|CLB thủ lĩnh của sự thay đổi|3"""
    answer = read(data, tables)
    assert (answer.rows[DTCS]["observed_on"], answer.rows[CLB]["observed_on"]) == ("2023-12-31", "2022-12-31")


def test_a_line_over_a_table_that_names_nam_po_names_no_year(data: DataDir) -> None:
    tables = "".join(
        f"{number}. Huyện {name}\nSTT|Chỉ tiêu|Luỹ kế\n1|Tổ truyền thông|{number}\n"
        for number, name in enumerate(("Mường Chà", "Nậm Pồ"), start=1)
    )
    answer = read(data, f"KẾT QUẢ DỰ ÁN 8 CỦA CÁC HUYỆN\n(Số liệu đến 31/12/2023)\n{tables}")
    assert answer.figures == {TTT: 3}


@pytest.mark.parametrize(
    "table",
    [
        "Chỉ tiêu:|Năm 2023\nĐối thoại chính sách|11",
        "Tỉnh:|Đối thoại chính sách\nĐiện Biên|11",
        "Kỳ báo cáo:|Năm 2023\nChỉ tiêu|Kết quả\nĐối thoại chính sách|11",
    ],
    ids=["a title with a colon", "a label of the head over rows", "a label of the head with its value"],
)
def test_a_row_with_a_colon_is_a_header_where_it_titles_columns(data: DataDir, table: str) -> None:
    answer = read(data, f"Tỉnh: Điện Biên\nKỳ báo cáo: Năm 2023\n{table}")
    assert answer.figures["doi-thoai-chinh-sach"] == 11


@pytest.mark.parametrize("first", ["Tổ truyền thông cộng đồng", "Bảng 1. Tổ truyền thông cộng đồng"])
def test_tables_of_places_side_by_side_are_each_of_the_indicator_above_them(data: DataDir, first: str) -> None:
    caption = f"{first}||||Đối thoại chính sách||"
    rows = "TT|Huyện|Luỹ kế||TT|Huyện|Luỹ kế\n1|Mường Ảng|5||1|Mường Ảng|3\n2|Nậm Pồ|6||2|Nậm Pồ|4"
    answer = read(data, f"{HEAD}{caption}\n{rows}\n|Cộng|11|||Cộng|7")
    assert answer.figures == {TTT: 11, DTCS: 7}
    assert answer.account[2] == 0


def test_a_list_of_places_that_goes_on_at_the_right_is_one(data: DataDir) -> None:
    rows = "TT|Huyện|Luỹ kế||TT|Huyện|Luỹ kế\n1|Mường Ảng|5||3|Nậm Pồ|3\n2|Tủa Chùa|6|||Cộng|14"
    answer = read(data, f"{HEAD}Tổ truyền thông cộng đồng\n{rows}")
    assert answer.figures == {TTT: 14}
    assert "total-mismatch" not in answer.rules


@pytest.mark.parametrize("rows", ["THEO HUYỆN", "(CHIA THEO HUYỆN)", "CÁC HUYỆN"])
def test_the_indicator_in_a_title_that_says_what_the_rows_are(data: DataDir, rows: str) -> None:
    title = f"TẬP HUẤN GIÁM SÁT, ĐÁNH GIÁ VỀ BÌNH ĐẲNG GIỚI NĂM 2023 {rows}"
    answer = read(data, f"Tỉnh: Điện Biên\n{title}\nTT|Huyện|Kết quả\n1|Mường Ảng|5\n2|Nậm Pồ|6")
    assert answer.figures == {"giam-sat-danh-gia-bdg": 11}


@pytest.mark.parametrize("title", ["Huyện/Chỉ tiêu", "Chỉ tiêu/huyện", "Đơn vị/Chỉ tiêu", "Địa phương, chỉ tiêu"])
def test_one_column_names_places_and_indicators(data: DataDir, title: str) -> None:
    rows = "I|Huyện Mường Ảng||\n1|Đối thoại chính sách|5|4\nII|Huyện Nậm Pồ||\n1|Đối thoại chính sách|3|2"
    answer = read(data, f"Tỉnh: Điện Biên\nKẾT QUẢ NĂM 2023\nTT|{title}|Quý I|Quý II\n{rows}")
    assert answer.figures == {DTCS: 14}


def test_tables_side_by_side_below_merged_titles(data: DataDir) -> None:
    titles = "Tổ truyền thông cộng đồng|<|<||Đối thoại chính sách|<|<"
    rows = "TT|Huyện|Số lượng||TT|Huyện|Số lượng\n1|Mường Ảng|5||1|Mường Ảng|3\n2|Nậm Pồ|6||2|Nậm Pồ|4"
    assert read(data, f"{HEAD}{titles}\n{rows}").figures == {TTT: 11, DTCS: 7}


def test_a_unit_over_one_of_tables_side_by_side_is_that_ones(data: DataDir) -> None:
    rows = "TT|Chỉ tiêu|Kết quả||TT|Nội dung|Kết quả\n1|Đối thoại chính sách|5||1|Vốn được giao|3000000"
    answer = read(data, f"{HEAD}A. Chỉ tiêu||||B. Kinh phí (đồng)\n{rows}", scaled=True)
    assert answer.figures == {DTCS: 5, "von-duoc-giao": 3}
    assert "unit-mismatch" not in answer.rules


def test_tables_below_a_title_without_a_time_have_those_of_their_columns(data: DataDir) -> None:
    tables = "\n".join(f"TT|Chỉ tiêu|TH {year}\n1|Đối thoại chính sách|{year - 2000}\n" for year in (2022, 2023))
    read(data, f"Tỉnh: Điện Biên\nKẾT QUẢ DỰ ÁN 8\n{tables}")
    assert facts(data) == {"C4": (22, "in_period 2022-12-31", ""), "C7": (23, "in_period 2023-12-31", "")}


def test_a_table_without_a_time_has_that_of_the_one_above(data: DataDir) -> None:
    tables = "TT|Chỉ tiêu|TH 2023\n1|Đối thoại chính sách|5\n\nTT|Chỉ tiêu|Kết quả\n1|Phiên toà giả định|3"
    read(data, f"Tỉnh: Điện Biên\nKẾT QUẢ DỰ ÁN 8\n{tables}")
    assert facts(data) == {"C4": (5, "in_period 2023-12-31", ""), "C7": (3, "in_period 2023-12-31", "")}


@pytest.mark.parametrize("words", ["BẢNG XẾP HẠNG KẾT QUẢ", "XẾP HẠNG"])
def test_a_title_that_ranks_the_places_names_the_indicator(data: DataDir, words: str) -> None:
    title = f"{words} ĐỐI THOẠI CHÍNH SÁCH CÁC HUYỆN NĂM 2023"
    answer = read(data, f"Tỉnh: Điện Biên\n{title}\nHạng|Huyện|TH năm\n1|Mường Ảng|6\n2|Nậm Pồ|5")
    assert answer.figures == {DTCS: 11}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("KẾT QUẢ DỰ ÁN 8 CỦA CÁC XÃ, PHƯỜNG 9 THÁNG NĂM 2026", []),
        ("KẾT QUẢ DỰ ÁN 8 CỦA PHƯỜNG 9 NĂM 2026", ["Phường 9"]),
        ("TỔ TIẾT KIỆM VAY VỐN THÔN BẢN ĐẾN 31/12/2024", []),
        ("TỔ TIẾT KIỆM VAY VỐN THÔN BẢN XÃ NÀ HỲ", ["XÃ NÀ HỲ"]),
        ("KẾT QUẢ CÁC XÃ THUỘC HUYỆN MÙ CANG CHẢI CŨ NĂM 2026", ["HUYỆN MÙ CANG CHẢI"]),
        ("KẾT QUẢ KHU VỰC YÊN BÁI CŨ NĂM 2026", ["YÊN BÁI CŨ"]),
        ("Kết quả địa bàn tỉnh Yên Bái (cũ) năm 2026", ["Yên Bái cũ"]),
        ("KẾT QUẢ KHU VỰC YÊN BÁI (TRƯỚC SÁP NHẬP) NĂM 2026", ["YÊN BÁI TRƯỚC SÁP NHẬP"]),
        ("KẾT QUẢ KHU VỰC YÊN BÁI CŨ VÀ LÀO CAI CŨ NĂM 2026", []),
        ("KẾT QUẢ KHU VỰC MIỀN NÚI CŨ NĂM 2026", []),
        ("KẾT QUẢ ĐỊA BÀN ĐẶC BIỆT KHÓ KHĂN CŨ NĂM 2026", []),
    ],
)
def test_the_places_that_a_title_names(line: str, names: list[str]) -> None:
    assert [place.text for place in places_in_title(line).named] == names


def test_a_time_behind_the_unit_of_money_is_that_of_the_figures(data: DataDir) -> None:
    head = "Tỉnh: Điện Biên\nGIẢI NGÂN VỐN DỰ ÁN 8 NĂM 2023\n(Đơn vị tính: triệu đồng; số liệu đến 30/9/2023)\n"
    save(data.root / "reports/dien-bien/x.xlsx", f"{head}TT|Chỉ tiêu|Thực hiện\n1|Vốn đã giải ngân|640")
    (line,) = data.run("facts", "--format", "jsonl").stdout.splitlines()
    assert (json.loads(line)["value"], json.loads(line)["end"]) == (640, "2023-09-30")


@pytest.mark.parametrize(("title", "is_read"), [("TRONG 6 THÁNG", True), ("QUÝ II", True), ("QUÝ III", False)])
def test_an_open_time_over_one_table_lies_in_the_period_of_another(
    data: DataDir,
    title: str,
    is_read: bool,  # noqa: FBT001
) -> None:
    first = f"{TITLE}6 THÁNG ĐẦU NĂM 2023\n{TABLE}"
    second = f"KẾT QUẢ TẬP HUẤN {title}\nTT|Chỉ tiêu|Thực hiện\n1|Cán bộ nữ DTTS được nâng cao năng lực|7"
    assert ("can-bo-nu-dtts" in read(data, first, second).figures) is is_read


REMARKS = [
    "(Số liệu tính đến ngày 30/9/2023)",
    "Ghi chú: Số liệu đến 30/9/2023.",
    "* Số liệu tính đến hết tháng 9/2023",
]


@pytest.mark.parametrize("remark", REMARKS)
def test_a_remark_below_the_table_dates_its_numbers(tmp_path: Path, remark: str) -> None:
    days = ("2023-01-01", "2023-09-30")
    assert period_of(tmp_path, f"{TITLE}NĂM 2023\n{TABLE}\n\n{remark}") == days
    assert period_of(tmp_path, f"{TITLE}Quý III năm 2023\n{TABLE}\n\n{remark}") == ("2023-07-01", "2023-09-30")


@pytest.mark.parametrize(
    "remark", ["Số liệu của 3 xã tính đến 30/9/2023", "\n".join(REMARKS[:2]).replace("30/9", "31/8", 1)]
)
def test_one_on_some_of_them_or_one_of_two_dates_none(tmp_path: Path, remark: str) -> None:
    assert period_of(tmp_path, f"{TITLE}NĂM 2023\n{TABLE}\n\n{remark}") == ("2023-01-01", "2023-12-31")
