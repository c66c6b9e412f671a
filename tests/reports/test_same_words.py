"""Two tables that say the same in words, read by one process: each has its own figures, and its own places.

What the words of the last tables say is kept; whatever else decides must be looked at again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from du_an8.programme.load import load_programme
from du_an8.programme.provinces import load_provinces
from du_an8.reports.kept_facts import document_of
from du_an8.reports.report_file import Context, ReportFile, read_report
from du_an8.reports.rows import rows
from reports.grids import save

if TYPE_CHECKING:
    from pathlib import Path

TEAMS = "Tổ truyền thông cộng đồng"
BOTH = f"Tỉnh: Điện Biên\nKỳ báo cáo: Năm 2023\n\nSTT|Huyện|Xã|{TEAMS}\n"
ONE = f"Tỉnh: Điện Biên\nKỳ báo cáo: Năm 2023\n\nĐịa bàn|{TEAMS}\n"
COMMUNES = "1|Mường Ảng|Ẳng Cang|5\n2|Mường Ảng|Ẳng Nưa|6\n3|Tuần Giáo|Chiềng Sinh|7"
YEARS = BOTH.replace("STT", "Năm") + "2022|Mường Ảng|Ẳng Cang|5\n2023|Mường Ảng|Ẳng Cang|6"
HEADED = BOTH + "|Năm 2022||\n1|Mường Ảng|Ẳng Cang|5\n|Năm 2023||\n1|Mường Ảng|Ẳng Cang|6"
ADDED_UP = "Mường Ảng|11\nẲng Cang|5\nẲng Nưa|6\nTuần Giáo|15\nChiềng Sinh|7\nMùn Chung|8"


def context() -> Context:
    """Of a process that has read nothing yet."""
    return Context(replace(load_programme(None)[0]), load_provinces())


def read(path: Path, within: Context) -> ReportFile:
    return read_report(path, "2023.xlsx", "dien-bien", within)


def figures(report: ReportFile) -> dict[str, int]:
    """The smallest place of each figure, and its number."""
    return {each.places[-1].name: int(each.value) for column in report.columns for each in column}


def test_the_same_words_are_understood_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    within = context()
    assert figures(read(save(tmp_path / "1.xlsx", BOTH + COMMUNES), within)) == {
        "Ẳng Cang": 5,
        "Ẳng Nưa": 6,
        "Chiềng Sinh": 7,
    }
    monkeypatch.setattr(rows, "Stubs", None)
    later = COMMUNES.replace("|5", "|50").replace("|7", "|70")
    assert figures(read(save(tmp_path / "2.xlsx", BOTH + later), within)) == {
        "Ẳng Cang": 50,
        "Ẳng Nưa": 6,
        "Chiềng Sinh": 70,
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (BOTH + COMMUNES, BOTH + COMMUNES.replace("Ẳng Nưa", "Búng Lao")),
        (BOTH + COMMUNES, BOTH + COMMUNES.replace("2|Mường Ảng", "2|Tuần Giáo")),
        (BOTH + COMMUNES, BOTH + COMMUNES.replace("|6", "|'6")),
        (BOTH + COMMUNES, BOTH + COMMUNES.replace("|6", "|")),
        (BOTH + COMMUNES, BOTH + COMMUNES.replace("|Mường Ảng|Ẳng Nưa", "|^|Ẳng Nưa")),
        (BOTH + COMMUNES, BOTH + COMMUNES + "\n|Tổng cộng||18"),
        (BOTH + COMMUNES, BOTH.replace(TEAMS, "Địa chỉ tin cậy") + COMMUNES),
        (BOTH + COMMUNES, BOTH.replace("Xã", "Thôn") + COMMUNES),
        (BOTH + COMMUNES, BOTH + "(1)|(2)|(3)|(4)\n" + COMMUNES),
        (BOTH + "1|2|3|4\n" + COMMUNES, BOTH + "1|2|3|9\n" + COMMUNES),
        (BOTH + COMMUNES, BOTH.replace("Điện Biên", "Lai Châu") + COMMUNES),
        (YEARS, YEARS.replace("2022", "2021")),
        (HEADED, HEADED.replace("||\n", "||4\n")),
        (ONE + ADDED_UP, ONE + ADDED_UP.replace("|15", "|9").replace("|11", "|12")),
        (ONE + ADDED_UP.replace("|15", "|9").replace("|11", "|12"), ONE + ADDED_UP),
    ],
)
def test_what_else_decides_is_looked_at_again(tmp_path: Path, first: str, second: str) -> None:
    within, path = context(), save(tmp_path / "2.xlsx", second)
    read(save(tmp_path / "1.xlsx", first), within)
    assert document_of(read(path, within)) == document_of(read(path, context()))
