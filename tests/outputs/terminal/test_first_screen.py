"""What `check <tỉnh>` prints at width 80: a screen that is read in ten seconds."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from du_an8.cli.main import app

if TYPE_CHECKING:
    from conftest import DataDir

REPOSITORY_DATA = Path(__file__).parents[3] / "data"
MERGED = ("lao-cai", "thai-nguyen", "tuyen-quang", "quang-tri", "lam-dong", "can-tho")
ON_FILE = sorted(
    {folder.name for folder in (REPOSITORY_DATA / "reports").iterdir() if folder.name != "toan-quoc"}
    | {path.stem for path in (REPOSITORY_DATA / "targets").glob("*.yaml")} - {"toan-quoc"}
    | set(MERGED)
)
HEIGHT, WIDTH = 40, 80
TEAMS, CLUBS, TALKS = "to-truyen-thong", "clb-thu-linh", "doi-thoai-chinh-sach"
CUMULATIVE = "Luỹ kế từ đầu giai đoạn"
END_OF_2023 = {"Số liệu đến ngày": "31/12/2023"}


def screen(data: Path, *arguments: str, width: int = WIDTH) -> list[str]:
    result = CliRunner().invoke(app, ["check", "--data", str(data), *arguments], env={"COLUMNS": str(width)})
    assert result.exit_code in {0, 1}, result.output
    return result.stdout.splitlines()


def of(data: DataDir, *arguments: str, as_of: str = "2024-02-15") -> str:
    return "\n".join(screen(data.root, *arguments, "--as-of", as_of))


@pytest.mark.parametrize("as_of", ["2023-12-31", "2025-06-30", "2025-07-15", "2025-12-31", "2026-11-30"])
@pytest.mark.parametrize("province", ON_FILE)
def test_every_province_on_file_fits_one_screen(province: str, as_of: str) -> None:
    lines = screen(REPOSITORY_DATA, province, "--as-of", as_of)
    assert len(lines) <= HEIGHT
    assert max(map(len, lines)) <= WIDTH


def test_the_first_three_lines_say_what_is_known_what_lags_and_what_is_in_doubt() -> None:
    top = " ".join(screen(REPOSITORY_DATA, "Điện Biên", "--as-of", "2026-11-30")[:3])
    assert "7/9 chỉ tiêu có số liệu, bình quân 100,0%" in top
    assert "không chỉ tiêu nào chậm" in top
    assert "2 đến hạn chưa có số" in top
    assert "4 điểm cần làm rõ" in top


def test_lagging_rows_stand_first_then_missing_ones(data: DataDir) -> None:
    data.targets(
        "Cao Bằng",
        {"indicator": TEAMS, "target": 100},
        {"indicator": CLUBS, "target": 50},
        {"indicator": TALKS, "target": 40},
    )
    data.report("cao-bang/x", {"Mã": TEAMS, CUMULATIVE: 100}, {"Mã": TALKS, CUMULATIVE: 1}, head=END_OF_2023)
    page = of(data, "Cao Bằng")
    names = ["Đối thoại chính sách", 'CLB "Thủ lĩnh của sự thay đổi"', "Tổ truyền thông cộng đồng"]
    places = [page.index(f"\n  {name}") for name in names]
    assert places == sorted(places)


def test_a_row_is_a_line_where_its_name_fits(data: DataDir) -> None:
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 100}, {"indicator": CLUBS, "target": 50})
    data.report("cao-bang/x", {"Mã": TEAMS, CUMULATIVE: 90}, {"Mã": CLUBS, CUMULATIVE: 4}, head=END_OF_2023)
    lines = screen(data.root, "Cao Bằng", "--as-of", "2024-02-15")
    assert any(re.match(r"  Tổ truyền thông cộng đồng\S* +100 +~50 +90 +90,0%$", line) for line in lines)
    assert any(re.match(r'  CLB "Thủ lĩnh của sự thay đổi"\S* +50 +~25 +4 +8,0%$', line) for line in lines)


def test_sources_and_cells_come_when_they_are_asked_for(data: DataDir) -> None:
    source = {"kh": {"title": "Kế hoạch 12", "publisher": "Tỉnh"}}
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 100, "source": "kh"}, sources=source)
    data.report("cao-bang/x", {"Mã": TEAMS, CUMULATIVE: 90}, head=END_OF_2023)
    short, long = of(data, "Cao Bằng"), of(data, "Cao Bằng", "--sources")
    for text in ("Kế hoạch 12", "data/reports/cao-bang/x.xlsx", "lấy làm số liệu"):
        assert text not in short
        assert text in long
    assert "thêm --sources" in short
    assert "thêm --sources" not in long


def test_a_merged_province_says_whose_figures_it_has_and_what_is_left_out(data: DataDir) -> None:
    data.targets("Yên Bái", {"indicator": TEAMS, "target": 314})
    data.report("yen-bai/x", {"Mã": TEAMS, CUMULATIVE: 87}, head={"Số liệu đến ngày": "14/06/2023"})
    data.report("lao-cai/x", {"Mã": TEAMS, CUMULATIVE: 424}, head={"Số liệu đến ngày": "09/01/2024"})
    page = " ".join(of(data, "Lào Cai", as_of="2025-12-31").split())
    assert "gồm Lào Cai (cũ), Yên Bái (cũ)" in page
    assert "mới có số của Yên Bái (cũ); chưa tính Lào Cai (cũ): 424 tổ, chưa rõ chỉ tiêu" in page


def test_a_part_with_a_figure_and_no_target_is_not_passed_over(data: DataDir) -> None:
    """One part has a target and no figure, the other a figure and no target: there is no sum, and that is said."""
    data.targets("Yên Bái", {"indicator": CLUBS, "target": 65})
    data.report("lao-cai/x", {"Mã": CLUBS, CUMULATIVE: 85}, head={"Số liệu đến ngày": "09/01/2024"})
    page = " ".join(of(data, "Lào Cai", as_of="2025-12-31").split())
    assert "Lào Cai (cũ) có 85, chưa rõ chỉ tiêu" in page


def test_before_the_merger_a_part_of_the_country_is_not_called_former(data: DataDir) -> None:
    for name, figure in (("Yên Bái", 87), ("Cao Bằng", None)):
        data.targets(name, {"indicator": TEAMS, "target": 100})
        if figure:
            data.report(f"{name}/x", {"Mã": TEAMS, CUMULATIVE: figure}, head=END_OF_2023)
    assert "(cũ)" not in of(data, "--national")


def test_the_list_of_provinces_says_how_many_have_data_and_names_the_others(data: DataDir) -> None:
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 100})
    page = " ".join(of(data, as_of="2026-03-01").split())
    assert "1/34 tỉnh có dữ liệu; chưa có: Hà Nội, " in page
    assert "Cao Bằng, " not in page.partition("chưa có: ")[2]


def test_findings_of_one_rule_are_one_point(data: DataDir) -> None:
    rows = ({"Mã": TEAMS, CUMULATIVE: 9}, {"Mã": CLUBS, CUMULATIVE: 4}, {"Mã": TALKS, CUMULATIVE: 2})
    data.report("cao-bang/x", *rows, head=END_OF_2023)
    page = of(data, "Cao Bằng")
    assert page.count("[result-without-target]") == 1
    assert "và 2 điểm nữa" in page
    assert of(data, "Cao Bằng", "--sources").count("[result-without-target]") == 3


def _number(text: str) -> float:
    return float(text.strip("~%").replace(".", "").replace(",", "."))


@pytest.mark.parametrize(("figure", "day"), [(61, "2023-05-07"), (3, "2022-03-31"), (149, "2024-10-10")])
def test_what_is_printed_can_be_recomputed_from_what_is_printed(data: DataDir, figure: int, day: str) -> None:
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 313})
    data.report("cao-bang/x", {"Mã": TEAMS, CUMULATIVE: figure}, head={"Số liệu đến ngày": day})
    lines = screen(data.root, "Cao Bằng", "--as-of", day, width=120)
    (row,) = [line.split() for line in lines if line.startswith("  Tổ truyền thông cộng đồng")]
    asked, expected, done, completion, pace = (_number(row[n]) for n in (-6, -5, -4, -3, -1))
    assert f"{100 * done / asked:.1f}" == f"{completion:.1f}"
    assert f"{100 * done / expected:.1f}" == f"{pace:.1f}"


def test_whole_units_are_expected_whole_once_the_target_is_reached(data: DataDir) -> None:
    """50 places over 1461 days: 43,16 on the 1261st; with all 50 there nothing hangs on the fraction."""
    data.targets("Điện Biên", {"indicator": "dia-chi-tin-cay", "target": 50})
    head = {"Số liệu đến ngày": "14/06/2025"}
    data.report("dien-bien/x", {"Mã": "dia-chi-tin-cay", CUMULATIVE: 50}, head=head)
    assert re.search(r"Địa chỉ tin cậy tại cộng đồng +50 +~43 +50 +100,0%", of(data, "Điện Biên", as_of="2025-06-30"))


def test_before_its_first_milestone_a_rate_has_no_level_to_reach(data: DataDir) -> None:
    entry = {"indicator": "sinh-de-an-toan", "target": 80, "milestones": {date(2024, 12, 31): 70}}
    data.targets("Điện Biên", entry)
    data.report("dien-bien/x", {"Mã": "sinh-de-an-toan", CUMULATIVE: "60%"}, head=END_OF_2023)
    assert re.search(r"sinh đẻ +80% +– +60% +75,0%", of(data, "Điện Biên"))


def test_a_ratio_that_is_no_percentage_bears_no_sign_of_one(data: DataDir) -> None:
    catalogue = """replace: true
name: Dân số
phases: [{id: I, name: năm 2024, start: 2024-01-01, end: 2024-12-31}]
contents: {1: Chung}
indicators: [{id: ty-so, name: Tỷ số giới tính khi sinh, unit: nam/100 nữ, kind: rate, content: 1}]
"""
    (data.root / "programme.yaml").write_text(catalogue, encoding="utf-8")
    data.targets("Điện Biên", {"indicator": "ty-so", "target": 112})
    data.report("dien-bien/x", {"Mã": "ty-so", CUMULATIVE: 109.2}, head={"Số liệu đến ngày": "31/12/2024"})
    shown = of(data, "Điện Biên", as_of="2024-12-31")
    assert re.search(r"khi sinh¹ +112 +112 +109,2 +97,5%", shown)
    assert "còn thiếu 2,8 nam/100 nữ;" in shown
