"""A province judged, step by step: its places, what it says itself, what its parts come to, the checks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from du_an8.findings import Finding
from du_an8.grouping import grouped
from du_an8.programme.catalogue import Indicator, Kind, Programme
from du_an8.programme.provinces import Province
from du_an8.reconcile.checks.claims import Base, check_claim, check_claims, is_replaced
from du_an8.reconcile.checks.not_applicable import as_declared, check_not_applicable
from du_an8.reconcile.checks.openings import check_below_opening, check_first_figure, check_opening
from du_an8.reconcile.checks.place_targets import check_place_targets
from du_an8.reconcile.checks.plans import check_plans
from du_an8.reconcile.checks.plausibility import check_plausibility
from du_an8.reconcile.checks.timing import late_reports, missing_periods
from du_an8.reconcile.checks.whole import check_whole
from du_an8.reconcile.judging.actual import is_known
from du_an8.reconcile.judging.case import Case, judge_case
from du_an8.reconcile.judging.division import divisions
from du_an8.reconcile.judging.expectation import Opening
from du_an8.reconcile.judging.verdict import CheckedClaim, Verdict
from du_an8.reconcile.place_reports import IndicatorOfPlaces, PlaceReports, place_reports
from du_an8.reconcile.places.asked import AskedOfPlaces
from du_an8.reconcile.province import Inapplicable, ProvinceResult
from du_an8.reconcile.records import Facts
from du_an8.reconcile.rollup import RollUp
from du_an8.reports.facts import Claim, FigureColumn, Observation, PlanScope, StatedPlan
from du_an8.reports.names.read_name import part_indicators
from du_an8.targets.facts import Difficulty, NotApplicable, Target, TargetVersion

NOTHING_BEFORE: Mapping[str, Opening] = {}
Statement = TypeVar("Statement", Observation, Claim, StatedPlan, FigureColumn)


class _Said(Struct, frozen=True):
    """All that is said of a province in a phase, up to a day.

    Attributes:
        facts: the targets of the phase, and the reports of the province.
        observations: by indicator id, also those that came later; so are the claims and plans that were known.
        places: its districts, communes and villages.
        of_places: by indicator id, what they report.
    """

    area: str
    facts: Facts
    as_of: date
    observations: Mapping[str, Sequence[Observation]]
    claims: Mapping[str, Sequence[Claim]]
    plans: Mapping[str, Sequence[StatedPlan]]
    columns: Sequence[FigureColumn]
    places: PlaceReports
    of_places: Mapping[str, IndicatorOfPlaces]

    @property
    def programme(self) -> Programme:
        """The programme as it is judged in the phase."""
        return self.facts.programme

    def rows(self, indicator: Indicator) -> list[Observation]:
        """The province's own rows, sums over its places, and what came later."""
        later = _known(self.observations.get(indicator.id, ()), self.as_of, later=True)
        return [*self.of_places[indicator.id].rows, *later]

    def target(self, indicator: Indicator) -> Target | None:
        """Its own target, else what is asked of its places together."""
        stated = self.facts.targets.by_area.get(self.area, {}).get(indicator.id)
        return stated or _target_of_places(self.area, self.places.asked(indicator), self.programme)

    def declared(self, indicator: Indicator) -> NotApplicable | None:
        """That an indicator doesn't apply, if the province said so."""
        return self.facts.targets.not_applicable.get(self.area, {}).get(indicator.id)

    def checked_claims(
        self, indicator: Indicator, target: Target | None, rows: Sequence[Observation]
    ) -> list[CheckedClaim]:
        """The percentages that its reports print, recomputed."""
        plans = self.plans.get(indicator.id, ())
        bases = [Base(Fraction(plan.value), plan.scope, plan.end, plan.location.path) for plan in plans]
        bases += map(Base.figure, self.observations.get(indicator.share_of or "", ()))
        by_row = grouped(rows, lambda row: row.row)
        return [
            check_claim(claim, indicator, target, by_row.get(claim.row, []), bases)
            for claim in self.claims.get(indicator.id, ())
            if not is_replaced(claim, rows)
        ]


class _Judged(Struct, frozen=True):
    """One indicator of a province, judged.

    Attributes:
        claims: the percentages that its reports print.
        stated: the verdict by what the province says itself, None where it says nothing.
        reported: the same, unless the indicator was declared not to apply.
        verdict: by its parts, too.
        parts: what it was formed from, as far as they speak for it.
        before: what it stood at when the phase began.
    """

    indicator: Indicator
    claims: Sequence[CheckedClaim]
    stated: Verdict | None
    reported: Verdict | None
    verdict: Verdict | None
    parts: RollUp | None
    before: Opening | None


def judge_province(
    province: Province,
    facts: Facts,
    as_of: date,
    whole: RollUp | None = None,
    before: Mapping[str, Opening] = NOTHING_BEFORE,
) -> ProvinceResult:
    """Judge every indicator of which the province, or a part that it was formed from, has a target or a report.

    Args:
        facts: the programme and the targets of the phase, and what reports say of this province in it.
        whole: the parts that it was formed from.
        before: by indicator id, what it stood at when the phase began; a flow doesn't go on from there.
    """
    said = _read(province, facts, as_of)
    every = [_judge(indicator, said, whole, before.get(indicator.id)) for indicator in _indicators(facts)]
    verdicts = tuple(each.verdict for each in every if each.verdict)
    findings = [*(finding for each in every for finding in _check(each, said)), *_check_together(every, said)]
    not_applicable = _not_applicable(said, whole)
    return ProvinceResult(
        province,
        facts.programme.phase,
        as_of,
        verdicts,
        tuple(replace(finding, province=province.area) for finding in findings),
        _difficulties(province.area, facts),
        targets_at_fault=any(area == province.area for area, _ in facts.targets.unreadable),
        place_reports=said.places,
        of_places=said.of_places,
        absent=_absent(facts.programme, verdicts, not_applicable),
        not_applicable=not_applicable,
    )


def _indicators(facts: Facts) -> Iterable[Indicator]:
    return facts.programme.indicators.values()


# What is on file, places first.


def _read(province: Province, facts: Facts, as_of: date) -> _Said:
    reports = facts.reports
    observations = _by_indicator(reports.observations)
    columns = _known(reports.columns, as_of)
    places = place_reports(columns, facts.targets.places.get(province.area, ()))
    return _Said(
        province.area,
        facts,
        as_of,
        observations,
        _by_indicator(_known(reports.claims, as_of)),
        _by_indicator(_known(reports.plans, as_of)),
        columns,
        places,
        {
            indicator.id: places.read(indicator, _known(observations.get(indicator.id, ()), as_of))
            for indicator in _indicators(facts)
        },
    )


def _by_indicator(statements: Iterable[Statement]) -> Mapping[str, list[Statement]]:
    return grouped(statements, lambda statement: statement.indicator)


def _known(statements: Iterable[Statement], as_of: date, *, later: bool = False) -> list[Statement]:
    """What was known on a date; or the rest, that came later."""
    return [statement for statement in statements if is_known(statement, as_of) is not later]


def _target_of_places(area: str, asked: AskedOfPlaces | None, programme: Programme) -> Target | None:
    """What is asked of all listed places together, for a province without a target of its own."""
    within = asked.within() if asked else None
    if asked is None or within is None or not within.is_complete or _is_rate(programme, asked.indicator):
        return None
    version = TargetVersion(None, within.amount, within.places[0], {}, {})
    return Target(area, asked.indicator, programme.phase.active_years, None, (version,))


def _is_rate(programme: Programme, indicator: str) -> bool:
    return programme.indicators[indicator].kind is Kind.RATE


# The province by itself, then with its parts.


def _judge(indicator: Indicator, said: _Said, whole: RollUp | None, before: Opening | None) -> _Judged:
    declared = said.declared(indicator)
    parts = None if declared else whole  # what is declared for the whole goes before what its parts add up to
    rows = said.rows(indicator)
    target = said.target(indicator)
    case = Case(
        indicator,
        target,
        [*rows, *(parts.continued(indicator, rows) if parts else ())],
        parts.targets(indicator) if parts else (),
        said.facts.targets.cannot_be_read(said.area, indicator.id),
        before if indicator.kind is Kind.STOCK else None,
    )
    claims = said.checked_claims(indicator, target, rows)
    stated = _judge_stated(case, claims, said)
    reported = as_declared(stated, declared) if stated and declared else stated
    reported = _divided(reported, said) if reported else None
    return _Judged(
        indicator, claims, stated, reported, parts.verdict(indicator, reported) if parts else reported, parts, before
    )


def _judge_stated(case: Case, claims: Sequence[CheckedClaim], said: _Said) -> Verdict | None:
    """The verdict by what the province says itself; None where nothing is on file of the indicator."""
    verdict = judge_case(case, said.programme, said.as_of)
    plans = said.plans.get(case.indicator.id, ())
    is_hidden = (said.area, case.indicator.id) in said.facts.targets.unreadable
    if not (verdict.balance.has_target or verdict.actual.has_rows or claims or plans or is_hidden):
        return None
    certain = (checked for checked in claims if not checked.in_doubt)
    of_phase = (plan for plan in plans if plan.scope is PlanScope.PHASE)
    return replace(
        verdict,
        claim=max(certain, key=lambda checked: _time_of(checked.claim), default=None),
        stated_plan=max(of_phase, key=_time_of, default=None),
    )


def _time_of(statement: Claim | StatedPlan) -> tuple[object, ...]:
    return statement.end, statement.reported_on or date.min, statement.location


def _divided(verdict: Verdict, said: _Said) -> Verdict:
    """The verdict with its figure by the splits; a part may be an indicator itself: the members who are girls."""
    rows = dict(said.of_places[verdict.indicator.id].parts)
    for key, part in part_indicators(said.programme, verdict.indicator).items():
        rows[key] = [*rows.get(key, ()), *said.of_places[part.id].rows]
    if not rows:
        return verdict
    return replace(verdict, divisions=divisions(said.programme.splits, verdict.actual, rows))


# The checks.


def _check(judged: _Judged, said: _Said) -> Iterator[Finding]:
    """What is to be said of one indicator."""
    indicator, reported, verdict = judged.indicator, judged.reported, judged.verdict
    declared = said.declared(indicator)
    if judged.stated and declared:
        yield from check_not_applicable(judged.stated, declared)
    places = said.of_places[indicator.id]
    yield from places.findings
    if reported:
        yield from check_opening(reported, said.programme)
        yield from check_below_opening(reported)
        yield from check_first_figure(reported, judged.before)
        yield from check_place_targets(indicator, said.places.asked(indicator), reported.version)
        yield from places.findings_on(reported.actual)
    if verdict and judged.parts:
        yield from check_whole(verdict, reported, judged.parts)
    # Of a sum, its parts tell what there is to tell.
    if basis := reported if verdict and verdict.included else verdict:
        yield from basis.actual.findings
        yield from check_claims(judged.claims, basis)
        yield from check_plans(basis, said.plans.get(indicator.id, ()))


def _check_together(every: Iterable[_Judged], said: _Said) -> Iterator[Finding]:
    """What the indicators say of each other, and the reports of their times."""
    stated = {each.indicator.id: each.reported for each in every if each.reported}
    yield from check_plausibility(said.programme, stated, said.columns)
    known = _known(said.facts.reports.observations, said.as_of)
    yield from late_reports(known, said.programme.grace_days)
    yield from missing_periods(known, [gap for verdict in stated.values() for gap in verdict.actual.gaps])


# What else is of_places of the province.


def _not_applicable(said: _Said, whole: RollUp | None) -> tuple[Inapplicable, ...]:
    """The indicators that don't apply; what a merged province doesn't say itself, all its parts may say together."""
    inapplicable = []
    for indicator in _indicators(said.facts):
        reported = said.declared(indicator)
        of_parts = whole.not_applicable(indicator) if whole else ()
        if declared := (reported,) if reported else of_parts:
            inapplicable.append(Inapplicable(indicator, declared))
    return tuple(inapplicable)


def _absent(
    programme: Programme, verdicts: Iterable[Verdict], not_applicable: Iterable[Inapplicable]
) -> tuple[Indicator, ...]:
    """The core indicators that apply, and of which nothing is on file."""
    known = {verdict.indicator.id for verdict in verdicts} | {each.indicator.id for each in not_applicable}
    return tuple(each for each in programme.indicators.values() if each.core and each.id not in known)


def _difficulties(area: str, facts: Facts) -> tuple[Difficulty, ...]:
    return (*facts.targets.difficulties.get(area, ()), *facts.reports.difficulties.get(area, ()))
