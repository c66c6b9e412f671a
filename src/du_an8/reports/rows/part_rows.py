"""Rows below an indicator: parts of it, of its people, and of the parts above them."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator
from du_an8.reports.labels.roles import Role
from du_an8.reports.labels.titles import Title
from du_an8.reports.names.known_names import counts_people
from du_an8.reports.names.read_name import read_leaf, read_name, split_part
from du_an8.reports.names.reading import NameReading
from du_an8.reports.places.place_texts import is_ditto
from du_an8.reports.rows.row import Row, Subject
from du_an8.reports.rows.stub import Stub
from du_an8.reports.rows.stubs import Stubs
from du_an8.reports.vocabulary.marks import DEEPEST
from du_an8.reports.vocabulary.vocabulary import either
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold

_COUNTS_OTHERS = pattern_of(
    rf"(?:tong )?so (?:{either('names', 'people_words')}|{either('names', 'other_things')})|{either('names', 'money')}"
)


class _Item(Struct, frozen=True):
    """A row below its indicator.

    Attributes:
        level: what stands deeper is higher: after the marks come the dashes, each sign deeper than those before it.
        subject: None where nobody knows what it counts.
        people: whom the row above counts that stands as deep, or whose part it is.
    """

    level: float
    dash: str = ""
    subject: Subject | None = None
    of_which: bool = False
    people: Subject | None = None


class PartRows:
    """Keeps the indicator that was named last, and which rows below it those further down narrow."""

    def __init__(self, stubs: Stubs) -> None:
        self.stubs, self.programme = stubs, stubs.programme
        self.parent: Subject | None = None
        self.parent_stub: Stub | None = None
        self.below_caption = self.dashed_parts = False
        self.items: list[_Item] = []  # rows below the indicator that those further below narrow

    def begin(self, parent: Subject | None, stub: Stub) -> None:
        """What follows belongs to this indicator; None where nobody knows to which."""
        self.parent, self.parent_stub = parent, stub
        self.below_caption = self.dashed_parts = False
        self.items = []

    def part(self, stub: Stub, row: Row) -> Row | None:
        """A row that narrows one above it, by its words, its marks or the caption over it."""
        item = self._item(stub)
        captioned = self.below_caption and not self.dashed_parts and not stub.mark
        found = self._narrowed(stub, item, row, marked=stub.name.is_sub_item or captioned)
        subject = found.subject if found else None
        self.items.append(replace(item, subject=subject, people=_people(subject, item.people)))
        self.dashed_parts = self.dashed_parts or (found is not None and stub.name.dashed)
        return found

    def is_below(self, stub: Stub) -> bool:
        """Whether a row's marks, or the name left of it, say that it belongs to the indicator above."""
        is_deeper = stub.mark and self.parent_stub and stub.depth > self.parent_stub.depth
        return bool(is_deeper or stub.over or stub.name.is_sub_item)

    def _is_beside(self, stub: Stub) -> bool:
        """Whether a row has numbers where the indicator above has its own, and nothing says that it belongs to it."""
        if self.parent_stub is None or self.is_below(stub):
            return False
        stated = {cell.column for cell in self.parent_stub.numbers}
        return any(cell.column in stated for cell in stub.numbers)

    def _item(self, stub: Stub) -> _Item:
        """Where a row stands among those below its indicator; what doesn't stand above it any more is forgotten."""
        level, last = self._level(stub), self.items[-1] if self.items else _Item(DEEPEST)
        beside = last if last.level == level else _Item(level)
        self.items = [item for item in self.items if item.level < level]
        return _Item(level, stub.name.dash, of_which=stub.name.of_which or beside.of_which, people=beside.people)

    def _level(self, stub: Stub) -> float:
        last = self.items[-1] if self.items else _Item(DEEPEST)
        signs = {item.dash: item.level for item in reversed(self.items)}
        if stub.name.of_which:
            return last.level if last.of_which else last.level + 0.5
        if last.of_which and not stub.mark and (stub.name.dash not in signs or self._parts_people(stub)):
            return last.level
        return signs.get(stub.name.dash, DEEPEST + 1.0 + len(signs.keys() - {""})) if stub.name.dashed else stub.depth

    def _parts_people(self, stub: Stub) -> bool:
        """`Nữ` right below `Trong đó: Nam`, whatever else below the indicator bears no sign, either."""
        people = self.items[-1].subject if self.items else None
        return people is not None and split_part(self.programme, stub.name.text, people.indicator) is not None

    def _narrowed(self, stub: Stub, item: _Item, row: Row, *, marked: bool) -> Row | None:
        """What a row narrows: the nearest row above it that it fits, or the indicator; nothing below a row unknown."""
        above = [each.subject for each in reversed(self.items)]
        if above and above[0] is None:
            return None
        found = self._first(stub, row, (*above, self.parent, item.people), marked=marked)
        if found is None or found.subject is None or not found.subject.of_people:
            return found
        return self._first(stub, row, (item.people,), marked=False) or found  # `Nữ` below `Số thành viên`

    def _first(self, stub: Stub, row: Row, bases: Iterable[Subject | None], *, marked: bool) -> Row | None:
        leaves = (self._leaf(stub, base, row, marked=marked and base == self.parent) for base in bases if base)
        return next(filter(None, leaves), None)

    def _leaf(self, stub: Stub, base: Subject, row: Row, *, marked: bool) -> Row | None:
        """The words of a row below its indicator: itself, its people, a part of it, a plan of it."""
        leaf = read_leaf(self.programme, stub.name.text, base.indicator)
        if base == self.parent and self._is_beside(stub) and (leaf.of_others or _repeats(leaf, base)):
            return None
        return self._told(stub, leaf, base, row, marked=marked)

    def _told(self, stub: Stub, leaf: NameReading, base: Subject, row: Row, *, marked: bool) -> Row | None:
        """A row whose words say something of the one that it narrows, or whose marks do."""
        if leaf.to_come:
            title = Title(Role.PLAN if leaf.indicator else Role.OTHER)
            return replace(row, subject=base, title=title) if marked else None
        if leaf.indicator and not self.is_other_unit(stub, leaf.indicator):
            return replace(row, subject=_inside(base, leaf.indicator, leaf.part, of_people=leaf.of_people))
        if leaf.indicator or not marked or self._counts_others(stub, base.indicator):
            return None
        return replace(row, subject=Subject(base.indicator, _joined(base.part, stub.name.text)))

    def _counts_others(self, stub: Stub, indicator: Indicator) -> bool:
        """Whether a row counts something else than the indicator above: `Số lượt người`, `Kinh phí`."""
        is_other = _COUNTS_OTHERS.match(fold(stub.name.text)) or self._begins_with_another(stub, indicator)
        return bool(is_other) or self.is_other_unit(stub, indicator)

    def _begins_with_another(self, stub: Stub, indicator: Indicator) -> bool:
        """`Trong đó đối thoại chính sách do huyện tổ chức`, a note below the last row, is no part of its classes."""
        name = read_name(self.programme, stub.name.text)
        if name.near is None or name.near is indicator:
            return False
        begins = stub.name.text.partition(name.rest[0])[0]
        return read_name(self.programme, begins).indicator is name.near

    def is_other_unit(self, stub: Stub, indicator: Indicator) -> bool:
        """Whether the row is counted in another unit than its indicator: people are no events."""
        cell = stub.cells.get(self.stubs.column(Role.UNIT))
        text = cell.text.strip() if cell else ""
        return bool(text) and not is_ditto(text) and not indicator.accepts_unit(text)


def _people(subject: Subject | None, above: Subject | None) -> Subject | None:
    """Whom a row counts: those of the row above, of whom it is a part, or its own."""
    if subject is None or not counts_people(subject.indicator):
        return None
    return above if above and above.indicator is subject.indicator else subject


def _inside(base: Subject, indicator: Indicator, part: str | None, *, of_people: bool) -> Subject:
    """A part of what a row counts, or those who take part in it."""
    outer = base.part if indicator is base.indicator else None
    return Subject(indicator, _joined(outer, part), of_people=of_people or base.of_people)


def _repeats(leaf: NameReading, base: Subject) -> bool:
    """Whether words mean all that the row above counts: beside its figure `Số mô hình` counts other things."""
    return leaf.indicator is base.indicator and not leaf.part


def _joined(*parts: str | None) -> str | None:
    return ", ".join(filter(None, parts)) or None
