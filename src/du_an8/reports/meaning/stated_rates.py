"""Rates that a row states: as levels, or as a numerator and a denominator in cells of their own."""

from msgspec import Struct
from msgspec.structs import replace

from du_an8.reports.facts import Measure
from du_an8.reports.labels.roles import Role
from du_an8.reports.meaning.cell_quantities import Fault
from du_an8.reports.meaning.column_times import ColumnTime
from du_an8.reports.meaning.figures import Figure, level_of, read_part
from du_an8.reports.meaning.ledger import Fate
from du_an8.reports.meaning.meanings import Meaning
from du_an8.reports.meaning.recorder import Recorder, Slice
from du_an8.reports.rows.row import Row
from du_an8.reports.workbook.cells import Cell
from du_an8.vietnamese.numbers import Qualifier


class _Fraction(Struct):
    """The numerator and the denominator of one rate, as far as they were met."""

    counted: Slice
    time: ColumnTime
    cells: dict[Role, Cell]


class StatedRates:
    """The rates that were met in one table."""

    def __init__(self, recorder: Recorder) -> None:
        """None was met yet."""
        self.recorder = recorder
        self.fractions: dict[object, _Fraction] = {}
        self.levels: set[object] = set()

    def note_level(self, meaning: Meaning, counted: Slice, row: Row) -> None:
        """A level was read."""
        self.levels.add(self._level_key(meaning, counted, row))

    def has_fraction(self, meaning: Meaning, counted: Slice, row: Row) -> bool:
        """Whether a numerator or a denominator of the same rate was met."""
        return self._fraction_key(meaning, counted, row) in self.fractions

    def is_told(self, meaning: Meaning, counted: Slice, row: Row) -> bool:
        """Whether the same rate was met already, as a level or in parts."""
        return (
            self._level_key(meaning, counted, row) in self.levels
            or self._fraction_key(meaning, counted, row) in self.fractions
        )

    def note_part(self, cell: Cell, meaning: Meaning, counted: Slice, row: Row) -> None:
        """A numerator or a denominator."""
        if read_part(cell) is None:
            return
        key = self._fraction_key(meaning, counted, row)
        known = self.fractions.setdefault(key, _Fraction(counted, meaning.time, {}))
        if meaning.role:
            known.cells[meaning.role] = cell

    def read_fractions(self) -> None:
        """Read the rates whose parts were met."""
        for fraction in self.fractions.values():
            self._read_fraction(fraction)

    def _read_fraction(self, fraction: _Fraction) -> None:
        """A rate given as numerator and denominator."""
        counted, cells = fraction.counted, list(fraction.cells.values())
        parts = {role: read_part(cell) for role, cell in fraction.cells.items()}
        faults = [(role, part) for role, part in parts.items() if isinstance(part, Fault)]
        for role, fault in faults:
            self.recorder.fault(fault, counted.indicator, fraction.cells[role])
        numerator, denominator = parts.get(Role.NUMERATOR), parts.get(Role.DENOMINATOR)
        if isinstance(numerator, Figure) and isinstance(denominator, Figure):
            self._read_quotient(cells, numerator, denominator, fraction)
        elif isinstance(numerator, Figure) or isinstance(denominator, Figure):
            self.recorder.report(
                "not-a-number.half-fraction", cells, counted.indicator, name=counted.indicator.short_name
            )

    def _read_quotient(self, cells: list[Cell], numerator: Figure, denominator: Figure, fraction: _Fraction) -> None:
        counted = fraction.counted
        level = level_of(numerator.value, denominator.value, counted.indicator)
        if isinstance(level, Fault):
            self.recorder.fault(level, counted.indicator, *cells)
            return
        # A vague denominator leaves the quotient vague on both sides.
        figure = Figure(level, numerator.qualifier, numerator.word, denominator.value)
        if denominator.qualifier:
            figure = Figure(level, Qualifier.ABOUT, of=denominator.value)
        self.recorder.ledger.settle(Fate.USED, *cells)
        time = replace(fraction.time, measure=Measure.LEVEL)
        self.recorder.figure(fraction.cells[Role.NUMERATOR], counted, figure, Measure.LEVEL, time)

    @staticmethod
    def _level_key(meaning: Meaning, counted: Slice, row: Row) -> object:
        return row.number, counted.indicator.id, counted.part, counted.places, meaning.time.end

    @staticmethod
    def _fraction_key(meaning: Meaning, counted: Slice, row: Row) -> object:
        at = (
            row.number
            if row.title is None or row.title.role not in {Role.NUMERATOR, Role.DENOMINATOR}
            else meaning.column.number
        )
        return at, counted.indicator.id, counted.part, counted.places, meaning.time.end
