"""The whole loop of a report: form sent out, came in, sent back, answered, accepted; who has sent what follows it."""

import json
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

from conftest import DataDir
from du_an8.cli.main import app
from du_an8.cli.work import asking

TEAMS, TALKS = "to-truyen-thong", "doi-thoai-chinh-sach"
SENT, ANSWERED, VISIT = date(2026, 10, 28), date(2026, 11, 12), date(2026, 11, 30)


@pytest.fixture
def office(data: DataDir) -> DataDir:
    """Cao Bằng has its targets of phase II; nothing is in."""
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 40}, {"indicator": TALKS, "target": 8}, phase="II")
    return data


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch, office: DataDir) -> "Clock":
    return Clock(monkeypatch, office)


class Clock:
    """Runs commands in the office's data folder on a day."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, office: DataDir) -> None:
        self._monkeypatch, self._office = monkeypatch, office

    def __call__(self, day: date, *arguments: object) -> str:
        self._monkeypatch.setattr(asking, "_today", lambda: day)
        runner = CliRunner(env={"COLUMNS": "200"})
        result = runner.invoke(app, [*map(str, arguments), "--data", str(self._office.root)])
        assert result.exit_code in {0, 1}, result.output
        return result.stdout

    def state(self, day: date) -> str:
        """How far the report of the third quarter has come."""
        document = json.loads(self(day, "received", "Cao Bằng", "--format", "json"))
        receipts = document["provinces"][0]["receipts"]
        (state,) = (receipt["state"] for receipt in receipts if receipt["end"] == "2026-09-30")
        return str(state)


def fill(page: Worksheet, row_of: str, values: dict[str, object]) -> None:
    """Enter values in the row of an indicator, by the titles of their columns."""
    titles = {cell.value: cell.column for cell in page[8]}
    (row,) = (cell.row for cell in page["B"] if cell.value == row_of)
    for title, value in values.items():
        page.cell(row, titles[title], value)


def sheet(book: openpyxl.Workbook, name: str) -> Worksheet:
    page = book[name]
    assert isinstance(page, Worksheet)
    return page


def fill_form(path: Path) -> None:
    """What the province sends: a negative number, and a percentage that doesn't agree with its own plan."""
    book = openpyxl.load_workbook(path)
    page = sheet(book, "Báo cáo")
    page["C5"] = datetime(2026, 10, 20)  # noqa: DTZ001  # workbooks know no zone
    fill(page, TEAMS, {"Luỹ kế từ đầu giai đoạn": 30, "Tỷ lệ %": 60})
    fill(page, TALKS, {"Luỹ kế từ đầu giai đoạn": -5})
    book.save(path)


def answer(path: Path) -> None:
    """What it sends after that: the number put right on the returned workbook, the percentage explained there."""
    book = openpyxl.load_workbook(path)
    page, points = sheet(book, "Báo cáo"), sheet(book, "Cần làm rõ")
    page["C5"] = datetime(2026, 11, 10)  # noqa: DTZ001  # as above
    fill(page, TALKS, {"Luỹ kế từ đầu giai đoạn": 5})
    for row in points.iter_rows(min_row=7):
        if "60%" in str(row[2].value):
            points.cell(row[0].row, 5, "So với 50 tổ tỉnh tự giao")
    book.save(path)


def number_of_point(listed: str, place: str) -> str:
    """The number by which a point is named, from the list of those that are open."""
    lines = listed.splitlines()
    at = next(at for at, line in enumerate(lines) if place in line)
    return lines[at - 1].partition(".")[0]


def test_a_report_goes_round_until_it_is_accepted(on: Clock, office: DataDir, tmp_path: Path) -> None:
    form, back, letter = tmp_path / "mau.xlsx", tmp_path / "gui-lai.xlsx", tmp_path / "cong-van.docx"
    assert on.state(date(2026, 10, 1)) == "expected"
    on(date(2026, 10, 1), "template", "Cao Bằng", "--period", "2026-Q3", "-o", form)
    assert on.state(SENT) == "missing"

    fill_form(form)
    said = on(SENT, "import", form, "--return", back, "--return", letter, "--reply-by", "2026-11-15")
    assert "số âm" in said
    assert letter.is_file()
    assert on.state(SENT) == "returned"

    answer(back)
    on(ANSWERED, "import", back)
    assert "So với 50 tổ tỉnh tự giao" in on(ANSWERED, "check", "Cao Bằng")
    assert on.state(ANSWERED) == "answered"

    # The second report replaces the first one: what was wrong with that is over, what was explained is left.
    findings = json.loads(on(ANSWERED, "check", "Cao Bằng", "--format", "json"))["findings"]
    left = [f for f in findings if f["severity"] != "info" and not f["settled"]]
    assert [(f["rule"], f["location"]["path"].rpartition("/")[2]) for f in left] == [
        ("claim-mismatch", "2026-Q3_lan-2.xlsx")
    ]
    assert left[0]["explanation"]["text"] == "So với 50 tổ tỉnh tự giao"

    number = number_of_point(on(ANSWERED, "decide", "Cao Bằng"), "2026-Q3_lan-2.xlsx!Báo cáo!K9")
    on(ANSWERED, "decide", "Cao Bằng", number, "--reason", "Tỉnh đã giải trình", "--by", "Hoa")
    assert on.state(VISIT) == "accepted"
    assert "✓" in on(VISIT, "received", "Cao Bằng")
    originals = sorted(path.name for path in (office.root / "reports" / "cao-bang").iterdir())
    assert originals == ["2026-Q3.xlsx", "2026-Q3_lan-2.xlsx"]
