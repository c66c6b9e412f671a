"""What the tool writes as YAML, it reads back as it was."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from du_an8.strict_yaml.reader import parse_yaml
from du_an8.strict_yaml.writer import write_yaml

ODD = [
    "N", "Y", "n", "no", "NO", "on", "null", "~", "", "1.234.567", "1,000", "5,5", "10%", "10 %", "0123", "12:30",
    "1e5", ".inf", "0x1F", "2023", "1.5", "2023-01-01", "<<", "=", "- a", "# x", "a: b", "'", '"', "*a", "&a", "!a",
    "@a", "%a", "{a", "[a", " x ", "é", "Kế hoạch năm 2023: 5", "x" * 200, "1" * 50,
]  # fmt: skip


def back(value: object) -> object:
    document, findings = parse_yaml(write_yaml({"value": value}), "x.yaml")
    assert findings == []
    assert document is not None
    assert isinstance(document.data, dict)
    return document.data["value"]


@pytest.mark.parametrize("text", ODD)
def test_a_text_is_the_same_text_as_key_and_as_value(text: str) -> None:
    assert back([text]) == [text]
    assert back({"a": {text: text}}) == {"a": {text: text}}


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["Cc", "Cs"]), max_size=60))
def test_any_text_is_the_same_text(text: str) -> None:
    assert back([text]) == [unicodedata.normalize("NFC", text)]  # as all text that is read


def test_other_plain_values_stay_what_they_are() -> None:
    value = {"header": 3, "compares": True, "none": None, "list": [1, "a"]}
    assert back(value) == value
