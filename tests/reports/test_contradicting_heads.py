"""A title and a labelled head that contradict each other: the labelled head holds, and it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import TTT, read, save

if TYPE_CHECKING:
    from conftest import DataDir

TABLE = "STT|Chỉ tiêu|ĐVT|Luỹ kế\n1|Tổ truyền thông|tổ|8"
PROVINCE = "Tỉnh: Điện Biên\n"


@pytest.mark.parametrize(
    ("title", "period", "is_told"),
    [
        ("KẾT QUẢ DỰ ÁN 8 NĂM 2022", "Năm 2023", True),
        ("KẾT QUẢ DỰ ÁN 8 QUÝ I/2023", "Quý II/2023", True),
        ("KẾT QUẢ DỰ ÁN 8 ĐẾN HẾT NĂM 2022", "Năm 2023", True),
        ("KẾT QUẢ DỰ ÁN 8 NĂM 2023", "9 tháng đầu năm 2023", False),
        ("KẾT QUẢ DỰ ÁN 8 QUÝ IV/2023", "Năm 2023", False),
        ("KẾT QUẢ DỰ ÁN 8 ĐẾN HẾT NĂM 2023", "Năm 2023", False),
        ("KẾT QUẢ NĂM 2023, KẾ HOẠCH NĂM 2024", "Năm 2023", False),
        ("KẾT QUẢ DỰ ÁN 8 GIAI ĐOẠN 2021-2025", "Năm 2023", False),
    ],
)
def test_the_period(data: DataDir, title: str, period: str, *, is_told: bool) -> None:
    answer = read(data, f"{title}\n{PROVINCE}Kỳ báo cáo: {period}\n{TABLE}")
    assert answer.figures == {TTT: 8}
    assert answer.places("identity-mismatch") == (["A3"] if is_told else [])


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("KẾT QUẢ DỰ ÁN 8 TỈNH SƠN LA", True),
        ("HỘI LHPN TỈNH SƠN LA", True),
        ("Đơn vị báo cáo: Hội LHPN tỉnh Sơn La", True),
        ("KẾT QUẢ DỰ ÁN 8 TỈNH ĐIỆN BIÊN", False),
        ("KẾT QUẢ DỰ ÁN 8 CẤP TỈNH", False),
        ("Đơn vị báo cáo: Ban Dân tộc", False),
    ],
)
def test_the_province(data: DataDir, title: str, *, is_told: bool) -> None:
    answer = read(data, f"{title}\n{PROVINCE}Kỳ báo cáo: Năm 2023\n{TABLE}")
    assert answer.figures == {TTT: 8}
    assert answer.places("identity-mismatch") == (["A2"] if is_told else [])


def test_the_new_province_may_report_of_one_it_was_formed_from(data: DataDir) -> None:
    # Bắc Kạn became part of Thái Nguyên on 01/07/2025 (Nghị quyết 202/2025/QH15).
    head = "HỘI LHPN TỈNH THÁI NGUYÊN\nTỉnh: Bắc Kạn\nKỳ báo cáo: Năm 2025\n"
    answer = read(data, head + TABLE, as_of="2026-01-31")
    assert not [f for f in answer.about("identity-mismatch") if "Tên báo cáo" in f["message"]]


@pytest.mark.parametrize(
    "line",
    [
        "KẾT QUẢ THỰC HIỆN QUYẾT ĐỊNH SỐ 1719/QĐ-TTg NĂM 2021",
        "KẾT QUẢ THỰC HIỆN KẾ HOẠCH SỐ 12/KH-UBND NĂM 2022",
        "Kèm theo Công văn số 123/HPN-DA8 năm 2024",
        "(Ban hành kèm theo Thông tư số 01 năm 2022 của UBDT)",
        "Mẫu báo cáo theo Thông tư 02/2022/TT-UBDT",
        "Biểu số 01/2022",
        "Kính gửi: Hội LHPN tỉnh Sơn La",
        "Nơi nhận: Hội LHPN tỉnh Lào Cai",
        "So với tỉnh Sơn La",
        "Học tập kinh nghiệm tỉnh Sơn La năm 2022",
    ],
)
def test_papers_and_other_provinces_are_no_contradiction(data: DataDir, line: str) -> None:
    answer = read(data, f"{line}\n{PROVINCE}Kỳ báo cáo: Năm 2023\n{TABLE}")
    assert answer.figures == {TTT: 8}
    assert answer.about("identity-mismatch") == []


@pytest.mark.parametrize(
    ("title", "incomplete"),
    [("KẾT QUẢ TỪ NĂM 2021 ĐẾN NAY", False), ("KẾT QUẢ TỪ THÁNG 3/2023 ĐẾN NAY", True)],
)
def test_until_now_ends_with_the_period_that_the_file_is_named_after(
    data: DataDir, title: str, *, incomplete: bool
) -> None:
    data.targets("Điện Biên", {"indicator": "doi-thoai-chinh-sach", "target": 100})
    save(
        data.root / "reports/dien-bien/2023-Q2.xlsx",
        f"{title}\n{PROVINCE}STT|Chỉ tiêu|ĐVT|Thực hiện\n1|Đối thoại chính sách|cuộc|5",
    )
    (place,) = data.check("--as-of", "2023-12-31")["provinces"]
    (row,) = place["indicators"]
    assert (row["actual"], row["observed_on"], row["incomplete"]) == (5, "2023-06-30", incomplete)
