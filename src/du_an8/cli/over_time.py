"""The commands about time: what changed from report to report, and from one state of the data to another."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from du_an8.cli.app import (
    AsOfOption,
    DataOption,
    ProvinceArgument,
    app,
    complete_indicator,
    find_indicator,
    find_province,
    guarded,
    write_result,
)
from du_an8.cli.data_folder import find_data_folder

if TYPE_CHECKING:
    from rich.console import Console


@app.command()
@guarded
def history(
    *,
    name: ProvinceArgument,
    indicator: Annotated[
        str | None,
        typer.Argument(metavar="[CHỈ_TIÊU]", autocompletion=complete_indicator, help="Mã, tên; bỏ trống: tất cả."),
    ] = None,
    data: DataOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Mọi số liệu theo thời gian bên đường kế hoạch, và mọi lần điều chỉnh chỉ tiêu."""
    from du_an8.outputs.console import print_page
    from du_an8.outputs.history_page import print_history
    from du_an8.programme.provinces import load_provinces
    from du_an8.reconcile.assessment import assess

    provinces = load_provinces()
    day = as_of.date() if as_of else date.today()  # noqa: DTZ011  # an officer's calendar day
    asked = find_province(name, provinces, day)
    country = asked is provinces.country[asked.era]
    facts, findings = find_data_folder(data).load(provinces, None if country else [asked])
    wanted = find_indicator(indicator, facts.programme) if indicator else None
    assessment = assess(facts, [] if country else [asked], day, findings, national=country)
    (result,) = [assessment.country] if assessment.country else assessment.results

    def page(console: "Console") -> None:
        print_history(console, result, wanted, facts.programme, with_parts=not country)

    write_result(None, lambda stream: print_page(stream, page))
