"""The verdicts of single places, and what a province's report states of its own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from du_an8.findings import Location
from du_an8.programme.provinces import NEW_ERA, OLD_ERA, load_provinces
from du_an8.reconcile.areas import judge_areas
from du_an8.reconcile.judge_province import judge_province
from du_an8.reconcile.judging.verdict import Status
from du_an8.reconcile.province import ProvinceResult
from du_an8.reconcile.records import Facts
from du_an8.reports.facts import NO_REPORTS, Claim, Detail, Measure, Place, PlanScope, StatedPlan
from du_an8.targets.facts import ExpectedPlace, Targets
from du_an8.vietnamese.places import PlaceLevel
from reconcile.builders import CAO_BANG, FLOW, PROGRAMME, STOCK, in_columns, running

END, Q1, Q3 = date(2024, 12, 31), date(2025, 3, 31), date(2025, 9, 30)
PROVINCES = load_provinces()
LINE = Location("t.yaml", 9, 1)


def of(name: str, value: int, end: date = END, area: str = CAO_BANG.area) -> Detail:
    where = Location("r.xlsx", sheet="S", cell="B2")
    places = tuple(Place(part) for part in name.split("/"))
    return Detail(area, STOCK.id, places, None, Measure.CUMULATIVE, Fraction(value), None, None, end, None, where)


def judged(*details: Detail, places: tuple[ExpectedPlace, ...] = (), day: date = END) -> ProvinceResult:
    targets = Targets({}, frozenset(), {}, {CAO_BANG.area: places})
    return judge_province(CAO_BANG, Facts(PROGRAMME, targets, replace(NO_REPORTS, columns=in_columns(details))), day)


def test_a_place_is_judged_by_what_the_list_asks_of_it() -> None:
    asked = ExpectedPlace("Cô Ba", "Bảo Lạc", (), {STOCK.id: Decimal(10)}, LINE)
    result = judged(of("Bảo Lạc/Cô Ba", 8), of("Bảo Lạc/Hồng Trị", 3), places=(asked,))
    areas = {area.node.name: area for area in judge_areas(result, PlaceLevel.COMMUNE, PROGRAMME)}
    assert list(areas) == ["Cô Ba", "Hồng Trị"]
    larger = areas["Cô Ba"].larger
    assert larger
    assert larger.name == "Bảo Lạc"
    verdict = areas["Cô Ba"].verdicts[STOCK.id]
    # 8 of 10; three of the four active years are over.
    assert (verdict.actual.value, verdict.completion, verdict.status) == (8, Fraction(8, 10), Status.ON_TRACK)
    assert verdict.target
    version = verdict.target.version
    assert version
    assert (verdict.target.target.area, verdict.target.target.indicator) == ("bao lac/co ba", STOCK.id)
    assert (version.location, verdict.target.target.active_years) == (LINE, PROGRAMME.phase.active_years)
    assert list(areas["Hồng Trị"].verdicts) == [STOCK.id]
    (district,) = judge_areas(result, PlaceLevel.DISTRICT, PROGRAMME)
    assert (district.node.name, district.larger, district.verdicts[STOCK.id].actual.value) == ("Bảo Lạc", None, 11)


def test_in_the_new_era_its_places_count_with_what_the_former_ones_did() -> None:
    new = ExpectedPlace("Cô Ba", None, ("Cô Ba", "Phan Thanh"), {}, LINE)
    details = of("Cô Ba", 3, Q1), of("Phan Thanh", 4, Q1), of("Hồng Trị", 2, Q3)
    result = judged(*details, places=(new,), day=date(2025, 10, 31))
    areas = {area.node.name: area.verdicts for area in judge_areas(result, PlaceLevel.COMMUNE, PROGRAMME)}
    assert {name: verdicts[STOCK.id].actual.value for name, verdicts in areas.items() if verdicts} == {
        "Cô Ba": 7, "Hồng Trị": 2,
    }  # fmt: skip
    early = judge_areas(judged(*details, places=(new,), day=date(2025, 6, 30)), PlaceLevel.COMMUNE, PROGRAMME)
    assert {area.node.name for area in early if area.verdicts} == {"Cô Ba", "Phan Thanh"}


def test_a_merged_province_that_names_no_place_has_those_of_its_parts() -> None:
    part = judged(of("Bảo Lạc/Cô Ba", 8))
    whole = PROVINCES.by_era[NEW_ERA]["thai-nguyen"]
    other = PROVINCES.by_era[OLD_ERA]["bac-kan"]
    second = judge_province(
        other,
        Facts(
            PROGRAMME,
            Targets({}, frozenset(), {}),
            replace(NO_REPORTS, columns=in_columns([of("Ba Bể/Hoàng Trĩ", 5, area=other.area)])),
        ),
        END,
    )
    own = judge_province(whole, Facts(PROGRAMME, Targets({}, frozenset(), {}), NO_REPORTS), date(2025, 12, 31))
    result = replace(own, components=(part, second))
    for level, names in ((PlaceLevel.COMMUNE, ["Cô Ba", "Hoàng Trĩ"]), (PlaceLevel.DISTRICT, ["Bảo Lạc", "Ba Bể"])):
        areas = judge_areas(result, level, PROGRAMME)
        assert [area.node.name for area in areas] == names
        assert [area.verdicts[STOCK.id].actual.value for area in areas] == [8, 5]
    assert judge_areas(result, PlaceLevel.VILLAGE, PROGRAMME) == ()
    assert judge_areas(replace(result, place_reports=None), PlaceLevel.COMMUNE, PROGRAMME) != ()


# What a report itself prints beside a figure.


def claimed(percent: int, **change: object) -> bool | None:
    """40 done, of a plan of 50 that the same report prints for the same day."""
    row = replace(running(END, 40), area=CAO_BANG.area)
    where = Location("r.xlsx", sheet="S", cell="F1")
    plan = StatedPlan(CAO_BANG.area, FLOW.id, PlanScope.PHASE, Fraction(50), END, None, where)
    claim = Claim(CAO_BANG.area, FLOW.id, Fraction(percent, 100), 0, None, END, None, where, ("r.xlsx", "S", 1))
    reports = replace(NO_REPORTS, observations=(row,), plans=(replace(plan, **change),), claims=(claim,))
    result = judge_province(CAO_BANG, Facts(PROGRAMME, Targets({}, frozenset(), {}), reports), END)
    (verdict,) = [verdict for verdict in result.verdicts if verdict.indicator is FLOW]
    assert verdict.claim
    return verdict.claim.agrees


def test_a_percentage_is_of_the_plan_that_its_report_prints() -> None:
    assert (claimed(80), claimed(50)) == (True, False)
    assert claimed(80, end=date(2023, 12, 31)) is None
    assert claimed(80, location=Location("other.xlsx", sheet="S", cell="F1")) is None


def test_a_share_is_of_what_the_other_indicator_tells() -> None:
    spent, given = PROGRAMME.indicators["von-giai-ngan"], PROGRAMME.indicators["von-duoc-giao"]
    assert spent.share_of == given.id
    rows = [
        replace(running(END, value), area=CAO_BANG.area, indicator=name)
        for name, value in ((spent.id, 40), (given.id, 50))
    ]
    for percent, agrees in ((80, True), (79, False)):
        where = Location("r.xlsx", sheet="S", cell="F1")
        claim = Claim(CAO_BANG.area, spent.id, Fraction(percent, 100), 0, None, END, None, where, ("r.xlsx", "S", 1))
        reports = replace(NO_REPORTS, observations=tuple(rows), claims=(claim,))
        result = judge_province(CAO_BANG, Facts(PROGRAMME, Targets({}, frozenset(), {}), reports), END)
        (verdict,) = [verdict for verdict in result.verdicts if verdict.indicator is spent]
        assert verdict.claim
        assert verdict.claim.agrees is agrees


# Eras of places.


def test_a_merged_province_whose_own_places_are_communes_has_the_districts_of_its_parts() -> None:
    whole, part = PROVINCES.by_era[NEW_ERA]["thai-nguyen"], PROVINCES.by_era[OLD_ERA]["bac-kan"]
    day = date(2025, 12, 31)
    told = {
        whole.area: of("Hồng Trị", 5, Q3, area=whole.area),
        part.area: of("Ba Bể/Hoàng Trĩ", 8, area=part.area),
    }
    own, component = (
        judge_province(
            province,
            Facts(
                PROGRAMME, Targets({}, frozenset(), {}), replace(NO_REPORTS, columns=in_columns([told[province.area]]))
            ),
            day,
        )
        for province in (whole, part)
    )
    result = replace(own, components=(component,))
    for level, expected in ((PlaceLevel.COMMUNE, [("Hồng Trị", 5)]), (PlaceLevel.DISTRICT, [("Ba Bể", 8)])):
        areas = judge_areas(result, level, PROGRAMME)
        assert [(area.node.name, area.verdicts[STOCK.id].actual.value) for area in areas] == expected


def test_what_former_places_did_counts_for_the_new_one_only_once_it_exists() -> None:
    new = ExpectedPlace("Cô Ba", None, ("Cô Ba", "Phan Thanh"), {}, LINE)
    details = [
        replace(of(name, done, Q1), indicator=FLOW.id, measure=Measure.IN_PERIOD, start=date(2025, 1, 1))
        for name, done in (("Cô Ba", 3), ("Phan Thanh", 4))
    ]

    def done(day: date) -> dict[str, Fraction | None]:
        areas = judge_areas(judged(*details, places=(new,), day=day), PlaceLevel.COMMUNE, PROGRAMME)
        return {area.node.name: area.verdicts[FLOW.id].actual.value for area in areas}

    assert done(date(2025, 6, 30)) == {"Cô Ba": 3, "Phan Thanh": 4}
    assert done(date(2025, 7, 1)) == {"Cô Ba": 7}
