"""The list of indicators: ids, names, units, kinds."""

from typing import TYPE_CHECKING

from du_an8.outputs.console import NARROW, styled
from du_an8.outputs.words import KINDS
from du_an8.programme.catalogue import Indicator, Programme
from du_an8.vietnamese.numbers import format_number

if TYPE_CHECKING:
    from rich.console import Console


def print_indicators(console: "Console", programme: Programme) -> None:
    """Core indicators first, then the supporting ones."""
    console.print(styled(f"{programme.name} · {'; '.join(phase.name for phase in programme.phases)}", "dim"))
    core = [indicator for indicator in programme.indicators.values() if indicator.core]
    supporting = [indicator for indicator in programme.indicators.values() if not indicator.core]
    _print_group(console, "Chỉ tiêu cốt lõi", core)
    _print_group(console, "Số liệu bổ trợ (không tính vào tỷ lệ hoàn thành)", supporting)


def _print_group(console: "Console", title: str, indicators: list[Indicator]) -> None:
    from rich import box
    from rich.table import Table

    console.print(styled(title, "bold"))
    if console.width < NARROW:
        for indicator in indicators:
            console.print(styled(f"  {indicator.id}", "bold"))
            console.print(styled(f"    {indicator.short_name} · {indicator.unit} · {KINDS[indicator.kind]}"))
        return
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True)
    table.add_column("Mã", no_wrap=True)
    table.add_column("Tên", ratio=1)
    table.add_column("ĐVT", max_width=10)
    table.add_column("Cách tính", max_width=13)
    table.add_column("Nội dung", justify="right")
    table.add_column("Cả nước", justify="right", no_wrap=True)
    for indicator in indicators:
        national = indicator.national_target
        table.add_row(
            styled(indicator.id),
            styled(indicator.name),
            styled(indicator.unit),
            styled(KINDS[indicator.kind]),
            styled(str(indicator.content or "–")),
            styled(format_number(national.target) if national else "–"),
        )
    console.print(table)
