"""The columns of the template, and which of them an indicator takes entries in."""

from enum import IntEnum

from du_an8.programme.catalogue import Indicator, Kind
from du_an8.vietnamese.dates import Period


class Column(IntEnum):
    """Where each column of the table stands."""

    NUMBERING = 1
    ID = 2
    INDICATOR = 3
    UNIT = 4
    PLAN_PHASE = 5
    PLAN_YEAR = 6
    IN_PERIOD = 7
    CUMULATIVE = 8
    NUMERATOR = 9
    DENOMINATOR = 10
    PERCENTAGE = 11
    NOTE = 12
    BEFORE = 13  # where anything is known from before the period


COLUMNS = {
    Column.NUMBERING: ("STT", 6),
    Column.ID: ("Mã", 22),
    Column.INDICATOR: ("Chỉ tiêu", 46),
    Column.UNIT: ("Đơn vị tính", 10),
    Column.PLAN_PHASE: ("Kế hoạch giai đoạn", 12),
    Column.PLAN_YEAR: ("Kế hoạch năm", 12),
    Column.IN_PERIOD: ("Thực hiện trong kỳ", 12),
    Column.CUMULATIVE: ("Luỹ kế từ đầu giai đoạn", 13),
    Column.NUMERATOR: ("Tử số", 10),
    Column.DENOMINATOR: ("Mẫu số", 10),
    Column.PERCENTAGE: ("Tỷ lệ %", 10),
    Column.NOTE: ("Ghi chú", 30),
    Column.BEFORE: ("Luỹ kế kỳ trước", 22),
}
RESULTS = (Column.IN_PERIOD, Column.CUMULATIVE, Column.NUMERATOR, Column.DENOMINATOR, Column.PERCENTAGE)


def entry_columns(indicator: Indicator, period: Period) -> set[Column]:
    """Which figures of an indicator the province fills in."""
    if indicator.kind is Kind.RATE:
        parts = {Column.NUMERATOR, Column.DENOMINATOR} if indicator.is_percentage else set()
        return {Column.CUMULATIVE, *parts}
    # Of a period that begins with the phase, "trong kỳ" and "luỹ kế" are the same.
    return {Column.CUMULATIVE} if period.start is None else {Column.IN_PERIOD, Column.CUMULATIVE}
