"""Findings, places and accounts of files in JSON, the same in every document (docs/json.md)."""

from collections.abc import Mapping

from msgspec.structs import asdict

from du_an8.findings import Explained, Finding, Location, Settled
from du_an8.outputs.machine.json_text import iso_day
from du_an8.outputs.wording.phrases import settled_because, settled_by
from du_an8.reports.file_account import FileAccount

Json = dict[str, object]


def finding_document(finding: Finding, ids: Mapping[str, str]) -> Json:
    """One finding.

    Args:
        ids: area -> id of the provinces that the document holds.
    """
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "province": ids.get(finding.province, finding.province.rpartition("/")[2]) if finding.province else None,
        "indicator": finding.indicator,
        "message": finding.message,
        "hint": finding.hint,
        "location": location_document(finding.location),
        "related": [location_document(location) for location in finding.related],
        "settled": _settled_document(finding.settled),
        "explanation": _explanation_document(finding.explanation),
    }


def _settled_document(settled: Settled | None) -> Json | None:
    """What people decided of the finding."""
    if settled is None:
        return None
    words = {"reason": settled_because(settled), "by": settled_by(settled)}
    return {
        **asdict(settled),
        **words,
        "until": iso_day(settled.until),
        "location": location_document(settled.location),
    }


def _explanation_document(explained: Explained | None) -> Json | None:
    """What the province answered."""
    return {**asdict(explained), "location": location_document(explained.location)} if explained else None


def location_document(location: Location | None) -> Json | None:
    """One place in a file."""
    return asdict(location) if location else None


def account_document(file: FileAccount) -> Json:
    """Where the number cells of a file ended."""
    return {name: getattr(file, name) for name in _ACCOUNT}


_ACCOUNT = ("path", "numbers_seen", "used", "checked", "reported", "sha256")
