"""Provinces judged in several processes give the very answer of one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from du_an8.cli.work import side_by_side
from waiting import until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import DataDir

pytestmark = pytest.mark.processes

CUMULATIVE, TEAMS, CLUBS = "Luỹ kế từ đầu giai đoạn", "to-truyen-thong", "clb-thu-linh"
PROVINCES = ["cao-bang", "bac-kan", "thai-nguyen", "ha-giang", "tuyen-quang", "dien-bien", "lam-dong"]


@pytest.fixture
def country(data: DataDir) -> DataDir:
    """Seven provinces, some of them parts of new ones; faults, a conflict that was decided, and what TW Hội says."""
    for number, name in enumerate(PROVINCES):
        data.targets(name, {"indicator": TEAMS, "target": 100 + number}, {"indicator": CLUBS, "target": 20})
        for quarter, end in enumerate(("31/03/2025", "30/06/2025")):
            row = {"Mã": TEAMS, CUMULATIVE: 40 + number + quarter}
            data.report(f"{name}/q{quarter}", row, head={"Số liệu đến ngày": end})
    data.report("thai-nguyen/again", {"Mã": TEAMS, CUMULATIVE: 99}, head={"Số liệu đến ngày": "30/06/2025"})
    data.report("toan-quoc/x", {"Mã": TEAMS, CUMULATIVE: 700}, head={"Số liệu đến ngày": "30/06/2025"})
    (data.root / "reports" / "cao-bang" / "broken.xlsx").write_bytes(b"PK\x03\x04")
    (data.root / "reports" / "note.pdf").write_bytes(b"x")
    data.targets_text("unknown", "province: Atlantis\ntargets: []\n")
    (data.root / "decisions.yaml").write_text(
        "decisions:\n"
        "  - {rule: conflicting-reports, province: Thái Nguyên, indicator: to-truyen-thong, decision: use,\n"
        "     report: reports/thai-nguyen/again.xlsx, reason: tỉnh gửi lại, by: A}\n"
        "  - {rule: stock-decreased, province: Điện Biên, decision: accept, reason: x, by: A}\n",
        encoding="utf-8",
    )
    return data


def answer(data: DataDir, monkeypatch: pytest.MonkeyPatch, workers: int, *arguments: str) -> str:
    monkeypatch.setattr(side_by_side, "workers", lambda: workers)
    monkeypatch.setattr(side_by_side, "_MANY_BYTES", 1)
    monkeypatch.setattr(side_by_side, "_BATCH", 2)
    result = data.run("check", *arguments, "--fail-on", "never")
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_work_is_divided_where_it_can_be(country: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    divide = side_by_side.judged_side_by_side

    def spied(*arguments: object) -> object:
        told.append(divide(*arguments))  # type: ignore[arg-type]
        return told[-1]

    monkeypatch.setattr(side_by_side, "judged_side_by_side", spied)
    answer(country, monkeypatch, 2, "--as-of", "2025-06-30")
    assert told[0] is not None
    assert [result.province.id for result in told[0].results][:2] == ["ha-giang", "cao-bang"]  # by their codes


def test_a_site_of_two_phases_is_the_same(country: DataDir, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Some provinces go on in phase II, merged and unmerged; the others stay in phase I."""
    for name in ("cao-bang", "dien-bien", "lam-dong"):
        (country.root / "targets" / f"{name}.yaml").rename(country.root / "targets" / f"{name}-I.yaml")
        country.targets(name, {"indicator": TEAMS, "target": 200}, phase="II")
        country.report(f"{name}/q9", {"Mã": TEAMS, CUMULATIVE: 70}, head={"Số liệu đến ngày": "30/06/2026"})
    monkeypatch.setattr(side_by_side, "_MANY_BYTES", 1)
    monkeypatch.setattr(side_by_side, "_BATCH", 2)
    made = []
    for workers in (1, 2):
        monkeypatch.setattr(side_by_side, "workers", lambda: workers)  # noqa: B023  # called in this round
        folder = tmp_path / str(workers)
        result = country.run("site", "-o", str(folder), "--as-of", "2026-07-15")
        assert result.exit_code == 0, result.output
        made.append({str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*")})
    assert "tinh/cao-bang-giai-doan-i.html" in made[0]
    assert made[0] == made[1]


@pytest.mark.parametrize("day", ["2025-06-30", "2025-12-31"])
@pytest.mark.parametrize("arguments", [(), ("--national",)], ids=["overview", "national"])
@pytest.mark.parametrize("form", ["json", "table"])
def test_one_two_and_four_processes_say_the_same(
    country: DataDir, monkeypatch: pytest.MonkeyPatch, day: str, arguments: tuple[str, ...], form: str
) -> None:
    options = ("--as-of", day, "--format", form, *arguments)
    alone = answer(country, monkeypatch, 1, *options)
    assert "Cao Bằng" in alone
    assert answer(country, monkeypatch, 2, *options) == alone
    assert answer(country, monkeypatch, 4, *options) == alone


def test_a_report_in_the_folder_of_another_province_is_not_lost(
    country: DataDir, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = {"Tỉnh": "Lai Châu", "Số liệu đến ngày": "30/06/2025"}
    country.report("cao-bang/of-lai-chau", {"Mã": TEAMS, CUMULATIVE: 5}, head=head)
    alone = answer(country, monkeypatch, 1, "--as-of", "2025-06-30", "--format", "json")
    assert '"lai-chau"' in alone
    assert answer(country, monkeypatch, 2, "--as-of", "2025-06-30", "--format", "json") == alone


def test_a_report_in_no_province_s_folder_is_not_lost(country: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    head = {"Tỉnh": "Lai Châu", "Số liệu đến ngày": "30/06/2025"}
    country.report("of-lai-chau", {"Mã": TEAMS, CUMULATIVE: 5}, head=head)
    alone = answer(country, monkeypatch, 1, "--as-of", "2025-06-30", "--format", "json")
    assert '"lai-chau"' in alone
    assert answer(country, monkeypatch, 2, "--as-of", "2025-06-30", "--format", "json") == alone


def test_a_process_that_dies_costs_time_and_nothing_else(country: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures.process import BrokenProcessPool

    alone = answer(country, monkeypatch, 1, "--as-of", "2025-06-30", "--format", "json")

    def dies(*_: object) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr(side_by_side, "as_completed", dies)
    assert answer(country, monkeypatch, 2, "--as-of", "2025-06-30", "--format", "json") == alone


@pytest.mark.parametrize("after", range(6))
def test_each_item_is_done_in_its_turn_however_early_a_process_dies(
    monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    left, submit = iter(range(after)), side_by_side.ProcessPoolExecutor.submit

    def dies(*arguments: Any) -> Any:  # noqa: ANN401  # whatever it takes
        if next(left, None) is None:
            raise BrokenExecutor
        return submit(*arguments)

    monkeypatch.setattr(side_by_side, "workers", lambda: 2)
    monkeypatch.setattr(side_by_side, "_AHEAD", 1)
    monkeypatch.setattr(side_by_side.ProcessPoolExecutor, "submit", dies)
    assert list(side_by_side.each_side_by_side(abs, iter(range(-5, 0)), worthwhile=True)) == [5, 4, 3, 2, 1]


def test_items_are_asked_for_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """They may hold much."""
    monkeypatch.setattr(side_by_side, "workers", lambda: 2)
    monkeypatch.setattr(side_by_side, "_AHEAD", 2)
    given: list[int] = []

    def items() -> Iterator[int]:
        for number in range(20):
            given.append(number)
            yield number

    for done, result in enumerate(side_by_side.each_side_by_side(abs, items(), worthwhile=True)):
        assert result == done
        assert len(given) <= done + 4


def test_validate_says_the_same_in_one_process_and_in_two(country: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "_MANY_BYTES", 1)
    monkeypatch.setattr(side_by_side, "_BATCH", 2)
    told = []
    for workers in (1, 2):
        monkeypatch.setattr(side_by_side, "workers", lambda: workers)  # noqa: B023  # called before the next round
        result = country.run("validate", "--format", "json")
        assert result.exit_code == 1
        told.append(result.stdout)
    assert told[0] == told[1]
    assert "broken.xlsx" in told[0]
    assert "note.pdf" in told[0]


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_no_process_outlives_the_command(data: DataDir, tmp_path: Path, end: signal.Signals) -> None:
    """Two workers, each of which waits for a process that reads a page that never ends to be read."""
    for name in PROVINCES[:2]:
        folder = data.root / "reports" / name
        folder.mkdir()
        (folder / "2024.xls").write_text("<html><table><tr><td>" + "<a " * 500_000, encoding="utf-8")
        (folder / "2023.csv").write_text("x,1\n" * 100_000, encoding="utf-8")
    mark = f"DU_AN8_TEST={tmp_path}"
    code = "from du_an8.cli.work import side_by_side; side_by_side.workers = lambda: 2; side_by_side._BATCH = 1"
    code += "; import signal; signal.signal(signal.SIGHUP, signal.SIG_DFL)"  # whoever runs the tests may ignore it
    command = [
        sys.executable,
        "-c",
        f"{code}; from du_an8.cli.main import app; app()",
        "check",
        "--data",
        str(data.root),
    ]
    environment = {**os.environ, "DU_AN8_TEST": str(tmp_path), "DU_AN8_READ_SECONDS": "600"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as running:
        until(lambda: sum(b"contained" in line for line in _running(mark)) == 2)
        running.send_signal(end)
    until(lambda: not _running(mark))


def _running(mark: str) -> list[bytes]:
    """The command lines of the processes with a mark in their environment."""
    lines = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark.encode() in (process / "environ").read_bytes().split(b"\0"):
                lines.append((process / "cmdline").read_bytes())
    return lines
