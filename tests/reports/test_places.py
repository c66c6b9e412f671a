"""Places as officials write them: with their larger place, by an office, in groups, with totals of each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from du_an8.reports.places.groups import is_group
from du_an8.reports.places.place_texts import is_ditto, names_nothing, read_place
from reports.grids import CLB, HEAD, TTT, facts, read, save

if TYPE_CHECKING:
    from conftest import DataDir

CLUBS = "CLB thủ lĩnh của sự thay đổi"
ROWS = f"{HEAD}STT|Đơn vị|Tổ truyền thông|{CLUBS}\n"
BOTH = f"{HEAD}STT|Huyện|Xã|Tổ truyền thông|{CLUBS}\n"
COMMUNES = f"{HEAD}STT|Xã|Tổ truyền thông|{CLUBS}\n"
CHA, PO = "Mường Chà", "Nậm Pồ"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Sa Lông (huyện Mường Chà)", ["huyện Mường Chà", "Sa Lông"]),
        ("Xã Sa Lông, huyện Mường Chà", ["huyện Mường Chà", "Xã Sa Lông"]),
        ("Xã Sa Lông - H. Mường Chà", ["Huyện Mường Chà", "Xã Sa Lông"]),
        ("Sa Lông thuộc huyện Mường Chà", ["huyện Mường Chà", "Sa Lông"]),
        ("+ H. Mường Nhé", ["Huyện Mường Nhé"]),
        ("Điện Biên (huyện)", ["huyện Điện Biên"]),
        ("Xã Đam Rông 1", ["Xã Đam Rông 1"]),
        ("Xã Nà Bủng (KV III)", ["Xã Nà Bủng"]),
        ("UBND huyện Mường Nhé", ["huyện Mường Nhé"]),
        ("BTV Hội LHPN xã Sa Lông", ["xã Sa Lông"]),
        ("BQL xã Na Sang", ["xã Na Sang"]),
        ("Hội LHPN Mường Chà", ["Mường Chà"]),
        ("Hội An", []),
        ("Mường Nhé", []),
        ("Mường Ảng, Tuần Giáo", []),
        ("Xã Sa Lông, xã Na Sang", []),
        ("Đơn vị tính", []),
    ],
)
def test_the_places_of_a_text_from_the_larger_to_the_smaller(text: str, places: list[str]) -> None:
    assert [place.name for place in read_place(text).places] == places


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mường Nhé (10 xã)", "Mường Nhé"),
        ("Nậm Pồ (1)", "Nậm Pồ"),
        ("Mường Chà *", "Mường Chà"),
        ("1. Sa Lông", "Sa Lông"),
        ("Xã Nà Hỳ (Nà Hỳ, xã Nà Bủng)", "Xã Nà Hỳ"),
        ("Xã Na Sang (Mường Mươn, Ma Thì Hồ, Sa Lông)", "Xã Na Sang"),
        ("Xã Sa Lông (Mường Chà, Điện Biên)", "Xã Sa Lông (Mường Chà, Điện Biên)"),
    ],
)
def test_counts_and_notes_are_no_part_of_a_name(text: str, name: str) -> None:
    assert read_place(text).name == name


@pytest.mark.parametrize("text", ["Hội LHPN tỉnh", "Tỉnh Hội", "Cấp tỉnh", "Cơ quan Hội LHPN tỉnh", "UBND tỉnh Sơn La"])
def test_the_provinces_own_office(text: str) -> None:
    assert read_place(text).of_province


@pytest.mark.parametrize(
    "text",
    ["Huyện nghèo", "HUYỆN BIÊN GIỚI", "Huyện khác", "Khối xã", "Khối thị xã, thành phố", "Xã ĐBKK", "Các phường",
     "Cụm 2", "Cụm thi đua số 1", "Vùng cao", "Khu vực III", "Huyện thuộc Dự án", "Các huyện còn lại", "Cấp huyện",
     "Hội LHPN các xã", "UBND các xã, phường"],
)  # fmt: skip
def test_a_group_of_places(text: str) -> None:
    assert is_group(text)


@pytest.mark.parametrize(
    "text",
    ["Huyện Mường Chà", "XÃ ẲNG NƯA", "Xã Cao Sơn", "Huyện A", "Thành phố", "Cụm Mường Nhé",
     "Khu vực huyện Mường Nhé cũ", "Khu vực Hà Giang (cũ)", "Cấp tỉnh", "Toàn huyện", "Hội LHPN huyện",
     "Xã Ẳng Tở làm điểm"],
)  # fmt: skip
def test_no_group_of_places(text: str) -> None:
    assert not is_group(text)


def test_marks_that_repeat_and_marks_that_say_nothing() -> None:
    assert all(map(is_ditto, ('"', "”", "//", ",,", "nt", "NT", "n.t", "-nt-", "Như trên")))
    assert all(map(names_nothing, ("-", "…", "//", "*")))
    assert not any(map(is_ditto, ("-", "Nà Hỳ", "")))


@pytest.mark.parametrize("mark", ['"', "//", ",,", "-", "n.t", "NT", "…"])
def test_a_ditto_mark_repeats_the_district(data: DataDir, mark: str) -> None:
    rows = f"1|{CHA}|Sa Lông|12|2\n2|{mark}|Ma Thì Hồ|18|4\n||Cộng huyện|30|6\n3|{PO}|Nà Hỳ|28|5\n||Cộng huyện|28|5"
    answer = read(data, f"{BOTH}{rows}\nTổng cộng|||58|11")
    assert answer.figures == {TTT: 58, CLB: 11}
    assert not answer.rules & {"total-mismatch", "detail-mismatch", "unmatched-row", "duplicate-area"}


# Totals.


@pytest.mark.parametrize("total", ["Toàn huyện", "Cộng huyện", "Tổng huyện"])
def test_the_total_of_a_district_that_nothing_names_is_told_with_its_communes(data: DataDir, total: str) -> None:
    answer = read(data, f"{COMMUNES}1|Sa Lông|12|2\n2|Ma Thì Hồ|18|4\n|{total}|30|6")
    assert answer.figures == {}
    assert answer.places("unmatched-row") == ["C4:D4", "C5:D5", "C6:D6"]


def test_in_the_districts_own_report_it_is_the_districts(data: DataDir) -> None:
    answer = read(data, f"HỘI LHPN HUYỆN MƯỜNG CHÀ\n{COMMUNES}1|Sa Lông|12|2\n2|Ma Thì Hồ|18|4\n|Toàn huyện|30|6")
    assert answer.figures == {TTT: 30, CLB: 6}
    assert "unmatched-row" not in answer.rules


def test_a_column_of_a_district_that_nothing_names_is_told_with_those_beside_it(data: DataDir) -> None:
    table = f"STT|Chỉ tiêu|ĐVT|Sa Lông|Ma Thì Hồ|Toàn huyện\n1|Tổ truyền thông|tổ|12|18|30\n2|{CLUBS}|CLB|2|4|6"
    answer = read(data, HEAD + table)
    assert answer.figures == {}
    assert sorted(answer.places("unmatched-row")) == ["D4:D5", "E4:E5", "F4:F5"]
    own = read(data, f"HỘI LHPN HUYỆN MƯỜNG CHÀ\n{HEAD}{table}")
    assert own.figures == {TTT: 30, CLB: 6}


def test_below_an_indicator_it_is_no_figure_of_the_province(data: DataDir) -> None:
    rows = "1|Tổ truyền thông|tổ|\n|Xã Sa Lông|tổ|12\n|Xã Ma Thì Hồ|tổ|18\n|Toàn huyện|tổ|30"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|Luỹ kế\n{rows}")
    assert answer.figures == {}
    assert answer.places("unmatched-row")


@pytest.mark.parametrize("names", [("Cộng", "Cộng"), ("Tổng số", "Tổng số"), ("Cộng huyện", "Cộng huyện")])
def test_each_total_below_a_heading_is_its_headings(data: DataDir, names: tuple[str, str]) -> None:
    first = f"I|Huyện {CHA}\n1|Sa Lông|12|2\n2|Ma Thì Hồ|18|4\n|{names[0]}|30|6\n"
    second = f"II|Huyện {PO}\n1|Nà Hỳ|15|3\n2|Nà Bủng|13|2\n|{names[1]}|28|5\n"
    answer = read(data, f"{COMMUNES}{first}{second}|Tổng cộng|58|11")
    assert answer.figures == {TTT: 58, CLB: 11}
    assert not answer.rules & {"conflicting-reports", "total-mismatch", "unmatched-row", "unmatched-number"}
    # Without one of all, the districts make up the province.
    assert read(data, f"{COMMUNES}{first}{second}").figures == {TTT: 58, CLB: 11}


def test_a_total_that_names_its_district_above_or_below_the_communes(data: DataDir) -> None:
    before = f"I|Tổng huyện {CHA}|30|6\n1|Sa Lông|12|2\n2|Ma Thì Hồ|18|4\nII|Tổng huyện {PO}|28|5\n1|Nà Hỳ|28|5"
    below = (
        f"1|Sa Lông|12|2\n2|Ma Thì Hồ|18|4\n|Tổng huyện {CHA}|30|6\n1|Nà Hỳ|15|3\n2|Nà Bủng|13|2\n|Tổng huyện {PO}|28|5"
    )
    for rows in (before, below):
        answer = read(data, f"{ROWS}{rows}\n|Tổng toàn tỉnh|58|11")
        assert answer.figures == {TTT: 58, CLB: 11}
        assert not answer.rules & {"total-mismatch", "detail-mismatch", "unmatched-row"}


@pytest.mark.parametrize("total", ["Tổng (A+B)", "Cộng A+B", "Tổng A + B"])
def test_totals_of_marks_leave_the_total_of_all(data: DataDir, total: str) -> None:
    groups = f"A|Huyện nghèo\n1|{CHA}|30|6\n2|{PO}|28|5\n|Cộng A|58|11\nB|Huyện khác\n3|Tuần Giáo|10|2\n|Cộng B|10|2"
    answer = read(data, f"{ROWS}{groups}\n|{total}|68|13")
    assert answer.figures == {TTT: 68, CLB: 13}
    assert answer.places("unmatched-number") == ["C7:D7", "C10:D10"]


@pytest.mark.parametrize(("title", "word"), [("Cụm", "Cụm "), ("Mã huyện", "")])
def test_a_total_in_whichever_column_of_words(data: DataDir, title: str, word: str) -> None:
    rows = f"{word}1|{CHA}|30|6\n{word}2|{PO}|28|5\nTổng cộng||58|11"
    answer = read(data, f"{HEAD}{title}|Huyện|Tổ truyền thông|{CLUBS}\n{rows}")
    assert answer.figures == {TTT: 58, CLB: 11}
    assert "unmatched-number" not in answer.rules


@pytest.mark.parametrize("numbers", ["58|11", "60|11"])
def test_a_total_right_of_the_name_of_the_province_is_of_all_others(data: DataDir, numbers: str) -> None:
    rows = f"Mường Chà|Sa Lông|30|6\nNậm Pồ|Nà Hỳ|28|5\nĐiện Biên|Tổng cộng|{numbers}"
    answer = read(data, f"{HEAD}Huyện|Xã|Tổ truyền thông|{CLUBS}\n{rows}")
    assert answer.figures == {TTT: int(numbers[:2]), CLB: 11}
    assert ("total-mismatch" in answer.rules) is (numbers == "60|11")


def test_so_it_is_not_where_that_name_is_a_districts(data: DataDir) -> None:
    rows = "Điện Biên|Nà Tấu|10|1\n|Núa Ngam|20|2\nĐiện Biên|Cộng|30|3\nMường Ảng|Ẳng Cang|5|1"
    assert read(data, f"{HEAD}Huyện|Xã|Tổ truyền thông|{CLUBS}\n{rows}").figures == {TTT: 35, CLB: 4}


def test_the_provinces_total_below_the_table_of_its_last_district(data: DataDir) -> None:
    table = f"STT|Xã|Tổ truyền thông|{CLUBS}\n"
    first = f"HUYỆN MƯỜNG CHÀ\n{table}1|Sa Lông|12|2\n2|Ma Thì Hồ|18|4\n|Cộng huyện|30|6\n"
    last = f"\nHUYỆN NẬM PỒ\n{table}1|Nà Hỳ|28|5\n|Cộng huyện|28|5\n|TỔNG CỘNG TOÀN TỈNH|58|11"
    answer = read(data, f"{HEAD}\n{first}{last}")
    assert answer.figures == {TTT: 58, CLB: 11}
    assert not answer.rules & {"duplicate-area", "total-mismatch"}


# Groups.


def test_rows_of_groups_are_no_places(data: DataDir) -> None:
    rows = f"I|Khối huyện|58|11\n1|{CHA}|30|6\n2|{PO}|28|5\nII|Khối thị xã, thành phố|10|2\n3|Điện Biên Phủ|10|2"
    answer = read(data, f"{ROWS}{rows}\n|Tổng cộng|68|13")
    assert answer.figures == {TTT: 68, CLB: 13}
    assert not answer.rules & {"total-mismatch", "detail-mismatch", "unmatched-row"}


@pytest.mark.parametrize("group", ["Đặc khu", "Hội LHPN các đặc khu"])
def test_the_word_of_a_level_right_over_a_place_of_it_is_a_group(data: DataDir, group: str) -> None:
    rows = f"I|Các xã|58|11\n1|Xã Nà Hỳ|30|6\n2|Xã Sa Lông|28|5\nII|{group}|10|2\n3|Đặc khu Lý Sơn|10|2"
    answer = read(data, f"{ROWS.replace('Huyện', 'Đơn vị')}{rows}\n|Tổng cộng|68|13")
    assert answer.figures == {TTT: 68, CLB: 13}
    assert not answer.rules & {"total-mismatch", "detail-mismatch", "unmatched-row"}


def test_a_group_within_a_district_is_a_part_of_it(data: DataDir) -> None:
    first = f"I|Huyện {CHA}|30|6\na|Xã ĐBKK|18|4\n1|Ma Thì Hồ|18|4\nb|Xã khác|12|2\n1|Sa Lông|12|2\n"
    answer = read(data, f"{ROWS}{first}II|Huyện {PO}|28|5\na|Xã ĐBKK|28|5\n1|Nà Hỳ|28|5\n|Tổng cộng|58|11")
    assert answer.figures == {TTT: 58, CLB: 11}
    assert not answer.rules & {"total-mismatch", "detail-mismatch", "duplicate-area", "unmatched-number"}


# Names.


def test_two_names_in_one_cell(data: DataDir) -> None:
    rows = f"1|Sa Lông - {CHA}|12|2\n2|Ma Thì Hồ - {CHA}|18|4\n3|Nà Hỳ - {PO}|28|5\n|Tổng|58|11"
    assert read(data, COMMUNES + rows).figures == {TTT: 58, CLB: 11}
    # Of one name each time nobody can tell whether one lies in the other.
    told = read(data, f"{COMMUNES}1|Sa Lông - {CHA}|12|2\n2|Nà Hỳ - {PO}|15|3")
    assert (told.figures, told.places("unmatched-row")) == ({}, ["C4:D4", "C5:D5"])


@pytest.mark.parametrize("over", ["Chia theo xã, phường", "Các xã, phường", "Theo xã, phường, đặc khu", "XÃ, PHƯỜNG"])
def test_names_below_words_of_several_levels_are_of_none_of_them(data: DataDir, over: str) -> None:
    head = f"STT|Chỉ tiêu|Tổng|{over}|<|<\n^|^|^|Thanh Nưa|Nậm Nèn|P. Mường Lay"
    answer = read(data, f"{HEAD}{head}\n1|Tổ truyền thông|15|4|5|6\n2|{CLUBS}|6|1|2|3")
    assert answer.figures == {TTT: 15, CLB: 6}
    assert {told[2] for told in facts(data).values()} == {"", "Thanh Nưa", "Nậm Nèn", "Phường Mường Lay"}


@pytest.mark.parametrize("total", ["Toàn tỉnh Điện Biên", "Tổng toàn tỉnh Điện Biên"])
def test_a_column_of_all_the_province_by_its_name_is_the_total(data: DataDir, total: str) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|Huyện {CHA}|Huyện {PO}|{total}\n1|Tổ truyền thông|tổ|30|28|58")
    assert (answer.figures, answer.account) == ({TTT: 58}, (3, 1, 0))


@pytest.mark.parametrize("office", ["UBND huyện", "Hội LHPN huyện", "Hội LHPN", "HPN huyện", "BCH Hội LHPN huyện"])
def test_rows_and_columns_named_by_offices(data: DataDir, office: str) -> None:
    rows = f"1|{office} {CHA}|30|6\n2|{office} {PO}|28|5\n3|Hội LHPN tỉnh|2|1\n|Cộng|60|12"
    for table in (ROWS + rows, ROWS.replace("Đơn vị", "Cơ quan, đơn vị") + rows):
        answer = read(data, table)
        assert answer.figures == {TTT: 60, CLB: 12}
        assert not answer.rules & {"total-mismatch", "detail-mismatch", "unmatched-number", "unmatched-row"}
    top = f"STT|Chỉ tiêu|ĐVT|Cấp tỉnh|{office} {CHA}|{office} {PO}|Toàn tỉnh"
    beside = read(data, f"{HEAD}{top}\n1|Tổ truyền thông|tổ|2|30|28|60\n2|{CLUBS}|CLB|1|6|5|12")
    assert beside.figures == {TTT: 60, CLB: 12}
    assert not beside.rules & {"total-mismatch", "detail-mismatch", "unmatched-number"}


@pytest.mark.parametrize(
    "rows",
    [
        f"* Huyện {CHA}|30|6\n+ Sa Lông|12|2\n+ Ma Thì Hồ|18|4\n* Huyện {PO}|28|5\n+ Nà Hỳ|28|5",
        f"I. Huyện {CHA}|30|6\n- Sa Lông|12|2\n- Ma Thì Hồ|18|4\nII. Huyện {PO}|28|5\n- Nà Hỳ|28|5",
        f"- {CHA}|30|6\n+ Sa Lông|12|2\n+ Ma Thì Hồ|18|4\n- {PO}|28|5\n+ Nà Hỳ|28|5",
    ],
)
def test_dashes_nest(data: DataDir, rows: str) -> None:
    answer = read(data, f"{HEAD}Đơn vị|Tổ truyền thông|{CLUBS}\n{rows}\n* Toàn tỉnh|58|11")
    assert answer.figures == {TTT: 58, CLB: 11}
    assert not answer.rules & {"total-mismatch", "detail-mismatch"}


def test_a_band_over_the_communes_of_a_district(data: DataDir) -> None:
    first = "MƯỜNG CHÀ|<|<|<\n1|Sa Lông|12|2\n2|Ma Thì Hồ|18|4\n|Toàn huyện|30|6\n"
    answer = read(data, f"{COMMUNES}{first}NẬM PỒ|<|<|<\n1|Nà Hỳ|28|5\n|Toàn huyện|28|5\n|TOÀN TỈNH|58|11")
    assert answer.figures == {TTT: 58, CLB: 11}
    assert not answer.rules & {"total-mismatch", "detail-mismatch", "unmatched-row"}


def test_districts_below_an_indicator_with_a_sign_and_a_short_word(data: DataDir) -> None:
    rows = f"1|Tổ truyền thông|tổ|58\n|Trong đó:\n|+ H. {CHA}||30\n|+ H. {PO}||28\n2|{CLUBS}|CLB|11"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|Luỹ kế\n{rows}")
    assert answer.figures == {TTT: 58, CLB: 11}
    assert "unmatched-row" not in answer.rules


# Columns.


def test_communes_as_columns_below_their_districts(data: DataDir) -> None:
    top = f"STT|Chỉ tiêu|ĐVT|Huyện {CHA}|<|<|Huyện {PO}|<|Toàn tỉnh\n^|^|^|Tổng|Sa Lông|Ma Thì Hồ|Tổng|Nà Hỳ|^"
    answer = read(data, f"{HEAD}{top}\n1|Tổ truyền thông|tổ|30|12|18|28|28|58\n2|{CLUBS}|CLB|6|2|4|5|5|11")
    assert answer.figures == {TTT: 58, CLB: 11}
    assert not answer.rules & {"total-mismatch", "detail-mismatch", "unmatched-number"}


def test_numbered_districts_as_columns(data: DataDir) -> None:
    top = f"STT|Chỉ tiêu|ĐVT|Tổng|1. {CHA}|2. {PO}"
    answer = read(data, f"{HEAD}{top}\n1|Tổ truyền thông|tổ|58|30|28\n2|{CLUBS}|CLB|11|6|5")
    assert answer.figures == {TTT: 58, CLB: 11}
    assert "unmatched-number" not in answer.rules


def test_sorts_of_communes_as_columns_are_parts(data: DataDir) -> None:
    top = "STT|Huyện|Tổ truyền thông|<|<|<\n^|^|Tổng số|Xã KV I|Xã KV II|Xã KV III"
    answer = read(data, f"{HEAD}{top}\n1|{CHA}|30|5|5|20\n2|{PO}|28|8|2|18\n|Cộng|58|13|7|38")
    assert answer.figures == {TTT: 58}
    assert "unmatched-number" not in answer.rules


def test_areas_of_former_provinces_as_rows_and_columns(data: DataDir) -> None:
    head = "Tỉnh: Tuyên Quang\nSố liệu đến ngày: 30/9/2025\n"
    old = "Khu vực Hà Giang (cũ)", "Tỉnh Tuyên Quang (trước sáp nhập)"
    beside = f"STT|Chỉ tiêu|ĐVT|Toàn tỉnh|{old[0]}|{old[1]}\n1|Tổ truyền thông|tổ|58|30|28"
    below = f"STT|Địa bàn|Tổ truyền thông\n|Tỉnh Tuyên Quang (mới)|58\n1|{old[0]}|30\n2|{old[1]}|28"
    for table in (beside, below):
        answer = read(data, head + table, as_of="2025-12-31")
        assert [row["actual"] for row in answer.rows.values() if row["actual"] is not None] == [58]
        assert not answer.rules & {"total-mismatch", "unmatched-number", "unmatched-row"}


def test_a_merged_number_in_a_column_that_counts_none_of_ours_is_no_ambiguous_one(data: DataDir) -> None:
    top = "STT|Huyện|Số xã|Xã|Tổ truyền thông"
    answer = read(data, f"{HEAD}{top}\n1|{CHA}|2|Sa Lông|12\n^|^|^|Ma Thì Hồ|18\n|Tổng|2||30")
    assert answer.figures == {TTT: 30}
    assert "ambiguous-number" not in answer.rules


def test_bands_with_numbers_of_their_own_are_the_districts_of_the_communes_below(data: DataDir) -> None:
    first = "Mường Chà||30|6\n1|Sa Lông|12|2\n2|Ma Thì Hồ|18|4\n"
    answer = read(data, f"{COMMUNES}{first}Nậm Pồ||28|5\n1|Nà Hỳ|28|5\nTổng||58|11")
    assert answer.figures == {TTT: 58, CLB: 11}
    assert not answer.rules & {"total-mismatch", "detail-mismatch", "unmatched-row"}


def test_regions_of_districts_are_no_parts_of_the_district_above(data: DataDir) -> None:
    rows = "A|Vùng I||\n1|Huyện Mường Chà|5|1\nB|Vùng II|9|3\n2|Huyện Nậm Pồ|4|1\n3|Huyện Tủa Chùa|5|2\n|Cộng|14|4"
    answer = read(data, ROWS + rows)
    assert answer.figures == {TTT: 14, CLB: 4}
    assert not answer.rules & {"parts-mismatch", "total-mismatch"}


@pytest.mark.parametrize("body", ["Khối trực thuộc Sở", "Khối các sở, ngành", "Khối đoàn thể"])
def test_bodies_together_share_the_whole_with_districts(data: DataDir, body: str) -> None:
    answer = read(data, f"{ROWS}1|{body}|2|1\n2|Huyện Mường Chà|5|2\n3|Huyện Nậm Pồ|4|1\n|Cộng|11|4")
    assert answer.figures == {TTT: 11, CLB: 4}
    assert answer.account[2] == 0
    assert "total-mismatch" not in answer.rules


@pytest.mark.parametrize("below", ["- Trường THCS\n|- Trường PTDTBT THCS", "- Trường THPT\n|- Trường TH&THCS"])
def test_sorts_of_schools_below_their_clubs_are_parts(data: DataDir, below: str) -> None:
    first, second = below.splitlines()
    answer = read(data, f"{HEAD}TT|Chỉ tiêu|ĐVT|Luỹ kế\n1|{CLUBS}|CLB|9\n|{first}|CLB|5\n{second}|CLB|3")
    assert answer.figures == {CLB: 9}
    assert "total-mismatch" not in answer.rules
    assert answer.account[2] == 0


def test_all_of_a_city_that_is_a_province(data: DataDir) -> None:
    top = "Thành phố: Huế\nSố liệu đến ngày: 30/9/2025\nSTT|Chỉ tiêu|ĐVT|Toàn thành phố\n"
    save(data.root / "reports/hue/2025-09.xlsx", f"{top}1|Tổ truyền thông|tổ|16")
    (line,) = data.run("facts", "--format", "jsonl").stdout.splitlines()
    assert (json.loads(line)["value"], json.loads(line)["places"]) == (16, [])


@pytest.mark.parametrize("total", ["Toàn thành phố", "Tổng cộng toàn thành phố", "Tổng thành phố"])
def test_a_row_of_all_of_a_city_that_is_a_province(data: DataDir, total: str) -> None:
    rows = f"STT|Địa bàn|Tổ truyền thông\n1|Quảng Nam (cũ)|9\n2|Đà Nẵng (cũ)|7\n|{total}|16"
    save(data.root / "reports/da-nang/2025-09.xlsx", f"Thành phố: Đà Nẵng\nSố liệu đến ngày: 30/9/2025\n{rows}")
    lines = map(json.loads, data.run("facts", "--format", "jsonl").stdout.splitlines())
    assert {line["value"]: len(line["places"]) for line in lines} == {9: 1, 7: 1, 16: 0}


@pytest.mark.parametrize(
    "groups", [("Xã khu vực III", "Xã khu vực I"), ("Xã biên giới", "Các xã còn lại"), ("Xã", "Phường")]
)
def test_groups_of_communes_in_a_province_without_districts_are_parts_of_it(
    data: DataDir, groups: tuple[str, str]
) -> None:
    rows = f"A|{groups[0]}|11\n1|Mường Nhé|5\n2|Sín Thầu|6\nB|{groups[1]}|7\n3|Thanh Nưa|7\n|Tổng|18"
    answer = read(data, f"{HEAD}TT|Địa bàn|Tổ truyền thông\n{rows}")
    assert answer.figures == {TTT: 18}
    assert "unmatched-number" not in answer.rules
