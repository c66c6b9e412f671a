"""The frame of an official paper as .docx (Nghị định 30/2020/NĐ-CP, Phụ lục I): page, heads, title, signatures.

A paper is written from its top down: `new_document`, `put_letterhead`, `put_title`, then its own text (`put_heading`,
`put_paragraph`, tables), `put_closing`, `to_bytes`. `turn_page` goes on with A4 lying or standing; `begin_next_paper`
starts another paper in the same file.
"""

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from msgspec import Struct

from du_an8.language.spoken import speech
from du_an8.language.texts import tr
from du_an8.outputs.plain_text import for_xml
from du_an8.outputs.zip_archive import without_times

if TYPE_CHECKING:
    from docx.document import Document as DocumentObject
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph
from du_an8.outputs.papers.page_setup import (
    HEADING,
    LONG_SIDE,
    SHORT_SIDE,
    SIZE,
    SMALL,
    add_styles,
    count_on,
    leave_no_blank_page,
    set_up_first_page,
)

COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
"""As the decree writes them, letter by letter; in English as official translations have them."""
NO_DATE = "……………, ngày …… tháng …… năm ……"
"""Place and date of a paper that is dated by hand."""

PORTRAIT_WIDTH, LANDSCAPE_WIDTH = 165.0, 252.0
"""Between the margins, in mm."""

_LETTERHEAD_WIDTHS = (67.0, 98.0)
_MOTTO_WIDTH = 62.0  # mm that the motto takes in bold type of 13 points
_CAPITAL_WIDTH = 2.9  # mm that a bold capital of 12 points takes on average
_ISSUER_LINE = 0.42  # of the name's length; the decree asks for a third to a half

_PAPER_CELL_MARGIN = Mm(1.2)

_BETWEEN_DIGITS = re.compile(r"(?<=\d)-(?=\d)")
_DAY_OF_MONTH = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]{3,8}) (?=\d{4}\b)")
"""`30 June 2025`."""
_WORD_AND_NUMBER = re.compile(r"\b(ngày|tháng|năm|quý) (?=\d)", re.IGNORECASE)
_NUMBER_AND_UNIT = re.compile(r"(?<![\d/])(\d(?:[\d.,]*\d)?) (?=[^\W\d]{1,4}(?:[\s.,;:)]|$))")
_NO_BREAK_SPACE, _NO_BREAK_HYPHEN = "\N{NO-BREAK SPACE}", "\N{NON-BREAKING HYPHEN}"
_NEW_LINE = re.compile(r"\r\n?")
_PIECES = re.compile(rf"(\n|{_NO_BREAK_HYPHEN})")


class Letterhead(Struct, frozen=True):
    """What stands at the top of a paper's first page.

    Attributes:
        issuer: the name of the body that issues it, in capitals, a line each.
        place_and_date: `Hà Nội, ngày 30 tháng 11 năm 2026`.
        superior: the body above it, in capitals; empty where there is none.
        number: `Số: 12/ĐCT-DTTG`; empty for a paper without one.
        subject: `V/v …`, of an official dispatch, which has no title; a line each.
    """

    issuer: tuple[str, ...]
    place_and_date: str = NO_DATE
    superior: str = ""
    number: str = ""
    subject: tuple[str, ...] = ()


class Signature(Struct, frozen=True):
    """A place to sign at: the office in capitals, what is to be done below it."""

    office: tuple[str, ...]
    remark: str = "(Ký, ghi rõ họ tên)"


def new_document(title: str, day: date) -> "DocumentObject":
    """An empty paper with its page and its styles.

    Args:
        title: what a file manager shows of it.
        day: stands as the time of writing; the hour of writing would make every copy another one.
    """
    document = Document()
    for language in document.styles.element.iter(qn("w:lang")):  # else Word marks every word as misspelt
        language.set(qn("w:val"), speech().language.tag)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "du-an8"
    properties.title, properties.comments, properties.language = for_xml(title), "", speech().language.tag
    properties.created = properties.modified = datetime.combine(day, time())
    add_styles(document)
    set_up_first_page(document.sections[0])
    return document


def put_letterhead(document: "DocumentObject", letterhead: Letterhead) -> None:
    """The issuing body at the left, the country's name and motto at the right, a line below each; number and date."""
    table = _layout_table(document, _LETTERHEAD_WIDTHS, rows=2)
    left, right = table.rows[0].cells
    if letterhead.superior:
        _put_centred(left, letterhead.superior, Pt(12))
    for name in letterhead.issuer:
        _put_centred(left, name, Pt(12), bold=True)
    longest = max((len(name) for name in letterhead.issuer), default=0)
    _put_line(left, _LETTERHEAD_WIDTHS[0], longest * _CAPITAL_WIDTH * _ISSUER_LINE)
    _put_centred(right, tr(COUNTRY), Pt(12), bold=True)
    _put_centred(right, tr(MOTTO), SIZE, bold=True)
    _put_line(right, _LETTERHEAD_WIDTHS[1], _MOTTO_WIDTH)
    left, right = table.rows[1].cells
    for cell in (left, right):
        cell.paragraphs[0].paragraph_format.space_before = Pt(4)
    if letterhead.number:
        _put_centred(left, letterhead.number, SIZE)
    for line in letterhead.subject:
        _put_centred(left, line, Pt(12))
    _put_centred(right, tr(letterhead.place_and_date), SIZE, italic=True)


def put_title(document: "DocumentObject", title: str, subtitle: str = "") -> None:
    """The kind of paper in capitals, what it is about below it, and the line that closes the heads."""
    paragraph = _centred_paragraph(document)
    paragraph.paragraph_format.space_before = Pt(12)
    _bold(paragraph, title, Pt(14))
    if subtitle:
        _bold(_centred_paragraph(document), subtitle, SIZE)
    line = document.add_paragraph()
    _make_line(line, PORTRAIT_WIDTH, PORTRAIT_WIDTH / 4)
    line.paragraph_format.space_after = Pt(8)


def put_heading(document: "DocumentObject", text: str) -> None:
    """The title of a section, which the navigation of Word lists, too."""
    put_run(document.add_paragraph(style=HEADING), text)


def put_paragraph(document: "DocumentObject", text: str, *, italic: bool = False) -> "Paragraph":
    """Running text: justified, its first line indented."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(10)
    put_run(paragraph, text, italic=italic)
    return paragraph


def put_run(paragraph: "Paragraph", text: str, *, bold: bool = False, italic: bool = False) -> None:
    """Text from data, as text; dates, numbers and spans of years aren't broken at the end of a line."""
    run = paragraph.add_run()
    run.bold, run.italic = bold or None, italic or None
    for piece in _PIECES.split(unbroken(for_xml(_NEW_LINE.sub("\n", text)))):
        if piece == "\n":
            run.add_break()
        elif piece == _NO_BREAK_HYPHEN:
            run._r.append(OxmlElement("w:noBreakHyphen"))  # noqa: SLF001  # Word's own sign, in the font of the text
        elif piece:
            run.add_text(piece)


def put_closing(document: "DocumentObject", signatures: Sequence[Signature], recipients: Sequence[str]) -> None:
    """Who signs, and who gets the paper: beside a single signature, as in a dispatch; below several, as in minutes."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True  # signatures don't stand alone on a page
    between = document.add_paragraph()
    between.paragraph_format.space_after, between.paragraph_format.keep_with_next = Pt(0), True
    if len(signatures) == 1:
        left, right = _layout_table(document, (PORTRAIT_WIDTH / 2, PORTRAIT_WIDTH / 2)).rows[0].cells
        _put_recipients(left, recipients)
        _put_signature(right, signatures[0])
        return
    first, second = _layout_table(document, [PORTRAIT_WIDTH / len(signatures)] * len(signatures), rows=2).rows
    for cell, signature in zip(first.cells, signatures, strict=True):
        _put_signature(cell, signature)
    for cell in first.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True  # else the recipients may stand alone on a page
    _put_recipients(second.cells[0].merge(second.cells[-1]), recipients)


def turn_page(document: "DocumentObject", *, landscape: bool) -> None:
    """Go on, on a new page, with A4 lying or standing; pages are counted on."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    leave_no_blank_page(document)
    section.orientation = WD_ORIENTATION.LANDSCAPE if landscape else WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)
    section.different_first_page_header_footer = False
    count_on(section)


def begin_next_paper(document: "DocumentObject") -> None:
    """A new paper in the same file: on a new standing page, its pages counted from 1."""
    turn_page(document, landscape=False)
    section = document.sections[-1]
    section.different_first_page_header_footer = True
    number = OxmlElement("w:pgNumType")
    number.set(qn("w:start"), "1")
    columns = section._sectPr.find(qn("w:cols"))  # noqa: SLF001  # the schema wants it before the columns
    columns.addprevious(number)


def set_widths(table: "Table", widths: Sequence[float]) -> None:
    """Give a table its columns, in mm: Word goes by the cells, LibreOffice by the grid."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def set_cell_margins(table: "Table") -> None:
    """A little air above and below the text of a table with lines."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "30")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr  # noqa: SLF001  # the library knows no margins
    properties.insert_element_before(margins, "w:tblLook")


def to_bytes(document: "DocumentObject") -> bytes:
    """The paper as a file: the same bytes for the same content."""
    written = io.BytesIO()
    document.save(written)
    return without_times(written)


def unbroken(text: str) -> str:
    """The text with what belongs together held together: `ngày 30/06/2025`, `2021-2025`, `540 tổ`."""
    text = _BETWEEN_DIGITS.sub(_NO_BREAK_HYPHEN, text)
    text = _DAY_OF_MONTH.sub(rf"\1{_NO_BREAK_SPACE}\2{_NO_BREAK_SPACE}", text)
    text = _WORD_AND_NUMBER.sub(rf"\1{_NO_BREAK_SPACE}", text)
    return _NUMBER_AND_UNIT.sub(rf"\1{_NO_BREAK_SPACE}", text)


def _layout_table(document: "DocumentObject", widths: Sequence[float], rows: int = 1) -> "Table":
    """A table without lines that only puts texts side by side."""
    table: Table = document.add_table(rows=rows, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    set_widths(table, widths)
    return table


def _put_centred(cell: "_Cell", text: str, size: Pt, *, bold: bool = False, italic: bool = False) -> None:
    paragraph = _next_paragraph(cell)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    put_run(paragraph, text, bold=bold, italic=italic)
    paragraph.runs[0].font.size = size


def _next_paragraph(cell: "_Cell") -> "Paragraph":
    """An empty paragraph at the end of a cell, which has one from the beginning."""
    last = cell.paragraphs[-1]
    paragraph: Paragraph = last if not last.text and len(cell.paragraphs) == 1 else cell.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def _put_line(cell: "_Cell", width: float, length: float) -> None:
    _make_line(_next_paragraph(cell), width, min(length, width))


def _make_line(paragraph: "Paragraph", width: float, length: float) -> None:
    """A centred line, not an underlined text: the border of an empty paragraph that is as long as the line.

    Args:
        width: of the place in which it stands, in mm; so is length.
    """
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm(max(width - length, 0) / 2 - _PAPER_CELL_MARGIN.mm)
    shape.space_after, shape.line_spacing = Pt(0), Pt(3)
    border = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        line.set(qn(f"w:{key}"), value)
    border.append(line)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  # the library draws no borders
    properties.insert_element_before(border, "w:spacing", "w:ind", "w:jc")


def _centred_paragraph(document: "DocumentObject") -> "Paragraph":
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def _bold(paragraph: "Paragraph", text: str, size: Pt) -> None:
    put_run(paragraph, text, bold=True)
    paragraph.runs[0].font.size = size


def _put_signature(cell: "_Cell", signature: Signature) -> None:
    for line in signature.office:
        _put_centred(cell, line, SIZE, bold=True)
    _put_centred(cell, tr(signature.remark), Pt(12), italic=True)
    for _ in range(4):  # room for the signature, the stamp and the name
        _put_centred(cell, " ", SIZE)


def _put_recipients(cell: "_Cell", recipients: Sequence[str]) -> None:
    title = _next_paragraph(cell)
    put_run(title, tr("Nơi nhận:"), bold=True, italic=True)
    title.runs[0].font.size = Pt(12)
    last = len(recipients) - 1
    for index, name in enumerate(recipients):
        paragraph = _next_paragraph(cell)
        put_run(paragraph, f"- {name}{'.' if index == last else ';'}")
        paragraph.runs[0].font.size = SMALL
