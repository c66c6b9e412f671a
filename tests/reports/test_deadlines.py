"""Columns of words of time beside results: a deadline, a paper dates no result, and is no result itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import CLB, DTCS, TTT, read

if TYPE_CHECKING:
    from conftest import DataDir

HEAD = "Tỉnh: Điện Biên\nKẾT QUẢ THỰC HIỆN DỰ ÁN 8 ĐẾN 30/9/2023\n"
ROWS = (
    "STT|Nội dung|ĐVT|{title}|KH 2021-2025|Kết quả\n"
    "1|Tổ truyền thông|tổ|{a}|9|7\n2|CLB thủ lĩnh của sự thay đổi|CLB|{b}|5|4"
)


@pytest.mark.parametrize(
    "title",
    [
        "Thời hạn", "Hạn", "Lộ trình", "Hạn cuối", "Mốc phải xong", "Kế hoạch triển khai", "Tiến độ theo kế hoạch",
        "Năm hoàn thành", "Kế hoạch thời gian", "Dự kiến xong", "Phấn đấu",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("31/12/2025", "Quý IV/2025"),
        ("Năm 2022", "Tháng 6/2023"),
        ("2022-2025", "'2023"),
        ("trước 31/12/2024", "Quý I, II/2023"),
    ],
)
def test_a_column_of_deadlines_is_no_time_of_results(data: DataDir, title: str, a: str, b: str) -> None:
    answer = read(data, HEAD + ROWS.format(title=title, a=a, b=b))
    assert answer.figures == {TTT: 7, CLB: 4}
    assert {answer.rows[name]["observed_on"] for name in (TTT, CLB)} == {"2023-09-30"}
    assert "not-a-number" not in answer.rules


@pytest.mark.parametrize("title", ["Quyết định giao", "Kế hoạch", "Căn cứ giao chỉ tiêu", "Cơ sở thực hiện"])
def test_a_column_of_papers_is_no_plan(data: DataDir, title: str) -> None:
    a, b = "QĐ số 15/QĐ-UBND ngày 3/4/2022", "Nghị quyết 05 năm 2022"
    answer = read(data, HEAD + ROWS.format(title=title, a=a, b=b))
    assert answer.figures == {TTT: 7, CLB: 4}
    assert "not-a-number" not in answer.rules


@pytest.mark.parametrize("title", ["Chi tiết", "Thời điểm báo cáo", "Kỳ số liệu", "Quý thực hiện"])
def test_a_column_that_says_of_when_the_data_are_dates_them(data: DataDir, title: str) -> None:
    table = f"STT|Nội dung|ĐVT|{title}|Kết quả\n1|Đối thoại chính sách|cuộc|Quý I/2023|7\n2||cuộc|Quý II/2023|4"
    text = "Tỉnh: Điện Biên\nKẾT QUẢ THỰC HIỆN DỰ ÁN 8 ĐẾN 30/6/2023\n" + table.replace(
        "\n2||", "\n2|Đối thoại chính sách|"
    )
    row = read(data, text).rows[DTCS]
    assert (row["actual"], row["observed_on"]) == (11, "2023-06-30")


def test_words_of_time_where_the_only_results_should_stand_are_told(data: DataDir) -> None:
    rows = "1|Tổ truyền thông|tổ|9|Quý IV/2023\n2|CLB thủ lĩnh của sự thay đổi|CLB|5|Quý I/2023"
    table = f"STT|Nội dung|ĐVT|KH 2021-2025|Kết quả\n{rows}"
    assert read(data, HEAD + table).places("not-a-number") == ["E4", "E5"]


@pytest.mark.parametrize("title", ["Hạn", "Năm hoàn thành", "Năm thành lập", "Lộ trình"])
def test_years_below_the_title_of_a_deadline_are_no_numbers(data: DataDir, title: str) -> None:
    answer = read(data, HEAD + ROWS.format(title=title, a=2023, b=2025))
    assert answer.figures == {TTT: 7, CLB: 4}
    assert not answer.rules & {"unmatched-number", "identity-mismatch"}


def test_words_of_progress_beside_the_results_date_nothing(data: DataDir) -> None:
    text = HEAD + ROWS.format(title="Tiến độ", a="Hoàn thành quý I/2023", b="Đang thực hiện")
    answer = read(data, text)
    assert {answer.rows[name]["observed_on"] for name in (TTT, CLB)} == {"2023-09-30"}


@pytest.mark.parametrize("title", ["Cập nhật đến", "Thời điểm thống kê", "Số liệu đến ngày", "Số liệu tính đến ngày"])
def test_a_column_of_the_days_of_the_data_dates_them(data: DataDir, title: str) -> None:
    answer = read(data, HEAD + ROWS.format(title=title, a="30/6/2023", b="30/9/2023"))
    assert [answer.rows[name]["observed_on"] for name in (TTT, CLB)] == ["2023-06-30", "2023-09-30"]
