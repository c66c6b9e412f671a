"""The phrases of vocabulary.yaml in texts of places: which a text begins with, ends with, or is."""

from functools import cache, lru_cache

from du_an8.reports.vocabulary.vocabulary import behind_nothing, packaged, texts
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import level_word
from du_an8.vietnamese.spelling import spelt

_WORD = pattern_of(r"[^\W_]+")
_NO_BRACKETS = str.maketrans("()[]", "    ")
_MOST_WORDS = 8
_FIRST, _LAST = 0, -1
_FEWEST_WITH_TAIL = 2  # words
_MORE_LEVELS = frozenset(map(fold, texts("places", "more_levels")))
_LEVELS_ALONE = frozenset(map(fold, texts("places", "levels_alone")))
_BESIDE_LEVELS = frozenset(map(fold, texts("places", "beside_levels")))


def phrase_at_start(text: str, section: str, name: str) -> int:
    """How many letters of a text its longest phrase takes; 0 where it begins with none."""
    if not _may_begin(text, section, name):
        return 0
    words = list(_WORD.finditer(text))
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        if is_phrase(text[: words[count - 1].end()], section, name):
            return words[count - 1].end()
    return 0


def is_phrase(text: str, section: str, name: str) -> bool:
    """Whether a text is one of the phrases of vocabulary.yaml; `Bản` is no `Ban`, but `Ban` without accents may be."""
    plain = text.isascii()
    may_be = plain or _may_begin(text, section, name)
    return may_be and _key(text, plain=plain) in _phrases(section, name)[plain]


def _may_begin(text: str, section: str, name: str) -> bool:
    """Whether a phrase begins with the first word of a text: most names begin with none of them."""
    return _first_word(text) in _words_at(_FIRST, section, name)[text.isascii()]


@lru_cache(maxsize=16384)
def _first_word(text: str) -> str:
    """The key of the first word, empty where there is none."""
    first = _WORD.search(text)
    return _key_of_word(first[0], plain=text.isascii()) if first else ""


_BothWays = tuple[frozenset[str], frozenset[str]]
"""As they are spelt, and without accents, for texts that have none."""


@cache
def _phrases(section: str, name: str) -> _BothWays:
    listed = packaged(section)[name]
    phrases = list(map(str, listed)) if isinstance(listed, list) else []
    return frozenset(_key(each, plain=False) for each in phrases), frozenset(_key(each, plain=True) for each in phrases)


@cache
def _words_at(place: int, section: str, name: str) -> _BothWays:
    """The words with which the phrases begin, or end."""
    spelt_out, plain = _phrases(section, name)
    return frozenset(each.split()[place] for each in spelt_out), frozenset(each.split()[place] for each in plain)


def _key(text: str, *, plain: bool) -> str:
    return fold(text) if plain else " ".join(map(spelt, _WORD.findall(text)))


def _key_of_word(word: str, *, plain: bool) -> str:
    return word.lower() if plain else spelt(word)


def phrase_at_end(text: str, name: str) -> int:
    """How many words at the end of a text are a phrase."""
    words = plain_words(text)
    if len(words) < _FEWEST_WITH_TAIL or not _may_end(words[-1], name):
        return 0
    counts = range(min(_MOST_WORDS, len(words) - 1), 0, -1)
    return next((count for count in counts if is_phrase(" ".join(words[-count:]), "places", name)), 0)


def _may_end(word: str, name: str) -> bool:
    """Whether a phrase ends with this word: most names end with none of them."""
    words, plain = _WORD.findall(word), word.isascii()
    return not words or _key_of_word(words[-1], plain=plain) in _words_at(_LAST, "places", name)[plain]


def plain_words(text: str) -> list[str]:
    """The words of a text, without brackets."""
    return text.translate(_NO_BRACKETS).split()


def is_levels(text: str, *, begins: bool = False) -> bool:
    """Whether a text holds the words for sorts of places alone, or begins with one: `thị xã, thành phố`."""
    words = fold(text).split()
    if not words:
        return False
    at = 0
    while at < len(words):
        pair, one = " ".join(words[at : at + 2]), words[at]
        if level_word(pair) or pair in _MORE_LEVELS or (pair in _LEVELS_ALONE and not begins):
            at += 2
        elif level_word(one) or one in _MORE_LEVELS | _BESIDE_LEVELS:
            at += 1
        else:
            return begins and at > 0
    return True


@cache
def names_several_levels(text: str) -> bool:
    """Whether a text holds the words for sorts of places, and for more than one: `Chia theo xã, phường`."""
    words = [word for word in behind_nothing(text).split() if word not in _BESIDE_LEVELS]
    return len(words) > 1 and level_word(" ".join(words)) is None and is_levels(" ".join(words))
