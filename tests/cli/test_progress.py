"""The bar: seen where a person watches and it takes long, nowhere else, and never in the answer."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from du_an8.cli.work import progress as module
from du_an8.cli.work.progress import progress, tracked
from waiting import until

if TYPE_CHECKING:
    from conftest import DataDir


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@dataclass
class Watcher:
    """Who looks at stderr, and how long the work takes for them."""

    monkeypatch: pytest.MonkeyPatch

    def sees(self, stream: io.StringIO, *, patience: float, term: str = "xterm") -> None:
        self.monkeypatch.setenv("TERM", term)
        self.monkeypatch.setattr(sys, "stderr", stream)
        self.monkeypatch.setattr(module, "_PATIENCE_SECONDS", patience)


@pytest.fixture
def watcher(monkeypatch: pytest.MonkeyPatch) -> Watcher:
    return Watcher(monkeypatch)


def test_long_work_shows_how_much_is_done_and_leaves_nothing(watcher: Watcher) -> None:
    screen = Screen()
    watcher.sees(screen, patience=0)
    for _ in tracked([1, 2, 3], "Đang đọc", 3):
        until(lambda: "/3" in screen.getvalue())  # within a single slow step
    assert "Đang đọc" in screen.getvalue()
    assert screen.getvalue().endswith("\x1b[2K")  # the line is cleared


def test_quick_work_shows_nothing(watcher: Watcher) -> None:
    screen = Screen()
    watcher.sees(screen, patience=1_000)
    assert list(tracked([1, 2, 3], "Đang đọc", 3)) == [1, 2, 3]
    assert screen.getvalue() == ""


@pytest.mark.parametrize(("stream", "term"), [(io.StringIO(), "xterm"), (Screen(), "dumb")], ids=["piped", "no screen"])
def test_where_nobody_watches_no_bar_is_ever_made(watcher: Watcher, stream: io.StringIO, term: str) -> None:
    watcher.sees(stream, patience=0, term=term)
    watcher.monkeypatch.delattr(module, "_Bar")
    assert list(tracked([1, 2, 3], "Đang đọc", 3)) == [1, 2, 3]
    assert stream.getvalue() == ""


def test_an_interruption_leaves_the_screen_clean(watcher: Watcher) -> None:
    screen = Screen()
    watcher.sees(screen, patience=0)

    def work() -> None:
        with progress("Đang ghi"):
            until(lambda: "Đang ghi" in screen.getvalue())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert screen.getvalue().endswith("\x1b[2K")


@pytest.mark.processes
def test_the_answer_is_the_same_with_a_watcher_and_without(data: DataDir) -> None:
    for number in range(30):
        row = {"Mã": "to-truyen-thong", "Luỹ kế từ đầu giai đoạn": number}
        data.report(f"cao-bang/{number}", row, head={"Kỳ báo cáo": "Năm 2023"})
    command = [sys.executable, "-m", "du_an8", "check", "--data", str(data.root), "--as-of", "2024-01-31"]
    piped = subprocess.run(command, check=False, capture_output=True)
    assert piped.stderr == b""
    theirs, ours = pty.openpty()
    watched_by_one = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=ours)
    os.close(ours)
    os.close(theirs)
    assert watched_by_one.stdout == piped.stdout
