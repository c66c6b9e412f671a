"""Markdown for a job's summary and for minutes: the same words as on the screen."""

from collections.abc import Iterable, Iterator, Sequence

from du_an8.findings import Finding, Severity, unsettled
from du_an8.language.figures import format_date
from du_an8.language.texts import named, tr
from du_an8.outputs.plain_text import for_markdown
from du_an8.outputs.terminal.page import account
from du_an8.outputs.wording import phrases, sentences, standings
from du_an8.outputs.wording.words import SEVERITIES
from du_an8.programme.catalogue import Programme
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.province import ProvinceResult
from du_an8.reports.file_account import FileAccount

_HEADER = ("Chỉ tiêu", *phrases.ROW_TITLES, "Ghi chú")


def render_check(assessment: Assessment) -> str:
    """A section for each province; what the data itself says wrong at the end."""
    title = tr(
        "{programme} · {phase} · tính đến {day}",
        programme=for_markdown(named(assessment.programme.short_name)),
        phase=for_markdown(named(assessment.phase.name)),
        day=format_date(assessment.as_of),
    )
    lines = [f"# {title}", ""]
    if assessment.previous:
        since = format_date(assessment.previous.as_of)
        lines += [f"## {tr('Mới so với kết quả tính đến {day}', day=since)}", ""]
        news = [*sentences.told_news(assessment), *map(standings.changed_original, assessment.changed_originals)]
        lines += [f"- {for_markdown(each)}" for each in news] or [tr("Không có gì mới.")]
        lines.append("")
    for result in assessment.subjects:
        lines += [*_province(result, assessment), *_findings(assessment.findings_about(result))]
    if rest := assessment.other_findings:
        lines += [f"## {tr('Tệp dữ liệu')}", "", *_findings(rest)]
    return "\n".join([*lines, *_files(assessment.files)])


def render_findings(files: Sequence[FileAccount], findings: Sequence[Finding]) -> str:
    """What the data files say wrong."""
    return "\n".join([f"# {tr('Kiểm tra dữ liệu')}", "", *_findings(findings), *_files(files)])


def _province(result: ProvinceResult, assessment: Assessment) -> Iterator[str]:
    of_phase = f" · {named(result.phase.name)}" if sentences.differ_in_phase(assessment.subjects) else ""
    yield from (f"## {for_markdown(result.province.name + of_phase)}", "")
    for sentence in filter(
        None, (*sentences.of_phase(result, assessment.phase), sentences.summary(result), sentences.absent(result))
    ):
        yield from (for_markdown(sentence), "")
    if result.core:
        yield from _table(_HEADER, (_row(verdict) for verdict in result.core))
    for title, items in _lists(result, assessment.programme_of(result)).items():
        if items:
            yield from (f"**{tr(title)}**", "", *(f"- {for_markdown(item)}" for item in items), "")


def _lists(result: ProvinceResult, programme: Programme) -> dict[str, list[str]]:
    """What stands below the table of a province."""
    return {
        "Số liệu bổ trợ": [sentences.supporting(verdict) for verdict in result.supporting],
        "Chậm tiến độ": [f"{phrases.name(v.indicator)}: {standings.shortfall(v, programme)}" for v in result.lagging],
        "Đến hạn chưa có số liệu": [f"{phrases.name(v.indicator)}: {standings.missed(v)}" for v in result.missing],
        "Không áp dụng": sentences.not_applicable(result),
        "Khó khăn, vướng mắc tỉnh nêu": [difficulty.text for difficulty in result.difficulties],
    }


def _row(verdict: Verdict) -> tuple[str, ...]:
    return (phrases.name(verdict.indicator), *phrases.row(verdict), "; ".join(phrases.remarks(verdict)))


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(map(tr, header))} |"
    yield f"|{'---|' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(map(for_markdown, row))} |"
    yield ""


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    for severity in Severity:
        yield from map(_point, unsettled(findings, severity))
    for finding in findings:
        if finding.settled:
            why = for_markdown(phrases.settled_because(finding.settled))
            yield f"- ✓ {tr('đã xem xét')}: {for_markdown(finding.message)} {why}"
    if findings:
        yield ""


def _point(finding: Finding) -> str:
    """An open finding with its places."""
    sign, word = SEVERITIES[finding.severity]
    places = ", ".join(f"`{place}`" for place in map(_code, (finding.location, *finding.related)) if place)
    text = f"{for_markdown(finding.message)} {for_markdown(finding.hint)}"
    return " ".join(filter(None, (f"- {sign} **{tr(word)}** ({finding.rule}): {text}", places, _answer(finding))))


def _answer(finding: Finding) -> str:
    """What the province answered."""
    return for_markdown(phrases.explanation(finding, finding.explanation)) if finding.explanation else ""


def _code(place: object) -> str:
    """A place between backticks, which it can't close."""
    return str(place).replace("`", "'").replace("\n", " ") if place else ""


def _files(files: Sequence[FileAccount]) -> Iterator[str]:
    if files:
        yield from (f"## {tr('Các ô số đã đọc')}", "")
    for file in files:
        yield f"- `{_code(file.path)}`: {account(file)}"
    yield ""
