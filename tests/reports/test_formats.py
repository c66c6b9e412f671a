"""Every file that an office calls a spreadsheet, read by what it is and not by what it is called."""

import io
import struct
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import python_calamine
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from du_an8.reports.workbook.cells import Area, Cell, CellKind, DamagedError, Sheet, UnsafeError
from du_an8.reports.workbook.html_table import read_html
from du_an8.reports.workbook.ods import read_ods
from du_an8.reports.workbook.opening import read_workbook
from du_an8.reports.workbook.spreadsheetml import read_spreadsheetml
from du_an8.reports.workbook.xls import read_xls
from du_an8.reports.workbook.xlsb import read_xlsb
from du_an8.vietnamese.numbers import plain_decimal

NUMBER, TEXT, DATE, BOOLEAN = CellKind.NUMBER, CellKind.TEXT, CellKind.DATE, CellKind.BOOLEAN
ERROR, UNCOMPUTED = CellKind.ERROR, CellKind.UNCOMPUTED


def cells(sheet: Sheet) -> dict[str, tuple[CellKind, object]]:
    return {cell.address: (cell.kind, cell.value) for cell in sheet}


def put(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# --- .ods


ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(body: str, styles: str = "", prolog: str = "", common: str = "") -> bytes:
    namespaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in [
            ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("draw", "drawing"),
            ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible"),
        ]
    ) + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'  # fmt: skip
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<office:document-content {namespaces}>{styles}'
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS_TYPE)
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", f"<office:document-styles {namespaces}>{common}</office:document-styles>")
        manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        archive.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


def ods_rows(folder: Path, *rows: str, before: str = "", styles: str = "") -> Sheet:
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    (sheet,) = read_ods(put(folder, "x.ods", ods(f'<table:table table:name="T">{before}{table}</table:table>', styles)))
    return sheet


def ods_cell(kind: str, text: str = "", attributes: str = "") -> str:
    value_type = f'office:value-type="{kind}"' if kind else ""
    shown = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {value_type} {attributes}>{shown}</table:table-cell>"


def test_ods_values_are_those_stored_not_those_shown(tmp_path: Path) -> None:
    row = (
        ods_cell("float", "1.800", 'office:value="1800"')
        + ods_cell("percentage", "80 %", 'office:value="0.8"')
        + ods_cell("currency", "5 đ", 'office:value="5.1"')
        + ods_cell("date", "31/12/23", 'office:date-value="2023-12-31T00:00:00"')
        + ods_cell("boolean", "ĐÚNG", 'office:boolean-value="true"')
        + ods_cell("string", "Điện Biên")
        + ods_cell("time", "36:00", 'office:time-value="PT36H00M00S"')
        + ods_cell("float", "0,3", 'office:value="0.30000000000000004"')
    )
    sheet = ods_rows(tmp_path, row)
    assert cells(sheet) == {
        "A1": (NUMBER, Decimal(1800)),
        "B1": (NUMBER, Decimal("0.8")),
        "C1": (NUMBER, Decimal("5.1")),
        "D1": (DATE, date(2023, 12, 31)),
        "E1": (BOOLEAN, "TRUE"),
        "F1": (TEXT, "Điện Biên"),
        "G1": (TEXT, "36:00"),
        "H1": (NUMBER, Decimal("0.3")),
    }
    assert [cell.percent for cell in sheet] == [False, True, False, False, False, False, False, False]


FORMULA = 'table:formula="of:=[.B1]/0"'


@pytest.mark.parametrize(
    "cell",
    [
        ods_cell("string", "#DIV/0!", f'{FORMULA} office:string-value="" calcext:value-type="error"'),
        ods_cell("string", "", f"{FORMULA} calcext:value-type='error'"),
        ods_cell("float", "#DIV/0!", f'{FORMULA} office:value="0"'),  # LibreOffice before 4
        ods_cell("float", "Err:502", f'{FORMULA} office:value="0"'),
        ods_cell("string", "#GIÁTRỊ!", FORMULA),
        ods_cell("", "Err:508", FORMULA),
        ods_cell("float", "x", 'office:value="1e999"'),
        ods_cell("date", "x", 'office:date-value="-0001-12-31"'),
    ],
)
def test_an_error_in_ods_is_an_error_however_it_is_stored(tmp_path: Path, cell: str) -> None:
    sheet = ods_rows(tmp_path, cell)
    assert [found.kind for found in sheet] == [ERROR]


def test_an_ods_formula_without_value_is_no_blank_and_an_empty_result_is_one(tmp_path: Path) -> None:
    never = ods_cell("", "", 'table:formula="of:=SUM([.B1:.B2])"')
    without = ods_cell("float", "", 'table:formula="of:=1"')
    empty = ods_cell("string", "", 'table:formula="of:=&quot;&quot;"')
    hash_sign = ods_cell("float", "#1", 'table:formula="of:=1" office:value="1"')
    assert cells(ods_rows(tmp_path, never + without + empty + hash_sign)) == {
        "A1": (UNCOMPUTED, "=SUM([.B1:.B2])"),
        "B1": (UNCOMPUTED, "=1"),
        "D1": (NUMBER, Decimal(1)),
    }


def test_ods_repeats_hold_their_places_without_being_filled(tmp_path: Path) -> None:
    seven = ods_cell("float", "7", 'office:value="7" table:number-columns-repeated="2"')
    body = (
        '<table:table table:name="T"><table:table-header-rows>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3"/>'
        f"{seven}</table:table-row></table:table-header-rows>"
        '<table:table-row table:number-rows-repeated="1000000000"><table:table-cell '
        'table:number-columns-repeated="1000000000"/></table:table-row><table:table-row-group>'
        f"<table:table-row>{ods_cell('string', 'cuối')}</table:table-row></table:table-row-group></table:table>"
    )
    (sheet,) = read_ods(put(tmp_path, "x.ods", ods(body)))
    assert set(cells(sheet)) == {"D1", "E1", "D2", "E2", "A1000000003"}


@pytest.mark.parametrize("repeats", [(3_000_000, 1), (1, 3_000_000), (2000, 2000)])
@pytest.mark.processes
def test_repeated_filled_cells_do_not_fill_the_memory(tmp_path: Path, repeats: tuple[int, int]) -> None:
    cell = ods_cell("float", "7", f'office:value="7" table:number-columns-repeated="{repeats[1]}"')
    row = f'<table:table-row table:number-rows-repeated="{repeats[0]}">{cell}</table:table-row>'
    path = put(tmp_path, "x.ods", ods(f'<table:table table:name="T">{row}</table:table>'))
    with pytest.raises(UnsafeError):
        read_ods(path)
    assert read_workbook(path, "x.ods")[1][0].key == "unsafe-workbook"


def test_an_ods_text_is_what_a_person_sees(tmp_path: Path) -> None:
    inner = (
        "<office:annotation><text:p>ghi chú 99</text:p></office:annotation>"
        "<draw:frame><draw:text-box><text:p>88</text:p></draw:text-box></draw:frame>"
        '<text:p>Tổ <text:span>truyền</text:span>\n  thông<text:s text:c="2"/>1<text:tab/>2<text:line-break/>3</text:p>'
        "<text:p>hai</text:p>"
    )
    sheet = ods_rows(tmp_path, f'<table:table-cell office:value-type="string">{inner}</table:table-cell>')
    assert cells(sheet) == {"A1": (TEXT, "Tổ truyền thông  1\t2\n3\nhai")}


def test_ods_hidden_merged_and_fonts_are_told(tmp_path: Path) -> None:
    styles = (
        '<office:font-face-decls><style:font-face style:name="F" svg:font-family="&apos;.VnTime&apos;"/>'
        "</office:font-face-decls><office:automatic-styles>"
        '<style:style style:name="ta" style:family="table"><style:table-properties table:display="false"/>'
        "</style:style>"
        '<style:style style:name="parent" style:family="table-cell"><style:text-properties style:font-name="F"/>'
        '</style:style><style:style style:name="ce" style:family="table-cell" style:parent-style-name="parent"/>'
        "</office:automatic-styles>"
    )
    row = '<table:table-row table:visibility="{}">{}</table:table-row>'
    number = ods_cell("float", "7", 'office:value="7"')
    body = (
        '<table:table table:name="Ẩn" table:style-name="ta"><table:table-column table:default-cell-style-name="ce"/>'
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="3"/>'
        + row.format("filter", number + number)
        + row.format("collapse", "<table:table-cell/>")
        + row.format(
            "visible",
            ods_cell("string", "x", 'table:number-columns-spanned="2" table:number-rows-spanned="3"')
            + "<table:covered-table-cell/>",
        )
        + "</table:table>"
    )
    default = '<style:default-style style:family="table-cell"><style:text-properties fo:font-family="Arial"/>'
    path = put(tmp_path, "x.ods", ods(body, styles, common=f"{default}</style:default-style>"))
    (sheet,) = read_ods(path)
    assert (sheet.name, sheet.hidden) == ("Ẩn", True)
    assert sheet.merged == (Area(3, 1, 5, 2),)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({1}, {2})
    assert {cell.address: cell.font for cell in sheet} == {"A1": ".VnTime", "B1": "Arial", "A3": ".VnTime"}


def test_cells_of_an_ods_that_are_no_longer_there_are_not_read(tmp_path: Path) -> None:
    old = ods_cell("float", "9", 'office:value="9"')
    body = f"<table:tracked-changes><table:table-cell-content-change><table:previous>{old}</table:previous>"
    body += "</table:table-cell-content-change></table:tracked-changes>"
    body += f'<table:table table:name="T"><table:table-row>{ods_cell("string", "x")}</table:table-row></table:table>'
    (sheet,) = read_ods(put(tmp_path, "x.ods", ods(body)))
    assert cells(sheet) == {"A1": (TEXT, "x")}


@pytest.mark.parametrize(
    "content",
    [
        ods("", prolog='<!DOCTYPE x [<!ENTITY a "ha">]>'),
        ods("<table:table>")[:-30],
        ods("</table:table>"),
        ods('<table:table><table:table-row table:number-rows-repeated="x"/></table:table>'),
    ],
)
@pytest.mark.processes
def test_a_broken_ods_is_a_finding(tmp_path: Path, content: bytes) -> None:
    sheets, findings = read_workbook(put(tmp_path, "x.ods", content), "x.ods")
    assert sheets is None
    assert [finding.key for finding in findings] == ["unreadable-workbook.damaged"]


values = st.one_of(
    st.none(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e9, 1e9, allow_subnormal=False),
    st.text(st.characters(whitelist_categories=("L", "N", "P")), min_size=1, max_size=8),
)


@given(st.lists(st.lists(values, max_size=5), max_size=6))
def test_our_reader_and_calamine_agree_on_ods(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[object]]
) -> None:
    def written(value: object) -> str:
        if isinstance(value, str):
            return ods_cell("string", escape(value))
        return "<table:table-cell/>" if value is None else ods_cell("float", "x", f'office:value="{value!r}"')

    rows = "".join(
        f"<table:table-row>{''.join(map(written, row))}<table:table-cell/></table:table-row>" for row in table
    )
    content = ods(f'<table:table table:name="T"><table:table-column/>{rows}</table:table>')
    (ours,) = read_ods(put(tmp_path_factory.mktemp("ods"), "x.ods", content))
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    theirs = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert {(cell.row, cell.column): cell.value for cell in ours} == {
        (row, column): plain_decimal(value) if isinstance(value, float) else value
        for row, found in enumerate(theirs, start=1)
        for column, value in enumerate(found, start=1)
        if value != ""
    }


# --- .xls


def test_xls_fonts_merged_and_hidden_are_told(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.dates_1904 = True
    page = book.add_sheet("T")
    page.write(0, 0, "x", xlwt.easyxf("font: name .VnTime"))
    page.write(1, 1, 7)
    page.row(1).hidden = True
    page.row(2).hidden = True
    page.col(1).hidden = True
    page.write_merge(3, 4, 0, 2, "gộp")
    page.write(6, 0, 100, xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    page.write(7, 0, xlwt.Formula("1/0"))
    path = tmp_path / "x.xls"
    book.save(str(path))
    (sheet,) = read_xls(path)
    assert sheet.rows[1][1].font == ".VnTime"
    assert sheet.merged == (Area(4, 1, 5, 3),)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {2})
    assert sheet.rows[7][1].value == date(1904, 4, 10)


def test_a_time_of_day_in_xls_is_no_number(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("T").write(0, 0, 0.4375, xlwt.easyxf(num_format_str="hh:mm"))
    book.save(str(tmp_path / "x.xls"))
    assert cells(read_xls(tmp_path / "x.xls")[0]) == {"A1": (TEXT, "10:30:00")}


# --- XML Spreadsheet 2003


def spreadsheetml(body: str, styles: str = "", prolog: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{prolog}<?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">'
        f"<Styles>{styles}</Styles>{body}</Workbook>"
    )


def data(kind: str, value: str, attributes: str = "") -> str:
    return f'<Cell {attributes}><Data ss:Type="{kind}">{value}</Data></Cell>'


STYLE_C, STYLE_Q = 'ss:StyleID="c"', 'ss:StyleID="q" ss:Index="3"'
MERGED = 'ss:MergeAcross="1" ss:MergeDown="2"'


def test_spreadsheetml_cells(tmp_path: Path) -> None:
    styles = (
        '<Style ss:ID="Default" ss:Name="Normal"><Font ss:FontName="Arial"/><NumberFormat/></Style>'
        '<Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="c" ss:Parent="p"/>'
        '<Style ss:ID="q"><Font ss:FontName=".VnTime"/><NumberFormat ss:Format="0&quot;%&quot;"/></Style>'
    )
    body = (
        '<Worksheet ss:Name="Ẩn"><Table><Column/><Column ss:Index="3" ss:Span="1" ss:Hidden="1"/>'
        f"<Row>{data('Number', '0.8', STYLE_C)}{data('Number', '80', STYLE_Q)}</Row>"
        f'<Row ss:Index="4" ss:Hidden="1">{data("String", "x", MERGED)}'
        f"{data('DateTime', '2023-12-31T00:00:00.000')}{data('DateTime', '1899-12-31T10:30:00.000')}"
        f"{data('Boolean', '1')}{data('Error', '#DIV/0!')}</Row>"
        '<Row><Cell ss:Formula="=A1"/><Cell ss:Formula="=A2"><Data ss:Type="Number"></Data></Cell>'
        '<Cell ss:Formula="=A3"><Data ss:Type="String"></Data></Cell><Cell ss:StyleID="c"/>'
        "<Cell><Comment><ss:Data><B>99</B></ss:Data></Comment></Cell>"
        '<Cell><ss:Data ss:Type="String"><html:B>Tổ</html:B> 1</ss:Data><Comment><Data>98</Data></Comment></Cell>'
        f"{data('Number', '1.800,5')}</Row></Table>"
        "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>"
        '<Worksheet ss:Name="2"><Table/></Worksheet>'
    )
    sheet, second = read_spreadsheetml(put(tmp_path, "x.xls", "\n" + spreadsheetml(body, styles)))
    assert (sheet.name, sheet.hidden, second.hidden, dict(second.rows)) == ("Ẩn", True, False, {})
    assert cells(sheet) == {
        "A1": (NUMBER, Decimal("0.8")),
        "C1": (NUMBER, Decimal(80)),
        "A4": (TEXT, "x"),
        "C4": (DATE, date(2023, 12, 31)),
        "D4": (TEXT, "1899-12-31T10:30:00.000"),
        "E4": (BOOLEAN, "TRUE"),
        "F4": (ERROR, "#DIV/0!"),
        "A5": (UNCOMPUTED, "=A1"),
        "B5": (UNCOMPUTED, "=A2"),
        "F5": (TEXT, "Tổ 1"),
        "G5": (TEXT, "1.800,5"),
    }
    assert [cell.address for cell in sheet if cell.percent] == ["A1"]
    assert [cell.font for cell in sheet.rows[1].values()] == ["Arial", ".VnTime"]
    assert sheet.merged == (Area(4, 1, 6, 2),)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({4}, {3, 4})


@pytest.mark.parametrize("document", [spreadsheetml("", prolog="<!DOCTYPE x>"), spreadsheetml("<Worksheet>")])
def test_broken_spreadsheetml_is_refused(tmp_path: Path, document: str) -> None:
    with pytest.raises(DamagedError):
        read_spreadsheetml(put(tmp_path, "x.xls", document))


# --- HTML


def html(folder: Path, page: str | bytes) -> Sheet:
    (sheet,) = read_html(put(folder, "x.xls", page))
    return sheet


def test_html_tables_and_titles_stand_one_below_the_other(tmp_path: Path) -> None:
    page = """<html><head><title>9</title><style>td {width: 9px}</style></head><body>
      <h3>BÁO CÁO NĂM 2023</h3><div>Tỉnh:&nbsp;<b>Lai Châu</b></div>
      <table><tr><th rowspan=2>TT<th colspan=2>Kế hoạch<tr><td>năm<td>6 tháng
      <tr><td>1</td><td>1.800<br>tổ</td><td><p>85</p><p>86</p></td></tr></table>
      Tổng: 12 <script>var x = 99;</script>
      <table><tr><td>a<table><tr><td>77</td><td>78</td></tr></table>b</td></tr></table>cuối</body></html>"""
    sheet = html(tmp_path, page)
    assert {address: value for address, (_, value) in cells(sheet).items()} == {
        "A1": "BÁO CÁO NĂM 2023",
        "A2": "Tỉnh:\u00a0Lai Châu",
        "A3": "TT",
        "B3": "Kế hoạch",
        "B4": "năm",
        "C4": "6 tháng",
        "A5": "1",
        "B5": "1.800\ntổ",
        "C5": "85\n86",
        "A6": "Tổng: 12",
        "A7": "ab",
        "A8": "77",
        "B8": "78",
        "A9": "cuối",
    }
    assert sheet.merged == (Area(3, 1, 4, 1), Area(3, 2, 3, 3))


def test_html_of_excel_notes_the_value_beside_the_text(tmp_path: Path) -> None:
    page = (
        "<table><col><col style='display:none'><tr>"
        "<td x:num='1800'>1.800</td><td x:num='0.8'>80%</td><td x:num='45291'>31/12/2023</td><td x:num>85</td>"
        "<td x:num='0'> - </td><td x:err='#DIV/0!'>#DIV/0!</td><td>#N/A</td><td>######</td><td x:fmla='=A1'></td>"
        "<td x:str>1.800</td></tr>"
        "<tr style='display: none'><td sdval='0.5' sdnum='1033;0;0%'>50%</td></tr>"
        "<tr><td style='font-family:\".VnTime\"'>x"
        "<td><font face='VNI-Times, Arial'>y</font></table>"
    )
    sheet = html(tmp_path, page)
    assert cells(sheet) == {
        "A1": (NUMBER, Decimal(1800)),
        "B1": (NUMBER, Decimal("0.8")),
        "C1": (TEXT, "31/12/2023"),
        "D1": (NUMBER, Decimal(85)),
        "E1": (NUMBER, Decimal(0)),
        "F1": (ERROR, "#DIV/0!"),
        "G1": (ERROR, "#N/A"),
        "H1": (ERROR, "######"),
        "I1": (UNCOMPUTED, "=A1"),
        "J1": (TEXT, "1.800"),
        "A2": (NUMBER, Decimal("0.5")),
        "A3": (TEXT, "x"),
        "B3": (TEXT, "y"),
    }
    assert [cell.address for cell in sheet if cell.percent] == ["B1", "A2"]
    assert [cell.font for cell in sheet.rows[3].values()] == [".VnTime", "VNI-Times"]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {2})


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", ""), ("utf-16", ""), ("utf-8-sig", "utf-8"), ("utf-8", "x-unknown"), ("utf-8", "us-ascii")],
)
def test_html_is_read_in_its_encoding_even_where_it_names_a_false_one(
    tmp_path: Path, encoding: str, declared: str
) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    sheet = html(tmp_path, f"<html>{meta}<table><tr><td>Điện Biên".encode(encoding))
    assert cells(sheet) == {"A1": (TEXT, "Điện Biên")}


def test_html_that_spans_more_than_any_table_is_unsafe(tmp_path: Path) -> None:
    assert html(tmp_path, "<table><tr><td colspan=999999 rowspan=0>1<td>2").merged == (Area(1, 1, 1, 1000),)
    with pytest.raises(UnsafeError):
        html(tmp_path, "<table>" + "<tr><td colspan=1000 rowspan=1000>1" * 3)


@pytest.mark.parametrize("tail", ["<style>", "<script>", "<xml>"])
def test_html_that_ends_within_what_is_not_shown_is_damaged(tmp_path: Path, tail: str) -> None:
    with pytest.raises(DamagedError):
        html(tmp_path, f"<html>{tail}<table><tr><td>85</td></tr></table>")


# --- .xlsb


def record(kind: int, content: bytes = b"") -> bytes:
    def varying(number: int) -> bytes:
        head, rest = number & 0x7F, number >> 7
        return bytes([head | 0x80]) + varying(rest) if rest else bytes([head])

    return varying(kind) + varying(len(content)) + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb_row(number: int, *filled: bytes, hidden: bool = False) -> bytes:
    return record(0, struct.pack("<IIHBB", number, 0, 300, 0, 0x10 if hidden else 0) + bytes(5)) + b"".join(filled)


def xlsb_cell(kind: int, column: int, value: bytes = b"", style: int = 0) -> bytes:
    return record(kind, struct.pack("<II", column, style) + value)


def xlsb(*rows: bytes, after: bytes = record(146), hidden: int = 0) -> bytes:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.bin"/></Relationships>'
    )
    font = record(43, bytes(21) + wide(".VnTime")) + record(43, b"\0\0\x08" + bytes(18) + wide("Arial"))
    looks = [(0, 0), (9, 0), (14, 0), (164, 0), (0, 1), (165, 0)]
    formats = b"".join(record(44, struct.pack("<H", 164 + n) + wide(code)) for n, code in enumerate(('0"%"', "#,##0,")))
    styles = (
        formats + font + record(626) + record(47, bytes(16)) + record(627)
        + record(617, struct.pack("<I", len(looks)))
        + b"".join(record(47, struct.pack("<HHH", 0, *look) + bytes(10)) for look in looks) + record(618)
    )  # fmt: skip
    columns = record(390) + record(60, struct.pack("<IIIIH", 1, 1, 2000, 0, 1)) + record(391)
    dimension = record(148, struct.pack("<IIII", 0, 9, 0, 9))
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.bin": record(131) + record(153, bytes(12)) + record(143)
        + record(156, struct.pack("<II", hidden, 1) + wide("rId1") + wide("Trang")) + record(144) + record(132),
        "xl/_rels/workbook.bin.rels": relations.encode(),
        "xl/sharedStrings.bin": record(159, bytes(8)) + record(19, b"\0" + wide("Điện Biên")) + record(160),
        "xl/styles.bin": styles,
        "xl/worksheets/sheet1.bin": record(129) + dimension + columns + record(145) + b"".join(rows) + after,
    }  # fmt: skip
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def real(value: float) -> bytes:
    return struct.pack("<d", value)


def test_xlsb_tells_what_formatting_says(tmp_path: Path) -> None:
    refers = struct.pack("<HIBIH", 0, 7, 0x44, 8, 1)  # =B9, which is empty
    adds = struct.pack("<HIBIHBIHB", 0, 15, 0x24, 0, 0, 0x24, 0, 1, 3)  # =A1+B1
    content = xlsb(
        xlsb_row(
            0,
            xlsb_cell(5, 0, real(1200), style=4),
            xlsb_cell(5, 1, real(1200), style=5),
            xlsb_cell(9, 2, real(0) + refers),
            xlsb_cell(9, 3, real(0) + adds),
        )
    )
    (sheet,) = read_xlsb(put(tmp_path, "x.xlsb", content))
    assert [cell.kind for cell in sheet] == [
        CellKind.WITHDRAWN,
        CellKind.SHOWN_DIFFERENTLY,
        CellKind.UNCOMPUTED_ZERO,
        NUMBER,
    ]


def test_xlsb_cells_and_their_errors(tmp_path: Path) -> None:
    no_formula = bytes(10)
    content = xlsb(
        xlsb_row(
            0,
            xlsb_cell(7, 0, bytes(4)),
            xlsb_cell(5, 1, real(0.8), style=1),
            xlsb_cell(5, 2, real(45291), style=2),
            xlsb_cell(2, 3, struct.pack("<i", 1800 << 2 | 2), style=3),
            xlsb_cell(2, 4, struct.pack("<i", 12345 << 2 | 3)),
            xlsb_cell(3, 5, b"\x07"),
            xlsb_cell(4, 6, b"\x01"),
            xlsb_cell(6, 7, wide("trong ô")),
            xlsb_cell(1, 8),
        ),
        xlsb_row(
            4,
            xlsb_cell(8, 0, wide("kết quả") + no_formula),
            xlsb_cell(9, 1, real(7) + no_formula),
            xlsb_cell(10, 2, b"\0" + no_formula),
            xlsb_cell(11, 3, b"\x2a" + no_formula),
            record(16, bytes(4) + real(8)),
            xlsb_cell(62, 5, b"\0" + wide("giàu")),
            hidden=True,
        ),
        after=record(146) + record(177) + record(176, struct.pack("<IIII", 1, 2, 0, 3)) + record(178),
        hidden=1,
    )
    (sheet,) = read_xlsb(put(tmp_path, "x.xlsb", content))
    assert (sheet.name, sheet.hidden) == ("Trang", True)
    assert cells(sheet) == {
        "A1": (TEXT, "Điện Biên"),
        "B1": (NUMBER, Decimal("0.8")),
        "C1": (DATE, date(2023, 12, 31)),
        "D1": (NUMBER, Decimal(1800)),
        "E1": (NUMBER, Decimal("123.45")),
        "F1": (ERROR, "#DIV/0!"),
        "G1": (BOOLEAN, "TRUE"),
        "H1": (TEXT, "trong ô"),
        "A5": (TEXT, "kết quả"),
        "B5": (NUMBER, Decimal(7)),
        "C5": (BOOLEAN, "FALSE"),
        "D5": (ERROR, "#N/A"),
        "E5": (NUMBER, Decimal(8)),
        "F5": (TEXT, "giàu"),
    }
    assert [cell.address for cell in sheet if cell.percent] == ["B1"]
    assert {cell.font for cell in sheet} == {".VnTime"}
    assert sheet.merged == (Area(2, 1, 3, 4),)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({5}, {2})


@given(st.lists(st.one_of(st.floats(-1e9, 1e9, allow_subnormal=False), st.text("aăâbê 1", min_size=1)), max_size=9))
def test_our_reader_and_calamine_agree_on_xlsb(
    tmp_path_factory: pytest.TempPathFactory, row: list[float | str]
) -> None:
    written = [
        xlsb_cell(6, column, wide(value)) if isinstance(value, str) else xlsb_cell(5, column, real(value))
        for column, value in enumerate(row)
    ]
    content = xlsb(xlsb_row(3, xlsb_cell(5, 0, real(1))), xlsb_row(5, *written))
    (ours,) = read_xlsb(put(tmp_path_factory.mktemp("xlsb"), "x.xlsb", content))
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    theirs = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert {(cell.row, cell.column): cell.value for cell in ours} == {
        (number, column): plain_decimal(value) if isinstance(value, float) else value
        for number, found in enumerate(theirs, start=1)
        for column, value in enumerate(found, start=1)
        if isinstance(value, float) or str(value).strip()
    }


@pytest.mark.parametrize(
    "content",
    [
        xlsb(after=b""),
        xlsb(xlsb_row(0, xlsb_cell(7, 0, b"\x09\0\0\0"))),
        xlsb(xlsb_row(0, xlsb_cell(6, 0, b"\xff\xff\0\0"))),
        xlsb(xlsb_row(0, xlsb_cell(5, 0, b"\0"))),
        xlsb(after=b"\x05\x7f"),
    ],
    ids=["no end", "no such text", "text too long", "half a number", "half a record"],
)
@pytest.mark.processes
def test_a_broken_xlsb_is_a_finding(tmp_path: Path, content: bytes) -> None:
    sheets, findings = read_workbook(put(tmp_path, "x.xlsb", content), "x.xlsb")
    assert sheets is None
    assert [finding.key for finding in findings] == ["unreadable-workbook.damaged"]


# --- told by content


TSV = "Mã\tLuỹ kế\r\nclb-thu-linh\t85\r\n"
GOOD: dict[str, bytes] = {
    "ods": ods(
        f'<table:table table:name="T"><table:table-row>{ods_cell("string", "85")}</table:table-row></table:table>'
    ),
    "xlsb": xlsb(xlsb_row(0, xlsb_cell(6, 0, wide("85")))),
    "html": b"\r\n <html xmlns:x='urn:schemas-microsoft-com:office:excel'><table><tr><td>85</table>",
    "html, UTF-16": "<table><tr><td>85</td></tr></table>".encode("utf-16"),
    "xhtml": b'<?xml version="1.0"?><!DOCTYPE html><html><table><tr><td>85</td></tr></table></html>',
    "spreadsheetml": spreadsheetml(
        f'<Worksheet ss:Name="T"><Table><Row>{data("String", "85")}</Row></Table></Worksheet>'
    ).encode(),
    "TSV": TSV.encode(),
    "TSV, UTF-16": TSV.encode("utf-16"),
}


@pytest.mark.parametrize("suffix", [".xls", ".xlsx", ".ods", ".csv"])
@pytest.mark.parametrize("content", GOOD.values(), ids=GOOD)
@pytest.mark.processes
def test_a_file_is_read_as_what_it_is(tmp_path: Path, content: bytes, suffix: str) -> None:
    sheets, findings = read_workbook(put(tmp_path, f"x{suffix}", content), "x")
    assert not findings
    assert sheets
    assert [cell.text for sheet in sheets for cell in sheet][-1] == "85"


@pytest.mark.parametrize("kind", ["html", "spreadsheetml"])
@pytest.mark.processes
def test_a_large_text_is_read_elsewhere_and_says_the_same(tmp_path: Path, kind: str) -> None:
    small, _ = read_workbook(put(tmp_path, "small.xls", GOOD[kind]), "x")
    large, _ = read_workbook(put(tmp_path, "large.xls", GOOD[kind] + b"\n" * 6_000_000), "x")
    assert small == large


WIDE_ROW = "<Row>" + "<Cell><Data>1</Data></Cell>" * 30_000 + "</Row>"
WIDE = "<Worksheet><Table>" + "<Column/>" * 30_000 + WIDE_ROW + "</Table></Worksheet>"


@pytest.mark.parametrize(
    "content", ["<html><table><tr><td>" + "<a " * 200_000, "<html>" + "<!--" * 200_000, spreadsheetml(WIDE)]
)
@pytest.mark.processes
def test_a_text_that_keeps_its_parser_busy_is_given_up(
    tmp_path: Path, content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DU_AN8_READ_SECONDS", "1")
    _, findings = read_workbook(put(tmp_path, "x.xls", content), "x")
    assert [finding.key for finding in findings] == ["unsafe-workbook.costly"]


@pytest.mark.processes
def test_a_large_csv_does_not_fill_the_memory_of_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DU_AN8_READ_MEGABYTES", "100")
    _, findings = read_workbook(put(tmp_path, "x.csv", "a," * 1_000_000), "x")
    assert [finding.key for finding in findings] == ["unsafe-workbook.costly"]


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), part)
    return stream.getvalue()


NONE = {
    "prose": ("Báo cáo, năm 2023: 85 CLB\n" * 3).encode(),
    "other XML": b"<?xml version='1.0'?><data><n>85</n></data>",
    "single file web page": b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\ta\r\n\r\n85",
    "PowerPoint": zipped(**{"[Content_Types]_xml": b"", "ppt__presentation_xml": b""}),
    "OpenDocument text": zipped(mimetype=b"application/vnd.oasis.opendocument.text", content_xml=b"<x/>"),
    "picture": b"\x89PNG\r\n\x1a\n\t\n\t\n",
}


@pytest.mark.parametrize("content", NONE.values(), ids=NONE)
def test_what_is_no_spreadsheet_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    sheets, findings = read_workbook(put(tmp_path, "x.xls", content), "x")
    assert (sheets, [finding.key for finding in findings]) == (None, ["unreadable-workbook.not-a-workbook"])


def test_an_encrypted_ods_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    parts = {"mimetype": ODS_TYPE.encode(), "content_xml": b"\x9f", "META-INF__manifest_xml": b"<x:encryption-data/>"}
    _, findings = read_workbook(put(tmp_path, "x.ods", zipped(**parts)), "x")
    assert [finding.key for finding in findings] == ["unreadable-workbook.encrypted"]


def test_a_csv_may_name_its_delimiter_and_keeps_the_errors_that_excel_saved(tmp_path: Path) -> None:
    sheets, _ = read_workbook(put(tmp_path, "x.csv", "sep=;\r\nMã;Luỹ kế, tổng\r\na;#DIV/0!\r\nb;#####\r\n"), "x")
    assert sheets is not None
    assert [cell.value for cell in sheets[0].rows[1].values()] == ["Mã", "Luỹ kế, tổng"]
    assert [sheets[0].rows[row][2].kind for row in (2, 3)] == [ERROR, ERROR]


def test_tabs_outweigh_what_prose_may_hold(tmp_path: Path) -> None:
    sheets, _ = read_workbook(put(tmp_path, "x.tsv", "a; b\t1\nc; d\t2\n"), "x")
    assert sheets is not None
    assert sheets[0].rows[1][1] == Cell(1, 1, TEXT, "a; b")
