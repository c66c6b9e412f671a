"""Columns of an earlier phase beside those of the present one: what a total, what a running figure is of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reports.grids import DTCS, TTT, facts, read

if TYPE_CHECKING:
    from openpyxl import Workbook

    from conftest import DataDir

HEAD = "Tỉnh: Điện Biên\nKẾT QUẢ THỰC HIỆN DỰ ÁN 8 6 THÁNG ĐẦU NĂM 2026\n"


@pytest.mark.parametrize("total", ["Tổng cộng", "Cộng", "Tổng số"])
def test_a_total_over_two_phases_is_no_result_of_the_last(data: DataDir, total: str) -> None:
    columns = f"Giai đoạn 2021-2025|6 tháng đầu năm 2026|{total}"
    text = f"{HEAD}STT|Chỉ tiêu|ĐVT|{columns}\n1|Đối thoại chính sách|cuộc|50|4|54"
    answer = read(data, text, as_of="2026-07-20")
    assert (answer.figures, answer.rows[DTCS]["observed_on"]) == ({DTCS: 4}, "2026-06-30")
    assert "conflicting-reports" not in answer.rules
    assert answer.places("spans-phases") == ["F4"]


@pytest.mark.parametrize("total", ["Tổng 2 giai đoạn", "Cộng hai giai đoạn", "Tổng cộng"])
def test_a_total_of_two_running_figures_is_of_both_phases(data: DataDir, total: str) -> None:
    text = f"{HEAD}STT|Chỉ tiêu|GĐ 2021-2025|GĐ 2026-2030|{total}\n1|Đối thoại chính sách|50|4|54"
    answer = read(data, text, as_of="2026-07-20")
    assert answer.figures == {DTCS: 4}
    assert answer.places("spans-phases") == ["E4"]


@pytest.mark.parametrize("opening", ["Cuối giai đoạn I (31/12/2025)", "Có đến 31/12/2025"])
@pytest.mark.parametrize("new", ["Phát triển mới", "Ra mắt mới", "Xây dựng thêm"])
def test_a_stock_from_the_end_of_a_phase_to_the_day_of_the_report(data: DataDir, opening: str, new: str) -> None:
    columns = f"{opening}|Giải thể, sáp nhập|{new}|Hiện có"
    answer = read(data, f"{HEAD}STT|Mô hình|{columns}\n1|Tổ truyền thông|300|10|12|302", as_of="2026-07-20")
    assert (answer.figures, answer.account[2]) == ({TTT: 302}, 0)
    found = facts(data)
    assert found["C4"] == (300, "cumulative 2025-12-31", "")
    assert (found["E4"][2], found["F4"][1:]) == (new, ("cumulative 2026-06-30", ""))


def test_what_is_new_of_a_stock_in_a_phase_contradicts_no_running_figure(data: DataDir) -> None:
    columns = "Luỹ kế từ năm 2021 đến nay|Luỹ kế giai đoạn 2026-2030"
    text = f"{HEAD}STT|Chỉ tiêu|ĐVT|{columns}\n1|Tổ truyền thông|tổ|30|2"
    answer = read(data, text, as_of="2026-07-20")
    assert answer.figures == {TTT: 30}
    assert "conflicting-reports" not in answer.rules


def test_the_running_figure_of_a_phase_alone_is_the_stock(data: DataDir) -> None:
    text = f"{HEAD}STT|Chỉ tiêu|ĐVT|Luỹ kế giai đoạn 2026-2030\n1|Tổ truyền thông|tổ|30"
    assert read(data, text, as_of="2026-07-20").figures == {TTT: 30}


ENDED = "KẾT QUẢ DỰ ÁN 8 GIAI ĐOẠN I (2021-2025)\nSTT|Chỉ tiêu|ĐVT|Kết quả\n1|Đối thoại chính sách|cuộc|230"
UNDER_WAY = "STT|Chỉ tiêu|ĐVT|Kết quả\n1|Đối thoại chính sách|cuộc|12"


def ends(data: DataDir) -> dict[int, str]:
    """The last day of each figure."""
    lines = [json.loads(line) for line in data.run("facts", "--format", "jsonl").stdout.splitlines()]
    return {line["value"]: line["end"] for line in lines if line["kind"] == "figure"}


def test_a_phase_is_over_where_another_sheet_tells_of_later_results(data: DataDir) -> None:
    answer = read(data, ENDED, HEAD + UNDER_WAY, as_of="2026-07-20")
    assert (answer.figures, answer.places("unknown-period")) == ({DTCS: 12}, [])
    assert ends(data) == {230: "2025-12-31", 12: "2026-06-30"}
    assert "after-phase" not in answer.rules


def test_a_phase_is_over_where_a_further_table_tells_of_later_results(data: DataDir) -> None:
    ended = ENDED.replace("KẾT QUẢ DỰ ÁN 8", "Tỉnh: Điện Biên\nI. KẾT QUẢ DỰ ÁN 8")
    read(data, f"{ended}\n\nII. KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026\n{UNDER_WAY}", as_of="2026-07-20")
    assert ends(data) == {230: "2025-12-31", 12: "2026-06-30"}


def test_a_phase_may_be_under_way_where_only_a_plan_is_later(data: DataDir) -> None:
    plan = "KẾ HOẠCH NĂM 2026\nSTT|Chỉ tiêu|ĐVT|Kế hoạch năm 2026\n1|Đối thoại chính sách|cuộc|12"
    answer = read(data, f"Tỉnh: Điện Biên\n{ENDED}", plan, as_of="2026-07-20")
    assert answer.places("unknown-period") == [None]


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("Biểu 1. Kết quả giai đoạn 2021-2025", "2025-12-31"),
        ("Biểu 1. Kết quả thực hiện vốn giai đoạn 2021-2025 kéo dài", "2026-06-30"),
    ],
)
def test_a_caption_of_a_phase_below_a_title_of_a_later_time(data: DataDir, line: str, end: str) -> None:
    title = "TỔNG KẾT DỰ ÁN 8 GIAI ĐOẠN 2021-2025 VÀ KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026"
    read(data, f"Tỉnh: Điện Biên\n{title}\n{line}\n{UNDER_WAY}", as_of="2026-07-20")
    assert ends(data) == {12: end}


def test_a_sheet_named_after_its_phase_keeps_the_years_of_its_title(data: DataDir) -> None:
    def name_it(book: Workbook) -> None:
        book.worksheets[0].title = "GĐ I"

    title = "TỔNG KẾT DỰ ÁN 8 GIAI ĐOẠN I (2021-2025)"
    text = f"Tỉnh: Điện Biên\n{title}\nSTT|Chỉ tiêu|ĐVT|Luỹ kế\n1|Đối thoại chính sách|cuộc|230"
    answer = read(data, text, as_of="2025-12-31", change=name_it)
    assert (answer.figures, answer.rows[DTCS]["observed_on"]) == ({DTCS: 230}, "2025-12-31")


def test_plan_and_percentage_of_the_earlier_phase_are_of_its_last_day(data: DataDir) -> None:
    columns = "STT|Chỉ tiêu|Giai đoạn 2021-2025|<|<|Giai đoạn 2026-2030|<|<\n||KH|KQ|%|KH|KQ đến 30/6/2026|%"
    answer = read(data, f"{HEAD}{columns}\n1|Đối thoại chính sách|200|210|105|400|20|5", as_of="2026-07-20")
    assert "claim-mismatch" not in answer.rules
    lines = [json.loads(line) for line in data.run("facts", "--format", "jsonl").stdout.splitlines()]
    told = {line["cell"]: (line["kind"], line["phase"], line["end"]) for line in lines}
    assert told["C5"] == ("plan", "I", "2025-12-31")
    assert told["E5"] == ("claim", "I", "2025-12-31")
    assert told["H5"] == ("claim", "II", "2026-06-30")


def test_phases_as_headings_over_rows(data: DataDir) -> None:
    top = "Tỉnh: Điện Biên\nKẾT QUẢ DỰ ÁN 8 QUA CÁC GIAI ĐOẠN\nSTT|Chỉ tiêu|ĐVT|Kết quả\n"
    first = "A|GIAI ĐOẠN I (2021-2025)\n1|Đối thoại chính sách|cuộc|230\n"
    second = "B|GIAI ĐOẠN II (2026-2030), ĐẾN 30/6/2026\n1|Đối thoại chính sách|cuộc|12"
    answer = read(data, top + first + second, as_of="2026-07-20")
    assert (answer.figures, ends(data)) == ({DTCS: 12}, {230: "2025-12-31", 12: "2026-06-30"})


@pytest.mark.parametrize(
    "title", ["GIAI ĐOẠN 2021-2025 VÀ 6 THÁNG ĐẦU NĂM 2026", "6 THÁNG NĂM 2026 VÀ GIAI ĐOẠN 2021-2025"]
)
def test_a_title_of_a_phase_and_a_later_period_is_of_both(data: DataDir, title: str) -> None:
    columns = "STT|Chỉ tiêu|Giai đoạn 2021-2025|6 tháng đầu năm 2026"
    text = f"Tỉnh: Điện Biên\nKẾT QUẢ DỰ ÁN 8 {title}\n{columns}\n1|Đối thoại chính sách|230|12"
    answer = read(data, text, as_of="2026-07-20")
    assert (answer.figures, ends(data)) == ({DTCS: 12}, {230: "2025-12-31", 12: "2026-06-30"})


def test_the_total_of_an_earlier_phase_by_its_number_ends_with_it(data: DataDir) -> None:
    read(data, f"{HEAD}STT|Chỉ tiêu|Cộng GĐ I|6 tháng đầu năm 2026\n1|Đối thoại chính sách|230|12", as_of="2026-07-20")
    assert ends(data) == {230: "2025-12-31", 12: "2026-06-30"}


@pytest.mark.parametrize(("quarter", "year"), [("Trong quý", "Luỹ kế năm"), ("Quý này", "Luỹ kế từ đầu năm")])
def test_below_each_quarter_the_running_figure_of_the_year(data: DataDir, quarter: str, year: str) -> None:
    top = f"STT|Chỉ tiêu|Quý I|<|Quý II|<\n^|^|{quarter}|{year}|{quarter}|{year}\n"
    read(data, f"{HEAD}{top}1|Đối thoại chính sách|7|8|12|20", as_of="2026-07-20")
    lines = [json.loads(line) for line in data.run("facts", "--format", "jsonl").stdout.splitlines()]
    told = {line["value"]: (line["start"], line["end"]) for line in lines}
    assert (told[7], told[12]) == (("2026-01-01", "2026-03-31"), ("2026-04-01", "2026-06-30"))
    assert (told[8], told[20]) == (("2026-01-01", "2026-03-31"), ("2026-01-01", "2026-06-30"))


def test_a_phase_by_its_number_and_its_last_day_over_a_column(data: DataDir) -> None:
    title = "HỘI LHPN TỈNH ĐIỆN BIÊN\nTIẾN ĐỘ CHỈ TIÊU GIAI ĐOẠN 2026-2030 (Số liệu tính đến 30/9/2026)\n"
    head = "TT|Chỉ tiêu|Kết quả|<\n^|^|Giai đoạn I (đến 31/12/2025)|Đến 30/9/2026"
    read(data, f"{title}{head}\n1|Tổ truyền thông|510|518", as_of="2026-10-20")
    assert facts(data) == {
        "C5": (510, "cumulative 2025-12-31", ""),
        "D5": (518, "cumulative 2026-09-30", ""),
    }
