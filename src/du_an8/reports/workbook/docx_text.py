"""The text of a Word paragraph as a person reads it: what is struck through or deleted is gone, and so are footnotes.

A struck number is withdrawn by its author, a raised one is the mark of a note: neither belongs to what the cell says.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache

from msgspec import Struct, field

from du_an8.reports.workbook.docx_numbering import Numbering
from du_an8.reports.workbook.docx_xml import Paper, is_on
from du_an8.reports.workbook.xlsx_look import is_legacy_font

# Properties, what a reviewer deleted or moved away, and what floats over the page.
_NO_TEXT = frozenset(
    {"pPr", "rPr", "del", "moveFrom", "delText", "instrText", "delInstrText", "drawing", "pict", "object", "rt"}
)
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_SOFT_HYPHEN = "\xad"  # in TCVN3 it is the letter ư
_NOTE_MARK = re.compile(r"[\s\d*().,\[\]†‡]*")
_SQUARED = re.compile(r"(?:^|[\s\d/])[kcdm]?m$", re.IGNORECASE)
_POWERS = str.maketrans("23", "²³")


class Line(Struct, frozen=True):
    """A paragraph, or a line of one, with the font that tells how its letters are coded."""

    text: str
    font: str = ""


class _Look(Struct, frozen=True):
    """What a style or a run says of its looks; None where it says nothing."""

    font: str | None = None
    struck: bool | None = None
    raised: bool | None = None
    hidden: bool | None = None

    def over(self, below: "_Look") -> "_Look":
        """This look where it says something, else the one below it."""
        return _Look(
            below.font if self.font is None else self.font,
            below.struck if self.struck is None else self.struck,
            below.raised if self.raised is None else self.raised,
            below.hidden if self.hidden is None else self.hidden,
        )


_PLAIN = _Look()


class Texts:
    """Reads paragraphs in the order of the paper, which numbers its lists."""

    def __init__(self, paper: Paper) -> None:
        self._styles = _Styles(paper.styles)
        self._numbering = Numbering(paper.numbering, self._styles.numbered)

    def lines(self, paragraph: ET.Element) -> list[Line]:
        """The lines of a paragraph that hold text, the number or dash of its list in front."""
        writer = _Writer(self._styles, paragraph)
        writer.write(paragraph)
        label = self._numbering.label(paragraph)
        text = f"{label} {writer.text}" if label else writer.text
        lines = (" ".join(line.split()) for line in text.split("\n"))
        return [Line(line, writer.font) for line in lines if line]


class _Writer(Struct):
    """Puts the runs of a paragraph together."""

    styles: "_Styles"
    paragraph: ET.Element
    pieces: list[str] = field(default_factory=list)
    font: str = ""

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def write(self, element: ET.Element) -> None:
        """Write all that an element holds, runs within links, fields and insertions too."""
        for child in element:
            if child.tag == "r":
                self._write_run(child)
            elif child.tag == "AlternateContent":
                for chosen in chosen_of(child):
                    self.write(chosen)
            elif child.tag not in _NO_TEXT:
                self.write(child)

    def _write_run(self, run: ET.Element) -> None:
        text = "".join(_pieces(run))
        if not text:
            return
        look = self.styles.of_run(self.paragraph, run)
        if look.struck or look.hidden:
            return
        if look.raised:
            text = self._raised(text)
        font = look.font or ""
        if text.strip() and (not self.font or (is_legacy_font(font) and not is_legacy_font(self.font))):
            self.font = font
        self.pieces.append(_cleaned(text, font))

    def _raised(self, text: str) -> str:
        """A raised digit is the mark of a note, but behind `m` it squares."""
        if not _NOTE_MARK.fullmatch(text):
            return text
        return text.translate(_POWERS) if text in {"2", "3"} and _SQUARED.search(self.text) else ""


def chosen_of(alternatives: ET.Element) -> list[ET.Element]:
    """Of contents that stand for each other the first, which is the newest."""
    return list(alternatives)[:1]


def _pieces(run: ET.Element) -> Iterator[str]:
    for child in run:
        if child.tag == "t":
            yield child.text or ""
        elif child.tag == "AlternateContent":
            for chosen in chosen_of(child):
                yield from _pieces(chosen)
        else:
            yield _SIGNS.get(child.tag, "")


def _cleaned(text: str, font: str) -> str:
    """Text without the signs that nobody sees; a space that keeps words together is a space."""
    if text.isascii():
        return text
    if not is_legacy_font(font):
        text = text.replace(_SOFT_HYPHEN, "")
    return _INVISIBLE.sub("", text.replace("\xa0", " "))


class _Styles:
    """The named styles of a paper."""

    def __init__(self, root: ET.Element | None) -> None:
        styles = () if root is None else root.findall("style")
        self._by_id = {style.get("styleId", ""): style for style in styles}
        standard = next((s for s in styles if s.get("type") == "paragraph" and is_default(s)), None)
        self._standard = "" if standard is None else standard.get("styleId", "")
        defaults = None if root is None else root.find("docDefaults/rPrDefault/rPr")
        self._defaults = _look(defaults)
        self._of_style = cache(self._resolve)

    def of_run(self, paragraph: ET.Element, run: ET.Element) -> _Look:
        """What a run looks like: its own properties go before its style's, and these before the paragraph's."""
        look = self._of_style(_style_of(paragraph, "pPr/pStyle") or self._standard).over(self._defaults)
        properties = run.find("rPr")
        if properties is None:
            return look
        if named := _style_of(run, "rPr/rStyle"):
            look = self._of_style(named).over(look)
        return _look(properties).over(look)

    def numbered(self, paragraph: ET.Element) -> ET.Element | None:
        """How the style of a paragraph numbers it, if it does."""
        for style in self._chain(_style_of(paragraph, "pPr/pStyle") or self._standard):
            found = style.find("pPr/numPr")
            if found is not None:
                return found
        return None

    def _resolve(self, name: str) -> _Look:
        look = _PLAIN
        for style in self._chain(name):
            look = look.over(_look(style.find("rPr")))
        return look

    def _chain(self, name: str) -> Iterator[ET.Element]:
        """A style, the one that it is based on, and so on."""
        seen: set[str] = set()
        while name in self._by_id and name not in seen:
            seen.add(name)
            yield self._by_id[name]
            name = _style_of(self._by_id[name], "basedOn")


def is_default(style: ET.Element) -> bool:
    """Whether a style is the one of all that name none."""
    return style.get("default", "0").lower() in {"1", "true", "on"}


def _style_of(element: ET.Element, place: str) -> str:
    named = element.find(place)
    return "" if named is None else named.get("val", "")


def _look(properties: ET.Element | None) -> _Look:
    if properties is None or not len(properties):
        return _PLAIN
    struck = [on for name in ("strike", "dstrike") if (on := is_on(properties.find(name))) is not None]
    raised = properties.find("vertAlign")
    fonts = properties.find("rFonts")
    return _Look(
        None if fonts is None else fonts.get("ascii") or fonts.get("hAnsi") or fonts.get("cs"),
        any(struck) if struck else None,
        None if raised is None else raised.get("val") == "superscript",
        is_on(properties.find("vanish")),
    )
