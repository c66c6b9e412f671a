"""The command as people call it: exit codes, names, streams, encodings."""

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import DataDir
from du_an8 import __version__
from du_an8.cli.main import app

TEAMS = {"indicator": "to-truyen-thong", "target": 540}
HEAD = {"Tỉnh": "Điện Biên", "Kỳ báo cáo": "Năm 2023"}


def run(
    *arguments: str, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if key not in {"DU_AN8_DATA", "COLUMNS"}}
    command = [sys.executable, "-m", "du_an8", *arguments]
    return subprocess.run(command, env={**environment, **(env or {})}, cwd=cwd, capture_output=True, check=False)


def test_version() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"du-an8 {__version__}\n")


DIEN_BIEN = "Điện Biên"


@pytest.mark.parametrize(
    "name", [DIEN_BIEN, "dien-bien", "DIEN BIEN", f"tỉnh {DIEN_BIEN}", unicodedata.normalize("NFD", DIEN_BIEN)]
)
def test_a_province_is_found_by_any_spelling(data: DataDir, name: str) -> None:
    data.targets("Điện Biên", TEAMS)
    assert [province["id"] for province in data.check(name)["provinces"]] == ["dien-bien"]


def test_an_unknown_province_ends_with_2_and_three_names(data: DataDir) -> None:
    result = data.run("check", "Điện Bien Phu")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Điện Biên" in result.stderr
    assert result.stderr.count(",") == 2


@pytest.mark.processes
def test_no_data_folder_ends_with_2(tmp_path: Path) -> None:
    for arguments in (["check"], ["check", "--data", str(tmp_path / "none")], ["check", "--data", str(tmp_path)]):
        result = run(*arguments, cwd=tmp_path)
        assert result.returncode == 2
        assert result.stdout == b""
        assert "thư mục" in result.stderr.decode().lower()


@pytest.mark.processes
def test_the_nearest_data_folder_upward_is_used(data: DataDir) -> None:
    data.targets("Điện Biên", TEAMS)
    below = data.root.parent / "a" / "b"
    below.mkdir(parents=True)
    assert "Điện Biên" in run("check", cwd=below).stdout.decode()


@pytest.mark.processes
def test_the_environment_names_the_data_folder(data: DataDir) -> None:
    data.targets("Điện Biên", TEAMS)
    result = run("check", "dien-bien", env={"DU_AN8_DATA": str(data.root)}, cwd=Path("/"))
    assert "Điện Biên" in result.stdout.decode()


@pytest.mark.parametrize(
    ("fail_on", "code"), [("never", 0), ("error", 0), ("lagging", 1), ("missing", 1), ("warning", 1)]
)
def test_fail_on_lagging(data: DataDir, fail_on: str, code: int) -> None:
    data.targets("Điện Biên", TEAMS)
    data.report("dien-bien/2023", {"Mã": "to-truyen-thong", "Luỹ kế từ đầu giai đoạn": 10}, head=HEAD)
    assert data.run("check", "--as-of", "2023-12-31", "--fail-on", fail_on).exit_code == code


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("lagging", 0), ("missing", 1), ("warning", 1)])
def test_fail_on_missing(data: DataDir, fail_on: str, code: int) -> None:
    data.targets("Điện Biên", TEAMS)
    assert data.run("check", "--as-of", "2024-12-31", "--fail-on", fail_on).exit_code == code


@pytest.mark.parametrize(("fail_on", "code"), [("missing", 0), ("warning", 1)])
def test_fail_on_warning(data: DataDir, fail_on: str, code: int) -> None:
    data.report("dien-bien/2023", {"Mã": "to-truyen-thong", "Luỹ kế từ đầu giai đoạn": 10}, head=HEAD)
    assert data.run("check", "--as-of", "2023-12-31", "--fail-on", fail_on).exit_code == code


@pytest.mark.parametrize(("fail_on", "code"), [("never", 0), ("error", 1), ("lagging", 1)])
def test_an_error_in_one_file_leaves_the_other_provinces_standing(data: DataDir, fail_on: str, code: int) -> None:
    data.targets_text("lao-cai", "province: Lào Cai\ntargets: [\n")
    data.targets("Điện Biên", TEAMS)
    result = data.run("check", "--as-of", "2022-12-31", "--format", "json", "--fail-on", fail_on)
    assert result.exit_code == code
    document = json.loads(result.stdout)
    assert "dien-bien" in {province["id"] for province in document["provinces"]}
    assert document["summary"]["errors"] == 1


def test_a_target_that_cannot_be_read_is_not_called_missing(data: DataDir) -> None:
    data.targets("Điện Biên", {"indicator": "to-truyen-thong", "target": "năm trăm"})
    data.report("dien-bien/2023", {"Mã": "to-truyen-thong", "Luỹ kế từ đầu giai đoạn": 10}, head=HEAD)
    (row,) = data.check("dien-bien", "--as-of", "2023-12-31")["provinces"][0]["indicators"]
    assert (row["status"], row["reason"], row["actual"]) == ("not_measurable", "target-unreadable", 10)


def test_one_province_isnt_troubled_by_the_faults_of_another(data: DataDir) -> None:
    data.targets_text("lao-cai", "province: Lào Cai\ntargets: [\n")
    data.targets("Điện Biên", TEAMS)
    assert data.run("check", "Điện Biên", "--as-of", "2022-12-31").exit_code == 0


def test_json_goes_to_a_file_whole(data: DataDir, tmp_path: Path) -> None:
    data.targets("Điện Biên", TEAMS)
    target = tmp_path / "out.json"
    result = data.run("check", "--format", "json", "--output", str(target))
    assert result.stdout == ""
    assert json.loads(target.read_text(encoding="utf-8"))["schema"] == "du-an8/check"
    assert [path.name for path in tmp_path.iterdir() if path.name != "data"] == ["out.json"]


def test_a_file_that_cannot_be_written_ends_with_2(data: DataDir, tmp_path: Path) -> None:
    result = data.run("check", "--output", str(tmp_path / "no" / "out.txt"))
    assert result.exit_code == 2
    assert "Không ghi được" in result.stderr


@pytest.mark.processes
def test_a_closed_pipe_is_no_error(data: DataDir) -> None:
    data.targets("Điện Biên", TEAMS)
    command = [sys.executable, "-m", "du_an8", "check", "dien-bien", "--data", str(data.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        errors = process.stderr.read()
    assert b"Traceback" not in errors


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1258"},
        {"NO_COLOR": "1", "FORCE_COLOR": "1"},
        {"TERM": "dumb"},
    ],
    ids=str,
)
@pytest.mark.parametrize(
    "arguments", [["check"], ["check", "dien-bien"], ["indicators"], ["check", "Không Có"]], ids=str
)
@pytest.mark.processes
def test_any_locale_prints_vietnamese_without_escape_codes(
    data: DataDir, env: dict[str, str], arguments: list[str]
) -> None:
    data.targets("Điện Biên", TEAMS)
    result = run(*arguments, env={**env, "DU_AN8_DATA": str(data.root)})
    assert result.returncode in {0, 2}
    assert b"Traceback" not in result.stderr
    assert b"\x1b" not in result.stdout
    text = (result.stdout + result.stderr).decode("utf-8")
    assert "ỉ" in text or "ị" in text or "ề" in text or "ơ" in text


def test_text_from_data_is_neither_markup_nor_escape_code(data: DataDir) -> None:
    title = "[bold red]x[/x] \\x1b[31m =1+1"
    nasty = {"k": {"title": title}}
    data.targets("Điện Biên", {**TEAMS, "source": "k", "quote": "\u202eđảo"}, sources=nasty)
    result = data.run("check", "dien-bien", "--sources", "--as-of", "2022-12-31")
    assert result.exit_code == 0
    assert "[bold red]x[/x]" in result.stdout
    assert "\u202e" not in data.run("explain", "dien-bien", "to-truyen-thong").stdout


def test_output_is_the_same_bytes_again(data: DataDir) -> None:
    data.targets("Điện Biên", TEAMS)
    data.report("dien-bien/2023", {"Mã": "to-truyen-thong", "Luỹ kế từ đầu giai đoạn": 10}, head=HEAD)
    first, second = (data.run("check", "--as-of", "2023-12-31", "--format", "json").stdout for _ in range(2))
    assert first == second


def test_explain_names_a_report_that_could_not_be_read(data: DataDir) -> None:
    """Else “no report yet” would send a person to ask the province for what it has sent."""
    data.targets("Điện Biên", TEAMS)
    data.report("dien-bien/2023", {"Việc": "Tổ truyền thông", "Được": 85}, head=HEAD, headers=("Việc", "Được"))
    for indicator in ("to-truyen-thong", "clb-thu-linh"):  # with a target, and without any data
        told = data.run("explain", "dien-bien", indicator, "--as-of", "2023-12-31").stdout
        assert "[unknown-layout]" in told


def test_explain_takes_ids_names_and_aliases(data: DataDir) -> None:
    data.targets("Điện Biên", TEAMS)
    outputs = {
        data.run("explain", "dien-bien", name, "--as-of", "2023-12-31").stdout
        for name in ("to-truyen-thong", "Tổ truyền thông cộng đồng", "tổ TTCĐ")
    }
    assert len(outputs) == 1
    page = outputs.pop()
    assert "[data/targets/Điện Biên.yaml:4:3]" in page  # a place is never broken
    assert "540 tổ, giao ban đầu ← đang có hiệu lực [data/targets/Điện Biên.yaml:4:3]" in " ".join(page.split())


def test_an_unknown_indicator_ends_with_2(data: DataDir) -> None:
    result = data.run("explain", "dien-bien", "tổ truyền thôn")
    assert result.exit_code == 2
    assert "to-truyen-thong" in result.stderr


def test_completion_offers_province_names() -> None:
    for typed, offered in (("Điệ", "Điện-Biên"), ("dien", "dien-bien")):
        env = {"_DU_AN8_COMPLETE": "complete_bash", "COMP_WORDS": f"du-an8 check {typed}", "COMP_CWORD": "2"}
        result = CliRunner().invoke(app, [], env=env, prog_name="du-an8")
        assert result.stdout.split("\n")[0] == offered


def test_indicators_lists_ids_names_units_and_kinds() -> None:
    page = CliRunner().invoke(app, ["indicators"], env={"COLUMNS": "120"}).stdout
    for word in ("to-truyen-thong", "cuộc", "số hiện có", "9.000", "tỷ lệ"):
        assert word in page


def test_names_from_the_data_folder_carry_no_escape_code(data: DataDir) -> None:
    (data.root / "programme.yaml").write_text(
        'indicators:\n  - {id: to-truyen-thong, short_name: "T\\e[35m", unit: "tổ\\e[1m"}\n', encoding="utf-8"
    )
    data.targets("Điện Biên", TEAMS)
    data.report("dien-bien/\x1b[31m", {"Mã": "to-truyen-thong", "Luỹ kế từ đầu giai đoạn": 10}, head=HEAD)
    for arguments in (["check"], ["check", "dien-bien"], ["explain", "dien-bien", "to-truyen-thong"], ["indicators"]):
        assert "\x1b" not in data.run(*arguments).stdout


def test_an_output_behind_a_link_is_written_where_the_link_points(data: DataDir, tmp_path: Path) -> None:
    target, link = tmp_path / "real.json", tmp_path / "link.json"
    target.write_text('{"schema": "du-an8/check"}', encoding="utf-8")
    link.symlink_to(target)
    data.run("check", "--format", "json", "--output", str(link))
    assert link.is_symlink()
    assert json.loads(target.read_text(encoding="utf-8"))["version"] == 1


def test_a_target_file_at_fault_is_not_called_no_target(data: DataDir) -> None:
    data.targets_text("yen-bai", "province: Yên Bái\ntargets:\n\t- x\n")
    page = data.run("check", "yen-bai", "--as-of", "2024-06-30").stdout
    assert "tệp chỉ tiêu có lỗi nên chưa biết tỉnh được giao gì" in " ".join(page.split())
    assert "chưa có chỉ tiêu giao" not in page
    assert "| ⇥ - x" in page


@pytest.mark.parametrize(
    "command",
    [
        ("check", "--format", "json", "--output", "{file}"),
        ("validate", "--format", "json", "--output", "{file}"),
        ("facts", "--output", "{file}"),
        ("report", "Cao Bằng", "--output", "{file}"),
        ("template", "Cao Bằng", "--period", "2025-Q1", "--output", "{file}"),
        ("diff", "{root}", "{root}", "--output", "{file}"),
    ],
    ids=lambda command: command[0],
)
def test_nothing_is_written_into_a_data_folder(data: DataDir, command: tuple[str, ...]) -> None:
    original = data.report("cao-bang/2023", {"Mã": "to-truyen-thong", "Luỹ kế từ đầu giai đoạn": 5})
    before = original.read_bytes()
    for file in (original, original.with_name("moi.xlsx")):
        words = [word.format(file=file, root=data.root) for word in command]
        result = data.run(*words) if command[0] != "diff" else CliRunner().invoke(app, words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "nằm trong thư mục dữ liệu" in result.stderr
    assert original.read_bytes() == before
    assert list(original.parent.iterdir()) == [original]


@pytest.mark.processes
def test_a_plugin_of_another_package_has_no_say(data: DataDir, tmp_path: Path) -> None:
    installed = tmp_path / "other-1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: other\nVersion: 1.0\n")
    (installed / "entry_points.txt").write_text("[pydantic]\nother = other:missing\n")
    data.targets("Điện Biên", TEAMS)
    result = run("check", "dien-bien", "--data", str(data.root), env={"PYTHONPATH": str(tmp_path)})
    assert (result.returncode, result.stderr) == (0, b"")
