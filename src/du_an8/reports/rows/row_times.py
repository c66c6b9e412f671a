"""What a row says of its numbers (their time, their measure), and what the headings above it say of them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise, takewhile

from msgspec import Struct
from msgspec.structs import replace

from du_an8.reports.labels.joined_titles import joined
from du_an8.reports.labels.roles import Role
from du_an8.reports.labels.row_labels import timed
from du_an8.reports.labels.titles import Title
from du_an8.reports.rows.row_sorts import Sort
from du_an8.reports.rows.stub import Stub
from du_an8.reports.vocabulary.marks import DEEPEST
from du_an8.vietnamese.dates import Period, TimeKind, TimePhrase
from du_an8.vietnamese.periods import LEAP_YEAR, Day, Span
from du_an8.vietnamese.time_phrases import narrowed


class _Heading(Struct, frozen=True):
    """A row that says something of the rows below it.

    Attributes:
        stub: the row.
        has_numbers: it stands beside numbers of its own, and reaches only what stands deeper.
        below: how deep the indicator stands under which the row stands; the next one as high ends it. None for a
            heading over indicators.
    """

    stub: Stub
    title: Title
    has_numbers: bool
    below: int | None = None

    @property
    def depth(self) -> int:
        return self.stub.depth


class RowTimes:
    """Follows what the rows of one table say of time and measure, from top to bottom."""

    def __init__(self, stubs: Sequence[Stub], sorts: Mapping[int, Sort]) -> None:
        """For the rows of a table."""
        self._stubs, self._sorts = stubs, sorts
        self._headings: list[_Heading] = []
        self._indicator: int | None = None  # how deep the indicator above stands
        self._before: Stub | None = None
        self._year: tuple[int, TimePhrase] | None = None  # of the last row whose column of times names one, how deep
        self._noted: TimePhrase | None = None  # that of the last row
        self.named: list[TimePhrase] = []  # those that rows with numbers were about so far

    def of(self, stub: Stub, sort: Sort, *, is_heading: bool = True) -> Title | None:
        """What a row and the headings above it say of its numbers.

        Args:
            is_heading: where the row has no numbers: it stands over the indicators that follow; else it is one of the
                rows of the indicator above.
        """
        says_nothing = not (self._headings or stub.said or stub.time_beside)  # as nearly all rows of places
        said = None if says_nothing else self._said(stub, sort, is_heading=is_heading)
        self._before, self._noted = stub, None
        if said and said.time and said.role is Role.IN_PERIOD and stub.numbers and stub.said:
            self._noted = said.time
            self.named.append(said.time)
        return said

    def _said(self, stub: Stub, sort: Sort, *, is_heading: bool) -> Title | None:
        own = _own_words(stub, sort)
        if stub.time_beside:
            return self._joined(self._in_column(stub, own))
        if not own or not (sort is Sort.TIME or (sort is Sort.MEASURE and not stub.numbers)):
            self._leave(stub, sort)
            return self._joined(own)
        if not is_heading and sort is Sort.MEASURE:
            return None
        return self._own(stub, own, None if is_heading and not stub.numbers else self._indicator)

    def _in_column(self, stub: Stub, said: Title | None) -> Title | None:
        """What a column of times says of a row: `1 | Quý I` below `I | Năm 2023` is a quarter of that year."""
        if said is None or said.time is None:
            return said
        if said.time.period:
            self._year = (stub.depth, said.time)
        elif self._year and (stub.depth > self._year[0] or (self._years_hold_others and stub.depth == self._year[0])):
            return _within(said, self._year[1])
        return said

    @cached_property
    def _years_hold_others(self) -> bool:
        """Whether several years in a column of times each stand right above a part of a year."""
        times = [stub.time_beside.time for stub in self._stubs if stub.time_beside and stub.time_beside.time]
        return sum(_closes(year, part) for year, part in pairwise(times)) > 1

    def _own(self, stub: Stub, said: Title, below: int | None) -> Title:
        """A row that names a time or a measure reaches the rows below it."""
        self._headings = self._around(stub, said)
        own = self._joined(said) or said
        if not (own.neutral or own.running or stub.numbers):
            own = replace(own, of_heading=True)
        self._headings.append(_Heading(stub, own, bool(stub.numbers), below))
        return own

    def _around(self, stub: Stub, said: Title) -> list[_Heading]:
        """The headings inside which a row stands: those less deep, and a year for the quarter below it."""
        closing = [at for at, heading in enumerate(self._headings) if _closes(heading.title.time, said.time)]
        if closing:
            return self._headings[: closing[-1] + 1]
        if not said.neutral and self._headings and self._headings[-1].stub is self._before:
            return self._headings  # `Năm 2023`, and right below it `Kết quả`
        return [heading for heading in self._headings if heading.depth < stub.depth]

    def _joined(self, said: Title | None) -> Title | None:
        """What a row says, with what the heading above adds to it; of two that contradict the row's own counts."""
        over = self._headings[-1].title if self._headings else None
        if over is None or said is None:
            return over or said
        said = _within(said, over.time)
        is_closed = said.time is not None and said.time.period is not None
        return said if is_closed and over.neutral else joined(over, said) or said

    def _leave(self, stub: Stub, sort: Sort) -> None:
        """Forget the headings that don't reach a row."""
        is_section = sort in {Sort.UNKNOWN, Sort.GROUP, Sort.MEASURE} and not stub.numbers
        self._headings = [h for h in self._headings if _reaches(h, stub, sort, is_section=is_section)]

    def begin_anew(self, depth: int | None = None) -> None:
        """The times that follow, and that of this row, are another indicator's, whose row stands so deep."""
        self._indicator, self.named = depth, [self._noted] if self._noted else []

    @property
    def is_below_heading(self) -> bool:
        """Whether a heading without numbers of its own says the time of the next row."""
        return bool(self._headings) and not self._headings[-1].has_numbers

    def around(self, total: Stub) -> list[TimePhrase]:
        """The times that a total may add up: of the rows above it, else of those right below."""
        return self.named or self._below(total)

    def of_total(self, total: Stub) -> Title | None:
        """What a total of the times around it is about: all of them, if no day lies between.

        `Luỹ kế` goes from the start of the phase to the last of their days.
        """
        times = self.around(total)
        if total.is_running:
            days = [time.period.end for time in times if time.period]
            until = TimePhrase(TimeKind.UNTIL, "", Period(None, max(days))) if len(days) == len(times) > 0 else None
            return Title(Role.CUMULATIVE, until)
        time = _all_of(times)
        return timed(time) if time else None

    def _below(self, total: Stub) -> list[TimePhrase]:
        """The times of the rows right below a total that stands first; below the last one `Năm 2023` alone compares."""
        titles = (self._time_below(stub, total) for stub in self.rows_below(total))
        times = [title.time for title in titles if title and title.time and title.role is Role.IN_PERIOD]
        return times if len(times) > 1 else []

    def rows_below(self, total: Stub) -> list[Stub]:
        """The rows right below another that each name a time and nothing else; parts of these don't count."""
        below = (stub for stub in self._stubs if stub.number > total.number)
        whole = (stub for stub in below if not _is_part(stub, self._sorts[stub.number]))
        return list(takewhile(lambda stub: self._time_below(stub, total), whole))

    def _time_below(self, stub: Stub, total: Stub) -> Title | None:
        """What a row says that names a time and nothing else, or beside the name of a total."""
        is_of_time = stub.cell in {None, total.cell} if stub.time_beside else self._sorts[stub.number] is Sort.TIME
        return stub.said if is_of_time and stub.said and stub.said.time else None


def _own_words(stub: Stub, sort: Sort) -> Title | None:
    """`Luỹ kế` below a list of places is their total: it says nothing of its own."""
    return stub.said if sort is not Sort.TOTAL or (stub.said and stub.said.neutral) else None


def _closes(outer: TimePhrase | None, inner: TimePhrase | None) -> bool:
    """Whether a time gives another the year that it leaves open."""
    if outer is None or outer.period is None or inner is None or inner.period:
        return False
    return narrowed(outer, inner) is not None


def _within(said: Title, outer: TimePhrase | None) -> Title:
    """A title whose open time that of a heading closes: `Quý I` below `Năm 2023`."""
    inner = said.time
    if outer is None or inner is None or inner.period:
        return said
    period = narrowed(outer, inner)
    words = f"{inner.words} {outer.words}"
    return replace(said, time=TimePhrase(TimeKind.PERIOD, words, period)) if period else said


def _reaches(heading: _Heading, stub: Stub, sort: Sort, *, is_section: bool) -> bool:
    if heading.has_numbers:
        return stub.depth > heading.depth or _is_part_of(stub, heading.stub, sort)
    if heading.below is not None and sort is Sort.INDICATOR and stub.depth <= heading.below:
        return False
    if heading.depth == DEEPEST:
        return not is_section or stub.depth == DEEPEST
    return stub.depth > heading.depth


def _is_part_of(stub: Stub, above: Stub, sort: Sort) -> bool:
    """Whether a row without a mark narrows the row above: `+ Cấp xã` below `- Năm 2023`."""
    is_deeper = stub.name.dash != above.name.dash and not above.name.of_which
    return _is_part(stub, sort) and (is_deeper or not above.name.is_sub_item)


def _is_part(stub: Stub, sort: Sort) -> bool:
    """Whether a row is a part of the time above it."""
    return stub.name.is_sub_item and sort not in {Sort.INDICATOR, Sort.TIME, Sort.TOTAL}


def _all_of(times: Iterable[TimePhrase]) -> TimePhrase | None:
    """From the first day to the last; None where a day between them is in none, or only some name their year."""
    phrases = list(times)
    are_open = all(time.is_open for time in phrases)
    periods = [time.in_year(LEAP_YEAR) if are_open else time.period for time in phrases]
    whole = None if None in periods else union(filter(None, periods))
    if whole is None or whole.start is None or not are_open:
        return TimePhrase(TimeKind.PERIOD, "", whole) if whole else None
    first, last = (Day(None, day.month, day.day) for day in (whole.start, whole.end))
    return TimePhrase(TimeKind.UNDATED, "", None, Span(first, last))


def union(periods: Iterable[Period]) -> Period | None:
    """From the first day to the last; None where a day between them is in none."""
    dated = sorted(((p.start, p.end) for p in periods if p.start), key=lambda days: (days[1], days[0]))
    if not dated or any((later[0] - earlier[1]).days > 1 for earlier, later in pairwise(dated)):
        return None
    return Period(min(start for start, _ in dated), dated[-1][1])
