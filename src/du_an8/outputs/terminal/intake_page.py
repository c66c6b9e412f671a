"""What `import` shows: how each figure was understood, what it changes, what stays aside."""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from du_an8.findings import Finding, Location
from du_an8.intake.arrivals import Arrival, Refusal
from du_an8.intake.figures import Change, FigureFate
from du_an8.intake.preview import Preview
from du_an8.outputs.terminal.changes_page import Names, verdict_lines
from du_an8.outputs.terminal.console import NARROW, styled
from du_an8.outputs.terminal.page import account, item, line, print_findings, say, section
from du_an8.outputs.wording.words import MEASURES
from du_an8.programme.catalogue import Programme
from du_an8.reconcile.changes import VerdictChange
from du_an8.reports.facts import Observation
from du_an8.reports.report_file import ReportFile
from du_an8.vietnamese.dates import format_date, format_period
from du_an8.vietnamese.numbers import format_number

if TYPE_CHECKING:
    from rich.console import Console

_MOST_ROWS = 60
_WHOLE = frozenset({"Loại", "Số liệu", "Ô"})
_WORDS = {
    FigureFate.NEW: "mới",
    FigureFate.CHANGED: "đổi",
    FigureFate.SAME: "như cũ",
    FigureFate.WITHDRAWN: "không còn ghi",
}
_STYLES = {FigureFate.NEW: "green", FigureFate.CHANGED: "yellow", FigureFate.WITHDRAWN: "yellow"}


_REFUSALS = {
    Refusal.UNKNOWN: "không có số liệu nào đọc được cho một tỉnh, một kỳ.",
    Refusal.SEVERAL_PROVINCES: "tệp có số của nhiều tỉnh; hãy tách mỗi tỉnh một tệp.",
    Refusal.LEADS_OUT: "thư mục của tỉnh là liên kết dẫn ra ngoài thư mục dữ liệu.",
}


_OPTIONS = {"unknown-province": '--province "Tên tỉnh"', "unknown-period": "--period 2026-Q3"}
"""What to say of a file that doesn't say it itself, by the rule that tells so."""


class Outcome(StrEnum):
    """What became of the files that can be filed."""

    FILED = "filed"
    LOOKED_AT = "looked-at"  # only shown, as was asked
    HELD_BACK = "held-back"  # not filed, until somebody agrees to what would be lost
    INCOMPLETE = "incomplete"  # not filed, because one of them can't be

    @property
    def is_done(self) -> bool:
        """Whether it is what was asked for."""
        return self in {Outcome.FILED, Outcome.LOOKED_AT}


class Intake(Struct, frozen=True):
    """Files that came in together, and what they would change.

    Attributes:
        observations: the figures of the data folder as it is.
        points: of the one that is sent back, what is to be cleared up in it.
        preview: None where nothing can be filed.
        left: what was left in archives, and why.
    """

    arrivals: Sequence[Arrival]
    observations: Sequence[Observation]
    preview: Preview | None
    left: Sequence[Finding] = ()
    points: Sequence[Finding] = ()

    @property
    def refused(self) -> bool:
        """Whether any of them can't be filed."""
        return any(arrival.refusal for arrival in self.arrivals)

    @property
    def is_whole(self) -> bool:
        """Whether everything that came could be taken in."""
        return not (self.left or self.refused)

    @property
    def needs_consent(self) -> bool:
        """Whether figures that are known would be lost."""
        return self.preview is not None and self.preview.voids_figures


class Page(Struct, frozen=True):
    """How the answer is shown.

    Attributes:
        show_all: every row of figures.
    """

    programme: Programme
    names: Names
    outcome: Outcome
    show_all: bool


def print_intake(console: "Console", intake: Intake, page: Page) -> None:
    """Each file: what was understood; then what they change together; then where they went."""
    for arrival in intake.arrivals:
        _print_arrival(console, arrival, intake.observations, page)
    print_findings(console, intake.left, "Không lấy ra từ tệp nén, thư")
    if intake.preview:
        _print_preview(console, intake, page)
    console.print()
    for arrival in intake.arrivals:
        _print_filing(console, arrival, page.outcome)
    if page.outcome is Outcome.HELD_BACK:
        item(console, _CONSENT, "bold red", sign="!")
    if page.outcome is Outcome.INCOMPLETE:
        item(console, _INCOMPLETE, "bold red", sign="!")


_INCOMPLETE = (
    "Chưa lưu tệp nào: nhiều tệp cùng lúc thì lưu tất cả hoặc không tệp nào. Sửa hoặc bỏ ra tệp có dấu ✗, rồi nhập lại."
)
_CONSENT = (
    "Chưa lưu tệp nào: lưu xong thì số đang dùng nêu trên không còn dùng được. Cách chữa thường là xin tỉnh ghi "
    "“Ngày báo cáo” vào bản mới, rồi nhập lại. Vẫn muốn lưu như thế này: thêm --accept."
)


def _print_arrival(console: "Console", arrival: Arrival, observations: Sequence[Observation], page: Page) -> None:
    coverage = arrival.coverage
    heading = "không rõ tỉnh hoặc thời gian"
    if coverage:
        period = format_period(coverage.period.start, coverage.period.end) if coverage.period else "không ghi kỳ"
        heading = f"{coverage.province.name} · {period} · số liệu đến {format_date(coverage.end)}"
    line(console, arrival.received.name)
    say(console, heading, "bold")
    if arrival.already:
        return
    if arrival.refusal is None:
        _print_changes(console, arrival.figures(observations), page)
    _print_rest(console, arrival.report)
    print_findings(console, arrival.contradicted if arrival.target else arrival.report.findings)
    if arrival.report.account:
        item(console, f"{account(arrival.report.account)}")


def _print_preview(console: "Console", intake: Intake, page: Page) -> None:
    """What `check` will say differently: verdicts that turn, findings that come and go."""
    preview = intake.preview
    if preview is None:
        return
    verdicts = verdict_lines(preview.changes, page.names)
    if verdicts:
        section(console, "Kết luận thay đổi khi lưu")
    for sentence in verdicts:
        item(console, sentence)
    if preview.lost:
        section(console, "Số đang dùng sẽ mất")
    for change in preview.lost:
        item(console, _loss(change), "bold red", sign="!")
    print_findings(console, _as_they_came(preview.changes.findings_new, intake), "Cần kiểm tra khi lưu")
    print_findings(console, preview.changes.findings_gone, "Không còn khi lưu")


def _loss(change: VerdictChange) -> str:
    known = change.before.actual.value if change.before else None
    value = format_number(known) if known is not None else "–"
    return f"{change.province.name} · {change.indicator.short_name}: đang dùng {value}, lưu xong thì không rõ."


def _as_they_came(findings: Sequence[Finding], intake: Intake) -> list[Finding]:
    """Findings about the files under the names that people know them by."""
    named = list(findings)
    for arrival in intake.arrivals:
        named = [arrival.as_it_came(finding) for finding in named]
    return named


def _print_filing(console: "Console", arrival: Arrival, outcome: Outcome) -> None:
    name = arrival.received.name
    if arrival.already:
        item(console, f"Đã có {name}: {arrival.already}. Không lưu lần nữa.", sign="=")
    elif arrival.refusal:
        item(console, f"Chưa lưu {name}: {_REFUSALS[arrival.refusal]}{_to_add(arrival)}", "bold red", sign="✗")
    elif outcome is Outcome.FILED:
        item(console, f"Đã lưu {name}: {arrival.shown_target}", "bold", sign="→")
    elif outcome is Outcome.LOOKED_AT:
        item(console, f"Sẽ lưu {name}: {arrival.shown_target}", "bold", sign="→")


def _to_add(arrival: Arrival) -> str:
    """What an officer can say of a file that doesn't say it itself."""
    rules = {finding.rule for finding in arrival.report.findings}
    options = [option for rule, option in _OPTIONS.items() if rule in rules]
    return f" Biết thì nhập lại, thêm {', '.join(options)}." if options else ""


def _print_changes(console: "Console", changes: Sequence[Change], page: Page) -> None:
    shown = changes if page.show_all else changes[:_MOST_ROWS]
    if console.width < NARROW:
        for change in shown:
            item(console, " · ".join(_cells(change, page.programme)))
    elif shown:
        _print_table(console, shown, page.programme)
    if len(shown) < len(changes):
        item(console, f"… và {len(changes) - len(shown)} dòng nữa; xem hết bằng --all.")
    counts = Counter(change.kind for change in changes)
    if counts:
        item(console, ", ".join(f"{counts[kind]} {words}" for kind, words in _WORDS.items() if counts[kind]) + ".")


def _print_table(console: "Console", changes: Sequence[Change], programme: Programme) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title, right in (("Chỉ tiêu", 0), ("Loại", 0), ("Kỳ", 0), ("Số liệu", 1), ("Ô", 0), ("So với đã có", 0)):
        table.add_column(title, justify="right" if right else "left", no_wrap=title in _WHOLE, overflow="fold")
    for change in changes:
        *cells, compared = _cells(change, programme)
        table.add_row(*map(styled, cells), styled(compared, _STYLES.get(change.kind, "")))
    console.print(table)


def _cells(change: Change, programme: Programme) -> tuple[str, ...]:
    row = change.after or change.before
    if row is None:
        raise AssertionError("a change has one side at least")
    indicator = programme.indicators[row.indicator]
    unit = "%" if indicator.is_percentage else f" {indicator.unit}"
    compared = _WORDS[change.kind]
    if change.kind is FigureFate.CHANGED and change.before:
        compared += f", trước là {_value(change.before)}{unit} ({_place(change.before)})"
    elif change.kind is FigureFate.WITHDRAWN:
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
        "giải trình của tỉnh": len(report.returned.explanations) if report.returned else 0,
    }
    rest = [f"{format_number(count)} {words}" for words, count in counts.items() if count]
    if rest:
        item(console, f"Ngoài ra: {', '.join(rest)}.")
