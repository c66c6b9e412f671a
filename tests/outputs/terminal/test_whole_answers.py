"""Where several areas are asked for together, every output speaks of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import DataDir

CUMULATIVE, TEAMS, CLUBS = "Luỹ kế từ đầu giai đoạn", "to-truyen-thong", "clb-thu-linh"
MONEY = "von-duoc-giao"


@pytest.fixture
def merged(data: DataDir) -> DataDir:
    """Thái Nguyên of July 2025: one part with target and figure, the other with a later figure and no target."""
    data.targets("Thái Nguyên", {"indicator": TEAMS, "target": 88})
    data.report("Thái Nguyên/x", {"Mã": TEAMS, CUMULATIVE: 36}, head={"Số liệu đến ngày": "31/12/2023"})
    data.report("Bắc Kạn/x", {"Mã": TEAMS, CUMULATIVE: 20}, head={"Số liệu đến ngày": "31/03/2024"})
    return data


def overview_of(data: DataDir, province: str, *arguments: str) -> list[str]:
    lines = data.run("check", *arguments, "--as-of", "2025-12-31").stdout.splitlines()
    return next(line for line in lines if line.startswith(province)).split()


def test_the_overview_counts_what_the_page_of_the_province_shows(merged: DataDir) -> None:
    page = merged.run("check", "Thái Nguyên", "--sources", "--as-of", "2025-12-31").stdout
    warnings = page.count("! cảnh báo")
    assert warnings > 1
    assert f"{warnings} điểm cần làm rõ" in " ".join(page.split())
    assert overview_of(merged, "Thái Nguyên")[-2:] == [str(warnings), "31/03/2024"]


def test_the_newest_figure_of_a_merged_province_may_be_one_of_a_part_that_is_not_in_the_sum(merged: DataDir) -> None:
    findings = merged.check("Thái Nguyên", "--as-of", "2025-12-31")["findings"]
    (stale,) = [finding for finding in findings if finding["rule"] == "stale-report"]
    assert "31/03/2024" in stale["message"]
    assert stale["location"]["path"] == "data/reports/Bắc Kạn/x.xlsx"


def test_parts_without_any_data_are_not_listed_again_for_every_indicator(data: DataDir) -> None:
    rows = ({"Mã": TEAMS, CUMULATIVE: 36}, {"Mã": CLUBS, CUMULATIVE: 4})
    data.report("Lâm Đồng/x", *rows, head={"Số liệu đến ngày": "31/08/2025"})
    page = data.run("check", "Lâm Đồng", "--sources", "--as-of", "2025-12-31").stdout
    (line,) = [line for line in page.splitlines() if "Không tỉnh nào có dữ liệu" in line]
    assert line.strip().startswith("• Không tỉnh nào có dữ liệu: Tổ truyền thông cộng đồng; CLB")


@pytest.fixture
def country(data: DataDir) -> DataDir:
    """A country of two provinces, of which the first alone has both target and figure."""
    data.targets("Cao Bằng", {"indicator": CLUBS, "target": 10}, {"indicator": TEAMS, "target": 625})
    rows = ({"Mã": TEAMS, CUMULATIVE: 746}, {"Mã": CLUBS, CUMULATIVE: 3})
    data.report("Cao Bằng/x", *rows, head={"Số liệu đến ngày": "30/06/2025"})
    data.targets("Điện Biên", {"indicator": TEAMS, "target": 540})
    data.report("toan-quoc/x", {"Mã": TEAMS, CUMULATIVE: 700}, head={"Số liệu đến ngày": "30/06/2025"})
    return data


def test_every_command_knows_the_country(country: DataDir, tmp_path: Path) -> None:
    paper = tmp_path / "giay.md"
    assert country.run("report", "cả nước", "-o", str(paper), "--as-of", "2025-06-30").exit_code == 0
    told = paper.read_text(encoding="utf-8")
    assert "CẢ NƯỚC" in told
    assert "\n1 tỉnh có số liệu; " in told
    assert "| Cao Bằng | 3 CLB" in told
    assert "Từng tỉnh cũ" not in told
    assert "hợp nhất" not in told
    listed = country.run("decide", "cả nước", "--as-of", "2025-06-30").stdout
    assert "national-sum-mismatch" in listed
    assert "stale-report" not in listed


def test_named_alone_or_by_option_the_country_is_the_same(country: DataDir) -> None:
    by_name = country.run("check", "Toàn quốc", "--as-of", "2025-06-30").stdout
    assert by_name == country.run("check", "--national", "--as-of", "2025-06-30").stdout


def test_supporting_figures_stand_in_the_paper_and_the_minutes(data: DataDir, tmp_path: Path) -> None:
    row = {"Mã": MONEY, CUMULATIVE: "hơn 85.000"}
    data.report("Hà Giang/x", row, head={"Số liệu đến ngày": "20/05/2025"})
    paper = tmp_path / "giay.md"
    data.run("report", "Hà Giang", "-o", str(paper), "--as-of", "2025-06-30")
    minutes = data.run("check", "Hà Giang", "--format", "markdown", "--as-of", "2025-06-30").stdout
    for text in (paper.read_text(encoding="utf-8"), minutes):
        assert "Vốn được giao: hơn 85.000 triệu đồng (20/05/2025)" in text


def test_that_only_supporting_figures_are_there_is_not_called_no_data(data: DataDir) -> None:
    row = {"Mã": MONEY, CUMULATIVE: 85000}
    data.report("Hà Giang/x", row, head={"Số liệu đến ngày": "20/05/2025"})
    overview = data.run("check", "--as-of", "2025-06-30").stdout
    assert "Không kể số liệu bổ trợ" in " ".join(overview.split())
    national = data.run("check", "--national", "--as-of", "2025-06-30").stdout
    assert "0/63 tỉnh đã có số liệu về các chỉ tiêu." in national
    assert "Có trong hồ sơ, chưa có số liệu về chỉ tiêu nào: Hà Giang" in national


@pytest.mark.parametrize("form", ["junit", "markdown", "github"])
def test_the_forms_for_machines_tell_of_the_country_too(country: DataDir, form: str) -> None:
    told = country.run("check", "--national", "--format", form, "--as-of", "2025-06-30").stdout
    assert "national-sum-mismatch" in told
