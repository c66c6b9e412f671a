"""The standard workbook (docs/bao-cao.md): head cells, the header wherever it stands, figures as they are written."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import pytest
from openpyxl.utils.cell import coordinate_from_string, range_boundaries

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from openpyxl import Workbook
    from tests.conftest import DataDir

Json = dict[str, Any]

# With this head the header stands in row 6 and the first row of the table in row 7.
HEAD = {"Tỉnh": "Điện Biên", "Kỳ báo cáo": "Năm 2023", "Số liệu đến ngày": "31/12/2023"}
CLB, TTT, DTCS, SDAT = "clb-thu-linh", "to-truyen-thong", "doi-thoai-chinh-sach", "sinh-de-an-toan"
PERIOD, CUMULATIVE, PERCENTAGE = "Thực hiện trong kỳ", "Luỹ kế từ đầu giai đoạn", "Tỷ lệ %"
NUMERATOR, DENOMINATOR = "Tử số", "Mẫu số"


def answer(data: DataDir) -> Json:
    return data.check("--as-of", "2024-06-30")


def shown(document: Json, indicator: str, province: str = "dien-bien") -> Json | None:
    places = [place for place in document["provinces"] if place["id"] == province]
    rows = [row for place in places for row in place["indicators"] if row["id"] == indicator]
    return rows[0] if rows else None


def actual(document: Json, indicator: str) -> float | None:
    row = shown(document, indicator)
    return row["actual"] if row else None


def about(document: Json, rule: str) -> list[Json]:
    return [finding for finding in document["findings"] if finding["rule"] == rule]


def errors(document: Json) -> list[Json]:
    return [finding for finding in document["findings"] if finding["severity"] == "error"]


def naming(document: Json, cell: str, sheet: str = "Báo cáo") -> list[Json]:
    """The findings whose cell or range holds a cell."""
    left, top, right, bottom = range_boundaries(f"{cell}:{cell}")
    found = []
    for finding in document["findings"]:
        where = finding["location"] or {}
        if where.get("sheet") == sheet and where.get("cell"):
            first, _, last = where["cell"].partition(":")
            bounds = range_boundaries(f"{first}:{last or first}")
            if bounds[0] <= left and bounds[1] <= top and right <= bounds[2] and bottom <= bounds[3]:
                found.append(finding)
    return found


def account(document: Json) -> tuple[int, int, int, int]:
    (file,) = document["files"]
    return file["numbers_seen"], file["used"], file["checked"], file["reported"]


def clb(value: object = 85, **more: object) -> Json:
    return {"Chỉ tiêu": 'CLB "Thủ lĩnh của sự thay đổi"', CUMULATIVE: value, **more}


def fill(cells: dict[str, object], sheet: str = "Báo cáo") -> Callable[[Workbook], None]:
    def change(workbook: Workbook) -> None:
        page = workbook[sheet] if sheet in workbook.sheetnames else workbook.create_sheet(sheet)
        for address, value in cells.items():
            page[address] = value

    return change


def shape(cell: str, number_format: str) -> Callable[[Workbook], None]:
    def change(workbook: Workbook) -> None:
        workbook["Báo cáo"][cell].number_format = number_format

    return change


def patch(path: Path, pattern: str, replacement: str, part: str = "xl/worksheets/sheet1.xml") -> None:
    """Rewrite a part of a workbook; the pattern must be there."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text, count = re.subn(pattern, replacement, parts[part].decode(), flags=re.DOTALL)
    assert count
    parts[part] = text.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


class TestHead:
    @pytest.mark.parametrize(
        "cells",
        [
            {"A2": "Tỉnh", "B2": "Điện Biên", "A3": "Số liệu đến ngày", "B3": "31/12/2023"},
            {"A2": "Tỉnh:", "B2": "tỉnh Điện Biên", "A3": "Số liệu đến ngày:", "B3": date(2023, 12, 31)},
            {"C1": "Tỉnh: Điện Biên", "F2": "Số liệu đến ngày : 31/12/2023"},
            {"D2": "TỈNH", "G2": "DIEN BIEN", "A4": "số liệu tính đến ngày", "C4": "31/12/2023"},
            {"A2": "Tỉnh:", "B2": "Điện Biên", "D2": "Số liệu đến ngày:", "E2": datetime(2023, 12, 31)},  # noqa: DTZ001
            {"B3": normalize("NFD", "Tỉnh: Điện Biên"), "B4": normalize("NFD", "Số liệu đến ngày: 31/12/2023")},
        ],
        ids=["next cell", "colon, date cell", "after the colon", "cells apart", "two in a row", "NFD"],
    )
    def test_values_stand_in_the_next_cell_or_after_a_colon_in_any_column(
        self, data: DataDir, cells: dict[str, object]
    ) -> None:
        data.report("2023-bao-cao", clb(), title_rows=5, change=fill(cells))
        document = answer(data)
        row = shown(document, CLB)
        assert row
        assert (row["actual"], row["observed_on"]) == (85, "2023-12-31")
        assert not errors(document)

    @pytest.mark.parametrize(
        "stated",
        [
            date(2023, 6, 14),
            datetime(2023, 6, 14, 9, 30),  # noqa: DTZ001
            "14/6/2023",
            "14/06/2023",
            "14-6-2023",
            "14.06.2023",
            "2023-06-14",
            "ngày 14 tháng 6 năm 2023",
        ],
    )
    def test_dates_are_date_cells_or_text(self, data: DataDir, stated: object) -> None:
        data.report("dien-bien/x", clb(), head={"Số liệu đến ngày": stated, "Ngày báo cáo": stated})
        document = answer(data)
        row = shown(document, CLB)
        assert row
        assert row["observed_on"] == "2023-06-14"
        assert not errors(document)

    @pytest.mark.parametrize("year", [2023, 2023.0, "2023"])
    def test_a_year_may_be_typed_as_a_number(self, data: DataDir, year: object) -> None:
        data.report("dien-bien/x", clb(), head={"Kỳ báo cáo": year})
        document = answer(data)
        row = shown(document, CLB)
        assert row
        assert row["observed_on"] == "2023-12-31"
        assert account(document) == (2, 1, 1, 0)

    def test_a_label_without_a_value_takes_no_other_label_for_one(self, data: DataDir) -> None:
        cells = {"A2": "Tỉnh:", "B2": "Kỳ báo cáo:", "C2": "Năm 2023"}
        data.report("dien-bien/x", clb(), title_rows=4, change=fill(cells))
        document = answer(data)
        assert actual(document, CLB) == 85
        assert not errors(document)

    def test_a_figure_is_not_yet_known_before_the_day_on_which_it_was_sent(self, data: DataDir) -> None:
        data.report("dien-bien/x", clb(), head={**HEAD, "Ngày báo cáo": date(2024, 1, 10)})
        before = data.check("--as-of", "2024-01-09")
        assert actual(before, CLB) is None
        assert actual(data.check("--as-of", "2024-01-10"), CLB) == 85


class TestHeader:
    ROW: Json = {  # noqa: RUF012  # never changed
        "STT": 1, "Mã": TTT, "Chỉ tiêu": "Tổ truyền thông cộng đồng", "Đơn vị tính": "tổ",
        "Kế hoạch giai đoạn": 540, "Kế hoạch năm": 130, PERIOD: 100, CUMULATIVE: 494,
        PERCENTAGE: "91,5%", "Ghi chú": "Nguồn: báo cáo số 12",
    }  # fmt: skip
    ORDER = (
        "STT", "Mã", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch giai đoạn", "Kế hoạch năm", PERIOD, CUMULATIVE,
        NUMERATOR, DENOMINATOR, PERCENTAGE, "Ghi chú",
    )  # fmt: skip

    def check_row(self, document: Json) -> None:
        row = shown(document, TTT)
        assert row
        assert (row["actual"], row["target"], row["claim"]) == (494, 540, 0.915)
        # 494/540 = 91.48 %: the claim agrees, and so does the plan; nothing is left to say.
        assert {finding["rule"] for finding in document["findings"]} <= {"stale-report"}
        assert account(document) == (6, 2, 4, 0)

    @pytest.mark.parametrize("title_rows", [0, 1, 40])
    @pytest.mark.parametrize(
        "headers",
        [ORDER, ORDER[::-1], ORDER[5:] + ORDER[:5], ("Huyện", *ORDER, "Người lập")],
        ids=["as printed", "reversed", "rotated", "with foreign columns"],
    )
    def test_columns_are_found_by_name_in_any_order_and_any_row(
        self, data: DataDir, headers: Sequence[str], title_rows: int
    ) -> None:
        data.targets("dien-bien", {"indicator": TTT, "target": 540})
        data.report("dien-bien/2023", self.ROW, headers=headers, title_rows=title_rows)
        self.check_row(answer(data))

    @pytest.mark.parametrize(
        "spell",
        [
            str.upper,
            lambda text: normalize("NFD", text),
            lambda text: text.replace(" ", "\n", 1),
            lambda text: f"  {text} ",
            lambda text: text.replace("Luỹ", "Lũy"),
        ],
        ids=["capitals", "NFD", "line break", "blanks", "tone placement"],
    )
    def test_names_of_columns_are_matched_however_they_are_typed(
        self, data: DataDir, spell: Callable[[str], str]
    ) -> None:
        data.targets("dien-bien", {"indicator": TTT, "target": 540})
        row = {spell(name): value for name, value in self.ROW.items()}
        data.report("dien-bien/2023", row, headers=[spell(name) for name in self.ORDER])
        self.check_row(answer(data))

    def test_a_sheet_without_a_header_is_an_error_that_accounts_for_its_numbers(self, data: DataDir) -> None:
        data.report("dien-bien/2023", {"Cột A": "Tổ truyền thông", "Cột B": 85}, headers=("Cột A", "Cột B"))
        document = answer(data)
        (finding,) = about(document, "unknown-layout")
        assert finding["severity"] == "error"
        assert finding in naming(document, "B4")
        assert account(document) == (1, 0, 0, 1)
        assert data.run("check").exit_code == 1

    def test_the_source_of_a_figure_is_its_cell(self, data: DataDir) -> None:
        data.report("dien-bien/2023", clb(), head=HEAD)
        row = shown(answer(data), CLB)
        assert row
        assert row["actual_sources"] == [
            {"path": "data/reports/dien-bien/2023.xlsx", "line": None, "column": None, "sheet": "Báo cáo", "cell": "H7"}
        ]  # fmt: skip


class TestNumbers:
    @pytest.mark.parametrize(
        ("written", "value", "qualifier"),
        [
            (85, 85, None),
            (85.0, 85, None),
            (1800, 1800, None),
            ("85", 85, None),
            (" 85 ", 85, None),
            ("04", 4, None),
            ("1.800", 1800, None),
            ("1.234.567", 1234567, None),
            ("trên 3.700", 3700, "at_least"),
            ("Trên 3.700", 3700, "at_least"),
            (normalize("NFD", "trên 3.700"), 3700, "at_least"),
            ("hơn 1.900", 1900, "at_least"),
            ("ít nhất 80", 80, "at_least"),
            ("gần 3.300", 3300, "below"),
            ("khoảng 50", 50, "about"),
            ("85 CLB", 85, None),
            ("85 câu lạc bộ", 85, None),
            ("trên 85 CLB", 85, "at_least"),
            (0, 0, None),
            ("0", 0, None),
        ],
    )
    def test_a_count_is_a_number_or_text_the_vietnamese_way(
        self, data: DataDir, written: object, value: int, qualifier: str | None
    ) -> None:
        data.report("dien-bien/2023", clb(written), head=HEAD)
        document = answer(data)
        row = shown(document, CLB)
        assert row
        assert (row["actual"], row["qualifier"]) == (value, qualifier)
        assert not naming(document, "H7") or not errors(document)
        assert account(document) == (1, 1, 0, 0)

    @pytest.mark.parametrize(
        ("written", "value"), [(12.5, 12.5), ("12,5", 12.5), ("1.234,5", 1234.5), ("12,5 triệu đồng", 12.5)]
    )
    def test_what_is_not_counted_in_whole_numbers_has_decimals(
        self, data: DataDir, written: object, value: float
    ) -> None:
        row = {"Mã": "von-duoc-giao", CUMULATIVE: written}
        data.report("dien-bien/2023", row, head=HEAD)
        assert actual(answer(data), "von-duoc-giao") == value

    @pytest.mark.parametrize("written", [None, "", "   ", "-", "–", "x", "chưa có", "Chưa có", "chưa có số liệu"])
    def test_a_blank_is_no_figure_and_no_zero(self, data: DataDir, written: object) -> None:
        data.targets("dien-bien", {"indicator": CLB, "target": 85})
        data.report("dien-bien/2023", clb(written), head=HEAD)
        document = answer(data)
        row = shown(document, CLB)
        assert row
        assert (row["actual"], row["status"]) == (None, "no_report")
        assert not naming(document, "H7")
        assert account(document) == (0, 0, 0, 0)

    @pytest.mark.parametrize(
        ("written", "rule"),
        [
            ("#DIV/0!", "error-cell"),
            ("#REF!", "error-cell"),
            ("#N/A", "error-cell"),
            ("=40+45", "formula-without-value"),
            (date(2023, 12, 5), "not-a-number"),
            (True, "not-a-number"),
            ("nhiều", "not-a-number"),
            ("12/15 cuộc", "unit-mismatch"),
            ("85 cuộc", "unit-mismatch"),
            ("85%", "unit-mismatch"),
            (1.8, "ambiguous-number"),
            ("1,8", "ambiguous-number"),
            ("1.8", "ambiguous-number"),
            ("1,800", "ambiguous-number"),
            (-5, None),
            ("-5", None),
            ("9" * 30, ...),
            ("9" * 5000, ...),
            (1e30, ...),
        ],
        ids=lambda value: str(value)[:20],
    )
    def test_what_cannot_be_read_is_a_finding_at_its_cell_and_costs_no_other_figure(
        self, data: DataDir, written: object, rule: object
    ) -> None:
        """For None the design names no rule; for ... the number itself may be taken, as long as nothing breaks."""
        data.report("dien-bien/2023", clb(written), {"Mã": TTT, CUMULATIVE: 494}, head=HEAD)
        document = answer(data)
        assert actual(document, TTT) == 494
        if rule is not ...:
            assert actual(document, CLB) is None
            (finding,) = naming(document, "H7")
            assert finding["indicator"] == CLB
            assert rule in {None, finding["rule"]}
        seen, used, checked, reported = account(document)
        assert seen == used + checked + reported

    @pytest.mark.parametrize(
        "stored",
        ["<t>trên 3.700</t>", "<r><t>trên </t></r><r><rPr><b/></rPr><t>3.700</t></r>"],
        ids=["plain", "partly bold"],
    )
    def test_texts_are_read_from_the_shared_list_that_excel_keeps(self, data: DataDir, stored: str) -> None:
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
        path = data.report("dien-bien/2023", clb("?"), head=HEAD)
        patch(path, r'<c r="H7".*?</c>', '<c r="H7" t="s"><v>0</v></c>')
        override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
        patch(path, "</Types>", override, "[Content_Types].xml")
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}"><si>{stored}</si></sst>')
        row = shown(answer(data), CLB)
        assert row
        assert (row["actual"], row["qualifier"]) == (3700, "at_least")

    def test_a_percentage_in_a_column_of_counts_has_the_wrong_unit(self, data: DataDir) -> None:
        data.report("dien-bien/2023", clb(0.8), head=HEAD, change=shape("H7", "0%"))
        document = answer(data)
        assert actual(document, CLB) is None
        (finding,) = naming(document, "H7")
        assert finding["rule"] == "unit-mismatch"

    @pytest.mark.parametrize("column", ["Kế hoạch giai đoạn", "Kế hoạch năm", PERIOD, PERCENTAGE])
    def test_an_error_cell_is_told_in_every_column(self, data: DataDir, column: str) -> None:
        data.report("dien-bien/2023", clb(85, **{column: "#DIV/0!"}), head=HEAD)
        document = answer(data)
        assert actual(document, CLB) == 85
        (finding,) = about(document, "error-cell")
        assert finding["location"]["cell"][1:] == "7"

    @pytest.mark.parametrize(
        ("cells", "sheet"),
        [({"L7": "#REF!"}, "Báo cáo"), ({"N30": "#REF!"}, "Báo cáo"), ({"B2": "#REF!", "B3": 4}, "Phụ lục")],
        ids=["a note", "outside the table", "another sheet"],
    )
    def test_error_cells_and_empty_formulas_are_told_wherever_they_stand(
        self, data: DataDir, cells: dict[str, object], sheet: str
    ) -> None:
        data.report("dien-bien/2023", clb(), head=HEAD, change=fill({**cells, "P9": "=1+1"}, sheet))
        document = answer(data)
        places = {
            (finding["rule"], finding["location"]["sheet"], finding["location"]["cell"])
            for rule in ("error-cell", "formula-without-value")
            for finding in about(document, rule)
        }
        assert places == {("error-cell", sheet, next(iter(cells))), ("formula-without-value", sheet, "P9")}

    def test_error_cells_are_told_also_where_the_report_cannot_be_placed(self, data: DataDir) -> None:
        data.report("dien-bien/bao-cao", clb("#DIV/0!"))
        document = answer(data)
        assert about(document, "unknown-period")
        assert [finding["location"]["cell"] for finding in about(document, "error-cell")] == ["H4"]

    @pytest.mark.parametrize(
        ("stored", "value", "rule"),
        [
            ('<c r="H7"><f>40+45</f><v>85</v></c>', 85, None),
            ('<c r="H7" t="str"><f>"85"&amp;" CLB"</f><v>85 CLB</v></c>', 85, None),
            ('<c r="H7" t="str"><f>IF(A1="","","x")</f><v></v></c>', None, None),
            ('<c r="H7" t="e"><f>1/0</f><v>#DIV/0!</v></c>', None, "error-cell"),
            ('<c r="H7"><f>40+45</f></c>', None, "formula-without-value"),
        ],
        ids=["number", "text", "empty text", "error", "nothing"],
    )
    def test_a_formula_counts_by_its_stored_value(
        self, data: DataDir, stored: str, value: int | None, rule: str | None
    ) -> None:
        path = data.report("dien-bien/2023", clb("=40+45"), head=HEAD)
        patch(path, r'<c r="H7".*?</c>', stored)
        document = answer(data)
        assert actual(document, CLB) == value
        assert [finding["rule"] for finding in errors(document)] == ([rule] if rule else [])

    def test_an_empty_formula_is_found_whatever_namespace_prefix_the_file_uses(self, data: DataDir) -> None:
        path = data.report("dien-bien/2023", clb("=40+45"), head=HEAD)
        patch(path, r"<(/?)(?=[a-zA-Z])", r"<\1x:")
        patch(path, r'xmlns="', 'xmlns:x="')
        document = answer(data)
        assert [finding["location"]["cell"] for finding in about(document, "formula-without-value")] == ["H7"]


class TestUnits:
    @pytest.mark.parametrize("unit", ["CLB", "clb", "Câu lạc bộ", "mô hình", None])
    def test_the_unit_is_known_by_its_other_words_too(self, data: DataDir, unit: str | None) -> None:
        data.report("dien-bien/2023", clb(**{"Đơn vị tính": unit}), head=HEAD)
        assert actual(answer(data), CLB) == 85

    def test_figures_in_another_unit_are_not_used(self, data: DataDir) -> None:
        row = clb(**{"STT": 1, "Đơn vị tính": "người", "Kế hoạch giai đoạn": 85, PERIOD: 3})
        data.report("dien-bien/2023", row, head=HEAD)
        document = answer(data)
        assert actual(document, CLB) is None
        (finding,) = about(document, "unit-mismatch")
        assert (finding["severity"], finding["indicator"]) == ("error", CLB)
        assert all(finding in naming(document, cell) for cell in ("E7", "G7", "H7"))
        assert account(document) == (4, 0, 1, 3)

    @pytest.mark.parametrize("written", ["85 CLB", "85 người"])
    def test_a_count_in_the_percentage_column_is_no_claim(self, data: DataDir, written: str) -> None:
        data.targets("dien-bien", {"indicator": CLB, "target": 100})
        data.report("dien-bien/2023", clb(85, **{PERCENTAGE: written}), head=HEAD)
        document = answer(data)
        row = shown(document, CLB)
        assert row
        assert (row["actual"], row["claim"]) == (85, None)
        assert naming(document, "K7")


class TestRates:
    @pytest.mark.parametrize("column", [CUMULATIVE, PERIOD])
    @pytest.mark.parametrize(
        ("written", "number_format", "value", "qualifier"),
        [
            (0.8, "0%", 80, None),
            (0.8, "0.00%", 80, None),
            (0.8, "0%;[Red]-0%", 80, None),
            (0.805, "0.0%", 80.5, None),
            (0.005, "0.0%", 0.5, None),
            (1, "0%", 100, None),
            (0, "0%", 0, None),
            (80, '0"%"', 80, None),
            (80, "0\\%", 80, None),
            (80, "General", 80, None),
            (0, "General", 0, None),
            ("80%", "General", 80, None),
            ("80 %", "General", 80, None),
            ("80,5%", "General", 80.5, None),
            ("80,5", "General", 80.5, None),
            ("80", "@", 80, None),
            ("ít nhất 80%", "General", 80, "at_least"),
            ("trên 80", "General", 80, "at_least"),
        ],
    )
    def test_a_percentage_is_read_by_value_or_by_format(  # noqa: PLR0913, PLR0917
        self,
        data: DataDir,
        column: str,
        written: object,
        number_format: str,
        value: float,
        qualifier: str | None,
    ) -> None:
        cell = "H7" if column == CUMULATIVE else "G7"
        row = {"Mã": SDAT, "Đơn vị tính": "%", column: written}
        data.report("dien-bien/2023", row, head=HEAD, change=shape(cell, number_format))
        document = answer(data)
        found = shown(document, SDAT)
        assert found
        assert (found["actual"], found["qualifier"]) == (value, qualifier)
        assert not errors(document)

    @pytest.mark.parametrize(
        ("written", "number_format", "rule"),
        [
            (0.8, "General", "ambiguous-number"),
            ("0,8", "General", "ambiguous-number"),
            (120, "General", "rate-out-of-range"),
            (1.2, "0%", "rate-out-of-range"),
            ("120%", "General", "rate-out-of-range"),
            (-5, "General", "rate-out-of-range"),
            ("80 người", "General", "unit-mismatch"),
            ("#DIV/0!", "0%", "error-cell"),
        ],
    )
    def test_a_doubtful_percentage_is_not_used(
        self, data: DataDir, written: object, number_format: str, rule: str
    ) -> None:
        row = {"Mã": SDAT, CUMULATIVE: written}
        data.report("dien-bien/2023", row, head=HEAD, change=shape("H7", number_format))
        document = answer(data)
        assert actual(document, SDAT) is None
        (finding,) = naming(document, "H7")
        assert (finding["rule"], finding["severity"]) == (rule, "error")

    @pytest.mark.parametrize(
        ("numerator", "denominator", "value", "qualifier"),
        [
            (80, 100, 80, None),
            ("1.600", "2.000", 80, None),
            ("800 người", "1.000 người", 80, None),
            (1, 3, 33.333333, None),
            (0, 50, 0, None),
            (50, 50, 100, None),
            ("trên 80", 100, 80, "at_least"),
        ],
    )
    def test_a_rate_may_stand_as_numerator_and_denominator(
        self, data: DataDir, numerator: object, denominator: object, value: float, qualifier: str | None
    ) -> None:
        data.report("dien-bien/2023", {"Mã": SDAT, NUMERATOR: numerator, DENOMINATOR: denominator}, head=HEAD)
        document = answer(data)
        row = shown(document, SDAT)
        assert row
        assert (row["actual"], row["qualifier"]) == (value, qualifier)
        assert not errors(document)

    def test_the_approximate_word_of_a_denominator_is_kept_too(self, data: DataDir) -> None:
        data.report("dien-bien/2023", {"Mã": SDAT, NUMERATOR: 80, DENOMINATOR: "trên 100"}, head=HEAD)
        row = shown(answer(data), SDAT)
        assert row
        assert row["actual"] is None or row["qualifier"] in {"below", "about"}

    @pytest.mark.parametrize(
        ("numerator", "denominator"),
        [(0, 0), (5, 0), (5, "0"), (120, 100), (80, None), (None, 100), (80, "-"), (-1, 100), ("ba", 100), ("8%", 9)],
    )
    def test_a_fraction_that_is_none_is_a_finding_and_no_figure(
        self, data: DataDir, numerator: object, denominator: object
    ) -> None:
        data.targets("dien-bien", {"indicator": SDAT, "target": 80})
        data.report("dien-bien/2023", {"Mã": SDAT, NUMERATOR: numerator, DENOMINATOR: denominator}, head=HEAD)
        document = answer(data)
        row = shown(document, SDAT)
        assert row
        assert (row["actual"], row["status"]) == (None, "no_report")
        for cell, value in (("I7", numerator), ("J7", denominator)):
            if isinstance(value, int):
                assert naming(document, cell)
        seen, used, _, reported = account(document)
        assert (used, reported) == (0, seen)

    def test_the_fraction_counts_where_a_rounded_percentage_stands_beside_it(self, data: DataDir) -> None:
        row = {"Mã": SDAT, CUMULATIVE: "33,3", NUMERATOR: 1, DENOMINATOR: 3, PERCENTAGE: "33,3%"}
        data.report("dien-bien/2023", row, head=HEAD)
        document = answer(data)
        assert actual(document, SDAT) == 33.333333
        assert not errors(document)
        assert not about(document, "claim-mismatch")

    @pytest.mark.parametrize(("written", "number_format"), [("80%", "General"), (0.8, "0%"), (80, "0.0")])
    def test_a_rate_that_stands_in_the_percentage_column_alone_is_taken_and_told(
        self, data: DataDir, written: object, number_format: str
    ) -> None:
        row = {"Mã": SDAT, PERCENTAGE: written}
        data.report("dien-bien/2023", row, head=HEAD, change=shape("K7", number_format))
        document = answer(data)
        assert actual(document, SDAT) == 80
        (finding,) = about(document, "assumed-basis")
        assert finding["severity"] == "info"
        assert finding in naming(document, "K7")

    def test_a_percentage_alone_is_no_figure_of_a_count(self, data: DataDir) -> None:
        data.targets("dien-bien", {"indicator": CLB, "target": 85})
        data.report("dien-bien/2023", clb(None, **{PERCENTAGE: "100%"}), head=HEAD)
        row = shown(answer(data), CLB)
        assert row
        assert (row["actual"], row["claim"], row["status"]) == (None, 1, "no_report")


class TestBasis:
    """A flow's figure of one quarter leaves days without report (`incomplete`), a cumulative one doesn't."""

    @pytest.mark.parametrize("column", ["Thực hiện", "Kết quả", "Kết quả thực hiện"])
    @pytest.mark.parametrize("dated", [True, False])
    def test_a_column_that_says_neither_is_cumulative_where_a_date_is_stated(
        self, data: DataDir, column: str, *, dated: bool
    ) -> None:
        stated = {"Số liệu đến ngày": "30/09/2023"} if dated else {}
        head = {"Kỳ báo cáo": "Quý III/2023", **stated}
        data.report("dien-bien/x", {"Mã": DTCS, column: 36}, head=head, headers=("Mã", column))
        document = answer(data)
        row = shown(document, DTCS)
        assert row
        assert (row["actual"], row["incomplete"]) == (36, not dated)
        (finding,) = about(document, "assumed-basis")
        assert finding["severity"] == "info"
        assert "luỹ kế" in finding["message"] if dated else "trong kỳ" in finding["message"]

    def test_a_date_that_another_sheet_of_the_report_states_is_enough(self, data: DataDir) -> None:
        second = {"A1": "Mã", "B1": "Thực hiện", "A2": DTCS, "B2": 36}
        data.report("dien-bien/x", clb(), head=HEAD, change=fill(second, "Báo cáo 2"))
        row = shown(answer(data), DTCS)
        assert row
        assert (row["actual"], row["incomplete"]) == (36, False)

    @pytest.mark.parametrize("stated", [{}, {"Số liệu đến ngày": "30/09/2023"}], ids=["undated", "dated"])
    def test_a_stock_in_such_a_column_is_always_cumulative(self, data: DataDir, stated: Json) -> None:
        head = {"Kỳ báo cáo": "Quý III/2023", **stated}
        data.report("dien-bien/x", {"Mã": CLB, "Thực hiện": 85}, head=head, headers=("Mã", "Thực hiện"))
        document = answer(data)
        row = shown(document, CLB)
        assert row
        assert (row["actual"], row["observed_on"]) == (85, "2023-09-30")
        (finding,) = about(document, "assumed-basis")
        assert finding["severity"] == "info"

    @pytest.mark.parametrize(
        ("column", "in_period"),
        [
            ("Thực hiện trong kỳ", True),
            ("Thực hiện trong quý", True),
            ("Thực hiện quý III", True),
            ("Thực hiện trong tháng", True),
            ("Luỹ kế", False),
            ("Thực hiện luỹ kế", False),
            ("Thực hiện đến ngày 30/09/2023", False),
            ("Kết quả từ đầu giai đoạn", False),
        ],
    )
    def test_a_column_that_says_which_needs_no_assumption(self, data: DataDir, column: str, *, in_period: bool) -> None:
        head = {"Kỳ báo cáo": "Quý III/2023"}
        data.report("dien-bien/x", {"Mã": DTCS, column: 36}, head=head, headers=("Mã", column))
        document = answer(data)
        row = shown(document, DTCS)
        assert row
        assert (row["actual"], row["incomplete"]) == (36, in_period)
        assert not about(document, "assumed-basis")

    @pytest.mark.parametrize(
        "column",
        ["Kế hoạch luỹ kế", "Chỉ tiêu luỹ kế đến năm 2023", "Thực hiện kỳ trước", "Năm trước"],
    )
    def test_a_plan_or_an_earlier_period_is_never_read_as_a_result(self, data: DataDir, column: str) -> None:
        row = {"Mã": DTCS, "Kế hoạch giai đoạn": 88, PERCENTAGE: None, column: 52}
        data.report("dien-bien/x", row, head=HEAD, headers=("Mã", "Kế hoạch giai đoạn", PERCENTAGE, column))
        document = answer(data)
        assert actual(document, DTCS) is None
        seen, used, checked, reported = account(document)
        assert (seen, used, checked + reported) == (2, 0, 2)


class TestRows:
    def test_a_row_is_known_by_code_by_name_or_by_another_name(self, data: DataDir) -> None:
        rows = [
            {"Mã": CLB, CUMULATIVE: 1},
            {"Chỉ tiêu": normalize("NFD", "TỔ TRUYỀN THÔNG CỘNG ĐỒNG"), CUMULATIVE: 2},
            {"Mã": "dia-chi-tin-cay", "Chỉ tiêu": "ĐCTC", CUMULATIVE: 3},
            {"Chỉ tiêu": "Tổ TKVVTB", CUMULATIVE: 4},
        ]
        data.report("dien-bien/2023", *rows, head=HEAD)
        document = answer(data)
        known = (CLB, TTT, "dia-chi-tin-cay", "to-tiet-kiem-vay-von")
        assert [actual(document, indicator) for indicator in known] == [1, 2, 3, 4]

    def test_a_row_that_matches_nothing_is_told_with_the_nearest_names(self, data: DataDir) -> None:
        row = {"STT": 1, "Chỉ tiêu": "Tổ truyền thông cộng đông thử nghiệm", PERIOD: 3, CUMULATIVE: "1.800"}
        data.report("dien-bien/2023", row, clb(), head=HEAD)
        document = answer(data)
        (finding,) = about(document, "unmatched-row")
        assert finding["severity"] == "warning"
        assert "Tổ truyền thông cộng đồng" in finding["hint"]
        assert all(finding in naming(document, cell) for cell in ("G7", "H7"))
        assert actual(document, CLB) == 85
        assert account(document) == (4, 1, 1, 2)

    def test_of_section_rows_without_figures_only_their_lack_is_told(self, data: DataDir) -> None:
        data.report(
            "dien-bien/2023", {"STT": "I", "Chỉ tiêu": "Nội dung 1"}, {"STT": 2, "Chỉ tiêu": "Mô hình"}, head=HEAD
        )
        document = answer(data)
        assert [finding["rule"] for finding in document["findings"]] == ["blank-report"]
        assert account(document) == (1, 0, 1, 0)

    def test_a_number_without_a_name_is_told(self, data: DataDir) -> None:
        data.report("dien-bien/2023", clb(), {CUMULATIVE: 7}, head=HEAD)
        document = answer(data)
        (finding,) = naming(document, "H8")
        assert (finding["rule"], finding["severity"]) == ("unmatched-number", "warning")

    @pytest.mark.parametrize("code", ["99", 99, "CT01", "A.1", "DA8-06"])
    def test_a_code_of_some_form_is_its_numbering_and_the_name_counts(self, data: DataDir, code: object) -> None:
        data.report("dien-bien/2023", clb(Mã=code), head=HEAD)
        document = answer(data)
        assert actual(document, CLB) == 85
        assert not about(document, "unknown-indicator")

    def test_an_unknown_code_is_an_error_and_its_row_is_not_used(self, data: DataDir) -> None:
        data.report("dien-bien/2023", clb(Mã="clb-thu-lin"), head=HEAD)
        document = answer(data)
        (finding,) = about(document, "unknown-indicator")
        assert finding["severity"] == "error"
        assert finding in naming(document, "H7")
        assert actual(document, CLB) is None

    def test_an_unknown_code_is_told_with_the_nearest_codes(self, data: DataDir) -> None:
        data.report("dien-bien/2023", {"Mã": "clb-thu-lin", CUMULATIVE: 85}, head=HEAD)
        (finding,) = about(answer(data), "unknown-indicator")
        assert CLB in finding["hint"]

    def test_a_code_and_a_name_that_disagree_are_an_error_and_neither_gets_the_figure(self, data: DataDir) -> None:
        data.report("dien-bien/2023", clb(Mã=TTT), head=HEAD)
        document = answer(data)
        assert (actual(document, CLB), actual(document, TTT)) == (None, None)
        (finding,) = naming(document, "H7")
        assert finding["severity"] == "error"

    @pytest.mark.parametrize("written", [int, str, "({})".format], ids=["numbers", "text", "in brackets"])
    def test_a_row_that_numbers_the_columns_is_no_figure(self, data: DataDir, written: Callable[[int], object]) -> None:
        numbering = {name: written(index) for index, name in enumerate(TestHeader.ORDER, start=1)}
        data.report("dien-bien/2023", numbering, clb(), head=HEAD)
        document = answer(data)
        assert actual(document, CLB) == 85
        assert not naming(document, "H7")
        assert not errors(document)
        assert account(document)[1::2] == (1, 0)

    def test_figures_that_happen_to_count_up_are_no_numbering(self, data: DataDir) -> None:
        data.report(
            "dien-bien/2023", clb(5, **{"STT": 1, "Kế hoạch giai đoạn": 2, "Kế hoạch năm": 3, PERIOD: 4}), head=HEAD
        )
        assert actual(answer(data), CLB) == 5

    @pytest.mark.parametrize("cell", ["N2", "A1", "O7", "H40", "K40"])
    @pytest.mark.parametrize("value", [7, "1.800", "trên 85 CLB"])
    def test_numbers_outside_the_table_are_told(self, data: DataDir, cell: str, value: object) -> None:
        data.report("dien-bien/2023", clb(), head=HEAD, change=fill({cell: value}))
        document = answer(data)
        assert actual(document, CLB) == 85
        (finding,) = naming(document, cell)
        assert (finding["rule"], finding["severity"]) == ("unmatched-number", "warning")
        assert account(document) == (2, 1, 0, 1)

    def test_numbers_of_a_column_that_nobody_knows_are_told(self, data: DataDir) -> None:
        row = {"Mã": CLB, CUMULATIVE: 85, "Nhóm công tác": 9}
        data.report("dien-bien/2023", row, head=HEAD, headers=tuple(row))
        document = answer(data)
        (finding,) = naming(document, "C7")
        assert finding["rule"] == "unmatched-number"

    @pytest.mark.parametrize(
        ("note", "told"),
        [(85, True), ("85 CLB", True), ("Nguồn: trang 4, ngày 25/04/2023", False), ("31/12/2023", False)],
    )
    def test_a_note_that_is_a_number_is_told_and_one_that_is_text_is_not(
        self, data: DataDir, note: object, *, told: bool
    ) -> None:
        data.report("dien-bien/2023", clb(**{"Ghi chú": note}), head=HEAD)
        document = answer(data)
        assert [finding["rule"] for finding in naming(document, "L7")] == (["unmatched-number"] if told else [])
        assert account(document) == ((2, 1, 0, 1) if told else (1, 1, 0, 0))


class TestSheets:
    @staticmethod
    def hide(state: str, sheet: str = "Báo cáo") -> Callable[[Workbook], None]:
        def change(workbook: Workbook) -> None:
            workbook.create_sheet("Bìa")["A1"] = "Báo cáo Dự án 8"
            workbook.active = workbook["Bìa"]
            workbook[sheet].sheet_state = state

        return change

    @pytest.mark.parametrize("state", ["hidden", "veryHidden"])
    def test_a_hidden_sheet_is_read_and_told(self, data: DataDir, state: str) -> None:
        data.report("dien-bien/2023", clb(), head=HEAD, change=self.hide(state))
        document = answer(data)
        assert actual(document, CLB) == 85
        (finding,) = about(document, "hidden-content")
        assert (finding["severity"], finding["location"]["sheet"]) == ("info", "Báo cáo")

    def test_other_sheets_are_set_aside_with_their_numbers(self, data: DataDir) -> None:
        extra = {"A1": "Danh sách xã", "B2": 7, "C9": "1.800", "D3": date(2023, 1, 1)}
        data.report("dien-bien/2023", clb(), head=HEAD, change=fill(extra, "Phụ lục"))
        document = answer(data)
        assert actual(document, CLB) == 85
        (finding,) = about(document, "sheet-set-aside")
        assert (finding["severity"], finding["location"]["sheet"]) == ("info", "Phụ lục")
        assert all(finding in naming(document, cell, "Phụ lục") for cell in ("B2", "C9"))
        assert account(document) == (3, 1, 0, 2)
        assert not errors(document)

    def test_a_second_table_is_read_with_the_head_of_the_first(self, data: DataDir) -> None:
        second = {"A1": "Mã", "B1": CUMULATIVE, "A2": TTT, "B2": 494}
        data.report("dien-bien/x", clb(), head=HEAD, change=fill(second, "Báo cáo 2"))
        document = answer(data)
        assert (actual(document, CLB), actual(document, TTT)) == (85, 494)

    def test_difficulties_are_kept_and_shown(self, data: DataDir) -> None:
        told = {"A1": "Khó khăn, vướng mắc", "A2": "Thiếu cán bộ", "B3": "Vốn về chậm"}
        data.report("dien-bien/2023", clb(), head=HEAD, change=fill(told, "Khó khăn, vướng mắc"))
        document = answer(data)
        assert not errors(document)
        assert not about(document, "sheet-set-aside")
        page = data.run("check", "Điện Biên", "--sources", "--as-of", "2024-06-30").stdout
        assert "Thiếu cán bộ" in page
        assert "Vốn về chậm" in page
        assert page.count("Khó khăn, vướng mắc\n") == 0

    def test_numbers_and_error_cells_among_the_difficulties_are_not_lost(self, data: DataDir) -> None:
        told = {"A2": "Thiếu cán bộ", "B2": 85, "B3": "#REF!"}
        data.report("dien-bien/2023", clb(), head=HEAD, change=fill(told, "Khó khăn, vướng mắc"))
        document = answer(data)
        assert naming(document, "B2", "Khó khăn, vướng mắc")
        assert [finding["location"]["cell"] for finding in about(document, "error-cell")] == ["B3"]
        assert account(document) == (2, 1, 0, 1)

    def test_a_workbook_of_difficulties_alone_is_read(self, data: DataDir) -> None:
        def change(workbook: Workbook) -> None:
            del workbook["Báo cáo"]
            workbook.create_sheet("Khó khăn, vướng mắc")["A1"] = "Thiếu cán bộ"

        data.report("dien-bien/2023", change=change)
        assert not errors(answer(data))
        assert "Thiếu cán bộ" in data.run("check", "Điện Biên", "--sources", "--as-of", "2024-06-30").stdout


def test_cells_are_compared_by_column_and_row() -> None:
    """The helper of this file, so that a finding of `A10` isn't taken for one of `A1`."""
    document = {"findings": [{"location": {"sheet": "Báo cáo", "cell": "B2:D9"}}]}
    assert [bool(naming(document, cell)) for cell in ("B2", "D9", "C5", "A2", "E3", "B10")] == [True] * 3 + [False] * 3
    assert coordinate_from_string("XFD1048576") == ("XFD", 1048576)
