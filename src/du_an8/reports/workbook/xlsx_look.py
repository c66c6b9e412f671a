"""A look at the parts of an `.xlsx` before it is read: which reader knows everything that stands in it?

The fast reader is blind to error cells, uncalculated formulas, number formats, fonts and hidden rows. So it isn't
asked what looks strange; it is only asked what is ordinary through and through, and told which cells have a style that
matters (percent, struck through, a unit in the format) and which formulas have a 0 for their value. Every tag between
`<sheetData>` and `</sheetData>` must be one of the few whose meaning both readers agree on, which is found by counting,
not by parsing: what we have never seen spoils the count.
"""

import re
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import unescape

from msgspec import Struct
from msgspec.structs import replace

from du_an8.reports.workbook.cells import column_number
from du_an8.reports.workbook.number_formats import FormatKind, builtin_format, kind_of_builtin, kind_of_format
from du_an8.reports.workbook.seen import Style, style_of
from du_an8.reports.workbook.uncomputed import Zeros, moved

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/"

_LARGE_UNPACKED = 100_000_000
# Styles and merged areas cost the full reader more than cells do: this much of them takes two seconds.
_LARGE_FOR_FULL = 5_000_000
_LARGE_PART = 8_000_000
_HIGH_RATIO = 60  # honest workbooks stay below
_MANY_CELLS = 1_000_000
_MOST_COPIED = 200_000_000  # characters; the fast reader copies a shared text for each of its cells
# The fast reader lays out the whole rectangle, 24 bytes a cell, and aborts where the memory doesn't suffice.
_LARGEST_BOX = 5_000_000
_SMALL_BOX = 100_000
_SPARSEST = 50

_LEGACY_FONT = re.compile(r"\.vn|vni", re.IGNORECASE)
_ESCAPE = re.compile(rb"_x[0-9A-Fa-f]{4}_")
_HEAD = rb'(?:\xef\xbb\xbf)?(?:<\?xml[^>]*\?>)?\s*<%s\s[^>]*\bxmlns="' + re.escape(MAIN) + b'"'
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["'](?!utf-8["'])""", re.IGNORECASE)
_CELL = re.compile(
    rb'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"(?: s="[0-9]{1,5}")?(?: t="(?:s|n|str|b|inlineStr)")?(?:>| ?/>)',
)
_FILLED_CELL = re.compile(rb'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"(?: s="[0-9]{1,5}")?(?: t="[a-zA-Z]{1,9}")?>')
_FILLED_STYLE = re.compile(rb'[0-9]" s="([0-9]{1,5})"(?: t="[a-zA-Z]{1,9}")?>')
_EMPTY_TEXT = re.compile(rb't="str"><f[^<]*(?:</f>)?<v></v>')
_ZERO_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="[0-9]{1,5}")?(?: t="n")?>'
    rb"<f([^>]*?)(?:/>|>([^<]*)</f>)<v>-?0(?:\.0+)?(?:[eE][-+]?[0-9]+)?</v>"
)
_MASTER = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"[^>]*><f ([^>]*t="shared"[^>]*)>([^<]+)</f>')
_SHARED = re.compile(rb'\bsi="([0-9]+)"')
_DUE = re.compile(rb'<calcPr\s[^<>]*(?:fullCalcOnLoad="(?:1|true)"|calcCompleted="(?:0|false)")')
_HIDES_ZEROS = re.compile(rb'<sheetView\s[^<>]*\bshowZeros="(?:0|false)"')
_RICH_MARKS = (b"<strike", b"vertAlign")
_MERGE = re.compile(rb'<mergeCell ref="[A-Z]{1,3}[1-9][0-9]{0,6}:[A-Z]{1,3}[1-9][0-9]{0,6}" ?/>')
_BODY_TAGS = (
    b"<row ", b"</row>", b"<c r=", b"</c>", b"<v>", b"</v>", b"<f>", b"<f ", b"</f>", b"<is>", b"</is>", b"<t>",
    b'<t xml:space="preserve">', b"</t>",
)  # fmt: skip
_TYPED = (b't="s">', b't="str">', b't="b">')
_RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
_FIRST_OWN_FORMAT = 164
_DIGITS, _LETTERS = b"0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class _UnknownError(Exception):
    """Something that the fast reader may not know; the text names it."""


class Weight(Struct, frozen=True):
    """What an archive unpacks to.

    Attributes:
        unpacked: bytes of all parts.
        ratio: the highest of the parts large enough to do harm, 0 where there is none.
    """

    unpacked: int
    ratio: float


class Tally(Struct, frozen=True):
    """How many values a sheet holds that a reader must find, no more and no less.

    Attributes:
        numbers: dates included.
        shared: cells that refer to a text.
        styled: the addresses of the cells with a style that matters, by it.
        zeros: the formulas whose stored value is 0.
        hides_zeros: the sheet is set to show none.
    """

    numbers: int
    dates: int
    cells: int
    shared: int = 0
    styled: tuple[tuple[Style, tuple[bytes, ...]], ...] = ()
    zeros: Zeros = {}
    hides_zeros: bool = False


class Look(Struct, frozen=True):
    """What was seen of a workbook.

    Attributes:
        heavy: reading it belongs in a process of its own.
        strict: it speaks the ISO dialect, which openpyxl takes for an empty workbook.
        unknown: what the fast reader may not know, empty where it knows everything.
        tallies: one a sheet, in the order of the workbook; empty where something is unknown.
        due: the workbook asks to be calculated when it is opened.
        noted: it may have notes on its cells.
    """

    heavy: bool
    strict: bool
    unknown: str
    tallies: tuple[Tally, ...] = ()
    due: bool = False
    noted: bool = True


def weigh(archive: zipfile.ZipFile) -> Weight:
    """What the parts claim to unpack to; no reader goes beyond what a part claims."""
    parts = archive.infolist()
    large = [part for part in parts if part.file_size > _LARGE_PART]
    ratio = max((part.file_size / max(part.compress_size, 1) for part in large), default=0.0)
    return Weight(sum(part.file_size for part in parts), ratio)


def look_at(path: Path) -> Look:
    """Look at a workbook; what is damaged is unknown, so that the full reader tells how.

    Raises:
        OSError: the file can't be read.
        zipfile.BadZipFile: it is no archive.
    """
    with zipfile.ZipFile(path) as archive:
        weight = weigh(archive)
        if weight.unpacked > _LARGE_UNPACKED or weight.ratio > _HIGH_RATIO:
            due = asks_for_calculation(archive)
            return Look(heavy=True, strict=_is_strict(archive), unknown="weight", due=due)
        due = asks_for_calculation(archive)
        try:
            tallies = _look_at_parts(archive)
            noted = may_have_notes(archive)
        except Exception as error:  # noqa: BLE001  # what is damaged, the full reader shall stumble over and say so
            unknown = str(error) if isinstance(error, _UnknownError) else type(error).__name__
            return Look(weight.unpacked > _LARGE_FOR_FULL, _is_strict(archive), unknown, due=due)
    heavy = sum(tally.cells for tally in tallies) > _MANY_CELLS
    return Look(heavy, strict=False, unknown="", tallies=tallies, due=due, noted=noted)


def may_have_notes(archive: zipfile.ZipFile) -> bool:
    """Whether a part is named as those with comments are."""
    return any("comment" in name.lower() for name in archive.namelist())


def _is_strict(archive: zipfile.ZipFile) -> bool:
    """Whether the workbook part has the namespace of the ISO dialect."""
    return STRICT in _book(archive)


def asks_for_calculation(archive: zipfile.ZipFile) -> bool:
    """Whether the program that wrote the file left its formulas to be calculated by the one that opens it."""
    return _DUE.search(_book(archive)) is not None


def _book(archive: zipfile.ZipFile) -> bytes:
    """The workbook part; empty where it is missing or damaged, which isn't ours to say."""
    try:
        with archive.open("xl/workbook.xml") as part:
            return part.read(_LARGE_PART)
    except Exception:  # noqa: BLE001  # whatever is wrong with it, the full reader shall say so
        return b""


def _require(condition: bool, what: str) -> None:  # noqa: FBT001  # reads as it is meant
    if not condition:
        raise _UnknownError(what)


def _look_at_parts(archive: zipfile.ZipFile) -> tuple[Tally, ...]:
    names = archive.namelist()
    _require(len({name.lower() for name in names}) == len(names), "two parts of one name")
    styles = _styles(archive.read("xl/styles.xml"))
    longest = _look_at_texts(archive.read("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else 0
    tallies = tuple(_look_at_sheet(archive.read(part), styles) for part in _sheet_parts(archive))
    _require(longest * sum(tally.shared for tally in tallies) <= _MOST_COPIED, "long texts that are repeated")
    return tallies


def _look_at_xml(xml: bytes, root: bytes) -> None:
    """The root has the usual namespace, under no prefix, and nothing in the part changes how it is read."""
    _require(re.match(_HEAD % root, xml) is not None, f"namespace of {root.decode()}")
    _require(xml.count(MAIN) == 1, "namespace declared twice")
    _require(b"!" not in xml or b"<!" not in xml, "comment, CDATA or DOCTYPE")
    _require(_ENCODING.match(xml) is None, "encoding")


def _sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    """The parts of the worksheets, in the order of the workbook."""
    book = archive.read("xl/workbook.xml")
    _look_at_xml(book, b"workbook")
    _require(b"date1904" not in book or re.search(rb'date1904="(?:0|false)"', book) is not None, "dates from 1904")
    targets = dict(map(_relationship, re.findall(rb"<Relationship\s([^>]*)>", archive.read(_RELATIONSHIPS))))
    wanted = re.findall(rb'<sheet\s[^>]*\br:id="([^"]*)"', book)
    _require(len(wanted) == len(re.findall(rb"<sheet\s", book)) > 0, "list of sheets")
    names = re.findall(rb'<sheet\s[^>]*\bname="([^"]*)"', book)
    _require(len(set(names)) == len(wanted), "two sheets of one name")  # the fast reader finds the first one twice
    kinds, parts = zip(*(targets[identifier] for identifier in wanted), strict=True)
    _require(all(kind.endswith("/worksheet") for kind in kinds), "sheets that aren't worksheets")
    _require(len(set(parts)) == len(parts), "two sheets of one part")
    return [part.removeprefix("/") if part.startswith("/") else f"xl/{part}" for part in parts]


def _relationship(attributes: bytes) -> tuple[bytes, tuple[str, str]]:
    found = dict(re.findall(rb'(\w+)="([^"]*)"', attributes))
    return found[b"Id"], (found[b"Type"].decode(), found[b"Target"].decode())


def _look_at_texts(xml: bytes) -> int:
    """Returns the length of the longest, tags included."""
    _look_at_xml(xml, b"sst")
    _require(_ESCAPE.search(xml) is None, "escaped characters")
    _require(b"<rPh" not in xml, "phonetic texts")
    _require(not any(mark in xml for mark in _RICH_MARKS), "texts struck through or raised in part")
    return max(map(len, xml.split(b"</si>")))


class _Styles(Struct, frozen=True):
    """What the styles of a workbook make of a number, by their ids as a cell writes them.

    Attributes:
        special: those of which more must be said than their kind.
    """

    kinds: dict[bytes, FormatKind]
    legacy: frozenset[bytes]
    special: dict[bytes, Style]


@lru_cache(maxsize=16)  # the reports of a province come from one template
def _styles(xml: bytes) -> _Styles:
    from xml.etree import ElementTree as ET

    _look_at_xml(xml, b"styleSheet")
    _require(len(xml) <= _LARGE_PART, "size of the styles")
    root = ET.fromstring(xml)  # noqa: S314  # there is no DOCTYPE in it, hence no entities
    name_space = {"m": MAIN.decode()}
    formats = {
        int(f.get("numFmtId", "")): f.get("formatCode", "") for f in root.iterfind("m:numFmts/m:numFmt", name_space)
    }
    fonts = [_font(font, name_space) for font in root.iterfind("m:fonts/m:font", name_space)]
    kinds: dict[bytes, FormatKind] = {}
    special: dict[bytes, Style] = {}
    legacy: set[bytes] = set()
    for index, cell_style in enumerate(root.iterfind("m:cellXfs/m:xf", name_space)):
        key, format_id, font_id = b"%d" % index, *(int(cell_style.get(name, "0")) for name in ("numFmtId", "fontId"))
        name, struck, raised = fonts[font_id] if font_id < len(fonts) else ("", False, False)
        kinds[key] = _kind(format_id, formats)
        style = style_of(formats.get(format_id, builtin_format(format_id)), struck=struck, raised=raised)
        style = replace(style, percent=kinds[key] is FormatKind.PERCENT)
        if style.changes or style.percent:
            special[key] = style
        if is_legacy_font(name):
            legacy.add(key)
    return _Styles(kinds, frozenset(legacy), special)


def _font(font: "ET.Element", name_space: dict[str, str]) -> tuple[str, bool, bool]:
    """Its name, and whether it is struck through or raised."""
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
    return kind if kind is builtin or format_id >= _FIRST_OWN_FORMAT else FormatKind.OTHER


def is_legacy_font(name: str) -> bool:
    """Whether a font has letters of its own coding: `.VnTime` shows TCVN3, `VNI-Times` shows VNI."""
    return _LEGACY_FONT.match(name) is not None


def _look_at_sheet(xml: bytes, styles: _Styles) -> Tally:
    _look_at_xml(xml, b"worksheet")
    shown = b"hidden" not in xml or (xml.count(b"hidden") == xml.count(b' hidden="0"') + xml.count(b' hidden="false"'))
    _require(shown, "hidden rows or columns")
    _require(b"zeroHeight" not in xml, "rows hidden by default")
    merged = xml.count(b"<mergeCell ")
    _require(not merged or merged == len(_MERGE.findall(xml)), "merged areas")
    _require(xml.count(b"<sheetData") == 1, "number of tables")
    if xml.startswith((b"<sheetData/>", b"<sheetData />"), xml.index(b"<sheetData")):
        return Tally(0, 0, 0)
    start, end = xml.index(b"<sheetData>") + len(b"<sheetData>"), xml.rindex(b"</sheetData>")
    body = xml[start:end]
    tags = {tag: body.count(tag) for tag in _BODY_TAGS}
    _require(body.count(b"<") == sum(tags.values()), "tags")
    _look_at_formulas(body, tags[b"<f>"] + tags[b"<f "])
    _look_at_inline_texts(body, tags[b"<is>"])
    _look_at_cells(body, tags[b"<c r="])
    hides_zeros = _HIDES_ZEROS.search(xml, 0, start) is not None
    return replace(_tally(body, styles, tags), hides_zeros=hides_zeros)


def _look_at_formulas(body: bytes, formulas: int) -> None:
    """Every formula is followed by its value, which is only empty where it is a text."""
    if formulas:
        _require(formulas == body.count(b"</f><v>") + body.count(b"/><v>"), "formulas without a value")
    empty = body.count(b"<v></v>")
    _require(not empty or empty == len(_EMPTY_TEXT.findall(body)), "empty values")
    _require(_ESCAPE.search(body) is None, "escaped characters")


def _look_at_inline_texts(body: bytes, texts: int) -> None:
    """A text stands in the cell only where the type says so."""
    _require(texts == body.count(b't="inlineStr"><is>'), "texts out of place")


def _look_at_cells(body: bytes, cells: int) -> None:
    """Each cell is of an ordinary type, at a place of its own, in a rectangle that memory can hold."""
    places = _CELL.findall(body)
    _require(len(places) == cells, "error cells or unusual ones")
    _require(len(set(places)) == cells, "two cells at one place")
    # Coloured but empty cells far away are common, and no reader lays them out.
    _require(not _is_wide(places) or not _is_wide(_FILLED_CELL.findall(body)), "wide emptiness")


def _is_wide(places: list[bytes]) -> bool:
    """Whether the rectangle around these places is too large to lay out, or mostly empty."""
    joined = b" ".join(places)
    last_row = max(map(int, set(joined.translate(None, _LETTERS).split())), default=0)
    last_column = max(map(_column, set(joined.translate(None, _DIGITS).split())), default=0)
    return last_row * last_column > max(_SMALL_BOX, min(_LARGEST_BOX, _SPARSEST * len(places)))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _tally(body: bytes, styles: _Styles, tags: dict[bytes, int]) -> Tally:
    """The numbers that a reader must find, how many of them it must show as dates, and what it is told of the rest."""
    used = set(_FILLED_STYLE.findall(body)) if b' s="' in body else set()
    _look_at_styles(used, styles)
    dates = sum(len(_places(body, style, rb'(?: t="n")?')) for style in used if styles.kinds[style] is FormatKind.DATE)
    styled = [
        (special, tuple(_places(body, style, rb'(?: t="(?:s|n|str|inlineStr)")?')))
        for style in sorted(used)
        if (special := styles.special.get(style))
    ]
    shared, written, boolean = map(body.count, _TYPED)
    _require(not (boolean and (b"<v>true" in body or b"<v>false" in body)), "booleans in words")
    return Tally(
        tags[b"<v>"] - shared - written - boolean, dates, tags[b"<c r="], shared, tuple(styled),
        _zeros(body) if tags[b"<f>"] + tags[b"<f "] else {},
    )  # fmt: skip


def _look_at_styles(used: set[bytes], styles: _Styles) -> None:
    """Each style that a filled cell has is known, and the one of the cells that name none says nothing."""
    _require(used.isdisjoint(styles.legacy) and b"0" not in styles.legacy, "legacy fonts")
    _require(styles.kinds.get(b"0", FormatKind.PLAIN) is FormatKind.PLAIN, "style of the cells that name none")
    _require(b"0" not in styles.special, "style of the cells that name none")
    for style in used:
        kind = styles.kinds.get(style, FormatKind.OTHER)
        _require(kind is not FormatKind.OTHER, f"{kind} formats")


def _places(body: bytes, style: bytes, cell_type: bytes) -> list[bytes]:
    return re.findall(rb'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})" s="%s"%s>' % (style, cell_type), body)


def _zeros(body: bytes) -> Zeros:
    """The formulas whose stored value is 0; one that a cell shares with others reads as it does there."""
    zeros, masters = {}, {}
    for letters, row, attributes, formula in _MASTER.findall(body):
        if shared := _SHARED.search(attributes):
            masters[shared[1]] = int(row), column_number(letters.decode()), formula
    for letters, number, attributes, formula in _ZERO_FORMULA.findall(body):
        row, column = int(number), column_number(letters.decode())
        shared = _SHARED.search(attributes)
        if not formula and shared and shared[1] in masters:
            at_row, at_column, stated = masters[shared[1]]
            zeros[row, column] = "=" + moved(_xml_text(stated), row - at_row, column - at_column)
        else:
            zeros[row, column] = "=" + (_xml_text(formula) or "…")
    return zeros


def _xml_text(xml: bytes) -> str:
    return unescape(xml.decode("utf-8", "replace"), {"&quot;": '"', "&apos;": "'"})
