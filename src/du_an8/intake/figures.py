"""The figures of a report that came in, one by one, beside those on file of the same thing and time."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from du_an8.reports.facts import Measure, Observation
from du_an8.reports.head.coverage import Coverage


class FigureFate(StrEnum):
    """What a report does to one figure of the data on file."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WITHDRAWN = "withdrawn"  # stated for this very period before, and no more


class Change(Struct, frozen=True):
    """One figure, before and after; None where there is none."""

    kind: FigureFate
    after: Observation | None
    before: Observation | None


_Key = tuple[str, str, Measure, date | None, date]


def _key(row: Observation) -> _Key:
    return row.area, row.indicator, row.measure, row.start, row.end


def compare(reported: Sequence[Observation], present: Iterable[Observation], coverage: Coverage) -> list[Change]:
    """What the figures of a report change, those withdrawn last."""
    known = {_key(row): row for row in present}  # the later file is the one in use
    changes = [_change(row, known.get(_key(row))) for row in reported]
    stated = {_key(row) for row in reported}
    place_and_day = coverage.province.area, coverage.end
    gone = [
        row
        for key, row in known.items()
        if key not in stated and (row.area, row.end) == place_and_day and row.start in {coverage.start, None}
    ]
    return [*changes, *(Change(FigureFate.WITHDRAWN, None, row) for row in gone)]


def _change(row: Observation, before: Observation | None) -> Change:
    if before is None:
        return Change(FigureFate.NEW, row, None)
    return Change(FigureFate.SAME if before.value == row.value else FigureFate.CHANGED, row, before)
