"""Rows of one table that say the same of the same indicator: what tells them apart was not understood."""

from collections.abc import Iterable, Iterator

from du_an8.findings import MOST_RELATED, Finding
from du_an8.programme.catalogue import Programme
from du_an8.reports.facts import Observation


def repeated_rows(observations: Iterable[Observation], programme: Programme) -> Iterator[Finding]:
    """A finding for each number that several rows give: of one place, or of several that stand in headings between."""
    same: dict[object, dict[object, Observation]] = {}
    for observation in observations:
        key = observation.area, observation.indicator, observation.time, observation.value
        same.setdefault(key, {}).setdefault(observation.row, observation)
    for first, *others in (list(rows.values()) for rows in same.values()):
        if others:
            indicator = programme.indicators[first.indicator]
            words: dict[str, object] = {
                "name": indicator.short_name,
                "value": first.value,
                "count": len(others) + 1,
            }
            related = tuple(row.location for row in others[: MOST_RELATED - 1])
            yield Finding("duplicate-area.indicator", first.location, words, first.area, indicator.id, related)
