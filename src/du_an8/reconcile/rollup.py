"""Several areas together: the parts of a merged province, the provinces of the country (docs/cach-tinh.md).

Parts add up where they have both a target and a figure, each at its own date; the others are named. What the whole
states itself goes before the sum of its parts. Nothing is added twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Kind, Programme
from du_an8.programme.provinces import NEW_ERA_STARTS, Province
from du_an8.reconcile.judging.actual import Actual, SetAside, actual_on, is_known
from du_an8.reconcile.judging.balance import Balance, Standing
from du_an8.reconcile.judging.chain import in_period
from du_an8.reconcile.judging.division import divisions_of_sum
from du_an8.reconcile.judging.rules import judge
from du_an8.reconcile.judging.target_on_date import TargetOnDate
from du_an8.reconcile.judging.verdict import Part, Reason, Status, Verdict
from du_an8.reports.facts import Measure, Observation
from du_an8.reports.sums import Sum, cells_of, exact_sum, known_total, qualifier_of_sum
from du_an8.targets.facts import NotApplicable
from du_an8.vietnamese.numbers import Qualifier

_DAY = timedelta(days=1)
_LAST_OLD_DAY = NEW_ERA_STARTS - _DAY


class Constituent(Struct, frozen=True):
    """A part of the whole.

    Attributes:
        verdicts: by indicator id.
        not_applicable: by indicator id, that it was declared not to apply there.
    """

    province: Province
    verdicts: Mapping[str, Verdict]
    not_applicable: Mapping[str, tuple[NotApplicable, ...]] = field(default_factory=dict)

    def counts_for(self, indicator: Indicator) -> bool:
        """Whether anything may be expected of it, or is there all the same."""
        return indicator.id in self.verdicts or indicator.id not in self.not_applicable


class RollUp(Struct, frozen=True):
    """A whole and its parts on a date.

    Attributes:
        taken_over: the parts ended on 30/06/2025, and the whole goes on from their sum.
        all_known: these are all parts; else the sum can only be a lower bound against a target of the whole.
    """

    whole: Province
    parts: tuple[Constituent, ...]
    programme: Programme
    as_of: date
    taken_over: bool
    all_known: bool

    def targets(self, indicator: Indicator) -> list[TargetOnDate]:
        """All that is asked of the parts."""
        return [target for verdict in known_of(self.parts_of(indicator)) for target in verdict.balance.targets]

    def parts_of(self, indicator: Indicator) -> list[Part]:
        """What each part has of an indicator, without those to which it doesn't apply."""
        verdicts = [(each.province, each.verdicts.get(indicator.id)) for each in self._parts_for(indicator)]
        return [Part(province, verdict, self.taken_over) for province, verdict in verdicts]

    def _parts_for(self, indicator: Indicator) -> list[Constituent]:
        return [part for part in self.parts if part.counts_for(indicator)]

    def not_applicable(self, indicator: Indicator) -> tuple[NotApplicable, ...]:
        """The declarations of all parts of a merged province; none where it may apply to one of them."""
        if not self.taken_over or self._parts_for(indicator):
            return ()
        return tuple(declared for part in self.parts for declared in part.not_applicable[indicator.id])

    # The whole's own figures.

    def continued(self, indicator: Indicator, own_rows: Sequence[Observation]) -> list[Observation]:
        """The sums of the parts from which the whole's own in-period rows of a flow go on."""
        if not self.taken_over or indicator.kind is not Kind.FLOW:
            return []
        starts = [row.start for row in in_period(own_rows) if row.start and is_known(row, self.as_of)]
        if not starts:
            return []
        days = {_LAST_OLD_DAY, *(start - _DAY for start in starts if start <= _LAST_OLD_DAY)}
        sums = (self._sum_on(indicator, day) for day in sorted(days))
        return list(filter(None, sums))

    def _sum_on(self, indicator: Indicator, day: date) -> Observation | None:
        parts = self._parts_for(indicator)
        actuals = filter(None, (self._actual_on(part, indicator, day) for part in parts))
        known = [actual for actual in actuals if actual.value is not None]
        if not known:
            return None
        added = _added(known)
        added = replace(added, partial=added.partial or len(known) < len(parts))
        return added.as_row(self.whole.area, indicator.id, (Measure.CUMULATIVE, None, day))

    def _actual_on(self, part: Constituent, indicator: Indicator, day: date) -> Actual | None:
        """A part's figure by a day; one that stopped earlier, though more was expected, is a lower bound."""
        verdict = part.verdicts.get(indicator.id)
        if verdict is None:
            return None
        targets = verdict.balance.targets

        def grows(first: date, last: date) -> bool:
            return any(target.grows_on(first, last) for target in targets)

        rows = [row for row in verdict.actual.rows if row.end <= day]
        actual = actual_on(self.as_of, rows, indicator, self.programme.phase, grows)
        last = actual.observed_on
        if last and last < day:
            more_was_expected = not targets or grows(last + _DAY, day)
            actual.incomplete = actual.incomplete or more_was_expected
        return actual

    # The whole's verdict.

    def verdict(self, indicator: Indicator, reported: Verdict | None) -> Verdict | None:
        """The verdict on the whole, from what it says itself and from its parts."""
        parts = self.parts_of(indicator)
        if reported and (reported.actual.value is not None or reported.actual.conflict):
            return self._by_own_figure(reported, parts)
        if not any(part.verdict for part in parts):
            return reported
        return self._by_sum(indicator, reported, parts)

    def _by_own_figure(self, reported: Verdict, parts: Sequence[Part]) -> Verdict:
        """The whole's own figure replaces the sum, also of its parts' later ones; its own target that of theirs."""
        if reported.balance.has_target or not self.all_known:
            return reported
        targets = self.targets(reported.indicator)
        lacking = not all(part.is_asked for part in parts)
        if reported.indicator.kind is Kind.RATE:  # levels don't add up; one level for all stands for all
            lacking = lacking or len({target.version.target for target in targets if target.version}) > 1
            targets = targets[:1]
        standing = replace(reported.balance.standings[0], targets=tuple(targets))
        balance = Balance(reported.indicator, (standing,))
        doubt = Reason.MERGE_INCOMPLETE if lacking and targets else None
        verdict = judge(balance, reported.actual, self.programme, self.as_of, doubt)
        return replace(verdict, claim=reported.claim, stated_plan=reported.stated_plan, divisions=reported.divisions)

    def _by_sum(self, indicator: Indicator, reported: Verdict | None, parts: Sequence[Part]) -> Verdict:
        if reported is None:
            return self._against_targets_of_parts(indicator, parts, Actual())
        if reported.balance.has_target:
            verdict = self._against_own_target(reported, parts)
        else:
            verdict = self._against_targets_of_parts(indicator, parts, reported.actual)
        return replace(verdict, stated_plan=reported.stated_plan)

    def _against_own_target(self, reported: Verdict, parts: Sequence[Part]) -> Verdict:
        """Every part counts that has a figure, with or without a target; missing parts make a lower bound."""
        included = list(filter(_has_figure, known_of(parts)))
        lacks_parts = len(included) < len(parts) or not self.all_known
        actual = _sum_of(reported.indicator, included, lacks_parts=lacks_parts)
        days = {verdict.actual.observed_on for verdict in included if verdict.actual.observed_on}
        actual.observed_on = max(days, default=None)
        _add_growth(actual, included or known_of(parts), reported.actual)
        mixed_since = min(days) if len(days) > 1 else None
        standing = Standing(tuple(reported.balance.targets), actual.value, actual.observed_on, mixed_since=mixed_since)
        verdict = judge(Balance(reported.indicator, (standing,)), actual, self.programme, self.as_of)
        if actual.value is None:
            return _completed(verdict, _why_apart(parts), included, parts)
        # What the other parts did may be enough.
        is_open = lacks_parts and verdict.status in {Status.OVERDUE, Status.NOT_MEASURABLE}
        return _completed(verdict, Reason.PARTS_MISSING if is_open else None, included, parts)

    def _against_targets_of_parts(self, indicator: Indicator, parts: Sequence[Part], since: Actual) -> Verdict:
        """Parts add up that have both a target and a figure, each at its own date; the others are named."""
        asked = asked_of(parts)
        included = list(filter(_adds_up if asked else _has_figure, known_of(parts)))
        actual = _sum_of(indicator, included)
        standings = _standings(included)
        if not included:  # targets without a figure
            included = asked
            standings = tuple(Standing(tuple(verdict.balance.targets)) for verdict in asked)
        _add_growth(actual, included, since)
        verdict = judge(Balance(indicator, standings), actual, self.programme, self.as_of)
        return _completed(verdict, _why_apart(parts) if actual.value is None else None, included, parts)


def _has_loose_figures(parts: Iterable[Part]) -> bool:
    """Whether a part has a figure that nothing was asked for; such figures don't add up."""
    return any(verdict.status is Status.NO_TARGET for verdict in known_of(parts))


def _standings(verdicts: Sequence[Verdict]) -> tuple[Standing, ...]:
    return tuple(standing for verdict in verdicts for standing in verdict.balance.standings)


def _completed(verdict: Verdict, reason: Reason | None, included: Sequence[Verdict], parts: Sequence[Part]) -> Verdict:
    """The verdict on a sum, with why it can't be judged, and which parts are in it."""
    if reason:
        verdict = replace(verdict, status=Status.NOT_MEASURABLE, reason=reason, missed_dues=(), need=None)
    if verdict.reason is Reason.CLAIM_ONLY and _has_loose_figures(parts):
        verdict = replace(verdict, status=Status.NO_TARGET, reason=None)
    in_sum = {id(each) for each in included}
    added = tuple(part for part in parts if id(part.verdict) in in_sum)
    excluded = tuple(part for part in parts if part not in added)
    divisions = divisions_of_sum(verdict.actual, [each.divisions for each in included])
    return replace(verdict, included=added, excluded=excluded, divisions=divisions)


def known_of(parts: Iterable[Part]) -> list[Verdict]:
    """The verdicts of those parts of which anything is on file."""
    return [part.verdict for part in parts if part.verdict]


def asked_of(parts: Iterable[Part]) -> list[Verdict]:
    """The verdicts of those parts that have a target."""
    return [verdict for verdict in known_of(parts) if verdict.balance.has_target]


def _added(actuals: Sequence[Actual]) -> Sum:
    """Figures of several areas added up."""
    used = [row for actual in actuals for row in actual.used]
    return Sum(
        known_total(actual.value for actual in actuals),
        qualifier_of_sum(actuals),
        cells_of(used),
        len(used),
        partial=any(actual.incomplete for actual in actuals),
        evidence=tuple(paper for row in used for paper in row.evidence),
    )


def _has_figure(verdict: Verdict) -> bool:
    known = verdict.actual.value is not None
    weighed = verdict.indicator.kind is not Kind.RATE or all(s.denominator for s in verdict.balance.standings)
    return known and weighed


def _adds_up(verdict: Verdict) -> bool:
    """Both a target and a figure, which answer to each other."""
    return verdict.balance.has_target and _has_figure(verdict) and verdict.reason is not Reason.MERGE_INCOMPLETE


def _why_apart(parts: Iterable[Part]) -> Reason | None:
    """Why there is no sum although parts have figures."""
    verdicts = asked_of(parts)
    if any(verdict.actual.conflict for verdict in verdicts):
        return Reason.CONFLICTING_REPORTS
    return Reason.PARTS_APART if any(verdict.actual.value is not None for verdict in verdicts) else None


def _sum_of(indicator: Indicator, verdicts: Sequence[Verdict], *, lacks_parts: bool = False) -> Actual:
    """The figures of several areas together, a lower bound where one is, or where other areas lack."""
    balance = Balance(indicator, _standings(verdicts))
    has_bound = any(verdict.actual.incomplete for verdict in verdicts)
    is_bound = has_bound or (lacks_parts and balance.value is not None)
    qualifier = qualifier_of_sum(verdict.actual for verdict in verdicts)
    return Actual(
        value=balance.value,
        qualifier=Qualifier.AT_LEAST if is_bound else qualifier,
        observed_on=balance.observed_on,
        used=tuple(row for verdict in verdicts for row in verdict.actual.used),
        incomplete=is_bound,
    )


def _add_growth(actual: Actual, parts: Sequence[Verdict], since: Actual) -> None:
    """What is new of a stock since the running figures, in a part or in the whole: their sum tells it no longer.

    Args:
        parts: those in the sum, else those that are asked.
        since: what the whole reports itself, without a running figure.
    """
    of_whole = _has_growth(since, actual)
    actual.growth_only = of_whole or any(part.actual.growth_only for part in parts)
    if not actual.growth_only or actual.value is None:
        return
    kept = [_kept_of(part.actual) for part in parts]
    if of_whole:
        kept.append(_kept_since(since, parts))
    amounts = [amount for amount in kept if amount is not None]
    actual.if_kept = exact_sum(amounts) if len(amounts) == len(kept) else None


def _has_growth(since: Actual, actual: Actual) -> bool:
    """Whether the whole reports new ones; `0 mới` leaves a sum that is known as it is."""
    of_growth = {SetAside.GROWTH_ONLY, SetAside.CONFLICTING}
    some = any(row.value for row, why in since.set_aside if why in of_growth)
    return since.growth_only and (some or actual.value is None)


def _kept_of(actual: Actual) -> Fraction | None:
    return actual.if_kept if actual.growth_only else actual.value


def _kept_since(since: Actual, parts: Sequence[Verdict]) -> Fraction | None:
    """What is new in the whole; None where its periods reach back behind a figure that they would be added to."""
    days = [part.actual.observed_on for part in parts if part.actual.observed_on]
    starts = [row.start or date.min for row in in_period(since.sound)]
    return since.if_kept if min(starts, default=date.min) > max(days, default=date.min) else None
