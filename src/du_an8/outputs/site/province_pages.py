"""Which pages tell of which province: one in the phase in which it is shown, one for each phase before that."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from du_an8.programme.phases import Phase
from du_an8.programme.provinces import Province, Provinces
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.province import ProvinceResult
from du_an8.vietnamese.names import fold

Stems = Mapping[tuple[str, str], str]
"""(area, id of the phase) -> stem of the page."""


class ProvincePage(Struct, frozen=True):
    """A page about a province.

    Attributes:
        stem: of its file, and of what it offers.
        result: what it shows.
        alone: the answer about this province alone.
        stems: of all pages.
        phases: the stems of the pages of the same province, by phase, the newest first.
        is_shown: in the phase in which the province is shown; else it tells of a phase before.
    """

    stem: str
    result: ProvinceResult
    alone: Assessment
    stems: Stems
    phases: tuple[tuple[Phase, str], ...]
    is_shown: bool

    @property
    def suffix(self) -> str:
        """Of the pages about all provinces in the same phase."""
        return "" if self.is_shown else phase_suffix(self.result.phase)


def name_of(province: Province) -> str:
    """The stem of a province's page: the same whatever the date, and another for each of two that bear one name."""
    return province.area.replace("/", "-")


def province_pages(assessment: Assessment, provinces: Provinces) -> Iterator[ProvincePage]:
    """Every page: those of the phases shown, then those of the phases before.

    Args:
        assessment: about all provinces, the country and the phases before included.
    """
    results = _results(assessment)
    stems = {(result.province.area, result.phase.id): stem for stem, result, _ in results}
    for stem, result, answer in results:
        same = [(other.phase, name) for name, other, _ in results if other.province == result.province]
        phases = tuple(sorted(same, key=lambda pair: pair[0].start, reverse=True))
        yield ProvincePage(stem, result, answer.only(result, provinces), stems, phases, answer is assessment)


def _results(assessment: Assessment) -> list[tuple[str, ProvinceResult, Assessment]]:
    """Everything judged, each province once in each phase, with its stem and the answer that it is of."""
    results: list[tuple[str, ProvinceResult, Assessment]] = []
    known: dict[Province, set[Phase]] = {}
    for answer in (assessment, *reversed(assessment.earlier)):
        for result in answer.judged:
            phases = known.setdefault(result.province, set())
            if result.phase not in phases:
                results.append((_stem(result, first=not phases), result, answer))
                phases.add(result.phase)
    return results


def _stem(result: ProvinceResult, *, first: bool) -> str:
    name = name_of(result.province)
    return name if first else name + phase_suffix(result.phase)


def phase_suffix(phase: Phase) -> str:
    """What tells a page of a phase from that of the phase shown first."""
    return f"-giai-doan-{re.sub(r'[^a-z0-9]+', '-', fold(phase.id))}"
