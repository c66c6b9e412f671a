"""The verdict on one indicator of one area (docs/cach-tinh.md). Every output reads this object; none computes again."""

from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from du_an8.disk.evidence import Evidence
from du_an8.findings import Location
from du_an8.programme.catalogue import Direction, Indicator
from du_an8.programme.provinces import Province
from du_an8.reconcile.judging.actual import Actual
from du_an8.reconcile.judging.balance import Balance
from du_an8.reconcile.judging.division import Division
from du_an8.reconcile.judging.expectation import Basis, Expectation, Opening
from du_an8.reconcile.judging.target_on_date import TargetOnDate
from du_an8.reconcile.judging.year import YearAlone
from du_an8.reports.facts import Claim, Observation, StatedPlan
from du_an8.targets.facts import NotApplicable, TargetVersion


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


def is_shaky(expectation: Expectation) -> bool:
    """Whether an expectation is shown with `~`: it doesn't stand on declared amounts alone."""
    return expectation.basis is not Basis.PLAN
