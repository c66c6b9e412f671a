"""Reports that were sent back to their province: when, until when it is to answer, and what it answered.

All of it stands on one sheet of the workbook that went out, and comes back on the same sheet.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from du_an8.disk.links import listing
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet
from du_an8.reports.workbook.opening import read_workbook
from du_an8.vietnamese.dates import read_date
from du_an8.vietnamese.names import fold, readable

FOLDER = "returned"
_SHEET, _ANSWERS = fold("Cần làm rõ"), fold("Tỉnh giải trình")
_SENT, _REPLY_BY = fold("Ngày gửi"), fold("Trả lời trước ngày")
_SUFFIX = ".xlsx"


class Returned(Struct, frozen=True):
    """A report that was sent back.

    Attributes:
        path: of the workbook that went out, as it is shown.
        province: the folder that it lies in: the id of the province.
        stem: its name without its ending: that of the report, with or without more behind it.
        sent: None where it doesn't say; so is reply_by.
    """

    path: str
    province: str
    stem: str
    sent: date | None = None
    reply_by: date | None = None


def load_returned(folder: Path, shown: Callable[[Path], str]) -> list[Returned]:
    """The workbooks in `data/returned/<province id>/`; a missing folder holds none.

    One that can't be opened was sent back all the same, on a day that isn't known.
    """
    return [_returned(path, shown(path)) for path in _workbooks(folder)]


def _workbooks(folder: Path) -> Iterator[Path]:
    for path in listing(folder).paths:
        if path.suffix.lower() == _SUFFIX and path.parent.parent == folder and path.is_file():
            yield path


def _returned(path: Path, shown_path: str) -> Returned:
    sheets, _ = read_workbook(path, shown_path)
    head = _dates(sheets or ())
    return Returned(shown_path, readable(path.parent.name), readable(path.stem), head.get(_SENT), head.get(_REPLY_BY))


def _dates(sheets: Iterable[Sheet]) -> dict[str, date]:
    """The dates in the head of the sheet, by the folded words before them."""
    found: dict[str, date] = {}
    for sheet in filter(_is_list, sheets):
        for cell in sheet.texts:
            label = fold(cell.text).rstrip(" :")
            beside = sheet.rows[cell.row].get(cell.column + 1)
            day = _day(beside) if beside and label in {_SENT, _REPLY_BY} else None
            if day:
                found.setdefault(label, day)
    return found


def _day(cell: Cell) -> date | None:
    return cell.value if isinstance(cell.value, date) else read_date(cell.text)


def answers_in(sheets: Sequence[Sheet]) -> int:
    """How many points a province has explained in a workbook that it was sent."""
    return sum(len(_explained(sheet)) for sheet in sheets if _is_list(sheet))


def _explained(sheet: Sheet) -> list[Cell]:
    """What stands below the title of the column."""
    title = next((cell for cell in sheet.texts if fold(cell.text) == _ANSWERS), None)
    if title is None:
        return []
    below = (row[title.column] for number, row in sheet.rows.items() if number > title.row and title.column in row)
    return [cell for cell in below if cell.kind is not CellKind.TEXT or cell.text.strip()]


def _is_list(sheet: Sheet) -> bool:
    return fold(sheet.name) == _SHEET
