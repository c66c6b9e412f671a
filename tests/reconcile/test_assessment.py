"""What one answer holds: the country beside its provinces, the places, decisions, and answers put together."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from msgspec.structs import replace

from du_an8.decisions.facts import Decision, Ruling
from du_an8.findings import Finding, Location
from du_an8.programme.provinces import COUNTRY, NEW_ERA, OLD_ERA, Province, load_provinces
from du_an8.reconcile.assessment import Assessment, assess
from du_an8.reconcile.judge_provinces import NOTHING_JUDGED, Asked, judge_all
from du_an8.reconcile.records import Records
from du_an8.reports.facts import Detail, Measure, Observation, Place, Reports
from du_an8.reports.file_account import FileAccount
from du_an8.targets.facts import Difficulty, ExpectedPlace, Targets
from du_an8.vietnamese.places import PlaceLevel
from reconcile.builders import CAO_BANG, FLOW, PROGRAMME, STOCK, in_columns, period, running

PROVINCES = load_provinces()
DAY, LATER = date(2023, 12, 31), date(2024, 6, 30)
DIEN_BIEN, LAO_CAI = (PROVINCES.by_era[OLD_ERA][name] for name in ("dien-bien", "lao-cai"))
THE_COUNTRY = PROVINCES.country[OLD_ERA]
WHOLE = PROVINCES.by_era[NEW_ERA]["thai-nguyen"]
PARTS = PROVINCES.parts(WHOLE)
NO_TARGETS = Targets({}, frozenset(), {})


def told(province: Province, value: int, name: str = "a", row: Observation | None = None) -> Observation:
    """A figure in a report of its own."""
    path = f"data/reports/{province.id}/{name}.xlsx"
    stated = row or replace(running(DAY, value), indicator=STOCK.id)
    return replace(stated, area=province.area, location=Location(path, sheet="S", cell="H1"), row=(path, "S", 1))


def records(
    *rows: Observation,
    targets: Targets = NO_TARGETS,
    decisions: tuple[Decision, ...] = (),
    details: tuple[Detail, ...] = (),
) -> Records:
    files = tuple(FileAccount(path, 1, 1, 0, 0) for path in sorted({row.location.path for row in (*rows, *details)}))
    reports = Reports(rows, (), (), in_columns(details), {}, files)
    return Records(PROGRAMME, PROVINCES, {"I": targets}, reports, decisions)


def contradicting(*provinces: Province) -> list[Observation]:
    """Two reports of each for one day, and nobody knows which was sent later."""
    return [told(province, value, name) for province in provinces for name, value in (("a", 37), ("b", 27))]


def rules_by_area(findings: list[Finding]) -> Counter[tuple[str, str | None]]:
    return Counter((finding.rule, finding.province) for finding in findings)


# The country beside its provinces.


def everything() -> Assessment:
    return assess(records(*contradicting(CAO_BANG, DIEN_BIEN, THE_COUNTRY)), None, Asked(DAY), national=True)


def test_the_country_has_its_own_findings_and_each_province_its_own() -> None:
    whole = everything()
    for result in whole.subjects:
        area = result.province.area
        about = whole.findings_about(result)
        assert {finding.province for finding in about} == {area}
        assert rules_by_area(about)["conflicting-reports", area] == 1
    assert [result.province for result in whole.subjects] == [THE_COUNTRY, CAO_BANG, DIEN_BIEN]
    assert whole.other_findings == []


def test_the_answer_about_the_country_alone_lists_no_province() -> None:
    whole = everything()
    assert whole.country
    only = whole.only(whole.country, PROVINCES)
    assert (only.results, only.country) == ((), whole.country)
    assert {finding.province for finding in only.findings} == {COUNTRY}
    assert only.files == whole.files
    assert only.subjects == (whole.country,)


def test_the_answer_about_a_province_alone_has_no_country() -> None:
    whole = everything()
    only = whole.only(whole.results[1], PROVINCES)
    assert (only.results, only.country) == ((whole.results[1],), None)
    assert {finding.province for finding in only.findings} == {DIEN_BIEN.area}
    assert {file.path.split("/")[2] for file in only.files} == {"dien-bien"}


def test_the_country_is_judged_only_where_it_is_asked_for() -> None:
    facts = records(*contradicting(CAO_BANG, THE_COUNTRY))
    alone = assess(facts, None, Asked(DAY))
    assert (alone.country, [result.province for result in alone.judged]) == (None, [CAO_BANG])
    assert {finding.province for finding in alone.findings} == {CAO_BANG.area}
    named = assess(facts, [THE_COUNTRY], Asked(DAY))
    assert named.country
    assert named.results == ()


def test_with_the_country_every_province_of_it_was_judged() -> None:
    rows = contradicting(CAO_BANG, DIEN_BIEN)
    answer = assess(records(*rows), [CAO_BANG], Asked(DAY), national=True)
    assert [result.province for result in answer.results] == [CAO_BANG]
    assert Counter(result.province for result in answer.judged) == Counter([CAO_BANG, DIEN_BIEN, THE_COUNTRY])
    assert rules_by_area(list(answer.findings))["conflicting-reports", DIEN_BIEN.area] == 1


@pytest.mark.parametrize(
    ("places", "national", "told_of"),
    [(None, False, [LAO_CAI.area]), ([CAO_BANG], True, [LAO_CAI.area]), ([CAO_BANG], False, [])],
)
def test_a_figure_of_a_day_to_come_is_told_of_a_province_with_nothing_else(
    places: list[Province] | None, told_of: list[str], *, national: bool
) -> None:
    to_come = told(LAO_CAI, 9, row=replace(running(LATER, 9), indicator=STOCK.id))
    answer = assess(records(told(CAO_BANG, 5), to_come), places, Asked(DAY, today=DAY), national=national)
    assert [each.province for each in answer.findings if each.key == "outside-phase.future"] == told_of


def test_places_are_told_of_beside_the_country() -> None:
    where = Location("data/reports/cao-bang/b.xlsx", sheet="S", cell="B2")
    commune = Detail(
        CAO_BANG.area, STOCK.id, (Place("Cô Ba"),), None, Measure.CUMULATIVE, Fraction(4), None, None, DAY, None, where
    )
    facts = records(told(CAO_BANG, 12), details=(commune,))
    answer = assess(facts, None, Asked(DAY, by=PlaceLevel.COMMUNE), national=True)
    assert answer.by is PlaceLevel.COMMUNE
    assert [(area, [place.node.name for place in found]) for area, found in answer.areas.items()] == [
        (CAO_BANG.area, ["Cô Ba"])
    ]
    without = assess(facts, None, Asked(DAY), national=True)
    assert (without.by, without.areas) == (None, {})


def test_a_figure_of_a_day_to_come_is_a_fault_of_every_province_of_the_country() -> None:
    to_come = replace(running(LATER, 5), indicator=STOCK.id)
    facts = records(told(CAO_BANG, 12), told(DIEN_BIEN, 5, row=to_come))
    for today, asked, faults in (
        (date(2024, 1, 31), [CAO_BANG, THE_COUNTRY], [DIEN_BIEN.area]),
        (date(2024, 1, 31), [CAO_BANG], []),
        (LATER, [CAO_BANG, THE_COUNTRY], []),
        (None, [CAO_BANG, THE_COUNTRY], []),
    ):
        answer = assess(facts, asked, Asked(DAY, today=today))
        assert [each.province for each in answer.findings if each.key == "outside-phase.future"] == faults


def test_a_province_that_only_the_list_of_tw_names_tells_its_findings() -> None:
    """On 30/06/2025 the new province isn't among those with data, but TW Hội names it."""
    day = date(2025, 6, 30)
    places = {COUNTRY: (ExpectedPlace("Thái Nguyên (mới)", None, (), {}, Location("data/targets/toan-quoc.yaml", 9)),)}
    facts = records(told(CAO_BANG, 12), *contradicting(WHOLE), targets=Targets({}, frozenset(), {}, places))
    answer = assess(facts, None, Asked(day), national=True)
    assert answer.country
    assert [result.province for result in answer.results] == [CAO_BANG]
    assert [result.province for result in answer.country.components] == [WHOLE, CAO_BANG]
    assert rules_by_area(list(answer.findings))["conflicting-reports", WHOLE.area] == 1


# Decisions.


def decided(**more: object) -> Decision:
    line = Location("data/decisions.yaml", 2, 5)
    return replace(Decision("conflicting-reports", Ruling.ACCEPT, "đã đối chiếu", "Lò Thị A", line), **more)


@pytest.mark.parametrize(("until", "value"), [(None, 27), (LATER, 27), (DAY, None)])
def test_the_report_of_the_country_that_was_chosen_counts_until_the_decision_runs_out(
    until: date | None, value: int | None
) -> None:
    chosen = decided(ruling=Ruling.USE, areas=frozenset({COUNTRY}), report="reports/toan-quoc/b.xlsx", until=until)
    answer = assess(records(*contradicting(THE_COUNTRY), decisions=(chosen,)), [THE_COUNTRY], Asked(LATER))
    assert answer.country
    verdict = answer.country.verdict_on(STOCK)
    assert verdict
    assert verdict.actual.value == value
    (finding,) = [each for each in answer.findings if each.rule == "conflicting-reports"]
    assert (finding.settled is not None) is (value is not None)


@pytest.mark.parametrize("file", ["reports/cao-bang/2023.xlsx", "cao-bang/2023.xlsx"])
def test_the_folder_of_the_file_tells_of_which_province_a_decision_is(file: str) -> None:
    """The second one isn't where the reports are: there is nothing that it could settle."""
    facts = records(told(CAO_BANG, 12), told(LAO_CAI, 5), decisions=(decided(file=file),))
    for asked, unmatched in ((CAO_BANG, 1), (LAO_CAI, 0)):
        found = assess(facts, [asked], Asked(DAY)).findings
        assert sum(finding.rule == "decision-unmatched" for finding in found) == unmatched


# Provinces judged apart.


def test_answers_that_are_put_together_keep_what_each_has() -> None:
    asked = Asked(LATER, by=PlaceLevel.COMMUNE)
    facts = records(*contradicting(CAO_BANG, DIEN_BIEN))
    first, second = (judge_all(facts, [province], asked) for province in (DIEN_BIEN, CAO_BANG))
    both = first.plus(second)
    assert both.results == (*first.results, *second.results)
    assert [result.province for result in both.results] == [DIEN_BIEN, CAO_BANG]
    assert both.findings == (*first.findings, *second.findings)
    found = rules_by_area(list(both.findings))
    assert [found["conflicting-reports", province.area] for province in (DIEN_BIEN, CAO_BANG)] == [1, 1]
    assert list(both.areas) == [DIEN_BIEN.area, CAO_BANG.area]
    # Both read all four files.
    assert [file.path for file in both.files] == [
        f"data/reports/{folder}/{name}.xlsx" for folder in ("cao-bang", "dien-bien") for name in ("a", "b")
    ]


def test_nothing_adds_nothing() -> None:
    facts = records(*contradicting(CAO_BANG))
    one = judge_all(facts, [CAO_BANG], Asked(LATER, by=PlaceLevel.COMMUNE), [Finding("yaml-syntax.empty", None)])
    assert one.plus(NOTHING_JUDGED) == one
    assert NOTHING_JUDGED.plus(one) == one
    assert judge_all(records(), [], Asked(LATER)) == NOTHING_JUDGED


def test_of_no_level_that_was_asked_for_no_places_are_judged() -> None:
    facts = records(told(CAO_BANG, 12))
    assert judge_all(facts, [CAO_BANG], Asked(DAY)).areas == {}
    assert judge_all(facts, [CAO_BANG], Asked(DAY, by=PlaceLevel.COMMUNE)).areas == {CAO_BANG.area: ()}


def test_a_merged_province_tells_the_difficulties_of_its_parts_after_its_own() -> None:
    stated = {
        province.area: (Difficulty(text, Location("data/targets/t.yaml", line)),)
        for line, (province, text) in enumerate(
            ((PARTS[1], "đường xa"), (WHOLE, "mới sáp nhập"), (PARTS[0], "thiếu cán bộ")), start=1
        )
    }
    facts = records(targets=Targets({}, frozenset(), stated))
    (result,) = judge_all(facts, [WHOLE], Asked(date(2025, 12, 31))).results
    assert [each.text for each in result.difficulties] == ["mới sáp nhập", "thiếu cán bộ", "đường xa"]
    assert [[each.text for each in part.difficulties] for part in result.components] == [["thiếu cán bộ"], ["đường xa"]]


def test_the_sum_that_a_merged_provinces_periods_go_on_from_is_its_own() -> None:
    before = [
        told(part, value, row=running(date(2025, 6, 30), value)) for part, value in zip(PARTS, (70, 45), strict=True)
    ]
    since = told(WHOLE, 10, row=period(date(2025, 7, 1), date(2025, 9, 30), 10))
    (result,) = judge_all(records(*before, since), [WHOLE], Asked(date(2025, 12, 31))).results
    verdict = result.verdict_on(FLOW)
    assert verdict
    assert verdict.actual.value == 70 + 45 + 10
    assert [(row.area, row.value) for row in verdict.actual.used] == [(WHOLE.area, 115), (WHOLE.area, 10)]
