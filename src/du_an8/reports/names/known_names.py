"""The names of a programme's indicators by their words, and the words that the vocabulary knows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from du_an8.grouping import grouped
from du_an8.programme.catalogue import Indicator, Kind, PartOfSplit, Programme, Split
from du_an8.reports.names.words import Lexicon, Phrases, Piece, Spellings, Use, Word, clean, key_of
from du_an8.reports.places.phrases import is_levels
from du_an8.reports.vocabulary.vocabulary import packaged, pattern, texts
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import split_scale

_PHRASES_OF = {
    Use.NEUTRAL: "neutral_words",
    Use.COUNTING: "counting_words",
    Use.TOTAL: "total_words",
    Use.WHOLE: "whole_words",
    Use.ALLOTTED: "allotted_words",
    Use.PLAN: "plan_words",
    Use.OPEN: "open_words",
    Use.PURPOSE: "purpose_words",
}
NEUTRAL = frozenset((Use.NEUTRAL, Use.COUNTING))
"""What changes nothing in a name."""

_SHORTEST_BARE_NAME = 3  # words: `tin cậy` or `truyền thông` alone may be anything


def units_of(indicator: Indicator) -> tuple[str, ...]:
    """The nouns in which an indicator is counted."""
    return tuple(split_scale(unit)[1] for unit in (indicator.unit, *indicator.unit_aliases))


def counts_money(indicator: Indicator) -> bool:
    """Whether an indicator's number is one of money."""
    return units_of(indicator)[0] == "đồng"


def counts_people(indicator: Indicator) -> bool:
    """Whether an indicator's number is one of people."""
    return fold(units_of(indicator)[0]) in _people_nouns()


@lru_cache(maxsize=1)
def _people_nouns() -> frozenset[str]:
    return frozenset(map(fold, texts("names", "people_words")))


def counts_what_is_known(programme: Programme, unit: str) -> bool:
    """Whether words are a unit of an indicator, a noun for people, or sorts of places: `25 xã, thị trấn`."""
    return programme.knows_unit(unit) or fold(unit) in _people_nouns() or is_levels(unit)


def is_of_people(unit: str) -> bool:
    """Whether a unit counts people."""
    return fold(unit) in _people_nouns()


def says_again(words: str, indicator: Indicator) -> bool:
    """`lớp tập huấn` of `Tập huấn giám sát, đánh giá`: its unit, and no word that its name doesn't have."""
    unit, _, others = words.partition(" ")
    return indicator.accepts_unit(unit) and set(fold(others).split()) <= set(fold(indicator.short_name).split())


def goes_on(name: str, indicator: Indicator) -> bool:
    """Whether a name speaks of events that aren't over, `Hồ sơ đang giải quyết`, as the indicator's own names don't."""
    going_on = pattern("names", "going_on_words", folded=False)
    kept_up = pattern("names", "neutral_words", folded=False).sub(" ", name)
    is_open = indicator.kind is Kind.FLOW and going_on.search(kept_up) is not None
    return is_open and not any(map(going_on.search, indicator.names))


def is_level(indicator: Indicator) -> bool:
    """Whether a stock is by its own name what there is: `Doanh nghiệp đang hoạt động` in no year alone."""
    is_going_on = pattern("names", "going_on_words", folded=False).search(indicator.name) is not None
    return indicator.kind is Kind.STOCK and is_going_on


class Words:
    """All words that a programme and the vocabulary know.

    Attributes:
        lexicon: how a text becomes words.
        phrases: how words become pieces with a use.
        splits: by the form of each part of a split, which it is.
        wholes: sets of parts that make up a whole together.
        nouns: of people; anyone: those for whoever takes part; attending: what they do.
        narrowing: introduces what a part is; where: a place.
        remarks: what in brackets changes nothing.
        rate: the words that say a rate.
        units: of all indicators; unit_keys: of each, by its id.
    """

    def __init__(self, programme: Programme) -> None:
        words: Mapping[str, Any] = packaged("names")
        abbreviations = {**words["abbreviations"], **programme.abbreviations}
        self.lexicon = Lexicon(words["link_words"], words["village_words"], abbreviations)
        self.phrases = Phrases(self.lexicon)
        self.phrases.add(Use.NEUTRAL, programme.neutral_words)
        for use, name in _PHRASES_OF.items():
            self.phrases.add(use, words[name])
        self.splits = dict(self._add_splits(programme.splits))  # first: their names are those that are shown
        parts = (*words["part_words"], *programme.part_words)
        self._add_parts(Use.PART, parts)
        self._add_parts(Use.PART_OF_PEOPLE, words["people_part_words"])
        self.phrases.add_deeds(words["founding_words"], words["keeping_words"])
        wholes = [frozenset(map(_first_spelling, group)) for group in (*parts, *words["people_part_words"])]
        wholes += [frozenset(map(fold, whole)) for split in programme.splits for whole in split.wholes]
        self.wholes = frozenset(whole for whole in wholes if len(whole) > 1)
        self.nouns = self.lexicon.keys(words["people_words"])
        self.anyone = self.lexicon.keys(words["anyone_words"])
        self.attending = self.lexicon.keys(words["attending_words"])
        self.where = frozenset(map(fold, words["where_words"]))
        self.narrowing = self.lexicon.keys(words["narrowing_words"])
        self._narrowing = Spellings(words["narrowing_words"])
        self.remarks = frozenset(map(fold, words["remarks"]))
        self.rate = tuple(self.lexicon.read("%"))
        self.unit_keys = {
            key: self.lexicon.keys(units_of(indicator)) for key, indicator in programme.indicators.items()
        }
        self.units = frozenset[str]().union(*self.unit_keys.values())

    def narrows(self, words: Sequence[Word]) -> bool:
        """Whether words introduce what a part is: `thuộc`, as `thuốc` doesn't."""
        return len(words) == 1 and self._narrowing.has(words[0], bare=not words[0].marks)

    def _add_splits(self, splits: Iterable[Split]) -> Iterator[tuple[str, PartOfSplit]]:
        """The form of each part of a split, and which it is."""
        for split in splits:
            for part in split.parts:
                self.phrases.add(
                    Use.PART_OF_PEOPLE if split.of_people else Use.PART, [" | ".join((part.name, *part.spellings))]
                )
                yield fold(part.name), PartOfSplit(split, part.name)

    def _add_parts(self, use: Use, groups: Iterable[Sequence[str]]) -> None:
        for group in groups:
            self.phrases.add(use, group)


def _first_spelling(text: str) -> str:
    return fold(text.partition("|")[0])


class KnownNames:
    """The names of all indicators by their words: at full length, and without the neutral ones.

    Where two indicators would share a key, neither has it: what tells them apart is kept.
    """

    def __init__(self, programme: Programme, words: Words) -> None:
        self._full: dict[str, Indicator | None] = {}
        self._core: dict[str, Indicator | None] = {}
        self._bare: dict[str, Indicator | None] = {}
        self._marks: dict[str, list[tuple[str, ...]]] = {}
        self._add_names(programme, words)
        names = {frozenset(key.split(" ")) for known in (self._full, self._core, self._bare) for key in known}
        self._by_rarest = _by_rarest_word(names)
        phrases = words.units | words.nouns | words.attending
        self._words = frozenset[str]().union(*names, *(phrase.split(" ") for phrase in phrases))

    def _add_names(self, programme: Programme, words: Words) -> None:
        for indicator in programme.indicators.values():
            for name in indicator.names[1:]:  # an id is no words: `de` would be `dê`, `đê` and `đề`
                self._add_name(words, name, indicator)
        owned = [(key, owner) for key, owner in self._core.items() if owner]
        for key, indicator in owned:
            for bare in self._bare_names(words, key, indicator):
                self._put(self._bare, bare, indicator)
        for key, owner in self._bare.items():
            if key in self._full or self._core.get(key, owner) is not owner:
                self._bare[key] = None

    def are_among(self, words: Iterable[Word]) -> bool:
        """Whether all the words of any name are among these: else no part of them names anything."""
        keys = {word.key for word in words}
        return any(name <= keys for key in keys for name in self._by_rarest.get(key, ()))

    def have_all(self, pieces: Iterable[Piece]) -> bool:
        """Whether the words of each piece without a use stand in some name, or beside one: else they name nothing."""
        return all(word.key in self._words for piece in pieces if piece.use is Use.NAME for word in piece.words)

    def _add_name(self, words: Words, name: str, indicator: Indicator) -> None:
        read = words.lexicon.read(clean(name))
        pieces = words.phrases.cut(read)
        counted = [word for piece in pieces if piece.use is not Use.COUNTING for word in piece.words]
        core = [word for piece in pieces if piece.use not in NEUTRAL for word in piece.words]
        self._put(self._full, read, indicator)
        self._put(self._core, counted, indicator)
        if len(core) > 1:  # one word that is left of several may be anything
            self._put(self._core, core, indicator)

    def _bare_names(self, words: Words, key: str, indicator: Indicator) -> list[list[Word]]:
        """`Đối thoại chính sách` of `Cuộc đối thoại chính sách`; of people the noun tells who they are, and stays."""
        if counts_people(indicator) or indicator.kind is Kind.RATE:
            return []
        name, units = key.split(" "), words.unit_keys[indicator.id]
        lengths = [n for n in range(1, min(3, len(name) - 2) + 1) if " ".join(name[:n]) in units]
        marked = [list(map(_word, name, marks)) for marks in self._marks[key]] if lengths else []
        return [whole[length:] for length in lengths for whole in marked]

    def _put(self, names: dict[str, Indicator | None], words: Sequence[Word], indicator: Indicator) -> None:
        if not words:
            return
        key = key_of(words)
        if names.setdefault(key, indicator) is not indicator:
            names[key] = None
        self._marks.setdefault(key, []).append(tuple(word.marks for word in words))

    def find_full(self, words: Sequence[Word]) -> Indicator | None:
        """By all words."""
        return self._heard(self._full.get(key_of(words)), words)

    def find(self, words: Sequence[Word]) -> Indicator | None:
        """By the words without the neutral ones."""
        key = key_of(words)
        bare = self._bare.get(key) if len(words) >= _SHORTEST_BARE_NAME else None
        return self._heard(self._core.get(key) or bare, words)

    def find_behind_unit(self, words: Sequence[Word]) -> Indicator | None:
        """By what follows the noun in which the indicator is counted."""
        key = key_of(words)
        return self._heard(self._core.get(key) or self._bare.get(key), words)

    def _heard(self, found: Indicator | None, words: Sequence[Word]) -> Indicator | None:
        """The found one where no more than a mark is amiss: `bò` is no `bơ`, `cộng đông` is a slip of the keyboard."""
        if found is None:
            return None
        marks = tuple(word.marks for word in words)
        if not any(marks):
            return found
        allowed = len(marks) // 3
        return found if any(_slips(marks, known) <= allowed for known in self._marks[key_of(words)]) else None


def _word(key: str, marks: str) -> Word:
    return Word(key, marks, 0, 0)


def _by_rarest_word(names: Iterable[frozenset[str]]) -> Mapping[str, list[frozenset[str]]]:
    """The words of each name, by that one of them which the fewest names have."""
    counts = Counter(word for name in names for word in name)
    return grouped(names, lambda name: min(name, key=lambda word: (counts[word], word)))


def _slips(marks: Sequence[str], known: Sequence[str]) -> int:
    return sum(mine != theirs for mine, theirs in zip(marks, known, strict=True))
