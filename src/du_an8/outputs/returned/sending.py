"""When the answer to a province is sent, and which points are in it."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from du_an8.findings import Finding, ordered


class Sending(Struct, frozen=True):
    """When the points are sent, and by when they are to be answered, if a day is set."""

    sent: date
    reply_by: date | None = None


def points_of(findings: Iterable[Finding]) -> list[Finding]:
    """What is put to the province: open, and for it to answer; the weightiest first."""
    return [finding for finding in ordered(findings) if finding.request and not finding.settled]
