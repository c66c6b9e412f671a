"""The command that tells whether the data can be read, and computes nothing from it."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from du_an8.cli.app import FOUND, DataOption, Format, app, guarded, write_result
from du_an8.cli.cannot_run import CannotRunError
from du_an8.cli.data_folder import DataFolder, find_data_folder, folder_of, keep_files
from du_an8.cli.work.reading import Task, context, read_each

if TYPE_CHECKING:
    from du_an8.findings import Finding
    from du_an8.reports.file_account import FileAccount


class FailOnFinding(StrEnum):
    """From which finding on the exit code is 1; each includes the ones before it."""

    NEVER = "never"
    ERROR = "error"
    WARNING = "warning"


@app.command()
@guarded
def validate(
    *,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="TỆP", help="Tệp báo cáo; bỏ trống: cả thư mục dữ liệu."),
    ] = None,
    data: DataOption = None,
    output_format: Annotated[Format, typer.Option("--format", help="Dạng kết quả.")] = Format.TABLE,
    output: Annotated[Path | None, typer.Option("--output", metavar="TỆP", help="Ghi kết quả ra tệp.")] = None,
    fail_on: Annotated[FailOnFinding, typer.Option("--fail-on", help="Từ mức nào thì mã thoát là 1.")] = (
        FailOnFinding.ERROR
    ),
) -> None:
    """Tệp dữ liệu có đọc được không, số nào chưa dùng được; không tính toán gì thêm."""
    from du_an8.findings import Severity, unsettled
    from du_an8.outputs.terminal.console import print_page
    from du_an8.outputs.terminal.validate_report import print_validation

    keep_files(output)
    accounts, findings = _read_files(files, data) if files else _read_folder(find_data_folder(data))

    def write(stream: TextIO) -> None:
        if output_format is not Format.TABLE:
            stream.write(_rendered(accounts, findings, output_format))
        else:
            print_page(stream, lambda page: print_validation(page, accounts, findings), to_file=output is not None)

    write_result(output, write)
    serious = [Severity.ERROR, *([Severity.WARNING] if fail_on is FailOnFinding.WARNING else [])]
    if fail_on is not FailOnFinding.NEVER and any(unsettled(findings, severity) for severity in serious):
        raise typer.Exit(FOUND)


def _rendered(accounts: "list[FileAccount]", findings: "list[Finding]", output_format: Format) -> str:
    """The answer for machines."""
    from du_an8.outputs.machine import annotations, junit, tidy_csv
    from du_an8.outputs.terminal import markdown, validate_report

    match output_format:
        case Format.CSV:
            return tidy_csv.render_findings(findings)
        case Format.MARKDOWN:
            return markdown.render_findings(accounts, findings)
        case Format.GITHUB:
            return annotations.render_findings(findings)
        case Format.JUNIT:
            return junit.render_findings(findings)
        case _:
            return validate_report.render(accounts, findings)


def _read_files(files: list[Path], data: Path | None) -> "tuple[list[FileAccount], list[Finding]]":
    """Reports, wherever they lie; without a data folder the packaged programme tells what they may hold."""
    from du_an8.findings import ordered

    try:
        root = find_data_folder(data).root
    except CannotRunError:
        if data:
            raise
        root = None
    accounts, findings = read_each([(root, path, path.as_posix(), folder_of(path)) for path in files])
    return accounts, ordered([*context(root)[1], *findings])


def _read_folder(folder: DataFolder) -> "tuple[list[FileAccount], list[Finding]]":
    """All files of a data folder, what was settled marked so."""
    from du_an8.findings import ordered
    from du_an8.programme.provinces import load_provinces
    from du_an8.reconcile.replaced import settle_replaced
    from du_an8.reconcile.settling import Settling
    from du_an8.reports.load import reports_about

    provinces, reports = load_provinces(), folder.root / "reports"
    records, faults = folder.load_areas(provinces, None, frozenset())
    places = reports_about(reports, None, provinces)
    tasks: list[Task] = [(folder.root, path, folder.shown(path), place) for path, place in places.items()]
    accounts, findings = read_each(tasks)
    findings = ordered([*faults, *findings, *folder.files_set_aside(None, provinces)])
    today = date.today()  # noqa: DTZ011  # an officer's calendar day
    settling = Settling(records.decisions, today, lambda _: False)
    of_reading = {(finding.key, finding.location) for finding in findings}
    return accounts, ordered(settling.settle(settle_replaced(findings, of_reading, accounts, today)))
