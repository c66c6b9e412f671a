"""The JSON of `explain`, `history` and `indicators`, and how wide their pages are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from du_an8.cli.main import app

if TYPE_CHECKING:
    from conftest import DataDir

TEAMS, GROUPS = "to-truyen-thong", "to-sinh-ke-4-0"
CUMULATIVE = "Luỹ kế từ đầu giai đoạn"


def answer(data: DataDir, *arguments: str) -> dict[str, Any]:
    result = data.run(*arguments, "--as-of", "2024-02-15", "--format", "json")
    assert result.exit_code == 0, result.output
    document: dict[str, Any] = json.loads(result.stdout)
    return document


@pytest.fixture
def told(data: DataDir) -> DataDir:
    """A target that was lowered, a report, and the one that replaced it."""
    revision = {"effective": "2024-01-01", "target": 50, "reason": "điều chỉnh"}
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 60, "annual_plan": {2023: 30}, "revisions": [revision]})
    for name, sent, figure in (("a", "10/01/2024", 37), ("b", "20/01/2024", 27)):
        head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Năm 2023", "Ngày báo cáo": sent}
        data.report(f"cao-bang/{name}", {"Mã": TEAMS, CUMULATIVE: figure}, head=head)
    return data


def test_explain_gives_the_verdict_of_check_with_all_that_it_stands_on(told: DataDir) -> None:
    document = answer(told, "explain", "Cao Bằng", TEAMS)
    assert (document["schema"], document["version"], document["as_of"]) == ("du-an8/explain", 1, "2024-02-15")
    assert document["province"]["id"] == "cao-bang"
    (row,) = answer(told, "check", "Cao Bằng")["provinces"][0]["indicators"]
    assert document["indicator"] == row
    first, second = document["versions"]
    assert (first["target"], first["effective"], first["in_force"], first["annual_plan"]) == (
        60,
        None,
        False,
        {"2023": 30},
    )
    assert (second["target"], second["effective"], second["in_force"]) == (50, "2024-01-01", True)
    assert second["reason"] == "điều chỉnh"
    fates = {report["value"]: report["set_aside"] for report in document["reports"]}
    assert fates == {37: "superseded", 27: None}
    assert document["reports"][0]["sources"][0]["path"] == "data/reports/cao-bang/a.xlsx"


def test_explain_of_what_nobody_asked_or_did_is_null(told: DataDir) -> None:
    document = answer(told, "explain", "Cao Bằng", GROUPS)
    assert document["indicator"] is None
    assert document["versions"] == document["reports"] == []


def test_history_gives_every_point_with_what_was_expected(told: DataDir) -> None:
    document = answer(told, "history", "Cao Bằng", TEAMS)
    (phase,) = document["phases"]
    (indicator,) = phase["indicators"]
    points = [(point["on"], point["actual"], point["expected"]) for point in indicator["points"] if point["report"]]
    assert points == [("2023-12-31", None, 30), ("2023-12-31", 27, 30)]
    assert [point["report"] for point in indicator["points"] if point["on"] == "2022-12-31"] == [None]


def test_a_merged_province_has_its_parts_in_both(data: DataDir) -> None:
    data.report("bac-kan/a", {"Mã": TEAMS, CUMULATIVE: 224}, head={"Kỳ báo cáo": "Năm 2023"})
    for command in ("explain", "history"):
        result = data.run(command, "Thái Nguyên", TEAMS, "--as-of", "2025-12-31", "--format", "json")
        document = json.loads(result.stdout)
        whole = document if command == "explain" else document["phases"][0]
        assert [part["province"]["name"] for part in whole["components"]] == ["Thái Nguyên", "Bắc Kạn"]


def test_indicators_lists_every_indicator_with_its_names() -> None:
    document = json.loads(CliRunner().invoke(app, ["indicators", "--format", "json"]).stdout)
    assert document["schema"] == "du-an8/indicators"
    assert [phase["id"] for phase in document["phases"]] == ["I", "II"]
    (teams,) = [each for each in document["indicators"] if each["id"] == TEAMS]
    assert (teams["unit"], teams["kind"], teams["core"], teams["content"]) == ("tổ", "stock", True, 1)
    assert teams["national_targets"] == {"I": 9000}


@pytest.mark.parametrize("command", [["explain", "Cao Bằng", TEAMS], ["history", "Cao Bằng"], ["indicators"]])
def test_pages_are_as_wide_as_the_screen(told: DataDir, command: list[str]) -> None:
    day = [] if command == ["indicators"] else ["--as-of", "2024-02-15"]
    result = CliRunner().invoke(app, [*command, "--data", str(told.root), *day], env={"COLUMNS": "80"})
    assert max(map(len, result.stdout.splitlines())) <= 80
