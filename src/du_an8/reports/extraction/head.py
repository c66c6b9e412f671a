"""Reads the head cells of a sheet: which province, period and date a report covers."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from du_an8.reports.layout.header import TableLayout
from du_an8.reports.layout.labels import read_label
from du_an8.reports.layout.titles import RESULT_ROLES
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet
from du_an8.vietnamese.dates import Period, TimeKind, find_times, read_date, read_period
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import format_number
from du_an8.vietnamese.places import place_alone


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
    SINCE = "từ … đến nay trong tiêu đề"
    PLACE = "huyện, xã"  # the office of a district or commune reports
    INSIDE = "nơi của riêng một trang, một bảng"  # of several sheets or tables, each is about one
    COLUMN_PERIOD = "kỳ trong tiêu đề cột"


_LABELS = {
    "tinh": Label.PROVINCE,
    "tinh thanh pho": Label.PROVINCE,
    "tinh tp": Label.PROVINCE,
    "ky bao cao": Label.PERIOD,
    "so lieu den ngay": Label.DATE,
    "so lieu tinh den ngay": Label.DATE,
    "ngay bao cao": Label.REPORTED_ON,
    "don vi bao cao": Label.REPORTER,
    "huyen": Label.PLACE,
    "xa": Label.PLACE,
    "don vi tinh": Label.UNIT,
    "dvt": Label.UNIT,
}
_PROVINCE_IN_TITLE = re.compile(r"\btỉnh\s+(\w[\w\s-]{1,40})", re.IGNORECASE)
_LONGEST_TITLE = 300
_LOCAL = r"(?:huyện|thị\s+xã|thành\s+phố|tp|tx|xã|phường|thị\s+trấn)\s+[^\W\d_][\w\s]{1,30}"
_OFFICE = re.compile(
    rf"(?:hội\s+(?:lhpn|phụ\s+nữ|liên\s+hiệp\s+phụ\s+nữ)|ubnd|[uủ][yỷ]\s+ban\s+nhân\s+dân|phòng\s+dân\s+tộc"
    rf"|(?:mttq|mặt\s+trận\s+tổ\s+quốc)(?:\s+việt\s+nam|\s+vn)?)\s+({_LOCAL})"
    rf"|(?:^|\b(?:tại|của|trên\s+địa\s+bàn)\s+|^đơn\s+vị:\s*)({_LOCAL})\s*(?:[,–-]\s*tỉnh\b.*)?$",
    re.IGNORECASE,
)
TIME_AT_END = re.compile(  # `Huyện Nam Trực` and `xã Quý Quân` are names
    r"[\s,(–-]+(?:(?:trong\s+)?năm\s+\d|quý\s+(?:[IVX]+|\d)\b|tháng\s+\d|\d+\s+tháng|giai\s+đoạn|(?:tính\s+)?đến\s).*$",
    re.IGNORECASE,
)
_MONEY = r"(?:(?:1[.,]?000|nghìn|ngàn|triệu|tr\.?|tỷ|tỉ)\s*)?(?:đồng|đ|vnđ|vnd)"
_MONEY_UNIT = re.compile(
    rf"(?:\b(?:đơn\s*vị(?:\s*tính)?(?:\s*tiền)?|đvt|đv)\s*:?\s*({_MONEY})[\s).]*|\(\s*({_MONEY})\s*\)\s*)$",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(r"kinh gui|noi nhan|gui ")


class HeadValue(Struct, frozen=True):
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
    sheets = [sheet for sheet in sheets if sheet.name in first_rows]
    own = {sheet.name: _own_head(sheet, first_rows[sheet.name]) for sheet in sheets}
    shared: Head = {}
    for head in own.values():
        shared = {**head, **shared}
    named = {sheet.name: _place_in_name(sheet) for sheet in sheets}
    return {name: {**shareable(shared, head), **head, **named[name]} for name, head in own.items()}


def shareable(shared: Head, own: Head) -> Head:
    """Period and date belong together: a sheet or table that states either takes neither from another."""
    states_time = _TIMES & set(own)
    return {k: v for k, v in shared.items() if k is not Label.UNIT and not (states_time and k in _TIMES)}


_TIMES = frozenset({Label.PERIOD, Label.DATE, Label.TITLE_PERIOD})


def _own_head(sheet: Sheet, first_row: int) -> dict[Label, HeadValue]:
    """What a sheet says of itself; one without a time in its cells may have it in its name ("Năm 2023")."""
    head = _read_head(sheet, first_row)
    period = read_period(sheet.name)
    if period and not _TIMES & set(head):
        first = next(iter(sheet))
        head[Label.TITLE_PERIOD] = HeadValue(sheet.name, first, sheet.name, period)
    return head


def _place_in_name(sheet: Sheet) -> Head:
    """`Huyện Mường Ảng` as a sheet's name says whose figures it holds."""
    found = place_alone(sheet.name) or place_alone(read_label(sheet.name).name)
    return {Label.INSIDE: HeadValue(found[0], next(iter(sheet)), sheet.name)} if found else {}


def _read_head(sheet: Sheet, first_row: int) -> dict[Label, HeadValue]:
    """The labelled values above the table, and what its title says."""
    found: dict[Label, HeadValue] = {}
    titles: list[HeadValue] = []
    for number in sorted(row for row in sheet.rows if row < first_row):
        cells = [sheet.rows[number][column] for column in sorted(sheet.rows[number])]
        for index, cell in enumerate(cells):
            words, colon, rest = cell.text.partition(":")
            label = _LABELS.get(fold(words)) if len(words) < _LONGEST_TITLE else None
            if label is None and len(cell.text) < _LONGEST_TITLE and (unit := _money_unit(cell.text)):
                _keep(found, Label.UNIT, HeadValue(unit, cell, sheet.name))
            if label is None:
                titles += [HeadValue(cell.text.strip(), cell, sheet.name)] if cell.text else []
            elif label in found and label is not Label.UNIT:
                continue
            elif colon and rest.strip():
                _keep(found, label, HeadValue(rest.strip(" )"), cell, sheet.name))
            elif value := _next_value(cells[index + 1 :], sheet.name):
                _keep(found, label, value)
    office = _office_in([*titles, *filter(None, [found.get(Label.REPORTER)])])
    return {**_read_titles(titles), **({Label.PLACE: office} if office else {}), **found}


def _money_unit(text: str) -> str | None:
    """The unit of money at the end of a title: `(ĐVT: đồng)`."""
    found = _MONEY_UNIT.search(unicodedata.normalize("NFC", text))
    return (found[1] or found[2]) if found else None


def unit_between(sheet: Sheet, after: int, before: int) -> str | None:
    """The unit that stands over a table further down; None where nothing does, so that the one above holds."""
    rows = {number: sheet.rows[number] for number in range(after + 1, before) if number in sheet.rows}
    unit = _read_head(replace(sheet, rows=rows), before).get(Label.UNIT)
    return unit.text if unit else None


def _office_in(titles: Iterable[HeadValue]) -> HeadValue | None:
    """The district or commune whose office reports; whom a letter goes to is another matter."""
    for title in titles:
        text = unicodedata.normalize("NFC", title.text)
        match = _OFFICE.search(text) or _OFFICE.search(TIME_AT_END.sub("", text))
        if match and not _ADDRESSEE.match(fold(text)):
            return replace(title, text=TIME_AT_END.sub("", " ".join((match[1] or match[2]).split())))
    return None


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
    since: HeadValue | None = None
    for title in titles:
        if len(title.text) > _LONGEST_TITLE:
            continue
        for period in _periods_in(title.text):
            periods.setdefault(period, replace(title, found=period))
        for time in find_times(fold(title.text))[0]:
            if time.period and time.period.end == date.max:
                since = replace(title, found=time.period)
        if match := _PROVINCE_IN_TITLE.search(title.text):
            provinces.setdefault(fold(match[1]), replace(title, text=match[1].strip()))
    found = {Label.SINCE: since} if since else {}
    periods = _up_to_date(periods)
    for label, values in ((Label.TITLE_PERIOD, periods), (Label.TITLE_PROVINCE, provinces)):
        if len(values) == 1:
            found[label] = next(iter(values.values()))
    return found


def _up_to_date(periods: Mapping[Period, HeadValue]) -> dict[Period, HeadValue]:
    """Beside "năm 2023", "số liệu đến 15/11/2023" is no second period: it is the year until that day."""
    whole = [period for period in periods if period.start]
    until = [period for period in periods if not period.start]
    if len(whole) == len(until) == 1 and whole[0].start and whole[0].start <= until[0].end <= whole[0].end:
        period = Period(whole[0].start, until[0].end)
        return {period: replace(periods[whole[0]], found=period)}
    return dict(periods)


def _periods_in(title: str) -> list[Period]:
    """The periods that a title says its results are of.

    What follows "nhiệm vụ", "phương hướng", "kế hoạch", "ước" is still to come. "6 tháng đầu năm" takes its year from
    the rest of the title; the 8 of "dự án 8" begins no date.
    """
    words = _PROJECT.sub(" ", fold(title))
    done = _TO_COME.split(words.removeprefix("uoc "), maxsplit=1)[0]
    phrases = [phrase for phrase in find_times(done)[0] if phrase.kind in {TimeKind.PERIOD, TimeKind.UNTIL}]
    if found := [phrase.period for phrase in phrases if phrase.period]:
        return found
    years = _YEAR.findall(words)
    undated = [phrase for phrase in find_times(done)[0] if phrase.kind is TimeKind.UNDATED]
    in_year = [phrase.in_year(int(years[-1])) for phrase in undated] if years else []
    return [period for period in in_year if period]


_PROJECT = re.compile(r"\b(?:du an|tieu du an|chuong trinh|ct|da)(?: so)? \d+(?= |$)")
_TO_COME = re.compile(
    r"\b(?:nhiem vu|phuong huong|(?<!thuc hien )ke hoach|(?<!thuc hien )chi tieu|uoc|giao chi tieu|muc tieu|du kien)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _next_value(cells: Iterable[Cell], sheet: str) -> HeadValue | None:
    for cell in cells:
        if fold(cell.text.partition(":")[0]) in _LABELS:
            return None
        if cell.kind is CellKind.NUMBER and not isinstance(cell.value, str | date):
            # A year typed as a number: `2023`, never `2.023`.
            return HeadValue(format_number(cell.value).replace(".", ""), cell, sheet)
        return HeadValue(str(cell.value).strip(), cell, sheet)
    return None


_DATED = frozenset({TimeKind.PERIOD, TimeKind.UNTIL, TimeKind.DAY})


def time_in_columns(layout: TableLayout, sheet: str) -> Head:
    """The latest time that the titles of result columns name: the report's, where its head names none."""
    dated = [
        HeadValue(column.words, column.cell, sheet, time.period)
        for column in layout.of(RESULT_ROLES)
        if (time := column.title.time) and time.period and time.kind in _DATED
    ]
    latest = max(dated, key=lambda value: value.found.end if value.found else date.min, default=None)
    return {Label.COLUMN_PERIOD: latest} if latest else {}
