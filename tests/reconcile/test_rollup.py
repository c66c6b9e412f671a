"""Merged provinces and the country (docs/cach-tinh.md): parts add up once, and what is left out is named.

Thái Nguyên of 2025 was formed from Thái Nguyên and Bắc Kạn.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from conftest import DataDir

TEAMS, TALKS, RATE = "to-truyen-thong", "doi-thoai-chinh-sach", "sinh-de-an-toan"
OLD, PART, NEW = "thai-nguyen", "bac-kan", "2025/thai-nguyen"
NAMES = {OLD: "Thái Nguyên", PART: "Bắc Kạn", NEW: "Thái Nguyên", "cao-bang": "Cao Bằng", "dien-bien": "Điện Biên"}
NAMES["toan-quoc"] = "Toàn quốc"
CUMULATIVE, IN_PERIOD = "Luỹ kế từ đầu giai đoạn", "Thực hiện trong kỳ"
Json = dict[str, Any]


def ask(data: DataDir, place: str, target: int, indicator: str = TEAMS, **more: object) -> None:
    document = {"province": NAMES[place], "targets": [{"indicator": indicator, "target": target, **more}]}
    data.targets_text(place, yaml.safe_dump(document, allow_unicode=True))


def tell(data: DataDir, place: str, period: str, indicator: str = TEAMS, **figures: object) -> None:
    folder, columns = place.rpartition("/")[2], {"cumulative": CUMULATIVE, "in_period": IN_PERIOD}
    row = {columns.get(name, name): value for name, value in figures.items()}
    head = {"Tỉnh": NAMES[place], "Kỳ báo cáo": period}
    data.report(f"{folder}/{place[:4]}-{period}", {"Mã": indicator, **row}, head=head)


def merged(data: DataDir, indicator: str = TEAMS, as_of: str = "2025-12-31") -> Json:
    document = data.check("Thái Nguyên", "--as-of", as_of)
    (province,) = document["provinces"]
    (row,) = [row for row in province["indicators"] if row["id"] == indicator]
    return row


def national(data: DataDir, as_of: str = "2025-06-30") -> Json:
    return data.check("--national", "--as-of", as_of)["national"]


def rules(data: DataDir, *arguments: str) -> set[str]:
    return {finding["rule"] for finding in data.check(*arguments)["findings"]}


def excluded(row: Json) -> list[tuple[str, object, object]]:
    return [(part["id"], part["target"], part["actual"]) for part in row["excluded"]]


def test_parts_with_target_and_figure_add_up_each_at_its_own_date(data: DataDir) -> None:
    ask(data, OLD, 100, milestones={"2024-12-31": 40})
    ask(data, PART, 60, milestones={"2025-06-30": 50})
    tell(data, OLD, "2024", cumulative=30)
    tell(data, PART, "2025-H1", cumulative=45)
    row = merged(data, as_of="2025-07-15")
    assert (row["target"], row["actual"], row["observed_on"]) == (160, 75, "2024-12-31")
    assert row["completion"] == pytest.approx(75 / 160, abs=1e-6)
    assert (row["expected"], row["pace"]) == (90, pytest.approx(75 / 90, abs=1e-6))
    assert (row["basis"], row["status"], row["incomplete"], row["excluded"]) == ("plan", "slow", False, [])


def test_components_tell_their_own(data: DataDir) -> None:
    ask(data, OLD, 100)
    tell(data, OLD, "2025-H1", cumulative=90)
    (province,) = data.check("Thái Nguyên", "--as-of", "2025-12-31")["provinces"]
    assert (province["era"], [part["id"] for part in province["components"]]) == ("2025", [OLD, PART])
    first, second = province["components"]
    assert [(row["id"], row["actual"]) for row in first["indicators"]] == [(TEAMS, 90)]
    assert second["indicators"] == []


@pytest.mark.parametrize(
    ("target", "figure", "has"),
    [(60, None, (60, None)), (None, 45, (None, 45)), (None, None, (None, None))],
)
def test_a_part_without_target_or_figure_is_left_out_and_named(
    data: DataDir, target: int | None, figure: int | None, has: tuple[object, object]
) -> None:
    ask(data, OLD, 100)
    tell(data, OLD, "2025-H1", cumulative=90)
    if target:
        ask(data, PART, target)
    if figure:
        tell(data, PART, "2025-H1", cumulative=figure)
    row = merged(data)
    assert (row["target"], row["actual"], row["completion"], row["incomplete"]) == (100, 90, 0.9, True)
    assert excluded(row) == [(PART, *has)]
    assert row["qualifier"] is None


def test_of_what_nobody_was_asked_for_every_figure_counts(data: DataDir) -> None:
    tell(data, OLD, "2025-H1", cumulative=90)
    tell(data, PART, "2025-H1", cumulative=45)
    row = merged(data)
    assert (row["actual"], row["target"], row["status"], row["excluded"]) == (135, None, "no_target", [])


def test_targets_without_any_figure_are_due_together(data: DataDir) -> None:
    ask(data, OLD, 100)
    ask(data, PART, 60)
    row = merged(data)
    assert (row["target"], row["actual"], row["status"], row["due"]) == (160, None, "no_report", True)


@pytest.mark.parametrize(("day", "status"), [("2024-H1", "overdue"), ("2025-H1", "on_track")])
def test_a_sum_is_overdue_where_all_its_parts_are_silent_since_it_fell_due(
    data: DataDir, day: str, status: str
) -> None:
    ask(data, OLD, 100, milestones={"2024-12-31": 80})
    ask(data, PART, 60, milestones={"2024-12-31": 40})
    tell(data, OLD, "2023", cumulative=50)
    tell(data, PART, day, cumulative=60)
    assert merged(data)["status"] == status


def test_a_part_that_has_reported_since_is_not_called_overdue(data: DataDir) -> None:
    ask(data, OLD, 100, milestones={"2024-12-31": 80})
    ask(data, PART, 60, active_years=[2023], milestones={"2023-12-31": 60})
    tell(data, OLD, "2025-H1", cumulative=70)
    tell(data, PART, "2023", cumulative=60)
    assert merged(data)["status"] != "overdue"


def test_the_new_provinces_own_figure_replaces_the_sum(data: DataDir) -> None:
    ask(data, OLD, 100)
    ask(data, PART, 60)
    tell(data, OLD, "2025-H1", cumulative=90)
    tell(data, PART, "2025-H1", cumulative=45)
    tell(data, NEW, "2025-09", cumulative=150)
    row = merged(data)
    assert (row["actual"], row["target"], row["observed_on"]) == (150, 160, "2025-09-30")
    assert row["completion"] == pytest.approx(150 / 160, abs=1e-6)
    assert (row["excluded"], row["incomplete"]) == ([], False)
    assert merged(data, as_of="2025-08-31")["actual"] == 135


def test_the_new_provinces_own_target_replaces_the_sum_of_targets(data: DataDir) -> None:
    ask(data, OLD, 100)
    ask(data, PART, 60)
    ask(data, NEW, 200)
    tell(data, OLD, "2025-H1", cumulative=90)
    tell(data, PART, "2025-H1", cumulative=45)
    row = merged(data)
    assert (row["target"], row["actual"], row["completion"]) == (200, 135, 0.675)


def test_an_own_figure_that_covers_a_part_without_target_has_no_completion(data: DataDir) -> None:
    ask(data, OLD, 100)
    tell(data, OLD, "2025-H1", cumulative=90)
    tell(data, NEW, "2025-09", cumulative=150)
    row = merged(data)
    assert (row["actual"], row["completion"], row["status"]) == (150, None, "not_measurable")
    assert "merge-incomplete" in rules(data, "Thái Nguyên", "--as-of", "2025-12-31")


def test_own_periods_go_on_from_the_sum_of_30_june(data: DataDir) -> None:
    ask(data, OLD, 100, TALKS)
    ask(data, PART, 60, TALKS)
    tell(data, OLD, "2025-H1", TALKS, cumulative=70)
    tell(data, PART, "2025-H1", TALKS, cumulative=45)
    tell(data, NEW, "2025-Q3", TALKS, in_period=10)
    tell(data, NEW, "2025-Q4", TALKS, in_period=5)
    row = merged(data, TALKS)
    assert (row["actual"], row["observed_on"], row["incomplete"]) == (130, "2025-12-31", False)
    assert row["completion"] == pytest.approx(130 / 160, abs=1e-6)


def test_an_own_period_that_began_before_july_goes_on_from_the_day_before_it(data: DataDir) -> None:
    ask(data, OLD, 100, TALKS)
    ask(data, PART, 60, TALKS)
    for place, before, since in ((OLD, 50, 20), (PART, 30, 15)):
        tell(data, place, "2024", TALKS, cumulative=before)
        tell(data, place, "2025-H1", TALKS, in_period=since)
    tell(data, NEW, "2025", TALKS, in_period=60)
    assert merged(data, TALKS)["actual"] == 50 + 30 + 60


def test_own_periods_after_an_incomplete_sum_are_a_lower_bound(data: DataDir) -> None:
    ask(data, OLD, 100, TALKS)
    ask(data, PART, 60, TALKS)
    tell(data, OLD, "2025-H1", TALKS, cumulative=70)
    tell(data, NEW, "2025-Q3", TALKS, in_period=10)
    row = merged(data, TALKS)
    assert (row["actual"], row["qualifier"], row["incomplete"], row["status"]) == (
        80,
        "at_least",
        True,
        "not_measurable",
    )
    assert "merge-incomplete" in rules(data, "Thái Nguyên", "--as-of", "2025-12-31")


def test_rates_roll_up_by_numerator_and_denominator(data: DataDir) -> None:
    ask(data, OLD, 80, RATE)
    ask(data, PART, 80, RATE)
    tell(data, OLD, "2025-H1", RATE, **{"Tử số": 600, "Mẫu số": 1000})
    tell(data, PART, "2025-H1", RATE, **{"Tử số": 100, "Mẫu số": 400})
    row = merged(data, RATE)
    assert (row["actual"], row["target"], row["completion"]) == (50, 80, 0.625)


def test_a_rate_without_denominator_is_left_out(data: DataDir) -> None:
    ask(data, OLD, 80, RATE)
    ask(data, PART, 80, RATE)
    tell(data, OLD, "2025-H1", RATE, **{"Tử số": 600, "Mẫu số": 1000})
    tell(data, PART, "2025-H1", RATE, cumulative=90)
    row = merged(data, RATE)
    assert (row["actual"], excluded(row)) == (60, [(PART, 80, 90)])


def test_rates_asked_at_different_levels_are_weighed_by_their_denominators(data: DataDir) -> None:
    ask(data, OLD, 80, RATE)
    ask(data, PART, 60, RATE)
    tell(data, OLD, "2025-H1", RATE, **{"Tử số": 300, "Mẫu số": 1000})
    tell(data, PART, "2025-H1", RATE, **{"Tử số": 900, "Mẫu số": 3000})
    row = merged(data, RATE)
    asked = Fraction(80 * 1000 + 60 * 3000, 4000)
    assert (row["target"], row["actual"], row["completion"]) == (asked, 30, pytest.approx(30 / asked, abs=1e-6))


def test_the_old_province_answers_for_its_own_area_and_says_where_it_went(data: DataDir) -> None:
    tell(data, PART, "2025-H1", cumulative=45)
    (province,) = data.check("Bắc Kạn", "--as-of", "2025-12-31")["provinces"]
    assert (province["id"], province["era"], province["merged_into"]) == (PART, "2008", "thai-nguyen")
    assert [row["actual"] for row in province["indicators"]] == [45]
    assert "từ 01/07/2025 thuộc tỉnh Thái Nguyên" in data.run("check", "Bắc Kạn", "--as-of", "2025-12-31").stdout


def test_before_july_2025_a_name_means_the_old_area(data: DataDir) -> None:
    ask(data, OLD, 100)
    tell(data, OLD, "2025-H1", cumulative=90)
    tell(data, PART, "2025-H1", cumulative=45)
    row = merged(data, as_of="2025-06-30")
    assert (row["actual"], row["excluded"]) == (90, [])


def test_a_province_whose_area_stayed_changes_nothing_but_its_era(data: DataDir) -> None:
    ask(data, "cao-bang", 625)
    tell(data, "cao-bang", "2025-H1", cumulative=746)
    before, after = (data.check("Cao Bằng", "--as-of", day)["provinces"][0] for day in ("2025-06-30", "2025-07-01"))
    assert (before.pop("era"), after.pop("era")) == ("2008", "2025")
    assert before == after


@pytest.mark.parametrize(("new", "told"), [(160, False), (150, True)])
def test_the_new_target_is_compared_with_those_of_the_parts(data: DataDir, new: int, *, told: bool) -> None:
    ask(data, OLD, 100)
    ask(data, PART, 60)
    ask(data, NEW, new)
    assert ("merge-mismatch" in rules(data, "Thái Nguyên", "--as-of", "2025-12-31")) is told


@pytest.mark.parametrize(("new", "told"), [(135, False), (130, True), (140, False)])
def test_the_new_figure_is_not_less_than_that_of_the_parts(data: DataDir, new: int, *, told: bool) -> None:
    tell(data, OLD, "2025-H1", cumulative=90)
    tell(data, PART, "2025-H1", cumulative=45)
    tell(data, NEW, "2025-09", cumulative=new)
    assert ("merge-mismatch" in rules(data, "Thái Nguyên", "--as-of", "2025-12-31")) is told


# The country.


def test_the_country_is_the_sum_of_its_provinces_against_the_national_target(data: DataDir) -> None:
    ask(data, OLD, 100)
    ask(data, "cao-bang", 625)
    ask(data, "dien-bien", 540)
    tell(data, OLD, "2025-H1", cumulative=90)
    tell(data, "cao-bang", "2025-H1", cumulative=746)
    country = national(data)
    (row,) = [row for row in country["indicators"] if row["id"] == TEAMS]
    assert (country["id"], country["missing"]) == ("toan-quoc", ["dien-bien"])
    assert (row["actual"], row["target"]) == (836, 9000)
    assert row["completion"] == pytest.approx(836 / 9000, abs=1e-6)
    assert excluded(row) == [("dien-bien", 540, None)]
    # Provinces that aren't on file may have done the rest: silence isn't zero.
    assert (row["qualifier"], row["status"]) == ("at_least", "not_measurable")


def test_a_country_has_no_mean_of_what_it_states_and_of_sums_of_provinces(data: DataDir) -> None:
    """All that it states itself has a mean: 4,500 of the 9,000 teams. Dialogues of one province have no place in it."""
    tell(data, "toan-quoc", "2025-H1", cumulative=4500)
    assert national(data)["completion"] == 0.5
    ask(data, "cao-bang", 10, TALKS)
    tell(data, "cao-bang", "2025-H1", TALKS, cumulative=10)
    country = national(data)
    assert {row["id"] for row in country["indicators"]} >= {TEAMS, TALKS}
    assert country["completion"] is None


def test_what_tw_reports_replaces_the_sum(data: DataDir) -> None:
    tell(data, "cao-bang", "2025-H1", cumulative=746)
    tell(data, "toan-quoc", "2025-H1", cumulative=10393)
    (row,) = [row for row in national(data)["indicators"] if row["id"] == TEAMS]
    assert (row["actual"], row["status"]) == (10393, "exceeded")


@pytest.mark.parametrize(("figure", "told"), [(746, False), (747, False), (700, True)])
def test_the_provinces_cannot_have_done_more_than_the_country(data: DataDir, figure: int, *, told: bool) -> None:
    tell(data, "cao-bang", "2025-H1", cumulative=746)
    tell(data, "toan-quoc", "2025-H1", cumulative=figure)
    assert ("national-sum-mismatch" in rules(data, "--national", "--as-of", "2025-06-30")) is told


@pytest.mark.parametrize(("target", "told"), [(9000, False), (8999, False), (9001, True)])
def test_provinces_that_nobody_lists_may_be_more_than_two(data: DataDir, target: int, *, told: bool) -> None:
    """While provinces may be missing, only a sum above the national target contradicts it."""
    ask(data, "cao-bang", target - 4000)
    ask(data, OLD, 4000)
    assert ("national-sum-mismatch" in rules(data, "--national", "--as-of", "2025-06-30")) is told


def test_while_a_province_has_no_target_on_file_a_smaller_sum_proves_nothing(data: DataDir) -> None:
    ask(data, "cao-bang", 625)
    tell(data, "dien-bien", "2025-H1", cumulative=540)
    assert "national-sum-mismatch" not in rules(data, "--national", "--as-of", "2025-06-30")


def test_after_the_merger_the_country_counts_each_area_once(data: DataDir) -> None:
    for place, figure in ((OLD, 90), (PART, 45)):
        ask(data, place, 100)
        tell(data, place, "2025-H1", cumulative=figure)
    tell(data, NEW, "2025-09", cumulative=150)
    (row,) = [row for row in national(data, "2025-12-31")["indicators"] if row["id"] == TEAMS]
    assert row["actual"] == 150


def test_asked_by_name_the_country_answers(data: DataDir) -> None:
    tell(data, "toan-quoc", "2025-H1", cumulative=10393)
    page = data.run("check", "Toàn quốc", "--as-of", "2025-06-30").stdout
    assert page.startswith("Cả nước · ")
    assert "10.393" in page


def test_listed_provinces_are_all_there_are(data: DataDir) -> None:
    entry = {"indicator": TEAMS, "target": 9000}
    document = {"province": "Toàn quốc", "targets": [entry], "areas": [{"name": "Cao Bằng"}, {"name": "Điện Biên"}]}
    data.targets_text("toan-quoc", yaml.safe_dump(document, allow_unicode=True))
    ask(data, "cao-bang", 625)
    tell(data, "cao-bang", "2025-H1", cumulative=746)
    country = national(data)
    (row,) = [row for row in country["indicators"] if row["id"] == TEAMS]
    assert (country["missing"], row["qualifier"], excluded(row)) == (
        ["dien-bien"],
        "at_least",
        [("dien-bien", None, None)],
    )
    ask(data, "dien-bien", 540)
    tell(data, "dien-bien", "2025-H1", cumulative=540)
    (row,) = [row for row in national(data)["indicators"] if row["id"] == TEAMS]
    assert (row["qualifier"], row["status"], row["actual"]) == (None, "very_slow", 1286)


@pytest.mark.parametrize(("level", "asked", "reason"), [(80, 80, None), (60, 80, "merge-incomplete")])
def test_the_own_rate_of_a_whole_is_held_against_the_level_that_all_its_parts_were_asked(
    data: DataDir, level: int, asked: int, reason: str | None
) -> None:
    """Levels don't add up: where they differ, nobody says what is asked of the whole."""
    ask(data, OLD, 80, RATE)
    ask(data, PART, level, RATE)
    tell(data, NEW, "2025", RATE, cumulative="85%")
    row = merged(data, RATE)
    assert (row["actual"], row["target"], row["reason"]) == (85, asked, reason)
    assert (row["status"] == "exceeded") is (reason is None)


def test_a_part_that_stopped_before_the_merger_makes_what_goes_on_a_lower_bound(data: DataDir) -> None:
    for place in (OLD, PART):
        ask(data, place, 100, TALKS)
    tell(data, OLD, "2025-H1", TALKS, cumulative=30)
    tell(data, PART, "2024", TALKS, cumulative=20)
    tell(data, NEW, "2025-Q3", TALKS, in_period=10)
    row = merged(data, TALKS)
    assert (row["actual"], row["qualifier"], row["incomplete"]) == (60, "at_least", True)


def test_a_part_whose_reports_contradict_each_other_leaves_no_sum(data: DataDir) -> None:
    for place in (OLD, PART):
        ask(data, place, 100)
    for number, value in enumerate((30, 40)):
        head = {"Tỉnh": NAMES[PART], "Kỳ báo cáo": "2024"}
        data.report(f"bac-kan/{number}", {"Mã": TEAMS, CUMULATIVE: value}, head=head)
    row = merged(data)
    assert (row["actual"], row["status"], row["reason"]) == (None, "not_measurable", "conflicting-reports")


def test_a_report_of_the_country_that_was_chosen_counts(data: DataDir) -> None:
    ask(data, "cao-bang", 100)
    for number, value in enumerate((30, 40)):
        head = {"Tỉnh": NAMES["toan-quoc"], "Kỳ báo cáo": "2024"}
        data.report(f"toan-quoc/{number}", {"Mã": TEAMS, CUMULATIVE: value}, head=head)
    decision = {"rule": "conflicting-reports", "province": "Toàn quốc", "indicator": TEAMS, "decision": "use",
                "report": "reports/toan-quoc/1.xlsx", "reason": "bản sau", "by": "Lò Thị A"}  # fmt: skip
    (row,) = [row for row in national(data)["indicators"] if row["id"] == TEAMS]
    assert row["actual"] is None
    (data.root / "decisions.yaml").write_text(yaml.safe_dump({"decisions": [decision]}, allow_unicode=True), "utf-8")
    (row,) = [row for row in national(data)["indicators"] if row["id"] == TEAMS]
    assert row["actual"] == 40


@pytest.mark.parametrize(
    ("arguments", "as_of"),
    [
        (("--national",), "2025-12-31"),
        (("Bắc Kạn", "--national"), "2025-12-31"),
        (("Bắc Kạn", "Toàn quốc"), "2025-12-31"),
        (("Thái Nguyên (mới)", "--national"), "2025-06-30"),
        (("Thái Nguyên", "Bắc Kạn", "--national"), "2025-06-30"),
    ],
)
def test_whatever_is_asked_beside_it_the_country_counts_each_area_once(
    data: DataDir, arguments: tuple[str, ...], as_of: str
) -> None:
    for place, target, figure in ((OLD, 100, 90), (PART, 60, 45)):
        ask(data, place, target)
        tell(data, place, "2024", cumulative=figure)
    document = data.check(*arguments, "--as-of", as_of)["national"]
    assert [row["actual"] for row in document["indicators"] if row["id"] == TEAMS] == [135]


def test_an_old_province_on_the_list_of_tw_is_no_second_one(data: DataDir) -> None:
    for place, target, figure in ((OLD, 100, 90), (PART, 60, 45)):
        ask(data, place, target)
        tell(data, place, "2024", cumulative=figure)
    listed = {
        "province": "Toàn quốc",
        "targets": [{"indicator": TEAMS, "target": 160}],
        "areas": ["Bắc Kạn", "Thái Nguyên"],
    }
    data.targets_text("toan-quoc", yaml.safe_dump(listed, allow_unicode=True))
    (row,) = [row for row in national(data, "2025-12-31")["indicators"] if row["id"] == TEAMS]
    assert row["actual"] == 135
