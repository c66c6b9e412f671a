"""Commands keep what they read, and read all of it anew where they are told to."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from du_an8.cli.main import app
from du_an8.cli.work import side_by_side
from du_an8.kept.shelf import VARIABLE
from du_an8.reports.workbook import opening

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import DataDir

CUMULATIVE, TEAMS = "Luỹ kế từ đầu giai đoạn", "to-truyen-thong"


@pytest.fixture
def kept(data: DataDir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataDir:
    """Two provinces with a report each, and a folder where facts are kept."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    for name in ("dien-bien", "lai-chau"):
        data.targets(name, {"indicator": TEAMS, "target": 100})
        data.report(f"{name}/2024", {"Mã": TEAMS, CUMULATIVE: 40}, head={"Số liệu đến ngày": "30/06/2024"})
    return data


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders of the workbooks that were opened."""
    names: list[str] = []
    read_as = opening.read_as

    def spied(path: Path, kind: str) -> object:
        names.append(path.parent.name)
        return read_as(path, kind)

    monkeypatch.setattr(opening, "read_as", spied)
    return names


@pytest.mark.parametrize("command", ["check", "validate"])
def test_a_workbook_is_opened_once(kept: DataDir, opened: list[str], command: str) -> None:
    first, second = (kept.run(command, "--format", "json", "--fail-on", "never") for _ in range(2))
    assert opened == ["dien-bien", "lai-chau"]
    assert first.stdout == second.stdout


def test_commands_share_what_they_keep(kept: DataDir, opened: list[str]) -> None:
    kept.run("validate")
    kept.run("check", "Điện Biên", "--as-of", "2024-07-01")
    kept.run("explain", "Điện Biên", TEAMS, "--as-of", "2024-07-01")
    kept.run("facts")
    assert opened == ["dien-bien", "lai-chau"]


def test_a_report_that_was_mended_counts_at_once(kept: DataDir, opened: list[str]) -> None:
    def actual() -> object:
        document = kept.check("Điện Biên", "--as-of", "2024-07-01")
        (province,) = document["provinces"]  # type: ignore[misc]
        return next(each["actual"] for each in province["indicators"] if each["id"] == TEAMS)  # type: ignore[index]

    assert actual() == 40
    kept.report("dien-bien/2024", {"Mã": TEAMS, CUMULATIVE: 41}, head={"Số liệu đến ngày": "30/06/2024"})
    assert actual() == 41
    assert opened == ["dien-bien", "dien-bien"]


def test_nothing_is_used_or_kept_where_that_is_not_wanted(
    kept: DataDir, opened: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(*before: str) -> object:
        arguments = [*before, "check", "--data", str(kept.root), "--format", "json", "--fail-on", "never"]
        return json.loads(CliRunner().invoke(app, arguments).stdout)

    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))  # set again when the test is over
    told = check("--no-cache")
    assert not (tmp_path / "cache").exists()
    assert os.environ[VARIABLE] == "0"
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    assert check() == told
    assert check("--no-cache") == told
    assert len(opened) == 6


@pytest.mark.processes
def test_processes_side_by_side_keep_and_use_the_same(kept: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first round keeps, the second has everything, the third reads a damaged entry anew."""
    monkeypatch.setattr(side_by_side, "workers", lambda: 2)
    monkeypatch.setattr(side_by_side, "_MANY_BYTES", 1)
    monkeypatch.setattr(side_by_side, "_BATCH", 1)
    cache = kept.root.parent / "cache"
    told = []
    for _ in range(3):
        result = kept.run("check", "--as-of", "2024-07-01", "--format", "json", "--fail-on", "never")
        told.append((result.exit_code, result.stdout))
        entries = [path for path in cache.rglob("*") if path.is_file()]
        assert len(entries) >= 2
        entries[0].write_bytes(b"")
    assert told[0][0] == 0
    assert told[0] == told[1] == told[2]
