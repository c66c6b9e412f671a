"""The parts of a Word paper as trees of plain names, whichever of its dialects the file speaks."""

import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from du_an8.reports.workbook.cells import DamagedError
from du_an8.vietnamese.late_patterns import pattern_of

_CHUNK = 1 << 16
_MAIN = "word/document.xml"
_EMBEDDED = pattern_of(r"(?:^|/)embeddings/[^/]+\.(?:xls[xmb]?|ods)$", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off", "none"})


class Paper(Struct):
    """The trees of a paper; a part that the file lacks is None.

    Attributes:
        styles: what named styles look like.
        numbering: how lists are numbered.
        embedded: how many workbooks it holds, also those of charts.
    """

    body: ET.Element
    styles: ET.Element | None
    numbering: ET.Element | None
    embedded: int = 0


def open_paper(path: Path) -> Paper:
    """Read the parts that tell what a paper says.

    Raises:
        DamagedError: the main part is missing, or a part is no XML or declares a document type.
        zipfile.BadZipFile: the file is cut short.
    """
    with zipfile.ZipFile(path) as archive:
        parts = _parts(archive)
        main = _main_part(archive, parts)
        if main not in parts:
            raise DamagedError(main)
        related = _relations(archive, parts, f"{posixpath.dirname(main)}/_rels/{posixpath.basename(main)}.rels", main)
        document = _tree(archive, parts[main])
        body = document.find("body")
        if body is None:
            raise DamagedError(main)
        styles, numbering = (parts.get(related.get(kind, "")) for kind in ("styles", "numbering"))
        return Paper(
            body,
            _tree(archive, styles) if styles else None,
            _tree(archive, numbering) if numbering else None,
            sum(_EMBEDDED.search(name) is not None for name in parts),
        )


def size_of(path: Path) -> int:
    """How many bytes of XML the file holds, unpacked.

    Raises:
        zipfile.BadZipFile: the file is cut short.
    """
    with zipfile.ZipFile(path) as archive:
        return sum(part.file_size for part in archive.infolist() if part.filename.lower().endswith(".xml"))


def is_on(element: ET.Element | None) -> bool | None:
    """Whether a property such as `<w:strike/>` is set; None where nothing is said of it."""
    return None if element is None else element.get("val", "1").lower() not in _OFF


def number_in(element: ET.Element | None, missing: int) -> int:
    """The whole number of a property such as `<w:gridSpan w:val="2"/>`."""
    stated = "" if element is None else element.get("val", "")
    return int(stated) if stated.isascii() and stated.isdecimal() and len(stated) < len("1000000000") else missing


def _parts(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    return {part.filename.replace("\\", "/").lstrip("/"): part for part in archive.infolist()}


def _main_part(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> str:
    """Word itself names it `document.xml`, papers made on the web are called otherwise."""
    return _relations(archive, parts, "_rels/.rels", "").get("officeDocument", _MAIN)


def _relations(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], name: str, source: str) -> dict[str, str]:
    """Kind of a related part (`styles`) -> its name."""
    if name not in parts:
        return {}
    folder = posixpath.dirname(source)
    return {
        relation.get("Type", "").rpartition("/")[2]: posixpath.normpath(
            posixpath.join("/", folder, relation.get("Target", ""))
        ).lstrip("/")
        for relation in _tree(archive, parts[name])
    }


class _Tree(ET.TreeBuilder):
    """Builds a tree whose names have no namespaces: the ISO dialect has others than Word's own."""

    def doctype(self, name: str, *_: str | None) -> None:
        """A document type is the way to all attacks by XML; no office program writes one."""
        raise DamagedError(name)

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        """An element with its attributes."""
        return super().start(_local(tag), {_local(name): value for name, value in attrs.items()})

    def end(self, tag: str, /) -> ET.Element:
        """The end of an element."""
        return super().end(_local(tag))


@lru_cache(maxsize=4096)
def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _tree(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> ET.Element:
    parser = ET.XMLParser(target=_Tree())  # noqa: S314  # a document type is refused
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.feed(chunk)
        root = parser.close()
    except (ET.ParseError, ValueError, RuntimeError) as error:
        raise DamagedError(part.filename) from error
    if not isinstance(root, ET.Element):
        raise DamagedError(part.filename)
    return root
