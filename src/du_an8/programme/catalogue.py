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
from msgspec.structs import replace

from du_an8.findings import Location
from du_an8.grouping import grouped
from du_an8.programme.phases import Dated, Phase, Reporting, phase_key, phase_keys
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import is_percent, split_scale
from du_an8.vietnamese.places import is_proper
from du_an8.vietnamese.spelling import spelt


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
    """The national target of an indicator by the end of a phase."""

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
        content: number of the content (nội dung) that it belongs to, if known.
        core: supporting figures (False) stay out of completion and coverage.
        whole: counted in whole numbers, so that a stored 1,8 is a misread 1.800.
        aliases: names seen in the field.
        parts: ids of the indicators that together make this one up.
        people_of: id of the indicator whose members or participants are counted.
        people_each: how many of them one unit has.
        share_of: id of the indicator of which this one's percentage is told.
        phases: ids of the phases that it belongs to; none stands for all.
        national_targets: (id of a phase, target); `national_target` is that of the phase judged (Programme.in_phase).
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
    phases: tuple[str, ...] = ()
    national_targets: tuple[tuple[str, NationalTarget], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every text that stands for this indicator."""
        return (self.id, self.name, self.short_name, *self.aliases)

    @property
    def is_percentage(self) -> bool:
        """Whether it lies between 0 and 100: a rate in percent, and no ratio such as `nam/100 nữ`."""
        return self.kind is Kind.RATE and is_percent(self.unit)

    def in_phase(self, phase: "Phase") -> "Indicator":
        """The indicator with its national target of a phase."""
        return replace(self, national_target=dict(self.national_targets).get(phase.id))

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
        if fold(noun) == fold(own_noun) or not noun or _is_short_for(noun, own_noun):
            return Fraction(scale) / Fraction(own_scale)
    both = re.split(r"\s*[,/;]\s*|\s+và\s+", noun)  # "cuộc, lớp" of what is counted as either
    accepted = len(both) > 1 and scale == 1 and all(part and _factor(part, units) is not None for part in both)
    return Fraction(1) if accepted else None


def _is_short_for(noun: str, unit: str) -> bool:
    """`SP` for `sản phẩm`: capitals with which its words begin."""
    words = fold(unit).split()
    return len(words) > 1 and noun.isupper() and fold(noun) == "".join(word[0] for word in words)


class SplitPart(Struct, frozen=True):
    """A part of a split: the name under which it is shown, and how else reports write it."""

    name: str
    spellings: tuple[str, ...] = ()


class Split(Struct, frozen=True):
    """A way in which figures are divided: by sex, by level. Its parts are compared with the whole, never added to it.

    Attributes:
        id: stable, e.g. `gioi`.
        parts: in the order in which they are shown.
        wholes: sets of names of parts that make up the whole together.
        of_people: it divides people: of teams or events it tells nothing.
        indicators: ids of those that it divides; none stands for all.
    """

    id: str
    name: str
    parts: tuple[SplitPart, ...]
    wholes: frozenset[frozenset[str]]
    of_people: bool = False
    indicators: tuple[str, ...] = ()

    def divides(self, indicator: Indicator) -> bool:
        """Whether it says anything of an indicator."""
        return not self.indicators or indicator.id in self.indicators


class PartOfSplit(Struct, frozen=True):
    """One part of a split, under the name that the programme gives it."""

    split: Split
    name: str


class EnglishName(Struct, frozen=True):
    """What a name of the programme is in English.

    Attributes:
        name: of a unit, for one of it.
        many: of a unit, for several; empty where that is the same.
        source: who calls it so; None for a translation of ours.
    """

    name: str
    many: str = ""
    source: Source | None = None


_Text = TypeVar("_Text", bound=Hashable)
_Reading = TypeVar("_Reading")
_Made = TypeVar("_Made")


class Programme(Struct, frozen=True, dict=True):
    """Everything that is the same for all provinces.

    Attributes:
        phases: in order of time, not overlapping.
        phase: the one that is judged; `in_phase` chooses it.
        indicators: by id; those of the phase judged after `in_phase`, before it those of all phases.
        unstated: id of the phase of a target file that names none.
        short_name: stands in titles, "Dự án 8".
        organisation: the body that carries it out in the provinces, "Hội Liên hiệp Phụ nữ"; empty where unknown.
        contents: the titles of the programme's contents (nội dung), by number.
        carried_over: ids of the phases for which no source gives indicators of their own, so that those of the phase
            before are offered.
        neutral_words: phrases that leave the meaning of an indicator's name.
        abbreviations: what those who report write, and what it stands for.
        part_words: phrases that narrow a name to a part; those of one tuple make up the whole together.
        splits: the ways in which figures are divided and shown.
        reporting: when provinces report; None where the programme doesn't say.
        english: English names of indicators, units, contents and splits, by the Vietnamese ones.
    """

    name: str
    phases: tuple[Phase, ...]
    phase: Phase
    indicators: Mapping[str, Indicator]
    unstated: str
    short_name: str = ""
    organisation: str = ""
    contents: Mapping[int, str] = {}
    carried_over: frozenset[str] = frozenset()
    neutral_words: tuple[str, ...] = ()
    abbreviations: Mapping[str, str] = {}
    part_words: tuple[tuple[str, ...], ...] = ()
    splits: tuple[Split, ...] = ()
    reporting: Reporting | None = None
    english: Mapping[str, EnglishName] = {}

    def phase_on(self, day: date) -> Phase:
        """The phase of a day: the last that had begun by then, before the first the first."""
        begun = [phase for phase in self.phases if phase.start <= day]
        return begun[-1] if begun else self.phases[0]

    def find_phase(self, text: str) -> Phase | None:
        """A phase by its id, its name or its years: `II`, `2`, `giai đoạn II`, `2026-2030`."""
        key = phase_key(text)
        return next((phase for phase in self.phases if key in phase_keys(phase)), None)

    def phase_of_id(self, key: str) -> Phase:
        """The phase of that very id."""
        return next(phase for phase in self.phases if phase.id == key)

    def phase_of(self, statement: Dated) -> Phase:
        """The phase that a statement of a report names, else the one in which its end falls."""
        named = statement.phase and next((phase for phase in self.phases if phase.id == statement.phase), None)
        return named or self.phase_on(statement.end)

    def before(self, phase: Phase) -> list[Phase]:
        """The phases before one, the newest first."""
        return [each for each in reversed(self.phases) if each.end < phase.start]

    @cached_property
    def _in_phase(self) -> "dict[str, Programme]":
        return {}

    def in_phase(self, phase: Phase) -> "Programme":
        """The programme as it is judged in a phase: its indicators, their national targets."""
        if phase.id not in self._in_phase:
            indicators = {
                key: indicator.in_phase(phase)
                for key, indicator in self.indicators.items()
                if not indicator.phases or phase.id in indicator.phases
            }
            self._in_phase[phase.id] = replace(self, phase=phase, indicators=indicators)
        return self._in_phase[phase.id]

    @property
    def near(self) -> Fraction:
        """See Phase."""
        return self.phase.near

    @property
    def slow(self) -> Fraction:
        """See Phase."""
        return self.phase.slow

    @property
    def grace_days(self) -> int:
        """See Phase."""
        return self.phase.grace_days

    @property
    def stale_after_days(self) -> int:
        """See Phase."""
        return self.phase.stale_after_days

    @cached_property
    def _by_name(self) -> Mapping[str, Indicator]:
        named: dict[str, Indicator] = {}
        for indicator in self.indicators.values():
            for name in indicator.names:
                named.setdefault(fold(name), indicator)
        return named

    @cached_property
    def _units(self) -> Mapping[str, frozenset[str]]:
        """Units without accents -> how they are spelt."""
        units = (unit for each in self.indicators.values() for unit in (each.unit, *each.unit_aliases))
        bare = grouped((split_scale(unit)[1] for unit in units), fold)
        return {key: frozenset(map(spelt, alike)) for key, alike in bare.items()}

    @cached_property
    def _made(self) -> dict[object, Any]:
        return {}

    def made(self, make: "Callable[[Programme], _Made]") -> _Made:
        """What is made of this programme, which is never changed, is made once."""
        if make not in self._made:
            self._made[make] = make(self)
        made: _Made = self._made[make]
        return made

    def once(self, read: Callable[[_Text, "Programme"], _Reading]) -> Callable[[_Text], _Reading]:
        """A reader of texts in the words of this programme that reads a text once, in however many tables it stands."""
        if read not in self._made:
            self._made[read] = lru_cache(maxsize=16384)(lambda text: read(text, self))
        reader: Callable[[_Text], _Reading] = self._made[read]
        return reader

    def find_indicator(self, text: str) -> Indicator | None:
        """By its very id, else by name, short name or alias, however it is spelt."""
        key = fold(text)
        return self.indicators.get(text) or self._by_name.get(key) or self._by_name.get(key.removeprefix("so "))

    def knows_unit(self, text: str) -> bool:
        """Whether any indicator is counted in this unit; `Văn Bàn` is a name beside `văn bản`."""
        unit = split_scale(text)[1]
        spellings = self._units.get(fold(unit))
        if spellings is None:
            return False
        may_be_name = " " in unit and is_proper(unit.split())
        return not may_be_name or spelt(unit) in spellings
