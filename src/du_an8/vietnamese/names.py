"""Names compared without regard to case, accents, Unicode form, tone placement or punctuation."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from du_an8.vietnamese.late_patterns import pattern_of

_LONGEST_NAME = 80
_PLACE_WORDS = pattern_of(r"^(?:tinh|thanh pho|tp) (?=.)")
_WORD = pattern_of(r"[^\W_]+|%")


class _PlainLetters(dict[int, int | None]):
    """For `str.translate`: a letter without its bar, an accent as nothing; each sign is looked up once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_PLAIN = _PlainLetters({ord("đ"): ord("d"), ord("ð"): ord("d")})


@lru_cache(maxsize=65536)  # several spellings of each name: the country has more than ten thousand communes
def fold(text: str) -> str:
    """The key under which spellings of one name meet: `Hoà Bình`, `HÒA BÌNH` and `hoa-binh` are `hoa binh`."""
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join(_WORD.findall(decomposed.translate(_PLAIN)))


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
