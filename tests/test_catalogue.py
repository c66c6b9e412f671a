"""Every finding that the code can make has a rule, a severity and both texts."""

import ast
import re
from pathlib import Path

import du_an8
from du_an8.findings import Finding, Severity
from du_an8.findings.catalogue import SEVERITIES, TEXTS

SOURCE = Path(du_an8.__file__).parent
KEY = re.compile(r"[a-z]+(?:-[a-z]+)+(?:\.[a-z0-9-]+)?")


def test_every_text_belongs_to_a_rule_and_every_rule_has_a_text() -> None:
    assert {key.partition(".")[0] for key in TEXTS} == set(SEVERITIES)
    assert set(SEVERITIES.values()) == {severity.value for severity in Severity}


def test_every_key_that_the_code_names_is_in_the_catalogue() -> None:
    rules = tuple(SEVERITIES)
    for module in SOURCE.rglob("*.py"):
        if module.name == "catalogue.py" and module.parent.name == "findings":
            continue
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                rule, _, variant = node.value.partition(".")
                if rule in rules and variant:
                    assert node.value in TEXTS, f"{module.name}: {node.value}"


def test_numbers_and_dates_in_a_message_are_written_the_vietnamese_way() -> None:
    finding = Finding("plan-exceeds-target", None, {"planned": 1800, "target": 540})
    assert finding.message == "Tổng kế hoạch các năm là 1.800, vượt chỉ tiêu 540."
    assert finding.severity is Severity.ERROR


def test_a_long_quotation_is_cut() -> None:
    assert len(Finding("unknown-key", None, {"name": "x" * 10_000, "nearest": []}).message) < 200
