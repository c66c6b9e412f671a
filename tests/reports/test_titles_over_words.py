"""Titles over words: what stands below tells which of their columns are names, places, units or only notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import CLB, DTCS, HEAD, TTT, read

if TYPE_CHECKING:
    from conftest import DataDir


@pytest.mark.parametrize("title", ["Chủ tịch Hội LHPN xã", "Bí thư chi bộ thôn", "Cán bộ phụ trách xã"])
def test_people_beside_places_are_no_places(data: DataDir, title: str) -> None:
    rows = "1|Nậm Pồ|Nà Hỳ|Sùng Thị Mai|8|5\n2|Nậm Pồ|Nà Bủng|Vàng Thị Sú|3|2\n|Tổng|||11|7"
    answer = read(data, f"{HEAD}STT|Huyện|Xã|{title}|Tổ truyền thông|CLB Thủ lĩnh\n{rows}")
    assert answer.figures == {TTT: 11, CLB: 7}
    named = " ".join(finding["message"] for finding in answer.document["findings"])
    assert "Sùng Thị Mai" not in named


def test_a_plans_title_over_names_is_that_of_the_names(data: DataDir) -> None:
    rows = "1|Tổ truyền thông|tổ|540|8\n2|Đối thoại chính sách|cuộc|235|5"
    answer = read(data, f"{HEAD}STT|Mục tiêu|ĐVT|Mục tiêu đến 2025|Luỹ kế từ đầu giai đoạn\n{rows}")
    assert answer.figures == {TTT: 8, DTCS: 5}


def test_papers_beside_names_are_notes(data: DataDir) -> None:
    rows = "1|Tổ truyền thông|540|KH 12/KH-UBND|8\n2|Đối thoại chính sách|235|KH 13/KH-UBND|5"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Kế hoạch giai đoạn|Văn bản|Luỹ kế từ đầu giai đoạn\n{rows}")
    assert answer.figures == {TTT: 8, DTCS: 5}


def test_units_below_a_heading_of_plans_are_units(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|Kế hoạch giai đoạn|<|Luỹ kế\n^|^|ĐVT|Số lượng|^\n"
    answer = read(data, f"{HEAD}{table}1|Tổ truyền thông|tổ|540|8\n2|Đối thoại chính sách|cuộc|235|5")
    assert answer.figures == {TTT: 8, DTCS: 5}
    assert "not-a-number" not in answer.rules


def test_years_over_results_end_with_the_last_of_them(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|ĐVT|KH 2021-2025|KQ 2021-2022|KH 2023\n1|Đối thoại chính sách|cuộc|235|90|45"
    row = read(data, f"Tỉnh: Điện Biên\n{table}").rows[DTCS]
    assert (row["actual"], row["observed_on"]) == (90, "2022-12-31")


def test_of_a_column_of_the_whole_phase_nobody_knows_the_day(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|ĐVT|KH 2021-2025|KQ 2021-2025\n1|Đối thoại chính sách|cuộc|235|90"
    answer = read(data, f"Tỉnh: Điện Biên\n{table}")
    assert answer.figures == {}
    assert "unknown-period" in answer.rules


@pytest.mark.parametrize(("people", "members"), [("Số người", {"thanh-vien-to-truyen-thong": 90}), ("Lượt người", {})])
def test_attendances_are_no_members(data: DataDir, people: str, members: dict[str, int]) -> None:
    table = f"STT|Huyện|Tổ truyền thông|<\n^|^|Số tổ|{people}\n1|Nậm Pồ|8|60\n2|Mường Chà|3|30\n|Cộng|11|90"
    assert read(data, HEAD + table).figures == {TTT: 11} | members


def test_the_name_of_a_part_over_numbers_is_no_title_of_places(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|Tổng số|Trong đó|<\n^|^|^|Cấp xã|Cụm thôn bản\n1|Đối thoại chính sách|40|25|15"
    answer = read(data, HEAD + table)
    assert (answer.figures, answer.account) == ({DTCS: 40}, (3, 1, 0))


@pytest.mark.parametrize("title", ["Số quyết định thành lập tổ truyền thông", "Ngày thành lập tổ truyền thông"])
def test_notes_on_what_an_indicator_counts_are_no_numbers_of_it(data: DataDir, title: str) -> None:
    header = f"STT|Huyện|{title}|<|CLB Thủ lĩnh\n||Kế hoạch giai đoạn|Luỹ kế thực hiện|Luỹ kế thực hiện"
    answer = read(data, f"{HEAD}{header}\n1|Huyện Nậm Pồ|9|8|5\n2|Huyện Mường Chà|9|7|4")
    assert answer.figures == {CLB: 9}


def test_a_table_that_follows_up_targets_tells_what_was_done(data: DataDir) -> None:
    rows = "1|Tổ truyền thông|30|20\n2|Đối thoại chính sách|10|7"
    answer = read(data, f"{HEAD}BẢNG THEO DÕI CHỈ TIÊU DỰ ÁN 8\nTT|Chỉ tiêu|Kế hoạch năm|Từ đầu năm\n{rows}")
    assert answer.rows[DTCS]["actual"] == 7
    assert "sheet-set-aside" not in answer.rules
