"""What the numbers of a column are, in rows that say the same."""

from msgspec import Struct

from du_an8.reports.facts import Measure
from du_an8.reports.labels.roles import Role
from du_an8.reports.labels.titles import Title
from du_an8.reports.meaning.column_times import ColumnTime
from du_an8.reports.rows.row import Subject
from du_an8.reports.tables.table import Column


class Meaning(Struct, frozen=True):
    """What the numbers of a column are in rows that say the same.

    Attributes:
        subject: None where a label was not understood.
        title: None where column and row contradict each other.
        measure: of a result.
        assumed: the measure was told by no label.
    """

    column: Column
    subject: Subject | None
    title: Title | None
    time: ColumnTime
    measure: Measure | None = None
    assumed: bool = False

    @property
    def role(self) -> Role | None:
        """What the numbers are."""
        return self.title.role if self.title else None
