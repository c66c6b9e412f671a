"""Adds a decision to the text of `decisions.yaml`, leaving the rest of it as it is."""

import json
import re
from datetime import date
from pathlib import Path

from msgspec import Struct

from du_an8.decisions.facts import day_of, figures_of, in_folder
from du_an8.disk.locking import alone
from du_an8.disk.writing import write_atomically
from du_an8.findings import Finding
from du_an8.strict_yaml.reader import parse_yaml
from du_an8.vietnamese.dates import format_date

_HEADER = """\
# Những lời nhắc đã xem xét: quy tắc, chỗ, quyết định, lý do, ai, đến khi nào. Ghi bằng `du-an8 decide`, hoặc bằng tay.
decisions:
"""
_EMPTY_LIST = re.compile(r"^decisions:[ \t]*\[[ \t]*\](?=[ \t]*(?:#.*)?\r?$)", re.MULTILINE)
_BOM, _WINDOWS = "\ufeff", "\r\n"


class AppendError(Exception):
    """The file isn't of a form to which an entry can be added without touching the rest."""


class Wording(Struct, frozen=True):
    """What a person says of a finding; `report` is the file to be used among several."""

    reason: str
    by: str
    until: date | None
    report: str | None


def entry_for(finding: Finding, wording: Wording) -> str:
    """The entry as YAML, at the place of the finding and with its numbers."""
    figures, day = figures_of(finding), day_of(finding)
    texts = {
        **_place(finding),
        "indicator": finding.indicator,
        "period": f"đến {format_date(day)}" if day and not figures else None,
        "decision": "use" if wording.report else "accept",
        "report": wording.report,
        "reason": wording.reason,
        "by": wording.by,
        "figures": figures or None,
    }
    lines = [f"rule: {finding.rule}"]
    lines += [f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in texts.items() if text is not None]
    lines += [f"until: {wording.until.isoformat()}"] if wording.until else []
    return "  - " + "\n    ".join(lines) + "\n"


def _place(finding: Finding) -> dict[str, str | None]:
    place = finding.location
    return {"file": in_folder(place.path), "sheet": place.sheet, "cell": place.cell} if place else {}


def add_to(path: Path, entry: str) -> None:
    """Put an entry at the end of a file; of several who do so at once none loses another's.

    Raises:
        AppendError: the file is at fault, or its list doesn't stand last.
        OSError: it can't be read or written.
        UnicodeDecodeError: it isn't UTF-8.
    """
    with alone(path):
        text = appended(path.read_bytes().decode() if path.exists() else "", entry)
        write_atomically(path, lambda stream: stream.write(text))


def appended(text: str, entry: str) -> str:
    """The file's text with the entry at its end, in the line ends that the file has.

    Raises:
        AppendError: the file is at fault, or its list doesn't stand last.
    """
    mark, text = (_BOM, text.removeprefix(_BOM)) if text.startswith(_BOM) else ("", text)
    ending = _WINDOWS if _WINDOWS in text else "\n"
    before = _count(text) if text.strip() else 0
    grown = _EMPTY_LIST.sub("decisions:", text) if text.strip() else _HEADER.replace("\n", ending)
    grown += "" if grown.endswith("\n") else ending
    grown += entry.replace("\n", ending)
    if _count(grown) != before + 1:
        raise AppendError
    return mark + grown


def _count(text: str) -> int:
    document, faults = parse_yaml(text, "decisions.yaml")
    entries = document.data.get("decisions") if document and isinstance(document.data, dict) else None
    if faults or not isinstance(entries, list | None):
        raise AppendError
    return len(entries or [])
