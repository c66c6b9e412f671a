"""A look at the parts of an `.xlsx` before it is read: which reader may read it, and where?

openpyxl knows everything and takes its time. What is ordinary through and through is read in one pass (`xlsx_fast.py`);
whatever differs from that in any part, if only in an attribute, is unusual, and the full reader's.
"""

import re
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from du_an8.reports.workbook.archive_weight import LARGE_PART, weigh
from du_an8.reports.workbook.cells import Sheet, parted
from du_an8.reports.workbook.number_formats import (
    FIRST_OWN_FORMAT,
    FormatKind,
    builtin_format,
    kind_of_builtin,
    kind_of_format,
)
from du_an8.reports.workbook.seen import Style, style_of, without_zeros
from du_an8.reports.workbook.uncomputed import without_empty_zeros
from du_an8.reports.workbook.xlsx_fast import Read, read_sheet
from du_an8.reports.workbook.xlsx_form import Styles
from du_an8.reports.workbook.xlsx_text import UnusualError, read_shared, read_text, require

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/"

_LARGE_UNPACKED = 100_000_000
_LARGE_HERE = 30_000_000  # a million cells; more are read in a process of their own
# Styles and merged areas cost the full reader more than cells do: this much of them takes two seconds.
_LARGE_FOR_FULL = 5_000_000
_HIGH_RATIO = 60  # honest workbooks stay below

_LEGACY_FONT = re.compile(r"\.vn|vni", re.IGNORECASE)
_HEAD = rb'(?:\xef\xbb\xbf)?(?:<\?xml[^>]*\?>)?\s*<%s\s[^>]*\bxmlns="' + re.escape(MAIN) + b'"'
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["'](?!utf-8["'])""", re.IGNORECASE)
_DUE = re.compile(rb'<calcPr\s[^<>]*(?:fullCalcOnLoad="(?:1|true)"|calcCompleted="(?:0|false)")')
_RELATIONSHIPS = "xl/_rels/workbook.xml.rels"


class Look(Struct, frozen=True):
    """What was seen of a workbook.

    Attributes:
        heavy: reading it belongs in a process of its own.
        strict: it speaks the ISO dialect, which openpyxl takes for an empty workbook.
        unknown: what only the full reader knows, empty where nothing is.
        sheets: every worksheet with its filled cells, where nothing is unknown.
        noted: it may have notes on its cells.
    """

    heavy: bool
    strict: bool
    unknown: str
    sheets: tuple[Sheet, ...] = ()
    noted: bool = True


class _Place(Struct, frozen=True):
    """A worksheet as the book lists it."""

    name: str
    hidden: bool
    part: str


def look_at(path: Path, *, here: bool = False) -> Look:
    """Look at a workbook, and read it if it is ordinary; what is damaged is unknown, so that the full reader tells how.

    Args:
        here: read it in this process, however many cells it has.

    Raises:
        OSError: the file can't be read.
        zipfile.BadZipFile: it is no archive.
    """
    with zipfile.ZipFile(path) as archive:
        weight = weigh(archive)
        if weight.unpacked > _LARGE_UNPACKED or weight.ratio > _HIGH_RATIO:
            return Look(heavy=True, strict=_is_strict(archive), unknown="weight")
        if weight.unpacked > _LARGE_HERE and not here:
            return Look(heavy=True, strict=False, unknown="weight")
        try:
            return Look(False, False, "", tuple(_read_parts(archive)), noted=may_have_notes(archive))
        except Exception as error:  # noqa: BLE001  # what is damaged, the full reader shall stumble over and say so
            unknown = str(error) if isinstance(error, UnusualError) else type(error).__name__
            return Look(weight.unpacked > _LARGE_FOR_FULL, _is_strict(archive), unknown)


def may_have_notes(archive: zipfile.ZipFile) -> bool:
    """Whether a part is named as those with comments are."""
    return any("comment" in name.lower() for name in archive.namelist())


def _is_strict(archive: zipfile.ZipFile) -> bool:
    """Whether the workbook part has the namespace of the ISO dialect."""
    return STRICT in _book(archive)


def asks_for_calculation(archive: zipfile.ZipFile) -> bool:
    """Whether the program that wrote the file left its formulas to be calculated by the one that opens it."""
    return _is_due(_book(archive))


def _is_due(book: bytes) -> bool:
    return _DUE.search(book) is not None


def _book(archive: zipfile.ZipFile) -> bytes:
    """The workbook part; empty where it is missing or damaged, which isn't ours to say."""
    try:
        with archive.open("xl/workbook.xml") as part:
            return part.read(LARGE_PART)
    except Exception:  # noqa: BLE001  # whatever is wrong with it, the full reader shall say so
        return b""


def _read_parts(archive: zipfile.ZipFile) -> list[Sheet]:
    names = archive.namelist()
    require(len({name.lower() for name in names}) == len(names), "two parts of one name")
    styles = _styles(archive.read("xl/styles.xml"))
    texts = _shared_texts(archive.read("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else []
    book = archive.read("xl/workbook.xml")
    places = _worksheets(archive, book)
    found = [_read_sheet(archive.read(place.part), styles, texts) for place in places]
    sheets = [_sheet(place, read) for place, read in zip(places, found, strict=True)]
    return without_empty_zeros(sheets, [each.zeros for each in found], due=_is_due(book))


def _sheet(place: _Place, read: Read) -> Sheet:
    cells = read.cells
    if read.hides_zeros:
        return Sheet(place.name, place.hidden, without_zeros(cells.rows), read.merged)
    return parted(Sheet(place.name, place.hidden, cells.rows, read.merged), cells.numbers, cells.others)


def _shared_texts(xml: bytes) -> list[str]:
    _look_at_xml(xml, b"sst")
    return read_shared(xml)


def _read_sheet(xml: bytes, styles: Styles, texts: list[str]) -> Read:
    _look_at_xml(xml, b"worksheet")
    return read_sheet(xml, styles, texts)


def _look_at_xml(xml: bytes, root: bytes) -> None:
    """The root has the usual namespace, under no prefix, and nothing in the part changes how it is read."""
    require(re.match(_HEAD % root, xml) is not None, f"namespace of {root.decode()}")
    require(xml.count(MAIN) == 1, "namespace declared twice")
    require(b"!" not in xml or b"<!" not in xml, "comment, CDATA or DOCTYPE")
    require(_ENCODING.match(xml) is None, "encoding")


def _worksheets(archive: zipfile.ZipFile, book: bytes) -> list[_Place]:
    """The worksheets, in the order of the workbook."""
    _look_at_xml(book, b"workbook")
    require(b"date1904" not in book or re.search(rb'date1904="(?:0|false)"', book) is not None, "dates from 1904")
    targets = dict(map(_relationship, re.findall(rb"<Relationship\s([^>]*)>", archive.read(_RELATIONSHIPS))))
    listed = list(map(_attributes, re.findall(rb"<sheet\s([^>]*)>", book)))
    require(len({sheet[b"name"] for sheet in listed}) == len(listed) > 0, "list of sheets")
    kinds, parts = zip(*(targets[sheet[b"r:id"]] for sheet in listed), strict=True)
    require(all(kind.endswith("/worksheet") for kind in kinds), "sheets that aren't worksheets")
    require(len(set(parts)) == len(parts), "two sheets of one part")
    return [
        _Place(
            read_text(sheet[b"name"]),
            sheet.get(b"state", b"visible") != b"visible",
            part.removeprefix("/") if part.startswith("/") else f"xl/{part}",
        )
        for sheet, part in zip(listed, parts, strict=True)
    ]


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return dict(re.findall(rb'([\w:]+)="([^"]*)"', tag))


def _relationship(tag: bytes) -> tuple[bytes, tuple[str, str]]:
    found = _attributes(tag)
    return found[b"Id"], (found[b"Type"].decode(), found[b"Target"].decode())


@lru_cache(maxsize=16)  # the reports of a province come from one template
def _styles(xml: bytes) -> Styles:
    from xml.etree import ElementTree as ET

    _look_at_xml(xml, b"styleSheet")
    require(len(xml) <= LARGE_PART, "size of the styles")
    root = ET.fromstring(xml)  # noqa: S314  # there is no DOCTYPE in it, hence no entities
    name_space = {"m": MAIN.decode()}
    formats = {
        int(f.get("numFmtId", "")): f.get("formatCode", "") for f in root.iterfind("m:numFmts/m:numFmt", name_space)
    }
    fonts = [_font(font, name_space) for font in root.iterfind("m:fonts/m:font", name_space)]
    known: dict[bytes | None, tuple[FormatKind, Style]] = {
        b"%d" % index: style
        for index, cell_style in enumerate(root.iterfind("m:cellXfs/m:xf", name_space))
        if (style := _style(cell_style, formats, fonts))
    }
    dates = frozenset(key for key, (kind, _) in known.items() if kind is FormatKind.DATE)
    special = {key: style for key, (_, style) in known.items() if style.changes or style.percent}
    plain = known.keys() - dates - special.keys()
    require(b"0" in plain, "style of the cells that name none")
    return Styles({*known, None}, {*plain, None}, dates, special)


_Font = tuple[str, bool, bool]
"""Its name, and whether it is struck through or raised."""


def _style(cell_style: "ET.Element", formats: dict[int, str], fonts: list[_Font]) -> tuple[FormatKind, Style] | None:
    """What the style of a cell says; None where that is anybody's guess."""
    format_id, font_id = (int(cell_style.get(name, "0")) for name in ("numFmtId", "fontId"))
    name, struck, raised = fonts[font_id] if font_id < len(fonts) else ("", False, False)
    kind = _kind(format_id, formats)
    if kind is FormatKind.OTHER or is_legacy_font(name):
        return None
    style = style_of(formats.get(format_id, builtin_format(format_id)), struck=struck, raised=raised)
    return kind, replace(style, percent=kind is FormatKind.PERCENT)


def _font(font: "ET.Element", name_space: dict[str, str]) -> _Font:
    name, strike, align = (font.find(f"m:{tag}", name_space) for tag in ("name", "strike", "vertAlign"))
    return (
        name.get("val", "") if name is not None else "",
        strike is not None and strike.get("val", "1") in {"1", "true"},
        align is not None and align.get("val") == "superscript",
    )


def _kind(format_id: int, formats: dict[int, str]) -> FormatKind:
    """What a format is; one that says something else than its number does is anybody's guess."""
    builtin = kind_of_builtin(format_id)
    if format_id not in formats:
        return builtin
    kind = kind_of_format(formats[format_id])
    return kind if kind is builtin or format_id >= FIRST_OWN_FORMAT else FormatKind.OTHER


def is_legacy_font(name: str) -> bool:
    """Whether a font has letters of its own coding: `.VnTime` shows TCVN3, `VNI-Times` shows VNI."""
    return _LEGACY_FONT.match(name) is not None
