"""The paper as .docx, in the form that Vietnamese offices use: A4, Times New Roman, tables that repeat their header."""

import io
from collections.abc import Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from du_an8.outputs.paper.content import Paper, Papers, Section, Table
from du_an8.outputs.plain_text import for_xml
from du_an8.outputs.zip_archive import without_times

if TYPE_CHECKING:
    from docx.document import Document as DocumentObject
    from docx.table import _Cell as Cell
    from docx.table import _Row as Row
    from docx.text.paragraph import Paragraph

_FONT, _SIZE, _SMALL = "Times New Roman", Pt(13), Pt(11)
_LANGUAGE = "vi-VN"
_WIDTH_CM = 16.5
_HEADING, _TEXT, _NUMBER = "TableHeading", "TableText", "TableNumber"
_CELLS = {
    _HEADING: ("Bảng: tiêu đề", WD_ALIGN_PARAGRAPH.CENTER),
    _TEXT: ("Bảng: chữ", WD_ALIGN_PARAGRAPH.LEFT),
    _NUMBER: ("Bảng: số", WD_ALIGN_PARAGRAPH.RIGHT),
}
"""Styles of the text in table cells: id -> name, alignment."""


def to_bytes(papers: Papers) -> bytes:
    """The document as a file: the same bytes for the same content."""
    document = Document()
    _set_up(document)
    for number, paper in enumerate(papers.papers):
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _write(document, paper, papers.team)
    _describe(document, papers)
    written = io.BytesIO()
    document.save(written)
    return without_times(written)


def _describe(document: "DocumentObject", papers: Papers) -> None:
    """What a file manager shows of the paper; the template's own remark on the library goes."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = "du-an8"
    properties.title, properties.comments = (papers.papers[0].title if papers.papers else ""), ""
    properties.language = _LANGUAGE
    properties.created = properties.modified = datetime.combine(papers.as_of, time())


def _set_up(document: "DocumentObject") -> None:
    for language in document.styles.element.iter(qn("w:lang")):  # else Word marks every word as misspelt
        language.set(qn("w:val"), _LANGUAGE)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, _SIZE
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(4)
    for key, (name, alignment) in _CELLS.items():
        cell = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        cell.style_id, cell.base_style, cell.font.size, cell.font.bold = key, style, _SMALL, key == _HEADING
        cell.paragraph_format.alignment, cell.paragraph_format.space_after = alignment, Pt(0)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Cm(2.5), Cm(2), Cm(2), Cm(2)
    _page_number(page.footer.paragraphs[0])


def _page_number(paragraph: "Paragraph") -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001  # the library has no fields


def _write(document: "DocumentObject", paper: Paper, team: Sequence[str]) -> None:
    _header_block(document, team)
    for text, size in ((paper.title, Pt(14)), (paper.subtitle, _SIZE)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(for_xml(text))
        run.bold, run.italic, run.font.size = text is paper.title, text is not paper.title, size
    for number, section in enumerate(paper.sections, start=1):
        _section(document, number, section)


def _header_block(document: "DocumentObject", team: Sequence[str]) -> None:
    """The team at the left, the country's name and motto at the right."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    for column, width in zip(table.columns, (6.5, 10), strict=True):
        column.width = Cm(width)
    _centred(left, *team)
    _centred(right, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def _centred(cell: "Cell", *lines: str) -> None:
    for number, text in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(for_xml(text))
        run.bold, run.font.size = True, Pt(12)


def _section(document: "DocumentObject", number: int, section: Section) -> None:
    heading = document.add_paragraph()
    heading.paragraph_format.keep_with_next = True
    heading.paragraph_format.space_before = Pt(8)
    heading.add_run(f"{number}. {for_xml(section.title)}").bold = True
    for text in section.paragraphs:
        document.add_paragraph(for_xml(text))
    for index, text in enumerate(section.points, start=1):
        point = document.add_paragraph(f"{number}.{index}. {for_xml(text)}")
        point.paragraph_format.left_indent = Cm(0.5)
    if section.table:
        _table(document, section.table)


def _table(document: "DocumentObject", content: Table) -> None:
    table = document.add_table(rows=1, cols=len(content.header))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, share in zip(table.columns, content.widths, strict=True):
        column.width = Cm(_WIDTH_CM * share / sum(content.widths))
    _fill(table.rows[0], content.header, [_HEADING] * len(content.header), content)
    properties = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001  # the library can't repeat a header
    properties.append(OxmlElement("w:tblHeader"))
    styles = [_NUMBER if index in content.numeric else _TEXT for index in range(len(content.header))]
    for row in content.rows:
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  # nor keep a row together
        _fill(added, row, styles, content)


def _fill(row: "Row", texts: tuple[str, ...], styles: Sequence[str], content: Table) -> None:
    for index, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width = Cm(_WIDTH_CM * content.widths[index] / sum(content.widths))
        paragraph = cell.paragraphs[0]
        paragraph._p.style = styles[index]  # noqa: SLF001  # by name, the library searches all styles for each cell
        paragraph.add_run(for_xml(text))
