"""Reads the head cells of a sheet: which province, period and date a report covers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from du_an8.reports.workbook.cells import Cell, CellKind, Sheet
from du_an8.vietnamese.dates import Period, read_date, read_period
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import format_number


class Label(StrEnum):
    """A head cell's label."""

    PROVINCE = "Tỉnh"
    PERIOD = "Kỳ báo cáo"
    DATE = "Số liệu đến ngày"
    REPORTED_ON = "Ngày báo cáo"
    REPORTER = "Đơn vị báo cáo"


_LABELS = {
    "tinh": Label.PROVINCE,
    "tinh thanh pho": Label.PROVINCE,
    "tinh tp": Label.PROVINCE,
    "ky bao cao": Label.PERIOD,
    "so lieu den ngay": Label.DATE,
    "so lieu tinh den ngay": Label.DATE,
    "ngay bao cao": Label.REPORTED_ON,
    "don vi bao cao": Label.REPORTER,
}


@dataclass(frozen=True, slots=True)
class HeadValue:
    """A head value and the cell that states it."""

    text: str
    cell: Cell
    sheet: str

    @property
    def day(self) -> date | None:
        """The value as a date."""
        return self.cell.value if isinstance(self.cell.value, date) else read_date(self.text)

    @property
    def period(self) -> Period | None:
        """The value as a reporting period."""
        return read_period(self.text)


Head = Mapping[Label, HeadValue]


def read_heads(sheets: Iterable[Sheet], header_rows: Mapping[str, int]) -> dict[str, Head]:
    """The head of each sheet with a table; what a sheet doesn't state, the first that states it does."""
    own = {sheet.name: _read_head(sheet, header_rows[sheet.name]) for sheet in sheets if sheet.name in header_rows}
    shared: Head = {}
    for head in own.values():
        shared = {**head, **shared}
    return {name: {**_shareable(shared, head), **head} for name, head in own.items()}


def _shareable(shared: Head, own: Head) -> Head:
    """Period and date belong together: a sheet that states either takes neither from another."""
    states_time = {Label.PERIOD, Label.DATE} & set(own)
    return {k: v for k, v in shared.items() if not (states_time and k in {Label.PERIOD, Label.DATE})}


def _read_head(sheet: Sheet, header_row: int) -> dict[Label, HeadValue]:
    """The labelled values above the table."""
    found: dict[Label, HeadValue] = {}
    for number in sorted(row for row in sheet.rows if row < header_row):
        cells = [sheet.rows[number][column] for column in sorted(sheet.rows[number])]
        for index, cell in enumerate(cells):
            words, colon, rest = cell.text.partition(":")
            label = _LABELS.get(fold(words))
            if label is None or label in found:
                continue
            if colon and rest.strip():
                found[label] = HeadValue(rest.strip(), cell, sheet.name)
            elif value := _next_value(cells[index + 1 :], sheet.name):
                found[label] = value
    return found


def _next_value(cells: Iterable[Cell], sheet: str) -> HeadValue | None:
    for cell in cells:
        if fold(cell.text.partition(":")[0]) in _LABELS:
            return None
        if cell.kind is CellKind.NUMBER and not isinstance(cell.value, str | date):
            # A year typed as a number: `2023`, never `2.023`.
            return HeadValue(format_number(cell.value).replace(".", ""), cell, sheet)
        return HeadValue(str(cell.value).strip(), cell, sheet)
    return None
