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


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
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
