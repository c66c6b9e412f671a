"""The English that yearbooks and projects print behind the Vietnamese: `Khách du lịch - Number of visitors`."""

import re
from functools import lru_cache

from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.syllables import is_syllable

_BETWEEN = pattern_of(r"\s*\n\s*|\s+[-–—/]\s+|(?<=\w)/(?=[A-Z])")
_LAST_BRACKETS = pattern_of(r"(.*\S)\s*\(([^()]*)\)\s*", re.DOTALL)
_SURE = ("total", "male", "female", "urban", "rural")  # translations wherever they stand alone behind a dash
_BEHIND = pattern_of(rf"(.*[^\W\d_])\s*(?:\n|\s[-–—/]\s)\s*(?:{'|'.join(_SURE)})", re.DOTALL | re.IGNORECASE)
_NUMBERS = pattern_of(r"\d+")
_ENGLISH = frozenset({"No"})  # which might be Vietnamese by its letters
_WORDS = pattern_of(r"[A-Za-z]+")
_STRANGE = pattern_of(r"(?=.*[aeiouy])[A-Za-z][a-z]{3,}")  # `Cn 4.0` is an abbreviation
_LONGEST = 400  # no label is longer
_LONGEST_UNIT = 2  # words
_FEWEST = 2
"""A word such as `wifi` behind a dash may tell one thing from another; two strange words say the same once more."""


@lru_cache(maxsize=16384)  # the words of one report stand in the next one, too
def without_translation(text: str) -> str:
    """A label without its translation; what is no Vietnamese, or has none behind it, stays as it is."""
    if text.casefold().endswith(_SURE) and (printed := _BEHIND.fullmatch(text)):
        return text if _is_foreign(printed[1], 1) else printed[1]
    if len(text) > _LONGEST or (text.isascii() and "\n" not in text):
        return text
    bracketed = _LAST_BRACKETS.fullmatch(text)
    if bracketed is None:
        return _vietnamese(text, _FEWEST)
    own = _vietnamese(bracketed[1], _FEWEST)
    return _without_brackets(text, *bracketed.groups()) if own == bracketed[1] else _with_unit(own, bracketed[2])


def _without_brackets(text: str, body: str, brackets: str) -> str:
    """`Đối thoại chính sách (policy dialogues)`; what else stands in brackets stays."""
    return body if _may_be_vietnamese(body) and _is_foreign(brackets, _FEWEST) else text


def _with_unit(own: str, brackets: str) -> str:
    """What stood behind the translation in brackets, without its own: `(Trường - School)`, or `(School)` alone."""
    unit = _vietnamese(brackets, 1)
    return own if unit[:1].isupper() and _is_foreign(unit, 1) else f"{own} ({unit})"


def _vietnamese(text: str, fewest: int) -> str:
    for between in _BETWEEN.finditer(text):
        own, other = text[: between.start()], text[between.end() :]
        is_below = "\n" in between[0]
        is_surely_one = is_below or _NUMBERS.findall(own) == _NUMBERS.findall(other) != []
        is_printed_so = other[:1].isupper() or (is_below and _is_unit(own) and other.islower())
        if is_printed_so and _may_be_vietnamese(own) and _is_foreign(other, 1 if is_surely_one else fewest):
            return own
    return text


def _is_unit(text: str) -> bool:
    """Whether a text may be a unit, `tổ` over `team`; longer ones are cut by the line: `hộ sử dụng internet`."""
    return text.islower() and len(text.split()) <= _LONGEST_UNIT


def _may_be_vietnamese(text: str) -> bool:
    return not text.isascii() or text.isupper()  # `TT` over `No`


def _is_foreign(text: str, fewest: int) -> bool:
    """Whether a text is a phrase with so many words that can't be Vietnamese; `OCOP`, `VNeID` are names."""
    words = _WORDS.findall(text)
    strange = [
        word for word in words if word in _ENGLISH or (_STRANGE.fullmatch(word) and not is_syllable(word.lower()))
    ]
    return text.isascii() and len(strange) >= fewest and len(strange) * 2 >= len(words)
