"""The command that says what changed from one state of the data to another."""

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from du_an8.cli.app import (
    AsOfOption,
    DataOption,
    TableOrJson,
    TableOrJsonOption,
    app,
    guarded,
    write_result,
)
from du_an8.cli.cannot_run import CannotRunError
from du_an8.cli.data_folder import DataFolder, find_data_folder, keep_files
from du_an8.cli.work.asking import day_of

if TYPE_CHECKING:
    from rich.console import Console

    from du_an8.programme.provinces import Provinces
    from du_an8.reconcile.changes import Snapshot


@app.command()
@guarded
def diff(  # noqa: PLR0913  # each is an option of the command
    *,
    before: Annotated[Path | None, typer.Argument(metavar="THƯ_MỤC_TRƯỚC", help="Thư mục dữ liệu trước.")] = None,
    after: Annotated[Path | None, typer.Argument(metavar="THƯ_MỤC_SAU", help="Thư mục dữ liệu sau.")] = None,
    rev: Annotated[
        str | None,
        typer.Option("--rev", metavar="A..B", help="So hai phiên bản git; chỉ A: so A với dữ liệu hiện nay."),
    ] = None,
    data: DataOption = None,
    as_of: AsOfOption = None,
    output_format: TableOrJsonOption = TableOrJson.TABLE,
    output: Annotated[Path | None, typer.Option("--output", metavar="TỆP", help="Ghi kết quả ra tệp.")] = None,
) -> None:
    """Chỉ tiêu, số liệu và kết luận nào đã thay đổi; số nào bị sửa lại mà không có báo cáo mới."""
    from du_an8.cli.work.revisions import at_revision
    from du_an8.outputs.terminal.changes_page import print_changes, render
    from du_an8.outputs.terminal.console import print_page
    from du_an8.programme.provinces import load_provinces
    from du_an8.reconcile.comparing import compare

    if bool(rev) == bool(before) or bool(before) != bool(after):
        raise CannotRunError("Nêu hai thư mục dữ liệu, hoặc --rev A..B.")
    keep_files(output)
    provinces = load_provinces()
    day = day_of(as_of)
    with ExitStack() as stack:
        if rev:
            folder = find_data_folder(data)
            old, dots, new = rev.partition("..")
            first = stack.enter_context(at_revision(folder, old))
            second = stack.enter_context(at_revision(folder, new)) if dots else folder
        else:
            first, second = find_data_folder(before), find_data_folder(after)
        changes = compare(_snapshot(first, provinces, day), _snapshot(second, provinces, day))

    def write(stream: TextIO) -> None:
        if output_format is TableOrJson.JSON:
            stream.write(render(changes, day))
        else:

            def page(console: "Console") -> None:
                print_changes(console, changes, provinces, day)

            print_page(stream, page, to_file=output is not None)

    write_result(output, write)


def _snapshot(folder: DataFolder, provinces: "Provinces", day: date) -> "Snapshot":
    from du_an8.disk.digest import digests
    from du_an8.reconcile.assessment import assess
    from du_an8.reconcile.changes import Snapshot
    from du_an8.reconcile.judge_provinces import Asked

    records, findings = folder.load(provinces)
    answer = assess(records, None, Asked(day, earlier=True), findings)
    return Snapshot(records, answer, digests(folder.root, folder.root / "reports"))
