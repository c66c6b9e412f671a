"""`report --lang en`: the paper for a visit whole in English, with the codes that it has in Vietnamese."""

from __future__ import annotations

import html
import io
import re
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx import Document
from typer.testing import CliRunner

from du_an8.cli.main import app
from du_an8.outputs.papers.visit.answers import read_answers
from language.english_words import titles_in, vietnamese_words
from outputs.terminal.test_first_screen import ON_FILE, REPOSITORY_DATA
from rules.test_rules import EACH_RULE
from rules.test_rules import HERE as RULES_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TITLES = titles_in(REPOSITORY_DATA)
CODE = re.compile(r"\b[bcdfghjknpqrstvxyz]{7}\b")
FORMS = [".docx", ".xlsx", ".html", ".md"]


def paper(
    folder: Path, form: str, *names: str, as_of: str = "2026-06-30", data: Path = REPOSITORY_DATA, lang: str = "en"
) -> Path:
    path = folder / f"paper-{lang}{form}"
    options = ["--data", str(data), "--as-of", as_of, "--lang", lang, "-o", str(path)]
    result = CliRunner().invoke(app, ["report", *names, *options])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Written: " if lang == "en" else "Đã ghi ")
    return path


def texts(path: Path) -> Iterator[str]:
    """Every text that a person reads in the file."""
    match path.suffix:
        case ".docx":
            document = Document(str(path))
            yield from (paragraph.text for paragraph in document.paragraphs)
            for table in document.tables:
                yield from (cell.text for row in table.rows for cell in row.cells)
            yield document.core_properties.title
            xml = zipfile.ZipFile(path).read("word/document.xml").decode()
            yield from re.findall(r'descr="([^"]*)"', xml)
            yield from (style.name for style in document.styles)
        case ".xlsx":
            workbook = openpyxl.load_workbook(path)
            yield from (str(cell.value or "") for page in workbook for row in page.iter_rows() for cell in row)
            yield from workbook.sheetnames
            yield from workbook.style_names
            yield from (page.oddFooter.center.text or "" for page in workbook)
            yield workbook.properties.title
        case _:
            text = re.sub(r"<style>.*?</style>|<[^>]*>", "\n", path.read_text(encoding="utf-8"), flags=re.DOTALL)
            labels = re.findall(r'(?:aria-label|title)="([^"]*)"', path.read_text(encoding="utf-8"))
            yield from map(html.unescape, [*text.split("\n"), *labels])


def left_over(path: Path, titles: set[str]) -> list[str]:
    return [word for text in texts(path) for word in vietnamese_words(_as_read(text), titles)]


def _as_read(text: str) -> str:
    """Without the signs that keep things together or that Markdown escapes; a line break parts words."""
    for sign, shown in (("\u00a0", " "), ("\u2011", "-"), ("\\", ""), ("\n", " · ")):
        text = text.replace(sign, shown)
    return text


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("province", ON_FILE)
def test_no_vietnamese_word_is_left_in_the_paper_of_a_province(province: str, form: str, tmp_path: Path) -> None:
    assert left_over(paper(tmp_path, form, province), TITLES) == []


@pytest.mark.parametrize("form", FORMS)
def test_no_vietnamese_word_is_left_in_the_paper_of_all(form: str, tmp_path: Path) -> None:
    for as_of in ("2025-06-30", "2026-11-30"):
        assert left_over(paper(tmp_path, form, as_of=as_of), TITLES) == []


@pytest.mark.parametrize("rule", EACH_RULE)
def test_what_is_asked_about_each_rule_is_in_english(rule: str, tmp_path: Path) -> None:
    folder = RULES_FOLDER / rule / "bad"
    assert left_over(paper(tmp_path, ".md", data=folder, as_of="2026-11-30"), titles_in(folder)) == []


def test_the_head_of_the_official_paper(tmp_path: Path) -> None:
    path = paper(tmp_path, ".docx", "dien-bien")
    head = [cell.text for row in Document(str(path)).tables[0].rows for cell in row.cells]
    assert head[0].startswith("INSPECTION AND MONITORING TEAM\nPROJECT 8")
    assert head[1].startswith("SOCIALIST REPUBLIC OF VIET NAM\nIndependence – Freedom – Happiness")


def test_the_language_stands_in_the_properties_of_the_file(tmp_path: Path) -> None:
    word, excel = paper(tmp_path, ".docx", "dien-bien"), paper(tmp_path, ".xlsx", "dien-bien")
    assert Document(str(word)).core_properties.language == "en-GB"
    styles = zipfile.ZipFile(word).read("word/styles.xml").decode()
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]*)"', styles)) == {"en-GB"}
    assert openpyxl.load_workbook(excel).properties.language == "en-GB"
    assert '<html lang="en">' in paper(tmp_path, ".html", "dien-bien").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_sections_codes_and_their_order_are_those_of_the_vietnamese_paper(form: str, tmp_path: Path) -> None:
    english, vietnamese = (paper(tmp_path, form, lang=lang) for lang in ("en", "vi"))
    codes = [[code for text in texts(path) for code in CODE.findall(text)] for path in (english, vietnamese)]
    assert codes[0] == codes[1]
    assert codes[0]
    if form == ".docx":
        headings = [[p.text.split(".")[0] for p in Document(str(path)).paragraphs if p.style.name == "Heading 1"]
                    for path in (english, vietnamese)]  # fmt: skip
        assert headings[0] == headings[1]


@pytest.mark.parametrize("form", [".docx", ".xlsx"])
@pytest.mark.parametrize("then", ["en", "vi"])
def test_what_is_noted_in_an_english_paper_is_taken_on(form: str, then: str, tmp_path: Path) -> None:
    """In whatever language the next one is."""
    filled = paper(tmp_path, form, "yen-bai", as_of="2025-06-30")
    (tmp_path / "filled").mkdir()
    noted = tmp_path / "filled" / filled.name
    noted.write_bytes(_filled_in(filled))
    answers, _ = read_answers(noted)
    assert answers is not None
    assert [answer.text for answer in answers.listed] == ["12 in all"]
    following = tmp_path / f"next{form}"
    options = ["--data", str(REPOSITORY_DATA), "--as-of", "2025-06-30", "--lang", then, "--after", str(noted)]
    result = CliRunner().invoke(app, ["report", "yen-bai", *options, "-o", str(following)])
    assert result.exit_code == 0, result.output
    assert any("12 in all" in _as_read(text) for text in texts(following))
    told = "Earlier answers: 1; 1 beside their questions." if then == "en" else "Câu trả lời lần trước: 1;"
    assert told in result.stdout


def test_answers_in_an_english_paper_are_not_written_over(tmp_path: Path) -> None:
    path = paper(tmp_path, ".xlsx", "yen-bai")
    path.write_bytes(_filled_in(path))
    options = ["--data", str(REPOSITORY_DATA), "--as-of", "2026-06-30", "--lang", "en", "-o", str(path)]
    assert CliRunner().invoke(app, ["report", "yen-bai", *options]).exit_code == 2


def _filled_in(path: Path) -> bytes:
    """The paper with an answer beside its first question."""
    written = io.BytesIO()
    if path.suffix == ".xlsx":
        workbook = openpyxl.load_workbook(path)
        page = workbook["Questions"]
        titles = [cell.value for cell in page[1]]
        page.cell(2, titles.index("Answer of the province") + 1).value = "12 in all"
        workbook.save(written)
        return written.getvalue()
    document = Document(str(path))
    table = next(table for table in document.tables if table.rows[0].cells[1].text == "Questions")
    table.rows[2].cells[2].text = "12 in all"
    document.save(written)
    return written.getvalue()
