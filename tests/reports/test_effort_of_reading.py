"""What reading an ordinary workbook costs, in calls: a pattern tried on every cell, a text read anew are told here.

The bounds lie a little above what reading takes today. Whoever makes it cheaper lowers them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from du_an8.programme.load import load_programme
from du_an8.programme.provinces import load_provinces
from du_an8.reports.report_file import Context, read_report
from effort import own_calls
from reports.grids import save

if TYPE_CHECKING:
    from collections import Counter
    from pathlib import Path

COMMUNES, FIGURES = 200, 11
HEAD = "Tỉnh: Điện Biên\nKỳ báo cáo: Năm 2023\n\n"


@pytest.fixture
def context() -> Context:
    """Of a process that has read nothing yet."""
    return Context(replace(load_programme(None)[0]), load_provinces())


def workbook(path: Path, *, first_commune: int = 1, more: int = 0) -> Path:
    """A row a commune, a column an indicator."""
    programme, _ = load_programme(None)
    names = [each.short_name for each in programme.indicators.values() if each.kind == "flow"][:FIGURES]
    rows = [
        [commune, f"Huyện số {commune // 20}", f"Xã Mường Đo {first_commune + commune}", ""]
        + [(commune + more) % (3 + column) for column in range(len(names))]
        for commune in range(1, COMMUNES + 1)
    ]
    lines = [["STT", "Huyện", "Xã", "Ghi chú", *names], *rows]
    save(path, HEAD + "\n".join("|".join(map(str, line)) for line in lines))
    return path


def calls_of_reading(path: Path, context: Context) -> Counter[str]:
    with own_calls() as made:
        report = read_report(path, path.name, "dien-bien", context)
    assert sum(len(list(column)) for column in report.columns) == COMMUNES * FIGURES
    return made


def in_order(made: Counter[str]) -> str:
    return "\n".join(f"{calls:8} {place}" for place, calls in made.most_common(40))


def test_a_workbook_of_known_words_costs_few_calls_a_cell(tmp_path: Path, context: Context) -> None:
    calls_of_reading(workbook(tmp_path / "2022.xlsx"), context)
    made = calls_of_reading(workbook(tmp_path / "2023.xlsx", more=1), context)
    assert made.total() / (COMMUNES * (3 + FIGURES)) <= 7.3, in_order(made)


def test_a_name_that_was_never_read_costs_so_many_calls_more(tmp_path: Path, context: Context) -> None:
    calls_of_reading(workbook(tmp_path / "2022.xlsx"), context)
    known = calls_of_reading(workbook(tmp_path / "2023.xlsx", more=1), context)
    made = calls_of_reading(workbook(tmp_path / "2024.xlsx", first_commune=1001, more=2), context)
    made.subtract(known)
    assert made.total() / COMMUNES <= 530, in_order(made)
