"""A figure cell that holds words beside its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import DTCS, HEAD, SDAT, TTT, VON, read

if TYPE_CHECKING:
    from conftest import DataDir

TABLE = HEAD + "STT|Chỉ tiêu|Đơn vị tính|Luỹ kế từ đầu giai đoạn|Ghi chú\n1|{}|{}|{}|{}"
TALKS, GROUPS = ("Đối thoại chính sách", "cuộc"), ("Tổ truyền thông", "tổ")
TRAINING = ("Tập huấn giám sát, đánh giá bình đẳng giới", "lớp")
MONEY = ("Vốn được giao", "triệu đồng")


@pytest.mark.parametrize(
    ("row", "written", "figures"),
    [
        (TALKS, "Đã tổ chức 90 cuộc", {DTCS: 90}),
        (TALKS, "Đã tổ chức được 90 cuộc đối thoại chính sách", {DTCS: 90}),
        (TRAINING, "Tổ chức 09 lớp tập huấn", {"giam-sat-danh-gia-bdg": 9}),
        (TALKS, "90 cuộc đối thoại với 7.300 người tham dự", {DTCS: 90}),
        (TALKS, "90 cuộc/7.300 người", {DTCS: 90}),
        (TALKS, "60 cuộc của 25 xã, thị trấn", {DTCS: 60}),
        (TALKS, "7.300 người tham gia/90 cuộc", {DTCS: 90}),
        (TALKS, "90 cuộc (hơn 7.300 người tham dự)", {DTCS: 90}),
        (TALKS, "90 (7.300 người)", {DTCS: 90}),
        (TALKS, "chưa tổ chức", {}),
        (TALKS, "chưa tổ chức cuộc nào", {DTCS: 0}),
        (TALKS, "không phát sinh", {DTCS: 0}),
        (GROUPS, "không phát sinh", {}),
        (GROUPS, "không thành lập", {}),
        (GROUPS, "chưa thành lập tổ nào", {TTT: 0}),
        (GROUPS, "không có tổ nào", {TTT: 0}),
        (GROUPS, "540 (mới 40)", {TTT: 540}),
        (GROUPS, "1.240 (một nghìn hai trăm bốn mươi)", {TTT: 1240}),
        (GROUPS, "105 tổ (Bằng chữ: Một trăm linh năm tổ)", {TTT: 105}),
        (GROUPS, "Hai mươi mốt (21) tổ", {TTT: 21}),
        (GROUPS, "540 tổ được thành lập", {TTT: 540}),
        (GROUPS, "540 tổ TTCĐ", {TTT: 540}),
        (GROUPS, "Thành lập mới 40 tổ, nâng tổng số lên 540 tổ", {TTT: 540}),
        (GROUPS, "Duy trì 500 tổ, thành lập mới 40 tổ", {TTT: 540}),
        (GROUPS, "Toàn tỉnh có 540 tổ", {TTT: 540}),
        (TALKS, "Trong kỳ tổ chức được 90 cuộc", {DTCS: 90}),
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
        "540 (năm trăm bốn mươi lăm)", "Năm trăm (540)",
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


@pytest.mark.parametrize(("written", "figure"), [("36/88", 36), ("90/85", 90), ("36/88 cuộc", 36)])
def test_so_many_of_so_many_is_the_first_of_the_two(data: DataDir, written: str, figure: int) -> None:
    assert read(data, TABLE.format(*TALKS, written, ""), scaled=True).figures == {DTCS: figure}


RATES = HEAD + "STT|Chỉ tiêu|Đơn vị tính|Luỹ kế từ đầu giai đoạn\n1|Tỷ lệ sinh đẻ an toàn|%|{}"


def test_so_many_of_so_many_is_a_level_where_a_rate_is_asked_for(data: DataDir) -> None:
    assert read(data, RATES.format("36/48"), scaled=True).figures == {SDAT: 75}


@pytest.mark.parametrize(("written", "rule"), [("36/0", "not-a-number"), ("48/36", "rate-out-of-range")])
def test_a_level_of_nothing_or_above_all_is_none(data: DataDir, written: str, rule: str) -> None:
    answer = read(data, RATES.format(written), scaled=True)
    assert answer.figures == {}
    assert rule in answer.rules


PAIRED = HEAD + "STT|Chỉ tiêu|Đơn vị tính|Luỹ kế từ đầu giai đoạn\n1|Đối thoại chính sách|cuộc/người|{}"


@pytest.mark.parametrize("written", ["30/2.400", "30 cuộc/2.400 người"])
def test_of_two_units_each_number_has_its_own(data: DataDir, written: str) -> None:
    assert read(data, PAIRED.format(written), scaled=True).figures == {DTCS: 30}


def test_of_two_units_one_number_alone_is_nobodys(data: DataDir) -> None:
    answer = read(data, PAIRED.format("'30"), scaled=True)
    assert answer.figures == {}
    assert answer.places("not-a-number") == ["D4"]


CLAIMS = HEAD + "STT|Chỉ tiêu|Kế hoạch giai đoạn|Luỹ kế từ đầu giai đoạn|Tỷ lệ %\n1|Đối thoại chính sách|88|36|{}"


@pytest.mark.parametrize("written", ["36/88", "0,41 lần", "40,9%", "40,9", "Đạt", ""])
def test_what_a_percentage_may_be_written_as(data: DataDir, written: str) -> None:
    data.targets("Điện Biên", {"indicator": DTCS, "target": 88})
    answer = read(data, CLAIMS.format(written), scaled=True)
    assert answer.figures == {DTCS: 36}
    assert not answer.rules & {"claim-mismatch", "not-a-number"}


@pytest.mark.parametrize("written", ["0,5 lần", "44/88"])
def test_a_false_percentage_is_told_however_it_is_written(data: DataDir, written: str) -> None:
    data.targets("Điện Biên", {"indicator": DTCS, "target": 88})
    assert read(data, CLAIMS.format(written), scaled=True).places("claim-mismatch") == ["E4"]


@pytest.mark.parametrize("written", ["36/0", "36 cuộc", "nhiều"])
def test_what_is_no_percentage_is_told_in_a_column_of_these(data: DataDir, written: str) -> None:
    data.targets("Điện Biên", {"indicator": DTCS, "target": 88})
    assert read(data, CLAIMS.format(written), scaled=True).places("not-a-number") == ["E4"]


@pytest.mark.parametrize("title", ["Chỉ tiêu giao", "Chỉ tiêu được giao", "Mục tiêu"])
def test_what_was_asked_for_in_words_names_what_was_done(data: DataDir, title: str) -> None:
    rows = "1|Tổ chức 48 cuộc đối thoại chính sách|Đã tổ chức 39 cuộc\n2|Thành lập 540 tổ truyền thông|498 tổ"
    answer = read(data, f"{HEAD}STT|{title}|Kết quả thực hiện|Đánh giá\n{rows}")
    assert answer.figures == {DTCS: 39, TTT: 498}


def test_plans_counted_in_words_beside_names_stay_plans(data: DataDir) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Chỉ tiêu giao|Kết quả\n1|Tổ truyền thông|540 tổ truyền thông|498 tổ")
    assert answer.figures == {TTT: 498}


def test_a_result_with_its_percentage_in_brackets(data: DataDir) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Kế hoạch|Thực hiện (tỷ lệ)\n1|Đối thoại chính sách|48|39 (81,3%)")
    assert answer.figures == {DTCS: 39}


def test_of_the_result_over_the_years_plan_the_year_is_the_plans(data: DataDir) -> None:
    head = "HỘI LHPN TỈNH ĐIỆN BIÊN\nKẾT QUẢ DỰ ÁN 8 9 THÁNG NĂM 2023\n"
    answer = read(data, f"{head}TT|Chỉ tiêu|Kết quả/Kế hoạch năm\n1|Đối thoại chính sách|14/20 cuộc")
    assert (answer.figures, answer.rows[DTCS]["observed_on"]) == ({DTCS: 14}, "2023-09-30")


def test_a_number_of_another_thing_is_not_the_rows(data: DataDir) -> None:
    answer = read(data, TABLE.format(*TRAINING, "Tổ chức 09 lớp truyền thông", ""))
    assert answer.figures == {}
    assert "not-a-number" in answer.rules
