"""`facts --scheduler ADDRESS`: other processes read, the set is the same to the byte."""

from __future__ import annotations

import os
import pickle
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from distributed import LocalCluster
from msgspec.structs import replace

from conftest import DataDir
from du_an8.cli.cannot_run import CannotRunError
from du_an8.cli.data_folder import DataFolder
from du_an8.cli.facts_set import facts_of_files, planning
from du_an8.cli.work import cluster
from du_an8.reports import kept_facts
from du_an8.reports.facts_set.known import Known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typer.testing import Result

pytestmark = pytest.mark.processes

PROJECT = Path(__file__).parents[2]
CUMULATIVE, TEAMS = "Luỹ kế từ đầu giai đoạn", "to-truyen-thong"


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a scheduler with two workers on this machine."""
    with LocalCluster(n_workers=2, threads_per_worker=1, memory_limit=None, dashboard_address=":0") as running:
        yield running.scheduler_address


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "bo-so-lieu"


@pytest.fixture
def sent(data: DataDir) -> DataDir:
    """Three provinces; a file that is read in a process of its own, one that can't be opened."""
    for name in ("dien-bien", "cao-bang", "lai-chau"):
        data.report(f"{name}/2023", {"Mã": TEAMS, CUMULATIVE: 20}, head={"Số liệu đến ngày": "31/12/2023"})
    rows = "".join(
        f"<tr><td>{one}</td><td>{other}</td></tr>"
        for one, other in (("Tỉnh:", "Điện Biên"), ("Kỳ báo cáo:", "Năm 2022"), ("Mã", CUMULATIVE), (TEAMS, "5"))
    )
    page = f"<html><meta charset=utf-8><table>{rows}</table></html>"
    (data.root / "reports/dien-bien/2022.xls").write_text(page, encoding="utf-8")
    (data.root / "reports/lai-chau/2022.xlsx").write_bytes(b"PK\x03\x04")
    return data


def run(data: DataDir, target: Path, *more: str) -> Result:
    return data.run("facts", "--format", "parquet", "-o", f"{target}/", *more)


def files_in(target: Path) -> dict[str, bytes]:
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}


def refused(result: Result) -> str:
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert "Traceback" not in result.stderr
    assert "lỗi bên trong" not in result.stderr
    return result.stderr


def test_workers_make_the_same_bytes(sent: DataDir, scheduler: str, target: Path, tmp_path: Path) -> None:
    alone = run(sent, tmp_path / "alone")
    with pytest.MonkeyPatch.context() as elsewhere:
        elsewhere.delattr(kept_facts, "read_report")  # nothing is read here
        result = run(sent, target, "--scheduler", scheduler)
    assert result.exit_code == 0, result.output
    assert result.stderr == alone.stderr
    assert files_in(target) == files_in(tmp_path / "alone")


def test_and_of_the_project_s_own_data(scheduler: str, target: Path, tmp_path: Path) -> None:
    data = DataDir(PROJECT / "data")
    assert run(data, tmp_path / "alone").stdout
    assert run(data, target, "--scheduler", scheduler).stdout
    assert files_in(target) == files_in(tmp_path / "alone")


def test_only_what_changed_is_read_by_them(sent: DataDir, scheduler: str, target: Path, tmp_path: Path) -> None:
    assert run(sent, target).exit_code == 0
    sent.report("cao-bang/2024", {"Mã": TEAMS, CUMULATIVE: 25}, head={"Số liệu đến ngày": "31/12/2024"})
    assert "6 báo cáo, trong đó 2 vừa đọc" in run(sent, target, "--scheduler", scheduler).stdout  # one is broken
    assert run(sent, tmp_path / "new").exit_code == 0
    assert files_in(target) == files_in(tmp_path / "new")


def test_what_goes_to_a_worker_is_data_and_the_name_of_a_function(sent: DataDir) -> None:
    plan = planning.plan_for(DataFolder(sent.root))
    batch = plan.batch(next(iter(plan.parts)), Known(sent.root, {}))
    assert pickle.loads(pickle.dumps(batch)) == batch  # noqa: S301  # our own
    assert len(pickle.dumps(facts_of_files.facts_of_files)) < 100
    made = pickle.loads(pickle.dumps(facts_of_files.facts_of_files(batch)))  # noqa: S301  # our own
    assert made == facts_of_files.facts_of_files(batch)


def test_workers_with_another_program_are_refused(
    sent: DataDir, scheduler: str, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_by = planning.made_by
    monkeypatch.setattr(planning, "made_by", lambda *where: replace(made_by(*where), program="of another version"))
    assert "bản du-an8 khác" in refused(run(sent, target, "--scheduler", scheduler))


def test_workers_that_see_another_file_are_refused(
    sent: DataDir, scheduler: str, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_facts.FactsKeys, "of", lambda *_: "of other bytes")
    told = refused(run(sent, target, "--scheduler", scheduler))
    assert "data/reports/" in told
    assert "không thấy đúng tệp ấy" in told


def test_what_goes_wrong_with_a_worker_is_told(scheduler: str, tmp_path: Path) -> None:
    with pytest.raises(CannotRunError, match="Các máy của Dask không làm được: FileNotFoundError"):
        list(cluster.each_on_cluster(os.listdir, [tmp_path, tmp_path / "nowhere"], scheduler))


def test_answers_come_in_the_order_of_the_items(scheduler: str) -> None:
    """However many there are."""
    assert list(cluster.each_on_cluster(abs, iter(range(-50, 50)), scheduler)) == list(map(abs, range(-50, 50)))


def test_a_scheduler_that_is_not_there_is_told(sent: DataDir, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_TIMEOUT", "1s")
    with socket.socket() as taken:  # bound, and nobody listens
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        assert address in refused(run(sent, target, "--scheduler", address))


@pytest.mark.parametrize("address", ["10.0.0.5", "http://x", "tcp://x y:1", ""])
def test_what_is_no_address_is_told(sent: DataDir, target: Path, address: str) -> None:
    told = refused(run(sent, target, "--scheduler", address))
    assert "tcp://10.0.0.5:8786" in told


def test_a_scheduler_without_workers_is_told(sent: DataDir, target: Path) -> None:
    with LocalCluster(n_workers=0, dashboard_address=":0") as empty:
        assert "chưa có máy nào" in refused(run(sent, target, "--scheduler", empty.scheduler_address))


def test_without_dask_the_way_to_get_it_is_said(sent: DataDir, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("du_an8.cli.facts.find_spec", lambda name: None if name == "distributed" else name)
    told = refused(run(sent, target, "--scheduler", "tcp://127.0.0.1:1"))
    assert "pip install 'du-an8[cluster]'" in told
    assert not target.exists()


@pytest.mark.parametrize("form", [(), ("--format", "csv"), ("--format", "parquet", "-o", "x.parquet")])
def test_it_is_for_a_facts_set_alone(sent: DataDir, form: tuple[str, ...]) -> None:
    assert "--format parquet -o" in refused(sent.run("facts", *form, "--scheduler", "tcp://127.0.0.1:1"))
