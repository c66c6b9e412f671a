"""The times that labels state, one within the other: which of them narrows a number."""

from collections.abc import Sequence
from functools import reduce
from itertools import chain, permutations

from du_an8.reports.labels.label import Label
from du_an8.reports.vocabulary.vocabulary import Says
from du_an8.vietnamese.dates import Period, TimeKind, TimePhrase, narrowed
from du_an8.vietnamese.periods import Day, Span
from du_an8.vietnamese.time_phrases import ENDS, SHORTER_THAN_A_YEAR, TimeUnit

_NEW_YEARS_EVE = (12, 31)


def narrowest_times(labels: Sequence[Label]) -> list[TimePhrase]:
    """The times that count: the innermost label's, with what it leaves open closed by the next one out."""
    stated = [_without_generic(label.times) for label in labels if label.times]
    if not stated:
        return []
    if before := [time for time in chain.from_iterable(stated) if time.kind is TimeKind.BEFORE]:
        return before[:1]  # `cùng kỳ` over `năm 2022`
    runs = any(Says.CUMULATIVE in label.says for label in labels)
    return reduce(lambda inner, outer: _narrowed_within(outer, inner, runs=runs), reversed(stated))


def _narrowed_within(outer: list[TimePhrase], inner: list[TimePhrase], *, runs: bool) -> list[TimePhrase]:
    """The times of a label, with what they leave open closed by those of the one over it."""
    if len(inner) != 1 or len(outer) != 1:
        return inner
    below = _below_part_of_year(outer[0], inner[0], runs=runs)
    return [below] if below else narrowed_by([*outer, *inner])[-1:]


def _below_part_of_year(outer: TimePhrase, inner: TimePhrase, *, runs: bool) -> TimePhrase | None:
    """`Trong quý` below `Quý II` is that quarter; `Luỹ kế năm` below it is what was done in the year until its end."""
    sort = outer.words.partition(" ")[0]
    if sort not in SHORTER_THAN_A_YEAR or not (outer.span or outer.period):
        return None
    if inner.unit == sort:
        return outer
    is_of_year = inner.unit is TimeUnit.YEAR or inner.kind is TimeKind.SINCE_NEW_YEAR
    return _since_new_year(outer) if runs and is_of_year and not inner.period else None


def _since_new_year(time: TimePhrase) -> TimePhrase:
    """From the first day of the year to the end of a part of it."""
    words = f"{time.words} luy ke"
    if time.period:
        return TimePhrase(TimeKind.PERIOD, words, Period(time.period.end.replace(month=1, day=1), time.period.end))
    last = time.span.last if time.span else Day(None, 12, 31)
    return TimePhrase(TimeKind.UNDATED, words, None, Span(Day(None, 1, 1), last))


def _without_generic(times: Sequence[TimePhrase]) -> list[TimePhrase]:
    """The times of one label, without those that another makes superfluous: the `trong năm` of `trong năm 2024`."""
    named = [time for time in times if not time.is_generic]
    alone = {time.period: time for time in named if time.period}
    kept = [*alone.values(), *(time for time in named if not time.period)] if named else list(times[:1])
    return narrowed_by(kept)


def narrowed_by(times: list[TimePhrase]) -> list[TimePhrase]:
    """Two times as one, where one of them lies within the other; of phases the innermost: `GĐ 2021-2025 đến nay`."""
    times = _one_phase(times)
    for outer, inner in permutations(times) if len(times) == 2 else ():  # noqa: PLR2004  # an outer and an inner
        if both := _until_in_phase(outer, inner) or _within(outer, inner):
            return [both]
    return times


def _within(outer: TimePhrase, inner: TimePhrase) -> TimePhrase | None:
    """A part of a year, `quý I` in `năm 2023`; of a period the days up to one: `năm 2024 (tính đến 30/11/2024)`."""
    if outer.kind is not TimeKind.PERIOD or outer.period is None:
        return None
    if inner.kind is TimeKind.UNTIL:
        return _cut(outer, outer.period, inner)
    if inner.period or not whole_year(outer):
        return None
    year = outer.period.end.year
    if inner.kind is TimeKind.SINCE_NEW_YEAR:
        return TimePhrase(inner.kind, f"{inner.words} {year}", outer.period)
    if inner.is_generic:
        return outer
    narrow = inner.in_year(year) if inner.kind is TimeKind.UNDATED else None
    return TimePhrase(TimeKind.PERIOD, f"{inner.words} {year}", narrow) if narrow else None


def _until_in_phase(outer: TimePhrase, inner: TimePhrase) -> TimePhrase | None:
    """Of a phase, `giai đoạn 2021-2025 (đến 31/12/2024)`, the last day is all that counts.

    What is told of one without its years on a day inside a year may come after it: `giai đoạn I (đến 31/01/2026)`; a
    day without a word may be that of a paper, unless it ends a year: `Cuối giai đoạn I (31/12/2025)`.
    """
    if outer.kind is not TimeKind.PHASE or inner.kind not in ENDS or inner.period is None:
        return None
    day = inner.period.end
    ends_a_year = (day.month, day.day) == _NEW_YEARS_EVE
    is_inside = outer.period.holds(Period(day, day)) if outer.period else ends_a_year
    return inner if is_inside and (ends_a_year or inner.kind is TimeKind.UNTIL) else None


def _cut(outer: TimePhrase, period: Period, day: TimePhrase) -> TimePhrase | None:
    """A period until the last day that another time says."""
    until = narrowed(period, day)
    if until is None or until.start != period.start or until.end > period.end:
        return None
    return TimePhrase(TimeKind.PERIOD, f"{outer.words} {day.words}", until)


def _one_phase(times: list[TimePhrase]) -> list[TimePhrase]:
    """Of phases one of which holds the other, the inner; one that names no years adds nothing to one that does."""
    dated = {time.period: time for time in times if time.kind is TimeKind.PHASE and time.period}
    inner = min(dated, key=lambda period: period.length, default=None)
    if inner is None or not all(period.holds(inner) for period in dated):
        return times
    return [time for time in times if time.kind is not TimeKind.PHASE or time is dated[inner]]


def whole_year(time: TimePhrase) -> bool:
    """Whether a phrase names a whole year, be it one that is counted from the middle of December."""
    period = time.period
    return bool(period and period.start and 360 < (period.end - period.start).days < 370)  # noqa: PLR2004  # a year
