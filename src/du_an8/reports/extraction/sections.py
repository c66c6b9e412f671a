"""What the lines right above one of several tables of a sheet say of it alone: `I. Huyện Mường Ảng`, `Quý II`."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from du_an8.reports.extraction.head import Head, HeadValue, Label, office_in, shareable
from du_an8.reports.layout.header import TableLayout
from du_an8.reports.layout.labels import read_label
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet
from du_an8.vietnamese.dates import TimeKind, TimePhrase, find_times
from du_an8.vietnamese.names import fold

_TIMES = frozenset({TimeKind.PERIOD, TimeKind.UNTIL, TimeKind.UNDATED})
_NOTHING_ELSE = re.compile(
    r"(?:(?:bieu|bang|phu luc|phan)(?: so)?(?: \w{1,4})? ?)?"
    r"(?:(?:tong hop|bao cao|ket qua|so lieu|thuc hien|dat duoc|cua|trong|ky|du an 8) ?)*"
)


_DIGITS = re.compile(r"\d")


class Section(Struct, frozen=True):
    """One table of a sheet and what stands right above it.

    Attributes:
        first_row: of the lines that belong to it, else of the table itself.
        time: as it is written; the year of `Quý II` stands elsewhere.
    """

    first_row: int
    place: HeadValue | None = None
    time: tuple[HeadValue, TimePhrase] | None = None

    @property
    def tells(self) -> bool:
        """Whether anything sets the table apart."""
        return bool(self.place or self.time)

    @property
    def kind(self) -> tuple[bool, str | None]:
        """What sort of line it is: tables that are parted by quarters have one for each."""
        return self.place is not None, _DIGITS.sub("", self.time[1].words).strip()[:4] if self.time else None

    def head(self, shared: Head, year: int | None) -> Head:
        """The head of this table.

        Args:
            shared: the sheet's.
            year: that of the sheet, for a time that names none.
        """
        own: dict[Label, HeadValue] = {}
        if self.place:
            own[Label.INSIDE] = self.place
        if self.time:
            value, phrase = self.time
            period = phrase.period or (phrase.in_year(year) if year else None)
            own[Label.PERIOD] = replace(value, found=period)
        return {**shareable(shared, own), **own}


def read_sections(sheet: Sheet, layouts: Sequence[TableLayout]) -> list[Section]:
    """The tables of a sheet, each with what is said of it.

    The line above the first table is one of the sheet's title, unless those further down have such lines, too.
    """
    first, *_ = layouts
    title = [n for n in sorted(sheet.rows) if n < first.first_row]
    lines = [title[-1:], *(_lines_between(sheet, above, below) for above, below in pairwise(layouts))]
    head, *found = [_read(sheet, rows, layout) for rows, layout in zip(lines, layouts, strict=True)]
    is_alike = any(head.kind == section.kind for section in found)
    return [head if is_alike else Section(first.first_row), *found]


def _lines_between(sheet: Sheet, above: TableLayout, below: TableLayout) -> list[int]:
    """The rows right above a table that are no rows of the one before: one cell of words."""
    lines = []
    for number in sorted((n for n in sheet.rows if above.header_row < n < below.first_row), reverse=True):
        if len(sheet.rows[number]) > 1 or any(cell.kind is not CellKind.TEXT for cell in sheet.rows[number].values()):
            break
        lines.append(number)
    return lines[::-1]


def _read(sheet: Sheet, rows: Iterable[int], layout: TableLayout) -> Section:
    section = Section(layout.first_row)
    for cell in (cell for number in rows for cell in sheet.rows[number].values()):
        place, time = _read_line(cell, sheet.name)
        if place or time:
            first_row = min(section.first_row, cell.row)
            section = Section(first_row, place or section.place, time or section.time)
    return section


def _read_line(cell: Cell, sheet: str) -> tuple[HeadValue | None, tuple[HeadValue, TimePhrase] | None]:
    """The place or the time that a line names; a time only where the line says nothing else."""
    value = HeadValue(read_label(cell.text).name.strip(" .:;"), cell, sheet)
    place = office_in([value])
    times, rest = find_times(fold(value.text))
    if place:
        times = [time for time in times if time.kind is not TimeKind.UNDATED]
    elif not _NOTHING_ELSE.fullmatch(rest):
        return None, None
    return place, (value, times[0]) if len(times) == 1 and times[0].kind in _TIMES else None
