"""The command that takes in reports that came: shows what they would change, and files them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from du_an8.cli.app import (
    DATE_FORMATS,
    FOUND,
    AsOfOption,
    DataOption,
    app,
    complain,
    complete_province,
    find_province,
    guarded,
    write_result,
)
from du_an8.cli.cannot_run import CannotRunError
from du_an8.cli.data_folder import DataFolder, find_data_folder, folder_of
from du_an8.cli.work.asking import day_of
from du_an8.cli.work.progress import tracked
from du_an8.cli.work.returning import keep_returned, sending_of, write_returns
from du_an8.disk.trouble import reason
from du_an8.vietnamese.names import fold, readable

if TYPE_CHECKING:
    from rich.console import Console

    from du_an8.findings import Finding
    from du_an8.intake.arrivals import Arrival, Desk, ReceivedFile
    from du_an8.outputs.terminal.intake_page import Intake, Outcome
    from du_an8.programme.provinces import Province, Provinces
    from du_an8.reports.report_file import ReportFile
    from du_an8.reports.workbook.cells import Sheet


@app.command("import")
@guarded
def import_reports(  # noqa: PLR0913  # each is an option of the command
    *,
    files: Annotated[
        list[Path], typer.Argument(metavar="TỆP", help="Tệp báo cáo tỉnh gửi; cả .zip, và thư đã lưu (.eml).")
    ],
    province: Annotated[
        str | None,
        typer.Option("--province", metavar="TỈNH", autocompletion=complete_province, help="Tỉnh, nếu tệp không ghi."),
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="KỲ", help="Kỳ báo cáo (2026-Q1), nếu tệp không ghi.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem, không lưu.")] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Vẫn lưu, dù lưu xong thì có số đang dùng không còn dùng được.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="In bố cục nhận ra được, dạng tệp bố cục, và mỗi dòng nói gì.")
    ] = False,
    cell: Annotated[
        str | None, typer.Option("--cell", metavar="Ô", help="Nhãn nào cho biết gì về số ở một ô: D7 hoặc Trang!D7.")
    ] = None,
    return_files: Annotated[
        list[Path] | None,
        typer.Option(
            "--return",
            metavar="TỆP",
            help="Ghi bản gửi lại tỉnh: .xlsx là báo cáo có tô màu, danh sách điểm cần làm rõ; .docx là dự thảo "
            "công văn. Ghi hai lần để có cả hai.",
        ),
    ] = None,
    reply_by: Annotated[
        datetime | None,
        typer.Option(
            "--reply-by",
            metavar="NGÀY",
            formats=DATE_FORMATS,
            help="Đề nghị tỉnh trả lời trước ngày (2026-12-15); chỉ dùng với --return.",
        ),
    ] = None,
    show_all: Annotated[bool, typer.Option("--all", help="In mọi dòng số liệu.")] = False,
    data: DataOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Xem tệp báo cáo được hiểu thế nào, làm kết luận đổi ra sao, rồi lưu nguyên bản vào data/reports/."""
    from du_an8.outputs.terminal.intake_page import Outcome
    from du_an8.programme.provinces import load_provinces

    _require(files, period, {"--cell": cell, "--return": return_files})
    sending = sending_of(files[0], return_files or [], reply_by)
    provinces = load_provinces()
    folder = find_data_folder(data)
    named = find_province(province, provinces, _last_day(period)) if province else None
    desk = _desk(folder, provinces, named, period)
    if cell or explain:
        _tell_reading(files, cell, desk)
        return
    with _scratch(files) as scratch:
        intake = _take_in(files, desk, folder, scratch, day_of(as_of), with_points=bool(return_files))
        outcome = _outcome(intake, dry_run=dry_run, accept=accept)
        if return_files:
            write_returns(return_files, intake, sending, desk)
        if outcome is Outcome.FILED:
            _file(intake.arrivals)
            if return_files:
                keep_returned(intake, sending, desk)
    _show(intake, outcome, desk, day_of(as_of), show_all=show_all)
    if not _is_done(intake, outcome, dry_run=dry_run):
        raise typer.Exit(FOUND)


def _is_done(intake: "Intake", outcome: "Outcome", *, dry_run: bool) -> bool:
    """Whether what was asked for is done: a look, whatever it foretells, or the filing; of all that came."""
    return intake.is_whole and (dry_run or outcome.is_done)


def _require(files: list[Path], period: str | None, of_one: Mapping[str, object]) -> None:
    """There are such files, there is such a period, and what is asked of one file alone is.

    Args:
        of_one: by option, what is asked.
    """
    from du_an8.vietnamese.dates import read_period

    _require_files(files)
    if period and read_period(period) is None:
        raise CannotRunError(f"Không hiểu kỳ “{period}”. Viết như: 2026-Q1, 2026-H1, 2026-03, 2026.")
    for option, asked in of_one.items():
        if asked and len(files) != 1:
            raise CannotRunError(f"{option} chỉ dùng với một tệp.")


def _require_files(files: list[Path]) -> None:
    folders = [str(path) for path in files if path.is_dir()]
    if folders:
        raise CannotRunError(f"“{'”, “'.join(folders)}” là thư mục; ghi tên từng tệp trong đó.")
    missing = [str(path) for path in files if not path.is_file()]
    if missing:
        raise CannotRunError(f"Không có tệp “{'”, “'.join(missing)}”.")


def _tell_reading(files: list[Path], cell: str | None, desk: "Desk") -> None:
    """How a cell, or all of some files, is understood."""
    from du_an8.outputs.terminal.console import print_page

    if cell:
        write_result(None, lambda stream: print_page(stream, _cell_page(cell, files[0], desk)))
        return
    text = "\n".join(_explained(path, desk) for path in files)
    write_result(None, lambda stream: stream.write(text))


def _last_day(period: str | None) -> date:
    from du_an8.vietnamese.dates import read_period

    span = read_period(period) if period else None
    return span.end if span else day_of(None)


def _desk(folder: DataFolder, provinces: "Provinces", named: "Province | None", period: str | None) -> "Desk":
    from du_an8.intake.arrivals import Desk

    context, faults = folder.context(provinces)
    for fault in faults:
        complain(f"{fault.location}: {fault.message} {fault.hint}")
    return Desk(folder.root, folder.shown, context, named, period)


def _explained(path: Path, desk: "Desk") -> str:
    from du_an8.outputs.terminal.layout_file import render

    report, sheets = _read(path, desk)
    return render(report, sheets, path.name, desk.context.programme)


def _cell_page(cell: str, path: Path, desk: "Desk") -> "Callable[[Console], None]":
    """What is said of one cell; `cell` names its sheet, too, where several have it."""
    from du_an8.findings import Location
    from du_an8.outputs.terminal.reach_page import print_reach
    from du_an8.reports.meaning.reach import reach

    programme = desk.context.programme
    report, sheets = _read(path, desk)
    name, _, address = cell.rpartition("!")
    address = address.strip().upper().replace("$", "")
    asked = [sheet for sheet in sheets if not name or fold(sheet.name) == fold(name.strip("'"))]
    cells = [(sheet, each) for sheet in asked for each in sheet if each.address == address]
    if not cells:
        raise CannotRunError(f"Không có ô “{cell}” nào có nội dung trong tệp “{path}”.")

    def page(console: "Console") -> None:
        for sheet, each in cells:
            read = next((t for t in report.tables if t.sheet == sheet.name and t.table.spans(each)), None)
            reached = reach(read, sheet, programme, each) if read else None
            place = Location(path.name, sheet=sheet.name, cell=each.address)
            print_reach(console, place, each, reached, report, programme)

    return page


def _read(path: Path, desk: "Desk") -> "tuple[ReportFile, list[Sheet]]":
    from du_an8.reports.report_file import open_report, read_report

    opened = open_report(path, path.name, desk.context)
    place = desk.province.id if desk.province else folder_of(path)
    report = read_report(path, path.name, place, desk.context, desk.period, opened)
    return report, opened.sheets or []


@contextmanager
def _scratch(files: list[Path]) -> Iterator[Path | None]:
    """Where archives are unpacked, gone afterwards; None where there are none."""
    from du_an8.intake.archives import is_archive

    if not any(map(is_archive, files)):
        yield None
        return
    try:
        folder = TemporaryDirectory(prefix="du-an8-")
    except OSError as error:
        raise CannotRunError(f"Không tạo được thư mục tạm để mở tệp nén ({reason(error)}).") from error
    with folder as place:
        yield Path(place)


def _take_in(  # noqa: PLR0913  # what came, where it belongs, and what is asked
    files: list[Path], desk: "Desk", folder: DataFolder, scratch: Path | None, day: date, *, with_points: bool
) -> "Intake":
    """Read every file and say what all of them would change; nothing is written yet.

    Args:
        with_points: whether the one report that came is to be sent back, so that its points are wanted.
    """
    from du_an8.intake.arrivals import receive
    from du_an8.intake.preview import foresee, points_in
    from du_an8.outputs.terminal.intake_page import Intake
    from du_an8.reconcile.judge_provinces import Asked

    unpacked, left = _unpacked(files, scratch)
    arrivals: list[Arrival] = []
    for each in tracked(unpacked, "Đang đọc", len(unpacked)):
        arrivals.append(receive(each, desk, arrivals))
    records, findings = folder.load(desk.context.provinces)
    fileable = [arrival for arrival in arrivals if arrival.target]
    asked = Asked(day, today=day_of(None), earlier=True)
    preview = foresee(records, findings, fileable, asked) if fileable else None
    points = points_in(records, findings, arrivals[0], asked, preview) if with_points and len(arrivals) == 1 else []
    return Intake(arrivals, records.reports.observations, preview, left, points)


def _unpacked(files: list[Path], scratch: Path | None) -> "tuple[list[ReceivedFile], list[Finding]]":
    """Each report once, those in archives among them, and what was left in the archives."""
    from du_an8.intake.archives import is_archive, unpack
    from du_an8.intake.arrivals import ReceivedFile

    reports: list[ReceivedFile] = []
    left: list[Finding] = []
    for number, path in enumerate(dict.fromkeys(file.resolve() for file in files)):
        if scratch and is_archive(path):
            place = scratch / str(number)
            place.mkdir()
            unpacked = unpack(path, place)
            reports += unpacked.files
            left += unpacked.findings
        else:
            reports.append(ReceivedFile(readable(path.name), path, folder_of(path)))
    return reports, left


def _outcome(intake: "Intake", *, dry_run: bool, accept: bool) -> "Outcome":
    from du_an8.outputs.terminal.intake_page import Outcome

    if intake.refused and len(intake.arrivals) > 1:
        return Outcome.INCOMPLETE
    if intake.needs_consent and not accept:
        return Outcome.HELD_BACK
    return Outcome.LOOKED_AT if dry_run else Outcome.FILED


def _file(arrivals: "Sequence[Arrival]") -> None:
    """Put every original in its place, or none."""
    from du_an8.disk.writing import put_all
    from du_an8.reports.layout_files import layout_beside

    pairs = []
    for arrival in arrivals:
        if arrival.target:
            # The layout first: a report without it would be read differently.
            if taught := layout_beside(arrival.received.path):
                pairs.append((taught, arrival.target.with_name(f"{arrival.target.name}.layout.yaml")))
            pairs.append((arrival.received.path, arrival.target))
    try:
        put_all(pairs)
    except OSError as error:
        raise CannotRunError(f"Không lưu được ({reason(error)}); thư mục dữ liệu vẫn như cũ.") from error


def _show(intake: "Intake", outcome: "Outcome", desk: "Desk", day: date, *, show_all: bool) -> None:
    from du_an8.outputs.terminal.changes_page import Names
    from du_an8.outputs.terminal.console import print_page
    from du_an8.outputs.terminal.intake_page import Page, print_intake

    phases = intake.preview.phases if intake.preview else frozenset()
    names = Names(desk.context.provinces, day, with_phase=len(phases) > 1)
    page = Page(desk.context.programme, names, outcome, show_all)
    write_result(None, lambda stream: print_page(stream, partial(print_intake, intake=intake, page=page)))
