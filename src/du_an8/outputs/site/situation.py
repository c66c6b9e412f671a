"""How a province stands, as a whole or with one indicator: the sign and colour on the map and in the tables."""

from msgspec import Struct

from du_an8.outputs.wording.words import STATUSES
from du_an8.reconcile.judging.verdict import Status, Verdict
from du_an8.reconcile.province import ProvinceResult


class Situation(Struct, frozen=True):
    """Where something stands.

    Attributes:
        style: its name in the style sheet.
        sign: what tells it apart without colour.
        words: what it means.
    """

    style: str
    sign: str
    words: str


LAGGING = Situation("bad", "▼", "có chỉ tiêu chậm")
MISSING = Situation("missing", "○", "thiếu số liệu đến hạn")
UNJUDGED = Situation("unknown", "?", "chưa đánh giá được")
PARTIAL = Situation("fair", "◐", "hồ sơ chưa đủ để kết luận")
GOOD = Situation("good", "✓", "không chậm, không thiếu")
NO_DATA = Situation("none", "·", "chưa có dữ liệu")
SITUATIONS = (LAGGING, MISSING, UNJUDGED, PARTIAL, GOOD, NO_DATA)
"""Of a province as a whole: the worst of what its indicators say; the worst first."""

NOT_APPLICABLE = Situation("none", "–", "không áp dụng")
_STYLES = {
    Status.OVERDUE: "bad",
    Status.MISSED: "bad",
    Status.VERY_SLOW: "bad",
    Status.SLOW: "bad",
    Status.NO_REPORT: "missing",
    Status.NOT_MEASURABLE: "unknown",
    Status.NO_TARGET: "unknown",
    Status.NEAR: "fair",
    Status.NOT_DUE: "none",
    Status.ON_TRACK: "good",
    Status.MET: "good",
    Status.EXCEEDED: "good",
}
OF_STATUS = {status: Situation(style, *STATUSES[status]) for status, style in _STYLES.items()}
"""Of one indicator, the worst first."""

INDICATOR_SITUATIONS = (*OF_STATUS.values(), NOT_APPLICABLE, NO_DATA)
_JUDGED = frozenset({Status.EXCEEDED, Status.MET, Status.ON_TRACK, Status.NEAR, Status.NOT_DUE})


def situation_of(result: ProvinceResult | None) -> Situation:
    """How a province stands; None is one of which nothing is on file.

    Nothing is called good while anything is absent or in doubt, or while a target file can't be read whole: more may
    have been asked than is known.
    """
    if result is None:
        return NO_DATA
    if result.lagging:
        return LAGGING
    if result.missing:
        return MISSING
    judged = [verdict for verdict in result.core if _is_judged(verdict)]
    if not judged or result.targets_at_fault:
        return UNJUDGED
    return GOOD if len(judged) == len(result.core) and not result.absent else PARTIAL


def _is_judged(verdict: Verdict) -> bool:
    return verdict.status in _JUDGED and verdict.asked is not None


def situation_on(verdict: Verdict | None) -> Situation:
    """How a province stands with one indicator; a supporting figure without a target is judged by nobody."""
    if verdict is None:
        return NO_DATA
    if verdict.not_applicable:
        return NOT_APPLICABLE
    if verdict.status:
        return OF_STATUS[verdict.status]
    return OF_STATUS[Status.NO_TARGET if verdict.actual.value is not None else Status.NO_REPORT]
