"""Headings that were typed over the middle of their columns instead of being merged over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import DTCS, read

if TYPE_CHECKING:
    from conftest import DataDir

NAME = "1|Đối thoại chính sách|cuộc"


@pytest.mark.parametrize(
    ("upper", "lower", "row"),
    [
        ("|Năm 2022|||Năm 2023|", "KH|TH|%|KH|TH|%", "5|4|80|6|3|50"),
        ("||Năm 2022|||Năm 2023", "KH|TH|%|KH|TH|%", "5|4|80|6|3|50"),
        ("Năm 2022||||Năm 2023|", "KH|TH|%|KH|TH|%", "5|4|80|6|3|50"),
        ("|Năm 2022||Năm 2023", "KH|TH|KH|TH", "5|4|6|3"),
    ],
)
def test_a_heading_over_any_column_of_its_group_is_that_of_all(data: DataDir, upper: str, lower: str, row: str) -> None:
    table = f"STT|Chỉ tiêu|ĐVT|{upper}\n|||{lower}\n{NAME}|{row}"
    answer = read(data, f"Tỉnh: Điện Biên\nKẾT QUẢ THỰC HIỆN DỰ ÁN 8\n{table}")
    row_read = answer.rows[DTCS]
    assert (row_read["actual"], row_read["observed_on"]) == (7, "2023-12-31")
    assert "claim-mismatch" not in answer.rules


def test_headings_over_the_first_column_of_each_group_reach_to_the_right(data: DataDir) -> None:
    table = f"STT|Chỉ tiêu|ĐVT|Năm 2022||Năm 2023|\n|||KH|TH|KH|TH\n{NAME}|5|4|6|3"
    answer = read(data, f"Tỉnh: Điện Biên\nKẾT QUẢ THỰC HIỆN DỰ ÁN 8\n{table}")
    assert answer.rows[DTCS]["actual"] == 7
