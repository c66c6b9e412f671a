"""What isn't a workbook, or a dangerous one: a clear finding, nothing else lost, never a traceback."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from effort import at_most
from spoilt import CLB, SHEET, rewritten, substituted, workbook, zip_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import openpyxl
    from tests.conftest import DataDir


Json = dict[str, Any]

ROW: Json = {"Mã": CLB, "Luỹ kế từ đầu giai đoạn": 85}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
AS_OF = ("--as-of", "2024-06-30")


def flipped() -> bytes:
    """A workbook with some bytes of its sheet turned over."""
    content = bytearray(workbook())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.getinfo(SHEET).header_offset + 80
    content[start : start + 40] = bytes(byte ^ 0xFF for byte in content[start : start + 40])
    return bytes(content)


def laughs() -> bytes:
    """A document whose entities unfold to 3 GB."""
    entities = b'<!ENTITY a0 "ha">' + b"".join(
        b'<!ENTITY a%d "%s">' % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 10)
    )
    return substituted(
        rb"<worksheet(.*?)<v>85</v>", rb"<!DOCTYPE worksheet [" + entities + rb"]><worksheet\1<v>&a9;</v>"
    )


BLANKS = b" " * 12_000_000
BAD: dict[str, Callable[[], bytes]] = {
    "text": "Báo cáo năm 2023: 85 CLB\n".encode,
    "empty": lambda: b"",
    "one byte": lambda: b"P",
    "truncated zip": lambda: workbook()[:-400],
    "first kilobyte of a zip": lambda: workbook()[:1024],
    "damaged part": flipped,
    "encrypted": lambda: OLE + bytes(4088) + "EncryptedPackage".encode("utf-16-le") + bytes(4096),
    "xls bytes": lambda: OLE + bytes(4088) + "Workbook".encode("utf-16-le") + bytes(4096),
    "empty zip": zip_of,
    "zip without workbook": lambda: zip_of(readme=b"85"),
    "no sheet part": lambda: rewritten(workbook(), lambda parts: parts.pop(SHEET)),
    "no sheets": lambda: substituted(rb"<sheets>.*?</sheets>", b"<sheets/>", "xl/workbook.xml"),
    "no workbook part": lambda: rewritten(workbook(), lambda parts: parts.pop("xl/workbook.xml")),
    "broken XML": lambda: substituted(rb"</sheetData>", b""),
    "no shared texts": lambda: substituted(rb'<c r="A2".*?</c>', b'<c r="A2" t="s"><v>9</v></c>'),
    "entities": laughs,
}
BOMBS: dict[str, Callable[[], bytes]] = {
    "sheet": lambda: substituted(rb"</worksheet>", BLANKS + b"</worksheet>"),
    "shared texts": lambda: rewritten(
        workbook(), lambda parts: parts.update({"xl/sharedStrings.xml": b"<sst>" + BLANKS + b"</sst>"})
    ),
    "styles": lambda: substituted(rb"</styleSheet>", BLANKS + b"</styleSheet>", "xl/styles.xml"),
}


def put(data: DataDir, name: str, content: bytes) -> Path:
    path = data.root / "reports" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def answer(data: DataDir) -> Json:
    """The JSON of `check` with its usual exit code, which must be that of an error."""
    result = data.run("check", *AS_OF, "--format", "json")
    assert result.exit_code == 1, result.output
    document: Json = json.loads(result.stdout)
    return document


def figures(document: Json) -> dict[str, float]:
    return {
        place["id"]: row["actual"]
        for place in document["provinces"]
        for row in place["indicators"]
        if row["id"] == CLB and row["actual"] is not None
    }


def error_rules(document: Json) -> dict[str, str]:
    """Path -> rule of each error that is about a whole file."""
    found = [f for f in document["findings"] if f["severity"] == "error" and f["location"]["cell"] is None]
    assert all(finding["message"] and finding["hint"] for finding in found)
    return {finding["location"]["path"].removeprefix("data/reports/"): finding["rule"] for finding in found}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
@pytest.mark.processes
def test_an_unreadable_workbook_is_one_finding_and_costs_nothing_else(
    data: DataDir, content: Callable[[], bytes]
) -> None:
    data.report("lai-chau/2023", ROW)
    data.report("dien-bien/2023", ROW)
    put(data, "dien-bien/2022.xlsx", content())
    document = answer(data)
    assert set(error_rules(document)) == {"dien-bien/2022.xlsx"}
    assert set(error_rules(document).values()) <= {"unreadable-workbook", "unsafe-workbook"}
    assert figures(document) == {"dien-bien": 85, "lai-chau": 85}
    assert document["summary"]["errors"] == 1


@pytest.mark.parametrize("arguments", [(), ("Điện Biên",), ("--format", "json")], ids=["overview", "page", "JSON"])
@pytest.mark.parametrize("kind", ["text", "truncated zip", "zip without workbook"])
def test_it_is_named_also_where_it_is_the_only_file(data: DataDir, kind: str, arguments: tuple[str, ...]) -> None:
    put(data, "dien-bien/2022.xlsx", BAD[kind]())
    result = data.run("check", *AS_OF, *arguments)
    assert result.exit_code == 1
    assert "dien-bien/2022.xlsx" in result.stdout
    assert "Traceback" not in result.output
    assert data.run("check", *AS_OF, "--fail-on", "never").exit_code == 0


@pytest.mark.processes
def test_each_kind_is_told_in_its_own_words(data: DataDir) -> None:
    """Whoever gets the file back must know what to do: the password and the old format are no damage."""
    kinds = ("text", "empty", "truncated zip", "encrypted", "no sheets")
    for index, kind in enumerate(kinds):
        put(data, f"dien-bien/{index}.xlsx", BAD[kind]())
    document = answer(data)
    messages = {finding["location"]["path"]: finding["message"] for finding in document["findings"]}
    assert len(messages) == len(set(messages.values())) == len(kinds)
    assert "mật khẩu" in messages["data/reports/dien-bien/3.xlsx"]


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS)
def test_a_small_file_that_unfolds_to_a_huge_one_is_not_unfolded(data: DataDir, content: Callable[[], bytes]) -> None:
    data.report("lai-chau/2023", ROW)
    put(data, "dien-bien/2023.xlsx", content())
    document = answer(data)
    assert error_rules(document) == {"dien-bien/2023.xlsx": "unsafe-workbook"}
    assert figures(document) == {"lai-chau": 85}


@pytest.mark.parametrize("suffix", [".xls", ".ods", ".xlsb", ".XLS"])
def test_a_spreadsheet_of_another_format_is_named_and_never_passed_over(data: DataDir, suffix: str) -> None:
    data.report("lai-chau/2023", ROW)
    put(data, f"dien-bien/2023{suffix}", "Mã,Luỹ kế\nclb-thu-linh,85\n".encode())
    document = answer(data)
    assert error_rules(document) == {f"dien-bien/2023{suffix}": "unreadable-workbook"}
    assert figures(document) == {"lai-chau": 85}


@pytest.mark.parametrize("name", ["2023.xlsx", "2023.XLSX", "2023.xlsm"])
def test_the_case_of_the_suffix_does_not_matter(data: DataDir, name: str) -> None:
    put(data, f"dien-bien/{name}", workbook())
    assert figures(data.check(*AS_OF)) == {"dien-bien": 85}


@pytest.mark.parametrize("name", ["~$2023.xlsx", "~$2023.xls", ".~lock.2023.xlsx#", "._2023.xlsx"])
def test_the_traces_of_an_open_editor_are_no_reports(data: DataDir, name: str) -> None:
    data.report("dien-bien/2023", ROW)
    put(data, f"dien-bien/{name}", b"\x05Admin")
    result = data.run("check", *AS_OF, "--format", "json")
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert [file["path"] for file in document["files"]] == ["data/reports/dien-bien/2023.xlsx"]
    assert not [finding for finding in document["findings"] if finding["severity"] == "error"]


def test_a_file_that_may_not_be_read_is_a_finding(data: DataDir) -> None:
    data.report("lai-chau/2023", ROW)
    path = put(data, "dien-bien/2023.xlsx", workbook())
    path.chmod(0)
    readable = os.access(path, os.R_OK)  # the superuser may read it all the same
    document = data.check(*AS_OF)
    path.chmod(0o600)
    expected = {} if readable else {"dien-bien/2023.xlsx": "unreadable-workbook"}
    assert error_rules(document) == expected
    assert figures(document) == {"lai-chau": 85, **({"dien-bien": 85} if readable else {})}


@pytest.mark.parametrize("kind", ["folder", "dangling link"])
def test_what_only_bears_the_name_of_a_workbook_is_a_finding(data: DataDir, kind: str) -> None:
    data.report("lai-chau/2023", ROW)
    path = data.root / "reports/dien-bien/2023.xlsx"
    path.parent.mkdir()
    if kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("nowhere.xlsx")
    document = answer(data)
    assert error_rules(document) == {"dien-bien/2023.xlsx": "unreadable-workbook"}
    assert figures(document) == {"lai-chau": 85}


@pytest.mark.parametrize("dimension", ["A1", "A1:B1", "C5:D9", "A1:XFD1048576"])
def test_a_wrong_dimension_hides_no_cell(data: DataDir, dimension: str) -> None:
    put(data, "dien-bien/2023.xlsx", substituted(rb'<dimension ref=".*?"', f'<dimension ref="{dimension}"'.encode()))
    document = data.check(*AS_OF)
    assert figures(document) == {"dien-bien": 85}
    assert [file["numbers_seen"] for file in document["files"]] == [1]


def test_a_value_in_the_last_cell_of_a_sheet_is_found(data: DataDir) -> None:
    data.report("dien-bien/2023", ROW, change=lambda book: book["Báo cáo"].__setitem__("XFD1048576", 7))
    document = data.check(*AS_OF)
    assert figures(document) == {"dien-bien": 85}
    assert "XFD1048576" in [finding["location"]["cell"] for finding in document["findings"]]
    assert [(file["numbers_seen"], file["reported"]) for file in document["files"]] == [(2, 1)]


def test_a_row_beyond_the_grid_does_not_keep_the_command_busy(data: DataDir) -> None:
    content = substituted(rb"</sheetData>", b'<row r="2000000000"><c r="A2000000000"><v>7</v></c></row></sheetData>')
    put(data, "dien-bien/2023.xlsx", content)
    with at_most(calls=2_000_000):
        assert data.check(*AS_OF)["findings"]


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="4"><c r="A4"/></row><row r="3"><c r="B3"><v>7</v></c></row>',
        b'<row r="3"><c r="A3"/></row><row r="3"><c r="B3"><v>7</v></c></row>',
        b'<row r="3"><c r="B3"><v>7</v></c><c r="A3"/></row>',
    ],
    ids=["rows in disorder", "a row in two pieces", "cells in disorder"],
)
def test_what_a_careless_program_writes_in_disorder_is_not_lost(data: DataDir, rows: bytes) -> None:
    """Either the number is seen, or the file is refused; it never goes silently."""
    put(data, "dien-bien/2023.xlsx", substituted(rb"</sheetData>", rows + b"</sheetData>"))
    document = data.check(*AS_OF)
    seen = [file["numbers_seen"] for file in document["files"]]
    assert seen == [2] or error_rules(document)


@pytest.mark.parametrize(
    ("part", "pattern", "replacement"),
    [
        ("xl/styles.xml", rb"<cellStyles.*?</cellStyles>", b""),
        (SHEET, rb"</worksheet>", b'<extLst><ext uri="{x}"/></extLst></worksheet>'),
    ],
    ids=["no default style", "unknown extension"],
)
def test_remarks_of_the_library_neither_cost_the_file_nor_reach_the_person(
    data: DataDir, part: str, pattern: bytes, replacement: bytes
) -> None:
    put(data, "dien-bien/2023.xlsx", substituted(pattern, replacement, part))
    result = data.run("check", *AS_OF, "--format", "json")
    assert figures(json.loads(result.stdout)) == {"dien-bien": 85}
    assert not result.stderr


def test_a_number_that_no_calendar_holds_in_a_date_cell_costs_no_other_figure(data: DataDir) -> None:
    def change(book: openpyxl.Workbook) -> None:
        cell = book["Báo cáo"]["H5"]
        cell.value, cell.number_format = 1_000_000_000, "dd/mm/yyyy"

    second = {"Mã": "to-truyen-thong", "Luỹ kế từ đầu giai đoạn": datetime(2023, 1, 1)}  # noqa: DTZ001
    data.report("dien-bien/2023", ROW, second, change=change)
    document = data.check(*AS_OF)
    assert figures(document) == {"dien-bien": 85}
    assert "H5" in [finding["location"]["cell"] for finding in document["findings"]]


@pytest.mark.processes
def test_a_name_that_is_no_unicode_text_does_not_stop_the_command(data: DataDir) -> None:
    folder = os.fsencode(data.root / "reports/dien-bien")
    (data.root / "reports/dien-bien").mkdir()
    try:
        with open(folder + b"/b\xe1o c\xe1o.xlsx", "wb") as file:  # noqa: PTH123  # a path that isn't text
            file.write(b"85")
    except OSError:
        pytest.skip("this file system keeps names as text")
    command = [sys.executable, "-m", "du_an8", "check", "--data", str(data.root), *AS_OF, "--format", "json"]
    process = subprocess.run(command, capture_output=True, check=False)  # our own command
    assert process.returncode == 1
    assert [finding["rule"] for finding in json.loads(process.stdout)["findings"]] == ["unreadable-workbook"]


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (b'<row r="2"', b'<row r="2" ht="0" customHeight="1"'),
        (b"<sheetData>", b'<cols><col min="2" max="2" width="0" customWidth="1"/></cols><sheetData>'),
    ],
)
def test_what_is_nothing_high_or_wide_is_hidden(data: DataDir, before: bytes, behind: bytes) -> None:
    put(data, "dien-bien/2023.xlsx", substituted(before, behind))
    document = data.check(*AS_OF)
    assert figures(document) == {"dien-bien": 85}
    assert "hidden-content" in {finding["rule"] for finding in document["findings"]}


@pytest.mark.parametrize("suffix", [".et", ".xltx", ".xltm", ".xlt", ".ots"])
def test_a_workbook_of_wps_and_a_template_are_reports(data: DataDir, suffix: str) -> None:
    put(data, f"dien-bien/2023{suffix}", workbook())
    assert figures(data.check(*AS_OF)) == {"dien-bien": 85}
