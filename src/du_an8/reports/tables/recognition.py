"""Finds the tables of a sheet, and what each of their columns holds."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Programme
from du_an8.reports.labels.label import Label, is_unit, read_label, time_alone
from du_an8.reports.labels.marks import unmarked
from du_an8.reports.labels.names import read_name
from du_an8.reports.labels.place_texts import is_body, is_ditto, is_group, read_place
from du_an8.reports.labels.titles import (
    FIGURE_ROLES,
    NUMBER_ROLES,
    PLAN_SCOPES,
    RESULT_ROLES,
    Heading,
    Role,
    Title,
    asks,
    without_percentage,
)
from du_an8.reports.labels.vocabulary import MEASURES, Says
from du_an8.reports.tables.column_places import ColumnPlaces
from du_an8.reports.tables.header_bands import Band, HeaderFinder, Stack, is_figure, is_year
from du_an8.reports.tables.lines_above import is_forecast, is_list, is_to_come, without_form
from du_an8.reports.tables.table import BY_CONTENT, Column, Table, Unrecognised
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet, column_letters
from du_an8.vietnamese.dates import find_times
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import Share, read_number
from du_an8.vietnamese.periods import ROMAN_QUARTERS
from du_an8.vietnamese.places import is_proper, level_in_title

NO_FIGURES = "cột số liệu"
_MOST_TABLES = 200  # of a sheet that repeats its header without end, the rest belongs to the last
_MOST_LINES = 15
_FIRST_ROWS = 60
_LAST_DAY, _LAST_MONTH = 31, 12
_SENTENCE = 4  # words
_LARGEST_PERCENTAGE = 200  # nobody reaches more than twice the plan and calls it so
_PARTS_OF_A_YEAR = {"quy": 4, "qui": 4, "thang": 12}
_ROW_NAMES = frozenset({Role.ID, Role.INDICATOR})
_WORD_ROLES = frozenset({Role.INDICATOR, Role.AREA, Role.UNIT, Role.TIME, Role.NOTE})


def recognise(sheet: Sheet, programme: Programme) -> list[Table] | Unrecognised:
    """Find every table of a sheet, from top to bottom."""
    finder = HeaderFinder(sheet, programme)
    bands = list(finder.bands())[:_MOST_TABLES]
    tables: list[Table] = []
    best = Unrecognised(() if bands else finder.roles_seen(), (Role.INDICATOR.value, NO_FIGURES))
    starts = [band.first_row for band in bands[1:]] + [max(finder.rows) + 1] * bool(bands)
    above = 0
    for band, start in zip(bands, starts, strict=True):
        end = finder.end_of(band, start - 1)
        found = _Reader(finder, band, end, above).tables()
        above = end
        if isinstance(found, Unrecognised):
            if len(found.seen) > len(best.seen) or (found.doubled and not best.doubled):
                best = found
        else:
            tables += found
    return best if not tables or best.doubled else tables


class Content(Struct, frozen=True):
    """What stands below a header in one column."""

    texts: tuple[str, ...]
    numbers: int
    years: int
    shares: int = 0
    days: int = 0

    @property
    def are_days(self) -> bool:
        """Whether it holds days alone: dates, or `12/5`."""
        return self.days > 0 and self.days == max(self.numbers + len(self.texts), self.days)

    @property
    def are_sentences(self) -> bool:
        """Whether it holds long texts and no number."""
        return bool(self.texts) and not self.numbers and all(len(text.split()) >= _SENTENCE for text in self.texts)

    @property
    def is_numbers(self) -> bool:
        """Whether it holds more numbers than words."""
        return self.numbers > len(self.texts)


class _Reader:
    """Reads the columns below one header, each in the light of the others."""

    def __init__(self, finder: HeaderFinder, band: Band, end_row: int, above: int) -> None:
        self.finder, self.band, self.end_row, self.above = finder, band, end_row, above
        self.sheet, self.programme = finder.sheet, finder.programme
        self.body = [number for number in finder.rows if band.last_row < number <= end_row]
        self._contents: dict[int, Content] = {}
        self.lines = [number for number in finder.rows if above < number < band.first_row][-_MOST_LINES:]

    def tables(self) -> list[Table] | Unrecognised:
        """The tables below the header: nearly always one, several where they stand side by side."""
        columns, unknown = self._columns()
        found = [self._table(part, rest) for part, rest in _side_by_side(columns, unknown)]
        tables = [table for table in found if isinstance(table, Table)]
        return tables or next(table for table in found if isinstance(table, Unrecognised))

    # Columns.

    def _columns(self) -> tuple[list[Column], dict[int, str]]:
        columns: list[Column] = []
        unknown: dict[int, str] = {}
        heads = self._in_context()
        for stack, head in zip(self.band.stacks, heads, strict=True):
            if head.title is None:
                unknown[stack.number] = stack.text
                continue
            columns.append(
                Column(
                    stack.number, head.title, stack.cells[-1], stack.text,
                    head.indicator, head.places, head.leaves, head.total, head.whole, head.of_province,
                )
            )  # fmt: skip
        return columns, unknown

    def _in_context(self) -> list[Heading]:
        """The headings, with what only the other columns and the cells below can tell."""
        stacks, heads = self.band.stacks, list(self.band.headings)
        contents = [self.content(stack.number) for stack in stacks]
        heads = [self._by_content(*each) for each in zip(heads, contents, stacks, strict=True)]
        heads = self._plans_named_as_tasks(stacks, heads, contents)
        heads = self._without_bare_dat(stacks, heads)
        heads = _without_sentences(heads, contents)
        heads = self._with_rows_of_times(heads, contents)
        return self._with_places(stacks, heads, contents)

    def _with_rows_of_times(self, heads: Sequence[Heading], contents: Sequence[Content]) -> list[Heading]:
        """`Thời gian` over quarters says of what the rows are, where nothing else does; beside names it is a remark."""
        named = {Role.INDICATOR, Role.ID, Role.AREA, Role.TIME}
        if any(head.title and head.title.role in named for head in heads):
            return list(heads)
        found = []
        for head, content in zip(heads, contents, strict=True):
            timed = sum(time_alone(read_label(text, self.programme)) is not None for text in content.texts)
            is_note = head.title is not None and head.title.role is Role.NOTE
            found.append(Heading(Title(Role.TIME)) if is_note and timed * 2 > len(content.texts) else head)
        return found

    def content(self, column: int) -> Content:
        """What stands below the header in a column."""
        if column not in self._contents:
            cells = [cell for number in self.body[:_FIRST_ROWS] if (cell := self.sheet.rows[number].get(column))]
            stored = [cell.value for cell in cells if isinstance(cell.value, Decimal)]
            others = [cell for cell in cells if not isinstance(cell.value, Decimal)]
            figures = [is_figure(cell) for cell in cells]
            texts = tuple(cell.text for cell, is_one in zip(cells, figures, strict=True) if cell.text and not is_one)
            shares = sum(isinstance(read_number(cell.text), Share) for cell in others if cell.text)
            days = sum(map(_is_day, others))
            self._contents[column] = Content(texts, sum(figures), sum(map(is_year, stored)), shares, days)
        return self._contents[column]

    def _by_content(self, head: Heading, content: Content, stack: Stack) -> Heading:
        """`Đơn vị` is a unit or who reports; a title of places over numbers says nothing that we know."""
        role = head.title.role if head.title else None
        if head.indicator and len(content.texts) > content.numbers:
            return Heading(Title(Role.INDICATOR))  # `Tên CLB` over names
        if role is Role.UNIT and content.texts:
            units = sum(is_unit(text, self.programme) or is_ditto(text) for text in content.texts)
            others = sum(bool(read_place(text).places) or is_body(text) for text in content.texts)
            if others > units or (not units and self._names_places(content.texts)):
                return replace(head, title=Title(Role.AREA))
        if head.title and role is Role.PERCENTAGE and content.shares * 2 > content.numbers > 0:
            return replace(head, title=without_percentage(head.title))  # `36/88` is so many of so many
        if self._numbers_parts_of_a_year(stack):
            return Heading(Title(Role.TIME))
        if role is Role.AREA and content.is_numbers:
            return Heading(None, leaves=head.leaves)
        if head.title and head.title.neutral and self._of_times(head, content):
            return Heading(Title(Role.TIME))
        if content.texts and not content.numbers and head.title and head.title.neutral:
            return Heading(Title(Role.AREA if self._are_places(content, stack) else Role.NOTE))
        return head

    def _plans_named_as_tasks(
        self, stacks: Sequence[Stack], heads: Sequence[Heading], contents: Sequence[Content]
    ) -> list[Heading]:
        """`Chỉ tiêu`, `Chỉ tiêu tỉnh` over numbers, beside a column of names, are what was asked for."""
        of_names = [head.title is not None and head.title.role is Role.INDICATOR for head in heads]
        if not any(named and not content.is_numbers for named, content in zip(of_names, contents, strict=True)):
            return list(heads)
        return [
            self._not_of_names(stack, head) if content.is_numbers else head
            for stack, head, content in zip(stacks, heads, contents, strict=True)
        ]

    def _not_of_names(self, stack: Stack, head: Heading) -> Heading:
        """A title of names over numbers: a plan where it says what was asked for; else nobody knows what they are."""
        labels = [read_label(text, self.programme) for text in stack.texts]
        if head.title is None or head.title.role is Role.INDICATOR:
            asked = head.title is not None or any(map(asks, labels))
            return replace(head, title=Title(Role.PLAN)) if asked else head
        of_names = labels[-1].says & {Says.NAMES} and not labels[-1].says & MEASURES
        return replace(head, title=None) if head.title.neutral and of_names else head

    def _without_bare_dat(self, stacks: Sequence[Stack], heads: Sequence[Heading]) -> list[Heading]:
        """`Đạt` alone may be a percentage, unless a column of these stands beside it, or its numbers can't be any."""
        roles = {stack.number: head.title.role for stack, head in zip(stacks, heads, strict=True) if head.title}
        if Role.PERCENTAGE in roles.values():
            return list(heads)
        return [
            replace(head, title=None)
            if fold(stack.text) == "dat" and not self._are_amounts(stack.number, roles)
            else head
            for stack, head in zip(stacks, heads, strict=True)
        ]

    def _are_amounts(self, column: int, roles: Mapping[int, Role]) -> bool:
        """Whether what was reached is surely no percentage of the plan beside it.

        It is none where a number is larger than any percentage, or where another column says by how much each number
        lies above or below its plan.
        """
        plans = [number for number, role in roles.items() if role in PLAN_SCOPES]
        others = [number for number, role in roles.items() if role is Role.OTHER]
        rows = [row for row in map(self._numbers, self.body[:_FIRST_ROWS]) if column in row]
        largest = max((row[column] for row in rows), default=Decimal(0))
        if plans and largest > _LARGEST_PERCENTAGE:
            return True
        return any(_tells_difference(rows, column, plan, others) for plan in plans)

    def _numbers(self, row: int) -> dict[int, Decimal]:
        cells = self.sheet.rows[row].items()
        return {number: cell.value for number, cell in cells if isinstance(cell.value, Decimal) and cell.is_numeric}

    def _numbers_parts_of_a_year(self, stack: Stack) -> bool:
        """A column `Quý` over `I`, `II`, or `Tháng` over 1 to 12, one after the other."""
        most = _PARTS_OF_A_YEAR.get(fold(stack.text))
        if most is None:
            return False
        cells = [cell for number in self.body if (cell := self.sheet.rows[number].get(stack.number))]
        parts = [part for cell in cells if (part := _part_of_a_year(cell))]
        follow = all(later == earlier + 1 or later <= earlier for earlier, later in pairwise(parts))
        others = [cell for cell in cells if not _part_of_a_year(cell) and is_figure(cell)]
        return not others and follow and 0 < max(parts, default=0) <= most

    def _are_places(self, content: Content, stack: Stack) -> bool:
        of_places = any(
            Says.PLACES in read_label(text, self.programme).says or level_in_title(text) for text in stack.texts
        )
        return of_places and self._names_places(content.texts)

    @staticmethod
    def _of_times(head: Heading, content: Content) -> bool:
        """A title such as `Năm` over years."""
        alone = head.title and head.title.time and not head.title.time.period and not head.leaves and not head.indicator
        timed = sum(bool(find_times(text)[0]) for text in content.texts) + content.years
        return bool(alone) and content.years == content.numbers and timed * 2 > len(content.texts)

    @staticmethod
    def _names_places(texts: Sequence[str]) -> bool:
        found = [read_place(text) for text in texts if not is_group(text)]
        found = [one for one in found if one.total_of is None]
        named = sum(bool(one.places or one.of_office or one.pair) or is_proper(one.name.split()) for one in found)
        return named * 2 > len(found)

    def _with_places(
        self, stacks: Sequence[Stack], heads: Sequence[Heading], contents: Sequence[Content]
    ) -> list[Heading]:
        """Columns that belong to a district or commune: named with its word, by its office, or among other names."""
        reader = ColumnPlaces(self.programme, is_beside_names=self._rows_name_indicators(stacks, heads))
        return reader.read(stacks, heads, [content.is_numbers for content in contents])

    def _rows_name_indicators(self, stacks: Sequence[Stack], heads: Sequence[Heading]) -> bool:
        if any(head.title and head.title.role in _ROW_NAMES for head in heads):
            return True
        return any(self._naming(self.content(stack.number)) for stack in stacks) or self._about() is not None

    # Tables.

    def _table(self, columns: list[Column], unknown: dict[int, str]) -> Table | Unrecognised:
        columns = self._without_contradictions(columns, unknown)
        to_come = is_to_come(self._texts, self.sheet.name)
        figures = [c for c in columns if c.role in FIGURE_ROLES]
        seen = tuple(dict.fromkeys(c.role.value for c in columns))
        if not figures:
            missing = () if any(c.role in _ROW_NAMES for c in columns) else (Role.INDICATOR.value,)
            return Unrecognised(seen, (*missing, NO_FIGURES))
        if self._lists_events(columns) or (
            is_list(self._texts) and not any(c.indicator and self.content(c.number).numbers for c in columns)
        ):
            return Unrecognised(seen, (NO_FIGURES,))
        about = None
        if not any(c.indicator for c in columns) and not self._named_below(columns):
            label = self._label_by_content(columns, unknown)
            if label:
                columns = [*(c for c in columns if c.number != label.number), label]
                unknown.pop(label.number, None)
            else:
                about = self._about()
            if label is None and about is None and not any(c.role in _ROW_NAMES for c in columns):
                return Unrecognised(seen, (Role.INDICATOR.value,))
        columns = [*columns, *self._untitled_places(columns)]
        if self._names_its_own(columns):
            return Unrecognised(seen, (Role.INDICATOR.value,))
        if to_come:
            columns = [
                replace(c, title=replace(c.title, role=Role.PLAN)) if self._is_planned(c) else c for c in columns
            ]
            if not any(c.role in FIGURE_ROLES for c in columns):
                return Unrecognised(tuple(dict.fromkeys(c.role.value for c in columns)), (NO_FIGURES,), to_come=True)
        if doubled := _doubled(columns):
            letters = tuple(column_letters(column.number) for column in doubled)
            return Unrecognised(seen, doubled=doubled[0].role, doubled_columns=letters)
        columns.sort(key=lambda column: column.number)
        numbers = [column.number for column in columns] + list(unknown)
        return Table(
            self.band.first_row, self.band.last_row, self.end_row, tuple(columns), unknown,
            min(numbers), max(numbers), about, to_come,
        )  # fmt: skip

    def _is_planned(self, column: Column) -> bool:
        """Whether a column below a title of plans holds plans, for all that it says."""
        is_bare = column.role is Role.RESULT and column.title.time is None
        return column.title.neutral or (is_bare and is_forecast(self._texts))

    def _lists_events(self, columns: Sequence[Column]) -> bool:
        """Whether each row is one event, by its day, and no column counts what the row names."""
        days = [c for c in columns if c.role is Role.NOTE and self.content(c.number).are_days]
        counts = [c for c in columns if c.role in FIGURE_ROLES and not c.leaves and self.content(c.number).numbers]
        return bool(days) and not counts

    def _untitled_places(self, columns: Sequence[Column]) -> list[Column]:
        """The column left of the figures in which places are named, though no title says so."""
        if not any(c.indicator for c in columns) or any(c.role in {Role.AREA, Role.INDICATOR} for c in columns):
            return []
        taken = {c.number for c in columns}
        first = min((c.number for c in columns if c.role in NUMBER_ROLES), default=0)
        found = [
            n
            for n in range(1, first)
            if n not in taken and self.content(n).texts and self._names_places(self.content(n).texts)
        ]
        cell = Cell(self.band.last_row, found[0], CellKind.TEXT, "") if found else None
        return [Column(found[0], Title(Role.AREA), cell, "", confidence=BY_CONTENT)] if cell else []

    def _named_below(self, columns: Iterable[Column]) -> bool:
        """Whether a column of names names an indicator."""
        return any(self._naming(self.content(c.number)) for c in columns if c.role in _ROW_NAMES)

    def _naming(self, content: Content) -> int:
        return sum(
            read_name(self.programme, text).indicator is not None
            for text in content.texts
            if len(text) < 300  # noqa: PLR2004  # no name is longer
        )

    def _without_contradictions(self, columns: list[Column], unknown: dict[int, str]) -> list[Column]:
        """`Kinh phí` beside the results of named indicators is theirs, not the province's."""
        of_rows = [c for c in columns if not c.indicator and c.role in FIGURE_ROLES]
        if of_rows and self._named_below(columns):
            unknown |= {c.number: c.words for c in columns if c.indicator}
            columns = [c for c in columns if not c.indicator]
        return columns

    def _names_its_own(self, columns: Sequence[Column]) -> bool:
        """A row that names its own indicator is no header."""
        heads = {c.indicator.id for c in columns if c.indicator}
        words = {Role.AREA, Role.TIME, Role.INDICATOR, Role.NUMBERING}
        return len(heads) == 1 and not any(c.role in words for c in columns)

    def _label_by_content(self, columns: Sequence[Column], unknown: Mapping[int, str]) -> Column | None:
        """The column left of the figures in which indicators are named, though no title says so."""
        first = min((c.number for c in columns if c.role in NUMBER_ROLES), default=0)
        taken = {c.number for c in columns if c.role in {Role.ID, Role.NOTE}}
        named = [(self._naming(self.content(n)), -n) for n in range(1, first) if n not in taken]
        count, number = max(named, default=(0, 0))
        if not count:
            return None
        cell = Cell(self.band.last_row, -number, CellKind.TEXT, "")
        words = unknown.get(-number) or next((c.words for c in columns if c.number == -number), column_letters(-number))
        return Column(-number, Title(Role.INDICATOR), cell, words, confidence=BY_CONTENT)

    # The lines above.

    @cached_property
    def _texts(self) -> list[str]:
        return [cell.text for number in self.lines for cell in self.sheet.rows[number].values() if cell.text]

    def _about(self) -> Indicator | None:
        """The one indicator that the lines above, or the sheet's name, name; a list of things counts none of them."""
        found = {
            label.indicator.id: label.indicator
            for text in (*self._texts, self.sheet.name)
            if (label := self._line(text)).indicator
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _line(self, text: str) -> Label:
        return read_label(unmarked(without_form(text)).text, self.programme)


def _part_of_a_year(cell: Cell) -> int | None:
    """The month or quarter that a bare number stands for."""
    if isinstance(cell.value, Decimal):
        return int(cell.value) if cell.value == cell.value.to_integral_value() and cell.value > 0 else None
    text = cell.text.strip()
    return ROMAN_QUARTERS.get(text.casefold()) or (int(text) if text.isdecimal() and len(text) < 3 else None)  # noqa: PLR2004


def _is_day(cell: Cell) -> bool:
    """Whether a cell holds a day: a date, or `12/5` as a day of May."""
    if cell.kind is CellKind.DATE:
        return True
    share = read_number(cell.text) if cell.text else None
    return (
        isinstance(share, Share)
        and not share.unit
        and 1 <= share.numerator <= _LAST_DAY
        and 1 <= share.denominator <= _LAST_MONTH
    )


def _without_sentences(heads: Sequence[Heading], contents: Sequence[Content]) -> list[Heading]:
    """Sentences beside a column of figures are notes, whatever their title says of results."""
    of_results = [head.title is not None and head.title.role in RESULT_ROLES for head in heads]
    if not any(result and content.is_numbers for result, content in zip(of_results, contents, strict=True)):
        return list(heads)
    return [
        Heading(Title(Role.NOTE)) if result and content.are_sentences else head
        for head, content, result in zip(heads, contents, of_results, strict=True)
    ]


def _tells_difference(rows: Sequence[Mapping[int, Decimal]], column: int, plan: int, others: Iterable[int]) -> bool:
    """Whether some columns say in each row how far two others are apart: `Giao`, `Đạt`, `Vượt`, `Thiếu`."""
    apart = [(row, abs(row[column] - row[plan])) for row in rows if plan in row and row[column] != row[plan]]
    return bool(apart) and all(
        any(abs(row.get(n, Decimal(0))) == difference for n in others) for row, difference in apart
    )


def _side_by_side(columns: list[Column], unknown: dict[int, str]) -> list[tuple[list[Column], dict[int, str]]]:
    """The columns of each table where a second column of names begins behind the figures of a first."""
    columns = sorted(columns, key=lambda column: column.number)
    starts = [columns[0].number if columns else 0]
    has_names = has_figures = False
    for column in columns:
        is_name = column.role in {Role.INDICATOR, Role.NUMBERING}
        if is_name and has_names and has_figures:
            starts.append(column.number)
            has_figures = False
        has_names = has_names or column.role is Role.INDICATOR or column.role is Role.AREA
        has_figures = has_figures or column.role in FIGURE_ROLES
    if len(starts) == 1:
        return [(columns, unknown)]
    parts = []
    for first, last in pairwise([*starts, 1_000_000]):
        own = [column for column in columns if first <= column.number < last]
        parts.append((own, {n: words for n, words in unknown.items() if first <= n < last}))
    complete = all(any(c.role is Role.INDICATOR for c in own) or any(c.indicator for c in own) for own, _ in parts)
    return parts if complete else [(columns, unknown)]


def _doubled(columns: Iterable[Column]) -> list[Column]:
    """The first columns that claim one role without anything that tells them apart."""
    groups: dict[object, list[Column]] = {}
    for c in columns:
        if c.role in FIGURE_ROLES and c.role is not Role.PERCENTAGE:
            claim = c.role, c.title.time, c.title.running, c.indicator and c.indicator.id, c.places, c.leaves, c.total
            groups.setdefault(claim, []).append(c)
    return next((group for group in groups.values() if len(group) > 1), [])
