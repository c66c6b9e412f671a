"""Districts and their communes in one column: no number counts twice, or it is told that it may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import CLB, DTCS, HEAD, TTT, read

if TYPE_CHECKING:
    from conftest import DataDir

PLACES = "Địa phương|Tổ truyền thông"
NUMBERED = "STT|Địa phương|Tổ truyền thông"
DIALOGUES = "Đối thoại chính sách|cuộc"


def assert_fifteen(data: DataDir, table: str) -> None:
    answer = read(data, HEAD + table)
    assert answer.figures == {TTT: 15}
    assert "total-mismatch" not in answer.rules


@pytest.mark.parametrize(
    "table",
    [
        f"{PLACES}\nHuyện Mường Ảng|10\n- Ẳng Cang|4\n- Ẳng Nưa|6\nHuyện Tủa Chùa|5\n- Mường Báng|5",
        f"{NUMBERED}\nI|Mường Ảng|10\n1|Ẳng Cang|4\n2|Ẳng Nưa|6\nII|Tủa Chùa|5\n1|Mường Báng|5",
        f"{NUMBERED}\n1|Mường Ảng|10\n'1.1|Ẳng Cang|4\n'1.2|Ẳng Nưa|6\n2|Tủa Chùa|5\n'2.1|Mường Báng|5",
        f"{NUMBERED}\n1|Mường Ảng|10\n-|Ẳng Cang|4\n-|Ẳng Nưa|6\n2|Tủa Chùa|5\n-|Mường Báng|5",
        f"{NUMBERED}\n|Mường Ảng|10\n1|Ẳng Cang|4\n2|Ẳng Nưa|6\n|Tủa Chùa|5\n1|Mường Báng|5",
        # What only the sums tell:
        f"{NUMBERED}\n1|Mường Ảng|10\n|Ẳng Cang|4\n|Ẳng Nưa|6\n2|Tủa Chùa|5\n|Mường Báng|5",
        f"{NUMBERED}\n1|Huyện Mường Ảng|10\n2|Ẳng Cang|4\n3|Ẳng Nưa|6\n4|Huyện Tủa Chùa|5\n5|Mường Báng|5",
        f"{PLACES}\nHuyện Mường Ảng|10\nẲng Cang|4\nẲng Nưa|6\nHuyện Tủa Chùa|5\nMường Báng|5",
        f"{PLACES}\nHuyện Mường Ảng|10\nẲng Cang|4\nẲng Nưa|6\nHuyện Tủa Chùa|5",
        f"{PLACES}\nHuyện Mường Ảng|10\nẲng Cang|4\nẲng Nưa|6\nMường Báng|0\nHuyện Tủa Chùa|5",
        "Huyện|Tổ truyền thông\nHuyện Mường Ảng|10\nẲng Cang|4\nẲng Nưa|6\nHuyện Tủa Chùa|5\nMường Báng|5",
    ],
    ids=[
        "dashes",
        "I",
        "1.1",
        "dash as number",
        "anew",
        "no number",
        "on and on",
        "words",
        "alone",
        "nought",
        "titled",
    ],
)
def test_communes_below_their_district_are_not_added_to_it(data: DataDir, table: str) -> None:
    assert_fifteen(data, table)


@pytest.mark.parametrize(
    "table",
    [
        f"{PLACES}\nThành phố Điện Biên Phủ|10\nMường Ảng|4\nTủa Chùa|1",
        f"{PLACES}\nHuyện Mường Ảng|10\nHuyện Tủa Chùa|5",
        f"{PLACES}\nMường Ảng|10\nHuyện Tủa Chùa|5",
        f"{PLACES}\nHuyện Mường Ảng|0\nTủa Chùa|9\nMường Nhé|6",
        f"{NUMBERED}\n1|Mường Ảng|9\n2|Tủa Chùa|4\n|Mường Nhé|2",
        f"{PLACES}\nHuyện Mường Ảng|8\nTủa Chùa|4\nMường Nhé|3\nTổng cộng|15",
    ],
    ids=["city", "all told", "first untold", "nought", "added at the end", "total"],
)
def test_districts_of_which_not_all_say_so_are_added_up(data: DataDir, table: str) -> None:
    assert_fifteen(data, table)


@pytest.mark.parametrize(
    "rows",
    [
        ["Huyện Mường Ảng|10|2", "Ẳng Cang|4|1", "Ẳng Nưa|3|1"],
        ["Huyện Mường Ảng|10|2", "Ẳng Cang|4|1", "Ẳng Nưa|6|3"],
        ["Huyện Mường Ảng|10|2", "Ẳng Cang|10|2"],
    ],
    ids=["less", "one column agrees", "one of one"],
)
def test_where_neither_is_sure_both_are_added_and_it_is_told(data: DataDir, rows: list[str]) -> None:
    answer = read(data, HEAD + "\n".join([f"{PLACES}|CLB thủ lĩnh của sự thay đổi", *rows]))
    assert answer.figures == {
        TTT: sum(int(row.split("|")[1]) for row in rows),
        CLB: sum(int(row.split("|")[2]) for row in rows),
    }
    (finding,) = answer.about("total-mismatch")
    assert "Huyện Mường Ảng" in finding["message"]
    assert finding["location"]["cell"] == "A4"


def test_most_districts_decide_and_the_odd_one_is_told(data: DataDir) -> None:
    table = f"{PLACES}\nHuyện A|10\nB|4\nC|6\nHuyện D|9\nE|4\nG|5\nHuyện H|8\nI|4\nK|5"
    answer = read(data, HEAD + table)
    assert answer.figures == {TTT: 27}
    assert answer.rules & {"total-mismatch", "detail-mismatch"}


@pytest.mark.parametrize(
    "table",
    [
        f"{NUMBERED}\n1|Mường Ảng|10\na|Ẳng Cang|4\nb|Ẳng Nưa|6\n2|Tủa Chùa|5\na|Mường Báng|5",
        f"{NUMBERED}\nA|Huyện nghèo|15\nI|Mường Ảng|10\n1|Ẳng Cang|4\n2|Ẳng Nưa|6\nII|Tủa Chùa|5\n1|Mường Báng|5",
        f"{NUMBERED}\n1|Xã Ẳng Cang|10\n|- Bản Huổi|4\n|- Bản Noong|6\n2|Xã Ẳng Nưa|5\n|- Bản Mới|5",
        f"{NUMBERED}\nI|Huyện Mường Ảng|9\n1|Xã Ẳng Cang|4\n2|Xã Ẳng Nưa|5\nII|Huyện Tủa Chùa|6\n1|Xã Sính Phình|6",
    ],
    ids=["letters", "three levels", "villages", "all told"],
)
def test_deeper_levels_count_once(data: DataDir, table: str) -> None:
    assert_fifteen(data, table)


def test_sums_alone_tell_it_too_and_that_is_said(data: DataDir) -> None:
    rows = "Mường Ảng|9\nẲng Cang|4\nẲng Nưa|5\nTủa Chùa|8\nSính Phình|3\nTrung Thu|5"
    answer = read(data, f"{HEAD}{PLACES}\n{rows}")
    assert (answer.figures, answer.places("total-mismatch")) == ({TTT: 17}, ["A4"])
    # One row that falls into no group, or numbers before the names: then they are all of one level.
    assert read(data, f"{HEAD}{PLACES}\n{rows}\nTuần Giáo|2").figures == {TTT: 36}
    numbered = "\n".join(f"{n}|{row}" for n, row in enumerate(rows.splitlines(), 1))
    assert read(data, f"{HEAD}{NUMBERED}\n{numbered}").figures == {TTT: 34}


@pytest.mark.parametrize(
    "name",
    [
        "Tổng hợp", "TC", "T/C", "Tất cả", "Cả tỉnh", "Total", "Tổng các huyện", "Tổng kết quả", "Tổng số tổ",
        "Tổng năm 2023", "Tổng cấp huyện", "Điện Biên", "Σ",
    ],
)  # fmt: skip
def test_the_sum_at_the_end_is_no_district_whatever_its_name(data: DataDir, name: str) -> None:
    answer = read(data, f"{HEAD}STT|Huyện|Tổ truyền thông\n1|Mường Ảng|9\n2|Tủa Chùa|8\n|{name}|17")
    assert answer.figures == {TTT: 17}


def test_a_place_is_no_sum_for_its_number(data: DataDir) -> None:
    assert read(data, f"{HEAD}STT|Xã|Tổ truyền thông\n1|Cô Ba|9\n2|Hồng Trị|8\n3|Tổng Cọt|17").figures == {TTT: 34}


@pytest.mark.parametrize("name", ["Bình quân", "Trung bình"])
def test_what_is_no_place_is_not_added_and_is_told(data: DataDir, name: str) -> None:
    answer = read(data, f"{HEAD}STT|Huyện|Tổ truyền thông\n1|Mường Ảng|9\n2|Tủa Chùa|8\n|{name}|11")
    assert (answer.figures, answer.places("unmatched-number")) == ({TTT: 17}, ["C6"])


@pytest.mark.parametrize("name", ["Còn lại", "Chỉ tiêu TW giao", "Cùng kỳ năm 2022", "Năm trước"])
def test_a_measure_among_places_is_no_result_of_them(data: DataDir, name: str) -> None:
    answer = read(data, f"{HEAD}STT|Huyện|Tổ truyền thông\n1|Mường Ảng|9\n2|Tủa Chùa|8\n|{name}|11")
    assert answer.figures == {TTT: 17}


@pytest.mark.parametrize(
    "names", [("Cộng (I)", "Cộng (II)"), ("Tổng I", "Tổng II"), ("Cộng vùng cao", "Cộng vùng thấp")]
)
def test_subtotals_of_what_nobody_knows_are_not_added(data: DataDir, names: tuple[str, str]) -> None:
    first, second = names
    rows = f"1|Ẳng Cang|4\n2|Ẳng Nưa|5\n|{first}|9\n1|Sính Phình|8\n2|Trung Thu|3\n|{second}|11"
    assert read(data, f"{HEAD}STT|Xã|Tổ truyền thông\n{rows}").figures == {TTT: 20}
    assert read(data, f"{HEAD}STT|Xã|Tổ truyền thông\n{rows}\n|Tổng (I+II)|20").figures == {TTT: 20}


@pytest.mark.parametrize("table", [
    "STT|Chỉ tiêu|ĐVT|Kết quả\nI|Nội dung 1||\n1|Tổ truyền thông|tổ|8\nII|Nội dung 2||\n1|Tổ truyền thông|tổ|8",
    "STT|Địa bàn|Chỉ tiêu|Kết quả\n1|Mường Ảng|Tổ truyền thông|8\n2|B|Tổ truyền thông|8\n3|C|Địa chỉ tin cậy|3",
])  # fmt: skip
def test_an_indicator_twice_in_a_table_with_one_number_is_told(data: DataDir, table: str) -> None:
    answer = read(data, HEAD + table)
    assert answer.figures[TTT] == 8
    (finding,) = answer.about("duplicate-area")
    assert "2 dòng" in finding["message"]


def test_an_indicator_below_each_quarter_is_that_quarters(data: DataDir) -> None:
    rows = f"I|Quý I||\n1|{DIALOGUES}|8\nII|Quý II||\n1|{DIALOGUES}|8"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|ĐVT|Kết quả\n{rows}")
    assert answer.figures[DTCS] == 16
    assert "duplicate-area" not in answer.rules
