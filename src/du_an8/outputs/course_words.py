"""Sentences about the course of one indicator that more than one output says."""

from collections.abc import Iterator

from du_an8.outputs import phrases
from du_an8.outputs.words import MEASURES, SET_ASIDE
from du_an8.reconcile.history import Point
from du_an8.reconcile.judging.verdict import Reason, Verdict
from du_an8.reports.facts import Measure, Observation
from du_an8.vietnamese.dates import format_date, format_period


def versions(verdict: Verdict) -> Iterator[str]:
    """Every version of the target, with the decision that it rests on."""
    targets = verdict.balance.targets
    if not targets:
        unknown = verdict.reason is Reason.TARGET_UNREADABLE
        yield "Tệp chỉ tiêu có lỗi nên chưa biết chỉ tiêu giao." if unknown else "Chưa nhập chỉ tiêu giao."
    for version in (version for target in targets for version in target.known_versions):
        since = f"từ {format_date(version.effective)}" if version.effective else "giao ban đầu"
        reason = f", {version.reason}" if version.reason else ""
        source = f", {version.source.title}" if version.source else ""
        amount = f"{phrases.amount(version.target, verdict)}{phrases.unit(verdict)}"
        yield f"Chỉ tiêu {amount}, {since}{reason}{source} [{version.location}]"


def openings(verdict: Verdict) -> Iterator[str]:
    """What each area that is asked stood at when the phase began, and where that stands."""
    for opening in verdict.openings:
        amount = f"{phrases.amount(opening.value, verdict)}{phrases.unit(verdict)}"
        yield f"Mức đầu giai đoạn: {amount}, số đến {format_date(opening.day)} [{', '.join(map(str, opening.cells))}]"


def begins(verdict: Verdict) -> Iterator[str]:
    """From where the plan goes on: the openings, else a baseline."""
    yield from openings(verdict)
    if verdict.baseline and not verdict.openings:
        yield f"Mức ban đầu: {phrases.amount(verdict.baseline, verdict)}{phrases.unit(verdict)}"


def report(point: Point, row: Observation, verdict: Verdict) -> str:
    """What a report says, when it was sent, what became of it, where it stands."""
    return f"{stated(row, verdict)}{sent(row)} ({fate(point)}) [{places(row)}]"


def stated(row: Observation, verdict: Verdict) -> str:
    """The figure as its report states it: `120 tổ, trong kỳ 01/01/2023 - 31/12/2023`."""
    value = phrases.amount(row.value, verdict)
    figure = f"{row.word} {value}" if row.word else value
    when = f" {format_period(row.start, row.end)}" if row.measure is Measure.IN_PERIOD else ""
    return f"{figure}{phrases.unit(verdict)}, {MEASURES[row.measure]}{when}"


def sent(row: Observation) -> str:
    """When the report was sent, where it tells."""
    return f", báo cáo ngày {format_date(row.reported_on)}" if row.reported_on else ""


def fate(point: Point) -> str:
    """Whether the figure counts today, or why not."""
    return SET_ASIDE[point.fate] if point.fate else "đang dùng"


def places(row: Observation) -> str:
    """The cells of a figure."""
    return ", ".join(map(str, row.cells))
