"""Facts that reports state. A figure, a claim and a plan are three different things."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from du_an8.disk.evidence import Evidence
from du_an8.findings import Location, in_ranges
from du_an8.grouping import grouped
from du_an8.programme.catalogue import PartOfSplit
from du_an8.reports.file_account import Explanation, FileAccount
from du_an8.targets.facts import Difficulty
from du_an8.vietnamese.numbers import Qualifier
from du_an8.vietnamese.places import PlaceLevel

RowId = tuple[str, str | None, int]
"""Path, sheet and row number: what stands in one row of a report belongs together."""


class Measure(StrEnum):
    """What a figure measures."""

    IN_PERIOD = "in_period"  # the result of one reporting period alone
    CUMULATIVE = "cumulative"  # from the start of the phase to a date
    LEVEL = "level"  # a rate, in percent


Time = tuple[Measure, date | None, date]
"""What a figure measures, and when: measure, first and last day."""


class Observation(Struct, frozen=True):
    """One figure of one report.

    Attributes:
        area: see Province.area.
        value: exact, in the indicator's unit; a rate in percent.
        qualifier: what the approximate word before it means, with the word itself.
        start: first day of the period; None stands for the start of the phase.
        end: the date that the figure describes.
        reported_on: when it was sent, if the report says so.
        numerator: of a rate that was given as a fraction, with its denominator.
        sum_of: the cells that were added up, or their ranges, of a row that no cell states.
        addends: how many they are.
        partial: of such a sum, that places are missing from it.
        is_total: stands in the total row of a table of places.
        chosen: people decided that it counts although others contradict it.
        phase: id of the phase that the report names; None leaves it to the end.
        evidence: the papers that its row names.
        corrects: the path of the report on file that this one is the corrected copy of.
    """

    area: str
    indicator: str
    measure: Measure
    value: Fraction
    qualifier: Qualifier | None
    start: date | None
    end: date
    reported_on: date | None
    location: Location
    row: RowId
    word: str | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    sum_of: tuple[Location, ...] = ()
    addends: int = 0
    partial: bool = False
    is_total: bool = False
    chosen: bool = False
    phase: str | None = None
    evidence: tuple[Evidence, ...] = ()
    corrects: str | None = None

    @property
    def time(self) -> Time:
        """What the figure measures, and when."""
        return self.measure, self.start, self.end

    @property
    def months(self) -> int | None:
        """How many months its period touches; None without a first day."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1 if self.start else None

    @property
    def cells(self) -> tuple[Location, ...]:
        """Where the figure stands; of a sum, the ranges that were added up."""
        return in_ranges(self.sum_of) if self.sum_of else (self.location,)

    @property
    def addend_cells(self) -> tuple[Location, ...]:
        """The cells, or ranges of cells, that were added up to it; its own where it is no sum."""
        return self.sum_of or (self.location,)

    def as_total(self) -> "FigureColumn":
        """The same figure, as the total row of a table of places."""
        path, sheet, number = self.row
        return FigureColumn(
            self.area, self.indicator, None, self.measure, self.start, self.end, self.reported_on,
            path, sheet, column_of(self.location), FilledRows((number,), ((),), frozenset({0})), (self.value,),
            {0: self.qualifier} if self.qualifier else {}, {0: self.denominator} if self.denominator else {},
            phase=self.phase,
        )  # fmt: skip


class PlanScope(StrEnum):
    """Which plan a plan column or a percentage is about."""

    PHASE = "phase"
    YEAR = "year"
    PERIOD = "period"  # of a quarter, a month, or until a date: nothing on file to compare it with
    UNSTATED = "unstated"  # the column says "kế hoạch" and no more


class Claim(Struct, frozen=True):
    """A percentage that the report itself states. Stored, compared and shown, never a figure.

    Attributes:
        ratio: 1 is 100 %.
        decimals: printed decimals of the percentage.
        base: the plan that the column's header names, if it names one.
        any_scale: a bare number below 2 in a percentage column may be a ratio.
        qualifier: what the approximate word before it means.
        phase: see Observation.
    """

    area: str
    indicator: str
    ratio: Fraction
    decimals: int
    base: PlanScope | None
    end: date
    reported_on: date | None
    location: Location
    row: RowId
    any_scale: bool = False
    qualifier: Qualifier | None = None
    phase: str | None = None


class StatedPlan(Struct, frozen=True):
    """A plan that a report prints beside its results."""

    area: str
    indicator: str
    scope: PlanScope
    value: Fraction
    end: date
    reported_on: date | None
    location: Location
    phase: str | None = None


class Place(Struct, frozen=True, cache_hash=True):
    """A district, commune or village as a report names it; the level where the name or the column's title tells it."""

    name: str
    level: PlaceLevel | None = None


class Detail(Struct, frozen=True):
    """A figure below the province's own: of a place in it, or of a part ("Trong đó"); one cell of a FigureColumn.

    Attributes:
        places: from the larger to the smaller, e.g. district, commune; empty for the whole province.
        is_total: stands in the total row of a table of places.
        denominator: of a rate that was given as a fraction.
    """

    area: str
    indicator: str
    places: tuple[Place, ...]
    part: str | None
    measure: Measure
    value: Fraction
    qualifier: Qualifier | None
    start: date | None
    end: date
    reported_on: date | None
    location: Location
    is_total: bool = False
    denominator: Fraction | None = None
    by_place: bool = False
    of_people: bool = False
    phase: str | None = None
    split: PartOfSplit | None = None

    @property
    def time(self) -> Time:
        """What the figure measures, and when."""
        return self.measure, self.start, self.end


class FilledRows(Struct, frozen=True, eq=False):
    """Rows of a table in which a column has figures; the columns that have them in the same rows share them.

    Attributes:
        numbers: of the rows in their sheet.
        places: see Detail; a row each.
        totals: the positions of those that are total rows.
    """

    numbers: tuple[int, ...]
    places: tuple[tuple[Place, ...], ...]
    totals: frozenset[int] = frozenset()


class FigureColumn(Struct, frozen=True, eq=False):
    """The figures below the province's own that one column of a table states, of one thing and one time.

    Never added to the province's figure; what belongs together is compared.

    Attributes:
        part: the words that name the part.
        column: its letters.
        rows: where the figures stand, and of which places they are.
        values: a row each.
        qualifiers: position in the rows -> what the approximate word before the figure means.
        denominators: position -> of how many a rate is that was given as a fraction.
        by_place: the report is the place's own, not the province's over all its places.
        of_people: the part is one of people while the indicator counts none: never compared with it.
        phase: see Observation.
        split: the part of a split of the programme that `part` names, and nothing else.
        partial: numbers among its places couldn't be used: what the places come to is more.
    """

    area: str
    indicator: str
    part: str | None
    measure: Measure
    start: date | None
    end: date
    reported_on: date | None
    path: str
    sheet: str | None
    column: str
    rows: FilledRows
    values: tuple[Fraction, ...]
    qualifiers: Mapping[int, Qualifier] = {}
    denominators: Mapping[int, Fraction] = {}
    by_place: bool = False
    of_people: bool = False
    phase: str | None = None
    split: PartOfSplit | None = None
    partial: bool = False

    @property
    def time(self) -> Time:
        """What its figures measure, and when."""
        return self.measure, self.start, self.end

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[Detail]:
        return map(self.detail, range(len(self.values)))

    def detail(self, at: int) -> Detail:
        """One of its figures."""
        rows = self.rows
        return Detail(
            self.area, self.indicator, rows.places[at], self.part, self.measure, self.values[at],
            self.qualifiers.get(at), self.start, self.end, self.reported_on, self.location(at), at in rows.totals,
            self.denominators.get(at), self.by_place, self.of_people, self.phase, self.split,
        )  # fmt: skip

    def location(self, at: int) -> Location:
        """The cell of one of its figures."""
        return Location(self.path, sheet=self.sheet, cell=f"{self.column}{self.rows.numbers[at]}")


def numerator_of(level: Fraction, denominator: Fraction | None) -> Fraction | None:
    """How many of a whole a percentage stands for; None where the whole isn't told."""
    return level * denominator / 100 if denominator else None


def column_of(cell: Location) -> str:
    """`G` of `G12`, or of the range `G12:G14`; rows above a table of Word count from 0 down."""
    first, *_ = (cell.cell or "").split(":")
    return first.rstrip("-0123456789")


class Reports(Struct, frozen=True, dict=True):
    """All that the report files say."""

    observations: tuple[Observation, ...]
    claims: tuple[Claim, ...]
    plans: tuple[StatedPlan, ...]
    columns: tuple[FigureColumn, ...]
    difficulties: Mapping[str, tuple[Difficulty, ...]]
    files: tuple[FileAccount, ...]
    explanations: tuple[Explanation, ...] = ()

    @property
    def details(self) -> Iterator[Detail]:
        """The figures of all columns, one by one."""
        return (detail for column in self.columns for detail in column)

    @cached_property
    def by_area(self) -> Mapping[str, "Reports"]:
        """What the files say of each area; the files themselves, and answers to what was asked, belong to none."""
        observations, claims = _by_area(self.observations), _by_area(self.claims)
        plans, columns = _by_area(self.plans), _by_area(self.columns)
        areas = {*observations, *claims, *plans, *columns, *self.difficulties}
        return {
            area: Reports(
                tuple(observations.get(area, ())),
                tuple(claims.get(area, ())),
                tuple(plans.get(area, ())),
                tuple(columns.get(area, ())),
                {area: told} if (told := self.difficulties.get(area)) else {},
                (),
            )
            for area in areas
        }


NO_REPORTS = Reports((), (), (), (), {}, ())

_Statement = TypeVar("_Statement", Observation, Claim, StatedPlan, FigureColumn)


def _by_area(statements: Iterable[_Statement]) -> dict[str, list[_Statement]]:
    return grouped(statements, lambda statement: statement.area)
