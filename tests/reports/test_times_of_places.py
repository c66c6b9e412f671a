"""Tables of places over several years or quarters: by a column of times, or by headings between the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import DTCS, HEAD, Answer, read

if TYPE_CHECKING:
    from conftest import DataDir

TALKS = "Đối thoại chính sách|Địa chỉ tin cậy"


def cells(answer: Answer) -> set[str]:
    """The cells that the figure adds up, or their ranges."""
    return {source["cell"] for source in answer.rows[DTCS]["actual_sources"]}


BEHIND, BEFORE = f"STT|Huyện|Năm|{TALKS}", f"STT|Năm|Huyện|{TALKS}"


@pytest.mark.parametrize("second", [5, 6])
@pytest.mark.parametrize(
    ("top", "rows"),
    [
        (BEHIND, "1|Mường Ảng|2022|5|1\n2|Mường Ảng|2023|5|1\n3|Tuần Giáo|2022|5|1\n4|Tuần Giáo|2023|{}|1"),
        (BEHIND, "1|Mường Ảng|Năm 2022|5|1\n2||Năm 2023|5|1\n3|Tuần Giáo|Năm 2022|5|1\n4||Năm 2023|{}|1"),
        (BEHIND, "1|Mường Ảng|2022|5|1\n2|^|2023|5|1\n3|Tuần Giáo|2022|5|1\n4|^|2023|{}|1"),
        (BEFORE, "1|2022|Mường Ảng|5|1\n2||Tuần Giáo|5|1\n3|2023|Mường Ảng|5|1\n4||Tuần Giáo|{}|1"),
        (BEFORE, "1|2022|Mường Ảng|5|1\n2|^|Tuần Giáo|5|1\n3|2023|Mường Ảng|5|1\n4|^|Tuần Giáo|{}|1"),
    ],
)
def test_a_column_of_years_behind_or_before_the_places(data: DataDir, top: str, rows: str, second: int) -> None:
    answer = read(data, f"{HEAD}{top}\n{rows.format(second)}")
    assert answer.figures[DTCS] == 15 + second
    assert not answer.rules & {"duplicate-area", "conflicting-reports", "ambiguous-number"}


@pytest.mark.parametrize("table", ["Kỳ báo cáo|Huyện|{}\n{}|Nậm Pồ|5|1", "Huyện|{}|Kỳ báo cáo\nNậm Pồ|5|1|{}"])
def test_a_column_of_times_on_either_side_dates_a_report_without_a_head(data: DataDir, table: str) -> None:
    answer = read(data, table.format(TALKS, "9 tháng năm 2023"))
    assert (answer.figures[DTCS], answer.rows[DTCS]["observed_on"]) == (5, "2023-09-30")


@pytest.mark.parametrize("title", ["Đến ngày", "Ngày tổ chức", "Thời hạn"])
def test_days_below_the_title_of_notes_date_no_report(data: DataDir, title: str) -> None:
    answer = read(data, f"Chỉ tiêu|{title}|ĐVT|Kết quả\nĐối thoại chính sách|30/9/2023|cuộc|5")
    assert (answer.figures, answer.account[2]) == ({}, 1)
    assert "unknown-period" in answer.rules


@pytest.mark.parametrize("second", [5, 6])
def test_headings_of_years_between_the_places(data: DataDir, second: int) -> None:
    rows = f"|Năm 2022\n1|Mường Ảng|5|1\n2|Tuần Giáo|5|1\n|Năm 2023\n1|Mường Ảng|5|1\n2|Tuần Giáo|{second}|1"
    answer = read(data, f"{HEAD}STT|Huyện|{TALKS}\n{rows}")
    assert answer.figures[DTCS] == 15 + second
    assert "duplicate-area" not in answer.rules


def test_a_total_of_each_year(data: DataDir) -> None:
    rows = "1|2022|Mường Ảng|5|1\n2|2022|Tổng|5|1\n3|2023|Mường Ảng|6|1\n4|2023|Tổng|6|1"
    answer = read(data, f"{HEAD}STT|Năm|Huyện|{TALKS}\n{rows}")
    assert answer.figures[DTCS] == 11
    assert cells(answer) == {"D5", "D7"}


def test_quarters_of_the_province_stay_the_provinces(data: DataDir) -> None:
    rows = "|Năm 2022|5|1\n|Năm 2023|6|1\n|Mường Ảng|4|1\n|Tổng|11|2"
    answer = read(data, f"{HEAD}STT|Nội dung|{TALKS}\n{rows}")
    assert answer.figures[DTCS] == 11
    assert cells(answer) == {"C4", "C5"}  # no heading: the district below is of the whole report


def test_the_year_in_which_something_was_founded_is_no_time_of_its_figures(data: DataDir) -> None:
    rows = "1|Mường Ảng|2022|5|1\n2|Tuần Giáo|2023|6|1"
    answer = read(data, f"{HEAD}STT|Huyện|Năm thành lập|{TALKS}\n{rows}")
    assert answer.figures[DTCS] == 11
    assert answer.rows[DTCS]["observed_on"] == "2023-12-31"


@pytest.mark.parametrize("nothing", ["-", "–", "…"])
def test_a_year_of_which_nothing_is_told_is_no_title(data: DataDir, nothing: str) -> None:
    top = "KẾT QUẢ ĐỐI THOẠI\n\nNăm|Số cuộc đối thoại chính sách|Số tổ truyền thông cộng đồng\n"
    answer = read(data, f"{top}2022|{nothing}|{nothing}\n2023|12|5\n2024|7|6")
    assert answer.figures[DTCS] == 19
