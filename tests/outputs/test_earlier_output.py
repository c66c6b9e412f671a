"""An output replaces an earlier one that nobody touched, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx import Document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import DataDir

OUTPUTS = {
    "check.json": ("check", "--format", "json", "--output"),
    "check.csv": ("check", "--format", "csv", "--output"),
    "check.md": ("check", "--format", "markdown", "--output"),
    "check.xml": ("check", "--format", "junit", "--output"),
    "validate.json": ("validate", "--format", "json", "--output"),
    "validate.csv": ("validate", "--format", "csv", "--output"),
    "facts.jsonl": ("facts", "--format", "jsonl", "-o"),
    "facts.csv": ("facts", "--format", "csv", "-o"),
    "facts.parquet": ("facts", "--format", "parquet", "-o"),
    "giay.docx": ("report", "Điện Biên", "-o"),
    "giay.xlsx": ("report", "Điện Biên", "-o"),
    "giay.html": ("report", "Điện Biên", "-o"),
    "giay.md": ("report", "Điện Biên", "-o"),
    "mau.xlsx": ("template", "Điện Biên", "--period", "2024", "-o"),
}


@pytest.fixture
def filled(data: DataDir) -> DataDir:
    head = {"Tỉnh": "Điện Biên", "Kỳ báo cáo": "Năm 2023"}
    data.report("dien-bien/2023", {"Mã": "to-truyen-thong", "Luỹ kế từ đầu giai đoạn": 490}, head=head)
    return data


def write(data: DataDir, command: tuple[str, ...], path: Path) -> int:
    return data.run(*command, str(path)).exit_code


@pytest.mark.parametrize("name", OUTPUTS)
def test_an_earlier_output_is_replaced(filled: DataDir, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert write(filled, OUTPUTS[name], path) != 2
    first = path.read_bytes()
    assert write(filled, OUTPUTS[name], path) != 2
    assert path.read_bytes() == first


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_file_of_somebody_else_is_kept(filled: DataDir, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Danh bạ cơ quan\n", encoding="utf-8")
    assert write(filled, OUTPUTS[name], path) == 2
    assert path.read_text(encoding="utf-8") == "Danh bạ cơ quan\n"


@pytest.mark.parametrize("name", OUTPUTS)
def test_an_empty_file_is_nobodys(filled: DataDir, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    assert write(filled, OUTPUTS[name], path) != 2


def note_in_workbook(path: Path) -> None:
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0]["A1"] = "đã hỏi"
    workbook.save(path)


def note_in_paper(path: Path) -> None:
    paper = Document(str(path))
    paper.add_paragraph("Tỉnh trả lời: 540")
    paper.save(str(path))


def note_in_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("490", "490 (đã hỏi)", 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("giay.docx", note_in_paper),
        ("giay.xlsx", note_in_workbook),
        ("mau.xlsx", note_in_workbook),
        ("giay.html", note_in_text),
        ("giay.md", note_in_text),
    ],
)
def test_what_somebody_wrote_in_is_kept(
    filled: DataDir, tmp_path: Path, name: str, note: Callable[[Path], None]
) -> None:
    path = tmp_path / name
    assert write(filled, OUTPUTS[name], path) == 0
    note(path)
    noted = path.read_bytes()
    assert write(filled, OUTPUTS[name], path) == 2
    assert path.read_bytes() == noted
