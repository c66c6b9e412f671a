"""What stands in front of a name: the mark of a list, a dash, "Trong đó"; and the words of a total."""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import takewhile

from msgspec import Struct

from du_an8.reports.vocabulary.vocabulary import either, holds_any, is_any_of, texts
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.spelling import spelt
from du_an8.vietnamese.translations import without_translation

_LIST_MARK = pattern_of(
    r"^\s*(?:(?P<mark>[IVX]+|[A-ZĐ]|[a-zđ]|\d{1,2}(?:\.\d{1,2})*)\s*[.)/]\s*|\(?(?P<number>\d{1,2})\)\s*)(?=\S)"
)
DASH = r"[-+*•_–—·]+\s*"
OF_WHICH = r"(?:trong\s+đó|tr\.?\s*đó|chia\s+ra|bao\s+gồm|gồm|riêng)\b\s*:?\s*"
_DASH = pattern_of(rf"^\s*{DASH}(?=\S)")
_OF_WHICH = pattern_of(rf"^\s*{OF_WHICH}", re.IGNORECASE)
_WORD = pattern_of(r"[^\W_]+")
_ADDED_MARKS = pattern_of(
    r"\s*[(=]?\s*(?:[IVX]+|[A-ZĐ]|\d{1,2})(?:\s*[+,]\s*(?:[IVX]+|[A-ZĐ]|\d{1,2}|\.{2,}|…))+\s*\)?$"
)


_DEPTHS = (
    pattern_of(r"[A-HJ-UW-ZĐ]"), pattern_of(r"[IVXLC]+"), pattern_of(r"\d+"), pattern_of(r"\d+(?:\.\d+)+")
)  # fmt: skip
DEEPEST = len(_DEPTHS)


def depth_of(mark: str) -> int:
    """How deep a mark stands: `A` over `I`, `I` over `1`, `1` over `1.1`; none of these is deepest."""
    return next((depth for depth, known in enumerate(_DEPTHS) if known.fullmatch(mark)), DEEPEST)


class Name(Struct, frozen=True):
    """A row's name without its marks.

    Attributes:
        text: empty for a caption such as "Trong đó:".
        of_which: the row, or those below a caption, are parts of the row above.
        dashed: begins with a dash: a part, if it is no indicator; dash is the sign.
        mark: the letters or digits of a list before it: `I`, `2`, `1.3`.
    """

    text: str
    of_which: bool = False
    dashed: bool = False
    mark: str = ""
    dash: str = ""

    @property
    def is_sub_item(self) -> bool:
        """Whether its marks say that it belongs to the row above."""
        return self.dashed or self.of_which

    @property
    def is_total(self) -> bool:
        """`Tổng số`, `Cộng`, `Toàn tỉnh`, `Tổng cộng (I+II)`."""
        return _totals(self.text)

    @property
    def total_of(self) -> str | None:
        """What a total is of: `huyện Bảo Lạc` in `Cộng huyện Bảo Lạc`, empty for `Tổng số`; None without such words.

        `Tổng Cọt` is a commune: whether it is a total of `Cọt`, only who knows the places can tell.
        """
        return _total_of(self.text)


def _totals(text: str) -> bool:
    return is_any_of(_ADDED_MARKS.sub("", text), "rows", "totals")


@lru_cache(maxsize=16384)
def _total_of(text: str) -> str | None:
    if _totals(text):
        return ""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    in_front = len(list(takewhile(_is_word_of_total, words)))
    return " ".join(words[in_front:]) if in_front and fold(words[0]) != "so" else None


def _is_word_of_total(word: str) -> bool:
    """`Cộng`; `Công an` and the commune `Công Bằng` begin with another word."""
    return word.casefold() in _words_of_totals()[0] if word.isascii() else spelt(word) in _words_of_totals()[1]


@cache
def _words_of_totals() -> tuple[frozenset[str], frozenset[str]]:
    """Without their accents, and as they are spelt."""
    words = texts("rows", "total_words")
    return frozenset(map(fold, words)), frozenset(map(spelt, words))


@lru_cache(maxsize=16384)  # the communes of one report stand in the next one, too
def unmarked(text: str) -> Name:
    """Take a list mark, a dash and "Trong đó" off a name, and its translation."""
    text = without_translation(text)
    listed = _LIST_MARK.match(text)
    rest = text[listed.end() :] if listed else text
    undashed = _DASH.sub("", rest, count=1)
    dashed = undashed != rest
    without = _OF_WHICH.sub("", undashed, count=1)
    of_which = without != undashed
    name = _DASH.sub("", without, count=1).strip(" :\n\t")
    mark = (listed["mark"] or listed["number"]) if listed else ""
    return Name(name, of_which, dashed, mark, rest.strip()[0] if dashed else "")


@cache
def _form() -> re.Pattern[str]:
    kinds = either("captions", "kinds", folded=False)
    return re.compile(rf"^\s*{kinds}(?:\s+số)?\s+[\w./-]{{1,8}}\s*[.:–-]\s*", re.IGNORECASE)


@cache
def _form_alone() -> re.Pattern[str]:
    return re.compile(rf"\s*{either('captions', 'kinds', folded=False)}(?:\s+số)?\s*:?\s*\d[\w./-]*\s*", re.IGNORECASE)


def names_form(text: str) -> bool:
    """Whether a text is the number of a form: `Mẫu số 3` is no denominator."""
    return _form_alone().fullmatch(text) is not None


def without_form(text: str) -> str:
    """A line without the form that it begins with: `Biểu 1.1: Tổ truyền thông cộng đồng`."""
    return _form().sub("", text)


def tells_plan(remark: str) -> bool:
    """Whether what stands in brackets says that nothing was done yet: `(dự kiến)`."""
    return holds_any(remark, "rows", "planned")
