"""From the table of a sheet to facts, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Indicator, Kind, Programme
from du_an8.reports.extraction.coverage import Coverage
from du_an8.reports.extraction.figures import Fault, Figure, read_claim, read_figure, read_part
from du_an8.reports.extraction.ledger import Fate, SheetLedger, range_of
from du_an8.reports.facts import Claim, Measure, Observation, PlanScope, StatedPlan
from du_an8.reports.layout.header import FIGURE_ROLES, Role, TableLayout, stated_period
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet
from du_an8.vietnamese.dates import Period
from du_an8.vietnamese.names import nearest
from du_an8.vietnamese.numbers import Qualifier

_WHOLE_PERCENT = 100
_RESULT_ROLES = (Role.CUMULATIVE, Role.IN_PERIOD, Role.RESULT)
_SHORTEST_NUMBERING = 3


@dataclass
class Extracted:
    """The facts of one sheet."""

    observations: list[Observation] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    plans: list[StatedPlan] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


class TableReader:
    """Reads the rows below a recognised header."""

    def __init__(  # noqa: PLR0913, PLR0917  # the table, what it is about and where its facts go
        self,
        path: str,
        sheet: Sheet,
        layout: TableLayout,
        coverage: Coverage,
        programme: Programme,
        ledger: SheetLedger,
    ) -> None:
        self.path, self.sheet, self.layout, self.coverage = path, sheet, layout, coverage
        self.programme, self.ledger = programme, ledger
        self.out = Extracted()

    def read(self) -> Extracted:
        """Read every row."""
        self._drop_contradicting_columns()
        for number in sorted(self.sheet.rows):
            if number > self.layout.header_row:
                self._read_row(self.sheet.rows[number])
        return self.out

    def _drop_contradicting_columns(self) -> None:
        """A column whose title names another period than the head is about something else: its numbers aren't used."""
        header = self.sheet.rows[self.layout.header_row]
        kept = dict(self.layout.columns)
        for role in (Role.IN_PERIOD, Role.CUMULATIVE, Role.PLAN_YEAR):
            cell = header.get(kept.get(role, 0))
            stated = stated_period(cell.text) if cell else None
            if cell and stated and not self._fits(role, stated):
                del kept[role]
                location = Location(self.path, sheet=self.sheet.name, cell=cell.address)
                parameters = {"text": cell.text.strip(), "day": self.coverage.end}
                place = self.coverage.province.area
                self.out.findings.append(Finding("identity-mismatch.column", location, parameters, place))
        self.layout = replace(self.layout, columns=kept)

    def _fits(self, role: Role, stated: Period) -> bool:
        if role is Role.PLAN_YEAR:
            return stated.end.year == self.coverage.end.year
        if role is Role.CUMULATIVE:
            return stated.end == self.coverage.end
        period = self.coverage.period
        return period is None or stated in {period, Period(period.start, self.coverage.end)}

    def _cell(self, row: Mapping[int, Cell], role: Role) -> Cell | None:
        column = self.layout.columns.get(role)
        return row.get(column) if column else None

    def _report(self, key: str, cells: list[Cell], indicator: Indicator | None = None, **parameters: object) -> None:
        location = Location(self.path, sheet=self.sheet.name, cell=range_of(cells))
        place, about = self.coverage.province.area, indicator.id if indicator else None
        self.out.findings.append(Finding(key, location, parameters, place, about))
        self.ledger.settle(Fate.REPORTED, *cells)

    def _read_row(self, row: Mapping[int, Cell]) -> None:
        if self._numbers_the_columns(row):
            self.ledger.settle(Fate.CHECKED, *row.values())
            return
        self.ledger.settle(Fate.CHECKED, self._cell(row, Role.NUMBERING))
        id_cell, name_cell = self._cell(row, Role.ID), self._cell(row, Role.INDICATOR)
        indicator = self._indicator(id_cell, name_cell, row)
        if indicator is None:
            return
        self.ledger.settle(Fate.CHECKED, id_cell)
        unit_cell = self._cell(row, Role.UNIT)
        if unit_cell and unit_cell.text and not indicator.accepts_unit(unit_cell.text):
            figures = self._filled(row)
            self._report(
                "unit-mismatch", [unit_cell, *figures], indicator,
                found=unit_cell.text, unit=indicator.unit, name=indicator.short_name,
            )  # fmt: skip
            return
        self._read_results(row, indicator)
        self._read_plans(row, indicator)

    def _filled(self, row: Mapping[int, Cell]) -> list[Cell]:
        roles = (Role.PLAN_PHASE, Role.PLAN_YEAR, *FIGURE_ROLES)
        return sorted((c for role in roles if (c := self._cell(row, role))), key=lambda cell: cell.column)

    def _numbers_the_columns(self, row: Mapping[int, Cell]) -> bool:
        """A row of 1, 2, 3 … under the header, as numbers or as text."""
        values = [str(row[column].value).strip() for column in sorted(row)]
        return len(values) >= _SHORTEST_NUMBERING and any(
            values == [str(number) for number in range(first, first + len(values))] for first in (0, 1)
        )

    def _indicator(self, id_cell: Cell | None, name_cell: Cell | None, row: Mapping[int, Cell]) -> Indicator | None:
        """The row's indicator; what names none, but holds numbers, is a finding.

        A `Mã` of digits alone is some form's numbering, never an id of ours.
        """
        if id_cell and (id_cell.kind is not CellKind.TEXT or id_cell.text.strip().isdecimal()):
            self.ledger.settle(Fate.CHECKED, id_cell)
            id_cell = None
        by_id = self.programme.find_indicator(id_cell.text) if id_cell and id_cell.text else None
        by_name = self.programme.find_indicator(name_cell.text) if name_cell and name_cell.text else None
        numbers = self.ledger.open_cells(next(iter(row.values())).row)
        if by_id and by_name and by_id is not by_name:
            self._report(
                "identity-mismatch.indicator", numbers or [id_cell or name_cell or next(iter(row.values()))], by_id,
                id=by_id.id, name=by_name.short_name,
            )  # fmt: skip
            return None
        if by_id or (by_name and not (id_cell and id_cell.text)):
            return by_id or by_name
        stated = id_cell if id_cell and id_cell.text else name_cell
        if stated is None or not stated.text or not numbers:
            return None  # a section row, a signature, or numbers without a name: the ledger reports those
        key = "unknown-indicator.code" if stated is id_cell else "unmatched-row"
        known = (
            self.programme.indicators
            if stated is id_cell
            else [indicator.short_name for indicator in self.programme.indicators.values()]
        )
        self._report(key, numbers, text=stated.text.strip(), nearest=nearest(stated.text, known), count=len(numbers))
        return None

    def _fault(self, fault: Fault, cell: Cell, indicator: Indicator) -> None:
        self._report(fault.key, [cell], indicator, name=indicator.short_name, **fault.parameters)

    def _read_results(self, row: Mapping[int, Cell], indicator: Indicator) -> None:
        results = [(role, cell) for role in _RESULT_ROLES if (cell := self._cell(row, role))]
        percentage = self._cell(row, Role.PERCENTAGE)
        if indicator.kind is not Kind.RATE:
            for role, cell in results:
                self._read_result(cell, role, indicator)
            if percentage:
                self._read_claim(percentage, indicator)
        elif self._read_fraction(row, indicator):
            for cell in (*(cell for _, cell in results), *([percentage] if percentage else [])):
                self._read_claim(cell, indicator)
        else:
            self._read_level(results, percentage, indicator)

    def _read_level(self, results: list[tuple[Role, Cell]], percentage: Cell | None, indicator: Indicator) -> None:
        """A rate given as a percentage: in Luỹ kế, else in Thực hiện, else, if nothing else is filled, in Tỷ lệ %."""
        found = False
        for role, cell in results:
            if not found:
                found = self._read_result(cell, role, indicator)
            else:
                self._read_claim(cell, indicator)
        if percentage and found:
            self._read_claim(percentage, indicator)
        elif percentage:
            self._read_level_as_percentage(percentage, indicator)

    def _read_result(self, cell: Cell, role: Role, indicator: Indicator) -> bool:
        figure = read_figure(cell, indicator, self.programme)
        if isinstance(figure, Fault):
            self._fault(figure, cell, indicator)
            return True
        if figure is None:
            return False
        measure = self._measure(role, indicator, cell)
        if measure is Measure.IN_PERIOD and self.coverage.period is None:
            self._report("unknown-period.in-period", [cell], indicator, name=indicator.short_name)
            return True
        if measure is Measure.IN_PERIOD and self.coverage.period and self.coverage.period.start is None:
            measure = Measure.CUMULATIVE
            location = Location(self.path, sheet=self.sheet.name, cell=cell.address)
            place, name = self.coverage.province.area, indicator.short_name
            self.out.findings.append(Finding("assumed-basis.open-start", location, {"name": name}, place, indicator.id))
        self._observe(cell, indicator, measure, figure)
        return True

    def _measure(self, role: Role, indicator: Indicator, cell: Cell) -> Measure:
        """A column that says neither "trong kỳ" nor "luỹ kế" is read by DESIGN §3, and the assumption told."""
        if indicator.kind is Kind.RATE:
            return Measure.LEVEL
        if role is not Role.RESULT:
            return Measure(role.name.lower())
        # Beside a column that says "luỹ kế", it can only mean the period.
        beside_cumulative = Role.CUMULATIVE in self.layout.columns
        cumulative = not beside_cumulative and (self.coverage.date_stated or indicator.kind is Kind.STOCK)
        header = self.sheet.rows[self.layout.header_row][cell.column]
        location = Location(self.path, sheet=self.sheet.name, cell=header.address)
        key = "assumed-basis.cumulative" if cumulative else "assumed-basis.in-period"
        self.out.findings.append(Finding(key, location, {"text": header.text.strip()}, self.coverage.province.area))
        return Measure.CUMULATIVE if cumulative else Measure.IN_PERIOD

    def _observe(
        self,
        cell: Cell,
        indicator: Indicator,
        measure: Measure,
        figure: Figure,
        parts: tuple[Fraction, Fraction] | None = None,
    ) -> None:
        period = self.coverage.period
        self.ledger.settle(Fate.USED, cell)
        self.out.observations.append(
            Observation(
                area=self.coverage.province.area,
                indicator=indicator.id,
                measure=measure,
                value=figure.value,
                qualifier=figure.qualifier,
                start=period.start if period and measure is Measure.IN_PERIOD else None,
                end=self.coverage.end,
                reported_on=self.coverage.reported_on,
                location=Location(self.path, sheet=self.sheet.name, cell=cell.address),
                row=(self.path, self.sheet.name, cell.row),
                word=figure.word,
                numerator=parts[0] if parts else None,
                denominator=parts[1] if parts else None,
            )
        )

    def _read_fraction(self, row: Mapping[int, Cell], indicator: Indicator) -> bool:
        """A rate given as numerator and denominator; whether either was filled."""
        cells = [self._cell(row, role) for role in (Role.NUMERATOR, Role.DENOMINATOR)]
        filled = [cell for cell in cells if cell]
        parts = [read_part(cell) if cell else None for cell in cells]
        for cell, part in zip(cells, parts, strict=True):
            if cell and isinstance(part, Fault):
                self._fault(part, cell, indicator)
        numerator, denominator = parts
        if isinstance(numerator, Figure) and isinstance(denominator, Figure):
            self._observe_fraction(filled, numerator, denominator, indicator)
            return True
        if isinstance(numerator, Figure) or isinstance(denominator, Figure):
            self._report("not-a-number.half-fraction", filled, indicator, name=indicator.short_name)
            return True
        return any(isinstance(part, Fault) for part in parts)

    def _observe_fraction(
        self, cells: list[Cell], numerator: Figure, denominator: Figure, indicator: Indicator
    ) -> None:
        if denominator.value == 0:
            self._report("not-a-number.zero-denominator", cells, indicator, name=indicator.short_name)
            return
        level = numerator.value * _WHOLE_PERCENT / denominator.value
        if level > _WHOLE_PERCENT:
            self._report("rate-out-of-range", cells, indicator, name=indicator.short_name, value=level)
            return
        # A vague denominator leaves the quotient vague on both sides.
        figure = Figure(level, numerator.qualifier, numerator.word)
        if denominator.qualifier:
            figure = Figure(level, Qualifier.ABOUT)
        self.ledger.settle(Fate.USED, *cells)
        self._observe(cells[0], indicator, Measure.LEVEL, figure, (numerator.value, denominator.value))

    def _read_level_as_percentage(self, cell: Cell, indicator: Indicator) -> None:
        figure = read_figure(cell, indicator, self.programme)
        if isinstance(figure, Fault):
            self._fault(figure, cell, indicator)
        elif figure:
            self._observe(cell, indicator, Measure.LEVEL, figure)
            location = Location(self.path, sheet=self.sheet.name, cell=cell.address)
            key, place = "assumed-basis.percentage", self.coverage.province.area
            self.out.findings.append(Finding(key, location, {"name": indicator.short_name}, place, indicator.id))

    def _read_claim(self, cell: Cell, indicator: Indicator) -> None:
        claim = read_claim(cell)
        if isinstance(claim, Fault):
            self._fault(claim, cell, indicator)
        elif claim:
            ratio, decimals, any_scale = claim
            self.ledger.settle(Fate.CHECKED, cell)
            self.out.claims.append(
                Claim(
                    area=self.coverage.province.area,
                    indicator=indicator.id,
                    ratio=ratio,
                    decimals=decimals,
                    base=self.layout.percentage_base,
                    end=self.coverage.end,
                    reported_on=self.coverage.reported_on,
                    location=Location(self.path, sheet=self.sheet.name, cell=cell.address),
                    row=(self.path, self.sheet.name, cell.row),
                    any_scale=any_scale,
                )
            )

    def _read_plans(self, row: Mapping[int, Cell], indicator: Indicator) -> None:
        for role, scope in ((Role.PLAN_PHASE, PlanScope.PHASE), (Role.PLAN_YEAR, PlanScope.YEAR)):
            cell = self._cell(row, role)
            figure = read_figure(cell, indicator, self.programme) if cell else None
            if cell and isinstance(figure, Fault):
                self._fault(figure, cell, indicator)
            elif cell and isinstance(figure, Figure):
                self.ledger.settle(Fate.CHECKED, cell)
                self.out.plans.append(
                    StatedPlan(
                        area=self.coverage.province.area,
                        indicator=indicator.id,
                        scope=scope,
                        value=figure.value,
                        end=self.coverage.end,
                        reported_on=self.coverage.reported_on,
                        location=Location(self.path, sheet=self.sheet.name, cell=cell.address),
                    )
                )


def stray_errors(path: str, sheet: Sheet, named: set[str]) -> list[Finding]:
    """Error cells and formulas without a value that no row reading has named yet."""
    keys = {CellKind.ERROR: "error-cell.outside", CellKind.UNCOMPUTED: "formula-without-value.outside"}
    return [
        Finding(keys[cell.kind], Location(path, sheet=sheet.name, cell=cell.address), {"text": cell.value})
        for cell in sheet
        if cell.kind in keys and cell.address not in named
    ]
