"""The indicators of a province in a terminal: by verdict, the worst first, a line each; what must be said below."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from du_an8.language.figures import format_date
from du_an8.language.texts import named, tr
from du_an8.outputs.terminal.console import NARROW, bar, styled
from du_an8.outputs.terminal.page import item, plain_table, say
from du_an8.outputs.wording import phrases, standings
from du_an8.outputs.wording.words import STATUSES
from du_an8.programme.catalogue import Programme
from du_an8.reconcile.judging.verdict import Status, Verdict, is_shaky

if TYPE_CHECKING:
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

_WITH_UNITS, _WIDE = 90, 110
"""From these widths on there is room for units, and for bars."""

_BAR = 10
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BETWEEN_NOTES = "   "
_SHAKY = "~ số suy ra (chia đều theo ngày, phần còn lại, mức chung), không phải số giao"

_ORDER = (
    Status.VERY_SLOW,
    Status.MISSED,
    Status.OVERDUE,
    Status.SLOW,
    Status.NO_REPORT,
    Status.NOT_MEASURABLE,
    Status.NO_TARGET,
    Status.NEAR,
    Status.ON_TRACK,
    Status.EXCEEDED,
    Status.MET,
    Status.NOT_DUE,
    None,
)
"""What lags, what is missing, what is in doubt, the rest."""

_STYLES = {
    Status.EXCEEDED: "green",
    Status.MET: "green",
    Status.ON_TRACK: "green",
    Status.NEAR: "yellow",
    Status.SLOW: "red",
    Status.VERY_SLOW: "bold red",
    Status.MISSED: "bold red",
    Status.OVERDUE: "bold red",
    Status.NO_REPORT: "magenta",
    Status.NOT_MEASURABLE: "yellow",
    Status.NO_TARGET: "yellow",
}


def print_verdicts(console: "Console", verdicts: Iterable[Verdict], programme: Programme) -> None:
    """Print a table where there is room for one, else a list."""
    ordered = sorted(verdicts, key=_rank)
    day = _common_day(ordered)
    if console.width < NARROW:
        _print_list(console, ordered, programme, day)
    else:
        _print_table(console, ordered, programme, day)


def _rank(verdict: Verdict) -> tuple[object, ...]:
    """By verdict; among those that lag the furthest behind first, among those without a figure what is due."""
    behind = verdict.pace if verdict.lagging and verdict.pace is not None else 0
    return _ORDER.index(verdict.status), not verdict.missing, behind


def _common_day(verdicts: Iterable[Verdict]) -> date | None:
    """The day that most figures describe; the others tell theirs."""
    days = Counter(v.actual.observed_on for v in verdicts if v.actual.observed_on)
    return max(days, key=lambda day: (days[day], day), default=None)


def _notes(verdict: Verdict, programme: Programme, common: date | None) -> list[str]:
    """What must be said beside the numbers: their days, what is still needed, what else is known."""
    said = []
    observed_on, expectation = verdict.actual.observed_on, verdict.expectation
    if observed_on and observed_on != common:
        said.append(tr("số đến {day}", day=format_date(observed_on)))
    if verdict.lagging:
        said += standings.lacking(verdict, programme)
    elif verdict.status is Status.NO_REPORT:
        said.append(standings.first_missed(verdict) if verdict.missed_dues else tr("chưa đến hạn nào"))
    elif expectation and expectation.day != observed_on:
        said.append(tr("kế hoạch tính đến {day}", day=format_date(expectation.day)))
    return said + phrases.remarks(verdict)


class _Notes:
    """The notes of a table, numbered; rows of which the same is said share one."""

    def __init__(self) -> None:
        self._marks: dict[str, str] = {}

    def mark(self, text: str) -> str:
        """The mark of the row of which this is said, empty where nothing is."""
        if not text:
            return ""
        return self._marks.setdefault(text, str(len(self._marks) + 1).translate(_SUPERSCRIPTS))

    @property
    def lines(self) -> list[str]:
        """Each behind its mark."""
        return [f"{mark} {text}" for text, mark in self._marks.items()]


def _heading(status: Status | None) -> str:
    """Sign and word; the meaning never hangs on colour."""
    if status is None:
        return tr("– không áp dụng")
    sign, word = STATUSES[status]
    return f"{sign} {tr(word)}"


def _print_table(console: "Console", ordered: Sequence[Verdict], programme: Programme, common: date | None) -> None:
    table = _empty_table(console.width, common)
    notes = _Notes()
    shown: Status | str | None = ""
    for verdict in ordered:
        if verdict.status != shown:
            shown = verdict.status
            table.add_row(styled(_heading(verdict.status), _style(verdict)))
        mark = notes.mark("; ".join(_notes(verdict, programme, common)))
        table.add_row(*_cells(verdict, mark, programme, console.width))
    console.print(table)
    _print_notes(console, notes.lines + ([tr(_SHAKY)] if _any_shaky(ordered) else []))


def _style(verdict: Verdict) -> str:
    return _STYLES.get(verdict.status, "") if verdict.status else ""


def _empty_table(width: int, common: date | None) -> "Table":
    table = plain_table()
    title = tr("Chỉ tiêu · số liệu đến {day}", day=format_date(common)) if common else tr("Chỉ tiêu")
    table.add_column(title, ratio=1, min_width=16)
    if width >= _WITH_UNITS:
        table.add_column(tr("ĐVT"), max_width=9)
    for amount in (tr("Giao"), tr("Đến kỳ")):
        table.add_column(amount, justify="right", no_wrap=True)
    table.add_column(tr("Thực hiện"), justify="right", min_width=9, max_width=9 if width < _WITH_UNITS else 16)
    table.add_column(tr("Tỷ lệ"), justify="right", no_wrap=True)
    if width >= _WIDE:
        table.add_column("", no_wrap=True)
        table.add_column(tr("So KH"), justify="right", no_wrap=True)
    return table


def _cells(verdict: Verdict, mark: str, programme: Programme, width: int) -> "list[Text | Padding]":
    from rich.padding import Padding

    share = float(verdict.completion) if verdict.completion is not None else None
    drawn = ["" if share is None else bar(share, _BAR), "–" if verdict.fulfilled else phrases.pace(verdict, programme)]
    return [
        Padding(styled(f"{phrases.name(verdict.indicator)}{mark}"), (0, 0, 0, 2)),
        *([styled(named(verdict.indicator.unit))] if width >= _WITH_UNITS else []),
        styled(phrases.amount(verdict.asked, verdict)),
        styled(phrases.expected(verdict.expectation, verdict, beside_pace=width >= _WIDE and not verdict.fulfilled)),
        styled(phrases.actual(verdict)),
        styled(phrases.completion(verdict)),
        *(map(styled, drawn) if width >= _WIDE else []),
    ]


def _any_shaky(verdicts: Iterable[Verdict]) -> bool:
    return any(verdict.expectation and is_shaky(verdict.expectation) for verdict in verdicts)


def _print_notes(console: "Console", notes: Iterable[str]) -> None:
    """Short ones share a line; one that is longer than a line is wrapped under its own first word."""
    line = ""
    for note in notes:
        together = line + _BETWEEN_NOTES + note if line else note
        if line and len(together) > console.width:
            _print_note(console, line)
            together = note
        line = together
    if line:
        _print_note(console, line)


def _print_note(console: "Console", line: str) -> None:
    if len(line) <= console.width:
        say(console, line, "dim")
        return
    sign, _, text = line.partition(" ")
    item(console, text, "dim", sign=sign, indent=0)


def _print_list(console: "Console", ordered: Sequence[Verdict], programme: Programme, common: date | None) -> None:
    if common:
        say(console, tr("Số liệu đến {day}, trừ chỗ có ghi ngày khác.", day=format_date(common)), "dim")
    for verdict in ordered:
        say(console, phrases.name(verdict.indicator), "bold")
        item(console, f"{_heading(verdict.status)}: {_figures(verdict)}", _style(verdict))
        if said := _notes(verdict, programme, common):
            item(console, "; ".join(said), "dim")
    if _any_shaky(ordered):
        _print_note(console, tr(_SHAKY))


def _figures(verdict: Verdict) -> str:
    """`thực hiện 87 / giao 314 tổ = 27,7%; đến kỳ ~113,9`."""
    done, given = phrases.actual(verdict), phrases.counted(verdict.asked, verdict)
    line = tr("thực hiện {done} / giao {given}", done=done, given=given)
    if verdict.completion is not None:
        line += f" = {phrases.completion(verdict)}"
    if verdict.expectation is None:
        return line
    return line + tr("; đến kỳ {plan}", plan=phrases.expected(verdict.expectation, verdict))
