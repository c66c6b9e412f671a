"""Columns as other offices title them: plans of rates beside results, totals beside parts, the past, groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import read

if TYPE_CHECKING:
    from conftest import DataDir

CATALOGUE = """replace: true
name: Chỉ tiêu kinh tế - xã hội
phases:
  - {id: I, name: năm 2024, start: 2024-01-01, end: 2024-12-31}
contents: {1: Chung}
indicators:
  - {id: nuoc, name: Tỷ lệ hộ dùng nước sạch, unit: "%", kind: rate, content: 1, aliases: [Hộ dùng nước sạch]}
  - {id: kham, name: Lượt khám bệnh, unit: lượt, kind: flow, content: 1}
  - {id: gq, name: Hồ sơ đã giải quyết, unit: hồ sơ, kind: flow, content: 1, aliases: [Đã giải quyết]}
  - {id: tre, name: Hồ sơ giải quyết quá hạn, unit: hồ sơ, kind: flow, content: 1, aliases: [Quá hạn]}
  - {id: lop, name: Lớp xóa mù chữ, unit: lớp, kind: flow, content: 1}
  - {id: di-tich, name: Di tích cấp tỉnh, unit: di tích, kind: stock, content: 1}
  - {id: doan, name: Đoàn đông người, unit: đoàn, kind: flow, content: 1}
  - {id: nguoi, name: Số người được tiếp, unit: người, kind: flow, content: 1}
  - {id: thanh, name: Số vụ việc hòa giải thành, unit: vụ việc, kind: flow, content: 1, aliases: [Hòa giải thành]}
  - {id: du-no, name: Dư nợ cho vay, unit: triệu đồng, kind: stock, content: 1, whole: false}
  - {id: kp, name: Kinh phí thực hiện, unit: triệu đồng, kind: flow, content: 1, whole: false, aliases: [Kinh phí]}
  - {id: tt, name: Tham gia tố tụng, unit: vụ việc, kind: flow, content: 1}
"""


@pytest.fixture
def office(data: DataDir) -> DataDir:
    (data.root / "programme.yaml").write_text(CATALOGUE, encoding="utf-8")
    (data.root / "targets").mkdir(exist_ok=True)
    return data


@pytest.mark.parametrize("done", ["Tỷ lệ (%)", "Thực hiện (%)", "Kết quả (%)"])
@pytest.mark.parametrize("plan", ["Chỉ tiêu (%)", "Kế hoạch (%)", "KH năm 2024 (%)", "Mục tiêu (%)", "Tỷ lệ kế hoạch"])
def test_the_plan_of_a_rate_is_no_level_that_was_reached(office: DataDir, plan: str, done: str) -> None:
    head = f"KẾT QUẢ NĂM 2024\nSTT|Huyện|Hộ dùng nước sạch|<\n^|^|{plan}|{done}"
    answer = read(office, f"{head}\n1|Huyện Mường Chà|60|61.5\n2|Huyện Tủa Chùa|50|48.5\n|Toàn tỉnh|55|57.5")
    assert answer.figures == {"nuoc": 57.5}


def test_a_percentage_beside_plan_and_result_of_a_rate_is_of_the_plan(office: DataDir) -> None:
    head = "STT|Nội dung|Kế hoạch (%)|Thực hiện (%)|Thực hiện so với kế hoạch (%)"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{head}\n1|Hộ dùng nước sạch|50|55|110")
    assert answer.figures == {"nuoc": 55}
    assert not answer.about("rate-out-of-range")


def test_a_plan_in_percent_of_what_is_counted_is_a_percentage_of_the_plan(office: DataDir) -> None:
    head = "STT|Nội dung|Kế hoạch|Thực hiện|Kế hoạch (%)"
    answer = read(office, f"KẾT QUẢ NĂM 2024\n{head}\n1|Lượt khám bệnh|50|55|110")
    assert answer.figures == {"kham": 55}
    assert not answer.about("claim-mismatch")


TITLE = "KẾT QUẢ NĂM 2024\n"


def test_what_goes_on_is_not_done(office: DataDir) -> None:
    head = "TT|Huyện|Đã giải quyết|<|Đang giải quyết\n^|^|Tổng số|Quá hạn|^"
    answer = read(office, f"{TITLE}{head}\n1|Huyện Mường Chà|90|4|11\n2|Huyện Tủa Chùa|80|2|7\n|Cộng|170|6|18")
    assert answer.figures == {"gq": 170, "tre": 6}
    assert answer.places("unmatched-number") == ["E4:E6"]


def test_numbered_levels_that_make_up_their_total_are_no_phases(office: DataDir) -> None:
    head = "TT|Huyện|Lớp xóa mù chữ|<|<\n^|^|Tổng|Giai đoạn 1|Giai đoạn 2"
    answer = read(office, f"{TITLE}{head}\n1|Huyện Mường Chà|28|20|8\n2|Huyện Tủa Chùa|25|18|7\n|Cộng|53|38|15")
    assert answer.figures == {"lop": 53}
    assert not answer.about("duplicate-area")
    assert not answer.about("conflicting-reports")


def test_what_was_added_in_a_year_is_not_all_that_there_is(office: DataDir) -> None:
    """In a catalogue of one year, too: what there was before nobody knows, so that no sum is proved wrong."""
    table = "TT|Nội dung|Trong năm 2024|Lũy kế đến 31/12/2024\n1|Di tích cấp tỉnh|11|446\n2|Lớp xóa mù chữ|18|"
    answer = read(office, TITLE + table)
    assert answer.figures == {"di-tich": 446, "lop": 18}
    assert not answer.about("conflicting-reports")
    assert not answer.about("period-sum-mismatch")


def test_one_indicator_below_another_is_a_part_where_it_stands_by_itself_too(office: DataDir) -> None:
    head = "Đơn vị|Tổng cộng|Đoàn đông người|<\n^|Số người được tiếp|Số đoàn đông người|Số người được tiếp"
    answer = read(office, f"{TITLE}{head}\nHuyện Mường Chà|171|3|42\nHuyện Tủa Chùa|271|2|25\nTổng|442|5|67")
    assert answer.figures == {"nguoi": 442, "doan": 5}
    assert not answer.about("duplicate-area")


def test_a_row_that_says_how_its_numbers_are_computed_numbers_the_columns(office: DataDir) -> None:
    head = "Đơn vị|Lượt khám bệnh|Lớp xóa mù chữ|Đang chờ|Số người được tiếp\nMS|1|2|3|4=1+2"
    answer = read(office, f"{TITLE}{head}\nHuyện Mường Chà|171|3|1|42\nHuyện Tủa Chùa|271|2|1|25\nTổng|442|5|2|67")
    assert answer.figures == {"kham": 442, "lop": 5, "nguoi": 67}
    assert not answer.about("total-mismatch")
    assert not answer.about("not-a-number")


def test_words_of_an_indicators_own_name_over_it_narrow_nothing(office: DataDir) -> None:
    head = "Huyện|Kết quả hòa giải|<\n^|Hòa giải thành|Không thành"
    answer = read(office, f"{TITLE}{head}\nHuyện Mường Chà|71|3\nHuyện Tủa Chùa|51|2\nTổng|122|5")
    assert answer.figures == {"thanh": 122}


def test_the_value_of_what_is_counted_is_no_second_result_of_it(office: DataDir) -> None:
    head = "Huyện|Lớp xóa mù chữ|<\n^|Số lượng|Giá trị (triệu đồng)"
    answer = read(office, f"{TITLE}{head}\nHuyện Mường Chà|7|300\nHuyện Tủa Chùa|5|200\nTổng|12|500")
    assert answer.figures == {"lop": 12}


def test_the_title_of_a_column_of_numbers_is_no_indicator_of_that_id(office: DataDir) -> None:
    table = "TT|Huyện|Lượt khám bệnh|Tham gia tố tụng\n1|Huyện Mường Chà|7|300\n2|Huyện Tủa Chùa|5|200\n|Tổng|12|500"
    assert read(office, TITLE + table).figures == {"kham": 12, "tt": 500}


@pytest.mark.parametrize(
    ("title", "third", "last", "is_whole"),
    [
        ("Chương trình", "Nước sạch nông thôn", 75, True),
        ("Chương trình", "Nước sạch nông thôn", 76, False),  # may be of anything
        ("Chương trình", "Vốn đối ứng địa phương", 75, False),  # may be of others
        ("Nội dung", "Nước sạch nông thôn", 75, False),  # each is a thing of its own
    ],
)
def test_a_total_of_kinds_that_nobody_knows_is_the_whole_of_what_the_columns_count(
    office: DataDir, title: str, third: str, last: int, *, is_whole: bool
) -> None:
    rows = f"1|Hộ nghèo|20\n2|Hộ cận nghèo|25\n3|{third}|30"
    answer = read(office, f"{TITLE}TT|{title}|Dư nợ cho vay (triệu đồng)\n{rows}\n|Tổng cộng|{last}")
    assert answer.figures == ({"du-no": 75} if is_whole else {})
    assert answer.places("unmatched-row")


def test_a_total_may_say_which_rows_it_adds(office: DataDir) -> None:
    rows = "I|Cấp sở|45\n1|Sở Tư pháp|20\n2|Sở Y tế|25\nII|Cấp huyện|30\n1|Huyện Tủa Chùa|30"
    answer = read(office, f"{TITLE}TT|Cơ quan, đơn vị|Lượt khám bệnh\n{rows}\n|Tổng cộng (I+II)|75")
    assert answer.figures == {"kham": 75}


def test_a_first_time_is_no_beginning_of_a_year(office: DataDir) -> None:
    assert read(office, "KẾT QUẢ CẤP GIẤY LẦN ĐẦU NĂM 2024\nChỉ tiêu|Thực hiện\nLượt khám bệnh|7").figures == {
        "kham": 7
    }


def test_money_below_each_thing_of_a_list_is_what_that_costs(office: DataDir) -> None:
    """Also below the last one, and below what nobody knows; below all things it is that of all."""
    head = f"{TITLE}TT|Nội dung|ĐVT|Thực hiện\n1|Lượt khám bệnh|lượt|12\n"
    costs = "|Kinh phí|triệu đồng|32\n2|Phẫu thuật tim|ca|23\n|Kinh phí|triệu đồng|91"
    assert read(office, head + costs).figures == {"kham": 12}
    assert read(office, f"{head}2|Phẫu thuật tim|ca|23\n|Kinh phí|triệu đồng|91").figures == {"kham": 12, "kp": 91}
