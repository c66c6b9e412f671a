"""Figures below the province's own, compared with it: places with their total, parts with their whole (DESIGN §2.7)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from du_an8.findings import Finding
from du_an8.programme.catalogue import Indicator, Kind
from du_an8.reports.facts import Detail, Measure, Observation
from du_an8.vietnamese.names import fold

Key = tuple[str, str | None, Measure, date | None, date]
_COMPLETE_PARTS = (frozenset({"nam", "nu"}), frozenset({"thanh lap moi", "cung co"}), frozenset({"moi", "cung co"}))
"""Parts that together are the whole; of any others nobody says that they are all."""


def check_details(indicator: Indicator, rows: Iterable[Observation], details: Iterable[Detail]) -> list[Finding]:
    """Findings about one indicator of one province; rates never add up."""
    if indicator.kind is Kind.RATE:
        return []
    whole: dict[Key, Observation | Detail] = {_key(row): row for row in rows}
    summary = {_any_sheet(key): total for key, total in whole.items()}
    below: defaultdict[Key, list[Detail]] = defaultdict(list)
    found: list[Finding] = []
    for detail in details:
        if detail.places or detail.part:
            below[_key(detail)].append(detail)
        else:
            whole[_key(detail)] = detail
            stated = summary.get(_any_sheet(_key(detail)))
            found += _compare("detail-mismatch.total", indicator, stated, [detail]) if stated else []
    for key, own in below.items():
        if total := whole.get(key) or summary.get(_any_sheet(key)):
            found += _places(indicator, total, [d for d in own if d.places and not d.part])
            found += _parts(indicator, total, [d for d in own if d.part and not d.places])
    return found


def _key(figure: Observation | Detail) -> Key:
    """What may be compared: one sheet, one measure, one time."""
    where = figure.location
    return where.path, where.sheet, figure.measure, figure.start, figure.end


def _any_sheet(key: Key) -> Key:
    """The summary of a report may stand on another sheet than its details."""
    return (key[0], None, *key[2:])


def _places(indicator: Indicator, total: Observation | Detail, details: Sequence[Detail]) -> list[Finding]:
    """The largest places that are told apart must make up the total; it is the stated total that is used."""
    top = min((len(detail.places) for detail in details), default=0)
    parts = [detail for detail in details if len(detail.places) == top]
    return _compare("detail-mismatch", indicator, total, parts) if parts else []


def _parts(indicator: Indicator, total: Observation | Detail, details: Sequence[Detail]) -> list[Finding]:
    """No part is more than its whole; parts that are known to be all make it up."""
    too_large = [detail for detail in details if detail.value > total.value and not _vague(total, detail)]
    if too_large:
        return [_finding("parts-mismatch.larger", indicator, total, too_large)]
    names = {fold(detail.part or "") for detail in details}
    complete = len(names) == len(details) and any(names == known for known in _COMPLETE_PARTS)
    return _compare("parts-mismatch", indicator, total, details) if complete else []


def _compare(key: str, indicator: Indicator, total: Observation | Detail, parts: Sequence[Detail]) -> list[Finding]:
    agree = sum((part.value for part in parts), Fraction(0)) == total.value
    return [] if agree or _vague(total, *parts) else [_finding(key, indicator, total, parts)]


def _vague(*figures: Observation | Detail) -> bool:
    return any(figure.qualifier for figure in figures)


def _finding(key: str, indicator: Indicator, total: Observation | Detail, parts: Sequence[Detail]) -> Finding:
    parameters: dict[str, object] = {
        "name": indicator.short_name,
        "whole": total.value,
        "sum": sum((part.value for part in parts), Fraction(0)),
        "count": len(parts),
        "part": parts[0].part or "",
    }
    related = tuple(part.location for part in parts[:20])
    return Finding(key, total.location, parameters, indicator=indicator.id, related=related)
