"""What indicators stood at when a phase began: the last figures known of them before it (docs/cach-tinh.md)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from du_an8.programme.catalogue import Indicator, Kind
from du_an8.reconcile.judging.actual import Actual
from du_an8.reconcile.judging.expectation import Opening
from du_an8.reconcile.province import ProvinceResult


def last_before(earlier: Sequence[ProvinceResult], indicators: Mapping[str, Indicator]) -> Mapping[str, Opening]:
    """By indicator id, of a province: from there a stock goes on, and a flow doesn't.

    Args:
        earlier: how the province stood in the phases before, the newest first.
        indicators: those of the phase that begins.
    """
    counted = [indicator for indicator in indicators.values() if indicator.kind is not Kind.RATE]
    by_indicator = {
        indicator.id: next((last for result in earlier if (last := _last_known(result, indicator))), None)
        for indicator in counted
    }
    return {key: opening for key, opening in by_indicator.items() if opening}


def _last_known(result: ProvinceResult, indicator: Indicator) -> Opening | None:
    """The province's own last figure, else the sum of its parts', if all are known."""
    verdict = result.verdict_on(indicator)
    if verdict and verdict.actual.conflict:
        return None
    if verdict and not verdict.included and verdict.actual.value is not None:
        return _of_figure(verdict.actual)
    return _of_parts([_last_known(part, indicator) for part in result.components])


def _of_figure(actual: Actual) -> Opening | None:
    """What a figure says; a lower bound says too little."""
    if actual.value is None or actual.observed_on is None or actual.incomplete:
        return None
    cells = tuple(cell for row in actual.used for cell in row.cells)
    return Opening(actual.value, actual.observed_on, cells)


def _of_parts(parts: Sequence[Opening | None]) -> Opening | None:
    """The sum of all parts; None where one isn't known."""
    known = [part for part in parts if part]
    if not known or len(known) < len(parts):
        return None
    total = sum((part.value for part in known), Fraction(0))
    cells = tuple(cell for part in known for cell in part.cells)
    return Opening(total, max(part.day for part in known), cells)
