"""The target of a place against those of the places inside it (reconciliation 6 of docs/doi-chieu.md)."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from du_an8.findings import MOST_RELATED, Finding, Location
from du_an8.programme.catalogue import Indicator, Kind
from du_an8.reconcile.places.asked import AskedOfPlaces, AskedWithin
from du_an8.targets.facts import TargetVersion


def check_place_targets(
    indicator: Indicator, asked: AskedOfPlaces | None, version: TargetVersion | None
) -> Iterator[Finding]:
    """Sums that differ; while a place lacks its target, only one that is too large proves anything.

    Args:
        asked: what is asked of the province's places, None where none are listed.
        version: the province's own target in force.
    """
    if asked is None or indicator.kind is Kind.RATE:
        return
    if version and (within := asked.within()):
        yield from _compared(indicator, "target-sum-mismatch", version.location, version.target, within)
    for node, stated, within in asked.larger():
        if node.expected:
            where = node.expected.location
            yield from _compared(indicator, "target-sum-mismatch.place", where, stated, within, place=node.name)


def _compared(
    indicator: Indicator, key: str, where: Location, stated: Decimal, within: AskedWithin, **words: object
) -> Iterator[Finding]:
    differs = within.amount != stated if within.is_complete else within.amount > stated
    if differs:
        said = {
            "name": indicator.short_name,
            "value": Fraction(stated),
            "sum": Fraction(within.amount),
            "count": len(within.places),
            **words,
        }
        yield Finding(key, where, said, indicator=indicator.id, related=within.places[:MOST_RELATED])
