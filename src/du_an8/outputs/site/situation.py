"""How a province stands as a whole: the sign and colour of its tile."""

from enum import Enum

from du_an8.reconcile.judging.verdict import Status
from du_an8.reconcile.province import ProvinceResult

_JUDGED = frozenset({Status.EXCEEDED, Status.MET, Status.ON_TRACK, Status.NEAR, Status.NOT_DUE})


class Situation(Enum):
    """The worst of what its indicators say; value: name in the style sheet, sign, words."""

    LAGGING = ("bad", "▼", "có chỉ tiêu chậm")
    MISSING = ("missing", "○", "thiếu số liệu đến hạn")
    GOOD = ("good", "✓", "không chậm, không thiếu")
    PARTIAL = ("fair", "◐", "hồ sơ chưa đủ để kết luận")
    UNJUDGED = ("unknown", "?", "chưa đánh giá được")
    NO_DATA = ("none", "·", "chưa có dữ liệu")

    @property
    def style(self) -> str:
        """Its name in the style sheet."""
        return self.value[0]

    @property
    def sign(self) -> str:
        """What tells it apart without colour."""
        return self.value[1]

    @property
    def words(self) -> str:
        """What it means."""
        return self.value[2]


def situation_of(result: ProvinceResult | None) -> Situation:
    """How a province stands; None is one of which nothing is on file.

    Nothing is called good while anything is absent or in doubt, or while a target file can't be read whole: more may
    have been asked than is known.
    """
    if result is None:
        return Situation.NO_DATA
    if result.lagging:
        return Situation.LAGGING
    if result.missing:
        return Situation.MISSING
    judged = [verdict for verdict in result.core if verdict.status in _JUDGED and verdict.asked is not None]
    if not judged or result.targets_at_fault:
        return Situation.UNJUDGED
    return Situation.GOOD if len(judged) == len(result.core) and not result.absent else Situation.PARTIAL
