"""Districts and their communes in one column: no number counts twice, or it is told that it may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import CLB, HEAD, TTT, read

if TYPE_CHECKING:
    from conftest import DataDir

PLACES = "Địa phương|Tổ truyền thông"
NUMBERED = "STT|Địa phương|Tổ truyền thông"


@pytest.mark.parametrize(
    "table",
    [
        f"{PLACES}\nHuyện Mường Ảng|10\n- Ẳng Cang|4\n- Ẳng Nưa|6\nHuyện Tủa Chùa|5\n- Mường Báng|5",
        f"{NUMBERED}\nI|Mường Ảng|10\n1|Ẳng Cang|4\n2|Ẳng Nưa|6\nII|Tủa Chùa|5\n1|Mường Báng|5",
        f"{NUMBERED}\n1|Mường Ảng|10\n'1.1|Ẳng Cang|4\n'1.2|Ẳng Nưa|6\n2|Tủa Chùa|5\n'2.1|Mường Báng|5",
        f"{NUMBERED}\n1|Mường Ảng|10\n-|Ẳng Cang|4\n-|Ẳng Nưa|6\n2|Tủa Chùa|5\n-|Mường Báng|5",
        f"{NUMBERED}\n|Mường Ảng|10\n1|Ẳng Cang|4\n2|Ẳng Nưa|6\n|Tủa Chùa|5\n1|Mường Báng|5",
        # What only the sums tell:
        f"{NUMBERED}\n1|Mường Ảng|10\n|Ẳng Cang|4\n|Ẳng Nưa|6\n2|Tủa Chùa|5\n|Mường Báng|5",
        f"{NUMBERED}\n1|Huyện Mường Ảng|10\n2|Ẳng Cang|4\n3|Ẳng Nưa|6\n4|Huyện Tủa Chùa|5\n5|Mường Báng|5",
        f"{PLACES}\nHuyện Mường Ảng|10\nẲng Cang|4\nẲng Nưa|6\nHuyện Tủa Chùa|5\nMường Báng|5",
        f"{PLACES}\nHuyện Mường Ảng|10\nẲng Cang|4\nẲng Nưa|6\nHuyện Tủa Chùa|5",
        f"{PLACES}\nHuyện Mường Ảng|10\nẲng Cang|4\nẲng Nưa|6\nMường Báng|0\nHuyện Tủa Chùa|5",
        "Huyện|Tổ truyền thông\nHuyện Mường Ảng|10\nẲng Cang|4\nẲng Nưa|6\nHuyện Tủa Chùa|5\nMường Báng|5",
    ],
    ids=[
        "dashes",
        "I",
        "1.1",
        "dash as number",
        "anew",
        "no number",
        "on and on",
        "words",
        "alone",
        "nought",
        "titled",
    ],
)
def test_communes_below_their_district_are_not_added_to_it(data: DataDir, table: str) -> None:
    answer = read(data, HEAD + table)
    assert answer.figures == {TTT: 15}
    assert "total-mismatch" not in answer.rules


@pytest.mark.parametrize(
    "table",
    [
        f"{PLACES}\nThành phố Điện Biên Phủ|10\nMường Ảng|4\nTủa Chùa|1",
        f"{PLACES}\nHuyện Mường Ảng|10\nHuyện Tủa Chùa|5",
        f"{PLACES}\nMường Ảng|10\nHuyện Tủa Chùa|5",
        f"{PLACES}\nHuyện Mường Ảng|0\nTủa Chùa|9\nMường Nhé|6",
        f"{NUMBERED}\n1|Mường Ảng|9\n2|Tủa Chùa|4\n|Mường Nhé|2",
        f"{PLACES}\nHuyện Mường Ảng|8\nTủa Chùa|4\nMường Nhé|3\nTổng cộng|15",
    ],
    ids=["city", "all told", "first untold", "nought", "added at the end", "total"],
)
def test_districts_of_which_not_all_say_so_are_added_up(data: DataDir, table: str) -> None:
    answer = read(data, HEAD + table)
    assert answer.figures == {TTT: 15}
    assert "total-mismatch" not in answer.rules


@pytest.mark.parametrize(
    "rows",
    [
        ["Huyện Mường Ảng|10|2", "Ẳng Cang|4|1", "Ẳng Nưa|3|1"],
        ["Huyện Mường Ảng|10|2", "Ẳng Cang|4|1", "Ẳng Nưa|6|3"],
        ["Huyện Mường Ảng|10|2", "Ẳng Cang|10|2"],
    ],
    ids=["less", "one column agrees", "one of one"],
)
def test_where_neither_is_sure_both_are_added_and_it_is_told(data: DataDir, rows: list[str]) -> None:
    answer = read(data, HEAD + "\n".join([f"{PLACES}|CLB thủ lĩnh của sự thay đổi", *rows]))
    assert answer.figures == {
        TTT: sum(int(row.split("|")[1]) for row in rows),
        CLB: sum(int(row.split("|")[2]) for row in rows),
    }
    (finding,) = answer.about("total-mismatch")
    assert "Huyện Mường Ảng" in finding["message"]
    assert finding["location"]["cell"] == "A4"


def test_most_districts_decide_and_the_odd_one_is_told(data: DataDir) -> None:
    table = f"{PLACES}\nHuyện A|10\nB|4\nC|6\nHuyện D|9\nE|4\nG|5\nHuyện H|8\nI|4\nK|5"
    answer = read(data, HEAD + table)
    assert answer.figures == {TTT: 27}
    assert answer.rules & {"total-mismatch", "detail-mismatch"}
