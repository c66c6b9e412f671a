"""From head cells, folder and file name to what a report's figures are about: province, period, date."""

import re
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Phase
from du_an8.programme.provinces import NEW_ERA_STARTS, Province, Provinces, era_of
from du_an8.reports.facts import Place
from du_an8.reports.meaning.head import Head, HeadValue
from du_an8.reports.meaning.head_fields import Label
from du_an8.reports.meaning.title_places import names_others
from du_an8.reports.workbook.cells import CellKind
from du_an8.vietnamese.dates import Period, read_period, read_times
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import split_place
from du_an8.vietnamese.time_phrases import narrowed
from du_an8.vietnamese.title_times import title_times

_SIGNS_OF_NAMES = re.compile(r"_+")
_AFTER_PROVINCE_WORD = re.compile(r"(?:tỉnh|thành phố)\s+(\w[\w\s-]*)$", re.IGNORECASE)


_SUMS_UP = re.compile(r"\btong ket\b")
_OF_RESULTS = re.compile(r"\b(?:ket qua|bao cao|so lieu|tinh hinh)\b")
_OF_PAPERS = re.compile(
    r"\b(?:quyet dinh|nghi quyet|thong tu|cong van|ke hoach|huong dan|kem theo|ban hanh|mau|bieu so|so \d+)\b"
)


_EARLY = timedelta(days=31)


class Coverage(Struct, frozen=True):
    """What a sheet's figures are about.

    Attributes:
        period: what "trong kỳ" means; None where only a date is stated.
        end: the date that cumulative figures and levels describe.
        date_stated: whether the report states a "số liệu đến ngày", or a period "đến hết năm 2023" without a first day.
        places: the district or commune whose own report it is; empty for the province's.
        estimated: its title speaks of an estimate alone: of what was still to be done.
        of_office: it is a district's or commune's office that reports, not the province's over one of its places.
    """

    province: Province
    period: Period | None
    end: date
    date_stated: bool
    reported_on: date | None
    places: tuple[Place, ...] = ()
    estimated: bool = False
    of_office: bool = False


class CoverageReader(Struct, frozen=True):
    """Reads the coverage of one file's sheets; on a contradiction the head wins, and is a finding.

    Attributes:
        stem: the file's name without its ending.
        place: the folder below `reports/`, None for a file that lies in none.
    """

    path: str
    stem: str
    place: str | None
    phase: Phase
    provinces: Provinces

    def read(self, head: Head) -> tuple[Coverage | None, list[Finding]]:
        """What the figures are about; None where that can't be told without guessing."""
        findings: list[Finding] = []
        period, end, reliable = self._time(head, findings)
        province = self._province(head, end or NEW_ERA_STARTS, findings)
        reported_on = self._reported_on(head, findings)
        if reported_on and end and self._sent_too_early(head, reported_on, end):
            stated = head[Label.REPORTED_ON]
            findings.append(self._at(stated, "identity-mismatch.sent-before", sent=reported_on, day=end))
        phase = self.phase
        if end and reliable and province:
            start = period.start if period else None
            if end < phase.start or (start and start < phase.start):
                findings.append(self._about(head, "outside-phase", day=start or end, phase=phase.name))
                reliable = False
            elif end > phase.end:
                findings.append(self._about(head, "after-phase", day=end, phase=phase.name))
            if province.era != era_of(end):
                into = self.provinces.by_era[era_of(end)].get(province.merged_into or "")
                into_name = into.name if into else "?"
                findings.append(self._about(head, "identity-mismatch.era", name=province.name, day=end, into=into_name))
        if Label.PLACE_UNREAD in head:
            stated = head[Label.PLACE_UNREAD]
            findings.append(self._at(stated, "identity-mismatch.place-unread", text=stated.text))
            return None, findings
        if not (end and reliable and province):
            return None, findings
        places = self._places(head, end, findings)
        date_stated = Label.DATE in head or (period is not None and period.start is None)
        of_office = bool(places) and bool(self._nested(head.get(Label.PLACE), end))
        is_estimate = Label.ESTIMATE in head
        return Coverage(province, period, end, date_stated, reported_on, places, is_estimate, of_office), findings

    @staticmethod
    def _sent_too_early(head: Head, sent: date, end: date) -> bool:
        """An office sends its report some days before the period ends, but no data of days that have yet to come."""
        return sent < (end if Label.DATE in head else end - _EARLY)

    def province(self, head: Head) -> Province | None:
        """The province alone, for text that has no date of its own."""
        day = head[Label.DATE].day if Label.DATE in head else None
        return self._province(head, day or NEW_ERA_STARTS - timedelta(days=1), [])

    def _about(self, head: Head, key: str, **parameters: object) -> Finding:
        """A finding at the head cell that it is about, else at the file."""
        for label in (Label.DATE, Label.PERIOD, Label.TITLE_PERIOD, Label.PROVINCE):
            if label in head:
                return self._at(head[label], key, **parameters)
        return Finding(key, Location(self.path), parameters)

    def _time(self, head: Head, findings: list[Finding]) -> tuple[Period | None, date | None, bool]:
        """Period, end, and whether nothing about them is in doubt."""
        period = self._period(head, findings)
        if Label.DATE not in head:
            if period is None and Label.PERIOD not in head and Label.UNCLEAR not in head:
                findings.append(Finding("unknown-period.missing", Location(self.path)))
            return period, period.end if period else None, True
        stated = head[Label.DATE]
        end = stated.day
        if end is None:
            findings.append(self._at(stated, "unknown-period.bad-date", text=stated.text))
        elif period and period.start and end < period.start:
            findings.append(self._at(stated, "unknown-period.before-start", day=end))
            return period, end, False
        elif period and end > period.end:
            findings.append(self._at(stated, "identity-mismatch.date-after-period", day=end, last=period.end))
        return period, end, end is not None

    def _period(self, head: Head, findings: list[Finding]) -> Period | None:
        """The period: of a head cell, else of the title, else of the file's name, else of the columns."""
        by_name = read_period(self.stem)
        if Label.PERIOD in head and head[Label.PERIOD].period is None:
            return self._of_open_cell(head, findings)
        if Label.PERIOD not in head and Label.UNCLEAR in head and Label.COLUMN_PERIOD not in head:
            stated = head[Label.UNCLEAR]
            findings.append(self._at(stated, "unknown-period", text=stated.text))
            return None
        in_report = head.get(Label.PERIOD) or head.get(Label.TITLE_PERIOD)
        if in_report is None or in_report.period is None:
            period = self._around(head, findings)
            if Label.TITLE_OPEN in head:
                return self._closed(head[Label.TITLE_OPEN], period)
            return self._since(head[Label.SINCE], period) if Label.SINCE in head and period else period
        if by_name and _contradict(by_name, in_report.period):
            findings.append(self._at(in_report, "identity-mismatch.period", text=in_report.text, name=self.stem))
        title = head.get(Label.TITLE_PERIOD)
        of_results = title and _OF_RESULTS.search(fold(title.text)) and not _OF_PAPERS.search(fold(title.text))
        if title and of_results and title.period and _are_apart(title.period, in_report.period):
            words = {"title": title.text, "text": in_report.text}
            findings.append(self._at(in_report, "identity-mismatch.title", **words))
        return in_report.period

    def _of_phase(self, head: Head) -> Period | None:
        """`Sơ kết giai đoạn 2021-2023` ends with its years.

        One of the whole phase may still be under way, unless it sums up.
        """
        stated = head.get(Label.TITLE_PHASE)
        if stated is None or stated.found is None or Label.DATE in head:
            return None
        ended = stated.found.end < self.phase.end or _SUMS_UP.search(fold(stated.cell.text)) is not None
        return Period(None, stated.found.end) if ended else None

    def _of_open_cell(self, head: Head, findings: list[Finding]) -> Period | None:
        """A cell `Kỳ báo cáo: Quý III`, in the year of the title or of the file's name; None for what is no period."""
        stated = head[Label.PERIOD]
        title = head.get(Label.TITLE_PERIOD)
        around = title.period if title else read_period(self.stem)
        if period := self._closed(stated, around):
            return period
        by_file = None if around else self._in_file_name(head)
        if by_file and (period := self._closed(stated, by_file)):
            findings.append(self._at(stated, "assumed-basis.file-name", name=self.stem))
            return period
        key = "unknown-period.date-cell" if stated.cell.kind is CellKind.DATE else "unknown-period"
        findings.append(self._at(stated, key, text=stated.day or stated.text))
        return None

    def _around(self, head: Head, findings: list[Finding]) -> Period | None:
        """The period where head and title name none: the file's name, the columns, a phase that has ended.

        A name that holds more than a period, `BC DA8 quy 3-2024`, is taken where the sheet itself says nothing of time.
        """
        columns = head.get(Label.COLUMN_PERIOD)
        stated = read_period(self.stem) or (columns.period if columns and Label.DATE not in head else None)
        if stated is None and (in_name := self._in_file_name(head)):
            findings.append(Finding("assumed-basis.file-name", Location(self.path), {"name": self.stem}))
            return in_name
        return stated or self._of_phase(head)

    def _in_file_name(self, head: Head) -> Period | None:
        """The period inside a longer name of a file."""
        if {Label.DATE, Label.UNCLEAR, Label.TO_COME} & set(head):
            return None
        said = title_times([_SIGNS_OF_NAMES.sub(" ", self.stem)])
        return None if said.unclear or said.estimate or said.to_come else said.period

    @staticmethod
    def _closed(stated: HeadValue, period: Period | None) -> Period | None:
        """A title `QUÝ III` in the year that the file's name or its columns name."""
        times = read_times(stated.text)
        alone = len(times.phrases) == 1 and not times.left_over
        return narrowed(period, times.phrases[0]) if period and alone else None

    def _since(self, stated: HeadValue, until: Period) -> Period:
        """A title `Từ năm 2021 đến nay`: until the end of the period that the file or its columns name."""
        first = stated.found.start if stated.found else None
        return Period(first if first and first > self.phase.work_begins else None, until.end)

    def _reported_on(self, head: Head, findings: list[Finding]) -> date | None:
        if Label.REPORTED_ON not in head:
            return None
        stated = head[Label.REPORTED_ON]
        if stated.day is None:
            findings.append(self._at(stated, "unknown-period.bad-report-date", text=stated.text))
        return stated.day

    def _province(self, head: Head, day: date, findings: list[Finding]) -> Province | None:
        """The province that the head states, else the folder's."""
        by_folder = self.provinces.find(self.place, day) if self.place else None
        if self.place and by_folder is None:
            names = self.provinces.nearest_names(self.place)
            parameters = {"text": self.place, "nearest": names}
            findings.append(Finding("unknown-province.folder", Location(self.path), parameters))
        titled = self._titled_province(head, day) or self._reporting_province(head, day)
        if Label.PROVINCE not in head and titled:
            if by_folder and by_folder is not titled:
                stated = head.get(Label.TITLE_PROVINCE) or head[Label.REPORTER]
                findings.append(self._at(stated, "identity-mismatch.folder", name=titled.name, folder=str(self.place)))
            return titled
        if Label.PROVINCE not in head:
            if self.place is None:
                findings.append(Finding("unknown-province.missing", Location(self.path)))
            return by_folder
        stated = head[Label.PROVINCE]
        by_head = self._named(stated.text, day)
        if by_head is None:
            names = self.provinces.nearest_names(stated.text)
            findings.append(self._at(stated, "unknown-province", text=stated.text, nearest=names))
        elif by_folder and by_folder is not by_head:
            findings.append(self._at(stated, "identity-mismatch.folder", name=by_head.name, folder=str(self.place)))
        in_title = head.get(Label.TITLE_PROVINCE)
        is_own = in_title is None or not names_others(in_title.cell.text)
        if by_head and titled and is_own and titled.area != by_head.area and titled.id != by_head.merged_into:
            words = {"title": titled.name, "text": by_head.name}
            findings.append(self._at(stated, "identity-mismatch.title", **words))
        return by_head

    def _named(self, text: str, day: date) -> Province | None:
        """`Sơn La`, or the name behind the last "tỉnh" or "thành phố" of `Hội LHPN tỉnh Sơn La`."""
        if found := self.provinces.find(text, day):
            return found
        inside = _AFTER_PROVINCE_WORD.findall(text)
        return self.provinces.find(inside[-1], day) if inside else None

    def _titled_province(self, head: Head, day: date) -> Province | None:
        """The province in a title such as "HỘI LHPN TỈNH ĐIỆN BIÊN NĂM 2023": the longest name that fits."""
        words = head[Label.TITLE_PROVINCE].text.split() if Label.TITLE_PROVINCE in head else []
        tries = (self.provinces.find(" ".join(words[:count]), day) for count in range(len(words), 0, -1))
        return next((province for province in tries if province), None)

    def _reporting_province(self, head: Head, day: date) -> Province | None:
        """The province whose office says that it reports: `Đơn vị báo cáo: Hội LHPN tỉnh Sơn La`."""
        return self._named(head[Label.REPORTER].text, day) if Label.REPORTER in head else None

    def _places(self, head: Head, day: date, findings: list[Finding]) -> tuple[Place, ...]:
        """The reporting district or commune, and the one inside it that a sheet or table is about."""
        around = self._nested(head.get(Label.PLACE), day)
        inside = self._nested(head.get(Label.INSIDE), day)
        places = list(around)
        for place in inside:
            if any(same_place(place, other) for other in places):
                continue
            if places and not _may_hold(places[-1], place):
                stated = head[Label.INSIDE]
                findings.append(self._at(stated, "identity-mismatch.place", text=places[-1].name, name=place.name))
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

    def _at(self, value: HeadValue, key: str, **parameters: object) -> Finding:
        return Finding(key, Location(self.path, sheet=value.sheet, cell=value.cell.address), parameters)


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
