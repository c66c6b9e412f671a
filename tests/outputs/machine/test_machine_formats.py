"""CSV, Markdown, GitHub annotations and JUnit: whole, parseable, and proof against what data may hold."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import DataDir

Json = dict[str, Any]
CUMULATIVE, TEAMS, CLUBS = "Luỹ kế từ đầu giai đoạn", "to-truyen-thong", "clb-thu-linh"
AS_OF = ("--as-of", "2024-06-30", "--fail-on", "never")
HOSTILE = "=1+1|`x`<b>[a](b)\n::error::y"


@pytest.fixture
def lagging(data: DataDir) -> DataDir:
    """One indicator that lags, one that is missing, and a report with an error in it."""
    data.targets(
        "Cao Bằng", {"indicator": TEAMS, "target": 540, "annual_plan": {2023: 346}}, {"indicator": CLUBS, "target": 85}
    )
    data.report(
        "cao-bang/2023",
        {"Mã": TEAMS, CUMULATIVE: 300},
        {"Mã": "la-lung", CUMULATIVE: 4},
        head={"Kỳ báo cáo": "Năm 2023"},
    )
    return data


def output(data: DataDir, form: str, *arguments: str, command: str = "check") -> str:
    result = data.run(command, "--format", form, *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_csv_holds_the_json_one_row_an_indicator(lagging: DataDir) -> None:
    found = {row["id"]: row for row in rows(output(lagging, "csv", "Cao Bằng", *AS_OF))}
    assert found[TEAMS]["status"] == "slow"
    assert (found[TEAMS]["scope"], found[TEAMS]["actual"], found[TEAMS]["completion"]) == (
        "province",
        "300",
        "0.555556",
    )
    assert found[TEAMS]["actual_sources"] == "data/reports/cao-bang/2023.xlsx!Báo cáo!H5"
    assert (found[CLUBS]["actual"], found[CLUBS]["due"]) == ("", "true")


def test_csv_of_validate_holds_the_findings(lagging: DataDir) -> None:
    (row,) = rows(output(lagging, "csv", "--fail-on", "never", command="validate"))
    assert (row["rule"], row["cell"], row["severity"]) == ("unknown-indicator", "H6", "error")


def test_junit_fails_what_lags_is_missing_or_wrong(lagging: DataDir) -> None:
    root = ET.fromstring(output(lagging, "junit", "Cao Bằng", *AS_OF))  # noqa: S314  # our own output
    (suite, rest) = root
    failed = {case.get("name", "") for case in suite if case.find("failure") is not None}
    assert {"Tổ truyền thông cộng đồng", 'CLB "Thủ lĩnh của sự thay đổi"'} < failed
    assert any(name.startswith("unknown-indicator: data/reports/cao-bang/2023.xlsx!Báo cáo!H6") for name in failed)
    assert (suite.get("tests"), suite.get("failures")) == (str(len(suite)), str(len(failed)))
    assert rest.get("tests") == "0"


def test_junit_of_validate_has_a_case_for_each_finding(lagging: DataDir) -> None:
    text = output(lagging, "junit", "--fail-on", "never", command="validate")
    assert len(ET.fromstring(text).findall("testsuite/testcase/failure")) == 1  # noqa: S314  # our own output


def test_annotations_name_file_line_and_cell(lagging: DataDir) -> None:
    lines = output(lagging, "github", "Cao Bằng", *AS_OF).splitlines()
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    (error,) = [line for line in lines if line.startswith("::error ")]
    assert "title=unknown-indicator,file=data/reports/cao-bang/2023.xlsx::Báo cáo!H6: " in error
    assert any("file=data/targets/Cao Bằng.yaml,line=" in line and CLUBS not in line for line in lines)


def test_markdown_has_a_table_and_the_findings(lagging: DataDir) -> None:
    text = output(lagging, "markdown", "Cao Bằng", *AS_OF)
    assert "| Tổ truyền thông cộng đồng | tổ | 540 | 346 | 300 | 31/12/2023 | 55,6% | ▼ chậm |" in text
    assert "unknown-indicator" in text
    assert "`data/reports/cao-bang/2023.xlsx!Báo cáo!H6`" in text


def test_machine_formats_put_nothing_else_on_stdout(lagging: DataDir, tmp_path: Path) -> None:
    target = tmp_path / "kq.csv"
    result = lagging.run("check", "Cao Bằng", *AS_OF, "--format", "csv", "--output", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    assert target.read_bytes().startswith(b"\xef\xbb\xbfas_of,")


@pytest.fixture
def hostile(data: DataDir) -> DataDir:
    """Text that means something to each of the formats, wherever data can bring it in."""
    source = {"title": HOSTILE}
    data.targets("Cao Bằng", sources={"x": source}, difficulties=[{"text": HOSTILE, "source": "x"}])
    data.report("cao-bang/2023", {"Chỉ tiêu": HOSTILE, CUMULATIVE: 4}, head={"Kỳ báo cáo": "Năm 2023"}, sheet="=a`|b")
    return data


def test_text_from_data_is_only_text_in_csv(hostile: DataDir) -> None:
    for row in rows(output(hostile, "csv", "--fail-on", "never", command="validate")):
        assert not any((value or "").startswith(("=", "+", "-", "@")) for value in row.values())


def test_text_from_data_is_only_text_in_annotations(hostile: DataDir) -> None:
    lines = output(hostile, "github", "--fail-on", "never", command="validate").splitlines()
    assert not any(line.startswith("::error::y") for line in lines)
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)


def test_text_from_data_is_only_text_in_markdown(hostile: DataDir) -> None:
    text = output(hostile, "markdown", "Cao Bằng", *AS_OF)
    assert "<b>" not in text
    assert "[a](b)" not in text
    assert "\n::error" not in text


def test_text_from_data_is_only_text_in_junit(hostile: DataDir) -> None:
    assert ET.fromstring(output(hostile, "junit", "Cao Bằng", *AS_OF)) is not None  # noqa: S314  # our own output


# What is new since last time.


def since(data: DataDir, earlier: Path, *arguments: str, as_of: str = "2024-06-30") -> tuple[int, Json]:
    result = data.run("check", "--since", str(earlier), "--as-of", as_of, "--format", "json", *arguments)
    return result.exit_code, json.loads(result.stdout)["since"] if result.exit_code < 2 else {}


@pytest.fixture
def earlier(data: DataDir, tmp_path: Path) -> Path:
    """The answer of a time when 346 of 346 teams stood, and nothing was known of clubs."""
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 540, "annual_plan": {2023: 346}})
    data.report("cao-bang/2023", {"Mã": TEAMS, CUMULATIVE: 346}, head={"Kỳ báo cáo": "Năm 2023"})
    path = tmp_path / "truoc.json"
    result = data.run("check", "--as-of", "2024-01-10", "--format", "json", "--output", str(path))
    assert result.exit_code == 0
    return path


def kinds(document: Json) -> set[tuple[str, str]]:
    return {(change["kind"], change["indicator"]) for change in document["changes"]}


def test_nothing_new_is_said(data: DataDir, earlier: Path) -> None:
    assert since(data, earlier)[1] == {"as_of": "2024-01-10", "changes": [], "changed_originals": []}
    page = data.run("check", "--since", str(earlier), "--as-of", "2024-06-30").stdout
    assert page.startswith("Mới so với kết quả tính đến 10/01/2024\nKhông có gì mới.")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_an_answer_that_a_shell_redirected_is_read(data: DataDir, earlier: Path, encoding: str) -> None:
    earlier.write_bytes(earlier.read_text(encoding="utf-8").replace("\n", "\r\n").encode(encoding))
    assert since(data, earlier)[0] == 0


def test_what_lags_was_reported_or_changed_is_told(data: DataDir, earlier: Path) -> None:
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 600, "annual_plan": {2023: 346}})
    rows = ({"Mã": TEAMS, CUMULATIVE: 300}, {"Mã": CLUBS, CUMULATIVE: 37})
    data.report("cao-bang/2023", *rows, head={"Kỳ báo cáo": "Năm 2023"})
    code, document = since(data, earlier, "--fail-on", "new-lagging")
    assert kinds(document) == {
        ("newly_lagging", TEAMS),
        ("figure_changed", TEAMS),
        ("target_changed", TEAMS),
        ("newly_reported", CLUBS),
    }
    assert code == 1
    page = data.run("check", "--since", str(earlier), "--as-of", "2024-06-30").stdout
    assert "số liệu đổi: 346 → 300 tổ" in page
    assert "chỉ tiêu giao đổi: 540 → 600 tổ" in page


@pytest.mark.usefixtures("earlier")
def test_what_recovered_is_told(data: DataDir, tmp_path: Path) -> None:
    data.report("cao-bang/2023", {"Mã": TEAMS, CUMULATIVE: 300}, head={"Kỳ báo cáo": "Năm 2023"})
    late = tmp_path / "cham.json"
    data.run("check", "--as-of", "2024-06-30", "--format", "json", "--output", str(late))
    data.report("cao-bang/2023", {"Mã": TEAMS, CUMULATIVE: 346}, head={"Kỳ báo cáo": "Năm 2023"})
    assert ("recovered", TEAMS) in kinds(since(data, late)[1])


def test_what_lagged_before_fails_no_more(data: DataDir, tmp_path: Path, earlier: Path) -> None:
    data.report(
        "cao-bang/2023",
        {"Mã": TEAMS, CUMULATIVE: 300},
        {"Mã": "la-lung", CUMULATIVE: 1},
        head={"Kỳ báo cáo": "Năm 2023"},
    )
    late = tmp_path / "cham.json"
    data.run("check", "--as-of", "2024-06-30", "--format", "json", "--output", str(late), "--fail-on", "never")
    assert since(data, late, "--fail-on", "new-lagging")[0] == 0
    assert since(data, earlier, "--fail-on", "new-lagging")[0] == 1


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": "du-an8/validate", "version": 1}', '{"schema": "du-an8/check", "version": 1}']
)
def test_what_is_no_earlier_answer_is_refused(data: DataDir, tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    result = data.run("check", "--since", str(path))
    assert (result.exit_code, "--since" in result.output) == (2, True)


def test_new_lagging_needs_an_earlier_answer(data: DataDir) -> None:
    result = data.run("check", "--fail-on", "new-lagging")
    assert (result.exit_code, "--since" in result.output) == (2, True)
