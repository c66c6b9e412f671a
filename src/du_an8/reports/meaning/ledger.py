"""Cell accounting: every number cell of a file ends as used, checked or reported (docs/doi-chieu.md)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Programme
from du_an8.reports.file_account import FileAccount
from du_an8.reports.tables.table import Table
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet, column_letters
from du_an8.vietnamese.numbers import Ambiguous, Quantity, Share, read_number
from du_an8.vietnamese.places import place_alone

_TEXT = CellKind.TEXT
_MOST_FINDINGS = 20  # of one sheet; beyond, one finding for all


class Fate(StrEnum):
    """How a number cell ended."""

    USED = "used"
    CHECKED = "checked"
    REPORTED = "reported"


class SheetLedger:
    """The number cells of one sheet and their fates."""

    def __init__(self, sheet: Sheet, path: str, programme: Programme) -> None:
        self._sheet, self._path = sheet, path
        self._open = {column: set(rows) for column, rows in sheet.numbers.items()}  # the rows of those without a fate
        tells_number = programme.once(_tells_number)
        for cell in sheet.others:
            if tells_number(cell.text) if cell.kind is _TEXT else cell.is_numeric:
                self._open.setdefault(cell.column, set()).add(cell.row)
        self.total = sum(map(len, self._open.values()))
        self.ended: Counter[Fate] = Counter()

    def settle(self, fate: Fate, *cells: Cell | None) -> None:
        """Note how cells ended; what is no number cell, or has ended already, stays as it is."""
        for cell in cells:
            if cell is not None:
                self.settle_column(fate, cell.column, (cell.row,))

    def settle_column(self, fate: Fate, column: int, rows: Iterable[int]) -> None:
        """Note how the cells of a column in some rows ended."""
        still_open = self._open.get(column)
        ended = still_open.intersection(rows) if still_open else None
        if still_open and ended:
            still_open -= ended
            self.ended[fate] += len(ended)

    def open_cells(self, row: int) -> list[Cell]:
        """The number cells of a row that have no fate yet."""
        return [self._sheet.rows[row][column] for column in sorted(self._open) if row in self._open[column]]

    def is_open(self, cell: Cell) -> bool:
        """Whether a cell is a number that has no fate yet."""
        return cell.row in self._open.get(cell.column, ())

    @property
    def open_rows(self) -> list[int]:
        """The rows in which any number has no fate yet."""
        return sorted(set().union(*self._open.values()))

    def report_unknown(self, titles: Mapping[int, str], first_row: int, last_row: int) -> list[Finding]:
        """One finding for each column whose title says nothing to us.

        Args:
            titles: column number -> its words.
        """
        findings = []
        for column, words in titles.items():
            rows = sorted(row for row in self._open.get(column, ()) if first_row <= row <= last_row)
            cells = [self._sheet.rows[row][column] for row in rows]
            findings += self._report("unmatched-number.column", cells, text=words)
        return findings

    def report_unplaced(self, first_row: int, last_row: int) -> list[Finding]:
        """One finding for all open number cells of a table of which province or time aren't known."""
        cells = [cell for row in self.open_rows if first_row <= row <= last_row for cell in self.open_cells(row)]
        return self._report("unmatched-number.unplaced", cells, sheet=self._sheet.name)

    def report_aside(self, key: str, text: str, table: Table) -> list[Finding]:
        """One finding for all open number cells of a table that holds no results of the report.

        Args:
            text: the words of the line over it that says so.
        """
        rows = [row for row in self.open_rows if table.first_row <= row <= table.end_row]
        cells = [cell for row in rows for cell in self.open_cells(row) if table.spans(cell)]
        return self._report(key, cells, text=text)

    def report_leftovers(self) -> list[Finding]:
        """Findings for whatever nobody claimed, row by row."""
        rows = list(map(self.open_cells, self.open_rows))
        if len(rows) <= _MOST_FINDINGS:
            return [f for cells in rows for f in self._report("unmatched-number", cells, values=_values(cells))]
        cells = [cell for row in rows for cell in row]
        return self._report("unmatched-number", cells, values=[*_values(cells[:_MOST_FINDINGS]), "…"])

    def _report(self, finding_key: str, cells: list[Cell], **parameters: object) -> list[Finding]:
        if not cells:
            return []
        self.settle(Fate.REPORTED, *cells)
        location = Location(self._path, sheet=self._sheet.name, cell=range_of(cells))
        return [Finding(finding_key, location, {"count": len(cells), **parameters})]


def _values(cells: list[Cell]) -> list[object]:
    return [cell.value for cell in cells]


def is_number(cell: Cell, programme: Programme) -> bool:
    """Whether a cell counts as a number: numeric, or text that is a number as officials write one."""
    return programme.once(_tells_number)(cell.text) if cell.kind is _TEXT else cell.is_numeric


def _tells_number(text: str, programme: Programme) -> bool:
    if place_alone(text):
        return False  # thousands of names
    number = read_number(text)
    if isinstance(number, Quantity) and number.nothing:
        return False  # "chưa thực hiện" is as often a remark
    return isinstance(number, Ambiguous) or (
        isinstance(number, Quantity | Share) and (not number.unit or programme.knows_unit(number.unit))
    )


def range_of(cells: Iterable[Cell]) -> str:
    """`G12`, or `A1:C9` around all the cells."""
    rows, columns = zip(*((cell.row, cell.column) for cell in cells), strict=True)
    first = f"{column_letters(min(columns))}{min(rows)}"
    last = f"{column_letters(max(columns))}{max(rows)}"
    return first if first == last else f"{first}:{last}"


def spans(numbers: Iterable[int], name: Callable[[int], str]) -> str:
    """`3–5, 9` of 3, 4, 5, 9."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(name(run[0]) if len(run) == 1 else f"{name(run[0])}–{name(run[-1])}" for run in runs)


def account(path: str, ledgers: Iterable[SheetLedger]) -> FileAccount:
    """Add up the sheets of a file."""
    total, ended = 0, Counter[Fate]()
    for ledger in ledgers:
        total += ledger.total
        ended += ledger.ended
    return FileAccount(path, total, ended[Fate.USED], ended[Fate.CHECKED], ended[Fate.REPORTED])
