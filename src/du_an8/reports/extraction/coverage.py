"""From head cells, folder and file name to what a report's figures are about: province, period, date."""

from dataclasses import dataclass
from datetime import date, timedelta

from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Phase
from du_an8.programme.provinces import NEW_ERA_STARTS, Province, Provinces, era_of
from du_an8.reports.extraction.head import Head, HeadValue, Label
from du_an8.reports.workbook.cells import CellKind
from du_an8.vietnamese.dates import Period, read_period


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a sheet's figures are about.

    Attributes:
        period: what "trong kỳ" means; None where only a date is stated.
        end: the date that cumulative figures and levels describe.
        date_stated: whether the report states a "số liệu đến ngày".
    """

    province: Province
    period: Period | None
    end: date
    date_stated: bool
    reported_on: date | None


@dataclass(frozen=True)
class CoverageReader:
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
        if reported_on and end and reported_on < end:
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
        if not (end and reliable and province):
            return None, findings
        return Coverage(province, period, end, Label.DATE in head, reported_on), findings

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
        reliable = True
        by_name = read_period(self.stem)
        period = by_name
        if Label.PERIOD in head:
            stated = head[Label.PERIOD]
            period = stated.period
            if period is None:
                key = "unknown-period.date-cell" if stated.cell.kind is CellKind.DATE else "unknown-period"
                findings.append(self._at(stated, key, text=stated.day or stated.text))
            elif by_name and _contradict(by_name, period):
                findings.append(self._at(stated, "identity-mismatch.period", text=stated.text, name=self.stem))
        end = period.end if period else None
        if Label.DATE in head:
            stated = head[Label.DATE]
            end = stated.day
            reliable = end is not None
            if end is None:
                findings.append(self._at(stated, "unknown-period.bad-date", text=stated.text))
            elif period and period.start and end < period.start:
                reliable = False
                findings.append(self._at(stated, "unknown-period.before-start", day=end))
            elif period and end > period.end:
                findings.append(self._at(stated, "identity-mismatch.date-after-period", day=end, last=period.end))
        elif end is None and Label.PERIOD not in head and Label.TITLE_PERIOD in head:
            period = head[Label.TITLE_PERIOD].period
            end = period.end if period else None
        elif end is None and Label.PERIOD not in head:
            findings.append(Finding("unknown-period.missing", Location(self.path)))
        return period, end, reliable

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
        titled = self._titled_province(head, day)
        if Label.PROVINCE not in head and titled:
            if by_folder and by_folder is not titled:
                stated = head[Label.TITLE_PROVINCE]
                findings.append(self._at(stated, "identity-mismatch.folder", name=titled.name, folder=str(self.place)))
            return titled
        if Label.PROVINCE not in head:
            if self.place is None:
                findings.append(Finding("unknown-province.missing", Location(self.path)))
            return by_folder
        stated = head[Label.PROVINCE]
        by_head = self.provinces.find(stated.text, day)
        if by_head is None:
            names = self.provinces.nearest_names(stated.text)
            findings.append(self._at(stated, "unknown-province", text=stated.text, nearest=names))
        elif by_folder and by_folder is not by_head:
            findings.append(self._at(stated, "identity-mismatch.folder", name=by_head.name, folder=str(self.place)))
        return by_head

    def _titled_province(self, head: Head, day: date) -> Province | None:
        """The province in a title such as "HỘI LHPN TỈNH ĐIỆN BIÊN NĂM 2023": the longest name that fits."""
        words = head[Label.TITLE_PROVINCE].text.split() if Label.TITLE_PROVINCE in head else []
        tries = (self.provinces.find(" ".join(words[:count]), day) for count in range(len(words), 0, -1))
        return next((province for province in tries if province), None)

    def _at(self, value: HeadValue, key: str, **parameters: object) -> Finding:
        return Finding(key, Location(self.path, sheet=value.sheet, cell=value.cell.address), parameters)


def _contradict(one: Period, other: Period) -> bool:
    """`2023` and "đến hết năm 2023" end on one day; one of them leaves its start open."""
    starts = one.start, other.start
    return one.end != other.end or (None not in starts and one.start != other.start)
