"""What is typed wrongly, and the pages of help, are answered in Vietnamese."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from du_an8.cli.main import app
from du_an8.cli.usage import mistake
from du_an8.outputs.plain_text import quoted
from wording import faults

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import DataDir

_NAMES = frozenset({"JSON", "Schema", "DuckDB", "Spark", "pandas", "facts"})
COMMANDS = sorted(info.name or info.callback.__name__ for info in app.registered_commands if info.callback)


def say(*arguments: str) -> str:
    """What stands on stderr when a command can't be run."""
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 2
    assert not result.stdout
    return result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--formt", "json"], "Không có tuỳ chọn --formt. Có phải ý là: --format?"),
        (["check", "--as-of", "2024-13-01"], "--as-of: “2024-13-01” không phải là ngày; viết năm-tháng-ngày"),
        (["check", "--format", "pdf"], "--format: “pdf” không có trong các lựa chọn: table, json, csv,"),
        (["explain"], "Chưa nêu TỈNH."),
        (["explain", "Điện Biên"], "Chưa nêu CHỈ_TIÊU."),
        (["report"], "Chưa nêu --output / -o."),
        (["chek"], "Không có lệnh “chek”."),
        (["check", "--output"], "Sau --output phải có giá trị."),
        (["check", "--national=1"], "--national không đi kèm giá trị."),
        (["explain", "Điện Biên", "clb-thu-linh", "gì", "nữa"], "Thừa: gì nữa."),
    ],
)
def test_what_is_typed_wrongly_is_told(arguments: list[str], words: str) -> None:
    told = say(*arguments)
    assert told.startswith(f"du-an8: {words}")
    for english in ("Usage", "Try", "Error", "Invalid", "No such", "Missing", "OPTIONS", "ARGS"):
        assert english not in told


def test_what_nobody_foresaw_is_still_told() -> None:
    assert mistake("Something new.") == "không dùng được (Something new.)."


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_vietnamese(command: str) -> None:
    result = CliRunner().invoke(app, [*filter(None, [command]), "--help"], env={"COLUMNS": "80"})
    assert result.exit_code == 0
    assert result.stdout.startswith("Cách dùng: ")
    for english in ("Usage", "Options:", "Arguments:", "Commands:", "Show this", "default:", "required", "[OPTIONS]"):
        assert english not in result.stdout


def test_without_a_command_the_help_is_shown() -> None:
    assert "Các lệnh:" in say()


def test_an_error_of_a_path_says_which_of_the_two_is_missing(data: DataDir, tmp_path: Path) -> None:
    nowhere, file = tmp_path / "khong-co", tmp_path / "a.json"
    file.write_text("{}", encoding="utf-8")
    assert f"Không có thư mục dữ liệu “{nowhere}”." in say("check", "--data", str(nowhere))
    assert f"“{file}” là tệp; cần thư mục dữ liệu" in say("check", "--data", str(file))
    data.targets("Cao Bằng", {"indicator": "clb-thu-linh", "target": 5})
    folder = ["check", "--data", str(data.root)]
    assert f"không có thư mục “{nowhere}”." in say(*folder, "--output", str(nowhere / "x.json"))
    assert "không có tệp này." in say(*folder, "--since", str(tmp_path / "b.json"))
    assert "Tên tỉnh để trống." in say(*folder, " ")


def test_a_national_target_says_of_which_phase_it_is() -> None:
    assert "cả nước 9.000 (I)" in CliRunner().invoke(app, ["indicators"], env={"COLUMNS": "100"}).stdout


def test_a_data_folder_of_the_environment_is_told_from_an_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DU_AN8_DATA", str(tmp_path / "khong-co"))
    assert "(biến DU_AN8_DATA)" in say("check")


def test_a_report_that_is_not_there_is_told_from_one_that_is_a_folder(tmp_path: Path) -> None:
    def told(path: Path) -> str:
        return CliRunner().invoke(app, ["validate", str(path)]).stdout

    assert "Không có tệp này." in told(tmp_path / "khong-co.xlsx")
    assert "Đây là thư mục" in told(tmp_path)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("dien-bien", "dien-bien"),
        ("Điện Biên", '"Điện Biên"'),
        ("D:\\Dự án\\data", '"D:\\Dự án\\data"'),
        ("a/b.xlsx", "a/b.xlsx"),
    ],
)
def test_names_in_a_command_to_paste_are_quoted_where_a_shell_would_split_them(text: str, typed: str) -> None:
    assert quoted(text) == typed


def test_the_command_to_look_again_can_be_pasted(data: DataDir) -> None:
    data.targets("Cao Bằng", {"indicator": "clb-thu-linh", "target": 5})
    told = say("decide", "Cao Bằng", "99", "--data", str(data.root), "--reason", "x", "--by", "y")
    assert 'du-an8 decide "Cao Bằng"' in told


def test_the_command_to_settle_a_finding_can_be_pasted(data: DataDir) -> None:
    data.report("cao-bang/a", {"Mã": "clb-thu-linh", "Luỹ kế từ đầu giai đoạn": 5}, head={"Kỳ báo cáo": "Năm 2023"})
    told = data.run("decide", "Cao Bằng", "--as-of", "2024-02-15").stdout
    assert 'du-an8 decide "Cao Bằng" SỐ --reason "lý do" --by "tên"' in " ".join(told.split())


def test_the_words_of_help_are_vietnamese() -> None:
    """The sentences that each command says of itself."""
    for info in app.registered_commands:
        assert info.callback is not None
        sentence = (info.callback.__doc__ or "").split("\n")[0]
        assert faults(sentence, also=_NAMES) == []


@pytest.mark.processes
def test_a_plain_call_needs_no_converters_of_pydantic(data: DataDir) -> None:
    call = ["check", "Cao Bằng", "--data", str(data.root), "--as-of", "2025-06-30", "--format", "csv"]
    program = f"""
import sys
from du_an8.cli.main import app
from du_an8.cli.work import asking
asking.Question.assess = lambda *_, **__: sys.exit("pydantic" in sys.modules)
app({call!r})
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # our own
