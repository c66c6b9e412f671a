"""Reads the rows of a table of indicators: an indicator, a part of it, a place of it, or a heading over them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator
from du_an8.programme.provinces import Province
from du_an8.reports.facts import Place
from du_an8.reports.labels.known_names import counts_people
from du_an8.reports.labels.marks import DEEPEST, unmarked
from du_an8.reports.labels.names import read_leaf, read_name, split_part
from du_an8.reports.labels.place_texts import is_ditto, names_nothing, read_place, totalled_level
from du_an8.reports.labels.roles import Role
from du_an8.reports.labels.titles import Title
from du_an8.reports.labels.vocabulary import either
from du_an8.reports.tables.bare_names import bare_name
from du_an8.reports.tables.lines_above import heads_plans
from du_an8.reports.tables.nesting import PlaceRow
from du_an8.reports.tables.other_programmes import other_programme
from du_an8.reports.tables.place_rows import PlaceNames, RowPlaces
from du_an8.reports.tables.row import ASIDE, NOBODYS, Problem, Row, Subject
from du_an8.reports.tables.row_sorts import Sort
from du_an8.reports.tables.row_times import RowTimes, times_below
from du_an8.reports.tables.stub import Stub
from du_an8.reports.tables.stubs import Stubs
from du_an8.reports.workbook.cells import Cell
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import split_scale
from du_an8.vietnamese.places import PlaceLevel, is_proper

_FIRST_MARKS = frozenset({"1", "a", "I", ""})
_ALL = re.compile(
    r"(?:toan|ca|cap) tinh|tinh|chung|toan tinh .*|(?:cac|tat ca cac|tat ca) (?:huyen|xa|phuong|thi|dia|don vi|noi)\b.*"
)
_OF_ALL = re.compile(
    r".*\b(?:toan|cap|cua|hoi lhpn|hoi phu nu|ubnd) tinh\b.*|(?:.+ )?chung(?: (?:cua|toan|ca|cho|tinh)\b.*)?"
    r"|\d+(?: \d+)? (?:huyen|xa|phuong|thi tran)\b.*"
)
_COUNTS_OTHERS = re.compile(
    rf"(?:tong )?so (?:{either('names', 'people_words')}|{either('names', 'other_things')})|{either('names', 'money')}"
)


class _PlaceHeading(Struct, frozen=True):
    """A row that names the place of those below it, until the next one as high; None where nobody can tell which."""

    depth: int
    places: tuple[Place, ...] | None


class _Item(Struct, frozen=True):
    """A row below its indicator.

    Attributes:
        level: what stands deeper is higher: after the marks come the dashes, each sign deeper than those before it.
        subject: None where nobody knows what it counts.
        beside: what the row above counts that stands as deep.
    """

    level: float
    dash: str = ""
    subject: Subject | None = None
    of_which: bool = False
    beside: Subject | None = None


class IndicatorTable:
    """Goes down the rows of one table and keeps what reaches the next one: the indicator, the headings."""

    def __init__(self, stubs: Stubs, places: PlaceNames, province: Province) -> None:
        self.stubs, self.places, self.province, self.programme = stubs, places, province, stubs.programme
        self.named = {row.row: row for row in places.rows}
        self.following = _following(stubs.rows, stubs.sort)
        self.times = RowTimes()
        self.parent: Subject | None = None
        self.parent_stub: Stub | None = None
        self.below_caption = self.dashed_parts = False
        self.heading: _PlaceHeading | None = None
        self.to_come: Stub | None = None
        self.section: Stub | None = None  # words without a number over the rows that follow
        self.items: list[_Item] = []  # rows below the indicator that those further below narrow
        self.counted: list[Indicator] = []  # those with figures since the last total of unlike things
        self.listed = False  # places were listed below the indicator
        self.last: tuple[Place, ...] = ()

    def read(self) -> Iterator[Row]:
        """What every row is about."""
        for stub in self.stubs.rows:
            yield self._row(stub)

    def _row(self, stub: Stub) -> Row:
        sort = self.stubs.sort[stub.number]
        row = Row(stub.number, stub.cells, name=stub.cell, depth=stub.depth)
        if stub.over and (problem := self._open_left(stub, stub.over)):
            return replace(row, problem=problem)
        said = self.times.of(stub, sort, is_heading=self._is_heading(stub))
        if stub.unclear_time:
            return replace(row, problem=Problem("unmatched-row", stub.unclear_time, {"text": stub.unclear_time.text}))
        if sort is Sort.TIME:
            return self._time_row(stub, row, said)
        row = self._by_code(stub, stub.code, row) if stub.code else self._named(stub, sort, row)
        if row.subject is None or row.problem:
            return row
        return self._placed(stub, self._timed(stub, row, said), row.subject)

    def _timed(self, stub: Stub, row: Row, said: Title | None) -> Row:
        """The row with what its words, and the headings above, say of its numbers."""
        is_total = stub.total_beside and self.stubs.sort[stub.number] is Sort.INDICATOR
        if is_total and self._is_of_times(stub):
            row = self._of_all_times(stub, row)
        return row if row.title or row.problem else replace(row, title=said)

    def _is_heading(self, stub: Stub) -> bool:
        """Whether a row without numbers stands over the indicators that follow, not in the list of the one above."""
        return self._heads_next(stub) and not stub.name.dashed and not self.times.named

    def _heads_next(self, stub: Stub) -> bool:
        """Whether a row stands over the next one that names an indicator or a place."""
        below = self.following.get(stub.number)
        if below is None:
            return False
        return below.mark in _FIRST_MARKS if stub.depth == DEEPEST else stub.depth < below.depth

    def _time_row(self, stub: Stub, row: Row, said: Title | None) -> Row:
        """A year below an indicator is its result of that year; without a number it is a heading."""
        if not (stub.numbers and self.parent):
            return self._unknown(stub, row)
        return self._placed(stub, replace(row, subject=self.parent, title=said), self.parent)

    def _by_code(self, stub: Stub, code: Cell, row: Row) -> Row:
        by_id, by_name = self.programme.find_indicator(code.text), stub.label.indicator
        if by_id and by_name and by_id is not by_name:
            words: dict[str, object] = {"id": by_id.id, "name": by_name.short_name}
            return replace(row, problem=Problem("identity-mismatch.indicator", code, words, by_id))
        if by_id is None:
            self._open(None, stub)
            return replace(row, problem=Problem("unknown-indicator.code", code, {"text": code.text.strip()}))
        return self._indicator(stub, row, by_id)

    def _named(self, stub: Stub, sort: Sort, row: Row) -> Row:
        match sort:
            case Sort.INDICATOR if stub.label.indicator:
                return self._indicator(stub, row, stub.label.indicator)
            case Sort.CAPTION:
                self.below_caption = True
                return row
            case Sort.BLANK:
                return self._nameless(stub, row)
            case Sort.PLACE:
                return self._place(stub, row)
            case Sort.TOTAL:
                return self._total(stub, row)
            case Sort.MEASURE if self.parent and stub.numbers:
                return replace(row, subject=self.parent)
        return self._other(stub, row)

    def _indicator(self, stub: Stub, row: Row, indicator: Indicator) -> Row:
        if problem := self._to_come(stub, stub.cell, indicator):
            return replace(row, problem=problem)
        if self._is_cost(stub, indicator):
            return self._unknown(stub, row)
        part = stub.label.part or None
        self._open(Subject(indicator), stub)
        if stub.numbers and indicator not in self.counted:
            self.counted.append(indicator)
        self.below_caption = stub.name.of_which
        return replace(row, subject=Subject(indicator, part))

    def _is_cost(self, stub: Stub, indicator: Indicator) -> bool:
        """`- Kinh phí` below dialogues is what these cost, and not all the province's money."""
        above, parent = self.parent_stub, self.parent
        if above is None or parent is None or not _is_money(indicator) or _is_money(parent.indicator):
            return False
        is_below = not above.name.is_sub_item and self._is_below_parent(stub)
        return is_below or self._is_between_numbered(stub, above)

    def _is_between_numbered(self, stub: Stub, above: Stub) -> bool:
        """Whether a row without a number belongs to one in the middle of a list; below all, it may be of all."""
        is_open = bool(above.mark) and not stub.mark
        return is_open and any(other.mark and other.number > stub.number for other in self.stubs.rows)

    def _to_come(self, stub: Stub, cell: Cell | None, indicator: Indicator) -> Problem | None:
        """Why the numbers of an indicator below `II. Kế hoạch năm 2024`, `II. Dự án 5` are no results."""
        if self.to_come is None or not stub.numbers:
            return None
        words: dict[str, object] = {"text": indicator.short_name, "section": self.to_come.text}
        return Problem("unmatched-row.to-come", cell or stub.numbers[0], words, indicator)

    def _open_left(self, stub: Stub, over: Cell) -> Problem | None:
        """An indicator named left of what its row says of it."""
        name = read_name(self.programme, unmarked(over.text).text)
        if name.indicator is None:
            return None
        subject = Subject(name.indicator, name.part)
        if not (self.parent_stub and self.parent_stub.over and self.parent == subject):
            self._open(subject, stub)
        return self._to_come(stub, over, name.indicator)

    def _open(self, subject: Subject | None, stub: Stub) -> None:
        again = subject is not None and subject == self.parent and (stub.time_beside or stub.total_beside)
        self.parent, self.parent_stub = subject, stub
        if not again:
            self.times.begin_anew(stub.depth if subject else None)
        self.below_caption = self.dashed_parts = self.listed = False
        self.items = []

    def _nameless(self, stub: Stub, row: Row) -> Row:
        """Numbers without a name belong to another place of the indicator above, if they name one."""
        named = any(not names_nothing(text) for text in stub.places.values())
        return replace(row, subject=self.parent) if self.parent and (named or stub.time_beside) else row

    def _place(self, stub: Stub, row: Row) -> Row:
        """A heading over indicators, or a place of the indicator above."""
        if self._begins_part(stub):
            names = self.named.get(stub.number)
            found = self.places.read(names, None) if names else None
            self.heading = _PlaceHeading(stub.depth, found.places[-1:] if found else ())
            self.parent = None
        if not (self.parent and stub.numbers):
            return self._unknown(stub, row)
        self.listed = True
        return replace(row, subject=self.parent)

    def _begins_part(self, stub: Stub) -> bool:
        """Whether the place that a row names is that of the indicators below."""
        below = self.following.get(stub.number)
        heads = below is not None and self.stubs.sort[below.number] is Sort.INDICATOR and self._heads_next(stub)
        return heads and (not stub.numbers or self._is_beside_heading(stub))

    def _is_beside_heading(self, stub: Stub) -> bool:
        """Whether a row stands as high as the heading whose place was the last."""
        return self.heading is not None and self.heading.depth == stub.depth < DEEPEST

    def _total(self, stub: Stub, row: Row) -> Row:
        """`Tổng số` below an indicator without figures of its own is the indicator's; of places, their sum."""
        if level := totalled_level(stub.name.text):
            return self._whole(stub, row, level)
        if self.parent and (found := self._total_below(stub, replace(row, subject=self.parent))):
            return found
        self._leave_heading()
        return self._unknown(stub, row)

    def _total_below(self, stub: Stub, row: Row) -> Row | None:
        """A total of the indicator above: of its times, of the places that were listed, of all of it."""
        if self._is_of_times(stub) and not self.times.is_below_heading:
            return self._of_all_times(stub, row)
        is_own = stub.over or stub.name.is_sub_item
        if self.listed and not is_own:
            return replace(row, is_total=True)
        if is_own or not (self.parent_stub and self.parent_stub.numbers):
            return replace(row, title=stub.said if stub.is_running else None)
        return None

    def _whole(self, stub: Stub, row: Row, level: PlaceLevel) -> Row:
        """`Toàn huyện` below an indicator: of the district of the heading above, or whose report it is."""
        above = (self.heading.places if self.heading else None) or ()
        is_held = any(place.level in {level, None} for place in above)
        if not self.parent or not stub.numbers:
            return self._unknown(stub, row)
        if not is_held and self.places.whole(level, stub.cell.column if stub.cell else 0) is None:
            return self._unknown(stub, row)
        return replace(row, subject=self.parent, is_total=self.listed)

    def _is_of_times(self, stub: Stub) -> bool:
        """Whether rows of times stand above a total, or right below it."""
        return bool(self.times.named or times_below(self.stubs.rows, self.stubs.sort, stub))

    def _of_all_times(self, stub: Stub, row: Row) -> Row:
        """A total of the rows of times around it, if no day lies between these."""
        below = [] if self.times.named else times_below(self.stubs.rows, self.stubs.sort, stub)
        whole = self.times.whole(below, is_running=stub.is_running)
        return replace(row, title=whole) if whole else replace(row, problem=ASIDE)

    def _other(self, stub: Stub, row: Row) -> Row:
        """A part of the indicator above, a section, or a name that nobody knows."""
        if not stub.numbers:
            return self._section(stub, row)
        is_below = self._is_below_parent(stub)
        if not is_below and self._totals_unlike_things(stub):
            self.counted = []
        elif found := self._part(stub, row) or self._below_section(stub, row):
            return found
        if not is_below:
            self._open(None, stub)
        return self._unknown(stub, row)

    def _below_section(self, stub: Stub, row: Row) -> Row | None:
        """A row that names an indicator together with the section over it: `Diện tích` below `1. Lúa`."""
        section = self.section
        if section is None or not (stub.depth > section.depth or stub.name.is_sub_item):
            return None
        name = read_name(self.programme, f"{stub.name.text} {section.name.text}")
        if name.indicator is None or name.to_come or self._other_unit(stub, name.indicator):
            return None
        return replace(row, subject=Subject(name.indicator, name.part))

    def _part(self, stub: Stub, row: Row) -> Row | None:
        """A row that narrows one above it, by its words, its marks or the caption over it."""
        item = self._item(stub)
        captioned = self.below_caption and not self.dashed_parts and not stub.mark
        found = self._narrowed(stub, item, row, marked=stub.name.is_sub_item or captioned)
        self.items.append(replace(item, subject=found.subject if found else None))
        self.dashed_parts = self.dashed_parts or (found is not None and stub.name.dashed)
        return found

    def _is_below_parent(self, stub: Stub) -> bool:
        """Whether a row's marks, or the name left of it, say that it belongs to the indicator above."""
        is_deeper = stub.mark and self.parent_stub and stub.depth > self.parent_stub.depth
        return bool(is_deeper or stub.over or stub.name.is_sub_item)

    def _totals_unlike_things(self, stub: Stub) -> bool:
        """`Tổng số mô hình` below several indicators that are all counted in it."""
        leaves = (read_leaf(self.programme, stub.name.text, each) for each in self.counted if stub.name.total_of)
        return sum(leaf.indicator is not None for leaf in leaves) > 1

    # Rows that narrow the rows above them.

    def _item(self, stub: Stub) -> _Item:
        """Where a row stands among those below its indicator; what doesn't stand above it any more is forgotten."""
        level, last = self._level(stub), self.items[-1] if self.items else _Item(DEEPEST)
        beside = last if last.level == level else _Item(level)
        self.items = [item for item in self.items if item.level < level]
        return _Item(level, stub.name.dash, of_which=stub.name.of_which or beside.of_which, beside=beside.subject)

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
        people = [item.beside] if item.beside and counts_people(item.beside.indicator) else []
        bases = [base for base in (*above, self.parent, *people) if base]
        found = (self._leaf(stub, base, row, marked=marked and base == self.parent) for base in bases)
        return next(filter(None, found), None)

    def _leaf(self, stub: Stub, base: Subject, row: Row, *, marked: bool) -> Row | None:
        """The words of a row below its indicator: itself, its people, a part of it, a plan of it."""
        leaf = read_leaf(self.programme, stub.name.text, base.indicator)
        if leaf.to_come:
            title = Title(Role.PLAN if leaf.indicator else Role.OTHER)
            return replace(row, subject=base, title=title) if marked else None
        if leaf.indicator and not self._other_unit(stub, leaf.indicator):
            return replace(row, subject=_inside(base, leaf.indicator, leaf.part, of_people=leaf.of_people))
        if leaf.indicator or not marked or self._counts_others(stub, base.indicator):
            return None
        return replace(row, subject=Subject(base.indicator, _joined(base.part, stub.name.text)))

    def _counts_others(self, stub: Stub, indicator: Indicator) -> bool:
        """Whether a row counts something else than the indicator above: `Số lượt người`, `Kinh phí`."""
        return _COUNTS_OTHERS.match(fold(stub.name.text)) is not None or self._other_unit(stub, indicator)

    def _other_unit(self, stub: Stub, indicator: Indicator) -> bool:
        """Whether the row is counted in another unit than its indicator: people are no events."""
        cell = stub.cells.get(self.stubs.column(Role.UNIT))
        text = cell.text.strip() if cell else ""
        return bool(text) and not is_ditto(text) and not indicator.accepts_unit(text)

    def _section(self, stub: Stub, row: Row) -> Row:
        """Words without a number: a section of the form, of plans, of another programme, a place without its word."""
        is_aside = heads_plans(stub.text) or other_programme([stub.text], self.programme)
        self.to_come, self.section = (stub, None) if is_aside else (None, stub)
        if stub.name.of_which:
            self.below_caption = True
            return row
        self._change_heading(stub)
        if self.parent_stub is None or stub.depth <= self.parent_stub.depth or not stub.name.dashed:
            self._open(None, stub)
        return row

    def _change_heading(self, stub: Stub) -> None:
        """A section ends the part of a place, or begins that of the next one, whose name bears no word."""
        name, heading = stub.name.text, self.heading
        if self._is_of_province(stub) or (heading and stub.depth < heading.depth):
            self._leave_heading()
        elif heading and self._is_beside_heading(stub) and stub.number in self.following:
            level = heading.places[-1].level if heading.places else None
            self.heading = replace(heading, places=(Place(name, level),) if is_proper(name.split()) else None)

    @staticmethod
    def _unknown(stub: Stub, row: Row) -> Row:
        """The numbers of a row that nobody understands."""
        if not stub.numbers:
            return row
        if not (stub.cell and stub.text):
            return replace(row, problem=NOBODYS)
        return replace(row, problem=Problem("unmatched-row", stub.cell, {"text": stub.text}))

    def _is_of_province(self, stub: Stub) -> bool:
        name = stub.name.text
        of_all = stub.name.total_of is not None or self.province.is_meant_by(name)
        return of_all or _means_all(name)

    # Places of rows.

    def _placed(self, stub: Stub, row: Row, subject: Subject) -> Row:
        """The row with its places: those of the heading above, of its columns, of its own name."""
        is_indicator = self.stubs.sort[stub.number] is Sort.INDICATOR
        if is_indicator and self.heading and stub.depth <= self.heading.depth < DEEPEST:
            self._leave_heading()
        if self._is_nobodys(stub):
            return replace(row, problem=NOBODYS)
        if at := self._at(stub):
            return replace(row, places=at.places, is_total=at.is_total or row.is_total)
        words: dict[str, object] = {"text": subject.part or subject.indicator.short_name}
        cells = [stub.cell] if stub.cell else stub.numbers
        problems = [Problem("unmatched-row.place", cell, words, subject.indicator) for cell in cells]
        return replace(row, problem=next(iter(problems), None))

    def _leave_heading(self) -> None:
        """What follows lies in no place of a heading above."""
        self.heading = None
        self.places.forget()

    def _is_nobodys(self, stub: Stub) -> bool:
        """A blank among the districts beside a name that is merged over all of them says of none."""
        merged = stub.cell is not None and stub.cell.row != stub.number and bool(self.last)
        return merged and bool(self.stubs.place_columns) and not stub.places and not stub.time_beside

    def _at(self, stub: Stub) -> RowPlaces | None:
        """The places of a row: those of the heading above, and those that it names; None where nobody can tell."""
        heading = self.heading.places if self.heading else ()
        if heading is None:
            return None
        names = self._names(stub)
        if names is None:
            return RowPlaces((*heading, *(self.last if self._carries(stub) else ())))
        if self._is_of_all(names):
            self.places.forget()
            self.last = ()
            return RowPlaces(heading)
        about = self.places.read(names, self.places.total_in(names))
        if about is None or not all(map(_is_named, about.places)):
            return None
        self.last = about.places
        return replace(about, places=(*heading, *(place for place in about.places if place not in heading)))

    def _names(self, stub: Stub) -> PlaceRow | None:
        """The words of a row that name its places."""
        is_of_place = self.stubs.place_columns or self.stubs.sort[stub.number] is Sort.PLACE
        return self.named.get(stub.number) if is_of_place else None

    def _carries(self, stub: Stub) -> bool:
        """A blank, or a ditto mark, repeats the place above, but not behind a name of its own."""
        columns, names = self.stubs.place_columns, self.stubs.name_columns
        if not columns or any(map(names_nothing, stub.places.values())):
            return bool(columns)
        is_left = columns[-1] < min(names, default=0)
        return is_left or self.stubs.sort[stub.number] is not Sort.INDICATOR

    def _is_of_all(self, names: PlaceRow) -> bool:
        """`Hội LHPN tỉnh`, `10/10 huyện`: the whole province, in a column of places."""
        found = names.words.values() if self.stubs.place_columns else [read_place("")]
        return all(not words.places and _means_all(words.name) for words in found)


def _means_all(name: str) -> bool:
    return any(pattern.fullmatch(fold(name)) for pattern in (_ALL, _OF_ALL))


def _is_named(place: Place) -> bool:
    return place.level is not None or is_proper(bare_name(place.name).split())


def _inside(base: Subject, indicator: Indicator, part: str | None, *, of_people: bool) -> Subject:
    """A part of what a row counts, or those who take part in it."""
    outer = base.part if indicator is base.indicator else None
    return Subject(indicator, _joined(outer, part), of_people=of_people or base.of_people)


def _is_money(indicator: Indicator) -> bool:
    return split_scale(indicator.unit)[1] == "đồng"


def _joined(*parts: str | None) -> str | None:
    return ", ".join(filter(None, parts)) or None


def _following(stubs: Sequence[Stub], sorts: Mapping[int, Sort]) -> dict[int, Stub]:
    """The next row that names an indicator or a place."""
    found: dict[int, Stub] = {}
    below: Stub | None = None
    for stub in reversed(stubs):
        if below:
            found[stub.number] = below
        if sorts[stub.number] in {Sort.INDICATOR, Sort.PLACE} or stub.code:
            below = stub
    return found
