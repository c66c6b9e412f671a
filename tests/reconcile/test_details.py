"""Places with their total, parts with their whole (docs/doi-chieu.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import HEAD, TTT, read

if TYPE_CHECKING:
    from conftest import DataDir

PLACES = "Huyện|Tổ truyền thông\nMường Ảng|4\nTủa Chùa|{second}\nTổng cộng|10"
DISTRICTS = "STT|Chỉ tiêu|Luỹ kế|<|<\n^|^|Tổng số|Huyện Mường Ảng|Huyện Tủa Chùa\n1|Tổ truyền thông|10|4|{second}"


@pytest.mark.parametrize("table", [PLACES, DISTRICTS], ids=["rows", "columns"])
@pytest.mark.parametrize(("second", "agrees"), [(6, True), (5, False), (7, False)])
def test_the_total_is_compared_with_its_places_and_used(
    data: DataDir, table: str, second: int, *, agrees: bool
) -> None:
    answer = read(data, HEAD + table.format(second=second))
    assert answer.figures == {TTT: 10}
    assert ("total-mismatch" in answer.rules) is not agrees
    assert "detail-mismatch" not in answer.rules


@pytest.mark.parametrize(
    ("parts", "agrees"),
    [
        ({"thành lập mới": 4, "củng cố": 6}, True),
        ({"thành lập mới": 4, "củng cố": 5}, False),
        ({"thành lập mới": 4}, True),
        ({"thành lập mới": 11}, False),
        ({"vùng cao": 3, "vùng thấp": 3}, True),
        ({"thành lập mới": 10, "củng cố": 3}, False),
    ],
)
def test_parts_are_compared_with_their_whole(data: DataDir, parts: dict[str, int], *, agrees: bool) -> None:
    rows = "".join(f"\n|- {name}|{value}" for name, value in parts.items())
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Luỹ kế\n1|Tổ truyền thông|10{rows}")
    assert answer.figures == {TTT: 10}
    assert ("parts-mismatch" in answer.rules) is not agrees


def test_an_approximate_total_agrees_with_any_sum(data: DataDir) -> None:
    answer = read(data, HEAD + PLACES.format(second=5).replace("|10", "|trên 10"))
    assert not {"total-mismatch", "detail-mismatch"} & answer.rules


@pytest.mark.parametrize(("summary", "messages"), [(10, 0), (12, 1)])
def test_the_summary_is_compared_with_the_total_of_another_sheet(data: DataDir, summary: int, messages: int) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Luỹ kế\n1|Tổ truyền thông|{summary}", PLACES.format(second=6))
    assert answer.figures == {TTT: summary}
    assert len(answer.about("detail-mismatch")) == messages


def test_the_summary_is_compared_with_places_without_a_total(data: DataDir) -> None:
    places = "Huyện|Tổ truyền thông\nMường Ảng|4\nTủa Chùa|5"
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Luỹ kế\n1|Tổ truyền thông|10", places)
    (finding,) = answer.about("detail-mismatch")
    assert "10" in finding["message"]
    assert "9" in finding["message"]
