"""The notes (comments) on the cells of an `.xlsx`, which stand in parts of their own.

Excel 365 keeps a thread in one part and a copy for older versions in another; where both are there, the thread counts.
"""

import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from du_an8.findings.locations import column_number
from du_an8.reports.workbook.cells import Sheet
from du_an8.reports.workbook.xlsx_look import may_have_notes

Notes = dict[tuple[int, int], str]

_LARGEST_PART = 8_000_000
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def with_notes(sheets: Sequence[Sheet], path: Path) -> list[Sheet]:
    """The sheets with the notes on their cells; parts that are damaged or too large say nothing."""
    with zipfile.ZipFile(path) as archive:
        if not may_have_notes(archive):
            return list(sheets)
        try:
            parts = _sheet_parts(archive)
        except (KeyError, ET.ParseError, ValueError):
            return list(sheets)
        notes = {name: _notes(archive, part) for name, part in parts.items()}
    return [replace(sheet, notes=notes.get(sheet.name, {})) for sheet in sheets]


def _tree(archive: zipfile.ZipFile, part: str) -> ET.Element:
    """The XML of a part.

    Raises:
        ValueError: it is too large, or declares a document type.
        KeyError: it is missing.
    """
    if archive.getinfo(part).file_size > _LARGEST_PART:
        raise ValueError(part)
    xml = archive.read(part)
    if b"<!DOCTYPE" in xml:
        raise ValueError(part)
    return ET.fromstring(xml)  # noqa: S314  # there is no DOCTYPE in it, hence no entities


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name -> its part."""
    targets = _related(archive, "xl/workbook.xml")
    parts = {}
    for element in _tree(archive, "xl/workbook.xml").iter():
        if _local(element) == "sheet":
            relation = next((value for key, value in element.items() if key.endswith("}id")), "")
            if relation in targets:
                parts[element.get("name", "")] = targets[relation][1]
    return parts


def _related(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Relation -> the last word of its type, and the part that it leads to."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return {}
    return {
        relation.get("Id", ""): (
            relation.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join(f"/{folder}", relation.get("Target", ""))).lstrip("/"),
        )
        for relation in _tree(archive, relations)
        if relation.get("TargetMode") != "External"
    }


def _notes(archive: zipfile.ZipFile, sheet_part: str) -> Notes:
    """The notes of a sheet; what a thread says goes before its copy."""
    notes: Notes = {}
    try:
        related = sorted(_related(archive, sheet_part).values())  # "comments" before "threadedComment"
        for kind in ("comments", "threadedComment"):
            for part in (target for of_kind, target in related if of_kind == kind):
                notes |= _notes_of(_tree(archive, part))
    except (KeyError, ET.ParseError, ValueError):
        return notes
    return {place: text for place, text in notes.items() if text.strip()}


def _notes_of(root: ET.Element) -> Notes:
    notes: Notes = {}
    for element in root.iter():
        place = _ADDRESS.fullmatch(element.get("ref", ""))
        if _local(element) in {"comment", "threadedComment"} and place:
            at = int(place[2]), column_number(place[1])
            said = "".join(part.text or "" for part in element.iter() if _local(part) in {"t", "text"})
            notes[at] = f"{notes[at]}\n{said}" if at in notes else said
    return notes
