"""What was expected by a date, and on what that stands; how it is worked out: target_on_date.py."""

from datetime import date
from enum import IntEnum
from fractions import Fraction

from msgspec import Struct

from du_an8.findings import Location
from du_an8.targets.facts import TargetVersion


class Basis(IntEnum):
    """What an expectation stands on, strongest first."""

    PLAN = 0
    DERIVED = 1
    STRAIGHT_LINE = 2

    def __str__(self) -> str:
        return self.name.lower()


class Knot(Struct, frozen=True):
    """A date on the plan and the progress due by its end."""

    day: date
    progress: Fraction
    basis: Basis


class Expectation(Struct, frozen=True):
    """The amount expected on a date.

    Attributes:
        day: the date.
        amount: in the indicator's unit.
        progress: the same, from the baseline in the target's direction.
        basis: what it stands on.
        start: the progress at which the line begins: a stock's opening, 0 where the target asks for no more than that.
        version: the version of the target that it is read from; None where several are added up.
        between: the knots around the date where it is interpolated.
        capped: whether the target in force today cut it down.
    """

    day: date
    amount: Fraction
    progress: Fraction
    basis: Basis
    start: Fraction
    version: TargetVersion | None
    between: tuple[Knot, Knot] | None = None
    capped: bool = False


class Opening(Struct, frozen=True):
    """What a stock stood at when the phase began: the last figure known of it before.

    Attributes:
        cells: where it stands; of a sum, of all its addends.
    """

    value: Fraction
    day: date
    cells: tuple[Location, ...]
