"""A province: its indicators judged one by one, and what they come to together (docs/cach-tinh.md)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.findings import Finding
from du_an8.programme.catalogue import Indicator, Kind, Phase, Programme
from du_an8.programme.provinces import Province
from du_an8.reconcile.below import Below, BelowIndicator, below
from du_an8.reconcile.checks.claims import Base, check_claim, check_claims
from du_an8.reconcile.checks.not_applicable import as_declared, check_not_applicable
from du_an8.reconcile.checks.place_targets import check_place_targets
from du_an8.reconcile.checks.plans import check_plans
from du_an8.reconcile.checks.plausibility import check_plausibility
from du_an8.reconcile.checks.timing import late_reports, missing_periods
from du_an8.reconcile.judging.actual import actual_on, is_known
from du_an8.reconcile.judging.balance import Balance, Standing
from du_an8.reconcile.judging.division import divisions
from du_an8.reconcile.judging.expectation import Opening, TargetOnDate
from du_an8.reconcile.judging.verdict import CheckedClaim, Part, Reason, Status, Verdict, judge
from du_an8.reconcile.judging.year import year_alone
from du_an8.reconcile.places.asked import AskedOfPlaces
from du_an8.reconcile.rollup import RollUp
from du_an8.reports.facts import Claim, FigureColumn, Observation, PlanScope, Reports, RowId, StatedPlan
from du_an8.reports.labels.names import part_indicators
from du_an8.targets.facts import Difficulty, NotApplicable, Target, Targets, TargetVersion

NO_OPENINGS: Mapping[str, Opening] = {}
Statement = TypeVar("Statement", Observation, Claim, StatedPlan, FigureColumn)


class Inapplicable(Struct, frozen=True):
    """An indicator that doesn't apply to a province, by its own declaration or by those of all its parts."""

    indicator: Indicator
    declared: tuple[NotApplicable, ...]


class ProvinceResult(Struct, frozen=True):
    """Where a province stands on a date.

    Attributes:
        phase: the phase in which it was judged.
        verdicts: by indicator, in the order of the catalogue.
        findings: about this province.
        difficulties: what the province told of its difficulties.
        targets_at_fault: a target file can't be read whole, so that more may have been asked than is known.
        components: the provinces that it was formed from; of the country, its provinces.
        below: its districts, communes and villages.
        told: by indicator id, what they report.
        absent: the core indicators of which neither a target nor a figure is on file, although they apply.
        not_applicable: the indicators that were declared not to apply.
    """

    province: Province
    phase: Phase
    as_of: date
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    difficulties: tuple[Difficulty, ...]
    targets_at_fault: bool
    components: tuple["ProvinceResult", ...] = ()
    below: Below | None = None
    told: Mapping[str, BelowIndicator] = field(default_factory=dict)
    absent: tuple[Indicator, ...] = ()
    not_applicable: tuple[Inapplicable, ...] = ()

    @property
    def core(self) -> list[Verdict]:
        """The verdicts that count for completion and coverage."""
        return [verdict for verdict in self.verdicts if verdict.indicator.core]

    @property
    def supporting(self) -> list[Verdict]:
        """The figures shown apart."""
        return [verdict for verdict in self.verdicts if not verdict.indicator.core]

    @property
    def evidenced(self) -> list[Verdict]:
        """Core indicators with a paper at hand that proves their target or their figure."""
        return [verdict for verdict in self.core if verdict.has_evidence]

    @property
    def with_target(self) -> int:
        """Core indicators with a target."""
        return sum(verdict.asked is not None for verdict in self.core)

    @property
    def counted(self) -> list[Verdict]:
        """Core indicators with a target and a figure; a lower bound that proves nothing is no figure to count with."""
        known = [verdict for verdict in self.core if verdict.asked is not None and verdict.actual.value is not None]
        return [verdict for verdict in known if not verdict.proves_nothing]

    @property
    def lower_bounds(self) -> list[Verdict]:
        """Core indicators of which only a lower bound is known that proves nothing."""
        return [verdict for verdict in self.core if verdict.asked is not None and verdict.proves_nothing]

    @property
    def reported(self) -> int:
        """How many core indicators count."""
        return len(self.counted)

    @property
    def completion(self) -> Fraction | None:
        """Mean completion, each held between 0 and 1, over the core indicators that count.

        None of a country some of whose rows are sums of the provinces on file: they tell of other areas than the rest.
        """
        if self.province.is_country and any(verdict.included for verdict in self.counted):
            return None
        shares = [min(max(v.completion, Fraction(0)), Fraction(1)) for v in self.counted if v.completion is not None]
        return sum(shares, Fraction(0)) / len(shares) if shares else None

    @property
    def counts(self) -> Counter[Status]:
        """How many core indicators have each status."""
        return Counter(verdict.status for verdict in self.core if verdict.status)

    @property
    def lagging(self) -> list[Verdict]:
        """Verdicts behind plan."""
        return [verdict for verdict in self.core if verdict.lagging]

    @property
    def missing(self) -> list[Verdict]:
        """Verdicts for which something fell due and nothing was reported."""
        return [verdict for verdict in self.core if verdict.missing]

    def verdict_on(self, indicator: Indicator) -> Verdict | None:
        """The verdict on one indicator, None where nothing is on file."""
        return next((verdict for verdict in self.verdicts if verdict.indicator.id == indicator.id), None)

    def parts_of(self, indicator: Indicator) -> list[Part]:
        """What each component has of an indicator, without those to which it doesn't apply."""
        merged = bool(self.province.components)
        parts = [(each, Part(each.province, each.verdict_on(indicator), merged)) for each in self.components]
        return [part for each, part in parts if part.verdict or each.declared_on(indicator) is None]

    def declared_on(self, indicator: Indicator) -> Inapplicable | None:
        """That an indicator doesn't apply, where that was declared."""
        return next((each for each in self.not_applicable if each.indicator.id == indicator.id), None)

    @property
    def silent(self) -> list[Province]:
        """The components of which something is on file, but no core figure."""
        return [part.province for part in self.components if part.latest is None]

    @property
    def newest(self) -> Verdict | None:
        """The core verdict with the newest figure; it may be that of a component that no sum holds."""
        found = [*self.core, *(verdict for part in self.components if (verdict := part.newest))]
        dated = [verdict for verdict in found if verdict.actual.observed_on]
        return max(dated, key=lambda verdict: verdict.actual.observed_on or date.min, default=None)

    @property
    def latest(self) -> date | None:
        """The date of the newest core figure."""
        return self.newest.actual.observed_on if self.newest else None


def judge_province(  # noqa: PLR0913, PLR0917  # a province, what is on file of it, and what it is made of
    province: Province,
    programme: Programme,
    targets: Targets,
    reports: Reports,
    as_of: date,
    whole: RollUp | None = None,
    openings: Mapping[str, Opening] = NO_OPENINGS,
) -> ProvinceResult:
    """Judge every indicator of which the province, or a part that it was formed from, has a target or a report.

    Args:
        programme: as it is judged in the phase.
        targets: those of the phase.
        reports: what they say of this province and phase.
        openings: by indicator id, what its stocks stood at when the phase began.
    """
    area = province.area
    observations = _by_indicator(reports.observations)
    claims = _by_indicator(_known(reports.claims, as_of))
    plans = _by_indicator(_known(reports.plans, as_of))
    columns = _known(reports.columns, as_of)
    places = below(columns, targets.places.get(area, ()))
    stated: dict[str, Verdict] = {}
    told = {
        indicator.id: places.read(indicator, _known(observations.get(indicator.id, []), as_of))
        for indicator in programme.indicators.values()
    }
    verdicts: list[Verdict] = []
    findings: list[Finding] = []
    not_applicable = _not_applicable(programme, targets.not_applicable.get(area, {}), whole)
    for indicator in programme.indicators.values():
        declared = targets.not_applicable.get(area, {}).get(indicator.id)
        parts = None if declared else whole  # what is declared for the whole goes before what its parts add up to
        here = told[indicator.id]
        rows = [*here.rows, *_known(observations.get(indicator.id, []), as_of, later=True)]
        asked = places.asked(indicator)
        target = targets.by_area.get(area, {}).get(indicator.id) or _target_of_places(area, asked, programme)
        own_plans = plans.get(indicator.id, [])
        by_row = _by_row(rows)
        bases = [Base(Fraction(plan.value), plan.scope, plan.end, plan.location.path) for plan in own_plans]
        bases += map(Base.figure, observations.get(indicator.share_of or "", []))
        own_claims = [
            check_claim(claim, indicator, target, by_row.get(claim.row, []), bases)
            for claim in claims.get(indicator.id, [])
            if not _is_replaced(claim, rows)
        ]
        base = parts.continued(indicator, rows) if parts else []
        asked_of_parts = parts.targets(indicator) if parts else []
        opening = openings.get(indicator.id)
        own = _judge(
            area, indicator, programme, targets, target, [*rows, *base], own_claims, own_plans, as_of, asked_of_parts,
            opening,
        )  # fmt: skip
        if own and declared:
            findings += check_not_applicable(own, declared)
            own = as_declared(own, declared)
        own = _divided(own, programme, told) if own else None
        verdict = parts.verdict(indicator, own) if parts else own
        findings += here.findings
        if own:
            findings += _unknown_opening(own, programme)
            findings += check_place_targets(indicator, asked, own.version)
            stated[indicator.id] = own
            findings += here.about(own.actual)
        if verdict:
            verdicts.append(verdict)
        if verdict and parts:
            findings += parts.check(verdict, own)
        if judged := own if verdict and verdict.included else verdict:  # of a sum, its parts tell what there is to tell
            findings += [*judged.actual.findings, *check_claims(own_claims, judged), *check_plans(judged, own_plans)]
    findings += check_plausibility(programme, stated, columns)
    known = _known(reports.observations, as_of)
    findings += late_reports(known, programme.grace_days)
    findings += missing_periods(known, [gap for verdict in stated.values() for gap in verdict.actual.gaps])
    return ProvinceResult(
        province,
        programme.phase,
        as_of,
        tuple(verdicts),
        tuple(replace(finding, province=area) for finding in findings),
        _difficulties(area, targets, reports),
        targets_at_fault=any(place == area for place, _ in targets.unreadable),
        below=places,
        told=told,
        absent=_absent(programme, verdicts, not_applicable),
        not_applicable=not_applicable,
    )


def _divided(verdict: Verdict, programme: Programme, told: Mapping[str, BelowIndicator]) -> Verdict:
    """The verdict with its figure by the splits; a part may be an indicator itself: the members who are girls."""
    rows = dict(told[verdict.indicator.id].parts)
    for key, part in part_indicators(programme, verdict.indicator).items():
        rows[key] = [*rows.get(key, ()), *told[part.id].rows]
    return replace(verdict, divisions=divisions(programme.splits, verdict.actual, rows)) if rows else verdict


def _absent(
    programme: Programme, verdicts: Iterable[Verdict], not_applicable: Iterable[Inapplicable]
) -> tuple[Indicator, ...]:
    """The core indicators that apply, and of which nothing is on file."""
    known = {verdict.indicator.id for verdict in verdicts} | {each.indicator.id for each in not_applicable}
    return tuple(each for each in programme.indicators.values() if each.core and each.id not in known)


def _is_replaced(claim: Claim, rows: Iterable[Observation]) -> bool:
    """Whether a report that was sent later gives the figure of the day anew: what the earlier one printed is over."""
    return any(row.end == claim.end and _is_later(row, claim) for row in rows)


def _is_later(row: Observation, claim: Claim) -> bool:
    if row.corrects == claim.location.path:
        return True
    return claim.reported_on is not None and row.reported_on is not None and row.reported_on > claim.reported_on


def _not_applicable(
    programme: Programme, declared: Mapping[str, NotApplicable], whole: RollUp | None
) -> tuple[Inapplicable, ...]:
    """The indicators that don't apply; what a merged province doesn't say itself, all its parts may say together."""
    found = []
    for indicator in programme.indicators.values():
        own = declared.get(indicator.id)
        if places := (own,) if own else whole.not_applicable(indicator) if whole else ():
            found.append(Inapplicable(indicator, places))
    return tuple(found)


def _judge(  # noqa: PLR0913, PLR0917  # one indicator and all that is said of it
    area: str,
    indicator: Indicator,
    programme: Programme,
    targets: Targets,
    target: Target | None,
    rows: list[Observation],
    claims: list[CheckedClaim],
    plans: list[StatedPlan],
    as_of: date,
    targets_of_parts: Sequence[TargetOnDate],
    opening: Opening | None,
) -> Verdict | None:
    unreadable = targets.cannot_be_read(area, indicator.id)
    verdict = judge_rows(
        indicator, target, rows, programme, as_of, targets_of_parts=targets_of_parts, unreadable=unreadable,
        opening=opening,
    )  # fmt: skip
    hidden = (area, indicator.id) in targets.unreadable
    if not (verdict.balance.has_target or verdict.actual.has_rows or claims or plans or hidden):
        return None
    return replace(
        verdict,
        claim=max((c for c in claims if not c.in_doubt), key=lambda checked: _time_of(checked.claim), default=None),
        stated_plan=max((plan for plan in plans if plan.scope is PlanScope.PHASE), key=_time_of, default=None),
    )


def _target_of_places(area: str, asked: AskedOfPlaces | None, programme: Programme) -> Target | None:
    """What is asked of all listed places together, for a province without a target of its own."""
    within = asked.within() if asked else None
    if asked is None or within is None or not within.is_complete or _is_rate(programme, asked.indicator):
        return None
    version = TargetVersion(None, within.amount, within.places[0], {}, {})
    return Target(area, asked.indicator, programme.phase.active_years, None, (version,))


def _is_rate(programme: Programme, indicator: str) -> bool:
    return programme.indicators[indicator].kind is Kind.RATE


def judge_rows(  # noqa: PLR0913  # a target, the rows, and what they are judged by
    indicator: Indicator,
    target: Target | None,
    rows: Sequence[Observation],
    programme: Programme,
    as_of: date,
    *,
    targets_of_parts: Sequence[TargetOnDate] = (),
    unreadable: bool = False,
    opening: Opening | None = None,
) -> Verdict:
    """Judge what one place, large or small, was asked and has reported.

    Args:
        targets_of_parts: what tells when anything was due, where the place has no target of its own.
        unreadable: a target may be on file that a fault hides.
        opening: what a stock stood at when the phase began; a baseline of the target goes before it.
    """
    begins = opening if target and target.baseline is None else None
    on_date = TargetOnDate(target, indicator, programme.phase, as_of, begins) if target else None
    in_force = (on_date,) if on_date and on_date.version else ()
    grows = growth(indicator, in_force or targets_of_parts, programme)
    stood_at = _begins(indicator, target, programme, opening)
    actual = actual_on(as_of, rows, indicator, programme.phase, grows, begins=stood_at)
    denominator = actual.used[-1].denominator if actual.used else None
    standing = Standing(in_force, actual.value, actual.observed_on, denominator)
    doubt = Reason.TARGET_UNREADABLE if unreadable and not in_force else None
    verdict = judge(Balance(indicator, (standing,)), actual, programme, as_of, doubt)
    year = year_alone(in_force[0], actual, stood_at) if in_force else None
    return replace(verdict, year=year) if year else verdict


def _begins(
    indicator: Indicator, target: Target | None, programme: Programme, opening: Opening | None
) -> Fraction | None:
    """What there was when the phase began; None for a stock of which nobody knows."""
    if indicator.kind is not Kind.STOCK or programme.phase == programme.phases[0]:
        return Fraction(0)
    if opening:
        return opening.value
    return Fraction(target.baseline) if target and target.baseline is not None else None


def _unknown_opening(own: Verdict, programme: Programme) -> list[Finding]:
    """A stock of a later phase goes on; without its opening the line begins at 0, and that is said."""
    target = own.target
    is_first = programme.phase == programme.phases[0]
    goes_on = own.indicator.kind is Kind.STOCK and not is_first
    if target is None or target.version is None or not goes_on or target.opening or target.target.baseline is not None:
        return []
    words: dict[str, object] = {"name": own.indicator.short_name, "phase": programme.phase.name}
    return [Finding("opening-unknown", target.version.location, words, indicator=own.indicator.id)]


def growth(indicator: Indicator, targets: Sequence[TargetOnDate], programme: Programme) -> Callable[[date, date], bool]:
    """Whether days asked for results; where no target tells, the programme's active years do."""
    if targets:
        return lambda first, last: any(target.grows_on(first, last) for target in targets)
    if not indicator.core:
        return lambda _first, _last: False  # of supporting figures nothing is due; they tell of their own period
    active = set(programme.phase.active_years)
    return lambda first, last: bool(active & set(range(first.year, last.year + 1)))


def _by_row(rows: Iterable[Observation]) -> Mapping[RowId, list[Observation]]:
    grouped: defaultdict[RowId, list[Observation]] = defaultdict(list)
    for row in rows:
        grouped[row.row].append(row)
    return grouped


def _by_indicator(statements: Iterable[Statement]) -> Mapping[str, list[Statement]]:
    grouped: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        grouped[statement.indicator].append(statement)
    return grouped


def _known(statements: Iterable[Statement], as_of: date, *, later: bool = False) -> list[Statement]:
    """What was known on a date; or the rest, that came later."""
    return [statement for statement in statements if is_known(statement, as_of) is not later]


def _time_of(statement: Claim | StatedPlan) -> tuple[object, ...]:
    return statement.end, statement.reported_on or date.min, statement.location


def _difficulties(area: str, targets: Targets, reports: Reports) -> tuple[Difficulty, ...]:
    return (*targets.difficulties.get(area, ()), *reports.difficulties.get(area, ()))


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
