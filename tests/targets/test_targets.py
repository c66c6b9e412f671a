"""Target files: what they say, and every fault with its place (docs/du-lieu.md).

In the tables `⟦` stands before the place that a finding must name.
"""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from du_an8.findings import Finding, Severity
from du_an8.programme.load import load_programme
from du_an8.programme.provinces import load_provinces
from du_an8.targets.facts import Target, Targets
from du_an8.targets.load import load_targets

if TYPE_CHECKING:
    from conftest import DataDir

PROGRAMME = load_programme(None)[0]
MARK = "⟦"
HEAD = "province: Điện Biên\nsources:\n  kh: {title: Kế hoạch}\n"
BESIDE = "  - {indicator: clb-thu-linh, target: 85}\n"
"""An entry without fault, which must stand whatever its neighbour says."""

Loaded = tuple[Targets, list[Finding]]


def load(root: Path, areas: frozenset[str] | None = None) -> Loaded:
    shown: Callable[[Path], str] = lambda path: path.relative_to(root.parent).as_posix()  # noqa: E731
    by_phase, findings = load_targets(root / "targets", shown, PROGRAMME, load_provinces(), areas)
    return by_phase["I"], [finding for finding in findings if finding.rule != "assumed-phase"]


def load_text(data: "DataDir", text: str, stem: str = "dien-bien") -> Loaded:
    """Load one marked file; every finding is where a mark stands, quotes its line and tells what to do."""
    places, plain = [], text
    while MARK in plain:
        before, after = plain.split(MARK, 1)
        places.append((before.count("\n") + 1, len(before) - before.rfind("\n")))
        plain = before + after
    data.targets_text(stem, plain)
    targets, findings = load(data.root)
    found = [(f.location.line, f.location.column) for f in findings if f.location]
    assert sorted(found) == sorted(places), [(f.key, str(f.location)) for f in findings]
    for finding in findings:
        assert finding.location is not None
        assert finding.location.line is not None
        assert finding.location.path == f"data/targets/{stem}.yaml"
        assert finding.excerpt == plain.split("\n")[finding.location.line - 1].rstrip()
        assert finding.message
        assert finding.hint
    return targets, findings


def load_entry(data: "DataDir", lines: str) -> Loaded:
    """Load a file of Điện Biên with one entry of these lines and one without fault."""
    entry = "\n    ".join(lines.strip("\n").split("\n"))
    return load_text(data, f"{HEAD}targets:\n  - {entry}\n{BESIDE}")


def rules(findings: Iterable[Finding]) -> list[str]:
    return sorted(finding.rule for finding in findings)


def target_of(loaded: Targets, indicator: str, area: str = "dien-bien") -> Target:
    return loaded.by_area[area][indicator]


# What a file says


def test_the_example_of_the_design_is_read_whole(data: "DataDir") -> None:
    text = """\
province: Thái Nguyên
sources:
  toa-dam:
    title: Toạ đàm trực tuyến "Góp phần thay đổi nếp nghĩ, cách làm, thực hiện bình đẳng giới"
    publisher: Trung tâm Thông tin tỉnh Thái Nguyên
targets:
  - indicator: doi-thoai-chinh-sach
    target: 88
    active_years: [2023, 2025]
    annual_plan: {2025: 52}
    source: toa-dam
"""
    targets, findings = load_text(data, text, "thai-nguyen")
    assert findings == []
    target = target_of(targets, "doi-thoai-chinh-sach", "thai-nguyen")
    assert (target.active_years, target.baseline) == ((2023, 2025), None)
    [version] = target.versions
    assert (version.effective, version.target) == (None, 88)
    assert (version.annual_plan, version.milestones) == ({2025: 52}, {})
    assert version.source is not None
    assert version.source.publisher == "Trung tâm Thông tin tỉnh Thái Nguyên"
    assert str(version.location) == "data/targets/thai-nguyen.yaml:7:5"


def test_every_optional_part_of_a_target_is_read(data: "DataDir") -> None:
    entry = """\
indicator: to-sinh-ke-4-0
target: 27
baseline: 1
active_years: [2023, 2024]
milestones: {2023-12-31: 24, 2024-12-31: 27}
source: kh
quote: thành lập 27 tổ
revisions:
  - effective: 2024-06-01
    target: 12
    annual_plan: {2024: 3}
  - {effective: 2025-06-14, target: 3, source: kh, reason: theo điều chỉnh, quote: 3/3}
"""
    targets, findings = load_entry(data, entry)
    assert findings == []
    target = target_of(targets, "to-sinh-ke-4-0")
    assert (target.baseline, target.active_years) == (1, (2023, 2024))
    first, second, third = target.versions
    assert first.milestones == {date(2023, 12, 31): 24, date(2024, 12, 31): 27}
    assert (first.quote, first.reason) == ("thành lập 27 tổ", None)
    assert (second.effective, second.target) == (date(2024, 6, 1), 12)
    assert (second.annual_plan, second.milestones) == ({2024: 3}, {}), "a version states the whole target"
    assert (third.annual_plan, third.reason, third.quote) == ({}, "theo điều chỉnh", "3/3")
    assert target.original is first
    assert target.in_force(date(2024, 5, 31)) is first
    assert target.in_force(date(2024, 6, 1)) is second
    assert target.in_force(date(2025, 6, 14)) is third


def test_active_years_come_from_the_programme_where_none_are_stated(data: "DataDir") -> None:
    targets, _ = load_entry(data, "indicator: to-truyen-thong\ntarget: 540")
    assert target_of(targets, "to-truyen-thong").active_years == (2022, 2023, 2024, 2025)


def test_a_target_may_be_left_out_where_only_a_revision_is_known(data: "DataDir") -> None:
    targets, findings = load_entry(
        data, "indicator: to-truyen-thong\nrevisions:\n  - {effective: 2025-06-14, target: 3}"
    )
    assert findings == []
    target = target_of(targets, "to-truyen-thong")
    assert target.original is None
    assert target.in_force(date(2025, 6, 13)) is None
    assert target.in_force(date(2025, 6, 14)) is target.versions[0]


def test_difficulties_are_kept_with_their_source(data: "DataDir") -> None:
    text = f"{HEAD}targets: []\ndifficulties:\n  - text: Còn lúng túng.\n    source: kh\n  - text: Chậm.\n"
    targets, findings = load_text(data, text)
    assert findings == []
    first, second = targets.difficulties["dien-bien"]
    assert (first.text, first.source and first.source.title) == ("Còn lúng túng.", "Kế hoạch")
    assert (second.text, second.source) == ("Chậm.", None)
    assert targets.by_area.get("dien-bien", {}) == {}
    assert targets.unreadable == frozenset()


def test_a_missing_and_an_empty_folder_hold_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        targets, findings = load(tmp_path)
        assert (targets.by_area, findings) == ({}, [])
        (tmp_path / "targets").mkdir(exist_ok=True)


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".YAML"])
def test_files_are_found_by_their_ending(data: "DataDir", suffix: str) -> None:
    path = data.targets("Điện Biên", {"indicator": "to-truyen-thong", "target": 540})
    path.rename(path.with_name(f"dien-bien{suffix}"))
    (data.root / "targets" / "ghi-chu.txt").write_text("[", encoding="utf-8")
    targets, findings = load(data.root)
    assert findings == []
    assert target_of(targets, "to-truyen-thong").versions[0].target == 540


def test_a_folder_named_2025_speaks_of_the_new_era(data: "DataDir") -> None:
    for stem, goal in (("lam-dong", 1), ("2025/lam-dong", 2), ("2025/dien-bien", 3)):
        name = "Điện Biên" if "dien" in stem else "Lâm Đồng"
        entry = f"  - {{indicator: clb-thu-linh, target: {goal}}}\n"
        data.targets_text(stem, f"province: {name}\ntargets:\n{entry}")
    targets, findings = load(data.root)
    assert findings == []
    goals = {area: t["clb-thu-linh"].versions[0].target for area, t in targets.by_area.items()}
    assert goals == {"lam-dong": 1, "2025/lam-dong": 2, "dien-bien": 3}, "an unchanged area is one in both eras"


# Faults of an entry: each at its place, the entry unreadable, its neighbour untouched

REVISED = "revisions:\n  - {effective: 2025-06-14, target: 3}"
ENTRY_FAULTS = [
    # numbers
    ("indicator: to-truyen-thong\ntarget: ⟦1.800", "ambiguous-number"),
    ("indicator: to-truyen-thong\ntarget: ⟦1,800", "ambiguous-number"),
    ("indicator: to-truyen-thong\ntarget: ⟦010", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: ⟦12:30", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: ⟦no", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: ⟦80%", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: ⟦12,5", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: ⟦-5", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: ⟦-0.5", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: ⟦true", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: ⟦540 tổ", "invalid-value"),
    ('indicator: to-truyen-thong\ntarget: ⟦"540"', "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: ⟦[540]", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: ⟦{2023: 540}", "invalid-value"),
    (f"indicator: to-truyen-thong\ntarget: ⟦{'9' * 5000}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nbaseline: ⟦-1", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nbaseline: ⟦một", "invalid-value"),
    ("indicator: sinh-de-an-toan\ntarget: ⟦101", "rate-out-of-range"),
    ("indicator: sinh-de-an-toan\ntarget: 80\nannual_plan: {2023: ⟦800}", "rate-out-of-range"),
    ("indicator: sinh-de-an-toan\ntarget: 80\nmilestones: {2023-12-31: ⟦100.5}", "rate-out-of-range"),
    # a target is needed
    ("⟦indicator: to-truyen-thong", "invalid-value"),
    ("⟦indicator: to-truyen-thong\ntarget:", "invalid-value"),
    ("⟦indicator: to-truyen-thong\nrevisions: []", "invalid-value"),
    # keys
    ("indicator: to-truyen-thong\n⟦tagret: 1\ntarget: 540", "unknown-key"),
    ("indicator: to-truyen-thong\ntarget: 540\n⟦annual-plan: {2023: 346}", "unknown-key"),
    ("indicator: to-truyen-thong\ntarget: 540\n⟦2023: 346", "unknown-key"),
    ("indicator: to-truyen-thong\ntarget: 540\nrevisions:\n  - {effective: 2025-06-14, target: 3, ⟦resaon: x}",
     "unknown-key"),
    ("indicator: to-truyen-thong\ntarget: 540\n⟦target: 27", "duplicate-key"),
    ("indicator: to-truyen-thong\ntarget: 540\nannual_plan: {2023: 346, ⟦2023: 100}", "duplicate-key"),
    # years
    ("indicator: to-truyen-thong\ntarget: 540\nannual_plan: {⟦2026: 1}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nannual_plan: {⟦2020: 1}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nannual_plan: {⟦23: 1}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nannual_plan: {⟦năm 2023: 1}", "invalid-value"),
    ('indicator: to-truyen-thong\ntarget: 540\nannual_plan: {⟦"2023": 1}', "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nannual_plan: {⟦02023: 1}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nannual_plan: {⟦2023.0: 1}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nannual_plan: {⟦99999999999999999999999: 1}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nannual_plan: {2023: ⟦1.800}", "ambiguous-number"),
    ("indicator: to-truyen-thong\ntarget: 540\nannual_plan: {2023: ⟦-1}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nannual_plan: ⟦346", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nannual_plan: ⟦[346]", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nactive_years: ⟦2023", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nactive_years: ⟦[]", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nactive_years: [2023, ⟦2024.5]", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nactive_years: [2023, ⟦2026]", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nactive_years:\n  - 2023\n  - ⟦2026", "invalid-value"),
    # dates
    ("indicator: to-truyen-thong\ntarget: 540\nmilestones: {⟦2023-02-30: 1}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nmilestones: {⟦2023-13-01: 1}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nmilestones: {⟦31/12/2023: 1}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nmilestones: {⟦2023: 1}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nmilestones: {⟦20231231: 1}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nmilestones: {⟦2023-W01-1: 1}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nmilestones: {⟦2026-01-01: 1}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nmilestones: {⟦2020-12-31: 1}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nmilestones: {2023-12-31: 346, 2024-12-31: ⟦200}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nrevisions:\n  - {effective: ⟦2025-06-31, target: 3}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nrevisions:\n  - {effective: ⟦14/6/2025, target: 3}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nrevisions:\n  - {effective: ⟦2020-06-14, target: 3}", "invalid-value"),
    # revisions
    ("indicator: to-truyen-thong\ntarget: 540\nrevisions:\n  - ⟦{effective: 2025-06-14}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nrevisions:\n  - ⟦{target: 3}", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nrevisions:\n  - {effective: 2025-06-14, target: ⟦1.800}",
     "ambiguous-number"),
    ("indicator: to-truyen-thong\ntarget: 540\nrevisions: ⟦{effective: 2025-06-14, target: 3}", "invalid-value"),
    (f"indicator: to-truyen-thong\ntarget: 540\n{REVISED}\n  - {{effective: ⟦2024-06-14, target: 5}}", "invalid-value"),
    (f"indicator: to-truyen-thong\ntarget: 540\n{REVISED}\n  - {{effective: ⟦2025-06-14, target: 5}}", "invalid-value"),
    # sources and texts
    ("indicator: to-truyen-thong\ntarget: 540\nsource: ⟦2023", "invalid-value"),
    ("indicator: to-truyen-thong\ntarget: 540\nquote: ⟦80%", "invalid-value"),
    ('indicator: to-truyen-thong\ntarget: 540\nquote: ⟦" "', "invalid-value"),
    # what YAML can do and this file may not
    ("indicator: to-truyen-thong\ntarget: ⟦!!int 540", "yaml-syntax"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "rule"), ENTRY_FAULTS)
def test_a_fault_in_an_entry_is_found_at_its_place_and_makes_that_entry_unknown_alone(
    data: "DataDir", lines: str, rule: str
) -> None:
    targets, findings = load_entry(data, lines)
    indicator = "sinh-de-an-toan" if "sinh-de" in lines else "to-truyen-thong"
    assert rules(findings) == [rule]
    assert findings[0].severity is Severity.ERROR
    assert findings[0].province == "dien-bien"
    assert set(targets.by_area["dien-bien"]) == {"clb-thu-linh"}
    assert targets.cannot_be_read("dien-bien", indicator)
    assert not targets.cannot_be_read("dien-bien", "clb-thu-linh")


def test_an_empty_list_is_said_to_be_empty(data: "DataDir") -> None:
    _, (finding,) = load_entry(data, "indicator: to-truyen-thong\ntarget: 540\nactive_years: ⟦[]")
    assert finding.message == "`active_years` đang để trống."


@pytest.mark.parametrize(
    "lines",
    [
        "indicator: to-truyen-thong\ntarget: 540\nsource: ⟦toa-dam",
        "indicator: to-truyen-thong\ntarget: 540\nrevisions:\n  - {effective: 2025-06-14, target: 3, source: ⟦qd}",
    ],
)
def test_an_unknown_source_is_an_error_that_leaves_the_number_known(data: "DataDir", lines: str) -> None:
    targets, findings = load_entry(data, lines)
    assert rules(findings) == ["invalid-value"]
    assert targets.by_area["dien-bien"]["to-truyen-thong"].versions[0].target == 540
    assert not targets.cannot_be_read("dien-bien", "to-truyen-thong")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("⟦5", ["invalid-value"]),
        ("⟦[to-truyen-thong, 540]", ["invalid-value"]),
        ("⟦~", ["invalid-value"]),
        ("⟦target: 540", ["invalid-value"]),
        ("indicator: ⟦5\ntarget: 540", ["invalid-value"]),
        ("indicator: ⟦to-truyen-thon\ntarget: 540", ["unknown-indicator"]),
        ("indicator: ⟦to-truyen-thon\ntarget: ⟦1.800", ["ambiguous-number", "unknown-indicator"]),
    ],
)
def test_an_entry_of_no_known_indicator_leaves_the_others_standing(
    data: "DataDir", lines: str, expected: list[str]
) -> None:
    targets, findings = load_entry(data, lines)
    assert rules(findings) == expected
    assert set(targets.by_area["dien-bien"]) == {"clb-thu-linh"}
    assert not targets.cannot_be_read("dien-bien", "clb-thu-linh")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("indicator: to-truyen-thong\ntarget: ⟦010\nbaseline: ⟦no\nsource: ⟦2023\n⟦goal: 1", 4),
        ("indicator: to-truyen-thong\ntarget: 540\n⟦goal: 1\nannual_plan: {⟦2019: 5}", 2),
        ("indicator: to-truyen-thong\ntarget: 540\nbaseline: ⟦-1\nsource: ⟦qd", 2),
        ("indicator: to-truyen-thong\ntarget: 540\nannual_plan: {⟦2019: 5, 2023: ⟦1.800}", 2),
        ("indicator: to-truyen-thong\ntarget: 540\nannual_plan: {⟦2019: 5, ⟦2030: 1}\nsource: ⟦qd", 3),
        (
            "indicator: to-truyen-thong\ntarget: ⟦no\nrevisions:\n  - {effective: ⟦2025-06-31, target: 3, source: ⟦qd}",
            3,
        ),
    ],
)
def test_all_faults_of_one_entry_come_in_one_run(data: "DataDir", lines: str, expected: int) -> None:
    _, findings = load_entry(data, lines)
    assert len(findings) == expected


def test_anchor_alias_and_merge_are_refused_and_their_entry_is_unknown(data: "DataDir") -> None:
    text = (
        f"{HEAD}targets:\n"
        "  - ⟦&goc {indicator: to-truyen-thong, target: 540}\n"
        "  - {indicator: dia-chi-tin-cay, target: 50, ⟦<<: ⟦*goc}\n"
        "  - {indicator: to-sinh-ke-4-0, target: ⟦*goc}\n" + BESIDE
    )
    targets, findings = load_text(data, text)
    assert rules(findings) == ["yaml-syntax"] * 4
    assert {"dia-chi-tin-cay", "to-sinh-ke-4-0"}.isdisjoint(targets.by_area["dien-bien"])
    assert targets.cannot_be_read("dien-bien", "dia-chi-tin-cay")
    assert targets.cannot_be_read("dien-bien", "to-sinh-ke-4-0")
    assert "clb-thu-linh" in targets.by_area["dien-bien"]


@pytest.mark.parametrize(
    ("written", "rule", "instead"),
    [
        ("tagret: 5", "unknown-key", "target"),
        ("annual-plan: {2023: 5}", "unknown-key", "annual_plan"),
        ("mile_stones: {2023-12-31: 5}", "unknown-key", "milestones"),
        ("revision: []", "unknown-key", "revisions"),
        ("revisions: [{effective: 2025-06-14, target: 3, raeson: x}]", "unknown-key", "reason"),
        ("source: khh", "invalid-value", "kh"),
        ("milestones: {31/12/2023: 5}", "invalid-value", "2023-12-31"),
        ("annual_plan: {2025: 1.800}", "ambiguous-number", "1800"),
    ],
)
def test_a_hint_says_what_to_write_instead(data: "DataDir", written: str, rule: str, instead: str) -> None:
    data.targets_text("dien-bien", f"{HEAD}targets:\n  - indicator: clb-thu-linh\n    target: 5000\n    {written}\n")
    _, [finding] = load(data.root)
    assert finding.rule == rule
    assert instead in finding.hint


def test_unknown_names_get_the_nearest(data: "DataDir") -> None:
    data.targets_text("dien-bien", "province: Điện Bin\ntargets:\n  - {indicator: clb-thu-lin, target: 5}\n")
    _, findings = load(data.root)
    hints = {finding.rule: finding.hint for finding in findings}
    assert set(hints) == {"unknown-province", "unknown-indicator"}
    assert "Điện Biên" in hints["unknown-province"]
    assert "clb-thu-linh" in hints["unknown-indicator"]


# Faults of a plan (docs/cach-tinh.md): the target still counts


@pytest.mark.parametrize(
    ("lines", "rule", "severity"),
    [
        ("target: 540\nannual_plan: {2023: 346}\n⟦milestones: {2023-12-31: 346}", "plan-conflict", "error"),
        ("target: 540\n⟦annual_plan: {2023: 346, 2024: 195}", "plan-exceeds-target", "error"),
        ("target: 540\n⟦annual_plan: {2023: 346, 2024: 540}", "plan-exceeds-target", "error"),
        ("target: 540\nmilestones: {2023-12-31: ⟦541}", "plan-exceeds-target", "error"),
        ("target: 540\n⟦annual_plan: {2022: 100, 2023: 100, 2024: 100, 2025: 239}", "plan-short", "warning"),
        ("target: 540\nactive_years: [2023]\n⟦annual_plan: {2023: 539}", "plan-short", "warning"),
        ("target: 540\nrevisions:\n  - {effective: 2024-01-01, target: 300, ⟦annual_plan: {2024: 301}}",
         "plan-exceeds-target", "error"),
    ],
)  # fmt: skip
def test_a_faulty_plan_is_a_finding_and_its_target_still_counts(
    data: "DataDir", lines: str, rule: str, severity: str
) -> None:
    targets, findings = load_entry(data, f"indicator: to-truyen-thong\n{lines}")
    assert [(f.rule, f.severity, f.indicator) for f in findings] == [(rule, severity, "to-truyen-thong")]
    assert target_of(targets, "to-truyen-thong").versions[0].target == 540
    assert targets.unreadable == frozenset()


def test_a_plan_above_its_target_is_told_that_cumulative_values_are_milestones(data: "DataDir") -> None:
    _, [finding] = load_entry(data, "indicator: to-truyen-thong\ntarget: 540\n⟦annual_plan: {2023: 346, 2024: 540}")
    assert "milestones" in finding.hint


@pytest.mark.parametrize(
    "lines",
    [
        "indicator: to-truyen-thong\ntarget: 540\nannual_plan: {2023: 346}",
        "indicator: to-truyen-thong\ntarget: 540\nannual_plan: {2022: 0, 2023: 540, 2024: 0, 2025: 0}",
        "indicator: to-truyen-thong\ntarget: 540\nannual_plan: {2021: 540}",
        "indicator: to-truyen-thong\ntarget: 0",
        "indicator: to-truyen-thong\ntarget: 540\nmilestones: {2023-12-31: 346, 2024-12-31: 346, 2025-12-31: 540}",
        "indicator: to-truyen-thong\ntarget: 540\nmilestones: {2024-12-31: 540, 2023-06-30: 100}",
        "indicator: to-truyen-thong\ntarget: 540\nbaseline: 200\nannual_plan: {2022: 85, 2023: 85, 2024: 85, 2025: 85}",
        # a rate's years are levels and don't add up
        "indicator: sinh-de-an-toan\ntarget: 80\nannual_plan: {2022: 50, 2023: 60, 2024: 70, 2025: 80}",
        "indicator: sinh-de-an-toan\ntarget: 100\nmilestones: {2023-12-31: 100}",
    ],
)
def test_a_sound_plan_is_no_finding(data: "DataDir", lines: str) -> None:
    targets, findings = load_entry(data, lines)
    assert findings == []
    assert targets.unreadable == frozenset()


# Faults of a whole file


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"⟦provine: Điện Biên\nprovince: Điện Biên\ntargets:\n{BESIDE}", ["unknown-key"]),
        (f"⟦targets:\n{BESIDE}", ["invalid-value"]),
        (f"province: ⟦5\ntargets:\n{BESIDE}", ["invalid-value"]),
        (f"province: ⟦[Điện Biên]\ntargets:\n{BESIDE}", ["invalid-value"]),
        (f'province: ⟦""\ntargets:\n{BESIDE}', ["invalid-value"]),
        (f"province: ⟦no\ntargets:\n{BESIDE}", ["invalid-value"]),
        ("⟦province: Điện Biên\n", ["invalid-value"]),
        ("province: Điện Biên\ntargets:⟦\n", ["invalid-value"]),
        ("province: Điện Biên\ntargets: ⟦540\n", ["invalid-value"]),
        ("province: Điện Biên\ntargets: ⟦{clb-thu-linh: 85}\n", ["invalid-value"]),
        (f"province: Điện Biên\nsources: ⟦kh\ntargets:\n{BESIDE}", ["invalid-value"]),
        (f"province: Điện Biên\nsources: {{kh: ⟦Kế hoạch}}\ntargets:\n{BESIDE}", ["invalid-value"]),
        (f"province: Điện Biên\nsources: {{kh: ⟦{{url: x}}}}\ntargets:\n{BESIDE}", ["invalid-value"]),
        (f"province: Điện Biên\nsources: {{kh: {{title: x, ⟦titel: z}}}}\ntargets:\n{BESIDE}", ["unknown-key"]),
        (f"province: Điện Biên\nsources: {{kh: {{title: x, date: ⟦2023-04-31}}}}\ntargets:\n{BESIDE}",
         ["invalid-value"]),
        (f"province: Điện Biên\nsources: {{⟦2023: {{title: x}}}}\ntargets:\n{BESIDE}", ["invalid-value"]),
        (f"province: Điện Biên\ndifficulties:\n  - ⟦Chậm\ntargets:\n{BESIDE}", ["invalid-value"]),
        (f"province: Điện Biên\ndifficulties:\n  - {{text: Chậm, source: ⟦kh}}\ntargets:\n{BESIDE}", ["invalid-value"]),
        (f"province: Điện Biên\n⟦x: ⟦1.800\n⟦ghi_chu: x\ntargets:\n  - {{indicator: ⟦x, target: ⟦010}}\n{BESIDE}",
         ["ambiguous-number", "invalid-value", "unknown-indicator", "unknown-key", "unknown-key"]),
        (f"province: Điện Biên\n⟦x: x\ntargets:\n  - {{indicator: to-sinh-ke-4-0, target: 5, source: ⟦k}}\n{BESIDE}",
         ["invalid-value", "unknown-key"]),
        (f"province: Điện Biên\n⟦note: x\ndifficulties:\n  - {{text: Chậm, source: ⟦kh}}\ntargets:\n{BESIDE}",
         ["invalid-value", "unknown-key"]),
        (f"province: ⟦Điện Bin\ntargets:\n{BESIDE}", ["unknown-province"]),
    ],
)  # fmt: skip
def test_a_fault_of_the_file_is_found_at_its_place_and_its_entries_are_still_checked(
    data: "DataDir", text: str, expected: list[str]
) -> None:
    targets, findings = load_text(data, text)
    assert rules(findings) == expected
    assert {finding.province for finding in findings} == {"dien-bien"}, "the file's name tells the province"
    if BESIDE in text:
        assert target_of(targets, "clb-thu-linh").versions[0].target == 85


@pytest.mark.parametrize(
    "raw",
    [b"", b"# x\n", b"540\n", b"- a\n", b"a: [\n", b"\xff\xfe", "Điện Biên".encode("cp1258", "replace"),
     b"province: x\0y\n", b"province: a\n\ttargets: []\n", b"[" * 100_000, b"province: a: b\n"],
)  # fmt: skip
def test_an_unreadable_file_makes_its_province_unknown_and_leaves_the_others(data: "DataDir", raw: bytes) -> None:
    data.targets_text("dien-bien", raw)
    data.targets("Yên Bái", {"indicator": "to-truyen-thong", "target": 314}).rename(
        data.root / "targets" / "yen-bai.yaml"
    )
    targets, findings = load(data.root)
    assert rules(findings) == ["yaml-syntax"]
    assert (findings[0].province, findings[0].severity) == ("dien-bien", "error")
    assert targets.cannot_be_read("dien-bien", "to-truyen-thong")
    assert not targets.cannot_be_read("yen-bai", "to-truyen-thong")
    assert target_of(targets, "to-truyen-thong", "yen-bai").versions[0].target == 314


def test_a_folder_in_place_of_a_file_is_a_finding(data: "DataDir") -> None:
    (data.root / "targets" / "dien-bien.yaml").mkdir()
    targets, [finding] = load(data.root)
    assert (finding.rule, str(finding.location)) == ("yaml-syntax", "data/targets/dien-bien.yaml")
    assert targets.cannot_be_read("dien-bien", "to-truyen-thong")


def test_a_second_document_is_not_read(data: "DataDir") -> None:
    text = f"province: Điện Biên\ntargets:\n{BESIDE}⟦---\nprovince: Yên Bái\ntargets:\n{BESIDE}"
    targets, findings = load_text(data, text)
    assert rules(findings) == ["yaml-syntax"]
    assert set(targets.by_area) == {"dien-bien"}


def test_a_file_named_after_another_province_counts_for_the_one_it_states(data: "DataDir") -> None:
    targets, findings = load_text(data, f"province: ⟦Điện Biên\ntargets:\n{BESIDE}", "yen-bai")
    assert rules(findings) == ["identity-mismatch"]
    assert set(targets.by_area) == {"dien-bien"}


def test_asking_for_one_province_finds_what_another_file_states_about_it(data: "DataDir") -> None:
    data.targets_text("yen-bai", f"province: Điện Biên\ntargets:\n{BESIDE}")
    targets, _ = load(data.root, frozenset({"dien-bien"}))
    assert set(targets.by_area) == {"dien-bien"}, "the same answer as when all provinces are asked for"


def test_asking_for_one_province_leaves_the_files_of_others_unread(data: "DataDir") -> None:
    data.targets_text("dien-bien", f"province: Điện Biên\ntargets:\n{BESIDE}")
    data.targets_text("yen-bai", f"province: Yên Bái\ntargets:\n{BESIDE}")
    targets, findings = load(data.root, frozenset({"dien-bien"}))
    assert findings == []
    assert set(targets.by_area) == {"dien-bien"}


# Several files


@pytest.mark.parametrize("stem", ["tinh-dien-bien", "ĐIỆN BIÊN", "2025/dien-bien", "dien-bien-2"])
def test_one_indicator_in_two_files_of_one_area_is_a_duplicate_that_names_both(data: "DataDir", stem: str) -> None:
    places = set()
    for name, goal in (("dien-bien", 540), (stem, 27)):
        lines = f"targets:\n  - indicator: to-truyen-thong\n    target: {goal}\n"
        data.targets_text(name, f"province: Điện Biên\n{lines}")
        places.add(f"data/targets/{name}.yaml:3")
    _, findings = load(data.root)
    [duplicate] = [finding for finding in findings if finding.rule == "duplicate-target"]
    assert duplicate.severity is Severity.ERROR
    named = {str(duplicate.location), *map(str, duplicate.related)}
    assert {place.rsplit(":", 1)[0] for place in named} == places
    assert duplicate.excerpt == "  - indicator: to-truyen-thong"
    assert (duplicate.province, duplicate.indicator) == ("dien-bien", "to-truyen-thong")


def test_one_indicator_twice_in_one_file_is_a_duplicate(data: "DataDir") -> None:
    text = (
        "province: Điện Biên\ntargets:\n"
        "  - {indicator: to-truyen-thong, target: 540}\n"
        "  - {indicator: ⟦to-truyen-thong, target: 27}\n"
    )
    _, findings = load_text(data, text)
    assert rules(findings) == ["duplicate-target"]
    assert [str(place) for place in findings[0].related] == ["data/targets/dien-bien.yaml:3:5"]


def test_one_indicator_in_the_old_and_the_new_province_of_one_name_is_no_duplicate(data: "DataDir") -> None:
    for stem in ("lao-cai", "2025/lao-cai"):
        data.targets_text(stem, f"province: Lào Cai\ntargets:\n{BESIDE}")
    targets, findings = load(data.root)
    assert findings == []
    assert set(targets.by_area) == {"lao-cai", "2025/lao-cai"}


def test_all_faults_of_several_files_come_in_one_run_and_the_other_provinces_still_print(data: "DataDir") -> None:
    data.targets_text("dien-bien", "province: Điện Biên\ntargets:\n  - indicator: to-truyen-thong\n    target: 1.800\n")
    data.targets_text("lao-cai", "province: Lào Cai\ntargets: [\n")
    data.targets_text("son-la", "province: Sơn La\nghi_chu: x\ntargets:\n  - {indicator: abc, target: no}\n")
    data.targets_text("yen-bai", f"province: Yên Bái\ntargets:\n{BESIDE}")
    document = data.check("--as-of", "2023-12-31")
    findings, provinces = document["findings"], document["provinces"]
    assert isinstance(findings, list)
    assert isinstance(provinces, list)
    found = {(f["location"]["path"].rsplit("/")[-1], f["rule"]) for f in findings if f["severity"] == "error"}
    assert found == {
        ("dien-bien.yaml", "ambiguous-number"),
        ("lao-cai.yaml", "yaml-syntax"),
        ("son-la.yaml", "unknown-key"),
        ("son-la.yaml", "unknown-indicator"),
        ("son-la.yaml", "invalid-value"),
    }
    yen_bai = next(p for p in provinces if p["id"] == "yen-bai")
    assert [(i["id"], i["target"]) for i in yen_bai["indicators"]] == [("clb-thu-linh", 85)]
    assert data.run("check", "--as-of", "2023-12-31").exit_code == 1


def test_the_text_of_check_quotes_the_line_and_its_place(data: "DataDir") -> None:
    data.targets_text("dien-bien", f"{HEAD}targets:\n  - indicator: to-truyen-thong\n    target: 1.800\n")
    result = data.run("check", "Điện Biên", "--as-of", "2023-12-31")
    assert result.exit_code == 1
    assert "data/targets/dien-bien.yaml:6:13" in result.stdout
    assert "target: 1.800" in result.stdout
    assert "1800" in result.stdout


# Any file at all

LINES = st.sampled_from(
    ["province: Điện Biên", "province: 5", "sources:", "  kh: {title: x}", "  kh: x", "targets:", "targets: []",
     "  - indicator: to-truyen-thong", "  - indicator: sinh-de-an-toan", "  - indicator: 5", "    target: 540",
     "    target: 1.800", "    target: -1", "    baseline: 5", "    active_years: [2023, 2030]",
     "    annual_plan: {2023: 346, x: 1}", "    annual_plan: {2023: 9000}", "    milestones: {2023-12-31: 346}",
     "    milestones: {2023-12-31: 346, 2023-02-30: 3}", "    source: kh", "    revisions:",
     "      - effective: 2024-01-01", "        target: 3", "      - {effective: 2023-01-01, target: 5}",
     "difficulties:", "  - text: x", "    text: 1", "  - &a x", "  - *a", "---", "\t", "  - ", "    ? [x]", "x: y"]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINES, max_size=16))
def test_any_file_is_read_without_raising_and_nothing_is_both_told_and_silent(
    data: "DataDir", lines: list[str]
) -> None:
    data.targets_text("dien-bien", "\n".join(lines))
    targets, findings = load(data.root)
    assert findings or "province: Điện Biên" in lines
    for finding in findings:
        assert finding.message
        assert finding.hint
        assert finding.location is not None
    for target in targets.by_area.get("dien-bien", {}).values():
        assert all(version.target >= 0 for version in target.versions)
