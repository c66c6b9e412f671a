"""Sentences about a province that more than one output says."""

from du_an8.outputs import phrases
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
