"""Every command that a page shows runs, and prints what the page shows."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
import xlwt
from typer.testing import CliRunner

from docs.command_reference import PAGE as REFERENCE
from docs.command_reference import commands
from docs.shown_commands import LANGUAGES, NOT_RUN, PAGES, ROOT, run, same, shown_in, why_not_run
from du_an8.cli.main import app

FROM_YEN_BAI = Path("data/reports/yen-bai/2023-06-14.xlsx")


def last_time() -> None:
    """`lan-truoc.json`: an answer of two years ago."""
    arguments = ["check", "--as-of", "2023-06-30", "--format", "json", "--output", "lan-truoc.json"]
    assert CliRunner().invoke(app, arguments).exit_code == 0


def report_with_faults() -> None:
    """`bao-cao.xlsx`: the report of Yên Bái as if it came in now, with one cell and one name gone wrong on the way."""
    workbook = openpyxl.load_workbook(FROM_YEN_BAI)
    page = workbook["Báo cáo"]
    page["H11"] = "#DIV/0!"
    page["B12"], page["C12"] = None, "Hội diễn cấp huyện"
    workbook.save("bao-cao.xlsx")
    FROM_YEN_BAI.unlink()


def corrected_report() -> None:
    """`bao-cao-sua.xlsx`: the same report as the province corrected it, sent four days later."""
    workbook = openpyxl.load_workbook(ROOT / FROM_YEN_BAI)
    workbook["Báo cáo"]["B5"] = "18/06/2023"
    workbook.save("bao-cao-sua.xlsx")


def old_workbook() -> None:
    """`bao-cao.xls`: a report in the old format."""
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Báo cáo")
    rows = [["Tỉnh:", "Cao Bằng"], ["Kỳ báo cáo:", "Năm 2023"], [], ["Mã", "Luỹ kế từ đầu giai đoạn"]]
    for row, values in enumerate([*rows, ["to-truyen-thong", 500]]):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    workbook.save("bao-cao.xls")


def two_states_in_git() -> None:
    """The project under version control: `thang-3` before Điện Biên's report of June 2025, `thang-6` with it."""
    later = Path("data/reports/dien-bien/2025-06-14.xlsx")
    content = later.read_bytes()
    later.unlink()
    git("init", "--quiet")
    commit("thang-3")
    later.write_bytes(content)
    commit("thang-6")


def commit(tag: str) -> None:
    git("add", "data")
    git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "--message", tag)
    git("tag", tag)


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)  # the git that a reader has


PREPARED = {
    "lan-truoc.json": last_time,
    "bao-cao.xlsx": report_with_faults,
    "bao-cao-sua.xlsx": corrected_report,
    "bao-cao.xls": old_workbook,
    "thang-3": two_states_in_git,
}
"""What the pages speak of and no command of theirs makes: the word that tells, and what makes it."""
STARTS = re.compile(r"bao-cao\.xls\b(?!\.)|thang-3")
"""What of it starts processes: a workbook in the old format, git."""
EACH_PAGE = [
    pytest.param(page, id=page.relative_to(ROOT).as_posix(), marks=pytest.mark.processes if starts else ())
    for page, starts in ((page, STARTS.search(page.read_text(encoding="utf-8"))) for page in PAGES)
]


@pytest.mark.parametrize("page", EACH_PAGE)
def test_the_commands_of_a_page_run_and_its_files_have_no_faults(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DU_AN8_DATA", raising=False)
    steps = list(shown_in(page.read_text(encoding="utf-8")))
    words = {word for step in steps if step.file is None for word in re.split(r"[\s\"]|\.\.", step.text)}
    for word, prepare in PREPARED.items():
        if word in words and not any(f"> {word}" in step.text or f"--output {word}" in step.text for step in steps):
            prepare()
    for step in steps:
        if step.file:
            step.file.parent.mkdir(parents=True, exist_ok=True)
            step.file.write_text(step.text, encoding="utf-8")
        elif why_not_run(step.text) is None:
            done = run(step.text)
            assert done.exit_code in step.exit_codes, f"{step.text}\n{done.output}"
            if step.output is not None:
                assert set(step.output) != {"…"}, step.text
                assert same(step.output, done.output), f"{step.text}\n{done.output}"
    if any(step.file for step in steps):
        assert run("du-an8 validate").exit_code == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_command_named_in_a_sentence_exists_with_its_options(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    reference = REFERENCE.read_text(encoding="utf-8")
    for named in re.findall(r"`du-an8 ([^`]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)):
        name, *words = named.split()
        options = {word for word in words if word.startswith("--")}
        if name not in commands():
            assert name in {"LỆNH", "--version"}, named
            continue
        section = reference.partition(f"## `du-an8 {name}`\n")[2].partition("\n## ")[0]
        assert {option for option in options if f"`{option}`" not in section} == set(), named


def test_what_is_not_run_is_still_shown_somewhere() -> None:
    shown = [step.text for page in PAGES for step in shown_in(page.read_text(encoding="utf-8"))]
    assert {part for part in NOT_RUN if not any(part in text for text in shown)} == set()


def test_commands_stand_only_in_blocks_that_are_run() -> None:
    for page in PAGES:
        text = "" if page == REFERENCE else page.read_text(encoding="utf-8")
        for language, body in re.findall(r"^```(\w*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
            if re.search(r"^(?:\$ )?(?:\.venv\S+)?du-an8 ", body, re.MULTILINE):
                assert language in LANGUAGES, f"{page.name}: {body}"


def test_left_out_lines_may_be_none_or_many() -> None:
    assert same(["a", "…", "d"], "a\nb\nc\nd\n")
    assert same(["a", "…"], "a\n")
    assert not same(["a", "c"], "a\nb\nc\n")
    assert not same(["b", "…"], "a\nb\n")
