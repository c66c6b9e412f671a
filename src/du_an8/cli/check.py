"""The command that says how provinces stand, and what there is to ask."""

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer
from msgspec.structs import replace

from du_an8.cli.app import (
    FOUND,
    AsOfOption,
    DataOption,
    Format,
    LanguageOption,
    PhaseOption,
    ProvincesArgument,
    app,
    guarded,
    write_result,
)
from du_an8.cli.cannot_run import CannotRunError
from du_an8.cli.data_folder import keep_files
from du_an8.cli.work.asking import question
from du_an8.language.spoken import Language, speaking

if TYPE_CHECKING:
    from du_an8.programme.catalogue import Programme
    from du_an8.programme.provinces import Provinces
    from du_an8.reconcile.assessment import Assessment
    from du_an8.reconcile.since import Previous


class FailOn(StrEnum):
    """From which result on the exit code is 1; each includes the ones before it, the last stands alone."""

    NEVER = "never"
    ERROR = "error"
    LAGGING = "lagging"
    MISSING = "missing"
    WARNING = "warning"
    NEW_LAGGING = "new-lagging"  # with --since, and of nothing else


class By(StrEnum):
    """What is shown of a province beside the whole: its places, or the parts of its figures."""

    DISTRICT = "district"
    COMMUNE = "commune"
    SPLIT = "split"


@app.command()
@guarded
def check(  # noqa: PLR0913  # each is an option of the command
    *,
    names: ProvincesArgument = None,
    data: DataOption = None,
    as_of: AsOfOption = None,
    phase: PhaseOption = None,
    national: Annotated[
        bool, typer.Option("--national", help="Cộng các tỉnh, so với chỉ tiêu và báo cáo của cả nước.")
    ] = False,
    by: Annotated[
        By | None,
        typer.Option("--by", help="Kèm từng huyện hoặc từng xã, nơi chậm đứng đầu; split: kèm nam/nữ, dân tộc, cấp."),
    ] = None,
    sources: Annotated[
        bool, typer.Option("--sources", help="Kèm cách xử lý, nguồn, từng tỉnh cũ, các ô số đã đọc.")
    ] = False,
    output_format: Annotated[Format, typer.Option("--format", help="Dạng kết quả.")] = Format.TABLE,
    output: Annotated[Path | None, typer.Option("--output", metavar="TỆP", help="Ghi kết quả ra tệp.")] = None,
    lang: LanguageOption = Language.VIETNAMESE,
    since: Annotated[
        Path | None,
        typer.Option("--since", metavar="TỆP.json", help="Kết quả lần trước (--format json): nói rõ cái gì mới."),
    ] = None,
    facts: Annotated[
        Path | None,
        typer.Option(
            "--facts",
            metavar="THƯ_MỤC",
            help="Lấy số liệu ở bộ số liệu (facts --format parquet -o THƯ_MỤC/), không mở báo cáo nào.",
        ),
    ] = None,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            "--fail-on",
            help="Từ mức nào thì mã thoát là 1; mức sau gồm cả các mức trước; new-lagging chỉ tính chỉ tiêu mới chậm.",
        ),
    ] = FailOn.ERROR,
) -> None:
    """Tỉnh được giao gì, đã làm được gì, chậm ở đâu, số nào chưa tin được."""
    from du_an8.outputs.terminal.check_table import print_check
    from du_an8.outputs.terminal.console import print_page
    from du_an8.outputs.terminal.province_page import View
    from du_an8.vietnamese.places import PlaceLevel

    keep_files(output)
    if fail_on is FailOn.NEW_LAGGING and since is None:
        raise CannotRunError("--fail-on new-lagging cần --since: kết quả lần trước để so.")
    put = question(data, names, as_of, phase, facts)
    level = PlaceLevel[by.name] if by and by is not By.SPLIT else None
    put = replace(put, asked=replace(put.asked, by=level))
    if put.places and all(place.is_country for place in put.places):
        put, national = replace(put, places=None), True  # `check "Toàn quốc"` is `check --national`
    assessment = put.assess(national=national)
    earlier = _previous(since, put.provinces, assessment.programme) if since else None
    assessment = replace(assessment, previous=earlier)

    def write(stream: TextIO) -> None:
        if output_format is not Format.TABLE:
            stream.write(_rendered(assessment, output_format))
        else:
            overview = put.places is None and by is None
            view = View(overview=overview, divided=by is By.SPLIT, sources=sources)
            page = partial(print_check, assessment=assessment, provinces=put.provinces, view=view)
            print_page(stream, page, to_file=output is not None)

    with speaking(lang, assessment.programme.english):
        write_result(output, write)
    if _fails(assessment, fail_on):
        raise typer.Exit(FOUND)


def _rendered(assessment: "Assessment", output_format: Format) -> str:
    """The answer for machines."""
    match output_format:
        case Format.CSV:
            from du_an8.outputs.machine.tidy_csv import render_check as render
        case Format.MARKDOWN:
            from du_an8.outputs.terminal.markdown import render_check as render
        case Format.GITHUB:
            from du_an8.outputs.machine.annotations import render_check as render
        case Format.JUNIT:
            from du_an8.outputs.machine.junit import render_check as render
        case _:
            from du_an8.outputs.machine.check_json import render
    return render(assessment)


def _previous(path: Path, provinces: "Provinces", programme: "Programme") -> "Previous":
    from du_an8.outputs.machine.previous_check import NotAnAnswerError, read_previous

    try:
        return read_previous(path, provinces, programme)
    except NotAnAnswerError as error:
        raise CannotRunError(f"Không dùng được “{path}” cho --since: {error}.") from error


def _fails(assessment: "Assessment", fail_on: FailOn) -> bool:
    from du_an8.findings import Severity

    if fail_on is FailOn.NEW_LAGGING:
        return bool(assessment.newly_lagging)
    ladder = {
        FailOn.ERROR: assessment.count(Severity.ERROR),
        FailOn.LAGGING: len(assessment.lagging),
        FailOn.MISSING: len(assessment.missing),
        FailOn.WARNING: assessment.count(Severity.WARNING),
    }
    steps = list(FailOn)
    return any(count for step, count in ladder.items() if steps.index(step) <= steps.index(fail_on))
