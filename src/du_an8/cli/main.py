"""The command `du-an8`. Heavy imports stand inside the command bodies, so that help stays quick."""

import gc
import os
import sys
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer
from msgspec.structs import replace

from du_an8 import __version__
from du_an8.cli import deciding, facts, incoming, over_time, receiving, reporting, starting, template, validating  # noqa: F401  # register their commands
from du_an8.cli.app import (
    FOUND,
    AsOfOption,
    DataOption,
    Format,
    PhaseOption,
    ProvinceArgument,
    TableOrJson,
    TableOrJsonOption,
    app,
    complain,
    complete_indicator,
    complete_province,
    find_indicator,
    guarded,
    write_result,
)
from du_an8.cli.asking import question
from du_an8.cli.data_folder import CannotRunError, find_data_folder, keep_files

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


class SchemaOf(StrEnum):
    """What a schema describes: a YAML file, a record of `facts`."""

    TARGETS = "targets"
    PROGRAMME = "programme"
    LAYOUT = "layout"
    DECISIONS = "decisions"
    FACTS = "facts"


def _print_version(*, wanted: bool) -> None:
    if wanted:
        print(f"du-an8 {__version__}")
        raise typer.Exit


def _keep_nothing(*, wanted: bool) -> None:
    if wanted:
        from du_an8.kept.shelf import OFF, VARIABLE

        os.environ[VARIABLE] = OFF  # of our processes, too


@app.callback()
def _options(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="In phiên bản.", is_eager=True, callback=lambda v: _print_version(wanted=v)),
    ] = False,
    no_cache: Annotated[
        bool,
        typer.Option(
            "--no-cache",
            help="Đọc lại mọi báo cáo, không dùng số liệu máy đã giữ từ lần trước.",
            callback=lambda v: _keep_nothing(wanted=v),
        ),
    ] = False,
) -> None:
    """Đối chiếu chỉ tiêu giao với kết quả thực hiện của từng tỉnh."""


@app.command()
@guarded
def check(  # noqa: PLR0913  # each is an option of the command
    *,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TỈNH",
            autocompletion=complete_province,
            help="Tên tỉnh, viết cách nào cũng được; bỏ trống: tất cả.",
        ),
    ] = None,
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
    since: Annotated[
        Path | None,
        typer.Option("--since", metavar="TỆP.json", help="Kết quả lần trước (--format json): nói rõ cái gì mới."),
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
    from du_an8.outputs.check_table import print_check
    from du_an8.outputs.console import print_page
    from du_an8.outputs.province_page import View
    from du_an8.vietnamese.places import PlaceLevel

    keep_files(output)
    if fail_on is FailOn.NEW_LAGGING and since is None:
        raise CannotRunError("--fail-on new-lagging cần --since: kết quả lần trước để so.")
    put = question(data, names, as_of, phase)
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

    write_result(output, write)
    if _fails(assessment, fail_on):
        raise typer.Exit(FOUND)


def _rendered(assessment: "Assessment", output_format: Format) -> str:
    """The answer for machines."""
    match output_format:
        case Format.CSV:
            from du_an8.outputs.tidy_csv import render_check as render
        case Format.MARKDOWN:
            from du_an8.outputs.markdown import render_check as render
        case Format.GITHUB:
            from du_an8.outputs.annotations import render_check as render
        case Format.JUNIT:
            from du_an8.outputs.junit import render_check as render
        case _:
            from du_an8.outputs.check_json import render
    return render(assessment)


def _previous(path: Path, provinces: "Provinces", programme: "Programme") -> "Previous":
    from du_an8.outputs.previous_check import NotAnAnswerError, read_previous

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
    from du_an8.outputs.console import print_page
    from du_an8.outputs.course_json import render_explanation
    from du_an8.outputs.explanation import print_explanation

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


@app.command()
@guarded
def indicators(*, data: DataOption = None, output_format: TableOrJsonOption = TableOrJson.TABLE) -> None:
    """Các chỉ tiêu: mã, tên, đơn vị tính, cách tính."""
    from du_an8.outputs.console import print_page
    from du_an8.outputs.indicator_list import print_indicators
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
            from du_an8.outputs.indicator_json import render

            stream.write(render(programme))
        else:
            print_page(stream, partial(print_indicators, programme=programme))

    write_result(None, write)


@app.command()
@guarded
def schema(
    *,
    of: Annotated[
        SchemaOf, typer.Argument(metavar="targets|programme|layout|decisions|facts", help="Lược đồ của tệp nào.")
    ] = SchemaOf.TARGETS,
) -> None:
    """Lược đồ JSON Schema của các tệp YAML, để trình soạn thảo gợi ý và báo lỗi; facts: của một dòng số liệu."""
    from du_an8.outputs.schemas import schema_text

    text = schema_text(of.value)
    write_result(None, lambda stream: stream.write(text))


def main() -> None:
    """Run the command; streams speak UTF-8 whatever the locale says."""
    gc.set_threshold(50_000, 20, 50)  # facts are many and hold no cycles: a quarter of the time went into looking
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app(prog_name="du-an8")
