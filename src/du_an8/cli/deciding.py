"""The command that settles a finding."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from du_an8.cli.app import AsOfOption, DataOption, ProvinceArgument, app, guarded, write_result
from du_an8.cli.asking import question
from du_an8.cli.data_folder import CannotRunError
from du_an8.disk.trouble import reason

if TYPE_CHECKING:
    from rich.console import Console

    from du_an8.findings import Finding
    from du_an8.reconcile.assessment import Assessment


@app.command()
@guarded
def decide(  # noqa: PLR0913  # each is an option of the command
    *,
    name: ProvinceArgument,
    number: Annotated[int | None, typer.Argument(metavar="SỐ", min=1, help="Lời nhắc số mấy.")] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="LÝ_DO", help="Lý do, căn cứ.")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="AI", help="Người quyết định.")] = None,
    until: Annotated[
        datetime | None,
        typer.Option("--until", metavar="NGÀY", formats=["%Y-%m-%d", "%d/%m/%Y"], help="Hiệu lực đến hết ngày."),
    ] = None,
    use: Annotated[
        str | None, typer.Option("--use", metavar="TỆP", help="Trong các báo cáo mâu thuẫn, dùng báo cáo này.")
    ] = None,
    data: DataOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Ghi nhận một lời nhắc đã xem xét vào data/decisions.yaml; không có SỐ thì liệt kê các lời nhắc đang mở."""
    from du_an8.decisions.writing import Wording, entry_for
    from du_an8.outputs.console import print_page
    from du_an8.outputs.decision_page import print_open_findings

    put = question(data, [name], as_of)
    found = _open_findings(put.assess())
    if number is None:

        def page(console: "Console") -> None:
            print_open_findings(console, found)

        write_result(None, lambda stream: print_page(stream, page))
        return
    if number > len(found):
        raise CannotRunError(f"Chỉ có {len(found)} lời nhắc đang mở; xem bằng `du-an8 decide {name}`.")
    if not (reason and reason.strip() and by and by.strip()):
        raise CannotRunError("Cần --reason (lý do, căn cứ) và --by (người quyết định).")
    finding = found[number - 1]
    report = _report_to_use(finding, use) if use else None
    entry = entry_for(finding, Wording(reason.strip(), by.strip(), until.date() if until else None, report))
    path = put.folder.root / "decisions.yaml"
    shown = put.folder.shown(path)
    _append(path, entry, shown)
    print(f"Đã ghi vào {shown}:\n{entry}", end="")


def _open_findings(assessment: "Assessment") -> "list[Finding]":
    """The findings about a province and its parts that nobody has settled, in a fixed order."""
    (result,) = assessment.subjects
    findings = assessment.findings_about(result)
    return [finding for finding in findings if not finding.settled and finding.rule != "decision-unmatched"]


def _report_to_use(finding: "Finding", use: str) -> str:
    """The one of the contradicting files that a person named, by its path or its name."""
    from du_an8.decisions.facts import in_folder

    if finding.rule != "conflicting-reports":
        raise CannotRunError("--use chỉ dùng cho lời nhắc `conflicting-reports`.")
    places = (finding.location, *finding.related)
    files = list(dict.fromkeys(in_folder(place.path) for place in places if place))
    chosen = [path for path in files if path == use or path.endswith(f"/{use}")]
    if len(chosen) != 1:
        raise CannotRunError(f"--use phải là một trong: {', '.join(files)}.")
    return chosen[0]


def _append(path: Path, entry: str, shown: str) -> None:
    from du_an8.decisions.writing import AppendError, appended
    from du_an8.disk.links import leads_out
    from du_an8.disk.writing import write_atomically

    if leads_out(path, path.parent):
        raise CannotRunError(f"“{shown}” dẫn ra ngoài thư mục dữ liệu, nên không ghi vào đó.")
    try:
        text = appended(path.read_bytes().decode() if path.exists() else "", entry)
        write_atomically(path, lambda stream: stream.write(text))
    except (AppendError, UnicodeDecodeError) as error:
        raise CannotRunError(f"Không ghi thêm được vào “{shown}”; hãy thêm bằng tay:\n{entry}") from error
    except OSError as error:
        raise CannotRunError(f"Không ghi được “{path}”: {reason(error)}.") from error
