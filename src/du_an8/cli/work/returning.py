"""What goes back to a province whose report came: its own workbook with the points marked, and a draft letter."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from du_an8.cli.cannot_run import CannotRunError
from du_an8.cli.data_folder import keep_files
from du_an8.cli.work.asking import day_of, reply_day
from du_an8.disk.trouble import reason
from du_an8.vietnamese.names import readable

if TYPE_CHECKING:
    from du_an8.intake.arrivals import Arrival, Desk
    from du_an8.outputs.terminal.intake_page import Intake
    from du_an8.outputs.workbooks.returned.sending import Sending


def sending_of(report: Path, paths: Sequence[Path], reply_by: datetime | None) -> "Sending":
    """What is sent back to the province, and by when it is to reply.

    Raises:
        CannotRunError: a file can't be written under such a name, or the day is over.
    """
    from du_an8.outputs.workbooks.returned.sending import Sending

    kinds = [path.suffix.lower() for path in paths]
    if not set(kinds) <= {".xlsx", ".docx"}:
        raise CannotRunError("--return cần tên tệp có đuôi .xlsx hoặc .docx.")
    if len(set(kinds)) < len(kinds):
        raise CannotRunError("--return ghi nhiều nhất hai lần: một tệp .xlsx, một tệp .docx.")
    for path in paths:
        keep_files(path)
    if reply_by and not paths:
        raise CannotRunError("--reply-by chỉ dùng với --return.")
    today = day_of(None)
    return Sending(readable(report.name), today, reply_day(reply_by, today) if reply_by else None)


def write_returns(paths: list[Path], intake: "Intake", sending: "Sending", desk: "Desk") -> None:
    """The answer to the province, with all that `check` will have to say of its report: its own workbook, a letter."""
    from du_an8.outputs.papers.return_letter import Letter, save_letter
    from du_an8.outputs.workbooks.returned.workbook import save_return

    arrival = _sent_back(intake)
    points = [arrival.as_it_came(point) for point in intake.points]
    sending = _of_report(arrival, sending)
    with_copy = any(path.suffix.lower() == ".xlsx" for path in paths)
    for path in paths:
        try:
            if path.suffix.lower() == ".xlsx":
                save_return(path, arrival.sheets, points, arrival.received.path, sending)
            else:
                province = arrival.coverage.province if arrival.coverage else desk.province
                addressee = desk.context.provinces.successor(province, sending.sent) if province else None
                letter = Letter(desk.context.programme, addressee, arrival.coverage, sending, with_copy)
                save_letter(path, points, letter)
        except OSError as error:
            raise CannotRunError(f"Không ghi được “{path}”: {reason(error)}.") from error


def keep_returned(intake: "Intake", sending: "Sending", desk: "Desk") -> None:
    """A copy of what was sent back, by which `received` knows that it was, and when."""
    from du_an8.intake.filing import free_name
    from du_an8.outputs.workbooks.returned.workbook import save_return
    from du_an8.reports.sent_back import FOLDER

    arrival = _sent_back(intake)
    points = [arrival.as_it_came(point) for point in intake.points]
    sending = _of_report(arrival, sending)
    filed = PurePosixPath(arrival.shown_target)
    if arrival.refusal:
        return
    folder = desk.root / FOLDER / filed.parent.name
    path = free_name(folder, filed.stem, ".xlsx")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        save_return(path, arrival.sheets, points, arrival.received.path, sending)
    except OSError as error:
        raise CannotRunError(f"Đã lưu báo cáo, nhưng không ghi được “{desk.shown(path)}”: {reason(error)}.") from error


def _of_report(arrival: "Arrival", sending: "Sending") -> "Sending":
    """What is sent, with the report that it is about."""
    from du_an8.reports.returned import code_of

    account = arrival.report.account
    return replace(sending, report=arrival.received.name, report_code=code_of(account.sha256) if account else "")


def _sent_back(intake: "Intake") -> "Arrival":
    """The one report that is sent back.

    Raises:
        CannotRunError: there is none, there are several, or nobody could say to whom it goes.
    """
    from du_an8.intake.arrivals import Refusal

    if len(intake.arrivals) != 1:
        raise CannotRunError(
            "--return chỉ dùng với một báo cáo; tệp này có nhiều báo cáo, hoặc không có báo cáo nào."
            " Lấy báo cáo cần gửi lại ra khỏi tệp nén, rồi nhập riêng tệp đó."
        )
    arrival = intake.arrivals[0]
    if arrival.refusal is Refusal.SEVERAL_PROVINCES:
        raise CannotRunError("--return: tệp có số của nhiều tỉnh nên không rõ gửi lại tỉnh nào; tách mỗi tỉnh một tệp.")
    return arrival
