"""Which rows of a table may be read; what is told of the numbers of the others."""

from collections.abc import Iterator, Sequence

from du_an8.reports.meaning.recorder import Recorder
from du_an8.reports.meaning.units import TableUnits
from du_an8.reports.names.hints import naming_hint
from du_an8.reports.rows.row import Problem, Row
from du_an8.reports.tables.table import Column, Table
from du_an8.reports.tables.table_cells import holds_number
from du_an8.reports.workbook.cells import Cell, CellKind
from du_an8.vietnamese.names import nearest

_MOST_SUGGESTIONS = 50


class KnownRows:
    """Tells the rows of one table that say what their numbers are."""

    def __init__(self, table: Table, columns: Sequence[Column], units: TableUnits, recorder: Recorder) -> None:
        """For the columns of a table that hold numbers."""
        self.table, self.columns, self.units, self.recorder = table, columns, units, recorder
        self.by_columns = table.by_columns or table.about is not None
        self.suggested = 0

    def of(self, rows: Sequence[Row]) -> list[Row]:
        """Those of some rows whose numbers may be read."""
        known = [row for row in rows if self._is_known(row)]
        return [row for row in known if self._unit_fits(row)]

    def _is_known(self, row: Row) -> bool:
        """Whether the numbers of a row may be read; what it doesn't say is told."""
        problem = row.problem
        if problem is None:
            return row.subject is not None or self.by_columns or bool(row.leaves)
        numbers = [cell for cell in self.recorder.ledger.open_cells(row.number) if self._is_mine(cell)]
        numbers = numbers or list(self._with_words(row))
        has_catalogue = bool(self.recorder.programme.indicators)  # else its own faults are told
        if numbers and has_catalogue and problem.key not in {"", "aside"}:
            self._report_problem(problem, numbers)
        return False

    def _with_words(self, row: Row) -> Iterator[Cell]:
        """The cells below titles of numbers whose words nobody reads: `1.200` over `60` beside two names."""
        cells = (row.cells.get(column.number) for column in self.columns)
        return (cell for cell in cells if cell and cell.kind is CellKind.TEXT and holds_number(cell))

    def _is_mine(self, cell: Cell) -> bool:
        return self.table.first_column <= cell.column <= self.table.last_column

    def _report_problem(self, problem: Problem, numbers: list[Cell]) -> None:
        if problem.key == "unmatched-row":
            text = str(problem.words["text"])
            self.recorder.report(problem.key, numbers, None, **naming_hint(self.recorder.programme, text, len(numbers)))
            return
        words = {"count": len(numbers), **problem.words}
        if problem.key == "unknown-indicator.code":
            ids = list(self.recorder.programme.indicators)
            self.suggested += 1
            text = str(problem.words["text"])
            words["nearest"] = nearest(text, ids) if self.suggested <= _MOST_SUGGESTIONS else ids[:3]
        self.recorder.report(problem.key, numbers, problem.indicator, **words)

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
            self.recorder.report("unit-mismatch", cells, subject.indicator, found=misfit[1], unit=unit, name=name)
        return False
