"""The same data and date give the same bytes: whatever the hash seed, the locale, the time zone, the order of files."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from du_an8.cli.main import app

pytestmark = pytest.mark.processes

ROOT = Path(__file__).parents[2]
DATA = ("--data", str(ROOT / "data"))
DAY = ("--as-of", "2025-06-30")
COMMANDS = {
    "check.json": ("check", "--national", *DAY, "--format", "json", "--fail-on", "never", "--output"),
    "check.txt": ("check", "--fail-on", "never", *DAY, "--output"),
    "check.csv": ("check", *DAY, "--format", "csv", "--fail-on", "never", "--output"),
    "facts.jsonl": ("facts", "-o"),
    "facts.csv": ("facts", "--format", "csv", "-o"),
    "facts.parquet": ("facts", "--format", "parquet", "-o"),
    "giay.docx": ("report", "Điện Biên", *DAY, "-o"),
    "giay.xlsx": ("report", "Điện Biên", *DAY, "-o"),
    "giay.html": ("report", "Điện Biên", *DAY, "-o"),
    "mau.xlsx": ("template", "Thái Nguyên", "--period", "2025-Q1", "-o"),
    "trang": ("site", *DAY, "-o"),
}
SURROUNDINGS = {
    "first seed": {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    "other seed": {"PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "TZ": "Asia/Ho_Chi_Minh"},
    "Vietnam": {"PYTHONHASHSEED": "1", "LC_ALL": "vi_VN.UTF-8", "LANG": "vi_VN.UTF-8", "TZ": "Pacific/Kiritimati"},
    "wide and colourful": {"PYTHONHASHSEED": "2", "COLUMNS": "300", "TERM": "xterm-256color", "FORCE_COLOR": "1"},
}


def digests(folder: Path) -> dict[str, str]:
    """What was written, by its path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def written(folder: Path, surroundings: dict[str, str]) -> dict[str, str]:
    """What the commands write in these surroundings."""
    folder.mkdir()
    quiet = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    for name, command in COMMANDS.items():
        arguments = [sys.executable, "-m", "du_an8", *command, str(folder / name), *DATA]
        subprocess.run(arguments, env=quiet | surroundings, check=True, capture_output=True)
    return digests(folder)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return written(tmp_path_factory.mktemp("usual") / "ra", SURROUNDINGS["first seed"])


def test_what_is_kept_changes_no_byte(usual: dict[str, str], tmp_path: Path) -> None:
    """With nothing kept yet, and with all that a process with another order of sets kept."""
    for name in ("other seed", "first seed"):
        kept = {**SURROUNDINGS[name], "DU_AN8_CACHE": str(tmp_path / "cache")}
        assert written(tmp_path / name, kept) == usual
    assert any((tmp_path / "cache").rglob("*"))


@pytest.mark.parametrize("name", [name for name in SURROUNDINGS if name != "first seed"])
def test_surroundings_make_no_difference(usual: dict[str, str], tmp_path: Path, name: str) -> None:
    assert written(tmp_path / "ra", SURROUNDINGS[name]) == usual


def test_the_order_of_files_makes_no_difference(
    usual: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = Path.rglob

    def shuffled(self: Path, pattern: str) -> list[Path]:
        found = list(listed(self, pattern))
        random.Random(7).shuffle(found)  # noqa: S311  # any order will do
        return found

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rglob", shuffled)
        for name, command in COMMANDS.items():
            result = CliRunner().invoke(app, [*command, str(tmp_path / name), *DATA])
            assert result.exit_code == 0, result.output
    assert digests(tmp_path) == usual
