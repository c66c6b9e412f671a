"""Lists of names with a number beside each, over which no header stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import CLB, DTCS, HEAD, TTT, read

if TYPE_CHECKING:
    from conftest import DataDir

TITLE = "HỘI LHPN TỈNH ĐIỆN BIÊN\nMỘT SỐ KẾT QUẢ DỰ ÁN 8 ĐẾN 31/12/2023\n\n"


@pytest.mark.parametrize(
    "rows",
    [
        "Số tổ truyền thông cộng đồng:|540\nSố CLB Thủ lĩnh của sự thay đổi:|85",
        "Số tổ truyền thông cộng đồng|540 tổ\nSố CLB Thủ lĩnh của sự thay đổi|85 CLB",
        "1|Tổ truyền thông cộng đồng|540|tổ\n2|CLB Thủ lĩnh của sự thay đổi|85|CLB",
        "- Tổ truyền thông cộng đồng:|540|tổ\n- CLB Thủ lĩnh của sự thay đổi:|85|câu lạc bộ",
    ],
)
def test_a_number_beside_each_name_is_its_result(data: DataDir, rows: str) -> None:
    answer = read(data, TITLE + rows)
    assert answer.figures == {TTT: 540, CLB: 85}
    assert answer.account[2] == 0


def test_rows_of_parts_between_them_are_read_as_in_a_table(data: DataDir) -> None:
    answer = read(data, f"{TITLE}Tổ truyền thông:|540\nTrong đó: thành lập mới|40\nĐối thoại chính sách:|30")
    assert answer.figures == {TTT: 540, DTCS: 30}


@pytest.mark.parametrize(
    "rows",
    [
        "Tổ truyền thông cộng đồng:|600|540\nCLB Thủ lĩnh của sự thay đổi:|90|85",
        "Tổ truyền thông cộng đồng:|540",
        "Kế hoạch|Tổ truyền thông cộng đồng|540\nKế hoạch|CLB Thủ lĩnh của sự thay đổi|85",
    ],
)
def test_it_is_told_where_anything_leaves_open_what_the_numbers_are(data: DataDir, rows: str) -> None:
    answer = read(data, TITLE + rows)
    assert answer.figures == {}
    assert answer.rules & {"unknown-layout", "sheet-set-aside", "unmatched-number"}


@pytest.mark.parametrize("title", ["KẾ HOẠCH DỰ ÁN 8 NĂM 2024", "CHỈ TIÊU DỰ ÁN 8 ĐẾN NĂM 2025"])
def test_so_it_is_below_a_title_of_plans(data: DataDir, title: str) -> None:
    rows = "Số tổ truyền thông cộng đồng:|540\nSố CLB Thủ lĩnh của sự thay đổi:|85"
    assert read(data, f"HỘI LHPN TỈNH ĐIỆN BIÊN\n{title}\n\n{rows}").figures == {}


@pytest.mark.parametrize(("colon", "figures"), [(":", {TTT: 540, CLB: 85}), ("", {})])
def test_without_a_title_of_results_a_name_must_look_like_a_label(
    data: DataDir, colon: str, figures: dict[str, int]
) -> None:
    rows = f"Tổ truyền thông cộng đồng{colon}|540\nCLB Thủ lĩnh của sự thay đổi{colon}|85"
    assert read(data, f"{HEAD}{rows}").figures == figures
