"""Delimited text, in the encodings and with the delimiters that offices use."""

import csv
import unicodedata
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import DataDir
from du_an8.reports.workbook.csv_text import decode

ROWS = [
    ["Tỉnh:", "Điện Biên"],
    ["Kỳ báo cáo:", "Năm 2023"],
    ["Số liệu đến ngày:", "31/12/2023"],
    [],
    ["STT", "Mã", "Chỉ tiêu", "Luỹ kế từ đầu giai đoạn", "Ghi chú"],
    ["1", "to-truyen-thong", "Tổ truyền thông cộng đồng", "1.800", "nếp nghĩ; cách làm"],
    ["2", "clb-thu-linh", "", "trên 85", ""],
    ["3", "sinh-de-an-toan", "", "80,5%", ""],
]


def put(data: DataDir, name: str, raw: bytes) -> None:
    path = data.root / "reports" / "dien-bien" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)


def text(delimiter: str) -> str:
    stream = StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(ROWS)
    return stream.getvalue()


def windows_vietnamese(written: str) -> str:
    """cp1258 has â, ê, ô, ơ, ư, ă as one sign and the tones apart."""
    signs = []
    for part in (unicodedata.normalize("NFD", character) for character in written):
        shape = "".join(mark for mark in part[1:] if mark in {"\u0302", "\u0306", "\u031b"})
        tone = "".join(mark for mark in part[1:] if mark not in shape)
        signs.append(unicodedata.normalize("NFC", part[:1] + shape) + tone)
    return "".join(signs)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"])
def test_a_csv_report_is_read_in_any_encoding_and_with_any_delimiter(
    data: DataDir, delimiter: str, encoding: str
) -> None:
    written = windows_vietnamese(text(delimiter)) if encoding == "cp1258" else text(delimiter)
    put(data, "x.csv", written.encode(encoding))
    document = data.check("--as-of", "2023-12-31")
    (province,) = document["provinces"]
    found = {row["id"]: (row["actual"], row["qualifier"]) for row in province["indicators"]}
    assert found == {
        "to-truyen-thong": (1800, None),
        "clb-thu-linh": (85, "at_least"),
        "sinh-de-an-toan": (80.5, None),
    }
    (file,) = document["files"]
    assert (file["numbers_seen"], file["used"], file["checked"], file["reported"]) == (6, 3, 3, 0)


@pytest.mark.parametrize("raw", [b"", b"\0\0\0\0", b"PK\x03\x04", b"\xff\xfe\x00", b'"open\n' * 3])
def test_what_is_no_csv_is_a_finding_and_no_traceback(data: DataDir, raw: bytes) -> None:
    put(data, "x.csv", raw)
    result = data.run("check")
    assert result.exit_code == 1
    assert "[un" in result.stdout


@given(st.binary(max_size=300))
def test_any_bytes_can_be_decoded(raw: bytes) -> None:
    assert isinstance(decode(raw), str)


HEAD = "Tỉnh:,Điện Biên,,\nKỳ báo cáo:,Năm 2023,,\nSố liệu đến ngày:,31/12/2023,,\n"
TABLE = "STT,Chỉ tiêu,Luỹ kế từ đầu giai đoạn,Ghi chú\n1,Tổ truyền thông cộng đồng,540,\n"


def levels(data: DataDir, lines: str) -> tuple[dict[str, float], set[str]]:
    """The figures of a text, and the rules of all findings."""
    put(data, "x.csv", f"{HEAD}{TABLE}{lines}".encode())
    document = data.check("--as-of", "2023-12-31")
    (province,) = document["provinces"]
    found = {row["id"]: row["actual"] for row in province["indicators"] if row["actual"] is not None}
    return found, {finding["rule"] for finding in document["findings"]}


def test_a_number_that_the_comma_of_the_text_has_cut_is_whole_again(data: DataDir) -> None:
    figures, _ = levels(data, "2,Tỷ lệ sinh đẻ an toàn,57,5,\n")
    assert figures == {"to-truyen-thong": 540, "sinh-de-an-toan": 57.5}


def test_the_header_says_how_long_a_row_is(data: DataDir) -> None:
    """Where every row has a decimal comma, the rows are of one length, too."""
    table = "STT,Chỉ tiêu,Luỹ kế\n1,Tỷ lệ sinh đẻ an toàn,57,5\n2,CLB Thủ lĩnh của sự thay đổi,85,0\n"
    put(data, "x.csv", f"{HEAD}{table}".encode())
    (province,) = data.check("--as-of", "2023-12-31")["provinces"]
    assert {row["id"]: row["actual"] for row in province["indicators"]} == {"sinh-de-an-toan": 57.5, "clb-thu-linh": 85}


def test_a_thousand_that_the_comma_has_cut_is_no_one(data: DataDir) -> None:
    """`1,200` may be a thousand or one and a fifth: it is told, and never read as 1."""
    figures, rules = levels(data, "2,CLB Thủ lĩnh của sự thay đổi,1,200,\n")
    assert figures == {"to-truyen-thong": 540}
    assert "ambiguous-number" in rules


def test_a_row_with_a_number_too_many_is_told_where_several_may_be_cut(data: DataDir) -> None:
    figures, rules = levels(data, "2,Tỷ lệ sinh đẻ an toàn,57,5,8\n")
    assert figures == {"to-truyen-thong": 540}
    assert "not-a-number" in rules


def test_a_number_that_excel_was_told_to_leave_alone_is_read(data: DataDir) -> None:
    figures, _ = levels(data, '2,CLB Thủ lĩnh của sự thay đổi,"=""85""",\n')
    assert figures == {"to-truyen-thong": 540, "clb-thu-linh": 85}


def test_a_text_typed_with_the_fonts_of_old_is_read(data: DataDir) -> None:
    """TCVN3 has one byte for each letter of a row such as this one; no mark says so."""
    letters = {"ổ": 0xE6, "ề": 0xD2, "ộ": 0xE9, "ồ": 0xE5, "ỉ": 0xD8, "ê": 0xAA, "ố": 0xE8, "ế": 0xD5, "ừ": 0xF5}
    letters |= {"đ": 0xAE, "ầ": 0xC7, "ỹ": 0xFC, "ạ": 0xB9, "ú": 0xF3, "ệ": 0xD6, "ỳ": 0xFA, "á": 0xB8, "à": 0xB5}
    letters |= {"Đ": 0xA7, "ă": 0xA8, "ỷ": 0xFB, "ơ": 0xAC, "ấ": 0xCA, "ư": 0xAD, "ậ": 0xCB, "ô": 0xAB, "ữ": 0xF7}
    letters |= {"ả": 0xB6, "ị": 0xDE, "ì": 0xD7, "ý": 0xFD, "í": 0xDD, "ò": 0xDF, "ọ": 0xE4, "ặ": 0xC6}
    raw = bytes(letters.get(letter, 0) or ord(letter) for letter in f"{HEAD}{TABLE}")
    put(data, "x.csv", raw)
    (province,) = data.check("--as-of", "2023-12-31")["provinces"]
    assert [row["actual"] for row in province["indicators"] if row["id"] == "to-truyen-thong"] == [540]
