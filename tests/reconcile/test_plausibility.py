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
    data.report(f"cao-bang/{period.replace('/', '-')}", *cells, head={**HEAD, "Kỳ báo cáo": period})


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
    [
        ((28, 28, 28, 28), True),
        ((8, 8, 8, 8), False),
        ((0, 0, 0, 0), False),
        ((28, 28, 28, 29), False),
        ((29, 28, 28, 28), False),
    ],
)
def test_the_same_figure_in_four_quarters(data: DataDir, figures: tuple[int, ...], *, told: bool) -> None:
    for number, value in zip(("I", "II", "III", "IV"), figures, strict=True):
        report(data, (TALKS, value), period=f"Quý {number}/2023", column=IN_PERIOD)
    assert ("repeated-figure" in rules(data)) is told


@pytest.mark.parametrize(
    ("periods", "longer"),
    [
        ([f"Tháng {month}/2023" for month in (1, 2, 3, 4)], ("Quý I/2023", 84)),
        ([f"Quý {number}/2023" for number in ("I", "II", "III", "IV")], ("6 tháng đầu năm 2023", 56)),
    ],
)
def test_a_report_of_a_longer_period_between_hides_no_run(
    data: DataDir, periods: list[str], longer: tuple[str, int]
) -> None:
    for period, value in [*((period, 28) for period in periods), longer]:
        report(data, (TALKS, value), period=period, column=IN_PERIOD)
    assert "repeated-figure" in rules(data)


def test_a_longer_run_is_told_whole(data: DataDir) -> None:
    for month in range(1, 7):
        report(data, (TALKS, 8), period=f"Tháng {month}/2023", column=IN_PERIOD)
    (finding,) = [f for f in data.check("--as-of", "2024-06-30")["findings"] if f["rule"] == "repeated-figure"]
    assert "6 kỳ liền nhau" in finding["message"]


def test_four_equal_months_with_a_gap_are_no_run(data: DataDir) -> None:
    for month in (1, 2, 3, 5):
        report(data, (TALKS, 8), period=f"Tháng {month}/2023", column=IN_PERIOD)
    assert "repeated-figure" not in rules(data)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (60, 160, True),
        (40, 111, True),
        (40, 110, False),  # passed by a tenth, no more
        (80, 120, False),  # 40 beside the 80 of the time before
        (0, 160, False),
        (100, 250, False),
    ],
)
def test_a_jump_over_what_was_left(data: DataDir, before: int, after: int, *, told: bool) -> None:
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 100})
    report(data, (TEAMS, before), period="Năm 2023")
    report(data, (TEAMS, after), period="Quý I/2024")
    assert ("sudden-jump" in rules(data)) is told


@pytest.mark.parametrize(
    ("target", "before", "after", "told"),
    [(3, 1, 4, False), (10, 4, 15, False), (10, 4, 16, True), (625, 400, 746, False)],
)
def test_a_target_passed_by_a_few_is_no_jump(
    data: DataDir, target: int, before: int, after: int, *, told: bool
) -> None:
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": target})
    report(data, (TEAMS, before), period="Năm 2022")
    report(data, (TEAMS, after), period="Năm 2023")
    assert ("sudden-jump" in rules(data)) is told


@pytest.mark.parametrize(("period", "told"), [("Năm 2023", True), ("Năm 2024", False)])
def test_what_took_longer_than_a_year_is_no_jump(data: DataDir, period: str, *, told: bool) -> None:
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 100})
    report(data, (TEAMS, 10), period="Năm 2022")
    report(data, (TEAMS, 130), period=period)
    assert ("sudden-jump" in rules(data, "2025-06-30")) is told


@pytest.mark.parametrize(("first", "revised"), [(100, 30), (30, 100)])
def test_a_step_is_held_against_the_larger_of_two_targets(data: DataDir, first: int, revised: int) -> None:
    revision = {"effective": "2024-06-01", "target": revised}
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": first, "revisions": [revision]})
    report(data, (TEAMS, 10), period="Năm 2022")
    report(data, (TEAMS, 60), period="Năm 2023")
    assert "sudden-jump" not in rules(data, "2025-06-30")


@pytest.mark.parametrize(
    ("events", "people", "told"),
    [
        (36, 35, True),
        (36, 36, False),
        (36, "gần 30", True),
        (36, "trên 30", False),
        (36, "khoảng 30", False),
        ("gần 40", 38, False),
        ("trên 36", 35, True),
        ("khoảng 36", 30, False),
    ],
)
def test_fewer_participants_than_events(data: DataDir, events: object, people: object, *, told: bool) -> None:
    report(data, (TALKS, events), ("nguoi-du-doi-thoai", people))
    assert ("participants-below-events" in rules(data)) is told


def test_new_members_may_join_old_teams(data: DataDir) -> None:
    report(data, (TEAMS, 2), (MEMBERS, 30), column=IN_PERIOD)
    assert "members-per-team" not in rules(data)


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


@pytest.mark.parametrize(
    ("spent", "given", "agrees"),
    [
        ({CUMULATIVE: "20.000 (đạt 80%)"}, {IN_PERIOD: "9.000"}, None),
        ({IN_PERIOD: "2.307", PERCENT: "24,5%"}, {CUMULATIVE: "20.000"}, None),
        ({IN_PERIOD: "2.307", CUMULATIVE: "9.000", PERCENT: "24,5%"}, {IN_PERIOD: "9.416", CUMULATIVE: "20.000"}, True),
        ({IN_PERIOD: "2.307", CUMULATIVE: "9.000", PERCENT: "45%"}, {IN_PERIOD: "9.416", CUMULATIVE: "20.000"}, True),
        ({IN_PERIOD: "2.307", CUMULATIVE: "9.000", PERCENT: "60%"}, {IN_PERIOD: "9.416", CUMULATIVE: "20.000"}, False),
    ],
)
def test_money_of_a_year_is_no_share_of_what_the_phase_was_given(
    data: DataDir, spent: Json, given: Json, *, agrees: bool | None
) -> None:
    data.report("cao-bang/x", {"Mã": "von-giai-ngan", **spent}, {"Mã": "von-duoc-giao", **given}, head=HEAD)
    rows = data.check("--as-of", "2024-06-30")["provinces"][0]["indicators"]
    assert next(row["claim_agrees"] for row in rows if row["id"] == "von-giai-ngan") is agrees


def test_an_estimated_column_keeps_the_percentage_in_its_cells(data: DataDir) -> None:
    estimate = "Ước thực hiện năm 2023"
    rows = [{"Mã": "von-giai-ngan", estimate: "2.307 (đạt 50%)"}, {"Mã": "von-duoc-giao", estimate: "9.416"}]
    data.report("cao-bang/x", *rows, head=HEAD, headers=("Mã", "Chỉ tiêu", estimate))
    assert "claim-mismatch" in rules(data)


@pytest.mark.parametrize("words", ["52% là nữ", "100% xã đặc biệt khó khăn", "vượt 19,4% so với cùng kỳ"])
def test_a_percentage_of_something_else_is_no_claim_and_not_lost(data: DataDir, words: str) -> None:
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 314})
    report(data, (TEAMS, f"87 tổ ({words})"))
    assert "claim-mismatch" not in rules(data)
    assert "not-a-number" in rules(data)


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
