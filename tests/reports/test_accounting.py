"""Nothing is lost (docs/doi-chieu.md): every number cell of a file ends as used, checked or reported."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from du_an8.programme.load import load_programme
from du_an8.programme.provinces import load_provinces
from du_an8.reports.facts import Measure
from du_an8.reports.load import load_reports

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet
    from tests.conftest import DataDir

Json = dict[str, Any]

PERIOD, CUMULATIVE = "Thực hiện trong kỳ", "Luỹ kế từ đầu giai đoạn"
TTT, CLB, DTCS, SDAT = "to-truyen-thong", "clb-thu-linh", "doi-thoai-chinh-sach", "sinh-de-an-toan"
HEAD = {"Kỳ báo cáo": "Năm 2023"}


def account(data: DataDir) -> tuple[int, int, int, int]:
    (file,) = data.check("--as-of", "2024-06-30")["files"]
    return file["numbers_seen"], file["used"], file["checked"], file["reported"]


def hide(workbook: Workbook) -> None:
    page = workbook.create_sheet("Nháp")
    page.sheet_state = "hidden"
    page.append([1, "2.000", "ba", "trên 3 CLB"])


@pytest.mark.parametrize(
    ("rows", "more", "expected"),
    [
        ([{"STT": 1, "Mã": TTT, "Kế hoạch giai đoạn": 540, CUMULATIVE: 494, "Tỷ lệ %": 91.5}], {}, (4, 1, 3, 0)),
        ([{"STT": "1", "Mã": TTT, "Kế hoạch năm": "1.540", PERIOD: "04", CUMULATIVE: "trên 494"}], {}, (4, 2, 2, 0)),
        ([{"Mã": SDAT, "Tử số": 4, "Mẫu số": 5, "Tỷ lệ %": "80%"}], {}, (3, 2, 1, 0)),
        ([{"Mã": SDAT, "Tử số": 4, "Mẫu số": 0}], {}, (2, 0, 0, 2)),
        ([{"Mã": TTT, CUMULATIVE: 494, "Tử số": 4, "Ghi chú": 7}], {}, (3, 1, 0, 2)),
        ([{"Mã": TTT, CUMULATIVE: 1.8, PERIOD: "1,800"}], {}, (2, 0, 0, 2)),
        ([{"Mã": TTT, CUMULATIVE: "-", PERIOD: "chưa có", "Kế hoạch năm": None}], {}, (0, 0, 0, 0)),
        ([{"Mã": TTT, CUMULATIVE: "#DIV/0!", PERIOD: True, "Kế hoạch năm": date(2023, 1, 2)}], {}, (0, 0, 0, 0)),
        ([{"Chỉ tiêu": "Việc khác", "STT": 9, CUMULATIVE: 7, "Kế hoạch năm": 8}], {}, (3, 0, 1, 2)),
        ([{"Mã": TTT, CUMULATIVE: 494}], {"head": {"Kỳ báo cáo": 2023}}, (2, 1, 1, 0)),
        ([{"Mã": TTT, CUMULATIVE: 494}], {"head": {}}, (1, 0, 0, 1)),
        ([{"Mã": TTT, CUMULATIVE: 494, "STT": 1}], {"head": {"Kỳ báo cáo": "năm ngoái"}}, (2, 0, 0, 2)),
        ([{"Mã": TTT, 2023: 5, PERIOD: 3}], {"headers": ("Mã", 2023, PERIOD)}, (3, 2, 1, 0)),
        ([{"Mã": TTT, CUMULATIVE: 494}], {"change": hide}, (4, 1, 0, 3)),
    ],
    ids=[
        "plan, figure and claim", "numbers as text", "fraction", "zero denominator", "columns of others", "doubtful",
        "absent", "no numbers", "unknown row", "year in the head", "no period", "bad period", "year as header",
        "hidden sheet",
    ],
)  # fmt: skip
def test_each_number_of_a_file_ends_in_one_way(
    data: DataDir, rows: list[Json], more: Json, expected: tuple[int, ...]
) -> None:
    data.report("dien-bien/x", *rows, **{"head": HEAD, **more})
    assert account(data) == expected


def test_each_file_has_its_own_account(data: DataDir) -> None:
    data.report("dien-bien/2022", {"Mã": TTT, CUMULATIVE: 490})
    data.report("dien-bien/2023", {"STT": 1, "Mã": TTT, CUMULATIVE: 494})
    files = data.check("--as-of", "2024-06-30")["files"]
    assert isinstance(files, list)
    assert [(file["path"], file["numbers_seen"], file["used"]) for file in files] == [
        ("data/reports/dien-bien/2022.xlsx", 1, 1),
        ("data/reports/dien-bien/2023.xlsx", 2, 1),
    ]


def test_a_figure_that_another_report_replaces_stays_used(data: DataDir) -> None:
    data.report("dien-bien/a", {"Mã": TTT, CUMULATIVE: 490}, head={**HEAD, "Ngày báo cáo": "05/01/2024"})
    data.report("dien-bien/b", {"Mã": TTT, CUMULATIVE: 494}, head={**HEAD, "Ngày báo cáo": "10/01/2024"})
    files = data.check("--as-of", "2024-06-30")["files"]
    assert isinstance(files, list)
    assert [(file["numbers_seen"], file["used"]) for file in files] == [(1, 1), (1, 1)]


def test_the_account_of_each_file_is_shown(data: DataDir) -> None:
    rows = [
        {"STT": 1, "Mã": TTT, "Kế hoạch giai đoạn": 540, CUMULATIVE: 494, "Tỷ lệ %": "91,5%"},
        {"STT": 2, "Mã": CLB, CUMULATIVE: 85, "Ghi chú": 7},
    ]
    data.report("dien-bien/x", *rows, head={"Kỳ báo cáo": "Năm 2023"})
    assert account(data) == (7, 2, 4, 1)
    output = data.run("check", "--sources", "Điện Biên", "--as-of", "2024-06-30").output
    assert re.search(r"x\.xlsx\D+7\D+2\D+4\D+1\b", output)


# Random sheets: a standard table, overwritten and surrounded by whatever may stand in a cell.
HEADER_ROW = 4
HEADERS = (
    "STT", "Mã", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch giai đoạn", PERIOD, CUMULATIVE, "Tử số", "Mẫu số", "Tỷ lệ %",
    "Ghi chú",
)  # fmt: skip
NUMBERS = st.one_of(
    st.integers(-3, 2000),
    st.integers(10**9, 10**14),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3)),
    st.sampled_from([0.8, 1.8, 1e-9, 1e15, 1e22]),
)
TEXTS = st.sampled_from(
    [
        "1.800", "12,5", "1,800", "trên 3.700", "85 CLB", "85 hộ", "80%", "-", "chưa có", "nhiều", "#DIV/0!", "#N/A",
        "=1+1", "Cộng", "I", "Tổ truyền thông", TTT, CLB, SDAT, "Mã", CUMULATIVE, "Tỉnh:", "Kỳ báo cáo: Quý III/2023",
    ]
)  # fmt: skip
DATES = st.sampled_from([date(2023, 12, 5), datetime(2023, 1, 2, 3, 4)])  # noqa: DTZ001
VALUES = st.one_of(NUMBERS, NUMBERS, TEXTS, DATES, st.booleans())
ROWS = st.fixed_dictionaries(
    {"Mã": st.sampled_from([TTT, CLB, DTCS, SDAT, None, "ma-la"]), CUMULATIVE: VALUES},
    optional={name: VALUES for name in HEADERS if name not in {"Mã", CUMULATIVE}},
)
SCATTERED = st.dictionaries(st.tuples(st.integers(1, 12), st.integers(1, 13)), VALUES, max_size=8)
FORMATS = st.dictionaries(
    st.tuples(st.integers(5, 9), st.integers(1, 11)), st.sampled_from(["0%", "0.0", '0"%"']), max_size=4
)


def write(path: Path, rows: list[Json], scattered: dict[tuple[int, int], object], formats: dict[tuple[int, int], str], *, second_sheet: bool) -> None:  # fmt: skip  # noqa: E501
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    page.title = "Báo cáo"
    page["A1"], page["B1"], page["A2"], page["B2"] = "Tỉnh:", "Điện Biên", "Kỳ báo cáo:", 2023
    table = [dict(zip(HEADERS, HEADERS, strict=True)), *rows]
    for offset, values in enumerate(table):
        for column, name in enumerate(HEADERS, start=1):
            page.cell(HEADER_ROW + offset, column, values.get(name))
    other = workbook.create_sheet("Phụ lục") if second_sheet else page
    for (row, column), value in scattered.items():
        other.cell(row, column, value).number_format = "dd/mm/yyyy" if isinstance(value, date) else "General"
    for (row, column), number_format in formats.items():
        if isinstance(page.cell(row, column).value, int | float):
            page.cell(row, column).number_format = number_format
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)


def numeric_cells(path: Path) -> dict[tuple[str, str], Worksheet]:
    """Numbers by openpyxl's own count: no text, no dates, no truth values, no formulas."""
    workbook = openpyxl.load_workbook(path)
    return {
        (page.title, cell.coordinate): page
        for page in workbook
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "n" and isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    }


def covers(ranges: Iterable[str], address: str) -> bool:
    row, column = coordinate_to_tuple(address)
    for text in ranges:
        left, top, right, bottom = range_boundaries(text if ":" in text else f"{text}:{text}")
        if left <= column <= right and top <= row <= bottom:
            return True
    return False


def is_head_header_or_numbering(page: Worksheet, address: str) -> bool:
    """What the design lets end as checked without a fact: a head value, a header, STT, a code, column numbers."""
    row, column = coordinate_to_tuple(address)
    values = [cell.value for cell in page[row]]
    filled = [value for value in values if value is not None]
    headers = {name for cell in page[row] if (name := cell.value) in HEADERS}
    header_rows = [r for r in range(1, page.max_row + 1) if page.cell(r, column).value in {"STT", "Mã"}]
    right_of_label = any(str(value).partition(":")[0] in {"Tỉnh", "Kỳ báo cáo"} for value in values[: column - 1])
    numbering = filled == list(range(int(filled[0]), int(filled[0]) + len(filled))) if _number(filled[0]) else False
    return bool(headers) or right_of_label or numbering or any(r < row for r in header_rows)


def _number(value: object) -> bool:
    return isinstance(value, int | float)


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROWS, max_size=3), scattered=SCATTERED, formats=FORMATS, second_sheet=st.booleans())
def test_no_number_of_any_sheet_is_lost(  # the parts of a random workbook
    data: DataDir,
    rows: list[Json],
    scattered: dict[tuple[int, int], object],
    formats: dict[tuple[int, int], str],
    *,
    second_sheet: bool,
) -> None:
    path = data.root / "reports/dien-bien/x.xlsx"
    write(path, rows, scattered, formats, second_sheet=second_sheet)
    reports, findings = load_reports(
        data.root / "reports", lambda file: file.name, load_programme(None)[0], load_provinces()
    )
    (file,) = reports.files
    numbers = numeric_cells(path)
    assert file.numbers_seen == file.used + file.checked + file.reported
    assert file.numbers_seen >= len(numbers)
    facts = [fact.location for fact in (*reports.observations, *reports.claims, *reports.plans)]
    levels = [fact.location for fact in reports.observations if fact.measure is Measure.LEVEL]
    fractions = [fact.location for fact in reports.observations if fact.denominator is not None]
    for (sheet, address), page in numbers.items():
        told = [f.location.cell for f in findings if f.location and f.location.sheet == sheet and f.location.cell]
        held = [place.cell for place in facts if place.sheet == sheet and place.cell]
        beside = [f"I{place.cell[1:]}" for place in fractions if place.sheet == sheet and place.cell]
        # The level of the period alone is held against that of Luỹ kế, which tells of the same day.
        beside += [f"F{place.cell[1:]}" for place in levels if place.sheet == sheet and place.cell]
        assert (
            covers(held, address)
            or covers(beside, address)
            or covers(told, address)
            or is_head_header_or_numbering(page, address)
        ), f"{sheet}!{address} is lost"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Tổ truyền thông cộng đồng\nĐối thoại chính sách", "494\n30"),  # two rows in one
        ("Việc khác", "20 gì đó, 30 gì khác"),
    ],
)
def test_numbers_with_words_beside_a_name_that_nobody_knows_are_told(data: DataDir, name: str, text: str) -> None:
    data.report("dien-bien/2023", {"Chỉ tiêu": name, CUMULATIVE: text}, head=HEAD)
    found = data.check("--as-of", "2024-06-30")["findings"]
    assert [finding["rule"] for finding in found].count("unmatched-row") == 1
