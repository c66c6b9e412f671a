"""An indicator declared not to apply to a province: neither absent nor missing; a figure for it anyway is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import DataDir

Json = dict[str, Any]
TEAMS, CLUBS = "to-truyen-thong", "clb-thu-linh"
CUMULATIVE, PLAN = "Luỹ kế từ đầu giai đoạn", "Kế hoạch giai đoạn"
SOURCE = {"ke-hoach": {"title": "Kế hoạch 12", "publisher": "UBND tỉnh"}}
DECLARED = {"indicator": CLUBS, "reason": "không được giao", "source": "ke-hoach"}
DAY = ("--as-of", "2024-12-31")


def declared(data: DataDir, *entries: Json, province: str = "Cao Bằng", targets: tuple[Json, ...] = ()) -> None:
    given = targets or ({"indicator": TEAMS, "target": 85},)
    data.targets(province, *given, phase="I", sources=SOURCE, not_applicable=list(entries or [DECLARED]))


def report(data: DataDir, province: str = "cao-bang", **row: object) -> None:
    head = {"Kỳ báo cáo": "Năm 2024"}
    data.report(f"{province}/2024", {"Mã": TEAMS, CUMULATIVE: 60}, {"Mã": CLUBS, **row}, head=head)


def checked(data: DataDir, province: str = "Cao Bằng", *day: str) -> tuple[Json, list[str]]:
    """The province, and the rules of its findings that are more than remarks."""
    document: Json = data.check(province, *(day or DAY))
    return document["provinces"][0], [each["rule"] for each in document["findings"] if each["severity"] != "info"]


def row_of(province: Json, indicator: str = CLUBS) -> Json | None:
    return next((row for row in province["indicators"] if row["id"] == indicator), None)


def test_it_is_neither_absent_nor_missing_and_stands_apart(data: DataDir) -> None:
    declared(data)
    province, rules = checked(data)
    assert CLUBS not in province["absent"]
    assert row_of(province) is None
    (stated,) = province["not_applicable"]
    assert (stated["id"], stated["reason"], stated["source"]) == (CLUBS, "không được giao", "Kế hoạch 12")
    assert stated["location"]["path"] == "data/targets/Cao Bằng.yaml"
    assert "sinh-de-an-toan" in province["absent"]  # of which nothing is said
    assert rules == []


@pytest.mark.parametrize(
    ("command", "title"),
    [
        (("check",), "Không áp dụng"),
        (("check", "--format", "markdown"), "**Không áp dụng**"),
        (("report",), "Không áp dụng"),
    ],
)
def test_it_is_shown_with_its_reason_and_its_source(data: DataDir, command: tuple[str, ...], title: str) -> None:
    declared(data)
    name, *rest = command
    paper = data.root.parent / "ra.md"
    rest += ["-o", str(paper)] if name == "report" else []
    shown = data.run(name, "Cao Bằng", *DAY, *rest).stdout
    text = paper.read_text(encoding="utf-8") if paper.exists() else shown
    _, _, after = " ".join(text.split()).partition(title)
    assert "không được giao (Kế hoạch 12, UBND tỉnh)" in after


def test_explain_says_why_there_is_nothing(data: DataDir) -> None:
    declared(data)
    shown = data.run("explain", "Cao Bằng", CLUBS, *DAY).stdout
    assert "Không áp dụng." in shown
    shown = " ".join(shown.split())
    assert "không được giao (Kế hoạch 12, UBND tỉnh) [data/targets/Cao Bằng.yaml:" in shown


def test_a_figure_for_it_is_told_and_shown_and_not_judged(data: DataDir) -> None:
    declared(data)
    report(data, **{CUMULATIVE: 7})
    province, rules = checked(data)
    assert rules == ["not-applicable-reported"]  # and no result without a target
    row = row_of(province)
    assert row is not None
    assert (row["actual"], row["target"], row["status"], row["completion"]) == (7, None, None, None)
    assert "no_target" not in province["counts"]
    assert province["coverage"] == {"reported": 1, "with_target": 1}
    for command in (("check", "Cao Bằng"), ("explain", "Cao Bằng", CLUBS)):
        assert "không áp dụng" in data.run(*command, *DAY).stdout.lower()


@pytest.mark.parametrize(("row", "rules"), [({CUMULATIVE: 0}, []), ({CUMULATIVE: "-"}, []), ({PLAN: 0}, [])])
def test_that_there_was_nothing_agrees_with_it(data: DataDir, row: Json, rules: list[str]) -> None:
    declared(data)
    report(data, **row)
    province, found = checked(data)
    assert found == rules
    assert CLUBS not in province["absent"]


def test_a_plan_for_it_is_told(data: DataDir) -> None:
    declared(data)
    report(data, **{PLAN: 9})
    assert checked(data)[1] == ["not-applicable-reported"]


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        ({"indicator": CLUBS, "source": "ke-hoach"}, "invalid-value"),
        ({"indicator": CLUBS, "reason": "không được giao"}, "invalid-value"),
        ({**DECLARED, "source": "khac"}, "invalid-value"),
        ({**DECLARED, "indicator": "clb-thu-lin"}, "unknown-indicator"),
        ({**DECLARED, "ghi_chu": "x"}, "unknown-key"),
    ],
)
def test_a_declaration_at_fault_is_named(data: DataDir, entry: Json, rule: str) -> None:
    declared(data, entry)
    assert checked(data)[1] == [rule]


@pytest.mark.parametrize("file", ["Cao Bằng", "cao-bang", "2025/cao-bang"])
def test_what_is_asked_as_well_counts_as_asked(data: DataDir, file: str) -> None:
    """In one file or in two, whichever is read first."""
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 85}, {"indicator": CLUBS, "target": 9}, phase="I")
    path = data.root / "targets" / f"{file}.yaml"
    path.parent.mkdir(exist_ok=True)
    more = f"sources: {{k: {{title: K}}}}\nnot_applicable: [{{indicator: {CLUBS}, reason: không, source: k}}]\n"
    before = path.read_text(encoding="utf-8") if path.exists() else "province: Cao Bằng\nphase: I\ntargets: []\n"
    path.write_text(before + more, encoding="utf-8")
    province, rules = checked(data)
    row = row_of(province)
    assert row is not None
    assert (row["target"], province["not_applicable"]) == (9, [])
    assert rules == ["duplicate-target"]


def test_what_is_asked_of_its_places_counts_as_asked(data: DataDir) -> None:
    declared(data)
    path = data.root / "targets" / "Cao Bằng.yaml"
    areas = f"areas:\n- {{name: Bảo Lạc, targets: {{{CLUBS}: 4}}}}\n- {{name: Hà Quảng, targets: {{{CLUBS}: 5}}}}\n"
    path.write_text(path.read_text(encoding="utf-8") + areas, encoding="utf-8")
    report(data, "cao-bang", **{CUMULATIVE: 3})
    province, rules = checked(data)
    row = row_of(province)
    assert row is not None
    assert (row["target"], row["actual"], rules) == (9, 3, [])


def test_of_a_merged_province_a_part_to_which_it_does_not_apply_is_not_lacking(data: DataDir) -> None:
    declared(data, province="Bắc Kạn")
    data.targets("Thái Nguyên", {"indicator": CLUBS, "target": 10}, {"indicator": TEAMS, "target": 10}, phase="I")
    for name in ("thai-nguyen", "bac-kan"):
        rows = [{"Mã": TEAMS, CUMULATIVE: 5}, *([{"Mã": CLUBS, CUMULATIVE: 4}] if name == "thai-nguyen" else [])]
        data.report(f"{name}/2024", *rows, head={"Kỳ báo cáo": "Năm 2024"})
    province, _ = checked(data, "Thái Nguyên", "--as-of", "2025-09-30")
    row = row_of(province)
    assert row is not None
    assert (row["target"], row["actual"], row["excluded"], row["incomplete"]) == (10, 4, [], False)
    assert CLUBS not in province["absent"]
    shown = " ".join(data.run("check", "Thái Nguyên", "--as-of", "2025-09-30").stdout.split())
    assert "Bắc Kạn: không được giao" in shown


def test_it_applies_to_no_merged_province_to_whose_parts_it_does_not_apply(data: DataDir) -> None:
    for name in ("Bắc Kạn", "Thái Nguyên"):
        declared(data, province=name)
    province, _ = checked(data, "Thái Nguyên", "--as-of", "2025-09-30")
    assert [each["id"] for each in province["not_applicable"]] == [CLUBS, CLUBS]
    assert CLUBS not in province["absent"]


def test_a_merged_province_that_declares_it_itself_takes_no_sum_of_its_parts(data: DataDir) -> None:
    data.targets("Thái Nguyên", {"indicator": CLUBS, "target": 10}, phase="I")
    text = (
        "province: Thái Nguyên\nphase: I\nsources: {k: {title: K}}\ntargets: []\n"
        f"not_applicable: [{{indicator: {CLUBS}, reason: không, source: k}}]\n"
    )
    data.targets_text("2025/thai-nguyen", text)
    province, _ = checked(data, "Thái Nguyên", "--as-of", "2025-09-30")
    assert row_of(province) is None
    assert [each["id"] for each in province["not_applicable"]] == [CLUBS]


def test_a_province_of_which_nothing_else_is_known_is_listed(data: DataDir) -> None:
    data.targets("Cao Bằng", phase="I", sources=SOURCE, not_applicable=[DECLARED])
    document: Json = data.check(*DAY)
    assert [province["id"] for province in document["provinces"]] == ["cao-bang"]
