"""Writes down what a sheet's table says: facts with their cells, findings, and the fate of every number."""

from collections.abc import Collection, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.disk.evidence import Evidence, EvidenceFolder
from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Indicator, Programme
from du_an8.reports.facts import (
    Claim,
    FigureColumn,
    FilledRows,
    Measure,
    Observation,
    Place,
    PlanScope,
    StatedPlan,
    numerator_of,
)
from du_an8.reports.head.coverage import Coverage
from du_an8.reports.meaning.cell_quantities import Fault, shown
from du_an8.reports.meaning.column_times import ColumnTime
from du_an8.reports.meaning.figures import Figure
from du_an8.reports.meaning.ledger import Fate, SheetLedger, range_of
from du_an8.reports.meaning.merged import shared_numbers
from du_an8.reports.meaning.percentages import ClaimedRatio
from du_an8.reports.names.read_name import split_part
from du_an8.reports.workbook.cells import Cell, Sheet, column_letters


class Extracted(Struct):
    """The facts of one sheet."""

    observations: list[Observation] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    plans: list[StatedPlan] = field(default_factory=list)
    columns: list[FigureColumn] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


class Slice(Struct, frozen=True):
    """What a number counts: an indicator, where, which part of it.

    Attributes:
        places: of a district or commune; empty for the province.
        part: of a row such as "Trong đó: nữ".
        is_total: the total row of a table of places.
        of_people: see FigureColumn.
    """

    indicator: Indicator
    places: tuple[Place, ...] = ()
    part: str | None = None
    is_total: bool = False
    of_people: bool = False

    @property
    def is_detail(self) -> bool:
        """Whether it lies below the province's own figure."""
        return bool(self.places) or self.part is not None


class Recorder(Struct):
    """Collects the facts of one table.

    Attributes:
        unused: number of a column -> the rows of its cells that can't be used.
        papers: those that rows may name; None where there is no data folder.
        evidence: by the number of a row the papers that it names.
        unused: the cells whose numbers can't be used.
    """

    path: str
    sheet: Sheet
    coverage: Coverage
    programme: Programme
    ledger: SheetLedger
    papers: EvidenceFolder | None = None
    evidence: dict[int, tuple[Evidence, ...]] = field(default_factory=dict)
    unused: list[Cell] = field(default_factory=list)
    out: Extracted = field(default_factory=Extracted)
    said: set[tuple[str, str, str | None]] = field(default_factory=set)

    def where(self, cell: Cell) -> Location:
        """The location of a cell."""
        return Location(self.path, sheet=self.sheet.name, cell=cell.address)

    def remark(self, key: str, cell: Cell, indicator: Indicator | None = None, **parameters: object) -> None:
        """A finding that leaves the fate of the cell open."""
        of_indicator = indicator.id if indicator else None
        finding = Finding(key, self.where(cell), parameters, self.coverage.province.area, of_indicator)
        if (key, cell.address, of_indicator) not in self.said:  # a remark on a column is the same in each of its rows
            self.said.add((key, cell.address, of_indicator))
            self.out.findings.append(finding)

    def tell(self, finding: Finding, indicator: Indicator | None) -> None:
        """A finding that was made elsewhere, as one about this province."""
        of_indicator = indicator.id if indicator else None
        self.out.findings.append(replace(finding, province=self.coverage.province.area, indicator=of_indicator))

    def report(self, key: str, cells: list[Cell], indicator: Indicator | None = None, **parameters: object) -> None:
        """A finding in which the numbers of these cells end."""
        location = Location(self.path, sheet=self.sheet.name, cell=range_of(cells))
        of_indicator = indicator.id if indicator else None
        self.out.findings.append(Finding(key, location, parameters, self.coverage.province.area, of_indicator))
        self.ledger.settle(Fate.REPORTED, *cells)
        self.unused += cells

    def report_shared(self, rows: Collection[int], columns: Collection[int]) -> frozenset[tuple[int, int]]:
        """Numbers that several rows share; their rows and columns.

        Args:
            rows: those of which it is known what they are about.
            columns: those that hold figures.
        """
        shared = list(shared_numbers(self.sheet, rows, columns, self.programme))
        for cell, count in shared:
            self.report("ambiguous-number.merged", [cell], value=shown(cell), count=count)
        return frozenset((cell.row, cell.column) for cell, _ in shared)

    def fault(self, fault: Fault, indicator: Indicator, *cells: Cell) -> None:
        """Cells that can't be used."""
        self.report(fault.key, list(cells), indicator, name=indicator.short_name, **fault.parameters)

    def figure(self, cell: Cell, counted: Slice, figure: Figure, measure: Measure, time: ColumnTime) -> None:
        """A figure: of the province an observation, below it a column of one row."""
        self.ledger.settle(Fate.USED, cell)
        area, where = self.coverage.province.area, self.where(cell)
        start = time.start if measure is Measure.IN_PERIOD else None
        sent = self.coverage.reported_on
        self._figures_below(cell, counted, figure, (measure, time))
        if counted.is_detail:
            return
        whole = figure.of if measure is Measure.LEVEL else None
        self.out.observations.append(
            Observation(
                area=area,
                indicator=counted.indicator.id,
                measure=measure,
                value=figure.value,
                qualifier=figure.qualifier,
                start=start,
                end=time.end,
                reported_on=sent,
                location=where,
                row=(self.path, self.sheet.name, cell.row),
                word=figure.word,
                numerator=numerator_of(figure.value, whole),
                denominator=whole,
                is_total=counted.is_total,
                phase=time.phase,
                evidence=self.evidence.get(cell.row, ()),
            )
        )
        if figure.stated and measure is not Measure.LEVEL:
            self.claim(cell, counted, ClaimedRatio(figure.stated), None)
        if figure.of is not None and measure is not Measure.LEVEL:
            self.plan(cell, counted, figure.of, PlanScope.UNSTATED, time)

    def _figures_below(self, cell: Cell, counted: Slice, figure: Figure, stated: tuple[Measure, ColumnTime]) -> None:
        """The parts that a cell itself names, and its figure where that is one of a place or a part."""
        parts: list[tuple[Figure, str | None]] = []
        parts += [(Figure(value, figure.qualifier), words) for value, words in figure.parts]
        if counted.is_detail:
            parts.append((figure, counted.part))
        rows = FilledRows((cell.row,), (counted.places,), frozenset({0}) if counted.is_total else frozenset())
        for part, words in parts:
            self.figures_below(cell.column, rows, [part], counted, stated, words)

    def figures_below(  # noqa: PLR0913, PLR0917  # where they stand, what they are, and what they are of
        self,
        column: int,
        rows: FilledRows,
        figures: Sequence[Figure],
        counted: Slice,
        stated: tuple[Measure, ColumnTime],
        part: str | None = None,
    ) -> None:
        """Figures of districts, communes or villages, or of parts, that stand below each other and say the same.

        Args:
            counted: the indicator; of what else it says only whether people are counted.
        """
        measure, time = stated
        self.ledger.settle_column(Fate.USED, column, rows.numbers)
        self.out.columns.append(
            FigureColumn(
                area=self.coverage.province.area,
                indicator=counted.indicator.id,
                part=part,
                measure=measure,
                start=time.start if measure is Measure.IN_PERIOD else None,
                end=time.end,
                reported_on=self.coverage.reported_on,
                path=self.path,
                sheet=self.sheet.name,
                column=column_letters(column),
                rows=rows,
                values=tuple([figure.value for figure in figures]),
                qualifiers={at: figure.qualifier for at, figure in enumerate(figures) if figure.qualifier},
                denominators=_denominators(figures) if measure is Measure.LEVEL else {},
                by_place=bool(self.coverage.places),
                of_people=counted.of_people,
                phase=time.phase,
                split=split_part(self.programme, part, counted.indicator) if part and not counted.of_people else None,
            )
        )

    def plan(self, cell: Cell, counted: Slice, value: Fraction, scope: PlanScope, time: ColumnTime) -> None:
        """A plan that stands beside the results; one of a district or a part is only compared in its own row."""
        self.ledger.settle(Fate.CHECKED, cell)
        if counted.is_detail:
            return
        self.out.plans.append(
            StatedPlan(
                area=self.coverage.province.area,
                indicator=counted.indicator.id,
                scope=scope,
                value=value,
                end=time.end,
                reported_on=self.coverage.reported_on,
                location=self.where(cell),
                phase=time.phase,
            )
        )

    def claim(
        self, cell: Cell, counted: Slice, claim: ClaimedRatio, base: PlanScope | None, end: date | None = None
    ) -> None:
        """A percentage of the plan that the report states for the province, on its own date unless it names one."""
        self.ledger.settle(Fate.CHECKED, cell)
        self.out.claims.append(
            Claim(
                area=self.coverage.province.area,
                indicator=counted.indicator.id,
                ratio=claim.stated.ratio,
                decimals=claim.stated.decimals,
                base=base,
                end=end or self.coverage.end,
                reported_on=self.coverage.reported_on,
                location=self.where(cell),
                row=(self.path, self.sheet.name, cell.row),
                any_scale=claim.any_scale,
                qualifier=claim.stated.qualifier,
                phase=self.coverage.phase.id if self.coverage.names_phase else None,
            )
        )


def _denominators(figures: Sequence[Figure]) -> dict[int, Fraction]:
    return {at: figure.of for at, figure in enumerate(figures) if figure.of is not None}
