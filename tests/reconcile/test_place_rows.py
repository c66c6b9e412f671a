"""The rows of places, and the sums made of them: every field, and every finding with its cells."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from msgspec.structs import replace

from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Indicator
from du_an8.reconcile.judging.actual import Actual
from du_an8.reconcile.place_reports import IndicatorOfPlaces, place_reports
from du_an8.reconcile.places.gazetteer import Gazetteer
from du_an8.reports.facts import Detail, Measure, Observation, Place
from du_an8.targets.facts import ExpectedPlace
from du_an8.vietnamese.numbers import Qualifier
from du_an8.vietnamese.places import PlaceLevel
from reconcile.builders import RATE, STOCK, in_columns, running

Y2022, Y2023, Q2 = date(2022, 12, 31), date(2023, 12, 31), date(2023, 6, 30)


def of(  # noqa: PLR0913  # a figure has that many sides
    names: str, value: int, cell: str, *, end: date = Y2023, path: str = "r.xlsx", sent: date | None = None,
    out_of: int | None = None, indicator: Indicator = STOCK,
) -> Detail:  # fmt: skip
    """A figure of `Bảo Lạc/Cô Ba`, or of a commune alone."""
    places = tuple(Place(name) for name in names.split("/"))
    measure = Measure.LEVEL if indicator is RATE else Measure.CUMULATIVE
    where = Location(path, sheet="S", cell=cell)
    whole = None if out_of is None else Fraction(out_of)
    return Detail("x", indicator.id, places, None, measure, Fraction(value), None, None, end, sent, where, False, whole)


def put_together(*details: Detail, indicator: Indicator = STOCK, expected: tuple[str, ...] = ()) -> IndicatorOfPlaces:
    listed = [ExpectedPlace(name, None, (), {}, Location("t.yaml", 9, 1)) for name in expected]
    return place_reports(in_columns(details), listed).read(indicator, [])


def cells(finding: Finding) -> list[str | None]:
    return [place.cell for place in (finding.location, *finding.related) if place]


def test_a_sum_says_of_whom_what_and_from_which_cells_it_is() -> None:
    first, second = of("Cô Ba", 4, "B2", sent=date(2024, 1, 5)), of("Hồng Trị", 6, "B4", sent=date(2024, 2, 5))
    told = put_together(replace(first, qualifier=Qualifier.AT_LEAST), second)
    (row,) = told.rows
    assert row == Observation(
        area="x", indicator=STOCK.id, measure=Measure.CUMULATIVE, value=Fraction(10), qualifier=Qualifier.AT_LEAST,
        start=None, end=Y2023, reported_on=date(2024, 2, 5), location=first.location, row=("r.xlsx", "S", 0),
        sum_of=(first.location, second.location), addends=2,
    )  # fmt: skip


def test_a_places_own_figure_keeps_all_that_was_said() -> None:
    stated = of("Cô Ba", 40, "B2", out_of=50, indicator=RATE, sent=Y2023)
    told = put_together(replace(stated, is_total=True), indicator=RATE)
    (row,) = told.eras["2008"].of(("co ba",))
    assert row == Observation(
        area="x", indicator=RATE.id, measure=Measure.LEVEL, value=Fraction(40), qualifier=None, start=None, end=Y2023,
        reported_on=Y2023, location=stated.location, row=("r.xlsx", "S", 0), numerator=Fraction(20),
        denominator=Fraction(50), is_total=True,
    )  # fmt: skip


def test_a_rate_is_summed_by_numerator_and_denominator() -> None:
    told = put_together(
        of("Cô Ba", 40, "B2", out_of=50, indicator=RATE), of("Hồng Trị", 90, "B3", out_of=100, indicator=RATE),
        indicator=RATE,
    )  # fmt: skip
    (row,) = told.rows
    assert (row.numerator, row.denominator, row.value) == (110, 150, Fraction(220, 3))
    assert (row.qualifier, row.addends) == (None, 2)


def test_rates_without_what_they_are_of_are_told_with_their_cells() -> None:
    rates = [of(name, 40, cell, indicator=RATE) for name, cell in (("A", "B2"), ("B", "B4"), ("C", "B6"))]
    (finding,) = put_together(*rates, indicator=RATE).findings
    assert (finding.key, finding.indicator, cells(finding)) == ("coverage-gap.rates", RATE.id, ["B2", "B4", "B6"])
    assert finding.parameters["count"] == 3


@pytest.mark.parametrize(("values", "key"), [((4, 4), "duplicate-area"), ((4, 5), "duplicate-area.different")])
def test_a_place_twice_in_one_table(values: tuple[int, int], key: str) -> None:
    told = put_together(of("Cô Ba", values[0], "B2"), of("Cô Ba", values[1], "B3"), of("Hồng Trị", 6, "B4"))
    (finding,) = told.findings
    assert (finding.key, finding.indicator, cells(finding)) == (key, STOCK.id, ["B2", "B3"])
    (row,) = told.rows
    assert (row.value, row.partial) == ((10, False) if values[0] == values[1] else (6, True))


def test_reports_that_contradict_each_other_about_a_place() -> None:
    told = put_together(
        of("Cô Ba", 4, "B2", path="a.xlsx"), of("Cô Ba", 5, "B3", path="b.xlsx"), of("Hồng Trị", 6, "B4")
    )
    (finding,) = told.findings
    assert (finding.key, finding.indicator, cells(finding)) == ("conflicting-reports", STOCK.id, ["B2", "B3"])
    assert (finding.parameters["values"], finding.parameters["day"]) == ([4, 5], Y2023)
    (row,) = told.rows
    assert (row.value, row.partial, row.qualifier) == (6, True, Qualifier.AT_LEAST)


def test_a_later_report_of_places_is_told_once() -> None:
    old = [of("Cô Ba", 4, "B2", path="a.xlsx", sent=Y2023), of("Hồng Trị", 6, "B4", path="a.xlsx", sent=Y2023)]
    new = [of("Cô Ba", 5, "C2", path="b.xlsx", sent=date(2024, 2, 1)),
           of("Hồng Trị", 7, "C4", path="b.xlsx", sent=date(2024, 2, 1))]  # fmt: skip
    told = put_together(*old, *new)
    (finding,) = told.findings
    assert (finding.key, finding.indicator, cells(finding)) == (
        "superseded-report.places",
        STOCK.id,
        ["C2", "B2", "B4"],
    )
    assert finding.parameters["changes"] == ["Cô Ba 4 → 5", "Hồng Trị 6 → 7"]
    assert [row.value for row in told.rows] == [12]


def test_what_nobody_can_place_is_told_where_it_stands() -> None:
    """Cô Ba is in two districts; where a district states its own figure, it may hold it."""
    told = put_together(
        of("Bảo Lạc", 9, "B2"), of("Bảo Lạc/Cô Ba", 4, "B3", end=Y2022), of("Hà Quảng/Cô Ba", 5, "B4", end=Y2022),
        of("Cô Ba", 3, "C9", path="own.xlsx"),
    )  # fmt: skip
    found = [finding for finding in told.findings if finding.key == "coverage-gap.unplaced"]
    assert [(finding.indicator, cells(finding), finding.parameters["value"]) for finding in found] == [
        (STOCK.id, ["C9"], 3)
    ]


def test_on_each_date_every_place_counts_with_what_is_known_then() -> None:
    told = put_together(
        of("Cô Ba", 1, "B2", end=Y2022), of("Hồng Trị", 2, "B3", end=Y2022), of("Cô Ba", 4, "B4", end=Q2),
        of("Hồng Trị", 3, "B5"),
    )  # fmt: skip
    assert [(row.end, row.value) for row in sorted(told.rows, key=lambda row: row.end)] == [(Y2022, 3), (Q2, 7)]


def test_in_the_end_every_place_counts_with_its_latest_figure() -> None:
    told = put_together(
        of("Cô Ba", 1, "B2", end=Y2022), of("Hồng Trị", 2, "B3", end=Y2022), of("Cô Ba", 4, "B4", end=Q2),
        of("Cô Ba", 5, "B5"),
    )  # fmt: skip
    assert [(row.end, row.value) for row in told.rows] == [(Y2022, 7)]


def about(told: IndicatorOfPlaces) -> list[Finding]:
    used = tuple(told.rows)
    return list(told.findings_on(Actual(used=used, value=used[-1].value)))


def test_a_sum_and_what_is_missing_from_it_are_told_of_their_indicator() -> None:
    told = put_together(of("Cô Ba", 4, "B2"), expected=("Cô Ba", "Hồng Trị"))
    summed, gap = about(told)
    assert [(finding.key, finding.indicator, cells(finding)) for finding in (summed, gap)] == [
        ("rolled-up", STOCK.id, ["B2"]), ("coverage-gap", STOCK.id, ["B2"]),
    ]  # fmt: skip
    assert (gap.parameters["missing"], summed.parameters["count"]) == (["Hồng Trị"], 1)
    own = replace(of("Cô Ba", 4, "B2"), by_place=True)
    assert [finding.key for finding in about(put_together(own))] == ["rolled-up", "coverage-gap.unknown"]
    (whole,) = about(put_together(of("Cô Ba", 4, "B2"), of("Hồng Trị", 4, "B3")))
    assert whole.key == "rolled-up"
    # A place's own report elsewhere leaves the sum of another table alone.
    other = replace(of("Cô Ba", 4, "B2", end=Y2022, path="own.xlsx"), by_place=True)
    both = put_together(other, of("Cô Ba", 5, "B3"), of("Hồng Trị", 4, "B4"))
    assert [row.partial for row in both.rows if row.end == Y2023] == [False]


# Names and levels.


def levels(*named: tuple[Place, ...]) -> dict[str, PlaceLevel]:
    details = [replace(of("x", 1, f"B{n}"), places=places) for n, places in enumerate(named)]
    gazetteer = Gazetteer(in_columns(details))
    return {node.name: gazetteer.level(node) for node in gazetteer.nodes.values()}


def test_a_level_that_nobody_says_is_told_by_what_stands_above_and_below() -> None:
    village, commune = PlaceLevel.VILLAGE, PlaceLevel.COMMUNE
    assert levels((Place("A"), Place("Bản X", village))) == {"A": commune, "Bản X": village}
    assert levels((Place("A"), Place("B"))) == {"A": PlaceLevel.DISTRICT, "B": commune}
    assert levels((Place("A", commune), Place("B"))) == {"A": commune, "B": village}
    assert levels((Place("A"), Place("B", PlaceLevel.DISTRICT))) == {"A": PlaceLevel.DISTRICT, "B": PlaceLevel.DISTRICT}
    beside = [(Place("A"),), (Place("B", PlaceLevel.DISTRICT),), (Place("C", PlaceLevel.DISTRICT),)]
    assert levels(*beside)["A"] is PlaceLevel.DISTRICT
    assert levels((Place("A"),)) == {"A": commune}


def test_a_commune_without_its_district_is_the_one_of_its_name() -> None:
    def paths(*names: str | tuple[Place, ...]) -> set[tuple[str, ...]]:
        named = [name if isinstance(name, tuple) else tuple(Place(part) for part in name.split("/")) for name in names]
        return set(Gazetteer(in_columns(replace(of("x", 1, "B1"), places=places) for places in named)).nodes)

    assert paths("Bảo Lạc/Cô Ba", "Cô Ba") == {("bao lac",), ("bao lac", "co ba")}
    both = {("bao lac",), ("bao lac", "co ba"), ("ha quang",), ("ha quang", "co ba")}
    assert paths("Bảo Lạc/Cô Ba", "Hà Quảng/Cô Ba", "Cô Ba") == both | {("co ba",)}
    assert paths("Bảo Lạc/Bảo Lạc", "Bảo Lạc") == {("bao lac",), ("bao lac", "bao lac")}
    district = (Place("Huyện Cô Ba", PlaceLevel.DISTRICT),)
    assert paths("Bảo Lạc/Cô Ba", district) == {("bao lac",), ("bao lac", "co ba"), ("co ba",)}
    commune = (Place("Xã Bảo Lạc", PlaceLevel.COMMUNE),)
    assert paths("Bảo Lạc/Bảo Lạc", commune) == {("bao lac",), ("bao lac", "bao lac")}


# Places that were merged into one on 1 July 2025.

Q1, Q3 = date(2025, 3, 31), date(2025, 9, 30)


def merged(*details: Detail, formerly: tuple[str, ...] = ("Cô Ba", "Phan Thanh")) -> IndicatorOfPlaces:
    new = ExpectedPlace("Cô Ba", None, formerly, {}, Location("t.yaml", 9, 1))
    return place_reports(in_columns(details), [new]).read(STOCK, [])


def in_period(names: str, value: int, cell: str) -> Detail:
    return replace(of(names, value, cell, end=Q1), measure=Measure.IN_PERIOD, start=date(2025, 1, 1))


def test_what_former_places_did_belongs_to_the_new_one() -> None:
    told = merged(in_period("Cô Ba", 3, "B2"), in_period("Phan Thanh", 4, "B4"))
    (row,) = told.former["co ba",]
    assert (row.value, row.addends, row.partial) == (7, 2, False)
    assert [place.cell for place in row.sum_of] == ["B2", "B4"]
    (row,) = merged(in_period("Cô Ba", 3, "B2")).former["co ba",]
    assert (row.value, row.partial, [place.cell for place in row.sum_of]) == (3, True, ["B2"])
    (row,) = merged(
        in_period("Cô Ba", 3, "B2"), in_period("Phan Thanh", 4, "B4"), formerly=("Cô Ba", "Phan Thanh", "X")
    ).former["co ba",]
    assert (row.value, row.partial) == (7, True)


def test_the_last_running_numbers_of_former_places_are_carried_over() -> None:
    old = [of("Cô Ba", 3, "B2", end=Y2023), of("Cô Ba", 5, "B3", end=Q1), of("Phan Thanh", 4, "B5", end=Q1)]
    told = merged(*old, of("Hồng Trị", 2, "C2", end=Q3))
    (carried,) = told.eras["2025"].of(("co ba",))
    assert (carried.value, carried.end, carried.addends) == (9, Q1, 2)
    assert [place.cell for place in carried.sum_of] == ["B3", "B5"]
    latest = max(told.rows, key=lambda row: row.value)
    assert (latest.value, latest.addends) == (11, 3)
    assert [place.cell for place in latest.sum_of] == ["B3", "B5", "C2"]


def test_villages_of_a_former_commune_count_each() -> None:
    old = [of("Cô Ba/Bản A", 1, "B2", end=Q1), of("Cô Ba/Bản B", 2, "B4", end=Q1), of("Phan Thanh", 4, "B6", end=Q1)]
    told = merged(*old, of("Hồng Trị", 2, "C2", end=Q3))
    (carried,) = told.eras["2025"].of(("co ba",))
    assert (carried.value, carried.addends) == (7, 3)
    assert [place.cell for place in carried.sum_of] == ["B2", "B4", "B6"]


def test_words_and_gaps_of_former_places_stay() -> None:
    old = [replace(of("Cô Ba", 3, "B2", end=Q1), qualifier=Qualifier.AT_LEAST), of("Phan Thanh", 4, "B4", end=Y2023)]
    told = merged(*old, of("Hồng Trị", 2, "C2", end=Q3))
    (carried,) = told.eras["2025"].of(("co ba",))
    assert (carried.end, carried.qualifier, carried.partial) == (Y2023, Qualifier.AT_LEAST, False)
    (carried,) = merged(*old[::-1], of("Hồng Trị", 2, "C2", end=Q3)).eras["2025"].of(("co ba",))
    assert carried.qualifier is Qualifier.AT_LEAST
    about = [replace(old[0], qualifier=None), replace(old[1], qualifier=Qualifier.ABOUT)]
    (carried,) = merged(*about, of("Hồng Trị", 2, "C2", end=Q3)).eras["2025"].of(("co ba",))
    assert carried.qualifier is Qualifier.ABOUT


# Totals beside what they are of.


def own(value: int, cell: str, sheet: str = "T", *, is_total: bool = False) -> Observation:
    where = Location("r.xlsx", sheet=sheet, cell=cell)
    return replace(running(Y2023, value), indicator=STOCK.id, location=where, is_total=is_total)


def checked(*rows: Observation | Detail, expected: tuple[str, ...] = ()) -> list[Finding]:
    details = [row for row in rows if isinstance(row, Detail)]
    listed = [ExpectedPlace(name, None, (), {}, Location("t.yaml", 9, 1)) for name in expected]
    own = [row for row in rows if isinstance(row, Observation)]
    found = place_reports(in_columns(details), listed).read(STOCK, own).findings
    assert all(finding.indicator == STOCK.id for finding in found)
    return found


COMMUNES = of("Bảo Lạc/Cô Ba", 4, "B2"), of("Bảo Lạc/Hồng Trị", 6, "B4")


def total(value: int) -> Detail:
    return replace(of("Bảo Lạc", value, "B6"), is_total=True)


def test_a_total_of_a_district_is_compared_with_its_communes_in_the_table() -> None:
    (finding,) = checked(*COMMUNES, total(12))
    assert (finding.key, cells(finding)) == ("total-mismatch", ["B6", "B2", "B4"])
    words = finding.parameters
    assert (words["name"], words["whole"], words["sum"], words["count"]) == (f"{STOCK.short_name}, Bảo Lạc", 12, 10, 2)
    assert checked(*COMMUNES, total(10)) == []
    villages = of("Bảo Lạc/Cô Ba/Bản A", 4, "B2"), of("Bảo Lạc/Cô Ba/Bản B", 6, "B4")
    (finding,) = checked(*villages, total(12))
    assert (finding.key, finding.parameters["sum"]) == ("total-mismatch", 10)


def test_what_one_sheet_states_is_compared_with_the_places_of_another() -> None:
    (finding,) = checked(own(12, "H1"), *COMMUNES)
    assert (finding.key, cells(finding)) == ("detail-mismatch", ["H1", "B2", "B4"])
    assert (finding.parameters["whole"], finding.parameters["sum"], finding.parameters["name"]) == (
        12,
        10,
        STOCK.short_name,
    )
    assert checked(own(10, "H1"), *COMMUNES) == []
    # Of another time there is nothing to compare.
    assert checked(own(12, "H1"), *(replace(row, end=Y2022) for row in COMMUNES)) == []


def test_what_one_sheet_states_is_compared_with_the_total_of_another() -> None:
    (finding,) = checked(own(12, "H1"), own(10, "B6", "S", is_total=True), *COMMUNES)
    assert (finding.key, cells(finding)) == ("detail-mismatch.total", ["H1", "B6"])
    assert checked(own(10, "H1"), own(10, "B6", "S", is_total=True), *COMMUNES) == []
    # One that is compared in its own table, and another that isn't.
    found = checked(own(11, "H1", "S"), own(12, "H2", "U"), own(10, "B6", "S", is_total=True), *COMMUNES)
    assert sorted((finding.key, cells(finding)[0]) for finding in found) == [
        ("detail-mismatch.total", "H2"), ("total-mismatch", "H1"),
    ]  # fmt: skip


@pytest.mark.parametrize(("whole", "key"), [(15, "detail-mismatch.missing"), (9, "detail-mismatch")])
def test_a_place_without_a_figure_may_explain_what_is_more(whole: int, key: str) -> None:
    communes = of("Cô Ba", 4, "B2"), of("Hồng Trị", 6, "B4")
    (finding,) = checked(own(whole, "H1"), *communes, expected=("Cô Ba", "Hồng Trị", "Cải Viên"))
    assert (finding.key, finding.parameters["missing"]) == (key, ["Cải Viên"])
    assert ("chưa có số của: Cải Viên" in finding.message) is (whole > 4 + 6)


def test_of_places_that_are_sums_themselves_the_cells_are_named() -> None:
    (finding,) = checked(own(12, "H1"), of("Bảo Lạc/Cô Ba", 4, "B2"), of("Hà Quảng/Cải Viên", 6, "B4"))
    assert cells(finding) == ["H1", "B2", "B4"]


# What adds up, and what can't be placed.


def told_alone(*more: Detail) -> IndicatorOfPlaces:
    """A commune alone, of a name that two districts have, whose own communes of other names report."""
    first, second = of("Bảo Lạc/Hồng Trị", 4, "B2"), of("Hà Quảng/Cải Viên", 6, "B3")
    return put_together(first, second, of("Cô Ba", 3, "B4"), *more)


def known_by_name(cell: str, *, end: date) -> list[Detail]:
    """Both communes of that name."""
    return [of("Bảo Lạc/Cô Ba", 1, f"{cell}5", end=end), of("Hà Quảng/Cô Ba", 2, f"{cell}6", end=end)]


def on(told: IndicatorOfPlaces, day: date) -> list[int]:
    return [int(row.value) for row in told.rows if row.end == day]


def test_a_commune_alone_counts_where_none_of_its_name_has_reported_by_then() -> None:
    later = date(2024, 6, 30)
    again = of("Bảo Lạc/Hồng Trị", 5, "C2", end=later), of("Hà Quảng/Cải Viên", 7, "C3", end=later)
    told = told_alone(*again, *known_by_name("C", end=later))
    assert (on(told, Y2023), on(told, later)) == ([13], [15])
    assert [finding.key for finding in told.findings] == ["coverage-gap.unplaced"]  # by June nobody knows which it is


@pytest.mark.parametrize("end", [Y2022, Y2023, date(2024, 6, 30)])
def test_a_commune_alone_may_be_one_that_its_districts_sum_holds(end: date) -> None:
    told = told_alone(*known_by_name("C", end=end))
    (row,) = [row for row in told.rows if row.value > 10]
    assert (row.value, row.end) == (13, min(end, Y2023))
    assert [finding.key for finding in told.findings] == ["coverage-gap.unplaced"]


def test_also_where_the_districts_did_something_in_a_period() -> None:
    of_period = [replace(d, measure=Measure.IN_PERIOD, start=date(2023, 1, 1)) for d in known_by_name("D", end=Y2023)]
    told = told_alone(*known_by_name("C", end=date(2024, 6, 30)), *of_period)
    assert [row.value for row in told.rows if row.measure is Measure.CUMULATIVE] == [13]


def test_what_those_of_its_name_did_in_a_period_is_another_matter() -> None:
    of_period = [
        replace(detail, measure=Measure.IN_PERIOD, start=date(2023, 1, 1)) for detail in known_by_name("C", end=Y2023)
    ]
    told = told_alone(*of_period)
    running_sums = [row.value for row in told.rows if row.measure is Measure.CUMULATIVE]
    assert running_sums == [13]


def test_of_those_of_its_name_another_indicator_alone_may_be_known() -> None:
    others = [replace(detail, indicator=RATE.id) for detail in known_by_name("C", end=Y2023)]
    assert on(told_alone(*others), Y2023) == [13]


def test_the_total_row_of_a_table_counts_where_nothing_else_states_the_place() -> None:
    total = replace(of("Bảo Lạc", 12, "B9"), is_total=True)
    twice = of("Bảo Lạc", 7, "B2", end=Y2022), of("Bảo Lạc", 7, "B3", end=Y2022)
    (alone,) = on(put_together(*twice, total), Y2023)
    assert alone == 12
    (stated,) = on(put_together(*twice, total, of("Bảo Lạc", 10, "C2", path="s.xlsx")), Y2023)
    assert stated == 10


def test_a_rate_without_its_denominator_is_missing_from_the_sum() -> None:
    weighed = of("Cô Ba", 40, "B2", out_of=50, indicator=RATE)
    told = put_together(weighed, of("Hồng Trị", 60, "B3", indicator=RATE), indicator=RATE)
    (row,) = told.rows
    assert (row.value, row.partial, told.missing) == (40, True, {row.time: ["Hồng Trị"]})


def test_a_whole_sum_stays_though_the_province_had_counted_more() -> None:
    listed = [ExpectedPlace(name, None, (), {}, Location("t.yaml", 9, 1)) for name in ("Cô Ba", "Hồng Trị")]
    places = of("Cô Ba", 4, "B2"), of("Hồng Trị", 6, "B3")
    before = replace(running(Y2022, 20), indicator=STOCK.id)
    assert [row.value for row in place_reports(in_columns(places), listed).read(STOCK, [before]).rows] == [20, 10]
    # One that lacks a place says nothing against it,
    assert [row.value for row in place_reports(in_columns(places[:1]), listed).read(STOCK, [before]).rows] == [20]
    # what was counted later, or in a period, doesn't tell what it was then.
    later = replace(before, end=date(2024, 6, 30))
    assert [row.value for row in place_reports(in_columns(places[:1]), listed).read(STOCK, [later]).rows] == [4, 20]
    period = replace(before, measure=Measure.IN_PERIOD, start=date(2022, 1, 1))
    assert [row.value for row in place_reports(in_columns(places[:1]), listed).read(STOCK, [period]).rows] == [4, 20]


def test_a_place_that_the_other_era_alone_knows_is_not_expected() -> None:
    listed = [ExpectedPlace(name, None, (), {}, Location("t.yaml", 9, 1)) for name in ("Cô Ba", "Phan Thanh")]
    old, new = of("Cô Ba", 4, "B2"), of("Phan Thanh", 6, "B3", end=Q3)
    told = place_reports(in_columns([old, new]), listed).read(STOCK, [])
    assert [(row.value, row.partial) for row in told.rows if row.end == Y2023] == [(4, False)]


def test_on_the_day_itself_those_of_its_name_have_reported() -> None:
    later = date(2024, 6, 30)
    again = of("Bảo Lạc/Hồng Trị", 5, "C2", end=later), of("Hà Quảng/Cải Viên", 7, "C3", end=later)
    told = told_alone(*known_by_name("B", end=Y2023), *again, *known_by_name("C", end=later))
    assert (on(told, Y2023), on(told, later)) == ([13], [15])  # 4 and 1, 6 and 2; not the 3 that may be one of these


def test_what_was_carried_over_stands_before_anything_new_is_told() -> None:
    told = merged(of("Cô Ba", 3, "B2", end=Q1), of("Phan Thanh", 4, "B4", end=Q1))
    assert [row.value for row in told.eras["2025"].of(("co ba",))] == [7]


def test_halves_add_up_to_wholes() -> None:
    halves = [
        replace(of(name, 0, cell), value=Fraction(value, 2))
        for name, value, cell in (("Cô Ba", 1, "B2"), ("Hồng Trị", 3, "B3"))
    ]
    assert [row.value for row in put_together(*halves).rows] == [2]


def test_of_a_place_twice_in_a_table_the_upper_row_is_named() -> None:
    told = put_together(of("Xã Cô Ba", 4, "B9"), of("Cô Ba", 4, "B3"))
    (finding,) = told.findings
    assert (finding.key, finding.parameters["place"], cells(finding)) == ("duplicate-area", "Cô Ba", ["B3", "B9"])


def test_a_place_in_two_sheets_is_no_row_twice() -> None:
    first = of("Cô Ba", 4, "B2")
    told = put_together(first, replace(of("Cô Ba", 5, "B2"), location=Location("r.xlsx", sheet="T", cell="B2")))
    assert [finding.key for finding in told.findings] == ["conflicting-reports"]


def test_a_quarter_and_its_year_end_on_one_day_and_are_two() -> None:
    def done(value: int, cell: str, month: int, path: str = "r.xlsx") -> Detail:
        start = date(2023, month, 1)
        return replace(of("Cô Ba", value, cell, path=path), measure=Measure.IN_PERIOD, start=start)

    one_table = put_together(done(10, "B2", 1), done(3, "C2", 10), done(3, "C3", 10))
    assert [finding.key for finding in one_table.findings] == ["duplicate-area"]
    assert sorted(row.value for row in one_table.rows) == [3, 10]
    files = put_together(done(10, "B2", 1), done(3, "C2", 10), done(3, "C3", 10, path="s.xlsx"))
    assert files.findings == []
    assert sorted(row.value for row in files.rows) == [3, 10]


def test_each_place_that_a_table_states_is_compared() -> None:
    # Bảo Lạc with its communes in one sheet; Hà Quảng there alone, its communes in another.
    hq = replace(of("Hà Quảng", 9, "B8"), location=Location("r.xlsx", sheet="S", cell="B8"))
    inside = [
        replace(of(f"Hà Quảng/{name}", value, cell), location=Location("r.xlsx", sheet="T", cell=cell))
        for name, value, cell in (("Cải Viên", 3, "C2"), ("Nội Thôn", 4, "C3"))
    ]
    bl = replace(of("Bảo Lạc", 12, "B7"), location=Location("r.xlsx", sheet="S", cell="B7"))
    found = checked(bl, *COMMUNES, hq, *inside)
    assert sorted((finding.key, cells(finding)[0]) for finding in found) == [
        ("detail-mismatch", "B8"), ("total-mismatch", "B7"),
    ]  # fmt: skip
    assert {finding.parameters["name"] for finding in found} == {
        f"{STOCK.short_name}, Bảo Lạc",
        f"{STOCK.short_name}, Hà Quảng",
    }


def test_what_states_a_district_is_compared_with_its_total_elsewhere_by_name() -> None:
    stated = replace(of("Bảo Lạc", 12, "C9"), location=Location("r.xlsx", sheet="T", cell="C9"))
    (finding,) = [f for f in checked(stated, *COMMUNES, total(10)) if f.key == "detail-mismatch.total"]
    assert (finding.parameters["name"], cells(finding)) == (f"{STOCK.short_name}, Bảo Lạc", ["C9", "B6"])


@pytest.mark.parametrize(("measure", "whole"), [(Measure.CUMULATIVE, 13), (Measure.IN_PERIOD, 13)])
def test_a_commune_of_which_nobody_tells_the_district_is_compared_as_it_is_counted(
    measure: Measure, whole: int
) -> None:
    known = [
        replace(detail, measure=measure, start=date(2023, 1, 1) if measure is Measure.IN_PERIOD else None)
        for detail in known_by_name("C", end=Y2023)
    ]
    alone = of("Bảo Lạc/Hồng Trị", 4, "B2"), of("Hà Quảng/Cải Viên", 6, "B3"), of("Cô Ba", 3, "B4")
    assert [f for f in checked(own(whole, "H1"), *alone, *known) if f.rule == "detail-mismatch"] == []
