"""The points as a draft letter, in the form of an official dispatch (công văn, Nghị định 30/2020/NĐ-CP, phụ lục I).

What only the office knows is left as dots: who issues it, its number, place and day, who signs.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from msgspec import Struct

from du_an8.disk.writing import write_atomically
from du_an8.findings import Finding
from du_an8.outputs.paper.content import Table
from du_an8.outputs.plain_text import for_xml
from du_an8.outputs.returned.sending import Sending, points_of
from du_an8.outputs.word_style import (
    COUNTRY,
    MOTTO,
    Look,
    add_columns,
    add_page_number,
    add_table,
    new_document,
    to_bytes,
)
from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import Province
from du_an8.reports.meaning.coverage import Coverage
from du_an8.reports.returned import ANSWER, LIST_SHEET
from du_an8.vietnamese.dates import format_date, format_period

if TYPE_CHECKING:
    from docx.document import Document as DocumentObject
    from docx.table import _Cell as Cell
    from docx.text.paragraph import Paragraph

_LOOK = Look(size=14, table_size=13, margins=(2, 2, 3, 1.5))
_DOTS = "……………………"
_NO_BREAK = "\u00a0"
_HEADS = (6.3, 10.2)
_SHORT_LINE, _MOTTO_LINE = 2.3, 5.6
"""How long the lines under the two heads are: a third of the office's name, and as long as the motto."""
_HEADER, _SHARES = ("STT", "Nơi (trang, ô)", "Nội dung", "Đề nghị"), (8, 23, 38, 31)
_RECEIVERS = ("- Như trên;", f"- {_DOTS};", "- Lưu: VT, ……")


class Letter(Struct, frozen=True):
    """What the letter is about.

    Attributes:
        coverage: of the report; None where it couldn't be read.
        with_copy: the returned workbook goes with it.
    """

    programme: Programme
    coverage: Coverage | None
    sending: Sending
    with_copy: bool

    @property
    def recipient(self) -> str:
        """`Hội Liên hiệp Phụ nữ tỉnh Điện Biên`."""
        place = _named(self.coverage.province) if self.coverage else f"tỉnh {_DOTS}"
        return f"{self.programme.organisation or _DOTS} {place}"

    @property
    def report(self) -> str:
        """`báo cáo 9 tháng đầu năm 2023`; `báo cáo số liệu đến 31/12/2023` where only the day is stated."""
        if self.coverage is None:
            return "báo cáo"
        period = self.coverage.period
        if period and period.start:
            return f"báo cáo {format_period(period.start, period.end)}"
        return f"báo cáo số liệu đến {format_date(self.coverage.end)}"

    @property
    def subject(self) -> str:
        """What it is about, as its head and its file say."""
        return f"làm rõ {self.report}, {self.programme.short_name.replace(' ', _NO_BREAK)}"


def _named(province: Province) -> str:
    return f"{province.type[:1].lower()}{province.type[1:]} {province.name}"


def save_letter(path: Path, findings: Iterable[Finding], letter: Letter) -> None:
    """Write the letter whole or not at all.

    Raises:
        OSError: the folder is missing or can't be written to.
    """
    content = write_letter(findings, letter)
    write_atomically(path, lambda stream: stream.buffer.write(content))


def write_letter(findings: Iterable[Finding], letter: Letter) -> bytes:
    """The letter as a file: the same bytes for the same content and days."""
    document = new_document(_LOOK)
    _number_later_pages(document)
    _write_heads(document, letter)
    _write_body(document, points_of(findings, letter.sending), letter)
    _write_foot(document)
    return to_bytes(document, for_xml(f"V/v {letter.subject}"), letter.sending.sent)


def _number_later_pages(document: "DocumentObject") -> None:
    """Pages are numbered at the top, the first one is not."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    add_page_number(section.header.paragraphs[0])


def _write_heads(document: "DocumentObject", letter: Letter) -> None:
    """Who writes, number and subject at the left; the country, its motto, place and day at the right."""
    left, right = add_columns(document, _HEADS)
    _line(left, letter.programme.organisation.upper() or _DOTS, 13, first=True)
    _line(left, _DOTS, 13, bold=True)
    _rule(left, _HEADS[0], _SHORT_LINE)
    _line(left, "Số: …………/………", 13)
    _line(left, f"V/v {letter.subject}", 12)
    _line(right, COUNTRY, 12, bold=True, first=True)
    _line(right, MOTTO, 13, bold=True)
    _rule(right, _HEADS[1], _MOTTO_LINE)
    _line(right, "……………, ngày …… tháng …… năm ………", 13, italic=True)


def _line(  # noqa: PLR0913  # a line has that many looks
    cell: "Cell", text: str, size: int, *, bold: bool = False, italic: bool = False, first: bool = False
) -> "Paragraph":
    """A line in the middle of a cell; the first one is there already."""
    paragraph: Paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(for_xml(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def _rule(cell: "Cell", width: float, length: float) -> None:
    """A line of a length in centimetres under a head: the upper border of a paragraph indented on both sides."""
    paragraph = cell.add_paragraph()
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Cm((width - 0.4 - length) / 2)  # a cell has a margin of 0.2 on each side
    layout.space_before, layout.space_after, layout.line_spacing = Pt(2), Pt(2), Pt(4)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  # the library has no borders
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _write_body(document: "DocumentObject", points: Sequence[Finding], letter: Letter) -> None:
    to = document.add_paragraph()
    to.alignment = WD_ALIGN_PARAGRAPH.CENTER
    to.paragraph_format.space_before = to.paragraph_format.space_after = Pt(16)
    to.add_run(for_xml(f"Kính gửi: {letter.recipient}"))
    seen = f"Qua xem xét {letter.report} của {letter.recipient} về {letter.programme.name}"
    if not points:
        _say(document, f"{seen}, không có điểm nào cần làm rõ./.")
        return
    _say(document, f"{seen}, có {len(points)} điểm cần làm rõ như sau:")
    add_table(document, _table(points), _LOOK.width)
    closing = _say(document, f"Đề nghị {letter.recipient} {_what_to_do(letter)} {_by(letter.sending.reply_by)}./.")
    closing.paragraph_format.space_before = Pt(8)


def _what_to_do(letter: Letter) -> str:
    if letter.with_copy:
        return (
            "rà soát, sửa lại số liệu trên tệp báo cáo gửi kèm, trả lời từng điểm ở cột "
            f"“{ANSWER}” của trang “{LIST_SHEET}” và gửi lại"
        )
    return "rà soát, sửa lại số liệu, giải trình từng điểm nêu trên và gửi lại báo cáo"


def _by(day: date | None) -> str:
    return f"trước ngày {format_date(day)}" if day else "trước ngày …… tháng …… năm ………"


def _say(document: "DocumentObject", text: str) -> "Paragraph":
    paragraph: Paragraph = document.add_paragraph(for_xml(text))
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    paragraph.paragraph_format.space_after = Pt(6)
    return paragraph


def _table(points: Sequence[Finding]) -> Table:
    rows = tuple(
        (str(number), _where(finding), finding.content, finding.request or "")
        for number, finding in enumerate(points, start=1)
    )
    return Table(_HEADER, rows, _SHARES)


def _where(finding: Finding) -> str:
    """`Trang “Báo cáo”, ô G12`; in Word `Bảng 2, dòng 5, cột 4`; never a path of our own folders."""
    place = finding.location
    if place is None or place.sheet is None:
        return "Cả tệp"
    if place.is_in_word:
        return f"{place.inside[:1].upper()}{place.inside[1:]}"
    cell = f", ô{_NO_BREAK}{place.cell}" if place.cell else ""
    return f"Trang “{place.sheet}”{cell}"


def _write_foot(document: "DocumentObject") -> None:
    """Who gets it at the left, who signs at the right."""
    left, right = add_columns(document, (8, 8.5))
    _line(left, "Nơi nhận:", 12, bold=True, italic=True, first=True).alignment = WD_ALIGN_PARAGRAPH.LEFT
    for text in _RECEIVERS:
        _line(left, text, 11).alignment = WD_ALIGN_PARAGRAPH.LEFT
    _line(right, _DOTS, 14, bold=True, first=True)
    for text in ("", "", "", "", _DOTS):
        _line(right, text, 14, bold=True)
