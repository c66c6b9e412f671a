"""The command that makes the blank workbook which is sent to a province."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from du_an8.cli.app import DataOption, ProvinceArgument, app, find_province, guarded
from du_an8.cli.cannot_run import CannotRunError
from du_an8.cli.data_folder import find_data_folder, keep_files
from du_an8.disk.trouble import reason

if TYPE_CHECKING:
    from du_an8.programme.phases import Phase
    from du_an8.programme.provinces import Province, Provinces
    from du_an8.reconcile.records import Records


@app.command()
@guarded
def template(
    *,
    name: ProvinceArgument,
    period: Annotated[str, typer.Option("--period", metavar="KỲ", help="Kỳ báo cáo, ví dụ 2026-Q1.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="TỆP.xlsx", help="Tên tệp; mặc định <tỉnh>-<kỳ>.xlsx.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Mẫu báo cáo trống để gửi tỉnh, đã điền chỉ tiêu giao."""
    from du_an8.outputs.workbooks.style import save
    from du_an8.outputs.workbooks.template import build_template
    from du_an8.programme.provinces import era_of, load_provinces
    from du_an8.reconcile.last_known import last_known
    from du_an8.vietnamese.dates import format_date, read_period

    span = read_period(period)
    if span is None:
        raise CannotRunError(f"Không hiểu kỳ “{period}”. Viết như: 2026-Q1, 2026-H1, 2026-03, 2026.")
    provinces = load_provinces()
    province = find_province(name, provinces, span.end)
    if province.era != era_of(span.end):
        into = provinces.by_era[era_of(span.end)].get(province.merged_into or "")
        ending = f"đã hợp nhất vào {into.name}" if into else "chưa có"
        raise CannotRunError(f"Đến {format_date(span.end)} tỉnh {province.name} {ending}; hãy lập mẫu cho tỉnh đó.")
    records = _records_of(province, provinces, data)
    phase = _phase_of(span.end, period, records.programme.phases)
    facts = records.in_phase(phase)
    known = last_known(records, province, phase, span.start or phase.start)
    path = output or Path(f"{province.id}-{period.replace('/', '-')}.xlsx")
    if path.suffix.lower() != ".xlsx":
        raise CannotRunError(f"Mẫu báo cáo là tệp .xlsx; “{path.name}” không có đuôi ấy.")
    keep_files(path)
    try:
        save(build_template(province, span, facts.programme, facts.targets, known), path)
    except OSError as error:
        raise CannotRunError(f"Không ghi được “{path}”: {reason(error)}.") from error
    print(f"Đã ghi {path}")


def _phase_of(day: date, period: str, phases: "Sequence[Phase]") -> "Phase":
    """The phase of whose indicators a report is.

    Raises:
        CannotRunError: the programme has none on that day, so that nothing in the report would count.
    """
    for phase in phases:
        if phase.start <= day <= phase.end:
            return phase
    known = "; ".join(phase.name for phase in phases)
    raise CannotRunError(f"Kỳ “{period}” nằm ngoài các giai đoạn của chương trình: {known}.")


def _records_of(province: "Province", provinces: "Provinces", data: Path | None) -> "Records":
    """What is known of a province; nothing where no folder is named and none is near."""
    from du_an8.programme.load import load_programme
    from du_an8.reconcile.records import Records
    from du_an8.reports.facts import NO_REPORTS

    try:
        return find_data_folder(data).load(provinces, [province])[0]
    except CannotRunError:
        if data:
            raise
        return Records(load_programme(None)[0], provinces, {}, NO_REPORTS)
