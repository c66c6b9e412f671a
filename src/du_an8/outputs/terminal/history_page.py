"""The answer to `history`: every figure over time with the plan beside it, and every version of the target."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from du_an8.outputs.terminal.console import styled
from du_an8.outputs.terminal.page import say, wrapped
from du_an8.outputs.wording import course_words, phrases, sentences
from du_an8.programme.catalogue import Indicator, Programme
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.history import Point, course
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.province import ProvinceResult
from du_an8.vietnamese.dates import format_date

if TYPE_CHECKING:
    from rich.console import Console

_WIDTH = 24
_DONE, _LEFT, _PLAN = "█", "·", "|"


def print_history(console: "Console", result: ProvinceResult, wanted: Indicator | None, assessment: Assessment) -> None:
    """Print the course of one indicator, or of all, one phase after the other; of a merged province, its parts' too."""
    for earlier in assessment.earlier_of(result):
        _print_phase(console, earlier, wanted, assessment)
        console.print()
    _print_phase(console, result, wanted, assessment)


def _print_phase(console: "Console", result: ProvinceResult, wanted: Indicator | None, assessment: Assessment) -> None:
    programme = assessment.programme_of(result)
    parts = () if result.province.is_country else result.components
    verdicts = [verdict for verdict in result.verdicts if not verdict.included and _is_wanted(verdict, wanted)]
    place = phrases.place(result.province, result.as_of)
    say(console, f"{place} · {programme.phase.name} · đến {format_date(result.as_of)}", "bold")
    for sentence in _below_the_name(result, assessment):
        say(console, sentence)
    if verdicts:
        say(console, f"{_DONE} đã làm · {_PLAN} kế hoạch đến ngày đó · ~ kế hoạch suy ra", "dim")
    else:
        _print_nothing(console, result, has_parts=bool(parts))
    for verdict in verdicts:
        console.print()
        _print_course(console, verdict, programme, result.as_of)
    for component in parts:
        console.print()
        _print_phase(console, component, wanted, assessment)


def _is_wanted(verdict: Verdict, wanted: Indicator | None) -> bool:
    return wanted is None or verdict.indicator.id == wanted.id


def _print_nothing(console: "Console", result: ProvinceResult, *, has_parts: bool) -> None:
    """Why no course is shown; of a sum its parts tell."""
    if result.targets_at_fault:
        say(console, "Chưa có số liệu nào; tệp chỉ tiêu có lỗi nên chưa biết tỉnh được giao gì.")
    elif not has_parts:
        say(console, "Chưa có chỉ tiêu giao và chưa có số liệu nào.")


def _below_the_name(result: ProvinceResult, assessment: Assessment) -> list[str]:
    """Of a phase that stands before the one that is shown, only that it is over."""
    if any(result is each for each in assessment.subjects):
        return sentences.of_phase(result, assessment.phase)
    return [sentence for sentence in [sentences.ended(result)] if sentence]


def _print_course(console: "Console", verdict: Verdict, programme: Programme, as_of: date) -> None:
    say(console, f"{verdict.indicator.short_name} ({verdict.indicator.unit})", "bold")
    for sentence in (*course_words.versions(verdict), *course_words.begins(verdict)):
        wrapped(console, sentence)
    points = course(verdict, programme, as_of)
    amounts = [amount for point in points for amount in _amounts(point)]
    scale = max([*amounts, verdict.asked or Fraction(0)])
    if not points:
        say(console, "  Chưa có số liệu nào.")
    for point in points:
        console.print(styled(_drawn(point, verdict, scale)), soft_wrap=True)
        if point.row:
            wrapped(console, course_words.report(point, point.row, verdict), indent=6)


def _amounts(point: Point) -> Iterable[Fraction]:
    return [x for x in (point.value, point.expectation.amount if point.expectation else None) if x is not None]


def _drawn(point: Point, verdict: Verdict, scale: Fraction) -> str:
    """`31/12/2023  ████████|···  346 / kế hoạch ~270`."""
    done, plan = point.value, point.expectation.amount if point.expectation else None
    filled = int(done * _WIDTH / scale) if done is not None and scale else 0
    cells = [_DONE] * filled + [_LEFT] * (_WIDTH - filled)
    if plan is not None and scale:
        cells.insert(int(plan * _WIDTH / scale), _PLAN)
    shown = phrases.figure(point.reached, verdict) if point.reached else "–"
    expected = f" / kế hoạch {phrases.expected(point.expectation, verdict)}" if plan is not None else ""
    return f"  {format_date(point.day)}  {''.join(cells):<{_WIDTH + 1}}  {shown}{expected}"
