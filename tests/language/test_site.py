"""`site --lang en`: every page whole in English, at the addresses that it has in Vietnamese."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

import du_an8
from du_an8.cli import site
from du_an8.cli.main import app
from du_an8.cli.work import side_by_side
from language.english_words import titles_in, vietnamese_words
from outputs.terminal.test_first_screen import REPOSITORY_DATA

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGED = Path(du_an8.__file__).parent / "programme" / "packaged"
TITLES = titles_in(REPOSITORY_DATA) | titles_in(PACKAGED)
NOT_READ = re.compile(r"<style>.*?</style>|<code>.*?</code>|<[^>]*>", re.DOTALL)
"""Markup, and the cells that are named."""
ATTRIBUTES = re.compile(r"(?:aria-label|title|data-label|alt)=\"([^\"]*)\"")


def written(folder: Path, lang: str, as_of: str = "2026-06-30") -> Path:
    path = folder / f"site-{lang}-{as_of}"
    options = ["--data", str(REPOSITORY_DATA), "--as-of", as_of, "--lang", lang, "-o", str(path)]
    result = CliRunner().invoke(app, ["site", *options])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Written: " if lang == "en" else "Đã ghi ")
    return path


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("english"), "en")


@pytest.fixture(scope="module")
def vietnamese(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("vietnamese"), "vi")


def read(path: Path) -> Iterator[str]:
    """What a person reads of a page or has read aloud, a piece of text each."""
    page = path.read_text(encoding="utf-8")
    pieces = [*NOT_READ.sub("\n", page).split("\n"), *ATTRIBUTES.findall(page)]
    yield from (html.unescape(piece) for piece in pieces)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def left_over(folder: Path) -> dict[str, list[str]]:
    found = {
        path.name: [word for piece in read(path) for word in vietnamese_words(piece, TITLES)]
        for path in folder.rglob("*.html")
    }
    return {name: words for name, words in found.items() if words}


def test_no_vietnamese_word_is_left_on_any_page(english: Path, tmp_path: Path) -> None:
    assert left_over(english) == {}
    assert left_over(written(tmp_path, "en", "2025-06-30")) == {}


def test_every_page_says_that_it_is_in_english(english: Path) -> None:
    assert all('<html lang="en">' in page.read_text(encoding="utf-8") for page in english.rglob("*.html"))


def test_pages_addresses_and_anchors_are_those_of_the_vietnamese_site(english: Path, vietnamese: Path) -> None:
    assert names(english) == names(vietnamese)
    links = re.compile(r'(?:href|id|class)="([^"]*)"')
    for page in english.rglob("*.html"):
        other = vietnamese / page.relative_to(english)
        told = [links.findall(each.read_text(encoding="utf-8")) for each in (page, other)]
        assert told[0] == told[1], page.name


def test_the_script_counts_in_english(english: Path, vietnamese: Path) -> None:
    assert "length} provinces`" in (english / "table.js").read_text(encoding="utf-8")
    assert "length} tỉnh`" in (vietnamese / "table.js").read_text(encoding="utf-8")


def test_what_a_page_offers_is_in_english(english: Path) -> None:
    row = json.loads((english / "tai-ve" / "dien-bien.json").read_text(encoding="utf-8"))["provinces"][0]["indicators"][
        0
    ]
    assert row["name"] == "Community communication teams established and kept running"


@pytest.mark.processes
def test_it_is_the_same_where_several_processes_write(
    english: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "_MANY_PROVINCES", 1)
    monkeypatch.setattr(side_by_side, "workers", lambda: 2)
    other = written(tmp_path, "en")
    for name in names(english):
        assert (other / name).read_bytes() == (english / name).read_bytes(), name
