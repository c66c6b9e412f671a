"""`check --facts DIR`: the very answer that the reports give, without opening one; or why not, and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from conftest import DataDir, marks_of
from du_an8.cli.cannot_run import CannotRunError
from du_an8.cli.data_folder import DataFolder
from du_an8.cli.facts_set.reading import from_facts
from du_an8.cli.work import side_by_side
from du_an8.programme.provinces import load_provinces
from du_an8.reports import kept_facts
from du_an8.reports.facts_set import manifest as manifests
from du_an8.reports.facts_set.opened import FactsSet
from hostile.fuzz import Mutation

if TYPE_CHECKING:
    from collections.abc import Callable

TEAMS, CLUBS = "to-truyen-thong", "clb-thu-linh"
CUMULATIVE = "Luỹ kế từ đầu giai đoạn"
TESTS = Path(__file__).parents[1]
PROJECT = TESTS.parent
SPECIMENS = [
    pytest.param(path.parent, id=path.parent.relative_to(TESTS).as_posix(), marks=marks_of(path.parent))
    for path in sorted(TESTS.glob("rules/*/*/targets"))
]
PLACES = ["Thái Nguyên", "dien-bien", "lai-chau", "Hà Nội"]
FORMS = ["table", "json", "csv", "markdown", "github", "junit"]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "bo-so-lieu"


def make(data: DataDir, target: Path) -> None:
    result = data.run("facts", "--format", "parquet", "-o", f"{target}/")
    assert result.exit_code == 0, result.output


def same(data: DataDir, target: Path, *question: str) -> str:
    """The answer, which is the same with the facts set and without it."""
    told = [data.run("check", *question, *more) for more in ((), ("--facts", str(target)))]
    assert told[0].stdout
    assert [told[1].stdout, told[1].exit_code, told[1].stderr] == [
        told[0].stdout,
        told[0].exit_code,
        told[0].stderr,
    ]
    return told[0].stdout


# The same answer.


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The facts set of the project's own data."""
    target = tmp_path_factory.mktemp("own") / "bo-so-lieu"
    make(DataDir(PROJECT / "data"), target)
    return target


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("question", [(), ("--national",), ("Điện Biên", "--by", "commune"), ("Thái Nguyên",)])
def test_the_project_s_own_data_is_answered_alike(own: Path, form: str, question: tuple[str, ...]) -> None:
    same(DataDir(PROJECT / "data"), own, *question, "--as-of", "2025-06-30", "--format", form)


@pytest.mark.parametrize("day", ["2022-12-31", "2023-12-31", "2026-02-01"])
def test_on_every_day(own: Path, day: str) -> None:
    same(DataDir(PROJECT / "data"), own, "--as-of", day, "--sources")


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_every_specimen_is_answered_alike(specimen: Path, target: Path) -> None:
    data = DataDir(specimen)
    make(data, target)
    for question in (("--national",), ("Điện Biên",)):
        same(data, target, *question, "--by", "commune", "--as-of", "2025-06-30", "--format", "json")


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.processes
def test_folders_with_faults_of_every_kind_are_answered_alike(seed: int, data: DataDir, target: Path) -> None:
    for name, content in Mutation(seed).files().items():
        path = data.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    make(data, target)
    for question in ((), ("dien-bien", "--by", "commune")):
        same(data, target, *question, "--as-of", "2025-12-31", "--format", "json")


@pytest.fixture
def country(data: DataDir) -> DataDir:
    """Provinces that merge, a report in no folder, one in another's folder, one corrected, what isn't read."""
    for number, name in enumerate(("cao-bang", "bac-kan", "thai-nguyen", "dien-bien")):
        data.targets(name, {"indicator": TEAMS, "target": 100 + number}, {"indicator": CLUBS, "target": 20})
        for quarter, end in enumerate(("31/03/2025", "30/06/2025", "30/09/2025")):
            head = {"Tỉnh": "", "Số liệu đến ngày": end}
            data.report(f"{name}/q{quarter}", {"Mã": TEAMS, CUMULATIVE: 40 + number + quarter}, head=head)
    head = {"Tỉnh": "Lai Châu", "Số liệu đến ngày": "30/06/2025"}
    data.report("cao-bang/of-lai-chau", {"Mã": TEAMS, CUMULATIVE: 5}, head=head)
    data.report("toan-quoc/x", {"Mã": TEAMS, CUMULATIVE: 700}, head={"Số liệu đến ngày": "30/06/2025"})
    reports = data.root / "reports"
    (reports / "cao-bang" / "broken.xlsx").write_bytes(b"PK\x03\x04")
    (reports / "note.pdf").write_bytes(b"x")
    (reports / "dien-bien" / "note.pdf").write_bytes(b"x")
    (reports / "dien-bien" / "out.xlsx").symlink_to("/etc/passwd")
    (reports / "bac-kan" / "around").symlink_to(reports, target_is_directory=True)
    return data


@pytest.mark.parametrize(
    "question", [(), ("--national",), ("Thái Nguyên",), ("dien-bien",), ("lai-chau",), ("Hà Nội",)]
)
@pytest.mark.parametrize("at_top", [False, True], ids=["in folders", "also at the top"])
def test_files_of_every_kind_are_told_alike(
    country: DataDir, target: Path, question: tuple[str, ...], *, at_top: bool
) -> None:
    if at_top:
        country.report("any", {"Mã": TEAMS, CUMULATIVE: 9}, head={"Tỉnh": "Hà Nội", "Số liệu đến ngày": "30/06/2025"})
    make(country, target)
    told = same(country, target, *question, "--as-of", "2025-12-31", "--format", "json")
    assert ("note.pdf" in told) == (question in {(), ("--national",), ("dien-bien",)})


@pytest.mark.parametrize("question", [(), ("--national",)])
@pytest.mark.processes
def test_two_processes_say_the_same(
    country: DataDir, target: Path, monkeypatch: pytest.MonkeyPatch, question: tuple[str, ...]
) -> None:
    (country.root / "reports" / "cao-bang" / "of-lai-chau.xlsx").unlink()
    make(country, target)
    alone = same(country, target, *question, "--as-of", "2025-12-31", "--format", "json")
    monkeypatch.setattr(side_by_side, "workers", lambda: 2)
    monkeypatch.setattr(side_by_side, "_MANY_BYTES", 1)
    monkeypatch.setattr(side_by_side, "_BATCH", 2)
    used = []
    judge = side_by_side.judged_side_by_side

    def spied(*arguments: object) -> object:
        used.append(judge(*arguments))  # type: ignore[arg-type]
        return used[-1]

    monkeypatch.setattr(side_by_side, "judged_side_by_side", spied)
    assert same(country, target, *question, "--as-of", "2025-12-31", "--format", "json") == alone
    assert len(used) == 2
    assert None not in used


def test_no_report_is_opened_or_needed(country: DataDir, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(country, target)
    question = ("check", "--as-of", "2025-12-31", "--format", "json")
    told = country.run(*question).stdout
    monkeypatch.delattr(kept_facts, "read_report")
    assert country.run(*question, "--facts", str(target)).stdout == told
    shutil.rmtree(country.root / "reports")
    assert country.run(*question, "--facts", str(target)).stdout == told


def test_targets_and_decisions_are_those_of_the_data_folder(country: DataDir, target: Path) -> None:
    make(country, target)
    country.targets("dien-bien", {"indicator": TEAMS, "target": 50})
    (country.root / "decisions.yaml").write_text(
        "decisions:\n  - {rule: file-set-aside, province: Điện Biên, decision: accept, reason: đã biết, by: Lan}\n",
        encoding="utf-8",
    )
    told = same(country, target, "Điện Biên", "--as-of", "2025-06-30", "--format", "json")
    assert '"target": 50' in told


def test_what_is_kept_of_judgements_is_never_mixed_up(
    country: DataDir, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reports change, the set doesn't: each answers for itself, however often it is asked."""
    monkeypatch.setenv("DU_AN8_CACHE", str(tmp_path / "cache"))
    make(country, target)
    question = ("check", "Điện Biên", "--as-of", "2025-12-31", "--format", "json")
    before = country.run(*question).stdout
    country.report("dien-bien/q2", {"Mã": TEAMS, CUMULATIVE: 77}, head={"Số liệu đến ngày": "30/09/2025"})
    after = country.run(*question).stdout
    assert before != after
    for _ in range(2):
        assert country.run(*question, "--facts", str(target)).stdout == before
        assert country.run(*question).stdout == after


def test_what_was_judged_of_a_set_is_kept(
    country: DataDir, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (country.root / "reports" / "cao-bang" / "broken.xlsx").unlink()  # it may be another the next time
    monkeypatch.setenv("DU_AN8_CACHE", str(tmp_path / "cache"))
    make(country, target)
    read = []
    reports_about = FactsSet.reports_about

    def counted(*arguments: Any) -> Any:  # noqa: ANN401  # whatever it takes
        read.append(arguments)
        return reports_about(*arguments)

    monkeypatch.setattr(FactsSet, "reports_about", counted)
    question = ("check", "Điện Biên", "--as-of", "2025-12-31", "--facts", str(target))
    told = country.run(*question).stdout
    assert country.run(*question).stdout == told
    assert len(read) == 1
    country.report("dien-bien/q2", {"Mã": TEAMS, CUMULATIVE: 77}, head={"Số liệu đến ngày": "30/09/2025"})
    make(country, target)
    read.clear()
    assert country.run(*question).stdout != told
    assert len(read) == 1


# What can't be used is told.


@pytest.fixture
def sent(data: DataDir, target: Path) -> DataDir:
    """A province with a report, and its facts set."""
    data.targets("dien-bien", {"indicator": TEAMS, "target": 100})
    data.report("dien-bien/2023", {"Mã": TEAMS, CUMULATIVE: 20}, head={"Số liệu đến ngày": "31/12/2023"})
    make(data, target)
    return data


def refused(data: DataDir, target: Path, *names: str) -> str:
    result = data.run("check", *names, "--facts", str(target))
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert "Traceback" not in result.stderr
    assert "lỗi bên trong" not in result.stderr
    assert f"du-an8 facts --format parquet -o {target}/" in result.stderr
    return result.stderr


AROUND: dict[str, tuple[str, str]] = {
    "programme": ("programme.yaml", f"indicators:\n  - {{id: {TEAMS}, aliases: [tổ loa]}}\n"),
    "papers": ("evidence/anh.jpg", "x"),
    "layouts": (
        "layouts/x.yaml",
        "sheets:\n  - {sheet: '*', header: 3-3, columns: {A: {role: Chỉ tiêu, title: cột 1}}}\n",
    ),
}


@pytest.mark.parametrize("what", AROUND)
def test_facts_that_would_be_others_now_are_refused(sent: DataDir, target: Path, what: str) -> None:
    name, text = AROUND[what]
    (sent.root / name).parent.mkdir(exist_ok=True)
    (sent.root / name).write_text(text, encoding="utf-8")
    assert name.partition("/")[0] in refused(sent, target)
    make(sent, target)
    same(sent, target)


def test_facts_of_another_program_are_refused(sent: DataDir, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifests, "source", lambda _: "of another version")
    assert "bản du-an8 khác" in refused(sent, target)
    make(sent, target)
    same(sent, target)


def test_facts_of_another_folder_are_refused(sent: DataDir, target: Path) -> None:
    moved = DataDir(sent.root.rename(sent.root.with_name("so-lieu")))
    told = refused(moved, target)
    assert "“data”" in told
    assert "“so-lieu”" in told


def change(path: Path, edit: Callable[[bytes], bytes]) -> None:
    path.write_bytes(edit(path.read_bytes()))


HARMS: dict[str, Callable[[Path], object]] = {
    "cut": lambda path: change(path, lambda content: content[: len(content) // 2]),
    "empty": lambda path: path.write_bytes(b""),
    "flipped": lambda path: change(path, lambda content: content[:-20] + bytes([content[-20] ^ 1]) + content[-19:]),
    "nonsense": lambda path: path.write_bytes(b"{}"),
    "gone": lambda path: path.unlink(),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("names", [(), ("Điện Biên",)])
def test_a_damaged_part_is_told(sent: DataDir, target: Path, harm: str, names: tuple[str, ...]) -> None:
    (part,) = target.glob("_reports/*.part")
    HARMS[harm](part)
    assert part.name in refused(sent, target, *names)


@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_first_file_is_told(sent: DataDir, target: Path, harm: str) -> None:
    HARMS[harm](target / "_du-an8.json")
    assert "_du-an8.json" in refused(sent, target)


def test_every_flipped_byte_of_the_first_file_is_told(sent: DataDir, target: Path) -> None:
    path = target / "_du-an8.json"
    content = path.read_bytes()
    for at in range(0, len(content), 7):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        refused(sent, target)


def test_a_part_of_another_time_is_told(sent: DataDir, target: Path) -> None:
    """It is whole, and not the one that belongs here."""
    (part,) = target.glob("_reports/*.part")
    old = part.read_bytes()
    sent.report("dien-bien/2023", {"Mã": TEAMS, CUMULATIVE: 21}, head={"Số liệu đến ngày": "31/12/2023"})
    make(sent, target)
    part.write_bytes(old)
    told = refused(sent, target)
    assert part.name in told
    assert "lần ghi khác" in told


def test_a_set_that_is_written_again_meanwhile_is_told(sent: DataDir, target: Path) -> None:
    """An answer is never of two times."""
    provinces = load_provinces()
    folder = from_facts(DataFolder(sent.root), target, provinces)
    sent.report("dien-bien/2023", {"Mã": TEAMS, CUMULATIVE: 21}, head={"Số liệu đến ngày": "31/12/2023"})
    make(sent, target)
    with pytest.raises(CannotRunError, match="lần ghi khác"):
        folder.load(provinces)


@pytest.mark.processes
def test_a_part_that_a_process_finds_damaged_is_told(
    country: DataDir, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (country.root / "reports" / "cao-bang" / "of-lai-chau.xlsx").unlink()
    make(country, target)
    monkeypatch.setattr(side_by_side, "workers", lambda: 2)
    monkeypatch.setattr(side_by_side, "_MANY_BYTES", 1)
    monkeypatch.setattr(side_by_side, "_BATCH", 2)
    (part,) = target.glob("_reports/dien-bien-*.part")
    part.write_bytes(b"x")
    assert part.name in refused(country, target)


def test_a_set_that_was_interrupted_is_told(sent: DataDir, target: Path) -> None:
    manifest = manifests.read_manifest(target)
    assert manifest
    (target / "_du-an8.json").write_bytes(manifests.text_of(replace(manifest, complete=False)))
    assert "chưa ghi xong" in refused(sent, target)


@pytest.mark.parametrize("name", ["data", "nowhere"])
def test_another_folder_is_none(sent: DataDir, tmp_path: Path, name: str) -> None:
    assert "không phải là bộ số liệu" in refused(sent, tmp_path / name)
