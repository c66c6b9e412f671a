"""Two other programmes, whole: every command runs on them, and nothing of the packaged one shows.

The folders beside this file hold their `programme.yaml` and targets; the amounts are made up.
"""

import html
import io
import json
import re
import shutil
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

from conftest import DataDir
from du_an8.cli.main import app
from du_an8.cli.work import asking
from du_an8.programme.load import load_programme

HERE = Path(__file__).parent
Json = dict[str, Any]
Filled = Mapping[str, float | tuple[float, float]]
"""Indicator id -> its running figure; of a rate numerator and denominator, or the percentage."""
TODAY = date(2026, 11, 30)
FORMATS = ("table", "json", "csv", "markdown", "github", "junit")
CUMULATIVE, NUMERATOR, DENOMINATOR = "Luỹ kế từ đầu giai đoạn", "Tử số", "Mẫu số"


@dataclass(frozen=True)
class Case:
    """A programme with the figures that its province reports.

    Attributes:
        filled: of the year 2023; later: of the third quarter of 2026.
        statuses: what the rules say of them on 31/01/2024.
        completion: of those whose share is worked out from a baseline.
        detail: one indicator by commune; its sum is the province's figure.
        opening: of a stock, what it stood at when the second phase began.
    """

    name: str
    title: str
    province: str
    phases: tuple[str, str]
    filled: Filled
    statuses: Mapping[str, str]
    completion: Mapping[str, float]
    detail: tuple[str, tuple[tuple[str, str, int], ...]]
    later: Filled
    opening: tuple[str, float]


CASES = {
    "giam-ngheo": Case(
        "giam-ngheo",
        "Chương trình giảm nghèo bền vững",
        "Sơn La",
        ("I", "II"),
        {
            "mo-hinh-giam-ngheo": 60,
            "nha-o": 500,
            "dao-tao-nghe": 2300,
            "ho-ngheo": (35_000, 200_000),
            "lao-dong-co-viec": 72,
            "can-bo-tap-huan": 340,
            "von-duoc-giao": 120_000.5,
            "von-giai-ngan": 96_000.25,
        },
        {
            "mo-hinh-giam-ngheo": "on_track",  # 30 in each of two years
            "nha-o": "very_slow",  # 500 of about 1.000, and the programme's own threshold is 0.7
            "dao-tao-nghe": "slow",  # 2.300 of 2.500 is 92%, and "near" begins at 95%
            "ho-ngheo": "on_track",  # down to 17,5 as the milestone asks
            "lao-dong-co-viec": "slow",  # 72 of 80
        },
        {"ho-ngheo": round((21.6 - 17.5) / (21.6 - 12), 6)},
        ("mo-hinh-giam-ngheo", (("Sông Mã", "Chiềng Sơ", 35), ("Sông Mã", "Huổi Một", 25))),
        {"mo-hinh-giam-ngheo": 66, "nha-o": 200, "ho-ngheo": 11.2},
        ("mo-hinh-giam-ngheo", 60),
    ),
    "nong-thon-moi": Case(
        "nong-thon-moi",
        "Chương trình nông thôn mới",
        "Lai Châu",
        ("2021-2025", "2026-2030"),
        {
            "xa-dat-chuan": 46,
            "ty-le-xa-dat-chuan": 47.2,
            "duong-giao-thong": 510.5,
            "san-pham-ocop": 60,
            "nuoc-sach": (91_000, 100_000),
            "ngheo-da-chieu": 26,
            "von-huy-dong": 1850.75,
        },
        {
            "xa-dat-chuan": "on_track",
            "ty-le-xa-dat-chuan": "near",  # 47,2 of 48
            "duong-giao-thong": "on_track",  # 150 + 150 + 200 were due
            "san-pham-ocop": "very_slow",  # 60 of about 120
            "nuoc-sach": "exceeded",
            "ngheo-da-chieu": "slow",  # 8,4 of the 10,4 by which it should have fallen
        },
        {
            "xa-dat-chuan": round((46 - 38) / (56 - 38), 6),
            "ngheo-da-chieu": round((34.4 - 26) / (34.4 - 15), 6),
        },
        ("san-pham-ocop", (("Tam Đường", "Bản Bo", 40), ("Tam Đường", "Nà Tăm", 20))),
        {"xa-dat-chuan": 18, "san-pham-ocop": 25, "ngheo-da-chieu": 14, "hop-tac-xa": 112},
        ("xa-dat-chuan", 46),
    ),
}


@dataclass
class Folder:
    """A data folder of a programme, and all that the commands said of it."""

    case: Case
    data: DataDir
    said: dict[str, str] = field(default_factory=dict)

    @property
    def out(self) -> Path:
        return self.data.root.parent / "ra"

    def run(self, command: str, *arguments: str, code: int = 0) -> str:
        result = self.data.run(command, *arguments)
        assert result.exit_code == code, result.output
        self.said[" ".join([command, *arguments])] = result.output
        return result.stdout

    def check(self, *arguments: str) -> Json:
        document: Json = json.loads(self.run("check", "--format", "json", "--fail-on", "never", *arguments))
        return document

    def rows(self, *arguments: str) -> dict[str, Json]:
        (province,) = self.check(self.case.province, *arguments)["provinces"]
        return {row["id"]: row for row in province["indicators"]}


def fill_in(page: Worksheet, filled: Filled) -> None:
    """What a person does: numbers into the open cells of the rows that they know something of."""
    (header,) = [row for row in page.iter_rows() if CUMULATIVE in {cell.value for cell in row}]
    columns = {cell.value: cell.column for cell in header}
    rows = {row[1].value: row[0].row for row in page.iter_rows()}
    for key, value in filled.items():
        if isinstance(value, tuple):
            enter(page.cell(rows[key], columns[NUMERATOR]), value[0])
            enter(page.cell(rows[key], columns[DENOMINATOR]), value[1])
        else:
            enter(page.cell(rows[key], columns[CUMULATIVE]), value)


def enter(cell: Cell | MergedCell, number: float) -> None:
    """A number into a cell that is open."""
    assert not cell.protection.locked
    cell.value = number


def take_in(folder: Folder, period: str, filled: Filled, *, detailed: bool = False) -> str:
    """Send the template out, get it back, file it."""
    case = folder.case
    blank = folder.out / f"mau-{period}.xlsx"
    folder.run("template", case.province, "--period", period, "-o", str(blank))
    book = openpyxl.load_workbook(blank)
    page = book["Báo cáo"]
    assert page["A1"].value == f"BÁO CÁO KẾT QUẢ THỰC HIỆN {case.title.upper()}"
    fill_in(page, filled)
    if detailed:
        key, rows = case.detail
        detail = book.create_sheet("Chi tiết")
        programme, _ = load_programme(folder.data.root / "programme.yaml")
        detail.append(["Huyện", "Xã", programme.indicators[key].short_name])
        for row in rows:
            detail.append(list(row))
        detail.append(["Tổng cộng", None, sum(row[-1] for row in rows)])
        page["C4"].value = date(2023, 12, 31)
    sent = folder.out / f"gui-{period}.xlsx"
    book.save(sent)
    folder.run("import", str(sent), "--dry-run", "--all")
    folder.run("import", str(sent), "--explain")
    folder.run("import", str(sent), "--cell", "Báo cáo!H9")
    folder.run("import", str(sent), "--return", str(folder.out / f"tra-{period}.xlsx"))
    return str(sent)


@pytest.fixture(scope="module", params=list(CASES))
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Folder]:
    case = CASES[request.param]
    root = tmp_path_factory.mktemp(case.name) / "data"
    shutil.copytree(HERE / case.name, root)
    (root / "reports").mkdir()
    made = Folder(case, DataDir(root))
    made.out.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asking, "_today", lambda: TODAY)
        take_in(made, "2023", case.filled, detailed=True)
        take_in(made, "2026-Q3", case.later)
        yield made


def test_the_file_is_a_programme_without_a_fault(folder: Folder) -> None:
    programme, findings = load_programme(folder.data.root / "programme.yaml")
    assert findings == []
    kinds = {(each.kind.value, each.direction.value) for each in programme.indicators.values()}
    assert kinds == {("stock", "increase"), ("flow", "increase"), ("rate", "increase"), ("rate", "decrease")}
    assert any(not each.whole and each.kind.value == "flow" for each in programme.indicators.values())


def test_nothing_of_the_packaged_programme_is_left(folder: Folder) -> None:
    programme, _ = load_programme(folder.data.root / "programme.yaml")
    packaged, _ = load_programme(None)
    assert programme.short_name == folder.case.title
    assert not set(programme.neutral_words) & set(packaged.neutral_words)
    assert not programme.abbreviations.keys() & packaged.abbreviations.keys()
    assert not programme.contents.items() & packaged.contents.items()
    assert programme.indicators.keys() & packaged.indicators.keys() <= {"von-duoc-giao", "von-giai-ngan"}
    assert [each.id for each in programme.phases[:2]] == list(folder.case.phases)


def test_its_template_is_read_back_without_a_finding(folder: Folder) -> None:
    document = json.loads(folder.run("validate", "--format", "json"))
    assert [f for f in document["findings"] if f["severity"] != "info"] == []
    assert [file["reported"] for file in document["files"]] == [0, 0]


def test_its_figures_are_judged_by_its_own_rules(folder: Folder) -> None:
    case = folder.case
    rows = folder.rows("--as-of", "2024-01-31")
    assert {key: rows[key]["status"] for key in case.statuses} == case.statuses
    assert {key: rows[key]["completion"] for key in case.completion} == case.completion
    figures = {key: value for key, value in case.filled.items() if not isinstance(value, tuple) and key in rows}
    assert {key: rows[key]["actual"] for key in figures} == figures


def test_its_second_phase_has_its_own_figures_and_leaves_the_first(folder: Folder) -> None:
    case = folder.case
    first, second = case.phases
    key, opening = case.opening
    rows = folder.rows("--as-of", "2026-11-30")
    assert {name: rows[name]["actual"] for name in case.later} == case.later
    assert rows[key]["opening"] == opening
    assert folder.check("--as-of", "2026-11-30")["phase"]["id"] == second
    closed = folder.rows("--as-of", "2026-11-30", "--phase", first)
    assert closed[key]["actual"] == opening


def test_what_is_of_another_phase_is_no_indicator_of_a_targets_file(tmp_path: Path) -> None:
    data = DataDir(tmp_path / "data")
    shutil.copytree(HERE / "nong-thon-moi", data.root)
    data.targets("Điện Biên", {"indicator": "hop-tac-xa", "target": 10}, phase="2021-2025")
    document = json.loads(data.run("validate", "--format", "json").stdout)
    assert [(f["rule"], "hop-tac-xa" in f["message"]) for f in document["findings"]] == [("invalid-value", True)]


def everything(folder: Folder) -> None:
    """Every command that is left, on either side of the border of the phases."""
    case = folder.case
    programme, _ = load_programme(folder.data.root / "programme.yaml")
    for day, forms in (("2024-01-31", FORMATS), ("2026-11-30", ("table", "json"))):
        when = ("--as-of", day, "--fail-on", "never")
        for form in forms:
            folder.run("check", *when, "--format", form)
            folder.run("check", case.province, *when, "--format", form, "--by", "commune")
            folder.run("check", *when, "--national", "--format", form)
        before = folder.out / f"truoc-{day}.json"
        folder.run("check", *when, "--format", "json", "--output", str(before))
        folder.run("check", *when, "--since", str(before))
        folder.run("history", case.province, "--as-of", day)
        folder.run("decide", case.province, "--as-of", day)
        for key in programme.indicators:
            folder.run("explain", case.province, key, "--as-of", day)
        for form in ("docx", "xlsx", "html", "md"):
            folder.run("report", case.province, "-o", str(folder.out / f"mot-{day}.{form}"), "--as-of", day)
            folder.run("report", "-o", str(folder.out / f"nhieu-{day}.{form}"), "--as-of", day)
        folder.run("site", "-o", str(folder.out / f"trang-{day}"), "--as-of", day)
    for form in FORMATS:
        folder.run("validate", "--format", form)
    for form in ("jsonl", "csv"):
        folder.run("facts", "--format", form)
    folder.run("indicators")
    changed = folder.data.root.parent / "sau" / "data"
    shutil.copytree(folder.data.root, changed)
    next(changed.rglob("2023.xlsx")).unlink()
    for form in ("table", "json"):
        result = CliRunner().invoke(
            app, ["diff", str(folder.data.root), str(changed), "--as-of", "2024-01-31", "--format", form]
        )
        assert result.exit_code == 0, result.output
        folder.said[f"diff {form}"] = result.output


def texts_of(path: Path) -> Iterator[str]:
    """What stands in a file; of a workbook or a Word paper, in each of its parts."""
    content = path.read_bytes()
    if not zipfile.is_zipfile(io.BytesIO(content)):
        yield content.decode("utf-8", "replace")
        return
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        yield from (html.unescape(parts.read(name).decode("utf-8", "replace")) for name in parts.namelist())


def test_every_command_runs_and_none_names_another_programme(folder: Folder) -> None:
    everything(folder)
    written = {str(path): "\n".join(texts_of(path)) for path in folder.out.rglob("*") if path.is_file()}
    packaged, _ = load_programme(None)
    own, _ = load_programme(folder.data.root / "programme.yaml")
    foreign = {"dự án 8", *(key for key in packaged.indicators if key not in own.indicators)}
    foreign |= {title.casefold() for title in packaged.contents.values()}
    named = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, foreign))})(?![\w-])")
    for where, text in {**folder.said, **written}.items():
        plain = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).casefold())
        assert set(named.findall(plain)) == set(), where


def test_its_title_stands_on_every_paper_and_page(folder: Folder) -> None:
    case, when = folder.case, ("--as-of", "2024-01-31")
    for form in ("docx", "xlsx", "html", "md"):
        path = folder.out / f"giay.{form}"
        folder.run("report", case.province, "-o", str(path), *when)
        assert case.title.casefold() in "\n".join(texts_of(path)).casefold(), form
    for form in ("docx", "html"):
        text = "\n".join(texts_of(folder.out / f"giay.{form}"))
        assert "ĐOÀN KIỂM TRA, GIÁM SÁT" in text
        assert case.title.upper() in text
    site = folder.out / "trang"
    folder.run("site", "-o", str(site), *when)
    assert all(
        case.title in page.read_text(encoding="utf-8") for page in site.rglob("*.html") if "giay" not in page.name
    )
    assert case.title in folder.run("check", *when, "--fail-on", "never", "--format", "markdown")


def test_its_ids_are_completed_while_a_person_types(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.data.root.parent)
    words = f"du-an8 explain {folder.case.province.replace(' ', '-')} "
    env = {"_DU_AN8_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": "3"}
    result = CliRunner().invoke(app, [], env=env, prog_name="du-an8")
    programme, _ = load_programme(folder.data.root / "programme.yaml")
    assert result.stdout.split() == list(programme.indicators)


def test_its_contents_stand_under_its_indicators(folder: Folder) -> None:
    programme, _ = load_programme(folder.data.root / "programme.yaml")
    listed = folder.run("indicators")
    for number, title in programme.contents.items():
        assert re.sub(r"\s+", " ", listed).count(f"Nội dung {number}: {title}") == 1
    site = folder.out / "trang-noi-dung"
    folder.run("site", "-o", str(site), "--as-of", "2024-01-31")
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    used = {each.content for key, each in programme.indicators.items() if key in folder.case.statuses} - {None}
    assert all(
        any(f"Nội dung {number}: {programme.contents[number]}" in page for page in pages) for number in used if number
    )
