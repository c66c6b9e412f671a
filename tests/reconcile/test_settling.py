"""Decisions held against findings, each condition alone; and what one answer says of one province."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml
from msgspec.structs import replace

from du_an8.decisions.facts import Decision, Ruling, code_of, day_of, figures_of
from du_an8.findings import Finding, Location, Settled, Severity
from du_an8.programme.provinces import OLD_ERA, load_provinces
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.judge_province import judge_province
from du_an8.reconcile.judge_provinces import NOTHING_JUDGED, Judged
from du_an8.reconcile.records import Facts
from du_an8.reconcile.settling import Settling, matches
from du_an8.reconcile.since import NewsKind, Previous
from du_an8.reports.facts import NO_REPORTS
from du_an8.reports.file_account import FileAccount
from du_an8.targets.facts import Target, Targets
from reconcile.builders import CAO_BANG, PROGRAMME, STOCK, running, version

if TYPE_CHECKING:
    from conftest import DataDir

DAY, CELL = date(2023, 12, 31), Location("data/reports/cao-bang/r.xlsx", sheet="S", cell="H1")
FOUND = Finding("conflicting-reports", CELL, {"values": [1, 2], "day": DAY}, "cao-bang", STOCK.id)
LINE = Location("data/decisions.yaml", 2, 3)
SENT = "reports/cao-bang/r.xlsx"
FIRST_FALL = Finding("stock-decreased", CELL, {"other": 40, "value": 30, "day": DAY}, "cao-bang", STOCK.id)
SECOND_FALL = replace(FIRST_FALL, parameters={"other": 30, "value": 5, "other_day": DAY, "day": date(2024, 6, 30)})


def decision(**more: object) -> Decision:
    made = Decision("conflicting-reports", Ruling.ACCEPT, "x", "y", LINE, areas=frozenset({"cao-bang"}))
    return replace(made, **more)


@pytest.mark.parametrize(
    ("more", "about"),
    [
        ({}, True),
        ({"rule": "late-report"}, False),
        ({"areas": frozenset()}, True),
        ({"areas": frozenset({"lao-cai"})}, False),
        ({"indicator": STOCK.id}, True),
        ({"indicator": "other"}, False),
        ({"day": DAY}, True),
        ({"day": date(2022, 12, 31)}, False),
        ({"areas": frozenset({"lao-cai"}), "indicator": STOCK.id, "day": DAY}, False),
    ],
)
def test_every_condition_of_a_decision_must_hold(more: dict[str, object], *, about: bool) -> None:
    assert matches(decision(**more), FOUND) is about


@pytest.mark.parametrize(
    ("more", "found", "chosen"),
    [
        ({"ruling": Ruling.USE, "report": SENT}, FOUND, {("cao-bang", STOCK.id, CELL)}),
        ({"ruling": Ruling.USE, "report": "reports/cao-bang/other.xlsx"}, FOUND, set()),
        ({"ruling": Ruling.ACCEPT, "report": SENT}, FOUND, set()),
        ({"ruling": Ruling.USE}, FOUND, set()),
        ({"ruling": Ruling.USE, "report": SENT, "areas": frozenset()}, replace(FOUND, province=None), set()),
        ({"ruling": Ruling.USE, "report": SENT}, replace(FOUND, indicator=None), set()),
        ({"ruling": Ruling.USE, "report": SENT, "until": date(2023, 12, 30)}, FOUND, set()),
    ],
)
def test_a_report_is_chosen_for_the_figure_that_was_decided_on(
    more: dict[str, object], found: Finding, chosen: set[object]
) -> None:
    assert Settling([decision(**more)], DAY, lambda _: True).chosen([found]) == chosen


@pytest.mark.parametrize("findings", [[FIRST_FALL, SECOND_FALL], [SECOND_FALL, FIRST_FALL]])
@pytest.mark.parametrize(
    ("more", "settled"),
    [
        ({}, [FIRST_FALL]),
        ({"day": DAY}, [FIRST_FALL]),  # the second fall also speaks of that day, but it isn't of it
        ({"day": date(2024, 6, 30)}, [SECOND_FALL]),
        ({"figures": "30; 40"}, [FIRST_FALL]),
        ({"figures": "5; 30"}, [SECOND_FALL]),
    ],
)
def test_of_two_falls_a_decision_settles_the_one_that_it_names_else_the_earliest(
    more: dict[str, object], settled: list[Finding], findings: list[Finding]
) -> None:
    made = decision(rule="stock-decreased", **more)
    answer = Settling([made], DAY, lambda _: True).settle(findings)
    assert [replace(finding, settled=None) for finding in answer if finding.settled] == settled
    assert len(answer) == len(findings)  # nothing is said of the decision: it settles what it named


def test_the_earliest_counts_for_each_indicator_and_what_has_no_date_is_all_settled() -> None:
    others = [
        replace(SECOND_FALL, indicator="other"),
        Finding("error-cell", CELL, {}, "cao-bang"),
        Finding("error-cell", replace(CELL, cell="H2"), {}, "cao-bang"),
    ]
    made = [decision(rule="stock-decreased"), decision(rule="error-cell")]
    answer = Settling(made, DAY, lambda _: True).settle([FIRST_FALL, SECOND_FALL, *others])
    assert [finding.settled is not None for finding in answer] == [True, False, True, True, True]


def test_what_only_grows_with_the_day_is_no_figure_and_no_part_of_the_name() -> None:
    old = Finding("stale-report", CELL, {"day": DAY, "age": 366}, "cao-bang")
    older = replace(old, parameters={"day": DAY, "age": 400})
    assert (figures_of(old), day_of(old), code_of(old)) == ("", DAY, code_of(older))
    newer = replace(old, parameters={"day": date(2024, 6, 30), "age": 366})
    assert code_of(newer) != code_of(old)


def test_a_code_tells_findings_apart_by_rule_place_and_parameters() -> None:
    others = [
        replace(FIRST_FALL, key="cumulative-decreased"),
        replace(FIRST_FALL, location=replace(CELL, cell="H2")),
        replace(FIRST_FALL, province="lao-cai"),
        replace(FIRST_FALL, indicator="other"),
        SECOND_FALL,
    ]
    assert len({code_of(finding) for finding in (FIRST_FALL, *others)}) == 6
    assert not any(letter.isdigit() for letter in code_of(FIRST_FALL))  # never taken for a number
    assert code_of(replace(FIRST_FALL, settled=Settled("accept", "x", "y", None, LINE))) == code_of(FIRST_FALL)


def test_why_a_decision_no_longer_holds_is_told_at_its_line_and_of_its_province() -> None:
    expired, changed = decision(until=date(2023, 12, 30)), decision(figures="1; 3")
    unmatched = decision(rule="late-report", areas=frozenset({"lao-cai", "cao-bang"}))
    for made, key in ((expired, "expired"), (changed, "changed"), (unmatched, "")):
        first, told = Settling([made], DAY, lambda _: True).settle([FOUND])
        assert first.settled is None
        assert told.key == f"decision-unmatched.{key}".rstrip(".")
        assert (told.location, told.province) == (LINE, "cao-bang")
        assert not Settling([unmatched], DAY, lambda _: False).settle([])
    holds = [decision(until=DAY), decision(figures=figures_of(FOUND))]
    for made in holds:
        (first,) = Settling([made], DAY, lambda _: True).settle([FOUND])
        assert first.settled
    # Two that lapsed are both told.
    assert len(Settling([expired, changed], DAY, lambda _: True).settle([FOUND])) == 3


@pytest.mark.parametrize(
    ("place", "asked", "told"),
    [
        ({"file": "reports/lao-cai/x.xlsx"}, "Cao Bằng", False),
        ({"file": "reports/cao-bang/x.xlsx"}, "Cao Bằng", True),
        ({"file": "reports/x.xlsx"}, "Cao Bằng", True),
        ({"province": "Lào Cai"}, "Cao Bằng", False),
        ({"province": "Toàn quốc"}, "Cao Bằng", False),
        ({"province": "Toàn quốc"}, "--national", True),
    ],
)
def test_only_a_decision_about_what_was_asked_can_miss_its_finding(
    data: DataDir, place: dict[str, str], asked: str, *, told: bool
) -> None:
    data.targets("Cao Bằng", {"indicator": STOCK.id, "target": 85})
    entry = {"rule": "late-report", **place, "decision": "accept", "reason": "đã đối chiếu sổ sách", "by": "Lò Thị A"}
    text = yaml.safe_dump({"decisions": [entry]}, allow_unicode=True)
    (data.root / "decisions.yaml").write_text(text, encoding="utf-8")
    rules = [finding["rule"] for finding in data.check(asked, "--as-of", "2024-12-31")["findings"]]  # type: ignore[attr-defined]
    assert ("decision-unmatched" in rules) is told


# One answer about several provinces.

PROVINCES = load_provinces()
LAO_CAI = PROVINCES.by_era[OLD_ERA]["lao-cai"]


def answer(previous: Previous | None = None) -> Assessment:
    """Cao Bằng lags with 20 of the 50 that were due; Lào Cai has nothing on file."""
    asked = Target(CAO_BANG.area, STOCK.id, (2022, 2023, 2024, 2025), None, (version(100),))
    row = replace(running(DAY, 20), area=CAO_BANG.area, indicator=STOCK.id)
    of = judge_province(
        CAO_BANG,
        Facts(
            PROGRAMME,
            Targets({CAO_BANG.area: {STOCK.id: asked}}, frozenset(), {}),
            replace(NO_REPORTS, observations=(row,)),
        ),
        DAY,
    )
    other = judge_province(LAO_CAI, Facts(PROGRAMME, Targets({}, frozenset(), {}), NO_REPORTS), DAY)
    paths = ("data/reports/cao-bang/a.xlsx", "data/reports/lao-cai/b.xlsx", "data/reports/c.xlsx")
    findings = [
        Finding("conflicting-reports", CELL, {}, CAO_BANG.area),
        Finding("late-report", CELL, {}, LAO_CAI.area),
        *(Finding("unreadable-workbook", Location(path)) for path in paths),
        Finding("unknown-layout.empty", None),
    ]
    files = tuple(FileAccount(path, 1, 1, 0, 0, "1") for path in paths)
    return Assessment(DAY, PROGRAMME, PROGRAMME.phase, (of, other), tuple(findings), files, previous=previous)


def test_of_one_province_what_concerns_it_is_told() -> None:
    only = answer().only(answer().results[0], PROVINCES)
    assert [result.province for result in only.results] == [CAO_BANG]
    assert only.country is None
    assert [file.path.rpartition("/")[2] for file in only.files] == ["a.xlsx", "c.xlsx"]
    told = [
        (finding.rule, finding.location.path.rpartition("/")[2] if finding.location else None)
        for finding in only.findings
    ]
    assert told == [
        ("conflicting-reports", "r.xlsx"),
        ("unreadable-workbook", "a.xlsx"),
        ("unreadable-workbook", "c.xlsx"),
        ("unknown-layout", None),
    ]


def test_findings_are_counted_by_severity_while_they_are_open() -> None:
    whole = answer()
    assert (whole.count(Severity.ERROR), whole.count(Severity.INFO), whole.count(Severity.WARNING)) == (5, 1, 0)
    assert [finding.province for finding in whole.findings_about(whole.results[0])] == [CAO_BANG.area]
    assert {finding.province for finding in whole.other_findings} == {None}
    assert [result.province for result in whole.judged] == [CAO_BANG, LAO_CAI]
    assert [verdict.indicator.id for verdict in whole.lagging] == [STOCK.id]


def test_news_and_changed_reports_need_an_earlier_answer() -> None:
    alone = answer()
    assert (alone.news, alone.newly_lagging, alone.changed_originals) == ((), [], ())
    path = "data/reports/cao-bang/a.xlsx"
    since = answer(Previous(date(2023, 6, 30), {}, {path: "2"}))
    assert [each.kind for each in since.news] == [NewsKind.LAGGING, NewsKind.REPORTED]
    assert [each.kind for each in since.newly_lagging] == [NewsKind.LAGGING]
    assert since.changed_originals == (path,)


def test_answers_are_put_together_by_folder() -> None:
    def files(*paths: str) -> Judged:
        return Judged((), (), tuple(FileAccount(path, 1, 1, 0, 0) for path in paths))

    both = files("r/b/x", "r/a/y").plus(files("r/a-b/z", "r/a/y"))
    assert [file.path for file in both.files] == ["r/a/y", "r/a-b/z", "r/b/x"]
    areas = replace(NOTHING_JUDGED, areas={"a": ()}).plus(replace(NOTHING_JUDGED, areas={"b": ()})).areas
    assert areas == {"a": (), "b": ()}
    assert Judged((), (), (), {}) == NOTHING_JUDGED


def test_a_decision_marks_each_finding_that_it_is_about_with_all_that_it_says() -> None:
    other = replace(FOUND, key="late-report")
    made = decision(until=date(2024, 6, 30))
    settled = Settling([decision(rule="late-report", indicator="x"), made], DAY, lambda _: False).settle([other, FOUND])
    assert [finding.settled for finding in settled] == [
        None,
        Settled(Ruling.ACCEPT.value, "x", "y", date(2024, 6, 30), LINE),
    ]


def test_why_a_decision_no_longer_holds_is_told_with_what_it_was_and_what_it_is() -> None:
    expired, changed = decision(until=date(2023, 12, 30)), decision(figures="1; 3")
    (_, gone) = Settling([expired], DAY, lambda _: True).settle([FOUND])
    assert gone.parameters == {"rule": "conflicting-reports", "until": date(2023, 12, 30)}
    (_, other) = Settling([changed], DAY, lambda _: True).settle([FOUND])
    assert other.parameters == {"rule": "conflicting-reports", "before": "1; 3", "now": figures_of(FOUND)}
