"""An office's own programme: its name as others spell it, its units by their first letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import HEAD, read

if TYPE_CHECKING:
    from conftest import DataDir

PROGRAMME = """replace: true
name: Nông thôn mới
phases:
  - {id: I, name: giai đoạn 2021-2025, start: 2021-01-01, end: 2025-12-31}
indicators:
  - {id: ocop, name: Sản phẩm OCOP được công nhận, unit: sản phẩm, kind: flow, content: 1}
"""


@pytest.fixture
def own(data: DataDir) -> DataDir:
    (data.root / "programme.yaml").write_text(PROGRAMME, encoding="utf-8")
    (data.root / "targets").mkdir(exist_ok=True)
    return data


@pytest.mark.parametrize("title", ["KẾT QUẢ XÂY DỰNG NTM", "KẾT QUẢ CHƯƠNG TRÌNH MTQG NÔNG THÔN MỚI"])
def test_another_spelling_of_its_name_is_no_other_programme(own: DataDir, title: str) -> None:
    table = "STT|Chỉ tiêu|ĐVT|Thực hiện\n1|Sản phẩm OCOP được công nhận|sản phẩm|8"
    assert read(own, f"{HEAD}{title}\n{table}").figures == {"ocop": 8}


@pytest.mark.parametrize(("unit", "figures"), [("SP", {"ocop": 8}), ("TC", {})])
def test_capitals_of_its_words_are_a_unit(own: DataDir, unit: str, figures: dict[str, int]) -> None:
    table = f"STT|Chỉ tiêu|ĐVT|Thực hiện\n1|Sản phẩm OCOP được công nhận|{unit}|8"
    assert read(own, HEAD + table).figures == figures


def test_a_file_that_is_all_about_another_programme_is_told_with_a_warning(own: DataDir) -> None:
    """The remark that a table was set aside is easily missed where there is nothing else in the file."""
    title = "KẾT QUẢ CHƯƠNG TRÌNH MTQG GIẢM NGHÈO BỀN VỮNG"
    table = "STT|Chỉ tiêu|ĐVT|Thực hiện\n1|Sản phẩm OCOP được công nhận|sản phẩm|8"
    answer = read(own, f"{HEAD}{title}\n{table}")
    assert answer.figures == {}
    assert [finding["severity"] for finding in answer.about("unmatched-number")] == ["warning"]
    both = read(own, f"{HEAD}{table}", f"{title}\n{table}")
    assert both.figures == {"ocop": 8}
    assert not both.about("unmatched-number")
