"""The command that hands out every figure, plan and claim as it was read, for other programs."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from du_an8.cli.app import DataOption, ProvincesArgument, app, complain, find_province, guarded, write_result
from du_an8.cli.data_folder import CannotRunError, DataFolder, find_data_folder, keep_files

if TYPE_CHECKING:
    from du_an8.findings import Finding
    from du_an8.outputs.facts_table import Fact
    from du_an8.programme.provinces import Provinces


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
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="TỆP", help="Ghi kết quả ra tệp.")] = None,
) -> None:
    """Mọi số liệu, số kế hoạch, tỷ lệ tự ghi đọc được, mỗi số một dòng kèm ô nguồn; cho DuckDB, Spark, pandas."""
    folder = find_data_folder(data)
    _refuse_what_cannot_be_written(output_format, output)
    found, findings = _read(folder, names)
    write_result(output, _writer(output_format, found))
    _tell(findings)


def _refuse_what_cannot_be_written(output_format: FactsFormat, output: Path | None) -> None:
    """Before anything is read, which may take long."""
    keep_files(output)
    if output_format is not FactsFormat.PARQUET:
        return
    if output is None:
        raise CannotRunError("Dạng parquet không in ra màn hình được; ghi ra tệp bằng -o TỆP.parquet.")
    if find_spec("pyarrow") is None:
        raise CannotRunError(
            "Dạng parquet cần thư viện pyarrow: chạy pip install 'du-an8[parquet]', hoặc dùng jsonl, csv."
        )


def _read(folder: DataFolder, names: Sequence[str] | None) -> "tuple[Iterable[Fact], list[Finding]]":
    from du_an8.outputs.facts_table import facts_of
    from du_an8.programme.provinces import load_provinces

    provinces = load_provinces()
    areas = _areas(names, provinces) if names else None
    on_file, findings = folder.load_areas(provinces, frozenset(), areas)
    return facts_of(on_file.reports, on_file.programme, provinces, areas), findings


def _areas(names: Sequence[str], provinces: "Provinces") -> frozenset[str]:
    """A province of today with those that it was formed from: what it has on file of all years."""
    from du_an8.programme.provinces import NEW_ERA_STARTS

    asked = [find_province(name, provinces, NEW_ERA_STARTS) for name in names]
    return frozenset(area for each in asked for area in (each.area, *(part.area for part in provinces.parts(each))))


def _writer(output_format: FactsFormat, found: "Iterable[Fact]") -> Callable[[TextIO], object]:
    match output_format:
        case FactsFormat.PARQUET:
            from du_an8.outputs.facts_parquet import write_parquet

            return lambda stream: write_parquet(stream.buffer, found)
        case FactsFormat.CSV:
            from du_an8.outputs.facts_table import write_facts_csv

            return lambda stream: write_facts_csv(stream, found)
        case _:
            from du_an8.outputs.facts_table import write_jsonl

            return lambda stream: write_jsonl(stream, found)


def _tell(findings: "Sequence[Finding]") -> None:
    """How much reading had to say; what it is stands with `validate`."""
    from du_an8.findings import Severity, ordered

    words = {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.INFO: "ghi chú"}
    counts = {word: sum(each.severity is severity for each in ordered(findings)) for severity, word in words.items()}
    if told := ", ".join(f"{count} {word}" for word, count in counts.items() if count):
        complain(f"Khi đọc: {told}; xem bằng du-an8 validate.")
