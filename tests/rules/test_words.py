"""Every text of the catalogue is Vietnamese, whole, and without stray marks: as it stands and with real parameters."""

from __future__ import annotations

import re

import pytest

from du_an8.targets.schema import TargetEntry
from rules.catalogue import VARIANTS
from rules.test_rules import RULES, findings
from wording import faults

_KEYS = frozenset(TargetEntry.model_fields)
"""Of a target, as they are suggested for a key that there isn't."""
_PLACE = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("rule", RULES)
def test_what_a_rule_says_of_its_specimen(rule: str) -> None:
    told = findings(rule, "bad")
    assert told
    for finding in told:
        assert faults(finding["message"]) == []
        assert faults(finding["hint"], also=_KEYS) == []
        assert finding["message"].endswith((".", "?"))


@pytest.mark.parametrize("key", VARIANTS)
def test_a_text_of_the_catalogue(key: str) -> None:
    """With a number in each place: whatever is filled in must leave a sentence."""
    variant = VARIANTS[key]
    for text in filter(None, (variant.message, variant.hint, variant.question)):
        assert faults(_PLACE.sub("5", text.vietnamese)) == []
    assert variant.message.vietnamese.endswith((".", "?", "}"))
    assert variant.message.english.endswith((".", "?", "}"))


@pytest.mark.parametrize(
    "text",
    [
        "Invalid value for the date.",
        "Thiếu {name}.",
        "Chưa có số  liệu.",
        "Chưa có số liệu..",
        "Chưa có số liệu ().",
        "Chưa có số liệu (2.",
        "Có phải ý là: None?",
        "Có phải ý là : hai?",
    ],
)
def test_a_bad_text_is_found(text: str) -> None:
    assert faults(text)
