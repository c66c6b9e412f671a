"""The letter that reminds a province of the reports that are due and of the points that it hasn't answered."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from du_an8.outputs.papers import dispatch
from du_an8.outputs.papers.dispatch import Dispatch, Part
from du_an8.outputs.wording.receipts import period_name
from du_an8.outputs.wording.sentences import capitalised
from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import NEW_ERA_STARTS, Province, Provinces
from du_an8.reconcile.received import ProvinceReceipts, Receipt, Received
from du_an8.vietnamese.dates import format_date
from du_an8.vietnamese.numbers import format_number

_SEND = "gửi đủ các báo cáo còn thiếu"
_EXPLAIN = "giải trình các điểm nêu trên (ghi vào cột “Tỉnh giải trình” của tệp đã gửi lại, hoặc gửi báo cáo đã sửa)"
_MOST_POINTS = 15
"""More belong into the workbook that was sent back, not into a letter."""


def letters(
    answer: Received, programme: Programme, provinces: Provinces, reply_by: date
) -> Iterator[tuple[str, bytes]]:
    """Name and content of a letter for each province of which something is due.

    Args:
        reply_by: the day before which the province is asked to answer.
    """
    for row in answer.rows:
        if row.missing or any(receipt.awaits_answer(answer.as_of) for receipt in row.receipts):
            yield (
                f"{_stem(row.province, answer.as_of)}.docx",
                dispatch.to_bytes(
                    _letter(row, answer, programme, provinces.successor(row.province, answer.as_of), reply_by)
                ),
            )


def _stem(province: Province, as_of: date) -> str:
    """Of two provinces that bear one name, each has a letter of its own."""
    is_past = province.merged_into and as_of >= NEW_ERA_STARTS
    return f"nhac-bao-cao-{province.id}{'-cu' if is_past else ''}"


def _letter(row: ProvinceReceipts, answer: Received, programme: Programme, to: Province, reply_by: date) -> Dispatch:
    addressee = f"{programme.organisation or dispatch.DOTS} {to.type} {to.name}"
    unanswered = [receipt for receipt in row.receipts if receipt.awaits_answer(answer.as_of)]
    subject = f"gửi báo cáo kết quả thực hiện {programme.short_name}"
    if unanswered:
        subject = (
            f"{subject} và giải trình số liệu" if row.missing else f"giải trình số liệu báo cáo {programme.short_name}"
        )
    body = [
        *_missing(row, answer, programme),
        *(text for receipt in unanswered for text in _unanswered(receipt, to)),
        *_asked(addressee, reply_by, has_missing=bool(row.missing), has_points=bool(unanswered)),
    ]
    return Dispatch(subject, addressee, tuple(body), answer.as_of, programme.organisation)


def _missing(row: ProvinceReceipts, answer: Received, programme: Programme) -> Iterator[Part]:
    """The periods of which nothing is in; of a merged province with the old one that was to report."""
    if not row.missing:
        return
    yield (
        f"Theo dõi việc báo cáo kết quả thực hiện {programme.short_name}, {answer.phase.name}, đến ngày "
        f"{format_date(answer.as_of)} chưa nhận được báo cáo các kỳ sau đây:"
    )
    periods = [list(receipts) for _, receipts in groupby(row.missing, key=lambda receipt: receipt.period)]
    yield tuple(_period(receipts, row.province) for receipts in periods)


def _period(receipts: Sequence[Receipt], province: Province) -> str:
    first = receipts[0]
    parts = [f"{receipt.province.name} cũ" for receipt in receipts if receipt.province is not province]
    of = f" ({', '.join(parts)})" if parts else ""
    late = f"hạn {format_date(first.period.due)}, quá {format_number(first.late or 0)} ngày"
    return f"{capitalised(period_name(first.period))}{of}: {late}"


def _unanswered(receipt: Receipt, to: Province) -> Iterator[Part]:
    """The points of a report that was sent back; where it isn't on file, its sheet lists them."""
    on = f" ngày {format_date(receipt.returned_on)}" if receipt.returned_on else ""
    until = f", đề nghị trả lời trước ngày {format_date(receipt.reply_by)}" if receipt.reply_by else ""
    sent = f"Báo cáo {period_name(receipt.period)} đã được gửi lại Hội LHPN {to.type}{on} để làm rõ{until}"
    points = [finding.question for finding in receipt.unanswered]
    if not points:
        yield f"{sent}; đến nay chưa nhận được giải trình về các điểm nêu ở trang “Cần làm rõ” của tệp đã gửi lại."
        return
    yield f"{sent}; đến nay chưa nhận được giải trình về các điểm sau đây:"
    more = len(points) - _MOST_POINTS
    rest = [f"{more} điểm khác, nêu ở trang “Cần làm rõ” của tệp đã gửi lại"] if more > 0 else []
    yield (*points[:_MOST_POINTS], *rest)


def _asked(addressee: str, reply_by: date, *, has_missing: bool, has_points: bool) -> Iterator[str]:
    what = {_SEND: has_missing, _EXPLAIN: has_points}
    tasks = " và ".join(task for task, applies in what.items() if applies)
    yield f"Đề nghị {addressee} {tasks} trước ngày {format_date(reply_by)}."
    if has_missing:
        yield (
            "Kỳ không phát sinh thì ghi số 0; chưa có số liệu thì để trống và nêu lý do ở cột Ghi chú; báo cáo ghi rõ "
            "“Số liệu đến ngày” và “Ngày báo cáo”. Nếu báo cáo đã được gửi trước ngày ký công văn này, đề nghị cho "
            "biết ngày gửi và gửi lại bản đã gửi."
        )
    yield "Trân trọng./."
