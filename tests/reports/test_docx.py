"""Tables of Word papers: which cells they have, what of a cell counts, what the lines around say, what is told."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from du_an8.findings import Location
from du_an8.reports.workbook.cells import Area, CellKind
from du_an8.reports.workbook.legacy_text import in_unicode
from du_an8.reports.workbook.opening import read_workbook
from du_an8.reports.workbook.prose import figures_in
from spoilt import rewritten

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from docx.document import Document
    from docx.table import Table, _Cell
    from tests.conftest import DataDir

    from du_an8.findings import Finding
    from du_an8.reports.workbook.cells import Sheet

Grid = "Sequence[Sequence[str]]"
BODY = "word/document.xml"
TITLES = ["STT", "Mã", "Chỉ tiêu", "Đơn vị tính", "Thực hiện trong kỳ", "Luỹ kế từ đầu giai đoạn"]
TEAMS = ["1", "to-truyen-thong", "Tổ truyền thông", "tổ", "140", "1.340"]
CLUBS = ["2", "clb-thu-linh", "CLB", "CLB", "x", "96"]
HEAD = ("BÁO CÁO KẾT QUẢ NĂM 2023", "Tỉnh: Điện Biên", "Kỳ báo cáo: năm 2023")


def add_table(paper: Document | _Cell, rows: Sequence[Sequence[str]]) -> Table:
    table = paper.add_table(rows=len(rows), cols=max(map(len, rows)))  # type: ignore[call-arg]
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=False):
            cell.text = value
    return table


def paper_of(*parts: str | Sequence[Sequence[str]]) -> Document:
    """A paper of lines (texts) and tables (lists)."""
    paper = docx.Document()
    for part in parts:
        if isinstance(part, str):
            paper.add_paragraph(part)
        else:
            add_table(paper, part)
    return paper


def saved(paper: Document) -> bytes:
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def put(folder: Path, content: bytes | Document, name: str = "x.docx") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else saved(content))
    return path


def read(folder: Path, content: bytes | Document, name: str = "x.docx") -> tuple[list[Sheet], list[Finding]]:
    sheets, findings = read_workbook(put(folder, content, name), name)
    assert sheets is not None, findings
    return sheets, findings


def refused(folder: Path, content: bytes | Document, name: str = "x.docx") -> str:
    """The one finding of a file that can't be read."""
    sheets, findings = read_workbook(put(folder, content, name), name)
    assert sheets is None
    (finding,) = findings
    assert finding.message
    assert finding.hint
    return finding.key


def texts(sheet: Sheet) -> dict[str, str]:
    return {cell.address: str(cell.value) for cell in sheet}


def nth(paper: Document, name: str, number: int) -> Any:  # noqa: ANN401  # lxml has no types
    """The raw XML of a row, a cell, a paragraph; they count from 0 through the whole paper."""
    return list(paper.element.body.iter(qn(f"w:{name}")))[number]


def element(name: str, attributes: str = "") -> Any:  # noqa: ANN401
    return parse_xml(f"<w:{name} {nsdecls('w')} {attributes}/>")


def replace_cell(paper: Document, number: int, runs: str, properties: str = "") -> None:
    """Put a cell of raw runs in the place of one."""
    old = nth(paper, "tc", number)
    cell = f"<w:tc {nsdecls('w')}><w:tcPr>{properties}</w:tcPr><w:p>{runs}</w:p></w:tc>"
    old.getparent().replace(old, parse_xml(cell))


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def text_of_cell(folder: Path, runs: str) -> str | None:
    """What a cell of such runs says; None for a blank one."""
    paper = paper_of([["Số", "1"]])
    replace_cell(paper, 1, runs)
    return texts(read(folder, paper)[0][0]).get("B1")


class TestTables:
    def test_each_table_is_a_sheet_in_the_order_of_the_paper(self, tmp_path: Path) -> None:
        sheets, findings = read(tmp_path, paper_of("A", [["a", "1.800"]], [["b", "12,5"]], "B"))
        assert [sheet.name for sheet in sheets] == ["bảng 1", "bảng 2"]
        assert [sheet.rows[1][2].value for sheet in sheets] == ["1.800", "12,5"]
        assert {cell.kind for sheet in sheets for cell in sheet} == {CellKind.TEXT}
        assert findings == []

    def test_it_is_known_by_its_content_whatever_its_name(self, tmp_path: Path) -> None:
        for name in ("x.doc", "x.xlsx", "x"):
            assert texts(read(tmp_path, paper_of([["a", "7"]]), name)[0][0]) == {"A1": "a", "B1": "7"}

    def test_an_error_of_a_pasted_workbook_is_one(self, tmp_path: Path) -> None:
        sheets, _ = read(tmp_path, paper_of([["a", "#DIV/0!"]]))
        assert sheets[0].rows[1][2].kind is CellKind.ERROR

    def test_merged_cells_are_areas_with_their_content_in_the_corner(self, tmp_path: Path) -> None:
        paper = paper_of([["TT", "Năm 2023", "", "Ghi chú"], ["", "KH", "TH", ""], ["1", "5", "6", ""]])
        table = paper.tables[0]
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(0, 0).merge(table.cell(1, 0))
        table.cell(0, 3).merge(table.cell(1, 3))
        (sheet,), _ = read(tmp_path, paper)
        assert set(sheet.merged) == {Area(1, 1, 2, 1), Area(1, 2, 1, 3), Area(1, 4, 2, 4)}
        assert texts(sheet) == {
            "A1": "TT", "B1": "Năm 2023", "D1": "Ghi chú", "B2": "KH", "C2": "TH", "A3": "1", "B3": "5", "C3": "6",
        }  # fmt: skip

    def test_what_a_merged_cell_hides_is_not_read(self, tmp_path: Path) -> None:
        paper = paper_of([["a", "5"], ["b", "6"]])
        replace_cell(paper, 1, run("5"), '<w:vMerge w:val="restart"/>')
        replace_cell(paper, 3, run("6"), "<w:vMerge/>")
        (sheet,), _ = read(tmp_path, paper)
        assert texts(sheet) == {"A1": "a", "B1": "5", "A2": "b"}
        assert sheet.merged == (Area(1, 2, 2, 2),)

    def test_a_merge_that_nothing_begins_is_a_cell_of_its_own(self, tmp_path: Path) -> None:
        paper = paper_of([["a", "5"], ["b", "6"]])
        replace_cell(paper, 1, run("5"), "<w:vMerge/>")
        (sheet,), _ = read(tmp_path, paper)
        assert texts(sheet)["B1"] == "5"

    def test_two_merges_below_each_other_are_two(self, tmp_path: Path) -> None:
        paper = paper_of([["a"], [""], ["b"], [""]])
        table = paper.tables[0]
        table.cell(0, 0).merge(table.cell(1, 0))
        table.cell(2, 0).merge(table.cell(3, 0))
        (sheet,), _ = read(tmp_path, paper)
        assert sheet.merged == (Area(1, 1, 2, 1), Area(3, 1, 4, 1))

    def test_rows_that_begin_further_right_keep_their_columns(self, tmp_path: Path) -> None:
        paper = paper_of([["a", "b", "c"], ["", "1", "2"]])
        row = nth(paper, "tr", 1)
        row.remove(row.tc_lst[0])
        row.get_or_add_trPr().append(element("gridBefore", 'w:val="1"'))
        (sheet,), _ = read(tmp_path, paper)
        assert texts(sheet) == {"A1": "a", "B1": "b", "C1": "c", "B2": "1", "C2": "2"}

    def test_edges_of_the_grid_at_which_no_cell_begins_make_no_columns(self, tmp_path: Path) -> None:
        paper = paper_of([["a", "b"], ["1", "2"]])
        for number in range(4):
            nth(paper, "tc", number).get_or_add_tcPr().append(element("gridSpan", 'w:val="3"'))
        (sheet,), _ = read(tmp_path, paper)
        assert texts(sheet) == {"A1": "a", "B1": "b", "A2": "1", "B2": "2"}
        assert sheet.merged == ()

    def test_a_table_within_a_cell_belongs_to_the_cell_and_its_figures_are_told(self, tmp_path: Path) -> None:
        paper = paper_of([["a", "b"], ["1", "2"]])
        add_table(paper.tables[0].cell(1, 1), [["Nữ", "30"], ["Nam", "40"]])
        sheets, (finding,) = read(tmp_path, paper)
        assert [sheet.name for sheet in sheets] == ["bảng 1"]
        assert sheets[0].rows[2][2].text.split() == ["2", "Nữ", "30", "Nam", "40"]
        assert (finding.key, str(finding.location)) == ("text-not-read.nested", "x.docx, bảng 1, dòng 2, cột 2")
        assert finding.message == "Ô này chứa một bảng con; 2 số trong đó không được đọc riêng: 30, 40."

    def test_a_table_that_only_frames_another_is_no_table(self, tmp_path: Path) -> None:
        paper = paper_of([[""]])
        frame = paper.tables[0].cell(0, 0)
        frame.paragraphs[0].text = "Năm 2023"
        add_table(frame, [["a", "30"]])
        sheets, findings = read(tmp_path, paper)
        assert [(sheet.name, texts(sheet)) for sheet in sheets] == [
            ("bảng 1", {"A0": "Năm 2023", "A1": "a", "B1": "30"})
        ]
        assert findings == []

    def test_rows_and_cells_in_content_controls_are_read(self, tmp_path: Path) -> None:
        paper = paper_of([["a", "1"], ["b", "2"]])
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
        row = nth(paper, "tr", 1)
        row.addprevious(control)
        control.find(qn("w:sdtContent")).append(row)
        (sheet,), _ = read(tmp_path, paper)
        assert texts(sheet) == {"A1": "a", "B1": "1", "A2": "b", "B2": "2"}

    def test_hidden_rows_are_read_and_said_to_be_hidden(self, tmp_path: Path) -> None:
        paper = paper_of([["a", "1"], ["b", "2"]])
        nth(paper, "tr", 1).get_or_add_trPr().append(element("hidden"))
        (sheet,), _ = read(tmp_path, paper)
        assert sheet.hidden_rows == {2}
        assert texts(sheet)["B2"] == "2"


class TestText:
    @pytest.mark.parametrize(
        ("runs", "shown"),
        [
            (run("1.") + run("800"), "1.800"),
            (run("120", "<w:strike/>") + run("135"), "135"),
            (run("120", "<w:dstrike/>") + run("135"), "135"),
            (run("120", '<w:strike w:val="0"/>'), "120"),
            (run("120", "<w:strike/>"), None),
            (f'<w:del w:id="1"><w:r><w:delText>120</w:delText></w:r></w:del>{run("135")}', "135"),
            (f'<w:moveFrom w:id="1">{run("120")}</w:moveFrom>{run("135")}', "135"),
            (f'{run("1")}<w:ins w:id="1">{run("35")}</w:ins>', "135"),
            (run("135") + run("1", '<w:vertAlign w:val="superscript"/>'), "135"),
            (run("135") + run("(2)", '<w:vertAlign w:val="superscript"/>'), "135"),
            (run("135 m") + run("2", '<w:vertAlign w:val="superscript"/>'), "135 m²"),
            (run("CO") + run("2", '<w:vertAlign w:val="subscript"/>'), "CO2"),
            (run("135") + run("9", "<w:vanish/>"), "135"),
            (f"<w:hyperlink>{run('135')}</w:hyperlink>", "135"),
            (f'<w:fldSimple w:instr="=SUM(ABOVE)">{run("135")}</w:fldSimple>', "135"),
            ("<w:r><w:instrText>=1+1</w:instrText></w:r>" + run("135"), "135"),
            (run("Tổ") + "<w:r><w:br/></w:r>" + run("truyền thông"), "Tổ\ntruyền thông"),
            (run("Tổ") + "<w:r><w:tab/></w:r>" + run("truyền thông"), "Tổ truyền thông"),
            (run("tr\xaduyền\xa0thông\u200b "), "truyền thông"),
            (run("truyền") + "<w:r><w:softHyphen/></w:r>", "truyền"),
            (run("2021") + "<w:r><w:noBreakHyphen/></w:r>" + run("2025"), "2021-2025"),
            (run("  "), None),
        ],
    )
    def test_a_cell_says_what_a_person_reads(self, tmp_path: Path, runs: str, shown: str | None) -> None:
        assert text_of_cell(tmp_path, runs) == shown

    def test_paragraphs_of_a_cell_are_lines(self, tmp_path: Path) -> None:
        paper = paper_of([["", "1"]])
        paper.tables[0].cell(0, 0).text = "Tổ truyền thông\ncộng đồng"
        assert texts(read(tmp_path, paper)[0][0])["A1"] == "Tổ truyền thông\ncộng đồng"

    def test_a_deleted_row_says_nothing_but_is_counted(self, tmp_path: Path) -> None:
        paper = paper_of([["a", "1"], ["b", "2"], ["c", "3"]])
        nth(paper, "tr", 1).get_or_add_trPr().append(element("del", 'w:id="1" w:author="x"'))
        (sheet,), _ = read(tmp_path, paper)
        assert texts(sheet) == {"A1": "a", "B1": "1", "A3": "c", "B3": "3"}

    def test_a_style_may_strike_text_through(self, tmp_path: Path) -> None:
        paper = paper_of([["a", "1"]])
        style = paper.styles.add_style("Bỏ", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
        style.font.strike = True
        paper.tables[0].cell(0, 1).paragraphs[0].add_run("20").style = style
        assert texts(read(tmp_path, paper)[0][0])["B1"] == "1"

    @pytest.mark.parametrize("where", ["run", "style"])
    def test_a_legacy_font_is_named_so_that_its_letters_can_be_told(self, tmp_path: Path, where: str) -> None:
        paper = paper_of([["", "5"]])
        added = paper.tables[0].cell(0, 0).paragraphs[0].add_run("Tæ truyÒn th«ng trung ­¬ng")  # ­ is the letter ư
        (added if where == "run" else paper.styles["Normal"]).font.name = ".VnTime"
        sheets, _ = read(tmp_path, paper)
        assert sheets[0].rows[1][1].font == ".VnTime"
        assert in_unicode(sheets, frozenset({"to truyen thong"}))[0].rows[1][1].value == "Tổ truyền thông trung ương"

    def test_the_numbers_that_word_makes_are_read(self, tmp_path: Path) -> None:
        paper = paper_of([["", "Huyện A"], ["", "Xã B"], ["", "Xã C"], ["", "Huyện D"], ["", "Xã E"], ["", "– phần"]])
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for level, (form, text) in enumerate([("upperRoman", "%1"), ("decimal", "%2"), ("bullet", "·")])
        )
        numbering = paper.part.numbering_part.element
        form = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'
        numbering.insert(0, parse_xml(form))
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
        for number, level in enumerate((0, 1, 1, 0, 1, 2)):
            numbered = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
            nth(paper, "p", 2 * number).get_or_add_pPr().append(parse_xml(numbered))
        (sheet,), _ = read(tmp_path, paper)
        assert [row[1].value for row in sheet.rows.values()] == ["I", "1", "2", "II", "1", "-"]


class TestLinesAbove:
    def test_they_stand_in_the_rows_before_the_first(self, tmp_path: Path) -> None:
        first, second = read(tmp_path, paper_of(*HEAD, [["a", "1"]], "II. Huyện Mường Ảng", "", [["b", "2"]]))[0]
        assert texts(first) == {"A-2": HEAD[0], "A-1": HEAD[1], "A0": HEAD[2], "A1": "a", "B1": "1"}
        assert texts(second) == {"A0": "II. Huyện Mường Ảng", "A1": "b", "B1": "2"}

    def test_the_letterhead_says_who_reports_without_being_a_table_of_figures(self, tmp_path: Path) -> None:
        letterhead = [["HỘI LHPN TỈNH ĐIỆN BIÊN\nSố: 12/BC-BTV", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]]
        sheets, _ = read(tmp_path, paper_of(letterhead, "BÁO CÁO", [["a", "1"]]))
        assert [sheet.name for sheet in sheets] == ["bảng 1", "bảng 2"]
        lines = [cell.value for row, cells in sheets[1].rows.items() for cell in cells.values() if row < 1]
        assert lines == ["HỘI LHPN TỈNH ĐIỆN BIÊN", "Số: 12/BC-BTV", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BÁO CÁO"]

    def test_of_many_lines_the_first_and_the_last_are_kept_and_no_story(self, tmp_path: Path) -> None:
        story = [f"Đoạn {chr(65 + n)}" for n in range(50)]
        long = "Trong năm qua " * 40
        first, second = read(tmp_path, paper_of(*story, long, [["a", "1"]], *story, [["b", "2"]]))[0]
        above = [str(cell.value) for cell in first if cell.row < 1]
        assert above == story[:15] + story[-15:]
        assert [str(cell.value) for cell in second if cell.row < 1] == story[-15:]

    def test_a_text_box_is_read_once(self, tmp_path: Path) -> None:
        paper = paper_of("A", [["a", "1"]])
        box = f"<w:txbxContent><w:p>{run('BÁO CÁO')}</w:p></w:txbxContent>"
        both = (
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        )
        nth(paper, "p", 0).append(parse_xml(f"<w:r {nsdecls('w')}>{both}</w:r>"))
        (sheet,), _ = read(tmp_path, paper)
        assert texts(sheet) == {"A-1": "A", "A0": "BÁO CÁO", "A1": "a", "B1": "1"}


class TestFiguresInTheText:
    def test_they_are_counted_and_shown(self, tmp_path: Path) -> None:
        text = "Toàn tỉnh có 540 tổ với 3.700 thành viên, đạt 112,9% kế hoạch năm 2023."
        _, (finding,) = read(tmp_path, paper_of(*HEAD, text, [["a", "1"]], "Nơi nhận:"))
        assert (finding.key, finding.severity) == ("text-not-read", "info")
        assert "3 số" in finding.message
        assert "540, 3.700, 112,9%" in finding.message

    def test_a_paper_without_a_table_is_an_error_where_it_has_figures(self, tmp_path: Path) -> None:
        assert refused(tmp_path, paper_of("Toàn tỉnh có 540 tổ.")) == "unknown-layout.no-table"

    @pytest.mark.parametrize(
        ("part", "told"),
        [
            ("word/embeddings/Microsoft_Excel_Worksheet.xlsx", "unknown-layout.embedded"),
            ("word/embeddings/oleObject1.bin", "file-set-aside.no-table"),  # as of an equation
        ],
    )
    def test_a_workbook_inserted_in_a_paper_without_tables_is_an_error(
        self, tmp_path: Path, part: str, told: str
    ) -> None:
        content = rewritten(saved(paper_of("Kết quả như sau:")), lambda parts: parts.update({part: b"PK"}))
        assert refused(tmp_path, content) == told

    def test_a_workbook_inserted_beside_tables_is_told(self, tmp_path: Path) -> None:
        added = {"word/embeddings/a.xlsx": b"PK", "word/embeddings/b.xls": b""}
        content = rewritten(saved(paper_of(*HEAD, [["a", "1"]])), lambda parts: parts.update(added))
        _, (finding,) = read(tmp_path, content)
        assert (finding.key, finding.severity) == ("text-not-read.embedded", "info")
        assert "2 bảng tính" in finding.message

    def test_a_letter_without_figures_is_set_aside(self, tmp_path: Path) -> None:
        assert refused(tmp_path, paper_of("Kính gửi: Hội LHPN tỉnh", "ngày 10/01/2024")) == "file-set-aside.no-table"

    @pytest.mark.parametrize(
        ("text", "figures"),
        [
            ("1. Thành lập 540 tổ truyền thông với 3.700 thành viên", ["540", "3.700"]),
            ("9 tháng đầu năm 2024 tổ chức 36/88 cuộc, chi 12,5 triệu đồng", ["36/88", "12,5"]),
            ("tăng 20% so với năm 2022 (18%)", ["20%", "18%"]),
            ("Năm 2023 hỗ trợ 2.023 người", ["2.023"]),
            ("Nội dung 1: 88 cuộc; hoạt động 12 CLB; kế hoạch 30 mô hình", ["88", "12", "30"]),
            ("có 5 mới + 12 củng cố", ["5", "12"]),
            ("Căn cứ Kế hoạch số 215/BC-BTV ngày 05/3/2024, Quyết định 1719/QĐ-TTg ngày 14 tháng 10 năm 2021", []),
            ("giai đoạn 2021-2030, giai đoạn I: từ năm 2021 đến năm 2025", []),
            ("2.1. Kết quả Dự án 8, Phụ lục 3, khoản 2 Điều 5, công nghệ 4.0", []),
            ("Điện thoại 0912 345 678, thư a5@b6.vn, quý III/2024, tháng 12/2023", []),
        ],
    )
    def test_dates_years_and_numbers_of_papers_are_no_figures(self, text: str, figures: list[str]) -> None:
        assert figures_in([text]) == figures


class TestPlaces:
    @pytest.mark.parametrize(
        ("cell", "shown"),
        [
            ("D5", "bảng 2, dòng 5, cột 4"),
            ("AA12", "bảng 2, dòng 12, cột 27"),
            ("A1:C9", "bảng 2, dòng 1–9, cột 1–3"),
            ("D5:D9", "bảng 2, dòng 5–9, cột 4"),
            ("A0", "đoạn trên bảng 2"),
            ("A-3:A-1", "đoạn trên bảng 2"),
            ("A-3:F9", "bảng 2 và đoạn trên bảng, dòng 1–9, cột 1–6"),
        ],
    )
    def test_they_are_named_as_word_has_them(self, cell: str, shown: str) -> None:
        assert str(Location("r/x.docx", sheet="bảng 2", cell=cell)) == f"r/x.docx, {shown}"

    def test_those_of_workbooks_stay_as_they_are(self) -> None:
        assert str(Location("r/x.xlsx", sheet="bảng 2", cell="D5")) == "r/x.xlsx!bảng 2!D5"


class TestCommands:
    @pytest.fixture
    def paper(self, data: DataDir) -> Document:
        data.targets("Điện Biên", {"indicator": "to-truyen-thong", "target": 2000})
        return paper_of(*HEAD, [TITLES, TEAMS, CLUBS, ["3", "", "Hội nghị", "cuộc", "", "7"]])

    def test_its_figures_are_used_with_their_places(self, data: DataDir, paper: Document) -> None:
        put(data.root, paper, "reports/dien-bien/2023.docx")
        document: Any = data.check("--as-of", "2024-01-31")
        (province,) = document["provinces"]
        found = {row["id"]: row["actual"] for row in province["indicators"]}
        assert (found["to-truyen-thong"], found["clb-thu-linh"]) == (1340, 96)
        (file,) = document["files"]
        assert file["numbers_seen"] == file["used"] + file["checked"] + file["reported"]
        (finding,) = [f for f in document["findings"] if f["rule"] == "unmatched-row"]
        assert (finding["location"]["sheet"], finding["location"]["cell"]) == ("bảng 1", "F4")
        assert "2023.docx, bảng 1, dòng 4, cột 6" in data.run("check", "dien-bien", "--as-of", "2024-01-31").output
        assert "bảng 1, dòng 2, cột 6" in data.run("explain", "dien-bien", "to-truyen-thong").output

    @pytest.mark.parametrize(
        ("line", "figures"),
        [
            ("Bảng 1. Tổ truyền thông cộng đồng", [("to-truyen-thong", 11)]),
            ("II. Kế hoạch thành lập tổ truyền thông", []),
        ],
    )
    def test_the_line_above_says_what_its_places_have_or_are_to_have(
        self, data: DataDir, line: str, figures: list[tuple[str, int]]
    ) -> None:
        rows = [["TT", "Huyện", "Số tổ"], ["1", "Mường Ảng", "5"], ["2", "Nậm Pồ", "6"], ["", "Cộng", "11"]]
        put(data.root, paper_of(*HEAD, line, rows), "reports/dien-bien/2023.docx")
        provinces = data.check("--as-of", "2024-01-31")["provinces"]
        assert [(row["id"], row["actual"]) for each in provinces for row in each["indicators"]] == figures

    def test_it_is_filed_as_it_came(self, data: DataDir, paper: Document, tmp_path: Path) -> None:
        path = put(tmp_path, paper, "bao-cao.docx")
        result = data.run("import", str(path))
        assert result.exit_code == 0, result.output
        assert (data.root / "reports" / "dien-bien" / "2023.docx").read_bytes() == path.read_bytes()

    def test_what_goes_back_has_the_lines_above_too(self, data: DataDir, paper: Document, tmp_path: Path) -> None:
        path, back = put(tmp_path, paper, "bao-cao.docx"), tmp_path / "gui-lai.xlsx"
        assert data.run("import", str(path), "--dry-run", "--return", str(back)).exit_code == 0
        book = openpyxl.load_workbook(back)
        page = book["bảng 1"]
        assert [page.cell(row, 1).value for row in (1, 2, 3, 4)] == [*HEAD, "STT"]
        assert page["F7"].comment is not None  # the row that no indicator is known for: 4 of the table, below 3 lines
        listed = [str(row[1].value) for row in book.worksheets[0].iter_rows(min_row=7)]
        assert "bảng 1!F7" in listed  # as the copy counts, which is what the province has before it

    def test_what_is_answered_in_the_copy_stands_beside_its_finding(
        self, data: DataDir, paper: Document, tmp_path: Path
    ) -> None:
        path, back = put(tmp_path, paper, "bao-cao.docx"), tmp_path / "gui-lai.xlsx"
        data.run("import", str(path), "--dry-run", "--return", str(back))
        book = openpyxl.load_workbook(back)
        row = next(row for row in book["Cần làm rõ"].iter_rows(min_row=7) if row[1].value == "bảng 1!F7")
        row[4].value = "Là số lớp tập huấn"
        book.save(back)
        told = data.run("import", str(back), "--dry-run").stdout
        assert "Tỉnh giải trình: “Là số lớp tập huấn”." in " ".join(told.split())

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4088) + "WordDocument\0".encode("utf-16-le")),
            ("x.doc", b"{\\rtf1\\ansi 540}"),
            ("x.rtf", b"{\\rtf1\\ansi 540}"),
            ("x.pdf", b"%PDF-1.7\n540"),
        ],
    )
    def test_old_and_printed_papers_say_how_to_save_them(
        self, data: DataDir, tmp_path: Path, name: str, content: bytes
    ) -> None:
        path = put(tmp_path, content, name)
        result = data.run("validate", str(path), "--format", "json")
        assert result.exit_code == 1
        (finding,) = json.loads(result.stdout)["findings"]
        assert finding["rule"] == "unreadable-workbook"
        assert ".docx" in finding["hint"]
        assert "Lưu thành" in finding["hint"]
        imported = data.run("import", str(path))
        assert imported.exit_code == 1
        assert "Lưu thành" in " ".join(imported.output.split())

    @pytest.mark.parametrize(("name", "rule"), [("x.doc", "unreadable-workbook"), ("x.pdf", "file-set-aside")])
    def test_those_on_file_too(self, data: DataDir, name: str, rule: str) -> None:
        put(data.root, b"{\\rtf1 540}" if name == "x.doc" else b"%PDF-1.7", f"reports/dien-bien/{name}")
        findings: Any = data.check()["findings"]
        assert [(f["rule"], "Lưu thành" in f["hint"]) for f in findings] == [(rule, True)]

    @pytest.mark.processes
    def test_a_workbook_that_holds_a_paper_is_a_workbook(self, tmp_path: Path) -> None:
        names = "".join(f"{name}\0" for name in ("Workbook", "WordDocument")).encode("utf-16-le")
        content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4088) + names
        assert refused(tmp_path, content, "x.xls") != "unreadable-workbook.doc"


GOOD = [["Mã", "Luỹ kế từ đầu giai đoạn"], ["clb-thu-linh", "85"]]


def part_changed(change: Callable[[bytes], bytes]) -> bytes:
    return rewritten(saved(paper_of(GOOD)), lambda parts: parts.update({BODY: change(parts[BODY])}))


class TestHostile:
    @pytest.mark.parametrize(
        ("content", "key"),
        [
            (lambda: saved(paper_of(GOOD))[:-300], "unreadable-workbook.damaged"),
            (lambda: saved(paper_of(GOOD))[:900], "unreadable-workbook.damaged"),
            (lambda: rewritten(saved(paper_of(GOOD)), lambda parts: parts.pop(BODY)), "unreadable-workbook.damaged"),
            (lambda: part_changed(lambda part: part[:-40]), "unreadable-workbook.damaged"),
            (lambda: part_changed(lambda _: b""), "unreadable-workbook.damaged"),
            (lambda: part_changed(lambda _: b"<w/>"), "unreadable-workbook.damaged"),
            (
                lambda: part_changed(lambda part: part.replace(b"?>", b'?><!DOCTYPE d [<!ENTITY a "85">]>', 1)),
                "unreadable-workbook.damaged",
            ),
            (lambda: part_changed(lambda part: part + b" " * 12_000_000), "unsafe-workbook"),
            (lambda: b"85 CLB", "unreadable-workbook.not-a-paper"),
            (lambda: b"", "unreadable-workbook.empty"),
        ],
        ids=[
            "cut",
            "cut early",
            "no body",
            "broken XML",
            "empty body",
            "other XML",
            "doctype",
            "bomb",
            "text",
            "empty",
        ],
    )
    def test_a_spoilt_paper_is_one_clear_finding(self, tmp_path: Path, content: Callable[[], bytes], key: str) -> None:
        assert refused(tmp_path, content()) == key

    def test_the_main_part_may_have_another_name(self, tmp_path: Path) -> None:
        def rename(parts: dict[str, bytes]) -> None:
            parts["word/document2.xml"] = parts.pop(BODY)
            parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"document.xml", b"document2.xml")
            parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")

        assert texts(read(tmp_path, rewritten(saved(paper_of(GOOD)), rename))[0][0])["B2"] == "85"

    def test_the_iso_dialect_is_read_too(self, tmp_path: Path) -> None:
        def translate(parts: dict[str, bytes]) -> None:
            for name, part in parts.items():
                strict = part.replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                )
                parts[name] = strict.replace(
                    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
                )

        assert texts(read(tmp_path, rewritten(saved(paper_of(GOOD)), translate))[0][0])["B2"] == "85"

    @pytest.mark.parametrize("span", [b"-1", b"0", b"x", b"999999999", b"9" * 5000, b""])
    def test_a_span_out_of_reason_costs_nothing(self, tmp_path: Path, span: bytes) -> None:
        spans = b'<w:tcPr><w:gridSpan w:val="' + span + b'"/><w:vMerge w:val="' + span + b'"/>'
        content = part_changed(lambda part: part.replace(b"<w:tcPr>", spans))
        (sheet,), _ = read(tmp_path, content)
        assert len(sheet.rows) == 2

    @pytest.mark.parametrize(
        ("opening", "closing"),
        [
            ("<w:ins>", "</w:ins>"),
            ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
            ("<w:tbl><w:tr><w:tc/><w:tc>", "</w:tc></w:tr></w:tbl>"),
            ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"),
        ],
        ids=["insertions", "frames", "tables", "boxes"],
    )
    def test_what_is_nested_without_end_costs_nothing(self, tmp_path: Path, opening: str, closing: str) -> None:
        nest = (opening * 20_000 + closing * 20_000).encode()
        content = part_changed(lambda part: part.replace(b"<w:tbl>", nest + b"<w:tbl>", 1))
        assert refused(tmp_path, content).startswith("unreadable-workbook.")

    @pytest.mark.processes
    def test_a_flood_of_text_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DU_AN8_READ_SECONDS", "2")
        with zipfile.ZipFile(io.BytesIO(saved(paper_of(GOOD)))) as archive:
            part = archive.read(BODY)
        flood = b"".join(b"<w:t>%d </w:t>" % number for number in range(8_000_000, 14_000_000))
        content = rewritten(
            saved(paper_of(GOOD)), lambda parts: parts.update({BODY: part.replace(b"<w:t>85</w:t>", flood)})
        )
        assert refused(tmp_path, content) == "unsafe-workbook.costly"

    @pytest.mark.processes
    def test_ten_thousand_rows_are_read_in_reasonable_time(self, tmp_path: Path) -> None:
        row = "".join(f"<w:tc><w:p>{run('{}')}</w:p></w:tc>" for _ in range(10))
        rows = "".join(f"<w:tr>{row.format(*range(number, number + 10))}</w:tr>" for number in range(10_000))
        content = part_changed(lambda part: part.replace(b"</w:tbl>", rows.encode() + b"</w:tbl>"))
        (sheet,), findings = read(tmp_path, content)  # a limit of 20 seconds stands in the reader
        assert (len(sheet.rows), findings) == (10_002, [])
