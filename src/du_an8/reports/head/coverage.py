"""From head cells, folder and file name to what a report's figures are about: province, period, date."""

from datetime import date, timedelta

from msgspec import Struct

from du_an8.findings import Finding
from du_an8.programme.phases import Phase
from du_an8.programme.provinces import NEW_ERA_STARTS, Province, Provinces, era_of
from du_an8.reports.facts import Place
from du_an8.reports.head.fields import Label
from du_an8.reports.head.phases import Phases
from du_an8.reports.head.places import HeadPlaces
from du_an8.reports.head.province import HeadProvince
from du_an8.reports.head.stated import StatedHead
from du_an8.reports.head.times import HeadTimes
from du_an8.reports.head.value import Head, HeadValue
from du_an8.vietnamese.dates import Period


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
        sent_back: when the report was sent to its province to be corrected, where it comes from there.
    """

    path: str
    stem: str
    place: str | None
    phases: Phases
    provinces: Provinces
    sent_back: date | None = None

    def read(self, head: Head) -> tuple[Coverage | None, list[Finding]]:
        """What the figures are about; None where that can't be told without guessing."""
        stated = StatedHead(self.path, head)
        return self._covered(stated), stated.findings

    def province(self, head: Head) -> Province | None:
        """The province alone, for text that has no date of its own."""
        day = head[Label.DATE].last_day if Label.DATE in head else None
        reader = HeadProvince(StatedHead(self.path, head), self.place, self.provinces)
        return reader.on(day or NEW_ERA_STARTS - timedelta(days=1))

    def _covered(self, stated: StatedHead) -> Coverage | None:
        """What the figures below a head are about."""
        times = HeadTimes(stated, self.stem, self.phases, self.sent_back)
        period = times.period()
        end = times.end(period)
        province = HeadProvince(stated, self.place, self.provinces).on(end or NEW_ERA_STARTS)
        reported_on = times.reported_on(end)
        if end and province and not stated.is_in_doubt:
            self._compare_with_phase(times, period, end)
            self._compare_with_era(stated, province, end)
        if unread := stated.head.get(Label.PLACE_UNREAD):  # the place is known, or nothing is the province's
            stated.tell(unread, "identity-mismatch.place-unread", text=unread.text)
        if stated.is_in_doubt or not (end and province):
            return None
        return self._coverage(times, province, period, end, reported_on)

    def _coverage(
        self, times: HeadTimes, province: Province, period: Period | None, end: date, reported_on: date | None
    ) -> Coverage:
        """What is known of the figures, once nothing about them is in doubt."""
        head, phase = times.stated.head, self.phases.of(end, times.named_phase)
        places = HeadPlaces(times.stated, self.provinces, end)
        return Coverage(
            province,
            period,
            end,
            phase,
            date_stated=Label.DATE in head or (period is not None and period.start is None),
            reported_on=reported_on,
            places=places.read(),
            estimated=Label.ESTIMATE in head,
            foreseen=Label.FORESEEN in head,
            of_office=places.is_of_office,
            names_phase=phase == times.named_phase,
            since=self.phases.begins_before(phase, times.first_day(period)),
        )

    def _compare_with_phase(self, times: HeadTimes, period: Period | None, end: date) -> None:
        """Figures from before the programme are told, and those from after their phase: they are its last ones."""
        phase, stated = self.phases.of(end, times.named_phase), times.stated
        first, began = (period.start if period else None) or end, self.phases.programme.phases[0]
        if self.phases.is_earlier(first, end):
            stated.tell(_of_time(stated.head), "outside-phase", day=first, phase=began.name)
        elif end > phase.end:
            stated.tell(_of_time(stated.head), "after-phase", day=end, phase=phase.name)

    def _compare_with_era(self, stated: StatedHead, province: Province, end: date) -> None:
        if province.era != era_of(end):
            into = self.provinces.by_era[era_of(end)].get(province.merged_into or "")
            words = {"name": province.name, "day": end, "into": into.name if into else "?"}
            stated.tell(_of_time(stated.head), "identity-mismatch.era", **words)


def _of_time(head: Head) -> HeadValue | None:
    """The head cell that tells the time, else the one that tells whose it is."""
    labels = (Label.DATE, Label.PERIOD, Label.TITLE_PERIOD, Label.PROVINCE)
    return next((head[label] for label in labels if label in head), None)
