"""Cuts words into the phrases of the vocabulary, and the names between them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Programme
from du_an8.reports.labels.label import PHASE, SPANS, Label, is_count
from du_an8.reports.names.read_name import read_name
from du_an8.reports.vocabulary.vocabulary import AXES, MEASURES, Piece, Says, Word, either, is_any_of, vocabulary
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import place_alone
from du_an8.vietnamese.spelling import spelt

_PLACE_WORDS_ONLY = frozenset({Says.PLACES, Says.NAMES, Says.NOTHING, Says.HEAD_OF_PLACES})
BEGINNING = "dau"
_PROJECT = ["du", "an"]


@lru_cache(maxsize=4096)
def is_turn(text: str) -> bool:
    """`Lần 1`, `Đợt II`: one of the times that a thing was done."""
    return _turn().fullmatch(fold(text)) is not None


@cache
def _turn() -> re.Pattern[str]:
    return re.compile(rf"{either('turns')} (?:\d{{1,2}}|i{{1,3}}|iv|v)")


def read_as_name(text: str, programme: Programme) -> Label | None:
    """The whole text is the name of an indicator."""
    name = read_name(programme, text)
    if name.indicator is None:
        return None
    return Label(text, indicator=name.indicator, part=name.part or "", unit=name.unit, to_come=name.to_come)


class Phrases:
    """Words cut into phrases, and those between them that nobody knows."""

    def __init__(self, words: Sequence[str], *, accented: bool) -> None:
        self.words = words
        self.keys = [(fold(word), spelt(word)) for word in words]
        self.pieces = list(_without_counted_spans(list(vocabulary().split(self.keys, accented=accented)), self.keys))
        self.names_places = {what for *_, what in self.pieces} <= _PLACE_WORDS_ONLY
        self.says: dict[Says, None] = {}  # in their order
        self.runs: list[list[str]] = []
        self.open = False  # the last piece belongs to a run

    def read(self, programme: Programme, *, opens: bool) -> Label:
        """What the words say; where some are left over, a name that begins after the first phrase may hold them."""
        label = self.label(programme, opens=opens)
        return (self._beside_name(programme) or label) if label.rest else label

    def label(self, programme: Programme, *, opens: bool) -> Label:
        """What the words say; runs of words that say nothing we know may be names.

        Args:
            opens: `đầu` stands before a time, and says no more than that.
        """
        self._read()
        runs = [" ".join(run) for run in self.runs]
        if opens:
            self.says[Says.OPENING] = None
            runs = [run for run in runs if fold(run) != BEGINNING]
        return _named(Label("", frozenset(self.says), leads=next(iter(self.says), None)), runs, programme)

    def _beside_name(self, programme: Programme) -> Label | None:
        """A name that begins after the first phrase: of the `cộng đồng` in it, `cộng` is no total."""
        (_, end, says), *others = self.pieces
        name = read_as_name(" ".join(self.words[end:]), programme) if says in MEASURES and others else None
        if name and _counts_a_rate(name.indicator, " ".join(self.words[:end])):
            return None
        return replace(name, says=frozenset(filter(None, [says])), leads=says) if name else None

    def _read(self) -> None:
        for at, (first, last, what) in enumerate(self.pieces):
            is_word = self._is_word(at)
            if is_word and self._numbers_a_name(at):
                self.says.pop(Says.NAMES, None)
            elif is_word or (what is Says.NOTHING and self.open and _goes_on(self.pieces, last)):
                self._leave_over(first, last)
            else:
                self.open = False
                if what:
                    self.says[what] = None

    def _is_counted(self, first: int) -> bool:
        """`Số mô hình`, `Số lượng mô hình`."""
        return first > 0 and self.keys[first - 1][0] in {"so", "luong"}

    def _is_word(self, at: int) -> bool:
        """Whether a piece is a word of a name: unknown, or one that means another thing among such words."""
        first, last, what = self.pieces[at]
        if what is None or (what is Says.PLACES and not self.names_places):
            return True
        if is_turn(" ".join(self.words[first : last + 1])):
            return True
        if what is Says.CHANGE and last - first == 1:  # `thiếu` lacks nothing in `Thiếu nhi`
            return [following for *_, following in self.pieces[at + 1 : at + 2]] == [None]
        return what in AXES and self._is_counted(first)

    def _numbers_a_name(self, at: int) -> bool:
        """`Nội dung 1`; `Dự án 7` is another programme's."""
        is_number = self.keys[self.pieces[at][0]][0].isdecimal()
        if not is_number or at == 0 or self.open:
            return False
        first, last, before = self.pieces[at - 1]
        return before is Says.NAMES and [key for key, _ in self.keys[first:last]] != _PROJECT

    def _counting(self, first: int) -> Sequence[str]:
        """The words right in front of a name that count it: `Số`, `Số lượng`."""
        before = [key for key, _ in self.keys[max(first - 2, 0) : first]]
        length = 2 if before == ["so", "luong"] else int(before[-1:] == ["so"])
        return self.words[first - length : first]

    def _leave_over(self, first: int, last: int) -> None:
        run = self.words[first:last]
        if self.open:
            self.runs[-1].extend(run)
        else:
            self.runs.append([*self._counting(first), *run])
        self.open = True


def _counts_a_rate(indicator: Indicator | None, before: str) -> bool:
    """`Số phụ nữ được tư vấn` are those of whom `Tỷ lệ phụ nữ được tư vấn` is a rate."""
    is_rate = indicator is not None and indicator.is_percentage
    return is_rate and is_any_of(before, "names", "counting_words")


def _without_counted_spans(pieces: Sequence[Piece], keys: Sequence[Word]) -> Iterator[Piece]:
    """The pieces, with `3 năm` behind a total as one that says nothing: `Cộng 3 năm`, `Tổng 2 giai đoạn`."""
    known = list(pieces)
    while known:
        first, last, what = known.pop(0)
        yield first, last, what
        end = _end_of_spans(keys, last) if what is Says.TOTAL else last
        if end > last:
            known = [(last, end, Says.NOTHING), *(piece for piece in known if piece[0] >= end)]


def _end_of_spans(keys: Sequence[Word], at: int) -> int:
    """Where `3 năm`, `hai giai đoạn` end; the same place where none begin."""
    words = [key for key, _ in keys[at : at + 3]]
    if not words or not is_count(words[0]):
        return at
    if words[1:2] and words[1] in SPANS:
        return at + 2
    return at + 3 if " ".join(words[1:]) == PHASE else at


def _goes_on(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a word that says nothing is followed by one that nobody knows: `thay đổi của cộng đồng`."""
    telling = (what for first, _, what in pieces if first >= at and what is not Says.NOTHING)
    return next(telling, Says.NOTHING) is None


def _named(label: Label, left: Sequence[str], programme: Programme) -> Label:
    """Words that no phrase took may be the name of an indicator or a place."""
    rest: list[str] = []
    for words in left:
        name = read_name(programme, words)
        place = place_alone(words)
        if name.indicator and _is_of_others(label, rest):
            return Label(label.text, leads=label.leads, rest=" ".join(left))
        if name.indicator and name.part is None and label.indicator is None:
            label = replace(label, indicator=name.indicator, to_come=label.to_come or name.to_come)
        elif place and label.place is None:
            label = replace(label, place=place[0])
        else:
            rest.append(words)
    return replace(label, rest=" ".join(rest))


def _is_of_others(label: Label, before: Sequence[str]) -> bool:
    """Whether what stands in front of a name tells of something else: `Số quyết định thành lập tổ truyền thông`."""
    return label.leads is Says.NOTES or _count_others(before)


def _count_others(before: Sequence[str]) -> bool:
    """Whether words in front of a name count what has it: `Số thôn có tổ truyền thông` are villages."""
    return bool(before) and fold(before[-1]).startswith("so ")
