"""A table that holds the province beside others, as comparisons of several do: its own number alone is its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import HEAD, TTT, read

if TYPE_CHECKING:
    from conftest import DataDir


@pytest.mark.parametrize("title", ["Tỉnh", "Đơn vị"])
@pytest.mark.parametrize("word", ["", "Tỉnh ", "Hội LHPN tỉnh "])
def test_rows_of_provinces(data: DataDir, title: str, word: str) -> None:
    """The sum of all is that of no province."""
    rows = f"1|{word}Lai Châu|300\n2|{word}Điện Biên|540\n3|{word}Sơn La|700\n|Cộng|1540"
    answer = read(data, f"{HEAD}TT|{title}|Tổ truyền thông cộng đồng\n{rows}")
    assert answer.figures == {TTT: 540}
    assert answer.account[2] == 3
    assert "unmatched-row" in answer.rules


@pytest.mark.parametrize("word", ["", "Tỉnh "])
def test_columns_of_provinces(data: DataDir, word: str) -> None:
    names = "|".join(f"{word}{name}" for name in ("Lai Châu", "Điện Biên", "Sơn La"))
    answer = read(data, f"{HEAD}TT|Chỉ tiêu|{names}\n1|Tổ truyền thông cộng đồng|300|540|700")
    assert answer.figures == {TTT: 540}
    assert answer.account[2] == 2


def test_a_commune_may_bear_the_name_of_a_province(data: DataDir) -> None:
    rows = "1|Hoà Bình|3\n2|Thái Bình|4\n3|Nà Tấu|5"
    assert read(data, f"{HEAD}TT|Xã|Tổ truyền thông cộng đồng\n{rows}").figures == {TTT: 12}
