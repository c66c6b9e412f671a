"""The rows of words of a table: the name of each, its marks, and what stands beside it in other columns."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import Province
from du_an8.reports.labels.joined_titles import joined
from du_an8.reports.labels.label import Label
from du_an8.reports.labels.roles import NUMBER_ROLES, Role
from du_an8.reports.labels.row_labels import row_label, said_by
from du_an8.reports.labels.titles import Title
from du_an8.reports.rows.place_words import PlaceWords
from du_an8.reports.rows.row_sorts import RowSorts, Sort
from du_an8.reports.rows.stub import Stub
from du_an8.reports.rows.time_columns import TimeColumns
from du_an8.reports.rows.word_columns import WordColumns
from du_an8.reports.tables.numbering import is_mark, mark_of
from du_an8.reports.vocabulary.marks import DEEPEST, Name, unmarked
from du_an8.reports.workbook.cells import Cell
from du_an8.vietnamese.places import place_alone

_FIRST_MARKS = frozenset({"1", "a", "I", ""})
_FORM_CODE = re.compile(r"(?=.*\d)[A-ZĐ\d._/-]+")


class _Named(Struct, frozen=True):
    """The cell that names a row, and its words, with those between it and the name of an indicator over it."""

    cell: Cell | None = None
    text: str = ""
    over: Cell | None = None


class Stubs:
    """The words beside the numbers of one table: its rows, and the sort of each."""

    def __init__(self, columns: WordColumns, province: Province) -> None:
        """For one table of a report of a province."""
        self.table, self.programme, self.columns = columns.table, columns.programme, columns
        self.by_columns, self.numbers, self.column = columns.by_columns, columns.numbers, columns.column
        self.name_columns, self.place_columns = columns.names, columns.places
        self._understood = self.programme.once(_understood)
        self._figures = [column.number for column in self.table.of(NUMBER_ROLES)]
        self._numbering, self._codes = columns.column(Role.NUMBERING), columns.column(Role.ID)
        self.counting = columns.counting
        self.rows = self._joined([self._stub(n) for n in self.numbers if n not in self.counting])
        self.sort = RowSorts(self.rows, columns).of
        self.places = PlaceWords(self.rows, self.sort, columns, province)

    @cached_property
    def following(self) -> Mapping[int, Stub]:
        """By the number of each row, the next one that names an indicator or a place."""
        found: dict[int, Stub] = {}
        below: Stub | None = None
        for stub in reversed(self.rows):
            if below:
                found[stub.number] = below
            if self.sort[stub.number] in {Sort.INDICATOR, Sort.PLACE} or stub.code:
                below = stub
        return found

    def heads_next(self, stub: Stub) -> bool:
        """Whether a row stands over the next one that names an indicator or a place."""
        below = self.following.get(stub.number)
        if below is None:
            return False
        return below.mark in _FIRST_MARKS if stub.depth == DEEPEST else stub.depth < below.depth

    def _stub(self, number: int) -> Stub:
        cells = self.columns.cells(number)
        numbering = cells.get(self._numbering)
        times = self._time_columns
        beside = times.of({column.number: self.columns.filled(number, column.number) for column in times.columns})
        places = _in_row(number, self.columns.words_of_places)
        words = _in_row(number, self.columns.words_of_names) if self.name_columns else places
        named = self._named(number, words, beside.total)
        marked = "" if named.cell is numbering else mark_of(numbering)
        name, label, said = self._understood(named.text)
        return Stub(
            number, cells, name, named.cell, label, named.over,
            (marked or name.mark).strip(" .)("), marked, self._code(cells),
            {cell.column: cell.text.strip() for cell in places},
            self._figures, beside.said, beside.unclear, beside.total, _both(beside.said, said),
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
        if named.cell is None and (cell := self._in_its_stead(number)):
            return _Named(cell, cell.text)
        return named

    def _in_its_stead(self, number: int) -> Cell | None:
        return self._words_in_numbering(number) or self._total_beside(number) or self._heading_over_numbers(number)

    def _name(self, number: int, words: Sequence[Cell]) -> _Named:
        """The name of a row among the words that reach it.

        Right of an indicator's name stands what narrows it: a measure, a part, a time.
        """
        known = [cell for cell in words if self.columns.indicator_in(cell.text)]
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
        cell = self.columns.cells(number).get(self._numbering)
        is_name = cell is not None and bool(cell.text) and not is_mark(cell.text)
        is_beside_place = self.by_columns and bool(_in_row(number, self.columns.words_of_places))
        return cell if is_name and not is_beside_place else None

    def _heading_over_numbers(self, number: int) -> Cell | None:
        """`Chỉ số phát triển (năm trước = 100)`, merged over columns of numbers and alone in its row."""
        cell, *others = self.columns.cells(number).values() or (None,)
        if others or cell is None or not cell.text or cell.column not in self._figures:
            return None
        areas = (area for area in self.columns.sheet.merged if area.first_row == number)
        return cell if any(area.first_column == cell.column < area.last_column for area in areas) else None

    @cached_property
    def _time_columns(self) -> TimeColumns:
        columns = self.table.of({Role.TIME})
        names = min([*self.name_columns, *self.place_columns], default=0)
        return TimeColumns(columns, names, self.programme)

    def _total_beside(self, number: int) -> Cell | None:
        """`Tổng cộng` in the column of the years, of the codes, of the clusters: anywhere left of the figures."""
        last = max(self.columns.first_figure, self.column(Role.TIME) + 1)
        texts = (cell for n, cell in sorted(self.columns.cells(number).items()) if n < last and cell.text)
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


def _understood(text: str, programme: Programme) -> tuple[Name, Label, Title | None]:
    """The name of a row without its marks, and what it says: of itself, and of its numbers."""
    name = Name(text.strip()) if place_alone(text) else unmarked(text)
    label = row_label(name.text, programme)
    return name, label, said_by(label, name)


def _both(time: Title | None, said: Title | None) -> Title | None:
    """What a row says whose time stands in a column of its own: `Kế hoạch` beside `Năm 2023`."""
    if time is None or said is None:
        return time or said
    return joined(time, said) or time


def _in_row(number: int, columns: Iterable[Mapping[int, Cell]]) -> list[Cell]:
    """The words that reach a row in some columns of words."""
    return [words[number] for words in columns if number in words]


def _standing_in(row: int, cells: Iterable[Cell]) -> list[Cell]:
    """Those cells that aren't merged down to a row from above."""
    return [cell for cell in cells if cell.row == row]
