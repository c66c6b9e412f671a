"""Reads the head cells of a sheet: which province, period and date a report covers."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from du_an8.reports.layout.header import TableLayout
from du_an8.reports.layout.titles import RESULT_ROLES
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet
from du_an8.vietnamese.dates import Period, TimeKind, find_times, read_date, read_period
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import format_number


class Label(StrEnum):
    """A head cell's label."""

    PROVINCE = "Tỉnh"
    PERIOD = "Kỳ báo cáo"
    DATE = "Số liệu đến ngày"
    REPORTED_ON = "Ngày báo cáo"
    REPORTER = "Đơn vị báo cáo"
    UNIT = "Đơn vị tính"
    TITLE_PERIOD = "kỳ trong tiêu đề"  # said in the title of the report, by no label
    TITLE_PROVINCE = "tỉnh trong tiêu đề"


_LABELS = {
    "tinh": Label.PROVINCE,
    "tinh thanh pho": Label.PROVINCE,
    "tinh tp": Label.PROVINCE,
    "ky bao cao": Label.PERIOD,
    "so lieu den ngay": Label.DATE,
    "so lieu tinh den ngay": Label.DATE,
    "ngay bao cao": Label.REPORTED_ON,
    "don vi bao cao": Label.REPORTER,
    "don vi tinh": Label.UNIT,
    "dvt": Label.UNIT,
}
_PROVINCE_IN_TITLE = re.compile(r"\btỉnh\s+(\w[\w\s-]{1,40})", re.IGNORECASE)
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class HeadValue:
    """A head value and the cell that states it.

    Attributes:
        found: the period that stands inside a title.
    """

    text: str
    cell: Cell
    sheet: str
    found: Period | None = None

    @property
    def day(self) -> date | None:
        """The value as a date."""
        return self.cell.value if isinstance(self.cell.value, date) else read_date(self.text)

    @property
    def period(self) -> Period | None:
        """The value as a reporting period; one found inside a longer text goes first."""
        return self.found or read_period(self.text)


Head = Mapping[Label, HeadValue]


def read_heads(sheets: Iterable[Sheet], first_rows: Mapping[str, int]) -> dict[str, Head]:
    """The head of each sheet with a table; what a sheet doesn't state, the first that states it does.

    Args:
        first_rows: sheet name -> the row in which its first table begins.
    """
    own = {sheet.name: _read_head(sheet, first_rows[sheet.name]) for sheet in sheets if sheet.name in first_rows}
    shared: Head = {}
    for head in own.values():
        shared = {**head, **shared}
    return {name: {**_shareable(shared, head), **head} for name, head in own.items()}


def _shareable(shared: Head, own: Head) -> Head:
    """Period and date belong together: a sheet that states either takes neither from another."""
    states_time = {Label.PERIOD, Label.DATE} & set(own)
    return {k: v for k, v in shared.items() if k is not Label.UNIT and not (states_time and k in _TIMES)}


_TIMES = frozenset({Label.PERIOD, Label.DATE, Label.TITLE_PERIOD})


def _read_head(sheet: Sheet, first_row: int) -> dict[Label, HeadValue]:
    """The labelled values above the table, and what its title says."""
    found: dict[Label, HeadValue] = {}
    titles: list[HeadValue] = []
    for number in sorted(row for row in sheet.rows if row < first_row):
        cells = [sheet.rows[number][column] for column in sorted(sheet.rows[number])]
        for index, cell in enumerate(cells):
            words, colon, rest = cell.text.partition(":")
            label = _LABELS.get(fold(words)) if len(words) < _LONGEST_TITLE else None
            if label is None:
                titles += [HeadValue(cell.text.strip(), cell, sheet.name)] if cell.text else []
            elif label in found and label is not Label.UNIT:
                continue
            elif colon and rest.strip():
                _keep(found, label, HeadValue(rest.strip(), cell, sheet.name))
            elif value := _next_value(cells[index + 1 :], sheet.name):
                _keep(found, label, value)
    return {**_read_titles(titles), **found}


def _keep(found: dict[Label, HeadValue], label: Label, value: HeadValue) -> None:
    """Two unit lines that disagree leave the unit open: both are kept, so that no indicator accepts them."""
    before = found.get(label)
    if before and before.text != value.text:
        value = HeadValue(f"{before.text} / {value.text}", before.cell, before.sheet)
    found[label] = value


def _read_titles(titles: Iterable[HeadValue]) -> dict[Label, HeadValue]:
    """The one period and the one province that the title names; two of either say nothing."""
    periods: dict[Period, HeadValue] = {}
    provinces: dict[str, HeadValue] = {}
    for title in titles:
        if len(title.text) > _LONGEST_TITLE:
            continue
        for phrase in find_times(fold(title.text))[0]:
            if phrase.kind in {TimeKind.PERIOD, TimeKind.UNTIL} and phrase.period:
                periods.setdefault(phrase.period, replace(title, found=phrase.period))
        if match := _PROVINCE_IN_TITLE.search(title.text):
            provinces.setdefault(fold(match[1]), replace(title, text=match[1].strip()))
    found = {}
    for label, values in ((Label.TITLE_PERIOD, periods), (Label.TITLE_PROVINCE, provinces)):
        if len(values) == 1:
            found[label] = next(iter(values.values()))
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


def time_in_columns(layout: TableLayout, sheet: str) -> Head:
    """The latest time that the titles of result columns name: the report's, where its head names none."""
    dated = [
        HeadValue(column.words, column.cell, sheet, time.period)
        for column in layout.of(RESULT_ROLES)
        if (time := column.title.time) and time.period
    ]
    latest = max(dated, key=lambda value: value.found.end if value.found else date.min, default=None)
    return {Label.TITLE_PERIOD: latest} if latest else {}
