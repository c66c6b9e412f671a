"""A report of a district or a commune is not the province's, however its office writes its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import TTT, read

if TYPE_CHECKING:
    from conftest import DataDir

TITLE = "KẾT QUẢ DỰ ÁN 8 NĂM 2023"
TABLE = "\nSTT|Chỉ tiêu|ĐVT|Luỹ kế\n1|Tổ truyền thông|tổ|8"


@pytest.mark.parametrize(
    ("head", "is_part"),
    [
        (f"HỘI LHPN HUYỆN MƯỜNG ẢNG\n{TITLE}", True),
        (f"HỘI PHỤ NỮ XÃ ẲNG CANG\n{TITLE}", True),
        (f"PHÒNG DÂN TỘC HUYỆN MƯỜNG ẢNG\n{TITLE}", True),
        (f"ỦY BAN MTTQ VIỆT NAM XÃ MƯỜNG ẢNG\nHỘI LIÊN HIỆP PHỤ NỮ\n{TITLE}", True),
        (f"{TITLE}\nHUYỆN MƯỜNG ẢNG, TỈNH ĐIỆN BIÊN", True),
        (f"{TITLE} TẠI HUYỆN MƯỜNG ẢNG", True),
        (f"{TITLE} TRÊN ĐỊA BÀN HUYỆN MƯỜNG ẢNG", True),
        (f"Đơn vị: Huyện Mường Ảng\n{TITLE}", True),
        ("KẾT QUẢ THỰC HIỆN DỰ ÁN 8 HUYỆN MƯỜNG ẢNG NĂM 2023", True),
        (f"{TITLE}, HUYỆN MƯỜNG ẢNG, TỈNH ĐIỆN BIÊN", True),
        (f"BIỂU TỔNG HỢP {TITLE} - HUYỆN MƯỜNG ẢNG", True),
        (f"{TITLE} CÁC XÃ THUỘC HUYỆN MƯỜNG ẢNG", True),
        (f"UBND HUYỆN MƯỜNG ẢNG\nHỘI LIÊN HIỆP PHỤ NỮ HUYỆN\n{TITLE}", True),
        (f"HỘI LHPN H. MƯỜNG ẢNG\n{TITLE}", True),
        (f"HỘI LIÊN HIỆP PHỤ NỮ - HUYỆN MƯỜNG ẢNG\n{TITLE}", True),
        (f"Tên đơn vị: huyện Mường Ảng\n{TITLE}", True),
        ("KẾT QUẢ DỰ ÁN 8 XÃ ẲNG CANG - HUYỆN MƯỜNG ẢNG NĂM 2023", True),
        ("Kết quả Dự án 8 xã Quý Quân năm 2023", True),
        ("KET QUA DU AN 8 HUYEN NAM PO NAM 2023", True),
        (f"PHỤ LỤC HUYỆN MƯỜNG ẢNG (Kèm theo Báo cáo số 12/BC-BTV ngày 20/12/2023)\n{TITLE}", True),
        (f"Huyện: Mường Ảng\nXã: Ẳng Cang\n{TITLE}", True),
        (f"TP. Điện Biên Phủ, ngày 20 tháng 12 năm 2023\n{TITLE}", False),
        (f"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{TITLE} CẤP HUYỆN, CẤP XÃ", False),
        (f"{TITLE} TẠI CÁC XÃ ĐẶC BIỆT KHÓ KHĂN", False),
        (f"{TITLE} CỦA 12 XÃ BIÊN GIỚI", False),
        (f"HỘI LHPN TỈNH ĐIỆN BIÊN\n{TITLE}", False),
        (f"{TITLE} CỦA TỈNH ĐIỆN BIÊN", False),
        (f"{TITLE} TẠI CÁC HUYỆN, XÃ", False),
        (f"Kính gửi: Hội LHPN huyện Mường Ảng\n{TITLE}", False),
    ],
)
def test_who_reports(data: DataDir, head: str, *, is_part: bool) -> None:
    answer = read(data, head + TABLE)
    assert answer.figures == {TTT: 8}
    assert ("coverage-gap" in answer.rules) is is_part


@pytest.mark.parametrize(
    "title", ["HUYỆN MƯỜNG CHÀ CHĂM LO ĐỜI SỐNG", "HỘI LHPN HUYỆN", "UBND HUYỆN MƯỜNG ẢNG\nHỘI LHPN XÃ"]
)
def test_a_district_whose_name_cannot_be_told_is_not_the_province(data: DataDir, title: str) -> None:
    answer = read(data, f"{title}\n{TITLE}{TABLE}")
    assert answer.figures == {}
    assert answer.rules == {"identity-mismatch", "unmatched-number"}


def test_the_district_of_one_sheet_is_not_that_of_the_provinces(data: DataDir) -> None:
    one, all_of_it = f"{TITLE} HUYỆN NẬM PỒ{TABLE}", f"{TITLE} TỈNH ĐIỆN BIÊN{TABLE.replace('|8', '|20')}"
    answer = read(data, one, all_of_it, names=("Nam Po", "TH tinh"))
    assert answer.figures == {TTT: 20}


@pytest.mark.parametrize("names", [("1. Mường Chà", "2. Nậm Pồ", "Tổng"), ("Muong Cha", "Nam Po", "TH tinh")])
def test_sheets_named_after_districts(data: DataDir, names: tuple[str, ...]) -> None:
    tables = [TITLE + TABLE.replace("|8", f"|{number}") for number in (8, 9, 17)]
    assert read(data, *tables, names=names).figures == {TTT: 17}


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("BA THÁNG ĐẦU NĂM 2023", "2023-03-31"),
        ("SÁU THÁNG ĐẦU NĂM 2023", "2023-06-30"),
        ("CHÍN THÁNG NĂM 2023", "2023-09-30"),
        ("SÁU THÁNG CUỐI NĂM 2023", "2023-12-31"),
    ],
)
def test_months_in_words(data: DataDir, words: str, day: str) -> None:
    (row,) = read(data, f"HỘI LHPN TỈNH ĐIỆN BIÊN\nKẾT QUẢ DỰ ÁN 8 {words}{TABLE}").rows.values()
    assert row["observed_on"] == day


def test_until_a_day(data: DataDir) -> None:
    (row,) = read(data, f"HỘI LHPN TỈNH ĐIỆN BIÊN\nKẾT QUẢ TÍNH ĐẾN THỜI ĐIỂM 15/6/2023{TABLE}").rows.values()
    assert row["observed_on"] == "2023-06-15"


@pytest.mark.parametrize("words", ["TỪ NĂM 2021 ĐẾN NAY", "TỪ 01/01/2021 ĐẾN NAY", "ĐẾN NAY"])
def test_until_now_is_no_date(data: DataDir, words: str) -> None:
    answer = read(data, f"HỘI LHPN TỈNH ĐIỆN BIÊN\nKẾT QUẢ DỰ ÁN 8 {words}{TABLE}")
    assert answer.figures == {}
    assert "unknown-period" in answer.rules


def test_until_now_beside_a_day_is_until_that_day(data: DataDir) -> None:
    head = "HỘI LHPN TỈNH ĐIỆN BIÊN\nKẾT QUẢ TỪ NĂM 2021 ĐẾN NAY\nSố liệu đến ngày: 15/6/2023"
    (row,) = read(data, head + TABLE).rows.values()
    assert row["observed_on"] == "2023-06-15"


@pytest.mark.parametrize("when", ["NĂM 2023", "6 THÁNG ĐẦU NĂM 2023", "QUÝ II/2023", "ĐẾN NGÀY 30/6/2023"])
def test_the_time_is_no_part_of_a_districts_name(data: DataDir, when: str) -> None:
    other = "Xã|Tổ truyền thông|CLB thủ lĩnh của sự thay đổi\nẲng Cang|5|3\nBúng Lao|3|2"
    answer = read(data, f"HUYỆN MƯỜNG ẢNG {when}{TABLE}", f"HUYỆN MƯỜNG ẢNG\n{when}\n{other}")
    assert answer.figures["to-truyen-thong"] == 8  # of one district, told as a whole and by its communes
