"""The findings that can be settled, numbered."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from du_an8.findings import Finding
from du_an8.outputs.page import item, line, say
from du_an8.outputs.words import SEVERITIES

if TYPE_CHECKING:
    from rich.console import Console


def print_open_findings(console: "Console", findings: Sequence[Finding]) -> None:
    """Print them with the numbers by which `decide` takes them."""
    if not findings:
        say(console, "Không có lời nhắc nào đang mở.")
        return
    for number, finding in enumerate(findings, start=1):
        _, word = SEVERITIES[finding.severity]
        item(console, f"{word}: {finding.message} [{finding.rule}]", sign=f"{number}.", indent=0)
        for place in (finding.location, *finding.related):
            if place:
                line(console, f"    {place}")
    console.print()
    say(console, "Ghi nhận: du-an8 decide TỈNH SỐ --reason “lý do” --by “tên”", "dim")
