"""Which reports make a part together: those of one place, in as many parts as keep each of them small."""

import hashlib
import re
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from msgspec import Struct

from du_an8.grouping import grouped
from du_an8.kept.shelf import digest
from du_an8.vietnamese.names import fold

_PART_BYTES = 4_000_000
"""Of workbooks: some seconds of reading, and rows that every machine has room for."""
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_LONGEST_WORD = 40


class ReportOnFile(Struct, frozen=True):
    """A report of a data folder.

    Attributes:
        at: see ReportAt.
        place: see Part.
    """

    path: Path
    shown: str
    at: bytes
    place: str | None
    size: int


def divided(reports: Iterable[ReportOnFile]) -> dict[str, list[ReportOnFile]]:
    """By the names of their parts. A report stays in its part, whatever comes and goes beside it."""
    by_place = grouped(reports, lambda report: report.place)
    counts = {place: _count(of_place) for place, of_place in by_place.items()}
    return grouped(
        chain.from_iterable(by_place.values()),
        lambda report: f"{_name(report.place)}-{_number(report) % counts[report.place]}",
    )


def _count(reports: Iterable[ReportOnFile]) -> int:
    """1, 2, 4, …: when a place grows, most reports find themselves in a part that was there before."""
    needed = max(1, -(-sum(report.size for report in reports) // _PART_BYTES))
    return 1 << (needed - 1).bit_length()


def _number(report: ReportOnFile) -> int:
    return int.from_bytes(hashlib.sha256(report.at).digest()[:4])


def _name(place: str | None) -> str:
    """What people recognise, with what no other place has."""
    word = _NO_LETTERS.sub("-", fold(place or "reports")).strip("-")[:_LONGEST_WORD]
    return f"{word}-{digest(place)[:6]}"
