"""A table of a sheet: its columns, and what their headers say."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Kind
from du_an8.reports.labels.headings import Heading
from du_an8.reports.labels.roles import FIGURE_ROLES, NUMBER_ROLES, Role
from du_an8.reports.labels.titles import Title
from du_an8.reports.places.place_texts import is_comparison
from du_an8.reports.workbook.cells import Cell


class Column(Heading, frozen=True, kw_only=True):
    """One column of a table: the heading over it, and where that stands.

    Attributes:
        number: counted from 1.
        cell: the lowest cell of its header, which names it to people.
        words: its title as printed, joined over the rows of the header.
        by_content: what stands in it says what it holds, not its own title.
    """

    title: Title
    number: int
    cell: Cell
    words: str
    by_content: bool = False

    @property
    def place(self) -> str | None:
        """The name of its place, the smallest."""
        return self.places[-1].name if self.places else None

    @property
    def role(self) -> Role:
        """What its title says."""
        return self.title.role

    def said_of(self, indicator: Indicator | None, beside: Iterable["Column"]) -> "Column":
        """`Kế hoạch (%)`, `Thực hiện (%)` of a rate; beside its results the latter is a percentage of the plan."""
        if indicator is None or indicator.kind is not Kind.RATE or self.title.of_rate is None:
            return self
        alike = (each for each in beside if each.is_result and each.title.unit in {"", "%"})
        has_results = any(column.leaves == self.leaves for column in alike)
        return self if has_results else replace(self, title=self.title.of_rate)

    @property
    def adds_nothing(self) -> bool:
        """Whether no total counts it: `Ước năm 2024`, `Bình quân năm` beside what was done."""
        return self.title.estimate or any(map(is_comparison, self.leaves))


def first_figure(columns: Iterable[Column]) -> int:
    """The leftmost column of numbers, 0 without one."""
    return min((column.number for column in columns if column.role in NUMBER_ROLES), default=0)


class Table(Struct, frozen=True, dict=True):
    """One recognised table.

    Attributes:
        first_row: the first row of its header; header_row is the last of the header, end_row of the table.
        unknown: columns with a title that says nothing to us: number -> its words.
        first_column: the leftmost of its columns; last_column is the rightmost.
        about: the indicator that the lines above the table, or the sheet's name, say that all of it is about.
        to_come: those lines say that nothing in it was done yet.
        other: the line that says that it is another programme's.
    """

    first_row: int
    header_row: int
    end_row: int
    columns: tuple[Column, ...]
    unknown: Mapping[int, str]
    first_column: int = 1
    last_column: int = 1_000_000
    about: Indicator | None = None
    to_come: bool = False
    other: str = ""

    @cached_property
    def has_figures(self) -> bool:
        """Whether any column may hold results; one without holds plans, needs or allotments alone."""
        return any(column.role in FIGURE_ROLES for column in self.columns)

    def column(self, role: Role) -> Column | None:
        """The first column of a role."""
        return self._by_role.get(role)

    @cached_property
    def _by_role(self) -> dict[Role, Column]:
        return {column.role: column for column in reversed(self.columns)}

    def of(self, roles: Iterable[Role]) -> list[Column]:
        """The columns of some roles, from left to right."""
        wanted = set(roles)
        return [column for column in self.columns if column.role in wanted]

    def spans(self, cell: Cell) -> bool:
        """Whether a cell stands in it, header included."""
        return self.first_row <= cell.row <= self.end_row and self.first_column <= cell.column <= self.last_column

    @property
    def by_columns(self) -> bool:
        """Whether each indicator has columns of its own, instead of rows."""
        return any(column.indicator for column in self.columns)


class Unrecognised(Struct, frozen=True):
    """What was seen of a sheet that holds no table we know.

    Attributes:
        seen: roles that were recognised somewhere, in the best band of rows.
        missing: what that band lacks.
        doubled: a role that two columns claim; doubled_columns are their letters.
        to_come: it holds plans, needs or allotments alone, nothing that was done.
    """

    seen: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    doubled: Role | None = None
    doubled_columns: tuple[str, ...] = ()
    to_come: bool = False
