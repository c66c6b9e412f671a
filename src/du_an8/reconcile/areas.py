"""The places of a province judged one by one, by the same rules as the province (docs/cach-tinh.md)."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from du_an8.programme.catalogue import Indicator, Programme
from du_an8.programme.provinces import NEW_ERA, era_of
from du_an8.reconcile.judging.case import Case, judge_case
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.place_reports import Era
from du_an8.reconcile.places.asked import AskedOfPlaces
from du_an8.reconcile.places.gazetteer import Node
from du_an8.reconcile.province import ProvinceResult
from du_an8.targets.facts import Target, TargetVersion
from du_an8.vietnamese.places import PlaceLevel


class AreaResult(Struct, frozen=True):
    """Where a district or commune stands.

    Attributes:
        larger: the district of a commune, None where there is none.
        verdicts: by indicator id; none where the place has neither target nor figure.
    """

    node: Node
    larger: Node | None
    verdicts: Mapping[str, Verdict]


def judge_areas(result: ProvinceResult, level: PlaceLevel, programme: Programme) -> tuple[AreaResult, ...]:
    """The places of one level: those of the province, else those of the provinces that it was formed from."""
    era = _era(result, result.as_of)
    nodes = [node for node in era.gazetteer.nodes.values() if era.gazetteer.level(node) is level] if era else []
    if era is None or not nodes:
        return tuple(area for component in result.components for area in judge_areas(component, level, programme))
    return tuple(
        AreaResult(node, era.gazetteer.nodes.get(node.path[:-1]), _verdicts(result, era, node, programme))
        for node in sorted(nodes, key=lambda node: node.path)
    )


def _era(result: ProvinceResult, as_of: date) -> Era | None:
    """The latest era of which any place is known."""
    eras = result.place_reports.eras if result.place_reports else ()
    has_begun = era_of(as_of) == NEW_ERA
    known = [era for era in eras if era.gazetteer.nodes and (has_begun or era.name != NEW_ERA)]
    return known[-1] if known else None


def _verdicts(result: ProvinceResult, era: Era, node: Node, programme: Programme) -> Mapping[str, Verdict]:
    verdicts = {}
    for indicator in programme.indicators.values():
        of_places = result.of_places[indicator.id]
        former = of_places.former.get(node.path, []) if era.name == NEW_ERA else []
        rows = [*former, *of_places.eras[era.name].of(node.path)]
        target = _target(node, era, indicator, programme)
        if rows or target:
            verdicts[indicator.id] = judge_case(Case(indicator, target, rows), programme, result.as_of)
    return verdicts


def _target(node: Node, era: Era, indicator: Indicator, programme: Programme) -> Target | None:
    """What the target file asks of the place, or of those inside it; of the years it says nothing: the phase does."""
    asked = AskedOfPlaces(era.gazetteer, indicator.id)
    amount, within = asked.of(node), asked.within(node.path)
    place = within.places[0] if within else None
    if node.expected and asked.stated(node) is not None:
        place = node.expected.location
    if amount is None or place is None:
        return None
    version = TargetVersion(None, amount, place, {}, {})
    return Target("/".join(node.path), indicator.id, programme.phase.active_years, None, (version,))
