"""When: of which period, and of which day, the figures below a head are."""

import re
from datetime import date, timedelta

from msgspec import Struct

from du_an8.programme.phases import Phase
from du_an8.reports.head.fields import Label
from du_an8.reports.head.phases import Phases
from du_an8.reports.head.stated import StatedHead
from du_an8.reports.head.value import HeadValue
from du_an8.reports.titles.title_times import title_times
from du_an8.reports.vocabulary.vocabulary import holds_any, pattern
from du_an8.reports.workbook.cells import CellKind
from du_an8.vietnamese.dates import Period, read_period, read_times
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.time_phrases import narrowed

_NUMBER_OF_PAPER = re.compile(r"\bso \d")
_SENT_BEFORE_END = timedelta(days=31)
"""So long before the last day of its period a report may be sent."""


class HeadTimes(Struct, frozen=True):
    """Reads the times that a head states; on a contradiction the head wins over the name of the file.

    Attributes:
        stem: the file's name without its ending.
        sent_back: when the report was sent to its province to be corrected, where it comes from there.
    """

    stated: StatedHead
    stem: str
    phases: Phases
    sent_back: date | None = None

    def end(self, period: Period | None) -> date | None:
        """The day that the figures describe: the one that the head states, else the last of the period."""
        stated = self.stated.head.get(Label.DATE)
        if stated is None:
            return self._end_of_period(period)
        end = stated.last_day
        if end is None:
            self.stated.tell(stated, "unknown-period.bad-date", text=stated.text)
        elif period and period.start and end < period.start:
            self.stated.tell(stated, "unknown-period.before-start", day=end)
        elif period and end > period.end:
            self.stated.tell(stated, "identity-mismatch.date-after-period", day=end, last=period.end)
        return end

    def _end_of_period(self, period: Period | None) -> date | None:
        if period is None and Label.PERIOD not in self.stated.head and Label.UNCLEAR not in self.stated.head:
            self.stated.tell(None, "unknown-period.missing")
        return period.end if period else None

    def period(self) -> Period | None:
        """The period: of a head cell, else of the title, else of the file's name, else of the columns."""
        head = self.stated.head
        if cell := head.get(Label.PERIOD):
            return self._compared(cell, cell.period) if cell.period else self._of_open_cell(cell)
        if Label.UNCLEAR in head and Label.COLUMN_PERIOD not in head:
            self.stated.tell(head[Label.UNCLEAR], "unknown-period", text=head[Label.UNCLEAR].text)
            return None
        title = head.get(Label.TITLE_PERIOD)
        return self._compared(title, title.period) if title and title.period else self._of_open_title()

    def _compared(self, stated: HeadValue, period: Period) -> Period:
        """The period that the report states, compared with the name of its file and with its title."""
        if self._is_named_after_another(period):
            self.stated.tell(stated, "identity-mismatch.period", text=stated.text, name=self.stem)
        title = self.stated.head.get(Label.TITLE_PERIOD)
        if title and title.period and _tells_results(title.text) and _are_apart(title.period, period):
            self.stated.tell(stated, "identity-mismatch.title", title=title.text, text=stated.text)
        return period

    def _is_named_after_another(self, period: Period) -> bool:
        """Whether the day that a report tells of lies outside of the period that its file is named after.

        `2024-Q3` may hold "9 tháng đầu năm 2024", or a sheet for each of its months.
        """
        by_name, dated = read_period(self.stem), self.stated.head.get(Label.DATE)
        if by_name is None or self._foretells(by_name, period):
            return False
        last = (dated.last_day if dated else None) or period.end
        return not (by_name.start or by_name.end) <= last <= by_name.end

    def _foretells(self, by_name: Period, period: Period) -> bool:
        """`ƯỚC CẢ NĂM 2024` in the report of its first nine months speaks of more than it reports of."""
        is_later = by_name.end < period.end and by_name.end.year == period.end.year
        return is_later and Label.ESTIMATE in self.stated.head

    def _of_open_cell(self, stated: HeadValue) -> Period | None:
        """A cell `Kỳ báo cáo: Quý III`, in the year of the title or of the file's name; None for what is no period."""
        title = self.stated.head.get(Label.TITLE_PERIOD)
        around = title.period if title else read_period(self.stem)
        if period := _closed(stated, around):
            return period
        if around is None and (period := _closed(stated, self._in_file_name())):
            self.stated.tell(stated, "assumed-basis.file-name", name=self.stem)
            return period
        key = "unknown-period.date-cell" if stated.cell.kind is CellKind.DATE else "unknown-period"
        self.stated.tell(stated, key, text=stated.day or stated.text)
        return None

    def _of_open_title(self) -> Period | None:
        """A title that names no time, or one whose year or last day stands elsewhere: `QUÝ III`, `Từ năm 2021`."""
        period = self._around()
        if Label.TITLE_OPEN in self.stated.head:
            return _closed(self.stated.head[Label.TITLE_OPEN], period)
        since = self.stated.head.get(Label.SINCE)
        if since is None or period is None:
            return period
        first, phase = since.found.start if since.found else None, self.phases.of(period.end, self.named_phase)
        is_later = first is not None and first > phase.work_begins
        return Period(first if is_later or self.phases.begins_before(phase, first) else None, period.end)

    def _around(self) -> Period | None:
        """The period where head and title name none: the file's name, the columns, a phase that has ended.

        A name that holds more than a period, `BC DA8 quy 3-2024`, is taken where the sheet itself says nothing of time.
        """
        columns = None if Label.DATE in self.stated.head else self.stated.head.get(Label.COLUMN_PERIOD)
        stated = read_period(self.stem) or (columns.period if columns else None)
        if stated:
            return stated
        if in_name := self._in_file_name():
            self.stated.tell(None, "assumed-basis.file-name", name=self.stem)
            return in_name
        return self._of_phase()

    def _of_phase(self) -> Period | None:
        """`Sơ kết giai đoạn 2021-2023` ends with its years.

        One of the whole phase may still be under way, unless it sums up, or the file tells of later results, too.
        """
        stated = self.stated.head.get(Label.TITLE_PHASE)
        if stated is None or stated.found is None or Label.DATE in self.stated.head:
            return None
        phase, sums_up = self.phases.holding(stated.found), pattern("titles", "sums_up")
        is_over = Label.LATER in self.stated.head or sums_up.search(fold(stated.cell.text))
        ended = (phase and stated.found.end < phase.end) or is_over
        return Period(None, stated.found.end) if ended else None

    def _in_file_name(self) -> Period | None:
        """The period inside a longer name of a file."""
        if {Label.DATE, Label.UNCLEAR, Label.TO_COME} & set(self.stated.head):
            return None
        said = title_times([self.stem.replace("_", " ")])
        return None if said.unclear or said.estimate or said.to_come else said.period

    def reported_on(self, end: date | None) -> date | None:
        """The day on which it was sent: some days before the period ends, but not before a day of which it tells.

        One that was sent back comes again on that day or later, whatever its head still says.
        """
        stated = self.stated.head.get(Label.REPORTED_ON)
        if stated is None:
            return self.sent_back
        sent = stated.day
        if sent is None:
            self.stated.tell(stated, "unknown-period.bad-report-date", text=stated.text)
        elif end and sent < (end if Label.DATE in self.stated.head else end - _SENT_BEFORE_END):
            self.stated.tell(stated, "identity-mismatch.sent-before", sent=sent, day=end)
        known = [day for day in (sent, self.sent_back) if day]
        return max(known, default=None)

    @property
    def named_phase(self) -> Phase | None:
        """The phase that a head cell or the title names."""
        stated = self.stated.head.get(Label.TITLE_PHASE)
        if stated is None:
            return None
        return self.phases.holding(stated.found) if stated.found else self.phases.programme.find_phase(stated.text)

    def first_day(self, period: Period | None) -> date | None:
        """The first day of the period, or of a title `Từ năm 2021 đến nay` beside the date of the figures."""
        since = self.stated.head.get(Label.SINCE)
        running = since.found.start if since and since.found else None
        return period.start if period else running


def _closed(stated: HeadValue, around: Period | None) -> Period | None:
    """A title `QUÝ III` in the year that the file's name or its columns name."""
    times = read_times(stated.text)
    alone = len(times.phrases) == 1 and not times.left_over
    return narrowed(around, times.phrases[0]) if around and alone else None


def _tells_results(title: str) -> bool:
    """Whether a title is the table's own; that of a paper with which it was sent may be of another time."""
    words = fold(title)
    of_paper = holds_any(words, "titles", "of_papers") or _NUMBER_OF_PAPER.search(words)
    return holds_any(words, "titles", "results") and not of_paper


def _are_apart(one: Period, other: Period) -> bool:
    """Whether two periods have no day in common; "Kỳ: 9 tháng" below "NĂM 2023" is no contradiction."""
    return one.end < (other.start or other.end) or other.end < (one.start or one.end)
