"""When reports came and what they are about: late, missing between two others, of days that are still to come."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Programme
from du_an8.reconcile.judging.verdict import Status
from du_an8.reconcile.province import ProvinceResult
from du_an8.reports.facts import Measure, Observation
from du_an8.vietnamese.dates import format_period

Span = tuple[date, date]
"""The first and the last of some days."""

_DAY = timedelta(days=1)
_LONGEST_GAP = timedelta(days=280)  # a year without work may lie between two quarters


def late_reports(rows: Sequence[Observation], grace_days: int) -> Iterator[Finding]:
    """Reports that were sent after the grace that follows their last day, one finding a file.

    A file that also prints earlier dates is about its last one. Who corrects an earlier report isn't late with it, nor
    with what that report left out.
    """
    last_day: dict[str, date] = {}
    first_told: dict[Hashable, date] = {}
    for row in rows:
        last_day[row.location.path] = max(row.end, last_day.get(row.location.path, row.end))
        first_told[_figure(row)] = min(_sent(row), first_told.get(_figure(row), date.max))
    newest = [row for row in rows if row.end == last_day[row.location.path]]
    corrections = {row.location.path for row in newest if first_told[_figure(row)] < _sent(row)}
    late = {row.location.path: row for row in newest if row.end + timedelta(days=grace_days) < _sent(row)}
    for path, row in sorted(late.items()):
        if path in corrections:
            continue
        sent = _sent(row)
        words: dict[str, object] = {"day": row.end, "sent": sent, "late": (sent - row.end).days, "grace": grace_days}
        yield Finding("late-report", Location(path), words)


def _sent(row: Observation) -> date:
    """When a row was sent; of one that doesn't say so, nothing tells that it wasn't in time."""
    return row.reported_on or date.min


def _figure(row: Observation) -> Hashable:
    return row.area, row.indicator, row.time


def future_reports(rows: Iterable[Observation], today: date) -> Iterator[Finding]:
    """Figures of days that are still to come, and reports that say so of themselves, one finding a file."""
    first: dict[str, Observation] = {}
    for row in sorted(rows, key=lambda row: (row.location, row.end)):
        if max(row.end, _sent(row)) > today:
            first.setdefault(row.location.path, row)
    for row in first.values():
        if row.end > today:
            yield Finding("outside-phase.future", row.location, {"day": row.end, "today": today}, province=row.area)
        else:
            words: dict[str, object] = {"sent": _sent(row), "today": today}
            yield Finding("outside-phase.sent-later", row.location, words, province=row.area)


def missing_periods(rows: Sequence[Observation], known_gaps: Sequence[Span]) -> Iterator[Finding]:
    """Periods between two of one length of which no report says anything.

    Args:
        known_gaps: gaps that were told already, as (first, last).
    """
    for periods in _by_length(rows):
        for earlier, later in pairwise(periods):
            gap = earlier.end + _DAY, (later.start or later.end) - _DAY
            if _is_silent(gap, rows) and not any(_overlap(gap, other) for other in known_gaps):
                yield _missing_between(gap, earlier, later)


def _by_length(rows: Iterable[Observation]) -> Iterator[list[Observation]]:
    """The periods of each length, in order of time, one of each."""
    periods: defaultdict[int | None, dict[date, Observation]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: (row.end, row.location)):
        if row.measure is Measure.IN_PERIOD and row.start:
            periods[row.months].setdefault(row.start, row)
    for of_length in periods.values():
        yield [of_length[start] for start in sorted(of_length)]


def _is_silent(gap: Span, rows: Iterable[Observation]) -> bool:
    """Whether nothing is told of days that are no whole year without work."""
    first, last = gap
    return first <= last and last - first < _LONGEST_GAP and not _is_covered(first, last, rows)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _missing_between(gap: Span, earlier: Observation, later: Observation) -> Finding:
    words: dict[str, object] = {
        "span": format_period(*gap),
        "before": format_period(earlier.start, earlier.end),
        "after": format_period(later.start, later.end),
        "day": gap[1],
    }
    return Finding("period-gap.between", later.location, words, related=(earlier.location,))


def _is_covered(first: date, last: date, rows: Iterable[Observation]) -> bool:
    """Whether a longer period, a part of it or a figure of one of its days is on file."""
    return any(
        first <= row.end <= last or (row.start is not None and row.start <= last and row.end >= last) for row in rows
    )


def stale_report(result: ProvinceResult, programme: Programme) -> list[Finding]:
    """One remark for the province whose newest figure is old while work is still open."""
    newest, latest = result.newest, result.latest
    done = {Status.MET, Status.EXCEEDED, Status.NOT_DUE}
    still_open = [v for v in result.core if v.asked is not None and v.status not in done]
    if newest is None or latest is None or not still_open or latest >= programme.phase.end:
        return []
    age = (result.as_of - latest).days
    if age <= programme.stale_after_days:
        return []
    where, area = newest.actual.used[-1].location, result.province.area
    return [Finding("stale-report", where, {"day": latest, "age": age}, province=area)]
