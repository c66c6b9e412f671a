"""Reports that are missing between two others, late, or of days to come; what was known on a past date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import DataDir

CUMULATIVE, IN_PERIOD = "Luỹ kế từ đầu giai đoạn", "Thực hiện trong kỳ"
TEAMS, TALKS = "to-truyen-thong", "doi-thoai-chinh-sach"
Json = dict[str, Any]


def tell(data: DataDir, name: str, period: str, sent: str | None = None, indicator: str = TEAMS, **cells: int) -> None:
    row = {{"cumulative": CUMULATIVE, "in_period": IN_PERIOD}[key]: value for key, value in cells.items()}
    head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": period} | ({"Ngày báo cáo": sent} if sent else {})
    data.report(f"cao-bang/{name}", {"Mã": indicator, **row}, head=head)


def findings(data: DataDir, rule: str, as_of: str = "2024-12-31") -> list[Json]:
    return [finding for finding in data.check("--as-of", as_of)["findings"] if finding["rule"] == rule]


def test_a_quarter_missing_between_two_others_is_told_once(data: DataDir) -> None:
    for name, quarter in (("a", "Quý I/2023"), ("b", "Quý III/2023")):
        tell(data, name, quarter, in_period=2, cumulative=10)
    (finding,) = findings(data, "period-gap")
    assert "quý II/2023, giữa quý I/2023 và quý III/2023" in finding["message"]


@pytest.mark.parametrize(
    ("period", "cells"),
    [
        ("6 tháng đầu năm 2023", {"in_period": 5}),
        ("Năm 2023", {"in_period": 5}),
        ("Tháng 5/2023", {"in_period": 1}),
        ("Quý II/2023", {"cumulative": 10}),
    ],
)
def test_another_report_of_those_days_fills_the_gap(data: DataDir, period: str, cells: dict[str, int]) -> None:
    for name, quarter in (("a", "Quý I/2023"), ("b", "Quý III/2023")):
        tell(data, name, quarter, in_period=2, cumulative=10)
    tell(data, "c", period, **cells)
    assert findings(data, "period-gap") == []


def test_a_gap_in_the_chain_of_a_flow_is_not_told_twice(data: DataDir) -> None:
    data.targets("Cao Bằng", {"indicator": TALKS, "target": 100, "active_years": [2023, 2024]})
    for name, quarter in (("a", "Quý I/2023"), ("b", "Quý III/2023")):
        tell(data, name, quarter, indicator=TALKS, in_period=2)
    assert len(findings(data, "period-gap")) == 1


def test_a_corrected_report_is_not_late_with_what_the_first_left_out(data: DataDir) -> None:
    tell(data, "a", "Quý III/2023", "10/10/2023", cumulative=10)
    head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Quý III/2023", "Ngày báo cáo": "20/11/2023"}
    data.report("cao-bang/b", {"Mã": TEAMS, CUMULATIVE: 10}, {"Mã": TALKS, CUMULATIVE: 2}, head=head)
    assert findings(data, "late-report") == []
    data.report("cao-bang/b", {"Mã": TALKS, CUMULATIVE: 2}, head=head)
    assert len(findings(data, "late-report")) == 1


def test_a_year_without_work_is_no_missing_period(data: DataDir) -> None:
    for name, quarter in (("a", "Quý IV/2022"), ("b", "Quý I/2024")):
        tell(data, name, quarter, in_period=2, cumulative=10)
    assert findings(data, "period-gap") == []


@pytest.mark.parametrize(("sent", "told"), [("25/01/2024", 0), ("26/01/2024", 1)])
def test_a_report_is_late_once_the_grace_is_over(data: DataDir, sent: str, told: int) -> None:
    tell(data, "a", "Năm 2023", sent=sent, cumulative=37)
    tell(data, "a2", "Năm 2023", sent=sent, indicator=TALKS, cumulative=5)
    assert len(findings(data, "late-report")) == 2 * told


@pytest.mark.parametrize("first", ["10/01/2024", None])
def test_a_correction_of_an_earlier_report_is_not_late(data: DataDir, first: str | None) -> None:
    tell(data, "a", "Năm 2023", sent=first, cumulative=37)
    tell(data, "b", "Năm 2023", sent="20/02/2024", cumulative=27)
    assert findings(data, "late-report") == []


def test_what_a_second_report_tells_for_the_first_time_is_late(data: DataDir) -> None:
    tell(data, "a", "Năm 2023", sent="10/01/2024", cumulative=37)
    tell(data, "b", "Năm 2023", sent="20/02/2024", indicator=TALKS, cumulative=5)
    (finding,) = findings(data, "late-report")
    assert finding["location"]["path"] == "data/reports/cao-bang/b.xlsx"


def test_the_last_date_of_a_report_decides_whether_it_is_late(data: DataDir) -> None:
    columns = {"Luỹ kế đến 31/12/2023": 30, "Luỹ kế đến 31/12/2024": 40}
    head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Năm 2024", "Ngày báo cáo": "10/01/2025"}
    data.report("cao-bang/x", {"Mã": TEAMS, **columns}, head=head, headers=("Mã", *columns))
    assert findings(data, "late-report", as_of="2025-01-31") == []


@pytest.mark.parametrize(("ahead", "told"), [(0, False), (1, True)])
def test_a_figure_of_a_day_to_come_is_told_whatever_is_asked(data: DataDir, ahead: int, *, told: bool) -> None:
    day = date.today() + timedelta(days=ahead)  # noqa: DTZ011  # the command's own calendar day
    head = {"Tỉnh": "Cao Bằng", "Số liệu đến ngày": f"{day:%d/%m/%Y}"}
    data.report("cao-bang/x", {"Mã": TEAMS, CUMULATIVE: 3}, head=head)
    assert bool(findings(data, "outside-phase", "2024-12-31")) is told


def test_a_past_date_is_answered_as_of_the_data_of_that_date(data: DataDir) -> None:
    revision = {"effective": "2024-06-01", "target": 300}
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 540, "revisions": [revision]})
    tell(data, "a", "Năm 2023", sent="10/01/2024", cumulative=310)
    tell(data, "b", "Năm 2023", sent="20/03/2024", cumulative=290)
    tell(data, "c", "6 tháng đầu năm 2024", sent="10/07/2024", cumulative=300)

    def known(as_of: str) -> tuple[float, float, set[str]]:
        document = data.check("--as-of", as_of)
        (row,) = document["provinces"][0]["indicators"]
        return row["actual"], row["target"], {f["rule"] for f in document["findings"]}

    assert known("2024-02-01")[:2] == (310, 540)
    assert "superseded-report" not in known("2024-02-01")[2]
    assert known("2024-04-01")[:2] == (290, 540)
    assert "superseded-report" in known("2024-04-01")[2]
    assert known("2024-06-30")[:2] == (290, 300)
    assert known("2024-07-31")[:2] == (300, 300)


@pytest.mark.parametrize(
    ("before", "after", "figure", "told"),
    [(27, 3, 3, True), (27, 5, 3, False), (3, 27, 27, False), (27, 3, 4, False)],
)
def test_a_target_brought_down_to_the_result(
    data: DataDir, before: int, after: int, figure: int, *, told: bool
) -> None:
    revision = {"effective": "2024-06-01", "target": after}
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": before, "revisions": [revision]})
    tell(data, "a", "Năm 2023", cumulative=figure)
    assert bool(findings(data, "target-lowered-to-result")) is told
    assert findings(data, "target-lowered-to-result", as_of="2024-05-31") == []


@pytest.mark.parametrize(("before", "after", "told"), [(10, 60, True), (60, 10, False), (10, 50, False)])
def test_where_less_is_better_a_target_is_eased_upwards(data: DataDir, before: int, after: int, *, told: bool) -> None:
    (data.root / "programme.yaml").write_text(
        "indicators:\n  - {id: tao-hon, name: Số cặp tảo hôn, short_name: Tảo hôn, unit: cặp, kind: stock, "
        "direction: decrease}\n",
        encoding="utf-8",
    )
    revision = {"effective": "2024-06-01", "target": after}
    data.targets("Cao Bằng", {"indicator": "tao-hon", "target": before, "baseline": 100, "revisions": [revision]})
    tell(data, "a", "Năm 2023", indicator="tao-hon", cumulative=60)
    said = [finding["message"] for finding in findings(data, "target-lowered-to-result")]
    assert [f"nới từ {before} lên {after}" in message for message in said] == [True] * told


def test_a_result_that_comes_after_the_new_target_says_nothing_of_it(data: DataDir) -> None:
    data.targets(
        "Cao Bằng", {"indicator": TEAMS, "target": 27, "revisions": [{"effective": "2024-01-01", "target": 3}]}
    )
    tell(data, "a", "6 tháng đầu năm 2024", cumulative=3)
    assert findings(data, "target-lowered-to-result") == []
