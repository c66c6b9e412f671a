"""A figure by the splits of the programme: its parts at its own date, beside it, never added to it."""

from typing import Any

import pytest

from conftest import DataDir
from reports.grids import draw

Json = dict[str, Any]
CUMULATIVE, NEW = "Luỹ kế từ đầu giai đoạn", "Thực hiện trong kỳ"
OFFICIALS, MEMBERS, TEAMS = "can-bo-nu-dtts", "thanh-vien-clb", "to-truyen-thong"
HEAD = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Năm 2023", "Số liệu đến ngày": "31/12/2023"}
CLUB = 'Thành viên CLB "Thủ lĩnh của sự thay đổi"'
OFFICIAL = "Cán bộ nữ DTTS được nâng cao năng lực"


def rows(*lines: tuple[str, int | None], column: str = CUMULATIVE) -> list[dict[str, object]]:
    return [{"Chỉ tiêu": name, column: value} for name, value in lines]


def province(data: DataDir, name: str = "cao-bang", as_of: str = "2023-12-31") -> Json:
    answer: Any = data.check(name, "--as-of", as_of)
    (found,) = answer["provinces"]
    return {**found, "findings": [finding["rule"] for finding in answer["findings"]]}


def splits(found: Json, indicator: str) -> dict[str, list[tuple[str, float, float | None]]]:
    (told,) = [each for each in found["indicators"] if each["id"] == indicator]
    return {
        split["id"]: [(part["name"], part["value"], part["share"]) for part in split["parts"]]
        for split in told["splits"]
    }


def figure(found: Json, indicator: str) -> float | None:
    value: float | None = next(each["actual"] for each in found["indicators"] if each["id"] == indicator)
    return value


def test_rows_below_a_figure_are_its_parts_and_not_added_to_it(data: DataDir) -> None:
    data.report("cao-bang/2023", *rows((OFFICIAL, 50), ("- Cấp huyện", 20), ("- Cấp xã", 30)), head=HEAD)
    found = province(data)
    assert figure(found, OFFICIALS) == 50
    assert splits(found, OFFICIALS) == {"cap": [("Cấp huyện", 20, 0.4), ("Cấp xã", 30, 0.6)]}
    (told,) = [each["splits"] for each in found["indicators"] if each["id"] == OFFICIALS]
    assert told[0]["adds_up"] is True
    assert told[0]["parts"][0]["sources"][0]["cell"] == "H8"
    assert "parts-mismatch" not in found["findings"]


def test_columns_of_two_splits_are_each_held_against_the_whole(data: DataDir) -> None:
    """Nam and nữ make up 100; of DTTS alone nobody knows what the others are."""

    def fill(workbook: Any) -> None:  # noqa: ANN401  # openpyxl has no types here
        page = workbook.active
        page.delete_rows(1, 20)
        draw(
            page,
            f"Tỉnh: Cao Bằng\nSố liệu đến ngày: 31/12/2023\n\nSTT|Chỉ tiêu|Luỹ kế|<|<|<\n^|^|Tổng số|Nam|Nữ|DTTS\n"
            f"1|{CLUB}|100|40|50|90",
        )

    data.report("cao-bang/2023", change=fill)
    found = province(data)
    assert splits(found, MEMBERS) == {
        "gioi": [("Nam", 40, 0.4), ("Nữ", 50, 0.5)],
        "dan-toc": [("Dân tộc thiểu số", 90, 0.9)],
    }
    assert figure(found, MEMBERS) == 100
    assert found["findings"].count("parts-mismatch") == 1
    assert [split["adds_up"] for each in found["indicators"] for split in each["splits"]] == [False, None]


def test_a_part_may_be_an_indicator_itself(data: DataDir) -> None:
    data.report("cao-bang/2023", *rows((CLUB, 90), (f"{CLUB} là nam", 40), (f"{CLUB} là nữ", 50)), head=HEAD)
    assert splits(province(data), MEMBERS)["gioi"] == [("Nam", 40, 0.444444), ("Nữ", 50, 0.555556)]


def test_only_parts_of_the_date_of_the_whole_are_shown(data: DataDir) -> None:
    """A part of an earlier date is no share of a later figure; the latest report of that date counts."""
    data.report(
        "cao-bang/2022", *rows((OFFICIAL, 40), ("- Cấp xã", 10)), head={**HEAD, "Số liệu đến ngày": "31/12/2022"}
    )
    data.report("cao-bang/2023", *rows((OFFICIAL, 50)), head=HEAD)
    assert splits(province(data), OFFICIALS) == {}
    sent = {"Ngày báo cáo": "10/01/2024"}
    data.report("cao-bang/2023-b", *rows((OFFICIAL, 50), ("- Cấp xã", 30)), head={**HEAD, **sent})
    later = {"Ngày báo cáo": "20/01/2024"}
    data.report("cao-bang/2023-c", *rows((OFFICIAL, 50), ("- Cấp xã", 35)), head={**HEAD, **later})
    assert splits(province(data, as_of="2024-01-31"), OFFICIALS) == {"cap": [("Cấp xã", 35, 0.7)]}


def test_the_parts_of_a_flow_add_up_over_its_periods(data: DataDir) -> None:
    for year, (whole, commune) in {2022: (20, 15), 2023: (30, 20)}.items():
        head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": f"Năm {year}"}
        lines = rows((OFFICIAL, whole), ("- Cấp xã", commune), column=NEW)
        data.report(f"cao-bang/{year}", *lines, head=head)
    found = province(data)
    assert (figure(found, OFFICIALS), splits(found, OFFICIALS)) == (50, {"cap": [("Cấp xã", 35, 0.7)]})


def test_a_period_that_is_silent_about_a_part_leaves_it_out(data: DataDir) -> None:
    """Silence is no zero: 15 of one year is no part of the figure of two."""
    for year, parts in {2022: [("- Cấp xã", 15)], 2023: []}.items():
        head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": f"Năm {year}"}
        data.report(f"cao-bang/{year}", *rows((OFFICIAL, 20), *parts, column=NEW), head=head)
    found = province(data)
    assert (figure(found, OFFICIALS), splits(found, OFFICIALS)) == (40, {})


@pytest.mark.parametrize(("second", "expected"), [(True, {"cap": [("Cấp xã", 40, 0.5)]}), (False, {})])
def test_a_merged_province_has_a_part_where_all_its_parts_tell_it(
    data: DataDir, *, second: bool, expected: dict[str, Any]
) -> None:
    for name, place, told in (("thai-nguyen", "Thái Nguyên", True), ("bac-kan", "Bắc Kạn", second)):
        parts = [("- Cấp xã", 20)] if told else []
        data.report(f"{name}/2024", *rows((OFFICIAL, 40), *parts), head={**HEAD, "Tỉnh": place})
    found = province(data, "thai-nguyen", "2025-12-31")
    assert (figure(found, OFFICIALS), splits(found, OFFICIALS)) == (80, expected)


def test_communes_parts_add_up_as_their_figures_do(data: DataDir) -> None:
    def fill(workbook: Any) -> None:  # noqa: ANN401  # openpyxl has no types here
        page = workbook.active
        page.delete_rows(1, 20)
        draw(
            page,
            f"Tỉnh: Cao Bằng\nSố liệu đến ngày: 31/12/2023\n\nSTT|Huyện|{CLUB}|<|<\n^|^|Tổng số|Nam|Nữ\n"
            "1|Huyện Hà Quảng|30|10|20\n2|Huyện Bảo Lạc|20|10|10",
        )

    data.report("cao-bang/2023", change=fill)
    found = province(data)
    assert figure(found, MEMBERS) == 50
    assert splits(found, MEMBERS) == {"gioi": [("Nam", 20, 0.4), ("Nữ", 30, 0.6)]}


def test_people_are_no_part_of_teams(data: DataDir) -> None:
    data.report("cao-bang/2023", *rows(("Tổ truyền thông cộng đồng", 20), ("Trong đó: nữ", 12)), head=HEAD)
    assert splits(province(data), TEAMS) == {}


def test_an_office_adds_a_split_of_its_own(data: DataDir) -> None:
    (data.root / "programme.yaml").write_text(
        "splits:\n"
        "  - id: vung\n    name: Vùng\n    indicators: [to-truyen-thong]\n"
        "    parts:\n      - {name: Vùng cao, spellings: [vùng III]}\n      - {name: Vùng thấp, spellings: [vùng I]}\n",
        encoding="utf-8",
    )
    lines = (("Tổ truyền thông cộng đồng", 20), ("- Vùng III", 12), ("- Vùng I", 9))
    data.report("cao-bang/2023", *rows(*lines, (OFFICIAL, 50), ("- Vùng III", 30)), head=HEAD)
    found = province(data)
    assert splits(found, TEAMS) == {"vung": [("Vùng cao", 12, 0.6), ("Vùng thấp", 9, 0.45)]}
    assert splits(found, OFFICIALS) == {}
    assert found["findings"].count("parts-mismatch") == 1


def test_the_page_and_the_paper_show_the_parts(data: DataDir) -> None:
    data.report("cao-bang/2023", *rows((OFFICIAL, 50), ("- Cấp huyện", 20), ("- Cấp xã", 30)), head=HEAD)
    page = data.run("check", "cao-bang", "--by", "split", "--as-of", "2023-12-31").stdout
    assert f"  {OFFICIAL}: 50 người (31/12/2023)\n    • Cấp: Cấp huyện 20 (40,0%), Cấp xã 30 (60,0%)\n" in page
    assert "chia theo từng phần" not in data.run("check", "cao-bang", "--as-of", "2023-12-31").stdout
    paper = data.root.parent / "paper.md"
    assert data.run("report", "cao-bang", "--as-of", "2023-12-31", "-o", str(paper)).exit_code == 0
    text = paper.read_text(encoding="utf-8")
    (row,) = (line for line in text.splitlines() if line.startswith(f"| {OFFICIAL}") and "Cấp huyện" in line)
    assert "Cấp: Cấp huyện 20 (40,0%), Cấp xã 30 (60,0%)" in row


def test_the_page_says_that_nothing_is_divided(data: DataDir) -> None:
    data.report("cao-bang/2023", *rows((OFFICIAL, 50)), head=HEAD)
    page = data.run("check", "cao-bang", "--by", "split", "--as-of", "2023-12-31").stdout
    assert "Chưa có số liệu nào được chia ra, cùng ngày với số chung." in page
