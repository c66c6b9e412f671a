"""The answer to `check` in a terminal: what is new, the country, the list of provinces or a page each."""

from datetime import date
from functools import reduce
from typing import TYPE_CHECKING

from du_an8.findings import Finding, Severity, unsettled
from du_an8.language.figures import format_date, format_day, format_percent
from du_an8.language.texts import named, tr
from du_an8.outputs.terminal.console import NARROW, styled
from du_an8.outputs.terminal.page import (
    TO_CHECK,
    account,
    item,
    plain_table,
    print_findings,
    print_in_short,
    say,
    section,
)
from du_an8.outputs.terminal.parts_list import print_parts
from du_an8.outputs.terminal.province_page import View, print_province, print_sources
from du_an8.outputs.terminal.verdict_table import print_verdicts
from du_an8.outputs.wording import phrases, sentences, standings
from du_an8.programme.provinces import Provinces, era_of
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.province import ProvinceResult
from du_an8.reports.file_account import FileAccount

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_OVERVIEW_TITLES = (
    "Hoàn\nthành", "Có số\nliệu", "Chậm", "Thiếu số\nđến hạn", "Hồ sơ\nchưa có", "Cần\nkiểm tra", "Số liệu\nmới nhất",
)  # fmt: skip


def print_check(console: "Console", assessment: Assessment, provinces: Provinces, view: View) -> None:
    """Print the whole answer."""
    if assessment.previous:
        _print_news(console, assessment, assessment.previous.as_of)
    if assessment.country:
        _print_country(console, assessment.country, assessment, provinces, view)
    if view.overview:
        _print_overview(console, assessment, provinces, view)
        return
    for number, result in enumerate(assessment.results):
        if number or assessment.country:
            console.print()
        print_province(console, result, assessment, provinces, view)
    _print_to_check(console, assessment.other_findings, view, "Cần kiểm tra (tệp, tỉnh khác)")
    if view.sources:
        _print_files(console, assessment)
    else:
        say(console, tr("Cách xử lý từng điểm, nguồn, các ô số đã đọc: thêm --sources."), "dim")


def _print_to_check(console: "Console", findings: list[Finding], view: View, title: str = TO_CHECK) -> None:
    shown = print_findings if view.sources else print_in_short
    shown(console, findings, title)


def _print_files(console: "Console", assessment: Assessment) -> None:
    if assessment.files:
        section(console, tr("Các ô số đã đọc"))
    for file in assessment.files:
        item(console, f"{file.path}: {account(file)}")


def _print_news(console: "Console", assessment: Assessment, since: date) -> None:
    say(console, tr("Mới so với kết quả tính đến {day}", day=format_date(since)), "bold")
    for sentence in sentences.told_news(assessment):
        item(console, sentence)
    for path in assessment.changed_originals:
        item(console, standings.changed_original(path), "yellow", sign="!")
    if not (assessment.news or assessment.changed_originals):
        say(console, tr("Không có gì mới."))
    console.print()


def _print_country(
    console: "Console", country: ProvinceResult, assessment: Assessment, provinces: Provinces, view: View
) -> None:
    """The whole country; of its provinces only who reported, since each has a page of its own."""
    programme = assessment.programme_of(country)
    phase, day = named(programme.phase.name), format_date(country.as_of)
    say(console, tr("Cả nước · {phase} · tính đến {day}", phase=phase, day=day), "bold")
    for sentence in sentences.of_phase(country, assessment.phase):
        say(console, sentence)
    known, every = len(country.components) - len(country.silent), len(provinces.by_era[era_of(country.as_of)])
    say(console, tr("{known}/{every} tỉnh đã có số liệu về các chỉ tiêu.", known=known, every=every))
    if silent := ", ".join(province.name for province in country.silent):
        say(console, tr("Có trong hồ sơ, chưa có số liệu về chỉ tiêu nào: {names}", names=silent))
    if view.sources and country.absent:
        say(console, sentences.absent(country))
    for title, verdicts in _by_target(country).items():
        if verdicts:
            section(console, tr(title))
            print_verdicts(console, verdicts, programme)
    if view.sources:
        print_parts(console, country, tr("Theo từng chỉ tiêu"))
    _print_to_check(console, assessment.findings_about(country), view)
    if view.sources:
        print_sources(console, country)
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


def _print_overview(console: "Console", assessment: Assessment, provinces: Provinces, view: View) -> None:
    phase, day = named(assessment.phase.name), format_date(assessment.as_of)
    say(console, tr("Các tỉnh · {phase} · tính đến {day}", phase=phase, day=day), "bold")
    if sentence := sentences.earlier_phases(assessment.results, assessment.phase):
        say(console, sentence)
    if not assessment.results:
        say(console, tr("Chưa có tỉnh nào có chỉ tiêu giao hoặc số liệu."))
    elif console.width < NARROW:
        _print_overview_as_list(console, assessment)
    else:
        console.print(_overview_table(assessment))
        say(console, tr(sentences.OVERVIEW_NOTE), "dim")
    say(console, sentences.with_data(assessment.results, assessment.as_of, provinces))
    if view.sources:
        print_findings(console, assessment.findings)
        _print_files(console, assessment)
    else:
        _print_state_of_data(console, assessment)


def _print_overview_as_list(console: "Console", assessment: Assessment) -> None:
    with_phases = sentences.differ_in_phase(assessment.results)
    for result in sorted(assessment.results, key=sentences.urgency):
        of_phase = f" · {named(result.phase.name)}" if with_phases else ""
        say(console, phrases.place(result.province, assessment.as_of) + of_phase, "bold")
        item(console, sentences.summary(result))


def _print_state_of_data(console: "Console", assessment: Assessment) -> None:
    """The errors, and how many numbers and remarks there are."""
    errors = unsettled(assessment.findings, Severity.ERROR)
    print_findings(console, errors, "Lỗi trong dữ liệu")
    if assessment.files:
        total = reduce(FileAccount.plus, assessment.files)
        console.print()
        sentence = tr("{count} tệp báo cáo: {account}.", count=len(assessment.files), account=account(total))
        say(console, sentence, "dim")
    settled = sum(finding.settled is not None for finding in assessment.findings)
    if settled:
        say(console, tr("{count} lời nhắc đã được xem xét (decisions.yaml).", count=settled), "dim")
    if others := len(assessment.findings) - len(errors) - settled:
        sentence = tr('Còn {count} cảnh báo, lưu ý; xem từng tỉnh: du-an8 check "Tên tỉnh"', count=others)
        say(console, sentence, "dim")


def _overview_table(assessment: Assessment) -> "Table":
    table = plain_table()
    table.add_column(tr("Tỉnh"), ratio=1, min_width=12)
    with_phases = sentences.differ_in_phase(assessment.results)
    if with_phases:
        table.add_column(tr("Giai\nđoạn"), no_wrap=True)
    for title in _OVERVIEW_TITLES:
        table.add_column(tr(title), justify="right", no_wrap=True)
    for result in sorted(assessment.results, key=sentences.urgency):
        place = styled(phrases.place(result.province, assessment.as_of))
        of_phase = [styled(result.phase.id)] if with_phases else []
        table.add_row(place, *of_phase, *_overview_cells(result, sentences.to_check(assessment.findings_about(result))))
    return table


def _overview_cells(result: ProvinceResult, to_check: int) -> "list[Text]":
    lagging, missing, absent = len(result.lagging), len(result.missing), len(result.absent)
    return [
        styled("–" if result.completion is None else format_percent(result.completion)),
        styled(f"{result.reported}/{result.with_target}" if result.with_target else "–"),
        styled(str(lagging or "–"), "red" if lagging else ""),
        styled(str(missing or "–"), "magenta" if missing else ""),
        styled(str(absent or "–")),
        styled(str(to_check or "–")),
        styled(format_day(result.latest) if result.latest else tr("chưa có")),
    ]
