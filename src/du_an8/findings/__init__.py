"""What the tool has to say about the data: a finding is a value, never an exception.

A rule is one value, in `rules/`: severity, texts in both languages, what it asks for, and what its texts name.
"""

from du_an8.findings.finding import MOST_RELATED, Finding, counted_by_severity, ordered, unsettled
from du_an8.findings.locations import Location, in_ranges, runs
from du_an8.findings.rule import Severity
from du_an8.findings.settled import Explained, Settled, settled_by_report
from du_an8.findings.wording import BLANK, Verbatim

__all__ = [
    "BLANK",
    "MOST_RELATED",
    "Explained",
    "Finding",
    "Location",
    "Settled",
    "Severity",
    "Verbatim",
    "counted_by_severity",
    "in_ranges",
    "ordered",
    "runs",
    "settled_by_report",
    "unsettled",
]
