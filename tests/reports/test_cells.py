"""What a person sees in a cell goes before what is stored in it, in every format that can show it."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date
from decimal import Decimal
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from du_an8.reports.workbook.binary_formulas import XLS, XLSB, formula_of
from du_an8.reports.workbook.cells import Cell, CellKind
from du_an8.reports.workbook.number_formats import changes_what_is_read, date_as_shown, date_without_day, reading_of
from du_an8.reports.workbook.opening import read_workbook
from du_an8.reports.workbook.seen import Piece, as_shown, text_cell
from du_an8.reports.workbook.uncomputed import in_letters, moved
from du_an8.reports.workbook.xlsx import read_full
from du_an8.vietnamese.numbers import Quantity, read_number
from reports.grids import CLB, DTCS, HEAD, TTT, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import DataDir

NUMBER, TEXT, WITHDRAWN = CellKind.NUMBER, CellKind.TEXT, CellKind.WITHDRAWN
SHOWN_DIFFERENTLY, UNCOMPUTED, UNCOMPUTED_ZERO = (
    CellKind.SHOWN_DIFFERENTLY,
    CellKind.UNCOMPUTED,
    CellKind.UNCOMPUTED_ZERO,
)
STRUCK, RAISED = InlineFont(strike=True), InlineFont(vertAlign="superscript")
TABLE = f"{HEAD}\nChỉ tiêu | Đơn vị | Luỹ kế từ đầu giai đoạn\nTổ truyền thông cộng đồng | tổ | 1200\n"
FIGURE = "C5"

Told = tuple[CellKind, Any]


def told(cell: Cell | None) -> Told | None:
    return (cell.kind, cell.value) if cell else None


def only(path: Path) -> Cell:
    """The one cell of a file."""
    sheets, findings = read_workbook(path, "x")
    assert sheets is not None, findings
    (cell,) = (cell for sheet in sheets for cell in sheet)
    return cell


def xlsx(path: Path, *columns: object, change: Callable[[Any], None] = lambda _: None) -> Path:
    book = openpyxl.Workbook()
    page: Any = book.active
    for column, value in enumerate(columns, start=1):
        page.cell(1, column, value)
    change(page)
    book.save(path)
    return path


def edited(path: Path, part: str, old: str, new: str) -> Path:
    """The workbook with a change in one of its parts."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part].decode()
    parts[part] = parts[part].decode().replace(old, new).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def of_both(path: Path) -> list[Cell]:
    """The cells of an .xlsx, in which both of its readers agree."""
    sheets, _ = read_workbook(path, "x")
    assert sheets is not None
    quick = [cell for sheet in sheets for cell in sheet]
    assert quick == [cell for sheet in read_full(path) for cell in sheet]
    return quick


# --- number formats


@pytest.mark.parametrize(
    ("number_format", "value", "shown"),
    [
        ("#,##0,", 1_200_000, "1.200"), ("0.0,,", 1_500_000, "1,5"), (";;;", 1200, ""), ("0;-0;;@", 0, ""),
        ("#,###", 0, ""), ('"Đạt"', 1, "Đạt"), ("-0", 5, "-5"), ('0"00"', 12, "1200"),
        ("[>=1000]0,;0", 1200, "1,2"), ('"x"', 0, "x"), ("(0)", 5, "(5)"),
    ],
)  # fmt: skip
def test_a_format_that_shows_another_number_or_none(number_format: str, value: int, shown: str) -> None:
    reading = reading_of(Decimal(value), number_format)
    assert reading is not None
    assert (reading.shown, reading.value) == (shown, None)


@pytest.mark.parametrize(
    ("number_format", "value", "number", "unit"),
    [
        ('0" người"', 1200, 1200, "người"), ('#,##0\\ "tổ"', 5, 5, "tổ"), ("#,##0 [$₫-42A]", 5, 5, "đồng"),
        ('#,##0, "nghìn người"', 1_200_000, 1200, "nghìn người"), ('0" (CLB)"', 85, 85, "CLB"), ('0"%"', 75, 75, "%"),
        ('#,##0.0,," triệu đồng"', 1_500_000, Decimal("1.5"), "triệu đồng"), ('General" lớp"', 3, 3, "lớp"),
        ('0" tổ";-0" tổ"', -3, -3, "tổ"), ('[=1]0" tổ";0" lớp"', 2, 2, "lớp"),
    ],
)  # fmt: skip
def test_words_of_a_format_are_the_unit(number_format: str, value: int, number: Decimal, unit: str) -> None:
    reading = reading_of(Decimal(value), number_format)
    assert reading is not None
    assert (reading.value, reading.unit) == (number, unit)


@pytest.mark.parametrize(
    "number_format",
    [
        "General", "0", "0.00", "#,##0", "#,##0.0", "0%", "0.0%", "#,##0;(#,##0)", "#,##0_);[Red](#,##0)", "0000",
        r'_-* #,##0\ _₫_-;\-* #,##0\ _₫_-;_-* "-"\ _₫_-;_-@_-', '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)',
        "0.00E+00", "# ?/?", "@", '0"."', "[$-42A]#,##0", "000-000",
    ],
)  # fmt: skip
def test_ordinary_formats_change_nothing(number_format: str) -> None:
    assert not changes_what_is_read(number_format)
    assert [reading_of(Decimal(value), number_format) for value in (0, 5, -5, 1_200_000)] == [None] * 4


def test_words_before_a_number_make_it_a_text(tmp_path: Path) -> None:
    def change(page: Any) -> None:  # noqa: ANN401
        page["A1"].number_format = '"Năm "0'
        page["B1"].number_format = '"trên "#,##0'

    assert list(map(told, of_both(xlsx(tmp_path / "a.xlsx", 2023, 3700, change=change)))) == [
        (TEXT, "Năm 2023"),
        (TEXT, "trên 3.700"),
    ]


FORMATTED: dict[str, tuple[str, int, Told, str, str]] = {
    "scaled": ("#,##0,", 1_200_000, (SHOWN_DIFFERENTLY, 1_200_000), "", "1.200"),
    "hidden": (";;;", 1200, (SHOWN_DIFFERENTLY, 1200), "", ""),
    "a unit": ('0" người"', 1200, (NUMBER, 1200), "người", ""),
}


def spreadsheetml(style: str, cell: str) -> str:
    return (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">'
        f'<Styles><Style ss:ID="a">{style}</Style></Styles><Worksheet ss:Name="T"><Table><Row>'
        f'<Cell ss:StyleID="a">{cell}</Cell></Row></Table></Worksheet></Workbook>'
    )


@pytest.mark.parametrize("kind", FORMATTED)
@pytest.mark.processes
def test_a_number_format_is_the_same_in_every_format_that_has_them(tmp_path: Path, kind: str) -> None:
    number_format, stored, expected, unit, shown = FORMATTED[kind]
    new = xlsx(tmp_path / "a.xlsx", stored, change=lambda page: setattr(page["A1"], "number_format", number_format))
    old = xlwt.Workbook()
    old.add_sheet("T").write(0, 0, stored, xlwt.easyxf(num_format_str=number_format))
    old.save(str(tmp_path / "b.xls"))
    quoted = number_format.replace('"', "&quot;")
    (tmp_path / "c.xml").write_text(
        spreadsheetml(f'<NumberFormat ss:Format="{quoted}"/>', f'<Data ss:Type="Number">{stored}</Data>'), "utf-8"
    )
    (tmp_path / "c.xml").rename(tmp_path / "c.xls")
    for cell in (*of_both(new), only(tmp_path / "b.xls"), only(tmp_path / "c.xls")):
        assert (told(cell), cell.unit, cell.shown) == (expected, unit, shown)


@pytest.mark.parametrize(
    ("stored", "shown", "percent", "expected", "unit"),
    [
        ("1200", "1.200", False, (NUMBER, Decimal(1200)), ""),
        ("1200", "1,200", False, (NUMBER, Decimal(1200)), ""),
        ("12.5", "12,5", False, (NUMBER, Decimal("12.5")), ""),
        ("12.5", "13", False, (NUMBER, Decimal("12.5")), ""),
        ("1200000", "1.200", False, (SHOWN_DIFFERENTLY, Decimal(1_200_000)), ""),
        ("1200", "", False, (SHOWN_DIFFERENTLY, Decimal(1200)), ""),
        ("0", "", False, (SHOWN_DIFFERENTLY, Decimal(0)), ""),
        ("0", "-", False, (NUMBER, Decimal(0)), ""),
        ("1200", "1200 người", False, (NUMBER, Decimal(1200)), "người"),
        ("2023", "Năm 2023", False, (TEXT, "Năm 2023"), ""),
        ("0.75", "75%", True, (NUMBER, Decimal("0.75")), ""),
        ("75", "75%", False, (NUMBER, Decimal(75)), "%"),
        ("-5", "(5)", False, (NUMBER, Decimal(-5)), ""),
        ("1200", "1,20E+03", False, (NUMBER, Decimal(1200)), ""),
    ],
)
def test_what_is_shown_beside_a_number_is_compared_with_it(
    stored: str, shown: str, *, percent: bool, expected: Told, unit: str
) -> None:
    cell = as_shown(Cell(1, 1, NUMBER, Decimal(stored), percent), shown)
    assert (told(cell), cell.unit) == (expected, unit)


def test_a_unit_in_the_format_is_held_against_that_of_the_indicator(data: DataDir) -> None:
    def formatted(number_format: str) -> Any:  # noqa: ANN401
        return read(
            data, TABLE, change=lambda book: setattr(book.worksheets[0][FIGURE], "number_format", number_format)
        )

    assert formatted('0" tổ"').figures[TTT] == 1200
    people = formatted('0" người"')
    assert TTT not in people.figures
    assert people.places("unit-mismatch") == [FIGURE]
    hidden = formatted(";;;")
    assert TTT not in hidden.figures
    assert hidden.places("shown-differently") == [FIGURE]


def test_zeros_that_a_sheet_shows_as_blanks_are_no_figures_and_one_finding(data: DataDir) -> None:
    table = TABLE.replace("1200", "0") + "Đối thoại chính sách | cuộc | 0\nCLB Thủ lĩnh của sự thay đổi | CLB | 85\n"

    def blank(book: Any) -> None:  # noqa: ANN401
        for row in (5, 6):
            book.worksheets[0].cell(row, 3).number_format = "#,###"

    answer = read(data, table, change=blank)
    assert answer.figures == {CLB: 85}
    assert answer.places("shown-differently") == ["C5:C6"]
    unset = read(data, table, change=lambda book: setattr(book.worksheets[0].sheet_view, "showZeros", False))
    assert (unset.figures, unset.places("shown-differently")) == ({CLB: 85}, ["C5:C6"])
    assert read(data, table).figures == {TTT: 0, DTCS: 0, CLB: 85}


def test_both_readers_know_a_sheet_without_zeros(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", 0, 5, change=lambda page: setattr(page.sheet_view, "showZeros", False))
    assert [cell.kind for cell in of_both(path)] == [SHOWN_DIFFERENTLY, NUMBER]


# --- struck through, raised


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([Piece("120", struck=True), Piece(" 135")], (TEXT, "135")),
        ([Piece("120", struck=True), Piece("135")], (TEXT, "135")),
        ([Piece("135 "), Piece("120", struck=True)], (TEXT, "135")),
        ([Piece("12", struck=True), Piece("0", struck=True)], (WITHDRAWN, "120")),
        ([Piece("120", struck=True), Piece(" tổ")], (WITHDRAWN, "120 tổ")),
        ([Piece("1"), Piece("2", struck=True), Piece("00")], (WITHDRAWN, "1200")),
        ([Piece("Tổ "), Piece("hợp tác", struck=True), Piece(" truyền thông")], (TEXT, "Tổ  truyền thông")),
        ([Piece("135"), Piece("2", raised=True)], (TEXT, "135")),
        ([Piece("135"), Piece("(1)", raised=True)], (TEXT, "135")),
        ([Piece("135"), Piece("2", raised=True), Piece(" tổ")], (TEXT, "135 tổ")),
        ([Piece("Diện tích m"), Piece("2", raised=True)], (TEXT, "Diện tích m2")),
        ([Piece("1.200"), Piece("đ", raised=True)], (TEXT, "1.200đ")),
        ([Piece("1"), Piece("35")], (TEXT, "135")),
    ],
)
def test_a_text_in_several_fonts(pieces: list[Piece], expected: Told) -> None:
    assert told(text_cell(1, 1, pieces)) == expected


def struck_everywhere(folder: Path) -> dict[str, Path]:
    """A struck-through 1200 in each format that can say so."""
    new = xlsx(folder / "new.xlsx", 1200, change=lambda page: setattr(page["A1"], "font", Font(strike=True)))
    old = xlwt.Workbook()
    old.add_sheet("T").write(0, 0, 1200, xlwt.easyxf("font: struck_out true"))
    old.save(str(folder / "old.xls"))
    pages = {
        "xml": spreadsheetml('<Font ss:StrikeThrough="1"/>', '<Data ss:Type="Number">1200</Data>'),
        "tag": "<table><tr><td><s>1200</s></td></tr></table>",
        "style": "<table><tr><td style='text-decoration: line-through' x:num='1200'>1.200</td></tr></table>",
        "class": "<html><style>.x1 {text-decoration:line-through;}</style><table><tr><td class=x1>1200</table></html>",
        "row": "<table><tr style='text-decoration:line-through'><td>1200</td></tr></table>",
    }
    for name, page in pages.items():
        (folder / f"{name}.xls").write_text(page, encoding="utf-8")
    return {"new": new, "old": folder / "old.xls"} | {name: folder / f"{name}.xls" for name in pages}


@pytest.mark.processes
def test_a_struck_number_is_withdrawn_in_every_format(tmp_path: Path) -> None:
    kinds = {name: only(path).kind for name, path in struck_everywhere(tmp_path).items()}
    assert set(kinds.values()) == {WITHDRAWN}, kinds


@pytest.mark.processes
def test_a_mark_of_a_page_ends_with_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text("<table><tr><td style='text-decoration:line-through'>1<td>2<tr><td><s>3<td>4</table>", "utf-8")
    sheets, _ = read_workbook(path, "x")
    assert sheets is not None
    assert [cell.kind for cell in sheets[0]] == [WITHDRAWN, TEXT, WITHDRAWN, TEXT]


@pytest.mark.processes
def test_parts_of_a_cell_that_are_struck_or_raised(tmp_path: Path) -> None:
    new = xlsx(tmp_path / "a.xlsx", CellRichText(TextBlock(STRUCK, "120"), " 135", TextBlock(RAISED, "2")))
    old = xlwt.Workbook()
    fonts = [xlwt.easyfont(words) for words in ("struck_out true", "", "escapement superscript")]
    old.add_sheet("T").write_rich_text(0, 0, list(zip(("120", " 135", "2"), fonts, strict=True)))
    old.save(str(tmp_path / "b.xls"))
    rich = "<ss:Data ss:Type='String'><html:S>120</html:S> 135<html:Sup>2</html:Sup></ss:Data>"
    (tmp_path / "c.xls").write_text(spreadsheetml("", rich), encoding="utf-8")
    (tmp_path / "d.xls").write_text("<table><tr><td><del>120</del> 135<sup>2</sup></td></tr></table>", encoding="utf-8")
    assert [told(only(path)) for path in (new, *(tmp_path / f"{name}.xls" for name in "bcd"))] == [(TEXT, "135")] * 4


ODS_STYLES = (
    '<style:style style:name="cut" style:family="table-cell"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style><style:style style:name="child" style:family="table-cell" '
    'style:parent-style-name="cut"/><style:style style:name="t1" style:family="text"><style:text-properties '
    'style:text-line-through-type="single"/></style:style><style:style style:name="t2" style:family="text">'
    '<style:text-properties style:text-position="super 58%"/></style:style>'
)


def ods(path: Path, *cells: str) -> Path:
    names = ["office", "table", "text", "style"]
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    content = (
        f'<office:document-content {spaces} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:automatic-styles>'
        f'{ODS_STYLES}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="T">'
        f"<table:table-row>{''.join(cells)}</table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return path


def ods_number(stored: str, shown: str, more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="float" office:value="{stored}" {more}><text:p>{shown}</text:p>'
        "</table:table-cell>"
    )


@pytest.mark.processes
def test_marks_formats_and_notes_of_ods(tmp_path: Path) -> None:
    note = "<office:annotation><dc:creator>An</dc:creator><text:p>hỏi lại 980</text:p></office:annotation>"
    path = ods(
        tmp_path / "a.ods",
        ods_number("1200", "1.200", 'table:style-name="child"'),
        '<table:table-cell office:value-type="string"><text:p><text:span text:style-name="t1">120</text:span> 135'
        '<text:span text:style-name="t2">2</text:span></text:p></table:table-cell>',
        ods_number("1200000", "1.200"),
        ods_number("1200", ""),
        ods_number("1200", "1.200 người"),
        '<table:table-cell office:value-type="float" office:value="7"/>',
        f'<table:table-cell office:value-type="float" office:value="8">{note}<text:p>8</text:p></table:table-cell>',
    )
    sheets, _ = read_workbook(path, "x")
    assert sheets is not None
    assert list(map(told, sheets[0])) == [
        (WITHDRAWN, 1200), (TEXT, "135"), (SHOWN_DIFFERENTLY, 1_200_000), (SHOWN_DIFFERENTLY, 1200), (NUMBER, 1200),
        (NUMBER, 7), (NUMBER, 8),
    ]  # fmt: skip
    assert [cell.unit for cell in sheets[0]][4] == "người"
    assert {place: text.strip() for place, text in sheets[0].notes.items()} == {(1, 7): "hỏi lại 980"}


def test_a_withdrawn_number_is_told_and_accounted_for(data: DataDir) -> None:
    answer = read(data, TABLE, change=lambda book: setattr(book.worksheets[0][FIGURE], "font", Font(strike=True)))
    assert TTT not in answer.figures
    assert answer.places("withdrawn-number") == [FIGURE]


# --- formulas


@pytest.mark.parametrize(
    "formula", ["=C1", "=+$C$1", "=(C1)", "=SUM(C1:D9)", "='Trang 2'!B5", "=C1+D1", "=SUM(C1,D2:D3)", "=B1"]
)
def test_a_zero_of_empty_cells_is_none(tmp_path: Path, formula: str) -> None:
    path = computed(tmp_path / "a.xlsx", formula, value="0", due=False)
    assert [cell.kind for cell in of_both(path)] == [UNCOMPUTED_ZERO, UNCOMPUTED_ZERO]


@pytest.mark.parametrize(
    "formula", ["=E1", "=SUM(C1:E1)", "=[1]Sheet1!$A$1", "=COUNTA(C1:C9)", "=C1*D1", "=Tên", "=E1-C1"]
)
def test_a_zero_of_anything_else_is_a_result(tmp_path: Path, formula: str) -> None:
    path = computed(tmp_path / "a.xlsx", formula, value="0", due=False, beside="0")
    assert told(of_both(path)[0]) == (NUMBER, 0)


def test_a_calculation_that_is_due_makes_its_zeros_none(tmp_path: Path) -> None:
    assert of_both(computed(tmp_path / "a.xlsx", "=E1*2", value="0", due=True, beside="5"))[0].kind is UNCOMPUTED_ZERO
    assert told(of_both(computed(tmp_path / "b.xlsx", "=E1*2", value="10", due=True, beside="5"))[0]) == (NUMBER, 10)


def computed(path: Path, formula: str, *, value: str, due: bool, beside: str = "") -> Path:
    """A1 holds a formula, B1 `=D1` unless something stands in E1."""
    xlsx(path, 111, None if beside else 222, None, None, int(beside) if beside else None)
    book = openpyxl.load_workbook(path)
    book.create_sheet("Trang 2")
    book.save(path)
    text = formula.removeprefix("=")
    edited(path, "xl/worksheets/sheet1.xml", "<v>111</v>", f"<f>{text}</f><v>{value}</v>")
    if not beside:
        edited(path, "xl/worksheets/sheet1.xml", "<v>222</v>", "<f>D1</f><v>0</v>")
    if not due:
        edited(path, "xl/workbook.xml", ' fullCalcOnLoad="1"', "")
    return path


def test_a_shared_formula_reads_in_each_cell_as_it_does_there(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", 111, 222, None, 333)
    edited(path, "xl/workbook.xml", ' fullCalcOnLoad="1"', "")
    sheet = "xl/worksheets/sheet1.xml"
    edited(path, sheet, "<v>111</v>", '<f t="shared" ref="A1:B1" si="0">C1</f><v>0</v>')
    edited(path, sheet, "<v>222</v>", '<f t="shared" si="0"/><v>0</v>')
    assert [told(cell) for cell in of_both(path)] == [(UNCOMPUTED_ZERO, "=C1"), (NUMBER, 0), (NUMBER, 333)]


@pytest.mark.parametrize(
    ("formula", "there"),
    [("B5", "C7"), ("$B5", "$B7"), ("B$5+$C$1", "C$5+$C$1"), ("SUM(B5:B9)", "SUM(C7:C11)"), ("'T 1'!B5", "'T 1'!C7")],
)
def test_a_formula_that_is_moved(formula: str, there: str) -> None:
    assert moved(formula, 2, 1) == there


def test_references_by_row_and_column() -> None:
    assert in_letters("=R[1]C+R5C2+SUM(RC[-1]:R[3]C[-1])", 4, 3) == "=C5+B5+SUM(B4:B7)"


@pytest.mark.processes
def test_formulas_of_an_old_workbook_that_nobody_computed(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page: Any = book.add_sheet("T")
    page.write(0, 0, xlwt.Formula("700+500"))
    book.save(str(tmp_path / "a.xls"))
    assert only(tmp_path / "a.xls").kind is UNCOMPUTED


@pytest.mark.parametrize(
    ("results", "kinds"),
    [
        ((0, 0), [UNCOMPUTED_ZERO, UNCOMPUTED_ZERO]),
        ((0, 5), [UNCOMPUTED_ZERO, NUMBER]),
    ],
)
@pytest.mark.processes
def test_zeros_of_an_old_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, results: tuple[float, ...], kinds: list[CellKind]
) -> None:
    """The first formula refers to an empty cell, so that it is none in any case."""
    left = list(results)

    def with_result(record: Any, *content: Any) -> None:  # noqa: ANN401
        *place, tokens, flags = content
        record._rec_data = struct.pack("<3HdHL", *place, left.pop(0), flags, 0) + tokens  # noqa: SLF001

    monkeypatch.setattr("xlwt.BIFFRecords.FormulaRecord.__init__", with_result)
    book = xlwt.Workbook()
    page: Any = book.add_sheet("T")
    page.write(0, 0, xlwt.Formula("D1"))
    page.write(0, 1, xlwt.Formula("2+3"))
    book.save(str(tmp_path / "a.xls"))
    sheets, _ = read_workbook(tmp_path / "a.xls", "x")
    assert sheets is not None
    assert [cell.kind for cell in sheets[0]] == kinds


@pytest.mark.parametrize(
    ("tokens", "formula"),
    [
        (struct.pack("<BHH", 0x44, 4, 0xC001), "=B5"),
        (struct.pack("<BHHHHBBH", 0x25, 4, 8, 0xC001, 0xC002, 0x19, 0x10, 0), "=SUM(B5:C9)"),
        (struct.pack("<BHHBHHB", 0x24, 0, 0, 0x24, 1, 0, 0x03), "=A1+A2"),
        (struct.pack("<BHHH", 0x5A, 0, 4, 1), "='Trang 2'!B5"),
        (struct.pack("<BHH", 0x4C, 0xFFFF, 0xC0FF), "=B3"),
        (struct.pack("<BHHBHB", 0x24, 0, 0, 0x1E, 2, 0x05), "=…"),
        (b"\x24\0", "=…"),
        (b"", "=…"),
    ],
)
def test_formulas_in_tokens(tokens: bytes, formula: str) -> None:
    assert formula_of(tokens, XLS, lambda _: "Trang 2", (3, 2)) == formula


def test_longer_rows_of_the_newer_binary_format() -> None:
    assert formula_of(struct.pack("<BIH", 0x44, 99_999, 1), XLSB, lambda _: "") == "=B100000"


# --- notes


def test_notes_are_told_of_numbers_alone(data: DataDir) -> None:
    def noted(book: Any) -> None:  # noqa: ANN401
        book.worksheets[0][FIGURE].comment = Comment("Số cũ,\nsố đúng là 980", "An")
        book.worksheets[0]["A5"].comment = Comment("tên cũ", "An")

    answer = read(data, TABLE, change=noted)
    assert answer.figures[TTT] == 1200
    (finding,) = answer.about("note-on-number")
    assert finding["location"]["cell"] == FIGURE
    assert "số đúng là 980" in finding["message"]


def test_a_thread_goes_before_the_copy_of_it(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", 5, change=lambda page: setattr(page["A1"], "comment", Comment("[Bản sao]", "An")))
    thread = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="A1"><text>hỏi lại</text></threadedComment>'
        '<threadedComment ref="A1"><text>đã hỏi: 980</text></threadedComment></ThreadedComments>'
    )
    relation = (
        '<Relationship Id="t1" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
        'Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    )
    edited(path, "xl/worksheets/_rels/sheet1.xml.rels", "</Relationships>", relation)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/threadedComments/threadedComment1.xml", thread)
    sheets, _ = read_workbook(path, "x")
    assert sheets is not None
    assert sheets[0].notes == {(1, 1): "hỏi lại\nđã hỏi: 980"}


# --- texts


@pytest.mark.parametrize(
    "text", ["1200\u200b", "\u200e1200", "\ufeff1200", "'1200", "’1.200", "1\u202f200", "1\xa0200"]
)
def test_what_nobody_sees_is_no_part_of_a_number(text: str) -> None:
    number = read_number(text)
    assert isinstance(number, Quantity)
    assert number.value == 1200


@pytest.mark.parametrize("text", ["(5)", "1.2E+03", "100E10", "0912345678", "'Tổ 5"])
def test_what_only_looks_like_a_number_is_not_guessed(text: str) -> None:
    assert read_number(text) is None


# --- files


CSV_TOP = "Tỉnh,Điện Biên\nKỳ báo cáo,Năm 2023\n\nSTT,Chỉ tiêu,ĐVT,Luỹ kế từ đầu giai đoạn,Ghi chú\n"


@pytest.mark.parametrize(
    ("rows", "line", "values"),
    [
        ('1,"Tổ A,tổ,1200,\n2,Tổ B,tổ,60,\n', 5, ["1", "2", "Tổ B", "tổ", "60"]),
        ('1,"Tổ A,tổ,1200,\n2,"Tổ B",tổ,60,\n', 5, ["1", "2", "Tổ B", "tổ", "60"]),
        ('1,"Tổ A,tổ,1200,\n2,Tổ B,tổ,60,"\n', 5, ["1", "2", "Tổ B", "tổ", "60"]),
        ('1,Tổ A,tổ,1200,\n2,Tổ B,tổ,60,"hết\n', 6, ["1", "Tổ A", "tổ", "1200", "2", "Tổ B", "tổ", "60"]),
    ],
)
def test_an_open_quote_swallows_nothing_without_a_word(tmp_path: Path, rows: str, line: int, values: list[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text(CSV_TOP + rows, encoding="utf-8")
    sheets, (finding, *others) = read_workbook(path, "x")
    assert {f.key for f in (finding, *others)} == {"unreadable-workbook.open-quote"}
    assert finding.location is not None
    assert finding.location.line == line
    assert sheets is not None
    assert [cell.value for cell in sheets[0] if cell.row > 4 and cell.value != '"'] == values


@pytest.mark.parametrize(
    "rows",
    [
        '1,"Tổ\nA",tổ,1200,\n',
        '1,"Tổ ""A""",tổ,1200,\n',
        '1,"Tổ "A"",tổ,1200,\n',
        '1,Tổ 5",tổ,1200,"xã A, xã B\nxã C"\n',
    ],
)
def test_quotes_that_are_closed_are_nothing_to_tell(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(CSV_TOP + rows, encoding="utf-8")
    sheets, findings = read_workbook(path, "x")
    assert findings == []
    assert sheets is not None
    assert sheets[0].rows[5][4].value == "1200"


@pytest.mark.processes
def test_a_web_page_in_one_file_is_read_sheet_by_sheet(tmp_path: Path) -> None:
    book = (
        "<html><xml><x:ExcelWorksheet><x:Name>Báo cáo</x:Name><x:WorksheetSource HRef='x_files/sheet001.htm'/>"
        "</x:ExcelWorksheet></xml><frame src='x_files/sheet001.htm'></html>"
    )
    message = MIMEMultipart("related")
    for name, page in (
        ("x.htm", book),
        ("x_files/tabstrip.htm", "<table><tr><td>Báo cáo</td></tr></table>"),
        ("x_files/sheet001.htm", "<table><tr><td>Tổ</td><td>1.200</td></tr></table>"),
    ):
        part = MIMEText(page, "html", "utf-8")
        part["Content-Location"] = f"file:///C:/{name}"
        message.attach(part)
    (tmp_path / "a.xls").write_bytes(message.as_bytes())
    sheets, findings = read_workbook(tmp_path / "a.xls", "x")
    assert (sheets and [sheet.name for sheet in sheets], findings) == (["Báo cáo"], [])
    assert sheets is not None
    assert [cell.value for cell in sheets[0]] == ["Tổ", "1.200"]


def locked(path: Path, password: str) -> Path:
    from msoffcrypto.format.ooxml import OOXMLFile

    plain, out = xlsx(path, 1200).read_bytes(), io.BytesIO()
    OOXMLFile(io.BytesIO(plain)).encrypt(password, out)
    path.write_bytes(out.getvalue())
    return path


@pytest.mark.processes
def test_the_password_that_nobody_is_asked_for_locks_nothing(tmp_path: Path) -> None:
    assert told(only(locked(tmp_path / "a.xlsx", "VelvetSweatshop"))) == (NUMBER, 1200)


@pytest.mark.processes
def test_a_password_that_somebody_knows_is_told(tmp_path: Path) -> None:
    sheets, (finding,) = read_workbook(locked(tmp_path / "a.xlsx", "bí mật"), "x")
    assert (sheets, finding.key) == (None, "unreadable-workbook.encrypted")


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_the_pointer_of_git_lfs_is_no_workbook(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12345\n", encoding="utf-8")
    sheets, (finding,) = read_workbook(path, "x")
    assert (sheets, finding.key) == (None, "unreadable-workbook.git-lfs")
    assert finding.message == "Đây chỉ là con trỏ của Git LFS; bản thân tệp chưa được tải về."
    assert "git lfs pull" in finding.hint


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("01/2024", "01/2024"),
        ("1/24", "01/2024"),
        ("Jan-24", "01/2024"),
        ("2024", "2024"),
        ("05/01/2024", ""),
        ("5/1", ""),
    ],
)
def test_what_is_shown_of_a_date_may_leave_the_day_out(shown: str, read: str) -> None:
    assert date_as_shown(date(2024, 1, 5), shown) == read


@pytest.mark.parametrize(
    ("number_format", "read"),
    [
        ("mm/yyyy", "01/2024"), ("mmm-yy", "01/2024"), ('"Tháng "m/yyyy', "01/2024"), ("yyyy", "2024"),
        ("[$-42A]mmmm yyyy;@", "01/2024"), ("dd/mm/yyyy", ""), ("d/m", ""), ("General", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_format_may_leave_the_day_of_a_date_out(number_format: str, read: str) -> None:
    assert date_without_day(date(2024, 1, 5), number_format) == read
