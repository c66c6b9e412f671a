"""Report rows and targets, built without files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from du_an8.findings import Location
from du_an8.programme.catalogue import Phase
from du_an8.programme.load import load_programme
from du_an8.programme.provinces import OLD_ERA, load_provinces
from du_an8.reports.facts import Measure, Observation
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
