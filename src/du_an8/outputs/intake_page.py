"""What `import` shows: how each figure was understood, what it changes, what stays aside."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from du_an8.findings import Location
from du_an8.outputs.console import NARROW, styled
from du_an8.outputs.page import account, item, line, print_findings, say
from du_an8.outputs.words import MEASURES
from du_an8.programme.catalogue import Kind, Programme
from du_an8.reports.facts import Observation
from du_an8.reports.intake import Change, ChangeKind
from du_an8.reports.report_file import ReportFile
from du_an8.vietnamese.dates import format_date, format_period
from du_an8.vietnamese.numbers import format_number

if TYPE_CHECKING:
    from rich.console import Console

_MOST_ROWS = 60
_WHOLE = frozenset({"Loại", "Số liệu", "Ô"})
_WORDS = {
    ChangeKind.NEW: "mới",
    ChangeKind.CHANGED: "đổi",
    ChangeKind.SAME: "như cũ",
    ChangeKind.WITHDRAWN: "không còn ghi",
}
_STYLES = {ChangeKind.NEW: "green", ChangeKind.CHANGED: "yellow", ChangeKind.WITHDRAWN: "yellow"}


class Intake(Struct, frozen=True):
    """One file on its way in.

    Attributes:
        already: the path on file of a copy with the same content.
        target: where it goes; None where nothing can be filed.
        shown_target: the same as people see it.
    """

    path: Path
    report: ReportFile
    changes: Sequence[Change] = field(default_factory=list)
    target: Path | None = None
    shown_target: str = ""
    already: str | None = None


def print_intake(console: "Console", intake: Intake, programme: Programme, *, filed: bool, show_all: bool) -> None:
    """One file: what was understood, what it changes, what stays aside, where it went."""
    coverage = intake.report.coverage
    about = "không rõ tỉnh hoặc thời gian"
    if coverage:
        period = format_period(coverage.period.start, coverage.period.end) if coverage.period else "không ghi kỳ"
        about = f"{coverage.province.name} · {period} · số liệu đến {format_date(coverage.end)}"
    line(console, intake.path.name)
    say(console, about, "bold")
    if intake.already:
        item(console, f"Tệp này đã có: {intake.already}. Không lưu lần nữa.", sign="=")
        return
    _print_changes(console, intake.changes, programme, show_all=show_all)
    changed = any(change.kind is ChangeKind.CHANGED for change in intake.changes)
    if changed and coverage and coverage.reported_on is None:
        item(
            console,
            "Tệp không ghi `Ngày báo cáo`, nên không rõ số nào thay số nào: các số đã đổi sẽ bị coi là mâu thuẫn. "
            "Hãy ghi ngày báo cáo rồi nhập lại.",
            "yellow",
            sign="!",
        )
    _print_rest(console, intake.report)
    print_findings(console, intake.report.findings)
    console.print()
    if intake.report.account:
        item(console, f"{account(intake.report.account)}")
    if intake.target is None:
        item(console, f"Chưa lưu: {_why_not_filed(intake.report)}", "bold red", sign="✗")
    else:
        item(console, f"{'Đã lưu' if filed else 'Sẽ lưu'}: {intake.shown_target}", "bold", sign="→")


def _why_not_filed(report: ReportFile) -> str:
    if len(report.areas) > 1:
        return "tệp có số của nhiều tỉnh; hãy tách mỗi tỉnh một tệp."
    return "không có số liệu nào đọc được cho một tỉnh, một kỳ."


def _print_changes(console: "Console", changes: Sequence[Change], programme: Programme, *, show_all: bool) -> None:
    shown = changes if show_all else changes[:_MOST_ROWS]
    if console.width < NARROW:
        for change in shown:
            item(console, " · ".join(_cells(change, programme)))
    elif shown:
        from rich import box
        from rich.table import Table

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for title, right in (("Chỉ tiêu", 0), ("Loại", 0), ("Kỳ", 0), ("Số liệu", 1), ("Ô", 0), ("So với đã có", 0)):
            table.add_column(title, justify="right" if right else "left", no_wrap=title in _WHOLE, overflow="fold")
        for change in shown:
            style = _STYLES.get(change.kind, "")
            *cells, compared = _cells(change, programme)
            table.add_row(*(styled(cell) for cell in cells), styled(compared, style))
        console.print(table)
    if len(shown) < len(changes):
        item(console, f"… và {len(changes) - len(shown)} dòng nữa; xem hết bằng --all.")
    counts = Counter(change.kind for change in changes)
    if counts:
        item(console, ", ".join(f"{counts[kind]} {words}" for kind, words in _WORDS.items() if counts[kind]) + ".")


def _cells(change: Change, programme: Programme) -> tuple[str, ...]:
    row = change.after or change.before
    if row is None:
        raise AssertionError("a change has one side at least")
    indicator = programme.indicators[row.indicator]
    unit = "%" if indicator.kind is Kind.RATE else f" {indicator.unit}"
    compared = _WORDS[change.kind]
    if change.kind is ChangeKind.CHANGED and change.before:
        compared += f", trước là {_value(change.before)}{unit} ({_place(change.before)})"
    elif change.kind is ChangeKind.WITHDRAWN:
        compared += f" ({_place(row)})"
    value = f"{_value(row)}{unit}" if change.after else "–"
    cell = _cell(row.location) if change.after else "–"
    period = format_period(row.start, row.end)
    return indicator.short_name, MEASURES[row.measure], period, value, cell, compared


def _place(row: Observation) -> str:
    """`2025-Q1.xlsx!H15`: the folder is the province's, and stands below."""
    between = ", " if row.location.is_in_word else "!"
    return f"{row.location.path.rpartition('/')[2]}{between}{_cell(row.location)}"


def _cell(place: Location) -> str:
    """`H15`; a Word paper has several tables as often as not, so that its cells are named whole."""
    return place.inside if place.is_in_word else str(place.cell)


def _value(row: Observation) -> str:
    return f"{row.word} {format_number(row.value)}" if row.word else format_number(row.value)


def _print_rest(console: "Console", report: ReportFile) -> None:
    counts = {
        "kế hoạch tỉnh ghi": len(report.plans),
        "tỷ lệ tỉnh ghi": len(report.claims),
        "số của huyện, xã, của từng phần": sum(map(len, report.columns)),
        "khó khăn, vướng mắc": len(report.difficulties),
    }
    told = [f"{format_number(count)} {words}" for words, count in counts.items() if count]
    if told:
        item(console, f"Ngoài ra: {', '.join(told)}.")
