"""The frame of an official dispatch (công văn) as .docx: head, subject, addressee, signature.

In the form of Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, margins of 20, 20, 30 and 15 mm, Times New Roman, a line below
the issuing office and one below the motto. What only the office knows is left open, in square brackets.
"""

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from msgspec import Struct

from du_an8.outputs.plain_text import for_xml
from du_an8.outputs.zip_archive import without_times

if TYPE_CHECKING:
    from docx.document import Document as DocumentObject
    from docx.shared import Length
    from docx.table import _Cell as Cell
    from docx.text.paragraph import Paragraph

_FONT, _LANGUAGE = "Times New Roman", "vi-VN"
_TEXT, _HEAD, _MOTTO, _SMALL = Pt(13), Pt(13), Pt(14), Pt(11)
_LEFT_CM, _RIGHT_CM = 6.1, 10.4
_KEPT_WITH_SIGNATURE = 2
_LINE_OF_OFFICE_CM, _LINE_OF_MOTTO_CM = 2.4, 6.3
_ABOVE, _OFFICE, _PLACE = "[CƠ QUAN CHỦ QUẢN]", "[CƠ QUAN BAN HÀNH]", "[Địa danh]"
_SIGNATORY = ("[QUYỀN HẠN, CHỨC VỤ]", "[Họ và tên]")
_RECIPIENTS = ("- Như trên;", "- Lưu: VT, [đơn vị soạn thảo].")
_CENTRE, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


class Dispatch(Struct, frozen=True):
    """A dispatch, still to be numbered and signed.

    Attributes:
        subject: what it is about, without "V/v".
        body: paragraph by paragraph; several texts together are the points of a list.
        day: stands at its head.
    """

    subject: str
    addressee: str
    body: tuple[str | tuple[str, ...], ...]
    day: date


def to_bytes(dispatch: Dispatch) -> bytes:
    """The dispatch as a file: the same bytes for the same content."""
    document = Document()
    _set_up(document)
    _head(document, dispatch)
    addressee = _paragraph(document, f"Kính gửi: {dispatch.addressee}")
    addressee.alignment, addressee.paragraph_format.space_before = _CENTRE, Pt(18)
    addressee.paragraph_format.space_after = Pt(12)
    _body(document, dispatch)
    _foot(document)
    _describe(document, dispatch)
    written = io.BytesIO()
    document.save(written)
    return without_times(written)


def _body(document: "DocumentObject", dispatch: Dispatch) -> None:
    """Its last paragraphs stay with the signature, which never stands on a page of its own."""
    written = [
        paragraph
        for part in dispatch.body
        for paragraph in ([_paragraph(document, part)] if isinstance(part, str) else _points(document, part))
    ]
    for paragraph in written:
        paragraph.alignment, paragraph.paragraph_format.first_line_indent = _BOTH, Cm(1.27)
    for paragraph in written[-_KEPT_WITH_SIGNATURE:]:
        paragraph.paragraph_format.keep_with_next = True


def _points(document: "DocumentObject", texts: Sequence[str]) -> "list[Paragraph]":
    """One that ends with a sign of its own, as a question does, keeps it."""
    points = []
    for number, text in enumerate(texts, start=1):
        end = "." if number == len(texts) else ";"
        points.append(_paragraph(document, f"- {text}" if text.endswith((".", "?", "!")) else f"- {text}{end}"))
    for point in points[:-1]:
        point.paragraph_format.space_after = Pt(3)
    return points


def _set_up(document: "DocumentObject") -> None:
    for language in document.styles.element.iter(qn("w:lang")):  # else Word marks every word as misspelt
        language.set(qn("w:val"), _LANGUAGE)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, _TEXT
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(6)
    style.paragraph_format.line_spacing = 1.1
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(20), Mm(20), Mm(30), Mm(15)
    page.different_first_page_header_footer = True  # only the pages that follow are numbered
    page.header_distance = Mm(10)
    number = page.header.paragraphs[0]
    number.alignment = _CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)  # noqa: SLF001  # the library has no fields


def _describe(document: "DocumentObject", dispatch: Dispatch) -> None:
    """What a file manager shows; the template's own remark on the library goes."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = "du-an8"
    properties.title, properties.comments = for_xml(f"V/v {dispatch.subject}"), ""
    properties.language = _LANGUAGE
    properties.created = properties.modified = datetime.combine(dispatch.day, time())


def _head(document: "DocumentObject", dispatch: Dispatch) -> None:
    """The office with number and subject at the left, the country's name and motto with place and day at the right."""
    left, right = _two_columns(document, _LEFT_CM, _RIGHT_CM)
    _line(left, _ABOVE, _HEAD)
    _line(left, _OFFICE, _HEAD, bold=True)
    _rule(left, _LINE_OF_OFFICE_CM, _LEFT_CM)
    _line(left, "Số:          /          ", _HEAD)
    _line(left, f"V/v {dispatch.subject}", Pt(12))
    _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", _HEAD, bold=True)
    _line(right, "Độc lập - Tự do - Hạnh phúc", _MOTTO, bold=True)
    _rule(right, _LINE_OF_MOTTO_CM, _RIGHT_CM)
    day = dispatch.day
    dated = f"{_PLACE}, ngày {day.day:02d} tháng {_month(day)} năm {day.year}"
    _line(right, dated, _TEXT, italic=True)


def _month(day: date) -> str:
    """Days below 10, and the months 1 and 2, are written with a 0 in front, so that nothing can be put before them."""
    return f"{day.month:02d}" if day.month <= 2 else str(day.month)  # noqa: PLR2004  # as the rule says


def _foot(document: "DocumentObject") -> None:
    """Who gets it at the left, who signs at the right."""
    left, right = _two_columns(document, _LEFT_CM, _RIGHT_CM)
    recipients = _line(left, "Nơi nhận:", Pt(12), bold=True, italic=True)
    recipients.alignment, recipients.paragraph_format.space_before = WD_ALIGN_PARAGRAPH.LEFT, Pt(12)
    for text in _RECIPIENTS:
        _line(left, text, _SMALL).alignment = WD_ALIGN_PARAGRAPH.LEFT
    office, name = _SIGNATORY
    _line(right, office, _TEXT, bold=True).paragraph_format.space_before = Pt(12)
    _line(right, name, _TEXT, bold=True).paragraph_format.space_before = Pt(72)  # room for signature and seal


def _two_columns(document: "DocumentObject", left: float, right: float) -> "tuple[Cell, Cell]":
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  # the library can't
    for column, cell, width in zip(table.columns, table.rows[0].cells, (left, right), strict=True):
        column.width = cell.width = Cm(width)
    first, second = table.rows[0].cells
    return first, second


def _line(cell: "Cell", text: str, size: "Length", *, bold: bool = False, italic: bool = False) -> "Paragraph":
    """A centred line of a column."""
    first = cell.paragraphs[0]
    paragraph: Paragraph = first if not first.text and len(cell.paragraphs) == 1 else cell.add_paragraph()
    paragraph.alignment = _CENTRE
    paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(0), 1.0
    run = paragraph.add_run(for_xml(text))
    run.bold, run.italic, run.font.size = bold, italic, size
    return paragraph


def _rule(cell: "Cell", length: float, width: float) -> None:
    """A line of a length in the middle of a column: the upper border of an empty paragraph."""
    paragraph = _line(cell, "", Pt(6))
    paragraph.paragraph_format.space_before = Pt(2)
    side = Cm((width - 0.4 - length) / 2)  # cells have a blank of 0.2 cm at each side
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    borders = OxmlElement("w:pBdr")
    above = OxmlElement("w:top")
    for name, value in {"val": "single", "sz": "6", "space": "1", "color": "auto"}.items():
        above.set(qn(f"w:{name}"), value)
    borders.append(above)
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001  # the library has no borders
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _paragraph(document: "DocumentObject", text: str) -> "Paragraph":
    return document.add_paragraph(for_xml(text))
