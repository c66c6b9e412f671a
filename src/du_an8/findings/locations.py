"""Where a finding looks: places in files, and how they are named."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from du_an8.language.texts import named, tr
from du_an8.vietnamese.late_patterns import pattern_of

_WORD_SUFFIXES = (".docx", ".docm")
_CORNERS = pattern_of(r"([A-Z]+)(-?[0-9]+)(?::([A-Z]+)(-?[0-9]+))?")
_CELLS = pattern_of(r"([A-Z]+)([0-9]+)(?::\1([0-9]+))?")


class Location(Struct, frozen=True, order=True):
    """A place in a file; what isn't known is None, never an invented line 1.

    Attributes:
        path: relative to the data folder's parent, POSIX.
        line: 1-based, text files only; so is column.
        sheet: workbooks only; so is cell, an address or a range such as `G12` or `A1:C9`.
    """

    path: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        """`data/targets/x.yaml:4:7` or `data/reports/x/2023.xlsx!Báo cáo!G12`.

        Of a Word paper `data/reports/x/2023.docx, bảng 2, dòng 5, cột 4`.
        """
        numbers = [str(n) for n in (self.line, self.column) if n is not None]
        file = ":".join([self.path, *numbers])
        return (", " if self.is_in_word else "!").join(filter(None, (file, self.inside)))

    @property
    def short(self) -> str:
        """Without its folders and its sheet: `x.yaml:4`, `2023.xlsx!G12`; in Word as it is."""
        name = self.path.rpartition("/")[2]
        if self.is_in_word:
            return ", ".join(filter(None, (name, self.inside)))
        line = f":{self.line}" if self.line is not None else ""
        return name + line + (f"!{self.cell}" if self.cell else "")

    @property
    def is_in_word(self) -> bool:
        """Whether the file is a Word paper, whose tables have no letters for their columns."""
        return self.path.lower().endswith(_WORD_SUFFIXES)

    @property
    def inside(self) -> str:
        """The place within the file as a person names it: `Báo cáo!G12`; in Word `bảng 2, dòng 5, cột 4`."""
        if self.is_in_word and self.sheet and self.cell:
            return _place_in_table(named(self.sheet), self.cell)
        return "!".join(filter(None, (self.sheet, self.cell)))

    def holds(self, other: "Location") -> bool:
        """Whether another cell of the same file is this one, or lies in this range."""
        if (self.path, self.sheet) != (other.path, other.sheet) or not self.cell or not other.cell:
            return False
        outer, inner = _corners(self.cell), _corners(other.cell)
        if outer is None or inner is None:
            return self.cell == other.cell
        return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]


def _corners(cell: str) -> tuple[int, int, int, int] | None:
    """First column, first row, last column and last row of a cell or a range."""
    found = _CORNERS.fullmatch(cell)
    if found is None:
        return None
    first, last = column_number(found[1]), column_number(found[3] or found[1])
    return first, int(found[2]), last, int(found[4] or found[2])


def _place_in_table(table: str, cell: str) -> str:
    """A cell or a range of a table as one counts it in Word; rows up to 0 are the lines above it."""
    corners = _corners(cell)
    if corners is None:
        return f"{table}, {cell}"
    first_column, first_row, last_column, last_row = corners
    if last_row <= 0:
        return tr("đoạn trên {table}", table=table)
    rows, columns = _span(max(first_row, 1), last_row), _span(first_column, last_column)
    if first_row <= 0:
        return tr("{table} và đoạn trên bảng, dòng {rows}, cột {columns}", table=table, rows=rows, columns=columns)
    return tr("{table}, dòng {rows}, cột {columns}", table=table, rows=rows, columns=columns)


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def column_number(letters: str) -> int:
    """`A` is 1, `AA` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def in_ranges(locations: Iterable[Location]) -> tuple[Location, ...]:
    """Cells and ranges below each other as one range: 200 communes in a column are `C5:C204`."""
    columns: defaultdict[tuple[str, str | None, str], list[tuple[int, int]]] = defaultdict(list)
    others: dict[Location, None] = {}
    for place in locations:
        if place.cell and (rows := _rows_of(place.cell)):
            columns[place.path, place.sheet, rows[0]].append(rows[1])
        else:
            others[place] = None
    ranges = list(others)
    for (path, sheet, column), spans in columns.items():
        for first, last in runs(spans):
            cell = f"{column}{first}" + (f":{column}{last}" if first < last else "")
            ranges.append(Location(path, sheet=sheet, cell=cell))
    return tuple(ranges)


def runs(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Rows that follow each other, as first and last; the spans needn't be in order."""
    spans.sort()
    start, end = spans[0]
    for first, last in spans:
        if first > end + 1:
            yield start, end
            start = first
        end = max(end, last)
    yield start, end


@lru_cache(maxsize=65536)
def _rows_of(cell: str) -> tuple[str, tuple[int, int]] | None:
    """Column, first and last row of a cell or of a part of one column; None for anything else."""
    found = _CELLS.fullmatch(cell)
    return (found[1], (int(found[2]), int(found[3] or found[2]))) if found else None
