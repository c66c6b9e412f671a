"""Every rule has one whole entry in the page of rules, under its severity; no entry is left of a rule that is gone."""

from __future__ import annotations

import re
from pathlib import Path

from du_an8.findings.rules import all_rules

PAGE = Path(__file__).parents[2] / "docs" / "quy-tac.md"
_SECTION = re.compile(r"^## [^\n]*\(`(\w+)`\)\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
_ENTRY = re.compile(r"^### `([a-z-]+)`\n(.*?)(?=^### |\Z)", re.DOTALL | re.MULTILINE)

ENTRIES = [
    (severity, rule, body)
    for severity, section in _SECTION.findall(PAGE.read_text(encoding="utf-8"))
    for rule, body in _ENTRY.findall(section)
]


def test_the_rules_of_the_page_are_those_of_the_program_each_once_under_its_severity() -> None:
    rules = sorted((rule.name, rule.severity) for rule in all_rules())
    assert sorted((rule, severity) for severity, rule, _ in ENTRIES) == rules


def test_an_entry_says_when_why_and_what_to_do_and_has_the_example_of_its_own_rule() -> None:
    form = r"\n[^\n`-].*?\n\n- \*\*Vì sao:\*\* .+?\n- \*\*Làm gì:\*\* .+?\n\n<!-- {} -->\n```\n.+?```\n+"
    assert [rule for _, rule, body in ENTRIES if not re.fullmatch(form.format(rule), body, re.DOTALL)] == []
