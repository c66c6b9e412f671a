"""Finds the rows of each header: the band of rows whose labels, read over their reach, make the most sense."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from du_an8.programme.catalogue import Programme
from du_an8.reports.labels.label import Label, read_label, read_stack
from du_an8.reports.labels.titles import NUMBER_ROLES, Heading, Role, heading
from du_an8.reports.labels.vocabulary import Says
from du_an8.reports.tables.numbering import numbers_the_columns
from du_an8.reports.workbook.cells import Area, Cell, CellKind, Sheet
from du_an8.vietnamese.dates import find_times, format_date
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import ABSENT, Quantity, read_number
from du_an8.vietnamese.time_phrases import find_in
from du_an8.vietnamese.time_words import split_words

_DEEPEST = 5
_WIDEST = 500
_MOST_ROWS = 60  # of words above numbers
_LONGEST = 300
_MOST_TRIES = 4000  # bands that are tried; a longer text is no table
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_WIDEST_GAP = 3  # rows without a number in the middle of a table
_MARK = re.compile(
    r"[IVX]{1,5}|[A-ZĐa-zđ]|\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}[.)]|[A-ZĐa-zđ][.)]"
)  # of a list: no title
_NUMBER, _TEXT = CellKind.NUMBER, CellKind.TEXT
_WORDS_OR_DATES = frozenset({CellKind.TEXT, CellKind.DATE, CellKind.BOOLEAN})
_SPANS = frozenset({"nam", "quy", "thang"})
_NAMES = frozenset({Role.ID, Role.INDICATOR})
_WORDS = frozenset({Role.NUMBERING, Role.ID, Role.INDICATOR, Role.AREA, Role.UNIT, Role.NOTE, Role.TIME})


class Stack(Struct, frozen=True):
    """The labels that reach one column, from the outer to the inner, and the cells in which they stand."""

    number: int
    texts: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def text(self) -> str:
        """All words over the column."""
        return " ".join(self.texts)


class Band(Struct, frozen=True):
    """Some rows read as a header."""

    first_row: int
    last_row: int
    stacks: tuple[Stack, ...]
    headings: tuple[Heading, ...]
    score: float

    @property
    def numbering(self) -> frozenset[int]:
        """The columns that number the rows."""
        pairs = zip(self.stacks, self.headings, strict=True)
        return frozenset(s.number for s, head in pairs if head.title and head.title.role is Role.NUMBERING)


class HeaderFinder:
    """Tries bands of rows of one sheet."""

    def __init__(self, sheet: Sheet, programme: Programme) -> None:
        self.sheet, self.programme = sheet, programme
        self.rows = sorted(sheet.rows)
        self.merged: dict[int, list[Area]] = {}
        for area in sheet.merged:
            self.merged.setdefault(area.first_row, []).append(area)
        self._tries = 0
        self._heading = programme.once(_heading)

    def bands(self) -> Iterator[Band]:
        """The best header of each run of rows of words that numbers follow, from top to bottom."""
        running: Band | None = None
        for run in self._runs():
            tried = [band for band in self._tried(run) if band.score > 0 and self._begins_a_table(band, running)]
            if tried:
                running = max(tried, key=lambda band: (band.score, band.first_row, band.last_row))
                yield running

    def roles_seen(self) -> tuple[str, ...]:
        """What the rows that look most like a header say of their columns, where none makes sense as one."""
        tried = [band for run in self._runs() for band in self._tried(run)]
        best = max(tried, key=lambda band: band.score, default=None)
        heads = best.headings if best else ()
        return tuple(dict.fromkeys(head.title.role.value for head in heads if head.title and not head.leaves))

    def _begins_a_table(self, band: Band, running: Band | None) -> bool:
        """Whether rows of words in the middle of a table title figures of their own; else they are a section of it.

        `II | Địa chỉ tin cậy` stands in the columns of numbering and names; the numbers of the former title nothing.
        """
        if running is None:
            return True
        numbering = running.numbering
        return any(
            head.title is not None
            and head.title.role in NUMBER_ROLES
            and stack.number not in numbering
            and self.last_number.get(stack.number, 0) > band.last_row
            for stack, head in zip(band.stacks, band.headings, strict=True)
        )

    def _runs(self) -> Iterator[list[int]]:
        """Runs of rows of words, each with a row of numbers below."""
        run: list[int] = []
        for number in self.rows:
            row = self.sheet.rows[number]
            if numbers_the_columns(row):
                if run:
                    yield run[-_MOST_ROWS:]
                run = []
            elif all(map(is_title, row.values())):
                run.append(number)
            else:
                if run:
                    yield run[-_MOST_ROWS:]
                run = []
        if run:
            yield run[:_MOST_ROWS]  # a form that nobody filled in

    def _tried(self, run: Sequence[int]) -> Iterator[Band]:
        for first in range(len(run)):
            if len(self.sheet.rows[run[first]]) < 2 or not self._may_begin(run[first]):  # noqa: PLR2004  # a title stands alone
                continue
            for last in range(first, min(first + _DEEPEST, len(run))):
                numbers = run[first : last + 1]
                if numbers[-1] - numbers[0] > _DEEPEST or self._tries > _MOST_TRIES:
                    break
                self._tries += 1
                yield self._band(numbers)

    def _may_begin(self, number: int) -> bool:
        """A cheap look: a row in which no label says anything of columns begins no header."""
        texts = (printed(cell) for cell in self.sheet.rows[number].values())
        return any(read_label(text, self.programme).tells for text in texts if len(text) <= _LONGEST)

    def _band(self, numbers: Sequence[int]) -> Band:
        stacks = self.stacks(numbers)
        headings = tuple(self._heading(stack.texts) for stack in stacks)
        return Band(numbers[0], numbers[-1], tuple(stacks), headings, self._score(stacks, headings))

    def _labels(self, stack: Stack) -> tuple[Label, ...]:
        return read_stack(stack.texts, self.programme)

    def _score(self, stacks: Sequence[Stack], headings: Sequence[Heading]) -> float:
        """How much sense the rows make as a header; columns that nothing tells apart make less."""
        score = 0.0
        seen: dict[object, int] = {}
        for stack, head in zip(stacks, headings, strict=True):
            score += self._weight(stack, head)
            if head.title and head.title.role in NUMBER_ROLES and head.title.role is not Role.PERCENTAGE:
                key = (head.title, head.indicator, head.places, head.leaves)
                seen[key] = seen.get(key, 0) + 1
        doubled = sum(count - 1 for count in seen.values())
        names_rows = any(head.title and head.title.role in _NAMES | {Role.AREA} for head in headings)
        names_rows = names_rows or any(head.indicator for head in headings)
        return score - 2.5 * doubled - (0 if names_rows else 2)

    def _weight(self, stack: Stack, head: Heading) -> float:
        if head.title is None:
            return -1.0
        if any(text.endswith(":") and not self._heads_others(text) for text in stack.texts):
            return -2.0  # `Kỳ báo cáo:` stands before its value
        has_numbers = self.last_number.get(stack.number, 0) > stack.cells[-1].row
        if head.title.role in _WORDS:
            of_numbers = has_numbers and head.title.role in {Role.INDICATOR, Role.AREA}
            return -0.5 if of_numbers else (3.0 if head.title.role in _NAMES else 1.0) - len(head.leaves)
        if not has_numbers and any(label.axis for label in self._labels(stack)):
            return -2.0  # a name below `Đơn vị` is the first of its rows
        return self._weight_of_numbers(head, has_numbers=has_numbers)

    @staticmethod
    def _weight_of_numbers(head: Heading, *, has_numbers: bool) -> float:
        value = 2.5 if has_numbers else 0.5
        says_little = head.title is not None and head.title.neutral and head.title.time is None
        if says_little and not head.indicator and not head.total:
            value -= 1.0
        return value - 1.2 * len(head.leaves)

    def _heads_others(self, text: str) -> bool:
        """`Trong đó:`, `Các huyện:` stand over other titles."""
        return bool(read_label(text, self.programme).says & {Says.HEAD_OF_PARTS, Says.HEAD_OF_PLACES})

    @cached_property
    def last_number(self) -> Mapping[int, int]:
        """Column -> the lowest row in which it holds a number."""
        last: dict[int, int] = {}
        for number in reversed(self.rows):
            for column, cell in self.sheet.rows[number].items():
                if column not in last and (cell.kind is not _TEXT or is_figure(cell)):
                    last[column] = number
        return last

    def end_of(self, band: Band, last: int) -> int:
        """The last row of the table below a header: behind its last number come remarks and signatures.

        Rows that go on with its numbering belong to it, though they hold no number.
        """
        columns = {s.number for s, head in zip(band.stacks, band.headings, strict=True) if self._holds_numbers(head)}
        numbering = band.numbering
        end = band.last_row
        for number in self.rows:
            if not band.last_row < number <= last:
                continue
            row = self.sheet.rows[number]
            if any(c in columns and cell.kind is _NUMBER for c, cell in row.items()):
                end = number  # as nearly always
                continue
            told = any(
                is_figure(cell) or cell.kind not in _WORDS_OR_DATES or _begins_with_number(cell)
                for c, cell in row.items()
                if c in columns or c not in numbering
            )
            goes_on = number - end <= _WIDEST_GAP and any(c in row for c in numbering) and len(row) > 1
            end = number if told or goes_on else end
        return end

    @staticmethod
    def _holds_numbers(head: Heading) -> bool:
        return head.title is None or head.title.role in NUMBER_ROLES

    # Reach.

    def stacks(self, numbers: Sequence[int]) -> list[Stack]:
        """The labels over each column of a band."""
        found: dict[int, list[Cell]] = {}
        for number in numbers:
            row = self.sheet.rows[number]
            for cell in row.values():
                found.setdefault(cell.column, []).append(cell)
            for area in self.merged.get(number, ()):
                origin = row.get(area.first_column)
                if origin is None:
                    continue
                for column in range(area.first_column + 1, min(area.last_column, _WIDEST) + 1):
                    if column not in row:
                        found.setdefault(column, []).append(origin)
        own = {cell.column for number in numbers for cell in self.sheet.rows[number].values()}
        reached = {c: cells for c, cells in found.items() if c in own or self.last_number.get(c, 0) > numbers[-1]}
        with_parents = {c: [*self._parents(c, reached, numbers), *cells] for c, cells in reached.items()}
        return [
            Stack(column, tuple(printed(cell) for cell in cells), tuple(cells))
            for column, cells in sorted(with_parents.items())
        ]

    def _parents(self, column: int, found: Mapping[int, list[Cell]], numbers: Sequence[int]) -> list[Cell]:
        """The labels that an unmerged heading further left holds over this column, too.

        It reaches on until the next label of its row, and must have a label of its own below it.
        """
        top = found[column][0].row
        if top == numbers[0]:
            return []
        for left in sorted((other for other in found if other < column), reverse=True):
            above = [cell for cell in found[left] if cell.row < top]
            if above:
                has_child = any(cell.row >= top for cell in found[left])
                wide = any(
                    area.first_column == left and area.last_column > left for area in self.merged.get(above[-1].row, ())
                )
                tall = any(
                    area.first_column == left and area.last_row >= top for area in self.merged.get(above[-1].row, ())
                )
                return above if has_child and not wide and not tall else []
        return []


def _heading(texts: tuple[str, ...], programme: Programme) -> Heading:
    """What the labels over one column say together; the mark of a list titles nothing."""
    return Heading(None) if _MARK.fullmatch(" ".join(texts)) else heading(read_stack(texts, programme))


def printed(cell: Cell) -> str:
    """The words of a cell in one line; a year or a date as people write it."""
    if isinstance(cell.value, Decimal):
        return f"{cell.value:f}"
    if isinstance(cell.value, date):
        return cell.shown or format_date(cell.value)
    return " ".join(str(cell.value).split())


def is_title(cell: Cell) -> bool:
    """Whether a cell may stand in a header: words, a year, a date."""
    if cell.kind is _NUMBER:
        return isinstance(cell.value, Decimal) and is_year(cell.value)
    if cell.kind is _TEXT:
        return not is_figure(cell)
    return cell.kind is CellKind.DATE


def is_figure(cell: Cell) -> bool:
    """Whether a text is a number as officials write one."""
    if cell.kind is not _TEXT:
        return cell.kind is _NUMBER
    text = cell.text.strip()
    number = read_number(text)
    if number is None or number is ABSENT or text == "%":
        return False
    if isinstance(number, Quantity) and fold(number.unit) in _SPANS:
        return False  # `Cộng 3 năm`
    return not find_times(text)[0]


def _begins_with_number(cell: Cell) -> bool:
    """`87 tổ (52% là nữ)`: a number with words that nobody reads belongs to the table all the same, and is told."""
    times = find_in(split_words(cell.text)) if cell.text[:1].isdecimal() else []
    return cell.text[:1].isdecimal() and not (times and times[0].first == 0)


def is_year(value: Decimal) -> bool:
    """Whether a number may be a year."""
    return _FIRST_YEAR <= value <= _LAST_YEAR and value == value.to_integral_value()
