"""What the words of a title speak of, for its times and for a table as a whole alike (docs/bao-cao.md)."""

import pytest

from du_an8.reports.tables.lines_above import is_forecast, is_to_come, tells_results
from du_an8.reports.titles.spoken import Speaks, spoken_in
from du_an8.vietnamese.time_words import split_words


def spoken(title: str) -> list[Speaks]:
    return [one.speaks for one in spoken_in(split_words(title))]


@pytest.mark.parametrize(
    ("title", "speaks"),
    [
        ("KẾT QUẢ DỰ ÁN 8", [Speaks.DONE]),
        ("Tiến độ thực hiện các chỉ tiêu, nhiệm vụ", [Speaks.DONE]),
        ("Kế hoạch thực hiện chỉ tiêu năm 2025", [Speaks.PLANNED, Speaks.PLANNED]),
        ("Kết quả năm 2024, ước thực hiện năm 2025", [Speaks.DONE, Speaks.ESTIMATED]),
        ("Dự báo kết quả năm 2025", [Speaks.AHEAD, Speaks.FORETOLD]),
        ("Dự báo năm 2025, kết quả năm 2024", [Speaks.AHEAD, Speaks.DONE]),
        ("Đề nghị các huyện báo cáo", [Speaks.AHEAD]),  # a report that is asked for says nothing of results
        ("Kết quả năm 2024 so với năm 2023", [Speaks.DONE, Speaks.COMPARED]),
        ("Sở Kế hoạch và Đầu tư", []),
        ("Học sinh trường phổ thông dân tộc nội trú", []),  # `trừ` without its accent
        ("Số hộ đăng ký kinh doanh", []),
        ("Chỉ tiêu giáo dục", [Speaks.AIMS]),  # no `chỉ tiêu giao`
    ],
)
def test_what_words_speak_of(title: str, speaks: list[Speaks]) -> None:
    assert spoken(title) == speaks


@pytest.mark.parametrize(
    ("title", "to_come"),
    [
        ("KẾ HOẠCH NĂM 2025", True),
        ("KẾ HOẠCH THỰC HIỆN CHỈ TIÊU DỰ ÁN 8", True),
        ("PHÂN BỔ CHỈ TIÊU", True),
        ("CÁC CHỈ TIÊU CHƯA HOÀN THÀNH", True),
        ("Kỳ báo cáo: kế hoạch năm 2025", True),
        ("BÁO CÁO KẾ HOẠCH NĂM 2025", False),  # or of what came of it: nobody can tell
        ("TIẾN ĐỘ CHỈ TIÊU DỰ ÁN 8", False),
        ("CHỈ TIÊU DÂN SỐ", False),
        ("(kèm theo Kế hoạch số 12/KH-BTV)", False),
        ("KẾT QUẢ NĂM 2024, KẾ HOẠCH NĂM 2025", False),
    ],
)
def test_a_table_is_to_come_where_nothing_says_that_it_was_done(title: str, *, to_come: bool) -> None:
    assert is_to_come([title], "Sheet1") is to_come


def test_results_that_are_foretold_are_none() -> None:
    assert is_forecast(["Dự kiến kết quả năm 2025"])
    assert not tells_results(["Dự kiến kết quả năm 2025"])
    assert tells_results(["Dự kiến tổ chức, kết quả năm 2024"])
