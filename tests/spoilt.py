"""Workbooks that are spoilt on purpose: a good one, and ways to change its parts."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Callable

CLB = "clb-thu-linh"
SHEET = "xl/worksheets/sheet1.xml"


def workbook() -> bytes:
    """A good workbook: a header in row 1, CLB 85 in row 2."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["Mã", "Luỹ kế từ đầu giai đoạn"])
    page.append([CLB, 85])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rewritten(content: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """A workbook with some of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def substituted(pattern: bytes, replacement: bytes, part: str = SHEET) -> bytes:
    """A workbook with a part rewritten; the pattern must be there."""

    def change(parts: dict[str, bytes]) -> None:
        parts[part], count = re.subn(pattern, replacement, parts[part], flags=re.DOTALL)
        assert count

    return rewritten(workbook(), change)


def zip_of(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()
