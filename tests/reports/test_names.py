"""What the names of rows and columns say, in the words of officials: which indicator, which part of it, or another."""

from __future__ import annotations

import unicodedata
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from du_an8.programme.load import load_programme
from du_an8.reports.names.hints import naming_hint
from du_an8.reports.names.read_name import read_leaf, read_name
from du_an8.reports.vocabulary.vocabulary import packaged

if TYPE_CHECKING:
    from pathlib import Path

    from du_an8.programme.catalogue import Programme

PACKAGED = load_programme(None)[0]

# Printed by provinces, districts, papers and the books of the programme; told by the number that may stand in them.
NAMES = {
    "to-truyen-thong": """
        Số Tổ truyền thông cộng đồng được thành lập, duy trì hoạt động tại các thôn, bản đặc biệt khó khăn \
vùng đồng bào DTTS và miền núi
        Thành lập và duy trì hoạt động Tổ truyền thông cộng đồng
        Số tổ truyền thông cộng đồng được thành lập
        Tổng số Tổ truyền thông cộng đồng hiện có
        Tổ truyền thông tiên phong thay đổi trong cộng đồng
        Tổ truyền thông tại cộng đồng
        tổ truyền thông cộng đồng tại cơ sở
        Thành lập và duy trì tổ truyền thông cộng đồng
        Tổ truyền thông cộng đồng trên địa bàn tỉnh
        Mô hình "Tổ truyền thông cộng đồng"
        Chỉ tiêu 1: Tổ truyền thông cộng đồng
        Mục tiêu 1. Tổ truyền thông cộng đồng, tổ
        Nội dung 1. Tổ truyền thông cộng đồng
        1.1. Số tổ truyền thông cộng đồng
        1.1 Số tổ truyền thông cộng đồng
        a) Tổ TTCĐ
        - Tổ truyền thông cộng đồng (TTCĐ)
        Tổ truyền thông cộng đồng (tổ)
        Tổ truyền thông cộng đông
        Tổ truyền  thông cộng đồng thôn/bản
        TO TRUYEN THONG CONG DONG DUOC THANH LAP
        to-truyen-thong
        Thành lập được 224 Tổ truyền thông cộng đồng
        Tổ truyền thông cộng đồng thành lập mới và duy trì
        1 Tổ truyền thông cộng đồng
        Tổ truyền thông cộng đồng tại các xã, phường, thị trấn
        Kiện toàn, ra mắt tổ TTCĐ, duy trì hoạt động có hiệu quả
        Tổ truyền thông cộng đồng (mỗi xã 01 tổ)
        Số tổ truyền thông cộng đồng thành lập theo Quyết định số 1719/QĐ-TTg ngày 14/10/2021
        Duy trì tổ TTCĐ theo KH 43/KH-ĐCT
        Tổ TTCĐ vùng đồng bào DTTS&MN
        Tổ truyền thông tiên phong thay đổi nếp nghĩ, cách làm
        """,
    "to-tiet-kiem-vay-von": """
        củng cố, nâng cao chất lượng hoặc thành lập mới và duy trì … tổ tiết kiệm vay vốn thôn bản
        Tổ tiết kiệm vay vốn thôn/ấp
        Tổ tiết kiệm, vay vốn thôn, bản
        Tổ TKVVTB
        Số tổ tiết kiệm vay vốn thôn bản (TKVVTB) được thành lập
        """,
    "dia-chi-tin-cay": """
        củng cố, nâng chất lượng trên cơ sở mô hình hiện có hoặc thành lập mới địa chỉ tin cậy cộng đồng
        mô hình "Địa chỉ tin cậy"
        Địa chỉ tin cậy ở cộng đồng
        Số địa chỉ tin cậy tại cộng đồng
        Địa chỉ TCCĐ
        ĐCTC
        thành lập mới và củng cố mô hình “Địa chỉ tin cậy tại cộng đồng”
        củng cố và thành lập địa chỉ tin cậy
        Củng cố, nâng cao chất lượng hoặc thành lập mới Địa chỉ tin cậy tại cộng đồng
        Địa chỉ tin cậy (mô hình)
        Số địa chỉ tin cậy tại cộng đồng (ĐCTC)
        Địa chỉ tin cậy tại cộng đồng để hỗ trợ, bảo vệ nạn nhân bị bạo lực gia đình
        """,
    "to-sinh-ke-4-0": """
        Tổ/nhóm sinh kế ứng dụng CN 4.0
        Tổ/nhóm sinh kế ứng dụng CN4.0
        Tổ, nhóm sinh kế
        Tổ SK 4.0
        Tổ/nhóm sinh kế có PN làm chủ
        Tổ nhóm sinh kế, THT, HTX có phụ nữ làm chủ hoặc đồng làm chủ ứng dụng CN 4.0 \
trong sản xuất và kết nối thị trường
        Số tổ/nhóm sinh kế có phụ nữ làm chủ hoặc đồng làm chủ
        Hỗ trợ tổ/nhóm sinh kế (theo điều chỉnh chỉ tiêu)
        Tổ/nhóm sinh kế do nữ làm chủ ứng dụng CNTT
        Tổ nhóm sinh kế, THT, HTX có phụ nữ làm chủ, đồng làm chủ ứng dụng công nghệ số
        Hợp tác xã/tổ hợp tác/tổ nhóm sinh kế do phụ nữ làm chủ ứng dụng CN 4.0
        Số tổ/nhóm sinh kế có PN làm chủ/đồng làm chủ ứng dụng CN 4.0
        """,
    "clb-thu-linh": """
        Câu lạc bộ thủ lĩnh của sự thay đổi của trẻ em được thành lập, nâng cao năng lực và hỗ trợ tổ chức hoạt động
        thành lập mô hình câu lạc bộ “Thủ lĩnh của sự thay đổi”
        CLB TLCSTĐ
        Số CLB
        Câu lạc bộ Thủ lĩnh của sự thay đổi trong trường học
        củng cố, thành lập mới Câu lạc bộ
        Thành lập, nâng cao năng lực và hỗ trợ hoạt động câu lạc bộ “Thủ lĩnh của sự thay đổi”
        CLB TLCTĐ trong và ngoài nhà trường
        Số CLB Thủ lĩnh của sự thay đổi được thành lập và duy trì sinh hoạt
        """,
    "sinh-de-an-toan": """
        Tỷ lệ phụ nữ được tuyên truyền, tư vấn sinh đẻ an toàn
        % phụ nữ thuộc nhóm dân tộc có tỷ lệ sinh con tại nhà cao được tuyên truyền, vận động, tư vấn kiến thức \
và tiếp cận dịch vụ sinh đẻ an toàn
        Tỷ lệ SĐAT
        Phụ nữ thuộc nhóm DTTS có tỷ lệ sinh con tại nhà cao được tuyên truyền, vận động, tư vấn kiến thức \
và tiếp cận dịch vụ sinh đẻ an toàn
        Hằng năm, tỉ lệ phụ nữ được tiếp cận DV sinh đẻ an toàn
        """,
    "doi-thoai-chinh-sach": """
        Tổ chức đối thoại chính sách cấp xã và cụm thôn bản
        cuộc đối thoại chính sách cấp xã và cụm thôn bản được tổ chức tại các địa bàn đặc biệt khó khăn
        Hội nghị đối thoại chính sách với hội viên, phụ nữ và nhân dân
        Đối thoại chính sách tại xã, cụm thôn, bản
        Tổ chức đối thoại chính sách tại các xã, thôn, bản ĐBKK
        Chỉ tiêu 3 - Cuộc đối thoại chính sách
        Đối thoại CS
        Số cuộc đối thoại chính sách được tổ chức
        Đối thoại chính sách (cuộc)
        Đối thoại
        hội nghị đối thoại chính sách tại các cụm xã
        Hội nghị đối thoại chính sách tại xã, cụm thôn, bản ĐBKK
        """,
    "can-bo-nu-dtts": """
        CB nữ DTTS được nâng cao NL
        Cán bộ nữ dân tộc thiểu số cấp huyện và cấp xã được nâng cao năng lực
        Số cán bộ nữ DTTS được tập huấn nâng cao năng lực
        Nâng cao năng lực cho cán bộ nữ
        Tổ chức cho Cán bộ nữ DTTS cấp huyện, cấp xã được nâng cao năng lực phù hợp
        Nữ cán bộ DTTS các cấp được nâng cao năng lực
        Cán bộ nữ DTTS được tập huấn nâng cao năng lực lãnh đạo, quản lý
        Bồi dưỡng, NCNL cho cán bộ nữ DTTS
        """,
    "giam-sat-danh-gia-bdg": """
        tập huấn hướng dẫn giám sát và đánh giá về bình đẳng giới cho cán bộ xã, thôn
        tập huấn hướng dẫn về giám sát và đánh giá về bình đẳng giới cho cán bộ xã, thôn
        GS-ĐG BĐG
        Lớp GS–ĐG BĐG
        Số lớp tập huấn giám sát, đánh giá BĐG
        Lớp TH GS, ĐG về BĐG
        Mở lớp tập huấn kỹ năng giám sát, đánh giá BĐG
        """,
    "long-ghep-gioi-ct2": """
        LGG CT2
        Tập huấn lồng ghép giới cho cán bộ huyện, xã
        Tập huấn lồng ghép giới cho cán bộ huyện, xã (CT2)
        Tập huấn lồng ghép giới cho cán bộ cấp huyện, xã
        Số lớp tập huấn lồng ghép giới Chương trình 2
        Lớp tập huấn kiến thức, kỹ năng lồng ghép giới theo Chương trình 2
        Tập huấn LGG - Chương trình 02
        """,
    "long-ghep-gioi-ct3": """
        Tập huấn LGG CT 3
        Lớp LGG cho cán bộ thôn, bản
        Số lớp tập huấn lồng ghép giới cho cán bộ thôn, bản
        Tập huấn kỹ năng thực hiện lồng ghép giới cho cán bộ thôn, bản, già làng, trưởng bản, người có uy tín
        Lớp tập huấn lồng ghép giới cho cán bộ thôn, bản, người có uy tín
        """,
    "tap-huan-long-ghep-gioi": """
        tập huấn lồng ghép cho cán bộ huyện, xã và cán bộ thôn, bản
        Lồng ghép giới
        Số lớp lồng ghép giới
        lớp tập huấn nâng cao năng lực lồng ghép giới cho cán bộ huyện, xã \
theo chương trình 2, chương trình 3 của Dự án 8
        """,
    "tap-huan-doi-thoai": "lớp tập huấn hướng dẫn đối thoại chính sách",
    "thanh-vien-to-truyen-thong": """
        Số thành viên tổ truyền thông cộng đồng
        Thành viên Tổ TTCĐ
        Số người tham gia tổ truyền thông cộng đồng
        Tổ truyền thông cộng đồng: số thành viên
        """,
    "thanh-vien-clb": """
        Trẻ em tham gia CLB Thủ lĩnh của sự thay đổi
        Số trẻ em tham gia CLB
        """,
    "thanh-vien-clb-nu": "Thành viên CLB nữ",
    "nguoi-du-doi-thoai": """
        Số người tham dự đối thoại chính sách
        Số người dự hội nghị đối thoại chính sách
        Đối thoại chính sách - Số người tham dự
        Lượt người tham gia đối thoại CS
        """,
    "nguoi-du-truyen-thong": "Số lượt người tham gia truyền thông",
    "nguoi-du-giam-sat-danh-gia": "Số đại biểu dự tập huấn giám sát, đánh giá bình đẳng giới",
    "phien-toa-gia-dinh": "Số phiên tòa giả định",
    "cuoc-thi": "Tổ chức cuộc thi, hội thi",
    "tai-lieu": "Số tài liệu tập huấn đã phát hành",
    "von-duoc-giao": """
        Tổng số vốn được phân bổ
        Tổng kinh phí được giao
        Kế hoạch vốn giao
        """,
    "von-giai-ngan": "Đã giải ngân",
    "kinh-phi": "Tổng kinh phí thực hiện",
}


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


KNOWN = [(indicator, name) for indicator, names in NAMES.items() for name in lines(names)]


@pytest.mark.parametrize(("indicator", "name"), KNOWN)
def test_a_printed_name_is_its_indicators(indicator: str, name: str) -> None:
    reading = read_name(PACKAGED, name)
    assert (reading.indicator and reading.indicator.id, reading.part) == (indicator, None)
    assert (reading.to_come, reading.rest) == (False, ())


@pytest.mark.parametrize(
    ("name", "indicator", "planned"),
    [
        ("Thành lập và duy trì hoạt động của 540 tổ truyền thông cộng đồng", "to-truyen-thong", 540),
        ("Thành lập 1.540 tổ truyền thông", "to-truyen-thong", 1540),
        ("160 Tổ tiết kiệm vay vốn thôn bản (TKVVTB)", "to-tiet-kiem-vay-von", 160),
        ("Củng cố, nâng cao chất lượng hoặc thành lập mới và duy trì 50 địa chỉ tin cậy", "dia-chi-tin-cay", 50),
        ("Tổ chức 235 cuộc đối thoại chính sách cấp xã và cụm thôn bản", "doi-thoai-chinh-sach", 235),
        ("tổ chức 140 cuộc đối thoại", "doi-thoai-chinh-sach", 140),
        ("Hỗ trợ 24 tổ/nhóm sinh kế", "to-sinh-ke-4-0", 24),
        ("Thực hiện 18/18 tổ/nhóm sinh kế (theo điều chỉnh chỉ tiêu)", "to-sinh-ke-4-0", 18),
        (
            "Thành lập, nâng cao năng lực và hỗ trợ hoạt động 85 câu lạc bộ “Thủ lĩnh của sự thay đổi”",
            "clb-thu-linh",
            85,
        ),
        ("80 cán bộ nữ DTTS cấp huyện, cấp xã được nâng cao năng lực", "can-bo-nu-dtts", 80),
        ("Tối thiểu 80% phụ nữ được tuyên truyền, tư vấn sinh đẻ an toàn", "sinh-de-an-toan", 80),
        ("Đã thành lập 224 tổ truyền thông cộng đồng", "to-truyen-thong", None),
        ("2 Địa chỉ tin cậy", "dia-chi-tin-cay", None),  # more likely the number of the row
    ],
)
def test_a_number_in_a_name_is_a_plan_where_it_counts_the_indicators_unit(
    name: str, indicator: str, planned: int | None
) -> None:
    reading = read_name(PACKAGED, name)
    assert reading.indicator is PACKAGED.indicators[indicator]
    assert (reading.part, reading.to_come, reading.planned) == (None, False, planned and Fraction(planned))


OTHER_THINGS = lines("""
    tập huấn cho tổ truyền thông cộng đồng
    Lớp tập huấn cho tổ truyền thông
    Tổ truyền thông thành lập theo kế hoạch của xã
    Văn bản thành lập tổ truyền thông theo Kế hoạch số 43/KH-ĐCT
    kinh phí hỗ trợ tổ truyền thông cộng đồng
    Kinh phí mua loa cho 540 tổ truyền thông
    nạn nhân được hỗ trợ tại địa chỉ tin cậy
    Thành viên địa chỉ tin cậy
    Tổ trưởng tổ truyền thông cộng đồng
    số xã có tổ truyền thông
    Số thôn có tổ truyền thông cộng đồng
    hội nghị tổng kết Dự án 8
    Hội nghị tổng kết đối thoại chính sách
    Tỷ lệ tổ truyền thông đạt
    Tỷ lệ thành lập tổ truyền thông cộng đồng
    % tổ truyền thông hoạt động hiệu quả
    Sinh hoạt tổ truyền thông cộng đồng
    Ra mắt tổ truyền thông cộng đồng
    Số buổi sinh hoạt CLB Thủ lĩnh của sự thay đổi
    Số phụ nữ được tuyên truyền, tư vấn sinh đẻ an toàn
    Tổ truyền thông cộng đồng (mới 40)
    Tổ truyền thông cộng đồng (lượt người)
    Đối thoại chính sách (người)
    Thành lập 540 thôn truyền thông cộng đồng
    CLB gia đình hạnh phúc
    Tập huấn, đối thoại chính sách
    Tổ truyền thông, địa chỉ tin cậy
    Tổ truyền thông cộng đồng và câu lạc bộ
    Truyền thông
    DTTS
    Số người DTTS
    Số tổ
    Tổ
    Tổng số
    Số thôn ĐBKK
    Cấp xã
    Vốn đối ứng địa phương
    Tờ rơi, áp phích
    Cán bộ làm công tác bình đẳng giới
    Sở Văn bản
    """)


@pytest.mark.parametrize("name", OTHER_THINGS)
def test_a_word_that_is_neither_neutral_nor_of_the_name_makes_it_another_thing(name: str) -> None:
    reading = read_name(PACKAGED, name)
    assert reading.indicator is None
    assert reading.rest


@pytest.mark.parametrize(
    ("name", "near", "rest"),
    [
        ("Kinh phí hỗ trợ tổ truyền thông cộng đồng", "to-truyen-thong", ("Kinh phí hỗ trợ",)),
        ("Tập huấn cho tổ TTCĐ tại các xã điểm", "to-truyen-thong", ("Tập huấn", "xã điểm")),
        ("Nạn nhân được hỗ trợ tại địa chỉ tin cậy", "dia-chi-tin-cay", ("Nạn nhân", "hỗ trợ")),
        ("Đối thoại chính sách (người)", "doi-thoai-chinh-sach", ("người",)),
    ],
)
def test_what_is_left_over_is_told_with_the_indicator_it_would_be(name: str, near: str, rest: tuple[str, ...]) -> None:
    reading = read_name(PACKAGED, name)
    assert (reading.near, reading.rest) == (PACKAGED.indicators[near], rest)


@pytest.mark.parametrize(
    "name",
    [
        "Tổ truyền thông cộng đồng (kế hoạch)",
        "KH thành lập tổ truyền thông cộng đồng",
        "Chỉ tiêu giao thành lập tổ truyền thông cộng đồng",
    ],
)
def test_a_plan_by_its_name_is_the_indicators_and_to_come(name: str) -> None:
    reading = read_name(PACKAGED, name)
    assert (reading.indicator, reading.to_come) == (PACKAGED.indicators["to-truyen-thong"], True)


@pytest.mark.parametrize(
    "name",
    [
        "Tổ truyền thông cộng đồng chưa thành lập",
        "Số tổ truyền thông cộng đồng chưa được thành lập",
        "Tổ truyền thông cộng đồng (dự kiến)",
        "Dự kiến thành lập 30 tổ truyền thông",
        "Số tổ truyền thông còn phải thành lập",
        "Nhu cầu thành lập tổ truyền thông cộng đồng",
        "Tổ truyền thông cộng đồng còn thiếu",
        "Đề nghị thành lập tổ truyền thông",
        "Tổ truyền thông cộng đồng (kế hoạch giai đoạn 2021-2025)",
    ],
)
def test_what_is_not_done_is_neither_result_nor_plan(name: str) -> None:
    reading = read_name(PACKAGED, name)
    assert (reading.indicator, reading.to_come, reading.near) == (None, True, PACKAGED.indicators["to-truyen-thong"])
    assert reading.rest


@pytest.mark.parametrize(
    ("name", "indicator", "part"),
    [
        ("Tổ truyền thông cộng đồng thành lập mới", "to-truyen-thong", "thành lập mới"),
        ("thành lập mới địa chỉ tin cậy", "dia-chi-tin-cay", "thành lập mới"),
        ("Địa chỉ tin cậy được củng cố, nâng cao chất lượng", "dia-chi-tin-cay", "củng cố, nâng cao chất lượng"),
        ("Cuộc đối thoại chính sách cấp xã", "doi-thoai-chinh-sach", "cấp xã"),
        ("Cán bộ nữ DTTS cấp xã được nâng cao năng lực", "can-bo-nu-dtts", "cấp xã"),
        ("Tổ truyền thông thuộc xã biên giới", "to-truyen-thong", "thuộc xã biên giới"),
        ("Thành viên tổ truyền thông cộng đồng là nữ", "thanh-vien-to-truyen-thong", "nữ"),
    ],
)
def test_words_of_a_part_narrow_the_name(name: str, indicator: str, part: str) -> None:
    reading = read_name(PACKAGED, name)
    assert (reading.indicator, reading.part) == (PACKAGED.indicators[indicator], part)


def test_the_unit_in_brackets_is_kept_where_the_indicator_is_counted_in_it() -> None:
    assert read_name(PACKAGED, "Kinh phí (nghìn đồng)").unit == "nghìn đồng"
    assert read_name(PACKAGED, "Vốn đã giải ngân (ĐVT: triệu đồng)").unit == "triệu đồng"


TEAMS, CLASSES, WOMEN, TALKS = "to-truyen-thong", "long-ghep-gioi-ct2", "can-bo-nu-dtts", "doi-thoai-chinh-sach"
LEAVES = [
    (TEAMS, "Số tổ", TEAMS, None),
    (TEAMS, "Tổng số", TEAMS, None),
    (TEAMS, "Số lượng", TEAMS, None),
    (TEAMS, "Số mô hình", TEAMS, None),
    (TEAMS, "- Số tổ thành lập", TEAMS, None),
    (TEAMS, "Tổng số hiện có", TEAMS, None),
    (TEAMS, "Số thành viên", "thanh-vien-to-truyen-thong", None),
    (TEAMS, "Số người tham gia", "thanh-vien-to-truyen-thong", None),
    (TEAMS, "Số thành viên nữ", "thanh-vien-to-truyen-thong", "nữ"),
    (TEAMS, "- Thành lập mới", TEAMS, "Thành lập mới"),
    (TEAMS, "Trong đó: + Củng cố", TEAMS, "Củng cố"),
    (TEAMS, "- Củng cố, duy trì", TEAMS, "Củng cố, duy trì"),
    (TEAMS, "xã ĐBKK", TEAMS, "xã ĐBKK"),
    (TEAMS, "Thuộc hộ nghèo", TEAMS, "Thuộc hộ nghèo"),
    (TEAMS, "Cấp xã", TEAMS, "Cấp xã"),
    (CLASSES, "Số lớp", CLASSES, None),
    (CLASSES, "Số lớp/cuộc", CLASSES, None),
    (CLASSES, "Lớp tập huấn", CLASSES, None),
    (CLASSES, "Tổng số cuộc", CLASSES, None),
    (WOMEN, "Số người", WOMEN, None),
    (WOMEN, "Số cán bộ", WOMEN, None),
    (WOMEN, "Cấp huyện", WOMEN, "Cấp huyện"),
    (TALKS, "Số cuộc", TALKS, None),
    (TALKS, "Số hội nghị", TALKS, None),
    (TALKS, "Số người tham dự", "nguoi-du-doi-thoai", None),
    (TALKS, "Người dự", "nguoi-du-doi-thoai", None),
    (TALKS, "Lượt người", "nguoi-du-doi-thoai", None),
    (TALKS, "Trong đó: - Cấp xã", TALKS, "Cấp xã"),
    (TALKS, "- Cụm thôn, bản", TALKS, "Cụm thôn, bản"),
    ("nguoi-du-doi-thoai", "Số cuộc", TALKS, None),
    ("thanh-vien-clb", "Nam", "thanh-vien-clb", "Nam"),  # below its whole an indicator is a part of it
    ("thanh-vien-clb", "Trong đó: Nữ", "thanh-vien-clb", "Trong đó: Nữ"),
    ("clb-thu-linh", "Trong các trường THCS", "clb-thu-linh", "Trong các trường THCS"),
    ("thanh-vien-clb", "Số CLB", "clb-thu-linh", None),
    ("clb-thu-linh", "Trẻ em", "thanh-vien-clb", None),
    ("clb-thu-linh", "Số học sinh tham gia", "thanh-vien-clb", "Số học sinh tham gia"),
    ("von-duoc-giao", "NSTW", "von-duoc-giao", "NSTW"),
    ("von-duoc-giao", "Giải ngân", "von-giai-ngan", None),
]


@pytest.mark.parametrize(("parent", "leaf", "indicator", "part"), LEAVES)
def test_a_leaf_says_what_of_its_parent_is_counted(parent: str, leaf: str, indicator: str, part: str | None) -> None:
    reading = read_leaf(PACKAGED, leaf, PACKAGED.indicators[parent])
    assert (reading.indicator and reading.indicator.id, reading.part) == (indicator, part)
    assert (reading.to_come, reading.of_people) == (False, False)


@pytest.mark.parametrize("leaf", ["Số người", "Số người tham gia", "Học viên", "Số nữ", "DTTS", "Nam"])
def test_people_are_never_the_classes_they_attend(leaf: str) -> None:
    reading = read_leaf(PACKAGED, leaf, PACKAGED.indicators[CLASSES])
    assert reading.part is not None
    assert reading.of_people


@pytest.mark.parametrize(
    ("parent", "leaf"),
    [(WOMEN, "Số lớp"), (TEAMS, "Số lớp"), (TEAMS, "Số cuộc"), (TEAMS, "Số người hưởng lợi"), (TEAMS, "Tổ trưởng"),
     (TEAMS, "Tỷ lệ"), (TALKS, "Địa điểm"), (CLASSES, "Số ngày")],
)  # fmt: skip
def test_a_leaf_that_counts_something_else_is_told(parent: str, leaf: str) -> None:
    reading = read_leaf(PACKAGED, leaf, PACKAGED.indicators[parent])
    assert (reading.indicator, reading.near) == (None, PACKAGED.indicators[parent])
    assert reading.rest


@pytest.mark.parametrize("leaf", ["Kế hoạch", "TW giao", "Tỉnh giao", "Số tổ chưa thành lập", "Số tổ dự kiến"])
def test_a_leaf_about_what_is_to_come_is_no_result(leaf: str) -> None:
    assert read_leaf(PACKAGED, leaf, PACKAGED.indicators[TEAMS]).to_come


# What holds of every name.


def programme_of(tmp_path: Path, **top: object) -> Programme:
    path = tmp_path / "programme.yaml"
    path.write_text(yaml.safe_dump(top, allow_unicode=True), encoding="utf-8")
    programme, findings = load_programme(path)
    assert findings == []
    return programme


def test_every_name_of_the_catalogue_is_read_as_its_own_indicators() -> None:
    for indicator in PACKAGED.indicators.values():
        for name in indicator.names:
            assert read_name(PACKAGED, name).indicator is indicator, name


ANY_NAME = st.sampled_from([name for indicator in PACKAGED.indicators.values() for name in indicator.names[1:]])
# Nouns and verbs of no indicator, and of no list of words.
STRANGE = st.sampled_from(
    ["xe máy", "khảo sát", "loa kéo", "sổ tay", "trâu", "điện thoại", "trụ sở", "quỹ", "nghiệm thu"]
)


@given(ANY_NAME, STRANGE, st.booleans())
def test_an_unknown_noun_never_leaves_a_name_its_indicators(name: str, noun: str, in_front: bool) -> None:  # noqa: FBT001
    reading = read_name(PACKAGED, f"{noun} {name}" if in_front else f"{name} {noun}")
    assert reading.indicator is None
    assert reading.rest


@given(
    st.sampled_from([*[name for _, name in KNOWN], *OTHER_THINGS]),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from([str.upper, str.lower, str.title, lambda text: text]),
    st.sampled_from([" ", "  ", "\n", "\u00a0", " \u200b"]),
)
def test_case_unicode_form_and_spacing_never_matter(name: str, form: str, case: object, space: str) -> None:
    assert callable(case)
    written = unicodedata.normalize(form, case(name.replace(" ", space)))
    assert read_name(PACKAGED, written).indicator is read_name(PACKAGED, name).indicator


@given(ANY_NAME, st.sampled_from(packaged("names")["neutral_words"]))
def test_neutral_words_never_make_a_name_another_indicators(name: str, words: str) -> None:
    owner = read_name(PACKAGED, name).indicator
    assert read_name(PACKAGED, f"{words} {name}").indicator in {owner, None}


@given(st.text(max_size=60))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    read_name(PACKAGED, text)
    for parent in (TEAMS, CLASSES, WOMEN):
        read_leaf(PACKAGED, text, PACKAGED.indicators[parent])


# Other programmes.


def entry(key: str, name: str, **more: object) -> dict[str, object]:
    return {"id": key, "name": name, "unit": "ha", "kind": "stock", **more}


@pytest.fixture
def farming(tmp_path: Path) -> Programme:
    return programme_of(
        tmp_path,
        indicators=[
            entry("ca-phe", "Diện tích cà phê", short_name="Cà phê"),
            entry("bo", "Diện tích bơ", aliases=["Bơ"]),
            entry("dan-trau", "Đàn trâu", unit="con"),
            entry("dan-bo", "Đàn bò", unit="con"),
            entry("de", "Đàn dê", unit="con", aliases=["Dê"]),
            entry("trong-trot", "Trồng trọt", unit="tỷ đồng"),
            entry("chi-kcb", "Tổng chi KCB", unit="đồng", kind="flow"),
            entry("giao-duc", "Giáo dục", unit="trường"),
        ],
    )


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("- Đàn trâu", "dan-trau"),
        ("Số lượng đàn bò", "dan-bo"),
        ("1. Trồng trọt", "trong-trot"),
        ("   + Trồng trọt", "trong-trot"),
        ("TRỒNG TRỌT", "trong-trot"),
        ("II. Cà phê", "ca-phe"),
        ("Diện tích cà phê (ha)", "ca-phe"),
        ("Tổng chi KCB", "chi-kcb"),
        ("Bơ", "bo"),
        ("Dê", "de"),
        ("Bò", None),  # a mark makes another word where there is but one
        ("Đê", None),
        ("Để", None),
        ("Sở Giáo dục", None),
        ("Số Giáo dục", "giao-duc"),
        ("Năng suất cà phê", None),
        ("Chi KCB", None),  # the catalogue says which total it counts
        ("Đàn trâu, bò", None),
    ],
)
def test_another_programme_has_the_general_words(farming: Programme, text: str, indicator: str | None) -> None:
    found = read_name(farming, text).indicator
    assert (found.id if found else None) == indicator


def test_a_leaf_joined_with_its_parents_name_may_be_the_parents_whole_name(farming: Programme) -> None:
    coffee = farming.indicators["ca-phe"]
    assert read_leaf(farming, "- Diện tích", coffee).indicator is coffee
    assert read_leaf(farming, "- Năng suất", coffee).indicator is None


def test_a_programme_adds_words_abbreviations_and_parts(tmp_path: Path) -> None:
    programme = programme_of(
        tmp_path,
        neutral_words=["vận hành thường niên"],
        abbreviations={"TTĐB": "tổ truyền thông"},
        part_words=[["vùng một | vùng I", "vùng hai | vùng II"]],
    )
    teams = programme.indicators[TEAMS]
    assert read_name(programme, "TTĐB cộng đồng vận hành thường niên").indicator is teams
    assert read_name(programme, "Tổ TTCĐ").indicator is teams  # those of the package are still there
    assert read_leaf(programme, "Vùng I", teams).part == "Vùng I"
    assert read_name(programme, "Tổ truyền thông vùng I và vùng II").part is None  # both are the whole
    assert read_name(PACKAGED, "TTĐB cộng đồng vận hành thường niên").indicator is None


def test_two_indicators_that_differ_by_a_neutral_word_keep_it(tmp_path: Path) -> None:
    programme = programme_of(
        tmp_path,
        indicators=[entry("ho-vay", "Hộ vay vốn", unit="hộ"), entry("ho-vay-moi", "Hộ được hỗ trợ thành lập vay vốn")],
        neutral_words=["hỗ trợ thành lập"],
    )
    for key, name in (("ho-vay", "Hộ vay vốn"), ("ho-vay-moi", "Hộ được hỗ trợ thành lập vay vốn")):
        assert read_name(programme, name).indicator is programme.indicators[key]
    assert read_name(programme, "Duy trì hộ vay vốn").indicator is None


# The hint.


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("1. Nhóm tuyên truyền viên thôn bản", None),
        ("- Sinh hoạt tổ TTCĐ", '- {id: to-truyen-thong, aliases: ["Sinh hoạt tổ TTCĐ"]}'),
        ('Câu lạc bộ "Tuổi hồng"', '- {id: clb-thu-linh, aliases: ["Câu lạc bộ \\"Tuổi hồng\\""]}'),
    ],
)  # fmt: skip
def test_the_hint_is_an_entry_that_makes_the_name_known(tmp_path: Path, text: str, alias: str | None) -> None:
    said = naming_hint(PACKAGED, text, 1)
    assert alias in {None, said["entry"]}
    programme = programme_of(tmp_path, indicators=yaml.safe_load(str(said["entry"])))
    found = read_name(programme, text).indicator
    assert found is not None
    assert found.short_name == said["nearest"]


@pytest.mark.parametrize(
    "name",
    [
        "Số tổ truyền thông cộng đồng đã thành lập và đi vào hoạt động",
        "Tổ truyền thông cộng đồng (gọi tắt là Tổ TTCĐ)",
        "Tổ truyền thông cộng đồng (số tổ)",
        "Tổ truyền thông cộng đồng, trong đó:",
        "HĐ 1.2 - Thành lập tổ truyền thông cộng đồng",
    ],
)
def test_what_stands_around_a_name_changes_nothing(name: str) -> None:
    reading = read_name(PACKAGED, name)
    assert reading.indicator is not None
    assert (reading.indicator.id, reading.part, reading.to_come) == ("to-truyen-thong", None, False)


@pytest.mark.parametrize(
    ("remark", "due"), [("chỉ tiêu: 540 tổ", 540), ("KH: 85", 85), ("mục tiêu đến 2025: 1.235 tổ", 1235)]
)
def test_brackets_behind_a_name_may_state_what_is_due(remark: str, due: int) -> None:
    reading = read_name(PACKAGED, f"Tổ truyền thông cộng đồng ({remark})")
    assert reading.indicator is not None
    assert (reading.indicator.id, reading.planned, reading.to_come) == ("to-truyen-thong", due, False)


@pytest.mark.parametrize("remark", ["chỉ tiêu: 540 người", "kế hoạch", "dự kiến", "chỉ tiêu: 12 tổ, 13 tổ"])
def test_other_brackets_that_speak_of_plans_make_it_no_result(remark: str) -> None:
    reading = read_name(PACKAGED, f"Tổ truyền thông cộng đồng ({remark})")
    assert reading.indicator is None or reading.to_come


def test_people_inside_the_name_of_what_counts_none_say_whose_it_is() -> None:
    reading = read_name(PACKAGED, "Tổ phụ nữ tiết kiệm vay vốn thôn bản")
    assert reading.indicator is not None
    assert (reading.indicator.id, reading.part) == ("to-tiet-kiem-vay-von", None)


@pytest.mark.parametrize(
    "text",
    [
        "Xây dựng, nhân rộng mô hình Tổ truyền thông cộng đồng",
        "Thành lập, củng cố, kiện toàn và duy trì hoạt động Tổ truyền thông cộng đồng",
        "Củng cố, nhân rộng, thành lập mới Tổ truyền thông cộng đồng",
        "Ra mắt và vận hành Tổ truyền thông cộng đồng",
    ],
)
def test_what_is_founded_and_what_is_kept_up_are_all_there_is(text: str) -> None:
    reading = read_name(PACKAGED, text)
    assert reading.indicator is not None
    assert (reading.indicator.id, reading.part) == ("to-truyen-thong", None)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Thành lập mới, ra mắt Tổ truyền thông cộng đồng", "Thành lập mới"),
        ("Củng cố, kiện toàn Tổ truyền thông cộng đồng", "Củng cố, kiện toàn"),
    ],
)
def test_deeds_of_one_kind_are_a_part(text: str, part: str) -> None:
    assert read_name(PACKAGED, text).part == part


@pytest.mark.parametrize("text", ["Nhân rộng Tổ truyền thông cộng đồng", "Tập huấn vận hành Tổ truyền thông cộng đồng"])
def test_one_deed_of_keeping_up_alone_may_make_it_another_thing(text: str) -> None:
    assert read_name(PACKAGED, text).indicator is None


def test_what_a_thing_is_for_and_who_takes_part_change_nothing() -> None:
    for tail in ("nhằm xóa bỏ định kiến giới", "góp phần giảm nghèo", "với sự tham gia của phụ nữ DTTS", "để vận động"):
        reading = read_name(PACKAGED, f"Thành lập Tổ truyền thông cộng đồng {tail}")
        assert reading.indicator is not None, tail
        assert (reading.indicator.id, reading.part) == ("to-truyen-thong", None), tail


@pytest.mark.parametrize(
    "text",
    [
        "Tổ truyền thông cộng đồng nhằm vận động 500 phụ nữ",  # 500 may be what was planned
        "Tổ truyền thông cộng đồng để thành lập theo kế hoạch",
        "Tuyên truyền nhằm thành lập Tổ truyền thông cộng đồng",
    ],
)
def test_a_purpose_hides_no_plan_and_is_no_name(text: str) -> None:
    assert read_name(PACKAGED, text).indicator is None


@pytest.mark.parametrize("units", ["Tổ/nhóm", "Tổ, nhóm", "Mô hình tổ, nhóm", "Mô hình tổ/nhóm"])
def test_several_units_in_front_of_what_is_counted_in_them(units: str) -> None:
    reading = read_name(PACKAGED, f"{units} tiết kiệm và vay vốn thôn bản")
    assert reading.indicator is not None
    assert reading.indicator.id == "to-tiet-kiem-vay-von"


def test_a_unit_that_is_another_things_is_not_left_out() -> None:
    assert read_name(PACKAGED, "Cuộc tổ tiết kiệm vay vốn thôn bản").indicator is None


@pytest.mark.parametrize(
    ("name", "indicator"),
    [
        ("Mô hình địa chỉ tin cậy cho phụ nữ, trẻ em", "dia-chi-tin-cay"),
        ("Tổ chức đối thoại chính sách với phụ nữ và trẻ em", "doi-thoai-chinh-sach"),
        ("CLB Thủ lĩnh của sự thay đổi của trẻ em trai và trẻ em gái", "clb-thu-linh"),
    ],
)
def test_for_whom_a_thing_is_changes_nothing(name: str, indicator: str) -> None:
    reading = read_name(PACKAGED, name)
    assert (reading.indicator and reading.indicator.id, reading.part) == (indicator, None)


@pytest.mark.parametrize("people", ["Số phụ nữ và trẻ em", "Phụ nữ, trẻ em", "Số hội viên, phụ nữ và nhân dân"])
def test_people_in_front_of_a_name_are_counted_themselves(people: str) -> None:
    assert read_name(PACKAGED, f"{people} tại địa chỉ tin cậy").indicator is None


@pytest.mark.parametrize("who", ["người dân tộc thiểu số", "là người DTTS", "DTTS"])
def test_words_for_the_same_people_are_one_name(who: str) -> None:
    reading = read_name(PACKAGED, f"Cán bộ nữ {who} được nâng cao năng lực")
    assert (reading.indicator, reading.part) == (PACKAGED.indicators[WOMEN], None)


RATE = "phụ nữ thuộc nhóm dân tộc có tỷ lệ sinh con tại nhà cao được tiếp cận dịch vụ sinh đẻ an toàn"


@pytest.mark.parametrize("of", ["Tỷ lệ", "Tỉ lệ", "%"])
def test_a_rate_may_be_said_in_front_of_its_name(of: str) -> None:
    for name in (RATE, "phụ nữ được tư vấn, tiếp cận dịch vụ sinh đẻ an toàn"):
        assert read_name(PACKAGED, f"{of} {name}").indicator is PACKAGED.indicators["sinh-de-an-toan"]


def test_a_count_is_no_rate_whatever_rate_tells_who_is_counted() -> None:
    assert read_name(PACKAGED, f"Số {RATE}").indicator is None
