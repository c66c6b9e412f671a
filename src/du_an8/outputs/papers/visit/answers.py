"""The answers noted in a paper of an earlier visit, read from the paper itself: nothing is typed twice.

A question is known by its code, which stands beside it: what it asks of which indicator, by which rule, about which
cell. Its wording may be edited, rows deleted, columns moved, cells merged: where a table has a column “Mã” and a column
“Tỉnh trả lời”, what stands in the second belongs to the question that the first names.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from du_an8.findings import Finding
from du_an8.language.texts import in_every_language
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet
from du_an8.vietnamese.dates import format_date
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import format_number

CODE_TITLE, ANSWER_TITLE = "Mã", "Tỉnh trả lời"
NUMBER_AND_CODE_TITLE = "STT, mã"
"""The title of a column that holds a number and, below it, the code."""

_LETTERS = "bcdfghjknpqrstvxyz"  # no vowels, so that no words come about; none that are wide
_OF_AREA, _OF_QUESTION = 2, 5  # letters
_CODE = re.compile(rf"(?<![^\W_])[{_LETTERS}]{{{_OF_AREA + _OF_QUESTION}}}(?![^\W_])")
_SUBJECT_TITLES = ("Câu hỏi", "Chỉ tiêu")
_LONGEST = 600
"""Characters of an answer that are shown; the paper itself has the rest."""


def code_of(area: str, *identity: object) -> str:
    """A short name for a question, the same as long as it asks the same; its first letters tell the area."""
    return area_mark(area) + _letters((area, *identity), _OF_QUESTION)


def area_mark(area: str) -> str:
    """How the codes of all questions about an area begin."""
    return _letters((area,), _OF_AREA)


def _letters(identity: tuple[object, ...], count: int) -> str:
    digest = hashlib.sha256(repr(identity).encode()).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:count])


class Answer(Struct, frozen=True):
    """What was noted beside one question.

    Attributes:
        code: of the question; empty where the row names none.
        asked: the question as it stood in the paper.
    """

    code: str
    asked: str
    text: str

    @property
    def area_mark(self) -> str:
        """How the code begins."""
        return self.code[:_OF_AREA]


class Answers(Struct, frozen=True):
    """The answers of one paper, or of several."""

    listed: tuple[Answer, ...] = ()

    @property
    def by_code(self) -> Mapping[str, str]:
        """Code -> what was noted; a question that stands in several rows has the answers of all."""
        texts: dict[str, dict[str, None]] = {}
        for answer in self.listed:
            texts.setdefault(answer.code, {})[answer.text] = None
        return {code: " / ".join(noted) for code, noted in texts.items() if code}


NO_ANSWERS = Answers()


def read_answers(path: Path) -> tuple[Answers | None, list[Finding]]:
    """The answers in a paper that `report` wrote as .docx or .xlsx and people filled in.

    Returns:
        The answers; None where it is no such paper, with the finding that says why it can't be read, if it can't.
    """
    from du_an8.reports.workbook.opening import read_workbook

    sheets, findings = read_workbook(path, str(path))
    if sheets is None:
        return None, findings
    tables: list[_Table] = []
    for sheet in sheets:
        tables += _tables(sheet, tables[-1] if tables else None)
    answers = tuple(answer for table in tables for answer in table.answers())
    return (Answers(answers), []) if tables else (None, [])


class _Table(Struct, frozen=True):
    """A table of questions.

    Attributes:
        first: the row below its titles; rows reach to the last of the sheet, or to the next titles.
        code, answer, subject: columns.
    """

    sheet: Sheet
    first: int
    last: int
    code: int
    answer: int
    subject: int | None

    @property
    def rows(self) -> list[int]:
        """The rows that hold anything."""
        return [row for row in sorted(self.sheet.rows) if self.first <= row <= self.last]

    def answers(self) -> Iterator[Answer]:
        for row in self.rows:
            text = self.text(row, self.answer)
            is_heading = self._origin(row, self.answer) == self._origin(row, self.code)
            if fold(text) and not is_heading:
                asked = self.text(row, self.subject).partition("\n")[0] if self.subject else ""
                yield Answer(self.code_in(row), _one_line(asked), _one_line(text))

    def code_in(self, row: int) -> str:
        """The code of a row, empty where it has none; Word likes to begin a cell with a capital."""
        match = _CODE.search(self.text(row, self.code).casefold())
        return match[0] if match else ""

    def text(self, row: int, column: int) -> str:
        """What a person reads there, merged cells included."""
        at_row, at_column = self._origin(row, column)
        cell = self.sheet.rows.get(at_row, {}).get(at_column)
        return _shown(cell) if cell else ""

    def _origin(self, row: int, column: int) -> tuple[int, int]:
        for area in self.sheet.merged:
            if area.first_row <= row <= area.last_row and area.first_column <= column <= area.last_column:
                return area.first_row, area.first_column
        return row, column


def _tables(sheet: Sheet, before: _Table | None) -> list[_Table]:
    """The tables of questions of a sheet; below each row that has both titles, one.

    Args:
        before: of an earlier sheet; Word cuts a table in two without repeating its titles.
    """
    titled: list[_Table] = []
    for number in sorted(sheet.rows, reverse=True):
        if table := _titled(sheet, number, titled[-1].first - 2 if titled else max(sheet.rows)):
            titled.append(table)
    if titled or before is None:
        return titled[::-1]
    rest = replace(before, sheet=sheet, first=1, last=max(sheet.rows, default=0))
    return [rest] if any(map(rest.code_in, rest.rows)) else []


def _titled(sheet: Sheet, number: int, last: int) -> _Table | None:
    """The table below a row; None where that doesn't have both titles."""
    titles = {fold(cell.text): column for column, cell in sorted(sheet.rows[number].items(), reverse=True)}
    code = _column(titles, _folded(CODE_TITLE, NUMBER_AND_CODE_TITLE))
    answer = _column(titles, (title for title in titles if title.startswith(_folded(ANSWER_TITLE))))
    if code is None or answer is None:
        return None
    return _Table(sheet, number + 1, last, code, answer, _column(titles, _folded(*_SUBJECT_TITLES)))


@cache
def _folded(*titles: str) -> tuple[str, ...]:
    """Titles as they are compared: a paper in either language is read."""
    return tuple(fold(text) for title in titles for text in in_every_language(title))


def _column(titles: Mapping[str, int], wanted: Iterable[str]) -> int | None:
    """The column that bears the first of these titles that any does."""
    return next((titles[title] for title in wanted if title in titles), None)


def _shown(cell: Cell) -> str:
    """A cell as people read it; what is struck through was taken back."""
    match cell.value:
        case _ if cell.kind is CellKind.WITHDRAWN:
            return ""
        case Decimal() as number:
            return format_number(number * 100) + "%" if cell.percent else format_number(number)
        case date() as day:
            return format_date(day)
        case text:
            return str(text)


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
