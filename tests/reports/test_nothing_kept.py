"""What was read of a file goes with it: a command that reads thousands of workbooks holds one at a time.

Of the last few tables stays what their words say, without the cells.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import openpyxl
import pytest

from du_an8.programme.load import load_programme
from du_an8.programme.provinces import load_provinces
from du_an8.reports.report_file import Context, read_report
from du_an8.reports.rows.row import Row
from du_an8.reports.rows.stub import Stub
from du_an8.reports.workbook.cells import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OF_PLACES = (("STT", "Huyện", "Xã", "Tổ truyền thông cộng đồng"), (1, "Mường Ảng", "Ẳng Cang", 5))
OF_INDICATORS = (("STT", "Chỉ tiêu", "Năm 2023"), (1, "Tổ truyền thông cộng đồng", 5))


@pytest.fixture
def no_collector() -> Iterator[None]:
    """No collector that looks for circles: the processes that read a country have none."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def cells() -> list[Sheet | Stub | Row]:
    """All that is held now of what was read."""
    held = [each for each in gc.get_objects() if isinstance(each, Sheet | Stub | Row)]
    return [each for each in held if not isinstance(each, Row) or each.cells]


@pytest.mark.usefixtures("no_collector")
@pytest.mark.parametrize("rows", [OF_PLACES, OF_INDICATORS], ids=["places", "indicators"])
def test_no_circle_keeps_the_cells_of_a_file(tmp_path: Path, rows: tuple[tuple[object, ...], ...]) -> None:
    path = tmp_path / "2023.xlsx"
    book = openpyxl.Workbook()
    for row in (("Tỉnh:", "Điện Biên"), ("Kỳ báo cáo:", "Năm 2023"), (), *rows):
        book.active.append(row)
    book.save(path)
    del book
    gc.collect()
    of_other_tests = cells()
    read = read_report(path, path.name, "dien-bien", Context(load_programme(None)[0], load_provinces()))
    assert len(read.observations) + len(read.columns) == 1
    del read
    assert [each for each in cells() if not any(each is other for other in of_other_tests)] == []
