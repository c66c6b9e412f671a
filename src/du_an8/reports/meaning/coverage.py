"""From head cells, folder and file name to what a report's figures are about: province, period, date."""

import re
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Phase
from du_an8.programme.provinces import NEW_ERA_STARTS, Province, Provinces, era_of
from du_an8.reports.facts import Place
from du_an8.reports.labels.vocabulary import pattern
from du_an8.reports.meaning.head import Head, HeadValue
from du_an8.reports.meaning.head_fields import Label
from du_an8.reports.meaning.phases import Phases
from du_an8.reports.meaning.title_places import names_others
from du_an8.reports.workbook.cells import CellKind
from du_an8.vietnamese.dates import Period, read_period, read_times
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import split_place
from du_an8.vietnamese.time_phrases import narrowed
from du_an8.vietnamese.title_times import title_times

_AFTER_PROVINCE_WORD = re.compile(r"(?:tỉnh|thành phố)\s+(\w[\w\s-]*)$", re.IGNORECASE)
_NUMBER_OF_PAPER = re.compile(r"\bso \d")
_EARLY = timedelta(days=31)
_DOUBTS = frozenset({"unknown-period.before-start", "outside-phase", "identity-mismatch.place-unread"})
"""What is found that leaves no figure to be used."""


class Coverage(Struct, frozen=True):
    """What a sheet's figures are about.

    Attributes:
        period: what "trong kỳ" means; None where only a date is stated.
        end: the date that cumulative figures and levels describe.
        phase: that of the end, or the one that the head names.
        names_phase: whether the head names it.
        since: the first day, where the report tells of an earlier phase, too: its figures run over both.
        date_stated: whether the report states a "số liệu đến ngày", or a period "đến hết năm 2023" without a first day.
        places: the district or commune whose own report it is; empty for the province's.
        estimated: its title speaks of an estimate alone: all that doesn't say another time is one.
        foreseen: that is of what is only intended: `Dự kiến thực hiện năm 2024`.
        of_office: it is a district's or commune's office that reports, not the province's over one of its places.
    """

    province: Province
    period: Period | None
    end: date
    phase: Phase
    date_stated: bool
    reported_on: date | None
    places: tuple[Place, ...] = ()
    estimated: bool = False
    foreseen: bool = False
    of_office: bool = False
    names_phase: bool = False
    since: date | None = None

    @property
    def named_phase(self) -> Phase | None:
        """The phase, where the head names it."""
        return self.phase if self.names_phase else None

    @property
    def start(self) -> date | None:
        """The first day of the period, if it is known."""
        return self.period.start if self.period else None


class CoverageReader(Struct, frozen=True):
    """Reads the coverage of one file's sheets; on a contradiction the head wins, and is a finding.

    Attributes:
        stem: the file's name without its ending.
        place: the folder below `reports/`, None for a file that lies in none.
        head: the one that is being read; findings is what was found in it.
        sent_back: when the report was sent to its province to be corrected, where it comes from there.
    """

    path: str
    stem: str
    place: str | None
    phases: Phases
    provinces: Provinces
    head: Head = {}
    findings: list[Finding] = field(default_factory=list)
    sent_back: date | None = None

    def read(self, head: Head) -> tuple[Coverage | None, list[Finding]]:
        """What the figures are about; None where that can't be told without guessing."""
        reading = replace(self, head=head, findings=[])
        return reading.coverage(), reading.findings

    def province(self, head: Head) -> Province | None:
        """The province alone, for text that has no date of its own."""
        day = head[Label.DATE].day if Label.DATE in head else None
        return replace(self, head=head, findings=[]).province_on(day or NEW_ERA_STARTS - timedelta(days=1))

    def _tell(self, value: HeadValue | None, key: str, **parameters: object) -> None:
        """A finding at a head cell, else at the file."""
        sheet, cell = (value.sheet, value.cell.address) if value else (None, None)
        self.findings.append(Finding(key, Location(self.path, sheet=sheet, cell=cell), parameters))

    @property
    def _is_in_doubt(self) -> bool:
        return any(finding.key in _DOUBTS for finding in self.findings)

    def coverage(self) -> Coverage | None:
        """What the figures below the head that is being read are about."""
        period = self._period()
        end = self._end(period)
        province = self.province_on(end or NEW_ERA_STARTS)
        reported_on = self._reported_on(end)
        if end and province and not self._is_in_doubt:
            self._compare_with_phase(period, end)
            self._compare_with_era(province, end)
        self._tell_unread_place()
        if self._is_in_doubt or not (end and province):
            return None
        return self._covered(province, period, end, reported_on)

    def _covered(self, province: Province, period: Period | None, end: date, reported_on: date | None) -> Coverage:
        """What is known of the figures, once nothing about them is in doubt."""
        head, phase = self.head, self.phases.of(end, self._named_phase)
        return Coverage(
            province,
            period,
            end,
            phase,
            date_stated=Label.DATE in head or (period is not None and period.start is None),
            reported_on=reported_on,
            places=self._places(end),
            estimated=Label.ESTIMATE in head,
            foreseen=Label.FORESEEN in head,
            of_office=bool(self._nested(head.get(Label.PLACE), end)),
            names_phase=phase == self._named_phase,
            since=self.phases.begins_before(phase, self._first_day(period)),
        )

    def _first_day(self, period: Period | None) -> date | None:
        """The first day of the period, or of a title `Từ năm 2021 đến nay` beside the date of the figures."""
        since = self.head.get(Label.SINCE)
        running = since.found.start if since and since.found else None
        return period.start if period else running

    @property
    def _named_phase(self) -> Phase | None:
        """The phase that a head cell or the title names."""
        stated = self.head.get(Label.TITLE_PHASE)
        if stated is None:
            return None
        return self.phases.holding(stated.found) if stated.found else self.phases.programme.find_phase(stated.text)

    def _compare_with_phase(self, period: Period | None, end: date) -> None:
        """Figures from before the programme are told, and those from after their phase: they are its last ones."""
        phase = self.phases.of(end, self._named_phase)
        first, began = (period.start if period else None) or end, self.phases.programme.phases[0]
        if min(first, end) < began.start:
            self._tell(self._of_time, "outside-phase", day=first, phase=began.name)
        elif end > phase.end:
            self._tell(self._of_time, "after-phase", day=end, phase=phase.name)

    def _compare_with_era(self, province: Province, end: date) -> None:
        if province.era != era_of(end):
            into = self.provinces.by_era[era_of(end)].get(province.merged_into or "")
            words = {"name": province.name, "day": end, "into": into.name if into else "?"}
            self._tell(self._of_time, "identity-mismatch.era", **words)

    @property
    def _of_time(self) -> HeadValue | None:
        """The head cell that tells the time, else the one that tells whose it is."""
        labels = (Label.DATE, Label.PERIOD, Label.TITLE_PERIOD, Label.PROVINCE)
        return next((self.head[label] for label in labels if label in self.head), None)

    # When.

    def _end(self, period: Period | None) -> date | None:
        """The day that the figures describe: the one that the head states, else the last of the period."""
        stated = self.head.get(Label.DATE)
        if stated is None:
            return self._end_of_period(period)
        end = stated.day
        if end is None:
            self._tell(stated, "unknown-period.bad-date", text=stated.text)
        elif period and period.start and end < period.start:
            self._tell(stated, "unknown-period.before-start", day=end)
        elif period and end > period.end:
            self._tell(stated, "identity-mismatch.date-after-period", day=end, last=period.end)
        return end

    def _end_of_period(self, period: Period | None) -> date | None:
        if period is None and Label.PERIOD not in self.head and Label.UNCLEAR not in self.head:
            self._tell(None, "unknown-period.missing")
        return period.end if period else None

    def _period(self) -> Period | None:
        """The period: of a head cell, else of the title, else of the file's name, else of the columns."""
        head = self.head
        if cell := head.get(Label.PERIOD):
            return self._compared(cell, cell.period) if cell.period else self._of_open_cell(cell)
        if Label.UNCLEAR in head and Label.COLUMN_PERIOD not in head:
            self._tell(head[Label.UNCLEAR], "unknown-period", text=head[Label.UNCLEAR].text)
            return None
        title = head.get(Label.TITLE_PERIOD)
        return self._compared(title, title.period) if title and title.period else self._of_open_title()

    def _compared(self, stated: HeadValue, period: Period) -> Period:
        """The period that the report states, compared with the name of its file and with its title."""
        by_name = read_period(self.stem)
        if by_name and _contradict(by_name, period):
            self._tell(stated, "identity-mismatch.period", text=stated.text, name=self.stem)
        title = self.head.get(Label.TITLE_PERIOD)
        if title and title.period and _tells_results(title.text) and _are_apart(title.period, period):
            self._tell(stated, "identity-mismatch.title", title=title.text, text=stated.text)
        return period

    def _of_open_cell(self, stated: HeadValue) -> Period | None:
        """A cell `Kỳ báo cáo: Quý III`, in the year of the title or of the file's name; None for what is no period."""
        title = self.head.get(Label.TITLE_PERIOD)
        around = title.period if title else read_period(self.stem)
        if period := _closed(stated, around):
            return period
        if around is None and (period := _closed(stated, self._in_file_name())):
            self._tell(stated, "assumed-basis.file-name", name=self.stem)
            return period
        key = "unknown-period.date-cell" if stated.cell.kind is CellKind.DATE else "unknown-period"
        self._tell(stated, key, text=stated.day or stated.text)
        return None

    def _of_open_title(self) -> Period | None:
        """A title that names no time, or one whose year or last day stands elsewhere: `QUÝ III`, `Từ năm 2021`."""
        period = self._around()
        if Label.TITLE_OPEN in self.head:
            return _closed(self.head[Label.TITLE_OPEN], period)
        since = self.head.get(Label.SINCE)
        if since is None or period is None:
            return period
        first, phase = since.found.start if since.found else None, self.phases.of(period.end, self._named_phase)
        is_later = first is not None and first > phase.work_begins
        return Period(first if is_later or self.phases.begins_before(phase, first) else None, period.end)

    def _around(self) -> Period | None:
        """The period where head and title name none: the file's name, the columns, a phase that has ended.

        A name that holds more than a period, `BC DA8 quy 3-2024`, is taken where the sheet itself says nothing of time.
        """
        columns = None if Label.DATE in self.head else self.head.get(Label.COLUMN_PERIOD)
        stated = read_period(self.stem) or (columns.period if columns else None)
        if stated:
            return stated
        if in_name := self._in_file_name():
            self._tell(None, "assumed-basis.file-name", name=self.stem)
            return in_name
        return self._of_phase()

    def _of_phase(self) -> Period | None:
        """`Sơ kết giai đoạn 2021-2023` ends with its years.

        One of the whole phase may still be under way, unless it sums up.
        """
        stated = self.head.get(Label.TITLE_PHASE)
        if stated is None or stated.found is None or Label.DATE in self.head:
            return None
        phase, sums_up = self.phases.holding(stated.found), pattern("titles", "sums_up")
        ended = (phase and stated.found.end < phase.end) or sums_up.search(fold(stated.cell.text))
        return Period(None, stated.found.end) if ended else None

    def _in_file_name(self) -> Period | None:
        """The period inside a longer name of a file."""
        if {Label.DATE, Label.UNCLEAR, Label.TO_COME} & set(self.head):
            return None
        said = title_times([self.stem.replace("_", " ")])
        return None if said.unclear or said.estimate or said.to_come else said.period

    def _reported_on(self, end: date | None) -> date | None:
        """The day on which it was sent: some days before the period ends, but not before a day of which it tells.

        One that was sent back comes again on that day or later, whatever its head still says.
        """
        stated = self.head.get(Label.REPORTED_ON)
        if stated is None:
            return self.sent_back
        sent = stated.day
        if sent is None:
            self._tell(stated, "unknown-period.bad-report-date", text=stated.text)
        elif end and sent < (end if Label.DATE in self.head else end - _EARLY):
            self._tell(stated, "identity-mismatch.sent-before", sent=sent, day=end)
        known = [day for day in (sent, self.sent_back) if day]
        return max(known, default=None)

    # Where.

    def province_on(self, day: date) -> Province | None:
        """The province that a head cell states, else the title or the office that reports, else the folder."""
        by_folder = self._province_of_folder(day)
        titled = self._titled_province(day) or self._reporting_province(day)
        if stated := self.head.get(Label.PROVINCE):
            return self._labelled_province(stated, day, by_folder, titled)
        if titled:
            self._compare_with_folder(
                self.head.get(Label.TITLE_PROVINCE) or self.head[Label.REPORTER], titled, by_folder
            )
            return titled
        if self.place is None:
            self._tell(None, "unknown-province.missing")
        return by_folder

    def _province_of_folder(self, day: date) -> Province | None:
        folder = self.place
        found = self.provinces.find(folder, day) if folder else None
        if folder and found is None:
            self._tell(None, "unknown-province.folder", text=folder, nearest=self.provinces.nearest_names(folder))
        return found

    def _labelled_province(
        self, stated: HeadValue, day: date, by_folder: Province | None, titled: Province | None
    ) -> Province | None:
        province = self._named(stated.text, day)
        if province is None:
            names = self.provinces.nearest_names(stated.text)
            self._tell(stated, "unknown-province", text=stated.text, nearest=names)
            return None
        self._compare_with_folder(stated, province, by_folder)
        in_title = self.head.get(Label.TITLE_PROVINCE)
        of_others = in_title is not None and names_others(in_title.cell.text)
        if titled and not of_others and titled.area != province.area and titled.id != province.merged_into:
            self._tell(stated, "identity-mismatch.title", title=titled.name, text=province.name)
        return province

    def _compare_with_folder(self, stated: HeadValue, province: Province, by_folder: Province | None) -> None:
        if by_folder and by_folder is not province:
            self._tell(stated, "identity-mismatch.folder", name=province.name, folder=str(self.place))

    def _named(self, text: str, day: date) -> Province | None:
        """`Sơn La`, or the name behind the last "tỉnh" or "thành phố" of `Hội LHPN tỉnh Sơn La`."""
        if found := self.provinces.find(text, day):
            return found
        inside = _AFTER_PROVINCE_WORD.findall(text)
        return self.provinces.find(inside[-1], day) if inside else None

    def _titled_province(self, day: date) -> Province | None:
        """The province in a title such as "HỘI LHPN TỈNH ĐIỆN BIÊN NĂM 2023": the longest name that fits."""
        words = self.head[Label.TITLE_PROVINCE].text.split() if Label.TITLE_PROVINCE in self.head else []
        tries = (self.provinces.find(" ".join(words[:count]), day) for count in range(len(words), 0, -1))
        return next((province for province in tries if province), None)

    def _reporting_province(self, day: date) -> Province | None:
        """The province whose office says that it reports: `Đơn vị báo cáo: Hội LHPN tỉnh Sơn La`."""
        return self._named(self.head[Label.REPORTER].text, day) if Label.REPORTER in self.head else None

    def _tell_unread_place(self) -> None:
        """The district or commune of a report is known, or nothing of it is the province's."""
        if unread := self.head.get(Label.PLACE_UNREAD):
            self._tell(unread, "identity-mismatch.place-unread", text=unread.text)

    def _places(self, day: date) -> tuple[Place, ...]:
        """The reporting district or commune, and the one inside it that a sheet or table is about."""
        places = list(self._nested(self.head.get(Label.PLACE), day))
        for place in self._nested(self.head.get(Label.INSIDE), day):
            if any(same_place(place, other) for other in places):
                continue
            if places and not _may_hold(places[-1], place):
                self._tell(self.head[Label.INSIDE], "identity-mismatch.place", text=places[-1].name, name=place.name)
                break
            places.append(place)
        return tuple(places)

    def _nested(self, stated: HeadValue | None, day: date) -> tuple[Place, ...]:
        """The places that one value names, each inside the one before; of several beside each other none."""
        found: list[Place] = []
        for text in (stated.places or (stated.text,)) if stated else ():
            place = self._place(text, day)
            if place and not any(same_place(place, other) for other in found):
                found.append(place)
        found.sort(key=lambda place: place.level or 0)
        beside = any(not _may_hold(outer, inner) for outer, inner in pairwise(found))
        return () if beside else tuple(found)

    def _place(self, text: str, day: date) -> Place | None:
        """`thành phố Huế` is a province since 2025, `thành phố Cao Bằng` none."""
        province = self.provinces.find(text, day)
        is_province = province and province.era == era_of(day) and province.is_meant_by(text)
        return None if is_province else Place(text, split_place(text)[0])


def _closed(stated: HeadValue, around: Period | None) -> Period | None:
    """A title `QUÝ III` in the year that the file's name or its columns name."""
    times = read_times(stated.text)
    alone = len(times.phrases) == 1 and not times.left_over
    return narrowed(around, times.phrases[0]) if around and alone else None


def _tells_results(title: str) -> bool:
    """Whether a title is the table's own; that of a paper with which it was sent may be of another time."""
    words = fold(title)
    of_paper = pattern("titles", "of_papers").search(words) or _NUMBER_OF_PAPER.search(words)
    return pattern("titles", "results").search(words) is not None and not of_paper


def same_place(one: Place, other: Place) -> bool:
    """Whether two names may mean one place: `Thị trấn Mường Ảng` is not `Huyện Mường Ảng`."""
    alike = split_place(one.name)[1] == split_place(other.name)[1]
    return alike and (one.level is None or other.level is None or one.level is other.level)


def _may_hold(outer: Place, inner: Place) -> bool:
    """Whether a place may lie inside another."""
    return not (outer.level and inner.level) or outer.level < inner.level


def _are_apart(one: Period, other: Period) -> bool:
    """Whether two periods have no day in common; "Kỳ: 9 tháng" below "NĂM 2023" is no contradiction."""
    return one.end < (other.start or other.end) or other.end < (one.start or one.end)


def _contradict(one: Period, other: Period) -> bool:
    """`2023` and "đến hết năm 2023" end on one day; one of them leaves its start open."""
    starts = one.start, other.start
    return one.end != other.end or (None not in starts and one.start != other.start)
