"""Columns of an earlier phase beside those of the present one: what a total, what a running figure is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import DTCS, TTT, read

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


def test_what_is_new_of_a_stock_in_a_phase_contradicts_no_running_figure(data: DataDir) -> None:
    columns = "Luỹ kế từ năm 2021 đến nay|Luỹ kế giai đoạn 2026-2030"
    text = f"{HEAD}STT|Chỉ tiêu|ĐVT|{columns}\n1|Tổ truyền thông|tổ|30|2"
    answer = read(data, text, as_of="2026-07-20")
    assert answer.figures == {TTT: 30}
    assert "conflicting-reports" not in answer.rules


def test_the_running_figure_of_a_phase_alone_is_the_stock(data: DataDir) -> None:
    text = f"{HEAD}STT|Chỉ tiêu|ĐVT|Luỹ kế giai đoạn 2026-2030\n1|Tổ truyền thông|tổ|30"
    assert read(data, text, as_of="2026-07-20").figures == {TTT: 30}


def test_a_sheet_of_the_earlier_phase_takes_no_time_from_the_sheet_beside_it(data: DataDir) -> None:
    ended = "KẾT QUẢ DỰ ÁN 8 GIAI ĐOẠN I (2021-2025)\nSTT|Chỉ tiêu|ĐVT|Kết quả\n1|Đối thoại chính sách|cuộc|230"
    under_way = f"{HEAD}STT|Chỉ tiêu|ĐVT|Kết quả\n1|Đối thoại chính sách|cuộc|12"
    answer = read(data, ended, under_way, as_of="2026-07-20")
    assert (answer.figures, answer.places("unknown-period")) == ({DTCS: 12}, [None])
    assert "after-phase" not in answer.rules


def test_a_sheet_named_after_its_phase_keeps_the_years_of_its_title(data: DataDir) -> None:
    def name_it(book: Workbook) -> None:
        book.worksheets[0].title = "GĐ I"

    title = "TỔNG KẾT DỰ ÁN 8 GIAI ĐOẠN I (2021-2025)"
    text = f"Tỉnh: Điện Biên\n{title}\nSTT|Chỉ tiêu|ĐVT|Luỹ kế\n1|Đối thoại chính sách|cuộc|230"
    answer = read(data, text, as_of="2025-12-31", change=name_it)
    assert (answer.figures, answer.rows[DTCS]["observed_on"]) == ({DTCS: 230}, "2025-12-31")
