"""The reports that were sent back to their provinces, as they lie in the data folder."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from du_an8.disk.links import listing
from du_an8.reports.returned import apart, read_lists
from du_an8.reports.workbook.opening import read_workbook
from du_an8.vietnamese.names import readable

FOLDER = "returned"
_SUFFIX = ".xlsx"


class SentBack(Struct, frozen=True):
    """A report that was sent back.

    Attributes:
        path: of the workbook that went out, as it is shown.
        province: the folder that it lies in: the id of the province.
        stem: its name without its ending: that of the report, with or without more behind it.
        sent: None where it doesn't say; so is reply_by.
        report_code: of the report that was sent back; empty where it names none.
    """

    path: str
    province: str
    stem: str
    sent: date | None = None
    reply_by: date | None = None
    report_code: str = ""


def load_sent_back(folder: Path, shown: Callable[[Path], str]) -> list[SentBack]:
    """The workbooks in `data/returned/<province id>/`; a missing folder holds none.

    One that can't be opened was sent back all the same, on a day that isn't known.
    """
    return [_sent_back(path, shown(path)) for path in _workbooks(folder)]


def _workbooks(folder: Path) -> Iterator[Path]:
    for path in listing(folder).paths:
        if path.suffix.lower() == _SUFFIX and path.parent.parent == folder and path.is_file():
            yield path


def _sent_back(path: Path, shown_path: str) -> SentBack:
    sheets, _ = read_workbook(path, shown_path)
    _, lists = apart(sheets or ())
    points = read_lists(lists, shown_path)
    province, stem = readable(path.parent.name), readable(path.stem)
    if points is None:
        return SentBack(shown_path, province, stem)
    return SentBack(shown_path, province, stem, points.sent, points.reply_by, points.report_code)
