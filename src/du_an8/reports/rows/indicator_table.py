"""Reads the rows of a table of indicators: an indicator, a part of it, a place of it, or a heading over them."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator
from du_an8.programme.provinces import Province
from du_an8.reports.labels.roles import RESULT_ROLES
from du_an8.reports.labels.titles import Title
from du_an8.reports.names.known_names import counts_money
from du_an8.reports.names.read_name import read_leaf, read_name
from du_an8.reports.names.reading import NameReading
from du_an8.reports.places.place_texts import names_nothing, totalled_level
from du_an8.reports.rows.indicator_places import IndicatorPlaces
from du_an8.reports.rows.nesting import is_sum
from du_an8.reports.rows.part_rows import PartRows
from du_an8.reports.rows.place_rows import PlaceNames
from du_an8.reports.rows.row import ASIDE, NOBODYS, Problem, Row, Subject, not_understood
from du_an8.reports.rows.row_sorts import Sort
from du_an8.reports.rows.row_times import RowTimes
from du_an8.reports.rows.stub import Stub
from du_an8.reports.rows.stubs import Stubs
from du_an8.reports.tables.lines_above import heads_comparisons, heads_plans
from du_an8.reports.tables.other_programmes import other_programme
from du_an8.reports.tables.table_cells import amount_of
from du_an8.reports.vocabulary.marks import unmarked
from du_an8.reports.vocabulary.vocabulary import Says
from du_an8.reports.workbook.cells import Cell
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import PlaceLevel


class IndicatorTable:
    """Goes down the rows of one table and keeps what reaches the next one: the indicator, the headings."""

    def __init__(self, stubs: Stubs, places: PlaceNames, province: Province) -> None:
        self.stubs, self.programme = stubs, stubs.programme
        self.parts = PartRows(stubs)
        self.places = IndicatorPlaces(stubs, places, province)
        self.times = RowTimes(stubs.rows, stubs.sort)
        self.to_come: Stub | None = None
        self.section: Stub | None = None  # words without a number over the rows that follow
        self.counted: list[Indicator] = []  # those with figures since the last total of unlike things
        self.listed = False  # places were listed below the indicator

    @property
    def parent(self) -> Subject | None:
        """The indicator that was named last."""
        return self.parts.parent

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
            return not_understood(row, stub.unclear_time, stub.unclear_time.text)
        if sort is Sort.TIME:
            return self._time_row(stub, row, said)
        row = self._by_code(stub, stub.code, row) if stub.code else self._named(stub, sort, row)
        subject = row.subject or (self._crossed(stub) if row.leaves else None)
        if subject is None or row.problem:
            return row
        return self.places.placed(stub, self._timed(stub, row, said), subject)

    def _timed(self, stub: Stub, row: Row, said: Title | None) -> Row:
        """The row with what its words, and the headings above, say of its numbers."""
        is_named = self.stubs.sort[stub.number] is Sort.INDICATOR
        if is_named and (self.times.around(stub) if stub.total_beside else self._adds_up_times(stub)):
            row = self._of_all_times(stub, row)
        return row if row.title or row.problem else replace(row, title=said)

    def _is_heading(self, stub: Stub) -> bool:
        """Whether a row without numbers stands over the indicators that follow, not in the list of the one above."""
        return self.stubs.heads_next(stub) and not stub.name.dashed and not self.times.named

    def _time_row(self, stub: Stub, row: Row, said: Title | None) -> Row:
        """A year below an indicator is its result of that year; without a number it is a heading."""
        if not (stub.numbers and self.parent):
            return self._unknown(stub, row)
        return self.places.placed(stub, replace(row, subject=self.parent, title=said), self.parent)

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
            case Sort.INDICATOR if crossed := self._crossed(stub):
                return self._below_columns(stub, row, crossed.indicator)
            case Sort.CAPTION:
                self.parts.below_caption = True
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
        if _heads_plans_of_it(stub):
            self._open(None, stub)
            return row
        part = stub.label.part or None
        self._open(Subject(indicator), stub)
        if stub.numbers and indicator not in self.counted:
            self.counted.append(indicator)
        self.parts.below_caption = stub.name.of_which
        return replace(row, subject=Subject(indicator, part))

    def _is_cost(self, stub: Stub, indicator: Indicator) -> bool:
        """`- Kinh phí` below dialogues is what these cost, and not all the province's money.

        So it is below numbers of which nobody knows what they count.
        """
        above, parent = self.parts.parent_stub, self.parent
        if above is None or not counts_money(indicator) or (parent and counts_money(parent.indicator)):
            return False
        if parent is None:
            return bool(above.numbers) and self._is_of_marked(stub, above)
        is_below = not above.name.is_sub_item and self.parts.is_below(stub)
        return is_below or self._is_of_marked(stub, above)

    def _is_of_marked(self, stub: Stub, above: Stub) -> bool:
        """Whether a row without a number belongs to one in the middle of a list; below all, it may be of all.

        Unless the same stands below others of the list, too.
        """
        is_open = bool(above.mark) and not stub.mark
        others = [other for other in self.stubs.rows if other is not stub]
        goes_on = any(other.mark and other.number > stub.number for other in others)
        return is_open and (goes_on or any(_is_said_again(stub, other) for other in others))

    def _to_come(self, stub: Stub, cell: Cell | None, indicator: Indicator) -> Problem | None:
        """Why the numbers of an indicator below `II. Kế hoạch năm 2024`, `II. Dự án 5`, `Cơ cấu` are no results."""
        if self.to_come is None or not stub.numbers:
            return None
        if indicator.is_percentage and heads_comparisons(self.to_come.text):
            return None
        words: dict[str, object] = {"text": indicator.short_name, "section": self.to_come.text}
        return Problem("unmatched-row.to-come", cell or stub.numbers[0], words, indicator)

    def _open_left(self, stub: Stub, over: Cell) -> Problem | None:
        """An indicator named left of what its row says of it."""
        name = read_name(self.programme, unmarked(over.text).text)
        if name.indicator is None:
            return None
        subject = Subject(name.indicator, name.part)
        if not (self.parts.parent_stub and self.parts.parent_stub.over and self.parent == subject):
            self._open(subject, stub)
        return self._to_come(stub, over, name.indicator)

    def _open(self, subject: Subject | None, stub: Stub) -> None:
        again = subject is not None and subject == self.parent and (stub.time_beside or stub.total_beside)
        if not again:
            self.times.begin_anew(stub.depth if subject else None)
        self.listed = False
        self.parts.begin(subject, stub)

    def _nameless(self, stub: Stub, row: Row) -> Row:
        """Numbers without a name belong to another place of the indicator above, if they name one."""
        named = any(not names_nothing(text) for text in stub.places.values())
        return replace(row, subject=self.parent) if self.parent and (named or stub.time_beside) else row

    def _place(self, stub: Stub, row: Row) -> Row:
        """A heading over indicators, or a place of the indicator above."""
        if self.places.begins_part(stub):
            self.places.open_heading(stub)
            self.parts.parent = None
        if not (self.parent and stub.numbers):
            return self._unknown(stub, row)
        self.listed = True
        return replace(row, subject=self.parent)

    def _total(self, stub: Stub, row: Row) -> Row:
        """`Tổng số` below an indicator without figures of its own is the indicator's; of places, their sum."""
        if level := totalled_level(stub.name.text):
            return self._whole(stub, row, level)
        if self.parent and (found := self._total_below(stub, replace(row, subject=self.parent))):
            return found
        self.places.leave_heading()
        return self._unknown(stub, row)

    def _total_below(self, stub: Stub, row: Row) -> Row | None:
        """A total of the indicator above: of its times, of the places that were listed, of all of it."""
        if self.times.around(stub) and not self.times.is_below_heading:
            return self._of_all_times(stub, row)
        is_own = stub.over or stub.name.is_sub_item
        if self.listed and not is_own:
            return replace(row, is_total=True)
        if is_own or not (self.parts.parent_stub and self.parts.parent_stub.numbers):
            return replace(row, title=stub.said if stub.is_running else None)
        return None

    def _whole(self, stub: Stub, row: Row, level: PlaceLevel) -> Row:
        """`Toàn huyện` below an indicator: of the district of the heading above, or whose report it is."""
        if not self.parent or not stub.numbers or not self.places.is_known(stub, level):
            return self._unknown(stub, row)
        return replace(row, subject=self.parent, is_total=self.listed)

    def _crossed(self, stub: Stub) -> Subject | None:
        """What a row's name says together with words over columns, where it names no indicator itself."""
        found = None if stub.label.indicator else self.stubs.columns.crossed(stub.name.text)
        return Subject(found.indicator, found.part) if found and found.indicator else None

    def _adds_up_times(self, stub: Stub) -> bool:
        """Whether what an indicator's own row says was done is the sum of the rows of times right below it."""
        below = self.times.rows_below(stub)
        if stub.said or not below:
            return False
        done, *parts = (self._done(each) for each in (stub, *below))
        return is_sum(done, parts) is True

    def _done(self, stub: Stub) -> dict[int, Decimal]:
        """The results of a row by their columns, those that are written as text, too."""
        cells = {c.number: stub.cells[c.number] for c in self.stubs.table.of(RESULT_ROLES) if c.number in stub.cells}
        return {column: amount for column, cell in cells.items() if (amount := amount_of(cell)) is not None}

    def _of_all_times(self, stub: Stub, row: Row) -> Row:
        """A total of the rows of times around it, if no day lies between these."""
        whole = self.times.of_total(stub)
        return replace(row, title=whole) if whole else replace(row, problem=ASIDE)

    def _other(self, stub: Stub, row: Row) -> Row:
        """A part of the indicator above, a section, or a name that nobody knows."""
        if not stub.numbers:
            return self._section(stub, row)
        is_below = self.parts.is_below(stub)
        if not is_below and self._totals_unlike_things(stub):
            self.counted = []
        elif found := self.parts.part(stub, row) or self._below_section(stub, row):
            return found
        if not is_below:
            self._open(None, stub)
            self.section = stub if self.section is None or stub.depth <= self.section.depth else self.section
        return self._unknown(stub, row)

    def _below_columns(self, stub: Stub, row: Row, crossed: Indicator) -> Row:
        """A row that names an indicator together with words over columns: `Lúa` below `Diện tích`, `Sản lượng`."""
        self._open(None, stub)
        return replace(row, leaves=(stub.name.text,), problem=self._to_come(stub, stub.cell, crossed))

    def _below_section(self, stub: Stub, row: Row) -> Row | None:
        """A row that names an indicator together with the section over it: `Diện tích` below `1. Lúa`."""
        section = self.section
        if section is None or not _is_below(stub, section):
            return None
        name = self._named_with(section, stub)
        if name is None or name.indicator is None or self.parts.is_other_unit(stub, name.indicator):
            return None
        return replace(row, subject=Subject(name.indicator, name.part))

    def _named_with(self, section: Stub, stub: Stub) -> NameReading | None:
        """`Diện tích` of `Lúa`; `Nữ` of `Số nạn nhân bạo lực gia đình` stands behind it."""
        texts = stub.name.text, section.name.text
        names = (read_name(self.programme, " ".join(both)) for both in (texts, reversed(texts)))
        return next((name for name in names if name.indicator and not name.to_come), None)

    def _totals_unlike_things(self, stub: Stub) -> bool:
        """`Tổng số mô hình` below several indicators that are all counted in it."""
        leaves = (read_leaf(self.programme, stub.name.text, each) for each in self.counted if stub.name.total_of)
        return sum(leaf.indicator is not None for leaf in leaves) > 1

    def _section(self, stub: Stub, row: Row) -> Row:
        """Words without a number: a section of the form, of plans, of another programme, a place without its word."""
        says_no_results = heads_plans(stub.text) or heads_comparisons(stub.text)
        is_aside = says_no_results or other_programme([stub.text], self.programme)
        self.to_come, self.section = (stub, None) if is_aside else (None, stub)
        if stub.name.of_which:
            self.parts.below_caption = True
            return row
        self.places.change_heading(stub)
        if self.parts.parent_stub is None or stub.depth <= self.parts.parent_stub.depth or not stub.name.dashed:
            self._open(None, stub)
        return row if is_aside else self._unknown(stub, row)

    @staticmethod
    def _unknown(stub: Stub, row: Row) -> Row:
        """The numbers of a row that nobody understands."""
        if not (stub.numbers or stub.has_unread_numbers):
            return row
        if not (stub.cell and stub.text):
            return replace(row, problem=NOBODYS)
        return not_understood(row, stub.cell, stub.text)


def _is_below(stub: Stub, section: Stub) -> bool:
    """Whether a row stands below one that names nothing itself, below one with numbers by its dash."""
    return stub.name.is_sub_item or (stub.depth > section.depth and not section.numbers)


def _is_said_again(stub: Stub, other: Stub) -> bool:
    return not other.mark and fold(other.name.text) == fold(stub.name.text)


def _heads_plans_of_it(stub: Stub) -> bool:
    """`II. Kế hoạch giao: Tổ truyền thông` over places: their numbers are no results."""
    return not stub.numbers and (stub.label.to_come or Says.PLAN in stub.label.says)
