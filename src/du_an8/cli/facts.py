"""The command that hands out every figure, plan and claim as it was read, for other programs."""

import os
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from du_an8.cli.app import DataOption, ProvincesArgument, app, complain, find_province, guarded, write_result
from du_an8.cli.cannot_run import CannotRunError
from du_an8.cli.data_folder import DataFolder, find_data_folder, keep_files

if TYPE_CHECKING:
    from du_an8.cli.facts_set.writing import Each
    from du_an8.findings import Finding
    from du_an8.outputs.machine.facts_table import Fact
    from du_an8.programme.provinces import Provinces

_PARQUET = ".parquet"


class FactsFormat(StrEnum):
    """How the facts are written."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


@app.command()
@guarded
def facts(
    *,
    names: ProvincesArgument = None,
    data: DataOption = None,
    output_format: Annotated[
        FactsFormat, typer.Option("--format", help="Dạng kết quả; parquet cần `pip install 'du-an8[parquet]'` và -o.")
    ] = FactsFormat.JSONL,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="TỆP|THƯ_MỤC/",
            help="Ghi kết quả ra tệp; parquet ra thư mục thì thành bộ số liệu, lần sau chỉ đọc tệp đã đổi.",
        ),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler",
            metavar="ĐỊA_CHỈ",
            help="Đọc báo cáo trên các máy của bộ điều phối Dask này; cần `pip install 'du-an8[cluster]'`.",
        ),
    ] = None,
) -> None:
    """Mọi số liệu, số kế hoạch, tỷ lệ tự ghi đọc được, mỗi số một dòng kèm ô nguồn; cho DuckDB, Spark, pandas."""
    folder = find_data_folder(data)
    if output_format is FactsFormat.PARQUET:
        _refuse_what_parquet_cannot(output)
        if output and _is_folder(output):
            _write_set(folder, Path(output), names, scheduler)
            return
    if scheduler is not None:
        raise CannotRunError("--scheduler chỉ dùng khi ghi bộ số liệu: --format parquet -o THƯ_MỤC/.")
    target = Path(output) if output else None
    keep_files(target)
    rows, findings = _read(folder, names)
    write_result(target, _writer(output_format, rows))
    _tell(findings)


def _is_folder(output: str) -> bool:
    return output.endswith(("/", os.sep)) or Path(output).is_dir()


def _refuse_what_parquet_cannot(output: str | None) -> None:
    """Before anything is read, which may take long."""
    if output is None:
        raise CannotRunError("Dạng parquet không in ra màn hình được; ghi ra tệp bằng -o TỆP.parquet.")
    if find_spec("pyarrow") is None:
        raise CannotRunError(
            "Dạng parquet cần thư viện pyarrow: chạy pip install 'du-an8[parquet]', hoặc dùng jsonl, csv."
        )
    if not _is_folder(output) and Path(output).suffix.lower() != _PARQUET:
        raise CannotRunError(
            f"-o {output}: tên của một tệp phải kết thúc bằng {_PARQUET}; muốn có bộ số liệu (thư mục chia theo tỉnh, "
            f"giai đoạn) thì thêm dấu / ở cuối: -o {output}/"
        )


def _write_set(folder: DataFolder, target: Path, names: Sequence[str] | None, scheduler: str | None) -> None:
    """The facts as a facts set."""
    from du_an8.cli.facts_set.writing import write_facts_set
    from du_an8.programme.provinces import load_provinces
    from du_an8.reports.facts_set.manifest import NAME

    if names:
        raise CannotRunError("Bộ số liệu là của cả thư mục dữ liệu: bỏ tên tỉnh, hoặc ghi ra một tệp -o TỆP.parquet.")
    keep_files(target / NAME)
    written = write_facts_set(folder, target, _elsewhere(scheduler))
    _, findings = folder.load_areas(load_provinces(), frozenset(), frozenset())
    findings += written.aside
    print(f"Bộ số liệu “{target}”: {written.reports} báo cáo, trong đó {written.read} vừa đọc.")
    _tell(findings, written.counts)


def _elsewhere(scheduler: str | None) -> "Each | None":
    """Who reads, where it isn't this machine."""
    from du_an8.cli.work.cluster import each_on_cluster

    if scheduler is None:
        return None
    if find_spec("distributed") is None:
        raise CannotRunError("--scheduler cần thư viện Dask: chạy pip install 'du-an8[cluster]'.")
    return partial(each_on_cluster, address=scheduler)


def _read(folder: DataFolder, names: Sequence[str] | None) -> "tuple[Iterable[Fact], list[Finding]]":
    from du_an8.outputs.machine.facts_table import facts_of
    from du_an8.programme.provinces import load_provinces

    provinces = load_provinces()
    areas = _areas(names, provinces) if names else None
    records, findings = folder.load_areas(provinces, frozenset(), areas)
    return facts_of(records.reports, records.programme, provinces, areas), findings


def _areas(names: Sequence[str], provinces: "Provinces") -> frozenset[str]:
    """A province of today with those that it was formed from: what it has on file of all years."""
    from du_an8.programme.provinces import NEW_ERA_STARTS

    asked = [find_province(name, provinces, NEW_ERA_STARTS) for name in names]
    return frozenset(area for each in asked for area in (each.area, *(part.area for part in provinces.parts(each))))


def _writer(output_format: FactsFormat, rows: "Iterable[Fact]") -> Callable[[TextIO], object]:
    match output_format:
        case FactsFormat.PARQUET:
            from du_an8.outputs.machine.facts_parquet import write_parquet

            return lambda stream: write_parquet(stream.buffer, rows)
        case FactsFormat.CSV:
            from du_an8.outputs.machine.facts_table import write_facts_csv

            return lambda stream: write_facts_csv(stream, rows)
        case _:
            from du_an8.outputs.machine.facts_table import write_jsonl

            return lambda stream: write_jsonl(stream, rows)


def _tell(findings: "Sequence[Finding]", others: Sequence[int] = (0, 0, 0)) -> None:
    """How much reading had to say, here and elsewhere; what it is stands with `validate`."""
    from du_an8.findings import counted_by_severity

    counts = [sum(both) for both in zip(counted_by_severity(findings), others, strict=True)]
    words = zip(counts, ("lỗi", "cảnh báo", "ghi chú"), strict=True)
    if summary := ", ".join(f"{count} {word}" for count, word in words if count):
        complain(f"Khi đọc: {summary}; xem bằng du-an8 validate.")
