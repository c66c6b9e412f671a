"""What changed between two states of the data, and above all: which past figure was edited."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from conftest import DataDir
from du_an8.cli.main import app

if TYPE_CHECKING:
    from collections.abc import Sequence

Json = dict[str, Any]
CUMULATIVE, TEAMS = "Luỹ kế từ đầu giai đoạn", "to-truyen-thong"


@pytest.fixture
def states(tmp_path: Path) -> tuple[DataDir, DataDir]:
    """Two equal data folders: 300 of 540 at the end of 2023."""
    made = []
    for name in ("cu", "moi"):
        data = DataDir(tmp_path / name / "data")
        data.targets("Cao Bằng", {"indicator": TEAMS, "target": 540, "annual_plan": {2023: 346}})
        tell(data, "a", 300)
        made.append(data)
    # The same bytes, not only the same content.
    for kind in ("targets/Cao Bằng.yaml", "reports/cao-bang/a.xlsx"):
        (made[1].root / kind).write_bytes((made[0].root / kind).read_bytes())
    return made[0], made[1]


def tell(data: DataDir, name: str, value: int, sent: str | None = None) -> Path:
    head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Năm 2023"} | ({"Ngày báo cáo": sent} if sent else {})
    return data.report(f"cao-bang/{name}", {"Mã": TEAMS, CUMULATIVE: value}, head=head)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["diff", *arguments, "--as-of", "2024-06-30"])
    return result.exit_code, result.output


def changes(states: Sequence[DataDir]) -> Json:
    code, output = run(*(str(data.root) for data in states), "--format", "json")
    assert code == 0, output
    document: Json = json.loads(output)
    return document


def page(states: Sequence[DataDir]) -> str:
    return run(*(str(data.root) for data in states))[1]


def test_equal_folders_differ_in_nothing(states: tuple[DataDir, DataDir]) -> None:
    document = changes(states)
    assert [document[key] for key in ("targets", "figures", "verdicts", "files")] == [[], [], [], []]
    assert "Không có gì thay đổi." in page(states)


def test_a_past_figure_that_was_edited_stands_out(states: tuple[DataDir, DataDir]) -> None:
    tell(states[1], "a", 346)
    document = changes(states)
    (figure,) = document["figures"]
    assert (figure["kind"], figure["retroactive"]) == ("changed", True)
    assert (figure["before"]["value"], figure["after"]["value"]) == (300, 346)
    assert figure["before"]["location"]["cell"] == figure["after"]["location"]["cell"] == "H6"
    (verdict,) = document["verdicts"]
    assert (verdict["before"]["status"], verdict["after"]["status"]) == ("slow", "on_track")
    assert document["files"] == [{"kind": "changed", "path": "reports/cao-bang/a.xlsx", "with_figures": True}]
    text = page(states)
    assert "Số liệu bị sửa hoặc bỏ mà không có báo cáo gửi sau" in text
    assert "300 → 346" in text
    assert "▼ chậm (55,6%) → ✓ đảm bảo tiến độ (64,1%)" in " ".join(text.split())


def test_a_later_report_is_no_edit(states: tuple[DataDir, DataDir]) -> None:
    tell(states[1], "b", 346, sent="20/02/2024")
    (figure,) = changes(states)["figures"]
    assert (figure["kind"], figure["retroactive"], figure["after"]["reported_on"]) == ("changed", False, "2024-02-20")


def test_a_figure_that_vanished_is_an_edit(states: tuple[DataDir, DataDir]) -> None:
    (states[1].root / "reports/cao-bang/a.xlsx").unlink()
    (figure,) = changes(states)["figures"]
    assert (figure["kind"], figure["retroactive"], figure["after"]) == ("removed", True, None)


def test_targets_and_plans_are_compared(states: tuple[DataDir, DataDir]) -> None:
    states[1].targets("Cao Bằng", {"indicator": TEAMS, "target": 300, "annual_plan": {2023: 200}})
    document = changes(states)
    (target,) = document["targets"]
    assert (target["kind"], target["before"]["target"], target["after"]["target"]) == ("changed", 540, 300)
    assert (target["before"]["annual_plan"], target["after"]["annual_plan"]) == ({"2023": 346}, {"2023": 200})
    assert document["verdicts"][0]["after"]["status"] == "met"
    assert "540 (2023: 346) → 300 (2023: 200)" in page(states)


def test_a_file_whose_figures_are_the_same_is_told_apart(states: tuple[DataDir, DataDir]) -> None:
    states[1].report(
        "cao-bang/a",
        {"Mã": TEAMS, CUMULATIVE: 300, "Ghi chú": "thêm"},
        head={"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Năm 2023"},
    )
    document = changes(states)
    assert document["figures"] == []
    assert document["files"] == [{"kind": "changed", "path": "reports/cao-bang/a.xlsx", "with_figures": False}]
    assert "không số liệu nào đổi" in page(states)


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)  # noqa: S607


@pytest.fixture
def repository(data: DataDir) -> DataDir:
    """A folder under version control whose second revision edits the figure of the first."""
    top = data.root.parent
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 540})
    git(top, "init", "-q")
    for value, name in ((300, "truoc"), (346, "sau")):
        tell(data, "a", value)
        git(top, "add", "-A")
        git(top, "commit", "-q", "-m", name)
        git(top, "tag", name)
    return data


def test_two_revisions_are_compared(repository: DataDir) -> None:
    code, output = run("--rev", "truoc..sau", "--data", str(repository.root), "--format", "json")
    assert code == 0, output
    (figure,) = json.loads(output)["figures"]
    assert (figure["before"]["value"], figure["after"]["value"], figure["retroactive"]) == (300, 346, True)
    assert figure["before"]["location"]["path"] == "data/reports/cao-bang/a.xlsx"


def test_one_revision_is_compared_with_the_folder(repository: DataDir) -> None:
    tell(repository, "a", 350)
    code, output = run("--rev", "sau", "--data", str(repository.root), "--format", "json")
    assert code == 0, output
    (figure,) = json.loads(output)["figures"]
    assert (figure["before"]["value"], figure["after"]["value"]) == (346, 350)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--rev", "khong-co"], "Không có phiên bản"),
        (["--rev=--output=x"], "Không có phiên bản"),
        (["--rev", "..sau"], "Không có phiên bản"),
        ([], "Nêu hai thư mục"),
        (["a"], "Nêu hai thư mục"),
    ],
)
def test_what_cannot_be_compared_is_refused(repository: DataDir, arguments: list[str], said: str) -> None:
    code, output = run(*arguments, "--data", str(repository.root))
    assert (code, said in output) == (2, True)


def test_a_folder_outside_git_is_told(data: DataDir) -> None:
    code, output = run("--rev", "HEAD", "--data", str(data.root))
    assert (code, "không nằm trong git" in output) == (2, True)
