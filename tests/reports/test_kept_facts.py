"""Facts that were kept are the facts that would be read, and are used only where nothing has changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from du_an8.kept import origin
from du_an8.kept.shelf import EMPTY, Shelf
from du_an8.programme.load import load_programme
from du_an8.programme.provinces import load_provinces
from du_an8.reports import kept_facts
from du_an8.reports.kept_facts import facts_form, facts_reader
from du_an8.reports.report_file import Context, ReportFile, read_report

if TYPE_CHECKING:
    from conftest import DataDir

CUMULATIVE, TEAMS = "Luỹ kế từ đầu giai đoạn", "to-truyen-thong"
HEAD = {"Số liệu đến ngày": "30/06/2024"}
TESTS = Path(__file__).parents[1]
FACTS = ("observations", "claims", "plans", "columns", "findings", "difficulties", "account")


def context(root: Path | None = None, programme: Path | None = None) -> Context:
    return Context(load_programme(programme)[0], load_provinces(), (), root)


def reports_below(folder: Path) -> list[Path]:
    named = {".csv", ".xml", ".xls", ".xlsx", ".docx", ".ods"}
    return sorted(path for path in folder.rglob("reports/**/*") if path.suffix in named)


def parts(report: ReportFile) -> list[object]:
    """What is told of a file, with the type of each fact."""
    return [repr(getattr(report, name)) for name in FACTS]


@pytest.fixture
def times_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were opened."""
    names: list[str] = []

    def counted(path: Path, shown: str, place: str | None, context: Context) -> ReportFile:
        names.append(path.name)
        return read_report(path, shown, place, context)

    monkeypatch.setattr(kept_facts, "read_report", counted)
    return names


@pytest.mark.parametrize("folder", [TESTS.parent / "data", TESTS / "rules"], ids=lambda path: path.name)
@pytest.mark.processes
def test_every_file_that_can_be_opened_is_kept_as_it_is(folder: Path, tmp_path: Path, times_read: list[str]) -> None:
    paths = reports_below(folder)
    assert paths
    for path in paths:
        shown, place = path.relative_to(folder).as_posix(), path.parent.name
        cold, first, again = (
            facts_reader(shelf, context()).read(path, shown, place)
            for shelf in (EMPTY, Shelf(tmp_path), Shelf(tmp_path))
        )
        assert parts(cold) == parts(first) == parts(again)
        assert len(times_read) == (2 if cold.account else 3), path
        times_read.clear()


def read(path: Path, cache: Path, of: Context, shown: str = "data/reports/x", place: str | None = "dien-bien") -> None:
    facts_reader(Shelf(cache), of).read(path, shown, place)


def test_only_what_changed_is_read_again(data: DataDir, tmp_path: Path, times_read: list[str]) -> None:
    one = data.report("dien-bien/2024-Q1", {"Mã": TEAMS, CUMULATIVE: 5}, head=HEAD)
    two = data.report("dien-bien/2024-Q2", {"Mã": TEAMS, CUMULATIVE: 6}, head=HEAD)
    for path in (one, two):
        read(path, tmp_path / "cache", context())
    data.report("dien-bien/2024-Q2", {"Mã": TEAMS, CUMULATIVE: 7}, head=HEAD)
    times_read.clear()
    for path in (one, two):
        read(path, tmp_path / "cache", context())
    assert times_read == ["2024-Q2.xlsx"]


def test_all_that_facts_depend_on_tells(data: DataDir, tmp_path: Path, times_read: list[str]) -> None:
    cache, path = tmp_path / "cache", data.report("dien-bien/2024-Q2", {"Mã": TEAMS, CUMULATIVE: 6}, head=HEAD)
    read(path, cache, context())
    override = data.root / "programme.yaml"
    override.write_text(f"indicators:\n  - {{id: {TEAMS}, aliases: [tổ loa]}}\n", encoding="utf-8")
    beside = path.with_name("2024-Q2.layout.yaml")

    other_name = Path(shutil.copy(path, path.with_name("2023-Q2.xlsx")))
    times_read.clear()
    read(path, cache, context())
    assert not times_read
    read(path, cache, context(), shown="data/reports/y")
    read(path, cache, context(), place="lai-chau")
    read(other_name, cache, context())
    read(path, cache, context(programme=override))
    assert len(times_read) == 4
    beside.write_text("sheets: []\n", encoding="utf-8")
    read(path, cache, context())
    beside.write_text("sheets: [ ]\n", encoding="utf-8")
    read(path, cache, context())
    assert len(times_read) == 6


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    data: DataDir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = data.report("dien-bien/2024-Q2", {"Mã": TEAMS, CUMULATIVE: 6}, head=HEAD)
    before = path.read_bytes()

    def changed(path: Path, shown: str, place: str | None, context: Context) -> ReportFile:
        path.write_bytes(data.report("dien-bien/x", {"Mã": TEAMS, CUMULATIVE: 99}, head=HEAD).read_bytes())
        return read_report(path, shown, place, context)

    monkeypatch.setattr(kept_facts, "read_report", changed)
    read(path, tmp_path / "cache", context())
    monkeypatch.undo()
    path.write_bytes(before)
    again = facts_reader(Shelf(tmp_path / "cache"), context()).read(path, "x", "dien-bien")
    assert [row.value for row in again.observations] == [6]


def test_another_source_or_library_is_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "du_an8"
    shutil.copytree(Path(origin.du_an8.__file__).parent, source, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(origin.du_an8, "__file__", str(source / "__init__.py"))

    def digest() -> str:
        origin.program.cache_clear()
        return origin.program(Shelf(tmp_path / "cache"))

    known = digest()
    edited = source / "vietnamese" / "names.py"
    state, text = edited.stat(), edited.read_text(encoding="utf-8")
    assert digest() == known
    edited.write_text(text.replace("fold", "folt"), encoding="utf-8")  # as long as before
    os.utime(edited, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert digest() != known
    edited.write_text(text, encoding="utf-8")
    assert digest() == known
    (tmp_path / "lib" / "openpyxl-9.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path / "lib"))
    assert digest() != known
    origin.program.cache_clear()


def test_a_damaged_document_is_read_anew(data: DataDir, tmp_path: Path, times_read: list[str]) -> None:
    path = data.report("dien-bien/2024-Q2", {"Mã": TEAMS, CUMULATIVE: 6}, head=HEAD)
    reader = facts_reader(Shelf(tmp_path), context())
    key = reader._key(path, "x", "dien-bien")  # noqa: SLF001  # an entry that is whole and makes no sense
    assert key
    for nonsense in (b"", b"\xc1", facts_form().encode([1]), facts_form().encode({"nonsense": 1})):
        Shelf(tmp_path).put(key, nonsense)
        assert len(reader.read(path, "x", "dien-bien").observations) == 1
    assert len(times_read) == 4
