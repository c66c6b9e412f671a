"""The verdict on one indicator of one area (docs/cach-tinh.md). Every output reads this object; none computes again."""

from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from du_an8.disk.evidence import Evidence
from du_an8.findings import Location
from du_an8.programme.catalogue import Direction, Indicator, Programme
from du_an8.programme.provinces import Province
from du_an8.reconcile.judging.actual import Actual
from du_an8.reconcile.judging.balance import Balance
from du_an8.reconcile.judging.division import Division
from du_an8.reconcile.judging.expectation import Basis, Expectation, Opening, TargetOnDate, active_days
from du_an8.reconcile.judging.year import YearAlone
from du_an8.reports.facts import Claim, Observation, StatedPlan
from du_an8.targets.facts import NotApplicable, TargetVersion
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
    TARGET_NOT_BEYOND_BASELINE = "target-not-beyond-baseline"
    DECREASE_WITHOUT_BASELINE = "decrease-without-baseline"
    LOWER_BOUND = "lower-bound"
    TARGET_UNREADABLE = "target-unreadable"
    PLAN_UNKNOWN = "plan-unknown"
    CLAIM_ONLY = "claim-only"
    MERGE_INCOMPLETE = "merge-incomplete"
    PARTS_APART = "parts-apart"
    PARTS_MISSING = "parts-missing"
    MIXED_DATES = "mixed-dates"
    GROWTH_ONLY = "growth-only"


class Need(Struct, frozen=True):
    """What is still needed, beside what was achieved so far, in units a month.

    Attributes:
        per_month: until the phase's end; None once it is over.
        so_far: from the first active day to the date of the figure.
    """

    per_month: Fraction | None
    so_far: Fraction | None


class CheckedClaim(Struct, frozen=True):
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


class Verdict(Struct, frozen=True):
    """Everything that is known of one indicator in one area on one date.

    Attributes:
        balance: what was asked beside what was done.
        status: None where nothing is judged: a supporting figure without a target, one declared not to apply.
        expectation: what was expected: by the date of the figure; without a figure, on the last due date.
        due: an obligation above the baseline has passed, its grace included.
        missed_dues: the due dates that the figure falls short of (`overdue`), or that have no figure (`no_report`).
        claim: the latest percentage that the province itself states.
        stated_plan: the latest plan of the phase that a report prints.
        included: the parts that the figure is the sum of; none where the area states it itself.
        excluded: parts of the area that are not in the sum.
        year: the year of the figure by itself, where a plan is declared for it.
        not_applicable: that the indicator was declared not to apply here; then nothing is judged.
        divisions: the figure by the splits of the programme, as far as its parts are known at its date.
    """

    indicator: Indicator
    balance: Balance
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
    claim: CheckedClaim | None = None
    stated_plan: StatedPlan | None = None
    included: tuple["Part", ...] = ()
    excluded: tuple["Part", ...] = ()
    year: YearAlone | None = None
    not_applicable: NotApplicable | None = None
    divisions: tuple[Division, ...] = ()

    @property
    def target(self) -> TargetOnDate | None:
        """The one target that is asked, as it stands; None where there is none, or more than one."""
        return self.balance.target

    @property
    def version(self) -> TargetVersion | None:
        """The version of that target in force."""
        return self.target.version if self.target else None

    @property
    def versions(self) -> list[TargetVersion]:
        """The targets in force, one for each area that is asked."""
        return [target.version for target in self.balance.targets if target.version]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The papers that its targets in force and the rows of its figure name, each once."""
        named = [
            *(paper for version in self.versions for paper in version.evidence),
            *(paper for row in self.actual.used for paper in row.evidence),
        ]
        return tuple({(paper.text, paper.location): paper for paper in named}.values())

    @property
    def has_evidence(self) -> bool:
        """Whether any of them is at hand."""
        return any(paper.is_at_hand for paper in self.evidence)

    @property
    def asked(self) -> Fraction | None:
        """The amount that the targets in force ask for, None where there is none."""
        return self.balance.asked

    @property
    def asked_originally(self) -> Fraction | None:
        """The amount that the first targets asked for, None where it isn't known."""
        return self.balance.asked_originally

    @property
    def openings(self) -> list[Opening]:
        """What the areas that are asked stood at when the phase began, as far as it is known and used."""
        return [target.opening for target in self.balance.targets if target.opening]

    @property
    def opening(self) -> Fraction | None:
        """The same together; None where that of an area isn't known, or wasn't used."""
        openings = self.openings
        all_known = openings and len(openings) == len(self.balance.targets)
        return sum((opening.value for opening in openings), Fraction(0)) if all_known else None

    @property
    def baseline(self) -> Fraction:
        """The amount from which completion is counted; 0 where nothing is on file."""
        return self.balance.baseline

    @property
    def due_share(self) -> Fraction | None:
        """What was expected, as a share of all that is asked; counted as completion is. None where it isn't known."""
        goal = self.balance.goal
        return self.expectation.progress / goal if self.expectation and goal and goal > 0 else None

    @property
    def fulfilled(self) -> bool:
        """All that was asked is done; how it stands to the plan of the day then says nothing more."""
        return self.status in {Status.MET, Status.EXCEEDED}

    @property
    def pace_begins(self) -> Fraction:
        """The amount from which pace is counted: where the line begins, if more than that was expected."""
        expectation = self.expectation
        if expectation is None or expectation.progress <= expectation.start:
            return self.baseline
        lowered = self.indicator.direction is Direction.DECREASE
        return self.baseline - expectation.start if lowered else self.baseline + expectation.start

    @property
    def incomplete(self) -> bool:
        """Reports or parts are missing from the figure."""
        return self.actual.incomplete or bool(self.excluded)

    @property
    def proves_nothing(self) -> bool:
        """Whether its figure is only a lower bound, below what was expected: neither progress nor failure."""
        proven = self.status in {Status.MET, Status.EXCEEDED, Status.ON_TRACK}
        vague = self.actual.incomplete or self.reason is Reason.MIXED_DATES
        return self.actual.value is not None and vague and not proven

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


class Part(Struct, frozen=True):
    """A province within a larger area.

    Attributes:
        verdict: what it has of an indicator; None where nothing is on file.
        merged: it was merged into the whole, and is no more.
    """

    province: Province
    verdict: Verdict | None
    merged: bool = False

    @property
    def is_asked(self) -> bool:
        """Whether it has a target."""
        return self.verdict is not None and self.verdict.balance.has_target


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


def is_shaky(expectation: Expectation) -> bool:
    """Whether an expectation is shown with `~`: it doesn't stand on declared amounts alone."""
    return expectation.basis is not Basis.PLAN
