"""Rows read as a header: the labels that reach each column, and what they say together."""

from functools import cached_property

from msgspec import Struct

from du_an8.reports.labels.headings import Heading
from du_an8.reports.labels.roles import NUMBER_ROLES, Role
from du_an8.reports.workbook.cells import Cell

ROLES_OF_NAMES = frozenset({Role.ID, Role.INDICATOR})


class Stack(Struct, frozen=True):
    """The labels that reach one column, from the outer to the inner: their cells, and what they say together.

    Attributes:
        weights: how much sense they make as its title where no number stands below, and where one does.
    """

    number: int
    texts: tuple[str, ...]
    cells: tuple[Cell, ...]
    heading: Heading
    weights: tuple[float, float]

    @property
    def text(self) -> str:
        """All words over the column."""
        return " ".join(self.texts)


class Band(Struct, frozen=True, dict=True):
    """Some rows read as a header."""

    first_row: int
    last_row: int
    stacks: tuple[Stack, ...]
    score: float

    @cached_property
    def numbering(self) -> frozenset[int]:
        """The columns that number the rows."""
        return frozenset(stack.number for stack in self.stacks if stack.heading.role is Role.NUMBERING)

    @cached_property
    def measured(self) -> int:
        """How many columns say what their numbers are, as `Cộng dồn` does over `9 tháng`, a time alone does not."""
        titles = [stack.heading.title for stack in self.stacks if stack.heading.role in NUMBER_ROLES]
        return sum(not title.neutral for title in titles if title)

    @cached_property
    def names(self) -> frozenset[int]:
        """The columns of codes and names."""
        return frozenset(stack.number for stack in self.stacks if stack.heading.role in ROLES_OF_NAMES)
