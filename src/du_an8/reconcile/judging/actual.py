"""What was done by a date (docs/cach-tinh.md): which report rows count, and why the others don't."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import partial
from itertools import groupby, pairwise

from msgspec import Struct, field

from du_an8.findings import MOST_RELATED, Finding
from du_an8.programme.catalogue import Direction, Indicator, Kind
from du_an8.programme.phases import Phase
from du_an8.reconcile.judging.chain import Chain, best_chain, in_period, order, start_of, uncovered_spans
from du_an8.reconcile.judging.period_sums import PeriodSums
from du_an8.reconcile.judging.repetitions import Repetitions, settled
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

    def leave_out(self, rows: Iterable[Observation], why: SetAside) -> None:
        """Rows that the figure isn't made of."""
        self.set_aside += [(row, why) for row in rows]

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


class _Terms(Struct, frozen=True):
    """What the rows of one indicator are read by.

    Attributes:
        begins: what there was when the phase began, None where that isn't known.
    """

    indicator: Indicator
    phase: Phase
    grows: Grows
    begins: Fraction | None


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
    terms = _Terms(indicator, phase, grows, begins)
    actual = Actual()
    known = [row for row in sorted(observations, key=order) if is_known(row, as_of)]
    to_come = [row for row in sorted(observations, key=order) if not is_known(row, as_of)]
    actual.leave_out(to_come, SetAside.NOT_KNOWN_YET)
    rows, conflicts = _once_each(known, terms, actual)
    _report_falls(rows, indicator, actual)
    if indicator.kind is Kind.FLOW:
        _use_chain(rows, conflicts, terms, actual)
    else:
        _use_latest(rows, conflicts, indicator, actual)
        _look_at_growth(rows, terms, actual)
    if not (actual.conflict and indicator.kind is Kind.FLOW):
        # What was newly set up in the periods must make up the growth of a stock, too.
        actual.findings += PeriodSums(indicator, phase, grows, begins).among(rows)
    return actual


def _same_figure(row: Observation, phase: Phase) -> tuple[object, ...]:
    """Rows that speak of the same thing: one date, or one period."""
    return (row.end, row.measure, start_of(row, phase) if row.measure is Measure.IN_PERIOD else phase.start)


def _once_each(known: Sequence[Observation], terms: _Terms, actual: Actual) -> tuple[list[Observation], list[date]]:
    """One row for each date or period; what can't be decided is dropped, and its date returned."""
    rows, conflicts = [], []
    same_figure = partial(_same_figure, phase=terms.phase)
    for _, group in groupby(sorted(known, key=same_figure), key=same_figure):
        same = sorted(group, key=order)
        repetitions = settled(same)
        if repetitions.best:
            rows.append(repetitions.best)
        elif _counts(same[0].measure, terms.indicator):
            conflicts.append(same[0].end)
        _tell_repetitions(repetitions, same, terms.indicator, actual)
    return sorted(rows, key=order), conflicts


def _counts(measure: Measure, indicator: Indicator) -> bool:
    """Whether a figure is made of such rows; in-period rows of a stock only check its growth."""
    if indicator.kind is Kind.FLOW:
        return True
    return measure is (Measure.LEVEL if indicator.kind is Kind.RATE else Measure.CUMULATIVE)


def _tell_repetitions(
    repetitions: Repetitions, same: Sequence[Observation], indicator: Indicator, actual: Actual
) -> None:
    """What becomes of the rows that don't count, and what is to be said of them."""
    reasons = {
        SetAside.REPEATED: repetitions.repeated,
        SetAside.SUPERSEDED: repetitions.replaced,
        SetAside.CONFLICTING: repetitions.contradicting,
        SetAside.DECIDED: repetitions.passed_over,
    }
    why = {id(row): reason for reason, rows in reasons.items() for row in rows}
    actual.set_aside += [(row, why[id(row)]) for row in same if row is not repetitions.best]
    best = repetitions.best
    if best is None:
        actual.findings.append(_about_rows("conflicting-reports", repetitions.contradicting, indicator))
    elif repetitions.passed_over:
        actual.findings.append(_about_rows("conflicting-reports", repetitions.disputed(same), indicator))
    else:
        actual.findings += [_about_rows("superseded-report", [best, row], indicator) for row in repetitions.replaced]


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
        may_be_more = later.qualifier is Qualifier.AT_LEAST
        may_be_less = earlier.qualifier in {Qualifier.BELOW, Qualifier.ABOUT}
        if later.value < earlier.value and not (may_be_more or may_be_less):
            actual.findings.append(_about_rows(key, [later, earlier], indicator))


def _use_latest(rows: list[Observation], conflicts: list[date], indicator: Indicator, actual: Actual) -> None:
    """Stocks and rates: the latest value counts."""
    candidates = [row for row in rows if _counts(row.measure, indicator)]
    actual.leave_out([row for row in rows if not _counts(row.measure, indicator)], SetAside.GROWTH_ONLY)
    latest = candidates[-1] if candidates else None
    if _conflict_is_last(conflicts, latest.end if latest else None):
        actual.conflict = True
        actual.leave_out(candidates, SetAside.EARLIER)
    elif latest:
        actual.value, actual.qualifier, actual.observed_on = latest.value, latest.qualifier, latest.end
        actual.used = (latest,)
        actual.incomplete = latest.partial
        actual.leave_out(candidates[:-1], SetAside.EARLIER)


def _look_at_growth(rows: Sequence[Observation], terms: _Terms, actual: Actual) -> None:
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
    actual.if_kept = None if disputed else _if_kept(newer, terms, actual)


def _growth_since(rows: Iterable[Observation], actual: Actual) -> list[Observation]:
    """The periods that end after the running figure."""
    last = actual.observed_on or date.min
    return [row for row in in_period(rows) if row.end > last]


def _if_kept(newer: Sequence[Observation], terms: _Terms, actual: Actual) -> Fraction | None:
    """The running figure, else what there was when the phase began, and all that was new since.

    None where a period reaches back behind the figure, and where nobody knows from what the new ones go on.
    """
    last, phase = actual.observed_on or date.min, terms.phase
    chain = best_chain([row for row in newer if start_of(row, phase) > last], phase)
    before = terms.begins if actual.value is None else actual.value
    if chain is None or before is None or chain.end < max(row.end for row in newer):
        return None
    return total(chain.rows) + before


def _conflict_is_last(conflicts: list[date], latest: date | None) -> bool:
    return bool(conflicts) and (latest is None or max(conflicts) >= latest)


def _use_chain(rows: Sequence[Observation], conflicts: list[date], terms: _Terms, actual: Actual) -> None:
    """Flows add up along the chain with the latest end, the fewest uncovered days, the fewest rows."""
    chain = best_chain(rows, terms.phase)
    if _conflict_is_last(conflicts, chain.end if chain else None):
        actual.conflict = True
        actual.leave_out(rows, SetAside.EARLIER)
    elif chain:
        actual.used = chain.rows
        actual.value = total(chain.rows)
        actual.observed_on = chain.end
        actual.qualifier = qualifier_of_sum(chain.rows)
        actual.incomplete = any(row.partial for row in chain.rows)
        in_chain = {id(row) for row in chain.rows}
        actual.leave_out([row for row in rows if id(row) not in in_chain], SetAside.OUTSIDE_CHAIN)
        _look_for_gaps(chain, terms, actual)
        if actual.incomplete:
            actual.qualifier = Qualifier.AT_LEAST


def _look_for_gaps(chain: Chain, terms: _Terms, actual: Actual) -> None:
    """Days that no row covers although something was due make the figure a lower bound."""
    uncovered = uncovered_spans(chain.rows, terms.phase)
    actual.gaps = tuple(span for gap in uncovered for span in _spans_with_work(*gap, terms.grows))
    if not actual.gaps:
        return
    actual.incomplete = True
    if terms.indicator.core:
        words: dict[str, object] = {
            "name": terms.indicator.short_name,
            "spans": [format_period(first, last) for first, last in actual.gaps],
            "value": actual.value,
        }
        where = chain.rows[-1].location
        actual.findings.append(Finding("period-gap", where, words, indicator=terms.indicator.id))


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
