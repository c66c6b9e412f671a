"""Judges one indicator, in the order of docs/cach-tinh.md."""

from datetime import date, timedelta
from fractions import Fraction

from du_an8.programme.catalogue import Direction, Programme
from du_an8.reconcile.judging.actual import Actual
from du_an8.reconcile.judging.balance import Balance
from du_an8.reconcile.judging.expectation import Expectation
from du_an8.reconcile.judging.plan_line import active_days
from du_an8.reconcile.judging.verdict import LAGGING, Need, Reason, Status, Verdict
from du_an8.vietnamese.numbers import Qualifier


def judge(balance: Balance, actual: Actual, programme: Programme, as_of: date, doubt: Reason | None = None) -> Verdict:
    """Judge one indicator, in the order of docs/cach-tinh.md.

    Args:
        doubt: why what was asked can't be compared with what was done, whatever the figures say.
    """
    return _Rules(balance, actual, programme, as_of, doubt).verdict()


class _Rules:
    """The values that the rules look at, computed once."""

    def __init__(
        self, balance: Balance, actual: Actual, programme: Programme, as_of: date, doubt: Reason | None
    ) -> None:
        self.balance, self.actual, self.doubt = balance, actual, doubt
        self.indicator, self.programme, self.phase, self.as_of = balance.indicator, programme, programme.phase, as_of
        comparable = doubt is None
        self.done = balance.done if comparable else None
        self.goal = balance.goal if comparable else None
        self.passed_dues = balance.passed_dues(as_of, programme.grace_days)
        self.missed_dues = balance.missed_dues(self.passed_dues)
        self.expectation = self._expectation() if comparable else None

    def _expectation(self) -> Expectation | None:
        if self._has_no_line:
            return None
        if self.actual.observed_on:
            return self.balance.expected
        return self.missed_dues[-1] if self.missed_dues else None

    def verdict(self) -> Verdict:
        status, reason = self._status()
        short = self.goal - self.done if self.goal is not None and self.done is not None else None
        return Verdict(
            indicator=self.indicator,
            balance=self.balance,
            actual=self.actual,
            status=status,
            reason=reason,
            completion=self._completion(self.goal),
            completion_original=self._completion(self.balance.original_goal),
            expectation=self.expectation,
            pace=self._pace(),
            remaining=max(short, Fraction(0)) if short is not None else None,
            due=bool(self.passed_dues),
            stale=self._stale(),
            missed_dues=self.missed_dues if status in {Status.OVERDUE, Status.NO_REPORT} else (),
            need=self._need() if status in LAGGING else None,
        )

    @property
    def _has_no_line(self) -> bool:
        """Whether no line leads from the baseline to the target."""
        return self.goal is not None and (self.goal <= 0 or self.balance.lacks_baseline)

    def _completion(self, goal: Fraction | None) -> Fraction | None:
        if self.done is None or goal is None or goal <= 0 or self.balance.lacks_baseline:
            return None
        return self.done / goal

    def _pace(self) -> Fraction | None:
        """What was done beside what was expected, both from the start of the line; None where nothing was expected.

        An expectation that isn't above the start asks for itself: a stock that fell below it has a pace, too.
        """
        return self._pace_against(self.expectation) if self.expectation else None

    def _pace_against(self, expectation: Expectation) -> Fraction | None:
        if self.done is None or expectation.progress <= 0:
            return None
        expected, start = expectation.progress, expectation.start
        if expected > start:
            return (self.done - start) / (expected - start)
        return self.done / expected if self.done < expected else None

    def _stale(self) -> bool:
        observed_on = self.actual.observed_on
        return observed_on is not None and (self.as_of - observed_on).days > self.programme.stale_after_days

    def _status(self) -> tuple[Status | None, Reason | None]:
        if not self.balance.has_target:
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
        return self._status_beside(self.done, self.expectation, self.actual.observed_on)

    def _status_beside(
        self, done: Fraction, expectation: Expectation, observed_on: date
    ) -> tuple[Status, Reason | None]:
        """Of a figure below the target, by what was expected on its date."""
        reached = done >= expectation.progress
        if self.actual.incomplete:
            return (Status.ON_TRACK, None) if reached else (Status.NOT_MEASURABLE, Reason.LOWER_BOUND)
        if earliest := self.balance.mixed_since:
            return (Status.ON_TRACK, None) if reached else self._status_of_mixed(earliest)
        if observed_on >= self.phase.end:
            return Status.MISSED, None
        if (pace := self._pace()) is None:
            is_as_it_was = done == expectation.start or done <= 0
            return (Status.NOT_DUE if is_as_it_was else Status.ON_TRACK), None
        return self._band(pace), None

    def _status_of_mixed(self, earliest: date) -> tuple[Status, Reason | None]:
        """Of parts of different dates that don't reach what was expected on the latest: slow by the earliest alone."""
        at_first = self.balance.expected_on(earliest)
        pace = self._pace_against(at_first) if at_first else None
        if pace is not None and pace < 1:
            return self._band(pace), None
        return Status.NOT_MEASURABLE, Reason.MIXED_DATES

    def _status_without_target(self) -> tuple[Status | None, Reason | None]:
        if self.doubt:
            return Status.NOT_MEASURABLE, self.doubt
        if not self.indicator.core:
            return None, self._no_figure() if self.actual.value is None else None
        if self.actual.has_rows or self.actual.value is not None:
            return Status.NO_TARGET, None
        return Status.NOT_MEASURABLE, Reason.CLAIM_ONLY

    def _unmeasurable(self) -> Reason | None:
        if self._has_no_line:
            no_baseline = self.balance.lacks_baseline
            return Reason.DECREASE_WITHOUT_BASELINE if no_baseline else Reason.TARGET_NOT_BEYOND_BASELINE
        return self._no_figure() or self.doubt

    def _no_figure(self) -> Reason | None:
        if self.actual.conflict:
            return Reason.CONFLICTING_REPORTS
        return Reason.GROWTH_ONLY if self.actual.growth_only else None

    def _status_of_done(self) -> Status:
        if self.done == self.goal:
            vague = {self._falls_short, Qualifier.ABOUT}
            return Status.NEAR if any(row.qualifier in vague for row in self.actual.used) else Status.MET
        return Status.EXCEEDED

    @property
    def _falls_short(self) -> Qualifier:
        """`gần 540` is just under 540; where less is better, `trên 40` is just over 40."""
        return Qualifier.AT_LEAST if self.indicator.direction is Direction.DECREASE else Qualifier.BELOW

    def _band(self, pace: Fraction) -> Status:
        if pace >= 1:
            just_short = pace == 1 and self.actual.qualifier is self._falls_short
            return Status.NEAR if just_short else Status.ON_TRACK
        if pace >= self.programme.near:
            return Status.NEAR
        return Status.SLOW if pace >= self.programme.slow else Status.VERY_SLOW

    def _need(self) -> Need:
        end, done = self.phase.end, self.done or Fraction(0)
        remaining = self.goal - done if self.goal is not None else Fraction(0)
        months = self._months_of_work(end) or months_between(self.as_of, end)
        return Need(remaining / months if self.as_of < end else None, self._pace_so_far())

    def _pace_so_far(self) -> Fraction | None:
        """What was done a month since work began; None before that, and where no figure is known."""
        first = date(min(year for target in self.balance.targets for year in target.target.active_years), 1, 1)
        observed_on = self.actual.observed_on
        if self.done is None or observed_on is None or observed_on < first:
            return None
        start = self.expectation.start if self.expectation else 0
        return (self.done - start) / months_between(first - timedelta(days=1), observed_on)

    def _months_of_work(self, end: date) -> Fraction:
        """The months of the active years that are left."""
        active = {year for target in self.balance.targets for year in target.target.active_years}
        return Fraction(active_days(self.as_of, end, active)) / _DAYS_OF_A_MONTH


_DAYS_OF_A_MONTH = Fraction(1461, 48)


def months_between(after: date, until: date) -> Fraction:
    """Months as 1461/48 days, the mean of four years; the months are for rates alone."""
    return Fraction((until - after).days) / _DAYS_OF_A_MONTH
