"""Reads the rows of a table whose columns, or whose title, name the indicators: a row is a place, a time, a measure."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from du_an8.reports.facts import Place
from du_an8.reports.labels.roles import Role
from du_an8.reports.labels.titles import Title
from du_an8.reports.names.read_name import read_leaf
from du_an8.reports.places.groups import is_group, level_of_group
from du_an8.reports.places.place_texts import (
    counts_places,
    is_body,
    is_comparison,
    is_no_place,
    names_nothing,
    read_place,
)
from du_an8.reports.rows.bare_names import may_be_place
from du_an8.reports.rows.nesting import PlaceRow, is_sum, names_district
from du_an8.reports.rows.place_rows import PlaceNames, RowPlaces
from du_an8.reports.rows.row import ASIDE, NOBODYS, Row, not_understood, of_unknown_place
from du_an8.reports.rows.row_sorts import Sort
from du_an8.reports.rows.row_times import RowTimes
from du_an8.reports.rows.stub import Stub
from du_an8.reports.rows.stubs import Stubs
from du_an8.reports.tables.other_programmes import is_own, other_programme
from du_an8.reports.vocabulary.marks import DEEPEST
from du_an8.reports.vocabulary.vocabulary import begins_with_any, is_any_of, texts
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import PlaceLevel

_CONTENT = re.compile(rf"(?:{'|'.join(map(fold, texts('contents')))}) ?(?:so )?\d")


class PlaceTable:
    """Goes down the rows of one table of places."""

    def __init__(self, stubs: Stubs, places: PlaceNames) -> None:
        self.stubs, self.places = stubs, places
        self.named = {row.row: row for row in places.rows}
        self.times = RowTimes(stubs.rows, stubs.sort)
        self.last: tuple[Place, ...] = ()
        self.are_headings = not any(stub.numbers for stub in stubs.rows if stub.number in self.named)
        self.has_places = Sort.PLACE in stubs.sort.values()
        self.are_groups = self._are_groups_alone()
        self.has_districts = any(map(names_district, places.rows))
        self.is_lost = False  # of which place the last row was, nobody can tell
        self.unknown = False  # a row of which nobody knows what it counts: nor what a total counts with it

    def _are_groups_alone(self) -> bool:
        """Whether no row names a place, and those with numbers are of several: `Cấp tỉnh`, `Cấp huyện`, `Cấp xã`."""
        of_places = (row for row in self.places.rows if row.first.total_of is None and not row.first.of_province)
        groups = (stub for stub in self.stubs.rows if self.stubs.sort[stub.number] is Sort.GROUP)
        return any(stub.numbers for stub in groups) and not any(of_places)

    def read(self) -> Iterator[Row]:
        """What every row is about."""
        for stub in self.stubs.rows:
            yield self._row(stub)

    def _row(self, stub: Stub) -> Row:
        sort = self.stubs.sort[stub.number]
        row = Row(stub.number, stub.cells, name=stub.cell)
        time = self.times.of(stub, sort)
        if stub.unclear_time:
            return not_understood(row, stub.unclear_time, stub.unclear_time.text)
        if not self._names_place(stub) and (found := self._beside_places(stub, row, sort, time)):
            return found
        if sort is Sort.GROUP or self._is_level(stub):
            return self._of_unnamed(stub, row) or self._group(stub, row)
        names = self.named.get(stub.number)
        if names is None or not names.words:
            return self._unnamed(stub, row, time, sort)
        return self._placed(stub, row, names, time)

    def _is_level(self, stub: Stub) -> bool:
        """`Cấp tỉnh` over its offices, or where all rows are levels; alone, or beside districts, it is one of these."""
        names = self.named.get(stub.number)
        is_of_province = names is not None and names.first.of_province
        return is_of_province and (self.are_groups or self._heads_others(stub))

    def _heads_others(self, stub: Stub) -> bool:
        below = self._below(stub)
        return below is not None and stub.depth < below.depth < DEEPEST

    def _of_unnamed(self, group: Stub, row: Row) -> Row | None:
        """`Các xã còn lại` right above the total: no row says of which places its numbers are."""
        if self.are_groups or not group.numbers or group.cell is None:
            return None
        below = self._below(group)
        heads_none = below is None or self.stubs.sort[below.number] in {Sort.GROUP, Sort.TOTAL}
        return of_unknown_place(row, group.cell, group.text) if heads_none else None

    def _below(self, stub: Stub) -> Stub | None:
        return next((other for other in self.stubs.rows if other.number > stub.number), None)

    def _beside_places(self, stub: Stub, row: Row, sort: Sort, time: Title | None) -> Row | None:
        """A row that says a time, a measure or a part instead of a place."""
        match sort:
            case Sort.TIME:
                return self._time_row(stub, row, time)
            case Sort.MEASURE:
                return self._measure_row(stub, row, time)
            case Sort.LEAF:
                return _with(replace(row, leaves=(stub.name.text,), places=self.last), time)
        return None

    def _group(self, stub: Stub, row: Row) -> Row:
        """A row over several places: of the larger place that holds them a part, where its marks tell that one."""
        if self.are_groups:
            return replace(row, leaves=(stub.name.text,), places=self.places.holders)
        level = level_of_group(stub.text)
        self.places.forget(level, stub.mark)
        holders = self.places.holders
        is_largest = level is PlaceLevel.DISTRICT or (not self.has_districts and self._heads_others(stub))
        is_of_all = not holders and (is_largest or self._is_level(stub))
        if not stub.mark or not (holders or is_of_all):
            return replace(row, problem=ASIDE)
        return replace(row, leaves=(stub.name.text,), places=holders)

    def _placed(self, stub: Stub, row: Row, names: PlaceRow, time: Title | None) -> Row:
        total = self.places.total_in(names)
        about = self.places.read(names, total)
        is_place = total is not None or self._may_be_place(names)
        self.is_lost = about is None or not is_place
        if about is None:
            return self._untold(row, names, total)
        if not is_place or (total is not None and self.unknown and not self._adds_up_all(stub)):
            return self._unplaced(stub, row, time)
        if about.is_total and self._is_of_times(stub):
            return self._total_of_times(stub, row, about)
        self.last = about.places
        row = replace(row, places=about.places, is_total=about.is_total, of_province=about.of_province)
        return _with(row, time)

    def _adds_up_all(self, total: Stub) -> bool:
        """Whether a total is the sum of all other rows, whatever they are: of what the columns count it is the whole.

        `Cộng` below `Lĩnh vực`, `Ngành` is all legal aid, if the title of a column names that. Below `Nội dung` each
        row is a thing of its own, and the money of several programmes together is that of none.
        """
        things = [c.number for c in self.stubs.table.of({Role.INDICATOR}) if not is_any_of(c.words, "sorts")]
        if total.cell is None or total.cell.column in things:
            return False
        rows = [stub for stub in self.stubs.rows if stub.numbers and stub is not total]
        is_whole = self._adds_up(total, rows) or self._adds_up(total, _outermost(rows))
        return is_whole and not any(map(self._may_be_of_others, rows))

    def _adds_up(self, total: Stub, rows: Iterable[Stub]) -> bool:
        amounts = self.stubs.places.amounts
        return is_sum(amounts(total.number), [amounts(stub.number) for stub in rows]) is True

    def _may_be_of_others(self, stub: Stub) -> bool:
        """Whether a row is about this programme or another one, or about money of which nobody knows whose it is."""
        programme, words = self.stubs.programme, fold(stub.name.text)
        is_of_programmes = is_own(stub.text, programme) or bool(other_programme([stub.text], programme))
        return is_of_programmes or begins_with_any(words, "names", "money")

    def _untold(self, row: Row, names: PlaceRow, total: int | None) -> Row:
        """A row that names several places, `Sa Lông - Mường Chà`, or a total of which nobody can tell what it is of.

        Such a total adds nothing to the rows that were read.
        """
        if row.name is None or (total is not None and self.places.unnamed is None):
            return replace(row, problem=ASIDE)
        text = names.first.text if total is None else names.words[total].text
        return of_unknown_place(row, row.name, text)

    def _names_place(self, stub: Stub) -> bool:
        """Whether a row names a place with its word, or beside the measure, the part, the time that its name says."""
        names = self.named.get(stub.number)
        is_beside = names is not None and stub.cell is not None and stub.cell.column not in names.words
        is_measure = self.stubs.sort[stub.number] is Sort.MEASURE
        return bool(names and ((is_measure and is_beside) or any(words.places for words in names.words.values())))

    def _may_be_place(self, names: PlaceRow) -> bool:
        """In a column that nobody titled, what is no proper name is no place."""
        if self.stubs.place_columns:
            return True
        texts = [words.text for words in names.words.values()]
        return all(may_be_place(text) or is_body(text) for text in texts)

    def _measure_row(self, stub: Stub, row: Row, time: Title | None) -> Row:
        """`Thực hiện` in a column of its own goes on with the place above, and so below places without numbers.

        Among places that have some it is of all of them.

        `Hoàn thành` below them that doesn't add them up may be a percentage, or anything.
        """
        if self._goes_on(stub):
            self._note_unknown(stub)
            return replace(row, problem=ASIDE) if self.is_lost else _with(replace(row, places=self.last), time)
        is_result = time is not None and time.role is Role.RESULT and time.time is None
        if is_result and stub.cell and self.places.listed.adds_up(stub.number) is False:
            return of_unknown_place(row, stub.cell, stub.text)
        return _with(row, time)

    def _goes_on(self, stub: Stub) -> bool:
        """Whether a measure has a column of its own beside the places, or stands below them."""
        columns = self.stubs.place_columns
        return self.are_headings or (bool(columns) and stub.cell is not None and stub.cell.column not in columns)

    def _note_unknown(self, stub: Stub) -> None:
        """Words where a place would stand, which name none: the rows that go on with them are of nobody."""
        own = stub.cell.column if stub.cell else 0
        named = [text for column, text in stub.places.items() if column != own]
        self.is_lost = self.is_lost or not all(map(names_nothing, named))

    # Times.

    def _time_row(self, stub: Stub, row: Row, time: Title | None) -> Row:
        """A row that names a time alone is about all places."""
        if not stub.numbers:
            self.places.forget()
            return row
        return _with(replace(row, is_total=bool(self.named)), time)

    def _is_of_times(self, stub: Stub) -> bool:
        """Whether a total adds up times: rows of times stand above it, and no heading says which it is of."""
        if self.stubs.sort[stub.number] is Sort.MEASURE:
            return False  # `Cộng | KH 2023` below `TH 2023` says itself what it is
        return bool(self.times.around(stub)) and stub.time_beside is None and not self.times.is_below_heading

    def _total_of_times(self, stub: Stub, row: Row, about: RowPlaces) -> Row:
        """The total of several years or quarters is of all of them, if no day lies between."""
        whole = self.times.of_total(stub)
        if whole is None:
            return replace(row, problem=ASIDE)
        of_places = about.is_total and any(
            words.places for names in self.named.values() for words in names.words.values()
        )
        return replace(row, places=about.places, is_total=of_places, title=whole)

    # Rows without a place.

    def _unnamed(self, stub: Stub, row: Row, time: Title | None, sort: Sort) -> Row:
        """A row without a place: the only one of its table, one of a time, or nobody knows whose."""
        self._note_unknown(stub)
        if sort is Sort.TOTAL and self._is_of_times(stub) and not self.unknown:
            return self._total_of_times(stub, row, RowPlaces(()))
        if time and (stub.time_beside or stub.places):
            return _with(replace(row, places=self.last), time)
        if sort is not Sort.BLANK or (stub.places and len(self.stubs.rows) > 1):
            return self._unplaced(stub, row, time)
        return self._without_words(stub, row)

    def _without_words(self, stub: Stub, row: Row) -> Row:
        """A row without a word: the only one, the sum of all places where no other row says that it is, or nobody's."""
        if len(self.stubs.rows) == 1:
            return row
        listed = self.places.listed
        is_total = not listed.has_total and listed.adds_up(stub.number) is True
        return replace(row, is_total=True) if is_total else replace(row, problem=NOBODYS)

    def _unplaced(self, stub: Stub, row: Row, time: Title | None) -> Row:
        """A row that names no place: a part of what the columns count, the programme, a group, or nobody knows what."""
        if self._names_part(stub) and not is_no_place(stub.name.text):
            return _with(replace(row, leaves=(stub.name.text,), places=self.last), time)
        text = stub.text or " ".join(stub.places.values())
        if self._is_of_programme(text):
            return _with(row, time)
        cell = stub.cell or next(filter(None, map(stub.cells.get, stub.places)), None)
        if cell is None or _adds_or_compares(text):
            return replace(row, problem=ASIDE)
        if self.stubs.places.is_of_no_place(stub):
            return of_unknown_place(row, cell, text)
        self.unknown = self.unknown or _counts_unknown(stub)
        return not_understood(row, cell, text)

    def _is_of_programme(self, text: str) -> bool:
        """`Dự án 8` in a table without places is all of the province's."""
        return not self.has_places and is_own(text, self.stubs.programme)

    def _names_part(self, stub: Stub) -> bool:
        """`Ngân sách trung ương` beside columns of money: a part of each."""
        counted = [c.indicator for c in self.stubs.table.columns if c.indicator]
        if self.stubs.table.about:
            counted.append(self.stubs.table.about)
        found = (read_leaf(self.stubs.programme, stub.name.text, each) for each in counted)
        return bool(counted and stub.name.text) and all(leaf.part and not leaf.to_come for leaf in found)


def _outermost(stubs: Sequence[Stub]) -> list[Stub]:
    """Those before which the highest marks of a list stand: `I` and `II`, and none of the rows below them."""
    outer = min((stub.depth for stub in stubs), default=DEEPEST)
    return [stub for stub in stubs if stub.depth == outer]


def _adds_or_compares(text: str) -> bool:
    """`Bình quân`, `Cụm số 1`, `2 huyện` beside a cluster: they say nothing that the rows of places don't."""
    return is_comparison(read_place(text).name) or is_group(text) or counts_places(text)


def _counts_unknown(stub: Stub) -> bool:
    """Whether nobody knows what the numbers of a row count; all contents together are the programme."""
    is_content = _CONTENT.match(fold(stub.name.text)) is not None
    return bool(stub.numbers) and not is_content and stub.label.indicator is None


def _with(row: Row, time: Title | None) -> Row:
    return replace(row, title=time) if time else row
