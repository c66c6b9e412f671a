"""What people see at the border of two phases: which phase a row is of, where a line begins, what is closed."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from docx import Document

from conftest import DataDir
from outputs.site.test_site import ORIGIN, made, read
from outputs.terminal.test_pages import assert_snapshot, page

CUMULATIVE, IN_PERIOD = "Luỹ kế từ đầu giai đoạn", "Thực hiện trong kỳ"
TEAMS, CLUBS, HOMES, TALKS, BIRTHS = (
    "to-truyen-thong", "clb-thu-linh", "dia-chi-tin-cay", "doi-thoai-chinh-sach", "sinh-de-an-toan",
)  # fmt: skip
TODAY = "2026-07-15"
FALLBACK = "Giai đoạn II (2026-2030): hồ sơ chưa có chỉ tiêu, chưa có báo cáo. Dưới đây xét theo giai đoạn I."
OPENING = "đầu giai đoạn 60 (31/12/2025)"


def targets(data: DataDir, province: str, phase: str, *entries: dict[str, object], folder: str = "") -> None:
    """One file for each phase of a province."""
    path = data.targets(province, *entries, phase=phase)
    into = path.parent / folder
    into.mkdir(exist_ok=True)
    path.rename(into / f"{province}-{phase}.yaml")


def with_one_phase(data: DataDir) -> DataDir:
    """Lạng Sơn, of which nothing is on file after phase I."""
    targets(data, "Lạng Sơn", "I", {"indicator": TEAMS, "target": 50})
    data.report("lang-son/2025", {"Mã": TEAMS, CUMULATIVE: 48}, head={"Kỳ báo cáo": "Đến hết năm 2025"})
    return data


def with_border(data: DataDir) -> DataDir:
    """Beside it Cao Bằng, with targets and results of both phases: stocks that grow and that are kept, a flow, a rate.

    60 teams at the end of 2025, 100 asked for by 2030: on 30/06/2026 60 + 40 * 181/1826 = 63,96 are due.
    """
    with_one_phase(data)
    targets(
        data, "Cao Bằng", "I",
        {"indicator": TEAMS, "target": 60}, {"indicator": CLUBS, "target": 40}, {"indicator": TALKS, "target": 100},
    )  # fmt: skip
    targets(
        data, "Cao Bằng", "II",
        {"indicator": TEAMS, "target": 100}, {"indicator": CLUBS, "target": 45},
        {"indicator": HOMES, "target": 20, "baseline": 5}, {"indicator": TALKS, "target": 50},
        {"indicator": BIRTHS, "target": 90},
    )  # fmt: skip
    rows = ({"Mã": TEAMS, CUMULATIVE: 60}, {"Mã": CLUBS, CUMULATIVE: 45}, {"Mã": TALKS, CUMULATIVE: 96})
    data.report("cao-bang/2025", *rows, head={"Kỳ báo cáo": "Đến hết năm 2025"})
    now = (
        {"Mã": TEAMS, CUMULATIVE: 63}, {"Mã": CLUBS, CUMULATIVE: 43}, {"Mã": HOMES, CUMULATIVE: 6},
        {"Mã": TALKS, CUMULATIVE: 4}, {"Mã": BIRTHS, CUMULATIVE: 72},
    )  # fmt: skip
    data.report("cao-bang/2026-Q2", *now, head={"Kỳ báo cáo": "Quý II/2026"})
    return data


@pytest.fixture
def one_phase(data: DataDir) -> DataDir:
    return with_one_phase(data)


@pytest.fixture
def border(data: DataDir) -> DataDir:
    return with_border(data)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of both phases."""
    root = tmp_path_factory.mktemp("site")
    return made(with_border(DataDir(root / "data")), root / "trang", TODAY)


@pytest.mark.parametrize("width", [80, 120])
def test_pages_in_a_terminal(border: DataDir, width: int) -> None:
    for name, arguments in {
        "overview": ("check",),
        "province": ("check", "cao-bang"),
        "earlier": ("check", "lang-son"),
    }.items():
        assert_snapshot(f"phases-{name}-{width}", page(border, *arguments, "--as-of", TODAY, width=width))


@pytest.mark.parametrize("width", [80, 120])
def test_a_list_of_one_earlier_phase_says_so_once_and_has_no_column(one_phase: DataDir, width: int) -> None:
    text = page(one_phase, "check", "--as-of", TODAY, width=width)
    assert " ".join(text.split()).count(FALLBACK) == 1
    assert "đoạn  " not in text.partition("Tỉnh  ")[2].partition("\n")[0]
    assert_snapshot(f"phases-overview-of-one-{width}", text)


def test_a_narrow_list_says_of_which_phase_each_province_is(border: DataDir) -> None:
    lines = page(border, "check", "--as-of", TODAY, width=60).splitlines()
    assert "Cao Bằng · giai đoạn II (2026-2030)" in lines
    assert "Lạng Sơn · giai đoạn I (2021-2025)" in lines


@pytest.mark.parametrize("indicator", [TEAMS, CLUBS, HOMES])
def test_an_explanation_shows_from_where_it_counts(border: DataDir, indicator: str) -> None:
    text = border.run("explain", "cao-bang", indicator, "--as-of", TODAY).stdout
    assert_snapshot(f"phases-explain-{indicator}", text)


def test_the_course_of_the_closed_phase_stands_before_the_other(border: DataDir) -> None:
    text = " ".join(border.run("history", "cao-bang", TEAMS, "--as-of", TODAY).stdout.split())
    first, second = "Cao Bằng · giai đoạn I (2021-2025)", "Cao Bằng · giai đoạn II (2026-2030)"
    assert text.index(first) < text.index("60 tổ, luỹ kế (đang dùng)") < text.index(second)
    assert text.index(second) < text.index(
        "Mức đầu giai đoạn: 60 tổ, số đến 31/12/2025 [data/reports/cao-bang/2025.xlsx"
    )
    assert text.count("đã kết thúc") == 1
    alone = border.run("history", "cao-bang", TEAMS, "--phase", "I", "--as-of", TODAY).stdout
    assert second not in alone


@pytest.mark.parametrize("command", [("check",), ("explain", TEAMS), ("history", TEAMS)])
def test_the_line_of_the_phase_before_stands_in_every_answer(one_phase: DataDir, command: tuple[str, ...]) -> None:
    name, *rest = command
    text = one_phase.run(name, "lang-son", *rest, "--as-of", TODAY).stdout
    assert FALLBACK in " ".join(text.split())


@pytest.mark.parametrize("form", [".docx", ".html", ".md", ".xlsx"])
def test_the_line_of_the_phase_before_stands_in_every_paper(one_phase: DataDir, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"giay{form}"
    assert one_phase.run("report", "lang-son", "-o", str(path), "--as-of", TODAY).exit_code == 0
    assert FALLBACK in text_of(path)


@pytest.mark.parametrize(
    "head",
    [{"Kỳ báo cáo": "Quý III/2026"}, {"Kỳ báo cáo": "Quý II/2026", "Ngày báo cáo": "20/07/2026"}],
    ids=["of a later day", "sent later"],
)
def test_a_report_that_was_not_there_yet_begins_no_phase(one_phase: DataDir, head: dict[str, str]) -> None:
    """The answer for a day is that which the files of that day gave, whatever came in since."""
    one_phase.report("lang-son/later", {"Mã": TEAMS, CUMULATIVE: 50}, head=head)
    assert one_phase.check("Lạng Sơn", "--as-of", TODAY)["provinces"][0]["phase"]["id"] == "I"
    assert one_phase.check("--as-of", TODAY)["provinces"][0]["phase"]["id"] == "I"
    assert one_phase.check("Lạng Sơn", "--as-of", "2026-10-31")["provinces"][0]["phase"]["id"] == "II"


@pytest.mark.parametrize("form", [".docx", ".html", ".md", ".xlsx"])
def test_a_summary_says_of_which_phase_each_row_is_and_where_lines_begin(
    border: DataDir, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"giay{form}"
    assert border.run("report", "-o", str(path), "--as-of", TODAY).exit_code == 0
    text = text_of(path)
    assert (
        "1/2 tỉnh trong hồ sơ chưa có chỉ tiêu, chưa có báo cáo; dòng của những tỉnh đó xét theo giai đoạn I." in text
    )
    assert "Giai đoạn" in text
    assert OPENING in text
    assert "mức ban đầu 5" in text


def text_of(path: Path) -> str:
    """Every text of a paper, in its order."""
    if path.suffix == ".xlsx":
        cells = (cell.value for page in openpyxl.load_workbook(path) for row in page.iter_rows() for cell in row)
        return "\n".join(str(value) for value in cells if value is not None)
    if path.suffix == ".docx":
        document = Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    return path.read_text(encoding="utf-8")


def test_the_formulas_of_the_workbook_count_as_the_rules_do(border: DataDir, tmp_path: Path) -> None:
    """Of an opening completion counts from 0 and pace from it; of what is kept up both count from 0."""
    path = tmp_path / "bieu.xlsx"
    assert border.run("report", "cao-bang", "-o", str(path), "--as-of", TODAY).exit_code == 0
    rows = {row[2].value: row for row in openpyxl.load_workbook(path)["Tổng hợp"].iter_rows(min_row=4)}
    records = {name: row for name, row in rows.items() if row[12].value != "? hồ sơ chưa có"}
    assert {name: (row[5].value, row[14].value) for name, row in records.items()} == {
        "Tổ truyền thông cộng đồng": (60, "II"),
        'CLB "Thủ lĩnh của sự thay đổi"': (45, "II"),
        "Địa chỉ tin cậy tại cộng đồng": (5, "II"),
        "Đối thoại chính sách": (None, "II"),
        "Phụ nữ được tư vấn, tiếp cận dịch vụ sinh đẻ an toàn": (None, "II"),
    }
    assert quotients(rows["Tổ truyền thông cộng đồng"]) == (0.63, pytest.approx(3 / (40 * 181 / 1826)), 37)
    assert quotients(rows['CLB "Thủ lĩnh của sự thay đổi"']) == (pytest.approx(43 / 45), pytest.approx(43 / 45), 2)
    assert quotients(rows["Địa chỉ tin cậy tại cộng đồng"]) == (
        pytest.approx(1 / 15), pytest.approx(1 / (15 * 181 / 1826)), 14,
    )  # fmt: skip


def quotients(row: tuple[openpyxl.cell.Cell, ...]) -> tuple[float, ...]:
    """What the formulas for completion, pace and the rest come to, with the numbers of the row."""
    values = {f"{cell.column_letter}{cell.row}": cell.value for cell in row}
    return tuple(computed(str(row[column].value), values) for column in (9, 10, 11))


def computed(formula: str, values: dict[str, object]) -> float:
    """The last argument of `=IF(…,"",x)`, with the cells' numbers put in."""
    text = formula.removesuffix(")").rpartition('"",')[2]
    text = re.sub(r"\b[A-Z]\d+\b", lambda name: str(values[name[0]] or 0), text)
    known = {"MAX": max, "N": float, "SIGN": lambda x: (x > 0) - (x < 0), "__builtins__": {}}
    return float(eval(text, known))  # noqa: S307  # our own formula


@pytest.mark.parametrize("form", ["markdown", "csv", "junit", "github"])
def test_the_forms_for_machines_say_of_which_phase_each_row_is(border: DataDir, form: str) -> None:
    text = border.run("check", "--format", form, "--fail-on", "never", "--as-of", TODAY).stdout
    match form:
        case "markdown":
            assert "## Cao Bằng · giai đoạn II (2026-2030)" in text
            assert FALLBACK in text
            assert f"{OPENING}; " in text or f"{OPENING} |" in text
        case "csv":
            rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
            assert {(row["province"], row["phase"]) for row in rows} == {("cao-bang", "II"), ("lang-son", "I")}
        case "junit":
            suites = ET.fromstring(text)  # noqa: S314  # our own output
            names = [suite.get("name") for suite in suites]
            assert names[:2] == ["Cao Bằng", "Lạng Sơn · giai đoạn I (2021-2025)"]
        case _:
            assert "Lạng Sơn (giai đoạn I): Tổ truyền thông cộng đồng" in text


def test_the_json_has_the_phase_and_the_opening(border: DataDir) -> None:
    document = border.check("--as-of", TODAY)
    assert document["phase"] == {
        "id": "II", "name": "giai đoạn II (2026-2030)", "start": "2026-01-01", "end": "2030-12-31",
    }  # fmt: skip
    provinces = {each["id"]: each for each in document["provinces"]}
    assert {name: each["phase"]["id"] for name, each in provinces.items()} == {"cao-bang": "II", "lang-son": "I"}
    rows = {row["id"]: row for row in provinces["cao-bang"]["indicators"]}
    assert (rows[TEAMS]["opening"], rows[TEAMS]["opening_on"]) == (60, "2025-12-31")
    assert (rows[HOMES]["opening"], rows[TALKS]["opening"]) == (None, None)


def test_news_say_of_which_phase_they_are(border: DataDir, tmp_path: Path) -> None:
    report = border.root / "reports" / "cao-bang" / "2026-Q2.xlsx"
    content = report.read_bytes()
    report.unlink()
    (border.root / "targets" / "Cao Bằng-II.yaml").rename(tmp_path / "sau.yaml")
    earlier = tmp_path / "truoc.json"
    asked = ("check", "--as-of", TODAY, "--fail-on", "never")
    border.run(*asked, "--format", "json", "--output", str(earlier))
    report.write_bytes(content)
    (tmp_path / "sau.yaml").rename(border.root / "targets" / "Cao Bằng-II.yaml")
    told = border.run(*asked, "--since", str(earlier)).stdout
    assert "Cao Bằng · giai đoạn II · Tổ truyền thông cộng đồng: mới có số liệu: 63 tổ" in told
    document = json.loads(border.run(*asked, "--since", str(earlier), "--format", "json").stdout)
    assert {change["phase"] for change in document["since"]["changes"]} == {"II"}


def test_a_phase_that_begins_changes_nothing_of_the_one_before(border: DataDir, tmp_path: Path) -> None:
    """What `diff` tells of a province that went over the border is all of the later phase."""
    before = DataDir(tmp_path / "truoc")
    for path in sorted(border.root.rglob("*.*")):
        if "2026" not in path.name and path.stem != "Cao Bằng-II":
            copy = before.root / path.relative_to(border.root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    arguments = ("--as-of", TODAY, "--format", "json")
    result = before.run("validate")
    assert result.exit_code == 0
    told = json.loads(run_diff(before.root, border.root, *arguments))
    changes = [*told["targets"], *told["figures"], *told["verdicts"]]
    assert {change["phase"] for change in changes} == {"II"}
    assert {change["province"] for change in changes} == {"cao-bang"}


def run_diff(*arguments: object) -> str:
    from typer.testing import CliRunner

    from du_an8.cli.main import app

    return CliRunner().invoke(app, ["diff", *map(str, arguments)]).stdout


class TestSite:
    def test_the_page_of_a_province_leads_to_the_phase_before(self, site: Path) -> None:
        folder = site / "tinh"
        shown, closed = read(folder / "cao-bang.html"), read(folder / "cao-bang-giai-doan-i.html")
        assert "cao-bang-giai-doan-i.html" in shown.links
        assert "cao-bang.html" in closed.links
        assert OPENING in shown.text
        assert "mức ban đầu 5" in shown.text
        assert "Giai đoạn I (2021-2025) đã kết thúc ngày 31/12/2025." in closed.text
        assert "chưa có báo cáo" not in closed.text
        assert FALLBACK in read(folder / "lang-son.html").text

    def test_the_closed_phase_stays_as_it_was(self, border: DataDir, tmp_path: Path) -> None:
        """Its numbers are those of `check --phase I`, whatever came in after it."""
        name = Path("tai-ve") / "cao-bang-giai-doan-i.json"
        before = json.loads((made(border, tmp_path / "mot", TODAY) / name).read_text(encoding="utf-8"))
        assert before == border.check("cao-bang", "--phase", "I", "--as-of", TODAY)
        rows = ({"Mã": TEAMS, CUMULATIVE: 20}, {"Mã": TALKS, IN_PERIOD: 90})
        border.report("cao-bang/2026-05", *rows, head={"Kỳ báo cáo": "Tháng 5/2026"})
        after = json.loads((made(border, tmp_path / "hai", TODAY) / name).read_text(encoding="utf-8"))
        assert after["provinces"] == before["provinces"]

    def test_the_index_says_of_which_phase_each_row_is(self, site: Path) -> None:
        index = read(site / "index.html")
        assert "Tỉnh Giai đoạn Tình hình" in index.text
        assert "Cao Bằng II ▼" in index.text
        assert "Lạng Sơn I ▼" in index.text
        closed = read(site / "giai-doan-i.html")
        assert "giai-doan-i.html#ban-do" in index.links
        assert {"tinh/cao-bang-giai-doan-i.html", "tinh/toan-quoc-giai-doan-i.html"} <= set(closed.links)

    def test_the_page_of_an_indicator_leads_to_the_same_in_the_other_phase(self, site: Path) -> None:
        now, closed = (read(site / "chi-tieu" / f"{TEAMS}{suffix}.html") for suffix in ("", "-giai-doan-i"))
        assert f"../chi-tieu/{TEAMS}-giai-doan-i.html#ban-do" in now.links
        assert f"../chi-tieu/{TEAMS}.html#ban-do" in closed.links
        assert f"../tinh/cao-bang-giai-doan-i.html#{TEAMS}" in closed.links

    def test_links_lead_somewhere(self, site: Path) -> None:
        pages = {path.resolve(): read(path) for path in site.rglob("*.html")}
        for path, shown in pages.items():
            for link in shown.links:
                target, _, anchor = link.partition("#")
                whole = (path.parent / target).resolve() if target else path
                if link == "data:," or link in {ORIGIN.url, ORIGIN.licence_url}:
                    continue
                assert whole.is_file(), f"{path}: {link}"
                assert not anchor or anchor in pages[whole].ids, f"{path}: {link}"

    def test_one_earlier_phase_alone_needs_no_column(self, one_phase: DataDir, tmp_path: Path) -> None:
        folder = made(one_phase, tmp_path / "trang", TODAY)
        text = read(folder / "index.html").text
        assert FALLBACK in text
        assert "Tỉnh Giai đoạn" not in text
        assert sorted(path.stem for path in (folder / "tinh").iterdir()) == ["lang-son", "toan-quoc"]

    def test_the_course_of_a_chart_begins_at_the_opening(self, site: Path) -> None:
        """60 of an axis to 100, on the first day of the phase."""
        text = (site / "tinh" / "cao-bang.html").read_text(encoding="utf-8")
        left, top, bottom = 52, 14, 200
        at = f'cx="{left:.1f}" cy="{bottom - (bottom - top) * 0.6:.1f}"'
        assert f'{at} r="4.5"><title>{OPENING}</title>' in text

    def test_a_merged_province_keeps_its_parts_in_the_phase_before(self, data: DataDir, tmp_path: Path) -> None:
        for name, figure in (("Thái Nguyên", 36), ("Bắc Kạn", 20)):
            targets(data, name, "I", {"indicator": TEAMS, "target": 88})
            head = {"Tỉnh": name, "Số liệu đến ngày": "30/06/2025"}
            data.report(f"{name}/x", {"Mã": TEAMS, CUMULATIVE: figure}, head=head)
        targets(data, "Thái Nguyên", "II", {"indicator": TEAMS, "target": 200}, folder="2025")
        folder = made(data, tmp_path / "trang", TODAY) / "tinh"
        closed = read(folder / "2025-thai-nguyen-giai-doan-i.html")
        assert {f"thai-nguyen.html#{TEAMS}", f"bac-kan.html#{TEAMS}"} <= set(closed.links)
        assert "đầu giai đoạn 56 (30/06/2025)" in read(folder / "2025-thai-nguyen.html").text


class TestTemplate:
    """The workbook for a period of phase II, read back as it came, filled in or not."""

    @staticmethod
    def sent(data: DataDir, folder: Path, province: str, period: str, figure: int | None = None) -> Path:
        """The workbook; with a figure in each cell for running totals of whole numbers, where one is given."""
        path = folder / "mau.xlsx"
        result = data.run("template", province, "--period", period, "-o", str(path))
        assert result.exit_code == 0, result.output
        workbook = openpyxl.load_workbook(path)
        for row in workbook["Báo cáo"].iter_rows(min_row=9):
            cell = row[7]
            if figure is not None and row[1].value in {TEAMS, CLUBS, TALKS}:
                assert not cell.protection.locked
                cell.value = figure
        workbook.save(path)
        return path

    @staticmethod
    def rows(path: Path) -> dict[str, str | None]:
        """By indicator, what stands in the last column."""
        header, *rows = openpyxl.load_workbook(path)["Báo cáo"].iter_rows(min_row=8, values_only=True)
        last = header.index("Luỹ kế kỳ trước")
        return {str(row[1]): row[last] for row in rows if row[1]}

    @pytest.mark.parametrize(
        ("period", "told"),
        [
            (
                "2026-Q4",
                {TEAMS: "63 tổ, đến 30/06/2026", TALKS: "4 cuộc, đến 30/06/2026", BIRTHS: "72%, đến 30/06/2026"},
            ),
            ("2026-Q1", {TEAMS: "60 tổ, đến 31/12/2025 (mức đầu giai đoạn)", TALKS: None, BIRTHS: None}),
        ],
    )
    def test_it_shows_what_was_known_before_the_period(
        self, border: DataDir, tmp_path: Path, period: str, told: dict[str, str | None]
    ) -> None:
        rows = self.rows(self.sent(border, tmp_path, "Cao Bằng", period))
        assert {indicator: rows[indicator] for indicator in told} == told
        assert rows["to-sinh-ke-4-0"] is None

    @pytest.mark.parametrize("province", ["Cao Bằng", "Lào Cai"])
    @pytest.mark.parametrize("period", ["2026-Q1", "2026-Q4", "2027"])
    @pytest.mark.parametrize("figure", [None, 77])
    def test_it_is_read_back_without_a_finding_and_without_a_figure_of_its_own(
        self, border: DataDir, tmp_path: Path, province: str, period: str, figure: int | None
    ) -> None:
        path = self.sent(border, tmp_path, province, period, figure)
        result = border.run("validate", "--format", "json", str(path))
        rules = [finding["rule"] for finding in json.loads(result.stdout)["findings"]]
        assert rules == (["blank-report"] if figure is None else [])
        used = json.loads(result.stdout)["files"][0]["used"]
        assert used == (0 if figure is None else len({TEAMS, CLUBS, TALKS}))

    def test_import_finds_nothing_to_ask_about_in_it(self, border: DataDir, tmp_path: Path) -> None:
        path = self.sent(border, tmp_path, "Lào Cai", "2026-Q4", figure=77)
        shown = border.run("import", str(path), "--dry-run").stdout
        assert "Cần kiểm tra\n" not in shown.replace("nêu ở Cần kiểm tra\n", "")
        assert "Sẽ lưu mau.xlsx: data/reports/lao-cai/2026-Q4.xlsx" in shown

    def test_what_is_counted_begins_with_the_phase(self, border: DataDir, tmp_path: Path) -> None:
        path = self.sent(border, tmp_path, "Cao Bằng", "2026-Q4")
        book = openpyxl.load_workbook(path)
        guide = "\n".join(str(row[0]) for row in book["Hướng dẫn"].iter_rows(values_only=True))
        assert "kết quả từ ngày 01/01/2026 đến ngày chốt số liệu" in guide
        report = {row[1]: row for row in book["Báo cáo"].iter_rows(min_row=9, values_only=True) if row[1]}
        assert report[TEAMS][4] == 100
        assert "huyen-trien-khai" not in report

    def test_a_province_of_which_nothing_is_known_has_no_such_column(self, border: DataDir, tmp_path: Path) -> None:
        path = self.sent(border, tmp_path, "Lào Cai", "2026-Q4")
        (header,) = openpyxl.load_workbook(path)["Báo cáo"].iter_rows(min_row=8, max_row=8, values_only=True)
        assert "Luỹ kế kỳ trước" not in header


def test_what_fell_below_its_opening_is_told_by_how_much_and_slow_needs_by_the_year(data: DataDir) -> None:
    """A pace of -1.008,8% and a need of 0 a month tell nobody anything."""
    targets(data, "Cao Bằng", "II", {"indicator": CLUBS, "target": 85}, {"indicator": BIRTHS, "target": 90})
    data.report("cao-bang/2025", {"Mã": CLUBS, CUMULATIVE: 84}, head={"Kỳ báo cáo": "Đến hết năm 2025"})
    now = ({"Mã": CLUBS, CUMULATIVE: 83}, {"Mã": BIRTHS, "Tử số": 640, "Mẫu số": 750})
    data.report("cao-bang/2026-Q2", *now, head={"Kỳ báo cáo": "Quý II/2026"})
    text = " ".join(page(data, "check", "cao-bang", "--as-of", TODAY, width=200).split())
    # 2 clubs in the 1.630 days from 15/07/2026 to 31/12/2030, of 365,25 a year
    assert "còn thiếu 2 CLB; kém lúc bắt đầu 1 CLB; cần 0,4 CLB/năm đến 31/12/2030; đầu giai đoạn 84" in text
    steps = page(data, "explain", "cao-bang", CLUBS, "--as-of", TODAY, width=200)
    assert "(83 − 84) / (~84,0991 − 84) = dưới 0%" in steps
    # 640 of 750 are 85,3%
    assert "còn 4,7 điểm %" in text
