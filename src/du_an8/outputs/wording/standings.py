"""How a province stands on one indicator, what is still to do, and what is new of it, in a few words."""

from datetime import date
from fractions import Fraction

from du_an8.language.figures import format_date, format_number
from du_an8.language.texts import named, tr
from du_an8.outputs.wording.phrases import (
    actual,
    amount,
    completion,
    counted,
    difference,
    expected,
    left_out,
    name,
    pace,
    status,
    unit,
)
from du_an8.programme.catalogue import Direction, Indicator, Kind, Programme
from du_an8.reconcile.judging.expectation import Expectation
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.since import News, NewsKind
from du_an8.vietnamese.numbers import round_half_up


def has(verdict: Verdict | None) -> str:
    """What is known of an indicator in one place, in a few words."""
    if verdict is None:
        return tr("không có dữ liệu")
    asked = verdict.asked
    given = tr("giao {target}", target=amount(asked, verdict)) if asked is not None else tr("chưa nhập chỉ tiêu giao")
    if verdict.actual.value is None:
        return f"{given}, {tr('các báo cáo mâu thuẫn') if verdict.actual.conflict else tr('chưa có số liệu')}"
    observed_on = verdict.actual.observed_on
    day = f" ({format_date(observed_on)})" if observed_on else ""
    return f"{actual(verdict)}{unit(verdict, verdict.actual.value)}{day}, {given}"


def standing(verdict: Verdict | None) -> str:
    """What is known, what share of the target that is, and how it is judged."""
    text = has(verdict)
    if verdict is None or verdict.asked is None:
        return text
    share = f" = {completion(verdict)}" if verdict.completion is not None else ""
    judged = f", {status(verdict)}" if verdict.actual.value is not None else ""
    aside = f" ({left_out(verdict)})" if verdict.excluded and judged else ""
    return f"{text}{share}{judged}{aside}"


def shortfall(verdict: Verdict, programme: Programme) -> str:
    """What a lagging indicator still needs, beside the rate achieved so far; after the phase, that it is over."""
    is_over = verdict.need is not None and verdict.need.per_month is None
    ended = [tr("{phase} đã kết thúc", phase=named(programme.phase.name))] if is_over else []
    return "; ".join([*lacking(verdict, programme), *ended])


def lacking(verdict: Verdict, programme: Programme) -> list[str]:
    """What a lagging indicator still needs, beside the rate achieved so far."""
    needed = difference(verdict.remaining or 0, verdict)
    falls = verdict.indicator.direction is Direction.DECREASE
    parts = [tr("còn phải giảm {needed}", needed=needed) if falls else tr("còn thiếu {needed}", needed=needed)]
    if verdict.missed_dues:
        parts.append(missed(verdict))
    elif verdict.pace is not None:
        parts.append(_beside_plan(verdict, verdict.pace, programme))
    need = verdict.need
    if need and need.per_month is not None and verdict.indicator.kind is not Kind.RATE:
        parts.append(_needed(need.per_month, need.so_far, verdict.indicator, programme.phase.end))
    return parts


def _beside_plan(verdict: Verdict, reached: Fraction, programme: Programme) -> str:
    """Pace in percent; of what has gone back, by how much: no one can picture a percentage below 0."""
    if reached >= 0:
        return tr("bằng {pace} so với kế hoạch đến kỳ", pace=pace(verdict, programme))
    lost = abs((verdict.actual.value or 0) - verdict.pace_begins)
    return tr("kém lúc bắt đầu {lost}", lost=difference(lost, verdict))


def _needed(per_month: Fraction, so_far: Fraction | None, indicator: Indicator, end: date) -> str:
    """What must be done in each month that is left, beside what was; in each year, where months would say 0."""
    known = [per_month, *([so_far] if so_far is not None and so_far >= 0 else [])]
    in_years = any(rate and not round_half_up(rate, 1) for rate in known)
    needed, *done = (format_number(round_half_up(rate * 12 if in_years else rate, 1)) for rate in known)
    unit, until = named(indicator.unit), format_date(end)
    if in_years:
        text = tr("cần {rate} {unit}/năm đến {until}", rate=needed, unit=unit, until=until)
        return text + "".join(tr(" (đến nay bình quân {rate} {unit}/năm)", rate=rate, unit=unit) for rate in done)
    text = tr("cần {rate} {unit}/tháng đến {until}", rate=needed, unit=unit, until=until)
    return text + "".join(tr(" (đến nay bình quân {rate} {unit}/tháng)", rate=rate, unit=unit) for rate in done)


def missed(verdict: Verdict) -> str:
    """Which obligations have passed: the first, and what the last has grown to, unless that is the whole target."""
    first, last = verdict.missed_dues[0], verdict.missed_dues[-1]
    text = first_missed(verdict)
    if first is last or last.amount == verdict.asked:
        return text
    return text + tr(", đến {day} là {due}", day=format_date(last.day), due=_amount_due(last, verdict))


def first_missed(verdict: Verdict) -> str:
    """Since when an obligation has passed, and how much it was."""
    first = verdict.missed_dues[0]
    return tr("quá hạn từ {day} ({due})", day=format_date(first.day), due=_amount_due(first, verdict))


def _amount_due(due: Expectation, verdict: Verdict) -> str:
    return f"{expected(due, verdict)}{unit(verdict, due.amount)}"


_NEWS = {
    NewsKind.LAGGING: "mới chậm",
    NewsKind.RECOVERED: "hết chậm",
    NewsKind.REPORTED: "mới có số liệu",
    NewsKind.FIGURE: "số liệu đổi",
    NewsKind.TARGET: "chỉ tiêu giao đổi",
}


def changed_original(path: str) -> str:
    """That the file of a report isn't the one it was."""
    return tr("Tệp {path} không còn như lần trước: bản gốc đã bị sửa. Số đính chính cần gửi thành tệp mới.", path=path)


def told_news(each: News, *, with_phase: bool) -> str:
    """`Cao Bằng · Tổ truyền thông cộng đồng: số liệu đổi: 300 → 346 tổ`; of which phase, where there are several."""
    verdict, before = each.verdict, each.before
    of_phase = f" · {named(each.phase.short_name)}" if with_phase else ""
    subject = f"{each.province.name}{of_phase} · {name(verdict.indicator)}: {tr(_NEWS[each.kind])}"
    match each.kind:
        case NewsKind.REPORTED:
            return f"{subject}: {actual(verdict)}{unit(verdict, verdict.actual.value)}"
        case NewsKind.FIGURE:
            old, new = before.actual if before else None, verdict.actual.value
        case NewsKind.TARGET:
            old, new = before.target if before else None, verdict.asked
        case _:
            return f"{subject}: {standing(verdict)}"
    return f"{subject}: {amount(old, verdict)} → {counted(new, verdict)}"
