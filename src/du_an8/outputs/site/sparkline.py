"""The course of one indicator as a small line for a row of a table: geometry alone, the template writes it."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct

from du_an8.programme.phases import Phase
from du_an8.reconcile.history import Point

WIDTH, HEIGHT, _MARGIN = 96, 26, 3


class Sparkline(Struct, frozen=True):
    """Lines are pairs of coordinates as SVG writes them.

    Attributes:
        plan: empty where none is known.
        last: where the newest figure stands; None where there is none.
    """

    plan: str
    course: str
    last: tuple[float, float] | None


def sparkline(points: Sequence[Point], plan: Sequence[tuple[date, Fraction]], phase: Phase) -> Sparkline | None:
    """The small line; None where there is no figure."""
    by_day = {point.day: point.value for point in points if point.value is not None}
    if not by_day:
        return None
    last_day = max(phase.end, *by_day)
    scale = _Scale(phase.start, last_day, max([*by_day.values(), *(amount for _, amount in plan)]))
    marks = [scale.place(day, amount) for day, amount in by_day.items()]
    return Sparkline(as_svg(scale.place(*each) for each in _turns(plan)), as_svg(marks), marks[-1])


class _Scale(Struct, frozen=True):
    """From days and amounts to places."""

    first: date
    last: date
    highest: Fraction

    def place(self, day: date, amount: Fraction) -> tuple[float, float]:
        across = (day - self.first).days / (self.last - self.first).days
        up = float(max(amount, Fraction(0)) / self.highest) if self.highest > 0 else 0.0
        x = _MARGIN + across * (WIDTH - 2 * _MARGIN)
        return round(x, 1), round(HEIGHT - _MARGIN - up * (HEIGHT - 2 * _MARGIN), 1)


def _turns(line: Sequence[tuple[date, Fraction]]) -> list[tuple[date, Fraction]]:
    """A line without the points between two others of the same amount."""
    ends = [0, len(line) - 1]
    return [each for at, each in enumerate(line) if at in ends or not line[at - 1][1] == each[1] == line[at + 1][1]]


def as_svg(points: Iterable[tuple[float, float]]) -> str:
    """Points as an attribute of SVG lists them."""
    return " ".join(f"{x:g},{y:g}" for x, y in points)
