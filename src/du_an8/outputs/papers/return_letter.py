"""The points as a draft letter: an official dispatch that the office numbers, dates and signs."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from du_an8.disk.writing import write_whole
from du_an8.findings import Finding
from du_an8.outputs.papers import dispatch
from du_an8.outputs.papers.dispatch import DOTS, Dispatch, Part
from du_an8.outputs.papers.visit.structure import Table
from du_an8.outputs.workbooks.returned.sending import Sending, points_of
from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import Province
from du_an8.reports.head.coverage import Coverage
from du_an8.reports.returned import ANSWER, LIST_SHEET
from du_an8.vietnamese.dates import format_date, format_period

_NO_BREAK = "\u00a0"
_HEADER, _SHARES = ("STT", "Nơi (trang, ô)", "Nội dung", "Đề nghị"), (8, 23, 38, 31)


class Letter(Struct, frozen=True):
    """What the letter is about.

    Attributes:
        addressee: the province that it goes to; None where the report doesn't say.
        coverage: of the report; None where it couldn't be read.
        with_copy: the returned workbook goes with it.
    """

    programme: Programme
    addressee: Province | None
    coverage: Coverage | None
    sending: Sending
    with_copy: bool

    @property
    def recipient(self) -> str:
        """`Hội Liên hiệp Phụ nữ tỉnh Điện Biên`."""
        place = _named(self.addressee) if self.addressee else f"tỉnh {DOTS}"
        return f"{self.programme.organisation or DOTS} {place}"

    @property
    def report(self) -> str:
        """`báo cáo 9 tháng đầu năm 2023`; `báo cáo số liệu đến 31/12/2023` where only the day is stated."""
        if self.coverage is None:
            return "báo cáo"
        period = self.coverage.period
        if period and period.start:
            return f"báo cáo {format_period(period.start, period.end)}"
        return f"báo cáo số liệu đến {format_date(self.coverage.end)}"

    @property
    def subject(self) -> str:
        """What it is about, as its head and its file say."""
        return f"làm rõ {self.report}, {self.programme.short_name.replace(' ', _NO_BREAK)}"


def _named(province: Province) -> str:
    return f"{province.type[:1].lower()}{province.type[1:]} {province.name}"


def save_letter(path: Path, findings: Iterable[Finding], letter: Letter) -> None:
    """Write the letter whole or not at all.

    Raises:
        OSError: the folder is missing or can't be written to.
    """
    write_whole(path, write_letter(findings, letter))


def write_letter(findings: Iterable[Finding], letter: Letter) -> bytes:
    """The letter as a file: the same bytes for the same content and days."""
    body = tuple(_body(points_of(findings, letter.sending), letter))
    organisation = letter.programme.organisation
    return dispatch.to_bytes(Dispatch(letter.subject, letter.recipient, body, letter.sending.sent, organisation))


def _body(points: Sequence[Finding], letter: Letter) -> Iterator[Part]:
    seen = f"Qua xem xét {letter.report} của {letter.recipient} về {letter.programme.name}"
    if not points:
        yield f"{seen}, không có điểm nào cần làm rõ./."
        return
    yield f"{seen}, có {len(points)} điểm cần làm rõ như sau:"
    yield _table(points)
    yield f"Đề nghị {letter.recipient} {_what_to_do(letter)} {_by(letter.sending.reply_by)}./."


def _what_to_do(letter: Letter) -> str:
    if letter.with_copy:
        return (
            "rà soát, sửa lại số liệu trên tệp báo cáo gửi kèm, trả lời từng điểm ở cột "
            f"“{ANSWER}” của trang “{LIST_SHEET}” và gửi lại"
        )
    return "rà soát, sửa lại số liệu, giải trình từng điểm nêu trên và gửi lại báo cáo"


def _by(day: date | None) -> str:
    return f"trước ngày {format_date(day)}" if day else "trước ngày …… tháng …… năm ………"


def _table(points: Sequence[Finding]) -> Table:
    rows = tuple(
        (str(number), _where(finding), finding.content, finding.request or "")
        for number, finding in enumerate(points, start=1)
    )
    return Table(_HEADER, rows, _SHARES)


def _where(finding: Finding) -> str:
    """`Trang “Báo cáo”, ô G12`; in Word `Bảng 2, dòng 5, cột 4`; never a path of our own folders."""
    place = finding.location
    if place is None or place.sheet is None:
        return "Cả tệp"
    if place.is_in_word:
        return f"{place.inside[:1].upper()}{place.inside[1:]}"
    cell = f", ô{_NO_BREAK}{place.cell}" if place.cell else ""
    return f"Trang “{place.sheet}”{cell}"
