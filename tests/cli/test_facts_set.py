"""`facts --format parquet -o DIR/`: a folder of rows by province and phase, in which only what changed is made anew."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from conftest import DataDir
from du_an8.cli.data_folder import DataFolder
from du_an8.cli.facts_set import facts_of_files, writing
from du_an8.cli.main import app
from du_an8.cli.work import side_by_side
from du_an8.programme.provinces import load_provinces
from du_an8.reports import kept_facts
from du_an8.reports.facts_set import division
from du_an8.reports.report_file import ReportFile, read_report

if TYPE_CHECKING:
    from typer.testing import Result

    from du_an8.reports.report_file import Context

TEAMS, TALKS = "to-truyen-thong", "doi-thoai-chinh-sach"
IN_PERIOD, CUMULATIVE = "Thực hiện trong kỳ", "Luỹ kế từ đầu giai đoạn"
PROJECT = Path(__file__).parents[2]
OTHER_PROGRAMME = f"""\
replace: true
name: Chương trình khác
phases:
  - {{id: 2021/2030, name: giai đoạn 2021-2030, start: 2021-01-01, end: 2030-12-31}}
contents: {{1: Việc}}
indicators:
  - {{id: {TEAMS}, name: Tổ truyền thông cộng đồng, unit: tổ, kind: stock, content: 1}}
"""
LAYOUT = """sheets:
  - sheet: "*"
    header: 3-3
    columns:
      A: {role: Chỉ tiêu, title: cột 1}
      B: {role: Kế hoạch giai đoạn, title: cột 2}
      C: {role: Luỹ kế từ đầu giai đoạn, title: cột 3}
"""
Row = tuple[tuple[str, str], ...]


@pytest.fixture
def sent(data: DataDir) -> DataDir:
    """Three reports of two provinces, of two phases; one of them comes with a fault."""
    data.report("dien-bien/2023", {"Mã": TEAMS, CUMULATIVE: 20}, head={"Số liệu đến ngày": "31/12/2023"})
    data.report("dien-bien/2026", {"Mã": TEAMS, CUMULATIVE: 30}, head={"Số liệu đến ngày": "30/06/2026"})
    rows = ({"Mã": TALKS, IN_PERIOD: 4}, {"Mã": TEAMS, CUMULATIVE: "#DIV/0!"})
    data.report("cao-bang/2023-Q4", *rows, head={"Kỳ báo cáo": "Quý IV/2023"})
    return data


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "bo-so-lieu"


@pytest.fixture
def times_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the reports that were opened."""
    names: list[str] = []

    def counted(path: Path, shown: str, place: str | None, context: Context) -> ReportFile:
        names.append(path.name)
        return read_report(path, shown, place, context)

    monkeypatch.setattr(kept_facts, "read_report", counted)
    return names


def made(data: DataDir, target: Path) -> Result:
    result = data.run("facts", "--format", "parquet", "-o", f"{target}/")
    assert result.exit_code == 0, result.output
    return result


def as_row(record: dict[str, Any]) -> Row:
    return tuple(sorted((name, repr(value)) for name, value in record.items()))


def rows_in(target: Path) -> list[Row]:
    """All rows, the province and the phase taken from the folders' names."""
    found = []
    for path in target.glob("*/*/*.parquet"):
        parts = dict(part.split("=") for part in path.relative_to(target).parts[:2])
        table = pq.ParquetFile(path).read().to_pylist()
        assert not parts.keys() & set(table[0])
        found += [as_row(record | parts) for record in table]
    return sorted(found)


def rows_of_one_file(data: DataDir, path: Path) -> list[Row]:
    assert data.run("facts", "--format", "parquet", "-o", str(path)).exit_code == 0
    return sorted(map(as_row, pq.read_table(path).to_pylist()))


def files_in(target: Path) -> dict[str, bytes]:
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}


def states_of(target: Path) -> dict[str, tuple[int, int]]:
    """What tells that a file was written anew."""
    paths = [path for path in target.rglob("*") if path.is_file()]
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in paths}


# What it holds.


def test_it_holds_the_rows_of_one_file(sent: DataDir, target: Path, tmp_path: Path) -> None:
    made(sent, target)
    assert len(rows_in(target)) == 3
    assert rows_in(target) == rows_of_one_file(sent, tmp_path / "x.parquet")


def test_it_holds_the_rows_of_the_project_s_own_data(target: Path, tmp_path: Path) -> None:
    data = DataDir(PROJECT / "data")
    made(data, target)
    assert rows_in(target) == rows_of_one_file(data, tmp_path / "x.parquet") != []


def test_a_folder_for_each_province_and_phase(sent: DataDir, target: Path) -> None:
    made(sent, target)
    folders = {path.parent.relative_to(target).as_posix() for path in target.glob("*/*/*.parquet")}
    assert folders == {
        "province=dien-bien/phase=I",
        "province=dien-bien/phase=II",
        "province=cao-bang/phase=I",
    }


def test_an_engine_reads_it_as_one_table(sent: DataDir, target: Path) -> None:
    made(sent, target)
    table = pq.read_table(target)
    found = {(row["province"], row["phase"], row["value"]) for row in table.to_pylist()}
    assert found == {("dien-bien", "I", 20.0), ("dien-bien", "II", 30.0), ("cao-bang", "I", 4.0)}


def test_a_name_of_a_phase_is_never_a_path(sent: DataDir, target: Path) -> None:
    (sent.root / "programme.yaml").write_text(OTHER_PROGRAMME, encoding="utf-8")
    made(sent, target)
    assert {path.parent.name for path in target.glob("*/*/*.parquet")} == {"phase=2021%2F2030"}
    assert pq.read_table(target).to_pylist()[0]["phase"] == "2021/2030"


def test_what_reading_found_is_counted_as_for_one_file(sent: DataDir, target: Path, tmp_path: Path) -> None:
    (sent.root / "reports" / "note.pdf").write_bytes(b"%PDF")
    (sent.root / "decisions.yaml").write_text("decisions: 5\n", encoding="utf-8")
    alone = sent.run("facts", "--format", "parquet", "-o", str(tmp_path / "x.parquet"))
    assert made(sent, target).stderr == alone.stderr != ""
    assert made(sent, target).stderr == alone.stderr


def test_nothing_on_file_makes_a_set_without_rows(data: DataDir, target: Path) -> None:
    made(data, target)
    assert list(files_in(target)) == ["_du-an8.json"]


@pytest.mark.processes
def test_it_is_the_same_bytes_from_two_processes(
    sent: DataDir, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(sent, tmp_path / "alone")
    used = []
    submit = side_by_side.ProcessPoolExecutor.submit

    def counted(*arguments: Any) -> Any:  # noqa: ANN401  # whatever it takes
        used.append(arguments)
        return submit(*arguments)

    monkeypatch.setattr(side_by_side, "workers", lambda: 2)
    monkeypatch.setattr(side_by_side, "_MANY_BYTES", 1)
    monkeypatch.setattr(side_by_side.ProcessPoolExecutor, "submit", counted)
    made(sent, target)
    assert len(used) == 2
    assert files_in(target) == files_in(tmp_path / "alone")


# Only what changed.


def test_nothing_is_read_or_written_where_nothing_changed(sent: DataDir, target: Path, times_read: list[str]) -> None:
    made(sent, target)
    times_read.clear()
    before = states_of(target)
    assert "0 vừa đọc" in made(sent, target).stdout
    assert (times_read, states_of(target)) == ([], before)


def test_a_changed_report_alone_is_read_and_its_part_alone_is_written(
    sent: DataDir, target: Path, tmp_path: Path, times_read: list[str]
) -> None:
    made(sent, target)
    before = states_of(target)
    sent.report("dien-bien/2023", {"Mã": TEAMS, CUMULATIVE: 21}, head={"Số liệu đến ngày": "31/12/2023"})
    times_read.clear()
    assert "3 báo cáo, trong đó 1 vừa đọc" in made(sent, target).stdout
    assert times_read == ["2023.xlsx"]
    after = states_of(target)
    assert {name for name in after if after[name] == before[name]} == {
        name for name in after if name.startswith("cao-bang")
    }
    assert files_in(target) == files_in_new(sent, tmp_path)


def files_in_new(data: DataDir, tmp_path: Path) -> dict[str, bytes]:
    """What a set holds that is made now, from nothing."""
    made(data, tmp_path / "new")
    return files_in(tmp_path / "new")


def test_a_new_report_alone_is_read(sent: DataDir, target: Path, tmp_path: Path, times_read: list[str]) -> None:
    made(sent, target)
    sent.report("dien-bien/2022", {"Mã": TEAMS, CUMULATIVE: 9}, head={"Số liệu đến ngày": "31/12/2022"})
    times_read.clear()
    made(sent, target)
    assert times_read == ["2022.xlsx"]
    assert files_in(target) == files_in_new(sent, tmp_path)


def test_what_is_gone_is_removed(sent: DataDir, target: Path, tmp_path: Path, times_read: list[str]) -> None:
    made(sent, target)
    (sent.root / "reports/dien-bien/2026.xlsx").unlink()
    (sent.root / "reports/cao-bang/2023-Q4.xlsx").unlink()
    times_read.clear()
    made(sent, target)
    assert times_read == []
    assert [path.name for path in sorted(target.rglob("*=*"))] == ["province=dien-bien", "phase=I"]
    assert files_in(target) == files_in_new(sent, tmp_path)


def test_another_programme_reads_all_again(sent: DataDir, target: Path, times_read: list[str]) -> None:
    made(sent, target)
    (sent.root / "programme.yaml").write_text(
        f"indicators:\n  - {{id: {TEAMS}, aliases: [tổ loa]}}\n", encoding="utf-8"
    )
    times_read.clear()
    made(sent, target)
    assert sorted(times_read) == ["2023-Q4.xlsx", "2023.xlsx", "2026.xlsx"]


def test_a_report_that_cannot_be_opened_is_tried_again(sent: DataDir, target: Path, times_read: list[str]) -> None:
    (sent.root / "reports/dien-bien/broken.xlsx").write_bytes(b"PK\x03\x04")
    made(sent, target)
    before = states_of(target)
    times_read.clear()
    made(sent, target)
    assert (times_read, states_of(target)) == (["broken.xlsx"], before)


def test_a_place_that_grows_is_divided_and_nothing_is_read_again(
    sent: DataDir, target: Path, tmp_path: Path, times_read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for quarter in range(1, 5):
        head = {"Kỳ báo cáo": f"Quý {quarter}/2022"}
        sent.report(f"dien-bien/2022-Q{quarter}", {"Mã": TALKS, IN_PERIOD: quarter}, head=head)
    made(sent, target)
    rows = rows_in(target)
    assert len(list(target.rglob("dien-bien-*.part"))) == 1
    times_read.clear()
    with monkeypatch.context() as smaller:
        smaller.setattr(division, "_PART_BYTES", 9_000)
        made(sent, target)
        assert len(list(target.rglob("dien-bien-*.part"))) > 1
        assert rows_in(target) == rows
    made(sent, target)
    assert times_read == []
    assert files_in(target) == files_in_new(sent, tmp_path)


# What goes wrong on the way.


@pytest.mark.parametrize("last", range(1, 7))
def test_an_interrupted_run_is_completed_by_the_next(
    sent: DataDir, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: int
) -> None:
    """However many files were put in place."""
    written = iter(range(last))
    put = writing._put  # noqa: SLF001  # where each file is put in place

    def interrupted(path: Path, content: bytes) -> None:
        if next(written, None) is None:
            raise KeyboardInterrupt
        put(path, content)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(writing, "_put", interrupted)
        result = sent.run("facts", "--format", "parquet", "-o", f"{target}/")
    assert result.exit_code == 130
    assert json.loads((target / "_du-an8.json").read_bytes())["complete"] is False
    made(sent, target)
    assert files_in(target) == files_in_new(sent, tmp_path)


def test_an_interrupted_run_reads_nothing_twice(
    sent: DataDir, target: Path, monkeypatch: pytest.MonkeyPatch, times_read: list[str]
) -> None:
    def interrupted(batch: facts_of_files.Batch) -> facts_of_files.FactsOfFiles:
        if batch.name.startswith("dien-bien"):
            raise KeyboardInterrupt
        return facts_of_files.facts_of_files(batch)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(writing, "facts_of_files", interrupted)
        sent.run("facts", "--format", "parquet", "-o", f"{target}/")
    made(sent, target)
    assert times_read == ["2023-Q4.xlsx", "2023.xlsx", "2026.xlsx"]


def test_rows_that_an_interrupted_run_left_behind_are_removed(sent: DataDir, target: Path, tmp_path: Path) -> None:
    made(sent, target)
    (rows,) = target.glob("province=cao-bang/*/*.parquet")
    (rows.parent / "of-another-time.parquet").write_bytes(rows.read_bytes())
    (rows.parent / ".x.parquet.abc.tmp").write_bytes(b"x")
    made(sent, target)
    assert files_in(target) == files_in_new(sent, tmp_path)


PARTS = ["*/*/cao-bang-*.parquet", "_reports/cao-bang-*.part"]
HARMS = [(pattern, harm) for pattern in PARTS for harm in ("cut", "flipped", "gone")]


@pytest.mark.parametrize(("pattern", "harm"), [*HARMS, ("_du-an8.json", "cut")])
def test_a_damaged_file_is_made_anew(sent: DataDir, target: Path, tmp_path: Path, pattern: str, harm: str) -> None:
    made(sent, target)
    (path,) = target.glob(pattern)
    content = path.read_bytes()
    match harm:
        case "cut":
            path.write_bytes(content[: len(content) // 2])
        case "flipped":
            path.write_bytes(content[:100] + bytes([content[100] ^ 1]) + content[101:])
        case _:
            path.unlink()
    made(sent, target)
    assert files_in(target) == files_in_new(sent, tmp_path)


def test_a_report_that_changes_while_it_is_read_is_told_and_the_rest_is_kept(
    sent: DataDir, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(path: Path, shown: str, place: str | None, context: Context) -> ReportFile:
        if path.name == "2023.xlsx":
            sent.report("dien-bien/2023", {"Mã": TEAMS, CUMULATIVE: 99}, head={"Số liệu đến ngày": "31/12/2023"})
        return read_report(path, shown, place, context)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(kept_facts, "read_report", changed)
        result = sent.run("facts", "--format", "parquet", "-o", f"{target}/")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "data/reports/dien-bien/2023.xlsx" in result.stderr
    assert "chạy lại" in result.stderr
    made(sent, target)
    assert files_in(target) == files_in_new(sent, tmp_path)


# What is meant by -o.


def refused(result: Result) -> str:
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert "Traceback" not in result.stderr
    return result.stderr


@pytest.mark.parametrize("name", ["facts.pq", "facts", "facts.parquet.gz"])
def test_another_ending_is_refused_and_both_ways_are_said(sent: DataDir, tmp_path: Path, name: str) -> None:
    told = refused(sent.run("facts", "--format", "parquet", "-o", str(tmp_path / name)))
    assert ".parquet" in told
    assert f"{name}/" in told
    assert not (tmp_path / name).exists()


def test_a_name_that_ends_in_parquet_is_a_file_unless_a_folder_is_meant(sent: DataDir, tmp_path: Path) -> None:
    for name in ("x.parquet", "Y.PARQUET"):
        assert sent.run("facts", "--format", "parquet", "-o", str(tmp_path / name)).exit_code == 0
        assert (tmp_path / name).is_file()
    made(sent, tmp_path / "z.parquet")
    assert (tmp_path / "z.parquet" / "_du-an8.json").is_file()


def test_a_folder_that_is_there_needs_no_slash(sent: DataDir, target: Path) -> None:
    target.mkdir()
    assert sent.run("facts", "--format", "parquet", "-o", str(target)).exit_code == 0
    assert len(rows_in(target)) == 3


def test_a_folder_with_other_files_is_left_alone(sent: DataDir, target: Path) -> None:
    target.mkdir()
    (target / "ghi-chu.txt").write_text("x", encoding="utf-8")
    assert "ghi-chu.txt" in refused(sent.run("facts", "--format", "parquet", "-o", f"{target}/"))
    assert list(files_in(target)) == ["ghi-chu.txt"]


def test_rows_of_others_are_told_and_not_removed(sent: DataDir, target: Path) -> None:
    made(sent, target)
    other = target / "province=cao-bang" / "phase=I" / "of-others.parquet"
    table = pq.read_table(next(other.parent.glob("*.parquet"))).replace_schema_metadata({})
    pq.write_table(table, other)
    assert "of-others.parquet" in refused(sent.run("facts", "--format", "parquet", "-o", f"{target}/"))
    assert other.exists()


@pytest.mark.parametrize("below", ["", "reports", "reports/dien-bien/x"])
def test_it_never_goes_into_the_data(sent: DataDir, below: str) -> None:
    before = files_in(sent.root)
    refused(sent.run("facts", "--format", "parquet", "-o", f"{sent.root / below}/"))
    assert files_in(sent.root) == before


def test_it_is_of_the_whole_folder(sent: DataDir, target: Path) -> None:
    told = refused(sent.run("facts", "Điện Biên", "--format", "parquet", "-o", f"{target}/"))
    assert "bỏ tên tỉnh" in told
    assert not target.exists()


def test_a_file_in_its_place_is_left_alone(sent: DataDir, target: Path) -> None:
    target.write_bytes(b"x")
    refused(sent.run("facts", "--format", "parquet", "-o", f"{target}/"))
    assert target.read_bytes() == b"x"


def test_a_disk_that_is_full_is_told(sent: DataDir, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "write_whole", full)
    assert "đĩa đã đầy" in refused(sent.run("facts", "--format", "parquet", "-o", f"{target}/"))


@pytest.mark.processes
def test_nothing_depends_on_the_process(sent: DataDir, tmp_path: Path) -> None:
    """Neither on the order of a set, which is another in each, nor on what was kept."""
    (sent.root / "layouts").mkdir()
    (sent.root / "layouts" / "x.yaml").write_text(LAYOUT, encoding="utf-8")
    context, faults = DataFolder(sent.root).context(load_provinces())
    assert (len(context.taught), faults) == (1, [])
    surroundings = [{"PYTHONHASHSEED": "0"}, {"PYTHONHASHSEED": "1"}]
    surroundings += [{**each, "DU_AN8_CACHE": str(tmp_path / "cache")} for each in surroundings]
    told = []
    for number, each in enumerate(surroundings):
        command = [sys.executable, "-m", "du_an8", "facts", "--data", str(sent.root), "--format", "parquet", "-o"]
        subprocess.run([*command, f"{tmp_path / str(number)}/"], env={**os.environ, **each}, check=True)
        told.append(files_in(tmp_path / str(number)))
    assert told[1:] == told[:1] * 3


@pytest.mark.processes
def test_two_at_once_write_one_after_the_other(sent: DataDir, target: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "du_an8", "facts", "--data", str(sent.root), "--format", "parquet", "-o"]
    running = [subprocess.Popen([*command, f"{target}/"], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = sorted(each.communicate()[0].rpartition(" trong đó ")[2] for each in running)
    assert told == ["0 vừa đọc.\n", "3 vừa đọc.\n"]
    assert files_in(target) == files_in_new(sent, tmp_path)


def test_jsonl_of_a_folder_stays_a_fault(sent: DataDir, target: Path) -> None:
    target.mkdir()
    result = CliRunner().invoke(app, ["facts", "--data", str(sent.root), "-o", f"{target}/"])
    refused(result)
    assert not any(target.iterdir())
