"""The programme as the engine sees it."""

import datetime as dt
import re
from collections.abc import Callable, Hashable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from msgspec import Struct

from du_an8.findings import Location
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import split_scale


class Kind(StrEnum):
    """How figures of an indicator combine (docs/thuat-ngu.md)."""

    STOCK = "stock"  # exists on a date: the latest value counts
    FLOW = "flow"  # happened in a period: adds up
    RATE = "rate"  # a level in percent: never added


class Direction(StrEnum):
    """Which way is good."""

    INCREASE = "increase"
    DECREASE = "decrease"


class Source(Struct, frozen=True):
    """A published document that a figure comes from."""

    title: str
    publisher: str | None = None
    url: str | None = None
    date: dt.date | None = None
    note: str | None = None


class NationalTarget(Struct, frozen=True):
    """The national target of an indicator by the end of the phase."""

    target: Decimal
    source: Source
    location: Location


class PeopleEach(Struct, frozen=True):
    """How many people one unit has on average where nothing is odd, both ends included."""

    low: Decimal
    high: Decimal
    source: Source


class Indicator(Struct, frozen=True):
    """What is counted.

    Attributes:
        id: stable, e.g. `to-truyen-thong`.
        unit: as shown; unit_aliases are other words for it that reports use.
        content: nội dung 1 to 4 of Dự án 8, if known.
        core: supporting figures (False) stay out of completion and coverage.
        whole: counted in whole numbers, so that a stored 1,8 is a misread 1.800.
        aliases: names seen in the field.
        parts: ids of the indicators that together make this one up.
        people_of: id of the indicator whose members or participants are counted.
        people_each: how many of them one unit has.
        share_of: id of the indicator of which this one's percentage is told.
    """

    id: str
    name: str
    short_name: str
    unit: str
    kind: Kind
    unit_aliases: tuple[str, ...] = ()
    content: int | None = None
    core: bool = True
    whole: bool = True
    direction: Direction = Direction.INCREASE
    aliases: tuple[str, ...] = ()
    national_target: NationalTarget | None = None
    parts: tuple[str, ...] = ()
    people_of: str | None = None
    people_each: PeopleEach | None = None
    share_of: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every text that stands for this indicator."""
        return (self.id, self.name, self.short_name, *self.aliases)

    def unit_factor(self, text: str) -> Fraction | None:
        """What one unit of a report is worth in this indicator's unit; None where it is another thing.

        `nghìn người` is 1000 where `người` are counted.
        """
        return _factor(text, (self.unit, *self.unit_aliases))

    def accepts_unit(self, text: str) -> bool:
        """Whether a unit word of a report means this indicator's unit."""
        return self.unit_factor(text) is not None


@lru_cache(maxsize=16384)  # each number of a table asks it of the unit of its column
def _factor(text: str, units: tuple[str, ...]) -> Fraction | None:
    scale, noun = split_scale(text)
    for unit in units:
        own_scale, own_noun = split_scale(unit)
        if fold(noun) == fold(own_noun) or not noun:
            return Fraction(scale) / Fraction(own_scale)
    both = re.split(r"\s*[,/;]\s*|\s+và\s+", noun)  # "cuộc, lớp" of what is counted as either
    accepted = len(both) > 1 and scale == 1 and all(part and _factor(part, units) is not None for part in both)
    return Fraction(1) if accepted else None


class Phase(Struct, frozen=True):
    """A phase of the programme; both ends included.

    Attributes:
        id: stable and short, e.g. `I`.
    """

    name: str
    start: date
    end: date
    active_years: tuple[int, ...]
    id: str = ""

    @property
    def years(self) -> range:
        """The calendar years of the phase."""
        return range(self.start.year, self.end.year + 1)

    @property
    def work_begins(self) -> date:
        """1 January of the first year in which anything was to be done."""
        return date(min(self.active_years, default=self.start.year), 1, 1)


_Text = TypeVar("_Text", bound=Hashable)
_Reading = TypeVar("_Reading")


class Programme(Struct, frozen=True, dict=True):
    """Everything that is the same for all provinces.

    Attributes:
        near: pace from which "cơ bản đúng tiến độ" begins; below `slow` it is "rất chậm".
        grace_days: how long after a due date its result may still come.
        stale_after_days: from which age a figure is called old.
        neutral_words: phrases that leave the meaning of an indicator's name.
        abbreviations: what those who report write, and what it stands for.
        part_words: phrases that narrow a name to a part; those of one tuple make up the whole together.
    """

    name: str
    phase: Phase
    indicators: Mapping[str, Indicator]
    near: Fraction
    slow: Fraction
    grace_days: int
    stale_after_days: int
    neutral_words: tuple[str, ...] = ()
    abbreviations: Mapping[str, str] = {}
    part_words: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def _by_name(self) -> Mapping[str, Indicator]:
        return {fold(name): indicator for indicator in self.indicators.values() for name in indicator.names}

    @cached_property
    def _units(self) -> frozenset[str]:
        return frozenset(
            fold(split_scale(unit)[1])
            for indicator in self.indicators.values()
            for unit in (indicator.unit, *indicator.unit_aliases)
        )

    @cached_property
    def _readers(self) -> dict[object, Any]:
        return {}

    def once(self, read: Callable[[_Text, "Programme"], _Reading]) -> Callable[[_Text], _Reading]:
        """A reader of texts in the words of this programme that reads a text once, in however many tables it stands."""
        if read not in self._readers:
            self._readers[read] = lru_cache(maxsize=16384)(lambda text: read(text, self))
        reader: Callable[[_Text], _Reading] = self._readers[read]
        return reader

    def find_indicator(self, text: str) -> Indicator | None:
        """By id, name, short name or alias, however it is spelt."""
        key = fold(text)
        return self._by_name.get(key) or self._by_name.get(key.removeprefix("so "))

    def knows_unit(self, text: str) -> bool:
        """Whether any indicator is counted in this unit."""
        return fold(split_scale(text)[1]) in self._units
