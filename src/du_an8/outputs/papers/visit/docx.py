"""The paper as .docx, in the form of official papers; the wide tables stand on lying pages."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.shared import Mm

from du_an8.language.texts import tr
from du_an8.outputs.papers import official_form as form
from du_an8.outputs.papers.page_setup import TABLE_HEADING, TABLE_NUMBER, TABLE_TEXT
from du_an8.outputs.papers.visit import bars
from du_an8.outputs.papers.visit.structure import Bar, Cell, Paper, Papers, Section, Table
from du_an8.outputs.plain_text import for_xml

if TYPE_CHECKING:
    from docx.document import Document as DocumentObject
    from docx.table import Table as WordTable
    from docx.table import _Cell as WordCell
    from docx.table import _Row as WordRow
    from docx.text.paragraph import Paragraph

_CELL_MARGINS = 4.0  # mm, left and right together
_ROOM_TO_WRITE = Mm(9)


def to_bytes(papers: Papers) -> bytes:
    """The document as a file: the same bytes for the same content."""
    title = papers.papers[0].title if papers.papers else ""
    document = form.new_document(title, papers.as_of)
    for number, paper in enumerate(papers.papers):
        if number:
            form.begin_next_paper(document)
        _write(document, paper, papers.team)
    return form.to_bytes(document)


def _write(document: "DocumentObject", paper: Paper, team: tuple[str, ...]) -> None:
    form.put_letterhead(document, form.Letterhead(team, number=tr("Số: ……/……") if paper.signatures else ""))
    form.put_title(document, paper.title, paper.subtitle)
    lying = False
    for number, section in enumerate(paper.sections, start=1):
        if section.wide is not lying:
            form.turn_page(document, landscape=section.wide)
            lying = section.wide
        _section(document, number, section)
    if paper.signatures:
        form.put_closing(document, [form.Signature(office) for office in paper.signatures], paper.recipients)


def _section(document: "DocumentObject", number: int, section: Section) -> None:
    form.put_heading(document, f"{number}. {section.title}")
    for text in section.paragraphs:
        form.put_paragraph(document, text)
    for index, text in enumerate(section.points, start=1):
        form.put_paragraph(document, f"{number}.{index}. {text}")
    if section.table:
        put_table(document, section.table, form.LANDSCAPE_WIDTH if section.wide else form.PORTRAIT_WIDTH)


def put_table(document: "DocumentObject", content: Table, width: float) -> None:
    """A table with its lines, over a width in mm; its header is repeated on each page."""
    widths = [width * share / sum(content.widths) for share in content.widths]
    table: WordTable = document.add_table(rows=1, cols=len(content.header))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    form.set_cell_margins(table)
    for column, each in zip(table.columns, widths, strict=True):
        column.width = Mm(each)
    _fill(table.rows[0], content.header, [TABLE_HEADING] * len(content.header), widths)
    _mark(table.rows[0], "w:tblHeader")
    styles = [TABLE_NUMBER if index in content.numeric else TABLE_TEXT for index in range(len(content.header))]
    for row in content.rows:
        added: WordRow = table.add_row()  # type: ignore[no-untyped-call]
        _mark(added, "w:cantSplit")
        if len(row) == 1:
            _head(added, row[0])
        else:
            _fill(added, row, styles, widths)


def _mark(row: "WordRow", name: str) -> None:
    """That a header is repeated, that a row isn't broken: the library has no words for either."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001


def _head(row: "WordRow", cell: Cell) -> None:
    """A heading over all columns, which doesn't stay behind at the end of a page."""
    merged = row.cells[0].merge(row.cells[-1])
    paragraph = merged.paragraphs[0]
    paragraph._p.style = TABLE_TEXT  # noqa: SLF001  # by name, the library searches all styles for each cell
    paragraph.paragraph_format.keep_with_next = True
    form.put_run(paragraph, str(cell), bold=True)


def _fill(row: "WordRow", content: Sequence[Cell], styles: Sequence[str], widths: Sequence[float]) -> None:
    if not any(content[1:]):
        row.height, row.height_rule = _ROOM_TO_WRITE, WD_ROW_HEIGHT_RULE.AT_LEAST
    for cell, value, style, width in zip(row.cells, content, styles, widths, strict=True):
        cell.width = Mm(width)
        _put(cell, value, style, width)


def _put(cell: "WordCell", value: Cell, style: str, width: float) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = style  # noqa: SLF001  # as above
    if isinstance(value, Bar):
        form.put_run(paragraph, f"{value.label}\n")
        _draw(paragraph, value, width - _CELL_MARGINS)
    else:
        form.put_run(paragraph, value)


def _draw(paragraph: "Paragraph", bar: Bar, width: float) -> None:
    """The drawing as a picture, which every program shows; what it shows is said to those who don't see it."""
    picture = paragraph.add_run().add_picture(io.BytesIO(bars.png(bar)), width=Mm(width))
    inline = picture._inline  # noqa: SLF001  # the library has no words for what is said, and for no distance around
    inline.docPr.set("descr", for_xml(bar.description))
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
