"""Tables with a column for each indicator: a row is a place, a total, or a measure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Kind
from du_an8.reports.extraction.column_times import ColumnTime, is_premature, is_result, time_of
from du_an8.reports.extraction.figures import (
    Fault,
    Figure,
    Scale,
    read_claim,
    read_figure,
)
from du_an8.reports.extraction.ledger import Fate
from du_an8.reports.extraction.one_column import Names
from du_an8.reports.extraction.place_names import PlaceNames, RowPlaces
from du_an8.reports.extraction.recorder import Extracted, PlaceCell, Recorder, Subject
from du_an8.reports.facts import Measure, Place
from du_an8.reports.layout.header import Column, TableLayout
from du_an8.reports.layout.labels import is_no_place, read_label
from du_an8.reports.layout.numbering import numbers_the_columns
from du_an8.reports.layout.titles import PLAN_SCOPES, RESULT_ROLES, Role, Title, read_title
from du_an8.reports.workbook.cells import Cell, CellKind
from du_an8.vietnamese.dates import TimeKind, TimePhrase, find_times
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import Qualifier, convention_of

_TIME_TITLE = re.compile(
    r"(?:nam|quy|thang|ky|thoi gian|thoi diem|giai doan|noi dung|thoi ky)(?: (?:bao cao|thuc hien|\d.*))?"
)
_NO_NAMES = frozenset({Role.NUMBERING, Role.UNIT, Role.NOTE})


class _Unusable(Enum):
    """Why the figures of a column are no results of this report."""

    PREMATURE = auto()  # of days after those that the report covers
    PLAN = auto()
    WITHOUT_PERIOD = auto()


class _Row(Struct, frozen=True):
    """A row of which it is known what it is about.

    Attributes:
        measure: what its name says that it measures.
    """

    cells: Mapping[int, Cell]
    places: tuple[Place, ...]
    measure: Title | None
    is_total: bool

    @property
    def is_of_place(self) -> bool:
        """Whether it holds figures of a place, as its columns say them."""
        return bool(self.places) and self.measure is None


class MatrixReader:
    """Reads the rows below a header whose columns name indicators."""

    def __init__(self, layout: TableLayout, recorder: Recorder, table_unit: str = "") -> None:
        self.layout, self.to = layout, recorder
        self.rows = recorder.sheet.rows
        self.numbers = [n for n in sorted(self.rows) if layout.header_row < n <= layout.end_row]
        self.indicators = {column.number: column.indicator for column in layout.columns if column.indicator}
        self.figures = [column for column in layout.columns if column.number in self.indicators]
        self.first = min(column.number for column in self.figures)
        self.numbering = layout.column(Role.NUMBERING)
        self.aside = {column.number for column in layout.columns if column.role in _NO_NAMES}
        titles = {column.number: column.words for column in layout.of({Role.AREA})}
        self.times = {number: told for number in self.numbers if (told := self._time(self.rows[number]))}
        self.names = {number: self._named(number) for number in self.numbers}
        self.places = PlaceNames(
            recorder.coverage.province, recorder.coverage.places, titles, list(self.names.values()), self._amounts
        )
        self.by_time = bool(self.times)
        self.time_above: tuple[Cell, TimePhrase] | None = None
        self.named_above: tuple[Names, RowPlaces] | None = None
        self.assumed: dict[str, dict[str, Column]] = {}
        self.stated: dict[tuple[int, Title], tuple[Measure, ColumnTime] | _Unusable] = {}
        self.units = self._units(table_unit)
        self.scales = {column.number: self._scale(column) for column in self.figures}

    def _units(self, of_table: str) -> dict[int, str]:
        """The unit over each column; the table's is of those that are counted in it, if any is."""
        own = {column.number: column.title.unit for column in self.figures}
        fitting = {number for number, indicator in self.indicators.items() if indicator.accepts_unit(of_table)}
        return {number: unit or (of_table if number in fitting or not fitting else "") for number, unit in own.items()}

    def _scale(self, column: Column) -> Scale | None:
        """How the numbers of a column are read; None where they count something else than the indicator."""
        cells = (self.rows[number].get(column.number) for number in self.numbers)
        convention = convention_of([cell.text for cell in cells if cell and cell.kind is CellKind.TEXT])
        unit = self.units[column.number]
        factor = self.indicators[column.number].unit_factor(unit) if unit else Fraction(1)
        return None if factor is None else Scale(factor, convention)

    def read(self) -> Extracted:
        """Read the names of every row, then column by column."""
        rows = self._without_shared(list(self._told_rows()))
        for column in self.figures:
            indicator, scale = self.indicators[column.number], self.scales[column.number]
            if scale:
                self._read_figures(column, indicator, scale, rows)
            else:
                self._of_another_unit(column, indicator, rows)
        for key, columns in self.assumed.items():
            first = next(iter(columns.values()))
            self.to.remark(key, first.cell, text=list(columns))
        for key, heads in (("levels", self.places.unclear), ("by-sums", self.places.sums[:1])):
            for head in heads:
                at, name = next(iter(head.words.items()))
                self.to.remark(f"total-mismatch.{key}", self.rows[head.row][at], text=name)
        return self.to.out

    def _told_rows(self) -> Iterator[_Row]:
        """The rows below the header; the numbers that only count rows or columns are settled."""
        numbering = self.numbering.number if self.numbering else None
        for number in self.numbers:
            row = self.rows[number]
            if numbers_the_columns(row):
                self.to.ledger.settle(Fate.CHECKED, *row.values())
                continue
            self.to.ledger.settle(Fate.CHECKED, row.get(numbering) if numbering else None)
            about, measure = self._label(number)
            if about:  # of several rows without a name nobody can tell which is the province's
                yield _Row(row, (*self.to.coverage.places, *about.places), measure, about.is_total)

    def _without_shared(self, rows: list[_Row]) -> list[_Row]:
        """The rows without numbers that several of them share."""
        shared = self.to.report_shared({next(iter(row.cells.values())).row for row in rows}, self.figures)
        if not shared:
            return rows
        return [
            replace(row, cells={n: cell for n, cell in row.cells.items() if cell.address not in shared}) for row in rows
        ]

    def _of_another_unit(self, column: Column, indicator: Indicator, rows: Iterable[_Row]) -> None:
        cells = [row.cells[column.number] for row in rows if column.number in row.cells]
        if numbers := [cell for cell in cells if read_figure(cell, indicator, self.to.programme)]:
            words = {"name": indicator.short_name, "found": self.units[column.number], "unit": indicator.unit}
            self.to.report("unit-mismatch.column", numbers, indicator, **words)

    def _read_figures(self, column: Column, indicator: Indicator, scale: Scale, rows: Sequence[_Row]) -> None:
        """The cells of one column; those of places, nearly all of them plain numbers, are written down together."""
        of_places: list[PlaceCell] = []
        read: dict[tuple[object, bool], Figure | Fault | None] = {}
        stated = self._stated_of_places(column, indicator, rows)
        for row in rows:
            cell = row.cells.get(column.number)
            if cell is None:
                continue
            if stated and row.is_of_place and cell.kind is CellKind.NUMBER:
                number = cell.value, cell.percent
                if number not in read:
                    read[number] = read_figure(cell, indicator, self.to.programme, scale)
                if isinstance(figure := read[number], Figure):
                    of_places.append((cell, row.places, figure, row.is_total))
                    continue
            subject = Subject(indicator, row.places, is_total=row.is_total)
            self._read_cell(cell, self._measured(column, row.measure), subject, scale)
        if stated:
            self.to.place_figures(of_places, indicator, stated)

    def _stated_of_places(
        self, column: Column, indicator: Indicator, rows: Iterable[_Row]
    ) -> "tuple[Measure, ColumnTime] | None":
        """What a column measures, and when, if a number in it needs no more to be told of a place."""
        if column.role is Role.PERCENTAGE or column.role in PLAN_SCOPES or column.title.estimate:
            return None
        if not any(row.is_of_place and column.number in row.cells for row in rows):
            return None
        stated = self._stated(column, indicator)
        return None if isinstance(stated, _Unusable) else stated

    def _label(self, number: int) -> tuple[RowPlaces | None, Title | None]:
        """The places of a row, or the measure that its name says."""
        own, told = self.names[number], self.times.get(number)
        if told:
            self.time_above = told
        if told and not own.words:
            return self._repeated(told[0].column), Title(Role.IN_PERIOD, told[1])
        if not own.words:
            return (RowPlaces(()) if len(self.numbers) == 1 else None), None
        name = read_label(next(iter(own.words.values()))).name
        if is_no_place(name):
            return None, None
        total = self.places.total_in(own)
        title = read_title(name) if len(own.words) == 1 and total is None else None
        if title and title.role in {*RESULT_ROLES, *PLAN_SCOPES, Role.PERCENTAGE}:
            return RowPlaces(()), title
        if total is not None and self.by_time and not told:
            return None, None  # the total of several years or quarters is of none of them
        if about := self.places.read(own, total):
            self.named_above = own, about
        time = self._time_of(own)
        return about, Title(Role.IN_PERIOD, time) if time else None

    def _repeated(self, time_in: int) -> RowPlaces:
        """What a row is about that names a time alone: with a column of times, a blank repeats the name above."""
        names, about = self.named_above or (None, RowPlaces(()))
        return RowPlaces(()) if names is None or time_in in names.words else about

    def _time_of(self, names: Names) -> TimePhrase | None:
        """The time of a row of a place: in a column of its own, a blank repeats the one above, or in a heading."""
        if self.time_above is None:
            return None
        cell, time = self.time_above
        is_heading = not any(column.number in self.rows[cell.row] for column in self.figures)
        return time if is_heading or cell.column not in names.words else None

    def _named(self, at: int) -> Names:
        row = self.rows[at]
        time = self.times[at][0].column if at in self.times else None
        columns = sorted(n for n in row if n < self.first and n not in self.aside and n != time)
        words = {n: row[n].text.strip() for n in columns if row[n].text}
        number = row.get(self.numbering.number) if self.numbering else None
        if number and not words and self._totals_all(number):
            return Names(at, {number.column: number.text.strip()})  # `Tổng cộng`, merged over number and name
        return Names(at, words, str(number.value or "") if number else "")

    def _totals_all(self, number: Cell) -> bool:
        """Whether a word in the column of numbers totals all rows; where several say `Cộng`, each is of a part."""
        totals = [at for at in self.numbers if (cell := self.rows[at].get(number.column)) and _is_total(cell)]
        return _is_total(number) and (len(totals) == 1 or fold(number.text) not in {"cong", "tong"})

    def _amounts(self, names: Names) -> Mapping[int, Decimal]:
        """The numbers of a row that add up over places."""
        row = self.rows[names.row]
        cells = {
            column.number: row[column.number]
            for column in self.figures
            if column.number in row and column.role is not Role.PERCENTAGE
            if self.indicators[column.number].kind is not Kind.RATE
        }
        return {number: cell.value for number, cell in cells.items() if isinstance(cell.value, Decimal)}

    def _time(self, row: Mapping[int, Cell]) -> tuple[Cell, TimePhrase] | None:
        """The time that a row is about, and the cell that names it: `2022`, `Quý I`."""
        numbering = self.numbering.number if self.numbering else None  # where 2022 is the place after 2021
        columns = [n for n in sorted(row) if n < self.first and n != numbering and self._may_be_time(n)]
        for cell in (row[number] for number in columns):
            if time := _time_alone(f"{cell.value:f}" if isinstance(cell.value, Decimal) else cell.text):
                self.to.ledger.settle(Fate.CHECKED, cell)
                return cell, time
        return None

    def _may_be_time(self, column: int) -> bool:
        """`Năm thành lập` over years is no time of the figures beside them."""
        words = fold(self.layout.unknown.get(column, ""))
        return not words or _TIME_TITLE.fullmatch(words) is not None

    @staticmethod
    def _measured(column: Column, measure: Title | None) -> Column:
        return replace(column, title=measure) if measure and column.role is Role.RESULT else column

    def _read_cell(self, cell: Cell, column: Column, about: Subject, scale: Scale) -> None:
        indicator = about.indicator
        if column.role is Role.PERCENTAGE:
            self._read_claim(cell, column, about)
            return
        figure = read_figure(cell, indicator, self.to.programme, scale)
        if isinstance(figure, Fault):
            self.to.fault(figure, cell, indicator)
        elif figure and column.role in PLAN_SCOPES:
            time = time_of(column, self.to.coverage, self.to.programme.phase)
            self.to.plan(cell, about, figure.value, PLAN_SCOPES[column.role], time)
        elif figure:
            self._read_result(cell, column, about, figure)

    def _read_result(self, cell: Cell, column: Column, about: Subject, figure: Figure) -> None:
        stated = self._stated(column, about.indicator)
        if stated is _Unusable.PREMATURE:
            return
        if stated is _Unusable.PLAN:
            self.to.ledger.settle(Fate.CHECKED, cell)
        elif isinstance(stated, _Unusable):
            self.to.report("unknown-period.in-period", [cell], about.indicator, name=about.indicator.short_name)
        else:
            if column.title.estimate and figure.qualifier is None:
                figure = replace(figure, qualifier=Qualifier.ABOUT, word="ước")
            self.to.figure(cell, about, figure, *stated)

    def _stated(self, column: Column, indicator: Indicator) -> "tuple[Measure, ColumnTime] | _Unusable":
        """What the figures of a column measure, and when: the same in each of its rows."""
        key = column.number, column.title
        if key not in self.stated:
            self.stated[key] = self._read_column(column, indicator)
        return self.stated[key]

    def _read_column(self, column: Column, indicator: Indicator) -> "tuple[Measure, ColumnTime] | _Unusable":
        coverage, phase = self.to.coverage, self.to.programme.phase
        time = time_of(column, coverage, phase)
        if is_premature(column, time, coverage):
            self.to.remark("identity-mismatch.column", column.cell, text=column.words, day=coverage.end)
            return _Unusable.PREMATURE
        if not is_result(column, time, coverage, phase):
            return _Unusable.PLAN
        measure = Measure.LEVEL if indicator.kind is Kind.RATE else time.measure
        if measure is None:
            cumulative = coverage.date_stated or indicator.kind is Kind.STOCK
            key = "assumed-basis.cumulative" if cumulative else "assumed-basis.in-period"
            self.assumed.setdefault(key, {})[column.words] = column
            measure = Measure.CUMULATIVE if cumulative else Measure.IN_PERIOD
        if measure is Measure.IN_PERIOD and time.start is None:
            return _Unusable.WITHOUT_PERIOD
        return measure, time

    def _read_claim(self, cell: Cell, column: Column, about: Subject) -> None:
        claim = read_claim(cell)
        if isinstance(claim, Fault):
            self.to.fault(claim, cell, about.indicator)
        elif claim and not about.is_detail:
            self.to.claim(cell, about, claim, column.title.base)
        elif claim:
            self.to.ledger.settle(Fate.CHECKED, cell)


def _is_total(cell: Cell) -> bool:
    return read_label(cell.text).total_of is not None


@lru_cache(maxsize=16384)  # the names of places stand in every report
def _time_alone(text: str) -> TimePhrase | None:
    """The time that a text names, if it says nothing else."""
    times, rest = find_times(fold(text))
    alone = len(times) == 1 and not rest and times[0].kind in {TimeKind.PERIOD, TimeKind.UNDATED}
    return times[0] if alone else None
