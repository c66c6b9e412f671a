"""What is wrong with the words of a text that people see: English, stray marks, unfilled places."""

import re
from collections.abc import Iterator

from du_an8.vietnamese.syllables import is_syllable

_NOT_WORDS = re.compile(
    r"`[^`]*`"  # what is typed
    r"|“[^”]*”|\"[^\"]*\""  # what data say
    r"|\{[^{}]*\}|=\S+"  # an entry of YAML, a formula
    r"|\S*[\w*][./\\:!]\w\S*|\b\w+/|\.\w+"  # paths, cells, addresses, endings of files
    r"|(?<!\w)--?[a-z][\w-]*|(?<!\w)[a-z0-9]+(?:-[a-z0-9]+)+(?!\w)"  # options, ids
    r"|\b[a-z]+_[a-z_]+\b"  # keys
)
_TERMS = frozenset(
    {
        *("CLB", "DTTS", "LHPN", "TW", "STT", "MB", "REF"),
        *("Excel", "Word", "PDF", "Git", "LFS", "YAML", "CSV", "XML", "UTF", "byte", "Tab", "null"),
        *("Save", "As", "Strict", "Open"),  # as Excel and Word call it
    }
)
_MARKS = {
    r"\s[,;:!?]": "a blank before a mark",
    r"\s\.(?!\w)": "a blank before a full stop",
    r"(?<!\.)\.\.(?![./])": "two full stops",
    r",,|;;|::|,\.|;\.|:\.": "two marks",
    r"\(\s*\)|“\s*”|``": "nothing between brackets or quotes",
    r"\S  +\S": "two blanks",
    r"\{\w*\}": "an unfilled place",
    r"\bNone\b|\bTrue\b|\bFalse\b|\bnan\b|Fraction\(|Decimal\(|<\w+ object": "a value of the program",
}


def faults(text: str, *, also: frozenset[str] = frozenset()) -> list[str]:
    """Each fault in words; none of a good text.

    Args:
        also: further words that are right here.
    """
    return [*stray_marks(text), *unbalanced(text), *(f"English? {word}" for word in _foreign(text, also))]


def stray_marks(text: str) -> list[str]:
    return [f"{name}: {text}" for pattern, name in _MARKS.items() if re.search(pattern, text)]


def unbalanced(text: str) -> Iterator[str]:
    for opening, closing in ("()", "[]", "“”"):
        if text.count(opening) != text.count(closing):
            yield f"{opening}{closing} don't match: {text}"
    if text.count("`") % 2 or text.count('"') % 2:
        yield f"an odd number of quotes: {text}"


def _foreign(text: str, also: frozenset[str]) -> list[str]:
    words = re.findall(r"[^\W\d_]+", _NOT_WORDS.sub(" ", text))
    return [word for word in words if not (is_syllable(word) or word in _TERMS or word in also or _is_numeral(word))]


def _is_numeral(word: str) -> bool:
    """A Roman numeral, the letter of a column or of a sign."""
    return len(word) == 1 or set(word) <= set("IVX")
