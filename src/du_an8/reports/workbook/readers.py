"""Which reader reads which kind of file; what may hang or swell is read in a process apart."""

import warnings
from pathlib import Path

from du_an8.reports.workbook.cells import Sheet

_READERS = {
    "xls": "du_an8.reports.workbook.xls:read_xls",
    "ods": "du_an8.reports.workbook.ods:read_ods",
    "text": "du_an8.reports.workbook.csv_text:read_csv_text",
    "xlsb": "du_an8.reports.workbook.xlsb:read_xlsb",
    "html": "du_an8.reports.workbook.html_table:read_html",
    "mhtml": "du_an8.reports.workbook.mhtml:read_mhtml",
    "spreadsheetml": "du_an8.reports.workbook.spreadsheetml:read_spreadsheetml",
}
KINDS = frozenset({*_READERS, "xlsx", "docx"})
"""What is read here."""

_LARGE_TEXT = 1_000_000  # a cell every two bytes takes 100 times as much memory


def read_as(path: Path, kind: str) -> list[Sheet]:
    """The sheets of a file of one of `KINDS`.

    Raises:
        Exception: whatever its reader raises.
    """
    if kind == "text" and path.stat().st_size < _LARGE_TEXT:
        from du_an8.reports.workbook.csv_text import read_csv_text

        return read_csv_text(path)
    if kind == "xlsx":
        from du_an8.reports.workbook.xlsx import read_xlsx

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's remarks on styles are nobody's to act on
            return read_xlsx(path)
    if kind == "docx":
        from du_an8.reports.workbook.docx import read_docx

        return read_docx(path)
    from du_an8.reports.workbook.contained import read_contained

    return read_contained(path, _READERS[kind])
