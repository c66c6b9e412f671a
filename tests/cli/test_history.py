"""Every figure over time, with the plan of its date and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import DataDir

CUMULATIVE, IN_PERIOD = "Luỹ kế từ đầu giai đoạn", "Thực hiện trong kỳ"
TEAMS, TALKS, GROUPS = "to-truyen-thong", "doi-thoai-chinh-sach", "to-sinh-ke-4-0"


def history(data: DataDir, *arguments: str, province: str = "Cao Bằng", as_of: str = "2024-12-31") -> str:
    result = data.run("history", province, *arguments, "--as-of", as_of)
    assert result.exit_code == 0, result.output
    return result.stdout


def line_of(page: str, day: str) -> str:
    (line,) = [line for line in page.splitlines() if line.strip().startswith(day)]
    return line


def tell(data: DataDir, name: str, indicator: str, period: str, sent: str | None = None, **figures: object) -> None:
    row = {{"cumulative": CUMULATIVE, "in_period": IN_PERIOD}[key]: value for key, value in figures.items()}
    head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": period} | ({"Ngày báo cáo": sent} if sent else {})
    data.report(f"cao-bang/{name}", {"Mã": indicator, **row}, head=head)


def test_figures_and_plan_stand_side_by_side(data: DataDir) -> None:
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 540, "annual_plan": {2023: 346}})
    tell(data, "a", TEAMS, "Năm 2023", cumulative=300)
    page = history(data, TEAMS)
    assert line_of(page, "31/12/2023").endswith("300 / kế hoạch 346")
    assert line_of(page, "31/12/2024").endswith("– / kế hoạch ~443")
    assert "data/reports/cao-bang/a.xlsx!Báo cáo!H6" in page


def test_a_flow_shows_what_its_periods_come_to(data: DataDir) -> None:
    for name, quarter, value in (("a", "Quý I/2023", 8), ("b", "Quý II/2023", 12)):
        tell(data, name, TALKS, quarter, in_period=value)
    data.targets("Cao Bằng", {"indicator": TALKS, "target": 100, "active_years": [2023, 2024, 2025]})
    page = history(data, TALKS)
    assert " 8 / kế hoạch" in line_of(page, "31/03/2023")
    assert " 20 / kế hoạch" in line_of(page, "30/06/2023")
    assert "12 cuộc, trong kỳ quý II/2023" in page


def test_what_was_replaced_is_shown_as_such(data: DataDir) -> None:
    tell(data, "a", TEAMS, "Năm 2023", sent="10/01/2024", cumulative=37)
    tell(data, "b", TEAMS, "Năm 2023", sent="20/02/2024", cumulative=27)
    page = history(data, TEAMS)
    assert "37 tổ, luỹ kế, báo cáo ngày 10/01/2024 (báo cáo gửi sau đã thay)" in page
    assert "27 tổ, luỹ kế, báo cáo ngày 20/02/2024  [" in page
    assert "37" in history(data, TEAMS, as_of="2024-01-31")
    assert "27 tổ" not in history(data, TEAMS, as_of="2024-01-31")


def test_every_version_of_a_target_is_told_and_the_plan_is_that_of_its_day(data: DataDir) -> None:
    revision = {"effective": "2025-06-14", "target": 3, "reason": "theo điều chỉnh chỉ tiêu"}
    data.targets("Cao Bằng", {"indicator": GROUPS, "target": 27, "annual_plan": {2023: 24}, "revisions": [revision]})
    page = history(data, GROUPS, as_of="2025-06-30")
    assert "Chỉ tiêu 27 tổ/nhóm, giao ban đầu" in page
    assert "Chỉ tiêu 3 tổ/nhóm, từ 14/06/2025, theo điều chỉnh chỉ tiêu" in page
    assert line_of(page, "31/12/2023").endswith("kế hoạch 24")


def test_a_lower_bound_is_called_so(data: DataDir) -> None:
    data.targets("Cao Bằng", {"indicator": TALKS, "target": 100})
    tell(data, "a", TALKS, "Quý IV/2023", in_period=15)
    assert "ít nhất 15" in line_of(history(data, TALKS), "31/12/2023")


def test_a_merged_province_tells_the_course_of_its_parts(data: DataDir) -> None:
    data.report("bac-kan/a", {"Mã": TEAMS, CUMULATIVE: 224}, head={"Kỳ báo cáo": "Năm 2023"})
    page = history(data, TEAMS, province="Thái Nguyên", as_of="2025-12-31")
    assert page.index("Thái Nguyên (cũ)") < page.index("Bắc Kạn (cũ)") < page.index("224 tổ")


def test_nothing_on_file_is_said(data: DataDir) -> None:
    assert "Chưa có chỉ tiêu giao và chưa có số liệu nào." in history(data)


def test_an_unknown_indicator_is_refused_with_suggestions(data: DataDir) -> None:
    result = data.run("history", "Cao Bằng", "to-truyen-thon")
    assert result.exit_code == 2
    assert "to-truyen-thong" in result.output


@pytest.mark.parametrize("text", ["[bold]x[/]", "\x1b[31mx", "a\nb"])
def test_text_from_data_is_only_text(data: DataDir, text: str) -> None:
    revision = {"effective": "2024-06-14", "target": 3, "reason": text}
    data.targets("Cao Bằng", {"indicator": GROUPS, "target": 27, "revisions": [revision]})
    page = history(data, GROUPS)
    assert "\x1b" not in page
    assert " ".join(text.replace("\x1b", "").split()) in page
