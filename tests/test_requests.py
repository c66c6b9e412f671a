"""What is asked of a province is worded to it: every rule has a request, or is said to be none of its concern."""

import re
from string import Formatter

import pytest

from du_an8.findings import Finding
from du_an8.findings.catalogue import SEVERITIES, TEXTS
from du_an8.findings.requests import CONTENTS, NOT_SENT, REQUESTS
from du_an8.vietnamese.syllables import is_syllable

KNOWN_WORDS = {"Excel", "Word", "PDF", "xlsx", "docx", "doc", "rtf", "TW", "II", "III"}
OUR_TALK = re.compile(r"`|hỏi (?:lại )?tỉnh|xin tỉnh|tỉnh gửi|tỉnh ghi|import|du-an8|\byaml\b|data/", re.IGNORECASE)
FIELD = re.compile(r"\{\w+(?::[^}]*)?\}")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TEXTS)
def test_every_rule_has_a_request_or_is_not_sent(key: str) -> None:
    is_ours = key in NOT_SENT or (key.partition(".")[0] in NOT_SENT and key not in REQUESTS)
    assert (key in REQUESTS) != is_ours


def test_nothing_is_worded_for_a_rule_that_there_is_not() -> None:
    assert set(REQUESTS) <= set(TEXTS)
    assert set(CONTENTS) <= set(REQUESTS)
    assert {*TEXTS, *SEVERITIES} >= NOT_SENT
    assert not NOT_SENT & set(REQUESTS)


@pytest.mark.parametrize("key", REQUESTS)
def test_what_is_sent_speaks_to_the_province(key: str) -> None:
    """No marks of code, no word of another language, nothing said to our own office."""
    told = f"{CONTENTS.get(key, TEXTS[key][0])} {REQUESTS[key]}"
    assert not OUR_TALK.search(told)
    words = re.findall(r"[^\W\d_]+", FIELD.sub("", told))
    assert [word for word in words if not is_syllable(word) and word not in KNOWN_WORDS] == []


@pytest.mark.parametrize("key", REQUESTS)
def test_a_request_is_one_and_says_nothing_that_the_finding_does_not_know(key: str) -> None:
    message, hint = TEXTS[key]
    assert REQUESTS[key].startswith("Đề nghị ")
    assert REQUESTS[key].endswith(".")
    assert fields(REQUESTS[key]) | fields(CONTENTS.get(key, "")) <= fields(message) | fields(hint)


def test_a_finding_is_told_to_the_province_in_its_words() -> None:
    finding = Finding("claim-mismatch", None, {"name": "Tổ", "claim": 100, "recomputed": 90, "value": 9, "base": 10})
    assert finding.content == "Tổ: báo cáo ghi 100%, tính lại được 90% (9/10)."
    assert finding.request == "Đề nghị kiểm tra lại tỷ lệ, nêu rõ tính trên cơ sở nào."


def test_what_is_our_own_concern_is_not_sent() -> None:
    assert Finding("yaml-syntax.empty", None).request is None


def test_a_rule_without_a_question_of_its_own_puts_its_request() -> None:
    finding = Finding("negative-figure", None, {"name": "Tổ", "value": -5})
    assert finding.question == f"{finding.content} {finding.request}"
