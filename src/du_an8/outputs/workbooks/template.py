"""The standard workbook that an office sends out for a province to fill in (`du-an8 template`).

What the tool reads back stands where it looks for it: head cells, then a table whose columns go by their names. The
notes for the province are whole sentences, since a cell that is only a number counts as a figure to account for.
"""

from calendar import monthrange
from collections.abc import Mapping
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from du_an8.outputs.workbooks.style import (
    BORDER,
    aligned,
    cell_at,
    clean,
    fill,
    font,
    height_for,
    protect,
    put_text,
    set_up_print,
    stamp,
)
from du_an8.outputs.workbooks.template_checks import Checks
from du_an8.outputs.workbooks.template_columns import COLUMNS, RESULTS, Column, entry_columns
from du_an8.outputs.workbooks.template_guide import build_guide
from du_an8.programme.catalogue import Indicator, Programme
from du_an8.programme.provinces import NEW_ERA, Province
from du_an8.reconcile.last_known import NOTHING_KNOWN, LastKnown
from du_an8.targets.facts import Targets
from du_an8.vietnamese.dates import Period, format_date
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import format_number

REPORT_SHEET, DIFFICULTIES_SHEET, GUIDE_SHEET = "Báo cáo", "Khó khăn, vướng mắc", "Hướng dẫn"

_ENTRY, _LOCKED, _HEADER, _CAPTION = "FFFFF8D6", "FFE3E3E3", "FFD6E4F0", "FFEEF3F8"
_DATE_FORMAT = "dd/mm/yyyy"
_BLANK_DIFFICULTIES = 12

_TITLE_ROW, _PROVINCE_ROW, _PERIOD_ROW, _DATE_ROW, _SENT_ROW, _REPORTER_ROW, _REMARK_ROW, _HEADER_ROW = range(1, 9)
_HEAD_VALUE = Column.INDICATOR


def build_template(
    province: Province,
    period: Period,
    programme: Programme,
    targets: Targets,
    known: Mapping[str, LastKnown] = NOTHING_KNOWN,
) -> Workbook:
    """The workbook for one province and one period; the same arguments give the same workbook.

    Args:
        province: of the era that the period's end belongs to.
        programme: as it is judged in the phase of the period's end.
        targets: its plans are filled in, in the version in force on the period's end; what is unknown stays blank.
        known: by indicator id, the running figure that the next one goes on from; shown, never to be filled in.
    """
    workbook = Workbook()
    report = workbook.worksheets[0]
    report.title = REPORT_SHEET
    _ReportSheet(report, province, period, programme, targets, known).build()
    _build_difficulties(workbook.create_sheet(DIFFICULTIES_SHEET))
    build_guide(workbook.create_sheet(GUIDE_SHEET), period, programme)
    stamp(workbook, period.end)
    workbook.properties.title = clean(f"Báo cáo {programme.short_name}, {province.name}, {period_name(period)}")
    return workbook


def period_name(period: Period) -> str:
    """The period in the words of a report, which are read back as the same period: `Quý I/2026`."""
    start, end = period.start, period.end
    if start is None:
        return f"Đến hết ngày {format_date(end)}"
    whole_months = start.day == 1 and end.day == monthrange(end.year, end.month)[1] and start.year == end.year
    months = (start.month, end.month)
    quarters = {(1, 3): "I", (4, 6): "II", (7, 9): "III", (10, 12): "IV"}
    if not whole_months:
        return f"Từ ngày {format_date(start)} đến ngày {format_date(end)}"
    if months in quarters:
        return f"Quý {quarters[months]}/{end.year}"
    if start.month == end.month:
        return f"Tháng {end.month}/{end.year}"
    if months == (1, 12):
        return f"Năm {end.year}"
    if start.month == 1:
        return f"{end.month} tháng đầu năm {end.year}"
    if end.month == 12:  # noqa: PLR2004  # December
        return f"{13 - start.month} tháng cuối năm {end.year}"
    return f"Từ ngày {format_date(start)} đến ngày {format_date(end)}"


class _ReportSheet:
    """Writes the sheet `Báo cáo`, from the top down."""

    def __init__(  # noqa: PLR0913, PLR0917  # all that stands on the sheet
        self,
        page: Worksheet,
        province: Province,
        period: Period,
        programme: Programme,
        targets: Targets,
        known: Mapping[str, LastKnown],
    ) -> None:
        self.page, self.province, self.period, self.programme = page, province, period, programme
        self.targets = targets.by_area.get(province.area, {})
        self.known = known
        self.columns = [column for column in COLUMNS if known or column is not Column.BEFORE]
        self.last = get_column_letter(self.columns[-1])
        self.checks = Checks(page)

    def build(self) -> None:
        for column in self.columns:
            _, width = COLUMNS[column]
            self.page.column_dimensions[get_column_letter(column)].width = width
        self._write_head()
        self._write_header()
        last = self._write_table()
        self.page.freeze_panes = f"{get_column_letter(Column.UNIT)}{_HEADER_ROW + 1}"
        set_up_print(self.page, f"A1:{self.last}{self._write_signatures(last + 2)}", _HEADER_ROW)
        protect(self.page)

    def _write_head(self) -> None:
        self._write_wide(_TITLE_ROW, f"BÁO CÁO KẾT QUẢ THỰC HIỆN {self.programme.short_name.upper()}", size=14)
        self._write_head_text(_PROVINCE_ROW, "Tỉnh", self.province.name)
        self._write_head_text(_PERIOD_ROW, "Kỳ báo cáo", period_name(self.period))
        end = self._open_head_cell(_DATE_ROW, "Số liệu đến ngày")
        end.value, end.number_format = self.period.end, _DATE_FORMAT
        sent = self._open_head_cell(_SENT_ROW, "Ngày báo cáo")
        sent.number_format = _DATE_FORMAT
        self._open_head_cell(_REPORTER_ROW, "Đơn vị báo cáo")
        first = self.period.start or self.programme.phase.start
        self.checks.date_between(end, first, self.period.end)
        self.checks.date_from(sent, end)
        self._write_wide(
            _REMARK_ROW,
            "Chỉ nhập vào ô nền vàng. Không có số liệu thì để trống; số 0 nghĩa là kết quả bằng 0."
            " Cách ghi: xem trang “Hướng dẫn”.",
            italic=True,
        )

    def _write_wide(self, row: int, text: str, *, size: int = 12, italic: bool = False) -> None:
        cell = put_text(cell_at(self.page, row, 1), text)
        cell.font, cell.alignment = font(size, bold=not italic, italic=italic), aligned("left" if italic else "center")
        self.page.merge_cells(f"A{row}:{self.last}{row}")
        self.page.row_dimensions[row].height = 24

    def _head_cell(self, row: int, label: str) -> Cell:
        labelled = put_text(cell_at(self.page, row, 1), label)
        labelled.font, labelled.alignment = font(bold=True), aligned()
        self.page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=_HEAD_VALUE - 1)
        cell = cell_at(self.page, row, _HEAD_VALUE)
        cell.font, cell.alignment, cell.border = font(), aligned(), BORDER
        return cell

    def _write_head_text(self, row: int, label: str, text: str) -> None:
        put_text(self._head_cell(row, label), text)

    def _open_head_cell(self, row: int, label: str) -> Cell:
        return _open(self._head_cell(row, label))

    def _write_header(self) -> None:
        for column in self.columns:
            title, _ = COLUMNS[column]
            cell = put_text(cell_at(self.page, _HEADER_ROW, column), title)
            cell.font, cell.alignment = font(bold=True), aligned("center")
            cell.fill, cell.border = fill(_HEADER), BORDER
        self.page.row_dimensions[_HEADER_ROW].height = 54

    def _write_table(self) -> int:
        """Core indicators, a caption, the supporting ones; returns the last row."""
        row = _HEADER_ROW
        asked = [each for each in self.programme.indicators.values() if self._can_be_asked(each)]
        core = [indicator for indicator in asked if indicator.core]
        supporting = [indicator for indicator in asked if not indicator.core]
        for number, indicator in enumerate(core, start=1):
            row += 1
            self._write_row(row, number, indicator)
        if supporting:
            row += 1
            self._write_caption(row, "Số liệu bổ trợ (không tính vào tỷ lệ hoàn thành)")
        for number, indicator in enumerate(supporting, start=len(core) + 1):
            row += 1
            self._write_row(row, number, indicator)
        return row

    def _can_be_asked(self, indicator: Indicator) -> bool:
        """Since 01/07/2025 there are no districts to count."""
        return self.province.era != NEW_ERA or fold(indicator.unit) != "huyen"

    def _write_caption(self, row: int, text: str) -> None:
        for column in self.columns:
            cell = cell_at(self.page, row, column)
            cell.fill, cell.border = fill(_CAPTION), BORDER
        cell = put_text(cell_at(self.page, row, 1), text)
        cell.font, cell.alignment = font(bold=True), aligned()
        self.page.merge_cells(f"A{row}:{self.last}{row}")
        self.page.row_dimensions[row].height = 20

    def _write_row(self, row: int, number: int, indicator: Indicator) -> None:
        for column in self.columns:
            cell = cell_at(self.page, row, column)
            cell.font, cell.border = font(), BORDER
            cell.alignment = aligned("left" if column in {Column.INDICATOR, Column.NOTE} else "center")
        cell_at(self.page, row, Column.NUMBERING).value = number
        id_cell = put_text(cell_at(self.page, row, Column.ID), indicator.id)
        id_cell.font = font(10, color="FF595959")
        put_text(cell_at(self.page, row, Column.INDICATOR), indicator.name)
        put_text(cell_at(self.page, row, Column.UNIT), indicator.unit)
        self._write_plans(row, indicator)
        self._write_results(row, indicator)
        if Column.BEFORE in self.columns:
            before = cell_at(self.page, row, Column.BEFORE)
            before.fill = fill(_LOCKED)
            put_text(before, self._before(indicator))
        _open(cell_at(self.page, row, Column.NOTE))
        widths = ((indicator.name, COLUMNS[Column.INDICATOR][1]), (indicator.id, 24), (indicator.unit, 9))
        self.page.row_dimensions[row].height = height_for(*widths)

    def _before(self, indicator: Indicator) -> str:
        """`66 tổ, đến 30/09/2026`: words, which nobody takes for a result of the period."""
        known = self.known.get(indicator.id)
        if known is None:
            return ""
        amount = format_number(known.value)
        shown = f"{amount}%" if indicator.is_percentage else f"{amount} {indicator.unit}"
        at_least = "ít nhất " if known.at_least else ""
        opening = " (mức đầu giai đoạn)" if known.at_start else ""
        return f"{at_least}{shown}, đến {format_date(known.day)}{opening}"

    def _write_plans(self, row: int, indicator: Indicator) -> None:
        """The plans that are on file; a blank cell says that none is, 0 would say that nothing is to be done."""
        target = self.targets.get(indicator.id)
        version = target.in_force(self.period.end) if target else None
        plans = {
            Column.PLAN_PHASE: version.target if version else None,
            Column.PLAN_YEAR: version.annual_plan.get(self.period.end.year) if version else None,
        }
        for column, plan in plans.items():
            cell = cell_at(self.page, row, column)
            cell.fill = fill(_LOCKED)
            if plan is not None:
                _put_number(cell, plan, percent=indicator.is_percentage)

    def _write_results(self, row: int, indicator: Indicator) -> None:
        entered = entry_columns(indicator, self.period)
        for column in RESULTS:
            cell = cell_at(self.page, row, column)
            if column not in entered:
                cell.fill = fill(_LOCKED)
                continue
            _open(cell)
            if column is Column.DENOMINATOR:
                self.checks.denominator(cell)
            elif column is Column.NUMERATOR:
                self.checks.numerator(cell)
            elif indicator.is_percentage:
                self.checks.percentage(cell)
            else:
                cell.number_format = "#,##0" if indicator.whole else "#,##0.0##"
                self.checks.amount(cell, indicator)

    def _write_signatures(self, row: int) -> int:
        """Who filled it in and who answers for it; returns the last row, with room for both names."""
        for column, text in ((Column.INDICATOR, "NGƯỜI LẬP BIỂU"), (Column.IN_PERIOD, "LÃNH ĐẠO ĐƠN VỊ")):
            last = column if column is Column.INDICATOR else Column.PERCENTAGE
            for line, shown in ((row, text), (row + 1, "(ký, ghi rõ họ tên)"), (row + 5, "")):
                cell = cell_at(self.page, line, column)
                cell.font, cell.alignment = font(bold=line == row, italic=line == row + 1), aligned("center")
                if shown:
                    put_text(cell, shown)
                else:
                    cell.protection = Protection(locked=False)
                self.page.merge_cells(start_row=line, end_row=line, start_column=column, end_column=last)
        return row + 5


def _open(cell: Cell) -> Cell:
    """Make a cell one that the province fills in."""
    cell.fill, cell.border, cell.protection = fill(_ENTRY), BORDER, Protection(locked=False)
    return cell


def _put_number(cell: Cell, value: Decimal, *, percent: bool) -> None:
    """A plan. A rate's is stored as the ratio that the cell shows in percent: that can be read in one way only."""
    whole = value == value.to_integral_value()
    if percent:
        cell.value, cell.number_format = value / 100, "0%" if whole else "0.0##%"
    else:
        cell.value, cell.number_format = int(value) if whole else value, "#,##0" if whole else "#,##0.0##"


def _build_difficulties(page: Worksheet) -> None:
    """Free text; the tool takes each line for a difficulty, so no instructions stand here, and no numbers either."""
    for column, (title, width) in enumerate((("STT", 8), ("Nội dung", 120)), start=1):
        page.column_dimensions[get_column_letter(column)].width = width
        cell = put_text(cell_at(page, 1, column), title)
        cell.font, cell.alignment, cell.fill, cell.border = font(bold=True), aligned("center"), fill(_HEADER), BORDER
        for row in range(2, _BLANK_DIFFICULTIES + 2):
            entry = _open(cell_at(page, row, column))
            entry.font, entry.alignment = font(), aligned("center" if column == 1 else "left")
    for row in range(2, _BLANK_DIFFICULTIES + 2):
        page.row_dimensions[row].height = 36
    page.freeze_panes = "A2"
    set_up_print(page, f"A1:B{_BLANK_DIFFICULTIES + 1}", 1)
    protect(page)
