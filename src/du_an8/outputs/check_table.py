"""The answer to `check` in a terminal: a table where there is room for one, else a list."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING

from du_an8.findings import Severity
from du_an8.outputs import about, evidence_words, phrases
from du_an8.outputs.breakdown import print_breakdown, print_divisions
from du_an8.outputs.console import NARROW, bar, styled
from du_an8.outputs.page import account, item, plain_table, print_findings, say, section
from du_an8.outputs.parts_list import print_parts
from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import Provinces
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.judging.verdict import Status, Verdict, is_shaky
from du_an8.reconcile.province import ProvinceResult
from du_an8.reports.facts import FileAccount
from du_an8.vietnamese.dates import format_date
from du_an8.vietnamese.numbers import format_percent

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_WIDE = 110
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
}


def print_check(
    console: "Console", assessment: Assessment, provinces: Provinces, *, overview: bool, divided: bool = False
) -> None:
    """Print the whole answer.

    Args:
        overview: no province was named, so a line each is shown instead of a page each.
        divided: show the figures by the splits of the programme, too.
    """
    if assessment.previous:
        _print_news(console, assessment, assessment.previous.as_of)
    if assessment.country:
        _print_country(console, assessment.country, assessment)
    if overview:
        _print_overview(console, assessment, provinces)
        return
    for number, result in enumerate(assessment.results):
        if number or assessment.country:
            console.print()
        _print_province(console, result, assessment, provinces)
        print_parts(console, result, "Từng tỉnh cũ")
        if assessment.by:
            areas = assessment.areas[result.province.area]
            print_breakdown(console, areas, assessment.by, assessment.programme_of(result))
        if divided:
            print_divisions(console, result)
        print_findings(console, assessment.findings_about(result))
        _print_sources(console, result)
    print_findings(console, assessment.other_findings, "Cần kiểm tra (tệp, tỉnh khác)")
    if assessment.files:
        section(console, "Các ô số đã đọc")
    for file in assessment.files:
        item(console, f"{file.path}: {account(file)}")


def _print_news(console: "Console", assessment: Assessment, since: date) -> None:
    say(console, f"Mới so với kết quả tính đến {format_date(since)}", "bold")
    for told in about.told_news(assessment):
        item(console, told)
    for path in assessment.changed_originals:
        item(console, phrases.changed_original(path), "yellow", sign="!")
    if not (assessment.news or assessment.changed_originals):
        say(console, "Không có gì mới.")
    console.print()


def _print_country(console: "Console", country: ProvinceResult, assessment: Assessment) -> None:
    """The whole country; of its provinces only who reported, since each has a page of its own."""
    programme = assessment.programme_of(country)
    say(console, f"Cả nước · {programme.phase.name} · tính đến {format_date(country.as_of)}", "bold")
    for told in about.of_phase(country, assessment.phase):
        say(console, told)
    reported = len(country.components) - len(country.silent)
    say(console, f"{reported}/{len(country.components)} tỉnh có dữ liệu trong hồ sơ đã có số liệu về các chỉ tiêu.")
    if country.silent:
        say(console, "Chưa có số liệu về chỉ tiêu nào: " + ", ".join(province.name for province in country.silent))
    for title, verdicts in _by_target(country).items():
        if verdicts:
            section(console, title)
            _print_verdicts(console, verdicts, programme, None)
    print_parts(console, country, "Theo từng chỉ tiêu")
    print_findings(console, assessment.findings_about(country))
    _print_sources(console, country)
    console.print()


def _by_target(country: ProvinceResult) -> dict[str, list[Verdict]]:
    """By whose target it is that the indicators of the country are held against."""
    aimed = [verdict for verdict in country.core if country.province.area in verdict.balance.areas]
    return {
        "Chỉ tiêu cả nước": aimed,
        "Chưa biết chỉ tiêu cả nước: cộng những tỉnh có cả số giao và số liệu": [
            verdict for verdict in country.core if verdict not in aimed and verdict.asked is not None
        ],
        "Chưa biết số giao nào": [verdict for verdict in country.core if verdict.asked is None],
    }


def _print_province(console: "Console", result: ProvinceResult, assessment: Assessment, provinces: Provinces) -> None:
    programme = assessment.programme_of(result)
    say(console, f"{result.province.name} · {programme.phase.name} · tính đến {format_date(result.as_of)}", "bold")
    if told := about.merger(result.province, result.as_of, provinces):
        say(console, told, "dim")
    for told in about.of_phase(result, assessment.phase):
        say(console, told)
    say(console, about.summary(result))
    if missing := about.absent(result):
        say(console, missing)
    if proven := evidence_words.counted(result):
        say(console, proven)
    if result.core:
        common = _common_date(result.core)
        if common:
            say(console, f"Số liệu đến ngày {format_date(common)}, trừ dòng có ghi ngày khác.", "dim")
        _print_verdicts(console, result.core, programme, common)
    for title, lines in _lists(result, programme).items():
        if lines:
            section(console, title)
        for line in lines:
            item(console, line)


def _lists(result: ProvinceResult, programme: Programme) -> dict[str, list[str]]:
    """What stands below the table of a province."""
    return {
        "Số liệu bổ trợ (không tính vào tỷ lệ hoàn thành)": [about.supporting(v) for v in result.supporting],
        "Chậm tiến độ": [f"{v.indicator.short_name}: {phrases.shortfall(v, programme)}" for v in result.lagging],
        "Chưa có số liệu": [about.unreported(v) for v in result.core if v.status is Status.NO_REPORT],
        "Không áp dụng": about.not_applicable(result),
        "Khó khăn, vướng mắc tỉnh nêu": [f"{told.text} ({told.location})" for told in result.difficulties],
    }


def _common_date(verdicts: Iterable[Verdict]) -> date | None:
    days = Counter(v.actual.observed_on for v in verdicts if v.actual.observed_on)
    return max(days, key=lambda day: (days[day], day), default=None)


def _print_verdicts(console: "Console", verdicts: list[Verdict], programme: Programme, common: date | None) -> None:
    if console.width < NARROW:
        for verdict in verdicts:
            _print_as_list(console, verdict, common)
    else:
        wide = console.width >= _WIDE
        table = plain_table()
        table.add_column("Chỉ tiêu", ratio=1, min_width=16)
        table.add_column("ĐVT", max_width=9 if wide else 7)
        for title in ("Giao", "KH đến kỳ" if wide else "KH\nđến kỳ", "Thực hiện" if wide else "Thực\nhiện"):
            table.add_column(title, justify="right", no_wrap=True)
        table.add_column("Tỷ lệ", no_wrap=True)
        if wide:
            table.add_column("So KH", justify="right", no_wrap=True)
        table.add_column("Trạng thái", min_width=13, max_width=24 if wide else 16)
        for verdict in verdicts:
            table.add_row(*_cells(verdict, programme, common, wide=wide))
        console.print(table)
    if any(verdict.expectation and is_shaky(verdict.expectation) for verdict in verdicts):
        say(
            console,
            "~ kế hoạch suy ra (chia đều theo ngày, phần còn lại, hoặc mức chung), không phải số giao cho ngày đó.",
            "dim",
        )


def _cells(verdict: Verdict, programme: Programme, common: date | None, *, wide: bool) -> "list[Text]":
    name = styled(verdict.indicator.short_name)
    for remark in phrases.remarks(verdict):
        name.append_text(styled(f"\n· {remark}", "dim"))
    break_or_space = " " if wide else "\n"
    return [
        name,
        styled(verdict.indicator.unit),
        styled(phrases.amount(verdict.asked, verdict)),
        styled(_expected_cell(verdict, "({})" if wide else "{}")),
        styled(_actual_cell(verdict, common).replace(" ", break_or_space)),
        styled(_rate_cell(verdict, 10 if wide else 7, break_or_space)),
        *([styled(phrases.pace(verdict, programme))] if wide else []),
        styled(phrases.status(verdict), _STYLES.get(verdict.status or Status.NOT_DUE, "")),
    ]


def _expected_cell(verdict: Verdict, date_form: str) -> str:
    """The expected amount, with its date where that isn't the figure's."""
    expectation = verdict.expectation
    shown = phrases.expected(expectation, verdict)
    if expectation is None or expectation.day == verdict.actual.observed_on:
        return shown
    day = format_date(expectation.day)
    return f"{shown}\n{date_form.format(day)}"


def _actual_cell(verdict: Verdict, common: date | None) -> str:
    observed_on = verdict.actual.observed_on
    shown = phrases.actual(verdict)
    return f"{shown}\n({format_date(observed_on)})" if observed_on and observed_on != common else shown


def _rate_cell(verdict: Verdict, width: int, separator: str) -> str:
    if verdict.completion is None:
        return "–"
    return f"{phrases.completion(verdict):>7}{separator}{bar(float(verdict.completion), width)}"


def _print_as_list(console: "Console", verdict: Verdict, common: date | None) -> None:
    say(console, verdict.indicator.short_name, "bold")
    if verdict.status:
        item(console, phrases.status(verdict), _STYLES.get(verdict.status, ""))
    done = _actual_cell(verdict, common).replace("\n", " ")
    given = phrases.amount(verdict.asked, verdict)
    line = f"thực hiện {done} / giao {given}{phrases.unit(verdict)}"
    if verdict.completion is not None:
        line += f" = {phrases.completion(verdict)}"
    item(console, line)
    if verdict.expectation:
        item(console, "kế hoạch đến kỳ " + _expected_cell(verdict, "({})").replace("\n", " "))
    for remark in phrases.remarks(verdict):
        item(console, remark, "dim")


def _print_sources(console: "Console", result: ProvinceResult) -> None:
    """Where the figures come from: the published source of each target, the report of each figure."""
    if lines := about.sources(result):
        section(console, "Nguồn")
    for line in lines:
        item(console, line)


def _print_overview(console: "Console", assessment: Assessment, provinces: Provinces) -> None:
    say(console, f"Các tỉnh · {assessment.phase.name} · tính đến {format_date(assessment.as_of)}", "bold")
    if told := about.earlier_phases(assessment.results, assessment.phase):
        say(console, told)
    if not assessment.results:
        say(console, "Chưa có tỉnh nào có chỉ tiêu giao hoặc số liệu.")
    elif console.width < NARROW:
        _print_overview_as_list(console, assessment)
    else:
        console.print(_overview_table(assessment))
        say(console, about.OVERVIEW_NOTE, "dim")
    say(console, about.with_data(assessment.results, assessment.as_of, provinces))
    _print_state_of_data(console, assessment)


def _print_overview_as_list(console: "Console", assessment: Assessment) -> None:
    with_phases = about.differ_in_phase(assessment.results)
    for result in sorted(assessment.results, key=about.urgency):
        of_phase = f" · {result.phase.name}" if with_phases else ""
        say(console, phrases.place(result.province, assessment.as_of) + of_phase, "bold")
        item(console, about.summary(result))


def _print_state_of_data(console: "Console", assessment: Assessment) -> None:
    """The errors, and how many numbers and remarks there are."""
    errors = [f for f in assessment.findings if f.severity is Severity.ERROR and not f.settled]
    print_findings(console, errors, "Lỗi trong dữ liệu")
    if assessment.files:
        total = reduce(FileAccount.plus, assessment.files)
        console.print()
        say(console, f"{len(assessment.files)} tệp báo cáo: {account(total)}.", "dim")
    settled = sum(finding.settled is not None for finding in assessment.findings)
    if settled:
        say(console, f"{settled} lời nhắc đã được xem xét (decisions.yaml).", "dim")
    if others := len(assessment.findings) - len(errors) - settled:
        say(console, f"Còn {others} cảnh báo, lưu ý: xem từng tỉnh bằng `du-an8 check <tỉnh>`.", "dim")


def _overview_table(assessment: Assessment) -> "Table":
    table = plain_table()
    table.add_column("Tỉnh", ratio=1, min_width=12)
    with_phases = about.differ_in_phase(assessment.results)
    if with_phases:
        table.add_column("Giai\nđoạn", no_wrap=True)
    for title in ("Hoàn thành", "Có số liệu", "Chậm", "Thiếu số\nđến hạn", "Cần\nkiểm tra", "Số liệu\nmới nhất"):
        table.add_column(title, justify="right", no_wrap=True)
    for result in sorted(assessment.results, key=about.urgency):
        place = styled(phrases.place(result.province, assessment.as_of))
        of_phase = [styled(result.phase.id)] if with_phases else []
        table.add_row(place, *of_phase, *_overview_cells(result, about.to_check(assessment.findings_about(result))))
    return table


def _overview_cells(result: ProvinceResult, to_check: int) -> "list[Text]":
    lagging, missing = len(result.lagging), len(result.missing)
    return [
        styled("–" if result.completion is None else format_percent(result.completion)),
        styled(f"{result.reported}/{result.with_target}" if result.with_target else "–"),
        styled(str(lagging or "–"), "red" if lagging else ""),
        styled(str(missing or "–"), "magenta" if missing else ""),
        styled(str(to_check or "–")),
        styled(format_date(result.latest) if result.latest else "chưa có"),
    ]
