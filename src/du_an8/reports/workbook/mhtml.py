"""Reads a web page in one file (MHTML), which Excel saves as `.mht` and web systems send as `.xls`."""

import re
from email import message_from_bytes, policy
from html import unescape
from pathlib import Path

from msgspec.structs import replace

from du_an8.reports.workbook.cells import Sheet
from du_an8.reports.workbook.csv_text import read_bounded
from du_an8.reports.workbook.html_table import sheet_of

_NAMED = re.compile(
    r"<x:Name>([^<]*)</x:Name>.*?<x:WorksheetSource\s+HRef=[\"']([^\"']*)[\"']", re.DOTALL | re.IGNORECASE
)
_TABS = "tabstrip.htm"  # the bar of sheet names, itself a table


def read_mhtml(path: Path) -> list[Sheet]:
    """A sheet for each page that shows something, under the name that the workbook gives it.

    Raises:
        UnsafeError: the file is larger than any report.
        DamagedError: a page ends within what isn't shown.
    """
    message = message_from_bytes(read_bounded(path), policy=policy.default)
    pages = [
        (str(part.get("Content-Location", "")), part.get_payload(decode=True), part.get_content_charset())
        for part in message.walk()
        if part.get_content_type() == "text/html"
    ]
    names: dict[str, str] = {}
    sheets = []
    for location, content, charset in pages:
        if not isinstance(content, bytes) or location.casefold().endswith(_TABS):
            continue
        names |= {_file(target): unescape(name) for name, target in _NAMED.findall(content.decode("utf-8", "replace"))}
        sheet = sheet_of(content, charset)
        if sheet.rows:
            sheets.append(replace(sheet, name=names.get(_file(location), sheet.name)))
    return sheets


def _file(address: str) -> str:
    return address.replace("\\", "/").rpartition("/")[2].casefold()
