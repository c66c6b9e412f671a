"""Over the border of two phases: what goes on, what begins anew, what is closed (docs/cach-tinh.md).

Phase II has 1.826 days; 365 of them are those of 2026.
"""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import DataDir

TEAMS, TALKS, BIRTHS = "to-truyen-thong", "doi-thoai-chinh-sach", "sinh-de-an-toan"
CUMULATIVE, IN_PERIOD = "Luỹ kế từ đầu giai đoạn", "Thực hiện trong kỳ"
END_OF_2026 = "2026-12-31"
PHASE_II, YEAR_1 = 1826, 365


def asked(data: DataDir, phase: str, *entries: dict[str, Any], province: str = "Cao Bằng", folder: str = "") -> Path:
    """A target file of a province for one phase."""
    path = data.targets(province, *entries, phase=phase)
    into = path.parent / folder
    into.mkdir(exist_ok=True)
    return path.rename(into / f"{province}-{phase}.yaml")


def reported(data: DataDir, day: str, *rows: dict[str, Any], province: str = "Cao Bằng", **head: str) -> None:
    """A report with figures up to a day, `31/12/2025`."""
    name = day.replace("/", "-") + "".join(head.values()).replace("/", "-")
    data.report(f"{province}/{name}", *rows, head={"Tỉnh": province, "Số liệu đến ngày": day, **head})


def teams(value: object) -> dict[str, Any]:
    return {"Mã": TEAMS, CUMULATIVE: value}


def province_of(document: dict[str, Any], name: str = "cao-bang") -> dict[str, Any]:
    (found,) = [each for each in document["provinces"] if each["id"] == name]
    return dict(found)


def row_of(province: dict[str, Any], indicator: str = TEAMS) -> dict[str, Any]:
    (found,) = [row for row in province["indicators"] if row["id"] == indicator]
    return dict(found)


def judged(data: DataDir, as_of: str = END_OF_2026, indicator: str = TEAMS) -> dict[str, Any]:
    """The row of Cao Bằng."""
    return row_of(province_of(data.check("cao-bang", "--as-of", as_of)), indicator)


def of_rule(data: DataDir, rule: str, as_of: str = END_OF_2026, *arguments: str) -> list[dict[str, Any]]:
    return [each for each in data.check("--as-of", as_of, *arguments)["findings"] if each["rule"] == rule]  # type: ignore[attr-defined]


def ratio(value: Fraction) -> float:
    """As JSON has it."""
    return round(float(value), 6)


class TestStocks:
    """540 teams stood at the end of phase I."""

    @pytest.fixture
    def grown(self, data: DataDir) -> DataDir:
        reported(data, "31/12/2025", teams(540))
        return data

    @pytest.mark.parametrize(
        ("figure", "status"), [(572, "on_track"), (570, "near"), (562, "slow"), (550, "very_slow")]
    )
    def test_a_stock_goes_on_from_its_opening(self, grown: DataDir, figure: int, status: str) -> None:
        asked(grown, "II", {"indicator": TEAMS, "target": 700})
        reported(grown, "31/12/2026", teams(figure))
        row = judged(grown)
        rise = Fraction(160 * YEAR_1, PHASE_II)
        assert (row["opening"], row["opening_on"], row["target"]) == (540, "2025-12-31", 700)
        assert (row["expected"], row["basis"]) == (ratio(540 + rise), "straight_line")
        assert (row["pace"], row["status"]) == (ratio((figure - 540) / rise), status)
        assert row["completion"] == ratio(Fraction(figure, 700))
        assert [source["path"] for source in row["opening_sources"]] == ["data/reports/Cao Bằng/31-12-2025.xlsx"]
        assert of_rule(grown, "opening-unknown") == []

    def test_of_several_provinces_one_opening_is_not_that_of_all(self, grown: DataDir) -> None:
        for province in ("Cao Bằng", "Lạng Sơn"):
            asked(grown, "II", {"indicator": TEAMS, "target": 700}, province=province)
            reported(grown, "31/12/2026", teams(560), province=province)
        country = grown.check("--national", "--as-of", END_OF_2026)["national"]
        assert row_of(country)["opening"] is None
        reported(grown, "31/12/2025", teams(500), province="Lạng Sơn")
        country = grown.check("--national", "--as-of", END_OF_2026)["national"]
        assert row_of(country)["opening"] == 1040

    def test_new_ones_alone_come_on_top_of_the_opening(self, grown: DataDir) -> None:
        """15 new teams are 555 if all are kept, not 15."""
        asked(grown, "II", {"indicator": TEAMS, "target": 700})
        reported(grown, "31/12/2026", {"Mã": TEAMS, IN_PERIOD: 15}, **{"Kỳ báo cáo": "Năm 2026"})
        assert (judged(grown)["reason"], judged(grown)["if_kept"]) == ("growth-only", 555)

    def test_on_top_of_what_nobody_knows_they_come_to_no_number(self, data: DataDir) -> None:
        asked(data, "II", {"indicator": TEAMS, "target": 700})
        reported(data, "31/12/2026", {"Mã": TEAMS, IN_PERIOD: 15}, **{"Kỳ báo cáo": "Năm 2026"})
        assert (judged(data)["reason"], judged(data)["if_kept"]) == ("growth-only", None)

    @pytest.mark.parametrize(
        ("figure", "told"), [(12, True), (539, True), (540, False), ("trên 530", False), ("khoảng 530", True)]
    )
    def test_fewer_than_in_the_phase_before_is_told(self, grown: DataDir, figure: object, *, told: bool) -> None:
        """12 may be those that were set up in the phase; nothing else would say so."""
        asked(grown, "II", {"indicator": TEAMS, "target": 700})
        reported(grown, "31/03/2026", teams(figure))
        reported(grown, "31/12/2026", teams(580))
        findings = of_rule(grown, "stock-decreased")
        assert len(findings) == told
        assert all(("chỉ ghi số mới" in finding["message"]) == (figure == 12) for finding in findings)
        if figure == 12:
            assert findings[0]["message"] == (
                "Tổ truyền thông cộng đồng: số hiện có giảm so với cuối giai đoạn trước: 540 (31/12/2025) xuống 12"
                " (31/03/2026); có thể chỉ ghi số mới có từ đầu giai đoạn."
            )
            assert [place["path"] for place in findings[0]["related"]] == ["data/reports/Cao Bằng/31-12-2025.xlsx"]

    def test_without_an_opening_the_line_begins_at_0_and_that_is_said(self, data: DataDir) -> None:
        asked(data, "II", {"indicator": TEAMS, "target": 700})
        reported(data, "31/12/2026", teams(572))
        row = judged(data)
        expected = Fraction(700 * YEAR_1, PHASE_II)
        assert (row["opening"], row["opening_on"], row["opening_sources"]) == (None, None, [])
        assert (row["expected"], row["pace"]) == (ratio(expected), ratio(572 / expected))
        (finding,) = of_rule(data, "opening-unknown")
        assert (finding["severity"], finding["indicator"], finding["province"]) == ("info", TEAMS, "cao-bang")
        assert finding["location"]["path"] == "data/targets/Cao Bằng-II.yaml"

    def test_the_opening_is_the_last_figure_known_however_old(self, data: DataDir) -> None:
        reported(data, "31/12/2023", teams(300))
        reported(data, "30/06/2024", teams(410))
        asked(data, "II", {"indicator": TEAMS, "target": 700})
        reported(data, "31/12/2026", teams(572))
        assert (judged(data)["opening"], judged(data)["opening_on"]) == (410, "2024-06-30")

    def test_what_came_later_than_the_question_is_no_opening_yet(self, data: DataDir) -> None:
        asked(data, "II", {"indicator": TEAMS, "target": 700})
        reported(data, "31/12/2025", teams(540), **{"Ngày báo cáo": "10/01/2026"})
        reported(data, "31/12/2025", teams(560), **{"Ngày báo cáo": "20/03/2026"})
        openings = [judged(data, day)["opening"] for day in ("2026-01-09", "2026-01-10", "2026-03-19", "2026-03-20")]
        assert openings == [None, 540, 540, 560]

    def test_figures_of_growth_alone_are_no_opening(self, data: DataDir) -> None:
        reported(data, "31/12/2025", {"Mã": TEAMS, IN_PERIOD: 105}, **{"Kỳ báo cáo": "Năm 2025"})
        asked(data, "II", {"indicator": TEAMS, "target": 700})
        reported(data, "31/12/2026", teams(572))
        assert judged(data)["opening"] is None
        assert len(of_rule(data, "opening-unknown")) == 1

    def test_figures_that_contradict_each_other_are_no_opening(self, grown: DataDir) -> None:
        reported(grown, "31/12/2025", teams(510), **{"Đơn vị báo cáo": "x"})
        asked(grown, "II", {"indicator": TEAMS, "target": 700})
        reported(grown, "31/12/2026", teams(572))
        assert judged(grown)["opening"] is None

    def test_a_baseline_goes_before_the_opening(self, grown: DataDir) -> None:
        asked(grown, "II", {"indicator": TEAMS, "target": 700, "baseline": 600})
        reported(grown, "31/12/2026", teams(620))
        row = judged(grown)
        rise = Fraction(100 * YEAR_1, PHASE_II)
        assert (row["opening"], row["completion"]) == (None, ratio(Fraction(20, 100)))
        assert (row["expected"], row["pace"]) == (ratio(600 + rise), ratio(20 / rise))
        assert of_rule(grown, "opening-unknown") == []

    @pytest.mark.parametrize("target", [540, 500])
    @pytest.mark.parametrize(
        ("share", "status"), [(Fraction(99, 100), "near"), (Fraction(4, 5), "slow"), (Fraction(1, 2), "very_slow")]
    )
    def test_what_is_to_be_kept_up_is_expected_from_the_first_day(
        self, grown: DataDir, target: int, share: Fraction, status: str
    ) -> None:
        figure = int(target * share)
        asked(grown, "II", {"indicator": TEAMS, "target": target})
        reported(grown, "01/01/2026", teams(figure))
        row = judged(grown, "2026-01-31")
        assert (row["expected"], row["basis"], row["opening"]) == (target, "plan", 540)
        assert row["pace"] == row["completion"] == ratio(Fraction(figure, target))
        assert row["status"] == status

    @pytest.mark.parametrize(("target", "status"), [(540, "met"), (500, "exceeded")])
    def test_what_was_kept_up_is_done(self, grown: DataDir, target: int, status: str) -> None:
        asked(grown, "II", {"indicator": TEAMS, "target": target})
        reported(grown, "30/06/2026", teams(540))
        row = judged(grown, "2026-06-30")
        assert (row["status"], row["completion"], row["remaining"]) == (status, ratio(Fraction(540, target)), 0)

    @pytest.mark.parametrize(
        ("day", "figure", "expected", "pace", "status"),
        [
            ("30/06/2026", 525, 530, Fraction(525, 530), "near"),
            ("31/12/2026", 535, 530, None, "on_track"),
            ("31/12/2027", 570, 600, Fraction(30, 60), "very_slow"),
            ("31/12/2027", 594, 600, Fraction(54, 60), "near"),
        ],
    )
    def test_a_milestone_below_the_opening_asks_for_itself(  # noqa: PLR0913, PLR0917
        self, grown: DataDir, day: str, figure: int, expected: int, pace: Fraction | None, status: str
    ) -> None:
        entry = {"indicator": TEAMS, "target": 700, "milestones": {date(2026, 12, 31): 530, date(2027, 12, 31): 600}}
        asked(grown, "II", entry)
        reported(grown, day, teams(figure))
        row = judged(grown, "-".join(reversed(day.split("/"))))
        assert (row["expected"], row["status"]) == (expected, status)
        assert row["pace"] == (None if pace is None else ratio(pace))

    def test_what_a_milestone_below_the_opening_asks_is_divided_as_a_whole(self, grown: DataDir) -> None:
        asked(grown, "II", {"indicator": TEAMS, "target": 700, "milestones": {date(2026, 12, 31): 530}})
        reported(grown, "30/06/2026", teams(525))
        lines = grown.run("explain", "Cao Bằng", TEAMS, "--as-of", "2026-06-30").stdout.splitlines()
        (pace,) = (line for line in lines if "So với kế hoạch đến kỳ" in line)
        assert "= 525 / 530 = 99,1%" in pace

    def test_the_plan_of_a_year_comes_on_top_of_the_opening(self, grown: DataDir) -> None:
        """40 in 2026 leave 120 of the 160 to the four other years."""
        asked(grown, "II", {"indicator": TEAMS, "target": 700, "annual_plan": {2026: 40}})
        reported(grown, "31/12/2026", teams(570))
        reported(grown, "31/12/2027", teams(610))
        row, next_year = judged(grown), judged(grown, "2027-12-31")
        assert (row["expected"], row["basis"], row["pace"]) == (580, "plan", ratio(Fraction(30, 40)))
        assert (next_year["expected"], next_year["pace"]) == (610, 1)
        assert row["year"] == {"year": 2026, "target": 40, "actual": 30, "completion": 0.75}

    def test_years_that_add_up_to_the_rest_are_a_whole_plan(self, grown: DataDir) -> None:
        plan = dict.fromkeys(range(2026, 2031), 32)
        asked(grown, "II", {"indicator": TEAMS, "target": 700, "annual_plan": plan})
        reported(grown, "31/12/2026", teams(572))
        for rule in ("plan-short", "plan-exceeds-target", "opening-unknown"):
            assert of_rule(grown, rule) == []
        assert judged(grown)["pace"] == 1

    def test_what_stayed_as_it_was_is_behind_once_more_was_due(self, grown: DataDir) -> None:
        asked(grown, "II", {"indicator": TEAMS, "target": 700})
        reported(grown, "31/12/2026", teams(540))
        assert (judged(grown)["pace"], judged(grown)["status"]) == (0, "very_slow")

    def test_what_phase_i_says_of_itself_stays(self, grown: DataDir) -> None:
        asked(grown, "I", {"indicator": TEAMS, "target": 540})
        asked(grown, "II", {"indicator": TEAMS, "target": 700})
        reported(grown, "31/03/2026", teams(35))
        closed = row_of(province_of(grown.check("--as-of", END_OF_2026, "--phase", "I")))
        assert (closed["actual"], closed["observed_on"], closed["status"]) == (540, "2025-12-31", "met")
        assert (judged(grown)["actual"], judged(grown)["opening"]) == (35, 540)

    def test_a_final_figure_of_phase_i_that_came_in_2026_is_its_own_and_the_opening(self, grown: DataDir) -> None:
        asked(grown, "I", {"indicator": TEAMS, "target": 600})
        asked(grown, "II", {"indicator": TEAMS, "target": 700})
        reported(grown, "20/01/2026", teams(600), **{"Giai đoạn": "I"})
        closed = row_of(province_of(grown.check("--as-of", "2026-02-28", "--phase", "I")))
        assert (closed["actual"], closed["observed_on"], closed["status"]) == (600, "2026-01-20", "met")
        opened = judged(grown, "2026-02-28")
        assert (opened["opening"], opened["actual"]) == (600, None)


LESS = {"id": "ho-ngheo", "name": "Hộ nghèo do phụ nữ làm chủ", "unit": "hộ", "kind": "stock", "direction": "decrease"}


class TestWhatIsToBeLowered:
    """1.000 households at the end of phase I, 400 asked for by 2030."""

    @pytest.fixture
    def lowered(self, data: DataDir) -> DataDir:
        own_programme(data, indicators=[LESS])
        return data

    @staticmethod
    def households(data: DataDir, day: str, value: int) -> None:
        reported(data, day, {"Mã": "ho-ngheo", CUMULATIVE: value})

    def test_it_goes_down_from_its_opening(self, lowered: DataDir) -> None:
        self.households(lowered, "31/12/2025", 1000)
        self.households(lowered, "31/12/2026", 910)
        asked(lowered, "II", {"indicator": "ho-ngheo", "target": 400})
        row = judged(lowered, indicator="ho-ngheo")
        fall = Fraction(600 * YEAR_1, PHASE_II)
        assert (row["opening"], row["completion"]) == (1000, 0.15)
        assert (row["expected"], row["pace"]) == (ratio(1000 - fall), ratio(90 / fall))
        assert row["status"] == "slow"

    def test_the_plan_of_a_year_is_what_it_goes_down_by(self, lowered: DataDir) -> None:
        self.households(lowered, "31/12/2025", 1000)
        self.households(lowered, "31/12/2026", 900)
        asked(lowered, "II", {"indicator": "ho-ngheo", "target": 400, "annual_plan": {2026: 100}})
        row = judged(lowered, indicator="ho-ngheo")
        assert (row["expected"], row["pace"], row["status"]) == (900, 1, "on_track")
        assert of_rule(lowered, "plan-exceeds-target") == []

    def test_milestones_are_levels_on_the_way_down(self, lowered: DataDir) -> None:
        self.households(lowered, "31/12/2025", 1000)
        self.households(lowered, "31/12/2026", 925)
        milestones = {date(2026, 12, 31): 900, date(2027, 12, 31): 700}
        asked(lowered, "II", {"indicator": "ho-ngheo", "target": 400, "milestones": milestones})
        row = judged(lowered, indicator="ho-ngheo")
        assert (row["expected"], row["pace"], row["status"]) == (900, 0.75, "slow")
        assert of_rule(lowered, "invalid-value") == []

    def test_without_an_opening_nothing_tells_how_far_it_came(self, lowered: DataDir) -> None:
        self.households(lowered, "31/12/2026", 910)
        asked(lowered, "II", {"indicator": "ho-ngheo", "target": 400})
        row = judged(lowered, indicator="ho-ngheo")
        assert (row["status"], row["reason"]) == ("not_measurable", "decrease-without-baseline")

    def test_a_baseline_goes_before_the_opening(self, lowered: DataDir) -> None:
        self.households(lowered, "31/12/2025", 1000)
        self.households(lowered, "31/12/2026", 700)
        asked(lowered, "II", {"indicator": "ho-ngheo", "target": 400, "baseline": 800})
        row = judged(lowered, indicator="ho-ngheo")
        assert (row["opening"], row["completion"]) == (None, 0.25)


def own_programme(data: DataDir, **changes: object) -> None:
    """The folder's own `programme.yaml`."""
    text = yaml.safe_dump(changes, allow_unicode=True, sort_keys=False)
    (data.root / "programme.yaml").write_text(text, encoding="utf-8")


class TestFlows:
    """96 of 100 talks in phase I, 40 asked for in phase II."""

    @pytest.fixture
    def talked(self, data: DataDir) -> DataDir:
        asked(data, "I", {"indicator": TALKS, "target": 100})
        asked(data, "II", {"indicator": TALKS, "target": 40})
        reported(data, "31/12/2025", {"Mã": TALKS, CUMULATIVE: 96})
        return data

    def test_a_flow_begins_anew(self, talked: DataDir) -> None:
        reported(talked, "31/03/2026", {"Mã": TALKS, IN_PERIOD: 3}, **{"Kỳ báo cáo": "Quý I/2026"})
        reported(talked, "30/06/2026", {"Mã": TALKS, IN_PERIOD: 2}, **{"Kỳ báo cáo": "Quý II/2026"})
        row = judged(talked, "2026-06-30", TALKS)
        expected = Fraction(40 * 181, PHASE_II)
        assert (row["actual"], row["opening"], row["incomplete"]) == (5, None, False)
        assert (row["expected"], row["pace"]) == (ratio(expected), ratio(5 / expected))
        assert row["completion"] == ratio(Fraction(5, 40))
        assert of_rule(talked, "cumulative-decreased", "2026-06-30") == []

    def test_the_final_result_of_phase_i_stays(self, talked: DataDir) -> None:
        reported(talked, "31/03/2026", {"Mã": TALKS, IN_PERIOD: 12}, **{"Kỳ báo cáo": "Quý I/2026"})
        closed = row_of(province_of(talked.check("--as-of", END_OF_2026, "--phase", "I")), TALKS)
        assert (closed["actual"], closed["completion"], closed["status"]) == (96, 0.96, "missed")

    def test_a_running_figure_counts_from_the_phases_first_day(self, talked: DataDir) -> None:
        reported(talked, "30/09/2026", {"Mã": TALKS, CUMULATIVE: 9})
        reported(talked, "31/12/2026", {"Mã": TALKS, IN_PERIOD: 4}, **{"Kỳ báo cáo": "Quý IV/2026"})
        assert judged(talked, indicator=TALKS)["actual"] == 13

    @pytest.mark.parametrize(
        ("figure", "told"),
        [
            (100, True),  # 96 and 4 more
            (96, True),
            (95, False),  # less than there was: it was begun anew
            (20, False),
        ],
    )
    def test_a_total_that_goes_on_from_the_phase_before_is_told(
        self, data: DataDir, figure: int, *, told: bool
    ) -> None:
        """Of 50 in five years 5 were due by the middle of the first."""
        reported(data, "31/12/2025", {"Mã": TALKS, CUMULATIVE: 96})
        asked(data, "II", {"indicator": TALKS, "target": 50})
        reported(data, "30/06/2026", {"Mã": TALKS, CUMULATIVE: figure})
        findings = of_rule(data, "sudden-jump", "2026-07-15")
        message = (
            f"Đối thoại chính sách: luỹ kế đến 30/06/2026 là {figure}, không ít hơn số cuối giai đoạn trước, 96"
            " (31/12/2025); có thể chưa đếm lại từ đầu giai đoạn."
        )
        assert [finding["message"] for finding in findings] == ([message] if told else [])
        assert judged(data, "2026-07-15", TALKS)["actual"] == figure

    @pytest.mark.parametrize(("before", "figure", "target"), [(4, 8, 20), (20, 25, 200)])
    def test_what_is_little_or_was_planned_is_no_total_of_two_phases(
        self, data: DataDir, before: int, figure: int, target: int
    ) -> None:
        reported(data, "31/12/2025", {"Mã": TALKS, CUMULATIVE: before})
        asked(data, "II", {"indicator": TALKS, "target": target, "annual_plan": {2026: target // 5}})
        reported(data, "30/06/2026", {"Mã": TALKS, CUMULATIVE: figure})
        assert of_rule(data, "sudden-jump", "2026-07-15") == []

    def test_a_quarter_without_a_report_is_a_gap_of_this_phase_alone(self, talked: DataDir) -> None:
        reported(talked, "30/06/2026", {"Mã": TALKS, IN_PERIOD: 2}, **{"Kỳ báo cáo": "Quý II/2026"})
        row = judged(talked, "2026-06-30", TALKS)
        assert (row["actual"], row["qualifier"], row["incomplete"]) == (2, "at_least", True)

    def test_running_over_both_phases_is_told_and_not_used(self, talked: DataDir) -> None:
        column = "Luỹ kế từ 01/01/2022 đến 30/6/2026"
        rows = ({"Mã": TALKS, column: 110}, {"Mã": TEAMS, column: 560})
        head = {"Tỉnh": "Cao Bằng", "Số liệu đến ngày": "30/06/2026"}
        talked.report("Cao Bằng/x", *rows, head=head, headers=("Mã", column))
        (finding,) = of_rule(talked, "spans-phases", "2026-06-30")
        assert (finding["severity"], finding["indicator"]) == ("warning", TALKS)
        assert judged(talked, "2026-06-30", TALKS)["actual"] is None
        assert judged(talked, "2026-06-30", TEAMS)["actual"] == 560


def test_a_rate_is_judged_in_each_phase(data: DataDir) -> None:
    asked(data, "I", {"indicator": BIRTHS, "target": 80})
    asked(data, "II", {"indicator": BIRTHS, "target": 90})
    reported(data, "31/12/2025", {"Mã": BIRTHS, "Tử số": 82, "Mẫu số": 100})
    reported(data, "30/06/2026", {"Mã": BIRTHS, "Tử số": 85, "Mẫu số": 100})
    row = judged(data, "2026-06-30", BIRTHS)
    assert (row["actual"], row["opening"], row["expected"]) == (85, None, 90)
    assert (row["pace"], row["status"]) == (ratio(Fraction(85, 90)), "near")
    closed = row_of(province_of(data.check("--as-of", "2026-06-30", "--phase", "I")), BIRTHS)
    assert (closed["actual"], closed["status"]) == (82, "exceeded")


class TestMergedProvinces:
    """Thái Nguyên of today was Thái Nguyên and Bắc Kạn until 30/06/2025."""

    @pytest.fixture
    def both(self, data: DataDir) -> DataDir:
        for name, figure in (("Thái Nguyên", 36), ("Bắc Kạn", 20)):
            reported(data, "30/06/2025", teams(figure), province=name)
        asked(data, "II", {"indicator": TEAMS, "target": 100}, province="Thái Nguyên")
        reported(data, "31/12/2026", teams(64), province="Thái Nguyên")
        return data

    @staticmethod
    def row(data: DataDir) -> dict[str, Any]:
        province = province_of(data.check("Thái Nguyên", "--as-of", END_OF_2026), "thai-nguyen")
        assert (province["era"], province["phase"]["id"]) == ("2025", "II")
        return row_of(province)

    def test_the_opening_is_the_sum_of_the_parts(self, both: DataDir) -> None:
        row = self.row(both)
        rise = Fraction(44 * YEAR_1, PHASE_II)
        assert (row["opening"], row["opening_on"]) == (56, "2025-06-30")
        assert (row["expected"], row["pace"]) == (ratio(56 + rise), ratio(8 / rise))
        assert [source["path"].split("/")[2] for source in row["opening_sources"]] == ["Thái Nguyên", "Bắc Kạn"]

    def test_the_parts_last_figures_may_be_of_different_days(self, data: DataDir) -> None:
        reported(data, "31/12/2024", teams(36), province="Thái Nguyên")
        reported(data, "30/06/2025", teams(20), province="Bắc Kạn")
        asked(data, "II", {"indicator": TEAMS, "target": 100}, province="Thái Nguyên")
        assert (self.row(data)["opening"], self.row(data)["opening_on"]) == (56, "2025-06-30")

    def test_while_a_part_is_unknown_the_opening_is(self, data: DataDir) -> None:
        reported(data, "30/06/2025", teams(36), province="Thái Nguyên")
        asked(data, "II", {"indicator": TEAMS, "target": 100}, province="Thái Nguyên")
        assert self.row(data)["opening"] is None
        (finding,) = of_rule(data, "opening-unknown")
        assert finding["location"]["path"] == "data/targets/Thái Nguyên-II.yaml"

    def test_the_new_provinces_own_figure_goes_before_the_sum(self, both: DataDir) -> None:
        reported(both, "31/12/2025", teams(60), province="Thái Nguyên")
        assert (self.row(both)["opening"], self.row(both)["opening_on"]) == (60, "2025-12-31")

    def test_own_figures_that_contradict_each_other_leave_no_opening(self, both: DataDir) -> None:
        reported(both, "31/12/2025", teams(60), province="Thái Nguyên")
        reported(both, "31/12/2025", teams(61), province="Thái Nguyên", **{"Đơn vị báo cáo": "x"})
        assert self.row(both)["opening"] is None

    def test_in_phase_ii_the_old_provinces_have_no_part(self, both: DataDir) -> None:
        province = province_of(both.check("Thái Nguyên", "--as-of", END_OF_2026), "thai-nguyen")
        assert (province["components"], row_of(province)["excluded"]) == ([], [])

    def test_an_old_province_is_shown_in_the_phase_that_it_had(self, both: DataDir) -> None:
        province = province_of(both.check("Bắc Kạn", "--as-of", END_OF_2026), "bac-kan")
        assert (province["phase"]["id"], row_of(province)["actual"]) == ("I", 20)

    def test_a_province_that_was_not_merged_goes_on_by_itself(self, data: DataDir) -> None:
        reported(data, "30/06/2025", teams(540))
        asked(data, "II", {"indicator": TEAMS, "target": 700})
        assert (judged(data)["opening"], judged(data)["opening_on"]) == (540, "2025-06-30")


class TestWhichPhaseIsShown:
    """Cao Bằng has both phases; of Lạng Sơn nothing is on file after phase I."""

    @pytest.fixture
    def two(self, data: DataDir) -> DataDir:
        asked(data, "I", {"indicator": TEAMS, "target": 540})
        asked(data, "II", {"indicator": TEAMS, "target": 700})
        asked(data, "I", {"indicator": TEAMS, "target": 50}, province="Lạng Sơn")
        reported(data, "31/12/2025", teams(540))
        reported(data, "31/12/2025", teams(48), province="Lạng Sơn")
        return data

    @pytest.mark.parametrize(
        ("as_of", "phase"),
        [("2020-06-01", "I"), ("2025-12-31", "I"), ("2026-01-01", "II"), ("2030-12-31", "II"), ("2031-06-01", "II")],
    )
    def test_the_day_chooses_it(self, two: DataDir, as_of: str, phase: str) -> None:
        document = two.check("cao-bang", "--as-of", as_of)
        assert document["phase"]["id"] == province_of(document)["phase"]["id"] == phase  # type: ignore[index]

    @pytest.mark.parametrize(("named", "phase"), [("I", "I"), ("II", "II"), ("2026-2030", "II"), ("giai đoạn 1", "I")])
    @pytest.mark.parametrize("as_of", ["2024-12-31", "2026-12-31"])
    def test_the_option_goes_before_the_day(self, two: DataDir, as_of: str, named: str, phase: str) -> None:
        document = two.check("cao-bang", "--as-of", as_of, "--phase", named)
        assert document["phase"]["id"] == province_of(document)["phase"]["id"] == phase  # type: ignore[index]

    def test_a_phase_that_the_programme_does_not_have_cannot_be_shown(self, two: DataDir) -> None:
        result = two.run("check", "--phase", "III")
        assert result.exit_code == 2
        assert "III" in result.output

    def test_of_whom_nothing_is_on_file_is_shown_in_the_phase_before(self, two: DataDir) -> None:
        document = two.check("lang-son", "--as-of", END_OF_2026)
        province = province_of(document, "lang-son")
        assert document["phase"]["id"] == "II"  # type: ignore[index]
        assert (province["phase"]["id"], row_of(province)["status"]) == ("I", "missed")
        text = two.run("check", "lang-son", "--as-of", END_OF_2026).stdout
        assert "Giai đoạn II (2026-2030): hồ sơ chưa có chỉ tiêu, chưa có báo cáo." in " ".join(text.split())

    def test_who_asks_for_a_phase_is_shown_no_other(self, two: DataDir) -> None:
        document = two.check("lang-son", "--as-of", END_OF_2026, "--phase", "II")
        province = province_of(document, "lang-son")
        assert (province["phase"]["id"], province["indicators"]) == ("II", [])

    def test_each_row_of_a_list_is_of_its_own_phase(self, two: DataDir) -> None:
        document = two.check("--as-of", END_OF_2026)
        assert {each["id"]: each["phase"]["id"] for each in document["provinces"]} == {  # type: ignore[attr-defined]
            "cao-bang": "II", "lang-son": "I",
        }  # fmt: skip
        only = two.check("--as-of", END_OF_2026, "--phase", "II")
        assert [each["id"] for each in only["provinces"]] == ["cao-bang"]  # type: ignore[attr-defined]

    def test_the_catalogue_is_told_to_be_phase_is_once_and_only_where_it_is_used(self, two: DataDir) -> None:
        assert len(of_rule(two, "catalogue-carried-over")) == 1
        assert of_rule(two, "catalogue-carried-over", "2025-12-31") == []
        alone = two.check("lang-son", "--as-of", END_OF_2026)
        assert "catalogue-carried-over" not in {each["rule"] for each in alone["findings"]}  # type: ignore[attr-defined]

    def test_a_file_of_targets_is_enough_to_be_shown(self, two: DataDir) -> None:
        """Of Cao Bằng no figure of 2026 is on file."""
        row = judged(two)
        assert (row["status"], row["target"], row["opening"]) == ("no_report", 700, 540)


class TestTheCountry:
    @pytest.fixture
    def country(self, data: DataDir) -> DataDir:
        for name, figure in (("Cao Bằng", 540), ("Lạng Sơn", 48)):
            asked(data, "I", {"indicator": TEAMS, "target": 600}, province=name)
            reported(data, "31/12/2025", teams(figure), province=name)
        return data

    def national(self, data: DataDir, *arguments: str) -> dict[str, Any]:
        return dict(data.check("--national", "--as-of", END_OF_2026, *arguments)["national"])  # type: ignore[call-overload]

    def test_it_is_of_one_phase_alone(self, country: DataDir) -> None:
        """Who has nothing of phase II is no part of the sum of phase II."""
        asked(country, "II", {"indicator": TEAMS, "target": 700})
        reported(country, "31/12/2026", teams(572))
        whole = self.national(country)
        assert (whole["phase"]["id"], [part["id"] for part in whole["components"]]) == ("II", ["cao-bang"])
        assert row_of(whole)["actual"] == 572

    def test_while_nobody_has_the_new_phase_it_is_of_the_one_before(self, country: DataDir) -> None:
        whole = self.national(country)
        assert (whole["phase"]["id"], row_of(whole)["actual"]) == ("I", 588)
        assert sorted(part["id"] for part in whole["components"]) == ["cao-bang", "lang-son"]

    def test_the_phase_that_was_asked_for_is_its_own(self, country: DataDir) -> None:
        asked(country, "II", {"indicator": TEAMS, "target": 700})
        reported(country, "31/12/2026", teams(572))
        whole = self.national(country, "--phase", "I")
        assert (whole["phase"]["id"], row_of(whole)["actual"]) == ("I", 588)


class TestThePhasesOwnRules:
    def test_an_indicator_may_be_of_one_phase(self, data: DataDir) -> None:
        new = {
            "id": "ho-so-so",
            "name": "Hồ sơ số của phụ nữ khởi nghiệp",
            "unit": "hồ sơ",
            "kind": "flow",
            "phases": ["II"],
        }
        own_programme(data, indicators=[new, {"id": TALKS, "phases": ["I"]}])
        asked(data, "I", {"indicator": "ho-so-so", "target": 5}, {"indicator": TALKS, "target": 100})
        asked(data, "II", {"indicator": "ho-so-so", "target": 40}, {"indicator": TALKS, "target": 50})
        reported(data, "31/12/2026", {"Mã": "ho-so-so", CUMULATIVE: 8})
        shown = {row["id"] for row in province_of(data.check("--as-of", END_OF_2026))["indicators"]}
        closed = {row["id"] for row in province_of(data.check("--as-of", END_OF_2026, "--phase", "I"))["indicators"]}
        assert (shown, closed) == ({"ho-so-so"}, {TALKS})
        told = {(each["location"]["path"], each["message"]) for each in of_rule(data, "invalid-value")}
        assert told == {
            ("data/targets/Cao Bằng-I.yaml", "Chỉ tiêu `ho-so-so` không thuộc giai đoạn I (2021-2025)."),
            ("data/targets/Cao Bằng-II.yaml", f"Chỉ tiêu `{TALKS}` không thuộc giai đoạn II (2026-2030)."),
        }

    def test_thresholds(self, data: DataDir) -> None:
        """92% of what was due: near by 0.9, slow by 0.95."""
        own_programme(data, phases=[{"id": "II", "thresholds": {"near": 0.95, "slow": 0.8}}])
        for phase, day in (("I", "31/12/2024"), ("II", "31/12/2026")):
            asked(data, phase, {"indicator": BIRTHS, "target": 100})
            reported(data, day, {"Mã": BIRTHS, "Tử số": 92, "Mẫu số": 100})
        assert judged(data, "2024-12-31", BIRTHS)["status"] == "near"
        assert judged(data, END_OF_2026, BIRTHS)["status"] == "slow"

    @pytest.mark.parametrize(
        ("year", "day", "due"),
        [
            (2022, "2023-01-25", False),
            (2022, "2023-01-26", True),
            (2026, "2027-01-05", False),
            (2026, "2027-01-06", True),
        ],
    )
    def test_days_of_grace(self, data: DataDir, year: int, day: str, *, due: bool) -> None:
        own_programme(data, phases=[{"id": "II", "grace_days": 5}])
        asked(data, "I" if year < 2026 else "II", {"indicator": TALKS, "target": 100})
        assert judged(data, day, TALKS)["due"] is due

    def test_active_years(self, data: DataDir) -> None:
        own_programme(data, phases=[{"id": "II", "active_years": [2027, 2028, 2029, 2030]}])
        asked(data, "II", {"indicator": TEAMS, "target": 700})
        reported(data, "31/12/2025", teams(540))
        reported(data, "31/12/2026", teams(540))
        row = judged(data)
        assert (row["expected"], row["pace"], row["status"]) == (540, None, "not_due")

    def test_age(self, data: DataDir) -> None:
        own_programme(data, phases=[{"id": "II", "stale_after_days": 30}])
        asked(data, "II", {"indicator": TALKS, "target": 100})
        reported(data, "31/03/2026", {"Mã": TALKS, CUMULATIVE: 4})
        assert [judged(data, day, TALKS)["stale"] for day in ("2026-04-30", "2026-05-01")] == [False, True]

    def test_national_targets(self, data: DataDir) -> None:
        source = {"x": {"title": "Quyết định"}}
        targets = [{"phase": "I", "target": 9000, "source": "x"}, {"phase": "II", "target": 12000, "source": "x"}]
        own_programme(data, sources=source, indicators=[{"id": TEAMS, "national_target": targets}])
        for phase, day in (("I", "31/12/2025"), ("II", "31/12/2026")):
            asked(data, phase, {"indicator": TEAMS, "target": 700})
            reported(data, day, teams(600))
        for phase, target in (("I", 9000), ("II", 12000)):
            whole = data.check("--national", "--as-of", END_OF_2026, "--phase", phase)["national"]
            assert row_of(whole)["target"] == target  # type: ignore[arg-type]

    def test_the_national_target_of_phase_i_is_none_of_phase_ii(self, data: DataDir) -> None:
        asked(data, "II", {"indicator": TEAMS, "target": 700})
        reported(data, "31/12/2026", teams(600))
        whole = data.check("--national", "--as-of", END_OF_2026)["national"]
        assert row_of(whole)["target"] == 700  # type: ignore[arg-type]


class TestLikeWithLike:
    """Phase I ended with 540 of 540; in 2026 phase II came, with 700 to reach."""

    @pytest.fixture
    def earlier(self, data: DataDir, tmp_path: Path) -> Path:
        asked(data, "I", {"indicator": TEAMS, "target": 540})
        reported(data, "31/12/2025", teams(540))
        path = tmp_path / "truoc.json"
        command = ("check", "--as-of", "2025-12-31", "--format", "json", "--output", str(path))
        assert data.run(*command).exit_code == 0
        asked(data, "II", {"indicator": TEAMS, "target": 700})
        reported(data, "31/12/2026", teams(560))
        return path

    def changes(self, data: DataDir, earlier: Path, *arguments: str) -> list[tuple[str, object]]:
        since = data.check("--as-of", END_OF_2026, "--since", str(earlier), *arguments)["since"]
        return [(each["kind"], each["before"]) for each in since["changes"]]  # type: ignore[index]

    def test_figures_of_two_phases_are_not_compared(self, data: DataDir, earlier: Path) -> None:
        assert self.changes(data, earlier) == [("newly_lagging", None), ("newly_reported", None)]

    def test_of_the_phase_that_is_closed_nothing_is_new(self, data: DataDir, earlier: Path) -> None:
        assert self.changes(data, earlier, "--phase", "I") == []

    def test_an_answer_from_before_there_were_phases_is_of_the_first(self, data: DataDir, earlier: Path) -> None:
        document = json.loads(earlier.read_text(encoding="utf-8"))
        document.pop("phase")
        for province in document["provinces"]:
            province.pop("phase")
        earlier.write_text(json.dumps(document), encoding="utf-8")
        assert self.changes(data, earlier) == [("newly_lagging", None), ("newly_reported", None)]
        assert self.changes(data, earlier, "--phase", "I") == []
