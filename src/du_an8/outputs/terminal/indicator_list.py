"""The list of indicators: ids, names, units, kinds, and the contents (nội dung) that they belong to."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from du_an8.outputs.terminal.console import styled
from du_an8.outputs.terminal.page import wrapped
from du_an8.outputs.wording.words import KINDS
from du_an8.programme.catalogue import Indicator, Programme
from du_an8.vietnamese.numbers import format_number

if TYPE_CHECKING:
    from rich.console import Console

_ROOM_FOR_TABLE = 110
"""Below this width the names, which are long, would stand in a column of a few letters; a list is shown."""


def print_indicators(console: "Console", programme: Programme) -> None:
    """Core indicators first, then the supporting ones; below them what the numbers of the contents stand for."""
    console.print(styled(f"{programme.name} · {'; '.join(phase.name for phase in programme.phases)}", "dim"))
    core = [indicator for indicator in programme.indicators.values() if indicator.core]
    supporting = [indicator for indicator in programme.indicators.values() if not indicator.core]
    _print_group(console, "Chỉ tiêu cốt lõi", core, programme)
    _print_group(console, "Số liệu bổ trợ (không tính vào tỷ lệ hoàn thành)", supporting, programme)
    for line in _contents(programme):
        console.print(styled(line, "dim"))


def _contents(programme: Programme) -> Iterator[str]:
    """The titles of the contents that any indicator belongs to."""
    used = {indicator.content for indicator in programme.indicators.values()}
    for number, title in sorted(programme.contents.items()):
        if number in used:
            yield f"Nội dung {number}: {title}"


def _print_group(console: "Console", title: str, indicators: list[Indicator], programme: Programme) -> None:
    if not indicators:
        return
    console.print(styled(title, "bold"))
    if console.width < _ROOM_FOR_TABLE:
        _print_lines(console, indicators, programme)
    else:
        _print_table(console, indicators, programme)


def _print_lines(console: "Console", indicators: list[Indicator], programme: Programme) -> None:
    for indicator in indicators:
        console.print(styled(f"  {indicator.id}", "bold"))
        said = [indicator.short_name, indicator.unit, KINDS[indicator.kind], *_of_phases(indicator)]
        if indicator.content:
            said.append(f"nội dung {indicator.content}")
        if indicator.national_targets:
            said.append(f"cả nước {_national(indicator, programme, '; ')}")
        wrapped(console, " · ".join(said), indent=4)


def _print_table(console: "Console", indicators: list[Indicator], programme: Programme) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True)
    table.add_column("Mã", no_wrap=True)
    table.add_column("Tên", ratio=1)
    table.add_column("ĐVT", max_width=10)
    table.add_column("Cách tính", max_width=13)
    table.add_column("Nội dung", justify="right")
    table.add_column("Cả nước", justify="right")
    for indicator in indicators:
        table.add_row(
            styled(indicator.id),
            styled(" · ".join([indicator.name, *_of_phases(indicator)])),
            styled(indicator.unit),
            styled(KINDS[indicator.kind]),
            styled(str(indicator.content or "–")),
            styled(_national(indicator, programme, "\n")),
        )
    console.print(table)


def _of_phases(indicator: Indicator) -> list[str]:
    """Which phases have the indicator, where not all do."""
    return [f"chỉ giai đoạn {', '.join(indicator.phases)}"] if indicator.phases else []


def _national(indicator: Indicator, programme: Programme, between: str) -> str:
    """The national target of each phase for which it is known, with the phase's id where there are several."""
    known = dict(indicator.national_targets)
    ids = [phase.id for phase in programme.phases if phase.id in known]
    if len(programme.phases) == 1 and ids:
        return format_number(known[ids[0]].target)
    return between.join(f"{format_number(known[key].target)} ({key})" for key in ids) or "–"
