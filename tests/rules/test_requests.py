"""What is asked of a province is worded to it, and names nothing that the finding doesn't know."""

from __future__ import annotations

import re

from du_an8.findings import Finding
from du_an8.vietnamese.syllables import is_syllable
from rules.catalogue import SENT, VARIANTS, places

KNOWN_WORDS = {"Excel", "Word", "PDF", "xlsx", "docx", "doc", "rtf", "TW", "II", "III"}
OUR_TALK = re.compile(r"`|hỏi (?:lại )?tỉnh|xin tỉnh|tỉnh gửi|tỉnh ghi|import|du-an8|\byaml\b|data/", re.IGNORECASE)
FIELD = re.compile(r"\{\w+(?::[^}]*)?\}")


def foreign_words(text: str) -> list[str]:
    words = re.findall(r"[^\W\d_]+", FIELD.sub("", text))
    return [word for word in words if not is_syllable(word) and word not in KNOWN_WORDS]


def test_only_what_is_sent_is_worded_for_those_who_get_it() -> None:
    assert [key for key, variant in VARIANTS.items() if variant.content and not variant.request] == []


def test_what_is_sent_speaks_to_the_province() -> None:
    """No marks of code, no word of another language, nothing said to our own office."""
    sent = {key: f"{content} {request}" for key, (content, request) in SENT.items()}
    assert [key for key, text in sent.items() if OUR_TALK.search(text)] == []
    assert {key: words for key, text in sent.items() if (words := foreign_words(text))} == {}


def test_a_request_is_one_sentence() -> None:
    requests = {key: request for key, (_, request) in SENT.items()}
    assert [key for key, text in requests.items() if not (text.startswith("Đề nghị ") and text.endswith("."))] == []


def test_what_is_sent_says_nothing_that_the_finding_does_not_know() -> None:
    for key, (content, request) in SENT.items():
        variant = VARIANTS[key]
        known = places(variant.message.vietnamese) | places(variant.hint.vietnamese)
        assert places(content) | places(request) <= known, key


def test_a_finding_is_told_to_the_province_in_its_words() -> None:
    finding = Finding("claim-mismatch", None, {"name": "Tổ", "claim": 100, "recomputed": 90, "value": 9, "base": 10})
    assert finding.content == "Tổ: báo cáo ghi 100%, tính lại được 90% (9/10)."
    assert finding.request == "Đề nghị kiểm tra lại tỷ lệ, nêu rõ tính trên cơ sở nào."


def test_what_is_our_own_concern_is_not_sent() -> None:
    assert Finding("yaml-syntax.empty", None).request is None


def test_a_rule_without_a_question_of_its_own_puts_its_request() -> None:
    finding = Finding("negative-figure", None, {"name": "Tổ", "value": -5})
    assert finding.question == f"{finding.content} {finding.request}"


def test_a_rule_with_a_question_of_its_own_puts_that() -> None:
    words = {"name": "Tổ", "claim": 100, "recomputed": 90, "value": 9, "base": 10}
    finding = Finding("claim-mismatch", None, words)
    assert finding.question == "Tổ: tỉnh ghi 100%, chúng tôi tính lại được 90%. Tỉnh tính trên cơ sở nào?"


def test_what_is_not_sent_is_asked_as_it_is_told() -> None:
    finding = Finding("yaml-syntax.empty", None)
    assert finding.question == f"{finding.message} {finding.hint}"
