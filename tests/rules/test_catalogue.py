"""A rule is whole: its variants are its own, both languages name the same, and all that is declared is named."""

from __future__ import annotations

import ast
import pkgutil
import re
from datetime import date
from pathlib import Path

import pytest

import du_an8
from du_an8.findings import Finding, Severity, Verbatim, rules
from rules.catalogue import RULES, VARIANTS, places, texts

SOURCE = Path(du_an8.__file__).parent
KEY = re.compile(r"[a-z]+(?:-[a-z]+)+(?:\.[a-z0-9-]+)?")


def test_every_module_of_rules_is_looked_into() -> None:
    assert sorted(rules.SUBJECTS) == sorted(module.name for module in pkgutil.iter_modules(rules.__path__))


def test_no_name_is_given_twice() -> None:
    assert len(RULES) == len(list(rules.all_rules()))
    assert len(VARIANTS) == sum(len(rule.variants) for rule in RULES.values())


def test_the_variants_of_a_rule_bear_its_name() -> None:
    for rule in RULES.values():
        assert {variant.key.partition(".")[0] for variant in rule.variants} == {rule.name}
        assert rules.rule(rule.name) is rule


def test_there_is_no_other_rule() -> None:
    assert not rules.is_rule("no-such-rule")
    with pytest.raises(KeyError):
        rules.rule("no-such-rule")
    with pytest.raises(KeyError):
        rules.variant("claim-mismatch.no-such-variant")


def test_a_text_names_the_same_in_both_languages() -> None:
    other = [
        key
        for key, variant in VARIANTS.items()
        for text in (variant.message, variant.hint)
        if places(text.english) != places(text.vietnamese)
    ]
    assert other == []


def test_what_is_asked_may_name_more_of_the_message_in_english_and_leave_out_the_unit() -> None:
    for variant in VARIANTS.values():
        for text in texts(variant):
            english, vietnamese = places(text.english), places(text.vietnamese)
            assert english <= vietnamese | places(variant.message.vietnamese), text
            assert vietnamese - {"unit"} <= english, text


def test_what_a_rule_declares_is_what_its_texts_name() -> None:
    declared = {key: set(variant.parameters) for key, variant in VARIANTS.items()}
    named = {
        key: {name for text in texts(variant) for each in (text.vietnamese, text.english) for name in places(each)}
        for key, variant in VARIANTS.items()
    }
    assert declared == named


def test_every_variant_that_the_code_names_is_in_the_catalogue() -> None:
    for module in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                rule, _, variant = node.value.partition(".")
                if rule in RULES and variant:
                    assert node.value in VARIANTS, f"{module.name}: {node.value}"


def test_numbers_and_dates_in_a_message_are_written_the_vietnamese_way() -> None:
    finding = Finding("plan-exceeds-target", None, {"planned": 1800, "target": 540})
    assert finding.message == "Tổng kế hoạch các năm là 1.800, vượt chỉ tiêu 540."
    assert finding.severity is Severity.ERROR
    late = Finding("late-report", None, {"day": date(2023, 12, 31), "sent": date(2024, 3, 5), "late": 65, "grace": 25})
    assert late.message == "Báo cáo số liệu đến 31/12/2023 gửi ngày 05/03/2024, sau 65 ngày (hạn 25 ngày)."


def test_a_long_quotation_is_cut_but_not_what_is_to_be_pasted() -> None:
    words = {"text": "x" * 10_000, "count": 1, "nearest": "y", "entry": Verbatim("z" * 200)}
    finding = Finding("unmatched-row", None, words)
    assert len(finding.message) < 200
    assert "z" * 200 in finding.hint
