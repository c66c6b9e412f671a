"""The words beside the numbers of a table: the name of each row, its marks, its places, and of which sort it is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum, auto
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Kind, Programme
from du_an8.reports.labels.label import Label, read_label, time_alone
from du_an8.reports.labels.marks import Name, unmarked
from du_an8.reports.labels.names import read_leaf, read_name
from du_an8.reports.labels.place_texts import is_ditto, is_former, is_group, names_nothing, read_place, totalled_level
from du_an8.reports.labels.titles import NUMBER_ROLES, PLAN_SCOPES, RESULT_ROLES, Role, Title
from du_an8.reports.labels.vocabulary import Says, vocabulary
from du_an8.reports.tables.header_bands import is_figure
from du_an8.reports.tables.nesting import PlaceRow
from du_an8.reports.tables.numbering import numbers_the_columns
from du_an8.reports.tables.place_rows import is_no_place
from du_an8.reports.tables.row_labels import LONGEST_NAME, is_total, row_label, said_by, time_of_total
from du_an8.reports.tables.table import Column, Table
from du_an8.reports.tables.time_columns import TimeColumns
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import is_proper, level_in_title, place_alone

_DEPTHS = (re.compile(r"[A-HJ-UW-ZĐ]"), re.compile(r"[IVXLC]+"), re.compile(r"\d+"), re.compile(r"\d+(?:\.\d+)+"))
"""Of the marks before names: `A` stands over `I`, `I` over `1`, `1` over `1.1`; none of these is deepest."""
DEEPEST = len(_DEPTHS)
_HEADS = frozenset({Says.HEAD_OF_PARTS, Says.HEAD_OF_PLACES})
_CAPTIONS = frozenset({Says.HEAD_OF_PARTS, Says.HEAD_OF_PLACES, Says.NOTHING})
_LONGEST_BARE = 60
_TEXT = CellKind.TEXT
_MARK = re.compile(r"\(?(?:[IVXLC]+|[A-ZĐa-zđ]|\d{1,3}(?:\.\d{1,3})*)\)?\s*[.)/]?|[-–+*•]")


class Sort(StrEnum):
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
        outer: names further left, merged over this row; over is the last of them that names an indicator.
        mark: `I`, `1.2` in its own column or before the name; numbering is what its own column says.
        places: the words in the columns of places.
        numbers: the cells with numbers that its columns hold.
        time_beside: what its cells in columns of times say; unclear_time is one of these that nobody understands,
            total_beside one with the words of a total.
        said: what its own words say of its numbers: a time, a measure.
    """

    number: int
    cells: Mapping[int, Cell]
    name: Name
    cell: Cell | None
    label: Label
    outer: str = ""
    over: Cell | None = None
    mark: str = ""
    numbering: str = ""
    code: Cell | None = None
    places: Mapping[int, str] = field(default_factory=dict)
    numbers: tuple[Cell, ...] = ()
    time_beside: Title | None = None
    unclear_time: Cell | None = None
    total_beside: Cell | None = None
    said: Title | None = None

    @property
    def depth(self) -> int:
        """How deep the mark before it stands."""
        return next((depth for depth, pattern in enumerate(_DEPTHS) if pattern.fullmatch(self.mark)), DEEPEST)

    @property
    def is_running(self) -> bool:
        """Whether its words say that it is a running total: `Luỹ kế`."""
        beside = self.total_beside and Says.CUMULATIVE in vocabulary().said(self.total_beside.text)
        return Says.CUMULATIVE in self.label.says or bool(beside)

    @property
    def text(self) -> str:
        """The name as it is printed."""
        return self.cell.text.strip() if self.cell else ""


class _Names(Struct, frozen=True):
    """The cell that names a row, its words (with those between it and the indicator's name), what stands left of it."""

    cell: Cell | None = None
    text: str = ""
    outer: str = ""
    over: Cell | None = None


def _text_of(cells: Iterable[Cell]) -> str:
    return " ".join(cell.text for cell in cells)


class Stubs:
    """The words beside the numbers of one table: its rows, and the sort of each."""

    def __init__(self, table: Table, sheet: Sheet, programme: Programme) -> None:
        """For one table."""
        self.table, self.sheet, self.programme = table, sheet, programme
        self._read_name, self._names_place = programme.once(_read_name), programme.once(_names_place)
        self.by_columns = table.by_columns or table.about is not None
        last = table.end_row + self._goes_on_behind()
        self.numbers = [n for n in sorted(sheet.rows) if table.header_row < n <= last]
        self._cells = {n: self._within(n) for n in self.numbers}
        self.counting = [n for n in self.numbers if numbers_the_columns(self._cells[n])]
        self.rows = self._joined([self._stub(n) for n in self.numbers if n not in self.counting])
        self.sort = {stub.number: self._sort(stub) for stub in self.rows}
        self._decide_bare_names()

    def _goes_on_behind(self) -> bool:
        """Whether the last name goes on in a row of its own, where the numbers have ended."""
        cells = list(self.sheet.rows.get(self.table.end_row + 1, {}).values())
        columns = {c.number for c in self.table.of({Role.INDICATOR})}
        return len(cells) == 1 and cells[0].column in columns and cells[0].text.strip()[:1].islower()

    # Columns of words.

    def _within(self, number: int) -> Mapping[int, Cell]:
        """The cells of a row that lie in the table."""
        row, first, last = self.sheet.rows[number], self.table.first_column, self.table.last_column
        if first <= min(row) and max(row) <= last:
            return row
        return {n: cell for n, cell in row.items() if first <= n <= last}

    @cached_property
    def _numbering_column(self) -> int:
        return self.column(Role.NUMBERING) or 0

    @cached_property
    def _id_column(self) -> int:
        return self.column(Role.ID) or 0

    @cached_property
    def _number_columns(self) -> list[int]:
        return [c.number for c in self.table.columns if c.role in NUMBER_ROLES]

    @cached_property
    def _first_figure(self) -> int:
        return min(self._number_columns, default=0)

    @cached_property
    def name_columns(self) -> list[int]:
        """The columns of names, then those further right into which a form may indent them."""
        taken = {c.number for c in self.table.columns if c.role is not Role.INDICATOR}
        named = [c.number for c in self.table.of({Role.INDICATOR})]
        first = min(named, default=self.table.first_column)
        if self.by_columns and not named and self.place_columns:
            return []
        taken -= {c.number for c in self.table.of({Role.NOTE}) if self._counted_first and self._narrows(c)}
        free = [n for n in range(first, self._first_figure) if n not in taken and n not in self.table.unknown]
        return list(dict.fromkeys([*named, *free]))

    @cached_property
    def _counted_first(self) -> Indicator | None:
        """The first indicator that a column belongs to, or that a column of names names."""
        if self.by_columns:
            return self.table.about or next((c.indicator for c in self.table.columns if c.indicator), None)
        columns = [c.number for c in self.table.of({Role.INDICATOR})]
        texts = (cell.text for n in self.numbers for c in columns if (cell := self.sheet.rows[n].get(c)) and cell.text)
        named = (read_name(self.programme, unmarked(text).text) for text in texts if len(text) <= LONGEST_NAME)
        return next((name.indicator for name in named if name.indicator), None)

    def _narrows(self, column: Column) -> bool:
        """Whether most words in a column beside the names say what of an indicator its row counts: `Chi tiết`."""
        if Says.NOTES in read_label(column.words, self.programme).says:
            return False
        texts = [cell.text for n in self.numbers if (cell := self.sheet.rows[n].get(column.number)) and cell.text]
        return sum(map(self._is_narrowing, texts)) * 2 > len(texts)

    def _is_narrowing(self, text: str) -> bool:
        label = row_label(text, self.programme)
        if self._counted_first is None or len(text) > LONGEST_NAME:
            return False
        leaf = read_leaf(self.programme, unmarked(text).text, self._counted_first)
        return leaf.indicator is not None or is_total(label) or (said_by(label, unmarked(text)) is not None)

    @cached_property
    def place_columns(self) -> list[int]:
        """The columns of places."""
        return [c.number for c in self.table.of({Role.AREA}) if self._is_of_places(c.number, c.words)]

    def _is_of_places(self, number: int, words: str) -> bool:
        """`Huyện, xã`, or a column such as `Địa bàn` in which most cells name a place."""
        if {"huyen", "xa"} & set(fold(words).split()) or level_in_title(words):
            return True
        cells = (self.sheet.rows[n].get(number) for n in self.numbers)
        texts = [cell.text for cell in cells if cell and cell.text]
        unmarked_texts = [text for text in texts if not _is_mark(text)]
        named = [text for text in unmarked_texts if self.may_be_place(text) or is_ditto(text)]
        tell = self.by_columns and any(read_place(text).places for text in named)  # `B`, `C` below `Huyện A`
        return len(named) * 2 > len(unmarked_texts if tell else texts)

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
        return titles if self.place_columns else dict.fromkeys(self.name_columns, "")

    def column(self, role: Role) -> int | None:
        """The first column of a role."""
        column = self.table.column(role)
        return column.number if column else None

    @cached_property
    def _merged(self) -> dict[tuple[int, int], tuple[int, int]]:
        """A cell below the first of a vertical merge -> that first one."""
        covered = {}
        for area in self.sheet.merged:
            if area.last_row > area.first_row and area.first_column < max(self._first_figure, 1):
                for row in range(area.first_row + 1, min(area.last_row, self.table.end_row) + 1):
                    covered[row, area.first_column] = (area.first_row, area.first_column)
        return covered

    def _filled(self, number: int, column: int) -> Cell | None:
        """The cell that reaches a row in a column, also from a merge."""
        cell = self.sheet.rows[number].get(column)
        if cell is None and (first := self._merged.get((number, column))):
            cell = self.sheet.rows.get(first[0], {}).get(first[1])
        return cell

    def _words(self, number: int, column: int) -> Cell | None:
        """The words that reach a row in a column of words."""
        cell = self._filled(number, column)
        return cell if cell and cell.text else None

    # Rows of words.

    def _stub(self, number: int) -> Stub:
        cells = self._cells[number]
        numbering = cells.get(self._numbering_column)
        marked = _mark(numbering)
        names = self._names(number)
        cell, text = names.cell, names.text
        if (
            cell is None
            and numbering
            and numbering.text
            and not _is_mark(numbering.text)
            and not (self.by_columns and self.place_columns and any(self._words(number, n) for n in self.place_columns))
        ):
            cell, text, marked = numbering, numbering.text, ""
        beside = self._time_columns.of(number)
        if beside.total and (cell is None or cell.row != number):
            cell, text = beside.total, beside.total.text
        if cell is None and (total := self._total_beside(number)):
            cell, text = total, total.text
        name, label, said = self._read_name(text)
        places = {n: found.text.strip() for n in self.place_columns if (found := self._words(number, n))}
        code = cells.get(self._id_column)
        data = [cells[n] for n in self._number_columns if n in cells]
        return Stub(
            number, cells, name, cell, label, names.outer, names.over,
            (marked or name.mark).strip(" .)("), marked, code, places,
            tuple(cell for cell in data if cell.kind is not _TEXT or is_figure(cell)),
            beside.said, beside.unclear, beside.total, beside.said or said,
        )  # fmt: skip

    def _names(self, number: int) -> "_Names":
        """The name of a row, and what stands further left of it.

        Right of an indicator's name stands what narrows it: a measure, a part, a time.
        """
        columns = self.name_columns or self.place_columns
        found = [cell for n in columns if (cell := self._words(number, n))]
        if not found:
            return _Names()
        if len(found) == 1:
            return _Names(found[0], found[0].text)
        names_indicator = self.programme.once(_names_indicator)
        known = [cell for cell in found if names_indicator(cell.text)]
        own = [cell for cell in found if cell.row == number]
        over = known[-1] if known else None
        right = [cell for cell in found if over and cell.column > over.column]
        if over and any(cell in own for cell in right):
            outer = [cell for cell in found if cell.column <= over.column]
            return _Names(right[-1], " ".join(cell.text for cell in right), _text_of(outer), over)
        cell = over if over and (over in own or not own) else (own or found)[-1]
        return _Names(cell, cell.text, _text_of(other for other in found if other.column < cell.column))

    @cached_property
    def _time_columns(self) -> TimeColumns:
        columns = self.table.of({Role.TIME})
        names = min([*self.name_columns, *self.place_columns], default=0)
        return TimeColumns(columns, names, self._filled, self.programme)

    def _total_beside(self, number: int) -> Cell | None:
        """`Tổng cộng` in the column of the years, of the codes, of the clusters: anywhere left of the figures."""
        last = max(self._first_figure, (self.column(Role.TIME) or 0) + 1)
        cells = self._cells[number]
        texts = (cells[n] for n in sorted(n for n in cells if n < last) if cells[n].text)
        return next((cell for cell in texts if unmarked(cell.text).is_total), None)

    def _joined(self, stubs: Sequence[Stub]) -> list[Stub]:
        """A name that is cut over two rows goes on with a small letter, and without a number or a mark of its own."""
        joined: list[Stub] = []
        for stub in stubs:
            before = joined[-1] if joined else None
            if before and before.cell and self._goes_on(stub, before):
                text = f"{before.name.text} {stub.name.text}"
                numbers, cells = before.numbers or stub.numbers, before.cells if before.numbers else stub.cells
                label = row_label(text, self.programme)
                said = before.said or said_by(label, before.name)
                joined[-1] = replace(
                    before, name=replace(before.name, text=text), label=label, said=said,
                    numbers=numbers, cells=cells, number=before.number if before.numbers else stub.number,
                )  # fmt: skip
            else:
                joined.append(stub)
        return joined

    def _goes_on(self, stub: Stub, before: Stub) -> bool:
        text = stub.text
        if not text or not text[0].islower() or stub.mark or stub.name.dashed or stub.name.of_which or stub.places:
            return False
        whole = row_label(f"{before.name.text} {stub.name.text}", self.programme)
        if (stub.numbers and before.numbers) or stub.cell is None or before.cell is None:
            return False
        return stub.cell.column == before.cell.column and (whole.indicator is not None or not stub.numbers)

    # Sorts.

    def _sort(self, stub: Stub) -> Sort:
        name, label = stub.name, stub.label
        if label.says and label.says <= _CAPTIONS and not label.rest and not label.times and not label.indicator:
            return Sort.CAPTION
        if not name.text:
            return Sort.CAPTION if name.of_which else Sort.BLANK
        if label.indicator and not label.rest and not self.by_columns:
            return Sort.INDICATOR
        if time_alone(label) or (time_of_total(label) and not self.by_columns):
            return Sort.TIME
        is_of_all = name.is_total or is_total(label) or self.by_columns or totalled_level(name.text)
        if name.total_of is not None and is_of_all:
            return Sort.TOTAL
        if self._is_measure(stub) and not self._is_other_group(stub):
            return Sort.MEASURE
        if self._place(stub):
            return Sort.PLACE
        if name.of_which:
            return Sort.LEAF
        if is_group(name.text):
            return Sort.GROUP
        return Sort.LEAF if name.dashed else Sort.UNKNOWN

    @staticmethod
    def _is_other_group(stub: Stub) -> bool:
        """`Các huyện còn lại` are other districts, and nothing that is still to be done."""
        return Says.TO_COME in stub.label.says and is_group(stub.name.text)

    def _is_measure(self, stub: Stub) -> bool:
        """`Kế hoạch giai đoạn`, `Tỷ lệ đạt (%)` as the name of a row."""
        said = said_by(stub.label, stub.name)
        tells = said is not None and (not said.neutral or said.role is not Role.IN_PERIOD)
        return tells and not stub.label.rest and not stub.label.indicator

    def _place(self, stub: Stub) -> str | None:
        """The place that a row's name names with its word, or beside the places of a table of places."""
        found = read_place(stub.text)
        return found.name if found.places and not stub.name.of_which else None

    def _decide_bare_names(self) -> None:
        """Names without their word are places where several stand together, and nothing else is known of them."""
        if self.by_columns:
            places = {*self._bands(), *self._dashed_places()}
            self.sort |= dict.fromkeys(places, Sort.PLACE)
            return
        bare = [
            stub for stub in self.rows
            if self.sort[stub.number] in {Sort.UNKNOWN, Sort.LEAF} and not stub.name.of_which
            if len(stub.name.text) <= _LONGEST_BARE and self._is_bare_place(stub)
        ]  # fmt: skip
        told = any(sort is Sort.PLACE for sort in self.sort.values())
        of_places = any(level_in_title(c.words) or "don vi" in fold(c.words) for c in self.table.of({Role.INDICATOR}))
        if len({fold(stub.name.text) for stub in bare}) > 1 or (bare and told) or (bare and of_places):
            self.sort |= {stub.number: Sort.PLACE for stub in bare}

    def _bands(self) -> list[int]:
        """Rows that hold nothing but a name without its word, left of the places: `MƯỜNG CHÀ` over all columns."""
        first = min(self.place_columns, default=0)
        bands = [
            stub for stub in self.rows
            if self.sort[stub.number] is Sort.UNKNOWN and not stub.numbers and not stub.places
            if stub.cell and stub.cell.column < first and sum(bool(cell.text) for cell in stub.cells.values()) == 1
            if len(stub.name.text.split()) > 1 and self._says_only_a_name(stub)
        ]  # fmt: skip
        names = {fold(stub.name.text) for stub in bands}
        return [stub.number for stub in bands] if len(names) > 1 else []

    def _dashed_places(self) -> list[int]:
        """`+ Sa Lông` in a column of places is one, as are names of one word beside it; `- Nữ` is a part."""
        dashed = [
            stub for stub in self.rows
            if self.sort[stub.number] is Sort.LEAF and not stub.name.of_which
            if stub.cell and stub.cell.column in self.place_columns and self._says_only_a_name(stub)
        ]  # fmt: skip
        is_list = any(len(stub.name.text.split()) > 1 for stub in dashed)
        return [stub.number for stub in dashed] if is_list else []

    def _says_only_a_name(self, stub: Stub) -> bool:
        name = bare_name(stub.name.text)
        if not is_proper(name.split()) or stub.label.tells:
            return False
        return all(read_leaf(self.programme, name, each).part is None for each in self._some)

    def _is_bare_place(self, stub: Stub) -> bool:
        words = bare_name(stub.name.text).split()
        if len(words) < 2 or not is_proper(words) or stub.name.text.isupper():  # noqa: PLR2004  # `Tày`, `Kinh`
            return False
        return all(read_leaf(self.programme, stub.name.text, each).part is None for each in self._some)

    @cached_property
    def _some(self) -> list[Indicator]:
        return list(self.programme.indicators.values())[:1]

    # Places.

    @cached_property
    def place_rows(self) -> list[PlaceRow]:
        """The rows with the words that name their places; those of other sorts name none."""
        return [row for stub in self.rows if (row := self._place_row(stub)) and row.words]

    def _place_row(self, stub: Stub) -> PlaceRow | None:
        if self.place_columns:
            words = {n: text for n, text in stub.places.items() if self._names_place(text)}
            words = words or self._words_beside_places(stub)
            return PlaceRow(stub.number, _without_office_beside(words), stub.numbering)
        if stub.cell is None or self.sort[stub.number] not in {Sort.PLACE, Sort.TOTAL} | self._loose:
            return None
        return PlaceRow(stub.number, {stub.cell.column: stub.text}, stub.numbering)

    def _words_beside_places(self, stub: Stub) -> dict[int, str]:
        """A total, or a heading, that stands left of the columns of places."""
        if stub.cell and self.sort[stub.number] in {Sort.TOTAL, Sort.PLACE} and self._totals_all(stub):
            return {stub.cell.column: stub.text}
        column = self._total_in_numbering(stub)
        return {column: stub.numbering} if column else {}

    def _total_in_numbering(self, stub: Stub) -> int | None:
        """The column of numbers, where `Tổng cộng` stands in it beside the name of an indicator."""
        is_total = bool(stub.numbering) and unmarked(stub.numbering).is_total
        return self.column(Role.NUMBERING) if is_total and not stub.places else None

    def _totals_all(self, stub: Stub) -> bool:
        """Whether a word in the column of numbers totals all rows; where several say `Cộng`, each is of a part."""
        if stub.cell is None or stub.cell.column != self.column(Role.NUMBERING):
            return True
        alike = [
            other
            for other in self.rows
            if other.cell and other.cell.column == stub.cell.column and self.sort[other.number] is Sort.TOTAL
        ]
        return len(alike) == 1 or fold(stub.text) not in {"cong", "tong"}

    @property
    def _loose(self) -> set[Sort]:
        """Beside columns of indicators a name that says nothing else is a place's, if it may be one."""
        return {Sort.UNKNOWN} if self.by_columns and not self.table.of({Role.INDICATOR}) else set()

    def amounts(self, number: int) -> Mapping[int, Decimal]:
        """The numbers of a row that add up over places."""
        row = self.sheet.rows[number]
        found = {}
        for column in self.table.columns:
            is_amount = column.role in RESULT_ROLES | set(PLAN_SCOPES) and column.number in row
            of_rate = column.indicator is not None and column.indicator.kind is Kind.RATE
            if is_amount and not of_rate and isinstance(value := row[column.number].value, Decimal):
                found[column.number] = value
        return found


def _read_name(text: str, programme: Programme) -> tuple[Name, Label, Title | None]:
    """The name of a row without its marks, what it says, and what it says of its numbers."""
    name = Name(text.strip()) if place_alone(text) else unmarked(text)
    label = row_label(name.text, programme)
    return name, label, said_by(label, name)


def _names_indicator(text: str, programme: Programme) -> bool:
    return len(text) <= LONGEST_NAME and read_name(programme, unmarked(text).text).indicator is not None


def _names_place(text: str, programme: Programme) -> bool:
    """Whether a text in a column of places names one, or a total; `Hội LHPN huyện` names none."""
    found = read_place(text)
    if names_nothing(text) or is_no_place(found.name) or is_group(text):
        return False
    label = read_label(text, programme)
    if time_alone(label) or label.says & _HEADS:
        return False
    return not found.of_office or bool(found.places) or found.of_province


def _without_office_beside(words: Mapping[int, str]) -> Mapping[int, str]:
    """The province's office beside a place, or a total, only says who wrote the row."""
    others = {n: text for n, text in words.items() if not read_place(text).of_province}
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
