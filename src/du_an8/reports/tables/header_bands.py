"""Finds the rows of each header: the band of rows whose labels, read over their reach, make the most sense."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from du_an8.grouping import grouped
from du_an8.programme.catalogue import Programme
from du_an8.reports.labels.headings import Heading, heading, tables_beside
from du_an8.reports.labels.label_stacks import read_stack
from du_an8.reports.labels.read_label import read_label
from du_an8.reports.labels.roles import NUMBER_ROLES, Role
from du_an8.reports.names.read_name import read_name
from du_an8.reports.tables.bands import ROLES_OF_NAMES, Band, Stack
from du_an8.reports.tables.centred import centred_headings
from du_an8.reports.tables.numbering import heads_parts_of_a_year, numbers_the_columns
from du_an8.reports.tables.table_cells import holds_number, is_figure, is_title, printed
from du_an8.reports.vocabulary.vocabulary import Says, texts
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet
from du_an8.vietnamese.names import fold

_TEXT = CellKind.TEXT
_DEEPEST = 5
_WIDEST = 500
_MOST_ROWS = 60  # of words above numbers
_LONGEST = 300
_MOST_TRIES = 4000  # bands that are tried; a longer text is no table
_MORE_UNREAD = 0.3
_WIDEST_GAP = 3  # rows without a number in the middle of a table
_MARK = re.compile(
    r"[IVX]{1,5}|[A-ZĐa-zđ]|\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}[.)]|[A-ZĐa-zđ][.)]"
)  # of a list: no title
_WORDS = frozenset({Role.NUMBERING, Role.ID, Role.INDICATOR, Role.AREA, Role.UNIT, Role.NOTE, Role.TIME})


class HeaderFinder:
    """Tries bands of rows of one sheet."""

    def __init__(self, sheet: Sheet, programme: Programme) -> None:
        self.sheet, self.programme = sheet, programme
        self.rows = sorted(sheet.rows)
        self.merged = grouped(sheet.merged, lambda area: area.first_row)
        self._over = programme.once(_read_over)
        self._tries = 0

    def bands(self) -> Iterator[Band]:
        """The best header of each run of rows of words that numbers follow, from top to bottom."""
        running: Band | None = None
        for run in self._runs():
            tried = [band for band in self._tried(run) if band.score > 0 and self._begins_a_table(band, running)]
            if tried:
                running = max(tried, key=lambda band: (band.score, band.measured, band.first_row, band.last_row))
                yield running

    def roles_seen(self) -> tuple[str, ...]:
        """What the rows that look most like a header say of their columns, where none makes sense as one."""
        tried = [band for run in self._runs() for band in self._tried(run)]
        best = max(tried, key=lambda band: band.score, default=None)
        heads = [stack.heading for stack in best.stacks] if best else []
        return tuple(dict.fromkeys(head.role.value for head in heads if head.role and not head.leaves))

    def _begins_a_table(self, band: Band, running: Band | None) -> bool:
        """Whether rows of words in the middle of a table title figures of their own; else they are a section of it.

        `II | Địa chỉ tin cậy` stands in the columns of numbering and names; the numbers of the former title nothing.
        """
        numbering = running.numbering if running else frozenset()
        titled = [stack.number for stack in band.stacks if stack.heading.role in NUMBER_ROLES]
        return running is None or any(self._has_numbers(n, band.last_row) for n in titled if n not in numbering)

    def _has_numbers(self, column: int, row: int) -> bool:
        """Whether a number stands in a column below a row."""
        return self.last_number.get(column, 0) > row

    def _runs(self) -> Iterator[list[int]]:
        """Runs of rows of words, each with a row of numbers below."""
        run: list[int] = []
        for number in self.rows:
            if self._is_of_titles(run, number):
                run.append(number)
                continue
            if run:
                yield run[-_MOST_ROWS:]
            run = []
        if run:
            yield run[:_MOST_ROWS]  # a form that nobody filled in

    def _is_of_titles(self, above: Sequence[int], number: int) -> bool:
        """Whether a row may be one of a header; `3 sao` is a title beside a label that reaches down into its row."""
        row = self.sheet.rows[number]
        if above and heads_parts_of_a_year(row, self.sheet.rows[above[-1]]):
            return not self._names_indicator(row)
        if all(map(is_title, row.values())):
            return not numbers_the_columns(row)
        return bool(above) and self._is_cut(above, number) and all(cell.kind is _TEXT for cell in row.values())

    def _names_indicator(self, row: Mapping[int, Cell]) -> bool:
        """`Tổ truyền thông | 1 | 2` below `Chỉ tiêu | Tháng` has results of the months, and not their numbers."""
        return any(read_name(self.programme, cell.text).indicator for cell in row.values() if cell.text)

    def _tried(self, run: Sequence[int]) -> Iterator[Band]:
        for first in range(len(run)):
            if len(self.sheet.rows[run[first]]) < 2 or not self._may_begin(run[first]):  # noqa: PLR2004  # a title stands alone
                continue
            if self._is_cut(run[:first], run[first]):
                continue
            for last in range(first, min(first + _DEEPEST, len(run))):
                numbers = run[first : last + 1]
                if numbers[-1] - numbers[0] > _DEEPEST or self._tries > _MOST_TRIES or self._is_section(numbers):
                    break
                self._tries += 1
                yield self._band(numbers)

    def _is_section(self, numbers: Sequence[int]) -> bool:
        """Whether the last of some rows is one cell merged over all columns, below the titles of these."""
        first, last = self.sheet.rows[numbers[0]], self.sheet.rows[numbers[-1]]
        areas = self.merged.get(numbers[-1], ())
        is_wide = any(area.first_column <= min(first) and max(first) <= area.last_column for area in areas)
        return len(last) == 1 and len(first) > 1 and is_wide

    def _is_cut(self, above: Iterable[int], first: int) -> bool:
        """Whether a label above reaches down into a row by its merged cell: a header is one whole."""
        return any(area.last_row >= first for number in above for area in self.merged.get(number, ()))

    def _may_begin(self, number: int) -> bool:
        """A cheap look: a row in which no label says anything of columns begins no header."""
        texts = [text for cell in self.sheet.rows[number].values() if len(text := printed(cell)) <= _LONGEST]
        tells = any(read_label(text, self.programme).tells for text in texts)
        return tells and not self._is_field(number)

    def _is_field(self, number: int) -> bool:
        """Whether a row is a label of the head with its value, `Tỉnh: | Điện Biên`, which says nothing of columns."""
        said = list(map(printed, self.sheet.rows[number].values()))
        label, colon, behind = said[0].partition(":")
        of_time = None if behind else _head_labels().get(fold(label))
        if of_time is None or not (of_time or colon) or len(said) > 2 or number in self.merged:  # noqa: PLR2004
            return False
        value = read_label(said[-1], self.programme)
        return bool(value.times) is of_time and not (value.says or value.indicator)

    def _band(self, numbers: Sequence[int]) -> Band:
        stacks = self.stacks(numbers)
        return Band(numbers[0], numbers[-1], tuple(stacks), self._score(stacks))

    def _score(self, stacks: Sequence[Stack]) -> float:
        """How much sense the rows make as a header; columns that nothing tells apart make less.

        `Số` left of the names seldom stands over figures: it begins `Số thứ tự`.
        """
        heads = [stack.heading for stack in stacks]
        counted = [
            (at, *_told_apart_by(stack))
            for at, stack in zip(tables_beside(heads), stacks, strict=True)
            if stack.heading.role in NUMBER_ROLES
        ]
        doubled = len(counted) - len(set(counted))
        names_rows = any(head.indicator or head.role in ROLES_OF_NAMES | {Role.AREA} for head in heads)
        return self._weight(stacks) - 2.5 * doubled - (0 if names_rows else 2) - _is_bare_left_of_names(heads)

    def _weight(self, stacks: Sequence[Stack]) -> float:
        """How much sense the titles make; an empty column costs nothing for words that stand over a filled one, too."""
        filled = [stack for stack in stacks if self._has_numbers(stack.number, stack.cells[-1].row)]
        unread = {words for stack in filled for words in stack.heading.leaves}
        empty = [stack for stack in stacks if stack not in filled and not _is_read(stack, unread)]
        return sum(stack.weights[True] for stack in filled) + sum(stack.weights[False] for stack in empty)

    @cached_property
    def last_number(self) -> Mapping[int, int]:
        """Column -> the lowest row in which it holds a number."""
        last = {column: max(rows) for column, rows in self.sheet.numbers.items()}
        for cell in self.sheet.others:
            if cell.kind is not _TEXT or is_figure(cell):
                last[cell.column] = max(cell.row, last.get(cell.column, 0))
        return last

    def end_of(self, band: Band, last: int) -> int:
        """The last row of the table below a header: behind its last number come remarks and signatures.

        Rows that go on with its numbering, or name what is counted, belong to it, though they hold no number.
        """
        rows = self.sheet.rows
        body = [number for number in self.rows if band.last_row < number <= last]
        end = next((number for number in reversed(body) if _holds_figures(band, rows[number])), band.last_row)
        for number in body:
            if end < number <= end + _WIDEST_GAP:
                if self._heads_a_list(band, rows[number]):
                    break
                end = number if self._goes_on(band, rows[number]) else end
        return end

    def _heads_a_list(self, band: Band, row: Mapping[int, Cell]) -> bool:
        """Whether a row is the header of a list of words below the table: `TT | Khó khăn, vướng mắc | Đề xuất`."""
        marks = [row[column].text for column in band.numbering if column in row]
        return any(read_label(text, self.programme).axis is Says.NUMBERING for text in marks)

    def _goes_on(self, band: Band, row: Mapping[int, Cell]) -> bool:
        """Whether a row without a number belongs to the table all the same."""
        return len(row) > 1 and (not band.numbering.isdisjoint(row) or self._names_an_indicator(band, row))

    def _names_an_indicator(self, band: Band, row: Mapping[int, Cell]) -> bool:
        """Whether a row names in its column of codes or names what the programme counts, as no signature does."""
        named = [row[column].text for column in band.names if column in row]
        codes = self.programme.indicators
        return any(text.strip() in codes or read_name(self.programme, text).indicator is not None for text in named)

    # Reach.

    def stacks(self, numbers: Sequence[int]) -> list[Stack]:
        """The labels over each column of a band."""
        over: dict[int, list[Cell]] = {}
        for number in numbers:
            for column, cell in (*self.sheet.rows[number].items(), *self._reached_by_merges(number)):
                over.setdefault(column, []).append(cell)
        over = self._used(over, numbers)
        is_bare = len(numbers) > 1 and self.merged.keys().isdisjoint(numbers)
        centred = centred_headings(over, numbers[-1]) if is_bare else {}
        parents = {column: centred.get(column) or self._parents(column, over) for column in over}
        return [self._stack(column, (*parents[column], *cells)) for column, cells in over.items()]

    def _used(self, over: Mapping[int, list[Cell]], numbers: Sequence[int]) -> dict[int, list[Cell]]:
        """The columns with a label of their own in a band, or with numbers below it."""
        own = {column for number in numbers for column in self.sheet.rows[number]}
        return {
            column: over[column] for column in sorted(over) if column in own or self._has_numbers(column, numbers[-1])
        }

    def _stack(self, column: int, cells: tuple[Cell, ...]) -> Stack:
        texts = tuple(map(printed, cells))
        return Stack(column, texts, cells, *self._over(texts))

    def _reached_by_merges(self, number: int) -> Iterator[tuple[int, Cell]]:
        """The columns without a cell of their own in a row over which a cell further left is merged."""
        row = self.sheet.rows[number]
        for area in self.merged.get(number, ()):
            if origin := row.get(area.first_column):
                columns = range(area.first_column + 1, min(area.last_column, _WIDEST) + 1)
                yield from ((column, origin) for column in columns if column not in row)

    def _parents(self, column: int, over: Mapping[int, Sequence[Cell]]) -> list[Cell]:
        """The labels that an unmerged heading further left holds over this column, too.

        It reaches on until the next label of its row, and must have a label of its own below it.
        """
        top = over[column][0].row
        left = max((other for other, cells in over.items() if other < column and cells[0].row < top), default=None)
        if left is None or over[left][-1].row < top:
            return []
        parents = [cell for cell in over[left] if cell.row < top]
        return [] if self._is_merged(parents[-1].row, left, top) else parents

    def _is_merged(self, row: int, column: int, below: int) -> bool:
        """Whether a cell is merged over columns further right, or down to a row below."""
        areas = [area for area in self.merged.get(row, ()) if area.first_column == column]
        return any(area.last_column > column or area.last_row >= below for area in areas)


def _told_apart_by(stack: Stack) -> tuple[object, ...]:
    """What tells columns of numbers apart: what they say, of percentages, of which there are many, their cells."""
    head = stack.heading
    if head.role is Role.PERCENTAGE:
        return tuple([(cell.row, cell.column) for cell in stack.cells])
    return head.title, head.indicator, head.places, head.leaves


def _holds_figures(band: Band, row: Mapping[int, Cell]) -> bool:
    """Whether a row has a number that doesn't only count the rows."""
    return any(holds_number(cell) for column, cell in row.items() if column not in band.numbering)


@cache
def _head_labels() -> Mapping[str, bool]:
    """The folded labels of values that stand above tables alone, and whether these are times."""
    names = ("province", "period", "date", "reported_on")
    return {fold(text): name != "province" for name in names for text in texts("head", name)}


def _read_over(texts: tuple[str, ...], programme: Programme) -> tuple[Heading, tuple[float, float]]:
    """What the labels over a column say, and how much sense they make as its title."""
    labels = read_stack(texts, programme)
    head = Heading(None) if _MARK.fullmatch(" ".join(texts)) else heading(labels)
    if head.role is None:
        return head, (-1.0, -1.0)
    if any(text.endswith(":") and not _heads_others(text, programme) for text in texts):
        return head, (-2.0, -2.0)  # `Kỳ báo cáo:` stands before its value
    if head.role in _WORDS:
        return head, (_weight_of_words(head, has_numbers=False), _weight_of_words(head, has_numbers=True))
    bare, filled = _weight_of_numbers(head, has_numbers=False), _weight_of_numbers(head, has_numbers=True)
    return head, (-2.0 if any(label.axis for label in labels) else bare, filled)  # below `Đơn vị` a name begins rows


def _heads_others(text: str, programme: Programme) -> bool:
    """`Trong đó:`, `Các huyện:` stand over other titles."""
    return bool(read_label(text, programme).says & {Says.HEAD_OF_PARTS, Says.HEAD_OF_PLACES})


def _weight_of_words(head: Heading, *, has_numbers: bool) -> float:
    if has_numbers and head.role in {Role.INDICATOR, Role.AREA}:
        return -0.5
    return (3.0 if head.role in ROLES_OF_NAMES else 1.0) - len(head.leaves)


def _weight_of_numbers(head: Heading, *, has_numbers: bool) -> float:
    unread = 1.2 * bool(head.leaves) + _MORE_UNREAD * max(len(head.leaves) - 1, 0)  # a title of two such is no worse
    return (2.5 if has_numbers else 0.5) - _titles_barely(head) - unread


def _is_bare_left_of_names(heads: Sequence[Heading]) -> bool:
    return _titles_barely(heads[0]) and any(head.role in ROLES_OF_NAMES for head in heads[1:])


def _is_read(stack: Stack, unread: Container[str]) -> bool:
    """Whether a column holds the words that nobody knows only because they stand over a filled one, too."""
    return bool(stack.heading.leaves) and all(words in unread for words in stack.heading.leaves)


def _titles_barely(head: Heading) -> bool:
    """Whether a title says no more than that there are numbers: `Số`, `Giá trị`."""
    says_little = head.title is not None and head.title.neutral and head.title.time is None
    return says_little and not head.indicator and not head.total
