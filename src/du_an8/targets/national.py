"""The targets of the country: those of its own file, else those that the programme states."""

from msgspec.structs import replace

from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import COUNTRY
from du_an8.targets.facts import Target, Targets, TargetVersion


def with_national(targets: Targets, programme: Programme) -> Targets:
    """The targets, with the programme's for the country where its own file has none; a fault isn't glossed over."""
    of_country = dict(targets.by_area.get(COUNTRY, {}))
    settled = {*of_country, *targets.not_applicable.get(COUNTRY, {})}
    for indicator in programme.indicators.values():
        stated = indicator.national_target
        if stated and indicator.id not in settled and not targets.cannot_be_read(COUNTRY, indicator.id):
            version = TargetVersion(None, stated.target, stated.location, {}, {}, stated.source)
            of_country[indicator.id] = Target(COUNTRY, indicator.id, programme.phase.active_years, None, (version,))
    return replace(targets, by_area={**targets.by_area, COUNTRY: of_country})
