"""Reads the rows of a table of indicators: an indicator, a part of it, a place of it, or a heading over them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator
from du_an8.programme.provinces import Province
from du_an8.reports.facts import Place
from du_an8.reports.labels.known_names import counts_people
from du_an8.reports.labels.marks import unmarked
from du_an8.reports.labels.names import read_leaf, read_name
from du_an8.reports.labels.place_texts import is_ditto, names_nothing, read_place, totalled_level
from du_an8.reports.labels.titles import Role, Title
from du_an8.reports.tables.lines_above import heads_plans
from du_an8.reports.tables.place_rows import PlaceNames
from du_an8.reports.tables.row import ASIDE, NOBODYS, Problem, Row, Subject
from du_an8.reports.tables.row_times import RowTimes, times_below
from du_an8.reports.tables.stubs import DEEPEST, Sort, Stub, Stubs, bare_name
from du_an8.reports.workbook.cells import Cell
from du_an8.vietnamese.dates import TimePhrase
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import PlaceLevel, is_proper

_FIRST_MARKS = frozenset({"1", "a", "I", ""})
_ALL = re.compile(
    r"(?:toan|ca|cap) tinh|tinh|chung|toan tinh .*|(?:cac|tat ca cac|tat ca) (?:huyen|xa|phuong|thi|dia|don vi|noi)\b.*"
)
_OF_ALL = re.compile(
    r".*\b(?:toan|cap|cua|hoi lhpn|hoi phu nu|ubnd) tinh\b.*|(?:.+ )?chung(?: (?:cua|toan|ca|cho|tinh)\b.*)?"
    r"|\d+(?: \d+)? (?:huyen|xa|phuong|thi tran)\b.*"
)
_COUNTS = re.compile(
    r"(?:tong )?so (?:luot |cuoc |buoi )?"
    r"(?:nguoi|hoi vien|phu nu|dai bieu|hoc vien|thanh vien|can bo|tien|kinh phi|lop|hoi nghi)\b|kinh phi|so tien|von\b"
)


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


class _Narrowed(Struct, frozen=True):
    """What a row below an indicator counts, and what it says of its numbers."""

    subject: Subject
    title: Title | None = None


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
        self.heading: tuple[int, tuple[Place, ...] | None] | None = None  # depth, places; None: nobody can tell
        self.to_come: Stub | None = None
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
        row = Row(stub.number, stub.cells, name=stub.cell)
        if stub.over and (problem := self._open_left(stub, stub.over)):
            return replace(row, problem=problem)
        said = self.times.of(stub, sort, is_heading=self._is_heading(stub))
        if stub.unclear_time:
            words: dict[str, object] = {"text": stub.unclear_time.text}
            return replace(row, problem=Problem("unmatched-row", stub.unclear_time, words))
        if sort is Sort.TIME:
            return self._time_row(stub, row, said)
        if stub.code and stub.code.text.strip() and not stub.code.text.strip().isdecimal():
            found = self._by_code(stub, row)
        else:
            found = self._named(stub, sort, row)
        if found.subject is None or found.problem:
            return found
        if stub.total_beside and sort is Sort.INDICATOR:
            found = self._of_all_times(stub, found)
        return self._placed(stub, found if found.title or found.problem else replace(found, title=said))

    def _is_heading(self, stub: Stub) -> bool:
        """Whether a row without numbers stands over the indicators that follow, not in the list of the one above."""
        following = self.following.get(stub.number)
        if following is None or stub.name.dashed or self.times.named:
            return False
        return self.stubs.sort[following.number] is not Sort.TOTAL and self._heads(stub, following)

    def _time_row(self, stub: Stub, row: Row, said: Title | None) -> Row:
        """A year below an indicator is its result of that year; without a number it is a heading."""
        if not stub.numbers:
            return row
        if self.parent is None:
            return self._unknown(stub, row)
        return self._placed(stub, replace(row, subject=self.parent, title=said))

    def _by_code(self, stub: Stub, row: Row) -> Row:
        code = stub.code
        if code is None:
            return row
        by_id = self.programme.find_indicator(code.text)
        by_name = stub.label.indicator
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
        if self.to_come and stub.numbers:
            words: dict[str, object] = {"text": indicator.short_name, "section": self.to_come.text}
            return replace(
                row, problem=Problem("unmatched-row.to-come", stub.cell or stub.numbers[0], words, indicator)
            )
        part = stub.label.part or None
        self._open(Subject(indicator), stub)
        if stub.numbers and indicator not in self.counted:
            self.counted.append(indicator)
        self.below_caption = stub.name.of_which
        return replace(row, subject=Subject(indicator, part))

    def _open_left(self, stub: Stub, over: Cell) -> Problem | None:
        """An indicator named left of what its row says of it."""
        name = read_name(self.programme, unmarked(over.text).text)
        if name.indicator is None:
            return None
        subject = Subject(name.indicator, name.part)
        if not (self.parent_stub and self.parent_stub.over and self.parent == subject):
            self._open(subject, stub)
        if self.to_come and stub.numbers:
            words: dict[str, object] = {"text": name.indicator.short_name, "section": self.to_come.text}
            return Problem("unmatched-row.to-come", over, words, name.indicator)
        return None

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
        following = self.following.get(stub.number)
        is_heading = (
            following is not None
            and self.stubs.sort[following.number] is Sort.INDICATOR
            and self._heads(stub, following)
        )
        beside = self.heading is not None and self.heading[0] == stub.depth < DEEPEST
        if is_heading and (beside or not stub.numbers):
            names = self.named.get(stub.number)
            found = self.places.read(names, None) if names else None
            inside = found.places[-1:] if found else ()
            self.heading = (stub.depth, tuple(inside))
            self.parent = None
            return self._unknown(stub, row) if stub.numbers else row
        if self.parent and stub.numbers:
            self.listed = True
            return replace(row, subject=self.parent)
        return row if not stub.numbers else self._unknown(stub, row)

    @staticmethod
    def _heads(stub: Stub, below: Stub) -> bool:
        return below.mark in _FIRST_MARKS if stub.depth == DEEPEST else stub.depth < below.depth

    def _total(self, stub: Stub, row: Row) -> Row:
        """`Tổng số` below an indicator without figures of its own is the indicator's; of places, their sum."""
        if level := totalled_level(stub.name.text):
            return self._whole(stub, row, level)
        if self.parent and not self.times.is_below_heading and (self.times.named or self._times_below(stub)):
            return self._of_all_times(stub, replace(row, subject=self.parent))
        if self.parent and (stub.over or stub.name.is_sub_item):
            return replace(row, subject=self.parent, title=stub.said if stub.is_running else None)
        if self.parent and self.parent_stub and (self.listed or not self.parent_stub.numbers):
            said = stub.said if stub.is_running and not self.listed else None
            return replace(row, subject=self.parent, is_total=self.listed, title=said)
        if self.parent and stub.places:
            return replace(row, subject=self.parent, is_total=True)
        if self._ends_heading(stub):
            self._leave_heading()
        return self._unknown(stub, row) if stub.numbers else row

    def _whole(self, stub: Stub, row: Row, level: PlaceLevel) -> Row:
        """`Toàn huyện` below an indicator: of the district of the heading above, or whose report it is."""
        above = self.heading[1] if self.heading else ()
        is_held = any(place.level is level or place.level is None for place in above or ())
        if not self.parent or not stub.numbers:
            return self._unknown(stub, row) if stub.numbers else row
        if not is_held and self.places.whole(level, stub.cell.column if stub.cell else 0) is None:
            return self._unknown(stub, row)
        return replace(row, subject=self.parent, is_total=self.listed)

    def _times_below(self, stub: Stub) -> list[TimePhrase]:
        return times_below(self.stubs.rows, self.stubs.sort, stub)

    def _of_all_times(self, stub: Stub, row: Row) -> Row:
        """A total of the rows of times around it, if no day lies between these."""
        below = [] if self.times.named else self._times_below(stub)
        if not (self.times.named or below):
            return row
        whole = self.times.whole(below, is_running=stub.is_running)
        return replace(row, title=whole) if whole else replace(row, problem=ASIDE)

    def _other(self, stub: Stub, row: Row) -> Row:
        """A part of the indicator above, a section, or a name that nobody knows."""
        if not stub.numbers:
            return self._section(stub, row)
        if self.parent is None:
            return self._unknown(stub, row)
        if self._totals_unlike_things(stub):
            self._open(None, stub)
            self.counted = []
            return self._unknown(stub, row)
        marked = stub.name.is_sub_item
        item = self._item(stub)
        captioned = self.below_caption and not self.dashed_parts and not stub.mark
        found = self._narrowed(stub, item, marked=marked or captioned)
        self.items.append(replace(item, subject=found.subject if found else None))
        if found:
            self.dashed_parts = self.dashed_parts or stub.name.dashed
            return replace(row, subject=found.subject, title=found.title)
        deeper = bool(stub.mark and self.parent_stub and stub.depth > self.parent_stub.depth)
        if not (marked or deeper or stub.over):
            self._open(None, stub)
        return self._unknown(stub, row)

    def _totals_unlike_things(self, stub: Stub) -> bool:
        """`Tổng số mô hình` below several indicators that are all counted in it."""
        deeper = stub.mark and self.parent_stub and stub.depth > self.parent_stub.depth
        if stub.name.is_sub_item or stub.over or deeper or not stub.name.total_of:
            return False
        counted = [each for each in self.counted if read_leaf(self.programme, stub.name.text, each).indicator]
        return len(counted) > 1

    # Rows that narrow the rows above them.

    def _item(self, stub: Stub) -> "_Item":
        """Where a row stands among those below its indicator; what doesn't stand above it any more is forgotten."""
        last = self.items[-1] if self.items else None
        if stub.name.of_which:
            level = last.level if last and last.of_which else (last.level if last else DEEPEST) + 0.5
        elif last and last.of_which and not stub.mark and not any(item.dash == stub.name.dash for item in self.items):
            level = last.level
        elif stub.name.dashed:
            signs = [item.dash for item in self.items if item.dash]
            known = next((item.level for item in self.items if item.dash == stub.name.dash), None)
            level = known if known is not None else DEEPEST + 1.0 + len(set(signs))
        else:
            level = float(stub.depth)
        self.items = [item for item in self.items if item.level < level]
        is_beside = last is not None and last.level == level
        of_which = stub.name.of_which or bool(is_beside and last and last.of_which)
        return _Item(level, stub.name.dash, of_which=of_which, beside=last.subject if is_beside and last else None)

    def _narrowed(self, stub: Stub, item: "_Item", *, marked: bool) -> "_Narrowed | None":
        """What a row narrows: the nearest row above it that it fits, or the indicator; nothing below a row unknown."""
        above = [each.subject for each in reversed(self.items)]
        if above and above[0] is None:
            return None
        people = [item.beside] if item.beside and counts_people(item.beside.indicator) else []
        for base in [*above, self.parent, *people]:
            found = self._leaf(stub, base, marked=marked and base == self.parent) if base else None
            if found:
                return found
        return None

    def _leaf(self, stub: Stub, base: Subject, *, marked: bool) -> "_Narrowed | None":
        """The words of a row below its indicator: itself, its people, a part of it, a plan of it."""
        found = read_leaf(self.programme, stub.name.text, base.indicator)
        if found.to_come:
            return _Narrowed(base, Title(Role.PLAN if found.indicator else Role.OTHER)) if marked else None
        if found.indicator and not self._other_unit(stub, found.indicator):
            inherited = base.part if found.indicator is base.indicator else None
            part = ", ".join(filter(None, (inherited, found.part))) or None
            return _Narrowed(Subject(found.indicator, part, of_people=found.of_people or base.of_people))
        foreign = _COUNTS.match(fold(stub.name.text)) is not None or self._other_unit(stub, base.indicator)
        if found.indicator or not marked or foreign:
            return None
        return _Narrowed(Subject(base.indicator, ", ".join(filter(None, (base.part, stub.name.text)))))

    def _other_unit(self, stub: Stub, indicator: Indicator) -> bool:
        """Whether the row is counted in another unit than its indicator: people are no events."""
        cell = stub.cells.get(self.stubs.column(Role.UNIT))
        text = cell.text.strip() if cell else ""
        return bool(text) and not is_ditto(text) and not indicator.accepts_unit(text)

    def _section(self, stub: Stub, row: Row) -> Row:
        """Words without a number: a section of the form, a heading of plans, a place without its word."""
        self.to_come = stub if heads_plans(stub.text) else None
        if stub.name.of_which:
            self.below_caption = True
            return row
        beside = self.heading and stub.depth == self.heading[0] < DEEPEST
        following = self.following.get(stub.number)
        if self._is_of_province(stub):
            self._leave_heading()
        elif beside and self.heading and following:
            names = stub.name.text.split()
            level = self.heading[1][-1].level if self.heading[1] else None
            self.heading = (stub.depth, (Place(stub.name.text, level),) if is_proper(names) else None)
        elif self.heading and self._ends_heading(stub):
            self._leave_heading()
        if self.parent_stub is None or stub.depth <= self.parent_stub.depth or not stub.name.dashed:
            self._open(None, stub)
        return row

    def _unknown(self, stub: Stub, row: Row) -> Row:
        cell = stub.cell or next((stub.cells[n] for n in sorted(stub.cells)), None)
        if cell is None or not stub.text:
            return replace(row, problem=NOBODYS)
        return replace(row, problem=Problem("unmatched-row", cell, {"text": stub.text}))

    def _ends_heading(self, stub: Stub) -> bool:
        """Whether a row ends the part of a place: one of the province, or a heading that stands as high."""
        if self.heading is None:
            return False
        return self._is_of_province(stub) or stub.depth < self.heading[0]

    def _is_of_province(self, stub: Stub) -> bool:
        name = stub.name.text
        of_all = stub.name.total_of is not None or self.province.is_meant_by(name)
        return of_all or any(pattern.fullmatch(fold(name)) for pattern in (_ALL, _OF_ALL))

    # Places of rows.

    def _placed(self, stub: Stub, row: Row) -> Row:
        """The row with its places: those of the heading above, of its columns, of its own name."""
        if row.subject is None:
            return row
        if self.heading and self.stubs.sort[stub.number] is Sort.INDICATOR and stub.depth <= self.heading[0] < DEEPEST:
            self._leave_heading()
        if self._is_nobodys(stub):
            return replace(row, problem=NOBODYS)
        at = self._at(stub)
        if at is None:
            text = row.subject.part or row.subject.indicator.short_name
            cell = stub.cell or stub.numbers[0] if stub.numbers or stub.cell else None
            return (
                replace(row, problem=Problem("unmatched-row.place", cell, {"text": text}, row.subject.indicator))
                if cell
                else row
            )
        return replace(row, places=at["places"], is_total=at["is_total"] or row.is_total)

    def _leave_heading(self) -> None:
        """What follows lies in no place of a heading above."""
        self.heading = None
        self.places.forget()

    def _is_nobodys(self, stub: Stub) -> bool:
        """A blank among the districts beside a name that is merged over all of them says of none."""
        merged = stub.cell is not None and stub.cell.row != stub.number and bool(self.last)
        return merged and bool(self.stubs.place_columns) and not stub.places and not stub.time_beside

    def _at(self, stub: Stub) -> dict[str, Any] | None:
        heading = self.heading[1] if self.heading else ()
        if heading is None:
            return None
        names = self.named.get(stub.number)
        own = self.stubs.sort[stub.number] is Sort.PLACE or bool(self.stubs.place_columns)
        if names is None or not own or not names.words:
            carried = self.last if self.stubs.place_columns and self._carries(stub) else ()
            return {"places": (*heading, *carried), "is_total": False}
        if self.stubs.place_columns and all(self._is_of_all(text) for text in names.words.values()):
            self.places.forget()
            self.last = ()
            return {"places": heading, "is_total": False}
        total = self.places.total_in(names)
        about = self.places.read(names, total)
        if about is None or not all(self._is_named(place) for place in about.places):
            return None
        self.last = about.places
        inner = (place for place in about.places if place not in heading)
        return {"places": (*heading, *inner), "is_total": about.is_total}

    def _carries(self, stub: Stub) -> bool:
        """A blank, or a ditto mark, repeats the place above, but not behind a name of its own."""
        if any(names_nothing(text) for text in stub.places.values()):
            return True
        names = self.stubs.name_columns
        left = all(column < min(names, default=0) for column in self.stubs.place_columns)
        return left or self.stubs.sort[stub.number] is not Sort.INDICATOR

    def _is_of_all(self, text: str) -> bool:
        """`Hội LHPN tỉnh`, `10/10 huyện`: the whole province, in a column of places."""
        found = read_place(text)
        return not found.places and any(pattern.fullmatch(fold(found.name)) for pattern in (_ALL, _OF_ALL))

    @staticmethod
    def _is_named(place: Place) -> bool:
        return place.level is not None or is_proper(bare_name(place.name).split())


def _following(stubs: Sequence[Stub], sorts: Mapping[int, Sort]) -> dict[int, Stub]:
    """The next row that names an indicator or a place."""
    found: dict[int, Stub] = {}
    below: Stub | None = None
    for stub in reversed(stubs):
        if below:
            found[stub.number] = below
        has_code = stub.code is not None and bool(stub.code.text.strip())
        if sorts[stub.number] in {Sort.INDICATOR, Sort.PLACE} or has_code:
            below = stub
    return found
