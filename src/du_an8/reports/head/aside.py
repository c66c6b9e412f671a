"""Which tables hold no results of the report: those of plans, of days to come, of another time or programme.

Their numbers are set aside, and that is told.
"""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from du_an8.findings import Finding
from du_an8.reports.head.captions import Section
from du_an8.reports.head.coverage import Coverage
from du_an8.reports.head.fields import Label
from du_an8.reports.head.value import Head
from du_an8.reports.labels.roles import PLAN_SCOPES, RESULT_ROLES, Role
from du_an8.reports.tables.table import Column, Table
from du_an8.reports.vocabulary.vocabulary import Says, holds_any, vocabulary
from du_an8.vietnamese.dates import Period

_TO_COME = "sheet-set-aside.table-to-come"
_ASIDE = frozenset({Label.PLANS, Label.COMPARED, Label.ESTIMATE})
_OF_TWO_TIMES = frozenset({Says.CHANGE, Says.OPENING})


class Aside(Struct, frozen=True):
    """Why a table is set aside.

    Attributes:
        key: of the finding that tells it.
        text: the words of the line that says so.
    """

    key: str
    text: str


class Early(Struct, frozen=True):
    """A table of days before the programme: one to compare with what was done in the next year, else a contradiction.

    Attributes:
        first: the first of these days.
        text: the words that say of which time it is.
        findings: what is to be told where it stands alone.
    """

    first: date
    text: str
    findings: tuple[Finding, ...]

    def is_compared_with(self, other: Coverage | None) -> bool:
        """Whether a table beside it is of the next year; an older one bears a wrong year."""
        return other is not None and other.end.year == self.first.year + 1


def early(head: Head, findings: Sequence[Finding]) -> Early | None:
    """A table under a head that tells of such days."""
    first = next((each.parameters["day"] for each in findings if each.key == "outside-phase"), None)
    stated = head.get(Label.TITLE_PERIOD) or head.get(Label.PERIOD) or head.get(Label.DATE)
    text = stated.text if stated else ""
    return Early(first, text, tuple(findings)) if isinstance(first, date) else None


def by_words(section: Section, head: Head, report: Coverage | None) -> Aside | None:
    """What the lines over a table say, whatever its own time.

    Args:
        head: that of its sheet, for a table over which nothing else stands.
        report: what its sheet is about; of a sheet, what the file is about.
    """
    title, table = _title(section, head), section.table
    if section.other:
        return Aside("sheet-set-aside.other-programme", section.other)
    if Label.COMPARED in title:
        return Aside("sheet-set-aside.table-compared", title[Label.COMPARED].text)
    plans = title.get(Label.PLANS)
    if plans and not _dates_results(table) and (_lies_ahead(plans.found, report) or not _says_results(table)):
        return Aside(_TO_COME, plans.text)
    return None if table.has_figures else Aside(_TO_COME, section.heading)


def by_time(section: Section, head: Head, own: Coverage, report: Coverage) -> Aside | None:
    """A table of days after the report's that doesn't tell of results; an estimate of such days is none either."""
    title = _title(section, head)
    is_estimate = Label.ESTIMATE in title
    is_bare = bool(section.title) and not section.tells_results
    if own.end <= report.end or not (is_estimate or is_bare):
        return None
    return Aside(_TO_COME, title[Label.ESTIMATE].text if is_estimate else section.heading)


def _title(section: Section, head: Head) -> Head:
    return section.title or {label: value for label, value in head.items() if label in _ASIDE}


def _lies_ahead(period: Period | None, report: Coverage | None) -> bool:
    return period is not None and report is not None and period.end > report.end


def _says_results(table: Table) -> bool:
    """Whether any column says itself that something was done, or ranks it, or compares it beside a plan."""
    is_said = any(not column.title.neutral for column in table.of(RESULT_ROLES))
    words = (*table.unknown.values(), *(column.words for column in table.columns))
    return (
        is_said
        or any(map(_ranks, words))
        or (bool(table.of(PLAN_SCOPES)) and any(map(_compares_results, table.columns)))
    )


def _ranks(words: str) -> bool:
    """`Xếp hạng`: nobody is ranked by what is only aimed at."""
    return holds_any(words, "ranks")


def _compares_results(column: Column) -> bool:
    """`% so với KH`, `Đầu năm`, `Tăng, giảm`: beside what is only aimed at there is nothing to compare."""
    if column.role is Role.PERCENTAGE:
        return column.title.names_plan
    return not vocabulary().said(column.words).isdisjoint(_OF_TWO_TIMES)


def _dates_results(table: Table) -> bool:
    """Whether any column says itself when something was done: `TH 2021` in a table of what is aimed at."""
    results = [column.title for column in table.of(RESULT_ROLES) if not column.title.neutral]
    return any(title.time is not None and title.time.period is not None for title in results if not title.estimate)
