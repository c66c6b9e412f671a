"""The table of verdicts in `docs/cach-tinh.md`, row by row; the other examples there are files and commands."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import DataDir

PAGE = Path(__file__).parents[2] / "docs" / "cach-tinh.md"
TABLE = PAGE.read_text(encoding="utf-8").partition("<!-- xếp loại -->\n\n")[2].partition("\n\n")[0]
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TABLE.splitlines()[2:]]
TEAMS, NOTHING = "to-truyen-thong", "–"


def iso(day: str) -> str:
    return datetime.strptime(day, "%d/%m/%Y").date().isoformat()  # noqa: DTZ007  # a calendar day


@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_a_row_of_the_table_is_what_the_program_concludes(data: DataDir, row: list[str]) -> None:
    target, due, actual, observed, asked, *expected = row
    if target != NOTHING:
        by = "2024-12-31" if observed == NOTHING else iso(observed)
        data.targets_text(
            "cao-bang",
            f"""
province: Cao Bằng
targets:
  - indicator: {TEAMS}
    target: {target}
    milestones: {{{by}: {due}}}
""",
        )
    if actual != NOTHING:
        figure = {"Mã": TEAMS, "Luỹ kế từ đầu giai đoạn": int(actual)}
        data.report("cao-bang/x", figure, head={"Số liệu đến ngày": observed})
    told = data.run("explain", "cao-bang", TEAMS, "--as-of", iso(asked)).stdout
    assert [said(told, "Tỷ lệ hoàn thành"), said(told, "So với kế hoạch đến kỳ"), conclusion(told)] == expected


def said(told: str, name: str) -> str:
    """What a quotient of the conclusion comes to."""
    found = re.search(rf"^  {name} = .* = (\S+)$", told, re.MULTILINE)
    return found[1] if found else NOTHING


def conclusion(told: str) -> str:
    """The status, with its sign."""
    found = re.search(r"^4\. Kết luận\n(?:  .*\n)*?  ([^\w\s]+ [^:\n]+):", told, re.MULTILINE)
    assert found, told
    return found[1]


def test_the_table_is_there() -> None:
    assert len(ROWS) > 10
