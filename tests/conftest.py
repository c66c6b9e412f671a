"""What the tests share: a data folder built in code, and the command run on it."""

import gc
import json
import os
import sys
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing.process import BaseProcess
from pathlib import Path

import openpyxl
import pytest
import typer.testing
import yaml
from hypothesis import settings
from typer.testing import CliRunner, Result

from du_an8.cli.main import app
from du_an8.cli.work import side_by_side
from du_an8.kept.shelf import OFF, VARIABLE
from rules.told import Told

os.environ[VARIABLE] = OFF  # also of the processes that tests start: nothing is kept for whoever runs them

# Tests are many at a time themselves; what several processes do to an answer is asked by those that name a number.
side_by_side.workers = lambda: 1

# A shared machine is slow at times; that is no fault of the code.
settings.register_profile("du-an8", deadline=None)
settings.load_profile("du-an8")

# All commands with their options are put together once, and not each time that one is called: a third of its time.
typer.testing._get_command = cache(typer.testing._get_command)  # type: ignore[attr-defined]  # noqa: SLF001

_STARTS = frozenset({"subprocess.Popen", "os.fork", "os.posix_spawn", "os.system"})
_started: list[str] = []
"""What started a process since the test before ended."""


def pytest_configure() -> None:
    """See every process that a test starts, also one that a fixture or the code itself starts."""
    start = BaseProcess.start

    def seen(process: BaseProcess) -> None:
        _started.append("multiprocessing")  # which audits nothing where it spawns
        start(process)

    BaseProcess.start = seen  # type: ignore[method-assign]
    sys.addaudithook(lambda event, _arguments: _started.append(event) if event in _STARTS else None)


def pytest_collection_finish() -> None:
    """Look for garbage less often, as the command itself does, and never among thousands of tests."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    _started.clear()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """A test that starts processes says so: `pytest` alone is to be quick."""
    yield
    if _started and item.get_closest_marker("processes") is None:
        pytest.fail(f"starts a process ({_started[0]}): mark it with @pytest.mark.processes", pytrace=False)


HEADERS = (
    "STT", "Mã", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch giai đoạn", "Kế hoạch năm", "Thực hiện trong kỳ",
    "Luỹ kế từ đầu giai đoạn", "Tử số", "Mẫu số", "Tỷ lệ %", "Ghi chú",
)  # fmt: skip


TOLD = Told()


@pytest.fixture(autouse=True)
def told(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever is tested: what findings say is sound, and the variants that are said to be met here are."""
    yield
    TOLD.look_at(request.node.nodeid)


def marks_of(folder: Path) -> tuple[pytest.MarkDecorator, ...]:
    """Of a test that reads this data folder: a workbook in the old format is read in a process of its own."""
    return (pytest.mark.processes,) if any(folder.rglob("*.xls")) else ()


@dataclass(frozen=True)
class DataDir:
    """A data folder that a test fills."""

    root: Path

    def targets(self, province: str, *entries: Mapping[str, object], **top: object) -> Path:
        """Write `targets/<province>.yaml` with these entries, of phase I unless told otherwise."""
        document = {"province": province, "phase": "I", **top, "targets": [dict(entry) for entry in entries]}
        return self.targets_text(province, yaml.safe_dump(document, allow_unicode=True, sort_keys=False))

    def targets_text(self, stem: str, text: str | bytes) -> Path:
        """Write `targets/<stem>.yaml` as it is."""
        path = self.root / "targets" / f"{stem}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def report(  # noqa: PLR0913  # a workbook has that many parts
        self,
        name: str,
        *rows: Mapping[str, object],
        head: Mapping[str, object] | None = None,
        headers: Sequence[str] = HEADERS,
        title_rows: int = 1,
        sheet: str = "Báo cáo",
        change: Callable[[openpyxl.Workbook], None] | None = None,
    ) -> Path:
        """Write `reports/<name>.xlsx` in the standard layout: head cells in A and B, then the table."""
        workbook = openpyxl.Workbook()
        page = workbook.active
        assert page is not None
        page.title = sheet
        row = title_rows
        for label, value in (head or {}).items():
            row += 1
            page.cell(row, 1, f"{label}:")
            page.cell(row, 2, value)
        row += 2
        for column, header in enumerate(headers, start=1):
            page.cell(row, column, header)
        for values in rows:
            row += 1
            for column, header in enumerate(headers, start=1):
                if header in values:
                    page.cell(row, column, values[header])
        if change:
            change(workbook)
        path = self.root / "reports" / f"{name}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        workbook.save(path)
        return path

    def run(self, *arguments: str) -> Result:
        """Run the command on this folder."""
        command, *rest = arguments
        return CliRunner().invoke(app, [command, "--data", str(self.root), *rest])

    def check(self, *arguments: str) -> dict[str, object]:
        """The JSON of `check`."""
        result = self.run("check", "--format", "json", "--fail-on", "never", *arguments)
        assert result.exit_code == 0, result.output
        document: dict[str, object] = json.loads(result.stdout)
        return document


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    """An empty data folder."""
    root = tmp_path / "data"
    (root / "targets").mkdir(parents=True)
    (root / "reports").mkdir()
    return DataDir(root)
