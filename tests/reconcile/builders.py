"""Report rows and targets, built without files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from du_an8.findings import Location
from du_an8.programme.load import load_programme
from du_an8.programme.phases import Phase
from du_an8.programme.provinces import OLD_ERA, load_provinces
from du_an8.reports.facts import Detail, FigureColumn, FilledRows, Measure, Observation, column_of
from du_an8.targets.facts import Target, TargetVersion
from du_an8.vietnamese.numbers import Qualifier

PROGRAMME, _ = load_programme(None)
FLOW = PROGRAMME.indicators["doi-thoai-chinh-sach"]
STOCK = PROGRAMME.indicators["to-truyen-thong"]
RATE = PROGRAMME.indicators["sinh-de-an-toan"]
CAO_BANG = load_provinces().by_era[OLD_ERA]["cao-bang"]
PHASE = Phase("I", "giai đoạn I", date(2021, 1, 1), date(2025, 12, 31), (2022, 2023, 2024, 2025))
QUARTER = {1: ((1, 1), (3, 31)), 2: ((4, 1), (6, 30)), 3: ((7, 1), (9, 30)), 4: ((10, 1), (12, 31))}


def period(first: date, last: date, value: int, cell: str = "H1") -> Observation:
    place = Location("r.xlsx", sheet="S", cell=cell)
    row = ("r.xlsx", "S", int(cell[1:]))
    return Observation("x", FLOW.id, Measure.IN_PERIOD, Fraction(value), None, first, last, None, place, row)


def quarter(year: int, number: int, value: int = 1, cell: str = "H1") -> Observation:
    first, last = QUARTER[number]
    return period(date(year, *first), date(year, *last), value, cell)


def running(last: date, value: int, qualifier: Qualifier | None = None) -> Observation:
    whole = period(last, last, value)
    return replace(whole, measure=Measure.CUMULATIVE, start=None, qualifier=qualifier)


def target(*versions: TargetVersion, years: tuple[int, ...] = (2023, 2025)) -> Target:
    return Target("x", FLOW.id, years, None, versions)


def version(amount: int, effective: date | None = None) -> TargetVersion:
    return TargetVersion(effective, Decimal(amount), Location("t.yaml", 1, 1), {}, {})


def in_columns(details: Iterable[Detail]) -> tuple[FigureColumn, ...]:
    """The columns in which figures stand: those below each other that say the same are one."""
    columns: list[list[Detail]] = []
    for detail in details:
        if columns and _goes_on(columns[-1][-1], detail):
            columns[-1].append(detail)
        else:
            columns.append([detail])
    return tuple(map(_column, columns))


def one_by_one(details: Iterable[Detail]) -> tuple[FigureColumn, ...]:
    """Each figure as a column of its own."""
    return tuple(_column([detail]) for detail in details)


def _goes_on(above: Detail, below: Detail) -> bool:
    of_own = {"places", "value", "qualifier", "location", "is_total", "denominator"}
    same = all(getattr(above, name) == getattr(below, name) for name in Detail.__struct_fields__ if name not in of_own)
    is_below = column_of(above.location) == column_of(below.location) and _number(above) < _number(below)
    one, other = above.location, below.location
    return same and is_below and (one.path, one.sheet) == (other.path, other.sheet)


def _number(detail: Detail) -> int:
    return int((detail.location.cell or "").removeprefix(column_of(detail.location)))


def _column(details: list[Detail]) -> FigureColumn:
    first = details[0]
    rows = FilledRows(
        tuple(map(_number, details)),
        tuple(detail.places for detail in details),
        frozenset(at for at, detail in enumerate(details) if detail.is_total),
    )
    return FigureColumn(
        first.area, first.indicator, first.part, first.measure, first.start, first.end, first.reported_on,
        first.location.path, first.location.sheet, column_of(first.location), rows,
        tuple(detail.value for detail in details),
        {at: detail.qualifier for at, detail in enumerate(details) if detail.qualifier},
        {at: detail.denominator for at, detail in enumerate(details) if detail.denominator is not None},
        first.by_place, first.of_people, first.phase, first.split,
    )  # fmt: skip
