"""Finds the tables of a sheet: the rows of each header, and what each column holds.

A header stands in up to five rows, its words merged over columns or stacked over rows. Every band of rows that could be
one is scored by how many of its columns make sense when their words are read from top to bottom; the best band wins.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import pairwise, takewhile

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Programme
from du_an8.reports.layout.labels import find_labelled, find_with_unit, heads_plans, read_label
from du_an8.reports.layout.numbering import numbers_the_columns
from du_an8.reports.layout.titles import (
    FIGURE_ROLES,
    PLAN_SCOPES,
    Role,
    Title,
    read_title,
    sounds_like_title,
)
from du_an8.reports.workbook.cells import Area, Cell, CellKind, Sheet, column_letters
from du_an8.vietnamese.dates import find_times
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import ABSENT, read_number

_SAYS_MORE = re.compile(
    r"\b(?:du kien|ke hoach|kh|nhu cau|de xuat|dang ky|giao|muc tieu|con thieu|con lai|chua|phan dau|kinh phi|von|tien"
    r"|ty le|ti le|huyen|xa|phuong)\b"
)
_DEEPEST_HEADER = 5
_WIDEST = 500
_MOST_TRIES = 5000  # rows of words that are tried; a longer text is no table
_MOST_TABLES = 200  # of a sheet that repeats its header without end, the rest belongs to the last
_MOST_LINES_ABOVE = 15
_FIRST_ROWS = 10
_TELLS_PLANS = re.compile(
    r"\b(?:ke hoach|kh nam|giao chi tieu|phan bo|du toan|dang ky|nhu cau|de xuat|quyet dinh giao|khai toan|phuong huong"
    r"|chi tieu giao|chi tieu (?:du an|nam|giai doan)|muc tieu (?:du an|nam|giai doan))\b"
)
_TELLS_RESULTS = re.compile(
    r"\b(?:ket qua|kq|(?<!ky )(?<!ngay )(?<!vi )bao cao|tinh hinh|so lieu|thuc hien (?:ke hoach|chi tieu))\b"
)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_CERTAIN, _BY_CONTENT, _BY_NEIGHBOUR = 1.0, 0.8, 0.7
_VAGUE_ROLES = frozenset({Role.RESULT, Role.PLAN})
_LABEL_ROLES = frozenset({Role.ID, Role.INDICATOR})
_ROW_NAMES = _LABEL_ROLES | {Role.AREA}
_HEADINGS = frozenset({Role.RESULT, Role.IN_PERIOD})
_PLACE_WORDS = ("huyen ", "thi xa ", "thanh pho ", "tp ", "xa ", "phuong ", "thi tran ", "quan ")
_PLACES_ABOVE = frozenset(
    {"huyen", "cac huyen", "chia theo huyen", "chia theo dia ban", "chia theo don vi", "dia ban", "theo huyen"}
)
NO_FIGURES = "cột số liệu"


class Column(Struct, frozen=True):
    """What one column of a table holds.

    Attributes:
        cell: the lowest cell of its header, which names it to people.
        words: its title as printed, joined over the rows of the header.
        indicator: of a column that belongs to one indicator.
        place: of a column that belongs to one district or commune.
        confidence: 1 where its own title says so; less where its content or a neighbour does.
    """

    number: int
    title: Title
    cell: Cell
    words: str
    indicator: Indicator | None = None
    place: str | None = None
    confidence: float = _CERTAIN

    @property
    def role(self) -> Role:
        """What its title says."""
        return self.title.role


class TableLayout(Struct, frozen=True):
    """One recognised table.

    Attributes:
        first_row: the first row of its header; last_row is the last of the header, end_row of the table.
        unknown: columns with a title that says nothing to us: number -> its words.
    """

    first_row: int
    header_row: int
    end_row: int
    columns: tuple[Column, ...]
    unknown: Mapping[int, str]

    def column(self, role: Role) -> Column | None:
        """The first column of a role."""
        return next((column for column in self.columns if column.role is role), None)

    def of(self, roles: Iterable[Role]) -> list[Column]:
        """The columns of some roles, from left to right."""
        wanted = set(roles)
        return [column for column in self.columns if column.role in wanted]

    @property
    def by_columns(self) -> bool:
        """Whether each indicator has columns of its own, instead of rows."""
        return any(column.indicator for column in self.columns)


class Unrecognised(Struct, frozen=True):
    """What was seen of a sheet that holds no table we know.

    Attributes:
        seen: roles that were recognised somewhere, in the best band of rows.
        missing: what that band lacks.
        doubled: a role that two columns claim; doubled_columns are their letters.
    """

    seen: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    doubled: Role | None = None
    doubled_columns: tuple[str, ...] = ()


def recognise(sheet: Sheet, programme: Programme) -> list[TableLayout] | Unrecognised:
    """Find every table of a sheet, from top to bottom."""
    finder = _HeaderFinder(sheet, programme)
    tables: list[TableLayout] = []
    best = Unrecognised(missing=(Role.INDICATOR.value, NO_FIGURES))
    index = 0
    while index < len(finder.rows) and len(tables) < _MOST_TABLES:
        band = finder.best_band(index)
        if band is None:
            index += 1
            continue
        found = finder.layout(band)
        if isinstance(found, TableLayout):
            tables.append(found)
            index = finder.rows.index(band.last_row) + 1
            continue
        if len(found.seen) > len(best.seen) or (found.doubled and not best.doubled):
            best = found
        index += 1
    if best.doubled:
        return best
    if not tables:
        return best
    ended = [replace(table, end_row=later.first_row - 1) for table, later in pairwise(tables)]
    return [*ended, tables[-1]]


class _Stack(Struct, frozen=True):
    """The words of one column of a band, from top to bottom, and the cells they stand in."""

    number: int
    words: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def text(self) -> str:
        return " ".join(self.words)


class _Band(Struct, frozen=True):
    """Some rows read as a header."""

    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    unknown: Mapping[int, str]

    @property
    def score(self) -> float:
        """How much sense the band makes as a header; one that names no rows, or two columns alike, makes less."""
        names_rows = any(column.role in _LABEL_ROLES or column.indicator for column in self.columns)
        doubled = sum(len(group) - 1 for group in _alike(self.columns))
        return sum(map(_weight, self.columns)) - len(self.unknown) - 2 * doubled - (0 if names_rows else 3)


def _weight(column: Column) -> float:
    if column.role in _LABEL_ROLES:
        return 3
    if column.role in FIGURE_ROLES or column.role in PLAN_SCOPES or column.role is Role.EARLIER:
        return 2 if column.role in _VAGUE_ROLES and not column.indicator else 2.5
    return 1


class _HeaderFinder:
    """Tries bands of rows of one sheet."""

    def __init__(self, sheet: Sheet, programme: Programme) -> None:
        self.sheet, self.programme = sheet, programme
        self.rows = sorted(sheet.rows)
        self.merged: dict[int, list[Area]] = {}
        for area in sheet.merged:
            self.merged.setdefault(area.first_row, []).append(area)
        self._labels: Counter[int] | None = None
        self._bands: dict[int, _Band | None] = {}
        self._tries = 0

    @property
    def labels(self) -> Counter[int]:
        """How many cells of each column name an indicator we know."""
        if self._labels is None:
            texts = ((cell.column, cell.text) for cell in self.sheet if cell.text)
            self._labels = Counter(column for column, text in texts if find_labelled(self.programme, text))
        return self._labels

    def best_band(self, index: int) -> _Band | None:
        """The best header that begins at a row, unless one that begins a little later is as good."""
        own = self._band_from(index)
        if own is None:
            return None
        later = [self._band_from(i) for i in self._titles_after(index)]
        overlapping = [band for band in later if band and band.first_row <= own.last_row + _DEEPEST_HEADER]
        return (
            None
            if any(band.score >= own.score for band in overlapping if band.first_row <= own.last_row)
            or any(band.score > own.score for band in overlapping)
            else own
        )

    def _titles_after(self, index: int) -> list[int]:
        """The next rows of words alone: a row with a figure begins the body of a table, small as it may be."""
        following = range(index + 1, min(index + _DEEPEST_HEADER, len(self.rows)))
        return list(takewhile(lambda i: all(map(_is_title, self.sheet.rows[self.rows[i]].values())), following))

    def _band_from(self, index: int) -> _Band | None:
        if index not in self._bands:
            self._bands[index] = self._deepest_band(index)
        return self._bands[index]

    def _deepest_band(self, index: int) -> _Band | None:
        best: _Band | None = None
        if self._tries > _MOST_TRIES or not self._may_begin(self.rows[index]):
            return None
        self._tries += 1
        for depth in range(1, _DEEPEST_HEADER + 1):
            numbers = self.rows[index : index + depth]
            if len(numbers) < depth or numbers[-1] - numbers[0] > depth or not self._is_header_row(numbers[-1]):
                break
            band = self._band(numbers)
            goes_on = best is not None and _continues(self.sheet.rows[numbers[-1]], best)
            if best and _is_heading_of_rows(self.sheet.rows[numbers[-1]], best):
                break
            if band.columns and (best is None or goes_on or band.score >= best.score):
                best = band
        return best

    def _may_begin(self, number: int) -> bool:
        """A cheap look: a word that titles are made of, or the names of two indicators."""
        texts = [cell.text for cell in self.sheet.rows[number].values() if cell.text]
        if any(sounds_like_title(text) for text in texts):
            return True
        return sum(find_with_unit(self.programme, text)[0] is not None for text in texts) > 1

    def _is_header_row(self, number: int) -> bool:
        """Words and years; a row with a figure is no header, nor is one that numbers the columns."""
        row = self.sheet.rows[number]
        return not numbers_the_columns(row) and all(_is_title(cell) for cell in row.values())

    def _band(self, numbers: list[int]) -> _Band:
        stacks = self._stacks(numbers)
        columns, unknown = [], {}
        for stack in stacks:
            column = self._column(stack, stacks, numbers)
            if column:
                columns.append(column)
            else:
                unknown[stack.number] = stack.text
        return _Band(numbers[0], numbers[-1], tuple(columns), unknown)

    def _stacks(self, numbers: list[int]) -> list[_Stack]:
        """The words over each column; a title that lies over the whole table says nothing of a column."""
        found: dict[int, list[Cell]] = {}
        for number in numbers:
            row = self.sheet.rows[number]
            if len(row) == 1 and number == numbers[0]:
                continue
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
        return [
            _Stack(column, tuple(_printed(cell) for cell in cells), tuple(cells))
            for column, cells in sorted(found.items())
            if column in own or self._last_number.get(column, 0) > numbers[-1]
        ]

    @cached_property
    def _last_number(self) -> Mapping[int, int]:
        """Column -> the lowest row in which it holds a number."""
        last: dict[int, int] = {}
        for cell in self.sheet:
            if cell.kind is CellKind.NUMBER:
                last[cell.column] = max(cell.row, last.get(cell.column, 0))
        return last

    def _column(self, stack: _Stack, stacks: list[_Stack], numbers: list[int]) -> Column | None:
        if found := self._indicator_column(stack) or _place_column(stack):
            return found
        cell, words = stack.cells[-1], stack.text
        title = _read_words(stack.words)
        if title and not (title.time is None and title.role in _VAGUE_ROLES):
            return Column(stack.number, title, cell, words)
        if parent := self._parent(stack, stacks, numbers):
            inherited = _read_words((parent, *stack.words))
            if inherited and (title is None or inherited != title):
                return Column(stack.number, inherited, cell, f"{parent} {words}", confidence=_BY_NEIGHBOUR)
        return Column(stack.number, title, cell, words) if title else None

    def _indicator_column(self, stack: _Stack) -> Column | None:
        """The indicator stands over its measures: "Tổ truyền thông" over "Kế hoạch", "Thực hiện"."""
        for split in range(len(stack.words), 0, -1):
            indicator, unit = find_with_unit(self.programme, " ".join(stack.words[:split]))
            title = _read_words(stack.words[split:])
            if indicator and title and title.role in FIGURE_ROLES | set(PLAN_SCOPES):
                title = replace(title, unit=title.unit or unit)
                return Column(stack.number, title, stack.cells[-1], stack.text, indicator=indicator)
        return None

    @staticmethod
    def _parent(stack: _Stack, stacks: list[_Stack], numbers: list[int]) -> str | None:
        """The words that an unmerged parent on the left holds for this column, too.

        It must have a child of its own in the row where our words begin.
        """
        top = stack.cells[0].row
        if top == numbers[0]:
            return None
        left = [other for other in stacks if other.number < stack.number and other.cells[0].row < top]
        if not left or not any(cell.row == top for cell in left[-1].cells):
            return None
        between = [other for other in stacks if left[-1].number < other.number < stack.number]
        above = [_printed(cell) for cell in left[-1].cells if cell.row < top]
        return " ".join(above) if all(other.cells[0].row >= top for other in between) else None

    def layout(self, band: _Band) -> TableLayout | Unrecognised:
        """The table below a header, or what the header lacks."""
        columns, unknown = self._understood(band)
        figures = [c for c in columns if c.role in FIGURE_ROLES]
        seen = tuple(dict.fromkeys(c.role.value for c in columns))
        if not figures:
            missing = () if any(c.role in _LABEL_ROLES for c in columns) else (Role.INDICATOR.value,)
            return Unrecognised(seen, (*missing, NO_FIGURES))
        heads = {c.indicator.id for c in columns if c.indicator}
        if heads and len(heads) == 1 and not any(c.role is Role.AREA or _is_who(c) for c in columns):
            return Unrecognised(seen, (Role.INDICATOR.value,))  # a row that names its own indicator, no header
        if not heads and not any(c.role in _LABEL_ROLES for c in columns):
            label = self._label_by_content(band, min(c.number for c in figures))
            if label is None:
                return Unrecognised(seen, (Role.INDICATOR.value,))
            columns.append(label)
            unknown.pop(label.number, None)
        if self._of_plans(band.first_row):
            columns = [replace(c, title=replace(c.title, role=Role.PLAN)) if c.title.neutral else c for c in columns]
            if not any(c.role in FIGURE_ROLES for c in columns):
                return Unrecognised(tuple(dict.fromkeys(c.role.value for c in columns)), (NO_FIGURES,))
        elif self._in_section_to_come(band.first_row):
            to_come = Title(Role.PLAN_PERIOD)
            columns = [replace(c, title=to_come) if c.title.neutral else c for c in columns]
        if heads:  # then "Đơn vị" is no unit, but who reports
            columns = [replace(c, title=Title(Role.AREA)) if _is_who(c) else c for c in columns]
        if doubled := _doubled(columns):
            letters = tuple(column_letters(column.number) for column in doubled)
            return Unrecognised(seen, doubled=doubled[0].role, doubled_columns=letters)
        columns.sort(key=lambda column: column.number)
        return TableLayout(band.first_row, band.last_row, max(self.rows), tuple(columns), unknown)

    def _understood(self, band: _Band) -> tuple[list[Column], dict[int, str]]:
        """The columns, and the words over those that say something else than they seem to."""
        misread = {c.number: f"{said} {c.words}" for c in band.columns if (said := self._said_above(c, band))}
        of_rows = [c for c in band.columns if not c.indicator and c.role in FIGURE_ROLES]
        if of_rows and self._names_indicators(band.columns, band):
            # "Kinh phí" beside the results of named indicators is theirs, not the province's.
            misread |= {c.number: c.words for c in band.columns if c.indicator}
        return [c for c in band.columns if c.number not in misread], {**band.unknown, **misread}

    def _names_indicators(self, columns: Iterable[Column], band: _Band) -> bool:
        """Whether a column that says so names the indicators of the first rows below a header."""
        named = [c.number for c in columns if c.role is Role.INDICATOR]
        below = [self.sheet.rows[number] for number in self.rows if number > band.last_row][:_FIRST_ROWS]
        texts = (row[number].text for row in below for number in named if number in row)
        return any(text and find_labelled(self.programme, text) for text in texts)

    def _said_above(self, column: Column, band: _Band) -> str:
        """What a cell over several columns, above the rows that could be read, says of this one, if that changes it."""
        above = band.first_row - 1
        if column.role not in FIGURE_ROLES | set(PLAN_SCOPES):
            return ""
        over = [area for area in self.merged.get(above, ()) if area.first_column <= column.number <= area.last_column]
        beside = len(self.sheet.rows.get(above, {})) > 1  # a title alone lies over the whole table
        cell = self.sheet.rows[above].get(over[0].first_column) if over and beside else None
        return cell.text if cell and _SAYS_MORE.search(fold(cell.text)) else ""

    def _of_plans(self, first_row: int) -> bool:
        """Whether the sheet's name and the lines above a table speak of plans and of nothing that was done."""
        above = [number for number in self.rows if number < first_row][-_MOST_LINES_ABOVE:]
        cells = (cell for number in above for cell in self.sheet.rows[number].values())
        words = " ".join(fold(text) for text in (self.sheet.name, *(cell.text for cell in cells)))
        return bool(_TELLS_PLANS.search(words)) and not _TELLS_RESULTS.search(words)

    def _in_section_to_come(self, first_row: int) -> bool:
        """Whether the line right above is the heading of a section of plans: `II. Kế hoạch năm 2024`."""
        above = [number for number in self.rows if number < first_row][-1:]
        texts = [cell.text for number in above for cell in self.sheet.rows[number].values()]
        return len(texts) == 1 and bool(read_label(texts[0]).mark) and heads_plans(texts[0])

    def _label_by_content(self, band: _Band, before: int) -> Column | None:
        """The column left of the figures in which indicators are named, though no title says so."""
        named = [(count, -column) for column, count in self.labels.items() if column < before]
        if not named:
            return None
        number = -max(named)[1]
        cell = Cell(band.last_row, number, CellKind.TEXT, "")
        return Column(number, Title(Role.INDICATOR), cell, column_letters(number), confidence=_BY_CONTENT)


def _continues(row: Mapping[int, Cell], header: _Band) -> bool:
    """Whether a row that names nothing says more of a column of figures: then it must not be left unread."""
    named = any(column.number in row for column in header.columns if column.role in _ROW_NAMES)
    told = [column.number for column in header.columns if column.role in FIGURE_ROLES or column.role in PLAN_SCOPES]
    return not named and any(row[n].text and read_number(row[n].text) is not ABSENT for n in told if n in row)


def _is_heading_of_rows(row: Mapping[int, Cell], header: _Band) -> bool:
    """`Năm 2022` alone in the column of names begins the first rows."""
    (cell, *others) = row.values()
    times, rest = find_times(fold(_printed(cell)))
    names = {column.number for column in header.columns if column.role in _ROW_NAMES}
    return not others and cell.column in names and len(times) == 1 and not rest


def _read_words(words: tuple[str, ...]) -> Title | None:
    """What the words over a column say, from top to bottom; no word at all still says that a number stands there.

    A heading such as "Kết quả thực hiện" over "Kế hoạch", "Thực hiện" and "Tỷ lệ" adds nothing.
    """
    if not words:
        return Title(Role.RESULT, neutral=True)
    title = read_title(" ".join(words))
    if title is None and len(words) > 1 and fold(words[-1]) == "so luong":  # beside "Kinh phí"
        return _read_words(words[:-1])
    heading = read_title(words[0]) if title is None and len(words) > 1 else None
    if heading is None or heading.role not in _HEADINGS or heading.running or heading.estimate:
        return title
    # Of "Kết quả năm 2023" the year still holds.
    below = read_title(" ".join((*([heading.time.words] if heading.time else []), *words[1:])))
    return below if below and below.role in FIGURE_ROLES | set(PLAN_SCOPES) else None


def _place_column(stack: _Stack) -> Column | None:
    """A column for each district: its name stands above or below a measure, or below "các huyện"."""
    for at, name in enumerate(stack.words):
        said_above = at > 0 and fold(stack.words[at - 1]) in _PLACES_ABOVE
        named = (said_above or fold(name).startswith(_PLACE_WORDS)) and read_title(name) is None
        title = _read_words((*stack.words[: at - said_above], *stack.words[at + 1 :])) if named else None
        if title and title.role in FIGURE_ROLES | set(PLAN_SCOPES):
            return Column(stack.number, title, stack.cells[-1], stack.text, place=name)
    return None


def _is_who(column: Column) -> bool:
    return column.role is Role.UNIT and fold(column.words) == "don vi"


def _alike(columns: Iterable[Column]) -> list[list[Column]]:
    """Columns of figures by what they say they are: nothing else tells two columns apart."""
    groups: dict[object, list[Column]] = {}
    for c in columns:
        if c.role in FIGURE_ROLES | set(PLAN_SCOPES) and c.role is not Role.PERCENTAGE:
            claim = c.role, c.title.time, c.title.running, c.indicator and c.indicator.id, c.place
            groups.setdefault(claim, []).append(c)
    return list(groups.values())


def _doubled(columns: Iterable[Column]) -> list[Column]:
    """The first columns that claim one role without anything that tells them apart."""
    return next((group for group in _alike(columns) if len(group) > 1), [])


def _is_title(cell: Cell) -> bool:
    if cell.kind is CellKind.NUMBER:
        return isinstance(cell.value, Decimal) and _is_year(cell.value)
    if cell.kind is not CellKind.TEXT:
        return False
    number = read_number(cell.text)
    return number is None or number is ABSENT or cell.text.strip() == "%" or bool(find_times(fold(cell.text))[0])


def _is_year(value: Decimal) -> bool:
    return value == value.to_integral_value() and _FIRST_YEAR <= value <= _LAST_YEAR


def _printed(cell: Cell) -> str:
    return f"{cell.value:f}" if isinstance(cell.value, Decimal) else " ".join(str(cell.value).split())
