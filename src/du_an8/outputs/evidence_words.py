"""What is said of the papers that prove figures: how many indicators have any, and what to ask to see on a visit."""

from collections.abc import Iterator

from du_an8.outputs import phrases
from du_an8.programme.catalogue import Kind
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.province import ProvinceResult

TITLE = "Hồ sơ cần xem"
_TO_SEE = {
    Kind.STOCK: "quyết định thành lập, quy chế hoạt động, danh sách thành viên, sổ ghi chép",
    Kind.FLOW: "kế hoạch hoặc giấy mời, danh sách người dự có ký nhận, biên bản hoặc báo cáo, chứng từ chi",
    Kind.RATE: "danh sách, sổ theo dõi của nơi báo cáo, làm căn cứ cho tử số và mẫu số",
}
"""Teams see decision, regulation, list, book and vouchers; which of them belongs to which kind is our suggestion."""


def counted(result: ProvinceResult) -> str:
    """`5/9 chỉ tiêu có hồ sơ kèm theo.`; empty where no paper is named at all."""
    if not any(verdict.evidence for verdict in result.core):
        return ""
    return f"{len(result.evidenced)}/{len(result.core)} chỉ tiêu có hồ sơ kèm theo."


def to_see(result: ProvinceResult) -> Iterator[str]:
    """For each core indicator with a result and no paper at hand, what to ask to see; of the whole country nothing."""
    for verdict in [] if result.province.is_country else result.core:
        if verdict.actual.value and not verdict.has_evidence:
            yield f"{_named(verdict)}: {_TO_SEE[verdict.indicator.kind]}{_cited(verdict)}."


def _named(verdict: Verdict) -> str:
    return f"{verdict.indicator.short_name} ({phrases.actual(verdict)}{phrases.unit(verdict)})"


def _cited(verdict: Verdict) -> str:
    """What is named but isn't at hand."""
    names = [f"“{paper.text}”" for paper in verdict.evidence]
    return f"; báo cáo có nêu {phrases.some(names)}" if names else ""
