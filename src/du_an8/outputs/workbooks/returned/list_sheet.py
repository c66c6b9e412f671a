"""The list of points in front of the copy: what is asked, where, by when, and room for the province's answer."""

from collections.abc import Mapping
from datetime import date

from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from du_an8.findings import Finding, Location, Severity
from du_an8.outputs.workbooks.returned.areas import LAST_ROW
from du_an8.outputs.workbooks.returned.copying import COLORS, Copy
from du_an8.outputs.workbooks.returned.sending import Sending
from du_an8.outputs.workbooks.style import (
    BORDER,
    aligned,
    cell_at,
    fill,
    font,
    height_for,
    protect,
    put_text,
    set_up_print,
)
from du_an8.reports.returned import (
    ANSWER,
    CONTENT,
    HEADER,
    HOW,
    LEVELS,
    LIST_SHEET,
    LIST_TITLE,
    NO_POINTS,
    RELATED,
    REPLY_BY,
    REPORT_CODE,
    SENT,
    WHOLE_FILE,
)

_WIDTHS = (20, 18, 46, 38, 42)
_HEADER_ROW = 6
_MOST_LINKS = 60_000  # Excel repairs a sheet with more than 65,530
_HIGHEST = 400
_ANSWER_COLUMN = HEADER.index(ANSWER) + 1
_CODE_COLUMN = HEADER.index(CONTENT) + 1
_CUT = " Tệp gốc quá lớn nên bản này chỉ chép lại phần đầu; đề nghị sửa trên tệp gốc."


def rows_of(points: list[Finding]) -> dict[int, Finding]:
    """The row of the list in which each point stands; a sheet has no more rows than that."""
    return dict(enumerate(points[: LAST_ROW - _HEADER_ROW], start=_HEADER_ROW + 1))


def write_list(copy: Copy, points: Mapping[int, Finding], sending: Sending) -> None:
    """A page in front with every point, by row, those without a cell too; it holds no cell that is only a number."""
    page = copy.book.create_sheet(LIST_SHEET, 0)
    _write_head(page, copy, points, sending)
    for column, (title, width) in enumerate(zip(HEADER, _WIDTHS, strict=True), start=1):
        page.column_dimensions[get_column_letter(column)].width = width
        cell = put_text(cell_at(page, _HEADER_ROW, column), title)
        cell.font, cell.alignment, cell.border = font(bold=True), aligned("center"), BORDER
        cell.fill = fill("FFD6E4F0")
    for row, finding in points.items():
        _write_point(page, row, finding, copy)
    page.freeze_panes = f"A{_HEADER_ROW + 1}"
    set_up_print(page, f"A1:E{_HEADER_ROW + max(len(points), 1)}", _HEADER_ROW)
    protect(page)
    for other in copy.book.worksheets:  # or the page that was open when the file was saved would be chosen, too
        other.sheet_view.tabSelected = other is page
    copy.book.active = page


def _write_head(page: Worksheet, copy: Copy, points: Mapping[int, Finding], sending: Sending) -> None:
    title = put_text(cell_at(page, 1, 1), LIST_TITLE)
    title.font = font(14, bold=True)
    counts = {severity: sum(each.severity is severity for each in points.values()) for severity in Severity}
    parts = [f"{count} {LEVELS[severity].lower()}" for severity, count in counts.items() if count]
    text = f"Có {len(points)} điểm: {', '.join(parts)}. {HOW}" if parts else NO_POINTS
    cell = put_text(cell_at(page, 2, 1), text if copy.complete else text + _CUT)
    cell.font, cell.alignment = font(italic=True), aligned()
    page.merge_cells(start_row=2, start_column=1, end_row=2, end_column=len(HEADER))
    page.row_dimensions[2].height = height_for((text, sum(_WIDTHS)))
    for row, (label, day) in enumerate(((SENT, sending.sent), (REPLY_BY, sending.reply_by)), start=3):
        if day:
            _write_day(page, row, label, day)
    if sending.report_code:
        put_text(cell_at(page, 3, _CODE_COLUMN), f"{REPORT_CODE} {sending.report_code}").font = font()


def _write_day(page: Worksheet, row: int, label: str, day: date) -> None:
    put_text(cell_at(page, row, 1), label).font = font()
    cell = cell_at(page, row, 2)
    cell.value, cell.number_format = day, "dd/mm/yyyy"
    cell.font, cell.alignment = font(bold=True), aligned()


def _write_point(page: Worksheet, row: int, finding: Finding, copy: Copy) -> None:
    explained = finding.explanation
    texts = (
        LEVELS[finding.severity],
        _where(finding, copy),
        _content(finding, copy),
        finding.request or "",
        explained.text if explained else "",
    )
    for column, text in enumerate(texts, start=1):
        cell = cell_at(page, row, column)
        if text:
            put_text(cell, text)
        cell.font, cell.alignment, cell.border = font(), aligned(), BORDER
    cell_at(page, row, 1).fill = fill(COLORS[finding.severity])
    page.row_dimensions[row].height = min(height_for(*zip(texts, _WIDTHS, strict=True)), _HIGHEST)
    cell_at(page, row, _ANSWER_COLUMN).protection = Protection(locked=False)
    _link(page, row, finding, copy)


def _link(page: Worksheet, row: int, finding: Finding, copy: Copy) -> None:
    """Lead to the cell that the point is about."""
    place, where = copy.place_of(finding), finding.location
    if place and where and where.cell and row <= _MOST_LINKS:
        title = copy.pages[place[0]].title.replace("'", "''")
        cell = cell_at(page, row, 2)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{title}'!{copy.address(place[0], where.cell)}")
        cell.font = font(color="FF0563C1")


def _where(finding: Finding, copy: Copy) -> str:
    """The place in the copy: `Báo cáo!G12`, a sheet, or the whole file; never a path of our own folders."""
    return _inside(finding.location, copy) or WHOLE_FILE


def _inside(place: Location | None, copy: Copy) -> str:
    if place is None or place.sheet is None:
        return ""
    page = copy.pages.get(place.sheet)
    if page is None:
        return place.inside
    return "!".join(filter(None, (page.title, copy.address(place.sheet, place.cell or ""))))


def _content(finding: Finding, copy: Copy) -> str:
    """What is wrong, with the other cells of the same report that belong to it."""
    path = finding.location.path if finding.location else None
    in_report = (place for place in finding.related if place.path == path)
    related = list(filter(None, (_inside(place, copy) for place in in_report)))
    return f"{finding.content}\n{RELATED} {'; '.join(related)}" if related else finding.content
