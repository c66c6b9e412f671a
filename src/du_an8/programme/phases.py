"""Phases of a programme: spans of years with their own targets, and when reports are due in them."""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Protocol

from msgspec import Struct

from du_an8.vietnamese.names import fold


class Dated(Protocol):
    """What belongs to a phase: by its name, else by its end."""

    @property
    def phase(self) -> str | None:
        """The id of the phase that it names."""

    @property
    def end(self) -> date:
        """The date that it describes."""


class Phase(Struct, frozen=True):
    """A phase of the programme, with the rules by which it is judged; both ends included.

    Attributes:
        id: stable and short, e.g. `I`.
        active_years: the years in which anything is due, where a target names no others.
        near: pace from which "cơ bản đúng tiến độ" begins; below `slow` it is "rất chậm".
        grace_days: how long after a due date its result may still come.
        stale_after_days: from which age a figure is called old.
    """

    id: str
    name: str
    start: date
    end: date
    active_years: tuple[int, ...]
    near: Fraction = Fraction(9, 10)
    slow: Fraction = Fraction(6, 10)
    grace_days: int = 25
    stale_after_days: int = 200

    @property
    def short_name(self) -> str:
        """The name without its years: `giai đoạn I`."""
        return self.name.partition("(")[0].strip() or self.name

    @property
    def years(self) -> range:
        """The calendar years of the phase."""
        return range(self.start.year, self.end.year + 1)

    @property
    def work_begins(self) -> date:
        """1 January of the first year in which anything was to be done."""
        return date(min(self.active_years, default=self.start.year), 1, 1)

    def holds(self, day: date) -> bool:
        """Whether a day lies in the phase."""
        return self.start <= day <= self.end


class Every(StrEnum):
    """How often provinces report."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class Reporting(Struct, frozen=True):
    """When provinces report.

    Attributes:
        due_days: how many days after a period's last day its report is due; None stands for the phase's grace_days.
    """

    every: Every
    due_days: int | None = None


_ROMAN = {"1": "i", "2": "ii", "3": "iii", "4": "iv", "5": "v"}


@lru_cache
def phase_keys(phase: Phase) -> frozenset[str]:
    """What a phase may be called: by its id, its name, its years."""
    texts = (phase.id, phase.name, f"{phase.start.year}-{phase.end.year}", phase.name.partition("(")[0])
    return frozenset(map(phase_key, texts))


def phase_key(text: str) -> str:
    """`Giai đoạn 2`, `GĐ II` and `II` are one."""
    words = fold(text).removeprefix("giai doan ").removeprefix("gd ").removeprefix("phase ")
    return _ROMAN.get(words, words)
