"""The command that shows all figures of a province over time, beside the line of the plan."""

from typing import TYPE_CHECKING, Annotated, TextIO

import typer
from msgspec.structs import replace

from du_an8.cli.app import (
    AsOfOption,
    DataOption,
    PhaseOption,
    ProvinceArgument,
    TableOrJson,
    TableOrJsonOption,
    app,
    complete_indicator,
    find_indicator,
    guarded,
    write_result,
)
from du_an8.cli.work.asking import question

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from du_an8.findings import Finding


@app.command()
@guarded
def history(  # noqa: PLR0913  # each is an option of the command
    *,
    name: ProvinceArgument,
    indicator: Annotated[
        str | None,
        typer.Argument(metavar="CHỈ_TIÊU", autocompletion=complete_indicator, help="Mã, tên; bỏ trống: tất cả."),
    ] = None,
    data: DataOption = None,
    as_of: AsOfOption = None,
    phase: PhaseOption = None,
    output_format: TableOrJsonOption = TableOrJson.TABLE,
) -> None:
    """Mọi số liệu theo thời gian bên đường kế hoạch, và mọi lần điều chỉnh chỉ tiêu."""
    from du_an8.findings import Severity
    from du_an8.outputs.machine.course_json import render_history
    from du_an8.outputs.terminal.console import print_page
    from du_an8.outputs.terminal.history_page import print_history
    from du_an8.outputs.terminal.page import print_findings

    put = question(data, [name], as_of, phase)
    assessment = replace(put, asked=replace(put.asked, earlier=True)).assess()
    wanted = find_indicator(indicator, assessment.programme) if indicator else None
    (result,) = assessment.subjects
    findings = [finding for answer in (*assessment.earlier, assessment) for finding in answer.findings]
    errors = [finding for finding in _each_once(findings) if finding.severity is Severity.ERROR]
    if wanted:
        errors = [finding for finding in errors if finding.indicator in {None, wanted.id}]

    def page(console: "Console") -> None:
        print_history(console, result, wanted, assessment)
        print_findings(console, errors, "Lỗi trong dữ liệu")

    def write(stream: TextIO) -> None:
        if output_format is TableOrJson.JSON:
            stream.write(render_history(result, wanted, assessment, errors))
        else:
            print_page(stream, page)

    write_result(None, write)


def _each_once(findings: "Iterable[Finding]") -> "list[Finding]":
    """What is wrong with the data is found in each phase."""
    return list({(each.key, each.location, each.message): each for each in findings}.values())
