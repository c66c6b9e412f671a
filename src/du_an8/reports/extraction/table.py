"""From a recognised table to facts: where a row's indicator meets a column's role, place and time."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property

from msgspec.structs import replace

from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Indicator, Kind
from du_an8.reports.extraction.column_times import ColumnTime, is_premature, is_result, time_of
from du_an8.reports.extraction.coverage import same_place
from du_an8.reports.extraction.figures import ClaimedRatio, Fault, Figure, Scale, read_claim, read_figure, read_part
from du_an8.reports.extraction.ledger import Fate
from du_an8.reports.extraction.percentages import Operands, Row, agrees, find_operands, ratios
from du_an8.reports.extraction.recorder import Extracted, Recorder, Subject
from du_an8.reports.extraction.repeated import repeated_rows
from du_an8.reports.extraction.row_places import Places, TableRow, places_of_rows
from du_an8.reports.extraction.units import RowUnits
from du_an8.reports.facts import Measure, Place, PlanScope
from du_an8.reports.layout.header import Column, TableLayout
from du_an8.reports.layout.labels import Label, find_labelled, find_with_unit, heads_plans, read_label
from du_an8.reports.layout.numbering import numbers_the_columns
from du_an8.reports.layout.titles import FIGURE_ROLES, PLAN_SCOPES, RESULT_ROLES, Role
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet
from du_an8.vietnamese.dates import TimeKind
from du_an8.vietnamese.names import nearest
from du_an8.vietnamese.numbers import Qualifier, convention_of
from du_an8.vietnamese.places import place_alone, split_place

_WHOLE_PERCENT = 100
_IN_ORDER = {Role.CUMULATIVE: 0, Role.IN_PERIOD: 1, Role.RESULT: 2}
_MOST_SUGGESTIONS = 50
_OF_FIGURES = FIGURE_ROLES | set(PLAN_SCOPES)


class TableReader:
    """Reads the rows below a header, each about one indicator or a part of one."""

    def __init__(self, layout: TableLayout, recorder: Recorder, table_unit: str = "") -> None:
        self.layout, self.to, self.table_unit = layout, recorder, table_unit
        self.rows = recorder.sheet.rows
        self.numbers = [n for n in sorted(self.rows) if layout.header_row < n <= layout.end_row]
        self.parent: Indicator | None = None
        self.below_caption = False
        self.dashed_parts = False
        self.to_come: Cell | None = None
        self.suggested = 0
        self.shared: frozenset[str] = frozenset()

    def read(self) -> Extracted:
        """Read every row."""
        self._report_contradictions()
        named: dict[int, Subject] = {}
        for number in self.numbers:
            row = self.rows[number]
            if numbers_the_columns(row):
                self.to.ledger.settle(Fate.CHECKED, *row.values())
                continue
            self.to.ledger.settle(Fate.CHECKED, self._cell(row, Role.NUMBERING))
            if (about := self._subject(row)) and self._unit_fits(row, about.indicator):
                named[number] = about
        subjects = self._placed(named)
        self.shared = self.to.report_shared(subjects, self.layout.of(_OF_FIGURES))
        for number, about in subjects.items():
            self._read_results(self.rows[number], about)
            self._read_plans(self.rows[number], about)
        self._check_comparisons(subjects)
        self.to.out.findings += repeated_rows(self.to.out.observations, self.to.programme)
        return self.to.out

    # Columns.

    @cached_property
    def times(self) -> dict[int, ColumnTime]:
        """Column number -> the time of its figures."""
        phase = self.to.programme.phase
        return {column.number: time_of(column, self.to.coverage, phase) for column in self.layout.columns}

    @cached_property
    def contradicting(self) -> frozenset[int]:
        """Result columns of another time than the head's.

        An earlier time may stand beside the head's; where none is of the head's, one of them is wrong. A later one is
        wrong in any case.
        """
        results = self.layout.of(RESULT_ROLES)
        if any(self.times[column.number].fits for column in results):
            results = [c for c in results if is_premature(c, self.times[c.number], self.to.coverage)]
        return frozenset(column.number for column in results)

    def _report_contradictions(self) -> None:
        for column in self.layout.columns:
            if column.number in self.contradicting:
                text, day = column.words, self.to.coverage.end
                self.to.remark("identity-mismatch.column", column.cell, text=text, day=day)

    @cached_property
    def _conventions(self) -> dict[int, Scale]:
        scales = {}
        for column in self.layout.columns:
            cells = (self.rows[number].get(column.number) for number in self.numbers)
            texts = [cell.text for cell in cells if cell and cell.text]
            scales[column.number] = Scale(convention=convention_of(texts))
        return scales

    def _cell(self, row: Mapping[int, Cell], role: Role) -> Cell | None:
        column = self.layout.column(role)
        return row.get(column.number) if column else None

    def _cells(self, row: Mapping[int, Cell], roles: Iterable[Role]) -> list[tuple[Column, Cell]]:
        found = [(c, row[c.number]) for c in self.layout.of(roles) if c.number in row]
        return [
            (column, cell)
            for column, cell in found
            if column.number not in self.contradicting and cell.address not in self.shared
        ]

    # Rows.

    def _subject(self, row: Mapping[int, Cell]) -> Subject | None:
        """What the row is about; what names nothing we know, but holds numbers, is a finding."""
        id_cell = self._id_cell(row)
        name_cell = self._name_cell(row)
        by_id = self.to.programme.find_indicator(id_cell.text) if id_cell and id_cell.text else None
        by_name = find_labelled(self.to.programme, name_cell.text) if name_cell else None
        numbers = self.to.ledger.open_cells(self._at(row))
        if by_id and by_name and by_id is not by_name:
            cells = numbers or [id_cell or name_cell or next(iter(row.values()))]
            self.to.report("identity-mismatch.indicator", cells, by_id, id=by_id.id, name=by_name.short_name)
            return None
        found = by_id or (None if id_cell and id_cell.text else by_name)
        if found and self.to_come and numbers:
            words = {"text": found.short_name, "section": self.to_come.text.strip(), "count": len(numbers)}
            self.to.report("unmatched-row.to-come", numbers, found, **words)
            return None
        if found:
            self.to.ledger.settle(Fate.CHECKED, id_cell)
            self.dashed_parts = False
            self.parent, self.below_caption = found, bool(name_cell and read_label(name_cell.text).of_which)
            return Subject(found)
        stated = id_cell if id_cell and id_cell.text else name_cell
        if stated is None or not stated.text:
            # Numbers without a name are the ledger's to report, unless the row names another place of the indicator.
            return Subject(self.parent) if self.parent and self._place_cells(row) else None
        if not numbers:
            self.to_come = stated if heads_plans(stated.text) else None
        part = self._part(row, read_label(stated.text), numbers)
        if part is None and numbers:  # without numbers it is a section row, a caption, a signature
            self._report_unknown(stated, numbers, by_id=stated is id_cell)
        return part

    def _id_cell(self, row: Mapping[int, Cell]) -> Cell | None:
        """A `Mã` of digits alone is some form's numbering, never an id of ours."""
        cell = self._cell(row, Role.ID)
        if cell and (cell.kind is not CellKind.TEXT or cell.text.strip().isdecimal()):
            self.to.ledger.settle(Fate.CHECKED, cell)
            return None
        return cell

    @cached_property
    def _name_columns(self) -> list[int]:
        """The column of names, then those further right into which a form may indent them."""
        first = min((c.number for c in self.layout.of(_OF_FIGURES)), default=0)
        taken = {c.number for c in self.layout.columns if c.role is not Role.INDICATOR}
        named = [c.number for c in self.layout.of({Role.INDICATOR})]
        free = [n for n in range(min(named), first) if n not in taken] if named else []
        return list(dict.fromkeys([*named, *free]))

    def _name_cell(self, row: Mapping[int, Cell]) -> Cell | None:
        """The first name that we know, else the first."""
        cells = [row[n] for n in self._name_columns if n in row and row[n].text]
        known = (cell for cell in cells if find_labelled(self.to.programme, cell.text))
        return next(known, cells[0] if cells else None)

    def _part(self, row: Mapping[int, Cell], label: Label, numbers: list[Cell]) -> Subject | None:
        """A row "Trong đó", or below such a caption, or with a dash: a part of the indicator above."""
        if label.of_which and not label.name:
            self.below_caption = True
            return None
        marked = label.of_which or label.dashed
        # Below a caption a part needs no mark, unless the parts before it have one, or it has a number of its own.
        unmarked = self.below_caption and not self.dashed_parts and not self._cell(row, Role.NUMBERING)
        if label.is_total or self.parent is None or not (marked or unmarked):
            self.parent, self.below_caption = None, False
            return None
        self.dashed_parts = self.dashed_parts or label.dashed
        return Subject(self.parent, part=label.name) if numbers else None

    # Places.

    def _placed(self, named: Mapping[int, Subject]) -> dict[int, Subject]:
        """The rows with the places that headings or columns give them; those of which nobody can tell are told."""
        titles = {column.number: column.words for column in self.layout.of({Role.AREA})}
        names_in = self.layout.column(Role.INDICATOR) or self.layout.column(Role.ID)
        rows = [self._table_row(number, is_indicator=number in named) for number in self.numbers]
        places = places_of_rows(rows, self.to.coverage.province, titles, names_in.number if names_in else 0)
        placed = {}
        for number, about in named.items():
            inside = self._inside(places[number])
            if inside is not None:
                placed[number] = replace(about, places=inside)
            elif cells := self.to.ledger.open_cells(number):
                name = about.part or about.indicator.short_name
                self.to.report("unmatched-row.place", cells, about.indicator, text=name, count=len(cells))
        return placed

    def _inside(self, places: Places | None) -> Places | None:
        """Places within the one whose report it is; another of its size can't be inside it."""
        own = self.to.coverage.places
        if not places or not own:
            return None if places is None else (*own, *places)
        first, last = places[0], own[-1]
        if same_place(first, last):
            return (*own, *places[1:])
        return None if first.level and last.level and first.level <= last.level else (*own, *places)

    def _place_cells(self, row: Mapping[int, Cell]) -> dict[int, str]:
        return {c.number: row[c.number].text for c in self.layout.of({Role.AREA}) if c.number in row}

    def _table_row(self, number: int, *, is_indicator: bool) -> TableRow:
        row = self.rows[number]
        numbering, name = self._cell(row, Role.NUMBERING), self._name_cell(row)
        text = name.text if name else ""
        label = Label(text) if place_alone(text) else read_label(text)  # the H of `H. Nậm Pồ` is no mark of a list
        mark = (f"{numbering.value}" if numbering else label.mark).strip(" .)(")
        beside = [row.get(c.number) for c in self.layout.columns if c.role is Role.UNIT or c.role in _OF_FIGURES]
        numbers = {cell.column for cell in beside if cell and cell.kind is CellKind.NUMBER}
        is_bare = not any(cell and cell.column not in numbers for cell in beside) and not (numbers and not mark)
        return TableRow(number, is_indicator, is_bare, label, mark, self._place_cells(row))

    @staticmethod
    def _at(row: Mapping[int, Cell]) -> int:
        return next(iter(row.values())).row

    def _report_unknown(self, stated: Cell, numbers: list[Cell], *, by_id: bool) -> None:
        known = self.to.programme.indicators
        names = list(known) if by_id else [indicator.short_name for indicator in known.values()]
        self.suggested += 1
        suggestions = nearest(stated.text, names) if self.suggested <= _MOST_SUGGESTIONS else names[:3]
        key = "unknown-indicator.code" if by_id else "unmatched-row"
        self.to.report(key, numbers, text=stated.text.strip(), nearest=suggestions, count=len(numbers))

    # Units.

    @cached_property
    def units(self) -> RowUnits:
        """The units of the rows."""
        column = self.layout.column(Role.UNIT)
        return RowUnits(self.rows, self.numbers, column.number if column else None, self.table_unit, self._unit_in_name)

    def _unit_in_name(self, row: int) -> str:
        """`Vốn giải ngân (nghìn đồng)`."""
        cell = self._name_cell(self.rows[row])
        return find_with_unit(self.to.programme, read_label(cell.text).name)[1] if cell else ""

    def _unit_fits(self, row: Mapping[int, Cell], indicator: Indicator) -> bool:
        cell, unit = self.units.of(self._at(row))
        if not unit or indicator.unit_factor(unit) is not None:
            return True
        figures = [cell for _, cell in self._cells(row, (*PLAN_SCOPES, *FIGURE_ROLES))]
        cells = [cell, *figures] if cell else figures
        if cells:
            name, found = indicator.short_name, unit
            self.to.report("unit-mismatch", cells, indicator, found=found, unit=indicator.unit, name=name)
        return False

    def _scale(self, column: Column, row: int, indicator: Indicator) -> Scale:
        factor = self.units.factor(column.title.unit, row, indicator)
        return Scale(factor, self._conventions[column.number].convention)

    # Cells.

    def _figure(self, column: Column, cell: Cell, about: Subject) -> Figure | Fault | None:
        unit, indicator = column.title.unit, about.indicator
        if unit and self.units.contradicts(unit, cell.row, indicator, self.to.programme):
            return Fault("unit-mismatch", {"found": unit, "unit": indicator.unit})
        return read_figure(cell, about.indicator, self.to.programme, self._scale(column, cell.row, about.indicator))

    def _read_results(self, row: Mapping[int, Cell], about: Subject) -> None:
        results = sorted(self._cells(row, RESULT_ROLES), key=lambda pair: _IN_ORDER[pair[0].role])
        percentages = [pair for pair in self._cells(row, {Role.PERCENTAGE}) if pair[0] not in self._comparisons]
        if about.indicator.kind is not Kind.RATE:
            for column, cell in results:
                self._read_result(column, cell, about)
            for column, cell in percentages:
                self._read_claim(column, cell, about)
        elif self._read_fraction(row, about):
            for column, cell in (*results, *percentages):
                self._read_claim(column, cell, about)
        else:
            self._read_level(results, percentages, about)

    def _read_level(
        self, results: list[tuple[Column, Cell]], percentages: list[tuple[Column, Cell]], about: Subject
    ) -> None:
        """A rate given as a percentage: in Luỹ kế, else in Thực hiện, else, if nothing else is filled, in Tỷ lệ %."""
        found: set[object] = set()
        for column, cell in results:
            day = self.times[column.number].end
            if day not in found:
                found |= {day} if self._read_result(column, cell, about) else set()
            elif isinstance(level := self._figure(column, cell, about), Fault):
                self.to.fault(level, cell, about.indicator)
            else:  # the level of the period alone: Luỹ kế, which tells of the same day, is the one in use
                self.to.ledger.settle(Fate.CHECKED, cell)
        for column, cell in percentages:
            if found:
                self._read_claim(column, cell, about)
            elif self._read_result(column, cell, about):
                found.add(cell)
                if not about.is_detail:
                    self.to.remark("assumed-basis.percentage", cell, about.indicator, name=about.indicator.short_name)

    def _read_result(self, column: Column, cell: Cell, about: Subject) -> bool:
        """Read one figure; whether the cell held anything."""
        about = _at_place(column, about)
        figure = self._figure(column, cell, about)
        if isinstance(figure, Fault):
            self.to.fault(figure, cell, about.indicator)
            return True
        if figure is None:
            return False
        time = self.times[column.number]
        measure = self._measure(column, time, about.indicator)
        forecast = column.number in self._forecasts
        if forecast or not is_result(column, time, self.to.coverage, self.to.programme.phase):
            self.to.ledger.settle(Fate.CHECKED, cell)
            return True
        if measure is Measure.IN_PERIOD and time.start is None:
            period_known = self.to.coverage.period is not None
            if not period_known:
                name = about.indicator.short_name
                self.to.report("unknown-period.in-period", [cell], about.indicator, name=name)
                return True
            measure = Measure.CUMULATIVE
            self.to.remark("assumed-basis.open-start", cell, about.indicator, name=about.indicator.short_name)
        if column.title.estimate and figure.qualifier is None:
            figure = replace(figure, qualifier=Qualifier.ABOUT, word="ước")
        self.to.figure(cell, about, figure, measure, time)
        return True

    @cached_property
    def _forecasts(self) -> frozenset[int]:
        """Estimates beside a dated result that ends inside their time: they tell of what is still to be done."""
        results = self.layout.of(RESULT_ROLES)
        ends = [self.times[c.number].end for c in results if c.title.time and not c.title.estimate]
        estimates = {c.number: self.times[c.number] for c in results if c.title.estimate}
        return frozenset(n for n, t in estimates.items() if any((t.start or end) <= end < t.end for end in ends))

    @cached_property
    def _vague(self) -> list[Column]:
        """Columns that say neither "trong kỳ" nor "luỹ kế", the whole province's first."""
        return sorted(self.layout.of({Role.RESULT}), key=lambda column: column.place is not None)

    def _measure(self, column: Column, time: ColumnTime, indicator: Indicator) -> Measure:
        """A column that says neither "trong kỳ" nor "luỹ kế" is read by docs/bao-cao.md, and the assumption told."""
        if indicator.kind is Kind.RATE:
            return Measure.LEVEL
        if time.measure:
            return time.measure
        # Beside a column that says "luỹ kế", it can only mean the period.
        beside_cumulative = any(c.role is Role.CUMULATIVE for c in self.layout.columns if c.place == column.place)
        cumulative = not beside_cumulative and (self.to.coverage.date_stated or indicator.kind is Kind.STOCK)
        key = "assumed-basis.cumulative" if cumulative else "assumed-basis.in-period"
        if column is self._vague[0]:
            self.to.remark(key, column.cell, text=column.words)
        return Measure.CUMULATIVE if cumulative else Measure.IN_PERIOD

    def _read_fraction(self, row: Mapping[int, Cell], about: Subject) -> bool:
        """A rate given as numerator and denominator; whether either was filled."""
        cells = [self._cell(row, role) for role in (Role.NUMERATOR, Role.DENOMINATOR)]
        filled = [cell for cell in cells if cell]
        parts = [read_part(cell) if cell else None for cell in cells]
        for cell, part in zip(cells, parts, strict=True):
            if cell and isinstance(part, Fault):
                self.to.fault(part, cell, about.indicator)
        numerator, denominator = parts
        if isinstance(numerator, Figure) and isinstance(denominator, Figure):
            self._read_quotient(filled, numerator, denominator, about)
            return True
        if isinstance(numerator, Figure) or isinstance(denominator, Figure):
            name = about.indicator.short_name
            self.to.report("not-a-number.half-fraction", filled, about.indicator, name=name)
            return True
        return any(isinstance(part, Fault) for part in parts)

    def _read_quotient(self, cells: list[Cell], numerator: Figure, denominator: Figure, about: Subject) -> None:
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
        coverage = self.to.coverage
        start = coverage.period.start if coverage.period else None
        time = ColumnTime(Measure.LEVEL, start, coverage.end, fits=True)
        self.to.figure(cells[0], about, figure, Measure.LEVEL, time)

    # Plans and percentages.

    def _read_plans(self, row: Mapping[int, Cell], subject: Subject) -> None:
        for column, cell in self._cells(row, PLAN_SCOPES):
            about = _at_place(column, subject)
            figure = self._figure(column, cell, about)
            if isinstance(figure, Fault):
                self.to.fault(figure, cell, about.indicator)
            elif figure:
                scope = self._scope(column)
                self.to.plan(cell, about, figure.value, scope, self._time_of_plan(column, scope))
        for _, cell in self._cells(row, {Role.EARLIER}):
            self.to.ledger.settle(Fate.CHECKED, cell)

    def _scope(self, column: Column) -> PlanScope:
        """A plan "giai đoạn 2021-2023" is a part of the phase's."""
        time, phase = column.title.time, self.to.programme.phase
        part = bool(time and time.kind is TimeKind.PHASE and time.period and time.period.end != phase.end)
        return PlanScope.PERIOD if part else PLAN_SCOPES[column.role]

    def _time_of_plan(self, column: Column, scope: PlanScope) -> ColumnTime:
        """A plan of another year than the report's is that year's; any other belongs to the report's date."""
        time, stated = self.times[column.number], column.title.time
        if scope is PlanScope.YEAR and stated and stated.period and stated.period.end.year != time.end.year:
            return ColumnTime(None, stated.period.start, stated.period.end, fits=False)
        return time

    def _read_claim(self, column: Column, cell: Cell, about: Subject) -> None:
        """A percentage of the plan: the province's goes to the engine, which knows the target file, too."""
        about, claim = _at_place(column, about), read_claim(cell)
        if isinstance(claim, Fault):
            self.to.fault(claim, cell, about.indicator)
        elif claim and not about.is_detail:
            if self._is_of_forecast(claim, cell.row, about):
                self.to.ledger.settle(Fate.CHECKED, cell)
            else:
                self.to.claim(cell, about, claim, column.title.base)
        elif claim:
            self.to.ledger.settle(Fate.CHECKED, cell)
            row = self._numbers(cell.row, about)
            results = [c.number for c in self.layout.of(RESULT_ROLES) if c.place == column.place]
            plans = [c.number for c in self.layout.of(PLAN_SCOPES) if c.place == column.place]
            computed = ratios(row, results, plans)
            if computed and not any(agrees(claim, ratio) for *_, ratio in computed):
                self._disagree(cell, claim, computed[0], row, about)

    def _is_of_forecast(self, claim: ClaimedRatio, number: int, about: Subject) -> bool:
        """Whether a percentage is what is still expected of the plan: it tells nothing of what was done."""
        if not self._forecasts:
            return False
        plans = [column.number for column in self.layout.of(PLAN_SCOPES)]
        return any(agrees(claim, ratio) for *_, ratio in ratios(self._numbers(number, about), self._forecasts, plans))

    def _numbers(self, number: int, about: Subject) -> Row:
        """The numbers of a row as the table prints them, unscaled: quotients need no unit."""
        found = {}
        for column, cell in self._cells(self.rows[number], (*RESULT_ROLES, *PLAN_SCOPES, Role.EARLIER)):
            figure = read_figure(cell, about.indicator, self.to.programme, self._scale(column, number, about.indicator))
            if isinstance(figure, Figure):
                found[column.number] = figure.value
        return found

    def _disagree(
        self, cell: Cell, claim: ClaimedRatio, computed: tuple[int, int, Fraction], row: Row, about: Subject
    ) -> None:
        top, base, ratio = computed
        self.to.remark(
            "claim-mismatch.row", cell, about.indicator,
            name=about.part or about.indicator.short_name, claim=float(round(claim.stated.ratio * _WHOLE_PERCENT, 2)),
            recomputed=ratio * _WHOLE_PERCENT, value=row[top], base=row[base],
        )  # fmt: skip

    @cached_property
    def _comparisons(self) -> list[Column]:
        """Percentages of something else than a plan; "So sánh (%)" is one where the table has no plan, but a past."""
        with_the_past = bool(self.layout.of({Role.EARLIER})) and not self.layout.of(PLAN_SCOPES)
        columns = self.layout.of({Role.PERCENTAGE})
        return [c for c in columns if c.title.compares or (with_the_past and not c.title.names_plan)]

    def _check_comparisons(self, subjects: Mapping[int, Subject]) -> None:
        """Percentages of something else than a plan: which columns they divide, the numbers themselves tell."""
        if not self._comparisons:
            return
        numbers = {number: self._numbers(number, about) for number, about in subjects.items()}
        candidates = [column.number for column in self.layout.of({*RESULT_ROLES, Role.EARLIER})]
        for column in self._comparisons:
            cells = {n: self.rows[n][column.number] for n in subjects if column.number in self.rows[n]}
            operands = find_operands([(cell, numbers[n]) for n, cell in cells.items()], candidates)
            unchecked = [
                cell
                for number, cell in cells.items()
                if not self._check_comparison(cell, operands, numbers[number], subjects[number])
            ]
            if unchecked:
                self.to.report("unmatched-number.comparison", unchecked, text=column.words, count=len(unchecked))

    def _check_comparison(self, cell: Cell, operands: Operands | None, row: Row, about: Subject) -> bool:
        """Compare one percentage with its quotient; False where there is a number, but nothing to compare it with."""
        claim = read_claim(cell)
        if isinstance(claim, Fault):
            self.to.fault(claim, cell, about.indicator)
            return True
        ratio = operands.ratio(row) if operands else None
        if claim is None or operands is None or ratio is None:
            return claim is None
        self.to.ledger.settle(Fate.CHECKED, cell)
        if not agrees(claim, ratio):
            self._disagree(cell, claim, (operands.top, operands.base, ratio), row, about)
        return True


def _at_place(column: Column, about: Subject) -> Subject:
    if column.place is None:
        return about
    return replace(about, places=(*about.places, Place(column.place, split_place(column.place)[0])))


def stray_errors(path: str, sheet: Sheet, named: set[str]) -> list[Finding]:
    """Error cells and formulas without a value that no row reading has named yet."""
    keys = {CellKind.ERROR: "error-cell.outside", CellKind.UNCOMPUTED: "formula-without-value.outside"}
    return [
        Finding(keys[cell.kind], Location(path, sheet=sheet.name, cell=cell.address), {"text": cell.value})
        for cell in sheet
        if cell.kind in keys and cell.address not in named
    ]
