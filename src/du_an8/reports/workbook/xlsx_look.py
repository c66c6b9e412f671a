"""A look at the parts of an `.xlsx` before it is read: which reader knows everything that stands in it?

The fast reader is blind to error cells, uncalculated formulas, number formats, fonts and hidden rows. So it isn't
asked what looks strange; it is only asked what is ordinary through and through, and told which numbers are shown in
percent. Every tag between `<sheetData>` and
`</sheetData>` must be one of the few whose meaning both readers agree on, which is found by counting, not by parsing:
what we have never seen spoils the count.
"""

import re
import zipfile
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from du_an8.reports.workbook.number_formats import FormatKind, kind_of_builtin, kind_of_format

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
        percent: the addresses of the numbers that are shown in percent.
    """

    numbers: int
    dates: int
    cells: int
    shared: int = 0
    percent: tuple[bytes, ...] = ()


class Look(Struct, frozen=True):
    """What was seen of a workbook.

    Attributes:
        heavy: reading it belongs in a process of its own.
        strict: it speaks the ISO dialect, which openpyxl takes for an empty workbook.
        unknown: what the fast reader may not know, empty where it knows everything.
        tallies: one a sheet, in the order of the workbook; empty where something is unknown.
    """

    heavy: bool
    strict: bool
    unknown: str
    tallies: tuple[Tally, ...] = ()


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
            return Look(heavy=True, strict=_is_strict(archive), unknown="weight")
        try:
            tallies = _look_at_parts(archive)
        except Exception as error:  # noqa: BLE001  # what is damaged, the full reader shall stumble over and say so
            unknown = str(error) if isinstance(error, _UnknownError) else type(error).__name__
            return Look(weight.unpacked > _LARGE_FOR_FULL, _is_strict(archive), unknown)
    return Look(sum(tally.cells for tally in tallies) > _MANY_CELLS, strict=False, unknown="", tallies=tallies)


def _is_strict(archive: zipfile.ZipFile) -> bool:
    """Whether the workbook part has the namespace of the ISO dialect."""
    try:
        with archive.open("xl/workbook.xml") as part:
            return STRICT in part.read(_LARGE_PART)
    except Exception:  # noqa: BLE001  # missing or damaged: not ours to say
        return False


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
    _require(b"<!" not in xml, "comment, CDATA or DOCTYPE")
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
    return max(map(len, xml.split(b"</si>")))


class _Styles(Struct, frozen=True):
    """What the styles of a workbook make of a number, by their ids as a cell writes them."""

    kinds: dict[bytes, FormatKind]
    legacy: frozenset[bytes]


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
    fonts = [font.find("m:name", name_space) for font in root.iterfind("m:fonts/m:font", name_space)]
    legacy_fonts = {i for i, name in enumerate(fonts) if name is not None and is_legacy_font(name.get("val", ""))}
    kinds: dict[bytes, FormatKind] = {}
    legacy: set[bytes] = set()
    for index, style in enumerate(root.iterfind("m:cellXfs/m:xf", name_space)):
        kinds[b"%d" % index] = _kind(int(style.get("numFmtId", "0")), formats)
        if int(style.get("fontId", "0")) in legacy_fonts:
            legacy.add(b"%d" % index)
    return _Styles(kinds, frozenset(legacy))


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
    _require(
        xml.count(b"hidden") == xml.count(b' hidden="0"') + xml.count(b' hidden="false"'), "hidden rows or columns"
    )
    _require(b"zeroHeight" not in xml, "rows hidden by default")
    _require(xml.count(b"<mergeCell ") == len(_MERGE.findall(xml)), "merged areas")
    _require(xml.count(b"<sheetData") == 1, "number of tables")
    if b"<sheetData/>" in xml or b"<sheetData />" in xml:
        return Tally(0, 0, 0)
    start, end = xml.index(b"<sheetData>") + len(b"<sheetData>"), xml.rindex(b"</sheetData>")
    body = xml[start:end]
    tags = {tag: body.count(tag) for tag in _BODY_TAGS}
    _require(body.count(b"<") == sum(tags.values()), "tags")
    _look_at_formulas(body, tags[b"<f>"] + tags[b"<f "])
    _look_at_inline_texts(body, tags[b"<is>"])
    _look_at_cells(body, tags[b"<c r="])
    return _tally(body, styles, tags)


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
    """The numbers that a reader must find, and how many of them it must show as dates."""
    dates, percent = 0, []
    used = set(_FILLED_STYLE.findall(body)) if b' s="' in body else set()
    _require(used.isdisjoint(styles.legacy) and b"0" not in styles.legacy, "legacy fonts")
    _require(styles.kinds.get(b"0", FormatKind.PLAIN) is FormatKind.PLAIN, "style of the cells that name none")
    for style in used:
        kind = styles.kinds.get(style, FormatKind.OTHER)
        _require(kind is not FormatKind.OTHER, f"{kind} formats")
        if kind is not FormatKind.PLAIN:
            places = re.findall(rb'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})" s="%s"(?: t="n")?>' % style, body)
            dates += len(places) if kind is FormatKind.DATE else 0
            percent += places if kind is FormatKind.PERCENT else []
    boolean = b't="b">' in body
    _require(not (boolean and (b"<v>true" in body or b"<v>false" in body)), "booleans in words")
    return Tally(
        tags[b"<v>"] - sum(map(body.count, _TYPED)), dates, tags[b"<c r="], body.count(b't="s">'), tuple(percent)
    )
