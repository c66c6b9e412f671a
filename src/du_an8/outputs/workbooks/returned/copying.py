"""The copy of a report, with its own looks where the original can be copied in safety, else rebuilt."""

import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path

from msgspec import Struct, field
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import iterparse

from du_an8.findings import Finding, Severity
from du_an8.outputs.workbooks.returned.areas import Bounds, bounds_of, lowered_cell, size_of
from du_an8.reports.returned import LIST_SHEET, is_list, own_words
from du_an8.reports.workbook.cells import Sheet

# Of shades that nobody picks by hand, so that they can be told from the province's own when a copy comes back.
COLORS = {Severity.ERROR: "FFF8B9B3", Severity.WARNING: "FFFFE19C", Severity.INFO: "FFCBD8E7"}
LINK_TO_LIST = f"'{LIST_SHEET}'!"

_MOST_CELLS = 1_000_000  # of the original, cells without content and merged ones included
_LARGEST_PARTS = 200_000_000
_ORIGINAL_SUFFIXES = frozenset({".xlsx", ".xlsm"})


class Copy(Struct):
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

    def place_of(self, finding: Finding) -> tuple[str, Bounds] | None:
        """The sheet, by its name as it was read, and the cells of the copy that a finding is about."""
        where = finding.location
        if where is None or not where.cell or where.sheet is None or where.sheet not in self.pages:
            return None
        bounds = bounds_of(self.address(where.sheet, where.cell))
        return (where.sheet, bounds) if bounds else None

    def address(self, sheet: str, cell: str) -> str:
        """A cell or a range as the copy counts its rows."""
        return lowered_cell(cell, self.lower.get(sheet, 0))


def copied(original: Path, sheets: Sequence[Sheet]) -> Copy | None:
    """The original with its own looks; None where it isn't that kind of file, or would cost too much."""
    try:
        if original.suffix.lower() not in _ORIGINAL_SUFFIXES or not _is_affordable(original):
            return None
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")  # openpyxl's remarks on what it leaves out are nobody's to act on
            book = load_workbook(original)
        book.template = False
        pages = _pages_by_name(book, sheets)
        lists = [pages[sheet.name] for sheet in sheets if is_list(sheet) and sheet.name in pages]
        if len(lists) == len(book.worksheets):  # of a report that could not be read
            return None
        _forget_earlier_return(book, lists)
    except Exception:  # noqa: BLE001  # openpyxl raises whatever a strange file makes it stumble over
        return None
    left = {name: page for name, page in pages.items() if page in book.worksheets}
    return Copy(book, left)


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
        bounds = bounds_of(ref)
        return size_of(bounds) if bounds else _MOST_CELLS + 1  # whole columns, or no range at all
    return 0


def _forget_earlier_return(book: Workbook, lists: Sequence[Worksheet]) -> None:
    """A copy that comes back for the second time loses the first one's list, comments, links and colours."""
    for page in lists:
        book.remove(page)
    for page in book.worksheets:
        for cell in page._cells.values():  # noqa: SLF001  # the cells that exist; iter_rows would make the missing ones
            if isinstance(cell, Cell):
                _forget_marks(cell)


def _forget_marks(cell: Cell) -> None:
    if cell.comment and (left := own_words(cell.comment.text)) != cell.comment.text.strip():
        cell.comment = Comment(left, "") if left else None
    if cell.hyperlink and (cell.hyperlink.location or "").startswith(LINK_TO_LIST):
        cell.hyperlink = None
    if cell.fill.fill_type == "solid" and cell.fill.start_color.rgb in COLORS.values():
        cell.fill = PatternFill()
