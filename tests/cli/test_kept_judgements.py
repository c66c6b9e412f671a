"""What was judged is used again where nothing has changed, and only there."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from conftest import marks_of
from du_an8.cli.data_folder import DataFolder
from du_an8.cli.main import app
from du_an8.kept.shelf import OFF, VARIABLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import DataDir

RULES = Path(__file__).parents[1] / "rules"
SPECIMENS = [pytest.param(path, id=path.parent.name, marks=marks_of(path)) for path in sorted(RULES.glob("*/bad"))]
CUMULATIVE, TEAMS = "Luỹ kế từ đầu giai đoạn", "to-truyen-thong"
HEAD = {"Số liệu đến ngày": "30/06/2024"}
ASKED = ("check", "Điện Biên", "--as-of", "2024-07-01", "--fail-on", "never", "--format", "json")


@pytest.fixture
def times_read(monkeypatch: pytest.MonkeyPatch) -> list[DataFolder]:
    """Once for each time that a data folder was read."""
    read: list[DataFolder] = []
    load_areas = DataFolder.load_areas

    def counted(self: DataFolder, *rest: object, **named: object) -> object:
        read.append(self)
        return load_areas(self, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(DataFolder, "load_areas", counted)
    return read


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_every_folder_is_answered_alike(
    specimen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times_read: list[DataFolder]
) -> None:
    command = ["check", "--data", str(specimen), "--by", "commune", "--fail-on", "never", "--format", "json"]
    told = []
    for cache in (OFF, str(tmp_path), str(tmp_path)):
        monkeypatch.setenv(VARIABLE, cache)
        told.append(CliRunner().invoke(app, [*command, "--as-of", "2025-06-30"]).output)
    assert told[0] == told[1] == told[2]
    may_pass = "unreadable-workbook" in told[0] or "unsafe-workbook" in told[0]
    assert len(times_read) == (3 if may_pass else 2)


@pytest.fixture
def province(data: DataDir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataDir:
    """Two provinces, of which one was asked about."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    for name in ("dien-bien", "lai-chau"):
        data.targets(name, {"indicator": TEAMS, "target": 100})
        data.report(f"{name}/2024", {"Mã": TEAMS, CUMULATIVE: 40}, head=HEAD)
    assert data.run(*ASKED).exit_code == 0
    return data


CHANGES: dict[str, Callable[[DataDir], object]] = {
    "its report": lambda data: data.report("dien-bien/2024", {"Mã": TEAMS, CUMULATIVE: 41}, head=HEAD),
    "a report more": lambda data: data.report("dien-bien/2023", {"Mã": TEAMS, CUMULATIVE: 9}, head=HEAD),
    "a report that may be anybody's": lambda data: data.report("2023", {"Mã": TEAMS, CUMULATIVE: 9}, head=HEAD),
    "its target": lambda data: data.targets("dien-bien", {"indicator": TEAMS, "target": 101}),
    "its report is gone": lambda data: (data.root / "reports/dien-bien/2024.xlsx").unlink(),
    "a file set aside": lambda data: (data.root / "reports/dien-bien/a.pdf").write_bytes(b"%PDF"),
    "a layout": lambda data: (data.root / "reports/dien-bien/2024.layout.yaml").write_text("sheets: 5\n"),
    "the programme": lambda data: (data.root / "programme.yaml").write_text("grace_days: 3\n"),
    "decisions": lambda data: (data.root / "decisions.yaml").write_text("decisions: []\n"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_changed_counts_at_once(
    province: DataDir, what: str, times_read: list[DataFolder], monkeypatch: pytest.MonkeyPatch
) -> None:
    CHANGES[what](province)
    told = province.run(*ASKED).output
    assert len(times_read) == 1
    monkeypatch.setenv(VARIABLE, OFF)
    assert province.run(*ASKED).output == told


def test_a_folder_of_layouts_counts(province: DataDir, times_read: list[DataFolder]) -> None:
    (province.root / "layouts").mkdir()
    (province.root / "layouts" / "x.yaml").write_text("sheets: 5\n", encoding="utf-8")
    province.run(*ASKED)
    assert len(times_read) == 1


def test_a_link_that_leads_out_counts(province: DataDir, tmp_path: Path, times_read: list[DataFolder]) -> None:
    """The bytes are the same; that they lie elsewhere is a fault."""
    target = province.root / "targets" / "dien-bien.yaml"
    target.rename(tmp_path / "elsewhere.yaml")
    target.symlink_to(tmp_path / "elsewhere.yaml")
    assert "link-not-followed" in province.run(*ASKED).output
    assert len(times_read) == 1


@pytest.mark.parametrize("question", [("--as-of", "2024-07-02"), ("--phase", "I"), ("--by", "district")])
def test_another_question_is_judged_by_itself(
    province: DataDir, question: tuple[str, str], times_read: list[DataFolder]
) -> None:
    province.run(*ASKED, *question)
    assert len(times_read) == 1


def test_what_is_of_no_concern_changes_nothing(province: DataDir, tmp_path: Path, times_read: list[DataFolder]) -> None:
    told = province.run(*ASKED).output
    province.report("lai-chau/2024", {"Mã": TEAMS, CUMULATIVE: 41}, head=HEAD)
    (province.root / "note.txt").write_text("x", encoding="utf-8")
    assert province.run(*ASKED).output == told
    moved = shutil.copytree(province.root, tmp_path / "other" / "data")
    assert CliRunner().invoke(app, [ASKED[0], "--data", str(moved), *ASKED[1:]]).output == told
    assert times_read == []


def test_a_folder_that_changes_while_it_is_judged_is_not_kept(
    province: DataDir, monkeypatch: pytest.MonkeyPatch, times_read: list[DataFolder]
) -> None:
    province.report("dien-bien/2024", {"Mã": TEAMS, CUMULATIVE: 50}, head=HEAD)
    first = (province.root / "reports/dien-bien/2024.xlsx").read_bytes()
    load_areas = DataFolder.load_areas

    def changed(self: DataFolder, *rest: object) -> object:
        province.report("dien-bien/2024", {"Mã": TEAMS, CUMULATIVE: 60}, head=HEAD)
        return load_areas(self, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(DataFolder, "load_areas", changed)
        assert '"actual": 60' in province.run(*ASKED).output
    (province.root / "reports/dien-bien/2024.xlsx").write_bytes(first)
    assert '"actual": 50' in province.run(*ASKED).output
    assert len(times_read) == 2
