"""`init`, and the checks that it writes: parsed, and every step of theirs run in a clean repository."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from typer.testing import CliRunner

from conftest import DataDir
from du_an8.cli.main import app
from du_an8.cli.work import asking
from du_an8.outputs.starter.folder import starter_files
from du_an8.strict_yaml.validation import StrictModel

ROOT = Path(__file__).parents[2]
GITHUB, GITLAB = ".github/workflows/check-data.yml", ".gitlab-ci.yml"
SWITCHED_OFF = re.compile(r"^(\s*)#(?=[^\s#])", re.MULTILINE)
TEAMS = "to-truyen-thong"
TODAY = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock is read in one place."""
    monkeypatch.setattr(asking, "_today", lambda: TODAY)


def started(folder: Path, *options: str) -> DataDir:
    result = CliRunner().invoke(app, ["init", str(folder), *options])
    assert result.exit_code == 0, result.output
    return DataDir(folder / "data")


def keys_of(model: type[StrictModel]) -> set[str]:
    """Every key of a form, and of the forms within it."""
    schema = model.model_json_schema()
    return {key for each in (schema, *schema.get("$defs", {}).values()) for key in each.get("properties", {})}


def test_a_new_folder_works_at_once(tmp_path: Path) -> None:
    data = started(tmp_path / "moi")
    assert data.run("validate").exit_code == 0
    document = data.check("--as-of", "2026-11-30")
    assert {finding["severity"] for finding in document["findings"]} == {"info"}
    (province,) = document["provinces"]
    assert (province["era"], province["phase"]["id"]) == ("2025", "II")
    assert {row["id"]: row["target"] for row in province["indicators"]} == {
        TEAMS: 600,
        "dia-chi-tin-cay": 60,
        "doi-thoai-chinh-sach": 100,
    }


@pytest.mark.parametrize(
    ("day", "phase", "quarter"),
    [
        (date(2025, 12, 31), "I", "2025-Q4"),
        (date(2026, 1, 1), "II", "2026-Q1"),
        (date(2026, 11, 30), "II", "2026-Q4"),
        (date(2030, 9, 30), "II", "2030-Q3"),
        (date(2031, 2, 1), "II", "2031-Q1"),  # until there is a third, the last phase
    ],
)
@pytest.mark.parametrize("options", [(), ("--programme",)], ids=["packaged", "other programme"])
def test_a_folder_begins_in_the_phase_and_the_quarter_of_the_day(  # noqa: PLR0913, PLR0917  # the day in every form
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    day: date,
    phase: str,
    quarter: str,
) -> None:
    monkeypatch.setattr(asking, "_today", lambda: day)
    data = started(tmp_path / "moi", *options)
    targets = loaded(data.root / "targets" / "dien-bien.yaml")
    assert targets["phase"] == phase
    assert [path.name for path in (tmp_path / "moi" / "mau-bao-cao").iterdir()] == [f"dien-bien-{quarter}.xlsx"]
    assert f"--period {quarter}" in (tmp_path / "moi" / "HUONG-DAN.md").read_text(encoding="utf-8")
    assert data.run("validate").exit_code == 0
    (province,) = data.check("--as-of", str(day))["provinces"]
    assert province["phase"]["id"] == phase
    assert len(province["indicators"]) == len(targets["targets"])


def test_no_district_is_asked_for_in_a_folder_that_begins_today(tmp_path: Path) -> None:
    started(tmp_path / "moi")
    (blank,) = (tmp_path / "moi" / "mau-bao-cao").glob("*.xlsx")
    page = openpyxl.load_workbook(blank)["Báo cáo"]
    assert {"huyen-trien-khai", "xa-trien-khai"} & {row[1].value for row in page.iter_rows()} == {"xa-trien-khai"}
    targets = (tmp_path / "moi" / "data" / "targets" / "dien-bien.yaml").read_text(encoding="utf-8")
    assert "district" not in yaml.safe_load(SWITCHED_OFF.sub(r"\1", targets))["areas"][0]


def test_the_figures_of_an_example_say_that_they_are_examples(tmp_path: Path) -> None:
    for options in ((), ("--programme",)):
        folder = tmp_path / f"moi{len(options)}"
        started(folder, *options)
        path = folder / "data" / "targets" / "dien-bien.yaml"
        assert "SỐ VÍ DỤ" in path.read_text(encoding="utf-8")
        assert all(source["title"].startswith("VÍ DỤ") for source in loaded(path)["sources"].values())


@pytest.mark.parametrize(
    ("here", "folder"),
    [("", "data"), ("data", "data"), ("data", "."), ("", "data/"), ("moi", "../data"), ("moi", "../data/data")],
)
def test_a_folder_that_is_called_data_is_the_data_folder_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: str, folder: str
) -> None:
    (tmp_path / here).mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path / here)
    result = CliRunner().invoke(app, ["init", folder])
    assert result.exit_code == 0, result.output
    assert "chính thư mục dữ liệu" in result.stdout
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["programme.yaml", "reports", "targets"]
    assert (tmp_path / "HUONG-DAN.md").is_file()
    assert (tmp_path / ".github").is_dir()
    written = [Path(line) for line in result.stdout.splitlines() if line.endswith((".yaml", ".md", ".yml", ".xlsx"))]
    assert written
    assert all(path.is_file() for path in written)
    assert CliRunner().invoke(app, ["validate"]).exit_code == 0


def test_a_folder_in_one_that_is_called_data_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path / "data")
    started(Path("moi"))
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["moi"]


def test_the_blank_workbook_is_one_that_can_be_filled_in_and_filed(tmp_path: Path) -> None:
    data = started(tmp_path / "moi")
    (blank,) = (tmp_path / "moi" / "mau-bao-cao").glob("*.xlsx")
    assert blank.name == "dien-bien-2026-Q4.xlsx"
    assert data.run("validate", str(blank)).exit_code == 0
    workbook = openpyxl.load_workbook(blank)
    page = workbook["Báo cáo"]
    cells = {str(cell.value): cell for row in page.iter_rows() for cell in row if cell.value}
    title = next(text for text in cells if text.startswith("Luỹ kế"))
    page.cell(cells[TEAMS].row, cells[title].column, 540)
    workbook.save(blank)
    assert data.run("import", str(blank)).exit_code == 0
    (province,) = data.check("--as-of", "2026-12-31")["provinces"]
    assert {row["id"]: row["actual"] for row in province["indicators"]}[TEAMS] == 540


@pytest.mark.parametrize(
    ("name", "options"),
    [("targets/dien-bien.yaml", ()), ("programme.yaml", ()), ("programme.yaml", ("--programme",))],
)
def test_what_is_switched_off_in_an_example_works_when_it_is_switched_on(
    tmp_path: Path, name: str, options: tuple[str, ...]
) -> None:
    data = started(tmp_path / "moi", *options)
    path = data.root / name
    text = SWITCHED_OFF.sub(r"\1", path.read_text(encoding="utf-8"))
    path.write_text(text.replace("[nguoi-du-nam, nguoi-du-nu]", "[buoi-truyen-thong]"), encoding="utf-8")
    result = data.run("validate")
    assert result.exit_code == 0, result.stdout
    assert {"areas", "indicators"} & yaml.safe_load(path.read_text(encoding="utf-8")).keys()


def test_the_example_explains_every_key_of_a_target_file(tmp_path: Path) -> None:
    from du_an8.targets.schema import TargetFile

    started(tmp_path / "moi")
    text = (tmp_path / "moi" / "data" / "targets" / "dien-bien.yaml").read_text(encoding="utf-8")
    assert keys_of(TargetFile) <= set(re.findall(r"\b([a-z_]+):", text))


def test_the_example_of_a_programme_explains_every_key_of_one(tmp_path: Path) -> None:
    from du_an8.programme.schema import ProgrammeFile

    started(tmp_path / "moi", "--programme")
    text = (tmp_path / "moi" / "data" / "programme.yaml").read_text(encoding="utf-8")
    assert keys_of(ProgrammeFile) <= set(re.findall(r"\b([a-z_]+):", text))


def test_the_example_of_a_programme_has_each_sort_of_indicator(tmp_path: Path) -> None:
    from du_an8.programme.load import load_programme

    data = started(tmp_path / "moi", "--programme")
    programme, findings = load_programme(data.root / "programme.yaml")
    assert findings == []
    sorts = {(each.kind.value, each.direction.value, each.whole) for each in programme.indicators.values()}
    assert sorts == {
        ("stock", "increase", True),
        ("flow", "increase", True),
        ("flow", "increase", False),
        ("rate", "increase", False),
        ("rate", "decrease", False),
    }
    assert {each.content for each in programme.indicators.values()} == set(programme.contents)
    assert len(programme.phases) == 2


def test_the_blank_workbook_of_the_example_of_a_programme_is_filed_without_a_finding(tmp_path: Path) -> None:
    data = started(tmp_path / "moi", "--programme")
    (blank,) = (tmp_path / "moi" / "mau-bao-cao").glob("*.xlsx")
    workbook = openpyxl.load_workbook(blank)
    page = workbook["Báo cáo"]
    assert page["A1"].value == "BÁO CÁO KẾT QUẢ THỰC HIỆN CHƯƠNG TRÌNH NƯỚC SẠCH"
    cells = {str(cell.value): cell for row in page.iter_rows() for cell in row if cell.value}
    title = next(text for text in cells if text.startswith("Luỹ kế"))
    page["C4"].value = TODAY
    filled = {"cong-trinh-cap-nuoc": 66, "buoi-truyen-thong": 40, "ho-chua-co-nha-tieu": 30, "von-duoc-giao": 15000.5}
    for key, value in filled.items():
        page.cell(cells[key].row, cells[title].column, value)
    workbook.save(blank)
    assert data.run("import", str(blank)).exit_code == 0
    document = data.check("--as-of", str(TODAY))
    assert [finding["rule"] for finding in document["findings"] if finding["severity"] != "info"] == []
    (province,) = document["provinces"]
    found = {row["id"]: row["actual"] for row in province["indicators"]}
    assert {key: found[key] for key in filled} == filled
    assert "Dự án 8" not in json.dumps(document, ensure_ascii=False)


def test_what_is_there_is_never_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "moi"
    folder.mkdir()
    (folder / ".gitlab-ci.yml").write_text("x")
    (folder / "README.md").write_text("x")
    result = CliRunner().invoke(app, ["init", str(folder)])
    assert result.exit_code == 2
    assert ".gitlab-ci.yml" in result.stderr
    assert sorted(path.name for path in folder.iterdir()) == [".gitlab-ci.yml", "README.md"]


def test_editors_find_the_schema_that_a_file_names(tmp_path: Path) -> None:
    folder = tmp_path / "moi"
    started(folder)
    for name in ("data/targets/dien-bien.yaml", "data/programme.yaml"):
        named = re.match(r"# yaml-language-server: \$schema=(\S+)", (folder / name).read_text(encoding="utf-8"))
        assert named
        assert json.loads((folder / name).parent.joinpath(named[1]).read_text(encoding="utf-8"))["properties"]
    settings = json.loads((folder / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert all((folder / schema).is_file() for schema in settings["yaml.schemas"])


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Where the steps run: the project is what they install, into a folder of its own; no identity for git."""
    target, wheels = tmp_path_factory.mktemp("installed"), tmp_path_factory.mktemp("wheels")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(wheels),
        str(ROOT),
    ]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = wheels.iterdir()
    first = (str(target / "bin"), str(Path(sys.executable).parent))  # this Python, whether its venv is active or not
    paths = {"PATH": os.pathsep.join([*first, os.environ["PATH"]]), "PYTHONPATH": str(target)}
    return {
        **os.environ, **paths, "DU_AN8": str(wheel), "PIP_TARGET": str(target), "PIP_NO_DEPS": "1", "PIP_QUIET": "1",
        "PIP_UPGRADE": "1", "HOME": str(target), "GIT_CONFIG_NOSYSTEM": "1",
    }  # fmt: skip


@dataclass
class Repository:
    """A clone with a new data folder, and the steps of a check run in it, one after the other."""

    folder: Path
    environment: dict[str, str]
    exits: dict[str, int] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)

    @property
    def data(self) -> DataDir:
        return DataDir(self.folder / "data")

    def git(self, *arguments: str) -> str:
        told = subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@localhost", *arguments],
            cwd=self.folder, check=True, capture_output=True, text=True,
        )  # fmt: skip
        return told.stdout

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", "data")
        self.git("push", "-q", "origin", "HEAD:refs/heads/main")

    def clean(self) -> None:
        """As a runner finds it: nothing of the run before."""
        self.git("clean", "-qfdx")

    def run(self, name: str, script: str) -> None:
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.folder, env=self.environment, check=False, capture_output=True, text=True,
        )  # fmt: skip
        self.exits[name], self.told[name] = done.returncode, done.stdout + done.stderr


@pytest.fixture
def repository(tmp_path: Path, environment: dict[str, str]) -> Repository:
    folder, origin = tmp_path / "kho", tmp_path / "origin.git"
    data = started(folder)
    data.targets("Sơn La", {"indicator": TEAMS, "target": 540}, phase="I")  # the steps run on any day
    subprocess.run(["git", "init", "-q", "--bare", str(origin)], check=True)
    found = Repository(folder, {**environment, "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")})
    found.git("init", "-q")
    found.git("remote", "add", "origin", str(origin))
    found.commit()
    return found


def loaded(path: Path) -> dict[Any, Any]:
    document: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return document


def run_github(repository: Repository) -> str:
    """All steps with a script, as the runner runs them; the summary that they leave."""
    summary = Path(repository.environment["GITHUB_STEP_SUMMARY"])
    summary.write_text("")
    repository.clean()
    for step in loaded(repository.folder / GITHUB)["jobs"]["check-data"]["steps"]:
        if "run" in step:
            repository.run(step["name"], step["run"])
    return summary.read_text(encoding="utf-8")


def lag(data: DataDir) -> None:
    """300 of 540 teams when the phase ended."""
    data.report("son-la/2025", {"Mã": TEAMS, "Luỹ kế từ đầu giai đoạn": 300}, head={"Kỳ báo cáo": "Năm 2025"})


@pytest.mark.processes
def test_the_workflow_checks_publishes_and_remembers(repository: Repository) -> None:
    summary = run_github(repository)
    assert set(repository.exits.values()) == {0}, repository.told
    assert "## Điện Biên" in summary
    assert (repository.folder / "trang" / "index.html").is_file()
    assert repository.git("ls-remote", "origin", "ket-qua") != ""

    lag(repository.data)
    repository.commit()
    summary = run_github(repository)
    assert {name: code for name, code in repository.exits.items() if code} == {"Chỉ tiêu mới chậm": 1}
    assert "mới chậm" in summary

    run_github(repository)  # what lagged last week lags still: nothing is new
    assert set(repository.exits.values()) == {0}, repository.told
    origin = repository.git("remote", "get-url", "origin").strip()
    assert repository.git("--git-dir", origin, "rev-list", "--count", "ket-qua").strip() == "3"


@pytest.mark.processes
def test_the_workflow_names_the_line_of_a_fault_and_goes_on(repository: Repository) -> None:
    path = repository.data.root / "targets" / "dien-bien.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("target: 600", "target: 1.800"), encoding="utf-8")
    repository.commit()
    run_github(repository)
    assert {name for name, code in repository.exits.items() if code} == {"Dữ liệu đọc được không"}
    assert (
        "::error title=ambiguous-number,file=data/targets/dien-bien.yaml,line="
        in (repository.told["Dữ liệu đọc được không"])
    )
    assert (repository.folder / "trang" / "index.html").is_file()


def run_gitlab(repository: Repository) -> None:
    """The script's lines in one shell; of the run before, only what is cached is left."""
    repository.git("clean", "-qfdx", "-e", "truoc")
    repository.run("script", "\n".join(loaded(repository.folder / GITLAB)["check-data"]["script"]))


@pytest.mark.processes
def test_the_gitlab_job_does_the_same(repository: Repository) -> None:
    run_gitlab(repository)
    assert repository.exits["script"] == 0, repository.told["script"]
    kept = loaded(repository.folder / GITLAB)["check-data"]["artifacts"]
    for name in [*kept["paths"], kept["reports"]["junit"]]:
        assert (repository.folder / name).exists(), name
    lag(repository.data)
    repository.commit()
    run_gitlab(repository)
    assert repository.exits["script"] == 1
    assert "mới chậm" in (repository.folder / "tom-tat.md").read_text(encoding="utf-8")


def test_both_check_on_every_change_of_data_and_once_a_week(tmp_path: Path) -> None:
    started(tmp_path / "moi")
    github = loaded(tmp_path / "moi" / GITHUB)
    triggers = github[True]  # YAML 1.1 reads the key `on` as a boolean
    assert "data/**" in triggers["push"]["paths"]
    minute, hour, day, month, weekday = triggers["schedule"][0]["cron"].split()
    assert (minute.isdigit(), hour.isdigit(), day, month, weekday) == (True, True, "*", "*", "1")
    rules = loaded(tmp_path / "moi" / GITLAB)["check-data"]["rules"]
    assert any("schedule" in rule.get("if", "") for rule in rules)
    assert any("data/**/*" in rule.get("changes", []) for rule in rules)


def test_the_project_checks_its_own_data_in_the_same_way() -> None:
    assert (ROOT / GITHUB).read_text(encoding="utf-8") == starter_files(".", TODAY)[GITHUB]


@pytest.mark.processes
def test_the_hook_for_pre_commit_names_a_command_that_runs(tmp_path: Path) -> None:
    (hook,) = loaded(ROOT / ".pre-commit-hooks.yaml")
    assert (hook["id"], hook["language"], hook["pass_filenames"]) == ("du-an8-validate", "python", False)
    assert re.search(hook["files"], "data/targets/dien-bien.yaml")
    started(tmp_path / "moi")
    program, *arguments = hook["entry"].split()
    assert program == "du-an8"
    done = subprocess.run(
        [sys.executable, "-m", "du_an8", *arguments], cwd=tmp_path / "moi", check=False, capture_output=True
    )
    assert done.returncode == 0
