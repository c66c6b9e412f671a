"""What was done by a date (docs/cach-tinh.md): which report rows count, and why the others don't."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import partial
from itertools import groupby, pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.findings import MOST_RELATED, Finding
from du_an8.programme.catalogue import Direction, Indicator, Kind, Phase
from du_an8.reconcile.judging.chain import best_chain, in_period, order, start_of, uncovered_spans
from du_an8.reconcile.judging.period_sums import PeriodSums
from du_an8.reports.facts import Claim, FigureColumn, Measure, Observation, StatedPlan
from du_an8.reports.sums import qualifier_of_sum, total
from du_an8.vietnamese.dates import format_period
from du_an8.vietnamese.numbers import Qualifier

_DAY = timedelta(days=1)

Grows = Callable[[date, date], bool]
"""Whether anything was expected of the days from the first to the last, both included."""


class SetAside(StrEnum):
    """Why a report row isn't part of the figure."""

    NOT_KNOWN_YET = "not-known-yet"
    EARLIER = "earlier"
    REPEATED = "repeated"
    SUPERSEDED = "superseded"
    CONFLICTING = "conflicting"
    OUTSIDE_CHAIN = "outside-chain"
    GROWTH_ONLY = "growth-only"
    DECIDED = "decided"


class Actual(Struct):
    """The figure of an indicator and where it comes from.

    Attributes:
        value: None where no figure can be told.
        observed_on: the date that it describes.
        used: the rows that it is made of, in order of time.
        set_aside: the other rows, each with the reason.
        incomplete: a lower bound, because reports are missing for days on which something was due.
        gaps: those days, as (first, last).
        conflict: the latest rows contradict each other.
        growth_only: of a stock, the last that is known is what was new of it: nothing tells what has gone since.
        if_kept: what it comes to if all of it is still kept up, where the new ones can be added up.
        findings: what came up while the rows were put together.
    """

    value: Fraction | None = None
    qualifier: Qualifier | None = None
    observed_on: date | None = None
    used: tuple[Observation, ...] = ()
    set_aside: list[tuple[Observation, SetAside]] = field(default_factory=list)
    incomplete: bool = False
    gaps: tuple[tuple[date, date], ...] = ()
    conflict: bool = False
    growth_only: bool = False
    if_kept: Fraction | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def word(self) -> str | None:
        """The report's own approximate word, where the figure is one row alone."""
        return self.used[0].word if len(self.used) == 1 and not self.incomplete else None

    @property
    def rows(self) -> list[Observation]:
        """Every row on file, used or not."""
        return [*self.used, *(row for row, _ in self.set_aside)]

    @property
    def sound(self) -> list[Observation]:
        """The rows that no other contradicts or repeats, whether the figure is made of them or not."""
        out = {SetAside.NOT_KNOWN_YET, SetAside.REPEATED, SetAside.SUPERSEDED, SetAside.CONFLICTING, SetAside.DECIDED}
        return [*self.used, *(row for row, reason in self.set_aside if reason not in out)]

    @property
    def has_rows(self) -> bool:
        """Whether anything was reported by then, usable or not."""
        return any(reason is not SetAside.NOT_KNOWN_YET for _, reason in self.set_aside) or bool(self.used)


def is_known(statement: Observation | Claim | StatedPlan | FigureColumn, as_of: date) -> bool:
    """Whether something that a report says was known on a date: it describes no later day, and had been sent."""
    return statement.end <= as_of and (statement.reported_on or statement.end) <= as_of


def actual_on(  # noqa: PLR0913  # rows and what they are judged by
    as_of: date,
    observations: Sequence[Observation],
    indicator: Indicator,
    phase: Phase,
    grows: Grows,
    *,
    begins: Fraction | None = Fraction(0),
) -> Actual:
    """The figure known on a date, from the report rows of one indicator in one area.

    Args:
        begins: what there was when the phase began, None where that isn't known.
    """
    actual = Actual()
    known = []
    for row in sorted(observations, key=order):
        if is_known(row, as_of):
            known.append(row)
        else:
            actual.set_aside.append((row, SetAside.NOT_KNOWN_YET))
    rows, conflicts = _resolve_repetitions(known, indicator, phase, actual)
    _report_falls(rows, indicator, actual)
    if indicator.kind is Kind.FLOW:
        _use_chain(rows, conflicts, indicator, phase, grows, actual)
    else:
        _use_latest(rows, conflicts, indicator, actual)
        _look_at_growth(rows, phase, actual)
        # What was newly set up in the periods must make up the growth of a stock.
        actual.findings += PeriodSums(indicator, phase, grows, begins).among(rows)
    return actual


def _same_figure(row: Observation, phase: Phase) -> tuple[object, ...]:
    """Rows that speak of the same thing: one date, or one period."""
    return (row.end, row.measure, start_of(row, phase) if row.measure is Measure.IN_PERIOD else phase.start)


def _resolve_repetitions(
    known: list[Observation], indicator: Indicator, phase: Phase, actual: Actual
) -> tuple[list[Observation], list[date]]:
    """One row for each date or period; what can't be decided is dropped, and its date returned."""
    rows, conflicts = [], []
    counting = {Kind.STOCK: {Measure.CUMULATIVE}, Kind.RATE: {Measure.LEVEL}}.get(indicator.kind, set(Measure))
    same_figure = partial(_same_figure, phase=phase)
    for _, group in groupby(sorted(known, key=same_figure), key=same_figure):
        same = sorted(group, key=order)
        best = winner(same)
        if best is None:
            if same[0].measure in counting:  # in-period rows of a stock only check its growth
                conflicts.append(same[0].end)
            against = _contradicting(same)
            actual.set_aside += [(row, SetAside.CONFLICTING if row in against else SetAside.SUPERSEDED) for row in same]
            actual.findings.append(_about_rows("conflicting-reports", against, indicator))
            continue
        rows.append(best)
        if best.chosen and winner([replace(row, chosen=False) for row in same]) is None:
            actual.findings.append(_about_rows("conflicting-reports", same, indicator))
            actual.set_aside += [(row, SetAside.DECIDED) for row in same if row is not best]
            continue
        for row in same:
            if row is not best:
                repeated = (row.value, row.qualifier) == (best.value, best.qualifier)
                actual.set_aside.append((row, SetAside.REPEATED if repeated else SetAside.SUPERSEDED))
                if not repeated:
                    actual.findings.append(_about_rows("superseded-report", [best, row], indicator))
    return sorted(rows, key=order), conflicts


def winner(same: Sequence[Observation]) -> Observation | None:
    """Equal rows are one; else the one that was decided for, or the latest sent, if it is clear which that is.

    What was sent back and came again, corrected, is out, whatever either says of when it was sent.
    """

    def figure(row: Observation) -> tuple[Fraction, Qualifier | None]:
        return row.value, row.qualifier

    same = [row for row in same if row.chosen] or _uncorrected(same)
    if len({figure(row) for row in same}) == 1:
        return max(same, key=lambda row: row.reported_on or date.min)
    dated = [row for row in same if row.reported_on]
    last_day = max((row.reported_on for row in dated if row.reported_on), default=None)
    latest = [row for row in dated if row.reported_on == last_day]
    undated = [row for row in same if row.reported_on is None]
    if not latest or len({figure(row) for row in (*latest, *undated)}) > 1:
        return None
    return latest[0]


def _contradicting(same: Sequence[Observation]) -> list[Observation]:
    """Those of which none is known to have been replaced: the latest sent, and those that don't say when."""
    same = _uncorrected(same)
    last_day = max((row.reported_on for row in same if row.reported_on), default=None)
    return [row for row in same if row.reported_on in {None, last_day}]


def _uncorrected(same: Sequence[Observation]) -> Sequence[Observation]:
    """Without the rows of reports of which a corrected copy is among them."""
    corrected = {row.corrects for row in same}
    return [row for row in same if row.location.path not in corrected]


def _about_rows(key: str, rows: Sequence[Observation], indicator: Indicator) -> Finding:
    """A finding at the first row, with the others beside it."""
    first = rows[0]
    parameters: dict[str, object] = {
        "name": indicator.short_name,
        "values": [row.value for row in rows],
        "value": first.value,
        "other": rows[-1].value,
        "day": first.end,
        "other_day": rows[-1].end,
        "where": str(rows[-1].location),
    }
    related = tuple(row.location for row in rows[1:MOST_RELATED])
    return Finding(key, first.location, parameters, indicator=indicator.id, related=related)


def _report_falls(rows: Iterable[Observation], indicator: Indicator, actual: Actual) -> None:
    """A cumulative figure that falls: an error for a flow, a warning for a stock."""
    if indicator.kind is Kind.RATE or indicator.direction is Direction.DECREASE:
        return
    cumulative = [row for row in rows if row.measure is Measure.CUMULATIVE]
    key = "cumulative-decreased" if indicator.kind is Kind.FLOW else "stock-decreased"
    for earlier, later in pairwise(cumulative):
        vague = later.qualifier is Qualifier.AT_LEAST or earlier.qualifier in {
            Qualifier.BELOW,
            Qualifier.ABOUT,
        }
        if later.value < earlier.value and not vague:
            actual.findings.append(_about_rows(key, [later, earlier], indicator))


def _use_latest(rows: list[Observation], conflicts: list[date], indicator: Indicator, actual: Actual) -> None:
    """Stocks and rates: the latest value counts."""
    measure = Measure.LEVEL if indicator.kind is Kind.RATE else Measure.CUMULATIVE
    candidates = [row for row in rows if row.measure is measure]
    actual.set_aside += [(row, SetAside.GROWTH_ONLY) for row in rows if row.measure is not measure]
    latest = candidates[-1] if candidates else None
    if _conflict_is_last(conflicts, latest.end if latest else None):
        actual.conflict = True
        actual.set_aside += [(row, SetAside.EARLIER) for row in candidates]
        return
    if latest:
        actual.value, actual.qualifier, actual.observed_on = latest.value, latest.qualifier, latest.end
        actual.used = (latest,)
        actual.incomplete = latest.partial
        actual.set_aside += [(row, SetAside.EARLIER) for row in candidates[:-1]]


def _look_at_growth(rows: Sequence[Observation], phase: Phase, actual: Actual) -> None:
    """What was new of a stock after its last running figure; where nothing was, the running figure stands.

    Reports that contradict each other on how many were new still say that some were.
    """
    newer = _growth_since(rows, actual)
    disputed = _growth_since((row for row, why in actual.set_aside if why is SetAside.CONFLICTING), actual)
    reported = [*newer, *disputed]
    is_known = actual.value is not None
    if actual.conflict or not reported or (is_known and not any(row.value for row in reported)):
        return
    actual.growth_only = True
    actual.if_kept = None if disputed else _if_kept(newer, phase, actual)


def _growth_since(rows: Iterable[Observation], actual: Actual) -> list[Observation]:
    """The periods that end after the running figure."""
    last = actual.observed_on or date.min
    return [row for row in in_period(rows) if row.end > last]


def _if_kept(newer: Sequence[Observation], phase: Phase, actual: Actual) -> Fraction | None:
    """The running figure and all that was new since; None where a period reaches back behind the figure."""
    last = actual.observed_on or date.min
    chain = best_chain([row for row in newer if start_of(row, phase) > last], phase)
    if chain is None or chain.end < max(row.end for row in newer):
        return None
    return total(chain.rows) + (actual.value or 0)


def _conflict_is_last(conflicts: list[date], latest: date | None) -> bool:
    return bool(conflicts) and (latest is None or max(conflicts) >= latest)


def _use_chain(  # noqa: PLR0913, PLR0917  # rows and what they are judged by
    rows: list[Observation],
    conflicts: list[date],
    indicator: Indicator,
    phase: Phase,
    grows: Grows,
    actual: Actual,
) -> None:
    """Flows add up along the chain with the latest end, the fewest uncovered days, the fewest rows."""
    chain = best_chain(rows, phase)
    if _conflict_is_last(conflicts, chain.end if chain else None):
        actual.conflict = True
        actual.set_aside += [(row, SetAside.EARLIER) for row in rows]
        return
    if chain is None:
        return
    actual.used = chain.rows
    actual.value = total(chain.rows)
    actual.observed_on = chain.end
    in_chain = {id(row) for row in chain.rows}
    left_out = [row for row in rows if id(row) not in in_chain]
    actual.set_aside += [(row, SetAside.OUTSIDE_CHAIN) for row in left_out]
    actual.gaps = tuple(span for gap in uncovered_spans(chain.rows, phase) for span in _spans_with_work(*gap, grows))
    actual.incomplete = bool(actual.gaps) or any(row.partial for row in chain.rows)
    actual.qualifier = qualifier_of_sum(chain.rows)
    if actual.incomplete:
        actual.qualifier = Qualifier.AT_LEAST
        if indicator.core and actual.gaps:
            spans = [format_period(first, last) for first, last in actual.gaps]
            parameters: dict[str, object] = {
                "name": indicator.short_name,
                "spans": spans,
                "value": actual.value,
            }
            actual.findings.append(Finding("period-gap", chain.rows[-1].location, parameters, indicator=indicator.id))
    actual.findings += PeriodSums(indicator, phase, grows).among(rows)


def _spans_with_work(first: date, last: date, grows: Grows) -> list[tuple[date, date]]:
    """The parts of a gap, by year, in which something was due; neighbouring years are one."""
    spans: list[tuple[date, date]] = []
    for year in range(first.year, last.year + 1):
        start, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        if grows(start, end):
            if spans and spans[-1][1] + _DAY == start:
                start = spans.pop()[0]
            spans.append((start, end))
    return spans
