"""Percentages that a report states, recomputed from its own figures (docs/doi-chieu.md)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise, product

from msgspec import Struct
from msgspec.structs import replace

from du_an8.findings import Finding
from du_an8.programme.catalogue import Indicator, Kind
from du_an8.reconcile.judging.verdict import CheckedClaim, Verdict
from du_an8.reports.facts import Claim, Measure, Observation, PlanScope
from du_an8.reports.sums import total
from du_an8.targets.facts import Target
from du_an8.vietnamese.numbers import Qualifier, round_half_up

_PERCENT = 100
_ESTIMATE = "ước"
_REACH = Fraction(1, 10)
"""How far "trên", "gần" and "khoảng" reach."""


class Base(Struct, frozen=True):
    """An amount that 100 % may stand for.

    Attributes:
        scope: the plan that it is, None for a figure.
        row: of a figure, where it was reported.
    """

    value: Fraction
    scope: PlanScope | None
    end: date | None = None
    path: str | None = None
    row: Observation | None = None

    @classmethod
    def figure(cls, row: Observation) -> "Base":
        """What another indicator reports."""
        return cls(row.value, None, row.end, row.location.path, row)

    @property
    def qualifier(self) -> Qualifier | None:
        """What the approximate word before it means."""
        return self.row.qualifier if self.row else None

    def is_like(self, row: Observation) -> bool:
        """Whether a figure may be divided by it: money spent in a year is no share of what the phase was given."""
        return self.row is None or (self.row.measure, self.row.start) == (row.measure, row.start)

    @classmethod
    def whole(cls) -> "Base":
        """The hundred that a rate is of."""
        return cls(Fraction(_PERCENT), None)


class _Quotient(Struct, frozen=True):
    row: Observation
    base: Base
    ratio: Fraction

    @property
    def may_disagree(self) -> bool:
        """Whether another claim is wrong: that of a year's result may be of its plan, which nothing states."""
        return self.row.measure is not Measure.IN_PERIOD or self.base.scope is not PlanScope.PHASE

    def allows(self, claim: Claim) -> bool:
        """Whether the approximate words of figure, base and claim leave room for the claim.

        An estimate ("ước") is divided as it is printed.
        """
        figure = None if self.row.word == _ESTIMATE else self.row.qualifier
        if abs(claim.ratio - self.ratio) > self.ratio * _REACH:
            return False
        if Qualifier.ABOUT in {figure, self.base.qualifier, claim.qualifier}:
            return True
        if claim.ratio > self.ratio:
            return figure is Qualifier.AT_LEAST or Qualifier.BELOW in {self.base.qualifier, claim.qualifier}
        return figure is Qualifier.BELOW or Qualifier.AT_LEAST in {self.base.qualifier, claim.qualifier}


def check_claim(
    claim: Claim,
    indicator: Indicator,
    target: Target | None,
    rows: Iterable[Observation],
    bases: Iterable[Base],
) -> CheckedClaim:
    """Recompute a percentage from the figures of its own row, on every base that it may mean.

    A printed percentage agrees within half a unit of its last printed digit (docs/doi-chieu.md). Where a word such as
    "trên" or "khoảng" leaves open what was divided, only what no reading allows disagrees.

    Args:
        bases: what the report itself states that a percentage may be of: its plans, and the figures of the indicator
            of which this one is a share.
    """
    quotients = _quotients(claim, indicator, list(rows), _bases(claim, target, bases))
    agreeing = (reading for reading in _readings(claim) if _agrees_with_any(reading, quotients))
    if reading := next(agreeing, None):
        return CheckedClaim(reading, agrees=True)
    first = next((quotient for quotient in quotients if claim.base or quotient.may_disagree), None)
    if first is None or any(quotient.allows(claim) for quotient in quotients):
        return CheckedClaim(claim, None)
    return CheckedClaim(claim, agrees=False, row=first.row, recomputed=first.ratio)


def _quotients(
    claim: Claim, indicator: Indicator, rows: Sequence[Observation], bases: Iterable[Base]
) -> list[_Quotient]:
    """The figures of the claim's day, by all that they may be divided by; a rate is its own quotient."""
    same = [*_periods_together(rows, claim.end), *(row for row in rows if row.end == claim.end)]
    of_rates = same if indicator.kind is Kind.RATE else []
    of_bases = product(same, [base for base in bases if base.value])
    return [
        *(_Quotient(row, Base.whole(), row.value / _PERCENT) for row in of_rates),
        *(_Quotient(row, base, row.value / base.value) for row, base in of_bases if base.is_like(row)),
    ]


def _periods_together(rows: Iterable[Observation], end: date) -> list[Observation]:
    """Of one row that states quarter after quarter, what they make together by the day of the claim."""
    periods = [row for row in rows if row.measure is Measure.IN_PERIOD and row.start and row.end <= end]
    periods.sort(key=lambda row: row.end)
    follow = all(later.start == earlier.end + timedelta(days=1) for earlier, later in pairwise(periods))
    if len(periods) < 2 or not follow or periods[-1].end != end:  # noqa: PLR2004  # one alone is no sum
        return []
    return [replace(periods[-1], value=total(periods), start=periods[0].start)]


def _readings(claim: Claim) -> list[Claim]:
    """A percentage as printed; of a bare number below 2, both that and a ratio, each with its own digits."""
    if not claim.any_scale:
        return [claim]
    as_ratio = replace(claim, ratio=claim.ratio * _PERCENT, decimals=min(max(claim.decimals - 2, 0), 1))
    return [
        replace(reading, any_scale=False) for reading in (replace(claim, decimals=min(claim.decimals, 1)), as_ratio)
    ]


def _agrees_with_any(claim: Claim, quotients: Iterable[_Quotient]) -> bool:
    half_unit = Fraction(1, 2) / 10**claim.decimals / _PERCENT
    return any(abs(claim.ratio - quotient.ratio) <= half_unit for quotient in quotients)


def _bases(claim: Claim, target: Target | None, stated: Iterable[Base]) -> list[Base]:
    """What 100 % may stand for: figures, the plans of phase and year, on file and as the report prints them."""
    bases = [base for base in stated if base.path == claim.location.path and base.end == claim.end]
    version = target.in_force(claim.end) if target else None
    if version:
        bases.append(Base(Fraction(version.target), PlanScope.PHASE))
        annual = version.annual_plan.get(claim.end.year)
        bases += [Base(Fraction(annual), PlanScope.YEAR)] if annual is not None else []
    if claim.base:
        return sorted((base for base in bases if base.scope in {claim.base, PlanScope.UNSTATED}), key=_named_first)
    return bases


def _named_first(base: Base) -> bool:
    return base.scope is PlanScope.UNSTATED


def is_replaced(claim: Claim, rows: Iterable[Observation]) -> bool:
    """Whether a report that was sent later gives the figure of the day anew: what the earlier one printed is over."""
    return any(row.end == claim.end and _is_later(row, claim) for row in rows)


def _is_later(row: Observation, claim: Claim) -> bool:
    if row.corrects == claim.location.path:
        return True
    return claim.reported_on is not None and row.reported_on is not None and row.reported_on > claim.reported_on


def check_claims(claims: Iterable[CheckedClaim], verdict: Verdict) -> Iterator[Finding]:
    """Findings about the percentages that a report states of one indicator."""
    for checked in claims:
        if checked.agrees is False:
            yield _claim_mismatch(checked, verdict)
        if checked.in_doubt:
            yield _open_scale(checked.claim, verdict)


def _open_scale(claim: Claim, verdict: Verdict) -> Finding:
    parameters: dict[str, object] = {
        "name": verdict.indicator.short_name,
        "text": round_half_up(claim.ratio * _PERCENT, 4).normalize(),
        "percent": round_half_up(claim.ratio * _PERCENT * _PERCENT, 2).normalize(),
    }
    return Finding("ambiguous-number.percent", claim.location, parameters, indicator=verdict.indicator.id)


def _claim_mismatch(checked: CheckedClaim, verdict: Verdict) -> Finding:
    row, ratio = checked.row, checked.recomputed
    if row is None or ratio is None:
        raise AssertionError("only a recomputed claim can disagree")
    parameters: dict[str, object] = {
        "name": verdict.indicator.short_name,
        "claim": round_half_up(checked.claim.ratio * _PERCENT, max(checked.claim.decimals, 2)).normalize(),
        "recomputed": ratio * _PERCENT,
        "value": row.numerator if row.numerator is not None else row.value,
        "base": row.denominator if row.denominator is not None else row.value / ratio if ratio else 0,
    }
    where = checked.claim.location
    return Finding("claim-mismatch", where, parameters, indicator=verdict.indicator.id, related=(row.location,))
