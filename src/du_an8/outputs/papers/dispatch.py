"""An official dispatch (công văn) as .docx, in the frame of official papers (Nghị định 30/2020/NĐ-CP, Phụ lục I).

What only the office knows is left as dots: who issues it, its number, place and day, who signs.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from msgspec import Struct

from du_an8.outputs.papers import official_form as form
from du_an8.outputs.papers.visit.docx import put_table
from du_an8.outputs.papers.visit.structure import Table

if TYPE_CHECKING:
    from docx.document import Document as DocumentObject

DOTS = "……………………"

_RECIPIENTS = ("Như trên", DOTS, "Lưu: VT, ……")

Part = str | tuple[str, ...] | Table
"""A paragraph, the points of a list, or a table."""


class Dispatch(Struct, frozen=True):
    """A dispatch, still to be numbered, dated and signed.

    Attributes:
        subject: what it is about, without "V/v".
        body: part by part, from its first sentence to the last.
        day: on which it is written; stands in the file's properties alone.
        organisation: of the office that issues it, as the programme names it; empty where it doesn't.
    """

    subject: str
    addressee: str
    body: tuple[Part, ...]
    day: date
    organisation: str = ""


def to_bytes(dispatch: Dispatch) -> bytes:
    """The dispatch as a file: the same bytes for the same content."""
    subject = f"V/v {dispatch.subject}"
    document = form.new_document(subject, dispatch.day)
    organisation = dispatch.organisation.upper() or DOTS
    form.put_letterhead(
        document, form.Letterhead((DOTS,), superior=organisation, number="Số: ……/……", subject=(subject,))
    )
    _put_addressee(document, dispatch.addressee)
    for part in dispatch.body:
        _put(document, part)
    form.put_closing(document, [form.Signature((DOTS,), remark="")], _RECIPIENTS)
    return form.to_bytes(document)


def _put_addressee(document: "DocumentObject", addressee: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(16)
    form.put_run(paragraph, f"Kính gửi: {addressee}")


def _put(document: "DocumentObject", part: Part) -> None:
    match part:
        case str():
            form.put_paragraph(document, part)
        case Table():
            put_table(document, part, form.PORTRAIT_WIDTH)
            document.add_paragraph().paragraph_format.space_after = Pt(0)
        case points:
            for text in _listed(points):
                form.put_paragraph(document, text)


def _listed(points: tuple[str, ...]) -> Iterator[str]:
    """One that ends with a sign of its own, as a question does, keeps it."""
    for number, text in enumerate(points, start=1):
        end = "." if number == len(points) else ";"
        yield f"- {text}" if text.endswith((".", "?", "!")) else f"- {text}{end}"
