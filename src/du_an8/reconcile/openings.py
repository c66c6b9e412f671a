"""What stocks stood at when a phase began: the last figures known of them before it (docs/cach-tinh.md)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from du_an8.programme.catalogue import Indicator, Kind
from du_an8.reconcile.judging.expectation import Opening
from du_an8.reconcile.province import ProvinceResult


def openings(earlier: Sequence[ProvinceResult], indicators: Mapping[str, Indicator]) -> Mapping[str, Opening]:
    """By indicator id, of a province.

    Args:
        earlier: how the province stood in the phases before, the newest first.
        indicators: those of the phase that begins.
    """
    stocks = [indicator for indicator in indicators.values() if indicator.kind is Kind.STOCK]
    found = {
        indicator.id: next((last for result in earlier if (last := _last_known(result, indicator))), None)
        for indicator in stocks
    }
    return {key: opening for key, opening in found.items() if opening}


def _last_known(result: ProvinceResult, indicator: Indicator) -> Opening | None:
    """The province's own last figure, else the sum of its parts', if all are known."""
    verdict = result.verdict_on(indicator)
    if verdict and verdict.actual.conflict:
        return None
    if verdict and not verdict.included and (own := verdict.actual).value is not None and own.observed_on:
        cells = tuple(cell for row in own.used for cell in row.cells)
        return None if own.incomplete else Opening(own.value, own.observed_on, cells)
    parts = [_last_known(part, indicator) for part in result.components]
    known = [part for part in parts if part]
    if not known or len(known) < len(parts):
        return None
    total = sum((part.value for part in known), Fraction(0))
    return Opening(total, max(part.day for part in known), tuple(cell for part in known for cell in part.cells))
