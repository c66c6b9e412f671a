"""Tables of places in which a row says plan or result: of the place beside or above it, else of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import CLB, DTCS, HEAD, TTT, facts, read

if TYPE_CHECKING:
    from conftest import DataDir

TOP = f"{HEAD}STT|Huyện|Nội dung|Tổ truyền thông\n"
LIST = f"{HEAD}STT|Huyện|Tổ truyền thông\n"
CHA, PO = "Mường Chà", "Nậm Pồ"


@pytest.mark.parametrize("again", ["^", "", '"', CHA])
def test_the_district_of_a_plan_is_that_of_the_result_below(data: DataDir, again: str) -> None:
    rows = f"1|{CHA}|Kế hoạch|30\n^|{again}|Thực hiện|28\n^|{again}|Tỷ lệ (%)|93.3"
    answer = read(data, TOP + rows)
    assert answer.figures == {TTT: 28}
    assert "rolled-up" in answer.rules  # it is the district's
    assert "plan-mismatch" not in answer.rules


@pytest.mark.parametrize("again", ["^", ""])
@pytest.mark.parametrize("total", ["", "\n|Tổng cộng|Kế hoạch|50\n|{}|Thực hiện|46"])
def test_each_district_has_its_own(data: DataDir, again: str, total: str) -> None:
    rows = f"1|{CHA}|Kế hoạch|30\n^|{again}|Thực hiện|28\n2|{PO}|Kế hoạch|20\n^|{again}|Thực hiện|18"
    answer = read(data, TOP + rows + total.format(again))
    assert answer.figures == {TTT: 46}
    assert not answer.rules & {"conflicting-reports", "total-mismatch", "unmatched-row"}


@pytest.mark.parametrize("word", ["", "Huyện "])
def test_measures_that_name_their_year_are_no_times_to_add_up(data: DataDir, word: str) -> None:
    rows = (
        f"1|{word}{CHA}|KH 2023|30\n||TH 2023|28\n2|{word}{PO}|KH 2023|20\n||TH 2023|18\n|Cộng|KH 2023|50\n||TH 2023|46"
    )
    answer = read(data, f"{HEAD}STT|Huyện|Nội dung|Đối thoại chính sách\n{rows}")
    assert answer.figures == {DTCS: 46}
    assert not answer.rules & {"conflicting-reports", "duplicate-area", "total-mismatch"}


@pytest.mark.parametrize("name", ["Sa Lông - Na Sang", "Xếp thứ", "Các xã còn lại", "Chưa rõ nơi"])
def test_below_a_place_that_nobody_knows_it_is_of_nobody(data: DataDir, name: str) -> None:
    rows = f"1|{CHA}|Kế hoạch|30\n||Thực hiện|28\n|{name}|Kế hoạch|20\n||Thực hiện|18"
    answer = read(data, TOP + rows)
    assert answer.figures == {TTT: 28}
    assert "conflicting-reports" not in answer.rules


def test_so_has_each_commune(data: DataDir) -> None:
    rows = f"1|{CHA}|Sa Lông|Kế hoạch|3\n|||Thực hiện|2\n2||Hừa Ngài|Kế hoạch|5\n|||Thực hiện|4"
    answer = read(data, f"{HEAD}STT|Huyện|Xã|Nội dung|Tổ truyền thông\n{rows}")
    assert answer.figures == {TTT: 6}


def test_a_measure_where_a_commune_would_stand_is_the_districts(data: DataDir) -> None:
    rows = f"1|{CHA}|Kế hoạch|30\n2|^|Thực hiện|28\n3|{PO}|Kế hoạch|20\n4|^|Thực hiện|18"
    answer = read(data, f"{HEAD}STT|Huyện|Xã|Tổ truyền thông\n{rows}")
    assert answer.figures == {TTT: 46}


def test_districts_without_numbers_stand_over_their_measures(data: DataDir) -> None:
    rows = f"1|{CHA}|\n|Kế hoạch|30\n|Thực hiện|28\n2|{PO}|\n|Kế hoạch|20\n|Thực hiện|18"
    answer = read(data, LIST + rows)
    assert answer.figures == {TTT: 46}


def test_below_a_district_that_has_nothing_yet_it_is_of_all(data: DataDir) -> None:
    answer = read(data, f"{LIST}1|{CHA}|28\n2|{PO}|18\n3|Mường Lay|\n|Thực hiện|46")
    assert answer.figures == {TTT: 46}
    assert "rolled-up" not in answer.rules


@pytest.mark.parametrize("first", [True, False])
def test_among_places_with_numbers_it_is_of_all(data: DataDir, *, first: bool) -> None:
    whole, rows = "|Kế hoạch|50\n|Thực hiện|46\n|Tỷ lệ (%)|92", f"1|{CHA}|28\n2|{PO}|18"
    answer = read(data, LIST + (f"{whole}\n{rows}" if first else f"{rows}\n{whole}"))
    assert answer.figures == {TTT: 46}
    assert "unmatched-row" not in answer.rules


@pytest.mark.parametrize("name", ["Hoàn thành", "Đạt", "Mức đạt"])
def test_what_doesnt_add_them_up_may_be_a_percentage_and_is_told(data: DataDir, name: str) -> None:
    answer = read(data, f"{LIST}1|{CHA}|28\n2|{PO}|18\n|{name}|100")
    assert answer.figures == {TTT: 46}
    assert answer.places("unmatched-row") == ["C6"]


@pytest.mark.parametrize("title", ["", "Nội dung"])
def test_plan_and_result_are_rows_whose_column_nobody_titled(data: DataDir, title: str) -> None:
    rows = "Kế hoạch giai đoạn|50|30\nLuỹ kế thực hiện|46|28\nTỷ lệ (%)|92|93.3"
    answer = read(data, f"{HEAD}{title}|Tổ truyền thông|CLB thủ lĩnh của sự thay đổi\n{rows}")
    assert answer.figures == {TTT: 46, CLB: 28}


@pytest.mark.parametrize("title", ["Huyện|<", "Huyện|", "Huyện|Nội dung"])
def test_plan_and_result_in_a_column_beside_the_places(data: DataDir, title: str) -> None:
    rows = "1|Mường Chà|KH|9|4\n^|^|TH|7|4\n2|Nậm Pồ|KH|8|3\n^|^|TH|6|2"
    answer = read(data, f"{HEAD}TT|{title}|Đối thoại chính sách|Phiên toà giả định\n{rows}")
    assert answer.figures[DTCS] == 13
    assert answer.account == (4, 6, 0)


@pytest.mark.parametrize("title", ["Năm|<", "Năm|", "Thời gian|Nội dung"])
def test_plan_and_result_in_a_column_beside_the_years(data: DataDir, title: str) -> None:
    rows = "Năm 2022|Kế hoạch|9\n^|Thực hiện|7\nNăm 2023|Kế hoạch|8\n^|Thực hiện|6"
    answer = read(data, f"Tỉnh: Điện Biên\nKẾT QUẢ DỰ ÁN 8\n{title}|Đối thoại chính sách\n{rows}")
    assert facts(data) == {"C5": (7, "in_period 2022-12-31", ""), "C7": (6, "in_period 2023-12-31", "")}
    assert answer.account == (2, 2, 0)
