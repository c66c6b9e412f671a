"""Phrases about one verdict that more than one output says."""

from fractions import Fraction

from du_an8.outputs.words import QUALIFIERS, REASONS, STATUSES
from du_an8.programme.catalogue import Kind, Programme
from du_an8.reconcile.expectation import Expectation
from du_an8.reconcile.verdict import Status, Verdict, is_shaky
from du_an8.vietnamese.dates import format_date
from du_an8.vietnamese.numbers import Exact, format_number, format_percent, round_half_up


def amount(value: Exact | None, verdict: Verdict) -> str:
    """A number in the indicator's own form: `1.800`, or `80%` for a rate."""
    if value is None:
        return "–"
    if verdict.indicator.kind is Kind.RATE:
        exact = Fraction(value)
        return format_number(exact if exact.denominator == 1 else round_half_up(exact, 1)) + "%"
    return format_number(value)


def actual(verdict: Verdict) -> str:
    """The figure with its approximate word: `trên`, `gần`, `khoảng` or `ít nhất`."""
    figure = amount(verdict.actual.value, verdict)
    word = QUALIFIERS.get(verdict.actual.qualifier) if verdict.actual.qualifier else None
    return f"{word} {figure}" if word else figure


def expected(expectation: Expectation | None, verdict: Verdict) -> str:
    """The expected amount; `~` where it doesn't stand on declared amounts alone."""
    if expectation is None:
        return "–"
    value = expectation.amount
    shown = value if verdict.indicator.kind is Kind.RATE or value.denominator == 1 else Fraction(round_half_up(value, 1))
    return ("~" if is_shaky(expectation) else "") + amount(shown, verdict)


def completion(verdict: Verdict) -> str:
    """Completion in percent, never rounded up to 100."""
    return "–" if verdict.completion is None else format_percent(verdict.completion)


def pace(verdict: Verdict, programme: Programme) -> str:
    """Pace in percent, never rounded up over a band's edge."""
    edges = (Fraction(1), programme.near, programme.slow)
    return "–" if verdict.pace is None else format_percent(verdict.pace, edges)


def status(verdict: Verdict) -> str:
    """Sign and word; the meaning never hangs on colour."""
    if verdict.status is None:
        return ""
    sign, word = STATUSES[verdict.status]
    observed_on = verdict.actual.observed_on
    if verdict.status in {Status.MET, Status.EXCEEDED} and verdict.stale and observed_on:
        word += f" ({format_date(observed_on)})"
    return f"{sign} {word}"


def remarks(verdict: Verdict) -> list[str]:
    """What must be said beside the numbers."""
    said = []
    if verdict.reason:
        said.append(REASONS[verdict.reason])
    original = verdict.target.target.original if verdict.target else None
    if original and verdict.version and original.target != verdict.version.target:
        share = f" ({format_percent(verdict.completion_original)})" if verdict.completion_original is not None else ""
        said.append(f"ban đầu giao {amount(original.target, verdict)}{share}")
    if verdict.target and original is None and verdict.version:
        said.append("chỉ tiêu ban đầu chưa rõ, chỉ biết số đã điều chỉnh")
    if verdict.actual.incomplete and verdict.reason is None:
        said.append("thiếu báo cáo, số tối thiểu")
    if verdict.claim:
        percentage = round_half_up(verdict.claim.ratio * 100, verdict.claim.decimals)
        said.append(f"tỉnh tự báo {format_number(percentage)}%")
    if verdict.version is None and verdict.stated_plan:
        said.append(f"báo cáo ghi kế hoạch {amount(verdict.stated_plan.value, verdict)}")
    return said


def shortfall(verdict: Verdict, programme: Programme) -> str:
    """What a lagging indicator still needs, beside the rate achieved so far."""
    unit = "điểm %" if verdict.indicator.kind is Kind.RATE else verdict.indicator.unit
    remaining = f"còn thiếu {format_number(verdict.remaining or 0)} {unit}"
    parts = [remaining]
    if verdict.missed_due and verdict.status is Status.OVERDUE:
        due = verdict.missed_due
        parts.append(f"đến hạn {format_date(due.day)} phải có {expected(due, verdict)}")
    elif verdict.pace is not None:
        parts.append(f"mới bằng {pace(verdict, programme)} so với kế hoạch đến kỳ")
    need = verdict.need
    if need and verdict.indicator.kind is not Kind.RATE:
        if need.per_month is not None:
            parts.append(f"cần {_monthly(need.per_month)} {unit}/tháng đến {format_date(need.ends)}")
        if need.so_far is not None:
            parts.append(f"đến nay đạt {_monthly(need.so_far)} {unit}/tháng")
    if need and need.per_month is None:
        parts.append(f"{programme.phase.name} đã kết thúc")
    return "; ".join(parts)


def _monthly(rate: Fraction) -> str:
    return format_number(round_half_up(rate, 1))
