"""The command that tells who has sent what, and writes the letters that remind of what is due."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from du_an8.cli.app import (
    DATE_FORMATS,
    AsOfOption,
    DataOption,
    PhaseOption,
    ProvincesArgument,
    app,
    complain,
    guarded,
    write_folder,
    write_result,
)
from du_an8.cli.cannot_run import CannotRunError
from du_an8.cli.data_folder import DataFolder, keep_files
from du_an8.cli.work.asking import question, reply_day

if TYPE_CHECKING:
    from du_an8.programme.provinces import Province, Provinces
    from du_an8.reconcile.assessment import Assessment
    from du_an8.reconcile.received import Received

_DAYS_TO_REPLY = 10
"""Enough for a letter and an answer; no source sets a number."""


class ReceivedFormat(StrEnum):
    """How the list is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


@app.command()
@guarded
def received(  # noqa: PLR0913  # each is an option of the command
    *,
    names: ProvincesArgument = None,
    data: DataOption = None,
    as_of: AsOfOption = None,
    phase: PhaseOption = None,
    output_format: Annotated[ReceivedFormat, typer.Option("--format", help="Dạng kết quả.")] = ReceivedFormat.TABLE,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="TỆP", help="Ghi kết quả ra tệp.")] = None,
    remind: Annotated[
        Path | None,
        typer.Option(
            "--remind", metavar="THƯ_MỤC", help="Ghi vào thư mục này mỗi tỉnh còn nợ một công văn nhắc (.docx)."
        ),
    ] = None,
    reply_by: Annotated[
        datetime | None,
        typer.Option(
            "--reply-by",
            metavar="NGÀY",
            formats=DATE_FORMATS,
            help=f"Ngày phải trả lời, ghi trong công văn nhắc; bỏ trống: sau ngày tính {_DAYS_TO_REPLY} ngày.",
        ),
    ] = None,
) -> None:
    """Tỉnh nào đã gửi báo cáo kỳ nào: chưa đến hạn, quá hạn, đã gửi, đã trả lại, đã trả lời, xong."""
    keep_files(output)
    keep_files(remind)
    put = question(data, names, as_of, phase)
    today = put.asked.as_of
    day = reply_day(reply_by, today) if reply_by else today + timedelta(days=_DAYS_TO_REPLY)
    if any(place.is_country for place in put.places or ()):
        raise CannotRunError("received là của từng tỉnh; bỏ trống tên để xem tất cả.")
    assessment = put.assess()
    answer = received_of(assessment, put.folder, put.provinces, put.places)
    if answer is None:
        raise CannotRunError("Chương trình chưa ghi các tỉnh báo cáo theo kỳ nào: thêm `reporting` vào programme.yaml.")
    if remind:
        from du_an8.outputs.papers.reminder import letters

        count = write_folder(remind, letters(answer, assessment.programme, put.provinces, day))
        complain(f"Đã ghi {count} công văn nhắc vào {remind}" if count else "Không tỉnh nào phải nhắc.")
    write_result(output, _writer(answer, output_format, overview=put.places is None, to_file=output is not None))


def received_of(
    assessment: "Assessment", folder: DataFolder, provinces: "Provinces", places: "Sequence[Province] | None" = None
) -> "Received | None":
    """Who has sent what; None where the programme doesn't say how often provinces report.

    Args:
        places: None stands for all that take part.
    """
    from du_an8.reconcile.received import received as received_by

    reporting = assessment.programme.reporting
    if reporting is None:
        return None
    listed = _taking_part(assessment, folder, provinces) if places is None else places
    return received_by(assessment, reporting, folder.load_sent_back(), listed, provinces)


def _taking_part(assessment: "Assessment", folder: DataFolder, provinces: "Provinces") -> "list[Province]":
    """The provinces that TW Hội lists, with those that sent or were given anything; without such a list all."""
    from du_an8.programme.provinces import COUNTRY, era_of

    records, _ = folder.load_areas(provinces, frozenset({COUNTRY}), frozenset(), watched=False)
    listed = records.listed_by_country(assessment.as_of, assessment.phase)
    of_era = list(provinces.by_era[era_of(assessment.as_of)].values())
    if not listed:
        return of_era
    known = {*listed, *(result.province for result in assessment.results)}
    merged = {province.merged_into for province in known}
    return [province for province in of_era if province in known or province.id in merged]


def _writer(
    answer: "Received", output_format: ReceivedFormat, *, overview: bool, to_file: bool
) -> Callable[[TextIO], object]:
    from du_an8.outputs.machine import received_rows
    from du_an8.outputs.terminal import received_table
    from du_an8.outputs.terminal.console import print_page

    match output_format:
        case ReceivedFormat.JSON:
            return partial(_write, received_rows.render_json(answer))
        case ReceivedFormat.CSV:
            return partial(_write, received_rows.render_csv(answer))
        case _:
            page = partial(received_table.print_received, answer=answer, overview=overview)
            return partial(print_page, page=page, to_file=to_file)


def _write(text: str, stream: TextIO) -> None:
    stream.write(text)
