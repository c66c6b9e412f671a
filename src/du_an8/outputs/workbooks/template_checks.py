"""What a cell of the template takes: amounts, percentages, dates, with a note where something else is typed."""

from datetime import date

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from du_an8.programme.catalogue import Indicator
from du_an8.vietnamese.dates import format_date

_LONGEST_NOTE = 255  # Excel's limit for the texts of a validation


class Checks:
    """What Excel checks while a person types; one validation for all cells of a sort."""

    def __init__(self, page: Worksheet) -> None:
        self.page = page
        self.known: dict[str, DataValidation] = {}

    def amount(self, cell: Cell, indicator: Indicator) -> None:
        """A figure of an indicator: a whole number, or one with decimals where its unit has them."""
        if indicator.whole:
            message = (
                "Cần một số nguyên, từ 0 trở lên, không kèm chữ (ghi 85, không ghi “khoảng 85”)."
                " Chưa có số liệu thì để trống."
            )
            self._add("whole", cell, "whole", "greaterThanOrEqual", ("0",), message)
        else:
            message = "Cần một số từ 0 trở lên, không kèm chữ. Chưa có số liệu thì để trống."
            self._add("decimal", cell, "decimal", "greaterThanOrEqual", ("0",), message)

    def percentage(self, cell: Cell) -> None:
        """A rate."""
        message = "Cần tỷ lệ phần trăm từ 0 đến 100: ghi 80 hoặc 80%. Chưa có số liệu thì để trống."
        self._add("percentage", cell, "decimal", "between", ("0", "100"), message)

    def numerator(self, cell: Cell) -> None:
        """How many of those who count fulfil it."""
        message = "Tử số là số người (hoặc đơn vị) đạt yêu cầu: một số từ 0 trở lên, không kèm chữ."
        self._add("numerator", cell, "decimal", "greaterThanOrEqual", ("0",), message)

    def denominator(self, cell: Cell) -> None:
        """How many count; never 0."""
        message = "Mẫu số là tổng số người (hoặc đơn vị) được tính: một số lớn hơn 0. Chưa biết thì để trống."
        self._add("denominator", cell, "decimal", "greaterThan", ("0",), message)

    def date_between(self, cell: Cell, first: date, last: date) -> None:
        """The day that the figures describe, within the reporting period."""
        message = f"Cần một ngày trong kỳ báo cáo, từ {format_date(first)} đến {format_date(last)}."
        self._add("date", cell, "date", "between", (_date_formula(first), _date_formula(last)), message)

    def date_from(self, cell: Cell, earliest: Cell) -> None:
        """The day of sending, not before that of the figures."""
        message = "Cần ngày gửi báo cáo, ví dụ 05/04/2026, không sớm hơn ngày chốt số liệu ghi ở ô trên."
        self._add("sent", cell, "date", "greaterThanOrEqual", (f"${earliest.column_letter}${earliest.row}",), message)

    def _add(  # noqa: PLR0913, PLR0917  # a validation has that many parts
        self, name: str, cell: Cell, kind: str, operator: str, limits: tuple[str, ...], message: str
    ) -> None:
        if name not in self.known:
            self.known[name] = DataValidation(
                type=kind,  # type: ignore[arg-type]
                operator=operator,  # type: ignore[arg-type]
                formula1=limits[0],
                formula2=limits[1] if len(limits) > 1 else None,
                allow_blank=True,
                showErrorMessage=True,
                errorStyle="stop",
                errorTitle="Giá trị chưa đúng",
                error=message[:_LONGEST_NOTE],
            )
            self.page.add_data_validation(self.known[name])
        self.known[name].add(cell)


def _date_formula(day: date) -> str:
    return f"DATE({day.year},{day.month},{day.day})"
