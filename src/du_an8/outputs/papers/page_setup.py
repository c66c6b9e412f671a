"""The page of an official paper: its size, margins, number and styles of writing."""

from typing import TYPE_CHECKING, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from du_an8.language.texts import tr

if TYPE_CHECKING:
    from docx.document import Document as DocumentObject
    from docx.section import Section as PageSection
    from docx.styles.style import ParagraphStyle


TABLE_HEADING, TABLE_TEXT, TABLE_NUMBER = "TableHeading", "TableText", "TableNumber"
"""Ids of the styles of text in tables."""

_FONT, SIZE, SMALL = "Times New Roman", Pt(13), Pt(11)
SHORT_SIDE, LONG_SIDE = Mm(210), Mm(297)
_TOP, _BOTTOM, _LEFT, _RIGHT = Mm(20), Mm(20), Mm(30), Mm(15)
_PAGE_NUMBER_FROM_EDGE = Mm(10)

_TABLE_STYLES = {
    TABLE_HEADING: ("Bảng: tiêu đề", WD_ALIGN_PARAGRAPH.CENTER),
    TABLE_TEXT: ("Bảng: chữ", WD_ALIGN_PARAGRAPH.LEFT),
    TABLE_NUMBER: ("Bảng: số", WD_ALIGN_PARAGRAPH.RIGHT),
}
HEADING = "Heading 1"


def add_styles(document: "DocumentObject") -> None:
    """The styles of running text, headings and cells."""
    normal = cast("ParagraphStyle", document.styles["Normal"])
    _use_font(normal)
    normal.font.size = SIZE
    normal.paragraph_format.space_after = Pt(6)
    heading = cast("ParagraphStyle", document.styles[HEADING])
    _use_font(heading)
    heading.font.size, heading.font.bold, heading.font.color.rgb = SIZE, True, None
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(10), Pt(4)
    for key, (name, alignment) in _TABLE_STYLES.items():
        cell = cast("ParagraphStyle", document.styles.add_style(tr(name), WD_STYLE_TYPE.PARAGRAPH))
        cell.style_id, cell.base_style, cell.font.size, cell.font.bold = key, normal, SMALL, key == TABLE_HEADING
        cell.paragraph_format.alignment, cell.paragraph_format.space_after = alignment, Pt(0)


def _use_font(style: "ParagraphStyle") -> None:
    """The font for all scripts; what the template takes from its theme would win over a name."""
    style.font.name = _FONT
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)


def set_up_first_page(section: "PageSection") -> None:
    """A4 upright with the margins of official papers, and numbers at the top from the second page on."""
    section.page_width, section.page_height = SHORT_SIDE, LONG_SIDE
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = _TOP, _BOTTOM, _LEFT, _RIGHT
    section.header_distance = section.footer_distance = _PAGE_NUMBER_FROM_EDGE
    section.different_first_page_header_footer = True  # the first page bears no number
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001  # the library has no fields


def leave_no_blank_page(document: "DocumentObject") -> None:
    """The library ends a section with an empty paragraph, which on a full page would fall onto a page of its own."""
    last = document.paragraphs[-1]
    element = last._p  # noqa: SLF001
    before = element.getprevious()
    if before.tag == qn("w:p"):
        before.get_or_add_pPr().append(element.get_or_add_pPr().sectPr)
        element.getparent().remove(element)
        return
    last.paragraph_format.space_after, last.paragraph_format.line_spacing = Pt(0), Pt(1)  # a table can't end a section


def count_on(section: "PageSection") -> None:
    """Let the numbers of pages go on from the section before."""
    for number in section._sectPr.findall(qn("w:pgNumType")):  # noqa: SLF001  # a new section copies the last one
        section._sectPr.remove(number)  # noqa: SLF001
