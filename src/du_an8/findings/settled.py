"""What became of a finding: people decided, a later report came, the province answered."""

from datetime import date

from msgspec import Struct

from du_an8.findings.locations import Location
from du_an8.language.figures import format_date

_SENT_LATER = "báo cáo gửi ngày {day}"


class Settled(Struct, frozen=True):
    """Why nothing is left to do about a finding: what people decided of it, or what came after.

    Attributes:
        decision: `accept`, or `use` of one report; `replaced` where no person decided, but a later report did.
        until: the last day on which it holds.
        location: where the decision stands.
    """

    decision: str
    reason: str
    by: str
    until: date | None
    location: Location


def settled_by_report(path: str, sent: date | None) -> Settled:
    """That a later report gives anew what was wrong.

    Args:
        path: of the later report, as it is shown.
        sent: when it was sent, if that is known.
    """
    by = _SENT_LATER.format(day=format_date(sent)) if sent else "bản đã sửa"
    return Settled("replaced", "Báo cáo gửi sau đã thay báo cáo này", by, None, Location(path))


class Explained(Struct, frozen=True):
    """What the province answered to a finding; it settles nothing by itself.

    Attributes:
        point: the finding as it was put to the province, its figures perhaps others than now.
        location: where the answer stands.
    """

    text: str
    point: str
    location: Location
