"""What lies on file of reports: which came when, what each covers, which were sent back."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from du_an8.decisions.facts import in_folder
from du_an8.findings import Finding, Severity
from du_an8.programme.provinces import Provinces
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.reporting_periods import ReportingPeriod, are_together
from du_an8.reports.file_account import Covered
from du_an8.reports.report_file import period_stem
from du_an8.reports.returned import code_of
from du_an8.reports.sent_back import SentBack
from du_an8.vietnamese.dates import read_date, read_period
from du_an8.vietnamese.periods import Period

_CONTRADICTION = "conflicting-reports"
"""Stands in all the reports that contradict each other, not only in the first that it names."""
_AGAIN = re.compile(r"_lan-(\d+)$")
_REPORTS = "reports/"


class Submission(Struct, frozen=True):
    """A report, and one span of time that it covers.

    Attributes:
        answers: how many points that it was sent back for the province has explained in it.
        code: by which a list of points names it; empty for one that couldn't be read.
        has_figures: whether it tells anything of its days; of one that couldn't be read nobody knows.
    """

    path: str
    covered: Covered
    answers: int = 0
    code: str = ""
    has_figures: bool = True

    @property
    def order(self) -> tuple[date, int, str]:
        """The earlier sent first; of one day the second version after the first."""
        again = _AGAIN.search(_stem(self.path))
        return self.covered.reported_on or date.min, int(again[1]) if again else 1, self.path


def submissions(assessment: Assessment, provinces: Provinces) -> Mapping[str, Sequence[Submission]]:
    """By area, what was there on the day and is about the phase."""
    by_area: defaultdict[str, list[Submission]] = defaultdict(list)
    for file in assessment.files:
        for covered in file.covers:
            by_area[covered.area].append(Submission(file.path, covered, file.answers, code_of(file.sha256)))
    for path in sorted(_unread(assessment)):
        for area in provinces.areas_on_path(path):
            if end := end_in(_stem(path)):
                by_area[area].append(Submission(path, Covered(area, end), has_figures=False))
    return {area: [each for each in sent if _counts(each.covered, assessment)] for area, sent in by_area.items()}


def _counts(covered: Covered, assessment: Assessment) -> bool:
    was_there = covered.end <= assessment.as_of and (covered.reported_on or covered.end) <= assessment.as_of
    return was_there and assessment.programme.phase_of(covered).id == assessment.phase.id


def _unread(assessment: Assessment) -> set[str]:
    """The reports of which a fault let nothing be read; only their names tell what they are about."""
    read = {file.path for file in assessment.files if file.covers}
    errors = (finding for finding in assessment.findings if finding.severity is Severity.ERROR)
    paths = {finding.location.path for finding in errors if finding.location}
    return {path for path in paths - read if in_folder(path).startswith(_REPORTS)}


def open_points(assessment: Assessment) -> Mapping[str, Sequence[Finding]]:
    """By path, the errors and warnings that nobody settled."""
    by_report: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in assessment.findings:
        if finding.settled or finding.severity is Severity.INFO or finding.location is None:
            continue
        others = finding.related if finding.rule == _CONTRADICTION else ()
        for path in {place.path for place in (finding.location, *others)}:
            by_report[path].append(finding)
    return by_report


def returned_by_area(
    sent_back: Iterable[SentBack], as_of: date, provinces: Provinces
) -> Mapping[str, Sequence[SentBack]]:
    """By area, what had been sent back by a day."""
    by_area: defaultdict[str, list[SentBack]] = defaultdict(list)
    for each in sent_back:
        if each.sent is None or each.sent <= as_of:
            for area in provinces.areas_named(each.province):
                by_area[area].append(each)
    return by_area


def about_period(period: ReportingPeriod, sent: Iterable[Submission]) -> list[Submission]:
    """The reports that tell of the whole of a period up to its last day and no further, alone or together."""
    until_then = [each for each in sent if _last_day(each, period) <= period.end]
    whole = [each for each in until_then if holds(each, period)]
    return whole or _together(period, until_then)


def _together(period: ReportingPeriod, sent: Iterable[Submission]) -> list[Submission]:
    """The reports of shorter times within a period, if they leave no day of it out."""
    parts = [each for each in sent if (each.covered.start or date.min) >= period.start]
    spans = [Period(each.covered.start, _last_day(each, period)) for each in parts]
    return parts if are_together(spans, period) else []


def holds(submission: Submission, period: ReportingPeriod) -> bool:
    """Whether what a report covers holds all days of a period."""
    return period.is_within(submission.covered.start, _last_day(submission, period))


def _last_day(submission: Submission, period: ReportingPeriod) -> date:
    """Up to which day a report tells, as one of a period: figures that were closed early count for all that they name.

    Figures of November under the title of the year are those of its last quarter; those of June are of no later one.
    """
    covered = submission.covered
    is_closed_early = covered.period_end == period.end and covered.end >= period.start
    return period.end if is_closed_early else covered.end


def last_return(
    sent_back: Iterable[SentBack], sent: Sequence[Submission], of_period: Iterable[Submission], period: ReportingPeriod
) -> SentBack | None:
    """The last time that the report of a period was sent back.

    Args:
        sent: all reports of the province.
        of_period: those of the period.
    """
    paths = {each.path for each in of_period}
    matching = []
    for each in sent_back:
        report = report_of(each, sent)
        if report.path in paths if report else end_in(each.stem) == period.end:
            matching.append(each)
    return max(matching, key=lambda each: (each.sent or date.min, each.stem), default=None)


def report_of(back: SentBack, sent: Iterable[Submission]) -> Submission | None:
    """The report that was sent back: the one whose code it names, else with whose name its own begins.

    An answer may come as another kind of file (`2026-Q3.ods`), so that both have one name. If several names fit, it is
    the longest.
    """
    sent = list(sent)
    coded = next((each for each in sent if each.code and each.code == back.report_code), None)
    if coded:
        return coded
    named = [each for each in sent if _begins_with(back.stem, _stem(each.path))]
    return max(named, key=lambda each: len(_stem(each.path)), default=None)


def _begins_with(name: str, stem: str) -> bool:
    """Whether a name is another with more behind it; `2023-Q4` is another period than `2023`."""
    if name == stem:
        return True
    is_longer = name.startswith(stem) and not name[len(stem)].isalnum()
    return is_longer and end_in(name) in {None, end_in(stem)}


def end_in(stem: str) -> date | None:
    """The last day of the period that a name begins with: `2023-Q4`, `2023-Q4_lan-2`, `2023-12-31`."""
    name = period_stem(stem).partition("_")[0]
    period = read_period(name)
    return period.end if period else read_date(name)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]
