"""A text as the readers of time see it: its folded words, with the signs between them and what their accents told."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from msgspec import Struct

from du_an8.vietnamese.english_times import in_vietnamese
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold

_TOKEN = pattern_of(r"(?:[^\W_]|[\u0300-\u036f])+|%|[-\u2010-\u2015\u2212÷~→/.,;:()+&]")
_SIGNS = frozenset("/.,;:()+&")
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212÷~→")
_DOTS = pattern_of(r"\.{2,}|…+|_+|\.(?=\s*…)")
# "22tháng", "KH2005", "9T2026", "QUÝIII", "đến31/12": written without the blank between.
_GLUED = pattern_of(
    r"(?P<a>\d{1,2})(?P<b>thang|thg|nam|quy|ngay)(?P<i>(?:19|20)\d\d)?|(?P<c>[a-z]+|\d{1,2}th?|[tq]\d{1,2})(?P<d>(?:19|20)\d\d)"
    r"|(?P<e>thang|thg|nam|quy|qui|ngay)(?P<f>\d{1,2}|iv|i{1,3})|(?P<g>den|toi|het)(?P<h>\d{1,2})"
)
_SHORT = {"thg": "thang"}
_YEAR = pattern_of(r"\s*(?:19|20)\d\d(?!\d)")


def _letters(word: str) -> str:
    """A word's letters and accents in one order: "quý" and "qúy" are the same word."""
    return "".join(sorted(unicodedata.normalize("NFD", word.casefold())))


# What words of time look like with their accents; "quỹ", "tử", "nấm" fold alike and are other words.
_ACCENTED = {
    folded: frozenset(map(_letters, words.split()))
    for folded, words in {
        "nam": "năm",
        "quy": "quý",
        "qui": "quí",
        "thang": "tháng",
        "ngay": "ngày",
        "tu": "từ",
        "den": "đến",
        "toi": "tới",
        "ky": "kỳ kì",
        "dau": "đầu",
        "cuoi": "cuối",
        "het": "hết",
        "tuan": "tuần",
        "dot": "đợt",
        "mua": "mùa mưa",
        "vu": "vụ",
        "nua": "nửa",
        "truoc": "trước",
        "ca": "cả",
        "tam": "tám",
        "bay": "bảy bẩy",
        "chin": "chín",
        "ba": "ba",
        "mot": "một mốt",
        "hai": "hai",
        "bon": "bốn",
    }.items()
}
_OTHER_WORDS = {"tư": "tu4", "sáu": "sau6"}  # "quý tư", not "quý từ"; "sáu tháng", not "sau tháng"


class Token(Struct, frozen=True):
    """A word or a sign.

    Attributes:
        word: folded; empty for a sign.
        form: what the patterns of time are matched against. `–` is a dash between blanks, `-` one without; a word that
            its accents tell from a word of time ends in `!`.
        text: as it is written; may be empty for the second part of what was written as one.
        apart: whether a blank stands before it.
    """

    word: str
    form: str
    text: str
    apart: bool = True

    @property
    def shown(self) -> str:
        """The word as it is written, else folded."""
        return self.text or self.word


class Words(Struct, frozen=True):
    """The tokens of a text and the line of their forms.

    Attributes:
        starts: where each token begins in the line.
    """

    tokens: tuple[Token, ...]
    line: str
    starts: tuple[int, ...]

    def index(self, offset: int) -> int:
        """The token that holds this place of the line."""
        return bisect_right(self.starts, offset) - 1

    def folded(self, first: int, end: int) -> str:
        """The folded words from one token to before another."""
        return " ".join(token.word for token in self.tokens[first:end] if token.word)

    def written(self, first: int, end: int) -> str:
        """The words as they are written, without signs at either end."""
        texts = (f" {token.text}" if token.apart else token.text for token in self.tokens[first:end])
        return "".join(texts).strip(" ,.;:-–")


def split_words(text: str) -> Words:
    """Cut a text, as it is written or folded, into its words and signs."""
    return join_words(tokens_of(text))


def join_words(tokens: Iterable[Token]) -> Words:
    """A line made of these tokens."""
    tokens = tuple(tokens)
    starts, at = [], 0
    for token in tokens:
        starts.append(at)
        at += len(token.form) + 1
    return Words(tokens, " ".join(token.form for token in tokens), tuple(starts))


def tokens_of(text: str, *, accented: bool | None = None) -> list[Token]:
    """The words and signs of a text.

    Args:
        accented: whether a word without accents was meant to have none; None to tell it from this text alone.
    """
    text = in_vietnamese(_DOTS.sub(" ", unicodedata.normalize("NFC", text)))
    if accented is None:
        accented = not text.isascii() or text.strip() in {"Nam", "NAM"}
    return [token for match in _TOKEN.finditer(text) for token in _read(match, text, accented=accented)]


def _read(match: re.Match[str], text: str, *, accented: bool) -> list[Token]:
    apart = not match.start() or text[match.start() - 1].isspace()
    if match[0] in _DASHES:
        spaced = apart and text[match.end() : match.end() + 1].isspace()
        return [Token("", "–" if spaced else "-", match[0], apart)]
    if match[0] in _SIGNS:
        return [Token("", match[0], match[0], apart)]
    man = accented and match[0].isascii() and not _YEAR.match(text, match.end())
    return _words(match[0], apart=apart, man=man)


def _words(written: str, *, apart: bool, man: bool) -> list[Token]:
    """The words that were written as one; usually one.

    Args:
        man: "nam" would be a man or the south: beside other accents it isn't "năm" without its own, unless a year
            follows.
    """
    folded = fold(written).split()
    if len(folded) == 1 and (glued := _GLUED.fullmatch(folded[0])):
        folded = [part for part in glued.groups() if part]
    elif len(folded) == 1:
        return [Token(folded[0], _form(written, folded[0], man=man), written, apart)]
    texts = _cut(written, folded)
    return [
        Token(word, _SHORT.get(word, word), text, apart and not at)
        for at, (word, text) in enumerate(zip(folded, texts, strict=True))
    ]


def _cut(written: str, words: list[str]) -> list[str]:
    """The written letters of each word; all with the first where folding changed how many they are."""
    ends = list(accumulate(map(len, words)))
    if sum(map(len, words)) != len(written):
        return [written if at == 0 else "" for at, _ in enumerate(words)]
    return [written[end - len(word) : end] for word, end in zip(words, ends, strict=True)]


def _form(written: str, folded: str, *, man: bool) -> str:
    """The word that the patterns see."""
    if written.isascii():
        return f"{folded}!" if man and folded == "nam" else _SHORT.get(folded, folded)
    if other := _OTHER_WORDS.get(written.casefold()):
        return other
    wrong = folded in _ACCENTED and _letters(written) not in _ACCENTED[folded]
    return f"{folded}!" if wrong else folded
