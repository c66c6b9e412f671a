"""Sentences about the course of one indicator that more than one output says."""

from collections.abc import Iterator

from du_an8.language.figures import format_date, format_period
from du_an8.language.texts import named, tr
from du_an8.outputs.wording import phrases
from du_an8.outputs.wording.words import MEASURES, SET_ASIDE
from du_an8.reconcile.history import Point
from du_an8.reconcile.judging.verdict import Reason, Verdict
from du_an8.reports.facts import Measure, Observation


def versions(verdict: Verdict) -> Iterator[str]:
    """Every version of the target, with the decision that it rests on."""
    targets = verdict.balance.targets
    if not targets:
        unknown = verdict.reason is Reason.TARGET_UNREADABLE
        if unknown:
            yield tr("Tệp chỉ tiêu có lỗi nên chưa biết chỉ tiêu giao.")
        else:
            yield tr("Chưa nhập chỉ tiêu giao.")
    for version in (version for target in targets for version in target.known_versions):
        effective = version.effective
        since = tr("từ {day}", day=format_date(effective)) if effective else tr("giao ban đầu")
        reason = tr(", {reason}", reason=version.reason) if version.reason else ""
        source = f", {version.source.title}" if version.source else ""
        amount = phrases.counted(version.target, verdict)
        yield tr("Chỉ tiêu {amount}, {since}", amount=amount, since=since) + f"{reason}{source} [{version.location}]"


def openings(verdict: Verdict) -> Iterator[str]:
    """What each area that is asked stood at when the phase began, and where that stands."""
    for opening in verdict.openings:
        amount, day = phrases.counted(opening.value, verdict), format_date(opening.day)
        text = tr("Mức đầu giai đoạn: {amount}, số đến {day}", amount=amount, day=day)
        yield f"{text} [{', '.join(map(str, opening.cells))}]"


def begins(verdict: Verdict) -> Iterator[str]:
    """From where the plan goes on: the openings, else a baseline."""
    yield from openings(verdict)
    if verdict.baseline and not verdict.openings:
        yield tr("Mức ban đầu: {amount}", amount=phrases.counted(verdict.baseline, verdict))


def report(point: Point, row: Observation, verdict: Verdict) -> str:
    """What a report says, when it was sent, what became of it, where it stands."""
    return f"{stated(row, verdict)}{sent(row)} ({fate(point)}) [{places(row)}]"


def stated(row: Observation, verdict: Verdict) -> str:
    """The figure as its report states it: `120 tổ, trong kỳ 01/01/2023 - 31/12/2023`."""
    value = phrases.amount(row.value, verdict)
    figure = f"{named(row.word)} {value}" if row.word else value
    when = f" {format_period(row.start, row.end)}" if row.measure is Measure.IN_PERIOD else ""
    return f"{figure}{phrases.unit(verdict, row.value)}, {tr(MEASURES[row.measure])}{when}"


def sent(row: Observation) -> str:
    """When the report was sent, where it tells."""
    return tr(", báo cáo ngày {day}", day=format_date(row.reported_on)) if row.reported_on else ""


def fate(point: Point) -> str:
    """Whether the figure counts today, or why not."""
    return tr(SET_ASIDE[point.fate]) if point.fate else tr("đang dùng")


def places(row: Observation) -> str:
    """The cells of a figure."""
    return ", ".join(map(str, row.cells))
