"""The draft letter: the form of an official dispatch, every point with its place and request, blanks for the office."""

import io
from datetime import date
from fractions import Fraction
from typing import Protocol

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from msgspec.structs import replace

from du_an8.findings import Finding, Location, Settled
from du_an8.outputs.papers.return_letter import Letter, write_letter
from du_an8.outputs.workbooks.returned.sending import Sending
from du_an8.programme.load import load_programme
from du_an8.programme.provinces import load_provinces
from du_an8.reports.head.coverage import Coverage
from du_an8.vietnamese.dates import read_period


class HasText(Protocol):
    """A paragraph or a cell."""

    @property
    def text(self) -> str:
        """What it says."""


PATH = "data/reports/dien-bien/2023.xlsx"
PROGRAMME = load_programme(None)[0]
DAY = date(2023, 12, 31)
DIEN_BIEN = load_provinces().find("Điện Biên", DAY)
NEGATIVE = Finding(
    "negative-figure", Location(PATH, sheet="Báo cáo", cell="H7"), {"name": "CLB", "value": Fraction(-5)}
)
HIDDEN = Finding("hidden-content", Location(PATH, sheet="Phụ lục"), {"name": "Phụ lục", "count": 3})
WHOLE = Finding("unreadable-workbook.damaged", Location(PATH))
OURS = Finding("unknown-province.folder", Location(PATH), {"text": "dien-bienn", "nearest": ["Điện Biên"]})


def letter(**changes: object) -> Letter:
    assert DIEN_BIEN
    coverage = Coverage(DIEN_BIEN, read_period("Năm 2023"), DAY, PROGRAMME.phases[0], True, None)
    made = Letter(PROGRAMME, DIEN_BIEN, coverage, Sending(PATH, date(2026, 11, 30), date(2026, 12, 15)), with_copy=True)
    return replace(made, **changes)


def written(*findings: Finding, **changes: object) -> Document:
    return docx.Document(io.BytesIO(write_letter(findings, letter(**changes))))


def plain(part: HasText) -> str:
    """Its text with blanks where a line may not be broken."""
    return part.text.replace("\N{NO-BREAK SPACE}", " ")


def body(document: Document) -> str:
    return "\n".join(map(plain, document.paragraphs))


def heads(document: Document) -> tuple[str, str]:
    """All at the left, all at the right."""
    left, right = zip(*(row.cells for row in document.tables[0].rows), strict=True)
    return "\n".join(map(plain, left)), "\n".join(map(plain, right))


def test_it_has_the_heads_of_a_dispatch() -> None:
    left, right = heads(written(NEGATIVE))
    assert left.splitlines()[0] == "HỘI LIÊN HIỆP PHỤ NỮ"
    assert "Số: …" in left
    assert "V/v làm rõ báo cáo năm 2023, Dự án 8" in left
    assert right.splitlines()[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert right.splitlines()[-1].startswith("……")
    assert "ngày …… tháng …… năm" in right


def test_the_two_heads_have_their_lines_and_the_foot_its_receivers_and_room_to_sign() -> None:
    document = written(NEGATIVE)
    assert len(document.element.body.findall(f".//{qn('w:pBdr')}")) == 2
    left, right = (cell.text.splitlines() for cell in document.tables[-1].rows[0].cells)
    assert left[:2] == ["Nơi nhận:", "- Như trên;"]
    assert left[-1].startswith("- Lưu: VT")
    assert {line.strip(" …") for line in right} == {""}
    assert len(right) >= 6


def test_page_font_language_and_title_are_those_of_official_papers() -> None:
    document = written(NEGATIVE)
    page, style = document.sections[0], document.styles["Normal"]
    sizes = (
        page.page_width,
        page.page_height,
        page.top_margin,
        page.bottom_margin,
        page.left_margin,
        page.right_margin,
    )
    assert [round((size or 0) / Mm(1)) for size in sizes] == [210, 297, 20, 20, 30, 15]
    assert (style.font.name, style.font.size) == ("Times New Roman", Pt(13))
    assert document.core_properties.language == "vi-VN"
    assert document.core_properties.title == "V/v làm rõ báo cáo năm 2023, Dự\u00a0án\u00a08"


def test_it_speaks_to_the_province_and_names_the_day() -> None:
    text = body(written(NEGATIVE))
    assert "Kính gửi: Hội Liên hiệp Phụ nữ tỉnh Điện Biên" in text
    assert "có 1 điểm cần làm rõ như sau:" in text
    assert "trước ngày 15/12/2026./." in text


def test_each_point_has_its_place_its_words_and_its_request() -> None:
    rows = [[plain(cell) for cell in row.cells] for row in written(HIDDEN, WHOLE, NEGATIVE, OURS).tables[1].rows]
    assert rows[0] == ["STT", "Nơi (trang, ô)", "Nội dung", "Đề nghị"]
    places = [("1", "Cả tệp"), ("2", "Trang “Báo cáo”, ô H7"), ("3", "Trang “Phụ lục”")]
    assert [(row[0], row[1]) for row in rows[1:]] == places
    assert [row[2:] for row in rows[1:]] == [[each.content, each.request] for each in (WHOLE, NEGATIVE, HIDDEN)]
    assert PATH not in str(rows)


def test_a_place_in_a_word_paper_is_named_as_one_counts_it_there() -> None:
    place = Location("bao-cao.docx", sheet="bảng 2", cell="D5")
    document = written(replace(NEGATIVE, location=place), sending=Sending("bao-cao.docx", date(2026, 11, 30)))
    assert plain(document.tables[1].rows[1].cells[1]) == "Bảng 2, dòng 5, cột 4"


def test_what_stands_in_another_file_is_told_of_the_whole_report() -> None:
    document = written(
        replace(NEGATIVE, location=Location("data/reports/dien-bien/2022.xlsx", sheet="Báo cáo", cell="H7"))
    )
    assert document.tables[1].rows[1].cells[1].text == "Cả tệp"


def test_what_is_settled_is_not_asked_again() -> None:
    settled = replace(NEGATIVE, settled=Settled("accept", "đã rõ", "Hoa", None, Location("data/decisions.yaml")))
    document = written(settled)
    assert len(document.tables) == 2
    assert "không có điểm nào cần làm rõ" in body(document)


def test_what_nobody_knows_is_left_to_be_filled_in() -> None:
    document = written(
        WHOLE,
        programme=replace(PROGRAMME, organisation=""),
        addressee=None,
        coverage=None,
        sending=Sending(PATH, date(2026, 11, 30)),
    )
    left, _ = heads(document)
    assert left.splitlines()[0].strip("…") == ""
    assert "Hội Liên hiệp Phụ nữ" not in body(document)
    assert "trước ngày …… tháng …… năm" in body(document)


def test_alone_it_does_not_speak_of_a_workbook_that_goes_with_it() -> None:
    assert "gửi kèm" in body(written(NEGATIVE))
    assert "gửi kèm" not in body(written(NEGATIVE, with_copy=False))


@pytest.mark.parametrize("hostile", ["<w:p/>", "a\x00b\x1fc", "\ud800", "=1+1"])
def test_text_is_text(hostile: str) -> None:
    named = replace(NEGATIVE, parameters={"name": hostile, "value": Fraction(-5)})
    assert "số âm (-5)" in written(named).tables[1].rows[1].cells[2].text


def test_the_same_points_and_days_give_the_same_bytes() -> None:
    assert write_letter([NEGATIVE], letter()) == write_letter([NEGATIVE], letter())
