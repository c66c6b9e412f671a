"""Names compared without regard to case, accents, Unicode form, tone placement or punctuation."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from du_an8.vietnamese.late_patterns import pattern_of

_D_BARS = str.maketrans({"đ": "d", "ð": "d"})
_LONGEST_NAME = 80
_PLACE_WORDS = pattern_of(r"^(?:tinh|thanh pho|tp) (?=.)")


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The key under which spellings of one name meet: `Hoà Bình`, `HÒA BÌNH` and `hoa-binh` are `hoa binh`."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_D_BARS)
    return " ".join(re.findall(r"[^\W_]+|%", letters))


def fold_place(text: str) -> str:
    """Like fold, without the words tỉnh, thành phố, TP in front."""
    return _PLACE_WORDS.sub("", fold(text.replace(".", " ")))


def readable(name: str) -> str:
    """A file name or an argument as text, also where a C locale could not decode its UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def nearest(wanted: str, names: Iterable[str], count: int = 3) -> list[str]:
    """The names that look most like the wanted one, best first. Only ever to suggest, never to accept."""
    from difflib import SequenceMatcher

    key = fold_place(wanted[:_LONGEST_NAME])
    ranked = sorted(
        set(names), key=lambda name: (-SequenceMatcher(None, key, fold_place(name)).ratio(), fold(name), name)
    )
    return ranked[:count]
