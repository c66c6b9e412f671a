"""What must hold of closed phases whatever is reported later, on facts made up by hypothesis."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from du_an8.findings import Location
from du_an8.outputs.machine.check_json import render
from du_an8.programme.provinces import NEW_ERA, OLD_ERA, load_provinces
from du_an8.reconcile.assessment import assess
from du_an8.reconcile.judge_provinces import Asked
from du_an8.reconcile.records import Records
from du_an8.reports.facts import Claim, Detail, Measure, Observation, Place, PlanScope, Reports, StatedPlan
from du_an8.targets.facts import Target, Targets, TargetVersion
from du_an8.vietnamese.numbers import Qualifier
from du_an8.vietnamese.places import PlaceLevel
from reconcile.builders import FLOW, PROGRAMME, RATE, STOCK, in_columns

PROVINCES = load_provinces()
FIRST, SECOND = PROGRAMME.phases
MERGED = PROVINCES.by_era[NEW_ERA]["thai-nguyen"]
AREAS = [PROVINCES.by_era[OLD_ERA]["cao-bang"].area, MERGED.area, *(part.area for part in PROVINCES.parts(MERGED))]
INDICATORS = (STOCK, FLOW, RATE)
PATHS = ("data/reports/a.xlsx", "data/reports/b.xlsx")

in_phase_i = st.dates(date(2021, 1, 1), FIRST.end)
after_it = st.dates(SECOND.start, date(2028, 12, 31))


@st.composite
def observations(draw: st.DrawFn, ends: st.SearchStrategy[date]) -> Observation:
    """A figure that names no phase; its period may begin long before."""
    indicator, end = draw(st.sampled_from(INDICATORS)), draw(ends)
    measure = Measure.LEVEL if indicator is RATE else draw(st.sampled_from((Measure.IN_PERIOD, Measure.CUMULATIVE)))
    days = draw(st.integers(0, 500)) if measure is Measure.IN_PERIOD else None
    start = None if days is None else max(end - timedelta(days=days), FIRST.start)
    sent = draw(st.none() | st.integers(0, 90).map(lambda later: end + timedelta(days=later)))
    path, line = draw(st.sampled_from(PATHS)), draw(st.integers(1, 30))
    return Observation(
        area=draw(st.sampled_from(AREAS)),
        indicator=indicator.id,
        measure=measure,
        value=Fraction(draw(st.integers(0, 100))),
        qualifier=draw(st.none() | st.sampled_from(Qualifier)),
        start=start,
        end=end,
        reported_on=sent,
        location=Location(path, sheet="S", cell=f"H{line}"),
        row=(path, "S", line),
        denominator=Fraction(100) if indicator is RATE else None,
    )


@st.composite
def of_places(draw: st.DrawFn, ends: st.SearchStrategy[date]) -> Detail:
    """A figure of a commune, or the total of a table of them."""
    row, name = draw(observations(ends)), draw(st.sampled_from(("Cô Ba", "Hồng Trị")))
    (total,) = row.as_total()
    is_total = draw(st.booleans())
    places = () if is_total else (Place(name, PlaceLevel.COMMUNE),)
    return replace(total, places=places, is_total=is_total)


@st.composite
def claims(draw: st.DrawFn, ends: st.SearchStrategy[date]) -> Claim:
    row = draw(observations(ends))
    ratio, base = Fraction(draw(st.integers(1, 100)), 100), draw(st.none() | st.just(PlanScope.PHASE))
    return Claim(row.area, row.indicator, ratio, 1, base, row.end, row.reported_on, row.location, row.row)


@st.composite
def plans(draw: st.DrawFn, ends: st.SearchStrategy[date]) -> StatedPlan:
    row, scope = draw(observations(ends)), draw(st.sampled_from(PlanScope))
    return StatedPlan(row.area, row.indicator, scope, row.value, row.end, row.reported_on, row.location)


def reports(ends: st.SearchStrategy[date]) -> st.SearchStrategy[Reports]:
    """Some figures, claims and plans."""
    some = (observations(ends), claims(ends), plans(ends), of_places(ends))
    rows = [st.lists(each, max_size=size).map(tuple) for each, size in zip(some, (8, 2, 2, 4), strict=True)]
    return st.tuples(*rows).map(lambda told: Reports(*told[:3], in_columns(told[3]), {}, ()))


def _by_area(draw: st.DrawFn, years: range) -> dict[str, dict[str, Target]]:
    by_area: dict[str, dict[str, Target]] = {}
    for area in draw(st.sets(st.sampled_from(AREAS))):
        for indicator in draw(st.sets(st.sampled_from(INDICATORS))):
            amount = Decimal(draw(st.integers(1, 100)))
            version = TargetVersion(None, amount, Location("t.yaml", 1, 1), {}, {})
            by_area.setdefault(area, {})[indicator.id] = Target(area, indicator.id, tuple(years), None, (version,))
    return by_area


@st.composite
def of_both_phases(draw: st.DrawFn) -> dict[str, Targets]:
    return {phase.id: Targets(_by_area(draw, phase.years), frozenset(), {}) for phase in (FIRST, SECOND)}


def both(one: Reports, other: Reports) -> Reports:
    """What either says."""
    return Reports(
        one.observations + other.observations,
        one.claims + other.claims,
        one.plans + other.plans,
        one.columns + other.columns,
        {},
        (),
    )


def answer(records: Records, asked: Asked, *, national: bool = True) -> dict[str, Any]:
    """All that is said of the provinces and the country, findings included, without what is said of the files."""
    document: dict[str, Any] = json.loads(render(assess(records, None, asked, national=national)))
    return {key: document[key] for key in ("provinces", "national", "findings", "summary") if key in document}


@given(of_both_phases(), reports(in_phase_i), reports(after_it), st.dates(date(2022, 1, 1), date(2029, 12, 31)))
def test_what_is_reported_after_a_phase_changes_nothing_of_it(
    asked_for: dict[str, Targets], known: Reports, later: Reports, as_of: date
) -> None:
    """Neither a verdict nor a finding, whatever the day of the question."""
    asked = Asked(as_of, FIRST)
    before = answer(Records(PROGRAMME, PROVINCES, asked_for, known), asked)
    assert answer(Records(PROGRAMME, PROVINCES, asked_for, both(known, later)), asked) == before


@given(of_both_phases(), reports(in_phase_i), reports(after_it), st.dates(SECOND.start, date(2029, 12, 31)))
def test_of_the_phase_before_only_what_stocks_stood_at_is_taken(
    asked_for: dict[str, Targets], earlier: Reports, known: Reports, as_of: date
) -> None:
    """Flows and rates of a phase are what they are without it."""

    def rows(told: Reports) -> list[dict[str, Any]]:
        document = answer(Records(PROGRAMME, PROVINCES, asked_for, told), Asked(as_of, SECOND), national=False)
        found = [row for province in document["provinces"] for row in province["indicators"]]
        return [row for row in found if row["kind"] != "stock"]

    assert rows(both(earlier, known)) == rows(known)


@given(of_both_phases(), reports(in_phase_i), reports(after_it), st.dates(SECOND.start, date(2029, 12, 31)))
def test_a_line_begins_at_the_opening_and_completion_does_not(
    asked_for: dict[str, Targets], earlier: Reports, known: Reports, as_of: date
) -> None:
    document = answer(Records(PROGRAMME, PROVINCES, asked_for, both(earlier, known)), Asked(as_of, SECOND))
    for row in (row for province in document["provinces"] for row in province["indicators"]):
        if row["opening"] is None or row["actual"] is None or row["pace"] is None:
            continue
        assert row["kind"] == "stock"
        assert abs(row["completion"] - row["actual"] / row["target"]) <= 1e-6
        begins = row["opening"] if row["expected"] > row["opening"] else 0
        assert abs(row["pace"] * (row["expected"] - begins) - (row["actual"] - begins)) <= 1e-3
