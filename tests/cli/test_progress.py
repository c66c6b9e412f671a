"""The bar: seen where a person watches and it takes long, nowhere else, and never in the answer."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from du_an8.cli.work import progress as module
from du_an8.cli.work.progress import progress, tracked

if TYPE_CHECKING:
    from conftest import DataDir


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, *, slow: bool, term: str = "xterm") -> str:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(module, "_PATIENCE_SECONDS", 0.05)
    for _ in tracked([1, 2, 3], "Đang đọc", 3):
        time.sleep(0.15 if slow else 0)
    return stream.getvalue()


def test_long_work_shows_how_much_is_done_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    told = watched(monkeypatch, Screen(), slow=True)
    assert "Đang đọc" in told
    assert "/3" in told
    assert told.endswith("\x1b[2K")  # the line is cleared


@pytest.mark.parametrize(
    ("stream", "slow", "term"),
    [(Screen(), False, "xterm"), (io.StringIO(), True, "xterm"), (Screen(), True, "dumb")],
    ids=["quick", "piped", "no screen"],
)
def test_else_there_is_nothing(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, slow: bool, term: str) -> None:  # noqa: FBT001
    assert watched(monkeypatch, stream, slow=slow, term=term) == ""


def test_an_interruption_leaves_the_screen_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(module, "_PATIENCE_SECONDS", 0.01)

    def work() -> None:
        with progress("Đang ghi"):
            time.sleep(0.2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert screen.getvalue().endswith("\x1b[2K")


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
