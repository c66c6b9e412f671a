"""The words beside the numbers of a table: the name of each row, its marks, its places, and of which sort it is."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum, auto
from functools import cached_property, lru_cache

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Kind, Programme
from du_an8.programme.provinces import Province
from du_an8.reports.labels.label import Label, read_label, time_alone
from du_an8.reports.labels.marks import Name, depth_of, unmarked
from du_an8.reports.labels.names import read_leaf, read_name
from du_an8.reports.labels.place_texts import (
    PlaceText,
    as_present,
    counts_places,
    is_ditto,
    is_former,
    is_group,
    is_no_place,
    names_nothing,
    read_place,
    totalled_level,
)
from du_an8.reports.labels.titles import NUMBER_ROLES, PLAN_SCOPES, RESULT_ROLES, Role, Title
from du_an8.reports.labels.vocabulary import MEASURES, Says, vocabulary
from du_an8.reports.tables.bare_names import BareNames
from du_an8.reports.tables.header_bands import is_figure
from du_an8.reports.tables.nesting import PlaceRow, is_sum
from du_an8.reports.tables.numbering import numbers_the_columns
from du_an8.reports.tables.row_labels import LONGEST_NAME, is_total, names_part, row_label, said_by, time_of_total
from du_an8.reports.tables.table import Column, Table, first_figure
from du_an8.reports.tables.time_columns import TimeColumns
from du_an8.reports.tables.words_of_time import names_time
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import is_proper, level_in_title, place_alone

_HEADS = frozenset({Says.HEAD_OF_PARTS, Says.HEAD_OF_PLACES})
_OF_ROWS = frozenset({Says.HEAD_OF_PARTS, Says.NAMES, Says.TIMES, Says.QUANTITY, Says.TOTAL, Says.NOTHING})
"""What the title of a column says whose words narrow the rows; below a title that nobody knows times are deadlines."""
_CAPTIONS = frozenset({Says.HEAD_OF_PARTS, Says.HEAD_OF_PLACES, Says.NOTHING})
_LONGEST_BARE = 60
_MARK = re.compile(r"\(?(?:[IVXLC]+|[A-ZĐa-zđ]|\d{1,3}(?:\.\d{1,3})*)\)?\s*[.)/]?|[-–+*•]")
_FORM_CODE = re.compile(r"(?=.*\d)[A-ZĐ\d._/-]+")


class Sort(Enum):
    """What the name of a row is."""

    INDICATOR = auto()
    LEAF = auto()
    PLACE = auto()
    GROUP = auto()
    TIME = auto()
    MEASURE = auto()
    TOTAL = auto()
    CAPTION = auto()
    UNKNOWN = auto()
    BLANK = auto()


class Stub(Struct, frozen=True, dict=True):
    """The words and marks of a row, left of its numbers or wherever their columns stand.

    Attributes:
        number: of the row.
        name: its name without marks; text is how it is printed.
        over: the name of an indicator further left, which may be merged over this row.
        mark: `I`, `1.2` in its own column or before the name; numbering is what its own column says.
        places: the words in the columns of places.
        figures: the columns in which its numbers stand.
        time_beside: what its cells in columns of times say; unclear_time is one of these that nobody understands,
            total_beside one with the words of a total.
        said: what its own words say of its numbers: a time, a measure.
    """

    number: int
    cells: Mapping[int, Cell]
    name: Name
    cell: Cell | None
    label: Label
    over: Cell | None = None
    mark: str = ""
    numbering: str = ""
    code: Cell | None = None
    places: Mapping[int, str] = field(default_factory=dict)
    figures: Sequence[int] = ()
    time_beside: Title | None = None
    unclear_time: Cell | None = None
    total_beside: Cell | None = None
    said: Title | None = None

    @property
    def depth(self) -> int:
        """How deep the mark before it stands."""
        return depth_of(self.mark)

    @cached_property
    def numbers(self) -> tuple[Cell, ...]:
        """The cells with numbers, or with what stands for one."""
        cells = filter(None, map(self.cells.get, self.figures))
        return tuple(cell for cell in cells if cell.kind is not CellKind.TEXT or is_figure(cell))

    @property
    def is_running(self) -> bool:
        """Whether its words say that it is a running total: `Luỹ kế`."""
        beside = self.total_beside and Says.CUMULATIVE in vocabulary().said(self.total_beside.text)
        return Says.CUMULATIVE in self.label.says or bool(beside)

    @property
    def text(self) -> str:
        """The name as it is printed."""
        return self.cell.text.strip() if self.cell else ""


class _Named(Struct, frozen=True):
    """The cell that names a row, and its words, with those between it and the name of an indicator over it."""

    cell: Cell | None = None
    text: str = ""
    over: Cell | None = None


class Stubs:
    """The words beside the numbers of one table: its rows, and the sort of each."""

    def __init__(self, table: Table, sheet: Sheet, programme: Programme, province: Province) -> None:
        """For one table of a report of a province."""
        self.table, self.sheet, self.programme, self.province = table, sheet, programme, province
        self._understood, self._is_place_word = programme.once(_understood), programme.once(_is_place_word)
        self._indicator_in = programme.once(_indicator_in)
        self._figures = [column.number for column in table.of(NUMBER_ROLES)]
        self._numbering, self._codes = self.column(Role.NUMBERING), self.column(Role.ID)
        self.by_columns = table.by_columns or table.about is not None
        body = range(table.header_row + 1, table.end_row + self._goes_on_behind() + 1)
        self.numbers = [number for number in sorted(sheet.rows) if number in body]
        self.counting = [n for n in self.numbers if numbers_the_columns(self.cells(n))]
        self.rows = self._joined([self._stub(n) for n in self.numbers if n not in self.counting])
        self.sort = {stub.number: self._sort(stub) for stub in self.rows}
        self._decide_bare_names()

    def _goes_on_behind(self) -> bool:
        """Whether the last name goes on in a row of its own, where the numbers have ended."""
        cells = list(self.sheet.rows.get(self.table.end_row + 1, {}).values())
        columns = {c.number for c in self.table.of({Role.INDICATOR})}
        return len(cells) == 1 and cells[0].column in columns and cells[0].text.strip()[:1].islower()

    # Columns of words.

    def cells(self, number: int) -> Mapping[int, Cell]:
        """The cells of a row that lie in the table."""
        row = self.sheet.rows[number]
        return {n: cell for n, cell in row.items() if n in self._within} if self._is_beside_others else row

    @cached_property
    def _within(self) -> range:
        return range(self.table.first_column, self.table.last_column + 1)

    @cached_property
    def _is_beside_others(self) -> bool:
        """Whether anything stands left or right of the table."""
        used = {*self.sheet.numbers, *(cell.column for cell in self.sheet.others)}
        return any(column not in self._within for column in used)

    @cached_property
    def _first_figure(self) -> int:
        return first_figure(self.table.columns)

    @cached_property
    def name_columns(self) -> list[int]:
        """The columns of names, then those further right into which a form may indent them."""
        named = [c.number for c in self.table.of({Role.INDICATOR})]
        if self.by_columns and not named and self.place_columns:
            return []
        taken = {c.number for c in self.table.columns if not self._may_name(c)} | set(self.table.unknown)
        free = set(range(min(named, default=self.table.first_column), self._first_figure)) - taken
        return sorted(free.union(named))

    @cached_property
    def _counted_first(self) -> Indicator | None:
        """The first indicator that a column belongs to, or that a column of names names."""
        if self.by_columns:
            return self.table.about or next((c.indicator for c in self.table.columns if c.indicator), None)
        texts = (text for c in self.table.of({Role.INDICATOR}) for text in self._texts(c.number))
        return next(filter(None, map(self._indicator_in, texts)), None)

    def _texts(self, column: int) -> list[str]:
        words = self.sheet.words.get(column, {})
        return [words[number].text for number in self.numbers if number in words]

    def _may_name(self, column: Column) -> bool:
        return column.role is Role.INDICATOR or (column.role is Role.NOTE and self._narrows(column))

    def _narrows(self, column: Column) -> bool:
        """Whether most words in a column beside the names say what of an indicator its row counts: `Chi tiết`."""
        indicator, title = self._counted_first, read_label(column.words, self.programme)
        if indicator is None or not title.says <= _OF_ROWS:
            return False
        texts = [text for text in self._texts(column.number) if not (title.rest and names_time(text))]
        return sum(self._is_narrowing(text, indicator) for text in texts) * 2 > len(texts)

    def _is_narrowing(self, text: str, indicator: Indicator) -> bool:
        if len(text) > LONGEST_NAME:
            return False
        name, label = unmarked(text), row_label(text, self.programme)
        is_part = read_leaf(self.programme, name.text, indicator).indicator is not None
        return is_part or is_total(label) or said_by(label, name) is not None

    @cached_property
    def place_columns(self) -> list[int]:
        """The columns of places."""
        return [c.number for c in self.table.of({Role.AREA}) if self._is_of_places(c.number, c.words)]

    def _is_of_places(self, number: int, words: str) -> bool:
        """`Huyện, xã`, or a column such as `Địa bàn` in which most cells name a place."""
        if {"huyen", "xa"} & set(fold(words).split()) or level_in_title(words):
            return True
        texts = self._texts(number)
        unmarked_texts = [text for text in texts if not _is_mark(text)]
        named = list(filter(self._may_mean_place, unmarked_texts))
        tell = self.by_columns and any(read_place(text).places for text in named)  # `B`, `C` below `Huyện A`
        return len(named) * 2 > len(unmarked_texts if tell else texts)

    def _may_mean_place(self, text: str) -> bool:
        return is_ditto(text) or self.may_be_place(text)

    def may_be_place(self, text: str) -> bool:
        """Whether a text may name a place: with its word, as an office's, as a proper name; or be a total."""
        found = read_place(text)
        if found.places or found.of_office or found.pair or found.total_of is not None:
            return True
        return is_proper(bare_name(found.name).split()) or is_former(text)

    @cached_property
    def place_titles(self) -> dict[int, str]:
        """The columns in which places stand, and their titles."""
        titles = {c.number: c.words for c in self.table.of({Role.AREA}) if c.number in self.place_columns}
        return titles or dict.fromkeys(self.name_columns, "")

    def column(self, role: Role) -> int:
        """The first column of a role, 0 without one."""
        column = self.table.column(role)
        return column.number if column else 0

    @cached_property
    def _merged(self) -> dict[tuple[int, int], Cell]:
        """A cell below the first of a vertical merge -> that first one."""
        covered = {}
        for area in self.sheet.merged:
            origin = self.sheet.rows.get(area.first_row, {}).get(area.first_column)
            if origin and area.first_column < max(self._first_figure, 1):
                for row in range(area.first_row + 1, min(area.last_row, self.table.end_row) + 1):
                    covered[row, area.first_column] = origin
        return covered

    def _filled(self, number: int, column: int) -> Cell | None:
        """The cell that reaches a row in a column, also from a merge."""
        return self.sheet.rows[number].get(column) or self._merged.get((number, column))

    def _words(self, columns: Iterable[int]) -> list[Mapping[int, Cell]]:
        """For each of some columns, row -> the words that reach it, also from a merge."""
        return [{**self.sheet.words.get(column, {}), **self._merged_words(column)} for column in columns]

    def _merged_words(self, column: int) -> Mapping[int, Cell]:
        reached = ((row, cell) for (row, at), cell in self._merged.items() if at == column and cell.text)
        return {row: cell for row, cell in reached if column not in self.sheet.rows.get(row, {})}

    @cached_property
    def _words_of_names(self) -> list[Mapping[int, Cell]]:
        return self._words(self.name_columns)

    @cached_property
    def _words_of_places(self) -> list[Mapping[int, Cell]]:
        return self._words(self.place_columns)

    # Rows of words.

    def _stub(self, number: int) -> Stub:
        cells = self.cells(number)
        numbering = cells.get(self._numbering)
        times = self._time_columns
        beside = times.of({column.number: self._filled(number, column.number) for column in times.columns})
        places = _in_row(number, self._words_of_places)
        words = _in_row(number, self._words_of_names) if self.name_columns else places
        named = self._named(number, words, beside.total)
        marked = "" if named.cell is numbering else _mark(numbering)
        name, label, said = self._understood(named.text)
        return Stub(
            number, cells, name, named.cell, label, named.over,
            (marked or name.mark).strip(" .)("), marked, self._code(cells),
            {cell.column: cell.text.strip() for cell in places},
            self._figures, beside.said, beside.unclear, beside.total, beside.said or said,
        )  # fmt: skip

    def _code(self, cells: Mapping[int, Cell]) -> Cell | None:
        """The code of an indicator: a number is none, and the `CT01` of some form isn't either."""
        code = cells.get(self._codes)
        text = code.text.strip() if code else ""
        is_of_form = text.isdecimal() or (_FORM_CODE.fullmatch(text) and self.programme.find_indicator(text) is None)
        return code if text and not is_of_form else None

    def _named(self, number: int, words: Sequence[Cell], total: Cell | None) -> _Named:
        """The name of a row, or what stands in other columns in its stead: `Tổng cộng` below `Năm`."""
        named = self._name(number, words) if words else _Named()
        if total and (named.cell is None or named.cell.row != number):
            return replace(named, cell=total, text=total.text)
        if named.cell is None and (cell := self._words_in_numbering(number) or self._total_beside(number)):
            return _Named(cell, cell.text)
        return named

    def _name(self, number: int, words: Sequence[Cell]) -> _Named:
        """The name of a row among the words that reach it.

        Right of an indicator's name stands what narrows it: a measure, a part, a time.
        """
        known = [cell for cell in words if self._indicator_in(cell.text)]
        in_row = _standing_in(number, words) or words
        if not known:
            return _Named(in_row[-1], in_row[-1].text)
        right = words[words.index(known[-1]) + 1 :]
        if _standing_in(number, right):
            return _Named(right[-1], " ".join(cell.text for cell in right), known[-1])
        named = [cell for cell in in_row if cell in known] or in_row
        return _Named(named[-1], named[-1].text)

    def _words_in_numbering(self, number: int) -> Cell | None:
        """A name in the column of numbers: `Tổng cộng`; beside places it names nothing."""
        cell = self.cells(number).get(self._numbering)
        is_name = cell is not None and bool(cell.text) and not _is_mark(cell.text)
        is_beside_place = self.by_columns and bool(_in_row(number, self._words_of_places))
        return cell if is_name and not is_beside_place else None

    @cached_property
    def _time_columns(self) -> TimeColumns:
        columns = self.table.of({Role.TIME})
        names = min([*self.name_columns, *self.place_columns], default=0)
        return TimeColumns(columns, names, self.programme)

    def _total_beside(self, number: int) -> Cell | None:
        """`Tổng cộng` in the column of the years, of the codes, of the clusters: anywhere left of the figures."""
        last = max(self._first_figure, self.column(Role.TIME) + 1)
        texts = (cell for n, cell in sorted(self.cells(number).items()) if n < last and cell.text)
        return next((cell for cell in texts if unmarked(cell.text).is_total), None)

    def _joined(self, stubs: Sequence[Stub]) -> list[Stub]:
        """A name that is cut over two rows goes on with a small letter, and without a number or a mark of its own."""
        joined: list[Stub] = []
        for stub in stubs:
            before = joined[-1] if joined else None
            if before and self._goes_on(stub, before):
                text, holder = f"{before.name.text} {stub.name.text}", before if before.numbers else stub
                label = row_label(text, self.programme)
                joined[-1] = replace(
                    before, name=replace(before.name, text=text), label=label,
                    said=before.said or said_by(label, before.name), cells=holder.cells, number=holder.number,
                )  # fmt: skip
            else:
                joined.append(stub)
        return joined

    def _goes_on(self, stub: Stub, before: Stub) -> bool:
        is_below = stub.cell is not None and before.cell is not None and stub.cell.column == before.cell.column
        is_marked = stub.mark or stub.name.is_sub_item or stub.places
        if is_marked or not is_below or not stub.text[:1].islower():
            return False
        whole = row_label(f"{before.name.text} {stub.name.text}", self.programme)
        return not (stub.numbers and (before.numbers or whole.indicator is None))

    # Sorts.

    def _sort(self, stub: Stub) -> Sort:
        """The first sort that fits."""
        if not stub.name.text:
            return Sort.CAPTION if stub.name.of_which else Sort.BLANK
        if _is_caption(stub.label):
            return Sort.CAPTION
        if stub.label.indicator and not self.by_columns:
            return Sort.INDICATOR
        if self._is_time(stub):
            return Sort.TIME
        if self._is_total(stub):
            return Sort.TOTAL
        return Sort.MEASURE if _is_measure(stub) else _sort_of_name(stub)

    def _is_time(self, stub: Stub) -> bool:
        total = None if self.by_columns else time_of_total(stub.label)
        return (time_alone(stub.label) or total) is not None

    def _is_total(self, stub: Stub) -> bool:
        """`Tổng Cọt` is a commune: beside indicators only the words of a total alone are one."""
        name = stub.name
        is_of_all = self.by_columns or name.is_total or is_total(stub.label) or totalled_level(name.text)
        return name.total_of is not None and bool(is_of_all)

    def _decide_bare_names(self) -> None:
        places = self._places_by_columns() if self.by_columns else self._bare_places()
        self.sort |= {stub.number: Sort.PLACE for stub in places}

    def _bare_places(self) -> list[Stub]:
        """Names without their word are places where several stand together, and nothing else is known of them."""
        bare = [stub for stub in self.rows if self._is_bare_place(stub)]
        several = len({fold(stub.name.text) for stub in bare}) > 1
        titles = [c.words for c in self.table.of({Role.INDICATOR})]
        of_places = any(level_in_title(title) or "don vi" in fold(title) for title in titles)
        return bare if several or of_places or Sort.PLACE in self.sort.values() else []

    def _places_by_columns(self) -> list[Stub]:
        """Names without their word in a table of places: several bands, or a list with dashes."""
        bands = [stub for stub in self.rows if self._is_band(stub)]
        dashed = [stub for stub in self.rows if self._is_dashed_place(stub)]
        several = len({fold(stub.name.text) for stub in bands}) > 1
        is_list = any(" " in stub.name.text for stub in dashed)
        return bands * several + dashed * is_list

    def _is_dashed_place(self, stub: Stub) -> bool:
        """`+ Sa Lông` in a column of places is one, as are names of one word beside it; `- Nữ` is a part."""
        is_dashed = self.sort[stub.number] is Sort.LEAF and not stub.name.of_which
        among_places = stub.cell is not None and stub.cell.column in self.place_columns
        return is_dashed and among_places and self._says_only_a_name(stub)

    def _is_band(self, stub: Stub) -> bool:
        """A row that holds nothing but a name without its word, left of the places: `MƯỜNG CHÀ` over all columns."""
        is_left = stub.cell is not None and stub.cell.column < min(self.place_columns, default=0)
        if self.sort[stub.number] is not Sort.UNKNOWN or not is_left or stub.places or stub.numbers:
            return False
        is_alone = sum(bool(cell.text) for cell in stub.cells.values()) == 1
        return is_alone and " " in stub.name.text and self._says_only_a_name(stub)

    def _says_only_a_name(self, stub: Stub) -> bool:
        name = bare_name(stub.name.text)
        return is_proper(name.split()) and not stub.label.tells and not names_part(name, self.programme)

    def _is_bare_place(self, stub: Stub) -> bool:
        name, words = stub.name, bare_name(stub.name.text).split()
        is_known = self.sort[stub.number] not in {Sort.UNKNOWN, Sort.LEAF}
        if is_known or name.of_which or len(name.text) > _LONGEST_BARE:
            return False
        is_name = len(words) > 1 and is_proper(words) and not name.text.isupper()  # `Tày`, `Kinh` are none
        return is_name and not names_part(name.text, self.programme)

    # Places.

    @cached_property
    def place_rows(self) -> list[PlaceRow]:
        """The rows with the words that name their places; those of other sorts name none."""
        return [row for row in self._rows_with_names if row.row not in self.doubtful]

    @cached_property
    def _rows_with_names(self) -> list[PlaceRow]:
        return [row for stub in self.rows if (row := self._place_row(stub)) and row.words]

    @cached_property
    def doubtful(self) -> frozenset[int]:
        """The rows in a table of places that name something of which nothing shows that it is one."""
        if not self.by_columns:
            return frozenset()
        rows = [row for row in self._rows_with_names if not self._is_of_all(row.first)]
        doubtful = BareNames(rows, self._number_in_list, self._says_something).doubtful()
        if not doubtful:
            return doubtful
        return frozenset(row for row in doubtful if self.amounts(row)) - self._sums_below(doubtful)

    def _is_of_all(self, words: PlaceText) -> bool:
        """Whether words are a total's, or those of the province or its office."""
        return words.total_of is not None or words.of_province or self.province.is_meant_by(as_present(words.name))

    def is_of_no_place(self, stub: Stub) -> bool:
        """Whether a row stands among places, and what it names is none of them."""
        return stub.number in self.doubtful or any(map(is_no_place, stub.places.values()))

    def _number_in_list(self, row: PlaceRow) -> str:
        """The number, the mark or the dash before a name, also one that is merged over several rows."""
        numbering = self._filled(row.row, self.column(Role.NUMBERING))
        return (_mark(numbering) or row.mark or row.dash).strip(" .)(")

    def _says_something(self, text: str) -> bool:
        label = read_label(text, self.programme)
        return bool(label.says & MEASURES or label.times or label.indicator) or names_part(text, self.programme)

    def _sums_below(self, doubtful: Collection[int]) -> frozenset[int]:
        """The rows below all others that add them up: totals of them, whatever their names."""
        others = [row.row for row in self._rows_with_names if row.row not in doubtful and row.first.total_of is None]
        last = max(others, default=0)
        amounts = list(map(self.amounts, others))
        return frozenset(row for row in doubtful if row > last and is_sum(self.amounts(row), amounts) is True)

    def _place_row(self, stub: Stub) -> PlaceRow | None:
        if self.place_columns:
            texts = self._names_of_places(stub) or self._words_beside_places(stub)
            words = {n: read_place(text) for n, text in texts.items()}
            return PlaceRow(stub.number, _without_office_beside(words), stub.numbering)
        if stub.cell is None or self.sort[stub.number] not in {Sort.PLACE, Sort.TOTAL} | self._loose:
            return None
        return PlaceRow(stub.number, {stub.cell.column: read_place(stub.text)}, stub.numbering)

    def _names_of_places(self, stub: Stub) -> dict[int, str]:
        """The words in the columns of places that name one; how many there are of which sort names none."""
        counts = self._counts_of_places(stub)
        return {n: text for n, text in stub.places.items() if n not in counts and self._is_place_word(text)}

    def _counts_of_places(self, stub: Stub) -> dict[int, str]:
        """Words in the columns of places that say how many there are: `2 huyện`, beside those of a total `2`, too."""
        is_total = any(map(_totals, self._left_of_places(stub)))
        return {n: text for n, text in stub.places.items() if counts_places(text) or (is_total and _is_count(text))}

    def _left_of_places(self, stub: Stub) -> list[Cell]:
        """The words left of the columns of places; those of names beside indicators say what a row counts."""
        cells = filter(None, map(stub.cells.get, self._columns_left_of_places))
        return [cell for cell in cells if cell.text and not _is_mark(cell.text)]

    @cached_property
    def _columns_left_of_places(self) -> list[int]:
        names = () if self.by_columns else self.name_columns
        return [n for n in range(1, self.place_columns[0]) if n not in names]

    @cached_property
    def counts_of_places(self) -> list[Cell]:
        """The cells in the columns of places that say how many there are."""
        return [cell for stub in self.rows for n in self.place_columns if (cell := self._count_in(stub, n))]

    def _count_in(self, stub: Stub, column: int) -> Cell | None:
        cell = stub.cells.get(column)
        if cell is None or not (cell.is_numeric or _tells_count(cell.text)):
            return None
        if counts_places(cell.text):
            return cell
        is_total = any(_totals(other) for n, other in stub.cells.items() if n < column and other.text)
        return cell if is_total else None

    def _words_beside_places(self, stub: Stub) -> dict[int, str]:
        """A total, or a heading, that stands left of the columns of places, or how many places there are in all."""
        counts = self._counts_of_places(stub)
        if stub.cell and stub.cell.column not in counts and self._heads_all(stub):
            return {stub.cell.column: stub.text}
        left = self._left_of_places(stub)
        if counts.keys() != stub.places.keys() or stub.cell in left:
            return {}
        if not left:
            return dict(list(counts.items())[:1])
        return {cell.column: cell.text for cell in left[:1] if _totals(cell)}  # `Cụm 1 | 2 huyện` is of a part

    def _heads_all(self, stub: Stub) -> bool:
        return self.sort[stub.number] in {Sort.TOTAL, Sort.PLACE} and self._totals_all(stub)

    def _totals_all(self, stub: Stub) -> bool:
        """Whether a word in the column of numbers totals all rows; where several say `Cộng`, each is of a part."""
        if stub.cell is None or stub.cell.column != self._numbering:
            return True
        others = (other for other in self.rows if other.cell and other.cell.column == stub.cell.column)
        totals = [other for other in others if self.sort[other.number] is Sort.TOTAL]
        return len(totals) == 1 or fold(stub.text) not in {"cong", "tong"}

    @property
    def _loose(self) -> set[Sort]:
        """Beside columns of indicators a name that says nothing else is a place's, if it may be one."""
        return {Sort.UNKNOWN} if self.by_columns and not self.table.of({Role.INDICATOR}) else set()

    def amounts(self, number: int) -> Mapping[int, Decimal]:
        """The numbers of a row that add up over places."""
        row = self.sheet.rows[number]
        found = {column: row[column].value for column in self._adding_columns if column in row}
        return {column: value for column, value in found.items() if isinstance(value, Decimal)}

    @cached_property
    def _adding_columns(self) -> list[int]:
        columns = self.table.of(RESULT_ROLES | set(PLAN_SCOPES))
        return [c.number for c in columns if c.indicator is None or c.indicator.kind is not Kind.RATE]


def _indicator_in(text: str, programme: Programme) -> Indicator | None:
    return read_name(programme, unmarked(text).text).indicator if len(text) <= LONGEST_NAME else None


def _understood(text: str, programme: Programme) -> tuple[Name, Label, Title | None]:
    """The name of a row without its marks, and what it says: of itself, and of its numbers."""
    name = Name(text.strip()) if place_alone(text) else unmarked(text)
    label = row_label(name.text, programme)
    return name, label, said_by(label, name)


def _totals(cell: Cell) -> bool:
    return unmarked(cell.text).total_of is not None


@lru_cache(maxsize=16384)
def _tells_count(text: str) -> bool:
    return counts_places(text) or _is_count(text)


def _is_count(text: str) -> bool:
    """`2`, `2/8` where a place would be named."""
    return re.fullmatch(r"\d+(?:\s*/\s*\d+)?", text) is not None


def _is_place_word(text: str, programme: Programme) -> bool:
    """Whether a text in a column of places names one, or a total; `Hội LHPN huyện` names none."""
    found = read_place(text)
    if names_nothing(text) or is_no_place(found.name) or is_group(text):
        return False
    label = read_label(text, programme)
    if time_alone(label) or label.says & _HEADS or _says_measure(label, found):
        return False
    return not found.of_office or bool(found.places) or found.of_province


def _says_measure(label: Label, found: PlaceText) -> bool:
    """`Thực hiện` in the column of the communes, beside the district of its row."""
    names = label.names or found.total_of is not None or found.of_office
    return not names and bool(label.says & MEASURES)


def _in_row(number: int, columns: Iterable[Mapping[int, Cell]]) -> list[Cell]:
    """The words that reach a row in some columns of words."""
    return [words[number] for words in columns if number in words]


def _standing_in(row: int, cells: Iterable[Cell]) -> list[Cell]:
    """Those cells that aren't merged down to a row from above."""
    return [cell for cell in cells if cell.row == row]


def _is_caption(label: Label) -> bool:
    """`Trong đó:`, `Các huyện`."""
    says_more = label.rest or label.times or label.indicator
    return bool(label.says) and label.says <= _CAPTIONS and not says_more


def _is_measure(stub: Stub) -> bool:
    """`Kế hoạch giai đoạn`, `Tỷ lệ đạt (%)`; `Các huyện còn lại` are places, and nothing that is still to be done."""
    said, label = said_by(stub.label, stub.name), stub.label
    tells = said is not None and (not said.neutral or said.role is not Role.IN_PERIOD)
    is_other_group = Says.TO_COME in label.says and is_group(stub.name.text)
    return tells and not (label.rest or label.indicator or is_other_group)


def _sort_of_name(stub: Stub) -> Sort:
    """Of a name that is no indicator's, and says nothing of its numbers."""
    if stub.name.of_which:
        return Sort.LEAF
    if read_place(stub.text).places:
        return Sort.PLACE
    if is_group(stub.name.text):
        return Sort.GROUP
    return Sort.LEAF if stub.name.dashed else Sort.UNKNOWN


def _without_office_beside(words: Mapping[int, PlaceText]) -> Mapping[int, PlaceText]:
    """The province's office beside a place, or a total, only says who wrote the row."""
    others = {n: told for n, told in words.items() if not told.of_province}
    return others or words


def bare_name(text: str) -> str:
    """A name without a remark in brackets: `Sa Lông (KV III)`."""
    return re.sub(r"\s*\([^()]*\)\s*$", "", text).strip()


def _mark(cell: Cell | None) -> str:
    if cell is None:
        return ""
    if isinstance(cell.value, Decimal):
        return f"{cell.value:f}"
    return cell.text.strip() if _is_mark(cell.text) or unmarked(cell.text).total_of is not None else ""


def _is_mark(text: str) -> bool:
    return _MARK.fullmatch(text.strip()) is not None
