"""The words that labels are made of, and what each says (vocabulary.yaml)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files

from msgspec import Struct

from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.spelling import spelt

Word = tuple[str, str]
"""A word without its accents, and as it is spelt."""


class Says(StrEnum):
    """What a phrase says of the numbers in its reach, or of the words beside them."""

    NUMBERING = "axes.numbering"
    CODE = "axes.code"
    NAMES = "axes.names"
    PLACES = "axes.places"
    UNITS = "axes.units"
    NOTES = "axes.notes"
    TIMES = "axes.times"
    RESULT = "measures.result"
    QUANTITY = "measures.quantity"
    TOTAL = "measures.total"
    CUMULATIVE = "measures.cumulative"
    PLAN = "measures.plan"
    PERCENTAGE = "measures.percentage"
    NUMERATOR = "measures.numerator"
    DENOMINATOR = "measures.denominator"
    CHANGE = "measures.change"
    OFFICIAL = "measures.official"
    ESTIMATE = "measures.estimate"
    TO_COME = "measures.to_come"
    OPENING = "measures.opening"
    HEAD_OF_PLACES = "heads.places"
    HEAD_OF_PARTS = "heads.parts"
    NOTHING = "nothing"


MEASURES = frozenset(says for says in Says if says.startswith("measures."))
AXES = frozenset(says for says in Says if says.startswith("axes."))


Piece = tuple[int, int, Says | None]
"""Some words of a text: the first, the last (excluded), and what they say; None for a word that nobody knows."""


class Phrase(Struct, frozen=True):
    """Words that say one thing; None for those of a name."""

    words: tuple[Word, ...]
    says: Says | None

    def fits(self, words: Sequence[Word], *, accented: bool) -> bool:
        """Whether words are these; where accents are written, they must be these, too."""
        return len(words) == len(self.words) and all(
            word[accented] == own[accented] for word, own in zip(words, self.words, strict=True)
        )


class Vocabulary(Struct, frozen=True):
    """All phrases, those that begin with one word together, the longest first."""

    by_first: Mapping[str, Sequence[Phrase]]

    def split(self, words: Sequence[Word], *, accented: bool) -> Iterator[Piece]:
        """Cut words into phrases."""
        at = 0
        while at < len(words):
            known = self.by_first.get(words[at][0], ())
            phrase = next((p for p in known if p.fits(words[at : at + len(p.words)], accented=accented)), None)
            end = at + (len(phrase.words) if phrase else 1)
            yield at, end, phrase.says if phrase else None
            at = end

    def said(self, text: str) -> frozenset[Says]:
        """All that the words of a text say."""
        words = [(fold(word), spelt(word)) for word in text.split() if fold(word)]
        return frozenset(says for *_, says in self.split(words, accented=not text.isascii()) if says)


def packaged(section: str) -> Mapping[str, object]:
    """One part of vocabulary.yaml as it stands there."""
    part = _content()[section]
    return part if isinstance(part, Mapping) else {"": part}


@cache
def _content() -> Mapping[str, object]:
    import yaml

    text = files("du_an8.reports.vocabulary").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    content: Mapping[str, object] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  # safe
    return content


def texts(section: str, name: str = "") -> list[str]:
    """One list of vocabulary.yaml."""
    listed = packaged(section)[name]
    return [str(text) for text in listed] if isinstance(listed, list) else []


def either(section: str, *names: str, folded: bool = True) -> str:
    """The phrases of lists as a part of a pattern, the longest first; not folded they stand as people write them."""
    listed = [text for name in names or [""] for text in texts(section, name)]
    forms = [fold(text) if folded else r"\s+".join(map(re.escape, text.split())) for text in listed]
    return rf"(?:{'|'.join(sorted(forms, key=len, reverse=True))})\b"


@cache
def pattern(section: str, name: str = "", *, folded: bool = True) -> re.Pattern[str]:
    """The phrases of a list, to be found in a folded text, or as people write them."""
    return pattern_of(rf"\b{either(section, name, folded=folded)}", 0 if folded else re.IGNORECASE)


def holds_any(text: str, section: str, name: str = "") -> bool:
    """Whether a phrase of a list stands in a text."""
    return pattern(section, name).search(fold(text)) is not None


def begins_with_any(text: str, section: str, name: str = "") -> bool:
    """Whether a text begins with a phrase of a list."""
    return pattern(section, name).match(fold(text)) is not None


def is_any_of(text: str, section: str, name: str = "") -> bool:
    """Whether a text is a phrase of a list."""
    return pattern(section, name).fullmatch(fold(text)) is not None


def without_any(text: str, section: str, name: str = "") -> str:
    """The folded words of a text that are in no phrase of a list."""
    return pattern(section, name).sub(" ", fold(text))


def behind_nothing(text: str) -> str:
    """The folded words of a text behind those that say nothing: `xa phuong` of `Chia theo xã, phường`."""
    words = fold(text)
    while found := pattern("nothing").match(words):
        words = words[found.end() :].strip()
    return words


@cache
def vocabulary() -> Vocabulary:
    """The packaged vocabulary."""
    listed: list[tuple[str, Says | None]] = []
    for says in Says:
        section, _, name = says.value.partition(".")
        listed += [(text, says) for text in texts(section, name)]
    return _by_first([*listed, *((text, None) for text in texts("words"))])


@cache
def phrases(section: str, name: str) -> Vocabulary:
    """Another list of vocabulary.yaml; its phrases say nothing but that they stand there."""
    return _by_first((text, Says.NOTHING) for text in texts(section, name))


def _by_first(listed: Iterable[tuple[str, Says | None]]) -> Vocabulary:
    by_first: dict[str, list[Phrase]] = {}
    for text, says in listed:
        words = tuple((fold(word), spelt(word)) for word in text.split())
        by_first.setdefault(words[0][0], []).append(Phrase(words, says))
    for group in by_first.values():
        group.sort(key=lambda phrase: -len(phrase.words))
    return Vocabulary(by_first)
