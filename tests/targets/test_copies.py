"""Two copies of one file: neither counts for its name; and what editors leave beside a file is no file of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from du_an8.disk.leftovers import is_leftover
from du_an8.targets.copies import without_mark

if TYPE_CHECKING:
    from conftest import DataDir

Json = dict[str, Any]
TEAMS, CLUBS = "to-truyen-thong", "clb-thu-linh"
COPIES = [
    "cao-bang (1)", "cao-bang(2)", "cao-bang - Copy", "cao-bang - Copy (2)", "cao-bang copy 2", "Copy of cao-bang",
    "Bản sao của cao-bang", "Bản sao (2) của cao-bang", "Bản sao của cao-bang (1)", "cao-bang - Sao chép",
    "cao-bang (bản sao)", "cao-bang (bản sao xung đột của Lan)", "cao-bang (LAN-PC's conflicted copy 2024-01-02)",
    "cao-bang.sync-conflict-20240101-120000-ABCDEFG", "cao-bang-DESKTOP-AB12CD3",
]  # fmt: skip
LEFTOVERS = [
    "._{}",
    ".{}",
    "~${}",
    ".~lock.{}#",
    "{}~",
    ".{}.swp",
    "{}.swp",
    "#{}#",
    ".git/{}",
    ".stversions/{}",
    "__MACOSX/{}",
]


def text(amount: int, *more: str, province: str = "Cao Bằng", phase: str = "I") -> str:
    lines = [f"province: {province}", f"phase: {phase}", "targets:"]
    return "\n".join([*lines, f"  - {{indicator: {TEAMS}, target: {amount}}}", *more]) + "\n"


def checked(data: DataDir, *arguments: str) -> tuple[dict[str, Any], list[Json]]:
    """The targets of Cao Bằng by indicator, and the findings that are more than remarks."""
    document: Json = data.check("Cao Bằng", "--as-of", "2024-12-31", *arguments)
    (province,) = document["provinces"]
    targets = {row["id"]: row["target"] for row in province["indicators"]}
    return targets, [finding for finding in document["findings"] if finding["severity"] != "info"]


@pytest.mark.parametrize("stem", COPIES)
def test_the_mark_of_a_copy_is_known_in_every_system(stem: str) -> None:
    assert without_mark(stem) == "cao-bang"


@pytest.mark.parametrize("stem", ["cao-bang", "cao-bang-2", "cao-bang-II", "cao-bang (2026)", "cao-bang-2026-2030"])
def test_a_phase_in_a_name_is_no_mark(stem: str) -> None:
    assert without_mark(stem) == stem.lower()


@pytest.mark.parametrize("stem", COPIES)
def test_a_copy_beside_its_original_is_named_and_not_counted(data: DataDir, stem: str) -> None:
    data.targets_text("cao-bang", text(85))
    data.targets_text(stem, text(85))
    targets, (finding,) = checked(data)
    assert targets == {TEAMS: 85}
    assert (finding["rule"], finding["severity"]) == ("duplicate-target", "error")
    named = {finding["location"]["path"], *(place["path"] for place in finding["related"])}
    assert named == {"data/targets/cao-bang.yaml", f"data/targets/{stem}.yaml"}
    assert "nội dung như nhau" in finding["message"]


@pytest.mark.parametrize("stem", ["cao-bang (1)", "Bản sao của cao-bang"])
def test_of_a_copy_that_says_something_else_the_original_counts_and_what_differs_is_named(
    data: DataDir, stem: str
) -> None:
    more = f"  - {{indicator: {CLUBS}, target: 9}}"
    data.targets_text("cao-bang", text(85, "areas:", "  - {name: Hồng Trị}"))
    data.targets_text(stem, text(90, more, "areas:", "  - {name: Hồng Trị}"))
    targets, (finding,) = checked(data)
    assert targets == {TEAMS: 85}
    assert f"({TEAMS}, {CLUBS})" in finding["message"]


def test_a_copy_alone_counts_as_the_file_of_its_province(data: DataDir) -> None:
    data.targets_text("cao-bang (1)", text(85))
    assert checked(data) == ({TEAMS: 85}, [])


def test_a_copy_that_became_the_file_of_another_phase_or_province_counts(data: DataDir) -> None:
    data.targets_text("cao-bang", text(85))
    data.targets_text("cao-bang - Copy", text(90, phase="II"))
    data.targets_text("cao-bang - Copy (2)", text(7, province="Bắc Kạn"))
    targets, (finding,) = checked(data)
    assert (targets, finding["rule"]) == ({TEAMS: 85}, "identity-mismatch")  # the name of another province
    assert checked(data, "--phase", "II")[0] == {TEAMS: 90}
    (other,) = data.check("Bắc Kạn", "--as-of", "2024-12-31")["provinces"]  # type: ignore[attr-defined]
    assert [row["target"] for row in other["indicators"]] == [7]


@pytest.mark.parametrize("names", [("cao-bang (1)", "cao-bang (2)"), ("cao-bang", "tinh-cao-bang")])
@pytest.mark.parametrize(("amount", "counts"), [(85, 85), (90, None)])
def test_of_two_files_of_one_standing_neither_counts_where_they_differ(
    data: DataDir, names: tuple[str, str], amount: int, counts: int | None
) -> None:
    data.targets_text(names[0], text(85))
    data.targets_text(names[1], text(amount, f"  - {{indicator: {CLUBS}, target: 9}}"))
    targets, (finding,) = checked(data)
    assert targets == {TEAMS: counts, CLUBS: 9} or (counts is None and targets == {CLUBS: 9, TEAMS: None})
    assert (finding["rule"], finding["indicator"]) == ("duplicate-target", TEAMS)


def test_places_listed_in_two_files_are_added_once(data: DataDir) -> None:
    for name in ("cao-bang", "tinh-cao-bang"):
        places = f"areas:\n  - {{name: Hồng Trị, targets: {{{TEAMS}: 12}}}}\n"
        data.targets_text(name, f"province: Cao Bằng\nphase: I\ntargets: []\n{places}")
    targets, (finding,) = checked(data)
    assert targets == {TEAMS: 12}
    assert finding["rule"] == "duplicate-area"


@pytest.mark.parametrize("form", LEFTOVERS)
def test_a_leftover_is_ignored_among_targets_reports_and_layouts(data: DataDir, form: str) -> None:
    data.targets_text("cao-bang", text(85))
    data.report("cao-bang/2023", {"Mã": TEAMS, "Luỹ kế từ đầu giai đoạn": 40}, head={"Kỳ báo cáo": "Năm 2023"})
    before = data.check("Cao Bằng", "--as-of", "2024-12-31")
    places = {
        "targets": "cao-bang.yaml", "reports/cao-bang": "2023.xlsx", "layouts": "x.layout.yaml",
        "": "decisions.yaml", ".": "programme.yaml",
    }  # fmt: skip
    for folder, name in places.items():
        path = data.root / folder / form.format(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\0\5\x16\7")
    assert data.check("Cao Bằng", "--as-of", "2024-12-31") == before
    assert data.run("validate").exit_code == 0


@pytest.mark.parametrize("name", ["2023.xlsx", "~2023.xlsx", "2023 (1).xlsx", "#2023.xlsx", "a.b.yaml", "tmp.xlsx"])
def test_what_a_person_may_have_named_so_is_no_leftover(name: str) -> None:
    assert not is_leftover(name)
