"""Which phase of the programme numbers belong to: the one that a label names, else the one of their date."""

from datetime import date

from msgspec import Struct

from du_an8.programme.catalogue import Programme
from du_an8.programme.phases import Phase
from du_an8.vietnamese.dates import Period, TimeKind, TimePhrase
from du_an8.vietnamese.periods import OFFICIAL_SHIFT

_WHOLE_PROGRAMME = ("chuong trinh", "du an", "trien khai", "thuc hien")


class Phases(Struct, frozen=True):
    """The phases of the programme, to be named by the labels of a report."""

    programme: Programme

    def named(self, time: TimePhrase | None) -> Phase | None:
        """The phase that words name; None for `giai đoạn 2021-2030`, which is of several, and for other times."""
        if time is None or time.kind is not TimeKind.PHASE:
            return None
        if time.period:
            return self.holding(time.period)
        return self.programme.find_phase(time.words)

    def holding(self, period: Period) -> Phase | None:
        """The phase of which a span is the whole, or a part."""
        held = (each for each in self.programme.phases if each.holds(period.start or period.end))
        return next((phase for phase in held if phase.holds(period.end)), None)

    def other(self, stated: TimePhrase, end: date, present: Phase) -> Phase | None:
        """The phase that words name, or in which their time ends: one that begins after a day, or that was over then.

        Args:
            end: of what a report tells; the present phase is the one that it is about.
        """
        phase = self.named(stated)
        if phase and phase.end < end:
            return None if phase == present else phase
        if phase is None and stated.period and stated.period.end < date.max:
            phase = self.programme.phase_on(stated.period.end)
        return phase if phase and phase.start > end else None

    def of(self, end: date, named: Phase | None) -> Phase:
        """The phase of what ends on a day; no result is of a phase that began later."""
        return named if named and named.start <= end else self.programme.phase_on(end)

    def begins_before(self, phase: Phase, first: date | None) -> date | None:
        """The first day, where it lies in a phase before the one of the end; None where it doesn't."""
        is_first = phase == self.programme.phases[0]
        return first if first and not is_first and first < phase.start - OFFICIAL_SHIFT else None

    def before_all(self, stated: Period | None, end: date) -> date | None:
        """The first day of what runs on into the programme from before it: `Lũy kế từ năm 2016 đến nay`."""
        if stated is None or stated.start is None:
            return None
        runs_on = end >= self.programme.phases[0].start and self.is_earlier(stated.start, end)
        return stated.start if runs_on else None

    def is_earlier(self, first: date, end: date) -> bool:
        """Whether days lie before the programme, be it only the first of them."""
        start = self.programme.phases[0].start
        return end < start or first < start - OFFICIAL_SHIFT

    def start_of_running(self, time: TimePhrase | None) -> date | None:
        """The first day that the words of a running figure name: `giai đoạn 2021-2026`, `từ khi triển khai Dự án`."""
        if time is None:
            return None
        if time.period:
            return time.period.start if time.kind is TimeKind.PHASE else None
        whole = time.kind is TimeKind.PHASE and any(words in time.words for words in _WHOLE_PROGRAMME)
        return self.programme.phases[0].start if whole else None
