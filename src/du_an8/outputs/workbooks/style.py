"""What the workbooks that we write have in common: text that stays text, one look, the same bytes each time."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Literal, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from du_an8.disk.writing import write_whole
from du_an8.language.spoken import speech
from du_an8.language.texts import tr
from du_an8.outputs.zip_archive import without_times

AUTHOR = "du-an8"
LONGEST_TEXT = 32_767
"""Excel's limit for the text of one cell or comment."""

_FONT_NAME = "Times New Roman"
_LINE_HEIGHT = 17.0
# What XML can't hold, lone halves of surrogate pairs included.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_LIKE_A_FORMULA = ("=", "+", "-", "@")

_thin = Side(style="thin", color="FF7F7F7F")
BORDER = Border(left=_thin, right=_thin, top=_thin, bottom=_thin)


@cache
def font(
    size: int = 12, *, bold: bool = False, italic: bool = False, struck: bool = False, color: str = "FF000000"
) -> Font:
    """Times New Roman, as official papers use it."""
    return Font(name=_FONT_NAME, size=size, bold=bold, italic=italic, strike=struck, color=color)


@cache
def fill(color: str) -> PatternFill:
    """One plain colour."""
    return PatternFill(fill_type="solid", start_color=color, end_color=color)


@cache
def aligned(horizontal: Literal["left", "center", "right"] = "left") -> Alignment:
    """Wrapped, and in the middle of the row's height."""
    return Alignment(horizontal=horizontal, vertical="center", wrap_text=True)


TEXT, NUMBER, HEADING = "du-an8: chữ", "du-an8: số", "du-an8: tiêu đề"


def add_styles(workbook: Workbook) -> None:
    """The named styles of table cells: each cell names one, instead of carrying its own border, font and alignment."""
    for name, horizontal in ((TEXT, "left"), (NUMBER, "right"), (HEADING, "center")):
        style = NamedStyle(tr(name), font(11, bold=name == HEADING), border=BORDER, alignment=aligned(horizontal))
        if name == HEADING:
            style.fill = fill("FFD9E1F2")
        workbook.add_named_style(style)


def cell_at(page: Worksheet, row: int, column: int) -> Cell:
    """A cell that can be written to; nobody asks for one inside a merged area."""
    return cast("Cell", page.cell(row, column))


def clean(text: str) -> str:
    """The text without what a workbook can't hold."""
    return _FORBIDDEN.sub("", text)[:LONGEST_TEXT]


def put_text(cell: Cell, text: str) -> Cell:
    """Write text that stays text: openpyxl makes a formula of a leading "=", and an error of "#N/A"."""
    cell.value = clean(text)
    cell.data_type = "s"
    if text.lstrip().startswith(_LOOKS_LIKE_A_FORMULA):
        cell.quotePrefix = True  # so that it stays text when a person edits the cell
    return cell


def height_for(*texts_and_widths: tuple[str, float]) -> float:
    """The height of a row whose wrapped texts stand in columns of these widths (in characters)."""
    lines = [
        sum(1 + int(len(line) * 1.1 / width) for line in text.split("\n")) if text else 1
        for text, width in texts_and_widths
    ]
    return _LINE_HEIGHT * max(lines, default=1) + 3


def set_up_print(page: Worksheet, area: str, header_row: int | None = None) -> None:
    """A4 landscape, as wide as the paper, the header on each page, the page number at the foot."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    if page.sheet_properties.pageSetUpPr:
        page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.8, footer=0.4)
    page.print_options.horizontalCentered = True
    page.print_area = area
    if header_row:
        page.print_title_rows = f"{header_row}:{header_row}"
    page.oddFooter.center.text = tr("Trang &P/&N")  # type: ignore[union-attr]


def stamp(workbook: Workbook, day: date) -> None:
    """Sign the workbook with a fixed day: the hour of writing would make every copy another one."""
    moment = datetime.combine(day, time())
    properties = workbook.properties
    properties.language = speech().language.tag
    properties.creator = properties.lastModifiedBy = AUTHOR
    properties.created = properties.modified = moment


StoredValues = Mapping[tuple[str, str], Fraction]
"""Title of a sheet and address of a cell -> what its formula comes to."""


def to_bytes(workbook: Workbook, stored: StoredValues | None = None) -> bytes:
    """The workbook as a file: the same bytes for the same content, as far as openpyxl writes it in the same way.

    `Workbook.save` puts the present time into the properties, and zip into each part; neither is done here.

    Args:
        stored: the values of formulas, for what shows a workbook without calculating it, as a telephone does.
    """
    written = io.BytesIO()
    ExcelWriter(workbook, zipfile.ZipFile(written, "w")).save()  # which closes the archive; compressed below
    return without_times(_with_values(written, workbook, stored) if stored else written)


_UNCOMPUTED = re.compile(r'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)(?:<v ?/>|<v></v>)')
"""A formula as openpyxl writes it: it has no way to store a value beside one."""


def _with_values(archive: io.BytesIO, workbook: Workbook, stored: StoredValues) -> io.BytesIO:
    completed = io.BytesIO()
    pages = {f"xl/worksheets/sheet{at}.xml": page.title for at, page in enumerate(workbook.worksheets, start=1)}
    with zipfile.ZipFile(archive) as parts, zipfile.ZipFile(completed, "w") as packed:
        for name in parts.namelist():
            content = parts.read(name)
            packed.writestr(name, _with_values_of(pages[name], content, stored) if name in pages else content)
    return completed


def _with_values_of(page: str, content: bytes, stored: StoredValues) -> bytes:
    def completed(formula: re.Match[str]) -> str:
        value = stored.get((page, formula[2]))
        return formula[0] if value is None else f"{formula[1]}<v>{float(value)!r}</v>"

    return _UNCOMPUTED.sub(completed, content.decode()).encode()


def save(workbook: Workbook, path: Path) -> None:
    """Write the workbook whole or not at all.

    Raises:
        OSError: the folder is missing or can't be written to.
    """
    write_whole(path, to_bytes(workbook))


def protect(page: Worksheet) -> None:
    """Keep what isn't for entry from slips of the hand; there is no password, and sizes may be changed."""
    page.protection.sheet = True
    page.protection.formatColumns = False
    page.protection.formatRows = False
