"""A decision about a finding, as the engine sees it."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from du_an8.findings import Finding, Location
from du_an8.vietnamese.numbers import format_number

Chosen = tuple[str, str, Location]
"""A figure that people decided for: its area, its indicator, where it stands."""


class Ruling(StrEnum):
    """What was decided."""

    ACCEPT = "accept"  # it is known, and stays so
    USE = "use"  # of reports that contradict each other, this one counts


class Decision(Struct, frozen=True):
    """One known finding that was settled.

    Attributes:
        file: the file it is about, relative to the data folder; sheet and cell narrow it.
        areas: the areas that its province may mean, in either era; empty where a file is named.
        day: the last day of the period that it is about.
        report: of `use`, the file whose figure counts, relative to the data folder.
        until: the last day on which it holds.
        figures: the numbers of the finding when it was settled; None compares none.
    """

    rule: str
    ruling: Ruling
    reason: str
    by: str
    location: Location
    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    areas: frozenset[str] = frozenset()
    indicator: str | None = None
    day: date | None = None
    report: str | None = None
    until: date | None = None
    figures: str | None = None


def in_folder(path: str) -> str:
    """A shown path, relative to the data folder itself."""
    return path.partition("/")[2]


_GROW_WITH_THE_DAY = frozenset({"age", "today"})
"""Parameters that change by themselves from one day to the next, although nothing new was said."""

_LETTERS, _LENGTH = "bcdfghjkmnpqrstvwxyz", 5  # no vowels, so that no words come about, and no digits


def figures_of(finding: Finding) -> str:
    """The numbers that a finding speaks of, as people read them, each once: `27; 37`."""
    values = _lasting(finding).values()
    numbers = {Fraction(number): number for value in values for number in _numbers(value)}
    return "; ".join(format_number(numbers[exact]) for exact in sorted(numbers))


def day_of(finding: Finding) -> date | None:
    """The day that a finding is about: the one that it calls so, else the last that it speaks of."""
    values = _lasting(finding)
    day = values.get("day")
    return (
        day
        if isinstance(day, date)
        else max((each for each in values.values() if isinstance(each, date)), default=None)
    )


def code_of(finding: Finding) -> str:
    """A short name for a finding, the same wherever it stands in a list and whatever is decided of the others."""
    values = sorted((name, str(value)) for name, value in _lasting(finding).items())
    said = (finding.key, str(finding.location), finding.province, finding.indicator, values)
    digest = hashlib.sha256(repr(said).encode()).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:_LENGTH])


def files_of(finding: Finding) -> list[str]:
    """The files that a finding names, relative to the data folder, each once."""
    places = (finding.location, *finding.related)
    return list(dict.fromkeys(in_folder(place.path) for place in places if place))


def _lasting(finding: Finding) -> Mapping[str, object]:
    return {name: value for name, value in finding.parameters.items() if name not in _GROW_WITH_THE_DAY}


def _numbers(value: object) -> Iterator[int | Decimal | Fraction]:
    if isinstance(value, Location):
        return  # a place is no figure, though it holds numbers
    for item in value if isinstance(value, list | tuple) else [value]:
        if isinstance(item, int | Decimal | Fraction) and not isinstance(item, bool):
            yield item
