"""The copy of a report that goes back to the province: what has to be cleared up stands on the cells themselves.

The copy is made from the original file where that can be done in safety, so that the province gets its own form back;
else it is rebuilt from the cells that were read.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook

from du_an8.disk.writing import write_whole
from du_an8.findings import Finding
from du_an8.outputs.workbooks.returned.copying import copied
from du_an8.outputs.workbooks.returned.list_sheet import rows_of, write_list
from du_an8.outputs.workbooks.returned.marks import Marker
from du_an8.outputs.workbooks.returned.rebuilt import rebuilt
from du_an8.outputs.workbooks.returned.sending import Sending, points_of
from du_an8.outputs.workbooks.style import to_bytes
from du_an8.reports.workbook.cells import Sheet


def build_return(
    sheets: Sequence[Sheet], findings: Iterable[Finding], original: Path | None, sending: Sending
) -> Workbook:
    """The copy with its points: coloured cells with comments, and a list in front.

    Args:
        sheets: the report as it was read; empty where it could not be.
        findings: those about this file.
        original: the file itself; None rebuilds it from the sheets.
    """
    copy = (copied(original, sheets) if original and sheets else None) or rebuilt(sheets, sending.sent)
    points = rows_of(points_of(findings, sending))
    Marker(copy, sheets).mark(points)
    write_list(copy, points, sending)
    return copy.book


def save_return(
    path: Path, sheets: Sequence[Sheet], findings: Sequence[Finding], original: Path | None, sending: Sending
) -> None:
    """Write the copy whole or not at all; an original that openpyxl can read but not write is rebuilt.

    Raises:
        OSError: the folder is missing or can't be written to.
    """
    content = None
    if original:
        try:
            content = to_bytes(build_return(sheets, findings, original, sending))
        except Exception:  # noqa: BLE001  # openpyxl raises whatever a strange file makes it stumble over
            content = None
    written = content or to_bytes(build_return(sheets, findings, None, sending))
    write_whole(path, written)
