"""The words of a label: its marks taken off, its abbreviations written out, its phrases told apart by what they do."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum, auto
from functools import lru_cache
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from du_an8.reports.vocabulary.marks import DASH, OF_WHICH
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold

_COUNTED_MARK = (
    r"(?:chỉ tiêu|mục tiêu|nội dung|hoạt động|nhiệm vụ|nd|ct|nđ|hđ)\s*(?:số\s*)?\d{1,2}(?:\.\d{1,2})*\s*[:.)–—-]\s*"
)
_HEAD_OF_NAME = r"(?:chỉ tiêu|nội dung|hoạt động|nhiệm vụ|mô hình)\s*:\s*"
_LIST_MARK = (
    r"(?:(?i:[ivx]{1,5}|[a-zđ])|\d{1,2}(?:\.\d{1,2})*)\s*[.)/]\s*(?!\d)|\d{1,2}(?:\.\d{1,2})+\.?\s+|\(?\d{1,2}\)\s*"
)
_MARKS = pattern_of(rf"\s*(?:(?i:{_COUNTED_MARK})|(?i:{_HEAD_OF_NAME})|{_LIST_MARK}|{DASH}|(?i:{OF_WHICH}))(?=\S)")
_PARTS_FOLLOW = pattern_of(rf"\s*[,;(]\s*(?i:{OF_WHICH})\)?\s*$")
_BY_PAPER = pattern_of(  # `theo Kế hoạch số 43/KH-ĐCT ngày 21/3/2022`
    r"[\s,]+theo\s+(?:[^\W\d_]+\s+){1,3}\d+/(?:\d{4}/)?[^\W\d_][\w-]*(?:\s+ngày\s+[\d/.-]+)?\s*$", re.IGNORECASE
)
_MOST_MARKS = 5
_SHORT_REMARK = 2  # words; such a one may be a unit
_LAST_BRACKETS = pattern_of(r"^(.*\S)\s*[(\[]([^()\[\]]*)[)\]][\s.;:]*$", re.DOTALL)
_BRACKETS = pattern_of(r"[(\[]([^()\[\]]*)[)\]]")
_WORD = pattern_of(r"\d+(?:[.,/]\d+)*(?:\s?%)?|[^\W\d_]+|%")
_RAISED = pattern_of(r"(?<=[^\W\d_]{3})[¹²³⁰⁴-⁹]+")  # a footnote; `m²` is a unit
_NUMBER_WORD = pattern_of(r"\d")


class Word(Struct, frozen=True):
    """A word as it is compared.

    Attributes:
        key: folded: `to` of `Tổ`.
        marks: its marks in a fixed order, so that `hoà` and `hòa` are one; empty for a word without.
        start: where the printed word stands in the text; those written out of an abbreviation share its place.
        end: where it ends.
    """

    key: str
    marks: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return _NUMBER_WORD.match(self.key) is not None


def key_of(words: Sequence[Word]) -> str:
    """The words as one text to look up."""
    return " ".join(word.key for word in words)


class Use(StrEnum):
    """What a phrase does in a name."""

    NAME = auto()  # tells which indicator: everything that isn't of the other uses
    NEUTRAL = auto()  # changes nothing
    COUNTING = auto()  # says that a number follows, else changes nothing
    TOTAL = auto()
    WHOLE = auto()
    PART = auto()
    PART_OF_PEOPLE = auto()
    ALLOTTED = auto()  # a part of the plan
    PLAN = auto()
    OPEN = auto()  # not done
    PURPOSE = auto()  # introduces what a thing is for, or who takes part
    NUMBER = auto()


PARTS = frozenset((Use.PART, Use.PART_OF_PEOPLE, Use.ALLOTTED))


class Piece(Struct, frozen=True):
    """Words that do one thing; form: which of the phrases of that use, under its first spelling."""

    words: tuple[Word, ...]
    use: Use = Use.NAME
    form: str = ""


class _SeenSigns(dict[int, int | None]):
    """For `str.translate`: a sign that nobody sees as nothing; each is looked up once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)) == "Cf" else code
        return self[code]


_SEEN = _SeenSigns()


def clean(text: str) -> str:
    """In composed letters and on one line, without the signs that nobody sees."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join(_RAISED.sub("", composed.translate(_SEEN)).split())


def without_marks(text: str) -> str:
    """Take what numbers or introduces a name off, `Chỉ tiêu 1:`, `1.2`, `a)`, `-`, and the paper behind it."""
    for _ in range(_MOST_MARKS):
        found = _MARKS.match(text)
        if found is None:
            break
        text = text[found.end() :]
    return _BY_PAPER.sub("", _PARTS_FOLLOW.sub("", text)).strip(" :;")


def split_remark(text: str) -> tuple[str, str]:
    """A name and what stands in brackets at its end; the second is empty where nothing does."""
    found = _LAST_BRACKETS.match(text)
    return (found[1], found[2].strip()) if found else (text, "")


@lru_cache(maxsize=16384)  # thousands of names are made of a few hundred words
def _marks_of(printed: str) -> str:
    decomposed = unicodedata.normalize("NFD", printed.casefold())
    return "".join(sorted(sign for sign in decomposed if unicodedata.combining(sign) or sign == "đ"))


def _plain_words(text: str) -> list[Word]:
    return [Word(_key_of(word[0]), _marks_of(word[0]), *word.span()) for word in _WORD.finditer(text)]


def _between(words: Sequence[Word], start: int, end: int) -> list[Word]:
    return [word for word in words if start <= word.start < end]


@lru_cache(maxsize=16384)
def _key_of(printed: str) -> str:
    """A word as one sign after another, without a space: `4.0` and `4,0` are one."""
    if "%" in printed or "/" in printed:
        return printed.replace(" ", "")
    return fold(printed).replace(" ", ".")


class Lexicon:
    """Link words, abbreviations and village words: how a text becomes words that can be compared."""

    def __init__(self, link_words: Iterable[str], villages: Iterable[str], abbreviations: Mapping[str, str]) -> None:
        self._links = Spellings(link_words)
        self._villages = Spellings(villages)
        self._village = Word("thon", "", 0, 0)
        self._abbreviations: dict[str, list[tuple[tuple[str, ...], tuple[Word, ...]]]] = {}
        for short, long in abbreviations.items():
            keys = tuple(word.key for word in _plain_words(clean(short)))
            if keys:
                self._abbreviations.setdefault(keys[0], []).append((keys, tuple(_plain_words(clean(long)))))
        for entries in self._abbreviations.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def read(self, text: str) -> list[Word]:
        """The words of a text that is clean; what brackets merely say again (`… (TKVVTB)`) is left out."""
        plain = _plain_words(text)
        bare = not any(word.marks for word in plain)
        words: list[Word] = []
        position = 0
        for bracket in _BRACKETS.finditer(text):
            words += self._stretch(_between(plain, position, bracket.start()), bare=bare)
            inside = self._stretch(_between(plain, *bracket.span(1)), bare=bare)
            if not (_ends_with(words, inside) or _holds(words, inside)):
                words += inside
            position = bracket.end()
        return _once_a_village(words + self._stretch(_between(plain, position, len(text)), bare=bare))

    def keys(self, texts: Iterable[str]) -> frozenset[str]:
        """Each of some texts as one to look up; one without words is none."""
        return frozenset(key for text in texts if (key := key_of(self.read(clean(text)))))

    def _stretch(self, plain: Sequence[Word], *, bare: bool) -> list[Word]:
        words: list[Word] = []
        index = 0
        while index < len(plain):
            used, long = self._written_out(plain, index)
            told = (self._as_village(word, bare=bare) for word in long)
            expanded = [word for word in told if not self._links.has(word, bare=bare)]
            if used == 0 or not _ends_with(words, expanded):
                words += expanded
            index += max(used, 1)
        return words

    def _written_out(self, plain: Sequence[Word], index: int) -> tuple[int, Sequence[Word]]:
        """How many words an abbreviation has, and what it stands for, at the place where it stands."""
        for keys, long in self._abbreviations.get(plain[index].key, ()):
            if tuple(word.key for word in plain[index : index + len(keys)]) == keys:
                start, end = plain[index].start, plain[index + len(keys) - 1].end
                return len(keys), [Word(word.key, word.marks, start, end) for word in long]
        return 0, [plain[index]]

    def _as_village(self, word: Word, *, bare: bool) -> Word:
        if not self._villages.has(word, bare=bare):
            return word
        return Word(self._village.key, "", word.start, word.end)


def _ends_with(words: Sequence[Word], tail: Sequence[Word]) -> bool:
    """Whether the tail was just said; the village of `thôn bản` counts once."""
    keys = [word.key for word in _once_a_village(tail)]
    return bool(keys) and [word.key for word in _once_a_village(words)][-len(keys) :] == keys


def _holds(words: Sequence[Word], said: Sequence[Word]) -> bool:
    """Whether a text holds what brackets say again: `Địa chỉ tin cậy tại cộng đồng (ĐCTC)`; a unit says more."""
    return len(said) > _SHORT_REMARK and f" {key_of(said)} " in f" {key_of(words)} "


def _once_a_village(words: Iterable[Word]) -> list[Word]:
    """`thôn, bản` is one thing."""
    kept: list[Word] = []
    for word in words:
        if kept and word.key == kept[-1].key == "thon":
            kept[-1] = Word(word.key, word.marks, kept[-1].start, word.end)
        else:
            kept.append(word)
    return kept


class Spellings:
    """Single words (and phrases) with their marks."""

    def __init__(self, texts: Iterable[str]) -> None:
        words = [_plain_words(clean(text)) for text in texts]
        self._marked = {(word.key, word.marks) for (word, *more) in words if not more}
        self._keys = {key for key, _ in self._marked}

    def has(self, word: Word, *, bare: bool) -> bool:
        """Whether a word is one of them; in a bare text, which has no marks at all, as it is folded."""
        return word.key in self._keys and (bare or (word.key, word.marks) in self._marked)


class Phrases:
    """All phrases with a use, found at each place in a text, the longest first."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._by_first: dict[str, list[tuple[list[str], str, Use, str]]] = {}
        self._founding, self._keeping = frozenset[str](), frozenset[str]()
        self._deeds = frozenset[str]()

    def add(self, use: Use, texts: Iterable[str]) -> None:
        """Add phrases, each with its spellings: `củng cố | kiện toàn`."""
        for text in texts:
            spellings = [spelling.strip() for spelling in text.split("|")]
            for spelling in spellings:
                words = self._lexicon.read(clean(spelling))
                if words:
                    keys = [word.key for word in words]
                    entry = (keys, words[0].marks if len(keys) == 1 else "", use, fold(spellings[0]))
                    known = self._by_first.setdefault(keys[0], [])
                    known.append(entry)
                    known.sort(key=lambda other: -len(other[0]))  # stable: of equal ones the first stated counts

    def add_deeds(self, founding: Sequence[str], keeping: Sequence[str]) -> None:
        """Add the phrases by which things come to be, and those by which they go on."""
        self._founding, self._keeping = self._lexicon.keys(founding), self._lexicon.keys(keeping)
        self._deeds = self._founding | self._keeping
        alone = {" ".join(phrase) for known in self._by_first.values() for phrase, *_ in known}
        deeds = (deed for deed in (*founding, *keeping) if not self._lexicon.keys([deed]) <= alone)
        self.add(Use.NAME, deeds)

    def cut(self, words: Sequence[Word]) -> list[Piece]:
        """The words in pieces; single words count with their marks, unless none of the text's words has any."""
        bare = not any(word.marks for word in words)
        keys = [word.key for word in words]
        pieces: list[Piece] = []
        index = 0
        while index < len(words):
            length, use, form = self._at(words[index], keys, index, bare=bare)
            pieces.append(Piece(tuple(words[index : index + length]), use, form))
            index += length
        return list(self._with_deeds_together(pieces))

    def _with_deeds_together(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """The pieces, with several deeds that stand together as one says them."""
        for are_deeds, run in groupby(pieces, key=self._is_deed):
            together = list(run)
            yield from self._together(together) if are_deeds and len(together) > 1 else together

    def _together(self, deeds: Sequence[Piece]) -> Sequence[Piece]:
        """`Xây dựng, củng cố và nhân rộng`: what is founded and what is kept up are all there is."""
        keys = {key_of(deed.words) for deed in deeds}
        if keys & self._founding and keys & self._keeping:
            return [Piece(tuple(word for deed in deeds for word in deed.words), Use.NEUTRAL, deeds[0].form)]
        if keys & self._founding:  # `thành lập, ra mắt`: the former says what the latter leaves open
            return [replace(deed, use=Use.NEUTRAL) if deed.use is Use.NAME else deed for deed in deeds]
        return deeds

    def _is_deed(self, piece: Piece) -> bool:
        return key_of(piece.words) in self._deeds

    def _at(self, first: Word, keys: list[str], index: int, *, bare: bool) -> tuple[int, Use, str]:
        """How many words of a text, from one on, do one thing, which, and as which phrase."""
        for phrase, marks, use, form in self._by_first.get(first.key, ()):
            length = len(phrase)
            is_there = keys[index : index + length] == phrase
            if is_there and (length > 1 or bare or marks == first.marks):
                return length, use, form
        return 1, Use.NUMBER if first.is_number else Use.NAME, ""


def printed(text: str, words: Sequence[Word]) -> tuple[str, ...]:
    """The words as they stand in the text; neighbours, and those with only signs between, as one."""
    stretches: list[tuple[int, int]] = []
    for word in words:
        if stretches and (word.start < stretches[-1][1] or not _WORD.search(text, stretches[-1][1], word.start)):
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], word.end))
        else:
            stretches.append((word.start, word.end))
    return tuple(text[start:end] for start, end in stretches)
