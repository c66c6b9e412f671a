"""Every text of the catalogue is Vietnamese, whole, and without stray marks: as it stands and with real parameters."""

from __future__ import annotations

import re

import pytest

from du_an8.targets.schema import TargetEntry
from rules.catalogue import VARIANTS
from rules.test_rules import EACH_RULE, findings
from wording import faults

_KEYS = frozenset(TargetEntry.model_fields)
"""Of a target, as they are suggested for a key that there isn't."""
_PLACE = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("rule", EACH_RULE)
def test_what_a_rule_says_of_its_specimen(rule: str) -> None:
    told = findings(rule, "bad")
    assert told
    for finding in told:
        assert faults(finding["message"]) == []
        assert faults(finding["hint"], also=_KEYS) == []
        assert finding["message"].endswith((".", "?"))


def test_a_text_of_the_catalogue() -> None:
    """With a number in each place: whatever is filled in must leave a sentence."""
    said = [text for each in VARIANTS.values() for text in (each.message, each.hint, each.question) if text]
    found = {text.vietnamese: faults(_PLACE.sub("5", text.vietnamese)) for text in said}
    assert {text: of_text for text, of_text in found.items() if of_text} == {}


def test_a_message_is_a_sentence() -> None:
    messages = [text for each in VARIANTS.values() for text in (each.message.vietnamese, each.message.english)]
    assert [text for text in messages if not text.endswith((".", "?", "}"))] == []


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
