"""Two readers of `.xlsx`, one truth: the quick one is only asked where it knows everything the full one knows."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import textwrap
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart
from openpyxl.styles import Font
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import MAC_EPOCH

from du_an8.reports.workbook import xlsx_look
from du_an8.reports.workbook.cells import Area, Cell, CellKind, CostlyError, DamagedError, Sheet, UnsafeError
from du_an8.reports.workbook.contained import read_contained
from du_an8.reports.workbook.number_formats import FormatKind, kind_of_format, scales_by_100
from du_an8.reports.workbook.xlsx import read_full, read_xlsx
from du_an8.reports.workbook.xlsx_look import look_at
from effort import at_most
from waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SHEET = "xl/worksheets/sheet1.xml"
NUMBER, TEXT, ERROR = CellKind.NUMBER, CellKind.TEXT, CellKind.ERROR


def saved(path: Path, *rows: list[Any], change: Callable[[Any], object] = lambda _: None) -> Path:
    """A workbook of one sheet with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    change(book.worksheets[0])
    book.save(path)
    return path


def rewritten(path: Path, **changes: tuple[str, str]) -> Path:
    """A workbook with a pattern of its sheet, styles, texts or book replaced; the pattern must be there."""
    names = {"sheet": SHEET, "styles": "xl/styles.xml", "texts": "xl/sharedStrings.xml", "book": "xl/workbook.xml"}
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for name, (pattern, replacement) in changes.items():
        part = names[name]
        parts[part], count = re.subn(pattern, replacement.replace("\\", r"\\"), parts[part], flags=re.DOTALL)
        assert count
    return packed(path, parts)


def packed(path: Path, parts: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def with_texts(path: Path, *texts: str) -> Path:
    """A workbook with one shared text a row, in `t` elements as they stand."""
    rows = "".join(f'<row r="{i + 1}"><c r="A{i + 1}" t="s"><v>{i}</v></c></row>' for i in range(len(texts)))
    with_rows(path, rows)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    items = "".join(f"<si>{text}</si>" for text in texts)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}" count="{len(texts)}">{items}</sst>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    )
    relationship = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="rIdT" Type="{relationship}" Target="sharedStrings.xml"/></Relationships>',
    )
    return packed(path, parts)


def with_rows(path: Path, rows: str) -> Path:
    """A workbook whose sheet holds these rows as they stand."""
    return rewritten(saved(path, ["a"]), sheet=("<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>"))


def cells(path: Path) -> dict[str, tuple[CellKind, object]]:
    return {cell.address: (cell.kind, cell.value) for sheet in read_xlsx(path) for cell in sheet}


def admitted(path: Path) -> list[Sheet]:
    """The sheets of a file that the quick reader must be able to read, as the full reader gives them, too."""
    look = look_at(path)
    assert not look.unknown
    assert list(look.sheets) == read_full(path)
    return list(look.sheets)


# Any workbook

TEXTS = st.sampled_from(
    ["Hộ nghèo", "Hộ nghèo", " đệm ", "  ", "", "dòng\nhai", "1.800", "=", "85", "a&b<c>\"d'", "_x000D_", "a_x0041_b",
     "TRUE", "#N/A!", "\t", "\xa0", "x\r\ny"]
)  # fmt: skip
FORMATS = st.sampled_from(
    [*["General"] * 40, "0.0", "0", "#,##0", "0.0%", "0%", '0"%"', "dd/mm/yyyy", "h:mm", "[h]:mm", '#,##0 "đ"',
     "mmm-yy", "0.00E+00"]
)  # fmt: skip
VALUES = st.one_of(
    st.none(),
    st.integers(-(10**17), 10**17),
    st.integers(0, 3000),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.sampled_from([0.1 + 0.2, 0.8, -0.0, 1e-9, 999999999999999.9]),
    TEXTS,
    st.booleans(),
    st.dates(date(1899, 12, 31), date(2100, 1, 1)),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001  # a sheet knows no zones
    st.sampled_from([1, 2.5, 85, 1800, "Hộ nghèo", "#DIV/0!", "#N/A", "=1+1", "=A1"]),
)
PLACES = st.tuples(st.integers(1, 9), st.integers(1, 30))
PAGES = st.fixed_dictionaries(
    {
        "cells": st.dictionaries(PLACES, st.tuples(VALUES, FORMATS), max_size=10),
        "state": st.sampled_from(["visible", "visible", "hidden", "veryHidden"]),
        "merged": st.lists(st.sampled_from(["A1:B2", "D4:D9", "F1:H1"]), unique=True, max_size=2),
        "hidden_row": st.sampled_from([*[None] * 15, 2]),
        "hidden_column": st.sampled_from([*[None] * 15, "B"]),
        "font": st.sampled_from([*[None] * 15, ".VnTime", "vni-times"]),
    }
)


def built(pages: list[dict[str, Any]]) -> bytes:
    book = openpyxl.Workbook()
    for number, page in enumerate(pages):
        sheet: Any = book.create_sheet(f"Biểu <{number}> & 'ba'")
        sheet.sheet_state = page["state"]
        for (row, column), (value, number_format) in page["cells"].items():
            cell = sheet.cell(row, column)
            cell.value = value
            if not isinstance(value, date):
                cell.number_format = number_format
            if page["font"]:
                cell.font = Font(name=page["font"])
        for area in page["merged"]:
            sheet.merge_cells(area)
        if page["hidden_row"]:
            sheet.row_dimensions[page["hidden_row"]].hidden = True
        if page["hidden_column"]:
            sheet.column_dimensions[page["hidden_column"]].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.filterwarnings("ignore:Cell .* is marked as a date:UserWarning")
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pages=st.lists(PAGES, min_size=1, max_size=3))
def test_what_is_read_never_depends_on_the_reader(tmp_path: Path, pages: list[dict[str, Any]]) -> None:
    path = tmp_path / "any.xlsx"
    path.write_bytes(built(pages))
    full, look = read_full(path), look_at(path)
    event(f"unknown: {look.unknown or 'nothing'}")
    if not look.unknown:
        assert list(look.sheets) == full
        for quick, same in zip(look.sheets, full, strict=True):
            assert (quick.numbers, quick.others) == (same.numbers, same.others)
    assert read_xlsx(path) == full


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.lists(
        st.sampled_from(
            ["<v>1</v>", "<v>0,5</v>", "<v> 5 </v>", "<v/>", "<v></v>", "<f>A9</f>", "<f>A9</f><v>3</v>", "<f/>",
             "<f>A9</f><v></v>", "<!-- --><v>4</v>", "<v>1e400</v>", "<v>true</v>", "<is><t>a</t></is>", "",
             "<v><![CDATA[7]]></v>", '<f t="shared" si="0"/><v>1</v>']
        ),
        max_size=4,
    ),
    start=st.sampled_from(["", ' t="n"', ' t="str"', ' t="b"', ' t="e"', ' t="inlineStr"', " t='e'", ' t = "e"']),
    places=st.sampled_from(["ABCD", "DCBA", "AABB", "abcd"]),
)  # fmt: skip
def test_whatever_a_program_writes_the_quick_reader_hides_nothing(
    tmp_path: Path, content: list[str], start: str, places: str
) -> None:
    row = "".join(f'<c r="{place}1"{start}>{inner}</c>' for place, inner in zip(places, content, strict=False))
    path = with_rows(tmp_path / "any.xlsx", f'<row r="1">{row}</row>')
    look = look_at(path)
    try:
        full: list[Sheet] | None = read_full(path)
    except Exception:  # noqa: BLE001  # a file that the full reader refuses
        full = None
    assert look.unknown or list(look.sheets) == full


# What only the full reader knows


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="A1" t="e"><v>#DIV/0!</v></c>', (ERROR, "#DIV/0!")),
        ("<c r='A1' t='e'><v>#DIV/0!</v></c>", (ERROR, "#DIV/0!")),
        ('<c t="e" r="A1"><f>1/0</f><v>#DIV/0!</v></c>', (ERROR, "#DIV/0!")),
        ('<c r="A1" t = "e"><v>#N/A</v></c>', (ERROR, "#N/A")),
        ('<c r="A1" t="&#101;"><v>#N/A</v></c>', (ERROR, "#N/A")),
        ('<c r="A1" t="e"/>', (ERROR, "#?")),
        ('<c r="A1"><f>B1+C1</f></c>', (CellKind.UNCOMPUTED, "=B1+C1")),
        ('<c r="A1"><f>B1+C1</f><v/></c>', (CellKind.UNCOMPUTED, "=B1+C1")),
        ('<c r="A1"><f>B1+C1</f><v></v></c>', (CellKind.UNCOMPUTED, "=B1+C1")),
        ('<c r="A1"><f/></c>', (CellKind.UNCOMPUTED, "=…")),
        ('<c r="A1"><f t="shared" si="0"/></c>', (CellKind.UNCOMPUTED, "=…")),
    ],
)
def test_an_error_or_an_uncalculated_formula_is_never_a_blank(
    tmp_path: Path, cell: str, expected: tuple[CellKind, str]
) -> None:
    path = with_rows(tmp_path / "a.xlsx", f'<row r="1">{cell}<c r="D1"><v>85</v></c></row>')
    assert look_at(path).unknown
    assert cells(path) == {"A1": expected, "D1": (NUMBER, Decimal(85))}


def test_a_percentage_is_told_by_both_readers(tmp_path: Path) -> None:
    def percent(sheet: Any) -> None:  # noqa: ANN401
        sheet["A1"].number_format = "0.0%"

    path = saved(tmp_path / "a.xlsx", [0.8, 0.8], change=percent)
    assert [(cell.value, cell.percent) for cell in admitted(path)[0]] == [
        (Decimal("0.8"), True),
        (Decimal("0.8"), False),
    ]
    unused = rewritten(path, sheet=(' s="1"', ""))
    assert [cell.percent for sheet in admitted(unused) for cell in sheet] == [False, False]


def test_the_legacy_font_of_a_cell_is_told_and_no_other(tmp_path: Path) -> None:
    def fonts(sheet: Any) -> None:  # noqa: ANN401
        sheet["A1"].font, sheet["B1"].font = Font(name=".VnTimeH"), Font(name="Times New Roman")

    path = saved(tmp_path / "a.xlsx", ["Hé nghÌo", "Hộ nghèo"], change=fonts)
    assert look_at(path).unknown == "styles"
    assert [cell.font for cell in read_xlsx(path)[0]] == [".VnTimeH", ""]


def test_hidden_rows_and_columns_are_told_where_they_hold_cells(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:  # noqa: ANN401
        for row in (2, 7):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions.group("B", "D", hidden=True)

    sheet = read_xlsx(saved(tmp_path / "a.xlsx", [1, 2, 3], [4], change=hide))[0]
    assert (sheet.hidden_rows, sheet.hidden_columns) == (frozenset({2}), frozenset({2, 3}))


def test_merged_areas_are_told_by_both_readers(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:  # noqa: ANN401
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("B5:D9")

    path = saved(tmp_path / "a.xlsx", ["Biểu", None, None, 1], change=merge)
    assert admitted(path)[0].merged == (Area(1, 1, 1, 3), Area(5, 2, 9, 4))


def test_cells_without_an_address_and_prefixed_tags_go_to_the_full_reader(tmp_path: Path) -> None:
    path = with_rows(tmp_path / "a.xlsx", "<row><c><v>7</v></c><c t='e'><v>#REF!</v></c></row>")
    expected = {"A1": (NUMBER, Decimal(7)), "B1": (ERROR, "#REF!")}
    assert look_at(path).unknown
    assert cells(path) == expected
    prefixed = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1">'
        '<x:c r="A1"><x:v>7</x:v></x:c><x:c r="B1" t="e"><x:v>#REF!</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    path = rewritten(path, sheet=(".+", prefixed))
    assert look_at(path).unknown
    assert cells(path) == expected


def test_two_values_for_one_cell_are_damage_not_a_choice(tmp_path: Path) -> None:
    path = with_rows(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>7</v></c><c r="A1"><v>8</v></c></row>')
    with pytest.raises(DamagedError):
        read_xlsx(path)


@pytest.mark.parametrize("value", ["0,5", " 5 ", "nan", "1e400"])
def test_a_number_that_is_none_does_not_become_a_text(tmp_path: Path, value: str) -> None:
    path = with_rows(tmp_path / "a.xlsx", f'<row r="1"><c r="A1"><v>{value}</v></c></row>')
    assert look_at(path).unknown == ("size of numbers" if value == "1e400" else "numbers")


def test_a_date_that_no_calendar_holds_is_an_error_not_a_number(tmp_path: Path) -> None:
    path = rewritten(saved(tmp_path / "a.xlsx", [date(2023, 3, 15), 9]), sheet=("<v>45000</v>", "<v>1000000000</v>"))
    assert look_at(path).unknown
    with pytest.warns(UserWarning, match="marked as a date"):
        assert cells(path) == {"A1": (ERROR, "#VALUE!"), "B1": (NUMBER, Decimal(9))}


# What both know


@pytest.mark.processes
def test_an_ordinary_sheet_is_read_quickly_without_openpyxl(tmp_path: Path) -> None:
    """openpyxl alone takes a quarter of a second to import."""
    path = saved(tmp_path / "a.xlsx", ["Mã", True], ["clb", 85, 0.5, date(2023, 3, 15), "dòng\nhai"])
    admitted(path)
    code = f"""
        import sys
        from pathlib import Path
        from du_an8.reports.workbook.xlsx import read_xlsx
        assert len(list(read_xlsx(Path({str(path)!r}))[0])) == 7
        sys.exit("openpyxl" in sys.modules)
    """
    assert subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False).returncode == 0


SAME_FORM = '<row r="1"><c r="A1"><v>{}</v></c><c r="B1" s="1"><v>{}</v></c><c r="C1" t="b"><v>{}</v></c></row>'


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (SAME_FORM.format(1, 0.5, 1), SAME_FORM.format(20, 0.25, 0)),
        (SAME_FORM.format(1, 0.5, 1), SAME_FORM.format(20, 0.25, 0).replace(' s="1"', "")),
        (SAME_FORM.format(1, 0.5, 1), SAME_FORM.format(20, 0.25, 0).replace("B1", "D1")),
        (SAME_FORM.format(1, 0.5, 1), SAME_FORM.format(20, 0.25, 0).replace("<v>20", "<f>4*5</f><v>20")),
        (SAME_FORM.format(1, 0.5, 1), SAME_FORM.format(20, 0.25, 0).replace("</row>", '<c r="D1"/></row>')),
        (SAME_FORM.format("", 0.5, 1), SAME_FORM.format(20, 0.25, 0)),
        (SAME_FORM.format(1, 0.5, 1), SAME_FORM.format("", 0.25, 0)),
    ],
)
def test_a_sheet_that_is_written_like_the_one_before_has_its_own_values(
    tmp_path: Path, first: str, second: str
) -> None:
    path = tmp_path / "a.xlsx"
    for rows in (first, second):
        saved(path, [1, 0.5], change=lambda page: setattr(page["B1"], "number_format", "0%"))
        look = look_at(rewritten(path, sheet=("<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>")))
    assert bool(look.unknown) is ("<v></v>" in second)
    assert look.unknown or list(look.sheets) == read_full(path)


@pytest.mark.parametrize("value", ["</v>20<v>", "<v>2<b/>0</v>", "<v><v/>20</v>", "<v></v>20<v></v>"])
def test_tags_that_a_value_breaks_are_seen_after_a_sheet_written_like_it(tmp_path: Path, value: str) -> None:
    admitted(with_rows(tmp_path / "a.xlsx", SAME_FORM.format(1, 0.5, 1).replace(' s="1"', "")))
    broken = SAME_FORM.format(20, 0.25, 0).replace(' s="1"', "").replace("<v>20</v>", value)
    assert look_at(with_rows(tmp_path / "b.xlsx", broken)).unknown


def test_a_sheet_that_is_written_like_the_one_before_has_its_own_styles(tmp_path: Path) -> None:
    for shown in ("0%", "0.00", "0%"):
        path = saved(tmp_path / "a.xlsx", [0.5], change=lambda page: setattr(page["A1"], "number_format", shown))  # noqa: B023  # called at once
        assert [cell.percent for sheet in admitted(path) for cell in sheet] == [shown == "0%"]


def test_a_formula_with_an_empty_text_is_blank_and_no_reason_for_the_full_reader(tmp_path: Path) -> None:
    row = '<row r="1"><c r="A1" t="str"><f>IF(1,"","")</f><v></v></c><c r="B1"><f>1</f><v>1</v></c></row>'
    assert [cell.address for cell in admitted(with_rows(tmp_path / "a.xlsx", row))[0]] == ["B1"]


def test_line_ends_are_written_in_one_way(tmp_path: Path) -> None:
    path = with_texts(tmp_path / "a.xlsx", "<t>a_x000D_\nb_x000d_c&#13;\nd</t>")
    assert look_at(path).unknown == "escaped characters"
    assert cells(path)["A1"] == (TEXT, "a\nb\nc\nd")
    path = with_texts(tmp_path / "a.xlsx", "<t>a\r\nb&#13;\nc&#13;d</t>")
    assert admitted(path)[0].rows[1][1].value == "a\nb\nc\nd"


def test_outer_blanks_stay_and_a_blank_text_is_no_cell(tmp_path: Path) -> None:
    path = with_texts(tmp_path / "a.xlsx", "<t> Hộ nghèo </t>", '<t xml:space="preserve"> x </t>', "<t> </t>", "")
    assert [cell.text for cell in admitted(path)[0]] == [" Hộ nghèo ", " x "]


def test_a_text_in_several_fonts_is_one_text(tmp_path: Path) -> None:
    runs = '<r><rPr><b/></rPr><t xml:space="preserve">Hộ </t></r><r><t>nghèo</t></r>'
    path = with_texts(tmp_path / "a.xlsx", runs, "<t>x</t><rPh sb='0' eb='1'><t>y</t></rPh>")
    assert [cell.text for cell in read_xlsx(path)[0]] == ["Hộ nghèo", "x"]
    assert admitted(with_texts(path, runs))[0].rows[1][1].text == "Hộ nghèo"


@pytest.mark.parametrize("dimension", ["A1", "C5:D9", "A1:XFD1048576"])
def test_a_wrong_dimension_hides_nothing_from_either_reader(tmp_path: Path, dimension: str) -> None:
    path = saved(tmp_path / "a.xlsx", [1, 2], [3, 4])
    path = rewritten(path, sheet=('<dimension ref="[^"]*"', f'<dimension ref="{dimension}"'))
    assert len(list(admitted(path)[0])) == 4


def test_dates_from_1904(tmp_path: Path) -> None:
    book: Any = openpyxl.Workbook()
    book.epoch = MAC_EPOCH
    book.active["A1"] = date(2023, 3, 15)
    book.save(tmp_path / "a.xlsx")
    assert look_at(tmp_path / "a.xlsx").unknown == "dates from 1904"
    assert cells(tmp_path / "a.xlsx") == {"A1": (CellKind.DATE, date(2023, 3, 15))}


def test_the_iso_dialect_is_no_empty_workbook(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ["Hộ nghèo", 85, date(2023, 3, 15)])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for name, part in parts.items():
        strict = part.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"
        )
        parts[name] = strict.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    packed(path, parts)
    assert look_at(path).strict
    assert cells(path) == {
        "A1": (TEXT, "Hộ nghèo"),
        "B1": (NUMBER, Decimal(85)),
        "C1": (CellKind.DATE, date(2023, 3, 15)),
    }


def test_a_chart_sheet_is_no_sheet_and_hidden_sheets_are_in_their_place(tmp_path: Path) -> None:
    book: Any = openpyxl.Workbook()
    book.active["A1"] = 1
    book.create_chartsheet("Biểu đồ").add_chart(BarChart())
    book.create_sheet("Ẩn")["A1"] = 2
    book["Ẩn"].sheet_state = "veryHidden"
    book.save(tmp_path / "a.xlsx")
    assert [(sheet.name, sheet.hidden) for sheet in read_xlsx(tmp_path / "a.xlsx")] == [("Sheet", False), ("Ẩn", True)]


def test_a_chart_sheet_without_its_chart_costs_nothing(tmp_path: Path) -> None:
    book: Any = openpyxl.Workbook()
    book.active["A1"] = 1
    book.create_chartsheet("Biểu đồ")
    book.save(tmp_path / "a.xlsx")
    assert [sheet.name for sheet in read_xlsx(tmp_path / "a.xlsx")] == ["Sheet"]


@pytest.mark.parametrize(
    "number_format",
    ["0", "#,##0", "#,##0.00", '#,##0 "đồng"', r"#,##0\ _₫", r'_-* #,##0\ _₫_-;\-* #,##0\ _₫_-;_-* "-"\ _₫_-;_-@_-',
     "0.00E+00", "[Red]-0;0", "[>=1000]#,##0;0", "[$₫-42A]#,##0", "# ?/?", "@", 'General" ngày"', "#,##0;(#,##0)",
     "dd/mm/yyyy", "[$-1010000]d/m/yyyy;@", r"dd\-mm\-yyyy", "mmm-yy", "d/m/yyyy h:mm", "yyyy", "0_d", "0*m", "0*-",
     r"0\d"],
)  # fmt: skip
def test_a_format_that_is_surely_known_is_the_same_to_all(tmp_path: Path, number_format: str) -> None:
    kind = kind_of_format(number_format)
    path = saved(tmp_path / "a.xlsx", [45000])
    book: Any = openpyxl.load_workbook(path)
    book.active["A1"].number_format = number_format
    book.save(path)
    if kind is not FormatKind.OTHER:
        assert is_date_format(number_format) == (kind is FormatKind.DATE)
        (cell,) = admitted(path)[0]
        assert (cell.kind is CellKind.DATE, cell.is_numeric) == (kind is FormatKind.DATE, kind is not FormatKind.DATE)
    assert read_xlsx(path) == read_full(path)


# Danger


def test_a_worksheet_whose_part_is_missing_is_damage_and_not_one_sheet_less(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", [1], change=lambda sheet: sheet.parent.create_sheet("Hai"))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if "sheet2" not in name}
    with pytest.raises(DamagedError, match="Hai"):
        read_xlsx(packed(path, parts))


def test_two_sheets_of_one_name_keep_each_its_own_cells(tmp_path: Path) -> None:
    def second(sheet: Any) -> None:  # noqa: ANN401
        sheet.parent.create_sheet("Hai")["A1"] = 2

    path = saved(tmp_path / "a.xlsx", [1], change=second)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace('name="Hai"', 'name="Sheet"')
    assert [cell.value for sheet in read_xlsx(packed(path, parts)) for cell in sheet] == [1, 2]


def test_a_long_text_that_many_cells_share_is_held_once(tmp_path: Path) -> None:
    path = with_texts(tmp_path / "a.xlsx", "<t>" + "dài " * 300_000 + "</t>")
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 2000))
    path = rewritten(path, sheet=("<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>"))
    (sheet,) = look_at(path).sheets
    assert len(sheet.texts) == 1999
    assert len({id(cell.value) for cell in sheet}) == 1


def test_what_the_full_reader_is_slow_at_is_read_elsewhere(tmp_path: Path) -> None:
    styles = "<xf/>" * 1_100_000
    path = saved(tmp_path / "a.xlsx", [85])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace("</cellXfs>", f"<!-- -->{styles}</cellXfs>")
    assert look_at(packed(path, parts)).heavy


@pytest.mark.parametrize(
    ("number_format", "percent"),
    [("0%", True), ("0.0 %", True), ('0"%"', False), (r"0\%", False), ("0_%", False), ("*%0", False), ('0"%', False)],
)
def test_a_percent_sign_counts_only_where_it_is_part_of_the_number(number_format: str, *, percent: bool) -> None:
    assert scales_by_100(number_format) is percent


def test_empty_cells_far_away_are_no_wide_emptiness(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert [cell.address for cell in admitted(with_rows(tmp_path / "a.xlsx", rows))[0]] == ["A1"]


def test_a_cell_at_the_end_of_the_grid_costs_little(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", [1], change=lambda sheet: sheet.__setitem__("XFD1048576", 7))
    assert not look_at(path).unknown
    with at_most(10_000):
        found = cells(path)
    assert found == {"A1": (NUMBER, Decimal(1)), "XFD1048576": (NUMBER, Decimal(7))}


@pytest.mark.parametrize("row", [4294967295, 2000000000])
def test_a_row_beyond_the_grid_never_reaches_the_quick_reader(tmp_path: Path, row: int) -> None:
    assert look_at(with_rows(tmp_path / "a.xlsx", f'<row r="{row}"><c r="A{row}"><v>7</v></c></row>')).unknown


def test_texts_that_are_referred_to_but_missing_are_damage(tmp_path: Path) -> None:
    path = with_texts(tmp_path / "a.xlsx", "<t>Hộ nghèo</t>")
    assert cells(path) == {"A1": (TEXT, "Hộ nghèo")}
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if "sharedStrings" not in name}
    packed(path, parts)
    with pytest.raises(DamagedError):
        read_xlsx(path)
    parts["[Content_Types].xml"] = re.sub("<Override[^>]*sharedStrings[^>]*>", "", parts["[Content_Types].xml"])
    packed(path, parts)
    with pytest.raises(DamagedError):
        read_xlsx(path)


def test_whatever_the_quick_reader_stumbles_over_is_the_full_readers_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise IndexError

    path = saved(tmp_path / "a.xlsx", [85])
    monkeypatch.setattr(xlsx_look, "read_sheet", stumble)
    assert look_at(path).unknown == "IndexError"
    assert cells(path) == {"A1": (NUMBER, Decimal(85))}


@pytest.mark.processes
def test_a_heavy_file_is_read_in_a_process_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = rewritten(saved(tmp_path / "a.xlsx", [85]), sheet=("</worksheet>", " " * 9_000_000 + "</worksheet>"))
    assert look_at(path).heavy
    assert cells(path) == {"A1": (NUMBER, Decimal(85))}
    monkeypatch.setenv("DU_AN8_READ_MEGABYTES", "1")
    with pytest.raises(UnsafeError, match=r"^1 MB bộ nhớ"):
        read_xlsx(path)


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """A reader made of a line of code."""

    def make(line: str) -> str:
        code = f"""
            import os, sys, time
            from du_an8.reports.workbook.cells import Cell, CellKind, DamagedError, Sheet, UnsafeError
            def read(path):
                {line}
        """
        (tmp_path / "made_reader.py").write_text(textwrap.dedent(code), encoding="utf-8")
        return "made_reader:read"

    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return make


@pytest.mark.processes
def test_the_answer_of_the_other_process_is_not_polluted(reader: Callable[[str], str], tmp_path: Path) -> None:
    line = "print('x'); os.write(1, b'y'); return [Sheet(path.name, False, {1: {1: Cell(1, 1, CellKind.TEXT, 'ố')}})]"
    assert read_contained(tmp_path / "tệp.xls", reader(line)) == [
        Sheet("tệp.xls", False, {1: {1: Cell(1, 1, TEXT, "ố")}})
    ]


@pytest.mark.parametrize(
    ("line", "error", "text"),
    [
        ("raise DamagedError('G12')", DamagedError, "G12"),
        ("raise UnsafeError('kích thước')", UnsafeError, "kích thước"),
        ("raise ValueError", DamagedError, "ValueError"),
        ("return bytearray(3_000_000_000)", CostlyError, "^1000 MB bộ nhớ"),
        ("os.abort()", DamagedError, "exit"),
        ("os.write(2, b'memory allocation of 9 bytes failed'); os.abort()", CostlyError, "bộ nhớ"),
        ("sys.exit(3)", DamagedError, "exit 3"),
        ("os._exit(0)", DamagedError, "no answer"),
    ],
)
@pytest.mark.processes
def test_each_end_of_the_other_process_has_its_word(
    reader: Callable[[str], str], tmp_path: Path, line: str, error: type[Exception], text: str
) -> None:
    with pytest.raises(error, match=text):
        read_contained(tmp_path / "a.xls", reader(line))


@pytest.mark.parametrize("system", ["", "sys.modules['resource'] = None; "], ids=["with limits", "without"])
@pytest.mark.processes
def test_the_processors_time_ends(
    reader: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setenv("DU_AN8_READ_SECONDS", "1")
    (tmp_path / "sitecustomize.py").write_text(f"import sys; {system}", encoding="utf-8")
    with pytest.raises(CostlyError, match=r"^1 giây xử lý") as ended:
        read_contained(tmp_path / "a.xls", reader("while True: pass"))
    assert ended.value.variable == "DU_AN8_READ_SECONDS"


@pytest.mark.processes
def test_a_file_that_has_to_wait_for_a_busy_machine_is_read(
    reader: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DU_AN8_READ_SECONDS", "1")
    assert read_contained(tmp_path / "a.xls", reader("time.sleep(2); return []")) == []


@pytest.mark.processes
def test_the_other_process_ends_with_a_parent_that_is_killed(
    reader: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid = tmp_path / "pid"
    name = reader(f"open({str(pid)!r}, 'w').write(str(os.getpid())); time.sleep(600)")
    monkeypatch.setenv("CALLED", name)
    code = "import os; from pathlib import Path; from du_an8.reports.workbook.contained import read_contained"
    command = [sys.executable, "-c", f"{code}; read_contained(Path('a.xls'), os.environ['CALLED'])"]
    with subprocess.Popen(command) as parent:
        until(lambda: pid.exists() and bool(pid.read_text(encoding="utf-8")))
        parent.kill()
    until(lambda: not Path(f"/proc/{pid.read_text(encoding='utf-8')}").exists())


@pytest.mark.parametrize("nonsense", ["", "0", "-1", "abc", "1e3", "٣", "9" * 50])
@pytest.mark.processes
def test_settings_that_make_no_sense_are_ignored(
    reader: Callable[[str], str], tmp_path: Path, nonsense: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DU_AN8_READ_SECONDS", nonsense)
    monkeypatch.setenv("DU_AN8_READ_MEGABYTES", nonsense)
    assert read_contained(tmp_path / "a.xls", reader("return []")) == []


@pytest.mark.processes
def test_ctrl_c_ends_the_other_process(
    reader: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parent alone gets the signal here."""
    pid = tmp_path / "pid"
    name = reader(f"open({str(pid)!r}, 'w').write(str(os.getpid())); time.sleep(60)")
    monkeypatch.setattr(subprocess.Popen, "communicate", _interrupted_when(pid))
    with pytest.raises(KeyboardInterrupt):
        read_contained(tmp_path / "a.xls", name)
    assert not Path(f"/proc/{pid.read_text(encoding='utf-8')}").exists()


def _interrupted_when(path: Path) -> Callable[..., tuple[bytes, bytes]]:
    def communicate(*_: object, **__: object) -> tuple[bytes, bytes]:
        until(lambda: path.exists() and bool(path.read_text(encoding="utf-8")))
        raise KeyboardInterrupt

    return communicate
