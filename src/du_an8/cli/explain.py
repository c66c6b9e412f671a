"""The command that shows the arithmetic and every source of one row, step by step."""

from functools import partial
from typing import Annotated, TextIO

import typer

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


@app.command()
@guarded
def explain(  # noqa: PLR0913  # each is an option of the command
    *,
    name: ProvinceArgument,
    indicator: Annotated[
        str,
        typer.Argument(metavar="CHỈ_TIÊU", autocompletion=complete_indicator, help="Mã, tên hoặc tên gọi khác."),
    ],
    data: DataOption = None,
    as_of: AsOfOption = None,
    phase: PhaseOption = None,
    output_format: TableOrJsonOption = TableOrJson.TABLE,
) -> None:
    """Từng bước: chỉ tiêu nào, dòng báo cáo nào, phép tính nào dẫn đến kết luận."""
    from du_an8.outputs.machine.course_json import render_explanation
    from du_an8.outputs.terminal.console import print_page
    from du_an8.outputs.terminal.explanation import print_explanation

    assessment = question(data, [name], as_of, phase).assess()
    wanted = find_indicator(indicator, assessment.programme)
    (result,) = assessment.subjects

    def write(stream: TextIO) -> None:
        if output_format is TableOrJson.JSON:
            stream.write(render_explanation(result, wanted, assessment))
        else:
            page = partial(print_explanation, result=result, indicator=wanted, assessment=assessment)
            print_page(stream, page)

    write_result(None, write)
