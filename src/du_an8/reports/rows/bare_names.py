"""Bare names among places, `Mường Chà` without its word: which of them may be taken for places.

No name is a place because nobody understood it. That it is one shows in its letters, as proper names are written, or in
its number in the list of the others; a name in which neither does, `Số hộ nghèo` below the districts, is doubtful.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct

from du_an8.reports.places.place_texts import PlaceText, is_body, is_former, read_place
from du_an8.reports.rows.nesting import PlaceRow
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.places import PlaceLevel, is_proper, split_place

_BETWEEN = pattern_of(r"\s+và\s+|[/+&,;]|\s[-–—]\s")
_REMARK = pattern_of(r"\s*\([^()]*\)\s*")
_NUMBER_BEHIND = pattern_of(r"\d{1,3}|[IVX]+|[A-HĐ]")
_ONLY_NUMBER = pattern_of(r"\d{1,3}")
_COUNTED_OUT = pattern_of(r"so \d{1,4}")
_ALPHANUMERIC = pattern_of(r"[^\W_]")
_SHORTEST_LIST = 2


class _BareName(Struct, frozen=True):
    """A name without a word that says it is a place."""

    row: int
    text: str

    @property
    def is_proper(self) -> bool:
        """Whether it is written as the names of places are: `Nậm Pồ 2`, `Sa Lông và Na Sang`, `bản Huổi Lèng`."""
        return _are_proper(self.text)

    @property
    def in_capitals(self) -> bool:
        """`XẾP HẠNG`: its letters don't tell a proper name from other words."""
        return self.text.isupper()

    @property
    def is_plain(self) -> bool:
        """Whether each of several words has a capital, and no more: `Nậm Pồ`; `Hạng` only begins with one."""
        return " " in self.text and self.is_proper and not self.in_capitals

    @property
    def is_numbered(self) -> bool:
        """`Xã số 2019`, which is no year."""
        level, bare = split_place(self.text, PlaceLevel.VILLAGE)
        return level is not None and _COUNTED_OUT.fullmatch(bare) is not None


class BareNames:
    """Those of one table, whose rows are about places."""

    def __init__(
        self, rows: Sequence[PlaceRow], number_of: Callable[[PlaceRow], str], says_something: Callable[[str], bool]
    ) -> None:
        """For the rows that are no totals.

        Args:
            number_of: what stands before the name of a row in the list of all.
            says_something: whether words say what numbers are.
        """
        self.rows, self._number_of, self.says_something = rows, number_of, says_something

    def doubtful(self) -> frozenset[int]:
        """The rows of which nothing shows that they are about a place."""
        return frozenset(name.row for name in self._names if not self._is_place(name))

    @cached_property
    def _names(self) -> list[_BareName]:
        texts = ((row.row, words) for row in self.rows for words in row.words.values())
        return [_BareName(row, words.name) for row, words in texts if not _tells_place(words)]

    @cached_property
    def _numbers(self) -> Mapping[int, str]:
        """By row; most tables have names that are plain, and their numbers are not looked at."""
        return {row.row: self._number_of(row) for row in self.rows}

    def _is_place(self, name: _BareName) -> bool:
        if name.is_plain or name.is_numbered:
            return True
        if self.says_something(name.text):
            return False
        if name.is_proper:
            return not self._stands_outside(name) and not self._has_other_letters(name)
        is_listed = self._has_numbers and _ALPHANUMERIC.match(self._numbers[name.row]) is not None
        return is_listed or self._are_all_improper

    def _stands_outside(self, name: _BareName) -> bool:
        """Whether it has no number above or below a list in which every other name has one."""
        return self._is_list and not self._numbers[name.row]

    @cached_property
    def _has_numbers(self) -> bool:
        return sum(map(bool, self._numbers.values())) >= _SHORTEST_LIST

    @cached_property
    def _is_list(self) -> bool:
        """Whether the numbers before the names go on without a gap, and no name around them is surely a place's."""
        numbered = [at for at, row in enumerate(self.rows) if self._numbers[row.row]]
        is_unbroken = bool(numbered) and numbered[-1] - numbered[0] + 1 == len(numbered)
        doubted = {name.row for name in self._names if not name.is_plain}
        others_doubted = all(self._numbers[row.row] or row.row in doubted for row in self.rows)
        return self._has_numbers and is_unbroken and others_doubted

    def _has_other_letters(self, name: _BareName) -> bool:
        """Whether it stands in capitals, without a number, among names that don't."""
        return name.in_capitals and not self._numbers[name.row] and any(other.is_plain for other in self._names)

    @cached_property
    def _are_all_improper(self) -> bool:
        """Whether no name is written as those of places are: then the letters tell nothing of any."""
        return not any(name.is_proper for name in self._names) and len(self._names) == len(self.rows)


def _tells_place(words: PlaceText) -> bool:
    """Whether words say that they are those of a place, or total some."""
    if words.places or words.of_office or words.pair or words.total_of is not None:
        return True
    return is_body(words.text) or is_former(words.text)


@lru_cache(maxsize=16384)
def _are_proper(text: str) -> bool:
    pieces = [piece for piece in _BETWEEN.split(_REMARK.sub(" ", text)) if piece.strip()]
    return bool(pieces) and all(map(_is_proper, pieces))


def _is_proper(text: str) -> bool:
    words = text.replace(".", " ").split()
    level, bare = split_place(text, PlaceLevel.VILLAGE)
    if level and _ONLY_NUMBER.fullmatch(bare):
        return True  # `Phường 3`
    own = words[-len(bare.split()) :] if level and bare else words
    is_numbered = len(own) > 1 and _NUMBER_BEHIND.fullmatch(own[-1]) is not None
    return is_proper(own[:-1] if is_numbered else own)


def may_be_place(text: str) -> bool:
    """Whether a text may name a place: with its word, as an office's, as a proper name; or be a total."""
    found = read_place(text)
    if found.places or found.of_office or found.pair or found.total_of is not None:
        return True
    return is_proper(bare_name(found.name).split()) or is_former(text)


def bare_name(text: str) -> str:
    """A name without a remark in brackets: `Sa Lông (KV III)`."""
    return re.sub(r"\s*\([^()]*\)\s*$", "", text).strip()
