"""How a word is spelt, accents included, wherever its tone stands: `hoà` and `hòa` are one, `có` and `cố` are two."""

import unicodedata
from functools import lru_cache

TONES = "\u0300\u0301\u0303\u0309\u0323"
_D_BARS = str.maketrans({"ð": "đ"})


@lru_cache(maxsize=65536)
def spelt(word: str) -> str:
    """The letters of a word in lower case, its tone behind them."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", word).casefold().translate(_D_BARS))
    letters = [
        sign
        for sign in decomposed
        if sign not in TONES and (sign.isalnum() or unicodedata.combining(sign) or sign == "%")
    ]
    return "".join(letters) + "".join(sign for sign in decomposed if sign in TONES)


def has_accents(text: str) -> bool:
    """Whether any word of a text bears an accent: then one without is another word."""
    return not text.isascii() and spelt(text) != "".join(c for c in text.casefold() if c.isalnum() or c == "%")
