"""Figures that a province's own earlier figures and its plan can't explain (sudden-jump, docs/quy-tac.md).

What explains a step: that earlier steps were of that size for their time, that the plan asks for it, that it is small
beside what was there, and of people, that there were as many more events. No rule changes a figure.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate, dropwhile, pairwise

from msgspec import Struct

from du_an8.findings import Finding
from du_an8.programme.catalogue import Direction, Kind
from du_an8.reconcile.judging.balance import Standing
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reports.facts import Measure, Observation

_DAY, _YEAR = timedelta(days=1), timedelta(days=366)
_NOTHING = Fraction(0)

# A target is far passed beyond a tenth of it, and beyond five: small ones are often passed by one or two.
_FAR_OVER, _MANY = Fraction(1, 10), Fraction(5)
# A year shows the seasons: a province may hold in November what it didn't hold in ten months.
_FIGURES, _A_WHOLE_YEAR = 2, timedelta(days=360)
# How many times the largest earlier step; where no target tells the scale, a slow start may be followed by more.
_TIMES, _TIMES_WITHOUT_TARGET = 5, 6
_SMALL_STEP = 10
_SHARE_OF_BEFORE = Fraction(1, 2)
_AHEAD_OF_PLAN = Fraction(3, 2)
_SHORTEST = 30  # two reports of one fortnight tell nothing of a pace
_PEOPLE_MORE_EACH = 3
_POINTS_ALIKE, _POINTS_APART, _FEW_CASES = 10, 30, 30
_LEAST_TOTAL, _TOTAL_TIMES = 20, 4

Rows = Mapping[str, Sequence[Observation]]


class Step(Struct, frozen=True):
    """What a figure adds to the ones before it.

    Attributes:
        earlier: the figure before; None where it is the first of its series.
        before: what had been reached: the running figure, or the sum of the periods.
        days: in which it was added.
    """

    row: Observation
    earlier: Observation | None
    before: Fraction
    growth: Fraction
    days: int

    @property
    def reached(self) -> Fraction:
        """What there was with it."""
        return self.before + self.growth

    @property
    def rate(self) -> Fraction:
        """How much was added a day."""
        return self.growth / max(self.days, _SHORTEST)


def check_own_history(verdict: Verdict, rows: Rows) -> list[Finding]:
    """Each figure beside the earlier ones of its indicator: one finding a date, the one that says most.

    Args:
        rows: by indicator id, the rows of the province that no other contradicts.
    """
    observations = rows[verdict.indicator.id]
    if verdict.indicator.direction is Direction.DECREASE:
        return []
    if verdict.indicator.kind is Kind.RATE:
        return list(_rates(verdict, observations))
    series = [_running(observations), *_periods(verdict, observations)]
    by_day: dict[date, Finding] = {}
    for steps in series:
        for number, step in enumerate(steps):
            finding = _about_step(verdict, step, steps[:number], rows)
            if finding:
                by_day.setdefault(step.row.end, finding)
    for day, finding in _over_target(verdict, observations):
        by_day.setdefault(day, finding)
    return list(by_day.values())


def _running(rows: Sequence[Observation]) -> list[Step]:
    """The steps from one running figure to the next; the first says nothing of a pace."""
    running = [row for row in rows if row.measure is Measure.CUMULATIVE and not row.partial]
    running.sort(key=lambda row: row.end)
    first = [Step(row, None, row.value, _NOTHING, 0) for row in running[:1]]
    return first + [
        Step(after, before, before.value, after.value - before.value, (after.end - before.end).days)
        for before, after in pairwise(running)
    ]


def _periods(verdict: Verdict, rows: Sequence[Observation]) -> list[list[Step]]:
    """Of what happens in periods, those of one length that don't overlap."""
    if verdict.indicator.kind is not Kind.FLOW:
        return []
    by_length: defaultdict[int | None, list[Observation]] = defaultdict(list)
    periods = [row for row in rows if row.measure is Measure.IN_PERIOD]
    for row in sorted(periods, key=lambda row: row.end):
        alike = by_length[row.months]
        if row.start and not (alike and row.start <= alike[-1].end):
            alike.append(row)
    return [_steps_of_periods(alike) for alike in by_length.values()]


def _steps_of_periods(periods: Sequence[Observation]) -> list[Step]:
    sums = accumulate((row.value for row in periods), initial=_NOTHING)
    return [
        Step(row, earlier, before, row.value, (row.end - row.start).days + 1)
        for row, earlier, before in zip(periods, [None, *periods], sums, strict=False)
        if row.start
    ]


def _about_step(verdict: Verdict, step: Step, earlier: Sequence[Step], rows: Rows) -> Finding | None:
    """A step that is larger than its size, the steps before it, the plan and the people's events can explain."""
    if step.row.qualifier:
        return None
    finding = _unlike_the_earlier(verdict, step, earlier)  # the plan is asked last: it costs most
    if finding is None or plan_explains(verdict, step.row.end, step.reached):
        return None
    return None if _events_explain(verdict, step, earlier, rows) else finding


def _unlike_the_earlier(verdict: Verdict, step: Step, earlier: Sequence[Step]) -> Finding | None:
    if _is_a_year(verdict, step, earlier):
        return _about_year(verdict, step)
    if _is_small(step) or not _tells_a_pace(earlier):
        return None
    if _is_running_total(step, earlier):
        return _finding("sudden-jump.running-total", verdict, step, {"value": step.row.value, "sum": step.before})
    largest = max(earlier, key=lambda each: each.rate)
    times = _TIMES if verdict.asked is not None else _TIMES_WITHOUT_TARGET
    if step.growth > times * largest.rate * max(step.days, _SHORTEST):
        return _beyond_pace(verdict, step, earlier, largest)
    return None


def _is_small(step: Step) -> bool:
    """Whether it is little in itself, or beside what was there."""
    return step.growth <= max(step.before * _SHARE_OF_BEFORE, Fraction(_SMALL_STEP))


def _tells_a_pace(earlier: Sequence[Step]) -> bool:
    """Two figures or more, over a whole year from the first that isn't zero, with any growth.

    Who has only just begun, or has only stood still, may well do more than before.
    """
    begun = list(dropwhile(lambda step: step.row.value == 0, earlier))
    if len(begun) < _FIGURES or not any(step.growth > 0 for step in begun):
        return False
    first, last = begun[0].row, begun[-1].row
    since = first.start if first.measure is Measure.IN_PERIOD else first.end
    return since is not None and last.end - since >= _A_WHOLE_YEAR


def _beyond_pace(verdict: Verdict, step: Step, earlier: Sequence[Step], largest: Step) -> Finding:
    words: dict[str, object] = {
        "before": step.earlier.value if step.earlier else None,
        "other_day": step.earlier.end if step.earlier else None,
        "after": step.row.value,
        "growth": step.growth,
        "most": largest.growth,
        "most_day": largest.row.end,
    }
    shape = "period" if step.row.measure is Measure.IN_PERIOD else "history"
    guess = _slip(step, earlier, largest)
    if guess is None:
        return _finding(f"sudden-jump.{shape}", verdict, step, words)
    return _finding(f"sudden-jump.{shape}-slip", verdict, step, {**words, "guess": guess})


def _slip(step: Step, earlier: Sequence[Step], largest: Step) -> Fraction | None:
    """What the figure may have been meant to be: a digit less, or two neighbours the other way round."""
    if step.row.measure is Measure.IN_PERIOD:
        low, high = min(each.row.value for each in earlier), max(each.row.value for each in earlier)
    else:
        low, high = step.before, step.before + 2 * largest.rate * max(step.days, _SHORTEST)
    fitting = [guess for guess in _meant(step.row.value) if low <= guess <= high]
    return fitting[0] if fitting else None


def _meant(value: Fraction) -> Iterator[Fraction]:
    """What a hurried hand makes this number of."""
    if value.denominator != 1:
        return
    digits = str(value.numerator)
    for place in reversed(range(len(digits))):  # 3560 or 3356 of 356
        yield Fraction(digits[:place] + digits[place + 1 :] or 0)
    for place in range(len(digits) - 1):  # 530 of 350
        yield Fraction(digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :])


def _is_a_year(verdict: Verdict, step: Step, earlier: Sequence[Step]) -> bool:
    """`2024` where some dozens were to be expected, in a report of about that year."""
    year, value = step.row.end.year, step.row.value
    if not year - 1 <= value <= year + 1:
        return False
    if earlier:
        return value > _TIMES * max(each.row.value for each in earlier)
    return verdict.asked is not None and value > _TIMES * verdict.asked


def _about_year(verdict: Verdict, step: Step) -> Finding:
    if step.earlier is None:
        return _finding("sudden-jump.year-first", verdict, step, {"value": step.row.value, "target": verdict.asked})
    words = {"value": step.row.value, "before": step.earlier.value, "other_day": step.earlier.end}
    return _finding("sudden-jump.year", verdict, step, words)


def _is_running_total(step: Step, earlier: Sequence[Step]) -> bool:
    """`8, 9, 7, 8, 40`: all before and a usual period more, far above any period."""
    values = [each.row.value for each in earlier]
    if step.row.measure is not Measure.IN_PERIOD or step.row.value < _LEAST_TOTAL or min(values) == 0:
        return False
    growth = step.row.value - step.before
    return step.row.value > _TOTAL_TIMES * max(values) and min(values) <= growth <= max(values)


def plan_explains(verdict: Verdict, day: date, reached: Fraction) -> bool:
    """Whether the plan asks for it by then, or for two thirds of it, up to the target and a little over it.

    A province that began late catches up.
    """
    expectation = Standing(tuple(verdict.balance.targets)).expected_then(day)
    return expectation is not None and reached <= min(
        expectation.amount * _AHEAD_OF_PLAN, _little_over(_most_asked(verdict, day))
    )


def _events_explain(verdict: Verdict, step: Step, earlier: Sequence[Step], rows: Rows) -> bool:
    """Whether people are more because there were more events, or teams: not many more of them to each than before."""
    events = {row.time: row.value for row in rows.get(verdict.indicator.people_of or "", ()) if row.value}
    if not earlier or step.row.time not in events:
        return False
    each = [before.row.value / events[before.row.time] for before in earlier if before.row.time in events]
    return bool(each) and step.row.value / events[step.row.time] <= _PEOPLE_MORE_EACH * max(each)


def _over_target(verdict: Verdict, rows: Sequence[Observation]) -> Iterator[tuple[date, Finding]]:
    """More done within a year than was left of the target, and than all before it, so that the target is far passed.

    A first report isn't a step, and a target that was met before has nothing left. What was done while more was
    asked, or is asked by now, is no jump.
    """
    if verdict.asked is None:
        return
    for before, after, row, earlier in _steps_to_target(verdict, rows):
        growth = after - before
        if not growth > before > 0 or row.end - earlier.end > _YEAR:
            continue
        target = _most_asked(verdict, row.end)
        if after > _little_over(target) and growth > target - before > 0:
            words: dict[str, object] = {
                "name": verdict.indicator.short_name,
                "before": before,
                "other_day": earlier.end,
                "after": after,
                "growth": growth,
                "left": target - before,
                "target": target,
                "day": row.end,
            }
            related = (earlier.location,)
            indicator = verdict.indicator.id
            yield row.end, Finding("sudden-jump", row.location, words, indicator=indicator, related=related)


def _little_over(target: Fraction) -> Fraction:
    return target + max(target * _FAR_OVER, _MANY)


def _most_asked(verdict: Verdict, day: date) -> Fraction:
    """The larger of what was asked on a day and what is asked now."""
    version = verdict.target.target.in_force(day) if verdict.target else None
    return max(verdict.asked or _NOTHING, Fraction(version.target) if version else _NOTHING)


def _steps_to_target(
    verdict: Verdict, rows: Sequence[Observation]
) -> Iterator[tuple[Fraction, Fraction, Observation, Observation]]:
    """What was reached before and after each step, with its row and the one before."""
    if verdict.indicator.kind is Kind.FLOW:
        reached = _NOTHING
        for number, row in enumerate(verdict.actual.used):
            before, reached = reached, row.value if row.measure is Measure.CUMULATIVE else reached + row.value
            if number:
                yield before, reached, row, verdict.actual.used[number - 1]
    cumulative = sorted((row for row in rows if row.measure is Measure.CUMULATIVE), key=lambda row: row.end)
    for earlier, later in pairwise(cumulative):
        yield earlier.value, later.value, later, earlier


def _rates(verdict: Verdict, rows: Sequence[Observation]) -> Iterator[Finding]:
    """A percentage far from all before it, which lay close together; a rise up to the target is what was wanted.

    Of few cases one more makes many points.
    """
    levels = [row for row in rows if row.measure is Measure.LEVEL and not row.qualifier]
    levels.sort(key=lambda row: row.end)
    for number, row in enumerate(levels):
        before = levels[:number]
        few = any(each.denominator is not None and each.denominator < _FEW_CASES for each in (row, *before))
        if few or not _is_far_from(row, before) or before[-1].value < row.value <= _most_asked(verdict, row.end):
            continue
        words: dict[str, object] = {
            "name": verdict.indicator.short_name,
            "before": before[-1].value,
            "other_day": before[-1].end,
            "after": row.value,
            "day": row.end,
        }
        related = (before[-1].location,)
        yield Finding("sudden-jump.rate", row.location, words, indicator=verdict.indicator.id, related=related)


def _is_far_from(row: Observation, before: Sequence[Observation]) -> bool:
    if len(before) < _FIGURES:
        return False
    low, high = min(each.value for each in before), max(each.value for each in before)
    return high - low <= _POINTS_ALIKE and (row.value < low - _POINTS_APART or row.value > high + _POINTS_APART)


def _finding(key: str, verdict: Verdict, step: Step, words: Mapping[str, object]) -> Finding:
    named = {"name": verdict.indicator.short_name, "day": step.row.end, **words}
    related = (step.earlier.location,) if step.earlier else ()
    return Finding(key, step.row.location, named, indicator=verdict.indicator.id, related=related)
