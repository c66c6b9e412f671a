"""Wholes and parts, revisions, years and growth where they are hard (docs/cach-tinh.md), each on a small folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import DataDir

TEAMS, TALKS, CLUBS, WOMEN = "to-truyen-thong", "doi-thoai-chinh-sach", "clb-thu-linh", "can-bo-nu-dtts"
IN_PERIOD, RUNNING = "Thực hiện trong kỳ", "Luỹ kế từ đầu giai đoạn"


def report(data: DataDir, name: str, indicator: str, *, date: str | None = None, **figures: object) -> None:
    """One row of a province's report; the period is the keyword `period`."""
    period = figures.pop("period")
    head = {"Kỳ báo cáo": period, **({"Số liệu đến ngày": date} if date else {})}
    columns = {"done": IN_PERIOD, "running": RUNNING}
    data.report(name, {"Mã": indicator, **{columns[key]: value for key, value in figures.items()}}, head=head)


def own_target(data: DataDir, stem: str, name: str, indicator: str, target: int) -> None:
    """The target of a province of the new era."""
    text = f"province: {name}\nphase: I\ntargets:\n  - {{indicator: {indicator}, target: {target}}}\n"
    data.targets_text(f"2025/{stem}", text)


def province(data: DataDir, name: str, as_of: str, *options: str) -> dict[str, Any]:
    (found,) = data.check(name, "--as-of", as_of, *options)["provinces"]
    return found


def row(data: DataDir, name: str, as_of: str) -> dict[str, Any]:
    (found,) = province(data, name, as_of)["indicators"]
    return found


def rules(data: DataDir, *options: str) -> set[str]:
    return {finding["rule"] for finding in data.check(*options)["findings"]}


def test_silence_between_two_figures_is_no_zero_though_a_revision_lowered_the_plan(data: DataDir) -> None:
    data.targets(
        "Cao Bằng", {"indicator": TALKS, "target": 100, "revisions": [{"effective": "2023-01-01", "target": 40}]}
    )
    report(data, "cao-bang/a", TALKS, period="Đến hết năm 2022", running=5)
    report(data, "cao-bang/b", TALKS, period="6 tháng đầu năm 2024", done=5)
    found = row(data, "Cao Bằng", "2024-07-31")
    assert (found["status"], found["reason"], found["actual"]) == ("not_measurable", "lower-bound", 10)
    assert "period-gap" in rules(data, "Cao Bằng", "--as-of", "2024-07-31")


def test_a_revision_that_declares_less_wipes_no_debt(data: DataDir) -> None:
    data.targets(
        "Cao Bằng",
        {
            "indicator": TALKS,
            "target": 100,
            "annual_plan": {2023: 40},
            "revisions": [{"effective": "2024-01-01", "target": 100, "annual_plan": {2024: 30}}],
        },
    )
    report(data, "cao-bang/b", TALKS, period="Đến 30/06/2024", date="30/06/2024", running=16)
    found = row(data, "Cao Bằng", "2024-07-31")
    assert (found["expected"], found["status"]) == (40, "very_slow")  # the 40 of 2023, not the 15 of half of 2024


def test_a_plan_that_falls_short_stays_there_until_the_last_day(data: DataDir) -> None:
    plan = {2022: 40, 2023: 40}
    data.targets("Cao Bằng", {"indicator": TALKS, "target": 100, "active_years": [2022, 2023], "annual_plan": plan})
    report(data, "cao-bang/a", TALKS, period="Đến 30/06/2025", running=80)
    found = row(data, "Cao Bằng", "2025-07-31")
    assert (found["expected"], found["pace"], found["status"]) == (80, 1, "on_track")


def test_nothing_goes_before_no_target(data: DataDir) -> None:
    data.targets("Cao Bằng")
    report(data, "cao-bang/a", TEAMS, period="Năm 2023", done=30)
    assert row(data, "Cao Bằng", "2024-03-31")["status"] == "no_target"


def test_of_a_stock_that_only_grows_nobody_knows_how_much_is_left(data: DataDir) -> None:
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 100})
    report(data, "cao-bang/a", TEAMS, period="Đến hết năm 2022", running=40)
    report(data, "cao-bang/b", TEAMS, period="Năm 2023", done=35)
    report(data, "cao-bang/c", TEAMS, period="Năm 2024", done=30)
    found = row(data, "Cao Bằng", "2025-01-31")
    assert (found["status"], found["reason"]) == ("not_measurable", "growth-only")
    assert (found["actual"], found["if_kept"]) == (40, 105)
    shown = data.run("check", "Cao Bằng", "--as-of", "2025-01-31").stdout
    assert "105 tổ nếu tất cả còn duy trì" in " ".join(shown.split())
    paper = data.root.parent / "giay.md"
    data.run("report", "Cao Bằng", "--as-of", "2025-01-31", "-o", str(paper))
    assert "Đến nay còn duy trì bao nhiêu tổ?" in paper.read_text(encoding="utf-8")


def test_a_lower_bound_is_neither_progress_nor_failure_of_the_mean(data: DataDir) -> None:
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 100}, {"indicator": TALKS, "target": 100})
    report(data, "cao-bang/a", TEAMS, period="Quý IV/2023", running=100)
    report(data, "cao-bang/b", TALKS, period="Quý IV/2023", done=2)
    found = province(data, "Cao Bằng", "2024-01-31")
    assert (found["completion"], found["coverage"]) == (1, {"reported": 1, "with_target": 2})


def test_the_year_stands_for_itself(data: DataDir) -> None:
    plan = {2022: 20, 2023: 20, 2024: 30, 2025: 30}
    data.targets("Cao Bằng", {"indicator": TALKS, "target": 100, "annual_plan": plan})
    for year, done in {2022: 35, 2023: 30, 2024: 6}.items():
        report(data, f"cao-bang/{year}", TALKS, period=f"Năm {year}", done=done)
    found = row(data, "Cao Bằng", "2025-01-31")
    assert found["status"] == "on_track"
    assert found["year"] == {"year": 2024, "target": 30, "actual": 6, "completion": 0.2}


@pytest.mark.parametrize(
    ("figure", "status"), [("ước 100", "near"), ("gần 100", "near"), ("khoảng 100", "near"), (100, "met")]
)
def test_what_is_about_the_target_is_near_it(data: DataDir, figure: object, status: str) -> None:
    data.targets("Cao Bằng", {"indicator": TALKS, "target": 100})
    report(data, "cao-bang/a", TALKS, period="Đến hết năm 2023", running=figure)
    assert row(data, "Cao Bằng", "2024-01-31")["status"] == status


@pytest.mark.parametrize("unit", ["tổ", "nhóm", "Tổ/nhóm"])
def test_a_team_is_counted_in_teams_and_groups(data: DataDir, unit: str) -> None:
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 60})
    head = {"Kỳ báo cáo": "Đến hết năm 2023"}
    data.report("cao-bang/a", {"Mã": TEAMS, "Đơn vị tính": unit, RUNNING: 60}, head=head)
    assert row(data, "Cao Bằng", "2024-01-31")["status"] == "met"


def test_a_flow_has_no_baseline(data: DataDir) -> None:
    data.targets("Cao Bằng", {"indicator": TALKS, "target": 50, "baseline": 10})
    assert "invalid-value" in rules(data, "Cao Bằng", "--as-of", "2024-01-31")


def test_a_decision_without_figures_settles_no_later_fall(data: DataDir) -> None:
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 100})
    for period, running in {"Đến hết năm 2023": 40, "Đến hết năm 2024": 30, "Đến 30/06/2025": 5}.items():
        report(data, f"cao-bang/{running}", TEAMS, period=period, running=running)
    decision = "{rule: stock-decreased, province: Cao Bằng, decision: accept, reason: biết, by: A}"
    (data.root / "decisions.yaml").write_text(f"decisions:\n  - {decision}\n", encoding="utf-8")
    falls = [f for f in data.check("--as-of", "2025-07-31")["findings"] if f["rule"] == "stock-decreased"]
    assert [(f["location"]["path"].rpartition("/")[2], bool(f["settled"])) for f in falls] == [
        ("30.xlsx", True),
        ("5.xlsx", False),
    ]


# Wholes: a merged province, districts, the country.


def test_the_target_of_a_whole_counts_figures_of_parts_without_a_target(data: DataDir) -> None:
    own_target(data, "thai-nguyen", "Thái Nguyên", TALKS, 100)
    report(data, "thai-nguyen/a", TALKS, period="Đến 30/06/2025", running=40)
    report(data, "bac-kan/a", TALKS, period="Đến 30/06/2025", running=30)
    found = row(data, "Thái Nguyên", "2025-07-31")
    assert (found["actual"], found["target"], found["excluded"]) == (70, 100, [])


@pytest.mark.parametrize(("second", "status"), [(28, "not_measurable"), (50, "met"), (40, "on_track"), (2, "slow")])
def test_figures_of_two_dates_under_one_target_are_a_lower_bound_of_the_later(
    data: DataDir, second: int, status: str
) -> None:
    """50 and some of 100; 77,1 were due on 31/01/2025, 87,4 on 30/06/2025."""
    for name, target in {"thai-nguyen": 60, "bac-kan": 40}.items():
        data.targets(name, {"indicator": TALKS, "target": target})
    own_target(data, "thai-nguyen", "Thái Nguyên", TALKS, 100)
    report(data, "thai-nguyen/a", TALKS, period="Đến 30/06/2025", running=50)
    report(data, "bac-kan/a", TALKS, period="Đến 31/01/2025", running=second)
    found = row(data, "Thái Nguyên", "2025-07-31")
    assert (found["actual"], found["observed_on"], found["status"]) == (50 + second, "2025-06-30", status)
    assert found["reason"] == ("mixed-dates" if status == "not_measurable" else None)


def test_a_whole_is_overdue_under_its_own_target_where_every_part_is_known(data: DataDir) -> None:
    for name in ("lao-cai", "yen-bai"):
        data.targets(name, {"indicator": WOMEN, "target": 27})
    own_target(data, "lao-cai", "Lào Cai", WOMEN, 54)
    report(data, "lao-cai/a", WOMEN, period="Đến 30/06/2025", running=4)
    report(data, "yen-bai/a", WOMEN, period="Đến hết năm 2023", running=6)
    report(data, "yen-bai/b", WOMEN, period="Quý II/2025", done=2)
    found = row(data, "Lào Cai", "2026-02-28")
    assert (found["actual"], found["target"], found["status"]) == (12, 54, "overdue")


def test_targets_of_communes_add_up_to_their_districts(data: DataDir) -> None:
    areas = [
        {"name": "Cô Ba", "district": "Bảo Lạc", "targets": {TEAMS: 40}},
        {"name": "Hồng Trị", "district": "Bảo Lạc", "targets": {TEAMS: 30}},
        {"name": "Cải Viên", "district": "Hà Quảng", "targets": {TEAMS: 30}},
    ]
    data.targets("Cao Bằng", areas=areas)
    found = province(data, "Cao Bằng", "2024-01-31", "--by", "district")
    districts = {area["name"]: [each["target"] for each in area["indicators"]] for area in found["areas"]}
    assert districts == {"Bảo Lạc": [70], "Hà Quảng": [30]}
    assert [each["target"] for each in found["indicators"]] == [100]  # the province states none of its own


def test_provinces_that_are_missing_may_make_up_the_national_target(data: DataDir) -> None:
    data.targets("Điện Biên", {"indicator": TEAMS, "target": 540})
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 625})
    assert "national-sum-mismatch" not in rules(data, "--national", "--as-of", "2023-06-30")


def test_the_country_counts_provinces_without_a_target(data: DataDir) -> None:
    data.targets("Cao Bằng", {"indicator": CLUBS, "target": 50})
    for name, running in {"thai-nguyen": 37, "lao-cai": 85}.items():
        report(data, f"{name}/a", CLUBS, period="Đến hết năm 2023", running=running)
    rows = {each["id"]: each for each in data.check("--national", "--as-of", "2024-01-31")["national"]["indicators"]}
    clubs = rows[CLUBS]
    assert (clubs["actual"], clubs["qualifier"], clubs["reason"]) == (122, "at_least", "parts-missing")
    assert [part["id"] for part in clubs["excluded"]] == ["cao-bang"]
