"""The verdict on one indicator of one area (DESIGN §2.4). Every output reads this object; none computes again."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from du_an8.findings import Location
from du_an8.programme.catalogue import Direction, Indicator, Programme
from du_an8.reconcile.actual import Actual
from du_an8.reconcile.expectation import Basis, Expectation, TargetOnDate
from du_an8.reports.facts import Claim, Observation, StatedPlan
from du_an8.targets.facts import TargetVersion
from du_an8.vietnamese.numbers import Qualifier


class Status(StrEnum):
    """Where an indicator stands."""

    NO_TARGET = "no_target"
    NOT_MEASURABLE = "not_measurable"
    NO_REPORT = "no_report"
    EXCEEDED = "exceeded"
    MET = "met"
    OVERDUE = "overdue"
    MISSED = "missed"
    NOT_DUE = "not_due"
    ON_TRACK = "on_track"
    NEAR = "near"
    SLOW = "slow"
    VERY_SLOW = "very_slow"


LAGGING = frozenset({Status.SLOW, Status.VERY_SLOW, Status.MISSED, Status.OVERDUE})


class Reason(StrEnum):
    """Why a figure can't be judged."""

    CONFLICTING_REPORTS = "conflicting-reports"
    STOCK_WITHOUT_CUMULATIVE = "stock-without-cumulative"
    TARGET_NOT_BEYOND_BASELINE = "target-not-beyond-baseline"
    DECREASE_WITHOUT_BASELINE = "decrease-without-baseline"
    LOWER_BOUND = "lower-bound"
    TARGET_UNREADABLE = "target-unreadable"
    PLAN_UNKNOWN = "plan-unknown"
    CLAIM_ONLY = "claim-only"


@dataclass(frozen=True, slots=True)
class Need:
    """What is still needed, beside what was achieved so far, in units a month.

    Attributes:
        per_month: until the phase's end; None once it is over.
        so_far: from the first active day to the date of the figure.
    """

    per_month: Fraction | None
    so_far: Fraction | None


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A percentage that the province states, and whether it agrees with its own figures.

    Attributes:
        agrees: None where nothing is on file to recompute it from.
        row: the figure that it was recomputed from.
        recomputed: the ratio of that figure to the first base that the claim may mean.
    """

    claim: Claim
    agrees: bool | None
    row: Observation | None = None
    recomputed: Fraction | None = None

    @property
    def in_doubt(self) -> bool:
        """A bare number below 2 that nothing tells to be a ratio or a percentage."""
        return self.claim.any_scale and self.agrees is None


@dataclass(frozen=True)
class Verdict:
    """Everything that is known of one indicator in one area on one date.

    Attributes:
        target: the target as it stood, None where none is on file.
        version: the version of the target in force.
        status: None for a supporting figure without a target, of which nothing is judged.
        expectation: what was expected: by the date of the figure; without a figure, on the last due date.
        due: an obligation above the baseline has passed, its grace included.
        missed_dues: the due dates that the figure falls short of (`overdue`), or that have no figure (`no_report`).
        claim: the latest percentage that the province itself states.
        stated_plan: the latest plan of the phase that a report prints.
    """

    indicator: Indicator
    target: TargetOnDate | None
    version: TargetVersion | None
    actual: Actual
    status: Status | None
    reason: Reason | None
    completion: Fraction | None
    completion_original: Fraction | None
    expectation: Expectation | None
    pace: Fraction | None
    remaining: Fraction | None
    due: bool
    stale: bool
    missed_dues: tuple[Expectation, ...]
    need: Need | None
    claim: CheckedClaim | None
    stated_plan: StatedPlan | None

    @property
    def asked(self) -> Fraction | None:
        """The amount that the target in force asks for, None where there is none."""
        return Fraction(self.version.target) if self.version else None

    @property
    def asked_originally(self) -> Fraction | None:
        """The amount that the first target asked for, None where it isn't known."""
        original = self.target.target.original if self.target else None
        return Fraction(original.target) if original else None

    @property
    def lagging(self) -> bool:
        """Behind what was expected."""
        return self.status in LAGGING

    @property
    def missing(self) -> bool:
        """Something fell due and nothing was reported."""
        return self.status is Status.NO_REPORT and self.due

    @property
    def location(self) -> Location | None:
        """Where to look first: the figure's cell, else the target's line."""
        if self.actual.used:
            return self.actual.used[-1].location
        return self.version.location if self.version else None


def judge(  # noqa: PLR0913  # everything that a verdict rests on
    indicator: Indicator,
    target: TargetOnDate | None,
    actual: Actual,
    programme: Programme,
    *,
    as_of: date,
    target_unreadable: bool,
    claim: CheckedClaim | None,
    stated_plan: StatedPlan | None,
) -> Verdict:
    """Judge one indicator, in the order of DESIGN §2.4."""
    rules = _Rules(indicator, target, actual, programme, as_of=as_of, target_unreadable=target_unreadable)
    return rules.verdict(claim, stated_plan)


class _Rules:
    """The values that the rules look at, computed once."""

    def __init__(  # noqa: PLR0913  # everything that a verdict rests on
        self,
        indicator: Indicator,
        target: TargetOnDate | None,
        actual: Actual,
        programme: Programme,
        *,
        as_of: date,
        target_unreadable: bool,
    ) -> None:
        self.indicator, self.target, self.actual = indicator, target, actual
        self.programme, self.phase, self.as_of = programme, programme.phase, as_of
        self.target_unreadable = target_unreadable
        self.version = target.version if target else None
        self.done = target.progress(actual.value) if target and actual.value is not None else None
        self.goal = target.goal(self.version) if target and self.version else None
        self.passed_dues = self._passed_dues()
        self.missed_dues = self._missed_dues()
        self.expectation = self._expectation()

    def _passed_dues(self) -> list[Expectation]:
        if not self.target or not self.version:
            return []
        grace = timedelta(days=self.programme.grace_days)
        return [due for due in self.target.due_dates() if due.day + grace < self.as_of and due.progress > 0]

    def _missed_dues(self) -> tuple[Expectation, ...]:
        done, observed_on = self.done, self.actual.observed_on
        if done is None or observed_on is None:
            return tuple(self.passed_dues)
        return tuple(due for due in self.passed_dues if due.day > observed_on and done < due.progress)

    def _expectation(self) -> Expectation | None:
        if self.goal is not None and self.goal <= 0:
            return None  # no line leads from the baseline to such a target
        if self.target and self.actual.observed_on:
            return self.target.expected(self.actual.observed_on)
        return self.missed_dues[-1] if self.missed_dues else None

    def verdict(self, claim: CheckedClaim | None, stated_plan: StatedPlan | None) -> Verdict:
        status, reason = self._status()
        pace = self._pace()
        original = self.target.target.original if self.target else None
        return Verdict(
            indicator=self.indicator,
            target=self.target if self.version else None,
            version=self.version,
            actual=self.actual,
            status=status,
            reason=reason,
            completion=self._completion(self.version),
            completion_original=self._completion(original),
            expectation=self.expectation,
            pace=pace,
            remaining=max(self.goal - self.done, Fraction(0))
            if self.goal is not None and self.done is not None
            else None,
            due=bool(self.passed_dues),
            stale=self._stale(),
            missed_dues=self.missed_dues if status in {Status.OVERDUE, Status.NO_REPORT} else (),
            need=self._need() if status in LAGGING else None,
            claim=claim,
            stated_plan=stated_plan,
        )

    def _completion(self, version: TargetVersion | None) -> Fraction | None:
        if self.target is None or version is None or self.done is None:
            return None
        goal = self.target.goal(version)
        return self.done / goal if goal > 0 else None

    def _pace(self) -> Fraction | None:
        if self.done is None or self.expectation is None or self.expectation.progress <= 0:
            return None
        return self.done / self.expectation.progress

    def _stale(self) -> bool:
        observed_on = self.actual.observed_on
        return observed_on is not None and (self.as_of - observed_on).days > self.programme.stale_after_days

    def _status(self) -> tuple[Status | None, Reason | None]:
        if self.version is None:
            return self._status_without_target()
        if reason := self._unmeasurable():
            return Status.NOT_MEASURABLE, reason
        if self.done is None or self.goal is None or self.actual.observed_on is None:
            return Status.NO_REPORT, None
        if self.done >= self.goal:
            return self._status_of_done(), None
        if self.missed_dues:
            return Status.OVERDUE, None
        if self.expectation is None:
            return Status.NOT_MEASURABLE, Reason.PLAN_UNKNOWN
        expected = self.expectation.progress
        if self.actual.incomplete:
            return (Status.ON_TRACK, None) if self.done >= expected else (Status.NOT_MEASURABLE, Reason.LOWER_BOUND)
        if self.actual.observed_on >= self.phase.end:
            return Status.MISSED, None
        if expected <= 0:
            return (Status.ON_TRACK if self.done > 0 else Status.NOT_DUE), None
        return self._band(self.done / expected), None

    def _status_without_target(self) -> tuple[Status | None, Reason | None]:
        if self.target_unreadable:
            return Status.NOT_MEASURABLE, Reason.TARGET_UNREADABLE
        if self.actual.value is None:
            reason = self._no_figure() or Reason.CLAIM_ONLY
            return (Status.NOT_MEASURABLE if self.indicator.core else None), reason
        return (Status.NO_TARGET if self.indicator.core else None), None

    def _unmeasurable(self) -> Reason | None:
        if self.goal is not None and self.goal <= 0:
            lowered = self.indicator.direction is Direction.DECREASE
            if lowered and self.target and self.target.target.baseline is None:
                return Reason.DECREASE_WITHOUT_BASELINE
            return Reason.TARGET_NOT_BEYOND_BASELINE
        return self._no_figure()

    def _no_figure(self) -> Reason | None:
        if self.actual.conflict:
            return Reason.CONFLICTING_REPORTS
        return Reason.STOCK_WITHOUT_CUMULATIVE if self.actual.value is None and self.actual.has_rows else None

    def _status_of_done(self) -> Status:
        if self.done == self.goal:
            # "gần 540" is just under 540; where less is better, "trên 40" is just over 40.
            lowered = self.indicator.direction is Direction.DECREASE
            short = Qualifier.AT_LEAST if lowered else Qualifier.BELOW
            return Status.NEAR if any(row.qualifier is short for row in self.actual.used) else Status.MET
        return Status.EXCEEDED

    def _band(self, pace: Fraction) -> Status:
        if pace >= 1:
            just_under = pace == 1 and self.actual.qualifier is Qualifier.BELOW
            return Status.NEAR if just_under else Status.ON_TRACK
        if pace >= self.programme.near:
            return Status.NEAR
        return Status.SLOW if pace >= self.programme.slow else Status.VERY_SLOW

    def _need(self) -> Need:
        end = self.phase.end
        remaining = self.goal - self.done if self.goal is not None and self.done is not None else Fraction(0)
        per_month = remaining / months_between(self.as_of, end) if self.as_of < end else None
        first = date(min(self.target.target.active_years), 1, 1) if self.target else self.phase.start
        observed_on = self.actual.observed_on
        so_far = None
        if self.done is not None and observed_on and observed_on >= first:
            so_far = self.done / months_between(first - timedelta(days=1), observed_on)
        return Need(per_month, so_far)


_DAYS_OF_A_MONTH = Fraction(1461, 48)


def months_between(after: date, until: date) -> Fraction:
    """Months as 1461/48 days, the mean of four years; the months are for rates alone."""
    return Fraction((until - after).days) / _DAYS_OF_A_MONTH


def is_shaky(expectation: Expectation) -> bool:
    """Whether an expectation is shown with `~`: it doesn't stand on declared amounts alone."""
    return expectation.basis is not Basis.PLAN
