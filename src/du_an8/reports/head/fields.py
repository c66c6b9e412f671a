"""The labelled values above a table: `Kỳ báo cáo: Quý III`, `Năm | 2024`, `Từ ngày | … | Đến ngày | …`, `☐ Quý ☒ Năm`.

A value stands behind the colon of its label, else in the next cell of the row. One cell may hold several labels with
their values, parted by a semicolon, a dash or two blanks. Of a row of boxes the ticked one counts.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from functools import cache

from msgspec import Struct

from du_an8.reports.vocabulary.vocabulary import either, packaged, texts
from du_an8.reports.workbook.cells import Cell, CellKind
from du_an8.vietnamese.dates import read_date, read_times
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import format_number
from du_an8.vietnamese.places import is_proper, place_alone


class Label(StrEnum):
    """What a value of the head says; those that no label stands for are told by titles, names and tables."""

    PROVINCE = "Tỉnh"
    PERIOD = "Kỳ báo cáo"
    PHASE = "Giai đoạn"
    DATE = "Số liệu đến ngày"
    REPORTED_ON = "Ngày báo cáo"
    REPORTER = "Đơn vị báo cáo"
    UNIT = "Đơn vị tính"
    YEAR = "Năm"
    QUARTER = "Quý"
    MONTH = "Tháng"
    FROM = "Từ ngày"
    UNTIL = "Đến ngày"
    DISTRICT = "Huyện"
    COMMUNE = "Xã"
    NOTHING = "ô không nói gì về số liệu"  # when a report is due, who typed it
    TITLE_PERIOD = "kỳ trong tiêu đề"  # said in the title of the report, by no label
    TITLE_PROVINCE = "tỉnh trong tiêu đề"
    TITLE_OPEN = "kỳ không ghi năm trong tiêu đề"
    UNCLEAR = "thời gian không rõ trong tiêu đề"  # then nothing wider may be taken instead
    TO_COME = "thời gian còn ở phía trước trong tiêu đề"  # of plans and forecasts, where the title names no other
    ESTIMATE = "ước trong tiêu đề"  # the title speaks of an estimate alone
    FORESEEN = "dự kiến trong tiêu đề"  # that estimate is of what is only intended
    PLANS = "việc sẽ làm trong tiêu đề"  # the title speaks of nothing else
    COMPARED = "thời gian để so sánh trong tiêu đề"  # the title names no other
    TITLE_PHASE = "giai đoạn trong tiêu đề"
    LATER = "thời gian sau giai đoạn đó, ở chỗ khác trong tệp"
    SINCE = "từ … đến nay trong tiêu đề"
    PLACE = "huyện, xã"  # the office of a district or commune reports
    PLACE_UNREAD = "huyện, xã không rõ tên"  # then the province may not be taken instead
    INSIDE = "nơi của riêng một trang, một bảng"  # of several sheets or tables, each is about one
    COLUMN_PERIOD = "kỳ trong tiêu đề cột"


class Field(Struct, frozen=True):
    """A value above a table, and the cell in which it stands; a text that is no labelled value has no label."""

    label: Label | None
    text: str
    cell: Cell


_LONGEST = 300
_YEAR = re.compile(r"(?:19|20)\d\d")
_QUARTER = re.compile(r"(?:i{1,3}|iv|0?[1-4])", re.IGNORECASE)
_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])")
_FITS: dict[Label, Callable[[str], object]] = {
    Label.YEAR: _YEAR.fullmatch,
    Label.QUARTER: _QUARTER.fullmatch,
    Label.MONTH: _MONTH.fullmatch,
    Label.FROM: read_date,
    Label.UNTIL: read_date,
}
_PLACES = frozenset({Label.DISTRICT, Label.COMMUNE})
_PARTED = r"(?:^|[;,|\n\t]|\s{2,}|\s[-–]\s)\s*"
_BOX = re.compile(r"(?P<ticked>[☒☑✓✔✅■▣◉●]|[\[(]\s*[xX]\s*[\])])|(?P<open>[☐□▢○◯❏❑]|\[\s*\]|\(\s+\))")


@cache
def _labels() -> dict[str, Label]:
    return {fold(text): Label[name.upper()] for name in packaged("head") for text in texts("head", name)}


@cache
def _label_inside() -> re.Pattern[str]:
    """A label with its colon inside a longer text."""
    words = "|".join(either("head", name, folded=False) for name in packaged("head"))
    return re.compile(rf"{_PARTED}(?=(?:{words})\s*:)", re.IGNORECASE)


def label_of(text: str) -> Label | None:
    """What the words in front of a colon, or a whole text, are the label of."""
    words = text.partition(":")[0]
    return _labels().get(fold(words)) if len(words) < _LONGEST else None


def read_row(cells: Sequence[Cell]) -> list[Field]:
    """The labelled values of one row, and its other texts."""
    fields: list[Field] = []
    following = 0  # the first cell that is no value of a label before it
    for at, cell in enumerate(cells):
        found, used = _read_cell(cell, cells[at + 1 :])
        fields += [field for field in found if field.label or at >= following]
        following = max(following, at + 1 + used)
        if found and at + 1 >= following and (title := _with_its_number(found[-1], cells[at + 1 : at + 2])):
            fields[-1], following = title, at + 2
    return fields


def _with_its_number(title: Field, behind: Sequence[Cell]) -> Field | None:
    """A title whose last word is that of a time, with the number in the next cell: `BÁO CÁO 9 THÁNG NĂM | 2026`."""
    number = next((written(cell) for cell in behind if cell.kind is CellKind.NUMBER), "")
    fits = _FITS.get(label_of(title.text.rpartition(" ")[2]) or Label.NOTHING)
    is_cut = title.label is None and fits is not None and bool(number and fits(number))
    return Field(None, f"{title.text} {number}", behind[0]) if is_cut else None


def _read_cell(cell: Cell, behind: Sequence[Cell]) -> tuple[list[Field], int]:
    """What stands in one cell, and how many of the cells behind it are values of its last label."""
    fields: list[Field] = []
    used = 0
    pieces = _pieces(cell.text)
    for piece in pieces:
        label = label_of(piece)
        if label is None:
            fields += [Field(None, text, cell)] if (text := ticked(piece)) else []
            continue
        field, used = _value(label, piece, cell, behind if piece is pieces[-1] else ())
        if field:
            fields.append(field)
        elif label in _FITS and piece.partition(":")[2].strip():
            fields.append(Field(None, piece, cell))
    return fields, used


def _pieces(text: str) -> list[str]:
    """The labels with their values that stand in one cell; the text itself where that is none or one."""
    text = text.strip()
    starts = [match.end() for match in _label_inside().finditer(text)] if ":" in text and len(text) < _LONGEST else []
    if len(starts) < 2 or starts[0]:  # noqa: PLR2004  # one label has the rest as its value
        return _unit_and_rest(text) if label_of(text) is Label.UNIT else [text]
    ends = [*starts[1:], len(text)]
    return [text[start:end].strip(" ;,|-–\n\t") for start, end in zip(starts, ends, strict=True)]


def _unit_and_rest(text: str) -> list[str]:
    """A unit, and a time that stands behind it: `Đơn vị tính: triệu đồng; số liệu đến 30/9/2024`."""
    unit, _, rest = text.partition(";")
    return [unit, rest.strip(" ()")] if read_times(rest).phrases else [text]


def _value(label: Label, piece: str, cell: Cell, behind: Sequence[Cell]) -> tuple[Field | None, int]:
    """The value of a label, and how many of the next cells hold it."""
    rest = piece.partition(":")[2].strip(" )") if ":" in piece else ""
    row = _up_to_a_label(behind)
    if _BOX.search(" ".join([rest, *(each.text for each in row)])):
        text = " ".join(filter(None, map(ticked, [rest, *map(written, row)])))
        return (Field(label, text, cell) if text else None), len(row)
    fits = _FITS.get(label, bool)
    if rest:
        return (Field(label, rest, cell) if fits(rest) else None), 0
    if not row:
        return None, 0
    text = written(row[0])
    is_value = fits(text) and not _is_title(label, piece, text)
    return (Field(label, text, row[0]) if is_value else None), 1


def _is_title(label: Label, piece: str, text: str) -> bool:
    """Whether words beside `Huyện` name none: `Huyện | Dự án 8` are titles of columns."""
    may_be_title = label in _PLACES and ":" not in piece
    return may_be_title and place_alone(text) is None and not is_proper(text.split())


def _up_to_a_label(cells: Iterable[Cell]) -> list[Cell]:
    row: list[Cell] = []
    for cell in cells:
        if label_of(cell.text):
            break
        row.append(cell)
    return row


def written(cell: Cell) -> str:
    """A value as text; a year typed as a number is `2023`, never `2.023`."""
    if cell.kind is CellKind.NUMBER and not isinstance(cell.value, str | date):
        return format_number(cell.value).replace(".", "")
    return str(cell.value).strip()


def ticked(text: str) -> str:
    """`Kỳ: ☐ Quý I ☒ Năm 2024` without what isn't ticked."""
    boxes = list(_BOX.finditer(text))
    if not boxes:
        return text.strip()
    ends = [*(box.start() for box in boxes[1:]), len(text)]
    chosen = [text[box.end() : end].strip(" ,;") for box, end in zip(boxes, ends, strict=True) if box["ticked"]]
    return " ".join(filter(None, [text[: boxes[0].start()].strip(), *chosen]))
