"""The findings that can be settled, numbered."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from du_an8.decisions.numbering import Numbered
from du_an8.outputs.plain_text import quoted
from du_an8.outputs.terminal.page import item, line, say
from du_an8.outputs.wording.words import SEVERITIES

if TYPE_CHECKING:
    from rich.console import Console


def print_open_findings(console: "Console", listed: Sequence[Numbered], province: str) -> None:
    """Print those that are open with the numbers and the codes by which `decide` takes them.

    Args:
        province: its name, for the command to paste.
    """
    still_open = [(each, each.finding) for each in listed if each.finding and each.is_open]
    if not still_open:
        say(console, "Không có lời nhắc nào đang mở.")
        return
    for each, finding in still_open:
        _, word = SEVERITIES[finding.severity]
        text = f"{word}: {finding.message} [{finding.rule}] (mã {each.code})"
        item(console, text, sign=f"{each.number}.", indent=0)
        for spot in (finding.location, *finding.related):
            if spot:
                line(console, f"    {spot}")
    console.print()
    say(console, f'Ghi nhận: du-an8 decide {quoted(province)} SỐ --reason "lý do" --by "tên"', "dim")
    say(
        console,
        "Người khác cũng đang nhập báo cáo thì ghi mã thay cho SỐ: có số liệu mới, mã vẫn đúng lời nhắc ấy.",
        "dim",
    )
