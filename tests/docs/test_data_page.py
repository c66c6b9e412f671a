"""The page about the data names every key of every YAML file, and every column and label of the standard workbook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import openpyxl

from docs.key_reference import PAGE, models, with_keys

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import DataDir

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_keys_are_those_of_the_schemas_now() -> None:
    assert with_keys(TEXT) == TEXT, "run: python tests/docs/key_reference.py"


def test_every_form_has_its_place_in_the_page() -> None:
    assert {model.__name__ for model in models()} == set(re.findall(r"<!-- khoá: (\w+) -->", TEXT))


def test_every_label_column_and_sheet_of_the_template_is_named(data: DataDir, tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"
    assert data.run("template", "Cao Bằng", "--period", "2025-Q4", "--output", str(path)).exit_code == 0
    workbook = openpyxl.load_workbook(path)
    rows = [[str(cell) for cell in row if cell] for row in workbook["Báo cáo"].iter_rows(values_only=True)]
    _, *labelled, _, header = rows[: next(number for number, row in enumerate(rows, 1) if "Mã" in row)]
    labels = [row[0] for row in labelled]
    assert "Kỳ báo cáo" in labels
    assert {column for column in header if f"| `{column}` |" not in TEXT} == set()
    assert {label for label in labels if f"| {label} |" not in TEXT} == set()
    assert {name for name in workbook.sheetnames if f"`{name}`" not in TEXT} == set()
