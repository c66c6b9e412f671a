"""A figure cell that holds words beside its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import DTCS, HEAD, SDAT, TTT, VON, read

if TYPE_CHECKING:
    from conftest import DataDir

TABLE = HEAD + "STT|Chỉ tiêu|Đơn vị tính|Luỹ kế từ đầu giai đoạn|Ghi chú\n1|{}|{}|{}|{}"
TALKS, GROUPS = ("Đối thoại chính sách", "cuộc"), ("Tổ truyền thông", "tổ")
MONEY = ("Vốn được giao", "triệu đồng")


@pytest.mark.parametrize(
    ("row", "written", "figures"),
    [
        (TALKS, "Đã tổ chức 90 cuộc", {DTCS: 90}),
        (TALKS, "Đã tổ chức được 90 cuộc đối thoại chính sách", {DTCS: 90}),
        (TALKS, "90 cuộc đối thoại với 7.300 người tham dự", {DTCS: 90}),
        (TALKS, "90 cuộc/7.300 người", {DTCS: 90}),
        (TALKS, "7.300 người tham gia/90 cuộc", {DTCS: 90}),
        (TALKS, "90 cuộc (hơn 7.300 người tham dự)", {DTCS: 90}),
        (TALKS, "90 (7.300 người)", {DTCS: 90}),
        (TALKS, "chưa tổ chức", {}),
        (TALKS, "chưa tổ chức cuộc nào", {DTCS: 0}),
        (GROUPS, "540 (mới 40)", {TTT: 540}),
        (GROUPS, "540 tổ được thành lập", {TTT: 540}),
        (GROUPS, "540 tổ TTCĐ", {TTT: 540}),
        (GROUPS, "Thành lập mới 40 tổ, nâng tổng số lên 540 tổ", {TTT: 540}),
        (GROUPS, "540 tổ đạt 100% kế hoạch", {TTT: 540}),
        (GROUPS, "14 tổ tại 12 xã", {TTT: 14}),
        (GROUPS, "14 tổ; 98 TV", {TTT: 14}),
        (MONEY, "14 triệu", {VON: 14}),
        (MONEY, "2 tỷ", {VON: 2000}),
        (MONEY, "chưa giải ngân", {VON: 0}),
        (MONEY, "2.300,5 trđ", {VON: 2300.5}),
    ],
)
def test_the_number_of_the_indicator_is_read(
    data: DataDir, row: tuple[str, str], written: str, figures: dict[str, float]
) -> None:
    answer = read(data, TABLE.format(*row, written, ""), scaled=True)
    assert answer.figures == figures
    assert "not-a-number" not in answer.rules


@pytest.mark.parametrize(
    "written",
    [
        "kế hoạch 540 cuộc", "dự kiến 540", "tăng 15", "90 cuộc/7.300 xyz", "5 cuộc, 7 buổi", "7.300 (90 cuộc)",
        "40 cuộc (luỹ kế 540 cuộc)", "90 xyz", "90 cuộc truyền thông",
        "Thành lập 4 cuộc, nâng tổng số lên 432 thành viên", "14 triệu",
    ],
)  # fmt: skip
def test_what_may_be_another_number_is_told(data: DataDir, written: str) -> None:
    answer = read(data, TABLE.format(*TALKS, written, ""), scaled=True)
    assert answer.figures == {}
    assert "not-a-number" in answer.rules


def test_nothing_done_is_no_level_of_a_rate(data: DataDir) -> None:
    answer = read(data, TABLE.format("Tỷ lệ sinh đẻ an toàn", "%", "chưa thực hiện", ""), scaled=True)
    assert SDAT not in answer.figures


def test_nothing_done_in_a_remark_is_no_number(data: DataDir) -> None:
    answer = read(data, TABLE.format(*TALKS, 90, "chưa thực hiện"), scaled=True)
    assert answer.figures == {DTCS: 90}
    assert "unmatched-number" not in answer.rules


@pytest.mark.parametrize(
    "text", ["- Tổ truyền thông: 54 tổ\n- Đối thoại: 9 cuộc", "Thành lập 54 tổ với 432 thành viên"]
)
def test_amounts_in_a_sentence_of_an_unknown_row_are_told(data: DataDir, text: str) -> None:
    told = text.replace("\n", "; ")
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Kết quả\n1|Các mô hình khác|{told}\n2|Đối thoại chính sách|9")
    assert answer.figures == {DTCS: 9}
    assert [*answer.places("not-a-number"), *answer.places("unmatched-row")] == ["C4"]


def test_a_sentence_without_amounts_in_an_unknown_row_is_a_remark(data: DataDir) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Kết quả\n1|Các mô hình khác|Xem phụ lục 2\n2|Đối thoại chính sách|9")
    assert answer.places("not-a-number") == []
