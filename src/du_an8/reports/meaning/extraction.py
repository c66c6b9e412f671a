"""From one table to its facts: every number takes its meaning from the column and the row that reach it."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, partial

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Kind
from du_an8.reports.facts import FilledRows, Measure, Place
from du_an8.reports.labels.names import naming_hint
from du_an8.reports.labels.titles import PLAN_SCOPES, RESULT_ROLES, Role
from du_an8.reports.labels.vocabulary import Says, vocabulary
from du_an8.reports.meaning.axes import Axes, Meaning
from du_an8.reports.meaning.column_times import ColumnTime, is_premature
from du_an8.reports.meaning.figures import (
    ClaimedRatio,
    Fault,
    Figure,
    Scale,
    read_claim,
    read_figure,
    read_paired,
    read_part,
    speaks_of_amounts,
)
from du_an8.reports.meaning.head_places import same_place
from du_an8.reports.meaning.kept_ones import with_kept_rows
from du_an8.reports.meaning.ledger import Fate, is_number
from du_an8.reports.meaning.part_sums import part_sums
from du_an8.reports.meaning.percentages import Operands, agrees, find_operands, ratios
from du_an8.reports.meaning.recorder import Extracted, Recorder, Slice
from du_an8.reports.meaning.repeated import repeated_rows
from du_an8.reports.meaning.row_evidence import read_evidence
from du_an8.reports.meaning.units import TableUnits
from du_an8.reports.tables.row import Problem, Row
from du_an8.reports.tables.rows import read_rows
from du_an8.reports.tables.table import Column, Table
from du_an8.reports.tables.table_cells import is_figure, is_year
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet
from du_an8.vietnamese.names import fold, nearest
from du_an8.vietnamese.numbers import Convention, Qualifier, convention_of
from du_an8.vietnamese.places import PlaceLevel

_WHOLE_PERCENT = 100
_IN_ORDER = {
    Role.NUMERATOR: 0,
    Role.DENOMINATOR: 0,
    Role.CUMULATIVE: 1,
    Role.IN_PERIOD: 2,
    Role.RESULT: 3,
    Role.PERCENTAGE: 4,
}
_MOST_SUGGESTIONS = 50
_OF_FIGURES = frozenset({Says.RESULT, Says.CUMULATIVE, Says.ESTIMATE, Says.PLAN})


def _in_order(column: Column) -> tuple[int, bool, bool]:
    """In which order columns are read: of two levels of one day, the running one before the month's."""
    return _IN_ORDER.get(column.role, 5), not column.title.running, bool(column.places)


class _Fraction(Struct):
    """The numerator and the denominator of one rate, as far as they were met."""

    about: Slice
    time: ColumnTime
    cells: dict[Role, Cell]


class _Alike(Struct):
    """Rows that say the same of their numbers but for the places of these.

    Attributes:
        row: the first of them.
        rows: all of them.
    """

    row: Row
    rows: FilledRows
    _filled: dict[tuple[int, ...], FilledRows] = field(default_factory=dict)

    def filled(self, positions: tuple[int, ...]) -> FilledRows:
        """Some of them, as columns share them that are filled alike."""
        rows = self.rows
        if len(positions) == len(rows.numbers):
            return rows
        if positions not in self._filled:
            numbers = tuple([rows.numbers[at] for at in positions])
            places = tuple([rows.places[at] for at in positions])
            totals = frozenset(new for new, at in enumerate(positions) if at in rows.totals)
            self._filled[positions] = FilledRows(numbers, places, totals)
        return self._filled[positions]


class _PlacedRows(Struct, frozen=True):
    """The rows that a column meets, each with the places of its number there; and those of places, by what they say."""

    rows: list[tuple[Row, tuple[Place, ...] | None]]
    alike: list[_Alike]


class _PlainFigures(Struct, frozen=True):
    """The figures of a column in rows that say the same, of which no more than the number is to be told."""

    meaning: Meaning
    rows: FilledRows
    figures: list[Figure]


class Extraction:
    """Reads the numbers of one table."""

    def __init__(self, table: Table, recorder: Recorder, table_unit: str = "") -> None:
        self.table, self.to = table, recorder
        self.sheet = recorder.sheet
        coverage = recorder.coverage
        self.read_rows = read_rows(table, recorder.sheet, recorder.programme, coverage.province, coverage.places)
        self.stubs = self.read_rows.stubs
        self.is_filled = partial(_is_filled, recorder.sheet, range(table.header_row + 1, table.end_row + 1))
        self.axes = Axes(table, recorder.programme, coverage, self.is_filled)
        self.columns = sorted(self.axes.columns, key=_in_order)
        self.rows: list[Row] = []
        self.fractions: dict[object, _Fraction] = {}
        self.levels: set[object] = set()
        self.assumed: dict[str, dict[str, Column]] = {}
        self.untold: defaultdict[int, list[Cell]] = defaultdict(list)
        self.set_aside: defaultdict[tuple[str, int], list[Cell]] = defaultdict(list)
        self.nowhere: defaultdict[int, list[Cell]] = defaultdict(list)
        self.suggested = 0
        self._conventions: dict[int, Convention | None] = {}
        self._placed_rows: dict[bool, _PlacedRows] = {}  # of columns without places of their own, nearly all
        self.shared: frozenset[tuple[int, int]] = frozenset()
        self.units = TableUnits(table, recorder.sheet, self.stubs, recorder.programme, table_unit)

    def read(self) -> Extracted:
        """Read every row, then column by column."""
        self._settle_words()
        self._report_premature()
        self.rows = [row for row in self.read_rows.rows if self._is_known(row)]
        self.rows = with_kept_rows(
            [row for row in self.rows if self._unit_fits(row)], {column.number for column in self.columns}
        )
        self.rows = self._without_shared(self.rows)
        read_evidence(self.table, self.rows, self.to)
        for column in self.columns:
            if column.number not in self.axes.contradicting and self._unit_of_column_fits(column):
                self._read_column(column)
        self._read_fractions()
        self._add_up_parts()
        self._check_comparisons()
        self._report_untold()
        self._report_sentences()
        self._tell_assumptions()
        if not self.table.by_columns:
            self.to.out.findings += repeated_rows(self.to.out.observations, self.to.programme)
        return self.to.out

    # Words and rows that nobody understands.

    def _settle_words(self) -> None:
        """Numbers that only count rows, columns or places, and days, are no figures."""
        for number in self.stubs.counting:
            self.to.ledger.settle(Fate.CHECKED, *self.sheet.rows[number].values())
        self.to.ledger.settle(Fate.CHECKED, *self.stubs.counts_of_places)
        words = {Role.NUMBERING, Role.ID, Role.TIME}
        for column in [c.number for c in self.table.columns if c.role in words or _is_of_days(c)]:
            self.to.ledger.settle_column(Fate.CHECKED, column, self.stubs.numbers)
        for c in self.table.columns:
            self.to.ledger.settle_column(
                Fate.CHECKED, c.number, set(_years(c, self.sheet)).intersection(self.stubs.numbers)
            )

    def _is_known(self, row: Row) -> bool:
        """Whether the numbers of a row may be read; what it doesn't say is told."""
        problem = row.problem
        if problem is None:
            return row.subject is not None or self.stubs.by_columns
        numbers = [cell for cell in self.to.ledger.open_cells(row.number) if self._is_mine(cell)]
        if numbers and problem.key not in {"", "aside"}:
            self._report_problem(problem, numbers)
        return False

    def _is_mine(self, cell: Cell) -> bool:
        return self.table.first_column <= cell.column <= self.table.last_column

    def _report_problem(self, problem: Problem, numbers: list[Cell]) -> None:
        if problem.key == "unmatched-row":
            text = str(problem.words["text"])
            self.to.report(problem.key, numbers, None, **naming_hint(self.to.programme, text, len(numbers)))
            return
        words = {"count": len(numbers), **problem.words}
        if problem.key == "unknown-indicator.code":
            ids = list(self.to.programme.indicators)
            self.suggested += 1
            text = str(problem.words["text"])
            words["nearest"] = nearest(text, ids) if self.suggested <= _MOST_SUGGESTIONS else ids[:3]
        self.to.report(problem.key, numbers, problem.indicator, **words)

    def _report_premature(self) -> None:
        for column in self.table.columns:
            if column.number in self.axes.contradicting:
                self.to.remark("identity-mismatch.column", column.cell, text=column.words, day=self.to.coverage.end)

    def _report_untold(self) -> None:
        """Columns whose words narrow a row to something that nobody knows, and those that are no results."""
        words = {column.number: column.words for column in self.columns}
        for (key, number), cells in self.set_aside.items():
            self.to.report(key, cells, text=words[number], count=len(cells))
        for column in self.columns:
            if cells := [cell for cell in self.untold[column.number] if self.to.ledger.is_open(cell)]:
                self.to.report("unmatched-number.column", cells, text=column.words, count=len(cells))
            if cells := [cell for cell in self.nowhere[column.number] if self.to.ledger.is_open(cell)]:
                self.to.report("unmatched-row.place", cells, column.indicator, text=column.words, count=len(cells))

    def _report_sentences(self) -> None:
        """Texts that speak of amounts where a number should stand, in rows that nobody understands."""
        understood = {row.number for row in self.rows}
        names = {stub.number: stub.text for stub in self.stubs.rows if stub.number not in understood}
        for column in self.table.of(RESULT_ROLES):
            for number, cell in self.sheet.words.get(column.number, {}).items():
                if number in names and self._is_sentence(cell):
                    self.to.report("not-a-number", [cell], None, name=names[number] or cell.address, text=cell.text)

    def _is_sentence(self, cell: Cell) -> bool:
        programme = self.to.programme
        return speaks_of_amounts(cell.text, programme) and not is_number(cell, programme)

    def _tell_assumptions(self) -> None:
        for key, columns in self.assumed.items():
            first = next(iter(columns.values()))
            self.to.remark(key, first.cell, text=list(columns))
        places = self.read_rows.places
        for key, heads in (("levels", places.unclear), ("by-sums", places.sums[:1])):
            for head in heads if self.stubs.by_columns else ():
                at = next(iter(head.words))
                self.to.remark(f"total-mismatch.{key}", self.sheet.rows[head.row][at], text=head.first.text)

    def _unit_fits(self, row: Row) -> bool:
        """Whether a row is counted in the unit of its indicator; else its numbers are told together."""
        subject = row.subject
        misfit = self.units.misfit(row, subject.indicator) if subject else None
        if subject is None or misfit is None:
            return True
        figures = [row.cells[c.number] for c in self.columns if c.number in row.cells]
        cells = [misfit[0], *figures] if misfit[0] else figures
        if cells:
            name, unit = subject.indicator.short_name, subject.indicator.unit
            self.to.report("unit-mismatch", cells, subject.indicator, found=misfit[1], unit=unit, name=name)
        return False

    def _without_shared(self, rows: list[Row]) -> list[Row]:
        """The rows without numbers that several of them share."""
        used = [c.number for c in self.columns if any(self.axes.meaning(c, row).subject for row in rows)]
        self.shared = shared = self.to.report_shared({row.number for row in rows}, used)
        if not shared:
            return rows
        return [replace(row, cells={n: c for n, c in row.cells.items() if (c.row, n) not in shared}) for row in rows]

    def _add_up_parts(self) -> None:
        for told in part_sums(self.rows, self.to.out, self.to.programme):
            self.to.out.observations.append(told.row)
            self.to.out.findings.append(told.finding)

    # Columns.

    def _read_column(self, column: Column) -> None:
        """The numbers of a column; those that say the same of places, nearly all plain, are read together."""
        placed = self._placed(column)
        plain = [found for alike in placed.alike if (found := self._plain_figures(column, alike))]
        if sum(len(found.figures) for found in plain) < len(placed.rows):
            self._read_others(column, placed, {number for found in plain for number in found.rows.numbers})
        for found in sorted(plain, key=lambda each: each.rows.numbers[0]):
            self._use_together(column, found)

    def _read_others(self, column: Column, placed: _PlacedRows, taken: Container[int]) -> None:
        """The numbers of a column of which more is to be told, one by one."""
        for row, places in placed.rows:
            cell = row.cells.get(column.number)
            if cell is not None and row.number not in taken:
                self._read_cell(cell, self.axes.meaning(column, row), row, places)

    def _placed(self, column: Column) -> _PlacedRows:
        """The rows, each with the places of its number in a column."""
        if column.places:
            return self._with_places(column)
        if column.of_province not in self._placed_rows:
            self._placed_rows[column.of_province] = self._with_places(column)
        return self._placed_rows[column.of_province]

    def _with_places(self, column: Column) -> _PlacedRows:
        placed = [(row, self._places(column, row)) for row in self.rows]
        alike: defaultdict[object, list[tuple[Row, tuple[Place, ...]]]] = defaultdict(list)
        for row, places in placed:
            if places and self._inside(places):
                alike[row.says, self.units.told(row)].append((row, places))
        return _PlacedRows(placed, [_alike(rows) for rows in alike.values()])

    def _plain_figures(self, column: Column, alike: _Alike) -> _PlainFigures | None:
        """The figures of a column in some rows, as far as they are no more than numbers."""
        stored = list(map(self._stored(column.number).get, alike.rows.numbers))
        distinct = {number for number in set(stored) if number is not None}
        meaning = self.axes.meaning(column, alike.row) if distinct else None
        if meaning is None or not self._is_plain(meaning, alike.row):
            return None
        known = self._figures(alike, meaning, distinct)
        positions = tuple([at for at, number in enumerate(stored) if number in known])
        figures = [known[stored[at]] for at in positions]
        return _PlainFigures(meaning, alike.filled(positions), figures) if figures else None

    def _stored(self, column: int) -> Mapping[int, Decimal]:
        """Row -> number, of the plain ones of a column that no rows share; they may all be shown in percent."""
        stored = self.sheet.numbers.get(column) or self.sheet.shares.get(column, {})
        shared = self.shared and {row for row, shared in self.shared if shared == column}
        return {row: number for row, number in stored.items() if row not in shared} if shared else stored

    def _figures(self, alike: _Alike, meaning: Meaning, stored: Iterable[Decimal]) -> Mapping[Decimal | None, Figure]:
        """What each distinct number is; without those of which something is to be said."""
        read, column = self._reader(meaning, alike.row), meaning.column.number
        percent = column not in self.sheet.numbers
        found = {number: read(Cell(0, column, CellKind.NUMBER, number, percent)) for number in stored}
        return {number: figure for number, figure in found.items() if isinstance(figure, Figure)}

    def _use_together(self, column: Column, found: _PlainFigures) -> None:
        """Write down the figures of places."""
        meaning = found.meaning
        if meaning.subject and meaning.measure:
            self._assume(meaning)
            subject, stated = meaning.subject, (meaning.measure, meaning.time)
            about = Slice(subject.indicator, of_people=subject.of_people)
            self.to.figures_below(column.number, found.rows, found.figures, about, stated, subject.part)

    def _unit_of_column_fits(self, column: Column) -> bool:
        """Whether a column is counted in the unit of its indicator; else its numbers are told together."""
        indicator = column.indicator
        unit = self.units.misfit_of_column(column, indicator) if indicator else ""
        if indicator is None or not unit:
            return True
        cells = [row.cells[column.number] for row in self.rows if column.number in row.cells]
        if numbers := [cell for cell in cells if read_figure(cell, indicator, self.to.programme)]:
            words = {"name": indicator.short_name, "found": unit, "unit": indicator.unit}
            self.to.report("unit-mismatch.column", numbers, indicator, **words)
        return False

    def _is_plain(self, meaning: Meaning, row: Row) -> bool:
        """Whether a number of a place needs no more to be told."""
        title = meaning.title
        if title is None or meaning.subject is None or title.role not in RESULT_ROLES or title.estimate:
            return False
        has_time = meaning.measure is not Measure.IN_PERIOD or meaning.time.start is not None
        if self.axes.misplaced(meaning) or (meaning.measure is Measure.LEVEL and not self._is_only_rate(meaning, row)):
            return False
        return has_time and self.axes.is_result(meaning)

    def _is_only_rate(self, meaning: Meaning, row: Row) -> bool:
        """Whether no other column of a row tells of a rate, nor of what one is made of."""
        others = [self.axes.meaning(column, row) for column in self.columns if column is not meaning.column]
        return not any(other.subject and other.subject.indicator.kind is Kind.RATE for other in others)

    def _places(self, column: Column, row: Row) -> tuple[Place, ...] | None:
        """The places of a number: the reporting one, the row's, the column's; None where nobody can tell."""
        own = self.to.coverage.places
        places = (*row.places, *column.places)
        if not places and (row.of_province or column.of_province):
            return None if self.to.coverage.of_office else ()  # the office of a district knows nothing of all others
        if not self._is_named(column, row):
            return None
        if not places or not own:
            return (*own, *places)
        return (*own, *places[1:]) if same_place(places[0], own[-1]) else (*own, *places)

    def _is_named(self, column: Column, row: Row) -> bool:
        """Beside a column `Toàn huyện` all others lie in a district, too: something must name it."""
        whole = self._whole
        if whole is None or row.places or self.to.coverage.places:
            return True
        return len(column.places) > 1 or any(place.level and place.level <= whole for place in column.places)

    @cached_property
    def _whole(self) -> PlaceLevel | None:
        return next((column.whole for column in self.columns if column.whole and not column.places), None)

    # Cells.

    def _read_cell(self, cell: Cell, meaning: Meaning, row: Row, places: tuple[Place, ...] | None) -> None:
        if places is None:
            self.nowhere[meaning.column.number].append(cell)
            return
        if meaning.subject is None:
            self.untold[meaning.column.number].append(cell)
            return
        subject = meaning.subject
        about = Slice(subject.indicator, places, subject.part, row.is_total, subject.of_people)
        if not self._inside(places):
            self.to.report("unmatched-row.place", [cell], about.indicator, text=places[-1].name, count=1)
            return
        match meaning.role:
            case None:
                self.untold[meaning.column.number].append(cell)
            case Role.OTHER | Role.EARLIER:
                self.to.ledger.settle(Fate.CHECKED, cell)
            case Role.NUMERATOR | Role.DENOMINATOR:
                self._note_fraction(cell, meaning, about, row)
            case Role.PERCENTAGE:
                self._read_percentage(cell, meaning, about, row)
            case role if role in PLAN_SCOPES:
                self._read_plan(cell, meaning, about, row)
            case _:
                self._read_result(cell, meaning, about, row)

    def _inside(self, places: tuple[Place, ...]) -> bool:
        """Places lie within the one whose report it is; another of its size can't be inside it."""
        own = self.to.coverage.places
        inner = places[len(own) :]
        if not own or not inner:
            return True
        return not (inner[0].level and own[-1].level and inner[0].level <= own[-1].level)

    def _figure(self, meaning: Meaning, row: Row, cell: Cell) -> Figure | Fault | None:
        return self._reader(meaning, row)(cell)

    def _reader(self, meaning: Meaning, row: Row) -> Callable[[Cell], Figure | Fault | None]:
        """How a cell is read whose unit the row and the column tell."""
        column, subject, programme = meaning.column, meaning.subject, self.to.programme
        if subject is None:
            return lambda _: None
        indicator = subject.indicator
        if unit := self.units.contradiction(column, row, indicator):
            fault = Fault("unit-mismatch", {"found": unit, "unit": indicator.unit})
            return lambda _: fault
        side = self.units.pair(column, row, indicator)
        if side is not None:
            return partial(read_paired, side=side, indicator=indicator, programme=programme)
        return partial(read_figure, indicator=indicator, programme=programme, scale=self._scale(column, row, meaning))

    def _scale(self, column: Column, row: Row, meaning: Meaning) -> Scale:
        factor = self.units.factor(column, row, meaning.subject.indicator) if meaning.subject else Fraction(1)
        return Scale(factor, self._convention(column.number))

    def _convention(self, column: int) -> Convention | None:
        """How the numbers that are written as text in a column part thousands and decimals."""
        if column not in self._conventions:
            written = self.sheet.words.get(column, {})
            self._conventions[column] = convention_of([written[n].text for n in self.stubs.numbers if n in written])
        return self._conventions[column]

    def _assume(self, meaning: Meaning) -> None:
        """Say once which columns were taken for running figures, or for the period's, without their saying so."""
        if meaning.assumed and not meaning.column.places and not meaning.column.leaves:
            key = "assumed-basis.cumulative" if meaning.measure is Measure.CUMULATIVE else "assumed-basis.in-period"
            self.assumed.setdefault(key, {}).setdefault(meaning.column.words, meaning.column)

    def _read_result(self, cell: Cell, meaning: Meaning, about: Slice, row: Row) -> bool:
        """Read one figure; whether the cell held anything."""
        if about.indicator.kind is Kind.RATE and self._is_leveled(meaning, about, row):
            return self._read_further_level(cell, meaning, about, row)
        figure = self._figure(meaning, row, cell)
        if isinstance(figure, Fault):
            self.to.fault(figure, cell, about.indicator)
            return True
        if figure is None or meaning.title is None or meaning.measure is None:
            return False
        if is_premature(meaning.title, meaning.time, self.to.coverage) and self.axes.table.by_columns:
            column = meaning.column
            self.to.remark("identity-mismatch.column", column.cell, text=column.words, day=self.to.coverage.end)
        elif not self._is_of_other_days(cell, meaning):
            self._use(cell, meaning, about, row, figure)
        return True

    def _use(self, cell: Cell, meaning: Meaning, about: Slice, row: Row, figure: Figure) -> None:
        if fault := self.axes.misplaced(meaning):
            self.to.fault(fault, cell, about.indicator)
            return
        measure = self._measure(cell, meaning, about, figure)
        if measure is None:
            return
        self._assume(meaning)
        if meaning.title and meaning.title.estimate and figure.qualifier is None:
            figure = replace(figure, qualifier=Qualifier.ABOUT, word="ước")
        if measure is Measure.LEVEL:
            self.levels.add(self._level_key(meaning, about, row))
        self.to.figure(cell, about, figure, measure, meaning.time)

    def _is_of_other_days(self, cell: Cell, meaning: Meaning) -> bool:
        """Whether a number tells of what was still to be done, or of days before the phase: it is set aside."""
        is_history = self.axes.is_history(meaning)
        if self.axes.is_forecast(meaning):
            self.set_aside["sheet-set-aside.estimates", meaning.column.number].append(cell)
        elif is_history and self._comparisons:  # which are checked against it
            self.to.ledger.settle(Fate.CHECKED, cell)
        elif is_history:
            self.set_aside["sheet-set-aside.earlier", meaning.column.number].append(cell)
        else:
            return False
        return True

    def _measure(self, cell: Cell, meaning: Meaning, about: Slice, figure: Figure) -> Measure | None:
        """What a figure measures; None, and told, where nobody knows when its period began."""
        if meaning.measure is not Measure.IN_PERIOD:
            return meaning.measure
        if figure.to_date:
            return Measure.CUMULATIVE
        if meaning.time.start is not None:
            return Measure.IN_PERIOD
        name = about.indicator.short_name
        if self.to.coverage.period is None or self.table.by_columns:
            self.to.report("unknown-period.in-period", [cell], about.indicator, name=name)
            return None
        self.to.remark("assumed-basis.open-start", cell, about.indicator, name=name)
        return Measure.CUMULATIVE

    # Rates.

    @staticmethod
    def _level_key(meaning: Meaning, about: Slice, row: Row) -> object:
        return row.number, about.indicator.id, about.part, about.places, meaning.time.end

    def _is_leveled(self, meaning: Meaning, about: Slice, row: Row) -> bool:
        return (
            self._level_key(meaning, about, row) in self.levels
            or self._fraction_key(meaning, about, row) in self.fractions
        )

    def _read_further_level(self, cell: Cell, meaning: Meaning, about: Slice, row: Row) -> bool:
        """A second level of one day: beside numerator and denominator it is a claim, beside "Luỹ kế" the period's."""
        if self._fraction_key(meaning, about, row) in self.fractions:
            self._read_claim(cell, meaning, about, row)
        elif isinstance(level := self._figure(meaning, row, cell), Fault):
            self.to.fault(level, cell, about.indicator)
        else:
            self.to.ledger.settle(Fate.CHECKED, cell)
        return True

    def _read_percentage(self, cell: Cell, meaning: Meaning, about: Slice, row: Row) -> None:
        if meaning.column in self._comparisons:
            return
        is_level = about.indicator.kind is Kind.RATE and row.title is None
        if not is_level or self._is_leveled(meaning, about, row):
            self._read_claim(cell, meaning, about, row)
        elif self._read_result(cell, meaning, about, row) and not about.is_detail:
            self.to.remark("assumed-basis.percentage", cell, about.indicator, name=about.indicator.short_name)

    @staticmethod
    def _fraction_key(meaning: Meaning, about: Slice, row: Row) -> object:
        at = (
            row.number
            if row.title is None or row.title.role not in {Role.NUMERATOR, Role.DENOMINATOR}
            else meaning.column.number
        )
        return at, about.indicator.id, about.part, about.places, meaning.time.end

    def _note_fraction(self, cell: Cell, meaning: Meaning, about: Slice, row: Row) -> None:
        if about.indicator.kind is not Kind.RATE:
            self.untold[meaning.column.number].append(cell)
            return
        if read_part(cell) is None:
            return
        key = self._fraction_key(meaning, about, row)
        known = self.fractions.setdefault(key, _Fraction(about, meaning.time, {}))
        if meaning.role:
            known.cells[meaning.role] = cell

    def _read_fractions(self) -> None:
        for fraction in self.fractions.values():
            self._read_fraction(fraction)

    def _read_fraction(self, fraction: _Fraction) -> None:
        """A rate given as numerator and denominator."""
        about, cells = fraction.about, list(fraction.cells.values())
        parts = {role: read_part(cell) for role, cell in fraction.cells.items()}
        faults = [(role, part) for role, part in parts.items() if isinstance(part, Fault)]
        for role, fault in faults:
            self.to.fault(fault, fraction.cells[role], about.indicator)
        numerator, denominator = parts.get(Role.NUMERATOR), parts.get(Role.DENOMINATOR)
        if isinstance(numerator, Figure) and isinstance(denominator, Figure):
            self._read_quotient(cells, numerator, denominator, fraction)
        elif isinstance(numerator, Figure) or isinstance(denominator, Figure):
            self.to.report("not-a-number.half-fraction", cells, about.indicator, name=about.indicator.short_name)

    def _read_quotient(self, cells: list[Cell], numerator: Figure, denominator: Figure, fraction: _Fraction) -> None:
        about = fraction.about
        name = about.indicator.short_name
        if denominator.value == 0:
            self.to.report("not-a-number.zero-denominator", cells, about.indicator, name=name)
            return
        level = numerator.value * _WHOLE_PERCENT / denominator.value
        if level > _WHOLE_PERCENT:
            self.to.report("rate-out-of-range", cells, about.indicator, name=name, value=level)
            return
        # A vague denominator leaves the quotient vague on both sides.
        figure = Figure(level, numerator.qualifier, numerator.word, denominator.value)
        if denominator.qualifier:
            figure = Figure(level, Qualifier.ABOUT, of=denominator.value)
        self.to.ledger.settle(Fate.USED, *cells)
        time = replace(fraction.time, measure=Measure.LEVEL)
        self.to.figure(fraction.cells[Role.NUMERATOR], about, figure, Measure.LEVEL, time)

    # Plans and percentages.

    def _read_plan(self, cell: Cell, meaning: Meaning, about: Slice, row: Row) -> None:
        figure = self._figure(meaning, row, cell)
        if isinstance(figure, Fault):
            self.to.fault(figure, cell, about.indicator)
        elif figure and meaning.title:
            scope = self.axes.plan_scope(meaning.title, meaning.column)
            self.to.plan(cell, about, figure.value, scope, self.axes.time_of_plan(meaning, scope))

    def _read_claim(self, cell: Cell, meaning: Meaning, about: Slice, row: Row) -> None:
        """A percentage of the plan: the province's goes to the engine, which knows the target file, too."""
        claim = read_claim(cell)
        if isinstance(claim, Fault):
            self.to.fault(claim, cell, about.indicator)
        elif claim is None or meaning.title is None:
            return
        elif not about.is_detail and meaning.column.number not in self._named_plans:
            self._claim_of_province(cell, claim, meaning, about, row)
        else:
            self.to.ledger.settle(Fate.CHECKED, cell)
            numbers = self._numbers(row)
            computed = ratios(numbers, *self._operands(meaning.column))
            if computed and not any(agrees(claim, ratio) for *_, ratio in computed):
                self._disagree(cell, claim, computed[0], numbers, about)

    def _operands(self, column: Column) -> tuple[list[int], list[int]]:
        """The results and the plans of which a column may be the percentage."""
        beside = [c for c in self.columns if c.places == column.places and c.indicator is column.indicator]
        plans = [c.number for c in beside if c.role in PLAN_SCOPES]
        if column.number in self._named_plans:
            plans = [self._named_plans[column.number]]
        return [c.number for c in beside if c.role in RESULT_ROLES], plans

    @cached_property
    def _named_plans(self) -> dict[int, int]:
        """Percentages that name one of several plans by a word that only its title has: `% TW` beside `Chỉ tiêu TW`."""
        titles = {c.number: _words(c) for c in self.columns if c.role in PLAN_SCOPES}
        found = {}
        for column in self.table.of({Role.PERCENTAGE}):
            words = _words(column)
            named = [n for n, own in titles.items() if words & own - _all(titles, without=n)]
            by_plan = column.title.base is None and not column.title.compares
            if by_plan and len(titles) > 1 and len(named) == 1:
                found[column.number] = named[0]
        return found

    def _claim_of_province(self, cell: Cell, claim: ClaimedRatio, meaning: Meaning, about: Slice, row: Row) -> None:
        if self._is_of_forecast(claim, row) or meaning.title is None:
            self.to.ledger.settle(Fate.CHECKED, cell)
            return
        if meaning.column.number in self._of_multiples:
            claim = _multiple(claim)
        if self._is_of_unread(claim, row):
            self.to.ledger.settle(Fate.CHECKED, cell)
            return
        time = self.axes.end_of_claim(meaning)
        self.to.claim(cell, about, claim, meaning.title.base, time.end if time else None)

    @cached_property
    def _of_multiples(self) -> frozenset[int]:
        """Columns of quotients whose bare numbers are all ratios: 0,9 beside 4,3 is 90 beside 430 per cent."""
        found = set()
        for column in self.columns:
            if column.role is Role.PERCENTAGE and "%" not in column.words:
                cells = [(row, row.cells[column.number]) for row in self.rows if column.number in row.cells]
                told = [self._is_multiple(row, cell, column) for row, cell in cells if cell.kind is CellKind.NUMBER]
                found |= {column.number} if len(told) > 1 and all(told) else set()
        return frozenset(found)

    def _is_multiple(self, row: Row, cell: Cell, column: Column) -> bool:
        claim = read_claim(cell)
        if not isinstance(claim, ClaimedRatio) or cell.percent:
            return False
        results = [c.number for c in self.columns if c.role in RESULT_ROLES and c.places == column.places]
        plans = [c.number for c in self.columns if c.role in PLAN_SCOPES and c.places == column.places]
        return any(agrees(_multiple(claim), ratio) for *_, ratio in ratios(self._numbers(row), results, plans))

    def _is_of_unread(self, claim: ClaimedRatio, row: Row) -> bool:
        """Whether a percentage may be of figures that could not be read: it fits none of those that were."""
        if not self._unread:
            return False
        results = [c.number for c in self.columns if c.role in RESULT_ROLES and c.number not in self._unread]
        plans = [c.number for c in self.columns if c.role in PLAN_SCOPES and c.number not in self._unread]
        return not any(agrees(claim, ratio) for *_, ratio in ratios(self._numbers(row), results, plans))

    @cached_property
    def _unread(self) -> frozenset[int]:
        """Columns of figures that were not understood, wholly or in their time; they are told."""
        known = vocabulary()
        unknown = {
            number
            for number, words in self.table.unknown.items()
            if self.is_filled(number) and known.said(words) & _OF_FIGURES
        }
        untold = {c.number for c in self.columns if c.role in RESULT_ROLES and self.untold[c.number]}
        return frozenset(unknown | untold) | self.axes.contradicting

    def _is_of_forecast(self, claim: ClaimedRatio, row: Row) -> bool:
        """Whether a percentage is what is still expected of the plan: it tells nothing of what was done."""
        if not self.axes.forecasts:
            return False
        plans = [c.number for c in self.columns if c.role in PLAN_SCOPES]
        return any(agrees(claim, ratio) for *_, ratio in ratios(self._numbers(row), self.axes.forecasts, plans))

    def _numbers(self, row: Row) -> dict[int, Fraction]:
        """The numbers of a row as the table prints them, unscaled: quotients need no unit."""
        found = {}
        for column in self.columns:
            cell = row.cells.get(column.number)
            if cell is None or column.role not in RESULT_ROLES | set(PLAN_SCOPES) | {Role.EARLIER}:
                continue
            meaning = self.axes.meaning(column, row)
            if meaning.subject is None:
                continue
            figure = read_figure(cell, meaning.subject.indicator, self.to.programme, self._scale(column, row, meaning))
            if isinstance(figure, Figure):
                found[column.number] = figure.value
        return found

    def _disagree(
        self,
        cell: Cell,
        claim: ClaimedRatio,
        computed: tuple[int, int, Fraction],
        numbers: Mapping[int, Fraction],
        about: Slice,
    ) -> None:
        top, base, ratio = computed
        self.to.remark(
            "claim-mismatch.row", cell, about.indicator,
            name=about.part or about.indicator.short_name, claim=round(claim.stated.ratio * _WHOLE_PERCENT, 2),
            recomputed=ratio * _WHOLE_PERCENT, value=numbers[top], base=numbers[base],
        )  # fmt: skip

    @cached_property
    def _comparisons(self) -> list[Column]:
        """Percentages of something else than a plan; "So sánh (%)" is one where the table has no plan, but a past."""
        results = [c for c in self.table.of(RESULT_ROLES) if c.title.time]
        past = bool(self.table.of({Role.EARLIER})) or len({self.axes.meaning_time(c).end for c in results}) > 1
        has_past_alone = past and not self.table.of(PLAN_SCOPES)
        return [c for c in self.table.of({Role.PERCENTAGE}) if self._compares(c, has_past_alone=has_past_alone)]

    def _compares(self, column: Column, *, has_past_alone: bool) -> bool:
        title = column.title
        if column.number in self._named_plans:
            return False
        return title.compares or (has_past_alone and not title.names_plan and not column.indicator)

    def _check_comparisons(self) -> None:
        """Percentages of something else than a plan: which columns they divide, the numbers themselves tell."""
        if not self._comparisons:
            return
        rows = [row for row in self.rows if row.subject]
        numbers = {row.number: self._numbers(row) for row in rows}
        for column in self._comparisons:
            self._check_column([row for row in rows if column.number in row.cells], column, numbers)

    def _check_column(self, rows: Sequence[Row], column: Column, numbers: Mapping[int, dict[int, Fraction]]) -> None:
        """Compare the percentages of one column.

        Args:
            numbers: row -> its numbers by column.
        """
        candidates = [c.number for c in self.columns if c.role in RESULT_ROLES | set(PLAN_SCOPES) | {Role.EARLIER}]
        cells = [(row, row.cells[column.number]) for row in rows]
        operands = find_operands([(cell, numbers[row.number]) for row, cell in cells], candidates)
        unchecked = [
            cell for row, cell in cells if not self._check_comparison(cell, operands, numbers[row.number], row, column)
        ]
        if unchecked:
            self.to.report("unmatched-number.comparison", unchecked, text=column.words, count=len(unchecked))

    def _check_comparison(
        self, cell: Cell, operands: Operands | None, numbers: dict[int, Fraction], row: Row, column: Column
    ) -> bool:
        """Compare one percentage with its quotient; False where there is a number, but nothing to compare it with."""
        claim = read_claim(cell)
        subject = self.axes.meaning(column, row).subject
        if isinstance(claim, Fault):
            if subject:
                self.to.fault(claim, cell, subject.indicator)
            return True
        ratio = operands.ratio(numbers) if operands else None
        if claim is None or operands is None or ratio is None:
            return claim is None
        self.to.ledger.settle(Fate.CHECKED, cell)
        if not agrees(claim, ratio) and subject:
            about = Slice(subject.indicator, row.places, subject.part)
            self._disagree(cell, claim, (operands.top, operands.base, ratio), numbers, about)
        return True


def _alike(placed: Sequence[tuple[Row, tuple[Place, ...]]]) -> _Alike:
    rows = [row for row, _ in placed]
    totals = frozenset(at for at, row in enumerate(rows) if row.is_total)
    return _Alike(rows[0], FilledRows(tuple([row.number for row in rows]), tuple([each for _, each in placed]), totals))


def _words(column: Column) -> frozenset[str]:
    """The folded words of a title; numbers are times."""
    return frozenset(filter(str.isalpha, fold(column.words).split()))


def _all(titles: Mapping[int, frozenset[str]], *, without: int) -> frozenset[str]:
    """The words of all titles but one."""
    return frozenset().union(*(words for number, words in titles.items() if number != without))


def _is_filled(sheet: Sheet, body: range, column: int) -> bool:
    """Whether a column holds a number in some rows."""
    if any(row in body for row in sheet.numbers.get(column, ())):
        return True
    others = (cell for cell in sheet.others if cell.column == column and cell.row in body)
    return any(is_figure(cell) or cell.is_numeric for cell in others)


def _is_of_days(column: Column) -> bool:
    """`Ngày`, `Ngày, tháng`: `12/5` is a day below it."""
    return column.role is Role.NOTE and fold(column.words).startswith("ngay")


def _years(column: Column, sheet: Sheet) -> Iterable[int]:
    """The rows of the numbers of a remark, where all of them are years: `Hạn` over 2025."""
    numbers = sheet.numbers.get(column.number, {}) if column.role is Role.NOTE else {}
    return numbers if all(map(is_year, numbers.values())) else ()


def _multiple(claim: ClaimedRatio) -> ClaimedRatio:
    """A bare number as a multiple of the plan: 0,38 is 38 %, to the same digit."""
    stated = claim.stated
    return ClaimedRatio(replace(stated, ratio=stated.ratio * _WHOLE_PERCENT, decimals=max(stated.decimals - 2, 0)))


def stray_errors(path: str, sheet: Sheet, named: set[str]) -> list[Finding]:
    """Error cells and formulas without a value that no row reading has named yet."""
    keys = {CellKind.ERROR: "error-cell.outside", CellKind.UNCOMPUTED: "formula-without-value.outside"}
    return [
        Finding(keys[cell.kind], Location(path, sheet=sheet.name, cell=cell.address), {"text": cell.value})
        for cell in sheet.odd
        if cell.kind in keys and cell.address not in named
    ]
