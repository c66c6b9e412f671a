"""The copy of a report that goes back to the province: what has to be cleared up stands on the cells themselves.

The copy is made from the original file where that can be done in safety, so that the province gets its own form back;
else it is rebuilt from the cells that were read.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from datetime import date
from decimal import Decimal
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ERROR_CODES, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import iterparse

from du_an8.disk.writing import write_atomically
from du_an8.findings import Finding, Severity, ordered
from du_an8.outputs.words import SEVERITIES
from du_an8.outputs.workbook_style import (
    AUTHOR,
    BORDER,
    LONGEST_TEXT,
    aligned,
    cell_at,
    clean,
    fill,
    font,
    height_for,
    put_text,
    set_up_print,
    stamp,
    to_bytes,
)
from du_an8.reports.workbook.cells import Area, CellKind, Sheet
from du_an8.reports.workbook.cells import Cell as ReadCell

LIST_SHEET = "Cần làm rõ"

# Of shades that nobody picks by hand, so that they can be told from the province's own when a copy comes back.
_COLORS = {Severity.ERROR: "FFF8B9B3", Severity.WARNING: "FFFFE19C", Severity.INFO: "FFCBD8E7"}
_OWN_COMMENT_BELOW = "\n——— Ghi chú có sẵn ———\n"
_LIST_TITLE = "NHỮNG ĐIỂM CẦN LÀM RÕ"
_LIST_HEADER, _LIST_WIDTHS = ("Mức", "Ô", "Nội dung", "Cách sửa"), (12, 26, 70, 60)

# What a copy may cost. Anything beyond is still in the list of findings.
_MOST_CELLS = 1_000_000  # of the original, cells without content and merged ones included
_MOST_REBUILT = 500_000
_MOST_COLOURED = 100_000
_MOST_COMMENTS = 5_000
_MOST_LINKS = 60_000  # Excel repairs a sheet with more than 65,530
_LARGEST_PARTS = 200_000_000
_ORIGINAL_SUFFIXES = frozenset({".xlsx", ".xlsm"})

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_LONGEST_TITLE = 31
_TITLE_FORBIDS = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_FIRST_EXCEL_YEAR = 1900
_ROW_NUMBER = re.compile(r"-?\d+")
_LARGEST_NUMBER = Decimal("1e308")
# The copy is the same whenever it is made: no day of its own.
_NO_DAY = date(2000, 1, 1)


def build_return(sheets: Sequence[Sheet], findings: Sequence[Finding], original: Path | None) -> Workbook:
    """The copy with its findings: coloured cells with comments, and a list in front.

    Args:
        sheets: the report as it was read; empty where it could not be.
        findings: those about this file.
        original: the file itself; None rebuilds it from the sheets.
    """
    copy = (_copied(original, sheets) if original and sheets else None) or _rebuilt(sheets)
    distinct = ordered(findings)
    _Marker(copy, sheets).mark(distinct)
    _write_list(copy, distinct)
    return copy.book


def save_return(path: Path, sheets: Sequence[Sheet], findings: Sequence[Finding], original: Path | None) -> None:
    """Write the copy whole or not at all; an original that openpyxl can read but not write is rebuilt.

    Raises:
        OSError: the folder is missing or can't be written to.
    """
    content = None
    if original:
        try:
            content = to_bytes(build_return(sheets, findings, original))
        except Exception:  # noqa: BLE001  # openpyxl raises whatever a strange file makes it stumble over
            content = None
    written = content or to_bytes(build_return(sheets, findings, None))
    write_atomically(path, lambda stream: stream.buffer.write(written))


class _Copy(Struct):
    """A copy in the making.

    Attributes:
        pages: name of a sheet as it was read -> its page of the copy.
        complete: whether every cell that was read stands in it.
        lower: name of a sheet -> by how many rows it stands lower: Excel has no rows for the lines above a Word table.
    """

    book: Workbook
    pages: Mapping[str, Worksheet]
    complete: bool = True
    lower: Mapping[str, int] = field(default_factory=dict)


# The original, as it is


def _copied(original: Path, sheets: Sequence[Sheet]) -> _Copy | None:
    """The original with its own looks; None where it isn't that kind of file, or would cost too much."""
    try:
        if original.suffix.lower() not in _ORIGINAL_SUFFIXES or not _is_affordable(original):
            return None
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")  # openpyxl's remarks on what it leaves out are nobody's to act on
            book = load_workbook(original)
        book.template = False
        pages = _pages_by_name(book, sheets)
        _forget_earlier_return(book)
    except Exception:  # noqa: BLE001  # openpyxl raises whatever a strange file makes it stumble over
        return None
    left = {name: page for name, page in pages.items() if page in book.worksheets}
    return _Copy(book, left)


def _pages_by_name(book: Workbook, sheets: Sequence[Sheet]) -> dict[str, Worksheet]:
    """By position: two sheets of one name, which a damaged file may have, were told apart when they were read."""
    if len(book.worksheets) == len(sheets):
        return {sheet.name: page for sheet, page in zip(sheets, book.worksheets, strict=True)}
    return {page.title: page for page in book.worksheets}


def _is_affordable(original: Path) -> bool:
    """Whether openpyxl may load the file: it makes a cell of each part of a merged area, and of each styled blank."""
    cells = 0
    with zipfile.ZipFile(original) as archive:
        parts = [part for part in archive.infolist() if "/media/" not in part.filename]
        if sum(part.file_size for part in parts) > _LARGEST_PARTS:
            return False
        for part in parts:
            for count in _cells_of_part(archive, part):
                cells += count
                if cells > _MOST_CELLS:
                    return False
    return True


def _cells_of_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[int]:
    """How many cells each element of a part stands for; drawings of old Excels are no proper XML and hold none."""
    with archive.open(part) as stream:
        try:
            for _, element in iterparse(stream):
                yield _cells_of_element(str(element.tag).rpartition("}")[2], element.get("ref") or "")
                element.clear()
        except SyntaxError:  # what both XML libraries raise
            return


def _cells_of_element(name: str, ref: str) -> int:
    if name == "c":
        return 1
    if name in {"mergeCell", "hyperlink", "comment"} and ":" in ref:
        bounds = _bounds(ref)
        return _size(bounds) if bounds else _MOST_CELLS + 1  # whole columns, or no range at all
    return 0


def _forget_earlier_return(book: Workbook) -> None:
    """A copy that comes back for the second time loses the first one's list, comments and colours."""
    lists = [page for page in book.worksheets if page.title == LIST_SHEET and page["A1"].value == _LIST_TITLE]
    if not lists or len(book.worksheets) == 1:
        return
    book.remove(lists[0])
    for page in book.worksheets:
        for cell in page._cells.values():  # noqa: SLF001  # the cells that exist; iter_rows would make the missing ones
            if isinstance(cell, Cell) and cell.comment and cell.comment.author == AUTHOR:
                _, _, below = cell.comment.text.partition(_OWN_COMMENT_BELOW)
                cell.comment = Comment(below, "") if below else None
            if cell.fill.fill_type == "solid" and cell.fill.start_color.rgb in _COLORS.values():
                cell.fill = PatternFill()


# The original, rebuilt from what was read


def _rebuilt(sheets: Sequence[Sheet]) -> _Copy:
    """A plain workbook with the cells that were read."""
    book = Workbook()
    book.remove(book.worksheets[0])
    pages: dict[str, Worksheet] = {}
    left = _MOST_REBUILT
    lower = {sheet.name: 1 - first for sheet in sheets if (first := min(sheet.rows, default=1)) < 1}
    sheets = [_lowered(sheet, lower[sheet.name]) if sheet.name in lower else sheet for sheet in sheets]
    for sheet, title in zip(sheets, _titles(sheets), strict=True):
        pages[sheet.name] = page = book.create_sheet(title)
        page.sheet_state = "hidden" if sheet.hidden else "visible"
        left -= _rebuild_page(page, sheet, left)
    stamp(book, _NO_DAY)
    complete = sum(len(row) for sheet in sheets for row in sheet.rows.values()) <= _MOST_REBUILT
    return _Copy(book, pages, complete, lower)


def _lowered(sheet: Sheet, by: int) -> Sheet:
    """A sheet whose first line stands in row 1."""
    return replace(
        sheet,
        rows={
            row + by: {column: replace(cell, row=row + by) for column, cell in cells.items()}
            for row, cells in sheet.rows.items()
        },
        merged=tuple(replace(a, first_row=a.first_row + by, last_row=a.last_row + by) for a in sheet.merged),
        hidden_rows=frozenset(row + by for row in sheet.hidden_rows),
    )


def _titles(sheets: Sequence[Sheet]) -> list[str]:
    """Names that Excel accepts: short, without some signs, each only once, and not one that it keeps for itself."""
    taken = {"history", LIST_SHEET.casefold()}
    titles = []
    for sheet in sheets:
        wanted = clean(sheet.name).translate(_TITLE_FORBIDS)
        title, number = _cut(wanted, _LONGEST_TITLE) or "Trang", 1
        while title.casefold() in taken:
            number += 1
            title = f"{_cut(wanted, _LONGEST_TITLE - 6)} ({number})"
        taken.add(title.casefold())
        titles.append(title)
    return titles


def _cut(title: str, length: int) -> str:
    """Excel counts UTF-16 units, and accepts no apostrophe at either end."""
    title = " ".join(title.split())
    while len(title.encode("utf-16-le")) > 2 * length:
        title = title[:-1]
    return title.strip("' ")


def _rebuild_page(page: Worksheet, sheet: Sheet, most: int) -> int:
    """Write up to so many cells; returns how many."""
    page.sheet_format.defaultColWidth = 14
    written = 0
    for number in sorted(sheet.rows):
        for cell in sheet.rows[number].values():
            if written < most and cell.row <= _LAST_ROW and cell.column <= _LAST_COLUMN:
                _write(cell_at(page, cell.row, cell.column), cell)
                written += 1
    _merge(page, sheet)
    for row in (row for row in sheet.hidden_rows if row <= _LAST_ROW):
        page.row_dimensions[row].hidden = True
    for column in (column for column in sheet.hidden_columns if column <= _LAST_COLUMN):
        page.column_dimensions[get_column_letter(column)].hidden = True
    return written


def _write(cell: Cell, read: ReadCell) -> None:
    cell.font = font(struck=read.kind is CellKind.WITHDRAWN)
    match read.value:
        case Decimal() if abs(read.value) < _LARGEST_NUMBER:
            _write_number(cell, read, read.value)
        case date() if read.value.year >= _FIRST_EXCEL_YEAR:
            cell.value = read.value
            cell.number_format = "dd/mm/yyyy"
        case _ if read.kind is CellKind.BOOLEAN:
            cell.value = read.value == "TRUE"
        case _ if read.kind is CellKind.ERROR and read.value in ERROR_CODES:
            cell.value = str(read.value)  # openpyxl makes an error cell of it, as it was
        case _:  # a formula that was never calculated, too: without its neighbours' styles and names it is only a text
            put_text(cell, str(read.value))


def _write_number(cell: Cell, read: ReadCell, number: Decimal) -> None:
    cell.value = int(number) if number == number.to_integral_value() else number
    if read.unit:
        unit = read.unit.replace('"', "")
        cell.number_format = f'General" {unit}"'
    elif read.percent:
        cell.number_format = "0%" if (number * 100) % 1 == 0 else "0.0##%"


def _merge(page: Worksheet, sheet: Sheet) -> None:
    """Merge what may be merged: Excel repairs files with overlapping areas, and hidden content must not get lost."""
    occupied: set[tuple[int, int]] = set()
    for area in sheet.merged:
        cells = _cells_of_area(area, most=_MOST_COLOURED - len(occupied))
        content = [(row, column) for row, column in cells[1:] if column in sheet.rows.get(row, {})]
        if len(cells) > 1 and not content and occupied.isdisjoint(cells):
            occupied.update(cells)
            page.merge_cells(
                start_row=area.first_row,
                start_column=area.first_column,
                end_row=area.last_row,
                end_column=area.last_column,
            )


def _cells_of_area(area: Area, most: int) -> list[tuple[int, int]]:
    """Its cells from the upper left one on; none where it is no area of a sheet, or a larger one than that."""
    bounds = (area.first_column, area.first_row, area.last_column, area.last_row)
    if not (_is_inside(bounds) and _size(bounds) <= most):
        return []
    rows, columns = range(area.first_row, area.last_row + 1), range(area.first_column, area.last_column + 1)
    return [(row, column) for row in rows for column in columns]


# Marks on the cells

_Bounds = tuple[int, int, int, int]


def _bounds(ref: str) -> _Bounds | None:
    """First column, first row, last column and last row of `G12` or `A1:C9`; None for anything else."""
    try:
        left, top, right, bottom = range_boundaries(ref)
    except (ValueError, TypeError):
        return None
    if left is None or top is None or right is None or bottom is None:
        return None
    bounds = (left, top, right, bottom)
    return bounds if _is_inside(bounds) else None


def _is_inside(bounds: _Bounds) -> bool:
    left, top, right, bottom = bounds
    return 1 <= left <= right <= _LAST_COLUMN and 1 <= top <= bottom <= _LAST_ROW


def _size(bounds: _Bounds) -> int:
    left, top, right, bottom = bounds
    return (right - left + 1) * (bottom - top + 1)


class _Marker:
    """Colours the cells that findings name, and comments on them."""

    def __init__(self, copy: _Copy, sheets: Sequence[Sheet]) -> None:
        self.copy, self.pages = copy, copy.pages
        self.rows = {
            sheet.name: {row + copy.lower.get(sheet.name, 0): cells for row, cells in sheet.rows.items()}
            for sheet in sheets
        }
        self.coloured: set[tuple[str, int, int]] = set()
        self.left = _MOST_COLOURED
        self.merged = {name: _merged_corners(page) for name, page in copy.pages.items()}

    def mark(self, findings: Iterable[Finding]) -> None:
        """Mark every finding with a cell; the weightiest come first and give the colour."""
        told: dict[tuple[str, int, int], list[Finding]] = {}
        for finding in findings:
            place = _place(finding, self.copy)
            if place is None:
                continue
            sheet, bounds = place
            first = self._corner(sheet, bounds[1], bounds[0])
            told.setdefault(first, []).append(finding)
            for spot in (first, *self._filled_within(sheet, bounds)):
                self._colour(spot, finding.severity)
        for spot, about in list(told.items())[:_MOST_COMMENTS]:
            _comment(self._cell(spot), about)

    def _corner(self, sheet: str, row: int, column: int) -> tuple[str, int, int]:
        """The cell that shows: of a merged area the upper left one."""
        row, column = self.merged[sheet].get((row, column), (row, column))
        return sheet, row, column

    def _filled_within(self, sheet: str, bounds: _Bounds) -> Iterator[tuple[str, int, int]]:
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

    def _cell(self, spot: tuple[str, int, int]) -> Cell:
        sheet, row, column = spot
        return cell_at(self.pages[sheet], row, column)

    def _colour(self, spot: tuple[str, int, int], severity: Severity) -> None:
        if spot not in self.coloured:
            self.coloured.add(spot)
            self._cell(spot).fill = fill(_COLORS[severity])


def _place(finding: Finding, copy: _Copy) -> tuple[str, _Bounds] | None:
    """The sheet and the cells of the copy that a finding is about."""
    where = finding.location
    if where is None or not where.cell or where.sheet is None or where.sheet not in copy.pages:
        return None
    bounds = _bounds(_lowered_cell(where.cell, copy.lower.get(where.sheet, 0)))
    return (where.sheet, bounds) if bounds else None


def _lowered_cell(cell: str, by: int) -> str:
    """`A-1:F5` two rows further down is `A1:F7`."""
    return _ROW_NUMBER.sub(lambda row: str(int(row[0]) + by), cell) if by else cell


def _merged_corners(page: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Cell inside a merged area -> the area's upper left cell, the only one that can hold a comment."""
    corners = {}
    for area in page.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                if isinstance(page._cells.get((row, column)), MergedCell):  # noqa: SLF001  # page.cell would make one
                    corners[row, column] = (area.min_row, area.min_col)
    return corners


def _comment(cell: Cell, findings: Iterable[Finding]) -> None:
    """One comment for all findings of a cell, above what the province had noted there."""
    text = "\n\n".join(_told(finding) for finding in findings)
    if cell.comment:
        text += f"{_OWN_COMMENT_BELOW}{cell.comment.text}"
    text = clean(text)
    lines = sum(1 + len(line) // 48 for line in text.split("\n"))
    cell.comment = Comment(text, AUTHOR, height=min(60 + 18 * lines, 600), width=380)


def _told(finding: Finding) -> str:
    sign, word = SEVERITIES[finding.severity]
    return f"{sign} {word.capitalize()}: {finding.message}\n→ {finding.hint}"[: LONGEST_TEXT // 8]


# The list


def _write_list(copy: _Copy, findings: Sequence[Finding]) -> None:
    """A page in front with every finding, those without a cell too; it holds no cell that is only a number."""
    page = copy.book.create_sheet(LIST_SHEET, 0)
    _write_list_head(page, copy, findings)
    header_row = 4
    for column, (title, width) in enumerate(zip(_LIST_HEADER, _LIST_WIDTHS, strict=True), start=1):
        page.column_dimensions[get_column_letter(column)].width = width
        cell = put_text(cell_at(page, header_row, column), title)
        cell.font, cell.alignment, cell.border = font(bold=True), aligned("center"), BORDER
        cell.fill = fill("FFD6E4F0")
    for row, finding in enumerate(findings[: _LAST_ROW - header_row], start=header_row + 1):
        _write_finding(page, row, finding, copy)
    page.freeze_panes = f"A{header_row + 1}"
    set_up_print(page, f"A1:D{header_row + max(len(findings), 1)}", header_row)
    for other in copy.book.worksheets:  # or the page that was open when the file was saved would be chosen, too
        other.sheet_view.tabSelected = other is page
    copy.book.active = page


def _write_list_head(page: Worksheet, copy: _Copy, findings: Sequence[Finding]) -> None:
    title = put_text(cell_at(page, 1, 1), _LIST_TITLE)
    title.font = font(14, bold=True)
    counts = {severity: sum(finding.severity is severity for finding in findings) for severity in Severity}
    parts = [f"{count} {SEVERITIES[severity][1]}" for severity, count in counts.items() if count]
    text = f"Có {', '.join(parts)}." if parts else "Không có điểm nào cần làm rõ."
    if parts:
        text += " Bấm vào cột “Ô” để đến ô đó; ô được tô màu và có ghi chú. Sửa xong, lưu và gửi lại tệp này."
    if not copy.complete:
        text += " Tệp gốc quá lớn nên bản này chỉ chép lại phần đầu; hãy sửa trên tệp gốc."
    cell = put_text(cell_at(page, 2, 1), text)
    cell.font = font(italic=True)


def _write_finding(page: Worksheet, row: int, finding: Finding, copy: _Copy) -> None:
    sign, word = SEVERITIES[finding.severity]
    related = "".join(f"\nLiên quan: {place}" for place in finding.related)
    texts = (f"{sign} {word}", _where(finding), finding.message + related, finding.hint)
    for column, text in enumerate(texts, start=1):
        cell = put_text(cell_at(page, row, column), text)
        cell.font, cell.alignment, cell.border = font(), aligned(), BORDER
    cell_at(page, row, 1).fill = fill(_COLORS[finding.severity])
    page.row_dimensions[row].height = min(height_for(*zip(texts, _LIST_WIDTHS, strict=True)), 400)
    place = _place(finding, copy)
    if place and finding.location and finding.location.cell and row <= _MOST_LINKS:
        title = copy.pages[place[0]].title.replace("'", "''")
        target = _lowered_cell(finding.location.cell, copy.lower.get(place[0], 0))
        cell = cell_at(page, row, 2)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{title}'!{target}")
        cell.font = font(color="FF0563C1")


def _where(finding: Finding) -> str:
    """The cell as a person would name it: its sheet and address, without the path of our own folders."""
    return (finding.location.inside if finding.location else "") or "(cả tệp)"
