"""Sentences about a province that more than one output says."""

from collections.abc import Iterable, Sequence
from datetime import date

from du_an8.findings import Finding, Severity
from du_an8.outputs import phrases
from du_an8.programme.catalogue import Phase
from du_an8.programme.provinces import NEW_ERA, NEW_ERA_STARTS, Province, Provinces, era_of
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.province import ProvinceResult
from du_an8.reports.facts import Measure
from du_an8.vietnamese.dates import format_date, format_period
from du_an8.vietnamese.numbers import format_percent

OVERVIEW_NOTE = (
    "Tỷ lệ hoàn thành là bình quân các chỉ tiêu có cả số giao và số liệu; – là chưa tính được. Không kể số liệu bổ trợ"
    " (vốn, số người…)."
)
"""What a table of provinces counts."""


def urgency(result: ProvinceResult) -> tuple[object, ...]:
    """The order of a list of provinces, worst first: most behind, most missing, least done; ties by code."""
    completion = result.completion if result.completion is not None else 2
    return (-len(result.lagging), -len(result.missing), completion, result.province.code, result.province.era)


def to_check(findings: Iterable[Finding]) -> int:
    """How many findings are open and more than a remark."""
    return sum(not finding.settled and finding.severity is not Severity.INFO for finding in findings)


def merger(province: Province, as_of: date, provinces: Provinces) -> str:
    """Where an area went, or what it was formed from; empty for one that didn't change."""
    if province.era == NEW_ERA and province.components:
        parts = ", ".join(part.name for part in provinces.parts(province))
        return f"Tỉnh mới từ 01/07/2025, hợp nhất từ: {parts}. Dùng số tỉnh mới báo; chưa báo thì cộng các tỉnh cũ."
    if province.merged_into and as_of >= NEW_ERA_STARTS:
        into = provinces.by_era[NEW_ERA][province.merged_into]
        return f"Đây là địa bàn cũ (đến 30/06/2025); từ 01/07/2025 thuộc {into.type} {into.name}."
    return ""


def earlier_phase(result: ProvinceResult, asked: Phase) -> str:
    """That nothing is on file of the phase asked for, and of which one the figures are; empty where they are of it."""
    if result.phase == asked:
        return ""
    return (
        f"{capitalised(asked.name)}: hồ sơ chưa có chỉ tiêu, chưa có báo cáo."
        f" Dưới đây là kết quả {result.phase.short_name}."
    )


def differ_in_phase(results: Sequence[ProvinceResult]) -> bool:
    """Whether each row of a list must say of which phase it is."""
    return len({result.phase for result in results}) > 1


def earlier_phases(results: Sequence[ProvinceResult], asked: Phase) -> str:
    """The same of a list; empty where all rows are of the phase asked for.

    Where the rows differ, each says of which phase it is.
    """
    without = [result for result in results if result.phase != asked]
    if not without:
        return ""
    if not differ_in_phase(results):
        return earlier_phase(without[0], asked)
    names = ", ".join(dict.fromkeys(result.phase.short_name for result in without))
    return (
        f"{capitalised(asked.name)}: {len(without)}/{len(results)} tỉnh trong hồ sơ chưa có chỉ tiêu, chưa có báo cáo;"
        f" dòng của những tỉnh đó là kết quả {names}."
    )


def told_news(assessment: Assessment) -> list[str]:
    """What is new, each in a sentence."""
    with_phase = differ_in_phase(assessment.results)
    return [phrases.told_news(each, with_phase=with_phase) for each in assessment.news]


def ended(result: ProvinceResult) -> str:
    """That the phase is over; empty while it isn't."""
    phase = result.phase
    return f"{capitalised(phase.name)} đã kết thúc ngày {format_date(phase.end)}." if result.as_of > phase.end else ""


def of_phase(result: ProvinceResult, asked: Phase) -> list[str]:
    """What stands below the name of a province or the country: that it is shown in another phase, that it is over."""
    return [told for told in (earlier_phase(result, asked), ended(result)) if told]


def capitalised(text: str) -> str:
    """As a sentence begins."""
    return text[:1].upper() + text[1:]


def absent(result: ProvinceResult) -> str:
    """The core indicators of which nothing is on file, by name; empty where there are none."""
    names = [indicator.short_name for indicator in result.absent]
    return f"Hồ sơ chưa có: {len(names)} chỉ tiêu ({'; '.join(names)})." if names else ""


def with_data(results: Sequence[ProvinceResult], as_of: date, provinces: Provinces) -> str:
    """How many provinces of the day's era have anything on file, and which haven't."""
    every = provinces.by_era[era_of(as_of)].values()
    listed = {result.province for result in results}
    without = [province.name for province in every if province not in listed]
    names = f"; chưa có: {', '.join(without)}" if without else ""
    return f"{len(every) - len(without)}/{len(every)} tỉnh có dữ liệu{names}."


def unreported(verdict: Verdict) -> str:
    """An indicator without a figure, and since when one is due."""
    name = verdict.indicator.short_name
    return f"{name}: {phrases.missed(verdict)}" if verdict.missed_dues else f"{name}: chưa đến hạn nào"


def not_applicable(result: ProvinceResult) -> list[str]:
    """The indicators that don't apply, each with the reason; of a merged province, those of its parts, too."""
    lines: dict[str, None] = {}
    for each in result.not_applicable:
        for declared in each.declared:
            lines[f"{each.indicator.short_name}: {phrases.not_applicable(declared)}"] = None
    for component in result.components:
        for each in component.not_applicable:
            for declared in each.declared:
                name = f"{each.indicator.short_name}, {component.province.name}"
                lines[f"{name}: {phrases.not_applicable(declared)}"] = None
    return list(lines)


def sources(result: ProvinceResult) -> list[str]:
    """The published source of each target, the report of each figure."""
    lines: dict[str, None] = {}
    for verdict in result.verdicts:
        for version in verdict.versions:
            lines[f"chỉ tiêu: {phrases.source(version)} ({version.location.path})"] = None
    for verdict in result.verdicts:
        for row in verdict.actual.used:
            for path in dict.fromkeys(cell.path for cell in row.cells):
                lines[f"kết quả đến {format_date(row.end)}: {path}"] = None
    return list(lines)


def summary(result: ProvinceResult) -> str:
    """Completion, coverage, and how many indicators lag or are missing, in one sentence."""
    if not result.verdicts:
        day = format_date(result.as_of)
        if result.targets_at_fault:
            return f"Tính đến {day}: chưa có số liệu nào; tệp chỉ tiêu có lỗi nên chưa biết tỉnh được giao gì."
        return f"Tính đến {day}: chưa có chỉ tiêu giao và chưa có số liệu nào, chưa thể nói gì về tiến độ."
    parts = []
    if result.completion is not None:
        parts.append(f"Hoàn thành bình quân {format_percent(result.completion)}")
    if result.with_target:
        parts.append(f"{result.reported}/{result.with_target} chỉ tiêu có số liệu")
        if result.lower_bounds:
            parts.append(f"{len(result.lower_bounds)} chỉ tiêu mới có số tối thiểu, chưa tính")
        parts.append(f"{len(result.lagging)} chậm tiến độ")
        parts.append(f"{len(result.missing)} chỉ tiêu đến hạn chưa có số liệu")
    elif result.targets_at_fault:
        parts.append("Tệp chỉ tiêu có lỗi nên chưa tính được tỷ lệ hoàn thành")
    else:
        parts.append("Chưa nhập chỉ tiêu giao nào nên không tính được tỷ lệ hoàn thành")
    return " · ".join(parts)


def supporting(verdict: Verdict) -> str:
    """A figure that stays out of completion, with its time and what else is known of it."""
    observed_on = verdict.actual.observed_on
    shown = phrases.actual(verdict) if verdict.actual.value is not None else "chưa rõ số"
    line = f"{verdict.indicator.short_name}: {shown}{phrases.unit(verdict)}"
    if observed_on:
        first = verdict.actual.used[0]
        own_period = first.start if first.measure is Measure.IN_PERIOD else None
        line += f" ({format_period(own_period, observed_on) if own_period else format_date(observed_on)})"
    if verdict.asked is not None:
        line += f", giao {phrases.amount(verdict.asked, verdict)}: {phrases.completion(verdict)}"
    said = phrases.remarks(verdict)
    return line + (f" – {'; '.join(said)}" if said else "")


def told_by_parts(result: ProvinceResult) -> list[Verdict]:
    """The core indicators of which any component has a target or a figure."""
    return [v for v in result.core if any(part.verdict for part in result.parts_of(v.indicator))]


def told_by_no_part(result: ProvinceResult) -> str:
    """The core indicators of which no component has anything, in a sentence; empty where there are none."""
    told = told_by_parts(result)
    untold = [verdict.indicator.short_name for verdict in result.core if verdict not in told]
    return f"Không tỉnh nào có dữ liệu: {'; '.join(untold)}" if untold else ""
