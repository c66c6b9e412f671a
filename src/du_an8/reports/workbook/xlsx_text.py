"""The texts of an ordinary `.xlsx`: those that many cells share, and those that stand in one."""

import re
from functools import lru_cache

from du_an8.vietnamese.late_patterns import pattern_of

_ITEM = pattern_of(rb'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>|<si>(.*?)</si>|<si ?/>', re.DOTALL)
_PIECE = pattern_of(rb"<t(?: [^<>]*)?>([^<]*)</t>")
_ESCAPE = pattern_of(rb"_x[0-9A-Fa-f]{4}_")
_REFERENCE = pattern_of(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));|&")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_RICH_MARKS = (b"<strike", b"vertAlign")


class UnusualError(Exception):
    """Something that only the full reader knows; the text names it."""


def require(condition: bool, what: str) -> None:  # noqa: FBT001  # reads as it is meant
    """Leave to the full reader what isn't ordinary."""
    if not condition:
        raise UnusualError(what)


def read_shared(xml: bytes) -> list[str]:
    """The texts that cells refer to, in their order.

    Raises:
        UnusualError: one of them isn't ordinary.
    """
    require(b"<rPh" not in xml, "phonetic texts")
    require(not any(mark in xml for mark in _RICH_MARKS), "texts struck through or raised in part")
    items = _ITEM.findall(xml)
    require(len(items) == xml.count(b"<si>") + xml.count(b"<si/>") + xml.count(b"<si />"), "texts")
    return [read_text(plain) if not pieces else _joined(pieces) for plain, pieces in items]


def _joined(item: bytes) -> str:
    """A text in several fonts."""
    pieces = _PIECE.findall(item)
    require(len(pieces) == item.count(b"</t>") and b"<t/>" not in item, "texts")
    return "".join(map(read_text, pieces))


@lru_cache(maxsize=100_000)  # the texts of one report stand in the next one, too
def read_text(xml: bytes) -> str:
    """What a text between two tags says, each new line written in one way.

    Raises:
        UnusualError: something in it isn't ordinary.
    """
    require(_ESCAPE.search(xml) is None, "escaped characters")
    text = xml.decode()
    if "&" in text:
        text = _REFERENCE.sub(_referred_to, text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _referred_to(found: re.Match[str]) -> str:
    name, decimal, hexadecimal = found.groups()
    if name:
        return _NAMED[name]
    require(bool(decimal or hexadecimal), "entities")
    return chr(int(decimal) if decimal else int(hexadecimal, 16))
