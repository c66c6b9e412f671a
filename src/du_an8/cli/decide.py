"""The command that settles a finding."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from du_an8.cli.app import DATE_FORMATS, AsOfOption, DataOption, ProvinceArgument, app, guarded, write_result
from du_an8.cli.cannot_run import CannotRunError
from du_an8.cli.work.asking import question
from du_an8.disk.trouble import reason
from du_an8.outputs.plain_text import quoted

if TYPE_CHECKING:
    from rich.console import Console

    from du_an8.cli.work.asking import Question
    from du_an8.decisions.numbering import Numbered
    from du_an8.findings import Finding
    from du_an8.reconcile.assessment import Assessment


@app.command()
@guarded
def decide(  # noqa: PLR0913  # each is an option of the command
    *,
    name: ProvinceArgument,
    number: Annotated[
        str | None, typer.Argument(metavar="SỐ", help="Lời nhắc số mấy; hoặc mã của nó, có mới thì mã vẫn đúng.")
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="LÝ_DO", help="Lý do, căn cứ.")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="AI", help="Người quyết định.")] = None,
    until: Annotated[
        datetime | None,
        typer.Option("--until", metavar="NGÀY", formats=DATE_FORMATS, help="Hiệu lực đến hết ngày."),
    ] = None,
    use: Annotated[
        str | None, typer.Option("--use", metavar="TỆP", help="Trong các báo cáo mâu thuẫn, dùng báo cáo này.")
    ] = None,
    data: DataOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Ghi nhận một lời nhắc đã xem xét vào data/decisions.yaml; không có SỐ thì liệt kê các lời nhắc đang mở."""
    from du_an8.decisions.writing import Wording, entry_for
    from du_an8.outputs.terminal.console import print_page
    from du_an8.outputs.terminal.decision_page import print_open_findings

    put = question(data, [name], as_of)
    listed = _listed(put)
    if number is None:

        def page(console: "Console") -> None:
            print_open_findings(console, listed, name)

        write_result(None, lambda stream: print_page(stream, page))
        return
    finding = _named(listed, number, name)
    if not (reason and reason.strip() and by and by.strip()):
        raise CannotRunError("Cần --reason (lý do, căn cứ) và --by (người quyết định).")
    last_day = until.date() if until else None
    if last_day and last_day < put.asked.as_of:
        raise CannotRunError(_over(last_day, put.asked.as_of))
    report = _report_to_use(finding, use) if use else None
    entry = entry_for(finding, Wording(reason.strip(), by.strip(), last_day, report))
    path = put.folder.root / "decisions.yaml"
    shown = put.folder.shown(path)
    _append(path, entry, shown)
    print(f"Đã ghi vào {shown}:\n{entry}", end="")


def _listed(put: "Question") -> "list[Numbered]":
    """The findings about a province and its parts, numbered as if nobody had settled any."""
    from msgspec.structs import replace

    from du_an8.decisions.numbering import numbered
    from du_an8.reconcile.assessment import assess

    records, findings = put.folder.load(put.provinces, put.places)
    now = _findings(assess(records, put.places, put.asked, findings))
    if not records.decisions:
        return numbered(now, now)
    undecided = assess(replace(records, decisions=()), put.places, put.asked, findings)
    return numbered(_findings(undecided), now)


def _findings(assessment: "Assessment") -> "list[Finding]":
    (result,) = assessment.subjects
    return [finding for finding in assessment.findings_about(result) if finding.rule != "decision-unmatched"]


def _named(listed: "list[Numbered]", text: str, province: str) -> "Finding":
    """The open finding that a person named, by its number or its code.

    Raises:
        CannotRunError: there is none, or it is settled by now.
    """
    again = f"xem lại: du-an8 decide {quoted(province)}"
    named = next((each for each in listed if text.strip().lower() in {str(each.number), each.code}), None)
    if named is None:
        count = sum(each.is_open for each in listed)
        raise CannotRunError(f"Chỉ có {count} lời nhắc đang mở, không có lời nhắc nào là “{text}”; {again}.")
    if named.finding is None:
        raise CannotRunError(f"Lời nhắc “{text}” không còn nữa; {again}.")
    if settled := named.finding.settled:
        raise CannotRunError(f"Lời nhắc “{text}” đã được ghi nhận: {settled.reason} ({settled.by}); {again}.")
    return named.finding


def _over(last_day: date, day: date) -> str:
    """Why a decision until then would settle nothing."""
    from du_an8.vietnamese.dates import format_date

    return (
        f"--until {format_date(last_day)} đã qua, so với ngày {format_date(day)}: quyết định sẽ không có hiệu lực ngày"
        " nào. Chọn ngày muộn hơn, hoặc bỏ --until."
    )


def _report_to_use(finding: "Finding", use: str) -> str:
    """The one of the contradicting files that a person named, by its path or its name."""
    from du_an8.decisions.facts import files_of, in_folder

    if finding.rule != "conflicting-reports":
        raise CannotRunError("--use chỉ dùng cho lời nhắc `conflicting-reports`.")
    files = files_of(finding)
    chosen = [path for path in files if path in {use, in_folder(use)} or path.endswith(f"/{use}")]
    if len(chosen) != 1:
        raise CannotRunError(f"--use phải là một trong: {', '.join(files)}.")
    return chosen[0]


def _append(path: Path, entry: str, shown: str) -> None:
    from du_an8.decisions.writing import AppendError, add_to
    from du_an8.disk.links import leads_out

    if leads_out(path, path.parent):
        raise CannotRunError(f"“{shown}” dẫn ra ngoài thư mục dữ liệu, nên không ghi vào đó.")
    try:
        add_to(path, entry)
    except (AppendError, UnicodeDecodeError) as error:
        raise CannotRunError(f"Không ghi thêm được vào “{shown}”; hãy thêm bằng tay:\n{entry}") from error
    except OSError as error:
        raise CannotRunError(f"Không ghi được “{path}”: {reason(error)}.") from error
