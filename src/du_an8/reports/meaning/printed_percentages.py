"""The percentages that a table prints: claims of the province, and those that its own numbers prove or don't."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from du_an8.reports.labels.roles import PLAN_SCOPES, RESULT_ROLES, Role
from du_an8.reports.meaning.axes import Axes
from du_an8.reports.meaning.cell_quantities import Fault
from du_an8.reports.meaning.figures import WHOLE_PERCENT, Figure, read_figure
from du_an8.reports.meaning.ledger import Fate, is_number
from du_an8.reports.meaning.meanings import Meaning
from du_an8.reports.meaning.number_reader import NumberReader
from du_an8.reports.meaning.percentages import ClaimedRatio, Operands, agrees, find_operands, ratios, read_claim
from du_an8.reports.meaning.recorder import Recorder, Slice
from du_an8.reports.rows.row import Row
from du_an8.reports.tables.table import Column
from du_an8.reports.vocabulary.vocabulary import Says, vocabulary, without_any
from du_an8.reports.workbook.cells import Cell, CellKind

_OPERANDS = RESULT_ROLES | set(PLAN_SCOPES) | {Role.EARLIER}
_OF_FIGURES = frozenset({Says.RESULT, Says.CUMULATIVE, Says.ESTIMATE, Says.PLAN})


class PrintedPercentages(Struct, frozen=True, dict=True):
    """Reads the percentages of one table.

    Attributes:
        columns: those with numbers, in the order in which they are read.
        rows: those that are understood.
        is_filled: whether a column holds a number.
        untold: column -> its numbers of which nobody knows what they are.
    """

    axes: Axes
    columns: Sequence[Column]
    rows: Sequence[Row]
    numbers: NumberReader
    recorder: Recorder
    is_filled: Callable[[int], bool]
    untold: Mapping[int, Sequence[Cell]]

    def read_claim(self, cell: Cell, meaning: Meaning, counted: Slice, row: Row) -> None:
        """A percentage of the plan: the province's goes to the engine, which knows the target file, too."""
        claim = read_claim(cell)
        if isinstance(claim, Fault):
            self.recorder.fault(claim, counted.indicator, cell)
            return
        if claim is None or meaning.title is None:
            return
        if meaning.column.number in self._of_multiples:
            claim = _multiple(claim)
        if not counted.is_detail and meaning.column.number not in self._named_plans:
            self._claim_of_province(cell, claim, meaning, counted, row)
        else:
            self.recorder.ledger.settle(Fate.CHECKED, cell)
            self._compare(cell, claim, meaning.column, counted, row)

    def _compare(self, cell: Cell, claim: ClaimedRatio, column: Column, counted: Slice, row: Row) -> None:
        """A percentage that is no claim of the province, beside the numbers of its row."""
        numbers = self._printed(row)
        computed = ratios(numbers, *self._operands(column))
        is_wrong = computed and not any(agrees(claim, ratio) for *_, ratio in computed)
        if is_wrong and not self._is_of_unread(claim, row):
            self._disagree(cell, claim, computed[0], numbers, counted)

    def _operands(self, column: Column) -> tuple[list[int], list[int]]:
        """The results and the plans of which a column may be the percentage."""
        beside = [c for c in self.columns if c.places == column.places and c.indicator is column.indicator]
        results, plans = _results_and_plans(beside)
        named = self._named_plans.get(column.number)
        return results, plans if named is None else [named]

    @cached_property
    def _named_plans(self) -> dict[int, int]:
        """Percentages that name one of several plans by a word that only its title has: `% TW` beside `Chỉ tiêu TW`."""
        titles = {c.number: _words(c) for c in self.columns if c.is_plan}
        found = {}
        for column in self.axes.table.of({Role.PERCENTAGE}):
            words = _words(column)
            named = [n for n, own in titles.items() if words & own - _all(titles, without=n)]
            by_plan = column.title.base is None and not column.title.compares
            if by_plan and len(titles) > 1 and len(named) == 1:
                found[column.number] = named[0]
        return found

    def _claim_of_province(self, cell: Cell, claim: ClaimedRatio, meaning: Meaning, counted: Slice, row: Row) -> None:
        if meaning.title is None or self._is_of_forecast(claim, row) or self._is_of_unread(claim, row):
            self.recorder.ledger.settle(Fate.CHECKED, cell)
            return
        time = self.axes.plans.of_claim(meaning)
        self.recorder.claim(cell, counted, claim, meaning.title.base, time.end if time else None)

    @cached_property
    def _of_multiples(self) -> frozenset[int]:
        """Columns of quotients whose bare numbers are all ratios: 0,9 beside 4,3 is 90 beside 430 per cent."""
        found = set()
        for column in self.columns:
            if column.role is Role.PERCENTAGE:
                cells = [(row, row.cells[column.number]) for row in self.rows if column.number in row.cells]
                told = [self._is_multiple(row, cell, column) for row, cell in cells if cell.kind is CellKind.NUMBER]
                found |= {column.number} if len(told) > 1 and all(told) else set()
        return frozenset(found)

    def _is_multiple(self, row: Row, cell: Cell, column: Column) -> bool:
        claim = read_claim(cell)
        if not isinstance(claim, ClaimedRatio) or cell.percent:
            return False
        beside = [c for c in self._printed_columns if c.places == column.places]
        return self._is_quotient(_multiple(claim), row, *_results_and_plans(beside))

    def _is_quotient(self, claim: ClaimedRatio, row: Row, over: Iterable[int], under: Iterable[int]) -> bool:
        """Whether a percentage is the quotient of any of some columns by any of others."""
        return any(agrees(claim, ratio) for *_, ratio in ratios(self._printed(row), over, under))

    def _is_of_unread(self, claim: ClaimedRatio, row: Row) -> bool:
        """Whether a percentage may be of figures that could not be read: it fits none of those that were."""
        return bool(self._unread) and not self._is_quotient(claim, row, *self._read)

    @cached_property
    def _read(self) -> tuple[list[int], list[int]]:
        """The results and the plans that could be read."""
        return _results_and_plans(c for c in self._printed_columns if c.number not in self._unread)

    @cached_property
    def _unread(self) -> frozenset[int]:
        """Columns of figures that were not understood, wholly or in their time; they are told."""
        known = vocabulary()
        unknown = {
            number
            for number, words in self.axes.table.unknown.items()
            if self.is_filled(number) and known.said(words) & _OF_FIGURES
        }
        untold = {c.number for c in self.columns if c.is_result and self.untold[c.number]}
        return frozenset(unknown | untold) | self.axes.contradicting

    def _is_of_forecast(self, claim: ClaimedRatio, row: Row) -> bool:
        """Whether a percentage is what is still expected of the plan: it tells nothing of what was done."""
        _, plans = _results_and_plans(self._printed_columns)
        return bool(self.axes.forecasts) and self._is_quotient(claim, row, self.axes.forecasts, plans)

    @cached_property
    def _printed_columns(self) -> list[Column]:
        """Those of whose numbers a percentage may be one."""
        return [c for c in self.columns if c.role in _OPERANDS]

    def _printed(self, row: Row) -> dict[int, Fraction]:
        """The numbers of a row as the table prints them, unscaled: quotients need no unit."""
        cells = ((column, row.cells.get(column.number)) for column in self._printed_columns)
        numbers = {column.number: self._number(cell, column, row) for column, cell in cells if cell}
        return {column: number for column, number in numbers.items() if number is not None}

    def _number(self, cell: Cell, column: Column, row: Row) -> Fraction | None:
        meaning = self.axes.meaning(column, row)
        if meaning.subject is None:
            return None
        scale = self.numbers.scale(column, row, meaning)
        figure = read_figure(cell, meaning.subject.indicator, self.recorder.programme, scale)
        return figure.value if isinstance(figure, Figure) else None

    def _disagree(
        self,
        cell: Cell,
        claim: ClaimedRatio,
        computed: tuple[int, int, Fraction],
        numbers: Mapping[int, Fraction],
        counted: Slice,
    ) -> None:
        top, base, ratio = computed
        self.recorder.remark(
            "claim-mismatch.row", cell, counted.indicator,
            name=counted.part or counted.indicator.short_name, claim=round(claim.stated.ratio * WHOLE_PERCENT, 2),
            recomputed=ratio * WHOLE_PERCENT, value=numbers[top], base=numbers[base],
        )  # fmt: skip

    @cached_property
    def comparisons(self) -> list[Column]:
        """Percentages of something else than a plan; "So sánh (%)" is one where the table has no plan, but a past."""
        results = [c for c in self.axes.table.of(RESULT_ROLES) if c.title.time]
        past = bool(self.axes.table.of({Role.EARLIER})) or len({self.axes.meaning_time(c).end for c in results}) > 1
        has_past_alone = past and not self.axes.table.of(PLAN_SCOPES)
        return [c for c in self.axes.table.of({Role.PERCENTAGE}) if self._compares(c, has_past_alone=has_past_alone)]

    def _compares(self, column: Column, *, has_past_alone: bool) -> bool:
        title = column.title
        if column.number in self._named_plans:
            return False
        return title.compares or (has_past_alone and not title.names_plan and not column.indicator)

    def check_comparisons(self) -> None:
        """Percentages of something else than a plan: which columns they divide, the numbers themselves tell."""
        if not self.comparisons:
            return
        rows = [row for row in self.rows if row.subject]
        numbers = {row.number: self._printed(row) for row in rows}
        for column in self.comparisons:
            self._check_column([row for row in rows if column.number in row.cells], column, numbers)

    def _check_column(self, rows: Sequence[Row], column: Column, numbers: Mapping[int, dict[int, Fraction]]) -> None:
        """Compare the percentages of one column.

        Args:
            numbers: row -> its numbers by column.
        """
        candidates = [c.number for c in self._printed_columns]
        cells = [(row, row.cells[column.number]) for row in rows]
        operands = find_operands([(cell, numbers[row.number]) for row, cell in cells], candidates)
        unchecked = [
            cell for row, cell in cells if not self._check_comparison(cell, operands, numbers[row.number], row, column)
        ]
        if unchecked:
            self.recorder.report("unmatched-number.comparison", unchecked, text=column.words, count=len(unchecked))

    def _check_comparison(
        self, cell: Cell, operands: Operands | None, numbers: dict[int, Fraction], row: Row, column: Column
    ) -> bool:
        """Compare one percentage with its quotient; False where there is a number, but nothing to compare it with."""
        claim = read_claim(cell)
        subject = self.axes.meaning(column, row).subject
        if isinstance(claim, Fault):
            if subject and not self._is_remark(cell):
                self.recorder.fault(claim, subject.indicator, cell)
            return True
        ratio = operands.ratio(numbers) if operands else None
        if claim is None or operands is None or ratio is None:
            return claim is None
        self.recorder.ledger.settle(Fate.CHECKED, cell)
        if not agrees(claim, ratio) and subject:
            counted = Slice(subject.indicator, row.places, subject.part)
            self._disagree(cell, claim, (operands.top, operands.base, ratio), numbers, counted)
        return True

    def _is_remark(self, cell: Cell) -> bool:
        """Whether words compare, `tăng 5 cuộc`, and are no percentage."""
        return cell.kind is CellKind.TEXT and not is_number(cell, self.recorder.programme)


def _results_and_plans(columns: Iterable[Column]) -> tuple[list[int], list[int]]:
    """The numbers of those that hold either."""
    listed = list(columns)
    return [c.number for c in listed if c.is_result], [c.number for c in listed if c.is_plan]


def _words(column: Column) -> frozenset[str]:
    """The folded words of a title that may tell plans apart: `KH` names none; numbers are times."""
    return frozenset(filter(str.isalpha, without_any(column.words, "plans").split()))


def _all(titles: Mapping[int, frozenset[str]], *, without: int) -> frozenset[str]:
    """The words of all titles but one."""
    return frozenset().union(*(words for number, words in titles.items() if number != without))


def _multiple(claim: ClaimedRatio) -> ClaimedRatio:
    """A bare number as a multiple of the plan: 0,38 is 38 %, to the same digit."""
    stated = claim.stated
    return ClaimedRatio(replace(stated, ratio=stated.ratio * WHOLE_PERCENT, decimals=max(stated.decimals - 2, 0)))
