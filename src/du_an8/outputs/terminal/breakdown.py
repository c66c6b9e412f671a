"""A province by district or commune, the lagging places first, with how many of them reported; and by splits."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from du_an8.language.texts import tr
from du_an8.outputs.terminal.console import NARROW, styled
from du_an8.outputs.terminal.page import item, plain_table, say, section
from du_an8.outputs.wording import division_words, phrases, standings
from du_an8.programme.catalogue import Indicator, Programme
from du_an8.reconcile.areas import AreaResult
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.province import ProvinceResult
from du_an8.vietnamese.places import PlaceLevel

if TYPE_CHECKING:
    from rich.console import Console

_TITLES = {PlaceLevel.DISTRICT: "Từng huyện", PlaceLevel.COMMUNE: "Từng xã", PlaceLevel.VILLAGE: "Từng thôn"}
_NOTHING = {
    PlaceLevel.DISTRICT: "Chưa có số liệu nào của từng huyện.",
    PlaceLevel.COMMUNE: "Chưa có số liệu nào của từng xã.",
    PlaceLevel.VILLAGE: "Chưa có số liệu nào của từng thôn.",
}
_REPORTED = {
    PlaceLevel.DISTRICT: "{known}/{every} huyện đã có số liệu",
    PlaceLevel.COMMUNE: "{known}/{every} xã đã có số liệu",
    PlaceLevel.VILLAGE: "{known}/{every} thôn đã có số liệu",
}


def print_breakdown(console: "Console", areas: Sequence[AreaResult], level: PlaceLevel, programme: Programme) -> None:
    """Print every indicator of which any place has a target or a figure."""
    section(console, tr(_TITLES[level]))
    if not areas:
        say(console, tr(_NOTHING[level]))
    for indicator in programme.indicators.values():
        judged = [area for area in areas if indicator.id in area.verdicts]
        if judged and indicator.core:
            _print_indicator(console, indicator, areas, level)


def print_divisions(console: "Console", result: ProvinceResult) -> None:
    """Print every figure of which any part is known at its date."""
    section(console, tr(division_words.TITLE))
    verdicts = division_words.divided(result)
    say(console, tr(division_words.NOTE if verdicts else division_words.NOTHING), "dim" if verdicts else "")
    for verdict in verdicts:
        say(console, f"  {division_words.whole(verdict)}", "bold")
        for division in verdict.divisions:
            item(console, division_words.line(division, verdict), indent=4)


def _print_indicator(console: "Console", indicator: Indicator, areas: Sequence[AreaResult], level: PlaceLevel) -> None:
    pairs = sorted(((area, area.verdicts.get(indicator.id)) for area in areas), key=lambda pair: _rank(*pair))
    known = [(area, verdict) for area, verdict in pairs if verdict]
    reported = [area for area, verdict in known if verdict.actual.value is not None]
    console.print()
    say(console, phrases.name(indicator), "bold")
    say(console, _who_reported(areas, reported, level))
    if console.width < NARROW:
        for area, verdict in known:
            item(console, f"{_name(area)}: {standings.standing(verdict)}")
    else:
        _print_table(console, known)


def _who_reported(areas: Sequence[AreaResult], reported: Sequence[AreaResult], level: PlaceLevel) -> str:
    """How many of the places that are expected reported, which didn't, and which did unexpected."""
    expected = [area for area in areas if area.node.expected] or areas
    missing = [area.node.name for area in expected if area not in reported]
    unlisted = [area.node.name for area in reported if area not in expected]
    line = tr(_REPORTED[level], known=len(expected) - len(missing), every=len(expected))
    line += tr("; chưa có: {names}", names=phrases.some(missing)) if missing else ""
    return line + (tr("; ngoài danh sách: {names}", names=phrases.some(unlisted)) if unlisted else "")


def _print_table(console: "Console", pairs: Sequence[tuple[AreaResult, Verdict]]) -> None:
    table = plain_table()
    table.add_column(tr("Nơi"), ratio=1, min_width=16)
    asked = any(verdict.asked is not None for _, verdict in pairs)
    for title in (*((tr("Giao"), tr("KH đến kỳ")) if asked else ()), tr("Thực hiện"), tr("Số đến ngày")):
        table.add_column(title, justify="right", no_wrap=True)
    if asked:
        table.add_column(tr("Tỷ lệ"), justify="right", no_wrap=True)
        table.add_column(tr("Trạng thái"), min_width=13, max_width=20)
    for area, verdict in pairs:
        _, given, plan, done, day, share, judged = phrases.row(verdict)
        judged = judged if verdict.asked is not None else ""
        cells = (given, plan, done, day, share, judged) if asked else (done, day)
        table.add_row(*map(styled, (_name(area), *cells)))
    console.print(table)


def _name(area: AreaResult) -> str:
    return f"{area.node.name} ({area.larger.name})" if area.larger else area.node.name


def _rank(area: AreaResult, verdict: Verdict | None) -> tuple[object, ...]:
    """The lagging first, the furthest behind before the others; then who didn't report; then the smallest figures."""
    if verdict is None:
        return (1, 0, 0, area.node.path)
    if verdict.lagging:
        return (0, verdict.pace if verdict.pace is not None else -1, 0, area.node.path)
    if verdict.actual.value is None:
        return (1, 1, 0, area.node.path)
    return (2, verdict.completion if verdict.completion is not None else 0, verdict.actual.value, area.node.path)
