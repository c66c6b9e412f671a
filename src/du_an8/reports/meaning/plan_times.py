"""Which plan a number is, and of which time it, or a percentage of it, is."""

from collections.abc import Sequence
from itertools import takewhile

from msgspec import Struct

from du_an8.programme.catalogue import Indicator
from du_an8.reports.facts import Place, PlanScope
from du_an8.reports.head.coverage import Coverage
from du_an8.reports.head.phases import Phases
from du_an8.reports.labels.roles import PLAN_SCOPES, RESULT_ROLES, Role
from du_an8.reports.labels.titles import Title
from du_an8.reports.meaning.column_times import ColumnTime
from du_an8.reports.meaning.meanings import Meaning
from du_an8.reports.tables.table import Column
from du_an8.vietnamese.dates import TimeKind, TimePhrase


class PlanTimes(Struct, frozen=True):
    """The columns of numbers of one table, which tell of the plans among them what these leave open.

    Attributes:
        coverage: what the table is about.
    """

    columns: Sequence[Column]
    coverage: Coverage
    phases: Phases

    def scope(self, title: Title, column: Column) -> PlanScope:
        """Which plan a number is; one of several, told apart by who gave it, is no more than a plan."""
        alike = [c for c in self.columns if _says(c) == _says(column)]
        if column.leaves or len(alike) > 1:
            return PlanScope.UNSTATED
        stated = PLAN_SCOPES[title.role]
        if title.time is None or title.time.period is None:
            return stated
        ends = any(title.time.period.end == phase.end for phase in self.phases.programme.phases)
        by_end = {(TimeKind.UNTIL, True): PlanScope.PHASE, (TimeKind.PHASE, False): PlanScope.PERIOD}
        return by_end.get((title.time.kind, ends), stated)

    def of_plan(self, meaning: Meaning, scope: PlanScope) -> ColumnTime:
        """A plan of another year than the report's is that year's, of another phase that one's.

        Any other belongs to the report's date.
        """
        stated = meaning.title.time if meaning.title else None
        other = self.phases.other(stated, meaning.time.end, self.coverage.phase) if stated else None
        if other and scope is not PlanScope.YEAR:
            return ColumnTime(None, None, other.end, fits=False, phase=other.id)
        if scope is PlanScope.YEAR and stated and stated.period and stated.period.end.year != meaning.time.end.year:
            return ColumnTime(None, stated.period.start, stated.period.end, fits=False)
        return meaning.time

    def of_claim(self, meaning: Meaning) -> ColumnTime | None:
        """The time of a percentage that names its year, or a phase that was over; None for the report's own."""
        stated = meaning.title.time if meaning.title else None
        if stated is None and meaning.title and not meaning.title.base:
            stated = self._time_left_of(meaning.column)
        if stated is None:
            return None
        if other := self.phases.other(stated, meaning.time.end, self.coverage.phase):
            return ColumnTime(None, None, min(other.end, self.coverage.end), fits=False)
        if stated.period is None or stated.kind is not TimeKind.PERIOD:
            return None
        end = min(stated.period.end, self.coverage.end)
        return ColumnTime(None, stated.period.start, end, fits=end == self.coverage.end)

    def _time_left_of(self, column: Column) -> TimePhrase | None:
        """The one time of plan and result between this percentage and the one before: `KH 2022`, `TH 2022`, `%`."""
        before = [c for c in reversed(self.columns) if c.number < column.number]
        beside = takewhile(lambda c: c.role is not Role.PERCENTAGE, before)
        times = [c.title.time for c in beside if c.role in RESULT_ROLES | set(PLAN_SCOPES)]
        several = any(c.role is Role.PERCENTAGE and c is not column for c in self.columns)
        return times[0] if several and len(times) > 1 and len(set(times)) == 1 else None


def _says(column: Column) -> tuple[Indicator | None, tuple[Place, ...], Title]:
    return column.indicator, column.places, column.title
