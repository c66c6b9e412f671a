"""Finds the table of a sheet: the header row, and which role each column plays."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from du_an8.reports.facts import PlanScope
from du_an8.reports.workbook.cells import Cell, Sheet
from du_an8.vietnamese.dates import Period, read_period
from du_an8.vietnamese.names import fold


class Role(StrEnum):
    """What a column holds."""

    NUMBERING = "STT"
    ID = "Mã"
    INDICATOR = "Chỉ tiêu"
    UNIT = "Đơn vị tính"
    PLAN_PHASE = "Kế hoạch giai đoạn"
    PLAN_YEAR = "Kế hoạch năm"
    IN_PERIOD = "Thực hiện trong kỳ"
    CUMULATIVE = "Luỹ kế từ đầu giai đoạn"
    RESULT = "Thực hiện"  # says neither "trong kỳ" nor "luỹ kế"
    NUMERATOR = "Tử số"
    DENOMINATOR = "Mẫu số"
    PERCENTAGE = "Tỷ lệ %"
    NOTE = "Ghi chú"


_PLAN = r"(?:ke hoach|kh|chi tieu)(?: (?:duoc )?giao)?"
_DONE = r"(?:ket qua thuc hien|thuc hien|ket qua|th)"
# "Luỹ kế từ đầu năm" is something else: it says nothing of the years before.
_SINCE_START = r"(?:tu dau giai doan|(?:ca )?giai doan|(?:tinh )?den)\b"
# The first pattern that fits decides; they are matched against the folded text of a header cell.
_PATTERNS: list[tuple[Role, re.Pattern[str]]] = [
    (role, re.compile(pattern))
    for role, pattern in (
        (Role.NUMBERING, r"stt|tt|so tt|so thu tu"),
        (Role.ID, r"ma|ma chi tieu|ma so"),
        (Role.NUMERATOR, r"tu so"),
        (Role.DENOMINATOR, r"mau so"),
        (Role.NOTE, r"ghi chu"),
        (Role.PERCENTAGE, r"%|(?:ty le|ti le|so sanh)\b.*"),
        (Role.CUMULATIVE, rf"(?!.*\btruoc\b)(?:{_DONE} |so )?luy ke(?: {_SINCE_START}.*)?|{_DONE} {_SINCE_START}.*"),
        (Role.IN_PERIOD, rf"(?!.*\btruoc\b)(?:{_DONE} (?:trong )?|trong )(?:ky|quy|thang|nam|\d+ thang)\b.*"),
        (Role.PLAN_PHASE, rf"{_PLAN}(?: ca| den)? (?:giai doan|het giai doan)\b.*|chi tieu (?:duoc )?giao"),
        (Role.PLAN_YEAR, rf"{_PLAN}(?: trong| ca)? nam\b.*"),
        (Role.RESULT, rf"{_DONE}|so luong"),
        (Role.INDICATOR, r"(?:ten )?chi tieu|noi dung(?: chi tieu| hoat dong)?|hoat dong"),
        (Role.UNIT, r"don vi(?: tinh)?|dvt"),
    )
]
FIGURE_ROLES = frozenset(
    {Role.IN_PERIOD, Role.CUMULATIVE, Role.RESULT, Role.NUMERATOR, Role.DENOMINATOR, Role.PERCENTAGE}
)


@dataclass(frozen=True, slots=True)
class TableLayout:
    """The recognised table of a sheet.

    Attributes:
        header_row: its row number.
        columns: role -> column number.
        percentage_base: the plan that the percentage column's header names.
    """

    header_row: int
    columns: Mapping[Role, int]
    percentage_base: PlanScope | None


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """What was seen of a sheet that holds no table we know.

    Attributes:
        seen: header words that were recognised somewhere, in the best row.
        missing: what that row lacks.
        doubled: a role that two columns claim.
    """

    seen: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    doubled: Role | None = None


def role_of(text: str) -> Role | None:
    """The role that a header cell names."""
    key = fold(text)
    return next((role for role, pattern in _PATTERNS if pattern.fullmatch(key)), None)


def recognise(sheet: Sheet) -> TableLayout | Unrecognised:
    """Find the header row: the first that names an indicator column and a column of figures."""
    best = Unrecognised(missing=(Role.INDICATOR, "cột số liệu"))
    for number in sorted(sheet.rows):
        cells = [(role, cell) for cell in sheet.rows[number].values() if cell.text and (role := role_of(cell.text))]
        roles = [role for role, _ in cells]
        named = {Role.ID, Role.INDICATOR} & set(roles)
        figures = FIGURE_ROLES & set(roles)
        if named and figures:
            doubled = next((role for role in roles if roles.count(role) > 1), None)
            if doubled:
                return Unrecognised(seen=tuple(roles), doubled=doubled)
            if _goes_on(sheet, number):
                return Unrecognised(seen=tuple(roles), missing=("tiêu đề chỉ một dòng",))
            return _layout(number, cells)
        if len(roles) > len(best.seen):
            missing = [] if named else [Role.INDICATOR.value]
            best = Unrecognised(tuple(roles), (*missing, *([] if figures else ["cột số liệu"])))
    return best


def _goes_on(sheet: Sheet, header_row: int) -> bool:
    """Whether the next row holds column titles, too: then this row alone doesn't tell what the columns are.

    A row that names something under Mã or Chỉ tiêu is no such row ("Tỷ lệ phụ nữ …" is the name of an indicator).
    """
    below = sheet.rows.get(header_row + 1, {})
    titles = {column: role_of(cell.text) for column, cell in sheet.rows[header_row].items() if cell.text}
    if any(titles.get(column) in {Role.ID, Role.INDICATOR} for column in below):
        return False
    roles = {role_of(cell.text) for cell in below.values() if cell.text}
    return bool(roles & {*FIGURE_ROLES, Role.PLAN_PHASE, Role.PLAN_YEAR})


def stated_period(text: str) -> Period | None:
    """The period that a column title names: `Thực hiện quý I/2024`, `Luỹ kế đến 31/12/2023`."""
    words = fold(text)
    for start in range(len(words.split())):
        rest = " ".join(words.split()[start:])
        if period := read_period(rest):
            return period
    return None


def _layout(number: int, cells: list[tuple[Role, Cell]]) -> TableLayout:
    header = dict(cells)
    base = None
    if Role.PERCENTAGE in header:
        words = fold(header[Role.PERCENTAGE].text).split()
        names_year, names_phase = "nam" in words, "doan" in words
        if names_year != names_phase:
            base = PlanScope.YEAR if names_year else PlanScope.PHASE
    return TableLayout(number, {role: cell.column for role, cell in cells}, base)
