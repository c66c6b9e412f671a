"""What a row of a table is about."""

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator
from du_an8.reports.facts import Place
from du_an8.reports.labels.parts import counts_kept
from du_an8.reports.labels.titles import Title
from du_an8.reports.workbook.cells import Cell, CellKind


class Subject(Struct, frozen=True):
    """What is counted: an indicator, or a part of it.

    Attributes:
        part: the words that name the part.
        of_people: the part is one of people while the indicator counts none: never compared with it.
    """

    indicator: Indicator
    part: str | None = None
    of_people: bool = False


class Problem(Struct, frozen=True):
    """Why the numbers of a row can't be placed: a key of the findings, the cell that says it, what its text names."""

    key: str
    cell: Cell
    words: dict[str, object] = field(default_factory=dict)
    indicator: Indicator | None = None


class Row(Struct, frozen=True):
    """What a row of a table is about.

    Attributes:
        subject: None where the columns say it.
        leaves: words that narrow the indicator of a column.
        of_province: it is about the whole province, also in a table of one of its districts.
        title: the measure or the time that its name says.
        name: the cell that names it.
        depth: how deep the mark before its name stands, 0 for the highest.
    """

    number: int
    cells: Mapping[int, Cell]
    subject: Subject | None = None
    leaves: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    is_total: bool = False
    of_province: bool = False
    title: Title | None = None
    name: Cell | None = None
    depth: int = 0
    problem: Problem | None = None

    @property
    def says(self) -> object:
        """What it says of its numbers but for their place: rows that say the same are equal in it."""
        return self.subject and (self.subject.indicator.id, self.subject.part, self.keeps), self.leaves, self.title

    @property
    def keeps(self) -> bool:
        """Whether its name counts all that is kept up: as many as there are, whatever the time."""
        if self.subject is None or self.subject.part or self.name is None:
            return False
        return counts_kept(self.name.text)


def not_understood(row: Row, cell: Cell, text: str) -> Row:
    """A row of which nobody knows what it is about."""
    return replace(row, problem=Problem("unmatched-row", cell, {"text": text}))


def of_unknown_place(row: Row, cell: Cell, text: str) -> Row:
    """A row of which nobody can tell of which place it is."""
    return replace(row, problem=Problem("unmatched-row.place", cell, {"text": text}))


_NO_CELL = Cell(0, 0, CellKind.TEXT, "")
NOBODYS = Problem("", _NO_CELL)
"""Numbers without a name: the account of the sheet tells them."""
ASIDE = Problem("aside", _NO_CELL)
"""Numbers that add up or compare others: left aside."""
