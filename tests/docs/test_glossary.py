"""The glossary has every word that the outputs share, beside its key."""

from __future__ import annotations

from pathlib import Path

import pytest

from du_an8.outputs.wording import words

PAGE = Path(__file__).parents[2] / "docs" / "thuat-ngu.md"
LINES = PAGE.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("table", [words.STATUSES, words.SEVERITIES], ids=["statuses", "severities"])
def test_words_with_a_sign_are_there(table: dict[str, tuple[str, str]]) -> None:
    assert {word for key, (_, word) in table.items() if not has(word, key)} == set()


def test_the_signs_of_the_statuses_are_there() -> None:
    rows = [f"| {sign} | {word} | `{status}` |" for status, (sign, word) in words.STATUSES.items()]
    assert [row for row in rows if not any(line.startswith(row) for line in LINES)] == []


@pytest.mark.parametrize(
    "table",
    [words.REASONS, words.QUALIFIERS, words.KINDS, words.MEASURES, words.BASES],
    ids=["reasons", "qualifiers", "kinds", "measures", "bases"],
)
def test_words_are_there(table: dict[str, str]) -> None:
    assert {word for key, word in table.items() if not has(word, key)} == set()


def test_why_a_figure_is_not_used_is_there() -> None:
    assert {word for word in words.SET_ASIDE.values() if f"- {word}" not in LINES} == set()


def has(word: str, key: str) -> bool:
    return any(f"| {word} | `{key}` |" in line for line in LINES)
