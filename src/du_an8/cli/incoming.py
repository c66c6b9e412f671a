"""The commands for reports that come in: take one in, send out a blank one."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from du_an8.cli.app import (
    FOUND,
    DataOption,
    ProvinceArgument,
    app,
    complain,
    complete_province,
    find_province,
    guarded,
    write_result,
)
from du_an8.cli.data_folder import CannotRunError, DataFolder, find_data_folder, folder_of, keep_data_files
from du_an8.cli.progress import tracked
from du_an8.disk.trouble import reason
from du_an8.vietnamese.names import fold

if TYPE_CHECKING:
    from rich.console import Console

    from du_an8.outputs.intake_page import Intake
    from du_an8.outputs.returned.sending import Sending
    from du_an8.programme.provinces import Province, Provinces
    from du_an8.reconcile.on_file import OnFile
    from du_an8.reports.report_file import Context, ReportFile
    from du_an8.reports.workbook.cells import Sheet


@app.command("import")
@guarded
def import_reports(  # noqa: PLR0913  # each is an option of the command
    *,
    files: Annotated[list[Path], typer.Argument(metavar="TỆP", help="Tệp báo cáo tỉnh gửi.")],
    province: Annotated[
        str | None,
        typer.Option("--province", metavar="TỈNH", autocompletion=complete_province, help="Tỉnh, nếu tệp không ghi."),
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="KỲ", help="Kỳ báo cáo (2026-Q1), nếu tệp không ghi.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem, không lưu.")] = False,
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
            formats=["%Y-%m-%d", "%d/%m/%Y"],
            help="Đề nghị tỉnh trả lời trước ngày (2026-12-15); chỉ dùng với --return.",
        ),
    ] = None,
    show_all: Annotated[bool, typer.Option("--all", help="In mọi dòng số liệu.")] = False,
    data: DataOption = None,
) -> None:
    """Xem tệp báo cáo được hiểu thế nào, thay đổi gì, rồi lưu nguyên bản vào data/reports/."""
    from du_an8.outputs.console import print_page
    from du_an8.outputs.intake_page import print_intake
    from du_an8.programme.provinces import load_provinces

    _require(files, period)
    _require_one(files, cell, return_files)
    sending = _sending(files[0], return_files, reply_by)
    provinces = load_provinces()
    folder = find_data_folder(data)
    named = find_province(province, provinces, _last_day(period)) if province else None
    if cell:
        write_result(None, lambda stream: print_page(stream, _cell_page(cell, files, folder, provinces, named, period)))
        return
    if explain:
        text = "\n".join(_explained(path, folder, provinces, named, period) for path in files)
        write_result(None, lambda stream: stream.write(text))
        return
    intakes = _take_in(files, folder, provinces, named, period)
    if return_files:
        _write_returns(return_files, intakes[0], sending, folder.context(provinces)[0])
    if not dry_run:
        _file(intakes)

    def page(console: "Console") -> None:
        for intake in intakes:
            print_intake(console, intake, folder.load_programme()[0], filed=not dry_run, show_all=show_all)

    write_result(None, lambda stream: print_page(stream, page))
    if not all(intake.target or intake.already for intake in intakes):
        raise typer.Exit(FOUND)


def _require(files: list[Path], period: str | None) -> None:
    from du_an8.vietnamese.dates import read_period

    missing = [str(path) for path in files if not path.is_file()]
    if missing:
        raise CannotRunError(f"Không có tệp “{'”, “'.join(missing)}”.")
    if period and read_period(period) is None:
        raise CannotRunError(f"Không hiểu kỳ “{period}”. Viết như: 2026-Q1, 2026-H1, 2026-03, 2026.")


def _require_one(files: list[Path], cell: str | None, return_files: list[Path] | None) -> None:
    """What is asked of one file alone."""
    for option, asked in (("--cell", cell), ("--return", return_files)):
        if asked and len(files) != 1:
            raise CannotRunError(f"{option} chỉ dùng với một tệp.")


def _sending(report: Path, return_files: list[Path] | None, reply_by: datetime | None) -> "Sending":
    """What is sent back to the province, and by when it is to reply.

    Raises:
        CannotRunError: a file can't be written under such a name, or the day is over.
    """
    from du_an8.outputs.returned.sending import Sending

    paths = return_files or []
    kinds = [path.suffix.lower() for path in paths]
    if not set(kinds) <= {".xlsx", ".docx"}:
        raise CannotRunError("--return cần tên tệp có đuôi .xlsx hoặc .docx.")
    if len(set(kinds)) < len(kinds):
        raise CannotRunError("--return ghi nhiều nhất hai lần: một tệp .xlsx, một tệp .docx.")
    for path in paths:
        if path.exists():
            raise CannotRunError(f"Đã có tệp “{path}”; chọn tên khác cho --return.")
    return Sending(report.name, _today(), _reply_day(reply_by, with_return=bool(paths)))


def _reply_day(reply_by: datetime | None, *, with_return: bool) -> date | None:
    """The day by which the province is to reply.

    Raises:
        CannotRunError: nothing is sent, or the day is over.
    """
    from du_an8.vietnamese.dates import format_date

    if reply_by is None:
        return None
    day, today = reply_by.date(), _today()
    if not with_return:
        raise CannotRunError("--reply-by chỉ dùng với --return.")
    if day < today:
        earliest = format_date(today)
        raise CannotRunError(f"--reply-by: ngày {format_date(day)} đã qua; chọn từ hôm nay ({earliest}) trở đi.")
    return day


def _today() -> date:
    return date.today()  # noqa: DTZ011  # an officer's calendar day


def _last_day(period: str | None) -> date:
    from du_an8.vietnamese.dates import read_period

    found = read_period(period) if period else None
    return found.end if found else _today()


def _explained(
    path: Path, folder: DataFolder, provinces: "Provinces", named: "Province | None", period: str | None
) -> str:
    from du_an8.outputs.layout_file import render

    report, sheets, context = _read(path, folder, provinces, named, period)
    return render(report, sheets, path.name, context.programme)


def _cell_page(  # noqa: PLR0913, PLR0917  # as the command
    cell: str,
    files: list[Path],
    folder: DataFolder,
    provinces: "Provinces",
    named: "Province | None",
    period: str | None,
) -> "Callable[[Console], None]":
    """What is said of one cell; `cell` names its sheet, too, where several have it."""
    from du_an8.findings import Location
    from du_an8.outputs.reach_page import print_reach
    from du_an8.reports.meaning.reach import reach

    (path,) = files
    report, sheets, context = _read(path, folder, provinces, named, period)
    name, _, address = cell.rpartition("!")
    address = address.strip().upper().replace("$", "")
    asked = [sheet for sheet in sheets if not name or fold(sheet.name) == fold(name.strip("'"))]
    found = [(sheet, each) for sheet in asked for each in sheet if each.address == address]
    if not found:
        raise CannotRunError(f"Không có ô “{cell}” nào có nội dung trong tệp “{path}”.")

    def page(console: "Console") -> None:
        for sheet, each in found:
            read = next((t for t in report.tables if t.sheet == sheet.name and t.table.spans(each)), None)
            reached = reach(read, sheet, context.programme, each) if read else None
            place = Location(path.name, sheet=sheet.name, cell=each.address)
            print_reach(console, place, each, reached, report, context.programme)

    return page


def _read(
    path: Path, folder: DataFolder, provinces: "Provinces", named: "Province | None", period: str | None
) -> "tuple[ReportFile, list[Sheet], Context]":
    from du_an8.reports.report_file import open_sheets, read_report

    context, _ = folder.context(provinces)
    report = read_report(path, path.name, named.id if named else folder_of(path), context, period)
    sheets, _ = open_sheets(path, path.name, context)
    return report, sheets or [], context


def _take_in(
    files: list[Path], folder: DataFolder, provinces: "Provinces", named: "Province | None", period: str | None
) -> "list[Intake]":
    """Read every file and say what it would change; nothing is written yet."""
    from du_an8.disk.links import leads_out
    from du_an8.outputs.intake_page import Intake
    from du_an8.reports.intake import compare, free_name, same_content, stem_for
    from du_an8.reports.load import load_reports
    from du_an8.reports.report_file import read_report

    context, faults = folder.context(provinces)
    for fault in faults:
        complain(f"{fault.location}: {fault.message} {fault.hint}")
    intakes: list[Intake] = []
    taken: set[Path] = set()
    paths = dict.fromkeys(file.resolve() for file in files)
    for path in tracked(paths, "Đang đọc", len(paths)):
        report = read_report(path, path.name, named.id if named else folder_of(path), context, period)
        coverage = report.coverage
        if coverage is None or len(report.areas) != 1:  # nothing to file, or several provinces' figures in one file
            intakes.append(Intake(path, report))
            continue
        place = folder.root / "reports" / coverage.province.id
        if leads_out(place, folder.root):
            raise CannotRunError(f"“{folder.shown(place)}” dẫn ra ngoài thư mục dữ liệu, nên không lưu vào đó.")
        if already := same_content(path, place):
            intakes.append(Intake(path, report, already=folder.shown(already)))
            continue
        on_file, _ = load_reports(folder.root / "reports", folder.shown, context.programme, provinces, report.areas)
        target = free_name(place, stem_for(coverage), path.suffix.lower(), taken)
        taken.add(target)
        changes = compare(report.observations, on_file.observations, coverage)
        intakes.append(Intake(path, report, changes, target, folder.shown(target)))
    return intakes


def _file(intakes: "list[Intake]") -> None:
    from du_an8.disk.writing import put_all
    from du_an8.reports.tables.taught import layout_beside

    pairs = []
    for intake in intakes:
        if intake.target:
            # The layout first: a report without it would be read differently.
            if taught := layout_beside(intake.path):
                pairs.append((taught, intake.target.with_name(f"{intake.target.name}.layout.yaml")))
            pairs.append((intake.path, intake.target))
    try:
        put_all(pairs)
    except OSError as error:
        raise CannotRunError(f"Không lưu được ({reason(error)}); thư mục dữ liệu vẫn như cũ.") from error


def _write_returns(paths: list[Path], intake: "Intake", sending: "Sending", context: "Context") -> None:
    """The answer to the province: its own workbook with marks, a draft letter, or both."""
    from du_an8.outputs.returned.letter import Letter, save_letter
    from du_an8.outputs.returned.workbook import save_return
    from du_an8.reports.report_file import open_sheets

    findings, with_copy = intake.report.findings, any(path.suffix.lower() == ".xlsx" for path in paths)
    for path in paths:
        try:
            if path.suffix.lower() == ".xlsx":
                sheets, _ = open_sheets(intake.path, intake.path.name, context)
                save_return(path, sheets or [], findings, intake.path, sending)
            else:
                save_letter(path, findings, Letter(context.programme, intake.report.coverage, sending, with_copy))
        except OSError as error:
            raise CannotRunError(f"Không ghi được “{path}”: {reason(error)}.") from error


@app.command()
@guarded
def template(
    *,
    name: ProvinceArgument,
    period: Annotated[str, typer.Option("--period", metavar="KỲ", help="Kỳ báo cáo, ví dụ 2026-Q1.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="TỆP.xlsx", help="Tên tệp; mặc định <tỉnh>-<kỳ>.xlsx.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Mẫu báo cáo trống để gửi tỉnh, đã điền chỉ tiêu giao."""
    from du_an8.outputs.template_workbook import build_template
    from du_an8.outputs.workbook_style import save
    from du_an8.programme.provinces import era_of, load_provinces
    from du_an8.reconcile.last_known import last_known
    from du_an8.vietnamese.dates import format_date, read_period

    found = read_period(period)
    if found is None:
        raise CannotRunError(f"Không hiểu kỳ “{period}”. Viết như: 2026-Q1, 2026-H1, 2026-03, 2026.")
    keep_data_files(output)
    provinces = load_provinces()
    province = find_province(name, provinces, found.end)
    if province.era != era_of(found.end):
        into = provinces.by_era[era_of(found.end)].get(province.merged_into or "")
        ending = f"đã hợp nhất vào {into.name}" if into else "chưa có"
        raise CannotRunError(f"Đến {format_date(found.end)} tỉnh {province.name} {ending}; hãy lập mẫu cho tỉnh đó.")
    on_file = _on_file_of(province, provinces, data)
    phase = on_file.programme.phase_on(found.end)
    facts = on_file.in_phase(phase)
    known = last_known(on_file, province, phase, found.start or phase.start)
    path = output or Path(f"{province.id}-{period.replace('/', '-')}.xlsx")
    if output is None and path.exists():
        raise CannotRunError(f"Đã có tệp “{path}”; đổi tên tệp đó, hoặc chọn tên khác bằng --output.")
    try:
        save(build_template(province, found, facts.programme, facts.targets, known), path)
    except OSError as error:
        raise CannotRunError(f"Không ghi được “{path}”: {reason(error)}.") from error
    print(f"Đã ghi {path}")


def _on_file_of(province: "Province", provinces: "Provinces", data: Path | None) -> "OnFile":
    """What is known of a province; nothing where no folder is named and none is near."""
    from du_an8.programme.load import load_programme
    from du_an8.reconcile.on_file import OnFile
    from du_an8.reports.facts import NO_REPORTS

    try:
        return find_data_folder(data).load(provinces, [province])[0]
    except CannotRunError:
        if data:
            raise
        return OnFile(load_programme(None)[0], provinces, {}, NO_REPORTS)
