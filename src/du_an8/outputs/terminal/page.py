"""What every page in the terminal is made of: titles, points, paths, findings, cell accounts."""

import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from du_an8.findings import Finding, Severity
from du_an8.grouping import grouped
from du_an8.language.figures import format_date, format_number
from du_an8.language.texts import tr
from du_an8.outputs.plain_text import for_screen
from du_an8.outputs.terminal.console import safe, styled
from du_an8.outputs.wording import phrases
from du_an8.outputs.wording.words import SEVERITIES
from du_an8.reports.file_account import FileAccount

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_TAB = "\t"
_PLACES = re.compile(r"\[[^\[\]]*\]")
_NO_BREAK = "\N{WORD JOINER}"
"""Stands for a blank at which no line is broken, until the lines are made."""
_SEVERITY_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


def section(console: "Console", title: str) -> None:
    """A title with a blank line above."""
    console.print()
    say(console, title, "bold")


def say(console: "Console", text: str, style: str = "") -> None:
    """A paragraph."""
    console.print(styled(text, style))


def item(console: "Console", text: str, style: str = "", *, sign: str = "•", indent: int = 2) -> None:
    """A point of a list, wrapped under its own first word."""
    lines = textwrap.wrap(
        safe(text),
        console.width,
        initial_indent=f"{' ' * indent}{sign} ",
        subsequent_indent=" " * (indent + len(sign) + 1),
        break_long_words=False,
        break_on_hyphens=False,
    )
    console.print(styled("\n".join(lines), style), soft_wrap=True)


def wrapped(console: "Console", text: str, *, indent: int = 2, style: str = "") -> None:
    """A line below a title, wrapped two further in; what stands in square brackets is a place and stays whole."""
    kept = _PLACES.sub(lambda place: place[0].replace(" ", _NO_BREAK), safe(text))
    lines = textwrap.wrap(
        kept,
        console.width,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )
    console.print(styled("\n".join(lines).replace(_NO_BREAK, " "), style), soft_wrap=True)


def line(console: "Console", text: str) -> None:
    """A line with a path in it, never broken, so that it can be copied."""
    console.print(styled(for_screen(text)), soft_wrap=True)  # also a path with a line break in it


def plain_table() -> "Table":
    """A table over the width of the page, with a line below its titles alone."""
    from rich import box
    from rich.table import Table

    return Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), show_edge=False, pad_edge=False)


TO_CHECK = "Cần kiểm tra"


def print_in_short(console: "Console", findings: Iterable[Finding], title: str = TO_CHECK) -> None:
    """Errors in full, of the others a point for each rule; those that were settled by number."""
    findings = list(findings)
    still_open = [finding for finding in findings if not finding.settled]
    if still_open:
        section(console, tr(title))
    _print_groups(console, [finding for finding in still_open if finding.severity is Severity.ERROR])
    points: dict[str, list[Finding]] = {}
    for finding in still_open:
        if finding.severity is not Severity.ERROR:
            points.setdefault(finding.rule, []).append(finding)
    for alike in points.values():
        _print_point(console, alike)
    if settled := len(findings) - len(still_open):
        say(console, tr("Đã xem xét: {count} điểm.", count=settled), "dim")


def _print_point(console: "Console", alike: Sequence[Finding]) -> None:
    """The first of a rule, and how many more of it there are."""
    first = alike[0]
    sign, _ = SEVERITIES[first.severity]
    place = f" {first.location.short}" if first.location else ""
    others = tr("; và {count} điểm nữa", count=len(alike) - 1) if len(alike) > 1 else ""
    text = f"{first.message} [{first.rule}]{place}{others}"
    item(console, text, _SEVERITY_STYLES[first.severity], sign=sign)
    _print_explanation(console, first)


def print_findings(console: "Console", findings: Iterable[Finding], title: str = TO_CHECK) -> None:
    """Findings with the same advice stand together, the advice once below them; then those that were settled."""
    findings = list(findings)
    still_open = [finding for finding in findings if not finding.settled]
    if still_open:
        section(console, tr(title))
    _print_groups(console, still_open)
    if settled := [finding for finding in findings if finding.settled]:
        section(console, tr("Đã xem xét"))
    for finding in settled:
        _print_settled(console, finding)


def _print_settled(console: "Console", finding: Finding) -> None:
    """One point: what, where, why it needn't be looked at any more, until when."""
    place = f" {finding.location.short}" if finding.location else ""
    why = ""
    if decided := finding.settled:
        until = tr(", đến hết {day}", day=format_date(decided.until)) if decided.until else ""
        by = phrases.settled_by(decided)
        why = f" → {phrases.settled_because(decided)} ({by}{until}; {decided.location.short})"
    item(console, f"{finding.message} [{finding.rule}]{place}{why}", "dim", sign="✓")
    _print_explanation(console, finding)


def _print_groups(console: "Console", findings: Iterable[Finding]) -> None:
    groups = grouped(findings, lambda finding: (finding.severity, finding.rule, finding.hint))
    for (severity, rule, hint), group in groups.items():
        sign, word = SEVERITIES[severity]
        for finding in group:
            item(console, f"{tr(word)}: {finding.message} [{rule}]", _SEVERITY_STYLES[severity], sign=sign)
            for place in (finding.location, *finding.related):
                if place:
                    line(console, f"    {place}")
            if finding.excerpt:
                line(console, f"    | {safe(finding.excerpt.replace(_TAB, '⇥ '))[:160]}")
            _print_explanation(console, finding)
        item(console, hint, "dim", sign="→", indent=4)


def _print_explanation(console: "Console", finding: Finding) -> None:
    """What the province answered, with what it was asked where the figures were others then."""
    if explained := finding.explanation:
        item(console, phrases.explanation(finding, explained), sign="↩", indent=4)
        line(console, f"      {explained.location}")


def account(file: FileAccount) -> str:
    """Where the numbers of a file ended, as a sum that can be checked."""
    return tr(
        "{seen} số = {used} lấy làm số liệu + {checked} đối chiếu + {reported} nêu ở Cần kiểm tra",
        seen=format_number(file.numbers_seen),
        used=format_number(file.used),
        checked=format_number(file.checked),
        reported=format_number(file.reported),
    )
