"""Another programme, another decade: a ministry's import table of 2005 in TCVN3, read by the same code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import xlwt

from du_an8.vietnamese.legacy_tables import TCVN3_LETTERS

if TYPE_CHECKING:
    from conftest import DataDir

Json = dict[str, Any]

PROGRAMME = """
name: Nhập khẩu
phase: {name: năm 2005, start: 2005-01-01, end: 2005-12-31, active_years: [2005]}
indicators:
  - {id: nhap-khau, name: Tổng kim ngạch nhập khẩu, unit: triệu USD, kind: flow, whole: false}
  - {id: o-to, name: Ôtô nguyên chiếc các loại, unit: chiếc, kind: flow}
  - {id: xang-dau, name: Xăng dầu các loại, unit: nghìn tấn, kind: flow, whole: false}
  - {id: phan-bon, name: Phân bón các loại, unit: nghìn tấn, kind: flow, whole: false}
  - {id: thep, name: Thép các loại, unit: nghìn tấn, kind: flow, whole: false}
"""
# STT, name, unit, plan of 2005, January 2004, estimate of January 2005; the two percentages follow from them.
ROWS: list[tuple[object, ...]] = [
    (None, "Tổng kim ngạch nhập khẩu", "Tr. USD", 36000, 1860, 2200),
    (None, "Trong đó: - DN ĐTNN", '"', 12600, 650, 780),
    (None, None, None, None, None, None),
    (None, "Mặt hàng chủ yếu", None, None, None, None),
    (1, "Ôtô nguyên chiếc các loại", "Chiếc", 24000, 914, 1200),
    (2, "Xăng dầu các loại", "Ng. tấn", 12400, 1030, 900),
    (3, "Phân bón các loại", '"', None, 257, 200),
    (None, "    Trong đó: Phân urê", '"', 1500, 125, 100),
    (4, "Thép các loại", '"', 5500, 340, 350),
]
FIRST_ROW = 5  # of the body, counted from 0 as xlwt does
TO_TCVN3 = {letter: code for code, letter in TCVN3_LETTERS.items()} | {"Ô": "¤"}


def tcvn3(text: str) -> str:
    return "".join(TO_TCVN3.get(letter, letter) for letter in text)


def write(data: DataDir, changes: dict[tuple[int, int], float]) -> None:
    (data.root / "programme.yaml").write_text(PROGRAMME, encoding="utf-8")
    book = xlwt.Workbook()
    page = book.add_sheet("NK")
    plain, capitals = xlwt.easyxf("font: name .VnTime"), xlwt.easyxf("font: name .VnTimeH")

    def put(row: int, column: int, value: object) -> None:
        if value is not None:
            page.write(row, column, tcvn3(value) if isinstance(value, str) else value, plain)

    page.write_merge(1, 1, 0, 7, tcvn3("ước thực hiện nhập khẩu tháng 1 và 1 tháng năm 2005"), capitals)
    for column, title in enumerate(("Stt", None, "Đơn vị", "K.H", "TH", "Ư.TH")):
        put(3, column, title)
    page.write_merge(3, 3, 6, 7, tcvn3("So sánh (%)"), plain)
    for column, title in enumerate(
        ("tính", 2005, "T1/2004", "T1/2005", "T1-2005/\nƯT1-2004", "1T-2005/\nKH2005"), start=2
    ):
        put(4, column, title)
    for row, values in enumerate(ROWS, start=FIRST_ROW):
        for column, value in enumerate(values):
            put(row, column, value)
        *_, plan, before, now = values
        if isinstance(now, int) and isinstance(before, int):
            put(row, 6, now / before * 100)
        if isinstance(now, int) and isinstance(plan, int):
            put(row, 7, now / plan * 100)
    for (row, column), value in changes.items():
        page._cell_overwrite_ok = True  # noqa: SLF001  # xlwt forbids to write a cell twice
        page.write(row, column, value, plain)
    path = data.root / "reports/dien-bien/nhap-khau.xls"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(str(path))


def read(data: DataDir, changes: dict[tuple[int, int], float] | None = None) -> tuple[Json, dict[str, Json]]:
    write(data, changes or {})
    document = data.check("--as-of", "2005-03-01")
    return document, {row["id"]: row for place in document["provinces"] for row in place["indicators"]}


@pytest.mark.processes
def test_every_number_of_the_table_is_used_or_checked(data: DataDir) -> None:
    document, rows = read(data)
    figures = {name: (row["actual"], row["qualifier"], row["observed_on"]) for name, row in rows.items()}
    assert {name: figure for name, figure in figures.items() if figure[0] is not None} == {
        "nhap-khau": (2200, "about", "2005-01-31"),
        "o-to": (1200, "about", "2005-01-31"),
        "xang-dau": (900, "about", "2005-01-31"),
        "phan-bon": (200, "about", "2005-01-31"),
        "thep": (350, "about", "2005-01-31"),
    }
    (file,) = document["files"]
    # Seven rows with an estimate; two of them without STT are parts and are kept, too.
    numbers = sum(isinstance(value, int) for row in ROWS for value in row) + 7 + 6 + 1
    assert (file["numbers_seen"], file["used"], file["reported"]) == (numbers, 7, 0)
    assert not {"claim-mismatch", "unit-mismatch", "unmatched-row"} & {f["rule"] for f in document["findings"]}


@pytest.mark.processes
def test_figures_stand_in_the_column_of_this_year(data: DataDir) -> None:
    _, rows = read(data)
    assert [rows[name]["actual_sources"][0]["cell"] for name in ("nhap-khau", "thep")] == ["F6", "F14"]


@pytest.mark.parametrize(
    ("row", "column", "cell"),
    [(5, 6, "G6"), (9, 7, "H10"), (12, 6, "G13"), (12, 7, "H13"), (6, 7, "H7")],
    ids=["against last year", "against the plan", "a part against last year", "a part's plan", "another part's plan"],
)
@pytest.mark.processes
def test_a_percentage_that_was_changed_is_found(data: DataDir, row: int, column: int, cell: str) -> None:
    document, _ = read(data, {(row, column): 50.5})
    found = [f["location"]["cell"] for f in document["findings"] if f["rule"] == "claim-mismatch"]
    assert found == [cell]


def test_the_packaged_indicators_are_still_known(data: DataDir) -> None:
    (data.root / "programme.yaml").write_text(PROGRAMME, encoding="utf-8")
    head = {"Tỉnh": "Điện Biên", "Số liệu đến ngày": "31/12/2005"}
    data.report("dien-bien/x", {"Mã": "clb-thu-linh", "Luỹ kế từ đầu giai đoạn": 85}, head=head)
    (province,) = data.check("--as-of", "2006-01-01")["provinces"]
    assert province["indicators"][0]["actual"] == 85
