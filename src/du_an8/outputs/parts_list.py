"""What a figure is made of: the parts of a merged province, the provinces of the country, by indicator."""

from typing import TYPE_CHECKING

from du_an8.outputs import phrases
from du_an8.outputs.page import item, say, section
from du_an8.reconcile.judging.verdict import Part
from du_an8.reconcile.province import ProvinceResult

if TYPE_CHECKING:
    from rich.console import Console


def print_parts(console: "Console", result: ProvinceResult, title: str) -> None:
    """Every part of every core indicator that any part has, the lagging first; those without data in one line."""
    told = [v for v in result.core if any(part.verdict for part in result.parts_of(v.indicator))]
    if told:
        section(console, title)
    for verdict in told:
        say(console, f"  {verdict.indicator.short_name}", "bold")
        parts = result.parts_of(verdict.indicator)
        for part in sorted((part for part in parts if part.verdict), key=_rank):
            aside = " – chưa cộng" if part in verdict.excluded else ""
            item(console, f"{part.province.name}: {phrases.standing(part.verdict)}{aside}", indent=4)
        if nothing := [part.province.name for part in parts if part.verdict is None]:
            item(console, f"{phrases.some(nothing)}: không có dữ liệu", indent=4)


def _rank(part: Part) -> tuple[object, ...]:
    """The lagging first, then what is missing; among equals the least done."""
    verdict = part.verdict
    if verdict is None:
        return (2,)
    return (not verdict.lagging, not verdict.missing, verdict.completion is None, verdict.completion or 0)
