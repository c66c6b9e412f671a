"""Sentences about a province that more than one output says."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from du_an8.findings import Finding, Severity
from du_an8.outputs import phrases
from du_an8.programme.catalogue import Phase
from du_an8.programme.provinces import NEW_ERA, NEW_ERA_STARTS, Province, Provinces, era_of
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.judging.verdict import Status, Verdict
from du_an8.reconcile.province import ProvinceResult
from du_an8.reports.facts import Measure
from du_an8.vietnamese.dates import format_date, format_period
from du_an8.vietnamese.numbers import format_percent

OVERVIEW_NOTE = (
    "Tỷ lệ hoàn thành là bình quân các chỉ tiêu có cả số giao và số liệu; – là chưa tính được. Hồ sơ chưa có: chỉ tiêu"
    " chưa có cả số giao lẫn số liệu. Không kể số liệu bổ trợ (vốn, số người…)."
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
        parts = ", ".join(phrases.place(part, as_of) for part in provinces.parts(province))
        return f"Từ {format_date(NEW_ERA_STARTS)} gồm {parts}; chưa báo chung thì cộng số cũ."
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
    return _absent(result, len(result.absent)) if result.absent else ""


def absent_within(result: ProvinceResult, length: int) -> str:
    """The same in so many characters: as many names as there is room for, the rest by number."""
    return _fitting(length, len(result.absent), lambda named: _absent(result, named)) if result.absent else ""


def _fitting(length: int, most: int, told: Callable[[int], str]) -> str:
    """What names as many as there is room for."""
    tries = (told(named) for named in range(most, 0, -1))
    return next((text for text in tries if len(text) <= length), told(0))


def _absent(result: ProvinceResult, named: int) -> str:
    """With the names of the first few."""
    every = len(result.absent)
    names = "; ".join(indicator.short_name for indicator in result.absent[:named])
    others = f" và {every - named} chỉ tiêu khác" if named < every else ""
    told = f" ({names}{others})" if names else ""
    return f"Hồ sơ chưa có: {every} chỉ tiêu{told}."


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
    """How much is known, what lags, what can't be concluded yet: one sentence, without its full stop."""
    if not result.verdicts:
        day = format_date(result.as_of)
        if result.targets_at_fault:
            return f"Tính đến {day}: chưa có số liệu nào; tệp chỉ tiêu có lỗi nên chưa biết tỉnh được giao gì"
        return f"Tính đến {day}: chưa có chỉ tiêu giao và chưa có số liệu nào, chưa thể nói gì về tiến độ"
    if result.with_target:
        return "; ".join([_coverage(result), *_not_concluded(result)])
    if result.targets_at_fault:
        return "Tệp chỉ tiêu có lỗi nên chưa tính được tỷ lệ hoàn thành"
    return "Chưa nhập chỉ tiêu giao nào nên không tính được tỷ lệ hoàn thành"


def _coverage(result: ProvinceResult) -> str:
    """How many figures there are, what they come to, how many of them lag."""
    parts = [f"{result.reported}/{result.with_target} chỉ tiêu có số liệu"]
    if result.completion is not None:
        parts.append(f"bình quân {format_percent(result.completion)}")
    if result.lagging:
        parts.append(f"{len(result.lagging)} chậm tiến độ")
    elif result.reported:
        parts.append("không chỉ tiêu nào chậm")
    return ", ".join(parts)


def _not_concluded(result: ProvinceResult) -> Iterator[str]:
    """What is too little known to be judged."""
    if result.missing:
        yield f"{len(result.missing)} đến hạn chưa có số"
    if result.lower_bounds:
        yield f"{len(result.lower_bounds)} mới có số tối thiểu, chưa tính"
    unmeasured = [verdict for verdict in result.core if verdict.status is Status.NOT_MEASURABLE]
    if doubtful := sum(not verdict.proves_nothing for verdict in unmeasured):
        yield f"{doubtful} chưa đủ căn cứ đánh giá"
    if without := result.counts[Status.NO_TARGET]:
        yield f"{without} chưa nhập chỉ tiêu giao"
    if result.absent:
        yield f"{len(result.absent)} chưa có gì trong hồ sơ"


def supporting(verdict: Verdict) -> str:
    """A figure that stays out of completion, with its time and what else is known of it."""
    return _supporting(verdict, phrases.remarks(verdict))


def supporting_lines(result: ProvinceResult) -> list[str]:
    """The supporting figures, of a merged province in a line for each part that tells some alone."""
    lines = []
    for some, figures in _supporting_by_parts(result).items():
        of_some = f", mới có của {some}" if some else ""
        lines.append(f"Số liệu bổ trợ{of_some}: {'; '.join(figures)}.")
    return lines


def supporting_within(result: ProvinceResult, length: int) -> str:
    """The same in one line: as many as there is room for, the rest by number; empty where there are none."""
    by_parts = _supporting_by_parts(result)
    whole = by_parts.pop("", [])
    of_parts = [f"{len(figures)} số của {some}" for some, figures in by_parts.items()]

    def line(named: int) -> str:
        left = len(whole) - named
        others = [f"{left} số khác" if named else f"{left} số"] if left else []
        return f"Số liệu bổ trợ: {'; '.join([*whole[:named], *others, *of_parts])}."

    return _fitting(length, len(whole), line) if whole or of_parts else ""


def _supporting_by_parts(result: ProvinceResult) -> dict[str, list[str]]:
    """By the parts of a merged province that told them; empty where it is the whole."""
    figures: dict[str, list[str]] = {}
    for verdict in result.supporting:
        some = phrases.parts(verdict.included) if verdict.excluded else ""
        figures.setdefault(some, []).append(_supporting(verdict, phrases.own_remarks(verdict)))
    return figures


def _supporting(verdict: Verdict, said: Sequence[str]) -> str:
    observed_on = verdict.actual.observed_on
    shown = phrases.actual(verdict) if verdict.actual.value is not None else "chưa rõ số"
    line = f"{verdict.indicator.short_name}: {shown}{phrases.unit(verdict)}"
    if observed_on:
        first = verdict.actual.used[0]
        own_period = first.start if first.measure is Measure.IN_PERIOD else None
        line += f" ({format_period(own_period, observed_on) if own_period else format_date(observed_on)})"
    if verdict.asked is not None:
        line += f", giao {phrases.amount(verdict.asked, verdict)}: {phrases.completion(verdict)}"
    return line + (f" – {'; '.join(said)}" if said else "")


def told_by_parts(result: ProvinceResult) -> list[Verdict]:
    """The core indicators of which any component has a target or a figure."""
    return [v for v in result.core if any(part.verdict for part in result.parts_of(v.indicator))]


def told_by_no_part(result: ProvinceResult) -> str:
    """The core indicators of which no component has anything, in a sentence; empty where there are none."""
    told = told_by_parts(result)
    untold = [verdict.indicator.short_name for verdict in result.core if verdict not in told]
    return f"Không tỉnh nào có dữ liệu: {'; '.join(untold)}" if untold else ""
