"""Whatever interrupts a writing command leaves the old state or the new: death at any step, a full disk, a refusal."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import io
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import DataDir
from du_an8.cli.main import app
from du_an8.decisions.writing import add_to
from du_an8.disk.locking import alone
from spoilt import CLB, workbook

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = ("open", "fsync", "replace", "rename", "link", "mkdir", "chmod", "unlink")
"""What the system is asked for while something is written."""
TARGETS = "province: Điện Biên\ntargets:\n  - {indicator: clb-thu-linh, target: 100}\n"
KILLED = 137
DAY, EARLIER = ("--as-of", "2024-06-30"), ("--as-of", "2022-06-30")


def answered(*arguments: str) -> tuple[int, str]:
    """The command in this process: its exit code, and what it says."""
    told = io.StringIO()
    with redirect_stdout(told), redirect_stderr(told), pytest.raises(SystemExit) as end:
        app(list(arguments), standalone_mode=True)
    return int(end.value.code or 0), told.getvalue()


def run(*arguments: str) -> int:
    return answered(*arguments)[0]


def in_a_process(arguments: tuple[str, ...], prepare: Callable[[], object]) -> int:
    """The exit code of the command in a process of its own, which a fault is prepared for."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            prepare()
            code = run(*arguments)
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(step: int) -> Callable[[], None]:
    """The process dies, without any chance to tidy up, when it asks the system for its n-th thing."""
    left = [step]

    def counted(call: Callable[..., object]) -> Callable[..., object]:
        def stepped(*arguments: object, **named: object) -> object:
            left[0] -= 1
            if left[0] == 0:
                os._exit(KILLED)
            return call(*arguments, **named)

        return stepped

    def prepare() -> None:
        for name in STEPS:
            setattr(os, name, counted(getattr(os, name)))

    return prepare


def state(folder: Path) -> dict[str, bytes]:
    """Every file that is not a hidden remainder, by its path."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {
        name: path.read_bytes() for name, path in files.items() if not any(p.endswith(".tmp") for p in name.split("/"))
    }


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder, and beside it a report to be taken in and a folder for what is written."""
    root = tmp_path_factory.mktemp("filled")
    data = DataDir(root / "data")
    data.targets_text("dien-bien", TARGETS)
    (data.root / "reports" / "dien-bien").mkdir(parents=True)
    (data.root / "reports" / "dien-bien" / "2023.xlsx").write_bytes(workbook())
    data.report("../../goi-den", {"Mã": CLB, "Luỹ kế từ đầu giai đoạn": 90}, head={"Tỉnh": "Điện Biên", "Kỳ": "2024"})
    (root / "goi-den.xlsx.layout.yaml").write_text("# chưa có gì\n", encoding="utf-8")
    (root / "ra").mkdir()
    # What was written the last time, and may be replaced.
    (root / "ra" / "cu.json").write_text('{"schema": "du-an8/check"}', encoding="utf-8")
    assert run("report", "Điện Biên", "--data", str(data.root), "-o", str(root / "ra" / "cu.docx"), *EARLIER) == 0
    assert run("site", "--data", str(data.root), "-o", str(root / "ra" / "trang"), "--as-of", "2023-06-30") == 0
    return root


@pytest.fixture
def folder(filled: Path, tmp_path: Path) -> Path:
    """A copy, which the test may change."""
    return Path(shutil.copytree(filled, tmp_path / "hồ sơ"))


def commands(root: Path) -> dict[str, tuple[str, ...]]:
    data = ("--data", str(root / "data"))
    return {
        "check": (
            "check",
            *data,
            "--as-of",
            "2024-06-30",
            "--format",
            "json",
            "--output",
            str(root / "ra" / "cu.json"),
        ),
        "report": ("report", "Điện Biên", *data, "--as-of", "2024-06-30", "-o", str(root / "ra" / "cu.docx")),
        "site": ("site", *data, "--as-of", "2024-06-30", "-o", str(root / "ra" / "trang")),
        "import": ("import", str(root / "goi-den.xlsx"), *data),
        "template": ("template", "Điện Biên", "--period", "2024", *data, "-o", str(root / "ra" / "mau.xlsx")),
    }


@pytest.fixture(params=["check", "report", "site", "import", "template"])
def command(request: pytest.FixtureRequest, folder: Path) -> tuple[str, ...]:
    """A command that writes."""
    return commands(folder)[request.param]


def copied(folder: Path, content: dict[str, bytes]) -> None:
    """Put a folder back as it was."""
    shutil.rmtree(folder)
    for name, each in content.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(each)


def between(old: dict[str, bytes], new: dict[str, bytes]) -> list[dict[str, bytes]]:
    """The states that may be left: of two files that are filed, the layout may be there before its report."""
    added = {
        name: new[name] for name in sorted(new, key=len, reverse=True) if name not in old and name.endswith(".yaml")
    }
    return [old, new, old | added]


@pytest.mark.processes
def test_killed_at_any_step_leaves_the_old_state_or_the_new(folder: Path, command: tuple[str, ...]) -> None:
    old = state(folder)
    assert in_a_process(command, lambda: None) in {0, 1}
    new = state(folder)
    assert new != old
    for step in range(1, 2_000):
        copied(folder, old)
        code = in_a_process(command, killed_at(step))
        assert state(folder) in between(old, new), step
        if code != KILLED:
            break
        assert in_a_process(command, lambda: None) in {0, 1}, f"after step {step} the command can't be run again"
        assert state(folder) == new, step
    else:
        pytest.fail("the command never ends")
    assert step > 4


@pytest.mark.parametrize("size", [0, 100, 1_000])
@pytest.mark.processes
def test_a_full_disk_leaves_the_old_state_and_is_said(folder: Path, command: tuple[str, ...], size: int) -> None:
    old = state(folder)

    def prepare() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    assert in_a_process(command, prepare) == 2
    assert state(folder) == old
    assert not [path for path in folder.rglob("*") if path.name.endswith(".tmp")]


@pytest.mark.parametrize(
    ("call", "number"),
    [
        *(("fsync", number) for number in (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO)),
        ("replace", errno.EROFS), ("link", errno.EACCES), ("mkdir", errno.ENOSPC), ("chmod", errno.EIO),
    ],
    ids=str,
)  # fmt: skip
def test_what_the_system_refuses_is_said_in_vietnamese(
    folder: Path, command: tuple[str, ...], call: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = state(folder)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(os, call, refuse)
        code, told = answered(*command)
    if code == 2:
        assert state(folder) == old
        assert os.strerror(number) not in told
        assert told.startswith("du-an8: Không ")
    else:  # the command doesn't need that call, or can do without
        assert state(folder) != old


@pytest.mark.processes
def test_two_at_once_lose_nothing(folder: Path) -> None:
    """Both take in another report of the same period; whoever is late is told, or files it beside."""
    sent = []
    for number in range(4):
        path = folder / f"goi-{number}.xlsx"
        path.write_bytes((folder / "goi-den.xlsx").read_bytes() + bytes([number]))
        sent.append(path)
    arguments = [sys.executable, "-m", "du_an8", "import", "--data", str(folder / "data")]
    running = [
        subprocess.Popen([*arguments, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) for path in sent
    ]
    codes = []
    for process, path in zip(running, sent, strict=True):
        _, told = process.communicate()
        codes.append(process.returncode)
        if process.returncode == 2:
            assert "đã có tệp" in told.decode()
            assert subprocess.run([*arguments, str(path)], check=False, capture_output=True).returncode in {0, 1}
    filed = {path.read_bytes() for path in (folder / "data" / "reports" / "dien-bien").glob("2024*.xlsx")}
    assert filed == {path.read_bytes() for path in sent}


def test_of_several_who_decide_at_once_each_waits_for_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, waits = tmp_path / "decisions.yaml", threading.Event()

    def take(descriptor: int, how: int) -> None:
        waits.set()
        lock(descriptor, how)

    def second() -> None:
        monkeypatch.setattr(fcntl, "flock", take)
        try:
            add_to(path, "  - {rule: b}\n")
        finally:
            waits.set()

    lock, other = fcntl.flock, threading.Thread(target=second)
    with alone(path):
        other.start()
        waits.wait()
        path.write_text("decisions:\n  - {rule: a}\n", encoding="utf-8")
    other.join()
    assert path.read_text(encoding="utf-8") == "decisions:\n  - {rule: a}\n  - {rule: b}\n"
    assert [each.name for each in tmp_path.iterdir()] == ["decisions.yaml"]


def test_many_decide_at_once_and_none_is_lost(tmp_path: Path) -> None:
    path, together = tmp_path / "decisions.yaml", threading.Barrier(16)

    def add(number: int) -> None:
        together.wait()
        add_to(path, f"  - {{rule: r{number:02}}}\n")

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(add, range(16)))
    text = path.read_text(encoding="utf-8")
    assert sorted(re.findall(r"r\d\d", text)) == [f"r{number:02}" for number in range(16)]
    assert [each.name for each in tmp_path.iterdir()] == ["decisions.yaml"]


@pytest.mark.processes
def test_whoever_is_killed_while_deciding_keeps_nobody_waiting(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    child = os.fork()
    if child == 0:
        with alone(path):
            os._exit(KILLED)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED
    add_to(path, "  - {rule: b}\n")
    assert path.read_text(encoding="utf-8").endswith("decisions:\n  - {rule: b}\n")


def test_an_original_is_filed_byte_for_byte(folder: Path) -> None:
    original = (folder / "goi-den.xlsx").read_bytes()
    assert run(*commands(folder)["import"]) in {0, 1}
    assert (folder / "goi-den.xlsx").read_bytes() == original
    (filed,) = (folder / "data" / "reports" / "dien-bien").glob("2024*.xlsx")
    assert filed.read_bytes() == original


def test_an_original_that_was_changed_is_noticed(folder: Path) -> None:
    report, answer = folder / "data" / "reports" / "dien-bien" / "2023.xlsx", folder / "ra" / "cu.json"
    assert run(*commands(folder)["check"]) in {0, 1}
    (file,) = json.loads(answer.read_text(encoding="utf-8"))["files"]
    assert file["sha256"] == hashlib.sha256(report.read_bytes()).hexdigest()
    since = (*commands(folder)["check"][:-1], str(folder / "ra" / "moi.json"), "--since", str(answer))
    assert run(*since) in {0, 1}
    assert json.loads((folder / "ra" / "moi.json").read_text(encoding="utf-8"))["since"]["changed_originals"] == []
    report.write_bytes(report.read_bytes() + b"\0")
    assert run(*since) in {0, 1}
    told = json.loads((folder / "ra" / "moi.json").read_text(encoding="utf-8"))["since"]["changed_originals"]
    assert told == ["data/reports/dien-bien/2023.xlsx"]
