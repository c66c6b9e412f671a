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
    page = " ".join(history(data, TEAMS).split())
    assert "37 tổ, luỹ kế, báo cáo ngày 10/01/2024 (báo cáo gửi sau đã thay)" in page
    assert "27 tổ, luỹ kế, báo cáo ngày 20/02/2024 (đang dùng) [" in page
    assert "37" in history(data, TEAMS, as_of="2024-01-31")
    assert "27 tổ" not in history(data, TEAMS, as_of="2024-01-31")


def test_every_version_of_a_target_is_told_and_the_plan_is_that_of_its_day(data: DataDir) -> None:
    revision = {"effective": "2025-06-14", "target": 3, "reason": "theo điều chỉnh chỉ tiêu"}
    data.targets("Cao Bằng", {"indicator": GROUPS, "target": 27, "annual_plan": {2023: 24}, "revisions": [revision]})
    page = history(data, GROUPS, as_of="2025-06-30")
    assert "Chỉ tiêu 27 tổ/nhóm, giao ban đầu" in page
    assert "Chỉ tiêu 3 tổ/nhóm, từ 14/06/2025, theo điều chỉnh chỉ tiêu" in page
    assert line_of(page, "31/12/2023").endswith("kế hoạch 24")


@pytest.mark.parametrize("targets", [[{"indicator": TALKS, "target": 100}], []])
def test_a_lower_bound_is_called_so(data: DataDir, targets: list[dict[str, object]]) -> None:
    data.targets("Cao Bằng", *targets)
    tell(data, "a", TALKS, "Quý IV/2023", in_period=15)
    assert "ít nhất 15" in line_of(history(data, TALKS), "31/12/2023")


def test_an_approximate_figure_keeps_its_word(data: DataDir) -> None:
    tell(data, "a", TEAMS, "Năm 2023", cumulative="gần 100")
    assert line_of(history(data, TEAMS), "31/12/2023").endswith("  gần 100")


def test_what_a_stock_grew_by_is_not_its_size_on_that_day(data: DataDir) -> None:
    tell(data, "a", TEAMS, "Năm 2023", cumulative=300)
    tell(data, "b", TEAMS, "Quý I/2024", in_period=20)
    page = history(data, TEAMS)
    assert line_of(page, "31/12/2023").endswith("  300")
    assert line_of(page, "31/03/2024").endswith("  –")
    assert "20 tổ, trong kỳ quý I/2024 (số trong kỳ của chỉ tiêu tính số hiện có" in page


def test_a_date_that_no_report_known_by_then_speaks_of_keeps_its_plan(data: DataDir) -> None:
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 540, "annual_plan": {2023: 346}})
    tell(data, "a", TEAMS, "Năm 2023", sent="10/03/2024", cumulative=300)
    assert line_of(history(data, TEAMS, as_of="2024-02-01"), "31/12/2023").endswith("– / kế hoạch 346")


def test_a_merged_province_tells_the_course_of_its_parts(data: DataDir) -> None:
    data.report("bac-kan/a", {"Mã": TEAMS, CUMULATIVE: 224}, head={"Kỳ báo cáo": "Năm 2023"})
    page = history(data, TEAMS, province="Thái Nguyên", as_of="2025-12-31")
    assert page.index("Thái Nguyên (cũ)") < page.index("Bắc Kạn (cũ)") < page.index("224 tổ")


def test_a_merged_province_is_held_against_what_its_parts_were_asked_together(data: DataDir) -> None:
    for part, target in (("Thái Nguyên", 40), ("Bắc Kạn", 15)):
        data.targets(part, {"indicator": TEAMS, "target": target, "annual_plan": {2025: target}})
    head = {"Tỉnh": "Thái Nguyên", "Kỳ báo cáo": "Năm 2025"}
    data.report("thai-nguyen/a", {"Mã": TEAMS, CUMULATIVE: 52}, head=head)
    own, *_ = history(data, TEAMS, province="Thái Nguyên", as_of="2025-12-31").split("Thái Nguyên (cũ)")
    assert line_of(own, "31/12/2025").endswith("52 / kế hoạch 55")
    assert "Chỉ tiêu 40 tổ" in own
    assert "Chỉ tiêu 15 tổ" in own


def test_files_that_cannot_be_read_are_told(data: DataDir) -> None:
    tell(data, "a", TEAMS, "Năm 2023", cumulative=9)
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 1.8})
    page = history(data)
    assert "Tệp chỉ tiêu có lỗi nên chưa biết chỉ tiêu giao." in page
    assert "[ambiguous-number]" in page
    (data.root / "reports/cao-bang/a.xlsx").write_bytes(b"x")
    data.targets_text("Cao Bằng", "province: Cao Bằng\ntargets: [\n")
    page = history(data)
    assert "Chưa có số liệu nào; tệp chỉ tiêu có lỗi" in page
    assert "[unreadable-workbook]" in page


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
