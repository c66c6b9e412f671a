"""Workbooks made to kill whoever reads them: one finding each, in bounded time, and no other file loses a figure."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlwt
from openpyxl.utils import get_column_letter

from spoilt import CLB, SHEET, rewritten, substituted, workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import DataDir

UNREADABLE = {"unsafe-workbook", "unreadable-workbook"}


def sheet_with(rows: bytes) -> bytes:
    """A good workbook with more rows in its sheet."""
    return substituted(rb"</sheetData>", rows + b"</sheetData>")


def nested_zips() -> bytes:
    """A part of the workbook is a zip of zips of zips: 10 GB, if anyone unfolded them."""
    packed = b"\0" * 10_000_000
    for level in range(4):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for copy in range(1 if level == 0 else 10):
                archive.writestr(f"{copy}.zip", packed)
        packed = stream.getvalue()
    return rewritten(workbook(), lambda parts: parts.update({"xl/media/more.zip": packed}))


def many_entries() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive, zipfile.ZipFile(stream, "w") as crowded:
        for name in archive.namelist():
            crowded.writestr(name, archive.read(name))
        for number in range(30_000):
            crowded.writestr(f"x/{number}", b"")
    return stream.getvalue()


def entities(declared: bytes, used: bytes) -> bytes:
    pattern = rb"<worksheet(.*?)<v>85</v>"
    return substituted(pattern, rb"<!DOCTYPE worksheet [" + declared + rb"]><worksheet\1<v>" + used + b"</v>")


def sheets_of_one_part() -> bytes:
    more = b"".join(b'<sheet name="S%d" sheetId="%d" r:id="rId1"/>' % (number, number + 2) for number in range(100_000))
    relations = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    more = more.replace(b"<sheet ", b"<sheet " + relations + b" ")
    return substituted(rb"</sheets>", more + b"</sheets>", "xl/workbook.xml")


def long_text_everywhere() -> bytes:
    """A text of a megabyte, kept once and shown in 50,000 cells."""
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(3, 50_003))
    texts = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        + b"a" * 1_000_000
        + b"</t></si></sst>"
    )

    def change(parts: dict[str, bytes]) -> None:
        parts[SHEET] = parts[SHEET].replace(b"</sheetData>", rows + b"</sheetData>")
        parts["xl/sharedStrings.xml"] = texts
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"</Types>",
            b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument'
            b'.spreadsheetml.sharedStrings+xml"/></Types>',
        )

    return rewritten(workbook(), change)


def wrong_sum() -> bytes:
    """Stored, not compressed, with one figure changed: only the checksum tells."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive, zipfile.ZipFile(stream, "w") as stored:
        for name in archive.namelist():
            stored.writestr(name, archive.read(name))
    return stream.getvalue().replace(b"<v>85</v>", b"<v>86</v>")


def old_format() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("Báo cáo").write(0, 0, "Mã")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


DECLARED = b'<dimension ref="A1:XFD1000000000"'
WIDE = b"".join(b'<c r="%s3"><v>1</v></c>' % get_column_letter(column).encode() for column in range(1, 16_385))
DEEP = b"<a>" * 100_000 + b"</a>" * 100_000
NAMES = b'<definedName name="A">B</definedName><definedName name="B">A</definedName>'

HARMLESS: dict[str, Callable[[], bytes]] = {  # strange, but nothing of it keeps the figure from being read
    "zips in a zip": nested_zips,
    "many entries": many_entries,
    "a row of a billion": lambda: substituted(rb'<row r="2"', b'<row r="1000000000"'),
    "claims a billion rows": lambda: substituted(rb'<dimension ref="[^"]*"', DECLARED),
    "16,384 columns": lambda: sheet_with(b'<row r="3">' + WIDE + b"</row>"),
    "circular names": lambda: substituted(
        rb"</sheets>", b"</sheets><definedNames>" + NAMES + b"</definedNames>", "xl/workbook.xml"
    ),
    "circular formula": lambda: substituted(rb"<v>85</v>", b"<f>B2</f><v>85</v>"),
    "deep XML": lambda: substituted(rb"</worksheet>", DEEP + b"</worksheet>"),
    "text of 5 MB": lambda: sheet_with(
        b'<row r="3"><c r="A3" t="inlineStr"><is><t>' + b"abcde " * 830_000 + b"</t></is></c></row>"
    ),
    "a part outside the archive": lambda: rewritten(workbook(), lambda parts: parts.update({"../../x.xml": b"x"})),
}
FATAL: dict[str, Callable[[], bytes]] = {
    "1,000 to 1": lambda: substituted(rb"</worksheet>", b" " * 100_000_000 + b"</worksheet>"),
    "entities that double": lambda: entities(b'<!ENTITY a "' + b"x" * 100_000 + b'">', b"&a;" * 20_000),
    "entity from a file": lambda: entities(b'<!ENTITY a SYSTEM "file:///etc/passwd">', b"&a;"),
    "column beyond the last": lambda: sheet_with(b'<row r="3"><c r="ZZZZ3"><v>1</v></c></row>'),
    "100,000 sheets": sheets_of_one_part,
    "long text everywhere": long_text_everywhere,
    "wrong checksum": wrong_sum,
    "sheet outside the archive": lambda: substituted(
        rb'Target="[^"]*sheet1.xml"', b'Target="/../../../etc/passwd"', "xl/_rels/workbook.xml.rels"
    ),
    "half of an old workbook": lambda: old_format()[:1500],
}
FAULTY_CELL = {
    "no number": b"NaN",
    "no end of digits": b"9" * 3_000_000,
    "beyond all numbers": b"1E+999999999",
}


def told(data: DataDir, content: bytes, name: str = "2023.xlsx") -> tuple[dict[str, float], set[str]]:
    """What is known of two provinces, one of which sent this file, and the rules that speak of it."""
    for province, sent in (("dien-bien", content), ("thai-nguyen", workbook())):
        path = data.root / "reports" / province / (name if sent is content else "2023.xlsx")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(sent)
    result = data.run("check", "--as-of", "2024-06-30", "--format", "json", "--fail-on", "never")
    assert result.exit_code == 0, result.output
    document: dict[str, Any] = json.loads(result.stdout)
    for account in document["files"]:
        assert account["numbers_seen"] == account["used"] + account["checked"] + account["reported"]
    figures = {
        place["id"]: row["actual"]
        for place in document["provinces"]
        for row in place["indicators"]
        if row["id"] == CLB and row["actual"] is not None
    }
    path = f"data/reports/dien-bien/{name}"
    return figures, {f["rule"] for f in document["findings"] if f["location"] and f["location"]["path"] == path}


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits can be set, and hold."""
    monkeypatch.setenv("DU_AN8_READ_SECONDS", "3")
    monkeypatch.setenv("DU_AN8_READ_MEGABYTES", "400")


@pytest.mark.parametrize("kind", HARMLESS)
@pytest.mark.processes
def test_what_is_strange_about_a_file_does_not_cost_its_figure(data: DataDir, kind: str) -> None:
    figures, rules = told(data, HARMLESS[kind]())
    assert figures == {"dien-bien": 85, "thai-nguyen": 85}
    assert not rules & UNREADABLE


@pytest.mark.parametrize("kind", FATAL)
@pytest.mark.processes
def test_what_cannot_be_read_is_one_finding_and_costs_no_other_file(data: DataDir, kind: str) -> None:
    figures, rules = told(data, FATAL[kind](), "2023.xls" if kind.startswith("half") else "2023.xlsx")
    assert figures == {"thai-nguyen": 85}
    assert len(rules & UNREADABLE) == 1


@pytest.mark.parametrize("kind", FAULTY_CELL)
def test_a_cell_without_a_number_is_an_error_of_that_cell(data: DataDir, kind: str) -> None:
    rows = b'<row r="3"><c r="A3" t="inlineStr"><is><t>to-truyen-thong</t></is></c><c r="B3"><v>%s</v></c></row>'
    figures, rules = told(data, sheet_with(rows % FAULTY_CELL[kind]))
    assert figures == {"dien-bien": 85, "thai-nguyen": 85}
    assert "error-cell" in rules
    assert not rules & UNREADABLE


@pytest.mark.parametrize("suffix", [".xls", ".xlsm", ".ods", ".xlsb", ".csv"])
def test_a_suffix_that_lies_is_not_believed(data: DataDir, suffix: str) -> None:
    figures, _ = told(data, workbook(), f"2023{suffix}")
    assert figures == {"dien-bien": 85, "thai-nguyen": 85}


def test_a_file_cut_short_anywhere_is_told(data: DataDir) -> None:
    content = workbook()
    for part in range(1, 65):
        figures, rules = told(data, content[: len(content) * part // 65])
        assert figures == {"thai-nguyen": 85}, part
        assert len(rules & UNREADABLE) == 1, part


def test_a_book_of_thousands_of_sheets_is_read(data: DataDir) -> None:
    book = openpyxl.Workbook(write_only=True)
    for number in range(500):
        book.create_sheet(f"S{number}").append(["x", number])
    report = book.create_sheet("Báo cáo")
    report.append(["Mã", "Luỹ kế từ đầu giai đoạn"])
    report.append([CLB, 85])
    stream = io.BytesIO()
    book.save(stream)
    figures, _ = told(data, stream.getvalue())
    assert figures == {"dien-bien": 85, "thai-nguyen": 85}
