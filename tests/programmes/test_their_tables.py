"""Tables as provinces draw them for two other programmes: no codes, names in an official's words, words cut short."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from conftest import DataDir

Row = tuple[int | str, str, str, float | None, float]
HEADER = ("STT", "Nội dung", "ĐVT", "Kế hoạch năm 2023", "Thực hiện năm 2023", "Tỷ lệ % TH/KH")

TABLES: dict[str, tuple[str, str, tuple[Row, ...], dict[str, float]]] = {
    "giam-ngheo": (
        "Sơn La",
        "CHƯƠNG TRÌNH MTQG GIẢM NGHÈO BỀN VỮNG",
        (
            (1, "Mô hình giảm nghèo được xây dựng", "mô hình", 30, 28),
            (2, "Số hộ nghèo, hộ cận nghèo được hỗ trợ xây mới, sửa chữa nhà ở", "hộ", 500, 480),
            (3, "Số lao động được đào tạo nghề", "người", 1500, 1400),
            ("", "Trong đó: Lao động thuộc hộ nghèo", "người", None, 600),
            (4, "Tỷ lệ hộ nghèo", "%", 17.5, 17.2),
            (5, "Tỷ lệ lao động được kết nối việc làm thành công", "%", 80, 75),
            (6, "Vốn được giao thuộc Chương trình giảm nghèo", "tỷ đồng", None, 25.5),
        ),
        {
            "mo-hinh-giam-ngheo": 28,
            "nha-o": 480,
            "dao-tao-nghe": 1400,
            "ho-ngheo": 17.2,
            "lao-dong-co-viec": 75,
            "von-duoc-giao": 25500,
        },
    ),
    "nong-thon-moi": (
        "Lai Châu",
        "CHƯƠNG TRÌNH MTQG XÂY DỰNG NÔNG THÔN MỚI",
        (
            (1, "Số xã đạt chuẩn NTM", "xã", 46, 45),
            (2, "Tỷ lệ xã đạt chuẩn NTM", "%", 48, 47),
            (3, "Số km đường GTNT được cứng hóa", "km", 200, 190.5),
            (4, "Sản phẩm OCOP được công nhận", "sản phẩm", 40, 38),
            (5, "Tỷ lệ hộ sử dụng nước sạch theo quy chuẩn", "%", 90, 88),
            (6, "Tỷ lệ nghèo đa chiều", "%", 24, 25),
            (7, "Vốn huy động xây dựng NTM", "tỷ đồng", None, 812.5),
        ),
        {
            "xa-dat-chuan": 45,
            "ty-le-xa-dat-chuan": 47,
            "duong-giao-thong": 190.5,
            "san-pham-ocop": 38,
            "nuoc-sach": 88,
            "ngheo-da-chieu": 25,
            "von-huy-dong": 812.5,
        },
    ),
}


@pytest.mark.parametrize("name", list(TABLES))
def test_every_row_is_read_by_its_name(tmp_path: Path, name: str) -> None:
    province, title, rows, expected = TABLES[name]
    data = DataDir(tmp_path / "data")
    shutil.copytree(Path(__file__).parent / name, data.root)
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for line in (f"UBND TỈNH {province.upper()}", f"KẾT QUẢ THỰC HIỆN {title} NĂM 2023"):
        page.append([line])
    page.append([])
    page.append(HEADER)
    for row in rows:
        *_, plan, result = row
        page.append([*row, round(result / plan * 100, 1) if plan else None])
    path = data.root / "reports" / "bieu.xlsx"
    path.parent.mkdir()
    book.save(path)

    found = [json.loads(line) for line in data.run("facts").stdout.splitlines()]
    figures = {fact["indicator"]: fact["value"] for fact in found if fact["kind"] == "figure" and not fact["part"]}
    assert figures == expected
    document = json.loads(data.run("validate", "--format", "json").stdout)
    assert [f["message"] for f in document["findings"] if f["severity"] != "info"] == []
    assert [file["reported"] for file in document["files"]] == [0]
