"""Each rule on a minimal data folder that breaks it, and on one that doesn't.

`tests/rules/<rule>/`: `command.txt` (what is run), `bad/`, `good/` (data folders), `expected.txt` (what the rule says
of `bad`, written from the rule, not copied from the program).
"""

from __future__ import annotations

import json
import re
import shlex
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from conftest import marks_of
from du_an8.cli.main import app
from du_an8.findings.rules import all_rules
from du_an8.outputs.wording.words import SEVERITIES
from du_an8.programme.load import load_programme
from rules.docs_examples import PAGES, with_examples

HERE = Path(__file__).parent
RULES = sorted(path.parent.name for path in HERE.glob("*/command.txt"))
EACH_RULE = [pytest.param(rule, marks=marks_of(HERE / rule)) for rule in RULES]


@cache
def findings(rule: str, folder: str) -> list[dict[str, Any]]:
    command, *rest = shlex.split((HERE / rule / "command.txt").read_text(encoding="utf-8"))
    options = ["--data", str(HERE / rule / folder), "--format", "json", "--fail-on", "never"]
    result = CliRunner().invoke(app, [command, *rest, *options])
    assert result.exit_code == 0, result.output
    return [finding for finding in json.loads(result.stdout)["findings"] if finding["rule"] == rule]


def text_of(finding: dict[str, Any]) -> str:
    """The finding as a person reads it: what, where (each place), what to do."""
    places = [place for place in (finding["location"], *finding["related"]) if place]
    lines = [f"{SEVERITIES[finding['severity']][1]}: {finding['message']} [{finding['rule']}]"]
    for place in places:
        numbers = [str(place[key]) for key in ("line", "column") if place[key] is not None]
        lines.append(
            "  " + "!".join(filter(None, [":".join([place["path"], *numbers]), place["sheet"], place["cell"]]))
        )
    return "\n".join([*lines, f"  → {finding['hint']}"])


@pytest.mark.parametrize("rule", EACH_RULE)
def test_the_bad_folder_is_told_and_how(rule: str) -> None:
    expected = (HERE / rule / "expected.txt").read_text(encoding="utf-8").strip()
    assert "\n".join(map(text_of, findings(rule, "bad"))) == expected


@pytest.mark.parametrize("rule", EACH_RULE)
def test_the_good_folder_is_not_told(rule: str) -> None:
    assert findings(rule, "good") == []


def test_every_rule_has_such_folders() -> None:
    assert set(RULES) == {rule.name for rule in all_rules()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_documentation_shows_what_the_rules_say(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert with_examples(text) == text


@pytest.mark.parametrize("rule", EACH_RULE)
def test_what_names_an_indicator_is_told_of_it_and_of_a_place(rule: str) -> None:
    names = {indicator.short_name: indicator.id for indicator in load_programme(None)[0].indicators.values()}
    for finding in findings(rule, "bad"):
        named = names.get(re.split(r": |, ", finding["message"])[0])
        if named:
            assert finding["indicator"] == named
            assert finding["location"] is not None
