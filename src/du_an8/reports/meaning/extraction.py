"""From one table to its facts: every number takes its meaning from the column and the row that reach it."""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from functools import partial

from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Kind
from du_an8.reports.facts import Measure, Place
from du_an8.reports.labels.roles import PLAN_SCOPES, RESULT_ROLES, Role
from du_an8.reports.meaning.axes import Axes
from du_an8.reports.meaning.cell_quantities import Fault
from du_an8.reports.meaning.column_times import is_premature
from du_an8.reports.meaning.counting_numbers import settle_counting
from du_an8.reports.meaning.figures import Figure, read_figure, speaks_of_amounts
from du_an8.reports.meaning.kept_ones import with_kept_rows
from du_an8.reports.meaning.known_rows import KnownRows
from du_an8.reports.meaning.ledger import Fate, is_number
from du_an8.reports.meaning.meanings import Meaning
from du_an8.reports.meaning.number_reader import NumberReader
from du_an8.reports.meaning.part_sums import part_sums
from du_an8.reports.meaning.partial_places import with_partial
from du_an8.reports.meaning.placed_rows import PlacedRows, RowPlacing
from du_an8.reports.meaning.plain_figures import PlainFigures, PlainReader
from du_an8.reports.meaning.printed_percentages import PrintedPercentages
from du_an8.reports.meaning.recorder import Extracted, Recorder, Slice
from du_an8.reports.meaning.repeated import repeated_rows
from du_an8.reports.meaning.row_evidence import read_evidence
from du_an8.reports.meaning.stated_rates import StatedRates
from du_an8.reports.meaning.units import TableUnits
from du_an8.reports.rows.row import Row
from du_an8.reports.rows.rows import read_rows
from du_an8.reports.tables.table import Column, Table
from du_an8.reports.tables.table_cells import is_figure
from du_an8.reports.workbook.cells import Cell, Sheet
from du_an8.vietnamese.numbers import Qualifier

_IN_ORDER = {
    Role.NUMERATOR: 0,
    Role.DENOMINATOR: 0,
    Role.CUMULATIVE: 1,
    Role.IN_PERIOD: 2,
    Role.RESULT: 3,
    Role.PERCENTAGE: 4,
}


def _in_order(column: Column) -> tuple[int, bool, bool, bool]:
    """In which order columns are read: of two levels of one day the running one, and none of the plan, comes first."""
    return _IN_ORDER.get(column.role, 5), column.title.names_plan, not column.title.running, bool(column.places)


class Extraction:
    """Reads the numbers of one table."""

    def __init__(self, table: Table, recorder: Recorder, table_unit: str = "") -> None:
        self.table, self.recorder = table, recorder
        self.sheet = recorder.sheet
        coverage = recorder.coverage
        self.read_rows = read_rows(table, recorder.sheet, recorder.programme, coverage.province, coverage.places)
        self.is_filled = partial(_is_filled, recorder.sheet, range(table.header_row + 1, table.end_row + 1))
        self.axes = Axes(table, recorder.programme, coverage, self.is_filled)
        self.columns = sorted(self.axes.columns, key=_in_order)
        self.rates = StatedRates(recorder)
        self.assumed: dict[str, dict[str, Column]] = {}
        self.untold: defaultdict[int, list[Cell]] = defaultdict(list)
        self.set_aside: defaultdict[tuple[str, int], list[Cell]] = defaultdict(list)
        self.nowhere: defaultdict[int, list[Cell]] = defaultdict(list)
        self.units = TableUnits(table, recorder.sheet, self.read_rows, recorder.programme, table_unit)
        self.numbers = NumberReader(recorder.sheet, self.read_rows.numbers, self.units, recorder.programme)

    def read(self) -> Extracted:
        """Read every row, then column by column."""
        settle_counting(self.table, self.read_rows, self.recorder)
        self._report_premature()
        known = KnownRows(self.table, self.columns, self.units, self.recorder).of(self.read_rows.rows)
        known = with_kept_rows(known, {column.number for column in self.columns})
        shared = self._report_shared(known)
        self.rows = rows = _without_shared(known, shared)
        self.placing = RowPlacing(self.columns, rows, self.recorder.coverage, self.units)
        self.percentages = PrintedPercentages(
            self.axes, self.columns, rows, self.numbers, self.recorder, self.is_filled, self.untold
        )
        self.plain = PlainReader(self.sheet, self.axes, self.columns, self.numbers, shared)
        read_evidence(self.table, rows, self.recorder)
        for column in self.columns:
            if column.number not in self.axes.contradicting and self._unit_of_column_fits(column):
                self._read_column(column)
        self.rates.read_fractions()
        self._add_up_parts()
        self.percentages.check_comparisons()
        self._report_untold()
        self._report_sentences()
        self._tell_assumptions()
        out, unused = self.recorder.out, self.recorder.unused
        out.columns = with_partial(out.columns, self.table, unused)
        if not self.table.by_columns:
            out.findings += repeated_rows(out.observations, self.recorder.programme)
        return out

    def _report_premature(self) -> None:
        for column in self.table.columns:
            if column.number in self.axes.contradicting:
                self._tell_premature(column)

    def _tell_premature(self, column: Column) -> None:
        day = self.recorder.coverage.end
        self.recorder.remark("identity-mismatch.column", column.cell, text=column.words, day=day)

    def _report_untold(self) -> None:
        """Columns whose words narrow a row to something that nobody knows, and those that are no results."""
        words = {column.number: column.words for column in self.columns}
        for (key, number), cells in self.set_aside.items():
            self.recorder.report(key, cells, text=words[number], count=len(cells))
        for column in self.columns:
            self._report_open("unmatched-number.column", self.untold, column, None)
            self._report_open("unmatched-row.place", self.nowhere, column, column.indicator)

    def _report_open(
        self, key: str, left: Mapping[int, list[Cell]], column: Column, indicator: Indicator | None
    ) -> None:
        """The numbers left in a column of which nothing was told yet."""
        if cells := list(filter(self.recorder.ledger.is_open, left[column.number])):
            self.recorder.report(key, cells, indicator, text=column.words, count=len(cells))

    def _report_sentences(self) -> None:
        """Texts that speak of amounts where a number should stand, in rows that nobody understands."""
        understood = {row.number for row in self.rows}
        names = {number: name for number, name in self.read_rows.names.items() if number not in understood}
        for column in self.table.of(RESULT_ROLES):
            for number, cell in self.sheet.words.get(column.number, {}).items():
                if number in names and self._is_sentence(cell):
                    self.recorder.report(
                        "not-a-number", [cell], None, name=names[number] or cell.address, text=cell.text
                    )

    def _is_sentence(self, cell: Cell) -> bool:
        programme = self.recorder.programme
        return speaks_of_amounts(cell.text, programme) and not is_number(cell, programme)

    def _tell_assumptions(self) -> None:
        for key, columns in self.assumed.items():
            first = next(iter(columns.values()))
            self.recorder.remark(key, first.cell, text=list(columns))
        for key, heads in (("levels", self.read_rows.unclear), ("by-sums", self.read_rows.by_sums[:1])):
            for head in heads:
                at = next(iter(head.words))
                self.recorder.remark(f"total-mismatch.{key}", self.sheet.rows[head.row][at], text=head.first.text)

    def _report_shared(self, rows: Sequence[Row]) -> frozenset[tuple[int, int]]:
        """The numbers that several rows share: row and column of their cells."""
        used = [c.number for c in self.columns if any(self.axes.meaning(c, row).subject for row in rows)]
        return self.recorder.report_shared({row.number for row in rows}, used)

    def _add_up_parts(self) -> None:
        for told in part_sums(self.rows, self.recorder.out, self.recorder.programme):
            self.recorder.out.observations.append(told.row)
            self.recorder.out.findings.append(told.finding)

    def _read_column(self, column: Column) -> None:
        """The numbers of a column; those that say the same of places, nearly all plain, are read together."""
        placed = self.placing.of(column)
        plain = [found for alike in placed.alike if (found := self.plain.read(column, alike))]
        if sum(len(found.figures) for found in plain) < len(placed.rows):
            self._read_others(column, placed, {number for found in plain for number in found.rows.numbers})
        for found in sorted(plain, key=lambda each: each.rows.numbers[0]):
            self._use_together(column, found)

    def _read_others(self, column: Column, placed: PlacedRows, taken: Container[int]) -> None:
        """The numbers of a column of which more is to be told, one by one."""
        for row, places in placed.rows:
            cell = row.cells.get(column.number)
            if cell is not None and row.number not in taken:
                self._read_cell(cell, self.axes.meaning(column, row), row, places)

    def _use_together(self, column: Column, found: PlainFigures) -> None:
        """Write down the figures of places."""
        meaning = found.meaning
        if meaning.subject and meaning.measure:
            self._assume(meaning)
            subject, stated = meaning.subject, (meaning.measure, meaning.time)
            counted = Slice(subject.indicator, of_people=subject.of_people)
            self.recorder.figures_below(column.number, found.rows, found.figures, counted, stated, subject.part)

    def _unit_of_column_fits(self, column: Column) -> bool:
        """Whether a column is counted in the unit of its indicator; else its numbers are told together."""
        indicator = column.indicator
        unit = self.units.misfit_of_column(column, indicator) if indicator else ""
        if indicator is None or not unit:
            return True
        cells = [row.cells[column.number] for row in self.rows if column.number in row.cells]
        if self.units.is_told_beside(column, lambda other: self.units.misfit_of_column(other, indicator)):
            self.untold[column.number] += cells
        elif numbers := [cell for cell in cells if read_figure(cell, indicator, self.recorder.programme)]:
            words = {"name": indicator.short_name, "found": unit, "unit": indicator.unit}
            self.recorder.report("unit-mismatch.column", numbers, indicator, **words)
        return False

    def _read_cell(self, cell: Cell, meaning: Meaning, row: Row, places: tuple[Place, ...] | None) -> None:
        if places is None:
            self.nowhere[meaning.column.number].append(cell)
            return
        subject = meaning.subject
        if subject is None:
            self.untold[meaning.column.number].append(cell)
            return
        counted = Slice(subject.indicator, places, subject.part, row.is_total, subject.of_people)
        if not self.placing.is_inside(places):
            self.recorder.report("unmatched-row.place", [cell], counted.indicator, text=places[-1].name, count=1)
            return
        match meaning.role:
            case None:
                self.untold[meaning.column.number].append(cell)
            case Role.OTHER | Role.EARLIER:
                self.recorder.ledger.settle(Fate.CHECKED, cell)
            case Role.NUMERATOR | Role.DENOMINATOR:
                self._read_part(cell, meaning, counted, row)
            case Role.PERCENTAGE:
                self._read_percentage(cell, meaning, counted, row)
            case role if role in PLAN_SCOPES:
                self._read_plan(cell, meaning, counted, row)
            case _:
                self._read_result(cell, meaning, counted, row)

    def _read_part(self, cell: Cell, meaning: Meaning, counted: Slice, row: Row) -> None:
        """A numerator, a denominator; of what is no rate nobody knows what it is."""
        if counted.indicator.kind is Kind.RATE:
            self.rates.note_part(cell, meaning, counted, row)
        else:
            self.untold[meaning.column.number].append(cell)

    def _assume(self, meaning: Meaning) -> None:
        """Say once which columns were taken for running figures, or for the period's, without their saying so."""
        if meaning.assumed and not meaning.column.places and not meaning.column.leaves:
            key = "assumed-basis.cumulative" if meaning.measure is Measure.CUMULATIVE else "assumed-basis.in-period"
            self.assumed.setdefault(key, {}).setdefault(meaning.column.words, meaning.column)

    def _read_result(self, cell: Cell, meaning: Meaning, counted: Slice, row: Row) -> bool:
        """Read one figure; whether the cell held anything."""
        if counted.indicator.kind is Kind.RATE and self.rates.is_told(meaning, counted, row):
            return self._read_further_level(cell, meaning, counted, row)
        figure = self.numbers.figure(meaning, row, cell)
        if isinstance(figure, Fault):
            self._tell(figure, cell, meaning, row, counted.indicator)
            return True
        if figure is None or meaning.title is None or meaning.measure is None:
            return False
        if is_premature(meaning.title, meaning.time, self.recorder.coverage) and self.axes.table.by_columns:
            self._tell_premature(meaning.column)
        elif not self._is_of_other_days(cell, meaning):
            self._use(cell, meaning, counted, row, figure)
        return True

    def _tell(self, fault: Fault, cell: Cell, meaning: Meaning, row: Row, indicator: Indicator) -> None:
        """Tell of a number that isn't used; one of days before the phase would not be in any case."""
        column, is_history = meaning.column, meaning.title is not None and self.axes.is_history(meaning)
        if is_history and self._is_of_other_days(cell, meaning):
            return
        if fault.key == "unit-mismatch" and self.units.are_of_another(column, row, indicator):
            self.untold[column.number].append(cell)
        else:
            self.recorder.fault(fault, indicator, cell)

    def _use(self, cell: Cell, meaning: Meaning, counted: Slice, row: Row, figure: Figure) -> None:
        if fault := self.axes.misplaced(meaning):
            self.recorder.fault(fault, counted.indicator, cell)
            return
        measure = self._measure(cell, meaning, counted, figure)
        if measure is None:
            return
        self._assume(meaning)
        if meaning.title and meaning.title.estimate and figure.qualifier is None:
            figure = replace(figure, qualifier=Qualifier.ABOUT, word="ước")
        if measure is Measure.LEVEL:
            self.rates.note_level(meaning, counted, row)
        self.recorder.figure(cell, counted, figure, measure, meaning.time)

    def _is_of_other_days(self, cell: Cell, meaning: Meaning) -> bool:
        """Whether a number tells of what was still to be done, or of days before the phase: it is set aside."""
        is_history = self.axes.is_history(meaning)
        if self.axes.is_forecast(meaning):
            self.set_aside["sheet-set-aside.estimates", meaning.column.number].append(cell)
        elif is_history and self.percentages.comparisons:  # which are checked against it
            self.recorder.ledger.settle(Fate.CHECKED, cell)
        elif is_history:
            self.set_aside["sheet-set-aside.earlier", meaning.column.number].append(cell)
        else:
            return False
        return True

    def _measure(self, cell: Cell, meaning: Meaning, counted: Slice, figure: Figure) -> Measure | None:
        """What a figure measures; None, and told, where nobody knows when its period began."""
        if meaning.measure is not Measure.IN_PERIOD:
            return meaning.measure
        if figure.to_date:
            return Measure.CUMULATIVE
        if meaning.time.start is not None:
            return Measure.IN_PERIOD
        name = counted.indicator.short_name
        if self.recorder.coverage.period is None or self.table.by_columns:
            self.recorder.report("unknown-period.in-period", [cell], counted.indicator, name=name)
            return None
        self.recorder.remark("assumed-basis.open-start", cell, counted.indicator, name=name)
        return Measure.CUMULATIVE

    def _read_further_level(self, cell: Cell, meaning: Meaning, counted: Slice, row: Row) -> bool:
        """A second level of one day: beside numerator and denominator it is a claim, beside "Luỹ kế" the period's."""
        if self.rates.has_fraction(meaning, counted, row):
            self.percentages.read_claim(cell, meaning, counted, row)
        elif isinstance(level := self.numbers.figure(meaning, row, cell), Fault):
            self.recorder.fault(level, counted.indicator, cell)
        else:
            self.recorder.ledger.settle(Fate.CHECKED, cell)
        return True

    def _read_percentage(self, cell: Cell, meaning: Meaning, counted: Slice, row: Row) -> None:
        if meaning.column in self.percentages.comparisons:
            return
        is_level = counted.indicator.kind is Kind.RATE and row.title is None
        if not is_level or self.rates.is_told(meaning, counted, row):
            self.percentages.read_claim(cell, meaning, counted, row)
        elif self._read_result(cell, meaning, counted, row) and not counted.is_detail:
            self.recorder.remark("assumed-basis.percentage", cell, counted.indicator, name=counted.indicator.short_name)

    def _read_plan(self, cell: Cell, meaning: Meaning, counted: Slice, row: Row) -> None:
        figure = self.numbers.figure(meaning, row, cell)
        if isinstance(figure, Fault):
            self.recorder.fault(figure, counted.indicator, cell)
        elif figure and meaning.title:
            scope = self.axes.plans.scope(meaning.title, meaning.column)
            self.recorder.plan(cell, counted, figure.value, scope, self.axes.plans.of_plan(meaning, scope))


def _without_shared(rows: list[Row], shared: frozenset[tuple[int, int]]) -> list[Row]:
    """The rows without numbers that several of them share."""
    if not shared:
        return rows
    return [replace(row, cells={n: c for n, c in row.cells.items() if (c.row, n) not in shared}) for row in rows]


def _is_filled(sheet: Sheet, body: range, column: int) -> bool:
    """Whether a column holds a number in some rows."""
    if any(row in body for row in sheet.numbers.get(column, ())):
        return True
    others = (cell for cell in sheet.others if cell.column == column and cell.row in body)
    return any(is_figure(cell) or cell.is_numeric for cell in others)
