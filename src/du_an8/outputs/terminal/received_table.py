"""Who has sent what, in a terminal: a sign a province and period, or of few provinces a line each."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from du_an8.outputs.terminal.console import styled
from du_an8.outputs.terminal.page import item, line, plain_table, say, section
from du_an8.outputs.wording import phrases, receipts
from du_an8.reconcile.received import ProvinceReceipts, Received, State
from du_an8.reconcile.reporting_periods import ReportingPeriod
from du_an8.vietnamese.dates import format_date

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = {
    State.MISSING: "bold red",
    State.RETURNED: "yellow",
    State.IN: "yellow",
    State.ANSWERED: "cyan",
    State.ACCEPTED: "green",
    State.INCLUDED: "dim",
    State.EXPECTED: "dim",
}
_NAME, _SIGN, _SIGN_AND_DAYS = 19, 3, 8
"""Widths of columns, the blank between them included."""


def print_received(console: "Console", answer: Received, *, overview: bool) -> None:
    """Print the whole answer.

    Args:
        overview: no province was named, so a line each is shown instead of a table each.
    """
    say(console, f"Báo cáo các kỳ · {answer.phase.name} · tính đến {format_date(answer.as_of)}", "bold")
    if not answer.periods:
        say(console, "Chưa có kỳ báo cáo nào bắt đầu.")
    elif overview:
        _print_overview(console, answer)
    else:
        for row in answer.rows:
            _print_province(console, row, answer)


def _print_overview(console: "Console", answer: Received) -> None:
    room = console.width - _NAME
    shown = answer.periods[-max(room // _SIGN, 1) :]
    if left := len(answer.periods) - len(shown):
        first = receipts.period_name(shown[0])
        say(console, f"Màn hình hẹp, không in {left} kỳ trước {first}; đủ mọi kỳ: --format csv.", "dim")
    _print_signs(console, answer, shown)
    for sign, meaning in receipts.states_shown(answer):
        item(console, meaning, sign=sign)
    if receipts.has_merged(answer):
        say(
            console,
            f"{receipts.MERGED_NOTE} Dấu là của nơi còn nhiều việc nhất; từng nơi: du-an8 received TỈNH.",
            "dim",
        )
    console.print()
    for period in shown:
        item(console, receipts.sums(answer, period))


def _print_signs(console: "Console", answer: Received, shown: Sequence[ReportingPeriod]) -> None:
    """A line a province; how many days a report is late stands beside its sign where there is room."""
    roomy = (console.width - _NAME) // len(shown) >= _SIGN_AND_DAYS
    width, write = (_SIGN_AND_DAYS, receipts.with_days) if roomy else (_SIGN, receipts.sign)
    counts = Counter(period.end.year for period in shown)
    years = "".join(_year(year, width * count).ljust(width * count) for year, count in counts.items())
    numbers = "".join(receipts.number_in_year(period).ljust(width) for period in shown)
    say(console, f"{'':{_NAME}}{years}".rstrip())
    say(console, f"{f'Tỉnh, theo {receipts.kind_of(shown)}':{_NAME}}{numbers}".rstrip())
    say(console, "─" * (_NAME + width * len(shown)))
    for row in receipts.latest_first(answer):
        text = styled(f"{phrases.place(row.province, answer.as_of):{_NAME}}")
        for cell in (receipts.foremost(row.of(period)) for period in shown):
            text.append_text(styled(write(cell, answer.as_of).ljust(width), _STYLES[cell.state] if cell else ""))
        console.print(text, soft_wrap=True)


def _year(year: int, room: int) -> str:
    """`2025`, of a single narrow column `25`."""
    return f"{year}" if room > len(f"{year}") else f"{year % 100:02d}"


def _print_province(console: "Console", row: ProvinceReceipts, answer: Received) -> None:
    """A line a period, and the files that are about it."""
    section(console, phrases.place(row.province, answer.as_of))
    if not row.receipts:
        item(console, receipts.without_periods(row))
        return
    table, parts = plain_table(), receipts.is_of_parts(row)
    table.add_column("Kỳ", no_wrap=True)
    if parts:
        table.add_column("Tỉnh cũ", no_wrap=True)
    table.add_column("Hạn gửi", no_wrap=True)
    table.add_column("Tình hình", ratio=1)
    for receipt in row.receipts:
        place = receipt.province.name if receipt.province is not row.province else ""
        text = f"{receipts.sign(receipt, answer.as_of)} {receipts.described(receipt, answer.as_of)}"
        table.add_row(
            styled(receipts.period_name(receipt.period)),
            *([styled(place)] if parts else []),
            styled(format_date(receipt.period.due)),
            styled(text, _STYLES[receipt.state]),
        )
    console.print(table)
    for path in dict.fromkeys(path for receipt in row.receipts for path in receipt.files):
        line(console, f"    {path}")
