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
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from du_an8.findings import Finding
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
_CODE_TITLES = (fold(CODE_TITLE), fold(NUMBER_AND_CODE_TITLE))
_SUBJECT_TITLES = ("cau hoi", "chi tieu")
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
    grids: list[_Grid] = []
    for sheet in sheets:
        if grid := _grid(sheet) or _rest(sheet, grids[-1] if grids else None):
            grids.append(grid)
    return (Answers(tuple(answer for grid in grids for answer in grid.answers())), []) if grids else (None, [])


class _Grid(Struct, frozen=True):
    """A table of questions.

    Attributes:
        header: the row of its titles; code, answer and subject are columns.
    """

    sheet: Sheet
    header: int
    code: int
    answer: int
    subject: int | None

    def answers(self) -> Iterator[Answer]:
        for row in sorted(row for row in self.sheet.rows if row > self.header):
            text = self.text(row, self.answer)
            code = _CODE.search(self.text(row, self.code).casefold())
            is_heading = self._origin(row, self.answer) == self._origin(row, self.code)
            if fold(text) and not is_heading and not self._is_title(row):
                asked = self.text(row, self.subject).partition("\n")[0] if self.subject else ""
                yield Answer(code[0] if code else "", _one_line(asked), _one_line(text))

    def _is_title(self, row: int) -> bool:
        """Whether the titles stand here once more, as where a table was cut in two."""
        return fold(self.text(row, self.answer)) == fold(ANSWER_TITLE)

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


def _grid(sheet: Sheet) -> _Grid | None:
    """The questions of a sheet; None where no row has both titles."""
    for number, row in sheet.rows.items():
        titles = {fold(cell.text): column for column, cell in sorted(row.items(), reverse=True)}
        code = _column(titles, _CODE_TITLES)
        answer = _column(titles, (title for title in titles if title.startswith(fold(ANSWER_TITLE))))
        if code and answer:
            return _Grid(sheet, number, code, answer, _column(titles, _SUBJECT_TITLES))
    return None


def _column(titles: Mapping[str, int], wanted: Iterable[str]) -> int | None:
    """The column that bears the first of these titles that any does."""
    return next((titles[title] for title in wanted if title in titles), None)


def _rest(sheet: Sheet, before: _Grid | None) -> _Grid | None:
    """The rest of a table that Word cut in two, without titles of its own: codes stand where they stood."""
    if before is None:
        return None
    rest = replace(before, sheet=sheet, header=0)
    has_codes = any(_CODE.search(rest.text(row, rest.code).casefold()) for row in sheet.rows)
    return rest if has_codes else None


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
