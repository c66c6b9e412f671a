"""Sentences about a province that more than one output says."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from du_an8.findings import Finding, Severity
from du_an8.language.figures import format_date, format_percent, format_period
from du_an8.language.texts import named, tr
from du_an8.outputs.wording import phrases, standings
from du_an8.programme.phases import Phase
from du_an8.programme.provinces import NEW_ERA, NEW_ERA_STARTS, Province, Provinces, era_of
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.judging.verdict import Status, Verdict
from du_an8.reconcile.province import ProvinceResult
from du_an8.reports.facts import Measure

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
        day = format_date(NEW_ERA_STARTS)
        return tr("Từ {day} gồm {parts}; chưa báo chung thì cộng số cũ.", day=day, parts=parts)
    if province.merged_into and as_of >= NEW_ERA_STARTS:
        into = provinces.by_era[NEW_ERA][province.merged_into]
        place = phrases.full_name(into)
        return tr("Đây là địa bàn cũ (đến 30/06/2025); từ 01/07/2025 thuộc {place}.", place=place)
    return ""


def earlier_phase(result: ProvinceResult, asked: Phase) -> str:
    """That nothing is on file of the phase asked for, and of which one the figures are; empty where they are of it."""
    if result.phase == asked:
        return ""
    return tr(
        "{asked}: hồ sơ chưa có chỉ tiêu, chưa có báo cáo. Dưới đây xét theo {shown}.",
        asked=capitalised(named(asked.name)),
        shown=named(result.phase.short_name),
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
    return tr(
        "{asked}: {without}/{every} tỉnh trong hồ sơ chưa có chỉ tiêu, chưa có báo cáo;"
        " dòng của những tỉnh đó xét theo {names}.",
        asked=capitalised(named(asked.name)),
        without=len(without),
        every=len(results),
        names=", ".join(dict.fromkeys(named(result.phase.short_name) for result in without)),
    )


def told_news(assessment: Assessment) -> list[str]:
    """What is new, each in a sentence."""
    with_phase = differ_in_phase(assessment.results)
    return [standings.told_news(each, with_phase=with_phase) for each in assessment.news]


def ended(result: ProvinceResult) -> str:
    """That the phase is over; empty while it isn't."""
    phase = result.phase
    if result.as_of <= phase.end:
        return ""
    return tr("{phase} đã kết thúc ngày {day}.", phase=capitalised(named(phase.name)), day=format_date(phase.end))


def of_phase(result: ProvinceResult, asked: Phase) -> list[str]:
    """What stands below the name of a province or the country: that it is shown in another phase, that it is over."""
    return [sentence for sentence in (earlier_phase(result, asked), ended(result)) if sentence]


def capitalised(text: str) -> str:
    """As a sentence begins."""
    return text[:1].upper() + text[1:]


def absent(result: ProvinceResult) -> str:
    """The core indicators of which nothing is on file, by name; empty where there are none."""
    return _absent(result, len(result.absent)) if result.absent else ""


def absent_within(result: ProvinceResult, length: int) -> str:
    """The same in so many characters: as many names as there is room for, the rest by number."""
    return _fitting(length, len(result.absent), lambda listed: _absent(result, listed)) if result.absent else ""


def _fitting(length: int, most: int, wording: Callable[[int], str]) -> str:
    """What names as many as there is room for."""
    tries = (wording(listed) for listed in range(most, 0, -1))
    return next((text for text in tries if len(text) <= length), wording(0))


def _absent(result: ProvinceResult, listed: int) -> str:
    """With the names of the first few."""
    every = len(result.absent)
    names = "; ".join(map(phrases.name, result.absent[:listed]))
    others = tr(" và {count} chỉ tiêu khác", count=every - listed) if listed < every else ""
    told = f" ({names}{others})" if names else ""
    return tr("Hồ sơ chưa có: {count} chỉ tiêu{told}.", count=every, told=told)


def with_data(results: Sequence[ProvinceResult], as_of: date, provinces: Provinces) -> str:
    """How many provinces of the day's era have anything on file, and which haven't."""
    every = provinces.by_era[era_of(as_of)].values()
    listed = {result.province for result in results}
    without = [province.name for province in every if province not in listed]
    names = tr("; chưa có: {names}", names=", ".join(without)) if without else ""
    known = len(every) - len(without)
    return tr("{known}/{every} tỉnh có dữ liệu{names}.", known=known, every=len(every), names=names)


def unreported(verdict: Verdict) -> str:
    """An indicator without a figure, and since when one is due."""
    since = standings.missed(verdict) if verdict.missed_dues else tr("chưa đến hạn nào")
    return f"{phrases.name(verdict.indicator)}: {since}"


def not_applicable(result: ProvinceResult) -> list[str]:
    """The indicators that don't apply, each with the reason; of a merged province, those of its parts, too."""
    lines: dict[str, None] = {}
    for each in result.not_applicable:
        for declared in each.declared:
            lines[f"{phrases.name(each.indicator)}: {phrases.not_applicable(declared)}"] = None
    for component in result.components:
        for each in component.not_applicable:
            for declared in each.declared:
                name = f"{phrases.name(each.indicator)}, {component.province.name}"
                lines[f"{name}: {phrases.not_applicable(declared)}"] = None
    return list(lines)


def sources(result: ProvinceResult) -> list[str]:
    """The published source of each target, the report of each figure."""
    lines: dict[str, None] = {}
    for verdict in result.verdicts:
        for version in verdict.versions:
            lines[tr("chỉ tiêu: {source} ({path})", source=phrases.source(version), path=version.location.path)] = None
    for verdict in result.verdicts:
        for row in verdict.actual.used:
            for path in dict.fromkeys(cell.path for cell in row.cells):
                lines[tr("kết quả đến {day}: {path}", day=format_date(row.end), path=path)] = None
    return list(lines)


def summary(result: ProvinceResult) -> str:
    """How much is known, what lags, what can't be concluded yet: one sentence, without its full stop."""
    if not result.verdicts:
        day = format_date(result.as_of)
        if result.targets_at_fault:
            return tr(
                "Tính đến {day}: chưa có số liệu nào; tệp chỉ tiêu có lỗi nên chưa biết tỉnh được giao gì", day=day
            )
        return tr("Tính đến {day}: chưa có chỉ tiêu giao và chưa có số liệu nào, chưa thể nói gì về tiến độ", day=day)
    if result.with_target:
        return "; ".join([*_provinces(result), _coverage(result), *_not_concluded(result)])
    if result.targets_at_fault:
        return tr("Tệp chỉ tiêu có lỗi nên chưa tính được tỷ lệ hoàn thành")
    return tr("Chưa nhập chỉ tiêu giao nào nên không tính được tỷ lệ hoàn thành")


def _provinces(result: ProvinceResult) -> Iterator[str]:
    """Of a country, how many provinces its figures may be of: those without a file are in no row."""
    if result.province.is_country:
        yield tr("{count} tỉnh có số liệu", count=len(result.components) - len(result.silent))


def _coverage(result: ProvinceResult) -> str:
    """How many figures there are, what they come to, how many of them lag."""
    parts = [tr("{known}/{every} chỉ tiêu có số liệu", known=result.reported, every=result.with_target)]
    if result.completion is not None:
        parts.append(tr("bình quân {share}", share=format_percent(result.completion)))
    if result.lagging:
        parts.append(tr("{count} chậm tiến độ", count=len(result.lagging)))
    elif result.reported:
        parts.append(tr("không chỉ tiêu nào chậm"))
    return ", ".join(parts)


def _not_concluded(result: ProvinceResult) -> Iterator[str]:
    """What is too little known to be judged."""
    if result.missing:
        yield tr("{count} đến hạn chưa có số", count=len(result.missing))
    if result.lower_bounds:
        yield tr("{count} mới có số tối thiểu, chưa tính", count=len(result.lower_bounds))
    unmeasured = [verdict for verdict in result.core if verdict.status is Status.NOT_MEASURABLE]
    if doubtful := sum(not verdict.proves_nothing for verdict in unmeasured):
        yield tr("{count} chưa đủ căn cứ đánh giá", count=doubtful)
    if without := result.counts[Status.NO_TARGET]:
        yield tr("{count} chưa nhập chỉ tiêu giao", count=without)
    if result.absent:
        yield tr("{count} chưa có gì trong hồ sơ", count=len(result.absent))


def supporting(verdict: Verdict) -> str:
    """A figure that stays out of completion, with its time and what else is known of it."""
    return _supporting(verdict, phrases.remarks(verdict))


def supporting_lines(result: ProvinceResult) -> list[str]:
    """The supporting figures, of a merged province in a line for each part that tells some alone."""
    lines = []
    for some, figures in _supporting_by_parts(result).items():
        told = "; ".join(figures)
        of_some = tr("Số liệu bổ trợ, mới có của {some}: {told}.", some=some, told=told)
        lines.append(of_some if some else tr("Số liệu bổ trợ: {told}.", told=told))
    return lines


def supporting_within(result: ProvinceResult, length: int) -> str:
    """The same in one line: as many as there is room for, the rest by number; empty where there are none."""
    by_parts = _supporting_by_parts(result)
    whole = by_parts.pop("", [])
    of_parts = [tr("{count} số của {some}", count=len(figures), some=some) for some, figures in by_parts.items()]

    def line(listed: int) -> str:
        left = len(whole) - listed
        others = [tr("{left} số khác", left=left) if listed else tr("{left} số", left=left)] if left else []
        return tr("Số liệu bổ trợ: {told}.", told="; ".join([*whole[:listed], *others, *of_parts]))

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
    shown = phrases.actual(verdict) if verdict.actual.value is not None else tr("chưa rõ số")
    line = f"{phrases.name(verdict.indicator)}: {shown}{phrases.unit(verdict, verdict.actual.value)}"
    if observed_on:
        first = verdict.actual.used[0]
        own_period = first.start if first.measure is Measure.IN_PERIOD else None
        line += f" ({format_period(own_period, observed_on) if own_period else format_date(observed_on)})"
    if verdict.asked is not None:
        target = phrases.amount(verdict.asked, verdict)
        line += tr(", giao {target}: {share}", target=target, share=phrases.completion(verdict))
    return line + (f" – {'; '.join(said)}" if said else "")


def told_by_parts(result: ProvinceResult) -> list[Verdict]:
    """The core indicators of which any component has a target or a figure."""
    return [v for v in result.core if any(part.verdict for part in result.parts_of(v.indicator))]


def told_by_no_part(result: ProvinceResult) -> str:
    """The core indicators of which no component has anything, in a sentence; empty where there are none."""
    told_of_parts = told_by_parts(result)
    untold = [phrases.name(verdict.indicator) for verdict in result.core if verdict not in told_of_parts]
    return tr("Không tỉnh nào có dữ liệu: {names}", names="; ".join(untold)) if untold else ""
