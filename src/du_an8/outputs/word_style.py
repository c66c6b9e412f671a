"""What the Word papers that we write have in common: A4, Times New Roman, Vietnamese, the same bytes each time."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from msgspec import Struct

from du_an8.outputs.plain_text import for_xml
from du_an8.outputs.zip_archive import without_times

if TYPE_CHECKING:
    from docx.document import Document as DocumentObject
    from docx.table import _Cell as Cell
    from docx.table import _Row as Row
    from docx.text.paragraph import Paragraph

    from du_an8.outputs.paper.content import Table

COUNTRY, MOTTO = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"

_FONT, _LANGUAGE = "Times New Roman", "vi-VN"
_PAGE_CM = 21, 29.7
_HEADING, _TEXT, _NUMBER = "TableHeading", "TableText", "TableNumber"
_CELLS = {
    _HEADING: ("Bảng: tiêu đề", WD_ALIGN_PARAGRAPH.CENTER),
    _TEXT: ("Bảng: chữ", WD_ALIGN_PARAGRAPH.LEFT),
    _NUMBER: ("Bảng: số", WD_ALIGN_PARAGRAPH.RIGHT),
}
"""Styles of the text in table cells: id -> name, alignment."""


class Look(Struct, frozen=True):
    """Sizes in points, margins (top, bottom, left, right) in centimetres."""

    size: int
    table_size: int
    margins: tuple[float, float, float, float]

    @property
    def width(self) -> float:
        """How wide the text is, in centimetres."""
        _, _, left, right = self.margins
        return _PAGE_CM[0] - left - right


def new_document(look: Look) -> "DocumentObject":
    """An empty paper."""
    document = Document()
    for language in document.styles.element.iter(qn("w:lang")):  # else Word marks every word as misspelt
        language.set(qn("w:val"), _LANGUAGE)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(look.size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(4)
    for key, (name, alignment) in _CELLS.items():
        cell = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        cell.style_id, cell.base_style, cell.font.size, cell.font.bold = (
            key,
            style,
            Pt(look.table_size),
            key == _HEADING,
        )
        cell.paragraph_format.alignment, cell.paragraph_format.space_after = alignment, Pt(0)
    page = document.sections[0]
    page.page_width, page.page_height = map(Cm, _PAGE_CM)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = map(Cm, look.margins)
    return document


def to_bytes(document: "DocumentObject", title: str, day: date) -> bytes:
    """The document as a file: the same bytes for the same content.

    Args:
        title: what a file manager shows of it; the template's own remark on the library goes.
        day: stands for the hour of writing.
    """
    properties = document.core_properties
    properties.author = properties.last_modified_by = "du-an8"
    properties.title, properties.comments, properties.language = title, "", _LANGUAGE
    properties.created = properties.modified = datetime.combine(day, time())
    written = io.BytesIO()
    document.save(written)
    return without_times(written)


def add_page_number(paragraph: "Paragraph") -> None:
    """The number of the page, in the middle."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001  # the library has no fields


def add_columns(document: "DocumentObject", widths: Sequence[float]) -> "tuple[Cell, ...]":
    """Cells without borders beside each other, their widths in centimetres."""
    table = document.add_table(rows=1, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for cell, width in zip(table.rows[0].cells, widths, strict=True):
        cell.width = Cm(width)
    return tuple(table.rows[0].cells)


def add_table(document: "DocumentObject", content: "Table", width: float) -> None:
    """A table over a width in centimetres, its header repeated on each page."""
    table = document.add_table(rows=1, cols=len(content.header))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    widths = [Cm(width * share / sum(content.widths)) for share in content.widths]
    for column, share in zip(table.columns, widths, strict=True):
        column.width = share
    _fill(table.rows[0], content.header, [_HEADING] * len(content.header), widths)
    properties = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001  # the library can't repeat a header
    properties.append(OxmlElement("w:tblHeader"))
    styles = [_NUMBER if index in content.numeric else _TEXT for index in range(len(content.header))]
    for row in content.rows:
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  # nor keep a row together
        _fill(added, row, styles, widths)


def _fill(row: "Row", texts: tuple[str, ...], styles: Sequence[str], widths: Sequence[Cm]) -> None:
    for index, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width = widths[index]
        paragraph = cell.paragraphs[0]
        paragraph._p.style = styles[index]  # noqa: SLF001  # by name, the library searches all styles for each cell
        paragraph.add_run(for_xml(text))
