"""The list of points in a report that was sent back: how it is written, and what the province answered in it.

The list is a sheet of its own. It is never read as a table of figures; whatever stands in it that isn't ours is an
answer, wherever rows were moved, columns renamed or cells merged.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from msgspec import Struct

from du_an8.findings import Location
from du_an8.findings.rules import all_rules
from du_an8.reports.file_account import Explanation
from du_an8.reports.workbook.cells import Cell, Sheet
from du_an8.vietnamese.dates import format_date, read_date
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import format_number

LIST_SHEET, LIST_TITLE = "Cần làm rõ", "NHỮNG ĐIỂM CẦN LÀM RÕ"
LEVEL, PLACE, CONTENT, REQUEST, ANSWER = HEADER = ("Mức", "Ô", "Nội dung", "Đề nghị", "Tỉnh giải trình")
LEVELS = {"error": "Cần sửa", "warning": "Cần làm rõ", "info": "Đề nghị xem lại"}
WHOLE_FILE, RELATED = "Cả tệp", "Liên quan:"
SENT, REPLY_BY = "Ngày gửi:", "Trả lời trước ngày:"
REPORT_CODE = "Mã báo cáo:"
"""Before the code of the report that was sent back, in one cell with it."""
NO_POINTS = "Không có điểm nào cần làm rõ."
HOW = (
    "Bấm vào cột “Ô” để đến ô đó; ô được tô màu, có ghi chú. Đề nghị sửa ngay trên tệp này, trả lời ở cột "
    f"“{ANSWER}”, lưu và gửi lại."
)
NOTE_BEGINS, NOTE_ENDS = "ĐIỂM CẦN LÀM RÕ", "Trả lời ở trang “Cần làm rõ”, cột “Tỉnh giải trình”."
NOTE_ABOVE = "——— Ghi chú có sẵn ———"
"""Of the note on a cell: its first and last line, and what parts it from the province's own note below."""

_TITLES = {fold(title): title for title in HEADER}
_LEVELS = frozenset(map(fold, LEVELS.values()))
_FEWEST_TITLES, _FEWEST_BELOW_TITLE = 4, 2
_CODE_LENGTH = 16
_SIGNS = frozenset({LIST_TITLE, *HEADER})
_LABELS = {fold(label.rstrip(":")): label for label in (SENT, REPLY_BY)}
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]*(?::[A-Z]{1,3}[1-9][0-9]*)?")
_FIELD = re.compile(r"\\\{\w+\\\}")  # in a text that is escaped already
_MOST_SPREAD = 100_000
"""Rows of all merged areas together that an answer is copied to."""

_Row = Mapping[int, Cell]


class ReturnedList(Struct, frozen=True):
    """What the list says.

    Attributes:
        sent: the day on which it was sent to the province.
        reply_by: the day by which an answer was asked for, if there was one.
        explanations: what the province wrote.
        report_code: of the report that was sent back; empty where the list names none.
    """

    sent: date | None
    reply_by: date | None
    explanations: tuple[Explanation, ...]
    report_code: str = ""


def code_of(digest: str) -> str:
    """The code by which a list names a report.

    Args:
        digest: of its bytes, in hexadecimal digits.
    """
    return digest[:_CODE_LENGTH]


def is_list(sheet: Sheet) -> bool:
    """Whether a sheet is the list of a report that was sent back: by its header, else by its name and title."""
    signs = {cell.value for cell in sheet.texts if cell.value in _SIGNS}  # quick: most sheets are none, and are large
    if not signs & {LIST_TITLE, ANSWER} and len(signs) < _FEWEST_TITLES:
        return False
    return _header(sheet) is not None or (fold(sheet.name).startswith(fold(LIST_SHEET)) and _has_title(sheet))


def read_lists(lists: Iterable[Sheet], path: str) -> ReturnedList | None:
    """What the lists of a file say together; None where it has none.

    Args:
        path: the file, as it is shown.
    """
    readers = [_ListReader(sheet, path) for sheet in lists]
    if not readers:
        return None
    return ReturnedList(
        next(filter(None, (each.day(SENT) for each in readers)), None),
        next(filter(None, (each.day(REPLY_BY) for each in readers)), None),
        tuple(answer for each in readers for answer in each.explanations()),
        next(filter(None, (each.report_code() for each in readers)), ""),
    )


def apart(sheets: Iterable[Sheet]) -> tuple[list[Sheet], list[Sheet]]:
    """The sheets of the report itself, and the lists of points among them."""
    of_report: list[Sheet] = []
    lists: list[Sheet] = []
    for sheet in sheets:
        (lists if is_list(sheet) else of_report).append(sheet)
    return of_report, lists


def own_words(note: str) -> str:
    """What a note on a cell says besides our own words."""
    start = note.find(NOTE_BEGINS)
    end = note.find(NOTE_ENDS, start)
    if start < 0 or end < 0:
        return note.strip()
    left = f"{note[:start]}{note[end + len(NOTE_ENDS) :]}"
    return left.replace(NOTE_ABOVE, "", 1).strip()


def normal(text: str) -> str:
    """A text as it is compared: in one line, with single blanks."""
    return " ".join(text.split())


def _has_title(sheet: Sheet) -> bool:
    return any(fold(cell.text) == fold(LIST_TITLE) for cell in sheet.texts)


def _header(sheet: Sheet) -> tuple[int, dict[int, str]] | None:
    """The row of the header, and which of our columns stands where."""
    fewest = _FEWEST_BELOW_TITLE if _has_title(sheet) else _FEWEST_TITLES
    for number, row in sheet.rows.items():
        columns = {column: _TITLES[name] for column, cell in row.items() if (name := fold(cell.text)) in _TITLES}
        if len(set(columns.values())) >= fewest:
            return number, columns
    return None


class _ListReader:
    """Reads one list, row by row."""

    def __init__(self, sheet: Sheet, path: str) -> None:
        self.sheet, self.path = sheet, path
        number, columns = _header(sheet) or (None, dict(enumerate(HEADER, start=1)))
        self.rows = {key: row for key, row in sheet.rows.items() if key != number}
        self.columns = {title: column for column, title in columns.items()}
        self.ours = {column for title, column in self.columns.items() if title != ANSWER}

    def day(self, label: str) -> date | None:
        """The day beside a label."""
        for row in self.rows.values():
            for column, cell in row.items():
                if _LABELS.get(_name(cell)) == label and column + 1 in row:
                    return _day(row[column + 1])
        return None

    def report_code(self) -> str:
        """The code of the report that the list is about."""
        texts = (cell.text.strip() for row in self.rows.values() for cell in row.values())
        return next((text[len(REPORT_CODE) :].strip() for text in texts if text.startswith(REPORT_CODE)), "")

    def explanations(self) -> Iterator[Explanation]:
        """Each text that isn't ours, with the point beside it; of merged rows, with the point of each."""
        spread = self._spread()
        for number, row in self.rows.items():
            if self._is_point(row):
                answers = [cell for column, cell in row.items() if column not in self.ours]
                for cell in (*answers, *spread.get(number, ())):
                    yield from self._answer(cell, _written(cell), row)
                yield from self._below_request(row)
            else:
                for cell in _besides_head(row):
                    yield from self._answer(cell, _written(cell), None)

    def _is_point(self, row: _Row) -> bool:
        """Whether a point stands in a row: its level, where that column is left, and any words of it."""
        level = LEVEL not in self.columns or fold(self._text(row, LEVEL)) in _LEVELS
        return level and bool(self._text(row, CONTENT) or self._text(row, REQUEST))

    def _spread(self) -> dict[int, list[Cell]]:
        """Row -> the answers in cells that were merged over it from above."""
        spread: dict[int, list[Cell]] = {}
        left = _MOST_SPREAD
        for area in self.sheet.merged:
            cell = self.rows.get(area.first_row, {}).get(area.first_column)
            if cell is None or area.first_column in self.ours:
                continue
            for number in range(area.first_row + 1, min(area.last_row, area.first_row + left) + 1):
                left -= 1
                spread.setdefault(number, []).append(cell)
        return spread

    def _below_request(self, row: _Row) -> Iterator[Explanation]:
        """What was written behind the request, in its own cell."""
        _, more = _request_and_more(self._text(row, REQUEST))
        if more:
            yield from self._answer(row[self.columns[REQUEST]], more, row)

    def _answer(self, cell: Cell, text: str, point: _Row | None) -> Iterator[Explanation]:
        if not text:
            return
        content, _, _ = (self._text(point, CONTENT) if point else "").partition(f"\n{RELATED}")
        request, _ = _request_and_more(self._text(point, REQUEST) if point else "")
        yield Explanation(
            self._asked(point) if point else None,
            normal(content),
            request,
            text,
            Location(self.path, sheet=self.sheet.name, cell=cell.address),
        )

    def _asked(self, point: _Row) -> Location | None:
        """`Báo cáo!G12`, a sheet, or the whole file."""
        words = self._text(point, PLACE).strip()
        if not words:
            return None
        if words == WHOLE_FILE:
            return Location(self.path)
        sheet, _, cell = words.rpartition("!")
        return (
            Location(self.path, sheet=sheet, cell=cell) if _CELL.fullmatch(cell) else Location(self.path, sheet=words)
        )

    def _text(self, row: _Row, title: str) -> str:
        cell = row.get(self.columns.get(title, 0))
        return _written(cell) if cell else ""


def _request_and_more(text: str) -> tuple[str, str]:
    """A request of ours, and what was written behind it; words that we don't know, of an older version, are whole."""
    text = normal(text)
    known = _requests().match(text)
    return (known[0], text[known.end() :].strip()) if known else (text, "")


@cache
def _requests() -> re.Pattern[str]:
    """Any request that we make; what differs from one finding to the next may be anything."""
    variants = [variant for rule in all_rules() for variant in rule.variants]
    requests = {normal(variant.request.vietnamese) for variant in variants if variant.request}
    longest_first = sorted(sorted(requests), key=len, reverse=True)
    return re.compile("|".join(_FIELD.sub(".+?", re.escape(each)) for each in longest_first))


def _name(cell: Cell) -> str:
    return fold(cell.text.strip().rstrip(":"))


def _besides_head(row: _Row) -> Iterator[Cell]:
    """The cells of a row without a point that aren't ours either: no title, no label, no day beside a label."""
    labels = {column for column, cell in row.items() if _name(cell) in _LABELS}
    for column, cell in row.items():
        is_day = column - 1 in labels and _day(cell) is not None
        if not (column in labels or is_day or _is_head(cell.text.strip())):
            yield cell


def _is_head(text: str) -> bool:
    """Whether a text is our title, a title of a column, or what we say of the list."""
    return text in {LIST_TITLE, *HEADER} or text.startswith((NO_POINTS, REPORT_CODE)) or HOW in text


def _day(cell: Cell) -> date | None:
    return cell.value if isinstance(cell.value, date) else read_date(cell.text)


def _written(cell: Cell) -> str:
    """What a person reads in a cell."""
    match cell.value:
        case Decimal() if cell.shown:
            return cell.shown
        case Decimal() if cell.percent:
            return f"{format_number(cell.value * 100)}%"
        case Decimal():
            return f"{format_number(cell.value)} {cell.unit}".strip()
        case date():
            return cell.shown or format_date(cell.value)
        case text:
            return text.strip()
