"""The words and signs for how far the report of a period has come: one wording for every form."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from du_an8.language.figures import format_date, format_number, format_period
from du_an8.language.texts import tr
from du_an8.outputs.wording import phrases
from du_an8.outputs.wording.sentences import capitalised
from du_an8.programme.provinces import OLD_ERA
from du_an8.reconcile.received import ProvinceReceipts, Receipt, Received, State
from du_an8.reconcile.reporting_periods import ReportingPeriod

STATES = {
    State.MISSING: ("✗", "quá hạn, chưa gửi"),
    State.RETURNED: ("←", "đã trả lại để làm rõ, chờ trả lời"),
    State.IN: ("○", "đã gửi, còn điểm chưa xem xét"),
    State.ANSWERED: ("→", "đã trả lại, tỉnh đã trả lời"),
    State.ACCEPTED: ("✓", "đã gửi, không còn điểm nào phải làm rõ"),
    State.INCLUDED: ("~", "không gửi riêng, số gửi sau đã gồm kỳ này"),
    State.EXPECTED: ("·", "chưa đến hạn"),
}
"""Sign and words, what is to be acted upon first."""
LATE = ("!", "gửi chậm, hoặc quá ngày phải trả lời")
MERGED_NOTE = "Kỳ trước 01/07/2025 của tỉnh hợp nhất là của các tỉnh cũ."
_YEAR = 12
_KINDS = {1: "tháng", 3: "quý", 6: "nửa năm", _YEAR: "năm"}
_URGENCY = list(STATES)


def period_name(period: ReportingPeriod) -> str:
    """`quý III/2026`."""
    return format_period(period.start, period.end)


def number_in_year(period: ReportingPeriod) -> str:
    """Which period of its year it is: `3` of the third quarter, a blank of a whole year."""
    months = _months(period)
    return "" if months == _YEAR else str(-(-period.end.month // months))


def kind_of(periods: Sequence[ReportingPeriod]) -> str:
    """What the periods are: `quý`, `tháng`."""
    return _KINDS.get(max(map(_months, periods)), "kỳ")


def _months(period: ReportingPeriod) -> int:
    return period.end.month - period.start.month + 1


def foremost(receipts: Sequence[Receipt]) -> Receipt | None:
    """Of several places the one with the most left to do; None of no place."""
    return min(receipts, key=lambda each: (_URGENCY.index(each.state), -(each.late or 0)), default=None)


def is_late(receipt: Receipt, as_of: date) -> bool:
    """Whether what came came late, or an answer is late; what hasn't come at all has a sign of its own."""
    return receipt.came and bool(receipt.late or receipt.awaits_answer(as_of))


def sign(receipt: Receipt | None, as_of: date) -> str:
    """One sign for the state, and a second where something is late; a blank where no report was due from anybody."""
    if receipt is None:
        return ""
    return STATES[receipt.state][0] + (LATE[0] if is_late(receipt, as_of) else "")


def with_days(receipt: Receipt | None, as_of: date) -> str:
    """The sign with the days by which a report is late."""
    days = f" {format_number(receipt.late)}" if receipt and receipt.late else ""
    return sign(receipt, as_of) + days


def described(receipt: Receipt, as_of: date) -> str:
    """All that there is to say of one report."""
    match receipt.state:
        case State.EXPECTED:
            return tr("chưa đến hạn")
        case State.MISSING:
            return tr("chưa gửi, quá hạn {days} ngày", days=format_number(receipt.late or 0))
        case State.INCLUDED:
            return tr("không gửi riêng; số đến {day} đã gồm kỳ này", day=phrases.day(receipt.included_to))
    return "; ".join(filter(None, (_arrival(receipt), _return(receipt, as_of), _standing(receipt))))


def _arrival(receipt: Receipt) -> str:
    if not receipt.files:
        return ""
    if receipt.reported_on is None:
        return tr("đã gửi, không ghi ngày báo cáo")
    late = tr(", chậm {days} ngày", days=format_number(receipt.late)) if receipt.late else ""
    return tr("gửi ngày {day}{late}", day=format_date(receipt.reported_on), late=late)


def _return(receipt: Receipt, as_of: date) -> str:
    if receipt.state not in {State.RETURNED, State.ANSWERED}:
        return ""
    returned_on = receipt.returned_on
    returned = tr("trả lại, không ghi ngày")
    if returned_on:
        returned = tr("trả lại ngày {day}", day=format_date(returned_on))
    if receipt.reply_by is None or (receipt.state is State.ANSWERED and not receipt.unanswered):
        return returned
    reply = tr(", trả lời trước ngày {day}", day=format_date(receipt.reply_by))
    late = tr(", quá {days} ngày", days=(as_of - receipt.reply_by).days) if receipt.awaits_answer(as_of) else ""
    return f"{returned}{reply}{late}"


def _standing(receipt: Receipt) -> str:
    if receipt.state is State.ACCEPTED:
        return tr("không còn điểm phải làm rõ")
    explained = len(receipt.open_points) - len(receipt.unanswered)
    answered = tr("tỉnh đã trả lời") if receipt.state is State.ANSWERED else ""
    left = len(receipt.open_points)
    points = tr("còn {count} điểm phải làm rõ", count=left) if left else ""
    of_these = tr(" ({count} điểm có giải trình)", count=explained) if explained else ""
    return ", ".join(filter(None, (answered, points + of_these)))


def without_periods(row: ProvinceReceipts) -> str:
    """Why a province has nothing to send."""
    if row.province.merged_into and row.province.era == OLD_ERA:
        return "Không phải gửi kỳ nào của giai đoạn này: tỉnh đã hợp nhất trước đó."
    return "Chưa có kỳ báo cáo nào bắt đầu."


def is_of_parts(row: ProvinceReceipts) -> bool:
    """Whether any receipt is that of a province that is no more."""
    return any(receipt.province is not row.province for receipt in row.receipts)


def sums(answer: Received, period: ReportingPeriod) -> str:
    """How many came: `Quý III/2026: 9/34 đã gửi (3 chậm), 25 quá hạn chưa gửi`."""
    receipts = answer.of(period)
    late = sum(receipt.came and bool(receipt.late) for receipt in receipts)
    states = Counter(receipt.state for receipt in receipts)
    rest = [tr(words, count=states[state]) for state, words in _SUMS.items() if states[state]]
    came = tr("{came}/{every} đã gửi", came=sum(receipt.came for receipt in receipts), every=len(receipts))
    came += tr(" ({count} chậm)", count=late) if late else ""
    return f"{capitalised(period_name(period))}: {', '.join([came, *rest])}."


_SUMS = {
    State.MISSING: "{count} quá hạn chưa gửi",
    State.EXPECTED: "{count} chưa đến hạn",
    State.INCLUDED: "{count} đã gồm trong số gửi sau",
}


def latest_first(answer: Received) -> list[ProvinceReceipts]:
    """The provinces, those with the most reports due before the others."""
    return sorted(answer.rows, key=lambda row: (-len(row.missing), -sum(each.late or 0 for each in row.missing)))


def has_merged(answer: Received) -> bool:
    """Whether any line speaks for provinces that are no more."""
    return any(map(is_of_parts, answer.rows))


def states_shown(answer: Received) -> list[tuple[str, str]]:
    """Signs with their meanings, of those that occur."""
    receipts = [receipt for row in answer.rows for receipt in row.receipts]
    states = {receipt.state for receipt in receipts}
    late = [LATE] if any(is_late(receipt, answer.as_of) for receipt in receipts) else []
    return [*(words for state, words in STATES.items() if state in states), *late]
