"""What a figure is made of: the parts of a merged province, the provinces of the country, by indicator."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from du_an8.language.texts import tr
from du_an8.outputs.terminal.page import item, say, section
from du_an8.outputs.wording import phrases, sentences, standings
from du_an8.reconcile.judging.verdict import Part, Verdict
from du_an8.reconcile.province import ProvinceResult

if TYPE_CHECKING:
    from rich.console import Console


def print_parts(console: "Console", result: ProvinceResult, title: str) -> None:
    """Every part of every core indicator, the lagging ones first; those of which nothing is on file in one line."""
    if not (result.core and result.components):
        return
    section(console, title)
    for verdict in sentences.told_by_parts(result):
        say(console, f"  {phrases.name(verdict.indicator)}", "bold")
        for line in _lines(verdict, result):
            item(console, line, indent=4)
    if untold := sentences.told_by_no_part(result):
        item(console, untold)


def _lines(verdict: Verdict, result: ProvinceResult) -> Iterator[str]:
    """Each part with what it has, then those that have nothing."""
    parts = result.parts_of(verdict.indicator)
    for part in sorted((part for part in parts if part.verdict), key=_rank):
        aside = tr(" – chưa cộng") if part in verdict.excluded else ""
        yield f"{phrases.place(part.province, result.as_of)}: {standings.standing(part.verdict)}{aside}"
    if nothing := [phrases.place(part.province, result.as_of) for part in parts if part.verdict is None]:
        yield f"{phrases.some(nothing)}: {tr('không có dữ liệu')}"


def _rank(part: Part) -> tuple[object, ...]:
    """The lagging first, then what is missing; among equals the least done."""
    verdict = part.verdict
    if verdict is None:
        return (2,)
    return (not verdict.lagging, not verdict.missing, verdict.completion is None, verdict.completion or 0)
