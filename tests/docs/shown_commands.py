"""Finds the commands that the pages show, and runs them in a project folder as a reader would.

A page is one story: its commands run in one folder, one after the other. What it shows below a command must be what the
command prints; a line `…` stands for lines left out. A command that ends with another exit code than 0 says so in a
comment: `# mã thoát 1`.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from typer.testing import CliRunner

from du_an8.cli.main import app

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LANGUAGES = {"sh", "console", "bat", "powershell"}

NOT_RUN = {
    "python3 -m venv": "makes an environment; the tests run in one",
    "py -m venv": "likewise, on Windows",
    "pip install": "installs what the tests have installed",
    "export PATH=": "changes the shell that it is typed in",
    "$env:Path =": "likewise, on Windows",
    "set PATH=": "likewise, on Windows",
    "dask ": "needs other machines; a cluster of two processes is asked by tests/cli/test_cluster.py",
    "--scheduler": "likewise",
    "pytest": "would run these tests in themselves",
    "python tests/": "writes generated pages; their own tests say whether they are stale",
    "UPDATE_SNAPSHOTS=1": "runs these tests, and rewrites what they compare",
}
"""What a page may show and no test runs: a part of the command, and why."""

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_ROW = re.compile(r"^\| `(du-an8 [^`]+)` \|", re.MULTILINE)
_EXIT_CODE = re.compile(r"# mã thoát (\d)$")
_PROGRAM = re.compile(r"\.venv[/\\](?:bin|Scripts)[/\\](?=du-an8\b)")
_FILE = re.compile(r"# ([\w/.-]+\.(?:yaml|csv))\n")
_REPORT = re.compile(r"^\| `(data/reports/\S+\.csv)` \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
_LEFT_OUT = "…"


@dataclass
class Shown:
    """A command of a page, or a file that the page says to write.

    Attributes:
        exit_codes: what it may end with; in a table, where nothing is said of it, also with 1: something was found.
        output: the lines shown below the command; None where the page shows none.
    """

    text: str
    exit_codes: tuple[int, ...] = (0,)
    output: list[str] | None = None
    file: Path | None = None


@dataclass(frozen=True)
class Done:
    """What a command did."""

    exit_code: int
    output: str = field(repr=False)


def shown_in(page: str) -> Iterator[Shown]:
    """The commands of a page, in its order: blocks of commands, files to write, first cells of tables.

    A file is a block that begins with its path, or a row of a table: path, indicator, period, columns, figures.
    """
    found = [(mark.start(), shown) for mark in _FENCE.finditer(page) for shown in _of_block(mark[1], mark[2])]
    found += [(mark.start(), Shown(mark[1], (0, 1))) for mark in _ROW.finditer(page)]
    found += [(mark.start(), Shown(_report(*mark.groups()[1:]), file=Path(mark[1]))) for mark in _REPORT.finditer(page)]
    yield from (shown for _, shown in sorted(found, key=lambda pair: pair[0]))


def _of_block(language: str, body: str) -> Iterator[Shown]:
    if named := _FILE.match(body):
        yield Shown(body[named.end() :], file=Path(named[1]))
    if language not in LANGUAGES:
        return
    shown: Shown | None = None
    for line in body.splitlines():
        if language == "console" and not line.startswith("$ "):
            assert shown, f"output without a command: {line}"
            shown.output = [*(shown.output or []), line]
            continue
        for part in line.removeprefix("$ ").split(" && "):
            if part.strip() and not part.startswith("#"):
                code = _EXIT_CODE.search(part)
                shown = Shown(part.partition("  #")[0].strip(), (int(code[1]) if code else 0,))
                yield shown


def _report(indicator: str, period: str, columns: str, figures: str) -> str:
    """The smallest report with these figures."""
    rows = [["Kỳ báo cáo:", period], ["Chỉ tiêu", *columns.split("; ")], [indicator, *figures.split("; ")]]
    return "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)


def why_not_run(command: str) -> str | None:
    """The reason for which a command is not run."""
    return next((reason for part, reason in NOT_RUN.items() if part in command), None)


def run(command: str) -> Done:
    """Run a command in the current folder; only the program itself, and `cat`, are known."""
    words = shlex.split(_PROGRAM.sub("", command))
    target = Path(words[words.index(">") + 1]) if ">" in words else None
    program, *arguments = words[: words.index(">")] if ">" in words else words
    match program:
        case "du-an8":
            result = CliRunner().invoke(app, arguments, env={"COLUMNS": "100"})
            done = Done(result.exit_code, result.stdout if target else result.output)
        case "cat":
            done = Done(0, "".join(Path(name).read_text(encoding="utf-8") for name in arguments))
        case _:
            raise AssertionError(f"neither run nor in the list of what is not run: {command}")
    if target:
        target.write_text(done.output, encoding="utf-8")
    return done


def same(shown: list[str], printed: str) -> bool:
    """Whether what a page shows is what was printed, but for what `…` leaves out."""
    lines = "".join(line.rstrip() + "\n" for line in printed.splitlines())
    parts = (r"(?:.*\n)*?" if line == _LEFT_OUT else re.escape(line.rstrip() + "\n") for line in shown)
    return re.fullmatch("".join(parts), lines) is not None
