"""What a label says below or beside the name of an indicator: `Số tổ`, `Số thành viên`, `Nữ`, `Cấp xã`."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain

from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, PartOfSplit
from du_an8.reports.names.cut_name import LONGEST_NAME, LONGEST_TEXT, REMOVABLE, CutName, of_use, words_of
from du_an8.reports.names.finder import are_attendances
from du_an8.reports.names.known_names import counts_people, goes_on
from du_an8.reports.names.reading import NameReading
from du_an8.reports.names.remarks import NameRemarks
from du_an8.reports.names.whole import WholeNames
from du_an8.reports.names.words import PARTS, Piece, Use, Word, clean, key_of, split_remark, without_marks

_WHOLE = frozenset((Use.TOTAL, Use.WHOLE))


class LeafReader:
    """Reads labels that say something of an indicator whose name stands elsewhere."""

    def __init__(self, whole: WholeNames, remarks: NameRemarks, read_name: Callable[[str], NameReading]) -> None:
        self.whole, self.remarks, self.read_name = whole, remarks, read_name
        self.finder, self.cutter, self.narrowed, self.words = whole.finder, whole.cutter, whole.narrowed, whole.words
        self.programme = self.finder.programme
        self.leaf = lru_cache(maxsize=16384)(self._leaf)
        self.split_part = lru_cache(maxsize=16384)(self._split_part)

    def _leaf(self, text: str, parent: Indicator) -> NameReading:
        name = without_marks(clean(text[:LONGEST_TEXT]))
        cut = self.cutter.take_apart(name)
        if len(cut.words) > LONGEST_NAME:
            return NameReading(rest=(name,), near=parent)
        reading = (
            self._leaf_by_words(cut, parent)
            or self._joined(cut, parent)
            or self._leaf_with_remark(name, parent)
            or self._leaf_by_itself(name, parent)
            or self._leaf_narrowed(cut, parent)
        )
        if reading and not (reading.indicator and goes_on(name, reading.indicator)):
            return reading
        return NameReading(to_come=cut.to_come, rest=(cut.text,) if cut.text else (), near=parent)

    def _leaf_by_words(self, cut: CutName, parent: Indicator) -> NameReading | None:
        """Words of totals, units, people and parts alone, in any number that makes sense."""
        if any(self.cutter.is_where(piece) for piece in cut.pieces):
            return NameReading(parent, cut.text) if not cut.telling else None
        who = self._those_counted(cut, parent)
        if who:
            return NameReading(who)
        removed = of_use(cut.telling, *REMOVABLE)
        if of_use(removed, Use.NUMBER):
            return None
        kept = [piece for piece in cut.telling if piece.use not in REMOVABLE | _WHOLE]
        subject = self._subject(cut, words_of(kept), parent)
        return self._narrowed_leaf(cut, subject, removed) if subject else None

    def _narrowed_leaf(self, cut: CutName, subject: NameReading, removed: Sequence[Piece]) -> NameReading | None:
        """What a leaf tells of its subject, narrowed by what stands beside it: `Số thành viên nữ`."""
        reading = self.narrowed.reading(cut, subject.indicator, removed) if subject.indicator else subject
        if reading and reading.indicator and subject.part:
            return replace(reading, part=cut.text, of_people=subject.of_people, of_others=subject.of_others)
        return reading

    def _those_counted(self, cut: CutName, parent: Indicator) -> Indicator | None:
        """`Trẻ em` are a part of people in general, and all of the members of a club."""
        key = key_of(cut.telling_words)
        if key not in self.words.nouns or key in self.words.anyone:
            return None
        people = parent if counts_people(parent) else self.finder.people.get(parent.id)
        return people if people and people.accepts_unit(key) else None

    def _subject(self, cut: CutName, words: Sequence[Word], parent: Indicator) -> NameReading | None:
        """Of what a leaf tells the number: the parent, the people of it, the events of these people."""
        if not words:
            return NameReading(parent)
        if self.finder.accepts_all(parent, words) and (counts_people(parent) or key_of(words) not in self.words.nouns):
            return NameReading(parent)
        noun, after = self.finder.leading(words, self.words.nouns)
        _, after = self.finder.leading(after, self.words.attending)
        if noun and (not after or self.finder.accepts(parent, after)):
            return self._people_of(cut, noun, parent)
        return self._other_unit(words, parent)

    def _people_of(self, cut: CutName, noun: Sequence[Word], parent: Indicator) -> NameReading | None:
        people = parent if counts_people(parent) else self.finder.people.get(parent.id)
        if people is None:
            return NameReading(parent, cut.text, of_people=True)
        if self.finder.may_be_they(people, noun):
            return NameReading(people)
        return None if are_attendances(noun) else NameReading(people, cut.text, of_others=True)

    def _other_unit(self, words: Sequence[Word], parent: Indicator) -> NameReading | None:
        """`Số lớp` below those who took part in them."""
        events = self.programme.indicators.get(parent.people_of or "")
        return NameReading(events) if events and self.finder.accepts(events, words) else None

    def _joined(self, cut: CutName, parent: Indicator) -> NameReading | None:
        """The leaf and the name of its parent read as one: `Diện tích` over `Cà phê`, `CT2` below `Lồng ghép giới`."""
        if not cut.telling or not self.finder.names.have_all(cut.telling):
            return None
        before = (f"{cut.text} {name}" for name in parent.names[1:])
        behind = (f"{name} {cut.text}" for name in parent.names[1:] if parent.parts)
        parts = (reading for reading in map(self.whole.alone, behind) if _is_part(reading, parent))
        return next(filter(None, chain(map(self.whole.alone, before), parts)), None)

    def _leaf_with_remark(self, name: str, parent: Indicator) -> NameReading | None:
        body, remark = split_remark(name)
        return self.remarks.remarked(self.leaf(body, parent), remark) if remark and body else None

    def _leaf_by_itself(self, name: str, parent: Indicator) -> NameReading | None:
        reading = self.read_name(name)
        return reading if reading.indicator and reading.indicator is not parent else None

    def _leaf_narrowed(self, cut: CutName, parent: Indicator) -> NameReading | None:
        if cut.telling and self.words.narrows(cut.telling[0].words):
            return NameReading(parent, cut.text)
        return None

    def _split_part(self, text: str, indicator: Indicator) -> PartOfSplit | None:
        """The part of a split that these words name, and nothing else."""
        cut = self.cutter.take_apart(without_marks(clean(text[:LONGEST_TEXT])))
        named = of_use(cut.telling, *PARTS)
        others = [piece for piece in cut.telling if piece.use not in PARTS | _WHOLE]
        found = self.words.splits.get(named[0].form) if len(named) == 1 else None
        if found is None or not found.split.divides(indicator):
            return None
        return found if self._says_only_who(words_of(others), indicator) else None

    def _says_only_who(self, words: Sequence[Word], indicator: Indicator) -> bool:
        """Whether words say but who or what is counted: `Số thành viên … tham gia`."""
        known = self.words.nouns | self.words.attending | self.words.narrowing | self.words.unit_keys[indicator.id]
        while words and self.finder.names.find(words) is not indicator:
            said, words = self.finder.leading(words, known)
            if not said:
                return False
        return True


def _is_part(reading: NameReading | None, whole: Indicator) -> bool:
    return bool(reading and reading.indicator and reading.indicator.id in whole.parts)
