"""The copy that goes back to the province: every finding on its cell and in the list, the province's own form kept."""

import zipfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from conftest import DataDir
from du_an8.findings import Finding, Location
from du_an8.outputs.workbooks.returned.sending import Sending
from du_an8.outputs.workbooks.returned.workbook import build_return, save_return
from du_an8.outputs.workbooks.style import to_bytes
from du_an8.programme.load import load_programme
from du_an8.programme.provinces import load_provinces
from du_an8.reports.report_file import Context, read_report
from du_an8.reports.workbook.cells import Area, Cell, CellKind, Sheet
from du_an8.reports.workbook.opening import read_workbook
from effort import at_most

PATH = "data/reports/x/2023.xlsx"
SENDING = Sending(PATH, date(2026, 11, 30), date(2026, 12, 15))
FIRST_ROW = 7
CUMULATIVE = "Luỹ kế từ đầu giai đoạn"
RED, AMBER, BLUE, NONE = "FFF8B9B3", "FFFFE19C", "FFCBD8E7", "00000000"
ERROR, WARNING, INFO = "negative-figure", "unmatched-number", "hidden-content"


def finding(key: str, cell: str | None = None, sheet: str | None = "Báo cáo", text: str = "x") -> Finding:
    parameters: dict[str, dict[str, object]] = {
        ERROR: {"value": -5, "name": text},
        WARNING: {"count": 1, "values": [text]},
        INFO: {"name": text, "count": 1},
    }
    return Finding(key, Location(PATH, sheet=sheet, cell=cell), parameters[key])


def text(row: int, column: int, value: str) -> Cell:
    return Cell(row, column, CellKind.TEXT, value)


def number(row: int, column: int, value: str, *, percent: bool = False) -> Cell:
    return Cell(row, column, CellKind.NUMBER, Decimal(value), percent)


def sheet(*cells: Cell, name: str = "Báo cáo", **more: object) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    return Sheet(name, hidden=False, rows=rows, **more)  # type: ignore[arg-type]


GRID = sheet(*(number(row, column, f"{row}{column}") for row in range(1, 6) for column in range(1, 5)))


def original(folder: Path, name: str = "goc.xlsx") -> Path:
    """The workbook of GRID, with looks of its own."""
    workbook = Workbook()
    page = workbook.worksheets[0]
    page.title = "Báo cáo"
    for cell in GRID:
        page.cell(cell.row, cell.column, int(f"{cell.row}{cell.column}"))
    page["A1"].font = Font(name="Arial", size=20)
    page["D5"].fill = PatternFill("solid", start_color="FF00FF00")
    page["C1"] = "=A1+B1"
    page.column_dimensions["B"].width = 33
    path = folder / name
    workbook.save(path)
    return path


def returned(
    folder: Path, sheets: Sequence[Sheet], findings: Sequence[Finding], source: Path | None = None
) -> Workbook:
    path = folder / "tra-lai.xlsx"
    save_return(path, sheets, findings, source, SENDING)
    return openpyxl.load_workbook(path)


def page_of(workbook: Workbook, name: str = "Báo cáo") -> Worksheet:
    page = workbook[name]
    assert isinstance(page, Worksheet)
    return page


def colour(page: Worksheet, cell: str) -> str:
    return str(page[cell].fill.start_color.rgb)


def comment(page: Worksheet, cell: str) -> str:
    found = page[cell].comment
    assert found
    assert found.author == "du-an8"
    return str(found.text)


def listed(workbook: Workbook) -> list[tuple[object, ...]]:
    return [tuple(cell.value for cell in row) for row in page_of(workbook, "Cần làm rõ").iter_rows(min_row=FIRST_ROW)]


@pytest.fixture(params=["original", "rebuilt"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Path | None:
    return original(tmp_path) if request.param == "original" else None


class TestMarks:
    @pytest.mark.parametrize(("key", "shade"), [(ERROR, RED), (WARNING, AMBER), (INFO, BLUE)])
    def test_a_cell_has_the_colour_of_the_severity_and_a_comment(
        self, tmp_path: Path, source: Path | None, key: str, shade: str
    ) -> None:
        told = finding(key, "B2")
        page = page_of(returned(tmp_path, [GRID], [told], source))
        assert colour(page, "B2") == shade
        assert told.content in comment(page, "B2")
        assert str(told.request) in comment(page, "B2")
        assert page["B2"].value == 22
        assert colour(page, "A2") == NONE

    def test_several_findings_of_a_cell_share_a_comment_and_the_worst_gives_the_colour(
        self, tmp_path: Path, source: Path | None
    ) -> None:
        findings = [finding(INFO, "B2"), finding(WARNING, "B2"), finding(ERROR, "B2")]
        page = page_of(returned(tmp_path, [GRID], findings, source))
        assert colour(page, "B2") == RED
        assert all(each.content in comment(page, "B2") for each in findings)

    def test_a_range_is_coloured_and_its_first_cell_tells_why(self, tmp_path: Path, source: Path | None) -> None:
        page = page_of(returned(tmp_path, [GRID], [finding(WARNING, "B2:C3")], source))
        assert {colour(page, cell) for cell in ("B2", "C2", "B3", "C3")} == {AMBER}
        assert {colour(page, cell) for cell in ("A2", "D2", "B1", "B4")} == {NONE}
        assert comment(page, "B2")
        assert page["C3"].comment is None

    def test_a_blank_cell_can_be_marked(self, tmp_path: Path, source: Path | None) -> None:
        page = page_of(returned(tmp_path, [GRID], [finding(WARNING, "J20")], source))
        assert (colour(page, "J20"), page["J20"].value) == (AMBER, None)

    def test_a_huge_range_makes_no_new_cells(self, source: Path | None) -> None:
        with at_most(300_000):
            workbook = build_return([GRID], [finding(WARNING, "A1:XFD1048576")] * 50, source, SENDING)
            page = page_of(workbook)
        assert (page.max_row, page.max_column) == (5, 4)
        assert colour(page, "C4") == AMBER

    def test_a_huge_range_is_no_more_work_than_the_cells_there_are(self) -> None:
        tall = sheet(*(number(row, 1, "1") for row in range(1, 20_001)))
        findings = [finding(WARNING, f"A{row}:XFD1048576", text=str(row)) for row in range(1, 3_001)]
        with at_most(len(findings) * 20_000):
            build_return([tall], findings, None, SENDING)

    @pytest.mark.parametrize("cell", ["?", "A0", "ZZZZ1", "A1:", "B2:A1", "A:C", "A1048577", ""])
    def test_a_place_that_no_sheet_has_is_only_listed(self, tmp_path: Path, source: Path | None, cell: str) -> None:
        workbook = returned(tmp_path, [GRID], [finding(WARNING, cell)], source)
        assert len(listed(workbook)) == 1
        assert page_of(workbook, "Cần làm rõ")["B7"].hyperlink is None

    def test_the_comment_of_a_merged_area_stands_where_it_shows(self, tmp_path: Path) -> None:
        merged = sheet(text(1, 1, "Tổng"), number(3, 1, "5"), merged=(Area(1, 1, 2, 3),))
        page = page_of(returned(tmp_path, [merged], [finding(ERROR, "B2")]))
        assert colour(page, "A1") == RED
        assert comment(page, "A1")

    def test_comments_are_large_enough_for_their_text(self) -> None:
        few, many = (build_return([GRID], [finding(ERROR, "B2", text="a" * size)], None, SENDING) for size in (1, 100))
        sizes = [(note.width, note.height) for book in (few, many) if (note := page_of(book)["B2"].comment)]
        assert sizes[0][0] >= 300
        assert 80 <= sizes[0][1] < sizes[1][1] <= 600


class TestList:
    def test_every_finding_is_listed_the_worst_first_with_a_link_to_its_cell(
        self, tmp_path: Path, source: Path | None
    ) -> None:
        findings = [finding(INFO), finding(WARNING, "B2:C3"), finding(ERROR, "B2"), finding(INFO, sheet=None)]
        workbook = returned(tmp_path, [GRID], findings, source)
        rows = listed(workbook)
        assert [row[0] for row in rows] == ["Cần sửa", "Cần làm rõ", "Đề nghị xem lại", "Đề nghị xem lại"]
        assert {row[1] for row in rows} == {"Báo cáo!B2", "Báo cáo!B2:C3", "Báo cáo", "Cả tệp"}
        assert {row[2] for row in rows} == {each.content for each in findings}
        assert {row[3] for row in rows} == {each.request for each in findings}
        assert {row[4] for row in rows} == {None}
        page = page_of(workbook, "Cần làm rõ")
        links = [cell.hyperlink.location if cell.hyperlink else None for (cell,) in page["B7:B10"]]
        assert links == ["'Báo cáo'!B2", "'Báo cáo'!B2:C3", None, None]

    def test_it_is_the_page_that_opens(self, tmp_path: Path, source: Path | None) -> None:
        workbook = returned(tmp_path, [GRID], [finding(ERROR, "B2")], source)
        assert workbook.sheetnames == ["Cần làm rõ", "Báo cáo"]
        assert workbook.active
        assert workbook.active.title == "Cần làm rõ"
        assert [page.sheet_view.tabSelected for page in workbook.worksheets] == [True, False]

    def test_without_findings_it_says_so(self, tmp_path: Path) -> None:
        page = page_of(returned(tmp_path, [GRID], []), "Cần làm rõ")
        assert page["A2"].value == "Không có điểm nào cần làm rõ."

    def test_a_link_survives_an_apostrophe_in_the_name_of_the_sheet(self, tmp_path: Path) -> None:
        odd = sheet(number(1, 1, "5"), name="Đắk 'Lắk")
        workbook = returned(tmp_path, [odd], [finding(ERROR, "A1", odd.name)])
        link = page_of(workbook, "Cần làm rõ")["B7"].hyperlink
        assert link
        assert link.location == "'Đắk ''Lắk'!A1"

    def test_a_file_that_could_not_be_read_gives_the_list_alone(self, tmp_path: Path) -> None:
        told = Finding("unreadable-workbook.damaged", Location(PATH))
        broken = tmp_path / "hong.xlsx"
        broken.write_bytes(b"PK\x03\x04 no more")
        workbook = returned(tmp_path, [], [told], broken)
        assert workbook.sheetnames == ["Cần làm rõ"]
        assert listed(workbook)[0][2] == told.content


def test_a_cell_of_another_file_is_not_marked_in_this_one(tmp_path: Path) -> None:
    elsewhere = Finding(
        ERROR, Location("data/reports/x/2022.xlsx", sheet="Báo cáo", cell="B2"), {"value": -5, "name": "x"}
    )
    workbook = returned(tmp_path, [GRID], [elsewhere])
    assert listed(workbook)[0][1] == "Cả tệp"
    assert colour(page_of(workbook), "B2") == NONE


class TestOriginal:
    def test_its_looks_and_formulas_stay(self, tmp_path: Path) -> None:
        page = page_of(returned(tmp_path, [GRID], [finding(ERROR, "B2")], original(tmp_path)))
        assert (page["A1"].font.name, page["A1"].font.size) == ("Arial", 20)
        assert colour(page, "D5") == "FF00FF00"
        assert page["C1"].value == "=A1+B1"
        assert page.column_dimensions["B"].width == 33

    def test_the_file_itself_is_not_touched(self, tmp_path: Path) -> None:
        path = original(tmp_path)
        before = path.read_bytes()
        returned(tmp_path, [GRID], [finding(ERROR, "B2")], path)
        assert path.read_bytes() == before

    def test_a_comment_of_the_province_is_kept_below_ours(self, tmp_path: Path) -> None:
        path = original(tmp_path)
        workbook = openpyxl.load_workbook(path)
        page_of(workbook)["B2"].comment = Comment("Đã rà soát", "Chị Hoa")
        workbook.save(path)
        told = finding(ERROR, "B2")
        words = comment(page_of(returned(tmp_path, [GRID], [told], path)), "B2")
        assert words.index(told.content) < words.index("Đã rà soát")

    def test_a_copy_that_comes_back_loses_the_marks_of_the_first_time(self, tmp_path: Path) -> None:
        path = original(tmp_path)
        workbook = openpyxl.load_workbook(path)
        page_of(workbook)["B2"].comment = Comment("Đã rà soát", "Chị Hoa")
        workbook.save(path)
        first = tmp_path / "lan-1.xlsx"
        save_return(first, [GRID], [finding(ERROR, "B2:C3")], path, SENDING)
        again, _ = read_workbook(first, PATH)
        assert again
        second = returned(tmp_path, again, [finding(WARNING, "A4"), finding(INFO, "A1", "Cần làm rõ")], first)
        assert second.sheetnames == ["Cần làm rõ", "Báo cáo"]
        assert len(listed(second)) == 2
        page = page_of(second)
        assert {colour(page, cell) for cell in ("B2", "C2", "B3", "C3")} == {NONE}
        assert colour(page, "D5") == "FF00FF00"
        assert colour(page, "A4") == AMBER
        assert page["B2"].comment
        assert page["B2"].comment.text == "Đã rà soát"

    def test_a_workbook_with_macros_comes_back_without_them(self, tmp_path: Path) -> None:
        path = original(tmp_path, "goc.xlsm")
        returned(tmp_path, [GRID], [finding(ERROR, "B2")], path)
        with zipfile.ZipFile(tmp_path / "tra-lai.xlsx") as archive:
            assert b"macroEnabled" not in archive.read("[Content_Types].xml")

    def test_sheets_of_one_name_are_told_apart_by_their_place(self, tmp_path: Path) -> None:
        path = tmp_path / "hai.xlsx"
        workbook = Workbook()
        workbook.worksheets[0].title = "A"
        workbook.create_sheet("B")
        workbook.save(path)
        sheets = [sheet(number(1, 1, "1"), name="A"), sheet(number(1, 1, "1"), name="A (2)")]
        copied = returned(tmp_path, sheets, [finding(ERROR, "A1", "A (2)")], path)
        assert colour(page_of(copied, "B"), "A1") == RED

    @pytest.mark.parametrize("name", ["goc.xls", "goc.csv", "goc.ods", "khong-co.xlsx", "hong.xlsx"])
    def test_what_openpyxl_cannot_read_is_rebuilt(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        if not name.startswith("khong"):
            path.write_bytes(b"PK\x03\x04" if name.endswith(".xlsx") else b"1,2,3")
        page = page_of(returned(tmp_path, [GRID], [finding(ERROR, "B2")], path))
        assert (page["B2"].value, colour(page, "B2")) == (22, RED)

    @pytest.mark.parametrize(
        "part",
        [
            '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
            "<mergeCells count='1'><mergeCell ref='A1&#58;XFD1048576'/></mergeCells>",
            '<mergeCells count="1"><mergeCell ref="A:XFD"/></mergeCells>',
            '<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>',
        ],
    )
    def test_an_original_that_would_unfold_without_end_is_rebuilt(self, tmp_path: Path, part: str) -> None:
        path = original(tmp_path)
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
            b"</sheetData>", b"</sheetData>" + part.encode()
        )
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        with at_most(300_000):
            page = page_of(returned(tmp_path, [GRID], [finding(ERROR, "B2")], path))
        assert colour(page, "B2") == RED
        assert page["A1"].font.name == "Times New Roman"

    def test_an_original_of_too_many_blank_cells_is_rebuilt(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("du_an8.outputs.workbooks.returned.copying._MOST_CELLS", 10)
        page = page_of(returned(tmp_path, [GRID], [finding(ERROR, "B2")], original(tmp_path)))
        assert page["A1"].font.name == "Times New Roman"
        assert page["B2"].value == 22


class TestRebuilt:
    def test_values_keep_their_kind(self, tmp_path: Path) -> None:
        old = sheet(
            text(1, 1, "Chỉ tiêu"),
            number(2, 1, "1800"),
            number(3, 1, "0.805", percent=True),
            number(4, 1, "12.5"),
            Cell(5, 1, CellKind.DATE, date(2023, 12, 31)),
            Cell(6, 1, CellKind.BOOLEAN, "TRUE"),
            Cell(7, 1, CellKind.ERROR, "#DIV/0!"),
            Cell(8, 1, CellKind.UNCOMPUTED, "=A1+B1"),
            number(9, 1, "1e400"),
            Cell(10, 1, CellKind.DATE, date(1850, 1, 1)),
        )
        page = page_of(returned(tmp_path, [old], []))
        values = [page.cell(row, 1).value for row in range(1, 9)]
        assert values[:4] == ["Chỉ tiêu", 1800, 0.805, 12.5]
        assert page["A3"].number_format == "0.0##%"
        assert page["A5"].is_date
        assert str(values[4])[:10] == "2023-12-31"
        assert values[5:] == [True, "#DIV/0!", "=A1+B1"]
        assert [page.cell(row, 1).data_type for row in (7, 8, 9, 10)] == ["e", "s", "s", "s"]

    def test_merged_areas_and_what_is_hidden_stay(self, tmp_path: Path) -> None:
        old = sheet(
            text(1, 1, "Tổng"), number(4, 2, "5"),
            merged=(Area(1, 1, 2, 3), Area(2, 2, 3, 3), Area(4, 1, 4, 2), Area(1, 1, 1_048_576, 16_384)),
            hidden_rows=frozenset({4, 2_000_000_000}), hidden_columns=frozenset({2, 20_000}),
        )  # fmt: skip
        workbook = returned(tmp_path, [old, Sheet("Ẩn", hidden=True, rows={})], [])
        page = page_of(workbook)
        # The second overlaps the first, the third would hide a number, the last is no honest area.
        assert [str(area) for area in page.merged_cells.ranges] == ["A1:C2"]
        assert page["B4"].value == 5
        assert page.row_dimensions[4].hidden
        assert page.column_dimensions["B"].hidden
        assert page_of(workbook, "Ẩn").sheet_state == "hidden"

    def test_names_of_sheets_become_such_as_excel_accepts(self, tmp_path: Path) -> None:
        names = ["a" * 40, "a" * 41, "x[1]:*?/\\y", "", "History", "'q'", "Sheet", "SHEET", "Cần làm rõ", "b\x07c"]
        sheets = [sheet(number(1, 1, "1"), name=name) for name in names]
        workbook = returned(tmp_path, sheets, [finding(ERROR, "A1", name) for name in names])
        made = workbook.sheetnames[1:]
        assert len({name.casefold() for name in workbook.sheetnames}) == len(names) + 1
        assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\\x07") for name in made)
        assert "history" not in {name.casefold() for name in made}
        assert all(colour(page, "A1") == RED for page in workbook.worksheets[1:])

    def test_cells_beyond_the_end_of_a_sheet_are_left_out_and_still_listed(self, tmp_path: Path) -> None:
        far = sheet(number(1, 1, "1"), number(2_000_000_000, 1, "7"), number(1, 20_000, "7"))
        workbook = returned(tmp_path, [far], [finding(WARNING, "A2000000000")])
        assert page_of(workbook).max_row == 1
        assert len(listed(workbook)) == 1

    def test_a_huge_sheet_is_cut_and_says_so(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("du_an8.outputs.workbooks.returned.rebuilt._MOST_REBUILT", 8)
        workbook = returned(tmp_path, [GRID], [finding(ERROR, "B5")])
        assert page_of(workbook)["A3"].value is None
        assert "chỉ chép lại phần đầu" in str(page_of(workbook, "Cần làm rõ")["A2"].value)


class TestText:
    @pytest.mark.parametrize(
        "hostile", ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2", "#N/A", "a\x00b\x1fc", "\ud800"]
    )
    def test_text_is_never_a_formula_and_never_breaks_the_file(self, tmp_path: Path, hostile: str) -> None:
        # A message that begins with the text itself would be the worst case: the key's text does.
        told = [finding(WARNING, "A1", text=hostile), finding(INFO, "A1", text=hostile)]
        workbook = returned(tmp_path, [sheet(text(1, 1, hostile))], told)
        cells = [cell for page in workbook.worksheets for row in page.iter_rows() for cell in row if cell.value]
        assert [cell.coordinate for cell in cells if cell.data_type != "s"] == ["B3", "B4"]  # the two days
        assert comment(page_of(workbook), "A1")

    def test_the_list_holds_no_cell_that_counts_as_a_number(self, tmp_path: Path) -> None:
        page = page_of(returned(tmp_path, [GRID], [finding(ERROR, "B2")] * 3), "Cần làm rõ")
        assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value is not None} == {"s", "d"}

    def test_a_rebuilt_copy_has_the_same_bytes_each_time(self) -> None:
        one, other = (to_bytes(build_return([GRID], [finding(ERROR, "B2")], None, SENDING)) for _ in range(2))
        assert one == other


def test_the_figures_of_a_copy_are_read_as_those_of_the_original(data: DataDir, tmp_path: Path) -> None:
    rows = [{"Mã": "clb-thu-linh", CUMULATIVE: 85}, {"Mã": "doi-thoai-chinh-sach", CUMULATIVE: -5}]
    path = data.report("dien-bien/2023", *rows, head={"Tỉnh": "Điện Biên", "Kỳ báo cáo": "Năm 2023"})
    programme, provinces = load_programme(None)[0], load_provinces()
    first = read_report(path, "x", None, Context(programme, provinces))
    sheets, _ = read_workbook(path, "x")
    assert sheets
    copy = tmp_path / "tra-lai.xlsx"
    save_return(copy, sheets, first.findings, path, Sending("x", date(2026, 11, 30)))
    page = page_of(openpyxl.load_workbook(copy))
    assert [cell.coordinate for row in page.iter_rows() for cell in row if cell.comment] == ["H7"]
    second = read_report(copy, "x", None, Context(programme, provinces))
    told = [[(f.value, f.location.cell) for f in report.observations] for report in (first, second)]
    assert told[0] == told[1] == [(85, "H6")]
    assert first.account
    assert second.account
    assert first.account.numbers_seen == second.account.numbers_seen
    assert [(f.key, f.location.cell) for f in second.findings if f.location] == [
        (f.key, f.location.cell) for f in first.findings if f.location
    ]


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="khong-co"):
        save_return(tmp_path / "khong-co" / "x.xlsx", [GRID], [], None, SENDING)
