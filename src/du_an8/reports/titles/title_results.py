"""The time of the results that a title tells of."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise

from msgspec import Struct
from msgspec.structs import replace

from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.periods import OFFICIAL_SHIFT, Day, Period, Span, ends_a_month
from du_an8.vietnamese.time_forms import TimeKind
from du_an8.vietnamese.time_phrases import (
    ENDS,
    Found,
    TimePhrase,
    narrowed,
)
from du_an8.vietnamese.time_words import Words

_A_QUARTER = timedelta(days=92)
_NEARLY_A_YEAR = timedelta(days=360)


class TitleTimes(Struct, frozen=True):
    """What titles say of the time of their results.

    Attributes:
        period: what the results are of; without a start for "số liệu đến 31/12/2024".
        open: the same without its year, which no title names: "QUÝ III".
        phase: the phase that the titles name: "giai đoạn I", "giai đoạn 2021-2025".
        since: the first day of what runs on to the report's date: "từ năm 2021 đến nay", "luỹ kế từ đầu năm 2024".
        reported_on: of a place-and-date line, "Điện Biên, ngày 20 tháng 12 năm 2024".
        year: the only year that the titles name, also where the period itself is in doubt.
        within: the year of a quarter or month that the titles don't name, `TRONG QUÝ, NĂM 2024`; it is unclear.
        estimate: whether the period is that of an estimate, there being no other; foreseen: of what is only intended.
        to_come: what plans, tasks and forecasts are of.
        tells_results: whether any word says that something was done.
        compared: the words of a time that the titles only compare with, where they name no other: "CÙNG KỲ NĂM 2023".
        unclear: the words of time that were not understood or contradict each other, as they are written; then
            nothing wider may be taken instead.
    """

    period: Period | None = None
    open: TimePhrase | None = None
    phase: TimePhrase | None = None
    since: date | None = None
    reported_on: date | None = None
    year: int | None = None
    within: Period | None = None
    estimate: bool = False
    foreseen: bool = False
    to_come: tuple[TimePhrase, ...] = ()
    tells_results: bool = False
    compared: str | None = None
    unclear: str | None = None


_WORDS_OF_DATA = pattern_of(
    r"(?:(?:so lieu|thoi diem|chot|tinh|co mat|hien co)(?: [a-z]+)?"
    r"|den (?:ngay|thoi diem)(?: bao cao| nay| hien tai)?|den (?:nay|hien nay|hien tai))(?: [:(])? $"
)
_OPENING = pattern_of(r"\((?: ngay)? $")
_WORDS_OF_SENDING = pattern_of(r"(?:cap nhat|nhan bao cao|han nop|ngay bao cao|gui|lap|lap bieu|trinh|in)(?: :)? $")
_AND = pattern_of(r" (?:va|&|\+) ")
_JOINED = pattern_of(r" (?:va|&|\+|(?:(?:va|[-–,;&+(]) )?(?:luy ke|cong don|tinh chung)) ")

_LISTED = pattern_of(r"[ ,;–-]*(?:(?:va|&|\+|nam)[ ,;–-]*)*")
_ANY_YEAR = 2024


class Results(Struct, frozen=True):
    """The phrases that speak of results.

    Attributes:
        year_of_rest: what the rest of the titles says, for phrases none of which names a year.
    """

    words: Words
    found: list[Found]
    year_of_rest: int | None

    def read(self) -> TitleTimes:
        """The time that they name together."""
        phases = [one for one in self.found if one.phrase.kind is TimeKind.PHASE]
        phase, phases_agree = _innermost([one.phrase for one in phases])
        if not phases_agree:
            return TitleTimes(unclear=self._written(phases))
        others = [one for one in self.found if one.phrase.kind is not TimeKind.PHASE and not self._is_sending(one)]
        year = self._year(others)
        since = _since([one.phrase for one in self.found], year)
        times = self._dated(TitleTimes(phase=phase, since=since, year=year), others)
        return replace(times, phase=None) if self._names_both(phases, others, times) else times

    def _names_both(self, phases: Iterable[Found], others: Sequence[Found], times: TitleTimes) -> bool:
        """Whether a later period stands beside a phase: `Giai đoạn 2021-2025 và 9 tháng đầu năm 2026`."""
        years, period = times.phase and times.phase.period, times.period
        if not (years and period and period.start and period.start > years.end):
            return False
        pairs = (sorted((phase, other), key=lambda one: one.first) for phase in phases for other in others)
        between = (self.words.line[self._start(a.end) - 1 : self._start(b.first)] for a, b in pairs)
        return any(map(_AND.search, between))

    def _dated(self, times: TitleTimes, found: Sequence[Found]) -> TitleTimes:
        """With the period that these name, or with what is unclear about it."""
        if listed := self._listed(found):
            return replace(times, period=listed)
        period = self._time(found, times.year or _ANY_YEAR)
        if period and times.year:
            return replace(times, period=_from_new_year(period, found, times))
        if period and not any(one.phrase.period for one in found):
            return replace(times, open=_without_year(period, found))
        return replace(times, unclear=self._written(found) if _names_time(found) else None)

    def _listed(self, found: Sequence[Found]) -> Period | None:
        """The years that stand in a list, until the last day that is named: `NĂM 2023, 2024 (đến 30/9/2024)`."""
        named = [one for one in found if one.phrase.kind not in ENDS]
        years = _listed_years(named) if self._are_listed(named) else None
        until, agree = self._until(found, years.end.year, [years]) if years else (None, False)
        return _cut([years], until) if years and agree else None

    def _written(self, found: Iterable[Found]) -> str:
        return "; ".join(self.words.written(one.first, one.end) for one in found)

    def sent_on(self) -> date | None:
        """The day of "cập nhật ngày 10/01/2025"."""
        sent = [one.phrase.period for one in self.found if self._is_sending(one)]
        return sent[0].end if sent and sent[0] else None

    def _is_sending(self, one: Found) -> bool:
        return one.phrase.kind is TimeKind.DAY and _WORDS_OF_SENDING.search(self._before(one)) is not None

    def _before(self, one: Found) -> str:
        start = self._start(one.first)
        return self.words.line[max(0, start - 30) : start]

    def _time(self, found: Sequence[Found], year: int) -> Period | None:
        """The period until the last day of its data; None for one that is contradicted or not understood."""
        periods = self._periods(found, year)
        if periods is None:
            return None
        until, agree = self._until(found, year, periods)
        return _cut(periods, until) if agree else None

    def _year(self, found: Iterable[Found]) -> int | None:
        """The only year in which the named periods end."""
        years = {one.phrase.period.end.year for one in found if one.phrase.period}
        return years.pop() if len(years) == 1 else None if years else self.year_of_rest

    def _periods(self, found: Sequence[Found], year: int) -> list[Period] | None:
        """The period that is named, in a list of at most one; None for several, and for one that doesn't exist."""
        named = [one for one in found if one.phrase.kind in {TimeKind.PERIOD, TimeKind.UNDATED}]
        periods = [period for one in named if (period := one.phrase.in_year(year))]
        if len(periods) == len(named) and self._end_together(named, periods):
            return [max(periods, key=lambda period: period.length)]
        ranked = combinations(sorted(set(periods), key=_width), 2)
        if len(periods) < len(named) or not all(self._says_the_same(*both, named) for both in ranked):
            return None
        return _innermost_period(periods)

    def _says_the_same(self, narrow: Period, wide: Period, named: Sequence[Found]) -> bool:
        """A quarter in its year is one time; so is a year counted from 15 December; "quý I và năm" are two."""
        if self._are_joined(named):
            return False
        return (wide.is_calendar_year and _lies_in_year(narrow, wide)) or _is_official(narrow, wide)

    def _end_together(self, named: Sequence[Found], periods: Sequence[Period]) -> bool:
        """Whether a report is of two times in one: "tháng 9 và 9 tháng"; "quý IV, năm 2024" is of the quarter."""
        if len(set(periods)) < 2 or len({period.end for period in periods}) > 1:  # noqa: PLR2004  # one time alone
            return False
        widest = max(periods, key=lambda period: period.length)
        is_listed = self._are_listed(named) and widest.length > _A_QUARTER and not widest.is_calendar_year
        return is_listed or self._are_joined(named)

    def _are_joined(self, named: Sequence[Found]) -> bool:
        """Whether "và" stands between two of them."""
        return any(map(_JOINED.fullmatch, self._between(named)))

    def _are_listed(self, named: Sequence[Found]) -> bool:
        """Whether nothing but commas or dashes stands between them."""
        return all(map(_LISTED.fullmatch, self._between(named)))

    def _between(self, named: Sequence[Found]) -> Iterator[str]:
        """What stands between each and the next."""
        return (self.words.line[self._start(a.end) - 1 : self._start(b.first)] for a, b in pairwise(named))

    def _start(self, token: int) -> int:
        starts = self.words.starts
        return starts[token] if token < len(starts) else len(self.words.line)

    def _until(self, found: Iterable[Found], year: int, periods: list[Period]) -> tuple[date | None, bool]:
        """The last day that is named; whether it is the only one and every day is understood."""
        ends = [one for one in found if one.phrase.kind in {TimeKind.UNTIL, TimeKind.DAY}]
        stray = any(one.phrase.kind is TimeKind.DAY and not self._tells_data(one) for one in ends)
        days = {_last_day(one.phrase, year, periods) for one in ends}
        last = next(iter(days), None)
        return last, not stray and (not days or (len(days) == 1 and last is not None))

    def _tells_data(self, one: Found) -> bool:
        """Whether a day is that of the data: by the words before it, or a month's last, in brackets behind all else."""
        if _WORDS_OF_DATA.search(self._before(one)):
            return True
        in_brackets = _OPENING.search(self._before(one)) and self.words.line.startswith(")", self._start(one.end))
        is_last = bool(in_brackets) and one is self.found[-1]
        return is_last and one.phrase.period is not None and ends_a_month(one.phrase.period.end)


def _listed_years(found: Iterable[Found]) -> Period | None:
    """`các năm 2022, 2023`: whole years, one after the other, are the time from the first to the last."""
    years = sorted({one.phrase.period for one in found if one.phrase.period}, key=lambda period: period.end)
    whole = len(years) > 1 and all(one.phrase.period and one.phrase.period.is_calendar_year for one in found)
    follow = all(later.end.year - earlier.end.year == 1 for earlier, later in pairwise(years))
    return Period(years[0].start, years[-1].end) if whole and follow else None


def _from_new_year(period: Period, found: Iterable[Found], times: TitleTimes) -> Period:
    """`từ đầu năm đến nay (31/8/2024)` begins with that year; a day alone leaves open when its figures began."""
    starts = any(one.phrase.kind is TimeKind.SINCE_NEW_YEAR for one in found)
    is_open = period.start is None and times.phase is None
    return replace(period, start=times.since) if starts and is_open else period


def _names_time(found: Iterable[Found]) -> bool:
    """Whether any of them names more than "từ đầu năm"."""
    return any(one.phrase.kind is not TimeKind.SINCE_NEW_YEAR for one in found)


def _without_year(period: Period, found: Sequence[Found]) -> TimePhrase:
    """The period as one of a year that stands elsewhere."""
    start, end = period.start, period.end
    last = Day(None, end.month, 0 if ends_a_month(end) else end.day)
    first = Day(None, start.month, start.day) if start else last
    words = " ".join(one.phrase.words for one in found)
    return TimePhrase(TimeKind.UNDATED if start else TimeKind.UNTIL, words, span=Span(first, last))


def _since(found: Iterable[TimePhrase], year: int | None) -> date | None:
    """The first day of what runs on; "từ đầu năm" is the new year of the only year."""
    starts: list[date] = []
    for phrase in found:
        if _runs_on(phrase) and phrase.period and phrase.period.start:
            starts.append(phrase.period.start)
        elif phrase.kind is TimeKind.SINCE_NEW_YEAR:
            named = phrase.period.end.year if phrase.period else year
            starts += [date(named, 1, 1)] if named else []
    return min(starts, default=None)


_TO_NOW = ("den ", "tinh den ")
_PHASE_WORDS = frozenset({"doan", "gd", "ky", "trinh", "an"})


def _runs_on(phrase: TimePhrase) -> bool:
    """`từ năm 2021 đến nay`."""
    return phrase.period is not None and phrase.period.end == date.max


def _innermost(phases: Iterable[TimePhrase]) -> tuple[TimePhrase | None, bool]:
    """The narrowest phase, "giai đoạn I" within 2021-2030; whether the others hold it."""
    named = [phrase for phrase in phases if not _runs_on(phrase) and not phrase.words.startswith(_TO_NOW)]
    dated = [(phrase, phrase.period) for phrase in named if phrase.period]
    if not dated:
        numbered = {words for phrase in named if (words := phrase.words).split()[-1] not in _PHASE_WORDS}
        return next(iter(named), None), len(numbered) <= 1
    inner, shortest = min(dated, key=lambda one: one[1].length)
    return inner, all(period.holds(shortest) for _, period in dated)


def _innermost_period(periods: Iterable[Period]) -> list[Period]:
    """Days that an office counts by go before the months they stand for, narrow periods before wide ones."""
    ranked = sorted(set(periods), key=lambda period: (_whole_months(period), _width(period)))
    return ranked[:1]


def _width(period: Period) -> tuple[timedelta, bool]:
    """How wide a period is; of two equally long ones the calendar year is that in which the other lies."""
    return period.length, period.is_calendar_year


def _whole_months(period: Period) -> bool:
    starts = period.start is None or period.start.day == 1
    return starts and (period.end == date.max or ends_a_month(period.end))


def _lies_in_year(narrow: Period, year: Period) -> bool:
    """Whether days lie in a year, which may begin in the December before; twelve months, in that November."""
    first = narrow.start or narrow.end
    shift = OFFICIAL_SHIFT * 2 if narrow.length > _NEARLY_A_YEAR else OFFICIAL_SHIFT
    return year.start is not None and year.start - shift <= first and narrow.end <= year.end


def _is_official(one: Period, other: Period) -> bool:
    """Whether one is the other by an office's own calendar, or the part of it for which there is data."""
    days, named = (other, one) if _whole_months(one) else (one, other)
    if _whole_months(days) or days.start is None or named.start is None:
        return False
    near = abs(days.start - named.start) < OFFICIAL_SHIFT and abs(days.end - named.end) < OFFICIAL_SHIFT
    return near or named.holds(days)


def _last_day(phrase: TimePhrase, year: int | None, periods: list[Period]) -> date | None:
    """The day on which a phrase ends, its year being that of the title or of its period."""
    closed = narrowed(periods[0], phrase) if periods else phrase.period
    closed = closed or (phrase.in_year(year) if year else phrase.period)
    return closed.end if closed else None


def _cut(periods: list[Period], until: date | None) -> Period | None:
    """The period until the last day of the data; None where it ends before the day."""
    if not periods:
        return Period(None, until) if until else None
    period = periods[0]
    if until is None:
        return period
    inside = (period.start or date.min) <= until <= period.end
    return period.until(until) if inside else None
