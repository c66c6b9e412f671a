"""Faults of a plan (docs/cach-tinh.md)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from du_an8.findings import Finding
from du_an8.programme.catalogue import Direction, Indicator, Kind, Programme
from du_an8.strict_yaml.reader import Document, Loc
from du_an8.targets.facts import TargetVersion
from du_an8.targets.schema import TargetEntry


class PlanChecker:
    """Checks the plans of one target entry; the target itself still counts where a fault allows it."""

    def __init__(  # what a plan is checked against
        self,
        document: Document,
        programme: Programme,
        indicator: Indicator,
        entry: TargetEntry,
        findings: list[Finding],
    ) -> None:
        self.document, self.phase, self.indicator, self.findings = document, programme.phase, indicator, findings
        self.phases = programme.phases
        self.sign = -1 if indicator.direction is Direction.DECREASE else 1
        self.is_first = programme.phase == programme.phases[0]
        self.states_baseline = entry.baseline is not None
        self.baseline = entry.baseline or Decimal(0)
        self.active_years: Sequence[int] = entry.active_years or programme.phase.active_years

    def check_active_years(self, loc: Loc) -> None:
        """Active years outside the phase."""
        for index, year in enumerate(self.active_years):
            if year not in self.phase.years:
                self._report_outside("year", (*loc, index), year)

    def check_baseline(self, loc: Loc) -> None:
        """A flow counts from the start of the phase: nothing of it was there before."""
        if self.indicator.kind is Kind.FLOW and self.baseline:
            self._report("invalid-value.baseline-of-flow", loc, name=self.indicator.short_name)

    def checked(self, version: TargetVersion, loc: Loc) -> TargetVersion:
        """The version, without its plans where they contradict each other."""
        self._check_places(version, loc)
        if self.indicator.whole:
            self._check_whole(version, loc)
        if self.indicator.is_percentage:
            self._check_rate(version, loc)
        if version.annual_plan and version.milestones:
            self._report("plan-conflict", (*loc, "milestones"), key=True)
            return replace(version, annual_plan={}, milestones={})
        if self.indicator.kind is not Kind.RATE:
            self._check_sums(version, loc)
        return version

    def _report(self, finding_key: str, loc: Loc, *, key: bool = False, **parameters: object) -> None:
        self.findings.append(self.document.finding(finding_key, loc, key=key, **parameters))

    def _check_places(self, version: TargetVersion, loc: Loc) -> None:
        for year in version.annual_plan:
            if year not in self.phase.years:
                self._report_outside("year", (*loc, "annual_plan", year), year, key=True)
        for day in version.milestones:
            if not self.phase.holds(day):
                self._report_outside("day", (*loc, "milestones", day.isoformat()), day, key=True)
        if version.effective and not self.phase.holds(version.effective):
            self._report_outside("day", (*loc, "effective"), version.effective)

    def _report_outside(self, what: str, loc: Loc, time: date | int, *, key: bool = False) -> None:
        """The phase that holds that time may be what the file is about."""
        day = time if isinstance(time, date) else date(time, 12, 31)
        other = next((phase for phase in self.phases if phase.holds(day)), None)
        finding = f"invalid-value.{what}-outside-target-phase"
        text = time if isinstance(time, date) else str(time)
        self._report(finding, loc, key=key, text=text, phase=self.phase.name, other=other.id if other else "…")

    def _amounts(self, version: TargetVersion, loc: Loc) -> list[tuple[Decimal, Loc]]:
        stated: list[tuple[Decimal, Loc]] = [(version.target, (*loc, "target"))]
        stated += [(amount, (*loc, "annual_plan", year)) for year, amount in version.annual_plan.items()]
        stated += [(amount, (*loc, "milestones", day.isoformat())) for day, amount in version.milestones.items()]
        return stated

    def _check_whole(self, version: TargetVersion, loc: Loc) -> None:
        """1.8 teams are 1.800 that some program has taken for a decimal."""
        for amount, at in self._amounts(version, loc):
            if amount != amount.to_integral_value():
                unit, thousand = self.indicator.unit, amount * 1000
                self._report("ambiguous-number.target", at, value=amount.normalize(), unit=unit, thousand=thousand)

    def _check_rate(self, version: TargetVersion, loc: Loc) -> None:
        for level, at in self._amounts(version, loc):
            if level > 100:  # noqa: PLR2004  # percent
                self._report("rate-out-of-range.target", at, value=level)
            elif 0 < level <= 1:
                self._report("ambiguous-number.rate-target", at, value=level, percent=level * 100)

    @property
    def _start_is_known(self) -> bool:
        """In a later phase a stock goes on from an opening that no target file knows."""
        return self.is_first or self.states_baseline or self.indicator.kind is not Kind.STOCK

    def _check_sums(self, version: TargetVersion, loc: Loc) -> None:
        goal = self.sign * (version.target - self.baseline)
        if version.annual_plan and (self._start_is_known or self.sign > 0):
            self._check_years(version, goal, (*loc, "annual_plan"))
        self._check_milestones(version, goal, loc)

    def _check_years(self, version: TargetVersion, goal: Decimal, loc: Loc) -> None:
        planned = sum(version.annual_plan.values(), Decimal(0))
        undeclared = set(self.active_years) - set(version.annual_plan)
        if planned > max(goal, Decimal(0)):
            self._report("plan-exceeds-target", loc, key=True, planned=planned, target=goal)
        if not undeclared and planned < goal and self._start_is_known:
            self._report("plan-short", loc, key=True, planned=planned, target=goal)

    def _check_milestones(self, version: TargetVersion, goal: Decimal, loc: Loc) -> None:
        before = Decimal(0) if self._start_is_known else Decimal("-Infinity")
        for day, level in sorted(version.milestones.items()):
            progress = self.sign * (level - self.baseline)
            at = (*loc, "milestones", day.isoformat())
            if progress > goal:
                self._report("plan-exceeds-target.milestone", at, planned=level, target=version.target)
            elif day == self.phase.end and progress < goal:
                self._report("plan-short.milestone", at, planned=level, target=version.target)
            elif progress < before:
                self._report("invalid-value.milestone-falls", at, text=level)
            before = progress
