"""Workbooks drawn as text, and what the command reads in them.

A line is a row, `|` parts its cells. `<` is merged with the cell on its left, `^` with the one above. Digits are a
number, `'12` is the text.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from conftest import DataDir

Json = dict[str, Any]

TTT, CLB, DTCS, SDAT = "to-truyen-thong", "clb-thu-linh", "doi-thoai-chinh-sach", "sinh-de-an-toan"
VON = "von-duoc-giao"
HEAD = "Tỉnh: Điện Biên\nKỳ báo cáo: Năm 2023\n"


def cells_of(text: str) -> list[list[str]]:
    """The cells of a drawing, as words."""
    return [[word.strip() for word in line.split("|")] for line in text.strip("\n").splitlines()]


def value_of(word: str) -> object:
    """What a word of a drawing puts into its cell."""
    if re.fullmatch(r"-?\d+", word):
        return int(word)
    if re.fullmatch(r"-?\d+\.\d+", word):
        return float(word)
    return word.removeprefix("'") or None


def draw(page: Worksheet, text: str) -> None:
    """Fill a sheet with a drawing."""
    grid = cells_of(text)
    for row, words in enumerate(grid, start=1):
        for column, word in enumerate(words, start=1):
            if word not in {"<", "^"}:
                page.cell(row, column, value_of(word))
    for row, words in enumerate(grid, start=1):
        for column, word in enumerate(words, start=1):
            width = _run(words[column:], "<")
            height = _run([(*line, *[""] * column)[column - 1] for line in grid[row:]], "^")
            if word not in {"<", "^"} and (width or height):
                page.merge_cells(None, row, column, row + height, column + width)


def _run(words: list[str], mark: str) -> int:
    return next((count for count, word in enumerate(words) if word != mark), len(words))


def save(
    path: Path, *drawings: str, names: tuple[str, ...] = (), change: Callable[[Workbook], None] | None = None
) -> Path:
    """Write a workbook with a sheet for each drawing."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for number, text in enumerate(drawings):
        draw(workbook.create_sheet(names[number] if names else f"Biểu {number + 1}"), text)
    if change:
        change(workbook)
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)
    return path


@dataclass(frozen=True)
class Answer:
    """What `check` says of one workbook."""

    document: Json

    @property
    def rows(self) -> dict[str, Json]:
        """Indicator -> its row of the province."""
        return {row["id"]: row for place in self.document["provinces"] for row in place["indicators"]}

    @property
    def figures(self) -> dict[str, float]:
        """Indicator -> its figure."""
        return {name: row["actual"] for name, row in self.rows.items() if row["actual"] is not None}

    @property
    def rules(self) -> set[str]:
        """The rules of all findings."""
        return {finding["rule"] for finding in self.document["findings"]}

    @property
    def account(self) -> tuple[int, int, int]:
        """Used, checked, reported."""
        (file,) = self.document["files"]
        return file["used"], file["checked"], file["reported"]

    def about(self, rule: str) -> list[Json]:
        """The findings of a rule."""
        return [finding for finding in self.document["findings"] if finding["rule"] == rule]

    def places(self, rule: str) -> list[str]:
        """The cells that the findings of a rule name."""
        return [finding["location"]["cell"] for finding in self.about(rule)]


def numbers_in(path: Path) -> dict[tuple[str, str], float]:
    """Numbers by openpyxl's own count: sheet, address -> value."""
    return {
        (page.title, cell.coordinate): cell.value
        for page in openpyxl.load_workbook(path)
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "n" and isinstance(cell.value, int | float)
    }


def facts(data: DataDir) -> dict[str, tuple[float, str, str]]:
    """What was read as figures: cell -> its value, what it measures and until when, the place and the part it is of."""
    found = [json.loads(line) for line in data.run("facts").stdout.splitlines()]
    return {
        fact["cell"]: (
            fact["value"],
            f"{fact['measure']} {fact['end']}",
            " > ".join([*(place["name"] for place in fact["places"]), *filter(None, [fact["part"]])]),
        )
        for fact in found
        if fact["kind"] == "figure"
    }


def read(data: DataDir, *drawings: str, as_of: str = "2024-12-31", scaled: bool = False, **more: Any) -> Answer:  # noqa: ANN401
    """Read a workbook in the folder of Điện Biên; nothing may be lost, and a figure must stand in the cell it names."""
    path = save(data.root / "reports/dien-bien/x.xlsx", *drawings, **more)
    answer = Answer(data.check("--as-of", as_of))
    numbers = numbers_in(path)
    (file,) = answer.document["files"]
    assert file["numbers_seen"] == file["used"] + file["checked"] + file["reported"]
    assert file["numbers_seen"] >= len(numbers)
    for row in answer.rows.values():
        sources = [(source["sheet"], source["cell"]) for source in row["actual_sources"]]
        if row["kind"] != "rate" and not scaled and sources and numbers.keys() >= set(sources):
            assert row["actual"] == sum(numbers[source] for source in sources)
    return answer
