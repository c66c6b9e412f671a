"""The paper as .docx, in the form that Vietnamese offices use: A4, Times New Roman, tables that repeat their header."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Cm, Pt

from du_an8.outputs.paper.content import Paper, Papers, Section
from du_an8.outputs.plain_text import for_xml
from du_an8.outputs.word_style import (
    COUNTRY,
    MOTTO,
    Look,
    add_columns,
    add_page_number,
    add_table,
    new_document,
)
from du_an8.outputs.word_style import to_bytes as as_file

if TYPE_CHECKING:
    from docx.document import Document as DocumentObject
    from docx.table import _Cell as Cell

_LOOK = Look(size=13, table_size=11, margins=(2, 2, 2.5, 2))


def to_bytes(papers: Papers) -> bytes:
    """The document as a file: the same bytes for the same content."""
    document = new_document(_LOOK)
    add_page_number(document.sections[0].footer.paragraphs[0])
    for number, paper in enumerate(papers.papers):
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _write(document, paper, papers.team)
    return as_file(document, papers.papers[0].title if papers.papers else "", papers.as_of)


def _write(document: "DocumentObject", paper: Paper, team: Sequence[str]) -> None:
    _header_block(document, team)
    for text, size in ((paper.title, Pt(14)), (paper.subtitle, Pt(_LOOK.size))):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(for_xml(text))
        run.bold, run.italic, run.font.size = text is paper.title, text is not paper.title, size
    for number, section in enumerate(paper.sections, start=1):
        _section(document, number, section)


def _header_block(document: "DocumentObject", team: Sequence[str]) -> None:
    """The team at the left, the country's name and motto at the right."""
    left, right = add_columns(document, (6.5, 10))
    _centred(left, *team)
    _centred(right, COUNTRY, MOTTO)


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
        add_table(document, section.table, _LOOK.width)
