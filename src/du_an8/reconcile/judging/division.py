"""A figure by the splits of the programme: its parts stand beside it, never added to it (docs/doi-chieu.md)."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

from du_an8.findings import Location
from du_an8.programme.catalogue import Split
from du_an8.reconcile.judging.actual import Actual
from du_an8.reconcile.judging.repetitions import winner
from du_an8.reports.facts import Measure, Observation
from du_an8.reports.sums import cells_of, qualifier_of_sum, total
from du_an8.vietnamese.numbers import Qualifier

PartKey = tuple[str, str]
"""A part of a split: the id of the split, the name of the part."""


class PartFigure(Struct, frozen=True):
    """What a part comes to at the date of the whole.

    Attributes:
        share: of the whole, 1 being all of it; None where either is not exact, and of a rate.
        cells: where it stands.
    """

    name: str
    value: Fraction
    qualifier: Qualifier | None
    share: Fraction | None
    cells: tuple[Location, ...]


class Division(Struct, frozen=True):
    """A figure by one split.

    Attributes:
        parts: those that are known, in the order of the split.
        adds_up: whether parts that make up the whole come to it; None where nobody can tell.
    """

    split: Split
    parts: tuple[PartFigure, ...]
    adds_up: bool | None


class _Known(Struct, frozen=True):
    """What is known of a part, before it is held against the whole."""

    value: Fraction
    qualifier: Qualifier | None
    cells: tuple[Location, ...]


def divisions(
    splits: Iterable[Split], actual: Actual, rows: Mapping[PartKey, Sequence[Observation]]
) -> tuple[Division, ...]:
    """A figure by each split of which any part is known for the very times that the figure is made of.

    Args:
        rows: what is reported of each part, at any time.
    """
    return _divided(
        splits, actual, {key: known for key, part_rows in rows.items() if (known := _over_times(actual, part_rows))}
    )


def divisions_of_sum(actual: Actual, included: Sequence[tuple[Division, ...]]) -> tuple[Division, ...]:
    """A sum of areas by the splits: a part counts where every area of the sum tells it.

    Args:
        included: the divisions of each area.
    """
    by_part = [
        {(division.split.id, part.name): part for division in of_area for part in division.parts}
        for of_area in included
    ]
    if not by_part or actual.value is None:
        return ()
    common = set.intersection(*map(set, by_part))
    splits = [division.split for division in included[0]]
    return _divided(splits, actual, {key: _over_areas([of_area[key] for of_area in by_part]) for key in common})


def _over_times(actual: Actual, rows: Sequence[Observation]) -> _Known | None:
    """A part over the times of the whole; None where one of them is silent about it, or contradicts itself."""
    chosen = [winner([row for row in rows if row.time == whole.time]) for whole in actual.used]
    reported = list(filter(None, chosen))
    if actual.value is None or not reported or len(reported) < len(chosen):
        return None
    is_bound = actual.incomplete or any(row.partial for row in reported)
    return _Known(total(reported), Qualifier.AT_LEAST if is_bound else qualifier_of_sum(reported), cells_of(reported))


def _over_areas(parts: Sequence[PartFigure]) -> _Known:
    return _Known(
        total(parts),
        qualifier_of_sum(parts),
        cells_of(parts),
    )


def _divided(splits: Iterable[Split], actual: Actual, known: Mapping[PartKey, _Known]) -> tuple[Division, ...]:
    divided = []
    for split in splits:
        keys = [(split.id, part.name) for part in split.parts]
        parts = tuple(_part(key[1], known[key], actual) for key in keys if key in known)
        if parts:
            divided.append(Division(split, parts, _adds_up(split, parts, actual)))
    return tuple(divided)


def _part(name: str, known: _Known, actual: Actual) -> PartFigure:
    is_exact = not (known.qualifier or actual.qualifier or _is_rate(actual))
    share = known.value / actual.value if is_exact and actual.value else None
    return PartFigure(name, known.value, known.qualifier, share, known.cells)


def _adds_up(split: Split, parts: Sequence[PartFigure], actual: Actual) -> bool | None:
    is_exact = not (actual.qualifier or _is_rate(actual) or any(part.qualifier for part in parts))
    if not is_exact or frozenset(part.name for part in parts) not in split.wholes:
        return None
    return total(parts) == actual.value


def _is_rate(actual: Actual) -> bool:
    return any(row.measure is Measure.LEVEL for row in actual.used)
