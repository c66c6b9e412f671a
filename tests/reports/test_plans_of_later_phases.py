"""The plan of a phase that begins after the report is compared with no target of an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import DTCS, read

if TYPE_CHECKING:
    from conftest import DataDir

TARGET = "province: Điện Biên\nphase: I\ntargets:\n  - {indicator: doi-thoai-chinh-sach, target: 20}\n"
TABLE = "STT|Chỉ tiêu|ĐVT|Mục tiêu giai đoạn 2021-2025|Kết quả đến 31/12/2025|{}\n1|Đối thoại chính sách|cuộc|20|20|{}"


def plan(data: DataDir, column: str, value: int) -> list[str]:
    (data.root / "targets/dien-bien.yaml").write_text(TARGET, encoding="utf-8")
    text = f"Tỉnh: Điện Biên\nKẾT QUẢ DỰ ÁN 8 ĐẾN 31/12/2025\n{TABLE.format(column, value)}"
    answer = read(data, text, as_of="2026-01-20")
    assert answer.figures == {DTCS: 20}
    return answer.places("plan-mismatch")


@pytest.mark.parametrize(
    "column",
    ["KH giai đoạn 2026-2030", "Mục tiêu đến năm 2030", "Kế hoạch giai đoạn II", "Chỉ tiêu năm 2026", "KH đến 2028"],
)
def test_it_is_no_plan_of_the_phase_of_the_report(data: DataDir, column: str) -> None:
    assert plan(data, column, 30) == []


@pytest.mark.parametrize("column", ["Mục tiêu đến năm 2025", "KH giai đoạn I"])
def test_one_of_the_phase_of_the_report_is_compared(data: DataDir, column: str) -> None:
    assert plan(data, column, 21) == ["F4"]
