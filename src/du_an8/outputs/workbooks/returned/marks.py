"""Marks on the cells that points are about: a colour, a comment, a link to the point in the list."""

from collections.abc import Iterator, Mapping, Sequence

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from du_an8.findings import Finding, Severity
from du_an8.outputs.workbooks.returned.areas import Bounds
from du_an8.outputs.workbooks.returned.copying import COLORS, LINK_TO_LIST, Copy
from du_an8.outputs.workbooks.style import AUTHOR, LONGEST_TEXT, cell_at, clean, fill
from du_an8.reports.returned import LEVELS, NOTE_ABOVE, NOTE_BEGINS, NOTE_ENDS
from du_an8.reports.workbook.cells import Sheet

# What marks may cost. Anything beyond is still in the list.
_MOST_COLOURED = 100_000
_MOST_COMMENTS = 5_000

_Spot = tuple[str, int, int]
"""Name of a sheet as it was read, row and column of the copy."""


class Marker:
    """Colours the cells that findings name, and comments on them."""

    def __init__(self, copy: Copy, sheets: Sequence[Sheet]) -> None:
        self.copy, self.pages = copy, copy.pages
        self.rows = {
            sheet.name: {row + copy.lower.get(sheet.name, 0): cells for row, cells in sheet.rows.items()}
            for sheet in sheets
        }
        self.coloured: set[_Spot] = set()
        self.left = _MOST_COLOURED
        self.merged = {name: _merged_corners(page) for name, page in copy.pages.items()}

    def mark(self, points: Mapping[int, Finding]) -> None:
        """Mark every point with a cell; the weightiest come first and give the colour.

        Args:
            points: by the row of the list.
        """
        by_spot: dict[_Spot, list[tuple[int, Finding]]] = {}
        for row, finding in points.items():
            place = self.copy.place_of(finding)
            if place is None:
                continue
            sheet, bounds = place
            first = self._corner(sheet, bounds[1], bounds[0])
            by_spot.setdefault(first, []).append((row, finding))
            for spot in (first, *self._filled_within(sheet, bounds)):
                self._colour(spot, finding.severity)
        for spot, of_spot in list(by_spot.items())[:_MOST_COMMENTS]:
            cell = self._cell(spot)
            _comment(cell, [finding for _, finding in of_spot])
            _link(cell, of_spot[0][0])

    def _corner(self, sheet: str, row: int, column: int) -> _Spot:
        """The cell that shows: of a merged area the upper left one."""
        row, column = self.merged[sheet].get((row, column), (row, column))
        return sheet, row, column

    def _filled_within(self, sheet: str, bounds: Bounds) -> Iterator[_Spot]:
        """The filled cells of a range; never the range itself, which may be the whole sheet."""
        left, top, right, bottom = bounds
        rows = self.rows.get(sheet, {})
        if self.left <= 0:
            return
        numbers = range(top, bottom + 1) if bottom - top < len(rows) else sorted(rows)
        for number in numbers:
            self.left -= 1
            for column in rows.get(number, ()) if top <= number <= bottom else ():
                self.left -= 1
                if self.left < 0:
                    return
                if left <= column <= right:
                    yield sheet, number, column

    def _cell(self, spot: _Spot) -> Cell:
        sheet, row, column = spot
        return cell_at(self.pages[sheet], row, column)

    def _colour(self, spot: _Spot, severity: Severity) -> None:
        if spot not in self.coloured:
            self.coloured.add(spot)
            self._cell(spot).fill = fill(COLORS[severity])


def _merged_corners(page: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Cell inside a merged area -> the area's upper left cell, the only one that can hold a comment."""
    corners = {}
    for area in page.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                if isinstance(page._cells.get((row, column)), MergedCell):  # noqa: SLF001  # page.cell would make one
                    corners[row, column] = (area.min_row, area.min_col)
    return corners


def _comment(cell: Cell, findings: Sequence[Finding]) -> None:
    """One comment for all points of a cell, above what the province had noted there."""
    text = "\n\n".join([NOTE_BEGINS, *map(_note, findings), NOTE_ENDS])
    if cell.comment:
        text += f"\n{NOTE_ABOVE}\n{cell.comment.text}"
    text = clean(text)
    lines = sum(1 + len(line) // 48 for line in text.split("\n"))
    cell.comment = Comment(text, AUTHOR, height=min(60 + 18 * lines, 600), width=380)


def _note(finding: Finding) -> str:
    return f"{LEVELS[finding.severity]}: {finding.content}\n→ {finding.request}"[: LONGEST_TEXT // 8]


def _link(cell: Cell, row: int) -> None:
    """Lead from the cell to where the point is answered, unless it leads elsewhere already.

    A blank cell gets no link: openpyxl, and whoever reads with it, would take the address for what stands in the cell.
    """
    if cell.hyperlink is None and cell.value is not None:
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{LINK_TO_LIST}E{row}")
