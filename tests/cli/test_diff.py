"""What changed between two states of the data, and above all: which past figure was edited."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from conftest import DataDir
from du_an8.cli.main import app

if TYPE_CHECKING:
    from collections.abc import Sequence

Json = dict[str, Any]
CUMULATIVE, TEAMS = "Luỹ kế từ đầu giai đoạn", "to-truyen-thong"


@pytest.fixture
def states(tmp_path: Path) -> tuple[DataDir, DataDir]:
    """Two equal data folders: 300 of 540 at the end of 2023."""
    made = []
    for name in ("cu", "moi"):
        data = DataDir(tmp_path / name / "data")
        data.targets("Cao Bằng", {"indicator": TEAMS, "target": 540, "annual_plan": {2023: 346}})
        tell(data, "a", 300)
        made.append(data)
    # The same bytes, not only the same content.
    for kind in ("targets/Cao Bằng.yaml", "reports/cao-bang/a.xlsx"):
        (made[1].root / kind).write_bytes((made[0].root / kind).read_bytes())
    return made[0], made[1]


def tell(data: DataDir, name: str, value: int, sent: str | None = None) -> Path:
    head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Năm 2023"} | ({"Ngày báo cáo": sent} if sent else {})
    return data.report(f"cao-bang/{name}", {"Mã": TEAMS, CUMULATIVE: value}, head=head)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["diff", *arguments, "--as-of", "2024-06-30"])
    return result.exit_code, result.output


def changes(states: Sequence[DataDir]) -> Json:
    code, output = run(*(str(data.root) for data in states), "--format", "json")
    assert code == 0, output
    document: Json = json.loads(output)
    return document


def page(states: Sequence[DataDir]) -> str:
    return run(*(str(data.root) for data in states))[1]


def test_equal_folders_differ_in_nothing(states: tuple[DataDir, DataDir]) -> None:
    document = changes(states)
    assert [value for value in document.values() if isinstance(value, list)] == [[]] * 6
    assert "Không có gì thay đổi." in page(states)


def test_a_past_figure_that_was_edited_stands_out(states: tuple[DataDir, DataDir]) -> None:
    tell(states[1], "a", 346)
    document = changes(states)
    (figure,) = document["figures"]
    assert (figure["kind"], figure["retroactive"]) == ("changed", True)
    assert (figure["before"]["value"], figure["after"]["value"]) == (300, 346)
    assert figure["before"]["location"]["cell"] == figure["after"]["location"]["cell"] == "H6"
    (verdict,) = document["verdicts"]
    assert (verdict["before"]["status"], verdict["after"]["status"]) == ("slow", "on_track")
    assert document["files"] == [{"kind": "changed", "path": "reports/cao-bang/a.xlsx", "with_figures": True}]
    text = page(states)
    assert "Số liệu bị sửa hoặc bỏ mà không có báo cáo gửi sau" in text
    assert "300 → 346" in text
    assert "▼ chậm (55,6%) → ✓ đảm bảo tiến độ (64,1%)" in " ".join(text.split())


def test_a_figure_of_a_commune_that_was_edited_is_told_with_its_place(states: tuple[DataDir, DataDir]) -> None:
    for data, value in zip(states, (4, 5), strict=True):
        path = data.root / "reports" / "cao-bang" / "2022.csv"
        path.write_text(f"Huyện;Xã;{TEAMS}\nBảo Lạc;Cô Ba;{value}\nBảo Lạc;Hồng Trị;6\n", encoding="utf-8")
    assert "Cô Ba, Bảo Lạc" in page(states)


def test_a_later_report_is_no_edit(states: tuple[DataDir, DataDir]) -> None:
    tell(states[1], "b", 346, sent="20/02/2024")
    (figure,) = changes(states)["figures"]
    assert (figure["kind"], figure["retroactive"], figure["after"]["reported_on"]) == ("changed", False, "2024-02-20")


def test_a_figure_that_vanished_is_an_edit(states: tuple[DataDir, DataDir]) -> None:
    (states[1].root / "reports/cao-bang/a.xlsx").unlink()
    (figure,) = changes(states)["figures"]
    assert (figure["kind"], figure["retroactive"], figure["after"]) == ("removed", True, None)


def test_targets_and_plans_are_compared(states: tuple[DataDir, DataDir]) -> None:
    states[1].targets("Cao Bằng", {"indicator": TEAMS, "target": 300, "annual_plan": {2023: 200}})
    document = changes(states)
    (target,) = document["targets"]
    assert (target["kind"], target["before"]["target"], target["after"]["target"]) == ("changed", 540, 300)
    assert (target["before"]["annual_plan"], target["after"]["annual_plan"]) == ({"2023": 346}, {"2023": 200})
    assert document["verdicts"][0]["after"]["status"] == "met"
    assert "540 (2023: 346) → 300 (2023: 200)" in page(states)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"baseline": 7}, {"baseline": 3}, "12 (mức ban đầu 7) → 12 (mức ban đầu 3)"),
        (
            {"active_years": [2022, 2023]},
            {"active_years": [2023, 2025]},
            "12 (các năm 2022, 2023) → 12 (các năm 2023, 2025)",
        ),
    ],
)
def test_what_moves_the_plan_is_a_change_of_the_target(
    states: tuple[DataDir, DataDir], before: Json, after: Json, said: str
) -> None:
    for data, more in zip(states, (before, after), strict=True):
        data.targets("Cao Bằng", {"indicator": TEAMS, "target": 12, **more})
    (target,) = changes(states)["targets"]
    ((name, value),) = after.items()
    assert (target["kind"], target["after"][name]) == ("changed", value)
    assert said in " ".join(page(states).split())


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        # 37, replaced by 27 in February: what was first sent is edited, or taken away
        ({"a": (37, 10), "b": (27, 20)}, {"a": (35, 10), "b": (27, 20)}, [("changed", True, 37, 35)]),
        ({"a": (37, 10), "b": (27, 20)}, {"b": (27, 20)}, [("removed", True, 37, None)]),
        # the same two figures, but now the other one is the later
        (
            {"a": (37, 10), "b": (27, 20)},
            {"a": (37, 20), "b": (27, 10)},
            [("changed", True, 37, 27), ("changed", True, 27, 37)],
        ),
        # a copy that contradicts the report, and nothing says which one counts
        ({"z": (37, None)}, {"z": (37, None), "a": (27, None)}, [("changed", True, 37, 27)]),
        ({"z": (37, 10)}, {"z": (37, 10), "a": (27, 20)}, [("changed", False, 37, 27)]),
        # repeating, or no longer repeating, what is on file changes nothing
        ({"a": (37, 10)}, {"a": (37, 10), "b": (37, 20)}, []),
        ({"a": (37, 10), "b": (37, 20)}, {"b": (37, 20)}, []),
        ({"a": (37, 10)}, {"a": (37, 20)}, []),
    ],
)
def test_reports_that_others_replace_are_compared_too(
    tmp_path: Path, first: Json, second: Json, told: list[tuple[object, ...]]
) -> None:
    states = [DataDir(tmp_path / name / "data") for name in ("cu", "moi")]
    for data, reports in zip(states, (first, second), strict=True):
        (data.root / "targets").mkdir(parents=True)
        for name, (value, day) in reports.items():
            tell(data, name, value, sent=f"{day}/02/2024" if day else None)
    document = changes(states)
    found = [
        (f["kind"], f["retroactive"], *((f[s] or {}).get("value") for s in ("before", "after")))
        for f in document["figures"]
    ]
    assert found == told
    edited = {f["path"] for f in document["files"] if f["kind"] == "changed" and f["with_figures"]}
    assert edited == {
        f"reports/cao-bang/{name}.xlsx" for name in first.keys() & second.keys() if first[name][0] != second[name][0]
    }


def test_an_approximate_word_and_the_base_of_a_rate_belong_to_the_figure(states: tuple[DataDir, DataDir]) -> None:
    for data, value, whole in zip(states, (300, "trên 300"), (1000, 100), strict=True):
        head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Năm 2023"}
        rate = {"Mã": "sinh-de-an-toan", "Tử số": whole * 6 // 10, "Mẫu số": whole}
        data.report("cao-bang/a", {"Mã": TEAMS, CUMULATIVE: value}, rate, head=head)
    text = " ".join(page(states).split())
    assert "300 → ít nhất 300" in text
    assert "60% của 1.000 → 60% của 100" in text


def test_what_cannot_be_read_is_neither_removed_nor_unchanged(states: tuple[DataDir, DataDir]) -> None:
    (states[1].root / "reports/cao-bang/a.xlsx").write_bytes(b"PK\x03\x04")
    states[1].targets_text("Cao Bằng", "province: Cao Bằng\ntargets: [\n")
    document = changes(states)
    (figure,), (target,) = document["figures"], document["targets"]
    assert (figure["retroactive"], figure["unreadable"], target["unreadable"]) == (False, True, True)
    assert document["files"] == [{"kind": "changed", "path": "reports/cao-bang/a.xlsx", "with_figures": None}]
    assert {error["rule"] for error in document["errors_new"]} == {"unreadable-workbook", "yaml-syntax"}
    assert document["errors_gone"] == []
    text = " ".join(page(states).split())
    assert "300 → không đọc được" in text
    assert "540 (2023: 346) → không đọc được" in text
    assert "Lỗi mới có trong dữ liệu sau" in text
    assert [error["rule"] for error in changes(states[::-1])["errors_gone"]] == [
        e["rule"] for e in document["errors_new"]
    ]


def test_of_a_file_that_no_state_can_read_nothing_is_known(states: tuple[DataDir, DataDir]) -> None:
    for number, data in enumerate(states):
        (data.root / "reports/cao-bang/a.xlsx").write_bytes(b"PK\x03\x04" + bytes([number]))
    document = changes(states)
    assert document["files"] == [{"kind": "changed", "path": "reports/cao-bang/a.xlsx", "with_figures": None}]
    assert "không số liệu nào đổi" not in page(states)


def test_a_file_whose_figures_are_the_same_is_told_apart(states: tuple[DataDir, DataDir]) -> None:
    states[1].report(
        "cao-bang/a",
        {"Mã": TEAMS, CUMULATIVE: 300, "Ghi chú": "thêm"},
        head={"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Năm 2023"},
    )
    document = changes(states)
    assert document["figures"] == []
    assert document["files"] == [{"kind": "changed", "path": "reports/cao-bang/a.xlsx", "with_figures": False}]
    assert "không số liệu nào đổi" in page(states)


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(data: DataDir) -> DataDir:
    """A folder under version control whose second revision edits the figure of the first."""
    top = data.root.parent
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 540})
    git(top, "init", "-q")
    git(top, "commit", "-q", "--allow-empty", "-m", "rong")
    git(top, "tag", "rong")
    for value, name in ((300, "truoc"), (346, "sau")):
        tell(data, "a", value)
        git(top, "add", "-A")
        git(top, "commit", "-q", "-m", name)
        git(top, "tag", name)
    return data


@pytest.mark.processes
def test_two_revisions_are_compared(repository: DataDir) -> None:
    code, output = run("--rev", "truoc..sau", "--data", str(repository.root), "--format", "json")
    assert code == 0, output
    (figure,) = json.loads(output)["figures"]
    assert (figure["before"]["value"], figure["after"]["value"], figure["retroactive"]) == (300, 346, True)
    assert figure["before"]["location"]["path"] == "data/reports/cao-bang/a.xlsx"


@pytest.mark.processes
def test_one_revision_is_compared_with_the_folder(repository: DataDir) -> None:
    tell(repository, "a", 350)
    code, output = run("--rev", "sau", "--data", str(repository.root), "--format", "json")
    assert code == 0, output
    (figure,) = json.loads(output)["figures"]
    assert (figure["before"]["value"], figure["after"]["value"]) == (346, 350)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--rev", "khong-co"], "Không có phiên bản"),
        (["--rev=--output=x"], "Không có phiên bản"),
        (["--rev", "..sau"], "Không có phiên bản"),
        (["--rev", "truoc.."], "Không có phiên bản"),
        (["--rev", "truoc...sau"], "Không có phiên bản"),
        (["--rev", "rong"], "Ở phiên bản “rong” chưa có thư mục data."),
        ([], "Nêu hai thư mục"),
        (["a"], "Nêu hai thư mục"),
    ],
)
@pytest.mark.processes
def test_what_cannot_be_compared_is_refused(repository: DataDir, arguments: list[str], said: str) -> None:
    code, output = run(*arguments, "--data", str(repository.root))
    assert (code, said in output) == (2, True)


@pytest.mark.processes
def test_what_a_repository_keeps_out_of_its_archives_is_compared(repository: DataDir) -> None:
    (repository.root.parent / ".gitattributes").write_text("/data export-ignore\n*.xlsx export-ignore\n")
    git(repository.root.parent, "add", "-A")
    git(repository.root.parent, "commit", "-q", "-m", "x")
    code, output = run("--rev", "HEAD", "--data", str(repository.root))
    assert (code, "Không có gì thay đổi." in output) == (0, True)


@pytest.mark.processes
def test_a_data_folder_may_be_the_repository_itself(tmp_path: Path) -> None:
    data = DataDir(tmp_path / "số liệu")
    tell(data, "a", 300)
    git(data.root, "init", "-q")
    git(data.root, "add", "-A")
    git(data.root, "commit", "-q", "-m", "x")
    tell(data, "a", 346)
    code, output = run("--rev", "HEAD", "--data", str(data.root), "--format", "json")
    assert code == 0, output
    (figure,) = json.loads(output)["figures"]
    assert {figure[side]["location"]["path"] for side in ("before", "after")} == {"số liệu/reports/cao-bang/a.xlsx"}


@pytest.mark.processes
def test_a_data_folder_that_is_linked_to_is_found_in_its_repository(
    repository: DataDir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "noi-khac").mkdir()
    (tmp_path / "noi-khac" / "data").symlink_to(repository.root)
    monkeypatch.chdir(tmp_path / "noi-khac")
    code, output = run("--rev", "truoc..sau")
    assert (code, "300 → 346" in output) == (0, True)


@pytest.mark.processes
def test_a_machine_without_git_is_told(repository: DataDir, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    code, output = run("--rev", "HEAD", "--data", str(repository.root))
    assert (code, "máy này không có git" in output) == (2, True)


@pytest.mark.processes
def test_a_repository_with_a_part_of_its_history_says_how_to_fetch_the_rest(
    repository: DataDir, tmp_path: Path
) -> None:
    shallow = tmp_path / "nong"
    git(tmp_path, "clone", "-q", "--depth", "1", repository.root.parent.as_uri(), str(shallow))
    code, output = run("--rev", "HEAD~1", "--data", str(shallow / "data"))
    assert (code, "git fetch --unshallow" in output) == (2, True)


@pytest.mark.processes
def test_a_folder_of_another_user_is_told_with_what_helps(
    repository: DataDir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    code, output = run("--rev", "sau", "--data", str(repository.root))
    assert (code, "git config --global --add safe.directory" in output) == (2, True)


@pytest.mark.processes
def test_a_folder_outside_git_is_told(data: DataDir) -> None:
    code, output = run("--rev", "HEAD", "--data", str(data.root))
    assert (code, "không nằm trong một kho git" in output) == (2, True)


def test_a_new_version_of_a_target_is_told_with_its_day(states: tuple[DataDir, DataDir]) -> None:
    revision = {"effective": "2024-01-01", "target": 600}
    states[1].targets(
        "Cao Bằng", {"indicator": TEAMS, "target": 540, "annual_plan": {2023: 346}, "revisions": [revision]}
    )
    (target,) = changes(states)["targets"]
    assert (target["kind"], target["effective"], target["unreadable"]) == ("added", "2024-01-01", False)
    (target,) = changes(states[::-1])["targets"]
    assert (target["kind"], target["effective"], target["unreadable"]) == ("removed", "2024-01-01", False)


def test_a_target_that_could_not_be_read_is_not_new(states: tuple[DataDir, DataDir]) -> None:
    """Only of the indicator that the fault is about."""
    dialogues = {"indicator": "doi-thoai-chinh-sach", "target": 12}
    states[0].targets("Cao Bằng", {"indicator": TEAMS, "target": "540 tổ"})
    states[1].targets("Cao Bằng", {"indicator": TEAMS, "target": 540}, dialogues)
    told = {target["indicator"]: (target["kind"], target["unreadable"]) for target in changes(states)["targets"]}
    assert told == {TEAMS: ("added", True), "doi-thoai-chinh-sach": ("added", False)}
    told = {target["indicator"]: (target["kind"], target["unreadable"]) for target in changes(states[::-1])["targets"]}
    assert told == {TEAMS: ("removed", True), "doi-thoai-chinh-sach": ("removed", False)}


def test_a_figure_that_came_is_new_and_its_file_has_figures(states: tuple[DataDir, DataDir]) -> None:
    path = states[1].root / "reports" / "cao-bang" / "2022.csv"
    path.write_text(f"Huyện;Xã;{TEAMS}\nBảo Lạc;Cô Ba;4\n", encoding="utf-8")
    document = changes(states)
    (figure,) = document["figures"]
    assert (figure["kind"], figure["place"], figure["retroactive"]) == ("added", "Cô Ba, Bảo Lạc", False)
    assert document["files"] == [{"kind": "added", "path": "reports/cao-bang/2022.csv", "with_figures": True}]
    assert changes(states[::-1])["files"][0] == {
        "kind": "removed", "path": "reports/cao-bang/2022.csv", "with_figures": True,
    }  # fmt: skip


def test_a_part_is_told_by_its_name(states: tuple[DataDir, DataDir]) -> None:
    for data, women in zip(states, (3, 4), strict=True):
        head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Năm 2023"}
        part = {"Chỉ tiêu": "- thành lập mới", CUMULATIVE: women}
        data.report("cao-bang/a", {"Mã": TEAMS, CUMULATIVE: 300}, part, head=head)
    (figure,) = changes(states)["figures"]
    assert (figure["place"], figure["before"]["value"], figure["after"]["value"]) == ("thành lập mới", 3, 4)


def test_of_a_period_its_first_day_is_told(states: tuple[DataDir, DataDir]) -> None:
    for data, done in zip(states, (3, 4), strict=True):
        head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Quý II/2023"}
        data.report("cao-bang/b", {"Mã": "doi-thoai-chinh-sach", "Thực hiện trong kỳ": done}, head=head)
    (figure,) = changes(states)["figures"]
    assert (figure["start"], figure["end"]) == ("2023-04-01", "2023-06-30")


def test_an_indicator_that_only_the_earlier_state_knows_is_named(states: tuple[DataDir, DataDir]) -> None:
    extra = "indicators:\n  - {id: ho-moi, name: Hộ mới, unit: hộ, kind: stock, content: 1}\n"
    (states[0].root / "programme.yaml").write_text(extra, encoding="utf-8")
    states[0].targets("Cao Bằng", {"indicator": TEAMS, "target": 540, "annual_plan": {2023: 346}},
                      {"indicator": "ho-moi", "target": 5})  # fmt: skip
    (target,) = changes(states)["targets"]
    assert (target["kind"], target["indicator"]) == ("removed", "ho-moi")
    (target,) = changes(states[::-1])["targets"]
    assert (target["kind"], target["indicator"]) == ("added", "ho-moi")


def test_only_open_errors_that_came_or_went_are_told_each_by_its_file(states: tuple[DataDir, DataDir]) -> None:
    tell(states[0], "b", -1)
    tell(states[1], "c", -1)
    document = changes(states)
    places = [[error["location"]["path"] for error in document[key]] for key in ("errors_gone", "errors_new")]
    assert [[path.rpartition("/")[2] for path in found] for found in places] == [["b.xlsx"], ["c.xlsx"]]
    assert all(error["severity"] == "error" for key in ("errors_gone", "errors_new") for error in document[key])
