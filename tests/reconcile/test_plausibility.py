"""Figures that can hardly be, and the words that explain them; money (rules beside tests/rules)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import DataDir

CUMULATIVE, IN_PERIOD, PERCENT = "Luỹ kế từ đầu giai đoạn", "Thực hiện trong kỳ", "Tỷ lệ %"
TEAMS, MEMBERS, TALKS, CLUBS = "to-truyen-thong", "thanh-vien-to-truyen-thong", "doi-thoai-chinh-sach", "clb-thu-linh"
HEAD = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Năm 2023"}
Json = dict[str, Any]


def rules(data: DataDir, as_of: str = "2024-06-30") -> set[str]:
    return {finding["rule"] for finding in data.check("--as-of", as_of)["findings"]}


def report(data: DataDir, *rows: tuple[str, object], period: str = "Năm 2023", column: str = CUMULATIVE) -> None:
    cells = [{"Mã": name, column: value} for name, value in rows]
    data.report(
        f"cao-bang/{period}".replace("/", "-").replace("-", "/", 1), *cells, head={**HEAD, "Kỳ báo cáo": period}
    )


@pytest.mark.parametrize(
    ("teams", "members", "odd"),
    [
        (424, "trên 3.700", False),
        (100, 499, True),
        (100, 500, False),
        (100, 1200, False),
        (100, 1201, True),
        (100, "trên 300", False),
        (100, "trên 1.300", True),
        (100, "gần 1.300", False),
        (100, "gần 400", True),
        (100, "khoảng 300", False),
        ("trên 100", 1300, False),
        (0, 10, False),
    ],
)
def test_members_of_a_team(data: DataDir, teams: object, members: object, *, odd: bool) -> None:
    report(data, (TEAMS, teams), (MEMBERS, members))
    assert ("members-per-team" in rules(data)) is odd


def test_figures_of_two_dates_are_not_divided(data: DataDir) -> None:
    report(data, (TEAMS, 100), period="Năm 2023")
    report(data, (MEMBERS, 200), period="Năm 2022")
    assert "members-per-team" not in rules(data)


@pytest.mark.parametrize(("male", "female", "agrees"), [(380, 588, True), (380, 580, False)])
def test_boys_and_girls_make_up_the_members(data: DataDir, male: int, female: int, *, agrees: bool) -> None:
    report(data, ("thanh-vien-clb", 968), ("thanh-vien-clb-nam", male), ("thanh-vien-clb-nu", female))
    assert ("parts-mismatch" not in rules(data)) is agrees


@pytest.mark.parametrize(("male", "told"), [(900, False), (969, True)])
def test_one_part_alone_is_not_more_than_the_whole(data: DataDir, male: int, *, told: bool) -> None:
    report(data, ("thanh-vien-clb", 968), ("thanh-vien-clb-nam", male))
    assert ("parts-mismatch" in rules(data)) is told


@pytest.mark.parametrize(
    ("figures", "told"),
    [((8, 8, 8, 8), True), ((0, 0, 0, 0), False), ((8, 8, 8, 9), False), ((9, 8, 8, 8), False)],
)
def test_the_same_figure_in_four_quarters(data: DataDir, figures: tuple[int, ...], *, told: bool) -> None:
    for number, value in zip(("I", "II", "III", "IV"), figures, strict=True):
        report(data, (TALKS, value), period=f"Quý {number}/2023", column=IN_PERIOD)
    assert ("repeated-figure" in rules(data)) is told


def test_four_equal_months_with_a_gap_are_no_run(data: DataDir) -> None:
    for month in (1, 2, 3, 5):
        report(data, (TALKS, 8), period=f"Tháng {month}/2023", column=IN_PERIOD)
    assert "repeated-figure" not in rules(data)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [(60, 160, True), (60, 104, False), (0, 160, False), (100, 150, False), (80, 120, True), (60, 111, True)],
)
def test_a_jump_over_what_was_left(data: DataDir, before: int, after: int, *, told: bool) -> None:
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 100})
    report(data, (TEAMS, before), period="Năm 2023")
    report(data, (TEAMS, after), period="Quý I/2024")
    assert ("sudden-jump" in rules(data)) is told


# Money.


@pytest.mark.parametrize(
    ("spent", "given", "agrees"),
    [
        ("2 tỷ 307 triệu đồng (đạt 24,5 %)", "9.416 triệu đồng", True),
        ("2 tỷ 307 triệu đồng (đạt 24,5%)", "9.800 triệu đồng", False),
        ("gần 65 tỷ đồng (đạt khoảng 76%)", "hơn 85 tỷ đồng", True),
        ("gần 65 tỷ đồng (đạt khoảng 30%)", "85 tỷ đồng", False),
        ("2 tỷ 307 triệu đồng (đạt 24,5%)", None, None),
    ],
)
def test_a_share_of_the_money_reconciles_with_what_was_given(
    data: DataDir, spent: str, given: str | None, *, agrees: bool | None
) -> None:
    report(data, ("von-giai-ngan", spent), *([("von-duoc-giao", given)] if given else []))
    document = data.check("--as-of", "2024-06-30")
    row = next(row for row in document["provinces"][0]["indicators"] if row["id"] == "von-giai-ngan")
    assert row["claim_agrees"] is agrees
    assert ("claim-mismatch" in {finding["rule"] for finding in document["findings"]}) is (agrees is False)


def test_two_milliards_and_307_millions_are_2307_millions(data: DataDir) -> None:
    report(data, ("von-giai-ngan", "2 tỷ 307 triệu đồng (đạt 24,5%)"))
    (row,) = data.check("--as-of", "2024-06-30")["provinces"][0]["indicators"]
    assert (row["actual"], row["unit"], row["claim"], row["core"]) == (2307, "triệu đồng", 0.245, False)


# A printed percentage agrees within half a unit of its last digit; "vượt" is what goes beyond 100 %.


@pytest.mark.parametrize(
    ("done", "target", "claim", "agrees"),
    [
        (87, 314, "28%", True),
        (87, 314, "27,7%", True),
        (87, 314, "27%", False),
        (87, 314, "27,6%", False),
        (746, 625, "vượt 19,4%", True),
        (746, 625, "đạt 119,4%", True),
        (746, 625, "đạt 19,4%", False),
        (10393, 9000, "115,5%", True),
        (2312, 1000, "231%", True),
        (2312, 1000, "232%", False),
        (96, 85, "100%", False),
    ],
)
def test_a_percentage_within_half_a_unit_of_its_last_digit(
    data: DataDir, done: int, target: int, claim: str, *, agrees: bool
) -> None:
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": target})
    data.report("cao-bang/x", {"Mã": TEAMS, CUMULATIVE: done, PERCENT: claim}, head=HEAD)
    assert ("claim-mismatch" not in rules(data)) is agrees


@pytest.mark.parametrize("text", ["9/10 chỉ tiêu", "15/40 tỉnh", "4/5 huyện", "145/151 xã"])
def test_so_many_of_so_many_other_things_are_no_figure(data: DataDir, text: str) -> None:
    report(data, (TEAMS, text))
    rows = [row for place in data.check("--as-of", "2024-06-30")["provinces"] for row in place["indicators"]]
    assert [row["actual"] for row in rows if row["actual"] is not None] == []
    assert {"not-a-number", "unit-mismatch"} & rules(data)


def test_a_relation_to_an_unknown_indicator_is_told(data: DataDir) -> None:
    text = "indicators:\n  - id: thanh-vien-clb\n    people_of: clb-thu-lin\n"
    (data.root / "programme.yaml").write_text(text, encoding="utf-8")
    (finding,) = data.check()["findings"]
    assert (finding["rule"], finding["location"]["line"]) == ("unknown-indicator", 3)
