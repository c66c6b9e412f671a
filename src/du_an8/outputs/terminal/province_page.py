"""One province in a terminal: a first screen to be read in ten seconds, and with sources all that it rests on."""

from typing import TYPE_CHECKING

from msgspec import Struct

from du_an8.language.figures import format_date
from du_an8.language.texts import named, tr
from du_an8.outputs.terminal.breakdown import print_breakdown, print_divisions
from du_an8.outputs.terminal.page import item, print_findings, print_in_short, say, section
from du_an8.outputs.terminal.parts_list import print_parts
from du_an8.outputs.terminal.verdict_table import print_verdicts
from du_an8.outputs.wording import evidence_words, phrases, sentences
from du_an8.programme.provinces import Provinces
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.province import ProvinceResult

if TYPE_CHECKING:
    from rich.console import Console


class View(Struct, frozen=True):
    """What of the answer is shown.

    Attributes:
        overview: no province was named, so a line each is shown instead of a page each.
        divided: the figures by the splits of the programme, too.
        sources: what it rests on, too: advice, places, sources, parts, the account of cells.
    """

    overview: bool = False
    divided: bool = False
    sources: bool = False


def print_province(
    console: "Console", result: ProvinceResult, assessment: Assessment, provinces: Provinces, view: View
) -> None:
    """Print all that is known of a province, what there is to ask last."""
    _print_known(console, result, assessment, provinces, view)
    if view.sources:
        print_parts(console, result, tr("Từng tỉnh cũ"))
    if assessment.by:
        areas = assessment.areas[result.province.area]
        print_breakdown(console, areas, assessment.by, assessment.programme_of(result))
    if view.divided:
        print_divisions(console, result)
    if view.sources:
        print_findings(console, assessment.findings_about(result))
        _print_difficulties(console, result)
        print_sources(console, result)
    else:
        print_in_short(console, assessment.findings_about(result))
        if result.difficulties:
            say(console, tr("Khó khăn, vướng mắc tỉnh nêu: {count} điểm.", count=len(result.difficulties)))


def _print_known(
    console: "Console", result: ProvinceResult, assessment: Assessment, provinces: Provinces, view: View
) -> None:
    say(console, _title(result), "bold")
    say(console, f"{_summary(result, assessment)}.")
    before = (
        sentences.earlier_phase(result, assessment.phase),
        sentences.merger(result.province, result.as_of, provinces),
        sentences.absent(result) if view.sources else sentences.absent_within(result, console.width),
        evidence_words.counted(result),
    )
    for line in filter(None, before):
        say(console, line)
    if result.core:
        print_verdicts(console, result.core, assessment.programme_of(result))
    supporting = sentences.supporting_lines(result)
    for line in supporting if view.sources else filter(None, [sentences.supporting_within(result, console.width)]):
        say(console, line)
    if declared := sentences.not_applicable(result):
        say(console, tr("Không áp dụng: {declared}.", declared="; ".join(declared)))


def _title(result: ProvinceResult) -> str:
    """Whose results, of which phase, whether it is over, on which day."""
    phase = named(result.phase.name)
    over = tr("{phase} đã kết thúc", phase=phase) if result.as_of > result.phase.end else phase
    place = phrases.place(result.province, result.as_of)
    return tr("{place} · {phase} · tính đến {day}", place=place, phase=over, day=format_date(result.as_of))


def _summary(result: ProvinceResult, assessment: Assessment) -> str:
    """What is known, what lags, what is in doubt, and how much there is to ask."""
    to_check = sentences.to_check(assessment.findings_about(result))
    to_ask = tr("{count} điểm cần làm rõ", count=to_check) if to_check else ""
    return "; ".join(filter(None, (sentences.summary(result), to_ask)))


def _print_difficulties(console: "Console", result: ProvinceResult) -> None:
    if result.difficulties:
        section(console, tr("Khó khăn, vướng mắc tỉnh nêu"))
    for difficulty in result.difficulties:
        item(console, f"{difficulty.text} ({difficulty.location})")


def print_sources(console: "Console", result: ProvinceResult) -> None:
    """Where the figures come from: the source of each target, the report of each figure."""
    if lines := sentences.sources(result):
        section(console, tr("Nguồn"))
    for line in lines:
        item(console, line)
