"""The command that lists the indicators."""

from functools import partial
from typing import TextIO

from du_an8.cli.app import (
    DataOption,
    TableOrJson,
    TableOrJsonOption,
    app,
    complain,
    guarded,
    write_result,
)
from du_an8.cli.cannot_run import CannotRunError
from du_an8.cli.data_folder import find_data_folder


@app.command()
@guarded
def indicators(*, data: DataOption = None, output_format: TableOrJsonOption = TableOrJson.TABLE) -> None:
    """Các chỉ tiêu: mã, tên, đơn vị tính, cách tính."""
    from du_an8.outputs.terminal.console import print_page
    from du_an8.outputs.terminal.indicator_list import print_indicators
    from du_an8.programme.load import load_programme

    try:
        programme, findings = find_data_folder(data).load_programme()
        for finding in findings:
            complain(f"{finding.location}: {finding.message} {finding.hint}")
    except CannotRunError:
        if data:
            raise
        programme, _ = load_programme(None)

    def write(stream: TextIO) -> None:
        if output_format is TableOrJson.JSON:
            from du_an8.outputs.machine.indicator_json import render

            stream.write(render(programme))
        else:
            print_page(stream, partial(print_indicators, programme=programme))

    write_result(None, write)
