"""The words and marks of one row, beside its numbers."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field

from du_an8.reports.labels.label import Label
from du_an8.reports.labels.titles import Title
from du_an8.reports.tables.table_cells import holds_number, is_figure
from du_an8.reports.vocabulary.marks import Name, depth_of
from du_an8.reports.vocabulary.vocabulary import Says, vocabulary
from du_an8.reports.workbook.cells import Cell, CellKind

_TEXT = CellKind.TEXT


class Stub(Struct, frozen=True, dict=True):
    """The words and marks of a row, left of its numbers or wherever their columns stand.

    Attributes:
        number: of the row.
        name: its name without marks; text is how it is printed.
        over: the name of an indicator further left, which may be merged over this row.
        mark: `I`, `1.2` in its own column or before the name; numbering is what its own column says.
        places: the words in the columns of places.
        figures: the columns in which its numbers stand.
        time_beside: what its cells in columns of times say; unclear_time is one of these that nobody understands,
            total_beside one with the words of a total.
        said: what its own words say of its numbers: a time, a measure.
    """

    number: int
    cells: Mapping[int, Cell]
    name: Name
    cell: Cell | None
    label: Label
    over: Cell | None = None
    mark: str = ""
    numbering: str = ""
    code: Cell | None = None
    places: Mapping[int, str] = field(default_factory=dict)
    figures: Sequence[int] = ()
    time_beside: Title | None = None
    unclear_time: Cell | None = None
    total_beside: Cell | None = None
    said: Title | None = None

    @property
    def depth(self) -> int:
        """How deep the mark before it stands."""
        return depth_of(self.mark)

    @cached_property
    def numbers(self) -> tuple[Cell, ...]:
        """The cells with numbers, or with what stands for one."""
        cells = filter(None, map(self.cells.get, self.figures))
        return tuple([cell for cell in cells if cell.kind is not _TEXT or is_figure(cell)])

    @property
    def has_unread_numbers(self) -> bool:
        """Whether a number with words that nobody reads stands below a title of numbers."""
        return any(cell and holds_number(cell) for cell in map(self.cells.get, self.figures))

    @property
    def is_running(self) -> bool:
        """Whether its words say that it is a running total: `Luỹ kế`."""
        beside = self.total_beside and Says.CUMULATIVE in vocabulary().said(self.total_beside.text)
        return Says.CUMULATIVE in self.label.says or bool(beside)

    @property
    def text(self) -> str:
        """The name as it is printed."""
        return self.cell.text.strip() if self.cell else ""
