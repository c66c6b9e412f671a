"""Finds the tables of a sheet, and what each of their columns holds."""

from bisect import bisect
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from du_an8.grouping import grouped
from du_an8.programme.catalogue import Indicator, Programme
from du_an8.reports.labels.headings import tables_beside
from du_an8.reports.labels.roles import FIGURE_ROLES, Role
from du_an8.reports.labels.titles import Title, role_of_plan
from du_an8.reports.tables.bands import Band
from du_an8.reports.tables.columns import ROW_NAMES, ColumnReader
from du_an8.reports.tables.header_bands import HeaderFinder
from du_an8.reports.tables.lines_above import (
    is_forecast,
    is_list,
    is_running,
    is_to_come,
    planned_periods,
    running_total,
)
from du_an8.reports.tables.other_programmes import other_programme
from du_an8.reports.tables.table import Column, Table, Unrecognised, first_figure
from du_an8.reports.tables.table_body import ALL_COLUMNS, TableBody
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet, column_letters

NO_FIGURES = "cột số liệu"
_MOST_TABLES = 200  # of a sheet that repeats its header without end, the rest belongs to the last
_SEVERAL = 2
_WORDS_OF_ROWS = frozenset({Role.AREA, Role.TIME, Role.INDICATOR, Role.NUMBERING})


def recognise(sheet: Sheet, programme: Programme) -> list[Table] | Unrecognised:
    """Find every table of a sheet, from top to bottom."""
    finder = HeaderFinder(sheet, programme)
    bands = list(finder.bands())[:_MOST_TABLES]
    tables: list[Table] = []
    best = Unrecognised(() if bands else finder.roles_seen(), (Role.INDICATOR.value, NO_FIGURES))
    starts = [band.first_row for band in bands[1:]] + [max(finder.rows) + 1] * bool(bands)
    above = min(finder.rows, default=1) - 1  # lines over the table of a Word paper stand in rows below 1
    for band, start in zip(bands, starts, strict=True):
        end = finder.end_of(band, start - 1)
        found = _TableMaker(TableBody(finder, band, end, above), band, end).tables()
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


class _Part(Struct, frozen=True):
    """The columns of one of the tables below a header.

    Attributes:
        unknown: those with a title that says nothing to us: number -> its words.
        reach: where the lines above stand that are about it alone.
    """

    columns: list[Column]
    unknown: dict[int, str]
    reach: range = ALL_COLUMNS


class _TableMaker:
    """Makes tables of the columns below one header."""

    def __init__(self, body: TableBody, band: Band, end_row: int) -> None:
        self.body, self.band, self.end_row, self.programme = body, band, end_row, body.programme

    def tables(self) -> list[Table] | Unrecognised:
        """The tables below the header: nearly always one, several where they stand side by side."""
        columns, unknown = ColumnReader(self.body, self.band).columns()
        found = [self._table(part) for part in self._side_by_side(columns, unknown)]
        tables = [table for table in found if isinstance(table, Table)]
        return tables or next(table for table in found if isinstance(table, Unrecognised))

    def _side_by_side(self, columns: list[Column], unknown: dict[int, str]) -> list[_Part]:
        """The columns of each table where a second column of names begins behind the figures of a first."""
        parts: dict[int, list[Column]] = {}
        for number, column in zip(tables_beside(columns), columns, strict=True):
            parts.setdefault(number, []).append(column)
        if len(parts) < _SEVERAL:
            return [_Part(columns, unknown)]
        starts = [part[0].number for part in parts.values()][1:]
        reaches = map(range, [1, *starts], [*starts, ALL_COLUMNS.stop])
        found = [_Part(part, {}, reach) for part, reach in zip(parts.values(), reaches, strict=True)]
        if not all(map(self._names_things, found)):
            return [_Part(columns, unknown)]
        for number, words in unknown.items():
            found[bisect(starts, number)].unknown[number] = words
        return found

    def _names_things(self, part: _Part) -> bool:
        """Whether columns name what is counted, be it by a line above them."""
        is_named = any(column.role is Role.INDICATOR or column.indicator for column in part.columns)
        return is_named or self.body.about(part.reach) is not None

    def _table(self, part: _Part) -> Table | Unrecognised:
        """The table that some columns make up, or what they lack."""
        unknown = part.unknown
        columns = self._without_contradictions(part.columns, unknown)
        columns = self._told_apart(columns, unknown)
        seen = tuple(dict.fromkeys(c.role.value for c in columns))
        columns = self._with_untitled_names(columns, unknown)
        about = self._about(columns, part.reach)
        columns = sorted([*columns, *self._untitled_rows(columns, about)], key=lambda column: column.number)
        if missing := self._missing(columns, about):
            return Unrecognised(seen, missing)
        to_come = is_to_come(self.body.lines, self.body.sheet.name)
        columns = list(map(self._planned, columns)) if to_come else self._timed_by_lines(columns)
        if doubled := _doubled(columns):
            letters = tuple(column_letters(column.number) for column in doubled)
            return Unrecognised(seen, doubled=doubled[0].role, doubled_columns=letters)
        numbers = [*(column.number for column in columns), *unknown]
        return Table(
            self.band.first_row, self.band.last_row, self.end_row, tuple(columns), unknown,
            min(numbers), max(numbers), about, to_come,
            other_programme([*self.body.lines, self.body.sheet.name], self.programme),
        )  # fmt: skip

    def _about(self, columns: Sequence[Column], reach: range) -> Indicator | None:
        """The indicator of the lines above, where no row names one, and no column another than who takes part in it."""
        above = None if self._named_below(columns) else self.body.about(reach)
        others = (c.indicator for c in columns if c.indicator)
        return above if above and all(other.people_of == above.id for other in others) else None

    def _missing(self, columns: Sequence[Column], about: Indicator | None) -> tuple[str, ...]:
        """What some columns lack to be a table: names, or figures."""
        roles = {c.role for c in columns}
        is_named = roles & ROW_NAMES or about or any(c.indicator for c in columns)
        names = () if is_named else (Role.INDICATOR.value,)
        if not roles & FIGURE_ROLES:
            return (*names, NO_FIGURES)
        if self._lists_things(columns):
            return (NO_FIGURES,)
        return (Role.INDICATOR.value,) if _names_its_own(columns) else names

    def _lists_things(self, columns: Sequence[Column]) -> bool:
        """Whether each row is one thing, as a line above says, or one event, by its day, and no column counts any."""
        filled = [c for c in columns if self.body.content(c.number).numbers]
        if is_list(self.body.lines) and not any(c.indicator for c in filled):
            return True
        counts = any(c.role in FIGURE_ROLES and not c.leaves for c in filled)
        return not counts and self._has_days(columns)

    def _has_days(self, columns: Iterable[Column]) -> bool:
        """Whether a remark beside each row is a day."""
        return any(c.role is Role.NOTE and self.body.content(c.number).are_days for c in columns)

    def _timed_by_lines(self, columns: Sequence[Column]) -> list[Column]:
        """The columns; a bare `Lũy kế` is of the time whose running total a line above promises, be it no column's."""
        bare = frozenset(c.number for c in columns if _is_bare_total(c))
        total = running_total(self.body.lines, self.programme) if bare else None
        columns = self._planned_by_time(columns)
        if total is None or any(c.title.time == total.time for c in columns):
            return columns
        return [replace(c, title=replace(total, unit=c.title.unit)) if c.number in bare else c for c in columns]

    def _planned_by_time(self, columns: Sequence[Column]) -> list[Column]:
        """The columns; those that say no more than `Năm 2025` hold plans where a line above plans that year."""
        bare = {c.number: c.title.time for c in columns if c.title.neutral and c.title.time}
        ahead = planned_periods(self.body.lines) if bare else frozenset()
        planned = [n for n, time in bare.items() if any(time.in_year(days.end.year) == days for days in ahead)]
        return [self._planned(c) if c.number in planned else c for c in columns]

    def _planned(self, column: Column) -> Column:
        """A column below a title of plans, which holds plans for all that it says itself."""
        is_bare = column.role is Role.RESULT and column.title.time is None
        is_planned = column.title.neutral or (is_bare and is_forecast(self.body.lines))
        role = role_of_plan(column.title.time) if column.title.time else Role.PLAN
        return replace(column, title=replace(column.title, role=role)) if is_planned else column

    def _without_contradictions(self, columns: list[Column], unknown: dict[int, str]) -> list[Column]:
        """`Kinh phí` beside the results of named indicators is theirs, not the province's."""
        of_rows = any(not c.indicator and c.role in FIGURE_ROLES for c in columns)
        if not of_rows or not self._named_below(columns):
            return columns
        unknown |= {c.number: c.words for c in columns if c.indicator}
        return [c for c in columns if not c.indicator]

    def _told_apart(self, columns: list[Column], unknown: dict[int, str]) -> list[Column]:
        """The columns that something tells apart.

        Of those alike whose words nobody knows none can be read; of all others those that hold numbers.
        """
        while dropped := self._indistinct(columns):
            unknown |= {c.number: c.words for c in dropped}
            columns = [c for c in columns if c not in dropped]
        return columns

    def _indistinct(self, columns: Iterable[Column]) -> list[Column]:
        alike = _doubled(columns)
        if alike and alike[0].leaves:
            return alike
        empty = [c for c in alike if not self.body.content(c.number).numbers]
        others = empty or list(filter(_counts_in_another_unit, alike))
        return others if len(others) < len(alike) else []

    def _names_indicators(self, columns: Sequence[Column]) -> bool:
        return any(c.indicator for c in columns) or self._named_below(columns)

    def _named_below(self, columns: Iterable[Column]) -> bool:
        """Whether a column of names names an indicator."""
        return any(self.body.naming(c.number) for c in columns if c.role in ROW_NAMES)

    def _with_untitled_names(self, columns: list[Column], unknown: dict[int, str]) -> list[Column]:
        """The columns, of which one left of the figures names the indicators, though no title says so."""
        if self._names_indicators(columns):
            return columns
        taken = [c.number for c in columns if c.role in {Role.ID, Role.NOTE}]
        free = set(range(1, first_figure(columns))).difference(taken)
        number = max(sorted(free), key=self.body.naming, default=0)
        if not self.body.naming(number):
            return columns
        titles = {c.number: c.words for c in columns} | unknown
        unknown.pop(number, None)
        return [
            *(c for c in columns if c.number != number),
            self._untitled(number, Role.INDICATOR, titles.get(number) or column_letters(number)),
        ]

    def _untitled_rows(self, columns: Sequence[Column], about: Indicator | None) -> list[Column]:
        """The column left of the figures in which places are named, or plan and result, though no title says so."""
        roles = {c.role for c in columns}
        is_named = about is not None or any(c.indicator for c in columns)
        if not is_named or Role.INDICATOR in roles:
            return []
        free = sorted(set(range(1, first_figure(columns))) - {c.number for c in columns})
        if Role.AREA not in roles and (number := next(filter(self._lists_places, free), None)):
            return [self._untitled(number, Role.AREA, "")]
        return [self._untitled(number, Role.INDICATOR, "") for number in filter(self.body.says_measures, free)][:1]

    def _lists_places(self, number: int) -> bool:
        return self.body.names_places(number) or self.body.begins_with_total(number)

    def _untitled(self, number: int, role: Role, words: str) -> Column:
        cell = Cell(self.band.last_row, number, CellKind.TEXT, "")
        return Column(title=Title(role), number=number, cell=cell, words=words, by_content=True)


def _is_bare_total(column: Column) -> bool:
    """`Lũy kế`, without its time."""
    return column.role is Role.CUMULATIVE and column.title.time is None and is_running(column.words)


def _names_its_own(columns: Sequence[Column]) -> bool:
    """A row that names its own indicator is no header."""
    roles = {column.role for column in columns}
    return len({c.indicator.id for c in columns if c.indicator}) == 1 and not roles & _WORDS_OF_ROWS


def _counts_in_another_unit(column: Column) -> bool:
    """`Giá trị (triệu đồng)` beside `Số lượng` of an indicator that is counted in no money."""
    unit = column.title.unit
    return column.indicator is not None and bool(unit) and not column.indicator.accepts_unit(unit)


def _claim(column: Column) -> object:
    """What a column says of its figures."""
    title, indicator = column.title, column.indicator
    said = title.role, title.time, title.running, title.estimate
    return *said, indicator and indicator.id, column.places, column.leaves, column.total


def _doubled(columns: Iterable[Column]) -> list[Column]:
    """The columns that claim one role without anything that tells them apart, first those of words unknown."""
    figures = (c for c in columns if c.role in FIGURE_ROLES and c.role is not Role.PERCENTAGE)
    doubled = [group for group in grouped(figures, _claim).values() if len(group) > 1]
    return max(doubled, key=lambda group: bool(group[0].leaves), default=[])
