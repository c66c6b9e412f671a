"""Adds a decision to the text of `decisions.yaml`, leaving the rest of it as it is."""

import json
import re
from datetime import date

from msgspec import Struct

from du_an8.decisions.facts import figures_of, in_folder
from du_an8.findings import Finding
from du_an8.strict_yaml.reader import parse_yaml

_HEADER = """\
# Những lời nhắc đã xem xét: quy tắc, chỗ, quyết định, lý do, ai, đến khi nào. Ghi bằng `du-an8 decide`, hoặc bằng tay.
decisions:
"""
_EMPTY_LIST = re.compile(r"^decisions:[ \t]*\[[ \t]*\][ \t]*$", re.MULTILINE)


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
    place = finding.location
    texts = {
        "file": in_folder(place.path) if place else None,
        "sheet": place.sheet if place else None,
        "cell": place.cell if place else None,
        "indicator": finding.indicator,
        "decision": "use" if wording.report else "accept",
        "report": wording.report,
        "reason": wording.reason,
        "by": wording.by,
        "figures": figures_of(finding) or None,
    }
    lines = [f"rule: {finding.rule}"]
    lines += [f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in texts.items() if text is not None]
    lines += [f"until: {wording.until.isoformat()}"] if wording.until else []
    return "  - " + "\n    ".join(lines) + "\n"


def appended(text: str, entry: str) -> str:
    """The file's text with the entry at its end.

    Raises:
        AppendError: the file is at fault, or its list doesn't stand last.
    """
    before = _count(text) if text.strip() else 0
    grown = _EMPTY_LIST.sub("decisions:", text) if text.strip() else _HEADER
    grown = (grown if grown.endswith("\n") else grown + "\n") + entry
    if _count(grown) != before + 1:
        raise AppendError
    return grown


def _count(text: str) -> int:
    document, faults = parse_yaml(text, "decisions.yaml")
    entries = document.data.get("decisions") if document and isinstance(document.data, dict) else None
    if faults or not isinstance(entries, list | None):
        raise AppendError
    return len(entries or [])
