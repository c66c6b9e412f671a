"""Which indicator a printed name names.

The words of a name are of three sorts: those that tell which indicator, those that change nothing (words of this
programme and of the vocabulary), and all others. A name is an indicator's where, once the second sort is gone, it is
one of the indicator's names; a word of the third sort makes it the name of something else.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, PartOfSplit, Programme
from du_an8.reports.names.cut_name import LONGEST_NAME, LONGEST_TEXT, CutName, NameCutter, words_of
from du_an8.reports.names.finder import NameFinder
from du_an8.reports.names.known_names import goes_on
from du_an8.reports.names.leaves import LeafReader
from du_an8.reports.names.narrowed import NarrowedNames
from du_an8.reports.names.reading import NameReading
from du_an8.reports.names.remarks import NameRemarks
from du_an8.reports.names.whole import WholeNames
from du_an8.reports.names.words import Use, Word, clean, printed, split_remark, without_marks
from du_an8.reports.vocabulary.vocabulary import Says, vocabulary
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import place_alone
from du_an8.vietnamese.translations import without_translation

_SEPARATORS = pattern_of(r"\s*(?::|;|\s[-–—]\s)\s*")
_CHANGING = frozenset((Use.PLAN, Use.OPEN, Use.ALLOTTED, Use.NUMBER))


def read_name(programme: Programme, text: str) -> NameReading:
    """What a row's or a column's name says by itself."""
    return programme.made(_Names).name(text)


def read_leaf(programme: Programme, text: str, parent: Indicator) -> NameReading:
    """What a label says below or beside the name of an indicator: `Số tổ`, `Số thành viên`, `Nữ`, `Cấp xã`."""
    reading = programme.made(_Names).leaves.leaf(text, parent)
    if reading.indicator and reading.indicator in part_indicators(programme, parent).values():
        return replace(reading, indicator=parent, part=reading.part or text)  # below its whole it is a part of it
    return reading


def read_crossed(programme: Programme, over: Sequence[str], beside: str) -> NameReading | None:
    """What the words over a column and the name of a row say together: `Diện tích`, beside `Lúa`; None for nothing."""
    reading = read_name(programme, " ".join((*over, beside)))
    return reading if reading.indicator and not reading.to_come else None


def split_part(programme: Programme, text: str, indicator: Indicator) -> PartOfSplit | None:
    """The part of a split that the words of a part name, and nothing else: `nữ dân tộc thiểu số` is of two splits."""
    return programme.made(_Names).leaves.split_part(text, indicator)


def part_indicators(programme: Programme, whole: Indicator) -> Mapping[tuple[str, str], Indicator]:
    """By (id of a split, name of a part), the indicators that count this part of another one by themselves."""
    if not whole.parts:
        return {}
    reader = programme.made(_Names)
    found: dict[str, tuple[tuple[str, str], Indicator]] = {}
    for (of, form), part in reader.narrowed.narrowed.items():
        named = reader.words.splits.get(form) if of == whole.id else None
        if named:
            found.setdefault(part.id, ((named.split.id, named.name), part))
    return dict(found.values())


class _Names:
    """Reads names in the words of one programme."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.finder = NameFinder(programme)
        self.words, self.names = self.finder.words, self.finder.names
        self.cutter = NameCutter(self.words)
        self.narrowed = NarrowedNames(self.finder, self.cutter)
        self.whole = WholeNames(self.finder, self.cutter, self.narrowed)
        self.remarks = NameRemarks(self.finder, self.cutter)
        self.name = lru_cache(maxsize=16384)(self._name)
        self.leaves = LeafReader(self.whole, self.remarks, self.name)
        self.ids = {indicator.id.casefold(): indicator for indicator in programme.indicators.values()}

    def _name(self, text: str) -> NameReading:
        whole = clean(without_translation(text[:LONGEST_TEXT]))
        if at_once := self._id_or_place(whole):
            return at_once
        name = without_marks(whole)
        if word_by_word := self._word_by_word(whole, name):
            return word_by_word
        cut = self.cutter.take_apart(name)
        if not cut.words or len(cut.words) > LONGEST_NAME:
            return NameReading(rest=(name,) if name else ())
        reading = self._of_words(cut, name)
        if reading.indicator and goes_on(name, reading.indicator):
            return NameReading(rest=(name,), near=reading.indicator)
        return reading

    def _of_words(self, cut: CutName, name: str) -> NameReading:
        """What the words of a name say, each way of reading it in its turn."""
        return (
            self.whole.named(cut) or self._with_remark(name) or self._with_unit_behind(name) or self._parted(name)
            or self._with_words_behind(cut) or self._unknown(cut)
        )  # fmt: skip

    def _id_or_place(self, text: str) -> NameReading | None:
        """What needs no taking apart: the id of an indicator, the name of a place with its word; `TT` numbers rows."""
        stated = self.ids.get(text.strip().casefold())
        if stated and Says.NUMBERING not in vocabulary().said(text):
            return NameReading(stated)
        is_place = place_alone(text) and not self.programme.find_indicator(text)
        return NameReading(rest=(text,)) if is_place else None

    def _word_by_word(self, whole: str, name: str) -> NameReading | None:
        """The catalogue's own words behind a mark: `Chỉ tiêu 3: Số bác sĩ trên 1 vạn dân`."""
        named = self.programme.find_indicator(name) if name != whole else None
        own = (named.name, named.short_name, *named.aliases) if named else ()
        return NameReading(named) if fold(name) in map(fold, own) else None

    def _with_remark(self, name: str) -> NameReading | None:
        """A name with brackets at its end that hold a unit or a remark."""
        body, remark = split_remark(name)
        if not remark and body == name:
            return None
        reading = self.name(body)
        if reading.indicator is None:
            return None
        found = self.remarks.remarked(reading, remark) or self.remarks.with_plan(reading, reading.indicator, remark)
        to_come = reading.to_come or self.cutter.take_apart(remark).to_come
        return found or NameReading(rest=(remark,), near=reading.indicator, to_come=to_come)

    def _with_unit_behind(self, name: str) -> NameReading | None:
        """`Đối thoại chính sách, cuộc`."""
        body, _, unit = name.rpartition(",")
        reading = self.name(body) if body.strip() and unit.strip() else None
        if reading is None or reading.indicator is None:
            return None
        return self.remarks.with_unit(reading, reading.indicator, unit.strip())

    def _parted(self, name: str) -> NameReading | None:
        """`Đối thoại chính sách - Số người tham dự`: a name, and what is told of it."""
        pieces = _SEPARATORS.split(name, maxsplit=1)
        if len(pieces) == 1:
            return None
        above = self.name(pieces[0])
        if above.indicator is None or above.part or above.to_come:
            return None
        reading = self.leaves.leaf(pieces[1], above.indicator)
        return reading if reading.indicator or reading.to_come else None

    def _with_words_behind(self, cut: CutName) -> NameReading | None:
        return self._before_purpose(cut) or self._narrowed_by_words(cut)

    def _before_purpose(self, cut: CutName) -> NameReading | None:
        """`Tổ truyền thông cộng đồng nhằm xoá bỏ định kiến giới`: what it is for doesn't change what is counted."""
        uses = [piece.use for piece in cut.telling]
        if Use.PURPOSE not in uses[1:]:
            return None
        at = uses.index(Use.PURPOSE, 1)
        if _CHANGING.intersection(uses[at:]):
            return None
        reading = self.name(cut.text[: cut.telling[at].words[0].start])
        return reading if reading.indicator else None

    def _narrowed_by_words(self, cut: CutName) -> NameReading | None:
        """`Tổ truyền thông cộng đồng thuộc xã biên giới`."""
        for number, piece in enumerate(cut.telling):
            if number and self.words.narrows(piece.words):
                found = self.finder.find(words_of(cut.telling[:number]))
                if found and not self.whole.counts_a_rate(cut, found):
                    return NameReading(found, cut.text[piece.words[0].start :].strip())
        return None

    def _unknown(self, cut: CutName) -> NameReading:
        """Another thing; which indicator is the nearest, and the words that keep it from being that."""
        words = cut.telling_words
        if not words:
            return NameReading(rest=(cut.text,))
        start, end, near = self._longest_inside(words)
        others = [*words[:start], *words[end:]] if near else words
        return NameReading(to_come=cut.to_come, rest=printed(cut.text, others) or (cut.text,), near=near)

    def _longest_inside(self, words: Sequence[Word]) -> tuple[int, int, Indicator | None]:
        longest = len(words) - 1 if self.names.are_among(words) else 0
        for length in range(longest, 0, -1):
            for start in range(len(words) - length + 1):
                found = self.names.find(words[start : start + length])
                if found:
                    return start, start + length, found
        return 0, len(words), None
