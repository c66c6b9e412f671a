"""Who has sent what: of each province and each period whether its report is due, in, sent back, answered, accepted.

All of it follows from the files, the dates in them, and what people decided of the findings.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from du_an8.findings import Finding, ordered
from du_an8.programme.phases import Phase, Reporting
from du_an8.programme.provinces import NEW_ERA, Province, Provinces, era_of
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.reporting_periods import ReportingPeriod, reporting_periods
from du_an8.reconcile.submissions import (
    Submission,
    about_period,
    holds,
    last_return,
    open_points,
    report_of,
    returned_by_area,
    submissions,
)
from du_an8.reports.sent_back import SentBack


class State(StrEnum):
    """How far the report of a period has come."""

    EXPECTED = "expected"  # not yet due
    MISSING = "missing"  # due, and nothing is in
    INCLUDED = "included"  # nothing of its own, but what came later tells of its days, too
    IN = "in"
    RETURNED = "returned"
    ANSWERED = "answered"
    ACCEPTED = "accepted"


CAME = frozenset({State.IN, State.RETURNED, State.ANSWERED, State.ACCEPTED})


class Receipt(Struct, frozen=True):
    """The report of one province for one period.

    Attributes:
        files: those that are about it, the one in force last.
        reported_on: when the first of them was sent; None where it doesn't say.
        late: by how many days it came too late, or is late by now; None where it isn't known when it came.
        returned_on: when it was last sent back, if that is known; so is reply_by.
        included_to: of an included one, the day up to which the figures tell that hold its days.
        open_points: errors and warnings about any of them that nobody settled.
    """

    province: Province
    period: ReportingPeriod
    state: State
    files: tuple[str, ...] = ()
    reported_on: date | None = None
    late: int | None = None
    returned_on: date | None = None
    reply_by: date | None = None
    included_to: date | None = None
    open_points: tuple[Finding, ...] = ()

    @property
    def came(self) -> bool:
        """Whether a report is in."""
        return self.state in CAME

    def awaits_answer(self, as_of: date) -> bool:
        """Whether the day by which the province was to answer has passed, with points that it hasn't answered."""
        is_over = self.reply_by is not None and self.reply_by < as_of
        return is_over and (self.state is State.RETURNED or (self.state is State.ANSWERED and bool(self.unanswered)))

    @property
    def unanswered(self) -> list[Finding]:
        """The open points without an explanation of the province."""
        return [finding for finding in self.open_points if finding.explanation is None]


class ProvinceReceipts(Struct, frozen=True):
    """A line of the list: a province with a receipt a period; of periods before its merger, one for each part."""

    province: Province
    receipts: tuple[Receipt, ...]

    def of(self, period: ReportingPeriod) -> tuple[Receipt, ...]:
        """Those of a period; none of one in which the province was no more."""
        return tuple(receipt for receipt in self.receipts if receipt.period == period)

    @property
    def missing(self) -> list[Receipt]:
        """Those that are due."""
        return [receipt for receipt in self.receipts if receipt.state is State.MISSING]


class Received(Struct, frozen=True):
    """Who has sent what in a phase, up to a day; the provinces in their official order."""

    as_of: date
    phase: Phase
    periods: tuple[ReportingPeriod, ...]
    rows: tuple[ProvinceReceipts, ...]

    def of(self, period: ReportingPeriod) -> list[Receipt]:
        """What all provinces sent for a period."""
        return [receipt for row in self.rows for receipt in row.of(period)]


def received(
    assessment: Assessment,
    reporting: Reporting,
    sent_back: Iterable[SentBack],
    listed: Iterable[Province],
    provinces: Provinces,
) -> Received:
    """Who has sent what in the phase that was asked for.

    Args:
        listed: the provinces from which reports are expected.
    """
    as_of, phase = assessment.as_of, assessment.phase
    periods = reporting_periods(phase, reporting, as_of)
    records, back = submissions(assessment, provinces), returned_by_area(sent_back, as_of, provinces)
    desk = _Desk(as_of, records, open_points(assessment), back)
    rows = [
        ProvinceReceipts(
            province,
            tuple(
                desk.receipt(reporter, whole, period)
                for period in periods
                for reporter, whole in _reporters(province, period, provinces)
            ),
        )
        for province in listed
    ]
    return Received(as_of, phase, tuple(periods), tuple(rows))


def _reporters(
    province: Province, period: ReportingPeriod, provinces: Provinces
) -> Iterator[tuple[Province, Province | None]]:
    """Who was to report a period of a province, each with the merged province whose figures hold its own, too."""
    era = era_of(period.end)
    if province.era == era or not (province.components or province.merged_into):
        yield province, None
    elif province.era == NEW_ERA:
        for part in provinces.parts(province):
            yield part, province


class _Desk(Struct, frozen=True):
    """What lies on file, by the area that it is about.

    Attributes:
        points: by path, the open errors and warnings.
    """

    as_of: date
    submissions: Mapping[str, Sequence[Submission]]
    points: Mapping[str, Sequence[Finding]]
    returned: Mapping[str, Sequence[SentBack]]

    def receipt(self, province: Province, whole: Province | None, period: ReportingPeriod) -> Receipt:
        """How far the report of a province for a period has come.

        Args:
            whole: the merged province whose figures hold those of this one, too.
        """
        areas = [province.area, *([whole.area] if whole else [])]
        sent = [each for area in areas for each in self.submissions.get(area, ())]
        of_period = sorted(about_period(period, sent), key=lambda each: each.order)
        returned = [each for area in areas for each in self.returned.get(area, ())]
        back = last_return(returned, sent, of_period, period)
        empty = Receipt(province, period, State.EXPECTED)
        return self._came(empty, of_period, back, sent) if of_period or back else self._not_come(empty, sent)

    def _not_come(self, empty: Receipt, sent: Sequence[Submission]) -> Receipt:
        """Nothing of its own is in: later figures tell of its days, too, or it is due, or not yet."""
        later = [each.covered.end for each in sent if each.has_figures and holds(each, empty.period)]
        if later:
            return replace(empty, state=State.INCLUDED, included_to=min(later))
        late = max((self.as_of - empty.period.due).days, 0)
        return replace(empty, state=State.MISSING if late else State.EXPECTED, late=late)

    def _came(
        self, empty: Receipt, of_period: Sequence[Submission], back: SentBack | None, sent: Sequence[Submission]
    ) -> Receipt:
        """What is in: since when, how late, and what has been done about it."""
        files = tuple(dict.fromkeys(each.path for each in of_period))
        # Of earlier ones only what no later one gave anew is still open.
        points = tuple(ordered(finding for file in files for finding in self.points.get(file, ())))
        first = of_period[0].covered.reported_on if of_period else None
        return replace(
            empty,
            state=_state(of_period, back, points, sent),
            files=files,
            reported_on=first,
            late=max((first - empty.period.due).days, 0) if first else None,
            returned_on=back.sent if back else None,
            reply_by=back.reply_by if back else None,
            open_points=points,
        )


def _state(
    of_period: Sequence[Submission], back: SentBack | None, points: Sequence[Finding], sent: Sequence[Submission]
) -> State:
    if of_period and not points:
        return State.ACCEPTED
    if back is None:
        return State.IN
    return State.ANSWERED if of_period and _answers(of_period[-1], back, sent) else State.RETURNED


def _answers(latest: Submission, back: SentBack, sent: Sequence[Submission]) -> bool:
    """Whether the newest report of a period came after the one that was sent back, or after that was sent."""
    returned_one = report_of(back, sent)
    if returned_one:
        is_another = latest.path != returned_one.path
        return is_another and (latest.answers > 0 or latest.order > returned_one.order)
    sent_later = back.sent is not None and (latest.covered.reported_on or date.min) > back.sent
    return latest.answers > 0 or sent_later
