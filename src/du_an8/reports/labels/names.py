"""Which indicator a printed name names.

The words of a name are of three sorts: those that tell which indicator, those that change nothing (words of this
programme and of the vocabulary), and all others. A name is an indicator's where, once the second sort is gone, it is
one of the indicator's names; a word of the third sort makes it the name of something else.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import chain, combinations, pairwise
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from du_an8.findings import Verbatim
from du_an8.programme.catalogue import Indicator, Kind, PartOfSplit, Programme
from du_an8.reports.labels.known_names import NEUTRAL, KnownNames, Words, counts_people
from du_an8.reports.labels.words import PARTS, Piece, Use, Word, clean, key_of, printed, split_remark, without_marks
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import ABSENT, Quantity, read_number
from du_an8.vietnamese.places import place_alone

_MOST_OPTIONAL = 5
_LONGEST_NAME = 60  # words; what is longer is a sentence
_LONGEST_TEXT = 600  # characters; likewise
_LARGEST_LIST_MARK = 20
_MOST_PROGRAMMES = 8
_SEPARATORS = pattern_of(r"\s*(?::|;|\s[-–—]\s)\s*")
_LISTED = pattern_of(r"\s*[,;+&]\s*|\s+và\s+")
_UNIT_WORDS = pattern_of(r"^(?:đvt|đơn vị tính|đơn vị|số)\s*:?\s*", re.IGNORECASE)
_FOOTNOTE = pattern_of(r"\d{0,2}\*{0,3}")


class NameReading(Struct, frozen=True):
    """What a name says.

    Attributes:
        indicator: the one it names; None where it names another thing, or something that isn't done.
        part: the printed words that narrow it to a part: `thành lập mới`, `nữ`, `cấp xã`.
        of_people: the part is one of people while the indicator counts no people: never compared with it.
        unit: stated in brackets at its end and one in which the indicator is counted.
        planned: a number that the name itself states as due: 540 in `Thành lập 540 tổ truyền thông`.
        to_come: it speaks of a plan, an allotment, of what is left to do: its numbers are never results.
        rest: the printed words that make it another thing.
        near: the indicator it would be without them.
    """

    indicator: Indicator | None = None
    part: str | None = None
    of_people: bool = False
    unit: str = ""
    planned: Fraction | None = None
    to_come: bool = False
    rest: tuple[str, ...] = ()
    near: Indicator | None = None


def read_name(programme: Programme, text: str) -> NameReading:
    """What a row's or a column's name says by itself."""
    return _reader(programme).name(text)


def read_leaf(programme: Programme, text: str, parent: Indicator) -> NameReading:
    """What a label says below or beside the name of an indicator: `Số tổ`, `Số thành viên`, `Nữ`, `Cấp xã`."""
    reading = _reader(programme).leaf(text, parent)
    if reading.indicator and reading.indicator in part_indicators(programme, parent).values():
        return replace(reading, indicator=parent, part=reading.part or text)  # below its whole it is a part of it
    return reading


def split_part(programme: Programme, text: str, indicator: Indicator) -> PartOfSplit | None:
    """The part of a split that the words of a part name, and nothing else: `nữ dân tộc thiểu số` is of two splits."""
    return _reader(programme).split_part(text, indicator)


def part_indicators(programme: Programme, whole: Indicator) -> Mapping[tuple[str, str], Indicator]:
    """By (id of a split, name of a part), the indicators that count this part of another one by themselves."""
    if not whole.parts:
        return {}
    reader = _reader(programme)
    found: dict[str, tuple[tuple[str, str], Indicator]] = {}
    for (of, form), part in reader.narrowed.items():
        named = reader.words.splits.get(form) if of == whole.id else None
        if named:
            found.setdefault(part.id, ((named.split.id, named.name), part))
    return dict(found.values())


_Made = TypeVar("_Made")


def once_a_programme(make: Callable[[Programme], _Made]) -> Callable[[Programme], _Made]:
    """What is made of a programme, which is never changed, is made once."""
    made: dict[int, tuple[Programme, _Made]] = {}  # the programme with it: its id() stays its own

    def of_programme(programme: Programme) -> _Made:
        if id(programme) not in made:
            if len(made) >= _MOST_PROGRAMMES:
                made.clear()
            made[id(programme)] = programme, make(programme)
        return made[id(programme)][1]

    return of_programme


_WHOLE = frozenset((Use.TOTAL, Use.WHOLE))
_TO_COME = frozenset((Use.PLAN, Use.OPEN, Use.ALLOTTED))
_REMOVABLE = PARTS | {Use.PLAN, Use.OPEN, Use.NUMBER}
_CHANGING = frozenset((Use.PLAN, Use.OPEN, Use.ALLOTTED, Use.NUMBER))
_LONGEST_UNIT = 4  # words


class _Label(Struct):
    """A text taken apart: its words, and its pieces without the neutral ones."""

    text: str
    words: list[Word]
    pieces: list[Piece]  # all
    telling: list[Piece]  # neither neutral nor merely counting

    @property
    def telling_words(self) -> list[Word]:
        return _words_of(self.telling)

    @property
    def to_come(self) -> bool:
        """Whether it speaks of a plan, or of what isn't done."""
        return any(piece.use in _TO_COME for piece in self.telling)


def _words_of(pieces: Iterable[Piece]) -> list[Word]:
    return [word for piece in pieces for word in piece.words]


def _of_use(pieces: Iterable[Piece], *uses: Use) -> list[Piece]:
    return [piece for piece in pieces if piece.use in uses]


class _Reader:
    """Reads names in the words of one programme."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.words = Words(programme)
        self.names = KnownNames(programme, self.words)
        self.ids = {indicator.id.casefold(): indicator for indicator in programme.indicators.values()}
        self.people = {other.people_of: other for other in programme.indicators.values() if other.people_of}
        self.narrowed = dict(self._narrowed_names())
        self.name = lru_cache(maxsize=16384)(self._name)
        self.leaf = lru_cache(maxsize=16384)(self._leaf)
        self.split_part = lru_cache(maxsize=16384)(self._split_part)

    def _narrowed_names(self) -> Iterator[tuple[tuple[str, str], Indicator]]:
        """Parts that are indicators themselves: the members of a club, narrowed to `nữ`."""
        for whole in self.programme.indicators.values():
            for part in filter(None, map(self.programme.indicators.get, whole.parts)):
                for name in part.names:
                    yield from (((whole.id, form), part) for form in self._forms_beside(name, whole))

    def _forms_beside(self, name: str, whole: Indicator) -> Iterator[str]:
        """The parts in a name that is but for them the whole's."""
        pieces = self._take_apart(name).telling
        for piece in pieces:
            if piece.use in PARTS:
                words = [word for other in pieces if other is not piece for word in other.words]
                if self.names.find(words) is whole:
                    yield piece.form

    def _take_apart(self, text: str) -> _Label:
        words = self.words.lexicon.read(text)
        pieces = self._with_leading_place(text, self.words.phrases.cut(words))
        return _Label(text, words, pieces, [piece for piece in pieces if piece.use not in NEUTRAL])

    def _with_leading_place(self, text: str, pieces: list[Piece]) -> list[Piece]:
        """`Thôn đặc biệt khó khăn thành lập tổ` counts villages: in front of a name only `tại` makes them its place."""
        for at, piece in enumerate(pieces):
            if piece.use not in NEUTRAL:
                break
            before = fold(text[: piece.words[0].start]).split()
            if self._is_where(piece) and not self.words.where & set(before[-2:]):
                return [*pieces[:at], replace(piece, use=Use.NAME), *pieces[at + 1 :]]
        return pieces

    def _is_where(self, piece: Piece) -> bool:
        """Whether a neutral phrase says where something is: `tại các xã đặc biệt khó khăn`."""
        return piece.use is Use.NEUTRAL and piece.form.split()[0] in self.words.where

    def _split_part(self, text: str, indicator: Indicator) -> PartOfSplit | None:
        label = self._take_apart(without_marks(clean(text[:_LONGEST_TEXT])))
        named = _of_use(label.telling, *PARTS)
        others = [piece for piece in label.telling if piece.use not in PARTS | _WHOLE]
        found = self.words.splits.get(named[0].form) if len(named) == 1 else None
        if found is None or not found.split.divides(indicator):
            return None
        return found if self._says_only_who(_words_of(others), indicator) else None

    def _says_only_who(self, words: Sequence[Word], indicator: Indicator) -> bool:
        """Whether words say but who or what is counted: `Số thành viên … tham gia`."""
        known = self.words.nouns | self.words.attending | self.words.narrowing | self.words.unit_keys[indicator.id]
        while words and self.names.find(words) is not indicator:
            said, words = self._leading(words, known)
            if not said:
                return False
        return True

    # Names.

    def _name(self, text: str) -> NameReading:
        whole = clean(text[:_LONGEST_TEXT])
        if at_once := self._id_or_place(whole):
            return at_once
        name = without_marks(whole)
        label = self._take_apart(name)
        if not label.words or len(label.words) > _LONGEST_NAME:
            return NameReading(rest=(name,) if name else ())
        return (
            self._named(label) or self._with_remark(name) or self._with_unit_behind(name) or self._parted(name)
            or self._with_words_behind(label) or self._unknown(label)
        )  # fmt: skip

    def _id_or_place(self, text: str) -> NameReading | None:
        """What needs no taking apart: the id of an indicator, the name of a place with its word."""
        if stated := self.ids.get(text.strip().casefold()):
            return NameReading(stated)
        is_place = place_alone(text) and not self.programme.find_indicator(text)
        return NameReading(rest=(text,)) if is_place else None

    def _named(self, label: _Label) -> NameReading | None:
        """What the whole of it names, whatever of it may be left out."""
        if not self._may_name(label):
            return None
        counted = _words_of(piece for piece in label.pieces if piece.use is not Use.COUNTING)
        found = self.names.find_full(label.words) or self.names.find(counted)
        if found and self._may_be(label, found):
            return NameReading(found)
        for removed in _subsets(label.telling):
            found = self._found_without(label, removed)
            reading = self._reading(label, found, removed) if found else None
            if reading:
                return reading
        return None

    def _may_name(self, label: _Label) -> bool:
        """Whether a name is among its words, and none of them is in no name at all."""
        return self.names.have_all(label.telling) and self.names.are_among((*label.words, *self.words.rate))

    def _may_be(self, label: _Label, found: Indicator) -> bool:
        """Whether nothing else in the label speaks against what its words name."""
        return not self._counts_a_rate(label, found) and not self._lists_others(label, found)

    def _found_without(self, label: _Label, removed: Sequence[Piece]) -> Indicator | None:
        pieces = [self._left(piece, removed) for piece in label.telling]
        pieces = [piece for piece in pieces if piece.words]
        while pieces:
            found = self._find(_words_of(pieces))
            if found:
                return found if self._may_be(label, found) else None
            if pieces[0].use is not Use.TOTAL:
                return None
            pieces = pieces[1:]
        return None

    def _left(self, piece: Piece, removed: Sequence[Piece]) -> Piece:
        """What stays of a piece; `80% phụ nữ` speaks of their rate."""
        if not any(piece is other for other in removed):
            return piece
        is_rate = piece.use is Use.NUMBER and piece.words[0].key.endswith("%")
        return Piece(self.words.rate if is_rate else ())

    @staticmethod
    def _counts_a_rate(label: _Label, found: Indicator) -> bool:
        """`Số phụ nữ được tư vấn` is no rate."""
        counting = any(piece.use is Use.COUNTING for piece in label.pieces)
        return found.kind is Kind.RATE and counting and "ty le" not in key_of(label.words)

    def _find(self, words: Sequence[Word]) -> Indicator | None:
        return self.names.find(words) or self._find_counted(words) or self._find_people(words)

    def _find_counted(self, words: Sequence[Word], before: tuple[Sequence[Word], ...] = ()) -> Indicator | None:
        """`Lớp`, `Mô hình`, `Tổ/nhóm` in front of what is counted in them.

        Args:
            before: the units further left.
        """
        for length in range(min(3, len(words) - 1), 0, -1):
            if key_of(words[:length]) in self.words.units:
                units, rest = (*before, words[:length]), words[length:]
                found = self.names.find_behind_unit(rest) or self._find_counted(rest, units)
                if found and not counts_people(found) and all(self._accepts(found, unit) for unit in units):
                    return found
        return None

    def _find_people(self, words: Sequence[Word]) -> Indicator | None:
        """`Số người tham dự` in front of what they took part in."""
        noun, after = self._leading(words, self.words.nouns)
        if not noun:
            return None
        _, event = self._leading(after, self.words.attending)
        for rest in (after, event):
            found = self.names.find(rest) or self._find_counted(rest) if rest else None
            people = self.people.get(found.id) if found else None
            if people and self._may_be_they(people, noun):
                return people
        return None

    @staticmethod
    def _leading(words: Sequence[Word], keys: frozenset[str]) -> tuple[Sequence[Word], Sequence[Word]]:
        """The longest of the phrases that stands in front, and what follows."""
        for length in range(min(3, len(words)), 0, -1):
            if key_of(words[:length]) in keys:
                return words[:length], words[length:]
        return (), words

    def _accepts(self, indicator: Indicator, words: Sequence[Word]) -> bool:
        """Whether an indicator is counted in what the words say; `câu lạc bộ` is `CLB`."""
        key = key_of(words)
        return key in self.words.unit_keys[indicator.id] or indicator.accepts_unit(key)

    def _reading(self, label: _Label, found: Indicator, removed: Sequence[Piece]) -> NameReading | None:
        """What a name says that is an indicator's but for these pieces; None where a number counts something else."""
        numbers = _of_use(removed, Use.NUMBER)
        if len(numbers) > 1 or not all(self._counts(label, piece, found) for piece in numbers):
            return None
        opened = _words_of(_of_use(removed, Use.OPEN))
        if opened:
            return NameReading(to_come=True, rest=printed(label.text, opened), near=found)
        parts = [piece for piece in _of_use(removed, *PARTS) if not _says_whose(label, piece, found)]
        reading = self._part(label, found, parts)
        planned = _planned(label, numbers[0]) if numbers else None
        return replace(reading, planned=planned, to_come=bool(_of_use(removed, *_TO_COME)))

    def _counts(self, label: _Label, number: Piece, found: Indicator) -> bool:
        """Whether a number in a name counts what the indicator counts: `540 tổ`, `80%`."""
        if number.words[0].key.endswith("%"):
            return found.kind is Kind.RATE
        at = label.words.index(number.words[0])
        after = label.words[at + 1 :]
        return any(self._accepts(found, after[:length]) for length in range(1, min(_LONGEST_UNIT, len(after)) + 1))

    def _part(self, label: _Label, whole: Indicator, parts: Sequence[Piece]) -> NameReading:
        """The indicator, or its part; all the parts of it together are the whole."""
        forms = frozenset(piece.form for piece in parts)
        if not parts or forms in self.words.wholes:
            return NameReading(whole)
        narrowed = self.narrowed.get((whole.id, parts[0].form)) if len(parts) == 1 else None
        if narrowed:
            return NameReading(narrowed)
        speaks_of_people = Use.PART_OF_PEOPLE in {piece.use for piece in parts}
        words = printed(label.text, _words_of(parts))
        return NameReading(whole, ", ".join(words), speaks_of_people and not counts_people(whole))

    def _lists_others(self, label: _Label, found: Indicator) -> bool:
        """`Tập huấn, đối thoại chính sách` are two things, each with a name of its own."""
        pieces = _LISTED.split(label.text)
        if len(pieces) == 1:
            return False
        named = [self.names.find(self._telling_words(piece)) for piece in pieces]
        return all(named) and any(name is not found for name in named)

    def _telling_words(self, text: str) -> list[Word]:
        return self._take_apart(text).telling_words

    def _with_remark(self, name: str) -> NameReading | None:
        """A name with brackets at its end that hold a unit or a remark."""
        body, remark = split_remark(name)
        if not remark and body == name:
            return None
        reading = self.name(body)
        if reading.indicator is None:
            return None
        found = self._remarked(reading, remark) or self._with_plan(reading, reading.indicator, remark)
        to_come = reading.to_come or self._take_apart(remark).to_come
        return found or NameReading(rest=(remark,), near=reading.indicator, to_come=to_come)

    def _with_plan(self, reading: NameReading, indicator: Indicator, remark: str) -> NameReading | None:
        """`(chỉ tiêu: 540 tổ)` behind a name states what is due, and nothing of the numbers beside it."""
        speaks_of_plan = any(piece.use is Use.PLAN for piece in self._take_apart(remark).telling)
        label = self._take_apart(remark.rpartition(":")[2])
        numbers = _of_use(label.telling, Use.NUMBER)
        units = _words_of(piece for piece in label.telling if piece.use not in {Use.NUMBER, Use.PLAN})
        if not speaks_of_plan or len(numbers) != 1 or (units and not self._accepts(indicator, units)):
            return None
        word = numbers[0].words[0]
        stated = read_number(label.text[word.start : word.end])
        return replace(reading, planned=Fraction(stated.value)) if isinstance(stated, Quantity) else None

    def _remarked(self, reading: NameReading, remark: str) -> NameReading | None:
        """What a name says with a unit behind it, or a remark that changes nothing."""
        unit = _UNIT_WORDS.sub("", remark)
        if reading.indicator and unit and self._is_unit(unit, reading.indicator):
            return replace(reading, unit=unit)
        return reading if reading.indicator and self._is_remark(remark) else None

    def _is_unit(self, unit: str, indicator: Indicator) -> bool:
        return indicator.accepts_unit(unit) or self._accepts(indicator, self.words.lexicon.read(unit))

    def _with_unit_behind(self, name: str) -> NameReading | None:
        """`Đối thoại chính sách, cuộc`."""
        body, _, unit = name.rpartition(",")
        reading = self.name(body) if body.strip() and unit.strip() else None
        if reading is None or reading.indicator is None:
            return None
        words = self.words.lexicon.read(_UNIT_WORDS.sub("", unit.strip()))
        return replace(reading, unit=unit.strip()) if words and self._accepts(reading.indicator, words) else None

    def _is_remark(self, remark: str) -> bool:
        folded = fold(remark)
        if _FOOTNOTE.fullmatch(remark.strip()) or read_number(remark) is ABSENT:
            return True
        return any(folded == known or folded.startswith(f"{known} ") for known in self.words.remarks)

    def _parted(self, name: str) -> NameReading | None:
        """`Đối thoại chính sách - Số người tham dự`: a name, and what is told of it."""
        pieces = _SEPARATORS.split(name, maxsplit=1)
        if len(pieces) == 1:
            return None
        above = self.name(pieces[0])
        if above.indicator is None or above.part or above.to_come:
            return None
        reading = self.leaf(pieces[1], above.indicator)
        return reading if reading.indicator or reading.to_come else None

    def _with_words_behind(self, label: _Label) -> NameReading | None:
        return self._before_purpose(label) or self._narrowed_by_words(label)

    def _before_purpose(self, label: _Label) -> NameReading | None:
        """`Tổ truyền thông cộng đồng nhằm xoá bỏ định kiến giới`: what it is for doesn't change what is counted."""
        uses = [piece.use for piece in label.telling]
        if Use.PURPOSE not in uses[1:]:
            return None
        at = uses.index(Use.PURPOSE, 1)
        if _CHANGING.intersection(uses[at:]):
            return None
        reading = self.name(label.text[: label.telling[at].words[0].start])
        return reading if reading.indicator else None

    def _narrowed_by_words(self, label: _Label) -> NameReading | None:
        """`Tổ truyền thông cộng đồng thuộc xã biên giới`."""
        for number, piece in enumerate(label.telling):
            if number and key_of(piece.words) in self.words.narrowing:
                found = self._find(_words_of(label.telling[:number]))
                if found and not self._counts_a_rate(label, found):
                    return NameReading(found, label.text[piece.words[0].start :].strip())
        return None

    def _unknown(self, label: _Label) -> NameReading:
        """Another thing; which indicator is the nearest, and the words that keep it from being that."""
        words = label.telling_words
        if not words:
            return NameReading(rest=(label.text,))
        start, end, near = self._longest_inside(words)
        others = [*words[:start], *words[end:]] if near else words
        return NameReading(to_come=label.to_come, rest=printed(label.text, others) or (label.text,), near=near)

    def _longest_inside(self, words: Sequence[Word]) -> tuple[int, int, Indicator | None]:
        longest = len(words) - 1 if self.names.are_among(words) else 0
        for length in range(longest, 0, -1):
            for start in range(len(words) - length + 1):
                found = self.names.find(words[start : start + length])
                if found:
                    return start, start + length, found
        return 0, len(words), None

    def nearest(self, name: str) -> Indicator:
        """The indicator with a name most like this one, by words and by letters. Only ever to suggest."""
        words, letters = self._likeness(name)
        return max(self.likenesses, key=lambda known: _share(words, known[1]) + _share(letters, known[2]))[0]

    @cached_property
    def likenesses(self) -> list[tuple[Indicator, frozenset[str], frozenset[str]]]:
        """Each name's indicator, words and pairs of letters."""
        indicators = self.programme.indicators.values()
        return [(indicator, *self._likeness(name)) for indicator in indicators for name in indicator.names]

    def _likeness(self, name: str) -> tuple[frozenset[str], frozenset[str]]:
        words = frozenset(word.key + word.marks for word in self._telling_words(clean(name)))
        return words, frozenset(map("".join, pairwise(fold(name))))

    # Leaves.

    def _leaf(self, text: str, parent: Indicator) -> NameReading:
        name = without_marks(clean(text[:_LONGEST_TEXT]))
        label = self._take_apart(name)
        if len(label.words) > _LONGEST_NAME:
            return NameReading(rest=(name,), near=parent)
        return (
            self._leaf_by_words(label, parent)
            or self._joined(label, parent)
            or self._leaf_with_remark(name, parent)
            or self._leaf_by_itself(name, parent)
            or self._leaf_narrowed(label, parent)
            or NameReading(to_come=label.to_come, rest=(label.text,) if label.text else (), near=parent)
        )

    def _leaf_by_words(self, label: _Label, parent: Indicator) -> NameReading | None:
        """Words of totals, units, people and parts alone, in any number that makes sense."""
        if any(self._is_where(piece) for piece in label.pieces):
            return NameReading(parent, label.text) if not label.telling else None
        who = self._those_counted(label, parent)
        if who:
            return NameReading(who)
        removed = _of_use(label.telling, *_REMOVABLE)
        if _of_use(removed, Use.NUMBER):
            return None
        kept = [piece for piece in label.telling if piece.use not in _REMOVABLE | _WHOLE]
        subject = self._subject(label, _words_of(kept), parent)
        return self._narrowed_leaf(label, subject, removed) if subject else None

    def _narrowed_leaf(self, label: _Label, subject: NameReading, removed: Sequence[Piece]) -> NameReading | None:
        """What a leaf tells of its subject, narrowed by what stands beside it: `Số thành viên nữ`."""
        reading = self._reading(label, subject.indicator, removed) if subject.indicator else subject
        if reading and reading.indicator and subject.part:
            return replace(reading, part=label.text, of_people=subject.of_people)
        return reading

    def _those_counted(self, label: _Label, parent: Indicator) -> Indicator | None:
        """`Trẻ em` are a part of people in general, and all of the members of a club."""
        key = key_of(label.telling_words)
        if key not in self.words.nouns or key in self.words.anyone:
            return None
        people = parent if counts_people(parent) else self.people.get(parent.id)
        return people if people and people.accepts_unit(key) else None

    def _subject(self, label: _Label, words: Sequence[Word], parent: Indicator) -> NameReading | None:
        """Of what a leaf tells the number: the parent, the people of it, the events of these people."""
        if not words:
            return NameReading(parent)
        if self._accepts_all(parent, words) and (counts_people(parent) or key_of(words) not in self.words.nouns):
            return NameReading(parent)
        noun, after = self._leading(words, self.words.nouns)
        _, after = self._leading(after, self.words.attending)
        if noun and (not after or self._accepts(parent, after)):
            return self._people_of(label, noun, parent)
        return self._other_unit(words, parent)

    def _accepts_all(self, indicator: Indicator, words: Sequence[Word]) -> bool:
        """One unit, or several of which one is its: `lớp/cuộc`."""
        if self._accepts(indicator, words):
            return True
        units = all(self.programme.knows_unit(word.key) for word in words)
        return bool(words) and units and any(self._accepts(indicator, [word]) for word in words)

    def _people_of(self, label: _Label, noun: Sequence[Word], parent: Indicator) -> NameReading | None:
        people = parent if counts_people(parent) else self.people.get(parent.id)
        if people is None:
            return NameReading(parent, label.text, of_people=True)
        if self._may_be_they(people, noun):
            return NameReading(people)
        return None if _are_attendances(noun) else NameReading(people, label.text)

    def _may_be_they(self, people: Indicator, noun: Sequence[Word]) -> bool:
        """Whether a noun means some people, whoever they are: `Số người`; `Lượt người` are no members."""
        is_anyone = key_of(noun) in self.words.anyone and not (people.kind is Kind.STOCK and _are_attendances(noun))
        return is_anyone or self._accepts(people, noun)

    def _other_unit(self, words: Sequence[Word], parent: Indicator) -> NameReading | None:
        """`Số lớp` below those who took part in them."""
        events = self.programme.indicators.get(parent.people_of or "")
        return NameReading(events) if events and self._accepts(events, words) else None

    def _joined(self, label: _Label, parent: Indicator) -> NameReading | None:
        """The leaf and the name of its parent read as one: `Diện tích` over `Cà phê`, `CT2` below `Lồng ghép giới`."""
        if not label.telling or not self.names.have_all(label.telling):
            return None
        before = (f"{label.text} {name}" for name in parent.names[1:])
        behind = (f"{name} {label.text}" for name in parent.names[1:] if parent.parts)
        parts = (reading for reading in map(self._alone, behind) if _is_part(reading, parent))
        return next(filter(None, chain(map(self._alone, before), parts)), None)

    def _alone(self, name: str) -> NameReading | None:
        """What a name names, if it is neither a part nor a plan of it."""
        reading = self._named(self._take_apart(name))
        return reading if reading and reading.indicator and not (reading.part or reading.to_come) else None

    def _leaf_with_remark(self, name: str, parent: Indicator) -> NameReading | None:
        body, remark = split_remark(name)
        return self._remarked(self.leaf(body, parent), remark) if remark and body else None

    def _leaf_by_itself(self, name: str, parent: Indicator) -> NameReading | None:
        reading = self.name(name)
        return reading if reading.indicator and reading.indicator is not parent else None

    def _leaf_narrowed(self, label: _Label, parent: Indicator) -> NameReading | None:
        if label.telling and key_of(label.telling[0].words) in self.words.narrowing:
            return NameReading(parent, label.text)
        return None


def _says_whose(label: _Label, piece: Piece, found: Indicator) -> bool:
    """Whether people in the middle of a name say whose the things are: `Tổ phụ nữ tiết kiệm vay vốn`."""
    is_inside = piece is not label.telling[0] and piece is not label.telling[-1]
    return is_inside and piece.use is Use.PART_OF_PEOPLE and not counts_people(found)


def _are_attendances(noun: Sequence[Word]) -> bool:
    """`lượt người`: one who comes twice counts twice."""
    return noun[0].key == "luot"


def _is_part(reading: NameReading | None, whole: Indicator) -> bool:
    return bool(reading and reading.indicator and reading.indicator.id in whole.parts)


def _share(mine: frozenset[str], others: frozenset[str]) -> float:
    """How much two sets have in common, from 0 to 1."""
    return len(mine & others) / (len(mine | others) or 1)


def _subsets(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    """What may be left out of a name: from nothing to all of it."""
    optional = _of_use(pieces, *_REMOVABLE)
    sizes = range(len(optional) + 1) if len(optional) <= _MOST_OPTIONAL else (0, len(optional))
    for size in sizes:
        yield from combinations(optional, size)


def _planned(label: _Label, number: Piece) -> Fraction | None:
    """The number that a name states as due; what was done already, and what may number the row, is none."""
    word = number.words[0]
    before = label.text[: word.start]
    if re.search(r"\b(?:đã|được)\b", before, re.IGNORECASE):
        return None
    value = read_number(label.text[word.start : word.end].rstrip("% ").rpartition("/")[2])
    if not isinstance(value, Quantity):
        return None
    is_mark = not before.strip() and value.value <= _LARGEST_LIST_MARK and not word.key.endswith("%")
    return None if is_mark else Fraction(value.value)


_reader = once_a_programme(_Reader)


# What is told of a name that wasn't understood.


def naming_hint(programme: Programme, text: str, count: int) -> dict[str, object]:
    """The parameters of the finding `unmatched-row`: the nearest indicator, and the entry to paste for it.

    Args:
        programme: whose indicators may be meant.
        text: the name as printed.
        count: how many numbers stand in its row or column.
    """
    name = without_marks(clean(text)) or clean(text)
    reading = read_name(programme, text)
    near = reading.near or reading.indicator or _reader(programme).nearest(name)
    quoted = name.replace("\\", "\\\\").replace('"', '\\"').replace("##[", "##\\u005b")  # no command of a job's log
    return {
        "text": clean(text),
        "count": count,
        "nearest": near.short_name,
        "entry": Verbatim(f'- {{id: {near.id}, aliases: ["{quoted}"]}}'),
    }
