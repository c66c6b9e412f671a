"""The course of one indicator as a drawing: geometry alone, in the units of the drawing; the template writes it."""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct

from du_an8.language.figures import format_date, format_number
from du_an8.language.texts import tr
from du_an8.outputs.site.sparkline import as_svg
from du_an8.outputs.wording import course_words, phrases
from du_an8.programme.catalogue import Kind
from du_an8.programme.phases import Phase
from du_an8.reconcile.history import Point
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.targets.facts import Target

WIDTH, HEIGHT = 440, 230
LEFT, RIGHT, TOP, BOTTOM = 52, 428, 14, 200
_STEPS = (1, 2, 5, 10, 20)  # the last for a rounded logarithm
_MOST_STEPS = 4


class Tick(Struct, frozen=True):
    """A mark on an axis."""

    at: float
    label: str


class Mark(Struct, frozen=True):
    """A figure; `hollow` where it is approximate or a lower bound."""

    x: float
    y: float
    title: str
    hollow: bool


class Chart(Struct, frozen=True):
    """What is drawn; lines are pairs of coordinates as SVG writes them.

    Attributes:
        today: where the date of the question stands; None outside the axis.
        description: the same in words.
    """

    marks: tuple[Mark, ...]
    course: str
    plan: str
    target: str
    years: tuple[Tick, ...]
    year_starts: tuple[float, ...]
    amounts: tuple[Tick, ...]
    today: float | None
    description: str


def draw(
    verdict: Verdict, points: Sequence[Point], plan: Sequence[tuple[date, Fraction]], phase: Phase, as_of: date
) -> Chart | None:
    """The drawing; None where there is neither a target nor a figure to draw."""
    reached = [point for point in points if point.reached and point.value is not None]
    target = _target_line(verdict, phase)
    if not (reached or target):
        return None
    figures = [*_start(verdict, phase), *_figures(reached, verdict)]
    scale = _scale(phase, figures, (*plan, *target))
    marks = tuple(scale.mark(figure) for figure in figures)
    return Chart(
        marks=marks,
        course=as_svg((mark.x, mark.y) for mark in marks),
        plan=scale.line(plan),
        target=scale.line(target),
        years=tuple(scale.year_ticks()),
        year_starts=tuple(scale.year_starts()),
        amounts=tuple(scale.amount_ticks(verdict)),
        today=scale.x(as_of) if scale.first <= as_of <= scale.last else None,
        description=_description(verdict, reached),
    )


class _Figure(Struct, frozen=True):
    """What is marked: an amount on a day, with its words."""

    day: date
    amount: Fraction
    title: str
    soft: bool


def _figures(reached: Sequence[Point], verdict: Verdict) -> list[_Figure]:
    """One for each day, the last that was said of it."""
    by_day = {point.day: point for point in reached}
    return [
        _Figure(day, point.value or Fraction(0), _title(point, verdict), _is_soft(point))
        for day, point in by_day.items()
    ]


def _start(verdict: Verdict, phase: Phase) -> list[_Figure]:
    """Where the course begins, if not at 0: the opening of a stock, or a baseline."""
    level = verdict.opening if verdict.opening is not None else verdict.baseline
    return [_Figure(phase.start, level, "; ".join(phrases.begins(verdict)), soft=False)] if level else []


def _scale(phase: Phase, figures: Sequence[_Figure], lines: Iterable[tuple[date, Fraction]]) -> "_Scale":
    """Over the phase, and the figures that are dated after it; as high as anything that is drawn."""
    highest = max([*(figure.amount for figure in figures), *(amount for _, amount in lines)])
    step = _round_step(highest)
    last = max([phase.end, *(figure.day for figure in figures)])
    return _Scale(phase.start, last, step, max(math.ceil(highest / step), 1))


def _target_line(verdict: Verdict, phase: Phase) -> list[tuple[date, Fraction]]:
    """The whole target from version to version, of several areas their sum: a line with steps."""
    if verdict.indicator.kind is Kind.RATE and verdict.included:  # levels don't add up; what is asked of all is known
        return [(day, verdict.asked) for day in (phase.start, phase.end) if verdict.asked is not None]
    targets = [target.target for target in verdict.balance.targets]
    starts = _starts(verdict, phase)
    amounts = [_asked_on(day, targets) for day in starts]
    ends = [*starts[1:], phase.end]
    steps = zip(starts, ends, amounts, strict=True)
    return [(day, amount) for start, end, amount in steps if amount is not None for day in (start, end)]


def _starts(verdict: Verdict, phase: Phase) -> list[date]:
    """The days from which what is asked may be another amount."""
    changes = {version.effective for target in verdict.balance.targets for version in target.known_versions}
    return sorted({phase.start, *(day for day in changes if day and phase.start < day <= phase.end)})


def _asked_on(day: date, targets: Sequence[Target]) -> Fraction | None:
    """What was asked of all areas on a day; None where that isn't known of one of them."""
    versions = [target.in_force(day) for target in targets]
    amounts = [Fraction(version.target) for version in versions if version]
    return sum(amounts, Fraction(0)) if amounts and len(amounts) == len(versions) else None


class _Scale(Struct, frozen=True):
    """From days and amounts to places in the drawing.

    Attributes:
        step: between two marks of the upright axis.
    """

    first: date
    last: date
    step: Fraction
    steps: int

    @property
    def _years(self) -> range:
        return range(self.first.year, self.last.year + 1)

    def year_ticks(self) -> Iterator[Tick]:
        """Each year's name, in its middle."""
        return (Tick(self.x(date(year, 7, 1)), str(year)) for year in self._years)

    def year_starts(self) -> Iterator[float]:
        return (self.x(date(year, 1, 1)) for year in self._years)

    def amount_ticks(self, verdict: Verdict) -> Iterator[Tick]:
        amounts = (self.step * n for n in range(self.steps + 1))
        return (Tick(self.y(amount), _label(amount, verdict)) for amount in amounts)

    def x(self, day: date) -> float:
        share = (day - self.first).days / (self.last - self.first).days
        return round(LEFT + share * (RIGHT - LEFT), 1)

    def y(self, amount: Fraction) -> float:
        share = float(max(amount, Fraction(0)) / (self.step * self.steps))
        return round(BOTTOM - share * (BOTTOM - TOP), 1)

    def mark(self, figure: _Figure) -> Mark:
        return Mark(self.x(figure.day), self.y(figure.amount), figure.title, figure.soft)

    def line(self, points: Iterable[tuple[date, Fraction]]) -> str:
        return as_svg((self.x(day), self.y(amount)) for day, amount in points)


def _round_step(highest: Fraction) -> Fraction:
    """The smallest round step with which few steps reach the highest amount."""
    if highest <= 0:
        return Fraction(1)
    power = Fraction(10) ** math.floor(math.log10(highest / _MOST_STEPS))
    return next(power * step for step in _STEPS if power * step * _MOST_STEPS >= highest)


def _label(amount: Fraction, verdict: Verdict) -> str:
    return phrases.amount(amount, verdict) if amount.denominator == 1 else format_number(amount)


def _is_soft(point: Point) -> bool:
    return point.reached is not None and (point.reached.incomplete or bool(point.reached.qualifier))


def _title(point: Point, verdict: Verdict) -> str:
    """`31/12/2023: 346 tổ, kế hoạch ~270 tổ`."""
    reached, shown = point.reached, "–"
    if reached:
        shown = f"{phrases.figure(reached, verdict)}{phrases.unit(verdict, reached.value)}"
    planned = ""
    if point.expectation:
        planned = tr(", kế hoạch {plan}", plan=phrases.expected(point.expectation, verdict))
    return f"{format_date(point.day)}: {shown}{planned}"


def _description(verdict: Verdict, reached: Sequence[Point]) -> str:
    """The drawing for those who don't see it."""
    targets = "; ".join([*_asked(verdict), *course_words.begins(verdict)])
    if not reached:
        return tr("{targets}. Chưa có số liệu nào.", targets=targets)
    newest = _title(reached[-1], verdict)
    if len(reached) == 1:
        return tr("{targets}. mới nhất {newest}.", targets=targets, newest=newest)
    first = _title(reached[0], verdict)
    return tr("{targets}. Lần đầu {first}; mới nhất {newest}.", targets=targets, first=first, newest=newest)


def _asked(verdict: Verdict) -> Iterable[str]:
    """What is asked; of a sum all together, as the pages of its parts have the decisions."""
    if not verdict.included or verdict.asked is None:
        return course_words.versions(verdict)
    target = phrases.counted(verdict.asked, verdict)
    return [tr("Giao {target}, cộng {count} tỉnh", target=target, count=len(verdict.included))]
