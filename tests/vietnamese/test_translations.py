"""What is said once more in English behind a Vietnamese label."""

import pytest

from du_an8.vietnamese.translations import without_translation


@pytest.mark.parametrize(
    ("text", "vietnamese"),
    [
        ("Khách du lịch\nVisitors", "Khách du lịch"),
        ("TT\nNo", "TT"),
        ("Trường học - Number of schools", "Trường học"),
        ("Trường học - Number of schools (Trường - School)", "Trường học (Trường)"),
        ("Trường học (Trường) - Number of schools (School)", "Trường học (Trường)"),
        ("Năm 2024 - Year 2024", "Năm 2024"),
        ("cuộc\nevent", "cuộc"),
        ("Đối thoại chính sách (policy dialogues)", "Đối thoại chính sách"),
        ("Tổ truyền thông cộng đồng (Community communication teams)", "Tổ truyền thông cộng đồng"),
        ("triệu đồng\nmillion dong", "triệu đồng"),
        ("TỔNG SỐ - TOTAL", "TỔNG SỐ"),
        ("Nam - Male", "Nam"),
        ("Nông thôn\nRural", "Nông thôn"),
    ],
)
def test_a_translation_is_left_out(text: str, vietnamese: str) -> None:
    assert without_translation(text) == vietnamese


@pytest.mark.parametrize(
    "text",
    [
        "Hộ dùng internet - Wifi",
        "Urban - Rural",
        "Sản phẩm - OCOP",
        "Tổ truyền thông cộng đồng (dự kiến)",
        "Tập huấn - Kỹ năng",
        "Kết quả\nThực hiện",
        "Tổ sinh kế ứng dụng\nCn 4.0",
        "Number of schools\nTotal",
        "Năm 2023 - Year 2024",
        "Hộ dùng\ninternet",
        "Hộ dùng mạng (wifi)",
        "Tổ sinh kế (tổ, nhóm)",
        "hộ có dùng\ninternet",
    ],
)
def test_what_may_say_something_of_its_own_stays(text: str) -> None:
    """One strange word behind a dash may tell one thing from another."""
    assert without_translation(text) == text


def test_a_cell_that_is_no_label_costs_nothing() -> None:
    text = f"á{' ' * 30_000}b"
    assert without_translation(text) == text
