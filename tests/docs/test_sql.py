"""Every SQL that a page shows runs, and answers what the page says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

if TYPE_CHECKING:
    import openpyxl

    from conftest import DataDir

DOCS = Path(__file__).parents[2] / "docs"
TEAMS, TALKS = "to-truyen-thong", "doi-thoai-chinh-sach"
IN_PERIOD, CUMULATIVE = "Thực hiện trong kỳ", "Luỹ kế từ đầu giai đoạn"
_FENCE = re.compile(r"^```sql\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def sql_of(page: str) -> list[str]:
    """The questions of a page, in their order."""
    return _FENCE.findall((DOCS / page).read_text(encoding="utf-8"))


def answers(question: str) -> list[tuple[Any, ...]]:
    """What the one question of `quy-mo.md` with these words answers."""
    (view,) = [sql for sql in sql_of("quy-mo.md") if sql.startswith("CREATE VIEW")]
    (asked,) = [sql for sql in sql_of("quy-mo.md") if question in sql]
    with duckdb.connect() as connection:
        return connection.execute(view).execute(asked).fetchall()


def communes(*figures: tuple[str, int]) -> Any:  # noqa: ANN401  # what changes a workbook
    def change(book: openpyxl.Workbook) -> None:
        page = book.create_sheet("Chi tiết")
        page.append(["Huyện", "Xã", "Tổ truyền thông cộng đồng"])
        for name, count in figures:
            page.append(["Huyện Mường Ảng", name, count])

    return change


@pytest.fixture
def asked(data: DataDir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataDir:
    """Điện Biên in three years and two phases, with communes; Cao Bằng once. The facts set lies where one asks."""
    reports: list[tuple[str, str, int, Any]] = [
        ("dien-bien/2023", "31/12/2023", 20, communes(("Xã Ẳng Tở", 12), ("Xã Búng Lao", 8))),
        ("dien-bien/2024", "30/06/2024", 25, None),
        ("dien-bien/2024-cuoi-nam", "31/12/2024", 32, communes(("Xã Ẳng Tở", 15), ("Xã Búng Lao", 17))),
        ("dien-bien/2025-Q2", "30/06/2025", 40, communes(("Xã Ẳng Tở", 23))),
        ("dien-bien/2026", "30/06/2026", 50, None),
    ]
    for name, day, count, change in reports:
        data.report(name, {"Mã": TEAMS, CUMULATIVE: count}, head={"Số liệu đến ngày": day}, change=change)
    head = {"Kỳ báo cáo": "Quý IV/2023"}
    data.report("cao-bang/2023-Q4", {"Mã": TALKS, IN_PERIOD: 4, "Kế hoạch năm": 9}, head=head)
    monkeypatch.chdir(tmp_path)
    assert data.run("facts", "--format", "parquet", "-o", "bo-so-lieu/").exit_code == 0
    return data


@pytest.mark.usefixtures("asked")
def test_how_much_there_is_of_each_province_phase_and_indicator() -> None:
    """A plan is no figure."""
    assert answers("count(DISTINCT path)") == [
        ("cao-bang", "2008", "I", TALKS, 1, 1, date(2023, 12, 31)),
        ("dien-bien", "2008", "I", TEAMS, 9, 4, date(2025, 6, 30)),
        ("dien-bien", "2025", "II", TEAMS, 1, 1, date(2026, 6, 30)),
    ]


@pytest.mark.usefixtures("asked")
def test_which_communes_sent_nothing() -> None:
    assert answers("NOT IN") == [("dien-bien", "2008", "Huyện Mường Ảng > Xã Búng Lao")]


@pytest.mark.usefixtures("asked")
def test_what_a_province_came_to_each_year() -> None:
    """The last figure of a year; a phase begins again."""
    assert answers("tang_them") == [
        ("dien-bien", "2008", "I", TEAMS, 2023, 20, 20),
        ("dien-bien", "2008", "I", TEAMS, 2024, 32, 12),
        ("dien-bien", "2008", "I", TEAMS, 2025, 40, 8),
        ("dien-bien", "2025", "II", TEAMS, 2026, 50, 50),
    ]


@pytest.mark.usefixtures("asked")
def test_what_the_communes_came_to_each_year() -> None:
    assert answers("cua_xa") == [
        ("dien-bien", "2008", "I", TEAMS, 2023, 2, 20),
        ("dien-bien", "2008", "I", TEAMS, 2024, 2, 32),
        ("dien-bien", "2008", "I", TEAMS, 2025, 1, 23),
    ]


def test_the_other_questions_run(asked: DataDir) -> None:
    """Those about `check --format csv`, and about the facts as one file."""
    asked.targets("dien-bien", {"indicator": TEAMS, "target": 100})
    Path("ket-qua").mkdir()
    question = ("check", "--as-of", "2025-06-30", "--format", "csv", "--fail-on", "never", "--output", "ket-qua/x.csv")
    assert asked.run(*question).exit_code == 0
    (about_check,) = [sql for sql in sql_of("quy-mo.md") if "ket-qua/" in sql]
    assert duckdb.sql(about_check).fetchall()[0][:2] == (TEAMS, 1)
    assert asked.run("facts", "--format", "parquet", "-o", "facts.parquet").exit_code == 0
    (newest,) = sql_of("json.md")
    assert ("dien-bien", "2008", TEAMS, 40, date(2025, 6, 30)) in duckdb.sql(newest).fetchall()
