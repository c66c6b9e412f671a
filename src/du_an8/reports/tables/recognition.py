"""Finds the tables of a sheet, and what each of their columns holds."""

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Programme
from du_an8.reports.labels.headings import Heading
from du_an8.reports.labels.joined_titles import without_percentage
from du_an8.reports.labels.label import Label, time_alone
from du_an8.reports.labels.label_units import is_unit
from du_an8.reports.labels.marks import unmarked
from du_an8.reports.labels.names import read_name
from du_an8.reports.labels.place_groups import is_group
from du_an8.reports.labels.place_texts import PlaceText, is_body, is_ditto, is_former, read_place
from du_an8.reports.labels.read_label import read_label
from du_an8.reports.labels.roles import FIGURE_ROLES, NUMBER_ROLES, PLAN_SCOPES, RESULT_ROLES, Role
from du_an8.reports.labels.titles import Title, asks
from du_an8.reports.labels.vocabulary import MEASURES, Says, pattern
from du_an8.reports.tables.column_places import ColumnPlaces
from du_an8.reports.tables.header_bands import Band, HeaderFinder, Stack
from du_an8.reports.tables.lines_above import is_forecast, is_list, is_to_come, without_form
from du_an8.reports.tables.other_programmes import by_programmes, other_programme
from du_an8.reports.tables.row_labels import LONGEST_NAME, row_label, said_by
from du_an8.reports.tables.table import Column, Table, Unrecognised, first_figure
from du_an8.reports.tables.table_cells import is_figure, is_year
from du_an8.reports.tables.words_of_time import names_time
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet, column_letters
from du_an8.vietnamese.dates import find_times
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import ABSENT, Quantity, Share, read_number
from du_an8.vietnamese.periods import ROMAN_QUARTERS
from du_an8.vietnamese.places import is_proper, split_place

NO_FIGURES = "cột số liệu"
_MOST_TABLES = 200  # of a sheet that repeats its header without end, the rest belongs to the last
_MOST_LINES = 15
_FIRST_ROWS = 60
_LAST_DAY, _LAST_MONTH = 31, 12
_SENTENCE = 4  # words
_LARGEST_PERCENTAGE = 200  # nobody reaches more than twice the plan and calls it so
_PARTS_OF_A_YEAR = {"quy": 4, "qui": 4, "thang": 12}
_NUMBERS_OR_TEXTS = frozenset({CellKind.NUMBER, CellKind.TEXT})
_ROW_NAMES = frozenset({Role.ID, Role.INDICATOR})
_WORDS_OF_ROWS = frozenset({Role.AREA, Role.TIME, Role.INDICATOR, Role.NUMBERING})


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
    return best if not tables or best.doubled else _with_figures(tables)


def _with_figures(tables: list[Table]) -> list[Table] | Unrecognised:
    """The tables, if any of them has columns of results; plans beside results stay, to be told as such."""
    if any(table.has_figures for table in tables):
        return tables
    return Unrecognised(tuple(column.role.value for column in tables[0].columns), (NO_FIGURES,), to_come=True)


class Content(Struct, frozen=True, dict=True):
    """What stands below a header in one column: cells that hold nothing but a number, and all others."""

    plain: Sequence[Decimal]
    others: Sequence[Cell]

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts that are no numbers."""
        return tuple(cell.text for cell in self.others if cell.kind is CellKind.TEXT and not is_figure(cell))

    @cached_property
    def numbers(self) -> int:
        """How many numbers there are, in whatever form."""
        told = sum(cell.kind in _NUMBERS_OR_TEXTS for cell in self.others)
        return len(self.plain) + told - len(self.texts)

    @property
    def years(self) -> int:
        """How many of these may be years."""
        return sum(map(is_year, self.plain)) + sum(is_year(cell.value) for cell in self.others)

    @property
    def shares(self) -> int:
        """How many say so many of so many, or a number and behind it its percentage: `90 (38,3%)`."""
        return sum(_share(cell) is not None or _tells_percentage(cell) for cell in self.others)

    @property
    def days(self) -> int:
        """How many cells hold a day."""
        return sum(map(_is_day, self.others))

    @property
    def are_days(self) -> bool:
        """Whether it holds days alone: dates, or `12/5`."""
        days = self.days
        return 0 < days == max(self.numbers + len(self.texts), days)

    @property
    def are_sentences(self) -> bool:
        """Whether it holds long texts and no number."""
        return bool(self.texts) and not self.numbers and all(len(text.split()) >= _SENTENCE for text in self.texts)

    @property
    def are_times(self) -> bool:
        """Whether it holds times, days and papers alone, be it a year that looks like a number, and not only years."""
        others = [cell for cell in self.others if cell.kind is CellKind.DATE or read_number(cell.text) is not ABSENT]
        told = [cell for cell in others if cell.kind is CellKind.DATE or names_time(cell.text)]
        only_years = all(cell.text.strip().isdecimal() for cell in told)  # a result may look like one
        return len(told) == len(others) and not only_years and all(map(is_year, self.plain))

    @property
    def is_words(self) -> bool:
        """Whether it holds words and no number."""
        return bool(self.texts) and not self.numbers

    @property
    def is_numbers(self) -> bool:
        """Whether it holds more numbers than words."""
        return self.numbers > len(self.texts)


def _over_names(content: Content) -> Heading:
    """`Tên CLB` stands over names, `Văn bản thực hiện` over papers."""
    return Heading(Title(Role.NOTE if content.are_times else Role.INDICATOR))


class _Reader:
    """Reads the columns below one header, each in the light of the others."""

    def __init__(self, finder: HeaderFinder, band: Band, end_row: int, above: int) -> None:
        self.finder, self.band, self.end_row = finder, band, end_row
        self.sheet, self.programme = finder.sheet, finder.programme
        self.body = [number for number in finder.rows if band.last_row < number <= end_row]
        lines = [number for number in finder.rows if above < number < band.first_row][-_MOST_LINES:]
        self.lines = [cell.text for number in lines for cell in self.sheet.rows[number].values() if cell.text]
        self._contents: dict[int, Content] = {}

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
        for stack in self._in_context():
            head = stack.heading
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

    def _in_context(self) -> list[Stack]:
        """The columns with what only the others and the cells below can tell of each."""
        stacks = list(self.band.stacks)
        for read in (self._by_content, self._asked_for, self._bare_dat, self._sentences, self._times_of_rows):
            stacks = [replace(stack, heading=read(stack, stacks)) for stack in stacks]
        stacks = by_programmes(stacks, self.programme)
        reader = ColumnPlaces(self.programme, is_beside_names=self._rows_name_indicators(stacks))
        return reader.read(stacks, [self.content(stack.number).is_numbers for stack in stacks])

    def content(self, column: int) -> Content:
        """What stands below the header in a column."""
        if column not in self._contents:
            plain, rows = self.sheet.numbers.get(column, {}), self.body[:_FIRST_ROWS]
            others = self._cells(column, [row for row in rows if row not in plain])
            self._contents[column] = Content([plain[row] for row in rows if row in plain], others)
        return self._contents[column]

    def _cells(self, column: int, numbers: Iterable[int]) -> list[Cell]:
        rows = (self.sheet.rows[number] for number in numbers)
        return [row[column] for row in rows if column in row]

    def _by_content(self, stack: Stack, stacks: Sequence[Stack]) -> Heading:
        """What stands below a title may make it another: `Đơn vị` is a unit or who reports."""
        head, content = stack.heading, self.content(stack.number)
        if self._numbers_parts_of_a_year(stack) or _are_times(head, content):
            return Heading(Title(Role.TIME))
        if _are_years_of_things(stack, content):
            return Heading(Title(Role.NOTE))
        return _over_numbers(head, content) if content.is_numbers else self._over_words(stack, content, stacks)

    def _over_words(self, stack: Stack, content: Content, stacks: Sequence[Stack]) -> Heading:
        head = stack.heading
        if head.indicator and len(content.texts) > content.numbers:
            return _over_names(content)
        if self._alone_names_indicators(stack, stacks):
            return Heading(Title(Role.INDICATOR))
        if head.role is Role.UNIT and self._are_reporters(content.texts):
            return replace(head, title=Title(Role.AREA))
        if head.title and head.title.neutral and content.is_words:
            return Heading(Title(Role.AREA if self._are_places(content, stack) else Role.NOTE))
        return head

    def _alone_names_indicators(self, stack: Stack, stacks: Sequence[Stack]) -> bool:
        """`Mục tiêu` over the names of indicators, where no other column has them."""
        has_names = any(other.heading.role is Role.INDICATOR for other in stacks)
        is_plan = stack.heading.role in PLAN_SCOPES and self.content(stack.number).is_words
        return is_plan and not has_names and self._naming(stack.number) > 0

    def _are_reporters(self, texts: Sequence[str]) -> bool:
        """Whether texts below `Đơn vị` are places and offices, and no units."""
        units = sum(is_unit(text, self.programme) or is_ditto(text) for text in texts)
        others = sum(bool(read_place(text).places) or is_body(text) for text in texts)
        return others > units or (not units and _names_places(texts))

    def _asked_for(self, stack: Stack, stacks: Sequence[Stack]) -> Heading:
        """`Chỉ tiêu`, `Chỉ tiêu tỉnh` over numbers, beside a column of names, are what was asked for."""
        head = stack.heading
        if not self.content(stack.number).is_numbers or not self._has_names(stacks):
            return head
        if head.role is Role.INDICATOR or (head.title is None and any(map(asks, self._labels(stack)))):
            return replace(head, title=Title(Role.PLAN))
        return replace(head, title=None) if head.title and head.title.neutral and self._says_names(stack) else head

    def _has_names(self, stacks: Sequence[Stack]) -> bool:
        names = [stack.number for stack in stacks if stack.heading.role is Role.INDICATOR]
        return not all(self.content(number).is_numbers for number in names)

    def _says_names(self, stack: Stack) -> bool:
        """Whether the innermost label is the title of a column of names: nobody knows what numbers below it are."""
        says = self._labels(stack)[-1].says
        return Says.NAMES in says and says.isdisjoint(MEASURES)

    def _labels(self, stack: Stack) -> list[Label]:
        return [read_label(text, self.programme) for text in stack.texts]

    def _bare_dat(self, stack: Stack, stacks: Sequence[Stack]) -> Heading:
        """`Đạt` alone may be a percentage, unless a column of these stands beside it, or its numbers can't be any."""
        if fold(stack.text) != "dat":
            return stack.heading
        is_sure = any(other.heading.role is Role.PERCENTAGE for other in stacks)
        is_none = is_sure or self._are_amounts(stack.number, stacks)
        return stack.heading if is_none else replace(stack.heading, title=None)

    def _are_amounts(self, column: int, stacks: Sequence[Stack]) -> bool:
        """Whether what was reached is surely no percentage of the plan beside it.

        It is none where a number is larger than any percentage, or where another column says by how much each number
        lies above or below its plan.
        """
        plans = [stack.number for stack in stacks if stack.heading.role in PLAN_SCOPES]
        others = [stack.number for stack in stacks if stack.heading.role is Role.OTHER]
        rows = [row for row in map(self._numbers, self.body[:_FIRST_ROWS]) if column in row]
        is_large = any(row[column] > _LARGEST_PERCENTAGE for row in rows)
        return any(is_large or _tells_difference(rows, column, plan, others) for plan in plans)

    def _numbers(self, row: int) -> dict[int, Decimal]:
        cells = self.sheet.rows[row].items()
        return {number: cell.value for number, cell in cells if isinstance(cell.value, Decimal) and cell.is_numeric}

    def _sentences(self, stack: Stack, stacks: Sequence[Stack]) -> Heading:
        """Sentences, deadlines, papers beside a column of figures are notes, whatever their title says of numbers."""
        content, role = self.content(stack.number), stack.heading.role
        are_sentences = role in RESULT_ROLES and content.are_sentences
        if not are_sentences and not (role in NUMBER_ROLES and content.are_times):
            return stack.heading
        results = [other.number for other in stacks if other.heading.role in RESULT_ROLES]
        has_figures = any(self.content(number).is_numbers for number in results)
        return Heading(Title(Role.NOTE)) if has_figures else stack.heading

    def _times_of_rows(self, stack: Stack, stacks: Sequence[Stack]) -> Heading:
        """`Thời gian` over quarters says of what the rows are, where nothing else does; beside names it is a remark."""
        is_remark = stack.heading.role is Role.NOTE
        if not is_remark or any(other.heading.role in _ROW_NAMES | {Role.AREA, Role.TIME} for other in stacks):
            return stack.heading
        texts = self.content(stack.number).texts
        timed = sum(time_alone(read_label(text, self.programme)) is not None for text in texts)
        return Heading(Title(Role.TIME)) if timed * 2 > len(texts) else stack.heading

    def _numbers_parts_of_a_year(self, stack: Stack) -> bool:
        """A column `Quý` over `I`, `II`, or `Tháng` over 1 to 12, one after the other."""
        most = _PARTS_OF_A_YEAR.get(fold(stack.text))
        if most is None:
            return False
        cells = self._cells(stack.number, self.body)
        parts = [part for cell in cells if (part := _part_of_a_year(cell))]
        others = any(is_figure(cell) and not _part_of_a_year(cell) for cell in cells)
        follow = all(later <= earlier + 1 for earlier, later in pairwise(parts))
        return follow and not others and 0 < max(parts, default=0) <= most

    def _are_places(self, content: Content, stack: Stack) -> bool:
        return any(map(_titles_places, self._labels(stack))) and _names_places(content.texts)

    def _rows_name_indicators(self, stacks: Sequence[Stack]) -> bool:
        named = any(stack.heading.role in _ROW_NAMES or self._naming(stack.number) for stack in stacks)
        return named or self._about() is not None

    # Tables.

    def _table(self, columns: list[Column], unknown: dict[int, str]) -> Table | Unrecognised:
        """The table that some columns make up, or what they lack."""
        columns = self._without_contradictions(columns, unknown)
        seen = tuple(dict.fromkeys(c.role.value for c in columns))
        columns = self._with_untitled_names(columns, unknown)
        columns = sorted([*columns, *self._untitled_rows(columns)], key=lambda column: column.number)
        about = None if self._names_indicators(columns) else self._about()
        if missing := self._missing(columns, about):
            return Unrecognised(seen, missing)
        to_come = is_to_come(self.lines, self.sheet.name)
        columns = list(map(self._planned, columns)) if to_come else columns
        if doubled := _doubled(columns):
            letters = tuple(column_letters(column.number) for column in doubled)
            return Unrecognised(seen, doubled=doubled[0].role, doubled_columns=letters)
        numbers = [*(column.number for column in columns), *unknown]
        return Table(
            self.band.first_row, self.band.last_row, self.end_row, tuple(columns), unknown,
            min(numbers), max(numbers), about, to_come,
            other_programme([*self.lines, self.sheet.name], self.programme),
        )  # fmt: skip

    def _missing(self, columns: Sequence[Column], about: Indicator | None) -> tuple[str, ...]:
        """What some columns lack to be a table: names, or figures."""
        roles = {c.role for c in columns}
        is_named = roles & _ROW_NAMES or about or any(c.indicator for c in columns)
        names = () if is_named else (Role.INDICATOR.value,)
        if not roles & FIGURE_ROLES:
            return (*names, NO_FIGURES)
        if self._lists_things(columns):
            return (NO_FIGURES,)
        return (Role.INDICATOR.value,) if _names_its_own(columns) else names

    def _lists_things(self, columns: Sequence[Column]) -> bool:
        """Whether each row is one thing, as a line above says, or one event, by its day, and no column counts any."""
        filled = [c for c in columns if self.content(c.number).numbers]
        if is_list(self.lines) and not any(c.indicator for c in filled):
            return True
        counts = any(c.role in FIGURE_ROLES and not c.leaves for c in filled)
        return not counts and self._has_days(columns)

    def _has_days(self, columns: Iterable[Column]) -> bool:
        """Whether a remark beside each row is a day."""
        return any(c.role is Role.NOTE and self.content(c.number).are_days for c in columns)

    def _planned(self, column: Column) -> Column:
        """A column below a title of plans, which holds plans for all that it says itself."""
        is_bare = column.role is Role.RESULT and column.title.time is None
        is_planned = column.title.neutral or (is_bare and is_forecast(self.lines))
        return replace(column, title=replace(column.title, role=Role.PLAN)) if is_planned else column

    def _without_contradictions(self, columns: list[Column], unknown: dict[int, str]) -> list[Column]:
        """`Kinh phí` beside the results of named indicators is theirs, not the province's."""
        of_rows = any(not c.indicator and c.role in FIGURE_ROLES for c in columns)
        if not of_rows or not self._named_below(columns):
            return columns
        unknown |= {c.number: c.words for c in columns if c.indicator}
        return [c for c in columns if not c.indicator]

    def _names_indicators(self, columns: Sequence[Column]) -> bool:
        return any(c.indicator for c in columns) or self._named_below(columns)

    def _named_below(self, columns: Iterable[Column]) -> bool:
        """Whether a column of names names an indicator."""
        return any(self._naming(c.number) for c in columns if c.role in _ROW_NAMES)

    def _naming(self, column: int) -> int:
        """How many cells below the header name an indicator, be it with a number: `Thành lập 540 tổ truyền thông`."""
        others = self.content(column).others
        texts = [cell.text for cell in others if cell.kind is CellKind.TEXT and len(cell.text) <= LONGEST_NAME]
        return sum(read_name(self.programme, text).indicator is not None for text in texts)

    def _with_untitled_names(self, columns: list[Column], unknown: dict[int, str]) -> list[Column]:
        """The columns, of which one left of the figures names the indicators, though no title says so."""
        if self._names_indicators(columns):
            return columns
        taken = [c.number for c in columns if c.role in {Role.ID, Role.NOTE}]
        free = set(range(1, first_figure(columns))).difference(taken)
        number = max(sorted(free), key=self._naming, default=0)
        if not self._naming(number):
            return columns
        titles = {c.number: c.words for c in columns} | unknown
        unknown.pop(number, None)
        return [
            *(c for c in columns if c.number != number),
            self._untitled(number, Role.INDICATOR, titles.get(number) or column_letters(number)),
        ]

    def _untitled_rows(self, columns: Sequence[Column]) -> list[Column]:
        """The column left of the figures in which places are named, or plan and result, though no title says so."""
        if not any(c.indicator for c in columns) or any(c.role in {Role.AREA, Role.INDICATOR} for c in columns):
            return []
        free = sorted(set(range(1, first_figure(columns))) - {c.number for c in columns})
        places = filter(self._names_places_in, free)
        measures = filter(self._says_measures_in, free)
        if number := next(places, None):
            return [self._untitled(number, Role.AREA, "")]
        return [self._untitled(number, Role.INDICATOR, "") for number in measures][:1]

    def _names_places_in(self, column: int) -> bool:
        return _names_places(self.content(column).texts)

    def _says_measures_in(self, column: int) -> bool:
        """Whether most words in a column say what the numbers beside them are: `Kế hoạch`, `Kết quả thực hiện`."""
        texts = self.content(column).texts
        labels = [(row_label(text, self.programme), unmarked(text)) for text in texts]
        return sum(said_by(label, name) is not None for label, name in labels) * 2 > len(texts)

    def _untitled(self, number: int, role: Role, words: str) -> Column:
        cell = Cell(self.band.last_row, number, CellKind.TEXT, "")
        return Column(number, Title(role), cell, words, by_content=True)

    def _about(self) -> Indicator | None:
        """The one indicator that the lines above, or the sheet's name, name."""
        names = [unmarked(without_form(text)).text for text in (*self.lines, self.sheet.name)]
        found = {label.indicator for name in names if (label := read_label(name, self.programme)).indicator}
        return found.pop() if len(found) == 1 else None


def _titles_places(label: Label) -> bool:
    """`Tên xã`, `Xã vùng dự án`; below `Chủ tịch Hội LHPN xã` stand people, as its first words say."""
    words = fold(label.text)
    while found := pattern("nothing").match(words):
        words = words[found.end() :].strip()
    return Says.PLACES in label.says or split_place(words)[0] is not None


def _over_numbers(head: Heading, content: Content) -> Heading:
    """`36/88` below a percentage is so many of so many; a title of places over numbers says nothing that we know."""
    if head.role is Role.AREA:
        return Heading(None, leaves=head.leaves)
    if head.title and head.role is Role.PERCENTAGE and content.shares * 2 > content.numbers:
        return replace(head, title=without_percentage(head.title))
    return head


def _are_times(head: Heading, content: Content) -> bool:
    """A title such as `Năm` over years."""
    time = head.title.time if head.title and head.title.neutral else None
    if time is None or time.period or head.leaves:
        return False
    years = content.years
    timed = sum(bool(find_times(text)[0]) for text in content.texts) + years
    return years == content.numbers and timed * 2 > len(content.texts)


def _are_years_of_things(stack: Stack, content: Content) -> bool:
    """`Năm hoàn thành`, `Năm thành lập` over nothing but years."""
    time = stack.heading.title.time if stack.heading.title else None
    is_of_year = time is not None and time.words == "nam" and fold(stack.text).startswith("nam ")
    return is_of_year and content.years == content.numbers > 0 and not content.texts


def _names_places(texts: Sequence[str]) -> bool:
    """Whether most texts name a place; groups and totals say nothing of it."""
    found = [place for text in texts if not is_group(text) and (place := read_place(text)).total_of is None]
    return sum(map(_names_place, found)) * 2 > len(found)


def _names_place(found: PlaceText) -> bool:
    is_told = bool(found.places or found.of_office or found.pair) or is_former(found.text)  # `Tỉnh Yên Bái cũ`
    return is_told or is_proper(found.name.split())


def _part_of_a_year(cell: Cell) -> int | None:
    """The month or quarter that a bare number stands for."""
    if isinstance(cell.value, Decimal):
        return int(cell.value) if cell.value == cell.value.to_integral_value() and cell.value > 0 else None
    text = cell.text.strip()
    return ROMAN_QUARTERS.get(text.casefold()) or (int(text) if text.isdecimal() else None)


def _share(cell: Cell) -> Share | None:
    number = read_number(cell.text) if cell.text else None
    return number if isinstance(number, Share) else None


def _tells_percentage(cell: Cell) -> bool:
    number = read_number(cell.text) if cell.text.rstrip().endswith(")") else None
    is_first = cell.text.find("%") > cell.text.find("(")
    return is_first and isinstance(number, Quantity) and number.stated is not None


def _is_day(cell: Cell) -> bool:
    """Whether a cell holds a day: a date, or `12/5` as a day of May."""
    share = _share(cell)
    is_day = share and not share.unit and 1 <= share.numerator <= _LAST_DAY and 1 <= share.denominator <= _LAST_MONTH
    return bool(is_day) or cell.kind is CellKind.DATE


def _tells_difference(rows: Sequence[Mapping[int, Decimal]], column: int, plan: int, others: Iterable[int]) -> bool:
    """Whether some columns say in each row how far two others are apart: `Giao`, `Đạt`, `Vượt`, `Thiếu`."""
    apart = [(row, abs(row[column] - row[plan])) for row in rows if plan in row and row[column] != row[plan]]
    return bool(apart) and all(
        any(abs(row.get(n, Decimal(0))) == difference for n in others) for row, difference in apart
    )


def _side_by_side(columns: list[Column], unknown: dict[int, str]) -> list[tuple[list[Column], dict[int, str]]]:
    """The columns of each table where a second column of names begins behind the figures of a first."""
    parts: list[list[Column]] = [[]]
    for column in columns:
        if column.role in {Role.INDICATOR, Role.NUMBERING} and _is_whole(parts[-1]):
            parts.append([])
        parts[-1].append(column)
    if not all(map(_names_things, parts)):
        return [(columns, unknown)]
    starts = [part[0].number for part in parts[1:]]
    unknowns: list[dict[int, str]] = [{} for _ in parts]
    for number, words in unknown.items():
        unknowns[bisect(starts, number)][number] = words
    return list(zip(parts, unknowns, strict=True))


def _names_things(columns: Iterable[Column]) -> bool:
    return any(column.role is Role.INDICATOR or column.indicator for column in columns)


def _names_its_own(columns: Sequence[Column]) -> bool:
    """A row that names its own indicator is no header."""
    roles = {column.role for column in columns}
    return len({c.indicator.id for c in columns if c.indicator}) == 1 and not roles & _WORDS_OF_ROWS


def _is_whole(columns: Iterable[Column]) -> bool:
    """Whether some columns name things, and give figures of them."""
    roles = {column.role for column in columns}
    return bool(roles & {Role.INDICATOR, Role.AREA} and roles & FIGURE_ROLES)


def _doubled(columns: Iterable[Column]) -> list[Column]:
    """The first columns that claim one role without anything that tells them apart."""
    groups: dict[object, list[Column]] = {}
    for c in columns:
        if c.role in FIGURE_ROLES and c.role is not Role.PERCENTAGE:
            claim = c.role, c.title.time, c.title.running, c.indicator and c.indicator.id, c.places, c.leaves, c.total
            groups.setdefault(claim, []).append(c)
    return next((group for group in groups.values() if len(group) > 1), [])
