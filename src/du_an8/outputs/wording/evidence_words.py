"""What is said of the papers that prove figures: how many indicators have any, and which are at hand."""

from du_an8.language.texts import tr
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.province import ProvinceResult


def counted(result: ProvinceResult) -> str:
    """`5/9 chỉ tiêu có hồ sơ kèm theo.`; empty where no paper is named at all."""
    if not any(verdict.evidence for verdict in result.core):
        return ""
    return tr("{known}/{every} chỉ tiêu có hồ sơ kèm theo.", known=len(result.evidenced), every=len(result.core))


def at_hand(verdict: Verdict) -> list[str]:
    """The papers that somebody could open now, by file name or address."""
    papers = [paper for paper in verdict.evidence if paper.is_at_hand]
    names = [paper.path.rpartition("/")[2] if paper.path else paper.text for paper in papers]
    return list(dict.fromkeys(names))
